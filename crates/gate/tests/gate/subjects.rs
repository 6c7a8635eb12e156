//! Adding, opening, finding and changing people.

use crate::world::{RETAIL, both, on_card, refused, surnames, texts};
use seloste_gate::{
    card::{Filter, Page},
    errors::RefusalCode,
};
use seloste_register::item;

#[test]
fn r1_007_a_card_opens_for_a_declared_purpose_and_for_no_other() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
        assert_eq!(on_card(&card, "phone"), ["+358405550123"]);
        let undeclared = world.ask("service-agent", "curiosity");
        assert_eq!(refused(world.gate.open_card(&undeclared, &aino)), RefusalCode::PurposeNotDeclared);
        let others = world.ask("service-agent", "invoicing");
        assert_eq!(refused(world.gate.open_card(&others, &aino)), RefusalCode::PurposeNotGranted);
    });
}

#[test]
fn r1_022_a_name_is_stored_corrected_and_shown_with_its_source_and_date() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.later("2026-11-23T08:00:00Z");
        let change = world.change_from("surname", &["Mallinen"], "staff");
        world.edit_as(&world.keeper(), &aino, change).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        let identity = &card.categories[0];
        let surname = identity.items.iter().find(|item| item.item.as_str() == "surname").unwrap();
        assert_eq!(texts(&identity.items, "surname"), ["Mallinen"]);
        assert_eq!(surname.values[0].source.as_str(), "staff");
        assert_eq!(surname.values[0].recorded.to_string(), "2026-11-23T08:00:00Z");
        let first = identity.items.iter().find(|item| item.item.as_str() == "first-names").unwrap();
        assert_eq!(first.values[0].recorded.to_string(), "2026-11-22T10:00:00Z");
        let past = world.gate.history(&world.keeper(), &aino).unwrap();
        assert_eq!(past.len(), 1);
        assert_eq!(past[0].item.as_str(), "surname");
        assert_eq!(past[0].by.0, 7);
        assert_eq!(past[0].values.len(), 1);
    });
}

#[test]
fn people_are_found_by_the_beginning_of_a_name_a_phone_in_any_form_and_an_address() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.add(world.person("Eino", "Esimerkinen"));
        world.add(world.person("Väinö", "Toinen"));
        for typed in
            ["esim ai", "+358 40 5550123", "040-555 0123", "aino@example.fi", "Mallikatu 5", "AINO M"]
        {
            let hits = world.gate.find(&world.agent(), typed, 10).unwrap();
            assert_eq!(surnames(&hits), ["Esimerkki"], "{typed}");
            assert_eq!(hits[0].subject, aino);
        }
        assert_eq!(surnames(&world.gate.find(&world.agent(), "e", 10).unwrap()).len(), 2);
        let best = world.gate.find(&world.agent(), "esimerkki", 10).unwrap();
        assert_eq!(surnames(&best), ["Esimerkki"], "the whole word only");
        assert_eq!(surnames(&world.gate.find(&world.agent(), "vaino", 10).unwrap()), ["Toinen"]);
        assert!(world.gate.find(&world.agent(), "nobody", 10).unwrap().is_empty());
        assert!(world.gate.find(&world.agent(), "", 10).unwrap().is_empty());
    });
}

#[test]
fn a_relationship_ends_and_begins_again() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.close(&world.agent(), &aino).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(card.closed.unwrap().to_string(), "2026-11-22");
        world.later("2026-12-24T10:00:00Z");
        world.gate.close(&world.agent(), &aino).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(card.closed.unwrap().to_string(), "2026-11-22", "the first day counts");
        let page = Page { after: None, rows: 10 };
        let list = |with_closed| {
            let filter = Filter { with_closed, ..Filter::default() };
            world.gate.list(&world.keeper(), &filter, &page).unwrap().hits.len()
        };
        assert_eq!((list(false), list(true)), (0, 1));
        world.gate.reopen(&world.agent(), &aino).unwrap();
        assert_eq!(list(false), 1);
        let reader = world.ask("reader", "customer-care");
        assert_eq!(refused(world.gate.close(&reader, &aino)), RefusalCode::ActionNotGranted);
    });
}

#[test]
fn names_that_are_hostile_are_only_names() {
    both(RETAIL, |world| {
        let long = "a".repeat(200);
        for name in ["'; DROP TABLE subject; --", "=HYPERLINK(0)", "<script>", "%_%", &long] {
            let Ok(value) = item::read(world.item("surname"), name, None) else { continue };
            let mut draft = world.person("Aino", "Korvattava");
            draft.items[1].values[0].value = value;
            let who = world.add(draft);
            let card = world.gate.open_card(&world.agent(), &who).unwrap();
            assert_eq!(on_card(&card, "surname").len(), 1);
        }
        for typed in ["'", "%", "_", "\0", "\u{202e}aino", &"ä".repeat(10_000), "a b c d e f g h i j k l m"]
        {
            world.gate.find(&world.agent(), typed, 10).unwrap();
        }
    });
}
