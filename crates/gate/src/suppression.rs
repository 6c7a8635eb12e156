//! Marks of erased people: keyed digests of the ways to reach them, by which a later file or entry is kept from bringing them
//! back (R3-024), and by which their prohibitions stand again when they come back themselves. Not here: where marks are kept
//! (`keyring/erased.rs`).

use crate::{
    GateError, ask::Ask, errors::RefusalCode, keyring::erased::Marked, payload::Items, realm::Realm,
    store::PermissionRow,
};
use seloste_register::{
    id::ItemId,
    statement::model::{Item, ItemType, SourceKind},
};

/// Ways to reach somebody; each has marks of its own.
const EMAIL: u8 = 201;
const PHONE: u8 = 202;
const NUMBER: u8 = 203;
const ADDRESS: u8 = 204;

/// The marks that values leave, each with the item that it is of.
pub(crate) fn marks<'a>(
    realm: &Realm,
    values: impl Iterator<Item = (&'a Item, &'a str)> + Clone,
) -> Vec<(i64, &'a ItemId)> {
    let mut found = Vec::new();
    for (item, normal) in values.clone() {
        let way = match item.item_type {
            ItemType::Email => EMAIL,
            ItemType::Phone => PHONE,
            ItemType::IdentityCode | ItemType::BusinessId => NUMBER,
            _ => continue,
        };
        found.push((realm.mark(way, normal), &item.id));
    }
    // A name alone is many people's; with the street and the postal code it is a household's member.
    let part = |wanted: &[ItemType]| {
        let mut parts = values.clone().filter(|(item, _)| wanted.contains(&item.item_type));
        parts.next()
    };
    let name = part(&[ItemType::FirstNames, ItemType::OrganisationName]);
    let (street, code) = (part(&[ItemType::Street]), part(&[ItemType::PostalCode]));
    if let (Some((_, name)), Some((item, street)), Some((_, code))) = (name, street, code) {
        let surname = part(&[ItemType::Surname]).map_or("", |(_, surname)| surname);
        found.push((realm.mark(ADDRESS, &format!("{name}\n{surname}\n{street}\n{code}")), &item.id));
    }
    found.sort_unstable();
    found.dedup_by_key(|(mark, _)| *mark);
    found
}

/// The values of opened items with their declarations.
pub(crate) fn values<'a>(
    realm: &'a Realm,
    categories: impl Iterator<Item = &'a Items> + Clone,
) -> impl Iterator<Item = (&'a Item, &'a str)> + Clone {
    categories.flat_map(|items| &items.0).flat_map(move |stored| {
        let item = realm.item(stored.item).map(|(_, item)| item);
        stored.values.iter().filter_map(move |value| Some((item?, value.normal.as_str())))
    })
}

/// Whether a register approaches people for other ends than serving them, so that an erasure has to keep them from being
/// brought in again.
pub(crate) fn is_needed(realm: &Realm, held: &[PermissionRow]) -> bool {
    held.iter().any(|row| row.prohibition && row.until.is_none())
        || realm.statement().purposes.iter().any(|purpose| purpose.class.approaches())
}

/// What the marks of an erased person stand for: each prohibition in force, and "not to be brought in by others".
pub(crate) fn meanings(marks: &[i64], held: &[PermissionRow]) -> Vec<Marked> {
    let standing = || held.iter().filter(|row| row.prohibition && row.until.is_none());
    let mut all = Vec::new();
    for mark in marks {
        all.push(Marked { mark: *mark, kind: 0, channel: 0, by_channel: 0 });
        all.extend(standing().map(|row| Marked {
            mark: *mark,
            kind: row.kind,
            channel: row.channel,
            by_channel: row.by_channel,
        }));
    }
    all
}

/// Whether somebody who left marks may come back by these sources: by the person's own doing, yes; by another's list, no.
pub(crate) fn may_return(
    realm: &Realm,
    ask: &Ask,
    sources: impl Iterator<Item = i64>,
) -> Result<(), GateError> {
    for word in sources {
        let id = realm.id(word)?;
        let kind = realm.rules().source(&id).map(|source| source.kind);
        let own = matches!(
            kind,
            Some(SourceKind::Subject | SourceKind::Relationship | SourceKind::Staff | SourceKind::System)
        );
        if !own {
            return Err(GateError::Refused(realm.table.refusal(RefusalCode::Suppressed, ask)));
        }
    }
    Ok(())
}

/// Prohibitions that stand again, each once.
pub(crate) fn standing_again(
    marked: &[Marked],
    (since, account): (i64, i64),
    mut number: impl FnMut() -> Result<i64, GateError>,
) -> Result<Vec<PermissionRow>, GateError> {
    let mut rows: Vec<PermissionRow> = Vec::new();
    for one in marked.iter().filter(|one| one.kind != 0) {
        if rows.iter().any(|row| row.kind == one.kind && row.channel == one.channel) {
            continue;
        }
        rows.push(PermissionRow {
            permission: number()?,
            prohibition: true,
            kind: one.kind,
            channel: one.channel,
            since,
            until: None,
            by_channel: one.by_channel,
            wording: None,
            account,
            body: None,
        });
    }
    Ok(rows)
}
