//! What is done to every written value before its type reads it: Unicode in one form, no invisible tricks, no data that
//! never belongs. Not here: what one type demands.

use super::kind::{limited, problem};
use crate::diagnostics::Problem;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use zeroize::Zeroizing;

/// Longest written value that is looked at, in characters. A longer one is refused before anything else is done.
const LONGEST: usize = 10_000;

/// Whether line breaks mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A break is a space.
    One,
    /// Breaks are kept.
    Many,
}

/// NFC, trimmed, spaces collapsed, invisible marks dropped.
pub(super) fn clean(written: &str, lines: Lines) -> Result<Zeroizing<String>, Problem> {
    limited(written, LONGEST)?;
    let mut out = Zeroizing::new(String::with_capacity(written.len()));
    let mut gap = false;
    let mut take = |c: char| -> Result<(), Problem> {
        match judge(c, lines) {
            Seen::Refused => return Err(unprintable()),
            Seen::Garbled => return Err(garbled()),
            Seen::Dropped => {}
            Seen::Space => gap = true,
            Seen::Break => {
                gap = false;
                out.push('\n');
            }
            Seen::Kept => {
                if gap && !out.is_empty() && !out.ends_with('\n') {
                    out.push(' ');
                }
                gap = false;
                out.push(c);
            }
        }
        Ok(())
    };
    if is_nfc_quick(written.chars()) == IsNormalized::Yes {
        written.chars().try_for_each(&mut take)?;
    } else {
        written.nfc().try_for_each(&mut take)?;
    }
    let trimmed = out.trim_matches('\n');
    if trimmed.len() < out.len() {
        return Ok(Zeroizing::new(trimmed.to_owned()));
    }
    Ok(out)
}

enum Seen {
    Kept,
    Space,
    Break,
    Dropped,
    Refused,
    Garbled,
}

fn judge(c: char, lines: Lines) -> Seen {
    match c {
        '\n' if lines == Lines::Many => Seen::Break,
        '\r' if lines == Lines::Many => Seen::Dropped,
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Seen::Space,
        // Embeddings, overrides and isolates can make a text read as another one.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Seen::Refused,
        // Invisible and without meaning in a name. The joiners U+200C and U+200D are letters' business and stay.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{061C}' => {
            Seen::Dropped
        }
        '\u{FFFD}' => Seen::Garbled,
        c if c.is_control() => Seen::Refused,
        // Noncharacters and tags.
        '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}' => Seen::Refused,
        c if (c as u32) & 0xFFFE == 0xFFFE => Seen::Refused,
        c if c.is_whitespace() => Seen::Space,
        _ => Seen::Kept,
    }
}

fn unprintable() -> Problem {
    problem(
        "unprintable",
        [
            "Arvossa on merkki, jota ei voi näyttää tai joka kääntää tekstin suunnan.",
            "Värdet innehåller ett tecken som inte kan visas eller som vänder textens riktning.",
            "The value holds a character that can't be shown or that turns the direction of text.",
        ],
        [
            "Kirjoita arvo uudelleen näppäimistöllä.",
            "Skriv värdet på nytt med tangentbordet.",
            "Type the value again with the keyboard.",
        ],
    )
}

fn garbled() -> Problem {
    problem(
        "garbled",
        [
            "Arvossa on merkki, joka syntyy, kun tiedosto luetaan väärällä merkistöllä.",
            "Värdet innehåller ett tecken som uppstår när en fil läses med fel teckenkodning.",
            "The value holds the mark of a file that was read in the wrong encoding.",
        ],
        [
            "Kirjoita arvo uudelleen tai valitse tiedostolle oikea merkistö.",
            "Skriv värdet på nytt eller välj rätt teckenkodning för filen.",
            "Type the value again, or choose the right encoding for the file.",
        ],
    )
}

/// The refusal of an empty value.
pub(super) fn empty() -> Problem {
    problem(
        "empty",
        ["Arvo on tyhjä.", "Värdet är tomt.", "The value is empty."],
        [
            "Anna arvo tai jätä tieto kokonaan pois.",
            "Ange ett värde eller utelämna uppgiften.",
            "Give a value, or leave the item out.",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(written: &str) -> String {
        clean(written, Lines::One)
            .map(|text| text.to_string())
            .unwrap_or_else(|problem| problem.rule.to_owned())
    }

    #[test]
    fn spaces_collapse_and_marks_stay() {
        assert_eq!(cleaned("  Anna\t\u{A0} Liisa \n"), "Anna Liisa");
        assert_eq!(cleaned("A\u{308}iti"), "Äiti");
        assert_eq!(cleaned("q\u{323}\u{307}"), "q\u{323}\u{307}");
        assert_eq!(cleaned("محمد"), "محمد");
    }

    #[test]
    fn tricks_are_refused() {
        assert_eq!(cleaned("Anna\0"), "unprintable");
        assert_eq!(cleaned("\u{202E}annA"), "unprintable");
        assert_eq!(cleaned("Anna\u{85}"), "unprintable");
        assert_eq!(cleaned("M\u{FFFD}kinen"), "garbled");
        assert_eq!(cleaned(&"ä".repeat(10_001)), "too-long");
    }

    #[test]
    fn lines_are_kept_where_they_mean_something() {
        let text = clean("\n eka \r\n  toka\n\n", Lines::Many).unwrap();
        assert_eq!(&*text, "eka\ntoka");
    }
}
