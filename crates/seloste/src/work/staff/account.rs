//! Adding, correcting and ending accounts.

use super::{
    StaffError, Wrong, home, person,
    role::{self, Given},
};
use crate::{
    app::{App, Controller},
    session::{password::Password, secret, standing},
    store::{
        self,
        engagement::{Kind, Span},
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};
use seloste_gate::{ask::AccountId, clock};
use seloste_register::{
    id::{CompanyId, RegisterId},
    statement::{Rules, model::Duty},
    text::Lang,
};

/// How long a code to choose a password with works.
pub const START_CODE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What tells a person apart beside the user name, as typed.
#[derive(Clone)]
pub struct Particulars {
    /// First name and surname.
    pub name: String,
    /// Own e-mail address.
    pub email: Option<String>,
    /// Personnel mark.
    pub mark: Option<String>,
}

/// A person to be given an account.
#[derive(Clone)]
pub struct Newcomer {
    /// First name and surname.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// Own e-mail address.
    pub email: Option<String>,
    /// Personnel mark.
    pub mark: Option<String>,
    /// Language.
    pub lang: Lang,
    /// Who engages the person; `None`: the controller.
    pub company: Option<CompanyId>,
    /// How.
    pub kind: Kind,
    /// When.
    pub span: Span,
    /// Roles in the register.
    pub roles: Vec<Given>,
    /// A password, when the person is here to type it; else a start code is given.
    pub password: Option<Password>,
}

impl Newcomer {
    /// A person with a name and a user name, engaged by the controller from a moment on, without roles.
    #[must_use]
    pub fn new(name: &str, user_name: &str, from: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            user_name: user_name.to_owned(),
            email: None,
            mark: None,
            lang: Lang::Fi,
            company: None,
            kind: Kind::Employment,
            span: Span { starts: from, ends: None },
            roles: Vec::new(),
            password: None,
        }
    }

    fn particulars(&self) -> Particulars {
        Particulars { name: self.name.clone(), email: self.email.clone(), mark: self.mark.clone() }
    }
}

/// What came of adding a person.
pub struct Added {
    /// The account.
    pub account: AccountId,
    /// The code to choose a password with, when none was given. Shown once.
    pub start_code: Option<String>,
}

/// Adds a person with roles in a register. `by` is `None` for the operator of the machine.
///
/// # Errors
/// All that does not fit, and failures of the machine.
pub fn add(
    app: &App,
    register: &RegisterId,
    newcomer: &Newcomer,
    by: Option<AccountId>,
) -> Result<Added, StaffError> {
    let (home, rules) = home(app, register)?;
    let checked = Checked::of(newcomer, &rules)?;
    let hash = newcomer.password.as_ref().map(Password::hash).transpose()?;
    let code = if hash.is_none() { Some(secret::code()?) } else { None };
    let now = app.clock().now();
    let account = home.gate.data().write(|tx| -> Result<AccountId, StaffError> {
        not_taken(tx, &checked.own, None)?;
        let new = store::account::New {
            user_name: &checked.own.user_name,
            name: &checked.own.name,
            email: checked.own.email.as_deref(),
            mark: checked.own.mark.as_deref(),
            lang: newcomer.lang,
            password: hash.as_deref(),
        };
        let account = store::account::insert(tx, &new, now, by)?;
        store::engagement::insert(tx, account, &checked.company, newcomer.kind, newcomer.span)?;
        for given in &newcomer.roles {
            role::give_in(tx, &rules, account, given, (now, by))?;
        }
        if let Some(code) = &code {
            store::factor::set_start(tx, account, code, later(now, START_CODE))?;
        }
        Ok(account)
    })?;
    tracing::info!(register = %register, account = account.0, by = by.map(|by| by.0), "an account was made");
    Ok(Added { account, start_code: code })
}

/// What tells a person apart, checked.
struct Own {
    name: String,
    user_name: String,
    email: Option<String>,
    mark: Option<String>,
}

impl Own {
    /// Checks each particular; what does not fit is added to `wrong`. An empty address or mark is none.
    fn of(user_name: &str, told: &Particulars, wrong: &mut Vec<Wrong>) -> Self {
        let mut keep =
            |found: Result<String, Wrong>| found.map_err(|one| wrong.push(one)).unwrap_or_default();
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Self {
            name: keep(person::name(&told.name)),
            user_name: keep(person::user_name(user_name, &told.name)),
            email: given(&told.email).map(|email| keep(person::email(&email, &told.name))),
            mark: given(&told.mark).map(|mark| keep(person::mark(&mark))),
        }
    }
}

/// A newcomer whose own particulars fit.
struct Checked {
    own: Own,
    company: CompanyId,
}

impl Checked {
    fn of(newcomer: &Newcomer, rules: &Rules) -> Result<Self, StaffError> {
        let mut wrong = Vec::new();
        let own = Own::of(&newcomer.user_name, &newcomer.particulars(), &mut wrong);
        let company = newcomer.company.clone().unwrap_or_else(|| rules.statement().controller.id.clone());
        let day = clock::day(newcomer.span.starts);
        if standing::company(rules, &company, day) == standing::Company::Unknown {
            wrong.push(Wrong::NoCompany(company.clone()));
        }
        if newcomer.span.ends.is_some_and(|ends| ends <= newcomer.span.starts) {
            wrong.push(Wrong::EndBeforeStart);
        }
        if let Some(password) = &newcomer.password {
            let fit = password.fit(&[&newcomer.name, &newcomer.user_name]);
            wrong.extend(fit.err().map(Wrong::Password));
        }
        if wrong.is_empty() { Ok(Self { own, company }) } else { Err(StaffError::Wrong(wrong)) }
    }
}

/// One person, one account (claim R4-038): nothing that tells a person apart is used twice, not even that of a person
/// who has left, so that an old entry in the ledger never seems to be a newcomer's. `but` is the account whose particulars they are.
fn not_taken(tx: &mut Tx<'_>, new: &Own, but: Option<AccountId>) -> Result<(), StaffError> {
    super::one_by_one(tx)?;
    let mut wrong = Vec::new();
    for old in store::account::all(tx)?.into_iter().filter(|old| Some(old.id) != but) {
        if old.user_name == new.user_name {
            wrong.push(Wrong::UserNameTaken);
        }
        if old.email.is_some() && old.email == new.email {
            wrong.push(Wrong::EmailTaken);
        }
        if old.mark.is_some() && old.mark == new.mark {
            wrong.push(Wrong::MarkTaken);
        }
        let same_name = old.ended.is_none() && old.name.to_lowercase() == new.name.to_lowercase();
        let told_apart =
            (old.email.is_some() && new.email.is_some()) || (old.mark.is_some() && new.mark.is_some());
        if same_name && !told_apart {
            wrong.push(Wrong::SamePerson);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(StaffError::Wrong(wrong)) }
}

/// Corrects a person's name, address and mark: people marry, and numbers are typed wrong. The user name stays, and so does what was
/// written under the old name: undertakings, recordings, the ledger.
///
/// # Errors
/// All that does not fit, and when there is no such open account or the database fails.
pub fn correct(
    app: &App,
    register: &RegisterId,
    (user, told): (&str, &Particulars),
    by: Option<AccountId>,
) -> Result<(), StaffError> {
    let (home, _) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    let mut wrong = Vec::new();
    let own = Own::of(&account.user_name, told, &mut wrong);
    if own.email.is_none() && own.mark.is_none() {
        wrong.push(Wrong::NothingPersonal);
    }
    if !wrong.is_empty() {
        return Err(StaffError::Wrong(wrong));
    }
    let now = app.clock().now();
    home.gate.data().write(|tx| -> Result<(), StaffError> {
        may_touch(home, tx, (account.id, by), now)?;
        not_taken(tx, &own, Some(account.id))?;
        let particulars = (own.name.as_str(), own.email.as_deref(), own.mark.as_deref());
        Ok(store::account::set_particulars(tx, account.id, particulars)?)
    })?;
    tracing::info!(account = account.id.0, by = by.map(|by| by.0), "an account was corrected");
    Ok(())
}

/// Ends an account at once: its sessions, keys, roles and engagements with it. Undertakings stay (claim R4-040). Says the
/// registers whose named answerable person this was (claim R1-006): they need another.
///
/// # Errors
/// When there is no such open account, when nobody would be left to keep accounts, or the database fails.
pub fn end(
    app: &App,
    register: &RegisterId,
    user: &str,
    by: Option<AccountId>,
) -> Result<Vec<RegisterId>, StaffError> {
    let (home, rules) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    let now = app.clock().now();
    home.gate.data().write(|tx| -> Result<(), StaffError> {
        super::one_by_one(tx)?;
        may_touch(home, tx, (account.id, by), now)?;
        store::account::end(tx, account.id, now, by)?;
        if by.is_some() && !somebody_keeps(tx, &rules, now)? {
            return Err(Wrong::LastKeeper.into());
        }
        store::engagement::end_all(tx, account.id, now)?;
        store::designation::end_all(tx, account.id, now, by)?;
        store::session::end_others(tx, account.id, None)?;
        store::session::forget_devices(tx, account.id)?;
        store::factor::remove_all(tx, account.id)?;
        store::identity::remove_all(tx, account.id)?;
        store::factor::spend_start(tx, account.id)?;
        Ok(store::api_key::end_all(tx, account.id, now)?)
    })?;
    crate::work::memory::remember_soon(home);
    tracing::info!(account = account.id.0, by = by.map(|by| by.0), "an account was ended");
    Ok(home
        .gate
        .registers()
        .into_iter()
        .filter(|id| home.gate.rules(id).is_some_and(|rules| answers_for(&rules, &account.user_name)))
        .collect())
}

/// Whether there is somebody to keep a register's accounts.
pub(crate) fn somebody_keeps(tx: &mut Tx<'_>, rules: &Rules, now: Timestamp) -> Result<bool, Failure> {
    for account in store::account::all(tx)? {
        let actor = standing::in_register(tx, rules, account.id, now)?;
        let keeps = actor.roles.iter().filter_map(|role| rules.role(role));
        if keeps.flat_map(|role| &role.duties).any(|duty| *duty == Duty::Accounts) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn answers_for(rules: &Rules, user_name: &str) -> bool {
    rules
        .statement()
        .contact
        .account
        .as_deref()
        .is_some_and(|named| person::user_name_form(named) == user_name)
}

/// The person who answers for a register (claim R1-006).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answerable {
    /// This person, by name.
    Person(String),
    /// The statement names nobody.
    NobodyNamed,
    /// The statement names an account that does not exist, has ended, or is not engaged at present.
    Gone(String),
}

/// Who answers for a register at this moment.
///
/// # Errors
/// When the register is unknown or the database fails.
pub fn answerable(app: &App, register: &RegisterId) -> Result<Answerable, StaffError> {
    let (home, rules) = home(app, register)?;
    let Some(named) = rules.statement().contact.account.clone() else { return Ok(Answerable::NobodyNamed) };
    let now = app.clock().now();
    let found = home.gate.data().read(|tx| -> Result<Option<String>, Failure> {
        let account = store::account::by_user_name(tx, &person::user_name_form(&named))?;
        let Some(account) = account.filter(|account| account.ended.is_none()) else { return Ok(None) };
        let engaged = store::engagement::all(tx, account.id)?.iter().any(|one| one.span.holds(now));
        Ok(engaged.then_some(account.name))
    })?;
    Ok(found.map_or(Answerable::Gone(named), Answerable::Person))
}

/// Refuses to touch the account itself (its end, its way in) to those who keep the accounts of one register while the person
/// works in another: that would be a way into it.
pub(crate) fn may_touch(
    home: &Controller,
    tx: &mut Tx<'_>,
    (account, by): (AccountId, Option<AccountId>),
    now: Timestamp,
) -> Result<(), StaffError> {
    let Some(keeper) = by else { return Ok(()) };
    for rules in home.gate.registers().iter().filter_map(|id| home.gate.rules(id)) {
        let held = store::designation::all(tx, &rules.statement().register.id, account)?;
        let keeper = standing::in_register(tx, &rules, keeper, now)?;
        if held.iter().any(|one| one.holds(now)) && !standing::carries(&rules, &keeper, Duty::Accounts) {
            return Err(Wrong::OtherRegisters.into());
        }
    }
    Ok(())
}

/// Gives a person a new code to choose a password with. The old password works until the new one is chosen.
///
/// # Errors
/// When there is no such open account, or the machine fails.
pub fn new_start_code(
    app: &App,
    register: &RegisterId,
    user: &str,
    by: Option<AccountId>,
) -> Result<String, StaffError> {
    let (home, _) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    let code = secret::code()?;
    let now = app.clock().now();
    home.gate.data().write(|tx| -> Result<(), StaffError> {
        may_touch(home, tx, (account.id, by), now)?;
        Ok(store::factor::set_start(tx, account.id, &code, later(now, START_CODE))?)
    })?;
    tracing::info!(
        account = account.id.0,
        by = by.map(|by| by.0),
        "a code to choose a password with was given"
    );
    Ok(code)
}

/// Sets a person's password and ends all sessions; for the operator of the machine.
///
/// # Errors
/// When there is no such open account, the password does not fit, or the machine fails.
pub fn set_password(
    app: &App,
    register: &RegisterId,
    user: &str,
    password: &Password,
) -> Result<(), StaffError> {
    let (home, _) = home(app, register)?;
    let account = super::account_by_user_name(home, user)?;
    password.fit(&[&account.name, &account.user_name]).map_err(Wrong::Password)?;
    let hash = password.hash()?;
    let now = app.clock().now();
    home.gate.data().write(|tx| -> Result<(), Failure> {
        store::account::set_password(tx, account.id, &hash, now)?;
        store::factor::spend_start(tx, account.id)?;
        store::session::end_others(tx, account.id, None)?;
        store::session::forget_devices(tx, account.id)
    })?;
    crate::work::memory::remember_soon(home);
    Ok(())
}

/// A moment and something more.
pub(crate) fn later(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}
