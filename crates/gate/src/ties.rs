//! What ties people to a register: a contract, a job or another declared object, their own or somebody else's, without which the
//! statement wants nobody in a group, or lets no purpose use their data (R5-003, R6-003). Settled in every unit of work that
//! changes something; the retention run settles what time alone has changed. Not here: which ties a draft brings
//! (`verbs/tied.rs`), when terms end (`retention.rs`).

use crate::{
    GateError, limits,
    payload::Word,
    realm::Realm,
    store::{self, ObjectRow, SubjectRow, part},
};
use seloste_db::Tx;
use seloste_register::{
    id::ChoiceId,
    statement::model::{ObjectKind, Tie},
};
use std::collections::BTreeSet;

/// What somebody's ties come to on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// There is none.
    Absent,
    /// The last of them is over since a day; `None`: its object does not say since when.
    Over(Option<i64>),
    /// One lasts; until a day, if it says so.
    Lasts(Option<i64>),
}

impl Bond {
    /// What an object of a kind comes to.
    fn of(kind: &ObjectKind, (state, ends): (Option<&ChoiceId>, Option<i64>), today: i64) -> Self {
        let is_over = state.is_some_and(|state| kind.closed_states.contains(state));
        match ends {
            ends if is_over => Self::Over(ends.filter(|ends| *ends <= today)),
            Some(ends) if ends < today => Self::Over(Some(ends)),
            ends => Self::Lasts(ends),
        }
    }

    /// The one that holds longer.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Absent, one) | (one, Self::Absent) => one,
            (Self::Lasts(None), _) | (_, Self::Lasts(None)) => Self::Lasts(None),
            (Self::Lasts(one), Self::Lasts(other)) => Self::Lasts(one.max(other)),
            (Self::Lasts(one), Self::Over(_)) | (Self::Over(_), Self::Lasts(one)) => Self::Lasts(one),
            (Self::Over(one), Self::Over(other)) => Self::Over(one.max(other)),
        }
    }
}

/// Whether one of some ties holds for a subject on a day.
pub(crate) fn hold(
    tx: &mut Tx<'_>,
    realm: &Realm,
    ties: &[Tie],
    (subject, today): (i64, i64),
) -> Result<bool, GateError> {
    Ok(matches!(bond(tx, realm, ties, (subject, today))?, Bond::Lasts(_)))
}

/// Whether an object of somebody's own would tie them on a day.
pub(crate) fn would_hold(
    ties: &[Tie],
    kind: &ObjectKind,
    (state, ends): (Option<&ChoiceId>, Option<i64>),
    today: i64,
) -> bool {
    let own = ties.iter().any(|tie| tie.object == kind.id && tie.link.is_none());
    own && matches!(Bond::of(kind, (state, ends), today), Bond::Lasts(_))
}

/// What a group asks its members to be tied by.
pub(crate) fn of_group(realm: &Realm, group: Word) -> &[Tie] {
    let groups = realm.statement().subject_groups.iter();
    let mut tied = groups.filter(|declared| !declared.tied_by.is_empty());
    let found = tied.find(|declared| realm.word(&declared.id).is_ok_and(|word| word == group));
    found.map_or(&[], |declared| &declared.tied_by)
}

/// What the relationship of a group's members ends with, and what becomes of those who have none of it.
fn ending(realm: &Realm, group: Word) -> Option<(&[Tie], Without)> {
    let mut groups = realm.statement().subject_groups.iter();
    let group = groups.find(|declared| realm.word(&declared.id).is_ok_and(|word| word == group))?;
    match (group.tied_by.as_slice(), group.leaves_with.as_slice()) {
        ([], []) => None,
        ([], leaves) => Some((leaves, Without::Stays)),
        (ties, _) => Some((ties, Without::Ends)),
    }
}

/// What becomes of somebody who has nothing that would tie them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    /// The relationship is over (R6-003).
    Ends,
    /// It lasts, unless it ended with what there was (R5-054).
    Stays,
}

/// Whether in any group of a register the relationship ends with what ties its members.
pub(crate) fn matter(realm: &Realm) -> bool {
    let mut groups = realm.statement().subject_groups.iter();
    groups.any(|group| !group.tied_by.is_empty() || !group.leaves_with.is_empty())
}

/// Settles a subject, and all whom an object of it ties.
pub(crate) fn settle(tx: &mut Tx<'_>, realm: &Realm, subject: i64, today: i64) -> Result<(), GateError> {
    if !matter(realm) {
        return Ok(());
    }
    let mut concerned = BTreeSet::from([subject]);
    for object in part::linked_objects(tx, realm.number, subject)? {
        concerned
            .extend(part::subjects(tx, realm.number, (subject, object))?.into_iter().map(|(one, _)| one));
    }
    concerned.into_iter().try_for_each(|one| follow(tx, realm, one, today))
}

/// Makes a subject's relationship end and begin with what ties it. Whoever ended it on another day has ended it.
pub(crate) fn follow(tx: &mut Tx<'_>, realm: &Realm, subject: i64, today: i64) -> Result<(), GateError> {
    let Some(row) = store::subject(tx, realm.number, subject)? else { return Ok(()) };
    let Some((ties, without)) = ending(realm, row.group) else { return Ok(()) };
    if limits::is_erased(row.life.limits) {
        return Ok(());
    }
    let after = followed(&row, (bond(tx, realm, ties, (subject, today))?, without), today);
    if after != (row.life.tied, row.closed) {
        store::set_tied(tx, realm.number, subject, after)?;
    }
    Ok(())
}

/// Until when a subject is tied, and since when its relationship is over.
fn followed(row: &SubjectRow, (bond, without): (Bond, Without), today: i64) -> (Option<i64>, Option<i64>) {
    let before = row.life.tied.filter(|last| *last <= today);
    let by_hand = row.closed.filter(|_| row.closed != row.life.tied);
    match bond {
        Bond::Absent if without == Without::Stays => (before, by_hand.or(before)),
        Bond::Lasts(until) => (until, by_hand),
        Bond::Over(Some(last)) => (Some(last), by_hand.or(Some(last))),
        Bond::Over(None) | Bond::Absent => {
            let last = before.or(Some(today));
            (last, by_hand.or(last))
        }
    }
}

fn bond(
    tx: &mut Tx<'_>,
    realm: &Realm,
    ties: &[Tie],
    (subject, today): (i64, i64),
) -> Result<Bond, GateError> {
    let mut bond = Bond::Absent;
    let kind = |word: Word| {
        let kind = realm.kind(word)?;
        ties.iter().any(|tie| tie.object == kind.id).then_some(kind)
    };
    let own = |kind: &ObjectKind| ties.iter().any(|tie| tie.object == kind.id && tie.link.is_none());
    for row in store::erasing::all_objects(tx, realm.number, subject)? {
        if let Some(kind) = kind(row.kind).filter(|kind| own(kind)) {
            bond = bond.and(of_row(realm, kind, &row, today));
        }
    }
    if ties.iter().all(|tie| tie.link.is_none()) {
        return Ok(bond);
    }
    for ((owner, object), role) in part::of_subject(tx, realm.number, subject)? {
        let role = realm.id(role)?;
        let Some(row) = store::object(tx, realm.number, owner, object)? else { continue };
        let ties = |kind: &&ObjectKind| {
            ties.iter().any(|tie| tie.object == kind.id && tie.link.as_ref() == Some(&role))
        };
        if let Some(kind) = kind(row.kind).filter(ties) {
            bond = bond.and(of_row(realm, kind, &row, today));
        }
    }
    Ok(bond)
}

/// Whether a stored object is over on a day.
pub(crate) fn is_over(realm: &Realm, row: &ObjectRow, today: i64) -> bool {
    realm.kind(row.kind).is_some_and(|kind| matches!(of_row(realm, kind, row, today), Bond::Over(_)))
}

/// What a stored object of a kind comes to.
fn of_row(realm: &Realm, kind: &ObjectKind, row: &ObjectRow, today: i64) -> Bond {
    let state = row.state.and_then(|state| realm.id(state).ok());
    Bond::of(kind, (state.as_ref(), row.ends), today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Life;

    fn row(closed: Option<i64>, tied: Option<i64>) -> SubjectRow {
        let life = Life { tied, ..Life::default() };
        SubjectRow { subject: 1, group: 1, maintainer: None, closed, life }
    }

    #[test]
    fn of_several_ties_the_one_that_holds_longest_counts() {
        assert_eq!(Bond::Over(Some(3)).and(Bond::Lasts(Some(9))), Bond::Lasts(Some(9)));
        assert_eq!(Bond::Lasts(Some(9)).and(Bond::Lasts(None)), Bond::Lasts(None));
        assert_eq!(Bond::Over(Some(3)).and(Bond::Over(None)), Bond::Over(Some(3)));
        assert_eq!(Bond::Absent.and(Bond::Over(Some(3))), Bond::Over(Some(3)));
    }

    #[test]
    fn a_relationship_ends_and_begins_with_its_tie() {
        assert_eq!(followed(&row(None, None), (Bond::Lasts(None), Without::Ends), 100), (None, None));
        assert_eq!(
            followed(&row(None, None), (Bond::Over(Some(90)), Without::Ends), 100),
            (Some(90), Some(90))
        );
        assert_eq!(
            followed(&row(None, None), (Bond::Over(None), Without::Ends), 100),
            (Some(100), Some(100))
        );
        // Once it is over, the day stays, even when the object itself is gone.
        assert_eq!(
            followed(&row(Some(90), Some(90)), (Bond::Absent, Without::Ends), 100),
            (Some(90), Some(90))
        );
        assert_eq!(
            followed(&row(Some(90), Some(90)), (Bond::Lasts(Some(200)), Without::Ends), 100),
            (Some(200), None)
        );
    }

    #[test]
    fn r5_054_whoever_never_had_a_job_stays_and_whoever_had_one_leaves_with_it() {
        let after = |row: &SubjectRow, bond| followed(row, (bond, Without::Stays), 100);
        assert_eq!(after(&row(None, None), Bond::Absent), (None, None));
        assert_eq!(after(&row(None, None), Bond::Over(Some(90))), (Some(90), Some(90)));
        assert_eq!(
            after(&row(Some(90), Some(90)), Bond::Absent),
            (Some(90), Some(90)),
            "the job is forgotten"
        );
        assert_eq!(after(&row(Some(90), Some(90)), Bond::Lasts(None)), (None, None), "there is another");
        assert_eq!(after(&row(None, Some(200)), Bond::Absent), (None, None), "it was taken back");
    }

    #[test]
    fn what_somebody_ended_by_hand_stays_ended() {
        assert_eq!(followed(&row(Some(95), None), (Bond::Lasts(None), Without::Ends), 100), (None, Some(95)));
        assert_eq!(
            followed(&row(Some(95), None), (Bond::Over(Some(97)), Without::Ends), 100),
            (Some(97), Some(95))
        );
    }
}
