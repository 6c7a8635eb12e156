//! Following what is in force: another process may put a version into force, and at midnight in Finland rules of law and
//! dates of recipients change. Looked at each second by the jobs.

use crate::{
    app::{App, Controller},
    store,
    work::{
        lasting::{self, Outdated},
        statements,
    },
};
use jiff::civil::Date;
use seloste_db::Failure;
use seloste_gate::GateError;
use seloste_register::{id::RegisterId, statement::Rules};
use std::{collections::HashMap, sync::PoisonError};

/// What rules in force were compiled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compiled {
    /// The version of the statement.
    pub(crate) version: i64,
    /// The day.
    pub(crate) on: Date,
    /// How many pieces of evidence of measures were confirmed.
    pub(crate) confirmed: i64,
}

/// What each register's rules were compiled from.
pub(crate) type CompiledFrom = HashMap<RegisterId, Compiled>;

impl App {
    /// Compiles the rules of a controller's registers anew where a version, the day or the evidence of measures has changed, and
    /// puts them into force. Says for how many registers. A version that no longer passes goes on under the last day on which
    /// it did; that is told once, and stands in [`Controller::outdated`].
    ///
    /// # Errors
    /// When the machine fails; the other registers follow all the same.
    pub(crate) fn follow_controller(&self, home: &Controller) -> Result<usize, GateError> {
        let today = statements::today(self.clock().as_ref());
        let (numbers, confirmed) = home
            .gate
            .data()
            .read(|tx| Ok::<_, Failure>((store::version::numbers(tx)?, store::measure::confirmed(tx)?)))?;
        let mut compiled = home.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = |version| Compiled { version, on: today, confirmed };
        let changed: Vec<(RegisterId, i64)> = numbers
            .into_iter()
            .filter(|(register, version)| compiled.get(register).is_some_and(|now| *now != wanted(*version)))
            .collect();
        // One that can't be followed keeps no other under its old rules.
        let (mut done, mut failed) = (0, None);
        for (register, version) in changed {
            match self.put_in_force(home, &register, today) {
                Ok(()) => {
                    compiled.insert(register, wanted(version));
                    done += 1;
                }
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(done), Err)
    }

    fn put_in_force(&self, home: &Controller, register: &RegisterId, today: Date) -> Result<(), GateError> {
        let (rules, old) = self.compile(home, register, today)?;
        home.gate.put_in_force(vec![rules])?;
        note(home, register, old);
        Ok(())
    }

    /// Compiles the version in force, and sees to it that the file says the same.
    fn compile(
        &self,
        home: &Controller,
        register: &RegisterId,
        today: Date,
    ) -> Result<(Rules, Option<Outdated>), GateError> {
        let (found, evidence) = home.gate.data().read(|tx| {
            let version = store::version::active(tx, register)?;
            Ok::<_, Failure>((version, store::measure::on_record(tx, register)?))
        })?;
        let version = found.ok_or_else(|| Failure(format!("{register} has no version in force")))?;
        let written = self.installation.write_statement(register, &version.text);
        if let Err(error) = written {
            tracing::error!(%register, %error, "the file of the statement was not written");
        }
        let (rules, old) = lasting::read(&version.text, today).map_err(|problems| {
            let rules: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
            GateError::Failed(format!(
                "version {} of {register} never passed ({})",
                version.number,
                rules.join(", ")
            ))
        })?;
        Ok((rules.with_evidence(evidence), old))
    }
}

/// Remembers whether a register's version in force still passes, and tells it when that is new.
fn note(home: &Controller, register: &RegisterId, old: Option<Outdated>) {
    let mut outdated = home.outdated.lock().unwrap_or_else(PoisonError::into_inner);
    match old {
        None => {
            if outdated.remove(register).is_some() {
                tracing::info!(%register, "the version in force passes again");
            }
        }
        Some(old) => {
            let known = outdated.get(register).is_some_and(|known| known.since == old.since);
            if !known {
                tell(register, &old);
            }
            outdated.insert(register.clone(), old);
        }
    }
}

/// Writes into the log that a version in force no longer passes.
pub(crate) fn tell(register: &RegisterId, old: &Outdated) {
    let (since, rules) = (old.since, old.rules().join(", "));
    tracing::error!(%register, %since, rules, "the version in force has errors under the law of the day; the rules of the day \
         before go on until a version without errors is activated");
}
