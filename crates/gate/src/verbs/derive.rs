//! Catalogues that derived items are looked up in, and deriving everybody's items anew: when a day begins, when the rules or a
//! catalogue changed. What changes one person derives that person's items at once (`derived.rs`).

use crate::{
    Gate, GateError,
    ask::Ask,
    catalogues::{self, CatalogueState, DeriveRun, Fit},
    decide::Verb,
    derived,
    errors::ItemProblem,
    ledger::{DONE, Entry},
    opened::{day_number, moment},
    payload::Word,
    realm::Realm,
    store::erasing,
    values::{self, problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::{CatalogueId, RegisterId},
    item,
    statement::model::Item,
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// People in one step.
const STEP: i64 = 50;
/// Most rows of a catalogue.
const ROWS: usize = 200_000;

/// What a step of deriving anew did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rederived {
    /// People who were looked at.
    pub looked: u64,
    /// People of whom something changed.
    pub changed: u64,
    /// Whether it has been through everybody.
    pub ended: bool,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// One step of deriving everybody's items anew, where something is due; call it until it says that it has ended. A run that
    /// was stopped goes on where it was.
    pub fn derive(&self, register: &RegisterId) -> Result<Rederived, GateError> {
        let realm = &*self.realm(register)?;
        if realm.computed().next().is_none() {
            return Ok(Rederived { ended: true, ..Rederived::default() });
        }
        let (now, today) = (self.clock.now(), self.today());
        let (known, rules) = self
            .data
            .read(|tx| Ok::<_, GateError>((catalogues::run(tx, realm.number)?, digest(tx, realm)?)))?;
        // Without ages and the like a new day changes nothing.
        let day = if realm.computes_by_date() { day_number(today) } else { 0 };
        let fresh = DeriveRun { rules, day, place: i64::MIN, ended: false };
        let run = known.filter(|run| (run.rules, run.day) == (fresh.rules, fresh.day)).unwrap_or(fresh);
        if run.ended {
            return Ok(Rederived { ended: true, ..Rederived::default() });
        }
        let ids = self.data.read(|tx| erasing::after(tx, realm.number, run.place, STEP))?;
        let keys = self.keyring.keys(realm.number, &ids)?;
        let mut done = Rederived { looked: ids.len() as u64, changed: 0, ended: false };
        done.ended = ids.len() < usize::try_from(STEP).unwrap_or_default();
        self.data.write(|tx| {
            let mut changed: Vec<(i64, &SubjectKey)> = Vec::new();
            for (subject, key) in ids.iter().filter_map(|id| Some((*id, keys.get(id)?))) {
                if derived::settle(tx, realm, (subject, key), (now, today))? {
                    changed.push((subject, key));
                }
            }
            done.changed = changed.len() as u64;
            let place = ids.last().copied().unwrap_or(run.place);
            catalogues::set_run(tx, realm.number, DeriveRun { place, ended: done.ended, ..run })?;
            if changed.is_empty() {
                return Ok(());
            }
            let entry = Entry {
                at: now.as_millisecond(),
                account: None,
                register: (realm.number, realm.register.as_str()),
                action: "derive",
                purpose: "derive",
                outcome: DONE,
                categories: &[],
                subjects: &changed,
            };
            self.ledger.append(tx, &entry).map(drop)
        })?;
        Ok(done)
    }

    /// Puts rows in the place of all that a catalogue had. Whoever may bring in files may. Derived items follow when
    /// [`Gate::derive`] has been through everybody.
    pub fn load_catalogue(&self, ask: &Ask, catalogue: &CatalogueId, rows: &[Fit]) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Import)?;
        let word = catalogue_word(realm, ask, catalogue)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Import, None), error))?;
        let problems = judge(realm, catalogue, rows);
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let by = (self.clock.now().as_millisecond(), ask.actor.account.0);
        self.record((realm, ask), permit, &[], |tx, _| {
            Ok(catalogues::replace(tx, (realm.number, word), rows, by)?)
        })?;
        Ok(())
    }

    /// The catalogues of a register as they stand.
    pub fn catalogues(&self, ask: &Ask) -> Result<Vec<CatalogueState>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Import)?;
        let work = |tx: &mut Tx<'_>, _: &crate::proof::Writing<'_>| {
            let mut states = Vec::new();
            for declared in &realm.statement().catalogues {
                let loaded = catalogues::loaded(tx, (realm.number, realm.word(&declared.id)?))?;
                states.push(CatalogueState {
                    catalogue: declared.id.clone(),
                    loaded: loaded.map(|(at, ..)| moment(at)).transpose()?,
                    rows: loaded.map_or(0, |(_, rows, _)| u64::try_from(rows).unwrap_or_default()),
                });
            }
            Ok(states)
        };
        self.record((realm, ask), permit, &[], work).map(|(_, states)| states)
    }

    /// The rows of a catalogue, at most so many.
    pub fn catalogue_rows(
        &self,
        ask: &Ask,
        catalogue: &CatalogueId,
        most: u32,
    ) -> Result<Vec<Fit>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Import)?;
        let word = catalogue_word(realm, ask, catalogue)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Import, None), error))?;
        let work = |tx: &mut Tx<'_>, _: &crate::proof::Writing<'_>| {
            Ok(catalogues::rows(tx, (realm.number, word), i64::from(most))?)
        };
        self.record((realm, ask), permit, &[], work).map(|(_, rows)| rows)
    }
}

fn catalogue_word(realm: &Realm, ask: &Ask, catalogue: &CatalogueId) -> Result<Word, GateError> {
    let declared = realm.statement().catalogues.iter().any(|one| one.id == *catalogue);
    if declared { realm.word(catalogue) } else { Err(values::not_declared(realm, ask, catalogue.as_str())) }
}

/// What the rules and catalogues of a register are at the moment: another number when one of them changed.
fn digest(tx: &mut Tx<'_>, realm: &Realm) -> Result<i64, GateError> {
    let mut hasher = DefaultHasher::new();
    for (item, rule) in realm.computed() {
        format!("{}{:?}{rule:?}", item.id, item.groups).hash(&mut hasher);
    }
    for catalogue in &realm.statement().catalogues {
        catalogues::loaded(tx, (realm.number, realm.word(&catalogue.id)?))?.hash(&mut hasher);
    }
    Ok(hasher.finish().cast_signed())
}

/// Whether everything in a catalogue can stand in the items that are looked up in it: no identity codes, nothing too long.
fn judge(realm: &Realm, catalogue: &CatalogueId, rows: &[Fit]) -> Vec<ItemProblem> {
    if rows.len() > ROWS {
        return vec![problem_at("rows", too_many())];
    }
    let users: Vec<&Item> = realm
        .computed()
        .filter(|(_, rule)| rule.catalogue.as_ref() == Some(catalogue))
        .map(|(item, _)| item)
        .collect();
    let mut problems = Vec::new();
    for (row, at) in rows.iter().zip(1_usize..) {
        let place = format!("row {at}");
        if row.of.trim().is_empty() || row.gives.trim().is_empty() {
            problems.push(problem_at(&place, empty()));
            continue;
        }
        for user in &users {
            let wrong = item::read(user, &row.gives, None).err().unwrap_or_default();
            problems.extend(wrong.into_iter().map(|one| problem_at(&place, one)));
        }
        if problems.len() > 20 {
            break;
        }
    }
    problems
}

fn too_many() -> seloste_register::diagnostics::Problem {
    problem(
        "catalogue-too-long",
        [
            "Luettelossa on yli 200 000 riviä.",
            "Katalogen har över 200 000 rader.",
            "The catalogue has over 200,000 rows.",
        ],
        ["Jaa se useampaan luetteloon.", "Dela upp den i flera.", "Divide it into several catalogues."],
    )
}

fn empty() -> seloste_register::diagnostics::Problem {
    problem(
        "catalogue-row-empty",
        [
            "Rivillä on oltava kaksi arvoa: mitä haetaan ja mitä siihen sopii.",
            "Raden ska ha två värden: vad som söks och vad som passar till det.",
            "A row has two values: what is looked up, and what fits it.",
        ],
        ["Täydennä rivi tai poista se.", "Fyll i raden eller ta bort den.", "Complete the row or remove it."],
    )
}
