//! Beginnings: the first account of a controller (with the code on the server's terminal), and the first password of a person
//! (with the start code that an administrator handed out).

use crate::{
    app::{App, Shared},
    messages::{account as words, sign_in as say},
    session::{cookie::Kind, password::Password, secret},
    web::{
        caller::Caller,
        errors,
        form::{Fields, Open, see_other},
        page::{Banner, Frame, banner},
        sign_in::{Asked, enter, field},
        visit::Visit,
        vouched,
    },
    work::staff::{
        StaffError, Wrong,
        account::Newcomer,
        setup,
        sign_in::{self, Entry},
    },
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_db::Failure;
use seloste_register::{id::CompanyId, text::Lang};

/// What did not fit, in words.
fn wrongs(wrong: &[Wrong], lang: Lang) -> Markup {
    html! {
        @if !wrong.is_empty() {
            (banner(Banner::Error, "", &html! {
                ul.problems { @for one in wrong { li { (words::wrong(one, lang)) } } }
            }))
        }
    }
}

/// The two fields of a new password.
pub(crate) fn new_password(lang: Lang) -> Markup {
    html! {
        (field("new", &say::NEW_PASSWORD, lang, html! {
            input #new type="password" name="new-password" required minlength="12" maxlength="200" autocomplete="new-password"
                aria-describedby="new-hint";
            p.hint #new-hint { (say::NEW_PASSWORD_HINT.get(lang)) }
        }))
        (field("again", &say::AGAIN, lang, html! {
            input #again type="password" name="again-password" required maxlength="200" autocomplete="new-password";
        }))
    }
}

/// The new password of a form, typed twice alike.
pub(crate) fn typed_twice(fields: &Fields) -> Result<Password, StaffError> {
    let new = Password::typed(fields.get("new-password").to_owned());
    let again = Password::typed(fields.get("again-password").to_owned());
    if new.same(&again) { Ok(new) } else { Err(Wrong::PasswordsDiffer.into()) }
}

/// A page of a stranger's form at a controller.
struct Sheet<'a> {
    caller: &'a Caller,
    visit: &'a Visit,
    at: &'a CompanyId,
    status: StatusCode,
}

impl Sheet<'_> {
    fn show(&self, title: &str, before: &Markup, form: impl FnOnce(&Markup) -> Markup) -> Response {
        let frame = Frame { who: None, ..Frame::plain(self.visit) };
        let browser = match self.caller.browser(self.at) {
            Ok(browser) => browser,
            Err(failure) => return errors::failed(&failure.to_string(), &frame),
        };
        let hidden = html! {
            input type="hidden" name="csrf" value=(secret::form_token(&browser));
            input type="hidden" name="at" value=(self.at);
        };
        let content = html! { div.narrow { h1 { (title) } (before) (form(&hidden)) } };
        let mut response = errors::with(self.status, frame.page(title, &content));
        self.caller.give(&mut response, self.at, Kind::Device, &browser);
        response
    }
}

/// The controller that a page of beginnings is about; any will do when the code tells.
fn any(app: &App, asked: &Asked) -> Option<CompanyId> {
    asked.controller(app).or_else(|| app.controllers().next().map(|home| home.id.clone()))
}

/// `GET /setup`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Query(asked): Query<Asked>,
    caller: Caller,
    visit: Visit,
) -> Response {
    let Some(at) = any(&app, &asked) else { return see_other("/") };
    let sheet = Sheet { caller: &caller, visit: &visit, at: &at, status: StatusCode::OK };
    setup_form(&sheet, &Fields::default(), &[])
}

fn setup_form(sheet: &Sheet<'_>, typed: &Fields, wrong: &[Wrong]) -> Response {
    let lang = sheet.visit.look.lang;
    let before = html! { p.lead { (say::SETUP.get(lang)) } (wrongs(wrong, lang)) };
    sheet.show(say::SETUP_TITLE.get(lang), &before, |hidden| {
        html! {
            form.sheet method="post" action="/setup" {
                (hidden)
                (field("code", &say::SETUP_CODE, lang, html! {
                    input #code name="code" value=(typed.get("code")) required maxlength="40" autocomplete="off"
                        autocapitalize="characters" spellcheck="false" autofocus aria-describedby="code-hint";
                    p.hint #code-hint { (say::SETUP_CODE_HINT.get(lang)) }
                }))
                (field("name", &say::NAME, lang, html! {
                    input #name name="name" value=(typed.get("name")) required maxlength="100" autocomplete="name";
                }))
                (field("email", &say::EMAIL, lang, html! {
                    input #email type="email" name="email" value=(typed.get("email")) required maxlength="254"
                        autocomplete="email";
                }))
                (field("user", &say::USER_NAME, lang, html! {
                    input #user name="user" value=(typed.get("user")) required maxlength="40" autocomplete="username"
                        autocapitalize="none" spellcheck="false";
                }))
                (new_password(lang))
                p.actions { button.primary type="submit" { (say::SETUP_GO.get(lang)) } }
            }
        }
    })
}

/// `POST /setup`.
pub(crate) async fn post(State(app): State<Shared>, caller: Caller, open: Open) -> Response {
    let Some(at) = any(&app, &Asked::of(&open.fields)) else { return see_other("/") };
    let sheet = |status| Sheet { caller: &caller, visit: &open.visit, at: &at, status };
    let refuse = |wrong: &[Wrong]| setup_form(&sheet(StatusCode::UNPROCESSABLE_ENTITY), &open.fields, wrong);
    if !caller.owns_form(&at, Kind::Device, open.fields.get("csrf")) {
        return see_other("/setup");
    }
    let password = match typed_twice(&open.fields) {
        Ok(password) => password,
        Err(_) => return refuse(&[Wrong::PasswordsDiffer]),
    };
    let mut newcomer = Newcomer::new(open.fields.get("name"), open.fields.get("user"), app.clock().now());
    newcomer.email = Some(open.fields.get("email").to_owned());
    newcomer.lang = open.visit.look.lang;
    newcomer.password = Some(password.clone());
    let code = open.fields.get("code").to_owned();
    let source = caller.source.clone();
    let Ok(place) = app.lobby.hash_place().await else { return crowded(&open.visit) };
    let done = app
        .run(move |app| -> Result<(CompanyId, Entry), StaffError> {
            let (at, _) = setup::first_account(app, &code, &newcomer)?;
            let home = app.controller(&at).ok_or(Wrong::CodeWrong)?;
            let from = sign_in::From {
                network: source.network,
                device: source.device,
                browser: None,
                old_session: None,
            };
            Ok((at, sign_in::by_password(home, &newcomer.user_name, &password, &from)?))
        })
        .await;
    drop(place);
    match done.map_err(|lost| StaffError::Failed(Failure(lost.to_string()))).and_then(|done| done) {
        Ok((at, Entry::In(token))) => enter(&caller, &at, "/undertakings", &token),
        Ok(_) => see_other("/sign-in"),
        Err(StaffError::Wrong(wrong)) => refuse(&wrong),
        Err(StaffError::Failed(failure)) => errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    }
}

fn crowded(visit: &Visit) -> Response {
    let frame = Frame::plain(visit);
    let said = html! { p { (say::CROWDED.get(frame.lang())) } };
    let content = html! { div.narrow { (banner(Banner::Warning, "", &said)) } };
    errors::with(StatusCode::SERVICE_UNAVAILABLE, frame.page(say::TITLE.get(frame.lang()), &content))
}

/// `GET /start`.
pub(crate) async fn start(
    State(app): State<Shared>,
    Query(asked): Query<Asked>,
    caller: Caller,
    visit: Visit,
) -> Response {
    let Some(at) = asked.controller(&app) else { return see_other("/sign-in") };
    start_form(&app, &Sheet { caller: &caller, visit: &visit, at: &at, status: StatusCode::OK }, "", &[])
}

fn start_form(app: &App, sheet: &Sheet<'_>, code: &str, wrong: &[Wrong]) -> Response {
    let lang = sheet.visit.look.lang;
    let before = html! { p.lead { (say::START.get(lang)) } (wrongs(wrong, lang)) };
    sheet.show(say::START_TITLE.get(lang), &before, |hidden| {
        html! {
            form.sheet method="post" action="/start" {
                (hidden)
                (field("code", &say::START_CODE, lang, html! {
                    input #code name="code" value=(code) required maxlength="40" autocomplete="off"
                        autocapitalize="characters" spellcheck="false" autofocus;
                }))
                (new_password(lang))
                p.actions {
                    button.primary type="submit" { (say::SET.get(lang)) }
                    (vouched::ways_to_bind(app, sheet.at, lang))
                }
            }
        }
    })
}

/// `POST /start`.
pub(crate) async fn post_start(State(app): State<Shared>, caller: Caller, open: Open) -> Response {
    let Some(at) = Asked::of(&open.fields).controller(&app) else { return see_other("/sign-in") };
    let code = open.fields.get("code").to_owned();
    let refuse = |wrong: &[Wrong]| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        start_form(
            &app,
            &Sheet { caller: &caller, visit: &open.visit, at: &at, status },
            open.fields.get("code"),
            wrong,
        )
    };
    if !caller.owns_form(&at, Kind::Device, open.fields.get("csrf")) {
        return see_other(&format!("/start?at={at}"));
    }
    let with = open.fields.get("with");
    if !with.is_empty() {
        return match vouched::bind(&app, (&caller, &open.visit), &at, (with, &code)).await {
            Ok(response) => response,
            Err(StaffError::Wrong(wrong)) => refuse(&wrong),
            Err(StaffError::Failed(failure)) => {
                errors::failed(&failure.to_string(), &Frame::plain(&open.visit))
            }
        };
    }
    let password = match typed_twice(&open.fields) {
        Ok(password) => password,
        Err(_) => return refuse(&[Wrong::PasswordsDiffer]),
    };
    let (from, home) = (caller.from(&at), at.clone());
    let Ok(place) = app.lobby.hash_place().await else { return crowded(&open.visit) };
    let done = app
        .run(move |app| -> Result<Entry, StaffError> {
            let home = app.controller(&home).ok_or(Wrong::CodeWrong)?;
            sign_in::start(home, &code, &password, &from)
        })
        .await;
    drop(place);
    match done.map_err(|lost| StaffError::Failed(Failure(lost.to_string()))).and_then(|done| done) {
        Ok(Entry::In(token)) => enter(&caller, &at, "/undertakings", &token),
        Ok(Entry::SecondFactor(token)) => {
            let mut response = see_other(&format!("/sign-in/second?at={at}"));
            caller.give(&mut response, &at, Kind::Half, &token);
            response
        }
        Ok(Entry::NotEngaged | Entry::Refused | Entry::Wait(_)) => see_other("/sign-in"),
        Err(StaffError::Wrong(wrong)) => refuse(&wrong),
        Err(StaffError::Failed(failure)) => errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    }
}
