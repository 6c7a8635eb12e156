//! What is done with recordings beside listening to them at work: assessments of how a call was handled, and occasions on
//! which a person listens to a recording of theirs with us.

use crate::{
    id::{ChoiceId, ItemId, LinkId, NumberId, RoleId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What holds for assessments of recordings. An assessment is personal data of whoever handled the call: they see it,
/// acknowledge it or dispute it (claim R2-006). Names of forms and questions stand as choices of the items that hold them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Assessment {
    /// The choice item that tells which form was used; its choices are the forms.
    pub form_item: ItemId,
    /// The number item that holds the score, 0 to 100. The system works it out; another one is refused.
    pub score_item: ItemId,
    /// The flag item that tells that a question failed the whole assessment.
    pub failed_item: ItemId,
    /// The text item in which those who were assessed say why they dispute it.
    pub reply_item: ItemId,
    /// The choice line item that tells which question a line answers; its choices are the questions of all forms.
    pub question_item: ItemId,
    /// The number line item that holds the points given.
    pub points_item: ItemId,
    /// The link in which the account of whoever assessed stands.
    pub assessor: LinkId,
    /// Roles of those whose calls are assessed; the assessment of a call that they handled is theirs to answer.
    pub assessed: Vec<RoleId>,
    /// The state of an assessment that was acknowledged.
    pub acknowledged: ChoiceId,
    /// The state of one that was disputed.
    pub disputed: ChoiceId,
    /// Figures are shown of groups with at least so many assessed recordings.
    #[serde(default = "few")]
    #[schemars(range(min = 2))]
    pub min_group: u32,
    /// The forms.
    #[serde(rename = "form")]
    pub forms: Vec<AssessmentForm>,
}

const fn few() -> u32 {
    5
}

/// A form by which calls of one type are assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AssessmentForm {
    /// The choice that names it.
    pub id: ChoiceId,
    /// Service numbers whose calls it is for; empty: any.
    #[serde(default)]
    pub numbers: Vec<NumberId>,
    /// The score from which an assessment is passed, 0 to 100.
    #[serde(default)]
    #[schemars(range(max = 100))]
    pub pass_percent: u32,
    /// The questions. All are answered.
    #[serde(rename = "question")]
    pub questions: Vec<AssessmentQuestion>,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AssessmentQuestion {
    /// The choice that names it.
    pub id: ChoiceId,
    /// What the points mean, so that two assessors mean the same.
    pub definition: Text,
    /// How much it counts beside the others.
    #[schemars(range(min = 1))]
    pub weight: u32,
    /// The most points that can be given; the least is none.
    #[schemars(range(min = 1))]
    pub most: u32,
    /// Whether no points here fail the whole assessment, whatever the others give.
    #[serde(default)]
    pub fails: bool,
}

/// What holds for occasions on which a person listens to a recording of theirs with us: one recording, at an agreed place
/// and time, played by the supervisor once the person's identity was seen (claim R2-033). Until it has taken place the
/// recording is held from retention (claim R2-030).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Supervised {
    /// The link in which the supervisor's account stands.
    pub supervisor: LinkId,
    /// The item that tells how the person's identity was seen. Nothing plays before it is filled in.
    pub identity_item: ItemId,
    /// The moment item with the agreed time; left out, or empty: any time of the occasion's day.
    pub moment_item: Option<ItemId>,
    /// For how many minutes from the agreed time it can be played.
    #[serde(default = "an_hour")]
    #[schemars(range(min = 1))]
    pub minutes: u32,
    /// States in which it is still to take place.
    pub waiting: Vec<ChoiceId>,
}

const fn an_hour() -> u32 {
    60
}
