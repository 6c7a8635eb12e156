//! What comes of a derived item's rule: facts in, values out, each with the facts that it comes from. Pure. Not here: which
//! facts there are and where the values are kept (the gate), whether a rule makes sense (`statement/check/rules.rs`).

use crate::{
    item,
    statement::model::{Band, DerivedRule, Item, ItemType, Take},
};
use jiff::{Unit, civil::Date};
use zeroize::Zeroizing;

/// One value of a rule's input.
pub struct Fact {
    /// The value in its normal form.
    pub value: Zeroizing<String>,
    /// Its day: of a value of the person when it was recorded, of one in an object the object's date.
    pub day: Date,
}

/// One value that came of a rule.
pub struct Derived {
    /// The value in its item's normal form.
    pub value: Zeroizing<String>,
    /// The places of the facts that it comes from.
    pub from: Vec<usize>,
}

/// A rule's whole input.
pub struct Facts {
    /// What they are.
    pub of: Of,
    /// What conditions left.
    pub left: Vec<Fact>,
    /// How many there were before conditions took some away. Of nothing nothing comes; where conditions left nothing of something,
    /// its count and its sum are 0.
    pub before: usize,
}

/// What facts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Values of an item: the same value twice is one.
    Values,
    /// Objects of a kind, each told by its date.
    Objects,
}

/// What the rule of an item makes of some facts on a day. `fits` gives what the rule's catalogue has for the fact at
/// a place.
#[must_use]
pub fn derive(
    (item, rule): (&Item, &DerivedRule),
    input: &Facts,
    fits: impl Fn(usize) -> Vec<String>,
    today: Date,
) -> Vec<Derived> {
    let facts = input.left.as_slice();
    let all = || (0..facts.len()).collect::<Vec<_>>();
    let number = match rule.take {
        Take::Fits => return fitting(item, facts, fits),
        Take::Latest => return pick(item, facts, |new, old| new >= old),
        Take::First => return pick(item, facts, |new, old| new < old),
        Take::Count | Take::Sum if input.before == 0 => return Vec::new(),
        Take::Count => Some((ones(different(input)), all())),
        Take::Sum => {
            let amounts = facts.iter().filter_map(|fact| parts(&fact.value));
            Some((amounts.fold(0, i64::saturating_add), all()))
        }
        Take::YearsSince => newest(facts, |new, old| new >= old).and_then(|at| {
            let years = years_since(facts.get(at)?, today)?;
            Some((years * ONE, vec![at]))
        }),
        Take::Value => newest(facts, |new, old| new >= old)
            .and_then(|at| Some((parts(&facts.get(at)?.value)?, vec![at]))),
    };
    let Some((number, from)) = number else { return Vec::new() };
    let value = if rule.bands.is_empty() { shown(item, number) } else { band(&rule.bands, number) };
    value.map(|value| Derived { value, from }).into_iter().collect()
}

fn different(input: &Facts) -> usize {
    let mut values: Vec<&str> = input.left.iter().map(|fact| fact.value.as_str()).collect();
    if input.of == Of::Values {
        values.sort_unstable();
        values.dedup();
    }
    values.len()
}

fn fitting(item: &Item, facts: &[Fact], fits: impl Fn(usize) -> Vec<String>) -> Vec<Derived> {
    let mut found: Vec<Derived> = Vec::new();
    for at in 0..facts.len() {
        for value in fits(at) {
            match found.iter_mut().find(|one| *one.value == value) {
                Some(known) => known.from.push(at),
                None => found.push(Derived { value: Zeroizing::new(value), from: vec![at] }),
            }
        }
    }
    found.truncate(item.max_values as usize);
    found
}

fn pick(item: &Item, facts: &[Fact], better: impl Fn(Date, Date) -> bool) -> Vec<Derived> {
    let Some(at) = newest(facts, better) else { return Vec::new() };
    let value = facts.get(at).and_then(|fact| {
        let wanted = item.precision.map_or(fact.value.len(), |_| item::kept_of(item, fact.day).len());
        item::read(item, fact.value.get(..wanted).unwrap_or(&fact.value), None).ok()
    });
    value
        .map(|value| Derived { value: Zeroizing::new(value.normal().to_owned()), from: vec![at] })
        .into_iter()
        .collect()
}

fn newest(facts: &[Fact], better: impl Fn(Date, Date) -> bool) -> Option<usize> {
    let mut best: Option<(usize, Date)> = None;
    for (at, fact) in facts.iter().enumerate() {
        if best.is_none_or(|(_, day)| better(fact.day, day)) {
            best = Some((at, fact.day));
        }
    }
    best.map(|(at, _)| at)
}

/// Whole years from a date to a day. Of a year or a month the last day that it may be counts: nobody is made older.
fn years_since(fact: &Fact, today: Date) -> Option<i64> {
    let text = fact.value.as_str();
    let from: Date = match text.len() {
        4 => format!("{text}-12-31").parse().ok()?,
        7 => format!("{text}-01").parse::<Date>().ok()?.last_of_month(),
        _ => text.get(..10).unwrap_or(text).parse().ok()?,
    };
    let years = from.until((Unit::Year, today)).ok()?.get_years();
    (from <= today).then_some(i64::from(years))
}

/// As fine as numbers are reckoned with: six decimals, the most that an item can have.
const DECIMALS: u32 = 6;
/// One, in parts of it.
const ONE: i64 = 1_000_000;
/// Parts of a cent.
const CENT: i64 = ONE / 100;

/// A number or an amount in millionths.
fn parts(normal: &str) -> Option<i64> {
    item::decimal::units(normal, DECIMALS)
}

fn ones(count: usize) -> i64 {
    i64::try_from(count).map_or(i64::MAX, |count| count.saturating_mul(ONE))
}

fn shown(item: &Item, parts: i64) -> Option<Zeroizing<String>> {
    let written = match item.item_type {
        ItemType::Money => item::money::normal(parts / CENT),
        ItemType::Decimal => {
            let decimals = item::decimal::decimals(item);
            let unit = 10_i64.checked_pow(DECIMALS.checked_sub(decimals)?)?;
            item::decimal::normal(parts / unit, decimals)
        }
        _ => (parts / ONE).to_string(),
    };
    item::read(item, &written, None).ok().map(|valid| Zeroizing::new(valid.normal().to_owned()))
}

fn band(bands: &[Band], parts: i64) -> Option<Zeroizing<String>> {
    let reached = bands.iter().filter(|band| band.from.saturating_mul(ONE) <= parts);
    reached.max_by_key(|band| band.from).map(|band| Zeroizing::new(band.is.as_str().to_owned()))
}
