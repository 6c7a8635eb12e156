//! Coming in with an identity from elsewhere; connecting one and letting it go. A form can't lead to another site under this
//! service's rules for browsers (`form-action 'self'`), so that the way out is a link. Not here: what makes an identity good
//! (`work::own::federated`).

use super::{
    at_home, below,
    guest::{Passing, PostedHome},
    way_in::way_in,
};
use crate::{
    app::Shared,
    messages::portal as say,
    session::{cookie, source::Source},
    web::{
        caller::Caller,
        desk::Desk,
        errors::{self, Trouble},
        form::see_other,
        page::{Banner, Frame, banner},
        visit::Visit,
        vouched, when,
    },
    work::{
        own::{
            federated::{self as work, Aim, Back},
            link,
        },
        staff::federated as staff,
        way::{Answer, NotIn},
    },
};
use axum::{
    extract::{FromRequestParts, Path, Query, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{GateError, card::SubjectRef, request::RequestRef};
use seloste_register::right::Assurance;
use serde::Deserialize;
use std::convert::Infallible;

/// The ways in that providers offer.
pub(super) fn ways(app: &Shared, passing: &Passing) -> Markup {
    let lang = passing.visit.look.lang;
    let all: Vec<_> = work::offered(app, &passing.register).collect();
    html! {
        @if !all.is_empty() {
            section.sheet {
                p.actions {
                    @for one in all {
                        a.button href={ "/my/" (passing.register) "/with/" (one.settings.id) } {
                            (say::WITH.fill(lang, &[("name", one.settings.name.get(lang))]))
                        }
                    }
                }
            }
        }
    }
}

/// What a person has connected, and may connect.
pub(super) fn connected(desk: &Desk<'_>, subject: &SubjectRef) -> Result<Markup, Trouble> {
    let lang = desk.lang();
    let all: Vec<_> = work::offered(desk.app, &desk.ask.register).collect();
    let bound = desk.gate.own_identities(&desk.ask.register, subject)?;
    if all.is_empty() && bound.is_empty() {
        return Ok(html! {});
    }
    let name = |id: &str| {
        let found = desk.app.providers.get(id);
        found.map_or(id.to_owned(), |one| one.settings.name.get(lang).to_owned())
    };
    let press = |page: &str, id: &str, words: String| {
        html! {
            form method="post" action=(below(desk, page)) {
                (desk.frame.token())
                input type="hidden" name="provider" value=(id);
                button type="submit" { (words) }
            }
        }
    };
    let free = all.into_iter().filter(|one| !bound.iter().any(|had| had.provider == one.settings.id));
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::WITH_TITLE)) }
            p { (desk.say(&say::CONNECTED_LEAD)) }
            @for one in &bound {
                @let day = when::moment(one.made, lang);
                p { (say::CONNECTED_SINCE.fill(lang, &[("name", &name(&one.provider)), ("day", &day)])) }
                (press("disconnect", &one.provider, say::DISCONNECT.fill(lang, &[("name", &name(&one.provider))])))
            }
            @for one in free {
                (press("connect", &one.settings.id, say::CONNECT.fill(lang, &[("name", one.settings.name.get(lang))])))
            }
        }
    })
}

/// For what somebody sets out, when it is not to come in.
#[derive(Deserialize)]
pub(super) struct For {
    /// The request whose maker is to be known.
    request: Option<String>,
}

/// `GET /my/{register}/with/{provider}`: to come in, or to show who made a request.
pub(super) async fn out(
    State(app): State<Shared>,
    Path((_, provider)): Path<(String, String)>,
    Query(wanted): Query<For>,
    passing: Passing,
) -> Response {
    let register = passing.register.clone();
    let aim = wanted.request.map_or(Aim::Enter, |request| Aim::Vouch(RequestRef(request)));
    let Some(base) = link::base(&app.installation.head, &passing.source.origin) else {
        return way_in(&app, &passing, StatusCode::NOT_FOUND, None);
    };
    let set_out = app.run(move |app| work::set_out(app, (&register, &provider), (&base, &aim)));
    let lang = passing.visit.look.lang;
    match set_out.await {
        Ok(Ok(out)) => with_ticket(see_other(&out.address), &passing.source, &out.ticket),
        Ok(Err(NotIn::Gate(GateError::Absent))) => errors::absent(&passing.visit),
        Ok(Err(error)) => {
            let (status, said) = told(&error);
            way_in(&app, &passing, status, Some(said.get(lang)))
        }
        Err(lost) => errors::failed(&lost.to_string(), &Frame::plain(&passing.visit)),
    }
}

/// `POST /my/{register}/connect`: a page with the link to the provider.
pub(super) async fn connect(State(app): State<Shared>, passing: Passing, posted: PostedHome) -> Response {
    let provider = posted.fields.get("provider").to_owned();
    let Some(base) = link::base(&app.installation.head, &passing.source.origin) else {
        return way_in(&app, &passing, StatusCode::NOT_FOUND, None);
    };
    at_home(app, posted.at, move |desk| {
        let out = work::set_out(desk.app, (&desk.ask.register, &provider), (&base, &Aim::Bind)).map_err(trouble)?;
        let name = desk.app.providers.get(&provider).ok_or(Trouble::Absent)?.settings.name.get(desk.lang());
        let content = html! {
            div.narrow {
                h1 { (desk.say(&say::WITH_TITLE)) }
                p.lead { (desk.say(&say::GO_ON_LEAD)) }
                p.actions {
                    a.button.primary href=(out.address) { (say::GO_ON_TO.fill(desk.lang(), &[("name", name)])) }
                    a.button href=(below(desk, "data")) { (desk.say(&crate::messages::page::BACK)) }
                }
            }
        };
        Ok(with_ticket(desk.frame.page(desk.say(&say::WITH_TITLE), &content), &passing.source, &out.ticket))
    })
    .await
}

/// `POST /my/{register}/disconnect`.
pub(super) async fn disconnect(State(app): State<Shared>, posted: PostedHome) -> Response {
    let (subject, provider) = (posted.at.subject.clone(), posted.fields.get("provider").to_owned());
    at_home(app, posted.at, move |desk| {
        desk.gate.own_unbind(&desk.ask.register, &subject, &provider)?;
        Ok(see_other(&below(desk, "data")))
    })
    .await
}

/// What a provider sends back in the address.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    state: String,
    code: Option<String>,
    /// Who says so (RFC 9207).
    iss: Option<String>,
}

/// Somebody on the way back.
pub(super) struct Coming {
    visit: Visit,
    source: Source,
    headers: HeaderMap,
    caller: Caller,
}

impl FromRequestParts<Shared> for Coming {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Infallible> {
        let source = Source::of(parts, &app.installation.head);
        let caller = Caller::from_request_parts(parts, app).await?;
        Ok(Self { visit: Visit::passing(parts), source, headers: parts.headers.clone(), caller })
    }
}

/// `GET /my-identity/{provider}`.
pub(super) async fn back(
    State(app): State<Shared>,
    Path(provider): Path<String>,
    Query(sent): Query<Sent>,
    coming: Coming,
) -> Response {
    let Coming { visit, source, headers, caller } = coming;
    let plain = Frame::plain(&visit);
    let ticket = cookie::read(&headers, &cookie::way_name(&source.origin));
    let base = source.origin.text();
    let same_issuer = app
        .providers
        .get(&provider)
        .is_some_and(|one| sent.iss.as_ref().is_none_or(|iss| *iss == one.settings.issuer));
    let code = sent.code.filter(|_| same_issuer);
    if let Some((at, ticket)) = ticket.clone().and_then(|ticket| Some((staff::place(&ticket)?, ticket))) {
        let sent = vouched::Sent { provider, state: sent.state, code };
        return vouched::back(&app, (&caller, &visit), (at, ticket), sent).await;
    }
    let asked = provider.clone();
    let came = app.run(move |app| {
        let answer =
            Answer { ticket: ticket.as_deref(), state: &sent.state, code: code.as_deref(), base: &base };
        work::come_back(app, &asked, &answer)
    });
    let (register, came) = match came.await {
        Ok((Some(register), came)) => (register, came),
        Ok((None, _)) => return lost(&visit, &source),
        Err(failed) => return errors::failed(&failed.to_string(), &plain),
    };
    let token = cookie::read(&headers, &cookie::own_name(&source.origin, &register));
    let passing = Passing { visit, register, source, foreign: false, token };
    let response = arrive(&app, &passing, &provider, came).await;
    with_ticket(response, &passing.source, "")
}

async fn arrive(app: &Shared, passing: &Passing, provider: &str, came: Result<Back, NotIn>) -> Response {
    let lang = passing.visit.look.lang;
    let data = format!("/my/{}/data", passing.register);
    let refused =
        |status, said: &crate::messages::Message| way_in(app, passing, status, Some(said.get(lang)));
    match came {
        Ok(Back::Entered(session)) => {
            let mut response = see_other(&data);
            passing.give(&mut response, &session);
            response
        }
        Ok(Back::Vouched) => vouched(app, passing),
        Ok(Back::Unknown) => refused(StatusCode::FORBIDDEN, &say::NOT_CONNECTED),
        Ok(Back::ToBind(identity)) => {
            let person = match passing.person(app).await {
                Ok(Some(person)) => person,
                Ok(None) => return refused(StatusCode::FORBIDDEN, &say::WAY_LOST),
                Err(failed) => return failed,
            };
            let (register, provider) = (passing.register.clone(), provider.to_owned());
            let bound = app.run(move |app| match app.register(&register) {
                Some((home, _)) => work::bind(home, &register, (&person, &provider), &identity),
                None => Err(GateError::Absent),
            });
            match bound.await {
                Ok(Ok(())) => see_other(&data),
                Ok(Err(GateError::Absent)) => refused(StatusCode::CONFLICT, &say::NOT_BOUND),
                Ok(Err(error)) => errors::failed(&error.to_string(), &Frame::plain(&passing.visit)),
                Err(lost) => errors::failed(&lost.to_string(), &Frame::plain(&passing.visit)),
            }
        }
        Err(error) => {
            let (status, said) = told(&error);
            refused(status, said)
        }
    }
}

/// What went wrong, in words; what is wrong with a provider goes to the log.
fn told(error: &NotIn) -> (StatusCode, &'static crate::messages::Message) {
    match error {
        NotIn::Lost | NotIn::NotVouched => (StatusCode::FORBIDDEN, &say::WAY_LOST),
        NotIn::TooWeak => (StatusCode::FORBIDDEN, &say::TOO_WEAK),
        NotIn::Provider(error) => {
            tracing::warn!(%error, "an identity provider did not vouch");
            (StatusCode::BAD_GATEWAY, &say::PROVIDER_FAILED)
        }
        NotIn::Gate(error) => {
            tracing::error!(%error, "somebody did not come in by an identity");
            (StatusCode::INTERNAL_SERVER_ERROR, &crate::messages::page::FAILED_TITLE)
        }
    }
}

fn trouble(error: NotIn) -> Trouble {
    match error {
        NotIn::Gate(error) => error.into(),
        other => Trouble::Failed(other.to_string()),
    }
}

/// The provider has said who made the request: the same page whoever it is.
fn vouched(app: &Shared, passing: &Passing) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = passing.frame(&rules);
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::VOUCHED.get(lang)) }
            (banner(Banner::Done, "", &html! { p { (say::VOUCHED_LEAD.get(lang)) } }))
            p.actions { a.button href={ "/my/" (passing.register) } { (crate::messages::page::BACK.get(lang)) } }
        }
    };
    frame.page(say::VOUCHED.get(lang), &content)
}

/// Ways to show at once who made a request, when that is not certain yet.
pub(super) fn vouching(app: &Shared, passing: &Passing, request: &RequestRef, needed: Assurance) -> Markup {
    let lang = passing.visit.look.lang;
    let all: Vec<_> = work::vouching(app, &passing.register, needed).collect();
    html! {
        @if !all.is_empty() {
            p { (say::VOUCH_LEAD.get(lang)) }
            p.actions {
                @for one in all {
                    a.button.primary href={ "/my/" (passing.register) "/with/" (one.settings.id) "?request=" (request.0) } {
                        (say::VOUCH_BY.fill(lang, &[("name", one.settings.name.get(lang))]))
                    }
                }
            }
        }
    }
}

fn lost(visit: &Visit, source: &Source) -> Response {
    let frame = Frame { path: "/my".to_owned(), ..Frame::plain(visit) };
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::WITH_TITLE.get(lang)) }
            p.lead { (say::WAY_LOST.get(lang)) }
            p.actions { a.button.primary href="/my" { (crate::messages::page::BACK.get(lang)) } }
        }
    };
    with_ticket(
        errors::with(StatusCode::FORBIDDEN, frame.page(say::WITH_TITLE.get(lang), &content)),
        source,
        "",
    )
}

fn with_ticket(mut response: Response, source: &Source, ticket: &str) -> Response {
    if let Some(line) = cookie::way(&source.origin, ticket) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
