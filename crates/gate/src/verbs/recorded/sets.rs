//! Training sets (claim R2-004): recordings that people are trained with. A set never outlives a recording: what is in it says the
//! recordings' own needs.

use super::needs::{is_training, last_day};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    decide::{Categories, Permit, Verb},
    errors::RefusalCode,
    opened::{day_number, moment},
    personal::Personal,
    proof::seal_words,
    realm::Realm,
    recorded::TrainingSet,
    store::recorded,
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
};

/// Longest name, in characters.
const NAME: usize = 120;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Makes a training set without anything in it; gives its number. Recordings come in by a need of each.
    pub fn make_training_set(&self, ask: &Ask, name: &str) -> Result<i64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.trains(realm, ask)?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME {
            return Err(GateError::Problems(vec![problem_at("name", no_name())]));
        }
        let set = self.next_number(realm)?;
        let body = seal_words(&self.set_key(realm)?, PlaceKind::TrainingSet, (realm.number, 0, set), name)?;
        let row = (set, self.clock.now().as_millisecond(), ask.actor.account.0, body);
        self.record((realm, ask), permit, &[], |tx, _| Ok(recorded::add_set(tx, realm.number, &row)?))?;
        Ok(set)
    }

    /// The training sets of a register with the recordings that are still needed for them and still there, newest first.
    pub fn training_sets(&self, ask: &Ask) -> Result<Vec<TrainingSet>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.trains(realm, ask)?;
        let today = day_number(self.today());
        let work = |tx: &mut seloste_db::Tx<'_>, _: &crate::proof::Writing<'_>| {
            let mut sets = Vec::new();
            for row in recorded::sets(tx, realm.number)? {
                let mut needs = Vec::new();
                for need in recorded::in_set(tx, realm.number, row.0)? {
                    let others = recorded::needs(tx, realm.number, need.subject)?;
                    if last_day(&need, &others) >= today {
                        needs.push(need);
                    }
                }
                sets.push((row, needs));
            }
            Ok(sets)
        };
        let (proof, sets) = self.record((realm, ask), permit, &[], work)?;
        let key = self.set_key(realm)?;
        sets.into_iter()
            .map(|((number, made, account, body), needs)| {
                let name =
                    self.unseal_record(realm, &proof, &key, ((PlaceKind::TrainingSet, number), &body))?;
                Ok(TrainingSet {
                    number,
                    name: Personal::new(name),
                    made: moment(made)?,
                    by: AccountId(account),
                    recordings: needs
                        .iter()
                        .map(|need| self.object_ref(realm, need.subject, need.object))
                        .collect::<Result<_, _>>()?,
                })
            })
            .collect()
    }

    /// A permit of somebody who trains: the purpose is training, and something may be read for it.
    fn trains(&self, realm: &Realm, ask: &Ask) -> Result<Permit, GateError> {
        let permit = self.permit_for(realm, ask, Verb::Need)?;
        let trains = is_training(realm, ask);
        let reads_recordings =
            realm.statement().objects.iter().filter(|kind| kind.recording.is_some()).any(|kind| {
                let category = realm.table.category(&kind.category).map_or(Categories::NONE, Categories::one);
                permit.anywhere().read.covers(category)
            });
        if trains && reads_recordings {
            return Ok(permit);
        }
        let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
        Err(self.refused(realm, ask, (Verb::Need, None), refusal))
    }

    fn set_key(&self, realm: &Realm) -> Result<SubjectKey, GateError> {
        let (_, secret) = self.keyring.secret(realm.number, "training")?;
        Ok(SubjectKey::of_strangers(&secret))
    }
}

fn no_name() -> seloste_register::diagnostics::Problem {
    problem(
        "name-missing",
        [
            "Koulutusaineiston nimi puuttuu tai on liian pitkä (enintään 120 merkkiä).",
            "Utbildningsmaterialets namn saknas eller är för långt (högst 120 tecken).",
            "The name of the training set is missing or too long (at most 120 characters).",
        ],
        ["Anna nimi.", "Ange ett namn.", "Give it a name."],
    )
}
