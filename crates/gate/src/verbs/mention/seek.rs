//! The search: what is looked for, and step by step through everybody's texts (`look.rs`). Nothing that it opens leaves the gate: what it
//! finds goes under the seal of the person whose text it is.

use super::{
    Found, Spot,
    look::{Look, Wanted},
    mention_place, prose, search_place,
};
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
    store::{self, texts},
    vault::SubjectKey,
    verbs::restore,
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Tx;
use seloste_register::{
    right::{Named as _, RightKind},
    statement::model::{Item, ItemType},
};
use std::collections::HashMap;

/// People at once.
const AT_ONCE: i64 = 250;
/// Searches at once. Bounds the memory for what is looked for to some hundred KB.
const TOGETHER: i64 = 256;
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

    /// One step of the search that has waited longest, and of those that stand where it stands: after a restore hundreds begin
    /// together, and each text is opened once for all of them. `None` when none waits. For a job.
    pub fn seek_mentions(&self) -> Result<Option<Sought>, GateError> {
        let now = self.clock.now();
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX).as_millisecond();
        let searches = self.data.write(|tx| rows::take(tx, (now.as_millisecond(), until), TOGETHER))?;
        if searches.is_empty() { Ok(None) } else { self.step(searches).map(Some) }
    }

    /// One step of a search, whoever else is at it.
    pub fn seek_mentions_of(&self, search: MentionSearch) -> Result<Sought, GateError> {
        let MentionSearch { register, search } = search;
        let row = self.data.read(|tx| rows::search(tx, register, search))?;
        match row {
            Some(row) if row.ended.is_none() => self.step(vec![row]),
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
        let (search, key) = self.keyring.create_one(realm.number)?;
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

    /// One step of searches of one register that stand at one place.
    fn step(&self, mut searches: Vec<SearchRow>) -> Result<Sought, GateError> {
        let nothing = Sought { looked: 0, found: 0, ended: true };
        let Some((register, before)) = searches.first().map(|row| (row.register, row.reached)) else {
            return Ok(nothing);
        };
        let realms = self.realms.load();
        // A register that is not served now keeps its searches.
        let Some(realm) = realms.values().find(|realm| realm.number == register) else { return Ok(nothing) };
        // Where nothing on cards is free text, people's requests alone are looked at.
        let people = match has_prose(realm) {
            true => self.data.read(|tx| texts::people(tx, register, before, AT_ONCE))?,
            false => Vec::new(),
        };
        // A copy of the data that was put back knows searches that are over, and whose keys are gone.
        let numbers: Vec<i64> = searches.iter().map(|row| row.search).collect();
        let keys = self.keyring.keys(register, &numbers)?;
        let found = self.look_through(realm, &people, (&keys, &searches))?;
        let now = self.clock.now().as_millisecond();
        for row in &mut searches {
            row.looked += i64::try_from(people.len()).unwrap_or_default();
            row.reached = people.last().map_or(before, |(last, _)| *last);
            let through = is_last(&people) || !keys.contains_key(&row.search);
            (row.due, row.ended) = (now, through.then_some(now));
            if through {
                row.body = Vec::new();
            }
        }
        let found = self.remember_found((realm, before), &searches, &found)?;
        let over: Vec<i64> =
            searches.iter().filter(|row| row.ended.is_some()).map(|row| row.search).collect();
        if !over.is_empty() {
            self.keyring.destroy(register, &over)?;
        }
        let lead = searches.first().map_or((0, true), |row| (row.looked, row.ended.is_some()));
        Ok(Sought { looked: u64::try_from(lead.0).unwrap_or_default(), found, ended: lead.1 })
    }

    /// Puts down how far searches are and what they found; returns how much that is. Where somebody else went on with one
    /// meanwhile, it is theirs.
    fn remember_found(
        &self,
        (realm, before): (&Realm, i64),
        searches: &[SearchRow],
        found: &[MentionRow],
    ) -> Result<u64, GateError> {
        self.data.write(|tx| {
            let mut put = 0;
            for row in searches {
                if !rows::went_on(tx, before, row)? {
                    continue;
                }
                let own: Vec<MentionRow> =
                    found.iter().filter(|one| one.search == row.search).cloned().collect();
                rows::add(tx, realm.number, &own)?;
                if row.ended.is_some() {
                    let told = [format!("looked-{}", row.looked), format!("found-{}", own.len())];
                    let told: Vec<&str> = told.iter().map(String::as_str).collect();
                    self.ledger.append(tx, &restore::entry(self, realm, ("look-for-mentions", &told)))?;
                }
                put += own.len() as u64;
            }
            Ok::<_, GateError>(put)
        })
    }

    /// What some people's texts say, sealed with their keys.
    fn look_through(
        &self,
        realm: &Realm,
        people: &[(i64, i64)],
        (keys, searches): (&HashMap<i64, SubjectKey>, &[SearchRow]),
    ) -> Result<Vec<MentionRow>, GateError> {
        let (mut wanted, mut numbers, mut reached) = (Vec::new(), Vec::new(), i64::MAX);
        for row in searches {
            let Some(key) = keys.get(&row.search) else { continue };
            let place = search_place(realm.number, row.search);
            wanted.push(body::open::<Wanted>(&Upkeep::of(realm, row.search), key, &place, &row.body)?);
            numbers.push(row.search);
            reached = row.reached;
        }
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let to = people.last().filter(|_| !is_last(people)).map_or(i64::MAX, |(last, _)| *last);
        let cases = self.data.read(|tx| requests::numbers(tx, realm.number, (reached, to)))?;
        // What the law keeps of somebody who was erased stays as it is.
        let there =
            people.iter().filter(|(_, limits)| !limits::is_erased(*limits)).map(|(subject, _)| *subject);
        let others: Vec<i64> = there.chain(cases.iter().copied()).collect();
        let keys = self.keyring.keys(realm.number, &others)?;
        let mut look = Look::new(realm, &keys, &wanted);
        self.data.read(|tx| {
            if let (Some((from, _)), Some((to, _))) = (people.first(), people.last()) {
                look.through(tx, (*from, *to))?;
            }
            cases.iter().try_for_each(|case| look.case(tx, *case))
        })?;
        let mut mentions = Vec::new();
        for ((whose, spot), words) in look.found() {
            let (Some(key), Some(search)) = (keys.get(&spot.subject), numbers.get(whose)) else { continue };
            mentions.push(self.sealed_mention(realm, (*search, spot), (key, &words))?);
        }
        Ok(mentions)
    }

    /// What a search found in a place, sealed with the key of the person whose text it is.
    fn sealed_mention(
        &self,
        realm: &Realm,
        (search, spot): (i64, Spot),
        (key, words): (&SubjectKey, &Found),
    ) -> Result<MentionRow, GateError> {
        let mention = self.next_number(realm)?;
        let place = mention_place((realm.number, spot.subject, mention), 1);
        Ok(MentionRow {
            subject: spot.subject,
            mention,
            search,
            object: spot.object,
            category: spot.category,
            item: spot.item,
            found: self.clock.now().as_millisecond(),
            body: body::seal(key, &place, words)?,
        })
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

/// Whether these people are the last.
fn is_last(people: &[(i64, i64)]) -> bool {
    people.len() < usize::try_from(AT_ONCE).unwrap_or_default()
}

fn has_prose(realm: &Realm) -> bool {
    let statement = realm.statement();
    statement.items.iter().any(Realm::is_prose)
        || statement.objects.iter().any(|kind| prose(kind).next().is_some())
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
