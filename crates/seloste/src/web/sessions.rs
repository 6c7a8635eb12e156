//! My sessions: where the account is signed in, each can be ended by its owner (claim R4-038), and the latest sign-ins.

use crate::{
    app::Shared,
    messages::{Message, own as say},
    session::IDLE,
    store::{self, attempt::Outcome},
    web::{
        errors::Trouble,
        form::{Posted, see_other},
        own::{Own, on_own, time},
        visit::AtWork,
    },
};
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_db::Failure;

/// `GET /sessions`.
pub(crate) async fn get(State(app): State<Shared>, at: AtWork) -> Response {
    on_own(app, at, |own| {
        let now = own.app.clock().now();
        let since = now.checked_sub(IDLE).unwrap_or(Timestamp::MIN);
        let account = own.signed.account;
        let (live, attempts) = own.home.gate.data().read(|tx| -> Result<_, Failure> {
            Ok((store::session::live(tx, account, since, now)?, store::attempt::listed(tx, account)?))
        })?;
        Ok(page(own, &live, &attempts))
    })
    .await
}

fn page(own: &Own<'_>, live: &[store::session::Listed], attempts: &[store::attempt::Listed]) -> Response {
    let lang = own.lang();
    let content = html! {
        h1 { (say::SESSIONS.get(lang)) }
        p.lead { (say::SESSIONS_LEAD.get(lang)) }
        div.scroll tabindex="0" role="region" aria-label=(say::SESSIONS.get(lang)) {
            table {
                thead { tr {
                    th { (say::BROWSER.get(lang)) } th { (say::BEGAN.get(lang)) } th { (say::SEEN.get(lang)) }
                    th { (say::ENDS.get(lang)) } th { span.hidden { (say::END.get(lang)) } }
                } }
                tbody { @for one in live { (row(own, one)) } }
            }
        }
        @if live.len() > 1 {
            form method="post" action=(own.address("/sessions/end")) {
                (own.frame.token())
                p.actions { button.danger type="submit" { (say::END_OTHERS.get(lang)) } }
            }
        }
        h2 { (say::ATTEMPTS.get(lang)) }
        div.scroll tabindex="0" role="region" aria-label=(say::ATTEMPTS.get(lang)) {
            table {
                thead { tr { th { (say::WHEN.get(lang)) } th { (say::OUTCOME.get(lang)) } th { (say::BROWSER.get(lang)) } } }
                tbody {
                    @for one in attempts {
                        tr {
                            td { (time(one.at, lang)) }
                            td { (outcome(one.outcome).get(lang)) }
                            td { (browser(own, &one.device)) }
                        }
                    }
                }
            }
        }
    };
    own.frame.page(say::SESSIONS.get(lang), &content)
}

fn row(own: &Own<'_>, one: &store::session::Listed) -> Markup {
    let lang = own.lang();
    let mine = one.label == own.signed.session;
    html! {
        tr {
            td {
                (browser(own, &one.device))
                @if mine { " " span.tag.accent { (say::THIS_ONE.get(lang)) } }
            }
            td { (time(one.began, lang)) }
            td { (time(one.seen, lang)) }
            td { (time(one.ends, lang)) }
            td {
                @if !mine {
                    form method="post" action=(own.address("/sessions/end")) {
                        (own.frame.token())
                        input type="hidden" name="session" value=(one.label);
                        button.small-button.danger type="submit" {
                            (say::END.get(lang)) span.hidden { ": " (browser(own, &one.device)) }
                        }
                    }
                }
            }
        }
    }
}

fn browser<'a>(own: &Own<'_>, device: &'a str) -> &'a str {
    if device.is_empty() { say::UNKNOWN_BROWSER.get(own.lang()) } else { device }
}

const fn outcome(outcome: Outcome) -> &'static Message {
    match outcome {
        Outcome::SignedIn => &say::SIGNED_IN,
        Outcome::Refused => &say::REFUSED,
        Outcome::SecondRefused => &say::SECOND_REFUSED,
        Outcome::NotEngaged => &say::NOT_ENGAGED,
        Outcome::Throttled => &say::THROTTLED,
    }
}

/// `POST /sessions/end`: one session, or all others.
pub(crate) async fn end(State(app): State<Shared>, posted: Posted) -> Response {
    let session = posted.fields.get("session").to_owned();
    on_own(app, posted.at, move |own| {
        let account = own.signed.account;
        own.home.gate.data().write(|tx| -> Result<(), Failure> {
            if session.is_empty() {
                store::session::end_others(tx, account, Some(&own.signed.session))
            } else {
                store::session::end_labelled(tx, account, &session).map(drop)
            }
        })?;
        Ok::<_, Trouble>(see_other(&own.address("/sessions")))
    })
    .await
}
