//! Signing in with a provider of the organisation: the way out, and how somebody comes back. A form can't lead to another site under
//! this service's rules for browsers (`form-action 'self'`), so that the way out is a link. Not here: what makes an identity good
//! (`work::staff::federated`).

use crate::{
    app::{App, Shared},
    messages::{Message, portal as ways, sign_in as say},
    oidc::Provider,
    session::cookie::{self, Kind},
    web::{
        caller::Caller,
        errors,
        form::see_other,
        page::{Banner, Frame, banner},
        sign_in::{self, Asked, Shown, enter},
        visit::Visit,
    },
    work::{
        own::link,
        staff::{
            StaffError, Wrong,
            federated::{self as work, Back},
            sign_in::Entry,
        },
        way::{Answer, NotIn, Out},
    },
};
use axum::{
    http::{StatusCode, header},
    response::Response,
};
use maud::{Markup, html};
use seloste_register::{id::CompanyId, text::Lang};

/// Links to the providers that staff of a controller may sign in with.
pub(crate) fn ways_in(app: &App, at: &CompanyId, lang: Lang) -> Markup {
    let all: Vec<&Provider> = work::offered(app, at).collect();
    html! {
        @if !all.is_empty() {
            section.sheet {
                p.actions {
                    @for one in all {
                        a.button href={ "/sign-in?at=" (at) "&with=" (one.settings.id) } {
                            (ways::WITH.fill(lang, &[("name", one.settings.name.get(lang))]))
                        }
                    }
                }
            }
        }
    }
}

/// Buttons with which a start code is spent on binding an identity instead of on a password.
pub(crate) fn ways_to_bind(app: &App, at: &CompanyId, lang: Lang) -> Markup {
    html! {
        @for one in work::offered(app, at) {
            button type="submit" name="with" value=(one.settings.id) formnovalidate {
                (ways::WITH.fill(lang, &[("name", one.settings.name.get(lang))]))
            }
        }
    }
}

/// Sets out: `GET /sign-in?with=PROVIDER`.
pub(crate) async fn out(
    app: &Shared,
    (caller, visit): (&Caller, &Visit),
    at: &CompanyId,
    provider: &str,
) -> Response {
    let asked = Asked { at: Some(at.to_string()), ..Asked::default() };
    let refuse = |(status, said): (StatusCode, &Message)| {
        let shown = Shown::new(status, said.get(visit.look.lang));
        sign_in::form(app, (caller, visit), (at, &asked), &shown)
    };
    let Some(base) = link::base(&app.installation.head, &caller.source.origin) else {
        return refuse((StatusCode::NOT_FOUND, &say::WITH_NO_ADDRESS));
    };
    let (home, provider) = (at.clone(), provider.to_owned());
    let out = app.run(move |app| match app.controller(&home) {
        Some(home) => work::set_out(app, home, (&provider, &base)),
        None => Err(NotIn::Lost),
    });
    match out.await {
        Ok(Ok(out)) => with_ticket(see_other(&out.address), caller, &out.ticket),
        Ok(Err(error)) => refuse(told(&error)),
        Err(lost) => errors::failed(&lost.to_string(), &Frame::plain(visit)),
    }
}

/// A page with the link to the provider, for whoever has a good start code.
pub(crate) async fn bind(
    app: &Shared,
    (caller, visit): (&Caller, &Visit),
    at: &CompanyId,
    (provider, code): (&str, &str),
) -> Result<Response, StaffError> {
    let Some(base) = link::base(&app.installation.head, &caller.source.origin) else {
        return Err(Wrong::CodeWrong.into());
    };
    let (home, id, code) = (at.clone(), provider.to_owned(), code.to_owned());
    let out = app.run(move |app| match app.controller(&home) {
        Some(home) => work::set_out_to_bind(app, home, (&id, &base), &code),
        None => Err(Wrong::CodeWrong.into()),
    });
    let out = out.await.map_err(|lost| StaffError::Failed(seloste_db::Failure(lost.to_string())))??;
    Ok(match out {
        Ok(out) => go_on(app, (caller, visit), provider, &out),
        Err(error) => {
            let (status, said) = told(&error);
            let asked = Asked { at: Some(at.to_string()), ..Asked::default() };
            let shown = Shown::new(status, said.get(visit.look.lang));
            sign_in::form(app, (caller, visit), (at, &asked), &shown)
        }
    })
}

fn go_on(app: &App, (caller, visit): (&Caller, &Visit), provider: &str, out: &Out) -> Response {
    let frame = Frame { who: None, ..Frame::plain(visit) };
    let lang = frame.lang();
    let name = app.providers.get(provider).map_or("", |one| one.settings.name.get(lang));
    let content = html! {
        div.narrow {
            h1 { (ways::WITH.fill(lang, &[("name", name)])) }
            p.lead { (say::BIND_LEAD.fill(lang, &[("name", name)])) }
            p.actions { a.button.primary href=(out.address) { (ways::GO_ON_TO.fill(lang, &[("name", name)])) } }
        }
    };
    with_ticket(frame.page(&ways::WITH.fill(lang, &[("name", name)]), &content), caller, &out.ticket)
}

/// What a provider sent somebody back with.
pub(crate) struct Sent {
    /// Which provider.
    pub(crate) provider: String,
    /// What ties the way back to the way out.
    pub(crate) state: String,
    /// The code, unless the provider or the person said no.
    pub(crate) code: Option<String>,
}

/// Somebody comes back with a ticket that says it is of staff.
pub(crate) async fn back(
    app: &Shared,
    (caller, visit): (&Caller, &Visit),
    (at, ticket): (CompanyId, String),
    sent: Sent,
) -> Response {
    let (from, base, home) = (caller.from(&at), caller.source.origin.text(), at.clone());
    let came = app.run(move |app| {
        let home = app.controller(&home).ok_or(NotIn::Lost)?;
        let answer =
            Answer { ticket: Some(&ticket), state: &sent.state, code: sent.code.as_deref(), base: &base };
        work::come_back(app, home, (&sent.provider, &answer), &from)
    });
    let response = match came.await {
        Ok(came) => arrive(app, (caller, visit), &at, came),
        Err(lost) => errors::failed(&lost.to_string(), &Frame::plain(visit)),
    };
    with_ticket(response, caller, "")
}

fn arrive(
    app: &Shared,
    (caller, visit): (&Caller, &Visit),
    at: &CompanyId,
    came: Result<Back, NotIn>,
) -> Response {
    let (status, said) = match came {
        Ok(Back::Entry(Entry::In(token))) => return enter(caller, at, "/undertakings", &token),
        Ok(Back::Entry(Entry::SecondFactor(token))) => {
            let mut response = see_other(&format!("/sign-in/second?at={at}"));
            caller.give(&mut response, at, Kind::Half, &token);
            return response;
        }
        Ok(Back::Entry(Entry::NotEngaged)) => (StatusCode::FORBIDDEN, &say::NOT_ENGAGED),
        Ok(Back::Entry(Entry::Refused | Entry::Wait(_)) | Back::Unknown) => {
            (StatusCode::FORBIDDEN, &say::NOT_BOUND)
        }
        Ok(Back::Taken) => (StatusCode::CONFLICT, &say::BOUND_ELSEWHERE),
        Ok(Back::CodeOver) => (StatusCode::FORBIDDEN, &say::CODE_OVER),
        Err(error) => told(&error),
    };
    let asked = Asked { at: Some(at.to_string()), ..Asked::default() };
    let shown = Shown::new(status, said.get(visit.look.lang));
    sign_in::form(app, (caller, visit), (at, &asked), &shown)
}

/// What went wrong, in words; what is wrong with a provider goes to the log.
fn told(error: &NotIn) -> (StatusCode, &'static Message) {
    match error {
        NotIn::Lost | NotIn::NotVouched | NotIn::TooWeak => (StatusCode::FORBIDDEN, &say::WAY_LOST),
        NotIn::Provider(error) => {
            tracing::warn!(%error, "an identity provider did not vouch");
            (StatusCode::BAD_GATEWAY, &ways::PROVIDER_FAILED)
        }
        NotIn::Gate(error) => {
            tracing::error!(%error, "somebody did not sign in by an identity");
            (StatusCode::INTERNAL_SERVER_ERROR, &crate::messages::page::FAILED_TITLE)
        }
    }
}

/// What stands on the account page of somebody who signs in by a provider alone, in place of the password.
pub(crate) fn in_place_of_password(lang: Lang) -> Markup {
    banner(Banner::Note, "", &html! { p { (say::NO_PASSWORD.get(lang)) } })
}

fn with_ticket(mut response: Response, caller: &Caller, ticket: &str) -> Response {
    if let Some(line) = cookie::way(&caller.source.origin, ticket) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
