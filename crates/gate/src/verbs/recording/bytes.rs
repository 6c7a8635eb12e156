//! A recording's bytes on their way to their row: sealed, held against what the sender said of them, durable with their key. Not
//! here: files (`media.rs`), rows (`take`, `replace`).

use crate::{
    Gate, GateError,
    keyring::recordings::KeyOf,
    media::{NotSealed, Waiting},
    values::{problem, problem_at},
    vault::chunks::{Owner, RecordingKey},
};
use seloste_register::diagnostics::Problem;
use std::io::Read;

impl Gate {
    /// Seals bytes under a key of their own. Those that are not the sender's, by their digest, and none at all are refused.
    pub(super) fn seal_bytes(
        &self,
        owner: Owner,
        (bytes, digest): (&mut dyn Read, &[u8; 32]),
    ) -> Result<(RecordingKey, Waiting), GateError> {
        let key = RecordingKey::random()?;
        let waiting = self.media.seal((&key, owner), bytes).map_err(not_sealed)?;
        if waiting.sealed.plain != *digest {
            return Err(GateError::Problems(vec![problem_at("file", other_bytes())]));
        }
        if waiting.sealed.bytes == 0 {
            return Err(GateError::Problems(vec![problem_at("file", empty())]));
        }
        Ok((key, waiting))
    }

    /// Makes a file and its key durable. Both wait for a disk, so they wait at the same time.
    pub(super) fn keep_bytes(
        &self,
        owner: Owner,
        (key, waiting): (&RecordingKey, &Waiting),
    ) -> Result<KeyOf, GateError> {
        let (of, made) = ((owner, waiting.blob), self.clock.now().as_millisecond());
        let (kept, durable) = std::thread::scope(|scope| {
            let keeping = scope.spawn(|| self.keyring.put_recording(&of, key, made));
            let durable = waiting.make_durable();
            (keeping.join(), durable)
        });
        let kept = kept.unwrap_or_else(|_panic| Err(GateError::Failed("a key was not kept".to_owned())));
        match (kept, durable) {
            (Ok(()), Ok(())) => Ok(of),
            (Err(error), _) => Err(error),
            (Ok(()), Err(error)) => {
                self.keyring.destroy_recordings(&[of])?;
                Err(error)
            }
        }
    }
}

fn not_sealed(why: NotSealed) -> GateError {
    match why {
        NotSealed::Source => GateError::Problems(vec![problem_at("file", cut_short())]),
        NotSealed::TooLong => GateError::Problems(vec![problem_at("file", too_long())]),
        NotSealed::Failed(error) => error,
    }
}

fn other_bytes() -> Problem {
    problem(
        "other-bytes",
        [
            "Tiedosto muuttui tai katkesi kesken siirron; mitään ei tallennettu.",
            "Filen ändrades eller avbröts under överföringen; inget sparades.",
            "The file changed or was cut off while it was sent; nothing was stored.",
        ],
        ["Lähetä se uudelleen.", "Skicka den på nytt.", "Send it again."],
    )
}

fn cut_short() -> Problem {
    problem(
        "cut-short",
        [
            "Tiedostoa ei voitu lukea loppuun; mitään ei tallennettu.",
            "Filen kunde inte läsas till slut; inget sparades.",
            "The file could not be read to its end; nothing was stored.",
        ],
        ["Lähetä se uudelleen.", "Skicka den på nytt.", "Send it again."],
    )
}

fn empty() -> Problem {
    problem(
        "empty-recording",
        ["Tallenne on tyhjä.", "Inspelningen är tom.", "The recording is empty."],
        ["Tarkista tallennusjärjestelmä.", "Kontrollera inspelningssystemet.", "Check the recording system."],
    )
}

fn too_long() -> Problem {
    problem(
        "recording-too-long",
        [
            "Tallenne on liian suuri: enintään 64 gigatavua.",
            "Inspelningen är för stor: högst 64 gigabyte.",
            "The recording is too large: at most 64 gigabytes.",
        ],
        ["Jaa se osiin.", "Dela upp den.", "Part it."],
    )
}
