//! Decisions about what a check found, and passages that say again what another says. Both stand in the statement itself,
//! so that whoever reads it sees what clashed, who decided and why.

use super::{OutsideEea, RegularDisclosure, Territory};
use crate::text::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision about something that the check calls a decision. It settles what it names and nothing else, and gives up no
/// protection: the stricter rule goes on holding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Decision {
    /// The rule of the check, such as `company-outside-eea`.
    pub rule: String,
    /// The passages that it is about, as the check prints them: `group-company.holding.country`. A shorter name covers all
    /// that stands below it: `group-company.holding`.
    pub passages: Vec<String>,
    /// Which of the passages yields, where two disagree. Only the less protective one may.
    pub yields: Option<String>,
    /// Who decided: a name of an account or a role, as people would say it.
    pub who: String,
    /// The day of the decision.
    pub when: Date,
    /// Why.
    pub why: Text,
    /// The day by which it is looked at again; after it the matter is open again.
    pub review: Date,
}

/// A further passage of the register's text about disclosures. Where it and `disclosure` differ the stricter holds (claims
/// R3-018, R3-019).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DisclosurePassage {
    /// What it says, for the notice.
    pub text: Text,
    /// Standing disclosures as it allows them.
    pub regular: RegularDisclosure,
    /// Transfers as it allows them.
    pub outside_eea: OutsideEea,
    /// The area that it means; absent: the same.
    pub territory: Option<Territory>,
}
