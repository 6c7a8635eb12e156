//! One pool, one SQL text, two engines. Not here: what the tables mean (`migrations/*/*.sql` says it) and who may read
//! them (the gate).
//!
//! A unit of work is one closure on one thread over one [`Tx`]. Rules that both engines keep, so that a use case never
//! asks which one it runs on:
//!
//! * A unit of work that met a failed statement can't succeed any more, even if it hides the failure.
//! * A panic in a unit of work undoes it and harms nobody else's.
//! * `write` inside `write` on the same database by the same thread is refused on SQLite, instead of waiting for itself; a
//!   `read` inside another unit of work never waits for a free connection.
//! * Constraints are checked at once (no `DEFERRABLE`), so that one unit's mistake can't fail a shared commit.

mod dialect;
mod inside;
mod migrate;
mod postgresql;
mod queued;
mod sqlite;
mod tls;
mod tx;

#[cfg(feature = "testing")]
pub mod testing;

pub use tx::{Row, Tx, Value};

use std::sync::Arc;

/// Which engine holds the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

/// Where a database is.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// An SQLite file; it is created when missing.
    File(&'a std::path::Path),
    /// A PostgreSQL address, and the schema of its own that one controller's rows live in. The address is
    /// `postgres://user@host/database` or, for a unix socket, `host=/run/postgresql user=... dbname=...`. TLS is not
    /// spoken: use a socket, the loopback or a tunnel.
    Url(&'a str, &'a str),
}

/// Which set of tables a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// Subjects, objects, ledger, accounts: everything but keys.
    Data,
    /// Wrapped keys, apart from the data.
    Keyring,
}

/// The machine failed: disk, connection, a statement that does not fit the schema. Carries no personal data.
#[derive(Debug, Clone, thiserror::Error)]
#[error("database: {0}")]
pub struct Failure(pub String);

/// Said of a failure for want of room.
pub(crate) const NO_ROOM: &str = ": nothing of this was stored; make room on that disk and do it again";

/// Whether a failure was for want of room on a disk. Failures travel as words, since nobody but an operator can mend one.
#[must_use]
pub fn is_for_want_of_room(said: &str) -> bool {
    said.contains(NO_ROOM)
}

/// A database that units of work run on. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Pool>);

enum Pool {
    Sqlite(sqlite::Pool),
    Postgres(postgresql::Pool),
}

impl Db {
    /// Opens a database and brings its tables up to date. Several processes may do so at once.
    ///
    /// # Errors
    /// When it can't be reached, is of a newer version, or a migration fails.
    pub fn open(target: Target<'_>, tables: Tables) -> Result<Self, Failure> {
        let pool = match target {
            Target::File(path) => Pool::Sqlite(sqlite::Pool::open(path, tables)?),
            Target::Url(url, schema) => Pool::Postgres(postgresql::Pool::open(url, schema, tables)?),
        };
        Ok(Self(Arc::new(pool)))
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &*self.0 {
            Pool::Sqlite(_) => Engine::Sqlite,
            Pool::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a unit of work that only reads, on one snapshot.
    ///
    /// # Errors
    /// What the work returns, or a failure of the machine; a statement that writes is one.
    pub fn read<T, E: From<Failure>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.read(work),
            Pool::Postgres(pool) => pool.unit(postgresql::Kind::Read, work),
        }
    }

    /// Runs a unit of work that may write. When it returns `Ok`, what it wrote is durable; when it returns `Err`, none of it happened.
    /// On SQLite, units that wait at the same time share one durable commit (a savepoint each). On PostgreSQL each is a transaction
    /// of its own at READ COMMITTED: what must not change between a look and a write is looked at under [`Tx::lock`], or
    /// written with a condition.
    ///
    /// # Errors
    /// What the work returns, or a failure of the machine.
    pub fn write<T, E: From<Failure>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.write(work),
            Pool::Postgres(pool) => pool.unit(postgresql::Kind::Write, work),
        }
    }

    /// As [`Db::write`], for work that owns all that it needs. On SQLite it goes along with whatever is committed next, done by whichever
    /// thread commits: many who wait at the same time are woken once each, when it is durable. A panic in it is a failure.
    ///
    /// # Errors
    /// What the work returns, or a failure of the machine.
    pub fn write_along(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<(), Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.write_along(Box::new(work)),
            Pool::Postgres(pool) => queued::caught(|| pool.unit(postgresql::Kind::Write, work)),
        }
    }

    /// Copies the database, as it stands at one moment and without what was deleted, into a file that does not exist yet.
    ///
    /// # Errors
    /// When the engine is PostgreSQL, which is copied by its own tools, or the machine fails.
    pub fn copy_to(&self, path: &std::path::Path) -> Result<(), Failure> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.copy_to(path),
            Pool::Postgres(_) => Err(Failure(
                "PostgreSQL is backed up by its own tools (pg_basebackup and WAL); see docs/operations.md"
                    .to_owned(),
            )),
        }
    }

    /// Gives back memory that connections hold, once much was written and now no more; to be called about every second. PostgreSQL
    /// holds nothing here.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn rest(&self) -> Result<(), Failure> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.rest(),
            Pool::Postgres(_) => Ok(()),
        }
    }

    /// Removes from the files what was deleted from the tables, as far as the engine can: SQLite's log is folded in and cut
    /// to nothing; PostgreSQL's dead rows in this schema are vacuumed (its WAL keeps its own retention: count it into the
    /// erasure horizon).
    ///
    /// # Errors
    /// When the machine fails, or a reader holds on to the log for longer than the busy timeout.
    pub fn scrub(&self) -> Result<(), Failure> {
        match &*self.0 {
            Pool::Sqlite(pool) => pool.scrub(),
            Pool::Postgres(pool) => pool.scrub(),
        }
    }
}
