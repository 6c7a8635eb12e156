//! What a person has a part in though it is somebody else's: what it is and in which role; where it is an organisation's, in the answer
//! to a request also what it says, less what was weighed and left out (R5-083, R5-117). Not here: the weighing (`weighed.rs`).

use super::{
    open::{Opening, kinds_categories},
    reach::{Asker, Reach, reach},
    sight::Sight,
};
use crate::{
    Gate, GateError,
    decide::{Categories, Granted, Permit, is_of_staff},
    opened::day,
    package::{Behalf, Part},
    payload::Word,
    proof::Recorded,
    realm::Realm,
    store::ObjectRow,
    vault::SubjectKey,
};
use seloste_register::{id::PurposeId, statement::model::GroupKind};
use std::collections::BTreeMap;

/// Somebody else's objects, each with the role in which the person has a part in it.
pub(super) type Links = [(ObjectRow, Word)];

/// An organisation, as far as the answer tells what its objects say.
pub(super) struct Owner {
    granted: Granted,
    pub(super) key: SubjectKey,
}

impl Gate {
    /// The organisations whose objects are told, put under the permit. What is a person's stays theirs (GDPR 15(4)), and before
    /// anybody has weighed it nothing is told.
    pub(super) fn owners(
        &self,
        realm: &Realm,
        (permit, asker): (&mut Permit, &Asker),
        (links, behalf): (&Links, Behalf<'_>),
    ) -> Result<BTreeMap<i64, Owner>, GateError> {
        let mut owners = BTreeMap::new();
        if matches!(behalf, Behalf::Own) {
            return Ok(owners);
        }
        let told = links.iter().map(|(row, _)| row).filter(|row| tells(realm, row));
        let mut wanted: BTreeMap<i64, Categories> = BTreeMap::new();
        for row in told {
            let categories = wanted.entry(row.subject).or_insert(Categories::NONE);
            *categories = categories.and(kinds_categories(realm, std::slice::from_ref(row)));
        }
        for (owner, read) in wanted {
            let found = self.data.read(|tx| reach(tx, realm, permit, asker, owner))?;
            let Reach::Yes(reached) = found else { continue };
            let Some(key) = self.subject_key(realm, owner)? else { continue };
            if is_organisation(realm, reached.row.group) {
                let mut granted = reached.granted;
                granted.read = read;
                permit.admit(owner, granted, read);
                owners.insert(owner, Owner { granted, key });
            }
        }
        Ok(owners)
    }

    /// The parts that a person has, with what the admitted organisations' objects say.
    pub(super) fn parts(
        &self,
        (realm, recorded, purpose): (&Realm, &Recorded, &PurposeId),
        links: &Links,
        owners: &BTreeMap<i64, Owner>,
    ) -> Result<Vec<Part>, GateError> {
        let mut parts = Vec::with_capacity(links.len());
        for (row, role) in links {
            let mut object = None;
            if let Some(owner) = owners.get(&row.subject).filter(|_| tells(realm, row)) {
                let (granted, sight) = (owner.granted, Sight::of_all(owner.granted));
                let opening = Opening { realm, recorded, key: &owner.key, granted, sight: &sight, purpose };
                object = self.open_objects(&opening, std::slice::from_ref(row))?.pop();
            }
            parts.push(Part {
                kind: realm.id(row.kind)?,
                role: realm.id(*role)?,
                starts: day(row.starts)?,
                object,
            });
        }
        Ok(parts)
    }
}

/// Whether what an object says may be told at all: recordings are weighed by themselves, and nothing leads from a payment to a person.
fn tells(realm: &Realm, row: &ObjectRow) -> bool {
    let kind = realm.kind(row.kind);
    kind.is_some_and(|kind| {
        kind.recording.is_none() && !kind.organisations_only && !is_of_staff(realm.rules(), &kind.category)
    })
}

fn is_organisation(realm: &Realm, group: Word) -> bool {
    let mut groups = realm.statement().subject_groups.iter();
    groups
        .any(|one| one.kind == GroupKind::Organisation && realm.word(&one.id).is_ok_and(|word| word == group))
}
