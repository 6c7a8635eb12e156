//! Who is at the keyboard: sessions of people and keys of programs, and what the gate is told about them. Not here: how
//! somebody gets in (`work::staff`), what the pages look like (`web`).

pub mod cookie;
pub mod key;
pub mod lobby;
pub mod password;
pub mod secret;
pub mod source;
pub mod standing;

use crate::{
    app::{App, Shared},
    store::{
        self,
        account::{Account, Theme},
        session::{Session, Stage},
    },
};
use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};
use seloste_gate::ask::{AccountId, Actor};
use seloste_register::{
    id::{CompanyId, RegisterId},
    statement::model::Duty,
    text::Lang,
};
use source::Source;

pub use key::KeyHolder;

/// A session that nobody used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session is over after so long, used or not: a working day with some to spare.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// How exact "last used" is: it is not written more often.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Ways to sign in. Each ends in [`crate::work::staff::sign_in`], which alone begins sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    /// User name and password, and a second factor where the person has one.
    Password,
    /// An identity that a provider of the organisation vouches for, and a second factor where the person has one.
    Provider,
}

/// A person who is signed in. As an argument of a handler it turns strangers away to the sign-in page.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The controller whose account it is.
    pub controller: CompanyId,
    /// The account.
    pub account: AccountId,
    /// Its user name.
    pub user_name: String,
    /// The person's name, shown to colleagues.
    pub name: String,
    /// Language chosen by the person.
    pub lang: Lang,
    /// Theme chosen by the person.
    pub theme: Theme,
    /// Random name of this session on the person's own list.
    pub session: String,
    /// Token that every form of this session carries.
    pub csrf: String,
}

impl SignedIn {
    /// What the gate is told about this person in a register. A register of another controller finds no roles.
    ///
    /// # Errors
    /// When the database fails.
    pub fn actor(&self, app: &App, register: &RegisterId) -> Result<Actor, Failure> {
        standing::actor(app, &self.controller, self.account, register)
    }

    /// Whether a form carries this session's token. Compared in constant time.
    #[must_use]
    pub fn owns_form(&self, csrf: &str) -> bool {
        secret::same(&self.csrf, csrf)
    }

    /// Whether a role of this person in a register carries a duty of keeping it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_duty(&self, app: &App, register: &RegisterId, duty: Duty) -> Result<bool, Failure> {
        let actor = self.actor(app, register)?;
        Ok(standing::has_duty(app, register, &actor, duty))
    }

    /// Who is signed in, of those whom the request may be about.
    ///
    /// # Errors
    /// When it can't be seen: that is not the same as nobody.
    pub(crate) async fn look(parts: &Parts, app: &Shared) -> Result<Option<Self>, Failure> {
        let cookies = cookies(app, parts, &asked_of(app, &parts.uri));
        let found = app.run(move |app| {
            let mut found = cookies.iter().filter_map(|(at, token)| find(app, at, token).transpose());
            found.next().transpose()
        });
        found.await.map_err(|lost| Failure(lost.to_string()))?
    }

    /// Everybody who is signed in in this browser: at most one person for each controller, in order of the controllers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn all(app: &App, parts: &Parts) -> Result<Vec<Self>, Failure> {
        let controllers: Vec<CompanyId> = app.controllers().map(|controller| controller.id.clone()).collect();
        let cookies = cookies(app, parts, &controllers);
        cookies.iter().filter_map(|(controller, token)| find(app, controller, token).transpose()).collect()
    }
}

impl FromRequestParts<Shared> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        match Self::look(parts, app).await {
            Ok(Some(person)) => Ok(person),
            Ok(None) => Err(turn_away(parts)),
            Err(failure) => {
                tracing::error!(%failure, "a session could not be read");
                Err(StatusCode::SERVICE_UNAVAILABLE.into_response())
            }
        }
    }
}

/// The controllers that a request may be about: that of the register in its path, that of `?at=`, else any.
pub(crate) fn asked_of(app: &App, uri: &Uri) -> Vec<CompanyId> {
    if let Some(rest) = uri.path().strip_prefix("/r/") {
        let register = rest.split('/').next().and_then(|name| RegisterId::new(name).ok());
        return register
            .and_then(|register| app.register(&register))
            .map(|(controller, _)| controller.id.clone())
            .into_iter()
            .collect();
    }
    let at =
        uri.query().into_iter().flat_map(|query| query.split('&')).find_map(|pair| pair.strip_prefix("at="));
    match at {
        Some(at) => CompanyId::new(at).ok().filter(|at| app.controller(at).is_some()).into_iter().collect(),
        None => app.controllers().map(|controller| controller.id.clone()).collect(),
    }
}

fn cookies(app: &App, parts: &Parts, controllers: &[CompanyId]) -> Vec<(CompanyId, String)> {
    let origin = Source::of(parts, &app.installation.head).origin;
    let read = |controller: &CompanyId| {
        let name = cookie::name(&origin, controller, cookie::Kind::Session);
        cookie::read(&parts.headers, &name).map(|token| (controller.clone(), token))
    };
    controllers.iter().filter_map(read).collect()
}

fn find(app: &App, controller: &CompanyId, token: &str) -> Result<Option<SignedIn>, Failure> {
    let Some(home) = app.controller(controller) else { return Ok(None) };
    let now = app.clock().now();
    let strict = standing::strict(home);
    let found = home.gate.data().read(|tx| {
        let found = live(tx, token, Stage::Full, now)?;
        let Some((session, _)) = &found else { return Ok(None) };
        // A role that came, or came to ask for more, after the sign-in: the person signs in anew and adds a factor.
        let lacks = standing::lacks_second(tx, &strict, session.account, now)?;
        Ok::<_, Failure>(found.filter(|_| !lacks))
    })?;
    let Some((session, owner)) = found else { return Ok(None) };
    if now.duration_since(session.seen) >= SEEN_EVERY {
        home.gate.data().write(|tx| store::session::touch(tx, token, now))?;
    }
    Ok(Some(SignedIn {
        controller: controller.clone(),
        account: session.account,
        user_name: owner.user_name,
        name: owner.name,
        lang: owner.lang,
        theme: owner.theme,
        session: session.label,
        csrf: secret::form_token(token),
    }))
}

/// The session of a token and its owner, if it is at a stage and neither it nor what it rests on has ended: account, engagement (claim
/// R1-041).
pub(crate) fn live(
    tx: &mut Tx<'_>,
    token: &str,
    stage: Stage,
    now: Timestamp,
) -> Result<Option<(Session, Account)>, Failure> {
    let Some(session) = store::session::by_token(tx, token)? else { return Ok(None) };
    let rested = now.duration_since(session.seen) >= IDLE;
    if session.stage != stage || rested || now >= session.ends {
        return Ok(None);
    }
    let owner = store::account::by_id(tx, session.account)?.filter(|owner| owner.ended.is_none());
    let engaged = store::engagement::all(tx, session.account)?.iter().any(|one| one.span.holds(now));
    Ok(owner.filter(|_| engaged).map(|owner| (session, owner)))
}

/// A mark on an answer: the session was over when a form came in.
#[derive(Debug, Clone, Copy)]
pub struct SessionOver;

/// What a stranger gets: a page load goes to the sign-in page and comes back; a script and a form are told.
pub(crate) fn turn_away(parts: &Parts) -> Response {
    let by_script = parts.headers.get("sec-fetch-dest").is_some_and(|dest| dest == "empty");
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    if by_script {
        return (StatusCode::UNAUTHORIZED, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    if !reads {
        let mut answer = Redirect::to("/sign-in").into_response();
        answer.extensions_mut().insert(SessionOver);
        return answer;
    }
    let then = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let query = serde_urlencoded::to_string([("then", local(then).unwrap_or("/"))]).unwrap_or_default();
    Redirect::to(&format!("/sign-in?{query}")).into_response()
}

/// A path of this service, to go to after signing in; never another site.
#[must_use]
pub fn local(then: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let good =
        then.starts_with('/') && !then.starts_with("//") && then.len() <= 1_000 && then.chars().all(plain);
    good.then_some(then)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        assert_eq!(local("/r/webshop/people?q=a"), Some("/r/webshop/people?q=a"));
        for hostile in
            ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb", "/\t/evil.example"]
        {
            assert_eq!(local(hostile), None, "{hostile:?}");
        }
    }
}
