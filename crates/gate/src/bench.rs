//! Figures of the rooms below the verbs: sealing, durable writes, the ledger. `seloste bench` prints them beside others. Not
//! here: whole requests, bare baselines.
#![expect(clippy::disallowed_methods, reason = "a bench measures real time")]

pub mod recordings;

use crate::{
    GateError, KeyringAt,
    ask::{AccountId, Actor, Ask, Standing},
    decide::{Relation, Table, Verb},
    keyring::Keyring,
    ledger::{DONE, Entry, Ledger, VerifyError, verify_files},
    tokens,
    vault::{Place, PlaceKind, Proof, SearchKey, SubjectKey, seal, unseal},
};
use seloste_db::{Db, Tables, Target, Value};
use seloste_register::statement::{
    Rules,
    model::{Purpose, Role},
};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// How much was done in how long.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// What was done.
    pub name: &'static str,
    /// How often.
    pub count: u64,
    /// In how long, by the wall.
    pub took: Duration,
}

impl Figure {
    /// How often in a second.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        let count = u32::try_from(self.count).map_or(f64::from(u32::MAX), f64::from);
        count / self.took.as_secs_f64().max(1e-9)
    }
}

fn timed<T, E>(
    name: &'static str,
    count: u64,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<(T, Figure), E> {
    let start = Instant::now();
    let done = work()?;
    Ok((done, Figure { name, count, took: start.elapsed() }))
}

/// Opens what the bench itself sealed, and nothing else.
struct Own;

impl Proof for Own {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        (register, subject, category) == (1, 1, 1)
    }
}

/// Seals and opens 300 bytes so many times.
///
/// # Errors
/// When the cipher fails.
pub fn sealing(count: u64) -> Result<Vec<Figure>, GateError> {
    let key = SubjectKey::random()?;
    let place = Place { register: 1, subject: 1, kind: PlaceKind::Category, category: 1, row: 0, version: 1 };
    let plain = [7; 300];
    let (sealed, sealing) = timed("seal 300 bytes", count, || {
        (0..count).try_fold(None, |_, _| seal(&key, &place, &plain).map(Some))
    })?;
    let sealed = sealed.ok_or_else(|| GateError::Failed("nothing was sealed".to_owned()))?;
    let ((), opening) = timed("open 300 bytes", count, || {
        (0..count).try_for_each(|_| unseal(&Own, &key, &place, &sealed.0).map(drop))
    })?;
    Ok(vec![sealing, opening])
}

/// Asks the compiled rules so many questions, going round every role and purpose; gives the figure and how long one question in
/// a hundred took at least (p99).
///
/// # Errors
/// When the rules do not compile to a table, or declare no role or purpose.
pub fn decisions(rules: &Arc<Rules>, count: u32) -> Result<(Figure, Duration), GateError> {
    let table = Table::compile(Arc::clone(rules))
        .map_err(|_| GateError::Failed("the rules declare too many categories".to_owned()))?;
    let statement = rules.statement();
    let ask = |role: &Role, purpose: &Purpose| Ask {
        actor: Actor {
            account: AccountId(1),
            standing: Standing::Active,
            company: statement.controller.id.clone(),
            roles: vec![role.id.clone()],
            areas: Vec::new(),
            own: None,
            key: None,
        },
        register: statement.register.id.clone(),
        purpose: purpose.id.clone(),
        reason: None,
    };
    // Questions that are allowed: refusals also write their words, which nobody waits for often.
    let today = jiff::civil::date(2026, 11, 22);
    let asks: Vec<Ask> = statement
        .roles
        .iter()
        .flat_map(|role| statement.purposes.iter().map(move |purpose| ask(role, purpose)))
        .filter(|ask| table.decide(ask, Verb::Open, today).is_ok())
        .collect();
    let mut each = Vec::new();
    let relation = Relation { in_area: true, ..Relation::default() };
    let start = Instant::now();
    for ask in asks.iter().cycle().take(usize::try_from(count).unwrap_or_default()) {
        let one = Instant::now();
        let granted = table.decide(ask, Verb::Open, today).map(|permit| permit.over(relation));
        std::hint::black_box(granted.is_ok());
        each.push(one.elapsed());
    }
    let figure = Figure { name: "purpose check", count: u64::from(count), took: start.elapsed() };
    each.sort_unstable();
    let p99 = each.get(each.len().saturating_mul(99) / 100).copied();
    let p99 = p99.ok_or_else(|| GateError::Failed("the rules let nobody open anything".to_owned()))?;
    Ok((figure, p99))
}

/// Durable units of work of one row each, from so many threads at once, in a new SQLite file in `folder`.
///
/// # Errors
/// When the machine fails.
pub fn durable_inserts(folder: &Path, threads: u32, each: u32) -> Result<Figure, GateError> {
    let db = Db::open(Target::File(&folder.join("inserts.db")), Tables::Data)?;
    let count = u64::from(threads) * u64::from(each);
    let work = |thread: u32| {
        let value = "x".repeat(200);
        for at in 0..each {
            let name = format!("{thread}-{at}");
            let insert = "INSERT INTO setting (name, value) VALUES ($1, $2)";
            db.write(|tx| tx.run(insert, &[Value::Text(&name), Value::Text(&value)]))?;
        }
        Ok::<(), seloste_db::Failure>(())
    };
    let ((), figure) = timed("durable insert", count, || {
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
            running.into_iter().try_for_each(|thread| {
                let done = thread
                    .join()
                    .map_err(|_| GateError::Failed("a thread of the bench failed".to_owned()))?;
                done.map_err(GateError::from)
            })
        })
    })?;
    Ok(figure)
}

/// A ledger of so many entries in new files in `folder`: appended in batches of 1,000, integrated, verified in the database,
/// exported, verified in files.
///
/// # Errors
/// When the machine fails.
pub fn ledger(folder: &Path, entries: u64) -> Result<Vec<Figure>, GateError> {
    let data = Db::open(Target::File(&folder.join("ledger.db")), Tables::Data)?;
    let keyring = Arc::new(Keyring::open(&KeyringAt::Folder(folder.join("keyring")), &data)?);
    let made = keyring.create(1, 3)?;
    let subjects: Vec<(i64, &SubjectKey)> = made.iter().map(|(subject, key)| (*subject, key)).collect();
    let ledger = Ledger::open(data.clone(), keyring)?;
    let entry = Entry {
        at: 1_795_000_000_000,
        account: Some(AccountId(1)),
        register: (1, "webshop-customers"),
        action: "open",
        purpose: "customer-care",
        outcome: DONE,
        categories: &["identity", "contact", "orders"],
        subjects: subjects.get(..1).unwrap_or_default(),
    };
    let ((), append) = timed("append to the ledger (1,000 a commit)", entries, || {
        (0..entries.div_ceil(1_000)).try_for_each(|batch| {
            let rows = 1_000.min(entries - batch * 1_000);
            data.write(|tx| (0..rows).try_for_each(|_| ledger.append(tx, &entry).map(drop)))
        })
    })?;
    let (_, integrate) = timed("integrate entries", entries, || ledger.integrate())?;
    let unsound = |error: VerifyError| GateError::Failed(error.to_string());
    let (_, verify) = timed("verify entries in the database", entries, || ledger.verify().map_err(unsound))?;
    let files = folder.join("files");
    let (_, export) = timed("export entries", entries, || ledger.export(&files))?;
    let (_, verify_export) = timed("verify entries in files", entries, || {
        verify_files(&files, ledger.public_key(), None).map_err(unsound)
    })?;
    Ok(vec![append, integrate, verify, export, verify_export])
}

/// What somebody types who looks for a person of three words.
type Query = fn([String; 3]) -> Vec<String>;

/// Search tokens of so many made-up people in a new file in `folder`: written `batch_size` people at a time, then found by first letters
/// and whole words.
///
/// # Errors
/// When the machine fails.
pub fn search(folder: &Path, people: u32, batch_size: u32) -> Result<Vec<Figure>, GateError> {
    let db = Db::open(Target::File(&folder.join("tokens.db")), Tables::Data)?;
    let key = SearchKey::new(&[7; 32]);
    let words = |person: u32| [person % 4_999, 5_000 + person % 19_997, 30_000 + person % 9_973].map(word);
    let ((), write) = timed("write 30 search tokens of a person", u64::from(people), || {
        let mut first = 0;
        while first < people {
            let last = people.min(first + batch_size);
            let arrive = |person: u32| {
                let mut later = prefixes(&key, &words(person));
                let now = later.split_off(later.len().saturating_sub(3));
                tokens::Arriving { subject: i64::from(person), now, later }
            };
            let batch: Vec<tokens::Arriving> = (first..last).map(arrive).collect();
            db.write(|tx| tokens::add_arriving(tx, 1, &batch))?;
            first = last;
            if first % 50_000 < batch_size {
                tokens::merge_waiting(&db)?;
            }
        }
        tokens::merge_waiting(&db)?;
        Ok::<(), GateError>(())
    })?;
    let mut figures = vec![write];
    let queries: [(&'static str, Query); 4] = [
        ("find by one letter", |[one, _, _]| vec![beginning(&one, 1)]),
        ("find by two words of two letters", |[one, two, _]| vec![beginning(&one, 2), beginning(&two, 2)]),
        ("find by three single letters", |words| words.iter().map(|word| beginning(word, 1)).collect()),
        ("find by two whole words", |[one, two, _]| vec![one, two]),
    ];
    for (name, query) in queries {
        let (_, figure) = timed(name, 200, || {
            (0..200_u32).try_for_each(|n| {
                let typed = query(words(n * 7_919 % people));
                let asked: Vec<Vec<i64>> = typed.iter().map(|word| vec![key.token(1, word)]).collect();
                db.read(|tx| tokens::candidates(tx, 1, &asked, 200)).map(drop)
            })
        })?;
        figures.push(figure);
    }
    Ok(figures)
}

/// A made-up word of eight letters; words that begin alike are as common as in names.
fn word(number: u32) -> String {
    let mut rest = number.wrapping_mul(2_654_435_761);
    (0..8)
        .map(|_| {
            let letter = char::from(b'a' + u8::try_from(rest % 20).unwrap_or_default());
            rest = rest / 20 + number;
            letter
        })
        .collect()
}

fn beginning(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn prefixes(key: &SearchKey, words: &[String]) -> Vec<i64> {
    let beginnings = words.iter().flat_map(|word| (1..=8).map(move |letters| beginning(word, letters)));
    let exact = words.iter().flat_map(|word| ["x", "y"].map(|mark| format!("{mark}{word}")));
    beginnings.chain(exact).map(|text| key.token(1, &text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut figures = sealing(10).unwrap();
        figures.push(durable_inserts(folder.path(), 4, 5).unwrap());
        figures.extend(ledger(folder.path(), 2_300).unwrap());
        figures.extend(search(folder.path(), 1_500, 1_000).unwrap());
        let law = seloste_register::law::LawPack::read(include_str!("../../../law/fi.toml")).unwrap();
        let text = include_str!("../../../registers/retail-customers.toml");
        let rules =
            seloste_register::statement::read(text, &law, jiff::civil::date(2026, 11, 22)).rules.unwrap();
        figures.push(decisions(&Arc::new(rules), 100).unwrap().0);
        assert!(figures.iter().all(|figure| figure.per_second() > 1.0), "{figures:?}");
        assert_eq!(figures.len(), 14);
    }
}
