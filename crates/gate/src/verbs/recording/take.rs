//! Takes a recording in: an object of a recording kind, and its bytes, sealed on the way. What the statement refuses is refused
//! before a byte is read; what stops half way leaves nothing that opens.

use super::{
    facts::{Facts, seal_peaks},
    words,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectDraft, ObjectRef, SubjectRef},
    decide::{Permit, Verb},
    media::Waiting,
    opened::day,
    payload::ObjectBody,
    proof::Writing,
    realm::Realm,
    recording::{MediumFacts, Taken},
    retention,
    store::{
        self, ObjectRow, calls,
        media::{self, MediumRow},
        part,
    },
    values::{problem, problem_at},
    vault::{
        SearchKey, SubjectKey,
        chunks::{Owner, RecordingKey},
    },
    verbs::{
        link::settle,
        objects::{CheckedObject, body, category, check_parent, row, seal},
        reach::{Asker, Reached, reach},
    },
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    statement::model::{Item, ItemType, ObjectKind},
};
use std::io::Read;

/// Longest id of a delivery, in characters.
const DELIVERY: usize = 400;
/// Longest waveform, in bytes.
const PEAKS: usize = 256 * 1024;

/// What keyed digests of recordings are of.
const OF_DELIVERY: u8 = 1;
const OF_BYTES: u8 = 2;
const OF_NUMBER: u8 = 3;

/// A recording that may be taken.
struct Taking<'a> {
    realm: &'a Realm,
    ask: &'a Ask,
    reached: &'a Reached,
    checked: CheckedObject<'a>,
    object: ObjectRow,
    body: ObjectBody,
    owner: Owner,
    began: i64,
    ended: Option<i64>,
    delivery: [u8; 16],
    digest: [u8; 16],
    /// Tokens of the numbers that were called.
    numbers: Vec<i64>,
    /// Tokens of what is written in it.
    words: Vec<i64>,
    /// Channels of sound; 0 for what is read.
    channels: u8,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Takes a recording in. Sealed while it is read, so that memory does not grow with its length. A second delivery of the
    /// same recording stores nothing and answers with the first.
    pub fn take_recording(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: ObjectDraft,
        (facts, bytes): (MediumFacts, &mut dyn Read),
    ) -> Result<Taken, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Edit, subject))?;
        let taking = self
            .taking((realm, ask), &reached, draft, &facts)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(id)), error))?;
        let Some(subject_key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        if let Some(first) = self.first_delivery(&taking, &permit)? {
            permit.admit(id, reached.granted, category(realm, taking.checked.kind));
            self.answered_together(&taking, permit, (&subject_key, &first))?;
            return Ok(Taken::Already(first));
        }
        let (key, waiting) = self.seal_bytes(taking.owner, (bytes, &facts.digest))?;
        let medium = taking.medium(&key, &facts, &waiting)?;
        let key_of = self.keep_bytes(taking.owner, (&key, &waiting))?;
        permit.admit(id, reached.granted, category(realm, taking.checked.kind));
        permit.tell(format!("sha256:{}", hex::encode(waiting.sealed.digest)));
        let name = self.object_ref(realm, id, taking.owner.2)?;
        let stored = self.store_recording(&taking, permit, (&subject_key, &medium));
        match stored {
            Ok(()) => waiting.settle().map(|()| Taken::New(name)),
            // It may be durable all the same: whoever opens the gate next finds out.
            Err(GateError::Failed(why)) => {
                waiting.leave();
                Err(GateError::Failed(why))
            }
            Err(error) => {
                drop(waiting);
                self.keyring.destroy_recordings(&[key_of])?;
                match (error, self.permit_for(realm, ask, Verb::Edit)) {
                    // Another delivery of the same came first.
                    (GateError::Conflict(_), Ok(permit)) => {
                        let first = self.first_delivery(&taking, &permit)?;
                        first.map(Taken::Already).ok_or(GateError::Conflict(Vec::new()))
                    }
                    (error, _) => Err(error),
                }
            }
        }
    }

    fn taking<'a>(
        &self,
        (realm, ask): (&'a Realm, &'a Ask),
        reached: &'a Reached,
        draft: ObjectDraft,
        facts: &MediumFacts,
    ) -> Result<Taking<'a>, GateError> {
        let checked = self.check_object(realm, ask, reached, draft)?;
        let problems = wrong(&checked, facts);
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        self.data.read(|tx| check_parent(tx, realm, reached, &checked))?;
        let (subject, number) = (reached.row.subject, self.next_number(realm)?);
        let now = self.clock.now();
        let body = body(realm, &checked, (1, now.as_millisecond()), None)?;
        let object = row(realm, &checked, (subject, number, 1))?;
        let (began, ended) = times(realm, &body, facts.length_ms)?;
        let keyed = self.recording_digests(realm)?;
        let taking = Taking {
            realm,
            ask,
            reached,
            numbers: numbers(checked.kind, &body, realm, &keyed),
            channels: facts.channels,
            words: words::of_recording((realm, checked.kind), &body, facts.said.text(), &keyed),
            checked,
            owner: (realm.number, subject, number),
            object,
            body,
            began,
            ended,
            delivery: keyed.digest(OF_DELIVERY, facts.delivery.as_bytes()),
            digest: keyed.digest(OF_BYTES, &facts.digest),
        };
        let times = (taking.began, taking.ended);
        if retention::object_over(realm, &taking.object, &taking.body, &reached.granted.terms, now)
            || retention::span_over(realm, taking.object.kind, times, now)
        {
            return Err(GateError::Problems(vec![problem_at("starts", past_its_term())]));
        }
        Ok(taking)
    }

    /// The first delivery of the same recording, as far as the asker may know of it.
    fn first_delivery(&self, taking: &Taking<'_>, permit: &Permit) -> Result<Option<ObjectRef>, GateError> {
        let (realm, ask) = (taking.realm, taking.ask);
        let first = self.data.read(|tx| {
            for (subject, object) in taking.same(tx)? {
                let found = reach(tx, realm, permit, &Asker::new(realm, ask), subject)?;
                let crate::verbs::reach::Reach::Yes(reached) = found else { continue };
                let stored = store::object(tx, realm.number, subject, object)?;
                let seen = |row: &ObjectRow| {
                    crate::verbs::open::may_read(realm, reached.sight.over(row.object), row)
                };
                if stored.as_ref().is_some_and(seen) {
                    return Ok::<_, GateError>(Some((subject, object)));
                }
            }
            Ok(None)
        })?;
        first.map(|(subject, object)| self.object_ref(realm, subject, object)).transpose()
    }

    /// Parts of one call may name one file of sound, as a conference does. It is kept once, and is also the call of whoever answered
    /// the later part (R2-008, R2-027). A part that is delivered again changes nothing.
    fn answered_together(
        &self,
        taking: &Taking<'_>,
        permit: Permit,
        (key, first): (&SubjectKey, &ObjectRef),
    ) -> Result<(), GateError> {
        let (realm, register) = (taking.realm, taking.realm.number);
        let (Some(account), Some(of)) = (taking.checked.assigned, self.object_number(realm, first)) else {
            return Ok(());
        };
        let is_new = self.data.read(|tx| {
            let stored = store::object(tx, register, of.0, of.1)?;
            let of_call =
                stored.is_some_and(|row| row.parent.is_some() && row.parent == taking.checked.parent);
            let again = media::delivered(tx, register, &taking.delivery)?.contains(&of);
            let handled = part::accounts(tx, register, of)?.contains(&(account, part::HANDLED));
            Ok::<_, GateError>(of.0 == taking.owner.1 && of_call && !again && !handled)
        })?;
        if !is_new {
            return Ok(());
        }
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            part::add_account(tx, register, of, (account, part::HANDLED))?;
            Ok(calls::answered(tx, register, of)?)
        };
        self.record((realm, taking.ask), permit, &[key], work).map(drop)
    }

    fn store_recording(
        &self,
        taking: &Taking<'_>,
        permit: Permit,
        (subject_key, medium): (&SubjectKey, &MediumRow),
    ) -> Result<(), GateError> {
        let (realm, ask) = (taking.realm, taking.ask);
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            tx.lock(&format!("delivery {} {}", realm.number, hex::encode(taking.delivery)))?;
            let (subject, number) = (taking.owner.1, taking.owner.2);
            if store::subject(tx, realm.number, subject)?.is_none() {
                return Err(GateError::Absent);
            }
            check_parent(tx, realm, taking.reached, &taking.checked)?;
            if self.first_of(tx, taking)? {
                return Err(GateError::Conflict(Vec::new()));
            }
            let row = seal(realm, subject_key, taking.object.clone(), &taking.body)?;
            store::add_objects(tx, realm.number, &[row])?;
            settle(tx, (realm, ask), (subject, number), (taking.checked.kind, taking.checked.assigned))?;
            answered_as_parent(tx, taking)?;
            media::add(tx, realm.number, medium)?;
            calls::answered(tx, realm.number, (subject, number))?;
            calls::add_numbers(tx, realm.number, (subject, number), (&taking.numbers, taking.began))?;
            calls::written::add(tx, realm.number, (subject, number), (&taking.words, taking.began))?;
            Ok(())
        };
        self.record((realm, ask), permit, &[subject_key], work).map(drop)
    }

    /// What digests ids of deliveries, bytes and numbers called, so that they are known again and tell nothing.
    pub(in crate::verbs) fn recording_digests(&self, realm: &Realm) -> Result<SearchKey, GateError> {
        let (_, secret) = self.keyring.secret(realm.number, "recording")?;
        Ok(SearchKey::new(&secret))
    }

    /// The token of a number that was called.
    pub(crate) fn number_token(&self, realm: &Realm, normal: &str) -> Result<i64, GateError> {
        Ok(self.recording_digests(realm)?.token(OF_NUMBER, normal))
    }

    /// Whether somebody was faster with the same recording.
    fn first_of(&self, tx: &mut Tx<'_>, taking: &Taking<'_>) -> Result<bool, GateError> {
        Ok(!media::delivered(tx, taking.realm.number, &taking.delivery)?.is_empty())
    }
}

impl Taking<'_> {
    /// Recordings that may be the same: by the sender's id, or by their bytes and their beginning.
    fn same(&self, tx: &mut Tx<'_>) -> Result<Vec<(i64, i64)>, GateError> {
        let mut found = media::delivered(tx, self.realm.number, &self.delivery)?;
        // Two people may well write the same word in the same second; two calls never sound the same.
        let mut alike = media::same_bytes(tx, self.realm.number, (&self.digest, self.began))?;
        alike.retain(|(subject, _)| self.channels > 0 || *subject == self.owner.1);
        found.extend(alike);
        Ok(found)
    }

    fn medium(
        &self,
        key: &RecordingKey,
        facts: &MediumFacts,
        waiting: &Waiting,
    ) -> Result<MediumRow, GateError> {
        let (_, subject, object) = self.owner;
        let kept = Facts {
            format: facts.format.to_owned(),
            channels: facts.channels,
            // Nothing is taken of which the person was not told (`verbs/intake.rs`).
            told: true,
            delivery: facts.delivery.clone(),
            bytes: waiting.sealed.bytes,
            plain: waiting.sealed.plain,
            sealed: waiting.sealed.digest,
        };
        Ok(MediumRow {
            subject,
            object,
            kind: self.object.kind,
            began: self.began,
            ended: self.ended,
            bytes: i64::try_from(waiting.sealed.bytes).unwrap_or(i64::MAX),
            length_ms: i64::try_from(facts.length_ms).unwrap_or(i64::MAX),
            blob: waiting.blob.to_vec(),
            delivery: self.delivery.to_vec(),
            digest: self.digest.to_vec(),
            body: kept.seal(key, self.owner)?,
            peaks: seal_peaks(key, self.owner, &facts.peaks)?,
        })
    }
}

/// Tokens of the service number that was called, and of other numbers that the statement lets be searched.
fn numbers(kind: &ObjectKind, body: &ObjectBody, realm: &Realm, keyed: &SearchKey) -> Vec<i64> {
    let called = kind.recording.as_ref().and_then(|recording| recording.number_item.as_ref());
    let counts = |item: &&Item| {
        item.item_type == ItemType::Phone && (Some(&item.id) == called || !item.search.is_empty())
    };
    let items = kind.items.iter().filter(counts);
    let stored = items.filter_map(|item| body.items.get(realm.word(&item.id).ok()?));
    stored.flat_map(|item| &item.values).map(|value| keyed.token(OF_NUMBER, &value.normal)).collect()
}

/// Whoever answered the call that a recording belongs to answered the recording (R2-008).
fn answered_as_parent(tx: &mut Tx<'_>, taking: &Taking<'_>) -> Result<(), GateError> {
    let (register, subject, object) = taking.owner;
    let (Some(parent), None) = (taking.checked.parent, taking.checked.assigned) else { return Ok(()) };
    for (account, role) in part::accounts(tx, register, (subject, parent))? {
        if role == part::HANDLED {
            part::add_account(tx, register, (subject, object), (account, role))?;
        }
    }
    Ok(())
}

/// When a recording began and, as far as it is known to the minute, ended. A telephone system's clock that is ahead does not
/// lengthen what is kept.
fn times(realm: &Realm, body: &ObjectBody, length_ms: u64) -> Result<(i64, Option<i64>), GateError> {
    let length = i64::try_from(length_ms).unwrap_or(i64::MAX);
    match retention::moments(realm, body) {
        Some((began, Some(ended))) => Ok((began, Some(ended.min(body.recorded)))),
        Some((began, None)) => Ok((began, Some(began.saturating_add(length).min(body.recorded)))),
        None => {
            let start = day(body.starts)?.to_zoned(realm.zone.clone());
            let start = start.map_err(|error| GateError::Failed(error.to_string()))?;
            Ok((start.timestamp().as_millisecond(), None))
        }
    }
}

fn wrong(checked: &CheckedObject<'_>, facts: &MediumFacts) -> Vec<crate::errors::ItemProblem> {
    let mut problems = Vec::new();
    if checked.kind.recording.is_none() {
        problems.push(problem_at("kind", not_a_recording()));
    }
    let delivery = facts.delivery.trim();
    if delivery.is_empty() || delivery.chars().count() > DELIVERY {
        problems.push(problem_at("delivery", no_delivery()));
    }
    if facts.peaks.len() > PEAKS {
        problems.push(problem_at("peaks", long_peaks()));
    }
    problems
}

fn past_its_term() -> Problem {
    problem(
        "past-its-term",
        [
            "Tallenteen säilytysaika on jo päättynyt, eikä sitä oteta vastaan.",
            "Inspelningens bevaringstid har redan gått ut, och den tas inte emot.",
            "The time for which the recording may be kept is over already; it is not taken in.",
        ],
        ["Hävitä tallenne.", "Förstör inspelningen.", "Destroy the recording."],
    )
}

fn not_a_recording() -> Problem {
    problem(
        "not-a-recording",
        [
            "Tämän lajin kohteella ei voi olla tallennetta.",
            "Ett objekt av detta slag kan inte ha en inspelning.",
            "Something of this kind can have no recording.",
        ],
        [
            "Valitse laji, jonka seloste sallii tallentaa.",
            "Välj ett slag som beskrivningen låter spela in.",
            "Choose a kind that the statement lets be recorded.",
        ],
    )
}

fn no_delivery() -> Problem {
    problem(
        "no-delivery-id",
        [
            "Tallenteen tunniste lähettäjällä puuttuu tai on liian pitkä (enintään 400 merkkiä).",
            "Inspelningens id hos avsändaren saknas eller är för långt (högst 400 tecken).",
            "The sender's id of the recording is missing or too long (at most 400 characters).",
        ],
        [
            "Anna tunniste, esimerkiksi puhelun tunnus.",
            "Ange ett id, till exempel samtalets.",
            "Give an id, such as the call's.",
        ],
    )
}

fn long_peaks() -> Problem {
    problem(
        "waveform-too-long",
        ["Aaltomuoto on liian pitkä.", "Vågformen är för lång.", "The waveform is too long."],
        ["Laske se harvemmin välein.", "Beräkna den glesare.", "Work it out in wider steps."],
    )
}
