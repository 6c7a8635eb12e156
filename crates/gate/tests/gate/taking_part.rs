//! Objects that single people handled or take part in: whose calls they are, who may know of a project, who is linked to
//! what.

use crate::world::{World, absent, both, id, on_card, problems, refused};
use seloste_gate::{
    ask::{AccountId, Ask},
    card::{Draft, Filter, ItemChange, NewValue, ObjectDraft, ObjectRef, Page, SubjectRef},
    errors::RefusalCode,
};
use seloste_register::item;

const CALLS: &str = include_str!("../../../../registers/call-recordings.toml");

fn intake(world: &World) -> Ask {
    world.ask("telephone-system", "rights")
}

fn agent(world: &World, account: i64) -> Ask {
    let mut ask = world.ask("agent", "service-quality");
    ask.actor.account = AccountId(account);
    ask
}

fn caller(world: &World, number: &str) -> SubjectRef {
    let items = vec![world.change_from("caller-number", &[number], "call")];
    let draft = Draft { group: id("callers"), areas: Vec::new(), items };
    world.gate.create(&intake(world), draft).unwrap_or_else(|error| panic!("{error:?}"))
}

fn call(world: &World) -> ObjectDraft {
    world.object(
        "call",
        "call",
        "2026-11-20",
        &[("number-called", "+358 9 555 0111"), ("started", "20.11.2026 9:30"), ("ended", "20.11.2026 9:41")],
    )
}

fn recording(world: &World, parent: &ObjectRef, answered_by: i64) -> ObjectDraft {
    let draft = world.object(
        "recording",
        "call",
        "2026-11-20",
        &[
            ("direction", "inbound"),
            ("told", "yes"),
            ("number-called", "+358 9 555 0111"),
            ("started", "20.11.2026 9:30"),
            ("ended", "20.11.2026 9:41"),
            ("answered-by", "Maija Mallikas"),
        ],
    );
    ObjectDraft { parent: Some(parent.clone()), assigned: Some(AccountId(answered_by)), ..draft }
}

/// A caller with one recorded call, answered by an account.
fn recorded(world: &World, number: &str, answered_by: i64) -> (SubjectRef, ObjectRef) {
    let who = caller(world, number);
    let ask = intake(world);
    let draft = ObjectDraft { assigned: Some(AccountId(answered_by)), ..call(world) };
    let call = world.gate.add_object(&ask, &who, draft).unwrap_or_else(|error| panic!("{error:?}"));
    let draft = recording(world, &call, answered_by);
    let recording = world.gate.add_object(&ask, &who, draft).unwrap_or_else(|error| panic!("{error:?}"));
    (who, recording)
}

fn with(world: &World, mut draft: ObjectDraft, name: &str, value: &str) -> ObjectDraft {
    let kind = world.rules.object(&draft.kind).unwrap();
    let declared = kind.items.iter().find(|item| item.id.as_str() == name).unwrap();
    let value = item::read(declared, value, None).unwrap();
    let change = ItemChange { item: id(name), values: vec![NewValue { value, source: id("call") }] };
    draft.items.retain(|item| item.item.as_str() != name);
    draft.items.push(change);
    draft
}

#[test]
fn r2_027_an_agent_reaches_own_calls_and_others_look_like_none() {
    both(CALLS, |world| {
        let (mine, my_recording) = recorded(world, "040 555 0001", 7);
        let (theirs, their_recording) = recorded(world, "040 555 0002", 8);
        let (me, other) = (agent(world, 7), agent(world, 8));
        assert!(world.gate.open_object(&me, &my_recording).is_ok());
        absent(world.gate.open_object(&me, &their_recording));
        absent(world.gate.open_card(&me, &theirs));
        assert_eq!(world.gate.open_card(&me, &mine).unwrap().objects.len(), 2);
        assert!(world.gate.open_object(&other, &their_recording).is_ok());
        absent(world.gate.open_object(&agent(world, 9), &my_recording));
    });
}

#[test]
fn r2_027_of_one_caller_each_agent_sees_the_calls_answered_by_oneself() {
    both(CALLS, |world| {
        let (who, first) = recorded(world, "040 555 0003", 7);
        let ask = intake(world);
        let draft = ObjectDraft { assigned: Some(AccountId(8)), ..call(world) };
        let second = world.gate.add_object(&ask, &who, draft).unwrap();
        let seen = |account| {
            let card = world.gate.open_card(&agent(world, account), &who).unwrap();
            card.objects.len()
        };
        assert_eq!((seen(7), seen(8)), (2, 1));
        absent(world.gate.open_object(&agent(world, 8), &first));
        absent(world.gate.open_object(&agent(world, 7), &second));
        assert_eq!(world.gate.open_card(&ask, &who).unwrap().objects.len(), 3);
    });
}

#[test]
fn r2_007_and_009_what_may_not_be_recorded_does_not_come_in() {
    both(CALLS, |world| {
        let who = caller(world, "040 555 0004");
        let ask = intake(world);
        let call = world.gate.add_object(&ask, &who, call(world)).unwrap();
        let tried = |name, value| {
            let draft = with(world, recording(world, &call, 7), name, value);
            problems(world.gate.add_object(&ask, &who, draft))
        };
        let one = |name: &str, rule| vec![(name.to_owned(), rule)];
        assert_eq!(tried("direction", "outbound"), one("direction", "not-recorded-this-way"));
        assert_eq!(tried("told", "no"), one("told", "not-told-of-recording"));
        assert_eq!(tried("number-called", "+358 9 555 0999"), one("number-called", "not-a-service-number"));
        // The same number in another written form is the same number.
        let draft = with(world, recording(world, &call, 7), "number-called", "09 5550110");
        assert!(world.gate.add_object(&ask, &who, draft).is_ok());
    });
}

#[test]
fn r2_013_those_who_judge_quality_see_the_end_of_the_number() {
    both(CALLS, |world| {
        let (who, _) = recorded(world, "040 555 0005", 7);
        let number = |ask: &Ask| on_card(&world.gate.open_card(ask, &who).unwrap(), "caller-number");
        assert_eq!(number(&intake(world)), ["+358405550005"]);
        assert_eq!(number(&agent(world, 7)), ["••••••••••005"]);
        assert_eq!(number(&world.ask("assessor", "service-quality")), ["••••••••••005"]);
    });
}

#[test]
fn r2_003_any_other_purpose_is_refused() {
    both(CALLS, |world| {
        let (_, recording) = recorded(world, "040 555 0006", 7);
        for purpose in ["marketing", "dispute-evidence", "staff-review"] {
            let ask = world.ask("assessor", purpose);
            assert_eq!(refused(world.gate.open_object(&ask, &recording)), RefusalCode::PurposeNotDeclared);
        }
        let ask = world.ask("trainer", "service-quality");
        assert_eq!(refused(world.gate.open_object(&ask, &recording)), RefusalCode::PurposeNotGranted);
    });
}

#[test]
fn r2_028_a_maintainer_listens_only_with_a_reason() {
    both(CALLS, |world| {
        let (_, recording) = recorded(world, "040 555 0007", 7);
        let mut ask = world.ask("maintainer", "maintenance");
        assert_eq!(refused(world.gate.open_object(&ask, &recording)), RefusalCode::ReasonMissing);
        ask.reason = Some("Ääni katkeilee, vika selvitetään.".to_owned());
        assert!(world.gate.open_object(&ask, &recording).is_ok());
    });
}

#[test]
fn an_assessors_list_has_every_caller_and_an_agents_search_is_refused() {
    both(CALLS, |world| {
        recorded(world, "040 555 0008", 7);
        recorded(world, "040 555 0009", 8);
        let page = Page { after: None, rows: 50 };
        let filter = Filter { object: Some(id("recording")), ..Filter::default() };
        let list = world.gate.list(&world.ask("assessor", "service-quality"), &filter, &page).unwrap();
        assert_eq!(list.hits.len(), 2);
        assert_eq!(refused(world.gate.list(&agent(world, 7), &filter, &page)), RefusalCode::ActionNotGranted);
    });
}
