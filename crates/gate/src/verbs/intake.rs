//! What a kind of object demands of what comes in: a recording's direction, number and announcement; items that a state
//! or a wish on record needs; states in which nothing changes any more. Pure.

use crate::{
    GateError,
    card::ItemChange,
    errors::ItemProblem,
    values::{Checked, problem, problem_at, problem_of},
};
use seloste_register::{
    diagnostics::Problem,
    id::{ChoiceId, ItemId},
    item,
    statement::model::{Item, ItemType, ObjectKind, Recording},
    text::{Lang, Text},
};

/// Problems of an object on its way in.
pub(super) fn problems(
    kind: &ObjectKind,
    state: Option<&ChoiceId>,
    items: &[Checked<'_>],
) -> Vec<ItemProblem> {
    let given = |item: &Item| items.iter().any(|one| one.item.id == item.id && !one.is_empty());
    let needed = |item: &&Item| state.is_some_and(|state| item.required_in.contains(state));
    let missing = kind.items.iter().filter(needed).filter(|item| !given(item));
    let mut found: Vec<ItemProblem> = missing.map(|item| problem_of(item, needed_in_state())).collect();
    let value = |id: &ItemId| {
        let one = items.iter().find(|one| one.item.id == *id);
        one.and_then(|one| one.normals().next().map(|(normal, _)| normal))
    };
    let unwished = kind
        .items
        .iter()
        .filter(|item| given(item) && item.only_with.as_ref().is_some_and(|flag| value(flag) != Some("yes")));
    found.extend(unwished.map(|item| problem_of(item, only_with(kind, item))));
    found.extend(not_recorded(kind, value));
    found
}

/// Looks whether a recording's own rules let it in, before anything is known of whose it is.
///
/// # Errors
/// What they refuse.
pub(crate) fn lets_in(kind: &ObjectKind, items: &[ItemChange]) -> Result<(), GateError> {
    let value = |id: &ItemId| {
        let one = items.iter().find(|one| one.item == *id);
        one.and_then(|one| one.values.first()).map(|one| one.value.normal())
    };
    let found = not_recorded(kind, value);
    if found.is_empty() { Ok(()) } else { Err(GateError::Problems(found)) }
}

/// A recording that its own rules don't let in (R2-007, R2-009, R7-011).
fn not_recorded<'a>(kind: &ObjectKind, value: impl Fn(&ItemId) -> Option<&'a str>) -> Vec<ItemProblem> {
    let Some(recording) = &kind.recording else { return Vec::new() };
    let mut found = Vec::new();
    let mut tell = |id: &ItemId, problem: Problem| {
        found.extend(kind.items.iter().find(|item| item.id == *id).map(|item| problem_of(item, problem)));
    };
    let way = value(&recording.direction_item);
    if !recording.directions.iter().any(|allowed| Some(allowed.as_str()) == way) {
        tell(&recording.direction_item, not_this_way());
    }
    if value(&recording.told_item) != Some("yes") {
        tell(&recording.told_item, not_told());
    }
    if let Some(id) = recording.number_item.as_ref().filter(|_| !recording.numbers.is_empty())
        && !value(id).is_some_and(|called| is_listed(kind, id, recording, called))
    {
        tell(id, not_a_service_number());
    }
    found
}

/// Whether a number that was called is one of those whose calls may be recorded.
pub(super) fn is_listed(kind: &ObjectKind, id: &ItemId, recording: &Recording, called: &str) -> bool {
    let Some(item) = kind.items.iter().find(|item| item.id == *id && item.item_type == ItemType::Phone)
    else {
        return false;
    };
    let mut listed = recording.numbers.iter().filter_map(|one| item::read(item, &one.number, None).ok());
    listed.any(|number| number.normal() == called)
}

/// Whether an object of a kind in a state does not change any more (R5-067, R5-072).
pub(super) fn is_frozen(kind: &ObjectKind, state: Option<&ChoiceId>) -> bool {
    state.is_some_and(|state| kind.frozen_states.contains(state))
}

/// The problem of a change to what does not change any more.
pub(super) fn frozen() -> ItemProblem {
    problem_at(
        "state",
        problem(
            "frozen",
            [
                "Tämä on hyväksytty tai allekirjoitettu, eikä se enää muutu.",
                "Detta är godkänt eller undertecknat och ändras inte mer.",
                "This has been approved or signed and does not change any more.",
            ],
            [
                "Kirjaa muutos uutena, ja viittaa tähän.",
                "Anteckna ändringen som ny och hänvisa till denna.",
                "Record the change as a new one, and refer to this.",
            ],
        ),
    )
}

fn needed_in_state() -> Problem {
    problem(
        "needed-in-state",
        [
            "Tämä tieto puuttuu, eikä tilaa voi vaihtaa ilman sitä.",
            "Uppgiften saknas, och tillståndet kan inte bytas utan den.",
            "This is missing, and the state can't be reached without it.",
        ],
        ["Täytä se ensin.", "Fyll i den först.", "Fill it in first."],
    )
}

/// What stays empty without a wish on record (R5-031).
fn only_with(kind: &ObjectKind, item: &Item) -> Problem {
    let flag = kind.items.iter().find(|one| Some(&one.id) == item.only_with.as_ref());
    let name = |lang| flag.map_or("", |flag| flag.name.get(lang));
    let (fi, sv, en) = (name(Lang::Fi), name(Lang::Sv), name(Lang::En));
    Problem::error(
        "only-with",
        Text::new(
            &format!("Tämä tieto saa olla tässä vain, kun kohta ”{fi}” on kyllä."),
            &format!("Uppgiften får finnas här bara när ”{sv}” är ja."),
            &format!("This may stand here only while “{en}” is yes."),
        ),
        Text::new(
            "Jätä se pois, tai kirjaa ensin toivomus.",
            "Lämna bort den eller anteckna först önskemålet.",
            "Leave it out, or record the wish first.",
        ),
    )
}

fn not_this_way() -> Problem {
    problem(
        "not-recorded-this-way",
        [
            "Tämänsuuntaisia yhteydenottoja ei tallenneta.",
            "Kontakter i denna riktning spelas inte in.",
            "Contacts in this direction are not recorded.",
        ],
        [
            "Hävitä tallenne ja tarkista tallennuksen asetukset.",
            "Förstör inspelningen och kontrollera inspelningens inställningar.",
            "Destroy the recording, and check the settings of recording.",
        ],
    )
}

fn not_told() -> Problem {
    problem(
        "not-told-of-recording",
        [
            "Henkilölle ei ole kerrottu tallennuksesta.",
            "Personen har inte informerats om inspelningen.",
            "The person was not told of the recording.",
        ],
        [
            "Hävitä tallenne ja varmista, että tallennuksesta kerrotaan ennen sen alkua.",
            "Förstör inspelningen och se till att information ges innan den börjar.",
            "Destroy the recording, and see that people are told before it starts.",
        ],
    )
}

fn not_a_service_number() -> Problem {
    problem(
        "not-a-service-number",
        [
            "Numero ei ole niiden palvelunumeroiden joukossa, joiden puheluita tallennetaan.",
            "Numret hör inte till de servicenummer vars samtal spelas in.",
            "The number is not among the service numbers whose calls are recorded.",
        ],
        [
            "Hävitä tallenne, tai lisää numero selosteeseen.",
            "Förstör inspelningen eller lägg till numret i beskrivningen.",
            "Destroy the recording, or add the number to the statement.",
        ],
    )
}
