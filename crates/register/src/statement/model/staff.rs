//! Who works with the register: areas, roles and what they may do.

use super::territory::Engaged;
use crate::{
    id::{AreaId, CategoryId, CompanyId, PurposeId, RoleId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An area of business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Area {
    /// Name.
    pub id: AreaId,
    /// Name shown to people.
    pub name: Text,
}

/// A role of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Role {
    /// Name.
    pub id: RoleId,
    /// Name shown to people.
    pub name: Text,
    /// Whom the role reaches.
    pub scope: Scope,
    /// Whose accounts may hold it.
    #[serde(default)]
    pub holders: Holders,
    /// How holders may be engaged; left out: as the register says.
    #[serde(default)]
    pub engagements: Vec<Engaged>,
    /// What holders show to sign in. A role may ask for more than the register, never for less.
    #[serde(default)]
    pub sign_in: SignIn,
    /// Companies whose people may hold the role: of the group, joint controllers, processors (by the name of the recipient; each once its agreement is on record, `seloste user agreement`), the controller only where it is named; empty: the controller alone.
    #[serde(default)]
    pub companies: Vec<CompanyId>,
    /// What it may do, for which purpose.
    #[serde(default, rename = "grant")]
    pub grants: Vec<Grant>,
    /// Duties of keeping the register that touch no subject: accounts, statement, ledger.
    #[serde(default)]
    pub duties: Vec<Duty>,
}

/// What people show to sign in (claim R1-042). What is more is written after what is less.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SignIn {
    /// A user name and a password; a second factor where the person has added one.
    #[default]
    Password,
    /// A second factor always: a code of an app or a passkey. Who has none adds one at the first sign-in, before anything
    /// else opens.
    SecondFactor,
}

/// Whose accounts may hold a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holders {
    /// Staff.
    #[default]
    Staff,
    /// People outside who have an account, such as a customer's people (claim R5-064).
    Outside,
}

/// Whom a role reaches. Being out of scope looks like not existing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
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
    /// Objects that the user handled (calls that the user answered), and the subjects through them; objects that others
    /// handled don't exist for the user (claim R2-027).
    Own,
    /// Objects that the user takes part in, and the subjects through them (claim R5-068).
    Participant,
    /// Organisations that the user maintains, and the subjects that an object links to them.
    Organisation,
}

/// What a role may do for some purposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grant {
    /// Purposes that it serves.
    pub purposes: Vec<PurposeId>,
    /// Categories that it may read; none for purposes whose output is aggregates, which have `actions = ["count"]` alone.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
    /// Handle people's requests about their rights.
    Requests,
    /// Have messages sent to everybody whom the purpose reaches, seeing figures and nobody (claim R3-020).
    Send,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 12] = [
        Self::Find,
        Self::List,
        Self::Create,
        Self::Close,
        Self::Import,
        Self::Export,
        Self::Count,
        Self::Permissions,
        Self::Erase,
        Self::SeeReaders,
        Self::Requests,
        Self::Send,
    ];

    /// The name, as statements and policies write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::List => "list",
            Self::Create => "create",
            Self::Close => "close",
            Self::Import => "import",
            Self::Export => "export",
            Self::Count => "count",
            Self::Permissions => "permissions",
            Self::Erase => "erase",
            Self::SeeReaders => "see-readers",
            Self::Requests => "requests",
            Self::Send => "send",
        }
    }

    /// What one does, to stand after "may" or "the right to".
    #[must_use]
    pub fn deed(self) -> Text {
        let [fi, sv, en] = match self {
            Self::Find => ["hakea henkilöitä", "söka personer", "find people"],
            Self::List => ["selata luetteloa", "bläddra i förteckningen", "go through lists"],
            Self::Create => ["lisätä henkilöitä", "lägga till personer", "add people"],
            Self::Close => ["päättää asiakassuhde", "avsluta en kundrelation", "end a relationship"],
            Self::Import => ["tuoda tiedostoja", "läsa in filer", "bring in files"],
            Self::Export => ["viedä tietoja ulos", "ta ut uppgifter", "take data out"],
            Self::Count => ["nähdä lukumääriä", "se antal", "see totals"],
            Self::Permissions => [
                "kirjata suostumuksia ja kieltoja",
                "anteckna samtycken och förbud",
                "record consents and prohibitions",
            ],
            Self::Erase => ["poistaa henkilöitä", "radera personer", "erase people"],
            Self::SeeReaders => [
                "nähdä, kuka on katsellut tietoja",
                "se vem som har sett uppgifter",
                "see who has opened data",
            ],
            Self::Requests => {
                ["käsitellä ihmisten pyyntöjä", "behandla människors begäranden", "handle people's requests"]
            }
            Self::Send => ["lähettää viestejä", "skicka meddelanden", "have messages sent"],
        };
        Text::new(fi, sv, en)
    }
}

/// Duties without subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Add and end accounts, give roles.
    Accounts,
    /// Read the statement's drafts and activate.
    Statement,
    /// Verify and export the ledger.
    Ledger,
}
