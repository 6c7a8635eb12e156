//! Derived items of whole registers computed anew, and the catalogues that they are looked up in. Not here: what a rule makes of
//! its input, and one person's items when something of that person changes (the gate).

use seloste_gate::{Gate, GateError, Rederived, catalogues::Fit};
use seloste_register::id::RegisterId;
use std::{io, path::Path};

/// Steps that somebody who waits for an answer waits for.
const WHILE_ONE_WAITS: usize = 20;

/// Derives everybody's items of a register anew where something is due, to the end or at most so many steps; what is left a job
/// does.
///
/// # Errors
/// When the machine fails; what was done stays done.
pub fn run_register(
    gate: &Gate,
    register: &RegisterId,
    at_most: Option<usize>,
) -> Result<Rederived, GateError> {
    let mut all = Rederived::default();
    let mut steps = 0;
    loop {
        let step = gate.derive(register)?;
        all.looked += step.looked;
        all.changed += step.changed;
        all.ended = step.ended;
        steps += 1;
        if step.ended || at_most.is_some_and(|most| steps >= most) {
            return Ok(all);
        }
    }
}

/// As [`run_register`], for somebody who waits for an answer: a thousand people at most.
///
/// # Errors
/// When the machine fails.
pub fn begin(gate: &Gate, register: &RegisterId) -> Result<Rederived, GateError> {
    run_register(gate, register, Some(WHILE_ONE_WAITS))
}

/// Goes on a little where something is due; for a job that comes round often.
///
/// # Errors
/// When the machine fails.
pub fn due(gate: &Gate) -> Result<(), GateError> {
    for register in gate.registers() {
        gate.derive(&register)?;
    }
    Ok(())
}

/// Why a file is no catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// It can't be read.
    #[error("{0}")]
    File(#[from] io::Error),
    /// It is not text in UTF-8.
    #[error("the file is not UTF-8 text; save it as CSV UTF-8")]
    NotText,
    /// A row has not two values.
    #[error("row {0} has not two values: what is looked up, and what fits it")]
    Row(usize),
}

/// Reads a catalogue: CSV in UTF-8 with a heading and two columns, parted by semicolons, commas or tabs. The first says what is
/// looked up, the second what fits it; one row for each thing that fits.
///
/// # Errors
/// With the first row that is wrong.
pub fn read_catalogue(path: &Path) -> Result<Vec<Fit>, CatalogueError> {
    let bytes = std::fs::read(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_bytes| CatalogueError::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().find(|mark| heading.as_bytes().contains(mark));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b';'))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (record, at) in reader.records().zip(2_usize..) {
        let record = record.map_err(|_garbled| CatalogueError::Row(at))?;
        let (Some(of), Some(gives), None) = (record.get(0), record.get(1), record.get(2)) else {
            return Err(CatalogueError::Row(at));
        };
        if of.is_empty() || gives.is_empty() {
            return Err(CatalogueError::Row(at));
        }
        rows.push(Fit { of: of.to_owned(), gives: gives.to_owned() });
    }
    Ok(rows)
}
