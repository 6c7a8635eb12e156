//! An investigator's searches, as they are typed and as programs read them: what was done, refused and tried (claims R5-018,
//! R5-019). Not here: who may, and the searching itself (the gate's).

use crate::{
    app::App,
    store,
    work::breach::{self, BreachError, Whose},
};
use jiff::Timestamp;
use seloste_gate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::SubjectRef,
    errors::ItemProblem,
    investigation::{Ended, LogLine, LogPage, LogSearch},
    security::SecurityEvent,
};
use seloste_register::{diagnostics::Problem, text::Text};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What is searched for, as typed; what is left out is not narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// User name of an account, ended or not.
    pub user: Option<String>,
    /// The beginning of a program's key.
    pub key: Option<String>,
    /// A person, by their name in addresses.
    pub subject: Option<String>,
    /// What was done, as the ledger calls it.
    pub action: Option<String>,
    /// How it ended.
    pub ended: Ended,
    /// From this moment on; from the beginning when it is not said.
    pub from: Option<Timestamp>,
    /// Up to before this moment; until now when it is not said.
    pub to: Option<Timestamp>,
    /// Where the answer before left off.
    pub after: Option<String>,
}

/// User names of those who did what was found.
pub type Names = HashMap<AccountId, String>;

/// Entries of the ledger that fit, newest first, and who did them.
///
/// # Errors
/// When there is no such account or key, or as the gate says.
pub fn search(app: &App, (gate, ask): (&Gate, &Ask), typed: &Typed) -> Result<(LogPage, Names), GateError> {
    let (from, to) = span(gate, typed);
    let whose = match (&typed.user, &typed.key) {
        (Some(user), _) => Some(Whose::Account(user.clone())),
        (None, Some(key)) => Some(Whose::Key(key.clone())),
        (None, None) => None,
    };
    let whose = whose.map(|whose| breach::span(app, &ask.register, &whose, (from, to)));
    let whose = whose.transpose().or_else(|error| {
        // Whether anybody has a name is told only to who may search.
        gate.security_events(ask, (to, to))?;
        Err(match error {
            BreachError::Failed(failure) => failure.into(),
            BreachError::NoAccount(_) => nobody("user"),
            BreachError::NoKey(_) => nobody("key"),
        })
    })?;
    let search = LogSearch {
        account: whose.as_ref().map(|span| span.account),
        key: whose.as_ref().and_then(|span| span.key),
        subject: typed.subject.clone().map(SubjectRef),
        action: typed.action.clone(),
        ended: typed.ended,
        from,
        to,
        after: typed.after.clone(),
    };
    let page = gate.search_log(ask, &search)?;
    let names = user_names(gate, page.lines.iter().filter_map(|line| line.by))?;
    Ok((page, names))
}

/// Entries of the ledger that fit, as programs read them.
///
/// # Errors
/// As for [`search`].
pub fn log(app: &App, at: (&Gate, &Ask), typed: &Typed) -> Result<Value, GateError> {
    let (LogPage { lines, next }, names) = search(app, at, typed)?;
    let lines: Vec<Value> = lines.iter().map(|line| told(line, &names)).collect();
    Ok(json!({ "lines": lines, "next": next }))
}

/// Security events, newest first, and whose they are.
///
/// # Errors
/// As the gate says.
pub fn security((gate, ask): (&Gate, &Ask), typed: &Typed) -> Result<(Vec<SecurityEvent>, Names), GateError> {
    let found = gate.security_events(ask, span(gate, typed))?;
    let names = user_names(gate, found.iter().filter_map(|event| event.account))?;
    Ok((found, names))
}

/// Security events, as programs read them.
///
/// # Errors
/// As the gate says.
pub fn events(at: (&Gate, &Ask), typed: &Typed) -> Result<Value, GateError> {
    let (found, names) = security(at, typed)?;
    let told = |event: &SecurityEvent| {
        json!({
            "at": event.at.to_string(),
            "event": event.kind.code(),
            "user": event.account.and_then(|account| names.get(&account)),
            "what": event.what,
        })
    };
    Ok(json!({ "events": found.iter().map(told).collect::<Vec<_>>() }))
}

fn span(gate: &Gate, typed: &Typed) -> (Timestamp, Timestamp) {
    // What happened in this very moment belongs to it.
    let now = gate.clock().now();
    let until = now.checked_add(jiff::SignedDuration::from_millis(1)).unwrap_or(Timestamp::MAX);
    (typed.from.unwrap_or(Timestamp::UNIX_EPOCH), typed.to.unwrap_or(until))
}

fn told(line: &LogLine, names: &Names) -> Value {
    let by = match line.by {
        None => "system",
        Some(AccountId::PERSON) => "person",
        Some(_) => "staff",
    };
    json!({
        "at": line.at.to_string(),
        "by": by,
        "user": line.by.and_then(|account| names.get(&account)),
        "action": line.action,
        "purpose": line.purpose,
        "categories": line.categories,
        "told": line.told,
        "people": line.people,
        "refused": line.refused,
    })
}

fn user_names(gate: &Gate, accounts: impl Iterator<Item = AccountId>) -> Result<Names, GateError> {
    let mut names = HashMap::new();
    gate.data().read(|tx| {
        for account in accounts {
            if !names.contains_key(&account)
                && let Some(found) = store::account::by_id(tx, account)?
            {
                names.insert(account, found.user_name);
            }
        }
        Ok::<_, seloste_db::Failure>(())
    })?;
    Ok(names)
}

fn nobody(part: &str) -> GateError {
    let problem = Problem::error(
        "not-known",
        Text::new(
            "Tällaista ei ole eikä ole ollut.",
            "Någon sådan finns inte och har inte funnits.",
            "There is none by this name, nor was there ever one.",
        ),
        Text::new(
            "Tarkista nimi henkilöstön tai avainten luettelosta.",
            "Kontrollera namnet i listan över personal eller nycklar.",
            "Check the name in the list of staff or of keys.",
        ),
    );
    GateError::Problems(vec![ItemProblem { item: part.to_owned(), problem }])
}
