//! What direct marketing needs in this register, beyond what the law asks. A row may only tighten.

use super::{Channel, GroupKind};
use crate::{id::ObjectKindId, text::Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One row of the register's own marketing matrix: in these channels, to these, for these products it needs this. Of the
/// rows that fit, and the law's, the strictest holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarketingRow {
    /// Channels; empty: all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Kinds of recipient; empty: all.
    #[serde(default)]
    pub recipients: Vec<GroupKind>,
    /// Whose products are advertised; empty: anybody's.
    #[serde(default)]
    pub whose: Vec<Whose>,
    /// Whether the row is about people who have bought similar products; absent: about everybody.
    pub customers: Option<Customers>,
    /// What it needs.
    pub needs: MarketingNeed,
}

/// Whose products or services a use advertises (claims R4-008, R6-010).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The controller's own.
    #[default]
    Own,
    /// Another company's of the group.
    Group,
    /// A partner's or another advertiser's. The partner gets no data.
    Partner,
}

/// Whether those who are approached have bought the like before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Customers {
    /// They gave their address in connection with a sale, and what is advertised is of the same or a similar kind.
    BoughtSimilar,
    /// Nobody knows.
    Any,
}

/// What direct marketing needs; the order is from the freest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarketingNeed {
    /// That the person has not prohibited it.
    NoProhibition,
    /// Consent beforehand.
    Consent,
    /// It may not be done at all.
    Forbidden,
}

/// The exception for those who have bought the like before (ECSA 200(3)): who they are and what may be advertised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoughtSimilar {
    /// Kinds of object one of which a person must have: orders, contracts.
    pub objects: Vec<ObjectKindId>,
    /// The kind of product that was bought and that is advertised, for the notice.
    pub products: Text,
}
