//! The part of the map that is about people's own restrictions.

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
