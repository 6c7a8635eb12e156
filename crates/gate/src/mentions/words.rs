//! Words by which a text may speak of somebody, and where they stand in it. Pure. Not here: whose words, whose text.
//!
//! A surname counts in the cases of Finnish and with the Swedish and English genitive; a first name only beside the surname, because
//! alone it is too many people's. It finds suspicions: somebody decides.

use super::Clue;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What covers a word.
const BLOCK: char = '█';
/// Most blocks of one cover, so that its length does not tell the word.
const BLOCKS: usize = 3;
/// Digits by which a telephone number is known, from its end.
const TAIL: usize = 9;
/// Fewest digits of a telephone number.
const FEWEST: usize = 6;

/// How a first name or a surname may end.
const ENDINGS: [&str; 33] = [
    "", "n", "a", "ä", "ta", "tä", "lla", "llä", "lle", "lta", "ltä", "ssa", "ssä", "sta", "stä", "ksi",
    "na", "nä", "s", "in", "en", "on", "un", "yn", "än", "an", "ön", "hin", "iin", "t", "ien", "ia", "iä",
];
/// How a surname in -nen goes on after -s.
const AFTER_S: [&str; 14] =
    ["en", "ta", "tä", "elle", "ella", "ellä", "elta", "eltä", "essa", "esta", "een", "eksi", "et", "ten"];

/// Something by which a text is suspected.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Needle {
    pub(crate) clue: Clue,
    /// Words in small letters, one after another; of a telephone number its last digits.
    pub(crate) words: Vec<String>,
}

impl Drop for Needle {
    fn drop(&mut self) {
        self.words.zeroize();
    }
}

/// Where something stands in a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) clue: Clue,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

struct Word {
    from: usize,
    to: usize,
    small: String,
}

/// A needle of some words; `None` when they would be found everywhere.
pub(crate) fn needle(clue: Clue, text: &str) -> Option<Needle> {
    let words: Vec<String> = match clue {
        Clue::Phone => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let national = digits.strip_prefix("358").unwrap_or(&digits);
            let skip = national.chars().count().saturating_sub(TAIL);
            vec![national.chars().skip(skip).collect()]
        }
        // The flat does not matter: whoever knows the house knows the household.
        Clue::Address => words(text).into_iter().take(2).map(|word| word.small.clone()).collect(),
        _ => words(text).iter().map(|word| word.small.clone()).collect(),
    };
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let least = match clue {
        Clue::Name | Clue::Surname => 2,
        Clue::Number => 3,
        Clue::Phone | Clue::Email | Clue::Address => FEWEST,
    };
    let enough = letters >= least && (words.len() > 1 || !matches!(clue, Clue::Email | Clue::Address));
    enough.then_some(Needle { clue, words })
}

/// Where a text may speak of somebody, in order, without overlaps.
pub(crate) fn hits(needles: &[Needle], text: &str) -> Vec<Hit> {
    let words = words(text);
    let mut found = Vec::new();
    for needle in needles {
        match needle.clue {
            Clue::Phone => found.extend(needle.words.first().and_then(|digits| phone(digits, text))),
            _ => found.extend(sequences(needle, &words)),
        }
    }
    let has = |found: &[Hit], clue| found.iter().any(|hit| hit.clue == clue);
    if !has(&found, Clue::Surname) {
        // A first name without the surname.
        found.retain(|hit| hit.clue != Clue::Name);
    } else if has(&found, Clue::Name) {
        for hit in found.iter_mut().filter(|hit| hit.clue == Clue::Surname) {
            hit.clue = Clue::Name;
        }
    }
    found.sort_by_key(|hit| (hit.from, std::cmp::Reverse(hit.to)));
    let mut end = 0;
    found.retain(|hit| {
        let apart = hit.from >= end;
        end = end.max(hit.to);
        apart
    });
    found
}

/// A text with some of it covered; spans that it does not have are passed over.
pub(crate) fn covered(text: &str, spans: &[(usize, usize)]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (from, to) in spans {
        let (Some(before), Some(word)) = (text.get(at..*from), text.get(*from..*to)) else { continue };
        out.push_str(before);
        out.extend(word.chars().take(BLOCKS).map(|_| BLOCK));
        at = *to;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        if !letter.is_alphanumeric() {
            open = false;
            continue;
        }
        let to = at + letter.len_utf8();
        match found.last_mut().filter(|_| open) {
            Some(word) => {
                word.to = to;
                word.small.extend(letter.to_lowercase());
            }
            None => found.push(Word { from: at, to, small: letter.to_lowercase().collect() }),
        }
        open = true;
    }
    found
}

fn sequences(needle: &Needle, text: &[Word]) -> Vec<Hit> {
    let bends = matches!(needle.clue, Clue::Name | Clue::Surname);
    let Some(last) = needle.words.len().checked_sub(1) else { return Vec::new() };
    let fits = |window: &&[Word]| {
        window.iter().zip(&needle.words).enumerate().all(|(at, (word, wanted))| {
            word.small == *wanted || bends && at == last && is_form_of(&word.small, wanted)
        })
    };
    let spans = text.windows(needle.words.len()).filter(fits);
    spans
        .filter_map(|window| Some((window.first()?.from, window.last()?.to)))
        .map(|(from, to)| Hit { clue: needle.clue, from, to })
        .collect()
}

/// Whether a word is a name in some case.
fn is_form_of(word: &str, name: &str) -> bool {
    if name.chars().count() < 3 {
        return word == name;
    }
    let ends =
        |stem: &str, endings: &[&str]| word.strip_prefix(stem).is_some_and(|end| endings.contains(&end));
    let of_nen = name.strip_suffix("nen").is_some_and(|stem| ends(&format!("{stem}s"), &AFTER_S));
    // Matti, Matin; Mikko, Mikon; Seppo, Sepon.
    let weak = ["tt", "kk", "pp"].iter().find_map(|pair| {
        let (head, tail) = name.rsplit_once(pair)?;
        let single = pair.chars().next()?;
        (tail.chars().count() == 1).then(|| format!("{head}{single}{tail}"))
    });
    of_nen || ends(name, &ENDINGS) || weak.is_some_and(|stem| ends(&stem, &ENDINGS) && word != stem)
}

/// Where a telephone number ends in these digits, however it is written.
fn phone(tail: &str, text: &str) -> Option<Hit> {
    let mut run: Vec<(usize, char)> = Vec::new();
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        if letter.is_ascii_digit() {
            run.push((at, letter));
        } else if !matches!(letter, ' ' | '-' | '(' | ')' | '.' | '/' | '+' | '\u{a0}') {
            let digits: String = run.iter().map(|(_, digit)| *digit).collect();
            let ends = digits.find(tail).map(|from| from + tail.len());
            // What stands before it belongs to it: the country or the 0.
            let last = ends.and_then(|end| run.get(end.checked_sub(1)?));
            if let (Some((from, _)), Some((to, _))) = (run.first(), last) {
                return Some(Hit { clue: Clue::Phone, from: *from, to: to + 1 });
            }
            run.clear();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(all: &[(Clue, &str)]) -> Vec<Needle> {
        all.iter().filter_map(|(clue, text)| needle(*clue, text)).collect()
    }

    fn aino() -> Vec<Needle> {
        of(&[
            (Clue::Name, "Aino"),
            (Clue::Surname, "Esimerkkinen"),
            (Clue::Phone, "+358405550123"),
            (Clue::Email, "aino@example.fi"),
            (Clue::Number, "1000-27"),
            (Clue::Address, "Mallikatu 5 B 12"),
        ])
    }

    fn cover(text: &str) -> String {
        let spans: Vec<_> = hits(&aino(), text).iter().map(|hit| (hit.from, hit.to)).collect();
        covered(text, &spans)
    }

    #[test]
    fn a_name_is_found_in_any_case_and_a_first_name_only_beside_it() {
        assert_eq!(cover("Soita Aino Esimerkkiselle!"), "Soita ███ ███!");
        assert_eq!(cover("ESIMERKKISEN AINOLLA on avain"), "███ ███ on avain");
        assert_eq!(cover("Esimerkkinens nyckel"), "███ nyckel");
        assert_eq!(cover("Aino soitti"), "Aino soitti");
        assert_eq!(cover("Esimerkki on hyvä"), "Esimerkki on hyvä");
        let matti = of(&[(Clue::Surname, "Mikko")]);
        assert_eq!(hits(&matti, "Mikon pihalla").len(), 1);
        assert_eq!(hits(&matti, "Miko").len(), 0);
    }

    #[test]
    fn a_number_and_an_address_are_found_however_they_are_written() {
        for text in ["040 555 0123", "+358 40 5550123", "040-5550123", "(040) 555 01 23"] {
            assert!(!cover(text).contains("555"), "{text}: {}", cover(text));
        }
        assert_eq!(cover("tilaus 0405550129"), "tilaus 0405550129");
        assert_eq!(cover("<AINO@Example.fi>"), "<███>");
        assert_eq!(cover("as. 1000-27, 1000-271"), "as. ███, 1000-271");
        assert_eq!(cover("Mallikatu 5, ovi B"), "███, ovi B");
        assert_eq!(cover("Mallikatu 55"), "Mallikatu 55");
    }

    #[test]
    fn covering_again_changes_nothing_and_no_length_tells_the_word() {
        let once = cover("äö Esimerkkinen 🙂 aino@example.fi ö");
        assert_eq!(once, "äö ███ 🙂 ███ ö");
        assert_eq!(cover(&once), once);
        assert_eq!(covered("ääkkönen", &[(1, 3)]), "ääkkönen", "not between letters");
    }

    #[test]
    fn nothing_is_looked_for_that_stands_everywhere() {
        assert!(needle(Clue::Number, "12").is_none());
        assert!(needle(Clue::Phone, "12345").is_none());
        assert!(needle(Clue::Address, "Kotipolku").is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}", name in ".{0,12}") {
            for clue in Clue::ALL {
                let needles: Vec<Needle> = needle(clue, &name).into_iter().collect();
                let spans: Vec<_> = hits(&needles, &text).iter().map(|hit| (hit.from, hit.to)).collect();
                covered(&text, &spans);
            }
        }
    }
}
