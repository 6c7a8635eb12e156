//! A package is the same data in every form.

use super::*;
use crate::work::{requests, statements};
use seloste_gate::{
    KeyringAt,
    ask::{AccountId, Actor, Standing},
    card::{Draft, ItemChange, NewValue},
    clock::SetClock,
};
use seloste_register::{id::Id, item};
use std::sync::Arc;

const RETAIL: &str = include_str!("../../../../../registers/retail-customers.toml");

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).unwrap()
}

#[test]
fn c25_c31_every_form_tells_the_same_and_portability_leaves_out_what_was_not_given() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("retail.toml");
    std::fs::write(&path, RETAIL).unwrap();
    let rules = statements::check_file(&path, jiff::civil::date(2026, 11, 22)).rules.unwrap();
    let data = seloste_db::Db::open(
        seloste_db::Target::File(&place.path().join("data.db")),
        seloste_db::Tables::Data,
    )
    .unwrap();
    let clock = Arc::new(SetClock::at("2026-11-22T10:00:00Z".parse().unwrap()));
    let keys = KeyringAt::Folder(place.path().join("keys"));
    let gate = Gate::open(data, (&keys, &place.path().join("media")), vec![rules.clone()], clock).unwrap();
    let statement = rules.statement();
    let mut actor = Actor::person(SubjectRef(String::new()), statement.controller.id.clone());
    (actor.own, actor.account, actor.standing) = (None, AccountId(7), Standing::Active);
    actor.roles = vec![id("register-keeper")];
    let ask =
        Ask { actor, register: statement.register.id.clone(), purpose: id("register-keeping"), reason: None };
    let change = |name: &str, value: &str| {
        let declared = rules.item(&id(name)).unwrap();
        let value = NewValue { value: item::read(declared, value, None).unwrap(), source: id("customer") };
        ItemChange { item: id(name), values: vec![value] }
    };
    let items = vec![
        change("first-names", "Aino Maria"),
        change("surname", "Esimerkki"),
        change("email", "aino@example.fi"),
        change("town", "Helsinki"),
    ];
    let draft = Draft { group: id("customers"), areas: Vec::new(), items };
    let aino = gate.create(&ask, draft).unwrap();
    let own = gate.own_ask(&statement.register.id, &aino).unwrap();
    let package = open(&gate, &own, &aino, Behalf::Own).unwrap();
    let told = Told::new(&package, &rules, Lang::Fi, Extent::All);
    let (page, tree) = (told.html(), told.json().to_string());
    for text in ["Esimerkki", "aino@example.fi", "Helsinki"] {
        assert!(page.contains(text) && tree.contains(text), "{text}");
    }
    // GDPR 15(1)(d): how long, in the notice's own words, where no day can be told.
    let kept = |name: &str| {
        let time = rules.item(&id(name)).unwrap().retention.clone().unwrap();
        seloste_register::statement::notice::retention(&time, &rules, Lang::Fi)
    };
    assert!(page.contains(&kept("surname")) && page.contains(&kept("email")), "{page}");
    assert!(page.contains("Mitä tästä puuttuu ja miksi") && tree.contains("left_out"));
    let card = card::vcard(&told);
    let read = calcard::vcard::VCard::parse(&card).unwrap();
    assert!(read.property(&calcard::vcard::VCardProperty::Email).is_some(), "{card}");
    assert!(card.contains("N:Esimerkki;Aino Maria;;;"), "{card}");
    let lines = String::from_utf8(table::csv(&told).unwrap()).unwrap();
    assert!(lines.lines().any(|line| line.starts_with("identity,surname,Esimerkki")), "{lines}");
    assert!(told.pdf().unwrap().starts_with(b"%PDF"));
    let mut zip = zip::ZipArchive::new(Cursor::new(told.zip().unwrap())).unwrap();
    assert_eq!(zip.len(), 5);
    assert!(zip.by_name("data.json").is_ok());
    // Portability: what the person gave, without the log and the history.
    let given = Told::new(&package, &rules, Lang::En, Extent::Given).json();
    assert!(given.get("used").is_none() && given.to_string().contains("aino@example.fi"));
    assert_eq!(requests::parties().len(), 7);
}
