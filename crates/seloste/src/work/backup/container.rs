//! The file that a backup is: a line that says what it is, a manifest with a digest of every part, and the parts one after
//! another; the whole of it encrypted to the operator's public key where there is one (age, X25519). Not here: what the parts
//! are.

use super::BackupError;
use aws_lc_rs::digest;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, BufWriter, Read, Seek as _, SeekFrom, Write},
    path::{Component, Path, PathBuf},
};

/// First line of a backup.
const HEAD: &[u8] = b"seloste-backup 1\n";
/// First bytes of a file that age has encrypted.
const AGE: &[u8] = b"age-encryption.org/";
/// The longest manifest that is believed.
const LONGEST: u64 = 64 * 1024 * 1024;
/// Bytes read at once.
const BLOCK: usize = 256 * 1024;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Data without keys.
    Data,
    /// Keys without data.
    Keyring,
}

impl Kind {
    /// What the names of its files begin with.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Data => "seloste-data-",
            Self::Keyring => "seloste-keyring-",
        }
    }
}

/// What a backup says of itself. No personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this form.
    pub format: u32,
    /// What it holds.
    pub kind: Kind,
    /// The program that made it.
    pub program: String,
    /// When it was made.
    pub made: Timestamp,
    /// When its time is over.
    pub ends: Option<Timestamp>,
    /// The random id of each controller's installation.
    pub installations: BTreeMap<String, String>,
    /// Its parts, in order.
    pub files: Vec<Part>,
}

/// A part of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path in the installation.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of it, as hexadecimal digits.
    pub sha256: String,
}

/// How files of copies are written: for nobody but their owner.
pub(super) fn closed_to_others() -> std::fs::OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Measures a file for the manifest.
pub(super) fn measure(root: &Path, path: &Path) -> Result<Part, BackupError> {
    let whole = root.join(path);
    let mut file = File::open(&whole).map_err(BackupError::file(&whole))?;
    let mut told = digest::Context::new(&digest::SHA256);
    let bytes = pump(&mut file, u64::MAX, |block| {
        told.update(block);
        Ok(())
    })
    .map_err(BackupError::file(&whole))?;
    Ok(Part { path: path.to_owned(), bytes, sha256: hex::encode(told.finish()) })
}

/// Writes a backup; it appears under its name only when it is whole and durable. Returns its digest and length.
pub(super) fn write(
    to: &Path,
    manifest: &Manifest,
    root: &Path,
    recipient: Option<&str>,
) -> Result<(String, u64), BackupError> {
    let unfinished = to.with_extension("unfinished");
    let mut options = closed_to_others();
    let file =
        options.create(true).truncate(true).open(&unfinished).map_err(BackupError::file(&unfinished))?;
    let mut out = BufWriter::new(&file);
    match recipient {
        None => fill(&mut out, manifest, root)?,
        Some(recipient) => {
            let recipient: age::x25519::Recipient =
                recipient.parse().map_err(|_: &str| BackupError::BadRecipient)?;
            let recipients = std::iter::once(&recipient as &dyn age::Recipient);
            let encryptor =
                age::Encryptor::with_recipients(recipients).map_err(|_| BackupError::BadRecipient)?;
            let mut sealed = encryptor.wrap_output(&mut out).map_err(BackupError::file(&unfinished))?;
            fill(&mut sealed, manifest, root)?;
            sealed.finish().map_err(BackupError::file(&unfinished))?;
        }
    }
    out.flush().map_err(BackupError::file(&unfinished))?;
    drop(out);
    file.sync_all().map_err(BackupError::file(&unfinished))?;
    let whole = measure(Path::new(""), &unfinished)?;
    std::fs::rename(&unfinished, to).map_err(BackupError::file(to))?;
    Ok((whole.sha256, whole.bytes))
}

fn fill(out: &mut impl Write, manifest: &Manifest, root: &Path) -> Result<(), BackupError> {
    let told = serde_json::to_vec(manifest).map_err(|error| BackupError::Broken(error.to_string()))?;
    let mut put = |bytes: &[u8]| out.write_all(bytes);
    put(HEAD)
        .and_then(|()| put(&(told.len() as u64).to_be_bytes()))
        .and_then(|()| put(&told))
        .map_err(BackupError::file(root))?;
    for part in &manifest.files {
        let path = root.join(&part.path);
        let mut file = File::open(&path).map_err(BackupError::file(&path))?;
        let copied = pump(&mut file, part.bytes, |block| put(block)).map_err(BackupError::file(&path))?;
        if copied != part.bytes {
            return Err(BackupError::Broken(format!("{} changed while it was copied", path.display())));
        }
    }
    Ok(())
}

/// Reads a backup and puts its parts into a folder, each against its digest. `fits` looks at the manifest first.
pub(super) fn read(
    from: &Path,
    identity: Option<&Path>,
    into: &Path,
    fits: impl FnOnce(&Manifest) -> Result<(), BackupError>,
) -> Result<Manifest, BackupError> {
    let mut file = File::open(from).map_err(BackupError::file(from))?;
    let mut head = [0_u8; 19];
    let mut seen = 0;
    while let Some(rest) = head.get_mut(seen..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).map_err(BackupError::file(from))? {
            0 => break,
            bytes => seen += bytes,
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(BackupError::file(from))?;
    let file = BufReader::new(file);
    if !head.starts_with(AGE) {
        return unpack(file, from, into, fits);
    }
    let identity = identity.ok_or(BackupError::NeedsIdentity)?;
    let written = std::fs::read_to_string(identity).map_err(BackupError::file(identity))?;
    let line = written.lines().map(str::trim).find(|line| line.starts_with("AGE-SECRET-KEY-"));
    let identity: age::x25519::Identity =
        line.and_then(|line| line.parse().ok()).ok_or(BackupError::BadIdentity)?;
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| BackupError::CutShort)?;
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let plain = decryptor.decrypt(identities).map_err(|_| BackupError::BadIdentity)?;
    unpack(plain, from, into, fits)
}

fn unpack(
    mut from: impl Read,
    name: &Path,
    into: &Path,
    fits: impl FnOnce(&Manifest) -> Result<(), BackupError>,
) -> Result<Manifest, BackupError> {
    let mut head = vec![0; HEAD.len()];
    if from.read_exact(&mut head).is_err() || head != HEAD {
        return Err(BackupError::NotABackup(name.to_owned()));
    }
    let mut length = [0; 8];
    from.read_exact(&mut length).map_err(|_| BackupError::CutShort)?;
    let length = u64::from_be_bytes(length);
    if length > LONGEST {
        return Err(BackupError::CutShort);
    }
    let mut told = Vec::new();
    from.by_ref().take(length).read_to_end(&mut told).map_err(|_| BackupError::CutShort)?;
    let manifest: Manifest = serde_json::from_slice(&told).map_err(|_| BackupError::CutShort)?;
    fits(&manifest)?;
    for part in &manifest.files {
        unpack_part(&mut from, part, into)?;
    }
    Ok(manifest)
}

fn unpack_part(from: &mut impl Read, part: &Part, into: &Path) -> Result<(), BackupError> {
    if part.path.components().any(|component| !matches!(component, Component::Normal(_))) {
        return Err(BackupError::Broken(format!("a part has the path {}", part.path.display())));
    }
    let path = into.join(&part.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
    }
    let mut options = closed_to_others();
    let file = options.create(true).truncate(true).open(&path).map_err(BackupError::file(&path))?;
    let mut out = BufWriter::new(file);
    let mut told = digest::Context::new(&digest::SHA256);
    let copied = pump(from, part.bytes, |block| {
        told.update(block);
        out.write_all(block)
    })
    .map_err(|_| BackupError::CutShort)?;
    out.flush().map_err(BackupError::file(&path))?;
    if copied != part.bytes {
        return Err(BackupError::CutShort);
    }
    if hex::encode(told.finish()) != part.sha256 {
        return Err(BackupError::Damaged(part.path.clone()));
    }
    Ok(())
}

/// Hands on at most `most` bytes block by block; returns how many there were.
fn pump(
    from: &mut impl Read,
    most: u64,
    mut to: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<u64> {
    let mut block = vec![0; BLOCK];
    let mut done = 0;
    while done < most {
        let wanted = usize::try_from(most - done).unwrap_or(BLOCK).min(BLOCK);
        let space = block.get_mut(..wanted).unwrap_or_default();
        let bytes = from.read(space)?;
        if bytes == 0 {
            break;
        }
        to(space.get(..bytes).unwrap_or_default())?;
        done += bytes as u64;
    }
    Ok(done)
}
