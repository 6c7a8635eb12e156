//! Chance and digests of this room: tokens, codes, numbers of rows. Not here: passwords (`password.rs`), keys of personal
//! data (the gate's vault).

use aws_lc_rs::{digest, hmac, rand};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use seloste_db::Failure;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Letters and digits that are not mistaken for one another when read aloud or from paper.
const CLEAR: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Fresh random bytes.
///
/// # Errors
/// When the system gives no randomness.
pub fn bytes<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| Failure("the system gives no randomness".to_owned()))?;
    Ok(bytes)
}

/// A random token of 256 bits, safe in cookies and addresses.
///
/// # Errors
/// When the system gives no randomness.
pub fn token() -> Result<Zeroizing<String>, Failure> {
    Ok(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes::<32>()?)))
}

/// A random name of 128 bits for something that is shown but must not be guessed or counted.
///
/// # Errors
/// When the system gives no randomness.
pub fn label() -> Result<String, Failure> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<16>()?))
}

/// A random number for a row: above zero, without time or count in it.
///
/// # Errors
/// When the system gives no randomness.
pub fn number() -> Result<i64, Failure> {
    let wide = u64::from_be_bytes(bytes::<8>()?);
    Ok(i64::try_from(wide >> 2).unwrap_or(i64::MAX).max(1))
}

/// A random code for people, of 80 bits: `ABCD-EFGH-JKLM-NPQR`.
///
/// # Errors
/// When the system gives no randomness.
pub fn code() -> Result<String, Failure> {
    let mut code = String::with_capacity(19);
    for (place, byte) in bytes::<16>()?.into_iter().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            code.push('-');
        }
        let letter = CLEAR.get(usize::from(byte) % CLEAR.len()).copied().unwrap_or(b'A');
        code.push(char::from(letter));
    }
    Ok(code)
}

/// A typed code without its spaces and hyphens, in upper case: what is compared.
#[must_use]
pub fn bare_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(64).map(|c| c.to_ascii_uppercase()).collect()
}

/// SHA-256; of tokens that are random enough to need no more.
#[must_use]
pub fn sha256(text: &str) -> [u8; 32] {
    sha256_bytes(text.as_bytes())
}

/// SHA-256 of bytes, such as a file's.
#[must_use]
pub fn sha256_bytes(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// HMAC-SHA256 (RFC 2104) of bytes.
#[must_use]
pub fn hmac_sha256(key: &[u8], bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), bytes).as_ref());
    out
}

/// HMAC-SHA256 as text.
#[must_use]
pub fn keyed(key: &[u8], parts: &[&str]) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    let mut context = hmac::Context::with_key(&key);
    for part in parts {
        // The length keeps ("ab", "c") apart from ("a", "bc").
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    let mut out = [0; 32];
    out.copy_from_slice(context.sign().as_ref());
    out
}

/// The form token that goes with a cookie's token: nothing needs to be stored for it, and neither tells the other.
#[must_use]
pub fn form_token(cookie: &str) -> String {
    URL_SAFE_NO_PAD.encode(keyed(cookie.as_bytes(), &["form"]))
}

/// Equality that takes the same time wherever the difference is.
#[must_use]
pub fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_eighty_bits_and_survive_being_typed() {
        let code = code().unwrap();
        assert_eq!(code.len(), 19);
        assert_eq!(bare_code(&code.to_lowercase().replace('-', " ")), bare_code(&code));
    }

    #[test]
    fn parts_of_a_keyed_hash_stay_apart() {
        assert_ne!(keyed(b"k", &["ab", "c"]), keyed(b"k", &["a", "bc"]));
    }

    #[test]
    fn numbers_and_tokens_do_not_repeat() {
        assert_ne!(number().unwrap(), number().unwrap());
        assert_ne!(token().unwrap(), token().unwrap());
        assert!(number().unwrap() > 0);
    }
}
