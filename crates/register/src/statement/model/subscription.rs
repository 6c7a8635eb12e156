//! How people subscribe by themselves: at a form that is open to all, confirmed by an answer to a message.

use crate::id::{ConsentId, GroupId, ItemId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A form at which people enter themselves into the register. Nothing of it counts before the person has answered the message
/// sent to the address (claim R3-013); what is not confirmed is deleted. It is for messages by consent: people who sign up for something
/// else, such as the use of a service, come in by a program that adds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Subscription {
    /// The consent that subscribing is; it can be given for e-mail.
    pub consent: ConsentId,
    /// Consents that may be given at the same form, each a box of its own that nobody ticks but the person.
    #[serde(default)]
    pub also: Vec<ConsentId>,
    /// The group that subscribers belong to.
    pub group: GroupId,
    /// Items that the form asks for, and no others (claim R3-026). One is the e-mail address; the person gives each of them.
    pub asks: Vec<ItemId>,
    /// How long the message waits for its answer, ISO 8601, at most 30 days. Then what was typed is deleted.
    pub confirm_within: String,
}
