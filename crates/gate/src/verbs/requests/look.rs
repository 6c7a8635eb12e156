//! Goes through the queue, and opens a case.

use super::reaches;
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    decide::{Categories, Verb, chain},
    names::going_on,
    opened::{day_number, moment},
    personal::Personal,
    proof::Recorded,
    realm::Realm,
    request::{Happened, OpenedRequest, RequestFilter, RequestLine, RequestPage, RequestRef, Task},
    requests::{
        self, Narrow, RequestRow, StepRow, TaskRow,
        body::{self, Said, step_place, task_place},
    },
    vault::SubjectKey,
};
use jiff::Span;
use seloste_register::right::Named;
use std::collections::HashMap;
use zeroize::Zeroizing;

/// Rows fetched at once while looking for enough that the asker reaches.
const BATCH: i64 = 256;

/// What one look into the store found of a case.
struct Found {
    row: RequestRow,
    person: Option<i64>,
    steps: Vec<StepRow>,
    tasks: Vec<TaskRow>,
    others: Vec<RequestRow>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Goes through the queue, soonest due first. Opens nobody's data.
    pub fn requests(
        &self,
        ask: &Ask,
        filter: &RequestFilter,
        (after, rows): (Option<&str>, u32),
    ) -> Result<RequestPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Requests)?;
        let mut place = match after {
            None => (i64::MIN, 0),
            Some(after) => going_on(self.queue_number(realm, after))?,
        };
        let narrow = Narrow {
            kind: filter.kind.map(Named::code),
            state: filter.state.map(Named::code),
            assigned: filter.mine.then_some(ask.actor.account.0),
            due_before: filter.due_before.map(day_number),
            with_over: filter.with_over || filter.state.is_some_and(|state| state.is_over()),
        };
        let wanted = rows.clamp(1, 200) as usize;
        let mut found: Vec<RequestRow> = Vec::new();
        let more = loop {
            let batch = self.data.read(|tx| requests::queue(tx, realm.number, &narrow, place, BATCH))?;
            let last = i64::try_from(batch.len()).unwrap_or(i64::MAX) < BATCH;
            if let Some(row) = batch.last() {
                place = (row.due, row.case);
            }
            found.extend(batch.into_iter().filter(|row| reaches(&permit, ask, row)));
            if found.len() > wanted {
                found.truncate(wanted);
                break true;
            }
            if last {
                break false;
            }
        };
        let next = match found.last() {
            Some(row) if more => Some(self.queue_place(realm, (row.due, row.case))?),
            _ => None,
        };
        self.record_alone((realm, ask), permit, &[])?;
        let lines = found.iter().map(|row| self.request_line(realm, row)).collect::<Result<_, _>>()?;
        Ok(RequestPage { lines, next })
    }

    /// Opens a case.
    pub fn open_request(&self, ask: &Ask, request: &RequestRef) -> Result<OpenedRequest, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let absent = || self.absent(realm, ask, (Verb::Requests, None));
        let Some(case) = self.request_number(realm, request) else { return Err(absent()) };
        let found = self.find_request(realm, case)?.filter(|found| reaches(&permit, ask, &found.row));
        let (Some(found), Some(key)) = (found, self.subject_key(realm, case)?) else { return Err(absent()) };
        permit.admit_words(case, Categories::NONE);
        let person = match found.person {
            Some(person) => self.subject_key(realm, person)?.map(|key| (person, key)),
            None => None,
        };
        let mut keys = vec![&key];
        if let Some((person, key)) = &person {
            permit.admit_words(*person, Categories::NONE);
            keys.push(key);
        }
        let recorded = self.record_alone((realm, ask), permit, &keys)?;
        self.opened_request(realm, &recorded, &key, found)
    }

    fn find_request(&self, realm: &Realm, case: i64) -> Result<Option<Found>, GateError> {
        self.data.read(|tx| {
            let Some(row) = requests::one(tx, realm.number, case)? else { return Ok(None) };
            let person = requests::person(tx, realm.number, case)?;
            let others = match person {
                Some(person) => requests::of_person(tx, realm.number, person)?,
                None => Vec::new(),
            };
            let steps = requests::steps(tx, realm.number, case)?;
            let tasks = requests::tasks(tx, realm.number, case)?;
            Ok(Some(Found { row, person, steps, tasks, others }))
        })
    }

    /// A person's cases with what happened in them, for a package: opened with each case's own key.
    pub(in crate::verbs) fn packed_requests(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        keys: &HashMap<i64, SubjectKey>,
        rows: Vec<(RequestRow, Vec<StepRow>)>,
    ) -> Result<Vec<(RequestLine, Vec<Happened>)>, GateError> {
        let mut packed = Vec::new();
        for (row, steps) in rows {
            let Some(key) = keys.get(&row.case) else { continue };
            let opened = |step: StepRow| {
                let place = step_place(realm.number, row.case, step.number);
                let said = chain::unseal(recorded, |covered| body::open(covered, key, &place, &step.body))?;
                happened(step, said)
            };
            let steps = steps.into_iter().map(opened).collect::<Result<_, GateError>>()?;
            packed.push((self.request_line(realm, &row)?, steps));
        }
        Ok(packed)
    }

    fn opened_request(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        found: Found,
    ) -> Result<OpenedRequest, GateError> {
        let number = realm.number;
        let case = chain::unseal(recorded, |covered| body::open_case(covered, key, (number, &found.row)))?;
        let opened = |step: StepRow| {
            let place = step_place(number, found.row.case, step.number);
            let said: Said = chain::unseal(recorded, |covered| body::open(covered, key, &place, &step.body))?;
            happened(step, said)
        };
        let happened = found.steps.into_iter().map(opened).collect::<Result<_, GateError>>()?;
        let task = |task: TaskRow| {
            let place = task_place(number, found.row.case, task.asked);
            let said = match &task.body {
                Some(sealed) => chain::unseal(recorded, |covered| body::open(covered, key, &place, sealed))?,
                None => Said::default(),
            };
            opened_task(&task, said)
        };
        let tasks = found.tasks.into_iter().map(task).collect::<Result<_, GateError>>()?;
        let twins = found.others.iter().filter(|other| {
            other.case != found.row.case && other.kind == found.row.kind && other.merged_into.is_none()
        });
        let year_ago =
            moment(found.row.received)?.to_zoned(self.zone.clone()).saturating_sub(Span::new().years(1));
        let (from, until) = (year_ago.timestamp().as_millisecond(), found.row.received);
        let year_before = twins.clone().filter(|other| (from..until).contains(&other.received)).count();
        let same = twins.filter(|other| other.closed.is_none());
        let same = same.map(|other| self.request_ref(realm, other.case)).collect::<Result<_, _>>()?;
        Ok(OpenedRequest {
            line: self.request_line(realm, &found.row)?,
            case,
            subject: found.person.map(|person| self.subject_ref(realm, person)).transpose()?,
            happened,
            tasks,
            merged_into: found.row.merged_into.map(|into| self.request_ref(realm, into)).transpose()?,
            same,
            year_before: u32::try_from(year_before).unwrap_or(u32::MAX),
        })
    }
}

fn personal(text: Option<String>) -> Option<Personal> {
    text.map(|text| Personal::new(Zeroizing::new(text)))
}

fn happened(row: StepRow, mut said: Said) -> Result<Happened, GateError> {
    Ok(Happened {
        at: moment(row.at)?,
        by: row.account.map(AccountId),
        code: row.step,
        step: said.step.take(),
        words: personal(said.words.take()),
        asker: personal(said.asker.take()),
    })
}

fn opened_task(row: &TaskRow, mut said: Said) -> Result<Task, GateError> {
    Ok(Task {
        asked_of: row.asked_of.clone(),
        asked: moment(row.asked)?,
        answered: row.answered.map(moment).transpose()?,
        words: personal(said.words.take()),
    })
}
