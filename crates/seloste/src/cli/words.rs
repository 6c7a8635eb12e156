//! Words on the command line that many verbs read alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use seloste_register::text::Lang;

/// Reads `fi`, `sv` or `en`.
pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code))
        .map(|code| Lang::from_code(&code).unwrap_or_default())
}
