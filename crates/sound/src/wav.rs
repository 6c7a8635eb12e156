//! WAV: linear samples, A-law, u-law and GSM 06.10; also files whose head was never completed because they grew while they were
//! written, as telephone systems leave them when they stop in the middle of a call.

use crate::{
    Format, Shape, SoundError,
    decode::Source,
    gsm::{self, Gsm},
};
use std::io::{Read, SeekFrom, Write};

/// Bytes read at a time.
const READ: usize = 48 * 1_024;
/// A length that was never filled in.
const UNKNOWN: [u32; 2] = [0, u32::MAX];

/// How a sample is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    U8,
    I16,
    I24,
    I32,
    F32,
    F64,
    ALaw,
    MuLaw,
    Gsm,
}

impl Sample {
    /// Bytes of a sample; of a block for GSM.
    const fn width(self) -> usize {
        match self {
            Self::U8 | Self::ALaw | Self::MuLaw => 1,
            Self::I16 => 2,
            Self::I24 => 3,
            Self::I32 | Self::F32 => 4,
            Self::F64 => 8,
            Self::Gsm => gsm::BLOCK,
        }
    }
}

/// A WAV file open at its samples.
pub(crate) struct Wav<'s> {
    source: &'s mut dyn Source,
    sample: Sample,
    shape: Shape,
    /// Bytes of sound that are still to come.
    left: u64,
    gsm: Gsm,
    buffer: Vec<u8>,
}

/// What the chunk `fmt ` says.
struct Form {
    sample: Sample,
    shape: Shape,
}

impl<'s> Wav<'s> {
    pub(crate) fn open(source: &'s mut dyn Source) -> Result<Self, SoundError> {
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(12))?;
        let (mut at, mut form, mut long) = (12, None, None);
        let (form, left) = loop {
            let Some((name, size)) = chunk(source)? else {
                return Err(if form.is_some() { SoundError::Empty } else { headless() });
            };
            at += 8;
            match (&name, &form) {
                (b"data", Some(_)) => {
                    let form = form.ok_or_else(headless)?;
                    break (form, sound(size, long, length.saturating_sub(at))?);
                }
                (b"data", None) => return Err(headless()),
                (b"fmt ", _) => form = Some(Form::read(source, size)?),
                // RF64: lengths beyond four gigabytes stand here (EBU Tech 3306).
                (b"ds64", _) => long = sixty_four(source, size)?,
                _ => {}
            }
            at += u64::from(size) + u64::from(size % 2);
            source.seek(SeekFrom::Start(at))?;
        };
        let Form { sample, shape } = form;
        let whole = (sample.width() * usize::from(shape.channels)) as u64;
        if left < whole {
            return Err(SoundError::Empty);
        }
        Ok(Self { source, sample, shape, left: left - left % whole, gsm: Gsm::new(), buffer: Vec::new() })
    }

    pub(crate) const fn format(&self) -> Format {
        match self.sample {
            Sample::ALaw => Format::WavALaw,
            Sample::MuLaw => Format::WavMuLaw,
            Sample::Gsm => Format::WavGsm,
            _ => Format::WavPcm,
        }
    }

    pub(crate) const fn shape(&self) -> Shape {
        self.shape
    }

    pub(crate) fn next(&mut self, out: &mut Vec<i16>) -> Result<bool, SoundError> {
        if self.left == 0 {
            return Ok(false);
        }
        let whole = self.sample.width() * usize::from(self.shape.channels);
        let wanted = ((READ / whole).max(1) * whole) as u64;
        self.buffer.clear();
        let wanted = wanted.min(self.left);
        let got = (&mut *self.source).take(wanted).read_to_end(&mut self.buffer)? as u64;
        if got < wanted {
            // It was longer a moment ago.
            return Err(SoundError::Truncated { declared: self.left, present: got, unit: "bytes" });
        }
        self.left -= got;
        self.samples(out);
        Ok(true)
    }

    fn samples(&mut self, out: &mut Vec<i16>) {
        let bytes = &self.buffer;
        match self.sample {
            Sample::U8 => out.extend(bytes.iter().map(|byte| (i16::from(*byte) - 128) << 8)),
            Sample::I16 => out.extend(bytes.as_chunks().0.iter().map(|two| i16::from_le_bytes(*two))),
            Sample::I24 => {
                out.extend(bytes.as_chunks().0.iter().map(|[_, low, high]| i16::from_le_bytes([*low, *high])))
            }
            Sample::I32 => out.extend(
                bytes.as_chunks().0.iter().map(|[_, _, low, high]| i16::from_le_bytes([*low, *high])),
            ),
            Sample::F32 => {
                out.extend(bytes.as_chunks().0.iter().map(|four| float(f64::from(f32::from_le_bytes(*four)))))
            }
            Sample::F64 => {
                out.extend(bytes.as_chunks().0.iter().map(|eight| float(f64::from_le_bytes(*eight))))
            }
            Sample::ALaw => out.extend(bytes.iter().map(|byte| a_law(*byte))),
            Sample::MuLaw => out.extend(bytes.iter().map(|byte| mu_law(*byte))),
            Sample::Gsm => {
                for block in self.buffer.chunks(gsm::BLOCK) {
                    self.gsm.block(block, out);
                }
            }
        }
    }
}

impl Form {
    fn read(source: &mut dyn Source, size: u32) -> Result<Self, SoundError> {
        let mut bytes = Vec::new();
        source.take(u64::from(size.min(64))).read_to_end(&mut bytes)?;
        let Some([tag_low, tag_high, channels, more, rate @ ..]) = bytes.first_chunk::<8>() else {
            return Err(headless());
        };
        let bits = two(&bytes, 14).ok_or_else(headless)?;
        let mut tag = u16::from_le_bytes([*tag_low, *tag_high]);
        if tag == 0xfffe {
            tag = two(&bytes, 24).ok_or_else(headless)?;
        }
        let sample = match (tag, bits) {
            (1, 8) => Sample::U8,
            (1, 16) => Sample::I16,
            (1, 24) => Sample::I24,
            (1, 32) => Sample::I32,
            (3, 32) => Sample::F32,
            (3, 64) => Sample::F64,
            (6, _) => Sample::ALaw,
            (7, _) => Sample::MuLaw,
            (0x31, _) if *channels == 1 => Sample::Gsm,
            _ => return Err(SoundError::NotRead(format!("WAV with codec {tag} and {bits} bits"))),
        };
        let channels = if *more == 0 { *channels } else { u8::MAX };
        let shape = Shape { channels, sample_rate: u32::from_le_bytes(*rate) };
        if !(1..=8).contains(&channels) {
            return Err(SoundError::NotRead(format!(
                "WAV with {} channels",
                u16::from_le_bytes([channels, *more])
            )));
        }
        Ok(Self { sample, shape })
    }
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn headless() -> SoundError {
    SoundError::Broken("the file ends in its header".to_owned())
}

/// The name and the size of the next chunk; nothing at the end.
fn chunk(source: &mut dyn Source) -> Result<Option<([u8; 4], u32)>, SoundError> {
    let mut bytes = Vec::new();
    source.take(8).read_to_end(&mut bytes)?;
    let Some([a, b, c, d, size @ ..]) = bytes.first_chunk::<8>() else { return Ok(None) };
    Ok(Some(([*a, *b, *c, *d], u32::from_le_bytes(*size))))
}

fn sixty_four(source: &mut dyn Source, size: u32) -> Result<Option<u64>, SoundError> {
    let mut bytes = Vec::new();
    source.take(u64::from(size.min(28))).read_to_end(&mut bytes)?;
    Ok(bytes.get(8..16).and_then(|size| size.first_chunk()).map(|size| u64::from_le_bytes(*size)))
}

/// How many bytes of sound there are: what the head says, when that is there; all that is there, when it never said.
fn sound(size: u32, long: Option<u64>, present: u64) -> Result<u64, SoundError> {
    let declared = match long {
        Some(long) if size == u32::MAX => long,
        _ if UNKNOWN.contains(&size) => return Ok(present),
        _ => u64::from(size),
    };
    if declared > present {
        return Err(SoundError::Truncated { declared, present, unit: "bytes" });
    }
    Ok(declared)
}

/// Writes the head of a WAV file with linear 16-bit samples; `frames` of them follow. Answers with its size in bytes.
///
/// # Errors
/// When writing fails, or the file would be longer than WAV can say.
pub fn head(out: &mut dyn Write, shape: &Shape, frames: u64) -> Result<u64, SoundError> {
    let block = u16::from(shape.channels) * 2;
    let size = u32::try_from(frames.saturating_mul(u64::from(block))).ok();
    let size = size.filter(|size| *size <= u32::MAX - 36).ok_or(SoundError::TooLong)?;
    let mut head = Vec::with_capacity(44);
    head.extend_from_slice(b"RIFF");
    head.extend_from_slice(&(size + 36).to_le_bytes());
    head.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
    head.extend_from_slice(&u16::from(shape.channels).to_le_bytes());
    head.extend_from_slice(&shape.sample_rate.to_le_bytes());
    head.extend_from_slice(&shape.sample_rate.saturating_mul(u32::from(block)).to_le_bytes());
    head.extend_from_slice(&block.to_le_bytes());
    head.extend_from_slice(&16_u16.to_le_bytes());
    head.extend_from_slice(b"data");
    head.extend_from_slice(&size.to_le_bytes());
    out.write_all(&head)?;
    Ok(head.len() as u64)
}

fn float(sample: f64) -> i16 {
    (sample * 32_767.0) as i16
}

/// ITU-T G.711, table 1.
fn a_law(byte: u8) -> i16 {
    let coded = byte ^ 0x55;
    let (mantissa, segment) = (i16::from(coded & 15) << 4, (coded >> 4) & 7);
    let size = if segment == 0 { mantissa + 8 } else { (mantissa + 0x108) << (segment - 1) };
    if coded & 0x80 == 0 { -size } else { size }
}

/// ITU-T G.711, table 2.
fn mu_law(byte: u8) -> i16 {
    let coded = !byte;
    let size = (((i16::from(coded & 15)) << 3) + 0x84) << ((coded >> 4) & 7);
    if coded & 0x80 == 0 { size - 0x84 } else { 0x84 - size }
}
