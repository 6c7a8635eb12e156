//! Covers spans of a recording with a tone: for good, where a copy without them takes the recording's place and what stood there
//! goes with its key; or in the copy that a granted request gives. Not here: who may order it (the gate), the tone (`sound`).

use crate::{
    messages::{Message, recording as say},
    work::personal,
};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    errors::ItemProblem,
    recording::{Heard, MediumFacts},
    request::RequestRef,
};
use seloste_register::diagnostics::Problem;
use std::{
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
};
use zeroize::Zeroizing;

/// Spans that one order covers.
const SPANS: usize = 50;
/// The longest recording that is covered, in bytes of linear sound: two hours of a stereo telephone call.
const MOST: u64 = 256 * 1024 * 1024;
/// Bytes that are opened at once.
const WINDOW: u64 = 1024 * 1024;

/// Covers spans, in milliseconds from the beginning, for good.
///
/// # Errors
/// As [`GateError`] says: absent where the asker may not hear the recording, refused where it may not erase, problems when a
/// span is none of this recording.
pub fn cover(gate: &Gate, ask: &Ask, object: &ObjectRef, spans: &[Range<u64>]) -> Result<(), GateError> {
    let medium = gate.medium(ask, object)?;
    let fits = |span: &Range<u64>| span.start < span.end && span.end <= medium.length_ms;
    if medium.channels == 0 || spans.is_empty() || spans.len() > SPANS || !spans.iter().all(fits) {
        return Err(wrong(("no-such-span", &say::NO_SPAN)));
    }
    let source = Source { gate, ask, request: None, object };
    let bytes = covered(source, medium.bytes, spans)?;
    let sound = seloste_sound::read(&mut io::Cursor::new(bytes.as_slice()))
        .map_err(|_| wrong(("sound-unreadable", &say::SOUND_UNREADABLE)))?;
    let facts = MediumFacts {
        format: sound.format.mime(),
        channels: sound.channels,
        length_ms: sound.length_ms,
        peaks: sound.peaks,
        delivery: String::new(),
        digest: seloste_gate::recording::digest(&bytes),
        said: seloste_gate::recording::Said::default(),
    };
    gate.replace_recording(ask, object, facts, &mut bytes.as_slice())
}

/// Where the bytes of a recording are opened: as heard at the desk, or as granted in a request.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// Who asks for what.
    pub ask: &'a Ask,
    /// The request that grants it.
    pub request: Option<&'a RequestRef>,
    /// The recording.
    pub object: &'a ObjectRef,
}

impl Source<'_> {
    fn open(&self, range: Range<u64>) -> Result<Heard, GateError> {
        match self.request {
            Some(request) => self.gate.listen_for_request(self.ask, (request, self.object), range),
            None => self.gate.listen(self.ask, self.object, range),
        }
    }
}

/// All bytes of a recording of so many, as they are stored.
///
/// # Errors
/// As the gate says; a problem when it is too large to be given in one file.
pub fn whole(source: Source<'_>, size: u64) -> Result<Zeroizing<Vec<u8>>, GateError> {
    if size > MOST {
        return Err(wrong(("too-long-to-cover", &say::TOO_LONG_TO_COVER)));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or_default()));
    let mut at = 0;
    while at < size {
        let heard = source.open(at..size.min(at.saturating_add(WINDOW)))?;
        bytes.extend_from_slice(&personal::sound(&heard));
        at = heard.range.end;
    }
    Ok(bytes)
}

/// The recording, of so many bytes, with spans of it under a tone, as WAV.
///
/// # Errors
/// As the gate says; problems when the recording can't be covered.
pub fn covered(source: Source<'_>, size: u64, spans: &[Range<u64>]) -> Result<Zeroizing<Vec<u8>>, GateError> {
    let mut source = Played { source, size, at: 0, window: (0, Zeroizing::default()) };
    let sound =
        seloste_sound::read(&mut source).map_err(|_| wrong(("sound-unreadable", &say::SOUND_UNREADABLE)))?;
    let size = sound.frames.saturating_mul(u64::from(sound.channels) * 2);
    if size > MOST {
        return Err(wrong(("too-long-to-cover", &say::TOO_LONG_TO_COVER)));
    }
    // Room for all of it at once: what grows would leave copies of itself behind.
    let room = usize::try_from(size).unwrap_or_default() + 1_024;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    seloste_sound::cover(&mut source, spans, &mut *bytes)
        .map_err(|_| wrong(("sound-unreadable", &say::SOUND_UNREADABLE)))?;
    Ok(bytes)
}

/// A recording as a file, of which the gate opens and records what is read.
struct Played<'a> {
    source: Source<'a>,
    size: u64,
    at: u64,
    /// Where the opened bytes begin, and the bytes.
    window: (u64, Zeroizing<Vec<u8>>),
}

impl Read for Played<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        if self.open().is_none() {
            let range = self.at..self.size.min(self.at.saturating_add(WINDOW));
            let heard = self.source.open(range);
            // What refuses here refused the page before; the words are for the log.
            let heard = heard.map_err(|_| io::Error::other("the recording may not be heard any more"))?;
            self.window = (self.at, personal::sound(&heard));
        }
        let Some(open) = self.open() else { return Ok(0) };
        let many = open.len().min(buffer.len());
        for (into, from) in buffer.iter_mut().zip(open) {
            *into = *from;
        }
        self.at += u64::try_from(many).unwrap_or_default();
        Ok(many)
    }
}

impl Played<'_> {
    /// The opened bytes from here on.
    fn open(&self) -> Option<&[u8]> {
        let (begin, bytes) = &self.window;
        let from = usize::try_from(self.at.checked_sub(*begin)?).ok()?;
        bytes.get(from..).filter(|rest| !rest.is_empty())
    }
}

impl Seek for Played<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

fn wrong((rule, [what, remedy]): (&'static str, &[Message; 2])) -> GateError {
    let problem = Problem::error(rule, what.all(), remedy.all());
    GateError::Problems(vec![ItemProblem { item: "spans".to_owned(), problem }])
}
