//! Puts a copy of the data back: whole or not at all. The copy is unpacked beside the installation, verified, brought up to what
//! the keyring knows, and only then takes the place of what was there.

use super::{
    BackupError, PROGRAM,
    container::{self, Kind, Manifest},
    s3::{self, Store},
    schedule,
};
use crate::{
    app::{App, Elsewhere},
    installation::Installation,
    store::backup_copy,
    work::{
        memory::{self, PutRight},
        retention,
    },
};
use seloste_db::{Db, Tables, Target};
use seloste_gate::{Gate, Restored, clock::Clock, ledger::Carried};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a restore did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Back {
    /// When the copy was made.
    pub made: Option<jiff::Timestamp>,
    /// What was done to it, all controllers together.
    pub restored: Restored,
    /// What was past its term and is destroyed.
    pub expired: u64,
    /// What of staff and statements was brought up to the moment.
    pub put_right: PutRight,
    /// Where the data is that was there before.
    pub before: Vec<PathBuf>,
}

/// Puts a backup back into an installation's folder.
///
/// # Errors
/// When the backup does not fit, is damaged, the installation is being worked on, or the machine fails; then nothing was
/// changed.
pub fn restore(
    from: &Path,
    (root, elsewhere): (&Path, &Elsewhere),
    identity: Option<&Path>,
    clock: &dyn Fn(&Installation) -> Arc<dyn Clock>,
) -> Result<Back, BackupError> {
    if elsewhere.database.is_some() {
        return Err(BackupError::Broken(
            "rows on PostgreSQL are put back by its own tools; then say: seloste restore --in-place"
                .to_owned(),
        ));
    }
    let _alone = alone(root)?;
    let fetched = staging(root)?;
    let from = fetch_newest(from, root, (fetched.path(), clock))?;
    let staging = staging(root)?;
    let manifest = container::read(&from, identity, staging.path(), |manifest| fits(manifest, Kind::Data))?;
    settle_installation(root, staging.path(), &manifest, elsewhere)?;
    let installation = Installation::open(staging.path())?;
    let clock = clock(&installation);
    let mut done = Back { made: Some(manifest.made), ..Back::default() };
    for controller in manifest.installations.keys() {
        let present = root.join("controllers").join(controller).join("data.db");
        let copy = staging.path().join("controllers").join(controller).join("data.db");
        done.restored.ledger_carried += carry(&present, &copy)?;
    }
    put_right(&installation, elsewhere, &mut done)?;
    let app = App::open(installation, elsewhere, Arc::clone(&clock))?;
    replay(&app, &mut done)?;
    let installation = app.installation.clone();
    drop(app);
    let app = App::open(installation, elsewhere, clock)?;
    rebuild(&app, &mut done)?;
    drop(app);
    take_over(root, staging.path(), &manifest, &mut done)?;
    Ok(done)
}

/// Tries whether a backup could be put back (R4-042): does all that a restore does, in a folder of its own beside the installation
/// and with copies of its keys, and throws it away. The service may run meanwhile. What came of it is noted.
///
/// # Errors
/// When the backup could not be put back, as [`restore`] says.
pub fn try_out(from: &Path, app: &App, identity: Option<&Path>) -> Result<Back, BackupError> {
    let from = newest(from, Kind::Data)?;
    let sha256 = container::measure(Path::new(""), &from)?.sha256;
    let tried = try_one(&from, app, identity);
    match &tried {
        Ok(_) => schedule::note_trial(app, &sha256, schedule::SOUND)?,
        // Whoever has no key to it has not tried.
        Err(BackupError::NeedsIdentity | BackupError::BadIdentity) => {}
        Err(error) => schedule::note_trial(app, &sha256, &error.to_string())?,
    }
    tried
}

fn try_one(from: &Path, app: &App, identity: Option<&Path>) -> Result<Back, BackupError> {
    let root = app.installation.root();
    let staging = staging(root)?;
    let manifest = container::read(from, identity, staging.path(), |manifest| fits(manifest, Kind::Data))?;
    let mut done = Back { made: Some(manifest.made), ..Back::default() };
    for controller in app.controllers() {
        if manifest.installations.get(controller.id.as_str()).map(String::as_str)
            != Some(controller.gate.installation())
        {
            return Err(BackupError::Foreign(controller.id.to_string()));
        }
        let keys = staging.path().join("controllers").join(controller.id.as_str()).join("keyring");
        std::fs::create_dir_all(&keys).map_err(BackupError::file(&keys))?;
        controller.gate.copy_keyring(&keys)?;
    }
    let elsewhere = Elsewhere::default();
    for name in ["installation.toml", "registers"] {
        copy_over(&root.join(name), &staging.path().join(name))?;
    }
    let installation = Installation::open(staging.path())?;
    put_right(&installation, &elsewhere, &mut done)?;
    let open = || App::open(installation.clone(), &elsewhere, Arc::clone(app.clock()));
    let copy = open()?;
    replay(&copy, &mut done)?;
    drop(copy);
    let copy = open()?;
    rebuild(&copy, &mut done)?;
    for controller in copy.controllers() {
        let sound = controller.gate.verify_ledger();
        sound.map_err(|error| BackupError::Broken(format!("the ledger of the backup: {error}")))?;
    }
    Ok(done)
}

/// Puts a copy of the keys back, within its window, where there are none.
///
/// # Errors
/// When the copy's time is over, there are keys already, or the machine fails.
pub fn restore_keys(
    from: &Path,
    root: &Path,
    identity: Option<&Path>,
    now: jiff::Timestamp,
) -> Result<Manifest, BackupError> {
    let _alone = alone(root)?;
    let from = newest(from, Kind::Keyring)?;
    let staging = staging(root)?;
    let manifest = container::read(&from, identity, staging.path(), |manifest| {
        fits(manifest, Kind::Keyring)?;
        match manifest.ends {
            Some(ends) if ends < now => Err(BackupError::OutOfWindow(ends.to_string())),
            _ => Ok(()),
        }
    })?;
    for controller in manifest.installations.keys() {
        let below = Path::new("controllers").join(controller).join("keyring");
        if holds_keys(&root.join(&below))? {
            let there = root.join(&below);
            return Err(BackupError::Broken(format!(
                "{} holds keys already, and newer ones: nothing was changed",
                there.display()
            )));
        }
    }
    for controller in manifest.installations.keys() {
        let below = Path::new("controllers").join(controller).join("keyring");
        let (copy, to) = (staging.path().join(&below), root.join(&below));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
        }
        if to.exists() {
            std::fs::remove_dir_all(&to).map_err(BackupError::file(&to))?;
        }
        std::fs::rename(&copy, &to).map_err(BackupError::file(&to))?;
    }
    Ok(manifest)
}

/// Whether a folder holds the keys of any data. One that was made and never used does not.
fn holds_keys(folder: &Path) -> Result<bool, BackupError> {
    let file = folder.join("keyring.db");
    if !file.exists() {
        return Ok(false);
    }
    let db = Db::open(Target::File(&file), Tables::Keyring).map_err(seloste_gate::GateError::from)?;
    Ok(Gate::installation_of(&db)?.is_some())
}

/// Brings rows that other tools have put back (PostgreSQL's own) up to what the keyring knows.
///
/// # Errors
/// When the machine fails.
pub fn in_place(
    root: &Path,
    elsewhere: &Elsewhere,
    clock: &dyn Fn(&Installation) -> Arc<dyn Clock>,
) -> Result<Back, BackupError> {
    let alone = alone(root)?;
    let installation = Installation::open(root)?;
    for controller in installation.controllers()? {
        let (data, keyring) = crate::app::databases(&installation, elsewhere, &controller)?;
        if Gate::are_others(&keyring, &data)? {
            return Err(BackupError::OtherData(controller.to_string()));
        }
    }
    let mut done = Back::default();
    put_right(&installation, elsewhere, &mut done)?;
    // Nobody serves these rows before they are what the keyring knows.
    let open = || App::open_alone(installation.clone(), elsewhere, clock(&installation), alone.as_ref());
    let app = open()?;
    replay(&app, &mut done)?;
    drop(app);
    rebuild(&open()?, &mut done)?;
    Ok(done)
}

/// Brings staff and statements up to what the keyring remembers, before the copy is opened: nobody comes back who has left.
fn put_right(installation: &Installation, elsewhere: &Elsewhere, done: &mut Back) -> Result<(), BackupError> {
    for controller in installation.controllers()? {
        let (data, keyring) = crate::app::databases(installation, elsewhere, &controller)?;
        let one = memory::put_right(&keyring, &data)?;
        let sum = &mut done.put_right;
        sum.ended += one.ended;
        sum.sessions += one.sessions;
        sum.versions += one.versions;
        sum.new_start.extend(one.new_start);
    }
    Ok(())
}

fn replay(app: &App, done: &mut Back) -> Result<(), BackupError> {
    for controller in app.controllers() {
        let one = controller.gate.replay()?;
        let sum = &mut done.restored;
        sum.erased += one.erased;
        sum.without_key += one.without_key;
        sum.recordings += one.recordings;
        sum.covered += one.covered;
        sum.words += one.words;
        sum.restricted += one.restricted;
        sum.ledger_lost += one.ledger_lost;
    }
    Ok(())
}

fn rebuild(app: &App, done: &mut Back) -> Result<(), BackupError> {
    for controller in app.controllers() {
        for register in controller.gate.registers() {
            done.expired +=
                retention::run_register(&controller.gate, &register)?.destroyed.values().sum::<u64>();
            done.restored.people += controller.gate.rebuild_tokens(&register)?;
        }
        controller.gate.integrate_ledger()?;
    }
    Ok(())
}

/// By which clock an installation goes.
type ClockOf<'a> = &'a dyn Fn(&Installation) -> Arc<dyn Clock>;

/// The copy that is meant, out of the declared store where it is named there.
fn fetch_newest(
    from: &Path,
    root: &Path,
    (folder, clock): (&Path, ClockOf<'_>),
) -> Result<PathBuf, BackupError> {
    if !s3::is_meant(from) {
        return newest(from, Kind::Data);
    }
    let installation = Installation::open(root)?;
    let declared = installation.head.backup.as_ref().and_then(|place| place.s3.as_ref());
    Store::open(declared.ok_or_else(BackupError::no_store)?)?.fetch(from, folder, clock(&installation).now())
}

/// The backup to put back: the file itself, or the newest of a kind in a folder.
fn newest(from: &Path, kind: Kind) -> Result<PathBuf, BackupError> {
    if !from.exists() {
        return Err(BackupError::Missing(from.to_owned()));
    }
    if !from.is_dir() {
        return Ok(from.to_owned());
    }
    let other = if kind == Kind::Data { Kind::Keyring } else { Kind::Data };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(from).map_err(BackupError::file(from))? {
        let path = entry.map_err(BackupError::file(from))?.path();
        let named = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if named.ends_with(".backup") && !named.starts_with(other.head()) {
            found.push(path);
        }
    }
    found.sort();
    found.pop().ok_or_else(|| BackupError::NotABackup(from.to_owned()))
}

fn fits(manifest: &Manifest, kind: Kind) -> Result<(), BackupError> {
    let version =
        |text: &str| -> Vec<u64> { text.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    if manifest.format > 1 || version(&manifest.program) > version(PROGRAM) {
        let (found, own) = (manifest.program.clone(), PROGRAM.to_owned());
        return Err(BackupError::Newer { found, own });
    }
    match (manifest.kind, kind) {
        (Kind::Data, Kind::Keyring) => Err(BackupError::OtherKind("data, not of keys")),
        (Kind::Keyring, Kind::Data) => Err(BackupError::OtherKind("keys, not of data: say --keys")),
        _ => Ok(()),
    }
}

/// Nobody else may be at work on the installation; a folder without one is nobody's.
fn alone(root: &Path) -> Result<Option<std::fs::File>, BackupError> {
    let head = root.join("installation.toml");
    if !head.exists() {
        return Ok(None);
    }
    let file = std::fs::File::open(&head).map_err(BackupError::file(&head))?;
    file.try_lock().map_err(|_| BackupError::Running(root.to_owned()))?;
    Ok(Some(file))
}

fn staging(root: &Path) -> Result<tempfile::TempDir, BackupError> {
    std::fs::create_dir_all(root).map_err(BackupError::file(root))?;
    tempfile::Builder::new().prefix(".restore-").tempdir_in(root).map_err(BackupError::file(root))
}

/// Makes the unpacked copy an installation: with the statements in force now, where there are any, and with the keys, which
/// are never in a backup of data.
fn settle_installation(
    root: &Path,
    staging: &Path,
    manifest: &Manifest,
    elsewhere: &Elsewhere,
) -> Result<(), BackupError> {
    if root.join("installation.toml").exists() {
        for name in ["installation.toml", "registers"] {
            copy_over(&root.join(name), &staging.join(name))?;
        }
    }
    if elsewhere.keyring.is_some() {
        return Ok(());
    }
    for (controller, id) in &manifest.installations {
        let keys = root.join("controllers").join(controller).join("keyring");
        if !holds_keys(&keys)? {
            return Err(BackupError::NoKeys(root.to_owned()));
        }
        let db = Db::open(Target::File(&keys.join("keyring.db")), Tables::Keyring)
            .map_err(seloste_gate::GateError::from)?;
        if Gate::installation_of(&db)?.as_ref() != Some(id) {
            return Err(BackupError::Foreign(controller.clone()));
        }
        let to = staging.join("controllers").join(controller).join("keyring");
        let keys = std::path::absolute(&keys).map_err(BackupError::file(&keys))?;
        std::os::unix::fs::symlink(&keys, &to).map_err(BackupError::file(&to))?;
    }
    Ok(())
}

/// Copies a file, or a folder in the place of another.
fn copy_over(from: &Path, to: &Path) -> Result<(), BackupError> {
    if from.is_dir() {
        let _none = std::fs::remove_dir_all(to);
        return copy_folder(from, to);
    }
    std::fs::copy(from, to).map(drop).map_err(BackupError::file(to))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), BackupError> {
    std::fs::create_dir_all(to).map_err(BackupError::file(to))?;
    for entry in std::fs::read_dir(from).map_err(BackupError::file(from))? {
        let entry = entry.map_err(BackupError::file(from))?;
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            std::fs::copy(entry.path(), &copy).map_err(BackupError::file(&copy))?;
        }
    }
    Ok(())
}

/// Carries over into the copy, where the present data can be read, its ledger, and which copies were made: those that are younger than
/// this one have their ends too.
fn carry(present: &Path, copy: &Path) -> Result<u64, BackupError> {
    if !present.exists() {
        return Ok(0);
    }
    let open = |path: &Path| Db::open(Target::File(path), Tables::Data);
    // Data that can't be opened any more is why one restores.
    let Ok(present) = open(present) else { return Ok(0) };
    let copy = open(copy).map_err(seloste_gate::GateError::from)?;
    if let Ok(known) = present.read(|tx| backup_copy::all(tx, i64::MAX)) {
        copy.write(|tx| known.iter().try_for_each(|one| backup_copy::put(tx, one)))?;
    }
    match Gate::carry_ledger(&present, &copy)? {
        Carried::Over(entries) => Ok(entries),
        Carried::Same | Carried::Lost(_) => Ok(0),
    }
}

/// The copy takes the place of what was there, which is set aside.
fn take_over(root: &Path, staging: &Path, manifest: &Manifest, done: &mut Back) -> Result<(), BackupError> {
    let aside = manifest.made.strftime("%Y%m%dT%H%M%SZ").to_string();
    for controller in manifest.installations.keys() {
        let below = Path::new("controllers").join(controller);
        let (there, copy) = (root.join(&below), staging.join(&below));
        std::fs::create_dir_all(&there).map_err(BackupError::file(&there))?;
        for name in ["data.db", "data.db-wal", "data.db-shm"] {
            let file = there.join(name);
            if file.exists() {
                let before = there.join(format!("before-restore-of-{aside}.{name}"));
                std::fs::rename(&file, &before).map_err(BackupError::file(&before))?;
                if name == "data.db" {
                    done.before.push(before);
                }
            }
            if copy.join(name).exists() {
                std::fs::rename(copy.join(name), &file).map_err(BackupError::file(&file))?;
            }
        }
    }
    for part in manifest.files.iter().map(|part| &part.path) {
        let (from, to) = (staging.join(part), root.join(part));
        // What was destroyed since the copy was made is not in it any more.
        if from.exists() && !to.exists() {
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
            }
            std::fs::rename(&from, &to).map_err(BackupError::file(&to))?;
        }
    }
    Ok(())
}
