//! A copy of a recording as WAV with linear samples, in which spans are covered by a tone. Under the tone nothing of the
//! original is left.

use crate::{
    Shape, SoundError,
    decode::{Decoder, Source},
    read, wav,
};
use std::{
    io::{Read, Write},
    ops::Range,
};

/// Hertz of the tone.
const PITCH: f64 = 1_000.0;
/// Height of the tone, of 32,767.
const HEIGHT: f64 = 6_000.0;

/// Writes a copy as WAV in which `spans` (milliseconds from the beginning) are covered by a tone on all channels. Reads the
/// file twice: its length stands in the head of the copy. Answers with the copy's size in bytes.
///
/// # Errors
/// When the file can't be read to its end, or the copy not be written.
pub fn cover(source: &mut dyn Source, spans: &[Range<u64>], out: &mut dyn Write) -> Result<u64, SoundError> {
    let frames = read(source)?.frames;
    let mut decoder = Decoder::open(source)?;
    let shape = decoder.shape();
    let mut size = wav::head(out, &shape, frames)?;
    let covered: Vec<Range<u64>> = spans.iter().map(|span| in_frames(span, shape)).collect();
    let (mut at, mut block, mut bytes) = (0, Vec::new(), Vec::new());
    while decoder.next(&mut block)? {
        for frame in block.chunks_mut(usize::from(shape.channels)) {
            if covered.iter().any(|span| span.contains(&at)) {
                frame.fill(tone(at, shape));
            }
            at += 1;
        }
        bytes.clear();
        bytes.extend(block.iter().flat_map(|sample| sample.to_le_bytes()));
        out.write_all(&bytes)?;
        size += bytes.len() as u64;
    }
    Ok(size)
}

/// A copy as WAV with linear samples, read bit by bit: for formats that browsers don't play.
pub struct Linear<'s> {
    decoder: Decoder<'s>,
    block: Vec<i16>,
    ready: std::io::Cursor<Vec<u8>>,
}

impl<'s> Linear<'s> {
    /// Begins a copy. Reads the file once to learn its length.
    ///
    /// # Errors
    /// When the file can't be read to its end.
    pub fn open(source: &'s mut dyn Source) -> Result<Self, SoundError> {
        let frames = read(source)?.frames;
        let decoder = Decoder::open(source)?;
        let mut head = Vec::new();
        wav::head(&mut head, &decoder.shape(), frames)?;
        Ok(Self { decoder, block: Vec::new(), ready: std::io::Cursor::new(head) })
    }
}

impl Read for Linear<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = self.ready.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if !self.decoder.next(&mut self.block).map_err(std::io::Error::other)? {
                return Ok(0);
            }
            let bytes = self.block.iter().flat_map(|sample| sample.to_le_bytes()).collect();
            self.ready = std::io::Cursor::new(bytes);
        }
    }
}

/// A span in samples: begun early and ended late rather than a word too short.
fn in_frames(span: &Range<u64>, shape: Shape) -> Range<u64> {
    let rate = u64::from(shape.sample_rate);
    let start = span.start.saturating_mul(rate) / 1_000;
    start..span.end.saturating_mul(rate).div_ceil(1_000)
}

fn tone(at: u64, shape: Shape) -> i16 {
    let turn = at as f64 * PITCH / f64::from(shape.sample_rate) * std::f64::consts::TAU;
    (turn.sin() * HEIGHT) as i16
}
