//! Flags texts that may say something sensitive: they are put to whoever answers people's requests, who covers the words or says why they
//! stay (R5-087). Not here: which words (the law pack), the answers (`answer.rs`).

use super::{Found, mention_place};
use crate::{
    Gate, GateError,
    mentions::{
        Clue,
        rows::{self, MentionRow},
    },
    payload::Word,
    proof::Writing,
    realm::Realm,
    requests::body,
    values::Checked,
    vault::SubjectKey,
};
use seloste_db::Tx;
use std::collections::BTreeMap;

/// New texts of a write, each with what is suspicious in it.
#[derive(Default)]
pub(crate) struct Flags(Vec<Flag>);

struct Flag {
    item: Word,
    /// Number of its row, and the words; nothing where no word is suspicious.
    found: Option<(i64, Found)>,
}

/// Whose texts they are: the subject, the object (0: the card) and the category.
pub(in crate::verbs) type Place = (i64, i64, Word);

impl Gate {
    /// Looks through the texts of a write. Before its unit of work: a row's number may be a unit of work of its own.
    pub(in crate::verbs) fn flags<'c>(
        &self,
        realm: &Realm,
        checked: impl IntoIterator<Item = &'c Checked<'c>>,
    ) -> Result<Flags, GateError> {
        // One for each item: several lines of an object may have the same.
        let mut all: BTreeMap<Word, Found> = BTreeMap::new();
        for one in checked.into_iter().filter(|one| Realm::is_prose(one.item)) {
            let found = all.entry(one.word).or_insert_with(|| Found { words: Vec::new() });
            for text in one.fresh(None) {
                let words = realm.rules().law().sensitive_in(text, self.today());
                found.words.extend(words.map(|word| (Clue::Sensitive, word.to_owned())));
            }
        }
        let flag = |(item, found): (Word, Found)| {
            let found = if found.words.is_empty() { None } else { Some((self.next_number(realm)?, found)) };
            Ok(Flag { item, found })
        };
        all.into_iter().map(flag).collect::<Result<_, GateError>>().map(Flags)
    }

    /// The same for items of a card, by their categories.
    pub(in crate::verbs) fn flags_by_category(
        &self,
        realm: &Realm,
        checked: &[Checked<'_>],
    ) -> Result<Vec<(Word, Flags)>, GateError> {
        let mut all = Vec::new();
        for one in checked.iter().filter(|one| Realm::is_prose(one.item)) {
            if let Some(category) = &one.item.category {
                all.push((realm.word(category)?, self.flags(realm, [one])?));
            }
        }
        Ok(all)
    }
}

/// Flags the texts that a write has changed; one that says nothing of the kind any more is flagged no more.
pub(in crate::verbs) fn put(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (key, flags): (&SubjectKey, &Flags),
    (place, changed): (Place, impl Fn(Word) -> bool),
) -> Result<(), GateError> {
    let (register, (subject, object, category)) = (writing.realm.number, place);
    for flag in flags.0.iter().filter(|flag| changed(flag.item)) {
        rows::unflag(tx, register, (subject, object, category, flag.item))?;
    }
    add(tx, writing, (key, flags), (place, changed))
}

/// Flags texts that stand beside what was there before.
pub(in crate::verbs) fn add(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (key, flags): (&SubjectKey, &Flags),
    (place, is_new): (Place, impl Fn(Word) -> bool),
) -> Result<(), GateError> {
    let (register, (subject, object, category)) = (writing.realm.number, place);
    let mut rows = Vec::new();
    for flag in flags.0.iter().filter(|flag| is_new(flag.item)) {
        if let Some((mention, found)) = &flag.found {
            let sealed = body::seal(key, &mention_place((register, subject, *mention), 1), found)?;
            rows.push(MentionRow {
                subject,
                mention: *mention,
                search: 0,
                object,
                category,
                item: flag.item,
                found: writing.now().as_millisecond(),
                body: sealed,
            });
        }
    }
    Ok(rows::add(tx, register, &rows)?)
}
