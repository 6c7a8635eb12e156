//! Versions of a notice: the list with the time in which each was in force, a permanent address for each, and a feed to
//! follow. Following takes no name and no address, so that nobody comes into any register by it (claim R7-002).

use super::{languages, negotiated, rules};
use crate::{
    app::Shared,
    messages::notice as say,
    web::{
        errors,
        page::{Banner, Frame, banner},
        visit::Visit,
        when,
    },
    work::publish::editions::{Edition, editions},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, PreEscaped, html};
use seloste_register::{
    statement::{
        Rules,
        notice::{self, Profile, wording_hash},
    },
    text::Lang,
};

/// `GET /r/{register}/notice/versions`.
pub(crate) async fn list(State(app): State<Shared>, Path(register): Path<String>, visit: Visit) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let title = say::VERSIONS_OF.fill(lang, &[("register", rules.statement().register.name.get(lang))]);
    let content = html! {
        (languages(&visit.path, lang))
        h1 { (title) }
        div.sheet {
            ul.plain {
                @for one in editions(&rules) {
                    li {
                        a href={ "/r/" (register) "/notice/versions/" (one.number) "?lang=" (lang.code()) } {
                            (say::VERSION.fill(lang, &[("number", &one.number.to_string())])) }
                        ": " (drawn_up(&one, lang)) ". " (validity(&one, lang))
                    }
                }
            }
            p { a href={ "/r/" (register) "/notice.atom?lang=" (lang.code()) } type="application/atom+xml" {
                (say::FOLLOW.get(lang)) } }
            p.muted { (say::FOLLOW_HELP.get(lang)) }
            p { a href={ "/r/" (register) "/notice?lang=" (lang.code()) } { (say::CURRENT.get(lang)) } }
        }
    };
    let mut response = frame.page(&title, &content);
    negotiated(response.headers_mut(), &visit.path);
    response
}

fn drawn_up(edition: &Edition, lang: Lang) -> String {
    notice::content(&edition.rules, lang, Profile::Privacy).dated
}

/// When a version was in force, in words.
fn validity(edition: &Edition, lang: Lang) -> String {
    let day = |moment: Timestamp| when::day(when::date_of(moment), lang);
    match (edition.since, edition.until) {
        (None, None) => say::IN_FORCE.get(lang).to_owned(),
        (Some(since), None) => say::IN_FORCE_SINCE.fill(lang, &[("since", &day(since))]),
        (None, Some(until)) => say::IN_FORCE_UNTIL.fill(lang, &[("until", &day(until))]),
        (Some(since), Some(until)) => {
            say::WAS_IN_FORCE.fill(lang, &[("since", &day(since)), ("until", &day(until))])
        }
    }
}

/// `GET /r/{register}/notice/versions/{version}`: the permanent address of a version.
pub(crate) async fn version(
    State(app): State<Shared>,
    Path((register, version)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let all = editions(&rules);
    let found =
        version.parse::<i64>().ok().and_then(|number| all.into_iter().find(|one| one.number == number));
    let Some(edition) = found else { return errors::absent(&visit) };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let content = notice::content(&edition.rules, lang, Profile::Privacy);
    let body = html! {
        (languages(&visit.path, lang))
        (state(&edition, &register, lang))
        (PreEscaped(content.html()))
        p.actions { a href={ "/r/" (register) "/notice/versions?lang=" (lang.code()) } { (say::VERSIONS.get(lang)) } }
    };
    let mut response = frame.page(&content.title, &body);
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
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let origin = app.installation.head.origin.clone().unwrap_or_default();
    let origin = origin.trim_end_matches('/');
    let mut response = atom(&rules, origin, visit.look.lang).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(visit.look.lang.code()));
    negotiated(headers, &visit.path);
    super::embed::for_all(headers);
    response
}

fn atom(rules: &std::sync::Arc<Rules>, origin: &str, lang: Lang) -> String {
    let register = &rules.statement().register;
    let controller = &rules.statement().controller;
    let all = editions(rules);
    let updated = all.first().map(changed).unwrap_or_default();
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
            @for one in &all {
                entry {
                    id { (lasting_id(&format!("{name}/{}", one.number))) }
                    title { (say::VERSION.fill(lang, &[("number", &one.number.to_string())])) ": " (drawn_up(one, lang)) }
                    updated { (changed(one)) }
                    (link("alternate", &format!("{here}/versions/{}?lang={}", one.number, lang.code())))
                    summary { (validity(one, lang)) " " (register.about.get(lang)) }
                }
            }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n", feed.into_string())
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

/// When a version last changed: when it came into force, else the day on which it was drawn up.
fn changed(edition: &Edition) -> String {
    let drawn = edition.rules.statement().register.drawn_up;
    let moment = edition.since.or_else(|| drawn.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp()));
    moment.map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}

/// A name for ever: a UUID made from the words (RFC 9562, version 8), the same wherever the service is served from.
fn lasting_id(words: &str) -> String {
    let hash: Vec<char> = wording_hash(words).chars().collect();
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default().iter().collect::<String>();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}
