//! A recorded chat, e-mail or text, to be read. Opening it is listening: decided and recorded the same way. Everything is
//! escaped text; attachments are named and never given out.

use crate::{
    messages::recording as say,
    web::{desk::Desk, errors::Trouble, personal},
    work::recording::message::{self, Mail, Message, Said},
};
use maud::{Markup, html};
use seloste_gate::{card::ObjectRef, recording::Medium};
use zeroize::Zeroizing;

/// Sides of a conversation as they are stored.
const PERSON: &str = "person";
const AGENT: &str = "agent";

/// The most that a page shows, in bytes.
const MOST: u64 = 4 * 1024 * 1024;

/// What was written.
pub(super) fn section(desk: &Desk<'_>, object: &ObjectRef, medium: &Medium) -> Result<Markup, Trouble> {
    let shown = medium.bytes.min(MOST);
    let bytes = match shown {
        0 => Zeroizing::default(),
        _ => personal::message(&desk.gate.listen(&desk.ask, object, 0..shown)?),
    };
    let content = match message::read(&medium.format, &bytes) {
        Message::Chat(said) => chat(desk, &said),
        Message::Mail(mail) => letter(desk, &mail),
        Message::Plain(text) => html! { p.letter { (text) } },
    };
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::MESSAGE)) }
            (content)
            @if shown < medium.bytes { p.muted { (desk.say(&say::CUT)) } }
            p.muted.small { (desk.say(&say::READ_LOGGED)) }
        }
    })
}

fn chat(desk: &Desk<'_>, said: &[Said]) -> Markup {
    // Ours on the right, as chats are drawn everywhere; in one that names nobody of ours, whoever did not begin it.
    let first = said.first().map_or("", |one| one.by.as_str());
    let ours = |one: &Said| if first == PERSON || first == AGENT { one.by == AGENT } else { one.by != first };
    let name = |by: &str| match by {
        PERSON => desk.say(&say::THE_PERSON).to_owned(),
        AGENT => desk.say(&say::THE_AGENT).to_owned(),
        other => other.to_owned(),
    };
    html! {
        @if said.is_empty() { p.muted { (desk.say(&say::EMPTY_CHAT)) } }
        ol.thread {
            @for one in said {
                li class=(if ours(one) { "said ours" } else { "said" }) {
                    p.small { strong { (name(&one.by)) } @if !one.at.is_empty() { " · " (one.at) } }
                    p { (one.text) }
                }
            }
        }
    }
}

fn letter(desk: &Desk<'_>, mail: &Mail) -> Markup {
    let heads = [
        (&say::MAIL_FROM, &mail.from),
        (&say::MAIL_TO, &mail.to),
        (&say::MAIL_DATE, &mail.date),
        (&say::MAIL_SUBJECT, &mail.subject),
    ];
    html! {
        dl.plain { @for (name, value) in heads { @if !value.is_empty() { dt { (desk.say(name)) } dd { (value) } } } }
        p.letter { (mail.text) }
        @if !mail.attachments.is_empty() {
            h3 { (desk.say(&say::ATTACHMENTS)) }
            p.muted.small { (desk.say(&say::ATTACHMENTS_ABOUT)) }
            ul {
                @for one in &mail.attachments {
                    li { (one.name) " " span.muted { "(" (one.format) ", " (one.bytes.div_ceil(1_024)) " kB)" } }
                }
            }
        }
    }
}
