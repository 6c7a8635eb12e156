//! Assessments of recordings, replies to them, figures, samples.

use super::{
    answers::{self, Conflicts, Refusals, Writes},
    body::Body,
    caller::{AtGate, Call, Purposeful},
    cards::ObjectBody,
    problem::Problem,
    wire::{self, Day, Name, Written},
};
use crate::{
    store,
    work::{
        quality::sample::{self, Drawn, SampleError},
        statements::today,
    },
};
use axum::{Json, http::StatusCode, response::Response};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use seloste_gate::{
    ask::AccountId,
    quality::{Answered, Assessed, AssessmentDraft, AssessmentFilter, Group, GroupKey, Grouping, Reply},
};
use seloste_register::id::{ChoiceId, ObjectKindId, SourceId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// An assessment by a form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAssessment {
    /// The kind of assessment.
    #[schema(value_type = Name)]
    kind: ObjectKindId,
    /// The form.
    #[schema(value_type = Name)]
    form: ChoiceId,
    /// An answer to each of its questions.
    answers: Vec<NewAnswer>,
    /// Items beside those that the form fills.
    #[serde(default)]
    items: Written,
    /// Its source.
    #[schema(value_type = Name)]
    source: SourceId,
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAnswer {
    /// The question.
    #[schema(value_type = Name)]
    question: ChoiceId,
    /// The points given.
    points: u32,
    /// Items of the line beside these.
    #[serde(default)]
    items: Written,
}

/// What those who were assessed say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReply {
    /// Why they dispute it; acknowledged when left out. Stored sealed.
    disputed: Option<String>,
}

/// Which assessments.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AssessmentsWanted)]
pub(super) struct Wanted {
    /// From this day; half a year ago when left out.
    #[schema(value_type = Option<Day>)]
    from: Option<Date>,
    /// Until this day; today when left out.
    #[schema(value_type = Option<Day>)]
    until: Option<Date>,
    /// For figures: agent, form, number or month.
    by: Option<String>,
}

/// From what to draw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleWanted)]
pub(super) struct ToDraw {
    /// Calls that began at this moment or later ...
    #[schema(value_type = String)]
    from: Timestamp,
    /// ... and before this one.
    #[schema(value_type = String)]
    before: Timestamp,
    /// So many of each agent, 1 to 50.
    #[schema(minimum = 1, maximum = 50)]
    each: u32,
    /// The seed of an earlier sample; a random one when left out.
    seed: Option<String>,
}

/// Assess a recording by a form
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/objects/{object}/assessments", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The recording"), Purposeful),
    request_body = NewAssessment,
    responses((status = 201, description = "Assessed", body = serde_json::Value, headers(("Location" = String))), Refusals, Conflicts)
)]
pub(super) async fn assess(call: Call, body: Body<NewAssessment>) -> Result<Response, Problem> {
    let (register, recording) = (call.register_name(), call.object());
    let made = call
        .at_gate(move |at| {
            let draft = draft(at, body.content)?;
            Ok(at.gate.assess(at.ask, &recording, draft)?.0)
        })
        .await?;
    let address = format!("/api/v1/registers/{register}/objects/{made}");
    Ok(answers::created(&address, &json!({ "object": made })))
}

fn draft(at: &AtGate<'_>, new: NewAssessment) -> Result<AssessmentDraft, Problem> {
    let NewAssessment { kind, form, answers, items, source } = new;
    let declared = at.rules.object(&kind).ok_or_else(|| wire::not_declared(kind.as_str()))?;
    let items = wire::changes(&declared.items, items, Some(&source))?;
    let answer = |one: NewAnswer| {
        let items = wire::changes(&declared.line_items, one.items, Some(&source))?;
        Ok::<_, Problem>(Answered { question: one.question, points: one.points, items })
    };
    let answers = answers.into_iter().map(answer).collect::<Result<_, _>>()?;
    Ok(AssessmentDraft { kind, form, answers, items, source })
}

/// The assessments of a recording, beside each other
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/objects/{object}/assessments", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The recording"), Purposeful),
    responses((status = 200, description = "The assessments, newest first", body = serde_json::Value), Refusals)
)]
pub(super) async fn of(call: Call) -> Result<Json<Value>, Problem> {
    let recording = call.object();
    call.at_gate(move |at| {
        at.gate.open_object(at.ask, &recording)?;
        let filter = AssessmentFilter { from: Date::MIN, until: Date::MAX, of: Some(recording) };
        listed(at, &filter)
    })
    .await
}

/// Go through assessments: all that the key reaches, or those of its owner's own calls
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/assessments/list", tag = "quality",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Wanted,
    responses((status = 200, description = "The assessments, newest first", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn list(call: Call, body: Body<Wanted>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| listed(at, &filter(at, &body.content))).await
}

/// Figures about assessments, of groups that are large enough
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/assessments/totals", tag = "quality",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = Wanted,
    responses((status = 200, description = "The figures", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn totals(call: Call, body: Body<Wanted>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| {
        let by = match body.content.by.as_deref() {
            None | Some("form") => Grouping::Form,
            Some("agent") => Grouping::Agent,
            Some("number") => Grouping::Number,
            Some("month") => Grouping::Month,
            Some(_) => return Err(wire::not_declared("by")),
        };
        let totals = at.gate.assessment_totals(at.ask, &filter(at, &body.content), by)?;
        let groups = totals.groups.iter().map(|one| group(at, one)).collect::<Result<Vec<_>, _>>()?;
        Ok(Json(json!({
            "groups": groups, "smallest": totals.smallest, "some_too_small": totals.some_too_small,
        })))
    })
    .await
}

/// Acknowledge or dispute the assessment of one's own work
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/objects/{object}/reply", tag = "quality",
    params(("register" = String, Path, description = "The register"), ("object" = String, Path, description = "The assessment"), Purposeful),
    request_body = NewReply,
    responses((status = 204, description = "Noted"), Refusals, Conflicts)
)]
pub(super) async fn reply(call: Call, body: Body<NewReply>) -> Result<StatusCode, Problem> {
    let object = call.object();
    call.at_gate(move |at| {
        let reply = match body.content.disputed {
            None => Reply::Acknowledged,
            Some(words) => Reply::Disputed(Zeroizing::new(words)),
        };
        at.gate.reply_to_assessment(at.ask, &object, &reply)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Draw calls to be assessed, as many of each agent
///
/// They are those with the lowest keyed hash of their names: the same seed draws the same calls again.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/samples", tag = "quality",
    params(("register" = String, Path, description = "The register"), Purposeful),
    request_body = ToDraw,
    responses((status = 200, description = "The sample with its seed", body = serde_json::Value), Refusals, Writes)
)]
pub(super) async fn draw(call: Call, body: Body<ToDraw>) -> Result<Json<Value>, Problem> {
    call.at_gate(move |at| {
        let ToDraw { from, before, each, seed } = body.content;
        let wanted = sample::Wanted { from, before, each, seed };
        let sample = sample::draw(at.gate, at.ask, &wanted).map_err(|error| match error {
            SampleError::Gate(error) => Problem::from(error),
            SampleError::Failed(failure) => Problem::broken(&failure),
        })?;
        let drawn = |one: &Drawn| {
            let call = |call: &seloste_gate::recording::Call| {
                json!({ "recording": call.object.0, "subject": call.subject.0, "began": call.began.to_string() })
            };
            Ok::<_, Problem>(json!({
                "agent": user_name(at, one.agent)?,
                "of": one.of,
                "calls": one.calls.iter().map(call).collect::<Vec<_>>(),
            }))
        };
        let agents = sample.drawn.iter().map(drawn).collect::<Result<Vec<_>, _>>()?;
        Ok(Json(json!({ "seed": sample.seed, "of": sample.of, "cut": sample.cut, "agents": agents })))
    })
    .await
}

fn filter(at: &AtGate<'_>, wanted: &Wanted) -> AssessmentFilter {
    let today = today(at.gate.clock().as_ref());
    AssessmentFilter {
        from: wanted.from.unwrap_or_else(|| today.saturating_sub(6.months())),
        until: wanted.until.unwrap_or(today),
        of: None,
    }
}

fn listed(at: &AtGate<'_>, filter: &AssessmentFilter) -> Result<Json<Value>, Problem> {
    let found = at.gate.assessments(at.ask, filter)?;
    let all = found.into_iter().map(|one| assessed(at, one)).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(json!({ "assessments": all })))
}

fn assessed(at: &AtGate<'_>, one: Assessed) -> Result<Value, Problem> {
    let agents = one.agents.iter().map(|agent| user_name(at, *agent)).collect::<Result<Vec<_>, _>>()?;
    let assessor = one.assessor.map(|assessor| user_name(at, assessor)).transpose()?;
    let object =
        serde_json::to_value(ObjectBody::from(one.object)).map_err(|error| Problem::broken(&error))?;
    Ok(json!({
        "subject": one.subject.0, "recording": one.recording.0, "agents": agents, "assessor": assessor,
        "mine": one.mine, "assessment": object,
    }))
}

fn group(at: &AtGate<'_>, one: &Group) -> Result<Value, Problem> {
    let of = match &one.key {
        GroupKey::Agent(account) => user_name(at, *account)?.unwrap_or_default(),
        GroupKey::Form(form) => form.to_string(),
        GroupKey::Number(number) => number.clone(),
        GroupKey::Month(first) => first.strftime("%Y-%m").to_string(),
    };
    Ok(json!({ "of": of, "recordings": one.recordings, "mean": one.mean, "failed": one.failed }))
}

fn user_name(at: &AtGate<'_>, account: AccountId) -> Result<Option<String>, Problem> {
    let found = at.gate.data().read(|tx| store::account::by_id(tx, account));
    Ok(found.map_err(|failure| Problem::broken(&failure))?.map(|account| account.user_name))
}
