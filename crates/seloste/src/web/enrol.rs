//! The step of signing in at which a first second factor is added, for people whose role asks for one. It stands at the address of
//! the second step. Not here: what is right (`work::staff::enrol`).

use crate::{
    app::Shared,
    messages::{account, own as own_say, sign_in as say},
    session::{cookie::Kind, secret},
    web::{
        assets,
        caller::Caller,
        errors,
        factors::{code_list, key_of_app},
        form::{Open, see_other},
        page::{Banner, Frame, banner},
        sign_in::{Asked, by_factor, controller_name, field},
        visit::Visit,
    },
    work::staff::enrol::{self, Added, Waiting},
};
use axum::{http::StatusCode, response::Response};
use maud::{Markup, html};
use seloste_db::Failure;
use seloste_register::id::CompanyId;

/// The field by which a form says that it adds a factor.
pub(crate) const MARK: &str = "enrol";

struct Step {
    at: CompanyId,
    issuer: String,
    token: String,
    waiting: Waiting,
}

/// The page; back to the beginning when nobody has to add a factor.
pub(crate) async fn get(app: &Shared, asked: &Asked, caller: &Caller, visit: &Visit) -> Response {
    show(app, asked, (caller, visit), (StatusCode::OK, None)).await
}

async fn show(
    app: &Shared,
    asked: &Asked,
    (caller, visit): (&Caller, &Visit),
    (status, said): (StatusCode, Option<&str>),
) -> Response {
    match step(app, caller, asked).await {
        Ok(Some(step)) => page(visit, asked, &step, (status, said)),
        Ok(None) => see_other("/sign-in"),
        Err(failure) => errors::failed(&failure.to_string(), &Frame::plain(visit)),
    }
}

async fn step(app: &Shared, caller: &Caller, asked: &Asked) -> Result<Option<Step>, Failure> {
    let Some(at) = asked.controller(app) else { return Ok(None) };
    let Some(token) = caller.token(&at, Kind::Half) else { return Ok(None) };
    let origin = caller.source.origin.clone();
    let made = app.run(move |app| {
        let Some(home) = app.controller(&at) else { return Ok(None) };
        let Some(waiting) = enrol::waiting(home, &token, &origin)? else { return Ok(None) };
        Ok(Some(Step { issuer: controller_name(home), at, token, waiting }))
    });
    made.await.map_err(|lost| Failure(lost.to_string()))?
}

fn page(visit: &Visit, asked: &Asked, step: &Step, (status, said): (StatusCode, Option<&str>)) -> Response {
    let frame = Frame { who: None, ..Frame::plain(visit) };
    let lang = frame.lang();
    let hidden = html! {
        input type="hidden" name="csrf" value=(secret::form_token(&step.token));
        input type="hidden" name="at" value=(step.at);
        input type="hidden" name="then" value=(asked.then());
        input type="hidden" name=(MARK) value="1";
    };
    let content = html! {
        div.narrow {
            h1 { (say::ENROL_TITLE.get(lang)) }
            p.lead { (say::ENROL.get(lang)) }
            @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            (passkey(&frame, step, &hidden))
            section.sheet {
                h2 { (own_say::APP.get(lang)) }
                p { (own_say::APP_STEPS.get(lang)) }
                (key_of_app(&step.waiting.key, (&step.waiting.user_name, &step.issuer), lang))
                form method="post" action="/sign-in/second" {
                    (hidden)
                    (field("code", &say::CODE, lang, html! {
                        input #code name="code" required maxlength="10" inputmode="numeric"
                            autocomplete="one-time-code";
                    }))
                    p.actions { button type="submit" { (say::CONFIRM.get(lang)) } }
                }
            }
        }
    };
    errors::with(status, frame.page(say::ENROL_TITLE.get(lang), &content))
}

fn passkey(frame: &Frame, step: &Step, hidden: &Markup) -> Markup {
    let lang = frame.lang();
    let challenge = step.waiting.challenge.as_ref();
    let Some(challenge) = challenge.and_then(|challenge| serde_json::to_string(challenge).ok()) else {
        return html! {};
    };
    html! {
        section.sheet {
            h2 { (own_say::PASSKEY.get(lang)) }
            p { (own_say::PASSKEY_STEPS.get(lang)) }
            form method="post" action="/sign-in/second" data-passkey="create" data-challenge=(challenge)
                data-failed=(say::PASSKEY_FAILED.get(lang)) {
                (hidden)
                input type="hidden" name="passkey" value="";
                p.actions { button.primary type="submit" { (own_say::ADD_PASSKEY.get(lang)) } }
                p.wrong role="alert" hidden {}
                noscript { p.muted { (say::PASSKEY_SCRIPT.get(lang)) } }
            }
        }
        script src=(assets::passkey()) defer {}
    }
}

/// The form of that page.
pub(crate) async fn post(app: &Shared, caller: &Caller, open: &Open) -> Response {
    let asked = Asked::of(&open.fields);
    let Some(at) = asked.controller(app) else { return see_other("/sign-in") };
    let Some(token) = caller.token(&at, Kind::Half) else { return see_other("/sign-in") };
    let added = by_factor(app, (caller, &open.fields), (&at, &token), enrol::add).await;
    let lang = open.visit.look.lang;
    match added.map(|added| added.unwrap_or(Added::Over)) {
        Ok(Added::In(token, codes)) => {
            let mut response = codes_page(&open.visit, asked.then(), &codes);
            caller.give(&mut response, &at, Kind::Session, &token);
            caller.take(&mut response, &at, Kind::Half);
            response
        }
        Ok(Added::Wrong(wrong)) => {
            let said = account::wrong(&wrong, lang);
            let shown = (StatusCode::UNPROCESSABLE_ENTITY, Some(said.as_str()));
            show(app, &asked, (caller, &open.visit), shown).await
        }
        Ok(Added::Over) => see_other("/sign-in"),
        Err(failure) => errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    }
}

fn codes_page(visit: &Visit, then: &str, codes: &[String]) -> Response {
    let frame = Frame { who: None, ..Frame::plain(visit) };
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (own_say::CODES.get(lang)) }
            (code_list(codes, lang))
            p.actions { a.button.primary href=(then) { (say::GO_ON.get(lang)) } }
        }
    };
    frame.page(own_say::CODES.get(lang), &content)
}
