//! One recording's assessments: beside each other, a form to make one, a reply to one's own.

use super::{at_desk_kinds, choice_name};
use crate::{
    app::Shared,
    messages::quality as say,
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        fields::{self, Drawn, Filled},
        form::{Fields, Posted, see_other},
        personal, timeline,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{ObjectRef, OpenedObject},
    errors::ItemProblem,
    quality::{Answered, Assessed, AssessmentDraft, AssessmentFilter, Reply},
};
use seloste_register::{
    id::{ChoiceId, ItemId, SourceId},
    statement::model::{Assessment, AssessmentForm, Item, ObjectKind, SourceKind},
};
use std::collections::HashMap;
use zeroize::Zeroizing;

type Place = Path<(String, String, String)>;

/// The page of a recording's assessments.
pub(crate) fn address(desk: &Desk<'_>, recording: &ObjectRef) -> String {
    desk.at(&format!("quality/of/{}", recording.0))
}

/// `GET .../quality/of/{object}`; `?form=` chooses a form.
pub(super) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        page(desk, &ObjectRef(object), (&fields, &[]))
    })
    .await
}

/// `POST .../quality/of/{object}`: assesses by a form.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let recording = ObjectRef(object);
        let chosen = at_desk_kinds(desk)
            .find_map(|(kind, it)| Some((kind, it, it.form(&ChoiceId::new(fields.get("form")).ok()?)?)));
        let (kind, assessment, form) = chosen.ok_or(Trouble::Absent)?;
        let draft = draft(desk, (kind, assessment, form), &fields);
        let made = draft.and_then(|draft| match desk.gate.assess(&desk.ask, &recording, draft) {
            Ok(_) => Ok(()),
            Err(GateError::Problems(problems)) => Err(Wrong::Problems(problems)),
            Err(other) => Err(Wrong::Other(other)),
        });
        match made {
            Ok(()) => Ok(see_other(&address(desk, &recording))),
            Err(Wrong::Problems(problems)) => page(desk, &recording, (&fields, &problems)),
            Err(Wrong::Other(error)) => Err(error.into()),
        }
    })
    .await
}

/// `POST .../quality/reply/{object}`: acknowledges or disputes one's own assessment.
pub(super) async fn reply(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let reply = match fields.get("do") {
            "acknowledge" => Reply::Acknowledged,
            "dispute" => Reply::Disputed(Zeroizing::new(fields.get("why").to_owned())),
            _ => return Err(Trouble::Absent),
        };
        desk.gate.reply_to_assessment(&desk.ask, &ObjectRef(object), &reply)?;
        Ok(see_other(&desk.at("quality")))
    })
    .await
}

/// What kept an assessment from being made.
enum Wrong {
    Problems(Vec<ItemProblem>),
    Other(GateError),
}

fn staff_source(desk: &Desk<'_>, kind: &ObjectKind) -> Option<SourceId> {
    let of_staff =
        |id: &&SourceId| desk.rules.source(id).is_some_and(|source| source.kind == SourceKind::Staff);
    kind.sources.iter().find(of_staff).cloned()
}

/// Items of an assessment that a form does not fill.
fn others<'k>(kind: &'k ObjectKind, it: &'k Assessment) -> impl Iterator<Item = &'k Item> {
    let filled = [&it.form_item, &it.score_item, &it.failed_item, &it.reply_item];
    kind.items.iter().filter(move |item| !filled.contains(&&item.id))
}

fn draft(
    desk: &Desk<'_>,
    (kind, assessment, form): (&ObjectKind, &Assessment, &AssessmentForm),
    fields: &Fields,
) -> Result<AssessmentDraft, Wrong> {
    let source = staff_source(desk, kind).ok_or(Wrong::Other(GateError::Absent))?;
    let answers = form.questions.iter().filter_map(|question| {
        let points = fields.get(&format!("q-{}", question.id)).trim().parse().ok()?;
        Some(Answered { question: question.id.clone(), points, items: Vec::new() })
    });
    let answers = answers.collect();
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    for item in others(kind, assessment) {
        let typed = Filled::typed(fields, "i", item);
        if typed.is_empty() {
            continue;
        }
        match typed.change(item, &source) {
            Ok(change) => items.push(change),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(Wrong::Problems(problems));
    }
    Ok(AssessmentDraft { kind: kind.id.clone(), form: form.id.clone(), answers, items, source })
}

fn page(
    desk: &Desk<'_>,
    recording: &ObjectRef,
    (typed, problems): (&Fields, &[ItemProblem]),
) -> Result<Response, Trouble> {
    let (_, opened) = desk.gate.open_object(&desk.ask, recording)?;
    let filter = AssessmentFilter { from: Date::MIN, until: Date::MAX, of: Some(recording.clone()) };
    let found = desk.gate.assessments(&desk.ask, &filter)?;
    let names = account_names(desk, found.iter().filter_map(|one| one.assessor))?;
    let title = desk.say(&say::ASSESSED);
    let heard = crate::web::recordings::address(desk, recording);
    let content = html! {
        p { a href=(desk.at("quality")) { (desk.say(&say::TITLE)) } }
        div.person {
            h1 { (title) ", " (when::day(opened.starts, desk.lang())) }
            div.actions { a.button href=(heard) { (desk.say(&say::LISTEN)) } }
        }
        @if found.len() > 1 { p.muted { (desk.say(&say::BESIDE)) } }
        @for (kind, assessment) in at_desk_kinds(desk) {
            @let of_kind: Vec<&Assessed> = found.iter().filter(|one| one.object.kind == kind.id).collect();
            (beside(desk, (kind, assessment), (&of_kind, &names)))
            @for one in of_kind.iter().filter(|one| one.mine) { (reply_form(desk, kind, assessment, one)) }
            @if fields::may_change(desk, &kind.category) { (forms(desk, (kind, assessment), &opened, (typed, problems))) }
        }
    };
    Ok(desk.frame.page(title, &content))
}

fn value<'o>(
    items: &'o [seloste_gate::card::OpenedItem],
    id: &ItemId,
) -> Option<&'o seloste_gate::card::OpenedItem> {
    items.iter().find(|one| one.item == *id && !one.values.is_empty())
}

/// Assessments in columns, questions in rows.
fn beside(
    desk: &Desk<'_>,
    (kind, it): (&ObjectKind, &Assessment),
    (found, names): (&[&Assessed], &HashMap<seloste_gate::ask::AccountId, String>),
) -> Markup {
    if found.is_empty() {
        return html! { div.empty { p { (desk.say(&say::NONE)) } } };
    }
    let item = |items: &'_ [Item], id: &ItemId| items.iter().position(|one| one.id == *id);
    let shown = |one: &Assessed, id: &ItemId| {
        let declared = item(&kind.items, id).and_then(|at| kind.items.get(at));
        declared
            .and_then(|declared| Some(personal::values(value(&one.object.items, id)?, declared, desk.lang())))
    };
    let question = kind.line_items.iter().find(|one| one.id == it.question_item);
    let choices = question.map_or(&[][..], |question| question.choices.as_slice());
    let asked =
        choices.iter().filter(|choice| found.iter().any(|one| points(kind, it, one, &choice.id).is_some()));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.read(&kind.name)) {
            table {
                thead { tr {
                    th scope="col" { (desk.say(&say::ASSESSOR)) }
                    @for one in found { th scope="col" { (one.assessor.and_then(|id| names.get(&id)).map_or("–", String::as_str)) } }
                } }
                tbody {
                    tr { th scope="row" { (desk.say(&say::DATE)) } @for one in found { td { (when::day(one.object.starts, desk.lang())) " " (timeline::state(desk, kind, &one.object)) } } }
                    @for item in &kind.items {
                        @if found.iter().any(|one| value(&one.object.items, &item.id).is_some()) {
                            tr { th scope="row" { (desk.read(&item.name)) } @for one in found { td { @if let Some(shown) = shown(one, &item.id) { (shown) } } } }
                        }
                    }
                    @for choice in asked {
                        tr {
                            th scope="row" { (desk.read(&choice.name)) }
                            @for one in found { td { @if let Some((opened, item)) = points(kind, it, one, &choice.id) { (personal::values(opened, item, desk.lang())) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The points that an assessment gave a question.
fn points<'a>(
    kind: &'a ObjectKind,
    it: &Assessment,
    one: &'a Assessed,
    question: &ChoiceId,
) -> Option<(&'a seloste_gate::card::OpenedItem, &'a Item)> {
    let declared = kind.line_items.iter().find(|item| item.id == it.points_item)?;
    let line = one.object.lines.iter().find(|line| {
        let said = value(line, &it.question_item).and_then(|opened| opened.values.first());
        said.is_some_and(|value| personal::is_code(&value.value, question.as_str()))
    })?;
    Some((value(line, &it.points_item)?, declared))
}

fn reply_form(desk: &Desk<'_>, kind: &ObjectKind, it: &Assessment, one: &Assessed) -> Markup {
    // A dispute stands; what was merely acknowledged may still be disputed.
    let state = one.object.state.as_ref();
    if state == Some(&it.disputed) {
        return html! {};
    }
    let acknowledged = state.is_some_and(|state| kind.frozen_states.contains(state));
    html! {
        form.sheet method="post" action=(desk.at(&format!("quality/reply/{}", one.object.object.0))) autocomplete="off" {
            (desk.frame.token())
            h2 { (desk.say(&say::REPLY)) }
            @if !acknowledged {
                p.actions { button.primary type="submit" name="do" value="acknowledge" { (desk.say(&say::ACKNOWLEDGE)) } }
            }
            div.field { label for="why" { (desk.say(&say::DISPUTE_HINT)) } textarea #why name="why" rows="3" maxlength="500" {} }
            p.actions { button type="submit" name="do" value="dispute" { (desk.say(&say::DISPUTE)) } }
        }
    }
}

/// The forms that fit the number that was called, and the chosen one to be filled in.
fn forms(
    desk: &Desk<'_>,
    (kind, it): (&ObjectKind, &Assessment),
    recording: &OpenedObject,
    (typed, problems): (&Fields, &[ItemProblem]),
) -> Markup {
    let fitting: Vec<&AssessmentForm> = it.forms.iter().filter(|form| fits(desk, form, recording)).collect();
    let wanted = typed.get("form");
    let chosen = fitting.iter().find(|form| form.id.as_str() == wanted).or(fitting.first());
    let Some(chosen) = chosen else { return html! {} };
    html! {
        h2 { (desk.say(&say::ASSESS)) }
        @if fitting.len() > 1 {
            p.actions {
                (desk.say(&say::CHOOSE_FORM)) ": "
                @for form in &fitting {
                    a.button aria-current=[(form.id == chosen.id).then_some("true")] href={ (address(desk, &recording.object)) "?form=" (form.id) } {
                        (choice_name(desk, &kind.items, (&it.form_item, form.id.as_str())))
                    }
                }
            }
        }
        form.sheet method="post" action=(address(desk, &recording.object)) autocomplete="off" {
            (desk.frame.token())
            input type="hidden" name="form" value=(chosen.id);
            @for problem in problems.iter().filter(|one| [it.question_item.as_str(), it.form_item.as_str()].contains(&one.item.as_str())) {
                p.wrong role="alert" { (problem.problem.what.get(desk.lang())) " " (problem.problem.remedy.get(desk.lang())) }
            }
            @for question in &chosen.questions { (asked(desk, (kind, it), question, typed)) }
            @for item in others(kind, it) {
                (fields::draw(desk, item, &Filled::typed(typed, "i", item), &Drawn { prefix: "i", problems, below: html! {} }))
            }
            p.actions { button.primary type="submit" { (desk.say(&say::ASSESS)) } }
        }
    }
}

fn asked(
    desk: &Desk<'_>,
    (kind, it): (&ObjectKind, &Assessment),
    question: &seloste_register::statement::model::AssessmentQuestion,
    typed: &Fields,
) -> Markup {
    let (lang, name) = (desk.lang(), format!("q-{}", question.id));
    let (most, weight) = (question.most.to_string(), question.weight.to_string());
    let given = typed.get(&name).trim().to_owned();
    html! {
        fieldset {
            legend {
                (choice_name(desk, &kind.line_items, (&it.question_item, question.id.as_str()))) " "
                span.muted.small {
                    "(" (say::POINTS.fill(lang, &[("most", &most)])) ", " (say::WEIGHT.fill(lang, &[("weight", &weight)]))
                    @if question.fails { ", 0 = " (desk.say(&say::FAILS)) } ")"
                }
            }
            p.muted { (desk.read(&question.definition)) }
            div.row {
                @for points in 0..=question.most {
                    @let id = format!("{name}-{points}");
                    label.check for=(id) { input id=(id) type="radio" name=(name) value=(points) checked[given == points.to_string()] required; span { (points) } }
                }
            }
        }
    }
}

/// Whether a form is for the number that was called; the gate refuses others.
fn fits(desk: &Desk<'_>, form: &AssessmentForm, recording: &OpenedObject) -> bool {
    let kind = desk.rules.object(&recording.kind);
    let Some(numbers) = form.called(kind) else { return true };
    let called = kind
        .and_then(|kind| value(&recording.items, kind.recording.as_ref()?.number_item.as_ref()?))
        .map_or(&[][..], |called| called.values.as_slice());
    called.iter().any(|value| numbers.iter().any(|number| personal::is_code(&value.value, number)))
}
