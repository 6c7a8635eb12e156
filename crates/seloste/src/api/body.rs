//! Bodies of requests: JSON, strictly. What is wrong is told with its place, never with the value that stood there.

use super::problem::Problem;
use crate::{messages::api as say, server::BODY_LIMIT};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;

/// A JSON body of a declared shape.
pub(super) struct Body<T> {
    /// What was sent.
    pub(super) content: T,
    /// The bytes that it was read from.
    pub(super) bytes: Bytes,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::not_json_type());
        }
        if announced(request.headers()).is_some_and(|bytes| bytes > BODY_LIMIT) {
            return Err(unread(StatusCode::PAYLOAD_TOO_LARGE));
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| unread(rejection.status()))?;
        let content = read(&bytes)?;
        Ok(Self { content, bytes })
    }
}

/// The length that the asker announces: too long a body is refused before it is sent.
fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Whether the body is said to be JSON as it is: neither packed nor in another encoding of characters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(kind)) = headers.get(header::CONTENT_TYPE).map(|value| value.to_str()) else { return false };
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    let packed = headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity");
    let media = parts.next().is_some_and(|media| media == "application/json");
    media
        && !packed
        && parts.all(|part| {
            part.is_empty() || part.trim_matches('"') == "charset=utf-8" || !part.starts_with("charset=")
        })
}

fn unread(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let limit = say::TOO_LARGE.fill_all(&[("limit", &BODY_LIMIT.to_string())]);
        return Problem::new(status, "too-large", limit);
    }
    Problem::bad_request("body-unread", say::BODY_UNREAD.all())
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Some systems write a byte-order mark first; a reader may pass over it (RFC 8259, 8.1).
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let content = serde_json::from_slice(bytes).map_err(|error| wrong(&error, bytes))?;
    // A list would fill the fields in their order; the document knows objects only.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        let places = [("line", "1"), ("column", "1"), ("what", "expected an object")];
        return Err(Problem::other_shape("other-shape", say::OTHER_SHAPE.fill_all(&places)));
    }
    // U+0000 can't be stored as text everywhere, and nobody types it.
    if holds_nul(bytes) {
        return Err(Problem::other_shape("nul-character", say::NUL.all()));
    }
    Ok(content)
}

fn wrong(error: &serde_json::Error, bytes: &[u8]) -> Problem {
    // A truth value where a word is wanted is told as a fault of the text itself: whether it is one shows in reading it alone.
    let readable = || serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
    let (line, column, what) = (error.line().to_string(), error.column().to_string(), plain(error));
    let places = [("line", line.as_str()), ("column", column.as_str()), ("what", what.as_str())];
    if error.is_data() || readable() {
        Problem::other_shape("other-shape", say::OTHER_SHAPE.fill_all(&places))
    } else {
        Problem::bad_request("not-json", say::NOT_JSON.fill_all(&places))
    }
}

/// What is wrong, without the place and without anything that the asker wrote.
fn plain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    let own = ["missing field `", "duplicate field `", "a name is 1 to 64 "];
    if !error.is_data() || own.iter().any(|start| said.starts_with(start)) || said == DUPLICATE {
        return said.to_owned();
    }
    let expected = said.rsplit_once(", expected ").map(|(_, expected)| format!("expected {expected}"));
    match expected {
        Some(expected) if said.starts_with("unknown field") => format!("unknown field, {expected}"),
        Some(expected) => expected,
        None => "a value that does not fit here".to_owned(),
    }
}

/// Said of an item that is named twice.
pub(super) const DUPLICATE: &str = "the same item is named twice";

/// Whether a JSON text has the escape of U+0000: the only way to write it.
fn holds_nul(json: &[u8]) -> bool {
    let mut escaped = false;
    json.iter().enumerate().any(|(at, byte)| {
        let was = escaped;
        escaped = *byte == b'\\' && !was;
        was && *byte == b'u' && json.get(at + 1..at + 5) == Some(b"0000")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse as _;
    use std::collections::BTreeMap;

    fn said<T: DeserializeOwned>(json: &str) -> String {
        match serde_json::from_str::<T>(json) {
            Ok(_) => "fine".to_owned(),
            Err(error) => plain(&error),
        }
    }

    #[test]
    fn an_error_repeats_nothing_that_was_written() {
        for json in [
            r#"{"a": "Secretnen"}"#,
            r#"["Secretnen"]"#,
            r#""Secretnen""#,
            r#"{"a": {"Secretnen": 1}}"#,
            "Secretnen",
        ] {
            let said = said::<BTreeMap<String, u8>>(json);
            assert!(said != "fine" && !said.contains("Secretnen"), "{json}: {said}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_another_shape_and_no_broken_text() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Wish {
            Given,
        }
        type Wishes = BTreeMap<String, Wish>;
        let status = |json: &str| read::<Wishes>(json.as_bytes()).unwrap_err().into_response().status();
        assert!(matches!(read::<Wishes>(br#"{"a": "given"}"#).unwrap()["a"], Wish::Given));
        assert_eq!(status(r#"{"a": true}"#), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(status(r#"{"a": }"#), StatusCode::BAD_REQUEST);
    }

    #[test]
    fn nul_is_found_where_it_stands_and_nowhere_else() {
        for (json, holds) in [
            (r#""a\u0000b""#, true),
            (r#""\\u0000""#, false),
            (r#""\\\u0000""#, true),
            (r#""u0000""#, false),
            (r#""\u00001""#, true),
            (r#""\u0001""#, false),
        ] {
            assert_eq!(holds_nul(json.as_bytes()), holds, "{json}");
        }
    }

    #[test]
    fn only_json_in_utf8_is_json() {
        for (kind, json) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("application/json; charset=latin1", false),
            ("text/json", false),
            ("application/x-www-form-urlencoded", false),
        ] {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
            assert_eq!(is_json(&headers), json, "{kind}");
        }
    }
}
