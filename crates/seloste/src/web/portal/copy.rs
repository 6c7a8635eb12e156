//! A copy of everything about the person, to take along: at once, since they are signed in. Made in memory; nothing of it is
//! kept here. Not here: what belongs into it (the gate), its forms (`work/package`).

use super::{
    at_home, below,
    guest::{AtHome, PostedHome},
};
use crate::{
    app::Shared,
    messages::portal as say,
    web::errors::Trouble,
    work::package::{self, Extent, Told},
};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use maud::html;
use seloste_gate::package::Behalf;

/// `GET /my/{register}/copy`.
pub(super) async fn get(State(app): State<Shared>, at: AtHome) -> Response {
    at_home(app, at, move |desk| {
        let content = html! {
            div.narrow {
                h1 { (desk.say(&say::COPY)) }
                p.lead { (desk.say(&say::COPY_LEAD)) }
                form.sheet method="post" action=(below(desk, "copy")) {
                    (desk.frame.token())
                    p { (desk.say(&say::COPY_ALL_ABOUT)) }
                    p.actions { button.primary type="submit" name="extent" value="all" { (desk.say(&say::COPY_ALL)) } }
                    hr;
                    p { (desk.say(&say::COPY_GIVEN_ABOUT)) }
                    p.actions { button type="submit" name="extent" value="given" { (desk.say(&say::COPY_GIVEN)) } }
                }
            }
        };
        Ok(desk.frame.page(desk.say(&say::COPY), &content))
    })
    .await
}

/// `POST /my/{register}/copy`: the archive.
pub(super) async fn post(State(app): State<Shared>, posted: PostedHome) -> Response {
    let PostedHome { at, fields } = posted;
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let extent = match fields.get("extent") {
            "all" => Extent::All,
            "given" => Extent::Given,
            _ => return Err(Trouble::Absent),
        };
        let package = package::open(desk.gate, &desk.ask, &subject, Behalf::Own)?;
        let told = Told::new(&package, &desk.rules, desk.lang(), extent);
        let archive = told.zip().map_err(|error| Trouble::Failed(error.to_string()))?;
        let mut response = archive.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
        let name = format!("attachment; filename=\"{}.zip\"", desk.ask.register);
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        Ok(response)
    })
    .await
}
