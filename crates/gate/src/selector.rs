//! The one map of where something about a subject is (invariant 3). Every table and column of both databases stands here; a
//! test reads the real schemas of both engines and fails on one that does not. Erasure goes by this map, and so do access,
//! restriction and residue scans when they come.
//!
//! Not here: what the columns mean (`migrations/*/*.sql`), the rows themselves (`store.rs`).

mod disclosures;
mod keys;
mod mentions;
mod merged;
mod others;
mod own;
mod packages;
mod recordings;

pub use keys::SUBJECT_KEYS;
pub use others::{OTHER_KEYS, OTHERS};

/// What a column of a subject's table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A number that names the register or the subject.
    Key,
    /// Structure: kinds, states, scope, versions, days, accounts of staff.
    Structure,
    /// A ciphertext of the subject's own key.
    Sealed,
    /// A keyed token or digest.
    Keyed,
}

/// A table with rows about subjects, keyed by (register_id, subject_id).
#[derive(Debug)]
pub struct SubjectTable {
    /// Its name.
    pub name: &'static str,
    /// Its columns and what they hold.
    pub columns: &'static [(&'static str, Holds)],
    /// Deletes a subject's rows; `None`: another file owns them and deletes them (tokens, ledger).
    pub delete: Option<&'static str>,
}

/// A table without rows about subjects, and its columns.
#[derive(Debug)]
pub struct OtherTable {
    /// Its name.
    pub name: &'static str,
    /// Its columns, parted by spaces.
    pub columns: &'static str,
    /// Why nothing in it tells of a subject.
    pub why: &'static str,
}

use Holds::{Key, Keyed, Sealed, Structure};

/// Tables with rows about subjects in the data.
pub const SUBJECTS: &[SubjectTable] = &[
    SubjectTable {
        name: "sealed",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("category", Structure),
            ("version", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM sealed WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "object",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("object_id", Structure),
            ("kind", Structure),
            ("state", Structure),
            ("parent", Structure),
            ("starts", Structure),
            ("ends", Structure),
            ("assigned", Structure),
            ("version", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM object WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "past",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("object_id", Structure),
            ("category", Structure),
            ("version", Structure),
            ("replaced", Structure),
            ("account", Structure),
            ("body", Sealed),
            ("flaw", Structure),
        ],
        delete: Some("DELETE FROM past WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "permission",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("permission_id", Structure),
            ("prohibition", Structure),
            ("kind", Structure),
            // The channel, and a keyed mark of the one number or address that it is about.
            ("channel", Keyed),
            ("since", Structure),
            ("until", Structure),
            ("by_channel", Structure),
            ("wording", Structure),
            ("account", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM permission WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "reason",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("reason_id", Structure),
            ("account", Structure),
            ("given", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM reason WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "recording_need",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("object_id", Structure),
            ("need_id", Structure),
            ("kind", Structure),
            ("ends", Structure),
            ("placed", Structure),
            ("account", Structure),
            ("set_id", Structure),
            ("body", Sealed),
            ("event_id", Structure),
        ],
        delete: Some("DELETE FROM recording_need WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "request_staff",
        columns: &[("register_id", Key), ("subject_id", Key), ("account", Structure)],
        delete: Some("DELETE FROM request_staff WHERE register_id = $1 AND subject_id = $2"),
    },
    disclosures::ASKED,
    own::RESTRICTION,
    own::SOURCE_NOTICE,
    SubjectTable {
        name: "disclosure",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("disclosure_id", Structure),
            ("recipient", Structure),
            ("ground", Structure),
            ("categories", Structure),
            ("reference", Structure),
            ("given", Structure),
            ("account", Structure),
            ("body", Sealed),
            ("checked", Structure),
            ("checked_by", Structure),
        ],
        delete: Some("DELETE FROM disclosure WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "hold",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("hold_id", Structure),
            ("object_id", Structure),
            ("placed", Structure),
            ("review", Structure),
            ("account", Structure),
            ("body", Sealed),
            ("kind", Structure),
        ],
        delete: Some("DELETE FROM hold WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "taking_part",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("object_id", Structure),
            ("account", Structure),
            ("role", Structure),
        ],
        delete: Some("DELETE FROM taking_part WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "linked",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("owner_id", Key),
            ("object_id", Structure),
            ("role", Structure),
        ],
        // Links of the subject to others' objects, and of others to the subject's own.
        delete: Some("DELETE FROM linked WHERE register_id = $1 AND (subject_id = $2 OR owner_id = $2)"),
    },
    SubjectTable {
        name: "object_visibility",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("object_id", Structure),
            ("visibility", Structure),
        ],
        delete: Some("DELETE FROM object_visibility WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "import_before",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("batch_id", Structure),
            ("category", Structure),
            ("before", Structure),
            ("after", Structure),
        ],
        delete: Some("DELETE FROM import_before WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "import_object",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("batch_id", Structure),
            ("object_id", Structure),
        ],
        delete: Some("DELETE FROM import_object WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "import_row",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("batch_id", Structure),
            ("row_number", Structure),
            ("outcome", Structure),
        ],
        delete: Some("DELETE FROM import_row WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "own_link",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("token_hash", Keyed),
            ("made", Structure),
            ("ends", Structure),
            ("key_hash", Keyed),
            ("tries", Structure),
            ("address", Keyed),
        ],
        delete: Some("DELETE FROM own_link WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "own_session",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("token_hash", Keyed),
            ("began", Structure),
            ("seen", Structure),
            ("ends", Structure),
        ],
        delete: Some("DELETE FROM own_session WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "own_identity",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("identity", Keyed),
            ("provider", Structure),
            ("made", Structure),
        ],
        delete: Some("DELETE FROM own_identity WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "mail",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("mail_id", Structure),
            ("made", Structure),
            ("due", Structure),
            ("tries", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM mail WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "subscription_asked",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("asked_id", Structure),
            ("token_hash", Keyed),
            ("made", Structure),
            ("ends", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM subscription_asked WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "subject_area",
        columns: &[("register_id", Key), ("subject_id", Key), ("area", Structure)],
        delete: Some("DELETE FROM subject_area WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "token_young",
        columns: &[("register_id", Key), ("token", Keyed), ("subject_id", Key)],
        delete: None,
    },
    SubjectTable {
        name: "subject_token",
        columns: &[("register_id", Key), ("subject_id", Key), ("tokens", Keyed)],
        delete: None,
    },
    SubjectTable {
        name: "token_waiting",
        columns: &[("register_id", Key), ("subject_id", Key), ("tokens", Keyed)],
        delete: None,
    },
    SubjectTable {
        name: "token_merging",
        columns: &[("register_id", Key), ("subject_id", Key), ("tokens", Keyed)],
        delete: None,
    },
    SubjectTable {
        name: "ledger_subject",
        columns: &[("register_id", Key), ("subject_id", Key), ("entry", Structure)],
        delete: None,
    },
    SubjectTable {
        name: "request_of",
        columns: &[("register_id", Key), ("subject_id", Key), ("case_id", Structure)],
        delete: Some("DELETE FROM request_of WHERE register_id = $1 AND subject_id = $2"),
    },
    // The next four go by the number of a case, which has a key of its own like a subject.
    SubjectTable {
        name: "request_task",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("asked_of", Structure),
            ("asked", Structure),
            ("answered", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM request_task WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "request_file",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("step_id", Structure),
            ("chunk", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM request_file WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "request_step",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("step_id", Structure),
            ("step", Structure),
            ("at", Structure),
            ("account", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM request_step WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "request",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("kind", Structure),
            ("state", Structure),
            ("channel", Structure),
            ("company", Structure),
            ("outlet", Structure),
            ("received", Structure),
            ("due", Structure),
            ("pending", Structure),
            ("paused", Structure),
            ("linked", Structure),
            ("assigned", Structure),
            ("closed", Structure),
            ("keep_until", Structure),
            ("merged_into", Structure),
            ("version", Structure),
            ("body", Sealed),
        ],
        delete: Some("DELETE FROM request WHERE register_id = $1 AND subject_id = $2"),
    },
    mentions::MENTION,
    mentions::OF,
    mentions::SEARCH,
    packages::PACKAGE,
    packages::PART,
    merged::MERGED,
    merged::NOT_DUPLICATE,
    recordings::MEDIUM,
    recordings::HEARD,
    recordings::DESTROYED,
    recordings::LED,
    recordings::GONE,
    recordings::AGENT,
    recordings::NUMBER,
    recordings::WORD,
    recordings::ASKED,
    recordings::AUTHORITY,
    // Last, so that an erasure that was cut short can be asked for again.
    SubjectTable {
        name: "subject",
        columns: &[
            ("register_id", Key),
            ("subject_id", Key),
            ("grp", Structure),
            ("maintainer", Structure),
            ("closed", Structure),
            ("limits", Structure),
            ("active", Structure),
            ("tied", Structure),
        ],
        delete: Some("DELETE FROM subject WHERE register_id = $1 AND subject_id = $2"),
    },
];

#[cfg(test)]
mod tests;
