//! The folder of recordings' bytes: one sealed file each under a random name, never readable, never changed. Not here:
//! ciphers (`vault/chunks.rs`), rows (`store/media.rs`), who may listen (`verbs/recording`).
//!
//! A file is written in `.waiting`, made durable there, and gets its place after its row is durable; while it waits, its
//! writer holds a lock on it. So what a stop leaves in `.waiting` either has a row, and gets its place, or is removed: see
//! [`Media::left_behind`]. A reader looks in both places.

use crate::{
    GateError,
    vault::{
        Broken,
        chunks::{CHUNK, Digest, Owner, Part, RecordingKey, Sealer, TAG},
        random,
    },
};
use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{ErrorKind, Read, Write as _},
    os::unix::fs::{DirBuilderExt as _, FileExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Where files wait for their rows. Its name begins with a dot, so that copies leave it out.
const WAITING: &str = ".waiting";
/// Chunks written at once: a megabyte.
const AT_ONCE: usize = 16;
/// A stored recording is never longer than this: a day of sound as a telephone system writes it, ten times over.
const LONGEST: u64 = 64 * 1024 * 1024 * 1024;

const UNWRITTEN: &str = "can't be written; nothing of the recording was kept";

/// The random name of a file.
pub(crate) type Blob = [u8; 16];

/// The folder.
pub(crate) struct Media {
    folder: PathBuf,
}

/// A sealed file that waits for its row. Dropped without [`Waiting::settle`] it is removed.
pub(crate) struct Waiting {
    from: PathBuf,
    to: PathBuf,
    /// Keeps the lock.
    file: File,
    settled: Settled,
    pub(crate) blob: Blob,
    pub(crate) sealed: SealedFile,
}

#[derive(PartialEq, Eq)]
enum Settled {
    Yes,
    No,
}

/// What was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SealedFile {
    /// Plain bytes.
    pub(crate) bytes: u64,
    /// SHA-256 of the plain bytes.
    pub(crate) plain: [u8; 32],
    /// SHA-256 of the sealed file.
    pub(crate) digest: [u8; 32],
}

/// Why bytes were not sealed.
#[derive(Debug)]
pub(crate) enum NotSealed {
    /// The sender's bytes can't be read to their end.
    Source,
    /// More than a recording may be.
    TooLong,
    /// The machine failed; nothing is left behind.
    Failed(GateError),
}

impl From<Broken> for NotSealed {
    fn from(broken: Broken) -> Self {
        Self::Failed(broken.into())
    }
}

impl Media {
    /// Opens the folder; makes it when it is missing.
    pub(crate) fn open(folder: &Path) -> Result<Self, GateError> {
        let waiting = folder.join(WAITING);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&waiting)
            .map_err(|error| failed(&waiting, "can't be made", &error))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Seals bytes into a waiting file, which [`Waiting::make_durable`] makes durable. Memory does not grow with their length.
    pub(crate) fn seal(
        &self,
        (key, owner): (&RecordingKey, Owner),
        bytes: &mut dyn Read,
    ) -> Result<Waiting, NotSealed> {
        let blob: Blob = random()?;
        let from = self.waiting_file(&blob);
        let file = self.create(&from).map_err(NotSealed::Failed)?;
        let to = self.file(&blob);
        let nothing = SealedFile { bytes: 0, plain: [0; 32], digest: [0; 32] };
        let mut waiting = Waiting { from, to, file, settled: Settled::No, blob, sealed: nothing };
        waiting.sealed = write(&waiting.file, &waiting.from, (key, owner), bytes)?;
        Ok(waiting)
    }

    /// Makes a locked file. One that a sweep took away between the making and the lock is made again.
    fn create(&self, path: &Path) -> Result<File, GateError> {
        loop {
            let mut options = OpenOptions::new();
            let file = options.write(true).create(true).truncate(true).mode(0o600).open(path);
            let file = file.map_err(|error| failed(path, "can't be written", &error))?;
            file.lock().map_err(|error| failed(path, "can't be locked", &error))?;
            let links = file.metadata().map_err(|error| failed(path, "can't be written", &error))?.nlink();
            if links > 0 {
                return Ok(file);
            }
        }
    }

    /// A file, wherever it is by now; `None` when it is not there.
    fn find(&self, blob: &Blob) -> Result<Option<File>, GateError> {
        for path in [self.file(blob), self.waiting_file(blob), self.file(blob)] {
            match File::open(&path) {
                Ok(file) => return Ok(Some(file)),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(failed(&path, "can't be read", &error)),
            }
        }
        Ok(None)
    }

    /// The sealed chunk at a number, as it stands in the file, with room for nothing else.
    pub(crate) fn chunk(&self, opened: &OpenedFile, number: u64) -> Result<Zeroizing<Vec<u8>>, GateError> {
        let length = opened.chunk_length(number);
        let mut chunk = Zeroizing::new(vec![0; length]);
        let at = number * (CHUNK + TAG) as u64;
        opened.file.read_exact_at(&mut chunk, at).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => Broken::Changed.into(),
            _ => failed(&self.folder, "can't be read", &error),
        })?;
        Ok(chunk)
    }

    /// Opens a file for reading chunks. One whose length is not that of the recording was changed.
    pub(crate) fn read(&self, blob: &Blob, bytes: u64) -> Result<OpenedFile, GateError> {
        let Some(file) = self.find(blob)? else {
            return Err(GateError::Failed(
                "the bytes of a recording are missing from the folder of media".to_owned(),
            ));
        };
        let length = file.metadata().map_err(|error| failed(&self.folder, "can't be read", &error))?.len();
        let opened = OpenedFile { file, bytes };
        if length == bytes + opened.chunks() * TAG as u64 { Ok(opened) } else { Err(Broken::Changed.into()) }
    }

    /// SHA-256 of a sealed file as it stands; `None` when it is missing.
    pub(crate) fn digest(&self, blob: &Blob) -> Result<Option<[u8; 32]>, GateError> {
        let Some(mut file) = self.find(blob)? else { return Ok(None) };
        let mut digest = Digest::new();
        let mut block = vec![0; AT_ONCE * CHUNK];
        loop {
            let read =
                file.read(&mut block).map_err(|error| failed(&self.folder, "can't be read", &error))?;
            match block.get(..read) {
                Some(some) if !some.is_empty() => digest.add(some),
                _ => return Ok(Some(digest.finish())),
            }
        }
    }

    /// Removes a file, wherever it is; harmless when it is not there.
    pub(crate) fn remove(&self, blob: &Blob) -> Result<(), GateError> {
        for path in [self.file(blob), self.waiting_file(blob)] {
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(failed(&path, "can't be removed", &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Files that wait and that no writer holds, each with its lock: a stop left them behind.
    pub(crate) fn left_behind(&self) -> Result<Vec<Left>, GateError> {
        let folder = self.folder.join(WAITING);
        let unread = |error| failed(&folder, "can't be read", &error);
        let mut left = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(unread)? {
            let from = entry.map_err(unread)?.path();
            let Some(blob) = from.file_name().and_then(|name| name.to_str()).and_then(named) else {
                continue;
            };
            // Moved or removed meanwhile, or at work.
            let Ok(file) = File::open(&from) else { continue };
            if file.try_lock().is_ok() {
                left.push(Left { to: self.file(&blob), from, blob, _file: file });
            }
        }
        Ok(left)
    }

    /// Every file that has its place.
    pub(crate) fn all(&self) -> Result<Vec<Blob>, GateError> {
        let mut found = Vec::new();
        for folder in list(&self.folder)? {
            if folder.is_dir() && folder.file_name().is_some_and(|name| name != WAITING) {
                let files = list(&folder)?;
                found.extend(files.iter().filter_map(|path| named(path.file_name()?.to_str()?)));
            }
        }
        Ok(found)
    }

    /// Whether a file has stood in its place for a day by the machine's clock; one that is gone has.
    pub(crate) fn is_older_than_a_day(&self, blob: &Blob) -> bool {
        let changed = std::fs::metadata(self.file(blob)).and_then(|file| file.modified());
        changed.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > std::time::Duration::from_hours(24)))
    }

    fn file(&self, blob: &Blob) -> PathBuf {
        let name = name(blob);
        let (shelf, _) = name.split_at(2);
        self.folder.join(shelf).join(&name)
    }

    fn waiting_file(&self, blob: &Blob) -> PathBuf {
        self.folder.join(WAITING).join(name(blob))
    }
}

/// A file that is read.
pub(crate) struct OpenedFile {
    file: File,
    bytes: u64,
}

impl OpenedFile {
    /// How many chunks it has; an empty recording has one, empty.
    pub(crate) fn chunks(&self) -> u64 {
        self.bytes.div_ceil(CHUNK as u64).max(1)
    }

    /// What kind of part a chunk is.
    pub(crate) fn part(&self, number: u64) -> Part {
        if number + 1 == self.chunks() { Part::Last } else { Part::Chunk }
    }

    fn chunk_length(&self, number: u64) -> usize {
        let from = number * CHUNK as u64;
        usize::try_from(self.bytes.saturating_sub(from)).unwrap_or(CHUNK).min(CHUNK) + TAG
    }
}

impl Waiting {
    /// Makes the file durable where it waits. Its row is stored after this, never before.
    pub(crate) fn make_durable(&self) -> Result<(), GateError> {
        self.file.sync_all().map_err(|error| failed(&self.from, UNWRITTEN, &error))?;
        sync(self.from.parent().unwrap_or(&self.from))
    }

    /// Gives the file its place. Its row is durable; that the file has its place need not be, since one that waits gets it
    /// when the gate opens next.
    pub(crate) fn settle(mut self) -> Result<(), GateError> {
        self.settled = Settled::Yes;
        place(&self.from, &self.to)
    }

    /// Leaves the file where it is, for whoever opens the gate next: its row may or may not be durable.
    pub(crate) fn leave(mut self) {
        self.settled = Settled::Yes;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.settled == Settled::No {
            // What can't be removed now is swept when the gate opens next.
            std::fs::remove_file(&self.from).unwrap_or_default();
        }
    }
}

/// A file that a stop left behind.
pub(crate) struct Left {
    from: PathBuf,
    to: PathBuf,
    _file: File,
    pub(crate) blob: Blob,
}

impl Left {
    /// Its row is there: it gets its place.
    pub(crate) fn settle(self) -> Result<(), GateError> {
        match place(&self.from, &self.to) {
            Err(_) if !self.from.exists() => Ok(()),
            done => done,
        }
    }
}

fn place(from: &Path, to: &Path) -> Result<(), GateError> {
    let shelf = to.parent().unwrap_or(to);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(shelf)
        .and_then(|()| std::fs::rename(from, to))
        .map_err(|error| failed(to, "can't be put in its place", &error))
}

fn write(
    mut file: &File,
    path: &Path,
    (key, owner): (&RecordingKey, Owner),
    bytes: &mut dyn Read,
) -> Result<SealedFile, NotSealed> {
    let mut sealer = Sealer::new(key, owner);
    let mut out = Vec::with_capacity(AT_ONCE * (CHUNK + TAG));
    let mut next = Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
    fill(bytes, &mut next)?;
    let mut total = 0;
    loop {
        let mut now = next;
        next = Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
        total += now.len() as u64;
        if total > LONGEST {
            return Err(NotSealed::TooLong);
        }
        // A full chunk is the last one only when nothing follows.
        if now.len() == CHUNK {
            fill(bytes, &mut next)?;
        }
        let part = if next.is_empty() { Part::Last } else { Part::Chunk };
        sealer.chunk(part, &mut now)?;
        out.extend_from_slice(&now);
        if part == Part::Last || out.len() >= AT_ONCE * (CHUNK + TAG) {
            file.write_all(&out).map_err(|error| unwritten(path, &error))?;
            out.clear();
        }
        if part == Part::Last {
            let (plain, digest) = sealer.finish();
            return Ok(SealedFile { bytes: total, plain, digest });
        }
    }
}

/// Fills a chunk as far as the source goes.
fn fill(bytes: &mut dyn Read, chunk: &mut Vec<u8>) -> Result<(), NotSealed> {
    bytes.take(CHUNK as u64).read_to_end(chunk).map(drop).map_err(|_unreadable| NotSealed::Source)
}

fn unwritten(path: &Path, error: &std::io::Error) -> NotSealed {
    NotSealed::Failed(failed(path, UNWRITTEN, error))
}

fn failed(path: &Path, what: &str, error: &std::io::Error) -> GateError {
    GateError::Failed(format!("{} {what}: {error}", path.display()))
}

fn sync(folder: &Path) -> Result<(), GateError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| failed(folder, "can't be made durable", &error))
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, GateError> {
    let unread = |error| failed(folder, "can't be read", &error);
    std::fs::read_dir(folder).map_err(unread)?.map(|entry| Ok(entry.map_err(unread)?.path())).collect()
}

/// A name as it stands in the folder: 32 hexadecimal digits.
fn name(blob: &Blob) -> String {
    hex::encode(blob)
}

fn named(name: &str) -> Option<Blob> {
    let mut blob = Blob::default();
    hex::decode_to_slice(name, &mut blob).ok().map(|()| blob)
}
