//! The shape of a law pack, as read from its file. Not here: how its rules are looked up and counted.

use super::sensitive::Sensitive;
use crate::{
    statement::model::{
        AssuranceLevel, Basis, Channel, Customers, GroupKind, IdentityMethod, MarketingNeed, Whose,
    },
    text::{Lang, Text},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The rules of law of one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LawPack {
    /// Name that statements use, such as `fi`.
    pub id: String,
    /// Name shown to people.
    pub name: Text,
    /// The country whose law it is, ISO 3166-1 alpha-2.
    pub country: String,
    /// The language in which somebody is written to whose own is not known.
    #[serde(default)]
    pub language: Lang,
    /// How notices speak of it.
    pub wording: Wording,
    /// The authority that a person may complain to.
    pub authority: Authority,
    /// Status of countries for transfers (GDPR chapter V).
    #[serde(default, rename = "territory")]
    pub territories: Vec<Territory>,
    /// Deadlines.
    #[serde(default, rename = "deadline")]
    pub deadlines: Vec<Deadline>,
    /// Statutory minimums of keeping.
    #[serde(default, rename = "floor")]
    pub floors: Vec<Floor>,
    /// What direct marketing needs, by channel and recipient.
    #[serde(default, rename = "marketing")]
    pub marketing: Vec<Marketing>,
    /// Ages.
    #[serde(default, rename = "age")]
    pub ages: Vec<Age>,
    /// Rights that a person has whatever a statement says.
    #[serde(default, rename = "right")]
    pub rights: Vec<Right>,
    /// Public holidays: a period never ends on one (Regulation 1182/71, Art. 3(4)).
    #[serde(default, rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// What a controller must tell and do, beside answering requests.
    #[serde(default, rename = "duty")]
    pub duties: Vec<Duty>,
    /// What answering a request may cost.
    #[serde(default, rename = "fee")]
    pub fees: Vec<Fee>,
    /// How certain each way of identification is.
    #[serde(default, rename = "identification")]
    pub identifications: Vec<Identification>,
    /// Grounds on which something may be kept back from an answer: a closed list.
    #[serde(default, rename = "refusal-ground")]
    pub refusal_grounds: Vec<Ground>,
    /// Grounds on which an identity code may be processed: a closed list.
    #[serde(default, rename = "identity-code-ground")]
    pub identity_code_grounds: Vec<Ground>,
    /// Kinds of data that the law guards more closely, by words that may tell of them in a free text.
    #[serde(default, rename = "sensitive")]
    pub sensitive: Vec<Sensitive>,
    /// Provisions that statements refer to, with what came in their place.
    #[serde(default, rename = "reference")]
    pub references: Vec<Reference>,
    /// Days on which some rule begins to hold, or holds no more; gathered by the reader.
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) changes: BTreeSet<Date>,
    /// The day on which the rule that was checked longest ago was checked; gathered by the reader.
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) oldest: Option<Date>,
}

/// How notices speak of a country's law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    /// The law that a notice fulfils, as a sentence.
    pub applies: Text,
    /// The same in the older form of a notice, where that form follows a law that was repealed.
    pub older_form: Option<Text>,
    /// The heading over the authority's contact details.
    pub complaint: Text,
    /// What the number of a company is called.
    pub business_id: Text,
}

/// A supervisory authority (GDPR 77).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Authority {
    /// Name.
    pub name: Text,
    /// Postal address.
    pub address: Text,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Site.
    pub site: String,
    /// Where this was taken from.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// What a provision is called: as its source is, where it has no name.
fn called(name: Option<&Text>, source: &str) -> Text {
    name.cloned().unwrap_or_else(|| Text::new(source, source, source))
}

/// The status of some countries for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Territory {
    /// ISO 3166-1 alpha-2 countries.
    pub countries: Vec<String>,
    /// Their status.
    pub status: TerritoryStatus,
    /// What a partial status is limited to.
    pub limits: Option<Text>,
    /// What the decision on adequacy is called, for the notice; left out: as its source is.
    pub name: Option<Text>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

impl Territory {
    /// What the status rests on, as a reader of a language knows it.
    #[must_use]
    pub fn called(&self, lang: Lang) -> &str {
        self.name.as_ref().map_or(self.source.as_str(), |name| name.get(lang))
    }
}

/// Status of a country; the order is from the freest to the most restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TerritoryStatus {
    /// A member state of the European Union.
    Eu,
    /// Elsewhere in the European Economic Area.
    Eea,
    /// Adequate protection by decision of the Commission (GDPR 45).
    Adequacy,
    /// Adequate protection for some recipients only.
    PartialAdequacy,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deadline {
    /// Name, such as `request-response`.
    pub id: String,
    /// Length, ISO 8601.
    pub length: String,
    /// By how much it may be extended, ISO 8601.
    pub extension: Option<String>,
    /// The same in hours, where the law counts hours: then no day of rest makes it longer.
    pub hours: Option<u32>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// What the provision is called, for messages; left out: as its source is.
    pub provision: Option<Text>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

impl Deadline {
    /// What the provision is called in each language.
    #[must_use]
    pub fn called(&self) -> Text {
        called(self.provision.as_ref(), &self.source)
    }
}

/// A statutory minimum of keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Floor {
    /// Name, such as `bookkeeping-voucher`.
    pub id: String,
    /// What it concerns.
    pub name: Text,
    /// Length, ISO 8601.
    pub keep: String,
    /// What it counts from.
    pub counted_from: FloorStart,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// What a statutory minimum counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FloorStart {
    /// The end of the calendar year in which the financial year ended.
    CalendarYearOfFinancialYear,
    /// The end of the financial year.
    FinancialYear,
}

/// What direct marketing needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Marketing {
    /// In these channels ...
    pub channels: Vec<Channel>,
    /// ... to these ...
    pub recipients: Vec<GroupKind>,
    /// ... about these one's products; empty: anybody's ...
    #[serde(default)]
    pub whose: Vec<Whose>,
    /// ... to people who have bought the like; absent: to all others. An exception stands in the place of the general
    /// rule ...
    pub customers: Option<Customers>,
    /// ... it needs this.
    pub needs: MarketingNeed,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// What the provision is called, for messages; left out: as its source is.
    pub provision: Option<Text>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

impl Marketing {
    /// What the provision is called in each language.
    #[must_use]
    pub fn called(&self) -> Text {
        called(self.provision.as_ref(), &self.source)
    }
}

/// An age that the law names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Age {
    /// Name, such as `information-society-consent`.
    pub id: String,
    /// Years.
    pub years: u32,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// A right of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Right {
    /// Name, such as `access`.
    pub id: String,
    /// Name shown to people.
    pub name: Text,
    /// The right in plain words, for the notice.
    pub text: Text,
    /// The deadline within which it is answered.
    pub deadline: Option<String>,
    /// Legal bases with which it exists; empty: with all.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// A day on which no period ends, by exactly one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Holiday {
    /// Name shown to people.
    pub name: Text,
    /// The same day each year: `MM-DD`.
    pub day: Option<String>,
    /// So many days after Easter Sunday; 0 is the Sunday itself.
    pub after_easter: Option<u32>,
    /// So many days before Easter Sunday.
    pub before_easter: Option<u32>,
    /// The first Saturday on or after this day: `MM-DD`.
    pub saturday_from: Option<String>,
    /// The first Friday on or after this day: `MM-DD`.
    pub friday_from: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// A duty of the controller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Duty {
    /// Name, such as `inform-at-collection`.
    pub id: String,
    /// Name shown to people.
    pub name: Text,
    /// The duty in plain words.
    pub text: Text,
    /// The deadline within which it is done.
    pub deadline: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// What answering a request may cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fee {
    /// What for, such as `first-copy`.
    pub id: String,
    /// Name shown to people.
    pub name: Text,
    /// What may be asked.
    pub price: Price,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// What the provision is called, for messages; left out: as its source is.
    pub provision: Option<Text>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

impl Fee {
    /// What the provision is called in each language.
    #[must_use]
    pub fn called(&self) -> Text {
        called(self.provision.as_ref(), &self.source)
    }
}

/// What may be asked for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Price {
    /// Nothing.
    Free,
    /// A reasonable fee based on costs.
    ReasonableFee,
    /// A reasonable fee, or the request may be refused; the controller proves why.
    FeeOrRefusal,
}

/// How certain a way of identification is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Identification {
    /// The way.
    pub method: IdentityMethod,
    /// How certain it is.
    pub level: AssuranceLevel,
    /// Name shown to people.
    pub name: Text,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// A ground of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ground {
    /// Name.
    pub id: String,
    /// The ground in plain words.
    pub text: Text,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}

/// A provision that a statement may refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reference {
    /// Name, such as `personal-data-act-10`.
    pub id: String,
    /// The provision as it is written in a notice.
    pub name: Text,
    /// What came in its place, by name.
    pub successor: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was entered or checked.
    pub checked: Date,
    /// What it was compared with on that day; absent: entered, and not compared with its source.
    pub compared: Option<String>,
}
