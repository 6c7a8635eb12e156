//! Orders, deliveries, returns, warranties: one engine, whatever the statement declares.

use crate::world::{RETAIL, WEBSHOP, World, both, date, id, problems, refused, texts};
use seloste_gate::{
    GateError,
    card::{Filter, ItemChange, NewValue, ObjectRef, Page, SubjectRef},
    errors::{RefusalCode, UNKNOWN_PLACE},
};
use seloste_register::item;

const TEN: Page = Page { after: None, rows: 10 };

fn order(world: &World, aino: &SubjectRef) -> ObjectRef {
    let draft =
        world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta"), ("total", "12,50")]);
    world.gate.add_object(&world.agent(), aino, draft).unwrap()
}

#[test]
fn r1_028_a_return_needs_its_purchase() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let bring_back = || {
            world.object("return", "dealings", "2026-11-21", &[("outlet", "keskusta"), ("reason", "faulty")])
        };
        let agent = world.agent();
        assert_eq!(
            problems(world.gate.add_object(&agent, &aino, bring_back())),
            [("parent".to_owned(), "parent-missing")]
        );
        let order = order(world, &aino);
        let mut draft = bring_back();
        draft.parent = Some(order.clone());
        let mut too_early = bring_back();
        (too_early.parent, too_early.starts) = (Some(order.clone()), date("2026-11-19"));
        assert_eq!(
            problems(world.gate.add_object(&agent, &aino, too_early)),
            [("starts".to_owned(), "before-parent")],
            "nothing is brought back before it is bought"
        );
        let returned = world.gate.add_object(&agent, &aino, draft).unwrap();
        let (subject, opened) = world.gate.open_object(&agent, &returned).unwrap();
        assert_eq!(subject, aino);
        assert_eq!(opened.parent, Some(order));
        assert_eq!(texts(&opened.items, "reason"), ["faulty"]);
        // A return of a return, and of somebody else's purchase.
        let mut draft = bring_back();
        draft.parent = Some(returned);
        assert_eq!(
            problems(world.gate.add_object(&agent, &aino, draft)),
            [("parent".to_owned(), "parent-missing")]
        );
        let eino = world.add(world.person("Eino", "Toinen"));
        let mut draft = bring_back();
        draft.parent = Some(self::order(world, &eino));
        assert_eq!(
            problems(world.gate.add_object(&agent, &aino, draft)),
            [("parent".to_owned(), "parent-missing")]
        );
    });
}

#[test]
fn r1_032_an_end_before_its_start_is_refused() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let clerk = world.ask("service-agent", "warranties");
        let kind =
            world.rules.statement().objects.iter().find(|kind| kind.period && !kind.parent_required).unwrap();
        let draft = |ends: Option<&str>| {
            let required: Vec<(&str, &str)> = kind
                .items
                .iter()
                .filter(|item| item.required)
                .map(|item| (item.id.as_str(), example(item)))
                .collect();
            let mut draft = world.object(kind.id.as_str(), kind.sources[0].as_str(), "2026-11-20", &required);
            draft.ends = ends.map(date);
            draft
        };
        let answer = world.gate.add_object(&clerk, &aino, draft(Some("2026-11-19")));
        assert_eq!(problems(answer), [("ends".to_owned(), "end-before-start")]);
        world.gate.add_object(&clerk, &aino, draft(Some("2026-11-20"))).unwrap();
        world.gate.add_object(&clerk, &aino, draft(None)).unwrap();
    });
}

fn example(item: &seloste_register::statement::model::Item) -> &str {
    item.choices.first().map_or_else(|| item::examples(item.item_type)[0].0, |choice| choice.id.as_str())
}

#[test]
fn r1_008_r1_033_warranties_in_force_on_a_day_are_computed_and_found() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let eino = world.add(world.person("Eino", "Toinen"));
        let clerk = world.ask("service-agent", "warranties");
        let add = |who: &SubjectRef, starts: &str, ends: Option<&str>| {
            let order = order(world, who);
            let kind = world.rules.object(&id("warranty")).unwrap();
            let required: Vec<(&str, &str)> = kind
                .items
                .iter()
                .filter(|item| item.required)
                .map(|item| (item.id.as_str(), example(item)))
                .collect();
            let mut draft = world.object("warranty", kind.sources[0].as_str(), starts, &required);
            draft.ends = ends.map(date);
            draft.parent = Some(order);
            world.gate.add_object(&clerk, who, draft).unwrap()
        };
        add(&aino, "2026-01-01", Some("2027-12-31"));
        add(&eino, "2024-01-01", Some("2025-12-31"));
        let on = |day: &str| {
            let filter =
                Filter { object: Some(id("warranty")), in_force_on: Some(date(day)), ..Filter::default() };
            let hits = world.gate.list(&clerk, &filter, &TEN).unwrap().hits;
            hits.iter().flat_map(|hit| texts(&hit.items, "first-names")).collect::<Vec<_>>()
        };
        assert_eq!(on("2026-11-22"), ["Aino Maria"]);
        assert_eq!(on("2025-12-31"), ["Eino"]);
        assert_eq!(on("2025-12-31").len(), 1);
        assert!(on("2028-01-01").is_empty());
        assert_eq!(on("2026-01-01"), ["Aino Maria"], "the first day is in");
        // A state or a day without a kind asks about nothing.
        let filter = Filter { in_force_on: Some(date("2026-11-22")), ..Filter::default() };
        assert_eq!(problems(world.gate.list(&clerk, &filter, &TEN)), [("object".to_owned(), "kind-missing")]);
    });
}

#[test]
fn r4_022_an_order_has_lines_a_day_and_a_state() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let keeper = world.keeper();
        let kind = world.rules.object(&id("order")).unwrap();
        let line = |product: &str, quantity: &str| -> Vec<ItemChange> {
            [("product", product), ("quantity", quantity)]
                .map(|(name, written)| {
                    let item = kind.line_items.iter().find(|item| item.id.as_str() == name).unwrap();
                    let value = item::read(item, written, None).unwrap();
                    ItemChange { item: id(name), values: vec![NewValue { value, source: id("shop") }] }
                })
                .into()
        };
        let mut draft =
            world.object("order", "shop", "2026-11-20", &[("order-number", "A-1001"), ("total", "12,50")]);
        draft.lines = vec![line("Sadetakki", "1"), line("Kumisaappaat", "2")];
        let number = world.gate.add_object(&keeper, &aino, draft).unwrap();
        let (_, order) = world.gate.open_object(&keeper, &number).unwrap();
        assert_eq!(order.state, Some(id("received")), "the first state");
        assert_eq!(order.starts, date("2026-11-20"));
        assert_eq!(texts(&order.items, "total"), ["12.50"]);
        let products: Vec<_> = order.lines.iter().flat_map(|line| texts(line, "product")).collect();
        assert_eq!(products, ["Sadetakki", "Kumisaappaat"]);
        let mut wrong = world.object("order", "shop", "2026-11-20", &[("order-number", "A-1002")]);
        wrong.state = Some(id("lost"));
        assert_eq!(refused(world.gate.add_object(&keeper, &aino, wrong)), RefusalCode::NotDeclared);
        let nameless = world.object("order", "shop", "2026-11-20", &[]);
        assert_eq!(
            problems(world.gate.add_object(&keeper, &aino, nameless)),
            [("order-number".to_owned(), "required")]
        );
        let told = world.object("order", "customer", "2026-11-20", &[("order-number", "A-1003")]);
        assert_eq!(refused(world.gate.add_object(&keeper, &aino, told)), RefusalCode::SourceNotAllowed);
    });
}

#[test]
fn an_object_changed_by_two_at_once_is_a_conflict_that_names_the_item() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let keeper = world.keeper();
        let draft = |total: &str, state: &str| {
            let mut draft =
                world.object("order", "shop", "2026-11-20", &[("order-number", "A-1"), ("total", total)]);
            draft.state = Some(id(state));
            draft
        };
        let number = world.gate.add_object(&keeper, &aino, draft("10", "received")).unwrap();
        world.gate.edit_object(&keeper, &number, 1, draft("11", "packed")).unwrap();
        let Err(GateError::Conflict(items)) =
            world.gate.edit_object(&keeper, &number, 1, draft("12", "packed"))
        else {
            panic!("it was overwritten")
        };
        assert_eq!(items, [id("total")]);
        let (_, order) = world.gate.open_object(&keeper, &number).unwrap();
        assert_eq!((order.version, order.state), (2, Some(id("packed"))));
        let agent = world.agent();
        assert_eq!(
            refused(world.gate.edit_object(&agent, &number, 2, draft("13", "packed"))),
            RefusalCode::ChangeNotGranted
        );
        let other = world.object("contact", "customer", "2026-11-20", &[("contact-kind", "question")]);
        let mut all = keeper.clone();
        all.actor.roles.push(id("service-agent"));
        let answer = world.gate.edit_object(&all, &number, 2, other);
        assert_eq!(problems(answer), [("kind".to_owned(), "other-kind")]);
    });
}

#[test]
fn r1_026_the_timeline_is_newest_first_and_goes_on() {
    both(RETAIL, |world| {
        let aino = world.aino();
        for day in 1..=25 {
            let draft =
                world.object("order", "dealings", &format!("2026-10-{day:02}"), &[("outlet", "satama")]);
            world.gate.add_object(&world.agent(), &aino, draft).unwrap();
        }
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(card.objects.len(), 20);
        assert_eq!(card.objects[0].starts, date("2026-10-25"));
        let rest = Page { after: card.more_objects, rows: 10 };
        let (more, next) = world.gate.timeline(&world.agent(), &aino, &rest).unwrap();
        let days: Vec<i8> = more.iter().map(|object| object.starts.day()).collect();
        assert_eq!(days, [5, 4, 3, 2, 1]);
        assert!(next.is_none());
        let forged = Page { after: Some("0".repeat(26)), rows: 10 };
        let told = world.gate.timeline(&world.agent(), &aino, &forged);
        assert_eq!(problems(told), [("after".to_owned(), UNKNOWN_PLACE)]);
    });
}

#[test]
fn r1_029_the_service_history_is_for_the_service_desk_and_not_for_marketing() {
    both(RETAIL, |world| {
        for role in world.rules.statement().roles.iter().filter(|role| role.id.as_str() == "marketer") {
            assert!(role.grants.iter().all(|grant| !grant.read.contains(&id("service-history"))));
        }
        let aino = world.aino();
        let filter = Filter { object: Some(id("warranty")), ..Filter::default() };
        let marketer = world.ask("marketer", "marketing");
        assert_eq!(refused(world.gate.list(&marketer, &filter, &TEN)), RefusalCode::ActionNotGranted);
        drop(aino);
    });
}
