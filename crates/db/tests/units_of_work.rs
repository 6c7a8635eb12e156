//! What both engines promise about units of work.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

use seloste_db::{
    Db, Engine, Failure, Tables, Tx, Value,
    testing::{ENGINES, Place, both},
};
use std::{
    sync::{
        Barrier,
        atomic::{AtomicI64, Ordering},
        mpsc,
    },
    time::Duration,
};

const ADD: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)";

fn add(tx: &mut Tx<'_>, name: &str) -> Result<(), Failure> {
    tx.run(ADD, &[Value::Text(name), Value::Text("x")]).map(drop)
}

fn count(db: &Db) -> i64 {
    db.read(|tx| tx.first("SELECT count(*) FROM setting", &[], |row| row.int(0))).unwrap().unwrap()
}

#[test]
fn values_come_back_as_they_went_in() {
    both(|db| {
        db.write(|tx| {
            tx.run("CREATE TABLE t (a BIGINT, b TEXT, c BYTEA)", &[])?;
            let args = [Value::Bytes(&[0, 255]), Value::Text("Ä🦊"), Value::Int(i64::MIN)];
            tx.run("INSERT INTO t (a, b, c) VALUES ($3, $2, $1)", &args)?;
            let none = [Value::OptInt(None), Value::OptText(None), Value::OptBytes(None)];
            tx.run("INSERT INTO t (a, b, c) VALUES ($1, $2, $3)", &none)
        })
        .unwrap();
        let rows = db
            .read(|tx| {
                tx.all(
                    "SELECT a, b, c FROM t WHERE a = $1 OR a IS NULL ORDER BY a IS NULL",
                    &[Value::Int(i64::MIN)],
                    |row| Ok::<_, Failure>((row.opt_int(0)?, row.opt_text(1)?, row.opt_bytes(2)?)),
                )
            })
            .unwrap();
        assert_eq!(rows, [(Some(i64::MIN), Some("Ä🦊".into()), Some(vec![0, 255])), (None, None, None)]);
        let null = db.read(|tx| tx.first("SELECT a FROM t WHERE a IS NULL", &[], |row| row.int(0)));
        assert!(null.unwrap_err().0.contains("NULL"));
        let wrong = db.read(|tx| tx.first("SELECT b FROM t WHERE a IS NOT NULL", &[], |row| row.int(0)));
        assert!(wrong.is_err());
        let few = db.read(|tx| tx.first("SELECT b FROM t WHERE a = $1", &[], |row| row.text(0)));
        assert!(few.is_err(), "a missing argument is a failure, not NULL");
    });
}

#[test]
fn an_error_undoes_the_unit_and_only_the_unit() {
    both(|db| {
        db.write(|tx| add(tx, "first")).unwrap();
        let failed: Result<(), Failure> = db.write(|tx| {
            add(tx, "second")?;
            Err(Failure("no".into()))
        });
        assert_eq!(failed.unwrap_err().0, "no");
        assert_eq!(count(db), 1);
    });
}

#[test]
fn a_hidden_failure_is_still_a_failure() {
    both(|db| {
        db.write(|tx| add(tx, "same")).unwrap();
        let answer = db.write(|tx| {
            add(tx, "other")?;
            let _hidden = add(tx, "same");
            Ok::<_, Failure>(())
        });
        let said = answer.unwrap_err().0;
        assert!(said.contains("setting") && !said.contains("same)"), "{said}");
        assert_eq!(count(db), 1, "nothing of the unit stays");
    });
}

#[test]
fn a_panic_undoes_the_unit_and_the_database_goes_on() {
    both(|db| {
        for _ in 0..40 {
            let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                db.write(|tx| -> Result<(), Failure> {
                    add(tx, "lost")?;
                    panic!("in a unit of work")
                })
            }));
            assert!(panicked.is_err());
            let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                db.read(|_| -> Result<(), Failure> { panic!("in a reader") })
            }));
            assert!(read.is_err());
        }
        db.write(|tx| add(tx, "kept")).unwrap();
        assert_eq!(count(db), 1);
    });
}

#[test]
fn a_reader_can_not_write_and_sees_one_snapshot() {
    both(|db| {
        assert!(db.read(|tx| add(tx, "x")).is_err());
        let counted = "SELECT count(*) FROM setting";
        let (before, after) = db
            .read(|tx| {
                let before = tx.first(counted, &[], |row| row.int(0))?;
                std::thread::scope(|threads| {
                    threads.spawn(|| db.write(|tx| add(tx, "y")).unwrap()).join().unwrap()
                });
                Ok::<_, Failure>((before, tx.first(counted, &[], |row| row.int(0))?))
            })
            .unwrap();
        assert_eq!(before, after);
        assert_eq!(count(db), 1, "a write is seen by who reads after it");
    });
}

#[test]
fn fifty_writers_lose_nothing_and_each_failure_is_its_own() {
    both(|db| {
        let (barrier, kept) = (Barrier::new(50), AtomicI64::new(0));
        std::thread::scope(|threads| {
            for thread in 0..50 {
                let (barrier, kept) = (&barrier, &kept);
                threads.spawn(move || {
                    barrier.wait();
                    for round in 0..20 {
                        let name = format!("{thread}-{round}");
                        let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                            db.write(|tx| {
                                add(tx, &name)?;
                                match (thread + round) % 7 {
                                    0 => Err(Failure("own".into())),
                                    1 => panic!("own"),
                                    2 => add(tx, &name),
                                    _ => Ok(()),
                                }
                            })
                        }));
                        assert_eq!(matches!(answer, Ok(Ok(()))), (thread + round) % 7 > 2);
                        if matches!(answer, Ok(Ok(()))) {
                            kept.fetch_add(1, Ordering::SeqCst);
                            let seen = db.read(|tx| {
                                tx.first(
                                    "SELECT 1 FROM setting WHERE name = $1",
                                    &[Value::Text(&name)],
                                    |row| row.int(0),
                                )
                            });
                            assert_eq!(seen.unwrap(), Some(1));
                        }
                    }
                });
            }
        });
        assert_eq!(count(db), kept.load(Ordering::SeqCst));
    });
}

#[test]
fn what_goes_along_is_durable_when_it_is_answered_and_each_failure_is_its_own() {
    both(|db| {
        std::thread::scope(|threads| {
            for number in 0..40 {
                threads.spawn(move || {
                    for round in 0..10 {
                        let name = format!("{number}-{round}");
                        let own = name.clone();
                        let done = match (number + round) % 5 {
                            0 => db.write(|tx| add(tx, &name)),
                            1 => {
                                let failed = db.write_along(move |tx| {
                                    add(tx, &own)?;
                                    add(tx, &own)
                                });
                                assert!(failed.unwrap_err().0.contains("setting"));
                                db.write_along(move |tx| add(tx, &name))
                            }
                            2 => {
                                let panicked = db.write_along(move |tx| {
                                    add(tx, &own)?;
                                    panic!("in a unit of work")
                                });
                                assert!(panicked.unwrap_err().0.contains("panicked"));
                                db.write_along(move |tx| add(tx, &name))
                            }
                            3 => {
                                let failed: Result<(), Failure> = db.write(|tx| {
                                    add(tx, &name)?;
                                    Err(Failure("no".into()))
                                });
                                assert_eq!(failed.unwrap_err().0, "no");
                                db.write_along(move |tx| add(tx, &own))
                            }
                            _ => db.write_along(move |tx| add(tx, &name)),
                        };
                        done.unwrap();
                        let select = "SELECT count(*) FROM setting WHERE name = $1";
                        let there = db.read(|tx| {
                            let name = format!("{number}-{round}");
                            tx.first(select, &[Value::Text(&name)], |row| row.int(0))
                        });
                        assert_eq!(there.unwrap(), Some(1));
                    }
                });
            }
        });
        assert_eq!(count(db), 400);
        // A unit inside a unit would wait for itself.
        if db.engine() == Engine::Sqlite {
            let inside = db.write(|_| db.write_along(|tx| add(tx, "inside")));
            assert!(inside.unwrap_err().0.contains("inside another"));
        }
    });
}

#[test]
fn what_comes_while_the_log_is_cut_is_done_though_nobody_writes_after_it() {
    both(|db| {
        let (done, told) = mpsc::channel();
        let along = db.clone();
        // Not a scoped thread: one that is never woken fails the test and does not hang it.
        std::thread::spawn(move || {
            for number in 0..300 {
                along.write_along(move |tx| add(tx, &number.to_string())).unwrap();
            }
            let _told = done.send(());
        });
        let mut outcome = told.try_recv().is_ok();
        for _ in 0..3_000 {
            if outcome {
                break;
            }
            // The log may be in use: that it was tried for is what matters here.
            let _cut = db.scrub();
            outcome = told.try_recv().is_ok();
        }
        assert!(
            outcome || told.recv_timeout(Duration::from_secs(20)).is_ok(),
            "a unit of work was forgotten"
        );
        assert_eq!(count(db), 300);
    });
}

#[test]
fn a_full_disk_fails_who_wrote_and_the_database_goes_on() {
    let place = Place::new(Engine::Sqlite);
    let db = place.open(Tables::Data);
    let limit = |pages: &'static str| db.write(|tx| tx.first(pages, &[], |row| row.int(0))).unwrap();
    limit("PRAGMA max_page_count = 60");
    let big = "x".repeat(3000);
    let kept: i64 = std::thread::scope(|threads| {
        let work = |thread: i32| {
            let (db, big) = (&db, &big);
            move || {
                let one = |n| {
                    let name = format!("{thread}-{n}");
                    db.write(|tx| tx.run(ADD, &[Value::Text(&name), Value::Text(big)])).is_ok()
                };
                (0..20).filter(|n| one(*n)).count() as i64
            }
        };
        let all: Vec<_> = (0..10).map(|thread| threads.spawn(work(thread))).collect();
        all.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(kept > 0 && kept < 200, "{kept}");
    assert_eq!(count(&db), kept, "who was told 'kept' is there, and nobody else");
    limit("PRAGMA max_page_count = 100000");
    db.write(|tx| add(tx, "again")).unwrap();
}

#[test]
fn a_unit_inside_a_unit_is_refused_rather_than_waited_for() {
    let place = Place::new(Engine::Sqlite);
    let db = place.open(Tables::Data);
    let inner = db.write(|_| db.write(|tx| add(tx, "x")));
    assert!(inner.unwrap_err().0.contains("inside another"));
    db.write(|tx| add(tx, "x")).unwrap();
}

#[test]
fn many_rows_at_once() {
    both(|db| {
        let names: Vec<String> = (0..1003).map(|n| format!("n{n:04}")).collect();
        let rows = names.iter().map(|name| [Value::Text(name), Value::Text("v")]);
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        assert_eq!(db.write(|tx| tx.run_many(sql, rows.clone())).unwrap(), 1003);
        assert_eq!(db.write(|tx| tx.run_many(sql, rows.clone())).unwrap(), 0);
        let delete = names.iter().take(500).map(|name| [Value::Text(name)]);
        assert_eq!(db.write(|tx| tx.run_many("DELETE FROM setting WHERE name = $1", delete)).unwrap(), 500);
        assert_eq!(count(db), 503);
    });
}

#[test]
fn a_lock_keeps_others_out_until_the_unit_ends() {
    both(|db| {
        let inside = AtomicI64::new(0);
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    for _ in 0..10 {
                        db.write(|tx| {
                            tx.lock("one at a time")?;
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            std::thread::yield_now();
                            inside.fetch_sub(1, Ordering::SeqCst);
                            Ok::<_, Failure>(())
                        })
                        .unwrap();
                    }
                });
            }
        });
    });
}

#[test]
fn processes_that_start_at_once_don_t_collide() {
    for engine in ENGINES {
        let place = Place::new(engine);
        std::thread::scope(|threads| {
            for _ in 0..6 {
                threads.spawn(|| place.open(Tables::Data));
            }
        });
        assert_eq!(count(&place.open(Tables::Data)), 0);
    }
}

#[test]
fn a_newer_an_edited_and_a_mistaken_database_is_refused() {
    for engine in ENGINES {
        let place = Place::new(engine);
        let db = place.open(Tables::Data);
        let refused = |wanted: &str| {
            let said = place.try_open(Tables::Data).err().expect("it was opened").0;
            assert!(said.contains(wanted), "{said}");
        };
        db.write(|tx| tx.run("UPDATE migration SET fingerprint = fingerprint + 1", &[])).unwrap();
        refused("was changed after it was applied");
        db.write(|tx| tx.run("UPDATE migration SET fingerprint = fingerprint - 1", &[])).unwrap();
        let newer = "INSERT INTO migration (name, fingerprint, tables) VALUES ('999_tomorrow', 1, 'data')";
        db.write(|tx| tx.run(newer, &[])).unwrap();
        refused("newer version");
        db.write(|tx| tx.run("UPDATE migration SET tables = 'keyring'", &[])).unwrap();
        refused("check the addresses");
    }
}

#[test]
fn an_id_is_never_given_twice() {
    both(|db| {
        let identity = match db.engine() {
            Engine::Sqlite => "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a BIGINT)",
            Engine::Postgres => {
                "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a BIGINT)"
            }
        };
        db.write(|tx| tx.run(identity, &[])).unwrap();
        let next = || {
            let insert = "INSERT INTO t (a) VALUES (1) RETURNING id";
            db.write(|tx| tx.first(insert, &[], |row| row.int(0))).unwrap().unwrap()
        };
        let first = next();
        db.write(|tx| tx.run("DELETE FROM t", &[])).unwrap();
        assert!(next() > first);
    });
}

#[test]
fn units_inside_units_never_wait_for_each_other() {
    both(|db| {
        let barrier = Barrier::new(24);
        std::thread::scope(|threads| {
            for thread in 0..24 {
                let barrier = &barrier;
                threads.spawn(move || {
                    barrier.wait();
                    for round in 0..5 {
                        let name = format!("{thread}-{round}");
                        let inner =
                            || db.read(|tx| tx.first("SELECT count(*) FROM setting", &[], |row| row.int(0)));
                        db.write(|tx| {
                            add(tx, &name)?;
                            inner()
                        })
                        .unwrap();
                        db.read(|_| db.read(|_| inner())).unwrap();
                    }
                });
            }
        });
        assert_eq!(count(db), 120);
    });
}

#[test]
fn the_log_stays_short_while_readers_come_without_a_pause() {
    let place = Place::new(Engine::Sqlite);
    let db = place.open(Tables::Data);
    let log = || {
        let mut log = place.file(Tables::Data).into_os_string();
        log.push("-wal");
        std::fs::metadata(log).unwrap().len()
    };
    let written = AtomicI64::new(0);
    let longest = std::thread::scope(|threads| {
        for _ in 0..6 {
            threads.spawn(|| {
                while written.load(Ordering::SeqCst) < 1_200 {
                    let read = || {
                        db.read(|tx| {
                            let length =
                                "SELECT COALESCE(SUM(LENGTH(value)), 0) FROM setting WHERE name = 'long'";
                            let found = tx.first(length, &[], |row| row.int(0))?;
                            // Before one ends the next has begun.
                            std::thread::sleep(Duration::from_millis(5));
                            Ok::<_, Failure>(found)
                        })
                    };
                    let _: Option<i64> = read().unwrap();
                }
            });
        }
        let mut longest = 0;
        for round in 0..1_200 {
            // What is the same is not written.
            let text = format!("{round:08}").repeat(32 << 10);
            let put = "INSERT INTO setting (name, value) VALUES ('long', $1)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            db.write(|tx| tx.run(put, &[Value::Text(&text)])).unwrap();
            longest = longest.max(log());
            written.fetch_add(1, Ordering::SeqCst);
        }
        longest
    });
    assert!(longest < 200 << 20, "the log grew to {longest} bytes");
}
