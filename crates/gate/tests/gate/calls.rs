//! Lists of recorded calls: who sees which, by time, number, agent and length, page by page.

use crate::{
    recordings::{
        AGENT, CALLS, OTHER, agent, as_account, assessor, call, caller, draft, facts, maintainer, officer,
        sound, system, trainer,
    },
    world::{World, both, refused},
};
use seloste_gate::{
    GateError,
    ask::{AccountId, Ask},
    card::{ObjectDraft, ObjectRef, Page, SubjectRef},
    errors::RefusalCode,
    recording::{CallFilter, CallPage, Mark},
};

fn taken(world: &World, subject: &SubjectRef, day: &str, account: i64) -> ObjectRef {
    let call = call(world, subject, day, account);
    let bytes = sound(1, 20);
    let facts = facts(&format!("pbx-{}", call.0), &bytes);
    let taken = world.gate.take_recording(
        &system(world),
        subject,
        draft(world, &call, day),
        (facts, &mut &bytes[..]),
    );
    taken.unwrap().object().clone()
}

fn page(rows: u32) -> Page {
    Page { after: None, rows }
}

fn objects(page: CallPage) -> Vec<ObjectRef> {
    page.calls.into_iter().map(|call| call.object).collect()
}

fn list(world: &World, ask: &Ask, filter: CallFilter) -> Vec<ObjectRef> {
    objects(world.gate.calls(ask, &filter, &page(50)).unwrap())
}

#[test]
fn r2_027_agents_list_their_own_calls_and_nothing_tells_of_others() {
    both(CALLS, |world| {
        let (first, second) = (caller(world, "040 555 0123"), caller(world, "040 555 0199"));
        let mine = taken(world, &first, "2026-11-18", AGENT);
        let theirs = taken(world, &second, "2026-11-19", OTHER);
        let also_mine = taken(world, &second, "2026-11-20", AGENT);
        let none = CallFilter::default;
        assert_eq!(list(world, &agent(world, AGENT), none()), [also_mine.clone(), mine.clone()]);
        assert_eq!(list(world, &agent(world, OTHER), none()), std::slice::from_ref(&theirs));
        assert!(list(world, &agent(world, 99), none()).is_empty());
        let all = [also_mine.clone(), theirs.clone(), mine.clone()];
        for ask in [assessor(world), officer(world), trainer(world), maintainer(world, Some("vika"))] {
            assert_eq!(list(world, &ask, none()), all);
        }
        // By agent: one's own, or none.
        let by = |account| CallFilter { agent: Some(AccountId(account)), ..CallFilter::default() };
        assert_eq!(list(world, &assessor(world), by(OTHER)), std::slice::from_ref(&theirs));
        assert!(list(world, &agent(world, AGENT), by(OTHER)).is_empty());
        // By number, in any written form: the caller's and the one that was called.
        let number = |typed: &str| CallFilter { number: Some(typed.to_owned()), ..CallFilter::default() };
        for typed in ["0405550199", "040 555 0199", "+358 40 555 0199", "+358-40-5550199", "00358405550199"] {
            assert_eq!(
                list(world, &assessor(world), number(typed)),
                [also_mine.clone(), theirs.clone()],
                "{typed}"
            );
            assert_eq!(
                list(world, &agent(world, AGENT), number(typed)),
                std::slice::from_ref(&also_mine),
                "{typed}"
            );
        }
        assert_eq!(list(world, &agent(world, OTHER), number("040 555 0123")), []);
        assert_eq!(list(world, &assessor(world), number("09 555 0110")), all);
        assert_eq!(list(world, &assessor(world), number("09 555 0111")), []);
        let own = [also_mine.clone(), mine.clone()];
        assert_eq!(list(world, &agent(world, AGENT), number("09 555 0110")), own);
        assert_eq!(list(world, &agent(world, AGENT), number("09 555 0111")), []);
        assert_eq!(list(world, &assessor(world), number("ei numero")), []);
        // By time and length.
        let at = |text: &str| Some(text.parse().unwrap());
        let from =
            CallFilter { from: at("2026-11-19T12:00:00Z"), before: at("2026-11-20T12:00:00Z"), ..none() };
        assert_eq!(list(world, &assessor(world), from), [theirs]);
        let long = CallFilter { at_least_ms: Some(60_001), ..none() };
        assert_eq!(list(world, &assessor(world), long), []);
        // Who has no way to listen has no list.
        let error = world.gate.calls(
            &as_account(world.ask("analyst", "service-level-studies"), 30),
            &none(),
            &page(5),
        );
        assert_eq!(refused(error), RefusalCode::AggregateOnly);
    });
}

#[test]
fn r2_027_a_mark_narrows_a_list_to_what_one_may_hear() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let mine = taken(world, &subject, "2026-11-18", AGENT);
        let theirs = taken(world, &subject, "2026-11-19", OTHER);
        let marked =
            |ask: &Ask, mark| list(world, ask, CallFilter { mark: Some(mark), ..CallFilter::default() });
        let (all, none) = ([theirs.clone(), mine.clone()], Vec::<ObjectRef>::new());
        assert_eq!(marked(&assessor(world), Mark::Unassessed), all);
        for mark in [Mark::Held, Mark::Covered, Mark::Noted, Mark::Assessed, Mark::Ending] {
            assert_eq!(marked(&assessor(world), mark), none, "{mark:?}");
        }
        let draft = world.hold("Tarkastuspyyntö 7", vec![theirs.clone()]);
        world.gate.hold(&officer(world), &subject, draft).unwrap();
        assert_eq!(marked(&assessor(world), Mark::Held), std::slice::from_ref(&theirs));
        assert_eq!(marked(&agent(world, OTHER), Mark::Held), [theirs]);
        assert_eq!(marked(&agent(world, AGENT), Mark::Held), none);
        // Within two weeks of its end.
        world.later("2027-05-10T12:00:00Z");
        assert_eq!(marked(&agent(world, AGENT), Mark::Ending), [mine]);
    });
}

#[test]
fn r2_008_whoever_answered_a_part_of_a_conference_hears_the_sound_that_the_parts_share() {
    both(CALLS, |world| {
        let (subject, day) = (caller(world, "040 555 0125"), "2026-11-18");
        let call = call(world, &subject, day, AGENT);
        let bytes = sound(3, 20);
        let part = |delivery: &str, account: i64| {
            let draft = ObjectDraft { assigned: Some(AccountId(account)), ..draft(world, &call, day) };
            let facts = facts(delivery, &bytes);
            let taken = world.gate.take_recording(&system(world), &subject, draft, (facts, &mut &bytes[..]));
            taken.unwrap().object().clone()
        };
        let first = part("k1", AGENT);
        let heard = |account| list(world, &agent(world, account), CallFilter::default());
        assert_eq!((heard(AGENT), heard(OTHER)), (vec![first.clone()], vec![]));
        assert_eq!(part("k2", OTHER), first, "kept once");
        assert_eq!((heard(AGENT), heard(OTHER)), (vec![first.clone()], vec![first.clone()]));
        assert_eq!(heard(OTHER + 1), [], "and nobody else's");
        // The same part delivered again with another name changes nothing.
        assert_eq!(part("k1", OTHER + 1), first);
        assert_eq!(heard(OTHER + 1), []);
    });
}

#[test]
fn r2_027_a_mark_leads_to_the_same_calls_whether_few_have_it_or_many() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0124");
        let mine = taken(world, &subject, "2026-11-18", AGENT);
        let theirs = taken(world, &subject, "2026-11-19", OTHER);
        let noted = |ask: &Ask| {
            let mark = Some(Mark::Noted);
            list(world, ask, CallFilter { mark, ..CallFilter::default() })
        };
        let note = |of: &ObjectRef| {
            let items = [("second", "1"), ("noted", "Hyvä alku")];
            let draft = world.object("note", "staff", "2026-11-20", &items);
            let draft = ObjectDraft { parent: Some(of.clone()), ..draft };
            world.gate.add_object(&assessor(world), &subject, draft).unwrap();
        };
        note(&mine);
        note(&mine);
        assert_eq!(noted(&assessor(world)), std::slice::from_ref(&mine), "once, whatever number of notes");
        assert_eq!(noted(&agent(world, AGENT)), std::slice::from_ref(&mine));
        assert_eq!(noted(&agent(world, OTHER)), Vec::<ObjectRef>::new());
        for _ in 0..200 {
            note(&theirs);
        }
        assert_eq!(noted(&assessor(world)), [theirs.clone(), mine.clone()]);
        assert_eq!(noted(&agent(world, AGENT)), [mine]);
        assert_eq!(noted(&agent(world, OTHER)), [theirs]);
    });
}

#[test]
fn c26_pages_of_calls_go_on_where_they_ended_and_end_where_the_asker_s_calls_do() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let mut all: Vec<ObjectRef> = Vec::new();
        for day in 1..=9 {
            let account = if day % 2 == 0 { AGENT } else { OTHER };
            all.push(taken(world, &subject, &format!("2026-11-0{day}"), account));
        }
        all.reverse();
        for (ask, want) in [
            (assessor(world), all.clone()),
            (agent(world, AGENT), all.iter().skip(1).step_by(2).cloned().collect()),
        ] {
            let (mut seen, mut at) = (Vec::new(), page(3));
            loop {
                let found = world.gate.calls(&ask, &CallFilter::default(), &at).unwrap();
                at.after = found.next.clone();
                assert!(found.calls.len() == 3 || at.after.is_none());
                seen.extend(objects(found));
                if at.after.is_none() {
                    break;
                }
            }
            assert_eq!(seen, want);
        }
        let wrong = Page { after: Some("nowhere".to_owned()), rows: 3 };
        let told = world.gate.calls(&assessor(world), &CallFilter::default(), &wrong);
        assert!(matches!(told, Err(GateError::Problems(found)) if found[0].item == "after"));
        // Past its term a call is in no list, whether or not the run has been there.
        world.later("2027-05-05T12:00:00Z");
        assert_eq!(list(world, &assessor(world), CallFilter::default()), all[..4].to_vec());
    });
}
