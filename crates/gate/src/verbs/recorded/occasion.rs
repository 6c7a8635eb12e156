//! Occasions on which a person listens to a recording of theirs with us: until one has taken place its recording is held
//! (claim R2-030). Not here: that only its supervisor plays it, then and there (`verbs/recording/ways.rs`).

use super::is_in;
use crate::{
    GateError,
    opened::{day, day_number},
    proof::{Writing, seal_words},
    store::{
        erasing::{self, HoldRow},
        part,
    },
    vault::{PlaceKind, SubjectKey},
};
use jiff::ToSpan as _;
use seloste_db::Tx;
use seloste_register::{id::ChoiceId, statement::model::ObjectKind};

/// An occasion as it was just written.
pub(in crate::verbs) struct Written<'a> {
    pub(in crate::verbs) kind: &'a ObjectKind,
    pub(in crate::verbs) state: Option<&'a ChoiceId>,
    pub(in crate::verbs) parent: Option<i64>,
    pub(in crate::verbs) starts: i64,
}

/// Holds the recording of an occasion that is still to take place, and lets it go once it has. The hold carries the occasion's
/// own number.
pub(in crate::verbs) fn settle(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    ((subject, object), written): (part::Of, &Written<'_>),
) -> Result<(), GateError> {
    let Some(supervised) = &written.kind.supervised else { return Ok(()) };
    let register = writing.realm.number;
    let held = erasing::holds(tx, register, subject)?.iter().any(|hold| hold.hold == object);
    let waits = is_in(written.state, &supervised.waiting);
    match (waits, held, written.parent) {
        (true, false, Some(recording)) => {
            let on = day(written.starts)?;
            let name = &written.kind.name;
            let because = format!("{} / {} / {} {on}", name.fi, name.sv, name.en);
            let row = HoldRow {
                subject,
                hold: object,
                object: recording,
                kind: 0,
                placed: writing.now().as_millisecond(),
                review: day_number(on.saturating_add(1.month())),
                account: writing.ask.actor.account.0,
                body: seal_words(key, PlaceKind::Hold, (register, subject, object), &because)?,
            };
            Ok(erasing::add_hold(tx, register, &row)?)
        }
        (false, true, _) => {
            erasing::delete_hold(tx, register, subject, object).map(drop).map_err(GateError::from)
        }
        _ => Ok(()),
    }
}
