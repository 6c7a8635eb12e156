//! Recorded calls to visit: put there through the gate, as the telephone system would.

use crate::common::{self, World, staff, statement};
use seloste::installation::Head;
use seloste_db::Engine;
use seloste_gate::{
    Gate,
    ask::{AccountId, Ask},
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef},
    recording::MediumFacts,
};
use seloste_register::{
    id::{ChoiceId, GroupId, PurposeId, SourceId},
    item,
    statement::model::Item,
};

/// The register of recorded calls.
pub(crate) const CALLS: &str = "call-recordings";
/// Bytes of a recording: more than a stretch, so that it is opened in parts.
pub(crate) const LENGTH: usize = 400_000;

/// A world with the register of calls.
pub(crate) fn world() -> World {
    world_with(statement("call-recordings.toml"))
}

/// The same with a changed register of calls.
pub(crate) fn world_with(text: String) -> World {
    World::of(Engine::Sqlite, Head::default(), &[(CALLS, text)])
}

/// Bytes that tell where they are from.
pub(crate) fn bytes(seed: u8) -> Vec<u8> {
    (0..LENGTH).map(|at| u8::try_from((at / 251 + at * 7) % 256).unwrap() ^ seed).collect()
}

/// What the telephone system of a register asks with.
pub(crate) fn system(world: &World, register: &str) -> Ask {
    let rules = staff::rules(&world.app, register);
    let account = staff::account(&world.app, "telephone", register, &["telephone-system"]);
    let now = world.app.clock().now();
    let actor = gate(world, register)
        .data()
        .read(|tx| seloste::session::standing::in_register(tx, &rules, account, now))
        .unwrap();
    let register = common::register(register);
    Ask { actor, register, purpose: PurposeId::new("rights").unwrap(), reason: None }
}

/// The gate of a register.
pub(crate) fn gate<'w>(world: &'w World, register: &str) -> &'w Gate {
    &world.app.register(&common::register(register)).unwrap().0.gate
}

fn value(declared: &[Item], (id, text): (&str, &str), source: &SourceId) -> ItemChange {
    let item = declared.iter().find(|item| item.id.as_str() == id).unwrap();
    let value = item::read(item, text, None).unwrap();
    ItemChange { item: item.id.clone(), values: vec![NewValue { value, source: source.clone() }] }
}

/// An object of a register, from the first source of its kind.
pub(crate) fn draft(
    world: &World,
    (register, kind): (&str, &str),
    day: &str,
    items: &[(&str, &str)],
) -> ObjectDraft {
    let rules = staff::rules(&world.app, register);
    let kind = rules.statement().objects.iter().find(|one| one.id.as_str() == kind).unwrap();
    let source = kind.sources.first().unwrap();
    ObjectDraft {
        kind: kind.id.clone(),
        parent: None,
        state: None,
        starts: day.parse().unwrap(),
        ends: None,
        source: source.clone(),
        assigned: None,
        items: items.iter().map(|item| value(&kind.items, *item, source)).collect(),
        lines: Vec::new(),
    }
}

/// Somebody of a group, known by one item alone.
pub(crate) fn subject(
    world: &World,
    (register, group): (&str, &str),
    item: (&str, &str),
    source: &str,
) -> SubjectRef {
    let rules = staff::rules(&world.app, register);
    let items = vec![value(&rules.statement().items, item, &SourceId::new(source).unwrap())];
    let group = GroupId::new(group).unwrap();
    let draft = Draft { group, areas: Vec::new(), items };
    gate(world, register).create(&system(world, register), draft).unwrap()
}

/// A caller known by a number alone.
pub(crate) fn caller(world: &World, number: &str) -> SubjectRef {
    subject(world, (CALLS, "callers"), ("caller-number", number), "call")
}

/// A recorded call that an account answered; its bytes tell the seed.
pub(crate) fn recording(
    world: &World,
    subject: &SubjectRef,
    agent: AccountId,
    (day, seed): (&str, u8),
) -> ObjectRef {
    taken(world, subject, agent, (day, &bytes(seed), 300_000))
}

/// A recorded call of a day, from its bytes and their length in milliseconds.
pub(crate) fn taken(
    world: &World,
    subject: &SubjectRef,
    agent: AccountId,
    (day, mut bytes, length_ms): (&str, &[u8], u64),
) -> ObjectRef {
    let (gate, ask) = (gate(world, CALLS), system(world, CALLS));
    let (started, ended) = (format!("{day}T14:00:00+02:00"), format!("{day}T14:05:00+02:00"));
    let times = [("number-called", "+35895550110"), ("started", started.as_str()), ("ended", ended.as_str())];
    let mut call = draft(world, (CALLS, "call"), day, &times);
    call.state = Some(ChoiceId::new("recorded").unwrap());
    call.assigned = Some(agent);
    let call = gate.add_object(&ask, subject, call).unwrap();
    let own = [("direction", "inbound"), ("told", "yes"), ("answered-by", "Aatos Agentti")];
    let items: Vec<_> = own.into_iter().chain(times).collect();
    let mut recording = draft(world, (CALLS, "recording"), day, &items);
    recording.parent = Some(call.clone());
    recording.ends = Some(day.parse().unwrap());
    let facts = MediumFacts {
        format: "audio/wav",
        channels: 2,
        length_ms,
        peaks: (0..=255).collect(),
        delivery: format!("pbx-{}", call.0),
        digest: seloste_gate::recording::digest(bytes),
        said: seloste_gate::recording::Said::default(),
    };
    gate.take_recording(&ask, subject, recording, (facts, &mut bytes)).unwrap().object().clone()
}
