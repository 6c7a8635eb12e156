//! How recordings come in: which share of the calls is recorded beside the promised one, and what was not taken, by which rule.
//! For those who keep the register's accounts; names and rules, never values.

use crate::{
    app::Shared,
    messages::recording as say,
    session::standing,
    store::intake::Outcome,
    web::{
        desk::{Hall, in_hall},
        errors::Trouble,
        visit::AtWork,
        when,
    },
    work::recording::intake::shares::{self, Kind, Shares},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_register::statement::model::Duty;

/// Refusals that the page shows: the newest.
const ROWS: u32 = 200;

/// `GET /r/{register}/intake`.
pub(super) async fn get(State(app): State<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    in_hall(app, at, register, |hall| {
        if !standing::has_duty(hall.app, hall.register(), &hall.actor, Duty::Accounts) {
            return Err(Trouble::Absent);
        }
        let shares = shares::of(hall.app, hall.register(), ROWS)?;
        let title = say::INTAKE.get(hall.lang());
        let content = html! {
            h1 { (title) }
            p.lead { (say::INTAKE_LEAD.get(hall.lang())) }
            @if shares.kinds.is_empty() { div.empty { p { (say::NO_KINDS.get(hall.lang())) } } }
            @else { (kinds(hall, &shares)) }
            h2 { (say::NOT_TAKEN.get(hall.lang())) }
            @if shares.refusals.is_empty() { p.muted { (say::ALL_TAKEN.get(hall.lang())) } }
            @else { (refusals(hall, &shares)) }
        };
        Ok(hall.frame.page(title, &content))
    })
    .await
}

fn kinds(hall: &Hall<'_>, shares: &Shares) -> Markup {
    let lang = hall.lang();
    let heads =
        [&say::KIND, &say::CAME_RECORDED, &say::CAME_NOT, &say::CAME_REFUSED, &say::SHARE, &say::PROMISED];
    let name = |kind: &Kind| {
        let declared = hall.rules.statement().objects.iter().find(|one| one.id.as_str() == kind.kind);
        declared.map_or_else(|| kind.kind.clone(), |one| one.name.get(lang).to_owned())
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say::INTAKE.get(lang)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (head.get(lang)) } } } }
                tbody {
                    @for kind in &shares.kinds {
                        tr {
                            th scope="row" { (name(kind)) }
                            td { (kind.many(Outcome::Recorded)) }
                            td { (kind.many(Outcome::NotRecorded)) }
                            td { (kind.many(Outcome::Refused)) }
                            td { @if let Some(percent) = kind.percent() { span class=(if kind.exceeds() { "tag bad" } else { "tag" }) { (percent) " %" } } @else { "–" } }
                            td { (kind.promised) " %" }
                        }
                    }
                }
            }
        }
    }
}

fn refusals(hall: &Hall<'_>, shares: &Shares) -> Markup {
    let lang = hall.lang();
    let heads = [&say::WHEN, &say::RULE, &say::REFUSED_ITEM, &say::CAME_BY];
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say::NOT_TAKEN.get(lang)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (head.get(lang)) } } } }
                tbody {
                    @for one in &shares.refusals {
                        tr {
                            td.nowrap { (when::moment(one.at, lang)) }
                            td { code { (one.rule) } }
                            td { (one.named) }
                            td { (one.way) }
                        }
                    }
                }
            }
        }
    }
}
