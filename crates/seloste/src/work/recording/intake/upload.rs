//! Recordings that a program sends over the network: what it says of a call first, then its bytes, in as many parts as it takes.
//! What the statement refuses is refused before a byte is sent; a sender who was cut off goes on where it was; the end can be
//! reached twice.

use super::{
    call::{self, Call},
    content::{self, Content, MOST_BYTES},
    message,
    moment::Clock,
    plan::{Medium, Standing},
    record::{Field, Record, Records},
    take::{Came, Intake, Trial},
    wrong,
};
use crate::app::App;
use jiff::SignedDuration;
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    clock,
    incoming::{Incoming, IncomingRef},
};
use seloste_register::id::{ObjectKindId, SourceId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a program says of a call. Kept sealed while its bytes come.
#[derive(Serialize, Deserialize)]
pub struct About {
    /// The kind of object that recordings are.
    pub kind: Option<String>,
    /// The declared source.
    pub source: Option<String>,
    /// Whose call it is, when the sender knows.
    pub subject: Option<String>,
    /// How many bytes will come.
    pub bytes: u64,
    /// Fields of the call, and declared items.
    pub call: Map<String, Value>,
}

/// What is kept beside the bytes: also where they belong, so that nobody else goes on with them.
#[derive(Serialize, Deserialize)]
struct Kept {
    register: String,
    account: i64,
    about: About,
}

/// How far bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// How many came.
    pub came: u64,
    /// How many will.
    pub of: u64,
}

/// Begins to receive a recording's bytes.
///
/// # Errors
/// What the statement refuses about the call; that there would be too many bytes.
pub fn begin(app: &App, ask: &Ask, about: About) -> Result<IncomingRef, GateError> {
    let (intake, call) = understood(app, ask, &about)?;
    if about.bytes > MOST_BYTES {
        return Err(wrong::too_large(MOST_BYTES));
    }
    intake.check(&call, Medium::Phone).inspect_err(|error| not_taken(&intake, error))?;
    let kept = Kept { register: ask.register.to_string(), account: ask.actor.account.0, about };
    let kept = serde_json::to_vec(&kept).map_err(|error| GateError::Failed(error.to_string()))?;
    gate(app, ask)?.begin_incoming(ask, intake.kind()?, &kept)
}

/// Lays down that a call was answered and not recorded.
///
/// # Errors
/// What the statement refuses about the call.
pub fn not_recorded(app: &App, ask: &Ask, about: &About) -> Result<Came, GateError> {
    let (intake, call) = understood(app, ask, about)?;
    let subject = about.subject.clone().map(SubjectRef);
    let came = intake.take((&call, Medium::Phone), subject, Trial::No, &mut |_| Ok(Content::Nothing));
    came.inspect_err(|error| not_taken(&intake, error))
}

/// How far bytes are.
///
/// # Errors
/// When there are none of that name, or they are somebody else's.
pub fn state(app: &App, ask: &Ask, name: &IncomingRef) -> Result<State, GateError> {
    let (incoming, about) = own(app, ask, name)?;
    Ok(State { came: incoming.len(), of: about.bytes })
}

/// Adds bytes behind those that came.
///
/// # Errors
/// A conflict when the sender is wrong about how many came; when they are more than were announced.
pub fn add(
    app: &App,
    ask: &Ask,
    name: &IncomingRef,
    (after, bytes): (u64, &[u8]),
) -> Result<State, GateError> {
    let (_, about) = own(app, ask, name)?;
    if after.saturating_add(bytes.len() as u64) > about.bytes {
        return Err(wrong::too_large(about.bytes));
    }
    let came = gate(app, ask)?.add_incoming(name, after, bytes)?;
    Ok(State { came, of: about.bytes })
}

/// Takes a recording in whose bytes have all come; the second time it answers the same.
///
/// # Errors
/// What is refused about it; then its bytes are forgotten, unless the machine failed.
pub fn finish(app: &App, ask: &Ask, name: &IncomingRef) -> Result<Came, GateError> {
    let (incoming, about) = own(app, ask, name)?;
    let (intake, call) = understood(app, ask, &about)?;
    let mut incoming = Some(incoming);
    let came = intake.take((&call, Medium::Phone), about.subject.map(SubjectRef), Trial::No, &mut |leg| {
        incoming.take().map_or(Ok(Content::Nothing), |bytes| content::sound(bytes, leg, None))
    });
    match &came {
        Err(GateError::Failed(_)) => return came,
        Err(error) => intake.refuse(error, "api", 0)?,
        Ok(_) => {}
    }
    match gate(app, ask)?.end_incoming(name) {
        Ok(()) | Err(GateError::Absent) => came,
        Err(error) => Err(error),
    }
}

/// Forgets bytes.
///
/// # Errors
/// When there are none of that name, or they are somebody else's.
pub fn forget(app: &App, ask: &Ask, name: &IncomingRef) -> Result<(), GateError> {
    own(app, ask, name)?;
    gate(app, ask)?.end_incoming(name)
}

/// A message or a chat, whole: it is small.
///
/// # Errors
/// What is refused about it.
pub fn message(
    app: &App,
    ask: &Ask,
    (about, medium): (&About, Medium),
    content: &[u8],
) -> Result<Vec<Came>, GateError> {
    let intake = Intake::new(app, ask.clone(), standing(about)?)?;
    let messages = match medium {
        Medium::Chat => message::chat(content),
        Medium::Email => message::email(content),
        Medium::Text | Medium::Phone => message::texts(content),
    };
    let clock = clock();
    let taken = messages.and_then(|messages| {
        let one = |mut one: message::Message| {
            named(&mut one.record, &about.call);
            let call = one.call(&clock)?;
            let subject = about.subject.clone().map(SubjectRef);
            intake.take((&call, one.medium), subject, Trial::No, &mut |_| {
                Ok(Content::Message { format: one.format, bytes: &one.bytes })
            })
        };
        messages.into_iter().map(one).collect()
    });
    taken.inspect_err(|error| not_taken(&intake, error))
}

/// Notes down what a program's call was refused for. The list is for people: that it can't be kept takes nothing from the
/// program's answer, and stands in the log.
fn not_taken(intake: &Intake<'_>, error: &GateError) {
    if let Err(failure) = intake.refuse(error, "api", 0) {
        tracing::error!(%failure, "a refused recording could not be put on the list of what was not taken");
    }
}

fn gate<'a>(app: &'a App, ask: &Ask) -> Result<&'a Gate, GateError> {
    app.register(&ask.register).map(|(home, _)| &home.gate).ok_or(GateError::Absent)
}

/// Bytes that the asker began to send to this register.
fn own(app: &App, ask: &Ask, name: &IncomingRef) -> Result<(Incoming, About), GateError> {
    let incoming = gate(app, ask)?.incoming(name)?;
    let kept: Kept = serde_json::from_slice(incoming.about()).map_err(|_| GateError::Absent)?;
    if kept.register != ask.register.as_str() || kept.account != ask.actor.account.0 {
        return Err(GateError::Absent);
    }
    Ok((incoming, kept.about))
}

fn standing(about: &About) -> Result<Standing, GateError> {
    let kind = about.kind.as_ref().map(|id| ObjectKindId::new(id).map_err(|_| wrong::no_kind("kind")));
    let source = about.source.as_ref().map(|id| SourceId::new(id).map_err(|_| wrong::no_kind("source")));
    Ok(Standing { kind: kind.transpose()?, source: source.transpose()?, ..Standing::default() })
}

fn clock() -> Clock {
    Clock { zone: clock::zone(), ahead: SignedDuration::ZERO }
}

fn named(record: &mut Record, told: &Map<String, Value>) {
    for (name, value) in told {
        match value {
            Value::Null => {}
            Value::String(text) => record.put_named(name, text),
            other => record.put_named(name, &other.to_string()),
        }
    }
}

/// A call as a program tells of it. One that says nothing of being answered was.
fn understood<'a>(app: &'a App, ask: &Ask, about: &About) -> Result<(Intake<'a>, Call), GateError> {
    let intake = Intake::new(app, ask.clone(), standing(about)?)?;
    let mut record = Record::at(0);
    named(&mut record, &about.call);
    if record.get(Field::Delivery).is_none() {
        return Err(wrong::no_delivery());
    }
    record.answered_from_start();
    let calls = call::assemble(Records { read: vec![record], unread: Vec::new() }, &clock());
    if let Some(unread) = calls.unread.into_iter().next() {
        return Err(wrong::about("started", unread.problem));
    }
    let call = calls.answered.into_iter().next().ok_or_else(|| wrong::about("answered", wrong::row()))?;
    Ok((intake, call))
}
