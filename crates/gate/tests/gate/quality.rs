//! Assessments of recorded calls: scored by their form, seen and answered by whoever handled the call, summed up without
//! telling of anybody.

use crate::{
    drill, recordings,
    world::{World, absent, both, date, id, problems, texts},
};
use seloste_gate::{
    ask::{AccountId, Ask},
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef},
    package::Behalf,
    quality::{Answered, AssessmentDraft, AssessmentFilter, GroupKey, Grouping, Reply},
};
use seloste_register::item;

pub(crate) const CALLS: &str = include_str!("../../../../registers/call-recordings.toml");

pub(crate) fn as_account(world: &World, (role, purpose): (&str, &str), account: i64) -> Ask {
    let mut ask = world.ask(role, purpose);
    ask.actor.account = AccountId(account);
    ask
}

pub(crate) fn agent(world: &World, account: i64) -> Ask {
    as_account(world, ("agent", "service-quality"), account)
}

pub(crate) fn assessor(world: &World, account: i64) -> Ask {
    as_account(world, ("assessor", "service-quality"), account)
}

/// A caller with one recorded call, answered by an account.
pub(crate) fn recorded(world: &World, number: &str, answered_by: i64) -> (SubjectRef, ObjectRef) {
    let ask = world.ask("telephone-system", "rights");
    let items = vec![world.change_from("caller-number", &[number], "call")];
    let who = world.gate.create(&ask, Draft { group: id("callers"), areas: Vec::new(), items }).unwrap();
    let times =
        [("number-called", "+358 9 555 0111"), ("started", "20.11.2026 9:30"), ("ended", "20.11.2026 9:41")];
    let call = world.object("call", "call", "2026-11-20", &times);
    let call = ObjectDraft { assigned: Some(AccountId(answered_by)), ..call };
    let call = world.gate.add_object(&ask, &who, call).unwrap();
    let rest = [("direction", "inbound"), ("told", "yes"), ("answered-by", "Maija Mallikas")];
    let items: Vec<_> = times.iter().chain(&rest).copied().collect();
    let recording = world.object("recording", "call", "2026-11-20", &items);
    let recording = ObjectDraft {
        parent: Some(call),
        ends: Some(date("2026-11-20")),
        assigned: Some(AccountId(answered_by)),
        ..recording
    };
    (who.clone(), world.gate.add_object(&ask, &who, recording).unwrap())
}

fn grade(world: &World) -> ItemChange {
    let kind = world.rules.object(&id("assessment")).unwrap();
    let declared = kind.items.iter().find(|item| item.id.as_str() == "grade").unwrap();
    let value = item::read(declared, "good", None).unwrap();
    ItemChange { item: id("grade"), values: vec![NewValue { value, source: id("staff") }] }
}

fn answers<'q>(given: impl IntoIterator<Item = (&'q str, u32)>) -> Vec<Answered> {
    let answer = |(question, points)| Answered { question: id(question), points, items: Vec::new() };
    given.into_iter().map(answer).collect()
}

pub(crate) fn by_form(world: &World, points: [u32; 3]) -> AssessmentDraft {
    let questions = ["greeting", "solution", "privacy"].into_iter().zip(points);
    AssessmentDraft {
        kind: id("assessment"),
        form: id("service-call"),
        answers: answers(questions),
        items: vec![grade(world)],
        source: id("staff"),
    }
}

fn november(of: Option<&ObjectRef>) -> AssessmentFilter {
    AssessmentFilter { from: date("2026-11-01"), until: date("2026-11-30"), of: of.cloned() }
}

#[test]
fn r2_006_an_assessment_is_scored_by_its_form_and_a_made_up_score_is_refused() {
    both(CALLS, |world| {
        let (who, recording) = recorded(world, "040 555 0001", 7);
        let ask = assessor(world, 30);
        let made = world.gate.assess(&ask, &recording, by_form(world, [1, 4, 1])).unwrap();
        let (_, opened) = world.gate.open_object(&ask, &made).unwrap();
        assert_eq!(texts(&opened.items, "score"), ["90"]);
        assert_eq!(texts(&opened.items, "failed"), ["no"]);
        assert_eq!(opened.lines.len(), 3);
        let failed = world.gate.assess(&ask, &recording, by_form(world, [2, 4, 0])).unwrap();
        let (_, opened) = world.gate.open_object(&ask, &failed).unwrap();
        assert_eq!(
            (texts(&opened.items, "score"), texts(&opened.items, "failed")),
            (vec!["80".to_owned()], vec!["yes".to_owned()])
        );
        let mut short = by_form(world, [1, 4, 1]);
        short.answers.pop();
        assert_eq!(problems(world.gate.assess(&ask, &recording, short))[0].1, "question-unanswered");
        assert_eq!(
            problems(world.gate.assess(&ask, &recording, by_form(world, [9, 4, 1])))[0].1,
            "too-many-points"
        );
        // Whoever writes the object itself can't make up a score either, nor speak for the agent.
        let forged = |items: &[(&str, &str)]| {
            let draft = world.object("assessment", "staff", "2026-11-21", items);
            let draft = ObjectDraft { parent: Some(recording.clone()), ..draft };
            problems(world.gate.add_object(&ask, &who, draft))[0].1
        };
        assert_eq!(forged(&[("grade", "good"), ("score", "100")]), "no-such-form");
        assert_eq!(
            forged(&[("grade", "good"), ("form", "service-call"), ("score", "100")]),
            "question-unanswered"
        );
        assert_eq!(forged(&[("grade", "good"), ("reply", "Olen samaa mieltä")]), "reply-is-theirs");
        // Nor use a form for calls to another number, by either way.
        let sales = AssessmentDraft {
            form: id("sales-call"),
            answers: answers([("greeting", 2), ("need", 4), ("privacy", 1)]),
            ..by_form(world, [2, 4, 1])
        };
        let refused = problems(world.gate.assess(&ask, &recording, sales));
        assert_eq!(refused, [("form".to_owned(), "form-for-other-calls")]);
        let plain =
            world.object("assessment", "staff", "2026-11-21", &[("grade", "good"), ("notes", "Selkeä")]);
        assert!(
            world
                .gate
                .add_object(&ask, &who, ObjectDraft { parent: Some(recording.clone()), ..plain })
                .is_ok()
        );
    });
}

#[test]
fn r2_006_the_agent_sees_the_assessment_and_answers_it_and_nobody_else_can() {
    both(CALLS, |world| {
        let (_, recording) = recorded(world, "040 555 0001", 7);
        let (_, others) = recorded(world, "040 555 0002", 8);
        let by = assessor(world, 30);
        let mine = world.gate.assess(&by, &recording, by_form(world, [2, 4, 1])).unwrap();
        world.gate.assess(&by, &others, by_form(world, [0, 0, 1])).unwrap();
        let seen = world.gate.assessments(&agent(world, 7), &november(None)).unwrap();
        assert_eq!(seen.len(), 1);
        assert!(seen[0].mine && seen[0].object.object == mine && seen[0].assessor == Some(AccountId(30)));
        let reply = |account: i64, reply: &Reply| {
            world.gate.reply_to_assessment(&agent(world, account), &mine, reply)
        };
        absent(reply(8, &Reply::Acknowledged));
        absent(world.gate.reply_to_assessment(&by, &mine, &Reply::Acknowledged));
        assert_eq!(
            problems(reply(7, &Reply::Disputed(String::from(" ").into())))[0].1,
            "reply-without-words"
        );
        reply(7, &Reply::Disputed("Asiakas katkaisi puhelun".to_owned().into())).unwrap();
        let (_, opened) = world.gate.open_object(&by, &mine).unwrap();
        assert_eq!(opened.state, Some(id("disputed")));
        assert_eq!(texts(&opened.items, "reply"), ["Asiakas katkaisi puhelun"]);
        assert_eq!(texts(&opened.items, "score"), ["100"]);
        // A dispute stands: neither a reply without words nor other words undo it.
        let again = [Reply::Acknowledged, Reply::Disputed("Ei sittenkään".to_owned().into())];
        assert!(again.iter().all(|again| problems(reply(7, again))[0].1 == "disputed-already"));
        let (_, opened) = world.gate.open_object(&by, &mine).unwrap();
        assert_eq!((opened.state, opened.version), (Some(id("disputed")), 2));
        // What was answered is not scored anew behind the agent's back.
        let again = world.object("assessment", "staff", "2026-11-21", &[("grade", "fair")]);
        let again = ObjectDraft { parent: Some(recording.clone()), ..again };
        assert_eq!(problems(world.gate.edit_object(&by, &mine, 2, again))[0].1, "frozen");
        // What was acknowledged in haste may still be disputed.
        let other = world.gate.assess(&by, &recording, by_form(world, [0, 2, 1])).unwrap();
        let reply = |reply: &Reply| world.gate.reply_to_assessment(&agent(world, 7), &other, reply);
        reply(&Reply::Acknowledged).unwrap();
        reply(&Reply::Disputed("Tervehdin kyllä".to_owned().into())).unwrap();
        let (_, opened) = world.gate.open_object(&by, &other).unwrap();
        assert_eq!(opened.state, Some(id("disputed")));
    });
}

#[test]
fn r2_006_two_assessors_of_one_call_stand_beside_each_other() {
    both(CALLS, |world| {
        let (_, recording) = recorded(world, "040 555 0001", 7);
        for (account, points) in [(30, [2, 4, 1]), (31, [0, 2, 1])] {
            world.gate.assess(&assessor(world, account), &recording, by_form(world, points)).unwrap();
        }
        let seen = world.gate.assessments(&assessor(world, 31), &november(Some(&recording))).unwrap();
        let mut scores: Vec<_> = seen
            .iter()
            .map(|one| (one.assessor.unwrap().0, texts(&one.object.items, "score").remove(0)))
            .collect();
        scores.sort();
        assert_eq!(scores, [(30, "100".to_owned()), (31, "50".to_owned())]);
        let none = world.gate.assessments(&agent(world, 8), &november(Some(&recording))).unwrap();
        assert!(none.is_empty());
    });
}

#[test]
fn r2_006_an_assessment_is_gone_with_its_recording() {
    both(CALLS, |world| {
        let (_, recording) = recorded(world, "040 555 0001", 7);
        world.later("2027-05-19T10:00:00Z");
        let by = assessor(world, 30);
        world.gate.assess(&by, &recording, by_form(world, [2, 4, 1])).unwrap();
        let spring = AssessmentFilter { from: date("2027-05-01"), until: date("2027-05-31"), of: None };
        assert_eq!(world.gate.assessments(&by, &spring).unwrap().len(), 1);
        world.later("2027-05-21T10:00:00Z");
        assert!(world.gate.assessments(&by, &spring).unwrap().is_empty());
        assert!(world.gate.assessments(&agent(world, 7), &spring).unwrap().is_empty());
    });
}

#[test]
fn r2_006_r2_018_an_assessment_goes_with_its_recording_from_a_restored_copy_too() {
    both(CALLS, |world| {
        let subject = recordings::caller(world, "040 555 0003");
        let recording = recordings::take(world, &subject, 7, &recordings::sound(9, 500));
        let by = assessor(world, 30);
        let sales = [("greeting", 2), ("need", 4), ("privacy", 1)];
        let sales =
            AssessmentDraft { form: id("sales-call"), answers: answers(sales), ..by_form(world, [2, 4, 1]) };
        // Later than the recording: its own term is not over when that of the recording is.
        world.later("2027-05-10T10:00:00Z");
        let assessment = world.gate.assess(&by, &recording, sales).unwrap();
        drill::back_up(world);
        let may = AssessmentFilter { from: date("2027-05-01"), until: date("2027-05-31"), of: None };
        assert_eq!(world.gate.assessments(&by, &may).unwrap().len(), 1);
        world.later("2027-05-20T11:06:00Z");
        // At once, though the run has not been here.
        absent(world.gate.open_object(&by, &assessment));
        assert!(world.gate.assessments(&by, &may).unwrap().is_empty());
        assert!(world.gate.assessments(&agent(world, 7), &may).unwrap().is_empty());
        world.gate.retain(&world.rules.statement().register.id).unwrap();
        absent(world.gate.open_object(&by, &assessment));
        drill::put_back(world);
        let again = world.again();
        assert_eq!(again.replay().unwrap().recordings, 1);
        absent(again.open_object(&by, &assessment));
        absent(again.open_object(&recordings::officer(world), &assessment));
    });
}

#[test]
fn r2_006_an_assessment_is_about_the_agent_and_not_in_the_callers_copy() {
    both(CALLS, |world| {
        let (who, recording) = recorded(world, "040 555 0001", 7);
        world.gate.assess(&assessor(world, 30), &recording, by_form(world, [2, 4, 1])).unwrap();
        let own = world.gate.own_ask(&world.rules.statement().register.id, &who).unwrap();
        let package = world.gate.package(&own, &who, Behalf::Own).unwrap();
        let mut kinds: Vec<_> = package.objects.iter().map(|one| one.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["call", "recording"]);
        let card = world.gate.open_card(&own, &who).unwrap();
        assert!(card.objects.iter().all(|one| one.kind.as_str() != "assessment"));
    });
}

#[test]
fn r2_005_figures_are_of_groups_that_are_large_enough_and_name_no_caller() {
    both(CALLS, |world| {
        let by = assessor(world, 30);
        for (at, points) in [[2, 4, 1], [2, 4, 1], [2, 4, 1], [0, 0, 1], [2, 4, 0]].into_iter().enumerate() {
            let (_, recording) = recorded(world, &format!("040 555 001{at}"), 7);
            world.gate.assess(&by, &recording, by_form(world, points)).unwrap();
        }
        let (_, single) = recorded(world, "040 555 0020", 8);
        world.gate.assess(&by, &single, by_form(world, [1, 1, 1])).unwrap();
        let totals = world.gate.assessment_totals(&by, &november(None), Grouping::Agent).unwrap();
        assert!(totals.some_too_small && totals.smallest == 5);
        let [group] = totals.groups.as_slice() else { panic!("{totals:?}") };
        assert_eq!(
            (group.key.clone(), group.recordings, group.failed),
            (GroupKey::Agent(AccountId(7)), 5, 1)
        );
        assert_eq!(group.mean, 80);
        let totals = world.gate.assessment_totals(&by, &november(None), Grouping::Number).unwrap();
        assert_eq!(totals.groups[0].key, GroupKey::Number("+35895550111".to_owned()));
        assert_eq!(totals.groups[0].recordings, 6);
        // An agent sums up nobody.
        assert!(world.gate.assessment_totals(&agent(world, 7), &november(None), Grouping::Agent).is_err());
    });
}
