//! Takes a request in: by whoever sits at a desk, by the person in the own account, by a form that is open to all.

use super::{kept, not_declared, objection};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask, OWN_PURPOSE},
    card::SubjectRef,
    decide::{Categories, Verb},
    ledger::{DONE, Entry},
    opened::day_number,
    realm::Realm,
    request::{NewRequest, RequestRef, SentFile, Taker, file_name},
    requests::{
        self, RequestRow, StepRow,
        body::{Said, case_place, seal, step_place},
        files,
    },
    values::{problem, problem_at},
    vault::SubjectKey,
    verbs::reach::{Asker, reach},
};
use jiff::{Timestamp, civil::Date};
use seloste_db::Tx;
use seloste_register::right::{
    Flaw, Intake, Method, Named as _, RightKind,
    case::{At, Case, Step, Terms},
};

/// What the person gets at once: that the request has arrived, and by when it is answered (R2-032, R5-119).
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The request.
    pub request: RequestRef,
    /// When it first arrived.
    pub received: Timestamp,
    /// The day by which the answer is due.
    pub due: Date,
    /// Whether it is not certain enough yet who asks. The clock runs all the same (R7-032).
    pub pending: bool,
}

/// A case about to be stored.
struct Arriving<'r> {
    number: i64,
    key: SubjectKey,
    person: Option<i64>,
    case: Case,
    terms: Terms<'r>,
    row: RequestRow,
    steps: Vec<StepRow>,
    /// Systems that are asked at once, each with the moment of asking.
    tasks: Vec<(String, i64)>,
    /// Files that came with it: the number of the step, and sealed chunks.
    files: Vec<(i64, Vec<Vec<u8>>)>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Takes a request in. Nothing but its kind and its way must be known: unsigned, unwritten and of nobody known it opens a
    /// case all the same (R5-118).
    pub fn take_request(&self, taker: &Taker<'_>, new: NewRequest) -> Result<Receipt, GateError> {
        match taker {
            Taker::Staff(ask) => self.taken_at_desk(ask, new),
            Taker::Person(register, subject, method) => {
                let realm = &*self.realm(register)?;
                let person = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
                let key = self.subject_key(realm, person)?.ok_or(GateError::Absent)?;
                let arriving = self.arriving(realm, &new, (Some(person), Some(*method)))?;
                self.taken_alone(realm, arriving, Some((person, &key)))
            }
            Taker::Anybody(register) => {
                let realm = &*self.realm(register)?;
                let arriving = self.arriving(realm, &new, (None, None))?;
                self.taken_alone(realm, arriving, None)
            }
        }
    }

    fn taken_at_desk(&self, ask: &Ask, new: NewRequest) -> Result<Receipt, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Receive)?;
        let person = match &new.subject {
            Some(subject) => Some(self.reached_person(realm, ask, subject)?),
            None => None,
        };
        let arriving = self.arriving(realm, &new, (person.as_ref().map(|(person, _)| *person), None))?;
        permit.admit_words(arriving.number, Categories::NONE);
        let mut keys = vec![&arriving.key];
        if let Some((person, key)) = &person {
            permit.admit_words(*person, Categories::NONE);
            keys.push(key);
        }
        self.record((realm, ask), permit, &keys, |tx, _| store(tx, realm, &arriving))?;
        self.receipt(realm, &arriving)
    }

    /// The person whom a request is about, if the asker reaches one by that name.
    pub(super) fn reached_person(
        &self,
        realm: &Realm,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<(i64, SubjectKey), GateError> {
        // Finding out whose request it is comes before everything else: it needs no more than to reach the person.
        let permit = self.permit_for(realm, ask, Verb::Receive)?;
        let Some(person) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Receive, None)));
        };
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| reach(tx, realm, &permit, &asker, person))?;
        self.reached(realm, ask, (Verb::Receive, Some(person)), found)?;
        match self.subject_key(realm, person)? {
            Some(key) => Ok((person, key)),
            None => Err(self.absent(realm, ask, (Verb::Receive, None))),
        }
    }

    fn taken_alone(
        &self,
        realm: &Realm,
        arriving: Arriving<'_>,
        person: Option<(i64, &SubjectKey)>,
    ) -> Result<Receipt, GateError> {
        let mut subjects = vec![(arriving.number, &arriving.key)];
        subjects.extend(person);
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: person.map(|_| AccountId::PERSON),
            register: (realm.number, realm.register.as_str()),
            action: Verb::Receive.as_str(),
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &subjects,
        };
        self.data.write(|tx| {
            store(tx, realm, &arriving)?;
            self.ledger.append(tx, &entry)
        })?;
        self.receipt(realm, &arriving)
    }

    fn receipt(&self, realm: &Realm, arriving: &Arriving<'_>) -> Result<Receipt, GateError> {
        let line = self.request_line(realm, &arriving.row)?;
        Ok(Receipt {
            request: line.request,
            received: line.received,
            due: line.due,
            pending: !arriving.case.is_identified(&arriving.terms),
        })
    }

    fn arriving<'r>(
        &self,
        realm: &'r Realm,
        new: &NewRequest,
        (person, method): (Option<i64>, Option<Method>),
    ) -> Result<Arriving<'r>, GateError> {
        let (now, today) = (self.clock.now(), self.today());
        let received = new.received.unwrap_or(now);
        if received > now {
            return Err(GateError::Problems(vec![problem_at("received", in_future())]));
        }
        let (company, outlet) = receiver(realm, new)?;
        let said = Said {
            step: None,
            words: kept("words", new.words.as_deref().map(String::as_str))?,
            asker: kept("asker", new.asker.as_deref().map(String::as_str))?,
        };
        let rules = realm.rules();
        let terms = Terms::of(rules, new.kind, today);
        let mut first = Case::new(new.kind, self.zone.to_datetime(received).date(), new.party);
        first.at_desk = new.channel == Intake::Outlet;
        let account = new.assigned.map_or(0, |account| account.0);
        let (case, mut all) =
            settled(&first, &terms, At { account, today, now }, (person.is_some(), method, new.flaw))?;
        all.insert(0, said);
        let tasks = to_ask(realm, new.kind, now.as_millisecond());
        let (case, asking) = asked(case, &terms, (At { account, today, now }, tasks.len()))?;
        all.extend(asking);
        let (number, key) = self.keyring.create_one(realm.number)?;
        all.extend(new.files.iter().map(attached));
        if new.files.len() > files::MOST {
            return Err(files::too_many());
        }
        let mut sent = new.files.iter();
        let (mut steps, mut kept_files) = (Vec::new(), Vec::new());
        for said in &all {
            let step = self.next_number(realm)?;
            if let Some(Step::Attach(_)) = &said.step
                && let Some(file) = sent.next()
            {
                kept_files.push((step, files::sealed(&key, (realm.number, number), (step, &file.bytes))?));
            }
            steps.push(StepRow {
                number: step,
                step: said.step.as_ref().map_or("receive", Step::code).to_owned(),
                at: now.as_millisecond(),
                account: None,
                body: seal(&key, &step_place(realm.number, number, step), said)?,
            });
        }
        let row = RequestRow {
            case: number,
            kind: new.kind.code().to_owned(),
            state: case.state.code().to_owned(),
            channel: new.channel.code().to_owned(),
            company,
            outlet,
            received: received.as_millisecond(),
            due: day_number(case.due(&terms, today)),
            pending: !case.is_identified(&terms),
            paused: false,
            linked: case.linked,
            assigned: new.assigned.map(|account| account.0),
            closed: None,
            keep_until: None,
            merged_into: None,
            version: 1,
            body: seal(&key, &case_place(realm.number, number, 1), &case)?,
        };
        Ok(Arriving { number, key, person, case, terms, row, steps, tasks, files: kept_files })
    }
}

/// The case with what is known already: whom it is about, and how the person is known.
fn settled(
    first: &Case,
    terms: &Terms<'_>,
    at: At,
    (linked, method, flaw): (bool, Option<Method>, Option<Flaw>),
) -> Result<(Case, Vec<Said>), GateError> {
    let (mut case, mut said) = (first.clone(), Vec::new());
    let known = linked.then_some(Step::Link).into_iter().chain(method.map(Step::Identify));
    let known = known.chain(flaw.map(Step::Flaw));
    for step in known {
        case = case.after(terms, at, &step).map_err(objection)?;
        said.push(Said { step: Some(step), words: None, asker: None });
    }
    Ok((case, said))
}

/// Systems that keep data of their own: each case about data waits for their answers (claim R1-019).
fn to_ask(realm: &Realm, kind: RightKind, now: i64) -> Vec<(String, i64)> {
    let about_data = matches!(
        kind,
        RightKind::Inspect
            | RightKind::Rectify
            | RightKind::Erase
            | RightKind::Restrict
            | RightKind::Portability
    );
    let systems = realm.statement().systems.iter().filter(|system| about_data && system.asked);
    // Each has a moment of its own, which its answer is bound to.
    systems.zip(now..).map(|(system, asked)| (format!("system:{}", system.id), asked)).collect()
}

/// The case after so many were asked, with the step that says so.
fn asked(case: Case, terms: &Terms<'_>, (at, many): (At, usize)) -> Result<(Case, Option<Said>), GateError> {
    if many == 0 {
        return Ok((case, None));
    }
    let step = Step::Ask(u32::try_from(many).unwrap_or(u32::MAX));
    let after = case.after(terms, at, &step).map_err(objection)?;
    Ok((after, Some(Said { step: Some(step), words: None, asker: None })))
}

/// The step by which a file came.
fn attached(file: &SentFile) -> Said {
    let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
    Said { step: Some(Step::Attach(size)), words: Some(file_name(&file.name)), asker: None }
}

fn store(tx: &mut Tx<'_>, realm: &Realm, arriving: &Arriving<'_>) -> Result<(), GateError> {
    requests::add(tx, realm.number, &arriving.row)?;
    if let Some(person) = arriving.person {
        requests::set_person(tx, realm.number, arriving.number, Some(person))?;
    }
    for step in &arriving.steps {
        requests::add_step(tx, realm.number, arriving.number, step)?;
    }
    for (task, asked) in &arriving.tasks {
        requests::add_task(tx, realm.number, arriving.number, (task, *asked))?;
    }
    for (step, chunks) in &arriving.files {
        files::add(tx, (realm.number, arriving.number), (*step, chunks))?;
    }
    Ok(())
}

/// The company and the outlet that received it. Any company of the group will do: receipt by one counts for all (R6-040).
fn receiver(realm: &Realm, new: &NewRequest) -> Result<(String, Option<String>), GateError> {
    let statement = realm.statement();
    let company = new.company.as_ref().unwrap_or(&statement.controller.id);
    let of_group = statement.group_companies.iter().any(|one| one.id == *company);
    let receives = statement.requests.receivers.contains(company);
    if *company != statement.controller.id && !of_group && !receives {
        return Err(not_declared("company"));
    }
    if let Some(outlet) = &new.outlet
        && !statement.areas.iter().any(|area| area.id == *outlet)
    {
        return Err(not_declared("outlet"));
    }
    Ok((company.to_string(), new.outlet.as_ref().map(ToString::to_string)))
}

fn in_future() -> seloste_register::diagnostics::Problem {
    problem(
        "in-future",
        [
            "Saapumisaika on tulevaisuudessa.",
            "Ankomsttiden ligger i framtiden.",
            "The time of receipt is in the future.",
        ],
        ["Tarkista päivä.", "Kontrollera datumet.", "Check the day."],
    )
}
