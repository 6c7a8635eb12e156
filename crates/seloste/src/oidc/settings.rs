//! Settings of identity providers, in `installation.toml` under `[[identity-provider]]`. Not here: how one is asked.

use seloste_register::{
    id::{CompanyId, RegisterId},
    right::Method,
    statement::model::{IdentityMethod, ItemType},
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::PathBuf};

/// A provider that people may sign in with to their own pages, or staff to their accounts (OpenID Connect Core 1.0, code flow with PKCE).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Its name in addresses: 1 to 32 lower-case letters, digits and hyphens.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// Its address, such as `https://tunnistus.example.fi`; exactly as the provider writes it in its own tokens.
    pub issuer: String,
    /// The country that it is in, ISO 3166-1 alpha-2. Nothing opens where a statement promises that data stays inside an area that this
    /// is not in (claim R5-035).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// How the provider knows this service.
    pub client_id: String,
    /// File that holds the secret shared with the provider alone; its path counts from the installation's folder. Without it
    /// the service is a public client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret_file: Option<PathBuf>,
    /// Registers whose people may use it; all when left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registers: Vec<RegisterId>,
    /// Controllers whose staff may sign in with it. A provider of staff is none of people: it is offered on the page where staff sign
    /// in, and nowhere else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff_of: Vec<CompanyId>,
    /// What the provider vouches for about somebody who makes a request; nothing when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vouches: Option<Vouches>,
}

/// What a provider vouches for about somebody who makes a request, beside its own name for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vouches {
    /// As which way of showing who one is it counts: `strong-identification` or `own-account`.
    pub counts_as: IdentityMethod,
    /// Levels of assurance (`acr`), of which its token must state one. The provider is asked for them.
    pub acr: Vec<String>,
    /// Claims of its token by the type of item that holds the like in a register: `surname = "family_name"`. They are held against
    /// the register in memory; none of them is stored, an identity code least of all.
    pub claims: BTreeMap<ItemType, String>,
}

impl Vouches {
    /// The way as which it counts.
    #[must_use]
    pub fn method(&self) -> Method {
        Method::from(self.counts_as)
    }

    fn wrong(&self) -> Option<&'static str> {
        if !matches!(self.counts_as, IdentityMethod::StrongIdentification | IdentityMethod::OwnAccount) {
            return Some("vouches.counts-as is strong-identification or own-account");
        }
        if self.acr.is_empty() || self.acr.iter().any(|level| level.trim().is_empty() || level.contains(' '))
        {
            return Some("vouches.acr names the levels of assurance that are enough, one at least");
        }
        if !self.claims.contains_key(&ItemType::Surname) && !self.claims.contains_key(&ItemType::IdentityCode)
        {
            return Some("vouches.claims names the claim of the surname, or of the identity code");
        }
        None
    }
}

impl Settings {
    /// Whether people of a register may use it.
    #[must_use]
    pub fn serves(&self, register: &RegisterId) -> bool {
        self.staff_of.is_empty() && (self.registers.is_empty() || self.registers.contains(register))
    }

    /// What is wrong with the settings, with what to do.
    pub(super) fn wrong(&self) -> Option<String> {
        let id = self.id.as_bytes();
        let plain = id.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
        if id.is_empty() || id.len() > 32 || !plain {
            return Some(
                "an identity-provider's id is 1 to 32 lower-case letters, digits and hyphens".to_owned(),
            );
        }
        if !self.staff_of.is_empty() && !self.registers.is_empty() {
            return Some(format!(
                "identity-provider {}: it is for people of registers or for staff-of controllers, not for both; name it twice, \
                 as two clients",
                self.id
            ));
        }
        if !super::wire::is_safe(&self.issuer) {
            return Some(format!(
                "identity-provider {}: the issuer must be an https:// address (http:// on this machine alone)",
                self.id
            ));
        }
        let wrong = self.vouches.as_ref().and_then(Vouches::wrong);
        wrong.map(|wrong| format!("identity-provider {}: {wrong}", self.id))
    }
}
