//! Measures: what people do that no program can see, shown by evidence that one person attaches and another confirms. Not here: the
//! declaration of a measure (the statement), how evidence is shown.

use crate::{
    app::{App, Controller},
    messages::proof as say,
    session::{secret, standing},
    store::{
        self,
        measure::{Evidence, NewEvidence},
    },
    work::{
        proof::report::State,
        staff::{self, StaffError},
        statements,
    },
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use seloste_db::Failure;
use seloste_gate::{GateError, ask::AccountId, packages::PackedFile, request::file_name};
use seloste_register::{
    id::{MeasureId, RegisterId},
    statement::{
        Rules,
        model::{Lapse, Measure},
    },
    text::Text,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How a measure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No confirmed evidence has ever been attached.
    NeverShown,
    /// Evidence in date.
    InForce,
    /// Evidence in date whose review comes within a month, or is waited for within the days of grace.
    Due,
    /// The evidence is out of date.
    Lapsed,
}

impl Stage {
    /// As written in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeverShown => "never-shown",
            Self::InForce => "in-force",
            Self::Due => "due",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A measure with its evidence.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The measure as declared.
    pub measure: Measure,
    /// How it stands.
    pub stage: Stage,
    /// The newest confirmed evidence.
    pub evidence: Option<Evidence>,
    /// All evidence, newest first.
    pub history: Vec<Evidence>,
    /// The day by which it is to be looked at again.
    pub review: Option<Date>,
    /// Names of those who own it: accounts in force with the owner's role.
    pub owners: Vec<String>,
    /// Names of those who stand in.
    pub deputies: Vec<String>,
}

/// Why evidence was not taken.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    /// There is no such register.
    #[error("there is no register {0} in this installation")]
    NoRegister(RegisterId),
    /// There is no such measure.
    #[error("{0} declares no measure {1}")]
    NoMeasure(RegisterId, String),
    /// There is no such account, or it has no role in the register.
    #[error("{0} has no account in force with a role in this register")]
    NoAccount(String),
    /// It has no duty of keeping the register.
    #[error(
        "{0} does not keep this register: files of evidence are for those whose role carries a duty of doing so"
    )]
    NoKeeper(String),
    /// There is no such evidence, or it is confirmed already.
    #[error("there is no evidence {0} that waits for confirmation")]
    NoEvidence(i64),
    /// There is no such evidence, or its file stays where it is.
    #[error("no file is kept here of evidence {0}")]
    NotKept(i64),
    /// Whoever attached it can't confirm it.
    #[error("evidence is confirmed by another person than the one who attached it")]
    SamePerson,
    /// A field is empty or too long.
    #[error("{0} must be said, in at most 500 characters")]
    Unsaid(&'static str),
    /// No file was sent, and no digest of one.
    #[error("evidence is a file, or the digest of one that stays where it is")]
    NoFile,
    /// The file is too large to be kept here.
    #[error("a file of more than 10 MiB is not kept here: give its digest")]
    TooLarge,
    /// The digest is none.
    #[error("a SHA-256 digest has 64 hexadecimal characters")]
    Digest,
    /// The day is in the future.
    #[error("evidence is not from a day that is still to come")]
    Future,
    /// The machine is broken.
    #[error("{0}")]
    Failed(String),
}

impl From<Failure> for MeasureError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

impl From<GateError> for MeasureError {
    fn from(error: GateError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// How every measure of a register stands at a moment.
///
/// # Errors
/// When the database fails.
pub fn standings(
    app: &App,
    home: &Controller,
    rules: &Rules,
    now: Timestamp,
) -> Result<BTreeMap<MeasureId, Standing>, Failure> {
    let register = &rules.statement().register.id;
    let today = statements::today(app.clock().as_ref());
    let mut all = BTreeMap::new();
    for measure in &rules.statement().measures {
        let history = home.gate.data().read(|tx| store::measure::history(tx, register, &measure.id))?;
        let owners = holders(home, rules, &measure.owner, now)?;
        let deputies = match &measure.deputy {
            Some(deputy) => holders(home, rules, deputy, now)?,
            None => Vec::new(),
        };
        let evidence =
            history.iter().filter(|one| one.confirmed.is_some()).max_by_key(|one| one.dated).cloned();
        let (stage, review) = stage(measure, evidence.as_ref().map(|one| one.dated), today);
        let standing =
            Standing { measure: measure.clone(), stage, evidence, history, review, owners, deputies };
        all.insert(measure.id.clone(), standing);
    }
    Ok(all)
}

/// The stage on a day, of a measure whose evidence is from a day. A statement's own date is a word without evidence: it can lapse,
/// never show.
fn stage(measure: &Measure, dated: Option<Date>, today: Date) -> (Stage, Option<Date>) {
    let months = i32::try_from(measure.review_months).unwrap_or(i32::MAX);
    let review = |from: Date| from.checked_add(months.months()).ok();
    let Some(review) = dated.or(measure.evidence).and_then(review) else { return (Stage::NeverShown, None) };
    let grace = review.checked_add(i64::from(measure.grace_days).days()).unwrap_or(review);
    let stage = if today > grace {
        Stage::Lapsed
    } else if dated.is_none() {
        Stage::NeverShown
    } else if today > review.saturating_sub(1.month()) {
        Stage::Due
    } else {
        Stage::InForce
    };
    (stage, Some(review))
}

/// Names of people with a role in force.
fn holders(
    home: &Controller,
    rules: &Rules,
    role: &seloste_register::id::RoleId,
    now: Timestamp,
) -> Result<Vec<String>, Failure> {
    let register = &rules.statement().register.id;
    home.gate.data().read(|tx| {
        let mut names = Vec::new();
        for account in store::account::all(tx)?.into_iter().filter(|account| account.ended.is_none()) {
            let held = store::designation::all(tx, register, account.id)?;
            if held.iter().any(|one| one.role == *role && one.holds(now)) {
                names.push(account.name);
            }
        }
        Ok(names)
    })
}

/// What a measure means for the claims that rest on it.
pub(crate) fn finding(standing: Option<&Standing>) -> (State, Text, Vec<(&'static str, Value)>) {
    let Some(standing) = standing else { return (State::Unproven, say::NEVER_SHOWN.all(), Vec::new()) };
    let mut evidence = vec![
        ("stage", json!(standing.stage.as_str())),
        ("owner", json!(standing.owners)),
        ("owner-role", json!(standing.measure.owner.to_string())),
        ("review", json!(standing.review.map(|day| day.to_string()))),
        ("attached", json!(standing.history.len())),
    ];
    if let Some(shown) = &standing.evidence {
        evidence.push(("digest", json!(shown.digest)));
        evidence.push(("dated", json!(shown.dated.to_string())));
        evidence.push(("issuer", json!(shown.issuer)));
        evidence.push(("shows", json!(shown.shows)));
    }
    if let Some(not) = &standing.measure.proves_not {
        evidence.push(("proves-not", json!(not)));
    }
    let (state, words) = match standing.stage {
        Stage::NeverShown => (State::Unproven, say::NEVER_SHOWN.all()),
        // Somebody who is here has to answer for it.
        _ if standing.owners.is_empty() && standing.stage != Stage::Lapsed => {
            (State::Unproven, say::NO_OWNER.all())
        }
        Stage::InForce => (State::Measure, say::IN_FORCE.all()),
        Stage::Due => (State::Measure, say::DUE.all()),
        Stage::Lapsed => (State::Broken, say::LAPSED.all()),
    };
    (state, words, evidence)
}

/// Whether a new version of the statement has to wait because of a lapsed measure.
#[must_use]
pub fn blocks(standing: &Standing) -> bool {
    standing.stage == Stage::Lapsed && standing.measure.lapse == Lapse::Block
}

/// A file of evidence is kept here, sealed, up to this length in bytes.
pub const LARGEST: usize = 10 << 20;

/// What is attached of a file.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// Its bytes, to be kept here.
    File(&'a [u8]),
    /// Its SHA-256 in hexadecimal: the file stays where it is.
    Digest(&'a str),
}

impl Content<'_> {
    /// Length of what is kept here, in bytes.
    fn length(self) -> i64 {
        match self {
            Self::File(bytes) => i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            Self::Digest(_) => 0,
        }
    }

    /// The digest, when the content is fit to be attached.
    fn digest(self) -> Result<String, MeasureError> {
        match self {
            Self::File([]) | Self::Digest("") => Err(MeasureError::NoFile),
            Self::File(bytes) if bytes.len() > LARGEST => Err(MeasureError::TooLarge),
            Self::File(bytes) => Ok(digest(bytes)),
            Self::Digest(said) if said.len() == 64 && said.chars().all(|c| c.is_ascii_hexdigit()) => {
                Ok(said.to_ascii_lowercase())
            }
            Self::Digest(_) => Err(MeasureError::Digest),
        }
    }
}

/// Evidence to be attached.
pub struct Attached<'a> {
    /// The file's name, without folders.
    pub file: &'a str,
    /// The file itself, or what tells it from others.
    pub content: Content<'a>,
    /// What it shows.
    pub shows: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// The day that it is from.
    pub dated: Date,
}

/// Attaches evidence to a measure; gives its number. It counts when another person has confirmed it.
///
/// # Errors
/// What does not fit, or that the machine fails.
pub fn attach(
    app: &App,
    (register, measure): (&RegisterId, &str),
    by: AccountId,
    attached: &Attached<'_>,
) -> Result<i64, MeasureError> {
    let (home, declared) = declared(app, register, measure)?;
    let digest = attached.content.digest()?;
    for (what, said) in [("what it shows", attached.shows), ("who issued it", attached.issuer)] {
        if said.trim().is_empty() || said.chars().count() > 500 {
            return Err(MeasureError::Unsaid(what));
        }
    }
    if attached.dated > statements::today(app.clock().as_ref()) {
        return Err(MeasureError::Future);
    }
    let id = secret::number()?;
    let sealed = match attached.content {
        Content::File(bytes) => Some(home.gate.seal_evidence(register, id, bytes)?),
        Content::Digest(_) => None,
    };
    let now = app.clock().now();
    let new = NewEvidence {
        id,
        register,
        measure: &declared.id,
        digest: &digest,
        file: &file_name(attached.file),
        shows: attached.shows.trim(),
        issuer: attached.issuer.trim(),
        dated: attached.dated,
        by,
        sealed: sealed.as_deref().map(|body| (attached.content.length(), body)),
    };
    home.gate.data().write(|tx| store::measure::attach(tx, &new, now))?;
    Ok(id)
}

/// The file of a piece of evidence, for somebody who keeps the statement; the look stands in the ledger.
///
/// # Errors
/// When there is no such evidence, its file is not kept here, or the machine fails.
pub fn file(
    app: &App,
    register: &RegisterId,
    by: AccountId,
    evidence: i64,
) -> Result<PackedFile, MeasureError> {
    let found = app.register(register);
    let (home, _) = found.ok_or_else(|| MeasureError::NoRegister(register.clone()))?;
    let found = home.gate.data().read(|tx| match store::measure::one(tx, register, evidence)? {
        Some(one) => Ok::<_, Failure>(store::measure::sealed(tx, evidence)?.map(|body| (one.file, body))),
        None => Ok(None),
    })?;
    let (name, body) = found.ok_or(MeasureError::NotKept(evidence))?;
    let bytes = home.gate.open_evidence(register, by, (evidence, &body))?;
    Ok(PackedFile { name, bytes })
}

/// Confirms evidence: the second person has looked at it.
///
/// # Errors
/// What does not fit, or that the machine fails.
pub fn confirm(app: &App, register: &RegisterId, by: AccountId, evidence: i64) -> Result<(), MeasureError> {
    let found = app.register(register);
    let (home, _) = found.ok_or_else(|| MeasureError::NoRegister(register.clone()))?;
    let now = app.clock().now();
    let waiting = home.gate.data().read(|tx| store::measure::one(tx, register, evidence))?;
    let waiting = waiting.filter(|one| one.confirmed.is_none()).ok_or(MeasureError::NoEvidence(evidence))?;
    if waiting.attached_by == by {
        return Err(MeasureError::SamePerson);
    }
    let confirmed = home.gate.data().write(|tx| store::measure::confirm(tx, evidence, by, now))?;
    if confirmed { Ok(()) } else { Err(MeasureError::NoEvidence(evidence)) }
}

fn declared<'a>(
    app: &'a App,
    register: &RegisterId,
    measure: &str,
) -> Result<(&'a Controller, Measure), MeasureError> {
    let found = app.register(register);
    let (home, rules) = found.ok_or_else(|| MeasureError::NoRegister(register.clone()))?;
    let found = rules.statement().measures.iter().find(|one| one.id.as_str() == measure).cloned();
    let found = found.ok_or_else(|| MeasureError::NoMeasure(register.clone(), measure.to_owned()))?;
    Ok((home, found))
}

/// Somebody with a role in the register, by user name.
///
/// # Errors
/// When there is no such person, or the database fails.
pub fn somebody(app: &App, register: &RegisterId, user: &str) -> Result<AccountId, MeasureError> {
    let found = app.register(register);
    let (home, _) = found.ok_or_else(|| MeasureError::NoRegister(register.clone()))?;
    let none = || MeasureError::NoAccount(user.to_owned());
    let account = staff::account_by_user_name(home, user).map_err(|error| match error {
        StaffError::Wrong(_) => none(),
        StaffError::Failed(failure) => MeasureError::Failed(failure.to_string()),
    })?;
    let now = app.clock().now();
    let held = home.gate.data().read(|tx| store::designation::all(tx, register, account.id))?;
    if held.iter().any(|one| one.holds(now)) { Ok(account.id) } else { Err(none()) }
}

/// Somebody who keeps the register, by user name: files of evidence are for those.
///
/// # Errors
/// When there is no such person, it has no such duty, or the database fails.
pub fn keeper(app: &App, register: &RegisterId, user: &str) -> Result<AccountId, MeasureError> {
    let by = somebody(app, register, user)?;
    let (home, rules) = app.register(register).ok_or_else(|| MeasureError::NoRegister(register.clone()))?;
    let actor = standing::actor(app, &home.id, by, register)?;
    if standing::keeps(&rules, &actor) { Ok(by) } else { Err(MeasureError::NoKeeper(user.to_owned())) }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(secret::sha256_bytes(bytes))
}
