//! Totals: never a row, and never a group so small that it is a person.

use crate::world::{RETAIL, WEBSHOP, both, id, refused};
use seloste_gate::{
    GateError,
    card::{Filter, ItemChange, NewValue, Page},
    errors::RefusalCode,
    tally::{By, Tally},
};
use seloste_register::item;

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

#[test]
fn r4_009_r4_005_planning_gets_figures_by_product_and_month_and_no_small_rows() {
    both(WEBSHOP, |world| {
        let line = |product: &str| {
            let kind = world.rules.object(&id("order")).unwrap();
            let change = |name: &str, written: &str| {
                let item = kind.line_items.iter().find(|item| item.id.as_str() == name).unwrap();
                let value = item::read(item, written, None).unwrap();
                ItemChange { item: id(name), values: vec![NewValue { value, source: id("shop") }] }
            };
            vec![change("product", product), change("quantity", "1")]
        };
        for number in 0..24 {
            let who = world.add(world.person("Eino", "Esimerkki"));
            let mut order = world.object("order", "shop", "2026-10-20", &[("order-number", "A-1")]);
            let product = if number < 12 { "Teltta" } else { "Lamppu" };
            order.lines = vec![line(product)];
            if number == 0 {
                order.lines.push(line("Harvinainen"));
            }
            world.gate.add_object(&world.keeper(), &who, order).unwrap();
        }
        let analyst = world.ask("assortment-analyst", "offering-planning");
        let by =
            |by: Vec<By>| Tally { kind: id("order"), by, from: None, until: None, filter: Filter::default() };
        let found = world.gate.tally(&analyst, &by(vec![By::Item(id("product")), By::Month])).unwrap();
        // The rare product is about one person; a row beside it goes too, so that it can't be worked out.
        assert_eq!((found.rows.len(), found.withheld), (1, 2), "{found:?}");
        assert_eq!((found.rows[0].about[1].as_str(), found.rows[0].people), ("2026-10", 12));
        let number = world.gate.tally(&analyst, &by(vec![By::Item(id("order-number"))]));
        assert!(matches!(number, Err(GateError::Problems(_))), "words of an order are never a row");
        let none = Tally { from: Some(crate::world::date("2026-11-01")), ..by(vec![By::Year]) };
        assert_eq!(world.gate.tally(&analyst, &none).unwrap().rows, []);
        let bookkeeper = world.ask("bookkeeper", "bookkeeping");
        assert_eq!(refused(world.gate.tally(&bookkeeper, &none)), RefusalCode::ActionNotGranted);
    });
}
