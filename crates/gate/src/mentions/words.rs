//! Words by which a text may speak of somebody, and where they stand in it. Pure. Not here: whose words, whose text.
//!
//! Many people are looked for in one text at once: each word of it, and each beginning that a name in some case may have, is looked
//! up once, however many names there are; what is met is then compared word by word.
//!
//! A surname counts in the cases of Finnish and with the Swedish and English genitive; a first name only beside the surname, because
//! alone it is too many people's. It finds suspicions: somebody decides.

use super::Clue;
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    iter,
};
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
/// Letters of the longest of these endings.
const LONGEST: usize = 4;

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

impl Needle {
    const fn bends(&self) -> bool {
        matches!(self.clue, Clue::Name | Clue::Surname)
    }

    /// Where it stands, if it stands in a text from a word on.
    fn hit(&self, from: usize, text: &[Word]) -> Option<Hit> {
        let window = text.get(from..from + self.words.len())?;
        let last = self.words.len().checked_sub(1)?;
        let fits = window.iter().zip(&self.words).enumerate().all(|(at, (word, wanted))| {
            word.small == *wanted || self.bends() && at == last && is_form_of(&word.small, wanted)
        });
        let (first, last) = (window.first()?, window.last()?);
        fits.then_some(Hit { clue: self.clue, from: first.from, to: last.to })
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

impl Word {
    /// The word, and what is left of it without its last letters, as many as an ending may have.
    fn beginnings(&self) -> impl Iterator<Item = &str> {
        let cuts = self.small.char_indices().rev().take(LONGEST).map(|(at, _)| at);
        iter::once(self.small.len()).chain(cuts).filter_map(|cut| self.small.get(..cut))
    }
}

/// Digits that stand in a row, with the signs by which numbers are written between them.
#[derive(Default)]
struct Run {
    digits: String,
    /// Where each digit stands.
    places: Vec<usize>,
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
        Clue::Phone | Clue::Email | Clue::Address | Clue::Sensitive => FEWEST,
    };
    let enough = letters >= least && (words.len() > 1 || !matches!(clue, Clue::Email | Clue::Address));
    enough.then_some(Needle { clue, words })
}

/// A needle by its place: whose, which of theirs.
type At = (usize, usize);

/// Needles of many people, found by the word that each ends with.
pub(crate) struct Wordbook<'n> {
    people: Vec<&'n [Needle]>,
    /// Prints of the stems that a needle's last word may have; the words themselves stand nowhere a second time.
    stems: HashMap<u64, Vec<At>>,
    prints: RandomState,
    /// Last digits of telephone numbers.
    tails: HashMap<&'n str, Vec<At>>,
}

impl<'n> Wordbook<'n> {
    pub(crate) fn new(people: impl IntoIterator<Item = &'n [Needle]>) -> Self {
        let people: Vec<&[Needle]> = people.into_iter().collect();
        let (mut stems, mut tails) = (HashMap::<u64, Vec<At>>::new(), HashMap::<&str, Vec<At>>::new());
        let prints = RandomState::new();
        for (whose, needles) in people.iter().enumerate() {
            for (which, needle) in needles.iter().enumerate() {
                let Some(last) = needle.words.last() else { continue };
                if needle.clue == Clue::Phone {
                    tails.entry(last).or_default().push((whose, which));
                    continue;
                }
                let mut add =
                    |stem: &str| stems.entry(prints.hash_one(stem)).or_default().push((whose, which));
                add(last);
                if needle.bends() {
                    of_nen(last).iter().chain(&weak(last)).for_each(|stem| add(stem));
                }
            }
        }
        Self { people, stems, prints, tails }
    }

    /// Where a text may speak of any of these people: for each of whom it may, in order and without overlaps.
    pub(crate) fn hits(&self, text: &str) -> Vec<(usize, Vec<Hit>)> {
        let mut found = self.sequences(&words(text));
        found.extend(self.phones(text));
        found.sort_unstable_by_key(|(at, hit)| (*at, hit.from));
        found.dedup();
        let of_each = found.chunk_by(|((one, _), _), ((other, _), _)| one == other);
        of_each
            .filter_map(|hits| {
                let ((whose, _), _) = hits.first()?;
                Some((*whose, settled(hits.iter().map(|(_, hit)| *hit).collect())))
            })
            .filter(|(_, hits)| !hits.is_empty())
            .collect()
    }

    fn sequences(&self, text: &[Word]) -> Vec<(At, Hit)> {
        let mut found = Vec::new();
        for (end, word) in text.iter().enumerate() {
            let met =
                word.beginnings().filter_map(|beginning| self.stems.get(&self.prints.hash_one(beginning)));
            for (whose, which) in met.flatten() {
                let needle = self.people.get(*whose).and_then(|needles| needles.get(*which));
                let hit =
                    needle.and_then(|needle| needle.hit((end + 1).checked_sub(needle.words.len())?, text));
                found.extend(hit.map(|hit| ((*whose, *which), hit)));
            }
        }
        found
    }

    /// Where telephone numbers stand, however they are written: the first place of each.
    fn phones(&self, text: &str) -> Vec<(At, Hit)> {
        if self.tails.is_empty() {
            return Vec::new();
        }
        let (mut found, mut met) = (Vec::new(), HashSet::new());
        for run in runs(text) {
            for (from, many) in
                (0..run.digits.len()).flat_map(|from| (FEWEST..=TAIL).map(move |many| (from, many)))
            {
                let tail = run.digits.get(from..from + many);
                for at in tail.and_then(|tail| self.tails.get(tail)).into_iter().flatten() {
                    // What stands before it belongs to it: the country or the 0.
                    let span = run.places.first().zip(run.places.get(from + many - 1));
                    if let Some((from, last)) = span.filter(|_| met.insert(*at)) {
                        found.push((*at, Hit { clue: Clue::Phone, from: *from, to: last + 1 }));
                    }
                }
            }
        }
        found
    }
}

/// What is left of what was found of one person: a first name counts beside the surname only, and nothing stands in two.
fn settled(mut found: Vec<Hit>) -> Vec<Hit> {
    let has = |found: &[Hit], clue| found.iter().any(|hit| hit.clue == clue);
    if !has(&found, Clue::Surname) {
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

/// Whether a word is a name in some case.
fn is_form_of(word: &str, name: &str) -> bool {
    if name.chars().count() < 3 {
        return word == name;
    }
    let ends =
        |stem: &str, endings: &[&str]| word.strip_prefix(stem).is_some_and(|end| endings.contains(&end));
    of_nen(name).is_some_and(|stem| ends(&stem, &AFTER_S))
        || ends(name, &ENDINGS)
        || weak(name).is_some_and(|stem| ends(&stem, &ENDINGS) && word != stem)
}

/// What the cases of a name in -nen begin with.
fn of_nen(name: &str) -> Option<String> {
    name.strip_suffix("nen").map(|stem| format!("{stem}s"))
}

/// A name in the weak grade: Matti, Matin; Mikko, Mikon; Seppo, Sepon.
fn weak(name: &str) -> Option<String> {
    ["tt", "kk", "pp"].iter().find_map(|pair| {
        let (head, tail) = name.rsplit_once(pair)?;
        let single = pair.chars().next()?;
        (tail.chars().count() == 1).then(|| format!("{head}{single}{tail}"))
    })
}

/// Where digits stand in a row that may be a telephone number.
fn runs(text: &str) -> Vec<Run> {
    let (mut runs, mut run) = (Vec::new(), Run::default());
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        if letter.is_ascii_digit() {
            run.digits.push(letter);
            run.places.push(at);
        } else if !matches!(letter, ' ' | '-' | '(' | ')' | '.' | '/' | '+' | '\u{a0}') {
            let ended = std::mem::take(&mut run);
            runs.extend((ended.digits.len() >= FEWEST).then_some(ended));
        }
    }
    runs
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

    fn hits(needles: &[Needle], text: &str) -> Vec<Hit> {
        let found = Wordbook::new([needles]).hits(text);
        found.into_iter().flat_map(|(_, hits)| hits).collect()
    }

    /// The same by holding each needle against each place of the text.
    fn hits_one_by_one(needles: &[Needle], text: &str) -> Vec<Hit> {
        let (all, runs) = (words(text), runs(text));
        let mut found = Vec::new();
        for needle in needles {
            if needle.clue != Clue::Phone {
                found.extend((0..all.len()).filter_map(|from| needle.hit(from, &all)));
                continue;
            }
            found.extend(runs.iter().find_map(|run| {
                let from = run.digits.find(&needle.words[0])?;
                let last = run.places[from + needle.words[0].len() - 1];
                Some(Hit { clue: Clue::Phone, from: run.places[0], to: last + 1 })
            }));
        }
        settled(found)
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

    const CLUED: [(Clue, &str); 13] = [
        (Clue::Name, "Matti"),
        (Clue::Name, "Aino Maria"),
        (Clue::Name, "Io"),
        (Clue::Surname, "Nen"),
        (Clue::Surname, "Mikko"),
        (Clue::Surname, "Esimerkkinen"),
        (Clue::Surname, "Malli Oy"),
        (Clue::Phone, "+358405550123"),
        (Clue::Phone, "550123"),
        (Clue::Email, "aino@example.fi"),
        (Clue::Number, "1000-27"),
        (Clue::Address, "Mallikatu 5"),
        (Clue::Address, "Mallikatu 55"),
    ];

    proptest::proptest! {
        #[test]
        fn many_at_once_are_found_where_each_is_found_alone(
            chosen in proptest::collection::vec(proptest::collection::vec(0..CLUED.len(), 0..6), 0..6),
            text in "((Ma|mat|tti|tin|Mikko|Mikon|ille|sen|Nen|nen|Aino|Mari|alla|a|Io|io|n|Esimerkki|Malli|Oyn|Oy|iin|                     040 555 01|23|550123|0|358|@|aino|example|fi|1000|27|katu 5|5|ä|tä|İ)( |-|, |\n|){1}){0,24}",
        ) {
            let people: Vec<Vec<Needle>> =
                chosen.iter().map(|some| of(&some.iter().map(|at| CLUED[*at]).collect::<Vec<_>>())).collect();
            let together = Wordbook::new(people.iter().map(Vec::as_slice)).hits(&text);
            let alone: Vec<_> = people
                .iter()
                .map(|needles| hits_one_by_one(needles, &text))
                .enumerate()
                .filter(|(_, hits)| !hits.is_empty())
                .collect();
            proptest::prop_assert_eq!(together, alone);
        }

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
