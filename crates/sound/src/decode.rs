//! A file of sound in, blocks of samples out. Not here: the formats themselves, one file each.

use crate::{
    Format, LONGEST_HOURS, Shape, SoundError,
    coded::Coded,
    kind::{self, Kind},
    opus::Opus,
    wav::Wav,
};
use std::io::{Read, Seek, SeekFrom};

/// Bytes of a file: read forward, and back to the beginning.
pub trait Source: Read + Seek + Send + Sync {}

impl<S: Read + Seek + Send + Sync> Source for S {}

/// Reads samples out of a file.
pub struct Decoder<'s> {
    from: From<'s>,
    frames: u64,
}

enum From<'s> {
    Wav(Box<Wav<'s>>),
    Opus(Box<Opus<'s>>),
    Coded(Box<Coded<'s>>),
}

impl<'s> Decoder<'s> {
    /// Looks what a file is, from its beginning.
    ///
    /// # Errors
    /// When it is no sound, or damaged in its header.
    pub fn open(source: &'s mut dyn Source) -> Result<Self, SoundError> {
        let mut start = Vec::new();
        source.seek(SeekFrom::Start(0))?;
        (&mut *source).take(kind::ENOUGH as u64).read_to_end(&mut start)?;
        let kind = kind::of(&start)?;
        source.seek(SeekFrom::Start(0))?;
        let from = match kind {
            Kind::Wav => From::Wav(Box::new(Wav::open(source)?)),
            Kind::OggOpus => From::Opus(Box::new(Opus::open(source)?)),
            Kind::Flac => From::Coded(Box::new(Coded::open(source, Format::Flac)?)),
            Kind::OggVorbis => From::Coded(Box::new(Coded::open(source, Format::Vorbis)?)),
            Kind::Mp3 => From::Coded(Box::new(Coded::open(source, Format::Mp3)?)),
        };
        let decoder = Self { from, frames: 0 };
        let Shape { channels, sample_rate } = decoder.shape();
        if !(1..=8).contains(&channels) || !(1_000..=384_000).contains(&sample_rate) {
            return Err(SoundError::NotRead(format!("{channels} channels at {sample_rate} Hz")));
        }
        Ok(decoder)
    }

    /// What the file is.
    #[must_use]
    pub fn format(&self) -> Format {
        match &self.from {
            From::Wav(wav) => wav.format(),
            From::Opus(_) => Format::Opus,
            From::Coded(coded) => coded.format(),
        }
    }

    /// Channels and samples a second.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match &self.from {
            From::Wav(wav) => wav.shape(),
            From::Opus(opus) => opus.shape(),
            From::Coded(coded) => coded.shape(),
        }
    }

    /// Replaces `block` by the next samples, the channels of a moment beside each other; says no at the end.
    ///
    /// # Errors
    /// When the file is damaged, cut or too long, or can't be read.
    pub fn next(&mut self, block: &mut Vec<i16>) -> Result<bool, SoundError> {
        let Shape { channels, sample_rate } = self.shape();
        block.clear();
        let more = match &mut self.from {
            From::Wav(wav) => wav.next(block)?,
            From::Opus(opus) => opus.next(block)?,
            From::Coded(coded) => coded.next(block)?,
        };
        self.frames += (block.len() / usize::from(channels)) as u64;
        if self.frames > LONGEST_HOURS * 3_600 * u64::from(sample_rate) {
            return Err(SoundError::TooLong);
        }
        Ok(more)
    }
}
