//! How fast one may try to sign in. Three counts: of a name from one source (or from one known browser), of a name from
//! everywhere, of a source over all names. Only the first delays; the second makes it stricter; the third slows down browsers
//! that are not known. So nobody can shut out another person: a fresh source is always heard once, and a known browser
//! is counted by itself. No count ever closes an account.

use crate::{
    session::secret,
    store::attempt::{self, Count},
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx};

/// Who tries.
pub struct Trier<'a> {
    /// The key that counts are hashed with; from the keyring.
    pub key: &'a [u8; 32],
    /// The user name as typed, in stored form; it need not exist.
    pub name: &'a str,
    /// The network that the request came from.
    pub network: &'a str,
    /// The token of this browser, if the person has signed in with it before.
    pub known_device: Option<&'a str>,
}

/// Which of a person's proofs is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The password.
    Password,
    /// The second factor.
    Second,
    /// Asking for a link to one's own pages, by e-mail.
    Link,
}

/// Whether a try is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It is; it counts as refused until [`forgive`].
    Now,
    /// It is not; in so long the next is.
    In(SignedDuration),
}

/// Tries that cost no time.
const FREE: i64 = 3;
/// Longest delay.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// A count that rested so long is forgotten.
const MEMORY: SignedDuration = SignedDuration::from_hours(24);
/// So many refusals of one name from everywhere, and every source gets one free try only.
const NAME_STRICT: i64 = 20;
/// A refusal of a name is worn off in so many seconds.
const NAME_WEARS: i64 = 180;
/// So many refusals from one network over all names, and unknown browsers there wait.
const NETWORK_FULL: i64 = 30;
/// A refusal from a network is worn off in so many seconds.
const NETWORK_WEARS: i64 = 10;

/// Counts a try before it is looked at, so that many at once are counted too.
///
/// # Errors
/// When the database fails.
pub fn admit(tx: &mut Tx<'_>, trier: &Trier<'_>, proof: Proof, now: Timestamp) -> Result<Heard, Failure> {
    let keys = Keys::of(trier, proof);
    keys.lock(tx)?;
    let own = attempt::count(tx, &keys.own)?.filter(|count| now < later(count.latest, MEMORY));
    if let Some(wait) = own.map(|count| count.opens.duration_since(now)).filter(|wait| wait.is_positive()) {
        return Ok(Heard::In(wait));
    }
    let network = worn(attempt::count(tx, &keys.network)?, NETWORK_WEARS, now);
    if trier.known_device.is_none() && network >= NETWORK_FULL {
        return Ok(Heard::In(SignedDuration::from_secs((network - NETWORK_FULL + 1) * NETWORK_WEARS)));
    }
    let name = worn(attempt::count(tx, &keys.name)?, NAME_WEARS, now);
    let refused = own.map_or(0, |count| count.refused).saturating_add(1);
    let free = if name >= NAME_STRICT && trier.known_device.is_none() { 1 } else { FREE };
    attempt::set_count(
        tx,
        &keys.own,
        Count { refused, latest: now, opens: later(now, delay(refused, free)) },
    )?;
    attempt::set_count(tx, &keys.name, Count { refused: name.saturating_add(1), latest: now, opens: now })?;
    attempt::set_count(
        tx,
        &keys.network,
        Count { refused: network.saturating_add(1), latest: now, opens: now },
    )?;
    attempt::forget_rested(tx, now.checked_sub(MEMORY).unwrap_or(Timestamp::MIN))?;
    Ok(Heard::Now)
}

/// The try was right after all: it does not count.
///
/// # Errors
/// When the database fails.
pub fn forgive(tx: &mut Tx<'_>, trier: &Trier<'_>, proof: Proof, now: Timestamp) -> Result<(), Failure> {
    let keys = Keys::of(trier, proof);
    keys.lock(tx)?;
    attempt::forget(tx, &keys.own)?;
    for (key, wears) in [(&keys.name, NAME_WEARS), (&keys.network, NETWORK_WEARS)] {
        let left = worn(attempt::count(tx, key)?, wears, now).saturating_sub(1).max(0);
        attempt::set_count(tx, key, Count { refused: left, latest: now, opens: now })?;
    }
    Ok(())
}

struct Keys {
    own: [u8; 32],
    name: [u8; 32],
    network: [u8; 32],
}

impl Keys {
    /// Tries that share a count come one after the other, each seeing what the one before left. Sorted, so that no two wait for one another.
    fn lock(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        let mut keys = [&self.name, &self.network, &self.own];
        keys.sort();
        keys.into_iter().try_for_each(|key| tx.lock(&format!("try {}", hex::encode(key))))
    }

    fn of(trier: &Trier<'_>, proof: Proof) -> Self {
        let proof = match proof {
            Proof::Password => "password",
            Proof::Second => "second",
            Proof::Link => "link",
        };
        let own = match trier.known_device {
            Some(device) => ["device", proof, trier.name, device],
            None => ["pair", proof, trier.name, trier.network],
        };
        Self {
            own: secret::keyed(trier.key, &own),
            name: secret::keyed(trier.key, &["name", proof, trier.name]),
            network: secret::keyed(trier.key, &["network", proof, trier.network]),
        }
    }
}

/// What is left of a count that wears off by one every so many seconds.
fn worn(count: Option<Count>, seconds: i64, now: Timestamp) -> i64 {
    count.map_or(0, |count| {
        let rested = now.duration_since(count.latest).as_secs().max(0);
        (count.refused - rested / seconds).max(0)
    })
}

/// The delay after a refusal: nothing while tries are free, then 2, 4, 8 ... seconds.
fn delay(refused: i64, free: i64) -> SignedDuration {
    let over = refused - free;
    if over < 0 {
        return SignedDuration::ZERO;
    }
    // With one free try left the name is under attack from everywhere: the delay begins at a minute.
    let first: i64 = if free == FREE { 2 } else { 60 };
    let doubled = first
        .saturating_mul(1_i64.checked_shl(u32::try_from(over.min(20)).unwrap_or(20)).unwrap_or(i64::MAX));
    SignedDuration::from_secs(doubled).min(LONGEST)
}

fn later(moment: Timestamp, span: SignedDuration) -> Timestamp {
    moment.checked_add(span).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use seloste_db::testing::both;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + second).unwrap()
    }

    fn admit_at(db: &seloste_db::Db, trier: &Trier<'_>, second: i64) -> Heard {
        db.write(|tx| admit(tx, trier, Proof::Password, at(second))).unwrap()
    }

    #[test]
    fn r1_044_repeated_failures_wait_longer_and_longer_and_never_for_good() {
        both(|db| {
            let trier = Trier { key: &[7; 32], name: "aino", network: "192.0.2.1", known_device: None };
            let (mut second, mut waits) = (0, Vec::new());
            for _ in 0..16 {
                while let Heard::In(wait) = admit_at(db, &trier, second) {
                    waits.push(wait.as_secs());
                    second += wait.as_secs();
                }
            }
            assert_eq!(waits.first(), Some(&2));
            assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]));
            assert_eq!(waits.last(), Some(&900));
        });
    }

    #[test]
    fn r1_044_nobody_can_shut_another_out() {
        both(|db| {
            for source in 0..200 {
                let network = format!("198.51.100.{source}");
                let attacker = Trier { key: &[7; 32], name: "aino", network: &network, known_device: None };
                for _ in 0..5 {
                    admit_at(db, &attacker, 0);
                }
            }
            let at_home = Trier { key: &[7; 32], name: "aino", network: "203.0.113.7", known_device: None };
            assert_eq!(admit_at(db, &at_home, 1), Heard::Now);
        });
    }

    #[test]
    fn r1_044_a_known_browser_is_heard_though_its_network_is_full() {
        both(|db| {
            for name in 0..60 {
                let name = format!("name{name}");
                admit_at(
                    db,
                    &Trier { key: &[7; 32], name: &name, network: "192.0.2.1", known_device: None },
                    0,
                );
            }
            let stranger = Trier { key: &[7; 32], name: "aino", network: "192.0.2.1", known_device: None };
            assert!(matches!(admit_at(db, &stranger, 0), Heard::In(_)));
            let known = Trier { known_device: Some("token"), ..stranger };
            assert_eq!(admit_at(db, &known, 0), Heard::Now);
        });
    }

    #[test]
    fn a_name_under_attack_gives_each_new_source_one_try_a_minute() {
        both(|db| {
            for source in 0..30 {
                let network = format!("198.51.100.{source}");
                admit_at(
                    db,
                    &Trier { key: &[7; 32], name: "aino", network: &network, known_device: None },
                    0,
                );
            }
            let fresh = Trier { key: &[7; 32], name: "aino", network: "203.0.113.7", known_device: None };
            assert_eq!(admit_at(db, &fresh, 0), Heard::Now);
            assert_eq!(admit_at(db, &fresh, 0), Heard::In(SignedDuration::from_secs(60)));
        });
    }

    #[test]
    fn a_right_password_wipes_the_count() {
        both(|db| {
            let trier = Trier { key: &[7; 32], name: "aino", network: "192.0.2.1", known_device: None };
            for _ in 0..10 {
                assert_eq!(admit_at(db, &trier, 0), Heard::Now);
                db.write(|tx| forgive(tx, &trier, Proof::Password, at(0))).unwrap();
            }
        });
    }
}
