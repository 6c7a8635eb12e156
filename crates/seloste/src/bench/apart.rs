//! Figures that need no server: the check of a purpose, the ledger, a file brought in by the verb that people use.

use super::{
    bare::plain::Plain,
    homework,
    load::{count, now},
    stand::{DELIVERED, SEED, Stand, told},
    table::{Aim, Figure},
};
use crate::{demo, session::secret};
use seloste_gate::{bench as gate_bench, clock};
use seloste_register::statement::model::{Item, ItemType};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Checks of a purpose that are timed.
const CHECKS: usize = 200_000;
/// Entries of the ledger that is verified.
const ENTRIES: u64 = 200_000;

/// The check of a purpose: 99 of 100 take at most so long.
pub(crate) fn purpose(stand: &Stand) -> Result<Figure, String> {
    let (home, _) = stand.app.register(&stand.register).ok_or("the register is not there")?;
    let ask = stand.ask()?;
    let mut nanos = Vec::with_capacity(CHECKS);
    for _ in 0..CHECKS {
        let begun = now();
        if !std::hint::black_box(home.gate.may_open(std::hint::black_box(&ask))) {
            return Err("the gate says no".to_owned());
        }
        nanos.push(u32::try_from(begun.elapsed().as_nanos()).unwrap_or(u32::MAX));
    }
    nanos.sort_unstable();
    let at = nanos.len() * 99 / 100;
    let got = f64::from(nanos.get(at).copied().unwrap_or(u32::MAX)) / 1_000.0;
    Ok(Figure {
        what: format!("check of a purpose in process, p99 ({CHECKS} checks)"),
        aim: Aim::AtMost(5.0),
        got,
        unit: "µs",
        bare: None,
    })
}

/// Verifying a ledger, beside as much hashing.
pub(crate) fn ledger(folder: &Path) -> Result<Figure, String> {
    let folder = folder.join("ledger");
    std::fs::create_dir_all(&folder).map_err(told)?;
    let figures = gate_bench::ledger(&folder, ENTRIES).map_err(told)?;
    let verified = figures.iter().find(|figure| figure.name.starts_with("verify entries in the database"));
    let got = verified.ok_or("the ledger was not verified")?.per_second();
    let text = "x".repeat(200);
    let begun = now();
    for _ in 0..ENTRIES {
        std::hint::black_box(secret::sha256(std::hint::black_box(&text)));
    }
    let hashed = count(usize::try_from(ENTRIES).unwrap_or(0)) / begun.elapsed().as_secs_f64();
    Ok(Figure {
        what: format!("verify the ledger ({ENTRIES} entries)"),
        aim: Aim::AtLeast(200_000.0),
        got,
        unit: "entries/s",
        bare: Some((hashed, "one SHA-256 of 200 bytes an entry")),
    })
}

/// Types that a file of customers has columns for.
const COLUMNS: [ItemType; 7] = [
    ItemType::FirstNames,
    ItemType::Surname,
    ItemType::Street,
    ItemType::PostalCode,
    ItemType::Town,
    ItemType::Phone,
    ItemType::Email,
];

/// A file of new people, brought in by `seloste import` in a process of its own, beside the same rows put into a plain table.
/// The stand is closed: the verb opens the installation itself.
pub(crate) struct Delivery {
    items: Vec<(String, bool)>,
    rows: Vec<Vec<Option<String>>>,
    arguments: Vec<String>,
}

impl Delivery {
    /// Writes the file.
    pub(crate) fn write(stand: &Stand, (data, folder): (&Path, &Path), rows: u64) -> Result<Self, String> {
        let statement = stand.rules.statement();
        let column =
            |item_type| statement.items.iter().find(|item| item.item_type == item_type && !item.generated);
        let columns: Vec<&Item> = COLUMNS.into_iter().filter_map(column).collect();
        let brings = |source: &&seloste_register::id::SourceId| {
            let adds = statement.sources.iter().any(|one| one.id == **source && one.adds_persons);
            adds && columns.iter().all(|item| item.sources.contains(*source))
        };
        let source = columns.first().and_then(|item| item.sources.iter().find(brings));
        let source = source.ok_or("no source brings all columns")?;
        let today = clock::day(stand.app.clock().now());
        let people = demo::people(&stand.rules, SEED, today, DELIVERED..DELIVERED + rows);
        let rows: Vec<Vec<Option<String>>> = people
            .map(|one| {
                let of = |item: &&Item| one.draft.items.iter().find(|change| change.item == item.id);
                columns.iter().map(|item| of(item).map(homework::first)).collect()
            })
            .collect();
        let file = folder.join("delivery.csv");
        write_csv(&file, &columns, &rows)?;
        let text = |path: &Path| path.to_str().map(str::to_owned).ok_or("a path is no text");
        let arguments =
            ["import", "--register", stand.register.as_str(), "--source", source.as_str(), "--as"]
                .map(str::to_owned)
                .into_iter()
                .chain(["maija.mittaaja".to_owned(), "--data".to_owned(), text(data)?, text(&file)?])
                .collect();
        let items = columns.iter().map(|item| (item.id.to_string(), !item.search.is_empty())).collect();
        Ok(Self { items, rows, arguments })
    }

    /// Brings it in, and measures.
    pub(crate) fn measure(&self, folder: &Path) -> Result<Figure, String> {
        let program = std::env::current_exe().map_err(told)?;
        let begun = now();
        let done = Command::new(program).args(&self.arguments).stdin(Stdio::null()).output().map_err(told)?;
        let took = begun.elapsed();
        if !done.status.success() {
            let said: String = String::from_utf8_lossy(&done.stderr).chars().take(600).collect();
            return Err(format!("`seloste import` ended with {:?}: {said}", done.status.code()));
        }
        let mut plain = Plain::make(&folder.join("delivery.db"), &self.items)?;
        let rows: Vec<_> = (0_i64..).zip(self.rows.iter().cloned()).collect();
        let begun = now();
        for batch in rows.chunks(1_000) {
            plain.add_people("file", batch)?;
        }
        let bare = count(rows.len()) / begun.elapsed().as_secs_f64();
        Ok(Figure {
            what: format!(
                "import of a file of {} rows by the verb, from start to end of its process",
                rows.len()
            ),
            aim: Aim::AtLeast(10_000.0),
            got: count(rows.len()) / took.as_secs_f64(),
            unit: "rows/s",
            bare: Some((bare, "the same rows into an indexed plain table, 1,000 a commit")),
        })
    }
}

fn write_csv(file: &Path, columns: &[&Item], rows: &[Vec<Option<String>>]) -> Result<(), String> {
    let mut csv = csv::WriterBuilder::new().delimiter(b';').from_path(file).map_err(told)?;
    csv.write_record(columns.iter().map(|item| item.name.fi.as_str())).map_err(told)?;
    for row in rows {
        csv.write_record(row.iter().map(|value| value.as_deref().unwrap_or(""))).map_err(told)?;
    }
    csv.flush().map_err(told)
}
