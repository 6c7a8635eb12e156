//! Recorded sound: what a file is, how long it lasts, how loud it is along the way, and a copy in which spans are covered by a
//! tone. Pure: bytes in, bytes out. Not here: where a recording is kept and who may hear it (`crates/gate`).
//!
//! A file is what its bytes say, whatever its name claims. Memory stays flat in the file's size: everything is read in blocks.
//!
//! ```
//! # use std::io::Cursor;
//! let mut file = Vec::new();
//! seloste_sound::wav::head(&mut file, &seloste_sound::Shape { channels: 1, sample_rate: 8_000 }, 8_000).unwrap();
//! file.extend_from_slice(&[0; 16_000]);
//! let sound = seloste_sound::read(&mut Cursor::new(file)).unwrap();
//! assert_eq!((sound.format.mime(), sound.channels, sound.length_ms), ("audio/wav", 1, 1_000));
//! ```

mod coded;
mod decode;
mod frames;
mod gsm;
mod kind;
mod opus;
mod peaks;
mod raw;
mod tone;
pub mod wav;

pub use decode::{Decoder, Source};
pub use raw::{Coding, Raw};
pub use tone::{Linear, cover};

/// Longest recording that is taken, in hours: a call that goes on for longer is a fault of the telephone system, and a small
/// file can't pretend to be years of silence.
pub const LONGEST_HOURS: u64 = 24;

/// What a file of sound is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// WAV with linear samples.
    WavPcm,
    /// WAV with ITU-T G.711 A-law.
    WavALaw,
    /// WAV with ITU-T G.711 u-law.
    WavMuLaw,
    /// WAV with GSM 06.10, as Asterisk's `wav49` writes it.
    WavGsm,
    /// MPEG audio layer III.
    Mp3,
    /// Opus in Ogg (RFC 7845).
    Opus,
    /// FLAC.
    Flac,
    /// Vorbis in Ogg.
    Vorbis,
}

impl Format {
    /// The media type by which a player knows it.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::WavPcm | Self::WavALaw | Self::WavMuLaw | Self::WavGsm => "audio/wav",
            Self::Mp3 => "audio/mpeg",
            Self::Opus | Self::Vorbis => "audio/ogg",
            Self::Flac => "audio/flac",
        }
    }

    /// Whether today's browsers play it as it is.
    #[must_use]
    pub const fn is_played(self) -> bool {
        !matches!(self, Self::WavGsm)
    }
}

/// How samples lie beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Channels; telephone systems put each party on one of its own.
    pub channels: u8,
    /// Samples a second and channel.
    pub sample_rate: u32,
}

/// What a file of sound holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// What the file is.
    pub format: Format,
    /// Channels.
    pub channels: u8,
    /// Samples a second and channel.
    pub sample_rate: u32,
    /// Samples of each channel.
    pub frames: u64,
    /// Length in milliseconds.
    pub length_ms: u64,
    /// The loudest sample of each of at most [`PEAKS`] equal spans, 0 to 255; the channels of a span beside each other.
    pub peaks: Vec<u8>,
}

pub use peaks::MOST as PEAKS;

/// Why a file is not taken for sound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// There are no bytes, or no sound behind the header.
    #[error("the file holds no sound")]
    Empty,
    /// It is something else.
    #[error("the file is {0}, not sound")]
    NotSound(&'static str),
    /// Sound that nothing here reads.
    #[error("sound of a kind that is not read: {0}")]
    NotRead(String),
    /// It says that it is longer than it is.
    #[error("the file ends early: {present} of {declared} {unit} are there")]
    Truncated {
        /// How much it says that there is.
        declared: u64,
        /// How much there is.
        present: u64,
        /// Of what.
        unit: &'static str,
    },
    /// It is damaged.
    #[error("the file is damaged: {0}")]
    Broken(String),
    /// It goes on for longer than [`LONGEST_HOURS`].
    #[error("the sound is longer than {LONGEST_HOURS} hours")]
    TooLong,
    /// Reading or writing failed.
    #[error("{0}")]
    Failed(String),
}

impl From<std::io::Error> for SoundError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::InvalidData => Self::Broken(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Reads a file of sound from its beginning to its end.
///
/// # Errors
/// When it is no sound, damaged, cut, too long, or can't be read.
pub fn read(source: &mut dyn Source) -> Result<Sound, SoundError> {
    let mut decoder = Decoder::open(source)?;
    let (format, shape) = (decoder.format(), decoder.shape());
    let mut peaks = peaks::Peaks::new(shape.channels);
    let mut block = Vec::new();
    while decoder.next(&mut block)? {
        peaks.add(&block);
    }
    let frames = peaks.frames();
    if frames == 0 {
        return Err(SoundError::Empty);
    }
    Ok(Sound {
        format,
        channels: shape.channels,
        sample_rate: shape.sample_rate,
        frames,
        length_ms: milliseconds(frames, shape),
        peaks: peaks.done(),
    })
}

/// So many samples of each channel in milliseconds.
fn milliseconds(frames: u64, shape: Shape) -> u64 {
    frames.saturating_mul(1_000) / u64::from(shape.sample_rate.max(1))
}
