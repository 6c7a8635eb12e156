//! The register's head and the parties: controller, contact, group, recipients, measures.

use super::staff::SignIn;
use super::territory::{Assignment, Authorities, Engaged, Territory};
use super::{AnswerAddress, AnswerForm, AskedFor, CompanyRole, FeeRule, IdentityMethod, Paper};
use crate::{
    id::{CategoryId, CompanyId, MeasureId, PurposeId, RecipientId, RegisterId, RoleId, SystemId},
    statement::period::Period,
    text::{Text, Words},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Head of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// The law pack that the statement is compiled with: `fi` (Finland) or `se` (Sweden).
    pub law: String,
    /// How the end of a person's relationship is told, as a clause for the notice: `{ fi = "jäsenyys päättyy", sv =
    /// "medlemskapet upphör", en = "the membership ends" }`. Left out: the end of a customer relationship.
    pub relationship_ends: Option<Text>,
    /// What binds users to secrecy before they get a role.
    pub undertaking: Undertaking,
    /// How users may be engaged; left out: in any way. A role may narrow it, never widen it (claim R2-020).
    #[serde(default)]
    pub engagements: Vec<Engaged>,
    /// What everybody who works with the register shows to sign in.
    #[serde(default)]
    pub sign_in: SignIn,
    /// Whether the register has paper; left out: nothing is said of it.
    pub paper: Option<Paper>,
    /// Principles of protection, printed in the notice.
    #[serde(default)]
    pub principles: Vec<Text>,
    /// The provisions that it is drawn up under, as the law pack names them (claim R6-001).
    #[serde(default)]
    pub drawn_up_under: Vec<String>,
}

/// What a user must do before any role works (claims R4-040, R5-116).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// The data protection officer (GDPR 13(1)(b), 37(7)): how to reach whoever it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DataProtectionOfficer {
    /// Name of the person or company, where it is to be published.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// How a person may ask for their rights. What is offered is never a condition: a request by any other way counts too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requests {
    /// Ways that the controller offers.
    pub offered: Vec<RequestChannel>,
    /// How the answer is delivered.
    pub delivery: Delivery,
    /// Ways that are offered for setting a prohibition or taking back a consent; empty: any. Every other way has effect at
    /// once as well (claim R4-051).
    #[serde(default)]
    pub prohibitions: Vec<RequestChannel>,
    /// Forms of answer that are offered; empty: any.
    #[serde(default)]
    pub forms: Vec<AnswerForm>,
    /// Where a letter with an answer may go.
    pub letters_to: Option<AnswerAddress>,
    /// Ways to show who one is that are offered; empty: any that is certain enough.
    #[serde(default)]
    pub identity: Vec<IdentityMethod>,
    /// Whether whoever makes a request at a desk in person shows an identity document there. Its kind is put down, no number
    /// and no copy (claim R5-120).
    #[serde(default)]
    pub desk_document: bool,
    /// What is asked for in order to know the person: kinds of item (claim R3-026).
    #[serde(default)]
    pub asks: AskedFor,
    /// What a request costs; absent: nothing.
    pub fee: Option<FeeRule>,
    /// Companies beside the controller that requests may be sent to. Time runs from the first receipt (claim R6-040).
    #[serde(default)]
    pub receivers: Vec<CompanyId>,
    /// How long a request is kept after it is over, ISO 8601; absent: two years. It has a term of its own, apart from the
    /// register (claim R5-121).
    pub keep: Option<String>,
}

/// How long a request is kept where the statement does not say it: long enough to show that it was answered (GDPR 5(2)) while
/// somebody may still ask.
const KEPT: &str = "P2Y";

impl Requests {
    /// How long a request is kept after it is over.
    #[must_use]
    pub fn kept(&self) -> Period {
        let said = self.keep.as_deref().and_then(Period::parse);
        said.or_else(|| Period::parse(KEPT)).unwrap_or(Period::MONTH)
    }
}

/// Ways to make a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// Agreed with the person each time (claim R1-048).
    Agreed,
    /// The way in which the request came (GDPR 12(3)).
    AsAsked,
}

/// To whom data may go. A recipient that these do not allow is dropped from the effective rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Disclosure {
    /// Standing disclosures.
    pub regular: RegularDisclosure,
    /// Transfers out of the area.
    pub outside_eea: OutsideEea,
    /// The area that is meant: the Union, or the European Economic Area (claim R1-040).
    #[serde(default)]
    pub territory: Territory,
    /// The area inside which group companies must be, where another passage says it differently. The narrower of the two
    /// holds (claim R3-016).
    pub group_territory: Option<Territory>,
    /// When an authority gets data.
    #[serde(default)]
    pub authorities: Authorities,
    /// Grounds on which a single disclosure may be made.
    #[serde(default)]
    pub grounds: Vec<DisclosureGround>,
    /// Those of the grounds on which a second person agrees before anything is given; the receiver's own case number is put
    /// down then.
    #[serde(default)]
    pub second_person: Vec<DisclosureGround>,
}

/// Who may get data regularly. Processors are not recipients in this sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutsideEea {
    /// Not at all, not even inside the group (claim R1-040).
    Never,
    /// Only to a declared recipient, with adequacy or a safeguard that is valid on the day (claim R4-032).
    WithSafeguard,
}

/// Grounds of a single disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct System {
    /// Name.
    pub id: SystemId,
    /// Name shown to people.
    pub name: Text,
    /// ISO 3166-1 alpha-2 country where it keeps data (claim R5-028).
    pub country: Option<String>,
    /// Whether it keeps data of its own, beside what is kept here: then each request to see, move, correct, erase or restrict data
    /// asks it, and none is answered or closed before it has answered.
    #[serde(default)]
    pub asked: bool,
}

/// Another company of the controller's group (claim R1-039). One that has left and come back stands twice, with days that
/// don't overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// What it is to this register (claim R6-005).
    #[serde(default)]
    pub role: CompanyRole,
}

/// How a group company is related to the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Owns the controller.
    Parent,
    /// Has the same owner.
    Sister,
    /// Owned by the controller.
    Subsidiary,
}

/// What a subcontractor does with a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Builds it.
    Implementation,
    /// Processes data in it.
    Processing,
    /// Keeps it running.
    Upkeep,
    /// Helps those who use it.
    Support,
    /// Delivers what was ordered.
    Delivery,
}

/// A recipient or processor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// What it gets data for, in a few words or a sentence.
    pub task: Text,
    /// What kinds of work that is, for a subcontractor (claim R5-027).
    #[serde(default)]
    pub work: Vec<Work>,
    /// Categories that it may get.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// Purposes for which it gets them.
    #[serde(default)]
    pub purposes: Vec<PurposeId>,
    /// Safeguard for a country without adequacy, or where adequacy is limited (GDPR 46), by a name that readers of each language
    /// know: `"SCC (EU) 2021/914"`, or a text in three languages.
    #[schemars(with = "Option<Words>")]
    pub safeguard: Option<Text>,
    /// Last day of the safeguard.
    pub safeguard_until: Option<Date>,
    /// The agreement with a processor (GDPR 28(3)): name or number, and day.
    #[schemars(with = "Option<Words>")]
    pub agreement: Option<Text>,
    /// The provision that obliges, for an authority that gets data regularly.
    #[schemars(with = "Option<Words>")]
    pub provision: Option<Text>,
    /// Tasks with an end; a processor that has any gets data for these alone.
    #[serde(default, rename = "assignment")]
    pub assignments: Vec<Assignment>,
    /// The register into which it takes the data, when it is a register of this installation (claim R3-015).
    pub register: Option<RegisterId>,
}

/// Kinds of recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// Works on the controller's behalf (GDPR 28).
    Processor,
    /// A company of the group.
    Group,
    /// Another register of the same controller; `register` names it (claim R3-015).
    OwnRegister,
    /// An authority with a ground in law.
    Authority,
    /// A third party (GDPR 4(10)).
    ThirdParty,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// The role that stands in for the owner.
    pub deputy: Option<RoleId>,
    /// What kind of measure it is.
    pub kind: Option<MeasureKind>,
    /// What counts as evidence, such as "visit record of each site".
    pub counts: Option<Text>,
    /// What happens when the evidence is out of date.
    #[serde(default)]
    pub lapse: Lapse,
    /// Days after the review day within which evidence may still come before the lapse takes effect.
    #[serde(default)]
    pub grace_days: u32,
    /// What it does not prove, for the proof report.
    pub proves_not: Option<Text>,
    /// What stops while its evidence is out of date or missing, each as `role.ID`, `purpose.ID`, `recipient.ID` or
    /// `source.ID`: the role and the purpose do nothing, the recipient gets nothing, the source writes nothing.
    #[serde(default)]
    pub stops: Vec<String>,
    /// Further sentences of the notice that its evidence shows, by the names that they have there, such as
    /// `controller-address` or `balance`.
    #[serde(default)]
    pub sentences: Vec<String>,
}

/// Kinds of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// Locks, doors, rooms.
    Physical,
    /// Guides, training, who does what.
    Organisational,
    /// Agreements.
    Contractual,
    /// Technical means outside this system.
    Technical,
    /// What a person does each time.
    Act,
}

/// What happens when a measure's evidence is out of date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lapse {
    /// Owner and deputy are told.
    #[default]
    Warn,
    /// The accountable person is told as well, and the proof report fails.
    Alarm,
    /// No new version of the statement can be activated until there is evidence.
    Block,
}
