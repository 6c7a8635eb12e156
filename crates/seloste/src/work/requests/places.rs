//! The places that hold what a person wants put right, in spaces that the person cannot look into (R5-129): each becomes a task of the
//! case, which closes when each was put right or its refusal has a reason. Not here: changing anything.

use super::problem;
use crate::work::personal;
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectRef, OpenedItem, OpenedObject, Page, SubjectRef},
    request::{Move, RequestRef},
};
use seloste_register::{
    right::{RightKind, case::Step},
    statement::{Rules, model::SpaceUsers},
    text::Text,
};

/// Objects that are looked through at once.
const ROWS: u32 = 200;

/// Finds the items of the card and the objects in spaces of staff alone that hold a value, and puts each into the case as a task.
/// What is found, by name: `item:ID` or `object:NAME`. Objects are the person's own and those that the card appears in, as far as the
/// asker may see them.
///
/// # Errors
/// When the case is no correction of somebody known, or as the gate says.
pub fn list(
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    request: &RequestRef,
    value: &str,
) -> Result<Vec<String>, GateError> {
    let wanted = folded(value);
    let opened = gate.open_request(ask, request)?;
    let subject = opened.subject.as_ref().filter(|_| opened.case.kind == RightKind::Rectify);
    let (Some(subject), false) = (subject, wanted.is_empty()) else { return Err(not_a_correction()) };
    let card = gate.open_card(ask, subject)?;
    let items = card.categories.iter().flat_map(|category| &category.items);
    let items = items.filter(|item| holds(std::slice::from_ref(*item), &wanted));
    let mut places: Vec<String> = items.map(|item| format!("item:{}", item.item)).collect();
    for object in objects((gate, ask), subject)? {
        let all = std::iter::once(&object.items).chain(&object.lines);
        if is_closed(rules, &object) && all.into_iter().any(|items| holds(items, &wanted)) {
            places.push(format!("object:{}", object.object.0));
        }
    }
    let known: Vec<&str> = opened.tasks.iter().map(|task| task.asked_of.as_str()).collect();
    let fresh: Vec<String> = places.iter().filter(|one| !known.contains(&one.as_str())).cloned().collect();
    if !fresh.is_empty() {
        gate.step_request(ask, request, &Move { tasks: fresh, ..Move::new(Step::Ask(0)) })?;
    }
    Ok(places)
}

/// What the person has, and what the card appears in.
fn objects((gate, ask): (&Gate, &Ask), subject: &SubjectRef) -> Result<Vec<OpenedObject>, GateError> {
    let mut all = Vec::new();
    let mut page = Page { after: None, rows: ROWS };
    loop {
        let (objects, next) = gate.timeline(ask, subject, &page)?;
        all.extend(objects);
        page.after = next;
        if page.after.is_none() {
            break;
        }
    }
    let mut names: Vec<ObjectRef> = gate.contexts(ask, subject)?.into_iter().map(|one| one.object).collect();
    names.sort_by(|one, other| one.0.cmp(&other.0));
    names.dedup();
    for name in names {
        all.push(gate.open_object(ask, &name)?.1);
    }
    Ok(all)
}

/// Whether an object lives where staff alone come.
fn is_closed(rules: &Rules, object: &OpenedObject) -> bool {
    let statement = rules.statement();
    let kind = rules.object(&object.kind);
    let space = kind.and_then(|kind| kind.space.as_ref());
    // What lives in no declared space is staff's own.
    let space = space.and_then(|id| statement.spaces.iter().find(|space| space.id == *id));
    space.is_none_or(|space| space.users == SpaceUsers::Staff)
}

fn holds(items: &[OpenedItem], wanted: &str) -> bool {
    let mut values = items.iter().flat_map(|item| &item.values);
    values.any(|value| folded(&personal::text(&value.value)).contains(wanted))
}

/// A text as it is compared: small letters, single spaces.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn not_a_correction() -> GateError {
    problem(
        "value",
        "not-a-correction",
        Text::new(
            "Paikkoja haetaan oikaisupyynnölle, joka on liitetty henkilöön, ja hakuun tarvitaan arvo.",
            "Ställen söks för en begäran om rättelse som är kopplad till en person, och sökningen behöver ett värde.",
            "Places are looked for in a request for rectification that is linked to a person, by a value.",
        ),
        Text::new(
            "Liitä pyyntö henkilöön ja kirjoita arvo, joka on väärin tai vanhentunut.",
            "Koppla begäran till personen och skriv det värde som är fel eller föråldrat.",
            "Link the request to the person, and write the value that is wrong or outdated.",
        ),
    )
}
