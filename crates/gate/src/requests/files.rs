//! `request_file`: files that came with requests, in sealed chunks. The one owner of its SQL.

use super::body::file_place;
use crate::{
    GateError,
    values::{problem, problem_at},
    vault::{self, SubjectKey},
};
use seloste_db::{Failure, Tx, Value};

/// Bytes of a chunk before it is sealed.
const CHUNK: usize = 256 * 1024;
/// Bytes of a file, at most.
pub(crate) const LARGEST: usize = 10 << 20;
/// Files of a case, at most.
pub(crate) const MOST: usize = 20;

/// The chunks of a file, sealed.
pub(crate) fn sealed(
    key: &SubjectKey,
    at: (i64, i64),
    (step, bytes): (i64, &[u8]),
) -> Result<Vec<Vec<u8>>, GateError> {
    if bytes.is_empty() || bytes.len() > LARGEST {
        return Err(wrong_size());
    }
    let chunks = (0_i64..).zip(bytes.chunks(CHUNK));
    chunks.map(|(chunk, plain)| Ok(vault::seal(key, &file_place(at, (step, chunk)), plain)?.0)).collect()
}

/// Adds a file.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    (register, case): (i64, i64),
    (step, chunks): (i64, &[Vec<u8>]),
) -> Result<(), Failure> {
    for (chunk, body) in (0_i64..).zip(chunks) {
        tx.run(
            "INSERT INTO request_file (register_id, subject_id, step_id, chunk, body) VALUES ($1, $2, $3, $4, $5)",
            &[
                Value::Int(register),
                Value::Int(case),
                Value::Int(step),
                Value::Int(chunk),
                Value::Bytes(body),
            ],
        )?;
    }
    Ok(())
}

/// Deletes a file.
pub(crate) fn delete(tx: &mut Tx<'_>, (register, case): (i64, i64), step: i64) -> Result<(), Failure> {
    let delete = "DELETE FROM request_file WHERE register_id = $1 AND subject_id = $2 AND step_id = $3";
    tx.run(delete, &[Value::Int(register), Value::Int(case), Value::Int(step)]).map(drop)
}

/// The chunks of a file, in order.
pub(crate) fn chunks(
    tx: &mut Tx<'_>,
    (register, case): (i64, i64),
    step: i64,
) -> Result<Vec<(i64, Vec<u8>)>, Failure> {
    tx.all(
        "SELECT chunk, body FROM request_file WHERE register_id = $1 AND subject_id = $2 AND step_id = $3 ORDER BY chunk",
        &[Value::Int(register), Value::Int(case), Value::Int(step)],
        |row| Ok((row.int(0)?, row.bytes(1)?)),
    )
}

fn wrong_size() -> GateError {
    GateError::Problems(vec![problem_at(
        "file",
        problem(
            "file-size",
            [
                "Tiedosto on tyhjä tai liian suuri: enintään 10 Mt.",
                "Filen är tom eller för stor: högst 10 MB.",
                "The file is empty or too large: at most 10 MB.",
            ],
            [
                "Liitä pienempi tiedosto, tai jaa se osiin.",
                "Bifoga en mindre fil eller dela upp den.",
                "Attach a smaller file, or split it.",
            ],
        ),
    )])
}

/// The case has as many files as it may have.
pub(crate) fn too_many() -> GateError {
    GateError::Problems(vec![problem_at(
        "file",
        problem(
            "too-many-files",
            ["Asiassa on jo 20 tiedostoa.", "Ärendet har redan 20 filer.", "The case has 20 files already."],
            ["Yhdistä tiedostot yhdeksi.", "Slå ihop filerna till en.", "Put the files together into one."],
        ),
    )])
}
