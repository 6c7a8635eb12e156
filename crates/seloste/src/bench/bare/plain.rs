//! The plain data: the same people and objects in clear text, with an index on each searched item, provenance beside the
//! values, and no key, token or ledger.

use super::{open, told};
use crate::bench::load::{count, now};
use rusqlite::{Connection, params, params_from_iter};
use std::path::Path;

/// A plain database.
pub(crate) struct Plain {
    connection: Connection,
    insert: String,
}

/// A plain object.
pub(crate) struct Object<'a> {
    /// Number of its person.
    pub(crate) person: i64,
    /// What it is.
    pub(crate) kind: &'a str,
    /// Its first day.
    pub(crate) starts: &'a str,
    /// Its items, as text.
    pub(crate) items: &'a str,
}

impl Plain {
    /// An empty database with a column for each item; a searched one gets an index.
    pub(crate) fn make(file: &Path, items: &[(String, bool)]) -> Result<Self, String> {
        let connection = open(file)?;
        let columns: Vec<_> = items.iter().map(|(name, _)| format!("\"{name}\" TEXT")).collect();
        let places: Vec<_> = (0..items.len() + 3).map(|_| "?").collect();
        connection
            .execute_batch(&format!(
                "CREATE TABLE person (id INTEGER PRIMARY KEY, source TEXT, recorded INTEGER, {});
                 CREATE TABLE object (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, kind TEXT NOT NULL, starts TEXT,
                    source TEXT, recorded INTEGER, items TEXT);
                 CREATE INDEX object_by_person ON object (person, starts);",
                columns.join(", ")
            ))
            .map_err(told)?;
        for (name, _) in items.iter().filter(|(_, searched)| *searched) {
            connection
                .execute_batch(&format!("CREATE INDEX \"person_by_{name}\" ON person (\"{name}\")"))
                .map_err(told)?;
        }
        Ok(Self { connection, insert: format!("INSERT INTO person VALUES ({})", places.join(", ")) })
    }

    /// Adds people in one transaction: number, and one value or none for each item.
    pub(crate) fn add_people(
        &mut self,
        source: &str,
        rows: &[(i64, Vec<Option<String>>)],
    ) -> Result<(), String> {
        let work = self.connection.transaction().map_err(told)?;
        {
            let mut put = work.prepare_cached(&self.insert).map_err(told)?;
            for (id, values) in rows {
                let head = [Some(id.to_string()), Some(source.to_owned()), Some("1795000000000".to_owned())];
                put.execute(params_from_iter(head.iter().chain(values))).map_err(told)?;
            }
        }
        work.commit().map_err(told)
    }

    /// Adds objects in one transaction.
    pub(crate) fn add_objects(&mut self, source: &str, rows: &[Object<'_>]) -> Result<(), String> {
        let work = self.connection.transaction().map_err(told)?;
        {
            let mut put = work
                .prepare_cached(
                    "INSERT INTO object (person, kind, starts, source, recorded, items) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .map_err(told)?;
            for row in rows {
                put.execute(params![
                    row.person,
                    row.kind,
                    row.starts,
                    source,
                    1_795_000_000_000_i64,
                    row.items
                ])
                .map_err(told)?;
            }
        }
        work.commit().map_err(told)
    }

    /// Puts everything into the file itself.
    pub(crate) fn settle(&self) -> Result<(), String> {
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(told)
    }
}

/// Durable inserts a second of so many bytes, each in its own transaction, one after the other.
pub(crate) fn durable_inserts(file: &Path, times: usize, bytes: &[u8]) -> Result<f64, String> {
    let connection = open(file)?;
    connection
        .execute_batch("CREATE TABLE one (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        .map_err(told)?;
    let mut put = connection.prepare("INSERT INTO one (body) VALUES (?1)").map_err(told)?;
    let begun = now();
    for _ in 0..times {
        put.execute([bytes]).map_err(told)?;
    }
    Ok(count(times) / begun.elapsed().as_secs_f64())
}
