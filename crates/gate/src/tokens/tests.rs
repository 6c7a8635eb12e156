//! Promises of the search tokens, on both engines.

use super::*;
use proptest::prelude::*;
use seloste_db::{Db, testing::both};
use std::collections::BTreeMap;

fn find(db: &Db, words: &[Vec<i64>]) -> BTreeSet<i64> {
    db.read(|tx| candidates(tx, 1, words, 1000)).unwrap().into_iter().collect()
}

fn give(db: &Db, subject: i64, tokens: &[i64]) {
    db.write(|tx| set(tx, 1, subject, tokens)).unwrap();
}

fn rows(db: &Db) -> i64 {
    db.read(|tx| tx.first("SELECT count(*) FROM token", &[], |row| row.int(0))).unwrap().unwrap()
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
        db.write(|tx| add_many(tx, 1, &many)).unwrap();
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
        db.write(|tx| add_many(tx, 1, &many)).unwrap();
        for _ in 0..150 {
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
        db.write(|tx| add_many(tx, 1, &many)).unwrap();
        let found = db.read(|tx| candidates(tx, 1, &[vec![10], vec![20], vec![30]], 5_000)).unwrap();
        assert_eq!(found.len(), 1_000);
        assert!(found.iter().all(|subject| subject % 6 == 0));
        let first = db.read(|tx| candidates(tx, 1, &[vec![10], vec![20]], 7)).unwrap();
        assert_eq!(first.len(), 7);
    });
}
