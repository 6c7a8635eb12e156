//! Tells what a recording is, and opens the bytes that somebody listens to, or that a granted case gives: a range at a time, each
//! with its entry.

use super::{
    facts::{Facts, unseal_peaks},
    ways::{Found, Looked, RIGHT, category, look},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    decide::{Granted, Permit, Verb, chain},
    errors::RefusalCode,
    media::OpenedFile,
    opened::moment,
    payload::Word,
    proof::{Recorded, Writing},
    realm::Realm,
    recording::{Heard, MOST_BYTES, Medium},
    request::RequestRef,
    retention::{self, Terms},
    store::{
        self, ObjectRow,
        heard::{self, HeardRow},
        media::{self, MediumRow},
    },
    vault::{
        SubjectKey,
        chunks::{CHUNK, Owner, RecordingKey, unseal_chunk},
    },
    verbs::{
        package::{is_granted, not_granted},
        recorded::to_be_given,
    },
};
use seloste_db::Tx;
use std::ops::Range;
use zeroize::Zeroizing;

/// A recording on its way to somebody's ears.
struct Opening<'a> {
    realm: &'a Realm,
    object: ObjectRow,
    medium: MediumRow,
    granted: Granted,
    /// The led session in which it is played.
    session: Option<i64>,
    how: i64,
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
        let (permit, opening) = self.may_hear(realm, ask, object)?;
        self.medium_of(ask, permit, &opening)
    }

    /// What a recording is that a granted case names, to be put into the copy that it gives.
    pub fn medium_for_request(
        &self,
        ask: &Ask,
        request: &RequestRef,
        object: &ObjectRef,
    ) -> Result<Medium, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, opening) = self.granted_in(realm, ask, (request, object))?;
        self.medium_of(ask, permit, &opening)
    }

    fn medium_of(&self, ask: &Ask, mut permit: Permit, opening: &Opening<'_>) -> Result<Medium, GateError> {
        let realm = opening.realm;
        opening.admit(&mut permit);
        let recorded = self.record_alone((realm, ask), permit, &[&opening.subject_key])?;
        let facts = opening.facts(&recorded)?;
        let place = (opening.owner, opening.category);
        let peaks = unseal_peaks(&recorded, &opening.key, place, &opening.medium)?;
        let row = &opening.medium;
        Ok(Medium {
            told: facts.told(),
            format: facts.format,
            channels: facts.channels,
            length_ms: u64::try_from(row.length_ms).unwrap_or_default(),
            bytes: facts.bytes,
            peaks: peaks.to_vec(),
            began: moment(row.began)?,
            ended: row.ended.map(moment).transpose()?,
            until: retention::medium_until(realm, &opening.object, row),
        })
    }

    /// Opens a range of a recording's bytes, at most [`MOST_BYTES`] of it. That it is listened to, by whom, for what and which
    /// bytes stands durably in the ledger before any of them is opened; the rest stays sealed.
    pub fn listen(&self, ask: &Ask, object: &ObjectRef, range: Range<u64>) -> Result<Heard, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, opening) = self.may_hear(realm, ask, object)?;
        self.open_stretch(ask, permit, (&opening, range))
    }

    /// Opens a range of a recording that a granted case names, for the copy that it gives: whole or covered, as was weighed.
    /// The right does not follow from roles of whoever handles it.
    pub fn listen_for_request(
        &self,
        ask: &Ask,
        (request, object): (&RequestRef, &ObjectRef),
        range: Range<u64>,
    ) -> Result<Heard, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, opening) = self.granted_in(realm, ask, (request, object))?;
        self.open_stretch(ask, permit, (&opening, range))
    }

    fn open_stretch(
        &self,
        ask: &Ask,
        mut permit: Permit,
        (opening, range): (&Opening<'_>, Range<u64>),
    ) -> Result<Heard, GateError> {
        let realm = opening.realm;
        let (id, of) = (opening.owner.1, u64::try_from(opening.medium.bytes).unwrap_or_default());
        let end = range.end.min(of).min(range.start.saturating_add(MOST_BYTES));
        if range.start >= end {
            return Err(self.absent(realm, ask, (Verb::Listen, Some(id))));
        }
        let range = range.start..end;
        let file = self.media.read(&opening.medium.file()?, of)?;
        opening.admit(&mut permit);
        permit.tell(format!("bytes:{}-{}", range.start, range.end - 1));
        if let Some(session) = opening.session {
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
            how: opening.how,
            session: opening.session,
            at: self.clock.now().as_millisecond(),
            first: i64::try_from(range.start).unwrap_or(i64::MAX),
            after: i64::try_from(range.end).unwrap_or(i64::MAX),
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(heard::add(tx, realm.number, &row)?);
        let (recorded, ()) = self.record((realm, ask), permit, &[&opening.subject_key], work)?;
        opening.facts(&recorded)?;
        let bytes = self.open_range(&recorded, opening, (&file, &range))?;
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
        let looked = self.data.read(|tx| look(tx, (realm, ask, now), ways, (of, &subject_key)))?;
        let owner = (realm.number, of.0, of.1);
        let (permit, found) = match looked {
            Looked::Found(found) => *found,
            Looked::NoEvent => {
                let refusal = realm.table.refusal(RefusalCode::EventMissing, ask);
                return Err(self.refused(realm, ask, (Verb::Listen, Some(of.0)), refusal));
            }
            Looked::Nothing => return Err(self.absent(realm, ask, (Verb::Listen, Some(of.0)))),
        };
        let Some(key) = self.keyring.recording(&(owner, found.medium.file()?))? else {
            return Err(self.absent(realm, ask, (Verb::Listen, Some(of.0))));
        };
        let kind = realm.kind(found.object.kind).ok_or(GateError::Absent)?;
        let category = realm.word(&kind.category)?;
        let Found { object, medium, reached, session, how } = found;
        let granted = reached.granted;
        Ok((
            permit,
            Opening { realm, object, medium, granted, session, how, key, subject_key, owner, category },
        ))
    }

    /// Whose recording it is that the asker may listen to now, to be named in what is given.
    pub(in crate::verbs) fn may_give(
        &self,
        realm: &Realm,
        ask: &Ask,
        object: &ObjectRef,
    ) -> Result<crate::store::part::Of, GateError> {
        let (_, opening) = self.may_hear(realm, ask, object)?;
        Ok((opening.owner.1, opening.owner.2))
    }

    /// A recording that a case names and grants.
    fn granted_in<'a>(
        &self,
        realm: &'a Realm,
        ask: &Ask,
        (request, object): (&RequestRef, &ObjectRef),
    ) -> Result<(Permit, Opening<'a>), GateError> {
        if !is_granted(&self.open_request(ask, request)?.case) {
            return Err(not_granted());
        }
        let permit = self.permit_for(realm, ask, Verb::Package)?;
        let absent = || self.absent(realm, ask, (Verb::Package, None));
        let (Some(of), Some(case)) = (self.object_number(realm, object), self.request_number(realm, request))
        else {
            return Err(absent());
        };
        let (asked, row, medium, person) = self.data.read(|tx| {
            let asked = store::asked::of_case(tx, realm.number, case)?;
            let row = store::object(tx, realm.number, of.0, of.1)?;
            let medium = media::one(tx, realm.number, of)?;
            Ok::<_, GateError>((asked, row, medium, store::subject(tx, realm.number, of.0)?))
        })?;
        let given = asked.iter().any(|one| one.of() == of && to_be_given(one) && one.handed.is_none());
        let (Some(object), Some(medium), Some(person), true) = (row, medium, person, given) else {
            return Err(absent());
        };
        let owner = (realm.number, of.0, of.1);
        let key = self.keyring.recording(&(owner, medium.file()?))?;
        let (Some(key), Some(subject_key)) = (key, self.subject_key(realm, of.0)?) else {
            return Err(absent());
        };
        let kind = realm.kind(object.kind).ok_or(GateError::Absent)?;
        let word = realm.word(&kind.category)?;
        let mut granted = Granted::reading(category(realm, &object));
        granted.terms = Terms::of(&person, self.today());
        let (session, how) = (None, RIGHT);
        let opening =
            Opening { realm, object, medium, granted, session, how, key, subject_key, owner, category: word };
        Ok((permit, opening))
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
        let wanted = category(self.realm, &self.object);
        permit.admit(self.owner.1, self.granted, wanted);
    }

    fn facts(&self, recorded: &Recorded) -> Result<Facts, GateError> {
        let place = (self.owner, self.category);
        chain::unseal(recorded, |covered| Facts::unseal(covered, &self.key, place, &self.medium))
    }
}
