//! The part of the map that is about what others' texts say of people who were erased.

use super::{
    Holds::{Key, Sealed, Structure},
    SubjectTable,
};

/// Each text that may mention somebody, by whose text it is.
pub(super) const MENTION: SubjectTable = SubjectTable {
    name: "mention",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("mention_id", Structure),
        ("search_id", Structure),
        ("object_id", Structure),
        ("category", Structure),
        ("item", Structure),
        ("found", Structure),
        ("answer", Structure),
        ("answered", Structure),
        ("account", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM mention WHERE register_id = $1 AND subject_id = $2"),
};

/// Which search is for whom.
pub(super) const OF: SubjectTable = SubjectTable {
    name: "mention_of",
    columns: &[("register_id", Key), ("subject_id", Key), ("search_id", Structure)],
    delete: Some("DELETE FROM mention_of WHERE register_id = $1 AND subject_id = $2"),
};

/// Each search; it has a number of its own.
pub(super) const SEARCH: SubjectTable = SubjectTable {
    name: "mention_search",
    columns: &[
        ("register_id", Key),
        ("subject_id", Key),
        ("case_id", Structure),
        ("meant", Structure),
        ("began", Structure),
        ("due", Structure),
        ("reached", Structure),
        ("looked", Structure),
        ("ended", Structure),
        ("body", Sealed),
    ],
    delete: Some("DELETE FROM mention_search WHERE register_id = $1 AND subject_id = $2"),
};

/// What was covered in people's texts, beside the keys.
pub(super) const COVERED: SubjectTable = SubjectTable {
    name: "covered",
    columns: &[("register_id", Key), ("subject_id", Key), ("cover_id", Structure), ("body", Sealed)],
    delete: None,
};
