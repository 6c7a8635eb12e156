//! Words on the command line that many verbs read alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use seloste_register::{id::Id, statement::model::Channel, text::Lang};

/// Reads `fi`, `sv` or `en`.
pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code))
        .map(|code| Lang::from_code(&code).unwrap_or_default())
}

/// Reads a declared name.
pub(super) fn id<K>(written: &str) -> Result<Id<K>, String> {
    Id::new(written).map_err(|rule| rule.to_string())
}

/// Channels of contact.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum ChannelName {
    /// Letter
    Post,
    /// Telephone call
    Phone,
    /// Text message
    Text,
    /// E-mail
    Email,
}

impl From<ChannelName> for Channel {
    fn from(name: ChannelName) -> Self {
        match name {
            ChannelName::Post => Self::Post,
            ChannelName::Phone => Self::Phone,
            ChannelName::Text => Self::Text,
            ChannelName::Email => Self::Email,
        }
    }
}
