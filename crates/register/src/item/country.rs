//! Country, ISO 3166-1 alpha-2. Countries that customers of a Finnish register often have are known by name too.

use super::kind::*;
use crate::{
    diagnostics::Problem,
    statement::model::Item,
    text::{Lang, Text},
};
use zeroize::Zeroizing;

pub(super) struct Country;

impl Kind for Country {
    fn name(&self) -> Text {
        Text::new("maa", "land", "country")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        code(text).map(|code| Zeroizing::new(code.to_owned())).ok_or_else(|| {
            problem(
                "not-a-country",
                ["Maata ei tunneta.", "Landet är okänt.", "The country is not known."],
                [
                    "Kirjoita maan kaksikirjaiminen koodi, esimerkiksi FI tai SE.",
                    "Skriv landets tvåställiga kod, till exempel FI eller SE.",
                    "Write the country's two-letter code, such as FI or SE.",
                ],
            )
        })
    }
    fn show(&self, _item: &Item, normal: &str, lang: Lang) -> String {
        let known = NAMES.iter().find(|(code, _)| *code == normal);
        known.map_or(normal, |(_, names)| in_language(names, lang)).to_owned()
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 60, ..Widget::new(Input::Text, "", "country") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("FI", "FI"),
            ("se", "SE"),
            ("Suomi", "FI"),
            ("Storbritannien", "GB"),
            ("germany", "DE"),
            ("JP", "JP"),
        ]
    }
    fn refused(&self) -> &'static [&'static str] {
        &["XX", "Suomenmaa", "358"]
    }
}

/// The code of a country given by code or name.
fn code(text: &str) -> Option<&'static str> {
    let upper = text.to_ascii_uppercase();
    if let Some(code) = CODES.split(' ').find(|code| *code == upper) {
        return Some(code);
    }
    let lower = text.to_lowercase();
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.to_lowercase() == lower))
        .map(|(code, _)| *code)
}

fn in_language(names: &[&'static str; 3], lang: Lang) -> &'static str {
    let [fi, sv, en] = names;
    match lang {
        Lang::Fi => fi,
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The countries known by name, code first; for a form's list.
pub fn named(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().map(move |(code, names)| (*code, in_language(names, lang)))
}

/// All codes of ISO 3166-1, and XK, which post and banks use for Kosovo.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG \
GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ \
TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

const NAMES: &[(&str, [&str; 3])] = &[
    ("FI", ["Suomi", "Finland", "Finland"]),
    ("AX", ["Ahvenanmaa", "Åland", "Åland Islands"]),
    ("SE", ["Ruotsi", "Sverige", "Sweden"]),
    ("NO", ["Norja", "Norge", "Norway"]),
    ("DK", ["Tanska", "Danmark", "Denmark"]),
    ("IS", ["Islanti", "Island", "Iceland"]),
    ("EE", ["Viro", "Estland", "Estonia"]),
    ("LV", ["Latvia", "Lettland", "Latvia"]),
    ("LT", ["Liettua", "Litauen", "Lithuania"]),
    ("AT", ["Itävalta", "Österrike", "Austria"]),
    ("AU", ["Australia", "Australien", "Australia"]),
    ("BE", ["Belgia", "Belgien", "Belgium"]),
    ("BG", ["Bulgaria", "Bulgarien", "Bulgaria"]),
    ("BR", ["Brasilia", "Brasilien", "Brazil"]),
    ("BY", ["Valko-Venäjä", "Belarus", "Belarus"]),
    ("CA", ["Kanada", "Kanada", "Canada"]),
    ("CH", ["Sveitsi", "Schweiz", "Switzerland"]),
    ("CN", ["Kiina", "Kina", "China"]),
    ("CY", ["Kypros", "Cypern", "Cyprus"]),
    ("CZ", ["Tšekki", "Tjeckien", "Czechia"]),
    ("DE", ["Saksa", "Tyskland", "Germany"]),
    ("ES", ["Espanja", "Spanien", "Spain"]),
    ("FO", ["Färsaaret", "Färöarna", "Faroe Islands"]),
    ("FR", ["Ranska", "Frankrike", "France"]),
    ("GB", ["Iso-Britannia", "Storbritannien", "United Kingdom"]),
    ("GL", ["Grönlanti", "Grönland", "Greenland"]),
    ("GR", ["Kreikka", "Grekland", "Greece"]),
    ("HR", ["Kroatia", "Kroatien", "Croatia"]),
    ("HU", ["Unkari", "Ungern", "Hungary"]),
    ("IE", ["Irlanti", "Irland", "Ireland"]),
    ("IL", ["Israel", "Israel", "Israel"]),
    ("IN", ["Intia", "Indien", "India"]),
    ("IQ", ["Irak", "Irak", "Iraq"]),
    ("IR", ["Iran", "Iran", "Iran"]),
    ("IT", ["Italia", "Italien", "Italy"]),
    ("JP", ["Japani", "Japan", "Japan"]),
    ("LI", ["Liechtenstein", "Liechtenstein", "Liechtenstein"]),
    ("LU", ["Luxemburg", "Luxemburg", "Luxembourg"]),
    ("MC", ["Monaco", "Monaco", "Monaco"]),
    ("MT", ["Malta", "Malta", "Malta"]),
    ("MX", ["Meksiko", "Mexiko", "Mexico"]),
    ("NL", ["Alankomaat", "Nederländerna", "Netherlands"]),
    ("NZ", ["Uusi-Seelanti", "Nya Zeeland", "New Zealand"]),
    ("PL", ["Puola", "Polen", "Poland"]),
    ("PT", ["Portugali", "Portugal", "Portugal"]),
    ("RO", ["Romania", "Rumänien", "Romania"]),
    ("RS", ["Serbia", "Serbien", "Serbia"]),
    ("RU", ["Venäjä", "Ryssland", "Russia"]),
    ("SI", ["Slovenia", "Slovenien", "Slovenia"]),
    ("SK", ["Slovakia", "Slovakien", "Slovakia"]),
    ("SO", ["Somalia", "Somalia", "Somalia"]),
    ("SY", ["Syyria", "Syrien", "Syria"]),
    ("TH", ["Thaimaa", "Thailand", "Thailand"]),
    ("TR", ["Turkki", "Turkiet", "Türkiye"]),
    ("UA", ["Ukraina", "Ukraina", "Ukraine"]),
    ("US", ["Yhdysvallat", "Förenta staterna", "United States"]),
    ("VN", ["Vietnam", "Vietnam", "Vietnam"]),
    ("ZA", ["Etelä-Afrikka", "Sydafrika", "South Africa"]),
];
