//! The run: makes the stand, measures one figure after the other, and tells each as it comes.

use super::{
    agents::{Desk, bare_readers},
    apart::{self, Delivery},
    bare::{
        plain::{self, Plain},
        server,
    },
    homework::{self, Homework},
    load::{self, Load, Measured, count},
    machine::{Machine, size_of},
    served::Served,
    stand::{Filled, Stand},
    table::{Aim, Figure, HEAD, number},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// What is measured.
pub(crate) struct Plan {
    /// People in the register.
    pub(crate) people: u64,
    /// The statement that they are kept by.
    pub(crate) statement: String,
    /// A folder that does not exist yet; it is removed at the end.
    pub(crate) folder: PathBuf,
}

/// Most time that one figure may take.
const AT_MOST: Duration = Duration::from_secs(60);
/// How long a server needs to come to rest.
const SETTLED: Duration = Duration::from_secs(10);
/// Agents at once, where a figure says "concurrent".
const MANY: usize = 50;
/// Agents at once elsewhere.
const FEW: usize = 10;
/// People whose cards are read.
const READ: usize = 5_000;

/// Measures all figures; `tell` gets each line as it comes.
pub(crate) fn measure(plan: &Plan, tell: &mut dyn FnMut(&str)) -> Result<(), String> {
    let done = all(plan, tell);
    let _ = std::fs::remove_dir_all(&plan.folder);
    done
}

/// A run under way.
struct Run<'a> {
    plan: &'a Plan,
    tell: &'a mut dyn FnMut(&str),
    missed: usize,
}

impl Run<'_> {
    fn note(&mut self, line: &str) {
        (self.tell)(line);
    }

    fn figure(&mut self, figure: &Figure) {
        self.missed += usize::from(!figure.met());
        (self.tell)(&figure.line());
    }

    fn data(&self) -> PathBuf {
        self.plan.folder.join("data")
    }
}

fn all(plan: &Plan, tell: &mut dyn FnMut(&str)) -> Result<(), String> {
    std::fs::create_dir_all(&plan.folder).map_err(|error| error.to_string())?;
    let machine = Machine::look();
    let mut run = Run { plan, tell, missed: 0 };
    run.note(&format!(
        "Machine: {}, {} MiB. Commit: {}. Engine: SQLite.",
        machine.processor,
        number(f64::from(u32::try_from(machine.memory).unwrap_or(u32::MAX))),
        machine.commit
    ));
    let stand = Stand::make(&run.data(), &plan.statement)?;
    let filled = stand.fill(plan.people, |_| ())?;
    let rate = count(usize::try_from(filled.people).unwrap_or(0)) / filled.took.as_secs_f64();
    run.note(&format!(
        "Data: {} people and {} objects of `{}`, put in at {} people/s. Role: {}, purpose: {}.\n\n{HEAD}",
        filled.people,
        filled.objects.values().sum::<u64>(),
        stand.register,
        number(rate),
        stand.role,
        stand.purpose
    ));
    let subjects = stand.subjects(READ)?;
    let key = stand.key()?;
    let session = stand.session(std::net::SocketAddr::from(([127, 0, 0, 1], 80)))?;
    let homework = homework::prepare(&stand, 6_000)?;
    let plain = run.plan.folder.join("plain.db");
    plain_of(&stand, &plain, &filled)?;
    let checked = apart::purpose(&stand)?;
    run.figure(&checked);
    let verified = apart::ledger(&plan.folder)?;
    run.figure(&verified);
    let delivery = Delivery::write(&stand, (&run.data(), &plan.folder), plan.people.min(50_000))?;
    let served = restart(&mut run, stand, (&plain, &delivery))?;
    let (served, (register, purpose)) = served;
    let desk = Desk {
        address: served.address,
        register,
        purpose,
        session,
        key,
        subjects: Arc::new(subjects),
        words: Arc::new(filled.words),
    };
    over_http(&mut run, &served, (&desk, homework))
}

/// Closes the stand and opens it in a server of its own.
fn restart(
    run: &mut Run<'_>,
    stand: Stand,
    (plain, delivery): (&Path, &Delivery),
) -> Result<(Served, (String, String)), String> {
    let names = (stand.register.to_string(), stand.purpose.to_string());
    drop(stand);
    sizes(run, plain);
    let imported = delivery.measure(&run.plan.folder)?;
    run.figure(&imported);
    let served = Served::measured(&run.data())?;
    run.figure(&Figure {
        what: "start of the process to ready".to_owned(),
        aim: Aim::AtMost(1.0),
        got: served.ready.as_secs_f64(),
        unit: "s",
        bare: None,
    });
    // The import left people to be put into the index, which the server does first.
    std::thread::sleep(SETTLED);
    let idle = served.memory().ok_or("the server's memory can't be read")?.0;
    run.figure(&Figure {
        what: "memory, idle".to_owned(),
        aim: Aim::AtMost(60.0),
        got: idle,
        unit: "MiB",
        bare: None,
    });
    Ok((served, names))
}

/// The data's size beside the plain data with an index on each searched item. Nobody has either open: what was written last stands
/// in the files themselves, not in logs beside them.
fn sizes(run: &mut Run<'_>, plain: &Path) {
    let (own, bare) = (size_of(&run.data().join("controllers")), size_of(plain));
    let mib = |bytes: u64| count(usize::try_from(bytes / 1_024).unwrap_or(0)) / 1_024.0;
    run.figure(&Figure {
        what: "size on disk: data, keys, tokens, ledger; beside the plain data".to_owned(),
        aim: Aim::AtMost(1.5 * mib(bare)),
        got: mib(own),
        unit: "MiB",
        bare: Some((mib(bare), "plain rows, an index on each searched item")),
    });
}

fn plain_of(stand: &Stand, file: &Path, filled: &Filled) -> Result<(), String> {
    let items: Vec<(String, bool)> = stand
        .rules
        .statement()
        .items
        .iter()
        .map(|item| (item.id.to_string(), !item.search.is_empty() || item.unique))
        .collect();
    let mut plain = Plain::make(file, &items)?;
    homework::in_plain(stand, filled, &items, &mut plain)?;
    plain.settle()
}

fn loaded(agents: Vec<load::Agent>, requests: usize) -> Result<Measured, String> {
    load::run(agents, Load { requests, at_most: AT_MOST })
}

fn milliseconds(of: Duration) -> f64 {
    of.as_secs_f64() * 1_000.0
}

/// A figure of a percentile in milliseconds.
fn p95(what: &str, most: f64, measured: &Measured, bare: Option<(f64, &'static str)>) -> Figure {
    let what = format!("{what}, p95 ({} requests, {}/s)", measured.requests(), number(measured.per_second()));
    Figure { what, aim: Aim::AtMost(most), got: milliseconds(measured.percentile(95)), unit: "ms", bare }
}

fn over_http(run: &mut Run<'_>, served: &Served, (desk, homework): (&Desk, Homework)) -> Result<(), String> {
    pages(run, desk)?;
    cards(run, desk)?;
    let found = loaded(desk.find(FEW)?, 4_000)?;
    run.figure(&p95("find by 1 to 6 letters, 10 programs", 50.0, &found, None));
    let listed = loaded(desk.list(FEW, &homework.filters)?, 2_000)?;
    run.figure(&p95("filtered list of 50 rows, 10 programs", 60.0, &listed, None));
    let (item, source) = &homework.changed;
    let saved = loaded(desk.save(FEW, item, source)?, 4_000)?;
    run.figure(&p95("save of one item, 10 programs", 15.0, &saved, None));
    creates(run, desk, homework.newcomers)?;
    let most = served.memory().ok_or("the server's memory can't be read")?.1;
    run.figure(&Figure {
        what: "memory, most under all of this".to_owned(),
        aim: Aim::AtMost(300.0),
        got: most,
        unit: "MiB",
        bare: None,
    });
    run.note(&format!("\n{} figure(s) missed.", run.missed));
    Ok(())
}

/// Cards in the browser, beside the same bytes from the bare server.
fn pages(run: &mut Run<'_>, desk: &Desk) -> Result<(), String> {
    let bodies = (0..200).map(|number| Ok(desk.page(number)?.body)).collect::<Result<Vec<_>, String>>()?;
    let measured = loaded(desk.open_pages(MANY)?, 10_000)?;
    let bare = bare_of(run, "pages.db", &bodies)?;
    let bare = Some((milliseconds(bare.percentile(95)), "bare axum and SQLite, same bytes"));
    run.figure(&p95("card page, 50 agents without a pause", 40.0, &measured, bare));
    Ok(())
}

/// Cards as programs get them: the throughput beside that of the bare server.
fn cards(run: &mut Run<'_>, desk: &Desk) -> Result<(), String> {
    let bodies = (0..1_000).map(|number| Ok(desk.card(number)?.body)).collect::<Result<Vec<_>, String>>()?;
    let measured = loaded(desk.read_cards(MANY)?, 20_000)?;
    let bare = bare_of(run, "cards.db", &bodies)?.per_second();
    run.figure(&Figure {
        what: format!(
            "API read of a card, gated and logged, 50 connections, p95 {} ms",
            number(milliseconds(measured.percentile(95)))
        ),
        aim: Aim::AtLeast(bare / 2.0),
        got: measured.per_second(),
        unit: "reads/s",
        bare: Some((bare, "bare axum and SQLite, same bytes, same connections")),
    });
    Ok(())
}

fn bare_of(run: &Run<'_>, file: &str, bodies: &[Vec<u8>]) -> Result<Measured, String> {
    let file = run.plan.folder.join(file);
    server::fill(&file, bodies)?;
    let served = Served::bare(&file)?;
    loaded(bare_readers(served.address, MANY, bodies.len())?, 40_000)
}

/// Durable creates from many clients.
fn creates(run: &mut Run<'_>, desk: &Desk, newcomers: Vec<String>) -> Result<(), String> {
    let bodies = Arc::new(newcomers);
    let bytes = bodies.first().map_or(0, String::len);
    let measured = loaded(desk.create(MANY, Arc::clone(&bodies))?, bodies.len())?;
    let bare = plain::durable_inserts(&run.plan.folder.join("one.db"), 4_000, &vec![7; bytes])?;
    run.figure(&Figure {
        what: format!(
            "durable sealed creates, 50 clients, p95 {} ms",
            number(milliseconds(measured.percentile(95)))
        ),
        aim: Aim::AtLeast(2_000.0),
        got: measured.per_second(),
        unit: "creates/s",
        bare: Some((bare, "bare SQLite, one durable insert after the other")),
    });
    Ok(())
}
