//! Rows made ready: checked against the statement, and the keys by which they find the person they mean. Touches no database.

use super::{book::is_name, object::Brought};
use crate::{
    GateError, apart,
    ask::Ask,
    card::{ItemChange, NewValue},
    import::{Batch, Outcome, Row},
    payload::Word,
    realm::Realm,
    values::{self, Checked, Scene},
    verbs::index,
};
use jiff::civil::Date;
use seloste_register::{
    id::SourceId,
    statement::model::{Item, ItemType},
};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// A row that the statement lets in.
pub(super) struct Ready<'a> {
    pub(super) number: i64,
    pub(super) checked: Vec<Checked<'a>>,
    /// Hashes of the values, item by item as in `checked`.
    pub(super) hashes: Vec<(Word, Vec<u64>)>,
    /// Values that only find the person: whether they are a name, the item, hashes.
    pub(super) finds: Vec<(bool, Word, Vec<u64>)>,
    pub(super) keys: Vec<Key>,
    /// The whole name, as one hash; `None` for a row without a name.
    pub(super) name: Option<u64>,
    /// Whether somebody who was erased could be reached in the same way.
    pub(super) suppressed: bool,
    /// The object that it brings.
    pub(super) object: Option<Brought<'a>>,
}

/// A value by which the person may be found.
pub(super) struct Key {
    pub(super) token: i64,
    pub(super) item: Word,
    pub(super) hash: u64,
    /// Whether it names one person only; otherwise the name must fit too.
    pub(super) unique: bool,
}

/// A row that is ready, or what is wrong with it.
pub(super) type Prepared<'a> = Result<Ready<'a>, Outcome>;

/// A hash of a value that stands in for it. Names are hashed in lower case: they are the same person's in any case.
pub(super) fn hashed(item: &Item, normal: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    if is_name(item) {
        normal.to_lowercase().hash(&mut hasher)
    } else {
        normal.hash(&mut hasher)
    }
    hasher.finish()
}

/// One hash for all the name items among some values; `None` when there are none.
pub(super) fn name_of(realm: &Realm, values: &[(Word, Vec<u64>)]) -> Option<u64> {
    let named = |(word, _): &&(Word, Vec<u64>)| realm.item(*word).is_some_and(|(_, item)| is_name(item));
    let mut names: Vec<&(Word, Vec<u64>)> = values.iter().filter(named).collect();
    names.sort();
    let mut hasher = DefaultHasher::new();
    names.hash(&mut hasher);
    (!names.is_empty()).then(|| hasher.finish())
}

/// Makes rows ready, each by itself.
pub(super) fn prepare<'a>(
    realm: &'a Realm,
    ask: &'a Ask,
    (batch, today): (&'a Batch, Date),
    rows: Vec<Row>,
) -> Result<Vec<Prepared<'a>>, GateError> {
    let scene = Scene { realm, ask, group: Some(&batch.group), today, from: None };
    apart::each(rows, |row| prepare_row(&scene, &batch.source, row)).into_iter().collect()
}

fn prepare_row<'a>(scene: &Scene<'a>, source: &SourceId, row: Row) -> Result<Prepared<'a>, GateError> {
    let realm = scene.realm;
    let value = |value| NewValue { value, source: source.clone() };
    let change =
        |(item, values): (_, Vec<_>)| ItemChange { item, values: values.into_iter().map(value).collect() };
    let changes = row.items.into_iter().map(change).collect();
    let checked = values::check(scene, &realm.statement().items, changes);
    let group = scene.group.ok_or(GateError::Absent)?;
    let brought = |draft| Brought::new((realm, scene.ask), (group, scene.today), draft);
    let object = row.object.map(brought).transpose();
    let (checked, object) = match checked.and_then(|checked| Ok((checked, object?))) {
        Ok(both) => both,
        Err(GateError::Refused(refusal)) => return Ok(Err(Outcome::Refused(refusal))),
        Err(GateError::Problems(problems)) => return Ok(Err(Outcome::Wrong(problems))),
        Err(failure) => return Err(failure),
    };
    let mut ready = Ready {
        number: row.number,
        hashes: Vec::with_capacity(checked.len()),
        finds: Vec::new(),
        keys: Vec::new(),
        name: None,
        suppressed: false,
        object,
        checked,
    };
    for one in &ready.checked {
        let hashes = one.normals().map(|(normal, _)| hashed(one.item, normal)).collect();
        ready.hashes.push((one.word, hashes));
        ready.keys.extend(one.normals().filter_map(|(normal, _)| key(realm, one.item, one.word, normal)));
    }
    ready.name = name_of(realm, &ready.hashes);
    for (id, values) in &row.finds {
        let Some(item) = realm.rules().item(id) else { return Ok(Err(undeclared(scene, id.as_str()))) };
        let word = realm.word(id)?;
        let hashes = values.iter().map(|value| hashed(item, value.normal())).collect();
        ready.finds.push((is_name(item), word, hashes));
        ready.keys.extend(values.iter().filter_map(|value| key(realm, item, word, value.normal())));
    }
    Ok(Ok(ready))
}

fn undeclared(scene: &Scene<'_>, name: &str) -> Outcome {
    match values::not_declared(scene.realm, scene.ask, name) {
        GateError::Refused(refusal) => Outcome::Refused(refusal),
        _ => Outcome::Wrong(Vec::new()),
    }
}

/// The key that a value gives, if people are found by it.
fn key(realm: &Realm, item: &Item, word: Word, normal: &str) -> Option<Key> {
    let leads = item.unique || matches!(item.item_type, ItemType::Email | ItemType::Phone);
    let term = leads.then(|| index::exact(item, normal)).flatten()?;
    Some(Key { token: realm.token(&term), item: word, hash: hashed(item, normal), unique: item.unique })
}
