//! What the verbs take and give.

use crate::{ask::AccountId, personal::Personal};
use jiff::{Timestamp, civil::Date};
use seloste_register::{
    id::{
        AreaId, CategoryId, ChoiceId, ConsentId, GroupId, ItemId, ObjectKindId, ProhibitionId, PurposeId,
        RoleId, SourceId,
    },
    item::Valid,
    right::{Flaw, Intake},
    statement::model::Channel,
    text::Text,
};

/// A subject as named outside: opaque, unguessable, without count or time, valid in one register. Safe in addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubjectRef(pub String);

/// An object as named outside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectRef(pub String);

/// One opened value with where it came from (claim R1-036).
pub struct OpenedValue {
    /// The value.
    pub value: Personal,
    /// Home, work, mobile.
    pub label: Option<ChoiceId>,
    /// Its source.
    pub source: SourceId,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// What it comes from, as far as the asker may see that: of a derived value its causes (claim R1-035), of one that was taken
    /// from a recording which one (claim R7-019).
    pub because: Vec<Because>,
}

/// Something that a derived value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// What it is.
    pub input: Input,
    /// Its day: the object's date, or when the item was recorded.
    pub day: Date,
}

/// What a derived value may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// An item of the person.
    Item(ItemId),
    /// An object of this kind.
    Object(ObjectKindId),
}

/// An item that was opened; empty `values` means that it may be seen and is not there.
pub struct OpenedItem {
    /// Which.
    pub item: ItemId,
    /// Its values, in the order in which they were given.
    pub values: Vec<OpenedValue>,
}

/// A category that was opened, whole.
pub struct OpenedCategory {
    /// Which.
    pub category: CategoryId,
    /// Version for optimistic concurrency.
    pub version: i64,
    /// Whether the asker may change it.
    pub may_change: bool,
    /// Its items in the statement's order.
    pub items: Vec<OpenedItem>,
}

/// An object that was opened.
pub struct OpenedObject {
    /// Its name outside.
    pub object: ObjectRef,
    /// What it is.
    pub kind: ObjectKindId,
    /// The object that it belongs to.
    pub parent: Option<ObjectRef>,
    /// Its state, for kinds with states.
    pub state: Option<ChoiceId>,
    /// Its date, or the start of its period.
    pub starts: Date,
    /// The end of its period; `None` while open.
    pub ends: Option<Date>,
    /// Account that it is assigned to.
    pub assigned: Option<AccountId>,
    /// Version for optimistic concurrency.
    pub version: i64,
    /// Whether the asker may change it.
    pub may_change: bool,
    /// When it was recorded, and from which source.
    pub recorded: Timestamp,
    /// Its source.
    pub source: SourceId,
    /// Its items.
    pub items: Vec<OpenedItem>,
    /// Its lines.
    pub lines: Vec<Vec<OpenedItem>>,
}

/// The contact view of a subject, with what the asker may see and nothing else.
pub struct Card {
    /// Who.
    pub subject: SubjectRef,
    /// The group of subjects.
    pub group: GroupId,
    /// When the relationship was closed.
    pub closed: Option<Date>,
    /// Areas that the subject belongs to.
    pub areas: Vec<AreaId>,
    /// Opened categories in the statement's order; others are absent.
    pub categories: Vec<OpenedCategory>,
    /// The newest objects, newest first.
    pub objects: Vec<OpenedObject>,
    /// Where to go on in the objects; hand it to `Gate::timeline`.
    pub more_objects: Option<String>,
    /// Consents and prohibitions as they stand, when the asker may record or obey them.
    pub permissions: Vec<Permission>,
    /// What limits the use of the data, for those who may see it all the same.
    pub limits: Vec<Limit>,
}

/// What limits the use of somebody's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Restricted (GDPR 18).
    Restricted,
    /// Erased, but for what the law or a case keeps.
    Erased,
    /// An erasure waits for a case to end.
    ErasureWaits,
}

/// One row of a search or a list: enough to tell people apart.
pub struct Hit {
    /// Who.
    pub subject: SubjectRef,
    /// The group of subjects.
    pub group: GroupId,
    /// When the relationship was closed.
    pub closed: Option<Date>,
    /// Opened items, as far as the asker may see them.
    pub items: Vec<OpenedItem>,
}

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this group.
    pub group: Option<GroupId>,
    /// Only this area.
    pub area: Option<AreaId>,
    /// Only with such an object ...
    pub object: Option<ObjectKindId>,
    /// ... in this state ...
    pub state: Option<ChoiceId>,
    /// ... in force on this day (for kinds with a period), claim R1-008.
    pub in_force_on: Option<Date>,
    /// Also those whose relationship is closed.
    pub with_closed: bool,
    /// Words that must match, as in a search.
    pub words: Option<String>,
}

/// A page of a list; `after` comes from the page before (keyset, opaque).
#[derive(Debug, Clone)]
pub struct Page {
    /// Where to go on.
    pub after: Option<String>,
    /// At most so many rows, 1 to 200.
    pub rows: u32,
}

/// A page's worth of hits.
pub struct ListPage {
    /// The rows.
    pub hits: Vec<Hit>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// A value to be stored: it has passed its item's type.
pub struct NewValue {
    /// The value.
    pub value: Valid,
    /// Its source.
    pub source: SourceId,
}

/// The new values of one item; an empty list takes the item away.
pub struct ItemChange {
    /// Which item.
    pub item: ItemId,
    /// All values that it has from now on. Values that were there before keep their source and date.
    pub values: Vec<NewValue>,
}

/// A subject to be added.
pub struct Draft {
    /// The group of subjects.
    pub group: GroupId,
    /// Areas that the subject belongs to.
    pub areas: Vec<AreaId>,
    /// Items.
    pub items: Vec<ItemChange>,
}

/// A change to a subject.
pub struct Edit {
    /// The versions that the editor saw; a category not named here is not checked.
    pub seen: Vec<(CategoryId, i64)>,
    /// New values.
    pub items: Vec<ItemChange>,
    /// The object that they are taken from, such as a recording; sources that the statement says so of need one (claim R7-019).
    pub from: Option<ObjectRef>,
}

/// An object to be added or changed.
pub struct ObjectDraft {
    /// What it is.
    pub kind: ObjectKindId,
    /// The object that it belongs to.
    pub parent: Option<ObjectRef>,
    /// Its state; `None` takes the first.
    pub state: Option<ChoiceId>,
    /// Its date, or the start of its period.
    pub starts: Date,
    /// The end of its period.
    pub ends: Option<Date>,
    /// Its source.
    pub source: SourceId,
    /// Account that it is assigned to, for scope `assigned`.
    pub assigned: Option<AccountId>,
    /// Its items.
    pub items: Vec<ItemChange>,
    /// Its lines.
    pub lines: Vec<Vec<ItemChange>>,
}

/// A consent or a prohibition as it stands or stood (claim R1-025): dated records, never one flag.
#[derive(Debug, Clone)]
pub struct Permission {
    /// What.
    pub what: PermissionKind,
    /// Limited to this channel; `None` for all.
    pub channel: Option<Channel>,
    /// Limited to this one number or address; `None` for all.
    pub address: Option<AddressMark>,
    /// When it was given or set.
    pub from: Timestamp,
    /// When it was withdrawn or lifted.
    pub until: Option<Timestamp>,
    /// How exact these times are: of a consent whose evidence is kept apart most see the year alone (claim R3-011).
    pub exact: Exact,
    /// How it reached the controller.
    pub by: Intake,
    /// Version of the wording that was shown, for a consent.
    pub wording: Option<u32>,
}

/// A number or address as permissions know it: a keyed mark, which tells nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressMark(pub(crate) i64);

/// A number or an address of a person, of which the person may have said something by itself (R1-024, R4-018).
pub struct Addressable {
    /// Which item it is a value of.
    pub item: ItemId,
    /// How permissions know it.
    pub mark: AddressMark,
    /// What it is.
    pub value: OpenedValue,
    /// The channels in which it reaches the person.
    pub channels: Vec<Channel>,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exact {
    /// To the moment.
    Moment,
    /// The year alone: the time given is the first moment of it.
    Year,
}

/// A consent or a prohibition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PermissionKind {
    /// A consent.
    Consent(ConsentId),
    /// A prohibition.
    Prohibition(ProhibitionId),
}

/// A change to permissions. Takes effect at once.
#[derive(Debug, Clone)]
pub struct PermissionChange {
    /// What.
    pub what: PermissionKind,
    /// Limited to this channel; `None` for all.
    pub channel: Option<Channel>,
    /// Given or set, or else withdrawn or lifted.
    pub set: Set,
    /// How it reached the controller.
    pub by: Intake,
    /// The notice itself in short (claim R4-029); stored sealed.
    pub notice: Option<String>,
}

/// Whether something is put in force or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Given, set.
    InForce,
    /// Withdrawn, lifted.
    TakenBack,
}

/// An earlier value.
pub struct Past {
    /// Which item.
    pub item: ItemId,
    /// What it was; `None` when it was empty.
    pub values: Vec<OpenedValue>,
    /// When it was replaced: of what was outdated, its end.
    pub replaced: Timestamp,
    /// Why, where that was said.
    pub flaw: Option<Flaw>,
    /// Who replaced it.
    pub by: AccountId,
}

/// One reading or other use of a subject's data (claim C17; "who saw my data, when, for what").
#[derive(Debug, Clone)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// Which verb: `open`, `find`, `list`, `edit`, ...
    pub action: String,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Which categories were opened.
    pub categories: Vec<CategoryId>,
    /// Who; `None` in the person's own view, where names are a reasoned decision (CJEU C-579/21).
    pub by: Option<AccountId>,
    /// Whether it was refused, and by which rule.
    pub refused: Option<String>,
    /// What the entry tells beside the categories (`name:value`).
    pub(crate) told: Vec<String>,
}

/// A role and the purposes for which it can open something.
pub type RolePurposes = (RoleId, Vec<PurposeId>);

/// "Why can I see this, and who else can."
pub struct Explanation {
    /// For each category of the register: what lets the asker in, or that nothing does.
    pub mine: Vec<(CategoryId, Vec<Reason>)>,
    /// For each category: the roles that can open it, for which purposes.
    pub others: Vec<(CategoryId, Vec<RolePurposes>)>,
}

/// One rule that lets an asker in.
pub struct Reason {
    /// The role held.
    pub role: RoleId,
    /// The purpose that it serves.
    pub purpose: PurposeId,
    /// The rule in plain words.
    pub words: Text,
}

/// Whether an identifier that is being typed is already in the register. Hidden subjects answer `Free`.
pub enum Taken {
    /// Not known, or not to the asker.
    Free,
    /// By somebody whom the asker may open.
    By(Vec<Hit>),
}
