//! Versions of a notice: the list with the time in which each was in force, a permanent address for each, and a feed to
//! follow. Following takes no name and no address, so that nobody comes into any register by it (claim R7-002).

use super::{languages, negotiated};
use crate::{
    app::{App, Shared},
    messages::notice as say,
    web::{
        errors,
        page::{Banner, Frame, banner},
        visit::Visit,
        when,
    },
    work::{
        publish::editions::{Edition, editions},
        statements::today,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use maud::{Markup, PreEscaped, html};
use seloste_register::{
    id::RegisterId,
    statement::{
        Rules,
        notice::{self, Profile, wording_hash},
    },
    text::Lang,
};
use std::sync::Arc;

/// A feed has so many entries at the most.
const ENTRIES: usize = 20;

/// A register's rules in force and all versions of its notice.
struct Archive {
    rules: Arc<Rules>,
    editions: Vec<Edition>,
}

fn archive(app: &App, register: &str) -> Result<Option<Archive>, String> {
    let Ok(id) = RegisterId::new(register) else { return Ok(None) };
    let Some((home, rules)) = app.register(&id) else { return Ok(None) };
    let editions = editions(home, &id, today(app.clock().as_ref())).map_err(|failure| failure.to_string())?;
    Ok(Some(Archive { rules, editions }))
}

/// Looks the versions up and answers from them.
async fn from_archive(
    app: Shared,
    register: String,
    visit: Visit,
    answer: impl FnOnce(&App, &Archive, &Visit) -> Response + Send + 'static,
) -> Response {
    let (asked, stranger) = (visit.clone(), visit);
    let done = app.run(move |app| match archive(app, &register) {
        Ok(Some(archive)) => answer(app, &archive, &asked),
        Ok(None) => errors::absent(&asked),
        Err(why) => errors::failed(&why, &Frame::plain(&asked)),
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&stranger)))
}

/// `GET /r/{register}/notice/versions`.
pub(crate) async fn list(State(app): State<Shared>, Path(register): Path<String>, visit: Visit) -> Response {
    from_archive(app, register, visit, |_, archive, visit| list_page(archive, visit)).await
}

fn list_page(archive: &Archive, visit: &Visit) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let register = &archive.rules.statement().register;
    let title = say::VERSIONS_OF.fill(lang, &[("register", register.name.get(lang))]);
    let content = html! {
        (languages(&visit.path, lang))
        h1 { (title) }
        div.sheet {
            @for one in &archive.editions {
                section {
                    h2 { a href={ "/r/" (register.id) "/notice/versions/" (one.number) "?lang=" (lang.code()) } {
                        (say::VERSION.fill(lang, &[("number", &one.number.to_string())])) } }
                    p { (drawn_up(one, lang)) (validity(one, lang)) }
                    (changes(one, lang))
                }
            }
            p { a href={ "/r/" (register.id) "/notice.atom?lang=" (lang.code()) } type="application/atom+xml" {
                (say::FOLLOW.get(lang)) } }
            p.muted { (say::FOLLOW_HELP.get(lang)) }
            p { a href={ "/r/" (register.id) "/notice?lang=" (lang.code()) } { (say::CURRENT.get(lang)) } }
        }
    };
    let mut response = frame.page(&title, &content);
    negotiated(response.headers_mut(), &visit.path);
    response
}

/// The date of a version and a blank; nothing for one that can't be read any more.
fn drawn_up(edition: &Edition, lang: Lang) -> String {
    let rules = edition.rules.as_ref();
    rules
        .map(|rules| format!("{}. ", notice::content(rules, lang, Profile::Privacy).dated))
        .unwrap_or_default()
}

/// What a version changed, for whom.
fn changes(edition: &Edition, lang: Lang) -> Markup {
    html! {
        @if !edition.changes.is_empty() {
            p { (say::CHANGED.get(lang)) }
            ul { @for change in &edition.changes { li { (change.what.get(lang)) " " (change.whom_said.get(lang)) } } }
        }
    }
}

/// When a version was in force, in words.
fn validity(edition: &Edition, lang: Lang) -> String {
    let day = |moment: Timestamp| when::day(when::date_of(moment), lang);
    match edition.until {
        None => say::IN_FORCE_SINCE.fill(lang, &[("since", &day(edition.since))]),
        Some(until) => {
            say::WAS_IN_FORCE.fill(lang, &[("since", &day(edition.since)), ("until", &day(until))])
        }
    }
}

/// `GET /r/{register}/notice/versions/{version}`: the permanent address of a version.
pub(crate) async fn version(
    State(app): State<Shared>,
    Path((register, version)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    from_archive(app, register, visit, move |_, archive, visit| {
        let number = version.parse::<i64>().ok();
        let found = archive.editions.iter().find(|one| Some(one.number) == number);
        found.map_or_else(|| errors::absent(visit), |edition| version_page(archive, edition, visit))
    })
    .await
}

fn version_page(archive: &Archive, edition: &Edition, visit: &Visit) -> Response {
    let frame = Frame::plain(visit);
    let lang = frame.lang();
    let register = &archive.rules.statement().register;
    let content = edition.rules.as_ref().map(|rules| notice::content(rules, lang, Profile::Privacy));
    let body = html! {
        (languages(&visit.path, lang))
        (state(edition, register.id.as_str(), lang))
        @match &content {
            Some(content) => { (PreEscaped(content.html())) }
            // What was promised stays readable, as it was written.
            None => { h1 { (register.name.get(lang)) } p { (say::UNREADABLE.get(lang)) } pre.sheet { (edition.text) } }
        }
        p.actions { a href={ "/r/" (register.id) "/notice/versions?lang=" (lang.code()) } { (say::VERSIONS.get(lang)) } }
    };
    let title = content.map_or_else(|| register.name.get(lang).to_owned(), |content| content.title);
    let mut response = frame.page(&title, &body);
    negotiated(response.headers_mut(), &visit.path);
    response
}

fn state(edition: &Edition, register: &str, lang: Lang) -> Markup {
    let number = edition.number.to_string();
    let told = html! {
        p { (validity(edition, lang)) }
        @if edition.until.is_some() {
            p { a href={ "/r/" (register) "/notice?lang=" (lang.code()) } { (say::CURRENT.get(lang)) } }
        }
    };
    let kind = if edition.until.is_some() { Banner::Warning } else { Banner::Note };
    banner(kind, &say::VERSION.fill(lang, &[("number", &number)]), &told)
}

/// `GET /r/{register}/notice.atom`: a feed with an entry for each version (RFC 4287).
pub(crate) async fn feed(State(app): State<Shared>, Path(register): Path<String>, visit: Visit) -> Response {
    from_archive(app, register, visit, |app, archive, visit| {
        let origin = app.installation.head.origin.clone().unwrap_or_default();
        let mut response = atom(archive, origin.trim_end_matches('/'), visit.look.lang).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(visit.look.lang.code()));
        negotiated(headers, &visit.path);
        super::embed::for_all(headers);
        response
    })
    .await
}

fn atom(archive: &Archive, origin: &str, lang: Lang) -> String {
    let register = &archive.rules.statement().register;
    let controller = &archive.rules.statement().controller;
    let updated = archive.editions.first().map(|newest| moment(newest.since)).unwrap_or_default();
    let here = format!("{origin}/r/{}/notice", register.id);
    let name = format!("{}/{}", controller.id, register.id);
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(lang.code()) {
            id { (lasting_id(&name)) }
            title { (say::VERSIONS_OF.fill(lang, &[("register", register.name.get(lang))])) }
            updated { (updated) }
            author { name { (controller.name) } }
            (link("self", &format!("{here}.atom?lang={}", lang.code())))
            (link("alternate", &format!("{here}?lang={}", lang.code())))
            @for one in archive.editions.iter().take(ENTRIES) {
                entry {
                    id { (lasting_id(&format!("{name}/{}", one.number))) }
                    title { (register.name.get(lang)) ": "
                        (say::VERSION.fill(lang, &[("number", &one.number.to_string())])) }
                    // An entry does not change when a later version ends it: what it says is what it brought.
                    updated { (moment(one.since)) }
                    (link("alternate", &format!("{here}/versions/{}?lang={}", one.number, lang.code())))
                    summary { (told(one, lang)) }
                }
            }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n", feed.into_string())
}

/// What a version brought, in a few sentences (claim R7-002).
fn told(edition: &Edition, lang: Lang) -> String {
    let since = when::day(when::date_of(edition.since), lang);
    let mut told = drawn_up(edition, lang) + &say::IN_FORCE_SINCE.fill(lang, &[("since", &since)]);
    for change in &edition.changes {
        told.push(' ');
        told.push_str(change.what.get(lang));
    }
    told
}

fn moment(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn link(rel: &str, href: &str) -> Markup {
    let mut escaped = String::new();
    for c in href.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '<' => escaped.push_str("&lt;"),
            c => escaped.push(c),
        }
    }
    PreEscaped(format!("<link rel=\"{rel}\" href=\"{escaped}\"/>"))
}

/// A name for ever: a UUID made from the words (RFC 9562, version 8), the same wherever the service is served from.
fn lasting_id(words: &str) -> String {
    let hash: Vec<char> = wording_hash(words).chars().collect();
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default().iter().collect::<String>();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}
