//! Sessions that a trainer leads (R2-004): which recordings are played, who learns from them, until when. While a session is
//! open its trainer plays its recordings; those who learn are named on record and gain no access of their own.

use super::{address, clock};
use crate::{
    app::Shared,
    messages::recording as say,
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::{self, Trouble, problem_list},
        form::{Fields, Posted, see_other},
        object_form::colleagues,
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    ask::AccountId,
    card::ObjectRef,
    recording::{Call, LedSession, SessionDraft, SessionRef},
};
use std::collections::HashMap;

/// Hours that a session may last, as offered.
const HOURS: [i64; 4] = [1, 2, 4, 8];

/// `GET .../led`: the sessions that one leads or led.
pub(super) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        let sessions = desk.gate.sessions(&desk.ask)?;
        let names = account_names(desk, sessions.iter().flat_map(|one| one.trainees.iter().copied()))?;
        let now = desk.app.clock().now();
        let title = desk.say(&say::SESSIONS);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::SESSIONS_ABOUT)) }
            p.actions { a.button.primary href=(desk.at("recordings")) { (desk.say(&say::NEW_SESSION)) } }
            @if sessions.is_empty() { div.empty { p { (desk.say(&say::NO_SESSIONS)) } } }
            @else { ul.hits { @for one in &sessions { (row(desk, one, (&names, now))) } } }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn row(desk: &Desk<'_>, one: &LedSession, (names, now): (&HashMap<AccountId, String>, Timestamp)) -> Markup {
    html! {
        li {
            a href=(desk.at(&format!("led/{}", one.session.0))) {
                strong { (when::moment(one.began, desk.lang())) }
                span.rest { (people(&one.trainees, names)) }
                span { (state(desk, one, now)) }
            }
        }
    }
}

/// Whether its recordings can be played.
fn is_open(one: &LedSession, now: Timestamp) -> bool {
    one.closed.is_none() && now < one.ends
}

fn state(desk: &Desk<'_>, one: &LedSession, now: Timestamp) -> Markup {
    html! {
        @if is_open(one, now) { span.tag.accent { (desk.say(&say::SESSION_OPEN)) } }
        @else { span.tag { (desk.say(&say::SESSION_OVER)) } }
    }
}

fn people(accounts: &[AccountId], names: &HashMap<AccountId, String>) -> String {
    accounts.iter().map(|id| names.get(id).map_or("–", String::as_str)).collect::<Vec<_>>().join(", ")
}

/// `POST .../led`: opens a session over the recordings that were picked in the list.
pub(super) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        match desk.gate.open_session(&desk.ask, draft(desk, &fields)?) {
            Ok(session) => Ok(see_other(&desk.at(&format!("led/{}", session.0)))),
            Err(GateError::Problems(found)) => {
                let content = html! {
                    div.narrow {
                        h1 { (desk.say(&say::NEW_SESSION)) }
                        (banner(Banner::Error, "", &problem_list(&found, &desk.frame, &desk.rules)))
                        p.actions { a.button href=(desk.at("recordings")) { (desk.say(&say::TITLE)) } }
                    }
                };
                let page = desk.frame.page(desk.say(&say::NEW_SESSION), &content);
                Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn draft(desk: &Desk<'_>, fields: &Fields) -> Result<SessionDraft, Trouble> {
    let colleagues = colleagues(desk)?;
    let sent = |name: &'static str| fields.all().filter(move |(key, _)| *key == name).map(|(_, value)| value);
    let known = |user: &str| colleagues.iter().find(|(_, name, _)| name == user).map(|(id, ..)| *id);
    let hours = fields.get("hours").parse().ok().filter(|hours| HOURS.contains(hours)).unwrap_or(1);
    Ok(SessionDraft {
        trainees: sent("trainee").filter_map(known).collect(),
        recordings: sent("pick").map(|name| ObjectRef(name.to_owned())).collect(),
        ends: desk.app.clock().now() + SignedDuration::from_hours(hours),
    })
}

/// A session of one's own; another's is absent.
fn own(desk: &Desk<'_>, session: &str) -> Result<LedSession, Trouble> {
    let sessions = desk.gate.sessions(&desk.ask)?;
    sessions.into_iter().find(|one| one.session.0 == session).ok_or(Trouble::Absent)
}

/// `GET .../led/{session}`.
pub(super) async fn get_one(
    State(app): State<Shared>,
    Path((register, purpose, session)): Path<(String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let session = own(desk, &session)?;
        let names = account_names(desk, session.trainees.iter().copied())?;
        let open = is_open(&session, desk.app.clock().now());
        let title = desk.say(&say::SESSION);
        let content = html! {
            div.person {
                div {
                    h1 { (title) ", " (when::moment(session.began, desk.lang())) }
                    div.tags { (state(desk, &session, desk.app.clock().now())) }
                }
                div.actions { a.button href=(desk.at("led")) { (desk.say(&say::SESSIONS)) } }
            }
            div.card {
                div.first { (facts(desk, &session, (&names, open))) }
                div.second { section.sheet { h2 { (desk.say(&say::TITLE)) } (recordings(desk, &session, open)) } }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn facts(
    desk: &Desk<'_>,
    session: &LedSession,
    (names, open): (&HashMap<AccountId, String>, bool),
) -> Markup {
    html! {
        section.sheet {
            dl.facts {
                div { dt { (desk.say(&say::TRAINEES)) } dd { (people(&session.trainees, names)) } }
                div { dt { (desk.say(&say::SESSION_ENDS)) } dd { (when::moment(session.closed.unwrap_or(session.ends), desk.lang())) } }
            }
            p.muted.small { (desk.say(&say::SESSION_RULE)) }
            @if open {
                form method="post" action=(desk.at(&format!("led/{}/close", session.session.0))) {
                    (desk.frame.token())
                    button type="submit" { (desk.say(&say::CLOSE_SESSION)) }
                }
            }
        }
    }
}

fn recordings(desk: &Desk<'_>, session: &LedSession, open: bool) -> Markup {
    html! {
        @if session.recordings.is_empty() { p.muted { (desk.say(&say::SESSION_EMPTY)) } }
        ul.related {
            @for (at, object) in session.recordings.iter().enumerate() {
                @let name = say::RECORDING_N.fill(desk.lang(), &[("n", &(at + 1).to_string())]);
                li {
                    @if open { a href=(address(desk, object)) { (name) } } @else { span { (name) } }
                    @if open { span.tag.accent { (desk.say(&say::LISTEN)) } }
                }
            }
        }
    }
}

/// `POST .../led/{session}/close`.
pub(super) async fn close(
    State(app): State<Shared>,
    Path((register, purpose, session)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        desk.gate.close_session(&desk.ask, &SessionRef(session.clone()))?;
        Ok(see_other(&desk.at(&format!("led/{session}"))))
    })
    .await
}

/// The list as a form: recordings are picked, trainees named, a session opened.
pub(super) fn picker(
    desk: &Desk<'_>,
    calls: &[Call],
    names: &HashMap<AccountId, String>,
) -> Result<Markup, Trouble> {
    let own = desk.ask.actor.account;
    let colleagues = colleagues(desk)?;
    Ok(html! {
        form method="post" action=(desk.at("led")) {
            (desk.frame.token())
            fieldset {
                legend.hidden { (desk.say(&say::PICK)) }
                ul.picks {
                    @for call in calls {
                        li {
                            label.check {
                                input type="checkbox" name="pick" value=(call.object.0);
                                span {
                                    strong { (when::moment(call.began, desk.lang())) }
                                    " · " (people(&call.agents, names))
                                    @if call.length_ms > 0 { " · " (clock(call.length_ms / 1_000)) }
                                }
                            }
                        }
                    }
                }
            }
            section.sheet {
                h2 { (desk.say(&say::NEW_SESSION)) }
                p.muted { (desk.say(&say::SESSION_RULE)) }
                fieldset {
                    legend { (desk.say(&say::TRAINEES)) }
                    div.people-picks {
                        @for (_, user, name) in colleagues.iter().filter(|(id, ..)| *id != own) {
                            label.check { input type="checkbox" name="trainee" value=(user); (name) }
                        }
                    }
                }
                div.field {
                    label for="hours" { (desk.say(&say::SESSION_HOURS)) }
                    select #hours name="hours" { @for hours in HOURS { option value=(hours) { (hours) } } }
                }
                p.actions { button.primary type="submit" { (desk.say(&say::OPEN_SESSION)) } }
            }
        }
    })
}

/// The way to one's sessions, beside the list.
pub(super) fn way(desk: &Desk<'_>) -> Markup {
    html! { p.actions { a.button href=(desk.at("led")) { (desk.say(&say::SESSIONS)) } } p.muted { (desk.say(&say::SESSION_PICK)) } }
}
