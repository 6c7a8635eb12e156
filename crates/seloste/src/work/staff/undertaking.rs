//! Undertakings of secrecy: what a person is asked, and that it was given (claim R4-040).

use super::{StaffError, home};
use crate::{
    app::App,
    store::{self, undertaking::Manner},
};
use seloste_db::Failure;
use seloste_gate::ask::AccountId;
use seloste_register::{
    id::{CompanyId, RegisterId},
    statement::Rules,
    text::Lang,
};
use std::sync::Arc;

/// A register, and the undertaking in force there when it was given.
pub type Asked = (Arc<Rules>, Option<store::undertaking::Given>);

/// The registers in which a person has a role, with whether the undertaking in force there is given.
///
/// # Errors
/// When the database fails.
pub fn asked_of(app: &App, controller: &CompanyId, account: AccountId) -> Result<Vec<Asked>, Failure> {
    let Some(home) = app.controller(controller) else { return Ok(Vec::new()) };
    let now = app.clock().now();
    let mut registers = home.gate.registers();
    registers.sort();
    let mut asked = Vec::new();
    for rules in registers.iter().filter_map(|id| home.gate.rules(id)) {
        let register = &rules.statement().register;
        let found = home.gate.data().read(|tx| -> Result<_, Failure> {
            let held = store::designation::all(tx, &register.id, account)?;
            let given = store::undertaking::all(tx, &register.id, account)?;
            Ok((held.iter().any(|one| one.holds(now)), given))
        })?;
        let (held, given) = found;
        let given = given.into_iter().find(|one| one.version == register.undertaking.version);
        if held {
            asked.push((rules, given));
        }
    }
    Ok(asked)
}

/// Puts a person's undertaking in a register on record, in the version that the statement has now. `shown` is the version
/// that the person read: a text that changed in between is not bound to unread.
///
/// # Errors
/// When the register is not the controller's, the text has changed, or the database fails.
pub fn give(
    app: &App,
    controller: &CompanyId,
    register: &RegisterId,
    (account, name): (AccountId, &str),
    (shown, lang, manner): (u32, Lang, Manner),
) -> Result<Outcome, StaffError> {
    let (home, rules) = home(app, register)?;
    if home.id != *controller {
        return Err(super::Wrong::NoRegister.into());
    }
    let undertaking = &rules.statement().register.undertaking;
    if undertaking.version != shown {
        return Ok(Outcome::TextChanged);
    }
    let new = store::undertaking::New { register, account, name, undertaking, lang, manner };
    let now = app.clock().now();
    home.gate.data().write(|tx| store::undertaking::insert(tx, &new, now))?;
    tracing::info!(%register, account = account.0, version = shown, "an undertaking was given");
    Ok(Outcome::Given)
}

/// What came of an undertaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is on record.
    Given,
    /// The text changed while it was being read.
    TextChanged,
}
