//! Adding and changing an object: one form for every kind that a statement declares.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    store::account,
    web::{
        desk::{Desk, at_desk},
        edit::problem_banner,
        errors::{self, Trouble},
        fields::{self, Drawn, Filled},
        form::{Fields, Posted, see_other},
        object::{self, FAMILY},
        page::{Banner, banner},
        timeline,
        visit::AtWork,
        when,
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
    GateError,
    ask::AccountId,
    card::{ItemChange, ObjectDraft, ObjectRef, OpenedItem, OpenedObject, Page, SubjectRef},
    errors::ItemProblem,
};
use seloste_register::{
    diagnostics::{Problem, Severity},
    id::{ChoiceId, SourceId},
    statement::model::{Item, ObjectKind, Scope},
    text::{Lang, Text},
};
use serde::Deserialize;

type Place = Path<(String, String, String, String)>;

/// Empty lines that a form offers.
const SPARE_LINES: usize = 3;
/// Lines that a form may send.
const LINES: usize = 200;

/// What a new object is to belong to.
#[derive(Deserialize)]
pub(crate) struct Asked {
    parent: Option<String>,
}

/// `GET .../s/{subject}/add/{kind}`.
pub(crate) async fn get_new(
    State(app): State<Shared>,
    Path((register, purpose, subject, kind)): Place,
    Query(asked): Query<Asked>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let mut fields = Fields::default();
        fields.put("parent", asked.parent.as_deref().unwrap_or_default());
        fields.put("starts", &when::day(when::date_of(desk.app.clock().now()), Lang::Fi));
        let sheet = Sheet::of(desk, SubjectRef(subject), kind_named(desk, &kind)?, None)?;
        Ok(sheet.page(desk, Some(&fields), &Outcome::default()))
    })
    .await
}

/// `POST .../s/{subject}/add/{kind}`.
pub(crate) async fn post_new(
    State(app): State<Shared>,
    Path((register, purpose, subject, kind)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let sheet = Sheet::of(desk, SubjectRef(subject), kind_named(desk, &kind)?, None)?;
        sheet.save(desk, &fields)
    })
    .await
}

/// `GET .../s/{subject}/o/{object}/edit`.
pub(crate) async fn get_edit(
    State(app): State<Shared>,
    Path((register, purpose, subject, object)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let (kind, opened) = object::open(desk, &subject, &ObjectRef(object))?;
        Ok(Sheet::of(desk, subject, kind, Some(opened))?.page(desk, None, &Outcome::default()))
    })
    .await
}

/// `POST .../s/{subject}/o/{object}/edit`.
pub(crate) async fn post_edit(
    State(app): State<Shared>,
    Path((register, purpose, subject, object)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let (kind, opened) = object::open(desk, &subject, &ObjectRef(object))?;
        Sheet::of(desk, subject, kind, Some(opened))?.save(desk, &fields)
    })
    .await
}

fn kind_named(desk: &Desk<'_>, id: &str) -> Result<ObjectKind, Trouble> {
    let kinds = desk.rules.statement().objects.iter();
    kinds.into_iter().find(|kind| kind.id.as_str() == id).cloned().ok_or(Trouble::Absent)
}

/// What did not go well.
#[derive(Default)]
struct Outcome {
    problems: Vec<ItemProblem>,
    conflict: bool,
}

/// An object under work.
struct Sheet {
    subject: SubjectRef,
    kind: ObjectKind,
    present: Option<OpenedObject>,
    parents: Vec<OpenedObject>,
    /// Colleagues whom it may be assigned to: account, user name, name.
    staff: Vec<(AccountId, String, String)>,
}

impl Sheet {
    fn of(
        desk: &Desk<'_>,
        subject: SubjectRef,
        kind: ObjectKind,
        present: Option<OpenedObject>,
    ) -> Result<Self, Trouble> {
        let (family, _) = desk.gate.timeline(&desk.ask, &subject, &Page { after: None, rows: FAMILY })?;
        let own = present.as_ref().map(|object| object.object.clone());
        let may = |one: &OpenedObject| kind.parents.contains(&one.kind) && Some(&one.object) != own.as_ref();
        let parents = family.into_iter().filter(may).collect();
        let staff = if by_assignment(desk, &kind) { colleagues(desk)? } else { Vec::new() };
        Ok(Self { subject, kind, present, parents, staff })
    }

    fn back(&self, desk: &Desk<'_>) -> String {
        match &self.present {
            Some(object) => timeline::address(desk, &self.subject, object),
            None => desk.at(&format!("s/{}", self.subject.0)),
        }
    }

    fn save(&self, desk: &Desk<'_>, fields: &Fields) -> Result<Response, Trouble> {
        let mut outcome = Outcome::default();
        match self.draft(desk, fields) {
            Ok(draft) => match self.store(desk, fields, draft) {
                Ok(address) => return Ok(see_other(&address)),
                Err(GateError::Problems(found)) => outcome.problems = found,
                Err(GateError::Conflict(_)) => outcome.conflict = true,
                Err(other) => return Err(other.into()),
            },
            Err(found) => outcome.problems = found,
        }
        let status = if outcome.conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok(errors::with(status, self.page(desk, Some(fields), &outcome)))
    }

    fn store(&self, desk: &Desk<'_>, fields: &Fields, draft: ObjectDraft) -> Result<String, GateError> {
        if let Some(object) = &self.present {
            let seen = fields.get("seen").parse().unwrap_or(object.version);
            desk.gate.edit_object(&desk.ask, &object.object, seen, draft)?;
            return Ok(self.back(desk));
        }
        let object = desk.gate.add_object(&desk.ask, &self.subject, draft)?;
        Ok(desk.at(&format!("s/{}/o/{}", self.subject.0, object.0)))
    }

    fn draft(&self, desk: &Desk<'_>, fields: &Fields) -> Result<ObjectDraft, Vec<ItemProblem>> {
        let mut problems = Vec::new();
        let source = SourceId::new(fields.get("source")).ok().or_else(|| self.kind.sources.first().cloned());
        let Some(source) = source else { return Err(problems) };
        let starts = day(desk, fields, "starts", &mut problems);
        let ends = if fields.has("ends") { day(desk, fields, "ends", &mut problems) } else { None };
        let items = changes(desk, &self.kind.items, ("i", fields, &source), &mut problems);
        let lines = self.lines(desk, fields, &source, &mut problems);
        let parent = fields.get("parent");
        match starts {
            Some(starts) if problems.is_empty() => Ok(ObjectDraft {
                kind: self.kind.id.clone(),
                parent: (!parent.is_empty()).then(|| ObjectRef(parent.to_owned())),
                state: ChoiceId::new(fields.get("state")).ok(),
                starts,
                ends,
                source,
                assigned: self.assigned(desk, fields),
                items,
                lines,
            }),
            _ => Err(problems),
        }
    }

    /// Whom it is assigned to: as chosen, else as it was.
    fn assigned(&self, desk: &Desk<'_>, fields: &Fields) -> Option<AccountId> {
        let was = self.present.as_ref().and_then(|object| object.assigned);
        if !by_assignment(desk, &self.kind) {
            return was;
        }
        let chosen = fields.get("assigned");
        self.staff.iter().find(|(_, user, _)| user == chosen).map(|(id, ..)| *id)
    }

    fn lines(
        &self,
        desk: &Desk<'_>,
        fields: &Fields,
        source: &SourceId,
        problems: &mut Vec<ItemProblem>,
    ) -> Vec<Vec<ItemChange>> {
        let mut lines = Vec::new();
        for n in 0..line_count(fields) {
            let prefix = format!("l{n}");
            let filled = |item: &Item| !Filled::typed(fields, &prefix, item).is_empty();
            if self.kind.line_items.iter().any(filled) {
                lines.push(changes(desk, &self.kind.line_items, (&prefix, fields, source), problems));
            }
        }
        lines
    }

    fn page(&self, desk: &Desk<'_>, typed: Option<&Fields>, outcome: &Outcome) -> Response {
        let verb = if self.present.is_some() { &say::EDIT } else { &say::ADD };
        let title = format!("{}: {}", desk.say(verb), desk.read(&self.kind.name).to_lowercase());
        let chosen = typed.map(|fields| fields.get("source").to_owned());
        let chosen = chosen.or_else(|| self.present.as_ref().map(|object| object.source.to_string()));
        let orphan = self.kind.parent_required && self.parents.is_empty();
        let content = html! {
            div.narrow {
                h1 { (title) }
                @if outcome.conflict { (banner(Banner::Warning, desk.say(&frame_say::CONFLICT_TITLE), &html! { p { (desk.say(&say::CONFLICT_HERE)) } })) }
                (problem_banner(desk, &outcome.problems))
                @if orphan { (banner(Banner::Note, "", &html! { p { (self.parent_first(desk)) } })) }
                @else {
                    form method="post" action=(desk.frame.path) {
                        (desk.frame.token())
                        @if let Some(object) = &self.present { input type="hidden" name="seen" value=(object.version); }
                        (self.head(desk, typed, outcome))
                        @for item in &self.kind.items { (self.field(desk, item, typed, outcome)) }
                        (self.line_fields(desk, typed))
                        (self.assigned_field(desk, typed))
                        (fields::source_field(desk, &self.kind.sources, chosen.as_deref().unwrap_or_default()))
                        p.actions {
                            button.primary type="submit" { (desk.say(&frame_say::SAVE)) }
                            a.button href=(self.back(desk)) { (desk.say(&frame_say::CANCEL)) }
                        }
                    }
                }
            }
        };
        desk.frame.page(&title, &content)
    }

    fn parent_first(&self, desk: &Desk<'_>) -> String {
        let kinds = self.kind.parents.iter().filter_map(|id| desk.rules.object(id));
        let kinds: Vec<String> = kinds.map(|kind| desk.read(&kind.name).to_lowercase()).collect();
        say::PARENT_FIRST.fill(desk.lang(), &[("kinds", &kinds.join(", "))])
    }

    /// Parent, state and days.
    fn head(&self, desk: &Desk<'_>, typed: Option<&Fields>, outcome: &Outcome) -> Markup {
        let present = self.present.as_ref();
        let written = |name: &str, now: Option<String>| {
            typed
                .filter(|fields| fields.all().any(|(key, _)| key == name))
                .map(|fields| fields.get(name).to_owned())
                .or(now)
        };
        let parent = written("parent", present.and_then(|one| one.parent.clone()).map(|one| one.0));
        let state = written("state", present.and_then(|one| one.state.clone()).map(|one| one.to_string()));
        let starts = written("starts", present.map(|one| when::day(one.starts, Lang::Fi)));
        let ends = written("ends", present.and_then(|one| one.ends).map(|ends| when::day(ends, Lang::Fi)));
        html! {
            @if !self.parents.is_empty() {
                div.field {
                    label for="parent" { (desk.say(&say::BELONGS_TO)) }
                    select #parent name="parent" required[self.kind.parent_required] {
                        @if !self.kind.parent_required { option value="" { "–" } }
                        @for one in &self.parents {
                            option value=(one.object.0) selected[parent.as_deref() == Some(one.object.0.as_str())] { (label_of(desk, one)) }
                        }
                    }
                }
            }
            @if !self.kind.states.is_empty() {
                div.field {
                    label for="state" { (desk.say(&say::STATE)) }
                    select #state name="state" {
                        @for one in &self.kind.states { option value=(one.id) selected[state.as_deref() == Some(one.id.as_str())] { (desk.read(&one.name)) } }
                    }
                }
            }
            @let first = if self.kind.period { &say::STARTS } else { &say::DATE };
            (day_field(desk, ("starts", desk.say(first), None), starts.as_deref(), &outcome.problems))
            @if self.kind.period { (day_field(desk, ("ends", desk.say(&say::ENDS), Some(desk.say(&say::ENDS_HINT))), ends.as_deref(), &outcome.problems)) }
        }
    }

    fn field(&self, desk: &Desk<'_>, item: &Item, typed: Option<&Fields>, outcome: &Outcome) -> Markup {
        let own =
            self.present.as_ref().and_then(|object| object.items.iter().find(|one| one.item == item.id));
        let filled = match typed {
            Some(fields) => Filled::typed(fields, "i", item),
            None => Filled::opened(own, item, desk.lang()),
        };
        fields::draw(
            desk,
            item,
            &filled,
            &Drawn { prefix: "i", problems: &outcome.problems, below: html! {} },
        )
    }

    fn line_fields(&self, desk: &Desk<'_>, typed: Option<&Fields>) -> Markup {
        if self.kind.line_items.is_empty() {
            return html! {};
        }
        let present = self.present.as_ref().map_or(0, |object| object.lines.len());
        let shown =
            typed.map_or(present + SPARE_LINES, |fields| line_count(fields).max(present + SPARE_LINES));
        html! {
            fieldset {
                legend { (desk.say(&say::LINES)) }
                p.hint { (desk.say(&say::LINES_HINT)) }
                input type="hidden" name="lines" value=(shown);
                div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::LINES)) {
                    table {
                        thead { tr { @for item in &self.kind.line_items { th scope="col" { (desk.read(&item.name)) } } } }
                        tbody {
                            @for n in 0..shown { tr { @for item in &self.kind.line_items { td { (self.cell(desk, item, (n, typed))) } } } }
                        }
                    }
                }
            }
        }
    }

    fn assigned_field(&self, desk: &Desk<'_>, typed: Option<&Fields>) -> Markup {
        let was = self.present.as_ref().and_then(|object| object.assigned);
        let was =
            self.staff.iter().find(|(id, ..)| Some(*id) == was).map_or("", |(_, user, _)| user.as_str());
        let chosen = typed.filter(|fields| fields.all().any(|(name, _)| name == "assigned"));
        let chosen = chosen.map_or(was, |fields| fields.get("assigned"));
        html! {
            @if !self.staff.is_empty() {
                div.field {
                    label for="assigned" { (desk.say(&say::ASSIGNED)) }
                    select #assigned name="assigned" aria-describedby="assigned-hint" {
                        option value="" { "–" }
                        @for (_, user, name) in &self.staff { option value=(user) selected[user == chosen] { (name) } }
                    }
                    p.hint #assigned-hint { (desk.say(&say::ASSIGNED_HINT)) }
                }
            }
        }
    }

    fn cell(&self, desk: &Desk<'_>, item: &Item, (n, typed): (usize, Option<&Fields>)) -> Markup {
        let prefix = format!("l{n}");
        let line: Option<&Vec<OpenedItem>> = self.present.as_ref().and_then(|object| object.lines.get(n));
        let filled = match typed {
            Some(fields) => Filled::typed(fields, &prefix, item),
            None => Filled::opened(
                line.and_then(|line| line.iter().find(|one| one.item == item.id)),
                item,
                desk.lang(),
            ),
        };
        let name = format!(
            "{}, {}",
            desk.read(&item.name),
            say::LINE_N.fill(desk.lang(), &[("n", &(n + 1).to_string())])
        );
        fields::bare_input(desk, item, (&prefix, &filled), &name)
    }
}

/// Whether some role reaches people by objects of this kind that are assigned to it.
fn by_assignment(desk: &Desk<'_>, kind: &ObjectKind) -> bool {
    let roles = desk.rules.statement().roles.iter().filter(|role| role.scope == Scope::Assigned);
    roles.flat_map(|role| &role.grants).any(|grant| grant.read.contains(&kind.category))
}

/// People whose accounts are in force.
pub(crate) fn colleagues(desk: &Desk<'_>) -> Result<Vec<(AccountId, String, String)>, Trouble> {
    let all = desk.gate.data().read(account::all)?;
    let there = all.into_iter().filter(|one| one.ended.is_none());
    Ok(there.map(|one| (one.id, one.user_name, one.name)).collect())
}

fn line_count(fields: &Fields) -> usize {
    fields.get("lines").parse::<usize>().unwrap_or(0).min(LINES)
}

pub(super) fn changes(
    desk: &Desk<'_>,
    items: &[Item],
    (prefix, fields, source): (&str, &Fields, &SourceId),
    problems: &mut Vec<ItemProblem>,
) -> Vec<ItemChange> {
    let mut changes = Vec::new();
    for item in items.iter().filter(|item| !item.generated) {
        let typed = Filled::typed(fields, prefix, item);
        problems.extend(fields::source_problem(desk, item, source).filter(|_| !typed.is_empty()));
        match typed.change(item, source) {
            Ok(change) => changes.push(change),
            Err(found) => problems.extend(found),
        }
    }
    changes
}

pub(super) fn day(
    desk: &Desk<'_>,
    fields: &Fields,
    name: &str,
    problems: &mut Vec<ItemProblem>,
) -> Option<Date> {
    let read = when::read_day(fields.get(name));
    if read.is_none() {
        let what =
            Text::new(say::BAD_DAY.get(Lang::Fi), say::BAD_DAY.get(Lang::Sv), say::BAD_DAY.get(Lang::En));
        let label = if name == "starts" { &say::STARTS } else { &say::ENDS };
        let problem = Problem {
            severity: Severity::Error,
            rule: "not-a-day",
            place: None,
            also: None,
            what,
            remedy: Text::new("", "", ""),
            passages: Vec::new(),
        };
        problems.push(ItemProblem { item: desk.say(label).to_owned(), problem });
    }
    read
}

pub(super) fn day_field(
    desk: &Desk<'_>,
    (name, label, hint): (&str, &str, Option<&str>),
    written: Option<&str>,
    problems: &[ItemProblem],
) -> Markup {
    let written = written.unwrap_or_default();
    let bad = !written.is_empty() && when::read_day(written).is_none() && !problems.is_empty();
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) value=(written) inputmode="decimal" autocomplete="off" maxlength="10"
                required[name == "starts"] aria-invalid=[bad.then_some("true")];
            @if bad { p.wrong { (desk.say(&say::BAD_DAY)) } }
            @if let Some(hint) = hint { p.hint { (hint) } }
        }
    }
}

/// How a list of parents names one.
fn label_of(desk: &Desk<'_>, object: &OpenedObject) -> Markup {
    let Some(kind) = desk.rules.object(&object.kind) else { return html! {} };
    html! {
        (desk.read(&kind.name)) ", " (when::day(object.starts, desk.lang())) " · " (timeline::glimpse(desk, kind, object))
    }
}
