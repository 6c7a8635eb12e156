//! Addresses of playback (R2-021): a random one for each time that somebody opens a player, worth something to that session
//! alone, for minutes. What it stands for is kept in memory only: it ends with the session, with the program, and when nobody
//! listens; whether one may still listen is the gate's to decide, each time that bytes are asked for.

use crate::session::secret;
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_gate::{
    ask::{AccountId, Actor, Ask},
    card::ObjectRef,
};
use seloste_register::id::{CompanyId, PurposeId, RegisterId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// An address that nobody used for so long is worth nothing.
pub const IDLE: SignedDuration = SignedDuration::from_mins(10);
/// An address is worth nothing after so long, used or not: the longest call that is played in one go.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(4);
/// Players that one session has open at once; the oldest gives way.
const PER_SESSION: usize = 8;

/// Whose an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The controller whose account it is.
    pub controller: CompanyId,
    /// The account.
    pub account: AccountId,
    /// The session, by its random name.
    pub session: String,
}

/// What an address stands for: one recording, for one purpose, with the reason that was given.
#[derive(Clone)]
pub struct Playback {
    /// The register.
    pub register: RegisterId,
    /// For what it is played.
    pub purpose: PurposeId,
    /// Why, where the purpose wants it said.
    pub reason: Option<Arc<Zeroizing<String>>>,
    /// The recording.
    pub object: ObjectRef,
    /// Its media type.
    pub format: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Playback {
    /// What is asked of the gate, by the holder as they stand now.
    #[must_use]
    pub fn ask(&self, actor: Actor) -> Ask {
        Ask {
            actor,
            register: self.register.clone(),
            purpose: self.purpose.clone(),
            reason: self.reason.as_ref().map(|reason| reason.to_string()),
        }
    }
}

/// An address as it is remembered.
struct Issued {
    holder: Holder,
    playback: Playback,
    made: Timestamp,
    used: Timestamp,
}

impl Issued {
    fn lives(&self, now: Timestamp) -> bool {
        now.duration_since(self.used) < IDLE && now.duration_since(self.made) < ABSOLUTE
    }
}

/// The addresses that are worth something, by the SHA-256 of each.
#[derive(Default)]
pub struct Addresses(Mutex<HashMap<[u8; 32], Issued>>);

impl Addresses {
    /// A fresh address.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn issue(
        &self,
        holder: Holder,
        playback: Playback,
        now: Timestamp,
    ) -> Result<Zeroizing<String>, Failure> {
        let address = secret::token()?;
        let mut issued = self.issued();
        issued.retain(|_, one| one.lives(now));
        let mut own: Vec<([u8; 32], Timestamp)> = issued
            .iter()
            .filter(|(_, one)| one.holder == holder)
            .map(|(key, one)| (*key, one.used))
            .collect();
        own.sort_by_key(|(_, used)| std::cmp::Reverse(*used));
        for (oldest, _) in own.iter().skip(PER_SESSION - 1) {
            issued.remove(oldest);
        }
        issued.insert(secret::sha256(&address), Issued { holder, playback, made: now, used: now });
        Ok(address)
    }

    /// What an address stands for, to its holder; nothing to anybody else.
    #[must_use]
    pub fn find(&self, address: &str, holder: &Holder, now: Timestamp) -> Option<Playback> {
        let mut issued = self.issued();
        let found = issued.get_mut(&secret::sha256(address))?;
        if found.holder != *holder || !found.lives(now) {
            return None;
        }
        found.used = now;
        Some(found.playback.clone())
    }

    fn issued(&self) -> MutexGuard<'_, HashMap<[u8; 32], Issued>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(session: &str) -> Holder {
        let controller = CompanyId::new("acme").unwrap();
        Holder { controller, account: AccountId(7), session: session.to_owned() }
    }

    fn playback() -> Playback {
        Playback {
            register: RegisterId::new("calls").unwrap(),
            purpose: PurposeId::new("quality").unwrap(),
            reason: None,
            object: ObjectRef("x".to_owned()),
            format: "audio/wav".to_owned(),
            size: 100,
        }
    }

    const NOW: &str = "2026-11-22T09:00:00Z";

    #[test]
    fn r2_021_an_address_is_worth_something_to_its_session_alone() {
        let (addresses, now) = (Addresses::default(), NOW.parse().unwrap());
        let address = addresses.issue(holder("mine"), playback(), now).unwrap();
        assert!(addresses.find(&address, &holder("mine"), now).is_some());
        assert!(addresses.find(&address, &holder("theirs"), now).is_none());
        let other = Holder { account: AccountId(8), ..holder("mine") };
        assert!(addresses.find(&address, &other, now).is_none());
        assert!(addresses.find("guessed", &holder("mine"), now).is_none());
    }

    #[test]
    fn an_address_ends_when_nobody_listens_and_at_the_latest_after_hours() {
        let (addresses, mut now): (_, Timestamp) = (Addresses::default(), NOW.parse().unwrap());
        let (idle, mine) = (addresses.issue(holder("mine"), playback(), now).unwrap(), holder("mine"));
        assert!(addresses.find(&idle, &mine, now + IDLE).is_none());
        let used = addresses.issue(holder("mine"), playback(), now).unwrap();
        let begun = now;
        while now.duration_since(begun) < ABSOLUTE {
            assert!(addresses.find(&used, &mine, now).is_some());
            now += SignedDuration::from_mins(9);
        }
        assert!(addresses.find(&used, &mine, now).is_none());
    }

    #[test]
    fn a_session_has_a_few_players_open_at_once() {
        let (addresses, now) = (Addresses::default(), NOW.parse::<Timestamp>().unwrap());
        let open = |second: i64| {
            addresses.issue(holder("mine"), playback(), now + SignedDuration::from_secs(second)).unwrap()
        };
        let opened: Vec<_> = (0..20).map(open).collect();
        let later = now + SignedDuration::from_secs(20);
        let live = opened.iter().filter(|one| addresses.find(one, &holder("mine"), later).is_some());
        assert_eq!(live.count(), PER_SESSION);
        assert_eq!(addresses.issued().len(), PER_SESSION);
    }
}
