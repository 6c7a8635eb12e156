//! What the figures of recordings need of the rooms below the verbs: the bare cipher beside which intake is measured, and rows
//! of calls without bytes, so that lists of millions can be measured without storing millions of files.

use super::{Figure, timed};
use crate::{
    Gate, GateError,
    store::calls,
    vault::chunks::{CHUNK, Part, RecordingKey, seal_part},
};
use seloste_register::id::RegisterId;

/// Seals so many mebibytes of chunks and throws them away: the cipher alone.
///
/// # Errors
/// When the cipher fails.
pub fn bare_sealing(mebibytes: u64) -> Result<Figure, GateError> {
    let key = RecordingKey::random()?;
    let plain = vec![7; CHUNK];
    let chunks = mebibytes * 16;
    let ((), figure) = timed("seal a mebibyte, nothing else", mebibytes, || {
        (0..chunks).try_for_each(|_| {
            seal_part(&key, (1, 1, 1), Part::Peaks, &plain).map(|sealed| drop(std::hint::black_box(sealed)))
        })
    })?;
    Ok(figure)
}

/// Gives every object of a recording kind a row as if its bytes had been taken in, and one of so many accounts as the one that
/// answered; returns how many there are. What it makes is listed and never plays.
///
/// # Errors
/// When the register is not there, or the machine fails.
pub fn pretend(gate: &Gate, register: &RegisterId, (agents, called): (u32, &str)) -> Result<u64, GateError> {
    let realm = &*gate.realm(register)?;
    let mut made = 0;
    for kind in realm.statement().objects.iter().filter(|kind| kind.recording.is_some()) {
        let (kind, token) = (realm.word(&kind.id)?, gate.number_token(realm, called)?);
        made += gate.data.write(|tx| calls::pretend(tx, realm.number, kind, (i64::from(agents), token)))?;
    }
    Ok(made)
}
