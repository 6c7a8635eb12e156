//! Recordings that a request names: held from then on (claims R2-024, R2-030), weighed against the rights of whoever else is
//! heard in them (GDPR 15(4)), let go when they are handed over or the case ends. Not here: their bytes (`verbs/recording`),
//! the copy that is handed over (the program).

use super::facts::Whose;
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask, OWN_PURPOSE},
    card::{ObjectRef, SubjectRef},
    decide::{Categories, Verb},
    errors::ItemProblem,
    ledger::{DONE, Entry},
    opened::{day_number, moment},
    personal::Personal,
    proof::{Recorded, Writing, seal_words},
    realm::Realm,
    recorded::{AskedRecording, Given, Weighing, Wish},
    request::RequestRef,
    retention::Terms,
    store::{
        self,
        asked::{self, AskedRow},
        erasing::{self, HoldRow},
        media, part,
    },
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
    verbs::recording::ways::{answered, is_over},
};
use jiff::ToSpan as _;
use seloste_db::Tx;
use seloste_register::{
    id::RegisterId,
    right::case::{Case, State, Step},
};
use std::{collections::HashMap, ops::Range};

/// Longest reason, in characters.
const REASON: usize = 2_000;
/// Spans that one copy covers.
const SPANS: usize = 50;
/// Recordings that one case names.
const MOST: usize = 200;

/// Why a recording that was asked for is held.
pub(super) const ASKED_FOR: &str =
    "Tallennetta on pyydetty / Inspelningen har begärts / The recording was asked for";

/// What is given, as the table has it.
const WHOLE: i64 = 1;
const COVERED: i64 = 2;
const WITHHELD: i64 = 3;

/// A recording about to be named.
struct Naming {
    of: part::Of,
    case: i64,
    wish: Wish,
    /// Number of its hold.
    hold: i64,
    account: i64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Names a recording of whoever a case is about. From now on it is held.
    pub fn name_recording(
        &self,
        ask: &Ask,
        request: &RequestRef,
        (recording, wish): (&ObjectRef, Wish),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let whose = self.linked_to(realm, ask, request)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let Some(of) = self.object_number(realm, recording) else {
            return Err(self.absent(realm, ask, (Verb::Requests, None)));
        };
        let Some(key) = self.subject_key(realm, of.0)? else {
            return Err(self.absent(realm, ask, (Verb::Requests, None)));
        };
        permit.admit_words(of.0, Categories::NONE);
        let naming = Naming { of, case, wish, hold: self.next_number(realm)?, account: ask.actor.account.0 };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            if !is_of(tx, realm, whose, of)? {
                return Err(GateError::Absent);
            }
            self.name_it(tx, (realm, &key), &naming)
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// Names a recording of a person who is signed in, in a request of theirs. The caller vouches that it is the person.
    pub fn name_own_recording(
        &self,
        register: &RegisterId,
        (subject, request): (&SubjectRef, &RequestRef),
        (recording, wish): (&ObjectRef, Wish),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let person = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let of = self.object_number(realm, recording).filter(|of| of.0 == person).ok_or(GateError::Absent)?;
        let key = self.subject_key(realm, person)?.ok_or(GateError::Absent)?;
        let account = AccountId::PERSON;
        let naming = Naming { of, case, wish, hold: self.next_number(realm)?, account: account.0 };
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: Some(account),
            register: (realm.number, realm.register.as_str()),
            action: Verb::Requests.as_str(),
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &[(person, &key)],
        };
        self.data.write(|tx| {
            if crate::requests::person(tx, realm.number, case)? != Some(person) {
                return Err(GateError::Absent);
            }
            self.name_it(tx, (realm, &key), &naming)?;
            self.ledger.append(tx, &entry).map(drop)
        })
    }

    /// Whether a recording can be named now: it is there, and its time is not up.
    pub fn may_be_asked_for(&self, register: &RegisterId, recording: &ObjectRef) -> Result<bool, GateError> {
        let realm = &*self.realm(register)?;
        let Some(of) = self.object_number(realm, recording) else { return Ok(false) };
        self.data.read(|tx| self.lives(tx, realm, of))
    }

    /// Weighs what is given of a recording that a case names.
    pub fn weigh_recording(
        &self,
        ask: &Ask,
        request: &RequestRef,
        (recording, weighing): (&ObjectRef, &Weighing),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        self.asked_by(realm, ask, request)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let of = self.object_number(realm, recording).ok_or(GateError::Absent)?;
        let found = self.data.read(|tx| {
            let row = asked::of_case(tx, realm.number, case)?.into_iter().find(|row| row.of() == of);
            Ok::<_, GateError>((row, media::one(tx, realm.number, of)?))
        })?;
        let ((Some(row), Some(medium)), Some(key)) = (found, self.subject_key(realm, of.0)?) else {
            return Err(self.absent(realm, ask, (Verb::Requests, None)));
        };
        let problems = wrong(weighing, u64::try_from(medium.length_ms).unwrap_or_default());
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        if row.handed.is_some() {
            return Err(GateError::Problems(vec![handed_over()]));
        }
        let place = (realm.number, of.0, row.hold);
        let after = AskedRow {
            decision: decision(&weighing.given),
            decided: Some(self.clock.now().as_millisecond()),
            account: Some(ask.actor.account.0),
            body: Some(seal_words(&key, PlaceKind::Asked, place, &written(weighing))?),
            ..row
        };
        permit.admit_words(of.0, Categories::NONE);
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(asked::put(tx, realm.number, &after)?);
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// The recordings that a case names, with what was weighed of each.
    pub fn asked_recordings(
        &self,
        ask: &Ask,
        request: &RequestRef,
    ) -> Result<Vec<AskedRecording>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        self.open_request(ask, request)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let rows = self.data.read(|tx| asked::of_case(tx, realm.number, case))?;
        let mut subjects: Vec<i64> = rows.iter().map(|row| row.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let keys = self.subject_keys(realm, subjects.into_iter())?;
        let mut of: Vec<&SubjectKey> = Vec::new();
        for (subject, key) in &keys {
            permit.admit_words(*subject, Categories::NONE);
            of.push(key);
        }
        let (recorded, ()) = self.record((realm, ask), permit, &of, |_, _| Ok(()))?;
        self.told_of_asked(realm, &recorded, &keys, rows)
    }

    /// Rows of recordings that requests name, opened against a proof.
    pub(in crate::verbs) fn told_of_asked(
        &self,
        realm: &Realm,
        proof: &Recorded,
        keys: &HashMap<i64, SubjectKey>,
        rows: Vec<AskedRow>,
    ) -> Result<Vec<AskedRecording>, GateError> {
        let mut told = Vec::new();
        for row in rows {
            let Some(key) = keys.get(&row.subject) else { continue };
            let medium = self.data.read(|tx| media::one(tx, realm.number, row.of()))?;
            let there = medium.map(|it| Ok::<_, GateError>((realm.id(it.kind)?, moment(it.began)?)));
            let read = |body: &Vec<u8>| {
                self.unseal_words(realm, proof, key, (PlaceKind::Asked, row.subject, row.hold, body))
            };
            let body = row.body.as_ref().map(read).transpose()?;
            let (spans, words) = body.as_ref().map_or((Vec::new(), None), |body| understood(body));
            told.push(AskedRecording {
                request: self.request_ref(realm, row.case)?,
                object: self.object_ref(realm, row.subject, row.object)?,
                there: there.transpose()?,
                wish: Wish::of(row.wish),
                asked: moment(row.asked)?,
                given: given(row.decision, spans),
                words,
                handed: row.handed.map(moment).transpose()?,
            });
        }
        Ok(told)
    }

    /// Names a recording and holds it, in one unit of work.
    fn name_it(
        &self,
        tx: &mut Tx<'_>,
        (realm, key): (&Realm, &SubjectKey),
        naming: &Naming,
    ) -> Result<(), GateError> {
        let Naming { of, case, wish, hold, account } = *naming;
        let register = realm.number;
        let stored = crate::requests::one(tx, register, case)?.ok_or(GateError::Absent)?;
        if stored.closed.is_some() {
            return Err(GateError::Absent);
        }
        if !self.lives(tx, realm, of)? {
            return Err(GateError::Absent);
        }
        let there = asked::of_case(tx, register, case)?;
        if let Some(row) = there.iter().find(|row| row.of() == of) {
            return Ok(asked::put(tx, register, &AskedRow { wish: wish.number(), ..row.clone() })?);
        }
        if there.len() >= MOST {
            return Err(GateError::Absent);
        }
        let now = self.clock.now();
        let row = AskedRow {
            subject: of.0,
            object: of.1,
            case,
            hold,
            wish: wish.number(),
            decision: 0,
            asked: now.as_millisecond(),
            decided: None,
            account: None,
            handed: None,
            body: None,
        };
        asked::put(tx, register, &row)?;
        let held = HoldRow {
            subject: of.0,
            hold,
            object: of.1,
            kind: 0,
            placed: now.as_millisecond(),
            review: day_number(self.today().saturating_add(1.month())),
            account,
            body: seal_words(key, PlaceKind::Hold, (register, of.0, hold), ASKED_FOR)?,
        };
        Ok(erasing::add_hold(tx, register, &held)?)
    }

    /// Whether a recording is there and its time is not up, or a case holds it.
    fn lives(&self, tx: &mut Tx<'_>, realm: &Realm, of: part::Of) -> Result<bool, GateError> {
        let Some(row) = store::subject(tx, realm.number, of.0)? else { return Ok(false) };
        let Some(object) = store::object(tx, realm.number, of.0, of.1)? else { return Ok(false) };
        let Some(medium) = media::one(tx, realm.number, of)? else { return Ok(false) };
        let held = erasing::holds(tx, realm.number, of.0)?;
        if crate::holds::keep_object(realm, &held, &object) {
            return Ok(true);
        }
        let terms = Terms::of(&row, self.today());
        let times = (&object, medium.began, medium.ended);
        is_over(tx, (realm, self.clock.now()), times, &terms).map(|over| !over)
    }
}

/// Whether a recording is given, whole or covered.
pub(in crate::verbs) const fn to_be_given(row: &AskedRow) -> bool {
    matches!(row.decision, WHOLE | COVERED)
}

/// What a step of a case does to the recordings that it names.
pub(in crate::verbs) fn settle(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (case, into): (i64, Option<i64>),
    (step, after): (&Step, &Case),
) -> Result<(), GateError> {
    let register = writing.realm.number;
    if let (Step::Merge, Some(into)) = (step, into) {
        return Ok(asked::hand_on(tx, register, (case, into))?);
    }
    let rows = asked::of_case(tx, register, case)?;
    let refused = after.outcome == Some(seloste_register::right::Outcome::Refused);
    let unweighed = |row: &&AskedRow| row.decision == 0 && row.wish == Wish::Copy.number();
    if matches!(step, Step::Answer(_)) && !refused && rows.iter().any(|row| unweighed(&row)) {
        return Err(GateError::Problems(vec![not_weighed()]));
    }
    for row in rows.iter().filter(|row| row.handed.is_none()) {
        // What is given is kept until it was handed over; a session of listening holds what it plays by itself.
        let over = after.state.is_over();
        let answered = after.state == State::Answered && (refused || !to_be_given(row));
        if over || answered {
            asked::let_go(tx, register, (row, None))?;
        }
    }
    Ok(())
}

/// Whether a recording is one of whoever a case is about.
fn is_of(tx: &mut Tx<'_>, realm: &Realm, whose: Whose, of: part::Of) -> Result<bool, GateError> {
    match whose {
        Whose::Caller(subject) => Ok(subject == of.0),
        Whose::Staff(account) => answered(tx, realm, of, account),
    }
}

const fn decision(given: &Given) -> i64 {
    match given {
        Given::Whole => WHOLE,
        Given::Covered(_) => COVERED,
        Given::Withheld => WITHHELD,
    }
}

fn given(decision: i64, spans: Vec<Range<u64>>) -> Option<Given> {
    match decision {
        WHOLE => Some(Given::Whole),
        COVERED => Some(Given::Covered(spans)),
        WITHHELD => Some(Given::Withheld),
        _ => None,
    }
}

/// A weighing as it is sealed: the spans in the first line, then why.
fn written(weighing: &Weighing) -> String {
    let spans = match &weighing.given {
        Given::Covered(spans) => spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect(),
        Given::Whole | Given::Withheld => Vec::new(),
    };
    format!("{}\n{}", spans.join(" "), weighing.words.trim())
}

fn understood(body: &str) -> (Vec<Range<u64>>, Option<Personal>) {
    let (spans, words) = body.split_once('\n').unwrap_or((body, ""));
    let span = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some(from.parse().ok()?..to.parse().ok()?)
    };
    (spans.split(' ').filter_map(span).collect(), Some(Personal::new(words.to_owned().into())))
}

fn wrong(weighing: &Weighing, length_ms: u64) -> Vec<ItemProblem> {
    let mut problems = Vec::new();
    let words = weighing.words.trim();
    if words.is_empty() || words.chars().count() > REASON {
        problems.push(problem_at("words", no_words()));
    }
    if let Given::Covered(spans) = &weighing.given {
        let fits = |span: &Range<u64>| span.start < span.end && span.end <= length_ms;
        if spans.is_empty() || spans.len() > SPANS || !spans.iter().all(fits) {
            problems.push(problem_at("spans", no_spans()));
        }
    }
    problems
}

fn no_words() -> seloste_register::diagnostics::Problem {
    problem(
        "reason-missing",
        [
            "Punninnan perustelu puuttuu tai on liian pitkä (enintään 2000 merkkiä).",
            "Motiveringen till avvägningen saknas eller är för lång (högst 2000 tecken).",
            "The reason for what is given is missing or too long (at most 2000 characters).",
        ],
        [
            "Kirjoita, miten toisen osapuolen oikeudet otettiin huomioon. Pyytäjä saa lukea sen.",
            "Skriv hur den andra partens rättigheter beaktades. Den som begärt får läsa det.",
            "Write how the other party's rights were taken into account. Whoever asked reads it.",
        ],
    )
}

fn no_spans() -> seloste_register::diagnostics::Problem {
    problem(
        "no-such-span",
        [
            "Peitettävä kohta puuttuu tai ei ole tässä tallenteessa (enintään 50 kohtaa).",
            "Det som ska döljas saknas eller finns inte i inspelningen (högst 50 avsnitt).",
            "The span to be covered is missing or is none of this recording (at most 50).",
        ],
        [
            "Anna kohdat, esimerkiksi 0:10–0:15; kirjallista viestiä ei voi peittää osittain.",
            "Ange avsnitten, till exempel 0:10–0:15; ett skriftligt meddelande kan inte döljas delvis.",
            "Give the spans, for example 0:10–0:15; a written message can't be covered in part.",
        ],
    )
}

fn handed_over() -> ItemProblem {
    problem_at(
        "recording",
        problem(
            "handed-over",
            [
                "Tallenne on jo annettu.",
                "Inspelningen har redan lämnats ut.",
                "The recording was handed over already.",
            ],
            [
                "Uudesta pyynnöstä punnitaan uudelleen.",
                "En ny begäran avvägs på nytt.",
                "A new request is weighed anew.",
            ],
        ),
    )
}

fn not_weighed() -> ItemProblem {
    problem_at(
        "step",
        problem(
            "recordings-not-weighed",
            [
                "Asiassa on tallenne, jonka jäljennöstä on pyydetty ja jota ei ole punnittu.",
                "I ärendet finns en inspelning som det begärts en kopia av och som inte har avvägts.",
                "The case names a recording of which a copy is asked for and which is not weighed yet.",
            ],
            [
                "Päätä ensin, annetaanko tallenne kokonaan, peitettynä vai ei lainkaan.",
                "Bestäm först om inspelningen lämnas ut helt, delvis dold eller inte alls.",
                "Decide first whether it is given whole, covered or not at all.",
            ],
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_weighed_reads_back() {
        let spans = vec![1_000..2_000, 61_000..62_500];
        let weighing =
            Weighing { given: Given::Covered(spans.clone()), words: " Agent\nand more ".to_owned() };
        let (read, words) = understood(&written(&weighing));
        assert_eq!((read, words.unwrap().inner()), (spans, "Agent\nand more"));
        let none = Weighing { given: Given::Withheld, words: "Why".to_owned() };
        assert_eq!(understood(&written(&none)).0, Vec::<Range<u64>>::new());
        let beyond = Given::Covered(std::iter::once(5..9_000).collect());
        assert_eq!(wrong(&Weighing { given: beyond, words: "x".to_owned() }, 8_000).len(), 1);
    }
}
