//! The effective rules: the stricter of statement and law. What the gate runs on.

use super::{
    check::{Dropped, dropped, in_force},
    model::{Category, Item, Measure, ObjectKind, Purpose, Retention, Role, Source, Statement},
    period::Period,
};
use crate::{
    id::{CategoryId, ItemId, ObjectKindId, PurposeId, RoleId, SourceId},
    law::{Floor, FloorStart, LawPack},
    text::Text,
};
use jiff::civil::{Date, date};

/// Effective rules of one register. Built only by [`crate::statement`]'s reader from a statement without errors.
#[derive(Debug, Clone)]
pub struct Rules {
    statement: Statement,
    law: LawPack,
    on: Date,
    tightened: Vec<Tightening>,
}

/// One place where the effective rule is stricter than what is written, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tightening {
    /// What holds, in plain words.
    pub what: Text,
    /// Where the stricter rule comes from.
    pub from: Origin,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Another passage of the statement itself.
    Statement,
    /// The law pack: the source that the rule names.
    Law(String),
}

impl Rules {
    /// Effective rules from a statement without errors: what items leave out is filled in from their category or
    /// object kind.
    pub(super) fn new(mut statement: Statement, law: LawPack, on: Date) -> Self {
        fill_in(&mut statement);
        let mut tightened = tighten_recipients(&mut statement, &law, on);
        tightened.extend(tighten_retention(&statement, &law, on));
        Self { statement, law, on, tightened }
    }

    /// The law that they were compiled with.
    #[must_use]
    pub fn law(&self) -> &LawPack {
        &self.law
    }
    /// The day for which they were compiled.
    #[must_use]
    pub fn on(&self) -> Date {
        self.on
    }
    /// Where they are stricter than what is written in the statement.
    #[must_use]
    pub fn tightened(&self) -> &[Tightening] {
        &self.tightened
    }
    /// Whether a measure is shown to be in force on the day; only then may it be stated as a fact (claim R1-043).
    #[must_use]
    pub fn is_shown(&self, measure: &Measure) -> bool {
        in_force(measure, self.on)
    }
    /// The last day on which something may be kept whose retention counts from a day: the later of promise and law
    /// (claim R1-012). `None` when the length can't be counted, which does not happen in effective rules.
    #[must_use]
    pub fn kept_until(&self, retention: &Retention, from: Date) -> Option<Date> {
        let promised = Period::parse(&retention.keep)?.after(from)?;
        let floor = retention.floor.as_ref().and_then(|id| self.law.floor(id, self.on));
        let lawful =
            floor.and_then(|floor| floor_end(floor, &self.statement.controller.financial_year_end, from));
        Some(lawful.map_or(promised, |lawful| lawful.max(promised)))
    }

    /// The statement that they come from, already tightened by the law.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.statement
    }
    /// A declared purpose.
    #[must_use]
    pub fn purpose(&self, id: &PurposeId) -> Option<&Purpose> {
        self.statement.purposes.iter().find(|purpose| purpose.id == *id)
    }
    /// A declared category.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.statement.categories.iter().find(|category| category.id == *id)
    }
    /// A declared item of a subject.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.statement.items.iter().find(|item| item.id == *id)
    }
    /// A declared kind of object.
    #[must_use]
    pub fn object(&self, id: &ObjectKindId) -> Option<&ObjectKind> {
        self.statement.objects.iter().find(|object| object.id == *id)
    }
    /// A declared role.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.statement.roles.iter().find(|role| role.id == *id)
    }
    /// A declared source.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.statement.sources.iter().find(|source| source.id == *id)
    }
}

/// Gives each item the category, sources, purposes and retention that it takes from its category or object kind.
pub(super) fn fill_in(statement: &mut Statement) {
    let categories = statement.categories.clone();
    for item in &mut statement.items {
        let Some(category) = categories.iter().find(|category| Some(&category.id) == item.category.as_ref())
        else {
            continue;
        };
        inherit(item, &category.sources, &category.purposes, category.retention.as_ref());
    }
    for object in &mut statement.objects {
        for item in object.items.iter_mut().chain(&mut object.line_items) {
            item.category = Some(object.category.clone());
            inherit(item, &object.sources, &object.purposes, Some(&object.retention));
        }
    }
}

fn inherit(item: &mut Item, sources: &[SourceId], purposes: &[PurposeId], retention: Option<&Retention>) {
    if item.sources.is_empty() {
        item.sources = sources.to_vec();
    }
    if item.purposes.is_empty() {
        item.purposes = purposes.to_vec();
    }
    if item.retention.is_none() {
        item.retention = retention.cloned();
    }
}

/// Drops recipients that the statement's own promises don't allow: the stricter passage holds until someone decides.
fn tighten_recipients(statement: &mut Statement, law: &LawPack, on: Date) -> Vec<Tightening> {
    let whole = statement.clone();
    let mut tightened = Vec::new();
    statement.recipients.retain(|recipient| {
        let Some(why) = dropped(&whole, law, recipient, on) else { return true };
        let Text { fi, sv, en } = &recipient.name;
        let what = match why {
            Dropped::NotInGroup => Text {
                fi: format!("{fi} ei saa tietoja, koska se ei kuulu konserniin."),
                sv: format!("{sv} får inga uppgifter eftersom det inte hör till koncernen."),
                en: format!("{en} gets no data, because it does not belong to the group."),
            },
            Dropped::OutsideEea => Text {
                fi: format!("{fi} ei saa tietoja, koska se on ETA-alueen ulkopuolella."),
                sv: format!("{sv} får inga uppgifter eftersom det finns utanför EES."),
                en: format!("{en} gets no data, because it is outside the EEA."),
            },
            Dropped::Marketing => Text {
                fi: format!("{fi} ei saa tietoja markkinointiin, koska sivullisille ei kerrota asiakkaista."),
                sv: format!("{sv} får inga uppgifter för marknadsföring eftersom utomstående inte får veta något om kunderna."),
                en: format!("{en} gets no data for marketing, because outsiders are told nothing about customers."),
            },
        };
        tightened.push(Tightening { what, from: Origin::Statement });
        false
    });
    tightened
}

/// Says where the law keeps something longer than the statement writes.
fn tighten_retention(statement: &Statement, law: &LawPack, on: Date) -> Vec<Tightening> {
    let own = statement.items.iter().filter_map(|item| Some((&item.name, item.retention.as_ref()?)));
    let objects = statement.objects.iter().map(|object| (&object.name, &object.retention));
    own.chain(objects)
        .filter_map(|(name, retention)| {
            let floor = law.floor(retention.floor.as_ref()?, on)?;
            let what = Text {
                fi: format!("{}: säilytetään vähintään lain vaatima aika ({}).", name.fi, floor.name.fi),
                sv: format!("{}: bevaras minst den tid som lagen kräver ({}).", name.sv, floor.name.sv),
                en: format!("{}: kept at least as long as the law demands ({}).", name.en, floor.name.en),
            };
            Some(Tightening { what, from: Origin::Law(floor.source.clone()) })
        })
        .collect()
}

/// The last day of a statutory minimum for something that happened on a day.
fn floor_end(floor: &Floor, year_end: &str, happened: Date) -> Option<Date> {
    let end = |year: i16| Date::strptime("%Y-%m-%d", format!("{year:04}-{year_end}")).ok();
    let this_year = end(happened.year())?;
    let year_ended = if happened <= this_year { this_year } else { end(happened.year().checked_add(1)?)? };
    let start = match floor.counted_from {
        FloorStart::FinancialYear => year_ended,
        FloorStart::CalendarYearOfFinancialYear => date(year_ended.year(), 12, 31),
    };
    Period::parse(&floor.keep)?.after(start)
}
