//! Companies that answer for the register together.

use crate::{id::CompanyId, text::Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Another company that decides with the controller on purposes and means (GDPR 26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct JointController {
    /// Name used in files.
    pub id: CompanyId,
    /// Registered name.
    pub name: String,
    /// Business id.
    pub business_id: Option<String>,
    /// Postal address, one string a line.
    pub address: Vec<String>,
    /// ISO 3166-1 alpha-2 country.
    pub country: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Who does what: the essence of the arrangement, for the notice (GDPR 26(2)).
    pub duties: Text,
}

/// What a group company is to this register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CompanyRole {
    /// Belongs to the group and has nothing to do with the register.
    #[default]
    None,
    /// Gets data, each time as `recipient` declares it.
    Recipient,
    /// Decides together with the controller; declared as `joint-controller` too.
    JointController,
}
