//! The bare baselines: what the same work costs without a statement, a key, a token or a ledger. The only room beside
//! `db` that knows SQLite, since what it measures is SQLite.

pub(crate) mod plain;
pub(crate) mod server;

use rusqlite::Connection;
use std::path::Path;

/// A connection set as the embedded engine sets its own: durable, write-ahead.
fn open(file: &Path) -> Result<Connection, String> {
    let connection = Connection::open(file).map_err(told)?;
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000")
        .map_err(told)?;
    Ok(connection)
}

#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn told(error: rusqlite::Error) -> String {
    error.to_string()
}
