//! Decides what becomes of each row, from what is known of the people whom it may mean. Pure: the same decisions serve a
//! trial and a real run. Only hashes of values are held. Not here: the database (`look.rs`), the writing (`write.rs`).

use super::{
    object::{Brought, Held},
    prepare::{Ready, hashed, name_of},
};
use crate::{
    GateError,
    ask::Ask,
    decide::{Categories, Granted, Permit, Relation},
    errors::RefusalCode,
    import::Outcome,
    payload::{Items, Word},
    realm::Realm,
    ties,
    values::{self, Checked, problem, problem_at},
    verbs::{edit::may_change, tied},
};
use seloste_register::{
    diagnostics::Problem,
    id::{GroupId, SourceId},
    statement::model::{Item, ItemType, Source, SourceKind},
};
use std::collections::{HashMap, HashSet};

/// Who somebody in the book is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// In the register, by number.
    Stored(i64),
    /// Brought by a row of this chunk or trial.
    New,
}

impl Who {
    /// The number of somebody who was there before.
    pub(super) const fn stored(self) -> Option<i64> {
        match self {
            Self::Stored(number) => Some(number),
            Self::New => None,
        }
    }
}

/// Somebody whom a row may mean, as far as decisions need.
pub(super) struct Known {
    pub(super) who: Who,
    pub(super) granted: Granted,
    /// The group, as its word.
    pub(super) group: Word,
    /// Hashes of the values of items that the asker may read.
    pub(super) values: Vec<(Word, Vec<u64>)>,
    /// Items that hold what the person has said themselves.
    pub(super) own_word: Vec<Word>,
    /// Objects of the kind that rows bring, as far as the asker may read them.
    pub(super) objects: Vec<Held>,
    /// Whether an earlier row of the batch met the person.
    pub(super) touched: bool,
}

impl Known {
    fn of(&self, item: Word) -> &[u64] {
        self.values.iter().find(|(word, _)| *word == item).map_or(&[], |(_, hashes)| hashes)
    }
    fn has(&self, item: Word, hash: u64) -> bool {
        self.of(item).contains(&hash)
    }
    /// Takes in opened items.
    pub(super) fn learn(&mut self, realm: &Realm, items: &Items) {
        let from_person =
            |source: Word| source_of(realm, source).is_some_and(|it| it.kind == SourceKind::Subject);
        for stored in &items.0 {
            let Some((_, item)) = realm.item(stored.item) else { continue };
            if stored.values.iter().any(|value| from_person(value.source)) {
                self.own_word.push(stored.item);
            }
            let hashes = stored.values.iter().map(|value| hashed(item, &value.normal)).collect();
            self.values.push((stored.item, hashes));
        }
    }
}

/// The people whom rows may mean.
#[derive(Default)]
pub(super) struct Book {
    people: Vec<Known>,
    by_token: HashMap<i64, Vec<usize>>,
    by_subject: HashMap<i64, usize>,
    by_name: HashMap<u64, Vec<usize>>,
    /// Tokens that were looked up in the register.
    pub(super) looked: HashSet<i64>,
    /// Who had them, reachable or not.
    holders: HashMap<i64, Vec<i64>>,
    /// Numbers, as tokens, that were given once and that nobody has now.
    pub(super) spent: HashSet<i64>,
    /// Tokens of people whose data nobody may use now.
    pub(super) closed: HashSet<i64>,
}

/// What becomes of a row, and of whom.
pub(super) struct Decided {
    pub(super) outcome: Outcome,
    /// The person's place in the book.
    pub(super) person: Option<usize>,
    /// Whether the row's object is to be added.
    pub(super) brings: bool,
}

impl Decided {
    /// A row of nobody.
    pub(super) const fn failed(outcome: Outcome) -> Self {
        Self { outcome, person: None, brings: false }
    }
}

/// On what ground rows are decided.
pub(super) struct Ground<'a> {
    pub(super) realm: &'a Realm,
    pub(super) ask: &'a Ask,
    pub(super) group: &'a GroupId,
    pub(super) group_word: Word,
    /// What the asker may do with somebody whom the batch adds.
    pub(super) granted: Granted,
    /// Today, as a stored day.
    pub(super) today: jiff::civil::Date,
}

impl Ground<'_> {
    /// New people belong to the batch's areas, and the asker maintains them.
    pub(super) fn granted(permit: &Permit, in_area: bool) -> Granted {
        permit.over(Relation { in_area, maintained: true, ..Relation::default() })
    }
}

impl Book {
    pub(super) fn knows(&self, subject: i64) -> bool {
        self.by_subject.contains_key(&subject)
    }

    pub(super) fn person(&self, at: usize) -> Option<&Known> {
        self.people.get(at)
    }

    /// Adds somebody from the register, under the tokens that led there.
    pub(super) fn add_stored(&mut self, realm: &Realm, subject: i64, known: Known) {
        let at = self.add(realm, known);
        self.by_subject.insert(subject, at);
    }

    fn add(&mut self, realm: &Realm, known: Known) -> usize {
        let at = self.people.len();
        if let Some(name) = name_of(realm, &known.values) {
            self.by_name.entry(name).or_default().push(at);
        }
        self.people.push(known);
        at
    }

    /// Who has a token in the register, reachable or not.
    pub(super) fn remember(&mut self, token: i64, holders: &[i64]) {
        if !holders.is_empty() {
            self.holders.insert(token, holders.to_vec());
        }
    }

    /// Who had a token when it was looked up.
    pub(super) fn led(&self, token: i64) -> &[i64] {
        self.holders.get(&token).map_or(&[], Vec::as_slice)
    }

    /// A token leads to somebody from the register.
    pub(super) fn lead(&mut self, token: i64, subject: i64) {
        if let Some(at) = self.by_subject.get(&subject) {
            lead(&mut self.by_token, token, *at);
        }
    }

    /// Decides a row and notes what it does.
    pub(super) fn decide(&mut self, ground: &Ground<'_>, row: &Ready<'_>) -> Decided {
        let found = self.meant(ground, row);
        let decided = match found.as_slice() {
            [] => self.create(ground, row),
            [one] => self.update(ground, row, *one),
            _ => Err(GateError::Problems(vec![problem_at("", matches_several())])),
        };
        match decided {
            Ok(decided) => decided,
            Err(GateError::Refused(refusal)) => Decided::failed(Outcome::Refused(refusal)),
            Err(GateError::Problems(problems)) => Decided::failed(Outcome::Wrong(problems)),
            Err(_) => Decided::failed(Outcome::Wrong(vec![problem_at("", not_decided())])),
        }
    }

    /// Whom a row means: who has its unique number, and who has its e-mail address or telephone number and its name, unless
    /// a unique number says otherwise.
    fn meant(&self, ground: &Ground<'_>, row: &Ready<'_>) -> Vec<usize> {
        if row.keys.is_empty() {
            return self.same_in_all(ground, row).into_iter().collect();
        }
        let mut found: Vec<usize> = Vec::new();
        let candidates = |token: &i64| self.by_token.get(token).map_or(&[][..], Vec::as_slice);
        for key in &row.keys {
            for at in candidates(&key.token) {
                let Some(known) = self.people.get(*at) else { continue };
                let fits = known.group == ground.group_word
                    && known.has(key.item, key.hash)
                    && (key.unique || same_name(known, row) && !other_number(known, row));
                if fits && !found.contains(at) {
                    found.push(*at);
                }
            }
        }
        found
    }

    /// A row without any identifier means somebody of the same name who has every one of its values; such a row changes
    /// nothing, and the same file brought in twice makes nobody twice.
    fn same_in_all(&self, ground: &Ground<'_>, row: &Ready<'_>) -> Option<usize> {
        let people = self.by_name.get(&row.name?)?;
        let fits = |known: &Known| {
            known.group == ground.group_word
                && row.hashes.iter().all(|(word, hashes)| hashes.iter().all(|hash| known.has(*word, *hash)))
        };
        let fitting = people.iter().copied().filter(|at| self.people.get(*at).is_some_and(fits));
        // Of several who are alike, whom the batch met before, else who has been there longest: the same person in a trial and
        // in the run, whatever order they were read in.
        fitting.max_by_key(|at| {
            let known = self.people.get(*at);
            let age = match known.map(|known| known.who) {
                Some(Who::Stored(number)) => (number, 0),
                Some(Who::New) | None => (i64::MAX, *at),
            };
            (known.is_some_and(|known| known.touched), std::cmp::Reverse(age))
        })
    }

    fn create(&mut self, ground: &Ground<'_>, row: &Ready<'_>) -> Result<Decided, GateError> {
        let (realm, ask) = (ground.realm, ground.ask);
        if row.suppressed || row.keys.iter().any(|key| self.closed.contains(&key.token)) {
            return Err(GateError::Refused(realm.table.refusal(RefusalCode::Suppressed, ask)));
        }
        super::super::create::may_add_persons(realm, ask, &row.checked)?;
        // Where a group has to be tied to the register, the row brings what ties its person (R6-003).
        let ties = ties::of_group(realm, ground.group_word);
        let tied = |object: &Brought<'_>| object.ties(ties, ground.today);
        if !ties.is_empty() && !row.object.as_ref().is_some_and(tied) {
            return Err(tied::not_tied(realm, ask));
        }
        let objects = bring(ground, (ground.granted, row))?;
        let categories = values::categories(realm, &row.checked);
        if !ground.granted.read.covers(categories) {
            let closed = categories.without(ground.granted.read);
            return Err(GateError::Refused(realm.table.refusal_of(
                RefusalCode::ChangeNotGranted,
                ask,
                closed,
            )));
        }
        super::super::create::complete(realm, ground.group, ground.granted, &row.checked)?;
        for key in row.keys.iter().filter(|key| self.spent.contains(&key.token)) {
            let item = row
                .checked
                .iter()
                .find(|one| one.word == key.item && one.item.item_type == ItemType::CustomerNumber);
            if let Some(one) = item {
                return Err(GateError::Problems(vec![values::problem_of(one.item, values::used_number())]));
            }
        }
        let known = Known {
            who: Who::New,
            granted: ground.granted,
            group: ground.group_word,
            values: row.hashes.iter().cloned().chain(self.given(ground, row)?).collect(),
            own_word: Vec::new(),
            objects: objects.into_iter().collect(),
            touched: true,
        };
        let at = self.add(realm, known);
        for key in &row.keys {
            lead(&mut self.by_token, key.token, at);
        }
        Ok(Decided { outcome: Outcome::Created, person: Some(at), brings: row.object.is_some() })
    }

    /// Hashes of what the system will give itself: the day, and a number that no row can know.
    fn given(&self, ground: &Ground<'_>, row: &Ready<'_>) -> Result<Vec<(Word, Vec<u64>)>, GateError> {
        let mut given = Vec::new();
        for item in ground.realm.statement().items.iter().filter(|item| item.generated) {
            let said = row.checked.iter().any(|one| one.item.id == item.id);
            if said || !values::of_group(item, Some(ground.group)) {
                continue;
            }
            let hash = match item.item_type {
                ItemType::CustomerNumber => hashed(item, &format!("drawn {}", self.people.len())),
                ItemType::Date => hashed(item, &seloste_register::item::kept_of(item, ground.today)),
                _ => continue,
            };
            given.push((ground.realm.word(&item.id)?, vec![hash]));
        }
        Ok(given)
    }

    fn update(&mut self, ground: &Ground<'_>, row: &Ready<'_>, at: usize) -> Result<Decided, GateError> {
        let Some(known) = self.people.get_mut(at) else { return Err(GateError::Absent) };
        let mut changes: Vec<(usize, Word, Vec<u64>)> = Vec::new();
        for (index, (one, (word, hashes))) in row.checked.iter().zip(&row.hashes).enumerate() {
            if let Some(after) = change(one.item, known.of(*word), hashes)? {
                may_correct(ground, one, known.of(*word))?;
                may_replace(ground, one, known)?;
                changes.push((index, *word, after));
            }
        }
        let lacks = row.object.as_ref().map(|object| known.lacks(object)).transpose()?.unwrap_or(false);
        let brought = if lacks { bring(ground, (known.granted, row))? } else { None };
        let brings = brought.is_some();
        if changes.is_empty() && !brings {
            let outcome = if known.touched { Outcome::Duplicate } else { Outcome::Unchanged };
            known.touched = true;
            return Ok(Decided { outcome, person: Some(at), brings });
        }
        let categories = changes
            .iter()
            .filter_map(|(index, ..)| row.checked.get(*index))
            .filter_map(|one| ground.realm.category_of(one.item.category.as_ref()))
            .fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        let allowed = if known.who == Who::New { known.granted.read } else { known.granted.change };
        if !allowed.covers(categories) {
            let (realm, closed) = (ground.realm, categories.without(allowed));
            let refusal = realm.table.refusal_of(RefusalCode::ChangeNotGranted, ground.ask, closed);
            return Err(GateError::Refused(refusal));
        }
        let named_before = name_of(ground.realm, &known.values);
        for (_, word, after) in changes {
            match known.values.iter_mut().find(|(item, _)| *item == word) {
                Some((_, hashes)) => *hashes = after,
                None => known.values.push((word, after)),
            }
        }
        known.objects.extend(brought);
        known.touched = true;
        let name = name_of(ground.realm, &known.values).filter(|name| named_before != Some(*name));
        if let Some(name) = name {
            self.by_name.entry(name).or_default().push(at);
        }
        // A new identifier leads to the person from now on.
        for key in &row.keys {
            lead(&mut self.by_token, key.token, at);
        }
        Ok(Decided { outcome: Outcome::Updated, person: Some(at), brings })
    }
}

fn lead(by_token: &mut HashMap<i64, Vec<usize>>, token: i64, at: usize) {
    let people = by_token.entry(token).or_default();
    if !people.contains(&at) {
        people.push(at);
    }
}

/// The object that a row brings to somebody, if the asker may give them one.
fn bring(ground: &Ground<'_>, (granted, row): (Granted, &Ready<'_>)) -> Result<Option<Held>, GateError> {
    let Some(object) = &row.object else { return Ok(None) };
    may_change(ground.realm, ground.ask, granted, object.category(ground.realm))?;
    object.held(ground.realm).map(Some)
}

/// The hashes that an item has afterwards, if the row changes it.
fn change(item: &Item, had: &[u64], new: &[u64]) -> Result<Option<Vec<u64>>, GateError> {
    let fresh: Vec<u64> = new.iter().filter(|hash| !had.contains(hash)).copied().collect();
    if fresh.is_empty() {
        return Ok(None);
    }
    if item.max_values <= 1 {
        return Ok(Some(new.to_vec()));
    }
    if had.len() + fresh.len() > item.max_values as usize {
        return Err(GateError::Problems(vec![values::problem_of(item, values::too_many(item.max_values))]));
    }
    Ok(Some(had.iter().copied().chain(fresh).collect()))
}

/// What the system gave once is corrected one by one and with a reason, not by a file (R4-015).
fn may_correct(ground: &Ground<'_>, one: &Checked<'_>, had: &[u64]) -> Result<(), GateError> {
    if had.is_empty() || !(one.item.generated || one.item.unique) {
        return Ok(());
    }
    Err(GateError::Refused(ground.realm.table.refusal(RefusalCode::ChangeNotGranted, ground.ask)))
}

/// What the person has said stands until somebody has looked at what is said elsewhere (R4-025).
fn may_replace(ground: &Ground<'_>, one: &Checked<'_>, known: &Known) -> Result<(), GateError> {
    let replaces = one.item.max_values <= 1 && known.own_word.contains(&one.word);
    let waits = |word: Word| source_of(ground.realm, word).is_some_and(|source| source.reviewed);
    if replaces && one.sources().any(waits) {
        return Err(GateError::Problems(vec![values::problem_of(one.item, own_word_stands())]));
    }
    Ok(())
}

fn source_of(realm: &Realm, word: Word) -> Option<&Source> {
    let id: SourceId = realm.id(word).ok()?;
    realm.rules().source(&id)
}

/// Whether every name that the row gives is the person's, letter case aside; a row without a name is nobody's.
fn same_name(known: &Known, row: &Ready<'_>) -> bool {
    let written =
        row.checked.iter().zip(&row.hashes).filter(|(one, _)| is_name(one.item)).map(|(_, named)| named);
    let written = written.map(|(word, hashes)| (*word, hashes));
    let finding = row.finds.iter().filter(|(name, ..)| *name).map(|(_, word, hashes)| (*word, hashes));
    let mut names = written.chain(finding).peekable();
    names.peek().is_some() && names.all(|(word, hashes)| hashes.iter().all(|hash| known.has(word, *hash)))
}

/// Whether the row and the person have different unique numbers.
fn other_number(known: &Known, row: &Ready<'_>) -> bool {
    row.checked.iter().zip(&row.hashes).any(|(one, (word, hashes))| {
        let had = known.of(*word);
        one.item.unique && !had.is_empty() && !hashes.iter().any(|hash| had.contains(hash))
    })
}

/// Items that name somebody.
pub(super) const fn is_name(item: &Item) -> bool {
    matches!(item.item_type, ItemType::FirstNames | ItemType::Surname | ItemType::OrganisationName)
}

fn own_word_stands() -> Problem {
    problem(
        "own-word-stands",
        [
            "Henkilö on itse ilmoittanut toisen tiedon. Sitä ei korvata tarkistamatta.",
            "Personen har själv uppgett något annat. Det ersätts inte utan granskning.",
            "The person has said otherwise. That is not replaced without a review.",
        ],
        [
            "Tarkista asia, ja tee muutos henkilön kortilla.",
            "Kontrollera saken och gör ändringen på personens kort.",
            "Look into it, and make the change on the person's card.",
        ],
    )
}

fn matches_several() -> Problem {
    problem(
        "matches-several",
        [
            "Rivi sopii useampaan kuin yhteen henkilöön.",
            "Raden passar in på flera personer.",
            "The row fits more than one person.",
        ],
        [
            "Avaa henkilöt, selvitä, ovatko he sama ihminen, ja tee muutos kortilla.",
            "Öppna personerna, ta reda på om de är samma människa och gör ändringen på kortet.",
            "Open the persons, find out whether they are one, and make the change on the card.",
        ],
    )
}

fn not_decided() -> Problem {
    problem(
        "not-decided",
        ["Riviä ei voitu käsitellä.", "Raden kunde inte behandlas.", "The row could not be dealt with."],
        ["Tuo rivi uudelleen.", "För in raden på nytt.", "Bring the row in again."],
    )
}
