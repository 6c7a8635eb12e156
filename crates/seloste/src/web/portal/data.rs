//! The person's data as staff see it (R5-058), with why it is there, where it comes from, who may see it and how long it is kept;
//! and what has happened. Not here: changing it.

use super::{at_home, below, federated, guest::AtHome, sound};
use crate::{
    app::Shared,
    messages::{Message, page as frame_say, person as card_say, portal as say},
    web::{
        card::fact,
        desk::Desk,
        errors::Trouble,
        page::{Banner, banner},
        permission, personal,
        timeline::{self, with_items},
        when,
    },
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::card::{Card, Limit, ObjectRef, OpenedCategory, OpenedItem, OpenedObject, Page};
use seloste_register::{
    id::{CategoryId, PurposeId, SourceId},
    statement::{
        Rules,
        model::{Anchor, Item, ObjectKind, Output, Retention, Role},
        notice,
    },
};
use serde::Deserialize;

/// Objects on one page.
const ROWS: u32 = 50;

/// `GET /my/{register}/data`.
pub(super) async fn get(State(app): State<Shared>, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let card = desk.gate.open_card(&desk.ask, &subject)?;
        Ok(page(desk, &card, &federated::connected(desk, &subject)?))
    })
    .await
}

fn page(desk: &Desk<'_>, card: &Card, connected: &Markup) -> Response {
    let lang = desk.lang();
    let register = desk.read(&desk.rules.statement().register.name);
    let content = html! {
        h1 { (desk.say(&say::TITLE)) }
        p.lead { (say::DATA_LEAD.fill(lang, &[("register", register)])) }
        @if let Some(closed) = card.closed {
            (banner(Banner::Warning, "", &html! { p { (say::CLOSED.fill(lang, &[("day", &when::day(closed, lang))])) } }))
        }
        @for limit in &card.limits { (banner(Banner::Note, "", &html! { p { (desk.say(limited(*limit))) } })) }
        div.home {
            div.first {
                (belonging(desk, card))
                @for category in &card.categories { (sheet(desk, card, category)) }
                @if !desk.rules.statement().objects.is_empty() { (events_sheet(desk, card)) }
            }
            div.second { (next_steps(desk)) (permission::sheet_own(desk, card, &below(desk, "choices"))) (connected) }
        }
    };
    desk.frame.page(desk.say(&say::TITLE), &content)
}

/// What limits the use of the data, as the person is told.
const fn limited(limit: Limit) -> &'static Message {
    match limit {
        Limit::Restricted => &say::RESTRICTED,
        Limit::Erased => &say::ERASED,
        Limit::ErasureWaits => &say::ERASURE_WAITS,
    }
}

/// The group and the areas that the person belongs to: staff see them, so the person does.
fn belonging(desk: &Desk<'_>, card: &Card) -> Markup {
    let statement = desk.rules.statement();
    let group = statement.subject_groups.iter().find(|group| group.id == card.group);
    let areas = statement.areas.iter().filter(|area| card.areas.contains(&area.id));
    html! {
        div.tags {
            @if let Some(group) = group { span.tag { (desk.read(&group.name)) } }
            @for area in areas { span.tag { (desk.read(&area.name)) } }
        }
    }
}

fn next_steps(desk: &Desk<'_>) -> Markup {
    let step = |page: &str, name: &Message, hint: &Message| {
        html! { li { a.task href=(below(desk, page)) { strong { (desk.say(name)) } span.muted { (desk.say(hint)) } } } }
    };
    html! {
        section aria-labelledby="next" {
            h2 #next { (desk.say(&say::WHAT_NEXT)) }
            ul.tasks.steps-next {
                (step("choices", &say::CHOICES, &say::CHOICES_HINT))
                (step("copy", &say::COPY, &say::COPY_HINT))
                (step("ask", &say::ASK, &say::ASK_HINT))
                (step("ask?kind=erase", &say::LEAVE, &say::LEAVE_HINT))
                (step("log", &say::LOG, &say::LOG_HINT))
                (step("history", &say::HISTORY, &say::HISTORY_HINT))
            }
        }
    }
}

fn sheet(desk: &Desk<'_>, card: &Card, category: &OpenedCategory) -> Markup {
    let Some(declared) = desk.rules.category(&category.category) else { return html! {} };
    let name = desk.read(&declared.name);
    let items: Vec<(&OpenedItem, &Item)> =
        category.items.iter().filter_map(|opened| Some((opened, desk.rules.item(&opened.item)?))).collect();
    if items.is_empty() {
        return html! {};
    }
    let mine = items.iter().any(|(_, item)| desk.rules.own_source(item).is_some());
    html! {
        section.sheet {
            div.sheet-head {
                h2 { (name) }
                @if mine { a href=(below(desk, &format!("edit/{}", declared.id))) { (desk.say(&say::CORRECT)) span.hidden { ": " (name) } } }
            }
            dl.facts { @for (opened, item) in &items { (fact(desk, opened, item)) } }
            (reasons(desk, &declared.id, &Reasons::of_items(&desk.rules, card, &items)))
        }
    }
}

/// What is told of a category or a kind of object.
struct Reasons<'a> {
    purposes: Vec<&'a PurposeId>,
    sources: Vec<&'a SourceId>,
    /// How long what is kept: by which times, and until when; the name is left out where all are kept alike.
    kept: Vec<Kept<'a>>,
    derived: Vec<&'a Item>,
}

/// Items, the times within which they are kept, and the last day where it can be counted.
type Kept<'a> = (Vec<&'a Item>, Vec<&'a Retention>, Option<Date>);

impl<'a> Reasons<'a> {
    fn of_items(rules: &'a Rules, card: &Card, items: &[(&'a OpenedItem, &'a Item)]) -> Self {
        let mut reasons =
            Self { purposes: Vec::new(), sources: Vec::new(), kept: Vec::new(), derived: Vec::new() };
        for (opened, item) in items {
            add(&mut reasons.purposes, &item.purposes);
            add(&mut reasons.sources, &item.sources);
            if item.derived.is_some() {
                reasons.derived.push(item);
            }
            let times: Vec<&Retention> = rules.times(item, &card.group).collect();
            let until = rules.last_day(times.iter().copied(), |anchor| match anchor {
                Anchor::Recorded => opened.values.iter().map(|value| when::date_of(value.recorded)).max(),
                Anchor::RelationshipEnd => card.closed,
                _ => None,
            });
            match reasons.kept.iter_mut().find(|(_, known, day)| *known == times && *day == until) {
                Some((names, ..)) => names.push(item),
                None => reasons.kept.push((vec![item], times, until)),
            }
        }
        reasons
    }

    fn of_object(rules: &Rules, kind: &'a ObjectKind, object: &OpenedObject) -> Self {
        let until = rules.last_day(std::iter::once(&kind.retention), |anchor| match anchor {
            Anchor::ObjectDate => Some(object.starts),
            Anchor::ObjectEnd => object.ends,
            Anchor::Recorded => Some(when::date_of(object.recorded)),
            _ => None,
        });
        Self {
            purposes: kind.purposes.iter().collect(),
            sources: kind.sources.iter().collect(),
            kept: vec![(Vec::new(), vec![&kind.retention], until)],
            derived: kind.items.iter().filter(|item| item.derived.is_some()).collect(),
        }
    }
}

fn add<'a, T: PartialEq>(all: &mut Vec<&'a T>, more: &'a [T]) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

fn reasons(desk: &Desk<'_>, category: &CategoryId, told: &Reasons<'_>) -> Markup {
    let statement = desk.rules.statement();
    let purposes = told.purposes.iter().filter_map(|id| Some(desk.read(&desk.rules.purpose(id)?.name)));
    let sources = told.sources.iter().filter_map(|id| Some(desk.read(&desk.rules.source(id)?.name)));
    let recipients = statement.recipients.iter().filter(|one| one.categories.contains(category));
    let recipients: Vec<&str> = recipients.map(|one| desk.read(&one.name)).collect();
    let seeing: Vec<String> =
        statement.roles.iter().filter_map(|role| seeing(desk, role, category)).collect();
    html! {
        details.why {
            summary { (desk.say(&say::WHY_KEPT)) }
            dl {
                dt { (desk.say(&say::PURPOSES)) } dd { (purposes.collect::<Vec<_>>().join(", ")) }
                dt { (desk.say(&say::SOURCES)) } dd { (sources.collect::<Vec<_>>().join(", ")) }
                dt { (desk.say(&say::RECIPIENTS)) }
                dd { @if recipients.is_empty() { (desk.say(&say::NO_RECIPIENTS)) } @else { (recipients.join(", ")) } }
                dt { (desk.say(&say::MAY_SEE)) }
                dd {
                    @if seeing.is_empty() { (desk.say(&say::NO_STAFF)) }
                    @for one in &seeing { div { (one) } }
                }
                dt { (desk.say(&say::KEPT)) }
                dd { @for kept in &told.kept { div { (how_long(desk, kept, told.kept.len())) } } }
                @for item in &told.derived {
                    @if let Some(how) = &item.derived { dt { (desk.say(&say::DERIVED)) ": " (desk.read(&item.name)) } dd { (desk.read(how)) } }
                }
            }
        }
    }
}

/// The last day where it can be counted, and the rule in words.
fn how_long(desk: &Desk<'_>, (items, times, until): &Kept<'_>, all: usize) -> Markup {
    let lang = desk.lang();
    let names: Vec<&str> = items.iter().map(|item| desk.read(&item.name)).collect();
    html! {
        @if all > 1 { strong { (names.join(", ")) ": " } }
        @if let Some(until) = *until { (say::KEPT_UNTIL.fill(lang, &[("day", &when::day(until, lang))])) " " }
        @for (at, time) in times.iter().enumerate() {
            @if at > 0 { " " (desk.say(&say::AND_AT_MOST)) " " }
            (notice::retention(time, &desk.rules, lang))
        }
    }
}

/// A role that may see a category, with the purposes for which it may (R5-056).
fn seeing(desk: &Desk<'_>, role: &Role, category: &CategoryId) -> Option<String> {
    let grants = role.grants.iter().filter(|grant| grant.read.contains(category));
    let mut purposes: Vec<&str> = grants
        .flat_map(|grant| &grant.purposes)
        .filter_map(|id| desk.rules.purpose(id).filter(|purpose| purpose.output == Output::Rows))
        .map(|purpose| desk.read(&purpose.name))
        .collect();
    purposes.dedup();
    (!purposes.is_empty()).then(|| format!("{}: {}", desk.read(&role.name), purposes.join(", ")))
}

fn events_sheet(desk: &Desk<'_>, card: &Card) -> Markup {
    html! {
        section.sheet aria-labelledby="events" {
            h2 #events { (desk.say(&say::EVENTS)) }
            (entries(desk, &card.objects))
            (older(desk, card.more_objects.as_deref()))
        }
    }
}

fn entries(desk: &Desk<'_>, objects: &[OpenedObject]) -> Markup {
    if objects.is_empty() {
        return html! { p.muted { (desk.say(&say::NO_EVENTS)) } };
    }
    html! {
        ol.timeline {
            @for object in objects {
                @if let Some(kind) = desk.rules.object(&object.kind) {
                    li.entry {
                        time datetime=(object.starts) { (when::day(object.starts, desk.lang())) }
                        div {
                            div.entry-head {
                                a href=(below(desk, &format!("events/{}", object.object.0))) { (desk.read(&kind.name)) }
                                (timeline::state(desk, kind, object))
                            }
                            div.entry-text { (timeline::glimpse(desk, kind, object)) }
                        }
                    }
                }
            }
        }
    }
}

fn older(desk: &Desk<'_>, next: Option<&str>) -> Markup {
    html! {
        @if let Some(next) = next {
            p.actions { a.button href={ (below(desk, "events")) "?after=" (next) } { (desk.say(&say::MORE_EVENTS)) } }
        }
    }
}

/// Where to go on.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

/// `GET /my/{register}/events`.
pub(super) async fn events(
    State(app): State<Shared>,
    Query(After { after }): Query<After>,
    at: AtHome,
) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let (objects, next) = desk.gate.timeline(&desk.ask, &subject, &Page { after, rows: ROWS })?;
        let content = html! {
            div.narrow {
                h1 { (desk.say(&say::EVENTS)) }
                section.sheet { (entries(desk, &objects)) (older(desk, next.as_deref())) }
                p.actions { a.button href=(below(desk, "data")) { (desk.say(&frame_say::BACK)) } }
            }
        };
        Ok(desk.frame.page(desk.say(&say::EVENTS), &content))
    })
    .await
}

/// `GET /my/{register}/events/{object}`. Another person's object is absent.
pub(super) async fn event(
    State(app): State<Shared>,
    Path((_, object)): Path<(String, String)>,
    at: AtHome,
) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let (owner, object) = desk.gate.open_object(&desk.ask, &ObjectRef(object))?;
        let kind = desk.rules.object(&object.kind).filter(|_| owner == subject).ok_or(Trouble::Absent)?;
        Ok(event_page(desk, kind, (&object, &sound::section(desk, kind, &object)?)))
    })
    .await
}

fn event_page(desk: &Desk<'_>, kind: &ObjectKind, (object, asking): (&OpenedObject, &Markup)) -> Response {
    let (lang, title) = (desk.lang(), desk.read(&kind.name));
    let content = html! {
        div.narrow {
            h1 { (title) ", " (when::day(object.starts, lang)) }
            div.tags { (timeline::state(desk, kind, object)) }
            section.sheet {
                dl.facts {
                    @if let Some(ends) = object.ends { div { dt { (desk.say(&card_say::ENDS)) } dd { (when::day(ends, lang)) } } }
                    @for (opened, item) in with_items(&kind.items, &object.items) { (fact(desk, opened, item)) }
                    div {
                        dt { (desk.say(&card_say::RECORDED)) }
                        dd {
                            (when::day(when::date_of(object.recorded), lang))
                            @if let Some(source) = desk.rules.source(&object.source) { span.origin { (desk.read(&source.name)) } }
                        }
                    }
                }
                (reasons(desk, &kind.category, &Reasons::of_object(&desk.rules, kind, object)))
            }
            (asking)
            @for line in &object.lines {
                section.sheet {
                    dl.facts {
                        @for (opened, item) in with_items(&kind.line_items, line) {
                            div { dt { (desk.read(&item.name)) } dd { (personal::values(opened, item, lang)) } }
                        }
                    }
                }
            }
            p.actions { a.button href=(below(desk, "data")) { (desk.say(&frame_say::BACK)) } }
        }
    };
    desk.frame.page(title, &content)
}
