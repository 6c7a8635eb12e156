//! Postal codes: of five digits, as in Finland and Sweden, or of the countries that the item names, each in its own form.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct PostalCode;

/// Five digits: Finland, Sweden and many others. Nothing else is taken where an item names no countries.
const DIGITS: &str = "99999";

/// How the codes of each country are written: `9` is a digit, `A` a letter, `*` either, anything else itself (Universal Postal
/// Union, addressing systems).
const FORMS: [(&str, &[&str]); 33] = [
    ("AT", &["9999"]),
    ("BE", &["9999"]),
    ("BG", &["9999"]),
    ("CH", &["9999"]),
    ("CY", &["9999"]),
    ("CZ", &["999 99"]),
    ("DE", &[DIGITS]),
    ("DK", &["9999"]),
    ("EE", &[DIGITS]),
    ("ES", &[DIGITS]),
    ("FI", &[DIGITS]),
    ("FR", &[DIGITS]),
    ("GB", &["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"]),
    ("GR", &["999 99"]),
    ("HR", &[DIGITS]),
    ("HU", &["9999"]),
    ("IE", &["A99 ****", "A9A ****"]),
    ("IS", &["999"]),
    ("IT", &[DIGITS]),
    ("LI", &["9999"]),
    ("LT", &[DIGITS]),
    ("LU", &["9999"]),
    ("LV", &["9999"]),
    ("MT", &["AAA 9999"]),
    ("NL", &["9999 AA"]),
    ("NO", &["9999"]),
    ("PL", &["99-999"]),
    ("PT", &["9999-999"]),
    ("RO", &["999999"]),
    ("SE", &[DIGITS]),
    ("SI", &["9999"]),
    ("SK", &["999 99"]),
    ("AX", &[DIGITS]),
];

/// Whether the form of a country's postal codes is known.
#[must_use]
pub fn knows_postal_codes_of(country: &str) -> bool {
    FORMS.iter().any(|(code, _)| *code == country)
}

/// A code without blanks and hyphens in the form of a country, when it is of that form.
fn in_form(form: &str, bare: &str) -> Option<Zeroizing<String>> {
    let (mut written, mut left) = (Zeroizing::new(String::new()), bare.chars());
    for sign in form.chars() {
        let next = match sign {
            ' ' | '-' => Some(sign),
            '9' => left.next().filter(char::is_ascii_digit),
            'A' => left.next().filter(char::is_ascii_uppercase),
            _ => left.next().filter(|one| one.is_ascii_digit() || one.is_ascii_uppercase()),
        };
        written.push(next?);
    }
    left.next().is_none().then_some(written)
}

/// A code as it may be written for a country: with the country's letters before it, with or without blanks and hyphens.
fn of_country(code: &str, forms: &[&str], bare: &str) -> Option<Zeroizing<String>> {
    // In Germany, Austria and others one letter was the custom.
    let letters = [code, code.get(..1).filter(|_| matches!(code, "DE" | "AT" | "BE")).unwrap_or(code)];
    let short = letters.into_iter().filter_map(|letters| bare.strip_prefix(letters));
    std::iter::once(bare).chain(short).find_map(|bare| forms.iter().find_map(|form| in_form(form, bare)))
}

impl Kind for PostalCode {
    fn name(&self) -> Text {
        Text::new("postinumero", "postnummer", "postal code")
    }
    fn parse(&self, item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        let upper = Zeroizing::new(text.to_ascii_uppercase());
        let bare: Zeroizing<String> =
            Zeroizing::new(upper.chars().filter(|one| !matches!(one, ' ' | '-')).collect());
        let taken = |(code, _): &&(&str, &[&str])| match item.countries.as_slice() {
            [] => matches!(*code, "FI" | "SE"),
            countries => countries.iter().any(|country| country == code),
        };
        let read = FORMS.iter().filter(taken).find_map(|(code, forms)| of_country(code, forms, &bare));
        read.filter(|read| read.chars().any(|one| one.is_ascii_digit() && one != '0'))
            .ok_or_else(|| if item.countries.is_empty() { no_digits() } else { of_none(&item.countries) })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 12, ..Widget::new(Input::Text, "text", "postal-code") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[("00100", "00100"), ("FI-33100", "33100"), ("65 100", "65100"), ("SE-123 45", "12345")]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["0010", "123456", "EE-12345", "0010O", "00000", "1012 AB"]
    }
    fn words(&self) -> Words {
        Words::FromThirdLetter
    }
}

fn no_digits() -> Problem {
    problem(
        "not-a-postal-code",
        [
            "Postinumerossa on viisi numeroa.",
            "Ett postnummer har fem siffror.",
            "A postal code has five digits.",
        ],
        [
            "Kirjoita postinumero muodossa 00100.",
            "Skriv postnumret i formen 00100.",
            "Write the postal code as 00100.",
        ],
    )
}

fn of_none(countries: &[String]) -> Problem {
    let forms = FORMS.iter().filter(|(code, _)| countries.iter().any(|country| country == code));
    let shown: Vec<String> = forms
        .map(|(code, forms)| {
            let form = forms.first().copied().unwrap_or_default();
            format!("{code} {}", form.replace('9', "1").replace('*', "A"))
        })
        .collect();
    let shown = shown.join(", ");
    let remedy = [
        format!("Kirjoita se maansa muodossa: {shown}."),
        format!("Skriv det i sitt lands form: {shown}."),
        format!("Write it in the form of its country: {shown}."),
    ];
    problem(
        "not-a-postal-code",
        [
            "Postinumero ei ole minkään maan muotoa, josta niitä otetaan.",
            "Postnumret har inte formen för något land som godtas.",
            "The postal code has the form of none of the countries that are taken.",
        ],
        remedy.each_ref().map(String::as_str),
    )
}

#[cfg(test)]
mod tests {
    use super::{FORMS, of_country};

    fn read(country: &str, written: &str) -> Option<String> {
        let bare: String = written.chars().filter(|one| !matches!(one, ' ' | '-')).collect();
        let (code, forms) = FORMS.iter().find(|(code, _)| *code == country).unwrap();
        of_country(code, forms, &bare).map(|read| read.to_string())
    }

    #[test]
    fn each_country_has_its_own_form() {
        let fine = [
            ("NL", "1012AB", "1012 AB"),
            ("DK", "DK-1050", "1050"),
            ("PL", "00950", "00-950"),
            ("IE", "D02 AF30", "D02 AF30"),
            ("IE", "D6WXY45", "D6W XY45"),
            ("PT", "1100-148", "1100-148"),
            ("DE", "D-10115", "10115"),
            ("GR", "10558", "105 58"),
            ("LV", "LV-1010", "1010"),
            ("GB", "SW1A1AA", "SW1A 1AA"),
            ("MT", "VLT1117", "VLT 1117"),
        ];
        for (country, written, normal) in fine {
            assert_eq!(read(country, written).as_deref(), Some(normal), "{country} {written}");
        }
        for (country, wrong) in
            [("NL", "1012"), ("DK", "10500"), ("PL", "0095"), ("IE", "02D AF30"), ("DE", "1011")]
        {
            assert_eq!(read(country, wrong), None, "{country} {wrong}");
        }
    }
}
