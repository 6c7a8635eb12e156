//! Reads a file's rows ahead of those who take them in: parsing needs nothing of the database. Not here: what becomes of a row
//! (`run.rs`), what a file looks like (`rows.rs`).

use super::{Form, ImportError, rows, upload::Upload};
use seloste_gate::{
    card::{ItemChange, NewValue, ObjectDraft},
    import::Row,
};
use seloste_register::{
    id::SourceId,
    import::{CellProblem, Plan, ReadObject, ReadRow},
};
use std::{ops::ControlFlow, sync::mpsc::SyncSender};

/// Rows of one unit of work: enough to share one durable commit, few enough that others don't wait long.
const CHUNK: usize = 2_000;

/// Rows that are taken in together.
pub(super) struct Chunk {
    pub(super) rows: Vec<Row>,
    /// Rows that can't be read, by number.
    pub(super) problems: Vec<(i64, Vec<CellProblem>)>,
    /// The last row of them.
    pub(super) last: i64,
    /// Bytes of the file read so far.
    pub(super) bytes: u64,
}

impl Chunk {
    fn after(last: i64, bytes: u64) -> Self {
        Self { rows: Vec::with_capacity(CHUNK), problems: Vec::new(), last, bytes }
    }
}

/// Reads all rows after the cursor, chunk by chunk, until nobody takes them any more.
pub(super) fn read(
    upload: &Upload,
    (form, plan): (&Form, &Plan),
    (cursor, of_bytes): (i64, u64),
    send: &SyncSender<Chunk>,
) -> Result<(), ImportError> {
    let mut chunk = Chunk::after(cursor, 0);
    rows::each(upload, form, |row| {
        let number = i64::try_from(row.number).unwrap_or(i64::MAX);
        if number <= cursor.max(1) {
            return Ok(ControlFlow::Continue(()));
        }
        (chunk.last, chunk.bytes) = (number, row.read);
        match plan.row(row.cells) {
            Ok(ReadRow { items, finds, object }) => {
                let object = object.map(|object| draft(object, plan.source()));
                chunk.rows.push(Row { number, items, finds, object });
            }
            Err(problems) => chunk.problems.push((number, problems)),
        }
        if chunk.rows.len() + chunk.problems.len() >= CHUNK {
            let next = Chunk::after(chunk.last, chunk.bytes);
            if send.send(std::mem::replace(&mut chunk, next)).is_err() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok::<_, ImportError>(ControlFlow::Continue(()))
    })?;
    chunk.bytes = chunk.bytes.max(of_bytes);
    // When nobody takes them any more, whoever took them has failed and says so.
    let _ = send.send(chunk);
    Ok(())
}

/// The object that a row tells of, all of it from the file's source.
fn draft(read: ReadObject, source: &SourceId) -> ObjectDraft {
    let value = |value| NewValue { value, source: source.clone() };
    let change =
        |(item, values): (_, Vec<_>)| ItemChange { item, values: values.into_iter().map(value).collect() };
    ObjectDraft {
        kind: read.kind,
        parent: None,
        state: read.state,
        starts: read.starts,
        ends: read.ends,
        source: source.clone(),
        assigned: None,
        items: read.items.into_iter().map(change).collect(),
        lines: Vec::new(),
    }
}
