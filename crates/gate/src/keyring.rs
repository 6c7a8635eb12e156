//! Keys, apart from the data: a random one for each subject, wrapped by the key-encryption key (`kek`). Not here: what is
//! done with a key (`vault`).
//!
//! Destroying a subject's key is erasure: no copy of the data opens again what it sealed. The keyring belongs to one
//! installation's data and refuses another's.

mod ahead;
mod covered;
pub(crate) mod erased;
mod former;
mod kek;
pub(crate) mod memory;
mod numbers;
pub(crate) mod recordings;

use crate::{
    GateError, KeyringAt,
    vault::{Broken, IdKey, Kek, KeyName, SearchKey, SubjectKey, random},
};
use seloste_db::{Db, Failure, Tables, Target, Tx, Value};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};
use zeroize::Zeroizing;

/// Subjects in one look at the table.
const AT_ONCE: usize = 16;
/// Rows re-wrapped at once.
const REWRAPPED: i64 = 5_000;

/// A controller's keys.
pub(crate) struct Keyring {
    db: Db,
    folder: PathBuf,
    installation: String,
    kek: RwLock<Arc<Kek>>,
    /// Held while files of keys change places: units of work that share a commit see one another before it is durable.
    replacing: Mutex<()>,
    numbers: Mutex<HashMap<i64, std::ops::Range<i64>>>,
    ahead: ahead::Ahead,
    registers: RwLock<HashMap<i64, Arc<RegisterKeys>>>,
    /// Deleted keys may still stand in the engine's log.
    untidy: AtomicBool,
}

/// The keys of one register.
pub(crate) struct RegisterKeys {
    /// For search tokens.
    pub(crate) search: SearchKey,
    /// For outside ids of subjects and objects.
    pub(crate) ids: IdKey,
}

impl Keyring {
    /// Opens the keyring of a controller's data; makes both belong together on first use.
    pub(crate) fn open(at: &KeyringAt, data: &Db) -> Result<Self, GateError> {
        let folder = match at {
            KeyringAt::Folder(folder) | KeyringAt::Url(_, _, folder) => folder.clone(),
        };
        // An empty one is not even made: it would pass for one that holds keys when a copy of them is put back.
        let absent = matches!(at, KeyringAt::Folder(folder) if !folder.join("keyring.db").exists());
        if absent && data.read(installation)?.is_some() {
            return Err(lost());
        }
        make_folder(&folder)?;
        let db = match at {
            KeyringAt::Folder(folder) => Db::open(Target::File(&folder.join("keyring.db")), Tables::Keyring)?,
            KeyringAt::Url(url, schema, _) => Db::open(Target::Url(url, schema), Tables::Keyring)?,
        };
        let installation = bind(&db, data)?;
        let kek = kek::settle(&db, &folder)?;
        Ok(Self {
            db,
            folder,
            installation,
            kek: RwLock::new(Arc::new(kek)),
            replacing: Mutex::default(),
            numbers: Mutex::default(),
            ahead: ahead::Ahead::default(),
            registers: RwLock::default(),
            untidy: AtomicBool::new(true),
        })
    }

    /// The database of the keys.
    pub(crate) const fn db(&self) -> &Db {
        &self.db
    }

    /// The installation's random id: 32 hexadecimal digits.
    pub(crate) fn installation(&self) -> &str {
        &self.installation
    }

    /// New subjects: numbers that the register never gave before, and keys, durable. To be called before the unit of work that
    /// stores them; a number that is then not used is lost, which harms nothing.
    pub(crate) fn create(&self, register: i64, count: usize) -> Result<Vec<(i64, SubjectKey)>, GateError> {
        let numbers = self.take_numbers(register, count)?;
        let subjects: Vec<(i64, SubjectKey)> = numbers
            .into_iter()
            .map(|number| SubjectKey::random().map(|key| (number, key)))
            .collect::<Result<_, Broken>>()?;
        self.store_keys(register, &subjects)?;
        Ok(subjects)
    }

    /// A subject's key; `None` when it was destroyed or never was.
    pub(crate) fn key(&self, register: i64, subject: i64) -> Result<Option<SubjectKey>, GateError> {
        Ok(self.keys(register, &[subject])?.remove(&subject))
    }

    /// The keys of subjects; a destroyed one is missing.
    pub(crate) fn keys(
        &self,
        register: i64,
        subjects: &[i64],
    ) -> Result<HashMap<i64, SubjectKey>, GateError> {
        let (kek, wrapped) = self.wrapped(register, subjects)?;
        if let Ok(keys) = unwrap_all(&kek, register, &wrapped) {
            return Ok(keys);
        }
        // Another process may have rotated the key-encryption key: look once at its file.
        let kek = self.reload_kek()?;
        let (_, wrapped) = self.wrapped(register, subjects)?;
        Ok(unwrap_all(&kek, register, &wrapped)?)
    }

    /// Destroys subjects' keys, durably: erasure everywhere. The engine's log is emptied of them at once where it can be, or
    /// by the next [`Keyring::tidy`].
    pub(crate) fn destroy(&self, register: i64, subjects: &[i64]) -> Result<(), GateError> {
        let rows = subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject)]);
        let delete = "DELETE FROM subject_key WHERE register_id = $1 AND subject_id = $2";
        self.db.write(|tx| {
            recordings::delete_of(tx, register, subjects)?;
            covered::delete_of(tx, register, subjects)?;
            former::delete_of(tx, register, subjects)?;
            tx.run_many(delete, rows)
        })?;
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        Ok(())
    }

    /// Empties the engine's log of destroyed keys, if any may be there. Called in the background as well.
    pub(crate) fn tidy(&self) {
        if self.untidy.swap(false, Ordering::SeqCst)
            && let Err(failure) = self.db.scrub()
        {
            self.untidy.store(true, Ordering::SeqCst);
            tracing::info!(%failure, "destroyed keys stay in the keyring's log until the next try");
        }
    }

    /// Gives memory back when nobody works.
    pub(crate) fn rest(&self) -> Result<(), GateError> {
        Ok(self.db.rest()?)
    }

    /// The keys of a register; made on first use.
    pub(crate) fn register(&self, register: i64) -> Result<Arc<RegisterKeys>, GateError> {
        if let Some(keys) = self.registers.read().unwrap_or_else(PoisonError::into_inner).get(&register) {
            return Ok(Arc::clone(keys));
        }
        let (_, search) = self.secret(register, "search")?;
        let (_, ids) = self.secret(register, "id")?;
        let keys = Arc::new(RegisterKeys { search: SearchKey::new(&search), ids: IdKey::new(&ids)? });
        let mut registers = self.registers.write().unwrap_or_else(PoisonError::into_inner);
        registers.insert(register, Arc::clone(&keys));
        Ok(keys)
    }

    /// Replaces a register's search key. All tokens must be made anew by whoever calls this; until then nothing is found.
    /// Other processes see the new key when they start.
    pub(crate) fn renew_search(&self, register: i64) -> Result<Arc<RegisterKeys>, GateError> {
        let (epoch, _) = self.secret(register, "search")?;
        let secret = Zeroizing::new(random()?);
        let name = KeyName { register, name: "search", epoch: epoch + 1 };
        self.with_kek(|tx, kek| {
            insert_secret(tx, kek, &name, &secret)?;
            let delete =
                "DELETE FROM register_key WHERE register_id = $1 AND name = 'search' AND epoch <= $2";
            tx.run(delete, &[Value::Int(register), Value::Int(epoch)])?;
            Ok(())
        })?;
        self.registers.write().unwrap_or_else(PoisonError::into_inner).remove(&register);
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        self.register(register)
    }

    /// A secret of a register or (register 0) of the installation, with its epoch; made on first use.
    pub(crate) fn secret(&self, register: i64, name: &str) -> Result<Secret, GateError> {
        if let Some(found) = self.find_secret(register, name)? {
            return Ok(found);
        }
        let fresh = Zeroizing::new(random()?);
        let first = KeyName { register, name, epoch: 1 };
        self.with_kek(|tx, kek| insert_secret(tx, kek, &first, &fresh))?;
        // Another process may have been first: what stands in the table counts.
        let found = self.find_secret(register, name)?;
        found.ok_or_else(|| GateError::Failed("a key that was just made is not in the keyring".to_owned()))
    }

    /// The newest checkpoint of the ledger that the keyring remembers: its size and signed note.
    pub(crate) fn remembered(&self, origin: &str) -> Result<Option<(i64, String)>, GateError> {
        let select = "SELECT size, note FROM ledger_memory WHERE origin = $1";
        self.db.read(|tx| {
            tx.first(select, &[Value::Text(origin)], |row| Ok::<_, GateError>((row.int(0)?, row.text(1)?)))
        })
    }

    /// Remembers a checkpoint of the ledger; an older one than is remembered changes nothing.
    pub(crate) fn remember(&self, origin: &str, size: i64, note: &str) -> Result<(), GateError> {
        let upsert = "INSERT INTO ledger_memory (origin, size, note) VALUES ($1, $2, $3)
             ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note
             WHERE ledger_memory.size < excluded.size";
        let args = [Value::Text(origin), Value::Int(size), Value::Text(note)];
        self.db.write(|tx| tx.run(upsert, &args))?;
        Ok(())
    }

    /// Forgets what it remembers of the ledger, as somebody who holds the keyring could make it.
    #[cfg(test)]
    pub(crate) fn forget_ledger(&self) {
        self.db.write(|tx| tx.run("DELETE FROM ledger_memory", &[])).unwrap();
    }

    /// Replaces the key-encryption key: touches wraps only. A crash at any moment leaves either the old or the new one in force,
    /// and the file of the one in force in the folder. Returns how many keys were wrapped anew.
    pub(crate) fn rotate(&self) -> Result<u64, GateError> {
        let _alone = self.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Kek::random()?;
        let wrapped = self.db.write(|tx| {
            tx.lock(kek::LOCK)?;
            let old = kek::succeed(tx, &self.folder, &fresh)?;
            let subjects = rewrap_subjects(tx, &old, &fresh)?;
            let others = rewrap_secrets(tx, &old, &fresh)? + recordings::rewrap(tx, &old, &fresh)?;
            kek::name(tx, &fresh)?;
            Ok::<_, GateError>(subjects + others)
        })?;
        kek::promote(&self.db, &self.folder)?;
        *self.kek.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        Ok(wrapped)
    }

    /// Stores new subjects' keys, wrapped with the key-encryption key in force; along with the keys of others who are being added.
    fn store_keys(&self, register: i64, subjects: &[(i64, SubjectKey)]) -> Result<(), GateError> {
        let mut kek = self.kek();
        for _ in 0..2 {
            let wrap = |(subject, key): &(i64, SubjectKey)| {
                Ok((*subject, kek.wrap_subject((register, *subject), key)?))
            };
            let wrapped: Vec<(i64, Vec<u8>)> = subjects.iter().map(wrap).collect::<Result<_, Broken>>()?;
            let (name, stored) = (kek.fingerprint(), Arc::new(AtomicBool::new(false)));
            let done = Arc::clone(&stored);
            self.db.write_along(move |tx| {
                tx.lock_shared(kek::LOCK)?;
                if kek::named(tx)?.as_deref() == Some(name.as_str()) {
                    let rows = wrapped.iter().map(|(subject, wrapped)| {
                        [Value::Int(register), Value::Int(*subject), Value::Bytes(wrapped)]
                    });
                    let insert =
                        "INSERT INTO subject_key (register_id, subject_id, wrapped) VALUES ($1, $2, $3)";
                    tx.run_many(insert, rows)?;
                    done.store(true, Ordering::SeqCst);
                }
                Ok(())
            })?;
            if stored.load(Ordering::SeqCst) {
                return Ok(());
            }
            kek = self.reload_kek()?;
        }
        Err(replaced())
    }

    /// Runs a unit of work that wraps, with the key-encryption key in force and nobody replacing it meanwhile.
    fn with_kek(
        &self,
        mut work: impl FnMut(&mut Tx<'_>, &Kek) -> Result<(), GateError>,
    ) -> Result<(), GateError> {
        let mut kek = self.kek();
        for _ in 0..2 {
            let done = self.db.write(|tx| {
                tx.lock_shared(kek::LOCK)?;
                if kek::named(tx)?.as_deref() != Some(kek.fingerprint().as_str()) {
                    return Ok(false);
                }
                work(tx, &kek).map(|()| true)
            });
            if done? {
                return Ok(());
            }
            kek = self.reload_kek()?;
        }
        Err(replaced())
    }

    fn kek(&self) -> Arc<Kek> {
        Arc::clone(&self.kek.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn reload_kek(&self) -> Result<Arc<Kek>, GateError> {
        let _alone = self.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let kek = Arc::new(kek::settle(&self.db, &self.folder)?);
        *self.kek.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&kek);
        Ok(kek)
    }

    fn wrapped(&self, register: i64, subjects: &[i64]) -> Result<(Arc<Kek>, Wrapped), GateError> {
        let kek = self.kek();
        let wrapped = self.db.read(|tx| {
            let mut found = Vec::with_capacity(subjects.len());
            for chunk in subjects.chunks(AT_ONCE) {
                found.extend(wrapped_chunk(tx, register, chunk)?);
            }
            Ok::<_, GateError>(found)
        })?;
        Ok((kek, wrapped))
    }

    fn find_secret(&self, register: i64, name: &str) -> Result<Option<Secret>, GateError> {
        let select = "SELECT epoch, wrapped FROM register_key WHERE register_id = $1 AND name = $2
             ORDER BY epoch DESC LIMIT 1";
        let find = || {
            let args = [Value::Int(register), Value::Text(name)];
            self.db.read(|tx| tx.first(select, &args, |row| Ok::<_, GateError>((row.int(0)?, row.bytes(1)?))))
        };
        let Some((epoch, wrapped)) = find()? else { return Ok(None) };
        if let Ok(secret) = self.kek().unwrap(&KeyName { register, name, epoch }, &wrapped) {
            return Ok(Some((epoch, secret)));
        }
        let kek = self.reload_kek()?;
        let Some((epoch, wrapped)) = find()? else { return Ok(None) };
        Ok(Some((epoch, kek.unwrap(&KeyName { register, name, epoch }, &wrapped)?)))
    }
}

fn replaced() -> GateError {
    GateError::Failed("the key-encryption key is being replaced; try again".to_owned())
}

type Wrapped = Vec<(i64, Vec<u8>)>;
/// A secret with its epoch.
type Secret = (i64, Zeroizing<[u8; 32]>);

fn unwrap_all(
    kek: &Kek,
    register: i64,
    wrapped: &[(i64, Vec<u8>)],
) -> Result<HashMap<i64, SubjectKey>, Broken> {
    let unwrap =
        |(subject, bytes): &(i64, Vec<u8>)| Ok((*subject, kek.unwrap_subject((register, *subject), bytes)?));
    wrapped.iter().map(unwrap).collect()
}

fn wrapped_chunk(tx: &mut Tx<'_>, register: i64, chunk: &[i64]) -> Result<Wrapped, GateError> {
    let [first, ..] = chunk else { return Ok(Vec::new()) };
    let read = |row: &seloste_db::Row<'_>| Ok((row.int(0)?, row.bytes(1)?));
    if chunk.len() == 1 {
        let one = "SELECT subject_id, wrapped FROM subject_key WHERE register_id = $1 AND subject_id = $2";
        return tx.all(one, &[Value::Int(register), Value::Int(*first)], read);
    }
    let mut args = vec![Value::Int(*first); AT_ONCE + 1];
    let given = std::iter::once(register).chain(chunk.iter().copied());
    args.iter_mut().zip(given).for_each(|(arg, number)| *arg = Value::Int(number));
    let many = "SELECT subject_id, wrapped FROM subject_key WHERE register_id = $1 AND subject_id IN
         ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    tx.all(many, &args, read)
}

fn insert_secret(tx: &mut Tx<'_>, kek: &Kek, name: &KeyName<'_>, secret: &[u8; 32]) -> Result<(), GateError> {
    let wrapped = kek.wrap(name, secret)?;
    let args =
        [Value::Int(name.register), Value::Text(name.name), Value::Int(name.epoch), Value::Bytes(&wrapped)];
    let insert = "INSERT INTO register_key (register_id, name, epoch, wrapped) VALUES ($1, $2, $3, $4)
         ON CONFLICT (register_id, name, epoch) DO NOTHING";
    tx.run(insert, &args)?;
    Ok(())
}

fn rewrap_subjects(tx: &mut Tx<'_>, old: &Kek, fresh: &Kek) -> Result<u64, GateError> {
    let select = "SELECT register_id, subject_id, wrapped FROM subject_key
         WHERE (register_id, subject_id) > ($1, $2) ORDER BY register_id, subject_id LIMIT $3";
    let update = "UPDATE subject_key SET wrapped = $3 WHERE register_id = $1 AND subject_id = $2";
    let (mut after, mut total) = ((i64::MIN, i64::MIN), 0);
    loop {
        let args = [Value::Int(after.0), Value::Int(after.1), Value::Int(REWRAPPED)];
        let rows: Vec<((i64, i64), Vec<u8>)> = tx.all(select, &args, |row| {
            let owner = (row.int(0)?, row.int(1)?);
            let key = old.unwrap_subject(owner, &row.bytes(2)?)?;
            Ok::<_, GateError>((owner, fresh.wrap_subject(owner, &key)?))
        })?;
        let Some((last, _)) = rows.last() else { return Ok(total) };
        after = *last;
        let changed = rows.iter().map(|((register, subject), wrapped)| {
            [Value::Int(*register), Value::Int(*subject), Value::Bytes(wrapped)]
        });
        total += tx.run_many(update, changed)?;
    }
}

fn rewrap_secrets(tx: &mut Tx<'_>, old: &Kek, fresh: &Kek) -> Result<u64, GateError> {
    // Whatever names stand there: one that was left out would be lost with the old key.
    let select = "SELECT register_id, name, epoch, wrapped FROM register_key";
    let rows: Vec<(i64, String, i64, Vec<u8>)> = tx.all(select, &[], |row| {
        let (register, name, epoch) = (row.int(0)?, row.text(1)?, row.int(2)?);
        let key = KeyName { register, name: &name, epoch };
        let wrapped = fresh.wrap(&key, &*old.unwrap(&key, &row.bytes(3)?)?)?;
        Ok::<_, GateError>((register, name, epoch, wrapped))
    })?;
    let changed = rows.iter().map(|(register, name, epoch, wrapped)| {
        [Value::Int(*register), Value::Text(name), Value::Int(*epoch), Value::Bytes(wrapped)]
    });
    let update = "UPDATE register_key SET wrapped = $4 WHERE register_id = $1 AND name = $2 AND epoch = $3";
    Ok(tx.run_many(update, changed)?)
}

/// Makes data and keyring belong together, or finds that they do.
fn bind(keyring: &Db, data: &Db) -> Result<String, GateError> {
    keyring.write(|keys| {
        keys.lock("installation")?;
        data.write(|rows| {
            let (mine, theirs) = (installation(keys)?, installation(rows)?);
            match (mine, theirs) {
                (Some(mine), Some(theirs)) if mine == theirs => Ok(mine),
                (Some(_), Some(_)) => Err(GateError::Failed(
                    "this keyring belongs to another installation's data; check the addresses of data and keyring"
                        .to_owned(),
                )),
                (None, Some(_)) => Err(lost()),
                (Some(mine), None) => {
                    if knows_anybody(keys)? {
                        return Err(GateError::Failed(
                            "the data is empty and the keyring is not. If the data is elsewhere, give its address; if it is lost, put back \
                             a copy of it (seloste restore BACKUP --data DIR)"
                                .to_owned(),
                        ));
                    }
                    name_installation(rows, &mine).map(|()| mine)
                }
                (None, None) => {
                    let id = format!("{:032x}", u128::from_be_bytes(random()?));
                    name_installation(keys, &id)?;
                    name_installation(rows, &id).map(|()| id)
                }
            }
        })
    })
}

/// Whether there is a key of anybody.
pub(crate) fn knows_anybody(tx: &mut Tx<'_>) -> Result<bool, Failure> {
    Ok(tx.first("SELECT 1 FROM subject_key LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// What is said when the keys of data are gone: loudly, and with what can still be done.
fn lost() -> GateError {
    GateError::Failed(
        "the keyring is empty and the data is not: without its keys nobody's data can be opened. If the keyring is elsewhere, \
         give its address; if it is lost, put back a copy of the keys (seloste restore KEYS --keys --data DIR). Without one \
         people's data is lost for good: statements, accounts and ledger alone can be had, with a new installation"
            .to_owned(),
    )
}

/// The id that stands in a database.
pub(crate) fn installation(tx: &mut Tx<'_>) -> Result<Option<String>, GateError> {
    Ok(tx.first("SELECT value FROM setting WHERE name = 'installation'", &[], |row| row.text(0))?)
}

fn name_installation(tx: &mut Tx<'_>, id: &str) -> Result<(), GateError> {
    tx.run("INSERT INTO setting (name, value) VALUES ('installation', $1)", &[Value::Text(id)])?;
    Ok(())
}

fn make_folder(folder: &Path) -> Result<(), GateError> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| {
        GateError::Failed(format!("the keyring's folder {} can't be made: {error}", folder.display()))
    })
}

#[cfg(test)]
mod tests;
