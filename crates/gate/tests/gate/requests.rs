//! People's requests: taken in from anywhere, one queue, one clock, nobody's words readable at rest.

use crate::world::{RETAIL, World, absent, both, id, problems, refused};
use seloste_gate::{
    ask::Ask,
    card::SubjectRef,
    errors::RefusalCode,
    personal::Way,
    request::{Move, NewRequest, RequestFilter, RequestRef, SentFile, Taker},
};
use seloste_register::right::{
    Assurance, Form, Ground, Intake, Method, Outcome, Party, RightKind,
    case::{Copying, Decision, State, Step},
};
use zeroize::Zeroizing;

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn said(text: &str) -> Option<Zeroizing<String>> {
    Some(Zeroizing::new(text.to_owned()))
}

fn letter(world: &World, kind: RightKind) -> RequestRef {
    let mut new = NewRequest::new(kind, Intake::Letter);
    new.words = said("Pyydän nähdä omat tietoni.");
    new.asker = said("Aino Esimerkki, Mallikatu 5");
    world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request
}

fn step(world: &World, request: &RequestRef, step: Step) {
    step_saying(world, request, Move::new(step));
}

fn step_saying(world: &World, request: &RequestRef, mv: Move) {
    world.gate.step_request(&officer(world), request, &mv).unwrap_or_else(|error| panic!("{error:?}"));
}

fn link(world: &World, request: &RequestRef, subject: &SubjectRef) {
    let mv = Move { subject: Some(subject.clone()), ..Move::new(Step::Link) };
    step_saying(world, request, mv);
}

fn granted() -> Step {
    Step::Decide(Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None })
}

#[test]
fn r5_118_r1_047_any_clerk_takes_in_a_request_of_nobody_known_and_the_clock_runs() {
    both(RETAIL, |world| {
        let mut new = NewRequest::new(RightKind::Inspect, Intake::Outlet);
        new.received = Some("2026-11-02T08:00:00Z".parse().unwrap());
        let clerk = world.ask("outlet-clerk", "customer-care");
        let receipt = world.gate.take_request(&Taker::Staff(&clerk), new).unwrap();
        assert!(receipt.pending);
        assert_eq!(receipt.due.to_string(), "2026-12-02");
        let page = world.gate.requests(&officer(world), &RequestFilter::default(), (None, 50)).unwrap();
        assert_eq!(page.lines.len(), 1);
        assert_eq!((page.lines[0].state, page.lines[0].pending), (State::Open, true));
        // The clerk takes it in and does not handle it.
        let kept = world.gate.requests(&clerk, &RequestFilter::default(), (None, 50));
        assert_eq!(refused(kept), RefusalCode::ActionNotGranted);
        absent(world.gate.open_request(&officer(world), &RequestRef("0".repeat(26))));
    });
}

#[test]
fn c08_a_case_goes_from_receipt_to_close_and_says_what_happened() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let request = letter(world, RightKind::Inspect);
        link(world, &request, &aino);
        let early = world.gate.step_request(&officer(world), &request, &Move::new(granted()));
        assert_eq!(problems(early), [("step".to_owned(), "identity-pending")]);
        step(world, &request, Step::Identify(Method::SignedLetter));
        let ask = Move { tasks: vec!["system:till-system".to_owned()], ..Move::new(Step::Ask(0)) };
        step_saying(world, &request, ask);
        step(world, &request, granted());
        step_saying(
            world,
            &request,
            Move::new(Step::Agree(Form::Letter, Copying::NotWanted)).saying("Sovittu puhelimessa."),
        );
        let waiting =
            world.gate.step_request(&officer(world), &request, &Move::new(Step::Answer(Form::Letter)));
        assert_eq!(problems(waiting), [("step".to_owned(), "tasks-open")]);
        let answer = Move { tasks: vec!["system:till-system".to_owned()], ..Move::new(Step::TaskAnswered) };
        step_saying(world, &request, answer.saying("Kassassa ei ole tietoja."));
        step(world, &request, Step::Answer(Form::Letter));
        step(world, &request, Step::Close);
        let opened = world.gate.open_request(&officer(world), &request).unwrap();
        assert_eq!(opened.case.state, State::Closed);
        assert_eq!(opened.subject, Some(aino.clone()));
        let codes: Vec<&str> = opened.happened.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            codes,
            ["receive", "link", "identify", "ask", "decide", "agree", "task-answered", "answer", "close"]
        );
        let words = opened.happened[0].words.as_ref().unwrap().disclose(Way::File);
        assert_eq!(words.as_str(), "Pyydän nähdä omat tietoni.");
        assert_eq!(
            opened.tasks[0].words.as_ref().unwrap().disclose(Way::File).as_str(),
            "Kassassa ei ole tietoja."
        );
        // The person sees it too.
        let own = world.gate.own_requests(&world.rules.statement().register.id, &aino).unwrap();
        assert_eq!((own.len(), own[0].state), (1, State::Closed));
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn c05_one_request_in_three_channels_is_one_case_with_the_first_date() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let arrive = |channel, at: &str| {
            let mut new = NewRequest::new(RightKind::Inspect, channel);
            new.received = Some(at.parse().unwrap());
            new.subject = Some(aino.clone());
            world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request
        };
        let phone = arrive(Intake::Phone, "2026-11-10T08:00:00Z");
        let mail = arrive(Intake::Email, "2026-11-04T08:00:00Z");
        let desk = arrive(Intake::Outlet, "2026-11-12T08:00:00Z");
        let opened = world.gate.open_request(&officer(world), &phone).unwrap();
        assert_eq!(opened.same.len(), 2, "the others are shown");
        for other in [&mail, &desk] {
            step_saying(world, other, Move { into: Some(phone.clone()), ..Move::new(Step::Merge) });
        }
        let page = world.gate.requests(&officer(world), &RequestFilter::default(), (None, 50)).unwrap();
        assert_eq!(page.lines.len(), 1);
        assert_eq!(page.lines[0].due.to_string(), "2026-12-04", "from the first receipt");
        assert_eq!(page.lines[0].received.to_string(), "2026-11-04T08:00:00Z");
        let merged = world.gate.open_request(&officer(world), &mail).unwrap();
        assert_eq!((merged.case.state, merged.merged_into), (State::Merged, Some(phone)));
    });
}

#[test]
fn r1_046_an_earlier_answer_in_the_year_is_information_and_no_bar() {
    both(RETAIL, |world| {
        let aino = world.aino();
        for at in ["2026-03-01T08:00:00Z", "2025-11-01T08:00:00Z", "2026-11-20T08:00:00Z"] {
            let mut new = NewRequest::new(RightKind::Inspect, Intake::Letter);
            new.received = Some(at.parse().unwrap());
            new.subject = Some(aino.clone());
            world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap();
        }
        let page = world.gate.requests(&officer(world), &RequestFilter::default(), (None, 50)).unwrap();
        let newest = page.lines.last().unwrap();
        let opened = world.gate.open_request(&officer(world), &newest.request).unwrap();
        assert_eq!(opened.year_before, 1);
        let fee = Step::Decide(Decision {
            outcome: Outcome::Granted,
            grounds: Vec::new(),
            fee: Some((1_000, seloste_register::right::FeeReason::FurtherCopy)),
        });
        step(world, &newest.request, Step::Identify(Method::DocumentSeen));
        let unexplained = world.gate.step_request(&officer(world), &newest.request, &Move::new(fee));
        assert_eq!(problems(unexplained), [("words".to_owned(), "missing")]);
        step(world, &newest.request, granted());
    });
}

#[test]
fn c21_the_wrong_person_gets_nothing_and_a_refusal_has_its_ground() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let request = letter(world, RightKind::Inspect);
        link(world, &request, &aino);
        step(world, &request, Step::Identify(Method::DocumentSeen));
        step(world, &request, Step::Party(Party::WrongPerson));
        let answer = world.gate.step_request(&officer(world), &request, &Move::new(granted()));
        assert_eq!(problems(answer), [("step".to_owned(), "party-not-served")]);
        let refuse = Step::Decide(Decision {
            outcome: Outcome::Refused,
            grounds: vec![Ground::IdentityNotProved],
            fee: None,
        });
        step_saying(world, &request, Move::new(refuse).saying("Pyytäjä on toinen henkilö."));
    });
}

#[test]
fn r5_121_an_identity_code_in_a_request_is_nowhere_at_rest_nor_in_the_answer() {
    both(RETAIL, |world| {
        let mut new = NewRequest::new(RightKind::Inspect, Intake::Email);
        new.words = said("Hetuni on 131052-9041, lähettäkää tietoni.");
        new.asker = said("Aino Esimerkki 131052–9041");
        let request = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
        let doubt =
            Move::new(Step::Doubt(Assurance::Substantial)).saying("Hän sanoi 131052-9041 puhelimessa.");
        step_saying(world, &request, doubt);
        let opened = world.gate.open_request(&officer(world), &request).unwrap();
        for happened in &opened.happened {
            for text in [&happened.words, &happened.asker].into_iter().flatten() {
                assert!(!text.disclose(Way::File).contains("9041"));
            }
        }
        for folder in [world.pair.data_at.folder(), world.pair.keyring_at.folder()] {
            for file in std::fs::read_dir(folder).unwrap().flatten().filter(|file| file.path().is_file()) {
                let bytes = std::fs::read(file.path()).unwrap();
                let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
                assert!(!found(b"131052-9041") && !found("Pyyd\u{e4}n".as_bytes()), "{:?}", file.path());
            }
        }
    });
}

#[test]
fn c21_a_doubt_at_once_stops_the_clock_and_a_proof_starts_it() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let request = letter(world, RightKind::Inspect);
        link(world, &request, &aino);
        let doubt = Step::Doubt(Assurance::High);
        let silent = world.gate.step_request(&officer(world), &request, &Move::new(doubt.clone()));
        assert_eq!(problems(silent), [("words".to_owned(), "missing")], "a doubt is written down");
        step_saying(world, &request, Move::new(doubt).saying("Allekirjoitus ei vastaa aiempaa."));
        let line = || {
            let page = world.gate.requests(&officer(world), &RequestFilter::default(), (None, 5)).unwrap();
            page.lines[0].clone()
        };
        assert!(line().paused && line().pending);
        world.later("2026-11-30T10:00:00Z");
        step(world, &request, Step::Identify(Method::StrongIdentification));
        assert!(!line().paused && !line().pending);
        assert_eq!(line().due.to_string(), "2026-12-30", "eight days later than the 22nd");
    });
}

#[test]
fn the_queue_goes_on_by_keys_and_loses_nobody() {
    both(RETAIL, |world| {
        for day in 1..=21 {
            let mut new = NewRequest::new(RightKind::Inspect, Intake::Letter);
            new.received = Some(format!("2026-11-{:02}T08:00:00Z", 1 + day % 5).parse().unwrap());
            world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap();
        }
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = world
                .gate
                .requests(&officer(world), &RequestFilter::default(), (after.as_deref(), 4))
                .unwrap();
            seen.extend(page.lines.iter().map(|line| (line.due, line.request.0.clone())));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 21);
        assert!(seen.windows(2).all(|pair| pair[0].0 <= pair[1].0), "soonest due first");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 21);
    });
}

#[test]
fn a_case_is_retired_after_its_term_and_goes_with_its_person() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let finish = |request: &RequestRef| {
            let refuse = Decision { outcome: Outcome::Refused, grounds: vec![Ground::Excessive], fee: None };
            step_saying(world, request, Move::new(Step::Decide(refuse)).saying("Neljäs samalla viikolla."));
            let agree = Step::Agree(Form::Letter, Copying::NotWanted);
            step_saying(world, request, Move::new(agree).saying("Sovittu kirjeessä."));
            step(world, request, Step::Answer(Form::Letter));
            step(world, request, Step::Close);
        };
        let (kept, linked) = (letter(world, RightKind::Inspect), letter(world, RightKind::Inspect));
        link(world, &linked, &aino);
        finish(&kept);
        finish(&linked);
        assert_eq!(world.gate.retire_requests().unwrap(), 0);
        world.gate.erase(&officer(world), &aino).unwrap();
        world.gate.retire_requests().unwrap();
        absent(world.gate.open_request(&officer(world), &linked));
        world.gate.open_request(&officer(world), &kept).unwrap();
        world.later("2028-11-24T10:00:00Z");
        assert_eq!(world.gate.retire_requests().unwrap(), 1);
        absent(world.gate.open_request(&officer(world), &kept));
        assert_eq!(
            world
                .again()
                .requests(
                    &officer(world),
                    &RequestFilter { with_over: true, ..RequestFilter::default() },
                    (None, 5)
                )
                .unwrap()
                .lines
                .len(),
            0
        );
    });
}

#[test]
fn a_person_or_anybody_hands_in_a_request_without_somebody_at_work() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let register = world.rules.statement().register.id.clone();
        let own = Taker::Person(&register, &aino, Method::OwnAccount);
        let receipt =
            world.gate.take_request(&own, NewRequest::new(RightKind::Portability, Intake::Account)).unwrap();
        assert!(!receipt.pending, "signed in is known");
        let form = world
            .gate
            .take_request(&Taker::Anybody(&register), NewRequest::new(RightKind::Erase, Intake::Web))
            .unwrap();
        assert!(form.pending);
        let readers = world.gate.readers(&officer(world), &aino).unwrap();
        assert!(readers.iter().any(|one| one.by.is_none_or(|by| by.0 == 0) && one.purpose == id("own-data")));
        let future = NewRequest {
            received: Some("2026-12-22T10:00:00Z".parse().unwrap()),
            ..NewRequest::new(RightKind::Erase, Intake::Web)
        };
        let future = world.gate.take_request(&Taker::Anybody(&register), future);
        assert_eq!(problems(future.map(drop)), [("received".to_owned(), "in-future")]);
    });
}

#[test]
fn r1_047_a_letter_scanned_sideways_is_kept_sealed_as_it_came() {
    both(RETAIL, |world| {
        // Any bytes: a scan, and something that a scanner of viruses would not like.
        let scan: Vec<u8> = (0..700_000_u32).map(|n| (n.wrapping_mul(31) >> 3) as u8).collect();
        let odd = b"X5O!P%@AP invented marker of something nasty".to_vec();
        let mut new = NewRequest::new(RightKind::Inspect, Intake::Outlet);
        let file = |name: &str, bytes: &[u8]| SentFile {
            name: Zeroizing::new(name.to_owned()),
            bytes: Zeroizing::new(bytes.to_vec()),
        };
        new.files = vec![file("C:\\scans\\kirje 131052-9041.pdf", &scan)];
        let clerk = world.ask("outlet-clerk", "customer-care");
        let request = world.gate.take_request(&Taker::Staff(&clerk), new).unwrap().request;
        step_saying(world, &request, Move::attaching(file("../../etc/aja.exe", &odd)));
        let first = world.gate.request_file(&officer(world), &request, 1).unwrap();
        assert!(*first.bytes == scan, "byte for byte");
        assert!(first.name.starts_with("kirje ") && !first.name.contains("9041"), "{}", first.name);
        let second = world.gate.request_file(&officer(world), &request, 2).unwrap();
        assert_eq!((second.name.as_str(), second.bytes.as_slice()), ("aja.exe", odd.as_slice()));
        absent(world.gate.request_file(&officer(world), &request, 3));
        absent(world.gate.request_file(&officer(world), &request, 0));
        assert_eq!(refused(world.gate.request_file(&clerk, &request, 1)), RefusalCode::ActionNotGranted);
        let none = world.gate.step_request(&officer(world), &request, &Move::attaching(file("a", b"")));
        assert_eq!(problems(none), [("file".to_owned(), "file-size")]);
    });
}
