//! The chain of proof: a [`Permit`] is spent on a durable ledger entry, the entry gives a [`Recorded`], and only with that
//! something sealed becomes readable; subjects and categories come from the proof, not from the caller. Not here: who
//! gets a permit (`decide.rs`), ciphers (`vault.rs`), what is done with what was opened (`verbs/`).

mod durable;
mod moving;
mod outgoing;
mod upkeep;

pub(crate) use {
    moving::Moving,
    outgoing::{open_mail, open_order, seal_mail},
    upkeep::Upkeep,
};

use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Admitted, Categories, Granted, Permit, Verb, chain},
    errors::Refusal,
    ledger::Entry,
    payload::{Garbled, Items, ObjectBody, Word, decode_text, encode_text},
    realm::Realm,
    retention::{self, Terms},
    security::{EventRow, SecurityKind},
    store::{self, ObjectRow, SealedRow},
    vault::{self, Place, PlaceKind, Proof, SubjectKey},
};
use jiff::Timestamp;
use seloste_db::Tx;
use zeroize::Zeroizing;

/// Stands in a place of words beside the categories: no declared name has this number.
pub(crate) const WORDS: Word = 0;

/// Proof that the ledger holds, durably, that these subjects' categories are opened. Made by [`Gate::record`] alone.
pub(crate) type Recorded = chain::Recorded<Covered>;

/// What a proof covers.
pub(crate) struct Covered {
    register: i64,
    /// Subjects, ascending, with the words of their categories.
    admitted: Vec<(i64, Vec<Word>)>,
    /// What the terms of their data count from, in the same order.
    terms: Vec<(i64, Terms)>,
    /// The moment of the entry.
    now: Timestamp,
}

impl Covered {
    fn of(realm: &Realm, permit: &Permit, now: Timestamp) -> Self {
        let words = |one: &Admitted| {
            let categories = one.read.indices().filter_map(|at| realm.category_word(at));
            one.words.then_some(WORDS).into_iter().chain(categories).collect()
        };
        let mut admitted: Vec<(i64, Vec<Word>)> =
            permit.admitted().iter().map(|one| (one.subject, words(one))).collect();
        admitted.sort_unstable_by_key(|(subject, _)| *subject);
        let mut terms: Vec<_> = permit.admitted().iter().map(|one| (one.subject, one.terms)).collect();
        terms.sort_unstable_by_key(|(subject, _)| *subject);
        Self { register: realm.number, admitted, terms, now }
    }

    /// Leaves of what derived values come from that which may be seen itself (invariant 5).
    fn causes(&self, realm: &Realm, subject: i64, items: &mut Items) {
        for value in items.0.iter_mut().flat_map(|stored| &mut stored.values) {
            value.because.retain(|cause| {
                let category = match cause.object {
                    0 => realm.item(cause.input).and_then(|(_, item)| item.category.as_ref()),
                    _ => realm.kind(cause.input).map(|kind| &kind.category),
                };
                let word = category.and_then(|category| realm.word(category).ok());
                word.is_some_and(|word| self.covers(realm.number, subject, word))
            });
        }
    }

    /// What the terms of a subject's data count from, and the moment at which it is asked.
    fn terms(&self, subject: i64) -> (Terms, Timestamp) {
        let found = self.terms.binary_search_by_key(&subject, |(admitted, _)| *admitted);
        let terms = found.ok().and_then(|at| self.terms.get(at)).map(|(_, terms)| *terms);
        (terms.unwrap_or_default(), self.now)
    }
}

impl Proof for Covered {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        register == self.register
            && self
                .admitted
                .binary_search_by_key(&subject, |(admitted, _)| *admitted)
                .ok()
                .and_then(|at| self.admitted.get(at))
                .is_some_and(|(_, words)| words.contains(&category))
    }
}

/// Leave to rework what is stored while the entry about it is being written in the same unit of work. What it opens goes
/// back under seal; the verbs hand none of it out.
pub(crate) struct Writing<'a> {
    pub(crate) gate: &'a Gate,
    pub(crate) realm: &'a Realm,
    pub(crate) ask: &'a Ask,
    pub(crate) permit: &'a Permit,
    now: Timestamp,
}

impl Proof for Writing<'_> {
    fn covers(&self, register: i64, subject: i64, _category: i64) -> bool {
        register == self.realm.number && self.permit.admitted().iter().any(|one| one.subject == subject)
    }
}

impl Writing<'_> {
    /// Opens a category of a subject under the permit, to be written again or to make its tokens anew.
    pub(crate) fn rework(&self, key: &SubjectKey, row: &SealedRow) -> Result<Items, GateError> {
        open_items(self, self.realm.number, key, row)
    }

    /// Opens an object of a subject under the permit, to be written again.
    pub(crate) fn rework_object(&self, key: &SubjectKey, row: &ObjectRow) -> Result<ObjectBody, GateError> {
        open_object(self, self.realm, key, row)
    }

    /// The moment of this unit of work.
    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    /// The one subject that the permit covers.
    pub(crate) fn subject(&self) -> Result<i64, GateError> {
        match self.permit.admitted() {
            [one] => Ok(one.subject),
            _ => Err(GateError::Failed("the permit is not about one subject".to_owned())),
        }
    }
}

/// Something opened that nobody reads: it can only be asked how well it matches.
pub(crate) struct Glance(Items);

impl Glance {
    /// Asks; the answer can't hold a value.
    pub(crate) fn ask<T: Copy + 'static>(&self, question: impl FnOnce(&Items) -> T) -> T {
        question(&self.0)
    }
}

/// What a permit would let its holder read, for a [`Glance`] alone.
struct Sight {
    register: i64,
    subject: i64,
    category: Word,
}

impl Proof for Sight {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        (register, subject, category) == (self.register, self.subject, self.category)
    }
}

impl Gate {
    /// Decides; a refusal is recorded.
    pub(crate) fn permit_for(&self, realm: &Realm, ask: &Ask, verb: Verb) -> Result<Permit, GateError> {
        realm
            .table
            .decide(ask, verb, self.today())
            .map_err(|refusal| self.refused(realm, ask, (verb, None), refusal))
    }

    /// Spends a permit: does the work and writes its ledger entry in one durable unit. What the work returns is handed on
    /// only when both are durable. A refusal from within undoes the work and is recorded by itself. `keys` are those of the
    /// admitted subjects, in their order.
    pub(crate) fn record<T>(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: Permit,
        keys: &[&SubjectKey],
        work: impl FnOnce(&mut Tx<'_>, &Writing<'_>) -> Result<T, GateError>,
    ) -> Result<(Recorded, T), GateError> {
        let about = (permit.verb, permit.admitted().first().map(|one| one.subject));
        let done = chain::record(permit, |permit| self.durably((realm, ask), &permit, keys, work));
        done.map_err(|error| match error {
            GateError::Refused(refusal) => self.refused(realm, ask, about, refusal),
            GateError::Absent => self.absent(realm, ask, about),
            other => other,
        })
    }

    /// Spends a permit on its ledger entry alone, for what changes nothing.
    pub(crate) fn record_alone(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: Permit,
        keys: &[&SubjectKey],
    ) -> Result<Recorded, GateError> {
        let done = chain::record(permit, |permit| Ok((self.durably_alone((realm, ask), &permit, keys)?, ())));
        done.map(|(recorded, ())| recorded)
    }

    /// Records a refusal and gives it as an error.
    pub(crate) fn refused(
        &self,
        realm: &Realm,
        ask: &Ask,
        about: (Verb, Option<i64>),
        refusal: Refusal,
    ) -> GateError {
        match self.note_refusal(realm, ask, about, refusal.code.as_str()) {
            Ok(()) => GateError::Refused(refusal),
            Err(failure) => failure,
        }
    }

    /// Records an error if it is a refusal; gives it back.
    pub(crate) fn recorded_refusal(
        &self,
        realm: &Realm,
        ask: &Ask,
        about: (Verb, Option<i64>),
        error: GateError,
    ) -> GateError {
        match error {
            GateError::Refused(refusal) => self.refused(realm, ask, about, refusal),
            other => other,
        }
    }

    /// Records that something was asked for which is not there or not for the asker; both leave an entry, so that both
    /// take as long.
    pub(crate) fn absent(&self, realm: &Realm, ask: &Ask, about: (Verb, Option<i64>)) -> GateError {
        match self.note_refusal(realm, ask, about, "absent") {
            Ok(()) => GateError::Absent,
            Err(failure) => failure,
        }
    }

    /// Opens a category that a proof covers; values whose time is up are not in it.
    pub(crate) fn unseal(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        row: &SealedRow,
    ) -> Result<Items, GateError> {
        chain::unseal(recorded, |covered| {
            let (terms, now) = covered.terms(row.subject);
            let mut items = open_items(covered, realm.number, key, row)?;
            covered.causes(realm, row.subject, &mut items);
            Ok(retention::living(realm, items, &terms, now))
        })
    }

    /// Opens an earlier version of a category that a proof covers.
    pub(crate) fn unseal_past(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (subject, past): (i64, &store::PastRow),
    ) -> Result<Items, GateError> {
        let row =
            SealedRow { subject, category: past.category, version: past.version, body: past.body.clone() };
        chain::unseal(recorded, |covered| {
            let (terms, now) = covered.terms(subject);
            let items = open_items(covered, realm.number, key, &row)?;
            Ok(retention::living_past(realm, items, past.replaced, &terms, now))
        })
    }

    /// Opens an object whose category a proof covers; absent when its time is up.
    pub(crate) fn unseal_object(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        row: &ObjectRow,
    ) -> Result<ObjectBody, GateError> {
        chain::unseal(recorded, |covered| {
            let (terms, now) = covered.terms(row.subject);
            let body = open_object(covered, realm, key, row)?;
            if retention::object_over(realm, row, &body, &terms, now)
                || self.went_along(realm, row, (&terms, now))?
            {
                return Err(GateError::Absent);
            }
            Ok(body)
        })
    }

    /// Opens the words of a hold or a disclosure of a subject that a proof covers.
    pub(crate) fn unseal_words(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (kind, subject, row, body): (PlaceKind, i64, i64, &[u8]),
    ) -> Result<Zeroizing<String>, GateError> {
        let place = text_place(kind, (realm.number, subject, row));
        chain::unseal(recorded, |covered| {
            if covered.terms.iter().all(|(admitted, _)| *admitted != subject) {
                return Err(GateError::Absent);
            }
            let upkeep = Upkeep { register: covered.register, subject };
            Ok(decode_text(&vault::unseal(&upkeep, key, &place, body)?)?)
        })
    }

    /// Looks at a category that the asker may read, to see whether it matches; `None` for one that it may not.
    pub(crate) fn glance(
        &self,
        realm: &Realm,
        granted: Granted,
        key: &SubjectKey,
        row: &SealedRow,
    ) -> Result<Option<Glance>, GateError> {
        let wanted = realm.category_index(row.category).map_or(Categories::NONE, Categories::one);
        if wanted.is_empty() || !granted.read.covers(wanted) {
            return Ok(None);
        }
        let sight = Sight { register: realm.number, subject: row.subject, category: row.category };
        let items = open_items(&sight, realm.number, key, row)?;
        Ok(Some(Glance(retention::living(realm, items, &granted.terms, self.clock.now()))))
    }

    /// The same of an object's items; nothing when its time is up.
    pub(crate) fn glance_object(
        &self,
        realm: &Realm,
        granted: Granted,
        key: &SubjectKey,
        row: &ObjectRow,
    ) -> Result<Option<Glance>, GateError> {
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        let category = realm.word(&kind.category)?;
        let wanted = realm.category_index(category).map_or(Categories::NONE, Categories::one);
        if wanted.is_empty() || !granted.read.covers(wanted) {
            return Ok(None);
        }
        let body =
            open_object(&Sight { register: realm.number, subject: row.subject, category }, realm, key, row)?;
        let over = retention::object_over(realm, row, &body, &granted.terms, self.clock.now());
        Ok((!over).then_some(Glance(body.items)))
    }

    fn note_refusal(
        &self,
        realm: &Realm,
        ask: &Ask,
        (verb, subject): (Verb, Option<i64>),
        outcome: &str,
    ) -> Result<(), GateError> {
        let key = match subject {
            Some(subject) => self.subject_key(realm, subject)?,
            None => None,
        };
        let subjects: Vec<(i64, &SubjectKey)> = subject.zip(key.as_ref()).into_iter().collect();
        let by_key = self.ledger.told_of_key(ask.actor.key)?;
        let told: Vec<&str> = by_key.as_deref().into_iter().collect();
        let now = self.clock.now();
        let entry = Entry {
            at: now.as_millisecond(),
            account: Some(ask.actor.account),
            register: (realm.number, realm.register.as_str()),
            action: verb.as_str(),
            purpose: ask.purpose.as_str(),
            outcome,
            categories: &told,
            subjects: &subjects,
        };
        let written = self.ledger.written(&entry)?;
        let what = format!("{} {outcome}", verb.as_str());
        let at = (realm.number, now);
        let event = EventRow::new(at, SecurityKind::Refused, Some(ask.actor.account), what)?;
        let put = move |tx: &mut Tx<'_>| {
            event.put(tx)?;
            written.iter().try_for_each(|one| one.put(tx).map(drop))
        };
        Ok(self.data.write_along(put)?)
    }
}

fn category_place((register, subject, category): (i64, i64, Word), version: i64) -> Place {
    Place { register, subject, kind: PlaceKind::Category, category, row: 0, version }
}

fn object_place((register, subject, category): (i64, i64, Word), row: &ObjectRow) -> Place {
    Place { register, subject, kind: PlaceKind::Object, category, row: row.object, version: row.version }
}

fn text_place(kind: PlaceKind, (register, subject, row): (i64, i64, i64)) -> Place {
    Place { register, subject, kind, category: 0, row, version: 1 }
}

/// Seals a category's items for (register, subject, category) at a version.
pub(crate) fn seal_items(
    key: &SubjectKey,
    at: (i64, i64, Word),
    version: i64,
    items: &Items,
) -> Result<Vec<u8>, GateError> {
    Ok(vault::seal(key, &category_place(at, version), &items.encode())?.0)
}

/// Seals an object for its row.
pub(crate) fn seal_object(
    key: &SubjectKey,
    at: (i64, i64, Word),
    row: &ObjectRow,
    body: &ObjectBody,
) -> Result<Vec<u8>, GateError> {
    Ok(vault::seal(key, &object_place(at, row), &body.encode())?.0)
}

/// Seals the notice of a permission (register, subject, permission).
pub(crate) fn seal_notice(key: &SubjectKey, at: (i64, i64, i64), notice: &str) -> Result<Vec<u8>, GateError> {
    seal_words(key, PlaceKind::Permission, at, notice)
}

/// Seals what somebody wrote beside a hold, a disclosure or a permission (register, subject, row), without identity codes (R4-020).
pub(crate) fn seal_words(
    key: &SubjectKey,
    kind: PlaceKind,
    at: (i64, i64, i64),
    words: &str,
) -> Result<Vec<u8>, GateError> {
    let words = seloste_register::item::without_identity_codes(words);
    Ok(vault::seal(key, &text_place(kind, at), &encode_text(&words))?.0)
}

/// Seals a file that shows a measure (register, evidence).
pub(crate) fn seal_evidence(
    key: &SubjectKey,
    (register, evidence): (i64, i64),
    file: &[u8],
) -> Result<Vec<u8>, GateError> {
    Ok(vault::seal(key, &text_place(PlaceKind::Evidence, (register, 0, evidence)), file)?.0)
}

fn open_items(
    proof: &impl Proof,
    register: i64,
    key: &SubjectKey,
    row: &SealedRow,
) -> Result<Items, GateError> {
    let place = category_place((register, row.subject, row.category), row.version);
    Ok(Items::decode(&vault::unseal(proof, key, &place, &row.body)?)?)
}

fn open_object(
    proof: &impl Proof,
    realm: &Realm,
    key: &SubjectKey,
    row: &ObjectRow,
) -> Result<ObjectBody, GateError> {
    let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
    let place = object_place((realm.number, row.subject, realm.word(&kind.category)?), row);
    let body = ObjectBody::decode(&vault::unseal(proof, key, &place, &row.body)?)?;
    // The kind decides which category lets one in; the ciphertext knows what it is.
    if body.kind == row.kind { Ok(body) } else { Err(Garbled.into()) }
}

impl From<Garbled> for GateError {
    fn from(Garbled: Garbled) -> Self {
        Self::Failed("a stored value is not what this program wrote".to_owned())
    }
}
