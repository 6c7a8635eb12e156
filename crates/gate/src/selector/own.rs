//! The part of the map that is about people's own restrictions, and about what they have to be told.

use super::{
    Holds::{Key, Structure},
    SubjectTable,
};

/// What a person keeps to themselves.
pub(super) const RESTRICTION: SubjectTable = SubjectTable {
    name: "own_restriction",
    columns: &[("register_id", Key), ("subject_id", Key), ("category", Structure), ("since", Structure)],
    delete: Some("DELETE FROM own_restriction WHERE register_id = $1 AND subject_id = $2"),
};

/// That a person was obtained from others, and was told so.
pub(super) const SOURCE_NOTICE: SubjectTable = SubjectTable {
    name: "source_notice",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("source", Structure),
        ("obtained", Structure),
        ("due", Structure),
        ("batch", Structure),
        ("told", Structure),
        ("account", Structure),
        ("way", Structure),
        ("queued", Structure),
    ],
    delete: Some("DELETE FROM source_notice WHERE register_id = $1 AND subject_id = $2"),
};
