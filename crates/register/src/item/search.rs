//! What a value can be found by, and what was typed into a search field: both sides of the same terms. Not here: tokens
//! (the gate makes them with a key).

use super::{Fit, Home, Term, TermKind, identifiers, kind::Words, kind_of, phone, sound};
use crate::statement::model::{Item, ItemType, Search};
use std::cell::OnceCell;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

/// Longest beginning of a word that is a term. Longer typed words are cut to it, so that they still find.
const BEGINNING: usize = 8;
/// Lengths of a telephone number's end that are terms.
const TAILS: [usize; 2] = [4, 7];
/// So many words of a query count.
const WORDS: usize = 8;
/// So many characters of a query count.
const TYPED: usize = 200;

/// Lower case, no accents (ä and å as a, ö as o), cut at everything that is neither letter nor digit.
pub(super) fn words(text: &str) -> Vec<Zeroizing<String>> {
    let folded = fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| Zeroizing::new(word.to_owned()))
        .collect()
}

/// Lower case without accents. Apostrophes go, so that O'Neil is one word.
fn fold(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars() {
        match c {
            '\'' | '`' => {}
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            // Marks go, so that each character decomposes by itself.
            c => std::iter::once(c).nfkd().for_each(|part| fold_into(part, &mut out)),
        }
    }
    out
}

fn fold_into(decomposed: char, out: &mut String) {
    for c in Some(decomposed).filter(|c| !is_combining_mark(*c)).into_iter().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            '\'' | '’' | '`' | '´' | 'ʼ' | '\u{200C}' | '\u{200D}' => {}
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
}

fn term(kind: TermKind, text: impl Into<String>) -> Term {
    Term { kind, text: Zeroizing::new(text.into()) }
}

fn exact(item_type: ItemType, normal: &str) -> Term {
    term(TermKind::Exact, format!("{item_type:?}={normal}"))
}

/// The terms that one stored value leaves.
pub(super) fn terms(item: &Item, normal: &str) -> Vec<Term> {
    let mut out = Vec::new();
    let wants = |search: Search| item.search.contains(&search);
    if wants(Search::Exact) || item.unique {
        out.push(exact(item.item_type, normal));
    }
    if item.item_type == ItemType::Phone && !item.search.is_empty() {
        out.extend(TAILS.into_iter().filter_map(|length| tail(normal, length)));
    }
    if wants(Search::Prefix) {
        beginnings(kind_of(item.item_type).words(), normal, &mut out);
    }
    if wants(Search::Phonetic) {
        let sounding = words(normal).into_iter().filter(|word| word.chars().any(char::is_alphabetic));
        out.extend(sounding.map(|word| term(TermKind::Phonetic, sound::key(&word))));
    }
    out.sort_by(|a, b| (a.kind, &*a.text).cmp(&(b.kind, &*b.text)));
    out.dedup_by(|a, b| a.kind == b.kind && a.text == b.text);
    out
}

/// A stored value, to be held against terms that were typed, without making all terms that it leaves.
pub struct Findable<'a> {
    item: &'a Item,
    normal: &'a str,
    /// Its words, and how they sound, once somebody asked.
    words: OnceCell<Vec<Zeroizing<String>>>,
}

impl<'a> Findable<'a> {
    /// A value of an item.
    #[must_use]
    pub fn new(item: &'a Item, normal: &'a str) -> Self {
        Self { item, normal, words: OnceCell::new() }
    }

    /// How far a term is one that the value leaves: the same answer as a look through [`terms`].
    #[must_use]
    pub fn fits(&self, wanted: &Term) -> Option<Fit> {
        let wants = |search: Search| self.item.search.contains(&search);
        let found = match wanted.kind {
            TermKind::Exact => {
                (wants(Search::Exact) || self.item.unique)
                    && exact(self.item.item_type, self.normal).text == wanted.text
            }
            TermKind::PhoneTail => {
                self.item.item_type == ItemType::Phone
                    && !self.item.search.is_empty()
                    && TAILS
                        .into_iter()
                        .filter_map(|length| tail(self.normal, length))
                        .any(|end| end.text == wanted.text)
            }
            TermKind::Phonetic => wants(Search::Phonetic) && self.sounds_like(&wanted.text),
            TermKind::Prefix => {
                return if wants(Search::Prefix) { self.begins_with(&wanted.text) } else { None };
            }
        };
        found.then_some(Fit::Whole)
    }

    fn words(&self) -> &[Zeroizing<String>] {
        self.words.get_or_init(|| words(self.normal))
    }

    fn sounds_like(&self, key: &str) -> bool {
        let mut sounding = self.words().iter().filter(|word| word.chars().any(char::is_alphabetic));
        sounding.any(|word| sound::key(word) == key)
    }

    fn begins_with(&self, beginning: &str) -> Option<Fit> {
        let (text, from) = beginning_of(kind_of(self.item.item_type).words(), self.normal)?;
        let length = beginning.chars().count();
        if length < from || length > BEGINNING {
            return None;
        }
        let cut;
        let words = if text.len() == self.normal.len() {
            self.words()
        } else {
            cut = words(text);
            &cut
        };
        let mut found = words.iter().filter(|word| word.starts_with(beginning)).peekable();
        found.peek()?;
        // A longer beginning of a word is a term too, unless it is cut here.
        let longer = length < BEGINNING && found.any(|word| word.len() > beginning.len());
        Some(if longer { Fit::Beginning } else { Fit::Whole })
    }
}

fn beginnings(which: Words, normal: &str, out: &mut Vec<Term>) {
    let Some((text, from)) = beginning_of(which, normal) else { return };
    for word in words(text) {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(BEGINNING).skip(from - 1);
        out.extend(ends.filter_map(|end| word.get(..end)).map(|beginning| term(TermKind::Prefix, beginning)));
    }
}

/// From how many letters on a beginning of a word of a longer text is a term; a shorter word is one whole.
const WRITTEN: usize = 3;

/// The words of a longer text and their beginnings.
pub(super) fn written(text: &str) -> impl Iterator<Item = Zeroizing<String>> {
    let pieces = text.split(|c: char| c.is_whitespace() || c == '\0').filter(|piece| !piece.is_empty());
    pieces.flat_map(words).flat_map(|word| {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(BEGINNING);
        let ends: Vec<usize> =
            if word.chars().count() < WRITTEN { vec![word.len()] } else { ends.skip(WRITTEN - 1).collect() };
        ends.into_iter().filter_map(move |end| word.get(..end).map(|part| Zeroizing::new(part.to_owned())))
    })
}

/// Typed words, as [`written`] has them.
pub(super) fn typed(typed: &str) -> Vec<Zeroizing<String>> {
    let typed: Zeroizing<String> = Zeroizing::new(typed.chars().take(TYPED).collect());
    let cut = |word: &Zeroizing<String>| Zeroizing::new(word.chars().take(BEGINNING).collect::<String>());
    let mut found: Vec<Zeroizing<String>> = words(&typed).iter().map(cut).collect();
    found.dedup();
    found.truncate(WORDS);
    found
}

/// The part of a value whose words' beginnings are terms, and from how many letters on.
fn beginning_of(which: Words, normal: &str) -> Option<(&str, usize)> {
    match which {
        Words::None => None,
        Words::FromFirstLetter => Some((normal, 1)),
        Words::FromThirdLetter => Some((normal, 3)),
        Words::LocalPart => Some((normal.split('@').next().unwrap_or(normal), 1)),
    }
}

/// The last digits of a number in digits (a leading `+` is no digit).
fn tail(digits: &str, length: usize) -> Option<Term> {
    let digits = digits.trim_start_matches('+');
    let start = digits.len().checked_sub(length)?;
    digits.get(start..).map(|end| term(TermKind::PhoneTail, format!("{length}:{end}")))
}

/// What was typed, as sets of terms: one of each set must match.
pub(super) fn query(typed: &str, phonetic: bool, home: Home) -> Vec<Vec<Term>> {
    let typed: Zeroizing<String> = Zeroizing::new(typed.chars().take(TYPED).collect());
    let typed = typed.trim();
    if let Some(whole) = whole(typed, home) {
        return vec![whole];
    }
    let mut sets = Vec::new();
    for piece in pieces(typed) {
        if let Some(identifier) = whole(&piece, home) {
            sets.push(identifier);
            continue;
        }
        let local = if piece.contains('@') { piece.split('@').next().unwrap_or_default() } else { &piece };
        sets.extend(words(local).iter().map(|word| word_set(word, phonetic)));
    }
    sets.truncate(WORDS);
    sets
}

/// The set of one word that is no identifier.
fn word_set(word: &str, phonetic: bool) -> Vec<Term> {
    let mut set = vec![term(TermKind::Prefix, word.chars().take(BEGINNING).collect::<String>())];
    if phonetic && word.chars().any(char::is_alphabetic) {
        set.push(term(TermKind::Phonetic, sound::key(word)));
    }
    set
}

/// A text that may as a whole be an identifier: a telephone number or its end, an e-mail address, a customer number, a date,
/// an account, a business id.
fn whole(text: &str, home: Home) -> Option<Vec<Term>> {
    if text.contains('@') {
        return super::email::address(text).map(|address| vec![exact(ItemType::Email, &address)]);
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut set: Vec<Term> =
        identifiers(text).into_iter().map(|(kind, normal)| exact(kind, &normal)).collect();
    let digits: Zeroizing<String> = Zeroizing::new(text.chars().filter(char::is_ascii_digit).collect());
    if text.chars().all(|c| c.is_ascii_digit() || " +-()/.\u{2011}\u{2013}\u{A0}".contains(c)) {
        let dialled_whole = text.starts_with(['0', '+', '(']) || digits.starts_with("358");
        let parsed = phone::international(text, home);
        let sure = dialled_whole && parsed.is_some();
        set.extend(parsed.map(|normal| exact(ItemType::Phone, &normal)));
        let longest = TAILS.into_iter().rev().find(|length| *length <= digits.len());
        if !sure {
            set.extend(longest.and_then(|length| tail(&digits, length)));
        }
        // A postal code, a house number, a number in a company's name.
        if digits.len() <= BEGINNING && digits.len() == text.len() {
            set.push(term(TermKind::Prefix, digits.as_str()));
        }
    }
    if set.is_empty() { None } else { Some(set) }
}

/// Words as typed, except that the groups of one number stay together.
fn pieces(typed: &str) -> Vec<Zeroizing<String>> {
    let numeric =
        |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) && !word.chars().any(char::is_alphabetic);
    let mut out: Vec<Zeroizing<String>> = Vec::new();
    let mut open = false;
    for word in typed.split_whitespace() {
        if open && numeric(word) {
            if let Some(last) = out.last_mut() {
                last.push(' ');
                last.push_str(word);
            }
            continue;
        }
        open = numeric(word);
        out.push(Zeroizing::new(word.to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn characters_fold_by_themselves_as_they_do_together(text in "(\\PC|[a-zåäöÅÄÖéüñ'’ -]|[\u{300}-\u{30F}\u{AC00}-\u{AC10}]){0,24}") {
            let mut together = String::new();
            text.nfkd().for_each(|c| fold_into(c, &mut together));
            prop_assert_eq!(&*fold(&text), &together);
        }
    }
}
