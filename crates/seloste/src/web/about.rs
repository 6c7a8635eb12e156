//! What is known about the use of a person's data: why it is seen and by whom else, who has looked, what was changed.

use crate::{
    app::Shared,
    messages::{Message, log as log_say, page as frame_say, person as say, portal as portal_say},
    store::account,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    ask::{AccountId, OWN_PURPOSE},
    card::{Past, Reading, SubjectRef},
};
use seloste_register::{
    id::{CategoryId, PurposeId},
    right::Named as _,
};
use std::collections::HashMap;

/// For what the system works by itself, as the log has it.
const SYSTEM_PURPOSES: [&str; 5] = ["backup", "derive", "proof", "restore", "retention"];

type Place = Path<(String, String, String)>;

/// `GET .../s/{subject}/why`.
pub(crate) async fn why(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let explained = desk.gate.explain(&desk.ask, &subject)?;
        let rows = html! {
            @for (category, reasons) in &explained.mine {
                tr {
                    th scope="row" { (category_name(desk, category)) }
                    td {
                        @if reasons.is_empty() { span.muted { (desk.say(&say::NOT_YOU)) } }
                        @for reason in reasons { div { (desk.read(&reason.words)) } }
                    }
                    td {
                        @let others = explained.others.iter().find(|(id, _)| id == category).map(|(_, roles)| roles);
                        @if others.is_none_or(Vec::is_empty) { span.muted { (desk.say(&say::NOBODY)) } }
                        @for (role, purposes) in others.into_iter().flatten() {
                            div {
                                @if let Some(role) = desk.rules.role(role) { (desk.read(&role.name)) ": " }
                                span.muted { (purpose_names(desk, purposes)) }
                            }
                        }
                    }
                }
            }
        };
        let heads = [&say::CATEGORY, &say::WHY_ME, &say::WHO_ELSE];
        Ok(table_page(desk, &subject, (&say::WHY, Some(&say::WHY_ABOUT)), (&heads, &rows), &html! {}))
    })
    .await
}

/// `GET .../s/{subject}/readers`.
pub(crate) async fn readers(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let readings = desk.gate.readers(&desk.ask, &subject)?;
        let names = account_names(desk, readings.iter().filter_map(|reading| reading.by))?;
        let rows = html! { @for reading in &readings { (reading_row(desk, reading, &names)) } };
        let heads = [&say::WHEN, &say::WHO, &say::DID, &say::WHAT_FOR, &say::CATEGORY];
        let search = html! {
            @if desk.gate.may_investigate(&desk.ask) {
                a.button href=(desk.at(&format!("log?subject={}", subject.0))) { (desk.say(&log_say::TITLE)) }
            }
        };
        Ok(table_page(desk, &subject, (&say::READERS, Some(&say::READERS_ABOUT)), (&heads, &rows), &search))
    })
    .await
}

fn reading_row(desk: &Desk<'_>, reading: &Reading, names: &HashMap<AccountId, String>) -> Markup {
    let categories: Vec<&str> = reading.categories.iter().map(|id| category_name(desk, id)).collect();
    html! {
        tr {
            td.nowrap { (when::moment(reading.at, desk.lang())) }
            td { (reading.by.and_then(|by| names.get(&by)).map_or("–", String::as_str)) }
            td {
                (log_say::action(&reading.action).map_or(reading.action.as_str(), |message| desk.say(message)))
                @if reading.refused.is_some() { " " span.tag.bad { (desk.say(&say::REFUSED)) } }
            }
            td { (purpose_name(desk, reading.purpose.as_str())) }
            td { (categories.join(", ")) }
        }
    }
}

/// `GET .../s/{subject}/history`.
pub(crate) async fn history(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let past = desk.gate.history(&desk.ask, &subject)?;
        let names = account_names(desk, past.iter().map(|one| one.by))?;
        let rows = html! {
            @if past.is_empty() { tr { td colspan="4" { (desk.say(&say::HISTORY_EMPTY)) } } }
            @for one in &past { (past_row(desk, one, &names)) }
        };
        let heads = [&say::REPLACED, &say::ITEM, &say::WAS, &say::WHO];
        Ok(table_page(desk, &subject, (&say::HISTORY, None), (&heads, &rows), &html! {}))
    })
    .await
}

fn past_row(desk: &Desk<'_>, past: &Past, names: &HashMap<AccountId, String>) -> Markup {
    let Some(item) = desk.rules.item(&past.item) else { return html! {} };
    html! {
        tr {
            td.nowrap {
                (when::moment(past.replaced, desk.lang()))
                @if let Some(flaw) = past.flaw { " " span.tag.warn { (flaw.name().get(desk.lang())) } }
            }
            th scope="row" { (desk.read(&item.name)) }
            td {
                @if past.values.is_empty() { span.muted { (desk.say(&say::WAS_EMPTY)) } }
                @for value in &past.values {
                    div {
                        (personal::shown(&value.value, item, desk.lang()))
                        span.origin {
                            @if let Some(source) = desk.rules.source(&value.source) { (desk.read(&source.name)) ", " }
                            (when::day(when::date_of(value.recorded), desk.lang()))
                        }
                    }
                }
            }
            td { (names.get(&past.by).map_or("–", String::as_str)) }
        }
    }
}

fn table_page(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (title, about): (&Message, Option<&Message>),
    (heads, rows): (&[&Message], &Markup),
    more: &Markup,
) -> Response {
    let content = html! {
        h1 { (desk.say(title)) }
        @if let Some(about) = about { p.lead { (desk.say(about)) } }
        div.scroll tabindex="0" role="region" aria-label=(desk.say(title)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                tbody { (rows) }
            }
        }
        p.actions {
            a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) }
            (more)
        }
    };
    desk.frame.page(desk.say(title), &content)
}

fn category_name<'d>(desk: &'d Desk<'_>, id: &'d CategoryId) -> &'d str {
    desk.rules.category(id).map_or_else(|| id.as_str(), |category| desk.read(&category.name))
}

fn purpose_names(desk: &Desk<'_>, ids: &[PurposeId]) -> String {
    let name = |id: &PurposeId| {
        desk.rules.purpose(id).map_or_else(|| id.to_string(), |purpose| desk.read(&purpose.name).to_owned())
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A purpose as the log has it: what the person or the system did has none that is declared; one that was refused is called as it
/// was sent.
pub(super) fn purpose_name<'p>(desk: &'p Desk<'_>, id: &'p str) -> &'p str {
    let declared = desk.rules.statement().purposes.iter().find(|one| one.id.as_str() == id);
    match declared {
        Some(purpose) => desk.read(&purpose.name),
        None if id == OWN_PURPOSE => desk.say(&portal_say::OWN_PURPOSE),
        None if SYSTEM_PURPOSES.contains(&id) => desk.say(&log_say::UPKEEP),
        None => id,
    }
}

/// Names of colleagues.
pub(crate) fn account_names(
    desk: &Desk<'_>,
    ids: impl Iterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, Trouble> {
    let wanted: std::collections::BTreeSet<AccountId> = ids.collect();
    let named = desk.gate.data().read(|tx| {
        let mut named = HashMap::from([(AccountId::PERSON, desk.say(&say::THE_PERSON).to_owned())]);
        for id in wanted {
            if let Some(account) = account::by_id(tx, id)? {
                named.insert(id, account.name);
            }
        }
        Ok(named)
    });
    named.map_err(|failure: seloste_db::Failure| failure.into())
}
