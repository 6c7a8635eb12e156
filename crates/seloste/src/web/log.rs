//! Searching the log under a case that is named (claims R5-018, R5-019): who read, looked for or changed what, what was refused, and
//! the security events. Not here: who may (the gate), what is searched for (`work/investigation.rs`).

use crate::{
    app::Shared,
    messages::{Message, log as say, person as card_say},
    web::{
        about::purpose_name,
        desk::{Desk, at_desk},
        errors::{self, Trouble},
        form::{Fields, Posted},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::investigation::{self as work, Names, Typed},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    ask::{AccountId, Ask},
    investigation::{Ended, LogLine, LogPage},
    security::{SecurityEvent, SecurityKind},
};
use serde::Deserialize;

type Place = Path<(String, String)>;

/// Fields that an older page of the answer is asked with.
const KEPT: [&str; 8] = ["case", "user", "key", "subject", "action", "ended", "from", "to"];

/// The person that the search is about, by their name in addresses: the page about who has looked leads here.
#[derive(Deserialize)]
pub(crate) struct About {
    subject: Option<String>,
}

/// `GET /r/{register}/for/{purpose}/log`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Place,
    Query(about): Query<About>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        refuse_early(desk, &desk.ask)?;
        let mut fields = Fields::default();
        fields.put("subject", about.subject.as_deref().unwrap_or_default());
        Ok(page(desk, &fields, &html! {}))
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/log`.
pub(crate) async fn post(State(app): State<Shared>, Path(place): Place, posted: Posted) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        // The case is asked for here, beside what is searched for, and holds for this search alone.
        let case = Some(fields.get("case").trim().to_owned());
        let ask = Ask { reason: case.filter(|case| !case.is_empty()), ..desk.ask.clone() };
        refuse_early(desk, &ask)?;
        if ask.reason.is_none() {
            return Ok(wrong(desk, &fields, desk.say(&say::NO_CASE)));
        }
        let Some(typed) = typed(&fields) else { return Ok(wrong(desk, &fields, desk.say(&say::BAD_TIME))) };
        let found = match fields.get("do") {
            "events" => work::security((desk.gate, &ask), &typed).map(|found| events(desk, &found)),
            _ => work::search(desk.app, (desk.gate, &ask), &typed).map(|found| lines(desk, &fields, &found)),
        };
        match found {
            Ok(found) => Ok(page(desk, &fields, &found)),
            Err(GateError::Problems(found)) => {
                Ok(wrong(desk, &fields, &errors::in_words(&found, desk.lang())))
            }
            Err(GateError::Absent) if typed.subject.is_some() => {
                Ok(wrong(desk, &fields, desk.say(&say::NO_PERSON)))
            }
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// Who may not search is told before anything else: the gate says no in the statement's words, and records it.
fn refuse_early(desk: &Desk<'_>, ask: &Ask) -> Result<(), Trouble> {
    if desk.gate.may_investigate(ask) {
        return Ok(());
    }
    work::security((desk.gate, ask), &Typed::default())?;
    Err(Trouble::Absent)
}

/// What was typed; `None` when a time is not one.
fn typed(fields: &Fields) -> Option<Typed> {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let moment = |name: &str| match given(name) {
        None => Some(None),
        Some(text) => when::read_moment(&text).map(Some),
    };
    let (from, to) = (moment("from")?, moment("to")?);
    if from.zip(to).is_some_and(|(from, to)| from >= to) {
        return None;
    }
    let ended = match fields.get("ended") {
        "done" => Ended::Done,
        "refused" => Ended::Refused,
        _ => Ended::Anyhow,
    };
    Some(Typed {
        user: given("user"),
        key: given("key"),
        subject: given("subject"),
        action: given("action"),
        ended,
        from,
        to,
        after: given("after"),
    })
}

fn wrong(desk: &Desk<'_>, fields: &Fields, words: &str) -> Response {
    let said = banner(Banner::Error, "", &html! { p { (words) } });
    errors::with(StatusCode::UNPROCESSABLE_ENTITY, page(desk, fields, &said))
}

fn page(desk: &Desk<'_>, fields: &Fields, found: &Markup) -> Response {
    let content = html! {
        h1 { (desk.say(&say::TITLE)) }
        p.lead { (desk.say(&say::LEAD)) }
        (form(desk, fields))
        (found)
    };
    desk.frame.page(desk.say(&say::TITLE), &content)
}

fn form(desk: &Desk<'_>, fields: &Fields) -> Markup {
    let ends = [("", &say::ANY), ("done", &say::DONE), ("refused", &say::REFUSED)];
    html! {
        form.sheet method="post" action=(desk.at("log")) autocomplete="off" {
            (desk.frame.token())
            div.filters.even {
                (text(desk, fields, ("case", &say::CASE), Some(&say::CASE_HINT)))
                (text(desk, fields, ("user", &say::USER), None))
                (text(desk, fields, ("key", &say::KEY), None))
                (text(desk, fields, ("subject", &say::SUBJECT), Some(&say::SUBJECT_HINT)))
                div.field {
                    label for="action" { (desk.say(&say::ACTION)) }
                    select #action name="action" {
                        option value="" { (desk.say(&say::ANY)) }
                        @for (name, words) in say::actions() {
                            option value=(name) selected[name == fields.get("action")] { (desk.say(words)) }
                        }
                    }
                }
                div.field {
                    label for="ended" { (desk.say(&say::ENDED)) }
                    select #ended name="ended" {
                        @for (name, words) in ends {
                            option value=(name) selected[name == fields.get("ended")] { (desk.say(words)) }
                        }
                    }
                }
                @for (name, words) in [("from", &say::FROM), ("to", &say::TO)] {
                    div.field {
                        label for=(name) { (desk.say(words)) }
                        input id=(name) name=(name) type="datetime-local" value=(fields.get(name));
                    }
                }
            }
            p.actions {
                button.primary type="submit" name="do" value="log" { (desk.say(&say::SEARCH)) }
                button type="submit" name="do" value="events" aria-describedby="events-hint" { (desk.say(&say::EVENTS)) }
            }
            p.hint #events-hint { (desk.say(&say::EVENTS_HINT)) }
        }
    }
}

fn text(desk: &Desk<'_>, fields: &Fields, (name, label): (&str, &Message), hint: Option<&Message>) -> Markup {
    let described = format!("{name}-hint");
    html! {
        div.field {
            label for=(name) { (desk.say(label)) }
            input id=(name) name=(name) maxlength="200" spellcheck="false" value=(fields.get(name))
                required[name == "case"] aria-describedby=[hint.map(|_| &described)];
            @if let Some(hint) = hint { p.hint id=(described) { (desk.say(hint)) } }
        }
    }
}

fn lines(desk: &Desk<'_>, fields: &Fields, (found, names): &(LogPage, Names)) -> Markup {
    let heads = [
        &card_say::WHEN,
        &card_say::WHO,
        &card_say::DID,
        &card_say::WHAT_FOR,
        &card_say::CATEGORY,
        &say::PEOPLE,
    ];
    let rows = html! { @for line in &found.lines { (row(desk, line, names)) } };
    html! {
        (table(desk, &say::FOUND, &heads, (!found.lines.is_empty()).then_some(&rows)))
        @if let Some(next) = &found.next {
            form method="post" action=(desk.at("log")) {
                (desk.frame.token())
                @for name in KEPT { input type="hidden" name=(name) value=(fields.get(name)); }
                input type="hidden" name="after" value=(next);
                p.actions { button type="submit" name="do" value="log" { (desk.say(&say::OLDER)) } }
            }
        }
    }
}

fn row(desk: &Desk<'_>, line: &LogLine, names: &Names) -> Markup {
    let statement = desk.rules.statement();
    // What was destroyed is told by kind of object.
    let named = |id: &String| {
        let category = statement.categories.iter().find(|one| one.id.as_str() == id).map(|one| &one.name);
        let kind = || statement.objects.iter().find(|one| one.id.as_str() == id).map(|one| &one.name);
        category.or_else(kind).map_or_else(|| id.clone(), |name| desk.read(name).to_owned())
    };
    let categories: Vec<String> = line.categories.iter().map(named).collect();
    html! {
        tr {
            td.nowrap { (when::moment(line.at, desk.lang())) }
            td { (by(desk, line.by, names)) }
            td {
                (say::action(&line.action).map_or(line.action.as_str(), |words| desk.say(words)))
                @if let Some(code) = &line.refused { " " (refusal(desk, code)) }
            }
            td { (purpose_name(desk, &line.purpose)) }
            td {
                (categories.join(", "))
                @if !line.told.is_empty() { div.origin { (line.told.join(", ")) } }
            }
            td.n { (line.people) }
        }
    }
}

fn refusal(desk: &Desk<'_>, code: &str) -> Markup {
    html! { span.tag.bad { (desk.say(&card_say::REFUSED)) } " " span.origin { (say::rule(code).map_or(code, |words| desk.say(words))) } }
}

fn by<'n>(desk: &Desk<'_>, account: Option<AccountId>, names: &'n Names) -> &'n str {
    match account {
        None => desk.say(&say::BY_SYSTEM),
        Some(AccountId::PERSON) => desk.say(&card_say::THE_PERSON),
        Some(account) => names.get(&account).map_or("–", String::as_str),
    }
}

fn events(desk: &Desk<'_>, (found, names): &(Vec<SecurityEvent>, Names)) -> Markup {
    let heads = [&card_say::WHEN, &card_say::WHO, &card_say::DID];
    let rows = html! {
        @for event in found {
            tr {
                td.nowrap { (when::moment(event.at, desk.lang())) }
                // Nobody has the user name that was typed: whose it was meant to be is not known.
                td { (event.account.and_then(|account| names.get(&account)).map_or("–", String::as_str)) }
                td { (happened(desk, event)) }
            }
        }
    };
    table(desk, &say::FOUND_EVENTS, &heads, (!found.is_empty()).then_some(&rows))
}

fn happened(desk: &Desk<'_>, event: &SecurityEvent) -> Markup {
    let verb =
        |name: &str| say::action(name).map_or_else(|| name.to_owned(), |words| desk.say(words).to_owned());
    match event.kind {
        SecurityKind::SignIn => html! { (desk.say(&say::SIGN_IN_FAILED)) span.origin { (event.what) } },
        SecurityKind::Exported => html! { (desk.say(&say::EXPORTED)) span.origin { (verb(&event.what)) } },
        SecurityKind::Refused => {
            let (action, code) = event.what.split_once(' ').unwrap_or((&event.what, ""));
            html! { (verb(action)) " " (refusal(desk, code)) }
        }
    }
}

fn table(desk: &Desk<'_>, title: &Message, heads: &[&Message], rows: Option<&Markup>) -> Markup {
    html! {
        h2 { (desk.say(title)) }
        @if let Some(rows) = rows {
            div.scroll tabindex="0" role="region" aria-label=(desk.say(title)) {
                table {
                    thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                    tbody { (rows) }
                }
            }
        } @else { div.empty { p { (desk.say(&say::NOTHING)) } } }
    }
}
