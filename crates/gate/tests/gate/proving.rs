//! What proof reports look at: what is stored, and what was done.

use crate::world::{RETAIL, WEBSHOP, World, both, id, rules};
use seloste_db::Value;
use seloste_gate::{
    campaign::Campaign,
    card::{Filter, Page, PermissionChange, PermissionKind, Set},
    examine::Examined,
    replay::Why,
};
use seloste_register::statement::model::Channel;

fn examined(world: &World) -> Examined {
    world.gate.examine(&id("retail-customers"), 100, &mut |_, _| {}).unwrap()
}

/// The sample register without the item `email`.
fn without_email() -> String {
    let at = RETAIL.find("[[item]]\nid = \"email\"").unwrap();
    let end = RETAIL[at + 1..].find("\n[[").unwrap() + at + 2;
    format!("{}{}", &RETAIL[..at], &RETAIL[end..])
}

#[test]
fn what_is_stored_as_declared_is_found_so_and_looking_is_on_record() {
    both(RETAIL, |world| {
        world.aino();
        let seen = examined(world);
        assert_eq!((seen.people, seen.looked_at, seen.unreadable), (1, 1, 0), "{seen:?}");
        assert!(seen.opened > 1 && seen.values > 5, "{seen:?}");
        assert!(seen.undeclared.is_empty() && seen.foreign.is_empty() && seen.overdue.is_empty(), "{seen:?}");
        let replayed = world.gate.judge_ledger(&id("retail-customers"), None).unwrap();
        assert_eq!((replayed.outside, replayed.judged), (0, replayed.done), "{replayed:?}");
    });
}

#[test]
fn a_sample_is_told_as_one() {
    both(RETAIL, |world| {
        for number in 0..12 {
            world.add(world.person("Malli", &format!("Mallinen{}", ["a", "b", "c"][number % 3])));
        }
        let seen = world.gate.examine(&id("retail-customers"), 4, &mut |_, _| {}).unwrap();
        assert_eq!((seen.people, seen.looked_at), (12, 4));
    });
}

#[test]
fn an_item_that_is_stored_and_not_declared_is_found() {
    both(RETAIL, |world| {
        world.aino();
        world.gate.put_in_force(vec![rules(&without_email())]).unwrap();
        let seen = examined(world);
        assert_eq!(seen.undeclared.get("item email"), Some(&1), "{seen:?}");
    });
}

#[test]
fn a_source_that_may_not_have_written_is_found() {
    both(RETAIL, |world| {
        world.aino();
        let stricter = RETAIL.replacen("sources = [\"customer\", \"staff\"]", "sources = [\"staff\"]", 1);
        world.gate.put_in_force(vec![rules(&stricter)]).unwrap();
        let seen = examined(world);
        assert!(seen.foreign.keys().any(|one| one == "surname, source customer"), "{seen:?}");
    });
}

#[test]
fn a_ciphertext_that_is_not_in_its_place_is_found() {
    both(RETAIL, |world| {
        world.aino();
        let moved = world.pair.data.write(|tx| tx.run("UPDATE sealed SET version = version + 1", &[]));
        assert!(moved.unwrap() > 0);
        assert!(examined(world).unreadable > 0);
    });
}

#[test]
fn what_is_kept_past_its_term_is_found_and_what_a_case_holds_is_not_judged() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.close(&world.agent(), &aino).unwrap();
        world.later("2028-11-01T10:00:00Z");
        assert!(!examined(world).overdue.contains_key(&id("identity")), "two years are not over");
        world.later("2029-03-01T10:00:00Z");
        let found = examined(world).overdue;
        let identity = found.get(&id("identity")).unwrap();
        assert_eq!(identity.since.to_string(), "2028-11-22");
    });
}

#[test]
fn a_group_with_a_shorter_term_is_found_to_be_kept_too_long() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.close(&world.agent(), &aino).unwrap();
        let name = "name = { fi = \"Asiakkaat\", sv = \"Kunder\", en = \"Customers\" }\n";
        assert!(RETAIL.contains(name));
        let shorter = RETAIL.replacen(
            name,
            &format!("{name}retention = {{ keep = \"P1M\", after = \"relationship-end\" }}\n"),
            1,
        );
        world.gate.put_in_force(vec![rules(&shorter)]).unwrap();
        assert!(examined(world).overdue_of_groups.is_empty(), "the month is not over");
        world.later("2027-02-01T10:00:00Z");
        let found = examined(world).overdue_of_groups;
        assert_eq!(found.get(&id("customers")).unwrap().since.to_string(), "2026-12-22", "{found:?}");
    });
}

#[test]
fn a_derived_item_that_is_older_than_what_it_comes_from_is_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let town = "type = \"town\"\ncategory = \"contact\"\nsources = [\"customer\", ";
        assert!(RETAIL.contains(town));
        let derived = RETAIL.replacen(
            town,
            "type = \"town\"\ncategory = \"contact\"\nderived = { fi = \"Kadusta\", sv = \"Av gatan\", en = \"From the street\" }\n\
             inputs = [\"street\"]\nsources = [\"system\", \"customer\", ",
            1,
        );
        world.later("2026-11-23T10:00:00Z");
        world.edit(&aino, "surname", "Toinen").unwrap();
        world.gate.put_in_force(vec![rules(&derived)]).unwrap();
        assert!(examined(world).orphaned.is_empty(), "what it comes from is as old");
        // Under the rules before, the street changed and the town, not being derived, stayed.
        world.gate.put_in_force(vec![rules(RETAIL)]).unwrap();
        world.edit(&aino, "street", "Toinen katu 1").unwrap();
        world.gate.put_in_force(vec![rules(&derived)]).unwrap();
        assert_eq!(examined(world).orphaned.get(&id("town")), Some(&1));
    });
}

#[test]
fn r3_005_a_consent_of_somebody_too_young_is_found() {
    both(WEBSHOP, |world| {
        let draft = world.with(world.person("Oona", "Esimerkki"), &[("birth-date", "2010-05-01")]);
        let oona = world.add(draft);
        let change = PermissionChange {
            what: PermissionKind::Consent(id("electronic-marketing")),
            channel: Some(Channel::Email),
            set: Set::InForce,
            by: seloste_register::right::Intake::Email,
            notice: None,
        };
        world.gate.permit(&world.ask("service-agent", "customer-care"), &oona, change).unwrap();
        let consent = id("electronic-marketing");
        let seen = || world.gate.examine(&id("webshop-customers"), 100, &mut |_, _| {}).unwrap();
        assert_eq!((seen().of_known_age.get(&consent), seen().too_young.get(&consent)), (Some(&1), None));
        // As if it had been given at ten.
        let ten = "2020-06-01T10:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
        world.pair.data.write(|tx| tx.run("UPDATE permission SET since = $1", &[Value::Int(ten)])).unwrap();
        assert_eq!(seen().too_young.get(&consent), Some(&1));
    });
}

#[test]
fn counting_people_for_a_draft_is_no_use_outside_of_the_rules() {
    both(RETAIL, |world| {
        world.aino();
        let register = id("retail-customers");
        let asker = seloste_gate::ask::Actor { roles: vec![id("privacy-officer")], ..world.agent().actor };
        let counted =
            world.gate.survey((&asker, &register), &[], |_, _| std::ops::ControlFlow::Continue(())).unwrap();
        assert_eq!(counted.people, 1);
        let replayed = world.gate.judge_ledger(&register, None).unwrap();
        assert_eq!((replayed.outside, replayed.judged), (0, replayed.done), "{replayed:?}");
    });
}

#[test]
fn use_outside_of_the_rules_is_found_and_use_under_earlier_rules_is_not_judged_by_these() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let grant = "read = [\"identity\", \"contact\", \"profile\", \"purchases\", \"deliveries\"";
        assert!(RETAIL.contains(grant));
        let register = id("retail-customers");
        let fine = world.gate.judge_ledger(&register, None).unwrap();
        assert_eq!((fine.outside, fine.earlier), (0, 0), "{fine:?}");
        // No role reads the profile any more: what was opened then would be outside of the rules of today.
        let stricter = RETAIL.replace("\"profile\", ", "").replace(", \"profile\"", "");
        world.gate.put_in_force(vec![rules(&stricter)]).unwrap();
        let found = world.gate.judge_ledger(&register, None).unwrap();
        assert!(found.outside > 0 && found.told[0].why == Why::Category, "{found:?}");
        world.later("2026-11-23T10:00:00Z");
        let since = "2026-11-23T10:00:00Z".parse().unwrap();
        let since_then = world.gate.judge_ledger(&register, Some(since)).unwrap();
        assert_eq!((since_then.outside, since_then.judged), (0, 0));
        assert!(since_then.earlier > 0);
    });
}

#[test]
fn an_approach_against_a_persons_word_is_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let change = |what, channel| PermissionChange {
            what,
            channel,
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        let consent = change(PermissionKind::Consent(id("marketing")), Some(Channel::Email));
        world.gate.permit(&world.agent(), &aino, consent).unwrap();
        world.later("2026-11-22T11:00:00Z");
        let ten = Page { after: None, rows: 10 };
        let marketer = world.ask("marketer", "marketing");
        assert_eq!(world.gate.list(&marketer, &Filter::default(), &ten).unwrap().hits.len(), 1);
        let register = id("retail-customers");
        let fine = world.gate.judge_ledger(&register, None).unwrap();
        assert!(fine.approached == 1 && fine.against.is_empty(), "{fine:?}");
        // As if the consent had come only afterwards.
        let later = "2026-11-22T12:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let args = [Value::Int(later)];
        world.pair.data.write(|tx| tx.run("UPDATE permission SET since = $1", &args)).unwrap();
        let found = world.gate.judge_ledger(&register, None).unwrap();
        assert_eq!(found.against.get(&id("marketing")), Some(&1), "{found:?}");
    });
}

#[test]
fn whom_a_selection_passes_over_was_not_approached_and_a_word_of_the_same_moment_counts() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.add(world.person("Malli", "Mallinen"));
        let consent = PermissionChange {
            what: PermissionKind::Consent(id("marketing")),
            channel: Some(Channel::Email),
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        world.gate.permit(&world.agent(), &aino, consent).unwrap();
        let (filter, ten) = (Filter::default(), Page { after: None, rows: 10 });
        let campaign = Campaign { channel: Channel::Email, whose: None, targeting: None, filter };
        let found = world.gate.select(&world.ask("marketer", "marketing"), &campaign, &ten).unwrap();
        assert_eq!((found.hits.len(), found.left_out.len()), (1, 1));
        let replayed = world.gate.judge_ledger(&id("retail-customers"), None).unwrap();
        assert_eq!(replayed.approached, 1, "{replayed:?}");
        assert!(replayed.against.is_empty() && replayed.outside == 0, "{replayed:?}");
    });
}
