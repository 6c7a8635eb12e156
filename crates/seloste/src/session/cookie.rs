//! The cookies of this room, one set a controller, so that a person can be signed in at two. Each holds a random token and
//! nothing else.

use super::source::Origin;
use axum::http::{HeaderMap, HeaderValue, header};
use seloste_register::id::{CompanyId, RegisterId};

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A session of a person who is signed in.
    Session,
    /// A sign-in that waits for its second factor.
    Half,
    /// This browser, as known from earlier sign-ins; also what the forms of strangers are tied to.
    Device,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Half => "half",
            Self::Device => "device",
        }
    }

    /// How long a browser keeps it; `None`: until it is closed.
    const fn seconds(self) -> Option<u32> {
        match self {
            Self::Session | Self::Half => None,
            Self::Device => Some(400 * 24 * 3600),
        }
    }
}

/// A cookie's name. `__Host-` makes the browser refuse one that was set without TLS or for a wider domain.
#[must_use]
pub fn name(origin: &Origin, controller: &CompanyId, kind: Kind) -> String {
    let prefix = if origin.secure() { "__Host-" } else { "" };
    format!("{prefix}seloste-{}-{controller}", kind.word())
}

/// The name of the cookie of a person's own pages in a register. It has nothing to do with those of staff.
#[must_use]
pub fn own_name(origin: &Origin, register: &RegisterId) -> String {
    let prefix = if origin.secure() { "__Host-" } else { "" };
    format!("{prefix}seloste-own-{register}")
}

/// A `Set-Cookie` line that gives a token for a person's own pages; an empty one takes it away.
#[must_use]
pub fn own(origin: &Origin, register: &RegisterId, token: &str) -> Option<HeaderValue> {
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    line(origin, &own_name(origin, register), token, age)
}

/// The name of the cookie of somebody who is on the way to an identity provider and back.
#[must_use]
pub fn way_name(origin: &Origin) -> String {
    let prefix = if origin.secure() { "__Host-" } else { "" };
    format!("{prefix}seloste-way")
}

/// A `Set-Cookie` line that gives a ticket for the way; an empty one takes it away.
#[must_use]
pub fn way(origin: &Origin, ticket: &str) -> Option<HeaderValue> {
    line(origin, &way_name(origin), ticket, if ticket.is_empty() { "; Max-Age=0" } else { "; Max-Age=600" })
}

/// The value of a cookie that a request carries.
#[must_use]
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty() && value.len() <= 300)
        .map(|(_, value)| value.to_owned())
}

/// A `Set-Cookie` line that gives a token.
#[must_use]
pub fn give(origin: &Origin, controller: &CompanyId, kind: Kind, token: &str) -> Option<HeaderValue> {
    let age = kind.seconds().map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    line(origin, &name(origin, controller, kind), token, &age)
}

/// A `Set-Cookie` line that takes a token away.
#[must_use]
pub fn take(origin: &Origin, controller: &CompanyId, kind: Kind) -> Option<HeaderValue> {
    line(origin, &name(origin, controller, kind), "", "; Max-Age=0")
}

/// Beginnings of the names of cookies that go with a controller or a register.
const FAMILIES: [&str; 4] = ["seloste-session-", "seloste-half-", "seloste-device-", "seloste-own-"];
/// Names of the others: the way to an identity provider, the reason for a look, the language, the theme.
const SINGLE: [&str; 4] = ["seloste-way", "seloste-reason", "seloste-lang", "seloste-theme"];

/// Whether a `Set-Cookie` line sets one of the cookies that the service needs to work. There is no other: none follows or analyses
/// anybody, and one that got in by mistake does not leave (R6-034, R7-018).
#[must_use]
pub fn is_needed(line: &HeaderValue) -> bool {
    let line = line.to_str().unwrap_or_default();
    let name = line.split('=').next().unwrap_or_default().trim();
    let name = name.strip_prefix("__Host-").or_else(|| name.strip_prefix("__Secure-")).unwrap_or(name);
    SINGLE.contains(&name)
        || FAMILIES.iter().any(|family| name.len() > family.len() && name.starts_with(family))
}

fn line(origin: &Origin, name: &str, token: &str, age: &str) -> Option<HeaderValue> {
    let secure = if origin.secure() { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_018_a_cookie_that_the_service_does_not_need_is_known() {
        let origin = Origin::parse("https://register.example.fi").unwrap();
        let acme = CompanyId::new("acme").unwrap();
        let register = RegisterId::new("shop").unwrap();
        let own = [
            give(&origin, &acme, Kind::Session, "t"),
            give(&origin, &acme, Kind::Half, "t"),
            give(&origin, &acme, Kind::Device, "t"),
            take(&origin, &acme, Kind::Session),
            super::own(&origin, &register, "t"),
            way(&origin, "t"),
        ];
        assert!(own.into_iter().all(|line| is_needed(&line.unwrap())));
        for line in ["_ga=GA1.2; Path=/", "seloste-session-", "visitor=1", "seloste-visits=3", ""] {
            assert!(!is_needed(&HeaderValue::from_str(line).unwrap()), "{line}");
        }
    }

    #[test]
    fn a_cookie_is_found_among_others_and_only_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; seloste-session-acme=t0; b"));
        headers.append(header::COOKIE, HeaderValue::from_static("seloste-session-other=t1"));
        assert_eq!(read(&headers, "seloste-session-acme").as_deref(), Some("t0"));
        assert_eq!(read(&headers, "seloste-session-other").as_deref(), Some("t1"));
        assert_eq!(read(&headers, "session-other"), None);
    }

    #[test]
    fn a_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_lines() {
        let controller = CompanyId::new("acme").unwrap();
        let origin = Origin::parse("https://register.example.fi").unwrap();
        let given = give(&origin, &controller, Kind::Session, "t").unwrap();
        let given = given.to_str().unwrap();
        assert_eq!(given, "__Host-seloste-session-acme=t; Path=/; HttpOnly; SameSite=Lax; Secure");
    }
}
