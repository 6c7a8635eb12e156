//! The public notice: the effective rules of a register in words and in every other form, open to anyone, without sign-in
//! or cookies (R4-001). Its versions and how to follow them are in `archive`, what stands on other people's pages in `embed`.

mod archive;
mod embed;

use crate::{
    app::{App, Shared},
    door::{Access, Door},
    messages::{notice as say, page as frame_say},
    web::{
        assets, errors,
        page::{Frame, own_name},
        visit::Visit,
    },
    work::publish::{self, Form},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use maud::{Markup, PreEscaped, html};
use seloste_register::{
    id::{CompanyId, RegisterId},
    statement::{
        Rules,
        notice::{self, Profile},
    },
    text::Lang,
};
use std::sync::Arc;

const GET: &[Method] = &[Method::GET];

/// The doors of published notices. Anyone may pass: a notice that has to be asked for informs nobody (GDPR 12(1)).
pub(crate) fn doors() -> Vec<Door> {
    let open = |path, answer| Door::new(path, GET, Access::Anyone, answer);
    vec![
        open("/c/{controller}/notices", get(of_controller)),
        open("/r/{register}/notice", get(page)),
        open("/r/{register}/notice.md", get(markdown)),
        open("/r/{register}/notice.pdf", get(pdf)),
        open("/r/{register}/notice.jsonld", get(jsonld)),
        open("/r/{register}/notice.tilt.json", get(tilt)),
        open("/r/{register}/notice.atom", get(archive::feed)),
        open("/r/{register}/notice/embed", get(embed::page)),
        open("/r/{register}/notice/fragment", get(embed::fragment)),
        open("/r/{register}/notice/services/{service}", get(of_service)),
        open("/r/{register}/notice/versions", get(archive::list)),
        open("/r/{register}/notice/versions/{version}", get(archive::version)),
        open("/r/{register}/records", get(records)),
        open("/r/{register}/records.xlsx", get(records_sheet)),
    ]
}

fn rules(app: &App, register: &str) -> Option<Arc<Rules>> {
    let id = RegisterId::new(register).ok()?;
    app.register(&id).map(|(_, rules)| rules)
}

/// `?profile=rekisteriseloste`: the older customary order.
fn profile(uri: &axum::http::Uri) -> Profile {
    let asked =
        uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "profile=rekisteriseloste"));
    if asked { Profile::Register } else { Profile::Privacy }
}

/// `GET /r/{register}/notice`.
async fn page(
    State(app): State<Shared>,
    Path(register): Path<String>,
    uri: axum::http::Uri,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let content = notice::content(&rules, lang, profile(&uri));
    let told = Arc::clone(&rules);
    let states = app.run(move |app| super::proof::states(app, &told, lang)).await.unwrap_or_default();
    let body = html! {
        (languages(&visit.path, lang))
        // The register's own text, escaped where it is made.
        (PreEscaped(content.html()))
        (ask(&rules, lang))
        (states)
        (forms(&rules, lang))
    };
    let mut response = frame.page(&content.title, &body);
    negotiated(response.headers_mut(), &visit.path);
    response
}

/// `GET /r/{register}/notice/services/{service}`: a service's own notice, with the parts that its customer has chosen (R5-036).
async fn of_service(
    State(app): State<Shared>,
    Path((register, service)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let Some(service) = notice::services(&rules).find(|one| one.id.as_str() == service) else {
        return errors::absent(&visit);
    };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let content = notice::content_of_service(&rules, lang, &service.id);
    let body = html! {
        (languages(&visit.path, lang))
        (PreEscaped(content.html()))
        p.actions { a href={ "/r/" (register) "/notice?lang=" (lang.code()) } { (say::OF_REGISTER.get(lang)) } }
    };
    let mut response = frame.page(&content.title, &body);
    negotiated(response.headers_mut(), &visit.path);
    response
}

/// The languages of an address.
fn languages(path: &str, lang: Lang) -> Markup {
    html! {
        nav.actions aria-label=(frame_say::LANGUAGE.get(lang)) {
            @for one in Lang::ALL {
                a href={ (path) "?lang=" (one.code()) } lang=(one.code()) hreflang=(one.code())
                    aria-current=[(one == lang).then_some("true")] { (own_name(one)) }
            }
        }
    }
}

/// The way to the form by which anybody asks something or makes a request (R7-034).
fn ask(rules: &Rules, lang: Lang) -> Markup {
    let own = format!("/my/{}", rules.statement().register.id);
    html! {
        p.actions {
            a.button href={ (own) "/ask?lang=" (lang.code()) } { (say::ASK.get(lang)) }
            a href={ (own) "?lang=" (lang.code()) } { (say::OWN_PAGES.get(lang)) }
        }
    }
}

/// Where the same rules stand in other forms.
fn forms(rules: &Rules, lang: Lang) -> Markup {
    let at = format!("/r/{}", rules.statement().register.id);
    let in_lang = |form: &str| format!("{at}/{form}?lang={}", lang.code());
    html! {
        nav.sheet.forms aria-labelledby="forms-title" {
            h2 #forms-title { (say::FORMS.get(lang)) }
            ul {
                li { a href=(in_lang("notice.pdf")) type="application/pdf" { (say::AS_PDF.get(lang)) } }
                li { a href=(in_lang("notice.md")) type="text/markdown" { (say::AS_MARKDOWN.get(lang)) } }
                li { a href={ (in_lang("notice")) "&profile=rekisteriseloste" } { (say::AS_DESCRIPTION.get(lang)) } }
                @for service in notice::services(rules) {
                    li { a href=(in_lang(&format!("notice/services/{}", service.id))) {
                        (say::OF_SERVICE.fill(lang, &[("service", service.name.get(lang))])) } }
                }
                li { a href=(in_lang("records")) { (say::RECORDS.get(lang)) }
                    " (" a href=(in_lang("records.xlsx")) { "XLSX" } ")" }
                li { a href=(in_lang("notice.jsonld")) type="application/ld+json" { (say::AS_DPV.get(lang)) } }
                li { a href=(in_lang("notice.tilt.json")) type="application/json" { (say::AS_TILT.get(lang)) } }
                li { a href=(in_lang("notice/embed")) { (say::TO_EMBED.get(lang)) } }
                li { a href=(in_lang("notice/versions")) { (say::VERSIONS.get(lang)) } }
                li { a href=(in_lang("notice.atom")) type="application/atom+xml" { (say::FOLLOW.get(lang)) } }
                li { a href={ "/c/" (rules.statement().controller.id) "/notices?lang=" (lang.code()) } {
                    (say::ALL_OF_CONTROLLER.get(lang)) } }
            }
        }
    }
}

/// Says that the answer depends on the reader's language, and where the other languages are (RFC 8288).
fn negotiated(headers: &mut HeaderMap, path: &str) {
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    let links = Lang::ALL.map(|lang| {
        format!("<{path}?lang={code}>; rel=\"alternate\"; hreflang=\"{code}\"", code = lang.code())
    });
    if let Ok(links) = HeaderValue::from_str(&links.join(", ")) {
        headers.insert(header::LINK, links);
    }
}

async fn markdown(
    app: State<Shared>,
    register: Path<String>,
    uri: axum::http::Uri,
    visit: Visit,
) -> Response {
    let mut response =
        form(app, register, visit, (Form::Markdown, profile(&uri), "text/markdown; charset=utf-8")).await;
    embed::for_all(response.headers_mut());
    response
}

async fn pdf(app: State<Shared>, register: Path<String>, uri: axum::http::Uri, visit: Visit) -> Response {
    form(app, register, visit, (Form::Pdf, profile(&uri), "application/pdf")).await
}

async fn jsonld(app: State<Shared>, register: Path<String>, visit: Visit) -> Response {
    let mut response =
        form(app, register, visit, (Form::JsonLd, Profile::Privacy, "application/ld+json")).await;
    embed::for_all(response.headers_mut());
    response
}

async fn tilt(app: State<Shared>, register: Path<String>, visit: Visit) -> Response {
    let mut response = form(app, register, visit, (Form::Tilt, Profile::Privacy, "application/json")).await;
    embed::for_all(response.headers_mut());
    response
}

async fn records(app: State<Shared>, register: Path<String>, visit: Visit) -> Response {
    let form_of = Form::Records(assets::notice_style());
    form(app, register, visit, (form_of, Profile::Privacy, "text/html; charset=utf-8")).await
}

async fn records_sheet(app: State<Shared>, register: Path<String>, visit: Visit) -> Response {
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    form(app, register, visit, (Form::RecordsSheet, Profile::Privacy, media)).await
}

/// A notice in a form that is made on a worker: setting pages takes a while.
async fn form(
    State(app): State<Shared>,
    Path(register): Path<String>,
    visit: Visit,
    (form, profile, media): (Form, Profile, &'static str),
) -> Response {
    let lang = visit.look.lang;
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    let name = match form {
        Form::RecordsSheet => Some(format!("{register}-records-{}.xlsx", lang.code())),
        Form::Pdf => Some(format!("{register}-{}.pdf", lang.code())),
        _ => None,
    };
    let made = app.run(move |_| publish::kept(&rules, lang, profile, &form)).await;
    let bytes = match made.map(|made| made.map_err(|error| error.to_string())) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(why)) => return errors::failed(&why, &Frame::plain(&visit)),
        Err(lost) => return errors::failed(&lost.to_string(), &Frame::plain(&visit)),
    };
    let mut response = bytes.to_vec().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    let named = name.and_then(|name| HeaderValue::from_str(&format!("inline; filename=\"{name}\"")).ok());
    headers.extend(named.map(|value| (header::CONTENT_DISPOSITION, value)));
    negotiated(headers, &visit.path);
    response
}

/// `GET /c/{controller}/notices`: every register of a controller on one page, each with its own title and date. What one of
/// them says has no effect on a byte of the others (claim R1-002).
async fn of_controller(State(app): State<Shared>, Path(controller): Path<String>, visit: Visit) -> Response {
    let found = CompanyId::new(&controller).ok().and_then(|id| app.controller(&id));
    let Some(controller) = found else { return errors::absent(&visit) };
    let all: Vec<Arc<Rules>> =
        controller.gate.registers().into_iter().filter_map(|id| controller.gate.rules(&id)).collect();
    let Some(first) = all.first() else { return errors::absent(&visit) };
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let title = say::OF_CONTROLLER.fill(lang, &[("controller", &first.statement().controller.name)]);
    let content = html! {
        (languages(&visit.path, lang))
        h1 { (title) }
        nav.actions aria-label=(say::ALL_OF_CONTROLLER.get(lang)) {
            @for rules in &all {
                @let register = &rules.statement().register;
                a href={ "#" (register.id) "--notice" } { (register.name.get(lang)) }
            }
        }
        @for rules in &all {
            @let register = &rules.statement().register.id;
            (PreEscaped(notice::content(rules, lang, Profile::Privacy).html_among(&format!("{register}--"))))
            (ask(rules, lang))
            p.actions { a href={ "/r/" (register) "/notice?lang=" (lang.code()) } { (say::ALONE.get(lang)) } }
        }
    };
    let mut response = frame.page(&title, &content);
    negotiated(response.headers_mut(), &visit.path);
    response
}
