//! What an asker sees of one subject's objects: scope `own`, `participant` and `assigned` reach single objects, and closed and
//! private ones are there only for those who take part. Whatever belongs to an object follows it. Not here: whole subjects
//! (`reach.rs`).

use crate::{
    GateError,
    decide::{Granted, Permit, Relation, Verb},
    realm::Realm,
    store::{self, part},
};
use seloste_db::Tx;
use seloste_register::statement::model::{GroupKind, PurposeClass, Scope, Visibility};
use std::collections::HashMap;

/// An asker's sight of a subject's objects.
pub(crate) struct Sight {
    /// What is granted over an object that the asker [neither handled nor takes part in, handled, takes part in, both]: one
    /// that is not assigned to the asker, and one that is.
    by: [[Granted; 4]; 2],
    handled: Vec<i64>,
    taking_part: Vec<i64>,
    /// Open objects that are assigned to the asker; read only when it matters.
    assigned: Vec<i64>,
    /// Objects that are there only for those who take part.
    limited: Vec<i64>,
    /// The object that each belongs to; read only when it matters.
    parents: HashMap<i64, i64>,
}

impl Sight {
    /// The same for every object.
    pub(crate) fn of_all(granted: Granted) -> Self {
        let by = [[granted; 4]; 2];
        let (handled, taking_part, assigned) = (Vec::new(), Vec::new(), Vec::new());
        Self { by, handled, taking_part, assigned, limited: Vec::new(), parents: HashMap::new() }
    }

    /// Whether every object is seen alike.
    pub(crate) fn is_even(&self) -> bool {
        let [[first, ..], _] = self.by;
        self.limited.is_empty() && self.by.iter().flatten().all(|one| *one == first)
    }

    /// Whether an object is there at all for the asker, whatever of it may be read.
    pub(crate) fn sees(&self, object: i64) -> bool {
        !self.over(object).read.is_empty()
    }

    /// What is granted over an object.
    pub(crate) fn over(&self, object: i64) -> Granted {
        let (mut handled, mut part, mut assigned, mut closed) = (false, false, false, false);
        let mut at = Some(object);
        // An object never belongs to itself; the bound is for rows that a mistake made circular.
        for _ in 0..=self.parents.len() {
            let Some(here) = at else { break };
            handled |= self.handled.contains(&here);
            part |= self.taking_part.contains(&here);
            assigned |= self.assigned.contains(&here);
            closed |= self.limited.contains(&here) && !self.taking_part.contains(&here);
            at = self.parents.get(&here).copied();
        }
        if closed {
            return Granted::default();
        }
        let [others, mine] = self.by;
        let [none, own, participant, both] = if assigned { mine } else { others };
        match (handled, part) {
            (false, false) => none,
            (true, false) => own,
            (false, true) => participant,
            (true, true) => both,
        }
    }
}

/// The relations of an asker to a subject that go through objects.
pub(crate) fn relate(
    tx: &mut Tx<'_>,
    (realm, permit): (&Realm, &Permit),
    account: i64,
    (subject, relation): (i64, Relation),
) -> Result<(Relation, Vec<(i64, i64)>), GateError> {
    let mut relation = relation;
    let parts = if permit.knows(Scope::Own) || permit.knows(Scope::Participant) || has_limits(realm) {
        part::of_account(tx, realm.number, subject, account)?
    } else {
        Vec::new()
    };
    relation.own = parts.iter().any(|(_, role)| *role == part::HANDLED);
    relation.participant = parts.iter().any(|(_, role)| *role != part::HANDLED)
        || permit.knows(Scope::Participant) && part::is_beside(tx, realm.number, subject, account)?;
    if permit.knows(Scope::Organisation) {
        relation.organisation = of_organisation(tx, realm, account, (subject, relation.maintained))?;
    }
    Ok((relation, parts))
}

fn of_organisation(
    tx: &mut Tx<'_>,
    realm: &Realm,
    account: i64,
    (subject, maintained): (i64, bool),
) -> Result<bool, GateError> {
    let is_organisation = |word| {
        let mut groups = realm.statement().subject_groups.iter();
        groups.any(|group| {
            realm.word(&group.id).is_ok_and(|number| number == word)
                && matches!(group.kind, GroupKind::Organisation | GroupKind::SoleTrader)
        })
    };
    let row = store::subject(tx, realm.number, subject)?;
    if maintained && row.is_some_and(|row| is_organisation(row.group)) {
        return Ok(true);
    }
    let beside = part::maintained_beside(tx, realm.number, subject, account)?;
    Ok(beside.into_iter().any(is_organisation))
}

/// What the law and the subject's own word leave of a grant.
pub(crate) type Narrowing<'a> = &'a dyn Fn(Granted) -> Granted;

/// What an asker sees of a subject's objects.
pub(crate) fn look(
    tx: &mut Tx<'_>,
    (realm, permit, account): (&Realm, &Permit, i64),
    (subject, relation): (i64, Relation),
    (parts, narrow): (&[(i64, i64)], Narrowing<'_>),
) -> Result<Sight, GateError> {
    // A search shows no objects.
    if matches!(permit.verb, Verb::Find | Verb::Taken) {
        return Ok(Sight::of_all(narrow(permit.over(relation))));
    }
    // A task opens what it is about, and nothing else of the person's (R6-007, R5-020).
    let over = |assigned: bool| {
        let over = |own, participant| {
            let relation = Relation { own, participant, assigned, ..relation };
            narrow(permit.over(relation))
        };
        [over(false, false), over(true, false), over(false, true), over(true, true)]
    };
    let by = [over(false), over(relation.assigned)];
    // What is about people is there for themselves, whoever else may know of it (GDPR 15).
    let limited = if has_limits(realm) && !keeps_register(realm, permit) && !relation.subject {
        part::limited(tx, realm.number, subject)?.into_iter().map(|(object, _)| object).collect()
    } else {
        Vec::new()
    };
    let in_role = |handled: bool| {
        let of_role = parts.iter().filter(move |(_, role)| (*role == part::HANDLED) == handled);
        of_role.map(|(object, _)| *object).collect()
    };
    let (handled, taking_part) = (in_role(true), in_role(false));
    let mut sight =
        Sight { by, handled, taking_part, assigned: Vec::new(), limited, parents: HashMap::new() };
    if !sight.is_even() {
        sight.assigned = part::assigned(tx, realm.number, subject, account)?;
        sight.parents = part::parents(tx, realm.number, subject)?.into_iter().collect();
    }
    Ok(sight)
}

/// Whether some kind of object may be closed or private.
pub(crate) fn has_limits(realm: &Realm) -> bool {
    let limited = |it: &Visibility| *it != Visibility::Open;
    realm.statement().objects.iter().any(|kind| kind.visibility.iter().any(limited))
}

/// Those who keep the register and answer for people's rights see what is there (R5-117).
fn keeps_register(realm: &Realm, permit: &Permit) -> bool {
    realm.rules().purpose(&permit.purpose).is_some_and(|it| it.class == PurposeClass::Administration)
}

/// The number of a visibility in its table.
pub(crate) const fn number(visibility: Visibility) -> i64 {
    match visibility {
        Visibility::Open => 0,
        Visibility::Closed => 1,
        Visibility::Private => 2,
    }
}
