//! Messages that the handling of orders, deliveries and contracts itself makes. Not here: mailings, which somebody writes and
//! sends.

use crate::{
    id::{ChoiceId, ItemId, LinkId, PurposeId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What makes a kind of object a confirmation: a message that is made when an object that it belongs to comes into one of these
/// states. It is kept with that object and sent by e-mail; it is no marketing, and no prohibition of marketing stops it
/// (claim R5-011).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Confirmation {
    /// States of what is confirmed in which one is made: an order that is confirmed, a delivery that is done.
    pub states: Vec<ChoiceId>,
    /// Links of what is confirmed whose people get it, such as the contact person; empty: the person whose it is.
    #[serde(default)]
    pub to: Vec<LinkId>,
    /// Its own link in which those who get it stand; for a confirmation that goes to linked people.
    pub receiver: Option<LinkId>,
    /// For which purpose it is sent: one of class `service` that approaches people by e-mail.
    pub purpose: PurposeId,
    /// The text item that holds the subject line.
    pub title_item: ItemId,
    /// The text item that holds the message as it was made.
    pub text_item: ItemId,
    /// The subject line.
    pub title: Text,
    /// What the message begins with. What is confirmed, its state and day are added, and those of its items that every such
    /// object has.
    pub text: Text,
}
