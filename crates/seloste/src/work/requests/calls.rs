//! Whether calls of whoever a case is about were recorded, as programs read it: the same for the terminal and the API.

use crate::store;
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::OpenedObject,
    recorded::{CallFact, FactState},
    request::RequestRef,
};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Minutes before and after the time that a person remembers.
const AROUND: i64 = 30;

/// When the call was, as the person says.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CallAsked)]
pub struct When {
    /// The time of the call: a day, or a moment; half an hour before and after it is looked at.
    #[schema(example = "2026-11-20T09:30:00+02:00")]
    pub at: Option<String>,
    /// Instead: from this day or moment ...
    pub from: Option<String>,
    /// ... until this one.
    pub until: Option<String>,
}

impl When {
    /// The moments between which to look.
    ///
    /// # Errors
    /// When neither is a day or a moment.
    pub fn read(&self) -> Result<(Timestamp, Timestamp), GateError> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
        };
        match (given(&self.at), given(&self.from), given(&self.until)) {
            (Some(at), None, None) => {
                if let Ok(moment) = at.parse::<Timestamp>() {
                    let around = SignedDuration::from_mins(AROUND);
                    return Ok((
                        moment.saturating_sub(around).unwrap_or(moment),
                        moment.saturating_add(around).unwrap_or(moment),
                    ));
                }
                Ok((super::moment(&at)?, last(&at)?))
            }
            (None, Some(from), Some(until)) => Ok((super::moment(&from)?, last(&until)?)),
            _ => Err(super::not_a_name("at")),
        }
    }
}

/// The moment itself, or the last of a day.
fn last(written: &str) -> Result<Timestamp, GateError> {
    let first = super::moment(written)?;
    if written.parse::<Timestamp>().is_ok() {
        return Ok(first);
    }
    Ok(first.saturating_add(SignedDuration::from_hours(24)).unwrap_or(first))
}

/// The name of a state outside.
#[must_use]
pub const fn code(state: FactState) -> &'static str {
    match state {
        FactState::Recorded => "recorded",
        FactState::NotRecorded => "not-recorded",
        FactState::Deleted(_) => "deleted",
    }
}

/// What is known of the calls. `object` tells an assessment in the caller's own way out.
///
/// # Errors
/// As [`Gate::call_facts`] says.
pub fn told(
    gate: &Gate,
    ask: &Ask,
    (request, when): (&RequestRef, &When),
    object: &dyn Fn(OpenedObject) -> Value,
) -> Result<Value, GateError> {
    let facts = gate.call_facts(ask, request, when.read()?)?;
    let staff = gate.staff_of_request(ask, request)?;
    let name = match staff {
        Some(account) => gate.data().read(|tx| {
            Ok::<_, Failure>(store::account::by_id(tx, account)?.map(|account| account.user_name))
        })?,
        None => None,
    };
    let call = |fact: CallFact| {
        let on = match fact.state {
            FactState::Deleted(on) => on.map(|on| on.to_string()),
            FactState::Recorded | FactState::NotRecorded => None,
        };
        json!({
            "call": fact.object.0,
            "kind": fact.kind.as_str(),
            "began": fact.began.to_string(),
            "state": code(fact.state),
            "deleted_on": on,
            "recording": fact.recording.map(|recording| recording.0),
            "assessments": fact.assessments.into_iter().map(object).collect::<Vec<_>>(),
        })
    };
    Ok(json!({ "staff": name, "calls": facts.into_iter().map(call).collect::<Vec<_>>() }))
}
