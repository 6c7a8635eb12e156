//! What is derived from a person's data. What a rule computes is computed anew in every unit of work that changes something of
//! the person; what comes from elsewhere dies with what it was derived from: whoever changes or takes away an input takes away
//! what came of it (R1-035, R6-032, R7-031). Not here: what a rule makes of its facts (`seloste_register::derive`), catalogues
//! (`catalogues.rs`), everybody's items after a catalogue or a rule changed (`verbs/derive.rs`).

use crate::{
    GateError, catalogues, limits, opened,
    payload::{Cause, Items, ObjectBody, StoredItem, StoredValue, Word},
    proof::{Upkeep, seal_items},
    realm::Realm,
    retention::{self, Terms},
    store::{self, SealedRow, SubjectRow},
    tokens, values,
    vault::SubjectKey,
    verbs::{index, system_source},
};
use jiff::{Timestamp, civil::Date};
use seloste_db::Tx;
use seloste_register::{
    derive::{Derived, Fact, Facts, Of, derive},
    id::{ChoiceId, ItemId},
    statement::{
        model::{DerivedRule, Item, ObjectKind},
        period::Period,
    },
};
use zeroize::Zeroizing;

/// Most things that a value is said to come from.
const CAUSES: usize = 50;

/// Items of a subject that are derived, by whatever steps, from changed ones. The changed ones themselves are not among
/// them.
pub(crate) fn stale<'a>(realm: &'a Realm, changed: &[Word]) -> Vec<(&'a Item, Word)> {
    let words = |item: &Item| realm.word(&item.id).ok();
    let items = &realm.statement().items;
    let mut gone: Vec<Word> = changed.to_vec();
    let mut found = Vec::new();
    loop {
        let from_gone = |item: &&Item| {
            item.inputs.iter().any(|input| {
                items.iter().any(|other| {
                    other.id.as_str() == input && words(other).is_some_and(|word| gone.contains(&word))
                })
            })
        };
        // What a rule computes is computed anew when everything is written.
        let by_hand = |item: &&Item| item.rule.is_none();
        let next = items.iter().filter(by_hand).filter(from_gone).find_map(|item| {
            let word = words(item)?;
            (!gone.contains(&word)).then_some((item, word))
        });
        let Some((item, word)) = next else { return found };
        gone.push(word);
        found.push((item, word));
    }
}

/// One person under their key.
pub(crate) type Person<'a> = (i64, &'a SubjectKey);

/// Computes a person's derived items anew from what is stored now, in the unit of work that changed something of it. Says
/// whether anything changed. Nothing is computed of somebody who was erased or whose data are restricted (GDPR 18), nor from what
/// the person keeps to themselves (R5-082) or what is past its term.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (subject, key): Person<'_>,
    (now, today): (Timestamp, Date),
) -> Result<bool, GateError> {
    if realm.computed().next().is_none() {
        return Ok(false);
    }
    tx.lock(&format!("subject {} {subject}", realm.number))?;
    let Some(row) = store::subject(tx, realm.number, subject)? else { return Ok(false) };
    if row.life.limits & (limits::ERASED | limits::RESTRICTED) != 0 {
        return Ok(false);
    }
    let known = Known::find(tx, realm, &row, (subject, key), (now, today))?;
    let mut desk = Desk { known, key, changed: Vec::new() };
    for (item, rule) in in_order(realm) {
        let (facts, causes) = desk.known.facts(realm, rule)?;
        let catalogue = rule.catalogue.as_ref().map(|id| realm.word(id)).transpose()?;
        let mut fits = Vec::with_capacity(facts.left.len());
        for fact in &facts.left {
            fits.push(match catalogue {
                Some(catalogue) => catalogues::fits(tx, (realm.number, catalogue), &fact.value)?,
                None => Vec::new(),
            });
        }
        let group = realm.id(row.group)?;
        let derived = if values::of_group(item, Some(&group)) {
            let look = |place: usize| fits.get(place).cloned().unwrap_or_default();
            derive((item, rule), &facts, look, today)
        } else {
            Vec::new()
        };
        desk.put(realm, item, (derived, &causes), now)?;
    }
    desk.write(tx, realm)
}

/// What is known of a person, opened: what is past its term is not there.
struct Known {
    subject: i64,
    today: Date,
    categories: Vec<(SealedRow, Items)>,
    /// What stands in the same categories, past its term or not.
    stored: Vec<Items>,
    objects: Vec<(i64, ObjectBody)>,
    /// Categories that the person keeps to themselves.
    kept: Vec<Word>,
}

impl Known {
    fn find(
        tx: &mut Tx<'_>,
        realm: &Realm,
        row: &SubjectRow,
        (subject, key): Person<'_>,
        (now, today): (Timestamp, Date),
    ) -> Result<Self, GateError> {
        let (upkeep, terms) = (Upkeep::of(realm, subject), Terms::of(row, today));
        let kept = store::kept::of(tx, realm.number, subject)?.into_iter().map(|(word, _)| word).collect();
        let (categories, stored, objects) = (Vec::new(), Vec::new(), Vec::new());
        let mut known = Self { subject, today, categories, stored, objects, kept };
        let kinds = kinds(realm);
        let mut objects = store::erasing::all_objects(tx, realm.number, subject)?;
        objects.retain(|row| kinds.contains(&row.kind));
        let sealed = store::sealed(tx, realm.number, subject)?;
        if objects.is_empty() && realm.computes_of_objects_alone() && !has_computed(realm, &sealed) {
            return Ok(known);
        }
        for row in sealed {
            if realm.category_index(row.category).is_none() {
                continue;
            }
            let items = upkeep.items(key, &row)?;
            known.stored.push(items.clone());
            known.categories.push((row, retention::living(realm, items, &terms, now)));
        }
        for row in objects {
            let body = upkeep.object(realm, key, &row)?;
            if !retention::object_over(realm, &row, &body, &terms, now) {
                known.objects.push((row.object, body));
            }
        }
        Ok(known)
    }

    /// What a rule is about, and where each of it comes from.
    fn facts(&self, realm: &Realm, rule: &DerivedRule) -> Result<(Facts, Vec<Cause>), GateError> {
        let (name, inner) = rule.of.split_once('.').unwrap_or((&rule.of, ""));
        if let Some(item) = realm.statement().items.iter().find(|item| item.id.as_str() == rule.of) {
            return self.of_person(realm, item);
        }
        let Some(kind) = realm.statement().objects.iter().find(|kind| kind.id.as_str() == name) else {
            return Ok((Facts { of: Of::Values, left: Vec::new(), before: 0 }, Vec::new()));
        };
        let word = realm.word(&kind.id)?;
        let closed = self.kept.contains(&realm.word(&kind.category)?);
        let all: Vec<&(i64, ObjectBody)> =
            self.objects.iter().filter(|(_, body)| body.kind == word && !closed).collect();
        let mut counted = Vec::new();
        let mut before = 0;
        for (object, body) in &all {
            let values = named(realm, kind, (inner, rule.amount.as_ref()), body)?;
            before += values.len();
            if self.fits(realm, rule, body)? {
                let day = opened::day(body.starts)?;
                counted.extend(values.into_iter().map(|(value, many)| Counted {
                    object: *object,
                    value,
                    many,
                    day,
                }));
            }
        }
        self.take_away(realm, rule, &mut counted)?;
        let cause =
            |one: &Counted| Cause { input: word, object: one.object, day: opened::day_number(one.day) };
        let causes = counted.iter().map(cause).collect();
        let of = if inner.is_empty() { Of::Objects } else { Of::Values };
        let left = counted.into_iter().map(|one| Fact { value: one.value, day: one.day }).collect();
        Ok((Facts { of, left, before }, causes))
    }

    fn of_person(&self, realm: &Realm, item: &Item) -> Result<(Facts, Vec<Cause>), GateError> {
        let word = realm.word(&item.id)?;
        let (mut left, mut causes) = (Vec::new(), Vec::new());
        let open = self.categories.iter().filter(|(row, _)| !self.kept.contains(&row.category));
        for value in open.filter_map(|(_, items)| items.get(word)).flat_map(|stored| &stored.values) {
            let day = realm.zone.to_datetime(opened::moment(value.recorded)?).date();
            left.push(Fact { value: value.normal.clone(), day });
            causes.push(Cause { input: word, object: 0, day: opened::day_number(day) });
        }
        let before = left.len();
        Ok((Facts { of: Of::Values, left, before }, causes))
    }

    /// Whether an object meets the conditions of a rule.
    fn fits(&self, realm: &Realm, rule: &DerivedRule, body: &ObjectBody) -> Result<bool, GateError> {
        let state: Option<ChoiceId> = body.state.map(|state| realm.id(state)).transpose()?;
        let in_state = rule.states.is_empty() || state.is_some_and(|state| rule.states.contains(&state));
        let Some(within) = rule.within.as_deref().and_then(Period::parse) else { return Ok(in_state) };
        let last = within.after(opened::day(body.starts)?);
        Ok(in_state && last.is_none_or(|last| last >= self.today))
    }

    /// What other objects take away again: a return, of the purchase that it belongs to.
    fn take_away(
        &self,
        realm: &Realm,
        rule: &DerivedRule,
        counted: &mut Vec<Counted>,
    ) -> Result<(), GateError> {
        let Some((name, inner)) = rule.unless.as_deref().and_then(|unless| unless.split_once('.')) else {
            return Ok(());
        };
        let Some(kind) = realm.statement().objects.iter().find(|kind| kind.id.as_str() == name) else {
            return Ok(());
        };
        let word = realm.word(&kind.id)?;
        for (_, body) in self.objects.iter().filter(|(_, body)| body.kind == word) {
            for (value, many) in named(realm, kind, (inner, rule.amount.as_ref()), body)? {
                let (mut many, value) = (many, catalogues::entry(&value));
                for one in counted.iter_mut() {
                    let there = body.parent.is_none_or(|parent| parent == one.object);
                    if there && many > 0 && catalogues::entry(&one.value) == value {
                        let taken = many.min(one.many);
                        (one.many, many) = (one.many - taken, many - taken);
                    }
                }
            }
        }
        counted.retain(|one| one.many > 0);
        Ok(())
    }
}

/// Whether a category of computed items is there.
fn has_computed(realm: &Realm, sealed: &[SealedRow]) -> bool {
    let categories = realm.computed().filter_map(|(item, _)| realm.word(item.category.as_ref()?).ok());
    categories.into_iter().any(|word| sealed.iter().any(|row| row.category == word))
}

/// A value in an object, and how many of it.
struct Counted {
    object: i64,
    value: Zeroizing<String>,
    many: i64,
    day: Date,
}

/// The values of an item in an object and its lines, each with how many there are; of no item, the object itself.
pub(crate) fn named(
    realm: &Realm,
    kind: &ObjectKind,
    (inner, amount): (&str, Option<&ItemId>),
    body: &ObjectBody,
) -> Result<Vec<(Zeroizing<String>, i64)>, GateError> {
    if inner.is_empty() {
        return Ok(vec![(Zeroizing::new(opened::day(body.starts)?.to_string()), 1)]);
    }
    let mut items = kind.items.iter().chain(&kind.line_items);
    let Some(item) = items.find(|item| item.id.as_str() == inner) else { return Ok(Vec::new()) };
    let word = realm.word(&item.id)?;
    let amount = amount.map(|amount| realm.word(amount)).transpose()?;
    let many = |items: &Items| {
        let stored = amount.and_then(|amount| items.get(amount))?;
        stored.values.first()?.normal.parse::<i64>().ok()
    };
    let of = |items: &Items| {
        let values = items.get(word).map(|stored| stored.values.clone()).unwrap_or_default();
        let many = many(items).unwrap_or(1);
        values.into_iter().map(move |value| (value.normal, many)).collect::<Vec<_>>()
    };
    Ok(std::iter::once(&body.items).chain(&body.lines).flat_map(of).collect())
}

/// The words of all kinds of object that some rule looks at.
fn kinds(realm: &Realm) -> Vec<Word> {
    let names = realm.computed().flat_map(|(_, rule)| std::iter::once(&rule.of).chain(&rule.unless));
    let kind = |name: &String| {
        let name = name.split_once('.').map_or(name.as_str(), |(kind, _)| kind);
        let kind = realm.statement().objects.iter().find(|kind| kind.id.as_str() == name)?;
        realm.word(&kind.id).ok()
    };
    names.filter_map(kind).collect()
}

/// The computed items, each after those that it comes from. The check has seen that there is no circle.
fn in_order(realm: &Realm) -> Vec<(&Item, &DerivedRule)> {
    let mut waiting: Vec<(&Item, &DerivedRule)> = realm.computed().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let waits = |rule: &DerivedRule| waiting.iter().any(|(item, _)| item.id.as_str() == rule.of);
        let ready: Vec<bool> = waiting.iter().map(|(_, rule)| !waits(rule)).collect();
        if !ready.contains(&true) {
            return ordered;
        }
        let mut ready = ready.into_iter();
        waiting.retain(|one| {
            let goes = ready.next().unwrap_or(false);
            if goes {
                ordered.push(*one);
            }
            !goes
        });
    }
    ordered
}

/// A person's categories while derived items are put into them.
struct Desk<'a> {
    known: Known,
    key: &'a SubjectKey,
    /// Categories in which something changed.
    changed: Vec<Word>,
}

impl Desk<'_> {
    /// Puts what came of a rule in the place of what stands. A value that came of the same stays with its date.
    fn put(
        &mut self,
        realm: &Realm,
        item: &Item,
        (derived, causes): (Vec<Derived>, &[Cause]),
        now: Timestamp,
    ) -> Result<(), GateError> {
        let word = realm.word(&item.id)?;
        let category = realm.word(item.category.as_ref().ok_or(GateError::Absent)?)?;
        let source = realm.word(system_source(realm, item)?)?;
        let at = self.known.categories.iter().position(|(row, _)| row.category == category);
        let stored = at.and_then(|at| self.known.stored.get(at)).and_then(|items| items.get(word));
        let old = at.and_then(|at| self.known.categories.get(at)).and_then(|(_, items)| items.get(word));
        let old = old.map_or(&[][..], |stored| stored.values.as_slice());
        let precision = realm.category_of(item.category.as_ref()).and_then(|at| realm.precision(at));
        let recorded = values::coarse(now, precision).as_millisecond();
        let new: Vec<StoredValue> = derived
            .into_iter()
            .map(|one| {
                let because = because(&one.from, causes);
                let same = |old: &&StoredValue| *old.normal == *one.value && old.because == because;
                let recorded = old.iter().find(same).map_or(recorded, |old| old.recorded);
                StoredValue { normal: one.value, label: None, source, recorded, because }
            })
            .collect();
        let had = stored.map_or(&[][..], |stored| stored.values.as_slice());
        if is_same(had, &new) {
            return Ok(());
        }
        let at = at.unwrap_or_else(|| {
            let row = SealedRow { subject: self.known.subject, category, version: 0, body: Vec::new() };
            self.known.categories.push((row, Items::default()));
            self.known.stored.push(Items::default());
            self.known.categories.len() - 1
        });
        if let (Some((row, living)), Some(stored)) =
            (self.known.categories.get_mut(at), self.known.stored.get_mut(at))
        {
            let changed = StoredItem { item: word, changed: row.version.max(1), values: new };
            values::put(living, changed.clone());
            values::put(stored, changed);
        }
        if !self.changed.contains(&category) {
            self.changed.push(category);
        }
        Ok(())
    }

    fn write(self, tx: &mut Tx<'_>, realm: &Realm) -> Result<bool, GateError> {
        let Known { subject, categories, stored, .. } = self.known;
        for ((row, _), items) in categories.iter().zip(&stored) {
            if !self.changed.contains(&row.category) {
                continue;
            }
            let version = row.version.max(1);
            let body = seal_items(self.key, (realm.number, subject, row.category), version, items)?;
            let sealed = SealedRow { subject, category: row.category, version, body };
            if row.version == 0 {
                store::add_sealed(tx, realm.number, &[sealed])?;
            } else {
                store::derived::rewrite_sealed(tx, realm.number, &sealed)?;
            }
        }
        if !self.changed.is_empty() && realm.computed().any(|(item, _)| !item.search.is_empty()) {
            let tokens = index::tokens(realm, categories.iter().map(|(_, items)| items));
            tokens::set(tx, realm.number, subject, &tokens)?;
        }
        Ok(!self.changed.is_empty())
    }
}

/// What a value comes from, each once, the first so many.
fn because(from: &[usize], causes: &[Cause]) -> Vec<Cause> {
    let mut found: Vec<Cause> = Vec::new();
    for cause in from.iter().filter_map(|at| causes.get(*at)) {
        if found.len() < CAUSES && !found.contains(cause) {
            found.push(*cause);
        }
    }
    found
}

fn is_same(old: &[StoredValue], new: &[StoredValue]) -> bool {
    let same = |(old, new): (&StoredValue, &StoredValue)| {
        (&old.normal, old.recorded, &old.because) == (&new.normal, new.recorded, &new.because)
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}
