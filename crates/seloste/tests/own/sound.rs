//! Asking on one's own pages for a recording of one's own.

use crate::{
    common::{Visitor, World, post::Office, register, staff, statement},
    hidden,
};
use seloste::installation::Head;
use seloste_db::Engine;
use seloste_gate::{
    ask::Ask,
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef},
    recording::MediumFacts,
};
use seloste_register::{
    id::{GroupId, ItemId, ObjectKindId, PurposeId, SourceId},
    item,
    statement::model::Item,
};

const SUPPORT: &str = "support-customers";

fn system(world: &World) -> Ask {
    let rules = staff::rules(&world.app, SUPPORT);
    let account = staff::account(&world.app, "telephone", SUPPORT, &["telephone-system"]);
    let now = world.app.clock().now();
    let standing =
        |tx: &mut seloste_db::Tx<'_>| seloste::session::standing::in_register(tx, &rules, account, now);
    let (home, _) = world.app.register(&register(SUPPORT)).unwrap();
    let actor = home.gate.data().read(standing).unwrap();
    Ask { actor, register: register(SUPPORT), purpose: PurposeId::new("rights").unwrap(), reason: None }
}

fn values(declared: &[Item], values: &[(&str, &str)]) -> Vec<ItemChange> {
    let source = SourceId::new("phone-contact").unwrap();
    let change = |(id, text): &(&str, &str)| {
        let item = declared.iter().find(|item| item.id.as_str() == *id).unwrap();
        let value = NewValue { value: item::read(item, text, None).unwrap(), source: source.clone() };
        ItemChange { item: ItemId::new(id).unwrap(), values: vec![value] }
    };
    values.iter().map(change).collect()
}

/// A customer with a recorded call.
fn called(world: &World, email: &str) -> (SubjectRef, ObjectRef) {
    let (home, rules) = world.app.register(&register(SUPPORT)).unwrap();
    let (gate, ask) = (&home.gate, system(world));
    let items = values(&rules.statement().items, &[("surname", "Malli"), ("email", email)]);
    let draft = Draft { group: GroupId::new("customers").unwrap(), areas: Vec::new(), items };
    let who = gate.create(&ask, draft).unwrap();
    let object = |kind: &str, parent: Option<ObjectRef>, items: &[(&str, &str)]| {
        let kind = rules.object(&ObjectKindId::new(kind).unwrap()).unwrap();
        ObjectDraft {
            kind: kind.id.clone(),
            ends: parent.as_ref().map(|_| "2026-11-20".parse().unwrap()),
            parent,
            state: None,
            starts: "2026-11-20".parse().unwrap(),
            source: SourceId::new("phone-contact").unwrap(),
            assigned: None,
            items: values(&kind.items, items),
            lines: Vec::new(),
        }
    };
    let contact = gate.add_object(&ask, &who, object("contact", None, &[("channel", "phone")])).unwrap();
    let items = [("direction", "inbound"), ("told", "yes"), ("started", "2026-11-20T14:00:00+02:00")];
    let bytes = email.as_bytes();
    let facts = MediumFacts {
        format: "audio/wav",
        channels: 1,
        length_ms: 10_000,
        peaks: vec![1],
        delivery: email.to_owned(),
        digest: seloste_gate::recording::digest(bytes),
        said: seloste_gate::recording::Said::default(),
    };
    let draft = object("call-recording", Some(contact), &items);
    let taken = gate.take_recording(&ask, &who, draft, (facts, &mut &*bytes)).unwrap();
    (who, taken.object().clone())
}

fn at_home(world: &World, office: &Office, email: &str) -> Visitor {
    let mut visitor = world.stranger();
    let before = office.count();
    let asked = visitor.post_bare(&format!("/my/{SUPPORT}/link"), &[("email", email)]);
    assert_eq!(asked.status, 200, "{}", asked.text());
    let link = office.mail(before).link();
    assert_eq!(visitor.post_bare(&link, &[]).status, 303);
    visitor
}

#[test]
fn r2_030_r7_026_a_person_asks_for_a_recording_of_their_own_and_it_is_held() {
    let office = Office::open();
    let head = Head { mail: Some(office.settings()), ..Head::default() };
    let world = World::of(Engine::Sqlite, head, &[(SUPPORT, statement("support-customers.toml"))]);
    let (_, mine) = called(&world, "malli@example.fi");
    let (_, theirs) = called(&world, "toinen@example.fi");
    let mut person = at_home(&world, &office, "malli@example.fi");
    let address = format!("/my/{SUPPORT}/events/{}", mine.0);
    let page = person.get(&address).text();
    assert!(page.contains("Ask for a copy") && page.contains("Ask for a time to listen"), "{page}");
    let token = hidden(&page);
    let mut fields: Vec<(&str, &str)> =
        token.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("wish", "copy"));
    // Another person's recording is like none.
    let other = person.post_bare(&format!("/my/{SUPPORT}/events/{}/ask", theirs.0), &fields);
    assert_eq!(other.status, 404, "{}", other.text());
    let bare = person.post_bare(&format!("{address}/ask"), &[("wish", "copy")]);
    assert!(bare.status >= 400 || bare.header("location") != Some("/my/support-customers/requests"));
    assert!(person.get(&format!("/my/{SUPPORT}/requests")).text().contains("You have made no requests"));
    let asked = person.post_bare(&format!("{address}/ask"), &fields);
    assert_eq!((asked.status, asked.header("location")), (303, Some("/my/support-customers/requests")));
    let requests = person.get(&format!("/my/{SUPPORT}/requests")).text();
    assert!(requests.contains("Access to own data") && !requests.contains("for certain"), "{requests}");
    // A year later the other call is over; this one waits for the answer.
    world.clock.set("2027-11-22T10:00:00Z".parse().unwrap());
    let (home, _) = world.app.register(&register(SUPPORT)).unwrap();
    let lives = |object: &ObjectRef| home.gate.may_be_asked_for(&register(SUPPORT), object).unwrap();
    assert_eq!((lives(&mine), lives(&theirs)), (true, false));
}
