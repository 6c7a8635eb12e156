//! The law pack: dated, sourced rules of law that every statement is compiled with. Read from a file in `law/`.
//! Not here: any rule itself.

use crate::{
    diagnostics::Problem,
    document::{self, Shape},
    statement::{
        model::{Basis, Channel, GroupKind},
        period::Period,
    },
    text::Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rules of law of one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LawPack {
    /// Name that statements use, such as `fi`.
    pub id: String,
    /// Name shown to people.
    pub name: Text,
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
    /// The day on which it was checked there.
    pub checked: Date,
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
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was checked there.
    pub checked: Date,
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
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was checked there.
    pub checked: Date,
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
    /// The day on which it was checked there.
    pub checked: Date,
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
    /// ... it needs this.
    pub needs: MarketingNeed,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was checked there.
    pub checked: Date,
}

/// What direct marketing needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarketingNeed {
    /// Consent beforehand.
    Consent,
    /// That the person has not prohibited it.
    NoProhibition,
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
    /// The day on which it was checked there.
    pub checked: Date,
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
    /// Legal bases with which it exists; empty: with all.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Where the rule stands.
    pub source: String,
    /// The day on which it was checked there.
    pub checked: Date,
}

/// Whether a rule that holds `from` a day `until` another holds `on` a day; both ends are in.
#[must_use]
pub fn holds(from: Date, until: Option<Date>, on: Date) -> bool {
    from <= on && until.is_none_or(|until| on <= until)
}

impl LawPack {
    /// Reads a law pack from the text of its file.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let document = document::read(text, &Shape::of::<Self>()).map_err(|problem| vec![*problem])?;
        let mut problems = document.problems;
        if document::has_errors(&problems) {
            document::in_order(&mut problems);
            return Err(problems);
        }
        let pack: Self = serde_json::from_value(document.tree)
            .map_err(|error| vec![document::unreadable(&error.to_string())])?;
        let lengths = pack
            .deadlines
            .iter()
            .enumerate()
            .map(|(at, one)| (format!("deadline[{at}].length"), &one.length));
        let floors = pack.floors.iter().enumerate().map(|(at, one)| (format!("floor[{at}].keep"), &one.keep));
        for (path, length) in lengths.chain(floors) {
            if Period::parse(length).is_none() {
                problems.push(crate::statement::not_a_length(document.places.of(&path)));
            }
        }
        if problems.is_empty() { Ok(pack) } else { Err(problems) }
    }

    /// The day on which the rule that was checked longest ago was checked.
    #[must_use]
    pub fn checked(&self) -> Date {
        let territories = self.territories.iter().map(|rule| rule.checked);
        let deadlines = self.deadlines.iter().map(|rule| rule.checked);
        let floors = self.floors.iter().map(|rule| rule.checked);
        let marketing = self.marketing.iter().map(|rule| rule.checked);
        let ages = self.ages.iter().map(|rule| rule.checked);
        let rights = self.rights.iter().map(|rule| rule.checked);
        let all = territories.chain(deadlines).chain(floors).chain(marketing).chain(ages).chain(rights);
        all.min().map_or(self.authority.checked, |oldest| oldest.min(self.authority.checked))
    }

    /// The status of a country on a day; `None` for one without any. Of several the freest counts.
    #[must_use]
    pub fn territory(&self, country: &str, on: Date) -> Option<&Territory> {
        self.territories
            .iter()
            .filter(|territory| holds(territory.from, territory.until, on))
            .filter(|territory| territory.countries.iter().any(|code| code == country))
            .min_by_key(|territory| territory.status)
    }

    /// Whether a country is in the European Economic Area on a day.
    #[must_use]
    pub fn in_eea(&self, country: &str, on: Date) -> bool {
        let status = self.territory(country, on).map(|territory| territory.status);
        matches!(status, Some(TerritoryStatus::Eu | TerritoryStatus::Eea))
    }

    /// A deadline that holds on a day.
    #[must_use]
    pub fn deadline(&self, id: &str, on: Date) -> Option<&Deadline> {
        self.deadlines.iter().find(|one| one.id == id && holds(one.from, one.until, on))
    }

    /// An age that holds on a day, in whole years.
    #[must_use]
    pub fn age(&self, id: &str, on: Date) -> Option<u32> {
        self.ages.iter().find(|one| one.id == id && holds(one.from, one.until, on)).map(|one| one.years)
    }

    /// A statutory minimum that holds on a day.
    #[must_use]
    pub fn floor(&self, id: &str, on: Date) -> Option<&Floor> {
        self.floors.iter().find(|one| one.id == id && holds(one.from, one.until, on))
    }

    /// The rule on direct marketing in a channel to a kind of recipient, on a day. The strictest counts.
    #[must_use]
    pub fn marketing(&self, channel: Channel, recipient: GroupKind, on: Date) -> Option<&Marketing> {
        self.marketing
            .iter()
            .filter(|rule| holds(rule.from, rule.until, on))
            .filter(|rule| rule.channels.contains(&channel) && rule.recipients.contains(&recipient))
            .min_by_key(|rule| match rule.needs {
                MarketingNeed::Consent => 0,
                MarketingNeed::NoProhibition => 1,
            })
    }
}
