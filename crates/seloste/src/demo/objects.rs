//! What happened around an invented person: orders with lines, deliveries, returns, warranties, visits, whatever kinds the
//! register declares, each after the one that it belongs to.

use super::{
    chance::Chance,
    change,
    person::{Person, day_before},
    source,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_gate::card::{ItemChange, ObjectDraft};
use seloste_register::{
    id::ChoiceId,
    statement::model::{Item, ObjectKind, Statement},
};

/// An object around an invented person.
pub struct SampleObject {
    /// The object, without its parent.
    pub draft: ObjectDraft,
    /// Which of the person's earlier objects it belongs to.
    pub parent: Option<usize>,
}

/// Days back to the oldest object.
const DAYS: i64 = 1_000;
/// Most objects of one kind around one person.
const MOST: u64 = 3;

/// Objects around a person: kinds without parents first.
pub(super) fn around(
    statement: &Statement,
    person: &Person,
    (chance, today): (&mut Chance, Date),
) -> Vec<SampleObject> {
    let mut made: Vec<SampleObject> = Vec::new();
    // Recordings come from a telephone system, not out of thin air; confirmations from what they confirm.
    let mut kinds: Vec<&ObjectKind> = statement
        .objects
        .iter()
        .filter(|kind| kind.recording.is_none() && kind.confirmation.is_none())
        .collect();
    // Parents before children; declared order otherwise. Two rounds reach grandchildren.
    kinds.sort_by_key(|kind| depth(statement, kind, 0));
    for kind in kinds {
        let parents: Vec<usize> = (0..made.len())
            .filter(|at| made.get(*at).is_some_and(|object| kind.parents.contains(&object.draft.kind)))
            .collect();
        if parents.is_empty() && !kind.parent_required {
            // A person orders often; rarer things come from having ordered.
            let times =
                if kind.parents.is_empty() { chance.below(MOST + 1) } else { u64::from(chance.percent(4)) };
            for _ in 0..times {
                let starts = day_before(chance, today, DAYS);
                made.extend(object(statement, kind, person, (chance, today), (None, starts)));
            }
        }
        for parent in parents {
            if !chance.percent(38) {
                continue;
            }
            let born = made.get(parent).map_or(today, |object| object.draft.starts);
            let starts = born.checked_add(chance.between(0, 30).days()).unwrap_or(born).min(today);
            made.extend(object(statement, kind, person, (chance, today), (Some(parent), starts)));
        }
    }
    made
}

fn depth(statement: &Statement, kind: &ObjectKind, so_far: u32) -> u32 {
    if so_far > 8 {
        return so_far;
    }
    let parents =
        statement.objects.iter().filter(|other| kind.parents.contains(&other.id) && other.id != kind.id);
    parents.map(|parent| depth(statement, parent, so_far + 1)).max().unwrap_or(so_far)
}

fn object(
    statement: &Statement,
    kind: &ObjectKind,
    person: &Person,
    (chance, today): (&mut Chance, Date),
    (parent, starts): (Option<usize>, Date),
) -> Option<SampleObject> {
    let ends = if kind.period { starts.checked_add(2.years()).ok() } else { None };
    let lines = if kind.line_items.is_empty() { 0 } else { 1 + chance.below(3) };
    let draft = ObjectDraft {
        kind: kind.id.clone(),
        parent: None,
        state: state(kind, chance, starts < day_ago(today)),
        starts,
        ends,
        source: source(statement, &kind.sources)?,
        assigned: None,
        items: items(statement, &kind.items, person, (chance, today)),
        lines: (0..lines).map(|_| items(statement, &kind.line_items, person, (chance, today))).collect(),
    };
    Some(SampleObject { draft, parent })
}

/// Things older than a month or so are over.
fn day_ago(today: Date) -> Date {
    today.checked_sub(40.days()).unwrap_or(today)
}

fn state(kind: &ObjectKind, chance: &mut Chance, old: bool) -> Option<ChoiceId> {
    let closed: Vec<&ChoiceId> = kind.closed_states.iter().collect();
    if old && !closed.is_empty() {
        return chance.pick_early(&closed).map(|state| (*state).clone());
    }
    chance.pick_early(&kind.states).map(|state| state.id.clone())
}

fn items(
    statement: &Statement,
    declared: &[Item],
    person: &Person,
    (chance, today): (&mut Chance, Date),
) -> Vec<ItemChange> {
    let mut items = Vec::new();
    for item in declared {
        if item.required || !item.required_in.is_empty() || chance.percent(60) {
            items.extend(change(statement, item, person, (&mut *chance, today)));
        }
    }
    items
}
