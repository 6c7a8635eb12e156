//! What limits the use of a person's data beside the statement's rules: a restriction (GDPR 18), an erasure that left what
//! the law keeps (GDPR 17(3)), an erasure that waits for a case. Not here: who sets them (`verbs/`), time (`retention.rs`).

use crate::{
    GateError,
    card::Limit,
    decide::{Categories, Granted, Permit},
    realm::Realm,
    retention::{self, Terms},
    store::{self, SubjectRow},
};
use seloste_db::Tx;
use seloste_register::statement::model::{Action, Basis};

/// Restricted at the person's wish, or while correctness is looked into.
pub(crate) const RESTRICTED: i64 = 1;
/// Erased, but for what the law or a case keeps.
pub(crate) const ERASED: i64 = 2;
/// An erasure waits for a hold to be released.
pub(crate) const WAITING: i64 = 4;
/// A case holds some of what is left of an erased person.
pub(crate) const HELD: i64 = 8;
/// The person keeps some of the data to themselves.
pub(crate) const KEPT: i64 = 16;
/// An erasure was decided and is being carried out: nothing that must outlive it may begin any more.
pub(crate) const GOING: i64 = 32;

/// The categories that a person keeps from an asker. The law's own use goes on, and the person sees everything (R5-082).
pub(crate) fn kept(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    row: &SubjectRow,
) -> Result<Categories, GateError> {
    let lawful = || {
        let purpose = realm.rules().purpose(&permit.purpose);
        purpose.is_some_and(|purpose| purpose.basis == Basis::LegalObligation)
    };
    if row.life.limits & KEPT == 0 || permit.is_own() || lawful() {
        return Ok(Categories::NONE);
    }
    let words = store::kept::of(tx, realm.number, row.subject)?;
    let at = words.iter().filter_map(|(word, _)| realm.category_index(*word));
    Ok(at.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at))))
}

/// Whether the person was erased and something is left.
pub(crate) const fn is_erased(limits: i64) -> bool {
    limits & ERASED != 0
}

/// What limits a person's data, as a card tells it.
pub(crate) fn told(limits: i64) -> Vec<Limit> {
    [(RESTRICTED, Limit::Restricted), (ERASED, Limit::Erased), (WAITING, Limit::ErasureWaits)]
        .into_iter()
        .filter(|(bit, _)| limits & bit != 0)
        .map(|(_, limit)| limit)
        .collect()
}

/// What is left of a grant over a subject. Who may erase sees what is limited, since somebody must be able to lift it; for
/// everybody else a restricted person is absent, and of an erased one there is only what the law keeps, for the law's
/// own use (R5-107).
pub(crate) fn narrowed(realm: &Realm, permit: &Permit, granted: Granted) -> Granted {
    let limits = granted.terms.limits;
    let keeps_rights = granted.does(Action::Erase);
    // The person's own view and word are no use of the data by others.
    let own = permit.is_own() || permit.verb.is_about_word();
    if limits & (RESTRICTED | WAITING | GOING) != 0 && !keeps_rights && !own {
        return granted.limited_to(Categories::NONE, &[]);
    }
    if !is_erased(limits) && !over(realm, &granted.terms) {
        return granted;
    }
    if keeps_rights {
        let read = granted.read;
        return granted.limited_to(read, &[Action::Erase, Action::SeeReaders]);
    }
    let lawful = realm.rules().purpose(&permit.purpose).is_some_and(|it| it.basis == Basis::LegalObligation);
    let read = if lawful { floors(realm, permit) } else { Categories::NONE };
    granted.limited_to(read, &[])
}

fn over(realm: &Realm, terms: &Terms) -> bool {
    retention::person_over(realm, terms)
}

/// Categories that the law keeps something of for this purpose.
fn floors(realm: &Realm, permit: &Permit) -> Categories {
    let statement = realm.statement();
    let kinds = statement
        .objects
        .iter()
        .filter(|kind| kind.retention.floor.is_some() && kind.purposes.contains(&permit.purpose))
        .filter_map(|kind| realm.table.category(&kind.category));
    let items = statement
        .items
        .iter()
        .filter(|item| item.retention.as_ref().is_some_and(|retention| retention.floor.is_some()))
        .filter(|item| item.purposes.contains(&permit.purpose))
        .filter_map(|item| realm.category_of(item.category.as_ref()));
    kinds.chain(items).fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)))
}
