//! How recordings go: at the end of their term, with what hangs on them, and what is left to say that there was one. Keys and
//! files follow the rows (`Gate::remove_gone`). Not here: whose time is up (`retention`), the run itself.

use super::ways::{is_held, waits};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    decide::{Categories, Verb},
    opened::moment,
    payload::Word,
    proof::{Upkeep, seal_object},
    realm::Realm,
    recording::Fate,
    retention::{self, Terms},
    store::{
        self, ObjectRow,
        media::{self, SpanRow},
        part,
    },
    vault::SubjectKey,
    verbs::{
        open::{kinds_categories, may_read},
        reach::{Asker, reach},
    },
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::{
    id::{ChoiceId, RegisterId},
    statement::model::{ObjectKind, Recording},
};

/// A key without a recording is nobody's after a day: what is being taken in has its row by then.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Recordings looked at in one go.
const AT_ONCE: i64 = 1_000;

/// What a sweep found that no row knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Keys of recordings that are not there.
    pub keys: u64,
    /// Files that no recording has.
    pub files: u64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whether a call was recorded, and whether the recording is still there (R2-029). The object is the call or the recording.
    pub fn recording_fate(&self, ask: &Ask, object: &ObjectRef) -> Result<Fate, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let Some(of) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, of.0)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, of.0, of.1)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Open, Some(of.0)), found)?;
        let readable = row.filter(|row| may_read(realm, reached.sight.over(row.object), row));
        let (Some(row), Some(key)) = (readable, self.subject_key(realm, of.0)?) else {
            return Err(self.absent(realm, ask, (Verb::Open, Some(of.0))));
        };
        let wanted: Categories = kinds_categories(realm, std::slice::from_ref(&row));
        permit.admit(of.0, reached.granted, wanted);
        let (terms, now) = (reached.granted.terms, self.clock.now());
        let (_, fate) =
            self.record((realm, ask), permit, &[&key], |tx, _| fate(tx, realm, &row, (&terms, now)))?;
        Ok(fate)
    }

    /// Whether something hangs on a recording whose time is up, though the run has not been here yet: from the same minute on nobody
    /// reads it (R2-006, R2-018). What belongs to a recording that is held stays with it.
    pub(crate) fn went_along(
        &self,
        realm: &Realm,
        row: &ObjectRow,
        (terms, now): (&Terms, Timestamp),
    ) -> Result<bool, GateError> {
        let parent = row.parent.filter(|_| realm.kind(row.kind).is_some_and(hangs));
        let Some(of) = parent.map(|parent| (row.subject, parent)) else { return Ok(false) };
        self.data.read(|tx| {
            let Some(medium) = media::one(tx, realm.number, of)? else { return Ok(false) };
            let Some(recording) = store::object(tx, realm.number, of.0, of.1)? else { return Ok(false) };
            Ok(retention::medium_over(realm, &recording, &medium, terms, now) && !is_held(tx, realm, of)?)
        })
    }

    /// Destroys keys that no recording has and removes files that no row knows: what a stop at the worst moment, or a copy
    /// of the data that was put back, left. Nothing of the last day is touched.
    pub fn sweep_recordings(&self, register: &RegisterId) -> Result<Swept, GateError> {
        let realm = &*self.realm(register)?;
        let before = self.clock.now().as_millisecond() - DAY_MS;
        let (mut after, mut swept) = (((realm.number, i64::MIN, i64::MIN), [0; 16]), Swept::default());
        loop {
            let mut keys = self.keyring.recordings(&after, (before, AT_ONCE))?;
            let Some(last) = keys.last() else { break };
            after = *last;
            let known = self.data.read(|tx| {
                keys.iter().map(|(_, blob)| media::has_blob(tx, blob)).collect::<Result<Vec<_>, _>>()
            })?;
            let mut known = known.into_iter();
            keys.retain(|_| !known.next().unwrap_or(true));
            swept.keys += keys.len() as u64;
            self.keyring.destroy_recordings(&keys)?;
        }
        for blob in self.media.all()? {
            let known = self.data.read(|tx| media::has_blob(tx, &blob))?;
            if !known && self.media.is_older_than_a_day(&blob) {
                self.media.remove(&blob)?;
                swept.files += 1;
            }
        }
        self.remove_gone()?;
        Ok(swept)
    }

    /// Takes out of a copy of the data that was put back every recording whose key has been destroyed since: it was erased, or
    /// its term was over. Returns how many.
    pub(crate) fn replay_recordings(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut gone) = ((i64::MIN, i64::MIN), 0);
        loop {
            let page = self.data.read(|tx| media::after(tx, realm.number, after, AT_ONCE))?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for ((subject, object), blob) in page {
                if self.keyring.recording(&((realm.number, subject, object), blob))?.is_some() {
                    continue;
                }
                gone += 1;
                let Some(key) = self.subject_key(realm, subject)? else { continue };
                let now = self.clock.now();
                self.data.write(|tx| {
                    let going = with_along(tx, realm, (subject, object))?;
                    destroy(tx, (realm, &key, now), subject, &going)
                })?;
            }
        }
        self.remove_gone()?;
        Ok(gone)
    }
}

/// What became of the recording of a call.
fn fate(
    tx: &mut Tx<'_>,
    realm: &Realm,
    row: &ObjectRow,
    (terms, now): (&Terms, Timestamp),
) -> Result<Fate, GateError> {
    let of = (row.subject, row.object);
    let mut rows = media::belonging(tx, realm.number, of)?;
    rows.push(row.clone());
    for row in rows {
        let Some(medium) = media::one(tx, realm.number, (row.subject, row.object))? else { continue };
        if !retention::medium_over(realm, &row, &medium, terms, now) {
            return Ok(Fate::Recorded);
        }
        // Nobody hears it any more, though the run has not been here yet.
        if let Some(until) = retention::medium_until(realm, &row, &medium) {
            return Ok(Fate::Deleted(until));
        }
    }
    match media::destroyed_at(tx, realm.number, of)? {
        Some(at) => Ok(Fate::Deleted(moment(at)?)),
        None => Ok(Fate::NotRecorded),
    }
}

/// Whether the time of an object that is a recording is up, by the minute.
pub(crate) fn is_due(realm: &Realm, row: &ObjectRow, spans: &[SpanRow], now: Timestamp) -> bool {
    let span = spans.iter().find(|span| span.object == row.object);
    span.is_some_and(|span| retention::span_over(realm, row.kind, (span.began, span.ended), now))
}

/// Whether an occasion on which the person is to hear it holds a recording (R2-030).
pub(crate) fn is_awaited(realm: &Realm, row: &ObjectRow, objects: &[ObjectRow]) -> bool {
    objects.iter().any(|other| other.parent == Some(row.object) && waits(realm, other).is_some())
}

/// What goes with a recording: assessments of it, and whatever must belong to something (R2-006, R2-018).
pub(crate) fn goes_along(realm: &Realm, row: &ObjectRow, gone: &[i64]) -> bool {
    row.parent.is_some_and(|parent| gone.contains(&parent)) && realm.kind(row.kind).is_some_and(hangs)
}

fn hangs(kind: &ObjectKind) -> bool {
    kind.parent_required || kind.assessment.is_some()
}

/// A recording and what goes with it, but for what a case holds.
fn with_along(tx: &mut Tx<'_>, realm: &Realm, of: part::Of) -> Result<Vec<i64>, GateError> {
    let holds = store::erasing::holds(tx, realm.number, of.0)?;
    let mut along = media::belonging(tx, realm.number, of)?;
    along.retain(|row| goes_along(realm, row, &[of.1]) && !crate::holds::keep_object(realm, &holds, row));
    Ok(std::iter::once(of.1).chain(along.iter().map(|row| row.object)).collect())
}

/// Deletes objects of a subject, recordings among them, and says of the calls that they belonged to that the recording is
/// gone.
pub(crate) fn destroy(
    tx: &mut Tx<'_>,
    (realm, key, now): (&Realm, &SubjectKey, Timestamp),
    subject: i64,
    objects: &[i64],
) -> Result<(), GateError> {
    let (register, mut calls) = (realm.number, Vec::new());
    for object in objects {
        if media::is_there(tx, register, (subject, *object))? {
            let row = store::object(tx, register, subject, *object)?;
            calls.extend(row.and_then(|row| row.parent));
        }
        store::erasing::delete_object(tx, register, subject, *object)?;
    }
    calls.sort_unstable();
    calls.dedup();
    for call in calls {
        tell_deleted(tx, (realm, key, now), (subject, call))?;
    }
    Ok(())
}

/// The fact of a call outlives its recording and says when that went (R2-029).
fn tell_deleted(
    tx: &mut Tx<'_>,
    (realm, key, now): (&Realm, &SubjectKey, Timestamp),
    of: part::Of,
) -> Result<(), GateError> {
    let (subject, call) = of;
    let Some(row) = store::object(tx, realm.number, subject, call)? else { return Ok(()) };
    for other in media::belonging(tx, realm.number, of)? {
        if media::is_there(tx, realm.number, (subject, other.object))? {
            return Ok(());
        }
    }
    media::destroyed(tx, realm.number, of, now.as_millisecond())?;
    let Some(kind) = realm.kind(row.kind) else { return Ok(()) };
    let (Some(recorded), Some(deleted)) =
        (state(realm, kind, Recording::RECORDED)?, state(realm, kind, Recording::DELETED)?)
    else {
        return Ok(());
    };
    if row.state != Some(recorded) {
        return Ok(());
    }
    let mut body = Upkeep::of(realm, subject).object(realm, key, &row)?;
    body.state = Some(deleted);
    let category = realm.word(&kind.category)?;
    let mut after = ObjectRow { state: Some(deleted), version: row.version + 1, assigned: None, ..row };
    after.body = seal_object(key, (realm.number, subject, category), &after, &body)?;
    store::replace_object(tx, realm.number, &after).map(drop)?;
    Ok(())
}

/// A state of a kind, if it declares it.
fn state(realm: &Realm, kind: &ObjectKind, name: &str) -> Result<Option<Word>, GateError> {
    let declared = kind.states.iter().map(|state| &state.id).find(|id: &&ChoiceId| id.as_str() == name);
    declared.map(|id| realm.word(id)).transpose()
}
