//! How recordings end, everywhere: at their term, by erasure, in copies that are put back; what holds them, and what is left to
//! say that there was one. And what comes of it when somebody tampers with the files.

use crate::{
    recordings::{
        AGENT, CALLS, agent, assessor, call, caller, draft, facts, files, hear, officer, sound, system, take,
    },
    world::{World, absent, both, id, problems, refused},
};
use seloste_gate::{
    GateError,
    ask::Ask,
    card::{ObjectRef, Page, Set},
    errors::RefusalCode,
    examine::{Files, Recordings},
    recording::{CallFilter, Fate, Taken},
};
use std::path::Path;

fn run_retention(world: &World) {
    let register = officer(world).register;
    while !world.gate.retain(&register).unwrap().ended {}
}

fn keys(world: &World) -> i64 {
    let count = "SELECT COUNT(*) FROM recording_key";
    world.pair.keyring.read(|tx| tx.first(count, &[], |row| row.int(0))).unwrap().unwrap()
}

fn rows(world: &World) -> i64 {
    let count = "SELECT COUNT(*) FROM medium";
    world.pair.data.read(|tx| tx.first(count, &[], |row| row.int(0))).unwrap().unwrap()
}

/// The call that a recording belongs to.
fn call_of(world: &World, object: &ObjectRef) -> ObjectRef {
    world.gate.open_object(&assessor(world), object).unwrap().1.parent.unwrap()
}

#[test]
fn r2_018_r2_029_the_run_destroys_key_file_and_row_and_the_fact_of_the_call_outlives_them() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let object = take(world, &subject, AGENT, &sound(1, 100_000));
        let parent = call_of(world, &object);
        let silent = call(world, &subject, "2026-11-21", AGENT);
        assert_eq!(world.gate.recording_fate(&officer(world), &parent).unwrap(), Fate::Recorded);
        assert_eq!(world.gate.recording_fate(&officer(world), &silent).unwrap(), Fate::NotRecorded);
        run_retention(world);
        assert_eq!((files(world).len(), keys(world), rows(world)), (1, 1, 1), "nothing goes before its time");
        world.later("2027-05-20T11:06:00Z");
        let over = "2027-05-20T11:05:00Z".parse().unwrap();
        assert_eq!(world.gate.recording_fate(&officer(world), &parent).unwrap(), Fate::Deleted(over));
        run_retention(world);
        assert_eq!((files(world).len(), keys(world), rows(world)), (0, 0, 0));
        let fate = world.gate.recording_fate(&officer(world), &parent).unwrap();
        assert_eq!(fate, Fate::Deleted(world.gate.clock().now()));
        let (_, fact) = world.gate.open_object(&assessor(world), &parent).unwrap();
        assert_eq!(fact.state, Some(id("deleted")));
        let (_, fact) = world.gate.open_object(&assessor(world), &silent).unwrap();
        assert_eq!(fact.state, Some(id("recorded")), "its recording never came");
        absent(world.gate.open_object(&assessor(world), &object));
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn r2_024_r2_030_a_hold_keeps_one_recording_past_its_term_for_the_persons_right_alone() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let (kept, gone) =
            (take(world, &subject, AGENT, &sound(1, 5_000)), take(world, &subject, AGENT, &sound(2, 5_000)));
        let hold = world.hold("Tarkastuspyyntö 7", vec![kept.clone()]);
        gate.hold(&officer(world), &subject, hold).unwrap();
        world.later("2027-05-21T09:00:00Z");
        run_retention(world);
        absent(hear(gate, &assessor(world), &kept, 5_000));
        assert_eq!(hear(gate, &officer(world), &kept, 5_000).unwrap(), sound(1, 5_000));
        absent(hear(gate, &officer(world), &gone, 5_000));
        assert_eq!((files(world).len(), keys(world)), (1, 1));
        let holds = gate.holds(&officer(world), &subject).unwrap();
        gate.release(&officer(world), &subject, holds[0].number).unwrap();
        absent(hear(gate, &officer(world), &kept, 5_000));
        run_retention(world);
        assert_eq!((files(world).len(), keys(world)), (0, 0));
    });
}

#[test]
fn c33_an_erasure_takes_keys_and_files_of_recordings_with_it() {
    both(CALLS, |world| {
        let (subject, other) = (caller(world, "040 555 0123"), caller(world, "040 555 0199"));
        let object = take(world, &subject, AGENT, &sound(1, 70_000));
        let stays = take(world, &other, AGENT, &sound(2, 70_000));
        world.gate.erase(&officer(world), &subject).unwrap();
        assert_eq!((files(world).len(), keys(world), rows(world)), (1, 1, 1));
        absent(hear(&world.gate, &officer(world), &object, 70_000));
        assert_eq!(hear(&world.gate, &officer(world), &stays, 70_000).unwrap(), sound(2, 70_000));
    });
}

#[test]
fn c33_what_a_case_keeps_of_an_erased_person_is_still_heard_for_the_right() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let (kept, gone) =
            (take(world, &subject, AGENT, &sound(1, 5_000)), take(world, &subject, AGENT, &sound(2, 5_000)));
        let hold = world.hold("Poliisin pyyntö", vec![kept.clone()]);
        gate.hold(&officer(world), &subject, hold).unwrap();
        gate.erase(&officer(world), &subject).unwrap();
        assert_eq!((files(world).len(), keys(world), rows(world)), (1, 1, 1));
        absent(hear(gate, &assessor(world), &kept, 5_000));
        absent(hear(gate, &officer(world), &gone, 5_000));
        assert_eq!(hear(gate, &officer(world), &kept, 5_000).unwrap(), sound(1, 5_000));
    });
}

/// Copies a folder, as a backup of files would.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(path, to).unwrap();
        }
    }
}

#[test]
fn r2_018_nothing_past_its_term_plays_from_a_copy_that_is_put_back() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let (day, bytes) = ("2026-11-20", sound(1, 70_000));
        let object = take(world, &subject, AGENT, &bytes);
        let parent = call_of(world, &object);
        world.gate.integrate_ledger().unwrap();
        crate::drill::back_up(world);
        let media = world.pair.data_at.folder().join("media");
        let aside = tempfile::tempdir().unwrap();
        copy(&media, aside.path());
        world.later("2027-05-20T11:06:00Z");
        run_retention(world);

        crate::drill::put_back(world);
        copy(aside.path(), &media);
        let gate = world.again();
        // Before anything was brought up to what the keyring knows, the clock alone keeps it shut, and the key is gone.
        absent(hear(&gate, &officer(world), &object, bytes.len()));
        world.later("2026-11-22T10:00:00Z");
        absent(hear(&gate, &officer(world), &object, bytes.len()));
        world.later("2027-05-20T11:06:00Z");
        let done = gate.replay().unwrap();
        assert_eq!(done.recordings, 1);
        assert_eq!((files(world).len(), keys(world), rows(world)), (0, 0, 0));
        let gate = world.again();
        assert!(matches!(gate.recording_fate(&officer(world), &parent).unwrap(), Fate::Deleted(_)), "{day}");
    });
}

#[test]
fn r2_021_files_that_were_exchanged_cut_or_put_in_another_order_do_not_play() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let length = 3 * 65_536;
        let first = take(world, &subject, AGENT, &sound(1, length));
        let whole = files(world).pop().unwrap();
        let good = std::fs::read(&whole).unwrap();
        let second = take(world, &subject, AGENT, &sound(2, length));
        let other = files(world).into_iter().find(|file| *file != whole).unwrap();
        let others = std::fs::read(&other).unwrap();
        let sealed = 65_536 + 16;
        let fails = |bytes: &[u8], what: &str| {
            std::fs::write(&whole, bytes).unwrap();
            let error = hear(gate, &assessor(world), &first, length).unwrap_err();
            assert!(matches!(error, GateError::Failed(_)), "{what}: {error:?}");
        };
        fails(&others, "another recording's file");
        fails(&good[..2 * sealed], "its last chunk cut off");
        fails(
            &[&good[sealed..2 * sealed], &good[..sealed], &good[2 * sealed..]].concat(),
            "chunks exchanged",
        );
        fails(&[&good[..2 * sealed], &good[..sealed]].concat(), "a chunk repeated");
        let mut bent = good.clone();
        bent[sealed + 5] ^= 1;
        fails(&bent, "a bit turned");
        std::fs::write(&whole, &good).unwrap();
        assert_eq!(hear(gate, &assessor(world), &first, length).unwrap(), sound(1, length));
        // A row that names another recording's file plays nothing of it.
        let swap = "UPDATE medium SET blob = (SELECT m.blob FROM medium m \
             WHERE m.object_id = (SELECT MAX(x.object_id) FROM medium x))";
        world.pair.data.write(|tx| tx.run(swap, &[])).unwrap();
        let plays = [&first, &second].map(|object| hear(gate, &assessor(world), object, length).is_ok());
        assert_eq!(plays.into_iter().filter(|plays| *plays).count(), 1);
    });
}

#[test]
fn c26_a_stop_while_sealing_leaves_nothing_and_a_stop_after_the_row_loses_nothing() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let bytes = sound(1, 70_000);
        let object = take(world, &subject, AGENT, &bytes);
        let placed = files(world).pop().unwrap();
        let waiting = world.pair.data_at.folder().join("media/.waiting");
        // Killed between the row and the file's place.
        std::fs::rename(&placed, waiting.join(placed.file_name().unwrap())).unwrap();
        assert_eq!(
            hear(&world.gate, &assessor(world), &object, bytes.len()).unwrap(),
            bytes,
            "it plays all the same"
        );
        // Killed in the middle of sealing.
        std::fs::write(waiting.join("0123456789abcdef0123456789abcdef"), b"half").unwrap();
        let gate = world.again();
        assert_eq!(std::fs::read_dir(&waiting).unwrap().count(), 0);
        assert_eq!(files(world), [placed]);
        assert_eq!(hear(&gate, &assessor(world), &object, bytes.len()).unwrap(), bytes);
        // A source that breaks leaves nothing.
        struct Breaks(usize);
        impl std::io::Read for Breaks {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                let some = into.len().min(self.0);
                self.0 -= some;
                if some == 0 { Err(std::io::Error::other("the line broke")) } else { Ok(some) }
            }
        }
        let call = call(world, &subject, "2026-11-20", AGENT);
        let sent = gate.take_recording(
            &system(world),
            &subject,
            draft(world, &call, "2026-11-20"),
            (facts("pbx-9", &sound(2, 70_000)), &mut Breaks(66_000)),
        );
        assert_eq!(problems(sent), [("file".to_owned(), "cut-short")]);
        assert_eq!(std::fs::read_dir(&waiting).unwrap().count(), 0);
        assert_eq!(keys(world), 1);
    });
}

#[test]
fn r2_018_what_is_past_its_term_already_is_not_taken_in() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let old = call(world, &subject, "2026-05-20", AGENT);
        let bytes = sound(1, 10);
        let sent = world.gate.take_recording(
            &system(world),
            &subject,
            draft(world, &old, "2026-05-20"),
            (facts("pbx-1", &bytes), &mut &bytes[..]),
        );
        assert_eq!(problems(sent), [("starts".to_owned(), "past-its-term")]);
        let young = call(world, &subject, "2026-05-23", AGENT);
        let sent = world.gate.take_recording(
            &system(world),
            &subject,
            draft(world, &young, "2026-05-23"),
            (facts("pbx-2", &bytes), &mut &bytes[..]),
        );
        assert!(matches!(sent.unwrap(), Taken::New(_)));
    });
}

#[test]
fn r2_019_every_recording_is_held_against_what_was_sealed() {
    both(CALLS, |world| {
        let (gate, register) = (&world.gate, officer(world).register);
        let subject = caller(world, "040 555 0123");
        let look = |files| gate.examine_recordings(&register, files, &mut |_| ()).unwrap();
        let first = take(world, &subject, AGENT, &sound(1, 70_000));
        let file = files(world).pop().unwrap();
        let second = take(world, &subject, AGENT, &sound(2, 70_000));
        let found = look(Files::Read);
        assert_eq!((found.looked_at, found.bytes), (2, 140_000));
        assert_eq!(found, Recordings { looked_at: 2, bytes: 140_000, ..Recordings::default() });
        let good = std::fs::read(&file).unwrap();
        let mut bent = good.clone();
        bent[100] ^= 1;
        std::fs::write(&file, &bent).unwrap();
        assert_eq!(look(Files::Read).broken, std::slice::from_ref(&first));
        assert!(look(Files::Leave).broken.is_empty(), "a quick look does not read");
        std::fs::remove_file(&file).unwrap();
        assert_eq!(look(Files::Read).missing, std::slice::from_ref(&first));
        assert_eq!(look(Files::Leave).missing, [first]);
        std::fs::write(&file, &good).unwrap();
        world.later("2027-05-22T11:06:00Z");
        let found = look(Files::Read);
        assert_eq!((found.overdue, found.held), (2, 0));
        run_retention(world);
        assert_eq!(look(Files::Read), Recordings::default());
        absent(gate.medium(&assessor(world), &second));
    });
}

#[test]
fn c26_what_is_taken_out_of_a_recording_is_gone_for_good_with_the_old_key_and_file() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let (before, after) = (sound(1, 150_000), sound(2, 140_000));
        let object = take(world, &subject, AGENT, &before);
        let old = files(world).pop().unwrap();
        let kept = std::fs::read(&old).unwrap();
        let replace = |ask: &Ask, bytes: &[u8]| {
            let mut sent = bytes;
            gate.replace_recording(ask, &object, facts("-", bytes), &mut sent)
        };
        assert_eq!(refused(replace(&assessor(world), &after)), RefusalCode::ActionNotGranted);
        assert_eq!(hear(gate, &assessor(world), &object, before.len()).unwrap(), before);
        // What is held for somebody is not covered before they have it.
        let case = world.hold("Poliisi 7", vec![object.clone()]);
        gate.hold(&officer(world), &subject, case).unwrap();
        assert_eq!(problems(replace(&officer(world), &after))[0].1, "held");
        assert_eq!(hear(gate, &assessor(world), &object, before.len()).unwrap(), before);
        let holds = gate.holds(&officer(world), &subject).unwrap();
        gate.release(&officer(world), &subject, holds[0].number).unwrap();
        replace(&officer(world), &after).unwrap();
        assert_eq!(hear(gate, &assessor(world), &object, before.len()).unwrap(), after);
        assert_eq!(gate.medium(&assessor(world), &object).unwrap().bytes, 140_000);
        assert_eq!((files(world).len(), keys(world), rows(world)), (1, 1, 1));
        assert!(!old.exists());
        // Nor does the same sound come back in another delivery of the call.
        let (call, mut sent) = (call(world, &subject, "2026-11-20", AGENT), &before[..]);
        let draft = draft(world, &call, "2026-11-20");
        let again =
            gate.take_recording(&system(world), &subject, draft, (facts("again", &before), &mut sent));
        assert_eq!(again.unwrap(), Taken::Already(object.clone()));
        assert_eq!((files(world).len(), keys(world), rows(world)), (1, 1, 1));
        // A copy of the old file that was kept somewhere opens nowhere any more.
        let new = files(world).pop().unwrap();
        std::fs::write(&new, &kept).unwrap();
        assert!(matches!(hear(gate, &assessor(world), &object, 10), Err(GateError::Failed(_))));
    });
}

#[test]
fn c15_a_recording_of_a_person_whose_data_is_restricted_is_heard_for_the_person_s_rights_alone() {
    both(CALLS, |world| {
        let (gate, subject) = (&world.gate, caller(world, "040 555 0123"));
        let object = take(world, &subject, AGENT, &sound(1, 100));
        gate.restrict(&officer(world), &subject, Set::InForce).unwrap();
        absent(hear(gate, &assessor(world), &object, 100));
        absent(hear(gate, &agent(world, AGENT), &object, 100));
        let none = CallFilter::default();
        let page = Page { after: None, rows: 10 };
        assert!(gate.calls(&assessor(world), &none, &page).unwrap().calls.is_empty());
        assert_eq!(hear(gate, &officer(world), &object, 100).unwrap(), sound(1, 100));
        gate.restrict(&officer(world), &subject, Set::TakenBack).unwrap();
        assert_eq!(hear(gate, &assessor(world), &object, 100).unwrap(), sound(1, 100));
    });
}

#[test]
fn r2_018_a_sweep_takes_keys_that_no_recording_has_after_a_day() {
    both(CALLS, |world| {
        let subject = caller(world, "040 555 0123");
        let object = take(world, &subject, AGENT, &sound(1, 100));
        take(world, &subject, AGENT, &sound(2, 100));
        // As a copy of the data has it that was made before the second one.
        let forget = "DELETE FROM medium WHERE object_id = (SELECT MAX(m.object_id) FROM medium m)";
        world.pair.data.write(|tx| tx.run(forget, &[])).unwrap();
        let register = officer(world).register;
        assert_eq!(world.gate.sweep_recordings(&register).unwrap().keys, 0, "it may be on its way");
        world.later("2026-11-23T11:00:00Z");
        assert_eq!(world.gate.sweep_recordings(&register).unwrap().keys, 1);
        assert_eq!(keys(world), 1);
        assert_eq!(hear(&world.gate, &assessor(world), &object, 100).unwrap(), sound(1, 100));
    });
}
