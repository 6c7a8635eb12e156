//! One entry: one line of text, fields parted by tabs, so that an auditor can read it with any tool. Not here: its place in the
//! tree.
//!
//! `1 ⇥ milliseconds since 1970 ⇥ actor ⇥ register ⇥ action ⇥ purpose ⇥ outcome ⇥ categories ⇥ nonce ⇥ subjects`
//!
//! The actor is a cipher block (`-` for the system itself, `person` for the entry's own subject), and so is the key by which a
//! program acted, told as `key:...` behind the categories; the outcome is `done` or the code of a refusal; categories and
//! subjects are parted by commas. A subject is HMAC-SHA256 of the nonce under the subject's salt, cut to 128 bits: whoever holds the salt
//! can show that the entry is about the person, and once the salt is destroyed nobody can.

use crate::{
    GateError,
    vault::{SubjectKey, random},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// The longest entry that a bundle of tiles can carry.
const LONGEST: usize = 65_535;
/// Most subjects in one entry: 23 bytes each leave room for the rest of the line.
pub(super) const SUBJECTS: usize = 2_000;
/// Outcome of what was done.
pub(crate) const DONE: &str = "done";

/// A decision, to be recorded.
pub(crate) struct Entry<'a> {
    /// When, milliseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
    /// Who; `None` for the system itself (retention, undo).
    pub(crate) account: Option<crate::ask::AccountId>,
    /// The register: its number and name.
    pub(crate) register: (i64, &'a str),
    /// Which verb.
    pub(crate) action: &'a str,
    /// For which purpose.
    pub(crate) purpose: &'a str,
    /// [`DONE`], or the code of the refusal.
    pub(crate) outcome: &'a str,
    /// Names of the categories that were opened, changed or refused; then what else is told, as `name:value`.
    pub(crate) categories: &'a [&'a str],
    /// The subjects, each with its key for the salt.
    pub(crate) subjects: &'a [(i64, &'a SubjectKey)],
}

/// An entry as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) register: String,
    pub(crate) action: String,
    pub(crate) purpose: String,
    pub(crate) outcome: String,
    pub(crate) categories: Vec<String>,
    pub(crate) nonce: String,
    pub(crate) subjects: Vec<String>,
}

/// The line of an entry.
pub(super) fn encode(entry: &Entry<'_>, actor: &str) -> Result<Vec<u8>, GateError> {
    let nonce: [u8; 12] = random()?;
    let subjects: Vec<String> =
        entry.subjects.iter().map(|(_, key)| URL_SAFE_NO_PAD.encode(key.commitment(&nonce))).collect();
    let (_, register) = entry.register;
    let plain = [actor, register, entry.action, entry.purpose, entry.outcome];
    let names = plain.iter().chain(entry.categories);
    if names
        .into_iter()
        .any(|name| name.is_empty() || name.contains(|c: char| c == ',' || !c.is_ascii_graphic()))
    {
        return Err(GateError::Failed("a name that can't stand in the ledger".to_owned()));
    }
    let line = format!(
        "1\t{}\t{}\t{}\t{}\t{}",
        entry.at,
        plain.join("\t"),
        entry.categories.join(","),
        URL_SAFE_NO_PAD.encode(nonce),
        subjects.join(",")
    );
    if line.len() > LONGEST {
        return Err(GateError::Failed("an entry of the ledger names too many subjects".to_owned()));
    }
    Ok(line.into_bytes())
}

/// The fields of a line; `None` when it is not one.
pub(crate) fn decode(leaf: &[u8]) -> Option<Line> {
    let text = std::str::from_utf8(leaf).ok()?;
    let fields: Vec<&str> = text.split('\t').collect();
    let [format, at, actor, register, action, purpose, outcome, categories, nonce, subjects] =
        fields.as_slice()
    else {
        return None;
    };
    let list = |text: &str| text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    (*format == "1").then_some(())?;
    Some(Line {
        at: at.parse().ok()?,
        actor: (*actor).to_owned(),
        register: (*register).to_owned(),
        action: (*action).to_owned(),
        purpose: (*purpose).to_owned(),
        outcome: (*outcome).to_owned(),
        categories: list(categories),
        nonce: (*nonce).to_owned(),
        subjects: list(subjects),
    })
}

impl Line {
    /// The names of categories, without what the entry tells beside them (`name:value`).
    pub(crate) fn category_names(&self) -> impl Iterator<Item = &String> {
        self.categories.iter().filter(|name| !name.contains(':'))
    }

    /// What it tells beside them: `name:value`; not by which key, which is no business of those whom it is about.
    pub(crate) fn told(&self) -> impl Iterator<Item = &String> {
        self.categories.iter().filter(|name| name.contains(':') && !name.starts_with(super::KEY))
    }

    /// Whether the entry is about the subject whose salt this is.
    pub(crate) fn is_about(&self, key: &SubjectKey) -> bool {
        let Ok(nonce) = URL_SAFE_NO_PAD.decode(&self.nonce) else { return false };
        self.subjects.contains(&URL_SAFE_NO_PAD.encode(key.commitment(&nonce)))
    }
}
