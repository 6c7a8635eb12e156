//! What may be written, by whom, from which source; and what happens when two write at once.

use crate::world::{RETAIL, WEBSHOP, World, both, id, on_card, problems, refused, texts};
use seloste_gate::{
    GateError,
    card::{Draft, Edit, ItemChange, NewValue},
    errors::RefusalCode,
};
use seloste_register::item;

#[test]
fn r1_020_a_person_of_an_undeclared_group_is_refused() {
    both(RETAIL, |world| {
        let mut draft = world.person("Aino", "Esimerkki");
        draft.group = id("prospects");
        let answer = world.gate.create(&world.keeper(), draft);
        assert_eq!(refused(answer), RefusalCode::NotDeclared);
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
    });
}

#[test]
fn r1_021_an_undeclared_item_refuses_the_whole_write_and_is_named() {
    both(RETAIL, |world| {
        let stray = || ItemChange {
            item: id("shoe-size"),
            values: vec![value(world, "surname", "Nelonen", "customer")],
        };
        let mut draft = world.person("Aino", "Esimerkki");
        draft.items.push(stray());
        let Err(GateError::Refused(refusal)) = world.gate.create(&world.keeper(), draft) else {
            panic!("taken")
        };
        assert_eq!(refusal.code, RefusalCode::NotDeclared);
        assert!(refusal.words.en.contains("shoe-size"), "{}", refusal.words.en);
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty(), "nothing was stored");
        let aino = world.aino();
        let edit =
            Edit { from: None, seen: Vec::new(), items: vec![world.change("surname", &["Uusi"]), stray()] };
        assert_eq!(refused(world.gate.edit(&world.keeper(), &aino, edit)), RefusalCode::NotDeclared);
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
    });
}

fn value(world: &World, item: &str, written: &str, source: &str) -> NewValue {
    NewValue { value: item::read(world.item(item), written, None).unwrap(), source: id(source) }
}

#[test]
fn r1_024_a_customer_may_have_several_numbers_and_addresses_each_with_its_source() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let mut change = world.change("email", &["aino@example.fi", "aino.esimerkki@example.fi"]);
        change.values[1].source = id("staff");
        world.edit_as(&world.keeper(), &aino, change).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "email"), ["aino@example.fi", "aino.esimerkki@example.fi"]);
        let contact = card.categories.iter().find(|one| one.category.as_str() == "contact").unwrap();
        let email = contact.items.iter().find(|one| one.item.as_str() == "email").unwrap();
        let sources: Vec<&str> = email.values.iter().map(|value| value.source.as_str()).collect();
        assert_eq!(sources, ["customer", "staff"]);
        let many = world.change(
            "email",
            &["a@example.fi", "b@example.fi", "c@example.fi", "d@example.fi", "e@example.fi", "f@example.fi"],
        );
        assert_eq!(
            problems(world.edit_as(&world.keeper(), &aino, many)),
            [("email".to_owned(), "too-many-values")]
        );
    });
}

#[test]
fn r1_031_additional_information_comes_from_the_customer_and_from_nobody_else() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let staff = world.change_from("additional-information", &["Soitetaan vasta iltapäivällä."], "staff");
        assert_eq!(refused(world.edit_as(&world.keeper(), &aino, staff)), RefusalCode::SourceNotAllowed);
        world.edit(&aino, "additional-information", "Soitetaan vasta iltapäivällä.").unwrap();
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        assert_eq!(on_card(&card, "additional-information").len(), 1);
    });
}

#[test]
fn r1_036_an_undeclared_source_is_refused() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let gossip = world.change_from("street", &["Toinen katu 2"], "gossip");
        assert_eq!(refused(world.edit_as(&world.keeper(), &aino, gossip)), RefusalCode::NotDeclared);
        let system = world.change_from("customer-number", &["12345672"], "system");
        assert_eq!(refused(world.edit_as(&world.keeper(), &aino, system)), RefusalCode::SourceNotAllowed);
    });
}

#[test]
fn r4_028_an_update_service_adds_no_persons() {
    both(WEBSHOP, |world| {
        let draft = |source: &str| Draft {
            group: id("customers"),
            areas: Vec::new(),
            items: vec![
                world.change("first-names", &["Aino"]),
                world.change("surname", &["Esimerkki"]),
                world.change_from("street", &["Mallikatu 1"], source),
            ],
        };
        let answer = world.gate.create(&world.keeper(), draft("address-service"));
        assert_eq!(refused(answer), RefusalCode::SourceNotAllowed);
        let aino = world.gate.create(&world.keeper(), draft("customer")).unwrap();
        let moved = world.change_from("street", &["Uusikatu 2"], "address-service");
        world.edit_as(&world.keeper(), &aino, moved).unwrap();
        let named = world.change_from("surname", &["Muuttunut"], "address-service");
        assert_eq!(refused(world.edit_as(&world.keeper(), &aino, named)), RefusalCode::SourceNotAllowed);
    });
}

#[test]
fn r4_037_a_readers_write_is_refused_and_logged() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let reader = world.ask("reader", "customer-care");
        world.gate.open_card(&reader, &aino).unwrap();
        let change = world.change("surname", &["Toinen"]);
        assert_eq!(refused(world.edit_as(&reader, &aino, change)), RefusalCode::ChangeNotGranted);
        let card = world.gate.open_card(&reader, &aino).unwrap();
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
        assert!(card.categories.iter().all(|category| !category.may_change));
        // Who may change one category is refused in another, and told which.
        let order = world.ask("billing-clerk", "invoicing");
        let change = world.change("surname", &["Toinen"]);
        let Err(GateError::Refused(refusal)) = world.edit_as(&order, &aino, change) else { panic!("taken") };
        assert_eq!(refusal.code, RefusalCode::ChangeNotGranted);
        assert_eq!(refusal.categories, [id("identity")]);
        let readings = world.gate.readers(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        let refusals: Vec<_> = readings.iter().filter_map(|reading| reading.refused.as_deref()).collect();
        assert_eq!(refusals, ["change-not-granted"], "the one that was about her is told to her");
    });
}

#[test]
fn r4_013_a_customer_number_is_made_by_the_system_is_unique_and_is_never_given_again() {
    both(WEBSHOP, |world| {
        let mut seen = std::collections::HashSet::new();
        let mut subjects = Vec::new();
        for _ in 0..30 {
            let subject = world.add(world.person("Aino", "Esimerkki"));
            let card = world.gate.open_card(&world.agent(), &subject).unwrap();
            let number = on_card(&card, "customer-number").pop().unwrap();
            assert!(seen.insert(number.clone()), "given twice");
            assert!(item::read(world.item("customer-number"), &number, None).is_ok());
            let hits = world.gate.find(&world.agent(), &number, 5).unwrap();
            assert_eq!(hits.len(), 1);
            subjects.push((subject, number));
        }
        let (erased, number) = subjects.pop().unwrap();
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &erased).unwrap();
        let mut draft = world.person("Eino", "Toinen");
        draft.items.push(world.change_from("customer-number", &[&number], "shop"));
        assert_eq!(
            problems(world.gate.create(&world.keeper(), draft)),
            [("customer-number".to_owned(), "number-used")]
        );
        let own = world.change_from("customer-number", &[&number], "shop");
        assert_eq!(
            refused(world.edit_as(&world.keeper(), &subjects[0].0, own)),
            RefusalCode::ChangeNotGranted
        );
    });
}

#[test]
fn r4_015_the_date_of_becoming_a_customer_is_set_once_and_corrected_with_a_reason() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        assert_eq!(on_card(&card, "customer-since"), ["2026-11-22"]);
        let earlier = || world.change_from("customer-since", &["2025-01-31"], "shop");
        assert_eq!(refused(world.edit_as(&world.keeper(), &aino, earlier())), RefusalCode::ReasonMissing);
        let mut ask = world.keeper();
        ask.reason = Some("Asiakas toimitti vanhan tilausvahvistuksen.".to_owned());
        world.edit_as(&ask, &aino, earlier()).unwrap();
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        assert_eq!(on_card(&card, "customer-since"), ["2025-01-31"]);
    });
}

#[test]
fn r4_014_items_of_companies_are_not_for_persons() {
    both(WEBSHOP, |world| {
        let mut draft = world.person("Aino", "Esimerkki");
        draft.items.push(world.change("company-name", &["Esimerkki Oy"]));
        assert_eq!(refused(world.gate.create(&world.keeper(), draft)), RefusalCode::NotDeclared);
        let company = Draft {
            group: id("companies"),
            areas: Vec::new(),
            items: vec![world.change("company-name", &["Esimerkki Oy"])],
        };
        let company = world.add(company);
        let card = world.gate.open_card(&world.agent(), &company).unwrap();
        assert_eq!(on_card(&card, "company-name"), ["Esimerkki Oy"]);
        assert!(card.categories[0].items.iter().all(|item| item.item.as_str() != "surname"));
    });
}

#[test]
fn required_items_can_be_neither_left_out_nor_taken_away() {
    both(RETAIL, |world| {
        let draft = Draft {
            group: id("customers"),
            areas: Vec::new(),
            items: vec![world.change("surname", &["Esimerkki"])],
        };
        assert_eq!(
            problems(world.gate.create(&world.keeper(), draft)),
            [("first-names".to_owned(), "required")]
        );
        let aino = world.aino();
        assert_eq!(
            problems(world.edit_as(&world.keeper(), &aino, world.change("surname", &[]))),
            [("surname".to_owned(), "required")]
        );
        world.edit_as(&world.keeper(), &aino, world.change("phone", &[])).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert!(on_card(&card, "phone").is_empty());
        assert!(
            world.gate.find(&world.agent(), "040 555 0123", 5).unwrap().is_empty(),
            "its token is gone too"
        );
    });
}

#[test]
fn two_who_change_different_items_both_succeed_and_two_who_change_the_same_one_meet() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let seen: Vec<_> = world
            .gate
            .open_card(&world.keeper(), &aino)
            .unwrap()
            .categories
            .iter()
            .map(|category| (category.category.clone(), category.version))
            .collect();
        let edit = |name: &str, value: &str| {
            let items = vec![world.change(name, &[value])];
            world.gate.edit(&world.keeper(), &aino, Edit { from: None, seen: seen.clone(), items })
        };
        edit("street", "Toinen katu 2").unwrap();
        edit("town", "Tampere").unwrap();
        let Err(GateError::Conflict(items)) = edit("street", "Kolmas katu 3") else {
            panic!("it was overwritten")
        };
        assert_eq!(items, [id("street")]);
        edit("street", "Toinen katu 2").unwrap();
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        assert_eq!(
            (on_card(&card, "street"), on_card(&card, "town")),
            (vec!["Toinen katu 2".to_owned()], vec!["Tampere".to_owned()])
        );
    });
}

#[test]
fn many_at_once_lose_nothing() {
    both(RETAIL, |world| {
        let aino = world.aino();
        std::thread::scope(|scope| {
            for agent in 0..8 {
                let (world, aino) = (&world, &aino);
                scope.spawn(move || {
                    for round in 0..5 {
                        world.add(world.person("Eino", "Rinnakkainen"));
                        world.edit(aino, "street", &format!("Katu {agent}{round}")).unwrap();
                        world.gate.open_card(&world.agent(), aino).unwrap();
                    }
                });
            }
        });
        let past = world.gate.history(&world.keeper(), &aino).unwrap();
        assert_eq!(past.len(), 40, "every change left the value before it");
        assert_eq!(world.gate.find(&world.agent(), "rinnakkainen", 50).unwrap().len(), 40);
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        assert_eq!(
            card.categories.iter().find(|one| one.category.as_str() == "contact").unwrap().version,
            41
        );
    });
}

#[test]
fn labels_and_values_are_told_apart() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let phone = |written: &str, label: &str| NewValue {
            value: item::read(world.item("phone"), written, Some(&id(label))).unwrap(),
            source: id("customer"),
        };
        let values = vec![
            phone("040 555 0123", "mobile"),
            phone("09 555 0100", "home"),
            phone("0405550123", "mobile"),
        ];
        world.edit_as(&world.keeper(), &aino, ItemChange { item: id("phone"), values }).unwrap();
        let card = world.gate.open_card(&world.keeper(), &aino).unwrap();
        let contact = card.categories.iter().find(|one| one.category.as_str() == "contact").unwrap();
        assert_eq!(
            texts(&contact.items, "phone"),
            ["+358405550123", "+35895550100"],
            "the same number stands once"
        );
        let phones = contact.items.iter().find(|item| item.item.as_str() == "phone").unwrap();
        assert_eq!(phones.values[1].label.as_ref().unwrap().as_str(), "home");
    });
}

#[test]
fn two_processes_over_one_register_lose_and_double_nothing() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let other = world.again();
        std::thread::scope(|scope| {
            for (number, gate) in [&world.gate, &other, &world.gate, &other].into_iter().enumerate() {
                let (world, aino) = (&world, &aino);
                scope.spawn(move || {
                    for round in 0..4 {
                        let who = gate.create(&world.keeper(), world.person("Eino", "Kahdentunut")).unwrap();
                        let draft = world.object("order", "shop", "2026-11-20", &[("order-number", "A-1")]);
                        gate.add_object(&world.keeper(), &who, draft).unwrap();
                        let items = vec![world.change("street", &[&format!("Katu {number} A {round}")])];
                        gate.edit(&world.keeper(), aino, Edit { from: None, seen: Vec::new(), items })
                            .unwrap();
                    }
                });
            }
        });
        let found = other.find(&world.agent(), "kahdentunut", 50).unwrap();
        assert_eq!(found.len(), 16);
        let mut numbers: Vec<String> =
            found.iter().flat_map(|hit| texts(&hit.items, "customer-number")).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 16, "no number was given twice");
        assert_eq!(world.gate.history(&world.keeper(), &aino).unwrap().len(), 16);
        for hit in &found {
            assert_eq!(world.gate.open_card(&world.agent(), &hit.subject).unwrap().objects.len(), 1);
        }
        other.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}
