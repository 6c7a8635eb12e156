//! Groups of people: what they are, what keeps them in the register, and what becomes of those who have left.

use super::Retention;
use crate::{
    id::{GroupId, LinkId, ObjectKindId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A group of data subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SubjectGroup {
    /// Name.
    pub id: GroupId,
    /// Name shown to people.
    pub name: Text,
    /// What its members are; decides which marketing rule of the law holds (claim R4-014).
    #[serde(default)]
    pub kind: GroupKind,
    /// The group of organisations for which its members are contact persons (claim R4-012).
    pub contact_of: Option<GroupId>,
    /// What becomes of members whose relationship has ended.
    #[serde(default)]
    pub closed: Closed,
    /// Whether the notice shows an example of a member's card: the items of the statement with invented values, never those of a
    /// person (claim R5-060).
    #[serde(default)]
    pub example: bool,
    /// The longest time for which members' own items are kept, where it is shorter than the items' own (claim R7-004).
    pub retention: Option<Retention>,
    /// What keeps its members in the register. Where anything is named, nobody becomes a member without one of them, and the
    /// relationship ends by itself with the last of them, so that terms after its end begin to run (claim R6-003).
    #[serde(default)]
    pub tied_by: Vec<Tie>,
    /// What its members leave with, such as their job. Nobody needs one to be a member; once somebody has had one, the
    /// relationship ends by itself with the last of them, and begins again with the next (claim R5-054). Where `tied-by` says what
    /// keeps members, that says it already.
    #[serde(default)]
    pub leaves_with: Vec<Tie>,
}

/// An object that ties somebody to the register for as long as it lasts: until its last day, or until it is in a state that
/// means that it is over (claims R5-003, R6-003).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tie {
    /// What kind of object.
    pub object: ObjectKindId,
    /// In which role the person is linked to it, where it is somebody else's: the contract of the organisation that the person
    /// acts for. Left out: it is their own.
    pub link: Option<LinkId>,
}

/// What becomes of members whose relationship has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    /// They are found when closed ones are asked for.
    #[default]
    Shown,
    /// No search, list or total has them; what is about them stays readable, and they are still known when somebody is
    /// about to be added twice (claim R5-054).
    Hidden,
}

/// What the members of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// Natural persons.
    #[default]
    Person,
    /// Natural persons who act for an organisation.
    ContactPerson,
    /// Organisations: not data subjects, yet in the register.
    Organisation,
    /// Persons who trade in their own name: an organisation and a data subject at once.
    SoleTrader,
}
