//! The object that a row brings beside the person, such as the contract that ties them to the register (R6-003): checked,
//! compared with those that are there, and written. A file adds objects and changes none. Not here: the person's items.

use super::{
    book::Known,
    prepare::hashed,
    write::{Chunk, Work},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    batches,
    card::ObjectDraft,
    decide::Categories,
    derived,
    opened::day_number,
    payload::Word,
    proof::Writing,
    realm::Realm,
    store::{self, ObjectRow},
    ties,
    values::{problem, problem_at},
    vault::SubjectKey,
    verbs::{
        adding::Adding,
        mention::flag::Flags,
        objects::{self, CheckedObject},
        open::may_read,
        reach::Reached,
        tied::not_tied,
    },
};
use jiff::civil::Date;
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, id::GroupId, statement::model::Tie};

/// An object that a row brings.
pub(super) struct Brought<'a> {
    pub(super) checked: CheckedObject<'a>,
    /// What the row says of it.
    said: Held,
}

/// What is known of an object, as far as two are compared. Holds hashes of values.
#[derive(Clone)]
pub(super) struct Held {
    kind: Word,
    starts: i64,
    ends: Option<i64>,
    state: Option<Word>,
    items: Vec<(Word, Vec<u64>)>,
}

impl Held {
    /// Whether another says the same: kind, first day and the values that it gives.
    fn is(&self, said: &Self) -> bool {
        let has = |(word, hashes): &(Word, Vec<u64>)| {
            let own = self.items.iter().find(|(item, _)| item == word);
            own.is_some_and(|(_, own)| hashes.iter().all(|hash| own.contains(hash)))
        };
        (self.kind, self.starts) == (said.kind, said.starts) && said.items.iter().all(has)
    }

    /// Whether it is otherwise than another says: its end or its state.
    fn differs(&self, said: &Self) -> bool {
        said.ends.is_some() && said.ends != self.ends || said.state.is_some() && said.state != self.state
    }
}

impl<'a> Brought<'a> {
    /// Checks what a row says against the statement.
    pub(super) fn new(
        (realm, ask): (&'a Realm, &'a Ask),
        ground: (&GroupId, Date),
        draft: ObjectDraft,
    ) -> Result<Self, GateError> {
        let state = draft.state.clone();
        let checked = objects::check_draft((realm, ask), ground, draft)?;
        let state = state.map(|state| realm.word(&state)).transpose()?;
        let hashes = |one: &crate::values::Checked<'_>| {
            (one.word, one.normals().map(|(normal, _)| hashed(one.item, normal)).collect())
        };
        let items = checked.items.iter().map(hashes).collect();
        let kind = realm.word(&checked.kind.id)?;
        let said = Held { kind, starts: checked.starts, ends: checked.ends, state, items };
        Ok(Self { checked, said })
    }

    /// The category that it is sealed with.
    pub(super) fn category(&self, realm: &Realm) -> Categories {
        objects::category(realm, self.checked.kind)
    }

    /// Whether it would tie whose it is to the register on a day.
    pub(super) fn ties(&self, ties: &[Tie], today: Date) -> bool {
        let checked = &self.checked;
        ties::would_hold(ties, checked.kind, (checked.state, checked.ends), day_number(today))
    }

    /// As it will stand once it is written.
    pub(super) fn held(&self, realm: &Realm) -> Result<Held, GateError> {
        let state = self.checked.state.map(|state| realm.word(state)).transpose()?;
        Ok(Held { state, ..self.said.clone() })
    }
}

impl Known {
    /// Whether an object is new to the person. One that is there with another end or in another state is changed on the card.
    pub(super) fn lacks(&self, brought: &Brought<'_>) -> Result<bool, GateError> {
        let alike = self.objects.iter().filter(|held| held.is(&brought.said)).collect::<Vec<_>>();
        if alike.is_empty() {
            return Ok(true);
        }
        if alike.iter().all(|held| held.differs(&brought.said)) {
            return Err(GateError::Problems(vec![problem_at(brought.checked.kind.id.as_str(), differs())]));
        }
        Ok(false)
    }
}

/// Objects of some kinds that an asker may read of somebody.
pub(super) fn readable(
    tx: &mut Tx<'_>,
    realm: &Realm,
    reached: &Reached,
    kinds: &[Word],
) -> Result<Vec<ObjectRow>, GateError> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = store::erasing::all_objects(tx, realm.number, reached.row.subject)?;
    rows.retain(|row| kinds.contains(&row.kind) && may_read(realm, reached.sight.over(row.object), row));
    Ok(rows)
}

impl Gate {
    /// Takes in somebody's objects for comparison.
    pub(super) fn learn_objects(
        &self,
        realm: &Realm,
        (reached, key): (&Reached, &SubjectKey),
        (rows, known): (&[ObjectRow], &mut Known),
    ) -> Result<(), GateError> {
        for row in rows {
            let granted = reached.sight.over(row.object);
            let Some(glance) = self.glance_object(realm, granted, key, row)? else { continue };
            let ObjectRow { kind, starts, ends, state, .. } = *row;
            let mut held = Held { kind, starts, ends, state, items: Vec::new() };
            glance.ask(|items| {
                for stored in &items.0 {
                    let declared = realm.kind(kind).and_then(|kind| {
                        kind.items
                            .iter()
                            .find(|item| realm.word(&item.id).is_ok_and(|word| word == stored.item))
                    });
                    let Some(item) = declared else { continue };
                    let hashes = stored.values.iter().map(|value| hashed(item, &value.normal)).collect();
                    held.items.push((stored.item, hashes));
                }
            });
            known.objects.push(held);
        }
        Ok(())
    }
}

impl Chunk<'_> {
    /// The objects that somebody's rows bring, each with its number and what is suspicious in it.
    pub(super) fn brought(&self, work: &Work) -> impl Iterator<Item = (&Brought<'_>, i64, &Flags)> {
        work.rows.iter().filter_map(|at| {
            let number = *self.numbers.get(at)?;
            Some((self.ready(*at)?.object.as_ref()?, number, &self.flags.get(at)?.object))
        })
    }

    /// Writes the objects that somebody's rows bring, and sees that whoever has to be tied to the register is.
    pub(super) fn bring(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (reached, key): (&Reached, &SubjectKey),
        work: &Work,
    ) -> Result<(), GateError> {
        let (realm, gate, subject) = (writing.realm, writing.gate, reached.row.subject);
        let mut any = false;
        for (brought, number, flags) in self.brought(work) {
            let confirming = Vec::new();
            let adding = Adding { reached, checked: &brought.checked, number, confirming, flags };
            adding.write(tx, writing, key)?;
            batches::add_object(tx, (realm.number, self.batch.number), (subject, number))?;
            any = true;
        }
        if !any {
            return Ok(());
        }
        let ties = ties::of_group(realm, reached.row.group);
        let is_new = work.who == super::book::Who::New;
        if is_new && !ties.is_empty() && !ties::hold(tx, realm, ties, (subject, day_number(gate.today())))? {
            return Err(not_tied(realm, writing.ask));
        }
        derived::settle(tx, realm, (subject, key), (writing.now(), gate.today())).map(drop)
    }
}

fn differs() -> Problem {
    problem(
        "object-differs",
        [
            "Tämä on jo kirjattu, mutta eri päättymispäivällä tai tilalla.",
            "Detta är redan antecknat, men med ett annat slutdatum eller tillstånd.",
            "This is recorded already, with another end or in another state.",
        ],
        [
            "Tiedosto ei muuta sitä, mikä on kirjattu. Tee muutos henkilön kortilla.",
            "En fil ändrar inte det som är antecknat. Gör ändringen på personens kort.",
            "A file does not change what is recorded. Make the change on the person's card.",
        ],
    )
}
