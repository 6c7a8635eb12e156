//! A proof report: each claim with its state, and what the checks found. Stored as it is, read by authorities as it is. Not here:
//! how a check is done (`checks.rs`), how a report looks.

use crate::messages::proof as say;
use jiff::{Timestamp, civil::Date};
use seloste_register::{statement::claims::Claim, text::Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report about one register.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// The register.
    pub register: String,
    /// Its name.
    pub name: Text,
    /// The controller's name.
    pub controller: String,
    /// The date of the version that it is about.
    pub drawn_up: Date,
    /// When it was made.
    pub at: Timestamp,
    /// Which program made it.
    pub program: String,
    /// How many claims are in which state.
    pub summary: Summary,
    /// Size and root of the ledger's signed checkpoint at the time; absent for a ledger without entries.
    pub checkpoint: Option<Checkpoint>,
    /// The claims.
    pub claims: Vec<Shown>,
    /// What the checks found.
    pub findings: Vec<Finding>,
}

/// How many claims are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Shown by a check.
    pub proven: usize,
    /// Resting on people's evidence in date.
    pub measure: usize,
    /// Not shown by anything.
    pub unproven: usize,
    /// Shown to be untrue, or lapsed.
    pub broken: usize,
}

/// A checkpoint of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// How many entries.
    pub size: u64,
    /// The root of the tree over them, in hexadecimal.
    pub root: String,
}

/// A claim with its state.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shown {
    /// The claim's name.
    pub id: String,
    /// Where it stands in the notice.
    pub section: String,
    /// The claim.
    pub text: Text,
    /// The rule that it rests on.
    pub rule: String,
    /// Its state.
    pub state: State,
    /// When it was last looked at.
    pub checked: Timestamp,
    /// Names of the findings that it rests on.
    pub checks: Vec<String>,
    /// Why it is in that state.
    pub why: Text,
}

/// The state of a claim; from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Shown by a check of the system.
    Proven,
    /// A measure of people, with evidence in date.
    Measure,
    /// Nothing shows it.
    Unproven,
    /// A check shows that it does not hold, or its evidence has lapsed.
    Broken,
}

impl State {
    /// As written in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Measure => "measure",
            Self::Unproven => "unproven",
            Self::Broken => "broken",
        }
    }
}

/// What one check found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finding {
    /// The check, with what it is about: `access-to-category:billing`.
    pub check: String,
    /// What it means for claims that rest on it.
    pub state: State,
    /// What was found, in words.
    pub words: Text,
    /// Figures, names, days: the evidence.
    pub evidence: BTreeMap<String, serde_json::Value>,
}

/// Claims with the worst state that their checks and parts have.
pub(super) fn combine(claims: &[Claim], findings: &[Finding], at: Timestamp) -> Vec<Shown> {
    let own: BTreeMap<&str, &Finding> = findings.iter().map(|one| (one.check.as_str(), one)).collect();
    let by_id: BTreeMap<&str, &Claim> = claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    let shown = |claim: &Claim| {
        let names = names(claim, &by_id, 0);
        let mut state = None;
        let mut why: Vec<&Text> = Vec::new();
        for name in &names {
            let Some(finding) = own.get(name.as_str()) else { continue };
            if state.is_none_or(|worst| finding.state > worst) {
                state = Some(finding.state);
                why.clear();
            }
            if state == Some(finding.state) && !why.contains(&&finding.words) && why.len() < 3 {
                why.push(&finding.words);
            }
        }
        let unshown = names.is_empty() || names.iter().any(|name| name == "none");
        let (state, why) = match state {
            Some(state) if !unshown || state == State::Broken => (state, joined(&why)),
            _ => (State::Unproven, say::why_no_check(&claim.section, &claim.id)),
        };
        let checks = names.into_iter().filter(|name| name != "none").collect();
        let Claim { id, section, text, rule, .. } = claim.clone();
        Shown { id, section, text, rule, state, checked: at, checks, why }
    };
    claims.iter().map(shown).collect()
}

/// Names of the findings that a claim rests on, its parts' too; `none` for a part that nothing shows.
fn names(claim: &Claim, by_id: &BTreeMap<&str, &Claim>, depth: usize) -> Vec<String> {
    let mut names: Vec<String> = claim.checks.iter().map(super::checks::key).collect();
    // Lists stand in lists, three deep at most.
    let parts = claim.parts.iter().filter_map(|part| by_id.get(part.as_str())).filter(|_| depth < 8);
    for name in parts.flat_map(|part| names_or_none(part, by_id, depth)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn names_or_none(claim: &Claim, by_id: &BTreeMap<&str, &Claim>, depth: usize) -> Vec<String> {
    let found = names(claim, by_id, depth + 1);
    if found.is_empty() { vec!["none".to_owned()] } else { found }
}

fn joined(texts: &[&Text]) -> Text {
    let join = |part: fn(&Text) -> &String| {
        texts.iter().map(|text| part(text).as_str()).collect::<Vec<_>>().join(" ")
    };
    Text { fi: join(|text| &text.fi), sv: join(|text| &text.sv), en: join(|text| &text.en) }
}

/// How many claims are in which state.
pub(super) fn summary(claims: &[Shown]) -> Summary {
    let count = |state| claims.iter().filter(|claim| claim.state == state).count();
    Summary {
        proven: count(State::Proven),
        measure: count(State::Measure),
        unproven: count(State::Unproven),
        broken: count(State::Broken),
    }
}

impl Report {
    /// The state of a claim.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Shown> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// Claims that are broken.
    pub fn broken(&self) -> impl Iterator<Item = &Shown> {
        self.claims.iter().filter(|claim| claim.state == State::Broken)
    }
}
