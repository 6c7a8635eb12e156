//! Whether an assessment's form is for the number that was called, whoever writes it and by whichever way in.

use crate::{
    GateError,
    proof::Writing,
    store,
    values::{problem, problem_at},
    vault::SubjectKey,
    verbs::objects::CheckedObject,
};
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, id::ChoiceId};

/// Refuses a form that is for calls to other numbers than that of the recording that is assessed.
pub(in crate::verbs) fn check(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    (subject, checked): (i64, &CheckedObject<'_>),
) -> Result<(), GateError> {
    let realm = writing.realm;
    let Some(assessment) = &checked.kind.assessment else { return Ok(()) };
    let named = checked.items.iter().find(|one| one.item.id == assessment.form_item);
    let named = named.and_then(|one| ChoiceId::new(one.normals().next()?.0).ok());
    let Some(form) = named.and_then(|id| assessment.form(&id)).filter(|form| !form.numbers.is_empty()) else {
        return Ok(());
    };
    let row = match checked.parent {
        Some(parent) => store::object(tx, realm.number, subject, parent)?,
        None => None,
    };
    let Some(row) = row else { return Err(misfit(assessment.form_item.as_str())) };
    let recorded = realm.kind(row.kind);
    let number = recorded.and_then(|kind| kind.recording.as_ref()?.number_item.as_ref());
    let fits = match number {
        None => false,
        Some(number) => {
            let body = writing.rework_object(key, &row)?;
            let called = body.items.get(realm.word(number)?).and_then(|stored| stored.values.first());
            let fitting = form.called(recorded).unwrap_or_default();
            called.is_some_and(|called| fitting.contains(&called.normal))
        }
    };
    if fits { Ok(()) } else { Err(misfit(assessment.form_item.as_str())) }
}

fn misfit(item: &str) -> GateError {
    GateError::Problems(vec![problem_at(item, for_other_calls())])
}

fn for_other_calls() -> Problem {
    problem(
        "form-for-other-calls",
        [
            "Lomake on tarkoitettu muihin numeroihin soitetuille puheluille.",
            "Blanketten är avsedd för samtal till andra nummer.",
            "The form is for calls to other numbers.",
        ],
        [
            "Valitse lomake, joka on tarkoitettu tähän numeroon soitetuille.",
            "Välj en blankett som är avsedd för samtal till detta nummer.",
            "Choose a form that is for calls to this number.",
        ],
    )
}
