//! Makes copies: of data without keys, of keys without data. The service may run meanwhile.

use super::{
    BackupError, PROGRAM,
    container::{self, Kind, Manifest},
    s3::{self, Store},
    schedule, second,
};
use crate::{app::App, installation::PlaceOfBackups};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::clock;
use seloste_register::statement::{model::OutsideEea, period::Period};
use std::path::{Path, PathBuf};

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it is.
    pub file: PathBuf,
    /// SHA-256 of it, as hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Whether it is encrypted.
    pub encrypted: bool,
}

/// Days for which a copy of the keys may be put back: the shortest that a statement or the installation says. Until then somebody
/// who was erased could be read in an old copy of the data: the erasure horizon, which the notice prints.
pub(super) fn days_of_keys(app: &App) -> u32 {
    let set = app.installation.head.backup.as_ref().and_then(|place| place.keyring_days);
    let today = clock::day(app.clock().now());
    let days = |text: &str| {
        let end = Period::parse(text)?.after(today)?;
        today.until(end).ok().and_then(|span| u32::try_from(span.get_days()).ok())
    };
    let promised = schedule::promises(app).into_iter().filter_map(|one| days(&one.keys));
    let usual = days(&seloste_register::statement::model::Backups::usual_keys());
    promised.chain(set).min().or(usual).unwrap_or(0)
}

/// Copies the data of an installation, without keys, to a file; or into a folder, under a name that tells the time. Where a store is
/// declared the copy goes there as well; when that fails, the file stays, says so, and is sent later. `s3://...` names that store: the
/// copy is written to the declared folder and goes on from there.
///
/// # Errors
/// When the place is not the declared one, or the machine fails.
pub fn make(app: &App, to: &Path, recipient: Option<&str>) -> Result<Made, BackupError> {
    let made = write(app, aim(app, to)?, recipient)?;
    second::send(app, &made)?;
    Ok(made)
}

/// The folder or file that a copy is written to: where the store is named, the declared folder.
fn aim<'a>(app: &'a App, to: &'a Path) -> Result<&'a Path, BackupError> {
    if !s3::is_meant(to) {
        return Ok(to);
    }
    let place = app.installation.head.backup.as_ref();
    let declared = place.and_then(|place| Some((place, place.s3.as_ref()?)));
    let (place, store) = declared.ok_or_else(BackupError::no_store)?;
    Store::open(store)?.is_place(to)?;
    std::fs::create_dir_all(&place.to).map_err(BackupError::file(&place.to))?;
    Ok(&place.to)
}

/// Writes a copy of the data, and notes whether it is to go on to the store.
pub(super) fn write(app: &App, to: &Path, recipient: Option<&str>) -> Result<Made, BackupError> {
    let place = app.installation.head.backup.as_ref();
    let recipient = recipient.or_else(|| place.and_then(|place| place.recipient.as_deref()));
    may_go(app, to, place)?;
    let store = place.and_then(|place| place.s3.as_ref());
    if store.is_some() && recipient.is_none() {
        return Err(BackupError::StoreInTheClear);
    }
    // A key that can't be read is said before the work.
    store.map(Store::open).transpose()?;
    let staging = staging(app)?;
    let mut files = Vec::new();
    let root = app.installation.root();
    for controller in app.controllers() {
        let path = PathBuf::from("controllers").join(controller.id.as_str()).join("data.db");
        let whole = staging.path().join(&path);
        if let Some(folder) = whole.parent() {
            std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
        }
        controller.gate.data().copy_to(&whole).map_err(seloste_gate::GateError::from)?;
        files.push(path);
    }
    // Files after rows: whatever a row of the copy names is there, unless it was destroyed meanwhile.
    copy_files(root, Path::new(""), staging.path(), &mut files)?;
    let now = app.clock().now();
    let kept = app.controllers().flat_map(|controller| {
        let registers = controller.gate.registers();
        registers.into_iter().filter_map(|register| controller.gate.rules(&register))
    });
    let kept = kept.filter_map(|rules| Period::parse(&rules.statement().backups.as_ref()?.keep));
    let end = |period: Period| {
        let today = clock::day(now);
        period.after(today)?.to_zoned(clock::zone()).ok().map(|end| end.timestamp())
    };
    let ends = kept.filter_map(end).min();
    finish(app, (Kind::Data, ends), (staging.path(), &files), (to, recipient))
}

/// Copies the keys of an installation, encrypted, with their own short window.
///
/// # Errors
/// When nothing is set to encrypt to, or the machine fails.
pub fn keyring(app: &App, to: &Path, recipient: Option<&str>) -> Result<Made, BackupError> {
    if s3::is_meant(to) {
        return Err(BackupError::KeysToStore);
    }
    let place = app.installation.head.backup.as_ref();
    let recipient = recipient.or_else(|| place.and_then(|place| place.recipient.as_deref()));
    let recipient = recipient.ok_or(BackupError::KeysInTheClear)?;
    let days = days_of_keys(app);
    if days == 0 {
        return Err(BackupError::NoKeyCopies);
    }
    if let Some(keys) = place.and_then(|place| place.keyring_to.as_ref()) {
        inside(to, keys)?;
    }
    let staging = staging(app)?;
    let mut files = Vec::new();
    for controller in app.controllers() {
        let path = PathBuf::from("controllers").join(controller.id.as_str()).join("keyring");
        let whole = staging.path().join(&path);
        std::fs::create_dir_all(&whole).map_err(BackupError::file(&whole))?;
        controller.gate.copy_keyring(&whole)?;
        files.extend([path.join("keyring.db"), path.join("kek")]);
    }
    let ends = app.clock().now() + SignedDuration::from_hours(i64::from(days) * 24);
    finish(app, (Kind::Keyring, Some(ends)), (staging.path(), &files), (to, Some(recipient)))
}

/// Makes a pair of keys for backups: writes the secret one to a file that must not exist yet, and returns the public one.
///
/// # Errors
/// When the file is there or can't be written.
pub fn new_identity(file: &Path) -> Result<String, BackupError> {
    use age::secrecy::ExposeSecret as _;
    use std::io::Write as _;
    let identity = age::x25519::Identity::generate();
    let public = identity.to_public().to_string();
    let mut out =
        container::closed_to_others().create_new(true).open(file).map_err(BackupError::file(file))?;
    let secret = identity.to_string();
    writeln!(out, "# public key: {public}\n{}", secret.expose_secret()).map_err(BackupError::file(file))?;
    Ok(public)
}

fn finish(
    app: &App,
    (kind, ends): (Kind, Option<Timestamp>),
    (root, files): (&Path, &[PathBuf]),
    (to, recipient): (&Path, Option<&str>),
) -> Result<Made, BackupError> {
    let now = app.clock().now();
    let files = files.iter().map(|path| container::measure(root, path)).collect::<Result<_, _>>()?;
    let ids = app.controllers();
    let installations = ids.map(|one| (one.id.to_string(), one.gate.installation().to_owned())).collect();
    let manifest =
        Manifest { format: 1, kind, program: PROGRAM.to_owned(), made: now, ends, installations, files };
    let folder = to.is_dir() || to.as_os_str().as_encoded_bytes().ends_with(b"/");
    let file = if folder { to.join(name(kind, now)) } else { to.to_owned() };
    if file.exists() {
        return Err(BackupError::Taken(file));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
    }
    let (sha256, bytes) = container::write(&file, &manifest, root, recipient)?;
    let made = Made { file, sha256, bytes, manifest, encrypted: recipient.is_some() };
    schedule::note(app, &made)?;
    Ok(made)
}

fn name(kind: Kind, now: Timestamp) -> String {
    format!("{}{}.backup", kind.head(), now.strftime("%Y%m%dT%H%M%SZ"))
}

/// A folder of its own inside of the installation, so that what is in the works stays on the same disk and closed to others.
fn staging(app: &App) -> Result<tempfile::TempDir, BackupError> {
    let root = app.installation.root();
    tempfile::Builder::new().prefix(".backup-").tempdir_in(root).map_err(BackupError::file(root))
}

/// Copies everything but databases, keys and what is in the works.
fn copy_files(root: &Path, below: &Path, to: &Path, files: &mut Vec<PathBuf>) -> Result<(), BackupError> {
    let folder = root.join(below);
    for entry in std::fs::read_dir(&folder).map_err(BackupError::file(&folder))? {
        let entry = entry.map_err(BackupError::file(&folder))?;
        let (path, name) = (below.join(entry.file_name()), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with('.') || name == "keyring" || name.contains(".db") || name.ends_with(".backup") {
            continue;
        }
        if entry.path().is_dir() {
            copy_files(root, &path, to, files)?;
            continue;
        }
        let copy = to.join(&path);
        if let Some(folder) = copy.parent() {
            std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
        }
        // Sealed recordings never change: a second name for the file will do.
        let linked = below.components().any(|part| part.as_os_str() == "media")
            && std::fs::hard_link(entry.path(), &copy).is_ok();
        if !linked {
            match std::fs::copy(entry.path(), &copy) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                done => done.map_err(BackupError::file(&copy))?,
            };
        }
        files.push(path);
    }
    Ok(())
}

/// Whether a path is in the declared place.
fn inside(to: &Path, declared: &Path) -> Result<(), BackupError> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if whole(to).starts_with(whole(declared)) {
        return Ok(());
    }
    Err(BackupError::Undeclared(to.to_owned(), declared.to_owned()))
}

/// Whether a copy may go to a place: the declared one, in a country that every statement allows (R5-028, R1-040).
fn may_go(app: &App, to: &Path, place: Option<&PlaceOfBackups>) -> Result<(), BackupError> {
    let Some(place) = place else { return Ok(()) };
    inside(to, &place.to)?;
    allowed(app, &place.country)?;
    place.s3.as_ref().map_or(Ok(()), |store| allowed(app, &store.country))
}

/// Whether every statement allows copies in a country.
fn allowed(app: &App, country: &str) -> Result<(), BackupError> {
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            let Some(rules) = controller.gate.rules(&register) else { continue };
            let leaves = !rules.law().in_eea(country, rules.on());
            if leaves && rules.statement().disclosure.outside_eea == OutsideEea::Never {
                return Err(BackupError::Country(country.to_owned(), register.to_string()));
            }
        }
    }
    Ok(())
}
