//! Second factors on a person's account page: adding a code app or a passkey, recovery codes, removing.

use crate::{
    app::Shared,
    messages::{own as say, sign_in as sign_in_say},
    session::cookie::Kind as Cookie,
    store::factor::{Factor, Kind},
    web::{
        account::{confirmed, once_more, with_wrong},
        assets,
        caller::Caller,
        errors::Trouble,
        form::{Posted, see_other},
        own::{Own, day_of, on_own, wrong_banner, wrongs_of},
        page::{Banner, banner},
        sign_in::{controller_name, field},
        visit::AtWork,
    },
    work::staff::{Wrong, second},
};
use axum::{extract::State, response::Response};
use maud::{Markup, PreEscaped, html};
use seloste_register::text::Lang;

/// The section of the account page.
pub(crate) fn section(own: &Own<'_>, factors: &[Factor], (left, has_password): (i64, bool)) -> Markup {
    let lang = own.lang();
    html! {
        section.sheet {
            h2 { (say::FACTORS.get(lang)) }
            @if factors.is_empty() { @if has_password { p { (say::NO_FACTOR.get(lang)) } } }
            @else {
                ul.related { @for one in factors { li { (row(own, one)) } } }
                p.muted { (say::CODES_LEFT.fill(lang, &[("n", &left.to_string())])) }
            }
            @if has_password { p.muted { (say::CONFIRM_HINT.get(lang)) } }
            (begin(own, "passkey", say::ADD_PASSKEY.get(lang)))
            (begin(own, "app", say::ADD_APP.get(lang)))
            @if !factors.is_empty() { (begin(own, "codes", say::NEW_CODES.get(lang))) }
        }
    }
}

fn begin(own: &Own<'_>, what: &str, words: &str) -> Markup {
    html! {
        details {
            summary { (words) }
            form method="post" action=(own.address(&format!("/account/{what}/begin"))) {
                (own.frame.token())
                (once_more(own, &format!("{what}-password")))
                p.actions { button type="submit" { (words) } }
            }
        }
    }
}

fn row(own: &Own<'_>, one: &Factor) -> Markup {
    let lang = own.lang();
    let kind = match one.kind {
        Kind::Totp => &say::APP,
        Kind::Passkey => &say::PASSKEY,
    };
    html! {
        span {
            strong { (if one.label.is_empty() { kind.get(lang) } else { &one.label }) }
            span.origin { (kind.get(lang)) " · " (say::SINCE.fill(lang, &[("time", &day_of(one.made, lang))])) }
        }
        details {
            summary { (say::REMOVE.get(lang)) span.hidden { ": " (kind.get(lang)) " " (one.label) } }
            form method="post" action=(own.address("/account/factor/remove")) {
                (own.frame.token())
                input type="hidden" name="factor" value=(one.id);
                (once_more(own, &format!("remove-{}", one.id)))
                p.actions { button.danger type="submit" { (say::REMOVE.get(lang)) } }
            }
        }
    }
}

/// `POST /account/app/begin`: a fresh key, then the page that shows it.
pub(crate) async fn app_begin(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    let token = caller.token(&posted.at.signed.controller, Cookie::Session).unwrap_or_default();
    confirmed(app, &caller, posted, move |own, _| {
        second::begin_totp(own.home, &token)?;
        Ok(see_other(&own.address("/account/app")))
    })
    .await
}

/// `GET /account/app`.
pub(crate) async fn app(State(app): State<Shared>, caller: Caller, at: AtWork) -> Response {
    let token = caller.token(&at.signed.controller, Cookie::Session).unwrap_or_default();
    on_own(app, at, move |own| app_page(own, &token, &[])).await
}

fn app_page(own: &Own<'_>, token: &str, wrong: &[Wrong]) -> Result<Response, Trouble> {
    let lang = own.lang();
    let Some(key) = second::pending_totp(own.home, token)? else {
        return Ok(see_other(&own.address("/account")));
    };
    let issuer = controller_name(own.home);
    let content = html! {
        div.narrow {
            h1 { (say::ADD_APP.get(lang)) }
            (wrong_banner(wrong, lang))
            p { (say::APP_STEPS.get(lang)) }
            section.sheet { (key_of_app(&key, (&own.signed.user_name, &issuer), lang)) }
            form.sheet method="post" action=(own.address("/account/app")) {
                (own.frame.token())
                (label_field(own))
                (field("code", &sign_in_say::CODE, lang, html! {
                    input #code name="code" required maxlength="10" inputmode="numeric" autocomplete="one-time-code";
                }))
                p.actions { button.primary type="submit" { (sign_in_say::CONFIRM.get(lang)) } }
            }
        }
    };
    Ok(own.frame.page(say::ADD_APP.get(lang), &content))
}

/// A code app's key, to be read, typed or opened.
pub(crate) fn key_of_app(key: &str, (user, issuer): (&str, &str), lang: Lang) -> Markup {
    let address = second::totp_address(key, user, issuer);
    let groups: Vec<String> =
        key.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
    html! {
        (picture(&address, say::APP_PICTURE.get(lang)))
        p { (say::APP_KEY.get(lang)) ": " code { (groups.join(" ")) } }
        p { a href=(address) { (say::APP_LINK.get(lang)) } }
    }
}

fn label_field(own: &Own<'_>) -> Markup {
    let lang = own.lang();
    field(
        "label",
        &say::LABEL,
        lang,
        html! {
            input #label name="label" maxlength="60" autocomplete="off" aria-describedby="label-hint";
            p.hint #label-hint { (say::LABEL_HINT.get(lang)) }
        },
    )
}

/// An address as a pattern of squares, drawn in the page itself.
fn picture(address: &str, title: &str) -> Markup {
    let Ok(code) = qrcode::QrCode::new(address.as_bytes()) else { return html! {} };
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let (x, y) = (place % width + 4, place / width + 4);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    let side = width + 8;
    // Always dark on light, with its quiet zone: cameras need it so, whatever the theme.
    html! {
        svg viewBox={ "0 0 " (side) " " (side) } width="220" height="220" role="img" aria-label=(title) {
            (PreEscaped(format!(
                "<rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>"
            )))
        }
    }
}

/// `POST /account/app`.
pub(crate) async fn app_post(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    let token = caller.token(&posted.at.signed.controller, Cookie::Session).unwrap_or_default();
    let fields = posted.fields;
    on_own(app, posted.at, move |own| {
        let shown = (fields.get("label"), fields.get("code"));
        match wrongs_of(second::add_totp(own.home, &own.signed, &token, shown))? {
            Ok(codes) => Ok(added(own, codes)),
            Err(wrong) => app_page(own, &token, &wrong),
        }
    })
    .await
}

/// The factor is added: its first recovery codes, or back to the account.
fn added(own: &Own<'_>, codes: Option<Vec<String>>) -> Response {
    match codes {
        Some(codes) => codes_page(own, &codes),
        None => see_other(&own.address("/account?done=factor")),
    }
}

fn codes_page(own: &Own<'_>, codes: &[String]) -> Response {
    let lang = own.lang();
    let content = html! {
        div.narrow {
            h1 { (say::CODES.get(lang)) }
            (code_list(codes, lang))
            p.actions { a.button href=(own.address("/account?done=factor")) { (say::BACK.get(lang)) } }
        }
    };
    own.frame.page(say::CODES.get(lang), &content)
}

/// Recovery codes, with what they are for.
pub(crate) fn code_list(codes: &[String], lang: Lang) -> Markup {
    html! {
        (banner(Banner::Warning, "", &html! { p { (say::CODES_SHOWN.get(lang)) } }))
        section.sheet { ul { @for code in codes { li { code { (code) } } } } }
    }
}

/// `POST /account/codes/begin`.
pub(crate) async fn codes_begin(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    confirmed(app, &caller, posted, |own, _| Ok(codes_page(own, &second::new_codes(own.home, &own.signed)?)))
        .await
}

/// `POST /account/passkey/begin`.
pub(crate) async fn passkey_begin(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    let token = caller.token(&posted.at.signed.controller, Cookie::Session).unwrap_or_default();
    let origin = caller.source.origin.clone();
    confirmed(app, &caller, posted, move |own, _| {
        match wrongs_of(second::begin_passkey(own.home, &own.signed, (&token, &origin)))? {
            Err(wrong) => with_wrong(own, &wrong),
            Ok(challenge) => {
                let challenge = serde_json::to_string(&challenge)
                    .map_err(|error| Trouble::Failed(format!("passkey challenge: {error}")))?;
                Ok(passkey_page(own, &challenge))
            }
        }
    })
    .await
}

fn passkey_page(own: &Own<'_>, challenge: &str) -> Response {
    let lang = own.lang();
    let content = html! {
        div.narrow {
            h1 { (say::ADD_PASSKEY.get(lang)) }
            p { (say::PASSKEY_STEPS.get(lang)) }
            form.sheet method="post" action=(own.address("/account/passkey")) data-passkey="create"
                data-challenge=(challenge) data-failed=(sign_in_say::PASSKEY_FAILED.get(lang)) {
                (own.frame.token())
                input type="hidden" name="passkey" value="";
                (label_field(own))
                p.actions { button.primary type="submit" { (say::ADD_PASSKEY.get(lang)) } }
                p.wrong role="alert" hidden {}
                noscript { p.muted { (sign_in_say::PASSKEY_SCRIPT.get(lang)) } }
            }
            script src=(assets::passkey()) defer {}
            p.actions { a.button href=(own.address("/account")) { (say::BACK.get(lang)) } }
        }
    };
    own.frame.page(say::ADD_PASSKEY.get(lang), &content)
}

/// `POST /account/passkey`.
pub(crate) async fn passkey_post(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    let token = caller.token(&posted.at.signed.controller, Cookie::Session).unwrap_or_default();
    let (origin, fields) = (caller.source.origin.clone(), posted.fields);
    on_own(app, posted.at, move |own| {
        let shown = (fields.get("label"), fields.get("passkey"));
        match wrongs_of(second::add_passkey(own.home, &own.signed, (&token, &origin), shown))? {
            Ok(codes) => Ok(added(own, codes)),
            Err(wrong) => with_wrong(own, &wrong),
        }
    })
    .await
}

/// `POST /account/factor/remove`.
pub(crate) async fn remove(State(app): State<Shared>, caller: Caller, posted: Posted) -> Response {
    confirmed(app, &caller, posted, |own, fields| {
        let factor: i64 = fields.get("factor").parse().unwrap_or_default();
        match wrongs_of(second::remove(own.home, &own.signed, factor))? {
            Ok(()) => Ok(see_other(&own.address("/account?done=removed"))),
            Err(wrong) => with_wrong(own, &wrong),
        }
    })
    .await
}
