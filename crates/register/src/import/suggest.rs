//! What a column's header may mean, in the languages that files are headed in. Only a suggestion: a person decides.

use crate::{
    id::{ChoiceId, ItemId},
    statement::model::{Item, ItemType, Statement},
    text::Lang,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a column probably is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Values of an item, of a kind (home, work) if that can be told.
    Item(ItemId, Option<ChoiceId>),
    /// Something that this register may not store, such as an identity code: to be ignored.
    NotAllowed,
    /// Row numbers and other marks of the system that wrote the file.
    Technical,
    /// Nothing that is known.
    Unknown,
}

/// One column's header and what it probably is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The header as it stands in the file.
    pub header: String,
    /// What it probably is.
    pub meaning: Meaning,
}

/// Suggests a meaning for each header. An item that takes one value is suggested once.
#[must_use]
pub fn suggest(headers: &[String], statement: &Statement) -> Vec<Suggestion> {
    let mut used: Vec<ItemId> = Vec::new();
    let mut out: Vec<Suggestion> = Vec::with_capacity(headers.len());
    for header in headers {
        let meaning = meaning(&flat(header), statement, &used);
        if let Meaning::Item(item, _) = &meaning {
            used.push(item.clone());
        }
        out.push(Suggestion { header: header.clone(), meaning });
    }
    out
}

fn meaning(header: &str, statement: &Statement, used: &[ItemId]) -> Meaning {
    let free = |item: &&Item| {
        let taken = used.iter().filter(|id| **id == item.id).count();
        u32::try_from(taken).unwrap_or(u32::MAX) < item.max_values
    };
    // What a rule computes is written by nobody else.
    let items = || statement.items.iter().filter(|item| item.rule.is_none()).filter(free);
    if let Some(item) = items().find(|item| is_named(item, header)) {
        return Meaning::Item(item.id.clone(), None);
    }
    for item in items() {
        if let Some(label) = label_in(item, header) {
            return Meaning::Item(item.id.clone(), Some(label));
        }
    }
    if let Some((item_type, _)) = WORDS.iter().find(|(_, words)| words.contains(&header)) {
        return match items().find(|item| item.item_type == *item_type) {
            Some(item) => Meaning::Item(item.id.clone(), kind_named(item, header)),
            None if *item_type == ItemType::IdentityCode => Meaning::NotAllowed,
            None => Meaning::Unknown,
        };
    }
    if TECHNICAL.contains(&header) { Meaning::Technical } else { Meaning::Unknown }
}

/// The item's own id or name in any language.
fn is_named(item: &Item, header: &str) -> bool {
    flat(item.id.as_str()) == header || Lang::ALL.iter().any(|lang| flat(item.name.get(*lang)) == header)
}

/// "Puhelin työ", "home phone": a word of the item's type and the name of one of its kinds.
fn label_in(item: &Item, header: &str) -> Option<ChoiceId> {
    if item.item_type == ItemType::Choice {
        return None;
    }
    let words =
        WORDS.iter().filter(|(item_type, _)| *item_type == item.item_type).flat_map(|(_, words)| *words);
    let rests: Vec<&str> =
        words.filter_map(|word| header.strip_prefix(word).or_else(|| header.strip_suffix(word))).collect();
    rests.into_iter().filter(|rest| !rest.is_empty()).find_map(|rest| kind_named(item, rest))
}

/// The kind of value whose name a word is: "matkapuhelin" of a phone.
fn kind_named(item: &Item, word: &str) -> Option<ChoiceId> {
    let is = |name: &str| flat(name) == word;
    let mut kinds = item.choices.iter().filter(|_| item.item_type != ItemType::Choice);
    let found =
        kinds.find(|kind| is(kind.id.as_str()) || Lang::ALL.iter().any(|lang| is(kind.name.get(*lang))));
    found.map(|kind| kind.id.clone())
}

/// Lower case letters and digits without accents: "E-mail" and "email", "Etu_nimi" and "etunimi" are one.
fn flat(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

const TECHNICAL: &[&str] = &[
    "id",
    "rowid",
    "rivi",
    "rivinro",
    "rivinumero",
    "row",
    "rownumber",
    "nr",
    "nro",
    "uuid",
    "guid",
    "clusterid",
    "rad",
    "radnummer",
    "created",
    "createdat",
    "updated",
    "updatedat",
    "luotu",
    "muokattu",
    "skapad",
    "andrad",
];

const WORDS: &[(ItemType, &[&str])] = &[
    (
        ItemType::FirstNames,
        &[
            "etunimi",
            "etunimet",
            "fornamn",
            "firstname",
            "firstnames",
            "givenname",
            "givennames",
            "tilltalsnamn",
            "kutsumanimi",
        ],
    ),
    (ItemType::Surname, &["sukunimi", "efternamn", "slaktnamn", "surname", "lastname", "familyname"]),
    (
        ItemType::OrganisationName,
        &[
            "yritys",
            "yrityksennimi",
            "yhtio",
            "foretag",
            "foretagsnamn",
            "company",
            "companyname",
            "organisation",
            "organisaatio",
        ],
    ),
    (
        ItemType::Street,
        &[
            "katuosoite",
            "osoite",
            "lahiosoite",
            "postiosoite",
            "jakeluosoite",
            "gatuadress",
            "adress",
            "postadress",
            "utdelningsadress",
            "street",
            "streetaddress",
            "address",
            "address1",
            "addressline1",
        ],
    ),
    (
        ItemType::PostalCode,
        &["postinumero", "postinro", "postnummer", "postnr", "postcode", "postalcode", "zip", "zipcode"],
    ),
    (
        ItemType::Town,
        &[
            "postitoimipaikka",
            "kaupunki",
            "kunta",
            "paikkakunta",
            "postort",
            "ort",
            "stad",
            "city",
            "town",
            "locality",
        ],
    ),
    (ItemType::Country, &["maa", "maakoodi", "land", "landskod", "country", "countrycode"]),
    (
        ItemType::Phone,
        &[
            "puhelin",
            "puhelinnumero",
            "puh",
            "puhnro",
            "matkapuhelin",
            "gsm",
            "kannykka",
            "telefon",
            "telefonnummer",
            "tel",
            "mobil",
            "mobiltelefon",
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "mobilephone",
            "cellphone",
        ],
    ),
    (
        ItemType::Email,
        &[
            "sahkoposti",
            "sahkopostiosoite",
            "sposti",
            "meili",
            "epost",
            "epostadress",
            "email",
            "emailaddress",
            "mail",
            "eposti",
        ],
    ),
    (
        ItemType::BirthDate,
        &[
            "syntymaaika",
            "syntymapaiva",
            "synt",
            "fodelsedatum",
            "fodelsetid",
            "fodd",
            "birthdate",
            "dateofbirth",
            "dob",
            "birthday",
            "born",
        ],
    ),
    (ItemType::Language, &["kieli", "asiointikieli", "aidinkieli", "sprak", "modersmal", "language", "lang"]),
    (
        ItemType::CustomerNumber,
        &[
            "asiakasnumero",
            "asiakasnro",
            "asnro",
            "kundnummer",
            "kundnr",
            "customernumber",
            "customerno",
            "customerid",
        ],
    ),
    (
        ItemType::IdentityCode,
        &[
            "henkilotunnus",
            "hetu",
            "sotu",
            "sosiaaliturvatunnus",
            "personbeteckning",
            "personnummer",
            "identitycode",
            "personalidentitycode",
            "ssn",
            "nationalid",
        ],
    ),
    (
        ItemType::BusinessId,
        &["ytunnus", "lytunnus", "fonummer", "businessid", "vatid", "vatnumber", "alvtunnus"],
    ),
    (ItemType::Iban, &["iban", "tilinumero", "tili", "kontonummer", "konto", "accountnumber", "bankaccount"]),
    (
        ItemType::PaymentReference,
        &["viite", "viitenumero", "maksuviite", "referens", "paymentreference", "creditorreference"],
    ),
    (ItemType::NetworkAddress, &["ip", "ipaddress", "iposoite", "ipadress", "verkkoosoite", "natadress"]),
];
