//! Promises of the import's pure part.

use super::*;
use crate::{
    id::{ItemId, SourceId},
    law::LawPack,
    statement::{Rules, read},
};

fn webshop() -> Rules {
    let law = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    let text = include_str!("../../../../registers/webshop-customers.toml");
    read(text, &law, jiff::civil::date(2026, 11, 22)).rules.unwrap()
}

fn headers(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

fn source(id: &str) -> SourceId {
    SourceId::new(id).unwrap()
}

const MAP: &str = r#"
ignore = ["id", "hetu"]
[[column]]
header = "first_name"
item = "first-names"
[[column]]
header = "last_name"
item = "surname"
[[column]]
header = "phone"
item = "phone"
[[column]]
header = "phone2"
item = "phone"
"#;
const HEAD: &str = "id,first_name,last_name,hetu,phone,phone2";

fn rule_of(problems: &[crate::diagnostics::Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.rule).collect()
}

#[test]
fn encodings_are_told_apart() {
    let text = "nimi;osoite\nMäkinen;Hämeentie 5\nÅström;Yrjönkatu 2\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with_mark = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
    for (bytes, name, by) in [
        (text.as_bytes(), "UTF-8", GuessedBy::Validity),
        (&latin, "windows-1252", GuessedBy::Letters),
        (&utf16, "UTF-16LE", GuessedBy::Zeros),
        (&utf16be, "UTF-16BE", GuessedBy::Zeros),
        (&with_mark, "UTF-8", GuessedBy::Mark),
        // Cut through a letter.
        (&text.as_bytes()[..14], "UTF-8", GuessedBy::Validity),
        (b"", "UTF-8", GuessedBy::Validity),
    ] {
        let guess = encoding(bytes);
        assert_eq!((guess.encoding.name(), guess.by), (name, by));
    }
}

#[test]
fn delimiters_are_told_apart() {
    for (text, wanted) in [
        ("a,b,c\n1,2,3\n", Delimiter::Comma),
        ("a;b;c\n\"1,5\";\"2,5\";3\n1,5;2,5;3,5\n", Delimiter::Semicolon),
        ("a\tb\n1,0\t2\n", Delimiter::Tab),
        ("a|b|c\n1|2|3\n", Delimiter::Bar),
        ("yksi\nkaksi\n", Delimiter::Comma),
        ("nimi,osoite\n\"Virtanen; Matti\",\"Katu 1\nHelsinki\"\n", Delimiter::Comma),
    ] {
        assert_eq!(delimiter(text), wanted, "{text}");
    }
}

#[test]
fn headers_in_three_languages_are_understood() {
    let rules = webshop();
    let item = |id: &str, label: Option<&str>| {
        let label = label.map(|label| crate::id::ChoiceId::new(label).unwrap());
        Meaning::Item(ItemId::new(id).unwrap(), label)
    };
    let meanings = |line: &str| -> Vec<Meaning> {
        suggest(&headers(line), rules.statement()).into_iter().map(|suggestion| suggestion.meaning).collect()
    };
    for line in [
        "Etunimi,Sukunimi,Katuosoite,Sähköposti",
        "Förnamn,Efternamn,Gatuadress,E-post",
        "first_name,last_name,street,E-mail",
    ] {
        assert_eq!(
            meanings(line),
            [item("first-names", None), item("surname", None), item("street", None), item("email", None)]
        );
    }
    assert_eq!(
        meanings("hetu,cluster_id,lempiväri"),
        [Meaning::NotAllowed, Meaning::Technical, Meaning::Unknown]
    );
    assert_eq!(meanings("Sukunimi,Sukunimi"), [item("surname", None), Meaning::Unknown]);
    assert_eq!(meanings("Puhelin 1,Puhelin"), [Meaning::Unknown, item("phone", None)]);
}

#[test]
fn r1_021_a_column_that_is_neither_declared_nor_ignored_refuses_the_import() {
    let rules = webshop();
    let mapping = Mapping::from_toml(MAP).unwrap();
    assert!(Plan::new(&mapping, &headers(HEAD), &rules, &source("shop")).is_ok());
    let refused = |line: &str, from: &str| {
        Plan::new(&mapping, &headers(line), &rules, &source(from))
            .err()
            .map(|problems| rule_of(&problems))
            .unwrap()
    };
    assert_eq!(refused(&format!("{HEAD},shoe_size"), "shop"), ["column-not-decided"]);
    assert_eq!(refused("id,first_name,last_name,hetu,phone", "shop"), ["column-missing"]);
    assert_eq!(refused(&format!("{HEAD},phone"), "shop"), ["column-ambiguous"]);
    assert_eq!(refused(HEAD, "cousin"), ["source-not-declared"]);
    let undeclared =
        Mapping::from_toml("ignore = []\n[[column]]\nheader = \"hetu\"\nitem = \"identity-code\"\n").unwrap();
    let problems = Plan::new(&undeclared, &headers("hetu"), &rules, &source("shop")).err().unwrap();
    assert_eq!(rule_of(&problems), ["item-not-declared"]);
}

#[test]
fn r4_028_an_update_service_finds_people_by_what_it_may_not_write() {
    let rules = webshop();
    let map = "[[column]]\nheader = \"nro\"\nitem = \"customer-number\"\n[[column]]\nheader = \"katu\"\nitem = \"street\"\n";
    let mapping = Mapping::from_toml(map).unwrap();
    let plan = Plan::new(&mapping, &headers("nro,katu"), &rules, &source("address-service")).ok().unwrap();
    let row = plan.row(&["12345672", "Esimerkkikatu 1"]).ok().unwrap();
    let ids = |items: &[(ItemId, Vec<crate::item::Valid>)]| -> Vec<String> {
        items.iter().map(|(item, _)| item.to_string()).collect()
    };
    assert_eq!(
        (ids(&row.items), ids(&row.finds)),
        (vec!["street".to_owned()], vec!["customer-number".to_owned()])
    );
    // What finds nobody is refused as ever, and so is a file that only finds.
    let birth = Mapping::from_toml("[[column]]\nheader = \"pv\"\nitem = \"birth-date\"\n").unwrap();
    let problems = Plan::new(&birth, &headers("pv"), &rules, &source("address-service")).err().unwrap();
    assert_eq!(rule_of(&problems), ["source-not-allowed"]);
    let problems =
        Plan::new(&Mapping::from_toml(MAP).unwrap(), &headers(HEAD), &rules, &source("address-service"));
    assert_eq!(rule_of(&problems.err().unwrap()), ["nothing-mapped"]);
}

#[test]
fn a_row_says_what_its_filled_cells_say() {
    let rules = webshop();
    let plan =
        Plan::new(&Mapping::from_toml(MAP).unwrap(), &headers(HEAD), &rules, &source("shop")).ok().unwrap();
    let row = plan.row(&["1", " Aino ", "Mäkinen", "", "050 555 1234", "+358505551234"]).ok().unwrap();
    let said: Vec<(&str, Vec<&str>)> = row
        .items
        .iter()
        .map(|(item, values)| (item.as_str(), values.iter().map(crate::item::Valid::normal).collect()))
        .collect();
    assert_eq!(
        said,
        [("first-names", vec!["Aino"]), ("surname", vec!["Mäkinen"]), ("phone", vec!["+358505551234"])]
    );
    let wrong = |cells: &[&str]| -> Vec<(Option<String>, &'static str)> {
        let problems = plan.row(cells).err().unwrap();
        problems.into_iter().map(|problem| (problem.column, problem.problem.rule)).collect()
    };
    assert_eq!(wrong(&["1", "Aino"]), [(None, "row-width")]);
    assert_eq!(wrong(&["1", "", " ", "", "", ""]), [(None, "row-empty")]);
    assert_eq!(
        wrong(&["1", "Aino", "131052-9041", "", "puhelin", ""]),
        [(Some("last_name".to_owned()), "identity-code"), (Some("phone".to_owned()), "not-a-phone-number")]
    );
}

#[test]
fn a_mapping_is_saved_and_read_again() {
    let mapping = Mapping::from_toml(MAP).unwrap();
    assert_eq!(Mapping::from_toml(&mapping.to_toml().unwrap()).unwrap(), mapping);
    let problems = Mapping::from_toml("ignore = []\ncolour = 1\n").unwrap_err();
    assert_eq!(problems[0].place.unwrap().line, 2);
}

#[test]
fn a_profile_counts_and_samples() {
    let mut profile = Profile::new(&headers("a,b"));
    for row in [["1", ""], ["1", " "], ["2", "x"]] {
        profile.observe(row.into_iter());
    }
    let seen: Vec<(u64, usize)> =
        profile.columns().iter().map(|column| (column.filled, column.samples.len())).collect();
    assert_eq!((profile.rows(), seen), (3, vec![(3, 2), (1, 1)]));
}

#[test]
fn a_header_may_name_a_kind_of_value_and_never_what_the_register_computes() {
    let law = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    let text = include_str!("../../../../registers/examples/energy-customers.toml");
    let rules = read(text, &law, jiff::civil::date(2026, 11, 22)).rules.unwrap();
    let seen = suggest(&headers("Matkapuhelin,Telefon,Vuosikulutus"), rules.statement());
    let meant: Vec<&Meaning> = seen.iter().map(|one| &one.meaning).collect();
    let phone = || ItemId::new("phone").unwrap();
    let mobile = crate::id::ChoiceId::new("mobile").ok();
    assert_eq!(meant, [&Meaning::Item(phone(), mobile), &Meaning::Item(phone(), None), &Meaning::Unknown]);
}
