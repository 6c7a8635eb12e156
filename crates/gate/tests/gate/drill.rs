//! The drill (DESIGN.md, invariant 6): an old copy of the data is put back, and nobody who was erased, nothing that was
//! forbidden, withdrawn, restricted or past its term comes back with it. On both engines: rows are put back the way any tool
//! would do it.

use crate::world::{RETAIL, World, absent, both, id, on_card};
use seloste_db::{Engine, testing::ENGINES};
use seloste_gate::{
    Gate,
    ask::Ask,
    card::{Filter, Page, PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::Portion,
    personal::Way,
    selector::{OTHERS, SUBJECTS},
};
use seloste_register::statement::model::Channel;

fn run(world: &World, sql: String) -> u64 {
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    world.pair.data.write(|tx| tx.run(sql, &[])).unwrap()
}

/// Every table but those that say what the database is.
fn tables() -> Vec<&'static str> {
    let kept = ["migration", "setting"];
    let all = SUBJECTS.iter().map(|table| table.name).chain(OTHERS.iter().map(|table| table.name));
    all.filter(|name| !kept.contains(name)).collect()
}

pub(crate) fn back_up(world: &World) {
    for table in tables() {
        run(world, format!("DROP TABLE IF EXISTS old_{table}"));
        run(world, format!("CREATE TABLE old_{table} AS SELECT * FROM {table}"));
    }
}

pub(crate) fn put_back(world: &World) {
    for table in tables() {
        run(world, format!("DELETE FROM {table}"));
        let over = if table == "ledger_entry" && world.pair.data.engine() == Engine::Postgres {
            "OVERRIDING SYSTEM VALUE"
        } else {
            ""
        };
        run(world, format!("INSERT INTO {table} {over} SELECT * FROM old_{table}"));
    }
}

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn word(world: &World, subject: &SubjectRef, what: PermissionKind, set: Set, channel: Option<Channel>) {
    let change =
        PermissionChange { what, channel, set, by: seloste_register::right::Intake::Phone, notice: None };
    world.gate.permit(&world.agent(), subject, change).unwrap();
}

fn in_force(gate: &seloste_gate::Gate, world: &World, subject: &SubjectRef) -> Vec<PermissionKind> {
    let held = gate.permissions(&world.agent(), subject).unwrap();
    held.into_iter().filter(|one| one.until.is_none()).map(|one| one.what).collect()
}

#[test]
fn r4_042_a_restore_brings_back_nobody_who_was_erased_and_no_permission_that_was_taken_back() {
    both(RETAIL, |world| {
        let erased = world.aino();
        let (told, withdrew, restricted, closed) = (
            world.add(world.person("Kielto", "Kieltäjä")),
            world.add(world.person("Peru", "Perunut")),
            world.add(world.person("Raja", "Rajattu")),
            world.add(world.person("Lähti", "Lähtenyt")),
        );
        let partly = world.add(world.person("Osa", "Laskutettu"));
        let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&world.agent(), &partly, draft).unwrap();
        let mut draft = world.object(
            "invoice",
            "dealings",
            "2026-11-20",
            &[("invoice-number", "L-1"), ("amount", "12,50")],
        );
        draft.parent = Some(order.clone());
        let bill = world.gate.add_object(&world.ask("billing-clerk", "invoicing"), &partly, draft).unwrap();
        let consent = PermissionKind::Consent(id("marketing"));
        word(world, &withdrew, consent.clone(), Set::InForce, Some(Channel::Email));
        world.gate.close(&world.agent(), &closed).unwrap();
        world.gate.integrate_ledger().unwrap();
        back_up(world);

        world.later("2026-11-23T10:00:00Z");
        let prohibition = PermissionKind::Prohibition(id("direct-marketing"));
        word(world, &told, prohibition.clone(), Set::InForce, None);
        word(world, &withdrew, consent, Set::TakenBack, Some(Channel::Email));
        world.gate.restrict(&officer(world), &restricted, Set::InForce).unwrap();
        world.gate.erase(&officer(world), &erased).unwrap();
        world.gate.erase(&officer(world), &partly).unwrap();
        world.gate.integrate_ledger().unwrap();
        world.later("2028-12-01T10:00:00Z");

        put_back(world);
        // What the program does before it serves.
        let gate = world.again();
        let done = gate.replay().unwrap();
        assert_eq!((done.erased, done.words, done.restricted), (2, 2, 1), "{done:?}");
        assert!(done.ledger_lost > 0);
        drop(gate);
        let gate = world.again();
        let register = officer(world).register;
        while !gate.retain(&register).unwrap().ended {}
        gate.rebuild_tokens(&register).unwrap();

        for ask in [world.agent(), world.keeper(), officer(world)] {
            absent(gate.open_card(&ask, &erased));
            for words in ["esimerkki", "aino", "0405550123", "lähtenyt", "laskutettu"] {
                assert!(gate.find(&ask, words, 10).unwrap().is_empty(), "{words}");
            }
        }
        absent(gate.open_card(&world.agent(), &closed));
        absent(gate.open_card(&world.agent(), &partly));
        absent(gate.open_object(&officer(world), &order));
        // What the law keeps of an erased person is there all the same, out of a copy that knew only the destroyed key.
        gate.open_object(&officer(world), &bill).unwrap();
        absent(gate.open_card(&world.agent(), &restricted));
        assert_eq!(in_force(&gate, world, &told), [prohibition]);
        assert!(in_force(&gate, world, &withdrew).is_empty());
        let hits = gate.find(&world.agent(), "kieltäjä", 10).unwrap();
        assert_eq!(hits.len(), 1, "those who stay are found with the new key");
        let page = Page { after: None, rows: 100 };
        let list = gate.list(&world.keeper(), &Filter::default(), &page).unwrap();
        assert_eq!(list.hits.len(), 2);
        let card = gate.open_card(&world.agent(), &told).unwrap();
        assert_eq!(on_card(&card, "surname"), ["Kieltäjä"]);
        gate.integrate_ledger().unwrap();
        gate.verify_ledger().unwrap();
        // A second time changes nothing.
        let again = gate.replay().unwrap();
        assert_eq!((again.erased, again.words, again.restricted, again.ledger_lost), (0, 0, 0, 0));
    });
}

#[test]
fn r5_130_c30_what_was_erased_in_part_goes_again_from_a_restored_copy() {
    for engine in ENGINES {
        let world = World::new(engine, RETAIL);
        let (aino, eino) = (world.aino(), world.add(world.person("Eino", "Esimerkki")));
        world.edit(&aino, "additional-information", "Ovikello ei soi").unwrap();
        world.edit(&aino, "additional-information", "Koira pihalla").unwrap();
        world.edit(&eino, "additional-information", "Avain naapurilla").unwrap();
        let dealing = || world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        let [goes, stays] =
            [(); 2].map(|()| world.gate.add_object(&world.agent(), &aino, dealing()).unwrap());
        back_up(&world);
        let portion = Portion { items: vec![id("additional-information")], objects: vec![goes.clone()] };
        world.gate.erase_part(&officer(&world), &aino, &portion).unwrap();
        let is_gone = |gate: &Gate| {
            let card = gate.open_card(&world.agent(), &aino).unwrap();
            assert!(on_card(&card, "additional-information").is_empty(), "{engine:?}");
            assert_eq!(on_card(&card, "surname"), ["Esimerkki"], "{engine:?}: the rest stays");
            let history = gate.history(&world.agent(), &aino).unwrap();
            let values = history.iter().flat_map(|past| &past.values);
            let texts: Vec<String> =
                values.map(|value| value.value.disclose(Way::File).to_string()).collect();
            assert!(
                !texts.iter().any(|text| text.contains("Ovikello") || text.contains("Koira")),
                "{engine:?}"
            );
            absent(gate.open_object(&world.agent(), &goes));
            gate.open_object(&world.agent(), &stays).unwrap();
            let other = gate.open_card(&world.agent(), &eino).unwrap();
            assert_eq!(
                on_card(&other, "additional-information"),
                ["Avain naapurilla"],
                "{engine:?}: others' stays"
            );
        };
        is_gone(&world.again());
        put_back(&world);
        let back = world.again().open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&back, "additional-information"), ["Koira pihalla"], "the copy has it");
        world.again().replay().unwrap();
        is_gone(&world.again());
        // What is written after the erasure is not what was erased.
        world.later("2026-11-25T10:00:00Z");
        world.edit(&aino, "additional-information", "Soita ensin").unwrap();
        world.again().replay().unwrap();
        let card = world.again().open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "additional-information"), ["Soita ensin"]);
    }
}
