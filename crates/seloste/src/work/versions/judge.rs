//! What is to be said about a draft before it can come into force: what the check finds, what changes and for whom, what
//! stands in the way of the step, what has to be decided. Changes nothing but the decisions.

use super::{Keeper, VersionError, count::Counted, number};
use crate::{
    messages::versions as say,
    store::{
        self,
        decision::Decision,
        draft::{Draft, DraftId, State},
        version::Version,
    },
    work::{
        proof::{self, report::Finding},
        statements,
    },
};
use jiff::civil::Date;
use seloste_gate::Survey;
use seloste_register::{
    diagnostics::{Problem, Severity},
    id::RegisterId,
    statement::{
        Rules, Settled,
        diff::{self, Change, InUse, Span},
    },
    text::{Lang, Text},
};
use std::ops::ControlFlow;

/// Sentences of the notice that a broken promise names, the first of them.
const SENTENCES: usize = 5;

/// What is to be said about a draft.
#[derive(Debug)]
pub struct Judged {
    /// What the check of the text finds, in order of place.
    pub problems: Vec<Problem>,
    /// What the text's own decisions have settled.
    pub settled: Vec<Settled>,
    /// What stands in the way of the step from the version in force, or needs a decision; empty while the text has errors.
    pub obstacles: Vec<Problem>,
    /// What changes; empty while the text has errors.
    pub changes: Vec<Change>,
    /// Where, in the version in force and in the draft.
    pub places: Vec<Span>,
    /// Decisions about obstacles that were recorded for this draft.
    pub decisions: Vec<Decision>,
    /// Whom it concerns, when it was counted.
    pub survey: Option<Survey>,
    /// The effective rules of the draft; `None` while it has errors.
    pub rules: Option<Rules>,
}

impl Judged {
    /// Errors that stand in the way.
    #[must_use]
    pub fn errors(&self) -> Vec<Problem> {
        self.of(Severity::Error)
    }

    /// Decisions that are needed and were not recorded.
    #[must_use]
    pub fn undecided(&self) -> Vec<Problem> {
        let open = self.of(Severity::Decision);
        open.into_iter().filter(|problem| self.decision(problem).is_none()).collect()
    }

    /// The decision that was recorded about an obstacle.
    #[must_use]
    pub fn decision(&self, problem: &Problem) -> Option<&Decision> {
        let passage = passage(problem);
        let of_step = self.obstacles.contains(problem);
        self.decisions.iter().find(|one| of_step && one.rule == problem.rule && one.passage == passage)
    }

    fn of(&self, severity: Severity) -> Vec<Problem> {
        let all = self.problems.iter().chain(&self.obstacles);
        all.filter(|problem| problem.severity == severity).cloned().collect()
    }
}

/// The passages of a problem in one word.
#[must_use]
pub fn passage(problem: &Problem) -> String {
    problem.passages.join(" ")
}

/// A promise that the newest proof shows to be broken is made again only by a decision: it may be past, and past mending.
fn promised_again((finding, sentences): &(Finding, Vec<String>)) -> Problem {
    let (many, first) = (sentences.len().to_string(), sentences.iter().take(SENTENCES));
    let named = first.map(String::as_str).collect::<Vec<_>>().join(", ");
    let what = |lang| {
        let found = finding.words.get(lang);
        say::PROMISED_AGAIN.fill(lang, &[("found", found), ("n", &many), ("sentences", &named)])
    };
    let [fi, sv, en] = Lang::ALL.map(what);
    let what = Text { fi, sv, en };
    let mut problem = Problem::decision("claim-broken", what, say::PROMISED_AGAIN_REMEDY.all());
    problem.passages = vec![finding.check.clone()];
    problem
}

/// A decision to be recorded.
#[derive(Debug, Clone)]
pub struct Deciding<'a> {
    /// The rule that found the problem.
    pub rule: &'a str,
    /// The passages that it is about, parted by spaces.
    pub passage: &'a str,
    /// Why it may be so.
    pub why: &'a str,
    /// Which passage yields; empty where only one is concerned.
    pub yields: &'a str,
    /// The day by which it is looked at again.
    pub review: Date,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as VersionError says")]
impl Keeper<'_> {
    /// Judges a text as the next version, without counting anybody.
    pub fn judge(&self, text: &str, id: Option<DraftId>) -> Result<Judged, VersionError> {
        let active = self.active()?;
        self.judged(&active, text, id, None)
    }

    /// What changed from one version to another, as the law stands today. A version that has errors by now can't be compared.
    pub fn between(&self, old: &Version, new: &Version) -> Result<Vec<Change>, VersionError> {
        let today = statements::today(self.app.clock().as_ref());
        let both = (statements::read_text(&old.text, today), statements::read_text(&new.text, today));
        match (both.0.rules, both.1.rules) {
            (Some(old), Some(new)) => Ok(diff::diff(&old, &new)),
            (None, _) => Err(VersionError::Errors(both.0.problems)),
            (_, None) => Err(VersionError::Errors(both.1.problems)),
        }
    }

    /// Judges a draft over everyone in the register. `progress` is told how many of how many have been gone through, and may
    /// stop it. Nothing is changed.
    pub fn preview(
        &self,
        draft: &Draft,
        progress: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Judged, VersionError> {
        let active = self.active()?;
        let before = self.judged(&active, &draft.text, Some(draft.id), None)?;
        if before.rules.is_none() {
            return Ok(before);
        }
        let survey = self.home.gate.survey((&self.actor, self.register()), &before.changes, progress)?;
        self.judged(&active, &draft.text, Some(draft.id), Some(survey))
    }

    /// Judges a draft with what was counted before.
    pub(super) fn judged_with(&self, draft: &Draft, survey: Survey) -> Result<Judged, VersionError> {
        self.judged(&self.active()?, &draft.text, Some(draft.id), Some(survey))
    }

    fn judged(
        &self,
        active: &Version,
        text: &str,
        id: Option<DraftId>,
        survey: Option<Survey>,
    ) -> Result<Judged, VersionError> {
        let today = statements::today(self.app.clock().as_ref());
        let read = statements::read_text(text, today);
        let mut judged = Judged {
            problems: read.problems,
            settled: read.settled,
            obstacles: Vec::new(),
            changes: Vec::new(),
            places: Vec::new(),
            decisions: Vec::new(),
            survey,
            rules: read.rules,
        };
        let Some(new) = &judged.rules else { return Ok(judged) };
        judged.changes = diff::diff(&self.rules, new);
        judged.places = diff::locate(&judged.changes, &active.text, text);
        let (used, people) = self.used(judged.survey.as_ref())?;
        let both = (self.rules.as_ref(), new);
        judged.obstacles = diff::obstacles(both, (&active.text, text), &judged.changes, (&used, people));
        let controller_of = |id: &RegisterId| self.app.register(id).map(|(home, _)| home.id.clone());
        judged.obstacles.extend(statements::foreign_flows(new.statement(), controller_of));
        let broken = proof::broken(self.home, new);
        let broken = broken.map_err(|error| VersionError::Failed(error.to_string()))?;
        judged.obstacles.extend(broken.iter().map(promised_again));
        if let Some(id) = id {
            let all = self.home.gate.data().read(|tx| store::decision::all(tx, self.register()))?;
            judged.decisions = all.into_iter().filter(|one| one.draft == id && one.review >= today).collect();
        }
        Ok(judged)
    }

    /// What is in use, as far as it was counted, and how many people there are. Without a count the register is taken to hold
    /// somebody, so that no decision is forgotten.
    fn used(&self, survey: Option<&Survey>) -> Result<(InUse, u64), VersionError> {
        let now = self.app.clock().now();
        let held = self.home.gate.data().read(|tx| store::designation::held(tx, self.register(), now))?;
        let mut used = survey.map(|survey| survey.used.clone()).unwrap_or_default();
        for (role, people) in held {
            used.0.entry(format!("role.{role}")).or_default().staff = u64::try_from(people).unwrap_or(0);
        }
        Ok((used, survey.map_or(1, |survey| survey.people)))
    }

    /// Records a decision. What the check asks is written into the draft itself, so that it goes with the statement; what the
    /// step asks is recorded beside it.
    pub fn decide(&self, id: DraftId, deciding: &Deciding<'_>) -> Result<Draft, VersionError> {
        let today = statements::today(self.app.clock().as_ref());
        if deciding.why.trim().is_empty() {
            return Err(VersionError::WhyMissing);
        }
        if deciding.review <= today {
            return Err(VersionError::ReviewPast);
        }
        let draft = self.draft(id)?;
        if !draft.state.is_live() {
            return Err(VersionError::State(draft.state));
        }
        let judged = match self.counted(&draft)? {
            Counted::Known(judged, _) => judged,
            Counted::UnderWay(_) => return Err(VersionError::Counting),
        };
        let asked = |problem: &&Problem| {
            problem.severity == Severity::Decision
                && problem.rule == deciding.rule
                && passage(problem) == deciding.passage.trim()
        };
        if let Some(problem) = judged.problems.iter().find(asked) {
            let text = super::edit::with_decision(&draft.text, problem, deciding, (&self.name()?, today))?;
            return self.change(id, draft.revision, (&text, &draft.why));
        }
        let problem = judged.obstacles.iter().find(asked).ok_or(VersionError::NothingToDecide)?;
        let decision = Decision {
            id: number()?,
            register: self.register().clone(),
            draft: id,
            rule: deciding.rule.to_owned(),
            passage: passage(problem),
            what: problem.what.en.clone(),
            why: deciding.why.trim().to_owned(),
            yields: deciding.yields.trim().to_owned(),
            decided: self.app.clock().now(),
            decided_by: self.account(),
            review: deciding.review,
        };
        self.home.gate.data().write(|tx| store::decision::insert(tx, &decision))?;
        Ok(draft)
    }

    /// Puts a draft to the second person. It must have no errors, and every decision that it needs.
    pub fn propose(&self, id: DraftId) -> Result<Draft, VersionError> {
        self.propose_counting(id, |_, _| ControlFlow::Continue(()))
    }

    /// The same, telling how many of how many have been gone through.
    pub fn propose_counting(
        &self,
        id: DraftId,
        progress: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Draft, VersionError> {
        let draft = self.draft(id)?;
        if draft.why.is_empty() {
            return Err(VersionError::WhyMissing);
        }
        self.must_be_ready(&draft, progress)?;
        self.put_to_second(&draft)
    }

    /// Notes that a draft, as it was read, waits for the second person.
    pub(super) fn put_to_second(&self, draft: &Draft) -> Result<Draft, VersionError> {
        let proposed = (self.app.clock().now(), self.account());
        self.rewrite(draft.id, Some(draft.revision), |draft| {
            draft.state = State::Proposed;
            draft.proposed = Some(proposed);
            Ok(())
        })
    }

    /// Judges a draft over everyone and answers with it when nothing stands in the way.
    pub(super) fn must_be_ready(
        &self,
        draft: &Draft,
        progress: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Judged, VersionError> {
        if !draft.state.is_live() {
            return Err(VersionError::State(draft.state));
        }
        let active = self.active()?;
        if draft.based_on != active.number {
            return Err(VersionError::Stale { based_on: draft.based_on, active: active.number });
        }
        if draft.text == active.text {
            return Err(VersionError::Same);
        }
        let judged = self.preview(draft, progress)?;
        match (judged.errors(), judged.undecided()) {
            (errors, _) if !errors.is_empty() => Err(VersionError::Errors(errors)),
            (_, open) if !open.is_empty() => Err(VersionError::Undecided(open)),
            _ => Ok(judged),
        }
    }

    /// The name of the person at work.
    fn name(&self) -> Result<String, VersionError> {
        let found = self.home.gate.data().read(|tx| store::account::by_id(tx, self.account()))?;
        found.map(|account| account.name).ok_or(VersionError::Absent)
    }
}
