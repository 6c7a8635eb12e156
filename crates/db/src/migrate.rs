//! Brings a database's tables up to date: each migration in a transaction of its own, once, remembered with a
//! fingerprint of its text. Not here: what the tables mean; that stands in the migrations.
//!
//! Numbers are given once and in order. They are applied in the order of the lists below.

use crate::{Engine, Failure, Tables, Tx, Value, dialect};

/// A step of the schema.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    /// File name without `.sql`.
    pub(crate) name: &'static str,
    /// Its text, with words of the dialect.
    pub(crate) sql: &'static str,
}

macro_rules! migration {
    ($folder:literal, $name:literal) => {
        Migration { name: $name, sql: include_str!(concat!("../migrations/", $folder, "/", $name, ".sql")) }
    };
}

// One line each, so that two that are added at the same time don't meet.
#[rustfmt::skip]
const DATA: &[Migration] = &[
    migration!("data", "001_installation"),
    migration!("data", "002_token"),
    migration!("data", "003_ledger"),
    migration!("data", "004_token_waiting"),
    migration!("data", "006_ledger_met"),
    migration!("data", "010_subject"),
    migration!("data", "020_taking_part"),
    migration!("data", "030_staff"),
    migration!("data", "040_import"),
    migration!("data", "050_once"),
    migration!("data", "070_proof"),
    migration!("data", "071_measure"),
    migration!("data", "080_request"),
    migration!("data", "090_limits"),
    migration!("data", "091_retention"),
    migration!("data", "092_disclosure"),
    migration!("data", "100_own"),
    migration!("data", "110_recording"),
    migration!("data", "111_calls"),
    migration!("data", "125_recorded"),
    migration!("data", "130_breach"),
    migration!("data", "131_backup"),
    migration!("data", "132_statistic"),
    migration!("data", "140_notice_reminder"),
    migration!("data", "101_identity"),
    migration!("data", "115_intake"),
    migration!("data", "141_package"),
    migration!("data", "160_mailing"),
    migration!("data", "190_statement_count"),
    migration!("data", "195_subscription"),
    migration!("data", "180_mention"),
    migration!("data", "185_request_file"),
    migration!("data", "186_disclosure_asked"),
    migration!("data", "187_own_restriction"),
    migration!("data", "200_staff_identity"),
    migration!("data", "201_import_file"),
    migration!("data", "210_catalogue"),
    migration!("data", "211_source_notice"),
    migration!("data", "225_medium_word"),
    migration!("data", "226_authority_recording"),
    migration!("data", "175_asked_recording"),
    migration!("data", "176_need_event"),
    migration!("data", "196_mailing_job"),
    migration!("data", "197_merged"),
    migration!("data", "198_extract"),
    migration!("data", "215_disclosure_checked"),
    migration!("data", "060_statement"),
    migration!("data", "170_token_young"),
    migration!("data", "235_proof_order"),
    migration!("data", "255_backup_store"),
    migration!("data", "256_measure_file"),
    migration!("data", "245_tied"),
    migration!("data", "246_source_letter"),
    migration!("data", "220_mailbox"),
    migration!("data", "221_correction"),
    migration!("data", "222_paper"),
    migration!("data", "223_use"),
    migration!("data", "260_security_event"),
    migration!("data", "261_invitation"),
    migration!("data", "265_import_object"),
    migration!("data", "266_token_block"),
    migration!("data", "267_payload"),
    migration!("data", "268_hold_kind"),
];

#[rustfmt::skip]
const KEYRING: &[Migration] = &[
    migration!("keyring", "001_installation"),
    migration!("keyring", "002_keys"),
    migration!("keyring", "090_erased"),
    migration!("keyring", "110_recording"),
    migration!("keyring", "130_memory"),
    migration!("keyring", "180_covered"),
    migration!("keyring", "230_former"),
];

/// The migrations of a set of tables.
pub(crate) const fn migrations(tables: Tables) -> &'static [Migration] {
    match tables {
        Tables::Data => DATA,
        Tables::Keyring => KEYRING,
    }
}

/// Where applied migrations are remembered.
pub(crate) const REMEMBER: &str = "CREATE TABLE IF NOT EXISTS migration (\
     name TEXT PRIMARY KEY, fingerprint BIGINT NOT NULL, tables TEXT NOT NULL)";

/// The next migration that the database lacks, after a check of those that it has.
pub(crate) fn next(tx: &mut Tx<'_>, tables: Tables) -> Result<Option<&'static Migration>, Failure> {
    let applied: Vec<(String, i64, String)> =
        tx.all("SELECT name, fingerprint, tables FROM migration ORDER BY name", &[], |row| {
            Ok::<_, Failure>((row.text(0)?, row.int(1)?, row.text(2)?))
        })?;
    let known = migrations(tables);
    for (name, fingerprint, set) in &applied {
        if set != set_name(tables) {
            return Err(Failure(format!(
                "this database holds the tables of the {set}, and is opened as the {}; check the addresses of the \
                 data and the keyring",
                set_name(tables)
            )));
        }
        match known.iter().find(|migration| migration.name == name) {
            None => {
                return Err(Failure(format!(
                    "this database is of a newer version of Seloste (it has {name}, which this one does not know); \
                     use that version, or restore a backup made before it"
                )));
            }
            Some(migration) if dialect::fingerprint(migration.sql) != *fingerprint => {
                return Err(Failure(format!(
                    "{name} was changed after it was applied to this database; a migration is never edited, a new \
                     one is added"
                )));
            }
            Some(_) => {}
        }
    }
    Ok(known.iter().find(|migration| !applied.iter().any(|(name, ..)| name == migration.name)))
}

/// Remembers a migration that was applied in this transaction.
pub(crate) fn remember(tx: &mut Tx<'_>, migration: &Migration, tables: Tables) -> Result<(), Failure> {
    let args = [
        Value::Text(migration.name),
        Value::Int(dialect::fingerprint(migration.sql)),
        Value::Text(set_name(tables)),
    ];
    tx.run("INSERT INTO migration (name, fingerprint, tables) VALUES ($1, $2, $3)", &args).map(drop)
}

/// Its text for an engine.
pub(crate) fn text(migration: &Migration, engine: Engine) -> String {
    dialect::translate(migration.sql, engine)
}

const fn set_name(tables: Tables) -> &'static str {
    match tables {
        Tables::Data => "data",
        Tables::Keyring => "keyring",
    }
}
