//! What cards, hits and objects look like in JSON. Values themselves come from `personal`.

use super::{
    personal::{self, ItemsBody, ValueBody},
    wire::{Day, Moment, Name},
};
use jiff::{Timestamp, civil::Date};
use seloste_gate::card::{
    Card, Explanation, Hit, ListPage, OpenedCategory, OpenedObject, Past, Permission, PermissionKind, Reading,
};
use seloste_register::{
    id::{AreaId, CategoryId, ChoiceId, GroupId, ItemId, ObjectKindId, PurposeId, RoleId, SourceId},
    right::{Intake, Named},
    statement::model::Channel,
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A subject with what the key may see and nothing else.
#[derive(Serialize, ToSchema)]
#[schema(as = Card)]
pub(super) struct CardBody {
    /// The subject's name in addresses.
    subject: String,
    /// The group of subjects.
    #[schema(value_type = Name)]
    group: GroupId,
    /// The day on which the relationship was closed.
    #[schema(value_type = Option<Day>)]
    closed: Option<Date>,
    /// Areas that the subject belongs to.
    #[schema(value_type = Vec<Name>)]
    areas: Vec<AreaId>,
    /// Categories that were opened; others are absent.
    categories: BTreeMap<String, CategoryBody>,
    /// Items of those categories.
    items: ItemsBody,
    /// The newest objects, newest first.
    objects: Vec<ObjectBody>,
    /// Where to go on in the objects: `after` of the call that lists them.
    more_objects: Option<String>,
    /// Consents and prohibitions as they stand.
    permissions: Vec<PermissionBody>,
}

/// A category that was opened.
#[derive(Serialize, ToSchema)]
#[schema(as = OpenedCategory)]
struct CategoryBody {
    /// Version, to be sent back as `seen` with a change.
    version: i64,
    /// Whether the key may change it.
    may_change: bool,
}

/// An object: order, delivery, warranty ...
#[derive(Serialize, ToSchema)]
#[schema(as = Object)]
pub(super) struct ObjectBody {
    /// The object's name in addresses.
    object: String,
    /// What it is.
    #[schema(value_type = Name)]
    kind: ObjectKindId,
    /// The object that it belongs to.
    parent: Option<String>,
    /// Its state, for kinds with states.
    #[schema(value_type = Option<Name>)]
    state: Option<ChoiceId>,
    /// Its date, or the start of its period.
    #[schema(value_type = Day)]
    starts: Date,
    /// The end of its period.
    #[schema(value_type = Option<Day>)]
    ends: Option<Date>,
    /// Version, to be sent back as `seen` with a change.
    version: i64,
    /// Whether the key may change it.
    may_change: bool,
    /// When it was recorded.
    #[schema(value_type = Moment)]
    recorded: Timestamp,
    /// Its source.
    #[schema(value_type = Name)]
    source: SourceId,
    /// Its items.
    items: ItemsBody,
    /// Its lines.
    lines: Vec<ItemsBody>,
}

/// One object with the subject that it belongs to.
#[derive(Serialize, ToSchema)]
#[schema(as = ObjectOfSubject)]
pub(super) struct OwnedObjectBody {
    /// The subject.
    pub(super) subject: String,
    /// The object.
    pub(super) object: ObjectBody,
}

/// A page of objects.
#[derive(Serialize, ToSchema)]
#[schema(as = ObjectPage)]
pub(super) struct ObjectPageBody {
    /// Newest first.
    pub(super) objects: Vec<ObjectBody>,
    /// Where to go on; null at the end.
    pub(super) next: Option<String>,
}

/// One row of a search or a list.
#[derive(Serialize, ToSchema)]
#[schema(as = Hit)]
pub(super) struct HitBody {
    /// The subject's name in addresses.
    subject: String,
    /// The group of subjects.
    #[schema(value_type = Name)]
    group: GroupId,
    /// The day on which the relationship was closed.
    #[schema(value_type = Option<Day>)]
    closed: Option<Date>,
    /// Items, as far as the key may see them.
    items: ItemsBody,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = ListPage)]
pub(super) struct ListBody {
    /// The rows.
    hits: Vec<HitBody>,
    /// Where to go on; null at the end.
    next: Option<String>,
}

/// A consent or a prohibition.
#[derive(Serialize, ToSchema)]
#[schema(as = Permission)]
pub(super) struct PermissionBody {
    /// What it is.
    what: PermissionWhat,
    /// Which one, as the statement names it.
    #[schema(value_type = Name)]
    id: String,
    /// Limited to this channel; null for all.
    channel: Option<ChannelName>,
    /// Whether it is about one number or address alone; which, the person's addresses tell.
    one_address: bool,
    /// When it was given or set.
    #[schema(value_type = Moment)]
    from: Timestamp,
    /// When it was withdrawn or lifted.
    #[schema(value_type = Option<Moment>)]
    until: Option<Timestamp>,
    /// How it reached the controller.
    by: WayName,
    /// Version of the wording that was shown, for a consent.
    wording: Option<u32>,
    /// The notice that it rests on, for whoever asks for a subject's permissions by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<String>,
}

/// Kinds of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PermissionWhat {
    /// Given, or withdrawn.
    Consent,
    /// Set, or lifted; wins over consent.
    Prohibition,
}

/// Channels of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Channel)]
pub(super) enum ChannelName {
    /// Letter.
    Post,
    /// Telephone call.
    Phone,
    /// Text message.
    Text,
    /// E-mail.
    Email,
}

/// How somebody's word reached the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Way)]
pub(super) enum WayName {
    /// Letter.
    Post,
    /// Telephone call.
    Phone,
    /// Text message.
    Text,
    /// E-mail.
    Email,
    /// At the desk of an outlet or an office.
    Outlet,
    /// A form on a page.
    Web,
    /// The person's own pages.
    Account,
    /// The link in a message that ends such messages.
    Link,
}

/// An earlier value.
#[derive(Serialize, ToSchema)]
#[schema(as = Past)]
pub(super) struct PastBody {
    /// Which item.
    #[schema(value_type = Name)]
    item: ItemId,
    /// What it was; empty when it was empty.
    values: Vec<ValueBody>,
    /// When it was replaced: of what was outdated, its end.
    #[schema(value_type = Moment)]
    replaced: Timestamp,
    /// Why, where that was said: `wrong` or `outdated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    flaw: Option<&'static str>,
}

/// One reading or other use of a subject's data.
#[derive(Serialize, ToSchema)]
#[schema(as = Reading)]
pub(super) struct ReadingBody {
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// What was done: open, find, edit ...
    action: String,
    /// For which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which categories were opened.
    #[schema(value_type = Vec<Name>)]
    categories: Vec<CategoryId>,
    /// The rule that refused it, if it was refused.
    refused: Option<String>,
}

/// Why the key sees what it sees, and who else can.
#[derive(Serialize, ToSchema)]
#[schema(as = Explanation)]
pub(super) struct ExplanationBody {
    /// By category of the register.
    categories: BTreeMap<String, ExplainedBody>,
}

/// Who can open one category.
#[derive(Serialize, ToSchema, Default)]
#[schema(as = Explained)]
struct ExplainedBody {
    /// The rules that let this key in; empty: nothing does.
    mine: Vec<ReasonBody>,
    /// Roles that can open it, with the purposes for which they can.
    #[schema(value_type = BTreeMap<String, Vec<Name>>)]
    roles: BTreeMap<String, Vec<PurposeId>>,
}

/// One rule that lets in.
#[derive(Serialize, ToSchema)]
#[schema(as = Reason)]
struct ReasonBody {
    /// The role held.
    #[schema(value_type = Name)]
    role: RoleId,
    /// The purpose that it serves.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// The rule in plain words, in English.
    words: String,
}

impl From<Card> for CardBody {
    fn from(card: Card) -> Self {
        let category = |opened: &OpenedCategory| {
            let body = CategoryBody { version: opened.version, may_change: opened.may_change };
            (opened.category.as_str().to_owned(), body)
        };
        Self {
            subject: card.subject.0,
            group: card.group,
            closed: card.closed,
            areas: card.areas,
            categories: card.categories.iter().map(category).collect(),
            items: personal::items(card.categories.iter().flat_map(|opened| &opened.items)),
            objects: card.objects.into_iter().map(ObjectBody::from).collect(),
            more_objects: card.more_objects,
            permissions: card.permissions.iter().map(PermissionBody::from).collect(),
        }
    }
}

impl From<OpenedObject> for ObjectBody {
    fn from(opened: OpenedObject) -> Self {
        Self {
            object: opened.object.0,
            kind: opened.kind,
            parent: opened.parent.map(|parent| parent.0),
            state: opened.state,
            starts: opened.starts,
            ends: opened.ends,
            version: opened.version,
            may_change: opened.may_change,
            recorded: opened.recorded,
            source: opened.source,
            items: personal::items(&opened.items),
            lines: opened.lines.iter().map(personal::items).collect(),
        }
    }
}

impl From<Hit> for HitBody {
    fn from(hit: Hit) -> Self {
        let items = personal::items(&hit.items);
        Self { subject: hit.subject.0, group: hit.group, closed: hit.closed, items }
    }
}

impl From<ListPage> for ListBody {
    fn from(page: ListPage) -> Self {
        Self { hits: page.hits.into_iter().map(HitBody::from).collect(), next: page.next }
    }
}

impl From<&Permission> for PermissionBody {
    fn from(permission: &Permission) -> Self {
        let (what, id) = match &permission.what {
            PermissionKind::Consent(id) => (PermissionWhat::Consent, id.as_str()),
            PermissionKind::Prohibition(id) => (PermissionWhat::Prohibition, id.as_str()),
        };
        Self {
            what,
            id: id.to_owned(),
            channel: permission.channel.map(ChannelName::from),
            one_address: permission.address.is_some(),
            from: permission.from,
            until: permission.until,
            by: permission.by.into(),
            wording: permission.wording,
            notice: None,
        }
    }
}

impl From<&Past> for PastBody {
    fn from(past: &Past) -> Self {
        let values = personal::values(&past.values);
        Self { item: past.item.clone(), values, replaced: past.replaced, flaw: past.flaw.map(Named::code) }
    }
}

impl From<Reading> for ReadingBody {
    fn from(reading: Reading) -> Self {
        let Reading { at, action, purpose, categories, refused, .. } = reading;
        Self { at, action, purpose, categories, refused }
    }
}

impl From<Explanation> for ExplanationBody {
    fn from(explanation: Explanation) -> Self {
        let mut categories: BTreeMap<String, ExplainedBody> = BTreeMap::new();
        for (category, reasons) in explanation.mine {
            let words = |reason: seloste_gate::card::Reason| ReasonBody {
                role: reason.role,
                purpose: reason.purpose,
                words: reason.words.get(Lang::En).to_owned(),
            };
            let mine = reasons.into_iter().map(words).collect();
            categories.entry(category.as_str().to_owned()).or_default().mine = mine;
        }
        for (category, roles) in explanation.others {
            let roles =
                roles.into_iter().map(|(role, purposes)| (role.as_str().to_owned(), purposes)).collect();
            categories.entry(category.as_str().to_owned()).or_default().roles = roles;
        }
        Self { categories }
    }
}

impl From<Channel> for ChannelName {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Post => Self::Post,
            Channel::Phone => Self::Phone,
            Channel::Text => Self::Text,
            Channel::Email => Self::Email,
        }
    }
}

impl From<ChannelName> for Channel {
    fn from(name: ChannelName) -> Self {
        match name {
            ChannelName::Post => Self::Post,
            ChannelName::Phone => Self::Phone,
            ChannelName::Text => Self::Text,
            ChannelName::Email => Self::Email,
        }
    }
}

impl From<Intake> for WayName {
    fn from(way: Intake) -> Self {
        match way {
            Intake::Letter => Self::Post,
            Intake::Phone => Self::Phone,
            Intake::Text => Self::Text,
            Intake::Email => Self::Email,
            Intake::Outlet => Self::Outlet,
            Intake::Web => Self::Web,
            Intake::Account => Self::Account,
            Intake::Link => Self::Link,
        }
    }
}

impl From<WayName> for Intake {
    fn from(name: WayName) -> Self {
        match name {
            WayName::Post => Self::Letter,
            WayName::Phone => Self::Phone,
            WayName::Text => Self::Text,
            WayName::Email => Self::Email,
            WayName::Outlet => Self::Outlet,
            WayName::Web => Self::Web,
            WayName::Account => Self::Account,
            WayName::Link => Self::Link,
        }
    }
}
