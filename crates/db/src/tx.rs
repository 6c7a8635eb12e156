//! A unit of work's view of the database: three column types, one SQL text.

use crate::{Engine, Failure, postgresql::Connection};
use rusqlite::types::ValueRef;

/// One argument of a statement.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// TEXT.
    Text(&'a str),
    /// BIGINT.
    Int(i64),
    /// BYTEA.
    Bytes(&'a [u8]),
    /// A TEXT that may be missing.
    OptText(Option<&'a str>),
    /// A BIGINT that may be missing.
    OptInt(Option<i64>),
    /// A BYTEA that may be missing.
    OptBytes(Option<&'a [u8]>),
}

/// One row of an answer.
pub struct Row<'a>(pub(crate) Inner<'a>);

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// A TEXT column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn text(&self, column: usize) -> Result<String, Failure> {
        self.opt_text(column)?.ok_or_else(|| null(column))
    }
    /// A BIGINT column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn int(&self, column: usize) -> Result<i64, Failure> {
        self.opt_int(column)?.ok_or_else(|| null(column))
    }
    /// A BYTEA column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, Failure> {
        self.opt_bytes(column)?.ok_or_else(|| null(column))
    }
    /// A TEXT column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, Failure> {
        match &self.0 {
            Inner::Sqlite(row) => match value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Text(text) => {
                    String::from_utf8(text.to_vec()).map(Some).map_err(|_| wrong(column, "TEXT in UTF-8"))
                }
                _ => Err(wrong(column, "TEXT")),
            },
            Inner::Postgres(row) => row.try_get(column).map_err(|_| wrong(column, "TEXT")),
        }
    }
    /// A BIGINT column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Failure> {
        match &self.0 {
            Inner::Sqlite(row) => match value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(number) => Ok(Some(number)),
                _ => Err(wrong(column, "BIGINT")),
            },
            // A literal such as `1` is an INTEGER on PostgreSQL.
            Inner::Postgres(row) => row
                .try_get::<_, Option<i64>>(column)
                .or_else(|_| row.try_get::<_, Option<i32>>(column).map(|number| number.map(i64::from)))
                .map_err(|_| wrong(column, "BIGINT")),
        }
    }
    /// A BYTEA column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Failure> {
        match &self.0 {
            Inner::Sqlite(row) => match value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Blob(bytes) => Ok(Some(bytes.to_vec())),
                _ => Err(wrong(column, "BYTEA")),
            },
            Inner::Postgres(row) => row.try_get(column).map_err(|_| wrong(column, "BYTEA")),
        }
    }
}

fn value<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<ValueRef<'r>, Failure> {
    row.get_ref(column).map_err(|_| Failure(format!("the answer has no column {column}")))
}

fn null(column: usize) -> Failure {
    Failure(format!("column {column} is NULL where a value is needed"))
}

fn wrong(column: usize, wanted: &str) -> Failure {
    Failure(format!("column {column} is missing or not {wanted}"))
}

/// A running unit of work. SQL is `$1`-style and the same on both engines.
pub struct Tx<'a> {
    conn: Conn<'a>,
    /// A statement failed: the unit of work can't succeed any more.
    broken: Option<Failure>,
}

enum Conn<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut Connection),
}

impl<'a> Tx<'a> {
    pub(crate) const fn sqlite(conn: &'a rusqlite::Connection) -> Self {
        Self { conn: Conn::Sqlite(conn), broken: None }
    }
    pub(crate) const fn postgres(conn: &'a mut Connection) -> Self {
        Self { conn: Conn::Postgres(conn), broken: None }
    }
    /// `Ok` unless a statement failed, whatever the work made of that.
    pub(crate) fn sound(self) -> Result<(), Failure> {
        self.broken.map_or(Ok(()), Err)
    }

    /// Which engine this is; for the few places where the engines must differ.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement; returns how many rows it touched.
    ///
    /// # Errors
    /// When the engine refuses the statement.
    pub fn run(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<u64, Failure> {
        let done = match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::run(conn, sql, args),
            Conn::Postgres(conn) => conn.run(sql, args),
        };
        self.note(done)
    }

    /// Runs a statement once for each row of arguments; returns how many rows it touched. For bulk work: one prepared
    /// statement on SQLite; on PostgreSQL `INSERT ... VALUES ($1, ...)` goes out with hundreds of rows at once (so that
    /// `ON CONFLICT DO UPDATE` must not meet the same row twice in one call), other statements one by one.
    ///
    /// # Errors
    /// When the engine refuses the statement.
    pub fn run_many<'v, A: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &'static str,
        rows: impl IntoIterator<Item = A>,
    ) -> Result<u64, Failure> {
        let done = match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::run_many(conn, sql, rows.into_iter()),
            Conn::Postgres(conn) => conn.run_many(sql, rows.into_iter()),
        };
        self.note(done)
    }

    /// All rows of an answer, each mapped.
    ///
    /// # Errors
    /// When the engine refuses the statement, or the mapping fails.
    pub fn all<T, E: From<Failure>>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, E>,
    ) -> Result<Vec<T>, E> {
        let mut found = Vec::new();
        self.each(sql, args, |row| -> Result<Go, E> {
            found.push(map(row)?);
            Ok(Go::On)
        })?;
        Ok(found)
    }

    /// The first row of an answer, if any.
    ///
    /// # Errors
    /// When the engine refuses the statement, or the mapping fails.
    pub fn first<T, E: From<Failure>>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        map: impl FnOnce(&Row<'_>) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        let (mut map, mut found) = (Some(map), None);
        self.each(sql, args, |row| -> Result<Go, E> {
            found = map.take().map(|map| map(row)).transpose()?;
            Ok(Go::Stop)
        })?;
        Ok(found)
    }

    /// Holds a named lock until the unit of work ends: no other unit of this database that asks for the same name runs
    /// meanwhile, in any process. On SQLite writers are alone anyway.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn lock(&mut self, name: &str) -> Result<(), Failure> {
        self.hold(name, Hold::Alone)
    }

    /// As [`Tx::lock`], together with others that ask for a share; only who locks alone is kept out.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn lock_shared(&mut self, name: &str) -> Result<(), Failure> {
        self.hold(name, Hold::Shared)
    }

    fn hold(&mut self, name: &str, hold: Hold) -> Result<(), Failure> {
        let done = match &mut self.conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(conn) => conn.lock(name, hold),
        };
        self.note(done)
    }

    /// Runs a migration's text, which may hold several statements.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), Failure> {
        let done = match &mut self.conn {
            Conn::Sqlite(conn) => {
                conn.execute_batch(sql).map_err(|error| crate::sqlite::failure("a migration", &error))
            }
            Conn::Postgres(conn) => conn.script(sql),
        };
        self.note(done)
    }

    fn each<E: From<Failure>>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<Go, E>,
    ) -> Result<(), E> {
        let (done, visited) = match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::each(conn, sql, args, visit),
            Conn::Postgres(conn) => conn.each(sql, args, visit),
        };
        self.note(done)?;
        visited
    }

    fn note<T>(&mut self, done: Result<T, Failure>) -> Result<T, Failure> {
        if let Err(failure) = &done {
            self.broken.get_or_insert_with(|| failure.clone());
        }
        done
    }
}

/// Whether a visit of rows goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Go {
    On,
    Stop,
}

/// How a lock is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    Alone,
    Shared,
}
