//! Holds a subject's data, or some objects, for a case; releases it; then carries out the erasure that waited (R5-105).

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{ObjectRef, SubjectRef},
    decide::Verb,
    erasure::{Erasure, Hold, HoldDraft},
    errors::ItemProblem,
    holds, limits,
    opened::{day, day_number, moment},
    personal::Personal,
    proof::{Writing, seal_words},
    realm::Realm,
    store::{
        self, ObjectRow,
        erasing::{self, HoldRow},
    },
    values::{problem, problem_at},
    vault::PlaceKind,
};
use jiff::{ToSpan as _, civil::Date};
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, id::HoldId, statement::model::HoldKind, text::Lang};

/// Longest words of a case, in characters.
const CASE: usize = 1_000;
/// Holds that a list of a register shows.
const ROWS: i64 = 500;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Places a hold: on everything about a subject, or on some objects. Stops retention and erasure of what it covers.
    pub fn hold(&self, ask: &Ask, subject: &SubjectRef, draft: HoldDraft) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Hold, subject))?;
        let kind = draft.kind.as_ref().and_then(|id| declared(realm, id));
        let problems = self.wrong(realm, (&draft, kind));
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let word = kind.map_or(Ok(0), |kind| realm.word(&kind.id))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Hold, None)));
        };
        let objects = self.held_objects(realm, id, &draft.objects)?;
        let mut rows = Vec::new();
        for object in objects {
            let number = self.next_number(realm)?;
            let body = seal_words(&key, PlaceKind::Hold, (realm.number, id, number), draft.case.trim())?;
            rows.push(HoldRow {
                subject: id,
                hold: number,
                object,
                kind: word,
                placed: self.clock.now().as_millisecond(),
                review: day_number(draft.review),
                account: ask.actor.account.0,
                body,
            });
        }
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            // An erasure that was decided before is not told of this hold: what it takes is gone.
            tx.lock(&format!("subject {} {id}", realm.number))?;
            let going = |row: store::SubjectRow| row.life.limits & limits::GOING != 0;
            if store::subject(tx, realm.number, id)?.is_none_or(going) {
                return Err(GateError::Absent);
            }
            for row in &rows {
                if row.object != 0 {
                    let object = store::object(tx, realm.number, id, row.object)?.ok_or(GateError::Absent)?;
                    must_be_for(realm, kind, &object)?;
                }
                erasing::add_hold(tx, realm.number, row)?;
            }
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// Releases a hold. An erasure that waited for it is carried out, and told.
    pub fn release(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        number: i64,
    ) -> Result<Option<Erasure>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Hold, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Hold, None)));
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            if !erasing::delete_hold(tx, realm.number, id, number)? {
                return Err(GateError::Absent);
            }
            let row = store::subject(tx, realm.number, id)?.ok_or(GateError::Absent)?;
            Ok(row.life.limits)
        };
        let (_, limits) = self.record((realm, ask), permit, &[&key], work)?;
        if limits & (limits::WAITING | limits::ERASED) == 0 {
            return Ok(None);
        }
        let (permit, id) = self.permit_over(realm, ask, (Verb::Erase, subject))?;
        self.erase_reached((realm, ask), permit, (id, &key)).map(Some)
    }

    /// The holds of a subject, oldest first.
    pub fn holds(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Hold>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Hold, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Hold, None)));
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(erasing::holds(tx, realm.number, id)?);
        let (recorded, rows) = self.record((realm, ask), permit, &[&key], work)?;
        rows.into_iter()
            .map(|row| {
                let place = (PlaceKind::Hold, id, row.hold, row.body.as_slice());
                Ok(Hold {
                    number: row.hold,
                    kind: holds::kind(realm, &row).map(|kind| kind.id.clone()),
                    object: self.held_object(realm, &row)?,
                    case: Personal::new(self.unseal_words(realm, &recorded, &key, place)?),
                    placed: moment(row.placed)?,
                    review: day(row.review)?,
                    by: AccountId(row.account),
                })
            })
            .collect()
    }

    /// Whose data is held in a register, by the day on which somebody has to look again; without the cases.
    pub fn all_holds(&self, ask: &Ask) -> Result<Vec<(SubjectRef, i64, Date)>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Hold)?;
        let asker = super::reach::Asker::new(realm, ask);
        let rows = self.data.read(|tx| {
            let mut reached = Vec::new();
            for row in erasing::all_holds(tx, realm.number, ROWS)? {
                let found = super::reach::reach(tx, realm, &permit, &asker, row.subject)?;
                if matches!(found, super::reach::Reach::Yes(_)) {
                    reached.push(row);
                }
            }
            Ok::<_, GateError>(reached)
        })?;
        self.record_alone((realm, ask), permit, &[])?;
        rows.into_iter()
            .map(|row| Ok((self.subject_ref(realm, row.subject)?, row.hold, day(row.review)?)))
            .collect()
    }

    fn held_object(&self, realm: &Realm, row: &HoldRow) -> Result<Option<ObjectRef>, GateError> {
        if row.object == 0 { Ok(None) } else { self.object_ref(realm, row.subject, row.object).map(Some) }
    }

    /// Numbers of the objects that are to be held; 0 for everything.
    fn held_objects(
        &self,
        realm: &Realm,
        subject: i64,
        objects: &[ObjectRef],
    ) -> Result<Vec<i64>, GateError> {
        if objects.is_empty() {
            return Ok(vec![0]);
        }
        let number = |object: &ObjectRef| {
            let named = self.object_number(realm, object).filter(|(owner, _)| *owner == subject);
            named.map(|(_, number)| number).ok_or(GateError::Absent)
        };
        objects.iter().map(number).collect()
    }

    fn wrong(&self, realm: &Realm, (draft, kind): (&HoldDraft, Option<&HoldKind>)) -> Vec<ItemProblem> {
        let mut problems = Vec::new();
        if kind.is_none() && (draft.kind.is_some() || !realm.statement().holds.is_empty()) {
            problems.push(problem_at("kind", unknown_kind(realm)));
        }
        let last = kind.and_then(|kind| last_review(kind, self.today()));
        if let (Some(kind), Some(last)) = (kind, last.filter(|last| draft.review > *last)) {
            problems.push(problem_at("review", too_far(kind, last)));
        }
        let case = draft.case.trim();
        if case.is_empty() || case.chars().count() > CASE {
            problems.push(problem_at(
                "case",
                problem(
                    "case-missing",
                    [
                        "Pidätyksen syy puuttuu tai on liian pitkä (enintään 1000 merkkiä).",
                        "Orsaken till spärren saknas eller är för lång (högst 1000 tecken).",
                        "The case is missing or too long (at most 1000 characters).",
                    ],
                    [
                        "Kirjoita, mikä asia tarvitsee tietoja.",
                        "Skriv vilket ärende som behöver uppgifterna.",
                        "Write which case needs the data.",
                    ],
                ),
            ));
        }
        if draft.review <= self.today() {
            problems.push(problem_at(
                "review",
                problem(
                    "review-past",
                    [
                        "Tarkistuspäivän on oltava tulevaisuudessa.",
                        "Granskningsdagen måste ligga i framtiden.",
                        "The day of review must be in the future.",
                    ],
                    ["Valitse myöhempi päivä.", "Välj en senare dag.", "Choose a later day."],
                ),
            ));
        }
        problems
    }
}

fn declared<'r>(realm: &'r Realm, id: &HoldId) -> Option<&'r HoldKind> {
    realm.statement().holds.iter().find(|kind| kind.id == *id)
}

/// The last day on which a hold of a kind that begins on a day must be looked at again.
pub(super) fn last_review(kind: &HoldKind, from: Date) -> Option<Date> {
    Some(from.saturating_add(i32::try_from(kind.review_months).ok()?.months()))
}

/// An object of a category that a kind of hold is not for can't be held by it.
fn must_be_for(realm: &Realm, kind: Option<&HoldKind>, row: &ObjectRow) -> Result<(), GateError> {
    let category = realm.kind(row.kind).map(|kind| &kind.category);
    match (kind, category) {
        (Some(kind), Some(category))
            if !kind.categories.is_empty() && !kind.categories.contains(category) =>
        {
            Err(GateError::Problems(vec![problem_at("objects", not_for(realm, kind))]))
        }
        _ => Ok(()),
    }
}

fn unknown_kind(realm: &Realm) -> Problem {
    let kinds: Vec<&str> = realm.statement().holds.iter().map(|kind| kind.id.as_str()).collect();
    if kinds.is_empty() {
        return problem(
            "hold-kind-unknown",
            [
                "Seloste ei nimeä pidätysten lajeja.",
                "Beskrivningen nämner inga slag av spärrar.",
                "The statement names no kinds of hold.",
            ],
            ["Jätä laji pois.", "Utelämna slaget.", "Leave the kind out."],
        );
    }
    let kinds = kinds.join(", ");
    let remedy = [
        format!("Valitse jokin selosteen pidätyksistä: {kinds}."),
        format!("Välj en av beskrivningens spärrar: {kinds}."),
        format!("Choose one of the statement's holds: {kinds}."),
    ];
    problem(
        "hold-kind-unknown",
        [
            "Pidätyksen laji puuttuu tai ei ole selosteen nimeämä.",
            "Spärrens slag saknas eller nämns inte i beskrivningen.",
            "The kind of hold is missing, or not one that the statement names.",
        ],
        remedy.each_ref().map(String::as_str),
    )
}

fn too_far(kind: &HoldKind, last: Date) -> Problem {
    let months = kind.review_months;
    let what = [
        format!("Selosteen mukaan pidätyksen peruste tarkistetaan vähintään {months} kuukauden välein."),
        format!("Enligt beskrivningen granskas spärrens grund minst var {months}:e månad."),
        format!(
            "By the statement the reason of the hold is looked at again every {months} months at the latest."
        ),
    ];
    let remedy = [
        format!("Valitse viimeistään {last}."),
        format!("Välj senast {last}."),
        format!("Choose {last} at the latest."),
    ];
    problem("review-too-far", what.each_ref().map(String::as_str), remedy.each_ref().map(String::as_str))
}

fn not_for(realm: &Realm, kind: &HoldKind) -> Problem {
    let named = |lang| {
        let categories = realm.statement().categories.iter().filter(|one| kind.categories.contains(&one.id));
        categories.map(|one| one.name.get(lang)).collect::<Vec<_>>().join(", ")
    };
    let remedy = [
        format!("Tämä pidätys koskee vain näitä: {}.", named(Lang::Fi)),
        format!("Denna spärr gäller bara: {}.", named(Lang::Sv)),
        format!("This kind of hold is only for: {}.", named(Lang::En)),
    ];
    problem(
        "hold-not-for-this",
        [
            "Pidätyksen laji ei koske tätä kohdetta.",
            "Spärrens slag gäller inte detta objekt.",
            "This kind of hold is not for the object.",
        ],
        remedy.each_ref().map(String::as_str),
    )
}
