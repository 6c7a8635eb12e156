//! `own_link`, `own_session` and `own_identity`: how people come to their own pages. Not here: tokens themselves, which nobody stores.

use seloste_db::{Failure, Tx, Value};

/// Links of a subject that still work.
pub(crate) fn live_links(tx: &mut Tx<'_>, (register, subject): (i64, i64), now: i64) -> Result<i64, Failure> {
    let count = "SELECT COUNT(*) FROM own_link WHERE register_id = $1 AND subject_id = $2 AND ends > $3";
    let args = [Value::Int(register), Value::Int(subject), Value::Int(now)];
    Ok(tx.first(count, &args, |row| row.int(0))?.unwrap_or_default())
}

/// Invitations of a subject that still work, newest first: when each was made, until when it works, whether it takes a code.
pub(crate) fn invitations(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    now: i64,
) -> Result<Vec<(i64, i64, bool)>, Failure> {
    let select = "SELECT made, ends, key_hash FROM own_link \
         WHERE register_id = $1 AND subject_id = $2 AND ends > $3 AND address IS NOT NULL ORDER BY made DESC";
    let args = [Value::Int(register), Value::Int(subject), Value::Int(now)];
    tx.all(select, &args, |row| Ok((row.int(0)?, row.int(1)?, row.opt_bytes(2)?.is_some())))
}

/// Takes back the invitation that was made at a moment; false when there is none.
pub(crate) fn withdraw(tx: &mut Tx<'_>, (register, subject): (i64, i64), made: i64) -> Result<bool, Failure> {
    tx.run(
        "DELETE FROM own_link \
         WHERE register_id = $1 AND subject_id = $2 AND made = $3 AND address IS NOT NULL",
        &[Value::Int(register), Value::Int(subject), Value::Int(made)],
    )
    .map(|touched| touched > 0)
}

/// A link about to be added.
pub(crate) struct NewLink<'a> {
    pub(crate) token: &'a [u8; 32],
    /// Without this the link does not let in.
    pub(crate) key: Option<&'a [u8; 32]>,
    /// The address that an invitation is bound to, as its token.
    pub(crate) address: Option<i64>,
    pub(crate) made: i64,
    pub(crate) ends: i64,
}

/// A link that still works.
pub(crate) struct LinkRow {
    pub(crate) subject: i64,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) tries: i64,
    pub(crate) address: Option<i64>,
}

/// Adds a link; those that have ended are forgotten.
pub(crate) fn add_link(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    new: &NewLink<'_>,
) -> Result<(), Failure> {
    tx.run("DELETE FROM own_link WHERE ends <= $1", &[Value::Int(new.made)])?;
    tx.run(
        "INSERT INTO own_link (register_id, subject_id, token_hash, made, ends, key_hash, tries, address) \
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Bytes(new.token),
            Value::Int(new.made),
            Value::Int(new.ends),
            Value::OptBytes(new.key.map(|key| key.as_slice())),
            Value::OptInt(new.address),
        ],
    )
    .map(drop)
}

/// A link, if it still works.
pub(crate) fn link(
    tx: &mut Tx<'_>,
    register: i64,
    token: &[u8; 32],
    now: i64,
) -> Result<Option<LinkRow>, Failure> {
    let select = "SELECT subject_id, key_hash, tries, address FROM own_link \
         WHERE register_id = $1 AND token_hash = $2 AND ends > $3";
    let args = [Value::Int(register), Value::Bytes(token), Value::Int(now)];
    tx.first(select, &args, |row| {
        Ok(LinkRow {
            subject: row.int(0)?,
            key: row.opt_bytes(1)?,
            tries: row.int(2)?,
            address: row.opt_int(3)?,
        })
    })
}

/// Takes one of the tries at a link's code; false when all are taken.
pub(crate) fn take_try(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (token, most): (&[u8; 32], i64),
) -> Result<bool, Failure> {
    tx.run(
        "UPDATE own_link SET tries = tries + 1 \
         WHERE register_id = $1 AND subject_id = $2 AND token_hash = $3 AND tries < $4",
        &[Value::Int(register), Value::Int(subject), Value::Bytes(token), Value::Int(most)],
    )
    .map(|touched| touched == 1)
}

/// Spends a link, and with it all others of the subject; false when it was spent already.
pub(crate) fn spend_link(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    token: &[u8; 32],
) -> Result<bool, Failure> {
    let spend = "DELETE FROM own_link WHERE register_id = $1 AND subject_id = $2 AND token_hash = $3";
    let spent = tx.run(spend, &[Value::Int(register), Value::Int(subject), Value::Bytes(token)])? == 1;
    if spent {
        let rest = "DELETE FROM own_link WHERE register_id = $1 AND subject_id = $2";
        tx.run(rest, &[Value::Int(register), Value::Int(subject)])?;
    }
    Ok(spent)
}

/// Begins a session; those that have ended are forgotten.
pub(crate) fn add_session(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    token: &[u8; 32],
    (began, ends): (i64, i64),
) -> Result<(), Failure> {
    tx.run("DELETE FROM own_session WHERE ends <= $1", &[Value::Int(began)])?;
    tx.run(
        "INSERT INTO own_session (register_id, subject_id, token_hash, began, seen, ends) \
         VALUES ($1, $2, $3, $4, $4, $5)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Bytes(token),
            Value::Int(began),
            Value::Int(ends),
        ],
    )
    .map(drop)
}

/// A session that has not ended: its subject, and when it was last used.
pub(crate) fn session(
    tx: &mut Tx<'_>,
    register: i64,
    token: &[u8; 32],
    now: i64,
) -> Result<Option<(i64, i64)>, Failure> {
    tx.first(
        "SELECT subject_id, seen FROM own_session WHERE register_id = $1 AND token_hash = $2 AND ends > $3",
        &[Value::Int(register), Value::Bytes(token), Value::Int(now)],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )
}

/// Notes that a session was used.
pub(crate) fn touch_session(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    token: &[u8; 32],
    now: i64,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE own_session SET seen = $4 WHERE register_id = $1 AND subject_id = $2 AND token_hash = $3",
        &[Value::Int(register), Value::Int(subject), Value::Bytes(token), Value::Int(now)],
    )
    .map(drop)
}

/// Ends a session.
pub(crate) fn end_session(tx: &mut Tx<'_>, register: i64, token: &[u8; 32]) -> Result<(), Failure> {
    let end = "DELETE FROM own_session WHERE register_id = $1 AND token_hash = $2";
    tx.run(end, &[Value::Int(register), Value::Bytes(token)]).map(drop)
}

/// The subject who has bound an identity.
pub(crate) fn holder(tx: &mut Tx<'_>, register: i64, identity: &[u8; 32]) -> Result<Option<i64>, Failure> {
    let select = "SELECT subject_id FROM own_identity WHERE register_id = $1 AND identity = $2";
    tx.first(select, &[Value::Int(register), Value::Bytes(identity)], |row| row.int(0))
}

/// The providers of a subject's identities, and when each was bound, oldest first.
pub(crate) fn identities(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
) -> Result<Vec<(String, i64)>, Failure> {
    let select =
        "SELECT provider, made FROM own_identity WHERE register_id = $1 AND subject_id = $2 ORDER BY made";
    tx.all(select, &[Value::Int(register), Value::Int(subject)], |row| Ok((row.text(0)?, row.int(1)?)))
}

/// Binds an identity to a subject.
pub(crate) fn bind(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (identity, provider): (&[u8; 32], &str),
    made: i64,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO own_identity (register_id, subject_id, identity, provider, made) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Bytes(identity),
            Value::Text(provider),
            Value::Int(made),
        ],
    )
    .map(drop)
}

/// Lets go of a subject's identities at a provider.
pub(crate) fn unbind(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    provider: &str,
) -> Result<(), Failure> {
    let end = "DELETE FROM own_identity WHERE register_id = $1 AND subject_id = $2 AND provider = $3";
    tx.run(end, &[Value::Int(register), Value::Int(subject), Value::Text(provider)]).map(drop)
}

/// Forgets how people of a register come in: links, sessions and identities. They come in by a new link.
pub(crate) fn forget(tx: &mut Tx<'_>, register: i64) -> Result<(), Failure> {
    for delete in [
        "DELETE FROM own_link WHERE register_id = $1",
        "DELETE FROM own_session WHERE register_id = $1",
        "DELETE FROM own_identity WHERE register_id = $1",
    ] {
        tx.run(delete, &[Value::Int(register)])?;
    }
    Ok(())
}
