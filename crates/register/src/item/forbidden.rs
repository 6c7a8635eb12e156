//! Data that never belongs in a field of another type: personal identity codes (claim R4-020), card and account numbers
//! (claim R1-030). Not here: the types that do hold them.

use super::{identity_code, kind::problem};
use crate::diagnostics::Problem;
use zeroize::{Zeroize, Zeroizing};

/// Refuses a text that holds a personal identity code.
pub(super) fn identity_codes(text: &str) -> Result<(), Problem> {
    if holds_identity_code(&narrow(text)) { Err(identity_code_found()) } else { Ok(()) }
}

/// The text with full-width characters as plain ones: what a keyboard of another kind writes is read the same.
fn narrow(text: &str) -> Zeroizing<String> {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    Zeroizing::new(text.chars().map(one).collect())
}

fn holds_identity_code(text: &str) -> bool {
    if text.len() < 11 || text.bytes().filter(u8::is_ascii_digit).count() < 9 {
        return false;
    }
    let mut flat: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text.chars().map(plain) {
        // Spaces around the sign and typographic dashes must not hide a code.
        if matches!(byte, b'-' | b'+') {
            while flat.last() == Some(&b' ') {
                flat.pop();
            }
        } else if byte == b' ' && matches!(flat.last(), Some(b'-' | b'+')) {
            continue;
        }
        flat.push(byte);
    }
    let found = spans_apart(&flat);
    flat.zeroize();
    found
}

/// A character as the search for codes sees it: one byte.
pub(super) fn plain(c: char) -> u8 {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{FF0B}' => b'+',
        c if c.is_whitespace() => b' ',
        c if c.is_ascii() => c.to_ascii_uppercase() as u8,
        c if c.is_alphanumeric() => b'Z',
        _ => b'.',
    }
}

/// A code that no letter or digit touches on either side.
fn spans_apart(bytes: &[u8]) -> bool {
    (0..bytes.len().saturating_sub(10)).any(|start| {
        let end = start + 11;
        let open = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        bytes.get(start..end).is_some_and(identity_code::is_code)
            && open(start.checked_sub(1).and_then(|at| bytes.get(at)))
            && open(bytes.get(end))
    })
}

/// The refusal of an identity code, wherever it was written.
pub(super) fn identity_code_found() -> Problem {
    problem(
        "identity-code",
        [
            "Arvossa näyttää olevan henkilötunnus. Sitä ei saa tallentaa tähän.",
            "Värdet tycks innehålla en personbeteckning. Den får inte sparas här.",
            "The value seems to hold a personal identity code, which may not be stored here.",
        ],
        [
            "Poista henkilötunnus. Jos tämä on jokin muu numero, kirjoita se ilman väliviivaa.",
            "Ta bort personbeteckningen. Om det är ett annat nummer, skriv det utan bindestreck.",
            "Take the code out. If this is some other number, write it without the hyphen.",
        ],
    )
}

/// Refuses a text that holds a payment card's or a bank account's number.
pub(super) fn payment_numbers(text: &str) -> Result<(), Problem> {
    let text = narrow(text);
    let text = text.as_str();
    if text.bytes().filter(u8::is_ascii_digit).count() < 8 {
        return Ok(());
    }
    if holds_card(text) {
        return Err(problem(
            "card-number",
            [
                "Arvossa näyttää olevan maksukortin numero. Sitä ei saa tallentaa tähän.",
                "Värdet tycks innehålla numret på ett betalkort. Det får inte sparas här.",
                "The value seems to hold a payment card's number, which may not be stored here.",
            ],
            ["Poista kortin numero.", "Ta bort kortnumret.", "Take the card number out."],
        ));
    }
    if holds_iban(text) {
        return Err(problem(
            "account-number",
            [
                "Arvossa näyttää olevan tilinumero. Sitä ei saa tallentaa tähän.",
                "Värdet tycks innehålla ett kontonummer. Det får inte sparas här.",
                "The value seems to hold an account number, which may not be stored here.",
            ],
            ["Poista tilinumero.", "Ta bort kontonumret.", "Take the account number out."],
        ));
    }
    Ok(())
}

/// Runs of digits, single spaces and hyphens between them allowed, that a card issuer could have given out.
fn holds_card(text: &str) -> bool {
    let mut run: Vec<u8> = Vec::new();
    let mut gap = false;
    for c in text.chars().chain(std::iter::once('.')) {
        match c {
            '0'..='9' => {
                run.push(c as u8 - b'0');
                gap = false;
            }
            ' ' | '-' | '\u{2010}'..='\u{2015}' if !gap && !run.is_empty() => gap = true,
            _ => {
                if is_card(&run) {
                    return true;
                }
                run.clear();
                gap = false;
            }
        }
    }
    false
}

fn is_card(digits: &[u8]) -> bool {
    let [first, second, ..] = *digits else { return false };
    let issued = matches!(
        (digits.len(), first, second),
        (13 | 16 | 19, 4, _)
            | (16, 5, 1..=5)
            | (16, 2, 2..=7)
            | (15, 3, 4 | 7)
            | (14, 3, 0 | 6 | 8 | 9)
            | (16..=19, 6, _)
    );
    issued && luhn(digits)
}

/// The check of ISO/IEC 7812-1.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match (place % 2, u32::from(digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn holds_iban(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|start| {
        let mut joined = String::new();
        words.iter().skip(start).take(10).any(|word| {
            joined.push_str(word);
            (15..=34).contains(&joined.len()) && begins_as_iban(&joined) && super::iban::is_iban(&joined)
        })
    })
}

fn begins_as_iban(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c, d, ..]
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r4_020_an_identity_code_is_found_however_it_is_dressed() {
        for text in [
            "131052-9041",
            "tunnus 131052-9041.",
            "131052 - 9041",
            "131052–9041",
            "(010594Y9032)",
            "x 131052-9041 y",
            "１３１０５２－９０４１",
        ] {
            assert!(identity_codes(text).is_err(), "{text}");
        }
        for text in
            ["131052-904X", "tilaus 9131052-9041", "331052-904T", "Mannerheimintie 5 A 12", "5.3.1980"]
        {
            assert!(identity_codes(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn r1_030_card_and_account_numbers_are_found() {
        for text in [
            "4111 1111 1111 1111",
            "kortti 5555-5555-5555-4444 ok",
            "FI21 1234 5600 0007 85",
            "tili:FI2112345600000785!",
            "４１１１ １１１１ １１１１ １１１１",
        ] {
            assert!(payment_numbers(text).is_err(), "{text}");
        }
        for text in [
            "4111 1111 1111 1112",
            "1234567890123456",
            "viite 12345672",
            "FI20 1234 5600 0007 85",
            "040 123 4567, 040 123 4568",
        ] {
            assert!(payment_numbers(text).is_ok(), "{text}");
        }
    }
}
