//! Keys made ahead: whoever adds one subject finds a key that is durable already, and waits for no commit of the keyring. Not here:
//! how keys are stored (`super`).

use super::Keyring;
use crate::{GateError, vault::SubjectKey};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Keys made at once, at most. Those that nobody took when the process ends stay in the keyring with their numbers, which harms nothing.
const MOST: usize = 64;

/// Keys that nobody has yet, by register.
#[derive(Default)]
pub(super) struct Ahead(Mutex<HashMap<i64, Ready>>);

#[derive(Default)]
struct Ready {
    /// Numbers that the register never gave, with their keys; the next one last.
    keys: Vec<(i64, SubjectKey)>,
    /// How many were made the last time: twice as many the next, so that one who adds a single subject leaves none behind.
    made: usize,
}

impl Keyring {
    /// A new subject: a number that the register never gave before, and its key, durable.
    pub(crate) fn create_one(&self, register: i64) -> Result<(i64, SubjectKey), GateError> {
        let mut registers = self.ahead.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = registers.entry(register).or_default();
        if let Some(next) = ready.keys.pop() {
            return Ok(next);
        }
        let many = (2 * ready.made).clamp(1, MOST);
        ready.keys = self.create(register, many)?;
        ready.keys.reverse();
        ready.made = many;
        ready.keys.pop().ok_or_else(|| GateError::Failed("no key was made".to_owned()))
    }
}
