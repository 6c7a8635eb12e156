//! The list: by time, agent, number in any written form; and nothing of what one may not hear, not even in its counts.

use crate::{
    calls::{self, CALLS, caller, recording},
    common::staff,
    of,
};

const QUALITY: &str = "service-quality";

#[test]
fn r2_027_r2_013_the_list_has_what_one_may_hear_and_finds_by_number() {
    let world = calls::world();
    let [mine, theirs] = ["aatos", "beata"].map(|name| staff::account(&world.app, name, CALLS, &["agent"]));
    let (one, two) = (caller(&world, "040 555 0123"), caller(&world, "+358 50 555 0199"));
    let own = recording(&world, &one, mine, ("2026-11-20", 3));
    let other = recording(&world, &two, theirs, ("2026-11-19", 4));
    let list = format!("{}/recordings", of(QUALITY));
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let page = aatos.get(&list).text().to_string();
    assert!(page.contains(&own.0) && !page.contains(&other.0), "{page}");
    assert!(page.contains("Recordings: 1"), "{page}");
    assert!(!page.contains("name=\"agent\""), "an agent is not offered others: {page}");
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let page = assessor.get(&list).text().to_string();
    assert!(page.find(&own.0).unwrap() < page.find(&other.0).unwrap(), "newest first: {page}");
    assert!(!page.contains("555"), "the list tells no numbers: {page}");

    for (written, finds) in [
        ("040 555 0123", &own),
        ("+358405550123", &own),
        ("00358 40 5550123", &own),
        ("(050) 555-0199", &other),
    ] {
        let answer = assessor.post(&list, &[("number", written)]);
        let page = answer.text().to_string();
        assert_eq!(answer.status, 200);
        let found = [&own, &other].map(|object| page.contains(&object.0));
        assert_eq!(found, [finds == &own, finds == &other], "{written}: {page}");
    }
    // Another agent's caller is as unknown as a number that never called.
    let page = |visitor: &mut crate::common::Visitor, number: &str| {
        visitor.post(&list, &[("number", number)]).text().replace(number, "*")
    };
    assert_eq!(page(&mut aatos, "050 555 0199"), page(&mut aatos, "050 555 0100"));

    for (query, found) in [
        ("from=2026-11-20", [true, false]),
        ("until=2026-11-19", [false, true]),
        ("from=2026-11-19&until=2026-11-20", [true, true]),
        ("agent=beata", [false, true]),
        ("minutes=6", [false, false]),
        ("queue=sales", [true, true]),
        ("queue=customer-service", [false, false]),
    ] {
        let page = assessor.get(&format!("{list}?{query}")).text().to_string();
        assert_eq!([&own, &other].map(|object| page.contains(&object.0)), found, "{query}");
    }
    let link = assessor.get(&format!("{list}?number=0405550123")).text().to_string();
    assert!(link.contains(&other.0), "a number in an address is not followed");
}

#[test]
fn the_menu_has_recordings_for_those_who_hear_them() {
    let world = calls::world();
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let begun = aatos.visit(&of(QUALITY));
    assert_eq!(begun.status, 200);
    assert!(begun.text().contains("There are no recordings that you may hear"), "{}", begun.text());
    assert_eq!(aatos.visit(&format!("/r/{CALLS}/recordings")).status, 200);
    let mut analyst = world.person("analyst", CALLS, &["analyst"]);
    assert_eq!(analyst.visit(&format!("/r/{CALLS}/recordings")).status, 404);
}

#[test]
fn notes_stand_at_their_time_and_are_seen_by_those_who_read_their_category() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let page = crate::page(QUALITY, &object);
    let note = format!("{page}/note");
    assert_eq!(assessor.post(&note, &[("at", "2:05"), ("text", "Greets by <name>")]).status, 303);
    for (at, text) in [("9:99", "x"), ("", "x"), ("2:05", ""), ("1:00:00", "beyond the end")] {
        let answer = assessor.post(&note, &[("at", at), ("text", text)]);
        assert_eq!(answer.status, 422, "{at}");
        assert!(answer.text().contains("role=\"alert\""));
    }
    let shown = assessor.get(&page).text().to_string();
    assert!(shown.contains("Greets by &lt;name&gt;") && shown.contains("data-at=\"125\""), "{shown}");
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    assert!(aatos.get(&page).text().contains("Greets by"), "an agent sees what is noted of them");
    assert_eq!(aatos.post(&note, &[("at", "2:06"), ("text", "x")]).status, 403);
    let mut officer = world.person("officer", CALLS, &["privacy-officer"]);
    assert!(officer.get(&crate::page("rights", &object)).text().contains("Greets by"));
}
