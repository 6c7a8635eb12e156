//! In what ways an asker may listen: by each role that the statement names for the purpose, each judged by itself.

use super::words;
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Permit, Verb},
    errors::{Refusal, RefusalCode},
    holds,
    opened::day_number,
    proof::Upkeep,
    realm::Realm,
    retention::{self, Terms},
    store::{self, ObjectRow, erasing, media::MediumRow, part},
    vault::SubjectKey,
    verbs::{
        open::kinds_categories,
        reach::{Asker, Reach, Reached, reach},
        recorded::{Lasting, is_training, lasts, may_train},
    },
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Tx;
use seloste_register::{
    id::{ItemId, ObjectKindId},
    statement::model::{Anchor, Basis, Listening, ObjectKind, Supervised},
};

/// A way in which an asker may listen to recordings of a kind.
pub(super) struct WayIn<'a> {
    kind: &'a ObjectKind,
    pub(super) how: Listening,
    pub(super) permit: Permit,
    /// Kinds of event of which one has to be named.
    events: &'a [ObjectKindId],
}

impl WayIn<'_> {
    /// The kind of recordings that it leads to.
    pub(super) const fn kind(&self) -> &ObjectKindId {
        &self.kind.id
    }

    /// Whether it opens what is written in recordings now: by the task or as one's own, or with the reason that was given. In a
    /// session, on an occasion or for an event one recording at a time is opened, and none is looked for by its words.
    pub(super) fn opens_words(&self, ask: &Ask) -> bool {
        let reasoned = ask.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let opens = match self.how {
            Listening::Task | Listening::OwnCalls => true,
            Listening::StatedReason => reasoned,
            Listening::LedSession | Listening::Supervised => false,
        };
        opens && self.events.is_empty() && words::are_searched(self.kind)
    }
}

/// A recording that an asker may listen to.
pub(crate) struct Found {
    /// The object.
    pub(crate) object: ObjectRow,
    /// Its medium.
    pub(crate) medium: MediumRow,
    pub(super) reached: Box<Reached>,
    /// The led session in which it is played.
    pub(super) session: Option<i64>,
    pub(super) how: i64,
}

/// What came of looking for a way to a recording.
pub(super) enum Looked {
    /// It may be heard.
    Found(Box<(Permit, Found)>),
    /// It may be heard once the event that it verifies is named.
    NoEvent,
    /// There is none, or no way to it.
    Nothing,
}

/// How somebody listened, as the table of listenings has it.
pub(in crate::verbs) const RIGHT: i64 = 5;

/// A way of listening, as the table of listenings has it.
pub(in crate::verbs) const fn number(how: Listening) -> i64 {
    match how {
        Listening::Task => 1,
        Listening::OwnCalls => 2,
        Listening::LedSession => 3,
        Listening::StatedReason => 4,
        Listening::Supervised => 6,
    }
}

impl Gate {
    /// In what ways the asker may listen at all, whatever the recording; refuses when there is none. Decided before anything
    /// is looked up, so that a refusal tells nothing of what there is.
    pub(super) fn ways<'a>(
        &self,
        realm: &'a Realm,
        ask: &Ask,
        verb: Verb,
    ) -> Result<Vec<WayIn<'a>>, GateError> {
        // A person hears recordings through whoever handles the request (R2-030), not by themselves.
        if ask.actor.own.is_some() {
            return Err(self.absent(realm, ask, (verb, None)));
        }
        let (mut ways, mut refusal) = (Vec::new(), None);
        for kind in &realm.statement().objects {
            for listener in kind.recording.iter().flat_map(|recording| &recording.listeners) {
                let handles = entitled(realm, ask, kind);
                let roles = ask.actor.roles.iter().filter(|role| handles && listener.roles.contains(role));
                for role in roles.filter(|_| listener.purposes.contains(&ask.purpose)) {
                    let mut alone = ask.clone();
                    alone.actor.roles = vec![role.clone()];
                    match self.way(realm, &alone, (verb, listener.how)) {
                        Ok(permit) => {
                            let (how, events) = (listener.how, listener.events.as_slice());
                            ways.push(WayIn { kind, how, permit, events });
                        }
                        Err(no) => refusal = Some(no),
                    }
                }
            }
        }
        if !ways.is_empty() {
            return Ok(ways);
        }
        // Whoever may do nothing for the purpose is told so; whoever may read but not listen is told that.
        if let Err(no) = realm.table.decide(ask, verb, self.today()) {
            refusal = Some(no);
        }
        let refusal = refusal.unwrap_or_else(|| realm.table.refusal(RefusalCode::ActionNotGranted, ask));
        Err(self.refused(realm, ask, (verb, None), refusal))
    }

    fn way(&self, realm: &Realm, ask: &Ask, (verb, how): (Verb, Listening)) -> Result<Permit, Refusal> {
        let no_reason = ask.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
        if how == Listening::StatedReason && no_reason && verb == Verb::Listen {
            return Err(realm.table.refusal(RefusalCode::ReasonMissing, ask));
        }
        realm.table.decide(ask, verb, self.today())
    }
}

/// Whether an asker holds a right to the data about people that whoever handles recordings of a kind must have (R6-017).
pub(in crate::verbs) fn entitled(realm: &Realm, ask: &Ask, kind: &ObjectKind) -> bool {
    let roles = || ask.actor.roles.iter().filter_map(|role| realm.rules().role(role));
    let reads = |category| roles().any(|role| role.grants.iter().any(|grant| grant.read.contains(category)));
    kind.recording.iter().flat_map(|recording| &recording.entitled).all(reads)
}

/// The first way that reaches a recording, with what it found.
pub(super) fn look(
    tx: &mut Tx<'_>,
    (realm, ask, now): (&Realm, &Ask, Timestamp),
    ways: Vec<WayIn<'_>>,
    (of, key): (part::Of, &SubjectKey),
) -> Result<Looked, GateError> {
    let (subject, number) = of;
    let Some(object) = store::object(tx, realm.number, subject, number)? else { return Ok(Looked::Nothing) };
    let Some(medium) = store::media::one(tx, realm.number, of)? else { return Ok(Looked::Nothing) };
    let mut looked = Looked::Nothing;
    for way in ways {
        if realm.word(&way.kind.id)? != object.kind {
            continue;
        }
        let Reach::Yes(reached) = reach(tx, realm, &way.permit, &Asker::new(realm, ask), subject)? else {
            continue;
        };
        let reads = reached.sight.over(object.object).read.covers(category(realm, &object));
        if !reads {
            continue;
        }
        let scene = Scene { realm, ask, now, way: &way, key };
        if let Some((how, session)) = scene.holds(tx, (&object, &medium), &reached)? {
            if !scene.event_named(tx, &object)? {
                looked = Looked::NoEvent;
                continue;
            }
            let found = Found { object, medium, reached, session, how };
            return Ok(Looked::Found(Box::new((way.permit, found))));
        }
    }
    Ok(looked)
}

/// How a recording stands to a session in which it might be played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Playable {
    /// It is there, reached, and within its term.
    Yes,
    /// It is, and no training set needs it (R6-015).
    NotForTraining,
    /// There is none, or none that is reached.
    No,
}

/// Whether a recording may be played in a session.
pub(super) fn session_reaches(
    tx: &mut Tx<'_>,
    (realm, ask, now): (&Realm, &Ask, Timestamp),
    ways: &[WayIn<'_>],
    of: part::Of,
) -> Result<Playable, GateError> {
    let Some(object) = store::object(tx, realm.number, of.0, of.1)? else { return Ok(Playable::No) };
    let Some(medium) = store::media::one(tx, realm.number, of)? else { return Ok(Playable::No) };
    for way in ways {
        if realm.word(&way.kind.id)? != object.kind {
            continue;
        }
        if let Reach::Yes(reached) = reach(tx, realm, &way.permit, &Asker::new(realm, ask), of.0)? {
            let reads = reached.sight.over(object.object).read.covers(category(realm, &object));
            let times = (&object, medium.began, medium.ended);
            if reads && !is_over(tx, (realm, now), times, &reached.granted.terms)? {
                let trained = is_trained_with(tx, (realm, ask), &object, &reached.granted.terms)?;
                return Ok(if trained { Playable::Yes } else { Playable::NotForTraining });
            }
        }
    }
    Ok(Playable::No)
}

/// Whether what is asked is not for training, or a training set needs the recording.
fn is_trained_with(
    tx: &mut Tx<'_>,
    (realm, ask): (&Realm, &Ask),
    object: &ObjectRow,
    terms: &Terms,
) -> Result<bool, GateError> {
    if !is_training(realm, ask) {
        return Ok(true);
    }
    let needs = store::recorded::needs(tx, realm.number, object.subject)?;
    Ok(may_train(realm, object, &needs, terms.today))
}

/// Whether a recording's time is up: by the minute, by its object's days, or because nothing needs it any more (R6-016).
pub(in crate::verbs) fn is_over(
    tx: &mut Tx<'_>,
    (realm, now): (&Realm, Timestamp),
    (object, began, ended): (&ObjectRow, i64, Option<i64>),
    terms: &Terms,
) -> Result<bool, GateError> {
    if retention::row_over(realm, object, terms) {
        return Ok(true);
    }
    if !crate::limits::is_erased(terms.limits)
        && retention::span_over(realm, object.kind, (began, ended), now)
    {
        return Ok(true);
    }
    let kind = realm.kind(object.kind);
    if kind.is_none_or(|kind| kind.retention.after != Anchor::NeedEnd) {
        return Ok(false);
    }
    let needs = store::recorded::needs(tx, realm.number, object.subject)?;
    Ok(lasts(realm, object, &needs, terms) == Lasting::Over)
}

/// The category of an object's kind.
pub(super) fn category(realm: &Realm, object: &ObjectRow) -> Categories {
    kinds_categories(realm, std::slice::from_ref(object))
}

struct Scene<'a> {
    realm: &'a Realm,
    ask: &'a Ask,
    now: Timestamp,
    way: &'a WayIn<'a>,
    /// The subject's key, to look into what decides; nothing of it is handed out.
    key: &'a SubjectKey,
}

impl Scene<'_> {
    /// Whether the way leads to this recording now: how, and in which session.
    fn holds(
        &self,
        tx: &mut Tx<'_>,
        (object, medium): (&ObjectRow, &MediumRow),
        reached: &Reached,
    ) -> Result<Option<(i64, Option<i64>)>, GateError> {
        let of = (object.subject, object.object);
        if self.way.how == Listening::Supervised {
            let agreed = self.occasion(tx, of)?;
            return Ok(agreed.then_some((number(self.way.how), None)));
        }
        let terms = reached.granted.terms;
        if is_over(tx, (self.realm, self.now), (object, medium.began, medium.ended), &terms)? {
            // What a case holds past its term is there for the person's right alone (R2-030).
            let held = self.is_for_rights() && is_held(tx, self.realm, of)?;
            return Ok(held.then_some((RIGHT, None)));
        }
        if !is_trained_with(tx, (self.realm, self.ask), object, &terms)? {
            return Ok(None);
        }
        let account = self.ask.actor.account.0;
        let session = match self.way.how {
            Listening::OwnCalls if !answered(tx, self.realm, of, account)? => return Ok(None),
            Listening::LedSession => {
                let purpose = self.realm.word(&self.ask.purpose)?;
                let asked = (account, purpose, self.now.as_millisecond());
                let session = store::media::open_session(tx, self.realm.number, of, asked)?;
                if session.is_none() {
                    return Ok(None);
                }
                session
            }
            Listening::Task | Listening::OwnCalls | Listening::StatedReason | Listening::Supervised => None,
        };
        Ok(Some((number(self.way.how), session)))
    }

    /// Whether the asker has named an event that this recording proves, where one is wanted. The need of it says which (R6-016).
    fn event_named(&self, tx: &mut Tx<'_>, object: &ObjectRow) -> Result<bool, GateError> {
        if self.way.events.is_empty() {
            return Ok(true);
        }
        let today = day_number(self.realm.zone.to_datetime(self.now).date());
        let account = self.ask.actor.account.0;
        for need in store::recorded::needs(tx, self.realm.number, object.subject)? {
            let mine = need.object == object.object && need.account == account && need.ends >= today;
            let Some(event) = need.event.filter(|_| mine) else { continue };
            let there = store::object(tx, self.realm.number, object.subject, event)?;
            let kind = there.and_then(|row| self.realm.kind(row.kind));
            if kind.is_some_and(|kind| self.way.events.contains(&kind.id)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the asker supervises an occasion now on which the person hears this recording (R2-033).
    fn occasion(&self, tx: &mut Tx<'_>, of: part::Of) -> Result<bool, GateError> {
        let account = self.ask.actor.account.0;
        for (row, rules) in occasions(tx, self.realm, of)? {
            let supervisor = (account, self.realm.word(&rules.supervisor)?);
            let parts = part::accounts(tx, self.realm.number, (row.subject, row.object))?;
            if !parts.contains(&supervisor) {
                continue;
            }
            let body = Upkeep::of(self.realm, row.subject).object(self.realm, self.key, &row)?;
            let value = |item: &ItemId| {
                let stored = body.items.get(self.realm.word(item).ok()?)?;
                stored.values.first().map(|value| value.normal.clone())
            };
            let agreed = rules.moment_item.as_ref().and_then(value);
            if value(&rules.identity_item).is_some()
                && self.is_time(rules, &row, agreed.as_ref().map(|at| at.as_str()))
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether it is the agreed time; without one, the occasion's day.
    fn is_time(&self, rules: &Supervised, row: &ObjectRow, agreed: Option<&str>) -> bool {
        let Some(agreed) = agreed else {
            return day_number(self.realm.zone.to_datetime(self.now).date()) == row.starts;
        };
        let Ok(from) = agreed.parse::<Timestamp>() else { return false };
        let until = from + SignedDuration::from_mins(i64::from(rules.minutes));
        from <= self.now && self.now < until
    }

    fn is_for_rights(&self) -> bool {
        let purpose = self.realm.rules().purpose(&self.ask.purpose);
        self.way.how == Listening::Task && purpose.is_some_and(|it| it.basis == Basis::LegalObligation)
    }
}

/// Occasions on which a recording is to be heard by the person and that have not taken place.
fn occasions<'a>(
    tx: &mut Tx<'_>,
    realm: &'a Realm,
    of: part::Of,
) -> Result<Vec<(ObjectRow, &'a Supervised)>, GateError> {
    let rows = store::media::belonging(tx, realm.number, of)?;
    Ok(rows.into_iter().filter_map(|row| waits(realm, &row).map(|rules| (row, rules))).collect())
}

/// The rules of an occasion that has not taken place.
pub(crate) fn waits<'a>(realm: &'a Realm, row: &ObjectRow) -> Option<&'a Supervised> {
    let rules = realm.kind(row.kind)?.supervised.as_ref()?;
    let state = realm.id(row.state?).ok()?;
    rules.waiting.contains(&state).then_some(rules)
}

/// Whether a case, or an occasion on which the person is to hear it, holds a recording from its end (R2-024, R2-030).
pub(super) fn is_held(tx: &mut Tx<'_>, realm: &Realm, of: part::Of) -> Result<bool, GateError> {
    let row = store::object(tx, realm.number, of.0, of.1)?;
    let held = erasing::holds(tx, realm.number, of.0)?;
    Ok(row.is_some_and(|row| holds::keep_object(realm, &held, &row)) || !occasions(tx, realm, of)?.is_empty())
}

/// Whether an account answered a call: it handled the recording or, of one that nobody is named for, what it belongs to. Of a
/// transferred call each part is its own answerer's (R2-027).
pub(in crate::verbs) fn answered(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (subject, object): part::Of,
    account: i64,
) -> Result<bool, GateError> {
    if part::of_account(tx, realm.number, subject, account)?.is_empty() {
        return Ok(false);
    }
    let mut at = Some(object);
    // An object never belongs to itself; the bound is for rows that a mistake made circular.
    for _ in 0..8 {
        let Some(here) = at else { return Ok(false) };
        let mut handled = part::accounts(tx, realm.number, (subject, here))?;
        handled.retain(|(_, role)| *role == part::HANDLED);
        if !handled.is_empty() {
            return Ok(handled.iter().any(|(one, _)| *one == account));
        }
        at = store::object(tx, realm.number, subject, here)?.and_then(|row| row.parent);
    }
    Ok(false)
}
