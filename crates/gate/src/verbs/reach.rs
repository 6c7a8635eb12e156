//! Whom an asker reaches: scope, and the person's own consents and prohibitions. Every verb about a subject comes through
//! here. Not here: categories' contents.

use super::{
    recording::ways::entitled,
    sight::{self, Sight},
};
use crate::{
    Gate, GateError, addresses,
    ask::Ask,
    card::{Exact, Permission, PermissionKind, SubjectRef},
    decide::{Categories, Granted, Permit, Relation, Verb},
    errors::RefusalCode,
    limits,
    opened::{day_number, moment},
    payload::Word,
    permissions::{self, Stand, Whom},
    realm::Realm,
    retention::{Eye, Terms},
    store::{self, PermissionRow, SubjectRow},
    ties,
    vault::RefKind,
};
use seloste_db::Tx;
use seloste_register::{
    id::GroupId,
    right::Intake,
    statement::model::{Channel, Closed, Customers, Purpose, SubjectGroup},
};
use std::collections::HashMap;

/// A subject that an asker reaches.
pub(crate) struct Reached {
    /// Its row.
    pub(crate) row: SubjectRow,
    /// Its areas.
    pub(crate) areas: Vec<Word>,
    /// What the asker may do with it.
    pub(crate) granted: Granted,
    /// What the asker sees of its objects.
    pub(crate) sight: Sight,
    /// Its consents and prohibitions, newest first; read only when something asks for them.
    pub(crate) permissions: Vec<Permission>,
    /// What a purpose may go by about it beside that; read with them.
    pub(crate) whom: Whom,
}

/// What came of reaching for a subject.
pub(crate) enum Reach {
    /// Reached.
    Yes(Box<Reached>),
    /// Not there, or out of scope: nobody can tell which.
    No,
    /// The person's own word stands against the purpose.
    Against,
}

impl Reach {
    /// Who was reached.
    pub(crate) fn yes(self) -> Option<Box<Reached>> {
        match self {
            Self::Yes(reached) => Some(reached),
            Self::No | Self::Against => None,
        }
    }
}

/// An asker with the numbers that rows speak of.
pub(crate) struct Asker {
    pub(crate) account: i64,
    pub(crate) areas: Vec<Word>,
    /// The subject that the asker is, for a person who acts for themselves. One that is not of this register is nobody in it.
    own: Option<i64>,
    /// Categories of recordings that the asker may not handle, for want of the right to the data about people (R6-017).
    unentitled: Categories,
}

impl Asker {
    /// Areas that the statement does not declare reach nobody.
    pub(crate) fn new(realm: &Realm, ask: &Ask) -> Self {
        let areas = ask.actor.areas.iter().filter_map(|area| realm.word(area).ok()).collect();
        let own = ask.actor.own.as_ref().and_then(|own| realm.keys.ids.inside(RefKind::Subject, &own.0));
        Self { account: ask.actor.account.0, areas, own, unentitled: unentitled(realm, ask) }
    }
}

fn unentitled(realm: &Realm, ask: &Ask) -> Categories {
    if ask.actor.own.is_some() {
        return Categories::NONE;
    }
    let closed = realm.statement().objects.iter().filter(|kind| !entitled(realm, ask, kind));
    let categories = closed.filter_map(|kind| realm.table.category(&kind.category));
    categories.map(Categories::one).fold(Categories::NONE, Categories::and)
}

/// Reaches for a subject.
pub(crate) fn reach(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    subject: i64,
) -> Result<Reach, GateError> {
    let Some(reached) = in_scope(tx, realm, permit, asker, subject)? else { return Ok(Reach::No) };
    let Some(purpose) = obeyed(realm, permit) else { return Ok(Reach::Yes(reached)) };
    let held = held(tx, realm, subject)?;
    obey(tx, realm, purpose, (reached, held))
}

/// Reaches for many subjects: the answers in their order. The tables that every reach looks at are asked once for all.
pub(crate) fn reach_many(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    subjects: &[i64],
) -> Result<Vec<Reach>, GateError> {
    let mut rows = store::many::subjects(tx, realm.number, subjects)?;
    let mut areas =
        if looks_at_areas(permit) { store::many::areas(tx, realm.number, subjects)? } else { HashMap::new() };
    let purpose = obeyed(realm, permit);
    let mut words = match purpose {
        Some(_) => store::many::permissions(tx, realm.number, subjects)?,
        None => HashMap::new(),
    };
    let mut answers = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let Some(row) = rows.remove(subject) else {
            answers.push(Reach::No);
            continue;
        };
        let areas = areas.remove(subject).unwrap_or_default();
        let reached = scoped(tx, (realm, permit), asker, (row, areas))?;
        answers.push(match (reached, purpose) {
            (None, _) => Reach::No,
            (Some(reached), None) => Reach::Yes(reached),
            (Some(reached), Some(purpose)) => {
                let held = words.remove(subject).unwrap_or_default();
                let held = held.iter().map(|row| permission(realm, row)).collect::<Result<_, _>>()?;
                obey(tx, realm, purpose, (reached, held))?
            }
        });
    }
    Ok(answers)
}

/// The purpose of a permit, when a person's own word may stand against it. Recording a person's word is no use of it: nobody
/// is kept from saying no once more (R4-029).
fn obeyed<'r>(realm: &'r Realm, permit: &Permit) -> Option<&'r Purpose> {
    let obeys =
        |purpose: &&Purpose| !permit.verb.is_about_word() && permissions::matter(realm.rules(), purpose);
    realm.rules().purpose(&permit.purpose).filter(obeys)
}

/// What comes of reaching for somebody who has said this.
fn obey(
    tx: &mut Tx<'_>,
    realm: &Realm,
    purpose: &Purpose,
    (mut reached, held): (Box<Reached>, Vec<Permission>),
) -> Result<Reach, GateError> {
    let whom = whom(tx, realm, purpose, (reached.row.subject, &realm.id(reached.row.group)?))?;
    reached.permissions = held;
    let stand = permissions::stand_of_anywhere(realm.rules(), (&reached.permissions, whom), purpose);
    Ok(if stand == Stand::Allowed { Reach::Yes(reached) } else { Reach::Against })
}

/// Reads what a subject has said into what was reached, and what else a purpose may go by about it.
pub(crate) fn heard(
    tx: &mut Tx<'_>,
    realm: &Realm,
    purpose: &Purpose,
    reached: &mut Reached,
) -> Result<Whom, GateError> {
    let subject = reached.row.subject;
    reached.permissions = held(tx, realm, subject)?;
    reached.whom = whom(tx, realm, purpose, (subject, &realm.id(reached.row.group)?))?;
    Ok(reached.whom)
}

/// Reaches for a subject as far as scope and the statement let, whatever the person has said: only for what then looks at
/// their word itself.
pub(crate) fn in_scope(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    subject: i64,
) -> Result<Option<Box<Reached>>, GateError> {
    let Some(row) = store::subject(tx, realm.number, subject)? else { return Ok(None) };
    let areas = if looks_at_areas(permit) { store::areas(tx, realm.number, subject)? } else { Vec::new() };
    scoped(tx, (realm, permit), asker, (row, areas))
}

/// A search goes through many and shows no areas: it looks at them only where they decide.
fn looks_at_areas(permit: &Permit) -> bool {
    permit.verb != Verb::Find || permit.knows_area()
}

/// As [`in_scope`], of a row that was read.
fn scoped(
    tx: &mut Tx<'_>,
    (realm, permit): (&Realm, &Permit),
    asker: &Asker,
    (row, areas): (SubjectRow, Vec<Word>),
) -> Result<Option<Box<Reached>>, GateError> {
    let subject = row.subject;
    let assigned = permit.knows_assignment() && store::is_assigned(tx, realm.number, subject, asker.account)?;
    let relation = Relation {
        in_area: areas.iter().any(|area| asker.areas.contains(area)),
        maintained: row.maintainer == Some(asker.account),
        assigned,
        subject: asker.own == Some(subject),
        ..Relation::default()
    };
    let (relation, parts) = sight::relate(tx, (realm, permit), asker.account, (subject, relation))?;
    let terms = Terms { eye: Eye::of(realm, permit), ..Terms::of(&row, permit.today) };
    let kept = limits::kept(tx, realm, permit, &row)?.and(asker.unentitled);
    let narrow = |mut granted: Granted| {
        granted.terms = terms;
        limits::narrowed(realm, permit, granted).kept_from(kept)
    };
    let granted = narrow(permit.over(relation));
    if is_gone(realm, permit, &row) {
        return Ok(None);
    }
    // Who counts or sends sees nobody.
    let sees = !granted.read.is_empty() || matches!(permit.verb, Verb::Count | Verb::Send);
    if !sees || permit.verb.narrows() && !granted.allows(permit.verb) {
        return Ok(None);
    }
    let sight = sight::look(tx, (realm, permit, asker.account), (subject, relation), (&parts, &narrow))?;
    let purpose = realm.rules().purpose(&permit.purpose);
    let group = realm.id(row.group)?;
    // A purpose that is about other groups does nothing with this one: it has no such person (R4-014).
    if !permit.verb.is_about_word() && !purpose.is_none_or(|purpose| purpose.concerns(&group)) {
        return Ok(None);
    }
    // Nor with those whom nothing ties to the register any more, where its basis rests on that (R5-003, R6-003).
    if let Some(purpose) = purpose.filter(|purpose| !purpose.tied_by.is_empty())
        && !matches!(permit.verb, Verb::Create | Verb::Permit)
        && !ties::hold(tx, realm, &purpose.tied_by, (subject, day_number(permit.today)))?
    {
        return Ok(None);
    }
    Ok(Some(Box::new(Reached { row, areas, granted, sight, permissions: Vec::new(), whom: Whom::PERSON })))
}

/// Whether a subject has left and is out of searches, lists and totals (R5-054). What asks whether somebody is about to be
/// added twice still knows them (R5-061).
fn is_gone(realm: &Realm, permit: &Permit, row: &SubjectRow) -> bool {
    let hides = |group: &SubjectGroup| {
        group.closed == Closed::Hidden && realm.word(&group.id).is_ok_and(|word| word == row.group)
    };
    let has_left = row.closed.is_some() || row.life.tied.is_some_and(|last| last < day_number(permit.today));
    has_left
        && matches!(permit.verb, Verb::Find | Verb::List | Verb::Count | Verb::Send)
        && realm.statement().subject_groups.iter().any(hides)
}

/// What a purpose may go by about a subject: what members of its group are, and whether it has bought the like.
pub(super) fn whom(
    tx: &mut Tx<'_>,
    realm: &Realm,
    purpose: &Purpose,
    (subject, group): (i64, &GroupId),
) -> Result<Whom, GateError> {
    let declared = realm.statement().subject_groups.iter().find(|one| one.id == *group);
    let kind = declared.map_or(Whom::PERSON.kind, |declared| declared.kind);
    let mut whom = Whom { kind, ..Whom::PERSON };
    for id in purpose.bought_similar.iter().flat_map(|exception| &exception.objects) {
        if store::narrow::has_object(tx, realm.number, subject, realm.word(id)?)? {
            whom.bought = Customers::BoughtSimilar;
        }
    }
    Ok(whom)
}

impl Gate {
    /// Decides whether the verb may be done at all, and goes to the subject that it is about, named from outside: a permit, the
    /// subject's number, and what the asker has of it. A name of nobody and somebody out of reach get the same answer.
    pub(crate) fn reach_subject(
        &self,
        realm: &Realm,
        ask: &Ask,
        (verb, subject): (Verb, &SubjectRef),
    ) -> Result<(Permit, i64, Box<Reached>), GateError> {
        let permit = self.permit_for(realm, ask, verb)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (verb, None)));
        };
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| reach(tx, realm, &permit, &asker, id))?;
        let reached = self.reached(realm, ask, (verb, Some(id)), found)?;
        Ok((permit, id, reached))
    }

    /// The subject that a verb is about, or the answer to give instead.
    pub(crate) fn reached(
        &self,
        realm: &Realm,
        ask: &Ask,
        (verb, subject): (Verb, Option<i64>),
        reach: Reach,
    ) -> Result<Box<Reached>, GateError> {
        match reach {
            Reach::Yes(reached) => Ok(reached),
            Reach::No => Err(self.absent(realm, ask, (verb, subject))),
            Reach::Against => {
                let refusal = realm.table.refusal(RefusalCode::Prohibited, ask);
                Err(self.refused(realm, ask, (verb, subject), refusal))
            }
        }
    }
}

/// The consents and prohibitions of a subject.
pub(crate) fn held(tx: &mut Tx<'_>, realm: &Realm, subject: i64) -> Result<Vec<Permission>, GateError> {
    store::permissions(tx, realm.number, subject)?.iter().map(|row| permission(realm, row)).collect()
}

/// A stored consent or prohibition as the verbs give it.
pub(crate) fn permission(realm: &Realm, row: &PermissionRow) -> Result<Permission, GateError> {
    let what = if row.prohibition {
        PermissionKind::Prohibition(realm.id(row.kind)?)
    } else {
        PermissionKind::Consent(realm.id(row.kind)?)
    };
    let by =
        intake(row.by_channel).ok_or_else(|| GateError::Failed("a stored channel is unknown".to_owned()))?;
    let (number, address) = addresses::parted(row.channel);
    Ok(Permission {
        what,
        channel: channel(number),
        address,
        from: moment(row.since)?,
        until: row.until.map(moment).transpose()?,
        exact: Exact::Moment,
        by,
        wording: row.wording.and_then(|wording| u32::try_from(wording).ok()),
    })
}

/// The channel behind a number of the `permission` table.
pub(crate) const fn channel(number: i64) -> Option<Channel> {
    match number {
        1 => Some(Channel::Post),
        2 => Some(Channel::Phone),
        3 => Some(Channel::Text),
        4 => Some(Channel::Email),
        _ => None,
    }
}

/// The number of a channel in the `permission` table.
pub(crate) const fn channel_number(channel: Option<Channel>) -> i64 {
    match channel {
        None => 0,
        Some(Channel::Post) => 1,
        Some(Channel::Phone) => 2,
        Some(Channel::Text) => 3,
        Some(Channel::Email) => 4,
    }
}

/// How somebody's word came, behind a number of the `permission` table: the first four are those of channels.
const WAYS: [Intake; 8] = [
    Intake::Letter,
    Intake::Phone,
    Intake::Text,
    Intake::Email,
    Intake::Outlet,
    Intake::Web,
    Intake::Account,
    Intake::Link,
];

fn intake(number: i64) -> Option<Intake> {
    WAYS.into_iter().find(|way| intake_number(*way) == number)
}

/// The number of a way in the `permission` table.
pub(crate) const fn intake_number(way: Intake) -> i64 {
    match way {
        Intake::Letter => 1,
        Intake::Phone => 2,
        Intake::Text => 3,
        Intake::Email => 4,
        Intake::Outlet => 5,
        Intake::Web => 6,
        Intake::Account => 7,
        Intake::Link => 8,
    }
}
