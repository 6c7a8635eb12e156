//! Where data lies and by which servers it leaves, held against what the statements promise, before anything is served (claims
//! R5-028, R5-035). Not here: where backups go (`backup/make.rs`), what recipients may get (the gate).

use crate::installation::{Head, InstallationError};
use seloste_register::statement::{Rules, model::OutsideEea};

/// Looks whether a register may be kept and served where `installation.toml` says.
///
/// # Errors
/// When its statement says another country, or promises that data stays inside the area and a place is outside of it.
pub fn lawful(head: &Head, rules: &Rules) -> Result<(), InstallationError> {
    let statement = rules.statement();
    let register = &statement.register.id;
    let kept = head.country.as_deref();
    let relay = head.mail.as_ref().and_then(|mail| mail.country.as_deref());
    let mut said = statement.systems.iter().filter_map(|system| system.country.as_deref()).peekable();
    if let Some(country) = kept
        && said.peek().is_some()
        && !said.any(|one| one == country)
    {
        return Err(refused(&format!(
            "country: the data lies in {country}, but the statement of {register} says that its systems are elsewhere"
        )));
    }
    let stays = statement.disclosure.outside_eea == OutsideEea::Never;
    let used = head
        .identity_providers
        .iter()
        .filter(|one| one.serves(register) || one.staff_of.contains(&statement.controller.id));
    let providers =
        used.map(|one| (format!("country of identity-provider {}", one.id), one.country.as_deref()));
    let places =
        [("country".to_owned(), kept), ("mail.country".to_owned(), relay)].into_iter().chain(providers);
    for (key, country) in places {
        if let Some(country) = country.filter(|country| stays && !rules.law().in_eea(country, rules.on())) {
            return Err(refused(&format!(
                "{key}: {country} is outside the area that the statement of {register} promises"
            )));
        }
    }
    Ok(())
}

fn refused(what: &str) -> InstallationError {
    InstallationError::Head(format!(
        "installation.toml: {what}. Nothing was opened; correct the file or the statement."
    ))
}
