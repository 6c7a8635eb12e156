//! Attacks on entries, tree, checkpoint and files: each is found, and named.

use super::*;

fn run(pair: &Pair, sql: &'static str, args: &[i64]) {
    let args: Vec<Value<'_>> = args.iter().map(|arg| Value::Int(*arg)).collect();
    pair.data.write(|tx| tx.run(sql, &args)).unwrap();
}

fn leaf(pair: &Pair, position: i64) -> Vec<u8> {
    let select = "SELECT leaf FROM ledger_entry WHERE position = $1";
    pair.data.read(|tx| tx.first(select, &[Value::Int(position)], |row| row.bytes(0))).unwrap().unwrap()
}

fn set_leaf(pair: &Pair, position: i64, leaf: &[u8]) {
    let update = "UPDATE ledger_entry SET leaf = $2 WHERE position = $1";
    pair.data.write(|tx| tx.run(update, &[Value::Int(position), Value::Bytes(leaf)])).unwrap();
}

fn fault(world: &World) -> Fault {
    match world.ledger.verify() {
        Err(VerifyError::Fault(fault)) => fault,
        other => panic!("no fault was found: {other:?}"),
    }
}

/// A ledger of 600 entries, and something done to it.
fn attacked(attack: impl Fn(&Pair, &World), wanted: &Fault) {
    both_pairs(|pair| {
        let world = world(pair);
        world.fill(600);
        attack(pair, &world);
        assert_eq!(fault(&world), *wanted);
        for lang in seloste_register::text::Lang::ALL {
            assert!(!wanted.words().get(lang).is_empty());
        }
    });
}

#[test]
fn an_edited_entry_is_named() {
    for position in [0, 255, 256, 599] {
        let at = u64::try_from(position).unwrap();
        attacked(
            |pair, _| {
                let mut bytes = leaf(pair, position);
                bytes[5] ^= 1;
                set_leaf(pair, position, &bytes);
            },
            &Fault::Edited(at),
        );
    }
}

#[test]
fn a_dropped_entry_is_named() {
    attacked(
        |pair, _| run(pair, "DELETE FROM ledger_entry WHERE position = $1", &[300]),
        &Fault::Dropped(300),
    );
    attacked(|pair, _| run(pair, "DELETE FROM ledger_entry WHERE position = $1", &[0]), &Fault::Dropped(0));
}

#[test]
fn a_dropped_entry_is_named_even_when_the_others_move_up() {
    attacked(
        |pair, _| {
            run(pair, "DELETE FROM ledger_entry WHERE position = $1", &[300]);
            run(pair, "UPDATE ledger_entry SET position = -position WHERE position > $1", &[300]);
            run(pair, "UPDATE ledger_entry SET position = -position - 1 WHERE position < 0", &[]);
        },
        &Fault::Dropped(300),
    );
}

#[test]
fn an_added_entry_is_named() {
    attacked(
        |pair, _| {
            run(pair, "UPDATE ledger_entry SET position = -position WHERE position >= $1", &[300]);
            run(pair, "UPDATE ledger_entry SET position = -position + 1 WHERE position < 0", &[]);
            let insert = "INSERT INTO ledger_entry (position, leaf) VALUES ($1, $2)";
            pair.data.write(|tx| tx.run(insert, &[Value::Int(300), Value::Bytes(b"1\tforged")])).unwrap();
        },
        &Fault::Added(300),
    );
}

#[test]
fn entries_that_changed_places_are_named() {
    for (one, other) in [(300, 301), (255, 256), (10, 200)] {
        attacked(
            |pair, _| {
                let (first, second) = (leaf(pair, one), leaf(pair, other));
                set_leaf(pair, one, &second);
                set_leaf(pair, other, &first);
            },
            &Fault::Reordered(u64::try_from(one).unwrap()),
        );
    }
}

#[test]
fn a_cut_tail_is_named_and_not_built_on() {
    attacked(
        |pair, world| {
            run(pair, "DELETE FROM ledger_entry WHERE position >= $1", &[590]);
            assert!(world.ledger.integrate().unwrap_err().to_string().contains("tampered"));
        },
        &Fault::Truncated { found: 590, size: 600 },
    );
}

#[test]
fn a_ledger_that_was_rolled_back_as_a_whole_is_noticed_by_the_keyring() {
    both_pairs(|pair| {
        let world = world(pair);
        world.fill(100);
        let select = "SELECT note FROM ledger_checkpoint";
        let note = pair.data.read(|tx| tx.first(select, &[], |row| row.text(0))).unwrap().unwrap();
        let select = "SELECT hashes FROM ledger_tile WHERE level = 0 AND number = 0";
        let tile = pair.data.read(|tx| tx.first(select, &[], |row| row.bytes(0))).unwrap().unwrap();
        world.fill(20);
        run(pair, "DELETE FROM ledger_entry WHERE position >= 100", &[]);
        pair.data
            .write(|tx| {
                let args = [Value::Text(&note)];
                tx.run("UPDATE ledger_checkpoint SET note = $1, size = 100", &args)?;
                tx.run("UPDATE ledger_tile SET hashes = $1 WHERE number = 0", &[Value::Bytes(&tile)])
            })
            .unwrap();
        assert_eq!(fault(&world), Fault::RolledBack { found: 100, known: 120 });
        world.append(1, &[]);
        assert!(world.ledger.integrate().is_err(), "nothing is signed on top of it");
        run(pair, "DELETE FROM ledger_checkpoint", &[]);
        assert_eq!(fault(&world), Fault::RolledBack { found: 0, known: 120 });
        assert!(world.ledger.integrate().is_err());
    });
}

#[test]
fn entries_and_tree_rewritten_without_the_key_do_not_add_up() {
    both_pairs(|pair| {
        let world = world(pair);
        world.fill(100);
        set_leaf(pair, 50, b"1\tforged");
        let select = "SELECT hashes FROM ledger_tile WHERE level = 0 AND number = 0";
        let mut tile = pair.data.read(|tx| tx.first(select, &[], |row| row.bytes(0))).unwrap().unwrap();
        tile[50 * 32..51 * 32].copy_from_slice(&merkle::leaf_hash(b"1\tforged"));
        let update = "UPDATE ledger_tile SET hashes = $1 WHERE level = 0";
        pair.data.write(|tx| tx.run(update, &[Value::Bytes(&tile)])).unwrap();
        assert_eq!(fault(&world), Fault::Rewritten(100));
        world.append(1, &[]);
        assert!(world.ledger.integrate().is_err(), "it is not signed anew");
    });
}

#[test]
fn a_checkpoint_by_another_key_and_a_broken_tree_are_named() {
    both_pairs(|pair| {
        let world = world(pair);
        world.fill(600);
        let forged = checkpoint::Signer::new(&world.ledger.origin, &[1; 32]).unwrap().sign(600, &[0; 32]);
        let select = "SELECT note FROM ledger_checkpoint";
        let note = pair.data.read(|tx| tx.first(select, &[], |row| row.text(0))).unwrap().unwrap();
        let set = |note: &str| {
            pair.data
                .write(|tx| tx.run("UPDATE ledger_checkpoint SET note = $1", &[Value::Text(note)]))
                .unwrap();
        };
        set(&forged);
        assert_eq!(fault(&world), Fault::BadSignature);
        set(&note);
        run(pair, "DELETE FROM ledger_tile WHERE level = 1 AND number = $1", &[0]);
        assert_eq!(fault(&world), Fault::BadTile { level: 1, number: 0 });
        run(pair, "DELETE FROM ledger_tile WHERE level = 0 AND number = $1", &[1]);
        assert_eq!(fault(&world), Fault::BadTile { level: 0, number: 1 });
    });
}

#[test]
fn a_second_history_signed_by_the_same_key_is_a_fork_to_who_saw_the_first() {
    both_pairs(|first| {
        let second = pair(first.data.engine());
        let one = world(first);
        one.fill(300);
        let (files, other_files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let seen = export(&one, files.path());
        let other = World {
            ledger: Ledger::open(second.data.clone(), Arc::clone(&one.keyring)).unwrap(),
            keyring: Arc::clone(&one.keyring),
        };
        assert!(other.ledger.integrate().is_err(), "the keyring remembers that there was more");
        // Whoever holds the keyring can make it forget: the auditor does not.
        one.keyring.forget_ledger();
        other.fill(400);
        export(&other, other_files.path());
        assert!(verify_files(other_files.path(), one.ledger.public_key(), None).is_ok());
        let found = verify_files(other_files.path(), one.ledger.public_key(), Some(&seen));
        assert!(matches!(found, Err(VerifyError::Fault(Fault::Forked(300)))), "{found:?}");
    });
}

/// Exported files of 600 entries, and something done to them.
fn files_attacked(attack: impl Fn(&Path), wanted: &Fault) {
    let pair = pair(Engine::Sqlite);
    let world = world(&pair);
    world.fill(600);
    let files = tempfile::tempdir().unwrap();
    let seen = export(&world, files.path());
    attack(files.path());
    match verify_files(files.path(), world.ledger.public_key(), Some(&seen)) {
        Err(VerifyError::Fault(fault)) => assert_eq!(fault, *wanted),
        other => panic!("no fault was found: {other:?}"),
    }
}

fn rewrite(path: &Path, change: impl Fn(Vec<Vec<u8>>) -> Vec<Vec<u8>>) {
    let bytes = std::fs::read(path).unwrap();
    let (mut rest, mut leaves) = (bytes.as_slice(), Vec::new());
    while let Some((head, after)) = rest.split_first_chunk::<2>() {
        let (leaf, after) = after.split_at(usize::from(u16::from_be_bytes(*head)));
        leaves.push(leaf.to_vec());
        rest = after;
    }
    let mut out = Vec::new();
    for leaf in change(leaves) {
        out.extend_from_slice(&u16::try_from(leaf.len()).unwrap().to_be_bytes());
        out.extend_from_slice(&leaf);
    }
    std::fs::write(path, out).unwrap();
}

#[test]
fn exported_files_tell_every_attack_without_a_database() {
    let bundle = |files: &Path| files.join("tile/entries/001");
    files_attacked(
        |files| {
            rewrite(&bundle(files), |mut all| {
                all[7][3] ^= 1;
                all
            })
        },
        &Fault::Edited(263),
    );
    files_attacked(
        |files| {
            rewrite(&bundle(files), |mut all| {
                all.remove(7);
                all
            })
        },
        &Fault::Dropped(263),
    );
    files_attacked(
        |files| {
            rewrite(&bundle(files), |mut all| {
                all.pop();
                all
            })
        },
        &Fault::Dropped(511),
    );
    files_attacked(
        |files| {
            rewrite(&bundle(files), |mut all| {
                all.swap(7, 8);
                all
            })
        },
        &Fault::Reordered(263),
    );
    files_attacked(
        |files| {
            rewrite(&bundle(files), |mut all| {
                all.insert(7, b"x".to_vec());
                all
            })
        },
        &Fault::Added(263),
    );
    files_attacked(
        |files| std::fs::remove_file(files.join("tile/entries/002.p/88")).unwrap(),
        &Fault::Truncated { found: 512, size: 600 },
    );
    files_attacked(
        |files| std::fs::write(files.join("tile/1/000.p/2"), [0; 64]).unwrap(),
        &Fault::BadTile { level: 1, number: 0 },
    );
    files_attacked(
        |files| {
            let note = std::fs::read_to_string(files.join("checkpoint")).unwrap();
            std::fs::write(files.join("checkpoint"), note.replace("\n600\n", "\n599\n")).unwrap();
        },
        &Fault::BadSignature,
    );
}

#[test]
fn older_files_are_a_roll_back_to_who_saw_newer_ones() {
    let pair = pair(Engine::Sqlite);
    let world = world(&pair);
    world.fill(100);
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    export(&world, old.path());
    world.fill(100);
    let seen = export(&world, new.path());
    let found = verify_files(old.path(), world.ledger.public_key(), Some(&seen));
    assert!(matches!(found, Err(VerifyError::Fault(Fault::RolledBack { found: 100, known: 200 }))));
    let empty = tempfile::tempdir().unwrap();
    let found = verify_files(empty.path(), world.ledger.public_key(), None);
    assert!(found.unwrap_err().to_string().contains("holds no exported ledger"));
}
