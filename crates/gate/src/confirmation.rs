//! What the verbs about confirmations give: the message that an order's or a delivery's new state makes, when its turn to be sent
//! has come (claim R5-011). Not here: making one (`verbs/confirm.rs`), how mail travels.

use crate::personal::Personal;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What waits in line for one confirmation: no address and no text, so that both are read when it leaves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConfirmationLine {
    /// The number of the subject whose it is.
    pub owner: i64,
    /// The number of the confirmation.
    pub object: i64,
}

/// A line as it waits, among the other kinds that the program knows.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Waiting<'a> {
    Confirmation(&'a ConfirmationLine),
}

impl ConfirmationLine {
    /// As it waits in line.
    pub(crate) fn written(&self) -> Result<Zeroizing<Vec<u8>>, crate::GateError> {
        serde_json::to_vec(&Waiting::Confirmation(self))
            .map(Zeroizing::new)
            .map_err(|_| crate::GateError::Failed("a confirmation could not be written down".to_owned()))
    }
}

/// A confirmation, for the one who sends mail and nobody else.
pub struct Confirmed {
    /// Where to.
    pub to: Personal,
    /// The person's language, by its code.
    pub language: Option<Personal>,
    /// The subject line, as it was made.
    pub title: Personal,
    /// The message, as it was made.
    pub words: Personal,
}
