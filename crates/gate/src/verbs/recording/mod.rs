//! Recordings: taken in, told of, listened to. Who may listen, for what and how stands with the kind in the statement; each
//! role is judged by itself, so that no two of them together open what neither does. Not here: sealed files (`media.rs`).

mod bytes;
mod calls;
pub(crate) mod destroy;
mod elsewhere;
pub(crate) mod facts;
mod heard;
mod listen;
mod replace;
mod report;
mod send;
mod session;
mod sift;
mod take;
pub(in crate::verbs) mod ways;
pub(in crate::verbs) mod words;

use crate::{Gate, GateError, keyring::recordings::KeyOf, store};

/// Files removed at once.
const AT_ONCE: i64 = 500;

impl Gate {
    /// Gives files that a stop left behind their place, or removes those that no row knows; then removes files whose rows are
    /// gone.
    pub(crate) fn sweep_media(&self) -> Result<(), GateError> {
        for left in self.media.left_behind()? {
            let blob = left.blob;
            if self.data.read(|tx| store::media::has_blob(tx, &blob))? {
                left.settle()?;
            } else {
                self.media.remove(&blob)?;
            }
        }
        self.remove_gone()
    }

    /// Destroys the keys of recordings whose rows are gone, then removes their files.
    pub(crate) fn remove_gone(&self) -> Result<(), GateError> {
        loop {
            let gone = self.data.read(|tx| store::media::gone(tx, AT_ONCE))?;
            if gone.is_empty() {
                return Ok(());
            }
            let keys = gone.iter().map(|row| Ok(((row.register, row.subject, row.object), row.file()?)));
            let keys: Vec<KeyOf> = keys.collect::<Result<_, GateError>>()?;
            self.keyring.destroy_recordings(&keys)?;
            for (_, blob) in &keys {
                self.media.remove(blob)?;
            }
            self.data.write(|tx| store::media::not_gone(tx, &gone))?;
        }
    }
}
