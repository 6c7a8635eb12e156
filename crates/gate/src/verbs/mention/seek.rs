//! The search: what is looked for, and step by step through everybody's texts. Nothing that it opens leaves the gate: what it finds goes
//! under the seal of the person whose text it is.

use super::{Found, Spot, cases, mention_place, prose, search_place};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::Verb,
    limits,
    mentions::{
        Clue, Meant, MentionsLeft, Sought,
        rows::{self, MentionRow, SearchRow},
        words::{self, Needle},
    },
    payload::Items,
    proof::Upkeep,
    realm::Realm,
    requests::{self, body},
    store::{self, ObjectRow, SealedRow, texts},
    vault::SubjectKey,
    verbs::restore,
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Tx;
use seloste_register::{
    right::{Named as _, RightKind},
    statement::model::{Item, ItemType},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// People at once.
const AT_ONCE: i64 = 250;
/// How long a step may take before somebody else goes on with the search.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// For how long a look beforehand tells what an erasure would meet.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// When a look beforehand is forgotten.
const LOOK_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// When answers are forgotten: as long as cases are kept.
const ANSWER_KEPT: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);

/// A search, for whoever waits until it is through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MentionSearch {
    register: i64,
    search: i64,
}

/// A search about to begin.
pub(crate) struct Beginning {
    row: SearchRow,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Looks for what others' texts say of somebody, before an erasure is decided; one that began a moment ago is that one. `None`
    /// where nothing is known to look for.
    pub fn look_for_mentions(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<Option<MentionSearch>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, person) = self.permit_over(realm, ask, (Verb::Preview, subject))?;
        let Some(key) = self.subject_key(realm, person)? else {
            return Err(self.absent(realm, ask, (Verb::Preview, None)));
        };
        let since = self.clock.now().checked_sub(FRESH).unwrap_or(Timestamp::MIN).as_millisecond();
        let known = self.data.read(|tx| rows::of_person(tx, realm.number, person))?;
        if let Some(fresh) = known.iter().find(|one| one.began > since) {
            return Ok(Some(MentionSearch { register: realm.number, search: fresh.search }));
        }
        let Some(begin) = self.beginning(realm, (person, &key), Meant::Look)? else { return Ok(None) };
        let work = |tx: &mut Tx<'_>, _: &crate::proof::Writing<'_>| begin.store(tx, person);
        self.record((realm, ask), permit, &[&key], work)?;
        for old in known.iter().filter(|one| one.meant == Meant::Look.number()) {
            self.forget_search((realm.number, old.search))?;
        }
        Ok(Some(begin.name()))
    }

    /// One step of the search that has waited longest; `None` when none waits. For a job.
    pub fn seek_mentions(&self) -> Result<Option<Sought>, GateError> {
        let now = self.clock.now();
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX).as_millisecond();
        let Some(row) = self.data.write(|tx| rows::take(tx, now.as_millisecond(), until))? else {
            return Ok(None);
        };
        self.step(row).map(Some)
    }

    /// One step of a search, whoever else is at it.
    pub fn seek_mentions_of(&self, search: MentionSearch) -> Result<Sought, GateError> {
        let MentionSearch { register, search } = search;
        let row = self.data.read(|tx| rows::search(tx, register, search))?;
        match row {
            Some(row) if row.ended.is_none() => self.step(row),
            _ => Ok(Sought { looked: 0, found: 0, ended: true }),
        }
    }

    /// What is left of a search: whether it is through, and how many mentions have no answer.
    pub fn mentions_left(&self, search: MentionSearch) -> Result<MentionsLeft, GateError> {
        let MentionSearch { register, search } = search;
        self.data.read(|tx| match rows::search(tx, register, search)? {
            Some(row) => Ok(rows::left(tx, register, &row)?),
            None => Ok(MentionsLeft::default()),
        })
    }

    /// Forgets looks of yesterday, and answers that were kept long enough. For a job.
    pub fn sweep_mentions(&self) -> Result<u64, GateError> {
        let before = |kept| self.clock.now().checked_sub(kept).unwrap_or(Timestamp::MIN).as_millisecond();
        let (looks, answers) = (before(LOOK_KEPT), before(ANSWER_KEPT));
        let over = self.data.read(|tx| rows::over(tx, looks, answers))?;
        for one in &over {
            self.forget_search(*one)?;
        }
        Ok(over.len() as u64)
    }

    /// The newest search for somebody, and what it has found.
    pub(crate) fn mentions_so_far(
        &self,
        realm: &Realm,
        person: i64,
    ) -> Result<(Option<MentionSearch>, u64), GateError> {
        self.data.read(|tx| {
            let newest = rows::of_person(tx, realm.number, person)?.into_iter().next();
            let Some(newest) = newest else { return Ok((None, 0)) };
            let open = rows::left(tx, realm.number, &newest)?.open;
            Ok((Some(MentionSearch { register: realm.number, search: newest.search }), open))
        })
    }

    /// Lets a search go that was not begun.
    pub(crate) fn drop_search(&self, search: &Beginning) -> Result<(), GateError> {
        self.keyring.destroy(search.row.register, &[search.row.search])
    }

    fn forget_search(&self, (register, search): (i64, i64)) -> Result<(), GateError> {
        self.keyring.destroy(register, &[search])?;
        self.data.write(|tx| Ok(rows::delete(tx, register, search)?))
    }

    /// What is to be looked for, under a key of its own; `None` where nothing is known to look for.
    pub(crate) fn beginning(
        &self,
        realm: &Realm,
        (person, key): (i64, &SubjectKey),
        meant: Meant,
    ) -> Result<Option<Beginning>, GateError> {
        let (sealed, case, own) = self.data.read(|tx| {
            let cases = requests::of_person(tx, realm.number, person)?;
            let erase =
                |row: &&requests::RequestRow| row.kind == RightKind::Erase.code() && row.closed.is_none();
            let case = cases.iter().find(erase).map_or(0, |row| row.case);
            let own: Vec<i64> = cases.iter().map(|row| row.case).collect();
            Ok::<_, GateError>((store::sealed(tx, realm.number, person)?, case, own))
        })?;
        let upkeep = Upkeep::of(realm, person);
        let mut opened = Vec::new();
        for row in &sealed {
            opened.push(upkeep.items(key, row)?);
        }
        let needles = needles(realm, &opened);
        if needles.is_empty() {
            return Ok(None);
        }
        let mut made = self.keyring.create(realm.number, 1)?;
        let (search, key) = made.pop().ok_or_else(|| GateError::Failed("no key was made".to_owned()))?;
        let now = self.clock.now().as_millisecond();
        let body = body::seal(&key, &search_place(realm.number, search), &Wanted { person, needles, own })?;
        let (register, meant) = (realm.number, meant.number());
        let row = SearchRow {
            register,
            search,
            case,
            meant,
            began: now,
            due: now,
            reached: i64::MIN,
            looked: 0,
            ended: None,
            body,
        };
        Ok(Some(Beginning { row }))
    }

    fn step(&self, mut row: SearchRow) -> Result<Sought, GateError> {
        let realms = self.realms.load();
        // A register that is not served now keeps its searches.
        let Some(realm) = realms.values().find(|realm| realm.number == row.register) else {
            return Ok(Sought { looked: 0, found: 0, ended: true });
        };
        let (before, now) = (row.reached, self.clock.now().as_millisecond());
        // Where nothing on cards is free text, people's requests alone are looked at.
        let people = match has_prose(realm) {
            true => self.data.read(|tx| texts::people(tx, realm.number, row.reached, AT_ONCE))?,
            false => Vec::new(),
        };
        let key = self.subject_key(realm, row.search)?;
        let found = match &key {
            Some(key) => self.look_through(realm, &people, (key, &row))?,
            // A copy of the data that was put back knows a search that is over.
            None => Vec::new(),
        };
        row.looked += i64::try_from(people.len()).unwrap_or_default();
        row.reached = people.last().map_or(row.reached, |(last, _)| *last);
        let through = key.is_none() || is_last(&people);
        (row.due, row.ended) = (now, through.then_some(now));
        if through {
            row.body = Vec::new();
        }
        let told = [format!("looked-{}", row.looked), format!("found-{}", found.len())];
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        let first = self.data.write(|tx| {
            let first = rows::went_on(tx, before, &row)?;
            if first {
                rows::add(tx, realm.number, &found)?;
                if through {
                    self.ledger.append(tx, &restore::entry(self, realm, ("look-for-mentions", &told)))?;
                }
            }
            Ok::<_, GateError>(first)
        })?;
        if through {
            self.keyring.destroy(realm.number, &[row.search])?;
        }
        let found = if first { found.len() as u64 } else { 0 };
        Ok(Sought { looked: u64::try_from(row.looked).unwrap_or_default(), found, ended: through })
    }

    /// What some people's texts say, sealed with their keys.
    fn look_through(
        &self,
        realm: &Realm,
        people: &[(i64, i64)],
        (key, row): (&SubjectKey, &SearchRow),
    ) -> Result<Vec<MentionRow>, GateError> {
        let search = Upkeep::of(realm, row.search);
        let place = search_place(realm.number, row.search);
        let Wanted { person, needles, own } = body::open(&search, key, &place, &row.body)?;
        let to = people.last().filter(|_| !is_last(people)).map_or(i64::MAX, |(last, _)| *last);
        let mut cases = self.data.read(|tx| requests::numbers(tx, realm.number, (row.reached, to)))?;
        cases.retain(|case| !own.contains(case));
        // What the law keeps of somebody who was erased stays as it is; and nobody is looked for in their own texts.
        let others: Vec<i64> = people
            .iter()
            .filter(|(subject, limits)| *subject != person && !limits::is_erased(*limits))
            .map(|(subject, _)| *subject)
            .chain(cases.iter().copied())
            .collect();
        let keys = self.keyring.keys(realm.number, &others)?;
        let mut looking = Looking { realm, keys: &keys, needles: &needles, found: BTreeMap::new() };
        self.data.read(|tx| {
            if let (Some((from, _)), Some((to, _))) = (people.first(), people.last()) {
                looking.through(tx, (*from, *to))?;
            }
            cases.iter().try_for_each(|case| looking.case(tx, *case))
        })?;
        let found = std::mem::take(&mut looking.found);
        let mut mentions = Vec::new();
        for (spot, words) in found {
            let Some(key) = keys.get(&spot.subject) else { continue };
            let mention = self.next_number(realm)?;
            let place = mention_place((realm.number, spot.subject, mention), 1);
            mentions.push(MentionRow {
                subject: spot.subject,
                mention,
                search: row.search,
                object: spot.object,
                category: spot.category,
                item: spot.item,
                found: self.clock.now().as_millisecond(),
                body: body::seal(key, &place, &words)?,
            });
        }
        Ok(mentions)
    }
}

impl Beginning {
    /// Stores it.
    pub(crate) fn store(&self, tx: &mut Tx<'_>, person: i64) -> Result<(), GateError> {
        Ok(rows::begin(tx, person, &self.row)?)
    }
    /// Its name.
    pub(crate) const fn name(&self) -> MentionSearch {
        MentionSearch { register: self.row.register, search: self.row.search }
    }
}

/// Whom and what a search looks for.
#[derive(Serialize, Deserialize)]
struct Wanted {
    person: i64,
    needles: Vec<Needle>,
    /// Cases of the person: what is said in them goes with them.
    own: Vec<i64>,
}

/// Whether these people are the last.
fn is_last(people: &[(i64, i64)]) -> bool {
    people.len() < usize::try_from(AT_ONCE).unwrap_or_default()
}

fn has_prose(realm: &Realm) -> bool {
    let statement = realm.statement();
    statement.items.iter().any(Realm::is_prose)
        || statement.objects.iter().any(|kind| prose(kind).next().is_some())
}

/// A look through the texts of some people.
struct Looking<'a> {
    realm: &'a Realm,
    keys: &'a HashMap<i64, SubjectKey>,
    needles: &'a [Needle],
    found: BTreeMap<Spot, Found>,
}

impl Looking<'_> {
    fn through(&mut self, tx: &mut Tx<'_>, range: (i64, i64)) -> Result<(), GateError> {
        let realm = self.realm;
        for row in texts::sealed(tx, realm.number, range)? {
            self.category(&row)?;
        }
        for row in texts::objects(tx, realm.number, range)? {
            self.object(&row)?;
        }
        for (subject, past) in texts::past(tx, realm.number, range)? {
            if past.object == 0 {
                let (category, version, body) = (past.category, past.version, past.body);
                self.category(&SealedRow { subject, category, version, body })?;
            } else if let Some(now) = store::object(tx, realm.number, subject, past.object)? {
                self.object(&ObjectRow { version: past.version, body: past.body, ..now })?;
            }
        }
        Ok(())
    }

    fn case(&mut self, tx: &mut Tx<'_>, case: i64) -> Result<(), GateError> {
        let Some(key) = self.keys.get(&case) else { return Ok(()) };
        let (register, proof) = (self.realm.number, Upkeep::of(self.realm, case));
        for part in cases::parts(tx, (register, case))? {
            for text in cases::open(&proof, key, (register, &part))? {
                self.text(part.spot, &text);
            }
        }
        Ok(())
    }

    fn category(&mut self, row: &SealedRow) -> Result<(), GateError> {
        let realm = self.realm;
        let of_category = |item: &Item| {
            item.category.as_ref().and_then(|id| realm.word(id).ok()) == Some(row.category)
                && Realm::is_prose(item)
        };
        let Some(key) = self.keys.get(&row.subject) else { return Ok(()) };
        if !realm.statement().items.iter().any(of_category) {
            return Ok(());
        }
        let items = Upkeep::of(realm, row.subject).items(key, row)?;
        let free = |word| realm.item(word).is_some_and(|(_, item)| Realm::is_prose(item));
        self.items(&items, free, (row.subject, 0, row.category));
        Ok(())
    }

    fn object(&mut self, row: &ObjectRow) -> Result<(), GateError> {
        let realm = self.realm;
        let (Some(key), Some(kind)) = (self.keys.get(&row.subject), realm.kind(row.kind)) else {
            return Ok(());
        };
        let free: Vec<i64> = prose(kind).filter_map(|item| realm.word(&item.id).ok()).collect();
        if free.is_empty() {
            return Ok(());
        }
        let body = Upkeep::of(realm, row.subject).object(realm, key, row)?;
        let of = (row.subject, row.object, realm.word(&kind.category)?);
        for items in std::iter::once(&body.items).chain(&body.lines) {
            self.items(items, |word| free.contains(&word), of);
        }
        Ok(())
    }

    fn items(
        &mut self,
        items: &Items,
        free: impl Fn(i64) -> bool,
        (subject, object, category): (i64, i64, i64),
    ) {
        for stored in items.0.iter().filter(|stored| free(stored.item)) {
            for value in &stored.values {
                self.text(Spot { subject, object, category, item: stored.item }, &value.normal);
            }
        }
    }

    fn text(&mut self, spot: Spot, text: &str) {
        for hit in words::hits(self.needles, text) {
            let Some(word) = text.get(hit.from..hit.to) else { continue };
            let found = self.found.entry(spot).or_insert_with(|| Found { words: Vec::new() });
            if !found.words.iter().any(|(_, known)| known == word) {
                found.words.push((hit.clue, word.to_owned()));
            }
        }
    }
}

/// By what somebody can be known in others' texts.
fn needles(realm: &Realm, opened: &[Items]) -> Vec<Needle> {
    let mut found = Vec::new();
    for stored in opened.iter().flat_map(|items| &items.0) {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        for value in &stored.values {
            of_value(item, &value.normal, &mut found);
        }
    }
    found
}

fn of_value(item: &Item, normal: &str, found: &mut Vec<Needle>) {
    let mut add = |clue, text| found.extend(words::needle(clue, text));
    match item.item_type {
        ItemType::FirstNames => normal.split_whitespace().for_each(|name| add(Clue::Name, name)),
        ItemType::Surname | ItemType::OrganisationName => add(Clue::Surname, normal),
        ItemType::Phone => add(Clue::Phone, normal),
        ItemType::Email => add(Clue::Email, normal),
        ItemType::CustomerNumber | ItemType::BusinessId => add(Clue::Number, normal),
        ItemType::Street => add(Clue::Address, normal),
        // A name that is one item, as a newsletter's: the surname comes last.
        ItemType::Text if !Realm::is_prose(item) => {
            if let Some((first, last)) = normal.rsplit_once(char::is_whitespace) {
                first.split_whitespace().for_each(|name| add(Clue::Name, name));
                add(Clue::Surname, last);
            }
        }
        _ => {}
    }
}

/// What was found, as it stands under seal.
pub(super) fn open_found(realm: &Realm, key: &SubjectKey, row: &MentionRow) -> Result<Found, GateError> {
    let upkeep = Upkeep::of(realm, row.subject);
    let place = mention_place((realm.number, row.subject, row.mention), 1);
    body::open(&upkeep, key, &place, &row.body)
}
