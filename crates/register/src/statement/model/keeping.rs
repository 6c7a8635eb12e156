//! What keeps data longer than its retention, what copies of it there are, and how long marks of its use are kept.

use crate::{
    id::{CategoryId, HoldId},
    statement::period::Period,
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happens to data when its time is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionAction {
    /// It is erased: the key is destroyed and the ciphertext goes.
    #[default]
    Erase,
    /// It is erased, and counts and sums by year are left of choices, yes-or-no items, numbers and money, which identify nobody.
    Anonymise,
    /// Its use ends with its time; the law's minimum (`floor`) keeps it stored, for purposes on a legal obligation and the person alone.
    Restrict,
}

/// An outer limit of keeping, whatever else would keep the data longer. Holds and statutory minimums alone go past it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OuterLimit {
    /// Length, ISO 8601.
    pub keep: String,
    /// What it counts from.
    pub after: super::Anchor,
}

/// A kind of hold: a case because of which data stays for a time although its retention has run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HoldKind {
    /// Name.
    pub id: HoldId,
    /// Name shown to people.
    pub name: Text,
    /// What may cause it.
    pub because: HoldCause,
    /// Categories that it may keep; empty: all.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// Months after which it must be looked at again.
    pub review_months: u32,
}

/// What may cause a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HoldCause {
    /// A misuse that is being looked into.
    Misuse,
    /// A request of the person that is open.
    OpenRequest,
    /// An authority's lawful request.
    Authority,
    /// A dispute, or a claim that is made or met.
    Dispute,
    /// A debt that is being collected.
    Collection,
}

/// Backups: how often they are made and how long they are kept. The day after which nothing erased is left in one
/// follows from it and is printed in the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Backups {
    /// How often one is made, ISO 8601.
    pub every: String,
    /// How long one is kept, ISO 8601.
    pub keep: String,
    /// How long copies of keys are kept, ISO 8601: until then somebody who was erased could still be read in an older backup. `P0D`: no
    /// copies of keys are made.
    #[serde(default = "Backups::usual_keys")]
    pub keys: String,
    /// Months between trials of restoring.
    pub restore_test_months: u32,
}

impl Backups {
    /// A week, when a statement does not say.
    #[must_use]
    pub fn usual_keys() -> String {
        "P7D".to_owned()
    }
}

/// How long security events are kept where a statement does not say, as long as sign-ins are listed.
const SECURITY: &str = "P90D";

impl LogTerm {
    /// How long security events are kept in a register that says this of its marks, or nothing.
    #[must_use]
    pub fn security_kept(log: Option<&Self>) -> Period {
        let said = log.and_then(|log| Period::parse(log.security.as_deref()?));
        said.or_else(|| Period::parse(SECURITY)).unwrap_or(Period::MONTH)
    }
}

/// How long the marks that the use of data leaves are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LogTerm {
    /// Length, ISO 8601, from the making of the mark.
    pub keep: String,
    /// How long security events (failed sign-ins, refusals, exports) are kept, apart from the marks and for nothing but security
    /// (claim R5-019); 90 days when it is not said.
    pub security: Option<String>,
    /// Why so long, for the notice.
    pub why: Option<Text>,
}
