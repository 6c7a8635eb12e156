//! Following what is in force: another process may put a version into force, and at midnight in Finland rules of law and
//! dates of recipients change. Looked at each second by the jobs.

use crate::{
    app::{App, Controller},
    store,
    work::statements,
};
use jiff::civil::Date;
use seloste_db::Failure;
use seloste_gate::GateError;
use seloste_register::{diagnostics::Severity, id::RegisterId, statement::Rules};
use std::{collections::HashMap, sync::PoisonError};

/// What rules in force were compiled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compiled {
    /// The version of the statement.
    pub(crate) version: i64,
    /// The day.
    pub(crate) on: Date,
}

/// What each register's rules were compiled from.
pub(crate) type CompiledFrom = HashMap<RegisterId, Compiled>;

impl App {
    /// Compiles the rules of a controller's registers anew where a version or the day has changed, and puts them into force.
    /// Says for how many registers.
    ///
    /// # Errors
    /// When the machine fails, or a statement has errors under the law of the day: then its rules of the day before stay in
    /// force, and the log says so each time.
    pub(crate) fn follow_controller(&self, home: &Controller) -> Result<usize, GateError> {
        let today = statements::today(self.clock().as_ref());
        let numbers = home.gate.data().read(store::version::numbers)?;
        let mut compiled = home.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let changed: Vec<(RegisterId, i64)> = numbers
            .into_iter()
            .filter(|(register, version)| {
                let wanted = Compiled { version: *version, on: today };
                compiled.get(register).is_some_and(|now| *now != wanted)
            })
            .collect();
        let mut broken = None;
        let mut done = 0;
        for (register, version) in changed {
            match self.compile(home, &register, today) {
                Ok(rules) => {
                    home.gate.put_in_force(vec![rules])?;
                    compiled.insert(register, Compiled { version, on: today });
                    done += 1;
                }
                Err(error) => broken = Some(error),
            }
        }
        broken.map_or(Ok(done), Err)
    }

    /// Compiles the version in force, and sees to it that the file says the same.
    fn compile(&self, home: &Controller, register: &RegisterId, today: Date) -> Result<Rules, GateError> {
        let found = home.gate.data().read(|tx| store::version::active(tx, register))?;
        let version = found.ok_or_else(|| Failure(format!("{register} has no version in force")))?;
        let written = self.installation.write_statement(register, &version.text);
        if let Err(error) = written {
            tracing::error!(%register, %error, "the file of the statement was not written");
        }
        let read = statements::read_text(&version.text, today);
        read.rules.ok_or_else(|| {
            let errors: Vec<&str> = read
                .problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.rule)
                .collect();
            GateError::Failed(format!(
                "version {} of {register} has errors under the law of {today} ({}); the rules of the day before stay in \
                 force until a version without errors is activated",
                version.number,
                errors.join(", ")
            ))
        })
    }
}
