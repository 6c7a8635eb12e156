//! The copy of whoever answered calls (R2-011, R2-031): which calls, whether they were recorded, the assessments of them, and what
//! is given of recordings. Nothing of the callers.

use super::{Files, PackageError, sound::Carried};
use crate::{
    messages::{asked as say, quality as quality_say},
    work::{personal, requests::recordings},
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{
    Gate,
    ask::Ask,
    card::OpenedObject,
    clock,
    recorded::{AskedRecording, CallFact, FactState},
    request::RequestRef,
};
use seloste_letter::{Block, Document, Level, Table};
use seloste_register::{statement::Rules, text::Lang};
use serde_json::{Map, Value, json};

/// The page, the PDF and the JSON of it.
pub(super) fn files(
    (gate, ask, request): (&Gate, &Ask, &RequestRef),
    (rules, lang): (&Rules, Lang),
    (asked, carried): (&[AskedRecording], &[Carried]),
) -> Result<Files, PackageError> {
    let now = gate.clock().now();
    let until = now + SignedDuration::from_hours(24);
    let facts = gate.call_facts(ask, request, (Timestamp::UNIX_EPOCH, until))?;
    let mut blocks = vec![Block::Paragraph(say::STAFF_LEAD.get(lang).into())];
    blocks.push(calls(&facts, lang));
    for fact in &facts {
        for assessment in &fact.assessments {
            blocks.extend(assessed(assessment, (rules, lang)));
        }
    }
    let names = carried.iter().map(|one| (one.object.clone(), one.name.clone())).collect();
    blocks.extend(recordings::blocks(asked, (rules, lang), &names));
    let statement = rules.statement();
    let document = Document {
        lang,
        title: say::STAFF_TITLE.get(lang).to_owned(),
        author: statement.controller.name.clone(),
        date: clock::day(now),
        blocks,
        footer: statement.register.name.get(lang).to_owned(),
    };
    let tree = json!({
        "register": statement.register.id.as_str(),
        "made": now.to_string(),
        "calls": facts.iter().map(|fact| call(fact, rules)).collect::<Vec<_>>(),
        "recordings": asked.iter().map(recordings::one).collect::<Vec<_>>(),
    });
    Ok(vec![
        ("tiedot.html".to_owned(), seloste_letter::html(&document).into_bytes()),
        ("tiedot.pdf".to_owned(), seloste_letter::pdf(&document)?),
        ("data.json".to_owned(), format!("{tree:#}\n").into_bytes()),
    ])
}

fn calls(facts: &[CallFact], lang: Lang) -> Block {
    let row = |fact: &CallFact| {
        let began = fact.began.to_zoned(clock::zone()).strftime("%Y-%m-%d %H:%M").to_string();
        vec![began, state(fact.state, lang)]
    };
    let head = vec![quality_say::CALL_AT.get(lang).to_owned(), quality_say::CALLS.get(lang).to_owned()];
    Block::Table(Table { head, rows: facts.iter().map(row).collect() })
}

fn state(state: FactState, lang: Lang) -> String {
    match state {
        FactState::Recorded => quality_say::RECORDED.get(lang).to_owned(),
        FactState::NotRecorded => quality_say::NOT_RECORDED.get(lang).to_owned(),
        FactState::Deleted(None) => quality_say::DELETED.get(lang).to_owned(),
        FactState::Deleted(Some(on)) => quality_say::DELETED_ON.fill(lang, &[("day", &on.to_string())]),
    }
}

/// An assessment: its items and the points of its questions.
fn assessed(object: &OpenedObject, (rules, lang): (&Rules, Lang)) -> Vec<Block> {
    let Some(kind) = rules.object(&object.kind) else { return Vec::new() };
    let mut rows = Vec::new();
    let of_kind = object.items.iter().zip(std::iter::repeat(&kind.items));
    let of_lines = object.lines.iter().flatten().zip(std::iter::repeat(&kind.line_items));
    for (opened, declared) in of_kind.chain(of_lines) {
        if let Some(item) = declared.iter().find(|item| item.id == opened.item) {
            rows.push(vec![item.name.get(lang).to_owned(), personal::line(opened, item, lang).to_string()]);
        }
    }
    let title = format!("{} {}", kind.name.get(lang), object.starts);
    let head = vec![kind.name.get(lang).to_owned(), String::new()];
    vec![Block::Heading(Level::Two, title), Block::Table(Table { head, rows })]
}

fn call(fact: &CallFact, rules: &Rules) -> Value {
    let on = match fact.state {
        FactState::Deleted(on) => on.map(|on| on.to_string()),
        FactState::Recorded | FactState::NotRecorded => None,
    };
    let assessment = |object: &OpenedObject| {
        let Some(_) = rules.object(&object.kind) else { return Value::Null };
        let items = object.items.iter().map(|one| (one.item.to_string(), personal::json(one)));
        let lines = object.lines.iter().map(|line| {
            let items = line.iter().map(|one| (one.item.to_string(), personal::json(one)));
            Value::Object(items.collect::<Map<_, _>>())
        });
        json!({
            "kind": object.kind.as_str(), "on": object.starts.to_string(),
            "items": Value::Object(items.collect::<Map<_, _>>()), "lines": lines.collect::<Vec<_>>(),
        })
    };
    json!({
        "began": fact.began.to_string(),
        "state": crate::work::requests::calls::code(fact.state),
        "deleted_on": on,
        "assessments": fact.assessments.iter().map(assessment).collect::<Vec<_>>(),
    })
}
