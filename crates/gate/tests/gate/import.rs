//! Rows of files: what becomes of each, alike in a trial and for good, and how a batch is undone.

use crate::world::{RETAIL, WEBSHOP, World, both, id, on_card};
use proptest::prelude::*;
use seloste_db::{Tx, Value};
use seloste_gate::{
    GateError, Trial,
    card::{PermissionChange, PermissionKind, Set, SubjectRef},
    errors::RefusalCode,
    import::{Batch, Met, Outcome, Row, Undone},
};
use seloste_register::item;

pub(crate) type Cells<'a> = &'a [(&'a str, &'a str)];

pub(crate) fn batch(number: i64, source: &str) -> Batch {
    Batch { number, source: id(source), group: id("customers"), areas: Vec::new() }
}

fn values(world: &World, cells: Cells<'_>) -> Vec<(seloste_register::id::ItemId, Vec<item::Valid>)> {
    let read = |(name, value): &(&str, &str)| {
        let valid =
            item::read(world.item(name), value, None).unwrap_or_else(|problems| panic!("{problems:?}"));
        (id(name), vec![valid])
    };
    cells.iter().map(read).collect()
}

fn row(world: &World, number: i64, cells: Cells<'_>) -> Row {
    Row { number, items: values(world, cells), finds: Vec::new(), object: None }
}

pub(crate) fn rows(world: &World, first: i64, rows: &[Cells<'_>]) -> Vec<Row> {
    (first..).zip(rows).map(|(number, cells)| row(world, number, cells)).collect()
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "created",
        Outcome::Updated => "updated",
        Outcome::Unchanged => "unchanged",
        Outcome::Duplicate => "duplicate",
        Outcome::Refused(refusal) => refusal.code.as_str(),
        Outcome::Wrong(problems) => problems.first().map_or("wrong", |problem| problem.problem.rule),
    }
}

fn words(outcomes: &[Outcome]) -> Vec<&'static str> {
    outcomes.iter().map(word).collect()
}

fn silent(_: &mut Tx<'_>, _: &[Outcome]) -> Result<(), GateError> {
    Ok(())
}

pub(crate) fn bring(world: &World, batch: &Batch, rows: Vec<Row>) -> Vec<&'static str> {
    words(
        &world.gate.import(&world.keeper(), batch, rows, silent).unwrap_or_else(|error| panic!("{error:?}")),
    )
}

fn try_out(world: &World, batch: &Batch, rows: Vec<Row>, trial: &mut Trial) -> Vec<&'static str> {
    words(
        &world
            .gate
            .try_import(&world.keeper(), batch, rows, trial)
            .unwrap_or_else(|error| panic!("{error:?}")),
    )
}

pub(crate) fn undo(world: &World, batch: i64) -> Undone {
    let mut sum = Undone { more: true, ..Undone::default() };
    while sum.more {
        let step = world.gate.undo_import(&world.keeper(), batch, |_, _| Ok(())).unwrap();
        sum = Undone {
            erased: sum.erased + step.erased,
            restored: sum.restored + step.restored,
            kept: sum.kept + step.kept,
            more: step.more,
        };
    }
    sum
}

pub(crate) fn one(world: &World, typed: &str) -> SubjectRef {
    let mut hits = world.gate.find(&world.keeper(), typed, 10).unwrap();
    assert_eq!(hits.len(), 1, "{typed}");
    hits.pop().unwrap().subject
}

pub(crate) fn shown(world: &World, typed: &str, item: &str) -> Vec<String> {
    on_card(&world.gate.open_card(&world.keeper(), &one(world, typed)).unwrap(), item)
}

pub(crate) const AINO: Cells<'static> =
    &[("first-names", "Aino"), ("surname", "Esimerkki"), ("email", "aino@example.fi"), ("town", "Turku")];
pub(crate) const EINO: Cells<'static> =
    &[("first-names", "Eino"), ("surname", "Malli"), ("phone", "050 555 0001")];

#[test]
fn a_row_creates_changes_or_changes_nothing() {
    both(WEBSHOP, |world| {
        let first = rows(
            world,
            2,
            &[
                AINO,
                EINO,
                AINO,
                &[
                    ("first-names", "Eino"),
                    ("surname", "MALLI"),
                    ("phone", "+358505550001"),
                    ("email", "eino@example.fi"),
                ],
            ],
        );
        assert_eq!(bring(world, &batch(1, "shop"), first), ["created", "created", "duplicate", "updated"]);
        assert_eq!(shown(world, "malli", "email"), ["eino@example.fi"]);
        assert_eq!(shown(world, "malli", "surname"), ["Malli"]);
        assert_eq!(shown(world, "aino@example.fi", "customer-number").len(), 1);
        let again = rows(
            world,
            2,
            &[
                AINO,
                AINO,
                &[
                    ("first-names", "Aino"),
                    ("surname", "Esimerkki"),
                    ("email", "AINO@example.fi"),
                    ("town", "Salo"),
                ],
                &[
                    ("first-names", "Aino"),
                    ("surname", "Esimerkki"),
                    ("email", "aino@example.fi"),
                    ("phone", "050 555 0002"),
                ],
            ],
        );
        assert_eq!(bring(world, &batch(2, "shop"), again), ["unchanged", "duplicate", "updated", "updated"]);
        assert_eq!(shown(world, "0505550002", "town"), ["Salo"]);
    });
}

#[test]
fn the_same_address_with_another_name_is_another_person() {
    both(WEBSHOP, |world| {
        let family = [("first-names", "Veikko"), ("surname", "Esimerkki"), ("email", "aino@example.fi")];
        let nameless: Cells<'_> = &[("email", "aino@example.fi"), ("town", "Salo")];
        let outcomes = bring(world, &batch(1, "shop"), rows(world, 2, &[AINO, &family, nameless]));
        assert_eq!(outcomes, ["created", "created", "required"]);
    });
}

#[test]
fn a_row_without_any_identifier_makes_its_person_once() {
    both(WEBSHOP, |world| {
        let bare: Cells<'_> =
            &[("first-names", "Aino"), ("surname", "Malli"), ("street", "Katu 5 A 12"), ("town", "Turku")];
        let part: Cells<'_> = &[("first-names", "AINO"), ("surname", "Malli"), ("town", "Turku")];
        let other: Cells<'_> = &[("first-names", "Aino"), ("surname", "Malli"), ("town", "Salo")];
        let outcomes = bring(world, &batch(1, "shop"), rows(world, 2, &[bare, bare, part, other]));
        assert_eq!(outcomes, ["created", "duplicate", "duplicate", "created"]);
        let outcomes = bring(world, &batch(2, "shop"), rows(world, 2, &[bare, other, part]));
        assert_eq!(outcomes, ["unchanged", "unchanged", "duplicate"]);
    });
}

#[test]
fn a_customer_number_finds_its_person_and_never_changes() {
    both(WEBSHOP, |world| {
        let numbered: Cells<'_> =
            &[("customer-number", "12345672"), ("first-names", "Aino"), ("surname", "Esimerkki")];
        let renamed: Cells<'_> = &[("customer-number", "12345672"), ("surname", "Malli")];
        let other: Cells<'_> = &[
            ("customer-number", "12345685"),
            ("first-names", "Aino"),
            ("surname", "Malli"),
            ("email", "a@example.fi"),
        ];
        assert_eq!(
            bring(world, &batch(1, "shop"), rows(world, 2, &[numbered, renamed, other])),
            ["created", "updated", "created"]
        );
        let same: Cells<'_> = &[
            ("customer-number", "12345672"),
            ("email", "a@example.fi"),
            ("first-names", "Aino"),
            ("surname", "Malli"),
        ];
        // By its number one person, by name and address another: nobody's guess.
        assert_eq!(bring(world, &batch(2, "shop"), rows(world, 2, &[same])), ["updated"]);
        world.gate.erase(&world.ask("privacy-officer", "register-keeping"), &one(world, "12345672")).unwrap();
        assert_eq!(bring(world, &batch(3, "shop"), rows(world, 2, &[numbered])), ["number-used"]);
    });
}

#[test]
fn r4_028_an_update_service_changes_who_is_there_and_adds_nobody() {
    both(WEBSHOP, |world| {
        bring(world, &batch(1, "shop"), rows(world, 2, &[AINO]));
        let from_service = |number: i64, finds: Cells<'_>, items: Cells<'_>| Row {
            number,
            items: values(world, items),
            finds: values(world, finds),
            object: None,
        };
        let aino = &AINO[..3];
        let served = vec![
            from_service(2, aino, &[("street", "Uusikatu 1"), ("town", "Pori")]),
            from_service(
                3,
                &[("first-names", "Uuno"), ("surname", "Uusi"), ("email", "u@example.fi")],
                &[("town", "Pori")],
            ),
            from_service(4, &[], &[("town", "Pori")]),
            from_service(5, aino, &[("phone", "050 555 0009")]),
        ];
        let outcomes = bring(world, &batch(2, "address-service"), served);
        let refused = RefusalCode::SourceNotAllowed.as_str();
        assert_eq!(outcomes, ["updated", refused, refused, refused]);
        assert_eq!(
            (shown(world, "aino", "town"), shown(world, "aino", "phone")),
            (vec!["Pori".to_owned()], vec![])
        );
        assert!(world.gate.find(&world.keeper(), "uuno", 10).unwrap().is_empty());
    });
}

#[test]
fn r1_021_an_undeclared_item_or_source_refuses_the_row() {
    both(WEBSHOP, |world| {
        let mut undeclared = row(world, 2, AINO);
        let (_, values) = undeclared.items.pop().unwrap();
        undeclared.items.push((id("shoe-size"), values));
        assert_eq!(bring(world, &batch(1, "shop"), vec![undeclared]), [RefusalCode::NotDeclared.as_str()]);
        let from_nowhere = bring(world, &batch(1, "cousin"), rows(world, 2, &[AINO]));
        assert_eq!(from_nowhere, [RefusalCode::NotDeclared.as_str()]);
        assert!(world.gate.find(&world.keeper(), "aino", 10).unwrap().is_empty());
    });
}

#[test]
fn r1_018_an_import_never_loosens_a_prohibition() {
    both(RETAIL, |world| {
        let source = "customer";
        bring(world, &batch(1, source), rows(world, 2, &[AINO]));
        let aino = one(world, "aino");
        let kind = world.rules.statement().prohibitions[0].id.clone();
        let change = PermissionChange {
            what: PermissionKind::Prohibition(kind),
            channel: None,
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        world.gate.permit(&world.keeper(), &aino, change).unwrap();
        let in_force = || {
            let held = world.gate.permissions(&world.keeper(), &aino).unwrap();
            held.iter().filter(|one| one.until.is_none()).count()
        };
        let moved: Cells<'_> = &[
            ("first-names", "Aino"),
            ("surname", "Esimerkki"),
            ("email", "aino@example.fi"),
            ("town", "Salo"),
        ];
        assert_eq!(bring(world, &batch(2, source), rows(world, 2, &[moved, AINO])), ["updated", "updated"]);
        assert_eq!(in_force(), 1);
        undo(world, 2);
        assert_eq!(in_force(), 1);
        // Somebody with a word of their own on record is not erased by an undo either.
        assert_eq!(undo(world, 1).kept, 1);
        assert_eq!(in_force(), 1);
    });
}

#[test]
fn what_is_not_granted_is_refused_and_nothing_is_stored() {
    both(WEBSHOP, |world| {
        let brought = world.gate.import(&world.agent(), &batch(1, "shop"), rows(world, 2, &[AINO]), silent);
        assert_eq!(crate::world::refused(brought), RefusalCode::ActionNotGranted);
        let tried = world.gate.try_import(
            &world.agent(),
            &batch(1, "shop"),
            rows(world, 2, &[AINO]),
            &mut Trial::default(),
        );
        assert_eq!(crate::world::refused(tried), RefusalCode::ActionNotGranted);
        assert_eq!(
            crate::world::refused(world.gate.undo_import(&world.agent(), 1, |_, _| Ok(()))),
            RefusalCode::ActionNotGranted
        );
    });
}

#[test]
fn the_callers_note_and_the_people_are_durable_together_or_not_at_all() {
    both(WEBSHOP, |world| {
        let fails = |tx: &mut Tx<'_>, _: &[Outcome]| {
            tx.run(
                "INSERT INTO setting (name, value) VALUES ($1, $2)",
                &[Value::Text("cursor"), Value::Text("3")],
            )?;
            Err(GateError::Failed("the machine stopped here".to_owned()))
        };
        let stopped =
            world.gate.import(&world.keeper(), &batch(1, "shop"), rows(world, 2, &[AINO, EINO]), fails);
        assert!(matches!(stopped, Err(GateError::Failed(_))));
        let noted = |world: &World| -> Option<String> {
            world
                .gate
                .data()
                .read(|tx| {
                    tx.first("SELECT value FROM setting WHERE name = 'cursor'", &[], |row| row.text(0))
                })
                .unwrap()
        };
        assert!(
            world.gate.find(&world.keeper(), "esimerkki", 10).unwrap().is_empty() && noted(world).is_none()
        );
        assert_eq!(bring(world, &batch(1, "shop"), rows(world, 2, &[AINO, EINO])), ["created", "created"]);
    });
}

#[test]
fn rows_of_a_batch_are_listed_with_whom_they_met() {
    both(WEBSHOP, |world| {
        bring(world, &batch(5, "shop"), rows(world, 2, &[AINO, EINO, AINO]));
        let listed = |met: Met, after: i64| -> Vec<(i64, SubjectRef)> {
            let rows = world.gate.import_rows(&world.keeper(), 5, met, (after, 10)).unwrap();
            rows.into_iter().map(|row| (row.row, row.subject)).collect()
        };
        assert_eq!(listed(Met::Created, 0).len(), 2);
        assert_eq!(listed(Met::Created, 2), [(3, one(world, "eino"))]);
        assert_eq!(listed(Met::Duplicate, 0), [(4, one(world, "aino"))]);
        assert_eq!(listed(Met::Updated, 0), []);
    });
}

#[test]
fn two_imports_of_the_same_people_at_once_make_each_person_once() {
    both(WEBSHOP, |world| {
        let people: Vec<Vec<(&str, String)>> = (0..60)
            .map(|number| {
                let code = item::customer_number(number * 7_919);
                vec![
                    ("customer-number", code),
                    ("first-names", "Aino".to_owned()),
                    ("surname", "Malli".to_owned()),
                ]
            })
            .collect();
        let bring_all = |number: i64| {
            for (part, chunk) in people.chunks(10).enumerate() {
                let rows = chunk.iter().enumerate().map(|(at, cells)| {
                    let cells: Vec<(&str, &str)> =
                        cells.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    row(world, i64::try_from(part * 10 + at).unwrap() + 2, &cells)
                });
                let outcomes =
                    world.gate.import(&world.keeper(), &batch(number, "shop"), rows.collect(), silent);
                assert!(outcomes.is_ok(), "{outcomes:?}");
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| bring_all(1));
            scope.spawn(|| bring_all(2));
        });
        for person in &people {
            one(world, &person[0].1);
        }
    });
}

fn cell() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let name = prop::sample::select(vec!["Aino", "Eino", "aino"]);
    let surname = prop::option::weighted(0.9, prop::sample::select(vec!["Malli", "Esimerkki"]));
    let email = prop::option::of(prop::sample::select(vec!["a@example.fi", "b@example.fi"]));
    let phone = prop::option::of(prop::sample::select(vec!["050 555 0001", "050 555 0002"]));
    let town = prop::option::of(prop::sample::select(vec!["Turku", "Salo"]));
    let number = prop::option::weighted(0.2, prop::sample::select(vec!["12345672", "12345685"]));
    (name, surname, email, phone, town, number).prop_map(|(name, surname, email, phone, town, number)| {
        let optional = [
            ("surname", surname),
            ("email", email),
            ("phone", phone),
            ("town", town),
            ("customer-number", number),
        ];
        std::iter::once(("first-names", name))
            .chain(optional.into_iter().filter_map(|(item, value)| Some((item, value?))))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_trial_says_what_the_run_then_does(
        there in prop::collection::vec(cell(), 0..6),
        file in prop::collection::vec(cell(), 1..24),
        cut in 1_usize..9,
    ) {
        let world = World::new(seloste_db::Engine::Sqlite, WEBSHOP);
        let take = |cells: &[Vec<(&'static str, &'static str)>], first: usize| -> Vec<Row> {
            let row = |(at, cells): (usize, &Vec<_>)| row(&world, i64::try_from(first + at).unwrap(), cells);
            cells.iter().enumerate().map(row).collect()
        };
        bring(&world, &batch(1, "shop"), take(&there, 2));
        let mut trial = Trial::default();
        let (mut tried, mut done) = (Vec::new(), Vec::new());
        for (at, chunk) in file.chunks(cut).enumerate() {
            tried.extend(try_out(&world, &batch(2, "shop"), take(chunk, at * cut + 2), &mut trial));
        }
        for (at, chunk) in file.chunks(cut + 2).enumerate() {
            done.extend(bring(&world, &batch(2, "shop"), take(chunk, at * (cut + 2) + 2)));
        }
        prop_assert_eq!(tried, done);
    }
}
