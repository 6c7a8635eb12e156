//! Ending approaches by a link that needs no sign-in (R3-027, RFC 8058). The link names one person, one purpose, one channel.

use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{PermissionChange, PermissionKind, Set, SubjectRef},
};
use seloste_register::{
    id::{PurposeId, RegisterId},
    right::Intake,
    statement::{
        Rules,
        model::{Channel, Prohibition, Purpose},
    },
};

/// Whom and what a link ends.
pub struct Stop {
    subject: SubjectRef,
    /// For which purpose.
    pub purpose: PurposeId,
    /// In which channel.
    pub channel: Channel,
}

/// The address below the service's own of a link that ends approaches.
///
/// # Errors
/// As the gate says.
pub fn path(
    gate: &Gate,
    register: &RegisterId,
    subject: &SubjectRef,
    what: (&PurposeId, Channel),
) -> Result<String, GateError> {
    Ok(format!("/my/{register}/stop/{}", gate.unsubscribe_token(register, subject, what)?))
}

/// The same for somebody at work who approaches the person for the purpose of the ask.
///
/// # Errors
/// As the gate says.
pub fn link(gate: &Gate, ask: &Ask, subject: &SubjectRef, channel: Channel) -> Result<String, GateError> {
    Ok(format!("/my/{}/stop/{}", ask.register, gate.stop_token(ask, subject, channel)?))
}

/// What a link ends; `None` for one that was made up or whose purpose is gone.
///
/// # Errors
/// As the gate says.
pub fn of(gate: &Gate, register: &RegisterId, token: &str) -> Result<Option<Stop>, GateError> {
    let named = gate.unsubscribe_of(register, token)?;
    Ok(named.map(|(subject, purpose, channel)| Stop { subject, purpose, channel }))
}

/// Ends the approaches that a link names, at once. A person who was erased is approached by nobody: that is no error.
///
/// # Errors
/// As the gate says.
pub fn act(gate: &Gate, rules: &Rules, stop: &Stop) -> Result<(), GateError> {
    let register = &rules.statement().register.id;
    let purpose = rules.purpose(&stop.purpose).ok_or(GateError::Absent)?;
    let ask = gate.own_ask(register, &stop.subject)?;
    for change in changes(rules, purpose, stop.channel) {
        match gate.permit(&ask, &stop.subject, change) {
            Ok(()) | Err(GateError::Absent) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What the person's word changes: a consent of this purpose is withdrawn in the channel. A purpose that rests on no consent is
/// forbidden by the kind of prohibition that stops it and the least beside it.
fn changes(rules: &Rules, purpose: &Purpose, channel: Channel) -> Vec<PermissionChange> {
    let statement = rules.statement();
    let change = |what, channels: &[Channel], set| PermissionChange {
        what,
        channel: channels.contains(&channel).then_some(channel),
        set,
        by: Intake::Link,
        notice: None,
    };
    let consent = purpose.consent.as_ref().and_then(|id| statement.consents.iter().find(|one| one.id == *id));
    if let Some(consent) = consent {
        return vec![change(PermissionKind::Consent(consent.id.clone()), &consent.channels, Set::TakenBack)];
    }
    let stops = statement.prohibitions.iter().filter(|one| one.stops.contains(&purpose.class));
    let least = stops.min_by_key(|one: &&Prohibition| (!one.channels.contains(&channel), one.stops.len()));
    least
        .map(|one| change(PermissionKind::Prohibition(one.id.clone()), &one.channels, Set::InForce))
        .into_iter()
        .collect()
}
