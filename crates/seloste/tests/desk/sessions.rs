//! Sessions that a trainer leads: what is played in them, by whom, and that a trainee gains nothing.

use crate::{
    absent,
    calls::{self, CALLS, caller, recording},
    common::staff,
    of, page, play, sound,
};

const TRAINING: &str = "training";

#[test]
fn r2_004_r2_026_a_trainer_plays_in_a_session_and_a_trainee_reaches_nothing_during_and_after() {
    let world = calls::world();
    let [mine, theirs] = ["aatos", "beata"].map(|name| staff::account(&world.app, name, CALLS, &["agent"]));
    let caller = caller(&world, "040 555 0123");
    let object = recording(&world, &caller, mine, ("2026-11-20", 3));
    let left_out = recording(&world, &caller, theirs, ("2026-11-20", 4));
    let mut trainer = world.person("trainer", CALLS, &["trainer"]);
    let mut beata = world.person("beata", CALLS, &["agent"]);
    assert_eq!(trainer.get(&page(TRAINING, &object)).status, 404, "no session is open");
    let list = trainer.get(&format!("{}/recordings", of(TRAINING))).text().to_string();
    assert!(list.contains(&object.0) && list.contains("name=\"trainee\""), "{list}");

    let led = format!("{}/led", of(TRAINING));
    assert_eq!(trainer.post(&led, &[("pick", &object.0), ("hours", "1")]).status, 422, "nobody learns");
    assert_eq!(trainer.post(&led, &[("trainee", "beata")]).status, 422, "nothing is played");
    let opened = trainer.post(&led, &[("pick", &object.0), ("trainee", "beata"), ("hours", "1")]);
    assert_eq!(opened.status, 303, "{}", opened.text());
    let session = opened.header("location").unwrap().to_owned();
    assert!(trainer.get(&session).text().contains("beata"));
    let address = sound(&trainer.get(&page(TRAINING, &object)));
    assert_eq!(play(&mut trainer, &address, Some("bytes=0-9")).status, 206);
    assert_eq!(trainer.get(&page(TRAINING, &left_out)).status, 404, "not of this session");

    // The trainee, at the same time: by page, by the trainer's address, by the session's page.
    absent("a trainee", &play(&mut beata, &address, Some("bytes=0-9")));
    assert_eq!(beata.get(&page("service-quality", &object)).status, 404);
    for path in [page(TRAINING, &object), session.clone(), led.clone()] {
        let answer = beata.get(&path);
        assert!(matches!(answer.status, 403 | 404) && !answer.text().contains("/sound/"), "{path}");
    }
    // Another trainer does not lead this session.
    let mut other = world.person("other-trainer", CALLS, &["trainer"]);
    assert_eq!(other.get(&session).status, 404);
    assert_eq!(other.get(&page(TRAINING, &object)).status, 404);
    assert_eq!(other.post(&format!("{session}/close"), &[]).status, 404);

    assert_eq!(trainer.post(&format!("{session}/close"), &[]).status, 303);
    absent("after the session", &play(&mut trainer, &address, Some("bytes=0-9")));
    assert_eq!(trainer.get(&page(TRAINING, &object)).status, 404);
    assert_eq!(beata.get(&page("service-quality", &object)).status, 404);
}
