//! Two cards of one person: found, told side by side, put together; and what must not be loosened or lost by it.

use crate::world::{RETAIL, World, absent, both, id, on_card, problems, refused};
use seloste_gate::{
    card::{Draft, PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::Course,
    errors::RefusalCode,
    merging::Settled,
};
use seloste_register::statement::model::Channel;

fn say(world: &World, who: &SubjectRef, what: PermissionKind, channel: Option<Channel>, set: Set) {
    let change = PermissionChange {
        what,
        channel,
        set,
        by: seloste_register::right::Intake::Phone,
        notice: Some("Soitti.".to_owned()),
    };
    world.gate.permit(&world.keeper(), who, change).unwrap();
}

fn no() -> PermissionKind {
    PermissionKind::Prohibition(id("direct-marketing"))
}

fn yes() -> PermissionKind {
    PermissionKind::Consent(id("marketing"))
}

/// Aino twice: once with an e-mail address and an order, once with the same telephone number written otherwise.
fn twice(world: &World) -> [SubjectRef; 2] {
    let one =
        world.add(world.with(
            world.person("Aino", "Esimerkki"),
            &[("phone", "040 555 0101"), ("email", "aino@example.fi")],
        ));
    let two = world.add(world.with(
        world.person("Aino", "Esimerkki"),
        &[("phone", "+358 40 5550101"), ("email", "aino.toinen@example.fi"), ("street", "Mallikatu 1")],
    ));
    let order = world.object("order", "dealings", "2026-11-01", &[("outlet", "keskusta")]);
    world.gate.add_object(&world.keeper(), &two, order).unwrap();
    [one, two]
}

#[test]
fn r5_061_somebody_who_is_there_twice_is_found_by_what_both_have() {
    both(RETAIL, |world| {
        let [one, two] = twice(world);
        let other = world.add(world.person("Onni", "Toinen"));
        let found = world.gate.duplicates(&world.keeper(), &one).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].hit.subject, two);
        let same: Vec<&str> = found[0].same.iter().map(|item| item.as_str()).collect();
        assert!(same.contains(&"phone") && same.contains(&"surname"), "{same:?}");
        assert!(world.gate.duplicates(&world.keeper(), &other).unwrap().is_empty());
        // Two who were found to be two people are not asked about again.
        world.gate.not_duplicates(&world.keeper(), &two, &one).unwrap();
        assert!(world.gate.duplicates(&world.keeper(), &one).unwrap().is_empty());
    });
}

#[test]
fn r5_061_whoever_does_not_reach_the_other_is_not_told_that_there_is_one() {
    both(RETAIL, |world| {
        let area = |name: &str| vec![id(name)];
        let mut clerk = world.ask("outlet-clerk", "customer-care");
        clerk.actor.areas = area("keskusta");
        let of = |at: &str| {
            let draft = world.with(world.person("Aino", "Kaksonen"), &[("email", "kaksonen@example.fi")]);
            Draft { areas: area(at), ..draft }
        };
        world.add(of("satama"));
        let alike = world.gate.look_alikes(&clerk, &of("keskusta")).unwrap();
        assert!(!alike.is_empty());
        let own = world.gate.create(&clerk, of("keskusta")).unwrap();
        assert!(world.gate.duplicates_among(&clerk, &own, &alike).unwrap().is_empty());
        assert!(world.gate.duplicates(&clerk, &own).unwrap().is_empty());
        assert_eq!(world.gate.duplicates(&world.keeper(), &own).unwrap().len(), 1);
    });
}

#[test]
fn r5_061_a_newcomer_is_compared_with_namesakes_at_the_same_address_and_no_others() {
    both(RETAIL, |world| {
        let at = |street: &str| world.with(world.person("Aino", "Kaksonen"), &[("street", street)]);
        let there = world.add(at("Mallikatu 1 A 5"));
        let told = |street: &str| {
            let alike = world.gate.look_alikes(&world.keeper(), &at(street)).unwrap();
            let added = world.gate.create(&world.keeper(), at(street)).unwrap();
            let found = world.gate.duplicates_among(&world.keeper(), &added, &alike).unwrap();
            found.into_iter().map(|one| one.hit.subject).collect::<Vec<_>>()
        };
        assert!(told("Mallikatu 2").is_empty());
        assert!(told("Toinenkatu 1").is_empty());
        assert_eq!(told("Mallikatu 1 A 5"), [there]);
    });
}

#[test]
fn r5_061_merging_keeps_sources_objects_history_and_the_log_and_the_old_name_answers() {
    both(RETAIL, |world| {
        let [one, two] = twice(world);
        world.edit(&two, "street", "Mallikatu 2").unwrap();
        let plan = world.gate.preview_merge(&world.keeper(), &one, &two).unwrap();
        let settled = |name: &str| plan.items.iter().find(|(item, _)| *item == id(name)).map(|(_, to)| *to);
        assert_eq!(settled("phone"), Some(Settled::Same));
        assert_eq!(settled("email"), Some(Settled::Both));
        assert_eq!(settled("street"), Some(Settled::TakenOver));
        assert_eq!(plan.objects, 1);
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &two).unwrap(), "surname"), ["Esimerkki"]);
        let done = world.gate.merge(&world.keeper(), &one, &two).unwrap();
        assert_eq!(done, plan, "what was told is what was done");
        let card = world.gate.open_card(&world.agent(), &one).unwrap();
        assert_eq!(on_card(&card, "email"), ["aino@example.fi", "aino.toinen@example.fi"]);
        assert_eq!(on_card(&card, "street"), ["Mallikatu 2"]);
        assert_eq!(card.objects.len(), 1, "the order came along");
        // The old name is gone, and leads to the one that stayed.
        absent(world.gate.open_card(&world.agent(), &two));
        assert_eq!(world.gate.now_known_as(&world.agent(), &two).unwrap(), Some(one.clone()));
        assert_eq!(world.gate.find(&world.agent(), "aino.toinen@example.fi", 10).unwrap().len(), 1);
        let history = world.gate.history(&world.keeper(), &one).unwrap();
        assert!(history.iter().any(|past| past.item == id("street")), "what was there before is history");
        let readings = world.gate.readers(&world.ask("privacy-officer", "register-keeping"), &one).unwrap();
        let adds = readings.iter().filter(|reading| reading.action == "create").count();
        assert_eq!(adds, 2, "who used either card is told");
        // And it can be worked on.
        world.edit(&one, "street", "Mallikatu 3").unwrap();
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &one).unwrap(), "street"), ["Mallikatu 3"]);
    });
}

#[test]
fn r5_061_r1_018_a_merge_never_loosens_what_the_person_has_said() {
    both(RETAIL, |world| {
        let marketed =
            |who: &SubjectRef| world.gate.open_card(&world.ask("marketer", "marketing"), who).is_ok();
        let [one, two] = twice(world);
        say(world, &one, yes(), Some(Channel::Email), Set::InForce);
        assert!(marketed(&one));
        say(world, &two, no(), None, Set::InForce);
        let plan = world.gate.merge(&world.keeper(), &one, &two).unwrap();
        assert_eq!(plan.prohibitions, 1);
        assert!(!marketed(&one), "the prohibition of the card that went stands");
        // A consent that was withdrawn on the other card ends.
        let [one, two] = twice(world);
        say(world, &one, yes(), Some(Channel::Email), Set::InForce);
        say(world, &two, yes(), Some(Channel::Email), Set::InForce);
        say(world, &two, yes(), Some(Channel::Email), Set::TakenBack);
        let plan = world.gate.merge(&world.keeper(), &one, &two).unwrap();
        assert_eq!(plan.consents_ending, 1);
        assert!(!marketed(&one));
        // One that nobody withdrew comes along.
        let [one, two] = twice(world);
        say(world, &two, yes(), Some(Channel::Email), Set::InForce);
        world.gate.merge(&world.keeper(), &one, &two).unwrap();
        assert!(marketed(&one));
    });
}

#[test]
fn r5_061_who_was_merged_is_erased_whole() {
    both(RETAIL, |world| {
        let [one, two] = twice(world);
        world.gate.merge(&world.keeper(), &one, &two).unwrap();
        let officer = world.ask("privacy-officer", "register-keeping");
        let told = world.gate.erase(&officer, &one).unwrap();
        assert_ne!(told.course, Course::Waits);
        assert_eq!(world.gate.now_known_as(&world.agent(), &two).unwrap(), None);
        let left = world.pair.data.read(|tx| tx.first("SELECT COUNT(*) FROM merged", &[], |row| row.int(0)));
        assert_eq!(left.unwrap(), Some(0));
    });
}

#[test]
fn r5_061_what_cannot_become_one_is_refused_with_its_reason() {
    both(RETAIL, |world| {
        let [one, two] = twice(world);
        assert_eq!(
            problems(world.gate.merge(&world.keeper(), &one, &one)),
            [("other".to_owned(), "same-card")]
        );
        let marketer = world.ask("marketer", "marketing");
        assert_eq!(refused(world.gate.merge(&marketer, &one, &two)), RefusalCode::ActionNotGranted);
        let officer = world.ask("privacy-officer", "register-keeping");
        world.gate.restrict(&officer, &two, Set::InForce).unwrap();
        assert!(world.gate.merge(&world.keeper(), &one, &two).is_err(), "a restriction is not merged away");
    });
}
