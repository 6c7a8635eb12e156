//! The part of the map that is about what others asked to be given.

use super::{
    Holds::{Key, Sealed, Structure},
    SubjectTable,
};

/// What was asked for, and waits for a second person or was decided.
pub(super) const ASKED: SubjectTable = SubjectTable {
    name: "disclosure_asked",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("asked_id", Structure),
        ("ground", Structure),
        ("categories", Structure),
        ("state", Structure),
        ("asked", Structure),
        ("account", Structure),
        ("decided", Structure),
        ("decided_by", Structure),
        ("body", Sealed),
        ("why", Sealed),
    ],
    delete: Some("DELETE FROM disclosure_asked WHERE register_id = $1 AND subject_id = $2"),
};
