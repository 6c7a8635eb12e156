//! Listening to verify an event names the event: one that exists, is the same person's, and that the recording belongs to.

use crate::{
    calls::{draft, gate},
    common::{Visitor, World, register, staff, statement},
    play, sound,
};
use seloste::installation::Head;
use seloste_db::Engine;
use seloste_gate::{
    ask::Ask,
    card::{Draft, ItemChange, NewValue, ObjectRef, SubjectRef},
    recording::MediumFacts,
};
use seloste_register::{
    id::{GroupId, PurposeId, SourceId},
    item,
};

const SUPPORT: &str = "support-customers";

fn ask(world: &World, name: &str, (role, purpose): (&str, &str)) -> Ask {
    let rules = staff::rules(&world.app, SUPPORT);
    let account = staff::account(&world.app, name, SUPPORT, &[role]);
    let now = world.app.clock().now();
    let standing =
        |tx: &mut seloste_db::Tx<'_>| seloste::session::standing::in_register(tx, &rules, account, now);
    let actor = gate(world, SUPPORT).data().read(standing).unwrap();
    Ask { actor, register: register(SUPPORT), purpose: PurposeId::new(purpose).unwrap(), reason: None }
}

/// A customer whom somebody of the support looks after.
fn customer(world: &World, surname: &str) -> SubjectRef {
    let rules = staff::rules(&world.app, SUPPORT);
    let item = rules.statement().items.iter().find(|item| item.id.as_str() == "surname").unwrap();
    let source = SourceId::new("phone-contact").unwrap();
    let value = NewValue { value: item::read(item, surname, None).unwrap(), source };
    let items = vec![ItemChange { item: item.id.clone(), values: vec![value] }];
    let draft = Draft { group: GroupId::new("customers").unwrap(), areas: Vec::new(), items };
    gate(world, SUPPORT).create(&ask(world, "tuki", ("support-agent", "serving")), draft).unwrap()
}

fn contact(world: &World, who: &SubjectRef, day: &str) -> ObjectRef {
    let made = draft(world, (SUPPORT, "contact"), day, &[("channel", "chat")]);
    gate(world, SUPPORT).add_object(&ask(world, "tuki", ("support-agent", "serving")), who, made).unwrap()
}

/// A recorded call that belongs to a contact.
fn recorded(world: &World, who: &SubjectRef, contact: &ObjectRef) -> ObjectRef {
    let items = [("direction", "outbound"), ("told", "yes"), ("started", "2026-11-20T14:00:00+02:00")];
    let mut made = draft(world, (SUPPORT, "call-recording"), "2026-11-20", &items);
    made.parent = Some(contact.clone());
    made.ends = Some("2026-11-20".parse().unwrap());
    let bytes: Vec<u8> = contact.0.bytes().cycle().take(5_000).collect();
    let facts = MediumFacts {
        format: "audio/wav",
        channels: 1,
        length_ms: 10_000,
        peaks: vec![1, 2, 3],
        delivery: format!("pbx-{}", contact.0),
        digest: seloste_gate::recording::digest(&bytes),
        said: seloste_gate::recording::Said::default(),
    };
    let system = ask(world, "telephone", ("telephone-system", "rights"));
    gate(world, SUPPORT)
        .take_recording(&system, who, made, (facts, &mut &bytes[..]))
        .unwrap()
        .object()
        .clone()
}

fn give_reason(visitor: &mut Visitor, page: &str) {
    let fields = [("back", page), ("reason", "Asiakas kiistää sovitun")];
    let back = visitor.post(&format!("/r/{SUPPORT}/for/event-verification/reason"), &fields);
    let cookie = back.header("set-cookie").unwrap().to_owned();
    let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
    visitor.client().set_cookie(name, value);
}

#[test]
fn r6_014_r7_012_playback_names_the_event_and_opens_only_what_belongs_to_it() {
    let world = World::of(Engine::Sqlite, Head::default(), &[(SUPPORT, statement("support-customers.toml"))]);
    let (who, other) = (customer(&world, "Malli"), customer(&world, "Toinen"));
    let [mine, later, foreign] = [(&who, "2026-11-20"), (&who, "2026-11-21"), (&other, "2026-11-20")]
        .map(|(who, day)| contact(&world, who, day));
    let [recording, beside] = [&mine, &later].map(|contact| recorded(&world, &who, contact));
    let mut agent = world.person("tuki", SUPPORT, &["support-agent"]);
    let page = |object: &ObjectRef| format!("/r/{SUPPORT}/for/event-verification/recording/{}", object.0);
    let address = page(&recording);
    assert!(agent.get(&address).text().contains("name=\"reason\""));
    give_reason(&mut agent, &address);
    let asked = agent.get(&address);
    let text = asked.text();
    assert!(asked.status == 403 && text.contains("Which event do you verify?"), "{text}");
    assert!(text.contains(&mine.0) && !text.contains(&later.0) && !text.contains(&foreign.0), "{text}");
    assert!(!text.contains("/sound/"), "{text}");
    // An event that is another person's, another's of the same person, or none at all.
    for wrong in [&foreign.0, &later.0, &who.0, ""] {
        let fields = [("event", wrong), ("ends", "30.11.2026")];
        assert_eq!(agent.post(&format!("{address}/event"), &fields).status, 422, "{wrong}");
        assert!(!agent.get(&address).text().contains("/sound/"));
    }
    let fields = [("event", mine.0.as_str()), ("ends", "30.11.2026")];
    assert_eq!(agent.post(&format!("{address}/event"), &fields).status, 303);
    let opened = sound(&agent.get(&address));
    assert_eq!(play(&mut agent, &opened, Some("bytes=0-9")).status, 206);
    // The event opens its own recording and no other; it stands on record as what the recording is needed for.
    give_reason(&mut agent, &page(&beside));
    assert_eq!(agent.get(&page(&beside)).status, 403);
    give_reason(&mut agent, &address);
    let needs = agent.get(&format!("{address}/needs"));
    assert!(needs.status == 200 && needs.text().contains("Asiakas kiistää sovitun"), "{}", needs.text());
    // After its last day the event opens nothing.
    world.clock.set("2026-12-01T10:00:00Z".parse().unwrap());
    let mut agent = world.person("tuki", SUPPORT, &["support-agent"]);
    give_reason(&mut agent, &address);
    assert_eq!(agent.get(&address).status, 403);
}
