//! People's own pages, below `/my/{register}` (C39): signing in by a link, one's data as staff see it, choices, who has looked,
//! requests. A session here has nothing to do with those of staff; an identity provider is another way to the same session. Not here:
//! what the gate lets a person do.

pub(crate) mod frame;

mod choices;
mod copy;
mod data;
mod edit;
mod federated;
mod guest;
mod log;
mod requests;
mod sound;
mod stop;
mod subscribe;
mod way_in;

use crate::{
    app::Shared,
    door::{Access, Door},
    web::{
        desk::Desk,
        errors::{self, Trouble},
        page::Frame,
    },
};
use axum::{
    http::Method,
    response::Response,
    routing::{get, post},
};
use guest::AtHome;
use std::sync::Arc;

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// Every page of this room.
pub(crate) fn doors() -> Vec<Door> {
    let open = |path, methods, answer| Door::new(path, methods, Access::Anyone, answer);
    let own = |path, methods, answer| Door::new(path, methods, Access::Person, answer);
    vec![
        open("/my", GET, get(way_in::registers)),
        open("/my/{register}", GET, get(way_in::start)),
        open("/my/{register}/link", POST, post(way_in::link)),
        open("/my/{register}/in/{token}", BOTH, get(way_in::look).post(way_in::enter)),
        open("/my/{register}/with/{provider}", GET, get(federated::out)),
        open("/my-identity/{provider}", GET, get(federated::back)),
        own("/my/{register}/connect", POST, post(federated::connect)),
        own("/my/{register}/disconnect", POST, post(federated::disconnect)),
        open("/my/{register}/subscribe", BOTH, get(subscribe::get).post(subscribe::post)),
        open("/my/{register}/confirm/{token}", BOTH, get(subscribe::look).post(subscribe::confirm)),
        open("/my/{register}/stop/{token}", BOTH, get(stop::get).post(stop::post)),
        open("/my/{register}/ask", BOTH, get(requests::ask).post(requests::post)),
        own("/my/{register}/requests", GET, get(requests::get)),
        own("/my/{register}/out", POST, post(way_in::out)),
        own("/my/{register}/data", GET, get(data::get)),
        own("/my/{register}/events", GET, get(data::events)),
        own("/my/{register}/events/{object}", GET, get(data::event)),
        own("/my/{register}/events/{object}/ask", POST, post(sound::ask)),
        own("/my/{register}/edit/{category}", BOTH, get(edit::get).post(edit::post)),
        own("/my/{register}/choices", BOTH, get(choices::get).post(choices::post)),
        own("/my/{register}/copy", BOTH, get(copy::get).post(copy::post)),
        own("/my/{register}/requests/{request}/copy", POST, post(requests::copy)),
        own("/my/{register}/log", GET, get(log::get)),
        own("/my/{register}/history", GET, get(log::history)),
    ]
}

/// Does the work of a person's page on the pool, and turns trouble into its page. The question to the gate is the person's own:
/// it reaches nobody else.
async fn at_home(
    app: Shared,
    at: AtHome,
    work: impl FnOnce(&Desk<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let visit = at.visit.clone();
    let done = app.run(move |app| {
        let Some((controller, rules)) = app.register(&at.register) else { return errors::absent(&at.visit) };
        let frame = Frame { own: Some(at.side(&rules)), ..Frame::plain(&at.visit) };
        let ask = match controller.gate.own_ask(&at.register, &at.subject) {
            Ok(ask) => ask,
            Err(error) => return errors::answer(error.into(), &frame, &rules),
        };
        let desk = Desk { app, gate: &controller.gate, rules: Arc::clone(&rules), ask, frame, signed: None };
        work(&desk).unwrap_or_else(|trouble| errors::answer(trouble, &desk.frame, &desk.rules))
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&visit)))
}

/// An address of the person's pages.
fn below(desk: &Desk<'_>, page: &str) -> String {
    format!("/my/{}/{page}", desk.ask.register)
}
