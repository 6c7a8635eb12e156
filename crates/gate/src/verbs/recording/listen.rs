//! Tells what a recording is, and opens the bytes that somebody listens to: a range at a time, each with its entry.

use super::{
    facts::{Facts, unseal_peaks},
    ways::{Found, category, look},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    decide::{Permit, Verb, chain},
    media::OpenedFile,
    opened::moment,
    payload::Word,
    proof::{Recorded, Writing},
    realm::Realm,
    recording::{Heard, MOST_BYTES, Medium},
    retention,
    store::{
        heard::{self, HeardRow},
        media,
    },
    vault::{
        SubjectKey,
        chunks::{CHUNK, Owner, RecordingKey, unseal_chunk},
    },
};
use seloste_db::Tx;
use std::ops::Range;
use zeroize::Zeroizing;

/// A recording on its way to somebody's ears.
struct Opening<'a> {
    realm: &'a Realm,
    found: Found,
    key: RecordingKey,
    subject_key: SubjectKey,
    owner: Owner,
    category: Word,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// What a recording is: for those who may listen to it now, and nobody else.
    pub fn medium(&self, ask: &Ask, object: &ObjectRef) -> Result<Medium, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, opening) = self.may_hear(realm, ask, object)?;
        opening.admit(&mut permit);
        let recorded = self.record_alone((realm, ask), permit, &[&opening.subject_key])?;
        let facts = opening.facts(&recorded)?;
        let place = (opening.owner, opening.category);
        let peaks = unseal_peaks(&recorded, &opening.key, place, &opening.found.medium)?;
        let row = &opening.found.medium;
        Ok(Medium {
            told: facts.told(),
            format: facts.format,
            channels: facts.channels,
            length_ms: u64::try_from(row.length_ms).unwrap_or_default(),
            bytes: facts.bytes,
            peaks: peaks.to_vec(),
            began: moment(row.began)?,
            ended: row.ended.map(moment).transpose()?,
            until: retention::medium_until(realm, &opening.found.object, row),
        })
    }

    /// Opens a range of a recording's bytes, at most [`MOST_BYTES`] of it. That it is listened to, by whom, for what and which
    /// bytes stands durably in the ledger before any of them is opened; the rest stays sealed.
    pub fn listen(&self, ask: &Ask, object: &ObjectRef, range: Range<u64>) -> Result<Heard, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, opening) = self.may_hear(realm, ask, object)?;
        let (id, of) = (opening.owner.1, u64::try_from(opening.found.medium.bytes).unwrap_or_default());
        let end = range.end.min(of).min(range.start.saturating_add(MOST_BYTES));
        if range.start >= end {
            return Err(self.absent(realm, ask, (Verb::Listen, Some(id))));
        }
        let range = range.start..end;
        let file = self.media.read(&opening.found.medium.file()?, of)?;
        opening.admit(&mut permit);
        permit.tell(format!("bytes:{}-{}", range.start, range.end - 1));
        if let Some(session) = opening.found.session {
            let trainees = self.data.read(|tx| media::trainees(tx, realm.number, session))?;
            for trainee in trainees {
                permit.tell(format!("trainee:{}", self.ledger.name_of(trainee)?));
            }
        }
        let row = HeardRow {
            subject: id,
            object: opening.owner.2,
            heard: self.next_number(realm)?,
            account: ask.actor.account.0,
            purpose: realm.word(&ask.purpose)?,
            how: opening.found.how,
            session: opening.found.session,
            at: self.clock.now().as_millisecond(),
            first: i64::try_from(range.start).unwrap_or(i64::MAX),
            after: i64::try_from(range.end).unwrap_or(i64::MAX),
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(heard::add(tx, realm.number, &row)?);
        let (recorded, ()) = self.record((realm, ask), permit, &[&opening.subject_key], work)?;
        opening.facts(&recorded)?;
        let bytes = self.open_range(&recorded, &opening, (&file, &range))?;
        Ok(Heard { bytes, range, of })
    }

    /// Whether and how the asker may listen to a recording now. Whatever it may not is absent.
    fn may_hear<'a>(
        &self,
        realm: &'a Realm,
        ask: &Ask,
        object: &ObjectRef,
    ) -> Result<(Permit, Opening<'a>), GateError> {
        let ways = self.ways(realm, ask, Verb::Listen)?;
        let Some(of) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Listen, None)));
        };
        let now = self.clock.now();
        let Some(subject_key) = self.subject_key(realm, of.0)? else {
            return Err(self.absent(realm, ask, (Verb::Listen, Some(of.0))));
        };
        let found = self.data.read(|tx| look(tx, (realm, ask, now), ways, (of, &subject_key)))?;
        let owner = (realm.number, of.0, of.1);
        let key = match &found {
            Some((_, found)) => self.keyring.recording(&(owner, found.medium.file()?))?,
            None => None,
        };
        let (Some((permit, found)), Some(key)) = (found, key) else {
            return Err(self.absent(realm, ask, (Verb::Listen, Some(of.0))));
        };
        let kind = realm.kind(found.object.kind).ok_or(GateError::Absent)?;
        let category = realm.word(&kind.category)?;
        Ok((permit, Opening { realm, found, key, subject_key, owner, category }))
    }

    /// Opens the chunks that a range touches, one at a time, and no others.
    fn open_range(
        &self,
        recorded: &Recorded,
        opening: &Opening<'_>,
        (file, range): (&OpenedFile, &Range<u64>),
    ) -> Result<Zeroizing<Vec<u8>>, GateError> {
        let length = usize::try_from(range.end - range.start).unwrap_or_default();
        let mut out = Zeroizing::new(Vec::with_capacity(length));
        let size = CHUNK as u64;
        for number in range.start / size..range.end.div_ceil(size) {
            let mut chunk = self.media.chunk(file, number)?;
            let place = (opening.owner, opening.category);
            chain::unseal(recorded, |covered| {
                unseal_chunk(covered, &opening.key, place, (file.part(number), number), &mut chunk)
            })?;
            let first = range.start.saturating_sub(number * size).min(size);
            let after = (range.end - number * size).min(size);
            let [first, after] = [first, after].map(|at| usize::try_from(at).unwrap_or(CHUNK));
            out.extend_from_slice(chunk.get(first..after).ok_or(crate::vault::Broken::Changed)?);
        }
        Ok(out)
    }
}

impl Opening<'_> {
    fn admit(&self, permit: &mut Permit) {
        let wanted = category(self.realm, &self.found.object);
        permit.admit(self.owner.1, self.found.reached.granted, wanted);
    }

    fn facts(&self, recorded: &Recorded) -> Result<Facts, GateError> {
        let place = (self.owner, self.category);
        chain::unseal(recorded, |covered| Facts::unseal(covered, &self.key, place, &self.found.medium))
    }
}
