//! What a person may know of the use of their data, and what staff may know of why they see it.

use crate::world::{RETAIL, both, id, refused};
use seloste_gate::{ask::AccountId, card::Draft, errors::RefusalCode};

#[test]
fn c17_who_saw_my_data_when_and_for_what() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let eino = world.add(world.person("Eino", "Toinen"));
        world.later("2026-11-22T11:00:00Z");
        world.gate.open_card(&world.agent(), &aino).unwrap();
        world.later("2026-11-22T12:00:00Z");
        world.gate.find(&world.agent(), "aino", 5).unwrap();
        world.gate.open_card(&world.agent(), &eino).unwrap();
        let officer = world.ask("privacy-officer", "register-keeping");
        let readings = world.gate.readers(&officer, &aino).unwrap();
        let told: Vec<(&str, &str, usize)> = readings
            .iter()
            .map(|reading| (reading.action.as_str(), reading.purpose.as_str(), reading.categories.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("readers", "register-keeping", 0),
                ("find", "customer-care", 2),
                ("open", "customer-care", 9),
                ("create", "register-keeping", 2),
            ]
        );
        assert_eq!(readings[2].at.to_string(), "2026-11-22T11:00:00Z");
        assert_eq!(readings[2].by.unwrap().0, 7);
        assert_eq!(refused(world.gate.readers(&world.agent(), &aino)), RefusalCode::ActionNotGranted);
    });
}

#[test]
fn staff_are_told_why_they_see_it_and_who_else_can() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let told = world.gate.explain(&world.agent(), &aino).unwrap();
        let mine = |name: &str| &told.mine.iter().find(|(category, _)| category.as_str() == name).unwrap().1;
        assert_eq!(mine("identity")[0].role, id("service-agent"));
        assert!(mine("identity")[0].words.fi.contains("Asiakaspalvelija"));
        assert!(mine("billing").is_empty());
        let others = &told.others.iter().find(|(category, _)| category.as_str() == "billing").unwrap().1;
        let roles: Vec<&str> = others.iter().map(|(role, _)| role.as_str()).collect();
        assert_eq!(roles, ["billing-clerk", "privacy-officer"]);
    });
}

#[test]
fn every_answer_leaves_its_entry_and_the_ledger_is_sound() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let before = world.gate.integrate_ledger().unwrap();
        world.gate.find(&world.agent(), "nobody-by-this-name", 5).unwrap();
        assert!(world.gate.open_card(&world.ask("service-agent", "curiosity"), &aino).is_err());
        assert_eq!(world.gate.integrate_ledger().unwrap(), before + 2);
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn r7_024_what_is_maintained_is_handed_over_on_record_and_then_the_colleagues_alone() {
    const SUPPORT: &str = include_str!("../../../../registers/support-customers.toml");
    both(SUPPORT, |world| {
        let mine = world.ask("support-agent", "serving");
        let theirs = {
            let mut ask = world.ask("support-agent", "serving");
            ask.actor.account = AccountId(8);
            ask
        };
        let items = vec![world.change_from("surname", &["Siirtyjä"], "phone-contact")];
        let group = world.rules.statement().subject_groups[0].id.clone();
        let draft = Draft { group, areas: Vec::new(), items };
        let subject = world.gate.create(&mine, draft).unwrap();
        crate::world::absent(world.gate.open_card(&theirs, &subject));
        crate::world::absent(world.gate.hand_over(&theirs, &subject, AccountId(8)));
        world.gate.hand_over(&mine, &subject, AccountId(8)).unwrap();
        world.gate.open_card(&theirs, &subject).unwrap();
        crate::world::absent(world.gate.open_card(&mine, &subject));
        crate::world::absent(world.gate.hand_over(&mine, &subject, AccountId(7)));
    });
}
