//! `import_row`, `import_before` and `import_object`: whom the rows of a batch met, which versions it found and left, and which
//! objects it added, for its undo. The one
//! owner of their SQL. Not here: the batch itself, which holds no person (`seloste`), earlier ciphertexts (`store`).

use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};
use std::collections::HashSet;

/// One row of a batch and whom it met.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowMet {
    pub(crate) subject: i64,
    pub(crate) row: i64,
    /// 1 created, 2 updated, 3 unchanged, 4 duplicate, 5 created and kept by the undo.
    pub(crate) outcome: i64,
}

/// Which version of a category a batch found, and which it left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) subject: i64,
    pub(crate) category: Word,
    /// 0: it was not there.
    pub(crate) before: i64,
    pub(crate) after: i64,
}

/// Remembers whom rows met.
pub(crate) fn add_rows(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    rows: &[RowMet],
) -> Result<(), Failure> {
    let values = rows.iter().map(|met| {
        [
            Value::Int(register),
            Value::Int(met.subject),
            Value::Int(batch),
            Value::Int(met.row),
            Value::Int(met.outcome),
        ]
    });
    tx.run_many(
        "INSERT INTO import_row (register_id, subject_id, batch_id, row_number, outcome) VALUES ($1, $2, $3, $4, $5)",
        values,
    )
    .map(drop)
}

/// Remembers what a batch found and left; a category that it changes again keeps what was found first.
pub(crate) fn add_before(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    rows: &[Before],
) -> Result<(), Failure> {
    for one in rows {
        tx.run(
            "INSERT INTO import_before (register_id, subject_id, batch_id, category, before, after) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (register_id, subject_id, batch_id, category) DO UPDATE SET after = $6",
            &[
                Value::Int(register),
                Value::Int(one.subject),
                Value::Int(batch),
                Value::Int(one.category),
                Value::Int(one.before),
                Value::Int(one.after),
            ],
        )?;
    }
    Ok(())
}

/// Those of some subjects whom an earlier row of a batch met.
pub(crate) fn touched(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    subjects: &[i64],
) -> Result<HashSet<i64>, Failure> {
    // A batch that has met nobody yet is asked once.
    let begun = "SELECT 1 FROM import_row WHERE register_id = $1 AND batch_id = $2 LIMIT 1";
    let begun = tx.first(begun, &[Value::Int(register), Value::Int(batch)], |row| row.int(0))?;
    let mut touched = HashSet::new();
    for subject in subjects.iter().filter(|_| begun.is_some()) {
        let met =
            "SELECT 1 FROM import_row WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3 LIMIT 1";
        let args = [Value::Int(register), Value::Int(*subject), Value::Int(batch)];
        if tx.first(met, &args, |row| row.int(0))?.is_some() {
            touched.insert(*subject);
        }
    }
    Ok(touched)
}

/// The batches and rows that a subject came in with.
pub(crate) fn rows_of(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT batch_id, row_number FROM import_row WHERE register_id = $1 AND subject_id = $2 \
         ORDER BY batch_id, row_number",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Rows of a batch with one outcome after a row, in the file's order, at most `limit`.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    (outcome, after): (i64, i64),
    limit: i64,
) -> Result<Vec<RowMet>, Failure> {
    tx.all(
        "SELECT subject_id, row_number, outcome FROM import_row \
         WHERE register_id = $1 AND batch_id = $2 AND outcome = $3 AND row_number > $4 ORDER BY row_number LIMIT $5",
        &[Value::Int(register), Value::Int(batch), Value::Int(outcome), Value::Int(after), Value::Int(limit)],
        |row| Ok(RowMet { subject: row.int(0)?, row: row.int(1)?, outcome: row.int(2)? }),
    )
}

/// What a batch found and left, of at most `limit` subjects.
pub(crate) fn befores(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    limit: i64,
) -> Result<Vec<Before>, Failure> {
    tx.all(
        "SELECT subject_id, category, before, after FROM import_before WHERE register_id = $1 AND batch_id = $2 \
         AND subject_id IN (SELECT DISTINCT subject_id FROM import_before \
         WHERE register_id = $1 AND batch_id = $2 ORDER BY subject_id LIMIT $3) ORDER BY subject_id, category",
        &[Value::Int(register), Value::Int(batch), Value::Int(limit)],
        |row| {
            Ok(Before { subject: row.int(0)?, category: row.int(1)?, before: row.int(2)?, after: row.int(3)? })
        },
    )
}

/// What a batch found and left of one subject.
pub(crate) fn befores_of(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    subject: i64,
) -> Result<Vec<Before>, Failure> {
    tx.all(
        "SELECT subject_id, category, before, after FROM import_before \
         WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(batch)],
        |row| {
            Ok(Before {
                subject: row.int(0)?,
                category: row.int(1)?,
                before: row.int(2)?,
                after: row.int(3)?,
            })
        },
    )
}

/// Remembers an object that a batch added.
pub(crate) fn add_object(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    (subject, object): (i64, i64),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO import_object (register_id, subject_id, batch_id, object_id) VALUES ($1, $2, $3, $4)",
        &[Value::Int(register), Value::Int(subject), Value::Int(batch), Value::Int(object)],
    )
    .map(drop)
}

/// The objects of a subject that a batch added.
pub(crate) fn objects_of(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    subject: i64,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT object_id FROM import_object WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3",
        &[Value::Int(register), Value::Int(subject), Value::Int(batch)],
        |row| row.int(0),
    )
}

/// Those to whom a batch added objects, at most `limit`.
pub(crate) fn with_objects(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    limit: i64,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT DISTINCT subject_id FROM import_object WHERE register_id = $1 AND batch_id = $2 \
         ORDER BY subject_id LIMIT $3",
        &[Value::Int(register), Value::Int(batch), Value::Int(limit)],
        |row| row.int(0),
    )
}

/// A subject's changes by a batch are dealt with.
pub(crate) fn settle_before(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    subject: i64,
) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(batch)];
    tx.run("DELETE FROM import_object WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3", &args)?;
    tx.run("DELETE FROM import_before WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3", &args)
        .map(drop)
}

/// A batch's undo wrote what it had found in a category (version `found`) anew as version `now`: for the batches before it the
/// person is as they left it.
pub(crate) fn carry_over(
    tx: &mut Tx<'_>,
    (register, undone): (i64, i64),
    (subject, category): (i64, Word),
    (found, now): (i64, i64),
) -> Result<(), Failure> {
    let values = [
        Value::Int(register),
        Value::Int(undone),
        Value::Int(subject),
        Value::Int(category),
        Value::Int(found),
        Value::Int(now),
    ];
    tx.run(
        "UPDATE import_before SET after = $6 \
         WHERE register_id = $1 AND batch_id <> $2 AND subject_id = $3 AND category = $4 AND after = $5",
        &values,
    )?;
    // Whoever a batch added has no such row yet: version 1 is what it left.
    tx.run(
        "INSERT INTO import_before (register_id, subject_id, batch_id, category, before, after) \
         SELECT DISTINCT register_id, subject_id, batch_id, CAST($4 AS BIGINT), 0, CAST($6 AS BIGINT) FROM import_row \
         WHERE register_id = $1 AND batch_id <> $2 AND subject_id = $3 AND outcome = 1 AND CAST($5 AS BIGINT) <= 1 \
         ON CONFLICT DO NOTHING",
        &values,
    )
    .map(drop)
}

/// A subject that a batch created is kept by its undo, as it is.
pub(crate) fn keep_created(
    tx: &mut Tx<'_>,
    (register, batch): (i64, i64),
    subject: i64,
) -> Result<(), Failure> {
    settle_before(tx, (register, batch), subject)?;
    tx.run(
        "UPDATE import_row SET outcome = 5 \
         WHERE register_id = $1 AND subject_id = $2 AND batch_id = $3 AND outcome = 1",
        &[Value::Int(register), Value::Int(subject), Value::Int(batch)],
    )
    .map(drop)
}
