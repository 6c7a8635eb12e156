//! The front: registers and notices for everybody, the start of work for staff, and how the reader reads.

use crate::{
    app::{App, Shared},
    messages::{front as say, page as frame_say},
    session::SignedIn,
    store::account,
    web::{
        desk::{self, Hall, in_hall},
        errors::{self, Trouble},
        form::{Open, see_other},
        page::{Banner, Frame, banner, base},
        reason::own_path,
        visit::{AtWork, LANG_COOKIE, THEME_COOKIE, Theme, Visit},
        when,
    },
    work::{requests as work, statements::today},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{ask::Ask, card::Filter, request::RequestFilter};
use seloste_register::{
    id::CategoryId,
    statement::{
        Rules,
        model::{Action, Grant, Output, Purpose},
    },
    text::Lang,
};
use std::sync::Arc;

/// Open requests that the first page counts at most; beyond it says that there are more.
const MOST_COUNTED: u32 = 200;

/// `GET /`: work for those who are signed in, the notices for others.
pub(crate) async fn start(State(app): State<Shared>, visit: Visit) -> Response {
    match visit.signed.clone() {
        Some(signed) => home(app, AtWork { visit, signed }).await,
        None => notices(State(app), visit).await,
    }
}

/// `GET /notices`: every register of the installation with its notice (claim R1-002).
pub(crate) async fn notices(State(app): State<Shared>, visit: Visit) -> Response {
    let frame = Frame::plain(&visit);
    let lang = frame.lang();
    let content = html! {
        div.narrow {
            h1 { (say::FRONT_TITLE.get(lang)) }
            p.lead { (say::FRONT.get(lang)) }
        }
        @for rules in all_rules(&app) { (notice_card(&rules, lang)) }
        @if all_rules(&app).is_empty() { p.muted { (say::NO_REGISTERS.get(lang)) } }
    };
    frame.page(say::FRONT_TITLE.get(lang), &content)
}

fn all_rules(app: &App) -> Vec<Arc<Rules>> {
    let gates = app.controllers().map(|controller| &controller.gate);
    gates.flat_map(|gate| gate.registers().into_iter().filter_map(|id| gate.rules(&id))).collect()
}

fn notice_card(rules: &Rules, lang: Lang) -> Markup {
    let statement = rules.statement();
    html! {
        article.sheet {
            h2 { (statement.register.name.get(lang)) }
            p { (statement.register.about.get(lang)) }
            dl.plain {
                dt { (say::CONTROLLER.get(lang)) } dd { (statement.controller.name) }
                dt { (say::DRAWN_UP.get(lang)) } dd { (when::day(statement.register.drawn_up, lang)) }
            }
            p.actions {
                a.button href={ "/r/" (statement.register.id) "/notice" } {
                    (say::READ_NOTICE.get(lang)) span.hidden { ": " (statement.register.name.get(lang)) }
                }
                a.button href={ "/my/" (statement.register.id) } {
                    (say::MY_DATA.get(lang)) span.hidden { ": " (statement.register.name.get(lang)) }
                }
            }
        }
    }
}

async fn home(app: Shared, at: AtWork) -> Response {
    let visit = at.visit.clone();
    let done = app.run(move |app| match home_page(app, &at) {
        Ok(response) => response,
        Err(Trouble::Failed(why)) => errors::failed(&why, &Frame::plain(&at.visit)),
        Err(_) => errors::absent(&at.visit),
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&visit)))
}

fn home_page(app: &App, at: &AtWork) -> Result<Response, Trouble> {
    let mut frame = Frame::plain(&at.visit);
    let lang = frame.lang();
    frame.registers = desk::open_registers(app, &at.signed)?;
    let mut sections = Vec::new();
    for (id, _) in &frame.registers {
        let hall = Hall::enter(app, at, id.as_str())?;
        sections.push(html! {
            section.register {
                h2 { (hall.rules.statement().register.name.get(lang)) }
                (tasks(&hall))
            }
        });
    }
    let content = html! {
        h1 { (say::HELLO.fill(lang, &[("name", &at.signed.name)])) }
        @if sections.is_empty() { p.lead { (say::NO_ROLES.get(lang)) } }
        @else { p.lead { (say::WHAT_NOW.get(lang)) } }
        @for section in &sections { (section) }
    };
    Ok(frame.page(frame_say::HOME.get(lang), &content))
}

/// `GET /r/{register}`: what the reader may do in a register.
pub(crate) async fn register(
    State(app): State<Shared>,
    Path(register): Path<String>,
    at: AtWork,
) -> Response {
    in_hall(app, at, register, |hall| {
        let title = hall.rules.statement().register.name.get(hall.lang()).to_owned();
        let content =
            html! { h1 { (title) } p.lead { (say::WHAT_NOW_HERE.get(hall.lang())) } section.register { (tasks(hall)) } };
        Ok(hall.frame.page(&title, &content))
    })
    .await
}

/// What waits in a register, and what the reader's roles do there.
fn tasks(hall: &Hall<'_>) -> Markup {
    let lang = hall.lang();
    let roles = hall.actor.roles.iter().filter_map(|role| hall.rules.role(role));
    let roles: Vec<&str> = roles.map(|role| role.name.get(lang)).collect();
    html! {
        p.muted { (say::YOUR_ROLES.get(lang)) ": " (roles.join(", ")) }
        (super::people::notices(hall))
        (super::statement::outdated(hall))
        @if let Some(waiting) = requests(hall) { (waiting) }
        (super::proof::reminders(hall))
        (super::statement::way(hall))
        @if let Some(count) = people(hall) { ul.figures { li { span.figure { b { (count) } span { (say::PERSONS.get(lang)) } } } } }
        ul.tasks {
            @for purpose in desk::purposes(&hall.rules, &hall.actor) { li.task { (task(hall, purpose)) } }
        }
        (super::proof::link(hall))
    }
}

/// How many people the register holds, for those who may count them.
fn people(hall: &Hall<'_>) -> Option<u64> {
    // A refusal (a group too small, a reason wanted) leaves the figure out; it is on record.
    hall.gate.count(&ask_for(hall, Action::Count)?, &Filter::default()).ok()
}

/// What the reader asks when doing something by the first purpose that lets them.
fn ask_for(hall: &Hall<'_>, action: Action) -> Option<Ask> {
    let may = |purpose: &&&Purpose| desk::may(&hall.rules, &hall.actor, &purpose.id, action);
    let purposes = desk::purposes(&hall.rules, &hall.actor);
    let purpose = purposes.iter().find(may)?;
    Some(Ask {
        actor: hall.actor.clone(),
        register: hall.register().clone(),
        purpose: purpose.id.clone(),
        reason: None,
    })
}

/// People's requests that wait for an answer, for those who handle them: how many, the first day due, how many are late.
fn requests(hall: &Hall<'_>) -> Option<Markup> {
    let lang = hall.lang();
    let ask = ask_for(hall, Action::Requests)?;
    let open = hall.gate.requests(&ask, &RequestFilter::default(), (None, MOST_COUNTED)).ok()?;
    let first = open.lines.first()?;
    let today = today(hall.gate.clock().as_ref());
    let at_pace = |pace: &str| open.lines.iter().filter(|line| work::pace(line, today) == pace).count();
    let (late, soon) = (at_pace("overdue"), at_pace("soon"));
    let more = if open.next.is_some() { "+" } else { "" };
    let count = format!("{}{more}", open.lines.len());
    let kind = if late + soon > 0 { Banner::Warning } else { Banner::Note };
    Some(banner(
        kind,
        say::REQUESTS_WAIT.get(lang),
        &html! {
            p {
                (say::REQUESTS_OPEN.fill(lang, &[("n", &count), ("day", &when::day(first.due, lang))]))
                @if late > 0 { " " span.tag.bad { (say::REQUESTS_LATE.fill(lang, &[("n", &late.to_string())])) } }
            }
            p { a href={ (base(hall.register(), &ask.purpose)) "/requests" } { (say::TO_REQUESTS.get(lang)) } }
        },
    ))
}

fn task(hall: &Hall<'_>, purpose: &Purpose) -> Markup {
    let lang = hall.lang();
    let address = match purpose.output {
        Output::Rows => base(hall.register(), &purpose.id),
        Output::Aggregate => format!("{}/totals", base(hall.register(), &purpose.id)),
    };
    let read = category_names(hall, purpose, |grant| &grant.read);
    let change = category_names(hall, purpose, |grant| &grant.change);
    let finds = desk::may(&hall.rules, &hall.actor, &purpose.id, Action::Find);
    let field = format!("find-{}-{}", hall.register(), purpose.id);
    html! {
        a href=(address) { strong { (purpose.name.get(lang)) } }
        @if purpose.output == Output::Aggregate { span.muted { (say::TOTALS_ONLY.get(lang)) } }
        @if purpose.output == Output::Rows && !read.is_empty() { span.muted { (say::YOU_READ.get(lang)) ": " (read) } }
        @if !change.is_empty() { span.muted { (say::YOU_CHANGE.get(lang)) ": " (change) } }
        @if finds { (hall.frame.search_field(hall.register(), &purpose.id, (&field, "primary"))) }
    }
}

fn category_names(hall: &Hall<'_>, purpose: &Purpose, part: fn(&Grant) -> &Vec<CategoryId>) -> String {
    let roles = hall.actor.roles.iter().filter_map(|role| hall.rules.role(role));
    let grants: Vec<&Grant> =
        roles.flat_map(|role| &role.grants).filter(|grant| grant.purposes.contains(&purpose.id)).collect();
    let categories = hall.rules.statement().categories.iter();
    let granted = categories.filter(|category| grants.iter().any(|grant| part(grant).contains(&category.id)));
    granted.map(|category| category.name.get(hall.lang()).to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// `POST /preferences`: language and theme, kept with the account of a person who is signed in, else in a cookie.
pub(crate) async fn preferences(State(app): State<Shared>, form: Open) -> Response {
    let back = own_path(form.fields.get("back")).to_owned();
    let lang = Lang::from_code(form.fields.get("lang"));
    let theme = Theme::from_word(form.fields.get("theme"));
    let frame = Frame::plain(&form.visit);
    let look = form.visit.look;
    if let Some(signed) = form.visit.signed.filter(|signed| signed.owns_form(form.fields.get("csrf"))) {
        let taste = (lang.unwrap_or(look.lang), theme.unwrap_or(look.theme));
        match app.run(move |app| keep_taste(app, &signed, taste)).await {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => return errors::failed(&failure.to_string(), &frame),
            Err(lost) => return errors::failed(&lost.to_string(), &frame),
        }
    }
    let mut response = see_other(&back);
    let lang = lang.map(|lang| (LANG_COOKIE, lang.code()));
    let theme = theme.map(|theme| (THEME_COOKIE, theme.as_str()));
    for (name, value) in lang.into_iter().chain(theme) {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

fn keep_taste(app: &App, signed: &SignedIn, (lang, theme): (Lang, Theme)) -> Result<(), seloste_db::Failure> {
    let Some(controller) = app.controller(&signed.controller) else { return Ok(()) };
    controller.gate.data().write(|tx| account::set_taste(tx, signed.account, lang, theme))
}
