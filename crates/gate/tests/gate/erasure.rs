//! Erased stays erased; and what is stored says nothing to whoever reads the files.

use crate::world::{RETAIL, World, absent, both, id, refused};
use seloste_db::{Engine, Value};
use seloste_gate::{
    card::{PermissionChange, PermissionKind, Set},
    errors::RefusalCode,
};
use std::{collections::HashMap, path::Path};

#[test]
fn an_erased_person_is_gone_from_every_answer_and_every_table() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let keeper = world.keeper();
        let mut reasoned = world.keeper();
        reasoned.reason = Some("Asiakas pyysi oikaisua.".to_owned());
        world.edit_as(&reasoned, &aino, world.change("town", &["Turku"])).unwrap();
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        let prohibition = PermissionChange {
            what: PermissionKind::Prohibition(id("targeting")),
            channel: None,
            set: Set::InForce,
            by: seloste_register::right::Intake::Letter,
            notice: Some("Kirje".to_owned()),
        };
        world.gate.permit(&world.agent(), &aino, prohibition).unwrap();
        assert_eq!(refused(world.gate.erase(&keeper, &aino)), RefusalCode::ActionNotGranted);
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        absent(world.gate.open_card(&world.agent(), &aino));
        absent(world.gate.open_object(&world.agent(), &order));
        absent(world.edit(&aino, "town", "Oulu"));
        absent(world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &aino));
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
        for table in [
            "subject",
            "subject_area",
            "sealed",
            "object",
            "past",
            "permission",
            "reason",
            "token_block",
            "token_young",
            "subject_token",
            "ledger_subject",
        ] {
            assert_eq!(rows(world, table), 0, "{table}");
        }
        let gate = world.again();
        absent(gate.open_card(&world.agent(), &aino));
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

fn rows(world: &World, table: &str) -> i64 {
    let sql: &'static str = Box::leak(format!("SELECT COUNT(*) FROM {table}").into_boxed_str());
    world.pair.data.read(|tx| tx.first(sql, &[], |row| row.int(0))).unwrap().unwrap_or_default()
}

#[test]
fn a_ciphertext_moved_to_another_person_or_replaced_by_an_older_one_does_not_open() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let eino = world.add(world.person("Eino", "Toinen"));
        let swap = "UPDATE sealed SET body = (SELECT body FROM sealed other WHERE other.subject_id <> sealed.subject_id \
                    AND other.category = sealed.category) WHERE category = (SELECT word_id FROM word WHERE word = 'identity') \
                    AND subject_id = (SELECT MAX(subject_id) FROM sealed)";
        world.pair.data.write(|tx| tx.run(swap, &[])).unwrap();
        assert!(world.gate.open_card(&world.agent(), &eino).is_err());
        world.gate.open_card(&world.agent(), &aino).unwrap();
        world.edit(&aino, "surname", "Uusinimi").unwrap();
        let replay = "UPDATE sealed SET body = (SELECT body FROM past WHERE past.subject_id = sealed.subject_id \
                      AND past.category = sealed.category) WHERE EXISTS (SELECT 1 FROM past \
                      WHERE past.subject_id = sealed.subject_id AND past.category = sealed.category)";
        let touched = world.pair.data.write(|tx| tx.run(replay, &[])).unwrap();
        assert_eq!(touched, 1);
        assert!(world.gate.open_card(&world.agent(), &aino).is_err());
    });
}

#[test]
fn widening_a_plain_column_shows_nothing_that_was_closed() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        // Pretend in the plain columns that the purchase is a contact, which others may read.
        let forge = "UPDATE object SET kind = (SELECT word_id FROM word WHERE word = $1)";
        world.pair.data.write(|tx| tx.run(forge, &[Value::Text("delivery")])).unwrap();
        assert!(world.gate.open_card(&world.keeper(), &aino).is_err());
    });
}

#[test]
fn no_name_street_phone_or_address_of_a_thousand_people_is_in_any_file() {
    let world = World::new(Engine::Sqlite, RETAIL);
    let mut canaries = Vec::new();
    for number in 0..1_000_u32 {
        let letters: String = [number / 100, number / 10 % 10, number % 10]
            .map(|digit| char::from(b'a' + u8::try_from(digit).unwrap()))
            .iter()
            .collect();
        let (first, last) = (format!("Zanaria{letters}"), format!("Kvartsilä{letters}nen"));
        let (street, email) = (format!("Zyklonkatu{letters} 7"), format!("zebra{letters}@example.fi"));
        let phone = format!("040 55{number:05}");
        let draft = world.person(&first, &last);
        let draft = world
            .with(draft, &[("street", &street), ("email", &email), ("phone", &phone), ("town", "Zavukoski")]);
        let who = world.add(draft);
        if number % 50 == 0 {
            world.edit(&who, "additional-information", "Zolmukohta muistiin").unwrap();
            world.gate.find(&world.agent(), &last, 5).unwrap();
            world.gate.open_card(&world.agent(), &who).unwrap();
        }
        canaries.push(phone.replace(' ', "").trim_start_matches('0').to_owned());
    }
    let words =
        ["Zanaria", "Kvartsil", "Zyklonkatu", "zebra", "Zavukoski", "zavukoski", "Zolmukohta", "kvartsil"];
    let mut files = Vec::new();
    for folder in [world.pair.data_at.folder(), world.pair.keyring_at.folder()] {
        read_all(folder, &mut files);
    }
    assert!(
        files.iter().any(|(name, bytes)| name.ends_with("data.db-wal") && !bytes.is_empty()),
        "the log is looked at"
    );
    let words = words.iter().map(|word| (*word).to_owned()).chain(canaries);
    let mut by_head: HashMap<[u8; 4], Vec<String>> = HashMap::new();
    for word in words {
        by_head.entry(word.as_bytes()[..4].try_into().unwrap()).or_default().push(word);
    }
    for (name, bytes) in &files {
        for (at, head) in bytes.windows(4).enumerate() {
            for word in by_head.get(head).into_iter().flatten() {
                assert!(!bytes[at..].starts_with(word.as_bytes()), "{word} stands in {name}");
            }
        }
    }
}

fn read_all(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            read_all(&entry.path(), files);
        } else {
            files.push((entry.path().display().to_string(), std::fs::read(entry.path()).unwrap()));
        }
    }
}
