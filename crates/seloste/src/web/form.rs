//! What people send: a posted form with its token checked. A stale token or an ended session never loses what was typed:
//! it is shown again, to be sent once more.

use crate::{
    app::Shared,
    messages::page as say,
    session::source::Source,
    web::{
        errors,
        page::{Banner, Frame, Who, banner},
        visit::{AtWork, Visit},
    },
};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts as _, Request},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// Fields of a form in the order in which they were sent. May hold personal data: `Debug` shows none of it, and it is wiped
/// when the last holder drops it.
#[derive(Clone, Default)]
pub(crate) struct Fields(Arc<Vec<(String, Zeroizing<String>)>>);

impl fmt::Debug for Fields {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Fields")
    }
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded`; `None` when it is not valid UTF-8.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let mut fields = Vec::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            let value = decode(halves.next().unwrap_or_default())?;
            fields.push((name.to_string(), value));
        }
        Some(Self(Arc::new(fields)))
    }

    /// The first value of a field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Whether a field was sent with something in it.
    pub(crate) fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// All fields.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a field.
    pub(crate) fn put(&mut self, name: &str, value: &str) {
        Arc::make_mut(&mut self.0).push((name.to_owned(), Zeroizing::new(value.to_owned())));
    }
}

/// Percent and plus signs of a form; `None` when the outcome is not UTF-8.
fn decode(raw: &[u8]) -> Option<Zeroizing<String>> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok().map(Zeroizing::new)
}

/// A form posted by a person who is signed in, its token checked.
pub(crate) struct Posted {
    /// Who, and how they read.
    pub(crate) at: AtWork,
    /// What was typed.
    pub(crate) fields: Fields,
}

impl FromRequest<Shared> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let own = Source::of(&parts, &app.installation.head).from_own_page(&parts.headers);
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app).await;
        let fields = bytes.ok().and_then(|bytes| Fields::read(&bytes)).ok_or_else(|| broken(&visit))?;
        // What another site sent is not offered to be sent again: one press would make it the reader's own.
        let kept = if own { Some(&fields) } else { None };
        match &visit.signed {
            None => Err(expired(&visit, kept)),
            Some(signed) if !signed.owns_form(fields.get("csrf")) => Err(stale(&visit, kept)),
            Some(signed) => {
                let signed = signed.clone();
                let visit = Visit { typed: Some(fields.clone()), ..visit };
                Ok(Self { at: AtWork { signed, visit }, fields })
            }
        }
    }
}

/// A form posted by anyone: no session, no token. For doors that change nothing but how the reader reads, and sign-in.
pub(crate) struct Open {
    /// Who, and how they read.
    pub(crate) visit: Visit,
    /// What was typed.
    pub(crate) fields: Fields,
}

impl FromRequest<Shared> for Open {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app).await;
        let fields = bytes.ok().and_then(|bytes| Fields::read(&bytes)).ok_or_else(|| broken(&visit))?;
        Ok(Self { visit, fields })
    }
}

fn broken(visit: &Visit) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let text = html! { p { (say::BROKEN_FORM.get(lang)) } };
    let content = html! { div.narrow {
        h1 { (say::PROBLEMS_TITLE.get(lang)) } (banner(Banner::Error, "", &text))
    } };
    errors::with(StatusCode::BAD_REQUEST, frame.page(say::PROBLEMS_TITLE.get(lang), &content))
}

pub(super) fn expired(visit: &Visit, kept: Option<&Fields>) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::EXPIRED_TITLE.get(lang)) }
            (banner(Banner::Warning, "", &html! { p { (say::EXPIRED.get(lang)) } }))
            p { a.button href={ "/sign-in?then=" (frame.path) } target="_blank" rel="noopener" { (say::SIGN_IN_TAB.get(lang)) } }
            @if let Some(fields) = kept { (again(&frame, fields)) }
        }
    };
    errors::with(StatusCode::UNAUTHORIZED, frame.page(say::EXPIRED_TITLE.get(lang), &content))
}

pub(super) fn stale(visit: &Visit, kept: Option<&Fields>) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::STALE_TITLE.get(lang)) }
            (banner(Banner::Warning, "", &html! { p { (say::STALE.get(lang)) } }))
            @if let Some(fields) = kept { (again(&frame, fields)) }
        }
    };
    errors::with(StatusCode::CONFLICT, frame.page(say::STALE_TITLE.get(lang), &content))
}

/// The same form once more, with what was typed, to the same address.
fn again(frame: &Frame, fields: &Fields) -> Markup {
    let lang = frame.lang();
    let shown = || kept(fields).filter(|(name, value)| !value.is_empty() && !is_inner(name));
    html! {
        form method="post" action=(frame.path) {
            (unseen(frame, fields))
            h2 { (say::TYPED.get(lang)) }
            ul.typed { @for (_, value) in shown() { li { (value) } } }
            p.actions { button.primary type="submit" { (say::SEND_AGAIN.get(lang)) } }
        }
    }
}

/// What was typed as fields that are not shown, with the token of the session as it is now.
pub(super) fn unseen(frame: &Frame, fields: &Fields) -> Markup {
    html! {
        @if let Some(Who { csrf, .. }) = &frame.who { input type="hidden" name="csrf" value=(csrf); }
        @for (name, value) in kept(fields) { input type="hidden" name=(name) value=(value); }
    }
}

/// The fields that may be sent once more. Secrets are not repeated.
fn kept(fields: &Fields) -> impl Iterator<Item = (&str, &str)> {
    let secret = |name: &str| name.ends_with("password") || matches!(name, "csrf" | "code" | "passkey");
    fields.all().filter(move |(name, _)| !secret(name))
}

/// Fields that the page itself put there, or that were chosen from a list.
fn is_inner(name: &str) -> bool {
    let chosen = [
        "seen", "back", "step", "source", "group", "state", "parent", "lines", "assigned", "do", "by", "item",
    ];
    chosen.contains(&name) || name.starts_with("was.") || name.contains(".kind.")
}

/// Sends the reader on after a form was done (so that loading again does not send it twice).
pub(crate) fn see_other(address: &str) -> Response {
    axum::response::Redirect::to(address).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_to_the_letter() {
        let fields = Fields::read(b"a=1+2&b=%C3%A4%26&a=3&empty=&=x&plain").unwrap();
        assert_eq!(fields.get("a"), "1 2");
        assert_eq!(fields.get("b"), "ä&");
        assert_eq!(fields.get("missing"), "");
        assert_eq!(fields.all().filter(|(name, _)| *name == "a").count(), 2);
    }

    #[test]
    fn a_form_that_is_not_text_is_not_read() {
        for broken in [&b"a=%FF"[..], b"a=%F", b"%=1", b"a=%zz"] {
            assert!(Fields::read(broken).is_none());
        }
    }
}
