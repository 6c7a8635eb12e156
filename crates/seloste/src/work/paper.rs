//! Stores of paper: who gets to them by the statement, and which folder somebody took out (R4-034). What is in a folder is nowhere here.

use crate::{
    app::{App, Controller},
    store::paper_loan::{self, Loan},
    work::staff::{self, StaffError},
};
use jiff::Timestamp;
use seloste_db::Failure;
use seloste_gate::ask::{Actor, Standing};
use seloste_register::{
    id::{PaperId, RegisterId},
    statement::{
        Rules,
        model::{Paper, PaperStore},
    },
};
use std::sync::Arc;

/// Longest name of a folder in characters.
const LONGEST: usize = 40;

/// Why a folder was not taken or given back.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// There is no such register.
    #[error("there is no register {0} in this installation")]
    NoRegister(RegisterId),
    /// The statement says that there is no paper.
    #[error("the statement says that {0} has no paper: there is nothing to take out")]
    NoPaper(RegisterId),
    /// There is no such store.
    #[error("the statement declares no paper store {0}")]
    NoStore(PaperId),
    /// Nobody by that name is at work here.
    #[error("{0} has no account that is in force")]
    Nobody(String),
    /// The person does not get to the store.
    #[error("refused (store-not-granted): {user} holds none of the roles that get to {store}")]
    NotGranted {
        /// Who.
        user: String,
        /// Which store.
        store: PaperId,
    },
    /// A folder is named by its number.
    #[error(
        "a folder is named by its number: digits, capital letters, hyphens, full stops and slashes, at least one digit, at most 40 characters; no names of people"
    )]
    NotANumber,
    /// The folder is out already.
    #[error("folder {0} is out already; see: seloste paper list")]
    Out(String),
    /// The folder is not out.
    #[error("folder {0} is not out")]
    NotOut(String),
    /// The machine failed.
    #[error("{0}")]
    Failed(String),
}

impl From<Failure> for PaperError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// A store with those who get to it.
#[derive(Debug, Clone)]
pub struct Entitled {
    /// The store.
    pub store: PaperStore,
    /// User names of those who get to it today.
    pub people: Vec<String>,
}

/// A folder that is or was out, with the name of whoever took it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What was taken.
    pub loan: Loan,
    /// By whom: the user name.
    pub by: String,
}

/// Takes a folder out, by somebody whose role gets to its store; recorded by name.
///
/// # Errors
/// Why not.
pub fn take(
    app: &App,
    (register, store): (&RegisterId, &PaperId),
    (folder, user): (&str, &str),
) -> Result<Loan, PaperError> {
    let (controller, rules) = of(app, register)?;
    let account = admitted(app, (register, &rules), store, user)?;
    let folder = number(folder)?;
    let now: Timestamp = app.clock().now();
    let loan = Loan { store: store.to_string(), folder, account, taken: now, returned: None };
    match controller.gate.data().write(|tx| paper_loan::take(tx, register.as_str(), &loan))? {
        true => Ok(loan),
        false => Err(PaperError::Out(loan.folder)),
    }
}

/// Gives a folder back.
///
/// # Errors
/// Why not.
pub fn give_back(
    app: &App,
    (register, store): (&RegisterId, &PaperId),
    (folder, user): (&str, &str),
) -> Result<(), PaperError> {
    let (controller, rules) = of(app, register)?;
    admitted(app, (register, &rules), store, user)?;
    let folder = number(folder)?;
    let place = (store.as_str(), folder.as_str());
    let now = app.clock().now();
    match controller.gate.data().write(|tx| paper_loan::give_back(tx, register.as_str(), place, now))? {
        true => Ok(()),
        false => Err(PaperError::NotOut(folder)),
    }
}

/// The stores of a register with those who get to each, and the folders that are or were out, newest first.
///
/// # Errors
/// When there is no such register, or the machine fails.
pub fn list(app: &App, register: &RegisterId) -> Result<(Vec<Entitled>, Vec<Taken>), PaperError> {
    let (controller, rules) = of(app, register)?;
    let people = staff::people::all(app, register).map_err(|error| PaperError::Failed(error.to_string()))?;
    let mut stores = Vec::new();
    for store in &rules.statement().paper_stores {
        let admitted = people.iter().filter(|person| admits(store, &person.actor));
        let people = admitted.map(|person| person.account.user_name.clone()).collect();
        stores.push(Entitled { store: store.clone(), people });
    }
    let loans = controller.gate.data().read(|tx| paper_loan::all(tx, register.as_str(), 1_000))?;
    let mut taken = Vec::new();
    for loan in loans {
        let by = staff::name_of(controller, loan.account)?.unwrap_or_default();
        taken.push(Taken { loan, by });
    }
    Ok((stores, taken))
}

fn of<'a>(app: &'a App, register: &RegisterId) -> Result<(&'a Controller, Arc<Rules>), PaperError> {
    let (controller, rules) =
        app.register(register).ok_or_else(|| PaperError::NoRegister(register.clone()))?;
    if rules.statement().register.paper == Some(Paper::None) {
        return Err(PaperError::NoPaper(register.clone()));
    }
    Ok((controller, rules))
}

/// The account of somebody who gets to a store.
fn admitted(
    app: &App,
    (register, rules): (&RegisterId, &Rules),
    store: &PaperId,
    user: &str,
) -> Result<seloste_gate::ask::AccountId, PaperError> {
    let declared = rules.statement().paper_stores.iter().find(|one| one.id == *store);
    let declared = declared.ok_or_else(|| PaperError::NoStore(store.clone()))?;
    let actor = match staff::actor_by_user_name(app, register, user) {
        Ok(actor) if actor.standing == Standing::Active => actor,
        Ok(_) | Err(StaffError::Wrong(_)) => return Err(PaperError::Nobody(user.to_owned())),
        Err(other) => return Err(PaperError::Failed(other.to_string())),
    };
    if admits(declared, &actor) {
        return Ok(actor.account);
    }
    Err(PaperError::NotGranted { user: user.to_owned(), store: store.clone() })
}

/// Whether somebody at work gets to a store.
fn admits(store: &PaperStore, actor: &Actor) -> bool {
    actor.standing == Standing::Active && actor.roles.iter().any(|role| store.roles.contains(role))
}

/// A folder's number. Letters in a row would be somebody's name.
fn number(written: &str) -> Result<String, PaperError> {
    let written = written.trim();
    let fits = written.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || "-./".contains(c));
    let letters = written.split(|c: char| !c.is_ascii_uppercase()).any(|run| run.len() > 3);
    let digits = written.chars().any(|c| c.is_ascii_digit());
    if fits && digits && !letters && written.len() <= LONGEST {
        Ok(written.to_owned())
    } else {
        Err(PaperError::NotANumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_by_its_number() {
        for good in ["2026-14", "A-12/3", "7"] {
            assert_eq!(number(good).unwrap(), good);
        }
        for bad in ["", "Malli", "MALLI-1", "AB", "Kaisu 1", &"1".repeat(41)] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }
}
