//! What somebody has to decide about before a version comes into force.

use crate::{
    common::{RETAIL, World, register},
    decide_all, keeper, retail, two,
};
use jiff::civil::date;
use seloste::{
    store,
    work::{
        proof::{Options, prove},
        versions::{
            VersionError,
            judge::{Deciding, passage},
        },
    },
};
use seloste_db::Engine;
use seloste_register::{diagnostics::Severity, statement::diff::Follow};
use std::ops::ControlFlow;

#[test]
fn r7_005_a_promise_that_was_shown_to_be_broken_is_made_again_by_a_decision_alone() {
    let world = World::new(Engine::Sqlite);
    // Somebody without a role at the time has used the register: that stays true whatever anybody does.
    world.marked_person(RETAIL, 1);
    let of = register(RETAIL);
    let options = Options { claim: Some("system--accounts".to_owned()), ..Options::default() };
    let report = prove(&world.app, &of, &options, &mut |_, _, _| {}).unwrap();
    assert_eq!(report.summary.broken, 1);
    let (home, _) = world.app.register(&of).unwrap();
    let (text, now) = (serde_json::to_string(&report).unwrap(), world.app.clock().now());
    home.gate.data().write(|tx| store::proof::insert(tx, &of, now, 1, &text)).unwrap();
    let (one, other) = two(&world.app);
    let writer = keeper(&world.app, &one);
    let draft = writer.begin(Some(&retail().replacen("555 0100", "555 0109", 1)), "Uusi numero").unwrap();
    let Err(VersionError::Undecided(open)) = writer.propose(draft.id) else { panic!("nobody decided") };
    assert_eq!(open.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["claim-broken"]);
    assert_eq!(open[0].passages, ["accounts"]);
    assert!(open[0].what.en.contains("system--accounts"), "{}", open[0].what.en);
    decide_all(&writer, &draft);
    writer.propose(draft.id).unwrap();
    let second = keeper(&world.app, &other);
    let done = second.activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(done.judged.decisions.len(), 1);
    // A decision is for one draft: the next is asked again.
    let next = writer.begin(Some(&retail().replacen("555 0100", "555 0108", 1)), "Taas uusi numero").unwrap();
    assert!(matches!(writer.propose(next.id), Err(VersionError::Undecided(_))));
}

#[test]
fn r1_003_a_purpose_told_in_other_words_is_looked_at_by_somebody() {
    let world = World::new(Engine::Sqlite);
    world.marked_person(RETAIL, 1);
    let writer = two(&world.app).0;
    let writer = keeper(&world.app, &writer);
    let text = retail().replacen("en = \"Targeting of advertising\"", "en = \"Targeting and training\"", 1);
    let draft = writer.begin(Some(&text), "Uusi nimi").unwrap();
    let judged = writer.preview(&draft, |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(judged.changes.len(), 1);
    assert_eq!(
        (judged.changes[0].kind, &judged.changes[0].follows[..]),
        ("purpose-reworded", &[Follow::Reworded][..])
    );
    assert_ne!(judged.changes[0].whom_said.en, "Changes nobody's position.");
    let open = judged.undecided();
    assert_eq!(open.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["purpose-reworded"]);
}

#[test]
fn a_weaker_promise_needs_a_decision_and_queues_who_must_be_told() {
    let world = World::new(Engine::Sqlite);
    world.marked_person(RETAIL, 1);
    let (one, other) = two(&world.app);
    let writer = keeper(&world.app, &one);
    let text = retail().replacen("outside-eea = \"never\"", "outside-eea = \"with-safeguard\"", 1);
    let draft = writer.begin(Some(&text), "Uusi pilvipalvelu").unwrap();
    let Err(VersionError::Undecided(open)) = writer.propose(draft.id) else { panic!("nobody decided") };
    let weaker = open.iter().find(|problem| problem.rule == "promise-weaker").unwrap();
    assert_eq!(weaker.severity, Severity::Decision);
    let late = Deciding {
        rule: weaker.rule,
        passage: &passage(weaker),
        why: "Kerrottu kirjeellä.",
        yields: "",
        review: date(2026, 11, 1),
    };
    assert!(matches!(writer.decide(draft.id, &late), Err(VersionError::ReviewPast)));
    decide_all(&writer, &draft);
    writer.propose(draft.id).unwrap();
    let second = keeper(&world.app, &other);
    let done = second.activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap();
    assert!(done.duties > 0);
    let duties = second.to_tell().unwrap();
    assert_eq!(duties.len(), done.duties);
    assert!(duties.iter().any(|duty| duty.people == 1 && duty.due == date(2026, 11, 23)), "{duties:#?}");
    second.was_told(duties[0].id, "Kirje 23.11.2026").unwrap();
    assert!(matches!(second.was_told(duties[0].id, "Uudelleen"), Err(VersionError::Absent)));
}
