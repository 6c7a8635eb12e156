//! What others' texts say of people who are erased, as the edges handle it: an erasure, or its preview, waits a little for the search,
//! which a job ends. Not here: the search, who may answer (the gate).

use super::personal;
use seloste_gate::{
    Gate, GateError, MentionPage,
    ask::Ask,
    card::SubjectRef,
    erasure::Erasure,
    mentions::{Answer, Mention, MentionRef, Present, Stands},
    personal::Personal,
};
use seloste_register::{diagnostics::Problem, text::Text};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// Steps of a search, of 250 people each, that somebody at a page waits for.
pub const A_MOMENT: u32 = 20;
/// To the end.
pub const TO_THE_END: u32 = u32::MAX;

/// An answer as it is typed.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MentionAnswer)]
pub struct Typed {
    /// The mention, as the list names it.
    pub mention: String,
    /// cover, keep or other-person.
    #[schema(example = "cover")]
    pub answer: String,
    /// Why it stays; needed for `keep`. Stored sealed.
    #[schema(max_length = 1000)]
    pub reason: Option<String>,
}

/// What an erasure would take and what would stay, with the texts of others that mention the person as far as they are found.
///
/// # Errors
/// As [`Gate::preview_erasure`] says.
pub fn preview(gate: &Gate, ask: &Ask, subject: &SubjectRef, most: u32) -> Result<Erasure, GateError> {
    let search = gate.look_for_mentions(ask, subject)?;
    let mut told = gate.preview_erasure(ask, subject)?;
    told.search = search;
    wait(gate, &mut told, most)?;
    Ok(told)
}

/// Erases somebody, and waits a little for what others' texts say of them.
///
/// # Errors
/// As [`Gate::erase`] says.
pub fn erase(gate: &Gate, ask: &Ask, subject: &SubjectRef, most: u32) -> Result<Erasure, GateError> {
    let mut told = gate.erase(ask, subject)?;
    wait(gate, &mut told, most)?;
    Ok(told)
}

/// Releases a hold; an erasure that waited for it follows.
///
/// # Errors
/// As [`Gate::release`] says.
pub fn release(
    gate: &Gate,
    ask: &Ask,
    (subject, hold): (&SubjectRef, i64),
    most: u32,
) -> Result<Option<Erasure>, GateError> {
    let mut told = gate.release(ask, subject, hold)?;
    if let Some(told) = &mut told {
        wait(gate, told, most)?;
    }
    Ok(told)
}

/// Goes on with the search of an erasure for some steps, and puts down what it has found.
fn wait(gate: &Gate, told: &mut Erasure, most: u32) -> Result<(), GateError> {
    let Some(search) = told.search else { return Ok(()) };
    for _ in 0..most {
        if gate.seek_mentions_of(search)?.ended {
            break;
        }
    }
    let left = gate.mentions_left(search)?;
    (told.mentions, told.searching) = (left.open, left.searching > 0);
    Ok(())
}

/// Goes on with whatever search waits, for some steps; whether any is left to do.
///
/// # Errors
/// When the machine fails.
pub fn go_on(gate: &Gate, most: u32) -> Result<bool, GateError> {
    for _ in 0..most {
        if gate.seek_mentions()?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Answers a mention as typed.
///
/// # Errors
/// What is wrong with it, or as [`Gate::answer_mention`] says.
pub fn answer(gate: &Gate, ask: &Ask, typed: &Typed) -> Result<(), GateError> {
    let answer = Answer::read(typed.answer.trim()).ok_or_else(unknown)?;
    gate.answer_mention(ask, &MentionRef(typed.mention.clone()), (answer, typed.reason.as_deref()))
}

/// A page for programs; `text` is the caller's own way out for readable data.
#[must_use]
pub fn in_json(page: &MentionPage, text: &impl Fn(&Personal) -> Zeroizing<String>) -> Value {
    let one = |mention: &Mention| {
        let (item, object, in_request) = match &mention.stands {
            Stands::Item { subject, object, category, item } => {
                (Some((subject, category, item)), object.as_ref(), None)
            }
            Stands::Words(request) => (None, None, Some((request, "words"))),
            Stands::File(request) => (None, None, Some((request, "file"))),
        };
        let passages = mention.passages.iter().map(|passage| {
            json!({
                "before": text(&passage.before).as_str(),
                "words": text(&passage.words).as_str(),
                "after": text(&passage.after).as_str(),
                "earlier": passage.present == Present::Earlier,
            })
        });
        json!({
            "mention": mention.mention.0,
            "subject": item.map(|(subject, ..)| subject.0.as_str()),
            "object": object.map(|(object, _)| object.0.as_str()),
            "kind": object.map(|(_, kind)| kind.as_str()),
            "category": item.map(|(_, category, _)| category.as_str()),
            "item": item.map(|(.., item)| item.as_str()),
            "in-request": in_request.map(|(request, _)| request.0.as_str()),
            "in-file": in_request.is_some_and(|(_, part)| part == "file"),
            "clues": mention.clues.iter().map(|clue| clue.code()).collect::<Vec<_>>(),
            "passages": passages.collect::<Vec<_>>(),
            "found": mention.found.to_string(),
            "request": mention.request.as_ref().map(|request| request.0.as_str()),
        })
    };
    json!({ "mentions": page.mentions.iter().map(one).collect::<Vec<_>>(), "next": page.next })
}

/// A page for the terminal.
#[must_use]
pub fn lines(page: &MentionPage) -> Vec<Zeroizing<String>> {
    let one = |mention: &Mention| {
        let clues: Vec<&str> = mention.clues.iter().map(|clue| clue.code()).collect();
        let stands = match &mention.stands {
            Stands::Item { subject, object, item, .. } => {
                let object = object.as_ref().map(|(object, kind)| format!(" {kind} {}", object.0));
                format!("{}{}  {item}", subject.0, object.unwrap_or_default())
            }
            Stands::Words(request) => format!("request {}", request.0),
            Stands::File(request) => format!("file in request {}", request.0),
        };
        let mut line = Zeroizing::new(format!("{}  {stands} ({})", mention.mention.0, clues.join(", ")));
        for passage in &mention.passages {
            let [before, words, after] =
                [&passage.before, &passage.words, &passage.after].map(|part| one_line(&personal::text(part)));
            line.push_str(&format!("\n    {before}[{words}]{after}"));
        }
        line
    };
    page.mentions.iter().map(one).collect()
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\t', '\u{1b}'], " ")
}

fn unknown() -> GateError {
    GateError::Problems(vec![seloste_gate::errors::ItemProblem {
        item: "answer".to_owned(),
        problem: Problem::error(
            "not-of-the-list",
            Text::new("Tätä ei ole luettelossa.", "Det här finns inte i listan.", "This is not of the list."),
            Text::new(
                "Valitse jokin näistä: cover, keep, other-person.",
                "Välj någon av dessa: cover, keep, other-person.",
                "Choose one of: cover, keep, other-person.",
            ),
        ),
    }])
}
