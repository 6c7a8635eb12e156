//! The card: who it is and how they may be approached; what happened; what is going on now.

use crate::{
    app::Shared,
    messages::person as say,
    web::{
        connected,
        desk::{Desk, at_desk},
        errors::Trouble,
        fields,
        find::name,
        form::{Posted, see_other},
        invite,
        page::{Banner, banner},
        permission, personal,
        timeline::{self, Stage},
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{Because, Card, Input, OpenedCategory, OpenedItem, SubjectRef},
};
use seloste_register::statement::model::{Action, Item};

/// `GET .../s/{subject}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        match desk.gate.open_card(&desk.ask, &subject) {
            Ok(card) => Ok(page(desk, &card, &connected::sheets(desk, &card)?)),
            // The card of somebody who was there twice answers with the one that stayed.
            Err(GateError::Absent) => match desk.gate.now_known_as(&desk.ask, &subject)? {
                Some(now) => to_card(desk, &now),
                None => Err(Trouble::Absent),
            },
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn page(desk: &Desk<'_>, card: &Card, connected: &Markup) -> Response {
    let name = name(&desk.rules, card.categories.iter().flat_map(|category| &category.items), desk);
    let class = if card.closed.is_some() { "card closed" } else { "card" };
    let content = html! {
        (head(desk, card, &name))
        @if card.closed.is_some() { (banner(Banner::Warning, "", &html! { p { (desk.say(&say::CLOSED_NOTE)) } })) }
        div class=(class) {
            div.first {
                @for category in &card.categories { (category_sheet(desk, card, category)) }
                (permission::sheet(desk, card))
            }
            div.second {
                section.sheet aria-labelledby="timeline" {
                    div.sheet-head { h2 #timeline { (desk.say(&say::TIMELINE)) } (adders(desk, card)) }
                    (timeline::entries(desk, &card.subject, &card.objects))
                    (timeline::older(desk, &card.subject, card.more_objects.as_deref()))
                }
            }
            div.third { (connected) (related(desk, card)) (about(desk, card)) }
        }
    };
    // The title goes to the browser's history: it says what the page is, never who is on it.
    let group = desk.rules.statement().subject_groups.iter().find(|group| group.id == card.group);
    desk.frame.page(group.map_or("", |group| desk.read(&group.name)), &content)
}

fn head(desk: &Desk<'_>, card: &Card, name: &str) -> Markup {
    let lang = desk.lang();
    let statement = desk.rules.statement();
    let group = statement.subject_groups.iter().find(|group| group.id == card.group);
    let areas = statement.areas.iter().filter(|area| card.areas.contains(&area.id));
    html! {
        div.person {
            div {
                h1 { (name) }
                div.tags {
                    @if let Some(group) = group { span.tag { (group.name.get(lang)) } }
                    @for area in areas { span.tag { (area.name.get(lang)) } }
                    @if let Some(closed) = card.closed {
                        span.tag.bad { (say::CLOSED.fill(lang, &[("day", &when::day(closed, lang))])) }
                    }
                }
            }
        }
    }
}

fn below(desk: &Desk<'_>, card: &Card, page: &str) -> String {
    desk.at(&format!("s/{}/{page}", card.subject.0))
}

fn category_sheet(desk: &Desk<'_>, card: &Card, category: &OpenedCategory) -> Markup {
    let Some(declared) = desk.rules.category(&category.category) else { return html! {} };
    let name = desk.read(&declared.name);
    let items = category.items.iter().filter_map(|opened| Some((opened, desk.rules.item(&opened.item)?)));
    let items: Vec<(&OpenedItem, &Item)> =
        items.filter(|(_, item)| fields::belongs(item, &card.group)).collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        section.sheet {
            div.sheet-head {
                h2 { (name) }
                @if category.may_change {
                    a href=(below(desk, card, &format!("edit/{}", category.category))) {
                        (desk.say(&say::EDIT)) span.hidden { ": " (name) }
                    }
                }
            }
            dl.facts { @for (opened, item) in items { (fact(desk, opened, item)) } }
        }
    }
}

/// An item with each of its values, and where and when each came from (claim R1-036).
pub(crate) fn fact(desk: &Desk<'_>, opened: &OpenedItem, item: &Item) -> Markup {
    let lang = desk.lang();
    html! {
        div {
            dt { (item.name.get(lang)) }
            dd {
                @if opened.values.is_empty() { span.muted { "–" } }
                @for value in &opened.values {
                    div.value {
                        (personal::shown(&value.value, item, lang))
                        @if let Some(label) = value.label.as_ref().and_then(|id| item.choices.iter().find(|c| c.id == *id)) {
                            " " span.tag { (label.name.get(lang)) }
                        }
                        span.origin {
                            @if let Some(source) = desk.rules.source(&value.source) { (source.name.get(lang)) ", " }
                            (when::day(when::date_of(value.recorded), lang))
                        }
                        (because(desk, &value.because))
                    }
                }
            }
        }
    }
}

/// What a derived value comes from (claim R1-035).
fn because(desk: &Desk<'_>, causes: &[Because]) -> Markup {
    let lang = desk.lang();
    let told = |cause: &Because| {
        let name = match &cause.input {
            Input::Item(id) => &desk.rules.item(id)?.name,
            Input::Object(id) => &desk.rules.object(id)?.name,
        };
        Some(format!("{} {}", name.get(lang), when::day(cause.day, lang)))
    };
    let told: Vec<String> = causes.iter().filter_map(told).collect();
    html! {
        @if !told.is_empty() { span.origin { (desk.say(&say::BECAUSE)) ": " (told.join(", ")) } }
    }
}

/// Kinds of object that may be added here: those that the role may change, and that need no parent.
fn adders(desk: &Desk<'_>, card: &Card) -> Markup {
    let kinds: Vec<_> = fields::addable_kinds(desk).filter(|kind| !kind.parent_required).collect();
    html! {
        @if !kinds.is_empty() {
            details.menu.right {
                summary { (desk.say(&say::ADD)) }
                ul { @for kind in kinds { li { a href=(below(desk, card, &format!("add/{}", kind.id))) { (desk.read(&kind.name)) } } } }
            }
        }
    }
}

/// What is going on now, by kind.
fn related(desk: &Desk<'_>, card: &Card) -> Markup {
    let today = when::date_of(desk.app.clock().now());
    let kinds = desk.rules.statement().objects.iter();
    let going: Vec<_> = kinds
        .map(|kind| {
            let own = card.objects.iter().filter(|object| object.kind == kind.id);
            let open = own.filter(|object| timeline::stage(kind, object, today) == Some(Stage::Open));
            (kind, open.collect::<Vec<_>>())
        })
        .filter(|(_, open)| !open.is_empty())
        .collect();
    html! {
        section.sheet {
            h2 { (desk.say(&say::OPEN_NOW)) }
            @if going.is_empty() { p.muted { (desk.say(&say::NONE_OPEN)) } }
            @for (kind, open) in going {
                h3 { (desk.read(&kind.name)) " " span.muted { (open.len()) } }
                ul.related {
                    @for object in open {
                        li {
                            a href=(timeline::address(desk, &card.subject, object)) {
                                (when::day(object.starts, desk.lang()))
                                @if let Some(ends) = object.ends { " – " (when::day(ends, desk.lang())) }
                            }
                            span { (timeline::state(desk, kind, object)) }
                        }
                    }
                }
            }
        }
    }
}

/// Ways to see what is known about the use of this data, and to end the relationship.
fn about(desk: &Desk<'_>, card: &Card) -> Markup {
    html! {
        section.sheet {
            h2 { (desk.say(&say::MORE)) }
            ul.related {
                li { a href=(below(desk, card, "why")) { (desk.say(&say::WHY)) } }
                li { a href=(below(desk, card, "history")) { (desk.say(&say::HISTORY)) } }
                @if desk.may(Action::SeeReaders) { li { a href=(below(desk, card, "readers")) { (desk.say(&say::READERS)) } } }
                @if invite::arises(desk, card) { li { a href=(below(desk, card, "invite")) { (desk.say(&crate::messages::invitation::TITLE)) } } }
                @if desk.may(Action::Create) { li { a href=(below(desk, card, "duplicates")) { (desk.say(&crate::messages::duplicates::TITLE)) } } }
                @if desk.may(Action::Erase) { li { a href=(below(desk, card, "leave")) { (desk.say(&crate::messages::leaving::TITLE)) } } }
                @if desk.may(Action::Export) { li { a href=(below(desk, card, "disclosures")) { (desk.say(&crate::messages::disclosure::TITLE)) } } }
                @if desk.may(Action::Close) {
                    li {
                        @if card.closed.is_some() {
                            form method="post" action=(below(desk, card, "reopen")) {
                                (desk.frame.token()) button.small-button type="submit" { (desk.say(&say::REOPEN)) }
                            }
                        } @else { a href=(below(desk, card, "close")) { (desk.say(&say::CLOSE)) } }
                    }
                }
            }
        }
    }
}

/// `GET .../s/{subject}/close`: asks once more.
pub(crate) async fn ask_close(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let card = desk.gate.open_card(&desk.ask, &SubjectRef(subject))?;
        let name = name(&desk.rules, card.categories.iter().flat_map(|category| &category.items), desk);
        let content = html! {
            div.narrow {
                h1 { (desk.say(&say::CLOSE)) }
                p.lead { (name.as_str()) }
                p { (desk.say(&say::CLOSE_SURE)) }
                form method="post" action=(below(desk, &card, "close")) {
                    (desk.frame.token())
                    p.actions {
                        button.danger type="submit" { (desk.say(&say::CLOSE)) }
                        a.button href=(desk.at(&format!("s/{}", card.subject.0))) { (desk.say(&crate::messages::page::CANCEL)) }
                    }
                }
            }
        };
        Ok(desk.frame.page(desk.say(&say::CLOSE), &content))
    })
    .await
}

/// `POST .../s/{subject}/close`.
pub(crate) async fn close(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        desk.gate.close(&desk.ask, &subject)?;
        to_card(desk, &subject)
    })
    .await
}

/// `POST .../s/{subject}/reopen`.
pub(crate) async fn reopen(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        desk.gate.reopen(&desk.ask, &subject)?;
        to_card(desk, &subject)
    })
    .await
}

/// Back to the card after something was done.
pub(crate) fn to_card(desk: &Desk<'_>, subject: &SubjectRef) -> Result<Response, Trouble> {
    Ok(see_other(&desk.at(&format!("s/{}", subject.0))))
}
