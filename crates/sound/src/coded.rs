//! FLAC, Vorbis and MP3, by symphonia: the only file that knows it.

use crate::{Format, Shape, SoundError, decode::Source};
use std::io::{Read, Seek, SeekFrom};
use symphonia::{
    core::{
        codecs::audio::{AudioDecoder, AudioDecoderOptions},
        errors::Error,
        formats::{FormatOptions, FormatReader, Track, TrackType},
        io::{MediaSource, MediaSourceStream},
        packet::Packet,
    },
    default::{
        formats::{FlacReader, MpaReader, OggReader},
        get_codecs,
    },
};

/// Of so many packets one may be damaged; a file with more is refused.
const ONE_IN: u64 = 50;

pub(crate) struct Coded<'s> {
    format: Format,
    reader: Box<dyn FormatReader + 's>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    shape: Shape,
    /// Samples of each channel, as the file says.
    declared: Option<u64>,
    frames: u64,
    packets: u64,
    damaged: u64,
    /// Decoded already, to learn the shape.
    first: Vec<i16>,
    whole: Vec<i16>,
}

/// A source as symphonia wants it.
struct Media<'s> {
    source: &'s mut dyn Source,
    length: u64,
}

impl Read for Media<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(buffer)
    }
}

impl Seek for Media<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.source.seek(to)
    }
}

impl MediaSource for Media<'_> {
    fn is_seekable(&self) -> bool {
        true
    }
    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}

fn broken(error: &Error) -> SoundError {
    match error {
        Error::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            SoundError::Broken("the file ends early".to_owned())
        }
        Error::IoError(error) => SoundError::Failed(error.to_string()),
        Error::Unsupported(what) => SoundError::NotRead((*what).to_owned()),
        other => SoundError::Broken(other.to_string()),
    }
}

impl<'s> Coded<'s> {
    pub(crate) fn open(source: &'s mut dyn Source, format: Format) -> Result<Self, SoundError> {
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        let stream = MediaSourceStream::new(Box::new(Media { source, length }), Default::default());
        let options = FormatOptions::default();
        let reader: Result<Box<dyn FormatReader + 's>, Error> = match format {
            Format::Flac => FlacReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
            Format::Mp3 => MpaReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
            _ => OggReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
        };
        let reader = reader.map_err(|error| broken(&error))?;
        let track = reader.default_track(TrackType::Audio).ok_or(SoundError::Empty)?;
        let decoder = decoder(track)?;
        let (track, declared) = (track.id, track.num_frames.filter(|frames| *frames > 0));
        let mut coded = Self {
            format,
            reader,
            decoder,
            track,
            shape: Shape { channels: 0, sample_rate: 0 },
            declared,
            frames: 0,
            packets: 0,
            damaged: 0,
            first: Vec::new(),
            whole: Vec::new(),
        };
        let mut first = Vec::new();
        while first.is_empty() {
            if !coded.step(&mut first)? {
                return Err(SoundError::Empty);
            }
        }
        coded.first = first;
        Ok(coded)
    }

    pub(crate) const fn format(&self) -> Format {
        self.format
    }

    pub(crate) const fn shape(&self) -> Shape {
        self.shape
    }

    pub(crate) fn next(&mut self, out: &mut Vec<i16>) -> Result<bool, SoundError> {
        if !self.first.is_empty() {
            out.append(&mut self.first);
            return Ok(true);
        }
        if self.step(out)? {
            return Ok(true);
        }
        self.whole()?;
        Ok(false)
    }

    /// Decodes one packet; a damaged one adds nothing.
    fn step(&mut self, out: &mut Vec<i16>) -> Result<bool, SoundError> {
        let Some(packet) = self.packet()? else { return Ok(false) };
        self.packets += 1;
        let decoded = match self.decoder.decode(&packet) {
            Ok(decoded) => decoded,
            Err(Error::DecodeError(_)) => {
                self.damaged += 1;
                return Ok(true);
            }
            Err(error) => return Err(broken(&error)),
        };
        let spec = decoded.spec();
        let channels = u8::try_from(spec.channels().count()).unwrap_or(u8::MAX);
        let shape = Shape { channels, sample_rate: spec.rate() };
        if self.shape.channels == 0 {
            self.shape = shape;
        } else if self.shape != shape {
            return Err(SoundError::Broken("its channels or its rate change on the way".to_owned()));
        }
        self.frames += decoded.frames() as u64;
        decoded.copy_to_vec_interleaved(&mut self.whole);
        out.append(&mut self.whole);
        Ok(true)
    }

    fn packet(&mut self) -> Result<Option<Packet>, SoundError> {
        loop {
            match self.reader.next_packet() {
                Ok(Some(packet)) if packet.track_id == self.track => return Ok(Some(packet)),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(None),
                Err(Error::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                    return Ok(None);
                }
                Err(error) => return Err(broken(&error)),
            }
        }
    }

    /// At the end: what the file said is there, and little of it was damaged.
    fn whole(&self) -> Result<(), SoundError> {
        if let Some(declared) = self.declared
            && self.frames + declared / 100 + 4_608 < declared
        {
            return Err(SoundError::Truncated { declared, present: self.frames, unit: "samples" });
        }
        if self.damaged > 1 + self.packets / ONE_IN {
            let (damaged, packets) = (self.damaged, self.packets);
            return Err(SoundError::Broken(format!("{damaged} of {packets} parts can't be read")));
        }
        Ok(())
    }
}

fn decoder(track: &Track) -> Result<Box<dyn AudioDecoder>, SoundError> {
    let params = track.codec_params.as_ref().and_then(|params| params.audio());
    let params = params.ok_or_else(|| SoundError::NotRead("a codec that is not known".to_owned()))?;
    get_codecs().make_audio_decoder(params, &AudioDecoderOptions::default()).map_err(|error| broken(&error))
}
