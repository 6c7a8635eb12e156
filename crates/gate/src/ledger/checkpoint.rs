//! Signed checkpoints: a note (C2SP signed-note, tlog-checkpoint) that says how many entries the ledger has and what their root
//! is. Not here: where they are kept.

use super::merkle::{HASH, Hash};
use crate::GateError;
use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Kind of signature in a note's key: Ed25519.
const ED25519_KIND: u8 = 1;

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The ledger's name: `seloste.ledger/` and the installation's id.
    pub origin: String,
    /// How many entries it covers.
    pub size: u64,
    /// The root over them.
    pub root: [u8; HASH],
}

/// The public key of a ledger, as auditors keep it: `<origin>+<key id>+<key>`, the form of C2SP signed-note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    origin: String,
    bytes: [u8; 32],
}

impl PublicKey {
    /// Reads a written key; `None` when it is not one.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let mut parts = written.trim().splitn(3, '+');
        let (origin, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let key = STANDARD.decode(key).ok()?;
        let (kind, bytes) = key.split_first()?;
        let key = Self { origin: origin.to_owned(), bytes: bytes.try_into().ok()? };
        (*kind == ED25519_KIND && id == hex::encode(key.id())).then_some(key)
    }

    /// The ledger that it is the key of.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn id(&self) -> [u8; 4] {
        let mut about = self.origin.clone().into_bytes();
        about.extend_from_slice(&[b'\n', ED25519_KIND]);
        about.extend_from_slice(&self.bytes);
        let mut id = [0; 4];
        id.iter_mut().zip(digest(&SHA256, &about).as_ref()).for_each(|(to, from)| *to = *from);
        id
    }

    /// Reads a signed note; `None` when it is not one of this ledger, or its signature is not by this key.
    #[must_use]
    pub fn open(&self, note: &str) -> Option<Checkpoint> {
        let (text, signatures) = note.split_once("\n\n")?;
        let text = format!("{text}\n");
        let head = format!("\u{2014} {} ", self.origin);
        let signed =
            signatures.lines().filter_map(|line| line.strip_prefix(head.as_str())).any(|signature| {
                let Ok(signature) = STANDARD.decode(signature) else { return false };
                let Some((id, signature)) = signature.split_at_checked(4) else { return false };
                id == self.id()
                    && UnparsedPublicKey::new(&ED25519, &self.bytes)
                        .verify(text.as_bytes(), signature)
                        .is_ok()
            });
        let checkpoint = read_text(&text)?;
        (signed && checkpoint.origin == self.origin).then_some(checkpoint)
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut key = vec![ED25519_KIND];
        key.extend_from_slice(&self.bytes);
        write!(f, "{}+{}+{}", self.origin, hex::encode(self.id()), STANDARD.encode(key))
    }
}

fn read_text(text: &str) -> Option<Checkpoint> {
    let mut lines = text.lines();
    let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
    let plain = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    let root: Hash = STANDARD.decode(root).ok()?.try_into().ok()?;
    let size = size.parse().ok().filter(|_| plain)?;
    lines.next().is_none().then(|| Checkpoint { origin: origin.to_owned(), size, root })
}

/// Signs checkpoints of one ledger.
pub(super) struct Signer {
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl Signer {
    /// From the seed in the keyring.
    pub(super) fn new(origin: &str, seed: &[u8; 32]) -> Result<Self, GateError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed)
            .map_err(|_| GateError::Failed("the ledger's signing key is damaged".to_owned()))?;
        let bytes = pair.public_key().as_ref().try_into();
        let bytes = bytes.map_err(|_| GateError::Failed("the ledger's signing key is damaged".to_owned()))?;
        Ok(Self { pair, public: PublicKey { origin: origin.to_owned(), bytes } })
    }

    /// The key that opens what is signed here.
    pub(super) const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// A signed note.
    pub(super) fn sign(&self, size: u64, root: &Hash) -> String {
        let origin = &self.public.origin;
        let text = format!("{origin}\n{size}\n{}\n", STANDARD.encode(root));
        let mut signature = self.public.id().to_vec();
        signature.extend_from_slice(self.pair.sign(text.as_bytes()).as_ref());
        format!("{text}\n\u{2014} {origin} {}\n", STANDARD.encode(signature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_opens_with_its_key_and_only_unchanged() {
        let signer = Signer::new("seloste.ledger/x", &[1; 32]).unwrap();
        let note = signer.sign(7, &[9; 32]);
        let opened = signer.public().open(&note).unwrap();
        assert_eq!((opened.size, opened.root), (7, [9; 32]));
        let other = Signer::new("seloste.ledger/x", &[2; 32]).unwrap();
        assert!(other.public().open(&note).is_none());
        let elsewhere = Signer::new("seloste.ledger/y", &[1; 32]).unwrap();
        assert!(elsewhere.public().open(&note).is_none());
        assert!(signer.public().open(&note.replace("\n7\n", "\n8\n")).is_none());
        let cut: String = note.chars().take(60).collect();
        for broken in ["", "\n\n", cut.as_str(), "seloste.ledger/x\n7\nAA==\n\n"] {
            assert!(signer.public().open(broken).is_none());
        }
    }

    #[test]
    fn a_public_key_survives_being_written_down() {
        let signer = Signer::new("seloste.ledger/x", &[1; 32]).unwrap();
        let written = signer.public().to_string();
        assert_eq!(PublicKey::read(&written).as_ref(), Some(signer.public()));
        assert_eq!(PublicKey::read(&written.replace("/x", "/y")), None, "the id binds the name");
        assert_eq!(PublicKey::read("nonsense"), None);
    }
}
