//! Numbers and addresses one by one: which a person has, what the person has said about each, and leaving out those that a use may
//! not reach (R1-024, R4-018). Not here: recording a word (`permit.rs`).

use super::reach::{Asker, Reached, reach};
use crate::{
    Gate, GateError, addresses,
    ask::Ask,
    campaign::LeftOut,
    card::{AddressMark, Addressable, SubjectRef},
    decide::{Categories, Verb},
    errors::RefusalCode,
    opened,
    payload::Items,
    permissions::{self, Stand},
    realm::Realm,
    store,
};
use seloste_register::{
    id::PurposeId,
    statement::model::{Channel, Item, Purpose},
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// A person's numbers and addresses, for whoever records the person's words about them.
    pub fn addresses(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Addressable>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Permissions)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Permissions, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, rows) = self.data.read(|tx| {
            Ok::<_, GateError>((reach(tx, realm, &permit, &asker, id)?, store::sealed(tx, realm.number, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Permissions, Some(id)), found)?;
        if !reached.granted.allows(Verb::Permissions) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Permissions, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Permissions, None)));
        };
        let declared = realm.statement().items.iter().filter(|item| !addresses::ways(item).is_empty());
        let declared: Vec<&Item> = declared.collect();
        let at = |item: &Item| realm.category_of(item.category.as_ref());
        let categories = declared.iter().filter_map(|item| at(item));
        let categories = categories.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        permit.admit(id, reached.granted, categories);
        let (recorded, ()) = self.record((realm, ask), permit, &[&key], |_, _| Ok(()))?;
        let mut all = Vec::new();
        for at in reached.granted.read.common(categories).indices() {
            let word = realm.category_word(at);
            let Some(row) = rows.iter().find(|row| Some(row.category) == word) else { continue };
            let stored = self.unseal(realm, &recorded, &key, row)?;
            for item in declared.iter().filter(|item| realm.category_of(item.category.as_ref()) == Some(at)) {
                let Some(one) = stored.get(realm.word(&item.id)?) else { continue };
                let marks: Vec<AddressMark> =
                    one.values.iter().map(|value| addresses::mark(realm, &value.normal)).collect();
                let values = opened::values(realm, one.values.clone())?;
                all.extend(marks.into_iter().zip(values).map(|(mark, value)| Addressable {
                    item: item.id.clone(),
                    mark,
                    value,
                    channels: addresses::ways(item).to_vec(),
                }));
            }
        }
        Ok(all)
    }
}

/// How a use of one number or address in a channel stands: the person's word about it, and about all.
pub(super) fn stand_at(
    realm: &Realm,
    reached: &Reached,
    (purpose, channel): (&Purpose, Channel),
    normal: &str,
) -> Stand {
    let mark = addresses::mark(realm, normal);
    permissions::stand_at(realm.rules(), (&reached.permissions, reached.whom), purpose, (channel, mark))
}

/// Items without the numbers and addresses that the person's own word keeps from a purpose that approaches people. Other
/// purposes use them all: a recall is no advertising.
pub(super) fn heeded(realm: &Realm, reached: &Reached, purpose: &PurposeId, mut items: Items) -> Items {
    let Some(purpose) = realm.rules().purpose(purpose).filter(|one| permissions::matter(realm.rules(), one))
    else {
        return items;
    };
    if reached.permissions.iter().all(|one| one.address.is_none()) {
        return items;
    }
    for stored in &mut items.0 {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        let ways: Vec<Channel> = addresses::ways(item)
            .iter()
            .copied()
            .filter(|way| match purpose.channels.is_empty() {
                true => purpose.class.approaches(),
                false => purpose.channels.contains(way),
            })
            .collect();
        if addresses::ways(item).is_empty() || ways.is_empty() {
            continue;
        }
        stored.values.retain(|value| {
            let open = |way: &Channel| stand_at(realm, reached, (purpose, *way), &value.normal);
            ways.iter().any(|way| open(way) == Stand::Allowed)
        });
    }
    items
}

/// Whether there is something to reach somebody by; the order is from nothing to enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum There {
    /// Nothing.
    Nothing,
    /// Only what the person's own word keeps from the use.
    Kept(LeftOut),
    /// Something.
    Yes,
}

/// Whether items hold something to reach somebody by for a purpose in a channel.
pub(super) fn there(
    realm: &Realm,
    reached: &Reached,
    (purpose, channel): (&Purpose, Channel),
    (by, items): (&[&Item], &Items),
) -> There {
    let mut found = There::Nothing;
    for item in by {
        let Some(stored) = realm.word(&item.id).ok().and_then(|word| items.get(word)) else { continue };
        let one_by_one = addresses::ways(item).contains(&channel);
        for value in &stored.values {
            let here = match one_by_one {
                true => match stand_at(realm, reached, (purpose, channel), &value.normal) {
                    Stand::Allowed => There::Yes,
                    Stand::Forbidden => There::Kept(LeftOut::Prohibited),
                    Stand::NoConsent => There::Kept(LeftOut::NoConsent),
                },
                false => There::Yes,
            };
            found = found.max(here);
        }
    }
    found
}

/// Items without the numbers and addresses at which a purpose may not reach somebody in a channel.
pub(super) fn within(realm: &Realm, reached: &Reached, act: (&Purpose, Channel), mut items: Items) -> Items {
    for stored in &mut items.0 {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        if addresses::ways(item).contains(&act.1) {
            stored.values.retain(|value| stand_at(realm, reached, act, &value.normal) == Stand::Allowed);
        }
    }
    items
}
