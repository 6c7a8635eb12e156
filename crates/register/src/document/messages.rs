//! What is said about a file that does not have its shape.

use super::shape::{Field, Shape};
use crate::{
    diagnostics::{Place, Problem},
    text::Text,
};
use toml::de::DeValue;

fn error(rule: &'static str, place: impl Into<Option<Place>>, what: Text, remedy: Text) -> Problem {
    Problem { place: place.into(), ..Problem::error(rule, what, remedy) }
}

pub(super) fn too_large(bytes: usize) -> Problem {
    let (is, most) = (bytes / 1024, super::MAX_BYTES / 1024);
    error(
        "file-too-large",
        None,
        Text::new(
            &format!("Tiedosto on liian suuri: {is} kt. Enintään luetaan {most} kt."),
            &format!("Filen är för stor: {is} kB. Högst {most} kB läses."),
            &format!("The file is too large: {is} KB. At most {most} KB is read."),
        ),
        Text::new(
            "Tarkista, että tiedosto on rekisterin seloste eikä esimerkiksi asiakastiedosto.",
            "Kontrollera att filen är en registerbeskrivning och inte till exempel en kundfil.",
            "Check that the file is a register's statement and not, say, a file of customers.",
        ),
    )
}

pub(super) fn not_text(place: Place) -> Problem {
    error(
        "not-utf8",
        place,
        Text::new(
            "Tiedosto ei ole UTF-8-tekstiä: tässä kohdassa on tavuja, joita ei voi lukea.",
            "Filen är inte UTF-8-text: här finns bytes som inte kan läsas.",
            "The file is not UTF-8 text: here are bytes that can't be read.",
        ),
        Text::new(
            "Tallenna tiedosto tekstieditorissa UTF-8-muodossa.",
            "Spara filen i UTF-8-format i en textredigerare.",
            "Save the file as UTF-8 in a text editor.",
        ),
    )
}

pub(super) fn unreadable(detail: &str) -> Problem {
    error(
        "not-readable",
        None,
        Text::new(
            &format!("Tiedostoa ei voi lukea: {detail}"),
            &format!("Filen kan inte läsas: {detail}"),
            &format!("The file can't be read: {detail}"),
        ),
        Text::new(
            "Tämä on ohjelman virhe. Lähetä seloste ja tämä viesti ohjelman ylläpitäjälle.",
            "Det här är ett fel i programmet. Skicka beskrivningen och detta meddelande till den som underhåller programmet.",
            "This is a mistake in the program. Send the statement and this message to those who maintain it.",
        ),
    )
}

/// A text that is not TOML. Mistakes that many make in the line get a remedy of their own.
pub(super) fn syntax(detail: &str, line: &str, place: Option<Place>) -> Problem {
    if detail.contains("duplicate key") {
        return error(
            "duplicate-key",
            place,
            Text::new(
                "Sama avain on annettu kahdesti.",
                "Samma nyckel har angetts två gånger.",
                "The same key is given twice.",
            ),
            Text::new(
                "Poista toinen. Taulu, joita voi olla monta, kirjoitetaan kaksin hakasulkein: [[item]].",
                "Ta bort den ena. En tabell som det kan finnas flera av skrivs inom dubbla hakparenteser: [[item]].",
                "Remove one of them. A table of which there may be several is written in double brackets: [[item]].",
            ),
        );
    }
    error(
        "syntax",
        place,
        Text::new(
            &format!("Tämä kohta ei ole TOML-muodossa ({detail})."),
            &format!("Det här stället är inte i TOML-format ({detail})."),
            &format!("This place is not in TOML form ({detail})."),
        ),
        syntax_remedy(detail, line),
    )
}

fn syntax_remedy(detail: &str, line: &str) -> Text {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let dotted = value.split('.').count() == 3 && value.chars().all(|one| one.is_ascii_digit() || one == '.');
    if dotted {
        return Text::new(
            "Kirjoita päivä muodossa vuosi-kuukausi-päivä ilman lainausmerkkejä: 2026-01-31.",
            "Skriv datumet som år-månad-dag utan citattecken: 2026-01-31.",
            "Write the date as year-month-day without quotation marks: 2026-01-31.",
        );
    }
    if detail.contains("invalid date") {
        return Text::new(
            "Sellaista päivää ei ole. Tarkista vuosi, kuukausi ja päivä: 2026-01-31.",
            "Det finns ingen sådan dag. Kontrollera år, månad och dag: 2026-01-31.",
            "There is no such day. Check year, month and day: 2026-01-31.",
        );
    }
    if line.contains(['“', '”', '„', '’', '‘']) && !line.contains('"') {
        return Text::new(
            "Käytä suoria lainausmerkkejä: avain = \"teksti\". Tekstinkäsittelyohjelma tekee niistä kaarevat; käytä tekstieditoria.",
            "Använd raka citattecken: nyckel = \"text\". Ett ordbehandlingsprogram gör dem krökta; använd en textredigerare.",
            "Use straight quotation marks: key = \"text\". A word processor makes curly ones; use a text editor.",
        );
    }
    Text::new(
        "Tarkista lainausmerkit, sulut ja pilkut. Tekstit kirjoitetaan lainausmerkkeihin: avain = \"teksti\".",
        "Kontrollera citattecken, parenteser och kommatecken. Texter skrivs inom citattecken: nyckel = \"text\".",
        "Check quotation marks, brackets and commas. Texts are written in quotation marks: key = \"text\".",
    )
}

pub(super) fn unknown_key(key: &str, (known, elsewhere): (&[&str], &[String]), place: Place) -> Problem {
    let key = shown(key);
    let remedy = match nearest(&key, known) {
        None if !elsewhere.is_empty() => {
            let headings = elsewhere.join(", ");
            Text::new(
                &format!("Taulu kirjoitetaan näin: {headings}. Siirrä se oikeaan kohtaan."),
                &format!("Tabellen skrivs så här: {headings}. Flytta den till rätt ställe."),
                &format!("The table is written so: {headings}. Move it to its place."),
            )
        }
        Some(near) => Text::new(
            &format!("Tarkoititko ”{near}”? Muussa tapauksessa poista avain."),
            &format!("Menade du ”{near}”? Ta annars bort nyckeln."),
            &format!("Did you mean “{near}”? If not, remove the key."),
        ),
        None => {
            let all = known.join(", ");
            Text::new(
                &format!("Poista avain. Tässä tunnetaan: {all}."),
                &format!("Ta bort nyckeln. Här finns: {all}."),
                &format!("Remove the key. Known here: {all}."),
            )
        }
    };
    error(
        "unknown-key",
        place,
        Text::new(
            &format!("Avainta ”{key}” ei tunneta tässä kohdassa."),
            &format!("Nyckeln ”{key}” är okänd på det här stället."),
            &format!("The key “{key}” is not known here."),
        ),
        remedy,
    )
}

pub(super) fn missing_key(field: &Field, path: &str, place: Place) -> Problem {
    let key = &field.key;
    let (fi, sv, en) = if path.is_empty() {
        ("tiedostosta".to_owned(), "i filen".to_owned(), "the file".to_owned())
    } else {
        (format!("kohdasta ”{path}”"), format!("i ”{path}”"), format!("“{path}”"))
    };
    let example = example(&field.shape, key);
    error(
        "missing-key",
        place,
        Text::new(
            &format!("Avain ”{key}” puuttuu {fi}."),
            &format!("Nyckeln ”{key}” saknas {sv}."),
            &format!("The key “{key}” is missing from {en}."),
        ),
        Text::new(
            &format!("Lisää se, esimerkiksi {example}"),
            &format!("Lägg till den, till exempel {example}"),
            &format!("Add it, for example {example}"),
        ),
    )
}

fn example(shape: &Shape, key: &str) -> String {
    match shape {
        Shape::Table(_) if shape.is_three_languages() => {
            format!("{key} = {{ fi = \"...\", sv = \"...\", en = \"...\" }}")
        }
        Shape::Table(_) => format!("[{key}]"),
        Shape::List(inner) if matches!(&**inner, Shape::Table(_)) && !inner.is_three_languages() => {
            format!("[[{key}]]")
        }
        Shape::List(_) => format!("{key} = [\"...\"]"),
        Shape::OneOf(words) => {
            format!("{key} = \"{}\"", words.first().map(|word| word.word.as_str()).unwrap_or_default())
        }
        Shape::Id => format!("{key} = \"my-{key}\""),
        Shape::Date => format!("{key} = 2026-01-31"),
        Shape::Text | Shape::Words(_) => format!("{key} = \"...\""),
        Shape::Integer(_) => format!("{key} = 1"),
        Shape::Flag => format!("{key} = true"),
    }
}

pub(super) fn missing_language(code: &str, place: Place) -> Problem {
    let (fi, sv, en) = match code {
        "fi" => ("Suomenkielinen", "Den finska", "The Finnish"),
        "sv" => ("Ruotsinkielinen", "Den svenska", "The Swedish"),
        _ => ("Englanninkielinen", "Den engelska", "The English"),
    };
    error(
        "missing-language",
        place,
        Text::new(
            &format!("{fi} teksti ({code}) puuttuu."),
            &format!("{sv} texten ({code}) saknas."),
            &format!("{en} text ({code}) is missing."),
        ),
        Text::new(
            "Kirjoita teksti kaikilla kolmella kielellä: fi, sv ja en. Jokainen niistä julkaistaan.",
            "Skriv texten på alla tre språk: fi, sv och en. Alla tre publiceras.",
            "Write the text in all three languages, fi, sv and en: each of them is published.",
        ),
    )
}

pub(super) fn wrong_type(key: &str, shape: &Shape, found: &DeValue<'_>, place: Place) -> Problem {
    let (want, got) = (kind_of_shape(shape), kind_of_value(found));
    error(
        "wrong-type",
        place,
        Text::new(
            &format!("Avaimen ”{key}” arvon pitää olla {}, mutta tässä on {}.", want.fi, got.fi),
            &format!("Värdet för ”{key}” ska vara {}, men här står {}.", want.sv, got.sv),
            &format!("The value of “{key}” must be {}, but this is {}.", want.en, got.en),
        ),
        Text::new(
            &format!("Kirjoita esimerkiksi {}", example(shape, key)),
            &format!("Skriv till exempel {}", example(shape, key)),
            &format!("Write, for example, {}", example(shape, key)),
        ),
    )
}

fn kind_of_shape(shape: &Shape) -> Text {
    match shape {
        Shape::Table(_) if shape.is_three_languages() => {
            Text::new("teksti kolmella kielellä", "en text på tre språk", "a text in three languages")
        }
        Shape::Table(_) => Text::new("taulu", "en tabell", "a table"),
        Shape::List(_) => Text::new("luettelo", "en lista", "a list"),
        Shape::OneOf(_) | Shape::Id | Shape::Text | Shape::Words(_) => {
            Text::new("teksti lainausmerkeissä", "en text inom citattecken", "a text in quotation marks")
        }
        Shape::Date => Text::new(
            "päivä ilman lainausmerkkejä (2026-01-31)",
            "ett datum utan citattecken (2026-01-31)",
            "a date without quotation marks (2026-01-31)",
        ),
        Shape::Integer(_) => Text::new("kokonaisluku", "ett heltal", "a whole number"),
        Shape::Flag => Text::new("true tai false", "true eller false", "true or false"),
    }
}

fn kind_of_value(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => Text::new("teksti", "en text", "a text"),
        DeValue::Integer(_) => Text::new("kokonaisluku", "ett heltal", "a whole number"),
        DeValue::Float(_) => Text::new("desimaaliluku", "ett decimaltal", "a decimal number"),
        DeValue::Boolean(_) => Text::new("true tai false", "true eller false", "true or false"),
        DeValue::Datetime(_) => {
            Text::new("päivä tai kellonaika", "ett datum eller klockslag", "a date or time")
        }
        DeValue::Array(_) => Text::new("luettelo", "en lista", "a list"),
        DeValue::Table(_) => Text::new("taulu", "en tabell", "a table"),
    }
}

pub(super) fn unknown_word(key: &str, word: &str, known: &[&str], place: Place) -> Problem {
    let all = known.join(", ");
    let word = shown(word);
    let near = nearest(&word, known).map(|near| {
        (
            format!("Tarkoititko ”{near}”? "),
            format!("Menade du ”{near}”? "),
            format!("Did you mean “{near}”? "),
        )
    });
    let (fi, sv, en) = near.unwrap_or_default();
    error(
        "unknown-value",
        place,
        Text::new(
            &format!("Avaimella ”{key}” ei voi olla arvoa ”{word}”."),
            &format!("Nyckeln ”{key}” kan inte ha värdet ”{word}”."),
            &format!("“{key}” can't be “{word}”."),
        ),
        Text::new(
            &format!("{fi}Valitse jokin näistä: {all}."),
            &format!("{sv}Välj något av dessa: {all}."),
            &format!("{en}Choose one of: {all}."),
        ),
    )
}

pub(super) fn bad_name(key: &str, place: Place) -> Problem {
    error(
        "bad-name",
        place,
        Text::new(
            &format!("Avaimen ”{key}” arvo ei kelpaa tunnukseksi."),
            &format!("Värdet för ”{key}” duger inte som namn."),
            &format!("The value of “{key}” will not do as a name."),
        ),
        Text::new(
            "Käytä pieniä kirjaimia a–z, numeroita ja yksittäisiä väliviivoja; aloita kirjaimella. Pituus on 1–64 merkkiä.",
            "Använd små bokstäver a–z, siffror och enstaka bindestreck; börja med en bokstav. Längden är 1–64 tecken.",
            "Use lower-case letters a–z, digits and single hyphens, beginning with a letter; 1 to 64 characters.",
        ),
    )
}

pub(super) fn hidden_character(key: &str, place: Place) -> Problem {
    error(
        "hidden-character",
        place,
        Text::new(
            &format!(
                "Avaimen ”{key}” tekstissä on näkymätön merkki, joka voi muuttaa sitä, miltä teksti näyttää."
            ),
            &format!("Texten för ”{key}” innehåller ett osynligt tecken som kan ändra hur texten ser ut."),
            &format!(
                "The text of “{key}” holds a character that is not seen and may change how the text looks."
            ),
        ),
        Text::new(
            "Kirjoita teksti uudelleen: ohjausmerkit, tekstin suunnan merkit ja nollan levyiset merkit eivät kelpaa.",
            "Skriv texten på nytt: styrtecken, tecken för textriktning och tecken utan bredd godtas inte.",
            "Write the text anew: control characters, marks of direction and zero-width characters are not taken.",
        ),
    )
}

pub(super) fn bad_date(key: &str, place: Place) -> Problem {
    error(
        "bad-date",
        place,
        Text::new(
            &format!("Avaimen ”{key}” arvon pitää olla pelkkä päivä."),
            &format!("Värdet för ”{key}” ska vara ett datum utan klockslag."),
            &format!("The value of “{key}” must be a day and nothing else."),
        ),
        Text::new(
            "Kirjoita päivä muodossa 2026-01-31.",
            "Skriv datumet i formen 2026-01-31.",
            "Write the day as 2026-01-31.",
        ),
    )
}

pub(super) fn bad_number(key: &str, place: Place) -> Problem {
    error(
        "bad-number",
        place,
        Text::new(
            &format!("Avaimen ”{key}” luku on sallitun alueen ulkopuolella."),
            &format!("Talet för ”{key}” ligger utanför det tillåtna området."),
            &format!("The number of “{key}” is out of range."),
        ),
        Text::new(
            "Anna kokonaisluku, joka on vähintään 0 ja enintään 4294967295.",
            "Ange ett heltal från 0 till 4294967295.",
            "Give a whole number from 0 to 4294967295.",
        ),
    )
}

/// A word from a file as it is shown in a message: short, and without control characters.
fn shown(word: &str) -> String {
    let mut short: String = word.chars().take(40).filter(|c| !super::walk::is_hidden(*c)).collect();
    if word.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// The known word that a mistyped one most likely meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // Nobody mistypes a word of a hundred letters, nor reads a list of a thousand.
    if word.len() > 100 || known.len() > 200 {
        return None;
    }
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|near| (distance(word, near), *near))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, near)| near)
}

/// How many letters must be added, removed or replaced to make one word the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        let mut left = i + 1;
        for ((to, diagonal), above) in b.iter().zip(&row).zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(from != *to);
            left = replaced.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        let known = ["purposes", "sources", "retention"];
        assert_eq!(nearest("purpose", &known), Some("purposes"));
        assert_eq!(nearest("retenton", &known), Some("retention"));
        assert_eq!(nearest("colour", &known), None);
    }
}
