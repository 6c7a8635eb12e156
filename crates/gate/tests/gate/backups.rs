//! A copy of the data made before an erasure opens nothing of who was erased, since the key is not in it.

use crate::world::{RETAIL, World, absent, both, on_card};

const TABLES: [&str; 9] = [
    "subject",
    "subject_area",
    "sealed",
    "object",
    "past",
    "token_block",
    "token_young",
    "subject_token",
    "ledger_subject",
];

fn run(world: &World, sql: String) -> u64 {
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    world.pair.data.write(|tx| tx.run(sql, &[])).unwrap()
}

#[test]
fn an_old_copy_of_the_data_opens_nothing_of_an_erased_person() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), world.add(world.person("Eino", "Toinen")));
        world.edit(&aino, "town", "Turku").unwrap();
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        for table in TABLES {
            run(world, format!("CREATE TABLE old_{table} AS SELECT * FROM {table}"));
        }
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &aino).unwrap();
        // Somebody puts all rows back as they were before.
        let mut back = 0;
        for table in TABLES {
            run(world, format!("DELETE FROM {table}"));
            back += run(world, format!("INSERT INTO {table} SELECT * FROM old_{table}"));
        }
        assert!(back > 20, "the copy held rows");
        for gate in [&world.gate, &world.again()] {
            absent(gate.open_card(&world.agent(), &aino));
            absent(gate.open_card(&world.keeper(), &aino));
            assert!(gate.find(&world.agent(), "esimerkki", 10).unwrap().is_empty());
            assert_eq!(on_card(&gate.open_card(&world.agent(), &eino).unwrap(), "surname"), ["Toinen"]);
        }
        // Her number is not given to whoever comes next.
        for _ in 0..300 {
            world.gate.create(&world.keeper(), world.person("Uusi", "Asiakas")).unwrap();
        }
        absent(world.gate.open_card(&world.agent(), &aino));
    });
}
