//! Pages that say no: absent, refused, wrong, broken. What a reader may not know of is answered as what does not exist.

use crate::{
    door::Waited,
    messages::page as say,
    web::{
        page::{Banner, Frame, banner},
        visit::Visit,
    },
};
use axum::{http::StatusCode, response::Response};
use maud::html;
use seloste_gate::{
    GateError,
    errors::{ItemProblem, Refusal, RefusalCode},
};
use seloste_register::{id::ItemId, statement::Rules, text::Lang};
use std::sync::atomic::{AtomicU32, Ordering};

/// Why a page does not show what was asked for.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Nothing there, or nothing that the reader may know of.
    Absent,
    /// The statement says no.
    Refused(Refusal),
    /// The input is wrong.
    Problems(Vec<ItemProblem>),
    /// Someone else was first.
    Conflict(Vec<ItemId>),
    /// The machine is broken.
    Failed(String),
}

impl From<GateError> for Trouble {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Absent => Self::Absent,
            GateError::Refused(refusal) => Self::Refused(refusal),
            GateError::Problems(problems) => Self::Problems(problems),
            GateError::Conflict(items) => Self::Conflict(items),
            GateError::Failed(why) => Self::Failed(why),
        }
    }
}

impl From<seloste_db::Failure> for Trouble {
    fn from(failure: seloste_db::Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// The answer to trouble, in a frame and with the register's own names.
pub(crate) fn answer(trouble: Trouble, frame: &Frame, rules: &Rules) -> Response {
    match trouble {
        Trouble::Absent => absent_page(frame),
        Trouble::Refused(refusal) => refused(&refusal, frame, rules),
        Trouble::Problems(found) => problems(&found, frame, rules),
        Trouble::Conflict(items) => conflict(&items, frame, rules),
        Trouble::Failed(why) => failed(&why, frame),
    }
}

/// The answer to what does not exist. It depends on the reader alone: not on the address, not on the register.
pub(crate) fn absent(visit: &Visit) -> Response {
    absent_page(&Frame::plain(visit))
}

fn absent_page(frame: &Frame) -> Response {
    let lang = frame.lang();
    let bare = Frame { path: "/".to_owned(), registers: Vec::new(), here: None, ..frame.clone() };
    let content = html! {
        div.narrow {
            h1 { (say::ABSENT_TITLE.get(lang)) }
            p { (say::ABSENT.get(lang)) }
            p { a.button href="/" { (say::HOME.get(lang)) } }
        }
    };
    with(StatusCode::NOT_FOUND, bare.page(say::ABSENT_TITLE.get(lang), &content))
}

fn refused(refusal: &Refusal, frame: &Frame, rules: &Rules) -> Response {
    let lang = frame.lang();
    let names =
        refusal.categories.iter().filter_map(|id| rules.category(id)).map(|found| found.name.get(lang));
    let names: Vec<&str> = names.collect();
    let content = html! {
        div.narrow {
            h1 { (say::REFUSED_TITLE.get(lang)) }
            (banner(Banner::Warning, "", &html! { p.lead { (refusal.words.get(lang)) } }))
            dl.plain {
                @if !names.is_empty() { dt { (say::REFUSED_ABOUT.get(lang)) } dd { (names.join(", ")) } }
                dt { (say::REFUSED_RULE.get(lang)) } dd { code { (refusal.code.as_str()) } }
            }
            p.muted { (say::REFUSED_LOGGED.get(lang)) }
            p.actions {
                @if refusal.code == RefusalCode::NotBound {
                    a.button href="/undertakings" { (say::REFUSED_BIND.get(lang)) }
                }
                @if let Some(here) = &frame.here { a.button href={ "/r/" (here.register) } { (say::CHOOSE_PURPOSE.get(lang)) } }
            }
        }
    };
    with(StatusCode::FORBIDDEN, frame.page(say::REFUSED_TITLE.get(lang), &content))
}

fn problems(found: &[ItemProblem], frame: &Frame, rules: &Rules) -> Response {
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::PROBLEMS_TITLE.get(lang)) }
            p { (say::PROBLEMS.get(lang)) }
            (problem_list(found, frame, rules))
        }
    };
    with(StatusCode::UNPROCESSABLE_ENTITY, frame.page(say::PROBLEMS_TITLE.get(lang), &content))
}

/// Problems by item, each with what to do.
pub(crate) fn problem_list(found: &[ItemProblem], frame: &Frame, rules: &Rules) -> maud::Markup {
    let lang = frame.lang();
    html! {
        ul.problems {
            @for one in found {
                li {
                    strong { (item_name(&one.item, frame, rules)) }
                    span { ": " (one.problem.what.get(lang)) " " (one.problem.remedy.get(lang)) }
                }
            }
        }
    }
}

/// Problems in one text: what is wrong, and what to do about it.
pub(crate) fn in_words<'p>(found: impl IntoIterator<Item = &'p ItemProblem>, lang: Lang) -> String {
    let said = |one: &ItemProblem| [one.problem.what.get(lang), one.problem.remedy.get(lang)].join(" ");
    found.into_iter().map(said).collect::<Vec<_>>().join(" ")
}

/// An item's name, of a subject or of an object; one that is not declared is called as it was sent.
pub(crate) fn item_name(id: &str, frame: &Frame, rules: &Rules) -> String {
    let statement = rules.statement();
    let objects = statement.objects.iter().flat_map(|kind| kind.items.iter().chain(&kind.line_items));
    let found = statement.items.iter().chain(objects).find(|item| item.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |item| item.name.get(frame.lang()).to_owned())
}

fn conflict(items: &[ItemId], frame: &Frame, rules: &Rules) -> Response {
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::CONFLICT_TITLE.get(lang)) }
            p { (say::CONFLICT.get(lang)) }
            ul { @for item in items { li { (item_name(item.as_str(), frame, rules)) } } }
        }
    };
    with(StatusCode::CONFLICT, frame.page(say::CONFLICT_TITLE.get(lang), &content))
}

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// The answer when the machine is broken: logged once under a number that the reader can quote.
pub(crate) fn failed(why: &str, frame: &Frame) -> Response {
    let lang = frame.lang();
    let number = format!("{:x}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    tracing::error!(number, why, "a page failed");
    let content = html! {
        div.narrow {
            h1 { (say::FAILED_TITLE.get(lang)) }
            p { (say::FAILED.get(lang)) }
            p.number { code { (number) } }
            p { a.button href="/" { (say::HOME.get(lang)) } }
        }
    };
    let status = match seloste_db::is_for_want_of_room(why) {
        true => StatusCode::INSUFFICIENT_STORAGE,
        false => StatusCode::INTERNAL_SERVER_ERROR,
    };
    with(status, frame.page(say::FAILED_TITLE.get(lang), &content))
}

/// What somebody is told whose time is up: 408 when what they sent was still being waited for, else 503.
pub(crate) fn out_of_time(waited: Waited, visit: &Visit) -> Response {
    let (status, words) = match waited {
        Waited::ForBody => (StatusCode::REQUEST_TIMEOUT, &say::BODY_TOO_SLOW),
        Waited::ForAnswer => (StatusCode::SERVICE_UNAVAILABLE, &say::TOO_BUSY),
    };
    let frame = Frame::plain(visit);
    let (lang, title) = (frame.lang(), say::OUT_OF_TIME_TITLE.get(frame.lang()));
    let content = html! { div.narrow { h1 { (title) } p { (words.get(lang)) } } };
    with(status, frame.page(title, &content))
}

/// The answer when it could not be seen who asks: not the same as nobody.
pub(crate) fn unknown_visitor(why: &str, visit: &Visit) -> Response {
    with(StatusCode::SERVICE_UNAVAILABLE, failed(why, &Frame::plain(visit)))
}

/// What is not on the sitemap.
pub(crate) async fn no_such_page(visit: Visit) -> Response {
    absent(&visit)
}

/// A response with another status.
pub(crate) fn with(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    response
}
