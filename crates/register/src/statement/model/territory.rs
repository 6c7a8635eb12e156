//! Where data may be and go, and how it may be collected: territory, components, assignments, engagements.

use crate::{
    id::{AssignmentId, CategoryId, ComponentId, EmbedId, RecipientId, SystemId},
    statement::model::SourceKind,
    text::Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The area that data does not leave without a rule of its own.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Territory {
    /// The member states of the European Union.
    Eu,
    /// The European Economic Area: the Union, Iceland, Liechtenstein and Norway.
    #[default]
    Eea,
}

/// When an authority gets data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Authorities {
    /// When the law allows or obliges.
    #[default]
    Permitted,
    /// Only when the law obliges; the provision is named each time (claim R5-034).
    Obliged,
}

/// A component of a service whose vendor may be outside the area. It is used only in its service and only while that
/// service's customer has chosen it (claims R5-036, R5-037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Component {
    /// Name.
    pub id: ComponentId,
    /// Name shown to people.
    pub name: Text,
    /// The service that it is a part of: a component system.
    pub service: SystemId,
    /// Its vendor, a processor.
    pub recipient: RecipientId,
    /// What passes through it, in words for the notice.
    pub passes: Vec<Text>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// Somebody else's content on the controller's own pages, such as a video. Nothing of it loads before the visitor opens it
/// (claim R5-038).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Embed {
    /// Name.
    pub id: EmbedId,
    /// What it is, shown to people: "videos".
    pub name: Text,
    /// Whose content it is: who learns of the visit.
    pub provider: String,
    /// ISO 3166-1 alpha-2 country of the provider.
    pub country: String,
    /// Where the content is, such as `https://video.example.com/`.
    pub address: String,
    /// The provider's own privacy statement, `https://...` (claim R5-039).
    pub privacy_statement: String,
    /// What the provider learns when a visitor opens it, in words for the notice.
    pub passes: Vec<Text>,
}

/// One task that a processor is given, with an end (claim R5-023).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Assignment {
    /// Name.
    pub id: AssignmentId,
    /// What is done.
    pub name: Text,
    /// Categories that the task needs: some of the recipient's.
    pub categories: Vec<CategoryId>,
    /// First day.
    pub from: Date,
    /// Last day: by then what was handed over is returned or destroyed.
    pub until: Date,
}

/// What is promised about how data is collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Collection {
    /// The only kinds of source from which data comes. A source of another kind writes nothing until somebody decides
    /// which passage yields (claim R3-013).
    pub only: Vec<SourceKind>,
}

/// How a person is engaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Engaged {
    /// A contract of employment.
    Employment,
    /// A commission, hired labour, traineeship and the like.
    Commission,
}
