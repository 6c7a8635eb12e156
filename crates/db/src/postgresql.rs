//! PostgreSQL: a bounded pool of connections, each write a transaction of its own. Blocking: never called from an async
//! task, only from a thread that may block. Not here: what a unit of work sees (`tx`).

use crate::{
    Engine, Failure, Row, Tables, Tx, Value, dialect,
    inside::{Stay, is_inside},
    migrate,
    tls::Address,
    tx::{Go, Hold, Inner},
};
use postgres::{
    Client, Statement,
    error::SqlState,
    fallible_iterator::FallibleIterator,
    types::{IsNull, ToSql, Type, private::BytesMut},
};
use std::{
    collections::HashMap,
    fmt,
    sync::{Condvar, Mutex, PoisonError},
};

/// Connections at once: two processes of two controllers, each with data and keyring, stay under PostgreSQL's usual 100.
const CONNECTIONS: usize = 10;
/// Rows in one statement of bulk work, in steps: so few sizes stay prepared.
const CHUNKS: [usize; 2] = [256, 16];
/// Parameters that the protocol can carry in one statement.
const MOST_PARAMETERS: usize = 65_535;

/// What a unit of work may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Write,
}

/// A schema of a database.
pub(crate) struct Pool {
    address: Address,
    schema: String,
    free: Mutex<Free>,
    given_back: Condvar,
}

#[derive(Default)]
struct Free {
    idle: Vec<Connection>,
    open: usize,
}

/// One connection with its prepared statements.
pub(crate) struct Connection {
    client: Client,
    /// By text, and number of rows for bulk work.
    prepared: HashMap<(&'static str, usize), Statement>,
    schema: String,
}

impl Pool {
    pub(crate) fn open(url: &str, schema: &str, tables: Tables) -> Result<Self, Failure> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !(1..=63).contains(&schema.len()) || !schema.chars().all(plain) || schema.starts_with("pg_") {
            return Err(Failure(format!(
                "the schema name {schema:?} is not 1 to 63 lower-case letters, digits and underscores"
            )));
        }
        let address = Address::read(url)?;
        let pool =
            Self { address, schema: schema.to_owned(), free: Mutex::default(), given_back: Condvar::new() };
        pool.migrate(tables)?;
        Ok(pool)
    }

    pub(crate) fn unit<T, E: From<Failure>>(
        &self,
        kind: Kind,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // If the work panics the lease is dropped and its connection closed, which undoes the transaction.
        let mut lease = self.begin(kind)?;
        let mut tx = Tx::postgres(lease.conn()?);
        let answer = work(&mut tx);
        let sound = tx.sound();
        let conn = lease.conn()?;
        match (answer, sound) {
            (Ok(answer), Ok(())) => {
                conn.script("COMMIT")?;
                lease.give_back();
                Ok(answer)
            }
            (answer, sound) => {
                if conn.script("ROLLBACK").is_ok() {
                    lease.give_back();
                }
                let answer = answer?;
                sound?;
                Ok(answer)
            }
        }
    }

    pub(crate) fn scrub(&self) -> Result<(), Failure> {
        let mut lease = self.lease()?;
        let conn = lease.conn()?;
        let tables = conn.client.query(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = $1",
            &[&self.schema],
        );
        for row in tables.map_err(|error| failure("vacuuming", &error))? {
            let table: String = row.try_get(0).map_err(|error| failure("vacuuming", &error))?;
            conn.script(&format!("VACUUM {table}"))?;
        }
        lease.give_back();
        Ok(())
    }

    /// A connection in a new transaction. One that the server has closed meanwhile is replaced.
    fn begin(&self, kind: Kind) -> Result<Lease<'_>, Failure> {
        let begin = match kind {
            Kind::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Kind::Write => "BEGIN ISOLATION LEVEL READ COMMITTED",
        };
        loop {
            let mut lease = self.lease()?;
            let reused = lease.reused;
            let conn = lease.conn()?;
            match conn.script(begin) {
                Ok(()) => return Ok(lease),
                Err(_) if reused && conn.client.is_closed() => {}
                Err(failure) => return Err(failure),
            }
        }
    }

    fn lease(&self) -> Result<Lease<'_>, Failure> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = free.idle.pop() {
                if !conn.client.is_closed() {
                    return Ok(Lease::of(self, Some(conn)));
                }
                free.open -= 1;
            } else if free.open < CONNECTIONS || is_inside(&self.free) {
                free.open += 1;
                break;
            } else {
                free = self.given_back.wait(free).unwrap_or_else(PoisonError::into_inner);
            }
        }
        drop(free);
        // From here on the lease gives the place back, whatever happens.
        let mut lease = Lease::of(self, None);
        lease.conn = Some(self.connect()?);
        Ok(lease)
    }

    fn connect(&self) -> Result<Connection, Failure> {
        let client = self.address.connect().map_err(|error| unreached(&error))?;
        let mut conn = Connection { client, prepared: HashMap::new(), schema: self.schema.clone() };
        conn.script(&format!(
            "SET search_path TO \"{}\"; SET client_min_messages TO warning; SET lock_timeout TO '30s'",
            self.schema
        ))?;
        Ok(conn)
    }

    fn migrate(&self, tables: Tables) -> Result<(), Failure> {
        loop {
            let step = self.unit(Kind::Write, |tx| {
                tx.lock("migrate")?;
                tx.script(&format!("CREATE SCHEMA IF NOT EXISTS \"{}\"", self.schema))?;
                tx.script(migrate::REMEMBER)?;
                let Some(migration) = migrate::next(tx, tables)? else { return Ok(Go::Stop) };
                tx.script(&migrate::text(migration, Engine::Postgres))?;
                migrate::remember(tx, migration, tables)?;
                Ok::<_, Failure>(Go::On)
            })?;
            if step == Go::Stop {
                return Ok(());
            }
        }
    }
}

/// A connection, lent out. Unless it was given back it is closed.
struct Lease<'p> {
    pool: &'p Pool,
    conn: Option<Connection>,
    healthy: bool,
    /// It served before, so that the server may have closed it since.
    reused: bool,
    _stay: Stay,
}

impl<'p> Lease<'p> {
    fn of(pool: &'p Pool, conn: Option<Connection>) -> Self {
        Self { pool, reused: conn.is_some(), conn, healthy: false, _stay: Stay::begin(&pool.free) }
    }

    fn conn(&mut self) -> Result<&mut Connection, Failure> {
        self.conn.as_mut().ok_or_else(|| Failure("no connection".to_owned()))
    }

    fn give_back(mut self) {
        self.healthy = true;
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let conn = self.conn.take().filter(|conn| self.healthy && !conn.client.is_closed());
        let mut free = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner);
        match conn {
            Some(conn) if free.open <= CONNECTIONS => free.idle.push(conn),
            _ => free.open -= 1,
        }
        self.pool.given_back.notify_one();
    }
}

impl Connection {
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), Failure> {
        self.client.batch_execute(sql).map_err(|error| failure(sql, &error))
    }

    pub(crate) fn lock(&mut self, name: &str, hold: Hold) -> Result<(), Failure> {
        let key = dialect::fingerprint(&format!("{}/{name}", self.schema));
        let wait = match hold {
            Hold::Alone => "SELECT pg_advisory_xact_lock($1)",
            Hold::Shared => "SELECT pg_advisory_xact_lock_shared($1)",
        };
        let statement = self.prepare(wait, 1, || Some(wait.to_owned()))?;
        let locked = self.client.execute(&statement, &[&key]);
        locked.map(drop).map_err(|error| failure("waiting for a lock", &error))
    }

    pub(crate) fn run(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<u64, Failure> {
        let statement = self.prepare(sql, 1, || Some(sql.to_owned()))?;
        self.execute(sql, &statement, args)
    }

    pub(crate) fn run_many<'v, A: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &'static str,
        rows: impl Iterator<Item = A>,
    ) -> Result<u64, Failure> {
        let [most, _] = CHUNKS;
        let mut touched = 0;
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let chunk: Vec<A> = rows.by_ref().take(most).collect();
            touched += self.run_chunk(sql, &chunk)?;
        }
        Ok(touched)
    }

    /// Sends rows in the largest pieces that have a prepared size.
    fn run_chunk<'v, A: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &'static str,
        chunk: &[A],
    ) -> Result<u64, Failure> {
        let mut touched = 0;
        let mut rest = chunk;
        while let Some(first) = rest.first() {
            let width = first.as_ref().len();
            let fits = |size: &&usize| **size <= rest.len() && **size * width <= MOST_PARAMETERS;
            let wide =
                CHUNKS.iter().find(fits).copied().filter(|_| dialect::many_rows(sql, width, 1).is_some());
            let size = wide.unwrap_or(1);
            let (piece, after) = rest.split_at(size.min(rest.len()));
            let args: Vec<Value<'v>> = piece.iter().flat_map(|row| row.as_ref().iter().copied()).collect();
            if args.len() != width * size {
                return Err(Failure("rows of bulk work differ in width".to_owned()));
            }
            let text = || if size == 1 { Some(sql.to_owned()) } else { dialect::many_rows(sql, width, size) };
            let statement = self.prepare(sql, size, text)?;
            touched += self.execute(sql, &statement, &args)?;
            rest = after;
        }
        Ok(touched)
    }

    fn execute(&mut self, sql: &str, statement: &Statement, args: &[Value<'_>]) -> Result<u64, Failure> {
        fitting(statement, args)?;
        let args: Vec<Arg<'_>> = args.iter().map(|value| Arg(*value)).collect();
        let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|arg| arg as &(dyn ToSql + Sync)).collect();
        self.client.execute(statement, &args).map_err(|error| failure(sql, &error))
    }

    /// Visits the rows of an answer. The first result is the engine's, the second the visitor's.
    pub(crate) fn each<E: From<Failure>>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<Go, E>,
    ) -> (Result<(), Failure>, Result<(), E>) {
        let mut visited = Ok(());
        let mut run = || -> Result<(), Failure> {
            let statement = self.prepare(sql, 1, || Some(sql.to_owned()))?;
            fitting(&statement, args)?;
            let mut rows = self
                .client
                .query_raw(&statement, args.iter().map(|value| Arg(*value)))
                .map_err(|error| failure(sql, &error))?;
            while let Some(row) = rows.next().map_err(|error| failure(sql, &error))? {
                match visit(&Row(Inner::Postgres(&row))) {
                    Ok(Go::On) => {}
                    Ok(Go::Stop) => break,
                    Err(error) => {
                        visited = Err(error);
                        break;
                    }
                }
            }
            Ok(())
        };
        let done = run();
        (done, visited)
    }

    fn prepare(
        &mut self,
        sql: &'static str,
        rows: usize,
        text: impl FnOnce() -> Option<String>,
    ) -> Result<Statement, Failure> {
        if let Some(statement) = self.prepared.get(&(sql, rows)) {
            return Ok(statement.clone());
        }
        let text = text().ok_or_else(|| Failure(format!("not of a shape for bulk work: {sql}")))?;
        let statement = self.client.prepare(&text).map_err(|error| failure(sql, &error))?;
        self.prepared.insert((sql, rows), statement.clone());
        Ok(statement)
    }
}

fn fitting(statement: &Statement, args: &[Value<'_>]) -> Result<(), Failure> {
    let wanted = statement.params().len();
    if args.len() == wanted {
        return Ok(());
    }
    Err(Failure(format!("{} arguments for a statement that takes {wanted}", args.len())))
}

/// Why a connection did not come about: what stands below tells it, such as what is wrong with a certificate.
fn unreached(error: &postgres::Error) -> Failure {
    match std::error::Error::source(error) {
        Some(cause) if error.as_db_error().is_none() => Failure(format!("PostgreSQL: {error}: {cause}")),
        _ => failure("connecting", error),
    }
}

/// What went wrong, with the statement, without values: PostgreSQL's detail, which repeats them, is left out.
fn failure(sql: &str, error: &postgres::Error) -> Failure {
    let said = error.as_db_error().map_or_else(
        || error.to_string(),
        |said| {
            let constraint = said.constraint().map(|name| format!(" ({name})")).unwrap_or_default();
            let way = if *said.code() == SqlState::DISK_FULL { crate::NO_ROOM } else { "" };
            format!("{}: {}{constraint}{way}", said.code().code(), said.message())
        },
    );
    Failure(format!("{said} (in: {sql})"))
}

struct Arg<'a>(Value<'a>);

impl fmt::Debug for Arg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(an argument)")
    }
}

impl ToSql for Arg<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self.0 {
            Value::Text(value) | Value::OptText(Some(value)) if <&str>::accepts(kind) => {
                value.to_sql(kind, out)
            }
            Value::Int(value) | Value::OptInt(Some(value)) if *kind == Type::INT4 => {
                i32::try_from(value)?.to_sql(kind, out)
            }
            Value::Int(value) | Value::OptInt(Some(value)) if <i64>::accepts(kind) => value.to_sql(kind, out),
            Value::Bytes(value) | Value::OptBytes(Some(value)) if <&[u8]>::accepts(kind) => {
                value.to_sql(kind, out)
            }
            Value::OptText(None) | Value::OptInt(None) | Value::OptBytes(None) => Ok(IsNull::Yes),
            _ => Err(format!("an argument does not fit a parameter of type {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}
