//! Subscribing by oneself: a form that is open to all, a message, and one press on the page behind its link (R3-013). The link is
//! spent by the press (POST), never by looking at it. The answers are the same whoever's address it is (R3-021).

use super::guest::{Passing, PostedPassing};
use crate::{
    app::Shared,
    mail::Typed,
    messages::{page as frame_say, portal as portal_say, subscribe as say},
    web::{
        errors,
        form::Fields,
        page::{Banner, Frame, banner},
        sign_in::{told_to_wait, wait_words},
    },
    work::{
        own::{link, subscribe},
        staff::throttle::Heard,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{GateError, errors::ItemProblem};
use seloste_register::{
    id::ConsentId,
    statement::{
        Rules,
        model::{Consent, Item, ItemType, Subscription},
    },
    text::Lang,
};

/// Longest text of one field that is looked at, in characters.
const LONGEST: u32 = 254;

/// What the form shows again.
#[derive(Default)]
struct Again {
    typed: Typed,
    said: Option<String>,
    problems: Vec<ItemProblem>,
}

/// `GET /my/{register}/subscribe`.
pub(super) async fn get(State(app): State<Shared>, passing: Passing) -> Response {
    page(&app, &passing, StatusCode::OK, &Again::default())
}

fn page(app: &Shared, passing: &Passing, status: StatusCode, again: &Again) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = passing.frame(&rules);
    let lang = frame.lang();
    let Some(declared) = rules.statement().subscription.as_ref() else {
        return errors::absent(&passing.visit);
    };
    let open = subscribe::form(app, &rules).is_some()
        && link::base(&app.installation.head, &passing.source.origin).is_some();
    let content = html! {
        div.way-in {
            h1 { (say::TITLE.get(lang)) ": " (rules.statement().register.name.get(lang)) }
            p.lead { (say::LEAD.get(lang)) }
            @if let Some(said) = &again.said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            @if open { (form(passing, &rules, declared, again)) }
            @else { (banner(Banner::Warning, "", &html! { p { (say::NOT_OFFERED.get(lang)) } })) }
            p { a href={ "/r/" (passing.register) "/notice" } { (portal_say::READ_NOTICE.get(lang)) } }
        }
    };
    errors::with(status, frame.page(say::TITLE.get(lang), &content))
}

fn form(passing: &Passing, rules: &Rules, declared: &Subscription, again: &Again) -> Markup {
    let lang = passing.visit.look.lang;
    let main = subscribe::consents(rules, &[&declared.consent]);
    let also = subscribe::consents(rules, &declared.also.iter().collect::<Vec<_>>());
    html! {
        form.sheet method="post" action={ "/my/" (passing.register) "/subscribe" } {
            @for item in subscribe::asked(rules, declared) { (field(item, lang, again)) }
            @for consent in &main {
                p { strong { (say::TAKES.get(lang)) ":" } " " (consent.wording.get(lang)) }
            }
            @if !also.is_empty() {
                fieldset {
                    legend { (say::ALSO.get(lang)) }
                    @for consent in &also { (tick(consent, lang, again.typed.consents.contains(&consent.id))) }
                }
            }
            p.actions { button.primary type="submit" { (say::SEND.get(lang)) } }
        }
    }
}

fn tick(consent: &Consent, lang: Lang, ticked: bool) -> Markup {
    let name = format!("consent.{}", consent.id);
    html! {
        label.check { input type="checkbox" name=(name) value="yes" checked[ticked]; " " (consent.wording.get(lang)) }
    }
}

fn field(item: &Item, lang: Lang, again: &Again) -> Markup {
    let id = format!("item.{}", item.id);
    let wrong = format!("{id}.wrong");
    let typed = again.typed.items.iter().find(|(one, _)| *one == item.id).map_or("", |(_, text)| text);
    let problems: Vec<_> = again.problems.iter().filter(|one| one.item == item.id.as_str()).collect();
    let mailed = item.item_type == ItemType::Email;
    let needed = item.required || mailed;
    let kind = if mailed { "email" } else { "text" };
    let fills = match item.item_type {
        ItemType::Email => Some("email"),
        ItemType::FirstNames => Some("given-name"),
        ItemType::Surname => Some("family-name"),
        ItemType::Phone => Some("tel"),
        _ => None,
    };
    let bad = (!problems.is_empty()).then_some("true");
    html! {
        div.field {
            label for=(id) { (item.name.get(lang)) @if !needed { " (" (say::OPTIONAL.get(lang)) ")" } }
            input id=(id) type=(kind) name=(id) value=(typed) maxlength=(item.max_length.unwrap_or(LONGEST))
                autocomplete=[fills] required[needed] aria-invalid=[bad] aria-describedby=[bad.map(|_| &wrong)];
            @if bad.is_some() {
                p.wrong id=(wrong) {
                    (errors::in_words(problems, lang))
                }
            }
        }
    }
}

fn typed(rules: &Rules, declared: &Subscription, fields: &Fields) -> Typed {
    let items = subscribe::asked(rules, declared)
        .map(|item| (item.id.clone(), fields.get(&format!("item.{}", item.id)).trim().to_owned()));
    let also = declared.also.iter().filter(|id| fields.has(&format!("consent.{id}"))).cloned();
    let consents: Vec<ConsentId> = std::iter::once(declared.consent.clone()).chain(also).collect();
    Typed { items: items.collect(), consents }
}

/// `POST /my/{register}/subscribe`: the answer is the same whoever's address it is, and takes as long.
pub(super) async fn post(State(app): State<Shared>, posted: PostedPassing) -> Response {
    let PostedPassing { passing, fields } = posted;
    let lang = passing.visit.look.lang;
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let Some(declared) = rules.statement().subscription.clone() else {
        return errors::absent(&passing.visit);
    };
    let typed = typed(&rules, &declared, &fields);
    let base = link::base(&app.installation.head, &passing.source.origin);
    let (Some(_), Some(base)) = (subscribe::form(&app, &rules), base) else {
        return page(&app, &passing, StatusCode::SERVICE_UNAVAILABLE, &Again::default());
    };
    if passing.foreign {
        let said = Some(portal_say::OTHER_SITE.get(lang).to_owned());
        return page(&app, &passing, StatusCode::FORBIDDEN, &Again { said, ..Again::default() });
    }
    let problems = subscribe::wrong(&rules, &declared, &typed);
    if !problems.is_empty() {
        let again = Again { typed, problems, said: None };
        return page(&app, &passing, StatusCode::UNPROCESSABLE_ENTITY, &again);
    }
    let (network, kept) = (passing.source.network.clone(), typed.clone());
    let register = passing.register.clone();
    let heard = app.run(move |app| {
        let (home, rules) = app.register(&register).ok_or(GateError::Absent)?;
        let email = subscribe::address(&rules, &declared, &kept).unwrap_or_default().to_owned();
        let asking = link::Asking { email: &email, network: &network, base, lang };
        subscribe::ask(home, &rules, &asking, kept)
    });
    match heard.await {
        Ok(Ok(Heard::Now)) => sent(&passing, &rules),
        Ok(Ok(Heard::In(wait))) => {
            let again = Again { typed, said: Some(wait_words(wait, lang)), problems: Vec::new() };
            told_to_wait(page(&app, &passing, StatusCode::TOO_MANY_REQUESTS, &again), wait)
        }
        Ok(Err(error)) => errors::answer(error.into(), &passing.frame(&rules), &rules),
        Err(lost) => errors::failed(&lost.to_string(), &passing.frame(&rules)),
    }
}

fn sent(passing: &Passing, rules: &Rules) -> Response {
    let frame = passing.frame(rules);
    let lang = frame.lang();
    let form = rules.statement().subscription.as_ref();
    let waits = form.map(|form| subscribe::waits(form, lang)).unwrap_or_default();
    let content = html! {
        div.way-in {
            h1 { (say::SENT_TITLE.get(lang)) }
            (banner(Banner::Done, "", &html! { p { (say::SENT.fill(lang, &[("waits", &waits)])) } }))
            p.muted { (say::SENT_ELSE.get(lang)) }
            p.actions { a.button href={ "/my/" (passing.register) } { (frame_say::BACK.get(lang)) } }
        }
    };
    frame.page(say::SENT_TITLE.get(lang), &content)
}

/// The address of the page is a secret: it is no way back for the language form.
fn frame(passing: &Passing, rules: &Rules) -> Frame {
    Frame { path: format!("/my/{}/subscribe", passing.register), ..passing.frame(rules) }
}

/// `GET /my/{register}/confirm/{token}`: what would be confirmed, and one button. Looking spends nothing.
pub(super) async fn look(
    State(app): State<Shared>,
    Path((_, token)): Path<(String, String)>,
    passing: Passing,
) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = frame(&passing, &rules);
    let (register, shown) = (passing.register.clone(), token.clone());
    let found = app.run(move |app| match app.register(&register) {
        Some((home, _)) => subscribe::waiting(home, &register, &shown),
        None => Ok(None),
    });
    let waits = match found.await {
        Ok(Ok(Some(waits))) => waits,
        Ok(Ok(None)) => return gone(&passing, &rules),
        Ok(Err(error)) => return errors::answer(error.into(), &frame, &rules),
        Err(lost) => return errors::failed(&lost.to_string(), &frame),
    };
    let lang = frame.lang();
    let consents = subscribe::consents(&rules, &waits.consents.iter().collect::<Vec<_>>());
    let content = html! {
        div.way-in {
            h1 { (say::CONFIRM_TITLE.get(lang)) }
            p.lead { (say::CONFIRM_LEAD.get(lang)) }
            ul { @for one in consents { li { (one.wording.get(lang)) } } }
            form method="post" action={ "/my/" (passing.register) "/confirm/" (token) } {
                p.actions { button.primary type="submit" { (say::CONFIRM.get(lang)) } }
            }
        }
    };
    frame.page(say::CONFIRM_TITLE.get(lang), &content)
}

/// `POST /my/{register}/confirm/{token}`: the person is subscribed from now on.
pub(super) async fn confirm(
    State(app): State<Shared>,
    Path((_, token)): Path<(String, String)>,
    passing: Passing,
) -> Response {
    let Some((_, rules)) = app.register(&passing.register) else { return errors::absent(&passing.visit) };
    let frame = frame(&passing, &rules);
    let register = passing.register.clone();
    let done = app.run(move |app| {
        let (home, rules) = app.register(&register).ok_or(GateError::Absent)?;
        subscribe::confirm(home, &rules, &token, app.clock().now())
    });
    match done.await {
        Ok(Ok(_)) => {}
        Ok(Err(GateError::Absent)) => return gone(&passing, &rules),
        Ok(Err(error)) => return errors::answer(error.into(), &frame, &rules),
        Err(lost) => return errors::failed(&lost.to_string(), &frame),
    }
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::DONE_TITLE.get(lang)) }
            (banner(Banner::Done, "", &html! { p { (say::DONE.get(lang)) } }))
            p.actions { a.button href={ "/my/" (passing.register) } { (portal_say::MY_PAGES.get(lang)) } }
        }
    };
    frame.page(say::DONE_TITLE.get(lang), &content)
}

fn gone(passing: &Passing, rules: &Rules) -> Response {
    let frame = frame(passing, rules);
    let lang = frame.lang();
    let content = html! {
        div.way-in {
            h1 { (say::CONFIRM_TITLE.get(lang)) }
            p.lead { (say::GONE.get(lang)) }
            p.actions { a.button href={ "/my/" (passing.register) "/subscribe" } { (say::AGAIN.get(lang)) } }
        }
    };
    errors::with(StatusCode::GONE, frame.page(say::CONFIRM_TITLE.get(lang), &content))
}
