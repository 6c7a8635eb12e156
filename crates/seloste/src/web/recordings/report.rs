//! What was listened to in the register, by whom and for what: the report to those who keep it (R2-028). What was played with
//! a written reason stands out.

use super::address;
use crate::{
    app::Shared,
    messages::recording as say,
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::SignedDuration;
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    recording::{How, Listening},
};
use seloste_register::statement::model::Action;
use std::collections::HashMap;

/// How far back the report goes.
const SINCE: SignedDuration = SignedDuration::from_hours(31 * 24);

/// `GET .../listened`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        let heard = desk.gate.listenings(&desk.ask, desk.app.clock().now() - SINCE)?;
        let names = account_names(desk, heard.iter().map(|one| one.account))?;
        let title = desk.say(&say::LISTENED);
        let heads = [&say::WHEN, &say::WHO, &say::WHAT_FOR, &say::HOW, &say::WHICH];
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::LISTENED_ABOUT)) }
            @if heard.is_empty() { div.empty { p { (desk.say(&say::NOBODY_HEARD)) } } }
            @else {
                div.scroll tabindex="0" role="region" aria-label=(title) {
                    table {
                        thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                        tbody { @for one in &heard { (row(desk, one, &names)) } }
                    }
                }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn row(desk: &Desk<'_>, one: &Listening, names: &HashMap<AccountId, String>) -> Markup {
    let how = match one.how {
        How::Task => &say::HOW_TASK,
        How::OwnCall => &say::HOW_OWN,
        How::LedSession => &say::HOW_LED,
        How::StatedReason => &say::HOW_REASON,
        How::Right => &say::HOW_RIGHT,
    };
    let stands_out = if one.how == How::StatedReason { "tag warn" } else { "tag" };
    html! {
        tr {
            td.nowrap { (when::moment(one.at, desk.lang())) }
            td { (names.get(&one.account).map_or("–", String::as_str)) }
            td { (desk.rules.purpose(&one.purpose).map_or("–", |it| desk.read(&it.name))) }
            td { span class=(stands_out) { (desk.say(how)) } }
            td { a href=(address(desk, &one.object)) { (desk.say(&say::RECORDING)) } }
        }
    }
}

/// The way to the report, for those who may see it.
pub(super) fn way(desk: &Desk<'_>) -> Markup {
    html! {
        @if desk.may(Action::SeeReaders) {
            p.actions { a.button href=(desk.at("listened")) { (desk.say(&say::LISTENED)) } }
        }
    }
}
