//! Proving a register's claims against the running installation: what is looked at, what came of it, kept. Not here: what a
//! claim is (`register`), how a report is shown (the edges).

pub(crate) mod checks;
pub(crate) mod document;
mod findings;
mod recordings;
mod records;
pub mod report;
mod staff;

use crate::{
    app::{App, Controller},
    store,
};
use checks::Wanted;
use jiff::Timestamp;
use report::{Finding, Report, State};
use seloste_db::Failure;
use seloste_gate::GateError;
use seloste_register::{
    id::RegisterId,
    statement::{
        Rules,
        claims::{self, Claim},
    },
};
use std::path::PathBuf;

/// What is to be proven, and with what.
#[derive(Debug, Clone)]
pub struct Options {
    /// The solver's name or path.
    pub solver: PathBuf,
    /// At most so many people's data are looked at.
    pub people: u64,
    /// One claim alone, or all.
    pub claim: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { solver: PathBuf::from("cvc5"), people: 20_000, claim: None }
    }
}

/// Why nothing was proven.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// There is no such register.
    #[error("there is no register {0} in this installation")]
    NoRegister(RegisterId),
    /// There is no such claim.
    #[error("the notice of {0} has no sentence {1}; `seloste prove --json` lists them all")]
    NoClaim(RegisterId, String),
    /// The machine is broken.
    #[error("{0}")]
    Failed(String),
}

impl From<GateError> for ProofError {
    fn from(error: GateError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<Failure> for ProofError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// Proves a register's claims and keeps the report, unless it is about one claim alone. `progress` is told which check is at
/// work, how far it is and how far it goes.
///
/// # Errors
/// When there is no such register or claim, or the machine fails.
pub fn prove(
    app: &App,
    register: &RegisterId,
    options: &Options,
    progress: &mut dyn FnMut(&str, u64, u64),
) -> Result<Report, ProofError> {
    let found = app.register(register);
    let (home, rules) = found.ok_or_else(|| ProofError::NoRegister(register.clone()))?;
    let all = claims::claims(&rules);
    let chosen = chosen(&all, register, options.claim.as_deref())?;
    let now = app.clock().now();
    let wanted = Wanted { app, home, rules: &rules, options, now };
    let mut list: Vec<_> = chosen.iter().flat_map(|claim| claim.checks.iter().cloned()).collect();
    list.sort();
    list.dedup();
    let looked = wanted.look(&list, progress)?;
    let findings = list.iter().map(|check| looked.finding(check)).collect::<Result<Vec<_>, _>>()?;
    let mut shown = report::combine(&chosen, &findings, now);
    if let Some(only) = &options.claim {
        shown.retain(|claim| claim.id == *only);
    }
    let report = in_whole(&rules, now, (shown, findings), &looked);
    if options.claim.is_none() {
        let text = serde_json::to_string(&report).map_err(|error| ProofError::Failed(error.to_string()))?;
        let broken = report.summary.broken;
        home.gate.data().write(|tx| {
            store::proof::insert(tx, register, now, broken, &text)?;
            store::proof::settle(tx, register, now)
        })?;
    }
    Ok(report)
}

/// The claim that was asked for with what it is made of, or all.
fn chosen(all: &[Claim], register: &RegisterId, only: Option<&str>) -> Result<Vec<Claim>, ProofError> {
    let Some(only) = only else { return Ok(all.to_vec()) };
    let mut names = vec![only.to_owned()];
    let mut at = 0;
    while let Some(name) = names.get(at).cloned() {
        let claim = all.iter().find(|claim| claim.id == name);
        names.extend(claim.into_iter().flat_map(|claim| claim.parts.iter().cloned()));
        at += 1;
    }
    let chosen: Vec<Claim> = all.iter().filter(|claim| names.contains(&claim.id)).cloned().collect();
    if chosen.iter().any(|claim| claim.id == only) {
        return Ok(chosen);
    }
    Err(ProofError::NoClaim(register.clone(), only.to_owned()))
}

fn in_whole(
    rules: &Rules,
    at: Timestamp,
    (claims, findings): (Vec<report::Shown>, Vec<report::Finding>),
    looked: &checks::Looked<'_>,
) -> Report {
    let statement = rules.statement();
    Report {
        register: statement.register.id.to_string(),
        name: statement.register.name.clone(),
        controller: statement.controller.name.clone(),
        drawn_up: statement.register.drawn_up,
        at,
        program: format!("seloste {}", env!("CARGO_PKG_VERSION")),
        summary: report::summary(&claims),
        checkpoint: looked.checkpoint(),
        claims,
        findings,
    }
}

/// The newest report of a register.
///
/// # Errors
/// When the database fails, or holds what this program did not write.
pub fn newest(home: &Controller, register: &RegisterId) -> Result<Option<Report>, ProofError> {
    let text = home.gate.data().read(|tx| store::proof::newest(tx, register))?;
    let read = |text: String| {
        serde_json::from_str(&text)
            .map_err(|error| ProofError::Failed(format!("a stored proof report can't be read: {error}")))
    };
    text.map(read).transpose()
}

/// What a register's newest report shows to be broken, as far as a version of its statement would promise it again, word for
/// word: each finding, with the names of the sentences that rest on it.
///
/// # Errors
/// When the database fails.
pub fn broken(home: &Controller, version: &Rules) -> Result<Vec<(Finding, Vec<String>)>, ProofError> {
    let Some(newest) = newest(home, &version.statement().register.id)? else { return Ok(Vec::new()) };
    let claims = claims::claims(version);
    let repeats =
        |shown: &&report::Shown| claims.iter().any(|claim| claim.id == shown.id && claim.text == shown.text);
    let repeated: Vec<&report::Shown> = newest.broken().filter(repeats).collect();
    let resting = |finding: &Finding| {
        let on = repeated.iter().filter(|claim| claim.checks.contains(&finding.check));
        on.map(|claim| claim.id.clone()).collect::<Vec<_>>()
    };
    let broken = newest.findings.iter().filter(|finding| finding.state == State::Broken);
    let found = broken.map(|finding| (finding.clone(), resting(finding)));
    Ok(found.filter(|(_, sentences)| !sentences.is_empty()).collect())
}

/// Orders a proof of a register; the job that proves takes it up within seconds.
///
/// # Errors
/// When the database fails.
pub fn order(home: &Controller, register: &RegisterId, now: Timestamp) -> Result<(), ProofError> {
    Ok(home.gate.data().write(|tx| store::proof::order(tx, register, now))?)
}

/// When a proof was ordered that has not been made yet.
///
/// # Errors
/// When the database fails.
pub fn ordered(home: &Controller, register: &RegisterId) -> Result<Option<Timestamp>, ProofError> {
    Ok(home.gate.data().read(|tx| store::proof::ordered(tx, register))?)
}

/// Gives an order up that could not be carried out.
///
/// # Errors
/// When the database fails.
pub fn give_up(home: &Controller, register: &RegisterId, ordered: Timestamp) -> Result<(), ProofError> {
    Ok(home.gate.data().write(|tx| store::proof::settle(tx, register, ordered))?)
}

/// Whether it is time for the daily proof of a register: a day after the last one, or after the program was started.
///
/// # Errors
/// When the database fails.
pub fn is_due(
    home: &Controller,
    register: &RegisterId,
    (started, now): (Timestamp, Timestamp),
) -> Result<bool, ProofError> {
    let last = home.gate.data().read(|tx| store::proof::last_made(tx, register))?;
    Ok(now.duration_since(last.unwrap_or(started)) >= jiff::SignedDuration::from_hours(24))
}

/// Whether all that a report says is shown or rests on evidence in date.
#[must_use]
pub fn is_sound(report: &Report) -> bool {
    report.claims.iter().all(|claim| claim.state != State::Broken)
}
