//! The file of the key-encryption key: one line, `seloste-kek-1 ` and 64 hexadecimal digits, mode 0600. The keyring's database
//! remembers which key is in force by a name that does not tell it. Not here: wrapping (`vault`).

use crate::{GateError, vault::Kek};
use seloste_db::{Db, Failure, Tx, Value};
use std::{
    io::{ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};
use zeroize::Zeroizing;

/// The file.
pub(super) const FILE: &str = "kek";
/// Its successor, while a rotation runs.
pub(super) const NEXT: &str = "kek.new";
/// Held alone by who replaces the key, shared by who wraps with it.
pub(super) const LOCK: &str = "kek";

const HEAD: &str = "seloste-kek-1 ";

/// The key in force: makes it on first use, finishes a rotation that was cut off.
pub(super) fn settle(db: &Db, folder: &Path) -> Result<Kek, GateError> {
    let kek = db.write(|tx| {
        tx.lock(LOCK)?;
        if named(tx)?.is_some() {
            return in_force(tx, folder);
        }
        let kek = match read(&folder.join(FILE))? {
            Some(kek) => kek,
            None => {
                let kek = Kek::random()?;
                write(&folder.join(FILE), &kek)?;
                kek
            }
        };
        name(tx, &kek)?;
        Ok::<_, GateError>(kek)
    })?;
    promote(db, folder)?;
    Ok(kek)
}

/// Writes the successor of the key in force beside it, and answers with the one in force. To be called by whoever holds the
/// lock alone: a successor that is in force already, because a stop came before it got its place, gets it first.
pub(super) fn succeed(tx: &mut Tx<'_>, folder: &Path, fresh: &Kek) -> Result<Kek, GateError> {
    let old = in_force(tx, folder)?;
    put_in_place(tx, folder)?;
    write(&folder.join(NEXT), fresh)?;
    Ok(old)
}

/// The key that the database names, from either file.
fn in_force(tx: &mut Tx<'_>, folder: &Path) -> Result<Kek, GateError> {
    let wanted = named(tx)?;
    for file in [FILE, NEXT] {
        match read(&folder.join(file))? {
            Some(kek) if wanted.as_deref() == Some(kek.fingerprint().as_str()) => return Ok(kek),
            Some(_) | None => {}
        }
    }
    Err(GateError::Failed(format!(
        "{} is missing or is not the key-encryption key of this keyring; put the right file back",
        folder.join(FILE).display()
    )))
}

/// The name of the key in force.
pub(super) fn named(tx: &mut Tx<'_>) -> Result<Option<String>, Failure> {
    tx.first("SELECT value FROM setting WHERE name = 'kek'", &[], |row| row.text(0))
}

/// Puts a key in force.
pub(super) fn name(tx: &mut Tx<'_>, kek: &Kek) -> Result<(), GateError> {
    let upsert = "INSERT INTO setting (name, value) VALUES ('kek', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.run(upsert, &[Value::Text(&kek.fingerprint())])?;
    Ok(())
}

/// Makes the successor the file, if it is in force, durably: another's, whose rotation has not come so far, stays where it is.
pub(super) fn promote(db: &Db, folder: &Path) -> Result<(), GateError> {
    if !folder.join(NEXT).exists() {
        return Ok(());
    }
    db.write(|tx| {
        tx.lock(LOCK)?;
        put_in_place(tx, folder)
    })
}

fn put_in_place(tx: &mut Tx<'_>, folder: &Path) -> Result<(), GateError> {
    let (wanted, next) = (named(tx)?, read(&folder.join(NEXT))?);
    if next.is_none_or(|next| wanted.as_deref() != Some(next.fingerprint().as_str())) {
        return Ok(());
    }
    let renamed = std::fs::rename(folder.join(NEXT), folder.join(FILE));
    match renamed {
        // Another process finished it.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done.and_then(|()| sync(folder)).map_err(|error| failed(&folder.join(FILE), &error)),
    }
}

/// Writes a key's file, durably, for its owner's eyes only. One that is there is replaced.
pub(super) fn write(path: &Path, kek: &Kek) -> Result<(), GateError> {
    let digits = Zeroizing::new(hex::encode(kek.bytes()));
    let line = Zeroizing::new(format!("{HEAD}{}\n", digits.as_str()));
    let written = || {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        path.parent().map_or(Ok(()), sync)
    };
    written().map_err(|error| failed(path, &error))
}

/// Reads a key's file; `None` when there is none.
fn read(path: &Path) -> Result<Option<Kek>, GateError> {
    let file = match std::fs::File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| failed(path, &error))?,
    };
    let mode = file.metadata().map_err(|error| failed(path, &error))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(GateError::Failed(format!(
            "{} can be read by others (mode {mode:o}); it opens every key: give it mode 600 (chmod 600), and rotate it \
             if others may have read it",
            path.display()
        )));
    }
    let mut line = Zeroizing::new(String::with_capacity(128));
    let most = u64::try_from(HEAD.len() + 66).unwrap_or(u64::MAX);
    file.take(most).read_to_string(&mut line).map_err(|error| failed(path, &error))?;
    let bytes = line.strip_prefix(HEAD).map(str::trim_end).and_then(bytes);
    let bytes = bytes.ok_or_else(|| {
        GateError::Failed(format!("{} is not a key-encryption key; put the right file back", path.display()))
    })?;
    Ok(Some(Kek::new(bytes)?))
}

fn bytes(digits: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    hex::decode_to_slice(digits, bytes.as_mut_slice()).ok().map(|()| bytes)
}

fn sync(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

fn failed(path: &Path, error: &std::io::Error) -> GateError {
    GateError::Failed(format!("{}: {error}", path.display()))
}
