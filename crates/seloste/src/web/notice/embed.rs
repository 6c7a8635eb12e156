//! The notice for other people's pages: in a frame, or as a piece of HTML that a site fetches and puts into its own. Only
//! here may others frame what the program serves; nothing here depends on who asks.

use super::{profile, rules};
use crate::{
    app::Shared,
    messages::notice as say,
    web::{assets, errors, visit::Visit},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    response::{Html, IntoResponse as _, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use seloste_register::{
    statement::{Rules, model::Embed, notice},
    text::Lang,
};

/// What a framed notice may do: show itself in its own style.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors *; base-uri 'none'";

/// `GET /r/{register}/notice/embed`: a whole page to be put in a frame; with `?of=EMBED&at=PART` what stands in the place of somebody
/// else's content.
pub(crate) async fn page(
    State(app): State<Shared>,
    Path(register): Path<String>,
    uri: Uri,
    visit: Visit,
) -> Response {
    let Some(rules) = rules(&app, &register) else { return errors::absent(&visit) };
    if let Some(asked) = asked(&uri, "of") {
        let embeds = &rules.statement().embeds;
        let Some(embed) = embeds.iter().find(|one| one.id.as_str() == asked) else {
            return errors::absent(&visit);
        };
        let mut response = placeholder(embed, asked_part(&uri), visit.look.lang).into_response();
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        finish(&mut response, &visit);
        return response;
    }
    let (lang, content) = (visit.look.lang, notice::content(&rules, visit.look.lang, profile(&uri)));
    let inner = html! { (PreEscaped(content.html())) (way_to_ask(&rules, lang, "")) };
    let mut response = whole(&content.title, lang, &inner).into_response();
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
    // On somebody else's page an address without a host would be theirs.
    let origin = app.installation.head.origin.as_deref().map(|origin| origin.trim_end_matches('/'));
    let ask = origin.map(|origin| way_to_ask(&rules, visit.look.lang, origin));
    let mut response =
        Html(html! { (PreEscaped(content.html())) @if let Some(ask) = ask { (ask) } }.into_string())
            .into_response();
    finish(&mut response, &visit);
    response
}

/// A value of the address' query.
fn asked<'a>(uri: &'a Uri, key: &str) -> Option<&'a str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// Which of the provider's content is meant, as a part of its address; nothing for what could lead elsewhere.
fn asked_part(uri: &Uri) -> &str {
    let plain = |one: char| one.is_ascii_alphanumeric() || "-_/.~".contains(one);
    let part = asked(uri, "at").unwrap_or_default();
    if part.chars().all(plain) && !part.starts_with('/') && !part.contains("..") { part } else { "" }
}

/// What stands in the place of somebody else's content until the visitor opens it: whose it is, what they learn, and the way to
/// their own statement. Nothing is loaded from them (claims R5-038, R5-039).
fn placeholder(embed: &Embed, part: &str, lang: Lang) -> Html<String> {
    let passes: Vec<&str> = embed.passes.iter().map(|what| what.get(lang)).collect();
    let passes = passes.join(", ");
    let provider = embed.provider.as_str();
    let address = format!("{}/{part}", embed.address.trim_end_matches('/'));
    let title = format!("{}: {provider}", embed.name.get(lang));
    let inner = html! { article.notice {
        h1 { (embed.name.get(lang)) }
        p { (say::EMBED_OF.fill(lang, &[("provider", provider), ("country", &embed.country)])) }
        p { (say::EMBED_LEARNS.fill(lang, &[("provider", provider), ("passes", &passes)])) }
        p { a href=(address) target="_blank" rel="noopener noreferrer" { (say::EMBED_OPEN.fill(lang, &[("provider", provider)])) } }
        p { a href=(embed.privacy_statement) target="_blank" rel="noopener noreferrer" { (say::EMBED_STATEMENT.fill(lang, &[("provider", provider)])) } }
    } };
    whole(&title, lang, &inner)
}

/// A page of its own, without the service's frame.
fn whole(title: &str, lang: Lang, inner: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href=(assets::notice_style());
            }
            body { main { (inner) } }
        }
    };
    Html(page.into_string())
}

/// The way out of somebody else's page to the form by which anybody asks something or makes a request (R7-034): in a window of its
/// own, since no other page of ours may be framed.
fn way_to_ask(rules: &Rules, lang: Lang, origin: &str) -> Markup {
    let own = format!("{origin}/my/{}", rules.statement().register.id);
    let at = |below: &str| format!("{own}{below}?lang={}", lang.code());
    html! {
        p {
            a href=(at("/ask")) target="_blank" rel="noopener" { (say::ASK.get(lang)) }
            " · "
            a href=(at("")) target="_blank" rel="noopener" { (say::OWN_PAGES.get(lang)) }
        }
    }
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
