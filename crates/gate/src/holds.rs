//! What a hold keeps: by itself, or as far as its kind in the statement goes. Pure. Not here: placing and releasing
//! (`verbs/hold.rs`), rows (`store/erasing.rs`).

use crate::{
    payload::Word,
    realm::Realm,
    store::{ObjectRow, erasing::HoldRow},
};
use seloste_register::statement::model::HoldKind;

/// The kind of a hold, when the statement declares it. One that it no longer declares keeps what it kept, in its widest sense.
pub(crate) fn kind<'r>(realm: &'r Realm, hold: &HoldRow) -> Option<&'r HoldKind> {
    let named = |kind: &&HoldKind| realm.word(&kind.id).is_ok_and(|word| word == hold.kind);
    realm.statement().holds.iter().find(named).filter(|_| hold.kind != 0)
}

/// Whether a kind of hold is for a category.
fn is_for(realm: &Realm, hold: &HoldRow, category: Option<Word>) -> bool {
    kind(realm, hold).is_none_or(|kind| {
        let is_it = |id| realm.word(id).is_ok_and(|word| Some(word) == category);
        kind.categories.is_empty() || kind.categories.iter().any(is_it)
    })
}

/// The hold that keeps everything about a person.
pub(crate) fn of_all<'h>(realm: &Realm, holds: &'h [HoldRow]) -> Option<&'h HoldRow> {
    let whole = |kind: &HoldKind| kind.categories.is_empty();
    holds.iter().find(|hold| hold.object == 0 && kind(realm, hold).is_none_or(whole))
}

/// Holds that keep what is at a place: items of a category, or, with its number, an object of it. What the statement no longer
/// declares has no category.
pub(crate) fn of<'h>(
    realm: &Realm,
    holds: &'h [HoldRow],
    (object, category): (i64, Option<Word>),
) -> impl Iterator<Item = &'h HoldRow> {
    holds.iter().filter(move |hold| match hold.object {
        0 => is_for(realm, hold, category),
        held => held == object,
    })
}

/// Holds that keep an object.
pub(crate) fn of_object<'h>(
    realm: &Realm,
    holds: &'h [HoldRow],
    row: &ObjectRow,
) -> impl Iterator<Item = &'h HoldRow> {
    let category = realm.kind(row.kind).and_then(|kind| realm.word(&kind.category).ok());
    of(realm, holds, (row.object, category))
}

/// Whether something holds an object.
pub(crate) fn keep_object(realm: &Realm, holds: &[HoldRow], row: &ObjectRow) -> bool {
    of_object(realm, holds, row).next().is_some()
}
