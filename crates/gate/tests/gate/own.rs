//! The person as an actor (C39): sees all of their own, as staff do, and nothing of anybody else.

use crate::{
    retention::WISHES,
    world::{RETAIL, World, absent, both, categories, id, on_card, problems, refused},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{
    Addressed, GateError, Link, LinkAsks,
    ask::{AccountId, Ask},
    card::{Page, PermissionChange, PermissionKind, Set, SubjectRef},
    errors::RefusalCode,
};
use seloste_register::{id::RegisterId, right::Intake, statement::model::Channel};

fn register(world: &World) -> RegisterId {
    world.rules.statement().register.id.clone()
}

fn own(world: &World, subject: &SubjectRef) -> Ask {
    world.gate.own_ask(&register(world), subject).unwrap()
}

fn later(world: &World, minutes: i64) -> Timestamp {
    world.gate.clock().now() + SignedDuration::from_mins(minutes)
}

#[test]
fn r5_056_r5_058_a_person_sees_every_category_that_any_staff_see() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let own = world.gate.open_card(&own(world, &aino), &aino).unwrap();
        for role in &world.rules.statement().roles {
            for purpose in &world.rules.statement().purposes {
                let ask = world.ask(role.id.as_str(), purpose.id.as_str());
                let Ok(card) = world.gate.open_card(&ask, &aino) else { continue };
                for category in &card.categories {
                    let mine = own.categories.iter().find(|one| one.category == category.category).unwrap();
                    let items = |items: &[seloste_gate::card::OpenedItem]| {
                        items.iter().map(|item| (item.item.clone(), item.values.len())).collect::<Vec<_>>()
                    };
                    assert_eq!(
                        items(&mine.items),
                        items(&category.items),
                        "{} {}",
                        role.id,
                        category.category
                    );
                }
            }
        }
        assert_eq!(on_card(&own, "surname"), ["Esimerkki"]);
        assert!(categories(&own).contains(&"contact"));
    });
}

#[test]
fn c39_a_person_reaches_nobody_else_by_any_verb() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), world.add(world.person("Eino", "Toinen")));
        let order = world.object("order", "dealings", "2026-11-01", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&world.agent(), &eino, order).unwrap();
        let ask = own(world, &aino);
        absent(world.gate.open_card(&ask, &eino));
        absent(world.gate.timeline(&ask, &eino, &Page { after: None, rows: 10 }));
        absent(world.gate.open_object(&ask, &order));
        absent(world.gate.history(&ask, &eino));
        absent(world.gate.readers(&ask, &eino));
        absent(world.gate.permissions(&ask, &eino));
        absent(world.gate.explain(&ask, &eino));
        absent(world.edit_as(&ask, &eino, world.change("phone", &["040 555 0199"])));
        let never = RefusalCode::ActionNotGranted;
        assert_eq!(refused(world.gate.find(&ask, "eino", 5)), never);
        assert_eq!(
            refused(world.gate.list(&ask, &Default::default(), &Page { after: None, rows: 10 })),
            never
        );
        assert_eq!(refused(world.gate.count(&ask, &Default::default())), never);
        assert_eq!(refused(world.gate.create(&ask, world.person("Uusi", "Ihminen"))), never);
        assert_eq!(refused(world.gate.erase(&ask, &eino)), never);
        assert_eq!(refused(world.gate.close(&ask, &aino)), never);
        // A name that is not one of this register is nobody's.
        let nobody = SubjectRef("0000000000000000000000000a".to_owned());
        absent(world.gate.open_card(&own(world, &nobody), &nobody));
        absent(world.gate.open_card(&own(world, &nobody), &aino));
    });
}

#[test]
fn r5_108_r5_126_own_corrections_hold_at_once_with_the_old_value_in_history() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let ask = own(world, &aino);
        world.edit_as(&ask, &aino, world.change("street", &["Uusikatu 1"])).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "street"), ["Uusikatu 1"]);
        let past = world.gate.history(&world.keeper(), &aino).unwrap();
        assert_eq!((past[0].item.as_str(), past[0].by), ("street", AccountId::PERSON));
    });
}

#[test]
fn r1_031_a_person_writes_only_what_the_statement_has_from_the_person_and_as_the_person() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let ask = own(world, &aino);
        let not_allowed = RefusalCode::SourceNotAllowed;
        let as_staff = world.change_from("street", &["Uusikatu 1"], "staff");
        assert_eq!(refused(world.edit_as(&ask, &aino, as_staff)), not_allowed);
        let since = world.change_from("customer-since", &["2020-01-01"], "dealings");
        assert_eq!(refused(world.edit_as(&ask, &aino, since)), not_allowed);
        let number = world.change_from("customer-number", &[], "dealings");
        assert_eq!(refused(world.edit_as(&ask, &aino, number)), not_allowed);
        let order = world.object("order", "dealings", "2026-11-01", &[("outlet", "keskusta")]);
        assert!(matches!(world.gate.add_object(&ask, &aino, order), Err(GateError::Refused(_))));
    });
}

#[test]
fn r1_018_r4_051_a_person_forbids_and_allows_by_themselves_at_once() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let ask = own(world, &aino);
        let change = |set| PermissionChange {
            what: PermissionKind::Prohibition(id("direct-marketing")),
            channel: Some(Channel::Phone),
            set,
            by: seloste_register::right::Intake::Email,
            notice: None,
        };
        world.gate.permit(&ask, &aino, change(Set::InForce)).unwrap();
        let seen = world.gate.open_card(&world.agent(), &aino).unwrap().permissions;
        assert_eq!((seen.len(), seen[0].channel), (1, Some(Channel::Phone)));
        world.gate.permit(&ask, &aino, change(Set::TakenBack)).unwrap();
        assert!(world.gate.open_card(&world.agent(), &aino).unwrap().permissions.is_empty());
    });
}

#[test]
fn r5_117_the_person_sees_when_and_for_what_and_no_names_of_staff() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let ask = own(world, &aino);
        world.gate.open_card(&ask, &aino).unwrap();
        let told = world.gate.readers(&ask, &aino).unwrap();
        let told: Vec<_> =
            told.iter().map(|one| (one.action.as_str(), one.purpose.as_str(), one.by)).collect();
        let me = Some(AccountId::PERSON);
        assert_eq!(
            told,
            [
                ("readers", "own-data", me),
                ("open", "own-data", me),
                ("open", "customer-care", None),
                ("create", "register-keeping", None)
            ]
        );
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn an_address_is_one_persons_or_it_lets_nobody_in() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let of = |written: &str| world.gate.addressed(&register(world), written).unwrap();
        assert_eq!(of("AINO@example.fi"), Addressed::One(aino.clone()));
        for wrong in ["aina@example.fi", "aino", "", "aino@example.fi, eino@example.fi"] {
            assert_eq!(of(wrong), Addressed::Nobody, "{wrong}");
        }
        let eino = world.with(world.person("Eino", "Esimerkki"), &[("email", "aino@example.fi")]);
        let eino = world.add(eino);
        assert_eq!(of("aino@example.fi"), Addressed::Several);
        let officer = world.ask("privacy-officer", "register-keeping");
        world.gate.erase(&officer, &aino).unwrap();
        assert_eq!(of("aino@example.fi"), Addressed::One(eino));
    });
}

#[test]
fn r5_102_an_identity_is_one_persons_and_goes_with_the_person_and_with_a_restore() {
    both(RETAIL, |world| {
        let (aino, here) = (world.aino(), register(world));
        let eino = world.add(world.person("Eino", "Esimerkki"));
        let (gate, hours) = (&world.gate, later(world, 240));
        let idle = SignedDuration::from_mins(30);
        gate.own_bind(&here, &aino, (&[1; 32], "tunnistus")).unwrap();
        absent(gate.own_bind(&here, &eino, (&[1; 32], "tunnistus")));
        assert_eq!(gate.own_enter_as(&here, (&[1; 32], &[9; 32]), hours).unwrap(), aino);
        absent(gate.own_enter_as(&here, (&[2; 32], &[8; 32]), hours));
        gate.own_bind(&here, &eino, (&[3; 32], "tunnistus")).unwrap();
        gate.erase(&world.ask("privacy-officer", "register-keeping"), &eino).unwrap();
        absent(gate.own_enter_as(&here, (&[3; 32], &[7; 32]), hours));
        // What a copy of the data remembers of who is in, and how, may have been ended since.
        gate.replay().unwrap();
        assert_eq!(gate.own_session(&here, &[9; 32], idle).unwrap(), None);
        absent(gate.own_enter_as(&here, (&[1; 32], &[6; 32]), hours));
    });
}

#[test]
fn a_link_lets_in_once_for_a_while_and_ends_with_the_person() {
    both(RETAIL, |world| {
        let (aino, here) = (world.aino(), register(world));
        let idle = SignedDuration::from_mins(30);
        let ends = later(world, 30);
        assert_eq!(world.gate.own_link(&here, &aino, &[1; 32], ends).unwrap(), Link::Made);
        assert_eq!(world.gate.own_link_asks(&here, &[1; 32]).unwrap(), Some(LinkAsks::Nothing));
        assert!(world.gate.own_link_asks(&here, &[1; 32]).unwrap().is_some(), "looking does not spend it");
        let hours = later(world, 240);
        assert_eq!(world.gate.own_enter(&here, (&[1; 32], &[9; 32]), None, hours).unwrap(), aino);
        absent(world.gate.own_enter(&here, (&[1; 32], &[8; 32]), None, hours));
        assert_eq!(world.gate.own_session(&here, &[9; 32], idle).unwrap(), Some(aino.clone()));
        assert_eq!(world.gate.own_session(&here, &[8; 32], idle).unwrap(), None);
        // So many links, and no more: a mailbox is not filled by strangers.
        for n in 2..5 {
            assert_eq!(world.gate.own_link(&here, &aino, &[n; 32], ends).unwrap(), Link::Made);
        }
        assert_eq!(world.gate.own_link(&here, &aino, &[5; 32], ends).unwrap(), Link::Enough);
        world.later("2026-11-22T10:29:00Z");
        assert!(world.gate.own_session(&here, &[9; 32], idle).unwrap().is_some());
        world.later("2026-11-22T10:31:00Z");
        absent(world.gate.own_enter(&here, (&[2; 32], &[7; 32]), None, hours));
        assert!(world.gate.own_session(&here, &[9; 32], idle).unwrap().is_some(), "it was used since");
        world.gate.own_leave(&here, &[9; 32]).unwrap();
        assert_eq!(world.gate.own_session(&here, &[9; 32], idle).unwrap(), None);
        world.gate.own_link(&here, &aino, &[6; 32], later(world, 30)).unwrap();
        world.gate.own_enter(&here, (&[6; 32], &[6; 32]), None, later(world, 60)).unwrap();
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        assert_eq!(world.gate.own_session(&here, &[6; 32], idle).unwrap(), None);
    });
}

#[test]
fn mail_waits_sealed_is_tried_again_and_dies_with_its_receiver() {
    both(RETAIL, |world| {
        let (aino, here) = (world.aino(), register(world));
        let lease = SignedDuration::from_mins(5);
        world.gate.post_to(&here, &aino, b"to aino").unwrap();
        world.gate.post_to_stranger(&here, b"to somebody").unwrap();
        let first = world.gate.post_next(lease).unwrap().unwrap();
        let second = world.gate.post_next(lease).unwrap().unwrap();
        assert!(world.gate.post_next(lease).unwrap().is_none(), "nobody gets it twice");
        let mut bodies = [first.body.as_slice(), second.body.as_slice()];
        bodies.sort_unstable();
        assert_eq!(bodies, [b"to aino".as_slice(), b"to somebody"]);
        world.gate.post_done(&second).unwrap();
        world.gate.post_again(&first, later(world, 1)).unwrap();
        assert!(world.gate.post_next(lease).unwrap().is_none());
        world.later("2026-11-22T10:01:00Z");
        let again = world.gate.post_next(lease).unwrap().unwrap();
        assert_eq!(again.tries, 2);
        world.gate.post_done(&again).unwrap();
        assert_eq!(world.gate.post_waiting().unwrap(), 0);
        world.gate.post_to(&here, &aino, b"too late").unwrap();
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        assert_eq!(world.gate.post_waiting().unwrap(), 0);
    });
}

#[test]
fn r3_027_an_unsubscribe_link_names_one_person_purpose_and_channel_and_cant_be_made_up() {
    both(RETAIL, |world| {
        let (aino, here) = (world.aino(), register(world));
        let token = world.gate.unsubscribe_token(&here, &aino, (&id("marketing"), Channel::Email)).unwrap();
        let named = world.gate.unsubscribe_of(&here, &token).unwrap();
        assert_eq!(named, Some((aino.clone(), id("marketing"), Channel::Email)));
        let other = world.gate.unsubscribe_token(&here, &aino, (&id("marketing"), Channel::Text)).unwrap();
        assert_ne!(token, other);
        // Neither another letter, nor the person's name outside, is a link.
        let mut forged = token.clone();
        forged.replace_range(25..26, if token.ends_with('0') { "1" } else { "0" });
        for wrong in [forged.as_str(), aino.0.as_str(), "", "x"] {
            assert_eq!(world.gate.unsubscribe_of(&here, wrong).unwrap(), None);
        }
        absent(world.gate.open_card(&world.keeper(), &SubjectRef(token)));
    });
}

#[test]
fn r5_082_what_a_person_keeps_to_themselves_nobody_reads_searches_or_selects() {
    let text = RETAIL.replacen("id = \"contact\"\n", "id = \"contact\"\nown-restriction = true\n", 1);
    both(&text, |world| {
        let aino = world.add(world.with(world.person("Aino", "Salassa"), &[("email", "salassa@example.fi")]));
        let eino = world.add(world.with(world.person("Eino", "Julki"), &[("email", "julki@example.fi")]));
        let (register, contact) = (register(world), id("contact"));
        let found = |words: &str| world.gate.find(&world.agent(), words, 10).unwrap().len();
        assert_eq!((found("salassa@example.fi"), found("julki@example.fi")), (1, 1));
        world.gate.own_keep(&register, &aino, (&contact, Set::InForce)).unwrap();
        world.gate.own_keep(&register, &aino, (&contact, Set::InForce)).unwrap();
        assert_eq!(found("salassa@example.fi"), 0, "not found by what is kept");
        assert_eq!((found("Salassa"), found("julki@example.fi")), (1, 1), "the rest is as before");
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert!(!categories(&card).contains(&"contact") && categories(&card).contains(&"identity"));
        let other = world.gate.open_card(&world.agent(), &eino).unwrap();
        assert!(categories(&other).contains(&"contact"));
        // The law's own use goes on, and the person sees everything.
        let lawful = world.gate.open_card(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        assert!(categories(&lawful).contains(&"contact"));
        let mine = world.gate.open_card(&own(world, &aino), &aino).unwrap();
        assert!(categories(&mine).contains(&"contact"));
        assert_eq!(world.gate.own_kept(&register, &aino).unwrap().len(), 1);
        absent(world.gate.own_keep(&register, &aino, (&id("identity"), Set::InForce)));
        world.gate.own_keep(&register, &aino, (&contact, Set::TakenBack)).unwrap();
        assert_eq!(found("salassa@example.fi"), 1);
    });
}

#[test]
fn gdpr_9_2_a_what_rests_on_consent_alone_is_not_taken_from_the_person_before_it_is_given() {
    both(&format!("{RETAIL}{WISHES}"), |world| {
        let aino = world.aino();
        let mine = own(world, &aino);
        let wish = |wish: &[&str]| world.edit_as(&mine, &aino, world.change("wish", wish));
        let needed = [("wish".to_owned(), "consent-needed")];
        assert_eq!(problems(wish(&["Punainen polkupyörä"])), needed);
        let say = |set| {
            let what = PermissionKind::Consent(id("targeting"));
            let by = Intake::Account;
            world
                .gate
                .permit(&mine, &aino, PermissionChange { what, channel: None, set, by, notice: None })
                .unwrap();
        };
        say(Set::InForce);
        wish(&["Punainen polkupyörä"]).unwrap();
        say(Set::TakenBack);
        assert_eq!(problems(wish(&["Sininen polkupyörä"])), needed);
        wish(&[]).unwrap();
        let card = world.gate.open_card(&mine, &aino).unwrap();
        assert!(on_card(&card, "wish").is_empty(), "what is there can be taken away at any time");
        world.edit_as(&mine, &aino, world.change("phone", &["040 555 0198"])).unwrap();
    });
}
