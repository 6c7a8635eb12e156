//! The law pack: dated, sourced rules of law that every statement is compiled with. Read from a file in `law/`.
//! Not here: any rule itself.

mod calendar;
mod model;
mod sensitive;

pub use crate::statement::model::MarketingNeed;
pub use calendar::easter;
pub use model::{
    Age, Authority, Deadline, Duty, Fee, Floor, FloorStart, Ground, Holiday, Identification, LawPack,
    Marketing, Price, Reference, Right, Territory, TerritoryStatus, Wording,
};
pub use sensitive::Sensitive;

use crate::{
    diagnostics::Problem,
    document::{self, Places, Shape},
    statement::{
        model::{
            AssuranceLevel, Channel, Customers, GroupKind, IdentityMethod, Purpose, PurposeClass, Whose,
        },
        period::Period,
    },
    text::Text,
};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether a rule that holds `from` a day `until` another holds `on` a day; both ends are in.
#[must_use]
pub fn holds(from: Date, until: Option<Date>, on: Date) -> bool {
    from <= on && until.is_none_or(|until| on <= until)
}

impl Right {
    /// Whether people have the right with the legal bases and uses of these purposes.
    #[must_use]
    pub fn exists_with(&self, purposes: &[Purpose]) -> bool {
        let based = self.bases.is_empty() || purposes.iter().any(|one| self.bases.contains(&one.basis));
        let marketing = |purpose: &Purpose| {
            !matches!(
                purpose.class,
                PurposeClass::Service
                    | PurposeClass::Quality
                    | PurposeClass::Training
                    | PurposeClass::Evidence
                    | PurposeClass::StaffReview
                    | PurposeClass::Statistics
                    | PurposeClass::Administration
            )
        };
        based && (self.id != "marketing-objection" || purposes.iter().any(marketing))
    }
}

/// The law packs that there are: one at least.
#[derive(Debug, Clone)]
pub struct Laws {
    first: LawPack,
    others: Vec<LawPack>,
}

impl Laws {
    /// The packs, with the one first that a statement is judged by when it names none of them.
    #[must_use]
    pub const fn new(first: LawPack, others: Vec<LawPack>) -> Self {
        Self { first, others }
    }

    /// The pack of that name, else the first.
    #[must_use]
    pub fn named(&self, id: &str) -> &LawPack {
        self.others.iter().find(|pack| pack.id == id).unwrap_or(&self.first)
    }

    /// The names of all of them.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        [&self.first].into_iter().chain(&self.others).map(|pack| pack.id.as_str()).collect()
    }
}

/// An act of direct marketing, as far as the law tells acts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approach {
    /// The channel.
    pub channel: Channel,
    /// What the recipient is.
    pub recipient: GroupKind,
    /// Whose products.
    pub whose: Whose,
    /// Whether the recipient has bought the like.
    pub customers: Customers,
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
        let (mut changes, mut checks) = (BTreeSet::new(), BTreeSet::new());
        dates(&document.tree, &mut changes, &mut checks);
        let mut pack: Self = serde_json::from_value(document.tree)
            .map_err(|error| vec![document::unreadable(&error.to_string())])?;
        pack.changes = changes;
        pack.oldest = checks.first().copied();
        problems.extend(pack.lengths(&document.places));
        problems.extend(pack.loose_ends(&document.places));
        if problems.is_empty() { Ok(pack) } else { Err(problems) }
    }

    /// Lengths that are none.
    fn lengths(&self, places: &Places) -> Vec<Problem> {
        let deadlines = self.deadlines.iter().enumerate().flat_map(|(at, one)| {
            let extension =
                one.extension.iter().map(move |length| (format!("deadline[{at}].extension"), length));
            extension.chain([(format!("deadline[{at}].length"), &one.length)])
        });
        let floors = self.floors.iter().enumerate().map(|(at, one)| (format!("floor[{at}].keep"), &one.keep));
        let bad = deadlines.chain(floors).filter(|(_, length)| Period::parse(length).is_none());
        bad.map(|(path, _)| crate::statement::not_a_length(places.of(&path))).collect()
    }

    /// Names of other rules that no rule has, and holidays that never come.
    fn loose_ends(&self, places: &Places) -> Vec<Problem> {
        let known = |id: &String| self.deadlines.iter().any(|one| one.id == *id);
        let rights = self.rights.iter().enumerate().map(|(at, one)| (format!("right[{at}]"), &one.deadline));
        let duties = self.duties.iter().enumerate().map(|(at, one)| (format!("duty[{at}]"), &one.deadline));
        let no_deadline = rights
            .chain(duties)
            .filter(|(_, deadline)| deadline.as_ref().is_some_and(|id| !known(id)))
            .map(|(path, _)| format!("{path}.deadline"));
        let no_successor = self.references.iter().enumerate().filter_map(|(at, one)| {
            let successor = one.successor.as_ref()?;
            let found = self.references.iter().any(|other| other.id == *successor && other.id != one.id);
            (!found).then(|| format!("reference[{at}].successor"))
        });
        let holidays = self.holidays.iter().enumerate();
        let never = holidays.filter(|(_, one)| !one.has_one_rule()).map(|(at, _)| format!("holiday[{at}]"));
        no_deadline.chain(no_successor).chain(never).map(|path| loose_end(places, &path)).collect()
    }

    /// The day on which the rule that was checked longest ago was checked.
    #[must_use]
    pub fn checked(&self) -> Date {
        self.oldest.unwrap_or(self.authority.checked)
    }

    /// The first day after a day on which the law is another: a rule begins to hold, or has ended the day before.
    #[must_use]
    pub fn next_change(&self, after: Date) -> Option<Date> {
        let tomorrow = after.tomorrow().ok()?;
        self.changes.range(tomorrow..).next().copied()
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

    /// A right that holds on a day.
    #[must_use]
    pub fn right(&self, id: &str, on: Date) -> Option<&Right> {
        self.rights.iter().find(|one| one.id == id && holds(one.from, one.until, on))
    }

    /// A duty that holds on a day.
    #[must_use]
    pub fn duty(&self, id: &str, on: Date) -> Option<&Duty> {
        self.duties.iter().find(|one| one.id == id && holds(one.from, one.until, on))
    }

    /// What answering may cost, by what it is for: `first-copy`, `further-copy`, `unfounded-or-excessive`.
    #[must_use]
    pub fn fee(&self, id: &str, on: Date) -> Option<&Fee> {
        self.fees.iter().find(|one| one.id == id && holds(one.from, one.until, on))
    }

    /// How certain a way of identification is on a day; one that the law pack does not know is worth nothing.
    #[must_use]
    pub fn assurance(&self, method: IdentityMethod, on: Date) -> AssuranceLevel {
        let fits = |one: &&Identification| one.method == method && holds(one.from, one.until, on);
        self.identifications.iter().filter(fits).map(|one| one.level).min().unwrap_or(AssuranceLevel::None)
    }

    /// A provision by its name, whether or not it is still in force.
    #[must_use]
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.references.iter().find(|one| one.id == id)
    }

    /// The provision in force that stands for a provision on a day: itself, or what came in its place. `None` when
    /// nothing did.
    #[must_use]
    pub fn in_force(&self, id: &str, on: Date) -> Option<&Reference> {
        let mut one = self.reference(id)?;
        // A chain is no longer than the list; one that bites its tail ends there.
        for _ in 0..=self.references.len() {
            if holds(one.from, one.until, on) {
                return Some(one);
            }
            one = self.reference(one.successor.as_ref()?)?;
        }
        None
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
        self.approach(Approach { channel, recipient, whose: Whose::Own, customers: Customers::Any }, on)
    }

    /// The rule on an act of direct marketing, on a day. An exception that fits stands in the place of the general rule;
    /// of several rules of one sort the strictest counts.
    #[must_use]
    pub fn approach(&self, act: Approach, on: Date) -> Option<&Marketing> {
        let fits = |rule: &&Marketing| {
            holds(rule.from, rule.until, on)
                && rule.channels.contains(&act.channel)
                && rule.recipients.contains(&act.recipient)
                && (rule.whose.is_empty() || rule.whose.contains(&act.whose))
        };
        let exception = |rule: &&Marketing| {
            rule.customers == Some(Customers::BoughtSimilar) && act.customers == Customers::BoughtSimilar
        };
        let general = |rule: &&Marketing| rule.customers != Some(Customers::BoughtSimilar);
        let strictest = |one: &&Marketing| one.needs;
        let fitting = || self.marketing.iter().filter(fits);
        fitting()
            .filter(exception)
            .max_by_key(strictest)
            .or_else(|| fitting().filter(general).max_by_key(strictest))
    }
}

/// Gathers the days on which rules begin and end, and those on which they were checked.
fn dates(tree: &Value, changes: &mut BTreeSet<Date>, checks: &mut BTreeSet<Date>) {
    match tree {
        Value::Object(table) => {
            for (key, value) in table {
                let day = value.as_str().and_then(|text| text.parse::<Date>().ok());
                match (key.as_str(), day) {
                    ("from", Some(day)) => drop(changes.insert(day)),
                    ("until", Some(day)) => changes.extend(day.tomorrow().ok()),
                    ("checked", Some(day)) => drop(checks.insert(day)),
                    _ => dates(value, changes, checks),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| dates(value, changes, checks)),
        _ => {}
    }
}

fn loose_end(places: &Places, path: &str) -> Problem {
    let mut problem = Problem::error(
        "law-loose-end",
        Text::new(
            "Sääntö viittaa johonkin, mitä lakipaketissa ei ole, tai sitä ei voi laskea.",
            "Regeln hänvisar till något som inte finns i lagpaketet, eller så går den inte att räkna ut.",
            "The rule refers to something that the law pack does not have, or it can't be computed.",
        ),
        Text::new(
            "Lisää puuttuva sääntö tai korjaa viittaus. Pyhäpäivällä on tasan yksi laskusääntö.",
            "Lägg till den regel som saknas eller rätta hänvisningen. En helgdag har exakt en räkneregel.",
            "Add the missing rule or correct the reference. A holiday has exactly one rule.",
        ),
    );
    problem.place = places.of(path);
    problem
}
