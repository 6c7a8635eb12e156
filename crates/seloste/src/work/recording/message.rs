//! Recorded messages taken apart to be read: chats (JSON), e-mails (RFC 5322), texts. What comes out is text and nothing else: no
//! HTML of anybody's is passed on, and an attachment is a name, a type and a size. Never fails: what can't be taken apart
//! is read as it is.

use mail_parser::{Address, MessageParser, MimeHeaders as _};
use serde_json::Value;
use zeroize::Zeroizing;

/// Entries of a chat that are read.
const ENTRIES: usize = 2_000;

/// A recorded message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A conversation.
    Chat(Vec<Said>),
    /// An e-mail.
    Mail(Mail),
    /// Anything else that is text.
    Plain(String),
}

/// One entry of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who, as the chat has it.
    pub by: String,
    /// When, as the chat has it.
    pub at: String,
    /// What.
    pub text: String,
}

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// Sender.
    pub from: String,
    /// Recipients.
    pub to: String,
    /// Time as the sender wrote it.
    pub date: String,
    /// Subject.
    pub subject: String,
    /// The text; of a letter in HTML the words alone.
    pub text: String,
    /// What was attached.
    pub attachments: Vec<Attachment>,
}

/// Something attached, which is never opened here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Name.
    pub name: String,
    /// Media type, as the sender has it.
    pub format: String,
    /// Size in bytes.
    pub bytes: usize,
}

/// Takes a message of a media type apart.
#[must_use]
pub fn read(format: &str, bytes: &[u8]) -> Message {
    let taken = if format.starts_with("message/rfc822") {
        mail(bytes)
    } else if format.contains("json") {
        chat(bytes)
    } else {
        None
    };
    taken.unwrap_or_else(|| Message::Plain(plain(&String::from_utf8_lossy(bytes))))
}

/// The text of a message, all that a reader of it would see: to be found by its words.
#[must_use]
pub fn words(format: &str, bytes: &[u8]) -> Zeroizing<String> {
    let parts = match read(format, bytes) {
        Message::Chat(said) => said.into_iter().map(|one| one.text).collect(),
        Message::Mail(mail) => {
            let attachments = mail.attachments.into_iter().map(|one| one.name);
            [mail.subject, mail.text].into_iter().chain(attachments).collect::<Vec<_>>()
        }
        Message::Plain(text) => vec![text],
    };
    let parts = Zeroizing::new(parts);
    Zeroizing::new(parts.join("\n"))
}

/// Text without what a page would show as nothing or as something else: control characters and changes of direction.
pub(crate) fn plain(text: &str) -> String {
    let odd = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.replace("\r\n", "\n").chars().filter(|c| !odd(*c)).collect()
}

fn chat(bytes: &[u8]) -> Option<Message> {
    let tree: Value = serde_json::from_slice(bytes).ok()?;
    let entries = match &tree {
        Value::Array(entries) => entries,
        Value::Object(whole) => {
            ["lines", "messages", "entries"].iter().find_map(|key| whole.get(*key)?.as_array())?
        }
        _ => return None,
    };
    let said = |entry: &Value| {
        let one = |keys: &[&str]| {
            let found = keys.iter().find_map(|key| entry.get(*key)).filter(|value| !value.is_null());
            found.map(|value| plain(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        };
        Said {
            by: one(&["from", "author", "sender", "by", "role"]).unwrap_or_default(),
            at: one(&["at", "time", "sent", "timestamp"]).unwrap_or_default(),
            text: one(&["text", "body", "message", "content"]).unwrap_or_default(),
        }
    };
    Some(Message::Chat(entries.iter().take(ENTRIES).map(said).collect()))
}

fn mail(bytes: &[u8]) -> Option<Message> {
    let parsed = MessageParser::default().parse(bytes)?;
    let attachments = parsed.attachments().map(|part| Attachment {
        name: plain(part.attachment_name().unwrap_or_default()),
        format: part
            .content_type()
            .map_or_else(String::new, |it| plain(&format!("{}/{}", it.ctype(), it.subtype().unwrap_or("-")))),
        bytes: part.contents().len(),
    });
    Some(Message::Mail(Mail {
        from: people(parsed.from()),
        to: people(parsed.to()),
        date: parsed.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default(),
        subject: plain(parsed.subject().unwrap_or_default()),
        text: plain(&parsed.body_text(0).unwrap_or_default()),
        attachments: attachments.collect(),
    }))
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let one = |it: &mail_parser::Addr<'_>| match (it.name(), it.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    };
    let all: Vec<String> =
        addresses.into_iter().flat_map(|it| it.clone().into_list()).map(|it| one(&it)).collect();
    plain(&all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn r6_013_a_letter_in_html_is_read_as_words_and_its_attachments_are_named() {
        let letter = "From: Kaisu <kaisu@example.fi>\r\nTo: tuki@example.fi\r\nSubject: Hei\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
            <p>Moi <b>taas</b></p><script>alert(1)</script>\r\n--b\r\nContent-Type: application/pdf\r\n\
            Content-Disposition: attachment; filename=kuitti.pdf\r\n\r\n%PDF\r\n--b--\r\n";
        let Message::Mail(mail) = read("message/rfc822", letter.as_bytes()) else { panic!("not a mail") };
        assert_eq!((mail.from.as_str(), mail.subject.as_str()), ("Kaisu <kaisu@example.fi>", "Hei"));
        assert!(mail.text.contains("Moi taas") && !mail.text.contains('<'), "{}", mail.text);
        let [attachment] = mail.attachments.as_slice() else { panic!("{:?}", mail.attachments) };
        assert_eq!((attachment.name.as_str(), attachment.format.as_str()), ("kuitti.pdf", "application/pdf"));
    }

    #[test]
    fn r7_014_a_chat_is_read_in_its_order() {
        let chat = r#"{"messages":[{"from":"customer","at":"12:00","text":"Hei"},{"author":"agent","body":"Hei!\u202e"}]}"#;
        let Message::Chat(said) = read("application/json", chat.as_bytes()) else { panic!("not a chat") };
        let texts: Vec<_> = said.iter().map(|one| (one.by.as_str(), one.text.as_str())).collect();
        assert_eq!(texts, [("customer", "Hei"), ("agent", "Hei!")]);
    }

    proptest! {
        #[test]
        fn anything_is_read_as_something(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for format in ["message/rfc822", "application/json", "text/plain", ""] {
                let _ = read(format, &bytes);
            }
        }
    }
}
