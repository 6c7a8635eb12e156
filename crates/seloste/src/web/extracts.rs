//! Lists for processors: what each got, when and for which assignment, one more made and taken along, and the word that one was
//! destroyed (R5-023 to R5-026). Not here: who is on a list (the gate), how it is written (`work/extract.rs`).

use crate::{
    app::Shared,
    messages::extract as say,
    web::{
        about::account_names,
        desk::{Desk, at_desk, may},
        errors::{self, Trouble},
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::extract,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    ask::{AccountId, Actor},
    card::Filter,
    extracts::{Extract, ExtractDraft},
};
use seloste_register::{
    id::{AssignmentId, GroupId, PurposeId, RecipientId},
    statement::{
        Rules,
        model::{Action, Assignment, Recipient, RecipientKind},
    },
};
use std::collections::HashMap;

type Place = Path<(String, String)>;

/// Whether the statement lets processors have lists for a purpose, and the person's roles may hand them over.
pub(crate) fn arise(rules: &Rules, actor: &Actor, purpose: &PurposeId) -> bool {
    let serves = |one: &Recipient| !one.assignments.is_empty() && one.purposes.contains(purpose);
    rules.statement().recipients.iter().any(serves) && may(rules, actor, purpose, Action::Export)
}

/// `GET /r/{register}/for/{purpose}/extracts`.
pub(crate) async fn get(State(app): State<Shared>, Path(place): Place, at: AtWork) -> Response {
    at_desk(app, at, place, |desk| page(desk, None)).await
}

/// `POST /r/{register}/for/{purpose}/extracts`: a list is made, and leaves with the answer.
pub(crate) async fn post(State(app): State<Shared>, Path(place): Place, posted: Posted) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let Some(draft) = draft(&fields) else { return refused(desk, desk.say(&say::UNKNOWN).to_owned()) };
        let handed = match desk.gate.extract(&desk.ask, &draft) {
            Err(GateError::Problems(found)) => {
                return refused(desk, errors::in_words(&found, desk.lang()));
            }
            other => other?,
        };
        let name = format!("attachment; filename=\"{}\"", extract::file_name(&handed));
        let name = HeaderValue::from_str(&name).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
        let head = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
            (header::CONTENT_DISPOSITION, name),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let list = extract::csv(&handed, &desk.rules, desk.lang());
        Ok((head, list.as_bytes().to_vec()).into_response())
    })
    .await
}

/// `POST .../extracts/{extract}/destroyed`: its holder has said so.
pub(crate) async fn destroyed(
    State(app): State<Shared>,
    Path((register, purpose, extract)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        desk.gate.extract_destroyed(&desk.ask, &extract)?;
        Ok(see_other(&desk.at("extracts")))
    })
    .await
}

/// What was chosen: a recipient and its assignment, and perhaps a group.
fn draft(fields: &Fields) -> Option<ExtractDraft> {
    let (recipient, assignment) = fields.get("for").split_once(' ')?;
    let group = Some(fields.get("group")).filter(|group| !group.is_empty());
    let group = group.map(GroupId::new).transpose().ok()?;
    Some(ExtractDraft {
        recipient: RecipientId::new(recipient).ok()?,
        assignment: AssignmentId::new(assignment).ok()?,
        filter: Filter { group, ..Filter::default() },
    })
}

fn refused(desk: &Desk<'_>, said: String) -> Result<Response, Trouble> {
    Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page(desk, Some(said))?))
}

fn page(desk: &Desk<'_>, said: Option<String>) -> Result<Response, Trouble> {
    let made = desk.gate.extracts(&desk.ask)?;
    let names = account_names(desk, made.iter().map(|one| one.by))?;
    let today = when::date_of(desk.app.clock().now());
    let title = desk.say(&say::TITLE);
    let content = html! {
        h1 { (title) }
        p.lead { (desk.say(&say::LEAD)) }
        @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
        (form(desk, today))
        section {
            h2 #made { (desk.say(&say::MADE_TITLE)) }
            @if made.is_empty() { p.muted { (desk.say(&say::NONE)) } } @else { (table(desk, &made, (&names, today))) }
        }
    };
    Ok(desk.frame.page(title, &content))
}

/// The assignments that a list can be made for today.
fn open<'d>(desk: &'d Desk<'_>, today: Date) -> Vec<(&'d Recipient, &'d Assignment)> {
    let serves = |one: &&Recipient| {
        one.kind == RecipientKind::Processor
            && one.agreement.is_some()
            && one.purposes.contains(&desk.ask.purpose)
    };
    let recipients = desk.rules.statement().recipients.iter().filter(serves);
    let all = recipients.flat_map(|one| one.assignments.iter().map(move |assignment| (one, assignment)));
    all.filter(|(_, one)| one.from <= today && today <= one.until).collect()
}

fn form(desk: &Desk<'_>, today: Date) -> Markup {
    let lang = desk.lang();
    let choices = open(desk, today);
    let choice = |(recipient, assignment): &(&Recipient, &Assignment)| {
        let until = when::day(assignment.until, lang);
        let words = [
            ("recipient", recipient.name.get(lang)),
            ("assignment", assignment.name.get(lang)),
            ("until", until.as_str()),
        ];
        say::CHOICE.fill(lang, &words)
    };
    html! {
        form.sheet method="post" action=(desk.at("extracts")) {
            (desk.frame.token())
            h2 { (desk.say(&say::MAKE_TITLE)) }
            @if choices.is_empty() { p.muted { (desk.say(&say::NOT_NOW)) } } @else {
                div.field {
                    label for="for" { (desk.say(&say::FOR)) }
                    select #for name="for" {
                        @for one in &choices { option value={ (one.0.id) " " (one.1.id) } { (choice(one)) } }
                    }
                }
                div.field {
                    label for="group" { (desk.say(&say::GROUP)) }
                    select #group name="group" {
                        option value="" { (desk.say(&say::EVERYBODY)) }
                        @for group in &desk.rules.statement().subject_groups {
                            option value=(group.id) { (group.name.get(lang)) }
                        }
                    }
                }
                p.hint #once { (desk.say(&say::ONCE)) }
                p.actions { button.primary type="submit" aria-describedby="once" { (desk.say(&say::MAKE)) } }
            }
        }
    }
}

type Names<'n> = (&'n HashMap<AccountId, String>, Date);

fn table(desk: &Desk<'_>, made: &[Extract], (names, today): Names<'_>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="made" {
            table {
                thead { tr {
                    @for head in [&say::MADE, &say::RECIPIENT, &say::FOR, &say::PURPOSE] { th scope="col" { (desk.say(head)) } }
                    th.n scope="col" { (desk.say(&say::PEOPLE)) }
                    @for head in [&say::MARK, &say::BY, &say::STATE] { th scope="col" { (desk.say(head)) } }
                } }
                tbody { @for one in made { (line(desk, one, (names, today))) } }
            }
        }
    }
}

fn line(desk: &Desk<'_>, one: &Extract, (names, today): Names<'_>) -> Markup {
    let lang = desk.lang();
    // What a later version of the statement no longer names keeps its id here.
    let recipient = desk.rules.statement().recipients.iter().find(|recipient| recipient.id == one.recipient);
    let assignment = recipient.and_then(|it| it.assignments.iter().find(|its| its.id == one.assignment));
    let purpose = desk.rules.purpose(&one.purpose);
    html! {
        tr {
            td.nowrap { (when::moment(one.made, lang)) }
            td { (recipient.map_or(one.recipient.as_str(), |it| it.name.get(lang))) }
            td { (assignment.map_or(one.assignment.as_str(), |it| it.name.get(lang))) }
            td { (purpose.map_or(one.purpose.as_str(), |it| it.name.get(lang))) }
            td.n { (one.people) }
            td { code { (one.mark) } }
            td { (names.get(&one.by).map_or("–", String::as_str)) }
            td { (state(desk, one, today)) }
        }
    }
}

fn state(desk: &Desk<'_>, one: &Extract, today: Date) -> Markup {
    let lang = desk.lang();
    let said = |message: &crate::messages::Message, day: Date| {
        message.fill(lang, &[("day", when::day(day, lang).as_str())])
    };
    html! {
        @match one.destroyed {
            Some(at) => span.tag { (said(&say::DESTROYED, when::date_of(at))) },
            None => {
                @if one.is_overdue(today) { span.tag.bad { (said(&say::LATE, one.due)) } }
                @else { span.tag { (said(&say::DUE, one.due)) } }
                form method="post" action=(desk.at(&format!("extracts/{}/destroyed", one.extract))) {
                    (desk.frame.token())
                    button.small-button type="submit" { (desk.say(&say::CONFIRM)) span.hidden { ": " (one.mark) } }
                }
            }
        }
    }
}
