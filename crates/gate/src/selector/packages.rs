//! The part of the map that is about copies of people's data that wait to be fetched.

use super::{
    Holds::{Key, Sealed, Structure},
    SubjectTable,
};

/// Each copy.
pub(super) const PACKAGE: SubjectTable = SubjectTable {
    name: "package",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("package_id", Structure),
        ("case_id", Structure),
        ("account", Structure),
        ("state", Structure),
        ("files_made", Structure),
        ("files_all", Structure),
        ("ordered", Structure),
        ("due", Structure),
        ("ends", Structure),
        ("tries", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM package WHERE register_id = $1 AND subject_id = $2"),
};

/// Its files.
pub(super) const PART: SubjectTable = SubjectTable {
    name: "package_part",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("package_id", Structure),
        ("file", Structure),
        ("chunk", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM package_part WHERE register_id = $1 AND subject_id = $2"),
};
