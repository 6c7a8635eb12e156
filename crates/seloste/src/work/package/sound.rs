//! Recordings that a copy carries: those that its case names and grants, whole as they are stored, or with spans under a tone.
//! One at a time is in memory.

use super::PackageError;
use crate::work::recording::redact::{self, Source};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::ObjectRef,
    clock,
    recorded::{AskedRecording, Given},
    request::RequestRef,
};
use zeroize::Zeroizing;

/// A recording that goes into a copy.
pub(super) struct Carried {
    pub(super) object: ObjectRef,
    /// Name of its file.
    pub(super) name: String,
    given: Given,
    bytes: u64,
}

/// What goes into the copy of a case.
pub(super) fn carried(
    (gate, ask, request): (&Gate, &Ask, &RequestRef),
    asked: &[AskedRecording],
) -> Result<Vec<Carried>, GateError> {
    let mut all = Vec::new();
    for one in asked.iter().filter(|one| one.handed.is_none()) {
        let (Some(given), Some((_, began))) = (&one.given, &one.there) else { continue };
        if *given == Given::Withheld {
            continue;
        }
        let medium = gate.medium_for_request(ask, request, &one.object)?;
        let covered = matches!(given, Given::Covered(_));
        let ending = if covered { "wav" } else { ending(&medium.format) };
        let began = began.to_zoned(clock::zone()).strftime("%Y-%m-%d-%H%M");
        all.push(Carried {
            object: one.object.clone(),
            name: format!("recordings/{began}-{}.{ending}", all.len() + 1),
            given: given.clone(),
            bytes: medium.bytes,
        });
    }
    Ok(all)
}

/// The bytes of one, as they are given.
pub(super) fn bytes(
    (gate, ask, request): (&Gate, &Ask, &RequestRef),
    one: &Carried,
) -> Result<Zeroizing<Vec<u8>>, PackageError> {
    let source = Source { gate, ask, request: Some(request), object: &one.object };
    let bytes = match &one.given {
        Given::Covered(spans) => redact::covered(source, one.bytes, spans)?,
        Given::Whole | Given::Withheld => redact::whole(source, one.bytes)?,
    };
    Ok(bytes)
}

/// How the name of a file ends, by its media type.
fn ending(format: &str) -> &'static str {
    match format.split(';').next().unwrap_or_default().trim() {
        "audio/wav" => "wav",
        "audio/mpeg" => "mp3",
        "audio/ogg" => "ogg",
        "audio/flac" => "flac",
        "message/rfc822" => "eml",
        "application/json" => "json",
        "text/plain" => "txt",
        _ => "bin",
    }
}
