//! Texts of people's requests that may mention somebody else: what was said at a step, what a company or a system answered, and files that
//! are text. A file that is none (a picture, a document of a word processor) is not looked into. Not here: who may handle a case.

use super::{Spot, cover::Change};
use crate::{
    GateError,
    proof::Upkeep,
    realm::Realm,
    requests::{
        self,
        body::{self, Said, file_place, step_place, task_place},
        files,
    },
    vault::{self, Proof, SubjectKey},
};
use seloste_db::Tx;
use seloste_register::right::case::Step;
use zeroize::Zeroizing;

/// What stands for a category where the text is a request's.
pub(super) const CASE: i64 = 0;
/// What stands for an item: said at a step, answered by somebody who was asked, a file.
const SAID: i64 = 0;
const ANSWERED: i64 = 1;
pub(super) const FILE: i64 = 2;

/// A text of a case, sealed.
pub(super) struct Part {
    pub(super) spot: Spot,
    sealed: Sealed,
}

enum Sealed {
    Step(Vec<u8>),
    Task(String, Vec<u8>),
    File(Chunks),
}

/// The chunks of a file, with their numbers.
type Chunks = Vec<(i64, Vec<u8>)>;

/// Everything of a case that may be text.
pub(super) fn parts(tx: &mut Tx<'_>, (register, case): (i64, i64)) -> Result<Vec<Part>, GateError> {
    let spot = |object, item| Spot { subject: case, object, category: CASE, item };
    let attach = Step::Attach(0).code();
    let mut parts = Vec::new();
    for step in requests::steps(tx, register, case)? {
        if step.step == attach {
            let chunks = files::chunks(tx, (register, case), step.number)?;
            parts.push(Part { spot: spot(step.number, FILE), sealed: Sealed::File(chunks) });
        }
        parts.push(Part { spot: spot(step.number, SAID), sealed: Sealed::Step(step.body) });
    }
    for task in requests::tasks(tx, register, case)? {
        let Some(body) = task.body else { continue };
        parts.push(Part { spot: spot(task.asked, ANSWERED), sealed: Sealed::Task(task.asked_of, body) });
    }
    Ok(parts)
}

/// The texts of a part.
pub(super) fn open(
    proof: &impl Proof,
    key: &SubjectKey,
    (register, part): (i64, &Part),
) -> Result<Vec<Zeroizing<String>>, GateError> {
    let Spot { subject: case, object, .. } = part.spot;
    let mut said: Said = match &part.sealed {
        Sealed::Step(sealed) => body::open(proof, key, &step_place(register, case, object), sealed)?,
        Sealed::Task(_, sealed) => body::open(proof, key, &task_place(register, case, object), sealed)?,
        Sealed::File(chunks) => {
            let text = file(proof, key, ((register, case), object, chunks))?;
            return Ok(text.into_iter().collect());
        }
    };
    Ok([said.words.take(), said.asker.take()].into_iter().flatten().map(Zeroizing::new).collect())
}

/// A file's text, when it is text.
fn file(
    proof: &impl Proof,
    key: &SubjectKey,
    (at, step, chunks): ((i64, i64), i64, &Chunks),
) -> Result<Option<Zeroizing<String>>, GateError> {
    let mut bytes = Zeroizing::new(Vec::new());
    for (chunk, sealed) in chunks {
        bytes.extend_from_slice(&vault::unseal(proof, key, &file_place(at, (step, *chunk)), sealed)?);
    }
    let text = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'));
    Ok(text.map(|text| Zeroizing::new(text.to_owned())))
}

/// Writes those texts of one place that become something else; whether any did.
pub(super) fn rewrite(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    spot: Spot,
    change: Change<'_>,
) -> Result<bool, GateError> {
    let (register, case) = (realm.number, spot.subject);
    let found = parts(tx, (register, case))?.into_iter().find(|part| part.spot == spot);
    let Some(part) = found else { return Ok(false) };
    let proof = Upkeep::of(realm, case);
    match &part.sealed {
        Sealed::Step(sealed) => {
            let place = step_place(register, case, spot.object);
            let said = body::open(&proof, key, &place, sealed)?;
            let Some(said) = changed(said, change) else { return Ok(false) };
            requests::set_step(tx, (register, case, spot.object), &body::seal(key, &place, &said)?)?;
        }
        Sealed::Task(asked_of, sealed) => {
            let place = task_place(register, case, spot.object);
            let said = body::open(&proof, key, &place, sealed)?;
            let Some(said) = changed(said, change) else { return Ok(false) };
            requests::set_answer(tx, (register, case), (asked_of, &body::seal(key, &place, &said)?))?;
        }
        Sealed::File(chunks) => {
            let text = file(&proof, key, ((register, case), spot.object, chunks))?;
            let Some(text) = text.and_then(|text| change(&text)).map(Zeroizing::new) else {
                return Ok(false);
            };
            let sealed = files::sealed(key, (register, case), (spot.object, text.as_bytes()))?;
            files::delete(tx, (register, case), spot.object)?;
            files::add(tx, (register, case), (spot.object, &sealed))?;
        }
    }
    Ok(true)
}

/// What was said, changed; `None` when nothing of it is.
fn changed(mut said: Said, change: Change<'_>) -> Option<Said> {
    let mut any = false;
    for text in [&mut said.words, &mut said.asker] {
        if let Some(new) = text.as_deref().and_then(&mut *change) {
            (*text, any) = (Some(new), true);
        }
    }
    any.then_some(said)
}
