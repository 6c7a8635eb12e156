//! What a text file's bytes are: encoding and delimiter, and how they were found out, so that people can see it and say
//! otherwise.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuessedBy {
    /// The byte order mark at the beginning says it.
    Mark,
    /// The bytes are valid in it and in nothing else that is likely.
    Validity,
    /// Every other byte is zero, as in UTF-16 without a mark.
    Zeros,
    /// The frequency of letters makes it the most likely.
    Letters,
    /// A person said so.
    Said,
}

/// An encoding and how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodingGuess {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// How it was found.
    pub by: GuessedBy,
}

/// Guesses the encoding from the beginning of a file (some hundred kilobytes are plenty).
#[must_use]
pub fn encoding(beginning: &[u8]) -> EncodingGuess {
    if let Some((encoding, _)) = Encoding::for_bom(beginning) {
        return EncodingGuess { encoding, by: GuessedBy::Mark };
    }
    if let Some(encoding) = by_zeros(beginning) {
        return EncodingGuess { encoding, by: GuessedBy::Zeros };
    }
    if is_utf8(beginning) {
        return EncodingGuess { encoding: UTF_8, by: GuessedBy::Validity };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(beginning, true);
    let encoding = detector.guess(Some(b"fi"), chardetng::Utf8Detection::Allow);
    EncodingGuess { encoding, by: GuessedBy::Letters }
}

/// Valid UTF-8, except that the cut at the end may go through a character.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What stands between the fields of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, usual where the comma is the decimal sign.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// Every delimiter, the likeliest of equals first.
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Bar];

    /// The character.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// The name in saved mappings: `comma`, `semicolon`, `tab` or `bar`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delimiter| delimiter.name() == name)
    }
}

/// Guesses the delimiter: the one that cuts the first lines into the same number of fields, and the most of them.
#[must_use]
pub fn delimiter(beginning: &str) -> Delimiter {
    let score = |delimiter: Delimiter| {
        let counts = field_counts(beginning, char::from(delimiter.byte()));
        let first = counts.first().copied().unwrap_or(1);
        let alike = counts.iter().filter(|count| **count == first).count();
        if first < 2 { (0, 0) } else { (alike * 100 / counts.len().max(1), first) }
    };
    let mut best = (Delimiter::Comma, (0, 0));
    for delimiter in Delimiter::ALL {
        let scored = score(delimiter);
        // A few ragged rows must not make a bar inside a text win over forty commas.
        if scored.0 * scored.1 > best.1.0 * best.1.1 {
            best = (delimiter, scored);
        }
    }
    best.0
}

/// Fields of each of the first twenty records, quotes respected.
fn field_counts(text: &str, delimiter: char) -> Vec<usize> {
    let (mut counts, mut fields, mut quoted, mut any) = (Vec::new(), 1, false, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                if any {
                    counts.push(fields);
                }
                (fields, any) = (1, false);
                if counts.len() == 20 {
                    return counts;
                }
            }
            c if c == delimiter && !quoted => fields += 1,
            '\r' => {}
            _ => any = true,
        }
    }
    // The last record of the beginning may be cut; it counts only when it is all there is.
    if counts.is_empty() {
        counts.push(fields);
    }
    counts
}
