//! Finnish business id (Y-tunnus), with its check digit; the value added tax form `FI12345671` is the same id.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use zeroize::Zeroizing;

pub(super) struct BusinessId;

impl Kind for BusinessId {
    fn name(&self) -> Text {
        Text::new("Y-tunnus", "FO-nummer", "business id")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        normal(text).ok_or_else(|| {
            problem(
                "not-a-business-id",
                [
                    "Y-tunnus ei täsmää: siinä on seitsemän numeroa, väliviiva ja tarkistusnumero.",
                    "FO-numret stämmer inte: det har sju siffror, ett bindestreck och en kontrollsiffra.",
                    "The business id does not check: it has seven digits, a hyphen and a check digit.",
                ],
                [
                    "Tarkista tunnus YTJ:stä.",
                    "Kontrollera numret i FODS.",
                    "Check the id in the Business Information System.",
                ],
            )
        })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 12, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("1234567-1", "1234567-1"),
            ("FI12345671", "1234567-1"),
            ("12345671", "1234567-1"),
            ("123456-2", "0123456-2"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &["1234567-2", "1234567", "12345678-1", "ABCDEFG-1"]
    }
}

/// The id in its usual form, or `None` for what does not check.
pub(super) fn normal(text: &str) -> Option<Zeroizing<String>> {
    let bare = text.strip_prefix("FI").or_else(|| text.strip_prefix("fi")).unwrap_or(text);
    let plain: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let (body, check) = match plain.split_once(['-', '\u{2010}', '\u{2011}', '\u{2013}']) {
        Some((body, check)) if body.len() == 6 || body.len() == 7 => (body, check),
        None if plain.len() == 8 => plain.split_at_checked(7)?,
        _ => return None,
    };
    let body = format!("{body:0>7}");
    if !body.bytes().all(|byte| byte.is_ascii_digit())
        || body.bytes().all(|byte| byte == b'0')
        || check.len() != 1
    {
        return None;
    }
    let weighted = body.bytes().zip([7_u32, 9, 10, 5, 8, 4, 2]);
    let rest = weighted.map(|(byte, weight)| u32::from(byte - b'0') * weight).sum::<u32>() % 11;
    let right = match rest {
        0 => 0,
        1 => return None,
        rest => 11 - rest,
    };
    (check == right.to_string()).then(|| Zeroizing::new(format!("{body}-{check}")))
}
