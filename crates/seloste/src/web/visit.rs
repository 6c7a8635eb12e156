//! Who comes to a page, and how they read: language, theme, session. Not here: what they may see.

pub(crate) use crate::store::account::Theme;
use crate::{
    app::Shared,
    session::{SignedIn, turn_away},
    web::{errors, form::Fields},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::Response,
};
use seloste_register::text::Lang;

/// How a page looks to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Language.
    pub(crate) lang: Lang,
    /// Theme.
    pub(crate) theme: Theme,
}

/// A request for a page, by anyone.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// How the reader reads.
    pub(crate) look: Look,
    /// The path asked for; holds no personal data, since no address of ours does.
    pub(crate) path: String,
    /// Who is signed in.
    pub(crate) signed: Option<SignedIn>,
    /// Why this person's data is opened, when it was asked for.
    pub(crate) reason: Option<String>,
    /// What was typed into the form that is being sent, if it is one: a page that asks for more gives it back.
    pub(crate) typed: Option<Fields>,
    /// Whether the script asks for a part of a page.
    pub(crate) extent: Extent,
}

/// How much of a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// Only the part that changes.
    Part,
}

/// Header with which the script asks for a part.
pub(crate) const PART_HEADER: &str = "x-seloste-part";
/// Cookie that holds the reason, as hexadecimal digits; its path is the person's pages.
pub(crate) const REASON_COOKIE: &str = "seloste-reason";
/// Cookie of the language.
pub(crate) const LANG_COOKIE: &str = "seloste-lang";
/// Cookie of the theme.
pub(crate) const THEME_COOKIE: &str = "seloste-theme";

impl FromRequestParts<Shared> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let signed = signed(parts, app).await?;
        Ok(Self::new(parts, signed))
    }
}

impl Visit {
    /// A visit whose visitor is nobody that staff would know: on people's own pages a session of staff counts for nothing.
    pub(crate) fn passing(parts: &Parts) -> Self {
        Self::new(parts, None)
    }

    fn new(parts: &Parts, signed: Option<SignedIn>) -> Self {
        let headers = &parts.headers;
        // A person's own choice stands on the account; a stranger's in a cookie.
        let lang = asked_lang(parts)
            .or_else(|| signed.as_ref().map(|person| person.lang))
            .or_else(|| cookie(headers, LANG_COOKIE).and_then(|code| Lang::from_code(&code)))
            .or_else(|| accepted(headers))
            .unwrap_or_default();
        let theme = signed
            .as_ref()
            .map(|person| person.theme)
            .or_else(|| cookie(headers, THEME_COOKIE).and_then(|name| Theme::from_word(&name)))
            .unwrap_or_default();
        let extent = if headers.contains_key(PART_HEADER) { Extent::Part } else { Extent::Whole };
        Self {
            look: Look { lang, theme },
            path: parts.uri.path().to_owned(),
            signed,
            reason: cookie(headers, REASON_COOKIE).and_then(|hex| from_hex(&hex)),
            typed: None,
            extent,
        }
    }
}

/// Who is signed in; a page that says so when that can't be seen.
async fn signed(parts: &Parts, app: &Shared) -> Result<Option<SignedIn>, Response> {
    let found = SignedIn::look(parts, app).await;
    found.map_err(|failure| errors::unknown_visitor(&failure.to_string(), &Visit::passing(parts)))
}

/// A request for a page by a person who is signed in; strangers are sent to sign in.
#[derive(Debug, Clone)]
pub(crate) struct AtWork {
    /// The visit.
    pub(crate) visit: Visit,
    /// Who.
    pub(crate) signed: SignedIn,
}

impl FromRequestParts<Shared> for AtWork {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let signed = signed(parts, app).await?.ok_or_else(|| turn_away(parts))?;
        Ok(Self { visit: Visit::new(parts, Some(signed.clone())), signed })
    }
}

/// A cookie's value.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// `?lang=sv`, for addresses that are handed out in one language.
fn asked_lang(parts: &Parts) -> Option<Lang> {
    let query = parts.uri.query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=").and_then(Lang::from_code))
}

/// The first language of `Accept-Language` that Seloste speaks. Browsers write them in order of liking.
fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let line = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    line.split(',').find_map(|part| {
        let tag = part.split(';').next()?.trim().to_ascii_lowercase();
        Lang::from_code(tag.split('-').next()?)
    })
}

/// Text as hexadecimal digits, so that any letter may stand in a cookie.
pub(crate) fn to_hex(text: &str) -> String {
    hex::encode(text)
}

fn from_hex(digits: &str) -> Option<String> {
    String::from_utf8(hex::decode(digits).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_survives_its_cookie_in_any_letters() {
        for reason in ["Soitto 12.3. – reklamaatio", "", "åäö €"] {
            assert_eq!(from_hex(&to_hex(reason)).as_deref(), Some(reason));
        }
        for broken in ["zz", "a", "ff", "ää"] {
            assert_eq!(from_hex(broken), None);
        }
    }

    #[test]
    fn the_first_language_that_we_speak_is_taken() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "de-DE,de;q=0.9,sv-FI;q=0.8,en;q=0.7".parse().unwrap());
        assert_eq!(accepted(&headers), Some(Lang::Sv));
        headers.insert(header::ACCEPT_LANGUAGE, "de".parse().unwrap());
        assert_eq!(accepted(&headers), None);
    }
}
