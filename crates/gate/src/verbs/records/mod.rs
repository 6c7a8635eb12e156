//! Holds what is on record of disclosures, requests and holds against the rules, for the proof report. Gives numbers and
//! declared names, never a word of what was said. That it looked stands in the ledger before it opens anything. Not here:
//! what is stored about people (`examine`), what the ledger says of use (`replay.rs`).

mod answers;

use super::{examine::Looking, hold::last_review};
use crate::{
    Gate, GateError,
    disclosures::{self, DisclosureRow},
    holds,
    opened::{day, moment},
    payload::decode_text,
    proof::WORDS,
    realm::Realm,
    requests::{self, Narrow, RequestRow},
    store::erasing::{self, HoldRow},
    vault::{self, Place, PlaceKind},
};
use jiff::{Span, Timestamp, civil::Date};
use seloste_register::{
    id::{CategoryId, GroupId, RecipientId, RegisterId},
    statement::{model::HoldKind, period::Period},
};
use std::collections::{BTreeMap, HashMap};

pub use answers::Answers;

/// Rows that are gone through at once.
const PAGE: i64 = 500;

/// Disclosures, held against the rules of their day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenOut {
    /// Disclosures that were judged.
    pub judged: u64,
    /// Disclosures of before the statement of today, which were judged by that of their time.
    pub earlier: u64,
    /// What should not have been given, such as `recipient courier, category billing`: how often.
    pub outside: BTreeMap<String, u64>,
}

/// Holds, looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Holds in force.
    pub holds: u64,
    /// Of these, whose day of review has passed.
    pub unreviewed: u64,
    /// Of these, that say no case, or that can't be opened.
    pub without_case: u64,
    /// Of these, whose review is farther away than the statement lets it be.
    pub too_far: u64,
}

/// Times that a purpose which is about some groups alone reached people, from the ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerned {
    /// How often such purposes reached somebody.
    pub reached: u64,
    /// Of these, somebody of another group: how often, by purpose and group.
    pub others: BTreeMap<String, u64>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Holds every disclosure from a moment on against the rules: a declared recipient, on a day on which it may receive, of
    /// categories that it gets; or a ground that the statement names (R1-038, R1-039, R4-044).
    pub fn judge_disclosures(
        &self,
        register: &RegisterId,
        since: Option<Timestamp>,
    ) -> Result<GivenOut, GateError> {
        let realm = &*self.realm(register)?;
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let (mut place, mut out) = ((i64::MIN, i64::MIN), GivenOut::default());
        loop {
            let page = self.data.read(|tx| disclosures::all(tx, realm.number, place, PAGE))?;
            let Some((subject, last)) = page.last() else { return Ok(out) };
            place = (*subject, last.disclosure);
            for (_, row) in &page {
                if row.given < since {
                    out.earlier += 1;
                    continue;
                }
                out.judged += 1;
                for wrong in self.not_to_be_given(realm, row)? {
                    *out.outside.entry(wrong).or_default() += 1;
                }
            }
        }
    }

    /// What is wrong with a disclosure; nothing when all is as declared.
    fn not_to_be_given(&self, realm: &Realm, row: &DisclosureRow) -> Result<Vec<String>, GateError> {
        let rules = realm.rules();
        let Some(word) = row.recipient else {
            let known = disclosures::ground(row.ground)
                .is_some_and(|ground| rules.statement().disclosure.grounds.contains(&ground));
            let wrong = format!("ground number {}", row.ground);
            return Ok(if known { Vec::new() } else { vec![wrong] });
        };
        let recipient: RecipientId = realm.id(word)?;
        let on = self.day_of(moment(row.given)?);
        let Some(found) = rules.receives(&recipient, on) else {
            return Ok(vec![format!("recipient {recipient}")]);
        };
        let mut wrong = Vec::new();
        for word in row.words() {
            let category: CategoryId = realm.id(word)?;
            if !found.categories.contains(&category) {
                wrong.push(format!("recipient {recipient}, category {category}"));
            }
        }
        Ok(wrong)
    }

    /// Forgets which entries of before the term for marks are about some people.
    pub(crate) fn forget_marks(&self, realm: &Realm, subjects: &[i64]) -> Result<(), GateError> {
        let Some(from) = self.marks_from(realm)? else { return Ok(()) };
        self.data.write(|tx| {
            let first = self.ledger.first_from(tx, from.as_millisecond())?;
            self.ledger.forget_before(tx, (realm.number, subjects), first).map(drop)
        })
    }

    /// Since when the marks that the use of data leaves are kept, by the statement's term; `None` when it gives none.
    pub(in crate::verbs) fn marks_from(&self, realm: &Realm) -> Result<Option<Timestamp>, GateError> {
        let term = realm.statement().log.as_ref().and_then(|log| Period::parse(&log.keep));
        let Some((years, months, days)) = term.map(Period::parts) else { return Ok(None) };
        let span = Span::new().years(years).months(months).days(days);
        let from = self.today().saturating_sub(span).to_zoned(self.zone.clone());
        let from = from.map_err(|error| GateError::Failed(format!("the term for marks: {error}")))?;
        Ok(Some(from.timestamp()))
    }

    /// The oldest mark of use that is still known to be about somebody, and since when marks are kept; `None` for what is not
    /// there.
    pub fn marks(&self, register: &RegisterId) -> Result<(Option<Timestamp>, Option<Timestamp>), GateError> {
        let realm = &*self.realm(register)?;
        self.ledger.settle()?;
        let oldest = self.data.read(|tx| self.ledger.oldest_mark(tx, realm.number))?;
        Ok((oldest.map(moment).transpose()?, self.marks_from(realm)?))
    }

    /// Looks at every hold: does it say its case, and will somebody look again in time (R5-105)?
    pub fn judge_holds(&self, register: &RegisterId) -> Result<Held, GateError> {
        let realm = &*self.realm(register)?;
        let rows = self.data.read(|tx| erasing::all_holds(tx, realm.number, i64::MAX))?;
        let mut held = Held { holds: rows.len() as u64, ..Held::default() };
        if rows.is_empty() {
            return Ok(held);
        }
        let looking = self.begin_looking(realm)?;
        let longest = realm.statement().holds.iter().max_by_key(|kind| kind.review_months);
        let subjects: Vec<i64> = rows.iter().map(|row| row.subject).collect();
        let keys = self.keyring.keys(realm.number, &subjects)?;
        for row in &rows {
            let place = Place {
                register: realm.number,
                subject: row.subject,
                kind: PlaceKind::Hold,
                category: WORDS,
                row: row.hold,
                version: 1,
            };
            let case =
                keys.get(&row.subject).and_then(|key| vault::unseal(&looking, key, &place, &row.body).ok());
            let case = case.and_then(|case| decode_text(&case).ok());
            held.without_case += u64::from(case.is_none_or(|case| case.trim().is_empty()));
            self.review(realm, (row, longest), &mut held)?;
        }
        Ok(held)
    }

    /// Holds the day of review against the kind's; of what the program holds by itself, against the longest.
    fn review(
        &self,
        realm: &Realm,
        (row, longest): (&HoldRow, Option<&HoldKind>),
        held: &mut Held,
    ) -> Result<(), GateError> {
        let review = day(row.review)?;
        held.unreviewed += u64::from(review < self.today());
        let placed = self.day_of(moment(row.placed)?);
        let kind = holds::kind(realm, row).or(longest);
        let last = kind.and_then(|kind| last_review(kind, placed));
        held.too_far += u64::from(last.is_some_and(|last| review > last));
        Ok(())
    }

    /// Holds who was reached for purposes that are about some groups alone against the groups that people are of (R4-014).
    pub fn judge_groups(
        &self,
        register: &RegisterId,
        since: Option<Timestamp>,
    ) -> Result<Concerned, GateError> {
        let realm = &*self.realm(register)?;
        let entries = self.entries_for_some(realm, since)?;
        let mut out = Concerned::default();
        if entries.is_empty() {
            return Ok(out);
        }
        self.ledger.settle()?;
        let mut place = (i64::MIN, i64::MIN);
        let mut known: Option<(i64, Option<GroupId>)> = None;
        loop {
            let page = self.data.read(|tx| self.ledger.subjects_after(tx, realm.number, place, PAGE))?;
            let Some(last) = page.last() else { return Ok(out) };
            place = *last;
            for (subject, entry) in page {
                let Some(purpose) = entries.get(&entry) else { continue };
                if known.as_ref().is_none_or(|(of, _)| *of != subject) {
                    known = Some((subject, self.group_of(realm, subject)?));
                }
                // Who was erased is of no group any more.
                let Some((_, Some(group))) = &known else { continue };
                out.reached += 1;
                let about = realm.statement().purposes.get(*purpose);
                if let Some(about) = about.filter(|about| !about.groups.contains(group)) {
                    *out.others.entry(format!("{}, {group}", about.id)).or_default() += 1;
                }
            }
        }
    }

    /// Entries of staff's use for purposes that are about some groups, with the purpose's place in the statement.
    fn entries_for_some(
        &self,
        realm: &Realm,
        since: Option<Timestamp>,
    ) -> Result<HashMap<i64, usize>, GateError> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let (mut after, mut entries) = (i64::MIN, HashMap::new());
        loop {
            let seen = self.data.read(|tx| self.ledger.after(tx, after, PAGE))?;
            let Some(last) = seen.last() else { return Ok(entries) };
            after = last.entry;
            for one in seen.iter().filter(|one| one.line.register == realm.register.as_str()) {
                let purposes = &realm.statement().purposes;
                let at = purposes.iter().position(|purpose| purpose.id.as_str() == one.line.purpose);
                let some = at.filter(|at| purposes.get(*at).is_some_and(|one| !one.groups.is_empty()));
                if let Some(at) = some.filter(|_| one.line.at >= since && super::replay::is_use(one)) {
                    entries.insert(one.entry, at);
                }
            }
        }
    }

    fn group_of(&self, realm: &Realm, subject: i64) -> Result<Option<GroupId>, GateError> {
        let row = self.data.read(|tx| crate::store::subject(tx, realm.number, subject))?;
        Ok(row.and_then(|row| realm.id(row.group).ok()))
    }

    /// Holds every request from a moment on against the law's and the statement's terms: answered in time, counted right,
    /// granted to nobody but the person, answered in a form that is offered or leaves a copy.
    pub fn judge_requests(
        &self,
        register: &RegisterId,
        since: Option<Timestamp>,
    ) -> Result<Answers, GateError> {
        let realm = &*self.realm(register)?;
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let narrow = Narrow { with_over: true, ..Narrow::default() };
        let (mut place, mut out) = ((i64::MIN, 0), Answers::default());
        let mut looking: Option<Looking> = None;
        loop {
            let page = self.data.read(|tx| requests::queue(tx, realm.number, &narrow, place, PAGE))?;
            let Some(last) = page.last() else { return Ok(out) };
            place = (last.due, last.case);
            let leave = match looking.take() {
                Some(leave) => leave,
                None => self.begin_looking(realm)?,
            };
            self.judge_some(realm, &leave, (page, since), &mut out)?;
            looking = Some(leave);
        }
    }

    fn judge_some(
        &self,
        realm: &Realm,
        leave: &Looking,
        (page, since): (Vec<RequestRow>, i64),
        out: &mut Answers,
    ) -> Result<(), GateError> {
        let cases: Vec<i64> = page.iter().map(|row| row.case).collect();
        let keys = self.keyring.keys(realm.number, &cases)?;
        for row in &page {
            if row.received < since {
                out.earlier += 1;
                continue;
            }
            let steps = self.data.read(|tx| requests::steps(tx, realm.number, row.case))?;
            let key = keys.get(&row.case);
            let days = |at: i64| Ok::<Date, GateError>(self.day_of(moment(at)?));
            answers::judge(realm, (leave, key), (row, &steps), (self.today(), &days), out)?;
        }
        Ok(())
    }
}
