//! Where data may be and go, and how it may be collected: territory, components, assignments, engagements.

use crate::{
    id::{AssignmentId, CategoryId, ComponentId, EmbedId, ItemId, RecipientId, SystemId},
    statement::model::{Item, SourceKind},
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
    /// The service's customer, who chose it and answers for the choice.
    pub chosen_by: Option<String>,
    /// The day on which that customer acknowledged what the choice means. Before it the component is not used, and its vendor gets
    /// nothing.
    pub acknowledged: Option<Date>,
}

impl Component {
    /// Whether it is used on a day: chosen, acknowledged, and neither too early nor over.
    #[must_use]
    pub fn is_used(&self, on: Date) -> bool {
        let chosen = self.chosen_by.as_ref().is_some_and(|name| !name.trim().is_empty());
        let acknowledged = self.acknowledged.is_some_and(|day| day <= on);
        chosen && acknowledged && self.from <= on && self.until.is_none_or(|until| on <= until)
    }
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
    /// Categories that the task needs: some of the recipient's. Of these it gets how people are called and reached, and no more.
    pub categories: Vec<CategoryId>,
    /// Items of those categories that it gets beside contact items; never keywords or free text (claim R5-024).
    #[serde(default)]
    pub items: Vec<ItemId>,
    /// Why it needs them; needed with `items`.
    pub why: Option<Text>,
    /// First day.
    pub from: Date,
    /// Last day: by then what was handed over is returned or destroyed.
    pub until: Date,
}

impl Assignment {
    /// Whether the task gets an item: contact items of its categories, and what it names beside them (claim R5-024).
    #[must_use]
    pub fn gets(&self, item: &Item) -> bool {
        let of_task = item.category.as_ref().is_some_and(|id| self.categories.contains(id));
        of_task && (item.is_contact() || self.items.contains(&item.id) && item.may_be_extracted())
    }
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
