//! Counts objects by what they hold, under a purpose that lets out totals (R1-009, R1-011, R4-009). Rows about too few people are
//! withheld, and one more when a single one could be worked out from the others. Values are looked at to be counted; what comes
//! out is about nobody.

use super::reach::{Asker, Reach, reach};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::Filter,
    decide::{Permit, Verb},
    opened,
    payload::{Items, ObjectBody},
    proof::Upkeep,
    realm::Realm,
    retention::{self, Terms},
    store::{self, ObjectRow, SubjectRow, narrow::Narrow},
    tally::{By, Figures, Tallied, Tally},
    values::{self, problem, problem_at},
};
use seloste_register::{
    diagnostics::Problem,
    statement::model::{Item, ItemType, ObjectKind, Output},
};
use std::collections::{BTreeMap, BTreeSet};

/// Subjects that are gone through at once.
const BATCH: i64 = 256;
/// Things that can be counted by at once.
const DIMENSIONS: usize = 3;

/// Counted so far: for each row its objects and people.
type Counts = BTreeMap<Vec<String>, (u64, u64)>;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Counts objects by what they hold.
    pub fn tally(&self, ask: &Ask, what: &Tally) -> Result<Tallied, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Count)?;
        let filter = Filter { object: Some(what.kind.clone()), words: None, ..what.filter.clone() };
        let refused = |error| self.recorded_refusal(realm, ask, (Verb::Count, None), error);
        let narrow = self.narrow(realm, ask, &permit, &filter).map_err(refused)?;
        let kind = realm.statement().objects.iter().find(|kind| kind.id == what.kind);
        let kind = kind.ok_or_else(|| values::not_declared(realm, ask, what.kind.as_str()))?;
        countable(kind, &what.by)?;
        let counts = self.counted(realm, ask, (&permit, &narrow), (kind, what))?;
        let purpose = realm.rules().purpose(&ask.purpose).filter(|one| one.output == Output::Aggregate);
        // As of totals: without a declared smallest group none is smaller than two.
        let smallest = purpose.map_or(0, |one| u64::from(one.min_group.unwrap_or(2).max(2)));
        self.record_alone((realm, ask), permit, &[])?;
        Ok(let_out(counts, smallest))
    }

    fn counted(
        &self,
        realm: &Realm,
        ask: &Ask,
        (permit, narrow): (&Permit, &Narrow),
        (kind, what): (&ObjectKind, &Tally),
    ) -> Result<Counts, GateError> {
        let asker = Asker::new(realm, ask);
        let (mut counts, mut below) = (Counts::new(), i64::MAX);
        loop {
            let found = self.data.read(|tx| {
                let ids = store::narrow::ids(tx, realm.number, narrow, below, BATCH)?;
                let last = ids.last().copied();
                let mut found = Vec::new();
                for subject in ids {
                    let Reach::Yes(reached) = reach(tx, realm, permit, &asker, subject)? else { continue };
                    if !store::narrow::passes(tx, realm.number, narrow, (&reached.row, &reached.areas))? {
                        continue;
                    }
                    let mut objects = Vec::new();
                    for object in store::narrow::of_kind(tx, realm.number, subject, narrow)? {
                        objects.extend(store::object(tx, realm.number, subject, object)?);
                    }
                    found.push((reached.row, objects));
                }
                Ok::<_, GateError>((found, last))
            })?;
            let (found, Some(last)) = found else { return Ok(counts) };
            below = last;
            let mut keys = self.subject_keys(realm, found.iter().map(|(row, _)| row.subject))?;
            for (row, objects) in found {
                let Some(key) = keys.remove(&row.subject) else { continue };
                let upkeep = Upkeep::of(realm, row.subject);
                let terms = Terms::of(&row, self.today());
                let mut own = BTreeSet::new();
                for object in objects.iter().filter(|object| began_within(object, what)) {
                    let body = upkeep.object(realm, &key, object)?;
                    if retention::object_over(realm, object, &body, &terms, self.clock.now()) {
                        continue;
                    }
                    for about in rows_of(realm, (kind, what), (&row, object, &body))? {
                        counts.entry(about.clone()).or_default().0 += 1;
                        own.insert(about);
                    }
                }
                for about in own {
                    counts.entry(about).or_default().1 += 1;
                }
            }
        }
    }
}

fn began_within(object: &ObjectRow, what: &Tally) -> bool {
    what.from.is_none_or(|from| object.starts >= opened::day_number(from))
        && what.until.is_none_or(|until| object.starts <= opened::day_number(until))
}

/// The rows that an object counts in: one, or one for each of its lines when a line's item is counted by.
fn rows_of(
    realm: &Realm,
    (kind, what): (&ObjectKind, &Tally),
    (row, object, body): (&SubjectRow, &ObjectRow, &ObjectBody),
) -> Result<Vec<Vec<String>>, GateError> {
    let by_line = what.by.iter().any(|by| matches!(by, By::Item(id) if line_item(kind, id).is_some()));
    let none = Items::default();
    let lines: Vec<&Items> = if by_line { body.lines.iter().collect() } else { vec![&none] };
    let day = opened::day(object.starts)?;
    let mut rows = Vec::new();
    for line in lines {
        let mut about = Vec::new();
        for by in &what.by {
            about.push(match by {
                By::Group => realm.id::<seloste_register::id::kind::Group>(row.group)?.to_string(),
                By::State => match object.state {
                    Some(state) => realm.id::<seloste_register::id::kind::Choice>(state)?.to_string(),
                    None => String::new(),
                },
                By::Month => day.strftime("%Y-%m").to_string(),
                By::Year => day.strftime("%Y").to_string(),
                By::Item(id) => {
                    let word = realm.word(id)?;
                    let held = if line_item(kind, id).is_some() { line } else { &body.items };
                    let value = held.get(word).and_then(|stored| stored.values.first());
                    value.map_or_else(String::new, |value| value.normal.as_str().to_owned())
                }
            });
        }
        rows.push(about);
    }
    Ok(rows)
}

fn line_item<'a>(kind: &'a ObjectKind, id: &seloste_register::id::ItemId) -> Option<&'a Item> {
    kind.line_items.iter().find(|item| item.id == *id)
}

/// Whether the statement lets objects be counted by these: choices, marks, days and numbers of an object, and what a line is
/// about. Words about a person are never a row.
fn countable(kind: &ObjectKind, by: &[By]) -> Result<(), GateError> {
    let mut problems = Vec::new();
    if by.is_empty() || by.len() > DIMENSIONS {
        problems.push(problem_at("by", how_many()));
    }
    for one in by {
        let By::Item(id) = one else { continue };
        let of_line = line_item(kind, id);
        let item = of_line.or_else(|| kind.items.iter().find(|item| item.id == *id));
        let fits = item.is_some_and(|item| match item.item_type {
            ItemType::Choice | ItemType::Flag | ItemType::Number | ItemType::Language => true,
            ItemType::Text => of_line.is_some(),
            _ => false,
        });
        if !fits {
            problems.push(problem_at(id.as_str(), not_countable()));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(GateError::Problems(problems)) }
}

/// Rows that are about enough people. A single row withheld could be worked out from a total: the smallest beside it goes too.
fn let_out(counts: Counts, smallest: u64) -> Tallied {
    let (mut rows, few): (Vec<Figures>, Vec<Figures>) = counts
        .into_iter()
        .map(|(about, (objects, people))| Figures { about, objects, people })
        .partition(|row| row.people >= smallest);
    let mut withheld = few.len() as u64;
    if withheld == 1
        && let Some(least) = rows.iter().enumerate().min_by_key(|(_, row)| row.people).map(|(at, _)| at)
    {
        rows.remove(least);
        withheld += 1;
    }
    Tallied { rows, withheld }
}

fn how_many() -> Problem {
    problem(
        "one-to-three",
        [
            "Tilasto jaotellaan yhden, kahden tai kolmen tiedon mukaan.",
            "Statistiken delas in enligt en, två eller tre uppgifter.",
            "Statistics are split by one, two or three things.",
        ],
        ["Valitse, minkä mukaan.", "Välj enligt vad.", "Choose by what."],
    )
}

fn not_countable() -> Problem {
    problem(
        "not-countable",
        [
            "Tämän mukaan ei voi jaotella.",
            "Det går inte att dela in enligt detta.",
            "Statistics can't be split by this.",
        ],
        [
            "Valitse lajin valinta, merkintä tai luku tai rivin tieto.",
            "Välj ett val, en markering eller ett tal hos slaget, eller en radens uppgift.",
            "Choose a choice, a mark or a number of the kind, or an item of its lines.",
        ],
    )
}
