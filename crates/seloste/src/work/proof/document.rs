//! A proof report as a document to read: a part of a page, a page of its own, a PDF. Not here: what is in a report.

use super::report::{Finding, Report, Shown, State};
use crate::messages::proof_page as say;
use maud::{DOCTYPE, Markup, html};
use seloste_gate::clock;
use seloste_letter::{Block, Document, Level, Table};
use seloste_register::text::Lang;
use serde_json::Value;

const STATES: [State; 4] = [State::Broken, State::Unproven, State::Measure, State::Proven];

/// A state's name for people.
pub(crate) fn state(state: State, lang: Lang) -> &'static str {
    let name = match state {
        State::Proven => &say::PROVEN,
        State::Measure => &say::MEASURE,
        State::Unproven => &say::UNPROVEN,
        State::Broken => &say::BROKEN,
    };
    name.get(lang)
}

/// A moment as people in Finland write it.
pub(crate) fn moment(at: jiff::Timestamp, lang: Lang) -> String {
    let here = at.to_zoned(clock::zone());
    let day = seloste_register::statement::notice::day(here.date(), lang);
    format!("{day} {:02}:{:02}", here.hour(), here.minute())
}

fn summed(report: &Report, lang: Lang) -> String {
    let summary = report.summary;
    let counts = [
        (State::Proven, summary.proven),
        (State::Measure, summary.measure),
        (State::Unproven, summary.unproven),
        (State::Broken, summary.broken),
    ];
    counts.map(|(one, count)| format!("{}: {count}", state(one, lang))).join(", ")
}

fn checkpoint(report: &Report, lang: Lang) -> String {
    match &report.checkpoint {
        None => say::NO_CHECKPOINT.get(lang).to_owned(),
        Some(found) => {
            say::CHECKPOINT.fill(lang, &[("size", &found.size.to_string()), ("root", &found.root)])
        }
    }
}

/// One report as a part of a page: the worst first.
pub(crate) fn part(report: &Report, lang: Lang) -> Markup {
    html! {
        p.lead { (say::LEAD.get(lang)) }
        dl.facts {
            dt { (say::CONTROLLER.get(lang)) } dd { (report.controller) }
            dt { (say::VERSION.get(lang)) } dd { (seloste_register::statement::notice::day(report.drawn_up, lang)) }
            dt { (say::CHECKED.get(lang)) } dd { (moment(report.at, lang)) }
            dt { (say::RESULT.get(lang)) } dd { (summed(report, lang)) }
            dt { (say::LEDGER.get(lang)) } dd { (checkpoint(report, lang)) }
        }
        @for one in STATES {
            @let claims: Vec<&Shown> = report.claims.iter().filter(|claim| claim.state == one).collect();
            @if !claims.is_empty() {
                section {
                    h2 { (state(one, lang)) " (" (claims.len()) ")" }
                    p.muted { (meaning(one, lang)) }
                    ul.plain { @for claim in claims { (line(claim, lang)) } }
                }
            }
        }
        section {
            h2 { (say::FINDINGS.get(lang)) }
            ul.plain { @for finding in &report.findings { (found(finding, lang)) } }
        }
    }
}

fn line(claim: &Shown, lang: Lang) -> Markup {
    html! {
        li id={ "claim--" (claim.id) } {
            p { (claim.text.get(lang)) }
            p.muted.small {
                (claim.why.get(lang)) " " (say::RULE.get(lang)) ": " (claim.rule) ". "
                (say::NAME.get(lang)) ": " code { (claim.id) }
                @if !claim.checks.is_empty() { ". " (say::CHECKS.get(lang)) ": " (claim.checks.join(", ")) }
                "."
            }
        }
    }
}

fn found(finding: &Finding, lang: Lang) -> Markup {
    html! {
        li {
            p { strong { (state(finding.state, lang)) } ": " (finding.words.get(lang)) }
            p.muted.small { code { (finding.check) } @for (name, value) in &finding.evidence { "; " (name) ": " (shown(value)) } }
        }
    }
}

/// Evidence as text; long lists are cut, the JSON form has all of them.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    if text.chars().count() > 300 { text.chars().take(299).chain(['…']).collect() } else { text }
}

fn meaning(one: State, lang: Lang) -> &'static str {
    let words = match one {
        State::Proven => &say::PROVEN_MEANS,
        State::Measure => &say::MEASURE_MEANS,
        State::Unproven => &say::UNPROVEN_MEANS,
        State::Broken => &say::BROKEN_MEANS,
    };
    words.get(lang)
}

/// Reports as a page that stands by itself.
pub(crate) fn page(reports: &[Report], lang: Lang) -> String {
    let style = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;\
                 background:#fff}h1,h2{line-height:1.2}dt{font-weight:600}dd{margin:0 0 .5rem}ul{padding-left:1.2rem}\
                 .muted{color:#555}.small{font-size:.875rem;overflow-wrap:anywhere}";
    html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (say::TITLE.get(lang)) }
                style { (style) }
            }
            body { main {
                @for report in reports {
                    h1 { (say::TITLE.get(lang)) ": " (report.name.get(lang)) }
                    (part(report, lang))
                }
            } }
        }
    }
    .into_string()
}

/// Reports as a PDF.
///
/// # Errors
/// When it can't be set in pages.
pub(crate) fn pdf(reports: &[Report], lang: Lang) -> Result<Vec<u8>, String> {
    let Some(first) = reports.first() else { return Err(say::NO_REPORT.get(lang).to_owned()) };
    let mut blocks = Vec::new();
    for report in reports {
        blocks.push(Block::Heading(Level::One, report.name.get(lang).to_owned()));
        blocks.push(Block::Paragraph(say::LEAD.get(lang).into()));
        blocks.push(Block::Pairs(vec![
            (say::CONTROLLER.get(lang).to_owned(), report.controller.clone()),
            (say::CHECKED.get(lang).to_owned(), moment(report.at, lang)),
            (say::RESULT.get(lang).to_owned(), summed(report, lang)),
            (say::LEDGER.get(lang).to_owned(), checkpoint(report, lang)),
        ]));
        for one in STATES {
            let claims: Vec<&Shown> = report.claims.iter().filter(|claim| claim.state == one).collect();
            if !claims.is_empty() {
                let text = format!("{} ({})", state(one, lang), claims.len());
                blocks.push(Block::Heading(Level::Two, text));
                blocks.push(Block::Paragraph(meaning(one, lang).into()));
                blocks.push(Block::Table(table(&claims, lang)));
            }
        }
    }
    let document = Document {
        lang,
        title: say::TITLE.get(lang).to_owned(),
        author: first.controller.clone(),
        date: clock::day(first.at),
        blocks,
        footer: format!("{} {}", first.program, moment(first.at, lang)),
    };
    seloste_letter::pdf(&document).map_err(|error| error.to_string())
}

fn table(claims: &[&Shown], lang: Lang) -> Table {
    let head = [&say::CLAIM, &say::WHY, &say::RULE].map(|word| word.get(lang).to_owned()).to_vec();
    let row = |claim: &&Shown| {
        vec![claim.text.get(lang).to_owned(), claim.why.get(lang).to_owned(), claim.rule.clone()]
    };
    Table { head, rows: claims.iter().map(row).collect() }
}
