//! Promises of the ledger on both engines, and attacks on it.

mod attacks;
mod together;

use super::*;
use crate::{KeyringAt, vault::SubjectKey};
use seloste_db::testing::{Pair, both_pairs, pair, postgres_url};
use std::path::Path;

/// A ledger with its keys.
struct World {
    ledger: Ledger,
    keyring: Arc<Keyring>,
}

fn keyring_at(pair: &Pair) -> KeyringAt {
    let folder = pair.keyring_at.folder().to_owned();
    match pair.data.engine() {
        Engine::Sqlite => KeyringAt::Folder(folder),
        Engine::Postgres => {
            KeyringAt::Url(postgres_url().to_owned(), pair.keyring_at.schema().to_owned(), folder)
        }
    }
}

fn world(pair: &Pair) -> World {
    open(pair.data.clone(), &keyring_at(pair))
}

fn open(data: Db, at: &KeyringAt) -> World {
    let keyring = Arc::new(Keyring::open(at, &data).unwrap());
    World { ledger: Ledger::open(data, Arc::clone(&keyring)).unwrap(), keyring }
}

fn entry<'a>(at: i64, subjects: &'a [(i64, &'a SubjectKey)]) -> Entry<'a> {
    Entry {
        at,
        account: Some(AccountId(7)),
        register: (1, "webshop-customers"),
        action: "open",
        purpose: "customer-care",
        outcome: DONE,
        categories: &["identity", "contact"],
        subjects,
    }
}

impl World {
    fn append(&self, at: i64, subjects: &[(i64, &SubjectKey)]) -> i64 {
        self.ledger.data.write(|tx| self.ledger.append(tx, &entry(at, subjects))).unwrap()
    }

    fn fill(&self, count: i64) {
        let many =
            |tx: &mut Tx<'_>| (0..count).try_for_each(|at| self.ledger.append(tx, &entry(at, &[])).map(drop));
        self.ledger.data.write(many).unwrap();
        self.ledger.integrate().unwrap();
    }

    fn size(&self) -> u64 {
        self.ledger.verify().unwrap().checkpoint.map_or(0, |checkpoint| checkpoint.size)
    }
}

#[test]
fn an_empty_ledger_and_every_size_around_a_tile_is_sound() {
    both_pairs(|pair| {
        let world = world(pair);
        assert_eq!(world.ledger.verify().unwrap(), Sound { checkpoint: None, waiting: 0 });
        assert_eq!(world.ledger.integrate().unwrap(), 0);
        let mut size = 0;
        for more in [1, 1, 253, 1, 1, 255, 300] {
            world.fill(more);
            size += u64::try_from(more).unwrap();
            assert_eq!(world.size(), size);
        }
    });
}

#[test]
fn a_large_ledger_has_tiles_of_tiles_and_is_sound_in_files_too() {
    let pair = pair(Engine::Sqlite);
    let world = world(&pair);
    world.fill(70_000);
    assert_eq!(world.size(), 70_000);
    let files = tempfile::tempdir().unwrap();
    let checkpoint = world.ledger.export(files.path()).unwrap();
    assert_eq!(checkpoint.size, 70_000);
    let sound = verify_files(files.path(), world.ledger.public_key(), Some(&checkpoint)).unwrap();
    assert_eq!(sound.checkpoint, Some(checkpoint.clone()));
    assert_eq!(exported_key(files.path()).unwrap(), *world.ledger.public_key());
    assert!(files.path().join("tile/0/273.p/112").exists());
    assert!(files.path().join("tile/1/000").exists());
    // It grows: what is there is kept, and an older checkpoint still holds.
    world.fill(1_000);
    world.ledger.export(files.path()).unwrap();
    let sound = verify_files(files.path(), world.ledger.public_key(), Some(&checkpoint)).unwrap();
    assert_eq!(sound.checkpoint.unwrap().size, 71_000);
}

#[test]
fn c17_bulk_work_over_more_subjects_than_an_entry_holds_is_told_to_each_of_them() {
    both_pairs(|pair| {
        let world = world(pair);
        let made = world.keyring.create(1, SUBJECTS * 2 + 1).unwrap();
        let subjects: Vec<_> = made.iter().map(|(subject, key)| (*subject, key)).collect();
        world.append(10, &subjects);
        world.ledger.integrate().unwrap();
        assert_eq!(world.size(), 3);
        for (subject, _) in [subjects.first(), subjects.get(SUBJECTS), subjects.last()].into_iter().flatten()
        {
            let about = world.ledger.data.read(|tx| world.ledger.about(tx, (1, *subject), i64::MAX, 10));
            assert_eq!(about.unwrap().len(), 1);
        }
    });
}

#[test]
fn c17_who_saw_my_data_when_and_for_what_is_told() {
    both_pairs(|pair| {
        let world = world(pair);
        let made = world.keyring.create(1, 2).unwrap();
        let [(one, one_key), (two, two_key)] = <[_; 2]>::try_from(made).ok().unwrap();
        world.append(10, &[(one, &one_key)]);
        world.append(20, &[(one, &one_key), (two, &two_key)]);
        world.append(30, &[(two, &two_key)]);
        world.ledger.settle().unwrap();
        let about = |subject, before, most| {
            world.ledger.data.read(|tx| world.ledger.about(tx, (1, subject), before, most)).unwrap()
        };
        let seen = about(one, i64::MAX, 10);
        assert_eq!(seen.iter().map(|seen| seen.line.at).collect::<Vec<_>>(), [20, 10]);
        assert_eq!(seen[0].account, Some(AccountId(7)));
        assert_eq!(seen[0].line.categories, ["identity", "contact"]);
        assert!(seen[0].line.is_about(&one_key) && seen[0].line.is_about(&two_key));
        assert!(!seen[1].line.is_about(&two_key));
        assert_eq!(about(one, seen[0].entry, 10)[0].line.at, 10);
        assert_eq!(about(two, i64::MAX, 1)[0].line.at, 30);
        world.ledger.data.write(|tx| world.ledger.forget(tx, 1, one)).unwrap();
        assert!(about(one, i64::MAX, 10).is_empty());
        world.ledger.integrate().unwrap();
        assert_eq!(world.size(), 3, "forgetting a person leaves the ledger provable");
    });
}

#[test]
fn entries_hold_no_number_of_a_subject_or_an_account_and_link_nothing() {
    both_pairs(|pair| {
        let world = world(pair);
        let (subject, key) = world.keyring.create(1, 1).unwrap().pop().unwrap();
        world.append(10, &[(subject, &key)]);
        world.append(10, &[(subject, &key)]);
        let select = "SELECT leaf FROM ledger_entry ORDER BY entry";
        let leaves: Vec<Vec<u8>> = pair.data.read(|tx| tx.all(select, &[], |row| row.bytes(0))).unwrap();
        let lines: Vec<Line> = leaves.iter().map(|leaf| entry::decode(leaf).unwrap()).collect();
        assert_ne!(lines[0].subjects, lines[1].subjects, "the same person is not seen to be the same");
        assert_eq!(lines[0].actor.len(), 26);
        assert_eq!(lines[0].subjects[0].len(), 22);
    });
}

#[test]
fn what_would_break_a_line_is_refused_and_nothing_is_written() {
    both_pairs(|pair| {
        let world = world(pair);
        let (with_tab, with_comma) = (["a\tb"], ["a,b"]);
        let bad = [
            Entry { purpose: "two\tfields", ..entry(1, &[]) },
            Entry { action: "", ..entry(1, &[]) },
            Entry { outcome: "line\nbreak", ..entry(1, &[]) },
            Entry { categories: &with_tab, ..entry(1, &[]) },
            Entry { categories: &with_comma, ..entry(1, &[]) },
        ];
        for bad in bad {
            assert!(pair.data.write(|tx| world.ledger.append(tx, &bad)).is_err());
        }
        assert_eq!(world.ledger.integrate().unwrap(), 0);
    });
}

#[test]
fn a_unit_that_fails_leaves_no_entry() {
    both_pairs(|pair| {
        let world = world(pair);
        let failed = pair.data.write(|tx| {
            world.ledger.append(tx, &entry(1, &[]))?;
            Err::<(), _>(GateError::Absent)
        });
        assert!(failed.is_err());
        world.append(2, &[]);
        world.ledger.integrate().unwrap();
        assert_eq!(world.size(), 1);
    });
}

fn export(world: &World, to: &Path) -> Checkpoint {
    world.ledger.export(to).unwrap()
}
