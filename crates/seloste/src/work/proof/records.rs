//! What is on record of disclosures, requests and holds, of the statement's own version and of marks of use, as findings. Not
//! here: going through the records (the gate does), what is stored about people.

use super::{
    ProofError,
    checks::{Looked, Wanted},
    findings::{Evidence, held, listed, unlooked},
    report::State,
};
use crate::{
    messages::proof as say,
    session::secret::sha256,
    store::{
        self,
        backup_copy::{Copy, InStore},
    },
    work::{backup, statements},
};
use jiff::Timestamp;
use seloste_gate::{
    clock,
    examine::{Files, Judged, Recordings},
    records::{Answers, Concerned, GivenOut, Held},
};
use seloste_register::{
    id::PurposeId,
    right::{Named as _, RightKind},
    statement::{
        Rules,
        claims::{self, Check},
        model::Purpose,
        period::Period,
    },
    text::Text,
};
use serde_json::json;
use std::collections::BTreeMap;

type Found = (State, Text, Evidence);

/// What was seen. What no claim asked for was not looked at.
#[derive(Default)]
pub(super) struct Records {
    /// Since when the version in force has been; `None` for the first one, which holds for whatever was before.
    pub(super) since: Option<Timestamp>,
    disclosures: Option<GivenOut>,
    requests: Option<Answers>,
    holds: Option<Held>,
    concerned: Option<Concerned>,
    marks: Option<(Option<Timestamp>, Option<Timestamp>)>,
    security: Option<(Option<Timestamp>, Timestamp)>,
    pub(super) recordings: Option<(Recordings, Judged)>,
    version: Option<Published>,
}

/// How the version in force stands to what runs.
struct Published {
    number: i64,
    activated: Timestamp,
    as_activated: bool,
    runs: bool,
}

impl Records {
    /// Looks at what some checks rest on.
    pub(super) fn look(wanted: &Wanted<'_>, checks: &[Check]) -> Result<Self, ProofError> {
        let any = |matches: fn(&Check) -> bool| checks.iter().any(matches);
        let register = &wanted.rules.statement().register.id;
        let gate = &wanted.home.gate;
        let active = gate.data().read(|tx| {
            let version = store::version::active(tx, register)?;
            let digest = store::version::digest(tx, register)?;
            Ok::<_, seloste_db::Failure>(version.zip(digest))
        })?;
        let newer = active.as_ref().filter(|(version, _)| version.number > 1);
        let since = newer.map(|(version, _)| version.since);
        let mut seen = Self { since, ..Self::default() };
        if let Some((version, digest)) = active {
            seen.version = Some(Published {
                number: version.number,
                activated: version.since,
                as_activated: sha256(&version.text).as_slice() == digest,
                runs: runs(wanted.rules, &version.text),
            });
        }
        if any(|one| *one == Check::Disclosures) {
            seen.disclosures = Some(gate.judge_disclosures(register, since)?);
        }
        if any(|one| matches!(one, Check::Requests | Check::Answered(_))) {
            seen.requests = Some(gate.judge_requests(register, since)?);
        }
        if any(|one| *one == Check::Holds) {
            seen.holds = Some(gate.judge_holds(register)?);
        }
        if any(|one| *one == Check::Concerned) {
            seen.concerned = Some(gate.judge_groups(register, since)?);
        }
        if any(|one| matches!(one, Check::Recordings | Check::RecordedShare | Check::Listening)) {
            let kept = gate.examine_recordings(register, Files::Leave, &mut |_| ())?;
            seen.recordings = Some((kept, gate.judge_recordings(register)?));
        }
        if any(|one| *one == Check::LogTerm) {
            seen.marks = Some(gate.marks(register)?);
        }
        if any(|one| *one == Check::SecurityTerm) {
            seen.security = Some(gate.security_kept(register)?);
        }
        Ok(seen)
    }
}

/// Whether the rules that run are those of a text, on the day on which they were compiled.
fn runs(rules: &Rules, text: &str) -> bool {
    let read =
        statements::read_text(text, rules.on()).rules.map(|read| read.with_evidence(rules.on_record()));
    read.is_some_and(|read| read.statement() == rules.statement())
}

pub(super) fn disclosures(looked: &Looked<'_>) -> Found {
    let Some(seen) = &looked.records.disclosures else { return unlooked() };
    let evidence = vec![
        ("disclosures", json!(seen.judged)),
        ("judged-by-earlier-rules", json!(seen.earlier)),
        ("undeclared", listed(&seen.outside)),
    ];
    let n = seen.judged.to_string();
    match seen.outside.is_empty() {
        true => (State::Proven, say::DISCLOSURES.fill_all(&[("n", &n)]), evidence),
        false => (State::Broken, say::DISCLOSURES_BROKEN.all(), evidence),
    }
}

pub(super) fn requests(looked: &Looked<'_>) -> Found {
    let Some(seen) = &looked.records.requests else { return unlooked() };
    let late: u64 = seen.late.values().sum();
    let wrong =
        seen.misdated + seen.strangers + seen.other_form + seen.charged + seen.unreadable + seen.overkept;
    let mut evidence = of_requests(seen);
    evidence.extend([
        ("due-too-late", json!(seen.misdated)),
        ("granted-to-strangers", json!(seen.strangers)),
        ("in-another-form", json!(seen.other_form)),
        ("charged", json!(seen.charged)),
        ("unreadable", json!(seen.unreadable)),
        ("kept-too-long", json!(seen.overkept)),
    ]);
    told_of_requests(seen, (late, wrong), evidence)
}

/// Requests about one right of the law.
pub(super) fn answered(looked: &Looked<'_>, right: &str) -> Found {
    let Some(seen) = &looked.records.requests else { return unlooked() };
    let late = seen.late.iter().filter(|(kind, _)| kind.in_law() == right);
    let late = late.map(|(_, count)| *count).sum();
    told_of_requests(seen, (late, 0), of_requests(seen))
}

fn of_requests(seen: &Answers) -> Evidence {
    let late = |kind: &RightKind| kind.code().to_owned();
    let late: BTreeMap<String, u64> = seen.late.iter().map(|(kind, count)| (late(kind), *count)).collect();
    vec![
        ("requests", json!(seen.judged)),
        ("judged-by-earlier-rules", json!(seen.earlier)),
        ("answered", json!(seen.answered)),
        ("late", listed(&late)),
    ]
}

fn told_of_requests(seen: &Answers, (late, wrong): (u64, u64), evidence: Evidence) -> Found {
    let places = [seen.judged, late, wrong].map(|number| number.to_string());
    let [n, late_said, wrong_said] = &places;
    let places = [("n", n.as_str()), ("late", late_said.as_str()), ("wrong", wrong_said.as_str())];
    let message = match (late, wrong) {
        (0, 0) => &say::REQUESTS,
        (_, 0) => &say::REQUESTS_LATE,
        _ => &say::REQUESTS_WRONG,
    };
    (held(late + wrong == 0), message.fill_all(&places), evidence)
}

pub(super) fn holds(looked: &Looked<'_>) -> Found {
    let Some(seen) = &looked.records.holds else { return unlooked() };
    let evidence = vec![
        ("holds", json!(seen.holds)),
        ("review-passed", json!(seen.unreviewed)),
        ("review-too-far", json!(seen.too_far)),
        ("without-case", json!(seen.without_case)),
    ];
    let n = seen.holds.to_string();
    match seen.unreviewed + seen.too_far + seen.without_case {
        0 => (State::Proven, say::HOLDS.fill_all(&[("n", &n)]), evidence),
        _ => (State::Broken, say::HOLDS_BROKEN.all(), evidence),
    }
}

/// The run comes round once a day.
const ROUND: jiff::SignedDuration = jiff::SignedDuration::from_hours(48);

pub(super) fn security(looked: &Looked<'_>) -> Found {
    let Some((oldest, from)) = looked.records.security else { return unlooked() };
    let evidence = vec![
        ("oldest-event", json!(oldest.map(|at| at.to_string()))),
        ("kept-from", json!(from.to_string())),
    ];
    match oldest.is_none_or(|oldest| from.duration_since(oldest) <= ROUND) {
        true => (State::Proven, say::SECURITY_EVENTS.all(), evidence),
        false => (State::Broken, say::SECURITY_EVENTS_BROKEN.all(), evidence),
    }
}

pub(super) fn marks(looked: &Looked<'_>) -> Found {
    let Some((oldest, from)) = looked.records.marks else { return unlooked() };
    let evidence = vec![
        ("oldest-mark", json!(oldest.map(|at| at.to_string()))),
        ("kept-from", json!(from.map(|at| at.to_string()))),
    ];
    let Some(from) = from else { return (State::Unproven, say::NO_CHECK.all(), evidence) };
    match oldest.is_none_or(|oldest| from.duration_since(oldest) <= ROUND) {
        true => (State::Proven, say::MARKS.all(), evidence),
        false => (State::Broken, say::MARKS_BROKEN.all(), evidence),
    }
}

pub(super) fn concerned(looked: &Looked<'_>) -> Found {
    let Some(seen) = &looked.records.concerned else { return unlooked() };
    let evidence = vec![("reached", json!(seen.reached)), ("of-other-groups", listed(&seen.others))];
    let n = seen.reached.to_string();
    match seen.others.is_empty() {
        true => (State::Proven, say::CONCERNED.fill_all(&[("n", &n)]), evidence),
        false => (State::Broken, say::CONCERNED_BROKEN.all(), evidence),
    }
}

/// Whether any role is granted, for a use that is ruled out, a category in which something is kept for the purpose.
pub(super) fn never(looked: &Looked<'_>, id: &PurposeId) -> Found {
    let rules = looked.wanted.rules;
    let Some(purpose) = rules.purpose(id) else { return unlooked() };
    let ruled_out = |one: &&Purpose| purpose.never.contains(&one.class);
    let others: Vec<&Purpose> = rules.statement().purposes.iter().filter(ruled_out).collect();
    let within: Vec<String> =
        claims::against_never(rules.statement(), id).iter().map(ToString::to_string).collect();
    let evidence = vec![
        ("ruled-out-purposes", json!(others.iter().map(|one| one.id.as_str()).collect::<Vec<_>>())),
        ("categories-within-reach", json!(within)),
    ];
    match within.is_empty() {
        true => (State::Proven, say::NEVER.all(), evidence),
        false => (State::Broken, say::NEVER_BROKEN.all(), evidence),
    }
}

pub(super) fn published(looked: &Looked<'_>) -> Found {
    let Some(seen) = &looked.records.version else {
        return (State::Unproven, say::NO_VERSION.all(), Vec::new());
    };
    let evidence = vec![
        ("version", json!(seen.number)),
        ("in-force-since", json!(seen.activated.to_string())),
        ("as-activated", json!(seen.as_activated)),
        ("runs", json!(seen.runs)),
    ];
    match seen.as_activated && seen.runs {
        true => (State::Proven, say::PUBLISHED.fill_all(&[("n", &seen.number.to_string())]), evidence),
        false => (State::Broken, say::NOT_PUBLISHED.all(), evidence),
    }
}

/// Copies on record: made as often as is promised, none kept past its time, copies of keys no longer than they may be. Copies that
/// are made by other means this program can't see.
pub(super) fn backups(looked: &Looked<'_>) -> Result<Found, ProofError> {
    let wanted = looked.wanted;
    let Some(promised) = &wanted.rules.statement().backups else { return Ok(unlooked()) };
    let failed = |error: crate::work::backup::BackupError| ProofError::Failed(error.to_string());
    let state = backup::state(wanted.app).map_err(failed)?;
    let all = backup::copies(wanted.app, 10_000).map_err(failed)?;
    // The job that deletes comes round each minute; a day is left for a machine that was off.
    let overdue = |copy: &&Copy| {
        let day = jiff::SignedDuration::from_hours(24);
        let kept = copy.gone.is_none() || copy.store == Some(InStore::There);
        kept && copy.ends.is_some_and(|ends| wanted.now.duration_since(ends) > day)
    };
    let overdue = all.iter().filter(overdue).count();
    let keys = Period::parse(&promised.keys);
    let long = |copy: &&Copy| {
        let last = keys.and_then(|keys| keys.after(clock::day(copy.made)));
        let ends = copy.ends.map(clock::day);
        // The last day is counted where the registers are kept.
        copy.kind == "keyring" && copy.gone.is_none() && ends > last.and_then(|last| last.tomorrow().ok())
    };
    let long = all.iter().filter(long).count();
    let evidence = vec![
        ("copies", json!(all.len())),
        ("newest", json!(state.newest.as_ref().map(|copy| copy.made.to_string()))),
        ("due", json!(state.due.map(|due| due.to_string()))),
        ("missed", json!(state.missed)),
        ("kept-past-their-time", json!(overdue)),
        ("copies-of-keys-kept-too-long", json!(long)),
        ("restoring-tried-in-time", json!(!state.untried)),
    ];
    let n = all.len().to_string();
    Ok(match (all.is_empty(), state.missed || overdue + long > 0) {
        (true, _) => (State::Unproven, say::NO_BACKUPS.all(), evidence),
        (false, false) => (State::Proven, say::BACKUPS.fill_all(&[("n", &n)]), evidence),
        (false, true) => (State::Broken, say::BACKUPS_BROKEN.all(), evidence),
    })
}
