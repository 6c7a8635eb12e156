//! Rows of who takes part in objects, who is linked to them, and who may know of them. The one owner of their SQL. Not here:
//! what follows from them (`verbs/sight.rs`).

use crate::payload::Word;
use seloste_db::{Failure, Tx, Value};

/// The role of an account that handled an object: no declared link has it.
pub(crate) const HANDLED: Word = 0;

/// An object: its subject and its number.
pub(crate) type Of = (i64, i64);

/// Objects of a subject in which an account has a role.
pub(crate) fn of_account(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    account: i64,
) -> Result<Vec<(i64, Word)>, Failure> {
    tx.all(
        "SELECT object_id, role FROM taking_part WHERE register_id = $1 AND account = $2 AND subject_id = $3",
        &[Value::Int(register), Value::Int(account), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Accounts with a role in an object.
pub(crate) fn accounts(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): Of,
) -> Result<Vec<(i64, Word)>, Failure> {
    tx.all(
        "SELECT account, role FROM taking_part \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 ORDER BY role, account",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Gives an account a role in an object.
pub(crate) fn add_account(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): Of,
    (account, role): (i64, Word),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO taking_part (register_id, subject_id, object_id, account, role) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(object),
            Value::Int(account),
            Value::Int(role),
        ],
    )
    .map(drop)
}

/// Takes a role in an object from an account.
pub(crate) fn remove_account(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): Of,
    (account, role): (i64, Word),
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM taking_part \
         WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND account = $4 AND role = $5",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(object),
            Value::Int(account),
            Value::Int(role),
        ],
    )
    .map(drop)
}

/// Makes an account the one that handled an object.
pub(crate) fn handled_by(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): Of,
    account: i64,
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM taking_part WHERE register_id = $1 AND subject_id = $2 AND object_id = $3 AND role = 0",
        &[Value::Int(register), Value::Int(subject), Value::Int(object)],
    )?;
    add_account(tx, register, (subject, object), (account, HANDLED))
}

/// Subjects linked to an object.
pub(crate) fn subjects(
    tx: &mut Tx<'_>,
    register: i64,
    (owner, object): Of,
) -> Result<Vec<(i64, Word)>, Failure> {
    tx.all(
        "SELECT subject_id, role FROM linked \
         WHERE register_id = $1 AND owner_id = $2 AND object_id = $3 ORDER BY role, subject_id",
        &[Value::Int(register), Value::Int(owner), Value::Int(object)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Objects of a subject that others are linked to.
pub(crate) fn linked_objects(tx: &mut Tx<'_>, register: i64, owner: i64) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT DISTINCT object_id FROM linked WHERE register_id = $1 AND owner_id = $2",
        &[Value::Int(register), Value::Int(owner)],
        |row| row.int(0),
    )
}

/// Objects that a subject is linked to: whose, which, in what role.
pub(crate) fn of_subject(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<(Of, Word)>, Failure> {
    tx.all(
        "SELECT owner_id, object_id, role FROM linked WHERE register_id = $1 AND subject_id = $2 \
         ORDER BY owner_id, object_id, role",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok(((row.int(0)?, row.int(1)?), row.int(2)?)),
    )
}

/// Links a subject to an object.
pub(crate) fn add_subject(
    tx: &mut Tx<'_>,
    register: i64,
    (owner, object): Of,
    (subject, role): (i64, Word),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO linked (register_id, subject_id, owner_id, object_id, role) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        &[Value::Int(register), Value::Int(subject), Value::Int(owner), Value::Int(object), Value::Int(role)],
    )
    .map(drop)
}

/// Takes a link back.
pub(crate) fn remove_subject(
    tx: &mut Tx<'_>,
    register: i64,
    (owner, object): Of,
    (subject, role): (i64, Word),
) -> Result<(), Failure> {
    tx.run(
        "DELETE FROM linked \
         WHERE register_id = $1 AND subject_id = $2 AND owner_id = $3 AND object_id = $4 AND role = $5",
        &[Value::Int(register), Value::Int(subject), Value::Int(owner), Value::Int(object), Value::Int(role)],
    )
    .map(drop)
}

/// Whether a subject is linked to an object in which an account takes part.
pub(crate) fn is_beside(tx: &mut Tx<'_>, register: i64, subject: i64, account: i64) -> Result<bool, Failure> {
    tx.first(
        "SELECT 1 FROM linked l JOIN taking_part t ON t.register_id = l.register_id \
         AND t.subject_id = l.owner_id AND t.object_id = l.object_id AND t.account = $3 AND t.role <> 0 \
         WHERE l.register_id = $1 AND l.subject_id = $2 LIMIT 1",
        &[Value::Int(register), Value::Int(subject), Value::Int(account)],
        |row| row.int(0),
    )
    .map(|found| found.is_some())
}

/// Groups of the subjects that an account maintains and that a link binds to a subject, either way.
pub(crate) fn maintained_beside(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    account: i64,
) -> Result<Vec<Word>, Failure> {
    const OWNERS: &str = "SELECT s.grp FROM linked l JOIN subject s ON s.register_id = l.register_id \
        AND s.subject_id = l.owner_id WHERE l.register_id = $1 AND l.subject_id = $2 AND s.maintainer = $3";
    const LINKED: &str = "SELECT s.grp FROM linked l JOIN subject s ON s.register_id = l.register_id \
        AND s.subject_id = l.subject_id WHERE l.register_id = $1 AND l.owner_id = $2 AND s.maintainer = $3";
    let args = [Value::Int(register), Value::Int(subject), Value::Int(account)];
    let mut groups: Vec<Word> = tx.all(OWNERS, &args, |row| row.int(0))?;
    groups.extend(tx.all::<Word, Failure>(LINKED, &args, |row| row.int(0))?);
    Ok(groups)
}

/// Objects of a subject that are not open to everyone who reads their category: 1 closed, 2 private.
pub(crate) fn limited(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT object_id, visibility FROM object_visibility \
         WHERE register_id = $1 AND subject_id = $2 AND visibility > 0",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// The objects of a subject that belong to others: each with what it belongs to.
pub(crate) fn parents(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<(i64, i64)>, Failure> {
    tx.all(
        "SELECT object_id, parent FROM object \
         WHERE register_id = $1 AND subject_id = $2 AND parent IS NOT NULL",
        &[Value::Int(register), Value::Int(subject)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// The objects of a subject that are assigned to an account.
pub(crate) fn assigned(
    tx: &mut Tx<'_>,
    register: i64,
    subject: i64,
    account: i64,
) -> Result<Vec<i64>, Failure> {
    tx.all(
        "SELECT object_id FROM object WHERE register_id = $1 AND assigned = $2 AND subject_id = $3",
        &[Value::Int(register), Value::Int(account), Value::Int(subject)],
        |row| row.int(0),
    )
}

/// Chooses who may know of an object.
pub(crate) fn set_visibility(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, object): Of,
    visibility: i64,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO object_visibility (register_id, subject_id, object_id, visibility) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (register_id, subject_id, object_id) DO UPDATE SET visibility = $4",
        &[Value::Int(register), Value::Int(subject), Value::Int(object), Value::Int(visibility)],
    )
    .map(drop)
}

/// Forgets who took part in an object that goes.
pub(crate) fn forget(tx: &mut Tx<'_>, register: i64, (subject, object): Of) -> Result<(), Failure> {
    let args = [Value::Int(register), Value::Int(subject), Value::Int(object)];
    const TAKING_PART: &str =
        "DELETE FROM taking_part WHERE register_id = $1 AND subject_id = $2 AND object_id = $3";
    const LINKED: &str = "DELETE FROM linked WHERE register_id = $1 AND owner_id = $2 AND object_id = $3";
    const VISIBILITY: &str =
        "DELETE FROM object_visibility WHERE register_id = $1 AND subject_id = $2 AND object_id = $3";
    for sql in [TAKING_PART, LINKED, VISIBILITY] {
        tx.run(sql, &args)?;
    }
    super::recorded::forget(tx, register, (subject, object))
}
