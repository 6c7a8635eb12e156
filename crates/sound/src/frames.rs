//! GSM 06.10 in frames of 33 bytes, as it travels in RTP (RFC 3551, 4.5.8) and as Asterisk writes it without a header, read as the blocks
//! of a WAV file. Both hold the same bits of the same frames; they fill bytes from opposite ends, and only a frame has a signature.

use crate::{
    decode::Source,
    gsm::{BLOCK, LAR_BITS},
};
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};

/// Bytes of a frame.
const FRAME: usize = 33;
/// What each frame begins with: four bits.
const SIGNATURE: u8 = 0xd;
/// Bits of what describes a quarter of a frame: lag, gain, grid, level and thirteen pulses.
const QUARTER_BITS: [u32; 17] = [7, 2, 2, 6, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3];
/// A frame in which nothing is heard: no pulses, and coefficients that stand for a flat spectrum.
const SILENCE: [u8; FRAME] = [
    0xd8, 0x20, 0xa2, 0xe1, 0x5a, 0x50, 0x00, 0x49, 0x24, 0x92, 0x49, 0x24, 0x50, 0x00, 0x49, 0x24, 0x92,
    0x49, 0x24, 0x50, 0x00, 0x49, 0x24, 0x92, 0x49, 0x24, 0x50, 0x00, 0x49, 0x24, 0x92, 0x49, 0x24,
];

/// Frames, read as blocks of two; silence after the last one of an odd number, and a piece of a frame at the end does not count.
pub(crate) struct Blocks<S> {
    source: S,
    frames: u64,
    /// Where the next byte of the blocks stands.
    at: u64,
    /// The block that was read last, and its number.
    block: Option<(u64, [u8; BLOCK])>,
}

impl<S: Source> Blocks<S> {
    /// # Errors
    /// When the frames can't be read.
    pub(crate) fn of(mut source: S) -> Result<Self> {
        let frames = source.seek(SeekFrom::End(0))? / FRAME as u64;
        Ok(Self { source, frames, at: 0, block: None })
    }

    const fn length(&self) -> u64 {
        self.frames.div_ceil(2) * BLOCK as u64
    }

    fn block(&mut self, number: u64) -> Result<[u8; BLOCK]> {
        if let Some((read, block)) = self.block
            && read == number
        {
            return Ok(block);
        }
        self.source.seek(SeekFrom::Start(number * 2 * FRAME as u64))?;
        let mut block = [0; BLOCK];
        let mut to = 0;
        for frame in [number * 2, number * 2 + 1] {
            let mut bytes = SILENCE;
            if frame < self.frames {
                self.source.read_exact(&mut bytes)?;
            }
            if bytes.first().is_none_or(|first| first >> 4 != SIGNATURE) {
                let what = format!("what stands at byte {} is no GSM frame", frame * FRAME as u64);
                return Err(Error::new(ErrorKind::InvalidData, what));
            }
            to = repack(&bytes, &mut block, to);
        }
        self.block = Some((number, block));
        Ok(block)
    }
}

/// Puts the bits of a frame into a block from a bit on; gives the bit after them.
fn repack(frame: &[u8; FRAME], block: &mut [u8; BLOCK], mut to: usize) -> usize {
    let mut from = 4;
    let quarters = std::iter::repeat_n(QUARTER_BITS, 4).flatten();
    for width in LAR_BITS.into_iter().chain(quarters) {
        let mut value = 0_u8;
        for _ in 0..width {
            let byte = frame.get(from / 8).copied().unwrap_or(0);
            value = value << 1 | (byte >> (7 - from % 8) & 1);
            from += 1;
        }
        for bit in 0..width {
            if let Some(byte) = block.get_mut(to / 8) {
                *byte |= (value >> bit & 1) << (to % 8);
            }
            to += 1;
        }
    }
    to
}

impl<S: Source> Read for Blocks<S> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.at >= self.length() || buffer.is_empty() {
            return Ok(0);
        }
        let size = BLOCK as u64;
        let block = self.block(self.at / size)?;
        let from = usize::try_from(self.at % size).unwrap_or(BLOCK);
        let read = block.get(from..).unwrap_or_default().read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Source> Seek for Blocks<S> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
