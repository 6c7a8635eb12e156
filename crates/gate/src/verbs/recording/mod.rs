//! Recordings: taken in, told of, listened to. Who may listen, for what and how stands with the kind in the statement; each
//! role is judged by itself, so that no two of them together open what neither does. Not here: sealed files (`media.rs`).

mod facts;
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

    /// Removes files whose rows are gone.
    pub(crate) fn remove_gone(&self) -> Result<(), GateError> {
        loop {
            let gone = self.data.read(|tx| store::media::gone(tx, AT_ONCE))?;
            if gone.is_empty() {
                return Ok(());
            }
            for (_, blob) in &gone {
                if let Ok(blob) = blob.as_slice().try_into() {
                    self.media.remove(blob)?;
                }
            }
            self.data.write(|tx| {
                gone.iter().try_for_each(|(register, blob)| store::media::not_gone(tx, *register, blob))
            })?;
        }
    }
}
