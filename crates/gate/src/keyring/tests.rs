//! Promises of the keyring, on both engines.

use super::*;
use crate::vault::{Everything, Place, PlaceKind, seal, unseal};
use seloste_db::{
    Engine,
    testing::{ENGINES, Pair, Place as At, both_pairs, pair, postgres_url},
};
use std::os::unix::fs::PermissionsExt;

fn place_of(at: &At) -> KeyringAt {
    match at.engine() {
        Engine::Sqlite => KeyringAt::Folder(at.folder().to_owned()),
        Engine::Postgres => {
            KeyringAt::Url(postgres_url().to_owned(), at.schema().to_owned(), at.folder().to_owned())
        }
    }
}

fn open(pair: &Pair) -> Keyring {
    Keyring::open(&place_of(&pair.keyring_at), &pair.data).unwrap()
}

fn said<T>(answer: Result<T, GateError>) -> String {
    answer.err().expect("it was not refused").to_string()
}

const fn spot(subject: i64) -> Place {
    Place { register: 1, subject, kind: PlaceKind::Category, category: 1, row: 0, version: 1 }
}

#[test]
fn a_key_comes_back_to_who_made_it_and_to_another_process() {
    both_pairs(|pair| {
        let keyring = open(pair);
        let made = keyring.create(1, 40).unwrap();
        let sealed: Vec<_> =
            made.iter().map(|(subject, key)| seal(key, &spot(*subject), b"x").unwrap()).collect();
        let subjects: Vec<i64> = made.iter().map(|(subject, _)| *subject).collect();
        let other = open(pair);
        let keys = other.keys(1, &subjects).unwrap();
        assert_eq!(keys.len(), 40);
        for (subject, sealed) in subjects.iter().zip(&sealed) {
            assert!(unseal(&Everything, &keys[subject], &spot(*subject), &sealed.0).is_ok());
        }
        assert!(other.key(2, subjects[0]).unwrap().is_none(), "another register has no such subject");
    });
}

#[test]
fn numbers_are_given_once_by_all_processes_together() {
    both_pairs(|pair| {
        let (one, two) = (open(pair), open(pair));
        let mut seen = std::collections::HashSet::new();
        for round in 0..6 {
            for keyring in [&one, &two] {
                for (subject, _) in keyring.create(1, 1 + round * 100).unwrap() {
                    assert!(seen.insert(subject), "{subject} was given twice");
                }
            }
        }
    });
}

#[test]
fn a_key_made_ahead_is_given_once_durable_and_of_the_wrap_in_force() {
    both_pairs(|pair| {
        let (one, two) = (open(pair), open(pair));
        let mut given = std::collections::HashMap::new();
        for round in 0..200 {
            if round == 100 {
                one.rotate().unwrap();
            }
            for keyring in [&one, &two] {
                let (subject, key) = keyring.create_one(1).unwrap();
                let sealed = seal(&key, &spot(subject), b"x").unwrap();
                assert!(given.insert(subject, sealed).is_none(), "{subject} was given twice");
            }
        }
        let third = open(pair);
        for (subject, sealed) in given {
            let key = third.key(1, subject).unwrap().expect("the key was not durable");
            assert!(
                unseal(&Everything, &key, &spot(subject), &sealed.0).is_ok(),
                "{subject} has another key"
            );
        }
    });
}

#[test]
fn who_adds_one_subject_leaves_no_keys_behind() {
    both_pairs(|pair| {
        open(pair).create_one(1).unwrap();
        let keys: Option<i64> = open(pair)
            .db()
            .read(|tx| {
                tx.first("SELECT count(*) FROM subject_key", &[], |row| Ok::<_, GateError>(row.int(0)?))
            })
            .unwrap();
        assert_eq!(keys, Some(1));
    });
}

#[test]
fn a_destroyed_key_is_gone_for_an_old_copy_of_the_data_too() {
    both_pairs(|pair| {
        let keyring = open(pair);
        let [(gone, key), (stays, _)] = <[_; 2]>::try_from(keyring.create(1, 2).unwrap()).ok().unwrap();
        let old_copy = seal(&key, &spot(gone), b"Aino").unwrap();
        drop(key);
        keyring.destroy(1, &[gone]).unwrap();
        for keyring in [&keyring, &open(pair)] {
            assert!(keyring.key(1, gone).unwrap().is_none());
            let others = keyring.key(1, stays).unwrap().unwrap();
            assert!(unseal(&Everything, &others, &spot(gone), &old_copy.0).is_err());
        }
        assert!(keyring.create(1, 600).unwrap().iter().all(|(subject, _)| *subject != gone));
    });
}

#[test]
fn a_destroyed_keys_bytes_are_in_no_file_of_the_keyring() {
    let pair = pair(Engine::Sqlite);
    let keyring = open(&pair);
    let made = keyring.create(1, 300).unwrap();
    let gone = made[150].0;
    let select = "SELECT wrapped FROM subject_key WHERE subject_id = $1";
    let find = || pair.keyring.read(|tx| tx.first(select, &[Value::Int(gone)], |row| row.bytes(0))).unwrap();
    let wrapped = find().unwrap();
    let stands = || {
        std::fs::read_dir(pair.keyring_at.folder()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(wrapped.len()).any(|window| window == wrapped)
        })
    };
    assert!(stands(), "the search must find it before");
    keyring.destroy(1, &[gone]).unwrap();
    assert!(!stands());
    assert_eq!(std::fs::metadata(pair.keyring_at.folder().join("keyring.db-wal")).unwrap().len(), 0);
}

#[test]
fn a_dead_row_of_a_destroyed_key_is_vacuumed_on_postgresql() {
    let pair = pair(Engine::Postgres);
    let keyring = open(&pair);
    let made = keyring.create(1, 3).unwrap();
    keyring.destroy(1, &[made[1].0]).unwrap();
    assert!(!keyring.untidy.load(Ordering::SeqCst), "the vacuum ran");
}

#[test]
fn rotation_touches_wraps_only_and_serves_processes_that_slept() {
    both_pairs(|pair| {
        let (keyring, sleeper) = (open(pair), open(pair));
        let (subject, key) = keyring.create(1, 1).unwrap().pop().unwrap();
        let sealed = seal(&key, &spot(subject), b"Aino").unwrap();
        let id = keyring.register(1).unwrap().ids.outside(crate::vault::RefKind::Subject, subject).unwrap();
        let file = pair.keyring_at.folder().join(kek::FILE);
        let before = std::fs::read(&file).unwrap();
        let (_, later) = keyring.secret(1, "a-name-of-later").unwrap();
        assert_eq!(keyring.rotate().unwrap(), 4);
        assert_ne!(std::fs::read(&file).unwrap(), before);
        assert!(!pair.keyring_at.folder().join(kek::NEXT).exists());
        for keyring in [&sleeper, &keyring, &open(pair)] {
            let key = keyring.key(1, subject).unwrap().unwrap();
            assert!(unseal(&Everything, &key, &spot(subject), &sealed.0).is_ok());
            assert_eq!(keyring.secret(1, "a-name-of-later").unwrap().1, later);
            let ids = keyring.register(1).unwrap();
            assert_eq!(ids.ids.inside(crate::vault::RefKind::Subject, &id), Some(subject));
        }
        let made = sleeper.create(1, 1).unwrap();
        assert!(open(pair).key(1, made[0].0).unwrap().is_some(), "the sleeper wraps with the new key");
    });
}

#[test]
fn a_rotation_cut_off_at_any_moment_is_finished_or_forgotten() {
    both_pairs(|pair| {
        let folder = pair.keyring_at.folder().to_owned();
        let (subject, _) = open(pair).create(1, 1).unwrap().pop().unwrap();
        // Cut off before the commit: the successor stands there and is not in force.
        kek::write(&folder.join(kek::NEXT), &Kek::random().unwrap()).unwrap();
        assert!(open(pair).key(1, subject).unwrap().is_some());
        // Cut off after the commit: the successor is in force and still has its own name.
        let old = std::fs::read(folder.join(kek::FILE)).unwrap();
        open(pair).rotate().unwrap();
        std::fs::rename(folder.join(kek::FILE), folder.join(kek::NEXT)).unwrap();
        std::fs::write(folder.join(kek::FILE), old).unwrap();
        std::fs::set_permissions(folder.join(kek::FILE), std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(open(pair).key(1, subject).unwrap().is_some());
        assert!(!folder.join(kek::NEXT).exists(), "it was finished");
        assert!(open(pair).key(1, subject).unwrap().is_some());
    });
}

#[test]
fn rotations_at_once_leave_the_key_in_force_on_the_disk() {
    both_pairs(|pair| {
        let (subject, key) = open(pair).create(1, 1).unwrap().pop().unwrap();
        let sealed = seal(&key, &spot(subject), b"Aino").unwrap();
        let keyrings = [open(pair), open(pair)];
        std::thread::scope(|scope| {
            for keyring in keyrings.iter().chain(&keyrings) {
                scope.spawn(|| {
                    for _ in 0..10 {
                        keyring.rotate().unwrap();
                    }
                });
            }
        });
        let key = open(pair).key(1, subject).unwrap().unwrap();
        assert!(unseal(&Everything, &key, &spot(subject), &sealed.0).is_ok());
        assert!(!pair.keyring_at.folder().join(kek::NEXT).exists());
    });
}

#[test]
fn a_kek_that_others_can_read_or_a_wrong_one_is_refused_with_what_to_do() {
    both_pairs(|pair| {
        drop(open(pair));
        let at = place_of(&pair.keyring_at);
        let file = pair.keyring_at.folder().join(kek::FILE);
        let set = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        set(0o640);
        assert!(said(Keyring::open(&at, &pair.data)).contains("chmod 600"));
        set(0o600);
        for wrong in ["", "seloste-kek-1 00", "nonsense", "seloste-kek-1 \u{e4}\u{e4}"] {
            std::fs::write(&file, wrong).unwrap();
            assert!(said(Keyring::open(&at, &pair.data)).contains("put the right file back"));
        }
        std::fs::write(&file, format!("seloste-kek-1 {}\n", "5a".repeat(32))).unwrap();
        assert!(said(Keyring::open(&at, &pair.data)).contains("put the right file back"));
        std::fs::remove_file(&file).unwrap();
        assert!(said(Keyring::open(&at, &pair.data)).contains("missing"));
    });
}

#[test]
fn a_keyring_of_other_data_is_refused() {
    for engine in ENGINES {
        let (mine, other) = (pair(engine), pair(engine));
        drop(open(&mine));
        open(&other).create(1, 1).unwrap();
        assert!(
            said(Keyring::open(&place_of(&other.keyring_at), &mine.data)).contains("another installation")
        );
        let fresh = pair(engine);
        assert!(
            said(Keyring::open(&place_of(&fresh.keyring_at), &mine.data))
                .contains("empty and the data is not")
        );
        assert!(
            said(Keyring::open(&place_of(&other.keyring_at), &fresh.data))
                .contains("the data is empty and the keyring is not")
        );
    }
}

#[test]
fn a_new_search_key_makes_old_tokens_meaningless() {
    both_pairs(|pair| {
        let keyring = open(pair);
        let old = keyring.register(1).unwrap();
        let new = keyring.renew_search(1).unwrap();
        assert_eq!(keyring.secret(1, "search").unwrap().0, 2, "the epoch counts up");
        assert_ne!(old.search.token(1, "aino"), new.search.token(1, "aino"));
        assert_eq!(open(pair).register(1).unwrap().search.token(1, "aino"), new.search.token(1, "aino"));
        assert_ne!(keyring.register(2).unwrap().search.token(1, "aino"), new.search.token(1, "aino"));
    });
}

#[test]
fn the_remembered_checkpoint_never_goes_back() {
    both_pairs(|pair| {
        let keyring = open(pair);
        assert!(keyring.remembered("o").unwrap().is_none());
        for (size, note) in [(5, "five"), (3, "three"), (7, "seven"), (7, "other seven")] {
            keyring.remember("o", size, note).unwrap();
        }
        assert_eq!(keyring.remembered("o").unwrap(), Some((7, "seven".to_owned())));
    });
}
