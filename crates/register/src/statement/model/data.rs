//! What is kept: sources, categories, items and objects. Not here: groups of people (`groups.rs`).

use super::confirmation::Confirmation;
use super::derived::DerivedRule;
use super::space::{Approach, LinkRole, Note, Recording, Visibility};
use super::{Assessment, OuterLimit, RetentionAction, Special, Supervised};
use crate::{
    id::{CategoryId, ChoiceId, GroupId, ItemId, ObjectKindId, PurposeId, RegisterId, SourceId, SpaceId},
    item::Home,
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A declared source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// Name.
    pub id: SourceId,
    /// Name shown to people.
    pub name: Text,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The register of the same controller that it is, for `kind = "own-register"` (claim R3-015).
    pub register: Option<RegisterId>,
    /// Whether it may bring persons who are not in the register yet; without it, it writes about those who are there. An update
    /// service may not (claim R4-028).
    #[serde(default)]
    pub adds_persons: bool,
    /// Whether a file from it leaves alone what the person has said themselves: the row waits for somebody who looks at it and
    /// makes the change on the card (claim R4-025).
    #[serde(default)]
    pub reviewed: bool,
    /// Whether it is a list that is bought: each file says who sold it, when and on which terms, and the batch keeps that (claim
    /// R5-103).
    #[serde(default)]
    pub bought: bool,
    /// Kinds of object that its values are taken from, such as recordings: each value says from which, and goes on saying so when
    /// the object is gone (claim R7-019). Empty: its values say nothing of the kind.
    #[serde(default)]
    pub taken_from: Vec<ObjectKindId>,
    /// What comes from it and when, for the notice.
    pub about: Option<Text>,
}

/// Kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The data subject.
    Subject,
    /// What the relationship itself produces: orders, deliveries.
    Relationship,
    /// The controller's own staff.
    Staff,
    /// A public source, named.
    Public,
    /// A partner, declared by name.
    Partner,
    /// A bought or public update service.
    UpdateService,
    /// The system itself (numbers, dates, derived items).
    System,
    /// Another register of the same controller, from which a person is copied by a flow that both statements declare;
    /// `register` names it (claim R3-015).
    OwnRegister,
}

impl SourceKind {
    /// Whether it is somebody else than the person, the relationship with them or the controller: who was obtained from there has to be
    /// told so (GDPR 14).
    #[must_use]
    pub const fn is_from_others(self) -> bool {
        matches!(self, Self::Partner | Self::Public | Self::UpdateService)
    }
}

/// A category. What it says about sources, purposes and retention holds for each of its items that says nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Category {
    /// Name.
    pub id: CategoryId,
    /// Name shown to people.
    pub name: Text,
    /// Sources of items that name none.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Purposes of items that name none.
    #[serde(default)]
    pub purposes: Vec<PurposeId>,
    /// Retention of items that name none.
    pub retention: Option<Retention>,
    /// Whether the person may keep it to themselves on their own pages: then nobody sees it but for what a law obliges to, and
    /// only the person ends that (claim R5-082).
    #[serde(default)]
    pub own_restriction: bool,
    /// What makes it special data (GDPR 9), such as `{ kinds = ["health"], ground = "explicit-consent" }`; left out: nothing in it
    /// is.
    pub special: Option<Special>,
}

/// An item of a subject, or of an object (there without `category`, which the object kind gives). In effective
/// rules what it leaves out is filled in: `category`, `sources`, `purposes` and `retention` are always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Name.
    pub id: ItemId,
    /// Name shown to people.
    pub name: Text,
    /// Its type.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// The category it is sealed and opened with. Subject items have one; object items take their kind's.
    pub category: Option<CategoryId>,
    /// Subject groups that have it; empty: all of them. `required` holds for members of these groups alone.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Sources that may write it. May be left out: then those of its category or object kind.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Purposes that need it. May be left out: then those of its category or object kind.
    #[serde(default)]
    pub purposes: Vec<PurposeId>,
    /// How long it is kept. May be left out: then as its category says. An item of an object is kept as long as the object.
    pub retention: Option<Retention>,
    /// The country whose telephone numbers are written without a country code; effective rules say the controller's.
    #[serde(skip)]
    pub home: Home,
    /// How long an older value is kept after a newer one replaced it, ISO 8601; absent: as long as the newest value
    /// (claim R1-023).
    pub keep_replaced: Option<String>,
    /// How many values one subject may hold (1 unless said otherwise).
    #[serde(default = "one")]
    pub max_values: u32,
    /// Whether a subject can't be without it.
    #[serde(default)]
    pub required: bool,
    /// Whether a value names one subject only (claim R4-013). For a person's own items.
    #[serde(default)]
    pub unique: bool,
    /// How it may be searched for; empty means it leaves no token. For a person's own items.
    #[serde(default)]
    pub search: Vec<Search>,
    /// Values of a choice, or labels for the kinds of a value (home, work, mobile).
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Longest value in characters; needed for `text`.
    pub max_length: Option<u32>,
    /// Whether the system gives the value when nobody else does (customer number, date of becoming a customer).
    #[serde(default)]
    pub generated: bool,
    /// For a derived item: how it comes about, in words for the person (GDPR 13(2)(f), claim R1-035).
    pub derived: Option<Text>,
    /// For a derived item: what it comes from, each an item's name, `object.item` for an item of an object, or a kind of object. A person's
    /// derived item goes as soon as one of the person's items that it comes from goes or changes (claims R1-035, R7-031).
    #[serde(default)]
    pub inputs: Vec<String>,
    /// For a derived item of a person: the rule by which the register computes it. Left out: nothing computes it.
    pub rule: Option<DerivedRule>,
    /// How much of a date is kept; what is finer is never stored (claim R3-011). Left out: the day.
    pub precision: Option<Precision>,
    /// For a postal code: the countries whose codes it takes, ISO 3166-1 alpha-2, of the European Economic Area, Switzerland and the
    /// United Kingdom. Left out: five digits.
    #[serde(default)]
    pub countries: Vec<String>,
    /// How many decimals a decimal number has, 1 to 6; one with more is refused. Left out: 2.
    pub decimals: Option<u32>,
    /// What is shown of it where the whole is not needed.
    pub mask: Option<Mask>,
    /// States of an object that it can't be in without this item (claim R5-007).
    #[serde(default)]
    pub required_in: Vec<ChoiceId>,
    /// What may be written into it and what not, in words beside its field. A longer free text without one has the program's own
    /// (claim R5-087).
    pub guide: Option<Text>,
    /// For an item of an object: the flag of the same object without which it stays empty, such as a wish on record (claim
    /// R5-031).
    pub only_with: Option<ItemId>,
}

/// How much of a date is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// The year.
    Year,
    /// The year and the month.
    Month,
}

/// What is shown of an item where the whole is not needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mask {
    /// How many of the last characters stay readable; 0: none.
    pub last: u32,
    /// Purposes for which the whole is shown and may be changed.
    pub whole_for: Vec<PurposeId>,
}

fn one() -> u32 {
    1
}

/// Types of item. Each has one file under `item/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemType {
    /// First name or names.
    FirstNames,
    /// Surname.
    Surname,
    /// Name of a company or other organisation.
    OrganisationName,
    /// Street address line.
    Street,
    /// Postal code: five digits (Finland, Sweden and others), or of the countries that `countries` names.
    PostalCode,
    /// Post office or town.
    Town,
    /// Country, ISO 3166-1 alpha-2.
    Country,
    /// Telephone number; without a country code it is one of the controller's country.
    Phone,
    /// E-mail address.
    Email,
    /// Date of birth.
    BirthDate,
    /// Any other date.
    Date,
    /// Day and time of day, to the second.
    Moment,
    /// Language of service.
    Language,
    /// Customer number: 4 to 12 digits, the last of which checks the others (weights 7, 3, 1, as in Finnish payment references).
    /// Numbers of another form, such as those of another system's orders, are `text`.
    CustomerNumber,
    /// Finnish personal identity code.
    IdentityCode,
    /// Finnish business id. Ids of other countries are `text`.
    BusinessId,
    /// International bank account number.
    Iban,
    /// Reference of a payment: the Finnish one (checked by the weights 7, 3, 1) or RF (ISO 11649) with digits. No name can be written
    /// in it.
    PaymentReference,
    /// Address in a network (IP), shortened as it is read, so that only its network is ever stored: `192.0.2.17` as `192.0.2.0/24`,
    /// `2001:db8:1:2::3` as `2001:db8:1::/48`.
    NetworkAddress,
    /// Money, integer cents of euro.
    Money,
    /// Whole number.
    Number,
    /// Number with decimals, as many as `decimals` says: litres, dioptres, a price of a unit.
    Decimal,
    /// One value of a declared list.
    Choice,
    /// Yes or no.
    Flag,
    /// Bounded free text (refuses identity codes, card and account numbers).
    Text,
}

/// How an item may be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Search {
    /// The whole normal form.
    Exact,
    /// Each word and its beginnings, from one letter.
    Prefix,
    /// How it sounds.
    Phonetic,
}

/// A value of a choice, a kind of phone, a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    /// Name.
    pub id: ChoiceId,
    /// Name shown to people.
    pub name: Text,
}

/// How long something is kept: a span after an anchor, never words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Retention {
    /// Length as ISO 8601 in calendar units: `P6M`, `P10Y`, `P0D` (ends with the anchor).
    #[schemars(regex(pattern = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"))]
    pub keep: String,
    /// What the length counts from.
    pub after: Anchor,
    /// A statutory floor of the law pack, such as `bookkeeping-voucher`.
    pub floor: Option<String>,
    /// Why this long; printed in the notice.
    pub why: Option<Text>,
    /// An outer limit; needed where the time ends with a need or with the person's own request.
    pub at_latest: Option<OuterLimit>,
    /// What happens when the time is up.
    #[serde(default)]
    pub action: RetentionAction,
}

impl Item {
    /// Whether it says how somebody is called or reached.
    #[must_use]
    pub fn is_contact(&self) -> bool {
        match self.item_type {
            ItemType::FirstNames
            | ItemType::Surname
            | ItemType::OrganisationName
            | ItemType::Street
            | ItemType::PostalCode
            | ItemType::Town
            | ItemType::Country
            | ItemType::Phone
            | ItemType::Email
            | ItemType::Language => true,
            // A name that is one item.
            ItemType::Text => self.required && self.search.contains(&Search::Prefix),
            _ => false,
        }
    }

    /// Whether a processor's list may ever hold it: neither free text nor keywords do (claim R5-024).
    #[must_use]
    pub fn may_be_extracted(&self) -> bool {
        let keywords = self.item_type == ItemType::Choice && self.max_values > 1;
        self.item_type != ItemType::Text && !keywords || self.is_contact()
    }
}

/// What a retention counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// When the value was recorded.
    Recorded,
    /// When the relationship ended (the subject was closed).
    RelationshipEnd,
    /// The subject's last activity of any kind: the last day on which something about them was added or changed. An event that is
    /// still to come, such as a booked journey, does not put it off.
    LastActivity,
    /// The object's own end date (warranty, service).
    ObjectEnd,
    /// The object's own date (order, delivery).
    ObjectDate,
    /// When the value was replaced by a newer one.
    Replaced,
    /// When the last declared need of it ended: a case, a training set (claim R6-016). Needs an outer limit.
    NeedEnd,
    /// When the person asked for its erasure (claim R5-104). Needs an outer limit.
    OwnRequest,
}

/// What a kind of object takes back of the object that it belongs to, as a return does of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FromParent {
    /// The item or line item that names the thing, there and here.
    pub item: ItemId,
    /// The one that says how many, there and here; left out: one each.
    pub amount: Option<ItemId>,
    /// States that the object it belongs to must be in, such as delivered; empty: any.
    #[serde(default)]
    pub states: Vec<ChoiceId>,
}

/// A kind of object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ObjectKind {
    /// Name.
    pub id: ObjectKindId,
    /// Name shown to people.
    pub name: Text,
    /// The category that it is sealed and opened with.
    pub category: CategoryId,
    /// Sources that may write it.
    pub sources: Vec<SourceId>,
    /// Purposes that need it.
    pub purposes: Vec<PurposeId>,
    /// Whether the notice shows an example of one, with invented values (claim R5-060).
    #[serde(default)]
    pub example: bool,
    /// How long it is kept.
    pub retention: Retention,
    /// States in the order in which they are usually passed; the first is the first state. Empty: no states.
    #[serde(default)]
    pub states: Vec<Choice>,
    /// Which of the states mean that it is over.
    #[serde(default)]
    pub closed_states: Vec<ChoiceId>,
    /// What kinds of object it may belong to; a return belongs to an order.
    #[serde(default)]
    pub parents: Vec<ObjectKindId>,
    /// Whether it must belong to one (claim R1-028).
    #[serde(default)]
    pub parent_required: bool,
    /// What it takes back of the object that it belongs to: nothing that is not there, and no more than there is (claim R4-024).
    pub from_parent: Option<FromParent>,
    /// Whether it has a start and an end (warranty, delivered service); otherwise it has one date.
    #[serde(default)]
    pub period: bool,
    /// Subject groups whose members may have it; empty: all of them (claim R5-094).
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Whether it is about organisations alone, so that nothing leads from it to a person (claim R5-093).
    #[serde(default)]
    pub organisations_only: bool,
    /// The space that it lives in.
    pub space: Option<SpaceId>,
    /// What may be chosen for each object of the kind; the first holds until something else is chosen. Left out: open.
    #[serde(default)]
    pub visibility: Vec<Visibility>,
    /// States in which it does not change any more (claims R5-067, R5-072).
    #[serde(default)]
    pub frozen_states: Vec<ChoiceId>,
    /// What whoever has it is to be contacted for (claim R5-071).
    pub approach: Option<Approach>,
    /// Roles in which people are linked to it.
    #[serde(default, rename = "link")]
    pub links: Vec<LinkRole>,
    /// What holds for it as a recording.
    pub recording: Option<Recording>,
    /// What holds for it as an assessment of a recording.
    pub assessment: Option<Assessment>,
    /// What holds for it as an occasion on which a person listens to a recording with us.
    pub supervised: Option<Supervised>,
    /// What makes it a note at a time of a recording that it belongs to.
    pub note: Option<Note>,
    /// What makes it the confirmation of an object that it belongs to.
    pub confirmation: Option<Confirmation>,
    /// Its items.
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
    /// Items of each of its lines (order lines); empty: no lines.
    #[serde(default, rename = "line-item")]
    pub line_items: Vec<Item>,
}
