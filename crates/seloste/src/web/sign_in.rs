//! Signing in and out: the password, then the second factor where the person has one. Not here: what is right
//! (`work::staff`).

use crate::{
    app::{App, Controller, Shared},
    messages::{Message, sign_in as say},
    session::{cookie::Kind, local, password::Password, secret},
    store,
    web::{
        caller::Caller,
        errors,
        form::{Fields, Open, see_other},
        page::{Banner, Frame, banner},
        visit::Visit,
        vouched,
    },
    work::staff::{
        second,
        sign_in::{self, Entry, From},
    },
};
use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use jiff::SignedDuration;
use maud::{Markup, html};
use seloste_db::Failure;
use seloste_register::{
    id::{CompanyId, RegisterId},
    text::Lang,
};
use serde::Deserialize;
use zeroize::Zeroizing;

/// Where the person wants to go, and at which controller.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Controller.
    pub(crate) at: Option<String>,
    /// Path to go to afterwards.
    pub(crate) then: Option<String>,
    /// Provider to sign in with.
    pub(crate) with: Option<String>,
}

impl Asked {
    /// The same from a posted form.
    pub(crate) fn of(fields: &crate::web::form::Fields) -> Self {
        let given = |name: &str| Some(fields.get(name).to_owned()).filter(|text| !text.is_empty());
        Self { at: given("at"), then: given("then"), with: given("with") }
    }

    /// The path to go to afterwards: one of this service.
    pub(crate) fn then(&self) -> &str {
        self.then.as_deref().and_then(local).unwrap_or("/")
    }

    /// The controller asked for, by name or by the register in the path; the only one when there is one.
    pub(crate) fn controller(&self, app: &App) -> Option<CompanyId> {
        let named = self.at.as_deref().and_then(|at| CompanyId::new(at).ok());
        if let Some(home) = named.and_then(|at| app.controller(&at)) {
            return Some(home.id.clone());
        }
        let register = self.then().strip_prefix("/r/").and_then(|rest| rest.split(['/', '?']).next());
        if let Some((home, _)) =
            register.and_then(|name| RegisterId::new(name).ok()).and_then(|register| app.register(&register))
        {
            return Some(home.id.clone());
        }
        let mut all = app.controllers();
        let first = all.next()?;
        if all.next().is_none() { Some(first.id.clone()) } else { None }
    }

    fn query(&self) -> String {
        let pairs = [("at", self.at.as_deref()), ("then", self.then.as_deref().and_then(local))];
        let pairs: Vec<(&str, &str)> =
            pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

/// A controller's registered name.
pub(crate) fn controller_name(home: &Controller) -> String {
    let rules = home.gate.registers().into_iter().find_map(|id| home.gate.rules(&id));
    rules.map_or_else(|| home.id.to_string(), |rules| rules.statement().controller.name.clone())
}

/// `GET /sign-in`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Query(asked): Query<Asked>,
    caller: Caller,
    visit: Visit,
) -> Response {
    let Some(at) = asked.controller(&app) else { return choose(&app, &asked, &visit) };
    if visit.signed.as_ref().is_some_and(|signed| signed.controller == at) {
        return see_other(asked.then());
    }
    if let Some(provider) = &asked.with {
        return vouched::out(&app, (&caller, &visit), &at, provider).await;
    }
    let read = at.clone();
    let empty = app.run(move |app| match app.controller(&read) {
        Some(home) => home.gate.data().read(|tx| Ok::<_, Failure>(!store::account::any(tx)?)),
        None => Ok(false),
    });
    match empty.await {
        Ok(Ok(true)) => see_other(&format!("/setup?at={at}")),
        Ok(Ok(false)) => form(&app, (&caller, &visit), (&at, &asked), &Shown::default()),
        Ok(Err(failure)) => errors::failed(&failure.to_string(), &Frame::plain(&visit)),
        Err(lost) => errors::failed(&lost.to_string(), &Frame::plain(&visit)),
    }
}

/// Controllers to choose from.
fn choose(app: &App, asked: &Asked, visit: &Visit) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let address = |home: &Controller| {
        let asked = Asked { at: Some(home.id.to_string()), ..asked.clone() };
        format!("/sign-in?{}", asked.query())
    };
    let content = html! {
        div.narrow {
            h1 { (say::TITLE.get(lang)) }
            p.lead { (say::CHOOSE.get(lang)) }
            ul.tasks {
                @for home in app.controllers() {
                    li { a.task href=(address(home)) { strong { (controller_name(home)) } } }
                }
            }
        }
    };
    frame.page(say::TITLE.get(lang), &content)
}

/// What the form shows beside its fields.
#[derive(Default)]
pub(crate) struct Shown {
    status: StatusCode,
    said: Option<String>,
    user: String,
}

impl Shown {
    /// The form with something said above it.
    pub(crate) fn new(status: StatusCode, said: &str) -> Self {
        Self { status, said: Some(said.to_owned()), user: String::new() }
    }
}

/// The form.
pub(crate) fn form(
    app: &App,
    (caller, visit): (&Caller, &Visit),
    (at, asked): (&CompanyId, &Asked),
    shown: &Shown,
) -> Response {
    let frame = Frame { who: None, ..Frame::plain(visit) };
    let lang = frame.lang();
    let browser = match caller.browser(at) {
        Ok(browser) => browser,
        Err(failure) => return errors::failed(&failure.to_string(), &frame),
    };
    let name = app.controller(at).map(controller_name).unwrap_or_default();
    let content = html! {
        div.narrow {
            h1 { (say::TITLE.get(lang)) }
            p.muted { (say::AT.fill(lang, &[("name", &name)])) }
            @if let Some(said) = &shown.said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            form.sheet method="post" action="/sign-in" {
                input type="hidden" name="csrf" value=(secret::form_token(&browser));
                input type="hidden" name="at" value=(at);
                input type="hidden" name="then" value=(asked.then());
                (field("user", &say::USER_NAME, lang, html! {
                    input #user name="user" value=(shown.user) required maxlength="80" autocomplete="username"
                        autocapitalize="none" spellcheck="false" autofocus[shown.user.is_empty()];
                }))
                (field("password", &say::PASSWORD, lang, html! {
                    input #password type="password" name="password" required maxlength="200"
                        autocomplete="current-password" autofocus[!shown.user.is_empty()];
                }))
                p.actions {
                    button.primary type="submit" { (say::GO.get(lang)) }
                    a href={ "/start?at=" (at) } { (say::HAVE_CODE.get(lang)) }
                }
            }
            (vouched::ways_in(app, at, lang))
            p.muted.small { (say::PERSONAL.get(lang)) }
        }
    };
    let mut response = errors::with(shown.status, frame.page(say::TITLE.get(lang), &content));
    caller.give(&mut response, at, Kind::Device, &browser);
    response
}

/// A field with its label.
pub(crate) fn field(id: &str, label: &Message, lang: Lang, input: Markup) -> Markup {
    html! { div.field { label for=(id) { (label.get(lang)) } (input) } }
}

/// `POST /sign-in`.
pub(crate) async fn post(State(app): State<Shared>, caller: Caller, open: Open) -> Response {
    let asked = Asked::of(&open.fields);
    let Some(at) = asked.controller(&app) else { return choose(&app, &asked, &open.visit) };
    let lang = open.visit.look.lang;
    let user = open.fields.get("user").chars().take(80).collect::<String>();
    let again = |status: StatusCode, said: String| {
        form(
            &app,
            (&caller, &open.visit),
            (&at, &asked),
            &Shown { status, said: Some(said), user: user.clone() },
        )
    };
    if !caller.owns_form(&at, Kind::Device, open.fields.get("csrf")) {
        return again(StatusCode::CONFLICT, say::FORM_OLD.get(lang).to_owned());
    }
    let password = Password::typed(open.fields.get("password").to_owned());
    let from = caller.from(&at);
    let Ok(place) = app.lobby.hash_place().await else {
        return again(StatusCode::SERVICE_UNAVAILABLE, say::CROWDED.get(lang).to_owned());
    };
    let (home, name) = (at.clone(), user.clone());
    let tried = app
        .run(move |app| match app.controller(&home) {
            Some(home) => sign_in::by_password(home, &name, &password, &from),
            None => Ok(Entry::Refused),
        })
        .await;
    drop(place);
    match tried.map_err(|lost| Failure(lost.to_string())).and_then(|entry| entry) {
        Ok(Entry::In(token)) => enter(&caller, &at, asked.then(), &token),
        Ok(Entry::SecondFactor(token)) => {
            let asked = Asked { at: Some(at.to_string()), ..asked.clone() };
            let mut response = see_other(&format!("/sign-in/second?{}", asked.query()));
            caller.give(&mut response, &at, Kind::Half, &token);
            response
        }
        Ok(Entry::Refused) => again(StatusCode::FORBIDDEN, say::REFUSED.get(lang).to_owned()),
        Ok(Entry::NotEngaged) => again(StatusCode::FORBIDDEN, say::NOT_ENGAGED.get(lang).to_owned()),
        Ok(Entry::Wait(wait)) => {
            told_to_wait(again(StatusCode::TOO_MANY_REQUESTS, wait_words(wait, lang)), wait)
        }
        Err(failure) => errors::failed(&failure.to_string(), &Frame::plain(&open.visit)),
    }
}

/// Tries the second factor that a form shows: a code, or a passkey's answer. `None` when the controller is not there any more.
pub(crate) async fn by_factor<T: Send + 'static>(
    app: &Shared,
    (caller, fields): (&Caller, &Fields),
    (at, token): (&CompanyId, &str),
    work: fn(&Controller, &str, &second::Shown<'_>, &From) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let (code, passkey) = (fields.get("code").to_owned(), fields.get("passkey").to_owned());
    let (origin, from) = (caller.source.origin.clone(), caller.from(at));
    let (home, token) = (at.clone(), token.to_owned());
    let tried = app.run(move |app| {
        let shown = match passkey.is_empty() {
            true => second::Shown::Code(&code),
            false => second::Shown::Passkey(&passkey, &origin),
        };
        app.controller(&home).map(|home| work(home, &token, &shown, &from)).transpose()
    });
    tried.await.map_err(|lost| Failure(lost.to_string()))?
}

/// In: the session's cookie, and on to where the person wanted to go.
pub(crate) fn enter(caller: &Caller, at: &CompanyId, then: &str, token: &Zeroizing<String>) -> Response {
    let mut response = see_other(then);
    caller.give(&mut response, at, Kind::Session, token);
    caller.take(&mut response, at, Kind::Half);
    response
}

/// "Too many tries", with the time left.
pub(crate) fn wait_words(wait: SignedDuration, lang: Lang) -> String {
    let seconds = wait.as_secs().max(1);
    let time = if seconds < 120 {
        say::SECONDS.fill(lang, &[("n", &seconds.to_string())])
    } else {
        say::MINUTES.fill(lang, &[("n", &(seconds.div_euclid(60) + 1).to_string())])
    };
    say::WAIT.fill(lang, &[("time", &time)])
}

/// Adds when to come back.
pub(crate) fn told_to_wait(mut response: Response, wait: SignedDuration) -> Response {
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1).unsigned_abs()));
    response
}

/// `POST /sign-out`: ends the session that the form belongs to, whichever controller's it is.
pub(crate) async fn sign_out(State(app): State<Shared>, caller: Caller, open: Open) -> Response {
    let csrf = open.fields.get("csrf").to_owned();
    let owned = |home: &&Controller| {
        caller
            .token(&home.id, Kind::Session)
            .is_some_and(|token| secret::same(&secret::form_token(&token), &csrf))
    };
    let Some(at) = app.controllers().find(owned).map(|home| home.id.clone()) else { return see_other("/") };
    let token = caller.token(&at, Kind::Session).unwrap_or_default();
    let home = at.clone();
    let ended = app
        .run(move |app| app.controller(&home).map_or(Ok(()), |home| sign_in::sign_out(home, &token)))
        .await;
    if let Err(failure) = ended.map_err(|lost| Failure(lost.to_string())).and_then(|ended| ended) {
        return errors::failed(&failure.to_string(), &Frame::plain(&open.visit));
    }
    let mut response = see_other("/");
    caller.take(&mut response, &at, Kind::Session);
    response
}
