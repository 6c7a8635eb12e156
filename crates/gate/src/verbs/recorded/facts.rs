//! Tells a person whose identity a case has established whether calls of theirs were recorded (claim R2-029): the caller of
//! calls about them, whoever handled calls of those (claims R2-011, R2-031). The right is to all of it, whatever the clerk's own
//! categories are.

use super::{is_recording, nobody_known, recordings_of};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::OpenedObject,
    decide::{Categories, Granted, Verb},
    opened::day_number,
    proof::Recorded,
    realm::Realm,
    recorded::{CallFact, FactState},
    request::RequestRef,
    retention::Terms,
    store::{self, ObjectRow, erasing, recorded},
    vault::SubjectKey,
    verbs::{
        open::{Opening, kinds_categories, may_read},
        sight::Sight,
    },
};
use jiff::Timestamp;
use seloste_register::{
    right::case,
    statement::model::{Item, ItemType, ObjectKind, Recording},
};

/// Between which moments.
type Between = (Timestamp, Timestamp);

/// Somebody with calls.
struct Person {
    subject: i64,
    granted: Granted,
    /// Facts, and recordings that have none, each with what belongs to it.
    calls: Vec<(ObjectRow, Vec<ObjectRow>)>,
}

/// Whose calls a case is about.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    Caller(i64),
    Staff(i64),
}

impl Gate {
    /// Whether calls of a person that began between two moments, both included, were recorded, oldest first. None: no such call
    /// is known. Needs a case in which it is certain who asks.
    ///
    /// # Errors
    /// As every verb; a problem while it is not certain.
    pub fn call_facts(
        &self,
        ask: &Ask,
        request: &RequestRef,
        between: Between,
    ) -> Result<Vec<CallFact>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let whose = self.asked_by(realm, ask, request)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let people = self.data.read(|tx| match whose {
            Whose::Caller(subject) => of_caller(tx, realm, subject, self.today()),
            Whose::Staff(account) => of_staff(tx, realm, (account, days(realm, between)), self.today()),
        })?;
        let mut keys = self.subject_keys(realm, people.iter().map(|person| person.subject))?;
        let mut keyed: Vec<(Person, SubjectKey)> = Vec::new();
        for person in people {
            let Some(key) = keys.remove(&person.subject) else { continue };
            permit.admit(person.subject, person.granted, person.granted.read);
            keyed.push((person, key));
        }
        let borrowed: Vec<&SubjectKey> = keyed.iter().map(|(_, key)| key).collect();
        let recorded = self.record_alone((realm, ask), permit, &borrowed)?;
        let mut facts = Vec::new();
        for (person, key) in &keyed {
            self.facts_of((realm, ask), (&recorded, key), person, &mut facts)?;
        }
        facts
            .retain(|fact| (between.0..=between.1).contains(&fact.began) || is_on_days(realm, fact, between));
        facts.sort_by_key(|fact| fact.began);
        Ok(facts)
    }

    /// Whose calls a case asks about, once that is certain.
    pub(super) fn asked_by(
        &self,
        realm: &Realm,
        ask: &Ask,
        request: &RequestRef,
    ) -> Result<Whose, GateError> {
        let opened = self.open_request(ask, request)?;
        let terms = case::Terms::of(realm.rules(), opened.case.kind, self.today());
        if !opened.case.is_identified(&terms) {
            return Err(GateError::Problems(vec![nobody_known()]));
        }
        self.linked_to(realm, ask, request)
    }

    /// Whom a case is linked to, certain or not.
    pub(super) fn linked_to(
        &self,
        realm: &Realm,
        ask: &Ask,
        request: &RequestRef,
    ) -> Result<Whose, GateError> {
        let opened = self.open_request(ask, request)?;
        let number = self.request_number(realm, request).ok_or(GateError::Absent)?;
        if let Some(account) = self.data.read(|tx| recorded::staff_of(tx, realm.number, number))? {
            return Ok(Whose::Staff(account));
        }
        let subject = opened.subject.as_ref().and_then(|subject| self.subject_number(realm, subject));
        subject.map(Whose::Caller).ok_or_else(|| GateError::Problems(vec![nobody_known()]))
    }

    fn facts_of(
        &self,
        (realm, ask): (&Realm, &Ask),
        (proof, key): (&Recorded, &SubjectKey),
        person: &Person,
        facts: &mut Vec<CallFact>,
    ) -> Result<(), GateError> {
        let (granted, sight) = (person.granted, Sight::of_all(person.granted));
        let opening = Opening { realm, recorded: proof, key, granted, sight: &sight, purpose: &ask.purpose };
        for (row, family) in &person.calls {
            let Some(kind) = realm.kind(row.kind) else { continue };
            let Some(opened) = self.open_objects(&opening, std::slice::from_ref(row))?.pop() else {
                continue;
            };
            let of_kind = |wanted: fn(&ObjectKind) -> bool| {
                let rows = family.iter().filter(move |row| realm.kind(row.kind).is_some_and(wanted));
                rows.filter(|row| may_read(realm, granted, row)).cloned().collect::<Vec<ObjectRow>>()
            };
            let living = self.open_objects(&opening, &of_kind(is_recording))?.pop();
            let of = (row.subject, row.object);
            let destroyed = self.data.read(|tx| store::media::destroyed_at(tx, realm.number, of))?;
            let recording =
                if is_recording(kind) { Some(opened.object.clone()) } else { living.map(|it| it.object) };
            facts.push(CallFact {
                began: began(realm, kind, &opened)?,
                state: state(realm, destroyed, &opened, recording.is_some()),
                assessments: self.open_objects(&opening, &of_kind(|kind| kind.assessment.is_some()))?,
                recording,
                object: opened.object,
                kind: opened.kind,
            });
        }
        Ok(())
    }
}

/// The categories that tell of calls: of facts, recordings and, for whoever handled them, assessments.
fn granted(realm: &Realm, rows: &[(ObjectRow, Vec<ObjectRow>)], terms: Terms) -> Granted {
    let read = rows.iter().fold(Categories::NONE, |sum, (row, family)| {
        sum.and(kinds_categories(realm, std::slice::from_ref(row))).and(kinds_categories(realm, family))
    });
    let mut granted = Granted::reading(read);
    granted.terms = terms;
    granted
}

/// Whether rows of a kind tell of calls: the fact beside a recording, or the recording that has none.
fn tells(realm: &Realm, kind: &ObjectKind) -> bool {
    recordings_of(realm, kind).next().is_some() || is_recording(kind) && kind.parents.is_empty()
}

fn of_caller(
    tx: &mut seloste_db::Tx<'_>,
    realm: &Realm,
    subject: i64,
    today: jiff::civil::Date,
) -> Result<Vec<Person>, GateError> {
    let Some(subject_row) = store::subject(tx, realm.number, subject)? else { return Ok(Vec::new()) };
    let terms = Terms::of(&subject_row, today);
    let rows = erasing::all_objects(tx, realm.number, subject)?;
    let mut calls = Vec::new();
    for row in rows.iter().filter(|row| realm.kind(row.kind).is_some_and(|kind| tells(realm, kind))) {
        let is_family = |other: &&ObjectRow| {
            other.parent == Some(row.object) && realm.kind(other.kind).is_some_and(is_recording)
        };
        calls.push((row.clone(), rows.iter().filter(is_family).cloned().collect()));
    }
    let granted = granted(realm, &calls, terms);
    Ok(vec![Person { subject, granted, calls }])
}

fn of_staff(
    tx: &mut seloste_db::Tx<'_>,
    realm: &Realm,
    (account, days): (i64, (i64, i64)),
    today: jiff::civil::Date,
) -> Result<Vec<Person>, GateError> {
    let mut people: Vec<Person> = Vec::new();
    for kind in realm.statement().objects.iter().filter(|kind| tells(realm, kind)) {
        for row in recorded::handled(tx, realm.number, (account, realm.word(&kind.id)?), days)? {
            let mut family = recorded::children(tx, realm.number, (row.subject, row.object))?;
            for recording in family.clone() {
                family.extend(recorded::children(tx, realm.number, (row.subject, recording.object))?);
            }
            let about = |kind: &ObjectKind| is_recording(kind) || kind.assessment.is_some();
            family.retain(|row| realm.kind(row.kind).is_some_and(about));
            match people.iter_mut().find(|person| person.subject == row.subject) {
                Some(person) => person.calls.push((row, family)),
                None => {
                    let (subject, granted) = (row.subject, Granted::default());
                    people.push(Person { subject, granted, calls: vec![(row, family)] });
                }
            }
        }
    }
    for person in &mut people {
        let Some(row) = store::subject(tx, realm.number, person.subject)? else { continue };
        person.granted = granted(realm, &person.calls, Terms::of(&row, today));
    }
    Ok(people)
}

/// When a call began: its first moment item, or the beginning of its day.
fn began(realm: &Realm, kind: &ObjectKind, opened: &OpenedObject) -> Result<Timestamp, GateError> {
    let moment = kind.items.iter().find(|item| item.item_type == ItemType::Moment);
    let written = moment.and_then(|item| first(item, opened)).and_then(|text| text.parse::<Timestamp>().ok());
    match written {
        Some(at) => Ok(at),
        None => midnight(realm, opened.starts),
    }
}

fn midnight(realm: &Realm, on: jiff::civil::Date) -> Result<Timestamp, GateError> {
    let zoned = on.to_zoned(realm.zone.clone()).map_err(|error| GateError::Failed(error.to_string()))?;
    Ok(zoned.timestamp())
}

fn first(item: &Item, opened: &OpenedObject) -> Option<String> {
    let found = opened.items.iter().find(|one| one.item == item.id)?;
    found.values.first().map(|value| value.value.inner().to_owned())
}

/// What the fact of a call says of its recording; without the states that tell, whether there is one.
fn state(realm: &Realm, destroyed: Option<i64>, opened: &OpenedObject, living: bool) -> FactState {
    if living {
        return FactState::Recorded;
    }
    if let Some(at) = destroyed {
        let on = crate::opened::moment(at).ok().map(|at| realm.zone.to_datetime(at).date());
        return FactState::Deleted(on);
    }
    let was = [Recording::RECORDED, Recording::DELETED];
    if opened.state.as_ref().is_some_and(|state| was.contains(&state.as_str())) {
        FactState::Deleted(None)
    } else {
        FactState::NotRecorded
    }
}

fn days(realm: &Realm, (from, until): Between) -> (i64, i64) {
    let on = |at: Timestamp| day_number(realm.zone.to_datetime(at).date());
    (on(from) - 1, on(until) + 1)
}

/// A call of which only the day is kept fits any time of it.
fn is_on_days(realm: &Realm, fact: &CallFact, (from, until): Between) -> bool {
    let local = realm.zone.to_datetime(fact.began);
    let midnight = local.time() == jiff::civil::Time::midnight();
    let on = |at: Timestamp| realm.zone.to_datetime(at).date();
    midnight && (on(from)..=on(until)).contains(&local.date())
}
