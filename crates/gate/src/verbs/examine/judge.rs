//! Holds one person's rows against the rules. Pure. Not here: opening them.

use super::{Examined, Opened, Overdue, Stored, fit};
use crate::verbs::age;
use crate::{
    consented::Withdrawn,
    limits,
    opened::day,
    payload::{Items, ObjectBody, Word},
    realm::Realm,
    retention::day_of,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_register::{
    id::{CategoryId, GroupId, Id, ItemId, SourceId},
    statement::{
        model::{Anchor, Item, ItemType, Retention},
        period::Period,
    },
};

/// Days after the end of a term within which the retention run comes round.
const RUN_DAYS: i64 = 2;

/// What terms count from.
struct Facts {
    today: Date,
    closed: Option<Date>,
    active: Option<Date>,
    group: Option<GroupId>,
    /// What the person has taken the only ground from.
    withdrawn: Withdrawn,
    /// What is left of an erased person, or is held for a case, has terms of its own.
    apart: bool,
}

impl Facts {
    /// Whether a last day has passed, with what the run needs to come round.
    fn is_past(&self, last: Date) -> bool {
        !self.apart && self.today > last.saturating_add(RUN_DAYS.days())
    }

    /// The last day of a value: the first end of the times within which it is kept.
    fn last_day(&self, realm: &Realm, item: &Item, recorded: Option<Date>) -> Option<Date> {
        let event = |anchor| since(anchor, self, recorded, None);
        match &self.group {
            Some(group) => realm.rules().last_day(realm.rules().times(item, group), event),
            None => realm.rules().last_day(item.retention.iter(), event),
        }
    }
}

pub(super) fn person(
    realm: &Realm,
    today: Date,
    (stored, withdrawn): (&Stored, Withdrawn),
    opened: Opened,
    out: &mut Examined,
) {
    let statement = realm.statement();
    let group = name(realm, stored.row.group);
    if !statement.subject_groups.iter().any(|one| one.id.as_str() == group) {
        undeclared(out, "subject-group", &group);
    }
    for area in &stored.areas {
        let area = name(realm, *area);
        if !statement.areas.iter().any(|one| one.id.as_str() == area) {
            undeclared(out, "area", &area);
        }
    }
    for permission in &stored.permissions {
        let kind = name(realm, permission.kind);
        let known = if permission.prohibition {
            statement.prohibitions.iter().any(|one| one.id.as_str() == kind)
        } else {
            statement.consents.iter().any(|one| one.id.as_str() == kind)
        };
        // A kind of prohibition that is no longer declared is still obeyed, and so has to be kept.
        if !known && !permission.prohibition {
            undeclared(out, "consent", &kind);
        }
    }
    let rows = stored.sealed.len() + stored.past.len() + stored.objects.len();
    let read = opened.sealed.len() + opened.past.len() + opened.past_objects.len() + opened.objects.len();
    out.opened += read as u64;
    let strange = stored.objects.iter().filter(|row| realm.kind(row.kind).is_none());
    let mut unknown = 0;
    for row in strange {
        unknown += 1;
        undeclared(out, "object", &name(realm, row.kind));
    }
    out.unreadable += (rows - read - unknown) as u64;
    let facts = facts(realm, today, (stored, withdrawn), &opened);
    whole(realm, &facts, (stored, &opened), out);
    young(realm, today, (stored, &opened), out);
    for (at, items) in &opened.sealed {
        if let Some(row) = stored.sealed.get(*at) {
            category(realm, &facts, (row.category, None), items, out);
        }
    }
    for (at, items) in &opened.past {
        if let Some(row) = stored.past.get(*at) {
            category(realm, &facts, (row.category, day_of(realm, row.replaced)), items, out);
        }
    }
    for (at, body) in &opened.objects {
        if let Some(row) = stored.objects.get(*at) {
            object(realm, &facts, row.kind, body, out);
        }
    }
}

fn facts(realm: &Realm, today: Date, (stored, withdrawn): (&Stored, Withdrawn), opened: &Opened) -> Facts {
    let values = opened.sealed.iter().flat_map(|(_, items)| recorded(items));
    let objects = opened.objects.iter().map(|(_, body)| body.recorded);
    let active = values.chain(objects).max().and_then(|at| day_of(realm, at));
    let starts =
        stored.objects.iter().filter_map(|row| day(row.starts).ok()).filter(|day| *day <= today).max();
    let noted = stored.row.life.active.and_then(|active| day(active).ok());
    Facts {
        today,
        closed: stored.row.closed.and_then(|closed| day(closed).ok()),
        active: active.max(starts).max(noted),
        group: realm.id(stored.row.group).ok(),
        withdrawn,
        apart: stored.held || stored.row.life.limits & (limits::ERASED | limits::WAITING | limits::HELD) != 0,
    }
}

fn recorded(items: &Items) -> impl Iterator<Item = i64> {
    items.0.iter().flat_map(|stored| stored.values.iter().map(|value| value.recorded))
}

/// Looks at a living person's items as one: is something missing, has something outlived what it came from? Of what does
/// not open nothing is said.
fn whole(realm: &Realm, facts: &Facts, (stored, opened): (&Stored, &Opened), out: &mut Examined) {
    if facts.apart || facts.closed.is_some() || opened.sealed.len() < stored.sealed.len() {
        return;
    }
    let past = opened.past.iter().chain(&opened.sealed).flat_map(|(_, items)| recorded(items));
    if let Some(entered) = past.min() {
        fit::missing(realm, (facts.group.as_ref(), entered), &opened.sealed, out);
    }
    let objects: Vec<i64> = stored.objects.iter().map(|row| row.object).collect();
    fit::orphans(realm, &opened.sealed, &objects, out);
}

/// Consents that want an age, held against the day of birth where the register knows it. What a guardian gave says who did.
fn young(realm: &Realm, today: Date, (stored, opened): (&Stored, &Opened), out: &mut Examined) {
    let mut items = realm.statement().items.iter();
    let Some(birth) = items.find(|item| item.item_type == ItemType::BirthDate) else { return };
    let Ok(word) = realm.word(&birth.id) else { return };
    let known = opened.sealed.iter().find_map(|(_, items)| age::born(items, word, birth.precision));
    let Some(born) = known else { return };
    for permission in stored.permissions.iter().filter(|one| !one.prohibition && one.until.is_none()) {
        let consents = realm.statement().consents.iter();
        let mut declared = consents.filter(|one| realm.word(&one.id).ok() == Some(permission.kind));
        let Some(consent) = declared.next() else { continue };
        let years = consent.minimum_age.as_ref().and_then(|rule| realm.rules().law().age(rule, today));
        let (Some(years), Some(given)) = (years, day_of(realm, permission.since)) else { continue };
        *out.of_known_age.entry(consent.id.clone()).or_default() += 1;
        let of_age = born.checked_add(i64::from(years).years()).unwrap_or(Date::MAX);
        if of_age > given && permission.body.is_none() {
            *out.too_young.entry(consent.id.clone()).or_default() += 1;
        }
    }
}

/// One ciphertext of a category, of now or replaced on a day.
fn category(
    realm: &Realm,
    facts: &Facts,
    (word, replaced): (Word, Option<Date>),
    items: &Items,
    out: &mut Examined,
) {
    let Some(category) = realm.category_index(word).and_then(|at| realm.statement().categories.get(at))
    else {
        undeclared(out, "category", &name(realm, word));
        return;
    };
    for stored in items.0.iter().filter(|stored| !stored.values.is_empty()) {
        let item = realm.item(stored.item).map(|(_, item)| item);
        let Some(item) = item.filter(|item| item.category.as_ref() == Some(&category.id)) else {
            undeclared(out, "item", &name(realm, stored.item));
            continue;
        };
        if let Some(what) = fit::shape(item, stored) {
            undeclared(out, what, item.id.as_str());
        }
        for value in &stored.values {
            out.values += 1;
            source(realm, &item.id, &item.sources, value.source, out);
            let last = match replaced {
                Some(day) => replaced_until(realm, item, day),
                None => facts.last_day(realm, item, day_of(realm, value.recorded)),
            };
            let groundless = facts.withdrawn.item(stored.item).and_then(|since| day_of(realm, since));
            overdue(facts, &category.id, last.into_iter().chain(groundless).min(), out);
            of_group(realm, facts, (item, value.recorded, replaced), out);
        }
    }
}

/// Whether a value of somebody whose group has a term of its own is kept past that term.
fn of_group(
    realm: &Realm,
    facts: &Facts,
    (item, recorded, replaced): (&Item, i64, Option<Date>),
    out: &mut Examined,
) {
    let Some(group) = &facts.group else { return };
    let declared = realm.statement().subject_groups.iter().find(|one| one.id == *group);
    let Some(own) = declared.and_then(|one| one.retention.as_ref()).filter(|_| replaced.is_none()) else {
        return;
    };
    if !realm.rules().times(item, group).any(|one| one == own) {
        return;
    }
    if let Some(last) =
        term(realm, own, facts, day_of(realm, recorded), None).filter(|last| facts.is_past(*last))
    {
        late(out.overdue_of_groups.entry(group.clone()).or_insert(Overdue { count: 0, since: last }), last);
    }
}

/// The last day of a value that was replaced on a day; `None` when it may stay as long as the newest.
fn replaced_until(realm: &Realm, item: &Item, replaced: Date) -> Option<Date> {
    let own = item.keep_replaced.as_ref().and_then(|keep| Period::parse(keep)?.after(replaced));
    let after = item.retention.as_ref().filter(|retention| retention.after == Anchor::Replaced);
    own.or_else(|| after.and_then(|retention| realm.rules().kept_until(retention, replaced)))
}

fn object(realm: &Realm, facts: &Facts, word: Word, body: &ObjectBody, out: &mut Examined) {
    let Some(kind) = realm.kind(word).filter(|_| body.kind == word) else {
        undeclared(out, "object", &name(realm, body.kind));
        return;
    };
    if let Some(state) = body.state.map(|state| name(realm, state))
        && !kind.states.iter().any(|one| one.id.as_str() == state)
    {
        undeclared(out, "state", &format!("{} {state}", kind.id));
    }
    source(realm, &kind.id, &kind.sources, body.source, out);
    let own = std::iter::once((&body.items, &kind.items));
    for (items, declared) in own.chain(body.lines.iter().map(|line| (line, &kind.line_items))) {
        for stored in items.0.iter().filter(|stored| !stored.values.is_empty()) {
            let item = name(realm, stored.item);
            out.values += stored.values.len() as u64;
            if !declared.iter().any(|one| one.id.as_str() == item) {
                undeclared(out, "item", &format!("{} {item}", kind.id));
            }
        }
    }
    let dates = day(body.starts).ok().map(|starts| (starts, body.ends.and_then(|ends| day(ends).ok())));
    let last = term(realm, &kind.retention, facts, day_of(realm, body.recorded), dates);
    let groundless = facts.withdrawn.kind(word).and_then(|since| day_of(realm, since));
    overdue(facts, &kind.category, last.into_iter().chain(groundless).min(), out);
}

fn term(
    realm: &Realm,
    retention: &Retention,
    facts: &Facts,
    recorded: Option<Date>,
    dates: Option<(Date, Option<Date>)>,
) -> Option<Date> {
    realm.rules().kept_until(retention, since(retention.after, facts, recorded, dates)?)
}

/// The day that a term counts from; `None` while the event has not come.
fn since(
    anchor: Anchor,
    facts: &Facts,
    recorded: Option<Date>,
    dates: Option<(Date, Option<Date>)>,
) -> Option<Date> {
    match anchor {
        Anchor::Recorded => recorded,
        Anchor::RelationshipEnd => facts.closed,
        Anchor::LastActivity => facts.active,
        Anchor::ObjectDate => dates.map(|(starts, _)| starts),
        Anchor::ObjectEnd => dates.and_then(|(_, ends)| ends),
        // What stands has not been replaced; the end of a need and a person's own request are the erasure's to follow.
        Anchor::Replaced | Anchor::NeedEnd | Anchor::OwnRequest => None,
    }
}

fn overdue(facts: &Facts, category: &CategoryId, last: Option<Date>, out: &mut Examined) {
    if let Some(last) = last.filter(|last| facts.is_past(*last)) {
        late(out.overdue.entry(category.clone()).or_insert(Overdue { count: 0, since: last }), last);
    }
}

fn late(found: &mut Overdue, last: Date) {
    found.count += 1;
    found.since = found.since.min(last);
}

fn source<K>(realm: &Realm, what: &Id<K>, sources: &[SourceId], word: Word, out: &mut Examined) {
    let source = name(realm, word);
    if !sources.iter().any(|one| one.as_str() == source) {
        *out.foreign.entry(format!("{what}, source {source}")).or_default() += 1;
    }
}

fn undeclared(out: &mut Examined, kind: &str, name: &str) {
    *out.undeclared.entry(format!("{kind} {name}")).or_default() += 1;
}

/// The declared name behind a number; a number that has none is told as it is.
fn name(realm: &Realm, word: Word) -> String {
    let id: Result<ItemId, _> = realm.id(word);
    id.map_or_else(|_unknown| format!("number {word}"), |id| id.to_string())
}
