//! Who comes to people's own pages: somebody who passes by, a person who is signed in there, and forms of both.

use crate::{
    app::{App, Shared},
    session::{cookie, secret, source::Source},
    web::{
        errors,
        form::{Fields, see_other},
        page::Frame,
        portal::frame::OwnSide,
        visit::Visit,
    },
    work::own::link,
};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{header, request::Parts},
    response::Response,
};
use seloste_gate::{GateError, card::SubjectRef};
use seloste_register::{id::RegisterId, statement::Rules};

/// Somebody at the pages of a register who need not be known there.
pub(super) struct Passing {
    /// How they read.
    pub(super) visit: Visit,
    /// The register.
    pub(super) register: RegisterId,
    /// Where they come from.
    pub(super) source: Source,
    /// Whether the browser says that another site sent the request.
    pub(super) foreign: bool,
    /// The token of a session here, which may have ended.
    pub(super) token: Option<String>,
}

/// The register in `/my/{register}/...`, if the installation has it.
fn register_of(app: &App, parts: &Parts) -> Option<RegisterId> {
    let name = parts.uri.path().strip_prefix("/my/")?.split('/').next()?;
    RegisterId::new(name).ok().filter(|register| app.register(register).is_some())
}

impl FromRequestParts<Shared> for Passing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let visit = Visit::passing(parts);
        let Some(register) = register_of(app, parts) else { return Err(errors::absent(&visit)) };
        let source = Source::of(parts, &app.installation.head);
        let token = cookie::read(&parts.headers, &cookie::own_name(&source.origin, &register));
        let says = ["sec-fetch-site", "origin"].iter().any(|name| parts.headers.contains_key(*name));
        let foreign = says && !source.from_own_page(&parts.headers);
        Ok(Self { visit, register, source, foreign, token })
    }
}

impl Passing {
    /// The frame of a page for somebody who is not signed in here.
    pub(super) fn frame(&self, rules: &Rules) -> Frame {
        let name = rules.statement().register.name.clone();
        let side = OwnSide { register: self.register.clone(), name, csrf: None };
        Frame { own: Some(side), ..Frame::plain(&self.visit) }
    }

    /// The person of the session, if there is one that has not ended.
    pub(super) async fn person(&self, app: &Shared) -> Result<Option<SubjectRef>, Response> {
        let Some(token) = self.token.clone() else { return Ok(None) };
        let register = self.register.clone();
        let found = app.run(move |app| match app.register(&register) {
            Some((controller, _)) => link::person(controller, &register, &token),
            None => Ok(None),
        });
        let failed = |why: &str| errors::failed(why, &Frame::plain(&self.visit));
        match found.await {
            Ok(Ok(person)) => Ok(person),
            Ok(Err(GateError::Absent)) => Ok(None),
            Ok(Err(error)) => Err(failed(&error.to_string())),
            Err(lost) => Err(failed(&lost.to_string())),
        }
    }

    /// Gives the browser a session's token; an empty one takes it away.
    pub(super) fn give(&self, response: &mut Response, token: &str) {
        if let Some(line) = cookie::own(&self.source.origin, &self.register, token) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}

/// A person who is signed in to their own pages; others are sent to sign in.
pub(super) struct AtHome {
    /// How they read.
    pub(super) visit: Visit,
    /// The register.
    pub(super) register: RegisterId,
    /// Who.
    pub(super) subject: SubjectRef,
    csrf: String,
}

impl FromRequestParts<Shared> for AtHome {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let passing = Passing::from_request_parts(parts, app).await?;
        let Some(subject) = passing.person(app).await? else {
            return Err(see_other(&format!("/my/{}", passing.register)));
        };
        let csrf = secret::form_token(passing.token.as_deref().unwrap_or_default());
        Ok(Self { visit: passing.visit, register: passing.register, subject, csrf })
    }
}

impl AtHome {
    /// What the frame shows of the person's own side.
    pub(super) fn side(&self, rules: &Rules) -> OwnSide {
        let name = rules.statement().register.name.clone();
        OwnSide { register: self.register.clone(), name, csrf: Some(self.csrf.clone()) }
    }
}

/// A form posted by a person on their own pages, its token checked.
pub(super) struct PostedHome {
    /// Who.
    pub(super) at: AtHome,
    /// What was typed.
    pub(super) fields: Fields,
}

impl FromRequest<Shared> for PostedHome {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let at = AtHome::from_request_parts(&mut parts, app).await?;
        let fields = read(Request::from_parts(parts, body), app).await;
        match fields {
            Some(fields) if secret::same(&at.csrf, fields.get("csrf")) => Ok(Self { at, fields }),
            // A stale page or another site: nothing is done, and the page is shown afresh.
            _ => Err(see_other(&format!("/my/{}/data", at.register))),
        }
    }
}

/// A form posted by somebody who need not be known here.
pub(super) struct PostedPassing {
    /// Who.
    pub(super) passing: Passing,
    /// What was typed.
    pub(super) fields: Fields,
}

impl FromRequest<Shared> for PostedPassing {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let passing = Passing::from_request_parts(&mut parts, app).await?;
        let fields = read(Request::from_parts(parts, body), app).await.unwrap_or_default();
        Ok(Self { passing, fields })
    }
}

async fn read(request: Request, app: &Shared) -> Option<Fields> {
    let bytes = Bytes::from_request(request, app).await.ok()?;
    Fields::read(&bytes)
}
