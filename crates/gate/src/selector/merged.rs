//! Where it stands which cards were put together.

use super::{
    Holds::{Key, Structure},
    SubjectTable,
};

/// Who went into whom.
pub(super) const MERGED: SubjectTable = SubjectTable {
    name: "merged",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("former_id", Key),
        ("at", Structure),
        ("account", Structure),
    ],
    delete: Some("DELETE FROM merged WHERE register_id = $1 AND (subject_id = $2 OR former_id = $2)"),
};

/// Who look alike and are two people.
pub(super) const NOT_DUPLICATE: SubjectTable = SubjectTable {
    name: "not_duplicate",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("other_id", Key),
        ("at", Structure),
        ("account", Structure),
    ],
    delete: Some("DELETE FROM not_duplicate WHERE register_id = $1 AND (subject_id = $2 OR other_id = $2)"),
};

/// Who went into whom, beside the keys.
pub(super) const FORMER: SubjectTable = SubjectTable {
    name: "former",
    columns: &[("register_id", Key), ("subject_id", Key), ("into_id", Key)],
    delete: None,
};
