//! Covers spans of a stored recording with a tone, for good: a copy without them takes the recording's place, and what stood
//! there goes with its key. Not here: who may order it (the gate), the tone (`sound`).

use crate::{
    messages::{Message, recording as say},
    work::personal,
};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    errors::ItemProblem,
    recording::{Medium, MediumFacts},
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
    let bytes = covered(gate, ask, (object, &medium), spans)?;
    let sound = seloste_sound::read(&mut io::Cursor::new(bytes.as_slice()))
        .map_err(|_| wrong(("sound-unreadable", &say::SOUND_UNREADABLE)))?;
    let facts = MediumFacts {
        format: sound.format.mime(),
        channels: sound.channels,
        length_ms: sound.length_ms,
        peaks: sound.peaks,
        delivery: String::new(),
        digest: seloste_gate::recording::digest(&bytes),
    };
    gate.replace_recording(ask, object, facts, &mut bytes.as_slice())
}

/// The recording with its spans under a tone.
fn covered(
    gate: &Gate,
    ask: &Ask,
    (object, medium): (&ObjectRef, &Medium),
    spans: &[Range<u64>],
) -> Result<Zeroizing<Vec<u8>>, GateError> {
    let mut source =
        Played { gate, ask, object, size: medium.bytes, at: 0, window: (0, Zeroizing::default()) };
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
    gate: &'a Gate,
    ask: &'a Ask,
    object: &'a ObjectRef,
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
            let heard = self.gate.listen(self.ask, self.object, range);
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
