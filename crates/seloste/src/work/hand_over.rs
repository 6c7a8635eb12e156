//! Handing somebody's data over to a colleague who maintains it from then on (R7-024). Not here: who may (the gate).

use crate::store;
use seloste_gate::{Gate, GateError, ask::Ask, card::SubjectRef, errors::ItemProblem};
use seloste_register::{diagnostics::Problem, text::Text};

/// Hands a subject's data over to an open account, by its user name.
///
/// # Errors
/// When nobody who is at work has that user name, or as [`Gate::hand_over`] says.
pub fn hand_over(gate: &Gate, ask: &Ask, subject: &SubjectRef, to: &str) -> Result<(), GateError> {
    let found = gate.data().read(|tx| store::account::by_user_name(tx, to.trim()))?;
    let account = found.filter(|account| account.ended.is_none()).ok_or_else(nobody)?;
    gate.hand_over(ask, subject, account.id)
}

fn nobody() -> GateError {
    let problem = Problem::error(
        "nobody",
        Text::new(
            "Tällä käyttäjätunnuksella ei ole ketään töissä.",
            "Ingen som arbetar här har det användarnamnet.",
            "Nobody at work has that user name.",
        ),
        Text::new("Tarkista tunnus.", "Kontrollera namnet.", "Check the name."),
    );
    GateError::Problems(vec![ItemProblem { item: "to".to_owned(), problem }])
}
