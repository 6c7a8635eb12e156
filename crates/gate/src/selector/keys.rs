//! The part of the map that is the keyring's: keys, and what has to outlive a person.

use super::{
    Holds::{Key, Keyed, Sealed, Structure},
    SubjectTable, mentions, merged, recordings,
};

/// Tables with rows about subjects in the keyring.
pub const SUBJECT_KEYS: &[SubjectTable] = &[
    SubjectTable {
        name: "subject_key",
        columns: &[("register_id", Key), ("subject_id", Key), ("wrapped", Keyed)],
        delete: None,
    },
    SubjectTable {
        name: "erased",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("at", Structure),
            ("grp", Structure),
            ("settled", Structure),
        ],
        delete: None,
    },
    SubjectTable {
        name: "remains",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("place", Structure),
            ("row_id", Structure),
            ("kind", Structure),
            ("state", Structure),
            ("parent", Structure),
            ("starts", Structure),
            ("ends", Structure),
            ("version", Structure),
            ("body", Sealed),
        ],
        delete: None,
    },
    SubjectTable {
        name: "last_word",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("what", Structure),
            ("kind", Structure),
            ("channel", Structure),
            ("by_channel", Structure),
            ("set_to", Structure),
            ("at", Structure),
        ],
        delete: None,
    },
    recordings::KEYS,
    mentions::COVERED,
    merged::FORMER,
];
