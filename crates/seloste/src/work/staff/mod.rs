//! People who work here: adding and ending accounts, giving roles, signing in. Not here: whether a request may do
//! something (`session::standing` and the gate).

pub mod account;
pub mod enrol;
pub mod federated;
pub mod key;
pub mod people;
pub mod person;
pub mod role;
pub mod second;
pub mod setup;
pub mod sign_in;
pub mod throttle;
pub mod undertaking;

use crate::{
    app::{App, Controller},
    session::{password::Unfit, standing},
    store,
};
use seloste_db::{Failure, Tx};
use seloste_gate::ask::{AccountId, Actor};
use seloste_register::{
    id::{AreaId, CompanyId, RegisterId, RoleId},
    statement::Rules,
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Lets one unit of work at a time look at what staff may and change it: two that look at once would each find in order what both
/// together break (nobody left to keep accounts, two sets of areas).
fn one_by_one(tx: &mut Tx<'_>) -> Result<(), Failure> {
    tx.lock("staff")
}

/// Why something about staff was not done.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// What was asked for does not fit. Nothing was changed.
    #[error("{} thing(s) don't fit", .0.len())]
    Wrong(Vec<Wrong>),
    /// The machine is broken.
    #[error("{0}")]
    Failed(#[from] Failure),
}

impl From<Wrong> for StaffError {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(vec![wrong])
    }
}

/// What does not fit. Its words for people are in `messages::account`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such register.
    NoRegister,
    /// There is no such account, or it has ended.
    NoAccount,
    /// A name of at least a first name and a surname is needed.
    NameNotWhole,
    /// The name is of a desk or a group, not of a person.
    NameNotOfPerson,
    /// The user name has other letters than it may have.
    UserNameForm,
    /// The user name is of a desk or a group, not of a person.
    UserNameShared,
    /// Somebody has, or had, that user name.
    UserNameTaken,
    /// That is no e-mail address.
    EmailForm,
    /// The e-mail address is of a desk or a group.
    EmailShared,
    /// Somebody has, or had, that e-mail address.
    EmailTaken,
    /// The personnel mark is too long.
    MarkForm,
    /// Somebody has, or had, that personnel mark.
    MarkTaken,
    /// Neither an e-mail address nor a personnel mark was given.
    NothingPersonal,
    /// Somebody of the same name has an account; nothing tells that this is another person.
    SamePerson,
    /// The password can't be chosen.
    Password(Unfit),
    /// The two passwords differ.
    PasswordsDiffer,
    /// The password typed is not the present one.
    PasswordWrong,
    /// The register has no such role; it has these.
    NoRole(RoleId, Vec<RoleId>),
    /// The register has no such area.
    NoArea(AreaId),
    /// The role reaches an area, and none was named.
    AreaMissing(RoleId),
    /// The person's other roles in the register reach other areas.
    AreasDiffer,
    /// The register knows no such company, or not on that day.
    NoCompany(CompanyId),
    /// The role is not for people of that company.
    CompanyNotAdmitted(RoleId, CompanyId),
    /// The role is not for people who are engaged in the person's way.
    EngagementNotAdmitted(RoleId),
    /// No agreement with the processor is on record.
    NoAgreement(CompanyId),
    /// The end is not after the start.
    EndBeforeStart,
    /// What the role is for must be said.
    TaskMissing,
    /// The person holds that role already.
    RoleHeld(RoleId),
    /// No role of the register carries the duty of keeping accounts.
    NobodyKeepsAccounts,
    /// There are accounts already.
    SetUpAlready,
    /// The code is wrong or too old.
    CodeWrong,
    /// The person does not hold that role.
    RoleNotHeld(RoleId),
    /// A key lives from a day to a year.
    KeyLife,
    /// A label is needed.
    LabelMissing,
    /// The last person who keeps accounts can't be ended.
    LastKeeper,
    /// Nobody gives a role to themselves.
    OwnRole,
    /// The person has roles in a register whose accounts the asker does not keep.
    OtherRegisters,
    /// A passkey did not answer as it should.
    PasskeyRefused,
    /// The session is too old to stand in for a password that there is not.
    SessionOld,
    /// The last second factor can't go: a role asks for one.
    LastFactor,
    /// No role works before the person has a second factor.
    SecondMissing,
    /// Passkeys don't work at this address.
    PasskeyNoAddress,
}

/// What the gate is told about an account that is named by its user name; for verbs with `--as`.
///
/// # Errors
/// When there is no such register or account, when none of the person's roles works for want of a second factor, or the
/// database fails.
pub fn actor_by_user_name(app: &App, register: &RegisterId, user: &str) -> Result<Actor, StaffError> {
    let (home, rules) = home(app, register)?;
    let account = account_by_user_name(home, user)?;
    let actor = standing::actor(app, &home.id, account.id, register)?;
    let now = app.clock().now();
    let strict = [rules];
    if actor.roles.is_empty()
        && home.gate.data().read(|tx| standing::lacks_second(tx, &strict, account.id, now))?
    {
        return Err(Wrong::SecondMissing.into());
    }
    Ok(actor)
}

/// An open account by user name.
///
/// # Errors
/// When there is none, or the database fails.
pub fn account_by_user_name(home: &Controller, user: &str) -> Result<store::account::Account, StaffError> {
    let user = person::user_name_form(user);
    let found = home.gate.data().read(|tx| store::account::by_user_name(tx, &user))?;
    found.filter(|account| account.ended.is_none()).ok_or_else(|| Wrong::NoAccount.into())
}

/// The name of an account, for lists of who did what; `None` when there is no such account.
///
/// # Errors
/// When the database fails.
pub fn name_of(home: &Controller, account: AccountId) -> Result<Option<String>, Failure> {
    let found = home.gate.data().read(|tx| store::account::by_id(tx, account))?;
    Ok(found.map(|account| account.name))
}

/// The key of the keyring that this room's hashes and code apps rest on.
pub(crate) fn staff_key(home: &Controller) -> Result<Zeroizing<[u8; 32]>, Failure> {
    home.gate.staff_key().map_err(|error| Failure(error.to_string()))
}

/// A register's controller and rules.
pub(crate) fn home<'a>(
    app: &'a App,
    register: &RegisterId,
) -> Result<(&'a Controller, Arc<Rules>), StaffError> {
    app.register(register).ok_or_else(|| Wrong::NoRegister.into())
}
