//! Figures of recordings: lists of calls, playback, intake, the end of their term. Over the gate, in this process, on calls of
//! invented people; beside the bare cipher of the same run.

use super::{
    load::{count, now},
    machine::memory_of,
    stand::told,
    table::{Aim, Figure, HEAD, number},
};
use crate::work::statements;
use jiff::{Timestamp, ToSpan as _, civil::Date};
use seloste_db::{Db, Tables, Target};
use seloste_gate::{
    Gate, KeyringAt,
    ask::{AccountId, Actor, Ask, Standing},
    bench::recordings as below,
    card::{Draft, ItemChange, NewValue, ObjectDraft, ObjectRef, Page},
    clock::SetClock,
    import::Arrival,
    recording::{CallFilter, Digester, Mark, MediumFacts},
};
use seloste_register::{id::Id, item, statement::Rules};
use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    time::Duration,
};

/// The statement that is measured.
const CALLS: &str = include_str!("../../../../registers/call-recordings.toml");
/// Calls of one caller.
const EACH: u64 = 10;
/// Callers put in at once.
const AT_ONCE: u64 = 500;
/// Days over which the calls are spread.
const DAYS: u64 = 150;
/// Calls that an agent answers a day.
const A_DAY: u64 = 60;
/// Agents, at least.
const AGENTS: u64 = 10;
/// Lists that are timed, and listenings.
const TIMED: usize = 300;
/// Two hours of stereo sound as telephone systems write it.
const TWO_HOURS: u64 = 2 * 60 * 60 * 32_000;
/// What intake aims at, in MiB a second: 300 MB.
const INTAKE: f64 = 300.0e6 / 1_048_576.0;
/// Listeners at once.
const LISTENERS: u32 = 50;
/// The number that was called.
const CALLED: &str = "+35895550110";

/// What is measured.
pub(crate) struct Plan {
    /// Calls in the lists; a twentieth of them, at most 100,000, have bytes and come to their end.
    pub(crate) calls: u64,
    /// A folder that does not exist yet; it is removed at the end.
    pub(crate) folder: PathBuf,
}

/// Measures all figures; `tell` gets each line as it comes.
pub(crate) fn measure(plan: &Plan, tell: &mut dyn FnMut(&str)) -> Result<(), String> {
    let done = all(plan, tell);
    let _ = std::fs::remove_dir_all(&plan.folder);
    done
}

fn all(plan: &Plan, tell: &mut dyn FnMut(&str)) -> Result<(), String> {
    let house = House::open(&plan.folder.join("lists"))?;
    let begun = now();
    house.fill(plan.calls)?;
    tell(&format!(
        "Recordings of `call-recordings`, SQLite, {} calls, put in at {} a second.\n\n{HEAD}",
        number_of(plan.calls),
        number((count(usize::try_from(plan.calls).unwrap_or(0)) / begun.elapsed().as_secs_f64()).round())
    ));
    for figure in house.lists()? {
        tell(&figure.line());
    }
    for figure in house.playback()? {
        tell(&figure.line());
    }
    let many = (plan.calls / 20).clamp(20, 100_000);
    let figure = House::open(&plan.folder.join("ends"))?.ends(many)?;
    tell(&figure.line());
    Ok(())
}

fn number_of(many: u64) -> String {
    number(count(usize::try_from(many).unwrap_or(usize::MAX)))
}

/// A gate over a fresh register of calls.
struct House {
    gate: Gate,
    rules: Arc<Rules>,
    clock: Arc<SetClock>,
    day: Date,
}

/// Bytes that take no memory, so many of them.
struct Sound {
    left: u64,
    seed: u8,
}

impl Read for Sound {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let many = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        into.iter_mut().take(many).for_each(|byte| *byte = self.seed);
        self.left -= many as u64;
        Ok(many)
    }
}

fn id<K>(name: &str) -> Result<Id<K>, String> {
    Id::new(name).map_err(told)
}

impl House {
    fn open(folder: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder).map_err(told)?;
        let day = jiff::civil::date(2026, 11, 22);
        let read = statements::read_text(CALLS, day);
        let rules = read.rules.ok_or("the sample statement of calls has errors")?;
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().map_err(told)?;
        let clock = Arc::new(SetClock::at(start));
        let data = Db::open(Target::File(&folder.join("data.db")), Tables::Data).map_err(told)?;
        let keys = KeyringAt::Folder(folder.join("keyring"));
        let held: Arc<SetClock> = Arc::clone(&clock);
        let gate =
            Gate::open(data, (&keys, &folder.join("media")), vec![rules.clone()], held).map_err(told)?;
        Ok(Self { gate, rules: Arc::new(rules), clock, day })
    }

    fn ask(&self, role: &str, purpose: &str, account: i64) -> Result<Ask, String> {
        Ok(Ask {
            actor: Actor {
                account: AccountId(account),
                standing: Standing::Active,
                company: self.rules.statement().controller.id.clone(),
                roles: vec![id(role)?],
                areas: Vec::new(),
                own: None,
                key: None,
            },
            register: self.rules.statement().register.id.clone(),
            purpose: id(purpose)?,
            reason: None,
        })
    }

    fn system(&self) -> Result<Ask, String> {
        self.ask("telephone-system", "rights", 1_000)
    }

    fn caller(&self, number: u64) -> Result<Draft, String> {
        let declared =
            self.rules.item(&id("caller-number")?).ok_or("the statement has no caller's number")?;
        let value =
            item::read(declared, &number_of_caller(number), None).map_err(|_| "a number was refused")?;
        let values = vec![NewValue { value, source: id("call")? }];
        let items = vec![ItemChange { item: id("caller-number")?, values }];
        Ok(Draft { group: id("callers")?, areas: Vec::new(), items })
    }

    fn object(&self, kind: &str, day: Date) -> Result<ObjectDraft, String> {
        let declared = self.rules.object(&id(kind)?).ok_or("the statement has no such kind")?;
        let (started, ended) = (format!("{day}T14:00:00+02:00"), format!("{day}T14:01:00+02:00"));
        let said = [
            ("direction", "inbound"),
            ("told", "yes"),
            ("number-called", CALLED),
            ("started", started.as_str()),
            ("ended", ended.as_str()),
            ("answered-by", "Aatos Agentti"),
        ];
        let mut items = Vec::new();
        for item in &declared.items {
            let Some((_, written)) = said.iter().find(|(name, _)| *name == item.id.as_str()) else {
                continue;
            };
            let value = item::read(item, written, None).map_err(|_| "a value was refused")?;
            let values = vec![NewValue { value, source: id("call")? }];
            items.push(ItemChange { item: item.id.clone(), values });
        }
        Ok(ObjectDraft {
            kind: id(kind)?,
            parent: None,
            state: (kind == "call").then(|| id("recorded")).transpose()?,
            starts: day,
            ends: (kind == "recording").then_some(day),
            source: id("call")?,
            assigned: None,
            items,
            lines: Vec::new(),
        })
    }

    /// Puts calls of the last five months in.
    fn fill(&self, calls: u64) -> Result<(), String> {
        let (system, callers) = (self.system()?, calls.div_ceil(EACH));
        let mut at = 0;
        while at < callers {
            let mut arriving = Vec::new();
            for caller in at..callers.min(at + AT_ONCE) {
                let mut objects = Vec::new();
                for call in 0..EACH {
                    let back = i64::try_from((caller * EACH + call) % DAYS).unwrap_or(0);
                    let day = self.day.checked_sub(back.days()).map_err(told)?;
                    let parent = objects.len();
                    objects.push((None, self.object("call", day)?));
                    objects.push((Some(parent), self.object("recording", day)?));
                }
                arriving.push(Arrival { draft: self.caller(caller)?, objects, permissions: Vec::new() });
            }
            self.gate.load(&system, arriving).map_err(told)?;
            at += AT_ONCE;
        }
        let agents = u32::try_from((calls / (DAYS * A_DAY)).max(AGENTS)).map_err(told)?;
        below::pretend(&self.gate, &system.register, (agents, CALLED)).map_err(told)?;
        Ok(())
    }

    /// Lists of calls: an agent's own, by number, by time; an assessor's of everybody.
    fn lists(&self) -> Result<Vec<Figure>, String> {
        let own = self.ask("agent", "service-quality", 7)?;
        let everybody = self.ask("assessor", "service-quality", 2_000)?;
        let by_number =
            |step: usize| CallFilter { number: Some(number_of_caller(step as u64)), ..CallFilter::default() };
        let called = |number: &str| CallFilter { number: Some(number.to_owned()), ..CallFilter::default() };
        let noted = |_| CallFilter { mark: Some(Mark::Noted), ..CallFilter::default() };
        let by_time = |step: usize| CallFilter {
            before: Some(self.back(step % 140)),
            from: Some(self.back(step % 140 + 7)),
            ..CallFilter::default()
        };
        Ok(vec![
            self.listed("own calls, newest 50", &own, |_| CallFilter::default())?,
            self.listed("own calls of a week", &own, by_time)?,
            self.listed("own calls of a caller's number", &own, by_number)?,
            self.listed("own calls of the number called", &own, |_| called(CALLED))?,
            self.listed("own calls of a number that nobody called", &own, |_| called("+35895550199"))?,
            self.listed("own calls with a note, of which there are none", &own, noted)?,
            self.listed("everybody's calls of a week", &everybody, by_time)?,
            self.listed("everybody's calls of a caller's number", &everybody, by_number)?,
        ])
    }

    fn back(&self, days: usize) -> Timestamp {
        use seloste_gate::clock::Clock as _;
        self.clock.now() - jiff::SignedDuration::from_hours(24 * i64::try_from(days).unwrap_or(0))
    }

    fn listed(&self, what: &str, ask: &Ask, filter: impl Fn(usize) -> CallFilter) -> Result<Figure, String> {
        let page = Page { after: None, rows: 50 };
        let mut times = Vec::with_capacity(TIMED);
        for step in 0..TIMED {
            let (filter, begun) = (filter(step), now());
            std::hint::black_box(self.gate.calls(ask, &filter, &page).map_err(told)?.calls.len());
            times.push(begun.elapsed());
        }
        Ok(at_most(format!("{what}, p95 ({TIMED} lists)"), 80.0, times))
    }

    fn recording(&self, delivery: u64, length: u64) -> Result<ObjectRef, String> {
        let system = self.system()?;
        let caller = self.gate.create(&system, self.caller(90_000_000 + delivery)?).map_err(told)?;
        let call = self.gate.add_object(&system, &caller, self.object("call", self.day)?).map_err(told)?;
        let mut draft = self.object("recording", self.day)?;
        draft.parent = Some(call);
        draft.assigned = Some(AccountId(7));
        let facts = facts(delivery, length)?;
        let mut sound = Sound { left: length, seed: 7 };
        let taken = self.gate.take_recording(&system, &caller, draft, (facts, &mut sound)).map_err(told)?;
        Ok(taken.object().clone())
    }

    /// A recording of two hours: taken in, begun, jumped about in, heard by many.
    fn playback(&self) -> Result<Vec<Figure>, String> {
        let mib = count(usize::try_from(TWO_HOURS / 1_024 / 1_024).unwrap_or(0));
        facts(0, TWO_HOURS)?;
        let before = memory_of(std::process::id()).map_or(0.0, |(_, most)| most);
        let begun = now();
        let object = self.recording(1, TWO_HOURS)?;
        let took = begun.elapsed();
        let after = memory_of(std::process::id()).map_or(0.0, |(_, most)| most);
        let digested = now();
        facts(0, TWO_HOURS)?;
        // The sender's digest is worked out here as well; that is not intake.
        let sealed = mib / took.saturating_sub(digested.elapsed()).as_secs_f64().max(1e-9);
        let bare = below::bare_sealing(TWO_HOURS / 1_024 / 1_024).map_err(told)?.per_second();
        let mut figures = vec![
            Figure {
                what: format!("intake of a recording of two hours ({} MiB), sealed and durable", number(mib)),
                aim: Aim::AtLeast(INTAKE.min(bare * 0.8)),
                got: sealed,
                unit: "MiB/s",
                bare: Some((bare, "the cipher alone")),
            },
            Figure {
                what: "memory that it took beside what was there".to_owned(),
                aim: Aim::AtMost(16.0),
                got: (after - before).max(0.0),
                unit: "MiB",
                bare: None,
            },
        ];
        let listener = self.ask("assessor", "service-quality", 2_000)?;
        figures.push(self.heard("first byte of playback", &listener, &object, |_| 0)?);
        let jump = |step: usize| (step as u64).wrapping_mul(2_654_435_761) % (TWO_HOURS - 65_536);
        figures.push(self.heard("seek in two hours", &listener, &object, jump)?);
        figures.push(self.together(&object)?);
        Ok(figures)
    }

    fn heard(
        &self,
        what: &str,
        ask: &Ask,
        object: &ObjectRef,
        from: impl Fn(usize) -> u64,
    ) -> Result<Figure, String> {
        let mut times = Vec::with_capacity(TIMED);
        for step in 0..TIMED {
            let (from, begun) = (from(step), now());
            self.gate.listen(ask, object, from..from + 65_536).map_err(told)?;
            times.push(begun.elapsed());
        }
        Ok(at_most(format!("{what}, p95 ({TIMED} times, 64 KiB)"), 50.0, times))
    }

    /// Many listeners, each asking for the next eight seconds as soon as it has the last.
    fn together(&self, object: &ObjectRef) -> Result<Figure, String> {
        let each = |listener: u32| -> Result<Vec<Duration>, String> {
            let ask = self.ask("assessor", "service-quality", 3_000 + i64::from(listener))?;
            let mut times = Vec::new();
            for step in 0..20_u64 {
                let from = (u64::from(listener) * 1_000_003 + step * 262_144) % (TWO_HOURS - 262_144);
                let begun = now();
                self.gate.listen(&ask, object, from..from + 262_144).map_err(told)?;
                times.push(begun.elapsed());
            }
            Ok(times)
        };
        let times = std::thread::scope(|scope| {
            let running: Vec<_> =
                (0..LISTENERS).map(|listener| scope.spawn(move || each(listener))).collect();
            let mut all = Vec::new();
            for thread in running {
                all.extend(thread.join().map_err(|_| "a listener failed".to_owned())??);
            }
            Ok::<_, String>(all)
        })?;
        Ok(at_most(
            format!("{LISTENERS} listeners at once, eight seconds of sound a piece, p95"),
            1_000.0,
            times,
        ))
    }

    /// What a server does once a second, until the last sender has gone.
    fn keep_up(&self, over: &Receiver<()>) -> Result<(), String> {
        while over.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
            self.gate.integrate_ledger().map_err(told)?;
            self.gate.index_arrived().map_err(told)?;
        }
        Ok(())
    }

    /// Recordings that come to their end: the run destroys keys, files and rows.
    fn ends(&self, many: u64) -> Result<Figure, String> {
        let next = std::sync::atomic::AtomicU64::new(0);
        let work = || -> Result<(), String> {
            loop {
                let one = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                if one >= many {
                    return Ok(());
                }
                self.recording(1_000 + one, 2_000 + one)?;
            }
        };
        let begun = now();
        std::thread::scope(|scope| {
            let (sent, over) = channel();
            let upkeep = scope.spawn(move || self.keep_up(&over));
            let running: Vec<_> = (0..16).map(|_| scope.spawn(work)).collect();
            running
                .into_iter()
                .try_for_each(|thread| thread.join().map_err(|_| "a sender failed".to_owned())?)?;
            drop(sent);
            upkeep.join().map_err(|_| "the upkeep failed".to_owned())?
        })?;
        let a_second = number(count(usize::try_from(many).unwrap_or(0)) / begun.elapsed().as_secs_f64());
        self.clock.set("2027-06-01T10:00:00Z".parse().map_err(told)?);
        let register = self.system()?.register;
        let begun = now();
        let mut destroyed = 0;
        loop {
            let step = self.gate.retain(&register).map_err(told)?;
            destroyed += step.destroyed.get("recording").copied().unwrap_or(0);
            if step.ended {
                break;
            }
        }
        if destroyed != many {
            return Err(format!("the run destroyed {destroyed} of {many} recordings"));
        }
        Ok(Figure {
            what: format!(
                "retention of {} recordings: keys, files, rows (taken in at {a_second}/s by 16 senders)",
                number_of(many)
            ),
            aim: Aim::AtMost(120.0),
            got: begun.elapsed().as_secs_f64(),
            unit: "s",
            bare: None,
        })
    }
}

/// The number of a caller as it would be written.
fn number_of_caller(caller: u64) -> String {
    format!("+35840{}", 1_000_000 + caller % 9_000_000)
}

fn facts(delivery: u64, length: u64) -> Result<MediumFacts, String> {
    let (mut digest, mut sound) = (Digester::new(), Sound { left: length, seed: 7 });
    let mut block = vec![0; 1024 * 1024];
    loop {
        let read = sound.read(&mut block).map_err(told)?;
        match block.get(..read) {
            Some(some) if !some.is_empty() => digest.add(some),
            _ => break,
        }
    }
    Ok(MediumFacts {
        format: "audio/wav",
        channels: 2,
        length_ms: length / 32,
        peaks: vec![0; 1_024],
        delivery: format!("bench-{delivery}"),
        digest: digest.finish(),
        said: seloste_gate::recording::Said::default(),
    })
}

fn at_most(what: String, most: f64, mut times: Vec<Duration>) -> Figure {
    times.sort_unstable();
    let p95 = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
    Figure { what, aim: Aim::AtMost(most), got: p95.as_secs_f64() * 1_000.0, unit: "ms", bare: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_recordings_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = Vec::new();
        let house = House::open(&folder.path().join("one")).unwrap();
        house.fill(40).unwrap();
        let its = CallFilter { number: Some(number_of_caller(1)), ..CallFilter::default() };
        let everybody = house.ask("assessor", "service-quality", 2_000).unwrap();
        let found = house.gate.calls(&everybody, &its, &Page { after: None, rows: 50 }).unwrap();
        assert_eq!(found.calls.len(), 10, "a caller's number finds its calls");
        for figure in house.lists().unwrap() {
            lines.push(figure.line());
        }
        let own = house.ask("agent", "service-quality", 7).unwrap();
        let page = Page { after: None, rows: 50 };
        let listed = house.gate.calls(&own, &CallFilter::default(), &page).unwrap();
        assert!(listed.calls.len() < 40, "an agent lists its own alone");
        lines.push(House::open(&folder.path().join("two")).unwrap().ends(20).unwrap().line());
        assert_eq!(lines.len(), 9, "{lines:?}");
    }
}
