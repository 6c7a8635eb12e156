//! The public notice: the effective rules of a register in words, open to anyone, without sign-in or cookies (R4-001).

use crate::{
    app::Shared,
    messages::page as say,
    web::{
        errors,
        page::{Frame, own_name},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use maud::{PreEscaped, html};
use seloste_register::{
    id::RegisterId,
    statement::{Rules, notice},
    text::Lang,
};
use std::sync::Arc;

fn rules(app: &Shared, register: &str) -> Option<Arc<Rules>> {
    let id = RegisterId::new(register).ok()?;
    app.register(&id).map(|(_, rules)| rules)
}

/// `GET /r/{register}/notice`.
pub(crate) async fn get(State(app): State<Shared>, Path(register): Path<String>, visit: Visit) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let id = &rules.statement().register.id;
    let content = html! {
        nav.actions aria-label=(say::LANGUAGE.get(lang)) {
            @for one in Lang::ALL {
                a href={ "/r/" (id) "/notice?lang=" (one.code()) } lang=(one.code()) hreflang=(one.code())
                    aria-current=[(one == lang).then_some("true")] { (own_name(one)) }
            }
            a href={ "/r/" (id) "/notice.md?lang=" (lang.code()) } { "Markdown" }
        }
        // The register's own text, escaped where it is made.
        (PreEscaped(notice::html(&rules, lang)))
    };
    let title = format!("{}: {}", say::NOTICE.get(lang), rules.statement().register.name.get(lang));
    frame.page(&title, &content)
}

/// `GET /r/{register}/notice.md`: the same as text.
pub(crate) async fn markdown(
    State(app): State<Shared>,
    Path(register): Path<String>,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let mut response = notice::markdown(&rules, visit.look.lang).into_response();
    let media = HeaderValue::from_static("text/markdown; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}
