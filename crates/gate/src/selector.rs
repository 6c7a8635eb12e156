//! The one map of where something about a subject is (invariant 3). Every table and column of both databases stands here; a
//! test reads the real schemas of both engines and fails on one that does not. Erasure goes by this map, and so do access,
//! restriction and residue scans when they come.
//!
//! Not here: what the columns mean (`migrations/*/*.sql`), the rows themselves (`store.rs`).

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
            ("channel", Structure),
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
        name: "subject_area",
        columns: &[("register_id", Key), ("subject_id", Key), ("area", Structure)],
        delete: Some("DELETE FROM subject_area WHERE register_id = $1 AND subject_id = $2"),
    },
    SubjectTable {
        name: "token",
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
    // The next three go by the number of a case, which has a key of its own like a subject.
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
        ],
        delete: Some("DELETE FROM subject WHERE register_id = $1 AND subject_id = $2"),
    },
];

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
];

const STAFF: &str = "about staff, never about a register's subjects";
const ENTRIES: &str = "names subjects by salted commitments, which mean nothing once the salt is destroyed";
const STATEMENT: &str = "of statements, which are public, and of the staff who changed them";
const BOOK: &str = "numbers of rows and reasons, never values";

/// Tables without rows about subjects in the data.
pub const OTHERS: &[OtherTable] = &[
    OtherTable { name: "migration", columns: "name fingerprint tables", why: "the program's own" },
    OtherTable { name: "setting", columns: "name value", why: "the program's own" },
    OtherTable { name: "register", columns: "register_id name", why: "names of registers" },
    OtherTable { name: "word", columns: "word_id word", why: "names that statements declare" },
    OtherTable { name: "counter", columns: "register_id next", why: "the next number of a row" },
    OtherTable {
        name: "issued",
        columns: "register_id digest",
        why: "keyed digests of customer numbers that were given, without whom (R4-013)",
    },
    OtherTable { name: "ledger_entry", columns: "entry position leaf", why: ENTRIES },
    OtherTable {
        name: "ledger_met",
        columns: "entry register_id met",
        why: "numbers of subjects that the newest entries name, for a second or so; an erasure clears it first",
    },
    OtherTable { name: "ledger_tile", columns: "level number hashes", why: ENTRIES },
    OtherTable { name: "ledger_checkpoint", columns: "origin size note", why: ENTRIES },
    OtherTable {
        name: "recipient_notice",
        columns: "register_id notice_id recipient reference kind made told receipt",
        why: "random references that recipients know; once the disclosure's row is gone, nobody here does",
    },
    OtherTable {
        name: "retention_run",
        columns: "register_id day place started ended overdue",
        why: "how far the run has come: numbers of subjects pass through it, one at a time",
    },
    OtherTable {
        name: "certificate",
        columns: "register_id day what many at",
        why: "how many of what were destroyed and when, without whom",
    },
    OtherTable {
        name: "import_batch",
        columns: "batch_id register source account file_name file_digest mapping state started ended row_cursor created \
                  updated unchanged duplicate refused failed kept",
        why: BOOK,
    },
    OtherTable { name: "import_reason", columns: "batch_id reason_id rule column_name words", why: BOOK },
    OtherTable { name: "import_failure", columns: "batch_id row_number reason_id outcome", why: BOOK },
    OtherTable {
        name: "api_once",
        columns: "mac body reference noted",
        why: "keyed digests, and for a day the outside name of what was created, which opens nothing by itself",
    },
    OtherTable {
        name: "statement_version",
        columns: "register version text digest since until drafted_by activated_by why",
        why: STATEMENT,
    },
    OtherTable {
        name: "statement_draft",
        columns: "draft_id register based_on revision text why state made made_by changed changed_by proposed proposed_by \
                  ended ended_by version",
        why: STATEMENT,
    },
    OtherTable {
        name: "statement_decision",
        columns: "decision_id register draft_id rule passage what why yields decided decided_by review",
        why: STATEMENT,
    },
    OtherTable {
        name: "information_duty",
        columns: "duty_id register version change people due done done_by how",
        why: "groups of people, by what the statement declares",
    },
    OtherTable {
        name: "staff_account",
        columns: "id user_name name email mark lang theme handle password password_set made made_by ended ended_by",
        why: STAFF,
    },
    OtherTable { name: "staff_engagement", columns: "id account company kind starts ends", why: STAFF },
    OtherTable { name: "staff_agreement", columns: "id company reference starts ends", why: STAFF },
    OtherTable {
        name: "staff_designation",
        columns: "id register_id account role areas task given given_by until ended ended_by reviewed",
        why: STAFF,
    },
    OtherTable {
        name: "staff_undertaking",
        columns: "register_id account version kind manner name lang digest given",
        why: STAFF,
    },
    OtherTable { name: "staff_undertaking_text", columns: "digest words", why: STAFF },
    OtherTable {
        name: "staff_session",
        columns: "token_hash label account stage began seen ends device ceremony",
        why: STAFF,
    },
    OtherTable { name: "staff_factor", columns: "id account kind label secret made used", why: STAFF },
    OtherTable { name: "staff_recovery", columns: "account code_hash", why: STAFF },
    OtherTable { name: "staff_start", columns: "account code_hash ends", why: STAFF },
    OtherTable { name: "staff_device", columns: "token_hash account used", why: STAFF },
    OtherTable {
        name: "staff_attempt",
        columns: "key_hash refused latest opens",
        why: "keyed digests, for a day, of what was typed to sign in, and of where from; nobody is named",
    },
    OtherTable { name: "staff_sign_in", columns: "id account at outcome device", why: STAFF },
    OtherTable {
        name: "staff_api_key",
        columns: "id account register_id role label prefix secret_hash made ends ended",
        why: STAFF,
    },
    OtherTable {
        name: "proof_report",
        columns: "id register_id at broken report",
        why: "states of claims with figures and declared names, never values",
    },
    OtherTable { name: "proof_rules", columns: "register_id since digest", why: "digests of rules" },
    OtherTable {
        name: "measure_evidence",
        columns: "id register_id measure digest file shows issuer dated attached attached_by",
        why: "about premises, contracts and habits, and who of the staff attached it",
    },
    OtherTable { name: "measure_confirmation", columns: "evidence confirmed confirmed_by", why: STAFF },
];

/// Tables without rows about subjects in the keyring.
pub const OTHER_KEYS: &[OtherTable] = &[
    OtherTable { name: "migration", columns: "name fingerprint tables", why: "the program's own" },
    OtherTable { name: "setting", columns: "name value", why: "the program's own" },
    OtherTable { name: "subject_number", columns: "register_id next", why: "the next number of a subject" },
    OtherTable {
        name: "suppression",
        columns: "register_id mark kind channel by_channel since",
        why: "keyed digests that only keep somebody from being brought back, without whom",
    },
    OtherTable { name: "register_key", columns: "register_id name epoch wrapped", why: "keys of registers" },
    OtherTable { name: "ledger_memory", columns: "origin size note", why: "signed checkpoints" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use seloste_db::{Db, Engine, Failure, testing::both_pairs};
    use std::collections::BTreeSet;

    /// Every column of a database as `table.column`, and the columns of each primary key in order.
    fn real(db: &Db) -> BTreeSet<String> {
        let sql = match db.engine() {
            Engine::Sqlite => {
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
            }
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
                 WHERE table_schema = current_schema()"
            }
        };
        let columns = db.read(|tx| {
            tx.all(sql, &[], |row| Ok::<_, Failure>(format!("{}.{}", row.text(0)?, row.text(1)?)))
        });
        columns.unwrap().into_iter().collect()
    }

    fn mapped(subjects: &[SubjectTable], others: &[OtherTable]) -> BTreeSet<String> {
        let of_subjects = subjects.iter().flat_map(|table| {
            table.columns.iter().map(move |(column, _)| format!("{}.{column}", table.name))
        });
        let of_others = others.iter().flat_map(|table| {
            table.columns.split_whitespace().map(move |column| format!("{}.{column}", table.name))
        });
        of_subjects.chain(of_others).collect()
    }

    #[test]
    fn every_table_and_column_is_on_the_map_and_nothing_else_is() {
        both_pairs(|pair| {
            for (db, map) in
                [(&pair.data, mapped(SUBJECTS, OTHERS)), (&pair.keyring, mapped(SUBJECT_KEYS, OTHER_KEYS))]
            {
                let real = real(db);
                let unnamed: Vec<_> = real.difference(&map).collect();
                let gone: Vec<_> = map.difference(&real).collect();
                assert!(unnamed.is_empty(), "not on the map of crates/gate/src/selector.rs: {unnamed:?}");
                assert!(gone.is_empty(), "on the map, and not in the database: {gone:?}");
            }
        });
    }

    #[test]
    fn a_column_that_names_a_subject_is_in_a_table_of_subjects() {
        for other in OTHERS.iter().chain(OTHER_KEYS) {
            assert!(!other.why.is_empty());
            assert!(
                !other.columns.split_whitespace().any(|column| column.starts_with("subject")),
                "{}",
                other.name
            );
        }
        for table in SUBJECTS.iter().chain(SUBJECT_KEYS) {
            let columns: Vec<&str> = table.columns.iter().map(|(column, _)| *column).collect();
            assert!(columns.contains(&"register_id") && columns.contains(&"subject_id"), "{}", table.name);
            for (column, holds) in table.columns {
                assert_eq!(*column == "body", *holds == Holds::Sealed, "{}.{column}", table.name);
            }
        }
    }

    #[test]
    fn rows_of_subjects_are_keyed_so_that_they_can_be_distributed() {
        both_pairs(|pair| {
            if pair.data.engine() == Engine::Postgres {
                return;
            }
            let sql = "SELECT p.name FROM pragma_table_info($1) p WHERE p.pk > 0 ORDER BY p.pk";
            for table in SUBJECTS {
                let name = [seloste_db::Value::Text(table.name)];
                let key = pair.data.read(|tx| tx.all(sql, &name, |row| row.text(0))).unwrap();
                // A token's row is found by its token; its register comes first all the same.
                let wanted = if table.name == "token" {
                    &["register_id", "token"]
                } else {
                    &["register_id", "subject_id"]
                };
                assert_eq!(
                    key.iter().take(2).map(String::as_str).collect::<Vec<_>>(),
                    wanted,
                    "{}",
                    table.name
                );
            }
        });
    }
}
