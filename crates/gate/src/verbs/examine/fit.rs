//! Whether what one person's items hold has the shape that the statement gives them: as many and as long as it says, as
//! coarse as it says, with what nobody can be without, derived from what is still there. Pure. Not here: terms and
//! sources (`judge.rs`).

use super::{Examined, Missing};
use crate::{
    payload::{Items, StoredItem, Word},
    realm::Realm,
    values,
};
use seloste_register::{
    id::GroupId,
    statement::model::{Anchor, Item, ItemType, Precision},
};

/// Where an item's values stand among those that were opened.
type Of<'a> = &'a [(usize, Items)];

/// What of an item's values is more, longer or finer than declared.
pub(super) fn shape(item: &Item, stored: &StoredItem) -> Option<&'static str> {
    if stored.values.len() > item.max_values as usize {
        return Some("more values of item");
    }
    // Of other types the bound is on what was written, and the normal form may be longer.
    let longest = item.max_length.filter(|_| item.item_type == ItemType::Text);
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if stored.values.iter().any(|value| longest.is_some_and(|longest| letters(&value.normal) > longest)) {
        return Some("longer text of item");
    }
    let length = match item.precision? {
        Precision::Year => 4,
        Precision::Month => 7,
    };
    // "2026" and "2026-11": anything longer tells more than the statement lets it.
    stored.values.iter().any(|value| value.normal.len() > length).then_some("finer date of item")
}

/// What nobody can be without and this person is; only what goes with the person, not by a term of its own.
pub(super) fn missing(
    realm: &Realm,
    (group, entered): (Option<&GroupId>, i64),
    opened: Of<'_>,
    out: &mut Examined,
) {
    for item in realm.statement().items.iter().filter(|item| item.required && !item.generated) {
        let stays = item.retention.as_ref().is_none_or(|term| term.after == Anchor::RelationshipEnd);
        if !stays || !values::of_group(item, group) || newest(realm, opened, item).is_some() {
            continue;
        }
        let found = out.missing.entry(item.id.clone()).or_insert(Missing { count: 0, newest: entered });
        found.count += 1;
        found.newest = found.newest.max(entered);
    }
}

/// Derived items that are older than something they come from, or that have outlived all of it.
pub(super) fn orphans(realm: &Realm, opened: Of<'_>, objects: &[i64], out: &mut Examined) {
    for item in realm.statement().items.iter().filter(|item| item.derived.is_some()) {
        if item.rule.is_some() {
            if rests_on_nothing(realm, opened, objects, item) {
                *out.orphaned.entry(item.id.clone()).or_default() += 1;
            }
            continue;
        }
        let Some(derived) = newest(realm, opened, item) else { continue };
        // What comes from objects is followed where objects change.
        let of_person: Vec<&Item> = realm
            .statement()
            .items
            .iter()
            .filter(|other| item.inputs.iter().any(|input| other.id.as_str() == input))
            .collect();
        if of_person.is_empty() || of_person.len() < item.inputs.len() {
            continue;
        }
        let inputs: Vec<i64> = of_person.iter().filter_map(|input| newest(realm, opened, input)).collect();
        if inputs.is_empty() || inputs.iter().any(|input| *input > derived) {
            *out.orphaned.entry(item.id.clone()).or_default() += 1;
        }
    }
}

/// Whether a computed item has a value that comes from something that is not there any more.
fn rests_on_nothing(realm: &Realm, opened: Of<'_>, objects: &[i64], item: &Item) -> bool {
    let Ok(word) = realm.word(&item.id) else { return false };
    let has = |word: Word| {
        opened.iter().any(|(_, items)| items.get(word).is_some_and(|stored| !stored.values.is_empty()))
    };
    let stored = opened.iter().filter_map(|(_, items)| items.get(word));
    let mut causes = stored.flat_map(|stored| &stored.values).flat_map(|value| &value.because);
    causes.any(|cause| if cause.object == 0 { !has(cause.input) } else { !objects.contains(&cause.object) })
}

/// When an item's newest value was recorded; `None` when there is none.
fn newest(realm: &Realm, opened: Of<'_>, item: &Item) -> Option<i64> {
    let word: Word = realm.word(&item.id).ok()?;
    let values = opened.iter().filter_map(|(_, items)| items.get(word)).flat_map(|stored| &stored.values);
    values.map(|value| value.recorded).max()
}
