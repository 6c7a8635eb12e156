//! What is derived from items dies with them: whoever changes or takes away an input takes away what came of it, until it
//! is derived anew (R1-035, R7-031).

use crate::{payload::Word, realm::Realm};
use seloste_register::statement::model::Item;

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
        let next = items.iter().filter(from_gone).find_map(|item| {
            let word = words(item)?;
            (!gone.contains(&word)).then_some((item, word))
        });
        let Some((item, word)) = next else { return found };
        gone.push(word);
        found.push((item, word));
    }
}
