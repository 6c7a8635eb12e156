//! The shape of a statement, as read from its file. Every field is a rule that something obeys; nothing is decoration.
//! The reader, the JSON Schema and docs/statement.md are made from these types.

mod companies;
mod confirmation;
mod data;
mod decisions;
mod derived;
mod groups;
mod keeping;
mod marketing;
mod parties;
mod places;
mod purposes;
mod quality;
mod requests;
mod space;
mod special;
mod staff;
mod subscription;
mod territory;
mod tracking;

pub use companies::{CompanyRole, JointController};
pub use confirmation::Confirmation;
pub use data::{
    Anchor, Category, Choice, FromParent, Item, ItemType, Mask, ObjectKind, Precision, Retention, Search,
    Source, SourceKind,
};
pub use decisions::{Decision, DisclosurePassage};
pub use derived::{Band, Catalogue, DerivedRule, Take};
pub use groups::{Closed, GroupKind, SubjectGroup, Tie};
pub use keeping::{Backups, HoldCause, HoldKind, LogTerm, OuterLimit, RetentionAction};
pub use marketing::{BoughtSimilar, Customers, MarketingNeed, MarketingRow, Whose};
pub use parties::{
    Company, Contact, DataProtectionOfficer, Delivery, Disclosure, DisclosureGround, GroupCompany, Lapse,
    Measure, MeasureKind, OutsideEea, Recipient, RecipientKind, Register, RegularDisclosure, Relation,
    RequestChannel, Requests, System, Undertaking, UndertakingKind, Work,
};
pub use places::{Host, Paper, PaperStore, Site};
pub use purposes::{Basis, Channel, Consent, Evidence, Output, Prohibition, Purpose, PurposeClass};
pub use quality::{Assessment, AssessmentForm, AssessmentQuestion, Supervised};
pub use requests::{AnswerAddress, AnswerForm, AskedFor, AssuranceLevel, FeeRule, IdentityMethod, RightRule};
pub use space::{
    Approach, Direction, LinkRole, Listener, Listening, Note, Recording, ServiceNumber, Space, SpaceUsers,
    Visibility,
};
pub use special::{Special, SpecialGround, SpecialKind};
pub use staff::{Action, Area, Duty, Grant, Holders, Role, Scope, SignIn};
pub use subscription::Subscription;
pub use territory::{Assignment, Authorities, Collection, Component, Embed, Engaged, Territory};
pub use tracking::{Technique, Tracking};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A whole statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statement {
    /// The register itself.
    pub register: Register,
    /// The controller (GDPR 4(7)).
    pub controller: Company,
    /// Who answers for the register's affairs.
    pub contact: Contact,
    /// The data protection officer, where there is one (GDPR 37).
    pub data_protection_officer: Option<DataProtectionOfficer>,
    /// How a person may ask for their rights.
    pub requests: Requests,
    /// To whom data may go.
    pub disclosure: Disclosure,
    /// What is promised about how data is collected.
    pub collection: Option<Collection>,
    /// Component systems: one register may live in several (claim R1-019).
    #[serde(default, rename = "system")]
    pub systems: Vec<System>,
    /// Components of services, each chosen by the service's customer.
    #[serde(default, rename = "component")]
    pub components: Vec<Component>,
    /// Content of others on the controller's own pages (claim R5-038).
    #[serde(default, rename = "embed")]
    pub embeds: Vec<Embed>,
    /// Cookies and other techniques by which use is followed (claim R7-018).
    #[serde(default, rename = "tracking")]
    pub trackings: Vec<Tracking>,
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
    /// Catalogues that derived items are looked up in; no personal data.
    #[serde(default, rename = "catalogue")]
    pub catalogues: Vec<Catalogue>,
    /// Spaces in which objects live.
    #[serde(default, rename = "space")]
    pub spaces: Vec<Space>,
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
    /// Sites where the register's hosts and papers are (claims R4-041, R5-112).
    #[serde(default, rename = "site")]
    pub sites: Vec<Site>,
    /// Machines that run the register (claim R4-041).
    #[serde(default, rename = "host")]
    pub hosts: Vec<Host>,
    /// Stores of the register's paper (claim R4-034).
    #[serde(default, rename = "paper-store")]
    pub paper_stores: Vec<PaperStore>,
    /// Companies that decide together with the controller (GDPR 26).
    #[serde(default, rename = "joint-controller")]
    pub joint_controllers: Vec<JointController>,
    /// What direct marketing needs here, beyond the law.
    #[serde(default, rename = "marketing")]
    pub marketing: Vec<MarketingRow>,
    /// How people subscribe by themselves.
    pub subscription: Option<Subscription>,
    /// What the statement itself says of people's rights.
    #[serde(default, rename = "right")]
    pub rights: Vec<RightRule>,
    /// Kinds of hold.
    #[serde(default, rename = "hold")]
    pub holds: Vec<HoldKind>,
    /// Backups.
    pub backups: Option<Backups>,
    /// How long marks of use are kept.
    pub log: Option<LogTerm>,
    /// Further passages about disclosures.
    #[serde(default, rename = "disclosure-passage")]
    pub disclosure_passages: Vec<DisclosurePassage>,
    /// Decisions about what the check found.
    #[serde(default, rename = "decision")]
    pub decisions: Vec<Decision>,
}
