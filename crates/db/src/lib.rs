//! One pool, one SQL text, two engines. Not here: what the tables mean (`migrations/*.sql` says it) and who may read
//! them (the gate).

mod tx;

pub use tx::{Row, Tx, Value};

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
    /// A PostgreSQL address, and the schema of its own that one controller's rows live in.
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
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct Failure(pub String);

/// A database that units of work run on. Cheap to clone.
#[derive(Clone)]
pub struct Db(());

impl Db {
    /// Opens a database and brings its tables up to date.
    ///
    /// # Errors
    /// When it can't be reached, is of a newer version, or a migration fails.
    pub fn open(_target: Target<'_>, _tables: Tables) -> Result<Self, Failure> {
        unimplemented!()
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        unimplemented!()
    }

    /// Runs a unit of work that only reads, on one snapshot.
    ///
    /// # Errors
    /// What the work returns, or a failure of the machine.
    pub fn read<T, E: From<Failure>>(&self, _work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        unimplemented!()
    }

    /// Runs a unit of work that may write. When it returns `Ok`, what it wrote is durable; when it returns `Err`, none of it happened.
    /// On SQLite, units that wait at the same time share one durable commit (a savepoint each).
    ///
    /// # Errors
    /// What the work returns, or a failure of the machine.
    pub fn write<T, E: From<Failure>>(
        &self,
        _work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        unimplemented!()
    }
}
