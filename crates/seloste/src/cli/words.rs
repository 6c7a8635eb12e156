//! Words on the command line that many verbs read alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use seloste_register::{id::Id, text::Lang};

/// Reads `fi`, `sv` or `en`.
pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code))
        .map(|code| Lang::from_code(&code).unwrap_or_default())
}

/// Reads a declared name.
pub(super) fn id<K>(written: &str) -> Result<Id<K>, String> {
    Id::new(written).map_err(|rule| rule.to_string())
}
