//! Rows that would bring back somebody who was erased (R3-024).

use super::prepare::Prepared;
use crate::{Gate, GateError, realm::Realm, suppression};
use std::collections::HashSet;

impl Gate {
    /// Notes the rows whose ways to reach somebody are those of an erased person. Such a row adds nobody, whatever its source: a
    /// file is never the person.
    pub(super) fn note_suppressed(&self, realm: &Realm, rows: &mut [Prepared<'_>]) -> Result<(), GateError> {
        if !self.keyring.has_marks(realm.number)? {
            return Ok(());
        }
        let of_row = |row: &Prepared<'_>| -> Vec<i64> {
            let Ok(ready) = row else { return Vec::new() };
            let values =
                ready.checked.iter().flat_map(|one| one.normals().map(|(normal, _)| (one.item, normal)));
            let values: Vec<_> = values.collect();
            suppression::marks(realm, values.iter().copied()).into_iter().map(|(mark, _)| mark).collect()
        };
        let marks: Vec<Vec<i64>> = rows.iter().map(of_row).collect();
        let wanted: Vec<i64> = marks.iter().flatten().copied().collect();
        let known: HashSet<i64> =
            self.keyring.marked(realm.number, &wanted)?.into_iter().map(|one| one.mark).collect();
        for (row, marks) in rows.iter_mut().zip(marks) {
            if let Ok(ready) = row {
                ready.suppressed = marks.iter().any(|mark| known.contains(mark));
            }
        }
        Ok(())
    }
}
