//! Special categories of personal data (GDPR 9): what a category reveals about people, and what lets it be processed all the
//! same. Not here: what the check asks of each ground (`check::special`).

use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What makes a category special (GDPR 9(1)), and the ground on which it is processed all the same (GDPR 9(2)), beside the legal
/// basis of each purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Special {
    /// What it reveals.
    pub kinds: Vec<SpecialKind>,
    /// The ground.
    pub ground: SpecialGround,
    /// The provision that the ground rests on: the act, its number and the section. Needed for the grounds that a law gives.
    pub provision: Option<Text>,
}

/// What special data reveal about people (GDPR 9(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpecialKind {
    /// Racial or ethnic origin.
    Origin,
    /// Political opinions.
    Opinions,
    /// Religious or philosophical beliefs.
    Beliefs,
    /// Membership of a trade union.
    TradeUnion,
    /// Genetic data.
    Genetic,
    /// Biometric data by which somebody is identified, such as a fingerprint at a door.
    Biometric,
    /// Health.
    Health,
    /// Sex life or sexual orientation.
    SexLife,
}

/// The grounds of GDPR 9(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpecialGround {
    /// 9(2)(a): explicit consent. Each purpose of the category rests on consent.
    ExplicitConsent,
    /// 9(2)(b): employment and social protection law. Needs a provision.
    EmploymentLaw,
    /// 9(2)(c): vital interests of somebody who can't consent.
    VitalInterests,
    /// 9(2)(d): a union, congregation or other body without the aim of profit, about its own members. Nothing of it is disclosed.
    OwnMembers,
    /// 9(2)(e): the person has made it public.
    MadePublic,
    /// 9(2)(f): legal claims.
    LegalClaims,
    /// 9(2)(g): substantial public interest. Needs a provision.
    PublicInterest,
    /// 9(2)(h): health or social care. Needs a provision, and statutory secrecy of everybody who works with it (9(3)).
    Care,
    /// 9(2)(i): public health. Needs a provision.
    PublicHealth,
    /// 9(2)(j): archives, research, statistics. Needs a provision.
    Research,
}

impl SpecialGround {
    /// Whether a law of the Union or a member state gives the ground, so that a provision has to be named.
    #[must_use]
    pub const fn rests_on_law(self) -> bool {
        matches!(
            self,
            Self::EmploymentLaw | Self::PublicInterest | Self::Care | Self::PublicHealth | Self::Research
        )
    }
}
