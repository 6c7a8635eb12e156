//! Both engines' schemas against the map.

use super::*;
use seloste_db::{Db, Engine, Failure, testing::both_pairs};
use std::collections::BTreeSet;

/// Every column of a database as `table.column`, and the columns of each primary key in order.
fn real(db: &Db) -> BTreeSet<String> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
             WHERE table_schema = current_schema()"
        }
    };
    let columns =
        db.read(|tx| tx.all(sql, &[], |row| Ok::<_, Failure>(format!("{}.{}", row.text(0)?, row.text(1)?))));
    columns.unwrap().into_iter().collect()
}

fn mapped(subjects: &[SubjectTable], others: &[OtherTable]) -> BTreeSet<String> {
    let of_subjects = subjects
        .iter()
        .flat_map(|table| table.columns.iter().map(move |(column, _)| format!("{}.{column}", table.name)));
    let of_others = others.iter().flat_map(|table| {
        table.columns.split_whitespace().map(move |column| format!("{}.{column}", table.name))
    });
    of_subjects.chain(of_others).collect()
}

#[test]
fn every_table_and_column_is_on_the_map_and_nothing_else_is() {
    both_pairs(|pair| {
        for (db, map) in
            [(&pair.data, mapped(SUBJECTS, OTHERS)), (&pair.keyring, mapped(SUBJECT_KEYS, OTHER_KEYS))]
        {
            let real = real(db);
            let unnamed: Vec<_> = real.difference(&map).collect();
            let gone: Vec<_> = map.difference(&real).collect();
            assert!(unnamed.is_empty(), "not on the map of crates/gate/src/selector.rs: {unnamed:?}");
            assert!(gone.is_empty(), "on the map, and not in the database: {gone:?}");
        }
    });
}

#[test]
fn a_column_that_names_a_subject_is_in_a_table_of_subjects() {
    for other in OTHERS.iter().chain(OTHER_KEYS) {
        assert!(!other.why.is_empty());
        // A block holds many subjects: `subject_token` says in which each stands, and `tokens::tests` that an erasure leaves none.
        assert!(
            other.name == "token_block"
                || !other.columns.split_whitespace().any(|column| column.starts_with("subject")),
            "{}",
            other.name
        );
    }
    for table in SUBJECTS.iter().chain(SUBJECT_KEYS) {
        let columns: Vec<&str> = table.columns.iter().map(|(column, _)| *column).collect();
        assert!(columns.contains(&"register_id") && columns.contains(&"subject_id"), "{}", table.name);
        for (column, holds) in table.columns {
            let sealed = ["body", "peaks", "why"].contains(column);
            assert_eq!(sealed, *holds == Holds::Sealed, "{}.{column}", table.name);
        }
    }
}

#[test]
fn rows_of_subjects_are_keyed_so_that_they_can_be_distributed() {
    both_pairs(|pair| {
        if pair.data.engine() == Engine::Postgres {
            return;
        }
        let sql = "SELECT p.name FROM pragma_table_info($1) p WHERE p.pk > 0 ORDER BY p.pk";
        for table in SUBJECTS {
            let name = [seloste_db::Value::Text(table.name)];
            let key = pair.data.read(|tx| tx.all(sql, &name, |row| row.text(0))).unwrap();
            // A token's row is found by its token; its register comes first all the same.
            let wanted = if table.name == "token_young" {
                &["register_id", "token"]
            } else {
                &["register_id", "subject_id"]
            };
            assert_eq!(key.iter().take(2).map(String::as_str).collect::<Vec<_>>(), wanted, "{}", table.name);
        }
    });
}
