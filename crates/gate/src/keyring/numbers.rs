//! Numbers of subjects: each is given once, by all processes together. Not here: their keys (`super`).

use super::Keyring;
use crate::GateError;
use seloste_db::Value;
use std::sync::PoisonError;

/// Numbers taken from the counter at once, so that it is not in every unit's way.
const NUMBERS: i64 = 256;

impl Keyring {
    /// Numbers that the register never gave before, as many as are asked for.
    pub(super) fn take_numbers(&self, register: i64, count: usize) -> Result<Vec<i64>, GateError> {
        let count =
            i64::try_from(count).map_err(|_| GateError::Failed("too many subjects at once".to_owned()))?;
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let left = numbers.entry(register).or_insert(0..0);
        let mut taken: Vec<i64> = left.by_ref().take(usize::try_from(count).unwrap_or_default()).collect();
        let missing = count - i64::try_from(taken.len()).unwrap_or(count);
        if missing > 0 {
            let step = missing.max(NUMBERS);
            let upsert = "INSERT INTO subject_number (register_id, next) VALUES ($1, $2 + 1)
                 ON CONFLICT (register_id) DO UPDATE SET next = subject_number.next + $2 RETURNING next";
            let args = [Value::Int(register), Value::Int(step)];
            let next: Option<i64> = self.db.write(|tx| tx.first(upsert, &args, |row| row.int(0)))?;
            let next = next.ok_or_else(|| GateError::Failed("no number for a subject".to_owned()))?;
            *left = next - step..next;
            taken.extend(left.by_ref().take(usize::try_from(missing).unwrap_or_default()));
        }
        Ok(taken)
    }
}
