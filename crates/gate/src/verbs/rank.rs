//! How well a subject's opened items match a query. Pure.

use crate::{payload::Items, realm::Realm};
use seloste_register::{
    item::{Findable, Fit, Term, TermKind},
    statement::model::ItemType,
};

/// How good a match is; more is better.
pub(crate) type Rank = u32;

/// For each word of a query, how well some value matches it; `None` where none does.
pub(crate) fn scores(realm: &Realm, items: &Items, query: &[&[Term]]) -> [Option<Rank>; WORDS] {
    let mut best = [None; WORDS];
    for stored in &items.0 {
        let Some((_, item)) = realm.item(stored.item) else { continue };
        for value in &stored.values {
            let value = Findable::new(item, &value.normal);
            for (slot, set) in best.iter_mut().zip(query) {
                let score = set.iter().filter_map(|wanted| score(&value, wanted)).max();
                *slot = (*slot).max(score.map(|score| score * 4 + weight(item.item_type)));
            }
        }
    }
    best
}

/// Most words of a query.
pub(crate) const WORDS: usize = 8;

/// Word by word the better of two.
pub(crate) fn better(left: &[Option<Rank>; WORDS], right: &[Option<Rank>; WORDS]) -> [Option<Rank>; WORDS] {
    let mut best = *left;
    best.iter_mut().zip(right).for_each(|(slot, other)| *slot = (*slot).max(*other));
    best
}

/// The rank of a subject; `None` unless every word of the query matches something.
pub(crate) fn total(scores: &[Option<Rank>; WORDS], words: usize) -> Option<Rank> {
    scores.iter().take(words).try_fold(0, |sum, score| score.map(|score| sum + score))
}

/// Exact before whole word before beginning before sound.
fn score(value: &Findable<'_>, wanted: &Term) -> Option<Rank> {
    Some(match (wanted.kind, value.fits(wanted)?) {
        (TermKind::Exact, _) => 5,
        (TermKind::Prefix, Fit::Whole) => 3,
        (TermKind::PhoneTail, _) => 2,
        (TermKind::Prefix, Fit::Beginning) => 1,
        (TermKind::Phonetic, _) => 0,
    })
}

/// Among equal matches, names come first.
const fn weight(item_type: ItemType) -> Rank {
    match item_type {
        ItemType::Surname => 3,
        ItemType::OrganisationName | ItemType::FirstNames => 2,
        ItemType::Street | ItemType::Email => 1,
        _ => 0,
    }
}
