//! A request as programs read it: the same for the terminal and the API. What is personal becomes text by the caller's own
//! way out.

use jiff::civil::Date;
use seloste_gate::{
    Receipt,
    personal::Personal,
    request::{Happened, OpenedRequest, RequestLine, Task},
};
use seloste_register::{
    right::{
        Named as _,
        case::{Step, Terms},
        clock::Pace,
    },
    statement::Rules,
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// Turns something personal into text, the caller's way.
pub type Way<'a> = &'a dyn Fn(&Personal) -> Zeroizing<String>;

/// What the person gets when the request arrives.
#[must_use]
pub fn receipt(receipt: &Receipt) -> Value {
    json!({
        "request": receipt.request.0,
        "received": receipt.received.to_string(),
        "due": receipt.due.to_string(),
        "identity": if receipt.pending { "pending" } else { "known" },
    })
}

/// One line of the queue.
#[must_use]
pub fn line(line: &RequestLine, today: Date) -> Value {
    json!({
        "request": line.request.0,
        "kind": line.kind.code(),
        "article": line.kind.article(),
        "dpv": line.kind.dpv(),
        "state": line.state.code(),
        "channel": line.channel.code(),
        "company": line.company,
        "outlet": line.outlet,
        "received": line.received.to_string(),
        "due": line.due.to_string(),
        "clock": pace(line, today),
        "identity": if line.pending { "pending" } else { "known" },
        "assigned": line.assigned.is_some(),
        "closed": line.closed.map(|closed| closed.to_string()),
        "version": line.version,
    })
}

/// How the clock of a line stands, by code.
#[must_use]
pub fn pace(line: &RequestLine, today: Date) -> &'static str {
    let clock = seloste_register::right::clock::Clock::from(today);
    match clock.pace(line.due, today) {
        _ if line.closed.is_some() => "stopped",
        _ if line.paused => "paused",
        Pace::Overdue => "overdue",
        Pace::Soon => "soon",
        Pace::OnTime | Pace::Paused => "on-time",
    }
}

/// An opened case.
#[must_use]
pub fn request(opened: &OpenedRequest, rules: &Rules, today: Date, way: Way<'_>) -> Value {
    let case = &opened.case;
    let terms = Terms::of(rules, case.kind, today);
    let mut told = line(&opened.line, today);
    let more = json!({
        "subject": opened.subject.as_ref().map(|subject| &subject.0),
        "party": case.party.code(),
        "assurance": case.assurance.code(),
        "needed": case.needs(&terms).code(),
        "method": case.method.map(|method| method.code()),
        "document_seen": case.document.map(|document| document.code()),
        "authority_shown": case.authority,
        "extended_months": case.clock.extended_months,
        "outcome": case.outcome.map(|outcome| outcome.code()),
        "outcome_dpv": case.outcome.map(|outcome| outcome.dpv()),
        "second_person": terms.four_eyes,
        "offered_form": terms.form.code(),
        "form": case.form.map(|form| form.code()),
        "copy_wanted": case.copy_wanted,
        "carried_out": case.done,
        "view_until": case.showing.as_ref().map(|showing| showing.until.to_string()),
        "address_proved": case.address,
        "withheld": case.withheld,
        "paper_destroyed": case.paper_gone,
        "flaw": case.flaw.map(|flaw| flaw.code()),
        "readers_named": case.names,
        "letters_to": if terms.on_record_only { "on-record" } else { "proved" },
        "merged_into": opened.merged_into.as_ref().map(|into| &into.0),
        "same": opened.same.iter().map(|one| &one.0).collect::<Vec<_>>(),
        "requests_in_the_year_before": opened.year_before,
        "tasks": opened.tasks.iter().map(|one| task(one, way)).collect::<Vec<_>>(),
        "happened": opened.happened.iter().map(|one| happened(one, way)).collect::<Vec<_>>(),
    });
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
    }
    told
}

fn task(task: &Task, way: Way<'_>) -> Value {
    json!({
        "asked_of": task.asked_of,
        "asked": task.asked.to_string(),
        "answered": task.answered.map(|answered| answered.to_string()),
        "words": task.words.as_ref().map(|words| way(words).to_string()),
    })
}

fn happened(one: &Happened, way: Way<'_>) -> Value {
    let text = |personal: &Option<Personal>| personal.as_ref().map(|one| way(one).to_string());
    let mut told = json!({
        "at": one.at.to_string(),
        "step": one.code,
        "by_staff": one.by.is_some(),
        "words": text(&one.words),
        "asker": text(&one.asker),
    });
    if let (Value::Object(told), Some(Step::Attach(bytes))) = (&mut told, &one.step) {
        told.insert("bytes".to_owned(), json!(bytes));
    }
    if let (Value::Object(told), Some(Step::Decide(decision))) = (&mut told, &one.step) {
        let grounds = decision.grounds.iter().map(|one| json!({ "ground": one.code(), "dpv": one.dpv() }));
        told.insert("outcome".to_owned(), json!(decision.outcome.code()));
        told.insert("grounds".to_owned(), grounds.collect());
        told.insert("fee_cents".to_owned(), json!(decision.fee.map_or(0, |(cents, _)| cents)));
        told.insert("fee_reason".to_owned(), json!(decision.fee.map(|(_, reason)| reason.code())));
    }
    told
}
