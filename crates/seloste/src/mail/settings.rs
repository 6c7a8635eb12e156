//! Settings of mail, in `installation.toml` under `[mail]`. Not here: how mail travels.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How mail leaves. Either `server` or, in an installation for trying things out, `folder`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Name of the SMTP server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Its port; 587 for `starttls`, 465 for `tls`, 25 for `none`, unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The country of the server, ISO 3166-1 alpha-2. Nothing opens where a statement promises that data stays inside an area
    /// that this is not in (claim R5-035).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// How the way to it is protected.
    #[serde(default)]
    pub tls: Protection,
    /// The sender, such as `Esimerkkikauppa <asiakasrekisteri@example.fi>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// User name at the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// File that holds the password alone; its path counts from the installation's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_file: Option<PathBuf>,
    /// Folder that mail is written to instead of being sent; its path counts from the installation's folder. Only in an
    /// installation made with `init --test`, and in the demonstration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<PathBuf>,
}

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protection {
    /// TLS after a greeting; refused when the server has none.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Nothing; only to a server on this machine.
    None,
}

impl Protection {
    /// The port that servers use for it.
    #[must_use]
    pub const fn port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}
