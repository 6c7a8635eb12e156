//! Where objects live and who they are about: spaces, visibility, links in roles, recordings.

use super::Channel;
use crate::{
    id::{CategoryId, GroupId, ItemId, LinkId, NumberId, ObjectKindId, PurposeId, RoleId, SpaceId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A space: a tool or a part of the business in which objects live, such as the intranet or the service channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Space {
    /// Name.
    pub id: SpaceId,
    /// Name shown to people.
    pub name: Text,
    /// Whose accounts may be let in. A role for people outside may read no object of a staff space (claim R5-128).
    #[serde(default)]
    pub users: SpaceUsers,
}

/// Whose accounts a space lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpaceUsers {
    /// Staff alone.
    #[default]
    Staff,
    /// Staff, and people outside who have an account (claim R5-064).
    StaffAndOutside,
}

/// Who may know of an object, beside those who take part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everyone whose role reads its category.
    Open,
    /// Only those who take part in it, and those who keep the register. Others see the cards of its people and nothing of it
    /// (claim R5-089).
    Closed,
    /// As closed, and for others it does not exist at all (claim R5-090).
    Private,
}

/// A role in which people are linked to objects of a kind: chair, signatory, participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinkRole {
    /// Name.
    pub id: LinkId,
    /// Name shown to people.
    pub name: Text,
    /// Groups whose members may be linked in this role.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Groups to whose objects; empty: to anybody's. People under a company can so be others, with other items, than people under
    /// a person (claim R6-024).
    #[serde(default)]
    pub of: Vec<GroupId>,
    /// Whether accounts of staff may be linked in it. Those who are linked take part in the object: scope `participant`
    /// reaches it, and a closed or private one is open to them.
    #[serde(default)]
    pub staff: bool,
    /// At most so many; left out: any number.
    #[schemars(range(min = 1))]
    pub most: Option<u32>,
    /// What whoever is linked in it is to be contacted for (claim R5-071).
    pub approach: Option<Approach>,
}

/// That an object is about contacting somebody: a task to call them. Where the purpose is an act of marketing or another that a
/// person may refuse, nobody is contacted against their word; of any other contact whoever makes it is warned that the person
/// has prohibited direct marketing (claim R5-071).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Approach {
    /// What for.
    pub purpose: PurposeId,
    /// In which channel; left out: in any.
    pub channel: Option<Channel>,
}

/// What holds for recordings of a kind of object: calls, chats. Where a recording belongs to an object that tells of the call
/// itself, and its kind has the states `recorded` and `deleted`, that object goes from the one to the other when the recording
/// is destroyed, so that the fact outlives it (claim R2-029).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recording {
    /// Directions that may be recorded. Anything else is refused when it comes in (claims R2-009, R7-011).
    pub directions: Vec<Direction>,
    /// The choice item that tells the direction: its choices are `inbound` and `outbound`.
    pub direction_item: ItemId,
    /// The item with the number that was called. When `number` lists numbers, no other is taken (claim R2-007).
    pub number_item: Option<ItemId>,
    /// Service numbers, the only ones whose calls may be recorded.
    #[serde(default, rename = "number")]
    pub numbers: Vec<ServiceNumber>,
    /// The item with the name of whoever answered, as it was then; left out: the item `answered-by`. It is there for those who see to
    /// the recordings; the person outside gets it by a reasoned decision in a case alone (claim R2-016).
    pub answerer_item: Option<ItemId>,
    /// The flag item that tells that the person was told beforehand. Without it set nothing is taken (GDPR 13).
    pub told_item: ItemId,
    /// How many of a hundred calls are recorded, for the notice (claim R2-009).
    #[serde(default = "every")]
    #[schemars(range(min = 1))]
    pub share_percent: u32,
    /// Who may listen, for what and how. A role that reads the recordings and is not named here is an error.
    #[serde(default, rename = "listen")]
    pub listeners: Vec<Listener>,
    /// How long a recording that is kept until the end of its needs waits for its first one, as a length in calendar units;
    /// left out: until the outer limit (claim R6-016).
    #[schemars(regex(pattern = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"))]
    pub first_need_within: Option<String>,
    /// Categories of data about the person that whoever handles these recordings must be entitled to as well, by any role
    /// (claim R6-017).
    #[serde(default)]
    pub entitled: Vec<CategoryId>,
    /// Whether what is written in these recordings (chats, e-mails, texts, and text items of the kind) can be searched by word. Then
    /// each word leaves keyed tokens that go with the recording; only those whom a recording is open to find it by its words.
    #[serde(default)]
    pub words_searched: bool,
    /// Places where a person may come to listen, for the notice. A copy can always be had instead.
    #[serde(default)]
    pub listening_places: Vec<Text>,
}

impl Recording {
    /// The state of the fact of a call while its recording is there.
    pub const RECORDED: &str = "recorded";
    /// The item with the name of whoever answered, where no other is named.
    pub const ANSWERED_BY: &str = "answered-by";
    /// The state once it was destroyed.
    pub const DELETED: &str = "deleted";
}

impl Recording {
    /// Whether an item holds the name of whoever answered.
    #[must_use]
    pub fn names_answerer(&self, item: &ItemId) -> bool {
        match &self.answerer_item {
            Some(named) => named == item,
            None => item.as_str() == Self::ANSWERED_BY,
        }
    }
}

/// What makes a kind of object a note at a time of a recording: it belongs to the recording and goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Note {
    /// The number item that tells where: seconds from the beginning of the recording.
    pub second_item: ItemId,
    /// The text item with what is noted.
    pub text_item: ItemId,
}

fn every() -> u32 {
    100
}

/// A direction of communication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From the person to the controller.
    Inbound,
    /// From the controller to the person.
    Outbound,
}

impl Direction {
    /// The choice by which an item tells the direction.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

/// A service number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServiceNumber {
    /// Name.
    pub id: NumberId,
    /// Name shown to people.
    pub name: Text,
    /// The number, as it is dialled.
    pub number: String,
}

/// Who may listen to recordings, for what, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Listener {
    /// Roles.
    pub roles: Vec<RoleId>,
    /// Purposes.
    pub purposes: Vec<PurposeId>,
    /// How.
    pub how: Listening,
    /// Kinds of object that such listening verifies: whoever listens names one of the person's, and hears the recordings that
    /// belong to it. Left out: no event has to be named (claims R6-014, R7-012).
    #[serde(default)]
    pub events: Vec<ObjectKindId>,
}

/// How recordings are listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Listening {
    /// Any recording that the task needs.
    Task,
    /// Only calls that the user answered; the role's scope is `own` (claim R2-027).
    OwnCalls,
    /// In a session that the user leads; others who learn from it have no access of their own (claim R2-004).
    LedSession,
    /// Each time with a written reason; the purposes want one (claim R2-028).
    StatedReason,
    /// With the person, on an occasion that the user supervises: then, there and that recording alone (claim R2-033).
    Supervised,
}
