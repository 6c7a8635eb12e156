//! People's rights over recordings: whether a call was recorded, listening with us, what keeps a recording.

use crate::{
    quality::{CALLS, as_account, assessor, by_form, recorded},
    recordings,
    world::{World, absent, both, date, id, problems, refused, texts},
};
use jiff::Timestamp;
use seloste_gate::{
    LinkChange, Who,
    ask::{AccountId, Ask},
    card::{Draft, ObjectDraft, ObjectRef, Set, SubjectRef},
    package::Behalf,
    personal::Way,
    recorded::{FactState, NeedDraft, NeedKind},
    request::{Move, NewRequest, RequestRef, Taker},
};
use seloste_register::right::{Intake, Method, RightKind, case::Step};

const SERVICE: &str = include_str!("../../../../registers/service-customers.toml");

fn clerk(world: &World) -> Ask {
    as_account(world, ("inspection-clerk", "rights"), 40)
}

/// A case of access that came by phone.
fn asked_by_phone(world: &World, subject: Option<&SubjectRef>) -> RequestRef {
    let mut new = NewRequest::new(RightKind::Inspect, Intake::Phone);
    new.subject = subject.cloned();
    let receipt = world.gate.take_request(&Taker::Staff(&clerk(world)), new).unwrap();
    assert_eq!(receipt.due.to_string(), "2026-12-22");
    receipt.request
}

fn identify(world: &World, request: &RequestRef) {
    world
        .gate
        .step_request(&clerk(world), request, &Move::new(Step::Identify(Method::DocumentSeen)))
        .unwrap();
}

fn on_the_twentieth() -> (Timestamp, Timestamp) {
    ("2026-11-20T07:00:00Z".parse().unwrap(), "2026-11-20T08:00:00Z".parse().unwrap())
}

#[test]
fn r2_029_r2_032_whether_a_call_was_recorded_is_told_once_it_is_certain_who_asks() {
    both(CALLS, |world| {
        let (who, recording) = recorded(world, "040 555 0001", 7);
        let (other, _) = recorded(world, "040 555 0002", 8);
        let request = asked_by_phone(world, Some(&who));
        let facts = |request: &RequestRef| world.gate.call_facts(&clerk(world), request, on_the_twentieth());
        assert_eq!(problems(facts(&request).map(drop))[0].1, "identity-pending");
        identify(world, &request);
        let told = facts(&request).unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].state, told[0].recording.as_ref()), (FactState::Recorded, Some(&recording)));
        assert_eq!(told[0].began.to_string(), "2026-11-20T07:30:00Z");
        // Another hour, and another person's call, are not told of.
        let later = ("2026-11-20T09:00:00Z".parse().unwrap(), "2026-11-20T10:00:00Z".parse().unwrap());
        assert!(world.gate.call_facts(&clerk(world), &request, later).unwrap().is_empty());
        let stranger = asked_by_phone(world, None);
        assert_eq!(problems(facts(&stranger).map(drop))[0].1, "identity-pending");
        let theirs = asked_by_phone(world, Some(&other));
        identify(world, &theirs);
        assert!(facts(&theirs).unwrap().iter().all(|one| one.recording.as_ref() != Some(&recording)));
    });
}

#[test]
fn r2_029_a_call_that_was_not_recorded_and_one_whose_recording_is_gone_are_told_so() {
    both(CALLS, |world| {
        let (who, _) = recorded(world, "040 555 0001", 7);
        let times = [
            ("number-called", "+358 9 555 0111"),
            ("started", "20.11.2026 9:50"),
            ("ended", "20.11.2026 9:55"),
        ];
        let plain = world.object("call", "call", "2026-11-20", &times);
        let plain = ObjectDraft { state: Some(id("not-recorded")), ..plain };
        world.gate.add_object(&world.ask("telephone-system", "rights"), &who, plain).unwrap();
        // Seven months later the recording is gone, and that there was one is still known.
        world.later("2027-06-22T10:00:00Z");
        let mut new = NewRequest::new(RightKind::Inspect, Intake::Phone);
        new.subject = Some(who);
        let request = world.gate.take_request(&Taker::Staff(&clerk(world)), new).unwrap().request;
        identify(world, &request);
        let told = world.gate.call_facts(&clerk(world), &request, on_the_twentieth()).unwrap();
        assert!(matches!(told[0].state, FactState::Deleted(_)) || told[0].state == FactState::NotRecorded);
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|one| one.recording.is_none()));
        assert_eq!(told[1].state, FactState::NotRecorded);
    });
}

#[test]
fn r2_011_r2_031_whoever_answered_has_the_same_right_also_after_leaving() {
    both(CALLS, |world| {
        let (_, mine) = recorded(world, "040 555 0001", 7);
        recorded(world, "040 555 0002", 8);
        world.gate.assess(&assessor(world, 30), &mine, by_form(world, [2, 4, 1])).unwrap();
        let request = asked_by_phone(world, None);
        let link = Move { staff: Some(AccountId(7)), ..Move::new(Step::Link) };
        world.gate.step_request(&clerk(world), &request, &link).unwrap();
        let facts = || world.gate.call_facts(&clerk(world), &request, on_the_twentieth());
        assert_eq!(problems(facts().map(drop))[0].1, "identity-pending");
        identify(world, &request);
        let told = facts().unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].recording.as_ref(), Some(&mine));
        assert_eq!(texts(&told[0].assessments[0].items, "score"), ["100"]);
        // An agent looks into nobody's case.
        let agent = as_account(world, ("agent", "service-quality"), 7);
        assert!(world.gate.call_facts(&agent, &request, on_the_twentieth()).is_err());
    });
}

/// An occasion of listening on 25 November at noon, supervised by an account.
fn occasion(world: &World, who: &SubjectRef, recording: &ObjectRef) -> ObjectRef {
    let items = [("place", "harbour"), ("agreed", "25.11.2026 12:00")];
    let draft = world.object("listening-session", "staff", "2026-11-25", &items);
    let draft = ObjectDraft { parent: Some(recording.clone()), ..draft };
    world.gate.add_object(&clerk(world), who, draft).unwrap()
}

#[test]
fn r2_030_a_recording_is_held_until_the_person_has_heard_it() {
    both(CALLS, |world| {
        let (who, recording) = recorded(world, "040 555 0001", 7);
        let made = occasion(world, &who, &recording);
        let officer = world.ask("privacy-officer", "rights");
        let holds = world.gate.holds(&officer, &who).unwrap();
        assert_eq!(holds.len(), 1);
        assert_eq!(holds[0].object.as_ref(), Some(&recording));
        let again = |state: &str, seen: i64| {
            let items =
                [("place", "harbour"), ("agreed", "25.11.2026 12:00"), ("identity-proof", "document-seen")];
            let draft = world.object("listening-session", "staff", "2026-11-25", &items);
            let parent = Some(recording.clone());
            let draft = ObjectDraft { parent, state: Some(id(state)), ..draft };
            world.gate.edit_object(&clerk(world), &made, seen, draft).unwrap();
        };
        // A copy asked for instead keeps it as well.
        again("copy-asked", 1);
        assert_eq!(world.gate.holds(&officer, &who).unwrap().len(), 1);
        again("heard", 2);
        assert!(world.gate.holds(&officer, &who).unwrap().is_empty());
    });
}

/// The register in which one role may bring recordings in, of whomever.
fn taking() -> String {
    let change = "change = [\"identity\", \"contact\", \"user-details\", \"position\"]\nactions = [\"find\", \"list\", \"permissions\", \"erase\"";
    assert!(SERVICE.contains(change));
    let with = change
        .replace("\"position\"]", "\"position\", \"recordings\", \"contacts\"]")
        .replace("\"find\"", "\"find\", \"create\"");
    let text = SERVICE.replace(change, &with);
    // Callers come in without a contract here.
    text.lines().filter(|line| !line.starts_with("tied-by = ")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn r2_033_only_the_supervisor_plays_it_then_and_with_identity_seen() {
    both(CALLS, |world| {
        let who = recordings::caller(world, "040 555 0001");
        let sound = recordings::sound(1, 5_000);
        let [recording, other] = [7, 8].map(|account| {
            let sound = recordings::sound(u8::try_from(account).unwrap(), 5_000);
            recordings::take(world, &who, account, &sound)
        });
        let hear = |ask: &Ask, object: &ObjectRef| recordings::hear(&world.gate, ask, object, sound.len());
        let supervisor = clerk(world);
        absent(hear(&supervisor, &recording));
        let made = occasion(world, &who, &recording);
        let link = |account: i64| LinkChange {
            role: id("supervisor"),
            who: Who::Account(AccountId(account)),
            set: Set::InForce,
        };
        world.gate.link(&supervisor, &made, link(40)).unwrap();
        let noon = "2026-11-25T10:00:00Z";
        world.later(noon);
        absent(hear(&supervisor, &recording));
        let items =
            [("place", "harbour"), ("agreed", "25.11.2026 12:00"), ("identity-proof", "document-seen")];
        let seen = |state: &str| {
            let draft = world.object("listening-session", "staff", "2026-11-25", &items);
            ObjectDraft { parent: Some(recording.clone()), state: Some(id(state)), ..draft }
        };
        world.gate.edit_object(&supervisor, &made, 1, seen("booked")).unwrap();
        assert!(hear(&supervisor, &recording).is_ok());
        // No other recording, nobody else, no other time, and not twice.
        absent(hear(&supervisor, &other));
        absent(hear(&as_account(world, ("inspection-clerk", "rights"), 41), &recording));
        world.later("2026-11-25T09:59:00Z");
        absent(hear(&supervisor, &recording));
        world.later("2026-11-25T11:00:00Z");
        absent(hear(&supervisor, &recording));
        world.later(noon);
        world.gate.edit_object(&supervisor, &made, 2, seen("heard")).unwrap();
        absent(hear(&supervisor, &recording));
    });
}

#[test]
fn r2_003_r2_007_r2_009_recordings_and_listenings_are_held_against_the_rules() {
    both(CALLS, |world| {
        let who = recordings::caller(world, "040 555 0001");
        let sound = recordings::sound(1, 5_000);
        let recording = recordings::take(world, &who, 7, &sound);
        recordings::hear(&world.gate, &recordings::assessor(world), &recording, sound.len()).unwrap();
        let register = world.rules.statement().register.id.clone();
        let judged = world.gate.judge_recordings(&register).unwrap();
        assert_eq!((judged.recordings, judged.other_way, judged.other_number), (1, 0, 0));
        assert_eq!((judged.listenings, judged.outside, judged.unled), (1, 0, 0));
        assert!(judged.entries >= 1);
        assert_eq!((judged.shares[0].calls, judged.shares[0].recorded, judged.shares[0].percent), (1, 1, 20));
        // A statement with other numbers and listeners finds what does not fit it.
        let other = CALLS
            .replace("number = \"+358 9 555 0110\"", "number = \"+358 9 555 0190\"")
            .replace("number = \"+358 9 555 0111\"", "number = \"+358 9 555 0191\"");
        let judged = world.reopened(&other).judge_recordings(&register).unwrap();
        assert_eq!(judged.other_number, 1);
        world.pair.data.write(|tx| tx.run("UPDATE heard SET how = 4", &[])).unwrap();
        assert_eq!(world.gate.judge_recordings(&register).unwrap().outside, 1);
        world.pair.data.write(|tx| tx.run("UPDATE heard SET how = 3", &[])).unwrap();
        assert_eq!(world.gate.judge_recordings(&register).unwrap().unled, 1);
    });
}

fn call(world: &World) -> (SubjectRef, ObjectRef) {
    let importer = world.ask("privacy-officer", "register-keeping");
    let items = vec![
        world.change_from("first-names", &["Aino"], "customer"),
        world.change_from("surname", &["Esimerkki"], "customer"),
    ];
    let who =
        world.gate.create(&importer, Draft { group: id("customers"), areas: Vec::new(), items }).unwrap();
    let draft =
        world.object("call", "service-use", "2026-11-20", &[("direction", "inbound"), ("told", "yes")]);
    let call = world.gate.add_object(&importer, &who, draft).unwrap();
    (who, call)
}

/// An event of a person that a recording may prove.
fn contact(world: &World, who: &SubjectRef) -> ObjectRef {
    let keeper = world.ask("privacy-officer", "register-keeping");
    let draft = world.object("contact", "staff", "2026-11-20", &[("contact-way", "phone")]);
    world.gate.add_object(&keeper, who, draft).unwrap()
}

#[test]
fn r6_016_a_recording_lives_as_long_as_a_case_or_a_set_needs_it() {
    both(&taking(), |world| {
        let (who, recording) = call(world);
        let event = contact(world, &who);
        let mut verifier = world.ask("event-verifier", "event-verification");
        verifier.reason = Some("Asia 12".to_owned());
        let need = |ask: &Ask, reason: &str, ends: &str, set: Option<i64>| {
            let event = set.is_none().then(|| event.clone());
            world.gate.add_need(
                ask,
                &recording,
                &NeedDraft { reason: reason.to_owned(), ends: date(ends), set, event },
            )
        };
        assert_eq!(problems(need(&verifier, " ", "2026-12-20", None))[0].1, "reason-missing");
        assert_eq!(problems(need(&verifier, "Asia 12", "2026-11-01", None))[0].1, "need-ends-wrong");
        assert_eq!(problems(need(&verifier, "Asia 12", "2029-12-20", None))[0].1, "need-ends-wrong");
        need(&verifier, "Asia 12", "2026-12-20", None).unwrap();
        // Training is apart, ends first, and is for those who train.
        let mut trainer = world.ask("trainer", "training");
        absent(need(&trainer, "Kurssi", "2026-12-10", Some(1)));
        // Handling recordings wants the right to the customers' data as well (R6-017).
        trainer.actor.roles.push(id("service-agent"));
        refused(need(&trainer, "Kurssi", "2026-12-10", None));
        let set = world.gate.make_training_set(&trainer, "Syksyn kurssi").unwrap();
        assert_eq!(problems(need(&trainer, "Kurssi", "2026-12-24", Some(set)))[0].1, "need-ends-wrong");
        absent(need(&trainer, "Kurssi", "2026-12-10", Some(set + 1)));
        let training = need(&trainer, "Kurssi", "2026-12-10", Some(set)).unwrap();
        refused(need(&verifier, "Asia 12", "2026-12-10", Some(set)));
        let sets = world.gate.training_sets(&trainer).unwrap();
        assert_eq!(*sets[0].name.disclose(Way::File), *"Syksyn kurssi");
        assert_eq!(sets[0].recordings, std::slice::from_ref(&recording));
        let needs = world.gate.needs(&verifier, &recording).unwrap();
        assert_eq!(
            needs.iter().map(|one| one.kind).collect::<Vec<_>>(),
            [NeedKind::Case, NeedKind::Training]
        );
        world.gate.end_need(&trainer, &recording, training).unwrap();
        assert!(world.gate.training_sets(&trainer).unwrap()[0].recordings.is_empty());
        let register = world.rules.statement().register.id.clone();
        world.later("2026-12-20T10:00:00Z");
        world.gate.retain(&register).unwrap();
        assert!(world.gate.needs(&verifier, &recording).is_ok());
        world.later("2026-12-21T10:00:00Z");
        assert_eq!(world.gate.retain(&register).unwrap().destroyed.get("call"), Some(&1));
        absent(world.gate.needs(&verifier, &recording));
    });
}

#[test]
fn r6_016_a_recording_that_nothing_ever_needed_waits_no_longer_than_the_statement_says() {
    both(&taking(), |world| {
        let (who, _) = call(world);
        let register = world.rules.statement().register.id.clone();
        world.later("2026-12-20T10:00:00Z");
        assert_eq!(world.gate.retain(&register).unwrap().destroyed.get("call"), None);
        let own = world.gate.own_ask(&register, &who).unwrap();
        assert_eq!(world.gate.package(&own, &who, Behalf::Own).unwrap().objects.len(), 1);
        world.later("2026-12-21T10:00:00Z");
        assert_eq!(world.gate.retain(&register).unwrap().destroyed.get("call"), Some(&1));
    });
}
