//! Country, ISO 3166-1 alpha-2. Those that customers and recipients of a Nordic register often have are known by name too.

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
        called(normal, lang).to_owned()
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
    #[cfg(test)]
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

/// The name of a country, or its code when no name is known.
#[must_use]
pub fn called(code: &str, lang: Lang) -> &str {
    NAMES.iter().find(|(known, _)| *known == code).map_or(code, |(_, names)| in_language(names, lang))
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
    ("AD", ["Andorra", "Andorra", "Andorra"]),
    ("AE", ["Arabiemiirikunnat", "Förenade Arabemiraten", "United Arab Emirates"]),
    ("AL", ["Albania", "Albanien", "Albania"]),
    ("AM", ["Armenia", "Armenien", "Armenia"]),
    ("AR", ["Argentiina", "Argentina", "Argentina"]),
    ("AT", ["Itävalta", "Österrike", "Austria"]),
    ("AU", ["Australia", "Australien", "Australia"]),
    ("AZ", ["Azerbaidžan", "Azerbajdzjan", "Azerbaijan"]),
    ("BA", ["Bosnia ja Hertsegovina", "Bosnien och Hercegovina", "Bosnia and Herzegovina"]),
    ("BD", ["Bangladesh", "Bangladesh", "Bangladesh"]),
    ("BE", ["Belgia", "Belgien", "Belgium"]),
    ("BG", ["Bulgaria", "Bulgarien", "Bulgaria"]),
    ("BR", ["Brasilia", "Brasilien", "Brazil"]),
    ("BY", ["Valko-Venäjä", "Belarus", "Belarus"]),
    ("CA", ["Kanada", "Kanada", "Canada"]),
    ("CH", ["Sveitsi", "Schweiz", "Switzerland"]),
    ("CL", ["Chile", "Chile", "Chile"]),
    ("CN", ["Kiina", "Kina", "China"]),
    ("CO", ["Kolumbia", "Colombia", "Colombia"]),
    ("CR", ["Costa Rica", "Costa Rica", "Costa Rica"]),
    ("CY", ["Kypros", "Cypern", "Cyprus"]),
    ("CZ", ["Tšekki", "Tjeckien", "Czechia"]),
    ("DE", ["Saksa", "Tyskland", "Germany"]),
    ("DO", ["Dominikaaninen tasavalta", "Dominikanska republiken", "Dominican Republic"]),
    ("DZ", ["Algeria", "Algeriet", "Algeria"]),
    ("EG", ["Egypti", "Egypten", "Egypt"]),
    ("ES", ["Espanja", "Spanien", "Spain"]),
    ("ET", ["Etiopia", "Etiopien", "Ethiopia"]),
    ("FO", ["Färsaaret", "Färöarna", "Faroe Islands"]),
    ("FR", ["Ranska", "Frankrike", "France"]),
    ("GB", ["Iso-Britannia", "Storbritannien", "United Kingdom"]),
    ("GE", ["Georgia", "Georgien", "Georgia"]),
    ("GG", ["Guernsey", "Guernsey", "Guernsey"]),
    ("GH", ["Ghana", "Ghana", "Ghana"]),
    ("GI", ["Gibraltar", "Gibraltar", "Gibraltar"]),
    ("GL", ["Grönlanti", "Grönland", "Greenland"]),
    ("GR", ["Kreikka", "Grekland", "Greece"]),
    ("GT", ["Guatemala", "Guatemala", "Guatemala"]),
    ("HK", ["Hongkong", "Hongkong", "Hong Kong"]),
    ("HR", ["Kroatia", "Kroatien", "Croatia"]),
    ("HU", ["Unkari", "Ungern", "Hungary"]),
    ("ID", ["Indonesia", "Indonesien", "Indonesia"]),
    ("IE", ["Irlanti", "Irland", "Ireland"]),
    ("IL", ["Israel", "Israel", "Israel"]),
    ("IM", ["Mansaari", "Isle of Man", "Isle of Man"]),
    ("IN", ["Intia", "Indien", "India"]),
    ("IQ", ["Irak", "Irak", "Iraq"]),
    ("IR", ["Iran", "Iran", "Iran"]),
    ("IT", ["Italia", "Italien", "Italy"]),
    ("JE", ["Jersey", "Jersey", "Jersey"]),
    ("JM", ["Jamaika", "Jamaica", "Jamaica"]),
    ("JO", ["Jordania", "Jordanien", "Jordan"]),
    ("JP", ["Japani", "Japan", "Japan"]),
    ("KE", ["Kenia", "Kenya", "Kenya"]),
    ("KH", ["Kambodža", "Kambodja", "Cambodia"]),
    ("KR", ["Etelä-Korea", "Sydkorea", "South Korea"]),
    ("KZ", ["Kazakstan", "Kazakstan", "Kazakhstan"]),
    ("LB", ["Libanon", "Libanon", "Lebanon"]),
    ("LI", ["Liechtenstein", "Liechtenstein", "Liechtenstein"]),
    ("LK", ["Sri Lanka", "Sri Lanka", "Sri Lanka"]),
    ("LU", ["Luxemburg", "Luxemburg", "Luxembourg"]),
    ("MA", ["Marokko", "Marocko", "Morocco"]),
    ("MC", ["Monaco", "Monaco", "Monaco"]),
    ("MD", ["Moldova", "Moldavien", "Moldova"]),
    ("ME", ["Montenegro", "Montenegro", "Montenegro"]),
    ("MG", ["Madagaskar", "Madagaskar", "Madagascar"]),
    ("MK", ["Pohjois-Makedonia", "Nordmakedonien", "North Macedonia"]),
    ("MT", ["Malta", "Malta", "Malta"]),
    ("MU", ["Mauritius", "Mauritius", "Mauritius"]),
    ("MX", ["Meksiko", "Mexiko", "Mexico"]),
    ("MY", ["Malesia", "Malaysia", "Malaysia"]),
    ("NG", ["Nigeria", "Nigeria", "Nigeria"]),
    ("NL", ["Alankomaat", "Nederländerna", "Netherlands"]),
    ("NP", ["Nepal", "Nepal", "Nepal"]),
    ("NZ", ["Uusi-Seelanti", "Nya Zeeland", "New Zealand"]),
    ("PA", ["Panama", "Panama", "Panama"]),
    ("PE", ["Peru", "Peru", "Peru"]),
    ("PH", ["Filippiinit", "Filippinerna", "Philippines"]),
    ("PK", ["Pakistan", "Pakistan", "Pakistan"]),
    ("PL", ["Puola", "Polen", "Poland"]),
    ("PR", ["Puerto Rico", "Puerto Rico", "Puerto Rico"]),
    ("PT", ["Portugali", "Portugal", "Portugal"]),
    ("PY", ["Paraguay", "Paraguay", "Paraguay"]),
    ("QA", ["Qatar", "Qatar", "Qatar"]),
    ("RO", ["Romania", "Rumänien", "Romania"]),
    ("RS", ["Serbia", "Serbien", "Serbia"]),
    ("RU", ["Venäjä", "Ryssland", "Russia"]),
    ("RW", ["Ruanda", "Rwanda", "Rwanda"]),
    ("SA", ["Saudi-Arabia", "Saudiarabien", "Saudi Arabia"]),
    ("SG", ["Singapore", "Singapore", "Singapore"]),
    ("SI", ["Slovenia", "Slovenien", "Slovenia"]),
    ("SK", ["Slovakia", "Slovakien", "Slovakia"]),
    ("SM", ["San Marino", "San Marino", "San Marino"]),
    ("SN", ["Senegal", "Senegal", "Senegal"]),
    ("SO", ["Somalia", "Somalia", "Somalia"]),
    ("SY", ["Syyria", "Syrien", "Syria"]),
    ("TH", ["Thaimaa", "Thailand", "Thailand"]),
    ("TN", ["Tunisia", "Tunisien", "Tunisia"]),
    ("TR", ["Turkki", "Turkiet", "Türkiye"]),
    ("TW", ["Taiwan", "Taiwan", "Taiwan"]),
    ("TZ", ["Tansania", "Tanzania", "Tanzania"]),
    ("UA", ["Ukraina", "Ukraina", "Ukraine"]),
    ("UG", ["Uganda", "Uganda", "Uganda"]),
    ("US", ["Yhdysvallat", "Förenta staterna", "United States"]),
    ("UY", ["Uruguay", "Uruguay", "Uruguay"]),
    ("UZ", ["Uzbekistan", "Uzbekistan", "Uzbekistan"]),
    ("VA", ["Vatikaanivaltio", "Vatikanstaten", "Vatican City"]),
    ("VN", ["Vietnam", "Vietnam", "Vietnam"]),
    ("XK", ["Kosovo", "Kosovo", "Kosovo"]),
    ("ZA", ["Etelä-Afrikka", "Sydafrika", "South Africa"]),
    ("ZM", ["Sambia", "Zambia", "Zambia"]),
    ("ZW", ["Zimbabwe", "Zimbabwe", "Zimbabwe"]),
];
