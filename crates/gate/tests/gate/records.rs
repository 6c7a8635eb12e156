//! What proof reports look at beside stored data: disclosures, requests, holds, marks of use; each with something planted that
//! breaks the promise.

use crate::world::{RETAIL, World, both, id, rules};
use seloste_db::Value;
use seloste_gate::{
    ask::Ask,
    card::SubjectRef,
    disclosures::{DisclosureDraft, Receiver},
    request::{Move, NewRequest, RequestRef, Taker},
};
use seloste_register::{
    id::RegisterId,
    right::{
        Form, Intake, Method, Outcome, RightKind,
        case::{Copying, Decision, Step},
    },
};

fn register() -> RegisterId {
    id("retail-customers")
}

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn changed(world: &World, sql: &'static str, args: &[Value<'_>]) {
    let touched = world.pair.data.write(|tx| tx.run(sql, args)).unwrap();
    assert!(touched > 0, "{sql}");
}

fn given(world: &World, who: &SubjectRef) {
    let to = Receiver::Declared { recipient: id("service-company"), purpose: id("warranties") };
    let draft = DisclosureDraft { to, categories: vec![id("identity")] };
    world.gate.give_out(&officer(world), who, &draft).unwrap();
}

#[test]
fn r1_038_a_disclosure_that_the_statement_does_not_declare_is_found() {
    both(RETAIL, |world| {
        given(world, &world.aino());
        let fine = world.gate.judge_disclosures(&register(), None).unwrap();
        assert_eq!((fine.judged, fine.outside.len()), (1, 0), "{fine:?}");
        // As if the address had gone along.
        changed(
            world,
            "UPDATE disclosure SET categories = categories || ' ' || (SELECT CAST(word_id AS TEXT) FROM word WHERE word = 'dealings')",
            &[],
        );
        let found = world.gate.judge_disclosures(&register(), None).unwrap();
        assert_eq!(
            found.outside.keys().collect::<Vec<_>>(),
            ["recipient service-company, category dealings"]
        );
        // As if it had been given to somebody on a ground that nobody declares.
        changed(world, "UPDATE disclosure SET recipient = NULL, ground = 9", &[]);
        let found = world.gate.judge_disclosures(&register(), None).unwrap();
        assert_eq!(found.outside.keys().collect::<Vec<_>>(), ["ground number 9"]);
        let later = "2027-01-01T00:00:00Z".parse().unwrap();
        let since = world.gate.judge_disclosures(&register(), Some(later)).unwrap();
        assert_eq!((since.judged, since.earlier), (0, 1));
    });
}

#[test]
fn r1_039_a_disclosure_to_a_company_that_has_left_the_group_is_found() {
    both(RETAIL, |world| {
        given(world, &world.aino());
        let left = RETAIL.replacen("from = 2017-09-01", "from = 2017-09-01\nuntil = 2020-12-31", 1);
        world.gate.put_in_force(vec![rules(&left)]).unwrap();
        let found = world.gate.judge_disclosures(&register(), None).unwrap();
        assert_eq!(found.outside.get("recipient service-company"), Some(&1), "{found:?}");
    });
}

fn request(world: &World, who: &SubjectRef) -> RequestRef {
    let new = NewRequest::new(RightKind::Inspect, Intake::Letter);
    let request = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
    step(world, &request, Move { subject: Some(who.clone()), ..Move::new(Step::Link) });
    request
}

fn step(world: &World, request: &RequestRef, mv: Move) {
    world.gate.step_request(&officer(world), request, &mv).unwrap_or_else(|error| panic!("{error:?}"));
}

fn answer(world: &World, request: &RequestRef) {
    let granted = Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None };
    step(world, request, Move::new(Step::Identify(Method::SignedLetter)));
    step(world, request, Move::new(Step::Decide(granted)));
    step(world, request, Move::new(Step::Agree(Form::Letter, Copying::NotWanted)).saying("Sovittu."));
    step(world, request, Move::new(Step::Answer(Form::Letter)));
}

#[test]
fn c08_a_request_that_waits_past_its_day_or_was_answered_after_it_is_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let (first, second) = (request(world, &aino), request(world, &aino));
        answer(world, &first);
        let fine = world.gate.judge_requests(&register(), None).unwrap();
        assert_eq!((fine.judged, fine.answered, fine.late.len()), (2, 1, 0), "{fine:?}");
        assert_eq!(
            (fine.misdated, fine.strangers, fine.other_form, fine.unreadable),
            (0, 0, 0, 0),
            "{fine:?}"
        );
        world.later("2027-02-01T10:00:00Z");
        let waits = world.gate.judge_requests(&register(), None).unwrap();
        assert_eq!(waits.late.get(&RightKind::Inspect), Some(&1), "{waits:?}");
        answer(world, &second);
        let late = world.gate.judge_requests(&register(), None).unwrap();
        assert_eq!((late.answered, late.late.get(&RightKind::Inspect)), (2, Some(&1)), "{late:?}");
    });
}

#[test]
fn r1_046_a_day_that_was_put_off_is_found() {
    both(RETAIL, |world| {
        request(world, &world.aino());
        changed(world, "UPDATE request SET due = due + 30", &[]);
        assert_eq!(world.gate.judge_requests(&register(), None).unwrap().misdated, 1);
    });
}

#[test]
fn r5_105_a_hold_whose_review_has_passed_is_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let draft = world.hold("Selvitys", Vec::new());
        world.gate.hold(&officer(world), &aino, draft).unwrap();
        let fine = world.gate.judge_holds(&register()).unwrap();
        assert_eq!((fine.holds, fine.unreviewed, fine.without_case), (1, 0, 0), "{fine:?}");
        world.later("2027-01-02T10:00:00Z");
        assert_eq!(world.gate.judge_holds(&register()).unwrap().unreviewed, 1);
        changed(world, "UPDATE hold SET review = review + 4000", &[]);
        let found = world.gate.judge_holds(&register()).unwrap();
        assert_eq!((found.unreviewed, found.too_far), (0, 1), "{found:?}");
    });
}

#[test]
fn marks_of_use_that_are_past_their_term_are_found_and_the_run_forgets_them() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let (oldest, from) = world.gate.marks(&register()).unwrap();
        assert!(oldest > from && from.is_some(), "{oldest:?} {from:?}");
        world.later("2040-01-01T10:00:00Z");
        let (oldest, from) = world.gate.marks(&register()).unwrap();
        assert!(oldest < from, "{oldest:?} {from:?}");
        while !world.gate.retain(&register()).unwrap().ended {}
        let (oldest, from) = world.gate.marks(&register()).unwrap();
        assert!(oldest.is_none_or(|oldest| Some(oldest) > from), "{oldest:?} {from:?}");
        assert!(world.gate.verify_ledger().is_ok(), "the entries themselves stay");
    });
}

/// The sample register whose marketing is about another group alone.
fn for_others() -> String {
    let group = "[[subject-group]]\nid = \"visitors\"\nname = { fi = \"Kävijät\", sv = \"Besökare\", en = \"Visitors\" }\nkind = \"person\"\n\n";
    let at = RETAIL.find("[[subject-group]]").unwrap();
    let text = format!("{}{group}{}", &RETAIL[..at], &RETAIL[at..]);
    text.replacen("id = \"customer-care\"", "id = \"customer-care\"\ngroups = [\"visitors\"]", 1)
}

#[test]
fn r4_014_use_of_somebody_whom_a_purpose_is_not_about_is_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let fine = world.gate.judge_groups(&register(), None).unwrap();
        assert_eq!((fine.reached, fine.others.len()), (0, 0), "no purpose is about some groups alone");
        world.gate.put_in_force(vec![rules(&for_others())]).unwrap();
        let found = world.gate.judge_groups(&register(), None).unwrap();
        assert!(found.others.contains_key("customer-care, customers"), "{found:?}");
    });
}

#[test]
fn a_person_without_what_nobody_can_be_without_is_found() {
    both(RETAIL, |world| {
        world.aino();
        let seen = |world: &World| world.gate.examine(&register(), 100, &mut |_, _| {}).unwrap();
        assert!(seen(world).missing.is_empty());
        let at = RETAIL.find("id = \"email\"").unwrap();
        let stricter = format!("{}id = \"email\"\nrequired = true{}", &RETAIL[..at], &RETAIL[at + 12..]);
        world.add(world.person("Malli", "Mallinen"));
        world.gate.put_in_force(vec![rules(&stricter)]).unwrap();
        let missing = seen(world).missing;
        assert_eq!(missing.get(&id("email")).map(|missing| missing.count), Some(1), "{missing:?}");
    });
}
