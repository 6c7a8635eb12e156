//! The effective rules: the stricter of statement and law. What the gate runs on.

use super::{
    check::{
        Dropped, dropped, inside, narrowest_territory, ruled_out, strictest_regular, strictest_transfer,
    },
    evidence::{OnRecord, Shown},
    lawful,
    model::{
        Anchor, Category, Grant, Item, Measure, ObjectKind, OutsideEea, Purpose, Recipient, Retention, Role,
        Source, Statement,
    },
    period::Period,
};
use crate::{
    id::{CategoryId, GroupId, ItemId, ObjectKindId, PurposeId, RecipientId, RoleId, SourceId},
    item::Home,
    law::{LawPack, TerritoryStatus},
    text::Text,
};
use jiff::civil::Date;

/// Effective rules of one register. Built only by [`crate::statement`]'s reader from a statement without errors.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(super) statement: Statement,
    law: LawPack,
    pub(super) on: Date,
    pub(super) tightened: Vec<Tightening>,
    /// Evidence of measures on record where they run; `None` for a file that runs nowhere.
    pub(super) on_record: Option<OnRecord>,
    /// What measures stop whose evidence has lapsed, such as `recipient.agency`.
    pub(super) stopped: Vec<String>,
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
        tightened.extend(tighten_uses(&mut statement));
        tightened.extend(tighten_sources(&mut statement));
        tighten_engagements(&mut statement);
        tighten_sign_in(&mut statement);
        tightened.extend(lawful::tighten(&mut statement, &law, on));
        tightened.extend(tighten_retention(&statement, &law, on));
        Self { statement, law, on, tightened, on_record: None, stopped: Vec::new() }
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
    /// The first day after a day on which other rules may hold: the law changes, a company enters or leaves the group, the
    /// evidence of a measure or the review of a decision falls due (claim R1-039).
    #[must_use]
    pub fn next_change(&self, after: Date) -> Option<Date> {
        let statement = &self.statement;
        let next = |day: Date| day.tomorrow().ok();
        let companies = statement.group_companies.iter();
        let group = companies.flat_map(|one| [Some(one.from), one.until.and_then(next)]);
        let recipients = statement.recipients.iter().map(|one| one.safeguard_until.and_then(next));
        let reviews = statement.decisions.iter().map(|one| next(one.review));
        let measures = statement.measures.iter().map(|one| {
            let months = Period::months(one.review_months)?;
            one.evidence.and_then(|day| months.after(day)).and_then(next)
        });
        let own = group.chain(recipients).chain(reviews).chain(measures).flatten();
        own.filter(|day| *day > after).chain(self.law.next_change(after)).min()
    }
    /// Where they are stricter than what is written in the statement.
    #[must_use]
    pub fn tightened(&self) -> &[Tightening] {
        &self.tightened
    }
    /// Whether a measure is shown to be in force on the day; only then may it be stated as a fact (claim R1-043).
    #[must_use]
    pub fn is_shown(&self, measure: &Measure) -> bool {
        matches!(self.shown(measure), Shown::Shown(_))
    }
    /// The last day on which something may be kept whose retention counts from a day: the later of promise and law
    /// (claim R1-012). `None` when the length can't be counted, which does not happen in effective rules.
    #[must_use]
    pub fn kept_until(&self, retention: &Retention, from: Date) -> Option<Date> {
        let promised = Period::parse(&retention.keep)?.after(from)?;
        let floor = retention.floor.as_ref().and_then(|id| self.law.floor(id, self.on));
        let lawful = floor.and_then(|floor| floor.end(&self.statement.controller.financial_year_end, from));
        Some(lawful.map_or(promised, |lawful| lawful.max(promised)))
    }

    /// The times within which an item of a member of a group is kept, whatever each counts from: the item's own, and the
    /// group's. The one that ends first ends it (claim R7-004).
    pub fn times<'a>(
        &'a self,
        item: &'a Item,
        group: &GroupId,
    ) -> impl Iterator<Item = &'a Retention> + use<'a> {
        let of_group = self.statement.subject_groups.iter().find(|one| one.id == *group);
        // What the law keeps is kept, whoever it is about (GDPR 17(3)(b)).
        let bound = item.retention.as_ref().is_some_and(|own| own.floor.is_none());
        let of_group = of_group.and_then(|one| one.retention.as_ref()).filter(|_| bound);
        item.retention.iter().chain(of_group)
    }

    /// The last day on which something may be kept for which these times hold, as far as the events are known that they and
    /// their outer limits count from; `None` while nothing but an outer limit runs.
    pub fn last_day<'a>(
        &self,
        times: impl Iterator<Item = &'a Retention>,
        event: impl Fn(Anchor) -> Option<Date>,
    ) -> Option<Date> {
        let (mut last, mut limits): (Option<Date>, Vec<Date>) = (None, Vec::new());
        for time in times {
            let own = event(time.after).and_then(|from| self.kept_until(time, from));
            last = [last, own].into_iter().flatten().min();
            let limit = time.at_latest.as_ref().and_then(|limit| {
                let outer = Retention { keep: limit.keep.clone(), ..time.clone() };
                self.kept_until(&outer, event(limit.after)?)
            });
            limits.extend(limit);
        }
        limits.into_iter().chain(last).min().filter(|_| last.is_some())
    }

    /// The last day for which the law alone wants something kept whose retention counts from a day; `None` when no law
    /// does (claim R5-107).
    #[must_use]
    pub fn floor_until(&self, retention: &Retention, from: Date) -> Option<Date> {
        let floor = self.law.floor(retention.floor.as_ref()?, self.on)?;
        floor.end(&self.statement.controller.financial_year_end, from)
    }

    /// A declared recipient that may get data on a day: of the group on that day where it must be, and in a country that the
    /// statement and the law allow then (claims R1-039, R1-040, R3-018, R4-032).
    #[must_use]
    pub fn receives(&self, id: &RecipientId, on: Date) -> Option<&Recipient> {
        let statement = &self.statement;
        let recipient = statement.recipients.iter().find(|one| one.id == *id)?;
        if dropped(statement, &self.law, recipient, on).is_some() {
            return None;
        }
        if inside(statement, &self.law, &recipient.country, on) {
            return Some(recipient);
        }
        let status = self.law.territory(&recipient.country, on).map(|territory| territory.status);
        let safe = recipient.safeguard.is_some() && recipient.safeguard_until.is_none_or(|last| on <= last);
        let lawful = status == Some(TerritoryStatus::Adequacy) || safe;
        (strictest_transfer(statement) == OutsideEea::WithSafeguard && lawful).then_some(recipient)
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
    let (regular, outside) = (strictest_regular(statement), strictest_transfer(statement));
    let territory = narrowest_territory(statement);
    let disclosure = &mut statement.disclosure;
    (disclosure.regular, disclosure.outside_eea, disclosure.territory) = (regular, outside, territory);
    let categories = statement.categories.clone();
    let home = Home::of(&statement.controller.country);
    for item in &mut statement.items {
        item.home = home;
        let Some(category) = categories.iter().find(|category| Some(&category.id) == item.category.as_ref())
        else {
            continue;
        };
        inherit(item, &category.sources, &category.purposes, category.retention.as_ref());
    }
    for object in &mut statement.objects {
        for item in object.items.iter_mut().chain(&mut object.line_items) {
            item.category = Some(object.category.clone());
            item.home = home;
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
            Dropped::NotPromised => Text {
                fi: format!("{fi} ei saa tietoja säännöllisesti, koska toinen kohta ei salli sitä."),
                sv: format!("{sv} får inga uppgifter regelbundet eftersom ett annat ställe inte tillåter det."),
                en: format!("{en} gets no data as a standing disclosure, because another passage does not allow it."),
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

/// What one purpose rules out, no other does with the same data (claims R2-003, R7-009).
fn tighten_uses(statement: &mut Statement) -> Vec<Tightening> {
    let whole = statement.clone();
    let mut tightened = Vec::new();
    let mut closed: Vec<(CategoryId, PurposeId)> = Vec::new();
    let mut drop = |name: &Text, category: Option<&CategoryId>, purposes: &mut Vec<PurposeId>| {
        let out = ruled_out(&whole, purposes);
        purposes.retain(|id| !out.contains(id));
        closed.extend(out.iter().filter_map(|id| Some((category?.clone(), id.clone()))));
        for other in whole.purposes.iter().filter(|purpose| out.contains(&purpose.id)) {
            let what = Text {
                fi: format!("{}: ei käytetä tarkoitukseen ”{}”.", name.fi, other.name.fi),
                sv: format!("{}: används inte för ”{}”.", name.sv, other.name.sv),
                en: format!("{}: not used for “{}”.", name.en, other.name.en),
            };
            tightened.push(Tightening { what, from: Origin::Statement });
        }
    };
    for item in &mut statement.items {
        drop(&item.name, item.category.as_ref(), &mut item.purposes);
    }
    for object in &mut statement.objects {
        drop(&object.name, Some(&object.category), &mut object.purposes);
        for item in object.items.iter_mut().chain(&mut object.line_items) {
            let out = ruled_out(&whole, &item.purposes);
            item.purposes.retain(|id| !out.contains(id));
        }
    }
    for role in &mut statement.roles {
        role.grants = role.grants.drain(..).flat_map(|grant| without(grant, &closed)).collect();
    }
    tightened
}

/// A grant without what is closed to some of its purposes: those get a grant of their own that reads less.
fn without(grant: Grant, closed: &[(CategoryId, PurposeId)]) -> Vec<Grant> {
    let shut = |purpose: &PurposeId| -> Vec<CategoryId> {
        let of = closed.iter().filter(|(category, id)| id == purpose && grant.read.contains(category));
        of.map(|(category, _)| category.clone()).collect()
    };
    let (limited, free): (Vec<PurposeId>, Vec<PurposeId>) =
        grant.purposes.iter().cloned().partition(|purpose| !shut(purpose).is_empty());
    let mut grants = Vec::new();
    for purpose in limited {
        let gone = shut(&purpose);
        let mut less = Grant { purposes: vec![purpose], ..grant.clone() };
        less.read.retain(|category| !gone.contains(category));
        less.change.retain(|category| !gone.contains(category));
        grants.push(less);
    }
    if !free.is_empty() {
        grants.push(Grant { purposes: free, ..grant });
    }
    grants
}

/// A source of a kind from which no data is promised to come writes nothing (claim R3-013).
fn tighten_sources(statement: &mut Statement) -> Vec<Tightening> {
    let Some(promise) = statement.collection.clone() else { return Vec::new() };
    let (kept, gone): (Vec<Source>, Vec<Source>) =
        statement.sources.drain(..).partition(|source| promise.only.contains(&source.kind));
    statement.sources = kept;
    let stays = |id: &SourceId| !gone.iter().any(|source| source.id == *id);
    for item in &mut statement.items {
        item.sources.retain(stays);
    }
    for category in &mut statement.categories {
        category.sources.retain(stays);
    }
    for object in &mut statement.objects {
        object.sources.retain(stays);
        for item in object.items.iter_mut().chain(&mut object.line_items) {
            item.sources.retain(stays);
        }
    }
    let said = |source: &Source| Tightening {
        what: Text {
            fi: format!("Lähteestä ”{}” ei oteta tietoja.", source.name.fi),
            sv: format!("Från källan ”{}” tas inga uppgifter.", source.name.sv),
            en: format!("Nothing is taken from the source “{}”.", source.name.en),
        },
        from: Origin::Statement,
    };
    gone.iter().map(said).collect()
}

/// A role's holders fulfil the register's condition and the role's own (claims R2-020, R2-025).
fn tighten_engagements(statement: &mut Statement) {
    let all = statement.register.engagements.clone();
    for role in &mut statement.roles {
        if role.engagements.is_empty() {
            role.engagements.clone_from(&all);
        } else if !all.is_empty() {
            role.engagements.retain(|kind| all.contains(kind));
        }
    }
}

/// Whoever works with the register shows what the register asks for, and what the role asks for.
fn tighten_sign_in(statement: &mut Statement) {
    let all = statement.register.sign_in;
    for role in &mut statement.roles {
        role.sign_in = role.sign_in.max(all);
    }
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
