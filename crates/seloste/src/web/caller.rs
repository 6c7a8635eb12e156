//! The browser behind a request: its cookies of this service, and where it is. For the pages that begin and end sessions;
//! other pages know a person only as `SignedIn`.

use crate::{
    app::Shared,
    session::{
        cookie::{self, Kind},
        secret,
        source::Source,
    },
    work::staff::sign_in::From,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use seloste_db::Failure;
use seloste_register::id::CompanyId;
use std::convert::Infallible;
use zeroize::Zeroizing;

/// The browser behind a request.
pub(crate) struct Caller {
    /// Where it is.
    pub(crate) source: Source,
    headers: HeaderMap,
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Infallible> {
        let source = Source::of(parts, &app.installation.head);
        Ok(Self { source, headers: parts.headers.clone() })
    }
}

impl Caller {
    /// The token in one of its cookies.
    pub(crate) fn token(&self, controller: &CompanyId, kind: Kind) -> Option<String> {
        cookie::read(&self.headers, &cookie::name(&self.source.origin, controller, kind))
    }

    /// Where a try to sign in comes from.
    pub(crate) fn from(&self, controller: &CompanyId) -> From {
        From {
            network: self.source.network.clone(),
            device: self.source.device.clone(),
            browser: self.token(controller, Kind::Device),
            old_session: self.token(controller, Kind::Session),
        }
    }

    /// Whether a stranger's form was made for this browser: its token goes with the browser's own cookie, and no other site
    /// sent it.
    pub(crate) fn owns_form(&self, controller: &CompanyId, kind: Kind, token: &str) -> bool {
        let own = self.token(controller, kind);
        let foreign =
            self.headers.contains_key("sec-fetch-site") && !self.source.from_own_page(&self.headers);
        !foreign && own.is_some_and(|own| secret::same(&secret::form_token(&own), token))
    }

    /// Gives the browser a token.
    pub(crate) fn give(&self, response: &mut Response, controller: &CompanyId, kind: Kind, token: &str) {
        add(response, cookie::give(&self.source.origin, controller, kind, token));
    }

    /// Takes a token away.
    pub(crate) fn take(&self, response: &mut Response, controller: &CompanyId, kind: Kind) {
        add(response, cookie::take(&self.source.origin, controller, kind));
    }

    /// The browser's own token, a fresh one when it has none.
    pub(crate) fn browser(&self, controller: &CompanyId) -> Result<Zeroizing<String>, Failure> {
        match self.token(controller, Kind::Device) {
            Some(own) => Ok(Zeroizing::new(own)),
            None => secret::token(),
        }
    }
}

fn add(response: &mut Response, line: Option<HeaderValue>) {
    if let Some(line) = line {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}
