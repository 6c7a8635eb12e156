//! Making and ending personal API keys.

use super::{StaffError, Wrong, account::later};
use crate::{
    app::App,
    session::{key::PREFIX, secret, standing},
    store,
};
use jiff::SignedDuration;
use seloste_gate::ask::AccountId;
use seloste_register::id::{CompanyId, RegisterId, RoleId};
use zeroize::Zeroizing;

/// Longest life of a key, in days.
pub const LONGEST_DAYS: u32 = 366;
/// Life of a key when nothing else is said, in days.
pub const USUAL_DAYS: u32 = 90;
/// Characters of a key that lists show.
const SHOWN: usize = 12;

/// A key to be made.
pub struct Wanted<'a> {
    /// The one register that it opens.
    pub register: &'a RegisterId,
    /// The one role that it carries; its owner must hold it.
    pub role: &'a RoleId,
    /// What its owner calls it.
    pub label: &'a str,
    /// How many days it works.
    pub days: u32,
}

/// Makes a key and returns it: it is shown this once.
///
/// # Errors
/// When the owner does not hold the role, the life is too long, or the machine fails.
pub fn make(
    app: &App,
    controller: &CompanyId,
    account: AccountId,
    wanted: &Wanted<'_>,
) -> Result<Zeroizing<String>, StaffError> {
    let home = app.controller(controller).ok_or(Wrong::NoRegister)?;
    if !standing::actor(app, controller, account, wanted.register)?.roles.contains(wanted.role) {
        let (_, rules) = app.register(wanted.register).ok_or(Wrong::NoRegister)?;
        // Whoever holds it and is kept from it is told what is missing.
        let (without, now) = (home.gate.data(), app.clock().now());
        let waits = without.read(|tx| standing::waits_for_second(tx, &rules, (account, wanted.role), now))?;
        let wrong = if waits { Wrong::SecondMissing } else { Wrong::RoleNotHeld(wanted.role.clone()) };
        return Err(wrong.into());
    }
    if !(1..=LONGEST_DAYS).contains(&wanted.days) {
        return Err(Wrong::KeyLife.into());
    }
    let label = wanted.label.trim();
    if label.is_empty() || label.chars().count() > 80 {
        return Err(Wrong::LabelMissing.into());
    }
    let whole = Zeroizing::new(format!("{PREFIX}{}", secret::token()?.as_str()));
    let now = app.clock().now();
    let new = store::api_key::New {
        account,
        register: wanted.register,
        role: wanted.role,
        label,
        prefix: whole.get(..SHOWN).unwrap_or(PREFIX),
        secret: &whole,
        ends: later(now, SignedDuration::from_hours(24 * i64::from(wanted.days))),
    };
    home.gate.data().write(|tx| store::api_key::insert(tx, &new, now))?;
    tracing::info!(register = %wanted.register, account = account.0, role = %wanted.role, "an API key was made");
    Ok(whole)
}
