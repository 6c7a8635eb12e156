//! Takes a step in a case: what the case allows, recorded, sealed, in one unit of work.

use super::{kept, missing, not_declared, objection, reaches};
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Verb},
    opened::{day_number, moment},
    proof::Writing,
    realm::Realm,
    request::{Move, RequestLine, RequestRef, file_name},
    requests::{
        self, RequestRow, StepRow,
        body::{Said, case_place, open_case, seal, step_place, task_place},
        files,
    },
    store::recorded,
    vault::{RefKind, SubjectKey},
    verbs::recorded::settle_asked,
};
use jiff::civil::Date;
use seloste_db::Tx;
use seloste_register::{
    id::RegisterId,
    right::{
        Intake, Method, Named as _,
        case::{At, Case, Step, Terms, Wrong},
    },
    statement::model::Paper,
};

/// The case that another is merged into.
struct Into {
    case: i64,
    key: SubjectKey,
}

/// A step on its way into the unit of work.
struct Taking<'a> {
    case: i64,
    key: &'a SubjectKey,
    mv: &'a Move,
    words: Option<String>,
    person: Option<i64>,
    into: Option<&'a Into>,
    numbers: [i64; 2],
    /// Chunks of a file that comes with the step.
    file: Vec<Vec<u8>>,
    today: Date,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Takes a step in a case.
    pub fn step_request(&self, ask: &Ask, request: &RequestRef, mv: &Move) -> Result<RequestLine, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let (case, key, linked) = self.reached_case(realm, ask, request)?;
        if let Step::Withhold(what) = &mv.step
            && !may_be_withheld(realm, what)
        {
            return Err(not_declared("what"));
        }
        let words = words(mv)?;
        if mv.step.needs_words() && words.is_none() {
            return Err(missing("words"));
        }
        let person = match (&mv.step, &mv.subject) {
            (Step::Link, Some(subject)) => Some(self.reached_person(realm, ask, subject)?),
            (Step::Link, None) if mv.staff.is_some() => None,
            (Step::Link, None) => return Err(missing("subject")),
            _ => match linked {
                Some(person) => self.subject_key(realm, person)?.map(|key| (person, key)),
                None => None,
            },
        };
        let into = match (&mv.step, &mv.into) {
            (Step::Merge, Some(into)) => {
                let (case, key, _) = self.reached_case(realm, ask, into)?;
                Some(Into { case, key })
            }
            (Step::Merge, None) => return Err(missing("into")),
            _ => None,
        };
        if into.as_ref().is_some_and(|into| into.case == case) {
            return Err(not_declared("into"));
        }
        permit.admit_words(case, Categories::NONE);
        let mut keys = vec![&key];
        if let Some((person, key)) = &person {
            permit.admit_words(*person, Categories::NONE);
            keys.push(key);
        }
        if let Some(into) = &into {
            permit.admit_words(into.case, Categories::NONE);
            keys.push(&into.key);
        }
        let numbers = [self.next_number(realm)?, self.next_number(realm)?];
        let file = match (&mv.step, &mv.file) {
            (Step::Attach(_), Some(bytes)) => files::sealed(&key, (realm.number, case), (numbers[0], bytes))?,
            (Step::Attach(_), None) => return Err(missing("file")),
            _ => Vec::new(),
        };
        let taking = Taking {
            case,
            key: &key,
            mv,
            words,
            person: person.as_ref().map(|(person, _)| *person),
            into: into.as_ref(),
            numbers,
            file,
            today: self.today(),
        };
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| taking.take(tx, writing);
        let (_, row) = self.record((realm, ask), permit, &keys, work)?;
        self.request_line(realm, &row)
    }

    /// A case that the asker reaches, with its key and the person whom it is about.
    fn reached_case(
        &self,
        realm: &Realm,
        ask: &Ask,
        request: &RequestRef,
    ) -> Result<(i64, SubjectKey, Option<i64>), GateError> {
        let permit = self.permit_for(realm, ask, Verb::Requests)?;
        let absent = || self.absent(realm, ask, (Verb::Requests, None));
        let Some(case) = self.request_number(realm, request) else { return Err(absent()) };
        let (row, person) = self.data.read(|tx| {
            let row = requests::one(tx, realm.number, case)?;
            Ok::<_, GateError>((row, requests::person(tx, realm.number, case)?))
        })?;
        let within = row.is_some_and(|row| reaches(&permit, ask, &row));
        match self.subject_key(realm, case)? {
            Some(key) if within => Ok((case, key, person)),
            _ => Err(absent()),
        }
    }
}

impl Taking<'_> {
    fn take(&self, tx: &mut Tx<'_>, writing: &Writing<'_>) -> Result<RequestRow, GateError> {
        let realm = writing.realm;
        let mut order = [Some(self.case), self.into.map(|into| into.case)];
        order.sort_unstable();
        for case in order.into_iter().flatten() {
            tx.lock(&format!("request {} {case}", realm.number))?;
        }
        let stored = requests::one(tx, realm.number, self.case)?.ok_or(GateError::Absent)?;
        if self.mv.seen.is_some_and(|seen| seen != stored.version) {
            return Err(GateError::Conflict(Vec::new()));
        }
        let before = open_case(writing, self.key, (realm.number, &stored))?;
        let step = self.counted(tx, writing)?;
        let terms = Terms::of(realm.rules(), before.kind, self.today);
        let at = At { account: writing.ask.actor.account.0, today: self.today, now: writing.now() };
        let after = before.after(&terms, at, &step).map_err(objection)?;
        if step == Step::Close && self.paper_stays(tx, realm, (&stored, &before))? {
            return Err(objection(Wrong::PaperStays));
        }
        if matches!(step, Step::Answer(_) | Step::Close)
            && !Gate::mentions_of_case(tx, realm, self.case)?.is_done()
        {
            return Err(objection(Wrong::MentionsOpen));
        }
        self.beside(tx, writing, &step)?;
        let into = self.into.map(|into| into.case);
        settle_asked(tx, writing, (self.case, into), (&step, &after))?;
        if let Some(into) = self.into {
            self.absorb(tx, writing, into, &stored)?;
        }
        let said = Said { step: Some(step), words: self.words.clone(), asker: None };
        let mut row = self.row(writing, &stored, &after);
        row.body = seal(self.key, &case_place(realm.number, self.case, row.version), &after)?;
        self.keep(tx, writing, (self.case, self.key, self.numbers[0]), &said)?;
        if requests::replace(tx, realm.number, &row)? {
            Ok(row)
        } else {
            Err(GateError::Conflict(Vec::new()))
        }
    }

    /// The step with what the store knows of it: how many are newly asked.
    fn counted(&self, tx: &mut Tx<'_>, writing: &Writing<'_>) -> Result<Step, GateError> {
        let Step::Ask(_) = &self.mv.step else { return Ok(self.mv.step.clone()) };
        if self.mv.tasks.is_empty() {
            return Err(missing("tasks"));
        }
        let mut new = 0;
        for (index, task) in self.mv.tasks.iter().enumerate() {
            if !is_declared(writing.realm, task) {
                return Err(not_declared("tasks"));
            }
            // Each has a moment of its own, which its answer is bound to.
            let asked = writing.now().as_millisecond() + i64::try_from(index).unwrap_or_default();
            if requests::add_task(tx, writing.realm.number, self.case, (task, asked))? {
                new += 1;
            }
        }
        Ok(Step::Ask(new))
    }

    /// Whether the letter of a case is still paper, in a register that has none (R7-022).
    fn paper_stays(
        &self,
        tx: &mut Tx<'_>,
        realm: &Realm,
        (stored, before): (&RequestRow, &Case),
    ) -> Result<bool, GateError> {
        let none = realm.statement().register.paper == Some(Paper::None);
        if !none || stored.channel != Intake::Letter.code() {
            return Ok(false);
        }
        let steps = requests::steps(tx, realm.number, self.case)?;
        Ok(!before.paper_gone || !steps.iter().any(|one| one.step == "attach"))
    }

    /// What a step writes beside the case itself.
    fn beside(&self, tx: &mut Tx<'_>, writing: &Writing<'_>, step: &Step) -> Result<(), GateError> {
        let register = writing.realm.number;
        match step {
            Step::Link | Step::Unlink => {
                let staff = self.mv.staff.filter(|_| *step == Step::Link && self.person.is_none());
                recorded::set_staff(tx, register, (self.case, staff.map(|account| account.0)))?;
                let person = self.person.filter(|_| *step == Step::Link);
                Ok(requests::set_person(tx, register, self.case, person)?)
            }
            Step::TaskAnswered => self.answer_task(tx, writing),
            Step::Attach(_) => {
                let steps = requests::steps(tx, register, self.case)?;
                if steps.iter().filter(|one| one.step == step.code()).count() >= files::MOST {
                    return Err(files::too_many());
                }
                Ok(files::add(tx, (register, self.case), (self.numbers[0], &self.file))?)
            }
            _ => Ok(()),
        }
    }

    fn answer_task(&self, tx: &mut Tx<'_>, writing: &Writing<'_>) -> Result<(), GateError> {
        let register = writing.realm.number;
        let [task] = self.mv.tasks.as_slice() else { return Err(missing("tasks")) };
        let asked = requests::tasks(tx, register, self.case)?;
        let asked = asked.iter().find(|row| row.asked_of == *task && row.answered.is_none());
        let asked = asked.ok_or_else(|| not_declared("tasks"))?;
        let said = Said { step: None, words: self.words.clone(), asker: None };
        let body = seal(self.key, &task_place(register, self.case, asked.asked), &said)?;
        let answered = (task.as_str(), writing.now().as_millisecond(), body.as_slice());
        match requests::answer_task(tx, register, self.case, answered)? {
            true => Ok(()),
            false => Err(GateError::Conflict(Vec::new())),
        }
    }

    /// The case that goes on takes over the earlier receipt (claim C05: the clock runs from the first).
    fn absorb(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        into: &Into,
        merged: &RequestRow,
    ) -> Result<(), GateError> {
        let realm = writing.realm;
        let stored = requests::one(tx, realm.number, into.case)?.ok_or(GateError::Absent)?;
        let before = open_case(writing, &into.key, (realm.number, &stored))?;
        let first = merged.received.min(stored.received);
        let day = writing.gate.zone.to_datetime(moment(first)?).date();
        let step = Step::Absorb(day);
        let terms = Terms::of(realm.rules(), before.kind, self.today);
        let at = At { account: writing.ask.actor.account.0, today: self.today, now: writing.now() };
        let after = before.after(&terms, at, &step).map_err(objection)?;
        let mut row = self.row(writing, &stored, &after);
        (row.received, row.merged_into, row.assigned) = (first, stored.merged_into, stored.assigned);
        row.body = seal(&into.key, &case_place(realm.number, into.case, row.version), &after)?;
        let said = Said { step: Some(step), words: None, asker: None };
        self.keep(tx, writing, (into.case, &into.key, self.numbers[1]), &said)?;
        if requests::replace(tx, realm.number, &row)? { Ok(()) } else { Err(GateError::Conflict(Vec::new())) }
    }

    /// The row of a case after a step; its body is sealed by the caller.
    fn row(&self, writing: &Writing<'_>, stored: &RequestRow, after: &Case) -> RequestRow {
        let terms = Terms::of(writing.realm.rules(), after.kind, self.today);
        let over = after.state.is_over();
        let closed = if over { stored.closed.or(Some(writing.now().as_millisecond())) } else { None };
        let keep = terms.keep.after(self.today).unwrap_or(self.today);
        let assigned = match self.mv.step {
            Step::Assign => self.mv.assigned.map(|account| account.0),
            _ => stored.assigned,
        };
        RequestRow {
            kind: after.kind.code().to_owned(),
            state: after.state.code().to_owned(),
            due: day_number(after.due(&terms, self.today)),
            pending: !after.is_identified(&terms),
            paused: after.clock.paused_since.is_some(),
            linked: stored.linked || after.linked,
            assigned,
            closed,
            keep_until: if over { stored.keep_until.or(Some(day_number(keep))) } else { None },
            merged_into: self.into.map(|into| into.case).or(stored.merged_into),
            version: stored.version + 1,
            ..stored.clone()
        }
    }

    fn keep(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (case, key, number): (i64, &SubjectKey, i64),
        said: &Said,
    ) -> Result<(), GateError> {
        let row = StepRow {
            number,
            step: said.step.as_ref().map_or("note", Step::code).to_owned(),
            at: writing.now().as_millisecond(),
            account: Some(writing.ask.actor.account.0),
            body: seal(key, &step_place(writing.realm.number, case, number), said)?,
        };
        Ok(requests::add_step(tx, writing.realm.number, case, &row)?)
    }
}

/// What is said with a step, as it is kept. Of an identity document no number is (R5-120).
fn words(mv: &Move) -> Result<Option<String>, GateError> {
    let said = mv.words.as_deref().map(String::as_str);
    match mv.step {
        Step::Attach(_) => Ok(Some(file_name(said.unwrap_or_default()))),
        Step::Seen(_) | Step::Identify(Method::DocumentSeen) => {
            Ok(kept("words", said)?.map(|words| without_document_numbers(&words)))
        }
        _ => kept("words", said),
    }
}

/// A text in which what looks like the number of a document keeps its last three characters.
fn without_document_numbers(text: &str) -> String {
    let shortened = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let long = word.chars().count() >= 6 && word.chars().all(|c| c.is_ascii_alphanumeric());
        if !long || digits < 4 {
            return word.to_owned();
        }
        let tail: Vec<char> = word.chars().rev().take(3).collect();
        format!("…{}", tail.into_iter().rev().collect::<String>())
    };
    let mut told = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            word.push(c);
        } else {
            told.push_str(&shortened(&word));
            word.clear();
            told.push(c);
        }
    }
    told.truncate(told.len().saturating_sub(1));
    told
}

/// Whether there is such an item, a category or the name of an object to leave out of an answer.
fn may_be_withheld(realm: &Realm, what: &str) -> bool {
    let statement = realm.statement();
    let kinds = || statement.objects.iter().flat_map(|kind| kind.items.iter().chain(&kind.line_items));
    match what.split_once(':') {
        Some(("item", id)) => statement.items.iter().chain(kinds()).any(|one| one.id.as_str() == id),
        Some(("category", id)) => statement.categories.iter().any(|one| one.id.as_str() == id),
        Some(("object", name)) => realm.keys.ids.inside(RefKind::Object, name).is_some(),
        _ => false,
    }
}

/// Whether a statement declares such a system or company, or there may be such a register.
fn is_declared(realm: &Realm, task: &str) -> bool {
    let statement = realm.statement();
    match task.split_once(':') {
        Some(("system", id)) => statement.systems.iter().any(|one| one.id.as_str() == id),
        Some(("company", id)) => statement.group_companies.iter().any(|one| one.id.as_str() == id),
        // A place that holds what is to be put right (R5-129).
        Some(("object", name)) => realm.keys.ids.inside(RefKind::Object, name).is_some(),
        Some(("item", id)) => statement.items.iter().any(|one| one.id.as_str() == id),
        // Another register of the installation has a case of its own about it; which there are, this gate does not know.
        Some(("register", id)) => id != realm.register.as_str() && RegisterId::new(id).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r5_120_of_a_document_seen_the_last_characters_are_kept_at_most() {
        for (said, kept) in [
            ("Passi FP1234567, kuva täsmäsi", "Passi …567, kuva täsmäsi"),
            ("nähty 23.11.2026 tiskillä 4", "nähty 23.11.2026 tiskillä 4"),
            ("123456789", "…789"),
            ("Toimipaikka2", "Toimipaikka2"),
        ] {
            assert_eq!(without_document_numbers(said), kept);
        }
    }
}
