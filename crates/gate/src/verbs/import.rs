//! Brings in rows of a file, tries them, undoes them.

use crate::{
    Gate, GateError,
    ask::Ask,
    import::{Arrival, Batch, Met, MetRow, Outcome, Row, Undone},
};
use seloste_db::Tx;

/// What a trial run remembers of the rows that it has seen: what they would have made.
#[derive(Default)]
pub struct Trial {}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Brings in rows in one unit of work. `note` is called in the same unit with what became of each row, in their order, so
    /// that the caller's cursor moves with them or not at all; it may be called again when the unit has to be repeated.
    pub fn import(
        &self,
        _ask: &Ask,
        _batch: &Batch,
        _rows: &[Row],
        _note: impl FnMut(&mut Tx<'_>, &[Outcome]) -> Result<(), GateError>,
    ) -> Result<Vec<Outcome>, GateError> {
        unimplemented!()
    }

    /// What would become of rows, after the rows that the trial has seen. Stores nothing.
    pub fn try_import(
        &self,
        _ask: &Ask,
        _batch: &Batch,
        _rows: &[Row],
        _trial: &mut Trial,
    ) -> Result<Vec<Outcome>, GateError> {
        unimplemented!()
    }

    /// Undoes a step of a batch: erases whom it added, restores what it changed. Somebody who was changed since stays. `note` is
    /// called in the same unit of work.
    pub fn undo_import(
        &self,
        _ask: &Ask,
        _batch: i64,
        _note: impl FnMut(&mut Tx<'_>, &Undone) -> Result<(), GateError>,
    ) -> Result<Undone, GateError> {
        unimplemented!()
    }

    /// Rows of a batch that met people in one way, after a row, in the file's order.
    pub fn import_rows(
        &self,
        _ask: &Ask,
        _batch: i64,
        _met: Met,
        _page: (i64, u32),
    ) -> Result<Vec<MetRow>, GateError> {
        unimplemented!()
    }

    /// Adds whole people in one unit of work, without looking whether they are there.
    pub fn load(&self, _ask: &Ask, _arrivals: Vec<Arrival>) -> Result<u64, GateError> {
        unimplemented!()
    }
}
