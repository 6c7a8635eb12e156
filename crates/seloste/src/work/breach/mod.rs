//! What to do about a breach of personal data: whose doings are looked at, until when the authority has to know, and the list of
//! the people to tell. Not here: the looking (the gate's), the drafts' words (`draft.rs`).

mod draft;

pub use draft::draft;

use crate::{app::App, store, work::personal};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Failure;
use seloste_gate::{
    Gate, GateError,
    ask::{Ask, KeyId},
    breach::{Breach, Span, Touched},
    card::OpenedItem,
};
use seloste_register::{
    id::RegisterId,
    statement::{Rules, model::ItemType},
    text::Lang,
};
use zeroize::Zeroizing;

/// Whose doings are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// An account by its user name, ended or not.
    Account(String),
    /// A program's key by its beginning, as lists of keys show it.
    Key(String),
}

/// Why it can't be looked.
#[derive(Debug, thiserror::Error)]
pub enum BreachError {
    /// Nobody has that user name.
    #[error("there is no account {0}, nor was there ever one; user names are listed by: seloste user list")]
    NoAccount(String),
    /// No key begins so.
    #[error(
        "no key, or more than one, begins with {0} in this register; give its beginning as lists of keys show it, never the \
         whole key"
    )]
    NoKey(String),
    /// The database fails.
    #[error("{0}")]
    Failed(#[from] Failure),
}

/// The span to look at: what the account did between two moments, or what a program did by one of its keys.
///
/// # Errors
/// When there is no such account or key, or the database fails.
pub fn span(
    app: &App,
    register: &RegisterId,
    whose: &Whose,
    (from, to): (Timestamp, Timestamp),
) -> Result<Span, BreachError> {
    let missing = || match whose {
        Whose::Account(user) => BreachError::NoAccount(user.clone()),
        Whose::Key(prefix) => BreachError::NoKey(prefix.clone()),
    };
    let (home, _) = app.register(register).ok_or_else(missing)?;
    let (account, key) = match whose {
        Whose::Account(user) => {
            let user = super::staff::person::user_name_form(user);
            let found = home.gate.data().read(|tx| store::account::by_user_name(tx, &user))?;
            (found.ok_or_else(missing)?.id, None)
        }
        Whose::Key(prefix) => {
            let found = home.gate.data().read(|tx| store::api_key::by_prefix(tx, register, prefix))?;
            let [key] = found.as_slice() else { return Err(missing()) };
            (key.account, Some(KeyId(key.id)))
        }
    };
    Ok(Span { account, from, to, key })
}

/// What people call the key that a breach was about: its beginning and its owner's name for it. `None` when it was about an account.
///
/// # Errors
/// When the database fails.
pub fn key_name(app: &App, register: &RegisterId, breach: &Breach) -> Result<Option<String>, Failure> {
    let Some((KeyId(wanted), (home, _))) = breach.key.zip(app.register(register)) else { return Ok(None) };
    let keys = home.gate.data().read(|tx| store::api_key::all(tx, breach.account))?;
    let found = keys.into_iter().find(|key| key.id == wanted);
    Ok(found.map(|key| format!("{}… ({})", key.prefix, key.label)))
}

/// The last moment at which the authority can be notified in time: so many hours after the controller came to know (GDPR 33(1)).
#[must_use]
pub fn due(rules: &Rules, known: Timestamp) -> Timestamp {
    let lawful = rules.law().due_hours("breach-notification", known, rules.on());
    lawful.or_else(|| known.checked_add(HOURS).ok()).unwrap_or(Timestamp::MAX)
}

/// Hours of GDPR 33(1), for a law pack that does not say.
const HOURS: SignedDuration = SignedDuration::from_hours(72);

/// How the clock of a breach stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The authority was notified in time.
    InTime,
    /// It was notified too late: the reasons have to be said (GDPR 33(1)).
    Late,
    /// Hours are left.
    Runs,
    /// Time is over and nobody was notified.
    Over,
}

/// How the clock of a breach stands at a moment.
#[must_use]
pub fn clock(rules: &Rules, breach: &Breach, now: Timestamp) -> Clock {
    let due = due(rules, breach.known);
    match breach.authority {
        Some(told) if told <= due => Clock::InTime,
        Some(_) => Clock::Late,
        None if now <= due => Clock::Runs,
        None => Clock::Over,
    }
}

/// The people to tell, as a CSV file: whom, what was touched, and how to reach them as far as the asker may see it. Each opening
/// stands in the ledger, as any other.
///
/// # Errors
/// As the gate says.
pub fn list(
    gate: &Gate,
    (rules, ask): (&Rules, &Ask),
    touched: &Touched,
    lang: Lang,
) -> Result<Zeroizing<String>, GateError> {
    let reach: Vec<_> = rules.statement().items.iter().filter(|item| is_address(item.item_type)).collect();
    let mut head: Vec<String> =
        ["person", "group", "first", "last", "times", "actions", "categories"].map(str::to_owned).to_vec();
    head.extend(reach.iter().map(|item| item.name.get(lang).to_owned()));
    let mut out = Zeroizing::new(row(&head));
    for person in &touched.people {
        let categories: Vec<&str> = person.categories.iter().map(|id| id.as_str()).collect();
        let actions: Vec<&str> = person.actions.iter().map(String::as_str).collect();
        let mut cells = vec![
            person.subject.0.clone(),
            person.group.to_string(),
            person.first.to_string(),
            person.last.to_string(),
            person.times.to_string(),
            actions.join(" "),
            categories.join(" "),
        ];
        let card = match gate.open_card(ask, &person.subject) {
            Ok(card) => Some(card),
            // Erased meanwhile, or out of the asker's sight: the reference stays in the list.
            Err(GateError::Absent | GateError::Refused(_)) => None,
            Err(other) => return Err(other),
        };
        for item in &reach {
            let found = card.iter().flat_map(|card| &card.categories).flat_map(|one| &one.items);
            let found: Option<&OpenedItem> = found.into_iter().find(|one| one.item == item.id);
            let values = found.into_iter().flat_map(|one| &one.values).map(personal::cell);
            let values: Vec<String> = values.map(|value| value.as_str().to_owned()).collect();
            cells.push(values.join("; "));
        }
        out.push_str(&row(&cells));
    }
    Ok(out)
}

const fn is_address(kind: ItemType) -> bool {
    matches!(
        kind,
        ItemType::FirstNames
            | ItemType::Surname
            | ItemType::OrganisationName
            | ItemType::Email
            | ItemType::Phone
            | ItemType::Street
            | ItemType::PostalCode
            | ItemType::Town
            | ItemType::Country
    )
}

/// A row of CSV (RFC 4180).
fn row(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        let plain = !cell.contains(['"', ',', '\n', '\r']);
        if plain { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}
