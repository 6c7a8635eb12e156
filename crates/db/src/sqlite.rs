//! SQLite: one writer that gathers waiting units of work into one durable commit, and a few readers. Not here: what a
//! unit of work sees (`tx`).
//!
//! `secure_delete`: on for a keyring, so that a destroyed key is overwritten in its page; `fast` for data, which
//! overwrites what was deleted in pages that are written anyway. Data is sealed or keyed, and dies with its keys.

mod folding;
mod rest;
mod writer;

use crate::{
    Engine, Failure, Row, Tables, Tx, Value,
    inside::{Stay, is_inside},
    migrate,
    queued::{Call, Queue, Work},
    tx::{Go, Inner},
};
use folding::Folding;
use rest::Rest;
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, config::DbConfig, types::ToSqlOutput};
use std::{
    path::{Path, PathBuf},
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
};
use writer::{Next, Slot, Turn, inside};

/// Readers at once.
const READERS: usize = 8;
/// How long to wait for another process's writer.
const BUSY: std::time::Duration = std::time::Duration::from_secs(10);
/// How long to wait for readers of a log, each time it is as long as [`LONG`] again: the longer it has grown, the more it costs all.
const MOMENT: std::time::Duration = std::time::Duration::from_millis(50);
/// How many such moments at most: a second.
const PATIENCE: u64 = 20;
/// A log of so many bytes was not begun anew for long.
const LONG: u64 = 96 << 20;

/// A database file.
pub(crate) struct Pool {
    path: PathBuf,
    tables: Tables,
    // Dropped before the writer, so that the last connection to be closed is one of a database at rest.
    folding: Folding,
    writer: Mutex<Slot>,
    /// Units of work that wait for the writer.
    waiting: AtomicUsize,
    /// Units of work that wait for whoever commits next.
    queue: Queue,
    readers: Mutex<Readers>,
    reader_free: Condvar,
    rest: Rest,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    open: usize,
}

impl Pool {
    pub(crate) fn open(path: &Path, tables: Tables) -> Result<Self, Failure> {
        let mut conn = Connection::open(path)
            .map_err(|error| Failure(format!("{} can't be opened: {error}", path.display())))?;
        set_up(&conn, tables).map_err(|error| failure(&format!("opening {}", path.display()), &error))?;
        migrate(&conn, tables)?;
        let folding = Folding::instead_of(&mut conn, path).map_err(|error| failure("opening", &error))?;
        Ok(Self {
            path: path.to_owned(),
            tables,
            folding,
            writer: Mutex::new(Slot { conn, batch: None, units: 0, commits: 0 }),
            waiting: AtomicUsize::new(0),
            queue: Queue::default(),
            readers: Mutex::default(),
            reader_free: Condvar::new(),
            rest: Rest::default(),
        })
    }

    pub(crate) fn read<T, E: From<Failure>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let lease = self.lease()?;
        lease.step("BEGIN")?;
        let mut tx = Tx::sqlite(lease.conn()?);
        let answer = work(&mut tx);
        let sound = tx.sound();
        lease.step("ROLLBACK")?;
        let answer = answer?;
        sound?;
        Ok(answer)
    }

    pub(crate) fn write<T, E: From<Failure>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let turn = self.turn()?;
        let mut tx = Tx::sqlite(&turn.slot.conn);
        let answer = work(&mut tx);
        let sound = tx.sound();
        match (answer, sound) {
            (Ok(answer), Ok(())) => {
                turn.keep()?.wait()?;
                Ok(answer)
            }
            (Ok(_), Err(failure)) => Err(failure.into()),
            (Err(error), _) => Err(error),
        }
    }

    pub(crate) fn write_along(&self, work: Work) -> Result<(), Failure> {
        if is_inside(&self.writer) {
            return Err(inside());
        }
        self.rest.count();
        let ticket = self.queue.join(work);
        // Whoever has the writer calls somebody of the queue when it lets go.
        match self.writer.try_lock() {
            Ok(slot) => self.lead(slot),
            Err(TryLockError::Poisoned(slot)) => self.lead(slot.into_inner()),
            Err(TryLockError::WouldBlock) => {}
        }
        loop {
            match ticket.wait() {
                Call::Done(outcome) => return outcome,
                Call::Lead => self.lead(self.writer.lock().unwrap_or_else(PoisonError::into_inner)),
            }
        }
    }

    /// Commits with the writer what is in the queue.
    fn lead(&self, slot: MutexGuard<'_, Slot>) {
        let mut turn = Turn::of(self, slot);
        if self.queue.is_empty() {
            // Somebody else's commit took it along meanwhile.
            return;
        }
        if let Err(failure) = turn.begin() {
            self.queue.take(usize::MAX).iter().for_each(|one| one.ticket.tell(Err(failure.clone())));
        }
    }

    /// Begins the log anew when it has grown long: while readers come without a pause none of the commits finds a moment without
    /// one, in which SQLite would do so by itself, and each would go through all of the log in vain. Readers are waited for a moment only, at
    /// most a second; one that takes longer, such as a copy, is left alone until the next look.
    fn keep_log_short(&self, writer: &Connection) {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        let times = std::fs::metadata(log).map_or(0, |log| (log.len() / LONG).min(PATIENCE));
        if times > 0 {
            let anew = || {
                writer.busy_timeout(MOMENT.saturating_mul(u32::try_from(times).unwrap_or(1)))?;
                let done = writer.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()));
                writer.busy_timeout(BUSY)?;
                done
            };
            if let Err(error) = anew() {
                tracing::warn!(%error, "the database's log could not be begun anew");
            }
        }
    }

    pub(crate) fn scrub(&self) -> Result<(), Failure> {
        // Dropped after the writer is free: whoever joined the queue meanwhile found it taken, and sleeps.
        let _next = Next(self);
        let slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.batch.is_some() {
            // Others are gathering: they commit soon, and the next scrub serves.
            return Err(Failure("the log is in use; try again".to_owned()));
        }
        let blocked: i64 = slot
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(|error| failure("cutting the log", &error))?;
        if blocked == 0 { Ok(()) } else { Err(Failure("a reader holds on to the log; try again".to_owned())) }
    }

    pub(crate) fn rest(&self) -> Result<(), Failure> {
        if !self.rest.begins() {
            return Ok(());
        }
        let shrink = |conn: &Connection| {
            conn.execute_batch("PRAGMA shrink_memory").map_err(|error| failure("giving memory back", &error))
        };
        // Dropped after the writer is free, as in `scrub`.
        let _next = Next(self);
        // Whoever writes or reads just now needs what it holds.
        if let Some(slot) = self.writer.try_lock().ok().filter(|slot| slot.batch.is_none()) {
            shrink(&slot.conn)?;
        }
        let readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.idle.iter().try_for_each(shrink)
    }

    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), Failure> {
        // A connection of its own: a copy takes long, and readers are lent for short.
        let conn = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|error| failure("opening a reader", &error))?;
        conn.busy_timeout(BUSY).map_err(|error| failure("opening a reader", &error))?;
        let to = path.to_str().ok_or_else(|| Failure("the path of the copy is not UTF-8".to_owned()))?;
        conn.execute("VACUUM INTO ?1", [to]).map(drop).map_err(|error| failure("VACUUM INTO", &error))
    }

    /// Waits for the writer and begins a unit of work there.
    fn turn(&self) -> Result<Turn<'_>, Failure> {
        if is_inside(&self.writer) {
            return Err(inside());
        }
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        self.rest.count();
        let mut turn = Turn::of(self, slot);
        turn.open()?;
        Ok(turn)
    }

    fn lease(&self) -> Result<Lease<'_>, Failure> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = readers.idle.pop() {
                return Ok(Lease { pool: self, conn: Some(conn), _stay: Stay::begin(&self.readers) });
            }
            if readers.open < READERS || is_inside(&self.readers) {
                readers.open += 1;
                break;
            }
            readers = self.reader_free.wait(readers).unwrap_or_else(PoisonError::into_inner);
        }
        drop(readers);
        // From here on the lease gives the place back, whatever happens.
        let mut lease = Lease { pool: self, conn: None, _stay: Stay::begin(&self.readers) };
        lease.conn =
            Some(reader(&self.path, self.tables).map_err(|error| failure("opening a reader", &error))?);
        Ok(lease)
    }
}

/// A reader, lent out. Comes back idle, or is closed when its unit of work did not end well.
struct Lease<'p> {
    pool: &'p Pool,
    conn: Option<Connection>,
    _stay: Stay,
}

impl Lease<'_> {
    fn conn(&self) -> Result<&Connection, Failure> {
        self.conn.as_ref().ok_or_else(|| Failure("no reader".to_owned()))
    }

    fn step(&self, sql: &'static str) -> Result<(), Failure> {
        let run = |conn: &Connection| conn.prepare_cached(sql)?.execute([]).map(drop);
        run(self.conn()?).map_err(|error| failure(sql, &error))
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut readers = self.pool.readers.lock().unwrap_or_else(PoisonError::into_inner);
        match self.conn.take().filter(Connection::is_autocommit) {
            Some(conn) if readers.open <= READERS => readers.idle.push(conn),
            _ => readers.open -= 1,
        }
        self.pool.reader_free.notify_one();
    }
}

/// What every connection has.
fn ready(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(256);
    // A statement is planned once: without this SQLite plans it anew whenever an argument changes, a fifth of a read's time.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn set_up(conn: &Connection, tables: Tables) -> rusqlite::Result<()> {
    ready(conn)?;
    conn.execute_batch(match tables {
        Tables::Data => "PRAGMA secure_delete = FAST; PRAGMA cache_size = -16000",
        Tables::Keyring => "PRAGMA secure_delete = ON; PRAGMA cache_size = -2000",
    })?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
    )
}

fn reader(path: &Path, tables: Tables) -> rusqlite::Result<Connection> {
    // A reader is lent to one thread at a time and needs no lock of its own.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    ready(&conn)?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY")?;
    // The machine's own page cache does the rest.
    conn.execute_batch(match tables {
        Tables::Data => "PRAGMA cache_size = -4000",
        Tables::Keyring => "PRAGMA cache_size = -1000",
    })?;
    Ok(conn)
}

fn migrate(conn: &Connection, tables: Tables) -> Result<(), Failure> {
    let step = |sql| conn.execute_batch(sql).map_err(|error| failure("a migration", &error));
    loop {
        step("BEGIN IMMEDIATE")?;
        match migrate_once(conn, tables) {
            Ok(Go::On) => step("COMMIT")?,
            Ok(Go::Stop) => return step("COMMIT"),
            Err(failure) => {
                step("ROLLBACK")?;
                return Err(failure);
            }
        }
    }
}

fn migrate_once(conn: &Connection, tables: Tables) -> Result<Go, Failure> {
    let mut tx = Tx::sqlite(conn);
    tx.script(migrate::REMEMBER)?;
    let Some(migration) = migrate::next(&mut tx, tables)? else { return Ok(Go::Stop) };
    tx.script(&migrate::text(migration, Engine::Sqlite))?;
    migrate::remember(&mut tx, migration, tables)?;
    Ok(Go::On)
}

/// What went wrong, with the statement, without values.
pub(crate) fn failure(sql: &str, error: &rusqlite::Error) -> Failure {
    let way = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => crate::NO_ROOM,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            ": stop the service, and put back a copy of the data (seloste restore BACKUP)"
        }
        _ => "",
    };
    Failure(format!("{error}{way} (in: {sql})"))
}

struct Arg<'a>(Value<'a>);

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef as Out;
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Text(value) | Value::OptText(Some(value)) => Out::Text(value.as_bytes()),
            Value::Int(value) | Value::OptInt(Some(value)) => Out::Integer(value),
            Value::Bytes(value) | Value::OptBytes(Some(value)) => Out::Blob(value),
            Value::OptText(None) | Value::OptInt(None) | Value::OptBytes(None) => Out::Null,
        }))
    }
}

/// Which argument each parameter of a statement takes: `$n` by its name, since SQLite numbers parameters in the order in which they
/// are met.
fn order(statement: &rusqlite::Statement<'_>) -> Result<Vec<usize>, Failure> {
    let number = |index| {
        let number = statement.parameter_name(index)?.strip_prefix('$')?.parse::<usize>().ok()?;
        number.checked_sub(1)
    };
    let numbers = (1..=statement.parameter_count()).map(number);
    numbers.collect::<Option<_>>().ok_or_else(|| Failure("a parameter is not of the form $n".to_owned()))
}

fn bind(statement: &mut rusqlite::Statement<'_>, order: &[usize], args: &[Value<'_>]) -> Result<(), Failure> {
    if args.len() != order.len() {
        return Err(Failure(format!("{} arguments for a statement that takes {}", args.len(), order.len())));
    }
    for (index, place) in (1..).zip(order) {
        let value = *args.get(*place).ok_or_else(|| Failure("an argument is missing".to_owned()))?;
        statement.raw_bind_parameter(index, Arg(value)).map_err(|error| failure("an argument", &error))?;
    }
    Ok(())
}

/// Runs a statement.
pub(crate) fn run(conn: &Connection, sql: &'static str, args: &[Value<'_>]) -> Result<u64, Failure> {
    let mut statement = conn.prepare_cached(sql).map_err(|error| failure(sql, &error))?;
    let order = order(&statement)?;
    bind(&mut statement, &order, args)?;
    let touched = statement.raw_execute().map_err(|error| failure(sql, &error))?;
    Ok(touched as u64)
}

/// Runs a statement for each row of arguments.
pub(crate) fn run_many<'v, A: AsRef<[Value<'v>]>>(
    conn: &Connection,
    sql: &'static str,
    rows: impl Iterator<Item = A>,
) -> Result<u64, Failure> {
    let mut statement = conn.prepare_cached(sql).map_err(|error| failure(sql, &error))?;
    let order = order(&statement)?;
    let mut touched = 0;
    for args in rows {
        bind(&mut statement, &order, args.as_ref())?;
        touched += statement.raw_execute().map_err(|error| failure(sql, &error))? as u64;
    }
    Ok(touched)
}

/// Visits the rows of an answer. The first result is the engine's, the second the visitor's.
pub(crate) fn each<E: From<Failure>>(
    conn: &Connection,
    sql: &'static str,
    args: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Result<Go, E>,
) -> (Result<(), Failure>, Result<(), E>) {
    let mut visited = Ok(());
    let mut run = || -> Result<(), Failure> {
        let mut statement = conn.prepare_cached(sql).map_err(|error| failure(sql, &error))?;
        let order = order(&statement)?;
        bind(&mut statement, &order, args)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| failure(sql, &error))? {
            match visit(&Row(Inner::Sqlite(row))) {
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
