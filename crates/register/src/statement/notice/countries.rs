//! Names of the countries that notices speak of.

use crate::text::{Lang, Phrase};

const NAMES: [(&str, Phrase); 47] = [
    ("AD", Phrase::new("Andorra", "Andorra", "Andorra")),
    ("AR", Phrase::new("Argentiina", "Argentina", "Argentina")),
    ("AT", Phrase::new("Itävalta", "Österrike", "Austria")),
    ("BE", Phrase::new("Belgia", "Belgien", "Belgium")),
    ("BG", Phrase::new("Bulgaria", "Bulgarien", "Bulgaria")),
    ("BR", Phrase::new("Brasilia", "Brasilien", "Brazil")),
    ("CA", Phrase::new("Kanada", "Kanada", "Canada")),
    ("CH", Phrase::new("Sveitsi", "Schweiz", "Switzerland")),
    ("CY", Phrase::new("Kypros", "Cypern", "Cyprus")),
    ("CZ", Phrase::new("Tšekki", "Tjeckien", "Czechia")),
    ("DE", Phrase::new("Saksa", "Tyskland", "Germany")),
    ("DK", Phrase::new("Tanska", "Danmark", "Denmark")),
    ("EE", Phrase::new("Viro", "Estland", "Estonia")),
    ("ES", Phrase::new("Espanja", "Spanien", "Spain")),
    ("FI", Phrase::new("Suomi", "Finland", "Finland")),
    ("FO", Phrase::new("Färsaaret", "Färöarna", "Faroe Islands")),
    ("FR", Phrase::new("Ranska", "Frankrike", "France")),
    ("GB", Phrase::new("Iso-Britannia", "Storbritannien", "United Kingdom")),
    ("GG", Phrase::new("Guernsey", "Guernsey", "Guernsey")),
    ("GR", Phrase::new("Kreikka", "Grekland", "Greece")),
    ("HR", Phrase::new("Kroatia", "Kroatien", "Croatia")),
    ("HU", Phrase::new("Unkari", "Ungern", "Hungary")),
    ("IE", Phrase::new("Irlanti", "Irland", "Ireland")),
    ("IL", Phrase::new("Israel", "Israel", "Israel")),
    ("IM", Phrase::new("Mansaari", "Isle of Man", "Isle of Man")),
    ("IN", Phrase::new("Intia", "Indien", "India")),
    ("IS", Phrase::new("Islanti", "Island", "Iceland")),
    ("IT", Phrase::new("Italia", "Italien", "Italy")),
    ("JE", Phrase::new("Jersey", "Jersey", "Jersey")),
    ("JP", Phrase::new("Japani", "Japan", "Japan")),
    ("KR", Phrase::new("Etelä-Korea", "Sydkorea", "South Korea")),
    ("LI", Phrase::new("Liechtenstein", "Liechtenstein", "Liechtenstein")),
    ("LT", Phrase::new("Liettua", "Litauen", "Lithuania")),
    ("LU", Phrase::new("Luxemburg", "Luxemburg", "Luxembourg")),
    ("LV", Phrase::new("Latvia", "Lettland", "Latvia")),
    ("MT", Phrase::new("Malta", "Malta", "Malta")),
    ("NL", Phrase::new("Alankomaat", "Nederländerna", "Netherlands")),
    ("NO", Phrase::new("Norja", "Norge", "Norway")),
    ("NZ", Phrase::new("Uusi-Seelanti", "Nya Zeeland", "New Zealand")),
    ("PL", Phrase::new("Puola", "Polen", "Poland")),
    ("PT", Phrase::new("Portugali", "Portugal", "Portugal")),
    ("RO", Phrase::new("Romania", "Rumänien", "Romania")),
    ("SE", Phrase::new("Ruotsi", "Sverige", "Sweden")),
    ("SI", Phrase::new("Slovenia", "Slovenien", "Slovenia")),
    ("SK", Phrase::new("Slovakia", "Slovakien", "Slovakia")),
    ("US", Phrase::new("Yhdysvallat", "Förenta staterna", "United States")),
    ("UY", Phrase::new("Uruguay", "Uruguay", "Uruguay")),
];

/// The name of a country, or its code when no name is known.
pub(super) fn country(code: &str, lang: Lang) -> &str {
    NAMES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name.get(lang))
}
