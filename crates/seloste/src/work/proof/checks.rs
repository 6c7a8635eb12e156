//! Looking at what is there, once for all claims that rest on it. Not here: what a look means for a claim (`findings.rs`).

use super::{
    Options, ProofError,
    records::Records,
    report::{Checkpoint, Finding},
    staff::{self, Accounts},
};
use crate::{
    app::{App, Controller},
    store,
    work::measure::{self, Standing},
};
use jiff::Timestamp;
use seloste_gate::{
    examine::Examined,
    ledger::{Sound, VerifyError},
    policy::{self, Agreement, Cvc5, NoSolver, PATIENCE, Proof},
    replay::Replayed,
};
use seloste_register::{
    id::MeasureId,
    statement::{Rules, claims::Check},
};
use std::{collections::BTreeMap, sync::Arc};

/// What is to be looked at.
pub(super) struct Wanted<'a> {
    pub(super) app: &'a App,
    pub(super) home: &'a Controller,
    pub(super) rules: &'a Arc<Rules>,
    pub(super) options: &'a Options,
    pub(super) now: Timestamp,
}

/// What was seen. What no claim asked for was not looked at.
pub(super) struct Looked<'a> {
    pub(super) wanted: &'a Wanted<'a>,
    pub(super) ledger: Result<Sound, VerifyError>,
    pub(super) examined: Option<Examined>,
    pub(super) replayed: Option<Result<Replayed, String>>,
    pub(super) since: Option<Timestamp>,
    pub(super) solver: Option<Result<Result<Proof, String>, NoSolver>>,
    pub(super) agreement: Option<Result<Agreement, String>>,
    pub(super) accounts: Option<Accounts>,
    pub(super) measures: BTreeMap<MeasureId, Standing>,
    pub(super) records: Records,
}

/// The name of a check with what it is about.
pub(crate) fn key(check: &Check) -> String {
    let about = match check {
        Check::Category(id) | Check::Retention(id) => id.to_string(),
        Check::Purpose(id) | Check::Never(id) => id.to_string(),
        Check::GroupTerm(id) => id.to_string(),
        Check::Law(id) | Check::Reference(id) | Check::Answered(id) => id.clone(),
        Check::Measure(id) => id.to_string(),
        Check::Age(id) => id.to_string(),
        _ => return check.name().to_owned(),
    };
    format!("{}:{about}", check.name())
}

impl<'a> Wanted<'a> {
    /// Looks at everything that some checks rest on.
    pub(super) fn look(
        &'a self,
        checks: &[Check],
        progress: &mut dyn FnMut(&str, u64, u64),
    ) -> Result<Looked<'a>, ProofError> {
        let any = |matches: fn(&Check) -> bool| checks.iter().any(matches);
        let access = any(|one| matches!(one, Check::Category(_) | Check::Purpose(_) | Check::Everyone));
        let stored = any(is_of_what_is_stored);
        let replay = any(|one| matches!(one, Check::Replay | Check::Permissions | Check::Accounts));
        let gate = &self.home.gate;
        progress("ledger", 0, 1);
        // A ledger that was touched can't be put in order; what is wrong with it is what verifying says.
        let ordered = gate.integrate_ledger();
        let ledger = gate.verify_ledger();
        if ledger.is_ok() {
            ordered?;
        }
        if let Err(VerifyError::Failed(error)) = &ledger {
            return Err(ProofError::Failed(error.to_string()));
        }
        let mut looked = Looked {
            wanted: self,
            ledger,
            examined: None,
            replayed: None,
            since: None,
            solver: None,
            agreement: None,
            accounts: None,
            measures: measure::standings(self.app, self.home, self.rules, self.now)?,
            records: Records::default(),
        };
        progress("records", 0, 1);
        looked.records = Records::look(self, checks)?;
        if stored {
            let mut told = |passed, all| progress("stored", passed, all);
            let register = &self.rules.statement().register.id;
            looked.examined = Some(gate.examine(register, self.options.people, &mut told)?);
        }
        if replay {
            progress("replay", 0, 1);
            looked.replay()?;
        }
        if access {
            progress("access", 0, 1);
            looked.solver = Some(self.prove_access());
        }
        if any(|one| *one == Check::Agreement) {
            progress("agreement", 0, 1);
            looked.agreement = Some(policy::agree(self.rules));
        }
        if any(|one| *one == Check::Accounts) {
            looked.accounts = Some(staff::accounts(self, looked.replayed.as_ref())?);
        }
        Ok(looked)
    }

    fn prove_access(&self) -> Result<Result<Proof, String>, NoSolver> {
        let solver = Cvc5::find(&self.options.solver, PATIENCE)?;
        Ok(policy::prove(self.rules, &solver))
    }
}

/// Whether a check looks at everything stored about people.
const fn is_of_what_is_stored(check: &Check) -> bool {
    matches!(
        check,
        Check::Declared
            | Check::Sources
            | Check::Sealed
            | Check::Retention(_)
            | Check::GroupTerm(_)
            | Check::Needed
            | Check::Age(_)
            | Check::Derived
    )
}

impl Looked<'_> {
    fn replay(&mut self) -> Result<(), ProofError> {
        let wanted = self.wanted;
        let register = &wanted.rules.statement().register.id;
        let digest = crate::session::secret::sha256(&policy::emit(wanted.rules));
        let now = wanted.now;
        let gate = &wanted.home.gate;
        self.since = gate.data().write(|tx| {
            // The first version holds for whatever was done before it was written down.
            let active = store::version::active(tx, register)?.filter(|version| version.number > 1);
            let began = active.map(|version| version.since);
            store::proof::rules_since(tx, register, &digest, (began, now))
        })?;
        let since = self.since;
        let replayed = gate.judge_ledger(register, since);
        self.replayed = Some(match (replayed, &self.ledger) {
            (Ok(replayed), _) => Ok(replayed),
            // Entries that were damaged can't be read; the ledger's own check tells of it.
            (Err(error), Err(_)) => Err(error.to_string()),
            (Err(error), Ok(_)) => return Err(error.into()),
        });
        Ok(())
    }

    /// The ledger's checkpoint.
    pub(super) fn checkpoint(&self) -> Option<Checkpoint> {
        let found = self.ledger.as_ref().ok()?.checkpoint.as_ref()?;
        Some(Checkpoint { size: found.size, root: hex::encode(found.root) })
    }

    /// What a check found.
    pub(super) fn finding(&self, check: &Check) -> Result<Finding, ProofError> {
        super::findings::of(self, check)
    }
}
