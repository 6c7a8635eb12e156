//! Words on the command line that many verbs read alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use seloste_register::{id::Id, right::Intake, statement::model::Channel, text::Lang};

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

/// How somebody's word reached the controller.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum WayName {
    /// Letter
    Post,
    /// Telephone call
    Phone,
    /// Text message
    Text,
    /// E-mail
    Email,
    /// At the desk of an outlet or an office
    Outlet,
    /// A form on a page
    Web,
}

impl From<WayName> for Intake {
    fn from(name: WayName) -> Self {
        match name {
            WayName::Post => Self::Letter,
            WayName::Phone => Self::Phone,
            WayName::Text => Self::Text,
            WayName::Email => Self::Email,
            WayName::Outlet => Self::Outlet,
            WayName::Web => Self::Web,
        }
    }
}

/// The name by which a way goes in answers.
pub(super) const fn way(way: Intake) -> &'static str {
    match way {
        Intake::Letter => "post",
        Intake::Phone => "phone",
        Intake::Text => "text",
        Intake::Email => "email",
        Intake::Outlet => "outlet",
        Intake::Web => "web",
        Intake::Account => "account",
        Intake::Link => "link",
    }
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
