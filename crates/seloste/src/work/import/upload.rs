//! The file that is brought in: read again by its path, held in memory for the time of the work, or sealed on disk. Never copied to
//! a readable temporary file: it is full of personal data.

use super::FileError;
use aws_lc_rs::digest;
use seloste_gate::{
    Gate,
    incoming::{Incoming, IncomingRef},
};
use std::{
    fs::File,
    io::{Cursor, Read, Seek},
    path::{Path, PathBuf},
    sync::Arc,
};
use zeroize::Zeroizing;

/// A file to be brought in.
#[derive(Clone)]
pub enum Upload<'g> {
    /// A file on the disk of the machine that does the work.
    Path(PathBuf),
    /// Name and bytes that came over the network.
    Memory(String, Arc<Zeroizing<Vec<u8>>>),
    /// Bytes that came over the network and lie sealed on disk, with the name that they came under.
    Sealed(&'g Gate, IncomingRef, String),
}

/// What a file is made of.
pub(super) trait Bytes: Read + Seek {}
impl<T: Read + Seek> Bytes for T {}

impl Upload<'_> {
    /// A file on disk.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }

    /// Bytes that came over the network, with the name that they came under.
    #[must_use]
    pub fn bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self::Memory(name.to_owned(), Arc::new(Zeroizing::new(bytes)))
    }

    /// The last part of its name, at most 100 characters, for the list of batches.
    #[must_use]
    pub fn name(&self) -> String {
        let whole = match self {
            Self::Path(path) => path.to_string_lossy().into_owned(),
            Self::Memory(name, _) | Self::Sealed(_, _, name) => name.clone(),
        };
        let last = whole.rsplit(['/', '\\']).next().unwrap_or_default();
        last.chars().filter(|c| !c.is_control()).take(100).collect()
    }

    pub(super) fn open(&self) -> Result<Box<dyn Bytes + '_>, FileError> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path).map_err(|error| FileError::unreadable(&error))?),
            Self::Memory(_, bytes) => Box::new(Cursor::new(bytes.as_slice())),
            Self::Sealed(gate, file, _) => Box::new(sealed(gate, file)?),
        })
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> Result<u64, FileError> {
        match self {
            Self::Path(path) => {
                let about = std::fs::metadata(path).map_err(|error| FileError::unreadable(&error))?;
                if about.is_file() { Ok(about.len()) } else { Err(FileError::NotAFile) }
            }
            Self::Memory(_, bytes) => Ok(bytes.len() as u64),
            Self::Sealed(gate, file, _) => Ok(sealed(gate, file)?.len()),
        }
    }

    /// Up to `most` bytes from its beginning.
    pub(super) fn beginning(&self, most: u64) -> Result<Vec<u8>, FileError> {
        let mut bytes = Vec::new();
        self.open()?.take(most).read_to_end(&mut bytes).map_err(|error| FileError::unreadable(&error))?;
        Ok(bytes)
    }

    /// SHA-256 of the whole file: a batch goes on only with the very same bytes.
    pub(super) fn digest(&self) -> Result<Vec<u8>, FileError> {
        let (mut context, mut file) = (digest::Context::new(&digest::SHA256), self.open()?);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer).map_err(|error| FileError::unreadable(&error))?;
            match buffer.get(..read) {
                Some([]) | None => return Ok(context.finish().as_ref().to_vec()),
                Some(bytes) => context.update(bytes),
            }
        }
    }
}

fn sealed(gate: &Gate, file: &IncomingRef) -> Result<Incoming, FileError> {
    gate.incoming(file).map_err(|error| FileError::Unreadable(error.to_string()))
}
