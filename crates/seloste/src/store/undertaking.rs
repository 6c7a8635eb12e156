//! `staff_undertaking` and its words: who bound themselves to secrecy, by which text, when (claim R4-040). Rows are never
//! changed or deleted.

use super::{moment, ms};
use crate::session::secret;
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::{
    id::RegisterId,
    statement::model::{Undertaking, UndertakingKind},
    text::Lang,
};

/// One undertaking on record.
#[derive(Debug, Clone)]
pub struct Given {
    /// Version of the text.
    pub version: u32,
    /// The person's name at the time.
    pub name: String,
    /// Language in which it was read.
    pub lang: String,
    /// When.
    pub at: Timestamp,
    /// The text, word for word.
    pub words: String,
}

/// How an undertaking was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// In the program, by the person.
    Page,
    /// Elsewhere, as on paper; noted by an administrator or the operator.
    Record,
}

/// An undertaking to be put on record.
pub struct New<'a> {
    /// In which register.
    pub register: &'a RegisterId,
    /// Who gives it.
    pub account: AccountId,
    /// The person's name.
    pub name: &'a str,
    /// What is undertaken.
    pub undertaking: &'a Undertaking,
    /// Language in which it was read.
    pub lang: Lang,
    /// How it was given.
    pub manner: Manner,
}

/// Puts an undertaking on record; once for each version.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, new: &New<'_>, now: Timestamp) -> Result<(), Failure> {
    let words = new.undertaking.text.get(new.lang);
    let digest = secret::sha256(words);
    tx.run(
        "INSERT INTO staff_undertaking_text (digest, words) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
        &[Value::Bytes(&digest), Value::Text(words)],
    )?;
    tx.run(
        "INSERT INTO staff_undertaking (register_id, account, version, kind, manner, name, lang, digest, given) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (register_id, account, version) DO NOTHING",
        &[
            Value::Text(new.register.as_str()),
            Value::Int(new.account.0),
            Value::Int(new.undertaking.version.into()),
            Value::Text(word(new.undertaking.kind)),
            Value::Text(match new.manner {
                Manner::Page => "page",
                Manner::Record => "record",
            }),
            Value::Text(new.name),
            Value::Text(new.lang.code()),
            Value::Bytes(&digest),
            Value::Int(ms(now)),
        ],
    )
    .map(drop)
}

/// Whether a version is on record for a person.
///
/// # Errors
/// When the database fails.
pub fn given(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    account: AccountId,
    version: u32,
) -> Result<bool, Failure> {
    let found = tx.first(
        "SELECT 1 FROM staff_undertaking WHERE register_id = $1 AND account = $2 AND version = $3",
        &[Value::Text(register.as_str()), Value::Int(account.0), Value::Int(version.into())],
        |row| row.int(0),
    )?;
    Ok(found.is_some())
}

/// All undertakings of a person in a register, oldest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &RegisterId, account: AccountId) -> Result<Vec<Given>, Failure> {
    tx.all(
        "SELECT u.version, u.name, u.lang, u.given, t.words FROM staff_undertaking u \
         JOIN staff_undertaking_text t ON t.digest = u.digest \
         WHERE u.register_id = $1 AND u.account = $2 ORDER BY u.given, u.version",
        &[Value::Text(register.as_str()), Value::Int(account.0)],
        |row| {
            Ok(Given {
                version: u32::try_from(row.int(0)?).map_err(|_| super::unknown("version"))?,
                name: row.text(1)?,
                lang: row.text(2)?,
                at: moment(row.int(3)?)?,
                words: row.text(4)?,
            })
        },
    )
}

const fn word(kind: UndertakingKind) -> &'static str {
    match kind {
        UndertakingKind::Statutory => "statutory",
        UndertakingKind::Duty => "duty",
        UndertakingKind::Agreement => "agreement",
    }
}
