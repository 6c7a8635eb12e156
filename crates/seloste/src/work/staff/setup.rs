//! The first set-up of a controller: its first account, made by whoever reads the server's terminal.

use super::{
    StaffError, Wrong,
    account::{self, Added, Newcomer},
    role::{self, Given},
};
use crate::{app::App, messages::account as say, store};
use seloste_db::Failure;
use seloste_register::id::{CompanyId, RegisterId};

/// Controllers without any account, each with a fresh code that opens the set-up page for an hour.
///
/// # Errors
/// When the machine fails.
pub fn codes(app: &App) -> Result<Vec<(CompanyId, String)>, Failure> {
    let now = app.clock().now();
    let mut codes = Vec::new();
    for controller in app.controllers() {
        if !controller.gate.data().read(store::account::any)? {
            codes.push((controller.id.clone(), app.lobby.new_code(&controller.id, now)?));
        }
    }
    Ok(codes)
}

/// Makes a controller's first account, with the role that keeps accounts in every register that has one. The code is spent.
///
/// # Errors
/// When the code is wrong or too old, something does not fit, there are accounts already, or the machine fails.
pub fn first_account(app: &App, code: &str, newcomer: &Newcomer) -> Result<(CompanyId, Added), StaffError> {
    let controller = app.lobby.controller_of(code, app.clock().now()).ok_or(Wrong::CodeWrong)?;
    let home = app.controller(&controller).ok_or(Wrong::CodeWrong)?;
    if home.gate.data().read(store::account::any)? {
        return Err(Wrong::SetUpAlready.into());
    }
    let task = say::KEEPS_ACCOUNTS.get(newcomer.lang);
    let mut registers: Vec<RegisterId> = home.gate.registers();
    registers.sort();
    let kept: Vec<(RegisterId, Vec<Given>)> = registers
        .into_iter()
        .filter_map(|id| Some((id.clone(), keeper_roles(home.gate.rules(&id)?.as_ref(), task))))
        .filter(|(_, roles)| !roles.is_empty())
        .collect();
    let ((first, roles), rest) = kept.split_first().ok_or(Wrong::NobodyKeepsAccounts)?;
    let newcomer = Newcomer { roles: roles.clone(), ..newcomer.clone() };
    let added = account::add(app, first, &newcomer, None)?;
    for (register, roles) in rest {
        for given in roles {
            role::give(app, register, &newcomer.user_name, given, None)?;
        }
    }
    app.lobby.spend(&controller);
    tracing::info!(controller = controller.as_str(), account = added.account.0, "the first account was made");
    Ok((controller, added))
}

fn keeper_roles(rules: &seloste_register::statement::Rules, task: &str) -> Vec<Given> {
    let areas = rules.statement().areas.iter().map(|area| area.id.clone()).collect::<Vec<_>>();
    role::keepers(rules)
        .into_iter()
        .take(1)
        .map(|role| Given { role, areas: areas.clone(), task: task.to_owned(), until: None })
        .collect()
}
