//! Takes personal identity codes out of what people write in their letters: a request may name one, and no trace of it is
//! kept (claim R5-121). Not here: refusing one in a field (`forbidden.rs`).

use super::{forbidden::plain, identity_code};
use zeroize::{Zeroize as _, Zeroizing};

/// What stands where a code stood.
const GONE: &str = "[—]";

/// The text with every identity code taken out, however its sign is written and whatever stands around it.
#[must_use]
pub fn without_identity_codes(text: &str) -> Zeroizing<String> {
    let mut flat: Vec<(u8, usize, usize)> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let byte = plain(c);
        if matches!(byte, b'-' | b'+') {
            while flat.last().is_some_and(|(last, _, _)| *last == b' ') {
                flat.pop();
            }
        } else if byte == b' ' && flat.last().is_some_and(|(last, _, _)| matches!(last, b'-' | b'+')) {
            continue;
        }
        flat.push((byte, start, start + c.len_utf8()));
    }
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let (mut at, mut copied) = (0, 0);
    while let Some(window) = flat.get(at..at + 11) {
        let mut bytes: Vec<u8> = window.iter().map(|(byte, _, _)| *byte).collect();
        let found = identity_code::is_code(&bytes);
        bytes.zeroize();
        let (Some((_, from, _)), Some((_, _, to)), true) = (window.first(), window.last(), found) else {
            at += 1;
            continue;
        };
        out.push_str(text.get(copied..*from).unwrap_or_default());
        out.push_str(GONE);
        copied = *to;
        at += 11;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    flat.iter_mut().for_each(|(byte, _, _)| *byte = 0);
    out
}

#[cfg(test)]
mod tests {
    use super::without_identity_codes;
    use proptest::prelude::*;

    #[test]
    fn r5_121_a_code_in_a_letter_leaves_no_trace() {
        for (written, kept) in [
            ("Olen Aino, 131052-9041, ja pyydän tietoni.", "Olen Aino, [—], ja pyydän tietoni."),
            ("131052 – 9041", "[—]"),
            ("hetu:010594y9032!", "hetu:[—]!"),
            ("kaksi: 131052-9041 010594Y9032", "kaksi: [—] [—]"),
            ("x131052-9041x", "x[—]x"),
            ("ei tunnusta 12345", "ei tunnusta 12345"),
            ("äö 131052\u{2212}9041 äö", "äö [—] äö"),
        ] {
            assert_eq!(without_identity_codes(written).as_str(), kept, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_no_code_stays(before in ".{0,30}", after in ".{0,30}") {
            let out = without_identity_codes(&format!("{before}131052-9041{after}"));
            prop_assert!(!out.contains("131052-9041"));
        }
    }
}
