//! Puts other bytes in the place of a recording's: what was ordered to be taken out of it is gone for good, in every copy, since
//! the old bytes' key is destroyed with them. Not here: the tone over a span (`seloste-sound`), who ordered it.

use super::{
    facts::{Facts, seal_peaks},
    ways::is_held,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    decide::Verb,
    errors::RefusalCode,
    media::Waiting,
    proof::{Upkeep, Writing},
    realm::Realm,
    recording::MediumFacts,
    retention,
    store::{
        self,
        media::{self, MediumRow},
    },
    values::{problem, problem_at},
    vault::chunks::{Owner, RecordingKey},
    verbs::{
        open::{kinds_categories, may_read},
        reach::{Asker, reach},
    },
};
use seloste_db::Tx;
use std::io::Read;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Replaces a recording's bytes for good. Whoever may erase people may, as it is erasure of a part. The recording keeps its
    /// name, its term and the sender's id.
    pub fn replace_recording(
        &self,
        ask: &Ask,
        object: &ObjectRef,
        facts: MediumFacts,
        bytes: &mut dyn Read,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Erase)?;
        let Some(of) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Erase, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row, medium) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, of.0)?;
            let row = store::object(tx, realm.number, of.0, of.1)?;
            Ok::<_, GateError>((found, row, media::one(tx, realm.number, of)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Erase, Some(of.0)), found)?;
        let readable = row.filter(|row| may_read(realm, reached.sight.over(row.object), row));
        let (Some(row), Some(medium), Some(subject_key)) = (readable, medium, self.subject_key(realm, of.0)?)
        else {
            return Err(self.absent(realm, ask, (Verb::Erase, Some(of.0))));
        };
        if retention::medium_over(realm, &row, &medium, &reached.granted.terms, self.clock.now()) {
            return Err(self.absent(realm, ask, (Verb::Erase, Some(of.0))));
        }
        if !reached.granted.allows(Verb::Erase) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Erase, Some(of.0)), refusal));
        }
        let owner: Owner = (realm.number, of.0, of.1);
        let (key, waiting) = self.seal_bytes(owner, (bytes, &facts.digest))?;
        let after = self.replaced((realm, owner), (&key, &facts), &medium, &waiting)?;
        let key_of = self.keep_bytes(owner, (&key, &waiting))?;
        permit.admit(of.0, reached.granted, kinds_categories(realm, std::slice::from_ref(&row)));
        permit.tell(format!("sha256:{}", hex::encode(waiting.sealed.digest)));
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            // What an authority, a case or the person waits for stays as it is until then (R2-024, R2-030).
            if is_held(tx, realm, of)? {
                return Err(GateError::Problems(vec![problem_at("file", held())]));
            }
            let done = media::replace(tx, realm.number, (&after, &medium.blob))?;
            if done { Ok(()) } else { Err(GateError::Conflict(Vec::new())) }
        };
        match self.record((realm, ask), permit, &[&subject_key], work) {
            Ok(_) => {
                waiting.settle()?;
                self.remove_gone()
            }
            Err(GateError::Failed(why)) => {
                waiting.leave();
                Err(GateError::Failed(why))
            }
            Err(error) => {
                drop(waiting);
                self.keyring.destroy_recordings(&[key_of])?;
                Err(error)
            }
        }
    }

    /// The row as it is with the new bytes; what it was told with goes over from the old.
    fn replaced(
        &self,
        (realm, owner): (&Realm, Owner),
        (key, facts): (&RecordingKey, &MediumFacts),
        before: &MediumRow,
        waiting: &Waiting,
    ) -> Result<MediumRow, GateError> {
        let old = self.keyring.recording(&(owner, before.file()?))?.ok_or(GateError::Absent)?;
        let kind = realm.kind(before.kind).ok_or(GateError::Absent)?;
        let place = (owner, realm.word(&kind.category)?);
        // What is opened goes back under seal; none of it is handed out.
        let was = Facts::unseal(&Upkeep::of(realm, owner.1), &old, place, before)?;
        let kept = Facts {
            format: facts.format.to_owned(),
            channels: facts.channels,
            bytes: waiting.sealed.bytes,
            plain: waiting.sealed.plain,
            sealed: waiting.sealed.digest,
            ..was
        };
        Ok(MediumRow {
            bytes: i64::try_from(waiting.sealed.bytes).unwrap_or(i64::MAX),
            length_ms: i64::try_from(facts.length_ms).unwrap_or(i64::MAX),
            blob: waiting.blob.to_vec(),
            // What was delivered stays known by its bytes: another delivery of them does not bring back what is covered.
            body: kept.seal(key, owner)?,
            peaks: seal_peaks(key, owner, &facts.peaks)?,
            ..before.clone()
        })
    }
}

fn held() -> seloste_register::diagnostics::Problem {
    problem(
        "held",
        [
            "Tallennetta pidetään avointa asiaa varten, joten siitä ei voi peittää mitään.",
            "Inspelningen behålls för ett öppet ärende, så inget i den kan täckas över.",
            "The recording is held for an open case, so nothing of it can be covered.",
        ],
        [
            "Peitä, kun asia on päättynyt. Henkilölle annettavasta jäljennöksestä voi peittää kohtia pyynnön sivulla.",
            "Täck över när ärendet är avslutat. I den kopia som personen får kan delar täckas över på begärans sida.",
            "Cover it when the case is over. Parts of the copy for the person can be covered on the request's page.",
        ],
    )
}
