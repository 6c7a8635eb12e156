//! Recorded calls to visit: put there through the gate, as the telephone system would.

use crate::common::{World, register, staff, statement};
use seloste::installation::Head;
use seloste_db::Engine;
use seloste_gate::{
    ask::{AccountId, Ask},
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef},
    recording::MediumFacts,
};
use seloste_register::{id::PurposeId, item, statement::model::Item};

/// The register of recorded calls.
pub const CALLS: &str = "call-recordings";
/// Bytes of a recording: more than a stretch, so that it is opened in parts.
pub const LENGTH: usize = 400_000;

/// A world with the register of calls.
pub fn world() -> World {
    World::of(Engine::Sqlite, Head::default(), &[(CALLS, statement("call-recordings.toml"))])
}

/// Bytes that tell where they are from.
pub fn bytes(seed: u8) -> Vec<u8> {
    (0..LENGTH).map(|at| u8::try_from((at / 251 + at * 7) % 256).unwrap() ^ seed).collect()
}

/// What the telephone system asks with.
pub fn system(world: &World) -> Ask {
    let rules = staff::rules(&world.app, CALLS);
    let account = staff::account(&world.app, "telephone", CALLS, &["telephone-system"]);
    let (controller, _) = world.app.register(&register(CALLS)).unwrap();
    let now = world.app.clock().now();
    let actor = controller
        .gate
        .data()
        .read(|tx| seloste::session::standing::in_register(tx, &rules, account, now))
        .unwrap();
    Ask { actor, register: register(CALLS), purpose: PurposeId::new("rights").unwrap(), reason: None }
}

fn value(declared: &[Item], id: &str, text: &str) -> ItemChange {
    let item = declared.iter().find(|item| item.id.as_str() == id).unwrap();
    let value = item::read(item, text, None).unwrap();
    let source = seloste_register::id::SourceId::new("call").unwrap();
    ItemChange { item: item.id.clone(), values: vec![NewValue { value, source }] }
}

fn draft(world: &World, kind: &str, day: &str, items: &[(&str, &str)]) -> ObjectDraft {
    let rules = staff::rules(&world.app, CALLS);
    let kind = rules.statement().objects.iter().find(|one| one.id.as_str() == kind).unwrap();
    ObjectDraft {
        kind: kind.id.clone(),
        parent: None,
        state: None,
        starts: day.parse().unwrap(),
        ends: None,
        source: seloste_register::id::SourceId::new("call").unwrap(),
        assigned: None,
        items: items.iter().map(|(id, text)| value(&kind.items, id, text)).collect(),
        lines: Vec::new(),
    }
}

/// A caller known by a number alone.
pub fn caller(world: &World, number: &str) -> SubjectRef {
    let rules = staff::rules(&world.app, CALLS);
    let (controller, _) = world.app.register(&register(CALLS)).unwrap();
    let items = vec![value(&rules.statement().items, "caller-number", number)];
    let group = seloste_register::id::GroupId::new("callers").unwrap();
    controller.gate.create(&system(world), Draft { group, areas: Vec::new(), items }).unwrap()
}

/// A recorded call that an account answered; its bytes tell the seed.
pub fn recording(
    world: &World,
    subject: &SubjectRef,
    agent: AccountId,
    (day, seed): (&str, u8),
) -> ObjectRef {
    let (controller, _) = world.app.register(&register(CALLS)).unwrap();
    let (gate, ask) = (&controller.gate, system(world));
    let (started, ended) = (format!("{day}T14:00:00+02:00"), format!("{day}T14:05:00+02:00"));
    let times = [("number-called", "+35895550110"), ("started", started.as_str()), ("ended", ended.as_str())];
    let mut call = draft(world, "call", day, &times);
    call.state = Some(seloste_register::id::ChoiceId::new("recorded").unwrap());
    call.assigned = Some(agent);
    let call = gate.add_object(&ask, subject, call).unwrap();
    let own = [("direction", "inbound"), ("told", "yes"), ("answered-by", "Aatos Agentti")];
    let items: Vec<_> = own.into_iter().chain(times).collect();
    let mut recording = draft(world, "recording", day, &items);
    recording.parent = Some(call.clone());
    recording.ends = Some(day.parse().unwrap());
    let bytes = bytes(seed);
    let facts = MediumFacts {
        format: "audio/wav",
        channels: 2,
        length_ms: 300_000,
        peaks: (0..=255).collect(),
        delivery: format!("pbx-{seed}-{}", call.0),
        digest: seloste_gate::recording::digest(&bytes),
    };
    gate.take_recording(&ask, subject, recording, facts, &mut bytes.as_slice()).unwrap().object().clone()
}
