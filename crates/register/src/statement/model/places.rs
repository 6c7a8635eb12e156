//! Where the register and its hardware stand, and where its paper is.

use crate::{
    id::{MeasureId, PaperId, RoleId, SiteId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A site: a closed room or building in which hosts or papers are (claims R4-041, R5-112).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// Name.
    pub id: SiteId,
    /// Name shown to people.
    pub name: Text,
    /// The measures that hold there, such as locks and monitoring: each has an owner, evidence and a review date.
    #[serde(default)]
    pub measures: Vec<MeasureId>,
}

/// A machine that runs the register. Where any is declared, one that is not raises an alarm (claim R4-041).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Host {
    /// Its name, as the machine itself has it (`hostname`).
    pub name: String,
    /// The site that it stands in.
    pub site: SiteId,
}

/// A store of the register's paper: a cabinet, an archive room (claim R4-034).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaperStore {
    /// Name.
    pub id: PaperId,
    /// Name shown to people.
    pub name: Text,
    /// The roles whose holders get to it; nobody else takes a folder out.
    pub roles: Vec<RoleId>,
    /// The site that it is in.
    pub site: Option<SiteId>,
}

/// Whether the register has paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// None: a letter that arrives is scanned, and its case is over only when the paper was destroyed (claim R7-022).
    None,
    /// It is in the declared stores.
    Stores,
}
