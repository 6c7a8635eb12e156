//! Covers words in a text, in its earlier versions too, and remembers beside the keys what was covered: a restored copy is covered again.

use super::{Spot, cases, cover_place, prose};
use crate::{
    Gate, GateError,
    mentions::words,
    payload::{Items, ObjectBody},
    proof::{Upkeep, seal_items, seal_object},
    realm::Realm,
    requests::body,
    store::{self, ObjectRow, PastRow, SealedRow, later, texts},
    tokens,
    vault::SubjectKey,
    verbs::index,
};
use seloste_db::Tx;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// How a text's digest differs from every mark of a person.
const TEXT: u8 = 210;
/// People at once.
const AT_ONCE: i64 = 500;

/// What was covered in an item: texts by their digests, and from where to where.
#[derive(Serialize, Deserialize)]
pub(super) struct Cover {
    object: i64,
    category: i64,
    item: i64,
    texts: Vec<(i64, Vec<(usize, usize)>)>,
}

/// A text being gone through: what it becomes, if something else.
pub(super) type Change<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// Where words stand in a text, in order.
pub(super) fn spans(found: &[String], text: &str) -> Vec<(usize, usize)> {
    let whole = |at: usize, word: &str| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let mut spans = BTreeSet::new();
    for word in found.iter().filter(|word| !word.is_empty()) {
        let all = text.match_indices(word.as_str()).filter(|(at, _)| whole(*at, word));
        spans.extend(all.map(|(at, _)| (at, at + word.len())));
    }
    let mut end = 0;
    spans.retain(|(from, to)| {
        let apart = *from >= end;
        end = end.max(*to);
        apart
    });
    spans.into_iter().collect()
}

/// What covering words in an item comes to, for a restore.
pub(super) fn plan(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    spot: Spot,
    found: &[String],
) -> Result<Cover, GateError> {
    let mut cover =
        Cover { object: spot.object, category: spot.category, item: spot.item, texts: Vec::new() };
    let mut look = |text: &str| {
        let spans = spans(found, text);
        if !spans.is_empty() {
            cover.texts.push((realm.mark(TEXT, text), spans));
        }
        None
    };
    rewrite(tx, (realm, key), spot, &mut look)?;
    cover.texts.sort();
    cover.texts.dedup();
    Ok(cover)
}

/// Covers what a plan says.
pub(super) fn carry_out(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    (subject, cover): (i64, &Cover),
) -> Result<bool, GateError> {
    let spot = Spot { subject, object: cover.object, category: cover.category, item: cover.item };
    rewrite(tx, (realm, key), spot, &mut |text| {
        let mark = realm.mark(TEXT, text);
        let (_, spans) = cover.texts.iter().find(|(known, _)| *known == mark)?;
        Some(words::covered(text, spans))
    })
}

/// Goes through every version of an item's texts and writes those that become something else; whether any did. What is opened goes back
/// under seal.
fn rewrite(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    spot: Spot,
    change: Change<'_>,
) -> Result<bool, GateError> {
    let (register, subject) = (realm.number, spot.subject);
    tx.lock(&format!("subject {register} {subject}"))?;
    if spot.category == cases::CASE {
        return cases::rewrite(tx, (realm, key), spot, change);
    }
    let past = store::past(tx, register, subject)?;
    let past: Vec<PastRow> = past
        .into_iter()
        .filter(|row| row.object == spot.object && (row.object != 0 || row.category == spot.category))
        .collect();
    let mut changed = false;
    if spot.object == 0 {
        for row in store::sealed(tx, register, subject)? {
            if row.category == spot.category {
                changed |= category(tx, (realm, key), (&row, spot.item), Version::Present, change)?;
            }
        }
        for PastRow { category: word, version, body, .. } in past {
            let row = SealedRow { subject, category: word, version, body };
            changed |= category(tx, (realm, key), (&row, spot.item), Version::Earlier, change)?;
        }
        if changed {
            index_anew(tx, realm, (subject, key))?;
        }
        return Ok(changed);
    }
    let Some(now) = store::object(tx, register, subject, spot.object)? else { return Ok(false) };
    for PastRow { version, body, .. } in past {
        let row = ObjectRow { version, body, ..now.clone() };
        changed |= object(tx, (realm, key), (&row, spot.item), Version::Earlier, change)?;
    }
    Ok(object(tx, (realm, key), (&now, spot.item), Version::Present, change)? || changed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    Present,
    Earlier,
}

fn category(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    (row, item): (&SealedRow, i64),
    which: Version,
    change: Change<'_>,
) -> Result<bool, GateError> {
    let (register, subject, word) = (realm.number, row.subject, row.category);
    let mut items = Upkeep::of(realm, subject).items(key, row)?;
    if !put(&mut items, item, change) {
        return Ok(false);
    }
    // What was covered is kept nowhere: no earlier version is made of it.
    let version = if which == Version::Present { later(row.version) } else { row.version };
    let body = seal_items(key, (register, subject, word), version, &items)?;
    if which == Version::Earlier {
        texts::replace_past(tx, register, subject, (0, word, version), &body)?;
        return Ok(true);
    }
    let row = SealedRow { subject, category: word, version, body };
    if store::replace_sealed(tx, register, &row)? { Ok(true) } else { Err(GateError::Conflict(Vec::new())) }
}

fn object(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    (row, item): (&ObjectRow, i64),
    which: Version,
    change: Change<'_>,
) -> Result<bool, GateError> {
    let Some(kind) = realm.kind(row.kind) else { return Ok(false) };
    if !prose(kind).any(|one| realm.word(&one.id).is_ok_and(|word| word == item)) {
        return Ok(false);
    }
    let mut body: ObjectBody = Upkeep::of(realm, row.subject).object(realm, key, row)?;
    let mut changed = put(&mut body.items, item, change);
    for line in &mut body.lines {
        changed |= put(line, item, change);
    }
    if !changed {
        return Ok(false);
    }
    let word = realm.word(&kind.category)?;
    let version = if which == Version::Present { row.version + 1 } else { row.version };
    let mut row = ObjectRow { version, ..row.clone() };
    row.body = seal_object(key, (realm.number, row.subject, word), &row, &body)?;
    if which == Version::Earlier {
        texts::replace_past(tx, realm.number, row.subject, (row.object, word, version), &row.body)?;
        return Ok(true);
    }
    if store::replace_object(tx, realm.number, &row)? {
        Ok(true)
    } else {
        Err(GateError::Conflict(Vec::new()))
    }
}

fn put(items: &mut Items, item: i64, change: Change<'_>) -> bool {
    let mut changed = false;
    for stored in items.0.iter_mut().filter(|stored| stored.item == item) {
        for value in &mut stored.values {
            if let Some(other) = change(&value.normal) {
                value.normal = Zeroizing::new(other);
                changed = true;
            }
        }
    }
    changed
}

fn index_anew(tx: &mut Tx<'_>, realm: &Realm, (subject, key): (i64, &SubjectKey)) -> Result<(), GateError> {
    let upkeep = Upkeep::of(realm, subject);
    let mut all = Vec::new();
    for row in store::sealed(tx, realm.number, subject)? {
        all.push(upkeep.items(key, &row)?);
    }
    tokens::set(tx, realm.number, subject, &index::tokens(realm, all.iter()))
}

impl Gate {
    /// Remembers beside the keys what is about to be covered.
    pub(super) fn remember_cover(
        &self,
        realm: &Realm,
        (subject, key): (i64, &SubjectKey),
        cover: &Cover,
    ) -> Result<(), GateError> {
        let formers = self.keyring.formers(realm.number, subject)?;
        let keys = self.keyring.keys(realm.number, &formers)?;
        // A copy from before cards were put together has the text on the card that went.
        for (subject, key) in keys.iter().map(|(former, key)| (*former, key)).chain([(subject, key)]) {
            let number = self.next_number(realm)?;
            let sealed = body::seal(key, &cover_place((realm.number, subject, number)), cover)?;
            self.keyring.put_cover(realm.number, (subject, number), &sealed)?;
        }
        Ok(())
    }

    /// Covers again in a restored copy what was covered since; returns how many texts that changed.
    pub(crate) fn replay_covers(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut covered) = ((i64::MIN, i64::MIN), 0);
        loop {
            let known = self.keyring.covers(realm.number, after, AT_ONCE)?;
            let Some((subject, number, _)) = known.last() else { return Ok(covered) };
            after = (*subject, *number);
            let people: Vec<i64> = known.iter().map(|(subject, _, _)| *subject).collect();
            let keys = self.keyring.keys(realm.number, &people)?;
            for (subject, number, sealed) in &known {
                let Some(key) = keys.get(subject) else { continue };
                let place = cover_place((realm.number, *subject, *number));
                let cover: Cover = body::open(&Upkeep::of(realm, *subject), key, &place, sealed)?;
                let done = |tx: &mut Tx<'_>| carry_out(tx, (realm, key), (*subject, &cover));
                covered += u64::from(self.data.write(done)?);
            }
        }
    }
}
