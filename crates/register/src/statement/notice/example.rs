//! Examples of what a card or an object looks like: the items that the statement declares, with values that are invented. Nobody's
//! data is read for it (claim R5-060).

use super::{
    Block, Entry,
    build::{Of, led},
    phrases as say,
};
use crate::{
    item,
    statement::model::{Item, ItemType},
    text::Phrase,
};
use jiff::civil::Date;

/// Free text of an example.
const SOME_TEXT: Phrase = Phrase::new("Esimerkkiteksti.", "Exempeltext.", "Some text.");
/// What nobody should see in public, not even invented.
const HIDDEN: Phrase = Phrase::new("(ei näytetä)", "(visas inte)", "(not shown)");

pub(super) fn examples(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let cards = statement.subject_groups.iter().filter(|group| group.example).filter_map(|group| {
        let own =
            statement.items.iter().filter(|item| item.groups.is_empty() || item.groups.contains(&group.id));
        let id = format!("example--{}", group.id);
        let entries = own.map(|item| one(of, &id, item)).collect();
        led(&id, &lead(of, group.name.get(of.lang)), entries)
    });
    let objects = statement.objects.iter().filter(|object| object.example).filter_map(|object| {
        let id = format!("example--object-{}", object.id);
        let state = object
            .states
            .first()
            .map(|state| Entry::led(format!("{id}--state"), of.say(say::STATES), state.name.get(of.lang)));
        let entries = state.into_iter().chain(object.items.iter().map(|item| one(of, &id, item))).collect();
        led(&id, &lead(of, object.name.get(of.lang)), entries)
    });
    cards.chain(objects).collect()
}

fn lead(of: Of<'_>, name: &str) -> String {
    format!("{} ({name}):", of.say(say::EXAMPLE))
}

fn one(of: Of<'_>, id: &str, item: &Item) -> Entry {
    Entry::led(format!("{id}--{}", item.id), item.name.get(of.lang), value(of, item))
}

/// An invented value, as it would read on the card.
fn value(of: Of<'_>, item: &Item) -> String {
    match item.item_type {
        ItemType::IdentityCode => return of.say(HIDDEN).to_owned(),
        ItemType::Text => return of.say(SOME_TEXT).to_owned(),
        ItemType::Choice => {
            return item
                .choices
                .first()
                .map(|choice| choice.name.get(of.lang).to_owned())
                .unwrap_or_default();
        }
        _ => {}
    }
    let normal = item::examples(item.item_type).first().map_or("", |(_, normal)| normal);
    let kept = normal.parse::<Date>().map_or_else(|_| normal.to_owned(), |day| item::kept_of(item, day));
    let shown = item::show(item, &kept, of.lang);
    match &item.mask {
        None => shown.to_string(),
        Some(mask) => masked(&shown, usize::try_from(mask.last).unwrap_or(0)),
    }
}

/// The last characters, the others as dots.
fn masked(shown: &str, last: usize) -> String {
    let letters: Vec<char> = shown.chars().collect();
    let hidden = letters.len().saturating_sub(last);
    letters.iter().enumerate().map(|(at, one)| if at < hidden { '•' } else { *one }).collect()
}
