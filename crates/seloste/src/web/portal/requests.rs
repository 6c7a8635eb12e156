//! Asking for one's rights, and where one's requests stand. The form is open to all: it works without signing in, and then it is
//! found out afterwards who asks.

use super::{
    at_home, below, federated,
    guest::{AtHome, Passing, PostedHome, PostedPassing},
};
use crate::{
    app::Shared,
    messages::{page as frame_say, portal as say},
    session::secret,
    web::{
        desk::Desk,
        errors,
        form::{Fields, see_other},
        page::{Banner, Frame, banner},
        sign_in::{told_to_wait, wait_words},
        when,
    },
    work::{
        own::request::{self, ASKER, Answer, Asked, WORDS},
        staff::throttle::Heard,
    },
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::{
    GateError, Receipt,
    card::SubjectRef,
    package::Behalf,
    packages::{PackageOrder, PackageState},
    request::{RequestLine, RequestRef},
};
use seloste_register::{
    right::{
        Named as _, RightKind,
        case::{State as Stand, Terms},
    },
    statement::Rules,
    text::Lang,
};
use serde::Deserialize;
use zeroize::Zeroizing;

/// What the form begins with.
#[derive(Deserialize)]
pub(super) struct Begun {
    kind: Option<String>,
}

/// `GET /my/{register}/requests`.
pub(super) async fn get(State(app): State<Shared>, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let lines = desk.gate.own_requests(&desk.ask.register, &subject)?;
        let copies = desk.gate.own_packages(&desk.ask.register, &subject)?;
        Ok(list(desk, &lines, &copies))
    })
    .await
}

fn list(desk: &Desk<'_>, lines: &[RequestLine], copies: &[PackageOrder]) -> Response {
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::REQUESTS)) }
            p.lead { (desk.say(&say::REQUESTS_LEAD)) }
            p.actions { a.button.primary href=(below(desk, "ask")) { (desk.say(&say::ASK)) } }
            @if lines.is_empty() { p.muted { (desk.say(&say::NO_REQUESTS)) } }
            @for line in lines { (one(desk, line, copies.iter().find(|copy| copy.request == line.request))) }
        }
    };
    desk.frame.page(desk.say(&say::REQUESTS), &content)
}

fn one(desk: &Desk<'_>, line: &RequestLine, copy: Option<&PackageOrder>) -> Markup {
    let lang = desk.lang();
    let over = line.closed.is_some() || matches!(line.state, Stand::Answered | Stand::Closed);
    let class = if over { "tag" } else { "tag accent" };
    html! {
        section.sheet {
            div.sheet-head {
                h2 { (line.kind.name().get(lang)) }
                span class=(class) { (line.state.name().get(lang)) }
            }
            dl.facts {
                div { dt { (desk.say(&say::RECEIVED)) } dd { (when::moment(line.received, lang)) } }
                @if let Some(closed) = line.closed {
                    div { dt { (desk.say(&say::ANSWERED)) } dd { (when::moment(closed, lang)) } }
                } @else {
                    div { dt { (desk.say(&say::DUE)) } dd { (due(line.due, when::date_of(desk.app.clock().now()), lang)) } }
                }
            }
            @if line.pending { p.muted { (desk.say(&say::PENDING)) } }
            @if let Some(copy) = copy.filter(|copy| copy.state == PackageState::Ready) {
                form method="post" action={ (below(desk, "requests")) "/" (line.request.0) "/copy" } {
                    (desk.frame.token())
                    p { (say::COPY_READY.fill(lang, &[("time", &when::moment(copy.ends, lang))])) }
                    p.actions { button.primary type="submit" { (desk.say(&say::COPY_FETCH)) } }
                }
            }
        }
    }
}

/// `POST /my/{register}/requests/{request}/copy`: the copy that was put together in a case of the person's own.
pub(super) async fn copy(
    State(app): State<Shared>,
    Path((_, request)): Path<(String, String)>,
    posted: PostedHome,
) -> Response {
    let PostedHome { at, .. } = posted;
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let request = RequestRef(request);
        let files = desk.gate.fetch_package(&desk.ask, (&subject, &request), Behalf::Own)?;
        crate::web::request::acts::archive(&files)
    })
    .await
}

/// The day, and how many days are left.
fn due(day: Date, today: Date, lang: Lang) -> Markup {
    let left = today.until(day).map_or(0, |span| span.get_days());
    html! {
        (when::day(day, lang)) " "
        @if left >= 0 { span.muted { (say::DAYS_LEFT.fill(lang, &[("n", &left.to_string())])) } }
        @else { span.tag.bad { (say::OVERDUE.get(lang)) } }
    }
}

/// `GET /my/{register}/ask`.
pub(super) async fn ask(State(app): State<Shared>, Query(begun): Query<Begun>, passing: Passing) -> Response {
    let kind = begun.kind.as_deref().and_then(RightKind::read);
    match passing.person(&app).await {
        Ok(person) => form(&app, &passing, person.as_ref(), &Typed { kind, ..Typed::default() }),
        Err(failed) => failed,
    }
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    kind: Option<RightKind>,
    words: Zeroizing<String>,
    name: Zeroizing<String>,
    reach: Zeroizing<String>,
    said: Option<String>,
    status: StatusCode,
}

fn side(
    app: &Shared,
    passing: &Passing,
    person: Option<&SubjectRef>,
) -> Option<(Frame, std::sync::Arc<Rules>)> {
    let (_, rules) = app.register(&passing.register)?;
    let mut frame = passing.frame(&rules);
    let token = passing.token.as_deref().filter(|_| person.is_some());
    if let (Some(own), Some(token)) = (frame.own.as_mut(), token) {
        own.csrf = Some(secret::form_token(token));
    }
    Some((frame, rules))
}

fn form(app: &Shared, passing: &Passing, person: Option<&SubjectRef>, typed: &Typed) -> Response {
    let Some((frame, rules)) = side(app, passing, person) else { return errors::absent(&passing.visit) };
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::ASK.get(lang)) }
            p.lead { (if person.is_some() { say::ASK_KNOWN.get(lang) } else { say::ASK_UNKNOWN.get(lang) }) }
            @if let Some(said) = &typed.said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            form.sheet method="post" action={ "/my/" (passing.register) "/ask" } {
                (frame.token())
                div.field {
                    label for="kind" { (say::KIND.get(lang)) }
                    select #kind name="kind" required {
                        @for kind in RightKind::ALL { option value=(kind.code()) selected[typed.kind == Some(*kind)] { (kind.name().get(lang)) } }
                    }
                }
                div.field {
                    label for="words" { (say::WORDS.get(lang)) }
                    textarea #words name="words" maxlength=(WORDS) rows="6" aria-describedby="words-hint" { (typed.words.as_str()) }
                    p.hint #words-hint { (say::WORDS_HINT.get(lang)) }
                }
                @if person.is_none() {
                    div.field {
                        label for="name" { (say::NAME.get(lang)) }
                        input #name name="name" maxlength="200" autocomplete="name" value=(typed.name.as_str());
                    }
                    div.field {
                        label for="reach" { (say::REACH.get(lang)) }
                        input #reach name="reach" maxlength="200" aria-describedby="reach-hint" value=(typed.reach.as_str());
                        p.hint #reach-hint { (say::REACH_HINT.get(lang)) }
                    }
                }
                p.actions { button.primary type="submit" { (say::SEND.get(lang)) } }
            }
            p.muted.small { (say::ASK_TERMS.get(lang)) " " a href={ "/r/" (rules.statement().register.id) "/notice" } { (say::READ_NOTICE.get(lang)) } }
        }
    };
    errors::with(typed.status, frame.page(say::ASK.get(lang), &content))
}

/// `POST /my/{register}/ask`.
pub(super) async fn post(State(app): State<Shared>, posted: PostedPassing) -> Response {
    let PostedPassing { passing, fields } = posted;
    let person = match passing.person(&app).await {
        Ok(person) => person,
        Err(failed) => return failed,
    };
    let lang = passing.visit.look.lang;
    let mut typed = typed(&fields);
    // A form of a person who is signed in carries the session's token; of anybody else, only that no other site sent it.
    let token = passing.token.as_deref().filter(|_| person.is_some());
    let own = token.is_none_or(|token| secret::same(&secret::form_token(token), fields.get("csrf")));
    if passing.foreign || !own {
        typed.said = Some(say::OTHER_SITE.get(lang).to_owned());
        typed.status = StatusCode::FORBIDDEN;
        return form(&app, &passing, person.as_ref(), &typed);
    }
    let Some(kind) = typed.kind else {
        typed.said = Some(say::KIND_MISSING.get(lang).to_owned());
        typed.status = StatusCode::UNPROCESSABLE_ENTITY;
        return form(&app, &passing, person.as_ref(), &typed);
    };
    match send(&app, &passing, person.clone(), asked(kind, &typed)).await {
        Ok(Answer::Received(_)) if person.is_some() => {
            see_other(&format!("/my/{}/requests", passing.register))
        }
        Ok(Answer::Received(receipt)) => received(&app, &passing, (kind, &receipt)),
        Ok(Answer::Wait(heard)) => {
            let Heard::In(wait) = heard else { return form(&app, &passing, person.as_ref(), &typed) };
            typed.said = Some(wait_words(wait, lang));
            typed.status = StatusCode::TOO_MANY_REQUESTS;
            told_to_wait(form(&app, &passing, person.as_ref(), &typed), wait)
        }
        Err(GateError::Problems(found)) => {
            typed.said = Some(errors::in_words(&found, lang));
            typed.status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&app, &passing, person.as_ref(), &typed)
        }
        Err(error) => match side(&app, &passing, person.as_ref()) {
            Some((frame, rules)) => errors::answer(error.into(), &frame, &rules),
            None => errors::absent(&passing.visit),
        },
    }
}

fn typed(fields: &Fields) -> Typed {
    let short =
        |name: &str, most: usize| Zeroizing::new(fields.get(name).chars().take(most).collect::<String>());
    Typed {
        kind: RightKind::read(fields.get("kind")),
        words: short("words", WORDS),
        name: short("name", ASKER / 2),
        reach: short("reach", ASKER / 2),
        ..Typed::default()
    }
}

fn asked(kind: RightKind, typed: &Typed) -> Asked {
    let who = [typed.name.trim(), typed.reach.trim()].join("\n");
    Asked { kind, words: typed.words.clone(), asker: Zeroizing::new(who.trim().to_owned()) }
}

async fn send(
    app: &Shared,
    passing: &Passing,
    person: Option<SubjectRef>,
    asked: Asked,
) -> Result<Answer, GateError> {
    let (register, network) = (passing.register.clone(), passing.source.network.clone());
    let sent = app.run(move |app| {
        let (home, _) = app.register(&register).ok_or(GateError::Absent)?;
        match person {
            Some(person) => request::by_person(home, (&register, &person), asked).map(Answer::Received),
            None => request::by_anybody(home, (&register, &network), asked),
        }
    });
    sent.await.map_err(|lost| GateError::Failed(lost.to_string()))?
}

fn received(app: &Shared, passing: &Passing, (kind, receipt): (RightKind, &Receipt)) -> Response {
    let Some((frame, rules)) = side(app, passing, None) else { return errors::absent(&passing.visit) };
    let today = when::date_of(app.clock().now());
    let needed = Terms::of(&rules, kind, today).needs;
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::RECEIVED_TITLE.get(lang)) }
            (banner(Banner::Done, "", &html! { p { (say::RECEIVED_LEAD.fill(lang, &[("day", &when::day(receipt.due, lang))])) } }))
            dl.plain {
                dt { (say::RECEIVED.get(lang)) } dd { (when::moment(receipt.received, lang)) }
                dt { (say::NUMBER.get(lang)) } dd { code { (receipt.request.0) } }
            }
            @if receipt.pending {
                p.muted { (say::PENDING.get(lang)) }
                (federated::vouching(app, passing, &receipt.request, needed))
            }
            p.actions { a.button href={ "/my/" (passing.register) } { (frame_say::BACK.get(lang)) } }
        }
    };
    frame.page(say::RECEIVED_TITLE.get(lang), &content)
}
