//! What a card is connected to: the organisation that somebody belongs to, said outright also when none is marked, and where the
//! card appears. Not here: what an object holds (`object.rs`), who may know of it (the gate).

use crate::{
    messages::person as say,
    web::{
        desk::Desk,
        errors::Trouble,
        find::name,
        timeline::{self, Stage},
        when,
    },
};
use maud::{Markup, html};
use seloste_gate::{
    Caution, Context, GateError, Who,
    card::{Card, OpenedObject, SubjectRef},
};
use seloste_register::{
    right::{Flaw, Named as _},
    statement::model::{GroupKind, LinkRole, ObjectKind},
};
use zeroize::Zeroizing;

/// Where somebody belongs and where the card appears; nothing where the statement knows of neither.
pub(crate) fn sheets(desk: &Desk<'_>, card: &Card) -> Result<Markup, Trouble> {
    let belongs = match belonging(desk, card) {
        Some((kind, role)) => organisation(desk, card, (kind, role))?,
        None => html! {},
    };
    let (people, appears) = if may_appear(desk, card) {
        let found = desk.gate.contexts(&desk.ask, &card.subject)?;
        let (jobs, others): (Vec<Context>, _) = found.into_iter().partition(|one| is_job(desk, card, one));
        (members(desk, &jobs)?, appearances(desk, &others))
    } else {
        (html! {}, html! {})
    };
    Ok(html! { (belongs) (people) (appears) })
}

/// People of an organisation who are named on its card; the rest are found by the list.
const MEMBERS: usize = 50;

/// Whether something of a person's says that they belong to the organisation of the card.
fn is_job(desk: &Desk<'_>, card: &Card, one: &Context) -> bool {
    let Some(kind) = desk.rules.object(&one.kind) else { return false };
    kind.period
        && employer(desk, kind).is_some_and(|role| role.id == one.role && role.groups.contains(&card.group))
}

/// The people who belong to an organisation today (R5-052): whoever has left, or is still to come, is out of it.
fn members(desk: &Desk<'_>, jobs: &[Context]) -> Result<Markup, Trouble> {
    let mut people: Vec<(&SubjectRef, Zeroizing<String>)> = Vec::new();
    for job in jobs.iter().filter(|job| job.begun && !job.over) {
        if people.len() == MEMBERS {
            break;
        }
        // Two jobs in one organisation are still one person.
        if people.iter().any(|(known, _)| **known == job.owner) {
            continue;
        }
        let card = match desk.gate.open_card(&desk.ask, &job.owner) {
            Ok(card) => card,
            Err(GateError::Absent) => continue,
            Err(other) => return Err(other.into()),
        };
        let items = card.categories.iter().flat_map(|category| &category.items);
        people.push((&job.owner, name(&desk.rules, items, desk)));
    }
    Ok(html! {
        @if !people.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::LINKED)) }
                ul.related {
                    @for (subject, name) in &people {
                        li { a href=(desk.at(&format!("s/{}", subject.0))) { (name.as_str()) } }
                    }
                }
            }
        }
    })
}

/// The kind of object that says to which organisation a person of the card's group belongs, and in which role it is named.
fn belonging<'d>(desk: &'d Desk<'_>, card: &Card) -> Option<(&'d ObjectKind, &'d LinkRole)> {
    let statement = desk.rules.statement();
    let of_card = |kind: &&ObjectKind| {
        kind.period
            && kind.groups.contains(&card.group)
            && kind.purposes.contains(&desk.ask.purpose)
            && reads(desk, kind)
    };
    statement.objects.iter().filter(of_card).find_map(|kind| Some((kind, employer(desk, kind)?)))
}

/// The role in which a kind of object names the one organisation that somebody belongs to.
fn employer<'d>(desk: &'d Desk<'_>, kind: &'d ObjectKind) -> Option<&'d LinkRole> {
    let statement = desk.rules.statement();
    let is_organisation = |role: &LinkRole| {
        let mut groups =
            role.groups.iter().filter_map(|id| statement.subject_groups.iter().find(|one| one.id == *id));
        !role.groups.is_empty()
            && groups.all(|group| matches!(group.kind, GroupKind::Organisation | GroupKind::SoleTrader))
    };
    kind.links.iter().find(|role| role.most == Some(1) && !role.staff && is_organisation(role))
}

/// Whether the roles read a kind of object for the purpose. The gate decides; this only spares an empty sheet.
fn reads(desk: &Desk<'_>, kind: &ObjectKind) -> bool {
    let roles = desk.ask.actor.roles.iter().filter_map(|role| desk.rules.role(role));
    let mut grants = roles.flat_map(|role| &role.grants);
    grants.any(|grant| grant.purposes.contains(&desk.ask.purpose) && grant.read.contains(&kind.category))
}

fn organisation(
    desk: &Desk<'_>,
    card: &Card,
    (kind, role): (&ObjectKind, &LinkRole),
) -> Result<Markup, Trouble> {
    let found = organisations(desk, card, (kind, role))?;
    Ok(html! {
        section.sheet {
            h2 { (desk.read(&kind.name)) }
            dl.facts {
                div {
                    dt { (desk.read(&role.name)) }
                    dd {
                        // R5-053: never an empty place.
                        @if found.is_empty() { (desk.say(&say::NO_ORGANISATION)) }
                        @for (subject, name) in &found {
                            div.value { a href=(desk.at(&format!("s/{}", subject.0))) { (name.as_str()) } }
                        }
                    }
                }
            }
        }
    })
}

/// The organisations that a person belongs to today.
fn organisations(
    desk: &Desk<'_>,
    card: &Card,
    (kind, role): (&ObjectKind, &LinkRole),
) -> Result<Vec<(SubjectRef, Zeroizing<String>)>, Trouble> {
    let today = when::date_of(desk.app.clock().now());
    let own = card.objects.iter().filter(|object| object.kind == kind.id);
    let mut found = Vec::new();
    let goes_on = |object: &&OpenedObject| {
        object.starts <= today && timeline::stage(kind, object, today) == Some(Stage::Open)
    };
    for object in own.filter(goes_on) {
        for link in desk.gate.links(&desk.ask, &object.object)? {
            let Who::Subject(subject) = link.who else { continue };
            if link.role == role.id {
                let there = desk.gate.open_card(&desk.ask, &subject)?;
                let items = there.categories.iter().flat_map(|category| &category.items);
                found.push((subject, name(&desk.rules, items, desk)));
            }
        }
    }
    Ok(found)
}

/// Who is linked to an object and in which role, each with the card, and what is to be known of those whom it says to
/// contact (R5-071); nothing where nobody is.
pub(crate) fn people(
    desk: &Desk<'_>,
    owner: &SubjectRef,
    (kind, object): (&ObjectKind, &OpenedObject),
) -> Result<Markup, Trouble> {
    let cautions = desk.gate.cautions(&desk.ask, &object.object)?;
    let mut rows = Vec::new();
    if !kind.links.is_empty() {
        for link in desk.gate.links(&desk.ask, &object.object)? {
            let Who::Subject(subject) = link.who else { continue };
            let role = kind.links.iter().find(|role| role.id == link.role);
            let card = desk.gate.open_card(&desk.ask, &subject)?;
            let items = card.categories.iter().flat_map(|category| &category.items);
            let role = role.map_or("", |role| desk.read(&role.name));
            rows.push((role, name(&desk.rules, items, desk), subject, link.corrected));
        }
    }
    let own = cautions.iter().find(|caution| caution.subject == *owner);
    Ok(html! {
        @if let Some(caution) = own { section.sheet { (warned(desk, caution)) } }
        @if !rows.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::LINKED)) }
                dl.facts {
                    @for (role, name, subject, corrected) in &rows {
                        div {
                            dt { (role) }
                            dd {
                                div.value { a href=(desk.at(&format!("s/{}", subject.0))) { (name.as_str()) } }
                                @for caution in cautions.iter().filter(|caution| caution.subject == *subject) {
                                    (warned(desk, caution))
                                }
                                @for (flaw, at) in corrected { p.muted { (put_right(desk, *flaw, *at)) } }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// That something of a card has been put right since the day of what names it (R5-127).
fn put_right(desk: &Desk<'_>, flaw: Flaw, at: jiff::Timestamp) -> String {
    let lang = desk.lang();
    let day = when::day(when::date_of(at), lang);
    say::CORRECTED.fill(lang, &[("flaw", flaw.name().get(lang)), ("day", &day)])
}

fn warned(desk: &Desk<'_>, caution: &Caution) -> Markup {
    html! {
        p { strong { (desk.read(&caution.problem.what)) } " " (desk.read(&caution.problem.remedy)) }
    }
}

/// Whether somebody of the card's group may be linked to anything.
fn may_appear(desk: &Desk<'_>, card: &Card) -> bool {
    let roles = desk.rules.statement().objects.iter().flat_map(|kind| &kind.links);
    roles.into_iter().any(|role| role.groups.contains(&card.group))
}

/// Where the card appears, as far as the asker may know (R5-055).
fn appearances(desk: &Desk<'_>, found: &[Context]) -> Markup {
    html! {
        @if !found.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::APPEARS)) }
                ul.related { @for one in found { (appearance(desk, one)) } }
            }
        }
    }
}

fn appearance(desk: &Desk<'_>, one: &Context) -> Markup {
    let kind = desk.rules.object(&one.kind);
    let role = kind.and_then(|kind| kind.links.iter().find(|role| role.id == one.role));
    html! {
        li {
            a href=(desk.at(&format!("s/{}/o/{}", one.owner.0, one.object.0))) {
                (kind.map_or("", |kind| desk.read(&kind.name)))
            }
            span { (role.map_or("", |role| desk.read(&role.name))) }
        }
    }
}
