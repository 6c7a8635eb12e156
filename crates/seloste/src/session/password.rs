//! Passwords: Argon2id, and what may be chosen. They are held in memory that is wiped, and never logged or shown.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use seloste_db::Failure;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// A password as typed. Has no `Debug` and is wiped on drop.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

/// Why a password can't be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Shorter than [`SHORTEST`] characters.
    #[error("it is shorter than 12 characters")]
    Short,
    /// Longer than [`LONGEST`] bytes.
    #[error("it is longer than 200 bytes")]
    Long,
    /// One character or a short run over and over, or a well-known one.
    #[error("it is among the first that anyone would try")]
    Common,
    /// It holds the person's own name or user name.
    #[error("it holds the person's name or user name")]
    OwnName,
}

/// Shortest password, in characters. Length is what helps; rules about kinds of character don't (NIST SP 800-63B).
pub const SHORTEST: usize = 12;
/// Longest password, in bytes: more would only burden the hash.
pub const LONGEST: usize = 200;

/// What a password for an unknown user name is checked against, so that the answer takes the same time. Nobody knows a
/// password for it: the digest is of no hash.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2Vsb3N0ZS1ub2JvZHkh$\
                      QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE";

/// Beginnings of the well-known; a password that is one of these and little else is refused.
const COMMON: [&str; 22] = [
    "password",
    "passw0rd",
    "salasana",
    "losenord",
    "lösenord",
    "qwerty",
    "asdfgh",
    "1234567",
    "7654321",
    "abcdefg",
    "letmein",
    "welcome",
    "tervetuloa",
    "valkommen",
    "välkommen",
    "admin",
    "kissa",
    "koira",
    "iloveyou",
    "perkele",
    "seloste",
    "suomi",
];

impl Password {
    /// A password as typed: Unicode is composed, so that each keyboard writes the same.
    #[must_use]
    pub fn typed(text: String) -> Self {
        let text = Zeroizing::new(text);
        Self(Zeroizing::new(text.nfc().collect()))
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both are the same, as when typed twice.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        super::secret::same(&self.0, &other.0)
    }

    /// Whether a person may choose it.
    ///
    /// # Errors
    /// What speaks against it.
    pub fn fit(&self, names: &[&str]) -> Result<(), Unfit> {
        if self.0.chars().count() < SHORTEST {
            return Err(Unfit::Short);
        }
        if self.0.len() > LONGEST {
            return Err(Unfit::Long);
        }
        let lower = Zeroizing::new(self.0.to_lowercase());
        if COMMON.iter().any(|word| lower.contains(word) && lower.len() < word.len() + 8) || monotone(&lower)
        {
            return Err(Unfit::Common);
        }
        let own = |name: &&str| name.chars().count() >= 4 && lower.contains(&name.to_lowercase());
        if names.iter().flat_map(|name| name.split(' ')).any(|name| own(&name)) {
            return Err(Unfit::OwnName);
        }
        Ok(())
    }

    /// Its hash as stored. Takes about 15 ms and 19 MiB: ask for a place in the lobby first.
    ///
    /// # Errors
    /// When the system gives no randomness or memory.
    pub fn hash(&self) -> Result<String, Failure> {
        let salt = SaltString::encode_b64(&super::secret::bytes::<16>()?).map_err(failed)?;
        Ok(argon().map_err(failed)?.hash_password(self.0.as_bytes(), &salt).map_err(failed)?.to_string())
    }

    /// Whether it is the one that a stored hash was made of. `None` stands for nobody: the same work, and no.
    #[must_use]
    pub fn is(&self, stored: Option<&str>) -> bool {
        // An over-long one is cut to a length that no password has: the work stays the same.
        let typed = self.0.as_bytes().get(..=LONGEST).unwrap_or(self.0.as_bytes());
        let matches = |hash: &str| {
            PasswordHash::new(hash)
                .ok()
                .zip(argon().ok())
                .is_some_and(|(parsed, argon)| argon.verify_password(typed, &parsed).is_ok())
        };
        match stored {
            Some(hash) => matches(hash),
            None => {
                std::hint::black_box(matches(NOBODY));
                false
            }
        }
    }
}

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
fn argon() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None)?))
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure(format!("password hash: {error}"))
}

/// Whether a text has fewer than five different characters.
fn monotone(text: &str) -> bool {
    let mut seen: Vec<char> = text.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() < 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::typed(text.to_owned())
    }

    #[test]
    fn r1_042_a_password_is_kept_as_a_salted_hash() {
        let (first, second) = (
            password("kolme vihreää käpyä").hash().unwrap(),
            password("kolme vihreää käpyä").hash().unwrap(),
        );
        assert_ne!(first, second);
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(!first.contains("vihre"));
        assert!(password("kolme vihreää käpyä").is(Some(&first)));
        assert!(!password("kolme vihreää käpyä ").is(Some(&first)));
        assert!(!password("").is(Some(&first)));
    }

    #[test]
    fn nobodys_hash_is_whole_so_that_an_unknown_name_costs_the_same_work() {
        let parsed = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(parsed.hash.unwrap().len(), 32);
        assert_eq!(Params::try_from(&parsed).unwrap().m_cost(), 19_456);
        assert!(!password("anything at all").is(None));
    }

    #[test]
    fn weak_passwords_are_refused_and_long_plain_ones_are_not() {
        let names = ["Aino Esimerkki", "aino"];
        assert_eq!(password("lyhyt").fit(&names), Err(Unfit::Short));
        assert_eq!(password(&"a1b2c3".repeat(40)).fit(&names), Err(Unfit::Long));
        assert_eq!(password("Salasana12345").fit(&names), Err(Unfit::Common));
        assert_eq!(password("abababababababab").fit(&names), Err(Unfit::Common));
        assert_eq!(password("oma-esimerkki-2026").fit(&names), Err(Unfit::OwnName));
        assert_eq!(password("kolme vihreää käpyä").fit(&names), Ok(()));
    }
}
