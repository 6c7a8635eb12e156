//! Keys of recordings, one each file. Destroying one makes the recording's bytes unreadable wherever they are.

use super::{
    Keyring, REWRAPPED,
    erased::{OBJECT, Remain},
};
use crate::{
    GateError,
    media::Blob,
    vault::{
        Kek,
        chunks::{Owner, RecordingKey},
    },
};
use seloste_db::{Failure, Row, Tx, Value};
use std::sync::atomic::Ordering;

/// Whose key it is: the recording, and its file.
pub(crate) type KeyOf = (Owner, Blob);

const DELETE: &str =
    "DELETE FROM recording_key WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND blob = $4";

fn key_of(row: &Row<'_>) -> Result<KeyOf, Failure> {
    let blob = row.bytes(3)?.try_into().map_err(|_| Failure("the name of a file is garbled".to_owned()))?;
    Ok(((row.int(0)?, row.int(1)?, row.int(2)?), blob))
}

const fn args(((register, subject, object), blob): &KeyOf) -> [Value<'_>; 4] {
    [Value::Int(*register), Value::Int(*subject), Value::Int(*object), Value::Bytes(blob)]
}

impl Keyring {
    /// Keeps a recording's key, durably. To be called before the unit of work that stores the recording; a key that is then
    /// not used opens nothing.
    pub(crate) fn put_recording(&self, of: &KeyOf, key: &RecordingKey, now: i64) -> Result<(), GateError> {
        self.with_kek(|tx, kek| {
            let wrapped = kek.wrap_recording(of.0, &of.1, key)?;
            let [register, subject, object, blob] = args(of);
            let insert = "INSERT INTO recording_key (register_id, subject_id, object_id, blob, made, wrapped)
                 VALUES ($1, $2, $3, $4, $5, $6)";
            tx.run(insert, &[register, subject, object, blob, Value::Int(now), Value::Bytes(&wrapped)])?;
            Ok(())
        })
    }

    /// A recording's key; `None` when it was destroyed or never was.
    pub(crate) fn recording(&self, of: &KeyOf) -> Result<Option<RecordingKey>, GateError> {
        let Some(wrapped) = self.wrapped_recording(of)? else { return Ok(None) };
        if let Ok(key) = self.kek().unwrap_recording(of.0, &of.1, &wrapped) {
            return Ok(Some(key));
        }
        // Another process may have rotated the key-encryption key: look once at its file.
        let kek = self.reload_kek()?;
        let Some(wrapped) = self.wrapped_recording(of)? else { return Ok(None) };
        Ok(Some(kek.unwrap_recording(of.0, &of.1, &wrapped)?))
    }

    fn wrapped_recording(&self, of: &KeyOf) -> Result<Option<Vec<u8>>, GateError> {
        let select = "SELECT wrapped FROM recording_key
             WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND blob = $4";
        Ok(self.db.read(|tx| tx.first(select, &args(of), |row| row.bytes(0)))?)
    }

    /// Destroys keys of recordings, durably.
    pub(crate) fn destroy_recordings(&self, keys: &[KeyOf]) -> Result<(), GateError> {
        if keys.is_empty() {
            return Ok(());
        }
        self.db.write(|tx| tx.run_many(DELETE, keys.iter().map(args)))?;
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        Ok(())
    }

    /// Keys of a register's recordings that were made before a moment, after one.
    pub(crate) fn recordings(
        &self,
        after: &KeyOf,
        (before, rows): (i64, i64),
    ) -> Result<Vec<KeyOf>, GateError> {
        let select = "SELECT register_id, subject_id, object_id, blob FROM recording_key
             WHERE register_id = $1 AND (subject_id, object_id, blob) > ($2, $3, $4) AND made < $5
             ORDER BY subject_id, object_id, blob LIMIT $6";
        let [register, subject, object, blob] = args(after);
        let args = [register, subject, object, blob, Value::Int(before), Value::Int(rows)];
        Ok(self.db.read(|tx| tx.all(select, &args, key_of))?)
    }
}

/// Deletes all keys of subjects' recordings.
pub(super) fn delete_of(tx: &mut Tx<'_>, register: i64, subjects: &[i64]) -> Result<(), Failure> {
    let rows = subjects.iter().map(|subject| [Value::Int(register), Value::Int(*subject)]);
    tx.run_many("DELETE FROM recording_key WHERE register_id = $1 AND subject_id = $2", rows).map(drop)
}

/// Deletes the keys of a subject's recordings, but for those that are kept.
pub(super) fn keep_only(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    remains: &[Remain],
) -> Result<(), Failure> {
    let select = "SELECT register_id, subject_id, object_id, blob FROM recording_key
         WHERE register_id = $1 AND subject_id = $2";
    let mut keys: Vec<KeyOf> = tx.all(select, &[Value::Int(register), Value::Int(subject)], key_of)?;
    keys.retain(|((_, _, object), _)| !remains.iter().any(|one| one.place == OBJECT && one.row == *object));
    tx.run_many(DELETE, keys.iter().map(args)).map(drop)
}

/// Wraps all keys anew.
pub(super) fn rewrap(tx: &mut Tx<'_>, old: &Kek, fresh: &Kek) -> Result<u64, GateError> {
    let select = "SELECT register_id, subject_id, object_id, blob, wrapped FROM recording_key
         WHERE (register_id, subject_id, object_id, blob) > ($1, $2, $3, $4)
         ORDER BY register_id, subject_id, object_id, blob LIMIT $5";
    let update = "UPDATE recording_key SET wrapped = $5
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND blob = $4";
    let (mut after, mut total): (KeyOf, _) = (((i64::MIN, i64::MIN, i64::MIN), [0; 16]), 0);
    loop {
        let [register, subject, object, blob] = args(&after);
        let place = [register, subject, object, blob, Value::Int(REWRAPPED)];
        let rows: Vec<(KeyOf, Vec<u8>)> = tx.all(select, &place, |row| {
            let of = key_of(row)?;
            let key = old.unwrap_recording(of.0, &of.1, &row.bytes(4)?)?;
            Ok::<_, GateError>((of, fresh.wrap_recording(of.0, &of.1, &key)?))
        })?;
        let Some((last, _)) = rows.last() else { return Ok(total) };
        after = *last;
        let changed = rows.iter().map(|(of, wrapped)| {
            let [register, subject, object, blob] = args(of);
            [register, subject, object, blob, Value::Bytes(wrapped)]
        });
        total += tx.run_many(update, changed)?;
    }
}
