//! How a person asks for their rights, how they are known, how they are answered and what it costs. A statement may give
//! more than the law does, never less; where it says less, the law holds and the check says so.

use super::ItemType;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the statement itself says of one right. Rights that are not listed hold as the law gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RightRule {
    /// The right as the law pack names it, such as `access`.
    pub right: String,
    /// How long answering takes at most, ISO 8601; shorter than the law's time, never longer.
    pub answer_within: Option<String>,
    /// The least certainty about who asks. It rises only on a doubt that is written down (GDPR 12(6)).
    pub level: Option<AssuranceLevel>,
    /// Forms of answer for this right; empty: those of `requests`.
    #[serde(default)]
    pub forms: Vec<AnswerForm>,
    /// Whether a second person confirms each decision about it.
    #[serde(default)]
    pub second_person: bool,
    /// What the statement adds to the law's own words, for the notice.
    pub about: Option<Text>,
}

/// Forms in which an answer is given. A copy, on paper or electronic, can always be chosen (GDPR 15(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerForm {
    /// A letter to a postal address.
    Letter,
    /// A copy in a common electronic form.
    ElectronicCopy,
    /// Handed over at an outlet.
    AtOutlet,
    /// Shown in a meeting.
    Meeting,
    /// Shown in a meeting over a video connection.
    RemoteMeeting,
    /// A recording listened to on the premises.
    Listening,
}

/// Where a letter with an answer may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerAddress {
    /// To the address that was in the register before the request came; otherwise to one that the person has proved for
    /// this case alone (claim R7-027).
    OnRecord,
    /// To any address that the person has proved.
    Proved,
}

/// Ways to know who asks, as offered. How certain each makes us is in the law pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityMethod {
    /// A letter with a handwritten signature.
    SignedLetter,
    /// A qualified electronic signature (eIDAS 25(2)).
    QualifiedSignature,
    /// Strong electronic identification (Act 617/2009).
    StrongIdentification,
    /// The person's own account with the controller.
    OwnAccount,
    /// Control of a telephone number or e-mail address that is in the register.
    ContactChannel,
    /// An identity document that is seen, not copied.
    DocumentSeen,
    /// A name and an identity code: identify nobody.
    NameAndCode,
}

/// How certain it is who somebody is; the order is from nothing to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AssuranceLevel {
    /// Not at all.
    None,
    /// Likely.
    Low,
    /// As in everyday dealings.
    Substantial,
    /// As with an official document.
    High,
}

/// What a request costs. The first copy is free whatever stands here (GDPR 12(5)); a fee is a decision with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FeeRule {
    /// How many requests a year are free at the least; absent: all.
    pub free_a_year: Option<u32>,
    /// What a further copy of the same data costs, in cents; absent: nothing.
    pub further_copy_cents: Option<u32>,
}

/// What a request form asks for in order to know the person: kinds of item that the register itself holds (R3-026).
pub type AskedFor = Vec<ItemType>;
