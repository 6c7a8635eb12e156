//! Names that a statement declares: `customer-care`, `service-agent`. One type a kind, so that a purpose can't be
//! handed over where a role is meant.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, hash::Hash, marker::PhantomData, sync::Arc};

/// A declared name of kind `K`: lower-case letters, digits and single hyphens, 1 to 64 bytes, beginning with a letter.
pub struct Id<K>(Arc<str>, PhantomData<fn() -> K>);

/// Why a name was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a name is 1 to 64 lower-case letters a-z, digits and single hyphens, and begins with a letter")]
pub struct NotAnId;

impl<K> Id<K> {
    /// Reads a name.
    ///
    /// # Errors
    /// [`NotAnId`] when the text is not a name.
    pub fn new(text: &str) -> Result<Self, NotAnId> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = (1..=64).contains(&text.len())
            && text.chars().all(plain)
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--");
        if good { Ok(Self(text.into(), PhantomData)) } else { Err(NotAnId) }
    }

    /// The same name as one of another kind, for what keeps names of every kind together.
    #[must_use]
    pub fn of_kind<L>(&self) -> Id<L> {
        Id(Arc::clone(&self.0), PhantomData)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0), PhantomData)
    }
}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}
impl<K> JsonSchema for Id<K> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "id", "pattern": "^[a-z](-?[a-z0-9])*$", "maxLength": 64 })
    }
}

/// The kinds of name; they exist only to tell the types apart.
pub mod kind {
    /// A register.
    #[derive(Debug)]
    pub enum Register {}
    /// A controller or another company of its group.
    #[derive(Debug)]
    pub enum Company {}
    /// A purpose of processing (GDPR 5(1)(b)).
    #[derive(Debug)]
    pub enum Purpose {}
    /// A group of data subjects.
    #[derive(Debug)]
    pub enum Group {}
    /// A category of items, the unit of access and of sealing.
    #[derive(Debug)]
    pub enum Category {}
    /// A data item.
    #[derive(Debug)]
    pub enum Item {}
    /// A kind of object.
    #[derive(Debug)]
    pub enum Object {}
    /// A role of staff.
    #[derive(Debug)]
    pub enum Role {}
    /// An area of business (outlet, region) that narrows what a role reaches.
    #[derive(Debug)]
    pub enum Area {}
    /// A source of data.
    #[derive(Debug)]
    pub enum Source {}
    /// A recipient or processor.
    #[derive(Debug)]
    pub enum Recipient {}
    /// A kind of prohibition that a person may set.
    #[derive(Debug)]
    pub enum Prohibition {}
    /// A kind of consent that a person may give.
    #[derive(Debug)]
    pub enum Consent {}
    /// A declared measure.
    #[derive(Debug)]
    pub enum Measure {}
    /// A component system.
    #[derive(Debug)]
    pub enum System {}
    /// A space.
    #[derive(Debug)]
    pub enum Space {}
    /// A role in which people are linked to an object.
    #[derive(Debug)]
    pub enum Link {}
    /// A service number.
    #[derive(Debug)]
    pub enum Number {}
    /// A component of a service.
    #[derive(Debug)]
    pub enum Component {}
    /// Somebody else's content on pages.
    #[derive(Debug)]
    pub enum Embed {}
    /// A technique by which use is followed.
    #[derive(Debug)]
    pub enum Tracking {}
    /// A processor's assignment.
    #[derive(Debug)]
    pub enum Assignment {}
    /// A kind of hold.
    #[derive(Debug)]
    pub enum Hold {}
    /// A site where hosts or papers are.
    #[derive(Debug)]
    pub enum Site {}
    /// A store of paper.
    #[derive(Debug)]
    pub enum Paper {}
    /// A catalogue that derived items are looked up in.
    #[derive(Debug)]
    pub enum Catalogue {}
    /// One value of a choice item or one state of an object.
    #[derive(Debug)]
    pub enum Choice {}
}

/// Name of a register.
pub type RegisterId = Id<kind::Register>;
/// Name of a company.
pub type CompanyId = Id<kind::Company>;
/// Name of a purpose.
pub type PurposeId = Id<kind::Purpose>;
/// Name of a subject group.
pub type GroupId = Id<kind::Group>;
/// Name of a category.
pub type CategoryId = Id<kind::Category>;
/// Name of an item.
pub type ItemId = Id<kind::Item>;
/// Name of a kind of object.
pub type ObjectKindId = Id<kind::Object>;
/// Name of a role.
pub type RoleId = Id<kind::Role>;
/// Name of an area.
pub type AreaId = Id<kind::Area>;
/// Name of a source.
pub type SourceId = Id<kind::Source>;
/// Name of a recipient.
pub type RecipientId = Id<kind::Recipient>;
/// Name of a catalogue.
pub type CatalogueId = Id<kind::Catalogue>;
/// Name of a kind of prohibition.
pub type ProhibitionId = Id<kind::Prohibition>;
/// Name of a kind of consent.
pub type ConsentId = Id<kind::Consent>;
/// Name of a measure.
pub type MeasureId = Id<kind::Measure>;
/// Name of a component system.
pub type SystemId = Id<kind::System>;
/// Name of a space.
pub type SpaceId = Id<kind::Space>;
/// Name of a role in which people are linked to an object.
pub type LinkId = Id<kind::Link>;
/// Name of a service number.
pub type NumberId = Id<kind::Number>;
/// Name of a site.
pub type SiteId = Id<kind::Site>;
/// Name of a store of paper.
pub type PaperId = Id<kind::Paper>;
/// Name of a component.
pub type ComponentId = Id<kind::Component>;
/// Name of somebody else's content on pages.
pub type EmbedId = Id<kind::Embed>;
/// Name of a technique by which use is followed.
pub type TrackingId = Id<kind::Tracking>;
/// Name of an assignment.
pub type AssignmentId = Id<kind::Assignment>;
/// Name of a kind of hold.
pub type HoldId = Id<kind::Hold>;
/// Name of a choice or state.
pub type ChoiceId = Id<kind::Choice>;
