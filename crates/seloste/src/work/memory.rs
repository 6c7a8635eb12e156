//! What of staff and statements must outlive the data: remembered beside the keys, and said again to a copy that was put back. A
//! restore brings back no account, engagement, role, agreement or key that has ended, nothing to sign in with that was replaced,
//! and no older statement than the one in force. Not here: people's own words and erasures, which the gate replays.

use crate::{
    app::Controller,
    store::{self, account::Account, version::Version},
};
use jiff::Timestamp;
use seloste_db::{Db, Failure, Tx};
use seloste_gate::{Gate, GateError, Memory, ask::AccountId};
use seloste_register::id::RegisterId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a copy was brought up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PutRight {
    /// Accounts, engagements, roles, agreements and keys that have ended again.
    pub ended: u64,
    /// Sessions that were in the copy; everybody signs in anew.
    pub sessions: u64,
    /// User names of those who signed in with something else than the copy knows: they need a new start.
    pub new_start: Vec<String>,
    /// Versions of statements that have come into force again.
    pub versions: u64,
}

/// A version of a statement, as it is remembered.
#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    drafted_by: Option<i64>,
    activated_by: Option<i64>,
    why: String,
}

/// Remembers how staff and statements of a controller stand now.
///
/// # Errors
/// When the machine fails.
pub fn remember(home: &Controller) -> Result<(), GateError> {
    let memories = home.gate.data().read(all)?;
    home.gate.remember(&memories)
}

/// Remembers after something has ended. What ended stays ended in the data whether or not this succeeds; the job that comes
/// round every minute tries again.
pub(crate) fn remember_soon(home: &Controller) {
    if let Err(error) = remember(home) {
        tracing::error!(controller = home.id.as_str(), %error, "what has ended is not yet remembered beside the keys");
    }
}

fn all(tx: &mut Tx<'_>) -> Result<Vec<Memory>, Failure> {
    let one =
        |kind: &str, name: String, at: i64, body: String| Memory { kind: kind.to_owned(), name, at, body };
    let mut memories = Vec::new();
    for account in store::account::all(tx)? {
        let name = account.id.0.to_string();
        match account.ended {
            Some(ended) => memories.push(one("account", name, ended.as_millisecond(), String::new())),
            None => memories.push(one("means", name, 0, means(tx, &account)?)),
        }
        for engaged in store::engagement::all(tx, account.id)? {
            if let Some(ends) = engaged.span.ends {
                let name = engaged.id.to_string();
                memories.push(one("engagement", name, ends.as_millisecond(), String::new()));
            }
        }
    }
    for (id, ends) in store::engagement::ended_agreements(tx)? {
        memories.push(one("agreement", id.to_string(), ends, String::new()));
    }
    for (id, register, ended) in store::designation::ended(tx)? {
        memories.push(one("designation", id.to_string(), ended, register));
    }
    for (id, account, ended) in store::api_key::ended(tx)? {
        memories.push(one("key", id.to_string(), ended, account.0.to_string()));
    }
    for (register, _) in store::version::numbers(tx)? {
        for version in store::version::all(tx, &register)? {
            let name = format!("{register}/{:06}", version.number);
            let kept = Kept {
                text: version.text,
                drafted_by: version.drafted_by.map(|by| by.0),
                activated_by: version.activated_by.map(|by| by.0),
                why: version.why,
            };
            let body = serde_json::to_string(&kept).map_err(|error| Failure(error.to_string()))?;
            memories.push(one("version", name, version.since.as_millisecond(), body));
        }
    }
    Ok(memories)
}

/// A digest of what somebody signs in with.
fn means(tx: &mut Tx<'_>, account: &Account) -> Result<String, Failure> {
    let mut told = store::account::password(tx, account.id)?.unwrap_or_default();
    for factor in store::factor::all(tx, account.id)? {
        told.push_str(&format!("|{}", factor.id));
    }
    for digest in
        store::factor::recovery(tx, account.id)?.into_iter().chain(store::identity::digests(tx, account.id)?)
    {
        told.push('|');
        told.push_str(&hex::encode(digest));
    }
    let digest = crate::session::secret::sha256(&told);
    Ok(hex::encode(digest))
}

/// Brings a copy of a controller's data up to what its keyring remembers, before the copy is opened.
///
/// # Errors
/// When the machine fails, or what is remembered is damaged.
pub fn put_right(keyring: &Db, data: &Db) -> Result<PutRight, GateError> {
    let memories = Gate::remembered(keyring)?;
    Ok(data.write(|tx| {
        let mut done = PutRight { versions: versions(tx, &memories)?, ..PutRight::default() };
        for one in &memories {
            let ended = match one.kind.as_str() {
                "version" => false,
                "means" => {
                    done.new_start.extend(void(tx, one)?);
                    false
                }
                _ => end(tx, one)?,
            };
            done.ended += u64::from(ended);
        }
        done.sessions = store::session::end_everybodys(tx)?;
        store::factor::void_starts(tx)?;
        Ok::<_, Failure>(done)
    })?)
}

fn damaged() -> Failure {
    Failure("what the keyring remembers of staff is damaged".to_owned())
}

/// Ends again what has ended; says whether it was open in the copy.
fn end(tx: &mut Tx<'_>, one: &Memory) -> Result<bool, Failure> {
    let number: i64 = one.name.parse().map_err(|_| damaged())?;
    let at = Timestamp::from_millisecond(one.at).map_err(|_| damaged())?;
    match one.kind.as_str() {
        "account" => {
            let account = AccountId(number);
            store::factor::remove_all(tx, account)?;
            store::identity::remove_all(tx, account)?;
            store::api_key::end_all(tx, account, at)?;
            store::account::end(tx, account, at, None)
        }
        "engagement" => store::engagement::end(tx, number, at),
        "agreement" => store::engagement::end_agreement(tx, number, at),
        "designation" => {
            let register = RegisterId::new(&one.body).map_err(|_| damaged())?;
            store::designation::end(tx, &register, number, at, None)
        }
        "key" => {
            let account = one.body.parse().map_err(|_| damaged())?;
            store::api_key::end(tx, AccountId(account), number, at)
        }
        _ => Err(damaged()),
    }
}

/// Takes away what somebody signed in with once and does not any more; gives the user name.
fn void(tx: &mut Tx<'_>, one: &Memory) -> Result<Option<String>, Failure> {
    let account = AccountId(one.name.parse().map_err(|_| damaged())?);
    let found = store::account::by_id(tx, account)?.filter(|account| account.ended.is_none());
    let Some(found) = found else { return Ok(None) };
    if means(tx, &found)? == one.body {
        return Ok(None);
    }
    store::account::void_password(tx, account)?;
    store::factor::remove_all(tx, account)?;
    store::identity::remove_all(tx, account)?;
    Ok(Some(found.user_name))
}

/// Brings back the versions that came into force after the copy was made.
fn versions(tx: &mut Tx<'_>, memories: &[Memory]) -> Result<u64, Failure> {
    let mut later: BTreeMap<RegisterId, Vec<(i64, &Memory)>> = BTreeMap::new();
    for one in memories.iter().filter(|one| one.kind == "version") {
        let (register, number) = one.name.split_once('/').ok_or_else(damaged)?;
        let register = RegisterId::new(register).map_err(|_| damaged())?;
        let number = number.parse().map_err(|_| damaged())?;
        later.entry(register).or_default().push((number, one));
    }
    let mut done = 0;
    for (register, all) in later {
        let Some(active) = store::version::active(tx, &register)? else { continue };
        let mut newest = active.number;
        for (number, one) in all.into_iter().filter(|(number, _)| *number > active.number) {
            let kept: Kept = serde_json::from_str(&one.body).map_err(|_| damaged())?;
            let since = Timestamp::from_millisecond(one.at).map_err(|_| damaged())?;
            store::version::end(tx, &register, newest, since)?;
            let version = Version {
                register: register.clone(),
                number,
                text: kept.text,
                since,
                until: None,
                drafted_by: kept.drafted_by.map(AccountId),
                activated_by: kept.activated_by.map(AccountId),
                why: kept.why,
            };
            store::version::insert(tx, &version)?;
            newest = number;
            done += 1;
        }
    }
    Ok(done)
}
