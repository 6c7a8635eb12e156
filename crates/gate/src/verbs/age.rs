//! From which age a consent is somebody's own word (GDPR 8; in Finland 13 years for services of the information society). Where
//! the register knows the day of birth, it decides; where it does not, whoever asks has asked the person. Not here: recording.

use crate::{
    GateError,
    card::{PermissionChange, PermissionKind, Set},
    payload::Items,
    proof::Writing,
    realm::Realm,
    store,
    values::{problem, problem_at},
    vault::SubjectKey,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    statement::model::{ItemType, Precision},
};

/// Whose word a consent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The person's own.
    Person,
    /// That of whoever has custody of the person.
    Guardian,
}

/// Refuses a consent that a person is too young to give alone, and a guardian's that does not say who gave it.
pub(super) fn judge(
    (tx, writing): (&mut Tx<'_>, &Writing<'_>),
    (key, subject): (&SubjectKey, i64),
    (change, speaker): (&PermissionChange, Speaker),
    today: Date,
) -> Result<(), GateError> {
    let realm = writing.realm;
    let Some(years) = least(realm, change, today) else { return Ok(()) };
    let named = change.notice.as_deref().is_some_and(|notice| !notice.trim().is_empty());
    match speaker {
        Speaker::Guardian if named => return Ok(()),
        Speaker::Guardian => return Err(GateError::Problems(vec![problem_at("notice", guardian_unnamed())])),
        Speaker::Person => {}
    }
    let Some((item, at)) = realm.statement().items.iter().find_map(|item| {
        let at = realm.category_of(item.category.as_ref())?;
        (item.item_type == ItemType::BirthDate).then_some((item, at))
    }) else {
        return Ok(());
    };
    let rows = store::sealed(tx, realm.number, subject)?;
    let Some(row) = rows.into_iter().find(|row| Some(row.category) == realm.category_word(at)) else {
        return Ok(());
    };
    let items = writing.rework(key, &row)?;
    let born = realm.word(&item.id).ok().and_then(|word| born(&items, word, item.precision));
    match born.and_then(|born| born.checked_add(i64::from(years).years()).ok()) {
        Some(of_age) if of_age > today => {
            Err(GateError::Problems(vec![problem_at("consent", too_young(years))]))
        }
        _ => Ok(()),
    }
}

/// The least age for a consent that is being given.
fn least(realm: &Realm, change: &PermissionChange, today: Date) -> Option<u32> {
    let PermissionKind::Consent(id) = &change.what else { return None };
    let declared = realm.statement().consents.iter().find(|consent| consent.id == *id)?;
    let age = declared.minimum_age.as_ref().filter(|_| change.set == Set::InForce)?;
    realm.rules().law().age(age, today)
}

/// The day of birth; the last that it may have been where less is kept.
pub(super) fn born(items: &Items, word: i64, precision: Option<Precision>) -> Option<Date> {
    let value = items.get(word)?.values.last()?;
    let text = match precision {
        None => value.normal.to_string(),
        Some(Precision::Month) => format!("{}-01", value.normal.as_str()),
        Some(Precision::Year) => format!("{}-12-31", value.normal.as_str()),
    };
    let day: Date = text.parse().ok()?;
    Some(if precision == Some(Precision::Month) { day.last_of_month() } else { day })
}

fn too_young(years: u32) -> Problem {
    let n = years.to_string();
    problem(
        "under-age",
        [
            &format!("Henkilö on alle {n}-vuotias, joten hän ei voi antaa tätä suostumusta yksin."),
            &format!("Personen är under {n} år och kan därför inte ensam ge detta samtycke."),
            &format!("The person is under {n} and can't give this consent alone."),
        ],
        [
            "Pyydä suostumus huoltajalta ja kirjaa, kuka sen antoi.",
            "Be vårdnadshavaren om samtycke och anteckna vem som gav det.",
            "Ask whoever has custody for the consent, and note who gave it.",
        ],
    )
}

fn guardian_unnamed() -> Problem {
    problem(
        "guardian-unnamed",
        [
            "Huoltajan antamaan suostumukseen on kirjattava, kuka sen antoi.",
            "För ett samtycke av vårdnadshavaren antecknas vem som gav det.",
            "A guardian's consent says who gave it.",
        ],
        [
            "Kirjoita huoltajan nimi ja miten huoltajuus todettiin.",
            "Skriv vårdnadshavarens namn och hur vårdnaden konstaterades.",
            "Write the guardian's name and how custody was seen.",
        ],
    )
}
