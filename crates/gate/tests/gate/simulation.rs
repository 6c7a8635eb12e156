//! Simulation: a seed makes thousands of steps over a register (people come, are changed, say yes and no, are written about, restricted,
//! held, erased; days pass, processes die, old copies are put back), and after each the invariants must hold: nobody's permission is looser
//! than their last word, what is restricted is absent, erased stays erased and is covered in others' texts, the ledger verifies. A model that knows nothing of the gate says what
//! is expected. `SELOSTE_SIMULATION=SEED:STEPS` runs one longer, or again the one that failed.

use crate::{
    drill::{back_up, put_back},
    world::{RETAIL, World, id, on_card},
};
use jiff::{SignedDuration, ToSpan as _};
use seloste_db::{Engine, testing::ENGINES};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{ItemChange, PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::{Course, HoldDraft},
    mentions::Answer,
    personal::Way,
};
use seloste_register::statement::model::Channel;

/// Steps of a run in `make test`.
const STEPS: u32 = 1_000;

/// What is broken on purpose: the simulation must find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// Rows come back, and nothing that happened since is done again.
    BareRestore,
    /// The keyring has forgotten what people said.
    WordsForgotten,
    /// Keys come back together with the rows.
    KeysRestored,
    /// What was covered is not covered again.
    CoversForgotten,
    /// The newest entry of the ledger goes at midnight.
    LedgerCut,
    /// A change of something else ends a prohibition.
    ProhibitionLost,
}

/// A small generator (xorshift64*): the same seed, the same steps.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap() % end
    }
}

/// What is expected of one person.
#[derive(Debug, Clone)]
struct Person {
    subject: SubjectRef,
    surname: String,
    town: String,
    erased: bool,
    /// An erasure waits for the end of a hold.
    waits: bool,
    held: bool,
    restricted: bool,
    prohibited: bool,
    consented: bool,
    /// The note on the card, as it was written last.
    note: Option<String>,
    /// Every note that there was, and those that were covered since, in whatever copy they stand.
    notes: Vec<String>,
    covered: Vec<String>,
}

impl Person {
    /// The note as it must read now.
    fn reads(&self) -> Vec<String> {
        let shown = |note: &String| match self.covered.contains(note) {
            true => format!("{} ███.", note.split(' ').next().unwrap()),
            false => note.clone(),
        };
        self.note.iter().map(shown).collect()
    }
}

struct Simulation<'w> {
    world: &'w World,
    gate: Gate,
    chance: Chance,
    people: Vec<Person>,
    copy: Option<Vec<Person>>,
    fault: Fault,
    made: u32,
}

fn reached<T>(answer: Result<T, GateError>) -> Option<T> {
    match answer {
        Ok(answer) => Some(answer),
        Err(GateError::Absent) => None,
        Err(other) => panic!("{other:?}"),
    }
}

impl Simulation<'_> {
    fn officer(&self) -> Ask {
        self.world.ask("privacy-officer", "register-keeping")
    }

    /// Somebody who is still there.
    fn somebody(&mut self) -> Option<usize> {
        let there: Vec<usize> =
            self.people.iter().enumerate().filter(|(_, one)| !one.erased).map(|(at, _)| at).collect();
        if there.is_empty() { None } else { there.get(self.chance.below(there.len())).copied() }
    }

    fn step(&mut self) {
        let what = self.chance.below(22);
        if what <= 2 || self.people.iter().filter(|one| !one.erased).count() < 3 {
            return self.create();
        }
        match what {
            15 => return self.midnight(),
            16 => self.gate = self.world.again(),
            17 => return self.back_up(),
            18 if self.chance.below(3) == 0 => return self.put_back(),
            _ => {}
        }
        let Some(at) = self.somebody() else { return };
        match what {
            3 | 4 => self.edit(at),
            5 | 6 => self.say(at, "prohibition", Set::InForce),
            7 => self.say(at, "prohibition", Set::TakenBack),
            8 => self.say(at, "consent", Set::InForce),
            9 => self.say(at, "consent", Set::TakenBack),
            10 => self.restrict(at, Set::InForce),
            11 => self.restrict(at, Set::TakenBack),
            12 => self.erase(at),
            13 => self.hold(at),
            14 => self.release(at),
            20 | 21 => self.write_about(at),
            _ => {}
        }
    }

    fn create(&mut self) {
        self.made += 1;
        let surname = format!("Sukunimi{}q", self.made);
        let draft = self.world.with(self.world.person("Matti", &surname), &[("town", "Helsinki")]);
        let subject = self.gate.create(&self.world.keeper(), draft).unwrap();
        self.people.push(Person {
            subject,
            surname,
            town: "Helsinki".to_owned(),
            erased: false,
            waits: false,
            held: false,
            restricted: false,
            prohibited: false,
            consented: false,
            note: None,
            notes: Vec::new(),
            covered: Vec::new(),
        });
    }

    fn edit(&mut self, at: usize) {
        let town = ["Turku", "Oulu", "Tampere"][self.chance.below(3)];
        let change: ItemChange = self.world.change("town", &[town]);
        let edit = seloste_gate::card::Edit { seen: Vec::new(), items: vec![change] };
        let one = &mut self.people[at];
        let done = reached(self.gate.edit(&self.world.keeper(), &one.subject, edit));
        assert_eq!(done.is_some(), !one.restricted && !one.waits, "an edit of {one:?}");
        if done.is_some() {
            one.town = town.to_owned();
        }
        if self.fault == Fault::ProhibitionLost {
            self.sabotage("UPDATE permission SET until = since WHERE prohibition = 1");
        }
    }

    /// Writes on somebody's card of somebody else.
    fn write_about(&mut self, at: usize) {
        let Some(other) = self.somebody().filter(|other| *other != at) else { return };
        let text = format!("{} {}.", ["Kysy", "Soita"][self.chance.below(2)], self.people[other].surname);
        let change: ItemChange = self.world.change("additional-information", &[&text]);
        let edit = seloste_gate::card::Edit { seen: Vec::new(), items: vec![change] };
        let one = &mut self.people[at];
        if reached(self.gate.edit(&self.world.agent(), &one.subject, edit)).is_some() {
            // The same words may be written again after they were covered.
            one.covered.retain(|known| *known != text);
            one.notes.push(text.clone());
            one.note = Some(text);
        }
    }

    fn sabotage(&self, sql: &'static str) {
        self.world.pair.data.write(|tx| tx.run(sql, &[])).unwrap();
    }

    fn sabotage_keys(&self, sql: &'static str) {
        self.world.pair.keyring.write(|tx| tx.run(sql, &[])).unwrap();
    }

    /// Looks for what others' texts say of who was erased, and covers it wherever it may be covered.
    fn cover(&mut self) {
        while self.gate.seek_mentions().unwrap().is_some() {}
        let officer = self.officer();
        for mention in self.gate.mentions(&officer, None, None).unwrap().mentions {
            let answer = (Answer::Cover, None);
            let words: Vec<_> = mention.passages.iter().map(|one| one.words.disclose(Way::File)).collect();
            let host = self.people.iter_mut().find(|one| one.subject == mention.subject).unwrap();
            match self.gate.answer_mention(&officer, &mention.mention, answer) {
                Ok(()) => {
                    let names = |note: &&String| words.iter().any(|word| note.contains(word.as_str()));
                    let named: Vec<String> = host.notes.iter().filter(names).cloned().collect();
                    host.covered.extend(named);
                }
                Err(GateError::Problems(_)) if host.held => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    fn say(&mut self, at: usize, what: &str, set: Set) {
        let (kind, channel) = match what {
            "prohibition" => (PermissionKind::Prohibition(id("direct-marketing")), None),
            _ => (PermissionKind::Consent(id("marketing")), Some(Channel::Email)),
        };
        let change = PermissionChange {
            what: kind,
            channel,
            set,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        let one = &mut self.people[at];
        // A person's word is taken whatever limits the data; what it changes nothing of may be refused.
        if self.gate.permit(&self.world.agent(), &one.subject, change).is_ok() {
            match what {
                "prohibition" => one.prohibited = set == Set::InForce,
                _ => one.consented = set == Set::InForce,
            }
        }
    }

    fn restrict(&mut self, at: usize, set: Set) {
        let officer = self.officer();
        let one = &mut self.people[at];
        self.gate.restrict(&officer, &one.subject, set).unwrap();
        one.restricted = set == Set::InForce;
    }

    fn erase(&mut self, at: usize) {
        let officer = self.officer();
        let one = &mut self.people[at];
        let told = self.gate.erase(&officer, &one.subject).unwrap();
        assert_eq!(told.course == Course::Waits, one.held, "an erasure of {one:?}");
        if one.held {
            one.waits = true;
        } else {
            one.erased = true;
            self.cover();
        }
    }

    fn hold(&mut self, at: usize) {
        let officer = self.officer();
        let review = self.gate.local_day().saturating_add(200.days());
        let draft = HoldDraft { case: "Riita".to_owned(), objects: Vec::new(), review };
        let one = &mut self.people[at];
        if !one.held {
            self.gate.hold(&officer, &one.subject, draft).unwrap();
            one.held = true;
        }
    }

    fn release(&mut self, at: usize) {
        let officer = self.officer();
        let one = &mut self.people[at];
        let holds = self.gate.holds(&officer, &one.subject).unwrap();
        assert_eq!(holds.len(), usize::from(one.held), "holds of {one:?}");
        if let Some(hold) = holds.first() {
            let followed = self.gate.release(&officer, &one.subject, hold.number).unwrap();
            one.held = false;
            assert_eq!(followed.is_some(), one.waits, "the release of {one:?}");
            one.erased |= one.waits;
            if one.erased {
                self.cover();
            }
        }
    }

    fn midnight(&mut self) {
        let now = seloste_gate::clock::Clock::now(&*self.world.clock);
        self.world.clock.set(now + SignedDuration::from_hours(24));
        let register = self.officer().register;
        while !self.gate.retain(&register).unwrap().ended {}
        self.gate.integrate_ledger().unwrap();
        if self.fault == Fault::LedgerCut {
            self.sabotage("DELETE FROM ledger_entry WHERE entry = (SELECT MAX(entry) FROM ledger_entry)");
        }
    }

    fn back_up(&mut self) {
        self.gate.integrate_ledger().unwrap();
        back_up(self.world);
        if self.fault == Fault::KeysRestored {
            self.sabotage_keys("DROP TABLE IF EXISTS old_subject_key");
            self.sabotage_keys("CREATE TABLE old_subject_key AS SELECT * FROM subject_key");
        }
        self.copy = Some(self.people.clone());
    }

    fn put_back(&mut self) {
        let Some(copy) = &self.copy else { return };
        self.gate.integrate_ledger().unwrap();
        put_back(self.world);
        match self.fault {
            Fault::WordsForgotten => self.sabotage_keys("DELETE FROM last_word"),
            Fault::CoversForgotten => self.sabotage_keys("DELETE FROM covered"),
            Fault::KeysRestored => {
                self.sabotage_keys("DELETE FROM subject_key");
                self.sabotage_keys("INSERT INTO subject_key SELECT * FROM old_subject_key");
                self.sabotage_keys("DELETE FROM erased");
            }
            _ => {}
        }
        self.gate = self.world.again();
        if self.fault != Fault::BareRestore {
            self.gate.replay().unwrap();
            self.gate = self.world.again();
            self.gate.rebuild_tokens(&self.officer().register).unwrap();
        }
        let mut back = Vec::new();
        for now in &self.people {
            // Who came after the copy is lost with it, except as somebody who was erased.
            let Some(then) = copy.iter().find(|one| one.subject == now.subject) else {
                back.extend(now.erased.then(|| now.clone()));
                continue;
            };
            back.push(Person {
                town: then.town.clone(),
                held: then.held && !now.erased,
                // A consent whose evidence is lost has to be asked for again; one that was withdrawn stays so.
                consented: then.consented && now.consented,
                note: then.note.clone(),
                notes: then.notes.clone(),
                ..now.clone()
            });
        }
        self.people = back;
    }

    /// The invariants, of one person.
    fn check(&self, one: &Person) {
        let (agent, officer) = (self.world.agent(), self.officer());
        let hits = self.gate.find(&agent, &one.surname, 500).unwrap();
        let found = hits.iter().any(|hit| hit.subject == one.subject);
        if one.erased {
            for ask in [&agent, &officer] {
                assert!(
                    reached(self.gate.open_card(ask, &one.subject)).is_none(),
                    "erased, and there: {one:?}"
                );
            }
            assert!(!found, "erased, and found: {one:?}");
            return;
        }
        let card = reached(self.gate.open_card(&agent, &one.subject));
        if one.restricted || one.waits {
            assert!(card.is_none() && !found, "restricted, and in use: {one:?}");
            return;
        }
        let card = card.unwrap_or_else(|| panic!("gone: {one:?}"));
        assert_eq!(
            (on_card(&card, "surname"), on_card(&card, "town")),
            (vec![one.surname.clone()], vec![one.town.clone()])
        );
        assert_eq!(on_card(&card, "additional-information"), one.reads(), "{one:?}");
        assert!(found, "not found: {one:?}");
        let held = self.gate.permissions(&agent, &one.subject).unwrap();
        let stands = |kind: PermissionKind| held.iter().any(|held| held.until.is_none() && held.what == kind);
        assert!(
            !one.prohibited || stands(PermissionKind::Prohibition(id("direct-marketing"))),
            "a prohibition is lost: {one:?}"
        );
        assert!(
            one.consented || !stands(PermissionKind::Consent(id("marketing"))),
            "a consent came back: {one:?}"
        );
    }

    fn run(&mut self, steps: u32) {
        for step in 0..steps {
            self.step();
            let looked = self.chance.below(self.people.len().max(1));
            if let Some(one) = self.people.get(looked) {
                self.check(one);
            }
            if step % 50 == 49 {
                self.people.iter().for_each(|one| self.check(one));
                self.gate.integrate_ledger().unwrap();
                self.gate.verify_ledger().unwrap();
            }
        }
        self.people.iter().for_each(|one| self.check(one));
    }
}

fn simulate(engine: Engine, seed: u64, steps: u32, fault: Fault) {
    let world = World::new(engine, RETAIL);
    let gate = world.again();
    let chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut simulation =
        Simulation { world: &world, gate, chance, people: Vec::new(), copy: None, fault, made: 0 };
    let again = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| simulation.run(steps)));
    if let Err(cause) = again {
        let said =
            cause.downcast_ref::<String>().cloned().unwrap_or_else(|| "an assertion failed".to_owned());
        panic!("{said}\non {engine:?}; again with: SELOSTE_SIMULATION={seed}:{steps}");
    }
}

#[test]
fn no_sequence_of_steps_loosens_a_word_or_brings_back_the_erased() {
    #[expect(clippy::disallowed_methods, reason = "a longer run is asked for from outside")]
    let asked = std::env::var("SELOSTE_SIMULATION").ok();
    let asked = asked.as_deref().and_then(|text| text.split_once(':'));
    let asked = asked.and_then(|(seed, steps)| Some((seed.parse().ok()?, steps.parse().ok()?)));
    for engine in ENGINES {
        // Putting a copy of every table back takes PostgreSQL much longer.
        let usual = match engine {
            Engine::Sqlite => vec![(1, STEPS), (2, STEPS)],
            Engine::Postgres => vec![(3, STEPS / 5)],
        };
        for (seed, steps) in asked.map_or(usual, |run| vec![run]) {
            simulate(engine, seed, steps, Fault::None);
        }
    }
}

#[test]
fn the_simulation_finds_each_fault_that_is_planted() {
    for fault in [
        Fault::BareRestore,
        Fault::WordsForgotten,
        Fault::KeysRestored,
        Fault::CoversForgotten,
        Fault::LedgerCut,
        Fault::ProhibitionLost,
    ] {
        let found = (1..=3)
            .any(|seed| std::panic::catch_unwind(|| simulate(Engine::Sqlite, seed, STEPS, fault)).is_err());
        assert!(found, "{fault:?} went unnoticed");
    }
}
