//! One person at work, for those who keep a register's accounts: engagements, roles, undertaking, the account's end.

use crate::{
    app::Shared,
    messages::people as say,
    store::{designation::Designation, engagement::Engagement, undertaking::Manner},
    web::{
        desk::Hall,
        errors::{self, Trouble},
        form::{Fields, Posted, see_other},
        own::{day_of, wrong_banner, wrongs_of},
        people::{
            RoleChoice, as_keeper, base, code_page, engagement_fields, reference, role_fields, role_name,
            state, typed_engagement, typed_role,
        },
        sign_in::field,
        visit::AtWork,
    },
    work::staff::{
        StaffError, Wrong, account, federated,
        people::{self, Person},
        role, second, undertaking,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};

/// `GET /r/{register}/people-at-work/{person}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, person)): Path<(String, String)>,
    at: AtWork,
) -> Response {
    as_keeper(app, at, register, move |hall| page(hall, &find(hall, &person)?, &Fields::default(), &[])).await
}

/// The person of an address.
fn find(hall: &Hall<'_>, person: &str) -> Result<Person, Trouble> {
    let all = wrongs_of(people::all(hall.app, hall.register()))?.map_err(|_| Trouble::Absent)?;
    all.into_iter().find(|one| reference(&one.account) == person).ok_or(Trouble::Absent)
}

fn address(hall: &Hall<'_>, one: &Person) -> String {
    format!("{}/{}", base(hall), reference(&one.account))
}

fn page(hall: &Hall<'_>, one: &Person, typed: &Fields, wrong: &[Wrong]) -> Result<Response, Trouble> {
    let lang = hall.lang();
    let account = &one.account;
    let content = html! {
        div.narrow {
            p { a href=(base(hall)) { (say::TITLE.get(lang)) } }
            h1 { (account.name) }
            p { code { (account.user_name) } " " (state(one, lang)) }
            @if let Some(email) = &account.email { p.muted { (email) } }
            @if let Some(mark) = &account.mark { p.muted { (say::MARK.get(lang)) ": " (mark) } }
            (wrong_banner(wrong, lang))
            @if account.ended.is_none() { (particulars(hall, one, typed)) }
            (engagements(hall, one, typed))
            (roles(hall, one, typed)?)
            (undertakings(hall, one))
            @if account.ended.is_none() { (access(hall, one)) }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(errors::with(status, hall.frame.page(say::TITLE.get(lang), &content)))
}

/// Name, address and mark, as typed when something was wrong with them.
fn particulars(hall: &Hall<'_>, one: &Person, typed: &Fields) -> Markup {
    let lang = hall.lang();
    let account = &one.account;
    let was_typed = typed.has("name");
    let value =
        |field: &str, held: &str| if was_typed { typed.get(field).to_owned() } else { held.to_owned() };
    let (email, mark) =
        (account.email.as_deref().unwrap_or_default(), account.mark.as_deref().unwrap_or_default());
    html! {
        details open[was_typed] {
            summary { (say::CORRECT.get(lang)) }
            form.sheet method="post" action={ (address(hall, one)) "/particulars" } {
                (hall.frame.token())
                (field("name", &say::FULL_NAME, lang, html! {
                    input #name name="name" value=(value("name", &account.name)) required maxlength="100" autocomplete="off";
                }))
                (field("email", &say::EMAIL, lang, html! {
                    input #email type="email" name="email" value=(value("email", email)) maxlength="254" autocomplete="off";
                }))
                (field("mark", &say::MARK, lang, html! {
                    input #mark name="mark" value=(value("mark", mark)) maxlength="40" autocomplete="off";
                }))
                p.muted { (say::CORRECT_HINT.get(lang)) }
                p.actions { button type="submit" { (say::CORRECT.get(lang)) } }
            }
        }
    }
}

fn engagements(hall: &Hall<'_>, one: &Person, typed: &Fields) -> Markup {
    let lang = hall.lang();
    html! {
        section.sheet {
            h2 { (say::ENGAGEMENTS.get(lang)) }
            ul.related { @for engagement in &one.engagements { li { (engaged(hall, engagement)) } } }
            @if one.account.ended.is_none() {
                details {
                    summary { (say::ENGAGE.get(lang)) }
                    form method="post" action={ (address(hall, one)) "/engagement" } {
                        (hall.frame.token())
                        (engagement_fields(hall, typed))
                        p.actions { button type="submit" { (say::ENGAGE.get(lang)) } }
                    }
                }
            }
        }
    }
}

fn engaged(hall: &Hall<'_>, one: &Engagement) -> Markup {
    let lang = hall.lang();
    let last = |ends: jiff::Timestamp| {
        let within = ends.checked_sub(jiff::SignedDuration::from_millis(1)).unwrap_or(ends);
        day_of(within, lang)
    };
    let until = one.span.ends.map_or_else(|| say::ONWARD.get(lang).to_owned(), last);
    let span = say::SPAN.fill(lang, &[("from", &day_of(one.span.starts, lang)), ("until", &until)]);
    let kind = match one.kind {
        crate::store::engagement::Kind::Employment => &say::EMPLOYMENT,
        crate::store::engagement::Kind::Commission => &say::COMMISSION,
    };
    html! {
        span { strong { (one.company) } span.origin { (kind.get(lang)) " · " (span) } }
        @if one.span.holds(hall.app.clock().now()) { span.tag.good { (say::ACTIVE.get(lang)) } }
    }
}

fn roles(hall: &Hall<'_>, one: &Person, typed: &Fields) -> Result<Markup, Trouble> {
    let lang = hall.lang();
    let mut rows = Vec::new();
    for held in &one.roles {
        rows.push(held_role(hall, one, held)?);
    }
    Ok(html! {
        section.sheet {
            h2 { (say::ROLES.get(lang)) }
            @if rows.is_empty() { p.muted { (say::NO_ROLES.get(lang)) } }
            ul.related { @for row in &rows { li { (row) } } }
            @if one.account.ended.is_none() {
                details {
                    summary { (say::GIVE.get(lang)) }
                    form method="post" action={ (address(hall, one)) "/role" } {
                        (hall.frame.token())
                        (role_fields(hall, typed, RoleChoice::Now))
                        p.actions { button type="submit" { (say::GIVE.get(lang)) } }
                    }
                }
            }
        }
    })
}

fn held_role(hall: &Hall<'_>, one: &Person, held: &Designation) -> Result<Markup, Trouble> {
    let lang = hall.lang();
    let home = hall.app.controller(&hall.signed.controller).ok_or(Trouble::Absent)?;
    let giver = match held.given_by {
        Some(by) => crate::work::staff::name_of(home, by)?.unwrap_or_default(),
        None => say::OPERATOR.get(lang).to_owned(),
    };
    let areas: Vec<&str> = held
        .areas
        .iter()
        .filter_map(|area| hall.rules.statement().areas.iter().find(|one| one.id == *area))
        .map(|area| area.name.get(lang))
        .collect();
    let given = say::GIVEN_BY.fill(lang, &[("name", &giver), ("time", &day_of(held.given, lang))]);
    let name = role_name(hall, &held.role);
    let action = format!("{}/role/{}", address(hall, one), held.id);
    Ok(html! {
        span {
            strong { (name) } " – " (held.task)
            @if !areas.is_empty() { span.origin { (areas.join(", ")) } }
            span.origin {
                (given) " · " (say::REVIEWED.fill(lang, &[("time", &day_of(held.reviewed, lang))]))
            }
        }
        span.actions {
            form method="post" action={ (action) "/review" } {
                (hall.frame.token())
                button.small-button type="submit" { (say::STILL_NEEDED.get(lang)) span.hidden { ": " (name) } }
            }
            form method="post" action={ (action) "/end" } {
                (hall.frame.token())
                button.small-button.danger type="submit" { (say::END_ROLE.get(lang)) span.hidden { ": " (name) } }
            }
        }
    })
}

fn undertakings(hall: &Hall<'_>, one: &Person) -> Markup {
    let lang = hall.lang();
    let version = hall.rules.statement().register.undertaking.version;
    let missing = one.undertakings.iter().all(|given| given.version != version);
    html! {
        section.sheet {
            h2 { (say::UNDERTAKINGS.get(lang)) }
            @for given in &one.undertakings {
                p { (say::GIVEN.fill(lang, &[("n", &given.version.to_string()), ("time", &day_of(given.at, lang))])) }
            }
            @if missing && one.account.ended.is_none() {
                p { (say::MISSING.get(lang)) }
                form method="post" action={ (address(hall, one)) "/undertaking" } {
                    (hall.frame.token())
                    p.actions { button type="submit" { (say::ON_PAPER.get(lang)) } }
                }
            }
        }
    }
}

fn access(hall: &Hall<'_>, one: &Person) -> Markup {
    let lang = hall.lang();
    let own = one.account.id == hall.actor.account;
    html! {
        section.sheet {
            h2 { (say::ACCESS.get(lang)) }
            div.actions {
                form method="post" action={ (address(hall, one)) "/code" } {
                    (hall.frame.token()) button type="submit" { (say::NEW_CODE.get(lang)) }
                }
                @if one.factors > 0 && !own {
                    form method="post" action={ (address(hall, one)) "/factors" } {
                        (hall.frame.token()) button type="submit" { (say::NO_FACTORS.get(lang)) }
                    }
                }
                @if one.identities > 0 && !own {
                    form method="post" action={ (address(hall, one)) "/factors" } {
                        (hall.frame.token())
                        input type="hidden" name="what" value="identity";
                        button type="submit" { (say::NO_IDENTITY.get(lang)) }
                    }
                }
            }
            @if !own {
                p.muted { (say::END_HINT.get(lang)) }
                form method="post" action={ (address(hall, one)) "/end" } {
                    (hall.frame.token())
                    p.actions { button.danger type="submit" { (say::END.get(lang)) } }
                }
            }
        }
    }
}

/// Does something to a person, then shows the person again.
async fn change(
    app: Shared,
    (register, person): (String, String),
    posted: Posted,
    work: impl FnOnce(&Hall<'_>, &Person, &Fields) -> Result<Result<(), StaffError>, Trouble> + Send + 'static,
) -> Response {
    let fields = posted.fields;
    as_keeper(app, posted.at, register, move |hall| {
        let one = find(hall, &person)?;
        match wrongs_of(work(hall, &one, &fields)?)? {
            Ok(()) => Ok(see_other(&address(hall, &one))),
            Err(wrong) => page(hall, &one, &fields, &wrong),
        }
    })
    .await
}

/// `POST .../particulars`.
pub(crate) async fn correct(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, fields| {
        let told = |field: &str| Some(fields.get(field).to_owned());
        let told = account::Particulars {
            name: fields.get("name").to_owned(),
            email: told("email"),
            mark: told("mark"),
        };
        let by = Some(hall.actor.account);
        Ok(account::correct(hall.app, hall.register(), (&one.account.user_name, &told), by))
    })
    .await
}

/// `POST .../engagement`.
pub(crate) async fn engage(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, fields| {
        Ok(match typed_engagement(hall, fields)? {
            Err(wrong) => Err(wrong.into()),
            Ok((company, kind, span)) => {
                role::engage(hall.app, hall.register(), &one.account.user_name, (&company, kind, span))
            }
        })
    })
    .await
}

/// `POST .../role`.
pub(crate) async fn give(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, fields| {
        Ok(match typed_role(fields) {
            Err(wrong) => Err(wrong.into()),
            Ok(None) => Err(Wrong::TaskMissing.into()),
            Ok(Some(given)) => {
                let by = Some(hall.actor.account);
                role::give(hall.app, hall.register(), &one.account.user_name, &given, by)
            }
        })
    })
    .await
}

/// The number of a role that the person holds, from an address.
fn held(one: &Person, designation: &str) -> Result<i64, Trouble> {
    let number: i64 = designation.parse().map_err(|_| Trouble::Absent)?;
    one.roles.iter().find(|held| held.id == number).map(|held| held.id).ok_or(Trouble::Absent)
}

/// `POST .../role/{designation}/end`.
pub(crate) async fn end_role(
    State(app): State<Shared>,
    Path((register, person, designation)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    change(app, (register, person), posted, move |hall, one, _| {
        let held = held(one, &designation)?;
        Ok(role::end(hall.app, hall.register(), held, Some(hall.actor.account)).map(drop))
    })
    .await
}

/// `POST .../role/{designation}/review`.
pub(crate) async fn review(
    State(app): State<Shared>,
    Path((register, person, designation)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    change(app, (register, person), posted, move |hall, one, _| {
        Ok(role::review(hall.app, hall.register(), held(one, &designation)?))
    })
    .await
}

/// `POST .../undertaking`: it was given on paper.
pub(crate) async fn on_paper(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, _| {
        let version = hall.rules.statement().register.undertaking.version;
        let person = (one.account.id, one.account.name.as_str());
        let how = (version, one.account.lang, Manner::Record);
        Ok(undertaking::give(hall.app, &hall.signed.controller, hall.register(), person, how).map(drop))
    })
    .await
}

/// `POST .../factors`: the person lost them all.
pub(crate) async fn no_factors(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, fields| {
        if one.account.id == hall.actor.account {
            return Err(Trouble::Absent);
        }
        if fields.get("what") == "identity" {
            let (user, by) = (&one.account.user_name, Some(hall.actor.account));
            return Ok(federated::unbind(hall.app, hall.register(), user, by).map(drop));
        }
        Ok(second::remove_all(hall.app, hall.register(), &one.account.user_name, Some(hall.actor.account)))
    })
    .await
}

/// `POST .../code`.
pub(crate) async fn code(
    State(app): State<Shared>,
    Path((register, person)): Path<(String, String)>,
    posted: Posted,
) -> Response {
    as_keeper(app, posted.at, register, move |hall| {
        let one = find(hall, &person)?;
        let code = account::new_start_code(
            hall.app,
            hall.register(),
            &one.account.user_name,
            Some(hall.actor.account),
        );
        match wrongs_of(code)? {
            Ok(code) => Ok(code_page(hall, &one.account.name, &code)),
            Err(wrong) => page(hall, &one, &Fields::default(), &wrong),
        }
    })
    .await
}

/// `POST .../end`.
pub(crate) async fn end(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    posted: Posted,
) -> Response {
    change(app, path, posted, |hall, one, _| {
        let by = Some(hall.actor.account);
        Ok(account::end(hall.app, hall.register(), &one.account.user_name, by).map(drop))
    })
    .await
}
