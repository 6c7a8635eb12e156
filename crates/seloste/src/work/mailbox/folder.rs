//! The folder of a mailbox: a Maildir, or a folder of `.eml` files. A mail is moved to `seloste-taking`, taken in and deleted there, so
//! that a machine that stops in between leaves it to be taken again; what is nobody's letter goes to `seloste-aside`, where somebody
//! looks. Not here: what a mail becomes.

use super::{Taken, take};
use crate::{app::App, mail::mailbox::Mailbox};
use jiff::Timestamp;
use seloste_gate::GateError;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Where a mail is while it is taken in.
const TAKING: &str = "seloste-taking";
/// Where mail goes that opens no case.
const ASIDE: &str = "seloste-aside";
/// Longest mail in bytes.
const LONGEST: u64 = 64 << 20;

/// What one look at a folder did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Cases that were opened.
    pub opened: u64,
    /// Mails that were put aside.
    pub aside: u64,
    /// Mails that could not be taken in now, and are tried again.
    pub failed: u64,
}

/// The folder of a mailbox; nothing where it has none.
#[must_use]
pub fn of(app: &App, mailbox: &Mailbox) -> Option<PathBuf> {
    mailbox.folder.as_ref().map(|folder| app.installation.root().join(folder))
}

/// Takes in what lies in a mailbox's folder.
///
/// # Errors
/// When the folder can't be read.
pub fn look(app: &App, mailbox: &Mailbox) -> io::Result<Looked> {
    let mut looked = Looked::default();
    let Some(root) = of(app, mailbox) else { return Ok(looked) };
    let fresh = root.join("new");
    let maildir = fresh.is_dir();
    let taking = root.join(TAKING);
    for path in mails(if maildir { &fresh } else { &root }, !maildir)? {
        if let Some(name) = path.file_name() {
            fs::create_dir_all(&taking)?;
            fs::rename(&path, taking.join(name))?;
        }
    }
    if !taking.is_dir() {
        return Ok(looked);
    }
    // Another process that looks into the same folder is at work on these.
    let alone = fs::File::open(&taking)?;
    if alone.try_lock().is_err() {
        return Ok(looked);
    }
    for path in mails(&taking, false)? {
        match taken(app, mailbox, &path) {
            Ok(Some(Taken::Opened { .. })) => looked.opened += 1,
            Ok(Some(Taken::Trial)) => {}
            Ok(Some(Taken::Aside)) => {
                aside(&root, &path)?;
                looked.aside += 1;
                continue;
            }
            Ok(None) | Err(_) => {
                looked.failed += 1;
                continue;
            }
        }
        fs::remove_file(&path)?;
    }
    Ok(looked)
}

/// How many mails lie aside.
#[must_use]
pub fn lying_aside(app: &App, mailbox: &Mailbox) -> usize {
    let root = of(app, mailbox).map(|root| root.join(ASIDE));
    root.and_then(|root| mails(&root, false).ok()).map_or(0, |found| found.len())
}

/// Takes one file in; nothing where that failed and it is to be tried again.
fn taken(app: &App, mailbox: &Mailbox, path: &Path) -> io::Result<Option<Taken>> {
    let about = fs::metadata(path)?;
    if about.len() > LONGEST {
        return Ok(Some(Taken::Aside));
    }
    let bytes = zeroize::Zeroizing::new(fs::read(path)?);
    let received = received(app, &about);
    match take(app, mailbox, (&bytes, received)) {
        Ok(taken) => Ok(Some(taken)),
        // The gate would say the same again.
        Err(error @ (GateError::Problems(_) | GateError::Refused(_))) => {
            tracing::error!(register = mailbox.register.as_str(), %error, "a mail was put aside");
            Ok(Some(Taken::Aside))
        }
        Err(error) => {
            tracing::error!(register = mailbox.register.as_str(), %error, "a mail could not be taken in");
            Ok(None)
        }
    }
}

/// When a mail came to the mailbox: the clock of a request runs from then, also when nobody looked (R7-032). Where the clock is set by
/// hand, files know nothing of it.
fn received(app: &App, about: &fs::Metadata) -> Timestamp {
    let now = app.clock().now();
    let written = about.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
    match written.filter(|_| !app.installation.head.test) {
        Some(written) => written.min(now),
        None => now,
    }
}

fn aside(root: &Path, path: &Path) -> io::Result<()> {
    let folder = root.join(ASIDE);
    fs::create_dir_all(&folder)?;
    match path.file_name() {
        Some(name) => fs::rename(path, folder.join(name)),
        None => Ok(()),
    }
}

/// Files of a folder, in order of name; what is still being written begins with a full stop or does not end in `.eml` yet.
fn mails(folder: &Path, eml: bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type()?.is_file() && !name.starts_with('.') && (!eml || name.ends_with(".eml")) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
