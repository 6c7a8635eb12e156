//! What was seen of recordings, as findings: how they came in, what share of calls they are, who listened to them. Not here: looking
//! (the gate does).

use super::{
    checks::Looked,
    findings::{Evidence, held, unlooked},
    report::State,
};
use crate::messages::proof as say;
use seloste_gate::examine::Share;
use seloste_register::text::Text;
use serde_json::json;

type Found = (State, Text, Evidence);

/// Calls below which a share says nothing.
const ENOUGH: u64 = 100;

/// Every recording: whole, with its key and object, of somebody who was told, in a direction and of a number that is recorded,
/// within its term (R2-007, R2-009, R2-018).
pub(super) fn kept(looked: &Looked<'_>) -> Found {
    let Some((kept, judged)) = &looked.records.recordings else { return unlooked() };
    let wrong = [
        ("not-told", kept.not_told),
        ("other-direction", judged.other_way),
        ("other-number", judged.other_number),
        ("past-term", kept.overdue),
        ("without-object", kept.without_object),
        ("not-as-sealed", kept.broken.len() as u64),
        ("file-missing", kept.missing.len() as u64),
    ];
    let good = wrong.iter().all(|(_, many)| *many == 0);
    let mut evidence: Evidence =
        vec![("recordings", json!(kept.looked_at)), ("held-past-term", json!(kept.held))];
    evidence.extend(wrong.map(|(name, many)| (name, json!(many))));
    let words = if good { &say::RECORDINGS } else { &say::RECORDINGS_BROKEN };
    (held(good), words.fill_all(&[("n", &kept.looked_at.to_string())]), evidence)
}

/// The share of calls that was recorded, against the calls on record (R2-009).
pub(super) fn share(looked: &Looked<'_>) -> Found {
    let Some((_, judged)) = &looked.records.recordings else { return unlooked() };
    let told = |share: &Share| json!({ "calls": share.calls, "recorded": share.recorded, "at-most-percent": share.percent });
    let evidence = vec![("shares", json!(judged.shares.iter().map(told).collect::<Vec<_>>()))];
    let beyond = |share: &&Share| share.recorded * 100 > share.calls * u64::from(share.percent);
    let enough = |share: &Share| share.calls >= ENOUGH;
    match judged.shares.iter().find(beyond) {
        Some(share) if enough(share) => (State::Broken, say::SHARE_BROKEN.all(), evidence),
        None if !judged.shares.is_empty() && judged.shares.iter().all(enough) => {
            (State::Proven, say::SHARE.all(), evidence)
        }
        _ => (State::Unproven, say::SHARE_UNKNOWN.all(), evidence),
    }
}

/// Each stretch that was listened to: for a purpose and in a way that the statement allows, in a session that its trainer led
/// where that is the way, and in the ledger (R2-003, R2-004, R2-028).
pub(super) fn listening(looked: &Looked<'_>) -> Found {
    let Some((_, judged)) = &looked.records.recordings else { return unlooked() };
    let unlogged = judged.listenings.saturating_sub(judged.entries);
    let evidence = vec![
        ("listenings", json!(judged.listenings)),
        ("ledger-entries", json!(judged.entries)),
        ("outside-the-rules", json!(judged.outside)),
        ("without-a-trainer", json!(judged.unled)),
        ("not-in-the-ledger", json!(unlogged)),
    ];
    let good = judged.outside == 0 && judged.unled == 0 && unlogged == 0;
    let words = if good { &say::LISTENING } else { &say::LISTENING_BROKEN };
    (held(good), words.fill_all(&[("n", &judged.listenings.to_string())]), evidence)
}
