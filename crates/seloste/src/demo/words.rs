//! What invented people are made of: names in Finnish and Swedish ways, places, goods, remarks. Nobody and no house is meant.

pub(super) const FIRST: &[&str] = &[
    "Aino", "Veikko", "Helmi", "Eino", "Maria", "Juhani", "Liisa", "Antti", "Anna", "Mikko", "Kaarina",
    "Timo", "Eeva", "Pekka", "Johanna", "Jari", "Sofia", "Onni", "Elina", "Ville", "Hanna", "Lauri", "Tuula",
    "Markku", "Emilia", "Oskari", "Riitta", "Heikki", "Katri", "Janne", "Päivi", "Sami", "Venla", "Leo",
    "Ritva", "Olavi", "Minna", "Jukka", "Åsa", "Göran", "Birgitta", "Björn", "Linnéa", "Mårten", "Sanelma",
    "Tapio", "Ilona", "Väinö", "Kerttu", "Urho", "Saga", "Elias", "Noora", "Aatos", "Irja", "Toivo", "Merja",
    "Kalle", "Suvi", "Rasmus", "Vieno", "Ahti", "Lumi", "Niilo",
];

/// Beginnings of surnames ...
pub(super) const NAME_HEADS: &[&str] = &[
    "Koski", "Mäki", "Lehto", "Niemi", "Kallio", "Järvi", "Saari", "Korpi", "Ranta", "Salo", "Metsä",
    "Virta", "Aho", "Kivi", "Laakso", "Harju", "Suo", "Vuori", "Oja", "Palo", "Hauki", "Karhu", "Joutsen",
    "Pihlaja", "Tammi", "Kuusi", "Heinä", "Rauta", "Hopea", "Myrsky", "Talvi", "Ruis",
];
/// ... and their ends.
pub(super) const NAME_ENDS: &[&str] = &[
    "nen", "la", "lainen", "mäki", "niemi", "saari", "ranta", "järvi", "oja", "salo", "kangas", "pelto",
    "maa", "lahti", "suo", "", "harju", "vaara",
];
pub(super) const SWEDISH_NAMES: &[&str] = &[
    "Björkfors",
    "Sandvikberg",
    "Ekstrandh",
    "Lindskär",
    "Norrgårdh",
    "Ahlskog",
    "Strömholm",
    "Granbäck",
    "Österholmen",
    "Fagerlid",
];

pub(super) const STREET_HEADS: &[&str] = &[
    "Kuvitelma",
    "Esimerkki",
    "Satumetsän",
    "Peipon",
    "Kanelikiven",
    "Tuulimyllyn",
    "Vanhan sillan",
    "Kurjenkello",
    "Haapaniityn",
    "Lyhty",
    "Messinki",
    "Pilvilinnan",
    "Humisevan harjun",
    "Karpalosuon",
    "Porkkala",
    "Nahkurin",
    "Lumikon",
    "Iltaruskon",
    "Sointu",
    "Villapaidan",
];
pub(super) const STREET_ENDS: &[&str] = &["katu", "tie", "polku", "kuja", "raitti", "rinne"];

/// Postal code and post office, alike in kind to the real ones.
pub(super) const PLACES: &[(&str, &str)] = &[
    ("00100", "Helsinki"),
    ("00530", "Helsinki"),
    ("00700", "Helsinki"),
    ("02100", "Espoo"),
    ("02230", "Espoo"),
    ("01300", "Vantaa"),
    ("33100", "Tampere"),
    ("33500", "Tampere"),
    ("20100", "Turku"),
    ("20540", "Turku"),
    ("90100", "Oulu"),
    ("90570", "Oulu"),
    ("40100", "Jyväskylä"),
    ("70100", "Kuopio"),
    ("15110", "Lahti"),
    ("28100", "Pori"),
    ("53100", "Lappeenranta"),
    ("65100", "Vaasa"),
    ("13100", "Hämeenlinna"),
    ("80100", "Joensuu"),
    ("96200", "Rovaniemi"),
    ("06100", "Porvoo"),
    ("10300", "Karjaa"),
    ("68600", "Pietarsaari"),
    ("22100", "Mariehamn"),
    ("57130", "Savonlinna"),
];

/// Goods with a price in cents.
pub(super) const GOODS: &[(&str, i64)] = &[
    ("Pölynimuri Tuisku 3", 18_900),
    ("Kahvinkeitin Aamu", 7_990),
    ("Leivänpaahdin Rapu", 4_450),
    ("Jääkaappi Routa 300", 64_900),
    ("Pyykinpesukone Laine 8", 49_900),
    ("Pölypussi Tuisku, 5 kpl", 1_290),
    ("Suodatin Aamu", 690),
    ("Radio Kajo", 11_900),
    ("Pyörä Vauhti 28", 59_900),
    ("Sisärengas Vauhti 28", 890),
    ("Retkikeitin Nuotio", 5_490),
    ("Makuupussi Halla", 12_900),
    ("Valaisin Kaamos", 3_990),
    ("Villapeite Sammal", 8_900),
    ("Kirves Korpi", 6_450),
    ("Kattila Liesi 3 l", 3_450),
];

pub(super) const CARRIERS: &[&str] =
    &["Pohjolan Kuljetus (kuvitteellinen)", "Pikapaketti Esimerkki", "Nouto myymälästä"];
pub(super) const SERVICES: &[&str] =
    &["Asennus kotiin", "Vanhan laitteen nouto", "Kahden vuoden huoltosopimus"];
pub(super) const WORK: &[&str] = &[
    "Tiiviste vaihdettu.",
    "Puhdistus ja koekäyttö.",
    "Moottori vaihdettu takuuna.",
    "Ei vikaa, käyttö neuvottu.",
];
pub(super) const MATTERS: &[&str] = &[
    "Kysyi toimituksen aikataulua.",
    "Pyysi kuitin uudelleen.",
    "Kiitti nopeasta huollosta.",
    "Kysyi, sopiiko suodatin uuteen malliin.",
    "Ilmoitti uuden osoitteen.",
];
pub(super) const INSTRUCTIONS: &[&str] = &[
    "Soita ennen toimitusta.",
    "Jätä varastoon.",
    "Ovikoodi puhelimitse.",
    "Toimitus arkisin klo 16 jälkeen.",
];
pub(super) const REMARKS: &[&str] = &[
    "Toivoo yhteydenottoa sähköpostilla.",
    "Asioi mieluiten ruotsiksi.",
    "Käyttää kuulolaitetta: puhu selvästi.",
];

pub(super) const COMPANIES: &[&str] = &[
    "Kahvila",
    "Rakennus",
    "Kukkakauppa",
    "Konepaja",
    "Leipomo",
    "Kirjansitomo",
    "Veneveistämö",
    "Tilitoimisto",
];
