//! A mail that came in, taken apart: who wrote, what they say, what they sent along. An attachment is bytes with a name and is opened by
//! nothing here. Not here: what becomes of it (`mod.rs`).

use crate::work::recording::message::plain;
use mail_parser::{Addr, Address, HeaderValue, Message, MessageParser, MimeHeaders as _};
use seloste_gate::request::SentFile;
use zeroize::Zeroizing;

/// Most files of a case, and most bytes of one, as the gate takes them.
const FILES: usize = 20;
const BYTES: usize = 10 << 20;

/// A mail that came in. Holds personal data: no `Debug`.
pub(super) struct Letter {
    /// The address to answer to.
    pub answer_to: Option<String>,
    /// Who wrote, as the mail has it.
    pub sender: Zeroizing<String>,
    /// Subject line.
    pub subject: Zeroizing<String>,
    /// The words; of a letter in HTML the words alone.
    pub text: Zeroizing<String>,
    /// What was sent along.
    pub files: Vec<SentFile>,
    /// How much of what was sent along could not be kept.
    pub left_out: usize,
    /// Whether a program wrote it by itself: an out-of-office, a report of a failed delivery (RFC 3834, RFC 3464).
    pub automatic: bool,
    /// Whether it went to many: nothing is answered to it.
    pub to_many: bool,
}

/// Takes a mail apart; nothing where it is none.
#[must_use]
pub(super) fn read(bytes: &[u8]) -> Option<Letter> {
    let parsed = MessageParser::default().parse(bytes)?;
    let sender = first(parsed.from());
    let answer_to = first(parsed.reply_to()).or_else(|| sender.clone());
    let (files, left_out) = files(&parsed);
    let word = |name: &str| header(&parsed, name);
    let automatic = word("Auto-Submitted").is_some_and(|it| !it.starts_with("no"))
        || word("Return-Path").is_some_and(|it| it == "<>")
        || parsed.content_type().is_some_and(|it| it.subtype() == Some("report"));
    let to_many = word("List-Id").is_some()
        || word("Precedence").is_some_and(|it| ["bulk", "list", "junk"].contains(&it.as_str()));
    Some(Letter {
        answer_to: answer_to.and_then(|it| it.address().map(str::to_owned)),
        sender: Zeroizing::new(sender.map(|it| shown(&it)).unwrap_or_default()),
        subject: Zeroizing::new(plain(parsed.subject().unwrap_or_default())),
        text: Zeroizing::new(plain(&parsed.body_text(0).unwrap_or_default())),
        files,
        left_out,
        automatic,
        to_many,
    })
}

fn first<'p>(addresses: Option<&Address<'p>>) -> Option<Addr<'p>> {
    addresses?.first().cloned()
}

fn shown(sender: &Addr<'_>) -> String {
    plain(&match (sender.name(), sender.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    })
}

/// A header's words, in small letters.
fn header(parsed: &Message<'_>, name: &str) -> Option<String> {
    let raw = parsed.header_raw(name).map(str::to_owned);
    let text = raw.or_else(|| match parsed.header(name)? {
        HeaderValue::Text(text) => Some(text.to_string()),
        _ => None,
    })?;
    Some(text.trim().to_ascii_lowercase())
}

fn files(parsed: &Message<'_>) -> (Vec<SentFile>, usize) {
    let (mut files, mut left_out) = (Vec::new(), 0);
    for part in parsed.attachments() {
        let bytes = part.contents();
        if files.len() == FILES || bytes.is_empty() || bytes.len() > BYTES {
            left_out += 1;
            continue;
        }
        let name = part.attachment_name().map_or_else(|| "attachment".to_owned(), plain);
        files.push(SentFile { name: Zeroizing::new(name), bytes: Zeroizing::new(bytes.to_vec()) });
    }
    (files, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_programs_wrote_and_what_went_to_many_is_known() {
        for (head, automatic, to_many) in [
            ("", false, false),
            ("Auto-Submitted: no\r\n", false, false),
            ("Auto-Submitted: auto-replied\r\n", true, false),
            ("Return-Path: <>\r\n", true, false),
            ("Precedence: bulk\r\n", false, true),
            ("List-Id: <uutiset.example.fi>\r\n", false, true),
        ] {
            let mail = format!("From: Kaisu <kaisu@example.fi>\r\n{head}Subject: Hei\r\n\r\nMoi\r\n");
            let letter = read(mail.as_bytes()).unwrap();
            assert_eq!((letter.automatic, letter.to_many), (automatic, to_many), "{head}");
            assert_eq!(letter.answer_to.as_deref(), Some("kaisu@example.fi"));
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_left(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }
    }
}
