//! Who reaches whom. What is out of reach looks as if it were not there.

use crate::world::{RETAIL, World, absent, both, categories, id, problems, refused, surnames, texts};
use seloste_gate::{
    GateError,
    ask::{AccountId, Ask, Standing},
    card::{Draft, Filter, Page, SubjectRef, Taken},
    errors::{RefusalCode, UNKNOWN_PLACE},
};
use seloste_register::item;

const TEN: Page = Page { after: None, rows: 10 };

fn clerk(world: &World, area: &str) -> Ask {
    let mut ask = world.ask("outlet-clerk", "customer-care");
    ask.actor.areas = vec![id(area)];
    ask
}

fn in_area(world: &World, area: &str, last: &str) -> SubjectRef {
    let mut draft = world.person("Aino", last);
    draft.areas = vec![id(area)];
    world.add(world.with(draft, &[("phone", "040 555 0199"), ("town", "Helsinki")]))
}

#[test]
fn r1_041_nobody_gets_in_without_an_engagement() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let mut ask = world.agent();
        ask.actor.standing = Standing::NotEngaged;
        assert_eq!(refused(world.gate.open_card(&ask, &aino)), RefusalCode::NotEngaged);
        assert_eq!(refused(world.gate.find(&ask, "aino", 5)), RefusalCode::NotEngaged);
        // A company that is not of the group, or does not hold the role.
        let mut ask = world.agent();
        ask.actor.company = id("somebody-else");
        assert_eq!(refused(world.gate.open_card(&ask, &aino)), RefusalCode::PurposeNotGranted);
        ask.actor.company = id("exempelservice");
        world.gate.open_card(&ask, &aino).unwrap();
    });
}

#[test]
fn r4_040_nobody_gets_in_before_the_undertaking() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let mut ask = world.agent();
        ask.actor.standing = Standing::NotBound;
        assert_eq!(refused(world.gate.open_card(&ask, &aino)), RefusalCode::NotBound);
        // Standing is asked about before anything else, so that nothing is learnt on the way.
        ask.purpose = id("curiosity");
        assert_eq!(refused(world.gate.open_card(&ask, &aino)), RefusalCode::NotBound);
    });
}

#[test]
fn r4_039_what_is_outside_the_task_is_absent_everywhere() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.edit(&aino, "additional-information", "Saaristolainen").unwrap();
        let reader = world.ask("reader", "customer-care");
        let card = world.gate.open_card(&reader, &aino).unwrap();
        assert!(!categories(&card).contains(&"profile"));
        let hidden = world.item("additional-information");
        let word = item::read(hidden, "Saaristolainen", None).unwrap();
        assert_eq!(
            refused(world.gate.taken(
                &world.ask("billing-clerk", "invoicing"),
                &id("additional-information"),
                &word
            )),
            RefusalCode::ActionNotGranted
        );
        // A filter on a kind that may not be read is refused, not answered.
        let filter = Filter { object: Some(id("warranty")), ..Filter::default() };
        let billing = world.ask("billing-clerk", "invoicing");
        assert_eq!(refused(world.gate.list(&billing, &filter, &TEN)), RefusalCode::ActionNotGranted);
    });
}

#[test]
fn c24_people_of_other_areas_look_absent_in_every_answer() {
    both(RETAIL, |world| {
        let near = in_area(world, "keskusta", "Lahelainen");
        let far = in_area(world, "satama", "Etelainen");
        let clerk = clerk(world, "keskusta");
        world.gate.open_card(&clerk, &near).unwrap();
        let nobody = SubjectRef("0".repeat(26));
        let (hidden, missing) = (
            world.gate.open_card(&clerk, &far).err().unwrap(),
            world.gate.open_card(&clerk, &nobody).err().unwrap(),
        );
        assert_eq!(format!("{hidden:?} {hidden}"), format!("{missing:?} {missing}"));
        absent(world.gate.history(&clerk, &far));
        absent(world.gate.explain(&clerk, &far));
        absent(world.gate.timeline(&clerk, &far, &TEN));
        absent(world.gate.permissions(&clerk, &far));
        absent(world.edit_as(&clerk, &far, world.change("town", &["Turku"])));
        assert_eq!(surnames(&world.gate.find(&clerk, "aino", 10).unwrap()), ["Lahelainen"]);
        let listed = world.gate.list(&clerk, &Filter::default(), &TEN).unwrap();
        assert_eq!(surnames(&listed.hits), ["Lahelainen"]);
        assert!(listed.next.is_none());
        let phone = item::read(world.item("phone"), "040 555 0199", None).unwrap();
        let Taken::By(hits) = world.gate.taken(&clerk, &id("phone"), &phone).unwrap() else { panic!("free") };
        assert_eq!(surnames(&hits), ["Lahelainen"]);
        let mut elsewhere = clerk.clone();
        elsewhere.actor.areas = vec![id("koivukyla")];
        assert!(matches!(world.gate.taken(&elsewhere, &id("phone"), &phone).unwrap(), Taken::Free));
    });
}

#[test]
fn r1_010_a_delivery_clerk_sees_the_customer_of_an_open_delivery_and_nothing_after_it() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let agent = world.agent();
        let order = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&agent, &aino, order).unwrap();
        let mut clerk = world.ask("delivery-clerk", "delivery");
        clerk.actor.account = AccountId(70);
        absent(world.gate.open_card(&clerk, &aino));
        let mut delivery = world.object("delivery", "dealings", "2026-11-23", &[("carrier", "Mallirahti")]);
        delivery.parent = Some(order.clone());
        delivery.assigned = Some(AccountId(70));
        let number = world.gate.add_object(&agent, &aino, delivery).unwrap();
        let card = world.gate.open_card(&clerk, &aino).unwrap();
        assert_eq!(categories(&card), ["identity", "contact"], "what a delivery needs, and no purchases");
        assert_eq!(card.objects.len(), 1, "the delivery and not the purchase");
        assert_eq!(surnames(&world.gate.list(&clerk, &Filter::default(), &TEN).unwrap().hits), ["Esimerkki"]);
        let mut done = world.object("delivery", "dealings", "2026-11-23", &[("carrier", "Mallirahti")]);
        done.parent = Some(order);
        done.state = Some(id("delivered"));
        done.assigned = Some(AccountId(70));
        world.gate.edit_object(&clerk, &number, 1, done).unwrap();
        absent(world.gate.open_card(&clerk, &aino));
        absent(world.gate.open_object(&clerk, &number));
        assert!(world.gate.list(&clerk, &Filter::default(), &TEN).unwrap().hits.is_empty());
        assert!(world.gate.find(&clerk, "aino", 5).unwrap().is_empty());
    });
}

#[test]
fn whoever_reaches_an_area_adds_people_there() {
    both(RETAIL, |world| {
        let clerk = clerk(world, "keskusta");
        let aino = world.gate.create(&clerk, world.person("Aino", "Uusi")).unwrap();
        let card = world.gate.open_card(&clerk, &aino).unwrap();
        assert_eq!(card.areas, [id("keskusta")]);
        let mut draft = world.person("Aino", "Muualla");
        draft.areas = vec![id("satama")];
        assert_eq!(refused(world.gate.create(&clerk, draft)), RefusalCode::OtherArea);
        let mut draft = world.person("Aino", "Missa");
        draft.areas = vec![id("kuu")];
        assert_eq!(refused(world.gate.create(&world.keeper(), draft)), RefusalCode::NotDeclared);
    });
}

#[test]
fn an_identifier_of_a_hidden_person_is_free_to_those_who_may_not_know() {
    let unique = RETAIL.replace(
        "type = \"email\"\ncategory = \"contact\"\n",
        "type = \"email\"\ncategory = \"contact\"\nunique = true\n",
    );
    assert_ne!(unique, RETAIL);
    both(&unique, |world| {
        let draft = |area: &str, last: &str| -> Draft {
            let mut draft = world.person("Aino", last);
            draft.areas = vec![id(area)];
            world.with(draft, &[("email", "sama@example.fi")])
        };
        world.add(draft("satama", "Piilossa"));
        assert!(matches!(
            world.gate.create(&world.keeper(), draft("keskusta", "Toinen")),
            Err(GateError::Problems(_))
        ));
        let clerk = clerk(world, "keskusta");
        world.gate.create(&clerk, draft("keskusta", "Toinen")).unwrap();
        let again = world.gate.create(&clerk, draft("keskusta", "Kolmas"));
        assert!(matches!(again, Err(GateError::Problems(_))), "the one in reach counts");
    });
}

#[test]
fn a_name_of_another_register_or_kind_names_nothing() {
    both(RETAIL, |world| {
        let aino = world.aino();
        for name in ["", "x", "0", &"z".repeat(26), &format!("{}0", aino.0), "'; DROP TABLE subject; --", "ä"]
        {
            let wrong = SubjectRef(name.to_owned());
            if wrong != aino {
                absent(world.gate.open_card(&world.agent(), &wrong));
            }
        }
        let mut ask = world.agent();
        ask.register = id("somebody-elses");
        absent(world.gate.open_card(&ask, &aino));
        let page = Page { after: Some(aino.0.clone()), rows: 10 };
        let told = world.gate.list(&world.keeper(), &Filter::default(), &page);
        assert_eq!(problems(told), [("after".to_owned(), UNKNOWN_PLACE)], "a person is no place in a list");
    });
}

#[test]
fn a_list_goes_on_where_it_ended_and_shows_everybody_once() {
    both(RETAIL, |world| {
        for number in 0..25 {
            world.add(world.person("Aino", &format!("Numero{}", ["a", "b", "c", "d", "e"][number % 5])));
        }
        let (mut page, mut seen) = (Page { after: None, rows: 7 }, Vec::new());
        loop {
            let answer = world.gate.list(&world.keeper(), &Filter::default(), &page).unwrap();
            assert!(answer.hits.len() <= 7);
            seen.extend(answer.hits.iter().map(|hit| hit.subject.0.clone()));
            match answer.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 25);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25);
        let filter = Filter { words: Some("numeroa".to_owned()), ..Filter::default() };
        let hits = world.gate.list(&world.keeper(), &filter, &TEN).unwrap().hits;
        assert_eq!(hits.len(), 5);
        assert!(hits.iter().all(|hit| texts(&hit.items, "surname") == ["Numeroa"]));
    });
}

#[test]
fn what_sql_narrows_and_what_the_gate_decides_are_the_same_people() {
    // A role of each scope; a keeper of its own people besides.
    let text = RETAIL.replace(
        "id = \"billing-clerk\"\nname = { fi = \"Laskuttaja\", sv = \"Faktureringshandläggare\", en = \"Billing clerk\" }\nscope = \"all\"",
        "id = \"billing-clerk\"\nname = { fi = \"Laskuttaja\", sv = \"Faktureringshandläggare\", en = \"Billing clerk\" }\nscope = \"own-maintained\"",
    );
    assert_ne!(text, RETAIL);
    both(&text, |world| {
        let people = population(world);
        for (role, purpose) in [
            ("outlet-clerk", "customer-care"),
            ("delivery-clerk", "delivery"),
            ("billing-clerk", "invoicing"),
            ("register-keeper", "register-keeping"),
        ] {
            for (account, areas) in
                [(1, &["keskusta"][..]), (2, &["satama", "koivukyla"]), (3, &[]), (70, &["kuu"])]
            {
                let mut ask = world.ask(role, purpose);
                ask.actor.account = AccountId(account);
                ask.actor.areas = areas.iter().map(|area| id(area)).collect();
                let mut opened: Vec<String> = people
                    .iter()
                    .filter(|who| world.gate.open_card(&ask, who).is_ok())
                    .map(|who| who.0.clone())
                    .collect();
                opened.sort();
                assert_eq!(listed(world, &ask, 5), opened, "{role} {account} {areas:?}");
                let found = world.gate.find(&ask, "aino", 50).unwrap();
                let mut found: Vec<String> = found.into_iter().map(|hit| hit.subject.0).collect();
                found.sort();
                assert_eq!(found, opened, "{role} {account} {areas:?}");
            }
        }
    });
}

/// People of one, two or no areas, some maintained by their maker, some with a delivery under way.
fn population(world: &World) -> Vec<SubjectRef> {
    let areas = ["keskusta", "satama", "koivukyla"];
    (0..18)
        .map(|number: usize| {
            let mut draft = world.person("Aino", "Moninen");
            draft.areas = areas.iter().enumerate().filter(|(at, _)| number >> at & 1 == 1).map(|(_, area)| id(area)).collect();
            let who = world.add(draft);
            if number.is_multiple_of(5) {
                let order = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
                let order = world.gate.add_object(&world.agent(), &who, order).unwrap();
                let mut delivery = world.object("delivery", "dealings", "2026-11-23", &[]);
                delivery.parent = Some(order);
                delivery.assigned = Some(AccountId(if number.is_multiple_of(2) { 2 } else { 3 }));
                world.gate.add_object(&world.agent(), &who, delivery).unwrap();
            }
            if number.is_multiple_of(4) {
                let set = "UPDATE subject SET maintainer = 1 WHERE subject_id = (SELECT MAX(subject_id) FROM subject)";
                world.pair.data.write(|tx| tx.run(set, &[])).unwrap();
            }
            who
        })
        .collect()
}

/// Everybody in a list, page by page.
fn listed(world: &World, ask: &Ask, rows: u32) -> Vec<String> {
    let (mut page, mut seen) = (Page { after: None, rows }, Vec::new());
    loop {
        let answer = world.gate.list(ask, &Filter::default(), &page).unwrap();
        seen.extend(answer.hits.into_iter().map(|hit| hit.subject.0));
        match answer.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    seen.sort();
    seen
}
