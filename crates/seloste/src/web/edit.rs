//! Changing one category of a person's data. Two people at once: the second is told item by item, and keeps what they typed.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        card::to_card,
        desk::{Desk, at_desk},
        errors::{self, Trouble},
        fields::{self, Drawn, Filled},
        form::{Fields, Posted},
        page::{Banner, banner},
        personal,
        visit::AtWork,
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
    card::{Card, Edit, ObjectRef, OpenedCategory, OpenedItem, SubjectRef},
    errors::ItemProblem,
};
use seloste_register::{
    id::{ItemId, SourceId},
    right::{Flaw, Named as _},
    statement::model::Item,
};

type Place = Path<(String, String, String, String)>;

/// What the names of the fields begin with.
const PREFIX: &str = "i";

/// `GET .../s/{subject}/edit/{category}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject, category)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let card = desk.gate.open_card(&desk.ask, &SubjectRef(subject))?;
        let sheet = Sheet::of(desk, &card, &category)?;
        Ok(sheet.page(desk, None, &Outcome::default()))
    })
    .await
}

/// `POST .../s/{subject}/edit/{category}`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject, category)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        save(desk, &subject, &category, &fields)
    })
    .await
}

fn save(desk: &Desk<'_>, subject: &SubjectRef, category: &str, fields: &Fields) -> Result<Response, Trouble> {
    let declared = desk.rules.statement().categories.iter().find(|one| one.id.as_str() == category);
    let declared = declared.ok_or(Trouble::Absent)?;
    let seen: i64 = fields.get("seen").parse().map_err(|_| Trouble::Absent)?;
    let source = SourceId::new(fields.get("source")).map_err(|_| Trouble::Absent)?;
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    let own = desk.rules.statement().items.iter().filter(|item| item.category.as_ref() == Some(&declared.id));
    for item in own.filter(|item| fields::asked(desk, item)) {
        let typed = Filled::typed(fields, PREFIX, item);
        if typed.same(&Filled::was(fields, PREFIX, item)) {
            continue;
        }
        problems.extend(fields::source_problem(desk, item, &source).filter(|_| !typed.is_empty()));
        match typed.change(item, &source) {
            Ok(change) => items.push(change),
            Err(found) => problems.extend(found),
        }
    }
    if items.is_empty() && problems.is_empty() {
        return to_card(desk, subject);
    }
    if problems.is_empty() {
        let from = Some(fields.get("from").trim()).filter(|from| !from.is_empty());
        let from = from.map(|from| ObjectRef(from.to_owned()));
        let edit = Edit { from, seen: vec![(declared.id.clone(), seen)], items };
        let flaw = Flaw::read(fields.get("flaw"));
        let done = match flaw {
            Some(flaw) => desk.gate.correct(&desk.ask, subject, edit, flaw),
            None => desk.gate.edit(&desk.ask, subject, edit),
        };
        match done {
            Ok(()) => return to_card(desk, subject),
            Err(GateError::Problems(found)) => problems = found,
            Err(GateError::Conflict(conflicts)) => {
                return again(desk, subject, category, fields, &Outcome { conflicts, ..Outcome::default() });
            }
            Err(other) => return Err(other.into()),
        }
    }
    again(desk, subject, category, fields, &Outcome { problems, ..Outcome::default() })
}

/// The form once more with what was typed, over what the register holds now.
fn again(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    category: &str,
    fields: &Fields,
    state: &Outcome,
) -> Result<Response, Trouble> {
    let card = desk.gate.open_card(&desk.ask, subject)?;
    let sheet = Sheet::of(desk, &card, category)?;
    let status =
        if state.conflicts.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    Ok(errors::with(status, sheet.page(desk, Some(fields), state)))
}

/// What did not go well.
#[derive(Default)]
struct Outcome {
    problems: Vec<ItemProblem>,
    conflicts: Vec<ItemId>,
}

/// A category under change.
struct Sheet<'c> {
    card: &'c Card,
    category: &'c OpenedCategory,
}

impl<'c> Sheet<'c> {
    fn of(desk: &Desk<'_>, card: &'c Card, category: &str) -> Result<Self, Trouble> {
        let category = card.categories.iter().find(|one| one.category.as_str() == category);
        let category = category.ok_or(Trouble::Absent)?;
        if !category.may_change {
            // Asked of the gate with nothing to change: it says no in the statement's words, and records it (R4-037).
            let seen = vec![(category.category.clone(), category.version)];
            desk.gate.edit(&desk.ask, &card.subject, Edit { from: None, seen, items: Vec::new() })?;
            return Err(Trouble::Absent);
        }
        Ok(Self { card, category })
    }

    fn items<'d>(&'d self, desk: &'d Desk<'_>) -> impl Iterator<Item = (&'d OpenedItem, &'d Item)> {
        let opened = self.category.items.iter();
        let declared = opened.filter_map(|opened| Some((opened, desk.rules.item(&opened.item)?)));
        declared.filter(|(_, item)| fields::belongs(item, &self.card.group) && fields::asked(desk, item))
    }

    fn page(&self, desk: &Desk<'_>, typed: Option<&Fields>, state: &Outcome) -> Response {
        let name = desk.rules.category(&self.category.category).map_or("", |one| desk.read(&one.name));
        let title = format!("{}: {}", desk.say(&say::EDIT), name.to_lowercase());
        let back = desk.at(&format!("s/{}", self.card.subject.0));
        let chosen = typed.map_or("", |fields| fields.get("source"));
        let allowed = fields::sources(self.items(desk).map(|(_, item)| item));
        let content = html! {
            div.narrow {
                h1 { (title) }
                (notes(desk, state))
                form method="post" action=(desk.frame.path) {
                    (desk.frame.token())
                    input type="hidden" name="seen" value=(self.category.version);
                    @for (opened, item) in self.items(desk) { (row(desk, opened, item, (typed, state))) }
                    (fields::source_field(desk, &allowed, chosen))
                    (fields::origin_field(desk, &allowed, (self.card, typed.map_or("", |fields| fields.get("from")))))
                    (flaw_field(desk, typed.map_or("", |fields| fields.get("flaw"))))
                    p.actions {
                        button.primary type="submit" { (desk.say(&frame_say::SAVE)) }
                        a.button href=(back) { (desk.say(&frame_say::CANCEL)) }
                    }
                }
            }
        };
        desk.frame.page(&title, &content)
    }
}

/// Why what stood there is put right, for readers of earlier contents (R5-127).
fn flaw_field(desk: &Desk<'_>, chosen: &str) -> Markup {
    html! {
        div.field {
            label for="flaw" { (desk.say(&say::FLAW)) }
            select #flaw name="flaw" {
                option value="" { (desk.say(&say::FLAW_NOT_SAID)) }
                @for one in Flaw::ALL { option value=(one.code()) selected[one.code() == chosen] { (one.name().get(desk.lang())) } }
            }
        }
    }
}

fn notes(desk: &Desk<'_>, state: &Outcome) -> Markup {
    html! {
        @if !state.conflicts.is_empty() {
            (banner(Banner::Warning, desk.say(&frame_say::CONFLICT_TITLE), &html! {
                p { (desk.say(&say::CONFLICT_HERE)) }
                ul { @for item in &state.conflicts { li { (errors::item_name(item.as_str(), &desk.frame, &desk.rules)) } } }
            }))
        }
        (problem_banner(desk, &state.problems))
    }
}

/// What is wrong, above a form.
pub(crate) fn problem_banner(desk: &Desk<'_>, problems: &[ItemProblem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            (banner(Banner::Error, desk.say(&frame_say::PROBLEMS), &errors::problem_list(problems, &desk.frame, &desk.rules)))
        }
    }
}

/// An item's fields: what the editor typed where they did, else what the register holds now.
fn row(
    desk: &Desk<'_>,
    opened: &OpenedItem,
    item: &Item,
    (typed, state): (Option<&Fields>, &Outcome),
) -> Markup {
    let now = Filled::opened(Some(opened), item, desk.lang());
    let typed = typed.and_then(|fields| {
        let typed = Filled::typed(fields, PREFIX, item);
        (!typed.same(&Filled::was(fields, PREFIX, item))).then_some(typed)
    });
    let below = html! {
        @if state.conflicts.contains(&item.id) {
            p.now {
                strong { (desk.say(&say::NOW_IN_REGISTER)) ": " }
                @if opened.values.is_empty() { (desk.say(&say::WAS_EMPTY)) }
                (personal::values(opened, item, desk.lang()))
            }
        }
        (now.remember(PREFIX, item))
    };
    let drawn = Drawn { prefix: PREFIX, problems: &state.problems, below };
    fields::draw(desk, item, typed.as_ref().unwrap_or(&now), &drawn)
}
