//! What is past its term is unreachable at once and destroyed by the run.

use crate::world::{RETAIL, World, absent, both, id, on_card, refused};
use seloste_db::Engine;
use seloste_gate::{
    card::{PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::HoldDraft,
    errors::RefusalCode,
    selector::SUBJECTS,
};
use seloste_register::right::Intake;

fn run(world: &World) -> std::collections::BTreeMap<String, u64> {
    let mut all = std::collections::BTreeMap::new();
    loop {
        let step = world.gate.retain(&world.rules.statement().register.id).unwrap();
        assert_eq!(step.overdue, 0);
        for (what, many) in step.destroyed {
            *all.entry(what).or_insert(0) += many;
        }
        if step.ended {
            return all;
        }
    }
}

fn rows(world: &World, table: &str) -> i64 {
    let sql: &'static str = Box::leak(format!("SELECT COUNT(*) FROM {table}").into_boxed_str());
    world.pair.data.read(|tx| tx.first(sql, &[], |row| row.int(0))).unwrap().unwrap_or_default()
}

fn order(world: &World, aino: &SubjectRef, day: &str) -> seloste_gate::card::ObjectRef {
    let draft = world.object("order", "dealings", day, &[("outlet", "keskusta")]);
    world.gate.add_object(&world.agent(), aino, draft).unwrap()
}

#[test]
fn c23_r5_104_what_ends_with_the_relationship_is_gone_from_every_answer_before_the_run() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), world.add(world.person("Eino", "Toinen")));
        let bought = order(world, &aino, "2026-11-20");
        world.edit(&aino, "additional-information", "Ovikello ei soi").unwrap();
        assert!(run(world).is_empty(), "nothing is past its term");
        world.gate.close(&world.agent(), &aino).unwrap();
        // P0D: ends with the relationship, at once.
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert!(on_card(&card, "additional-information").is_empty());
        assert_eq!(on_card(&card, "surname"), ["Esimerkki"]);
        world.later("2028-11-22T20:00:00Z");
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "surname"), ["Esimerkki"]);
        world.later("2028-11-23T06:00:00Z");
        absent(world.gate.open_card(&world.agent(), &aino));
        absent(world.gate.open_object(&world.agent(), &bought));
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &eino).unwrap(), "surname"), ["Toinen"]);
        let destroyed = run(world);
        assert!(destroyed["identity"] >= 3 && destroyed["contact"] == 5, "{destroyed:?}");
        assert!(run(world).is_empty(), "a second run finds nothing");
        // The order has a year left; then nothing is known of her, and she goes whole.
        world.later("2029-11-21T06:00:00Z");
        assert_eq!(run(world)["people"], 1);
        for table in SUBJECTS.iter().filter(|table| table.name != "ledger_subject") {
            let left = rows(world, table.name);
            assert!(left <= 40, "{}: {left}", table.name);
        }
        assert_eq!(rows(world, "subject"), 1);
        let certificates = world.gate.certificates(&world.rules.statement().register.id, 50).unwrap();
        assert!(certificates.iter().any(|one| one.what == "people" && one.many == 1));
        let state = world.gate.retention_state(&world.rules.statement().register.id).unwrap().unwrap();
        assert_eq!((state.overdue, state.ended.is_some()), (0, true));
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn r1_012_an_object_goes_by_its_own_date_and_an_invoice_by_the_law() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let (old, new) = (order(world, &aino, "2023-11-21"), order(world, &aino, "2026-11-20"));
        absent(world.gate.open_object(&world.agent(), &old));
        assert_eq!(world.gate.open_card(&world.agent(), &aino).unwrap().objects.len(), 1);
        assert_eq!(run(world)["order"], 1);
        world.gate.open_object(&world.agent(), &new).unwrap();
        assert_eq!(rows(world, "object"), 1);
    });
}

#[test]
fn c23_r7_004_a_value_counts_from_its_recording_to_the_minute() {
    let text = RETAIL.replacen(
        "retention = { keep = \"P0D\", after = \"relationship-end\" }",
        "retention = { keep = \"P6M\", after = \"recorded\" }",
        1,
    );
    both(&text, |world| {
        let aino = world.aino();
        world.later("2026-12-01T10:00:00Z");
        world.edit(&aino, "additional-information", "Ovikello ei soi").unwrap();
        let told = |world: &World| {
            on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "additional-information").len()
        };
        // The clock on the wall, whatever the season does to it.
        world.later("2027-06-01T08:59:00Z");
        assert_eq!(told(world), 1);
        world.later("2027-06-01T09:00:00Z");
        assert_eq!(told(world), 0);
        assert_eq!(run(world)["profile"], 2, "the date of becoming a customer too");
    });
}

#[test]
fn an_outer_limit_counts_from_the_last_activity_where_nothing_else_counts_from_it() {
    let own = "retention = { keep = \"P0D\", after = \"relationship-end\"";
    let limited = format!("{own}, at-latest = {{ keep = \"P6M\", after = \"last-activity\" }}");
    assert!(RETAIL.contains(own) && !RETAIL.contains("last-activity"));
    both(&RETAIL.replacen(own, &limited, 1), |world| {
        let aino = world.aino();
        world.edit(&aino, "additional-information", "Ovikello ei soi").unwrap();
        world.later("2027-04-01T10:00:00Z");
        world.edit(&aino, "street", "Uusikatu 1").unwrap();
        let told = |world: &World| {
            on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "additional-information").len()
        };
        world.later("2027-09-30T10:00:00Z");
        assert!(run(world).is_empty(), "six months from the first word are over, from the last they are not");
        assert_eq!(told(world), 1);
        world.later("2027-10-02T10:00:00Z");
        assert_eq!(told(world), 0);
    });
}

#[test]
fn r7_004_the_limit_of_a_group_holds_whatever_the_times_count_from() {
    let group = "en = \"Customers\" }\n";
    let limit = format!("{group}retention = {{ keep = \"P6M\", after = \"recorded\" }}\n");
    both(&RETAIL.replacen(group, &limit, 1), |world| {
        let aino = world.aino();
        world.later("2027-05-21T09:00:00Z");
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "surname"), ["Esimerkki"]);
        // Her relationship goes on, and the term of her name has not begun.
        world.later("2027-05-24T09:00:00Z");
        assert!(world.gate.find(&world.agent(), "esimerkki", 5).unwrap().is_empty());
        assert_eq!(run(world)["people"], 1);
        absent(world.gate.open_card(&world.agent(), &aino));
    });
}

#[test]
fn r1_023_an_older_address_goes_when_its_time_is_up_and_is_not_told_as_empty() {
    both(RETAIL, |world| {
        let Some(keep) = world.item("street").keep_replaced.clone() else {
            panic!("the sample keeps older streets for a time")
        };
        assert!(keep.starts_with('P'));
        let aino = world.aino();
        world.edit(&aino, "street", "Uusikatu 1").unwrap();
        let past = |world: &World| {
            let past = world.gate.history(&world.agent(), &aino).unwrap();
            past.into_iter().filter(|past| past.item == id("street")).count()
        };
        assert_eq!(past(world), 1);
        world.later("2031-11-22T12:00:00Z");
        assert_eq!(past(world), 0);
        assert!(run(world)["earlier-values"] >= 1);
        assert_eq!(on_card(&world.gate.open_card(&world.agent(), &aino).unwrap(), "street"), ["Uusikatu 1"]);
    });
}

#[test]
fn c23_what_the_statement_no_longer_declares_is_destroyed() {
    let world = World::new(Engine::Sqlite, RETAIL);
    let aino = world.aino();
    world.edit(&aino, "additional-information", "Ovikello ei soi").unwrap();
    let start = RETAIL.find("[[item]]\nid = \"additional-information\"").unwrap();
    let end = start + RETAIL[start..].find("[[category]]").unwrap();
    let shorter = format!("{}{}", &RETAIL[..start], &RETAIL[end..]);
    let gate = world.reopened(&shorter);
    let step = gate.retain(&world.rules.statement().register.id).unwrap();
    assert_eq!(step.destroyed.get("undeclared"), Some(&1), "{step:?}");
}

/// A bill of an order, which the law keeps.
fn bill(world: &World, aino: &SubjectRef) -> seloste_gate::card::ObjectRef {
    let parent = order(world, aino, "2026-11-20");
    let items = [("invoice-number", "L-1"), ("amount", "12,50")];
    let mut draft = world.object("invoice", "dealings", "2026-11-20", &items);
    draft.parent = Some(parent);
    world.gate.add_object(&world.ask("billing-clerk", "invoicing"), aino, draft).unwrap()
}

#[test]
fn r1_012_what_is_only_stored_after_its_time_is_there_for_the_law_alone_until_the_law_lets_it_go() {
    let text = RETAIL.replacen(
        "retention = { keep = \"P6Y\", after = \"object-date\", floor = \"bookkeeping-voucher\" }",
        "retention = { keep = \"P1Y\", after = \"object-date\", floor = \"bookkeeping-voucher\", action = \"restrict\" }",
        1,
    );
    both(&text, |world| {
        let aino = world.aino();
        let bill = bill(world, &aino);
        let (clerk, officer) =
            (world.ask("billing-clerk", "invoicing"), world.ask("privacy-officer", "register-keeping"));
        world.gate.open_object(&clerk, &bill).unwrap();
        world.later("2027-11-21T06:00:00Z");
        absent(world.gate.open_object(&clerk, &bill));
        let card = world.gate.open_card(&clerk, &aino).unwrap();
        assert!(card.objects.iter().all(|object| object.object != bill), "not on the card either");
        world.gate.open_object(&officer, &bill).unwrap();
        assert!(!run(world).contains_key("invoice"), "the law still wants it");
        world.gate.open_object(&officer, &bill).unwrap();
        // Six years from the end of the year in which the financial year ended.
        world.later("2033-01-02T06:00:00Z");
        absent(world.gate.open_object(&officer, &bill));
        assert_eq!(run(world)["invoice"], 1);
    });
}

#[test]
fn r7_015_what_is_anonymised_leaves_counts_and_sums_and_nobody() {
    let text = RETAIL.replacen(
        "retention = { keep = \"P3Y\", after = \"object-date\", why",
        "retention = { keep = \"P3Y\", after = \"object-date\", action = \"anonymise\", why",
        1,
    );
    assert_ne!(text, RETAIL);
    both(&text, |world| {
        let (aino, eino) = (world.aino(), world.add(world.person("Eino", "Toinen")));
        let smallest = world.rules.purpose(&id("statistics")).unwrap().min_group.unwrap_or(2);
        // As many as are shown: a sum that nobody sees is no test of it.
        let orders = u64::from(smallest.max(3));
        for (at, outlet) in (0..orders).zip(["keskusta", "satama"].into_iter().cycle()) {
            let who = if at == 0 { &eino } else { &aino };
            let draft =
                world.object("order", "dealings", "2026-11-20", &[("outlet", outlet), ("total", "10,00")]);
            world.gate.add_object(&world.agent(), who, draft).unwrap();
        }
        world.later("2029-11-21T06:00:00Z");
        assert_eq!(run(world)["order"], orders);
        assert_eq!(rows(world, "object"), 0);
        let analyst = world.ask("assortment-analyst", "statistics");
        let left = world.gate.statistics(&analyst).unwrap();
        let told: Vec<(Option<&str>, &str, u64, i64)> = left
            .iter()
            .map(|one| (one.item.as_ref().map(|id| id.as_str()), one.value.as_str(), one.many, one.total))
            .collect();
        let cents = i64::try_from(orders).unwrap() * 1_000;
        assert!(told.contains(&(Some("total"), "", orders, cents)), "{told:?}");
        assert!(left.iter().all(|one| one.many >= u64::from(smallest)), "small groups are not shown");
        let counted: i64 = rows(world, "statistic");
        assert!(counted >= 4, "orders, outlets and sums are counted: {counted}");
        assert!(matches!(world.gate.statistics(&world.agent()), Err(seloste_gate::GateError::Refused(_))));
    });
}

#[test]
fn r5_105_what_a_kind_of_hold_is_not_for_goes_in_its_time_and_the_rest_stays() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let bought = order(world, &aino, "2026-11-20");
        let officer = world.ask("privacy-officer", "register-keeping");
        let case = HoldDraft { kind: Some(id("defect-dispute")), ..world.hold("Riita 3", Vec::new()) };
        world.gate.hold(&officer, &aino, case).unwrap();
        world.gate.close(&world.agent(), &aino).unwrap();
        world.later("2031-11-23T06:00:00Z");
        let destroyed = run(world);
        assert!(destroyed["identity"] >= 3 && destroyed["contact"] == 5, "{destroyed:?}");
        assert!(!destroyed.contains_key("order"), "{destroyed:?}");
        let step = world.gate.retain(&world.rules.statement().register.id).unwrap();
        assert_eq!(step.held, 1, "the order is past its term and held");
        let holds = world.gate.holds(&officer, &aino).unwrap();
        world.gate.release(&officer, &aino, holds[0].number).unwrap();
        world.later("2031-11-24T06:00:00Z");
        run(world);
        absent(world.gate.open_object(&officer, &bought));
    });
}

/// Wishes that are used to target advertising, with the person's consent, and for nothing else.
pub(crate) const WISHES: &str = "
[[category]]
id = \"wishes\"
name = { fi = \"Toiveet\", sv = \"Önskemål\", en = \"Wishes\" }

[[item]]
id = \"wish\"
name = { fi = \"Toive\", sv = \"Önskemål\", en = \"Wish\" }
type = \"text\"
category = \"wishes\"
purposes = [\"targeting\"]
sources = [\"customer\"]
retention = { keep = \"P2Y\", after = \"relationship-end\" }
max-length = 100
keep-replaced = \"P1Y\"

[[role]]
id = \"wisher\"
name = { fi = \"Toivoja\", sv = \"Önskare\", en = \"Wisher\" }
scope = \"all\"

[[role.grant]]
purposes = [\"targeting\"]
read = [\"wishes\"]
change = [\"wishes\"]
";

#[test]
fn gdpr_17_1_b_what_rests_on_a_consent_alone_goes_when_it_is_taken_back() {
    both(&format!("{RETAIL}{WISHES}"), |world| {
        let (aino, wisher) = (world.aino(), world.ask("wisher", "targeting"));
        let say = |set| {
            let what = PermissionKind::Consent(id("targeting"));
            let change = PermissionChange { what, channel: None, set, by: Intake::Phone, notice: None };
            world.gate.permit(&world.agent(), &aino, change).unwrap();
        };
        let wish = |wish| world.edit_as(&wisher, &aino, world.change("wish", &[wish]));
        assert_eq!(refused(wish("Punainen polkupyörä")), RefusalCode::Prohibited);
        say(Set::InForce);
        wish("Punainen polkupyörä").unwrap();
        wish("Sininen polkupyörä").unwrap();
        world.later("2026-11-23T10:00:00Z");
        assert!(run(world).is_empty());
        say(Set::TakenBack);
        let overdue = || {
            let found =
                world.gate.examine(&world.rules.statement().register.id, 100, &mut |_, _| {}).unwrap();
            found.overdue.get(&id("wishes")).map_or(0, |one| one.count)
        };
        world.later("2026-11-24T10:00:00Z");
        assert_eq!(overdue(), 0, "the run has time to come round");
        world.later("2026-11-27T10:00:00Z");
        assert_eq!(overdue(), 2, "the proof sees what stays without a ground, of now and of before");
        let destroyed = run(world);
        assert_eq!((destroyed["wishes"], destroyed["earlier-values"]), (1, 1), "{destroyed:?}");
        say(Set::InForce);
        let card = world.gate.open_card(&wisher, &aino).unwrap();
        assert!(on_card(&card, "wish").is_empty(), "it came back with the consent");
        assert_eq!(on_card(&world.gate.open_card(&world.keeper(), &aino).unwrap(), "surname"), ["Esimerkki"]);
    });
}
