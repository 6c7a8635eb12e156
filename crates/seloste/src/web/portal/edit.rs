//! Correcting one's own data (R5-108, R5-126): what the statement has from the person, at once and without approval. What comes from
//! elsewhere is corrected by a request.

use super::{
    at_home, below,
    guest::{AtHome, PostedHome},
};
use crate::{
    app::Shared,
    mail::{InLine, Mail, personal},
    messages::{mail as mail_say, page as frame_say, portal as say},
    web::{
        desk::Desk,
        edit::problem_banner,
        errors::{self, Trouble},
        fields::{self, Drawn, Filled},
        form::{Fields, see_other},
        page::{Banner, banner},
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{Card, Edit, ItemChange, OpenedCategory, OpenedItem, SubjectRef},
    errors::ItemProblem,
};
use seloste_register::{
    id::ItemId,
    statement::model::{Item, ItemType},
};

/// What the names of the fields begin with.
const PREFIX: &str = "i";

type Place = Path<(String, String)>;

/// `GET /my/{register}/edit/{category}`.
pub(super) async fn get(State(app): State<Shared>, Path((_, category)): Place, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let card = desk.gate.open_card(&desk.ask, &subject)?;
        page(desk, &card, &category, (None, &Outcome::default()))
    })
    .await
}

/// `POST /my/{register}/edit/{category}`.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((_, category)): Place,
    posted: PostedHome,
) -> Response {
    let PostedHome { at, fields } = posted;
    let subject = at.subject.clone();
    at_home(app, at, move |desk| save(desk, &subject, &category, &fields)).await
}

/// What did not go well.
#[derive(Default)]
struct Outcome {
    problems: Vec<ItemProblem>,
    conflicts: Vec<ItemId>,
}

fn save(desk: &Desk<'_>, subject: &SubjectRef, category: &str, fields: &Fields) -> Result<Response, Trouble> {
    let declared = desk.rules.statement().categories.iter().find(|one| one.id.as_str() == category);
    let declared = declared.ok_or(Trouble::Absent)?;
    let seen: i64 = fields.get("seen").parse().map_err(|_| Trouble::Absent)?;
    let (mut items, mut problems): (Vec<ItemChange>, Vec<ItemProblem>) = (Vec::new(), Vec::new());
    let own = desk.rules.statement().items.iter().filter(|item| item.category.as_ref() == Some(&declared.id));
    for (item, source) in own.filter_map(|item| Some((item, desk.rules.own_source(item)?))) {
        let typed = Filled::typed(fields, PREFIX, item);
        if typed.same(&Filled::was(fields, PREFIX, item)) {
            continue;
        }
        match typed.change(item, &source.id) {
            Ok(change) => items.push(change),
            Err(found) => problems.extend(found),
        }
    }
    let done = || Ok(see_other(&below(desk, "data")));
    if items.is_empty() && problems.is_empty() {
        return done();
    }
    let moved: Vec<ItemId> = items.iter().map(|change| change.item.clone()).collect();
    let mut outcome = Outcome { problems, conflicts: Vec::new() };
    if outcome.problems.is_empty() {
        let before = desk.gate.open_card(&desk.ask, subject)?;
        let edit = Edit { from: None, seen: vec![(declared.id.clone(), seen)], items };
        match desk.gate.edit(&desk.ask, subject, edit) {
            Ok(()) => {
                warn_old_address(desk, &before, &moved)?;
                return done();
            }
            Err(GateError::Problems(found)) => outcome.problems = found,
            Err(GateError::Conflict(conflicts)) => outcome.conflicts = conflicts,
            Err(other) => return Err(other.into()),
        }
    }
    let card = desk.gate.open_card(&desk.ask, subject)?;
    let status =
        if outcome.conflicts.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    Ok(errors::with(status, page(desk, &card, category, (Some(fields), &outcome))?))
}

/// Whoever holds an address can sign in: when it is changed, those that stood there before are told.
fn warn_old_address(desk: &Desk<'_>, before: &Card, changed: &[ItemId]) -> Result<(), Trouble> {
    if desk.app.mail.is_none() {
        return Ok(());
    }
    let is_address = |item: &&OpenedItem| {
        changed.contains(&item.item)
            && desk.rules.item(&item.item).is_some_and(|item| item.item_type == ItemType::Email)
    };
    let lang = desk.lang();
    let statement = desk.rules.statement();
    let contact = statement.contact.email.as_ref().or(statement.contact.phone.as_ref());
    let places = [
        ("register", desk.read(&statement.register.name)),
        ("controller", statement.controller.name.as_str()),
        ("contact", contact.map_or("", String::as_str)),
    ];
    let opened = before.categories.iter().flat_map(|category| &category.items).filter(is_address);
    for value in opened.flat_map(|item| &item.values) {
        let mail = Mail {
            to: personal::address(&value.value).to_string(),
            subject: mail_say::MOVED_SUBJECT.fill(lang, &places),
            text: mail_say::MOVED.fill(lang, &places),
            unsubscribe: None,
        };
        InLine::Mail(mail).post_to(desk.gate, &statement.register.id, &before.subject)?;
    }
    Ok(())
}

fn page(
    desk: &Desk<'_>,
    card: &Card,
    category: &str,
    (typed, outcome): (Option<&Fields>, &Outcome),
) -> Result<Response, Trouble> {
    let category =
        card.categories.iter().find(|one| one.category.as_str() == category).ok_or(Trouble::Absent)?;
    let declared = desk.rules.category(&category.category).ok_or(Trouble::Absent)?;
    let (mine, others) = parted(desk, category);
    if mine.is_empty() {
        return Err(Trouble::Absent);
    }
    let title = say::EDIT_TITLE.fill(desk.lang(), &[("name", &desk.read(&declared.name).to_lowercase())]);
    let content = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (desk.say(&say::EDIT_LEAD)) }
            @if !outcome.conflicts.is_empty() {
                (banner(Banner::Warning, desk.say(&frame_say::CONFLICT_TITLE), &html! {
                    ul { @for item in &outcome.conflicts { li { (errors::item_name(item.as_str(), &desk.frame, &desk.rules)) } } }
                }))
            }
            (problem_banner(desk, &outcome.problems))
            form.sheet method="post" action=(below(desk, &format!("edit/{}", declared.id))) {
                (desk.frame.token())
                input type="hidden" name="seen" value=(category.version);
                @for (opened, item) in &mine { (row(desk, opened, item, (typed, outcome))) }
                p.actions {
                    button.primary type="submit" { (desk.say(&frame_say::SAVE)) }
                    a.button href=(below(desk, "data")) { (desk.say(&frame_say::CANCEL)) }
                }
            }
            @if !others.is_empty() {
                p.muted {
                    (desk.say(&say::NOT_YOURS)) " " (others.join(", ")) ". "
                    a href=(below(desk, "ask?kind=rectify")) { (desk.say(&say::ASK_RECTIFY)) }
                }
            }
        }
    };
    Ok(desk.frame.page(&title, &content))
}

/// Items that the person may write, and the names of the others.
fn parted<'a>(
    desk: &'a Desk<'_>,
    category: &'a OpenedCategory,
) -> (Vec<(&'a OpenedItem, &'a Item)>, Vec<&'a str>) {
    let all = category.items.iter().filter_map(|opened| Some((opened, desk.rules.item(&opened.item)?)));
    let (mine, others): (Vec<_>, Vec<_>) = all.partition(|(_, item)| desk.rules.own_source(item).is_some());
    (mine, others.into_iter().map(|(_, item)| desk.read(&item.name)).collect())
}

fn row(
    desk: &Desk<'_>,
    opened: &OpenedItem,
    item: &Item,
    (typed, outcome): (Option<&Fields>, &Outcome),
) -> Markup {
    let now = Filled::opened(Some(opened), item, desk.lang());
    let typed = typed.map(|fields| Filled::typed(fields, PREFIX, item));
    let below = html! { (now.remember(PREFIX, item)) };
    let drawn = Drawn { prefix: PREFIX, problems: &outcome.problems, below };
    fields::draw(desk, item, typed.as_ref().unwrap_or(&now), &drawn)
}
