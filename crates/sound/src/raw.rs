//! Sound without a header, as some telephone systems write it: whoever sends it says what it is, and a header goes before it, so that
//! it is a WAV file from then on. Not here: guessing what bytes without a header may be.

use crate::{
    Shape,
    decode::Source,
    frames::Blocks,
    gsm::{self, FRAME},
};
use std::io::{Read, Result, Seek, SeekFrom};

/// How samples without a header are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// ITU-T G.711 A-law.
    ALaw,
    /// ITU-T G.711 u-law.
    MuLaw,
    /// Linear samples of 16 bits, the lower byte first.
    Linear,
    /// GSM 06.10 in frames of 33 bytes, as in RTP (RFC 3551, 4.5.8): one channel of 8000 samples a second.
    Gsm,
}

/// What sound without a header is declared to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    /// How its samples are written.
    pub coding: Coding,
    /// Channels and samples a second.
    pub shape: Shape,
}

/// Samples a second of a telephone line.
const TELEPHONE: u32 = 8_000;

impl Raw {
    /// What is declared: `alaw`, `ulaw`, `gsm` or `linear`, then samples a second where they are not 8000, then channels where there is not
    /// one: `linear/16000`, `alaw/8000/2`.
    #[must_use]
    pub fn declared(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('/');
        let coding = match parts.next()?.to_ascii_lowercase().as_str() {
            "alaw" => Coding::ALaw,
            "ulaw" => Coding::MuLaw,
            "linear" => Coding::Linear,
            "gsm" => Coding::Gsm,
            _ => return None,
        };
        let sample_rate = parts.next().map_or(Some(TELEPHONE), |rate| rate.parse().ok())?;
        let channels = parts.next().map_or(Some(1), |channels| channels.parse().ok())?;
        let fits = match coding {
            Coding::Gsm => (sample_rate, channels) == (TELEPHONE, 1),
            _ => (1_000..=384_000).contains(&sample_rate) && (1..=8).contains(&channels),
        };
        (fits && parts.next().is_none()).then_some(Self { coding, shape: Shape { channels, sample_rate } })
    }

    /// What the ending of a file's name tells, as Asterisk gives them; nothing of `pcm`, which systems use for different things.
    #[must_use]
    pub fn by_ending(ending: &str) -> Option<Self> {
        let declared = match ending.to_ascii_lowercase().as_str() {
            "alaw" | "al" | "alw" => "alaw",
            "ulaw" | "ul" | "mu" | "ulw" => "ulaw",
            "gsm" => "gsm",
            "sln" | "raw" => "linear",
            "sln12" => "linear/12000",
            "sln16" => "linear/16000",
            "sln24" => "linear/24000",
            "sln32" => "linear/32000",
            "sln44" => "linear/44100",
            "sln48" => "linear/48000",
            _ => return None,
        };
        Self::declared(declared)
    }

    /// The bytes with a header before them, as one file.
    ///
    /// # Errors
    /// When they can't be read, or are not what they were said to be.
    pub fn headed<'s>(self, source: impl Source + 's) -> Result<Box<dyn Source + 's>> {
        match self.coding {
            Coding::Gsm => self.before(Blocks::of(source)?),
            _ => self.before(source),
        }
    }

    fn before<'s>(self, mut source: impl Source + 's) -> Result<Box<dyn Source + 's>> {
        let bytes = source.seek(SeekFrom::End(0))?;
        let bytes = bytes - bytes % u64::from(self.whole());
        let mut headed = Headed { head: self.head(bytes), source, bytes, at: 0 };
        headed.seek(SeekFrom::Start(0))?;
        Ok(Box::new(headed))
    }

    /// Bytes of the least that can be decoded: a sample of each channel, or a block.
    const fn whole(self) -> u16 {
        let channels = self.shape.channels as u16;
        match self.coding {
            Coding::ALaw | Coding::MuLaw => channels,
            Coding::Linear => 2 * channels,
            Coding::Gsm => gsm::BLOCK as u16,
        }
    }

    /// RIFF, `fmt ` and the beginning of `data`; a length beyond four gigabytes is left unsaid.
    fn head(self, bytes: u64) -> Vec<u8> {
        let Shape { channels, sample_rate } = self.shape;
        // A block of GSM is two frames, and says so in bytes that other codings don't have.
        let block = (FRAME as u16 * 2).to_le_bytes();
        let (tag, bits, samples, more): (u16, u16, u16, &[u8]) = match self.coding {
            Coding::Linear => (1, 16, 1, &[]),
            Coding::ALaw => (6, 8, 1, &[]),
            Coding::MuLaw => (7, 8, 1, &[]),
            Coding::Gsm => (0x31, 0, u16::from_le_bytes(block), &block),
        };
        let size = u32::try_from(bytes).unwrap_or(u32::MAX);
        let a_second = sample_rate.saturating_mul(u32::from(self.whole())) / u32::from(samples);
        let form = 18 + more.len() as u32;
        let mut head = b"RIFF".to_vec();
        head.extend(size.saturating_add(20 + form).to_le_bytes());
        head.extend(b"WAVEfmt ");
        head.extend(form.to_le_bytes());
        head.extend(tag.to_le_bytes());
        head.extend(u16::from(channels).to_le_bytes());
        head.extend(sample_rate.to_le_bytes());
        head.extend(a_second.to_le_bytes());
        head.extend(self.whole().to_le_bytes());
        head.extend(bits.to_le_bytes());
        head.extend((more.len() as u16).to_le_bytes());
        head.extend(more);
        head.extend(b"data");
        head.extend(size.to_le_bytes());
        head
    }
}

/// Bytes with a header before them, read as one file.
struct Headed<S> {
    head: Vec<u8>,
    source: S,
    /// Bytes of sound that count: whole samples.
    bytes: u64,
    at: u64,
}

impl<S: Source> Read for Headed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let head = self.head.len() as u64;
        let read = if self.at < head {
            let from = usize::try_from(self.at).unwrap_or(usize::MAX);
            self.head.get(from..).unwrap_or_default().read(buffer)?
        } else {
            let left = (head + self.bytes).saturating_sub(self.at);
            (&mut self.source).take(left).read(buffer)?
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Source> Seek for Headed<S> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let head = self.head.len() as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => (head + self.bytes).checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(std::io::ErrorKind::InvalidInput)?;
        self.source.seek(SeekFrom::Start(self.at.saturating_sub(head)))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use std::io::Cursor;

    #[test]
    fn what_is_declared_is_read_and_anything_else_is_not() {
        let raw = |text: &str| {
            Raw::declared(text).map(|raw| (raw.coding, raw.shape.sample_rate, raw.shape.channels))
        };
        assert_eq!(raw("alaw"), Some((Coding::ALaw, 8_000, 1)));
        assert_eq!(raw("ULAW/8000/2"), Some((Coding::MuLaw, 8_000, 2)));
        assert_eq!(raw("linear/16000"), Some((Coding::Linear, 16_000, 1)));
        for wrong in [
            "",
            "gsm/16000",
            "gsm/8000/2",
            "amr",
            "alaw/",
            "alaw/0",
            "alaw/8000/0",
            "alaw/8000/9",
            "alaw/8000/1/1",
            "linear/-1",
        ] {
            assert_eq!(raw(wrong), None, "{wrong}");
        }
        assert_eq!(Raw::by_ending("sln16"), Raw::declared("linear/16000"));
        assert_eq!((Raw::by_ending("pcm"), Raw::by_ending("wav")), (None, None));
    }

    #[test]
    fn raw_samples_are_a_wav_file_from_then_on() {
        for (declared, bytes, format, length) in [
            ("alaw", vec![0xd5; 8_000], Format::WavALaw, 1_000),
            ("ulaw/8000/2", vec![0xff; 8_001], Format::WavMuLaw, 500),
            ("linear/16000", vec![1; 16_001], Format::WavPcm, 500),
        ] {
            let mut headed = Raw::declared(declared).unwrap().headed(Cursor::new(bytes)).unwrap();
            let sound = crate::read(&mut headed).unwrap();
            assert_eq!((sound.format, sound.length_ms), (format, length), "{declared}");
            // Read as a file it is the same again.
            headed.seek(SeekFrom::Start(0)).unwrap();
            let mut file = Vec::new();
            headed.read_to_end(&mut file).unwrap();
            assert_eq!(crate::read(&mut Cursor::new(file)).unwrap(), sound, "{declared}");
        }
    }
}
