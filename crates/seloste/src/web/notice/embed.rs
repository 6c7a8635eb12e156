//! The notice for other people's pages: in a frame, or as a piece of HTML that a site fetches and puts into its own. Only
//! here may others frame what the program serves; nothing here depends on who asks.

use super::{profile, rules};
use crate::{
    app::Shared,
    web::{assets, errors, visit::Visit},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    response::{Html, IntoResponse as _, Response},
};
use seloste_register::statement::notice;

/// What a framed notice may do: show itself in its own style.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors *; base-uri 'none'";

/// `GET /r/{register}/notice/embed`: a whole page to be put in a frame.
pub(crate) async fn page(
    State(app): State<Shared>,
    Path(register): Path<String>,
    uri: Uri,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let content = notice::content(&rules, visit.look.lang, profile(&uri));
    let mut response = Html(content.document(&assets::notice_style())).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    finish(&mut response, &visit);
    response
}

/// `GET /r/{register}/notice/fragment`: the notice's own part, to be put on a page of one's own.
pub(crate) async fn fragment(
    State(app): State<Shared>,
    Path(register): Path<String>,
    uri: Uri,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let content = notice::content(&rules, visit.look.lang, profile(&uri));
    let mut response = Html(content.html()).into_response();
    finish(&mut response, &visit);
    response
}

fn finish(response: &mut Response, visit: &Visit) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(visit.look.lang.code()));
    super::negotiated(headers, &visit.path);
    for_all(headers);
}

/// Lets scripts of any site read the answer, without cookies.
pub(super) fn for_all(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
}
