//! `paper_loan`: folders that were taken out of stores of paper.

use super::{moment, ms, opt_moment};
use jiff::Timestamp;
use seloste_db::{Failure, Tx, Value};
use seloste_gate::ask::AccountId;

/// A folder that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// The store, as the statement names it.
    pub store: String,
    /// The folder's number.
    pub folder: String,
    /// Who took it.
    pub account: AccountId,
    /// When.
    pub taken: Timestamp,
    /// When it came back.
    pub returned: Option<Timestamp>,
}

/// Notes that a folder is taken; says whether it was there to be taken.
///
/// # Errors
/// When the database fails.
pub fn take(tx: &mut Tx<'_>, register: &str, loan: &Loan) -> Result<bool, Failure> {
    tx.lock(&format!("paper {register} {}", loan.store))?;
    let out = tx.first(
        "SELECT COUNT(*) FROM paper_loan WHERE register = $1 AND store = $2 AND folder = $3 AND returned IS NULL",
        &[Value::Text(register), Value::Text(&loan.store), Value::Text(&loan.folder)],
        |row| row.int(0),
    )?;
    if out.unwrap_or(0) > 0 {
        return Ok(false);
    }
    tx.run(
        "INSERT INTO paper_loan (register, store, folder, account, taken) VALUES ($1, $2, $3, $4, $5)",
        &[
            Value::Text(register),
            Value::Text(&loan.store),
            Value::Text(&loan.folder),
            Value::Int(loan.account.0),
            Value::Int(ms(loan.taken)),
        ],
    )?;
    Ok(true)
}

/// Notes that a folder is back; says whether it was out.
///
/// # Errors
/// When the database fails.
pub fn give_back(
    tx: &mut Tx<'_>,
    register: &str,
    (store, folder): (&str, &str),
    at: Timestamp,
) -> Result<bool, Failure> {
    let update = "UPDATE paper_loan SET returned = $4 WHERE register = $1 AND store = $2 AND folder = $3 AND returned IS NULL";
    let args = [Value::Text(register), Value::Text(store), Value::Text(folder), Value::Int(ms(at))];
    Ok(tx.run(update, &args)? > 0)
}

/// Folders that were taken out of the stores of a register, newest first.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>, register: &str, rows: i64) -> Result<Vec<Loan>, Failure> {
    tx.all(
        "SELECT store, folder, account, taken, returned FROM paper_loan WHERE register = $1 \
         ORDER BY taken DESC, store, folder LIMIT $2",
        &[Value::Text(register), Value::Int(rows)],
        |row| {
            Ok(Loan {
                store: row.text(0)?,
                folder: row.text(1)?,
                account: AccountId(row.int(2)?),
                taken: moment(row.int(3)?)?,
                returned: opt_moment(row.opt_int(4)?)?,
            })
        },
    )
}
