//! What is prepared from the statement before the server starts: filters, people to add, the plain form of everybody.

use super::{
    bare::plain::{Object, Plain},
    stand::{Filled, NEWCOMERS, SEED, Stand},
};
use crate::demo;
use jiff::civil::Date;
use seloste_gate::{
    card::{Draft, ItemChange},
    clock,
};
use seloste_register::{
    item::Valid,
    statement::{Rules, model::ItemType},
};
use serde_json::{Map, Value, json};

/// People that are put into the plain database with one transaction.
const AT_ONCE: usize = 2_000;

/// What the agents need to know of the register.
pub(crate) struct Homework {
    /// Filters of lists, as JSON.
    pub(crate) filters: Vec<String>,
    /// An item that is changed, and a source that may change it.
    pub(crate) changed: (String, String),
    /// People to add, as JSON.
    pub(crate) newcomers: Vec<String>,
}

/// Prepares for a statement.
pub(crate) fn prepare(stand: &Stand, newcomers: u64) -> Result<Homework, String> {
    let rules = &stand.rules;
    let today = today(stand);
    let street = rules.statement().items.iter().find(|item| item.item_type == ItemType::Street);
    let street = street.ok_or("the statement has no street to change")?;
    let source = street.sources.first().ok_or("nothing may change the street")?;
    Ok(Homework {
        filters: filters(rules),
        changed: (street.id.to_string(), source.to_string()),
        newcomers: demo::people(rules, SEED, today, NEWCOMERS..NEWCOMERS + newcomers)
            .map(|one| written(&one.draft))
            .collect(),
    })
}

fn today(stand: &Stand) -> Date {
    clock::day(stand.app.clock().now())
}

/// By group, by area, by a kind of object and its state, in turn.
fn filters(rules: &Rules) -> Vec<String> {
    let statement = rules.statement();
    let groups = statement.subject_groups.iter().map(|group| json!({"group": group.id.as_str()}));
    let areas = statement.areas.iter().map(|area| json!({"area": area.id.as_str()}));
    let objects = statement.objects.iter().take(3).map(|kind| match kind.states.first() {
        Some(state) => json!({"object": kind.id.as_str(), "state": state.id.as_str()}),
        None => json!({"object": kind.id.as_str()}),
    });
    groups.chain(areas).chain(objects).map(|filter| filter.to_string()).collect()
}

/// A draft as a program writes it.
fn written(draft: &Draft) -> String {
    let value = |value: &seloste_gate::card::NewValue| {
        let mut one = json!({"value": value.value.normal(), "source": value.source.as_str()});
        if let (Some(label), Some(map)) = (value.value.label(), one.as_object_mut()) {
            map.insert("label".to_owned(), label.as_str().into());
        }
        one
    };
    let items: Map<String, Value> = draft
        .items
        .iter()
        .map(|change| (change.item.to_string(), change.values.iter().map(value).collect()))
        .collect();
    let areas: Vec<&str> = draft.areas.iter().map(|area| area.as_str()).collect();
    json!({"group": draft.group.as_str(), "areas": areas, "items": items}).to_string()
}

/// The first value of an item.
pub(crate) fn first(change: &ItemChange) -> String {
    change.values.first().map(|value| Valid::normal(&value.value).to_owned()).unwrap_or_default()
}

/// All values of an item in one text.
fn plain(change: &ItemChange) -> String {
    change.values.iter().map(|value| Valid::normal(&value.value)).collect::<Vec<_>>().join("; ")
}

/// Puts the same people into a plain database, and of their objects those kinds that the register holds.
pub(crate) fn in_plain(
    stand: &Stand,
    filled: &Filled,
    items: &[(String, bool)],
    into: &mut Plain,
) -> Result<(), String> {
    let mut waiting = Vec::with_capacity(AT_ONCE);
    for (number, sample) in (0_i64..).zip(demo::people(&stand.rules, SEED, today(stand), 0..filled.people)) {
        let of =
            |name: &str| sample.draft.items.iter().find(|change| change.item.as_str() == name).map(plain);
        let values = items.iter().map(|(name, _)| of(name)).collect();
        let objects: Vec<_> = sample
            .objects
            .iter()
            .filter(|object| filled.objects.contains_key(&object.draft.kind))
            .map(|object| {
                let texts: Map<String, Value> = object
                    .draft
                    .items
                    .iter()
                    .map(|change| (change.item.to_string(), plain(change).into()))
                    .collect();
                let lines: Vec<Value> = object
                    .draft
                    .lines
                    .iter()
                    .map(|line| {
                        line.iter()
                            .map(|change| (change.item.to_string(), plain(change).into()))
                            .collect::<Map<_, _>>()
                            .into()
                    })
                    .collect();
                let text = json!({"items": texts, "lines": lines}).to_string();
                (object.draft.kind.to_string(), object.draft.starts.to_string(), text)
            })
            .collect();
        waiting.push((number, values, objects));
        if waiting.len() == AT_ONCE {
            put(&mut waiting, into)?;
        }
    }
    put(&mut waiting, into)
}

/// Number, values, and objects (kind, first day, items) of a person.
type Waiting = (i64, Vec<Option<String>>, Vec<(String, String, String)>);

fn put(waiting: &mut Vec<Waiting>, into: &mut Plain) -> Result<(), String> {
    let waiting = std::mem::take(waiting);
    let objects: Vec<Object<'_>> = waiting
        .iter()
        .flat_map(|(person, _, objects)| {
            objects.iter().map(|(kind, starts, items)| Object { person: *person, kind, starts, items })
        })
        .collect();
    into.add_objects("dealings", &objects)?;
    let people: Vec<_> = waiting.iter().map(|(person, values, _)| (*person, values.clone())).collect();
    into.add_people("dealings", &people)
}
