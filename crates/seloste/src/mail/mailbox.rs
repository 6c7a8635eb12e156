//! Settings of mailboxes whose mail opens cases, in `installation.toml` under `[[mailbox]]`. Not here: what a mail becomes
//! (`work/mailbox`), the round that looks (`jobs/mailbox.rs`).

use seloste_register::id::RegisterId;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A mailbox: a folder to which a mail server delivers. Either a Maildir (with `new`), or a folder of files that end in `.eml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mailbox {
    /// The register whose cases its mail opens.
    pub register: RegisterId,
    /// Its address, the one that people write to.
    pub address: String,
    /// The folder that mail is delivered to; its path counts from the installation's folder. Without it mail is handed in by
    /// `seloste mailbox take` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<PathBuf>,
    /// Hours between the mails by which the way to it is tried; 0: it is not tried.
    #[serde(default = "a_day")]
    pub try_every_hours: u32,
    /// Minutes after which such a mail that has not come in counts as lost.
    #[serde(default = "an_hour")]
    pub lost_after_minutes: u32,
}

const fn a_day() -> u32 {
    24
}

const fn an_hour() -> u32 {
    60
}
