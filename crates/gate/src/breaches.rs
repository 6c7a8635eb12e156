//! `breach`: breaches on record. The one owner of its SQL. Not here: what is inside a body (`verbs/breach.rs`).

use crate::breach::Told;
use seloste_db::{Failure, Tx, Value};

/// A breach as it stands in its row.
pub(crate) struct BreachRow {
    pub(crate) number: i64,
    pub(crate) account: i64,
    pub(crate) begins: i64,
    pub(crate) ends: i64,
    pub(crate) known: i64,
    pub(crate) made: i64,
    pub(crate) made_by: i64,
    pub(crate) authority: Option<i64>,
    pub(crate) people: Option<i64>,
    pub(crate) body: Vec<u8>,
}

/// Puts a breach on record.
pub(crate) fn add(tx: &mut Tx<'_>, register: i64, row: &BreachRow) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO breach (register_id, breach_id, account, begins, ends, known, made, made_by, authority, people, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(register),
            Value::Int(row.number),
            Value::Int(row.account),
            Value::Int(row.begins),
            Value::Int(row.ends),
            Value::Int(row.known),
            Value::Int(row.made),
            Value::Int(row.made_by),
            Value::OptInt(row.authority),
            Value::OptInt(row.people),
            Value::Bytes(&row.body),
        ],
    )
    .map(drop)
}

/// Breaches of a register, the newest first.
pub(crate) fn all(tx: &mut Tx<'_>, register: i64) -> Result<Vec<BreachRow>, Failure> {
    tx.all(
        "SELECT breach_id, account, begins, ends, known, made, made_by, authority, people, body FROM breach \
         WHERE register_id = $1 ORDER BY made DESC, breach_id DESC",
        &[Value::Int(register)],
        |row| {
            Ok(BreachRow {
                number: row.int(0)?,
                account: row.int(1)?,
                begins: row.int(2)?,
                ends: row.int(3)?,
                known: row.int(4)?,
                made: row.int(5)?,
                made_by: row.int(6)?,
                authority: row.opt_int(7)?,
                people: row.opt_int(8)?,
                body: row.bytes(9)?,
            })
        },
    )
}

/// Notes when somebody was told, once; false when there is no such breach, or they were told before.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    (register, number): (i64, i64),
    (told, at): (Told, i64),
) -> Result<bool, Failure> {
    let update = match told {
        Told::Authority => {
            "UPDATE breach SET authority = $3 WHERE register_id = $1 AND breach_id = $2 AND authority IS NULL"
        }
        Told::People => {
            "UPDATE breach SET people = $3 WHERE register_id = $1 AND breach_id = $2 AND people IS NULL"
        }
    };
    tx.run(update, &[Value::Int(register), Value::Int(number), Value::Int(at)]).map(|touched| touched == 1)
}
