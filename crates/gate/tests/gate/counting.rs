//! Totals: never a row, and never a group so small that it is a person.

use crate::world::{RETAIL, both, id, refused};
use seloste_gate::{
    card::{Filter, Page},
    errors::RefusalCode,
};

const TEN: Page = Page { after: None, rows: 10 };

#[test]
fn r1_009_statistics_give_totals_of_large_groups_and_nothing_else() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let analyst = world.ask("assortment-analyst", "statistics");
        let count = || world.gate.count(&analyst, &Filter::default());
        assert_eq!(refused(count()), RefusalCode::GroupTooSmall);
        for _ in 0..8 {
            world.add(world.person("Eino", "Esimerkki"));
        }
        assert_eq!(refused(count()), RefusalCode::GroupTooSmall, "nine is too few");
        world.add(world.person("Eino", "Esimerkki"));
        assert_eq!(count().unwrap(), 10);
        assert_eq!(refused(world.gate.open_card(&analyst, &aino)), RefusalCode::AggregateOnly);
        assert_eq!(refused(world.gate.find(&analyst, "aino", 5)), RefusalCode::AggregateOnly);
        assert_eq!(refused(world.gate.list(&analyst, &Filter::default(), &TEN)), RefusalCode::AggregateOnly);
        assert_eq!(refused(world.gate.explain(&analyst, &aino)), RefusalCode::AggregateOnly);
        let words = Filter { words: Some("aino".to_owned()), ..Filter::default() };
        assert_eq!(
            refused(world.gate.count(&analyst, &words)),
            RefusalCode::GroupTooSmall,
            "words reach no names"
        );
    });
}

#[test]
fn r1_011_the_assortment_is_counted_by_purchases_without_customers() {
    both(RETAIL, |world| {
        for number in 0..12 {
            let who = world.add(world.person("Eino", "Esimerkki"));
            if number < 11 {
                let draft = world.object("order", "dealings", "2026-11-20", &[("outlet", "satama")]);
                world.gate.add_object(&world.agent(), &who, draft).unwrap();
            }
        }
        let analyst = world.ask("assortment-analyst", "assortment");
        let ordered = Filter { object: Some(id("order")), ..Filter::default() };
        assert_eq!(world.gate.count(&analyst, &ordered).unwrap(), 11);
        let done = Filter { object: Some(id("order")), state: Some(id("completed")), ..Filter::default() };
        assert_eq!(refused(world.gate.count(&analyst, &done)), RefusalCode::GroupTooSmall);
        let other = Filter { object: Some(id("delivery")), ..Filter::default() };
        assert_eq!(
            refused(world.gate.count(&analyst, &other)),
            RefusalCode::ActionNotGranted,
            "not for this purpose"
        );
        let nonsense = Filter { group: Some(id("aliens")), ..Filter::default() };
        assert_eq!(refused(world.gate.count(&analyst, &nonsense)), RefusalCode::NotDeclared);
    });
}
