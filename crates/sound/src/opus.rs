//! Opus in Ogg (RFC 7845).

use crate::{Shape, SoundError, decode::Source};
use opus_pure::{MAX_PACKET_SAMPLES, OggOpusReader, OggPacket, OpusDecoder, Trim};
use std::io::BufReader;

/// Telephone speech has nothing above 8 kHz; this keeps wideband speech whole.
const RATE: i32 = 16_000;

pub(crate) struct Opus<'s> {
    reader: OggOpusReader<BufReader<&'s mut dyn Source>>,
    decoder: OpusDecoder,
    trim: Trim,
    packet: OggPacket,
    block: Vec<i16>,
    channels: u8,
    ended: bool,
}

fn broken(error: &opus_pure::Error) -> SoundError {
    SoundError::Broken(error.to_string())
}

impl<'s> Opus<'s> {
    pub(crate) fn open(source: &'s mut dyn Source) -> Result<Self, SoundError> {
        let reader = OggOpusReader::new(BufReader::new(source)).map_err(|error| broken(&error))?;
        let channels = reader.head().channel_count;
        if !(1..=2).contains(&channels) {
            return Err(SoundError::NotRead(format!("Opus with {channels} channels")));
        }
        let decoder = reader.head().decoder(RATE).map_err(|error| broken(&error))?;
        let trim = Trim::new(reader.head(), RATE, usize::from(channels)).map_err(|error| broken(&error))?;
        let block = vec![0; MAX_PACKET_SAMPLES * usize::from(channels)];
        Ok(Self { reader, decoder, trim, packet: OggPacket::default(), block, channels, ended: false })
    }

    pub(crate) const fn shape(&self) -> Shape {
        Shape { channels: self.channels, sample_rate: RATE.unsigned_abs() }
    }

    pub(crate) fn next(&mut self, out: &mut Vec<i16>) -> Result<bool, SoundError> {
        if !self.reader.read_packet_into(&mut self.packet).map_err(|error| self.cut_or(&error))? {
            // The last page of a whole file says that it is the last (RFC 3533, 6).
            return if self.ended { Ok(false) } else { Err(self.cut()) };
        }
        self.ended |= self.packet.end_of_stream;
        let decoded = self.decoder.decode_s16(&self.packet.data, MAX_PACKET_SAMPLES, &mut self.block);
        let samples = decoded.map_err(|error| broken(&error))? * usize::from(self.channels);
        let decoded = self.block.get(..samples).unwrap_or_default();
        out.extend_from_slice(self.trim.keep(&self.packet, decoded));
        Ok(true)
    }

    fn cut(&self) -> SoundError {
        let present = self.trim.samples_emitted() / u64::from(RATE.unsigned_abs());
        SoundError::Broken(format!("the file ends after {present} s without its last page"))
    }

    fn cut_or(&self, error: &opus_pure::Error) -> SoundError {
        match error {
            opus_pure::Error::InvalidStream(what) if what.contains("end") => self.cut(),
            other => broken(other),
        }
    }
}
