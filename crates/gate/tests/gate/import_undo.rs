//! How a batch is undone: whom it takes, whom it leaves.

use crate::{
    import::{AINO, Cells, EINO, batch, bring, one, rows, shown, undo},
    world::{WEBSHOP, World, both, surnames},
};
use seloste_gate::import::Undone;

#[test]
fn an_undo_erases_whom_it_added_and_restores_the_rest_to_the_byte() {
    both(WEBSHOP, |world| {
        bring(world, &batch(1, "shop"), rows(world, 2, &[AINO, EINO]));
        world.later("2026-11-23T10:00:00Z");
        let before = card(world, "aino");
        let second: &[Cells<'_>] = &[
            &[
                ("first-names", "Aino"),
                ("surname", "Esimerkki"),
                ("email", "aino@example.fi"),
                ("town", "Salo"),
                ("birth-date", "1.2.1980"),
            ],
            &[("first-names", "Eino"), ("surname", "Malli"), ("phone", "050 555 0001"), ("town", "Pori")],
            &[("first-names", "Uuno"), ("surname", "Uusi"), ("email", "uuno@example.fi")],
            &[("first-names", "Iita"), ("surname", "Uusi"), ("email", "iita@example.fi")],
        ];
        assert_eq!(
            bring(world, &batch(2, "shop"), rows(world, 2, second)),
            ["updated", "updated", "created", "created"]
        );
        assert_ne!(card(world, "aino"), before);
        // Changed since by people: theirs to keep.
        world.edit(&one(world, "eino"), "street", "Uusikatu 1").unwrap();
        world.edit(&one(world, "iita"), "street", "Uusikatu 2").unwrap();
        let (uuno, register) = (one(world, "uuno"), world.rules.statement().register.id.clone());
        assert!(world.gate.residue_of(&register, &uuno).unwrap().key);
        let done = undo(world, 2);
        assert_eq!((done.erased, done.restored, done.kept), (1, 1, 2));
        // Key and rows: an older copy of the data opens nothing of whom the undo took.
        let left = world.gate.residue_of(&register, &uuno).unwrap();
        assert!(!left.key && left.rows.is_empty(), "{left:?}");
        assert_eq!(card(world, "aino"), before);
        assert_eq!(shown(world, "eino", "town"), ["Pori"]);
        assert!(world.gate.find(&world.keeper(), "uuno", 10).unwrap().is_empty());
        assert!(world.gate.find(&world.keeper(), "salo", 10).unwrap().is_empty());
        assert_eq!(surnames(&world.gate.find(&world.keeper(), "turku", 10).unwrap()), ["Esimerkki"]);
        assert_eq!(undo(world, 2), Undone::default());
        assert_eq!(undo(world, 99), Undone::default());
    });
}

#[test]
fn whom_a_later_batch_changed_an_undo_takes_once_that_batch_is_undone() {
    both(WEBSHOP, |world| {
        bring(world, &batch(1, "shop"), rows(world, 2, &[AINO, EINO]));
        world.later("2026-11-23T10:00:00Z");
        let eino: Cells<'_> = &[
            ("first-names", "Eino"),
            ("surname", "Malli"),
            ("phone", "050 555 0001"),
            ("birth-date", "1.2.1980"),
        ];
        let aino: Cells<'_> = &[
            ("first-names", "Aino"),
            ("surname", "Esimerkki"),
            ("email", "aino@example.fi"),
            ("town", "Salo"),
        ];
        assert_eq!(bring(world, &batch(2, "shop"), rows(world, 2, &[aino, eino])), ["updated", "updated"]);
        assert_eq!(undo(world, 2).restored, 2);
        let done = undo(world, 1);
        assert_eq!((done.erased, done.restored, done.kept), (2, 0, 0));
    });
}

#[test]
fn an_undo_keeps_whom_somebody_gave_a_category_that_the_batch_had_not() {
    both(WEBSHOP, |world| {
        bring(world, &batch(1, "shop"), rows(world, 2, &[&[("first-names", "Eino"), ("surname", "Malli")]]));
        world.edit(&one(world, "eino"), "town", "Turku").unwrap();
        assert_eq!(undo(world, 1).kept, 1);
        assert_eq!(shown(world, "eino", "town"), ["Turku"]);
    });
}

/// Values with sources and dates, as text.
fn card(world: &World, typed: &str) -> Vec<String> {
    let card = world.gate.open_card(&world.keeper(), &one(world, typed)).unwrap();
    let mut lines = Vec::new();
    for item in card.categories.iter().flat_map(|category| &category.items) {
        for value in &item.values {
            let written = value.value.disclose(seloste_gate::personal::Way::File);
            lines.push(format!("{} {} {} {}", item.item, &*written, value.source, value.recorded));
        }
    }
    lines
}
