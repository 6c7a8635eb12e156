//! Rows of recordings, of who listened to them, and of sessions in which they are played: the one owner of their SQL. Not
//! here: the bytes (`media.rs`).

use super::heard;
use crate::{media::Blob, payload::Word};
use seloste_db::{Failure, Row, Tx, Value};

/// A recording. `body` and `peaks` are sealed with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediumRow {
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) kind: Word,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) began: i64,
    /// Milliseconds; `None`: its term goes by the object's days.
    pub(crate) ended: Option<i64>,
    pub(crate) bytes: i64,
    pub(crate) length_ms: i64,
    pub(crate) blob: Vec<u8>,
    pub(crate) delivery: Vec<u8>,
    pub(crate) digest: Vec<u8>,
    pub(crate) body: Vec<u8>,
    pub(crate) peaks: Vec<u8>,
}

impl MediumRow {
    /// The name of its file.
    pub(crate) fn file(&self) -> Result<Blob, Failure> {
        blob(&self.blob)
    }
}

/// Adds a recording.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, row: &MediumRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO medium (register_id, subject_id, object_id, kind, began, ended, bytes, length_ms, blob, delivery, \
         digest, body, peaks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.kind),
            Value::Int(row.began),
            Value::OptInt(row.ended),
            Value::Int(row.bytes),
            Value::Int(row.length_ms),
            Value::Bytes(&row.blob),
            Value::Bytes(&row.delivery),
            Value::Bytes(&row.digest),
            Value::Bytes(&row.body),
            Value::Bytes(&row.peaks),
        ],
    )
    .map(drop)
}

fn medium_row(row: &Row<'_>) -> Result<MediumRow, Failure> {
    Ok(MediumRow {
        subject: row.int(0)?,
        object: row.int(1)?,
        kind: row.int(2)?,
        began: row.int(3)?,
        ended: row.opt_int(4)?,
        bytes: row.int(5)?,
        length_ms: row.int(6)?,
        blob: row.bytes(7)?,
        delivery: row.bytes(8)?,
        digest: row.bytes(9)?,
        body: row.bytes(10)?,
        peaks: row.bytes(11)?,
    })
}

/// The recording of an object.
pub(crate) fn one(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<Option<MediumRow>, Failure> {
    tx.first(
        "SELECT subject_id, object_id, kind, began, ended, bytes, length_ms, blob, delivery, digest, body, peaks \
         FROM medium WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        medium_row,
    )
}

/// All recordings of a subject.
pub(crate) fn of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<MediumRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, kind, began, ended, bytes, length_ms, blob, delivery, digest, body, peaks \
         FROM medium WHERE register_id = $1 AND subject_id = $2 ORDER BY object_id",
        &[Value::Int(register), Value::Int(subject)],
        medium_row,
    )
}

/// Recordings with the same id at the sender: subject and object.
pub(crate) fn delivered(tx: &mut Tx<'_>, register: i64, delivery: &[u8]) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT subject_id, object_id FROM medium WHERE register_id = $1 AND delivery = $2",
        &[Value::Int(register), Value::Bytes(delivery)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Recordings with the same bytes that began at the same moment: subject and object.
pub(crate) fn same_bytes(
    tx: &mut Tx<'_>,
    register: i64,
    (digest, began): (&[u8], i64),
) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT subject_id, object_id FROM medium WHERE register_id = $1 AND digest = $2 AND began = $3",
        &[Value::Int(register), Value::Bytes(digest), Value::Int(began)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Objects that belong to one.
pub(crate) fn belonging(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<Vec<super::ObjectRow>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, kind, state, parent, starts, ends, assigned, version, body FROM object \
         WHERE register_id = $1 AND subject_id = $2 AND parent = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        super::object_row,
    )
}

/// Whether an object has a recording.
pub(crate) fn is_there(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<bool, Failure> {
    tx.first(
        "SELECT 1 FROM medium WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}

/// Whether spans of a recording were covered for good.
pub(crate) fn is_covered(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<bool, Failure> {
    tx.first(
        "SELECT covered FROM medium WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        |row| row.int(0),
    )
    .map(|found| found == Some(1))
}

/// A recording, by subject and object, with its file.
type WithFile = ((i64, i64), Blob);

/// Recordings of a register after one, in order of subject and object, each with its file.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    rows: i64,
) -> Result<Vec<WithFile>, Failure> {
    tx.all(
        "SELECT subject_id, object_id, blob FROM medium WHERE register_id = $1 \
         AND (subject_id, object_id) > ($2, $3) ORDER BY subject_id, object_id LIMIT $4",
        &[register, subject, object, rows].map(Value::Int),
        |row| Ok(((row.int(0)?, row.int(1)?), blob(&row.bytes(2)?)?)),
    )
}

/// Puts another file in the place of a recording's; the old one's key and file are to go. False when somebody was faster.
pub(crate) fn replace(
    tx: &mut Tx<'_>,
    register: i64,
    (row, before): (&MediumRow, &[u8]),
) -> Result<bool, Failure> {
    let done = tx.run(
        "UPDATE medium SET covered = 1, bytes = $4, length_ms = $5, blob = $6, digest = $7, body = $8, peaks = $9 \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND blob = $10",
        &[
            Value::Int(register),
            Value::Int(row.subject),
            Value::Int(row.object),
            Value::Int(row.bytes),
            Value::Int(row.length_ms),
            Value::Bytes(&row.blob),
            Value::Bytes(&row.digest),
            Value::Bytes(&row.body),
            Value::Bytes(&row.peaks),
            Value::Bytes(before),
        ],
    )?;
    if done == 1 {
        tx.run(
            "INSERT INTO medium_gone (register_id, subject_id, object_id, blob) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[Value::Int(register), Value::Int(row.subject), Value::Int(row.object), Value::Bytes(before)],
        )?;
    }
    Ok(done == 1)
}

/// Whether a file has a row.
pub(crate) fn has_blob(tx: &mut Tx<'_>, blob: &Blob) -> Result<bool, Failure> {
    tx.first("SELECT 1 FROM medium WHERE blob = $1 LIMIT 1", &[Value::Bytes(blob)], |row| row.int(0))
        .map(|found| found.is_some())
}

/// What the term of a recording counts from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpanRow {
    pub(crate) object: i64,
    pub(crate) began: i64,
    pub(crate) ended: Option<i64>,
}

/// What the terms of a subject's recordings count from.
pub(crate) fn spans(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<SpanRow>, Failure> {
    tx.all(
        "SELECT object_id, began, ended FROM medium WHERE register_id = $1 AND subject_id = $2 ORDER BY object_id",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok(SpanRow { object: row.int(0)?, began: row.int(1)?, ended: row.opt_int(2)? }),
    )
}

/// Deletes what belongs to an object's recording, and keeps in mind that its key and its file are to go.
pub(crate) fn delete(tx: &mut Tx<'_>, register: i64, (subject, object): (i64, i64)) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(object)];
    for sql in [
        "INSERT INTO medium_gone (register_id, subject_id, object_id, blob) \
         SELECT register_id, subject_id, object_id, blob FROM medium \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 ON CONFLICT DO NOTHING",
        "DELETE FROM medium WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        "DELETE FROM medium_agent WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        "DELETE FROM medium_number WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        "DELETE FROM medium_word WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        "DELETE FROM led_recording WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        "DELETE FROM medium_destroyed WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
    ] {
        tx.run(sql, &args)?;
    }
    heard::delete(tx, register, (subject, object))
}

/// Keeps in mind the keys and files of all of a subject's recordings, whose rows are about to go.
pub(crate) fn all_gone(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO medium_gone (register_id, subject_id, object_id, blob) \
         SELECT register_id, subject_id, object_id, blob FROM medium \
         WHERE register_id = $1 AND subject_id = $2 ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Int(subject)],
    )
    .map(drop)
}

/// A recording whose key and file are to go.
#[derive(Debug, Clone)]
pub(crate) struct GoneRow {
    pub(crate) register: i64,
    pub(crate) subject: i64,
    pub(crate) object: i64,
    pub(crate) blob: Vec<u8>,
}

impl GoneRow {
    /// The name of its file.
    pub(crate) fn file(&self) -> Result<Blob, Failure> {
        blob(&self.blob)
    }
}

fn blob(bytes: &[u8]) -> Result<Blob, Failure> {
    bytes.try_into().map_err(|_| Failure("the name of a file is garbled".to_owned()))
}

/// Recordings whose keys and files are to go.
pub(crate) fn gone(tx: &mut Tx<'_>, rows: i64) -> Result<Vec<GoneRow>, Failure> {
    tx.all(
        "SELECT register_id, subject_id, object_id, blob FROM medium_gone LIMIT $1",
        &[Value::Int(rows)],
        |row| {
            let (register, subject, object) = (row.int(0)?, row.int(1)?, row.int(2)?);
            Ok(GoneRow { register, subject, object, blob: row.bytes(3)? })
        },
    )
}

/// The key and the file are gone, or stay after all.
pub(crate) fn not_gone(tx: &mut Tx<'_>, rows: &[GoneRow]) -> Result<(), Failure> {
    tx.run_many(
        "DELETE FROM medium_gone WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND blob = $4",
        rows.iter().map(|row| {
            [
                Value::Int(row.register),
                Value::Int(row.subject),
                Value::Int(row.object),
                Value::Bytes(&row.blob),
            ]
        }),
    )
    .map(drop)
}

/// Puts recordings back that stay of an erased person: keys and files of these are not to go.
pub(crate) fn put_back(tx: &mut Tx<'_>, register: i64, rows: &[MediumRow]) -> Result<(), Failure> {
    for row in rows {
        add(tx, register, row)?;
        let (subject, object, blob) = (row.subject, row.object, row.blob.clone());
        not_gone(tx, &[GoneRow { register, subject, object, blob }])?;
    }
    Ok(())
}

/// Notes when the recording of a call was destroyed; the latest counts.
pub(crate) fn destroyed(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    at: i64,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO medium_destroyed (register_id, subject_id, object_id, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (register_id, subject_id, object_id) DO UPDATE SET at = excluded.at",
        &[Value::Int(register), Value::Int(subject), Value::Int(object), Value::Int(at)],
    )
    .map(drop)
}

/// When the recording of a call was destroyed.
pub(crate) fn destroyed_at(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT at FROM medium_destroyed WHERE register_id = $1 AND subject_id = $2 AND object_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        |row| row.int(0),
    )
}

/// The open session that an account leads at a moment and in which a recording is played.
pub(crate) fn open_session(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): (i64, i64),
    (trainer, purpose, now): (i64, Word, i64),
) -> Result<Option<i64>, Failure> {
    tx.first(
        "SELECT s.session_id FROM led_recording r JOIN led_session s ON s.register_id = r.register_id \
         AND s.session_id = r.session_id WHERE r.register_id = $1 AND r.subject_id = $2 AND r.object_id = $3 \
         AND s.trainer = $4 AND s.purpose = $5 AND s.began <= $6 AND s.ends > $6 AND s.closed IS NULL \
         ORDER BY s.session_id DESC LIMIT 1",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(object),
            Value::Int(trainer),
            Value::Int(purpose),
            Value::Int(now),
        ],
        |row| row.int(0),
    )
}

/// Those who are trained in a session.
pub(crate) fn trainees(tx: &mut Tx<'_>, register: i64, session: i64) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT account FROM led_trainee WHERE register_id = $1 AND session_id = $2 ORDER BY account",
        &[Value::Int(register), Value::Int(session)],
        |row| row.int(0),
    )
}

/// A training session.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionRow {
    pub(crate) session: i64,
    pub(crate) trainer: i64,
    pub(crate) purpose: Word,
    pub(crate) began: i64,
    pub(crate) ends: i64,
    pub(crate) closed: Option<i64>,
}

/// Adds a session with its trainees and recordings.
pub(crate) fn add_session(
    tx: &mut Tx<'_>,
    register: i64,
    row: &SessionRow,
    (trainees, recordings): (&[i64], &[(i64, i64)]),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO led_session (register_id, session_id, trainer, purpose, began, ends, closed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(register),
            Value::Int(row.session),
            Value::Int(row.trainer),
            Value::Int(row.purpose),
            Value::Int(row.began),
            Value::Int(row.ends),
            Value::OptInt(row.closed),
        ],
    )?;
    tx.run_many(
        "INSERT INTO led_trainee (register_id, session_id, account) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        trainees.iter().map(|account| [Value::Int(register), Value::Int(row.session), Value::Int(*account)]),
    )?;
    tx.run_many(
        "INSERT INTO led_recording (register_id, subject_id, object_id, session_id) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
        recordings.iter().map(|(subject, object)| {
            [Value::Int(register), Value::Int(*subject), Value::Int(*object), Value::Int(row.session)]
        }),
    )
    .map(drop)
}

/// Ends a session that an account leads and that has not ended; false when there is none.
pub(crate) fn close_session(
    tx: &mut Tx<'_>,
    register: i64,
    session: i64,
    (trainer, now): (i64, i64),
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE led_session SET closed = $4 \
         WHERE register_id = $1 AND session_id = $2 AND trainer = $3 AND closed IS NULL",
        &[Value::Int(register), Value::Int(session), Value::Int(trainer), Value::Int(now)],
    )
    .map(|touched| touched == 1)
}

/// The sessions that an account led, newest first.
pub(crate) fn sessions(
    tx: &mut Tx<'_>,
    register: i64,
    (trainer, rows): (i64, i64),
) -> Result<Vec<SessionRow>, Failure> {
    tx.all(
        "SELECT session_id, trainer, purpose, began, ends, closed FROM led_session \
         WHERE register_id = $1 AND trainer = $2 ORDER BY began DESC, session_id DESC LIMIT $3",
        &[Value::Int(register), Value::Int(trainer), Value::Int(rows)],
        |row| {
            Ok(SessionRow {
                session: row.int(0)?,
                trainer: row.int(1)?,
                purpose: row.int(2)?,
                began: row.int(3)?,
                ends: row.int(4)?,
                closed: row.opt_int(5)?,
            })
        },
    )
}

/// What a session plays: subject and object.
pub(crate) fn played(tx: &mut Tx<'_>, register: i64, session: i64) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT subject_id, object_id FROM led_recording WHERE register_id = $1 AND session_id = $2 \
         ORDER BY subject_id, object_id",
        &[Value::Int(register), Value::Int(session)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}
