//! Messages on their way in: chats and text messages as JSON, e-mails as they were sent (RFC 5322). What is stored is a transcript
//! in one form, or the e-mail's own bytes; nothing in it is opened or run.

use super::{
    call::{Call, Leg},
    moment::Clock,
    plan::Medium,
    record::{Field, Record},
    wrong,
};
use mail_parser::MessageParser;
use seloste_gate::GateError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// MIME type of a transcript.
pub const TRANSCRIPT: &str = "application/vnd.seloste.transcript+json";
/// MIME type of an e-mail.
pub const EMAIL: &str = "message/rfc822";

/// A message or a chat.
pub struct Message {
    /// How it came.
    pub medium: Medium,
    /// MIME type of what is stored.
    pub format: &'static str,
    /// What is stored.
    pub bytes: Vec<u8>,
    /// What its sender says of it.
    pub record: Record,
}

impl Message {
    /// The message as a call of one part.
    ///
    /// # Errors
    /// When its times can't be read.
    pub fn call(&self, clock: &Clock) -> Result<Call, GateError> {
        let get = |field: Field| self.record.get(field);
        let (started, ended) = (get(Field::Started), get(Field::Ended).or_else(|| get(Field::Started)));
        let times = clock.times(started, started, ended, None);
        let times = times.map_err(|problem| wrong::about("started", problem))?;
        let linked = get(Field::Delivery).ok_or_else(wrong::no_delivery)?;
        if linked.chars().count() > 300 {
            return Err(wrong::no_delivery());
        }
        Ok(Call { linked: linked.to_owned(), legs: vec![Leg { record: self.record.clone(), times }] })
    }
}

/// A chat as a chat service sends it.
#[derive(Deserialize)]
struct Chat {
    lines: Vec<Line>,
    #[serde(flatten)]
    about: BTreeMap<String, serde_json::Value>,
}

/// One line of a transcript, as sent and as stored.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// When, in any form that the service's clock is read in.
    at: String,
    /// `person` or `agent`.
    by: Side,
    /// What was written.
    text: String,
}

/// Whose line.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    Person,
    Agent,
}

/// A transcript as stored.
#[derive(Serialize)]
struct Transcript<'a> {
    lines: &'a [Line],
}

/// A text message as a gateway sends it.
#[derive(Deserialize)]
struct Text {
    text: String,
    #[serde(flatten)]
    about: BTreeMap<String, serde_json::Value>,
}

/// A chat in JSON: `lines`, and beside them what is told of a call.
///
/// # Errors
/// When it is none.
pub fn chat(bytes: &[u8]) -> Result<Vec<Message>, GateError> {
    let chat: Chat = serde_json::from_slice(bytes).map_err(|_| wrong::message())?;
    let (Some(first), Some(last)) = (chat.lines.first(), chat.lines.last()) else {
        return Err(wrong::message());
    };
    let mut record = Record::at(1);
    record.put(Field::Started, &first.at);
    record.put(Field::Ended, &last.at);
    about(&chat.about, &mut record);
    Ok(vec![Message { medium: Medium::Chat, format: TRANSCRIPT, bytes: transcript(&chat.lines)?, record }])
}

/// Text messages in JSON: one, or a list of them.
///
/// # Errors
/// When they are none.
pub fn texts(bytes: &[u8]) -> Result<Vec<Message>, GateError> {
    let texts: Vec<Text> = serde_json::from_slice(bytes)
        .or_else(|_| serde_json::from_slice(bytes).map(|one: Text| vec![one]))
        .map_err(|_| wrong::message())?;
    let message = |(line, text): (u64, Text)| {
        let mut record = Record::at(line);
        about(&text.about, &mut record);
        let by = match record.get(Field::Direction) {
            Some("outbound") => Side::Agent,
            _ => Side::Person,
        };
        let at = record.get(Field::Started).unwrap_or_default().to_owned();
        let bytes = transcript(&[Line { at, by, text: text.text }])?;
        Ok(Message { medium: Medium::Text, format: TRANSCRIPT, bytes, record })
    };
    (1..).zip(texts).map(message).collect()
}

fn transcript(lines: &[Line]) -> Result<Vec<u8>, GateError> {
    serde_json::to_vec(&Transcript { lines }).map_err(|_| wrong::message())
}

/// What is told beside the words: fields of a call, or items that the statement declares.
fn about(told: &BTreeMap<String, serde_json::Value>, record: &mut Record) {
    for (name, value) in told {
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::String(text) => record.put_named(name, text),
            other => record.put_named(name, &other.to_string()),
        }
    }
}

/// An e-mail as it was sent: its head tells who, whom and when; its bytes are kept as they are, attachments included.
///
/// # Errors
/// When it is none.
pub fn email(bytes: &[u8]) -> Result<Vec<Message>, GateError> {
    let mail = MessageParser::default().parse(bytes).ok_or_else(wrong::message)?;
    let id = mail.message_id().filter(|id| !id.trim().is_empty()).ok_or_else(wrong::no_delivery)?;
    let date = mail.date().filter(|date| date.is_valid()).ok_or_else(wrong::message)?;
    if mail.from().is_none() {
        return Err(wrong::message());
    }
    let mut record = Record::at(1);
    record.put(Field::Delivery, id);
    record.put(Field::Started, &date.to_rfc3339());
    // What a mail system marks: a header of its own for each field (X-Seloste-Told: yes).
    for header in mail.headers() {
        let name = header.name().to_ascii_lowercase();
        if let (Some(name), Some(value)) = (name.strip_prefix("x-seloste-"), header.value().as_text()) {
            record.put_named(name, value);
        }
    }
    let person = match record.get(Field::Direction) {
        Some("outbound") => mail.to(),
        _ => mail.from(),
    };
    let address = person.and_then(|people| people.first()).and_then(|one| one.address());
    record.put(Field::PersonAddress, address.unwrap_or_default());
    Ok(vec![Message { medium: Medium::Email, format: EMAIL, bytes: bytes.to_vec(), record }])
}
