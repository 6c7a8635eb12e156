//! Several processes on one ledger, and processes that die.

use super::*;
use std::{
    collections::HashSet,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
};

#[test]
fn two_processes_share_one_ledger_and_no_entry_is_lost_or_forked() {
    both_pairs(|pair| {
        // Each with connections and keys of its own, as two processes have them.
        let at = keyring_at(pair);
        let worlds = [world(pair), open(pair.data_at.open(seloste_db::Tables::Data), &at)];
        let done = AtomicBool::new(false);
        let numbers = std::thread::scope(|threads| {
            let writers: Vec<_> = (0..8_usize)
                .map(|thread| {
                    let world = &worlds[thread % 2];
                    threads.spawn(move || (0..60).map(|at| world.append(at, &[])).collect::<Vec<i64>>())
                })
                .collect();
            let integrators: Vec<_> = worlds
                .iter()
                .map(|world| {
                    threads.spawn(|| {
                        while !done.load(Ordering::SeqCst) {
                            world.ledger.integrate().unwrap();
                        }
                    })
                })
                .collect();
            // Integrators are told to end before a writer's failure is looked at: else the test would never end.
            let written: Vec<_> = writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            done.store(true, Ordering::SeqCst);
            integrators.into_iter().for_each(|integrator| integrator.join().unwrap());
            written.into_iter().flat_map(Result::unwrap).collect::<Vec<i64>>()
        });
        worlds[0].ledger.integrate().unwrap();
        for world in &worlds {
            assert_eq!(world.size(), 480);
        }
        let written: HashSet<i64> = numbers.into_iter().collect();
        let select = "SELECT entry FROM ledger_entry ORDER BY position";
        let stands: Vec<i64> = pair.data.read(|tx| tx.all(select, &[], |row| row.int(0))).unwrap();
        assert_eq!(stands.len(), 480);
        assert_eq!(stands.into_iter().collect::<HashSet<_>>(), written);
    });
}

/// What the child of the test below does: appends for ever and says so after each durable entry.
#[test]
#[ignore = "the child process of the test below"]
#[expect(clippy::disallowed_methods, reason = "its parent tells it the folder")]
#[expect(clippy::print_stdout, reason = "its parent listens")]
fn child_appends_for_ever() {
    let folder = std::path::PathBuf::from(std::env::var("SELOSTE_TEST_FOLDER").unwrap());
    let data = Db::open(seloste_db::Target::File(&folder.join("data.db")), seloste_db::Tables::Data).unwrap();
    let world = open(data, &KeyringAt::Folder(folder.join("keyring")));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            loop {
                world.ledger.integrate().unwrap();
            }
        });
        for _ in 0..4 {
            threads.spawn(|| {
                loop {
                    let entry = world.append(1, &[]);
                    println!("durable {entry}");
                }
            });
        }
    });
}

#[test]
fn a_process_killed_while_it_appends_loses_nothing_that_it_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let mut confirmed = HashSet::new();
    for round in 1..=6 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "ledger::tests::together::child_appends_for_ever", "--ignored", "--nocapture"])
            .env("SELOSTE_TEST_FOLDER", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut heard = 0;
        for line in lines.map_while(Result::ok) {
            let Some(number) = line.strip_prefix("durable ") else { continue };
            confirmed.insert(number.parse::<i64>().unwrap());
            heard += 1;
            if heard == 40 * round {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let data =
            Db::open(seloste_db::Target::File(&folder.path().join("data.db")), seloste_db::Tables::Data)
                .unwrap();
        let world = open(data.clone(), &KeyringAt::Folder(folder.path().join("keyring")));
        world.ledger.integrate().unwrap();
        let stands: HashSet<i64> = data
            .read(|tx| tx.all("SELECT entry FROM ledger_entry", &[], |row| row.int(0)))
            .unwrap()
            .into_iter()
            .collect();
        assert!(confirmed.is_subset(&stands), "a confirmed entry is lost");
        assert_eq!(world.size(), stands.len() as u64);
    }
    assert!(confirmed.len() > 500, "the child did write: {}", confirmed.len());
}
