//! What a person gets of what is stored: all of it, or the reason why not.

use crate::world::{RETAIL, World, both, id, on_card, problems, texts};
use seloste_gate::{
    ask::Ask,
    card::{PermissionChange, PermissionKind, Set, SubjectRef},
    package::{Behalf, COVERED, Goes, Package},
    personal::Way,
    request::{Move, NewRequest, RequestRef, Taker},
    selector::SUBJECTS,
};
use seloste_register::right::{
    Intake, Method, Outcome, RightKind,
    case::{Decision, Step},
};
use zeroize::Zeroizing;

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

/// A case of a person in which a right was granted.
fn granted(world: &World, subject: &SubjectRef, kind: RightKind) -> RequestRef {
    let mut new = NewRequest::new(kind, Intake::Letter);
    new.subject = Some(subject.clone());
    new.words = Some(Zeroizing::new("Pyydän jäljennöksen tiedoistani.".to_owned()));
    let request = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
    let decision = Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None };
    for step in [Step::Identify(Method::DocumentSeen), Step::Decide(decision)] {
        world.gate.step_request(&officer(world), &request, &Move::new(step)).unwrap();
    }
    request
}

/// A person about whom something stands in every kind of place.
fn aino_with_everything(world: &World) -> SubjectRef {
    let aino = world.aino();
    world.edit(&aino, "town", "Espoo").unwrap();
    let order = |day| world.object("order", "dealings", day, &[("outlet", "keskusta")]);
    let object = world.gate.add_object(&world.keeper(), &aino, order("2026-11-20")).unwrap();
    world.gate.edit_object(&world.keeper(), &object, 1, order("2026-11-21")).unwrap();
    let no = PermissionChange {
        what: PermissionKind::Prohibition(id("direct-marketing")),
        channel: None,
        set: Set::InForce,
        by: seloste_register::right::Intake::Phone,
        notice: Some("Soitti ja kielsi.".to_owned()),
    };
    world.gate.permit(&world.agent(), &aino, no).unwrap();
    let mut curious = world.agent();
    curious.reason = Some("Asiakas kysyi toimituksesta.".to_owned());
    world.gate.open_card(&curious, &aino).unwrap();
    aino
}

#[test]
fn every_table_about_persons_is_in_the_package_or_on_the_list_of_what_is_left_out() {
    let unsaid: Vec<&str> = SUBJECTS
        .iter()
        .map(|table| table.name)
        .filter(|name| !COVERED.iter().any(|(covered, _)| covered == name))
        .collect();
    assert!(unsaid.is_empty(), "say in crates/gate/src/package.rs where these go: {unsaid:?}");
    for (name, goes) in COVERED {
        assert!(SUBJECTS.iter().any(|table| table.name == *name), "{name} is no table");
        assert!(!matches!(goes, Goes::Into("") | Goes::LeftOut("")));
    }
}

#[test]
fn r5_117_c08_everything_that_is_stored_about_a_person_is_told() {
    both(RETAIL, |world| {
        let aino = aino_with_everything(world);
        let request = granted(world, &aino, RightKind::Inspect);
        let package = world.gate.package(&officer(world), &aino, Behalf::Case(&request)).unwrap();
        let Package {
            categories, objects, past, past_objects, permissions, reasons, requests, readings, ..
        } = &package;
        let value =
            |name: &str| categories.iter().flat_map(|one| texts(&one.items, name)).collect::<Vec<_>>();
        assert_eq!(
            (value("surname"), value("town")),
            (vec!["Esimerkki".to_owned()], vec!["Espoo".to_owned()])
        );
        assert_eq!(
            categories.len(),
            world
                .rules
                .statement()
                .categories
                .iter()
                .filter(|category| {
                    world
                        .rules
                        .statement()
                        .items
                        .iter()
                        .any(|item| item.category.as_ref() == Some(&category.id))
                })
                .count()
        );
        assert_eq!(past.iter().map(|past| past.item.as_str()).collect::<Vec<_>>(), ["town"]);
        assert_eq!((objects.len(), objects[0].starts.to_string()), (1, "2026-11-21".to_owned()));
        assert_eq!(past_objects[0].1.starts.to_string(), "2026-11-20");
        let notice = permissions[0].1.as_ref().unwrap().disclose(Way::File);
        assert_eq!(notice.as_str(), "Soitti ja kielsi.");
        assert!(reasons.iter().any(|(_, words)| words.disclose(Way::File).contains("toimituksesta")));
        let words = requests[0].1[0].words.as_ref().unwrap().disclose(Way::File);
        assert_eq!(words.as_str(), "Pyydän jäljennöksen tiedoistani.");
        assert!(
            readings.len() > 5 && readings.iter().all(|one| one.by.is_none()),
            "dates and purposes, no names"
        );
    });
}

#[test]
fn nothing_is_put_together_without_a_granted_case_of_this_very_person() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let other = world.add(world.person("Eino", "Toinen"));
        let request = granted(world, &other, RightKind::Inspect);
        let mixed = world.gate.package(&officer(world), &aino, Behalf::Case(&request));
        assert_eq!(problems(mixed.map(drop)), [("request".to_owned(), "not-granted")]);
        let own = world.gate.package(&officer(world), &aino, Behalf::Own);
        assert_eq!(problems(own.map(drop)), [("request".to_owned(), "not-granted")]);
        let mut new = NewRequest::new(RightKind::Inspect, Intake::Letter);
        new.subject = Some(aino.clone());
        let undecided = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
        let early = world.gate.package(&officer(world), &aino, Behalf::Case(&undecided));
        assert_eq!(problems(early.map(drop)), [("request".to_owned(), "not-granted")]);
        // A clerk who may open cards and not handle requests can't either.
        let granted = granted(world, &aino, RightKind::Inspect);
        assert!(world.gate.package(&world.agent(), &aino, Behalf::Case(&granted)).is_err());
    });
}

#[test]
fn r5_117_a_person_signed_in_gets_the_own_package() {
    both(RETAIL, |world| {
        let aino = aino_with_everything(world);
        let register = world.rules.statement().register.id.clone();
        let ask = world.gate.own_ask(&register, &aino).unwrap();
        let package = world.gate.package(&ask, &aino, Behalf::Own).unwrap();
        assert_eq!(package.objects.len(), 1);
        let other = world.add(world.person("Eino", "Toinen"));
        assert!(world.gate.package(&ask, &other, Behalf::Own).is_err(), "nobody else's");
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "town"), ["Espoo"]);
    });
}
