//! Invented people for trying a register: deterministic, Finnish in kind, nobody in fact. What they have follows from the
//! statement: a register of one's own gets people too. Not here: accounts of staff.

mod calls;
mod chance;
mod objects;
mod person;
mod words;

#[cfg(test)]
mod tests;

pub use calls::calls;
pub use objects::SampleObject;

use chance::Chance;
use jiff::civil::Date;
use person::Person;
use seloste_gate::card::{Draft, ItemChange, NewValue, PermissionChange, PermissionKind, Set};
use seloste_register::{
    id::SourceId,
    item,
    right::Intake,
    statement::{
        Rules,
        model::{GroupKind, Item, ItemType, SourceKind, Statement, SubjectGroup},
    },
};
use std::ops::Range;

/// An invented person, ready for the gate.
pub struct Sample {
    /// The person's items.
    pub draft: Draft,
    /// What happened around the person, oldest first; a parent stands before its children.
    pub objects: Vec<SampleObject>,
    /// Consents and prohibitions.
    pub permissions: Vec<PermissionChange>,
}

/// People of a register, by their numbers. The same seed, day and statement give the same people; of those with different numbers
/// few share a telephone, whatever the seed.
pub fn people(
    rules: &Rules,
    seed: u64,
    today: Date,
    numbers: Range<u64>,
) -> impl Iterator<Item = Sample> + '_ {
    numbers.filter_map(move |number| sample(rules.statement(), seed, today, number))
}

fn sample(statement: &Statement, seed: u64, today: Date, number: u64) -> Option<Sample> {
    let mut chance = Chance::new(seed, number);
    let person = Person::new(&mut chance, number, today);
    let group = group(statement, &mut chance)?;
    let mut items = Vec::new();
    for item in &statement.items {
        let has = item.groups.is_empty() || item.groups.contains(&group.id);
        // What the system gives, it gives to them too.
        if has
            && !item.generated
            && item.rule.is_none()
            && (item.required || chance.percent(usual(item.item_type)))
        {
            items.extend(change(statement, item, &person, (&mut chance, today)));
        }
    }
    let areas = chance.pick(&statement.areas).map(|area| area.id.clone()).into_iter().collect();
    let objects = objects::around(statement, &person, (&mut chance, today));
    let permissions = permissions(statement, &mut chance);
    Some(Sample { draft: Draft { group: group.id.clone(), areas, items }, objects, permissions })
}

/// Mostly people; a few organisations and their contact persons where the register has such groups.
fn group<'a>(statement: &'a Statement, chance: &mut Chance) -> Option<&'a SubjectGroup> {
    let of_kind = |kind: GroupKind| {
        statement.subject_groups.iter().filter(|group| group.kind == kind).collect::<Vec<_>>()
    };
    let kind = match chance.below(100) {
        0..=4 => GroupKind::Organisation,
        5..=9 => GroupKind::ContactPerson,
        _ => GroupKind::Person,
    };
    let groups = of_kind(kind);
    chance.pick(&groups).copied().or_else(|| statement.subject_groups.first())
}

/// How many in a hundred have an item that is not required.
const fn usual(item_type: ItemType) -> u64 {
    match item_type {
        ItemType::Text => 15,
        ItemType::BirthDate | ItemType::Email => 75,
        ItemType::Iban | ItemType::IdentityCode => 5,
        _ => 92,
    }
}

/// Values of one item from a source that may bring them; `None` when it takes none of what was invented.
fn change(
    statement: &Statement,
    item: &Item,
    person: &Person,
    (chance, today): (&mut Chance, Date),
) -> Option<ItemChange> {
    let source = source(statement, &item.sources)?;
    let written = person.value(item, chance, today)?;
    let label = match item.item_type {
        ItemType::Choice | ItemType::Language => None,
        _ => chance.pick(&item.choices).map(|choice| choice.id.clone()),
    };
    let value = item::read(item, &written, label.as_ref()).ok()?;
    Some(ItemChange { item: item.id.clone(), values: vec![NewValue { value, source }] })
}

/// The first source that brings people's data: not the system itself, not an update service.
fn source(statement: &Statement, allowed: &[SourceId]) -> Option<SourceId> {
    let brings = |id: &&SourceId| {
        let declared = statement.sources.iter().find(|source| source.id == **id);
        declared.is_some_and(|source| {
            source.adds_persons && !matches!(source.kind, SourceKind::System | SourceKind::OwnRegister)
        })
    };
    allowed.iter().find(brings).cloned()
}

/// A few prohibitions, more consents, in some of their channels.
fn permissions(statement: &Statement, chance: &mut Chance) -> Vec<PermissionChange> {
    const BY: [Intake; 3] = [Intake::Phone, Intake::Email, Intake::Letter];
    let mut changes = Vec::new();
    let prohibitions = statement
        .prohibitions
        .iter()
        .map(|kind| (PermissionKind::Prohibition(kind.id.clone()), &kind.channels, 6));
    let consents =
        statement.consents.iter().map(|kind| (PermissionKind::Consent(kind.id.clone()), &kind.channels, 35));
    for (what, channels, percent) in prohibitions.chain(consents) {
        if !chance.percent(percent) {
            continue;
        }
        let channel = chance.pick(channels).copied();
        let by = chance.pick(&BY).copied().unwrap_or(Intake::Phone);
        changes.push(PermissionChange { what, channel, set: Set::InForce, by, notice: None });
    }
    changes
}
