//! My account: password, keys for programs. Second factors stand in `factors`; language and theme are in every page's frame.

use crate::{
    app::Shared,
    messages::{own as say, page as frame_say, sign_in as sign_in_say},
    session::{SignedIn, password::Password},
    store::{self, api_key::ApiKey},
    web::{
        caller::Caller,
        errors::{self, Trouble},
        factors,
        form::{Posted, see_other},
        own::{Own, day_of, on_own, wrong_banner, wrongs_of},
        page::{Banner, banner},
        setup::{new_password, typed_twice},
        sign_in::{controller_name, field},
        visit::AtWork,
        vouched,
    },
    work::staff::{
        StaffError, Wrong, federated, key,
        sign_in::{self, From},
    },
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_db::Failure;
use seloste_register::id::{RegisterId, RoleId};
use serde::Deserialize;

/// What was done just before, to be said once.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /account`.
pub(crate) async fn get(State(app): State<Shared>, Query(done): Query<Done>, at: AtWork) -> Response {
    on_own(app, at, move |own| {
        let lang = own.lang();
        let said = match done.done.as_deref() {
            Some("password") => Some(&say::DONE_PASSWORD),
            Some("factor") => Some(&say::DONE_FACTOR),
            Some("removed") => Some(&say::DONE_REMOVED),
            Some("key") => Some(&say::DONE_KEY),
            _ => None,
        };
        let said = html! {
            @if let Some(said) = said { (banner(Banner::Done, "", &html! { p { (said.get(lang)) } })) }
        };
        page(own, StatusCode::OK, &said)
    })
    .await
}

/// The page, with what is said at its top.
pub(crate) fn page(own: &Own<'_>, status: StatusCode, said: &Markup) -> Result<Response, Trouble> {
    let lang = own.lang();
    let account = own.signed.account;
    let alone = is_alone(own)?;
    let (account, found, left, keys) = own.home.gate.data().read(|tx| -> Result<_, Failure> {
        let row = store::account::by_id(tx, account)?;
        let factors = store::factor::all(tx, account)?;
        let left = store::factor::recovery_left(tx, account)?;
        Ok((row, factors, left, store::api_key::all(tx, account)?))
    })?;
    let account = account.ok_or(Trouble::Absent)?;
    let content = html! {
        div.narrow {
            h1 { (say::ACCOUNT.get(lang)) }
            p.lead { (account.name) " · " code { (account.user_name) } }
            (said)
            (elsewhere(own))
            @if alone { (vouched::in_place_of_password(lang)) } @else { (password(own)) }
            (factors::section(own, &found, (left, !alone)))
            (keys_section(own, &keys))
        }
    };
    Ok(errors::with(status, own.frame.page(say::ACCOUNT.get(lang), &content)))
}

/// The same page with what did not fit.
pub(crate) fn with_wrong(own: &Own<'_>, wrong: &[Wrong]) -> Result<Response, Trouble> {
    page(own, StatusCode::UNPROCESSABLE_ENTITY, &wrong_banner(wrong, own.lang()))
}

/// Where else the browser may be signed in: one account a controller.
fn elsewhere(own: &Own<'_>) -> Markup {
    let others = own.app.controllers().filter(|home| home.id != own.signed.controller);
    let others: Vec<_> = others.collect();
    html! {
        @if !others.is_empty() {
            p.muted {
                (controller_name(own.home)) " · "
                @for home in others { a href={ "/account?at=" (home.id) } { (controller_name(home)) } " " }
            }
        }
    }
}

fn password(own: &Own<'_>) -> Markup {
    let lang = own.lang();
    html! {
        section.sheet {
            h2 { (say::PASSWORD.get(lang)) }
            p.muted { (say::PASSWORD_HINT.get(lang)) }
            form method="post" action=(own.address("/account/password")) {
                (own.frame.token())
                input type="hidden" name="username" value=(own.signed.user_name) autocomplete="username";
                (field("present", &say::PRESENT, lang, html! {
                    input #present type="password" name="password" required maxlength="200"
                        autocomplete="current-password";
                }))
                (new_password(lang))
                p.actions { button type="submit" { (say::CHANGE_PASSWORD.get(lang)) } }
            }
        }
    }
}

/// The field that asks for the password once more.
pub(crate) fn once_more(own: &Own<'_>, id: &str) -> Markup {
    // Who can't be told whether there is a password is asked for it.
    if is_alone(own).unwrap_or(false) {
        return html! {};
    }
    let lang = own.lang();
    field(
        id,
        &say::PRESENT,
        lang,
        html! {
            input id=(id) type="password" name="password" required maxlength="200" autocomplete="current-password";
        },
    )
}

/// Whether there is no password to ask for: a provider vouches for the person.
fn is_alone(own: &Own<'_>) -> Result<bool, Failure> {
    own.home.gate.data().read(|tx| federated::alone(tx, own.signed.account))
}

fn keys_section(own: &Own<'_>, keys: &[ApiKey]) -> Markup {
    let lang = own.lang();
    let choices = choices(own);
    html! {
        section.sheet {
            h2 { (say::KEYS.get(lang)) }
            p.muted { (say::KEYS_HINT.get(lang)) }
            @if !keys.is_empty() { ul.related { @for one in keys { li { (key_row(own, one)) } } } }
            @if !choices.is_empty() {
                details {
                    summary { (say::MAKE_KEY.get(lang)) }
                    form method="post" action=(own.address("/account/key")) {
                        (own.frame.token())
                        (field("key-label", &say::LABEL, lang, html! {
                            input #key-label name="label" required maxlength="80" autocomplete="off";
                        }))
                        (field("key-for", &say::KEY_FOR, lang, html! {
                            select #key-for name="for" {
                                @for (value, name) in &choices { option value=(value) { (name) } }
                            }
                        }))
                        (field("key-days", &say::KEY_DAYS, lang, html! {
                            input #key-days type="number" name="days" min="1" max=(key::LONGEST_DAYS)
                                value=(key::USUAL_DAYS) required;
                        }))
                        (once_more(own, "key-password"))
                        p.actions { button type="submit" { (say::MAKE_KEY.get(lang)) } }
                    }
                }
            }
        }
    }
}

/// Registers and roles that a key may be made for.
fn choices(own: &Own<'_>) -> Vec<(String, String)> {
    let lang = own.lang();
    let mut found = Vec::new();
    for (register, name) in &own.frame.registers {
        let Some(rules) = own.home.gate.rules(register) else { continue };
        let roles = own.signed.actor(own.app, register).map(|actor| actor.roles).unwrap_or_default();
        for role in roles.iter().filter_map(|role| rules.role(role)) {
            found.push((
                format!("{register}/{}", role.id),
                format!("{} · {}", name.get(lang), role.name.get(lang)),
            ));
        }
    }
    found
}

fn key_row(own: &Own<'_>, one: &ApiKey) -> Markup {
    let lang = own.lang();
    let works = one.works(own.app.clock().now());
    html! {
        span {
            strong { (one.label) } " " code { (one.prefix) "…" }
            span.origin {
                (one.register) " · " (one.role) " · "
                @if works { (say::UNTIL.fill(lang, &[("time", &day_of(one.ends, lang))])) } @else { (say::OVER.get(lang)) }
            }
        }
        @if works {
            form method="post" action=(own.address("/account/key/end")) {
                (own.frame.token())
                input type="hidden" name="prefix" value=(one.prefix);
                button.small-button.danger type="submit" {
                    (say::END.get(lang)) span.hidden { ": " (one.label) }
                }
            }
        }
    }
}

/// A place to hash in, and the password confirmed, before what would let somebody else in for good.
pub(crate) async fn confirmed(
    app: Shared,
    caller: &Caller,
    posted: Posted,
    work: impl FnOnce(&Own<'_>, &crate::web::form::Fields) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let from = caller.from(&posted.at.signed.controller);
    let Ok(_place) = app.lobby.hash_place().await else { return crowded(&posted.at) };
    let (fields, at) = (posted.fields, posted.at);
    on_own(std::sync::Arc::clone(&app), at, move |own| {
        let password = Password::typed(fields.get("password").to_owned());
        match wrongs_of(sign_in::confirm(own.home, &own.signed, &password, &from))? {
            Ok(()) => work(own, &fields),
            Err(wrong) => with_wrong(own, &wrong),
        }
    })
    .await
}

fn crowded(at: &AtWork) -> Response {
    let frame = crate::web::page::Frame::plain(&at.visit);
    let said = html! { p { (sign_in_say::CROWDED.get(frame.lang())) } };
    let content = html! { div.narrow { (banner(Banner::Warning, "", &said)) } };
    errors::with(
        StatusCode::SERVICE_UNAVAILABLE,
        frame.page(frame_say::FAILED_TITLE.get(frame.lang()), &content),
    )
}

/// `POST /account/password`.
pub(crate) async fn password_post(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    let from = caller.from(&posted.at.signed.controller);
    let Ok(_place) = app.lobby.hash_place().await else { return crowded(&posted.at) };
    let (fields, at) = (posted.fields, posted.at);
    on_own(std::sync::Arc::clone(&app), at, move |own| {
        match wrongs_of(change(own.home, &own.signed, &fields, &from))? {
            Ok(()) => Ok(see_other(&own.address("/account?done=password"))),
            Err(wrong) => with_wrong(own, &wrong),
        }
    })
    .await
}

fn change(
    home: &crate::app::Controller,
    signed: &SignedIn,
    fields: &crate::web::form::Fields,
    from: &From,
) -> Result<(), StaffError> {
    let present = Password::typed(fields.get("password").to_owned());
    let new = typed_twice(fields)?;
    sign_in::change_password(home, signed, (&present, &new), from)
}

/// `POST /account/key`.
pub(crate) async fn key_post(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    confirmed(app, &caller, posted, |own, fields| {
        let lang = own.lang();
        let named = fields.get("for").split_once('/');
        let named = named
            .and_then(|(register, role)| Some((RegisterId::new(register).ok()?, RoleId::new(role).ok()?)));
        let Some((register, role)) = named else { return with_wrong(own, &[Wrong::NoRegister]) };
        let days: u32 = fields.get("days").parse().unwrap_or_default();
        let wanted = key::Wanted { register: &register, role: &role, label: fields.get("label"), days };
        match wrongs_of(key::make(own.app, &own.signed.controller, own.signed.account, &wanted))? {
            Err(wrong) => with_wrong(own, &wrong),
            Ok(made) => {
                let content = html! {
                    div.narrow {
                        h1 { (say::KEYS.get(lang)) }
                        (banner(Banner::Warning, "", &html! { p { (say::KEY_SHOWN.get(lang)) } }))
                        p.number { code { (made.as_str()) } }
                        p.actions { a.button href=(own.address("/account")) { (say::BACK.get(lang)) } }
                    }
                };
                Ok(own.frame.page(say::KEYS.get(lang), &content))
            }
        }
    })
    .await
}

/// `POST /account/key/end`.
pub(crate) async fn key_end(State(app): State<Shared>, posted: Posted) -> Response {
    let prefix = posted.fields.get("prefix").to_owned();
    on_own(app, posted.at, move |own| {
        let now = own.app.clock().now();
        own.home.gate.data().write(|tx| -> Result<(), Failure> {
            let keys = store::api_key::all(tx, own.signed.account)?;
            for key in keys.iter().filter(|key| key.prefix == prefix) {
                store::api_key::end(tx, own.signed.account, key.id, now)?;
            }
            Ok(())
        })?;
        crate::work::memory::remember_soon(own.home);
        Ok(see_other(&own.address("/account?done=key")))
    })
    .await
}
