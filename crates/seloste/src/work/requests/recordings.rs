//! Recordings that a request names: what was typed of them becomes naming and weighing, and what is given of each is told in the
//! answer. Not here: the copy's files (`work/package`).

use super::problem;
use crate::{messages::asked as say, work::personal};
use jiff::Timestamp;
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    clock,
    recorded::{AskedRecording, Given, Weighing, Wish},
    request::RequestRef,
};
use seloste_letter::{Block, Level, Line};
use seloste_register::{
    statement::Rules,
    text::{Lang, Text},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{collections::HashMap, ops::Range};
use utoipa::ToSchema;

/// A span of a recording.
#[derive(Deserialize, ToSchema, Clone, Copy)]
#[serde(deny_unknown_fields)]
#[schema(as = CoveredSpan)]
pub struct TypedSpan {
    /// Milliseconds from the beginning.
    pub from_ms: u64,
    /// Milliseconds from the beginning.
    pub to_ms: u64,
}

/// A recording that a request names, and what is given of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AskedRecording)]
pub struct TypedRecording {
    /// The recording.
    pub recording: String,
    /// `copy` or `listen`; left out: as it was, and a copy at first.
    #[serde(default)]
    pub wish: Option<String>,
    /// What is given of it: `whole`, `covered` or `withheld`. Left out: nothing is weighed yet.
    #[serde(default)]
    pub given: Option<String>,
    /// What is covered.
    #[serde(default)]
    pub spans: Vec<TypedSpan>,
    /// How the other party's rights were taken into account. Stored sealed; whoever asked reads it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub words: Option<String>,
}

/// Names a recording in a request, and weighs what is given of it.
///
/// # Errors
/// What is wrong with what was typed, or as the gate says.
pub fn take(
    (gate, ask): (&Gate, &Ask),
    request: &RequestRef,
    typed: TypedRecording,
) -> Result<(), GateError> {
    let recording = ObjectRef(typed.recording.trim().to_owned());
    let wish = match typed.wish.as_deref().filter(|wish| !wish.is_empty()) {
        Some(code) => Some(Wish::read(code).ok_or_else(|| not_of("wish", "copy, listen"))?),
        None => None,
    };
    let spans = typed.spans.iter().map(|span| span.from_ms..span.to_ms).collect();
    let given = match typed.given.as_deref().filter(|given| !given.is_empty()) {
        None => None,
        Some("whole") => Some(Given::Whole),
        Some("covered") => Some(Given::Covered(spans)),
        Some("withheld") => Some(Given::Withheld),
        Some(_) => return Err(not_of("given", "whole, covered, withheld")),
    };
    let named = || {
        let there = gate.asked_recordings(ask, request)?;
        Ok::<_, GateError>(there.iter().any(|one| one.object == recording))
    };
    if wish.is_some() || !named()? {
        gate.name_recording(ask, request, (&recording, wish.unwrap_or(Wish::Copy)))?;
    }
    let Some(given) = given else { return Ok(()) };
    let weighing = Weighing { given, words: typed.words.unwrap_or_default() };
    gate.weigh_recording(ask, request, (&recording, &weighing))
}

/// The recordings of a request, as programs read them.
///
/// # Errors
/// As the gate says.
pub fn told(gate: &Gate, ask: &Ask, request: &RequestRef) -> Result<Value, GateError> {
    let all = gate.asked_recordings(ask, request)?;
    Ok(json!({ "recordings": all.iter().map(one).collect::<Vec<_>>() }))
}

/// One of them.
#[must_use]
pub fn one(asked: &AskedRecording) -> Value {
    let spans = |spans: &[Range<u64>]| {
        let span = |span: &Range<u64>| json!({ "from_ms": span.start, "to_ms": span.end });
        spans.iter().map(span).collect::<Vec<_>>()
    };
    json!({
        "recording": asked.object.0,
        "kind": asked.there.as_ref().map(|(kind, _)| kind.as_str()),
        "began": asked.there.as_ref().map(|(_, began)| began.to_string()),
        "wish": asked.wish.code(),
        "asked": asked.asked.to_string(),
        "given": asked.given.as_ref().map(Given::code),
        "spans": match &asked.given { Some(Given::Covered(all)) => spans(all), _ => Vec::new() },
        "words": asked.words.as_ref().map(|words| personal::text(words).to_string()),
        "handed": asked.handed.map(|at| at.to_string()),
    })
}

/// A recording's name for people: what it is and when it began.
#[must_use]
pub fn name(asked: &AskedRecording, rules: &Rules, lang: Lang) -> String {
    let Some((kind, began)) = &asked.there else { return say::GONE.get(lang).to_owned() };
    let kind = rules.object(kind).map_or(kind.as_str(), |kind| kind.name.get(lang));
    format!("{kind} {}", minute(*began))
}

/// What the answer tells of recordings: what was asked for, what is given, what is covered, and why (GDPR 12(4), 15(4)).
#[must_use]
pub fn blocks(
    all: &[AskedRecording],
    (rules, lang): (&Rules, Lang),
    files: &HashMap<ObjectRef, String>,
) -> Vec<Block> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading(Level::One, say::ANSWER.get(lang).to_owned()),
        Block::Paragraph(say::ANSWER_LEAD.get(lang).into()),
    ];
    for asked in all {
        blocks.push(Block::Heading(Level::Two, name(asked, rules, lang)));
        let mut told = vec![given(asked, lang)];
        if let Some(Given::Covered(spans)) = &asked.given {
            told.push(say::ANSWER_COVERED.fill(lang, &[("spans", &clocks(spans))]));
        }
        told.extend(files.get(&asked.object).map(|file| say::ANSWER_FILE.fill(lang, &[("file", file)])));
        if asked.wish == Wish::Listen && asked.given != Some(Given::Withheld) {
            told.push(say::ANSWER_LISTEN.get(lang).to_owned());
        }
        blocks.push(Block::Paragraph(told.join(" ").as_str().into()));
        if let Some(words) = &asked.words {
            let lead = format!("{}:", say::WHY.get(lang));
            blocks.push(Block::Paragraph(Line::led(lead, personal::text(words).as_str())));
        }
    }
    blocks
}

fn given(asked: &AskedRecording, lang: Lang) -> String {
    let message = match &asked.given {
        None => &say::UNWEIGHED,
        Some(Given::Whole) => &say::WHOLE,
        Some(Given::Covered(_)) => &say::COVERED,
        Some(Given::Withheld) => &say::WITHHELD,
    };
    format!("{}.", message.get(lang))
}

/// Spans as people write them.
#[must_use]
pub fn clocks(spans: &[Range<u64>]) -> String {
    let clock = |ms: u64| format!("{}:{:02}", ms / 60_000, ms / 1_000 % 60);
    let all: Vec<String> =
        spans.iter().map(|span| format!("{}–{}", clock(span.start), clock(span.end))).collect();
    all.join(", ")
}

fn minute(at: Timestamp) -> String {
    at.to_zoned(clock::zone()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn not_of(part: &str, codes: &str) -> GateError {
    problem(
        part,
        "not-of-the-list",
        Text::new("Tätä ei ole luettelossa.", "Det här finns inte i listan.", "This is not of the list."),
        Text {
            fi: format!("Valitse jokin näistä: {codes}."),
            sv: format!("Välj någon av dessa: {codes}."),
            en: format!("Choose one of: {codes}."),
        },
    )
}
