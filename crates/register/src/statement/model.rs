//! The shape of a statement, as read from its file. Every field is a rule that something obeys; nothing is decoration.

use crate::{
    id::{
        AreaId, CategoryId, ChoiceId, CompanyId, ConsentId, GroupId, ItemId, MeasureId, ObjectKindId,
        ProhibitionId, PurposeId, RecipientId, RegisterId, RoleId, SourceId, SystemId,
    },
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A whole statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statement {
    /// The register itself.
    pub register: Register,
    /// The controller (GDPR 4(7)).
    pub controller: Company,
    /// Who answers for the register's affairs.
    pub contact: Contact,
    /// How a person may ask for their rights.
    pub requests: Requests,
    /// To whom data may go.
    pub disclosure: Disclosure,
    /// Component systems: one register may live in several (claim R1-019).
    #[serde(default, rename = "system")]
    pub systems: Vec<System>,
    /// Other companies of the group.
    #[serde(default, rename = "group-company")]
    pub group_companies: Vec<GroupCompany>,
    /// Purposes (GDPR 5(1)(b), 13(1)(c)).
    #[serde(default, rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// Groups of data subjects.
    #[serde(default, rename = "subject-group")]
    pub subject_groups: Vec<SubjectGroup>,
    /// Where data may come from (GDPR 14(2)(f)).
    #[serde(default, rename = "source")]
    pub sources: Vec<Source>,
    /// Categories: what is allowed, sealed and opened together.
    #[serde(default, rename = "category")]
    pub categories: Vec<Category>,
    /// Items about a subject.
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
    /// Kinds of object around a subject.
    #[serde(default, rename = "object")]
    pub objects: Vec<ObjectKind>,
    /// Areas of business.
    #[serde(default, rename = "area")]
    pub areas: Vec<Area>,
    /// Roles of staff.
    #[serde(default, rename = "role")]
    pub roles: Vec<Role>,
    /// Recipients and processors.
    #[serde(default, rename = "recipient")]
    pub recipients: Vec<Recipient>,
    /// Kinds of prohibition.
    #[serde(default, rename = "prohibition")]
    pub prohibitions: Vec<Prohibition>,
    /// Kinds of consent.
    #[serde(default, rename = "consent")]
    pub consents: Vec<Consent>,
    /// Measures that software alone can't make true.
    #[serde(default, rename = "measure")]
    pub measures: Vec<Measure>,
}

/// Head of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Register {
    /// Name used in addresses and commands; unique in an installation.
    pub id: RegisterId,
    /// Name shown to people.
    pub name: Text,
    /// The date on which this version was drawn up.
    pub drawn_up: Date,
    /// What the register is, in a sentence or two, for the notice.
    pub about: Text,
    /// The law pack that the statement is compiled with, such as `fi`.
    pub law: String,
    /// What binds users to secrecy before they get a role.
    pub undertaking: Undertaking,
    /// Principles of protection, printed in the notice.
    #[serde(default)]
    pub principles: Vec<Text>,
}

/// What a user must do before any role works (claims R4-040, R5-116).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Undertaking {
    /// How binding it is.
    pub kind: UndertakingKind,
    /// The text that is acknowledged or signed.
    pub text: Text,
    /// Version of the text; a new one asks everybody again.
    pub version: u32,
}

/// How an undertaking binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UndertakingKind {
    /// Statutory secrecy is acknowledged at the first sign-in (DPA 35).
    Statutory,
    /// A duty is acknowledged.
    Duty,
    /// An agreement is signed.
    Agreement,
}

/// A company with its contact details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Company {
    /// Name used in files.
    pub id: CompanyId,
    /// Registered name.
    pub name: String,
    /// Business id, such as `1234567-1`.
    pub business_id: Option<String>,
    /// Postal address, one string a line.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// ISO 3166-1 alpha-2 country.
    pub country: String,
    /// End of the financial year as `MM-DD`; the bookkeeping floor counts from it.
    #[serde(default = "december")]
    pub financial_year_end: String,
}

fn december() -> String {
    "12-31".to_owned()
}

/// Who answers for the register's affairs: a role, and where to reach it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contact {
    /// The role, such as "customer service manager".
    pub role: Text,
    /// User name of the accountable person's account (claim R1-006).
    pub account: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// How a person may ask for their rights. What is offered is never a condition: a request by any other way counts too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requests {
    /// Ways that the controller offers.
    pub offered: Vec<RequestChannel>,
    /// How the answer is delivered.
    pub delivery: Delivery,
}

/// Ways to make a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestChannel {
    /// By letter.
    Letter,
    /// At an outlet.
    Outlet,
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// By a form on the controller's site.
    WebForm,
}

/// How the answer to a request is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// Agreed with the person each time (claim R1-048).
    Agreed,
    /// The way in which the request came (GDPR 12(3)).
    AsAsked,
}

/// To whom data may go. A recipient that these do not allow is dropped from the effective rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Disclosure {
    /// Standing disclosures.
    pub regular: RegularDisclosure,
    /// Transfers out of the European Economic Area.
    pub outside_eea: OutsideEea,
    /// Grounds on which a single disclosure may be made.
    #[serde(default)]
    pub grounds: Vec<DisclosureGround>,
}

/// Who may get data regularly. Processors are not recipients in this sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegularDisclosure {
    /// Nobody.
    None,
    /// Companies of the group, on the days when they belong to it (claims R1-038, R1-039).
    GroupOnly,
    /// Those declared as recipients.
    DeclaredRecipients,
}

/// Whether data may leave the European Economic Area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutsideEea {
    /// Not at all, not even inside the group (claim R1-040).
    Never,
    /// Only to a declared recipient, with adequacy or a safeguard that is valid on the day (claim R4-032).
    WithSafeguard,
}

/// Grounds of a single disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureGround {
    /// The law obliges (claim R4-044).
    Law,
    /// The person asks for it (claim R4-045).
    OwnRequest,
    /// An authority asks lawfully (claim R4-046).
    Authority,
}

/// A component system of the register (claim R1-019).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct System {
    /// Name.
    pub id: SystemId,
    /// Name shown to people.
    pub name: Text,
}

/// Another company of the controller's group (claim R1-039).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroupCompany {
    /// Name used in files.
    pub id: CompanyId,
    /// Registered name.
    pub name: String,
    /// ISO 3166-1 alpha-2 country.
    pub country: String,
    /// Relation to the controller.
    pub relation: Relation,
    /// First day in the group.
    pub from: Date,
    /// Last day in the group.
    pub until: Option<Date>,
}

/// How a group company is related to the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Owns the controller.
    Parent,
    /// Has the same owner.
    Sister,
    /// Owned by the controller.
    Subsidiary,
}

/// A purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Purpose {
    /// Name.
    pub id: PurposeId,
    /// Name shown to people.
    pub name: Text,
    /// What is done for it, in a sentence, for the notice.
    pub about: Option<Text>,
    /// Legal basis (GDPR 6(1)).
    pub basis: Basis,
    /// Where the balancing test stands; needed for `legitimate-interests`.
    pub balancing_test: Option<String>,
    /// What kind of use it is; decides which prohibitions and consents it must obey.
    #[serde(default)]
    pub class: PurposeClass,
    /// What may come out.
    #[serde(default)]
    pub output: Output,
    /// Smallest group that an aggregate may show; for `output = "aggregate"`.
    pub min_group: Option<u32>,
    /// Whether each opening must carry a written reason.
    #[serde(default)]
    pub reason_required: bool,
    /// The consent that this purpose rests on, for `basis = "consent"`.
    pub consent: Option<ConsentId>,
    /// Channels in which people are approached for it; empty: it approaches nobody, or is not about channels.
    #[serde(default)]
    pub channels: Vec<Channel>,
}

/// Legal bases of GDPR 6(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 6(1)(a).
    Consent,
    /// 6(1)(b).
    Contract,
    /// 6(1)(c).
    LegalObligation,
    /// 6(1)(d).
    VitalInterests,
    /// 6(1)(e).
    PublicTask,
    /// 6(1)(f).
    LegitimateInterests,
}

/// Kinds of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeClass {
    /// Serving the person, delivering, invoicing.
    #[default]
    Service,
    /// Direct advertising, the usual kind of direct marketing.
    Marketing,
    /// Distance selling: offers made to close a sale at a distance (claim R4-047).
    DistanceSelling,
    /// Other direct marketing (claim R4-047).
    OtherMarketing,
    /// Targeting of advertising.
    Targeting,
    /// Market and opinion research.
    Research,
    /// A personal directory, a "who's who" (claim R4-049).
    Directory,
    /// Genealogy (claim R4-050).
    Genealogy,
    /// Statistics, planning and development: aggregates.
    Statistics,
    /// Keeping the register itself: rights, law, administration.
    Administration,
}

/// What a purpose may give out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// Rows about persons.
    #[default]
    Rows,
    /// Aggregates only, above a minimum group size.
    Aggregate,
}

/// A group of data subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// What the members of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// Natural persons.
    #[default]
    Person,
    /// Natural persons who act for an organisation.
    ContactPerson,
    /// Organisations: not data subjects, yet in the register.
    Organisation,
}

/// A declared source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// Name.
    pub id: SourceId,
    /// Name shown to people.
    pub name: Text,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Whether it may bring persons who are not in the register yet. An update service may not (claim R4-028).
    #[serde(default)]
    pub adds_persons: bool,
    /// What comes from it and when, for the notice.
    pub about: Option<Text>,
}

/// Kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}

/// A category. What it says about sources, purposes and retention holds for each of its items that says nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// An item of a subject, or of an object (there without `category`, which the object kind gives). In effective
/// rules what it leaves out is filled in: `category`, `sources`, `purposes` and `retention` are always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How long it is kept. May be left out: then as its category or object kind says.
    pub retention: Option<Retention>,
    /// How long an older value is kept after a newer one replaced it, ISO 8601; absent: as long as the newest value
    /// (claim R1-023).
    pub keep_replaced: Option<String>,
    /// How many values one subject may hold (1 unless said otherwise).
    #[serde(default = "one")]
    pub max_values: u32,
    /// Whether a subject can't be without it.
    #[serde(default)]
    pub required: bool,
    /// Whether a value names one subject only (claim R4-013).
    #[serde(default)]
    pub unique: bool,
    /// How it may be searched for; empty means it leaves no token.
    #[serde(default)]
    pub search: Vec<Search>,
    /// Values of a choice, or labels for the kinds of a value (home, work, mobile).
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Longest text in characters, for `text`.
    pub max_length: Option<u32>,
    /// Whether the system gives the value when nobody else does (customer number, date of becoming a customer).
    #[serde(default)]
    pub generated: bool,
    /// For a derived item: how it comes about, in words for the person (GDPR 13(2)(f), claim R1-035).
    pub derived: Option<Text>,
}

fn one() -> u32 {
    1
}

/// Types of item. Each has one file under `item/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Finnish postal code.
    PostalCode,
    /// Post office or town.
    Town,
    /// Country, ISO 3166-1 alpha-2.
    Country,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Date of birth.
    BirthDate,
    /// Any other date.
    Date,
    /// Language of service.
    Language,
    /// Customer number.
    CustomerNumber,
    /// Finnish personal identity code.
    IdentityCode,
    /// Finnish business id.
    BusinessId,
    /// International bank account number.
    Iban,
    /// Money, integer cents of euro.
    Money,
    /// Whole number.
    Number,
    /// One value of a declared list.
    Choice,
    /// Yes or no.
    Flag,
    /// Bounded free text (refuses identity codes, card and account numbers).
    Text,
}

/// How an item may be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    /// Name.
    pub id: ChoiceId,
    /// Name shown to people.
    pub name: Text,
}

/// How long something is kept: a span after an anchor, never words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Retention {
    /// Length as ISO 8601 in calendar units: `P6M`, `P10Y`, `P0D` (ends with the anchor).
    pub keep: String,
    /// What the length counts from.
    pub after: Anchor,
    /// A statutory floor of the law pack, such as `bookkeeping-voucher`.
    pub floor: Option<String>,
    /// Why this long; printed in the notice.
    pub why: Option<Text>,
}

/// What a retention counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// When the value was recorded.
    Recorded,
    /// When the relationship ended (the subject was closed).
    RelationshipEnd,
    /// The subject's last activity of any kind.
    LastActivity,
    /// The object's own end date (warranty, service).
    ObjectEnd,
    /// The object's own date (order, delivery).
    ObjectDate,
    /// When the value was replaced by a newer one.
    Replaced,
}

/// A kind of object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether it has a start and an end (warranty, delivered service); otherwise it has one date.
    #[serde(default)]
    pub period: bool,
    /// Its items.
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
    /// Items of each of its lines (order lines); empty: no lines.
    #[serde(default, rename = "line-item")]
    pub line_items: Vec<Item>,
}

/// An area of business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Area {
    /// Name.
    pub id: AreaId,
    /// Name shown to people.
    pub name: Text,
}

/// A role of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Role {
    /// Name.
    pub id: RoleId,
    /// Name shown to people.
    pub name: Text,
    /// Whom the role reaches.
    pub scope: Scope,
    /// Companies whose people may hold the role; empty: the controller alone.
    #[serde(default)]
    pub companies: Vec<CompanyId>,
    /// What it may do, for which purpose.
    #[serde(default, rename = "grant")]
    pub grants: Vec<Grant>,
    /// Duties of keeping the register that touch no subject: accounts, statement, ledger.
    #[serde(default)]
    pub duties: Vec<Duty>,
}

/// Whom a role reaches. Being out of scope looks like not existing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Everyone in the register.
    All,
    /// Subjects of the user's areas.
    Area,
    /// Subjects that the user maintains.
    OwnMaintained,
    /// Subjects with an open object assigned to the user (a delivery to be made).
    Assigned,
}

/// What a role may do for some purposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grant {
    /// Purposes that it serves.
    pub purposes: Vec<PurposeId>,
    /// Categories that it may read.
    #[serde(default)]
    pub read: Vec<CategoryId>,
    /// Categories that it may change (each must also be readable).
    #[serde(default)]
    pub change: Vec<CategoryId>,
    /// What else it may do with them.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// What can be done with subjects, beside reading and changing a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Find by words.
    Find,
    /// Go through a list with filters.
    List,
    /// Add a person.
    Create,
    /// End the relationship.
    Close,
    /// Bring in a file, and undo it.
    Import,
    /// Take rows out.
    Export,
    /// See totals only.
    Count,
    /// Record a consent or a prohibition.
    Permissions,
    /// Erase a person.
    Erase,
    /// See who has opened a person's data.
    SeeReaders,
}

/// Duties without subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Add and end accounts, give roles.
    Accounts,
    /// Read the statement's drafts and activate.
    Statement,
    /// Verify and export the ledger.
    Ledger,
}

/// A recipient or processor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recipient {
    /// Name.
    pub id: RecipientId,
    /// Name shown to people.
    pub name: Text,
    /// What it is.
    pub kind: RecipientKind,
    /// The company of the group that it is, for `kind = "group"`.
    pub company: Option<CompanyId>,
    /// ISO 3166-1 alpha-2 country.
    pub country: String,
    /// What it gets data for.
    pub task: Text,
    /// Categories that it may get.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// Purposes for which it gets them.
    #[serde(default)]
    pub purposes: Vec<PurposeId>,
    /// Safeguard for a country without adequacy (GDPR 46).
    pub safeguard: Option<String>,
}

/// Kinds of recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// Works on the controller's behalf (GDPR 28).
    Processor,
    /// A company of the group.
    Group,
    /// An authority with a ground in law.
    Authority,
    /// A third party (GDPR 4(10)).
    ThirdParty,
}

/// A kind of prohibition that a person may set; it wins over consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prohibition {
    /// Name.
    pub id: ProhibitionId,
    /// Name shown to people.
    pub name: Text,
    /// Classes of purpose that it stops.
    pub stops: Vec<PurposeClass>,
    /// Channels that it may be limited to; empty: always all.
    #[serde(default)]
    pub channels: Vec<Channel>,
}

/// A kind of consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consent {
    /// Name.
    pub id: ConsentId,
    /// Name shown to people.
    pub name: Text,
    /// The wording that the person is shown.
    pub wording: Text,
    /// Version of the wording.
    pub version: u32,
    /// Channels, each consented to by itself; empty: not about channels.
    #[serde(default)]
    pub channels: Vec<Channel>,
}

/// Channels of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Letter.
    Post,
    /// Telephone call.
    Phone,
    /// Text message.
    Text,
    /// E-mail.
    Email,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// Name.
    pub id: MeasureId,
    /// The sentence printed in the notice.
    pub text: Text,
    /// The role that owns it.
    pub owner: RoleId,
    /// Months between reviews.
    pub review_months: u32,
    /// Day of the last evidence; without it the notice does not print the measure as in force.
    pub evidence: Option<Date>,
}
