//! Promises of the search tokens, on both engines.

use super::*;
use proptest::prelude::*;
use seloste_db::{Db, testing::both};
use std::{collections::BTreeMap, sync::atomic::AtomicI64};

fn find(db: &Db, words: &[Vec<i64>]) -> BTreeSet<i64> {
    db.read(|tx| candidates(tx, 1, words, 10_000)).unwrap().into_iter().collect()
}

fn give(db: &Db, subject: i64, tokens: &[i64]) {
    db.write(|tx| set(tx, 1, subject, tokens)).unwrap();
}

/// Who has which token by the two tables, in their order; somebody may stand in both.
fn standing(db: &Db) -> Vec<(i64, i64)> {
    db.read(|tx| {
        let rows = "SELECT token, subject_id FROM token_young";
        let mut all = tx.all(rows, &[], |row| Ok::<_, GateError>((row.int(0)?, row.int(1)?)))?;
        let blocks = "SELECT token, first_subject, subjects FROM token_block ORDER BY token, first_subject";
        let blocks = tx.all(blocks, &[], |row| {
            Ok::<_, GateError>((row.int(0)?, block::unpack(row.int(1)?, &row.bytes(2)?)?))
        })?;
        let each = |(token, subjects): (i64, Vec<i64>)| subjects.into_iter().map(move |one| (token, one));
        let in_blocks: Vec<(i64, i64)> = blocks.into_iter().flat_map(each).collect();
        assert!(in_blocks.is_sorted_by(|one, next| one < next), "blocks of a token follow each other");
        all.extend(in_blocks);
        Ok::<_, GateError>(all)
    })
    .unwrap()
}

fn rows(db: &Db) -> usize {
    standing(db).len()
}

/// Brings people in, found by all their tokens at once.
fn arrive(tx: &mut Tx<'_>, many: &[(i64, Vec<i64>)]) -> Result<(), GateError> {
    let arriving: Vec<Arriving> = many
        .iter()
        .map(|(subject, tokens)| Arriving { subject: *subject, now: tokens.clone(), later: Vec::new() })
        .collect();
    add_arriving(tx, 1, &arriving)
}

/// The tables of tokens say exactly what the lists of the subjects say.
fn agrees(db: &Db) {
    let rows: BTreeSet<(i64, i64)> = standing(db).into_iter().collect();
    let lists: Vec<(i64, Vec<u8>)> = db
        .read(|tx| {
            let select = "SELECT subject_id, tokens FROM subject_token";
            tx.all(select, &[], |row| Ok::<_, GateError>((row.int(0)?, row.bytes(1)?)))
        })
        .unwrap();
    let listed: BTreeSet<(i64, i64)> = lists
        .iter()
        .flat_map(|(subject, packed)| {
            unpack_all(packed).unwrap().into_iter().map(move |token| (token, *subject))
        })
        .collect();
    assert_eq!(rows, listed);
}

#[test]
fn who_arrives_is_found_at_once_and_after_the_merge_too() {
    both(|db| {
        let one = Arriving { subject: 1, now: vec![5, 6], later: vec![6, 7] };
        let two = Arriving { subject: 2, now: vec![], later: vec![7] };
        db.write(|tx| add_arriving(tx, 1, &[one, two])).unwrap();
        assert_eq!(db.read(|tx| holders(tx, 1, 6, 9)).unwrap(), [1]);
        assert_eq!(db.read(|tx| holders(tx, 1, 7, 9)).unwrap(), [] as [i64; 0]);
        assert_eq!((find(db, &[vec![6]]), find(db, &[vec![7]])), ([1].into(), [1, 2].into()));
        assert_eq!((find(db, &[vec![5], vec![7]]), find(db, &[vec![5], vec![8]])), ([1].into(), [].into()));
        assert_eq!(merge_waiting(db).unwrap(), 2);
        assert_eq!(find(db, &[vec![7]]), [1, 2].into());
        assert_eq!(merge_waiting(db).unwrap(), 0);
        agrees(db);
    });
}

#[test]
fn many_queries_at_once_find_whom_each_finds_alone() {
    both(|db| {
        let person = |subject: i64| Arriving {
            subject,
            now: vec![1_000 + subject],
            later: vec![10 + subject % 7, 100 + subject % 5],
        };
        let first: Vec<Arriving> = (1..=40).map(person).collect();
        db.write(|tx| add_arriving(tx, 1, &first)).unwrap();
        merge_waiting(db).unwrap();
        let still_waiting: Vec<Arriving> = (41..=80).map(person).collect();
        db.write(|tx| add_arriving(tx, 1, &still_waiting)).unwrap();
        let queries: Vec<Vec<Vec<i64>>> = (0..7)
            .flat_map(|name| (0..5).map(move |town| vec![vec![10 + name], vec![100 + town, 99]]))
            .chain([vec![], vec![vec![5_000]], vec![vec![1_003, 1_050]]])
            .collect();
        for some in queries.chunks(6) {
            let alone: BTreeSet<i64> = some.iter().flat_map(|words| find(db, words)).collect();
            let at_once: Vec<&[Vec<i64>]> = some.iter().map(Vec::as_slice).collect();
            let together = db.read(|tx| candidates_of(tx, 1, &at_once, 10_000)).unwrap();
            assert_eq!(together.into_iter().collect::<BTreeSet<_>>(), alone);
        }
        assert_eq!(find(db, &queries[0]), BTreeSet::from([35, 70]), "one in the table, one who waits");
    });
}

#[test]
fn who_is_edited_or_erased_while_waiting_is_found_by_what_is_true() {
    both(|db| {
        let people: Vec<Arriving> =
            (0..4).map(|subject| Arriving { subject, now: vec![1], later: vec![2, 3] }).collect();
        db.write(|tx| add_arriving(tx, 1, &people)).unwrap();
        give(db, 0, &[1, 3, 4]);
        db.write(|tx| erase(tx, 1, 1)).unwrap();
        // A merge was cut off after it took its people.
        let move_over = "INSERT INTO token_merging SELECT * FROM token_waiting";
        db.write(|tx| tx.run(move_over, &[])).unwrap();
        db.write(|tx| tx.run("DELETE FROM token_waiting", &[])).unwrap();
        give(db, 2, &[2]);
        assert_eq!(merge_waiting(db).unwrap(), 1);
        assert_eq!(find(db, &[vec![1]]), [0, 3].into());
        assert_eq!(find(db, &[vec![2]]), [2, 3].into());
        assert_eq!(find(db, &[vec![3]]), [0, 3].into());
        agrees(db);
    });
}

/// Folds all of the young table, worth it or not.
fn fold(db: &Db) {
    while db.write(young::fold_slice).unwrap() > 0 {}
}

fn young(db: &Db) -> i64 {
    db.read(|tx| tx.first("SELECT count(*) FROM token_young", &[], |row| row.int(0))).unwrap().unwrap()
}

#[test]
fn the_young_table_is_folded_when_it_is_worth_it_and_everybody_is_found_before_and_after() {
    both(|db| {
        let people: Vec<Arriving> =
            (0..50).map(|subject| Arriving { subject, now: vec![1, subject + 10], later: vec![2] }).collect();
        db.write(|tx| add_arriving(tx, 1, &people)).unwrap();
        merge_waiting(db).unwrap();
        assert_eq!(young(db), 100, "what is found at once stands apart");
        fold_some(db).unwrap();
        assert_eq!(young(db), 100, "it is not worth it yet");
        let everybody: BTreeSet<i64> = (0..50).collect();
        assert_eq!(
            find(db, &[vec![1], vec![2]]),
            everybody,
            "half of the words in one table, half in the other"
        );
        assert_eq!(find(db, &[vec![2], vec![13]]), [3].into());
        give(db, 3, &[2, 5]);
        db.write(|tx| erase(tx, 1, 4)).unwrap();
        agrees(db);
        fold(db);
        assert_eq!(young(db), 0);
        assert_eq!((find(db, &[vec![2]]).len(), find(db, &[vec![1], vec![2]]).len()), (49, 48));
        agrees(db);
        let many: Vec<(i64, Vec<i64>)> = (100..2_100).map(|subject| (subject, (0..10).collect())).collect();
        db.write(|tx| arrive(tx, &many)).unwrap();
        fold_some(db).unwrap();
        assert_eq!((young(db), find(db, &[vec![9]]).len()), (0, 2_000));
        agrees(db);
    });
}

#[test]
fn blocks_stay_bounded_and_in_order_whoever_joins_and_leaves() {
    both(|db| {
        // Beginnings, ends and middles of what is there already, in rounds; 7 is everybody's.
        let round = |at: i64| (0..900).map(move |n| (n * 17 + at * 5 % 17) * 3);
        for at in [3, 0, 1, 2] {
            let many: Vec<(i64, Vec<i64>)> =
                round(at).map(|subject| (subject, vec![7, subject % 50 + 100])).collect();
            db.write(|tx| arrive(tx, &many)).unwrap();
            fold(db);
            agrees(db);
        }
        let sizes = |db: &Db| {
            let select = "SELECT first_subject, subjects FROM token_block WHERE token = 7";
            db.read(|tx| {
                tx.all(select, &[], |row| {
                    Ok::<_, GateError>(block::unpack(row.int(0)?, &row.bytes(1)?)?.len())
                })
            })
            .unwrap()
        };
        assert!(sizes(db).iter().all(|size| *size <= 256) && sizes(db).len() < 40, "{:?}", sizes(db));
        for subject in round(0).chain(round(2)) {
            db.write(|tx| erase(tx, 1, subject)).unwrap();
        }
        agrees(db);
        let left: BTreeSet<i64> = round(1).chain(round(3)).collect();
        assert_eq!(find(db, &[vec![7]]), left);
        for subject in left {
            db.write(|tx| erase(tx, 1, subject)).unwrap();
        }
        assert_eq!(standing(db), []);
    });
}

#[test]
fn many_identifiers_at_once_have_the_holders_that_each_has_alone() {
    both(|db| {
        let many: Vec<(i64, Vec<i64>)> =
            (0..30_000).map(|subject| (subject, vec![subject % 20_000 + 100, subject % 2])).collect();
        db.write(|tx| arrive(tx, &many)).unwrap();
        let asked: Vec<i64> = (90..140).chain([0, 1, 19_000]).collect();
        let alone = |token: &i64| Some((*token, db.read(|tx| holders(tx, 1, *token, 9)).unwrap()));
        let wanted: HashMap<i64, Vec<i64>> =
            asked.iter().filter_map(alone).filter(|(_, holders)| !holders.is_empty()).collect();
        assert_eq!(db.read(|tx| holders_of(tx, 1, &asked, 9)).unwrap(), wanted);
        fold(db);
        assert_eq!(db.read(|tx| holders_of(tx, 1, &asked, 9)).unwrap(), wanted);
        assert_eq!((wanted[&100].len(), wanted[&0].len(), wanted.get(&90)), (2, 9, None));
    });
}

#[test]
fn merging_arriving_editing_and_erasing_at_once_leave_no_stray_token() {
    both(|db| {
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|threads| {
            let mergers: Vec<_> = (0..2)
                .map(|_| {
                    threads.spawn(|| {
                        while !done.load(std::sync::atomic::Ordering::SeqCst) {
                            merge_waiting(db).unwrap();
                            fold(db);
                        }
                    })
                })
                .collect();
            let workers: Vec<_> = (0..4_i64)
                .map(|worker| {
                    threads.spawn(move || {
                        for round in 0..25 {
                            let first = worker * 100_000 + round * 10;
                            let people: Vec<Arriving> = (first..first + 10)
                                .map(|subject| Arriving { subject, now: vec![1], later: (10..40).collect() })
                                .collect();
                            db.write(|tx| add_arriving(tx, 1, &people)).unwrap();
                            give(db, first, &[1, 2, 20]);
                            db.write(|tx| erase(tx, 1, first + 1)).unwrap();
                            give(db, first + 2, &[30, 50]);
                            db.write(|tx| erase(tx, 1, first + 2)).unwrap();
                        }
                    })
                })
                .collect();
            workers.into_iter().for_each(|worker| worker.join().unwrap());
            done.store(true, std::sync::atomic::Ordering::SeqCst);
            mergers.into_iter().for_each(|merger| merger.join().unwrap());
        });
        merge_waiting(db).unwrap();
        agrees(db);
        assert_eq!(find(db, &[vec![25]]).len(), 4 * 25 * 7);
    });
}

#[test]
fn every_word_must_match_by_one_of_its_tokens() {
    both(|db| {
        give(db, 1, &[10, 20, 30]);
        give(db, 2, &[10, 21]);
        give(db, 3, &[-10, 21]);
        db.write(|tx| set(tx, 2, 9, &[10])).unwrap();
        assert_eq!(find(db, &[vec![10]]), [1, 2].into(), "another register's subject is not there");
        assert_eq!(find(db, &[vec![10, -10]]), [1, 2, 3].into());
        assert_eq!(find(db, &[vec![10], vec![20, 21, 22]]), [1, 2].into());
        assert_eq!(find(db, &[vec![10, -10], vec![21, 30]]), [1, 2, 3].into());
        assert_eq!(find(db, &[vec![10], vec![99]]), [].into());
        assert_eq!(find(db, &[]), [].into());
        assert_eq!(find(db, &[vec![]]), [].into());
        assert_eq!(
            find(db, &[vec![10], vec![10], vec![10], vec![20], vec![30], vec![10], vec![77]]),
            [1].into()
        );
        assert_eq!(db.read(|tx| candidates(tx, 1, &[vec![10]], 1)).unwrap().len(), 1);
        assert_eq!(db.read(|tx| holders(tx, 1, 21, 10)).unwrap(), [2, 3]);
    });
}

#[test]
fn an_edit_changes_the_difference_and_an_erasure_leaves_nothing() {
    both(|db| {
        give(db, 1, &[1, 2, 3, 3]);
        give(db, 2, &[2]);
        give(db, 1, &[2, 4]);
        assert_eq!(find(db, &[vec![1]]), [].into());
        assert_eq!(find(db, &[vec![4]]), [1].into());
        assert_eq!(rows(db), 3);
        db.write(|tx| erase(tx, 1, 1)).unwrap();
        assert_eq!((rows(db), find(db, &[vec![2]])), (1, [2].into()));
        let lists = db.read(|tx| tx.first("SELECT count(*) FROM subject_token", &[], |row| row.int(0)));
        assert_eq!(lists.unwrap(), Some(1));
    });
}

#[test]
fn an_import_gives_the_same_as_one_by_one() {
    both(|db| {
        let many: Vec<(i64, Vec<i64>)> =
            (0..500).map(|n| (n, vec![n % 7, n % 11 + 100, -n, n << 20])).collect();
        db.write(|tx| arrive(tx, &many)).unwrap();
        assert_eq!(find(db, &[vec![3], vec![105]]), (0..500).filter(|n| n % 7 == 3 && n % 11 == 5).collect());
        for (subject, tokens) in &many {
            give(db, *subject, tokens);
        }
        db.write(|tx| many.iter().try_for_each(|(subject, _)| erase(tx, 1, *subject))).unwrap();
        assert_eq!(rows(db), 0);
    });
}

proptest! {
    #[test]
    fn packing_keeps_every_token(tokens in prop::collection::btree_set(-(1_i64 << 47)..(1 << 47), 0..40)) {
        let packed = pack(&tokens);
        let back: BTreeSet<i64> = packed.as_chunks::<BYTES>().0.iter().map(unpack).collect();
        prop_assert_eq!(back, tokens);
    }
}

#[test]
fn any_query_finds_what_a_plain_search_would() {
    both(|db| {
        // A small generator of its own: the same on every run.
        let mut state = 7_u64;
        let mut next = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((state >> 33) % below).unwrap()
        };
        let people: BTreeMap<i64, BTreeSet<i64>> =
            (0..200).map(|subject| (subject, (0..12).map(|_| next(30)).collect())).collect();
        let many: Vec<_> =
            people.iter().map(|(subject, tokens)| (*subject, tokens.iter().copied().collect())).collect();
        db.write(|tx| arrive(tx, &many)).unwrap();
        for round in 0..150 {
            if round == 50 {
                fold(db);
            }
            let words: Vec<Vec<i64>> =
                (0..=next(5)).map(|_| (0..=next(3)).map(|_| next(34)).collect()).collect();
            let wanted: BTreeSet<i64> = people
                .iter()
                .filter(|(_, tokens)| {
                    words.iter().all(|word| word.iter().any(|token| tokens.contains(token)))
                })
                .map(|(subject, _)| *subject)
                .collect();
            assert_eq!(find(db, &words), wanted, "{words:?}");
        }
    });
}

#[test]
fn common_words_together_find_exactly_who_has_them_all() {
    both(|db| {
        let of = |n: i64| {
            let marks = [(1, 10), (2, 20), (3, 30)];
            marks.iter().filter(|(step, _)| n % step == 0).map(|(_, token)| *token).collect()
        };
        let many: Vec<(i64, Vec<i64>)> = (0..6_000).map(|n| (n, of(n))).collect();
        db.write(|tx| arrive(tx, &many)).unwrap();
        for _ in 0..2 {
            let found = db.read(|tx| candidates(tx, 1, &[vec![10], vec![20], vec![30]], 5_000)).unwrap();
            assert_eq!(found.len(), 1_000);
            assert!(found.iter().all(|subject| subject % 6 == 0));
            let first = db.read(|tx| candidates(tx, 1, &[vec![10], vec![20]], 7)).unwrap();
            assert_eq!(first, [0, 2, 4, 6, 8, 10, 12]);
            fold(db);
        }
    });
}

#[test]
fn who_comes_with_many_is_put_into_the_index_when_no_more_come() {
    both(|db| {
        let (before, mut next) = (AtomicI64::new(0), 0);
        let mut come = |many: i64| {
            let arriving: Vec<Arriving> = (next..next + many)
                .map(|subject| Arriving { subject, now: Vec::new(), later: vec![7, 1_000 + subject] })
                .collect();
            next += many;
            db.write(|tx| add_arriving(tx, 1, &arriving)).unwrap();
        };
        come(30);
        assert_eq!(merge_at_rest(db, &before).unwrap(), Some(30), "few go in at once");
        come(400);
        assert_eq!(merge_at_rest(db, &before).unwrap(), None, "more are coming");
        assert_eq!(find(db, &[vec![7]]).len(), 430, "and are found all the same");
        come(4_700);
        assert_eq!(merge_at_rest(db, &before).unwrap(), Some(5_100), "too many to wait for more");
        come(400);
        assert_eq!(merge_at_rest(db, &before).unwrap(), None);
        assert_eq!(merge_at_rest(db, &before).unwrap(), Some(400), "nobody came since");
    });
}

#[test]
fn those_alike_are_found_among_all_who_came_and_those_who_wait() {
    both(|db| {
        let arriving = |subjects: std::ops::Range<i64>| -> Vec<Arriving> {
            let one =
                |subject| Arriving { subject, now: vec![40 + subject % 3], later: vec![1, 2 + subject % 2] };
            subjects.map(one).collect()
        };
        db.write(|tx| add_arriving(tx, 1, &arriving(0..60))).unwrap();
        merge_waiting(db).unwrap();
        fold(db);
        db.write(|tx| add_arriving(tx, 1, &arriving(60..90))).unwrap();
        let found = |words: &[Vec<i64>], whole| -> BTreeSet<i64> {
            let words: Vec<Vec<i64>> = words.iter().cloned().chain([vec![whole]]).collect();
            db.read(|tx| together(tx, 1, (&words, whole), 1_000)).unwrap().into_iter().collect()
        };
        let meant = |subject: &i64| subject % 3 == 1 && subject % 2 == 0;
        assert_eq!(found(&[vec![1], vec![2]], 41), (0..90).filter(meant).collect());
        assert_eq!(
            found(&[vec![1], vec![2], vec![3]], 41),
            BTreeSet::new(),
            "one word has nobody beside the other"
        );
        assert_eq!(found(&[vec![1], vec![2, 3]], 42), (0..90).filter(|subject| subject % 3 == 2).collect());
        assert!(found(&[vec![1]], 99).is_empty());
    });
}
