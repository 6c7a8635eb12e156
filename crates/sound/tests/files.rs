//! Files of sound as telephone systems and people send them: whole, cut, mislabelled and made up. The samples are synthetic
//! speech (espeak-ng), coded by other programs.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what went wrong by failing")]

use proptest::prelude::*;
use seloste_sound::{Decoder, Format, Linear, PEAKS, Raw, Shape, Sound, SoundError, cover, read, wav};
use std::io::{Cursor, Read as _};

const GSM: &[u8] = include_bytes!("samples/gsm.wav");
const A_LAW: &[u8] = include_bytes!("samples/alaw.wav");
const MU_LAW: &[u8] = include_bytes!("samples/ulaw.wav");
const STEREO: &[u8] = include_bytes!("samples/stereo.wav");
const MP3: &[u8] = include_bytes!("samples/speech.mp3");
const FLAC: &[u8] = include_bytes!("samples/speech.flac");
const VORBIS: &[u8] = include_bytes!("samples/speech.ogg");
const OPUS: &[u8] = include_bytes!("samples/speech.opus");
const ALL: [&[u8]; 8] = [GSM, A_LAW, MU_LAW, STEREO, MP3, FLAC, VORBIS, OPUS];

fn sound(bytes: &[u8]) -> Result<Sound, SoundError> {
    read(&mut Cursor::new(bytes.to_vec()))
}

fn samples(bytes: &[u8]) -> Vec<i16> {
    let mut source = Cursor::new(bytes.to_vec());
    let mut decoder = Decoder::open(&mut source).unwrap();
    let (mut all, mut block) = (Vec::new(), Vec::new());
    while decoder.next(&mut block).unwrap() {
        all.append(&mut block);
    }
    all
}

/// FNV-1a of the samples as little-endian bytes.
fn digest(samples: &[i16]) -> u64 {
    let bytes = samples.iter().flat_map(|sample| sample.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn every_format_tells_what_it_is_and_how_long() {
    for (bytes, format, channels, rate) in [
        (GSM, Format::WavGsm, 1, 8_000),
        (A_LAW, Format::WavALaw, 1, 8_000),
        (MU_LAW, Format::WavMuLaw, 1, 8_000),
        (STEREO, Format::WavPcm, 2, 8_000),
        (MP3, Format::Mp3, 1, 8_000),
        (FLAC, Format::Flac, 1, 8_000),
        (VORBIS, Format::Vorbis, 1, 8_000),
        (OPUS, Format::Opus, 1, 16_000),
    ] {
        let sound = sound(bytes).unwrap();
        assert_eq!((sound.format, sound.channels, sound.sample_rate), (format, channels, rate));
        assert!((1_200..=1_500).contains(&sound.length_ms), "{format:?}: {} ms", sound.length_ms);
        let peaks = sound.peaks.len();
        assert!(peaks <= PEAKS * usize::from(channels) && peaks > 100, "{format:?}: {peaks} peaks");
        assert!(sound.peaks.iter().any(|peak| *peak > 60), "{format:?}: silence");
    }
}

#[test]
fn companded_and_gsm_speech_is_decoded_to_the_bit() {
    assert_eq!(digest(&samples(A_LAW)), 0x810f_790a_ba3c_4628);
    assert_eq!(digest(&samples(MU_LAW)), 0x8684_af98_4b64_36c7);
    assert_eq!(digest(&samples(GSM)), 0x26c9_2507_e99f_27fd);
}

/// The frames of a WAV file with GSM, as Asterisk writes them without a header. Written apart from the program's own reader: bit by
/// bit, from the two layouts.
fn frames(wav: &[u8]) -> Vec<u8> {
    let data = wav.windows(4).position(|name| name == b"data").unwrap() + 8;
    let widths: Vec<usize> = [6, 6, 5, 5, 4, 4, 3, 3]
        .into_iter()
        .chain((0..4).flat_map(|_| [7, 2, 2, 6].into_iter().chain([3; 13])))
        .collect();
    let mut out = Vec::new();
    for block in wav[data..].chunks_exact(65) {
        let mut bits = (0..520).map(|at| block[at / 8] >> (at % 8) & 1);
        for _ in 0..2 {
            let mut frame = vec![1, 1, 0, 1];
            for width in &widths {
                let mut field: Vec<u8> = bits.by_ref().take(*width).collect();
                field.reverse();
                frame.append(&mut field);
            }
            out.extend(frame.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)));
        }
    }
    out
}

fn raw_gsm(frames: Vec<u8>) -> Vec<u8> {
    let mut file = Vec::new();
    Raw::declared("gsm").unwrap().headed(Cursor::new(frames)).unwrap().read_to_end(&mut file).unwrap();
    file
}

#[test]
fn gsm_without_a_header_is_the_same_speech() {
    let frames = frames(GSM);
    assert_eq!(samples(&raw_gsm(frames.clone())), samples(GSM));
    let whole = samples(GSM).len();
    // Half a frame more or less at the end; an odd number of frames ends in silence.
    assert_eq!(samples(&raw_gsm([&frames[..], &[0xd0; 7]].concat())).len(), whole);
    let odd = samples(&raw_gsm(frames[..frames.len() - 33].to_vec()));
    assert_eq!((odd.len(), &odd[..whole - 160]), (whole, &samples(GSM)[..whole - 160]));
    assert!(odd[whole - 80..].iter().all(|sample| sample.abs() < 600), "{:?}", &odd[whole - 80..]);
}

#[test]
fn what_is_no_gsm_is_told_where() {
    let mut wrong = frames(GSM);
    wrong[33 * 5] = 0x12;
    let mut source = Raw::declared("gsm").unwrap().headed(Cursor::new(wrong)).unwrap();
    let error = read(&mut *source).unwrap_err();
    assert_eq!(error.to_string(), "the file is damaged: what stands at byte 165 is no GSM frame");
    let mut nothing = Raw::declared("gsm").unwrap().headed(Cursor::new(vec![0xd0; 12])).unwrap();
    assert_eq!(read(&mut *nothing).unwrap_err(), SoundError::Empty);
}

#[test]
fn each_party_stays_on_a_channel_of_its_own() {
    let sound = sound(STEREO).unwrap();
    let lane = |lane: usize| -> Vec<u8> { sound.peaks.iter().skip(lane).step_by(2).copied().collect() };
    assert_ne!(lane(0), lane(1));
    let end = sound.peaks.len() / 2 - 40;
    assert!(lane(0)[end..].iter().any(|peak| *peak > 3) && lane(1)[end..].iter().all(|peak| *peak == 0));
}

#[test]
fn a_file_that_grew_while_it_was_written_is_read_to_its_end() {
    for never in [0_u32, u32::MAX] {
        let mut file = STEREO.to_vec();
        let at = file.windows(4).position(|four| four == b"data").unwrap() + 4;
        file[at..at + 4].copy_from_slice(&never.to_le_bytes());
        assert_eq!(sound(&file).unwrap(), sound(STEREO).unwrap());
        file.truncate(file.len() - 7);
        let shorter = sound(&file).unwrap();
        assert_eq!(shorter.frames, sound(STEREO).unwrap().frames - 2);
    }
}

#[test]
fn bad_files_get_a_clear_answer() {
    assert_eq!(sound(b""), Err(SoundError::Empty));
    assert!(matches!(sound("Puhelu alkoi kello 9".as_bytes()), Err(SoundError::NotSound("text"))));
    assert!(matches!(sound(&STEREO[..44]), Err(SoundError::Truncated { .. } | SoundError::Empty)));
    assert!(matches!(sound(&STEREO[..20_000]), Err(SoundError::Truncated { unit: "bytes", .. })));
    assert!(matches!(sound(&STEREO[..30]), Err(SoundError::Broken(_))));
    for cut in [FLAC, OPUS] {
        assert!(sound(&cut[..cut.len() / 2]).is_err());
    }
    for whole in ALL {
        assert!(sound(&whole[..12]).is_err());
    }
}

#[test]
fn a_tone_leaves_nothing_under_it_and_the_rest_as_it_was() {
    let mut copy = Vec::new();
    let spans = std::slice::from_ref(&(500..700));
    let size = cover(&mut Cursor::new(STEREO.to_vec()), spans, &mut copy).unwrap();
    assert_eq!(size, copy.len() as u64);
    let (before, after) = (samples(STEREO), samples(&copy));
    assert_eq!(before.len(), after.len());
    let span = 500 * 8 * 2..700 * 8 * 2;
    assert_eq!(before[..span.start], after[..span.start]);
    assert_eq!(before[span.end..], after[span.end..]);
    // The same tone, whatever was said.
    let mut silence = Vec::new();
    wav::head(&mut silence, &Shape { channels: 2, sample_rate: 8_000 }, before.len() as u64 / 2).unwrap();
    silence.resize(silence.len() + before.len() * 2, 0);
    let mut covered = Vec::new();
    cover(&mut Cursor::new(silence), spans, &mut covered).unwrap();
    assert_eq!(samples(&covered)[span.clone()], after[span]);
}

#[test]
fn a_copy_as_linear_samples_is_what_was_heard() {
    let mut copy = Vec::new();
    Linear::open(&mut Cursor::new(GSM.to_vec())).unwrap().read_to_end(&mut copy).unwrap();
    assert_eq!(samples(&copy), samples(GSM));
    assert_eq!(sound(&copy).unwrap().format, Format::WavPcm);
}

/// Ten hours of zeros, made while they are read.
struct Long {
    head: Vec<u8>,
    at: u64,
    length: u64,
}

impl std::io::Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap_or(usize::MAX);
        let count = buffer.len().min(left);
        for (place, at) in buffer[..count].iter_mut().zip(self.at..) {
            *place = usize::try_from(at).ok().and_then(|at| self.head.get(at)).copied().unwrap_or(0x55);
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl std::io::Seek for Long {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            std::io::SeekFrom::Start(at) => at,
            std::io::SeekFrom::End(_) => self.length,
            std::io::SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn hours_of_sound_are_read_in_flat_memory_and_days_are_not_taken() {
    for (hours, taken) in [(2_u64, true), (25, false)] {
        let mut head = Vec::new();
        wav::head(&mut head, &Shape { channels: 1, sample_rate: 1_000 }, hours * 3_600_000).unwrap();
        let length = head.len() as u64 + hours * 7_200_000;
        let found = read(&mut Long { head, at: 0, length });
        match found {
            Ok(sound) => {
                assert!(taken && sound.length_ms == hours * 3_600_000 && sound.peaks.len() <= PEAKS);
            }
            Err(error) => assert!(!taken && error == SoundError::TooLong, "{hours} h: {error}"),
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_bytes_reading_ends_with_an_answer(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        which in 0..ALL.len(),
        at in 0_usize..60,
        head in 0_usize..400,
    ) {
        // Bytes alone, behind the beginning of a real file, and written into the middle of one.
        let _ = sound(&bytes);
        let whole = ALL[which];
        let mut spliced = whole[..head.min(whole.len())].to_vec();
        spliced.extend_from_slice(&bytes);
        let _ = sound(&spliced);
        let mut hurt = whole.to_vec();
        let start = at * hurt.len() / 60;
        for (place, byte) in hurt[start..].iter_mut().zip(&bytes) {
            *place = *byte;
        }
        let _ = sound(&hurt);
    }
}
