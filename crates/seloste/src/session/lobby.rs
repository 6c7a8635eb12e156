//! Where those wait who are not in yet: places to hash a password in, and the codes of a first set-up. Kept in memory: a
//! code is worth something for an hour, to who sees the server's terminal.

use super::secret;
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_register::id::CompanyId;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Password hashes that are computed at once: each takes a core and 19 MiB.
const HASHES: usize = 2;
/// People who wait for a place; more are told to come back.
const WAITING: usize = 64;
/// How long a set-up code works.
const SETUP: SignedDuration = SignedDuration::from_hours(1);

/// The lobby.
pub struct Lobby {
    hashes: Semaphore,
    waiting: Semaphore,
    codes: Mutex<BTreeMap<CompanyId, (String, Timestamp)>>,
}

impl Default for Lobby {
    fn default() -> Self {
        Self {
            hashes: Semaphore::new(HASHES),
            waiting: Semaphore::new(WAITING),
            codes: Mutex::new(BTreeMap::new()),
        }
    }
}

/// A place to hash a password in.
pub struct HashPlace<'a> {
    _place: SemaphorePermit<'a>,
    _waited: SemaphorePermit<'a>,
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Crowded;

impl Lobby {
    /// Waits for a place to hash a password in.
    ///
    /// # Errors
    /// [`Crowded`] when too many wait already.
    pub async fn hash_place(&self) -> Result<HashPlace<'_>, Crowded> {
        let waited = self.waiting.try_acquire().map_err(|_| Crowded)?;
        let place = self.hashes.acquire().await.map_err(|_| Crowded)?;
        Ok(HashPlace { _place: place, _waited: waited })
    }

    /// A fresh code for the first set-up of a controller, in place of an earlier one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_code(&self, controller: &CompanyId, now: Timestamp) -> Result<String, Failure> {
        let code = secret::code()?;
        let ends = now.checked_add(SETUP).unwrap_or(Timestamp::MAX);
        self.codes().insert(controller.clone(), (code.clone(), ends));
        Ok(code)
    }

    /// The controller that a typed code sets up. Every code is compared in full: the time tells nothing.
    #[must_use]
    pub fn controller_of(&self, typed: &str, now: Timestamp) -> Option<CompanyId> {
        let typed = secret::bare_code(typed);
        let mut found = None;
        for (controller, (code, ends)) in self.codes().iter() {
            if secret::same(&secret::bare_code(code), &typed) && now < *ends {
                found = Some(controller.clone());
            }
        }
        found
    }

    /// Makes a controller's code worthless: it was used.
    pub fn spend(&self, controller: &CompanyId) {
        self.codes().remove(controller);
    }

    fn codes(&self) -> MutexGuard<'_, BTreeMap<CompanyId, (String, Timestamp)>> {
        self.codes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_up_code_works_for_an_hour_and_once() {
        let (lobby, controller) = (Lobby::default(), CompanyId::new("acme").unwrap());
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let code = lobby.new_code(&controller, now).unwrap();
        assert_eq!(lobby.controller_of(&code.to_lowercase(), now), Some(controller.clone()));
        assert_eq!(lobby.controller_of("", now), None);
        assert_eq!(lobby.controller_of(&code, now + SETUP), None);
        lobby.spend(&controller);
        assert_eq!(lobby.controller_of(&code, now), None);
    }
}
