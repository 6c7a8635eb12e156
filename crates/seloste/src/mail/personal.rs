//! The one file in which readable personal data goes into a mail.

use seloste_gate::personal::{Personal, Way};
use zeroize::Zeroizing;

/// An e-mail address, to send a mail to.
#[must_use]
pub fn address(value: &Personal) -> Zeroizing<String> {
    value.disclose(Way::Mail)
}
