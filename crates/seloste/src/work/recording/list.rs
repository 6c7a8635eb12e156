//! A page of recorded calls and messages with the user names of who answered them, for programs and the terminal. The gate decides
//! which of them there are.

use crate::store;
use seloste_gate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::Page,
    recording::{Call, CallFilter, CallPage},
};
use std::collections::HashMap;

/// A recording of a list, with names.
pub struct Row {
    /// The recording.
    pub call: Call,
    /// User names of who answered.
    pub agents: Vec<String>,
}

/// A page of recordings that the asker may know of, newest first, and where to go on.
///
/// # Errors
/// What the gate refuses.
pub fn page(
    gate: &Gate,
    ask: &Ask,
    filter: &CallFilter,
    page: &Page,
) -> Result<(Vec<Row>, Option<String>), GateError> {
    let CallPage { calls, next } = gate.calls(ask, filter, page)?;
    let mut names: HashMap<AccountId, String> = HashMap::new();
    for account in calls.iter().flat_map(|call| call.agents.iter().copied()) {
        if names.contains_key(&account) {
            continue;
        }
        if let Some(found) = gate.data().read(|tx| store::account::by_id(tx, account))? {
            names.insert(account, found.user_name);
        }
    }
    let named = |call: Call| {
        let agents = call.agents.iter().filter_map(|account| names.get(account).cloned()).collect();
        Row { call, agents }
    };
    Ok((calls.into_iter().map(named).collect(), next))
}

/// The account of a user name, also of somebody who has left: their calls are there.
///
/// # Errors
/// When the database fails.
pub fn account(gate: &Gate, user_name: &str) -> Result<Option<AccountId>, GateError> {
    let found = gate.data().read(|tx| store::account::by_user_name(tx, &user_name.to_lowercase()))?;
    Ok(found.map(|account| account.id))
}
