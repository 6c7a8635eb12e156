//! What takes something back of the object that it belongs to, as a return does of a delivery: nothing that is not there, and no more
//! than there is, with what others took back already (R4-024), and not before its parent's day (R1-028). Which item names the
//! thing is the statement's.

use super::objects::CheckedObject;
use crate::{
    GateError,
    catalogues::entry,
    derived::named,
    errors::ItemProblem,
    proof::Writing,
    store::{self, erasing},
    values::{problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::id::ChoiceId;
use std::collections::HashMap;

/// Refuses what the parent does not have. `own` is the object itself, when it is being changed.
pub(super) fn check(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    (subject, own): (i64, Option<i64>),
    checked: &CheckedObject<'_>,
) -> Result<(), GateError> {
    let (realm, kind) = (writing.realm, checked.kind);
    let (Some(from), Some(parent)) = (&kind.from_parent, checked.parent) else { return Ok(()) };
    // Two returns at once are not to take back the same thing.
    tx.lock(&format!("subject {} {subject}", realm.number))?;
    let row = store::object(tx, realm.number, subject, parent)?.ok_or_else(super::objects::no_parent)?;
    let of = realm.kind(row.kind).ok_or_else(super::objects::no_parent)?;
    let body = writing.rework_object(key, &row)?;
    let state: Option<ChoiceId> = body.state.map(|state| realm.id(state)).transpose()?;
    if !from.states.is_empty() && !state.is_some_and(|state| from.states.contains(&state)) {
        return Err(GateError::Problems(vec![problem_at("parent", not_yet())]));
    }
    if checked.starts < body.starts {
        return Err(GateError::Problems(vec![problem_at("starts", too_early())]));
    }
    let asked = (from.item.as_str(), from.amount.as_ref());
    let mut left: HashMap<String, i64> = HashMap::new();
    for (value, many) in named(realm, of, asked, &body)? {
        *left.entry(entry(&value)).or_default() += many;
    }
    let word = realm.word(&kind.id)?;
    for other in erasing::all_objects(tx, realm.number, subject)? {
        if other.kind == word && other.parent == Some(parent) && Some(other.object) != own {
            for (value, many) in named(realm, kind, asked, &writing.rework_object(key, &other)?)? {
                *left.entry(entry(&value)).or_default() -= many;
            }
        }
    }
    let amount = from.amount.as_ref().map(|amount| realm.word(amount)).transpose()?;
    for (value, many) in checked.named(realm.word(&from.item)?, amount) {
        let there = left.entry(entry(&value)).or_default();
        *there -= many;
        if many < 1 || *there < 0 {
            let wrong = ItemProblem { item: from.item.to_string(), problem: not_there() };
            return Err(GateError::Problems(vec![wrong]));
        }
    }
    Ok(())
}

fn not_yet() -> seloste_register::diagnostics::Problem {
    problem(
        "not-delivered",
        [
            "Se, mihin tämä kuuluu, ei ole tilassa, josta voi palauttaa.",
            "Det som detta hör till är inte i ett tillstånd som man kan returnera ur.",
            "What this belongs to is not in a state from which anything can be taken back.",
        ],
        ["Tarkista tila.", "Kontrollera tillståndet.", "Check its state."],
    )
}

fn too_early() -> seloste_register::diagnostics::Problem {
    problem(
        "before-parent",
        [
            "Päivä on ennen sitä, mihin tämä kuuluu.",
            "Dagen är före det som detta hör till.",
            "The day is before that of what this belongs to.",
        ],
        [
            "Tarkista päivä, tai valitse, mihin tämä kuuluu.",
            "Kontrollera dagen, eller välj vad detta hör till.",
            "Check the day, or choose what this belongs to.",
        ],
    )
}

fn not_there() -> seloste_register::diagnostics::Problem {
    problem(
        "not-in-parent",
        [
            "Tätä ei ole siinä, mihin tämä kuuluu, tai ei näin montaa.",
            "Detta finns inte i det som detta hör till, eller inte så många.",
            "This is not in what this belongs to, or not so many of it.",
        ],
        [
            "Valitse rivi, joka on toimitettu, ja enintään se määrä, jota ei ole vielä palautettu.",
            "Välj en rad som har levererats, och högst det antal som inte redan har returnerats.",
            "Choose a line that was delivered, and no more than has not been taken back yet.",
        ],
    )
}
