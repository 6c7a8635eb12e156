//! The breach aid: whose data an account, or a program by one key, touched between two moments, told from the ledger, and the record that the controller
//! must keep of it (GDPR 33(5)). Opens nobody's data. Each look wants a reason and stands in the ledger itself.

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask, KeyId},
    breach::{Breach, BreachDraft, BreachWords, Span, Sums, Told, Touched, TouchedPerson},
    breaches::{self, BreachRow},
    decide::{Permit, Verb},
    errors::{ItemProblem, RefusalCode},
    ledger::{DONE, Line},
    opened::moment,
    payload::Garbled,
    personal::Personal,
    proof::seal_words,
    realm::Realm,
    store,
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
};
use jiff::Timestamp;
use seloste_register::id::{CategoryId, Id};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use zeroize::Zeroizing;

/// Rows that are gone through at once.
const PAGE: i64 = 2_000;
/// Where the reasons of looks stand: no subject has this number.
const NOBODY: i64 = 0;
/// The longest that may be said under each heading, in characters.
const WORDS: usize = 10_000;

/// What is inside of a body.
#[derive(Serialize, Deserialize)]
struct Body {
    words: BreachWords,
    sums: Sums,
    #[serde(default)]
    key: Option<i64>,
}

/// What one entry tells.
struct Seen {
    at: i64,
    action: String,
    categories: BTreeSet<CategoryId>,
    named: u64,
}

/// What is known of one person so far.
struct Person {
    times: u64,
    first: i64,
    last: i64,
    categories: BTreeSet<CategoryId>,
    actions: BTreeSet<String>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whose data an account touched between two moments. People who were erased since are counted and no more: their
    /// pseudonyms lead nowhere.
    pub fn touched(&self, ask: &Ask, span: &Span) -> Result<Touched, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.over_everybody(realm, ask, Verb::Breach)?;
        self.note_look(realm, ask, permit)?;
        self.sweep(realm, span)
    }

    /// Spends the permit of a look at what was done to everybody on its entry, its reason sealed beside it.
    pub(super) fn note_look(&self, realm: &Realm, ask: &Ask, permit: Permit) -> Result<(), GateError> {
        let number = self.next_number(realm)?;
        let why = ask.reason.as_deref().unwrap_or_default().trim();
        let body =
            seal_words(&self.record_key(realm)?, PlaceKind::Reason, (realm.number, NOBODY, number), why)?;
        let by = (ask.actor.account.0, self.clock.now().as_millisecond());
        let reasons = [(NOBODY, number, body)];
        self.record((realm, ask), permit, &[], |tx, _| {
            Ok(store::add_reasons(tx, realm.number, (by, &reasons))?)
        })
        .map(drop)
    }

    /// Puts a breach on record, with what was touched as it is counted now; returns its number.
    pub fn record_breach(&self, ask: &Ask, draft: &BreachDraft) -> Result<i64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let problems = wrong(draft, self.clock.now());
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let permit = self.over_everybody(realm, ask, Verb::Breach)?;
        let sums = self.sweep(realm, &draft.span)?.sums;
        let number = self.next_number(realm)?;
        let key = draft.span.key.map(|KeyId(key)| key);
        let body = Body { words: draft.words.clone(), sums, key };
        let text = Zeroizing::new(serde_json::to_string(&body).map_err(|_| GateError::from(Garbled))?);
        let key = self.record_key(realm)?;
        let body = seal_words(&key, PlaceKind::Breach, (realm.number, NOBODY, number), &text)?;
        let row = BreachRow {
            number,
            account: draft.span.account.0,
            begins: draft.span.from.as_millisecond(),
            ends: draft.span.to.as_millisecond(),
            known: draft.known.as_millisecond(),
            made: self.clock.now().as_millisecond(),
            made_by: ask.actor.account.0,
            authority: None,
            people: None,
            body,
        };
        self.record((realm, ask), permit, &[], |tx, _| Ok(breaches::add(tx, realm.number, &row)?))?;
        Ok(number)
    }

    /// Breaches on record, the newest first.
    pub fn breaches(&self, ask: &Ask) -> Result<Vec<Breach>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.over_everybody(realm, ask, Verb::Breach)?;
        let (recorded, rows) =
            self.record((realm, ask), permit, &[], |tx, _| Ok(breaches::all(tx, realm.number)?))?;
        let key = self.record_key(realm)?;
        let mut found = Vec::new();
        for row in rows {
            let place = (PlaceKind::Breach, row.number);
            let text = self.unseal_record(realm, &recorded, &key, (place, &row.body))?;
            let body: Body = serde_json::from_str(&text).map_err(|_| GateError::from(Garbled))?;
            found.push(breach(row, body)?);
        }
        Ok(found)
    }

    /// When somebody looked at what an account touched, or searched the log, and why, the newest first.
    pub fn breach_looks(&self, ask: &Ask) -> Result<Vec<(Timestamp, Personal)>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.over_everybody(realm, ask, Verb::Breach)?;
        let (recorded, rows) = self.record((realm, ask), permit, &[], |tx, _| {
            Ok(store::reasons::reasons(tx, realm.number, NOBODY)?)
        })?;
        let key = self.record_key(realm)?;
        let look = |(number, at, body): (i64, i64, Vec<u8>)| {
            let words = self.unseal_record(realm, &recorded, &key, ((PlaceKind::Reason, number), &body))?;
            Ok((moment(at)?, Personal::new(words)))
        };
        rows.into_iter().map(look).collect()
    }

    /// Notes that the authority or the people were told of a breach, at a moment. What was noted once stays.
    pub fn breach_told(
        &self,
        ask: &Ask,
        number: i64,
        (told, at): (Told, Timestamp),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.over_everybody(realm, ask, Verb::Breach)?;
        let note = (told, at.as_millisecond());
        let work = |tx: &mut seloste_db::Tx<'_>, _: &crate::proof::Writing<'_>| {
            if breaches::tell(tx, (realm.number, number), note)? { Ok(()) } else { Err(GateError::Absent) }
        };
        self.record((realm, ask), permit, &[], work).map(drop)
    }

    /// A permit of somebody who may see who used everybody's data, and says why.
    pub(super) fn over_everybody(&self, realm: &Realm, ask: &Ask, verb: Verb) -> Result<Permit, GateError> {
        let permit = self.permit_for(realm, ask, verb)?;
        let reasoned = ask.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let code = match (permit.reaches_all(verb), reasoned) {
            (true, true) => return Ok(permit),
            (true, false) => RefusalCode::ReasonMissing,
            (false, _) => RefusalCode::ActionNotGranted,
        };
        let refusal = realm.table.refusal(code, ask);
        Err(self.refused(realm, ask, (verb, None), refusal))
    }

    fn record_key(&self, realm: &Realm) -> Result<SubjectKey, GateError> {
        let (_, secret) = self.keyring.secret(realm.number, "breach")?;
        Ok(SubjectKey::of_strangers(&secret))
    }

    fn sweep(&self, realm: &Realm, span: &Span) -> Result<Touched, GateError> {
        self.ledger.settle()?;
        let mut sums = Sums::default();
        let entries = self.entries_of(realm, span, &mut sums)?;
        let mut people: BTreeMap<i64, Person> = BTreeMap::new();
        let mut named = 0;
        let mut place = (i64::MIN, i64::MIN);
        loop {
            let page = self.data.read(|tx| self.ledger.subjects_after(tx, realm.number, place, PAGE))?;
            let Some(last) = page.last() else { break };
            place = *last;
            for (subject, entry) in &page {
                let Some(seen) = entries.get(entry) else { continue };
                named += 1;
                people.entry(*subject).or_insert_with(|| Person::met(seen.at)).add(seen);
            }
        }
        let all: u64 = entries.values().map(|seen| seen.named).sum();
        sums.erased = all.saturating_sub(named);
        let mut touched = Touched { people: Vec::new(), sums };
        for (subject, person) in people {
            let row = self.data.read(|tx| store::subject(tx, realm.number, subject))?;
            // An erasure that comes between takes the row: the person counts as erased.
            let Some(row) = row else {
                touched.sums.erased += person.times;
                continue;
            };
            touched.people.push(person.told(self.subject_ref(realm, subject)?, realm.id(row.group)?)?);
        }
        touched.people.sort_by_key(|one| one.first);
        touched.sum();
        Ok(touched)
    }

    /// The entries of what an account did in a span, or a program by its key.
    fn entries_of(
        &self,
        realm: &Realm,
        span: &Span,
        sums: &mut Sums,
    ) -> Result<HashMap<i64, Seen>, GateError> {
        let (from, to) = (span.from.as_millisecond(), span.to.as_millisecond());
        let by_key = self.ledger.told_of_key(span.key)?;
        let within = |account: Option<AccountId>, line: &Line| {
            account == Some(span.account)
                && line.register == realm.register.as_str()
                && (from..to).contains(&line.at)
                && by_key.as_ref().is_none_or(|key| line.categories.contains(key))
        };
        let (mut after, mut found) = (i64::MIN, HashMap::new());
        loop {
            let page = self.data.read(|tx| self.ledger.after(tx, after, PAGE))?;
            let Some(last) = page.last() else { return Ok(found) };
            after = last.entry;
            for seen in page.into_iter().filter(|seen| within(seen.account, &seen.line)) {
                if seen.line.outcome != DONE {
                    sums.refused += 1;
                    continue;
                }
                sums.done += 1;
                *sums.actions.entry(seen.line.action.clone()).or_default() += 1;
                let categories = seen.line.category_names().filter_map(|name| Id::new(name).ok()).collect();
                let named = seen.line.subjects.len() as u64;
                let (at, action) = (seen.line.at, seen.line.action);
                found.insert(seen.entry, Seen { at, action, categories, named });
            }
        }
    }
}

impl Touched {
    fn sum(&mut self) {
        self.sums.people = self.people.len() as u64;
        for person in &self.people {
            *self.sums.groups.entry(person.group.clone()).or_default() += 1;
            for category in &person.categories {
                *self.sums.categories.entry(category.clone()).or_default() += 1;
            }
        }
    }
}

impl Person {
    const fn met(at: i64) -> Self {
        Self { times: 0, first: at, last: at, categories: BTreeSet::new(), actions: BTreeSet::new() }
    }

    fn add(&mut self, seen: &Seen) {
        self.times += 1;
        self.first = self.first.min(seen.at);
        self.last = self.last.max(seen.at);
        self.categories.extend(seen.categories.iter().cloned());
        self.actions.insert(seen.action.clone());
    }

    fn told(
        self,
        subject: crate::card::SubjectRef,
        group: seloste_register::id::GroupId,
    ) -> Result<TouchedPerson, GateError> {
        let (first, last) = (moment(self.first)?, moment(self.last)?);
        let Self { times, categories, actions, .. } = self;
        Ok(TouchedPerson { subject, group, categories, actions, times, first, last })
    }
}

fn breach(row: BreachRow, body: Body) -> Result<Breach, GateError> {
    Ok(Breach {
        number: row.number,
        account: AccountId(row.account),
        key: body.key.map(KeyId),
        from: moment(row.begins)?,
        to: moment(row.ends)?,
        known: moment(row.known)?,
        made: moment(row.made)?,
        by: AccountId(row.made_by),
        authority: row.authority.map(moment).transpose()?,
        people: row.people.map(moment).transpose()?,
        words: body.words,
        sums: body.sums,
    })
}

fn wrong(draft: &BreachDraft, now: Timestamp) -> Vec<ItemProblem> {
    let mut problems = Vec::new();
    let facts = draft.words.facts.trim();
    let long = |text: &String| text.chars().count() > WORDS;
    let words = &draft.words;
    if facts.is_empty() || [&words.facts, &words.effects, &words.remedy].into_iter().any(long) {
        problems.push(problem_at(
            "facts",
            problem(
                "facts-missing",
                [
                    "Tapahtuman kuvaus puuttuu tai on liian pitkä (enintään 10 000 merkkiä).",
                    "Beskrivningen av händelsen saknas eller är för lång (högst 10 000 tecken).",
                    "What happened is missing or too long (at most 10,000 characters).",
                ],
                [
                    "Kerro, mitä tapahtui (tietosuoja-asetus 33 artikla 5 kohta).",
                    "Berätta vad som hände (dataskyddsförordningen artikel 33.5).",
                    "Say what happened (GDPR 33(5)).",
                ],
            ),
        ));
    }
    if draft.span.from >= draft.span.to || draft.known > now {
        problems.push(problem_at(
            "from",
            problem(
                "span-empty",
                [
                    "Alku ei ole ennen loppua, tai ilmitulon hetki on tulevaisuudessa.",
                    "Början ligger inte före slutet, eller tidpunkten för upptäckten ligger i framtiden.",
                    "The beginning is not before the end, or the moment of becoming known is in the future.",
                ],
                ["Tarkista ajat.", "Kontrollera tiderna.", "Check the times."],
            ),
        ));
    }
    problems
}
