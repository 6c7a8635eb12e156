//! A new person. An identifier that is in the register already is said while it is typed, and again before anything is
//! stored; nothing is said about people who are hidden from the asker. Not here: what ties the person to the register (`tied.rs`).

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        card::to_card,
        desk::{Desk, at_desk},
        edit::problem_banner,
        errors::{self, Trouble},
        fields::{self, Drawn, Filled},
        find,
        form::{Fields, Posted},
        page::{Banner, banner},
        tied::{OBJECT, ROLE, Tying},
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{Draft, Hit},
    errors::ItemProblem,
};
use seloste_register::{
    id::{AreaId, GroupId, SourceId},
    statement::model::{Action, Category, Item, ItemType, SubjectGroup},
    text::Lang,
};
use serde::Deserialize;

const PREFIX: &str = "i";

/// Which group the new person belongs to, and what of somebody else's ties it to the register.
#[derive(Deserialize)]
pub(crate) struct Asked {
    group: Option<String>,
    object: Option<String>,
    role: Option<String>,
}

/// `GET .../new`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    Query(asked): Query<Asked>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        refuse_early(desk)?;
        let groups = desk.groups();
        let chosen = asked.group.as_deref();
        let group = groups.iter().find(|group| chosen.is_none_or(|id| group.id.as_str() == id));
        let group = group.ok_or(Trouble::Absent)?;
        if chosen.is_none() && groups.len() > 1 {
            return Ok(choose(desk, &groups));
        }
        let mut fields = Fields::default();
        fields.put(OBJECT, asked.object.as_deref().unwrap_or_default());
        fields.put(ROLE, asked.role.as_deref().unwrap_or_default());
        fields.put("starts", &when::day(when::date_of(desk.app.clock().now()), Lang::Fi));
        Ok(page(desk, group, &fields, &Outcome::default()))
    })
    .await
}

/// Who may not add is told before typing: the gate refuses an empty draft, and records it.
fn refuse_early(desk: &Desk<'_>) -> Result<(), Trouble> {
    if desk.may(Action::Create) {
        return Ok(());
    }
    let Some(group) = desk.rules.statement().subject_groups.first() else { return Err(Trouble::Absent) };
    let draft = Draft { group: group.id.clone(), areas: Vec::new(), items: Vec::new() };
    match desk.gate.create(&desk.ask, draft) {
        Err(error) => Err(error.into()),
        Ok(_) => Err(Trouble::Absent),
    }
}

fn choose(desk: &Desk<'_>, groups: &[&SubjectGroup]) -> Response {
    let content = html! {
        h1 { (desk.say(&say::WHICH_GROUP)) }
        ul.tasks {
            @for group in groups {
                li { a.task href={ (desk.at("new")) "?group=" (group.id) } { strong { (desk.read(&group.name)) } } }
            }
        }
    };
    desk.frame.page(desk.say(&say::WHICH_GROUP), &content)
}

/// `POST .../new`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| add(desk, &fields)).await
}

fn add(desk: &Desk<'_>, fields: &Fields) -> Result<Response, Trouble> {
    let groups = desk.rules.statement().subject_groups.iter();
    let group = groups.into_iter().find(|group| group.id.as_str() == fields.get("group"));
    let group = group.ok_or(Trouble::Absent)?;
    let source = SourceId::new(fields.get("source")).map_err(|_| Trouble::Absent)?;
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    for (_, item) in asked_items(desk, &group.id) {
        let typed = Filled::typed(fields, PREFIX, item);
        if typed.is_empty() {
            continue;
        }
        problems.extend(fields::source_problem(desk, item, &source));
        match typed.change(item, &source) {
            Ok(change) => items.push(change),
            Err(found) => problems.extend(found),
        }
    }
    let along = tying(desk, group, fields).along(desk, fields, &mut problems);
    let taken = if fields.has("anyway") { Vec::new() } else { known(desk, &group.id, fields)? };
    if problems.is_empty() && taken.is_empty() {
        let areas = fields.all().filter(|(name, _)| *name == "area");
        let areas = areas.filter_map(|(_, id)| AreaId::new(id).ok()).collect();
        let draft = Draft { group: group.id.clone(), areas, items };
        match desk.gate.create_along(&desk.ask, draft, along, |_, _| Ok(())) {
            Ok(subject) => return to_card(desk, &subject),
            Err(GateError::Problems(found)) => problems = found,
            Err(other) => return Err(other.into()),
        }
    }
    let outcome = Outcome { problems, taken };
    Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page(desk, group, fields, &outcome)))
}

/// What ties a new member of a group, as the form was reached or sent.
fn tying<'d>(desk: &'d Desk<'_>, group: &SubjectGroup, fields: &Fields) -> Tying<'d> {
    Tying::of(desk, group, (fields.get(OBJECT), fields.get(ROLE)))
}

/// People who have one of the identifiers already.
fn known(desk: &Desk<'_>, group: &GroupId, fields: &Fields) -> Result<Vec<Hit>, Trouble> {
    let mut all: Vec<Hit> = Vec::new();
    for (_, item) in asked_items(desk, group).filter(|(_, item)| identifies(item)) {
        let typed = Filled::typed(fields, PREFIX, item);
        let hits = find::taken_by(desk, item.id.as_str(), typed.first())?.unwrap_or_default();
        for hit in hits {
            if !all.iter().any(|one| one.subject == hit.subject) {
                all.push(hit);
            }
        }
    }
    Ok(all)
}

/// Items by which somebody may be known already.
fn identifies(item: &Item) -> bool {
    item.unique || matches!(item.item_type, ItemType::Email | ItemType::Phone)
}

fn asked_items<'d>(desk: &'d Desk<'_>, group: &'d GroupId) -> impl Iterator<Item = (&'d Category, &'d Item)> {
    let categories = desk.rules.statement().categories.iter();
    let changed = categories.filter(|category| fields::may_change(desk, &category.id));
    changed.flat_map(move |category| {
        let items = desk.rules.statement().items.iter();
        let own = items.filter(move |item| item.category.as_ref() == Some(&category.id));
        own.filter(|item| fields::belongs(item, group) && fields::asked(desk, item))
            .map(move |item| (category, item))
    })
}

/// What did not go well.
#[derive(Default)]
struct Outcome {
    problems: Vec<ItemProblem>,
    taken: Vec<Hit>,
}

fn page(desk: &Desk<'_>, group: &SubjectGroup, typed: &Fields, outcome: &Outcome) -> Response {
    let title = desk.say(&frame_say::NEW_PERSON);
    let tying = tying(desk, group, typed);
    let asked: Vec<(&Category, &Item)> = asked_items(desk, &group.id).collect();
    let allowed = fields::sources(asked.iter().map(|(_, item)| *item));
    let allowed: Vec<SourceId> = allowed
        .into_iter()
        .filter(|id| desk.rules.source(id).is_some_and(|source| source.adds_persons))
        .collect();
    let content = html! {
        div.narrow {
            h1 { (title) ": " (desk.read(&group.name).to_lowercase()) }
            (problem_banner(desk, &outcome.problems))
            @if !outcome.taken.is_empty() {
                (banner(Banner::Warning, "", &html! { p { (desk.say(&say::TAKEN_CONFIRM)) } (find::rows(desk, &outcome.taken)) }))
            }
            @if asked.is_empty() { p.lead { (desk.say(&say::NO_CHANGE)) } }
            @else if let Some(elsewhere) = tying.elsewhere(desk) { (elsewhere) }
            @else {
                form method="post" action=(desk.at("new")) {
                    (desk.frame.token())
                    input type="hidden" name="group" value=(group.id);
                    (sections(desk, &asked, typed, outcome))
                    (tying.draw(desk, typed, &outcome.problems))
                    (areas(desk, typed))
                    (fields::source_field(desk, &allowed, typed.get("source")))
                    p.actions {
                        @if outcome.taken.is_empty() { button.primary type="submit" { (desk.say(&say::ADD_PERSON)) } }
                        @else { button.primary type="submit" name="anyway" value="1" { (desk.say(&say::ADD_ANYWAY)) } }
                        a.button href=(desk.at("find")) { (desk.say(&frame_say::CANCEL)) }
                    }
                }
            }
        }
    };
    desk.frame.page(title, &content)
}

fn sections(desk: &Desk<'_>, asked: &[(&Category, &Item)], typed: &Fields, outcome: &Outcome) -> Markup {
    html! {
        @for group in asked.chunk_by(|one, other| one.0.id == other.0.id) {
            section.sheet {
                @if let Some((category, _)) = group.first() { h2 { (desk.read(&category.name)) } }
                @for (_, item) in group { (row(desk, item, typed, outcome)) }
            }
        }
    }
}

fn row(desk: &Desk<'_>, item: &Item, typed: &Fields, outcome: &Outcome) -> Markup {
    let field = format!("{PREFIX}-{}-0", item.id);
    let below = html! {
        @if identifies(item) {
            div aria-live="polite" data-taken=(field) data-item=(item.id) data-address=(desk.at("taken")) {}
        }
    };
    let drawn = Drawn { prefix: PREFIX, problems: &outcome.problems, below };
    fields::draw(desk, item, &Filled::typed(typed, PREFIX, item), &drawn)
}

fn areas(desk: &Desk<'_>, typed: &Fields) -> Markup {
    let areas = &desk.rules.statement().areas;
    html! {
        @if !areas.is_empty() {
            fieldset.sheet {
                legend { (desk.say(&say::AREAS)) }
                @for area in areas {
                    label.check {
                        input type="checkbox" name="area" value=(area.id)
                            checked[typed.all().any(|(name, id)| name == "area" && id == area.id.as_str())];
                        (desk.read(&area.name))
                    }
                }
            }
        }
    }
}
