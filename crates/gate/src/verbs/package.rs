//! Opens everything about a person, for the person: each table of the map, one entry in the ledger. Needs a case in which
//! access was granted, or the person's own session; a role's own categories don't limit it, because the right is to all.

use super::{
    open::Opening,
    reach::{Asker, permission, reach},
    sight::Sight,
    weighed::{Names, Weighed},
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask, OWN_PURPOSE},
    card::{ObjectRef, OpenedObject, Past, SubjectRef},
    decide::{Categories, Verb, is_of_staff},
    disclosures::{self, DisclosureRow},
    opened::{day, moment},
    package::{Behalf, Package},
    payload::Word,
    personal::Personal,
    proof::Recorded,
    realm::Realm,
    requests::{self, RequestRow, StepRow},
    store::{
        self, ObjectRow, PastRow, PermissionRow, SealedRow,
        asked::{self, AskedRow},
        erasing,
        recorded::{self, NeedRow},
    },
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
};
use jiff::{Timestamp, civil::Date};
use seloste_db::Tx;
use seloste_register::{
    id::PurposeId,
    right::{
        Outcome, RightKind,
        case::{Case, State},
    },
};

/// Objects read at once.
const OBJECTS: i64 = 500;

/// Everything that the tables hold about a person.
struct Stored {
    sealed: Vec<SealedRow>,
    objects: Vec<ObjectRow>,
    past: Vec<PastRow>,
    permissions: Vec<PermissionRow>,
    reasons: Vec<(i64, i64, Vec<u8>)>,
    holds: Vec<erasing::HoldRow>,
    needs: Vec<NeedRow>,
    asked: Vec<AskedRow>,
    disclosures: Vec<DisclosureRow>,
    requests: Vec<(RequestRow, Vec<StepRow>)>,
    links: Vec<(ObjectRow, Word)>,
    imports: Vec<(i64, i64)>,
}

/// Number, moment and ciphertext of a sealed text.
type WordsRow = (i64, i64, Vec<u8>);

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Opens everything about a person.
    pub fn package(&self, ask: &Ask, subject: &SubjectRef, behalf: Behalf<'_>) -> Result<Package, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Package)?;
        let about = (Verb::Package, None);
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, about));
        };
        let weighed = self.may_be_packed(realm, ask, id, behalf)?;
        let asker = Asker::new(realm, ask);
        let (found, stored) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            Ok::<_, GateError>((found, stored(tx, realm, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Package, Some(id)), found)?;
        let Some(key) = self.subject_key(realm, id)? else { return Err(self.absent(realm, ask, about)) };
        let categories = realm.statement().categories.iter().enumerate();
        let theirs = categories.filter(|(_, category)| !is_of_staff(realm.rules(), &category.id));
        let all = theirs.map(|(at, _)| Categories::one(at));
        let mut granted = reached.granted;
        granted.read = all.fold(Categories::NONE, Categories::and);
        permit.admit_whole(id, granted);
        let cases = self.subject_keys(realm, stored.requests.iter().map(|(row, _)| row.case))?;
        let owners = self.owners(realm, (&mut permit, &asker), (&stored.links, behalf))?;
        let mut keys = vec![&key];
        keys.extend(owners.values().map(|owner| &owner.key));
        for (case, key) in &cases {
            permit.admit_words(*case, Categories::NONE);
            keys.push(key);
        }
        let recorded = self.record_alone((realm, ask), permit, &keys)?;
        let of_person = self.subject_keys(realm, std::iter::once(id))?;
        // The right is to the data itself: nothing is masked from the person whom it is about.
        let own = PurposeId::new(OWN_PURPOSE).map_err(|error| GateError::Failed(error.to_string()))?;
        let sight = Sight::of_all(granted);
        let opening =
            Opening { realm, recorded: &recorded, key: &key, granted, sight: &sight, purpose: &own };
        let package = Package {
            subject: subject.clone(),
            group: realm.id(reached.row.group)?,
            closed: reached.row.closed.map(day).transpose()?,
            areas: reached.areas.iter().map(|area| realm.id(*area)).collect::<Result<_, _>>()?,
            made: self.clock.now(),
            categories: self.open_categories(&opening, &reached, &stored.sealed)?,
            objects: self.open_objects(&opening, &stored.objects)?,
            past: self.past_values(&opening, &stored)?,
            past_objects: self.past_objects(&opening, &stored)?,
            permissions: self.noticed(realm, &recorded, &key, (id, &stored.permissions))?,
            reasons: self.words_of(realm, &recorded, &key, (id, &stored.reasons))?,
            holds: self.held_because(realm, &recorded, &key, (id, &stored.holds))?,
            needs: self.needed_because(realm, &recorded, &key, &stored.needs)?,
            recordings: self.told_of_asked(realm, &recorded, &of_person, stored.asked)?,
            disclosures: self.disclosed(realm, &recorded, &key, (id, stored.disclosures))?,
            requests: self.packed_requests(realm, &recorded, &cases, stored.requests)?,
            readings: self.readings(realm, (id, &key), weighed.names)?,
            links: self.parts((realm, &recorded, &own), &stored.links, &owners)?,
            withheld: Vec::new(),
            imports: stored.imports,
        };
        Ok(weighed.applied(realm, package))
    }

    /// Whether a package may be made at all: the person's own, or a case of this person in which it was granted.
    pub(super) fn may_be_packed(
        &self,
        realm: &Realm,
        ask: &Ask,
        subject: i64,
        behalf: Behalf<'_>,
    ) -> Result<Weighed, GateError> {
        let request = match behalf {
            Behalf::Own if ask.actor.own.is_some() => return Ok(Weighed::default()),
            Behalf::Own => return Err(not_granted()),
            Behalf::Case(request) | Behalf::Showing(request) => request,
        };
        let opened = self.open_request(ask, request)?;
        if let Behalf::Showing(_) = behalf {
            let (account, now) = (ask.actor.account.0, self.clock.now());
            let showing = opened.case.showing.as_ref();
            if !showing.is_some_and(|showing| showing.is_open_to(account, now)) {
                return Err(view_closed());
            }
        }
        let of_this_person = opened.subject.as_ref().and_then(|one| self.subject_number(realm, one));
        if of_this_person == Some(subject) && is_granted(&opened.case) {
            Ok(Weighed::of(opened))
        } else {
            Err(not_granted())
        }
    }

    fn past_values(&self, opening: &Opening<'_>, stored: &Stored) -> Result<Vec<Past>, GateError> {
        let Opening { realm, recorded, key, purpose, .. } = *opening;
        let mut history = Vec::new();
        for row in &stored.sealed {
            let past = stored.past.iter().filter(|past| past.object == 0 && past.category == row.category);
            let past: Vec<&PastRow> = past.collect();
            history.extend(self.of_category((realm, purpose), recorded, key, (row, &past))?);
        }
        history.sort_by_key(|past| std::cmp::Reverse(past.replaced));
        Ok(history)
    }

    fn past_objects(
        &self,
        opening: &Opening<'_>,
        stored: &Stored,
    ) -> Result<Vec<(Timestamp, OpenedObject)>, GateError> {
        let mut found = Vec::new();
        for past in stored.past.iter().rev().filter(|past| past.object != 0) {
            let Some(present) = stored.objects.iter().find(|row| row.object == past.object) else { continue };
            let row = ObjectRow { version: past.version, body: past.body.clone(), ..present.clone() };
            let opened = self.open_objects(opening, &[row])?;
            let replaced = moment(past.replaced)?;
            found.extend(opened.into_iter().map(|object| (replaced, object)));
        }
        Ok(found)
    }

    /// Consents and prohibitions with the notices that they rest on.
    pub(super) fn noticed(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (subject, rows): (i64, &[PermissionRow]),
    ) -> Result<Vec<(crate::card::Permission, Option<Personal>)>, GateError> {
        rows.iter()
            .map(|row| {
                let place = |body| (PlaceKind::Permission, subject, row.permission, body);
                let notice =
                    row.body.as_deref().map(|body| self.unseal_words(realm, recorded, key, place(body)));
                Ok((permission(realm, row)?, notice.transpose()?.map(Personal::new)))
            })
            .collect()
    }

    fn words_of(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (subject, rows): (i64, &[WordsRow]),
    ) -> Result<Vec<(Timestamp, Personal)>, GateError> {
        let open = |(number, given, body): &(i64, i64, Vec<u8>)| {
            let place = (PlaceKind::Reason, subject, *number, body.as_slice());
            Ok((moment(*given)?, Personal::new(self.unseal_words(realm, recorded, key, place)?)))
        };
        rows.iter().map(open).collect()
    }

    fn held_because(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (subject, rows): (i64, &[erasing::HoldRow]),
    ) -> Result<Vec<(Timestamp, Date, Personal)>, GateError> {
        let open = |row: &erasing::HoldRow| {
            let place = (PlaceKind::Hold, subject, row.hold, row.body.as_slice());
            let because = Personal::new(self.unseal_words(realm, recorded, key, place)?);
            Ok((moment(row.placed)?, day(row.review)?, because))
        };
        rows.iter().map(open).collect()
    }

    fn needed_because(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        rows: &[NeedRow],
    ) -> Result<Vec<(ObjectRef, Date, Personal)>, GateError> {
        let open = |row: &NeedRow| {
            let place = (PlaceKind::Need, row.subject, row.need, row.body.as_slice());
            let because = Personal::new(self.unseal_words(realm, recorded, key, place)?);
            Ok((self.object_ref(realm, row.subject, row.object)?, day(row.ends)?, because))
        };
        rows.iter().map(open).collect()
    }

    fn readings(
        &self,
        realm: &Realm,
        person: (i64, &SubjectKey),
        names: Names,
    ) -> Result<Vec<crate::card::Reading>, GateError> {
        let mut readings = self.readings_of(realm, person)?;
        if names == Names::Kept {
            for reading in &mut readings {
                // Names belong to the answer by a reasoned decision only.
                reading.by = reading.by.filter(|by| *by == AccountId::PERSON);
            }
        }
        Ok(readings)
    }
}

fn view_closed() -> GateError {
    GateError::Problems(vec![problem_at(
        "view",
        problem(
            "view-closed",
            [
                "Näyttöä ei ole avattu sinulle, tai sen aika on päättynyt.",
                "Visningen är inte öppnad för dig, eller så har dess tid gått ut.",
                "The view was not opened by you, or its time is over.",
            ],
            [
                "Avaa näyttö tapaamisen alkaessa ja kirjaa lopuksi, mitä siitä seurasi.",
                "Öppna visningen när mötet börjar och anteckna till slut vad som hände.",
                "Open it when the meeting begins, and record at its end what came of it.",
            ],
        ),
    )])
}

/// Whether access or portability was granted in a case, and the person is known.
pub(super) fn is_granted(case: &Case) -> bool {
    let kind = matches!(case.kind, RightKind::Inspect | RightKind::Portability);
    let stage = matches!(case.state, State::Decided | State::Answered);
    kind && stage && matches!(case.outcome, Some(Outcome::Granted | Outcome::Partly))
}

fn stored(tx: &mut Tx<'_>, realm: &Realm, subject: i64) -> Result<Stored, GateError> {
    let register = realm.number;
    let (mut objects, mut before): (Vec<ObjectRow>, _) = (Vec::new(), (i64::MAX, i64::MAX));
    loop {
        let rows = store::objects(tx, register, subject, before, OBJECTS)?;
        let Some(last) = rows.last() else { break };
        before = (last.starts, last.object);
        // A kind that the statement no longer declares has no name to be told by; its retention takes it away. Assessments
        // of how a call was handled are about whoever handled it.
        let told = |row: &ObjectRow| {
            realm.kind(row.kind).is_some_and(|kind| !is_of_staff(realm.rules(), &kind.category))
        };
        objects.extend(rows.into_iter().filter(told));
    }
    let mut of_person = Vec::new();
    for row in requests::of_person(tx, register, subject)? {
        let steps = requests::steps(tx, register, row.case)?;
        of_person.push((row, steps));
    }
    let mut links = Vec::new();
    for ((owner, object), role) in store::part::of_subject(tx, register, subject)? {
        links.extend(store::object(tx, register, owner, object)?.map(|row| (row, role)));
    }
    let known: Vec<Word> =
        (0..realm.statement().categories.len()).filter_map(|at| realm.category_word(at)).collect();
    let sealed = store::sealed(tx, register, subject)?;
    Ok(Stored {
        sealed: sealed.into_iter().filter(|row| known.contains(&row.category)).collect(),
        objects,
        past: store::past(tx, register, subject)?,
        permissions: store::permissions(tx, register, subject)?,
        reasons: store::reasons::reasons(tx, register, subject)?,
        holds: erasing::holds(tx, register, subject)?,
        needs: recorded::needs(tx, register, subject)?,
        asked: asked_by_person(tx, register, subject)?,
        disclosures: disclosures::of(tx, register, subject)?,
        requests: of_person,
        links,
        imports: crate::batches::rows_of(tx, register, subject)?,
    })
}

/// Recordings that the person asked for; that whoever answered asked too is theirs.
fn asked_by_person(tx: &mut Tx<'_>, register: i64, subject: i64) -> Result<Vec<AskedRow>, GateError> {
    let mut rows = Vec::new();
    for row in asked::of_subject(tx, register, subject)? {
        if recorded::staff_of(tx, register, row.case)?.is_none() {
            rows.push(row);
        }
    }
    Ok(rows)
}

pub(super) fn not_granted() -> GateError {
    GateError::Problems(vec![problem_at(
        "request",
        problem(
            "not-granted",
            [
                "Tietoja voi koota vain asiassa, jossa tarkastus tai siirto on tälle henkilölle hyväksytty.",
                "Uppgifter kan sammanställas bara i ett ärende där insyn eller överföring har beviljats personen.",
                "Data can be put together only in a case in which access or portability was granted to this person.",
            ],
            [
                "Tunnista henkilö ja päätä asiasta ensin.",
                "Fastställ identiteten och avgör ärendet först.",
                "Establish who asks and decide the case first.",
            ],
        ),
    )])
}
