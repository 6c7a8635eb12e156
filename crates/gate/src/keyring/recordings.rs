//! Keys of recordings, one each. Destroying one makes the recording's bytes unreadable wherever they are.

use super::{
    Keyring, REWRAPPED,
    erased::{OBJECT, Remain},
};
use crate::{
    GateError,
    vault::{
        Kek,
        chunks::{Owner, RecordingKey},
    },
};
use seloste_db::{Failure, Tx, Value};
use std::sync::atomic::Ordering;

const DELETE: &str =
    "DELETE FROM recording_key WHERE register_id = $1 AND subject_id = $2 AND object_id = $3";

impl Keyring {
    /// Keeps a recording's key, durably. To be called before the unit of work that stores the recording; a key that is then
    /// not used opens nothing.
    pub(crate) fn put_recording(&self, owner: Owner, key: &RecordingKey, now: i64) -> Result<(), GateError> {
        let (register, subject, object) = owner;
        self.with_kek(|tx, kek| {
            let wrapped = kek.wrap_recording(owner, key)?;
            let args = [
                Value::Int(register),
                Value::Int(subject),
                Value::Int(object),
                Value::Int(now),
                Value::Bytes(&wrapped),
            ];
            let insert = "INSERT INTO recording_key (register_id, subject_id, object_id, made, wrapped)
                 VALUES ($1, $2, $3, $4, $5)";
            tx.run(insert, &args)?;
            Ok(())
        })
    }

    /// A recording's key; `None` when it was destroyed or never was.
    pub(crate) fn recording(&self, owner: Owner) -> Result<Option<RecordingKey>, GateError> {
        let Some(wrapped) = self.wrapped_recording(owner)? else { return Ok(None) };
        if let Ok(key) = self.kek().unwrap_recording(owner, &wrapped) {
            return Ok(Some(key));
        }
        // Another process may have rotated the key-encryption key: look once at its file.
        let kek = self.reload_kek()?;
        let Some(wrapped) = self.wrapped_recording(owner)? else { return Ok(None) };
        Ok(Some(kek.unwrap_recording(owner, &wrapped)?))
    }

    fn wrapped_recording(&self, (register, subject, object): Owner) -> Result<Option<Vec<u8>>, GateError> {
        let select = "SELECT wrapped FROM recording_key
             WHERE register_id = $1 AND subject_id = $2 AND object_id = $3";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(object)];
        Ok(self.db.read(|tx| tx.first(select, &args, |row| row.bytes(0)))?)
    }

    /// Destroys keys of recordings, durably.
    pub(crate) fn destroy_recordings(&self, owners: impl Iterator<Item = Owner>) -> Result<(), GateError> {
        let rows: Vec<[Value<'_>; 3]> =
            owners.map(|(register, subject, object)| [register, subject, object].map(Value::Int)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.db.write(|tx| tx.run_many(DELETE, rows))?;
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        Ok(())
    }

    /// Recordings of a register whose key was made before a moment, after one, in order of (subject, object).
    pub(crate) fn recordings(
        &self,
        register: i64,
        (subject, object): (i64, i64),
        (before, rows): (i64, i64),
    ) -> Result<Vec<(i64, i64)>, GateError> {
        let select = "SELECT subject_id, object_id FROM recording_key
             WHERE register_id = $1 AND (subject_id, object_id) > ($2, $3) AND made < $4
             ORDER BY subject_id, object_id LIMIT $5";
        let args = [register, subject, object, before, rows].map(Value::Int);
        self.db.read(|tx| tx.all(select, &args, |row| Ok::<_, GateError>((row.int(0)?, row.int(1)?))))
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
    let select = "SELECT object_id FROM recording_key WHERE register_id = $1 AND subject_id = $2";
    let objects: Vec<i64> = tx.all(select, &[Value::Int(register), Value::Int(subject)], |row| row.int(0))?;
    let kept = |object: &i64| remains.iter().any(|one| one.place == OBJECT && one.row == *object);
    let gone = objects.iter().filter(|object| !kept(object));
    tx.run_many(DELETE, gone.map(|object| [Value::Int(register), Value::Int(subject), Value::Int(*object)]))
        .map(drop)
}

/// Wraps all keys anew.
pub(super) fn rewrap(tx: &mut Tx<'_>, old: &Kek, fresh: &Kek) -> Result<u64, GateError> {
    let select = "SELECT register_id, subject_id, object_id, wrapped FROM recording_key
         WHERE (register_id, subject_id, object_id) > ($1, $2, $3)
         ORDER BY register_id, subject_id, object_id LIMIT $4";
    let update = "UPDATE recording_key SET wrapped = $4
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3";
    let (mut after, mut total) = ((i64::MIN, i64::MIN, i64::MIN), 0);
    loop {
        let (register, subject, object) = after;
        let args = [Value::Int(register), Value::Int(subject), Value::Int(object), Value::Int(REWRAPPED)];
        let rows: Vec<(Owner, Vec<u8>)> = tx.all(select, &args, |row| {
            let owner = (row.int(0)?, row.int(1)?, row.int(2)?);
            let key = old.unwrap_recording(owner, &row.bytes(3)?)?;
            Ok::<_, GateError>((owner, fresh.wrap_recording(owner, &key)?))
        })?;
        let Some((last, _)) = rows.last() else { return Ok(total) };
        after = *last;
        let changed = rows.iter().map(|((register, subject, object), wrapped)| {
            [Value::Int(*register), Value::Int(*subject), Value::Int(*object), Value::Bytes(wrapped)]
        });
        total += tx.run_many(update, changed)?;
    }
}
