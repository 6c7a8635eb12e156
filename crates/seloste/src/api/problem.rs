//! RFC 9457 problems: how the API says no. Not here: who may know what (the gate decides it).

use crate::{
    door::Waited,
    messages::{Message, api as say},
};
use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use seloste_gate::{
    GateError,
    errors::{ItemProblem, RefusalCode, UNKNOWN_PLACE},
};
use seloste_register::{
    statement::model::Action,
    text::{Lang, Text},
};
use serde::Serialize;

/// A problem on its way out. Its language is chosen where it leaves, by `Accept-Language`.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: Text,
    action: Option<Action>,
    items: Vec<ItemProblem>,
}

/// A problem as RFC 9457 writes it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemBody {
    /// Where this kind of problem is described.
    #[serde(rename = "type")]
    kind: String,
    /// The status in words.
    title: &'static str,
    /// The status code.
    status: u16,
    /// What is wrong and what to do, in the language of `Accept-Language`.
    detail: String,
    /// Stable name of the rule that refused.
    code: &'static str,
    /// With `action-not-granted`: the action that the statement would have to grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    /// The items concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemBody>,
}

/// What is wrong with one item.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ItemProblem)]
struct ItemBody {
    /// The item, as it was named.
    item: String,
    /// Stable name of the rule.
    rule: &'static str,
    /// What is wrong.
    what: String,
    /// What to do about it.
    remedy: String,
}

impl Problem {
    /// A problem with its text.
    pub(super) fn new(status: StatusCode, code: &'static str, detail: Text) -> Self {
        Self { status, code, detail, action: None, items: Vec::new() }
    }

    /// A problem whose text has no places to fill.
    fn plain(status: StatusCode, code: &'static str, detail: &Message) -> Self {
        Self::new(status, code, detail.all())
    }

    /// 400 about the body.
    pub(super) fn bad_request(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 400 about a header.
    pub(super) fn bad_header(name: &str, rule: &str) -> Self {
        Self::bad_request("bad-header", say::BAD_HEADER.fill_all(&[("name", name), ("rule", rule)]))
    }

    /// 400 about the query.
    pub(super) fn bad_query(rule: &str) -> Self {
        Self::bad_request("bad-query", say::BAD_QUERY.fill_all(&[("rule", rule)]))
    }

    /// 401.
    pub(super) fn no_key() -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, "no-key", &say::NO_KEY)
    }

    /// 404: what is not there, what the asker may not know of, what is another controller's. One answer for all.
    pub(super) fn absent() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "absent", &say::ABSENT)
    }

    /// 405.
    pub(super) fn other_method() -> Self {
        Self::plain(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", &say::OTHER_METHOD)
    }

    /// 406.
    pub(super) fn not_accepted() -> Self {
        Self::plain(StatusCode::NOT_ACCEPTABLE, "not-acceptable", &say::NOT_ACCEPTED)
    }

    /// 415.
    pub(super) fn not_json_type() -> Self {
        Self::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", &say::NOT_JSON_TYPE)
    }

    /// 422 about the body's shape.
    pub(super) fn other_shape(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 422: an idempotency key that was used for something else.
    pub(super) fn other_body() -> Self {
        Self::plain(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", &say::OTHER_BODY)
    }

    /// 409: two sendings of one request met.
    pub(super) fn met_itself() -> Self {
        Self::plain(StatusCode::CONFLICT, "request-met-itself", &say::MET_ITSELF)
    }

    /// 422 about items; 400 about a parameter that says where a list goes on.
    pub(super) fn items(items: Vec<ItemProblem>) -> Self {
        if items.iter().any(|one| one.problem.rule == UNKNOWN_PLACE) {
            return Self {
                items,
                ..Self::plain(StatusCode::BAD_REQUEST, UNKNOWN_PLACE, &say::UNKNOWN_PLACE)
            };
        }
        Self { items, ..Self::plain(StatusCode::UNPROCESSABLE_ENTITY, "input-problems", &say::PROBLEMS) }
    }

    /// 400: no purpose was named.
    pub(super) fn no_purpose() -> Self {
        Self::plain(StatusCode::BAD_REQUEST, "purpose-missing", &say::NO_PURPOSE)
    }

    /// 429.
    pub(super) fn too_many() -> Self {
        Self::plain(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", &say::TOO_MANY)
    }

    /// 503. The cause goes to the log.
    pub(super) fn unavailable(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "not ready");
        Self::plain(StatusCode::SERVICE_UNAVAILABLE, "not-ready", &say::BROKEN)
    }

    /// 500, and 507 for want of room. The cause goes to the log, which holds no personal data, not to the asker.
    pub(super) fn broken(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "an API call failed");
        if seloste_db::is_for_want_of_room(&cause.to_string()) {
            return Self::plain(StatusCode::INSUFFICIENT_STORAGE, "no-room", &say::NO_ROOM);
        }
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "failed", &say::BROKEN)
    }

    /// What a call is told whose time is up: 408 when its body was still being waited for, else 503.
    pub(crate) fn out_of_time(waited: Waited, headers: &HeaderMap) -> Response {
        let problem = match waited {
            Waited::ForBody => Self::plain(StatusCode::REQUEST_TIMEOUT, "body-too-slow", &say::BODY_TOO_SLOW),
            Waited::ForAnswer => Self::plain(StatusCode::SERVICE_UNAVAILABLE, "too-busy", &say::TOO_BUSY),
        };
        problem.answer(lang(headers))
    }

    /// The problem in one language.
    fn body(&self, lang: Lang) -> ProblemBody {
        let items = self.items.iter().map(|item| ItemBody {
            item: item.item.clone(),
            rule: item.problem.rule,
            what: item.problem.what.get(lang).to_owned(),
            remedy: item.problem.remedy.get(lang).to_owned(),
        });
        ProblemBody {
            kind: format!("/api/openapi.json#/components/responses/{}", self.status.as_u16()),
            title: self.status.canonical_reason().unwrap_or("Problem"),
            status: self.status.as_u16(),
            detail: self.detail.get(lang).to_owned(),
            code: self.code,
            action: self.action.map(Action::as_str),
            items: items.collect(),
        }
    }

    fn answer(&self, lang: Lang) -> Response {
        let mut answer = (self.status, Json(self.body(lang))).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"seloste\""));
        }
        answer
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

impl From<GateError> for Problem {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(refusal) => {
                let status = match refusal.code {
                    RefusalCode::TooManyCards => StatusCode::TOO_MANY_REQUESTS,
                    _ => StatusCode::FORBIDDEN,
                };
                Self { action: refusal.action, ..Self::new(status, refusal.code.as_str(), refusal.words) }
            }
            GateError::Absent => Self::absent(),
            GateError::Problems(items) => Self::items(items),
            GateError::Conflict(items) => Self {
                items: items.into_iter().map(|item| conflicting(item.as_str())).collect(),
                ..Self::plain(StatusCode::CONFLICT, "conflict", &say::CONFLICT)
            },
            GateError::Failed(cause) => Self::broken(&cause),
        }
    }
}

fn conflicting(item: &str) -> ItemProblem {
    use seloste_register::diagnostics::{Problem as Found, Severity};
    let problem = Found {
        severity: Severity::Error,
        rule: "changed-since-read",
        place: None,
        also: None,
        what: say::CHANGED.all(),
        remedy: say::CHANGED_REMEDY.all(),
        passages: Vec::new(),
    };
    ItemProblem { item: item.to_owned(), problem }
}

/// Around every call: refuses an `Accept` that JSON can't serve, and writes problems in the asker's language.
pub(super) async fn speak(request: Request, next: Next) -> Response {
    let lang = lang(request.headers());
    if !accepts_json(request.headers()) {
        return Problem::not_accepted().answer(lang);
    }
    let mut answer = next.run(request).await;
    match answer.extensions_mut().remove::<Problem>() {
        None => answer,
        Some(problem) => {
            let mut told = problem.answer(lang);
            if let Some(allow) = answer.headers_mut().remove(header::ALLOW) {
                told.headers_mut().insert(header::ALLOW, allow);
            }
            told
        }
    }
}

/// The first language of `Accept-Language` that Seloste speaks; English when none. Weights are not weighed: clients
/// write the best first.
fn lang(headers: &HeaderMap) -> Lang {
    let wanted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let code = |range: &str| range.trim().split(['-', ';']).next().unwrap_or_default().to_ascii_lowercase();
    wanted.split(',').find_map(|range| Lang::from_code(&code(range))).unwrap_or(Lang::En)
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let mut ranges = headers
        .get_all(header::ACCEPT)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default().to_ascii_lowercase();
            let never = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            (media, never)
        })
        .filter(|(media, _)| !media.is_empty())
        .peekable();
    let served = ["*/*", "application/*", "application/json", "application/problem+json"];
    ranges.peek().is_none() || ranges.any(|(media, never)| !never && served.contains(&media.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_language_is_the_first_that_is_spoken() {
        for (wanted, given) in [
            ("", Lang::En),
            ("fi", Lang::Fi),
            ("sv-FI;q=0.9, fi", Lang::Sv),
            ("de, fr;q=0.5, FI-fi", Lang::Fi),
            ("*", Lang::En),
        ] {
            assert_eq!(lang(&headers(header::ACCEPT_LANGUAGE, wanted)), given, "{wanted}");
        }
    }

    #[test]
    fn an_accept_without_json_is_seen() {
        for (accept, served) in [
            ("*/*", true),
            ("application/json", true),
            ("text/html, application/*;q=0.1", true),
            ("text/html", false),
            ("application/json;q=0", false),
            ("", true),
        ] {
            assert_eq!(accepts_json(&headers(header::ACCEPT, accept)), served, "{accept}");
        }
    }
}
