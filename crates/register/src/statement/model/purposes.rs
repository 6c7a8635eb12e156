//! Purposes, and what people may say about them: prohibitions and consents.

use super::{BoughtSimilar, ItemType, Tie, Whose};
use crate::{
    id::{CompanyId, ConsentId, GroupId, ProhibitionId, PurposeId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Purpose {
    /// Name.
    pub id: PurposeId,
    /// Name shown to people.
    pub name: Text,
    /// What is done for it, in a sentence, for the notice.
    pub about: Option<Text>,
    /// Legal basis (GDPR 6(1)).
    pub basis: Basis,
    /// Where the balancing test stands; needed for `legitimate-interests`.
    pub balancing_test: Option<String>,
    /// The provision that obliges, for `legal-obligation`: the act, its number and the section (claim R5-016). The items that the
    /// duty touches are those that name this purpose.
    pub provision: Option<Text>,
    /// What kind of use it is; decides which prohibitions and consents it must obey.
    #[serde(default)]
    pub class: PurposeClass,
    /// What may come out.
    #[serde(default)]
    pub output: Output,
    /// Smallest group that an aggregate may show; for `output = "aggregate"`.
    pub min_group: Option<u32>,
    /// How many people's cards one member of staff may open for it within an hour; the next one is refused (claim R5-063). Absent: as
    /// many as the work needs.
    pub cards_an_hour: Option<u32>,
    /// Whether each opening must carry a written reason.
    #[serde(default)]
    pub reason_required: bool,
    /// The consent that this purpose rests on, for `basis = "consent"`.
    pub consent: Option<ConsentId>,
    /// What is never done with what is kept for it, whatever else the statement says (claims R2-003, R7-009).
    #[serde(default)]
    pub never: Vec<PurposeClass>,
    /// Channels in which people are approached for it; empty: it approaches nobody, or is not about channels.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Subject groups that it concerns; empty: all of them. For others it does nothing.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Kinds of item that it can't do without: delivery a street, invoicing an address (claim R3-007).
    #[serde(default)]
    pub requires: Vec<ItemType>,
    /// Whose products it advertises, for marketing (claim R6-010).
    #[serde(default)]
    pub whose: Whose,
    /// The company that advertises, if it is not the controller (claim R6-009).
    pub marketer: Option<CompanyId>,
    /// The exception for those who have bought the like; absent: no exception.
    pub bought_similar: Option<BoughtSimilar>,
    /// What the basis rests on: it holds for those alone whom one of these ties to the register, and falls with the last of
    /// them. Empty: it rests on nothing of the kind (claims R5-003, R6-003).
    #[serde(default)]
    pub tied_by: Vec<Tie>,
}

/// Legal bases of GDPR 6(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 6(1)(a).
    Consent,
    /// 6(1)(b).
    Contract,
    /// 6(1)(c).
    LegalObligation,
    /// 6(1)(d).
    VitalInterests,
    /// 6(1)(e).
    PublicTask,
    /// 6(1)(f).
    LegitimateInterests,
}

/// Kinds of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeClass {
    /// Serving the person, delivering, invoicing.
    #[default]
    Service,
    /// Direct advertising, the usual kind of direct marketing.
    Marketing,
    /// Distance selling: offers made to close a sale at a distance (claim R4-047).
    DistanceSelling,
    /// Other direct marketing (claim R4-047).
    OtherMarketing,
    /// Targeting of advertising.
    Targeting,
    /// Market and opinion research.
    Research,
    /// A personal directory, a "who's who" (claim R4-049).
    Directory,
    /// Genealogy (claim R4-050).
    Genealogy,
    /// Assuring and developing the quality of service.
    Quality,
    /// Training staff.
    Training,
    /// Proving what happened or was agreed.
    Evidence,
    /// Judging or disciplining a member of staff.
    StaffReview,
    /// Publication of contact details in a directory, or their disclosure to a directory service (claim R6-030).
    DirectoryPublication,
    /// Statistics, planning and development: aggregates.
    Statistics,
    /// Keeping the register itself: rights, law, administration.
    Administration,
}

impl PurposeClass {
    /// Whether it approaches or singles out people for other ends than serving them.
    #[must_use]
    pub const fn approaches(self) -> bool {
        match self {
            Self::Service
            | Self::Quality
            | Self::Training
            | Self::Evidence
            | Self::StaffReview
            | Self::Statistics
            | Self::Administration => false,
            Self::Marketing
            | Self::DistanceSelling
            | Self::OtherMarketing
            | Self::Targeting
            | Self::Research
            | Self::Directory
            | Self::Genealogy
            | Self::DirectoryPublication => true,
        }
    }
}

/// What a purpose may give out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// Rows about persons.
    #[default]
    Rows,
    /// Aggregates only, above a minimum group size.
    Aggregate,
}

/// A kind of prohibition that a person may set; it wins over consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prohibition {
    /// Name.
    pub id: ProhibitionId,
    /// Name shown to people.
    pub name: Text,
    /// Classes of purpose that it stops.
    pub stops: Vec<PurposeClass>,
    /// Channels that it may be limited to; empty: always all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Whose advertising it stops; empty: everybody's. A person may refuse partners' offers alone (claim R6-010).
    #[serde(default)]
    pub whose: Vec<Whose>,
    /// Whether a consent that the person gives later counts in its channel although the prohibition stands for the rest; of two at
    /// the same moment the prohibition counts (claim R6-027). Otherwise it holds until it is lifted (claim R1-018).
    #[serde(default)]
    pub later_consent_counts: bool,
}

/// A kind of consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consent {
    /// Name.
    pub id: ConsentId,
    /// Name shown to people.
    pub name: Text,
    /// The wording that the person is shown.
    pub wording: Text,
    /// Version of the wording.
    pub version: u32,
    /// Channels, each consented to by itself; empty: not about channels.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The law's age from which a person consents alone, such as `information-society-consent`. The form asks whether the
    /// person has reached it and keeps the answer as evidence, never an age (claim R3-005).
    pub minimum_age: Option<String>,
    /// Where its evidence is.
    #[serde(default)]
    pub evidence: Evidence,
}

/// Where the evidence of a consent is: its exact time, the wording, the confirmation (GDPR 7(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// In the register, beside the consent.
    #[default]
    Register,
    /// Apart: shown only in order to prove the consent, under a purpose of class `administration`. Everybody else sees the
    /// year alone (claim R3-011).
    Apart,
}

/// Channels of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Letter.
    Post,
    /// Telephone call.
    Phone,
    /// Text message.
    Text,
    /// E-mail.
    Email,
}
