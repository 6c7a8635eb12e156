//! Assessments of recordings: made by a form, answered by whoever handled the call, looked at, summed up. Not here: what a
//! score is (`seloste_register::statement::quality`), pages.

mod assess;
pub(super) mod called;
mod check;
mod look;
mod reply;
mod totals;

pub(super) use check::problems;

use crate::{GateError, payload::Word, realm::Realm, values};
use seloste_register::{
    id::ObjectKindId,
    statement::model::{Assessment, ObjectKind},
};

/// A kind of assessment by its name.
fn declared<'r>(
    realm: &'r Realm,
    ask: &crate::ask::Ask,
    id: &ObjectKindId,
) -> Result<(&'r ObjectKind, &'r Assessment), GateError> {
    let kind = realm.statement().objects.iter().find(|kind| kind.id == *id);
    let both = kind.and_then(|kind| Some((kind, kind.assessment.as_ref()?)));
    both.ok_or_else(|| values::not_declared(realm, ask, id.as_str()))
}

/// Kinds of assessment, each with its number.
fn kinds(realm: &Realm) -> Result<Vec<(Word, &ObjectKind, &Assessment)>, GateError> {
    let kinds = realm.statement().objects.iter();
    kinds
        .filter_map(|kind| Some((kind, kind.assessment.as_ref()?)))
        .map(|(kind, assessment)| Ok((realm.word(&kind.id)?, kind, assessment)))
        .collect()
}
