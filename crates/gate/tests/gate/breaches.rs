//! After a breach: whose data an account touched, told from the ledger alone, and the record that must be kept (GDPR 33, 34).

use crate::world::{RETAIL, World, both, id, problems, refused};
use jiff::Timestamp;
use seloste_gate::{
    ask::{AccountId, Ask, KeyId},
    breach::{BreachDraft, BreachWords, Span, Told},
    errors::RefusalCode,
    personal::Way,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn officer(world: &World) -> Ask {
    let mut ask = world.ask("privacy-officer", "register-keeping");
    ask.actor.account = AccountId(9);
    ask.reason = Some("A laptop was lost".to_owned());
    ask
}

/// What account 7 did on 23 November.
fn span() -> Span {
    let (from, to) = (at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    Span { account: AccountId(7), from, to, key: None }
}

#[test]
fn a_breach_is_told_from_the_ledger_person_by_person_and_erased_people_are_pseudonyms() {
    both(RETAIL, |world| {
        let (aino, eino, before) = (
            world.aino(),
            world.add(world.person("Eino", "Toinen")),
            world.add(world.person("Ennen", "Eilinen")),
        );
        world.later("2026-11-23T08:00:00Z");
        world.gate.open_card(&world.agent(), &aino).unwrap();
        world.later("2026-11-23T09:00:00Z");
        world.gate.open_card(&world.agent(), &aino).unwrap();
        world.gate.open_card(&world.agent(), &eino).unwrap();
        assert!(world.gate.open_card(&world.ask("service-agent", "curiosity"), &eino).is_err());
        world.later("2026-11-24T08:00:00Z");
        world.gate.open_card(&world.agent(), &before).unwrap();

        let touched = world.gate.touched(&officer(world), &span()).unwrap();
        let who: Vec<_> = touched.people.iter().map(|one| (one.subject.clone(), one.times)).collect();
        assert_eq!(who, [(aino.clone(), 2), (eino.clone(), 1)]);
        assert_eq!(touched.people[0].first, at("2026-11-23T08:00:00Z"));
        assert_eq!(touched.people[0].last, at("2026-11-23T09:00:00Z"));
        let sums = &touched.sums;
        assert_eq!((sums.people, sums.erased, sums.done, sums.refused), (2, 0, 3, 1), "{sums:?}");
        assert_eq!((sums.groups[&id("customers")], sums.categories[&id("contact")]), (2, 2));
        world.gate.erase(&officer(world), &aino).unwrap();
        let touched = world.gate.touched(&officer(world), &span()).unwrap();
        assert_eq!((touched.sums.people, touched.sums.erased), (1, 2));
        assert_eq!(touched.people[0].subject, eino);
    });
}

#[test]
fn of_two_keys_of_one_account_each_has_touched_what_was_done_by_it() {
    both(RETAIL, |world| {
        let (aino, eino, otso) = (
            world.aino(),
            world.add(world.person("Eino", "Toinen")),
            world.add(world.person("Otso", "Kolmas")),
        );
        world.later("2026-11-23T08:00:00Z");
        let by = |key: i64, purpose: &str| {
            let mut ask = world.ask("service-agent", purpose);
            ask.actor.key = Some(KeyId(key));
            ask
        };
        let purpose = world.agent().purpose;
        world.gate.open_card(&by(1, purpose.as_str()), &aino).unwrap();
        world.gate.open_card(&by(2, purpose.as_str()), &eino).unwrap();
        assert!(world.gate.open_card(&by(2, "curiosity"), &eino).is_err());
        world.gate.open_card(&world.agent(), &otso).unwrap();
        let touched = |key: Option<i64>| {
            let touched =
                world.gate.touched(&officer(world), &Span { key: key.map(KeyId), ..span() }).unwrap();
            let who: Vec<_> = touched.people.into_iter().map(|one| one.subject).collect();
            (who, touched.sums.refused)
        };
        assert_eq!(touched(Some(1)), (vec![aino.clone()], 0));
        assert_eq!(touched(Some(2)), (vec![eino.clone()], 1), "refusals are told of the key that met them");
        assert_eq!(touched(Some(3)), (vec![], 0));
        assert_eq!(touched(None), (vec![aino.clone(), eino, otso], 1), "the account is all of them");
        // Those whom it is about are told who looked, not by which key.
        let seen = world.gate.readers(&officer(world), &aino).unwrap();
        assert!(!format!("{seen:?}").contains("key:"), "{seen:?}");
    });
}

#[test]
fn a_look_wants_a_right_and_a_reason_and_stands_in_the_ledger_itself() {
    both(RETAIL, |world| {
        let without = Ask { reason: None, ..officer(world) };
        assert_eq!(refused(world.gate.touched(&without, &span())), RefusalCode::ReasonMissing);
        assert_eq!(refused(world.gate.touched(&world.agent(), &span())), RefusalCode::ActionNotGranted);
        world.gate.touched(&officer(world), &span()).unwrap();
        let looks = world.gate.breach_looks(&officer(world)).unwrap();
        let why: Vec<String> = looks.iter().map(|(_, why)| why.disclose(Way::File).to_string()).collect();
        assert_eq!(why, ["A laptop was lost"]);
        let register = world.rules.statement().register.id.clone();
        let judged = world.gate.judge_ledger(&register, None).unwrap();
        assert_eq!((judged.done, judged.refused, judged.outside), (2, 2, 0));
    });
}

#[test]
fn a_breach_is_kept_on_record_sealed_with_what_was_counted_then() {
    both(RETAIL, |world| {
        let aino = world.aino();
        world.later("2026-11-23T08:00:00Z");
        world.gate.open_card(&world.agent(), &aino).unwrap();
        let words = BreachWords { facts: "Qvarnlaptop lost".to_owned(), ..BreachWords::default() };
        let draft = BreachDraft { span: span(), known: at("2026-11-23T08:00:00Z"), words: words.clone() };
        let empty = BreachDraft { words: BreachWords::default(), ..draft.clone() };
        let wrong = problems(world.gate.record_breach(&officer(world), &empty));
        assert_eq!(wrong, [("facts".to_owned(), "facts-missing")]);
        let future = BreachDraft { known: at("2026-12-23T08:00:00Z"), ..draft.clone() };
        assert_eq!(problems(world.gate.record_breach(&officer(world), &future))[0].1, "span-empty");

        let number = world.gate.record_breach(&officer(world), &draft).unwrap();
        world.gate.erase(&officer(world), &aino).unwrap();
        let told = at("2026-11-24T08:00:00Z");
        world.gate.breach_told(&officer(world), number, (Told::Authority, told)).unwrap();
        crate::world::absent(world.gate.breach_told(&officer(world), number, (Told::Authority, told)));
        let found = world.again().breaches(&officer(world)).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].number, &found[0].words, found[0].sums.people), (number, &words, 1));
        assert_eq!((found[0].authority, found[0].people), (Some(told), None));
        let bodies: Vec<Vec<u8>> =
            world.pair.data.read(|tx| tx.all("SELECT body FROM breach", &[], |row| row.bytes(0))).unwrap();
        assert!(bodies.iter().all(|body| !body.windows(11).any(|part| part == b"Qvarnlaptop")));
    });
}
