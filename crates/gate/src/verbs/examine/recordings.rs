//! Looks at every recording of a register: is its file there and as it was sealed, does it belong to something, was the person
//! told, is it within its term? Gives numbers and names; what it opens is what the recording says of itself, and it forgets that.

use super::Looking;
use crate::{
    Gate, GateError,
    card::ObjectRef,
    realm::Realm,
    recording::Told,
    retention::{self, Terms},
    store::{self, erasing, media},
    verbs::recording::{destroy, facts::Facts},
};
use seloste_register::id::RegisterId;

/// Recordings looked at in one go.
const PAGE: i64 = 500;

/// Whether the files are read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Each is digested and held against what was sealed.
    Read,
    /// Only whether each is there, with its length.
    Leave,
}

/// What was found. Nothing in it tells of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recordings {
    /// Recordings that were looked at.
    pub looked_at: u64,
    /// Bytes of files that were read.
    pub bytes: u64,
    /// Recordings whose file is not as it was sealed, or does not belong to them, or whose key is gone.
    pub broken: Vec<ObjectRef>,
    /// Recordings whose file is missing.
    pub missing: Vec<ObjectRef>,
    /// Recordings that belong to no object.
    pub without_object: u64,
    /// Recordings of which the person had not been told.
    pub not_told: u64,
    /// Past its term for more than a day, with nothing that holds it.
    pub overdue: u64,
    /// Past its term and held.
    pub held: u64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Looks at every recording of a register. `progress` is told how many were passed.
    pub fn examine_recordings(
        &self,
        register: &RegisterId,
        files: Files,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Recordings, GateError> {
        let realm = &*self.realm(register)?;
        let looking = self.begin_looking(realm)?;
        let (mut after, mut found) = ((i64::MIN, i64::MIN), Recordings::default());
        loop {
            let page = self.data.read(|tx| media::after(tx, realm.number, after, PAGE))?;
            let Some((last, _)) = page.last() else { return Ok(found) };
            after = *last;
            for (of, _) in page {
                self.examine_recording((realm, &looking), of, files, &mut found)?;
            }
            progress(found.looked_at);
        }
    }

    fn examine_recording(
        &self,
        (realm, looking): (&Realm, &Looking),
        of: (i64, i64),
        files: Files,
        found: &mut Recordings,
    ) -> Result<(), GateError> {
        let (medium, row, subject) = self.data.read(|tx| {
            let medium = media::one(tx, realm.number, of)?;
            let row = store::object(tx, realm.number, of.0, of.1)?;
            Ok::<_, GateError>((medium, row, store::subject(tx, realm.number, of.0)?))
        })?;
        // Destroyed meanwhile.
        let Some(medium) = medium else { return Ok(()) };
        found.looked_at += 1;
        let (Some(row), Some(subject)) = (row, subject) else {
            found.without_object += 1;
            return Ok(());
        };
        let name = self.object_ref(realm, of.0, of.1)?;
        let blob = medium.file()?;
        let owner = (realm.number, of.0, of.1);
        let place = realm.kind(row.kind).and_then(|kind| realm.word(&kind.category).ok());
        let facts = match (self.keyring.recording(&(owner, blob))?, place) {
            (Some(key), Some(category)) => Facts::unseal(looking, &key, (owner, category), &medium).ok(),
            _ => None,
        };
        let Some(facts) = facts else {
            found.broken.push(name);
            return Ok(());
        };
        found.not_told += u64::from(facts.told() == Told::No);
        let terms = Terms::of(&subject, self.today());
        if retention::medium_over(realm, &row, &medium, &terms, self.clock.now()) {
            self.over((realm, &terms), &row, &medium, found)?;
        }
        match files {
            Files::Leave => match self.media.read(&blob, facts.bytes) {
                Ok(_) => {}
                Err(_) => found.missing.push(name),
            },
            Files::Read => match self.media.digest(&blob)? {
                None => found.missing.push(name),
                Some(digest) => {
                    found.bytes += facts.bytes;
                    if digest != facts.sealed {
                        found.broken.push(name);
                    }
                }
            },
        }
        Ok(())
    }

    fn over(
        &self,
        (realm, terms): (&Realm, &Terms),
        row: &store::ObjectRow,
        medium: &media::MediumRow,
        found: &mut Recordings,
    ) -> Result<(), GateError> {
        let held = self.data.read(|tx| {
            let holds = erasing::holds(tx, realm.number, row.subject)?;
            let objects = media::belonging(tx, realm.number, (row.subject, row.object))?;
            let by_case = crate::holds::keep_object(realm, &holds, row);
            Ok::<_, GateError>(by_case || destroy::is_awaited(realm, row, &objects))
        })?;
        let yesterday = self.clock.now() - jiff::SignedDuration::from_hours(24);
        if held {
            found.held += 1;
        } else if retention::medium_over(realm, row, medium, terms, yesterday) {
            found.overdue += 1;
        }
        Ok(())
    }
}
