//! Makes any text fit to be printed: no control characters, no character without a picture, no word wider than a page.
//! What a text says is never changed otherwise.

use typst::text::FontBook;
use unicode_segmentation::UnicodeSegmentation as _;

/// How careful to be with characters that are put together from several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// Everything that some font has.
    Usual,
    /// Only what the first font has, and nothing that combines: for text whose parts no single font has.
    Utmost,
}

/// A word longer than this may be broken anywhere, in characters.
const LONGEST_WORD: usize = 60;

/// So many characters have room beside each other in all the cells of a row.
const ROW: usize = 110;

/// An invisible place where a line may end.
const BREAK: char = '\u{200B}';

/// What text is made fit against.
#[derive(Clone, Copy)]
pub(crate) struct Cleaner<'a> {
    book: &'a FontBook,
    care: Care,
}

impl<'a> Cleaner<'a> {
    pub(crate) const fn new(book: &'a FontBook, care: Care) -> Self {
        Self { book, care }
    }

    /// Running text. Line feeds stay.
    pub(crate) fn text(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.write(text, LONGEST_WORD, &mut out);
        out
    }

    /// A cell of a table with so many columns.
    pub(crate) fn cell(self, text: &str, columns: usize) -> String {
        let mut out = String::with_capacity(text.len());
        self.write(text, (ROW / columns.max(1)).clamp(12, LONGEST_WORD), &mut out);
        out
    }

    /// One line: line feeds are blanks.
    pub(crate) fn line(self, text: &str) -> String {
        self.text(text).replace('\n', " ").trim().to_owned()
    }

    fn write(self, text: &str, longest: usize, out: &mut String) {
        let mut length = 0;
        for cluster in text.graphemes(true) {
            if cluster == "\r\n" || cluster == "\n" {
                out.push('\n');
                length = 0;
                continue;
            }
            let before = out.len();
            cluster.chars().for_each(|c| self.push(c, out));
            if out.get(before..).is_none_or(|written| written.trim().is_empty()) {
                length = 0;
                continue;
            }
            length += 1;
            if length % longest == 0 {
                out.push(BREAK);
            }
        }
    }

    fn push(self, c: char, out: &mut String) {
        match c {
            '\t' => out.push(' '),
            // Soft hyphens, joiners and marks of direction are nothing to see, and may hide something.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => {}
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => {}
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if c.is_control() => {}
            c if c.is_whitespace() => out.push(if c == '\u{A0}' { c } else { ' ' }),
            c if self.has(c) => out.push(c),
            c => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        }
    }

    fn has(self, c: char) -> bool {
        // Private characters look different in every font: their number is what they say.
        if matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..) {
            return false;
        }
        let covers = |at: usize| self.book.info(at).is_some_and(|info| info.coverage.contains(u32::from(c)));
        let mut fonts = super::typeset::FAMILIES.iter();
        match self.care {
            Care::Usual => fonts.any(|family| self.book.select_family(family).any(covers)),
            Care::Utmost => {
                let simple =
                    c.is_ascii() || (c.is_alphanumeric() && u32::from(c) < 0x0250) || "⟨⟩–’”“•€§".contains(c);
                simple && fonts.next().is_some_and(|family| self.book.select_family(family).all(covers))
            }
        }
    }
}
