//! `measure_evidence`, `measure_file` and `measure_confirmation`: what shows that people do as declared. Only ever added to.

use super::{moment, ms, unknown};
use jiff::{Timestamp, civil::Date};
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::{
    id::{MeasureId, RegisterId},
    statement::evidence::OnRecord,
};

/// A piece of evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Its number.
    pub id: i64,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// The file's name.
    pub file: String,
    /// What it shows.
    pub shows: String,
    /// Who issued it.
    pub issuer: String,
    /// The day that it is from.
    pub dated: Date,
    /// When it was attached.
    pub attached: Timestamp,
    /// Who attached it.
    pub attached_by: AccountId,
    /// When and by whom it was confirmed.
    pub confirmed: Option<(Timestamp, AccountId)>,
    /// Length of the file in bytes; `None`: it is not kept here.
    pub kept: Option<i64>,
}

/// Evidence to be attached.
pub struct NewEvidence<'a> {
    /// Its number: random.
    pub id: i64,
    /// In which register.
    pub register: &'a RegisterId,
    /// Of which measure.
    pub measure: &'a MeasureId,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: &'a str,
    /// The file's name.
    pub file: &'a str,
    /// What it shows.
    pub shows: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// The day that it is from.
    pub dated: Date,
    /// Who attaches it.
    pub by: AccountId,
    /// The file's length and the sealed file, to be kept; `None`: it stays where it is.
    pub sealed: Option<(i64, &'a [u8])>,
}

/// Attaches evidence.
///
/// # Errors
/// When the database fails.
pub fn attach(tx: &mut Tx<'_>, new: &NewEvidence<'_>, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO measure_evidence (id, register_id, measure, digest, file, shows, issuer, dated, attached, \
         attached_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            Value::Int(new.id),
            Value::Text(new.register.as_str()),
            Value::Text(new.measure.as_str()),
            Value::Text(new.digest),
            Value::Text(new.file),
            Value::Text(new.shows),
            Value::Text(new.issuer),
            Value::Text(&new.dated.to_string()),
            Value::Int(ms(now)),
            Value::Int(new.by.0),
        ],
    )?;
    if let Some((bytes, body)) = new.sealed {
        let insert = "INSERT INTO measure_file (evidence, bytes, body) VALUES ($1, $2, $3)";
        tx.run(insert, &[Value::Int(new.id), Value::Int(bytes), Value::Bytes(body)])?;
    }
    Ok(())
}

/// The sealed file of a piece of evidence; `None` when it is not kept here.
///
/// # Errors
/// When the database fails.
pub fn sealed(tx: &mut Tx<'_>, evidence: i64) -> Result<Option<Vec<u8>>, Failure> {
    let select = "SELECT body FROM measure_file WHERE evidence = $1";
    tx.first(select, &[Value::Int(evidence)], |row| row.bytes(0))
}

/// Confirms evidence; false when somebody did before.
///
/// # Errors
/// When the database fails.
pub fn confirm(tx: &mut Tx<'_>, evidence: i64, by: AccountId, now: Timestamp) -> Result<bool, Failure> {
    tx.run(
        "INSERT INTO measure_confirmation (evidence, confirmed, confirmed_by) VALUES ($1, $2, $3) \
         ON CONFLICT (evidence) DO NOTHING",
        &[Value::Int(evidence), Value::Int(ms(now)), Value::Int(by.0)],
    )
    .map(|touched| touched == 1)
}

/// All evidence of a measure, newest first.
///
/// # Errors
/// When the database fails.
pub fn history(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    measure: &MeasureId,
) -> Result<Vec<Evidence>, Failure> {
    tx.all(
        "SELECT e.id, e.digest, e.file, e.shows, e.issuer, e.dated, e.attached, e.attached_by, c.confirmed, \
         c.confirmed_by, f.bytes FROM measure_evidence e LEFT JOIN measure_confirmation c ON c.evidence = e.id \
         LEFT JOIN measure_file f ON f.evidence = e.id \
         WHERE e.register_id = $1 AND e.measure = $2 ORDER BY e.attached DESC, e.id DESC",
        &[Value::Text(register.as_str()), Value::Text(measure.as_str())],
        evidence,
    )
}

/// The day of the newest confirmed evidence of each measure of a register.
///
/// # Errors
/// When the database fails.
pub fn on_record(tx: &mut Tx<'_>, register: &RegisterId) -> Result<OnRecord, Failure> {
    let rows = tx.all(
        "SELECT e.measure, MAX(e.dated) FROM measure_evidence e JOIN measure_confirmation c ON c.evidence = e.id \
         WHERE e.register_id = $1 GROUP BY e.measure",
        &[Value::Text(register.as_str())],
        |row| {
            let measure = MeasureId::new(&row.text(0)?).map_err(|_| unknown("measure"))?;
            Ok::<_, Failure>((measure, row.text(1)?.parse().map_err(|_| unknown("day"))?))
        },
    )?;
    Ok(rows.into_iter().collect())
}

/// How many pieces of evidence are confirmed, in all registers; it only ever grows.
///
/// # Errors
/// When the database fails.
pub fn confirmed(tx: &mut Tx<'_>) -> Result<i64, Failure> {
    tx.first("SELECT COUNT(*) FROM measure_confirmation", &[], |row| row.int(0))
        .map(|count| count.unwrap_or(0))
}

/// One piece of evidence.
///
/// # Errors
/// When the database fails.
pub fn one(tx: &mut Tx<'_>, register: &RegisterId, id: i64) -> Result<Option<Evidence>, Failure> {
    tx.first(
        "SELECT e.id, e.digest, e.file, e.shows, e.issuer, e.dated, e.attached, e.attached_by, c.confirmed, \
         c.confirmed_by, f.bytes FROM measure_evidence e LEFT JOIN measure_confirmation c ON c.evidence = e.id \
         LEFT JOIN measure_file f ON f.evidence = e.id \
         WHERE e.register_id = $1 AND e.id = $2",
        &[Value::Text(register.as_str()), Value::Int(id)],
        evidence,
    )
}

fn evidence(row: &Row<'_>) -> Result<Evidence, Failure> {
    let dated = row.text(5)?;
    let confirmed = match (row.opt_int(8)?, row.opt_int(9)?) {
        (Some(at), Some(by)) => Some((moment(at)?, AccountId(by))),
        _ => None,
    };
    Ok(Evidence {
        id: row.int(0)?,
        digest: row.text(1)?,
        file: row.text(2)?,
        shows: row.text(3)?,
        issuer: row.text(4)?,
        dated: dated.parse().map_err(|_| super::unknown("day"))?,
        attached: moment(row.int(6)?)?,
        attached_by: AccountId(row.int(7)?),
        confirmed,
        kept: row.opt_int(10)?,
    })
}
