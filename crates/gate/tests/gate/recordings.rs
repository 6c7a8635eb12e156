//! Recordings: taken in sealed, heard by those whom the statement lets, for what it lets, and by nobody else.

use crate::world::{World, absent, both, id, problems, refused};
use seloste_gate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef},
    errors::RefusalCode,
    personal::Way,
    recording::{MediumFacts, SessionDraft, Taken, Told},
};
use seloste_register::item;
use std::{io::Read, path::PathBuf};

pub(crate) const CALLS: &str = include_str!("../../../../registers/call-recordings.toml");

pub(crate) const AGENT: i64 = 7;
pub(crate) const OTHER: i64 = 8;

/// Account 7, or another, in a role.
pub(crate) fn as_account(mut ask: Ask, account: i64) -> Ask {
    ask.actor.account = AccountId(account);
    ask
}

pub(crate) fn system(world: &World) -> Ask {
    as_account(world.ask("telephone-system", "rights"), 1)
}
pub(crate) fn agent(world: &World, account: i64) -> Ask {
    as_account(world.ask("agent", "service-quality"), account)
}
pub(crate) fn assessor(world: &World) -> Ask {
    as_account(world.ask("assessor", "service-quality"), 20)
}
pub(crate) fn officer(world: &World) -> Ask {
    as_account(world.ask("privacy-officer", "rights"), 21)
}
pub(crate) fn trainer(world: &World) -> Ask {
    as_account(world.ask("trainer", "training"), 22)
}
pub(crate) fn maintainer(world: &World, reason: Option<&str>) -> Ask {
    let mut ask = as_account(world.ask("maintainer", "maintenance"), 23);
    ask.reason = reason.map(str::to_owned);
    ask
}

pub(crate) fn caller(world: &World, number: &str) -> SubjectRef {
    let value = item::read(world.item("caller-number"), number, None).unwrap();
    let items =
        vec![ItemChange { item: id("caller-number"), values: vec![NewValue { value, source: id("call") }] }];
    let draft = Draft { group: id("callers"), areas: Vec::new(), items };
    world.gate.create(&system(world), draft).unwrap()
}

/// Bytes that tell where they are from.
pub(crate) fn sound(seed: u8, length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at / 251 + at * 7) % 256).unwrap() ^ seed).collect()
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    seloste_gate::recording::digest(bytes)
}

pub(crate) fn facts(delivery: &str, bytes: &[u8]) -> MediumFacts {
    MediumFacts {
        format: "audio/wav",
        channels: 2,
        length_ms: 60_000,
        peaks: vec![1, 2, 3, 4],
        delivery: delivery.to_owned(),
        digest: sha256(bytes),
        said: seloste_gate::recording::Said::default(),
    }
}

/// The call that a recording belongs to, answered by an account.
pub(crate) fn call(world: &World, subject: &SubjectRef, day: &str, account: i64) -> ObjectRef {
    let (started, ended) = (format!("{day}T14:00:00+02:00"), format!("{day}T14:05:00+02:00"));
    let items = [("number-called", "+35895550110"), ("started", started.as_str()), ("ended", ended.as_str())];
    let mut draft = world.object("call", "call", day, &items);
    draft.state = Some(id("recorded"));
    draft.assigned = Some(AccountId(account));
    world.gate.add_object(&system(world), subject, draft).unwrap()
}

pub(crate) fn draft(world: &World, call: &ObjectRef, day: &str) -> ObjectDraft {
    let (started, ended) = (format!("{day}T14:00:00+02:00"), format!("{day}T14:05:00+02:00"));
    let items = [
        ("direction", "inbound"),
        ("told", "yes"),
        ("number-called", "+35895550110"),
        ("started", started.as_str()),
        ("ended", ended.as_str()),
        ("answered-by", "Aatos Agentti"),
    ];
    let mut draft = world.object("recording", "call", day, &items);
    draft.parent = Some(call.clone());
    draft.ends = Some(day.parse().unwrap());
    draft
}

pub(crate) fn take(world: &World, subject: &SubjectRef, account: i64, bytes: &[u8]) -> ObjectRef {
    let day = "2026-11-20";
    let call = call(world, subject, day, account);
    let delivery = format!("pbx-{account}-{}", call.0);
    let taken = world
        .gate
        .take_recording(
            &system(world),
            subject,
            draft(world, &call, day),
            (facts(&delivery, bytes), &mut &*bytes),
        )
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert!(matches!(taken, Taken::New(_)));
    taken.object().clone()
}

pub(crate) fn hear(gate: &Gate, ask: &Ask, object: &ObjectRef, of: usize) -> Result<Vec<u8>, GateError> {
    gate.listen(ask, object, 0..u64::try_from(of).unwrap()).map(|heard| heard.disclose(Way::File).to_vec())
}

/// Every sealed file of recordings.
pub(crate) fn files(world: &World) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let media = world.pair.data_at.folder().join("media");
    for shelf in std::fs::read_dir(media).unwrap() {
        let shelf = shelf.unwrap().path();
        found.extend(std::fs::read_dir(shelf).unwrap().map(|file| file.unwrap().path()));
    }
    found.sort();
    found
}

#[test]
fn r2_017_a_recording_is_sealed_at_rest_and_opens_byte_for_byte_range_by_range() {
    both(CALLS, |world| {
        let caller = caller(world, "040 555 0123");
        for length in [1, 65_535, 65_536, 65_537, 200_000] {
            let bytes = sound(u8::try_from(length % 251).unwrap(), length);
            let object = take(world, &caller, AGENT, &bytes);
            let heard = hear(&world.gate, &assessor(world), &object, length).unwrap();
            assert_eq!(heard, bytes, "{length}");
            for (from, to) in
                [(0, 1), (length / 2, length), (length - 1, length), (length / 3, length / 2 + 1)]
            {
                let heard = world.gate.listen(&assessor(world), &object, from as u64..to as u64).unwrap();
                assert_eq!(heard.disclose(Way::File), &bytes[from..to]);
                assert_eq!((heard.range.clone(), heard.of), (from as u64..to as u64, length as u64));
            }
            absent(world.gate.listen(&assessor(world), &object, length as u64..length as u64 + 1));
            let medium = world.gate.medium(&assessor(world), &object).unwrap();
            assert_eq!((medium.bytes, medium.channels, medium.told), (length as u64, 2, Told::Yes));
            assert_eq!(medium.peaks, [1, 2, 3, 4]);
            assert_eq!(medium.until.unwrap().to_string(), "2027-05-20T11:05:00Z");
        }
        let all = files(world);
        assert_eq!(all.len(), 5);
        for file in all {
            let sealed = std::fs::read(file).unwrap();
            let known = sound(0, 64);
            assert!(!sealed.windows(8).any(|window| window == &known[..8]));
        }
    });
}

#[test]
fn r2_025_r2_026_r2_027_r2_028_who_listens_for_what_stands_in_the_statement() {
    both(CALLS, |world| {
        let (gate, caller) = (&world.gate, caller(world, "040 555 0123"));
        let bytes = sound(3, 100_000);
        let object = take(world, &caller, AGENT, &bytes);
        let whole = bytes.len();
        assert_eq!(hear(gate, &agent(world, AGENT), &object, whole).unwrap(), bytes);
        assert_eq!(hear(gate, &assessor(world), &object, whole).unwrap(), bytes);
        // Another agent's call, one that never was, and a wrong range are one answer.
        absent(hear(gate, &agent(world, OTHER), &object, whole));
        absent(gate.medium(&agent(world, OTHER), &object));
        absent(hear(gate, &agent(world, AGENT), &ObjectRef("0".repeat(26)), whole));
        // The keeper of technique needs a reason, each time.
        assert_eq!(refused(hear(gate, &maintainer(world, None), &object, whole)), RefusalCode::ReasonMissing);
        assert_eq!(
            refused(hear(gate, &maintainer(world, Some(" ")), &object, whole)),
            RefusalCode::ReasonMissing
        );
        assert_eq!(
            hear(gate, &maintainer(world, Some("Vika 12: ääni katkeilee")), &object, whole).unwrap(),
            bytes
        );
        // A trainer without an open session hears nothing.
        absent(hear(gate, &trainer(world), &object, whole));
        // No purpose but the declared ones, no role but the named ones (R2-003).
        for (role, purpose) in [
            ("assessor", "training"),
            ("agent", "rights"),
            ("analyst", "service-level-studies"),
            ("assessor", "marketing"),
        ] {
            let error = hear(gate, &world.ask(role, purpose), &object, whole).unwrap_err();
            assert!(matches!(error, GateError::Refused(_)), "{role} {purpose}: {error:?}");
        }
        // Two roles together open nothing that neither opens alone.
        let mut two = trainer(world);
        two.actor.roles.push(id("agent"));
        absent(hear(gate, &two, &object, whole));
    });
}

#[test]
fn c26_a_second_delivery_stores_nothing_and_names_the_first() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let bytes = sound(9, 70_000);
        let (day, parent) = ("2026-11-20", call(world, &caller(world, "040 555 0199"), "2026-11-20", AGENT));
        let call = call(world, &subject, day, AGENT);
        let send = |delivery: &str, bytes: &[u8]| {
            gate.take_recording(
                &system(world),
                &subject,
                draft(world, &call, day),
                (facts(delivery, bytes), &mut &*bytes),
            )
        };
        let Taken::New(first) = send("pbx-1", &bytes).unwrap() else { panic!("it is new") };
        assert_eq!(send("pbx-1", &bytes).unwrap(), Taken::Already(first.clone()));
        assert_eq!(
            send("pbx-1", &sound(10, 4)).unwrap(),
            Taken::Already(first.clone()),
            "by the sender's id"
        );
        assert_eq!(send("pbx-2", &bytes).unwrap(), Taken::Already(first), "by its bytes and its moment");
        assert_eq!(files(world).len(), 1);
        // What the statement refuses is refused before a byte is read.
        struct Never;
        impl Read for Never {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                panic!("a byte was read")
            }
        }
        let mut wrong = draft(world, &call, day);
        wrong.items.retain(|change| change.item != id("told"));
        let told = gate.take_recording(&system(world), &subject, wrong, (facts("pbx-3", &bytes), &mut Never));
        assert!(problems(told).contains(&("told".to_owned(), "not-told-of-recording")));
        let mut wrong = draft(world, &call, day);
        wrong.parent = Some(parent);
        let other =
            gate.take_recording(&system(world), &subject, wrong, (facts("pbx-3", &bytes), &mut Never));
        assert_eq!(problems(other), [("parent".to_owned(), "parent-missing")]);
        // Bytes that are cut off, or other ones, are not kept.
        let other = sound(11, 90_000);
        let cut = gate.take_recording(
            &system(world),
            &subject,
            draft(world, &call, day),
            (facts("pbx-3", &other), &mut &other[..100]),
        );
        assert_eq!(problems(cut), [("file".to_owned(), "other-bytes")]);
        assert_eq!(files(world).len(), 1);
    });
}

#[test]
fn r2_004_a_trainer_plays_in_an_open_session_and_trainees_gain_nothing() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let bytes = sound(5, 80_000);
        let (object, beside) =
            (take(world, &subject, AGENT, &bytes), take(world, &subject, AGENT, &sound(6, 10)));
        let ends = gate.clock().now() + jiff::SignedDuration::from_hours(1);
        let draft =
            |recordings: Vec<ObjectRef>| SessionDraft { trainees: vec![AccountId(OTHER)], recordings, ends };
        assert!(gate.open_session(&assessor(world), draft(vec![object.clone()])).is_err());
        let session = gate.open_session(&trainer(world), draft(vec![object.clone()])).unwrap();
        assert_eq!(hear(gate, &trainer(world), &object, bytes.len()).unwrap(), bytes);
        absent(hear(gate, &trainer(world), &beside, 10));
        absent(hear(gate, &agent(world, OTHER), &object, bytes.len()));
        absent(hear(gate, &as_account(trainer(world), 99), &object, bytes.len()));
        let listed = gate.sessions(&trainer(world)).unwrap();
        assert_eq!((listed.len(), listed[0].trainees.clone()), (1, vec![AccountId(OTHER)]));
        gate.close_session(&trainer(world), &session).unwrap();
        absent(hear(gate, &trainer(world), &object, bytes.len()));
        absent(gate.close_session(&trainer(world), &session));
        // One that nobody closed is over at its time.
        gate.open_session(&trainer(world), draft(vec![object.clone()])).unwrap();
        world.later("2026-11-22T11:00:00Z");
        absent(hear(gate, &trainer(world), &object, bytes.len()));
    });
}

#[test]
fn r2_018_at_six_months_and_one_minute_nobody_hears_it() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let bytes = sound(5, 80_000);
        let object = take(world, &subject, AGENT, &bytes);
        // The call ended on 20 November 2026 at 14:05 in Finland's winter; six months later it is summer.
        world.later("2027-05-20T11:04:00Z");
        assert_eq!(hear(gate, &assessor(world), &object, bytes.len()).unwrap(), bytes);
        gate.open_object(&assessor(world), &object).unwrap();
        world.later("2027-05-20T11:06:00Z");
        for ask in [assessor(world), agent(world, AGENT), officer(world), maintainer(world, Some("vika"))] {
            absent(hear(gate, &ask, &object, bytes.len()));
            absent(gate.medium(&ask, &object));
            absent(gate.open_object(&ask, &object));
        }
    });
}
