//! A unit of work's view of the database: three column types, one SQL text.

use crate::Failure;

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
pub struct Row<'a>(std::marker::PhantomData<&'a ()>);

impl Row<'_> {
    /// A TEXT column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn text(&self, _column: usize) -> Result<String, Failure> {
        unimplemented!()
    }
    /// A BIGINT column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn int(&self, _column: usize) -> Result<i64, Failure> {
        unimplemented!()
    }
    /// A BYTEA column.
    ///
    /// # Errors
    /// When the column is missing, NULL or of another type.
    pub fn bytes(&self, _column: usize) -> Result<Vec<u8>, Failure> {
        unimplemented!()
    }
    /// A TEXT column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_text(&self, _column: usize) -> Result<Option<String>, Failure> {
        unimplemented!()
    }
    /// A BIGINT column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_int(&self, _column: usize) -> Result<Option<i64>, Failure> {
        unimplemented!()
    }
    /// A BYTEA column that may be NULL.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_bytes(&self, _column: usize) -> Result<Option<Vec<u8>>, Failure> {
        unimplemented!()
    }
}

/// A running unit of work. SQL is `$1`-style and the same on both engines.
pub struct Tx<'a>(std::marker::PhantomData<&'a ()>);

impl Tx<'_> {
    /// Which engine this is; for the few places where the engines must differ.
    #[must_use]
    pub fn engine(&self) -> crate::Engine {
        unimplemented!()
    }
    /// Runs a statement; returns how many rows it touched.
    ///
    /// # Errors
    /// When the engine refuses the statement.
    pub fn run(&mut self, _sql: &'static str, _args: &[Value<'_>]) -> Result<u64, Failure> {
        unimplemented!()
    }
    /// All rows of an answer, each mapped.
    ///
    /// # Errors
    /// When the engine refuses the statement, or the mapping fails.
    pub fn all<T, E: From<Failure>>(
        &mut self,
        _sql: &'static str,
        _args: &[Value<'_>],
        _map: impl FnMut(&Row<'_>) -> Result<T, E>,
    ) -> Result<Vec<T>, E> {
        unimplemented!()
    }
    /// The first row of an answer, if any.
    ///
    /// # Errors
    /// When the engine refuses the statement, or the mapping fails.
    pub fn first<T, E: From<Failure>>(
        &mut self,
        _sql: &'static str,
        _args: &[Value<'_>],
        _map: impl FnOnce(&Row<'_>) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        unimplemented!()
    }
}
