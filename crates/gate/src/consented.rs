//! What rests on a person's consents alone, and whether they were taken back: then it has to go (GDPR 17(1)(b)). What was never
//! consented to is not taken: a consent may still be on its way, and nobody uses the data meanwhile. Pure. Not here: the run that
//! destroys it (`verbs/retention.rs`).

use crate::{payload::Word, realm::Realm, store::PermissionRow};
use seloste_register::{
    id::PurposeId,
    statement::model::{Item, ObjectKind, Retention},
};

/// What goes with its consents: its name, and theirs.
type Alone = (Word, Vec<Word>);

/// What a register holds on consents alone.
#[derive(Debug, Default)]
pub(crate) struct OnConsent {
    items: Vec<Alone>,
    kinds: Vec<Alone>,
}

/// Items and kinds of object whose consents a person has taken back, each with when the last of them was (milliseconds since
/// 1970-01-01 UTC).
#[derive(Debug, Default)]
pub(crate) struct Withdrawn {
    items: Vec<(Word, i64)>,
    kinds: Vec<(Word, i64)>,
}

impl Withdrawn {
    /// Since when nothing carries an item; `None` while something does.
    pub(crate) fn item(&self, item: Word) -> Option<i64> {
        self.items.iter().find(|(name, _)| *name == item).map(|(_, since)| *since)
    }

    /// Since when nothing carries objects of a kind; `None` while something does.
    pub(crate) fn kind(&self, kind: Word) -> Option<i64> {
        self.kinds.iter().find(|(name, _)| *name == kind).map(|(_, since)| *since)
    }
}

impl OnConsent {
    /// What the rules of a register let rest on consents alone. What the law wants kept does not.
    pub(crate) fn of(realm: &Realm) -> Self {
        let item = |item: &Item| alone(realm, &item.purposes, item.retention.as_ref());
        let kind = |kind: &ObjectKind| alone(realm, &kind.purposes, Some(&kind.retention));
        let statement = realm.statement();
        let items = statement.items.iter().filter_map(|one| Some((realm.word(&one.id).ok()?, item(one)?)));
        let kinds = statement.objects.iter().filter_map(|one| Some((realm.word(&one.id).ok()?, kind(one)?)));
        Self { items: items.collect(), kinds: kinds.collect() }
    }

    /// Whether a register has nothing of the sort.
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty() && self.kinds.is_empty()
    }

    /// What a person who has said this has taken the ground from: some of its consents were taken back, and none is in force.
    pub(crate) fn withdrawn(&self, said: &[PermissionRow]) -> Withdrawn {
        let since = |consents: &[Word]| {
            let of = said.iter().filter(|row| !row.prohibition && consents.contains(&row.kind));
            let ends: Option<Vec<i64>> = of.map(|row| row.until).collect();
            ends?.into_iter().max()
        };
        let over = |(name, consents): &Alone| Some((*name, since(consents)?));
        let names = |all: &[Alone]| all.iter().filter_map(over).collect();
        Withdrawn { items: names(&self.items), kinds: names(&self.kinds) }
    }
}

fn alone(realm: &Realm, purposes: &[PurposeId], kept: Option<&Retention>) -> Option<Vec<Word>> {
    let consents = realm.rules().consents_alone(purposes);
    let carried = consents.is_empty() || kept.is_some_and(|kept| kept.floor.is_some());
    (!carried).then(|| consents.into_iter().filter_map(|id| realm.word(id).ok()).collect())
}
