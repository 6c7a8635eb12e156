//! Needs of recordings (claim R6-016): put on record with a reason and a last day by those who may listen for what is needed,
//! ended early, looked at. Not here: the run that destroys what nothing needs any longer (`verbs/retention.rs`).

use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::ObjectRef,
    decide::{Categories, Permit, Verb},
    errors::{ItemProblem, RefusalCode},
    opened::{day, day_number, moment},
    personal::Personal,
    proof::seal_words,
    realm::Realm,
    recorded::{Need, NeedDraft, NeedKind},
    retention::Terms,
    store::{
        self, ObjectRow,
        recorded::{self, NeedRow},
    },
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
    verbs::{
        open::{kinds_categories, may_read},
        reach::{Asker, Reached, reach},
        recording::ways::entitled,
    },
};
use jiff::civil::Date;
use seloste_register::{
    id::ObjectKindId,
    statement::{
        model::{Anchor, ObjectKind, PurposeClass},
        period::Period,
    },
};

/// Longest reason, in characters.
const REASON: usize = 1_000;
/// Numbers of kinds in the table.
const CASE: i64 = 1;
const TRAINING: i64 = 2;

/// The event that a need proves.
#[derive(PartialEq, Eq)]
enum Event {
    /// None is wanted.
    None,
    /// One is wanted and none was named, or none that is there.
    Wanting,
    /// This one.
    Of(i64),
}

impl Event {
    const fn number(&self) -> Option<i64> {
        match self {
            Self::Of(event) => Some(*event),
            Self::None | Self::Wanting => None,
        }
    }
}

/// A recording that an asker may say something of.
pub(super) struct Reachable {
    pub(super) permit: Permit,
    pub(super) reached: Box<Reached>,
    pub(super) row: ObjectRow,
    pub(super) key: SubjectKey,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Puts a need of a recording on record; gives its number.
    pub fn add_need(&self, ask: &Ask, recording: &ObjectRef, draft: &NeedDraft) -> Result<i64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Reachable { mut permit, reached, row, key } = self.needed_recording(realm, ask, recording)?;
        if is_training(realm, ask) != draft.set.is_some() {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Need, Some(row.subject)), refusal));
        }
        let others = self.data.read(|tx| recorded::needs(tx, realm.number, row.subject))?;
        let others: Vec<NeedRow> = others.into_iter().filter(|one| one.object == row.object).collect();
        let mut problems = wrong(realm, draft, &row, (&others, self.today()));
        let event = self.event((realm, ask), draft, (&row, &reached))?;
        if event == Event::Wanting {
            problems.push(problem_at("event", no_event()));
        }
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let need = self.next_number(realm)?;
        let place = (realm.number, row.subject, need);
        let stored = NeedRow {
            subject: row.subject,
            object: row.object,
            need,
            kind: if draft.set.is_some() { TRAINING } else { CASE },
            ends: day_number(draft.ends),
            placed: self.clock.now().as_millisecond(),
            account: ask.actor.account.0,
            set: draft.set,
            body: seal_words(&key, PlaceKind::Need, place, draft.reason.trim())?,
            event: event.number(),
        };
        permit.admit(row.subject, reached.granted, kinds_categories(realm, std::slice::from_ref(&row)));
        self.record((realm, ask), permit, &[&key], |tx, _| {
            let there = store::object(tx, realm.number, row.subject, row.object)?.is_some();
            let set = match draft.set {
                Some(set) => recorded::sets(tx, realm.number)?.iter().any(|(number, ..)| *number == set),
                None => true,
            };
            if there && set {
                Ok(recorded::add_need(tx, realm.number, &stored)?)
            } else {
                Err(GateError::Absent)
            }
        })?;
        Ok(need)
    }

    /// Ends a need today: of training, whoever trains; of a case, whoever proves something.
    pub fn end_need(&self, ask: &Ask, recording: &ObjectRef, need: i64) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Reachable { mut permit, reached, row, key } = self.needed_recording(realm, ask, recording)?;
        permit.admit(row.subject, reached.granted, kinds_categories(realm, std::slice::from_ref(&row)));
        // Its last day was yesterday: from now on nothing keeps the recording for it.
        let last = day_number(self.today()) - 1;
        let trains = is_training(realm, ask);
        self.record((realm, ask), permit, &[&key], |tx, _| {
            let needs = recorded::needs(tx, realm.number, row.subject)?;
            let theirs = needs.iter().any(|one| one.need == need && (one.kind == TRAINING) == trains);
            let ended =
                theirs && recorded::end_need(tx, realm.number, (row.subject, row.object), (need, last))?;
            if ended { Ok(()) } else { Err(GateError::Absent) }
        })
        .map(drop)
    }

    /// The needs of a recording, oldest first. Whoever trains is told of training alone: what is to be proven is apart (R6-015).
    pub fn needs(&self, ask: &Ask, recording: &ObjectRef) -> Result<Vec<Need>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Reachable { mut permit, row, key, .. } = self.needed_recording(realm, ask, recording)?;
        permit.admit_words(row.subject, Categories::NONE);
        let work = |tx: &mut seloste_db::Tx<'_>, _: &crate::proof::Writing<'_>| {
            Ok(recorded::needs(tx, realm.number, row.subject)?)
        };
        let (proof, rows) = self.record((realm, ask), permit, &[&key], work)?;
        let trains = is_training(realm, ask);
        let of_this = rows.into_iter().filter(|one| one.object == row.object);
        of_this
            .filter(|one| one.kind == TRAINING || !trains)
            .map(|one| {
                let place = (PlaceKind::Need, one.subject, one.need, one.body.as_slice());
                Ok(Need {
                    number: one.need,
                    kind: if one.kind == TRAINING { NeedKind::Training } else { NeedKind::Case },
                    ends: day(one.ends)?,
                    placed: moment(one.placed)?,
                    by: AccountId(one.account),
                    reason: Personal::new(self.unseal_words(realm, &proof, &key, place)?),
                    event: one.event.map(|event| self.object_ref(realm, one.subject, event)).transpose()?,
                })
            })
            .collect()
    }

    /// The event that a need names: one of the same person that the asker sees, and that the recording belongs to where its kind
    /// belongs to such events (R6-014, R7-012). Another's is like none.
    fn event(
        &self,
        (realm, ask): (&Realm, &Ask),
        draft: &NeedDraft,
        (row, reached): (&ObjectRow, &Reached),
    ) -> Result<Event, GateError> {
        let Some(kind) = realm.kind(row.kind) else { return Ok(Event::None) };
        let listeners = kind.recording.iter().flat_map(|it| &it.listeners);
        let mine = listeners.filter(|one| {
            one.purposes.contains(&ask.purpose) && one.roles.iter().any(|role| ask.actor.roles.contains(role))
        });
        let kinds: Vec<&ObjectKindId> = mine.flat_map(|one| &one.events).collect();
        let Some(named) = &draft.event else {
            return Ok(if kinds.is_empty() { Event::None } else { Event::Wanting });
        };
        let of = self.object_number(realm, named).filter(|(owner, _)| *owner == row.subject);
        let Some((_, event)) = of else { return Ok(Event::Wanting) };
        let found = self.data.read(|tx| store::object(tx, realm.number, row.subject, event))?;
        let seen = found.filter(|one| may_read(realm, reached.sight.over(event), one));
        let Some(declared) = seen.as_ref().and_then(|one| realm.kind(one.kind)) else {
            return Ok(Event::Wanting);
        };
        let belongs = !kind.parents.contains(&declared.id) || row.parent == Some(event);
        Ok(if kinds.contains(&&declared.id) && belongs { Event::Of(event) } else { Event::Wanting })
    }

    /// A recording that the asker reaches in a role that may listen to its kind for the purpose.
    pub(super) fn needed_recording(
        &self,
        realm: &Realm,
        ask: &Ask,
        recording: &ObjectRef,
    ) -> Result<Reachable, GateError> {
        let permit = self.permit_for(realm, ask, Verb::Need)?;
        let Some((subject, number)) = self.object_number(realm, recording) else {
            return Err(self.absent(realm, ask, (Verb::Need, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, subject)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, subject, number)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Need, Some(subject)), found)?;
        let heard = |row: &ObjectRow| {
            let recording = realm.kind(row.kind).and_then(|kind| kind.recording.as_ref());
            let handles = realm.kind(row.kind).is_some_and(|kind| entitled(realm, ask, kind));
            recording.filter(|_| handles).is_some_and(|it| {
                it.listeners.iter().any(|one| {
                    one.purposes.contains(&ask.purpose)
                        && one.roles.iter().any(|role| ask.actor.roles.contains(role))
                })
            })
        };
        let row = row.filter(|row| may_read(realm, reached.sight.over(number), row) && heard(row));
        let (Some(row), Some(key)) = (row, self.subject_key(realm, subject)?) else {
            return Err(self.absent(realm, ask, (Verb::Need, Some(subject))));
        };
        Ok(Reachable { permit, reached, row, key })
    }
}

/// Whether what is asked is asked for training.
pub(in crate::verbs) fn is_training(realm: &Realm, ask: &Ask) -> bool {
    realm.rules().purpose(&ask.purpose).is_some_and(|it| it.class == PurposeClass::Training)
}

/// Whether a recording may be used in training on a day. One that is kept by its needs may while a training set needs it, and
/// no longer: what a case still needs is not there to train with (R6-015).
pub(in crate::verbs) fn may_train(realm: &Realm, row: &ObjectRow, needs: &[NeedRow], today: i64) -> bool {
    realm.kind(row.kind).is_none_or(|kind| kind.retention.after != Anchor::NeedEnd)
        || needs
            .iter()
            .any(|one| one.object == row.object && one.kind == TRAINING && last_day(one, needs) >= today)
}

/// The last day of a need. Training ends with the last case at the latest, also where that ended sooner than was thought.
pub(in crate::verbs) fn last_day(need: &NeedRow, all: &[NeedRow]) -> i64 {
    let cases = all.iter().filter(|one| one.object == need.object && one.kind == CASE);
    match cases.map(|one| one.ends).max() {
        Some(proof) if need.kind == TRAINING => need.ends.min(proof),
        _ => need.ends,
    }
}

/// What is wrong with a need. Training ends before proof does (claim R6-015), and nothing lasts beyond the recording's limit.
fn wrong(
    realm: &Realm,
    draft: &NeedDraft,
    row: &ObjectRow,
    (others, today): (&[NeedRow], Date),
) -> Vec<ItemProblem> {
    let mut problems = Vec::new();
    let reason = draft.reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON {
        problems.push(problem_at("reason", no_reason()));
    }
    let limit = realm.kind(row.kind).and_then(|kind| limit(kind, row));
    let proof = others.iter().filter(|one| one.kind == CASE).filter_map(|one| day(one.ends).ok()).max();
    let proof = proof.filter(|_| draft.set.is_some());
    let latest = [limit, proof].into_iter().flatten().min();
    if draft.ends < today || latest.is_some_and(|latest| draft.ends > latest) {
        problems.push(problem_at("ends", wrong_end(latest)));
    }
    problems
}

/// The last day to which any need can last, as far as the row tells.
fn limit(kind: &ObjectKind, row: &ObjectRow) -> Option<Date> {
    let retention = &kind.retention;
    let lengths = std::iter::once((&retention.keep, retention.after))
        .chain(retention.at_latest.iter().map(|limit| (&limit.keep, limit.after)));
    let ends = lengths.filter_map(|(keep, after)| {
        let from = match after {
            Anchor::ObjectDate => Some(row.starts),
            Anchor::ObjectEnd => row.ends,
            _ => None,
        };
        Period::parse(keep)?.after(day(from?).ok()?)
    });
    ends.min()
}

/// What the needs of a recording say of its keeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::verbs) enum Lasting {
    /// Nothing: its kind is not kept by needs.
    NotByNeeds,
    /// Something needs it, or it still waits for its first need.
    Needed,
    /// Nothing needs it any longer.
    Over,
}

/// Whether the needs of an object still keep it.
pub(in crate::verbs) fn lasts(realm: &Realm, row: &ObjectRow, needs: &[NeedRow], terms: &Terms) -> Lasting {
    let Some(kind) = realm.kind(row.kind) else { return Lasting::NotByNeeds };
    if kind.retention.after != Anchor::NeedEnd {
        return Lasting::NotByNeeds;
    }
    let last = needs.iter().filter(|one| one.object == row.object).map(|one| last_day(one, needs)).max();
    let (from, length) = match last {
        Some(last) => (last, Some(kind.retention.keep.as_str())),
        None => (row.starts, kind.recording.as_ref().and_then(|it| it.first_need_within.as_deref())),
    };
    let Some(length) = length else { return Lasting::Needed };
    let end = day(from).ok().and_then(|from| Period::parse(length)?.after(from));
    if end.is_some_and(|end| day_number(end) < terms.today) { Lasting::Over } else { Lasting::Needed }
}

fn no_event() -> seloste_register::diagnostics::Problem {
    problem(
        "event-missing",
        [
            "Tarkistettavaa tapahtumaa ei ole nimetty, tai tallenne ei kuulu siihen.",
            "Den händelse som ska verifieras är inte angiven, eller inspelningen hör inte till den.",
            "The event to be verified is not named, or the recording does not belong to it.",
        ],
        [
            "Nimeä saman henkilön tapahtuma, johon tallenne kuuluu.",
            "Ange en händelse för samma person som inspelningen hör till.",
            "Name an event of the same person that the recording belongs to.",
        ],
    )
}

fn no_reason() -> seloste_register::diagnostics::Problem {
    problem(
        "reason-missing",
        [
            "Tarpeen syy puuttuu tai on liian pitkä (enintään 1000 merkkiä).",
            "Orsaken till behovet saknas eller är för lång (högst 1000 tecken).",
            "The reason of the need is missing or too long (at most 1000 characters).",
        ],
        [
            "Kirjoita, mihin tallennetta tarvitaan.",
            "Skriv vad inspelningen behövs till.",
            "Write what the recording is needed for.",
        ],
    )
}

fn wrong_end(latest: Option<Date>) -> seloste_register::diagnostics::Problem {
    let limit = latest.map(|latest| latest.to_string()).unwrap_or_default();
    problem(
        "need-ends-wrong",
        [
            &format!("Tarpeen viimeinen päivä on mennyt tai liian myöhään. {limit}"),
            &format!("Behovets sista dag har passerat eller är för sen. {limit}"),
            &format!("The last day of the need is past or too late. {limit}"),
        ],
        [
            "Valitse päivä, jona tarve päättyy viimeistään; koulutus päättyy ennen todentamista.",
            "Välj den dag då behovet upphör senast; utbildning upphör före verifiering.",
            "Choose the day on which the need ends at the latest; training ends before proof.",
        ],
    )
}
