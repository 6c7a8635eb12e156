//! People at work, for those who keep a register's accounts: the list, and adding somebody. Others find no such page.

use crate::{
    app::Shared,
    messages::{Message, people as say},
    session::standing,
    store::{account::Account, engagement::Kind},
    web::{
        desk::{Hall, in_hall},
        errors::{self, Trouble},
        form::{Fields, Posted},
        own::{address, wrong_banner, wrongs_of},
        page::{Banner, banner},
        recordings,
        sign_in::field,
        visit::AtWork,
        when,
    },
    work::staff::{
        Wrong,
        account::{self, Answerable, Newcomer},
        people::{self, Person},
        role::Given,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_gate::ask::Standing;
use seloste_register::{
    id::{AreaId, CompanyId, RoleId},
    statement::model::{Duty, RecipientKind},
    text::Lang,
};

/// Does the work of a page for those who keep accounts; for others it is absent.
pub(crate) async fn as_keeper(
    app: Shared,
    at: AtWork,
    register: String,
    work: impl FnOnce(&Hall<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    in_hall(app, at, register, move |hall| {
        if standing::has_duty(hall.app, hall.register(), &hall.actor, Duty::Accounts) {
            work(hall)
        } else {
            Err(Trouble::Absent)
        }
    })
    .await
}

/// What the start page says about the reader's own standing, and the way here for those who keep accounts.
pub(crate) fn notices(hall: &Hall<'_>) -> Markup {
    let lang = hall.lang();
    let keeps = standing::has_duty(hall.app, hall.register(), &hall.actor, Duty::Accounts);
    let ask = address(hall.app, &hall.signed, "/undertakings");
    html! {
        @match hall.actor.standing {
            Standing::NotBound => (banner(Banner::Warning, "", &html! {
                p { (say::BIND_FIRST.get(lang)) } p { a.button href=(ask) { (say::BIND.get(lang)) } }
            })),
            Standing::NotEngaged => (banner(Banner::Warning, "", &html! { p { (say::NOT_ENGAGED_HERE.get(lang)) } })),
            Standing::Active => {}
        }
        @if keeps { p { a.button href=(base(hall)) { (say::TITLE.get(lang)) } } }
    }
}

/// Address of these pages.
pub(crate) fn base(hall: &Hall<'_>) -> String {
    format!("/r/{}/people-at-work", hall.register())
}

/// A person's name in addresses: random, tells nothing.
pub(crate) fn reference(account: &Account) -> String {
    hex::encode(&account.handle)
}

/// `GET /r/{register}/people-at-work`.
pub(crate) async fn get(State(app): State<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    as_keeper(app, at, register, |hall| page(hall, &Fields::default(), &[])).await
}

fn page(hall: &Hall<'_>, typed: &Fields, wrong: &[Wrong]) -> Result<Response, Trouble> {
    let lang = hall.lang();
    let all = wrongs_of(people::all(hall.app, hall.register()))?.map_err(|_| Trouble::Absent)?;
    let (open, ended): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.account.ended.is_none());
    let content = html! {
        h1 { (say::TITLE.get(lang)) }
        p.lead { (say::LEAD.get(lang)) }
        (answerable(hall)?)
        (recordings::intake_way(hall))
        (table(hall, &open))
        (add_form(hall, typed, wrong))
        @if !ended.is_empty() {
            details { summary { (say::ENDED.get(lang)) " (" (ended.len()) ")" } (table(hall, &ended)) }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(errors::with(status, hall.frame.page(say::TITLE.get(lang), &content)))
}

/// Who answers for the register, with a warning when nobody does (claim R1-006).
fn answerable(hall: &Hall<'_>) -> Result<Markup, Trouble> {
    let lang = hall.lang();
    let found = wrongs_of(account::answerable(hall.app, hall.register()))?.map_err(|_| Trouble::Absent)?;
    let (kind, said) = match found {
        Answerable::Person(name) => (Banner::Note, say::ANSWERS.fill(lang, &[("name", &name)])),
        Answerable::NobodyNamed => (Banner::Warning, say::NOBODY_ANSWERS.get(lang).to_owned()),
        Answerable::Gone(name) => (Banner::Warning, say::ANSWERER_GONE.fill(lang, &[("name", &name)])),
    };
    Ok(banner(kind, "", &html! { p { (said) } }))
}

fn table(hall: &Hall<'_>, people: &[&Person]) -> Markup {
    let lang = hall.lang();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say::TITLE.get(lang)) {
            table {
                thead { tr {
                    th { (say::NAME.get(lang)) } th { (say::USER.get(lang)) }
                    th { (say::ROLES.get(lang)) } th { (say::STATE.get(lang)) }
                } }
                tbody {
                    @for one in people {
                        tr {
                            td { a href={ (base(hall)) "/" (reference(&one.account)) } { (one.account.name) } }
                            td { code { (one.account.user_name) } }
                            td { (roles(hall, one)) }
                            td { (state(one, lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn roles(hall: &Hall<'_>, one: &Person) -> Markup {
    let lang = hall.lang();
    let names: Vec<&str> = one.roles.iter().map(|held| role_name(hall, &held.role)).collect();
    html! {
        @if names.is_empty() { span.muted { (say::NO_ROLES.get(lang)) } } @else { (names.join(", ")) }
    }
}

/// A role's name, or its id when the statement has dropped it.
pub(crate) fn role_name<'a>(hall: &'a Hall<'_>, id: &'a RoleId) -> &'a str {
    hall.rules.role(id).map_or(id.as_str(), |role| role.name.get(hall.lang()))
}

/// Where a person stands, as a tag.
pub(crate) fn state(one: &Person, lang: Lang) -> Markup {
    let (class, words): (_, &Message) = match (one.account.ended, one.actor.standing) {
        (Some(_), _) => ("tag", &say::ENDED),
        (None, Standing::Active) if one.lacks_second => ("tag warn", &say::NO_SECOND),
        (None, Standing::Active) => ("tag good", &say::ACTIVE),
        (None, Standing::NotEngaged) => ("tag bad", &say::NOT_ENGAGED),
        (None, Standing::NotBound) => ("tag warn", &say::NOT_BOUND),
    };
    html! { span class=(class) { (words.get(lang)) } }
}

fn add_form(hall: &Hall<'_>, typed: &Fields, wrong: &[Wrong]) -> Markup {
    let lang = hall.lang();
    html! {
        details.sheet open[!wrong.is_empty()] {
            summary { (say::ADD.get(lang)) }
            (wrong_banner(wrong, lang))
            form method="post" action=(base(hall)) {
                (hall.frame.token())
                (field("name", &say::FULL_NAME, lang, html! {
                    input #name name="name" value=(typed.get("name")) required maxlength="100" autocomplete="off";
                }))
                (field("user", &say::USER, lang, html! {
                    input #user name="user" value=(typed.get("user")) required maxlength="40" autocomplete="off"
                        autocapitalize="none" spellcheck="false";
                }))
                p.muted { (say::ONE_OF_TWO.get(lang)) }
                (field("email", &say::EMAIL, lang, html! {
                    input #email type="email" name="email" value=(typed.get("email")) maxlength="254" autocomplete="off";
                }))
                (field("mark", &say::MARK, lang, html! {
                    input #mark name="mark" value=(typed.get("mark")) maxlength="40" autocomplete="off";
                }))
                (engagement_fields(hall, typed))
                (role_fields(hall, typed, RoleChoice::MayWait))
                p.actions { button.primary type="submit" { (say::ADD.get(lang)) } }
            }
        }
    }
}

/// Fields of an engagement.
pub(crate) fn engagement_fields(hall: &Hall<'_>, typed: &Fields) -> Markup {
    let lang = hall.lang();
    let today = when::date_of(hall.app.clock().now());
    let from = if typed.has("from") { typed.get("from").to_owned() } else { today.to_string() };
    html! {
        (field("company", &say::COMPANY, lang, html! {
            select #company name="company" {
                @for (id, name) in companies(hall) {
                    option value=(id) selected[typed.get("company") == id] { (name) }
                }
            }
        }))
        (field("kind", &say::KIND, lang, html! {
            select #kind name="kind" {
                option value=(Kind::Employment.as_str()) { (say::EMPLOYMENT.get(lang)) }
                option value=(Kind::Commission.as_str()) selected[typed.get("kind") == Kind::Commission.as_str()] {
                    (say::COMMISSION.get(lang))
                }
            }
        }))
        (field("from", &say::FROM, lang, html! { input #from type="date" name="from" value=(from) required; }))
        (field("until", &say::UNTIL, lang, html! { input #until type="date" name="until" value=(typed.get("until")); }))
    }
}

/// The companies whose people may be engaged: the controller, its group, those that decide with it, processors.
fn companies(hall: &Hall<'_>) -> Vec<(String, String)> {
    let statement = hall.rules.statement();
    let own = (statement.controller.id.to_string(), statement.controller.name.clone());
    let group = statement.group_companies.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let joint = standing::partners(statement).map(|one| (one.id.to_string(), one.name.clone()));
    let processors = statement.recipients.iter().filter(|one| one.kind == RecipientKind::Processor);
    let processors = processors.map(|one| (one.id.to_string(), one.name.get(hall.lang()).to_owned()));
    std::iter::once(own).chain(group).chain(joint).chain(processors).collect()
}

/// Whether a role must be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleChoice {
    /// It must.
    Now,
    /// It may be given later.
    MayWait,
}

/// Fields of a role.
pub(crate) fn role_fields(hall: &Hall<'_>, typed: &Fields, choice: RoleChoice) -> Markup {
    let lang = hall.lang();
    let statement = hall.rules.statement();
    let checked = |area: &AreaId| typed.all().any(|(name, value)| name == "area" && value == area.as_str());
    html! {
        (field("role", &say::ROLE, lang, html! {
            select #role name="role" {
                @if choice == RoleChoice::MayWait { option value="" { (say::ROLE_LATER.get(lang)) } }
                @for role in &statement.roles {
                    option value=(role.id) selected[typed.get("role") == role.id.as_str()] { (role.name.get(lang)) }
                }
            }
        }))
        @if !statement.areas.is_empty() {
            fieldset {
                legend { (say::AREAS.get(lang)) }
                @for area in &statement.areas {
                    label.check {
                        input type="checkbox" name="area" value=(area.id) checked[checked(&area.id)];
                        span { (area.name.get(lang)) }
                    }
                }
            }
        }
        (field("task", &say::TASK, lang, html! {
            input #task name="task" value=(typed.get("task")) maxlength="200" autocomplete="off"
                required[choice == RoleChoice::Now];
        }))
    }
}

/// A role as typed; `None` when none was chosen.
pub(crate) fn typed_role(fields: &Fields) -> Result<Option<Given>, Wrong> {
    if !fields.has("role") {
        return Ok(None);
    }
    let role = RoleId::new(fields.get("role")).map_err(|_| Wrong::TaskMissing)?;
    let areas =
        fields.all().filter(|(name, _)| *name == "area").filter_map(|(_, value)| AreaId::new(value).ok());
    Ok(Some(Given { role, areas: areas.collect(), task: fields.get("task").to_owned(), until: None }))
}

/// An engagement as typed.
pub(crate) fn typed_engagement(
    hall: &Hall<'_>,
    fields: &Fields,
) -> Result<Result<(CompanyId, Kind, crate::store::engagement::Span), Wrong>, Trouble> {
    let named = CompanyId::new(fields.get("company"));
    let company = named.unwrap_or_else(|_| hall.rules.statement().controller.id.clone());
    let kind = Kind::from_word(fields.get("kind")).unwrap_or(Kind::Employment);
    let Some(first) = when::read_day(fields.get("from")) else { return Ok(Err(Wrong::EndBeforeStart)) };
    let last = when::read_day(fields.get("until"));
    if fields.has("until") && last.is_none() {
        return Ok(Err(Wrong::EndBeforeStart));
    }
    Ok(Ok((company, kind, standing::span(first, last)?)))
}

/// `POST /r/{register}/people-at-work`: adds somebody.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(register): Path<String>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    as_keeper(app, posted.at, register, move |hall| {
        let newcomer = match typed_newcomer(hall, &fields)? {
            Ok(newcomer) => newcomer,
            Err(wrong) => return page(hall, &fields, &[wrong]),
        };
        if newcomer.email.is_none() && newcomer.mark.is_none() {
            return page(hall, &fields, &[Wrong::NothingPersonal]);
        }
        match wrongs_of(account::add(hall.app, hall.register(), &newcomer, Some(hall.actor.account)))? {
            Err(wrong) => page(hall, &fields, &wrong),
            Ok(added) => Ok(code_page(hall, &newcomer.name, &added.start_code.unwrap_or_default())),
        }
    })
    .await
}

fn typed_newcomer(hall: &Hall<'_>, fields: &Fields) -> Result<Result<Newcomer, Wrong>, Trouble> {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let (company, kind, span) = match typed_engagement(hall, fields)? {
        Ok(typed) => typed,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let role = match typed_role(fields) {
        Ok(role) => role,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut newcomer = Newcomer::new(fields.get("name"), fields.get("user"), Timestamp::UNIX_EPOCH);
    newcomer.email = given("email");
    newcomer.mark = given("mark");
    newcomer.lang = hall.lang();
    newcomer.company = Some(company);
    newcomer.kind = kind;
    newcomer.span = span;
    newcomer.roles = role.into_iter().collect();
    Ok(Ok(newcomer))
}

/// The start code, shown once.
pub(crate) fn code_page(hall: &Hall<'_>, name: &str, code: &str) -> Response {
    let lang = hall.lang();
    let path = format!("/start?at={}", hall.signed.controller);
    let content = html! {
        div.narrow {
            h1 { (say::CODE_TITLE.get(lang)) }
            (banner(Banner::Warning, "", &html! {
                p { (say::CODE.fill(lang, &[("name", name), ("path", &path)])) }
            }))
            p.number { code { (code) } }
            p.actions { a.button href=(base(hall)) { (say::BACK.get(lang)) } }
        }
    };
    hall.frame.page(say::CODE_TITLE.get(lang), &content)
}
