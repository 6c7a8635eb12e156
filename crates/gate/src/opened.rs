//! From the contents of a ciphertext to what a verb gives out, in the statement's order. Not here: ciphers, decisions.

use crate::{
    GateError,
    ask::OWN_PURPOSE,
    card::{Because, Input, ObjectRef, OpenedCategory, OpenedItem, OpenedObject, OpenedValue},
    payload::{Cause, Items, ObjectBody, StoredItem, StoredValue, Word},
    personal::Personal,
    realm::Realm,
    store::ObjectRow,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use seloste_register::{id::PurposeId, statement::model::Item};
use zeroize::Zeroizing;

const EPOCH: Date = date(1970, 1, 1);

/// A day as days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    EPOCH.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// The day behind a number of days since 1970-01-01.
pub(crate) fn day(number: i64) -> Result<Date, GateError> {
    jiff::Span::new()
        .try_days(number)
        .and_then(|span| EPOCH.checked_add(span))
        .map_err(|_out_of_range| GateError::Failed("a stored day is out of range".to_owned()))
}

/// The moment behind milliseconds since 1970-01-01 UTC.
pub(crate) fn moment(milliseconds: i64) -> Result<Timestamp, GateError> {
    Timestamp::from_millisecond(milliseconds)
        .map_err(|_out_of_range| GateError::Failed("a stored moment is out of range".to_owned()))
}

/// The values of one item, readable.
pub(crate) fn values(realm: &Realm, values: Vec<StoredValue>) -> Result<Vec<OpenedValue>, GateError> {
    values
        .into_iter()
        .map(|value| {
            Ok(OpenedValue {
                label: value.label.map(|label| realm.id(label)).transpose()?,
                source: realm.id(value.source)?,
                recorded: moment(value.recorded)?,
                because: value.because.iter().filter_map(|cause| because(realm, *cause)).collect(),
                value: Personal::new(value.normal),
            })
        })
        .collect()
}

/// What a derived value comes from, by name; `None` for what the statement no longer declares.
fn because(realm: &Realm, cause: Cause) -> Option<Because> {
    let day = day(cause.day).ok()?;
    if cause.object == 0 {
        let (_, item) = realm.item(cause.input)?;
        return Some(Because { input: Input::Item(item.id.clone()), day });
    }
    let kind = realm.kind(cause.input)?;
    Some(Because { input: Input::Object(kind.id.clone()), day })
}

fn take(items: &mut Vec<StoredItem>, word: Word) -> Vec<StoredValue> {
    match items.iter().position(|stored| stored.item == word) {
        Some(at) => items.swap_remove(at).values,
        None => Vec::new(),
    }
}

/// Declared items with their stored values, in the order in which they are declared; those without values stand empty.
pub(crate) fn items<'a>(
    realm: &Realm,
    declared: impl Iterator<Item = &'a Item>,
    stored: Items,
) -> Result<Vec<OpenedItem>, GateError> {
    let mut stored = stored.0;
    declared
        .map(|item| {
            let word = realm.word(&item.id)?;
            Ok(OpenedItem { item: item.id.clone(), values: values(realm, take(&mut stored, word))? })
        })
        .collect()
}

/// Items of a subject with what the purpose does not need of them covered (R2-013).
pub(crate) fn masked(realm: &Realm, purpose: &PurposeId, mut stored: Items) -> Items {
    cover(realm, purpose, realm.statement().items.iter(), &mut stored);
    stored
}

/// The same for an object.
pub(crate) fn mask_object(realm: &Realm, purpose: &PurposeId, body: &mut ObjectBody) {
    let Some(kind) = realm.kind(body.kind) else { return };
    if let Some(recording) = kind.recording.as_ref().filter(|_| purpose.as_str() == OWN_PURPOSE) {
        let answerer = kind.items.iter().filter(|item| recording.names_answerer(&item.id));
        let words: Vec<Word> = answerer.filter_map(|item| realm.word(&item.id).ok()).collect();
        body.items.0.retain(|stored| !words.contains(&stored.item));
    }
    cover(realm, purpose, kind.items.iter(), &mut body.items);
    for line in &mut body.lines {
        cover(realm, purpose, kind.line_items.iter(), line);
    }
}

/// Whether an item is shown in part for a purpose. A person sees their own data whole.
pub(crate) fn is_masked(item: &Item, purpose: &PurposeId) -> bool {
    let own = purpose.as_str() == OWN_PURPOSE;
    item.mask.as_ref().is_some_and(|mask| !own && !mask.whole_for.contains(purpose))
}

fn cover<'a>(
    realm: &Realm,
    purpose: &PurposeId,
    declared: impl Iterator<Item = &'a Item>,
    stored: &mut Items,
) {
    for item in declared.filter(|item| is_masked(item, purpose)) {
        let last = item.mask.as_ref().map_or(0, |mask| mask.last as usize);
        let Ok(word) = realm.word(&item.id) else { continue };
        for value in stored.0.iter_mut().filter(|one| one.item == word).flat_map(|one| &mut one.values) {
            let hidden = value.normal.chars().count().saturating_sub(last);
            let shown = value.normal.chars().enumerate().map(|(at, c)| if at < hidden { '•' } else { c });
            value.normal = Zeroizing::new(shown.collect());
        }
    }
}

/// A subject's category, readable.
pub(crate) fn category(
    realm: &Realm,
    group: Word,
    at: usize,
    (version, stored): (i64, Items),
    may_change: bool,
) -> Result<OpenedCategory, GateError> {
    let category = realm
        .statement()
        .categories
        .get(at)
        .map(|category| category.id.clone())
        .ok_or_else(|| GateError::Failed("a category is out of range".to_owned()))?;
    let group = realm.id(group)?;
    let of_group = |item: &&Item| item.groups.is_empty() || item.groups.contains(&group);
    let declared = realm
        .statement()
        .items
        .iter()
        .filter(|item| item.category.as_ref() == Some(&category))
        .filter(of_group);
    Ok(OpenedCategory { items: items(realm, declared, stored)?, category, version, may_change })
}

/// An object, readable. Its structure comes from the ciphertext.
pub(crate) fn object(
    realm: &Realm,
    row: &ObjectRow,
    body: ObjectBody,
    name: impl Fn(i64) -> Result<ObjectRef, GateError>,
    may_change: bool,
) -> Result<OpenedObject, GateError> {
    let kind = realm.kind(body.kind).ok_or(GateError::Absent)?;
    let lines = body
        .lines
        .into_iter()
        .map(|line| items(realm, kind.line_items.iter(), line))
        .collect::<Result<_, GateError>>()?;
    Ok(OpenedObject {
        object: name(row.object)?,
        kind: kind.id.clone(),
        parent: body.parent.map(name).transpose()?,
        state: body.state.map(|state| realm.id(state)).transpose()?,
        starts: day(body.starts)?,
        ends: body.ends.map(day).transpose()?,
        assigned: row.assigned.map(crate::ask::AccountId),
        version: row.version,
        may_change,
        recorded: moment(body.recorded)?,
        source: realm.id(body.source)?,
        items: items(realm, kind.items.iter(), body.items)?,
        lines,
    })
}
