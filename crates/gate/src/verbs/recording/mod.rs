//! Recordings: taken in, told of, listened to. Who may listen, for what and how stands with the kind in the statement; each
//! role is judged by itself, so that no two of them together open what neither does. Not here: sealed files (`media.rs`).

mod calls;
pub(crate) mod destroy;
mod facts;
mod heard;
mod listen;
mod session;
mod take;
mod ways;

use crate::{Gate, GateError, store};

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
            // An object whose medium was replaced has another key by now.
            let keys = gone.iter().filter(|(_, replaced)| !replaced).map(|(row, _)| row);
            self.keyring.destroy_recordings(keys.map(|row| (row.register, row.subject, row.object)))?;
            for (row, _) in &gone {
                if let Ok(blob) = row.blob.as_slice().try_into() {
                    self.media.remove(blob)?;
                }
            }
            let rows: Vec<_> = gone.into_iter().map(|(row, _)| row).collect();
            self.data.write(|tx| store::media::not_gone(tx, &rows))?;
        }
    }
}
