//! Seals and opens: the only file with a cipher. Not here: where keys are kept (`keyring`), who may open
//! (`decide`, `proof`), what is inside (`payload`).
//!
//! Values are sealed by AES-256-GCM with a fresh random 96-bit nonce. Every subject has a random key of its own, which
//! seals some thousands of messages in a life, so that nonces don't meet (a billion messages under one key would meet by
//! chance with odds of about 1 to 160,000 million); a nonce-misuse-resistant mode would cost twice the time for nothing.
//! The associated data binds register, subject, kind of place, category, row and version: a ciphertext that was swapped,
//! moved or replaced by an older one does not open.

pub(crate) mod chunks;
mod transit;

pub(crate) use transit::TransitKey;

use crate::GateError;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    cipher::{AES_256, DecryptingKey, DecryptionContext, EncryptingKey, UnboundCipherKey},
    constant_time::verify_slices_are_equal,
    hmac, rand,
};
use zeroize::Zeroizing;

/// Bytes that a seal adds: format, nonce, tag.
#[cfg(test)]
pub(crate) const OVERHEAD: usize = 1 + NONCE_LEN + 16;

/// Format of a sealed value; also its first byte.
const FORMAT: u8 = 1;

/// Why something did not open or could not be sealed. Says nothing of keys or values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Broken {
    /// It was changed, moved, exchanged or replaced by an older one, or it is of another key.
    #[error("a sealed value does not open: it was changed, moved or replaced, or is of another key")]
    Changed,
    /// The proof does not cover this place: a mistake of the program, stopped here.
    #[error("a value was about to be opened that no recorded decision covers")]
    NotCovered,
    /// The cipher or the source of randomness refused.
    #[error("the cipher or the source of randomness failed")]
    Machine,
}

impl From<Broken> for GateError {
    fn from(broken: Broken) -> Self {
        Self::Failed(broken.to_string())
    }
}

/// Fresh random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Broken> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| Broken::Machine)?;
    Ok(bytes)
}

/// A proof that opening was decided and, unless the value goes back under seal in the same unit of work, durably recorded.
/// Implemented in `proof` alone; the vault opens nothing without one.
pub(crate) trait Proof {
    /// Whether it covers a category of a subject in a register (all by number).
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool;
}

/// A ciphertext with its format and nonce, as stored.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sealed(pub(crate) Vec<u8>);

/// What kind of place a ciphertext stands in; two kinds never open each other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum PlaceKind {
    /// A subject's category.
    Category = 1,
    /// An object.
    Object = 2,
    /// The notice of a consent or a prohibition.
    Permission = 4,
    /// The reason of an ask.
    Reason = 5,
    /// The case of a hold.
    Hold = 30,
    /// To whom data were given, and on what ground.
    Disclosure = 31,
    /// Who asks to be given data, and by which provision.
    DisclosureAsked = 33,
    /// Why somebody was not given data.
    DisclosureRefused = 34,
    /// What is said of a breach on record.
    Breach = 32,
    /// Why a recording is needed.
    Need = 35,
    /// The name of a training set.
    TrainingSet = 36,
    /// What is given of a recording that a request names, and why.
    Asked = 37,
    /// A copy of a person's data that waits to be fetched.
    Package = 40,
    /// Words that may speak of somebody who was erased, found in another's text.
    Mention = 45,
    /// What such a search looks for.
    Search = 46,
    /// What was covered in somebody's text.
    Cover = 47,
    /// A file that came with a request.
    RequestFile = 41,
    /// A file that shows a measure.
    Evidence = 48,
    /// A mail that waits to be sent.
    Mail = 20,
    /// Where a case stands.
    Case = 6,
    /// A step of a case.
    Step = 7,
    /// What a company or a system answers in a case.
    Task = 8,
}

/// Where a ciphertext stands. It opens in this place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Number of the register.
    pub(crate) register: i64,
    /// Number of the subject.
    pub(crate) subject: i64,
    /// Kind of place.
    pub(crate) kind: PlaceKind,
    /// Number of the category's name (the `word` table), which does not change with the statement.
    pub(crate) category: i64,
    /// Number of the row where a subject has several in a category (object, earlier value), otherwise 0.
    pub(crate) row: i64,
    /// Version of the row.
    pub(crate) version: i64,
}

impl Place {
    fn bytes(&self) -> [u8; 42] {
        let mut bytes = [0; 42];
        let parts = [self.register, self.subject, self.category, self.row, self.version];
        let (head, rest) = bytes.split_at_mut(2);
        head.copy_from_slice(&[FORMAT, self.kind as u8]);
        for (to, part) in rest.chunks_exact_mut(8).zip(parts) {
            to.copy_from_slice(&part.to_be_bytes());
        }
        bytes
    }
}

/// A subject's own key and ledger salt. Wiped on drop; can't be printed or cloned.
pub(crate) struct SubjectKey {
    bytes: Zeroizing<[u8; Self::BYTES]>,
}

impl SubjectKey {
    /// Length of the key with the salt.
    pub(crate) const BYTES: usize = 48;

    /// A new one.
    pub(crate) fn random() -> Result<Self, Broken> {
        Ok(Self { bytes: Zeroizing::new(random()?) })
    }

    /// The key of what comes from people who are not known to be subjects, from a secret of the register. Nobody's entries in the
    /// ledger hang on it.
    pub(crate) fn of_strangers(secret: &[u8; 32]) -> Self {
        let mut bytes = Zeroizing::new([0; Self::BYTES]);
        bytes.iter_mut().zip(secret).for_each(|(to, from)| *to = *from);
        Self { bytes }
    }

    fn parts(&self) -> (&[u8], &[u8]) {
        self.bytes.split_at(32)
    }

    /// What the ledger says instead of the subject: it can be recomputed only with the subject's salt, and differs from
    /// entry to entry, so that it links nothing.
    pub(crate) fn commitment(&self, entry_nonce: &[u8]) -> [u8; 16] {
        let (_, salt) = self.parts();
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt), entry_nonce);
        first(tag.as_ref())
    }
}

/// Seals a value for a place.
pub(crate) fn seal(key: &SubjectKey, place: &Place, plain: &[u8]) -> Result<Sealed, Broken> {
    gcm_seal(&gcm(key.parts().0)?, &place.bytes(), plain).map(Sealed)
}

/// Opens the value of a place, against the proof that this was decided and recorded.
pub(crate) fn unseal(
    proof: &impl Proof,
    key: &SubjectKey,
    place: &Place,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Broken> {
    if !proof.covers(place.register, place.subject, place.category) {
        return Err(Broken::NotCovered);
    }
    gcm_open(&gcm(key.parts().0)?, &place.bytes(), sealed)
}

fn gcm(key: &[u8]) -> Result<LessSafeKey, Broken> {
    UnboundKey::new(&AES_256_GCM, key).map(LessSafeKey::new).map_err(|_| Broken::Machine)
}

fn gcm_seal(key: &LessSafeKey, about: &[u8], plain: &[u8]) -> Result<Vec<u8>, Broken> {
    let nonce: [u8; NONCE_LEN] = random()?;
    let mut out = Vec::with_capacity(1 + NONCE_LEN + plain.len() + 16);
    out.push(FORMAT);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plain);
    let (_, body) = out.split_at_mut(1 + NONCE_LEN);
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(about), body).map_err(|_| Broken::Machine)?;
    out.extend_from_slice(tag.as_ref());
    Ok(out)
}

fn gcm_open(key: &LessSafeKey, about: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
    let (format, rest) = sealed.split_first().ok_or(Broken::Changed)?;
    if *format != FORMAT {
        return Err(Broken::Changed);
    }
    let (nonce, body) = rest.split_at_checked(NONCE_LEN).ok_or(Broken::Changed)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Broken::Changed)?;
    let mut body = Zeroizing::new(body.to_vec());
    let length = key.open_in_place(nonce, Aad::from(about), &mut body).map_err(|_| Broken::Changed)?.len();
    body.truncate(length);
    Ok(body)
}

/// The key-encryption key: wraps every other key. Lives in the file `kek`.
pub(crate) struct Kek {
    bytes: Zeroizing<[u8; 32]>,
    key: LessSafeKey,
}

impl Kek {
    /// From its bytes.
    pub(crate) fn new(bytes: Zeroizing<[u8; 32]>) -> Result<Self, Broken> {
        Ok(Self { key: gcm(bytes.as_slice())?, bytes })
    }

    /// A new one.
    pub(crate) fn random() -> Result<Self, Broken> {
        Self::new(Zeroizing::new(random()?))
    }

    /// Its bytes, for its file.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// A name for it that does not tell it.
    pub(crate) fn fingerprint(&self) -> String {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, self.bytes.as_slice()), b"seloste kek name");
        hex::encode(tag.as_ref().get(..8).unwrap_or_default())
    }

    /// Wraps a subject's key, bound to register and subject.
    pub(crate) fn wrap_subject(&self, owner: (i64, i64), key: &SubjectKey) -> Result<Vec<u8>, Broken> {
        gcm_seal(&self.key, &subject_owner(owner), key.bytes.as_slice())
    }

    /// Unwraps a subject's key.
    pub(crate) fn unwrap_subject(&self, owner: (i64, i64), wrapped: &[u8]) -> Result<SubjectKey, Broken> {
        let opened = gcm_open(&self.key, &subject_owner(owner), wrapped)?;
        let bytes = opened.as_slice().try_into().map_err(|_| Broken::Changed)?;
        Ok(SubjectKey { bytes: Zeroizing::new(bytes) })
    }

    /// Wraps a key of a register or the installation, bound to its name and epoch.
    pub(crate) fn wrap(&self, owner: &KeyName<'_>, secret: &[u8; 32]) -> Result<Vec<u8>, Broken> {
        gcm_seal(&self.key, &owner.bytes(), secret)
    }

    /// Unwraps a key of a register or the installation.
    pub(crate) fn unwrap(&self, owner: &KeyName<'_>, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, Broken> {
        let opened = gcm_open(&self.key, &owner.bytes(), wrapped)?;
        opened.as_slice().try_into().map(Zeroizing::new).map_err(|_| Broken::Changed)
    }
}

fn subject_owner((register, subject): (i64, i64)) -> [u8; 18] {
    let mut bytes = [0; 18];
    let (head, rest) = bytes.split_at_mut(2);
    head.copy_from_slice(&[FORMAT, b's']);
    for (to, part) in rest.chunks_exact_mut(8).zip([register, subject]) {
        to.copy_from_slice(&part.to_be_bytes());
    }
    bytes
}

/// Which key of a register (or, register 0, of the installation) a wrapped key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyName<'n> {
    /// Number of the register; 0 is the installation.
    pub(crate) register: i64,
    /// What it is for: `search`, `id`, `ledger`, `actor`, ...
    pub(crate) name: &'n str,
    /// Counts up with each new one.
    pub(crate) epoch: i64,
}

impl KeyName<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT, b'k'];
        bytes.extend_from_slice(&self.register.to_be_bytes());
        bytes.extend_from_slice(&self.epoch.to_be_bytes());
        bytes.extend_from_slice(self.name.as_bytes());
        bytes
    }
}

/// A register's key for search tokens.
pub(crate) struct SearchKey(hmac::Key);

impl SearchKey {
    /// From its bytes.
    pub(crate) fn new(bytes: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// The token of a term: HMAC-SHA256 cut to 48 bits, which SQLite stores in six bytes. Among ten million distinct terms (a
    /// million persons) a query word meets a stranger's token with odds of one to 28 million; every candidate is looked
    /// at again after it was opened, so that a meeting costs time and tells nothing.
    pub(crate) fn token(&self, kind: u8, text: &str) -> i64 {
        i64::from_be_bytes(self.cut(kind, text.as_bytes())) >> 16
    }

    /// A keyed digest by which the same bytes are known again: HMAC-SHA256 cut to 128 bits.
    pub(crate) fn digest(&self, kind: u8, bytes: &[u8]) -> [u8; 16] {
        self.cut(kind, bytes)
    }

    fn cut<const N: usize>(&self, kind: u8, bytes: &[u8]) -> [u8; N] {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(&[kind]);
        context.update(bytes);
        first(context.sign().as_ref())
    }
}

/// What an outside id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum RefKind {
    /// A subject.
    Subject = 1,
    /// An object.
    Object = 2,
    /// An actor in the ledger.
    Actor = 3,
    /// The place to go on in a list.
    Cursor = 4,
    /// A subject, a purpose and a channel: a link that ends approaches.
    Unsubscribe = 20,
    /// A person's request.
    Request = 5,
    /// A training session.
    Session = 6,
    /// A text that may mention somebody.
    Mention = 7,
    /// A program's key in the ledger.
    Key = 8,
}

/// Turns numbers into outside ids and back: one AES-256 block over the number, its kind and seven bytes of zero, so that an id
/// shows neither count nor time, can't be guessed (odds 2^-64), and one of another register or kind names nothing.
pub(crate) struct IdKey {
    seal: EncryptingKey,
    open: DecryptingKey,
}

/// Letters of outside ids: no i, l, o, u, so that one can be read over the telephone.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl IdKey {
    /// From its bytes.
    pub(crate) fn new(bytes: &[u8; 32]) -> Result<Self, Broken> {
        let key = || UnboundCipherKey::new(&AES_256, bytes);
        let seal = key().and_then(EncryptingKey::ecb).map_err(|_| Broken::Machine)?;
        let open = key().and_then(DecryptingKey::ecb).map_err(|_| Broken::Machine)?;
        Ok(Self { seal, open })
    }

    /// The outside id of a number: 26 letters and digits.
    pub(crate) fn outside(&self, kind: RefKind, number: i64) -> Result<String, Broken> {
        let mut block = [0; 16];
        let (value, check) = block.split_at_mut(8);
        value.copy_from_slice(&number.to_be_bytes());
        check.copy_from_slice(&check_bytes(kind));
        self.seal.encrypt(&mut block).map_err(|_| Broken::Machine)?;
        Ok(letters(u128::from_be_bytes(block)))
    }

    /// The number that an outside id names; `None` for one that is wrong or of another register or kind.
    pub(crate) fn inside(&self, kind: RefKind, outside: &str) -> Option<i64> {
        let mut block = number(outside)?.to_be_bytes();
        let opened = self.open.decrypt(&mut block, DecryptionContext::None).ok()?;
        let (value, check) = opened.split_at_checked(8)?;
        verify_slices_are_equal(check, &check_bytes(kind)).ok()?;
        value.try_into().ok().map(i64::from_be_bytes)
    }
}

const fn check_bytes(kind: RefKind) -> [u8; 8] {
    [kind as u8, 0, 0, 0, 0, 0, 0, 0]
}

fn letters(block: u128) -> String {
    let letter = |place: u32| {
        let five = usize::try_from(block >> (place * 5) & 31).unwrap_or_default();
        char::from(LETTERS.get(five).copied().unwrap_or(b'0'))
    };
    (0..26).rev().map(letter).collect()
}

fn number(text: &str) -> Option<u128> {
    if text.len() != 26 {
        return None;
    }
    text.bytes().try_fold(0_u128, |sum, byte| {
        let five = LETTERS.iter().position(|letter| *letter == byte)?;
        // The first letter stands for three bits only.
        (sum < 1 << 123).then(|| sum << 5 | u128::try_from(five).unwrap_or_default())
    })
}

fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    out
}

/// Covers all, for tests of the vault alone.
#[cfg(test)]
pub(crate) struct Everything;

#[cfg(test)]
impl Proof for Everything {
    fn covers(&self, _: i64, _: i64, _: i64) -> bool {
        true
    }
}

#[cfg(test)]
mod tests;
