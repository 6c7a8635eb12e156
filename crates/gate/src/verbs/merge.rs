//! Puts two cards of one person together (R5-061): what the one lacks it takes from the other, sealed anew under its own key; objects, holds,
//! disclosures, requests and history go along; of every prohibition and every withdrawal the strictest stands. There is no undo:
//! what it does is told first. Not here: who may be the same (`duplicates.rs`).

use super::{
    index,
    permit::word,
    reach::{Asker, Reached, reach},
};
use crate::{
    Gate, GateError, addresses,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Verb},
    disclosures,
    errors::RefusalCode,
    keyring::erased::LastWord,
    merging::{MergePlan, Settled},
    payload::{Items, StoredItem, Word},
    proof::{Moving, Writing},
    realm::Realm,
    requests,
    store::{
        self, ObjectRow, PastRow, PermissionRow, SealedRow,
        erasing::{self, HoldRow},
        media, merging, part,
    },
    tokens,
    values::{problem, problem_at, put},
    vault::{PlaceKind, SubjectKey},
};
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, id::ItemId};

/// Two cards of one person: the one that stays and the one that goes, with their keys.
struct Pair {
    stays: (i64, SubjectKey),
    goes: (i64, SubjectKey),
    reached: [Box<Reached>; 2],
}

impl Pair {
    const fn moving(&self) -> Moving<'_> {
        Moving { from: (self.goes.0, &self.goes.1), to: (self.stays.0, &self.stays.1) }
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// What putting two cards together would do. Nothing is changed.
    pub fn preview_merge(
        &self,
        ask: &Ask,
        stays: &SubjectRef,
        goes: &SubjectRef,
    ) -> Result<MergePlan, GateError> {
        self.with_pair(ask, (stays, goes, Some("preview:1")), |tx, writing, pair| {
            let rows = [opened(tx, writing, &pair.stays)?, opened(tx, writing, &pair.goes)?];
            Ok((plan(tx, writing.realm, pair, &rows)?, Vec::new()))
        })
    }

    /// Puts two cards of one person together. The second goes; its name answers with the first.
    pub fn merge(&self, ask: &Ask, stays: &SubjectRef, goes: &SubjectRef) -> Result<MergePlan, GateError> {
        self.with_pair(ask, (stays, goes, None), |tx, writing, pair| {
            let rows = [opened(tx, writing, &pair.stays)?, opened(tx, writing, &pair.goes)?];
            let told = plan(tx, writing.realm, pair, &rows)?;
            let loose = carry_out(tx, writing, pair, &rows)?;
            Ok((told, loose))
        })
    }

    /// Reaches both, and does something with them in one unit of work.
    fn with_pair(
        &self,
        ask: &Ask,
        (stays, goes, told): (&SubjectRef, &SubjectRef, Option<&str>),
        work: impl FnOnce(&mut Tx<'_>, &Writing<'_>, &Pair) -> Result<(MergePlan, Vec<LastWord>), GateError>,
    ) -> Result<MergePlan, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Merge)?;
        let numbers = (self.subject_number(realm, stays), self.subject_number(realm, goes));
        let (Some(one), Some(other)) = numbers else {
            return Err(self.absent(realm, ask, (Verb::Merge, None)));
        };
        if one == other {
            return Err(GateError::Problems(vec![problem_at("other", same_card())]));
        }
        let asker = Asker::new(realm, ask);
        let mut both = Vec::new();
        for id in [one, other] {
            let found = self.data.read(|tx| reach(tx, realm, &permit, &asker, id))?;
            let reached = self.reached(realm, ask, (Verb::Merge, Some(id)), found)?;
            if !reached.granted.allows(Verb::Merge) {
                let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
                return Err(self.refused(realm, ask, (Verb::Merge, Some(id)), refusal));
            }
            let Some(key) = self.subject_key(realm, id)? else {
                return Err(self.absent(realm, ask, (Verb::Merge, None)));
            };
            both.push((reached, (id, key)));
        }
        let (Some((other, goes)), Some((one, stays))) = (both.pop(), both.pop()) else {
            return Err(GateError::Failed("two cards were asked for".to_owned()));
        };
        let pair = Pair { stays, goes, reached: [one, other] };
        // What is only looked at is told as such: nobody reads of a merge that did not happen.
        told.into_iter().for_each(|told| permit.tell(told.to_owned()));
        for (reached, (id, _)) in pair.reached.iter().zip([&pair.stays, &pair.goes]) {
            permit.admit(*id, reached.granted, Categories::NONE);
        }
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            for id in [pair.stays.0.min(pair.goes.0), pair.stays.0.max(pair.goes.0)] {
                tx.lock(&format!("subject {} {id}", realm.number))?;
            }
            may_become_one(tx, writing, &pair)?;
            work(tx, writing, &pair)
        };
        let (_, (told, loose)) = self.record((realm, ask), permit, &[&pair.stays.1, &pair.goes.1], work)?;
        self.keyring.put_words(realm.number, pair.stays.0, &loose)?;
        Ok(told)
    }
}

/// Refuses what can't become one: cards of two groups, what is restricted or half erased, recordings, categories that the asker
/// may not change.
fn may_become_one(tx: &mut Tx<'_>, writing: &Writing<'_>, pair: &Pair) -> Result<(), GateError> {
    let realm = writing.realm;
    let mut groups = Vec::new();
    for ((id, _), reached) in [&pair.stays, &pair.goes].into_iter().zip(&pair.reached) {
        let row = store::subject(tx, realm.number, *id)?.ok_or(GateError::Absent)?;
        if row.life.limits != 0 {
            return Err(GateError::Problems(vec![problem_at("other", limited())]));
        }
        let sealed = store::sealed(tx, realm.number, *id)?;
        let held = sealed.iter().filter_map(|row| realm.category_index(row.category));
        let held = held.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        let objects = erasing::all_objects(tx, realm.number, *id)?;
        let seen = super::open::kinds_categories(realm, &objects);
        if !reached.granted.change.covers(held) || !reached.granted.read.covers(seen) {
            let closed = held.without(reached.granted.change).and(seen.without(reached.granted.read));
            let refusal = realm.table.refusal_of(RefusalCode::ChangeNotGranted, writing.ask, closed);
            return Err(GateError::Refused(refusal));
        }
        groups.push(row.group);
    }
    if groups.first() != groups.last() {
        return Err(GateError::Problems(vec![problem_at("other", other_group())]));
    }
    // A recording's key is bound to the card that it came to: it would not open on another.
    if media::of(tx, realm.number, pair.goes.0)?.is_empty() {
        return Ok(());
    }
    Err(GateError::Problems(vec![problem_at("other", has_recordings())]))
}

type Opened = Vec<(SealedRow, Items)>;

fn opened(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (id, key): &(i64, SubjectKey),
) -> Result<Opened, GateError> {
    let rows = store::sealed(tx, writing.realm.number, *id)?;
    rows.into_iter().map(|row| writing.rework(key, &row).map(|items| (row, items))).collect()
}

fn stored(rows: &Opened, item: Word) -> Option<&StoredItem> {
    let found = rows.iter().find_map(|(_, items)| items.get(item));
    found.filter(|stored| !stored.values.is_empty())
}

fn plan(
    tx: &mut Tx<'_>,
    realm: &Realm,
    pair: &Pair,
    [kept, other]: &[Opened; 2],
) -> Result<MergePlan, GateError> {
    let mut items: Vec<(ItemId, Settled)> = Vec::new();
    for item in &realm.statement().items {
        let word = realm.word(&item.id)?;
        let settled = match (stored(kept, word), stored(other, word)) {
            (None, None) => continue,
            (Some(_), None) => Settled::Kept,
            (None, Some(_)) => Settled::TakenOver,
            (Some(one), Some(two)) if fresh(one, two).is_empty() => Settled::Same,
            (Some(_), Some(_)) if item.max_values > 1 => Settled::Both,
            (Some(_), Some(_)) => Settled::KeptWins,
        };
        items.push((item.id.clone(), settled));
    }
    let objects = erasing::all_objects(tx, realm.number, pair.goes.0)?.len();
    let [mine, theirs] = permissions(tx, realm, pair)?;
    let standing = |row: &&PermissionRow| row.prohibition && row.until.is_none();
    let prohibitions = mine.iter().chain(&theirs).filter(standing).count();
    let consents_ending = ending(&mine, &theirs).len() + ending(&theirs, &mine).len();
    Ok(MergePlan {
        items,
        objects: objects as u64,
        prohibitions: prohibitions as u64,
        consents_ending: consents_ending as u64,
    })
}

/// Values of one that the other has not.
fn fresh<'a>(one: &StoredItem, two: &'a StoredItem) -> Vec<&'a crate::payload::StoredValue> {
    two.values.iter().filter(|value| !one.values.iter().any(|old| old.normal == value.normal)).collect()
}

fn permissions(tx: &mut Tx<'_>, realm: &Realm, pair: &Pair) -> Result<[Vec<PermissionRow>; 2], GateError> {
    let mine = store::permissions(tx, realm.number, pair.stays.0)?;
    Ok([mine, store::permissions(tx, realm.number, pair.goes.0)?])
}

/// Consents in force on one card that the person's last word on the other has withdrawn.
fn ending<'a>(standing: &'a [PermissionRow], beside: &[PermissionRow]) -> Vec<&'a PermissionRow> {
    let touches = |one: i64, other: i64| {
        let ((one, here), (other, there)) = (addresses::parted(one), addresses::parted(other));
        (one == other || one == 0 || other == 0) && (here == there || here.is_none() || there.is_none())
    };
    let consents = standing.iter().filter(|row| !row.prohibition && row.until.is_none());
    consents
        .filter(|row| {
            let about: Vec<&PermissionRow> = beside
                .iter()
                .filter(|other| !other.prohibition && other.kind == row.kind)
                .filter(|other| touches(row.channel, other.channel))
                .collect();
            !about.is_empty() && about.iter().all(|other| other.until.is_some())
        })
        .collect()
}

fn carry_out(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    pair: &Pair,
    rows: &[Opened; 2],
) -> Result<Vec<LastWord>, GateError> {
    let realm = writing.realm;
    let (register, stays, goes) = (realm.number, pair.stays.0, pair.goes.0);
    let merged = categories(tx, writing, pair, rows)?;
    objects(tx, writing, pair)?;
    beside(tx, writing, pair)?;
    let loose = words(tx, writing, pair)?;
    let one = store::subject(tx, register, stays)?.ok_or(GateError::Absent)?;
    let other = store::subject(tx, register, goes)?.ok_or(GateError::Absent)?;
    if one.closed.is_some() && other.closed.is_none() {
        store::set_closed(tx, register, stays, None)?;
    }
    merging::areas(tx, register, (goes, stays))?;
    merging::hand_on(tx, register, (goes, stays))?;
    tokens::erase(tx, register, goes)?;
    store::erase(tx, register, goes)?;
    let found = index::tokens(realm, merged.iter());
    tokens::set(tx, register, stays, &found)?;
    let by = (writing.now().as_millisecond(), writing.ask.actor.account.0);
    merging::add(tx, register, (goes, stays), by)?;
    Ok(loose)
}

/// Puts the items together, category by category; what was there before, on either card, is history. Gives all that the card holds now.
fn categories(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    pair: &Pair,
    [kept, other]: &[Opened; 2],
) -> Result<Vec<Items>, GateError> {
    let realm = writing.realm;
    let past = store::past(tx, realm.number, pair.goes.0)?;
    let mut all: Vec<Items> = Vec::new();
    for (row, items) in kept {
        if !other.iter().any(|(theirs, _)| theirs.category == row.category) {
            all.push(items.clone());
        }
    }
    for (theirs, items) in other {
        let mine = kept.iter().find(|(row, _)| row.category == theirs.category);
        let mut version = mine.map_or(0, |(row, _)| row.version);
        let earlier = store::past(tx, realm.number, pair.stays.0)?;
        let earlier = earlier.iter().filter(|one| one.object == 0 && one.category == theirs.category);
        version = earlier.map(|one| one.version).fold(version, i64::max);
        let by = (writing.now().as_millisecond(), writing.ask.actor.account.0);
        let keep = |version, replaced, account, body| PastRow {
            object: 0,
            category: theirs.category,
            version,
            replaced,
            account,
            body,
            flaw: 0,
        };
        for one in past.iter().filter(|one| one.object == 0 && one.category == theirs.category) {
            version = store::later(version);
            let sealed = SealedRow {
                subject: pair.goes.0,
                category: one.category,
                version: one.version,
                body: one.body.clone(),
            };
            let body = writing.moved_category(pair.moving(), &sealed, version)?;
            let row = PastRow { flaw: one.flaw, ..keep(version, one.replaced, one.account, body) };
            store::add_past(tx, realm.number, pair.stays.0, &row)?;
        }
        version = store::later(version);
        let body = writing.moved_category(pair.moving(), theirs, version)?;
        store::add_past(tx, realm.number, pair.stays.0, &keep(version, by.0, by.1, body))?;
        if let Some((row, _)) = mine {
            let row = keep(row.version, by.0, by.1, row.body.clone());
            store::add_past(tx, realm.number, pair.stays.0, &row)?;
        }
        version = store::later(version);
        let merged = together(realm, mine.map(|(_, items)| items), items, version);
        let body = writing.sealed_again(pair.moving(), (theirs.category, version), &merged)?;
        let row = SealedRow { subject: pair.stays.0, category: theirs.category, version, body };
        merging::put_sealed(tx, realm.number, &row)?;
        all.push(merged);
    }
    Ok(all)
}

/// Items of both: an item that takes several values has all of them, as many as it takes; of another the kept card's stands. Values
/// keep their sources and dates.
fn together(realm: &Realm, mine: Option<&Items>, theirs: &Items, version: i64) -> Items {
    let mut all = mine.cloned().unwrap_or_default();
    for two in theirs.0.iter().filter(|two| !two.values.is_empty()) {
        let most = realm.item(two.item).map_or(1, |(_, item)| item.max_values.max(1) as usize);
        let one = all.get(two.item).filter(|one| !one.values.is_empty());
        let values = match one {
            None => two.values.clone(),
            Some(one) if most > 1 => {
                let more = fresh(one, two).into_iter().cloned();
                one.values.iter().cloned().chain(more).take(most).collect()
            }
            Some(_) => continue,
        };
        put(&mut all, StoredItem { item: two.item, changed: version, values });
    }
    all
}

/// Objects with their history, with who takes part in them and who may know of them.
fn objects(tx: &mut Tx<'_>, writing: &Writing<'_>, pair: &Pair) -> Result<(), GateError> {
    let register = writing.realm.number;
    let (stays, goes) = (pair.stays.0, pair.goes.0);
    let rows = erasing::all_objects(tx, register, goes)?;
    let past = store::past(tx, register, goes)?;
    let limited = part::limited(tx, register, goes)?;
    for row in &rows {
        let moved = writing.moved_object(pair.moving(), row)?;
        store::add_objects(tx, register, &[moved])?;
        for one in past.iter().filter(|one| one.object == row.object) {
            let before = ObjectRow { version: one.version, body: one.body.clone(), ..row.clone() };
            let body = writing.moved_object(pair.moving(), &before)?.body;
            store::add_past(tx, register, stays, &PastRow { body, ..one.clone() })?;
        }
        for account in part::accounts(tx, register, (goes, row.object))? {
            part::add_account(tx, register, (stays, row.object), account)?;
        }
        for linked in part::subjects(tx, register, (goes, row.object))? {
            part::add_subject(tx, register, (stays, row.object), linked)?;
        }
    }
    for (object, visibility) in limited {
        part::set_visibility(tx, register, (stays, object), visibility)?;
    }
    for (of, role) in part::of_subject(tx, register, goes)? {
        let of = if of.0 == goes { (stays, of.1) } else { of };
        part::add_subject(tx, register, of, (stays, role))?;
    }
    Ok(())
}

/// What stands beside the categories: holds, disclosures, reasons of those who looked, cases.
fn beside(tx: &mut Tx<'_>, writing: &Writing<'_>, pair: &Pair) -> Result<(), GateError> {
    let register = writing.realm.number;
    let (stays, goes) = (pair.stays.0, pair.goes.0);
    for one in erasing::holds(tx, register, goes)? {
        let body = writing.moved_words(pair.moving(), (PlaceKind::Hold, one.hold), &one.body)?;
        erasing::add_hold(tx, register, &HoldRow { subject: stays, body, ..one })?;
    }
    for mut one in disclosures::of(tx, register, goes)? {
        one.body = writing.moved_words(pair.moving(), (PlaceKind::Disclosure, one.disclosure), &one.body)?;
        disclosures::add(tx, (register, stays), &one)?;
    }
    for (about, body) in merging::reasons(tx, register, goes)? {
        let body = writing.moved_words(pair.moving(), (PlaceKind::Reason, about.0), &body)?;
        let (number, account, given) = about;
        store::add_reasons(tx, register, ((account, given), &[(stays, number, body)]))?;
    }
    for case in requests::of_person(tx, register, goes)? {
        requests::set_person(tx, register, case.case, Some(stays))?;
    }
    Ok(())
}

/// Every word of either, the strictest of both in force. What forbids is remembered beside the keys of both before it is durable
/// here: a copy from before the merge has both cards.
fn words(tx: &mut Tx<'_>, writing: &Writing<'_>, pair: &Pair) -> Result<Vec<LastWord>, GateError> {
    let realm = writing.realm;
    let (register, stays) = (realm.number, pair.stays.0);
    let now = writing.now().as_millisecond();
    let [mine, theirs] = permissions(tx, realm, pair)?;
    let ends: Vec<i64> =
        ending(&mine, &theirs).into_iter().chain(ending(&theirs, &mine)).map(|row| row.permission).collect();
    let mut said: Vec<LastWord> = Vec::new();
    for row in &theirs {
        let body = row.body.as_deref();
        let place = (PlaceKind::Permission, row.permission);
        let body = body.map(|body| writing.moved_words(pair.moving(), place, body)).transpose()?;
        store::add_permission(tx, register, stays, &PermissionRow { body, ..row.clone() })?;
    }
    for row in mine.iter().chain(&theirs).filter(|row| row.until.is_none()) {
        if ends.contains(&row.permission) {
            store::end_permission(tx, register, stays, row.permission, now)?;
            said.push(word(row, 0, now));
        } else {
            // As of now: an older word of the other card must not pass for the newer one.
            said.push(word(row, 1, if row.prohibition { now } else { row.since }));
        }
    }
    let (strict, loose): (Vec<LastWord>, Vec<LastWord>) = said.into_iter().partition(LastWord::is_strict);
    writing.gate.keyring.went_into(register, (pair.goes.0, stays))?;
    writing.gate.keyring.put_words(register, stays, &strict)?;
    Ok(loose)
}

fn same_card() -> Problem {
    problem(
        "same-card",
        [
            "Kortti ei voi yhdistyä itseensä.",
            "Ett kort kan inte slås ihop med sig självt.",
            "A card can't be merged with itself.",
        ],
        ["Valitse toinen kortti.", "Välj ett annat kort.", "Choose another card."],
    )
}

fn other_group() -> Problem {
    problem(
        "other-group",
        [
            "Kortit kuuluvat eri ryhmiin, joilla on omat sääntönsä.",
            "Korten hör till olika grupper med egna regler.",
            "The cards belong to different groups, each with rules of its own.",
        ],
        [
            "Siirrä tiedot käsin ja poista toinen kortti.",
            "Flytta uppgifterna för hand och radera det ena kortet.",
            "Move the data by hand, and erase the other card.",
        ],
    )
}

fn limited() -> Problem {
    problem(
        "limited",
        [
            "Toisen kortin käyttöä on rajoitettu, tai sen poisto odottaa.",
            "Användningen av det ena kortet är begränsad, eller så väntar det på radering.",
            "The use of one of the cards is restricted, or its erasure waits.",
        ],
        [
            "Päätä ensin rajoituksesta tai poistosta.",
            "Avgör först begränsningen eller raderingen.",
            "Decide on the restriction or the erasure first.",
        ],
    )
}

fn has_recordings() -> Problem {
    problem(
        "has-recordings",
        [
            "Poistuvalla kortilla on tallenteita, joita ei voi siirtää toiselle kortille.",
            "Kortet som försvinner har inspelningar, som inte kan flyttas till ett annat kort.",
            "The card that would go has recordings, which can't be moved to another card.",
        ],
        [
            "Yhdistä toisin päin, tai odota tallenteiden säilytysajan päättymistä.",
            "Slå ihop åt andra hållet, eller vänta tills inspelningarnas bevaringstid är slut.",
            "Merge the other way round, or wait until the recordings' term is over.",
        ],
    )
}
