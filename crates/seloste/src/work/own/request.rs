//! Asking for one's rights: by a person who is signed in, or by anybody with the form that is open to all. It counts from the
//! moment it arrives, whoever it turns out to be from. Not here: what becomes of a request.

use crate::{
    app::Controller,
    work::{
        requests,
        staff::throttle::{self, Heard, Proof, Trier},
    },
};
use seloste_gate::{
    GateError, Receipt,
    card::{ObjectRef, SubjectRef},
    recorded::Wish,
    request::{NewRequest, Taker},
};
use seloste_register::{
    id::RegisterId,
    right::{Intake, Method, RightKind},
};
use zeroize::Zeroizing;

/// Longest text in characters.
pub const WORDS: usize = 4_000;
/// Longest name and address of somebody who is not signed in, in characters.
pub const ASKER: usize = 400;

/// What is asked.
pub struct Asked {
    /// For what.
    pub kind: RightKind,
    /// In the person's words.
    pub words: Zeroizing<String>,
    /// Who asks and how to reach them, as they say; of somebody who is not signed in.
    pub asker: Zeroizing<String>,
}

/// What came of asking.
pub enum Answer {
    /// It has arrived.
    Received(Receipt),
    /// Too many came from the same network just now.
    Wait(Heard),
}

impl Asked {
    fn request(self, channel: Intake) -> NewRequest {
        let given = |text: Zeroizing<String>| (!text.trim().is_empty()).then_some(text);
        NewRequest {
            words: given(self.words),
            asker: given(self.asker),
            ..NewRequest::new(self.kind, channel)
        }
    }
}

/// A person asks on their own pages. They came in by a link to the address on record: that much is known of who they are.
///
/// # Errors
/// As the gate says.
pub fn by_person(
    controller: &Controller,
    (register, subject): (&RegisterId, &SubjectRef),
    asked: Asked,
) -> Result<Receipt, GateError> {
    let rules = controller.gate.rules(register).ok_or(GateError::Absent)?;
    let taker = Taker::Person(register, subject, Method::ContactChannel);
    requests::take(&controller.gate, &rules, &taker, asked.request(Intake::Account))
}

/// Anybody asks by the form. Who it is is found out afterwards; the clock runs from now (R7-032).
///
/// # Errors
/// As the gate says.
pub fn by_anybody(
    controller: &Controller,
    (register, network): (&RegisterId, &str),
    asked: Asked,
) -> Result<Answer, GateError> {
    let gate = &controller.gate;
    let key = gate.staff_key()?;
    // Each network by itself: nobody keeps others from asking.
    let name = format!("ask {register} {network}");
    let trier = Trier { key: &key, name: &name, network, known_device: None };
    let heard = gate.data().write(|tx| throttle::admit(tx, &trier, Proof::Link, gate.clock().now()))?;
    if heard != Heard::Now {
        return Ok(Answer::Wait(heard));
    }
    let rules = gate.rules(register).ok_or(GateError::Absent)?;
    requests::take(gate, &rules, &Taker::Anybody(register), asked.request(Intake::Web)).map(Answer::Received)
}

/// A person asks on their own pages for a recording of theirs: it is named in the request, and held (R2-030).
///
/// # Errors
/// Absent when there is no such recording of theirs, or its time is up.
pub fn for_recording(
    controller: &Controller,
    (register, subject): (&RegisterId, &SubjectRef),
    ((recording, wish), words): ((&ObjectRef, Wish), String),
) -> Result<Receipt, GateError> {
    if !controller.gate.may_be_asked_for(register, recording)? {
        return Err(GateError::Absent);
    }
    let asked = Asked { kind: RightKind::Inspect, words: Zeroizing::new(words), asker: Zeroizing::default() };
    let receipt = by_person(controller, (register, subject), asked)?;
    let place = (subject, &receipt.request);
    controller.gate.name_own_recording(register, place, (recording, wish))?;
    Ok(receipt)
}
