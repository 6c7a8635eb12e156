//! The way in: the address is typed, a link comes by e-mail, and one press on the page behind it opens the person's data. The
//! link is spent by the press (POST), never by looking at it: mail scanners look.

use super::{
    federated,
    guest::{AtHome, Passing, PostedHome, PostedPassing},
};
use crate::{
    app::Shared,
    messages::{page as frame_say, portal as say, subscribe as subscribe_say},
    web::{
        errors,
        form::see_other,
        page::{Banner, Frame, banner},
        sign_in::{told_to_wait, wait_words},
        visit::Visit,
    },
    work::{
        own::link::{self, Asking, LINK_WORKS},
        staff::throttle::Heard,
    },
};
use axum::{
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{GateError, LinkAsks};
use seloste_register::statement::Rules;
use std::convert::Infallible;

/// Somebody at a page of no register.
pub(crate) struct Anybody(Visit);

impl FromRequestParts<Shared> for Anybody {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _app: &Shared) -> Result<Self, Infallible> {
        Ok(Self(Visit::passing(parts)))
    }
}

/// `GET /my`: the registers to choose from.
pub(super) async fn registers(State(app): State<Shared>, Anybody(visit): Anybody) -> Response {
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let ids = app.controllers().flat_map(|home| home.gate.registers());
    let open: Vec<_> = ids.filter_map(|id| Some((id.clone(), app.register(&id)?.1))).collect();
    let content = html! {
        div.narrow {
            h1 { (say::TITLE.get(lang)) }
            p.lead { (say::WAY_IN_LEAD.get(lang)) }
            ul.tasks {
                @for (id, rules) in &open {
                    li { a.task href={ "/my/" (id) } {
                        strong { (rules.statement().register.name.get(lang)) }
                        span.muted { (rules.statement().controller.name) }
                    } }
                }
            }
        }
    };
    frame.page(say::TITLE.get(lang), &content)
}

/// `GET /my/{register}`: the person's data for one who is signed in, the way in for others.
pub(super) async fn start(State(app): State<Shared>, passing: Passing) -> Response {
    match passing.person(&app).await {
        Ok(Some(_)) => see_other(&format!("/my/{}/data", passing.register)),
        Ok(None) => way_in(&app, &passing, StatusCode::OK, None),
        Err(failed) => failed,
    }
}

pub(super) fn way_in(app: &Shared, passing: &Passing, status: StatusCode, said: Option<&str>) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = passing.frame(&rules);
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::TITLE.get(lang)) }
            p.lead { (say::WAY_IN_LEAD.get(lang)) }
            @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            (federated::ways(app, passing))
            (by_email(app, passing, &rules))
            @if rules.statement().subscription.is_some() {
                p.actions { a.button href={ "/my/" (passing.register) "/subscribe" } { (subscribe_say::TITLE.get(lang)) } }
            }
            section.sheet {
                h2 { (say::WITHOUT.get(lang)) }
                p { (say::WITHOUT_LEAD.get(lang)) }
                p.actions {
                    a.button href={ "/my/" (passing.register) "/ask" } { (say::ASK.get(lang)) }
                    a href={ "/r/" (passing.register) "/notice" } { (say::READ_NOTICE.get(lang)) }
                }
            }
        }
    };
    errors::with(status, frame.page(say::TITLE.get(lang), &content))
}

fn by_email(app: &Shared, passing: &Passing, rules: &Rules) -> Markup {
    let lang = passing.visit.look.lang;
    if !link::offered(app, rules) {
        return banner(Banner::Note, "", &html! { p { (say::NOT_OFFERED.get(lang)) } });
    }
    if link::base(&app.installation.head, &passing.source.origin).is_none() {
        return banner(Banner::Warning, "", &html! { p { (say::NO_ORIGIN.get(lang)) } });
    }
    html! {
        form.sheet method="post" action={ "/my/" (passing.register) "/link" } {
            h2 { (say::BY_EMAIL.get(lang)) }
            div.field {
                label for="email" { (say::EMAIL.get(lang)) }
                input #email type="email" name="email" required maxlength="254" autocomplete="email" aria-describedby="email-hint";
                p.hint #email-hint { (say::EMAIL_HINT.get(lang)) }
            }
            p.actions { button.primary type="submit" { (say::SEND_LINK.get(lang)) } }
        }
    }
}

/// `POST /my/{register}/link`: the answer is the same whoever's address it is, and takes as long.
pub(super) async fn link(State(app): State<Shared>, posted: PostedPassing) -> Response {
    let PostedPassing { passing, fields } = posted;
    let lang = passing.visit.look.lang;
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    if passing.foreign {
        return way_in(&app, &passing, StatusCode::FORBIDDEN, Some(say::OTHER_SITE.get(lang)));
    }
    let base = link::base(&app.installation.head, &passing.source.origin);
    let (true, Some(base)) = (link::offered(&app, &rules), base) else {
        return way_in(&app, &passing, StatusCode::NOT_FOUND, None);
    };
    let email = fields.get("email").trim().to_owned();
    if email.len() > 254 || !email.contains('@') {
        return way_in(&app, &passing, StatusCode::UNPROCESSABLE_ENTITY, Some(say::NOT_AN_ADDRESS.get(lang)));
    }
    let (register, network) = (passing.register.clone(), passing.source.network.clone());
    let heard = app.run(move |app| match app.register(&register) {
        Some((home, _)) => {
            link::ask(home, &register, &Asking { email: &email, network: &network, base, lang })
        }
        None => Err(GateError::Absent),
    });
    match heard.await {
        Ok(Ok(Heard::Now)) => sent(&passing, &rules),
        Ok(Ok(Heard::In(wait))) => {
            let said = wait_words(wait, lang);
            told_to_wait(way_in(&app, &passing, StatusCode::TOO_MANY_REQUESTS, Some(&said)), wait)
        }
        Ok(Err(error)) => errors::answer(error.into(), &passing.frame(&rules), &rules),
        Err(lost) => errors::failed(&lost.to_string(), &passing.frame(&rules)),
    }
}

fn sent(passing: &Passing, rules: &Rules) -> Response {
    let frame = passing.frame(rules);
    let lang = frame.lang();
    let minutes = LINK_WORKS.as_mins().to_string();
    let content = html! {
        div.way-in {
            h1 { (say::SENT_TITLE.get(lang)) }
            (banner(Banner::Done, "", &html! { p { (say::SENT.fill(lang, &[("n", &minutes)])) } }))
            p.muted { (say::SENT_ELSE.get(lang)) }
            p.actions { a.button href={ "/my/" (passing.register) } { (frame_say::BACK.get(lang)) } }
        }
    };
    frame.page(say::SENT_TITLE.get(lang), &content)
}

/// `GET /my/{register}/in/{token}`: a page with one button. Looking spends nothing.
pub(super) async fn look(
    State(app): State<Shared>,
    Path((_, token)): Path<(String, String)>,
    passing: Passing,
) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = passing.frame(&rules);
    let (register, shown) = (passing.register.clone(), token.clone());
    let asks = app.run(move |app| match app.register(&register) {
        Some((home, _)) => link::asks(home, &register, &shown),
        None => Ok(None),
    });
    match asks.await {
        Ok(Ok(Some(asks))) => door(&passing, (&frame, &token), asks, None),
        Ok(Ok(None)) => spent(&passing, &rules),
        Ok(Err(error)) => errors::answer(error.into(), &frame, &rules),
        Err(lost) => errors::failed(&lost.to_string(), &frame),
    }
}

/// The page behind a link: one button, and a field for the key code where one was set.
fn door(passing: &Passing, (frame, token): (&Frame, &str), asks: LinkAsks, wrong: Option<&str>) -> Response {
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::ENTER_TITLE.get(lang)) }
            p.lead { (say::ENTER_LEAD.get(lang)) }
            @if let Some(wrong) = wrong { (banner(Banner::Error, "", &html! { p { (wrong) } })) }
            form method="post" action={ "/my/" (passing.register) "/in/" (token) } {
                @if asks == LinkAsks::KeyCode {
                    div.field {
                        label for="key" { (say::KEY_CODE.get(lang)) }
                        input #key name="key" required maxlength="64" autocomplete="one-time-code" aria-describedby="key-hint";
                        p.hint #key-hint { (say::KEY_CODE_HINT.get(lang)) }
                    }
                }
                p.actions { button.primary type="submit" { (say::ENTER.get(lang)) } }
            }
        }
    };
    // The path of this page is a secret: it is not offered to the language form as the way back.
    let frame = Frame { path: format!("/my/{}", passing.register), ..frame.clone() };
    frame.page(say::ENTER_TITLE.get(lang), &content)
}

/// `POST /my/{register}/in/{token}`: spends the link on a session.
pub(super) async fn enter(
    State(app): State<Shared>,
    Path((_, token)): Path<(String, String)>,
    posted: PostedPassing,
) -> Response {
    let PostedPassing { passing, fields } = posted;
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = passing.frame(&rules);
    if passing.foreign {
        let said = say::OTHER_SITE.get(frame.lang());
        return way_in(&app, &passing, StatusCode::FORBIDDEN, Some(said));
    }
    let (register, before) = (passing.register.clone(), passing.token.clone());
    let shown = token.clone();
    let key_code = Some(fields.get("key").to_owned()).filter(|key| !key.is_empty());
    let entered = app.run(move |app| match app.register(&register) {
        Some((home, _)) => {
            let session = link::enter(home, &register, (&shown, key_code.as_deref()))?;
            // A session of somebody else in the same browser does not live on beside it.
            if let Some(before) = &before {
                link::leave(home, &register, before)?;
            }
            Ok(session)
        }
        None => Err(GateError::Absent),
    });
    match entered.await {
        Ok(Ok(session)) => {
            let mut response = see_other(&format!("/my/{}/data", passing.register));
            passing.give(&mut response, &session);
            response
        }
        Ok(Err(GateError::Absent)) => spent(&passing, &rules),
        Ok(Err(GateError::Problems(found))) => {
            let wrong = errors::in_words(&found, frame.lang());
            let page = door(&passing, (&frame, &token), LinkAsks::KeyCode, Some(&wrong));
            errors::with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Ok(Err(error)) => errors::answer(error.into(), &frame, &rules),
        Err(lost) => errors::failed(&lost.to_string(), &frame),
    }
}

fn spent(passing: &Passing, rules: &Rules) -> Response {
    let frame = Frame { path: format!("/my/{}", passing.register), ..passing.frame(rules) };
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::SPENT_TITLE.get(lang)) }
            p.lead { (say::SPENT.get(lang)) }
            p.actions { a.button.primary href={ "/my/" (passing.register) } { (say::NEW_LINK.get(lang)) } }
        }
    };
    errors::with(StatusCode::GONE, frame.page(say::SPENT_TITLE.get(lang), &content))
}

/// `POST /my/{register}/out`.
pub(super) async fn out(State(app): State<Shared>, passing: Passing, posted: PostedHome) -> Response {
    let AtHome { register, visit, .. } = posted.at;
    let token = passing.token.clone().unwrap_or_default();
    let home = register.clone();
    let ended = app.run(move |app| match app.register(&home) {
        Some((controller, _)) => link::leave(controller, &home, &token),
        None => Ok(()),
    });
    match ended.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return errors::failed(&error.to_string(), &Frame::plain(&visit)),
        Err(lost) => return errors::failed(&lost.to_string(), &Frame::plain(&visit)),
    }
    let mut response = see_other(&format!("/my/{register}"));
    passing.give(&mut response, "");
    response
}
