//! Other rules come into force while the gate is open.

use crate::world::{RETAIL, World, both, on_card, refused, rules, surnames};
use seloste_gate::{GateError, errors::RefusalCode};

/// The sample register without the item `email`.
fn without_email() -> String {
    let at = RETAIL.find("[[item]]\nid = \"email\"").unwrap();
    let end = RETAIL.get(at + 1..).unwrap().find("\n[[").unwrap() + at + 2;
    format!("{}{}", RETAIL.get(..at).unwrap(), RETAIL.get(end..).unwrap())
}

#[test]
fn an_item_that_is_no_longer_declared_is_out_of_reach_at_once() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "email"), ["aino@example.fi"]);
        world.gate.put_in_force(vec![rules(&without_email())]).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert!(on_card(&card, "email").is_empty());
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
        assert_eq!(refused(world.edit(&aino, "email", "uusi@example.fi")), RefusalCode::NotDeclared);
        // Nothing else has changed, and what was stored is there again when the older rules are.
        world.edit(&aino, "town", "Turku").unwrap();
        world.gate.put_in_force(vec![rules(RETAIL)]).unwrap();
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "email"), ["aino@example.fi"]);
    });
}

#[test]
fn rules_of_a_register_that_is_not_kept_here_change_nothing() {
    both(RETAIL, |world: &World| {
        world.aino();
        let other = RETAIL.replacen("id = \"retail-customers\"", "id = \"others\"", 1);
        let put = world.gate.put_in_force(vec![rules(&without_email()), rules(&other)]);
        assert!(matches!(put, Err(GateError::Absent)));
        assert_eq!(surnames(&world.gate.find(&world.agent(), "aino@example.fi", 5).unwrap()), ["Esimerkki"]);
    });
}
