//! What an erasure takes and what stays: floors, holds, restriction, marks against being brought back.

use crate::world::{RETAIL, World, absent, both, categories, id, on_card, problems, refused};
use seloste_gate::{
    GateError,
    ask::Ask,
    card::{Filter, Limit, ObjectRef, Page, PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::{Course, Erasure, HoldDraft, What, Why},
    errors::RefusalCode,
    import::{Batch, Outcome, Row},
};
use seloste_register::{item, statement::model::Channel};

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn invoice(world: &World, aino: &SubjectRef) -> (ObjectRef, ObjectRef) {
    let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
    let order = world.gate.add_object(&world.agent(), aino, draft).unwrap();
    let mut draft =
        world.object("invoice", "dealings", "2026-11-20", &[("invoice-number", "L-1"), ("amount", "12,50")]);
    draft.parent = Some(order.clone());
    let bill = world.gate.add_object(&world.ask("billing-clerk", "invoicing"), aino, draft).unwrap();
    (order, bill)
}

fn forbid(world: &World, subject: &SubjectRef) {
    let change = PermissionChange {
        what: PermissionKind::Prohibition(id("direct-marketing")),
        channel: Some(Channel::Email),
        set: Set::InForce,
        by: seloste_register::right::Intake::Phone,
        notice: None,
    };
    world.gate.permit(&world.agent(), subject, change).unwrap();
}

fn hold(world: &World, subject: &SubjectRef, objects: Vec<ObjectRef>) -> Result<(), GateError> {
    let draft = world.hold("Riita-asia 12", objects);
    world.gate.hold(&officer(world), subject, draft)
}

fn list(world: &World) -> usize {
    let page = Page { after: None, rows: 100 };
    world.gate.list(&officer(world), &Filter::default(), &page).unwrap().hits.len()
}

/// What would become of a row of a file with these values.
fn brought(world: &World, items: &[(&str, &str)]) -> Outcome {
    let batch = Batch { number: 9, source: id("customer"), group: id("customers"), areas: Vec::new() };
    let value = |(name, written): &(&str, &str)| {
        (id(name), vec![item::read(world.item(name), written, None).unwrap()])
    };
    let row = Row { number: 1, items: items.iter().map(value).collect(), finds: Vec::new(), object: None };
    let outcomes = world.gate.import(&world.keeper(), &batch, vec![row], |_, _| Ok(())).unwrap();
    outcomes.into_iter().next().unwrap()
}

#[test]
fn r5_107_an_invoice_stays_closed_until_the_law_lets_it_go_and_the_rest_goes() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let (order, bill) = invoice(world, &aino);
        let told = world.gate.preview_erasure(&officer(world), &aino).unwrap();
        assert_eq!(told.course, Course::Partly);
        assert_eq!(told.stays.len(), 1);
        let kept = &told.stays[0];
        assert_eq!((&kept.what, kept.many), (&What::Objects(id("invoice")), 1));
        assert_eq!(kept.until.to_string(), "2032-12-31");
        assert!(matches!(&kept.why, Why::Law { source, .. } if source.contains("1336/1997")));
        assert!(told.goes.iter().any(|part| part.what == What::Category(id("contact"))));
        assert!(told.goes.iter().any(|part| part.what == What::Objects(id("order"))));
        // A preview changes nothing.
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "surname"), ["Esimerkki"]);

        // Others' words of her are looked for from now on; all else is as was told.
        let done = world.gate.erase(&officer(world), &aino).unwrap();
        assert!(told.search.is_none() && done.search.is_some());
        assert_eq!(Erasure { search: None, searching: told.searching, ..done }, told);
        for gate in [&world.gate, &world.again()] {
            absent(gate.open_card(&world.agent(), &aino));
            absent(gate.open_card(&world.ask("billing-clerk", "invoicing"), &aino));
            absent(gate.open_object(&world.ask("billing-clerk", "invoicing"), &bill));
            absent(gate.open_object(&officer(world), &order));
            assert!(gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
            let (_, kept) = gate.open_object(&officer(world), &bill).unwrap();
            assert!(kept.parent.is_none() && !kept.may_change);
            let card = gate.open_card(&officer(world), &aino).unwrap();
            assert_eq!((card.limits.as_slice(), card.objects.len()), (&[Limit::Erased][..], 1));
            assert!(on_card(&card, "surname").is_empty() && categories(&card).contains(&"identity"));
        }
        assert_eq!(list(world), 0);
        // The law's time is over at the end of 2032.
        world.later("2032-12-31T12:00:00Z");
        world.gate.open_object(&officer(world), &bill).unwrap();
        world.later("2033-01-01T12:00:00Z");
        absent(world.gate.open_object(&officer(world), &bill));
        while !world.gate.retain(&officer(world).register).unwrap().ended {}
        absent(world.gate.open_card(&officer(world), &aino));
    });
}

#[test]
fn r3_024_whoever_was_erased_is_not_brought_back_by_a_file_and_comes_back_with_the_last_word() {
    both(RETAIL, |world| {
        let aino = world.aino();
        forbid(world, &aino);
        let told = world.gate.erase(&officer(world), &aino).unwrap();
        assert!(told.fingerprints.contains(&id("email")) && told.fingerprints.contains(&id("phone")));
        let names = [("first-names", "Aino Maria"), ("surname", "Esimerkki")];
        for way in [
            &[("email", "AINO@example.fi")][..],
            &[("phone", "+358 40 5550123")],
            &[("street", "Mallikatu 5 B 12"), ("postal-code", "00100")],
        ] {
            let outcome = brought(world, &[&names[..], way].concat());
            assert!(
                matches!(&outcome, Outcome::Refused(refusal) if refusal.code == RefusalCode::Suppressed),
                "{way:?}: {outcome:?}"
            );
        }
        let other =
            brought(world, &[("first-names", "Eino"), ("surname", "Toinen"), ("email", "eino@example.fi")]);
        assert!(matches!(other, Outcome::Created));
        // The person comes back, and the prohibition stands as it stood.
        let draft = world.with(world.person("Aino Maria", "Esimerkki"), &[("email", "aino@example.fi")]);
        let again = world.add(draft);
        let held = world.gate.permissions(&world.agent(), &again).unwrap();
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].what, PermissionKind::Prohibition(id("direct-marketing")));
        assert_eq!((held[0].channel, held[0].until), (Some(Channel::Email), None));
    });
}

#[test]
fn r5_105_a_hold_stops_erasure_and_the_waiting_erasure_follows_its_end() {
    both(RETAIL, |world| {
        let aino = world.aino();
        hold(world, &aino, Vec::new()).unwrap();
        assert_eq!(refused(hold_as(world, &world.keeper(), &aino)), RefusalCode::ActionNotGranted);
        let told = world.gate.erase(&officer(world), &aino).unwrap();
        assert_eq!(told.course, Course::Waits);
        assert!(told.goes.is_empty() && told.stays.iter().all(|kept| kept.why == Why::Case));
        assert_eq!(told.stays[0].until.to_string(), "2026-12-20");
        // Closed to all but those who keep rights, and nothing of it is destroyed.
        absent(world.gate.open_card(&world.agent(), &aino));
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
        let card = world.gate.open_card(&officer(world), &aino).unwrap();
        assert_eq!(card.limits, [Limit::ErasureWaits]);
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
        let holds = world.gate.holds(&officer(world), &aino).unwrap();
        assert_eq!(world.gate.all_holds(&officer(world)).unwrap().len(), 1);
        let done = world.gate.release(&officer(world), &aino, holds[0].number).unwrap().unwrap();
        assert_eq!(done.course, Course::Whole);
        absent(world.gate.open_card(&officer(world), &aino));
    });
}

#[test]
fn r5_105_a_hold_that_is_placed_while_an_erasure_is_at_work_is_kept_or_told_that_nobody_is_there() {
    both(RETAIL, |world| {
        let gate = &world.gate;
        let ask = officer(world);
        for number in 0..24 {
            let subject = world.add(world.person("Aino", &format!("Kilpa{}", ["a", "b"][number % 2])));
            let draft = world.hold("x", Vec::new());
            let (held, erased) = std::thread::scope(|scope| {
                let holding = scope.spawn(|| {
                    std::thread::sleep(std::time::Duration::from_micros(300 * number as u64));
                    gate.hold(&ask, &subject, draft)
                });
                let erased = gate.erase(&ask, &subject).unwrap();
                (holding.join().unwrap(), erased)
            });
            match held {
                Ok(()) => {
                    assert_eq!(erased.course, Course::Waits, "{number}");
                    assert_eq!(gate.holds(&ask, &subject).unwrap().len(), 1);
                }
                held => {
                    absent(held);
                    assert_eq!(erased.course, Course::Whole);
                }
            }
        }
    });
}

fn hold_as(world: &World, ask: &Ask, subject: &SubjectRef) -> Result<(), GateError> {
    let draft = world.hold("x", Vec::new());
    world.gate.hold(ask, subject, draft)
}

#[test]
fn r2_030_a_hold_on_one_object_keeps_that_object_alone() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let held = world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        let draft = world.object("order", "dealings", "2026-11-21", &[("outlet", "satama")]);
        let other = world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        hold(world, &aino, vec![held.clone()]).unwrap();
        assert_eq!(world.gate.erase(&officer(world), &aino).unwrap().course, Course::Partly);
        world.gate.open_object(&officer(world), &held).unwrap();
        absent(world.gate.open_object(&officer(world), &other));
        absent(world.gate.open_object(&world.agent(), &held));
        // Retention does not take it either.
        world.later("2040-01-01T12:00:00Z");
        while !world.gate.retain(&officer(world).register).unwrap().ended {}
        let holds = world.gate.holds(&officer(world), &aino).unwrap();
        assert_eq!(holds.len(), 1);
        world.gate.release(&officer(world), &aino, holds[0].number).unwrap().unwrap();
        absent(world.gate.open_card(&officer(world), &aino));
    });
}

#[test]
fn a_restricted_person_is_absent_for_all_uses_until_it_ends() {
    both(RETAIL, |world| {
        let aino = world.aino();
        assert_eq!(
            refused(world.gate.restrict(&world.keeper(), &aino, Set::InForce)),
            RefusalCode::ActionNotGranted
        );
        world.gate.restrict(&officer(world), &aino, Set::InForce).unwrap();
        absent(world.gate.open_card(&world.agent(), &aino));
        absent(world.edit(&aino, "town", "Turku"));
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
        assert_eq!(
            world
                .gate
                .list(&world.keeper(), &Filter::default(), &Page { after: None, rows: 9 })
                .unwrap()
                .hits
                .len(),
            0
        );
        assert_eq!(world.gate.open_card(&officer(world), &aino).unwrap().limits, [Limit::Restricted]);
        // Nobody is kept from saying no.
        forbid(world, &aino);
        world.gate.restrict(&officer(world), &aino, Set::TakenBack).unwrap();
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "town"), ["Helsinki"]);
    });
}

#[test]
fn an_erasure_destroys_the_key_and_leaves_no_row_and_a_floor_leaves_only_what_the_law_keeps_under_a_new_one()
{
    both(RETAIL, |world| {
        let (aino, billed) = (world.aino(), world.add(world.person("Osa", "Laskutettu")));
        invoice(world, &billed);
        let register = world.rules.statement().register.id.clone();
        let left = |who| world.gate.residue_of(&register, who).unwrap();
        assert!(left(&aino).key && !left(&aino).erased && left(&aino).rows["sealed"] > 0);
        let officer = world.ask("privacy-officer", "register-keeping");
        world.gate.erase(&officer, &aino).unwrap();
        world.gate.erase(&officer, &billed).unwrap();
        let gone = left(&aino);
        assert!(gone.is_clean() && gone.erased && !gone.key && gone.rows.is_empty(), "{gone:?}");
        let kept = left(&billed);
        assert!(kept.is_clean() && kept.kept && kept.key, "{kept:?}");
        assert_eq!(kept.rows.get("object"), Some(&1), "the bill, and not the order: {kept:?}");
    });
}

#[test]
fn r5_105_a_hold_is_of_a_kind_that_the_statement_names_and_is_looked_at_in_its_time() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let (_, bill) = invoice(world, &aino);
        let place = |draft: HoldDraft| problems(world.gate.hold(&officer(world), &aino, draft));
        let draft =
            |objects| HoldDraft { kind: Some(id("defect-dispute")), ..world.hold("Riita 1", objects) };
        assert_eq!(
            place(HoldDraft { kind: None, ..draft(Vec::new()) }),
            [("kind".to_owned(), "hold-kind-unknown")]
        );
        let unknown = HoldDraft { kind: Some(id("collection")), ..draft(Vec::new()) };
        assert_eq!(place(unknown), [("kind".to_owned(), "hold-kind-unknown")]);
        let late = HoldDraft { review: "2027-05-23".parse().unwrap(), ..draft(Vec::new()) };
        assert_eq!(place(late), [("review".to_owned(), "review-too-far")]);
        // Invoices are none of what a dispute about a defect is about.
        assert_eq!(place(draft(vec![bill])), [("objects".to_owned(), "hold-not-for-this")]);
        assert!(world.gate.holds(&officer(world), &aino).unwrap().is_empty());
        let last = HoldDraft { review: "2027-05-22".parse().unwrap(), ..draft(Vec::new()) };
        world.gate.hold(&officer(world), &aino, last).unwrap();
        let holds = world.gate.holds(&officer(world), &aino).unwrap();
        assert_eq!(holds[0].kind, Some(id("defect-dispute")));
        assert_eq!(world.gate.judge_holds(&world.rules.statement().register.id).unwrap().too_far, 0);
    });
}

#[test]
fn r5_105_a_kind_of_hold_keeps_its_own_categories_from_an_erasure_and_no_others() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        let case = HoldDraft { kind: Some(id("defect-dispute")), ..world.hold("Riita 2", Vec::new()) };
        world.gate.hold(&officer(world), &aino, case).unwrap();
        let told = world.gate.erase(&officer(world), &aino).unwrap();
        assert_eq!(told.course, Course::Partly);
        let stays: Vec<_> = told.stays.iter().map(|kept| (&kept.what, &kept.why)).collect();
        assert_eq!(stays, [(&What::Objects(id("order")), &Why::Case)]);
        assert!(told.goes.iter().any(|part| part.what == What::Category(id("contact"))));
        world.gate.open_object(&officer(world), &order).unwrap();
        // It is told of the same hold as before, also after the keys were written anew.
        let holds = world.gate.holds(&officer(world), &aino).unwrap();
        assert_eq!((holds.len(), &holds[0].kind), (1, &Some(id("defect-dispute"))));
        world.later("2040-01-01T12:00:00Z");
        world.gate.retain(&world.rules.statement().register.id).unwrap();
        world.gate.open_object(&officer(world), &order).unwrap();
        world.gate.release(&officer(world), &aino, holds[0].number).unwrap();
        absent(world.gate.open_object(&officer(world), &order));
    });
}
