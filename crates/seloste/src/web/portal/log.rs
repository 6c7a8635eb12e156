//! Who used the person's data, when, for what (R5-117), and what it was before it was changed. Names of staff are not shown:
//! dates and purposes belong to the answer, names only by a reasoned decision (CJEU C-579/21).

use super::{at_home, guest::AtHome};
use crate::{
    app::Shared,
    messages::{Message, log::action, person as card_say, portal as say},
    web::{about::purpose_name, desk::Desk, personal, when},
};
use axum::{extract::State, response::Response};
use maud::{Markup, html};
use seloste_gate::{
    ask::{AccountId, OWN_PURPOSE},
    card::{Past, Reading},
};
use seloste_register::right::Named as _;

/// `GET /my/{register}/log`.
pub(super) async fn get(State(app): State<Shared>, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let readings = desk.gate.readers(&desk.ask, &subject)?;
        let rows = html! { @for one in &readings { (reading(desk, one)) } };
        Ok(page(desk, (&say::LOG, &say::LOG_LEAD), &rows))
    })
    .await
}

/// `GET /my/{register}/history`.
pub(super) async fn history(State(app): State<Shared>, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let past = desk.gate.history(&desk.ask, &subject)?;
        let rows = html! {
            @if past.is_empty() { li { p.muted { (desk.say(&card_say::HISTORY_EMPTY)) } } }
            @for one in &past { (earlier(desk, one)) }
        };
        Ok(page(desk, (&say::HISTORY, &say::HISTORY_LEAD), &rows))
    })
    .await
}

fn page(desk: &Desk<'_>, (title, lead): (&Message, &Message), rows: &Markup) -> Response {
    let content = html! {
        div.narrow {
            h1 { (desk.say(title)) }
            p.lead { (desk.say(lead)) }
            ol.log.sheet { (rows) }
        }
    };
    desk.frame.page(desk.say(title), &content)
}

fn reading(desk: &Desk<'_>, one: &Reading) -> Markup {
    let own = one.by == Some(AccountId::PERSON);
    let who = match one.by {
        Some(AccountId::PERSON) => &say::YOU,
        // Of the person's own pages, what nobody did was done by the system: a mail that was sent.
        None if one.purpose.as_str() == OWN_PURPOSE => &say::SYSTEM,
        _ => &say::STAFF,
    };
    // What others did stands out from what the person did.
    let class = if own { "tag" } else { "tag accent" };
    let purpose = purpose_name(desk, one.purpose.as_str());
    let categories: Vec<&str> =
        one.categories.iter().filter_map(|id| Some(desk.read(&desk.rules.category(id)?.name))).collect();
    html! {
        li {
            time datetime=(one.at) { (when::moment(one.at, desk.lang())) }
            div {
                strong { (action(&one.action).map_or(one.action.as_str(), |message| desk.say(message))) }
                " " span class=(class) { (desk.say(who)) }
                @if one.refused.is_some() { " " span.tag.bad { (desk.say(&card_say::REFUSED)) } }
                @if !own { div.entry-text { (purpose) } }
                @if !own && !categories.is_empty() { div.entry-text { (categories.join(", ")) } }
            }
        }
    }
}

fn earlier(desk: &Desk<'_>, past: &Past) -> Markup {
    let Some(item) = desk.rules.item(&past.item) else { return html! {} };
    html! {
        li {
            time datetime=(past.replaced) { (when::moment(past.replaced, desk.lang())) }
            div {
                strong { (desk.read(&item.name)) }
                " " span.tag { (desk.say(if past.by == AccountId::PERSON { &say::YOU } else { &say::STAFF })) }
                @if let Some(flaw) = past.flaw { " " span.tag.warn { (flaw.name().get(desk.lang())) } }
                @if past.values.is_empty() { div.muted { (desk.say(&card_say::WAS_EMPTY)) } }
                @for value in &past.values { div { (personal::shown(&value.value, item, desk.lang())) } }
            }
        }
    }
}
