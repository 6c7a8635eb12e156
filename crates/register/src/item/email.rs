//! E-mail address. The normal form is lower-case throughout: no mail host in use tells `Matti@` from `matti@`, and one
//! person must not become two.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct Email;

impl Kind for Email {
    fn name(&self) -> Text {
        Text::new("sähköpostiosoite", "e-postadress", "e-mail address")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        address(text).ok_or_else(|| {
            problem(
                "not-an-email-address",
                [
                    "Tämä ei ole sähköpostiosoite.",
                    "Det här är ingen e-postadress.",
                    "This is not an e-mail address.",
                ],
                [
                    "Kirjoita osoite muodossa etunimi.sukunimi@example.fi.",
                    "Skriv adressen i formen fornamn.efternamn@example.fi.",
                    "Write the address as first.last@example.fi.",
                ],
            )
        })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 254, ..Widget::new(Input::Email, "email", "email") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("matti.meikalainen@example.fi", "matti.meikalainen@example.fi"),
            ("Matti@Example.FI", "matti@example.fi"),
            ("mailto:o'neil+uutiset@mail.example.fi", "o'neil+uutiset@mail.example.fi"),
            ("äiti@pöytä.example", "äiti@pöytä.example"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &[
            "matti",
            "@example.fi",
            "matti@",
            "matti@example",
            "a b@example.fi",
            "a..b@example.fi",
            ".a@example.fi",
            "a@-x.example",
            "a@x..example",
            "a@b@example.fi",
            "a@example.f1",
            "<a@example.fi>",
            "131052-9041@example.fi",
        ]
    }
    fn words(&self) -> Words {
        Words::LocalPart
    }
}

/// The address in lower case, within the lengths of RFC 5321 4.5.3.1; quoted local parts and bare hosts are refused.
pub(super) fn address(text: &str) -> Option<Zeroizing<String>> {
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    let lower = Zeroizing::new(bare.to_lowercase());
    let (local, domain) = lower.split_once('@')?;
    let labels: Vec<&str> = domain.split('.').collect();
    let good = local.len() <= 64
        && lower.len() <= 254
        && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(in_atom))
        && labels.len() >= 2
        && labels.iter().all(|label| is_label(label))
        && labels.last().is_some_and(|top| is_top(top));
    good.then_some(lower.clone())
}

fn in_atom(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && c.is_alphanumeric())
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && c.is_alphanumeric()))
}

fn is_top(label: &str) -> bool {
    label.starts_with("xn--") || (label.chars().count() >= 2 && label.chars().all(char::is_alphabetic))
}
