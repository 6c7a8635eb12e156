//! Goes through recorded calls across people: by time, by who answered, by number, by whom the asker reaches. Indexes give a
//! superset, the gate decides each row; what the asker does not reach is in no row, no count and no place to go on from. Not here:
//! marks (`sift.rs`).

use super::{
    sift::Sift,
    ways::{WayIn, answered, category, is_over},
    words::{self, Wanted},
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::Page,
    decide::{Categories, Permit, Verb},
    names::going_on,
    opened::moment,
    payload::Word,
    proof::Writing,
    realm::Realm,
    recording::{Call, CallFilter, CallPage},
    store::{
        self, ObjectRow,
        calls::{self, CallRow, Having, Narrow, People, marked, written},
        part,
    },
    tokens,
    vault::{RefKind, SubjectKey},
    verbs::reach::{Asker, Reach, Reached, reach},
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::{
    item::{self, TermKind},
    statement::model::{Item, ItemType, Listening, Scope},
};
use std::collections::HashMap;

/// Rows looked at in one go.
const BATCH: i64 = 200;
/// People who may have a number.
const PEOPLE: i64 = 200;

/// A row that is shown.
pub(super) struct Shown {
    pub(super) row: CallRow,
    agents: Vec<i64>,
    parent: Option<i64>,
    /// Assessments that the asker may read, when their points decide.
    pub(super) assessed: Vec<ObjectRow>,
    /// Categories beside its own that decided.
    sifted: Categories,
}

/// What leads through the rows.
enum Lead {
    Time,
    Agent(i64),
    Maintainer(i64),
    /// Calls of whoever an account may reach: in its areas, by what it handles or takes part in, by its organisations.
    Scope(i64, Vec<Word>),
    /// Calls of this number: called, or of these people.
    Number(Number),
    /// Calls of this number among those to which something else leads.
    NumberAmong(Number, Box<Lead>),
    /// Recordings to which objects of these kinds belong, where there are few such objects.
    Marked(Vec<Word>),
    /// Recordings of people something of whom is held, where there are few holds.
    Held,
    /// Recordings in which a word is written, by the tokens of which one stands for it.
    Word(words::Tokens),
}

/// A telephone number that is looked for.
struct Number {
    /// What a number called leaves.
    token: i64,
    /// People who may have it.
    people: Vec<i64>,
}

/// Somebody goes through calls.
struct Looking<'a> {
    realm: &'a Realm,
    ask: &'a Ask,
    asker: Asker,
    now: Timestamp,
    ways: &'a [WayIn<'a>],
    agent: Option<i64>,
    words: Wanted,
    sift: Sift,
    /// Whom the asker reaches by which way.
    reached: HashMap<(usize, i64), Option<Box<Reached>>>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Recorded calls that the asker may know of, newest first.
    pub fn calls(&self, ask: &Ask, filter: &CallFilter, page: &Page) -> Result<CallPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let ways = self.ways(realm, ask, Verb::Calls)?;
        let (ways, words) = self.searched((realm, ask), ways, filter)?;
        let Some(mut narrow) = self.calls_narrowed(realm, filter, page)? else {
            return Err(self.absent(realm, ask, (Verb::Calls, None)));
        };
        let mut looking = Looking {
            realm,
            ask,
            asker: Asker::new(realm, ask),
            now: self.clock.now(),
            ways: &ways,
            agent: filter.agent.map(|account| account.0),
            words,
            sift: Sift::of(filter),
            reached: HashMap::new(),
        };
        let lead = self.lead(realm, &looking, filter)?;
        narrow.word = looking.words.longest().filter(|_| !matches!(lead, Lead::Time));
        narrow.having = looking.sift.having();
        let wanted = page.rows.clamp(1, 200) as usize;
        let (shown, next) = self.calls_page(&mut looking, &lead, (narrow, wanted))?;
        let granted: HashMap<i64, Categories> = looking.granted(&shown)?;
        drop(looking);
        let keys = self.subject_keys(realm, granted.keys().copied())?;
        let mut permit = ways.into_iter().next().ok_or(GateError::Absent)?.permit;
        if filter.words.is_some() {
            permit.tell(words::NOTED.to_owned());
        }
        let mut of: Vec<&SubjectKey> = Vec::new();
        for (subject, key) in &keys {
            let read = granted.get(subject).copied().unwrap_or(Categories::NONE);
            permit.admit(*subject, crate::decide::Granted::reading(read), read);
            of.push(key);
        }
        self.record((realm, ask), permit, &of, |_, _: &Writing<'_>| Ok(()))?;
        let there = |one: &&Shown| keys.contains_key(&one.row.subject);
        let calls = shown.iter().filter(there).map(|one| self.call(realm, one)).collect::<Result<_, _>>()?;
        let next = next.map(|place| self.call_place(realm, place)).transpose()?;
        Ok(CallPage { calls, next })
    }

    /// A page of rows that the asker may know of, and where to go on. However many it may not know of lie between: there is more
    /// only when it may know of it.
    fn calls_page(
        &self,
        looking: &mut Looking<'_>,
        lead: &Lead,
        (mut narrow, wanted): (Narrow, usize),
    ) -> Result<(Vec<Shown>, Option<Place>), GateError> {
        let mut shown: Vec<Shown> = Vec::new();
        // Most rows are shown: one more than fits tells whether there is more.
        narrow.rows = i64::try_from(wanted + 1).unwrap_or(BATCH).min(BATCH);
        loop {
            let (found, last) = self.data.read(|tx| looking.batch(tx, lead, &mut narrow))?;
            for one in found {
                if !self.has_points(looking.realm, looking.sift, &one)? {
                    continue;
                }
                if shown.len() == wanted {
                    let place = shown.last().map(|one| (one.row.began, one.row.object));
                    return Ok((shown, place));
                }
                shown.push(one);
            }
            if last {
                return Ok((shown, None));
            }
            narrow.rows = BATCH;
        }
    }

    fn call(&self, realm: &Realm, one: &Shown) -> Result<Call, GateError> {
        let Shown { row, agents, parent, .. } = one;
        Ok(Call {
            object: self.object_ref(realm, row.subject, row.object)?,
            subject: self.subject_ref(realm, row.subject)?,
            parent: parent.map(|parent| self.object_ref(realm, row.subject, parent)).transpose()?,
            kind: realm.id(row.kind)?,
            began: moment(row.began)?,
            ended: row.ended.map(moment).transpose()?,
            length_ms: u64::try_from(row.length_ms).unwrap_or_default(),
            bytes: u64::try_from(row.bytes).unwrap_or_default(),
            agents: agents.iter().copied().map(AccountId).collect(),
        })
    }

    /// What narrows the rows; `None` for a place or a kind that is not there.
    fn calls_narrowed(
        &self,
        realm: &Realm,
        filter: &CallFilter,
        page: &Page,
    ) -> Result<Option<Narrow>, GateError> {
        let latest = filter.before.map_or(i64::MAX, Timestamp::as_millisecond);
        let before = match &page.after {
            None => (latest, i64::MIN),
            Some(after) => going_on(self.call_number(realm, after))?.min((latest, i64::MIN)),
        };
        let kind = match &filter.kind {
            None => 0,
            Some(kind) => match realm.word(kind) {
                Ok(word) => word,
                Err(_undeclared) => return Ok(None),
            },
        };
        let length = |ms: Option<u64>, or| ms.map_or(or, |ms| i64::try_from(ms).unwrap_or(i64::MAX));
        Ok(Some(Narrow {
            before,
            from: filter.from.map_or(i64::MIN, Timestamp::as_millisecond),
            length: (length(filter.at_least_ms, 0), length(filter.at_most_ms, i64::MAX)),
            kind,
            rows: BATCH,
            number: None,
            word: None,
            having: Having::Anything,
        }))
    }

    /// What leads. Whoever reaches some recordings only is led by those: how long a search takes tells nothing of others'. A number
    /// that few called leads by itself, and so does a mark that few have: all of them are looked at, whoever's calls they are.
    fn lead(&self, realm: &Realm, looking: &Looking<'_>, filter: &CallFilter) -> Result<Lead, GateError> {
        let reach = looking.reach();
        let Some(typed) = &filter.number else {
            if let Some(marked) = self.data.read(|tx| looking.few_marked(tx))? {
                return Ok(marked);
            }
            let whole =
                |way: &WayIn<'_>| way.how != Listening::OwnCalls && way.permit.reaches_all(Verb::Calls);
            return Ok(match (reach, looking.words.longest()) {
                (Lead::Time, Some(word)) if looking.ways.iter().all(whole) => Lead::Word(word),
                (reach, _) => reach,
            });
        };
        let number = self.by_number(realm, typed)?;
        let is_rare = self.data.read(|tx| calls::is_rare(tx, realm.number, number.token))?;
        Ok(match reach {
            Lead::Time => Lead::Number(number),
            _ if is_rare => Lead::Number(number),
            reach => Lead::NumberAmong(number, Box::new(reach)),
        })
    }

    /// A number in any written form: as it was called, and people who have it.
    fn by_number(&self, realm: &Realm, typed: &str) -> Result<Number, GateError> {
        let statement = realm.statement();
        let of_kinds = statement.objects.iter().flat_map(|kind| &kind.items);
        let is_phone = |item: &&Item| item.item_type == ItemType::Phone;
        let phone = statement.items.iter().chain(of_kinds).find(is_phone);
        let Some(normal) = phone.and_then(|phone| item::read(phone, typed, None).ok()) else {
            return Ok(Number { token: i64::MIN, people: Vec::new() });
        };
        let query = item::query(normal.normal(), false, realm.home());
        let exact = query.iter().flatten().filter(|term| term.kind == TermKind::Exact);
        let words: Vec<i64> = exact.map(|term| realm.token(term)).collect();
        let people = if words.is_empty() {
            Vec::new()
        } else {
            self.data.read(|tx| tokens::candidates(tx, realm.number, &[words], PEOPLE))?
        };
        Ok(Number { token: self.number_token(realm, normal.normal())?, people })
    }

    /// A place in a list of calls.
    fn call_place(&self, realm: &Realm, (began, object): (i64, i64)) -> Result<String, GateError> {
        let part = |number| realm.keys.ids.outside(RefKind::Cursor, number);
        Ok(format!("{}{}", part(began)?, part(object)?))
    }

    fn call_number(&self, realm: &Realm, place: &str) -> Option<(i64, i64)> {
        let (began, object) = place.split_at_checked(place.len() / 2)?;
        let part = |text: &str| realm.keys.ids.inside(RefKind::Cursor, text);
        Some((part(began)?, part(object)?))
    }
}

/// Whether a permit reaches nobody but those whom the asker maintains.
fn maintained_alone(permit: &Permit) -> bool {
    permit.knows(Scope::OwnMaintained)
        && ![Scope::All, Scope::Area, Scope::Assigned, Scope::Own, Scope::Participant, Scope::Organisation]
            .into_iter()
            .any(|scope| permit.knows(scope))
}

/// Where a list goes on: a moment and an object.
type Place = (i64, i64);

impl Looking<'_> {
    /// What leads to all that the asker may reach, and to as little else as there is an order for.
    fn reach(&self) -> Lead {
        let account = self.ask.actor.account.0;
        let all = |test: &dyn Fn(&WayIn<'_>) -> bool| self.ways.iter().all(test);
        if all(&|way| way.how == Listening::OwnCalls) {
            return Lead::Agent(account);
        }
        if let Some(agent) = self.agent {
            return Lead::Agent(agent);
        }
        if all(&|way| maintained_alone(&way.permit)) {
            return Lead::Maintainer(account);
        }
        if all(&|way| !way.permit.reaches_all(Verb::Calls)) {
            return Lead::Scope(account, self.asker.areas.clone());
        }
        Lead::Time
    }

    /// The mark that is looked for, when few recordings have it.
    fn few_marked(&self, tx: &mut Tx<'_>) -> Result<Option<Lead>, GateError> {
        let register = self.realm.number;
        let kinds = self.sift.kinds(self.realm)?;
        Ok(match self.sift.having() {
            Having::Objects if marked::few_objects(tx, register, &kinds)? => Some(Lead::Marked(kinds)),
            Having::Hold if marked::few_holds(tx, register)? => Some(Lead::Held),
            _ => None,
        })
    }

    /// The next rows that the asker may know of, and whether they are the last.
    fn batch(
        &mut self,
        tx: &mut Tx<'_>,
        lead: &Lead,
        narrow: &mut Narrow,
    ) -> Result<(Vec<Shown>, bool), GateError> {
        let rows = lead.rows(tx, self.realm.number, narrow)?;
        let last = rows.len() < usize::try_from(narrow.rows).unwrap_or(usize::MAX);
        let mut shown = Vec::new();
        for row in rows {
            narrow.before = (row.began, row.object);
            shown.extend(self.judge(tx, row)?);
        }
        Ok((shown, last))
    }

    fn judge(&mut self, tx: &mut Tx<'_>, row: CallRow) -> Result<Option<Shown>, GateError> {
        let of = (row.subject, row.object);
        let Some(object) = store::object(tx, self.realm.number, row.subject, row.object)? else {
            return Ok(None);
        };
        let Some(key) = self.sees(tx, &object, &row)? else { return Ok(None) };
        if !self.words.all_in(tx, self.realm.number, of)? {
            return Ok(None);
        }
        let agents = calls::agents(tx, self.realm.number, of)?;
        if self.agent.is_some_and(|agent| !agents.contains(&agent)) {
            return Ok(None);
        }
        let Some(Some(reached)) = self.reached.get(&key) else { return Ok(None) };
        let Some((assessed, sifted)) = self.sift.keeps(tx, (self.realm, self.now), (&object, reached))?
        else {
            return Ok(None);
        };
        Ok(Some(Shown { row, agents, parent: object.parent, assessed, sifted }))
    }

    /// By which way the asker may know of a row, if by any.
    fn sees(
        &mut self,
        tx: &mut Tx<'_>,
        object: &ObjectRow,
        row: &CallRow,
    ) -> Result<Option<(usize, i64)>, GateError> {
        let of: part::Of = (row.subject, row.object);
        for (at, way) in self.ways.iter().enumerate() {
            if self.realm.word(way.kind())? != object.kind {
                continue;
            }
            if !self.reached.contains_key(&(at, row.subject)) {
                let found = match reach(tx, self.realm, &way.permit, &self.asker, row.subject)? {
                    Reach::Yes(reached) => Some(reached),
                    Reach::No | Reach::Against => None,
                };
                self.reached.insert((at, row.subject), found);
            }
            let Some(Some(reached)) = self.reached.get(&(at, row.subject)) else { continue };
            let terms = reached.granted.terms;
            let times = (object, row.began, row.ended);
            if is_over(tx, (self.realm, self.now), times, &terms)?
                || !reached.sight.over(object.object).read.covers(category(self.realm, object))
            {
                continue;
            }
            let account = self.ask.actor.account.0;
            if way.how != Listening::OwnCalls || answered(tx, self.realm, of, account)? {
                return Ok(Some((at, row.subject)));
            }
        }
        Ok(None)
    }

    /// The categories of the rows that are shown, by person.
    fn granted(&self, shown: &[Shown]) -> Result<HashMap<i64, Categories>, GateError> {
        let mut granted = HashMap::new();
        for one in shown {
            let kind = self.realm.kind(one.row.kind).ok_or(GateError::Absent)?;
            let read = self.realm.table.category(&kind.category).map_or(Categories::NONE, Categories::one);
            let had = granted.entry(one.row.subject).or_insert(Categories::NONE);
            *had = had.and(read).and(one.sifted);
        }
        Ok(granted)
    }
}

impl Lead {
    fn rows(&self, tx: &mut Tx<'_>, register: i64, narrow: &Narrow) -> Result<Vec<CallRow>, GateError> {
        Ok(match self {
            Self::Time => calls::by_time(tx, register, narrow)?,
            Self::Agent(account) => calls::by_agent(tx, register, (narrow, *account))?,
            Self::Maintainer(account) => {
                calls::by_people(tx, register, (narrow, People::Maintained(*account)))?
            }
            Self::Scope(account, areas) => {
                let mut rows = calls::by_people(tx, register, (narrow, People::Reached(*account)))?;
                for area in areas {
                    rows.extend(calls::by_people(tx, register, (narrow, People::InArea(*area)))?);
                }
                in_order(rows, narrow.rows)
            }
            Self::Marked(kinds) => {
                let mut rows = Vec::new();
                for kind in kinds {
                    rows.extend(marked::by_objects(tx, register, (narrow, *kind))?);
                }
                in_order(rows, narrow.rows)
            }
            Self::Held => marked::by_holds(tx, register, narrow)?,
            Self::Word(tokens) => {
                let mut rows = Vec::new();
                for token in tokens {
                    rows.extend(written::by_token(tx, register, (narrow, *token))?);
                }
                in_order(rows, narrow.rows)
            }
            Self::Number(number) => {
                let called = calls::by_number(tx, register, (narrow, number.token))?;
                number.with_people(tx, register, (narrow, called))?
            }
            Self::NumberAmong(number, lead) => {
                let called = Narrow { number: Some(number.token), ..*narrow };
                let called = lead.rows(tx, register, &called)?;
                number.with_people(tx, register, (narrow, called))?
            }
        })
    }
}

impl Number {
    /// Rows of the number called, and those of the people who may have it.
    fn with_people(
        &self,
        tx: &mut Tx<'_>,
        register: i64,
        (narrow, called): (&Narrow, Vec<CallRow>),
    ) -> Result<Vec<CallRow>, GateError> {
        let mut rows = called;
        for subject in &self.people {
            rows.extend(calls::by_subject(tx, register, (narrow, *subject))?);
        }
        Ok(in_order(rows, narrow.rows))
    }
}

/// Rows of several lists as one, the newest first, each once; no more than each list was asked for, since beyond that one of them
/// may have others.
fn in_order(mut rows: Vec<CallRow>, most: i64) -> Vec<CallRow> {
    rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.began, row.object, row.subject)));
    rows.dedup_by_key(|row| (row.subject, row.object));
    rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    rows
}
