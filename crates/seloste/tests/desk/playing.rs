//! Playing: by range, through an address that one session has; and every way of getting at another's bytes.

use crate::{
    absent,
    calls::{self, CALLS, bytes, caller, recording},
    common::staff,
    of, page, play, sound,
};
use jiff::SignedDuration;
use seloste::bench::http::Request;

const QUALITY: &str = "service-quality";

#[test]
fn r2_025_an_assessor_plays_whole_and_by_range() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let shown = assessor.get(&page(QUALITY, &object));
    let address = sound(&shown);
    let whole = bytes(3);
    let text = shown.text().to_string();
    assert!(text.contains("controlslist=\"nodownload") && !text.contains("download="), "{text}");
    assert!(shown.header("content-security-policy").unwrap().contains("media-src 'self'"));

    let all = play(&mut assessor, &address, None);
    assert_eq!((all.status, all.body == whole), (200, true));
    let part = play(&mut assessor, &address, Some("bytes=100-199"));
    assert_eq!((part.status, &part.body[..]), (206, &whole[100..200]));
    assert_eq!(part.header("content-range"), Some(format!("bytes 100-199/{}", whole.len()).as_str()));
    assert_eq!(part.header("content-disposition"), Some("inline"));
    assert_eq!(part.header("cache-control"), Some("no-store"));
    assert_eq!(part.header("content-type"), Some("audio/wav"));
    let last = play(&mut assessor, &address, Some("bytes=-10"));
    assert_eq!((last.status, &last.body[..]), (206, &whole[whole.len() - 10..]));
    let open = play(&mut assessor, &address, Some("bytes=300000-"));
    assert_eq!((open.status, &open.body[..]), (206, &whole[300_000..]));
    assert_eq!(play(&mut assessor, &address, Some("bytes=400000-")).status, 416);
    let mark = part.header("etag").unwrap().to_owned();
    let again = |visitor: &mut crate::common::Visitor, mark: &str| {
        let headers = [("range", "bytes=0-9"), ("if-range", mark)];
        visitor.send(Request { headers: &headers, ..Request::get(&address) }).status
    };
    assert_eq!((again(&mut assessor, &mark), again(&mut assessor, "\"other\"")), (206, 200));
}

#[test]
fn r2_023_a_recording_is_not_saved_as_a_file() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let address = sound(&assessor.get(&page(QUALITY, &object)));
    for dest in ["document", "iframe", "object", "embed"] {
        let headers = [("sec-fetch-dest", dest)];
        absent(dest, &assessor.send(Request { headers: &headers, ..Request::get(&address) }));
    }
}

#[test]
fn r2_021_an_address_is_worth_nothing_to_anybody_else_and_soon_to_nobody() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let address = sound(&assessor.get(&page(QUALITY, &object)));
    // The same person in another browser, another assessor, an agent, and nobody.
    let mut again = world.person("assessor", CALLS, &["assessor"]);
    let mut other = world.person("other-assessor", CALLS, &["assessor"]);
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    for (what, visitor) in [("own, elsewhere", &mut again), ("another", &mut other), ("agent", &mut aatos)] {
        for range in [None, Some("bytes=0-0"), Some("bytes=399999-"), Some("bytes=400000-")] {
            absent(what, &play(visitor, &address, range));
        }
    }
    assert_eq!(play(&mut world.stranger(), &address, None).status, 303);
    absent("guessed", &play(&mut assessor, &format!("/r/{CALLS}/sound/{}", "A".repeat(43)), None));
    absent("a recording's name", &play(&mut assessor, &format!("/r/{CALLS}/sound/{}", object.0), None));
    assert_eq!(play(&mut assessor, &address, Some("bytes=0-9")).status, 206);
    world.clock.set(world.app.clock().now() + SignedDuration::from_mins(11));
    absent("old", &play(&mut assessor, &address, Some("bytes=0-9")));
}

#[test]
fn r2_027_another_agents_call_is_like_one_that_is_not_there() {
    let world = calls::world();
    let [mine, theirs] = ["aatos", "beata"].map(|name| staff::account(&world.app, name, CALLS, &["agent"]));
    let caller = caller(&world, "040 555 0123");
    let own = recording(&world, &caller, mine, ("2026-11-20", 3));
    let other = recording(&world, &caller, theirs, ("2026-11-20", 4));
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let mut beata = world.person("beata", CALLS, &["agent"]);
    let address = sound(&aatos.get(&page(QUALITY, &own)));
    assert_eq!(play(&mut aatos, &address, None).body, bytes(3));
    let theirs = sound(&beata.get(&page(QUALITY, &other)));
    absent("by address", &play(&mut aatos, &theirs, Some("bytes=0-9")));
    // The page of another's recording, of one that never was, and of something else that has a name.
    let gone = |name: &str| format!("{}/recording/{name}", of(QUALITY));
    let [there, never, odd] = [other.0.as_str(), caller.0.as_str(), "x"].map(|name| aatos.get(&gone(name)));
    assert_eq!((there.status, never.status, odd.status), (404, 404, 404));
    assert_eq!(there.text(), never.text());
    assert_eq!(there.text(), odd.text());
}

#[test]
fn r2_003_r2_028_a_recording_is_played_for_what_is_declared_and_with_a_reason_where_one_is_wanted() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    for purpose in ["marketing", "training", "maintenance", "rights", "evidence", "service-level-studies"] {
        let answer = assessor.get(&page(purpose, &object));
        assert_eq!(answer.status, 403, "{purpose}: {}", answer.text());
        assert!(!answer.text().contains("/sound/"), "{purpose}");
    }
    let mut technician = world.person("technician", CALLS, &["maintainer"]);
    let address = page("maintenance", &object);
    let asked = technician.get(&address);
    assert_eq!(asked.status, 403);
    assert!(
        asked.text().contains("name=\"reason\"") && !asked.text().contains("/sound/"),
        "{}",
        asked.text()
    );
    let fields = [("back", address.as_str()), ("reason", "Ticket 17: no sound on the left channel")];
    let back = technician.post(&format!("{}/reason", of("maintenance")), &fields);
    let cookie = back.header("set-cookie").unwrap().to_owned();
    assert!(cookie.contains(&format!("Path={address};")) && cookie.contains("Max-Age="), "{cookie}");
    let pair = cookie.split(';').next().unwrap().to_owned();
    let (name, value) = pair.split_once('=').unwrap();
    technician.client().set_cookie(name, value);
    let opened = sound(&technician.get(&address));
    assert_eq!(play(&mut technician, &opened, Some("bytes=0-9")).status, 206);

    // Those who keep the register see who listened, how, and nothing of what was said.
    let mut officer = world.person("officer", CALLS, &["privacy-officer"]);
    let report = officer.get(&format!("{}/listened", of("rights"))).text().to_string();
    assert!(report.contains("technician") && report.contains("With a reason"), "{report}");
    let page = officer.get(&page("rights", &object)).text().to_string();
    assert!(page.contains("Who has listened") && page.contains("technician"), "{page}");
    assert_eq!(assessor.get(&format!("{}/listened", of("service-quality"))).status, 403);
}

#[test]
fn playing_ends_with_the_session_and_with_the_permission() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let address = sound(&assessor.get(&page(QUALITY, &object)));
    assert_eq!(play(&mut assessor, &address, Some("bytes=0-9")).status, 206);
    let (controller, _) = world.app.register(&crate::common::register(CALLS)).unwrap();
    let account = staff::account(&world.app, "assessor", CALLS, &["assessor"]);
    let now = world.app.clock().now();
    let end = |tx: &mut seloste_db::Tx<'_>| seloste::store::designation::end_all(tx, account, now, None);
    controller.gate.data().write(end).unwrap();
    absent("without the role", &play(&mut assessor, &address, Some("bytes=0-9")));
}

#[test]
fn r2_018_at_six_months_and_a_minute_there_is_nothing_to_hear() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    let object = recording(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", 3));
    // The call ended at 14.05 on 20 November in Finland; six calendar months later clocks are in summer time.
    world.clock.set("2027-05-20T11:04:00Z".parse().unwrap());
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let address = sound(&assessor.get(&page(QUALITY, &object)));
    assert_eq!(play(&mut assessor, &address, Some("bytes=0-9")).status, 206);
    world.clock.set("2027-05-20T11:06:00Z".parse().unwrap());
    absent("bytes", &play(&mut assessor, &address, Some("bytes=0-9")));
    assert_eq!(assessor.get(&page(QUALITY, &object)).status, 404);
    let list = assessor.get(&format!("{}/recordings", of(QUALITY)));
    assert!(!list.text().contains(&object.0), "{}", list.text());
}

#[test]
fn a_span_is_covered_for_good_by_those_who_may_erase() {
    let world = calls::world();
    let agent = staff::account(&world.app, "aatos", CALLS, &["agent"]);
    // Ten seconds of a loud steady sound.
    let mut wav = Vec::new();
    let shape = seloste_sound::Shape { channels: 1, sample_rate: 8_000 };
    seloste_sound::wav::head(&mut wav, &shape, 80_000).unwrap();
    wav.extend((0..80_000).flat_map(|_| 20_000_i16.to_le_bytes()));
    let object = calls::taken(&world, &caller(&world, "040 555 0123"), agent, ("2026-11-20", &wav, 10_000));
    let mut assessor = world.person("assessor", CALLS, &["assessor"]);
    let before = sound(&assessor.get(&page(QUALITY, &object)));
    assert_eq!(play(&mut assessor, &before, None).body, wav);
    let cover = format!("{}/cover", page("rights", &object));
    let order = |spans: &'static str| [("spans", spans), ("order", "The privacy officer, request 7")];
    assert_eq!(assessor.post(&format!("{}/cover", page(QUALITY, &object)), &order("0:02-0:03")).status, 403);
    let mut officer = world.person("officer", CALLS, &["privacy-officer"]);
    assert!(officer.get(&page("rights", &object)).text().contains("/cover"));
    for wrong in ["", "0:03-0:02", "0:09-0:30", "soon"] {
        assert_eq!(officer.post(&cover, &order(wrong)).status, 422, "{wrong}");
    }
    let done = officer.post(&cover, &order("0:02–0:03"));
    assert_eq!(done.status, 303, "{}", done.text());
    // The address of before stands for what is no more; the page of now has the rest, to the sample.
    let now = sound(&assessor.get(&page(QUALITY, &object)));
    let after = play(&mut assessor, &now, None).body;
    assert_eq!(after.len(), wav.len());
    let head = wav.len() - 160_000;
    let sample = |bytes: &[u8], second: usize| bytes[head + second * 16_000..][..8_000].to_vec();
    for second in [0, 1, 3, 9] {
        assert_eq!(sample(&after, second), sample(&wav, second), "{second}");
    }
    assert_ne!(sample(&after, 2), sample(&wav, 2));
    assert!(!after[head + 32_000..head + 48_000].chunks(2).any(|one| one == 20_000_i16.to_le_bytes()));
}
