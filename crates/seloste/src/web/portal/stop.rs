//! Ending messages by a link in them (R3-027, RFC 8058): a page to look at, a POST that acts, no sign-in. What looks at links on
//! its own (mail scanners, previews) ends nothing.

use super::guest::Passing;
use crate::{
    app::Shared,
    messages::portal as say,
    web::{errors, page::Frame, when},
    work::own::stop::{self, Stop},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::html;
use seloste_gate::GateError;
use seloste_register::statement::Rules;

type Place = Path<(String, String)>;

/// `GET /my/{register}/stop/{token}`: what the link ends, and one button.
pub(super) async fn get(State(app): State<Shared>, Path((_, token)): Place, passing: Passing) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let found = of(&app, &passing, &token).await;
    let stop = match found {
        Ok(stop) => stop,
        Err(answer) => return answer,
    };
    let frame = frame(&passing, &rules);
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::STOP_TITLE.get(lang)) }
            p.lead { (say::STOP_LEAD.fill(lang, &places(&rules, &stop, &frame))) }
            form method="post" action={ "/my/" (passing.register) "/stop/" (token) } {
                p.actions { button.primary type="submit" { (say::STOP.get(lang)) } }
            }
        }
    };
    frame.page(say::STOP_TITLE.get(lang), &content)
}

/// `POST /my/{register}/stop/{token}`: acts at once, whoever sends it; the link alone is asked for.
pub(super) async fn post(State(app): State<Shared>, Path((_, token)): Place, passing: Passing) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = frame(&passing, &rules);
    let register = passing.register.clone();
    let done = app.run(move |app| {
        let (home, rules) = app.register(&register).ok_or(GateError::Absent)?;
        let found = stop::of(&home.gate, &register, &token)?.ok_or(GateError::Absent)?;
        stop::act(&home.gate, &rules, &found)?;
        Ok(found)
    });
    let stop = match done.await {
        Ok(Ok(stop)) => stop,
        Ok(Err(GateError::Absent)) => return gone(&passing, &rules),
        Ok(Err(error)) => return errors::answer(error.into(), &frame, &rules),
        Err(lost) => return errors::failed(&lost.to_string(), &frame),
    };
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::STOPPED_TITLE.get(lang)) }
            p.lead { (say::STOPPED.fill(lang, &places(&rules, &stop, &frame))) }
            p.actions { a.button href={ "/my/" (passing.register) } { (say::MY_PAGES.get(lang)) } }
        }
    };
    frame.page(say::STOPPED_TITLE.get(lang), &content)
}

/// The address of the page is the person's secret: it is no way back for the language form.
fn frame(passing: &Passing, rules: &Rules) -> Frame {
    Frame { path: format!("/my/{}", passing.register), ..passing.frame(rules) }
}

async fn of(app: &Shared, passing: &Passing, token: &str) -> Result<Stop, Response> {
    let (register, token) = (passing.register.clone(), token.to_owned());
    let found = app.run(move |app| match app.register(&register) {
        Some((home, _)) => stop::of(&home.gate, &register, &token),
        None => Ok(None),
    });
    let rules = app.register(&passing.register).map(|(_, rules)| rules);
    let Some(rules) = rules else { return Err(errors::absent(&passing.visit)) };
    match found.await {
        Ok(Ok(Some(stop))) => Ok(stop),
        Ok(Ok(None) | Err(GateError::Absent)) => Err(gone(passing, &rules)),
        Ok(Err(error)) => Err(errors::answer(error.into(), &frame(passing, &rules), &rules)),
        Err(lost) => Err(errors::failed(&lost.to_string(), &frame(passing, &rules))),
    }
}

fn gone(passing: &Passing, rules: &Rules) -> Response {
    let frame = frame(passing, rules);
    let lang = frame.lang();
    let content = html! {
        div.way-in { h1 { (say::STOP_TITLE.get(lang)) } p.lead { (say::STOP_GONE.get(lang)) } }
    };
    errors::with(StatusCode::NOT_FOUND, frame.page(say::STOP_TITLE.get(lang), &content))
}

fn places<'a>(rules: &'a Rules, stop: &Stop, frame: &Frame) -> Vec<(&'static str, &'a str)> {
    let lang = frame.lang();
    let purpose = rules.purpose(&stop.purpose).map_or("", |purpose| purpose.name.get(lang));
    vec![
        ("controller", rules.statement().controller.name.as_str()),
        ("purpose", purpose),
        ("channel", when::channel(stop.channel).get(lang)),
    ]
}
