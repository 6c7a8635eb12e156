//! What can be wrong with a mapping or a row, in words. Headers are repeated, values never.

use crate::{diagnostics::Problem, text::Text};

fn error(rule: &'static str, what: Text, remedy: Text) -> Problem {
    Problem::error(rule, what, remedy)
}

/// At most so much of a header is repeated in an error.
fn short(header: &str) -> String {
    header.chars().filter(|c| !c.is_control()).take(60).collect()
}

pub(super) fn undeclared(rule: &'static str, name: &str) -> Problem {
    let name = short(name);
    error(
        rule,
        Text::new(
            &format!("Rekisteriselosteessa ei ole tätä: {name}."),
            &format!("Registerbeskrivningen innehåller inte detta: {name}."),
            &format!("The statement does not declare {name}."),
        ),
        Text::new(
            "Valitse jokin selosteessa mainittu tai jätä sarake pois.",
            "Välj något som nämns i beskrivningen eller utelämna kolumnen.",
            "Choose one that the statement declares, or ignore the column.",
        ),
    )
}

/// A source that the statement does not know; those that it declares are told.
pub(super) fn unknown_source(name: &str, declared: &[&str]) -> Problem {
    let (name, known) = (short(name), declared.join(", "));
    error(
        "source-not-declared",
        Text::new(
            &format!("Rekisteriselosteessa ei ole lähdettä {name}."),
            &format!("Registerbeskrivningen har ingen källa {name}."),
            &format!("The statement declares no source {name}."),
        ),
        Text::new(
            &format!("Valitse jokin näistä: {known}."),
            &format!("Välj någon av dessa: {known}."),
            &format!("Choose one of these: {known}."),
        ),
    )
}

/// A bought list says where it is from (GDPR 14; claim R5-103).
pub(super) fn bought_untold(source: &Text) -> Problem {
    error(
        "bought-untold",
        Text {
            fi: format!("{}: ostetusta luettelosta puuttuu myyjä, ostopäivä tai ehdot.", source.fi),
            sv: format!("{}: säljare, inköpsdag eller villkor saknas för den köpta listan.", source.sv),
            en: format!("{}: the seller, the day or the terms of the bought list are missing.", source.en),
        },
        Text::new(
            "Kerro, keneltä luettelo on ostettu (enintään 120 merkkiä), minä päivänä (ei tulevaisuudessa) ja millä ehdoin (enintään 1 000 merkkiä).",
            "Ange av vem listan har köpts (högst 120 tecken), vilken dag (inte i framtiden) och på vilka villkor (högst 1 000 tecken).",
            "Say who sold the list (at most 120 characters), on which day (not in the future) and on which terms (at most 1,000 characters).",
        ),
    )
}

pub(super) fn undecided_column(header: &str) -> Problem {
    let header = short(header);
    error(
        "column-not-decided",
        Text::new(
            &format!("Sarakkeelle ”{header}” ei ole päätetty merkitystä."),
            &format!("Det har inte bestämts vad kolumnen ”{header}” betyder."),
            &format!("It is not decided what the column “{header}” means."),
        ),
        Text::new(
            "Liitä sarake rekisterin tietoon tai merkitse se pois jätettäväksi. Tietoja, joita selosteessa ei ole, ei voi tuoda.",
            "Koppla kolumnen till en uppgift i registret eller ange att den utelämnas. Uppgifter som beskrivningen inte nämner kan inte föras in.",
            "Map the column to an item of the register, or ignore it. What the statement does not declare can't be brought in.",
        ),
    )
}

pub(super) fn missing_column(header: &str) -> Problem {
    let header = short(header);
    error(
        "column-missing",
        Text::new(
            &format!("Tiedostossa ei ole saraketta ”{header}”."),
            &format!("Filen saknar kolumnen ”{header}”."),
            &format!("The file has no column “{header}”."),
        ),
        Text::new(
            "Tarkista, että tiedosto on oikea, tai muuta kuvausta.",
            "Kontrollera att filen är den rätta eller ändra beskrivningen.",
            "Check that it is the right file, or change the mapping.",
        ),
    )
}

pub(super) fn ambiguous_column(header: &str) -> Problem {
    let header = short(header);
    error(
        "column-ambiguous",
        Text::new(
            &format!("Sarake ”{header}” on tiedostossa tai kuvauksessa useammin kuin kerran."),
            &format!("Kolumnen ”{header}” förekommer flera gånger i filen eller beskrivningen."),
            &format!("The column “{header}” occurs more than once in the file or the mapping."),
        ),
        Text::new(
            "Anna sarakkeille eri otsikot ja jokaiselle yksi merkitys.",
            "Ge kolumnerna olika rubriker och var och en en enda betydelse.",
            "Give the columns different headers, and each one meaning.",
        ),
    )
}

pub(super) fn source_refused(column: &str, source: &str) -> Problem {
    let column = short(column);
    error(
        "source-not-allowed",
        Text::new(
            &format!("Lähteestä {source} ei saa tuoda tietoa ”{column}”."),
            &format!("Uppgiften ”{column}” får inte hämtas från källan {source}."),
            &format!("The source {source} may not bring “{column}”."),
        ),
        Text::new(
            "Jätä sarake pois tai valitse lähde, jolle seloste sen sallii.",
            "Utelämna kolumnen eller välj en källa som beskrivningen tillåter.",
            "Ignore the column, or choose a source that the statement allows.",
        ),
    )
}

pub(super) fn not_of_group(column: &str) -> Problem {
    let column = short(column);
    error(
        "item-not-of-group",
        Text::new(
            &format!("Tietoa ”{column}” ei tallenneta tästä ryhmästä."),
            &format!("Uppgiften ”{column}” sparas inte om den här gruppen."),
            &format!("“{column}” is not stored of this group."),
        ),
        Text::new(
            "Jätä sarake pois tai valitse toinen ryhmä.",
            "Utelämna kolumnen eller välj en annan grupp.",
            "Ignore the column, or choose another group.",
        ),
    )
}

pub(super) fn nothing_mapped() -> Problem {
    error(
        "nothing-mapped",
        Text::new("Mitään saraketta ei tuoda.", "Ingen kolumn förs in.", "No column is brought in."),
        Text::new(
            "Liitä ainakin yksi sarake rekisterin tietoon.",
            "Koppla minst en kolumn till en uppgift i registret.",
            "Map at least one column to an item of the register.",
        ),
    )
}

pub(super) fn wrong_width(found: usize, wanted: usize) -> Problem {
    error(
        "row-width",
        Text::new(
            &format!("Rivillä on {found} kenttää, otsikkorivillä {wanted}."),
            &format!("Raden har {found} fält, rubrikraden {wanted}."),
            &format!("The row has {found} fields, the header {wanted}."),
        ),
        Text::new(
            "Tarkista rivin erottimet ja lainausmerkit. Tiedosto voi olla katkennut tästä.",
            "Kontrollera radens skiljetecken och citattecken. Filen kan ha brutits här.",
            "Check the row's delimiters and quotes. The file may be cut here.",
        ),
    )
}

pub(super) fn empty_row() -> Problem {
    error(
        "row-empty",
        Text::new("Rivi on tyhjä.", "Raden är tom.", "The row is empty."),
        Text::new("Poista rivi tiedostosta.", "Ta bort raden ur filen.", "Take the row out of the file."),
    )
}

pub(super) fn too_many(limit: u32) -> Problem {
    error(
        "too-many-values",
        Text::new(
            &format!("Tiedolla voi olla enintään {limit} arvoa."),
            &format!("Uppgiften kan ha högst {limit} värden."),
            &format!("The item can have at most {limit} values."),
        ),
        Text::new(
            "Jätä jokin sarakkeista pois.",
            "Utelämna någon av kolumnerna.",
            "Ignore one of the columns.",
        ),
    )
}

/// A kind of object that no row of people can bring.
pub(super) fn not_by_itself(kind: &str) -> Problem {
    let kind = short(kind);
    error(
        "object-not-by-itself",
        Text::new(
            &format!("Lajia ”{kind}” ei voi tuoda henkilöiden mukana."),
            &format!("Slaget ”{kind}” kan inte föras in tillsammans med personer."),
            &format!("“{kind}” can't come in with people."),
        ),
        Text::new(
            "Se kuuluu johonkin toiseen tai syntyy muulla tavalla: kirjaa se kortilla tai rajapinnassa.",
            "Det hör till något annat eller uppstår på annat sätt: anteckna det på kortet eller i gränssnittet.",
            "It belongs to something else or comes about in another way: record it on the card or by the API.",
        ),
    )
}

pub(super) fn day_missing() -> Problem {
    error(
        "day-missing",
        Text::new("Päivä puuttuu.", "Datumet saknas.", "The day is missing."),
        Text::new(
            "Kirjoita alkamispäivä, tai tyhjennä rivin muutkin solut, jotka kertovat samasta asiasta.",
            "Skriv startdatumet, eller töm också radens andra celler om samma sak.",
            "Write the first day, or empty the row's other cells about the same thing as well.",
        ),
    )
}

pub(super) fn unknown_state() -> Problem {
    error(
        "state-not-declared",
        Text::new("Sellaista tilaa ei ole.", "Det finns inget sådant tillstånd.", "There is no such state."),
        Text::new(
            "Käytä jotakin selosteessa mainituista tiloista.",
            "Använd något av de tillstånd som beskrivningen nämner.",
            "Use one of the states that the statement declares.",
        ),
    )
}
