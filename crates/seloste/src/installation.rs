//! An installation on disk: `installation.toml`, one statement a register, one folder a controller.
//! Not here: what a statement means, how databases work.

use crate::{mail::settings::Settings, session::source::Origin};
use seloste_gate::{GateError, KeyringAt};
use seloste_register::{
    diagnostics::Problem,
    id::{CompanyId, RegisterId},
};
use serde::{Deserialize, Serialize};
use std::{
    io,
    net::IpAddr,
    path::{Path, PathBuf},
};

/// Contents of `installation.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Head {
    /// Version of this layout.
    pub layout: u32,
    /// Whether `--clock` is allowed (made with `init --test`).
    #[serde(default)]
    pub test: bool,
    /// The address that people's browsers have for the service, such as `https://register.example.fi`. Cookies and passkeys
    /// are bound to it. Without it the service goes by what the browser asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The country in which the data lies, ISO 3166-1 alpha-2. Nothing opens where a statement says another one, or promises that
    /// data stays inside an area that this is not in (claim R5-028).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Addresses of proxies in front of the service; only theirs is believed who sent a request and how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proxies: Vec<IpAddr>,
    /// Whether it is a demonstration of invented people (made with `seloste demo`): its mail may go to a folder.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// How mail leaves. Without it the service sends none: nobody can sign in to their own pages by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Settings>,
    /// Mailboxes whose mail opens cases (claim R5-110).
    #[serde(default, rename = "mailbox", skip_serializing_if = "Vec::is_empty")]
    pub mailboxes: Vec<crate::mail::mailbox::Mailbox>,
    /// Providers that people may sign in with to their own pages.
    #[serde(default, rename = "identity-provider", skip_serializing_if = "Vec::is_empty")]
    pub identity_providers: Vec<crate::oidc::settings::Settings>,
    /// Where backups go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<PlaceOfBackups>,
}

/// Where backups go. How often and for how long, the statements say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlaceOfBackups {
    /// The folder; `serve` writes the scheduled ones there, and `seloste backup` writes nowhere else.
    pub to: PathBuf,
    /// The country that the folder is in, ISO 3166-1 alpha-2 (claim R5-028).
    pub country: String,
    /// The public key of age that backups are encrypted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Days for which a copy of the keys may be put back: never more than the statements say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyring_days: Option<u32>,
    /// The folder that copies of keys go to, away from those of the data and in the same country; without it `serve` makes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyring_to: Option<PathBuf>,
    /// The hour of the day at which scheduled copies are made, where the registers are kept; 2 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<u8>,
    /// The most copies of data that are kept, if fewer than their time allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// A store that speaks S3, where each copy of the data goes as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s3: Option<StoreOfBackups>,
}

/// A store that speaks S3, where a second copy of each backup of the data goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoreOfBackups {
    /// Its address, such as `https://s3.example.fi`.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// What the names of copies begin with there, such as `seloste/`.
    #[serde(default)]
    pub prefix: String,
    /// The region that requests are signed for.
    #[serde(default = "StoreOfBackups::usual_region")]
    pub region: String,
    /// The country that it is in, ISO 3166-1 alpha-2 (claim R5-028).
    pub country: String,
    /// A file with the id of the key on one line and its secret on the next.
    pub key_file: PathBuf,
}

impl StoreOfBackups {
    fn usual_region() -> String {
        "us-east-1".to_owned()
    }
}

/// The layout that this program writes.
pub const LAYOUT: u32 = 1;

/// A folder that holds an installation.
#[derive(Debug, Clone)]
pub struct Installation {
    root: PathBuf,
    /// Its head.
    pub head: Head,
}

/// Why an installation can't be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum InstallationError {
    /// A file can't be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It belongs to somebody else.
    #[error(
        "{0} belongs to another user of this machine; run seloste as the user that owns the installation"
    )]
    Denied(PathBuf),
    /// There is no installation.
    #[error("{0} holds no installation; make one with: seloste init --data {0} STATEMENT.toml")]
    Missing(PathBuf),
    /// There is one already.
    #[error("{0} already holds an installation; nothing was changed")]
    Present(PathBuf),
    /// The folder for a new installation is a file, or holds something else.
    #[error("{0} is a file or not empty; name a folder that is missing or empty with --data")]
    Taken(PathBuf),
    /// Another one is being made in the same place, or its maker was killed.
    #[error(
        "{0} is there: another `seloste init` is at work or was killed; if none runs, delete it and try again"
    )]
    Unfinished(PathBuf),
    /// `installation.toml` is broken, or of another version.
    #[error("{0}")]
    Head(String),
    /// A statement has errors.
    #[error("{path} has {} problem(s); see: seloste check {path}", .problems.len())]
    Statement {
        /// Its file.
        path: PathBuf,
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// Two statements name the same register.
    #[error("the register {0} is described by two statements")]
    Twice(RegisterId),
    /// A file says what was never in force.
    #[error(
        "{path} differs from version {version} of {register}, which is in force. Nothing was opened. Move {path} away: it is \
         then written anew from version {version}; what you moved can be brought in with: seloste statement draft --register \
         {register} --as USER --why WORDS FILE"
    )]
    Differs {
        /// The file.
        path: PathBuf,
        /// Its register.
        register: RegisterId,
        /// The version in force.
        version: i64,
    },
    /// A database or keyring can't be opened.
    #[error("{0}")]
    Gate(#[from] GateError),
}

impl InstallationError {
    /// An error of the file system at a path.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| match source.kind() {
            io::ErrorKind::PermissionDenied => Self::Denied(path.to_owned()),
            _ => Self::File { path: path.to_owned(), source },
        }
    }
}

/// How keys are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeysKept {
    /// Whether the key-encryption key is in its own folder of this installation.
    pub key_file: bool,
    /// Whether nobody but the program's user can look into that folder and file.
    pub closed: bool,
}

impl Installation {
    /// Makes the folders of a new installation. Statements are added with [`Installation::add_statement`].
    ///
    /// # Errors
    /// When one is there already, or the file system refuses.
    pub fn make(root: &Path, head: Head) -> Result<Self, InstallationError> {
        let file = root.join("installation.toml");
        if file.exists() {
            return Err(InstallationError::Present(root.to_owned()));
        }
        for folder in [root.to_owned(), root.join("registers"), root.join("controllers")] {
            std::fs::create_dir_all(&folder).map_err(InstallationError::file(&folder))?;
        }
        close_to_others(root)?;
        let text = toml::to_string(&head).map_err(|error| InstallationError::Head(error.to_string()))?;
        std::fs::write(&file, text).map_err(InstallationError::file(&file))?;
        Ok(Self { root: root.to_owned(), head })
    }

    /// Opens an installation.
    ///
    /// # Errors
    /// When there is none, or it is of another layout.
    pub fn open(root: &Path) -> Result<Self, InstallationError> {
        let file = root.join("installation.toml");
        if !file.try_exists().map_err(InstallationError::file(root))? {
            return Err(InstallationError::Missing(root.to_owned()));
        }
        let text = std::fs::read_to_string(&file).map_err(InstallationError::file(&file))?;
        let head: Head = toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            InstallationError::Head(format!("{}:{line}: {}", file.display(), error.message()))
        })?;
        if head.layout != LAYOUT {
            let (found, own) = (head.layout, LAYOUT);
            return Err(InstallationError::Head(format!(
                "{} is of layout {found}; this program reads layout {own}: use the program that made it",
                file.display()
            )));
        }
        if head.backup.as_ref().and_then(|place| place.hour).is_some_and(|hour| hour > 23) {
            return Err(InstallationError::Head(format!(
                "{}: backup.hour is no hour of a day; write 0 to 23",
                file.display()
            )));
        }
        if let Some(origin) = head.origin.as_deref().filter(|origin| Origin::parse(origin).is_none()) {
            return Err(InstallationError::Head(format!(
                "{}: origin = \"{origin}\" is no address of a service; write it like https://register.example.fi",
                file.display()
            )));
        }
        Ok(Self { root: root.to_owned(), head })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Puts an active statement in place.
    ///
    /// # Errors
    /// When the register is there already, or the file system refuses.
    pub fn add_statement(&self, register: &RegisterId, text: &str) -> Result<(), InstallationError> {
        let file = self.statement_file(register);
        if file.exists() {
            return Err(InstallationError::Twice(register.clone()));
        }
        std::fs::write(&file, text).map_err(InstallationError::file(&file))
    }

    /// Writes the file of a register's statement anew, whole or not at all.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn write_statement(&self, register: &RegisterId, text: &str) -> Result<(), InstallationError> {
        let file = self.statement_file(register);
        if std::fs::read(&file).is_ok_and(|known| known == text.as_bytes()) {
            return Ok(());
        }
        let part = self.root.join("registers").join(format!(".{register}.part"));
        std::fs::write(&part, text).map_err(InstallationError::file(&part))?;
        std::fs::rename(&part, &file).map_err(InstallationError::file(&file))
    }

    /// Controllers that have a folder, in order of name.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn controllers(&self) -> Result<Vec<CompanyId>, InstallationError> {
        let folder = self.root.join("controllers");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(InstallationError::file(&folder))? {
            let name = entry.map_err(InstallationError::file(&folder))?.file_name();
            found.extend(name.to_str().and_then(|name| CompanyId::new(name).ok()));
        }
        found.sort();
        Ok(found)
    }

    /// Files of the active statements, in order of name.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn statement_files(&self) -> Result<Vec<PathBuf>, InstallationError> {
        let folder = self.root.join("registers");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(InstallationError::file(&folder))? {
            let path = entry.map_err(InstallationError::file(&folder))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Where a controller's rows are kept when the engine is embedded; its folder is made when missing.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn data_file(&self, controller: &CompanyId) -> Result<PathBuf, InstallationError> {
        let folder = self.controller_folder(controller)?;
        Ok(folder.join("data.db"))
    }

    /// Where the sealed bytes of a controller's recordings are kept; the gate makes the folder.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn media(&self, controller: &CompanyId) -> Result<PathBuf, InstallationError> {
        Ok(self.controller_folder(controller)?.join("media"))
    }

    /// Where a controller's keys are kept by default; the folder is made when missing.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn keyring(&self, controller: &CompanyId) -> Result<KeyringAt, InstallationError> {
        let folder = self.controller_folder(controller)?.join("keyring");
        std::fs::create_dir_all(&folder).map_err(InstallationError::file(&folder))?;
        close_to_others(&folder)?;
        Ok(KeyringAt::Folder(folder))
    }

    /// How the keys of a controller are kept, as far as this machine shows.
    #[must_use]
    pub fn keys_kept(&self, controller: &CompanyId) -> KeysKept {
        let folder = self.root.join("controllers").join(controller.as_str()).join("keyring");
        let closed = |path: &Path| {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 == 0)
            }
            #[cfg(not(unix))]
            {
                path.exists()
            }
        };
        let key = folder.join("kek");
        KeysKept { key_file: key.is_file(), closed: closed(&folder) && closed(&key) }
    }

    fn controller_folder(&self, controller: &CompanyId) -> Result<PathBuf, InstallationError> {
        let folder = self.root.join("controllers").join(controller.as_str());
        std::fs::create_dir_all(&folder).map_err(InstallationError::file(&folder))?;
        close_to_others(&folder)?;
        Ok(folder)
    }

    /// The file of a register's statement.
    #[must_use]
    pub fn statement_file(&self, register: &RegisterId) -> PathBuf {
        self.root.join("registers").join(format!("{register}.toml"))
    }
}

/// Least privilege: nobody but the owner looks into a folder of data or keys.
fn close_to_others(folder: &Path) -> Result<(), InstallationError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .map_err(InstallationError::file(folder))?;
    }
    Ok(())
}
