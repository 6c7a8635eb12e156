//! Files of a case: attached by whoever handles it, fetched as they came. Nothing here looks into one: a browser is told to save it,
//! whatever it says it is. Not here: a scanned letter looked at as a picture (`scan.rs`).

use super::scan;
use crate::{
    app::Shared,
    messages::requests as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        filed::{Filed, MOST},
        form::see_other,
        page::{Banner, banner},
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{DefaultBodyLimit, Path, State as Shares},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, post as posting},
};
use maud::{Markup, html};
use seloste_gate::{
    packages::PackedFile,
    request::{Happened, Move, OpenedRequest, RequestRef},
};
use seloste_register::right::case::Step;
use std::fmt::Write as _;

/// The door by which a file comes, with a limit of its own.
pub(crate) fn attaching() -> MethodRouter<Shared> {
    posting(post).layer(DefaultBodyLimit::max(MOST))
}

/// `POST .../requests/{request}/files`.
async fn post(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Path<(String, String, String)>,
    filed: Filed,
) -> Response {
    let files = filed.files;
    at_desk(app, filed.at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        let address = desk.at(&format!("requests/{}", request.0));
        if files.is_empty() {
            return Ok(crate::web::errors::with(StatusCode::UNPROCESSABLE_ENTITY, none(desk, &address)));
        }
        for file in files {
            desk.gate.step_request(&desk.ask, &request, &Move::attaching(file))?;
        }
        Ok(see_other(&address))
    })
    .await
}

fn none(desk: &Desk<'_>, back: &str) -> Response {
    let title = desk.say(&say::ATTACH);
    let content = html! {
        div.narrow {
            h1 { (title) }
            (banner(Banner::Error, "", &html! { p { (desk.say(&say::NO_FILE)) } }))
            p.actions { a.button href=(back) { (desk.say(&say::TO_CASE)) } }
        }
    };
    desk.frame.page(title, &content)
}

/// `GET .../requests/{request}/files/{number}`.
pub(crate) async fn get(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request, number)): Path<(String, String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let number = number.parse().map_err(|_| Trouble::Absent)?;
        let file = desk.gate.request_file(&desk.ask, &RequestRef(request), number)?;
        Ok(saved(&file))
    })
    .await
}

/// A file to be saved: of no type that a browser shows or runs, and kept by nobody on the way.
pub(crate) fn saved(file: &PackedFile) -> Response {
    let mut name = String::from("attachment; filename*=UTF-8''");
    for byte in file.name.bytes() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let written = if plain { write!(name, "{}", char::from(byte)) } else { write!(name, "%{byte:02X}") };
        debug_assert!(written.is_ok(), "writing into a string does not fail");
    }
    let mut response = file.bytes.to_vec().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    let name = HeaderValue::from_str(&name).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The files of a case, and the form that adds one.
pub(super) fn sheet(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let came: Vec<(&Happened, u64)> = opened
        .happened
        .iter()
        .filter_map(|one| match one.step {
            Some(Step::Attach(bytes)) => Some((one, bytes)),
            _ => None,
        })
        .collect();
    let place = desk.at(&format!("requests/{}/files", opened.line.request.0));
    html! {
        section.sheet {
            h2 { (desk.say(&say::FILES)) }
            @if came.is_empty() { p.muted { (desk.say(&say::NO_FILES)) } }
            @else {
                ul.related {
                    @for (number, (one, bytes)) in came.iter().enumerate() {
                        li {
                            span {
                                a href={ (place) "/" (number + 1) } download { @if let Some(name) = &one.words { (personal::text(name)) } }
                                @if one.words.as_ref().is_some_and(|name| personal::passes(name, scan::is_named_as_one)) {
                                    " " a href={ (place) "/" (number + 1) "/look" } { (desk.say(&say::SHOW_SCAN)) }
                                }
                                span.origin { (when::moment(one.at, desk.lang())) ", " (size(*bytes)) }
                            }
                        }
                    }
                }
            }
            @if !opened.case.state.is_over() {
                form method="post" action=(place) enctype="multipart/form-data" {
                    (desk.frame.token())
                    div.field {
                        label for="file" { (desk.say(&say::ATTACH)) }
                        input #file type="file" name="file" multiple required aria-describedby="file-hint";
                        p.hint #file-hint { (desk.say(&say::FILE_HINT)) }
                    }
                    p.actions { button type="submit" { (desk.say(&say::ATTACH)) } }
                }
            }
        }
    }
}

/// A size as people read it: whole kilobytes, at least one.
pub(crate) fn size(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
