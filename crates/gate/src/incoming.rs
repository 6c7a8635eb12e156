//! Bytes of recordings and of files on their way in, until they are taken: sealed as they come, in the folder of recordings'
//! bytes, so that nothing readable is ever on the disk and a sender who was cut off goes on where it was. Not here: what becomes of
//! them (`verbs/recording/take.rs`), who may send.
//!
//! A file is a row of sealed pieces, each with its length before it; the first says what the bytes are. A piece that a stop left
//! half written does not open, and the next one takes its place. These are the sender's bytes until they are taken: they are
//! given back to nobody, and only the taking reads them.

use crate::{
    Gate, GateError,
    ask::Ask,
    decide::Verb,
    vault::{TransitKey, random},
};
use jiff::{SignedDuration, Timestamp};
use seloste_register::id::ObjectKindId;
use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{ErrorKind, Read, Seek, SeekFrom},
    os::unix::fs::{DirBuilderExt as _, FileExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Where they are, within the folder of recordings. Its name begins with a dot, so that copies leave it out.
const FOLDER: &str = ".incoming";
/// Plain bytes of a piece, at most.
const PIECE: usize = 256 * 1024;
/// What stands before a piece: its sealed length.
const HEAD: u64 = 4;
/// How long a sender may leave bytes unfinished.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// The name of bytes on their way in, as told outside: random.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingRef(pub String);

/// Where a piece is.
struct Piece {
    /// Its first byte among the plain ones.
    starts: u64,
    plain: u64,
    at: u64,
    sealed: usize,
}

/// Bytes on their way in, open for the taking. What was opened is wiped.
pub struct Incoming {
    file: File,
    key: TransitKey,
    name: String,
    about: Zeroizing<Vec<u8>>,
    pieces: Vec<Piece>,
    ends: u64,
    position: u64,
    opened: Option<(usize, Zeroizing<Vec<u8>>)>,
}

fn failed(what: &str, error: &std::io::Error) -> GateError {
    GateError::Failed(format!("the bytes of a recording on their way in {what}: {error}"))
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Begins to receive the bytes of a recording of a kind; `about` says what they are. Whoever may not take such recordings in is
    /// refused before a byte is sent. Sweeps away what senders left behind.
    pub fn begin_incoming(
        &self,
        ask: &Ask,
        kind: &ObjectKindId,
        about: &[u8],
    ) -> Result<IncomingRef, GateError> {
        self.may_send(ask, kind)?;
        self.begin_bytes(about)
    }

    /// The same for a file of rows, of whoever may bring such files in.
    pub fn begin_file(&self, ask: &Ask, about: &[u8]) -> Result<IncomingRef, GateError> {
        let realm = &*self.realm(&ask.register)?;
        self.permit_for(realm, ask, Verb::Import).map(drop)?;
        self.begin_bytes(about)
    }

    fn begin_bytes(&self, about: &[u8]) -> Result<IncomingRef, GateError> {
        let folder = self.incoming_folder();
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&folder);
        made.map_err(|error| failed("can't be kept", &error))?;
        sweep(&folder, self.clock.now())?;
        let bytes: [u8; 16] = random()?;
        let name = hex::encode(bytes);
        let sealed = self.transit_key()?.seal(&name, 0, about)?;
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(&name));
        let file = file.map_err(|error| failed("can't be kept", &error))?;
        write(&file, 0, &sealed)?;
        file.sync_all().map_err(|error| failed("can't be kept", &error))?;
        Ok(IncomingRef(name))
    }

    /// Adds bytes behind those that came before; answers with how many there are now. A conflict when the sender is wrong about
    /// how many there were, or somebody else is sending the same.
    pub fn add_incoming(&self, name: &IncomingRef, after: u64, bytes: &[u8]) -> Result<u64, GateError> {
        let path = self.incoming_path(name)?;
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(gone)?;
        if file.try_lock().is_err() {
            return Err(GateError::Conflict(Vec::new()));
        }
        let mut incoming = Incoming::open(file, self.transit_key()?, name)?;
        if incoming.len() != after {
            return Err(GateError::Conflict(Vec::new()));
        }
        for piece in bytes.chunks(PIECE) {
            incoming.add(piece)?;
        }
        incoming.file.sync_data().map_err(|error| failed("can't be kept", &error))?;
        Ok(incoming.len())
    }

    /// Bytes on their way in.
    pub fn incoming(&self, name: &IncomingRef) -> Result<Incoming, GateError> {
        let file = File::open(self.incoming_path(name)?).map_err(gone)?;
        Incoming::open(file, self.transit_key()?, name)
    }

    /// Forgets bytes: taken by now, or not wanted.
    pub fn end_incoming(&self, name: &IncomingRef) -> Result<(), GateError> {
        std::fs::remove_file(self.incoming_path(name)?).map_err(gone)
    }

    fn incoming_folder(&self) -> PathBuf {
        self.media.folder().join(FOLDER)
    }

    fn incoming_path(&self, name: &IncomingRef) -> Result<PathBuf, GateError> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if name.0.len() == 32 && name.0.bytes().all(hex) {
            Ok(self.incoming_folder().join(&name.0))
        } else {
            Err(GateError::Absent)
        }
    }

    fn transit_key(&self) -> Result<TransitKey, GateError> {
        let (_, key) = self.keyring.secret(0, "incoming")?;
        Ok(TransitKey::new(&key)?)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "stands in `map_err`")]
fn gone(error: std::io::Error) -> GateError {
    if error.kind() == ErrorKind::NotFound { GateError::Absent } else { failed("can't be read", &error) }
}

fn sweep(folder: &Path, now: Timestamp) -> Result<(), GateError> {
    let unread = |error| failed("can't be read", &error);
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        let touched = entry.metadata().and_then(|is| is.modified()).ok();
        let touched = touched.and_then(|at| Timestamp::try_from(at).ok());
        if touched.is_some_and(|at| now.duration_since(at) > KEPT) {
            // Somebody else may have been quicker.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}

fn write(file: &File, at: u64, sealed: &[u8]) -> Result<(), GateError> {
    let length =
        u32::try_from(sealed.len()).map_err(|_| GateError::Failed("a piece is too long".to_owned()))?;
    let whole = [&length.to_le_bytes()[..], sealed].concat();
    file.write_all_at(&whole, at).map_err(|error| failed("can't be kept", &error))
}

impl Incoming {
    fn open(file: File, key: TransitKey, name: &IncomingRef) -> Result<Self, GateError> {
        let length = file.metadata().map_err(|error| failed("can't be read", &error))?.len();
        let about = Zeroizing::new(Vec::new());
        let mut incoming = Self {
            file,
            key,
            name: name.0.clone(),
            about,
            pieces: Vec::new(),
            ends: 0,
            position: 0,
            opened: None,
        };
        incoming.scan(length)?;
        Ok(incoming)
    }

    /// Finds the pieces; one that is not whole is left out.
    fn scan(&mut self, length: u64) -> Result<(), GateError> {
        let (mut at, mut starts) = (0, 0);
        while at + HEAD <= length {
            let mut head = [0; HEAD as usize];
            self.file.read_exact_at(&mut head, at).map_err(|error| failed("can't be read", &error))?;
            let sealed = u64::from(u32::from_le_bytes(head));
            let Some(plain) = sealed.checked_sub(TransitKey::ADDS as u64) else { break };
            if at + HEAD + sealed > length {
                break;
            }
            let sealed = usize::try_from(sealed).unwrap_or(usize::MAX);
            self.pieces.push(Piece { starts, plain, at, sealed });
            // What the first says is no part of the bytes.
            starts = if self.pieces.len() == 1 { 0 } else { starts + plain };
            at += HEAD + sealed as u64;
        }
        self.ends = at;
        if self.pieces.is_empty() {
            return Err(GateError::Absent);
        }
        self.about = self.piece(0)?;
        // A piece of the right length may still be half written after a power cut.
        if self.pieces.len() > 1
            && self.piece(self.pieces.len() - 1).is_err()
            && let Some(half) = self.pieces.pop()
        {
            self.ends = half.at;
        }
        Ok(())
    }

    fn piece(&self, number: usize) -> Result<Zeroizing<Vec<u8>>, GateError> {
        let piece = self.pieces.get(number).ok_or(GateError::Absent)?;
        let mut sealed = vec![0; piece.sealed];
        let read = self.file.read_exact_at(&mut sealed, piece.at + HEAD);
        read.map_err(|error| failed("can't be read", &error))?;
        Ok(self.key.open(&self.name, number as u64, &sealed)?)
    }

    fn add(&mut self, plain: &[u8]) -> Result<(), GateError> {
        let number = self.pieces.len();
        let sealed = self.key.seal(&self.name, number as u64, plain)?;
        let (starts, at) = (self.len(), self.ends);
        write(&self.file, at, &sealed)?;
        self.ends = at + HEAD + sealed.len() as u64;
        self.file.set_len(self.ends).map_err(|error| failed("can't be kept", &error))?;
        self.pieces.push(Piece { starts, plain: plain.len() as u64, at, sealed: sealed.len() });
        Ok(())
    }

    /// What the sender said of the bytes.
    #[must_use]
    pub fn about(&self) -> &[u8] {
        &self.about
    }

    /// How many bytes came.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self.pieces.as_slice() {
            [_, .., last] => last.starts + last.plain,
            _ => 0,
        }
    }

    /// Whether none came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let position = self.position;
        let after = self.pieces.iter().skip(1).position(|piece| position < piece.starts + piece.plain);
        let Some(number) = after.map(|after| after + 1) else { return Ok(0) };
        if self.opened.as_ref().is_none_or(|(opened, _)| *opened != number) {
            let piece = self.piece(number).map_err(|error| std::io::Error::other(error.to_string()))?;
            self.opened = Some((number, piece));
        }
        let starts = self.pieces.get(number).map_or(0, |piece| piece.starts);
        let within = usize::try_from(position - starts).unwrap_or(usize::MAX);
        let bytes = self.opened.as_ref().and_then(|(_, piece)| piece.get(within..)).unwrap_or_default();
        let read = (&mut &*bytes).read(buffer)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Incoming {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let moved = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = moved.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
