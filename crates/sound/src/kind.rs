//! What a file is, by its first bytes. Not here: whether it can be read to its end.

use crate::SoundError;

/// Families of files that hold sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// RIFF or RF64 with WAVE.
    Wav,
    /// Ogg with Opus.
    OggOpus,
    /// Ogg with Vorbis.
    OggVorbis,
    /// FLAC.
    Flac,
    /// MPEG audio layer III.
    Mp3,
}

/// So many bytes tell what a file is.
pub(crate) const ENOUGH: usize = 512;

/// Files that are sent by mistake, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"<", "a text with markup"),
    (b"{", "a text in JSON"),
    (b"SQLite format 3", "a database"),
];

/// What begins with these bytes.
pub(crate) fn of(start: &[u8]) -> Result<Kind, SoundError> {
    let wave = start.get(8..12) == Some(b"WAVE");
    if wave && (start.starts_with(b"RIFF") || start.starts_with(b"RF64")) {
        return Ok(Kind::Wav);
    }
    if start.starts_with(b"fLaC") {
        return Ok(Kind::Flac);
    }
    if start.starts_with(b"OggS") {
        return ogg(start);
    }
    if let Some(what) = not_read(start) {
        return Err(SoundError::NotRead(what.to_owned()));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(mark, _)| start.starts_with(mark)) {
        return Err(SoundError::NotSound(what));
    }
    if start.starts_with(b"ID3") || is_layer_three(start) {
        return Ok(Kind::Mp3);
    }
    Err(other(start))
}

/// Sound of kinds that telephones write and that nothing here reads; the sender has to write another.
fn not_read(start: &[u8]) -> Option<&'static str> {
    if start.starts_with(b"#!AMR") {
        return Some("AMR");
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some("MP4 or M4A, with AAC or video");
    }
    // A frame of ADTS: twelve bits set, layer 0 (ISO/IEC 13818-7, 6.2).
    let adts =
        start.first_chunk::<2>().is_some_and(|[first, second]| *first == 0xff && second & 0xf6 == 0xf0);
    adts.then_some("AAC")
}

fn ogg(start: &[u8]) -> Result<Kind, SoundError> {
    let has = |mark: &[u8]| start.windows(mark.len()).any(|window| window == mark);
    if has(b"OpusHead") {
        Ok(Kind::OggOpus)
    } else if has(b"\x01vorbis") {
        Ok(Kind::OggVorbis)
    } else if start.len() < 64 {
        Err(SoundError::Broken("the Ogg file ends in its first page".to_owned()))
    } else {
        Err(SoundError::NotRead("Ogg with neither Opus nor Vorbis".to_owned()))
    }
}

/// The head of a frame of MPEG audio layer III, with no reserved value in it (ISO/IEC 11172-3, 2.4.1.3).
fn is_layer_three(start: &[u8]) -> bool {
    let Some([first, second, third, _]) = start.first_chunk::<4>() else { return false };
    let (version, layer) = ((second >> 3) & 3, (second >> 1) & 3);
    let (bitrate, rate) = (third >> 4, (third >> 2) & 3);
    *first == 0xff
        && second >> 5 == 7
        && version != 1
        && layer == 1
        && (1..15).contains(&bitrate)
        && rate != 3
}

fn other(start: &[u8]) -> SoundError {
    if start.is_empty() {
        SoundError::Empty
    } else if start.starts_with(b"RIFF") || start.starts_with(b"RF64") {
        SoundError::Broken("the file ends in its header".to_owned())
    } else if std::str::from_utf8(start).is_ok() || start.starts_with(&[0xff, 0xfe]) {
        SoundError::NotSound("text")
    } else {
        SoundError::NotSound("of no known kind")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(of(b"RIFF\x00\x00\x00\x00WAVEfmt "), Ok(Kind::Wav));
        assert_eq!(of(b"fLaC\x00"), Ok(Kind::Flac));
        assert_eq!(of(&[0xff, 0xfb, 0x90, 0x00]), Ok(Kind::Mp3));
        assert_eq!(of(b""), Err(SoundError::Empty));
        assert_eq!(of("Hyvää päivää".as_bytes()), Err(SoundError::NotSound("text")));
        assert_eq!(of(b"\xff\xfeH\x00e\x00"), Err(SoundError::NotSound("text")));
        assert_eq!(of(b"%PDF-1.7"), Err(SoundError::NotSound("a PDF document")));
        assert_eq!(of(b"MZ\x90"), Err(SoundError::NotSound("a program")));
        assert!(matches!(of(b"RIFF\x10"), Err(SoundError::Broken(_))));
        for known in [&b"#!AMR\n\x3c"[..], b"#!AMR-WB\n", b"\xff\xf1\x50\x80", b"\x00\x00\x00\x20ftypM4A "] {
            assert!(matches!(of(known), Err(SoundError::NotRead(_))), "{known:?}");
        }
    }
}
