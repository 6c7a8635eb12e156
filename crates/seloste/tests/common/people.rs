//! People with names that nothing else has: what is found of them where it should not be is a leak.

use super::{register, staff};
use seloste::app::App;
use seloste_gate::card::{Draft, ItemChange, NewValue, SubjectRef};
use seloste_register::{
    id::SourceId,
    item,
    statement::{
        Rules,
        model::{Item, ItemType},
    },
};

/// What every marked person carries, and nothing else does: beginnings of names, street, e-mail and phone number.
pub const MARKS: [&str; 7] = ["Xandrik", "Qvarnzel", "Qvistzen", "qzpost", "+35845788", "045 788", "Mzusik"];

/// What a marked person has for an item; `None` leaves it empty. The number tells people apart.
pub fn marked(item_type: ItemType, number: u32) -> Option<String> {
    let letters = letters(number);
    Some(match item_type {
        ItemType::FirstNames => format!("Xandrik{letters}"),
        ItemType::Surname => format!("Qvarnzel{letters}"),
        ItemType::Street => format!("Qvistzen{letters}katu {}", number % 90 + 1),
        ItemType::PostalCode => "33100".to_owned(),
        ItemType::Town => "Tampere".to_owned(),
        ItemType::Email => format!("qzpost{number}@example.fi"),
        ItemType::Phone => format!("045 788 {:02} {:02}", number / 100 % 100, number % 100),
        ItemType::Text => format!("Mzusik{letters}"),
        _ => return None,
    })
}

/// A number as four letters.
fn letters(number: u32) -> String {
    let letter = |place: u32| char::from(b'a' + u8::try_from(number / 26_u32.pow(place) % 26).unwrap());
    (0..4).rev().map(letter).collect()
}

/// The source that an item of a marked person comes from.
pub fn source(rules: &Rules, item: &Item) -> SourceId {
    let mut sources = item.sources.iter();
    let adds = |source: &&SourceId| rules.source(source).is_some_and(|source| source.adds_persons);
    sources.clone().find(adds).or_else(|| sources.next()).unwrap().clone()
}

/// A marked person in a register, put there through the gate by its keeper.
pub fn marked_person(app: &App, id: &str, number: u32) -> SubjectRef {
    let rules = staff::rules(app, id);
    let statement = rules.statement();
    let ask = staff::keepers_ask(app, id);
    let written = statement.items.iter().filter(|item| !item.generated && item.rule.is_none());
    let items = written.filter_map(|item| {
        let written = marked(item.item_type, number)?;
        let value = item::read(item, &written, None).ok()?;
        let source = source(&rules, item);
        Some(ItemChange { item: item.id.clone(), values: vec![NewValue { value, source }] })
    });
    let draft =
        Draft { group: statement.subject_groups[0].id.clone(), areas: Vec::new(), items: items.collect() };
    let (controller, _) = app.register(&register(id)).unwrap();
    controller.gate.create(&ask, draft).unwrap()
}

/// Fails when one of the marks stands in a text, however it is written.
pub fn no_mark(what: &str, bytes: &[u8]) {
    let found = marks_in(bytes);
    assert!(found.is_empty(), "{what} holds {found:?}");
}

/// The marks that stand in bytes: in any case, plain or in base64.
pub fn marks_in(bytes: &[u8]) -> Vec<&'static str> {
    // One letter a byte: the library searches text faster than bytes.
    let text: String = bytes.iter().copied().map(char::from).collect();
    let lower = text.to_ascii_lowercase();
    let coded = |mark: &str| {
        (0..3).any(|skip| {
            let shifted = [&vec![0_u8; skip][..], mark.as_bytes()].concat();
            let coded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, shifted);
            let whole = &coded[(skip * 8).div_ceil(6)..(skip + mark.len()) * 8 / 6];
            text.contains(whole)
        })
    };
    MARKS.into_iter().filter(|mark| lower.contains(&mark.to_ascii_lowercase()) || coded(mark)).collect()
}
