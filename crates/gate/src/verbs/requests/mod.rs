//! People's requests: taken in at any desk, looked at, moved on step by step, retired. Not here: which step may follow
//! which (`seloste_register::right::case`), rows (`requests.rs`), what a step does elsewhere in the register (its own verb).

mod files;
mod look;
mod own;
mod retire;
mod step;
mod take;
mod vouched;

pub use take::Receipt;
pub use vouched::{Fact, Matched};

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    decide::{Permit, Relation, Verb},
    errors::ItemProblem,
    opened::{day, moment},
    realm::Realm,
    request::RequestLine,
    requests::RequestRow,
    values::{problem, problem_at},
};
use seloste_register::{
    diagnostics::Problem,
    right::{Named, case::Wrong},
};

/// Whether somebody at work reaches a case: by the outlet that received it, by having it to look after, or all of them.
pub(in crate::verbs) fn reaches(permit: &Permit, ask: &Ask, row: &RequestRow) -> bool {
    let outlet = row.outlet.as_deref();
    let relation = Relation {
        in_area: outlet.is_some_and(|outlet| ask.actor.areas.iter().any(|area| area.as_str() == outlet)),
        assigned: row.assigned == Some(ask.actor.account.0),
        ..Relation::default()
    };
    permit.over(relation).allows(Verb::Requests)
}

/// A stored code as what it stands for.
fn known<T: Named>(code: &str) -> Result<T, GateError> {
    T::read(code).ok_or_else(|| GateError::Failed(format!("a case has an unknown code ({code})")))
}

impl Gate {
    /// A row of the queue as the verbs give it.
    fn request_line(&self, realm: &Realm, row: &RequestRow) -> Result<RequestLine, GateError> {
        Ok(RequestLine {
            request: self.request_ref(realm, row.case)?,
            kind: known(&row.kind)?,
            state: known(&row.state)?,
            channel: known(&row.channel)?,
            company: row.company.clone(),
            outlet: row.outlet.clone(),
            received: moment(row.received)?,
            due: day(row.due)?,
            pending: row.pending,
            paused: row.paused,
            assigned: row.assigned.map(AccountId),
            closed: row.closed.map(moment).transpose()?,
            version: row.version,
        })
    }
}

/// An objection of the case as a problem with the step.
fn objection(wrong: Wrong) -> GateError {
    let problem = Problem::error(wrong.rule(), wrong.what(), wrong.remedy());
    GateError::Problems(vec![ItemProblem { item: "step".to_owned(), problem }])
}

fn missing(part: &str) -> GateError {
    GateError::Problems(vec![problem_at(
        part,
        problem(
            "missing",
            ["Tämä tieto puuttuu.", "Den här uppgiften saknas.", "This is missing."],
            ["Anna se.", "Ange den.", "Give it."],
        ),
    )])
}

fn not_declared(part: &str) -> GateError {
    GateError::Problems(vec![problem_at(
        part,
        problem(
            "not-declared",
            [
                "Rekisteriseloste ei tunne tätä.",
                "Registerbeskrivningen känner inte till detta.",
                "The statement does not know this.",
            ],
            ["Käytä selosteessa mainittua.", "Använd något som nämns där.", "Use one that it names."],
        ),
    )])
}

fn too_long(part: &str) -> GateError {
    GateError::Problems(vec![problem_at(
        part,
        problem(
            "too-long",
            [
                "Teksti on liian pitkä: enintään 20 000 merkkiä.",
                "Texten är för lång: högst 20 000 tecken.",
                "The text is too long: at most 20,000 characters.",
            ],
            ["Lyhennä sitä.", "Förkorta den.", "Shorten it."],
        ),
    )])
}

/// Longest text of a step, in characters.
const LONGEST: usize = 20_000;

/// A text as it is kept: without identity codes (R5-121), trimmed; nothing when nothing is left.
fn kept(part: &str, text: Option<&str>) -> Result<Option<String>, GateError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if text.chars().count() > LONGEST {
        return Err(too_long(part));
    }
    Ok(Some(seloste_register::item::without_identity_codes(text).to_string()))
}
