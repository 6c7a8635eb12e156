//! The one file in which readable personal data goes into a mail.

use seloste_gate::personal::{Personal, Way};
use seloste_register::text::Lang;
use zeroize::Zeroizing;

/// The language in which somebody is written to: their own, or another where that is not known.
#[must_use]
pub fn language(own: Option<&Personal>, otherwise: Lang) -> Lang {
    own.and_then(|value| Lang::from_code(&value.disclose(Way::Mail))).unwrap_or(otherwise)
}

/// An e-mail address, to send a mail to.
#[must_use]
pub fn address(value: &Personal) -> Zeroizing<String> {
    value.disclose(Way::Mail)
}

/// A text that was made for the person, as it leaves.
#[must_use]
pub fn words(value: &Personal) -> Zeroizing<String> {
    value.disclose(Way::Mail)
}
