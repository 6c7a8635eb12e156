//! Why a person's data is opened, for purposes that want it written down: asked once a person or recording (the cookie's path
//! is its pages), and again after a while; sent to the gate with each opening, never in an address.

use crate::{
    app::Shared,
    messages::page as say,
    web::{
        desk::Desk,
        errors::{self, Trouble},
        form::{Fields, Posted, see_other, unseen},
        page::base,
        recordings::event,
        visit::{REASON_COOKIE, Visit, to_hex},
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use maud::html;
use seloste_gate::errors::RefusalCode;
use seloste_register::id::{PurposeId, RegisterId};

/// Longest reason in characters.
const LONGEST: usize = 300;

/// How long a reason holds: what is opened later has one of its own.
const HOLDS_SECONDS: u32 = 30 * 60;

/// Name of the field that a reason comes in along with a form that was sent without one.
const ALONG: &str = "access-reason";

/// Trouble's page; a missing reason is asked for, together with what was typed into the form that lacked it.
pub(crate) fn or_answer(trouble: Trouble, desk: &Desk<'_>, typed: Option<&Fields>) -> Response {
    match trouble {
        Trouble::Refused(refusal) if refusal.code == RefusalCode::ReasonMissing => ask(desk, typed),
        Trouble::Refused(refusal) if refusal.code == RefusalCode::EventMissing => {
            event::ask(desk, refusal).unwrap_or_else(|other| errors::answer(other, &desk.frame, &desk.rules))
        }
        other => errors::answer(other, &desk.frame, &desk.rules),
    }
}

/// The reason that a form brought along.
pub(crate) fn along(visit: &Visit) -> Option<String> {
    let typed = visit.typed.as_ref().filter(|typed| typed.has(ALONG))?;
    Some(cut(typed.get(ALONG))).filter(|reason| !reason.is_empty())
}

/// Lets a reason hold for the pages of the person whom the form was about.
pub(crate) fn keep(response: &mut Response, reason: &str, desk: &Desk<'_>) {
    let base = base(&desk.ask.register, &desk.ask.purpose);
    let scope = scope(&base, &desk.frame.path).unwrap_or(base);
    set(response, reason, &scope);
}

fn cut(reason: &str) -> String {
    reason.trim().chars().take(LONGEST).collect()
}

fn set(response: &mut Response, reason: &str, scope: &str) {
    let cookie = format!(
        "{REASON_COOKIE}={}; Path={scope}; Max-Age={HOLDS_SECONDS}; HttpOnly; SameSite=Strict",
        to_hex(reason)
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn ask(desk: &Desk<'_>, typed: Option<&Fields>) -> Response {
    let (action, name) = match typed {
        Some(_) => (desk.frame.path.clone(), ALONG),
        None => (desk.at("reason"), "reason"),
    };
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::REASON_TITLE)) }
            p { (desk.say(&say::REASON)) }
            form method="post" action=(action) {
                @match typed {
                    Some(typed) => (unseen(&desk.frame, typed)),
                    None => {
                        (desk.frame.token())
                        input type="hidden" name="back" value=(desk.frame.path);
                    }
                }
                div.field {
                    label for="reason" { (desk.say(&say::REASON_LABEL)) }
                    input #reason name=(name) required maxlength=(LONGEST) autocomplete="off" autofocus;
                }
                p.actions { button.primary type="submit" { (desk.say(&say::GO_ON)) } }
            }
        }
    };
    errors::with(StatusCode::FORBIDDEN, desk.frame.page(desk.say(&say::REASON_TITLE), &content))
}

/// `POST /r/{register}/for/{purpose}/reason`.
pub(crate) async fn post(
    State(_): State<Shared>,
    Path((register, purpose)): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let (Ok(register), Ok(purpose)) = (RegisterId::new(&register), PurposeId::new(&purpose)) else {
        return errors::absent(&posted.at.visit);
    };
    let base = base(&register, &purpose);
    let scope = scope(&base, posted.fields.get("back")).unwrap_or(base);
    let mut response = see_other(own_path(posted.fields.get("back")));
    set(&mut response, &cut(posted.fields.get("reason")), &scope);
    response
}

/// The path that a reason holds for: the pages of one person or recording, or the page asked for.
fn scope(base: &str, back: &str) -> Option<String> {
    let below = back.strip_prefix(base)?.strip_prefix('/')?;
    let mut parts = below.split('/');
    let plain =
        |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    match (parts.next().filter(plain)?, parts.next()) {
        (kind @ ("s" | "recording"), Some(name)) if plain(&name) => Some(format!("{base}/{kind}/{name}")),
        (page, _) => Some(format!("{base}/{page}")),
    }
}

/// A path of this service to go back to; anything else leads to the start.
pub(crate) fn own_path(back: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
    if back.starts_with('/') && !back.starts_with("//") && back.chars().all(plain) { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_holds_for_one_person() {
        assert_eq!(scope("/r/a/for/b", "/r/a/for/b/s/x1/edit/contact").as_deref(), Some("/r/a/for/b/s/x1"));
        assert_eq!(
            scope("/r/a/for/b", "/r/a/for/b/recording/x1/note").as_deref(),
            Some("/r/a/for/b/recording/x1")
        );
        assert_eq!(scope("/r/a/for/b", "/r/a/for/b/find").as_deref(), Some("/r/a/for/b/find"));
        assert_eq!(scope("/r/a/for/b", "/r/other/for/b/s/x1"), None);
        assert_eq!(scope("/r/a/for/b", "/r/a/for/b/s; Domain=x/y").as_deref(), None);
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for foreign in ["//evil.example", "https://evil.example", "", "/\\evil.example", "/a\r\nb"] {
            assert_eq!(own_path(foreign), "/");
        }
        assert_eq!(own_path("/r/a/for/b/s/x1"), "/r/a/for/b/s/x1");
    }
}
