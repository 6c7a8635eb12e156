//! Looks at what a register stores, for the proof report: is everything declared, from a declared source, sealed, within its term?
//! Gives numbers and declared names, never a value; what it opens it forgets at once. That it looked stands in the ledger, by
//! itself, before it opens anything. Not here: what the ledger says of use (`replay.rs`).

mod fit;
mod heard;
mod judge;
mod recordings;

pub use heard::{Judged, Share};
pub use recordings::{Files, Recordings};

use crate::{
    Gate, GateError,
    consented::OnConsent,
    ledger::{DONE, Entry},
    payload::{Items, ObjectBody},
    realm::Realm,
    store::{self, ObjectRow, PastRow, PermissionRow, SealedRow, SubjectRow, erasing, survey},
    vault::{self, Place, PlaceKind, Proof, SubjectKey},
};
use jiff::civil::Date;
use seloste_register::id::{CategoryId, ConsentId, GroupId, ItemId, RegisterId};
use std::collections::BTreeMap;

/// People looked at in one unit of work.
const PAGE: i64 = 256;
/// The most objects of one person that are looked at.
const OBJECTS: i64 = 1_000_000;

/// What was found. Numbers, and names that a statement declares or once declared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// People in the register.
    pub people: u64,
    /// Of these, looked at.
    pub looked_at: u64,
    /// Ciphertexts that were opened.
    pub opened: u64,
    /// Values in them.
    pub values: u64,
    /// Ciphertexts that don't open with the person's key, or whose key is gone.
    pub unreadable: u64,
    /// What is stored and not declared, such as `item shoe-size`: how many.
    pub undeclared: BTreeMap<String, u64>,
    /// Values from a source that may not write them, such as `item street, source partner`: how many.
    pub foreign: BTreeMap<String, u64>,
    /// What is kept past its term, by category.
    pub overdue: BTreeMap<CategoryId, Overdue>,
    /// What of people of a group is kept past a term that the group has of its own.
    pub overdue_of_groups: BTreeMap<GroupId, Overdue>,
    /// People of whom something is missing that nobody can be without, by item.
    pub missing: BTreeMap<ItemId, Missing>,
    /// Consents in force that want an age, given by people whose day of birth is known; by consent.
    pub of_known_age: BTreeMap<ConsentId, u64>,
    /// Of these, given alone by somebody too young.
    pub too_young: BTreeMap<ConsentId, u64>,
    /// People whose derived item has outlived what it came from, by item.
    pub orphaned: BTreeMap<ItemId, u64>,
    /// People who came from others and were not told so within a month (GDPR 14).
    pub untold: u64,
}

/// Something that people are without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// How many people.
    pub count: u64,
    /// When the first of what is known about the last of them was recorded, milliseconds since 1970-01-01 UTC.
    pub newest: i64,
}

/// Something that is kept too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// How many values, earlier values and objects.
    pub count: u64,
    /// The last day on which the longest overdue of them should have been there.
    pub since: Date,
}

/// Leave to look at everything in one register, given by an entry that is durable.
pub(crate) struct Looking {
    register: i64,
}

impl Proof for Looking {
    fn covers(&self, register: i64, _subject: i64, _category: i64) -> bool {
        register == self.register
    }
}

/// Everything about one person, as stored.
struct Stored {
    row: SubjectRow,
    areas: Vec<i64>,
    sealed: Vec<SealedRow>,
    past: Vec<PastRow>,
    objects: Vec<ObjectRow>,
    permissions: Vec<PermissionRow>,
    /// Whether a case holds something.
    held: bool,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Looks at the people of a register: at all of them, or at every so-manieth from a random start when there are more than
    /// `most`. `progress` is told how many were passed, of how many.
    pub fn examine(
        &self,
        register: &RegisterId,
        most: u64,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Examined, GateError> {
        let realm = &*self.realm(register)?;
        let looking = self.begin_looking(realm)?;
        let people = self.data.read(|tx| survey::people(tx, realm.number))?;
        let people = u64::try_from(people).unwrap_or(0);
        let step = people.div_ceil(most.max(1)).max(1);
        let start = u64::from_le_bytes(vault::random()?) % step;
        let untold = self.source_notices_overdue(register)?;
        let mut examined = Examined { people, untold, ..Examined::default() };
        let (mut after, mut passed) = (i64::MIN, 0_u64);
        loop {
            let page = self.data.read(|tx| survey::rows(tx, realm.number, (after, PAGE)))?;
            let Some(last) = page.last() else { return Ok(examined) };
            after = last.subject;
            let mut chosen = Vec::new();
            for row in page {
                if passed % step == start {
                    chosen.push(row);
                }
                passed += 1;
            }
            self.examine_some((realm, &looking), chosen, &mut examined)?;
            progress(passed, people.max(passed));
        }
    }

    /// Puts into the ledger that the system looks.
    pub(crate) fn begin_looking(&self, realm: &Realm) -> Result<Looking, GateError> {
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: None,
            register: (realm.number, realm.register.as_str()),
            action: "examine",
            purpose: "proof",
            outcome: DONE,
            categories: &[],
            subjects: &[],
        };
        self.data.write(|tx| self.ledger.append(tx, &entry))?;
        Ok(Looking { register: realm.number })
    }

    fn examine_some(
        &self,
        (realm, looking): (&Realm, &Looking),
        rows: Vec<SubjectRow>,
        examined: &mut Examined,
    ) -> Result<(), GateError> {
        let ids: Vec<i64> = rows.iter().map(|row| row.subject).collect();
        let keys = self.keyring.keys(realm.number, &ids)?;
        let register = realm.number;
        let stored = self.data.read(|tx| {
            let mut stored = Vec::with_capacity(rows.len());
            for row in rows {
                let id = row.subject;
                stored.push(Stored {
                    areas: store::areas(tx, register, id)?,
                    sealed: store::sealed(tx, register, id)?,
                    past: store::past(tx, register, id)?,
                    objects: store::objects(tx, register, id, (i64::MAX, i64::MAX), OBJECTS)?,
                    permissions: store::permissions(tx, register, id)?,
                    held: !erasing::holds(tx, register, id)?.is_empty(),
                    row,
                });
            }
            Ok::<_, GateError>(stored)
        })?;
        let (today, on_consent) = (self.today(), OnConsent::of(realm));
        for person in &stored {
            examined.looked_at += 1;
            let opened = keys.get(&person.row.subject).map(|key| open(realm, looking, key, person));
            let withdrawn = on_consent.withdrawn(&person.permissions);
            judge::person(realm, today, (person, withdrawn), opened.unwrap_or_default(), examined);
        }
        Ok(())
    }
}

/// What opened, each beside the place of its row; what did not open is not there.
#[derive(Default)]
struct Opened {
    sealed: Vec<(usize, Items)>,
    past: Vec<(usize, Items)>,
    past_objects: Vec<(usize, ObjectBody)>,
    objects: Vec<(usize, ObjectBody)>,
}

fn open(realm: &Realm, looking: &Looking, key: &SubjectKey, person: &Stored) -> Opened {
    let (register, subject) = (realm.number, person.row.subject);
    let category =
        |category, version| Place { register, subject, kind: PlaceKind::Category, category, row: 0, version };
    let object =
        |category, row, version| Place { register, subject, kind: PlaceKind::Object, category, row, version };
    let items = |place: Place, body: &[u8]| {
        vault::unseal(looking, key, &place, body).ok().and_then(|plain| Items::decode(&plain).ok())
    };
    let body = |place: Place, body: &[u8]| {
        vault::unseal(looking, key, &place, body).ok().and_then(|plain| ObjectBody::decode(&plain).ok())
    };
    let mut opened = Opened::default();
    for (at, row) in person.sealed.iter().enumerate() {
        opened.sealed.extend(items(category(row.category, row.version), &row.body).map(|found| (at, found)));
    }
    for (at, row) in person.past.iter().enumerate() {
        if row.object == 0 {
            let found = items(category(row.category, row.version), &row.body);
            opened.past.extend(found.map(|found| (at, found)));
        } else {
            let found = body(object(row.category, row.object, row.version), &row.body);
            opened.past_objects.extend(found.map(|found| (at, found)));
        }
    }
    for (at, row) in person.objects.iter().enumerate() {
        // A kind that is no longer declared was sealed under a category that only the past knows.
        let Some(word) = realm.kind(row.kind).and_then(|kind| realm.word(&kind.category).ok()) else {
            continue;
        };
        let found = body(object(word, row.object, row.version), &row.body);
        opened.objects.extend(found.map(|found| (at, found)));
    }
    opened
}
