//! Headings of what verbs print about a person.

use super::Message;

/// Before the place of the other of two passages that disagree.
pub const OTHER_PASSAGE: Message = Message::new("Vertaa:", "Jämför:", "Compare:");
/// Heading of the objects.
pub const OBJECTS: Message = Message::new("Tapahtumat", "Händelser", "Objects");
/// Heading of consents and prohibitions.
pub const PERMISSIONS: Message =
    Message::new("Suostumukset ja kiellot", "Samtycken och förbud", "Consents and prohibitions");
/// Said of a relationship that is closed.
pub const CLOSED: Message =
    Message::new("suhde päättynyt {day}", "relationen avslutad {day}", "relationship closed {day}");
/// A consent that stands.
pub const CONSENT: Message = Message::new("suostumus", "samtycke", "consent");
/// A prohibition that stands.
pub const PROHIBITION: Message = Message::new("kielto", "förbud", "prohibition");
/// A permission that was taken back.
pub const TAKEN_BACK: Message = Message::new("päättynyt {day}", "upphört {day}", "ended {day}");
/// Nothing stands against approaching somebody.
pub const MAY_BE_APPROACHED: Message = Message::new("saa lähestyä", "får kontaktas", "may be approached");
/// Nothing was found.
pub const NOTHING: Message = Message::new("Ei osumia.", "Inga träffar.", "No hits.");
