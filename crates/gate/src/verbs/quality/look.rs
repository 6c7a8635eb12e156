//! Opens assessments: of everybody whom the asker reaches, or of what the asker handled.

use super::{kinds, reply::is_theirs};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::OpenedObject,
    decide::{Categories, Permit, Verb},
    opened::day_number,
    proof::Recorded,
    quality::{Assessed, AssessmentFilter},
    realm::Realm,
    store::{
        self, ObjectRow,
        assessed::{self, Which},
        part,
    },
    values::{problem, problem_at},
    vault::SubjectKey,
    verbs::{
        open::{Opening, kinds_categories, may_read},
        reach::{Asker, Reach, Reached, reach},
    },
};
use seloste_db::Tx;

/// Assessments that are opened at once.
const MOST: i64 = 5_000;

/// A person with assessments of recordings about them.
pub(super) struct Of {
    reached: Box<Reached>,
    pub(super) rows: Vec<Found>,
}

/// An assessment as stored, with what it is about.
pub(super) struct Found {
    row: ObjectRow,
    parent: ObjectRow,
    agents: Vec<i64>,
    assessor: Option<i64>,
    mine: bool,
}

/// An opened assessment with its opened recording, where that was asked for.
pub(super) struct Seen {
    pub(super) assessed: Assessed,
    pub(super) recording: Option<OpenedObject>,
}

/// Whether recordings are opened too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    Assessments,
    Recordings,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Opens assessments, newest first. Those who may go through lists see all that they reach; others those of what they
    /// handled.
    pub fn assessments(&self, ask: &Ask, filter: &AssessmentFilter) -> Result<Vec<Assessed>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let lists = realm.table.decide(ask, Verb::List, self.today()).is_ok();
        let (verb, which) = match &filter.of {
            None if lists => (Verb::List, Which::All),
            None => (Verb::Open, Which::HandledBy(ask.actor.account.0)),
            Some(recording) => match self.object_number(realm, recording) {
                Some((subject, number)) => (Verb::Open, Which::Of(subject, number)),
                None => return Err(self.absent(realm, ask, (Verb::Open, None))),
            },
        };
        let permit = self.permit_for(realm, ask, verb)?;
        let found = self.gathered(realm, ask, &permit, (filter, which))?;
        let seen = self.seen(realm, ask, permit, (found, With::Assessments))?;
        let mut all: Vec<Assessed> = seen.into_iter().map(|one| one.assessed).collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.object.starts, one.object.recorded)));
        Ok(all)
    }

    /// The rows that the asker may open.
    pub(super) fn gathered(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        (filter, which): (&AssessmentFilter, Which),
    ) -> Result<Vec<Of>, GateError> {
        let days = (day_number(filter.from), day_number(filter.until));
        let asker = Asker::new(realm, ask);
        self.data.read(|tx| {
            let mut people: Vec<Of> = Vec::new();
            for (word, _, assessment) in kinds(realm)? {
                let rows = assessed::rows(tx, realm.number, (word, which), days, MOST)?;
                if i64::try_from(rows.len()).unwrap_or(MOST) >= MOST {
                    return Err(GateError::Problems(vec![problem_at("from", too_wide())]));
                }
                let assessor = realm.word(&assessment.assessor)?;
                for row in rows {
                    keep(tx, (realm, ask), (permit, &asker), (row, assessor), &mut people)?;
                }
            }
            people.retain(|person| !person.rows.is_empty());
            Ok(people)
        })
    }

    /// Records what is about to be shown as one entry, then opens it.
    pub(super) fn seen(
        &self,
        realm: &Realm,
        ask: &Ask,
        mut permit: Permit,
        (people, with): (Vec<Of>, With),
    ) -> Result<Vec<Seen>, GateError> {
        let mut keys = self.subject_keys(realm, people.iter().map(|person| person.reached.row.subject))?;
        let mut keyed: Vec<(Of, SubjectKey)> = Vec::new();
        for person in people {
            if let Some(key) = keys.remove(&person.reached.row.subject) {
                permit.admit(
                    person.reached.row.subject,
                    person.reached.granted,
                    wanted(realm, &person, with),
                );
                keyed.push((person, key));
            }
        }
        let borrowed: Vec<&SubjectKey> = keyed.iter().map(|(_, key)| key).collect();
        let recorded = self.record_alone((realm, ask), permit, &borrowed)?;
        let mut all = Vec::new();
        for (person, key) in &keyed {
            self.open_of((realm, ask), (&recorded, key), (person, with), &mut all)?;
        }
        Ok(all)
    }

    fn open_of(
        &self,
        (realm, ask): (&Realm, &Ask),
        (recorded, key): (&Recorded, &SubjectKey),
        (person, with): (&Of, With),
        all: &mut Vec<Seen>,
    ) -> Result<(), GateError> {
        let (granted, sight) = (person.reached.granted, &person.reached.sight);
        let opening = Opening { realm, recorded, key, granted, sight, purpose: &ask.purpose };
        for found in &person.rows {
            let mut opened = self.open_objects(&opening, std::slice::from_ref(&found.row))?;
            let Some(object) = opened.pop() else { continue };
            let subject = person.reached.row.subject;
            let recording = match with {
                With::Assessments => None,
                With::Recordings => self.open_objects(&opening, std::slice::from_ref(&found.parent))?.pop(),
            };
            let assessed = Assessed {
                subject: self.subject_ref(realm, subject)?,
                recording: self.object_ref(realm, subject, found.parent.object)?,
                agents: found.agents.iter().copied().map(AccountId).collect(),
                assessor: found.assessor.map(AccountId),
                mine: found.mine,
                object,
            };
            all.push(Seen { assessed, recording });
        }
        Ok(())
    }
}

/// Keeps a row if the asker may open it and the recording that it is about is still there: an assessment ends with it (R2-006).
fn keep(
    tx: &mut Tx<'_>,
    (realm, ask): (&Realm, &Ask),
    (permit, asker): (&Permit, &Asker),
    (row, assessor): (ObjectRow, i64),
    people: &mut Vec<Of>,
) -> Result<(), GateError> {
    if people.last().is_none_or(|last| last.reached.row.subject != row.subject) {
        let Reach::Yes(reached) = reach(tx, realm, permit, asker, row.subject)? else { return Ok(()) };
        people.push(Of { reached, rows: Vec::new() });
    }
    let Some(person) = people.last_mut() else { return Ok(()) };
    let sight = &person.reached.sight;
    let Some(number) = row.parent else { return Ok(()) };
    let parent = store::object(tx, realm.number, row.subject, number)?;
    let Some(parent) = parent.filter(|parent| may_read(realm, sight.over(number), parent)) else {
        return Ok(());
    };
    if !may_read(realm, sight.over(row.object), &row) {
        return Ok(());
    }
    let handled = part::accounts(tx, realm.number, (row.subject, number))?;
    let agents = handled.into_iter().filter(|(_, role)| *role == part::HANDLED).map(|(account, _)| account);
    let linked = part::accounts(tx, realm.number, (row.subject, row.object))?;
    let found = Found {
        agents: agents.collect(),
        assessor: linked.into_iter().find(|(_, role)| *role == assessor).map(|(account, _)| account),
        mine: is_theirs(tx, realm, (ask, &row))?,
        parent,
        row,
    };
    person.rows.push(found);
    Ok(())
}

fn wanted(realm: &Realm, person: &Of, with: With) -> Categories {
    person.rows.iter().fold(Categories::NONE, |sum, found| {
        let own = sum.and(kinds_categories(realm, std::slice::from_ref(&found.row)));
        match with {
            With::Assessments => own,
            With::Recordings => own.and(kinds_categories(realm, std::slice::from_ref(&found.parent))),
        }
    })
}

fn too_wide() -> seloste_register::diagnostics::Problem {
    problem(
        "too-wide",
        [
            "Jaksolla on liikaa arvioita kerralla näytettäväksi.",
            "Perioden har för många bedömningar för att visas på en gång.",
            "There are too many assessments in the period to show at once.",
        ],
        ["Lyhennä jaksoa.", "Förkorta perioden.", "Choose a shorter period."],
    )
}
