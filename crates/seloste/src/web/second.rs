//! The second step of signing in: a code of an app, a passkey or a recovery code.

use crate::{
    app::Shared,
    messages::sign_in as say,
    session::{cookie::Kind, secret},
    store::factor,
    web::{
        assets,
        caller::Caller,
        enrol, errors,
        form::{Open, see_other},
        page::{Banner, Frame, banner},
        sign_in::{Asked, by_factor, enter, field, told_to_wait, wait_words},
        visit::Visit,
    },
    work::staff::{second, sign_in::Entry},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use maud::html;
use seloste_db::Failure;
use seloste_register::id::CompanyId;

/// What the page is made of.
struct Step {
    at: CompanyId,
    token: String,
    has_app: bool,
    /// The passkeys' challenge as JSON.
    challenge: Option<String>,
}

/// `GET /sign-in/second`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Query(asked): Query<Asked>,
    caller: Caller,
    visit: Visit,
) -> Response {
    match step(&app, &caller, &asked).await {
        Ok(Some(step)) => page(&visit, &asked, &step, (StatusCode::OK, None)),
        Ok(None) => enrol::get(&app, &asked, &caller, &visit).await,
        Err(failure) => errors::failed(&failure.to_string(), &Frame::plain(&visit)),
    }
}

async fn step(app: &Shared, caller: &Caller, asked: &Asked) -> Result<Option<Step>, Failure> {
    let Some(at) = asked.controller(app) else { return Ok(None) };
    let Some(token) = caller.token(&at, Kind::Half) else { return Ok(None) };
    let origin = caller.source.origin.clone();
    let made = app.run(move |app| {
        let Some(home) = app.controller(&at) else { return Ok(None) };
        let Some(half) = second::half(home, &token)? else { return Ok(None) };
        let challenge = second::ask_passkey(home, &token, &origin)?;
        let challenge = challenge.and_then(|challenge| serde_json::to_string(&challenge).ok());
        Ok(Some(Step { at, token, has_app: half.has(factor::Kind::Totp), challenge }))
    });
    made.await.map_err(|lost| Failure(lost.to_string()))?
}

fn page(visit: &Visit, asked: &Asked, step: &Step, (status, said): (StatusCode, Option<String>)) -> Response {
    let frame = Frame { who: None, ..Frame::plain(visit) };
    let lang = frame.lang();
    let hidden = html! {
        input type="hidden" name="csrf" value=(secret::form_token(&step.token));
        input type="hidden" name="at" value=(step.at);
        input type="hidden" name="then" value=(asked.then());
    };
    let label = if step.has_app { &say::CODE } else { &say::RECOVERY };
    let content = html! {
        div.narrow {
            h1 { (say::SECOND_TITLE.get(lang)) }
            @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            @if let Some(challenge) = &step.challenge {
                form.sheet method="post" action="/sign-in/second" data-passkey="get" data-challenge=(challenge)
                    data-failed=(say::PASSKEY_FAILED.get(lang)) {
                    (hidden)
                    input type="hidden" name="passkey" value="";
                    p.actions { button.primary type="submit" { (say::USE_PASSKEY.get(lang)) } }
                    p.wrong role="alert" hidden {}
                    noscript { p.muted { (say::PASSKEY_SCRIPT.get(lang)) } }
                }
                script src=(assets::passkey()) defer {}
            }
            form.sheet method="post" action="/sign-in/second" {
                (hidden)
                (field("code", label, lang, html! {
                    input #code name="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters"
                        spellcheck="false" autofocus[step.challenge.is_none()];
                    @if step.has_app { p.hint { (say::CODE_HINT.get(lang)) } }
                }))
                p.actions { button.primary[step.challenge.is_none()] type="submit" { (say::CONFIRM.get(lang)) } }
            }
        }
    };
    errors::with(status, frame.page(say::SECOND_TITLE.get(lang), &content))
}

/// `POST /sign-in/second`.
pub(crate) async fn post(State(app): State<Shared>, caller: Caller, open: Open) -> Response {
    let asked = Asked::of(&open.fields);
    let Some(at) = asked.controller(&app) else { return see_other("/sign-in") };
    let Some(token) = caller.token(&at, Kind::Half) else { return see_other("/sign-in") };
    if !caller.owns_form(&at, Kind::Half, open.fields.get("csrf")) {
        return see_other("/sign-in");
    }
    if !open.fields.get(enrol::MARK).is_empty() {
        return enrol::post(&app, &caller, &open).await;
    }
    let entry = by_factor(&app, (&caller, &open.fields), (&at, &token), second::by_second).await;
    let lang = open.visit.look.lang;
    let (status, said, wait) = match entry.map(|entry| entry.unwrap_or(Entry::Refused)) {
        Ok(Entry::In(token)) => return enter(&caller, &at, asked.then(), &token),
        Ok(Entry::Wait(wait)) => (StatusCode::TOO_MANY_REQUESTS, wait_words(wait, lang), Some(wait)),
        Ok(Entry::Refused | Entry::NotEngaged | Entry::SecondFactor(_)) => {
            (StatusCode::FORBIDDEN, say::SECOND_REFUSED.get(lang).to_owned(), None)
        }
        Err(failure) => return errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    };
    match step(&app, &caller, &asked).await {
        Ok(Some(step)) => {
            let response = page(&open.visit, &asked, &step, (status, Some(said)));
            match wait {
                Some(wait) => told_to_wait(response, wait),
                None => response,
            }
        }
        Ok(None) => see_other("/sign-in"),
        Err(failure) => errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    }
}
