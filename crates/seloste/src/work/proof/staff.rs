//! Accounts, held against what they did: each is one person's, and whoever used the register had a role in it at the time. Not here:
//! what the rules let a role do (the gate's replay).

use super::{ProofError, checks::Wanted};
use crate::{session::standing, store};
use jiff::SignedDuration;
use seloste_db::{Failure, Tx};
use seloste_gate::{
    ask::{AccountId, Standing},
    replay::Replayed,
};
use seloste_register::id::RoleId;

/// What was seen of accounts.
pub(super) struct Accounts {
    /// Accounts with a role in force.
    pub(super) with_roles: usize,
    /// Of these, engaged and bound to secrecy: the gate lets them in.
    pub(super) active: usize,
    /// Of these, not engaged or not bound: the gate keeps them out.
    pub(super) kept_out: usize,
    /// Of these, without a first name and a surname.
    pub(super) not_personal: usize,
    /// Pairs of account and purpose in the ledger.
    pub(super) uses: usize,
    /// Of these, without a role in the register at the time.
    pub(super) strange: usize,
}

/// What was seen of people whose role asks for a second factor.
#[derive(Default)]
pub(super) struct SignIns {
    /// Accounts with such a role in force.
    pub(super) strict: usize,
    /// Of these, with a second factor.
    pub(super) confirmed: usize,
    /// Of these, without one, and kept out until they add it.
    pub(super) kept_out: usize,
    /// Of these, without one, and let in.
    pub(super) let_in: usize,
}

/// Looks at everybody whose role in a register asks for a second factor.
pub(super) fn sign_ins(wanted: &Wanted<'_>) -> Result<SignIns, Failure> {
    let register = &wanted.rules.statement().register.id;
    let strict = |role: &RoleId| wanted.rules.role(role).is_some_and(standing::is_strict);
    wanted.home.gate.data().read(|tx| {
        let mut seen = SignIns::default();
        for account in store::account::all(tx)?.into_iter().filter(|account| account.ended.is_none()) {
            let held = store::designation::all(tx, register, account.id)?;
            if !held.iter().any(|one| one.holds(wanted.now) && strict(&one.role)) {
                continue;
            }
            seen.strict += 1;
            let actor = standing::in_register(tx, wanted.rules, account.id, wanted.now)?;
            match (store::factor::all(tx, account.id)?.is_empty(), actor.roles.iter().any(strict)) {
                (false, _) => seen.confirmed += 1,
                (true, false) => seen.kept_out += 1,
                (true, true) => seen.let_in += 1,
            }
        }
        Ok(seen)
    })
}

/// The end of a role is looked up at the beginning of a request; its entry is a moment younger.
const REQUEST: SignedDuration = SignedDuration::from_secs(120);

pub(super) fn accounts(
    wanted: &Wanted<'_>,
    replayed: Option<&Result<Replayed, String>>,
) -> Result<Accounts, ProofError> {
    let data = wanted.home.gate.data();
    let register = &wanted.rules.statement().register.id;
    let mut seen = Accounts { with_roles: 0, active: 0, kept_out: 0, not_personal: 0, uses: 0, strange: 0 };
    for account in data.read(store::account::all)?.into_iter().filter(|account| account.ended.is_none()) {
        let held = data.read(|tx| store::designation::all(tx, register, account.id))?;
        if !held.iter().any(|one| one.holds(wanted.now)) {
            continue;
        }
        seen.with_roles += 1;
        // An address or a mark is told of nobody who has none: a person's own name is what an account must bear.
        seen.not_personal += usize::from(!account.name.trim().contains(' '));
        let actor = data.read(|tx| standing::in_register(tx, wanted.rules, account.id, wanted.now))?;
        match actor.standing {
            Standing::Active => seen.active += 1,
            Standing::NotEngaged | Standing::NotBound => seen.kept_out += 1,
        }
    }
    let uses = replayed.and_then(|replayed| replayed.as_ref().ok()).map(|replayed| &replayed.uses);
    for ((account, _), (first, last)) in uses.into_iter().flatten() {
        seen.uses += 1;
        let had = data.read(|tx| had_role(tx, wanted, *account, (*first, *last)))?;
        seen.strange += usize::from(!had);
    }
    Ok(seen)
}

fn had_role(
    tx: &mut Tx<'_>,
    wanted: &Wanted<'_>,
    account: AccountId,
    (first, last): (jiff::Timestamp, jiff::Timestamp),
) -> Result<bool, Failure> {
    let held = store::designation::all(tx, &wanted.rules.statement().register.id, account)?;
    let at = |moment: jiff::Timestamp| {
        held.iter().any(|one| {
            let until = [one.until, one.ended].into_iter().flatten().min();
            one.given <= moment && until.is_none_or(|until| moment.duration_since(until) <= REQUEST)
        })
    };
    Ok(at(first) && at(last))
}
