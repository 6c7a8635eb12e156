//! When something's time is up, computed at the moment of asking from the effective rules: a length after an event. What is
//! over is not given out by anything (`proof.rs`), whether or not the run has destroyed it yet. Pure. Not here: the run
//! (`verbs/retention.rs`), what else limits a person's data (`limits.rs`).

mod medium;

pub(crate) use medium::{medium_over, medium_until, moments, span_over};

use crate::{
    decide::{Permit, Verb},
    opened::{day, day_number, moment},
    payload::{Items, ObjectBody, StoredValue, Word},
    realm::{Realm, counts_from_activity},
    store::{ObjectRow, SubjectRow},
};
use jiff::{Timestamp, civil::Date};
use seloste_register::statement::{
    model::{Anchor, Basis, Item, ObjectKind, Retention, RetentionAction},
    period::Period,
};

/// What the terms of a subject's data count from: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Terms {
    /// The day on which it is asked.
    pub(crate) today: i64,
    /// When the relationship ended.
    pub(crate) closed: Option<i64>,
    /// When something last changed.
    pub(crate) active: Option<i64>,
    /// What else limits the data: see [`crate::limits`].
    pub(crate) limits: i64,
    /// The group of subjects, as its word.
    pub(crate) group: Word,
    /// Who asks: what is only stored any more is there for few.
    pub(crate) eye: Eye,
}

/// Who looks at data whose use is over and which the law wants stored ([`RetentionAction::Restrict`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Eye {
    /// Any use: to it, such data are not there.
    #[default]
    Use,
    /// The law's own use, the person, and the upkeep of what is stored.
    Law,
}

impl Eye {
    /// Who looks under a permit.
    pub(crate) fn of(realm: &Realm, permit: &Permit) -> Self {
        let lawful = || {
            let purpose = realm.rules().purpose(&permit.purpose);
            purpose.is_some_and(|purpose| purpose.basis == Basis::LegalObligation)
        };
        if permit.is_own() || permit.verb == Verb::Package || lawful() { Self::Law } else { Self::Use }
    }
}

impl Terms {
    /// The terms of a subject on a day.
    pub(crate) fn of(row: &SubjectRow, today: Date) -> Self {
        let today = day_number(today);
        // A tie that ended overnight counts before the run has been here.
        let untied = row.life.tied.filter(|last| *last < today);
        Self {
            today,
            closed: row.closed.or(untied),
            active: row.life.active,
            limits: row.life.limits,
            group: row.group,
            eye: Eye::Use,
        }
    }
}

/// The event that a length counts from.
enum Since {
    /// A moment, milliseconds since 1970-01-01 UTC: the length ends at the minute.
    Moment(i64),
    /// A day: the length ends with its last day (Regulation 1182/71, article 3).
    Day(i64),
}

/// The event behind an anchor, if it has come. `object` is the start and the end of an object.
fn since(
    realm: &Realm,
    anchor: Anchor,
    recorded: Option<i64>,
    terms: &Terms,
    object: Option<(i64, Option<i64>)>,
) -> Option<Since> {
    let recorded_day = || recorded.and_then(|at| day_of(realm, at)).map(day_number);
    match anchor {
        Anchor::Recorded => recorded.map(Since::Moment),
        Anchor::RelationshipEnd => terms.closed.map(Since::Day),
        Anchor::LastActivity => {
            let of_object = object.map(|(starts, _)| starts);
            terms.active.max(recorded_day()).max(of_object).map(Since::Day)
        }
        Anchor::ObjectEnd => object.and_then(|(_, ends)| ends).map(Since::Day),
        Anchor::ObjectDate => object.map(|(starts, _)| Since::Day(starts)),
        // What stands has not been replaced; needs and requests are ended by whoever ends them, and an outer limit holds
        // until then.
        Anchor::Replaced | Anchor::NeedEnd | Anchor::OwnRequest => None,
    }
}

/// The day on which a moment (milliseconds since 1970-01-01 UTC) fell where the register is kept.
pub(crate) fn day_of(realm: &Realm, milliseconds: i64) -> Option<Date> {
    moment(milliseconds).ok().map(|at| realm.zone.to_datetime(at).date())
}

/// Whether the time of something is up at a moment: by its length, or by its outer limit. A statutory minimum is waited for.
fn ended(
    realm: &Realm,
    retention: &Retention,
    (recorded, object): (Option<i64>, Option<(i64, Option<i64>)>),
    terms: &Terms,
    now: Timestamp,
) -> bool {
    let lengths = std::iter::once((retention.keep.as_str(), retention.after))
        .chain(retention.at_latest.iter().map(|limit| (limit.keep.as_str(), limit.after)));
    lengths
        .filter_map(|(keep, after)| Some((keep, since(realm, after, recorded, terms, object)?)))
        .any(|(keep, since)| is_over(realm, (retention, keep), &since, now))
}

/// As [`ended`], for what a row tells without its inside: by days alone. Where no activity was noted, the day of recording is
/// the last one, and that stands inside.
fn ended_by_row(
    realm: &Realm,
    retention: &Retention,
    object: Option<(i64, Option<i64>)>,
    terms: &Terms,
) -> bool {
    let Ok(today) = day(terms.today) else { return false };
    let lengths = std::iter::once((retention.keep.as_str(), retention.after))
        .chain(retention.at_latest.iter().map(|limit| (limit.keep.as_str(), limit.after)));
    let told = lengths.filter(|(_, after)| *after != Anchor::LastActivity || terms.active.is_some());
    told.filter_map(|(keep, after)| Some((keep, since(realm, after, None, terms, object)?))).any(
        |(keep, since)| matches!(since, Since::Day(from) if day_over(realm, (retention, keep), from, today)),
    )
}

/// Whether something is only stored any more: its length has passed, and the law's minimum alone keeps it.
fn stored_only(
    realm: &Realm,
    retention: &Retention,
    (recorded, object): (Option<i64>, Option<(i64, Option<i64>)>),
    terms: &Terms,
    now: Timestamp,
) -> bool {
    if retention.action != RetentionAction::Restrict || terms.eye == Eye::Law {
        return false;
    }
    let bare = Retention { floor: None, ..retention.clone() };
    since(realm, retention.after, recorded, terms, object)
        .is_some_and(|since| is_over(realm, (&bare, &retention.keep), &since, now))
}

fn is_over(realm: &Realm, (retention, keep): (&Retention, &str), since: &Since, now: Timestamp) -> bool {
    let here = realm.zone.to_datetime(now);
    match since {
        Since::Day(number) => day_over(realm, (retention, keep), *number, here.date()),
        Since::Moment(at) => {
            let (Some(period), Ok(at)) = (Period::parse(keep), moment(*at)) else { return false };
            let from = realm.zone.to_datetime(at);
            let passed = period.after(from.date()).is_some_and(|day| here >= day.to_datetime(from.time()));
            passed && realm.rules().floor_until(retention, from.date()).is_none_or(|last| here.date() > last)
        }
    }
}

/// Whether a length after a day has passed on a day.
fn day_over(realm: &Realm, (retention, keep): (&Retention, &str), number: i64, today: Date) -> bool {
    let (Some(period), Ok(from)) = (Period::parse(keep), day(number)) else { return false };
    let floor = realm.rules().floor_until(retention, from);
    // "Ends with the event" is at once; any other length ends with its last day.
    let promised =
        if period.is_zero() { today >= from } else { period.after(from).is_some_and(|last| today > last) };
    promised && floor.is_none_or(|last| today > last)
}

/// The times within which an item is kept for somebody of the subject's group (R7-004): the first that ends counts.
fn times<'a>(
    realm: &'a Realm,
    item: &'a Item,
    terms: &Terms,
) -> impl Iterator<Item = &'a Retention> + use<'a> {
    let by_group = realm.statement().subject_groups.iter().any(|group| group.retention.is_some());
    let group = realm.id(terms.group).ok().filter(|_| by_group);
    let (of_group, alone) = match group {
        Some(group) => (Some(realm.rules().times(item, &group)), None),
        None => (None, item.retention.as_ref()),
    };
    of_group.into_iter().flatten().chain(alone)
}

/// Whether the time of a subject's value is up.
pub(crate) fn value_over(
    realm: &Realm,
    item: &Item,
    value: &StoredValue,
    terms: &Terms,
    now: Timestamp,
) -> bool {
    // What is left of an erased person stays for the law's minimum alone.
    if crate::limits::is_erased(terms.limits) {
        // A case keeps it beside the law: whoever may see what is limited sees it.
        if terms.limits & crate::limits::HELD != 0 {
            return false;
        }
        let last = floor_of_value(realm, item, value, terms);
        return last.is_none_or(|last| realm.zone.to_datetime(now).date() > last);
    }
    let counted = (Some(value.recorded), None);
    times(realm, item, terms).any(|retention| {
        ended(realm, retention, counted, terms, now) || stored_only(realm, retention, counted, terms, now)
    })
}

/// A subject's items without the values whose time is up, and without items that the statement no longer declares.
pub(crate) fn living(realm: &Realm, mut items: Items, terms: &Terms, now: Timestamp) -> Items {
    items.0.retain_mut(|stored| {
        let Some((_, item)) = realm.item(stored.item) else { return false };
        let had = stored.values.len();
        stored.values.retain(|value| !value_over(realm, item, value, terms, now));
        !stored.values.is_empty() || had == 0
    });
    items
}

/// As [`living`] for values that were replaced at a moment.
pub(crate) fn living_past(
    realm: &Realm,
    items: Items,
    replaced: i64,
    terms: &Terms,
    now: Timestamp,
) -> Items {
    let mut items = living(realm, items, terms, now);
    items.0.retain(|stored| {
        let Some((_, item)) = realm.item(stored.item) else { return false };
        !replaced_over(realm, item, replaced, now)
    });
    items
}

/// Whether the time of an item's replaced values is up (R1-023).
pub(crate) fn replaced_over(realm: &Realm, item: &Item, replaced: i64, now: Timestamp) -> bool {
    let Some(retention) = &item.retention else { return false };
    let by_retention = (retention.after == Anchor::Replaced).then_some(retention.keep.as_str());
    let mut lengths = by_retention.into_iter().chain(item.keep_replaced.as_deref());
    lengths.any(|keep| is_over(realm, (retention, keep), &Since::Moment(replaced), now))
}

/// Whether an object's time is up, as far as its row tells. What is left of an erased person stays for the law's minimum alone.
pub(crate) fn row_over(realm: &Realm, row: &ObjectRow, terms: &Terms) -> bool {
    let Some(kind) = realm.kind(row.kind) else { return true };
    let Ok(today) = day(terms.today) else { return false };
    if crate::limits::is_erased(terms.limits) {
        if terms.limits & crate::limits::HELD != 0 {
            return false;
        }
        return floor_of_object(realm, kind, row, None, terms).is_none_or(|last| today > last);
    }
    let (retention, counted) = (&kind.retention, Some((row.starts, row.ends)));
    ended_by_row(realm, retention, counted, terms)
        || retention.action == RetentionAction::Restrict
            && terms.eye == Eye::Use
            && ended_by_row(realm, &Retention { floor: None, ..retention.clone() }, counted, terms)
}

/// Whether an opened object's time is up.
pub(crate) fn object_over(
    realm: &Realm,
    row: &ObjectRow,
    body: &ObjectBody,
    terms: &Terms,
    now: Timestamp,
) -> bool {
    let Some(kind) = realm.kind(body.kind) else { return true };
    if row_over(realm, row, terms) {
        return true;
    }
    if crate::limits::is_erased(terms.limits) {
        return false;
    }
    if kind.recording.is_some()
        && let Some((began, Some(ended))) = moments(realm, body)
        && span_over(realm, body.kind, (began, Some(ended.min(body.recorded))), now)
    {
        return true;
    }
    let counted = (Some(body.recorded), Some((row.starts, row.ends)));
    ended(realm, &kind.retention, counted, terms, now)
        || stored_only(realm, &kind.retention, counted, terms, now)
}

/// The last day for which the law wants an object kept.
pub(crate) fn floor_of_object(
    realm: &Realm,
    kind: &ObjectKind,
    row: &ObjectRow,
    recorded: Option<i64>,
    terms: &Terms,
) -> Option<Date> {
    let from = match since(realm, kind.retention.after, recorded, terms, Some((row.starts, row.ends))) {
        Some(Since::Day(number)) => day(number).ok()?,
        Some(Since::Moment(at)) => realm.zone.to_datetime(moment(at).ok()?).date(),
        None => day(row.starts).ok()?,
    };
    realm.rules().floor_until(&kind.retention, from)
}

/// The last day for which the law wants a value kept.
pub(crate) fn floor_of_value(realm: &Realm, item: &Item, value: &StoredValue, terms: &Terms) -> Option<Date> {
    let retention = item.retention.as_ref()?;
    let from = match since(realm, retention.after, Some(value.recorded), terms, None) {
        Some(Since::Day(number)) => day(number).ok()?,
        _ => realm.zone.to_datetime(moment(value.recorded).ok()?).date(),
    };
    realm.rules().floor_until(retention, from)
}

/// Whether everything that the register says of the person itself is over by an event that its row tells: nobody is to meet
/// the person any more, whatever objects still have their own time. What counts from its own recording and does not say who the
/// person is keeps no card open either: the row does not tell whether there is any of it.
pub(crate) fn person_over(realm: &Realm, terms: &Terms) -> bool {
    if terms.closed.is_none() && terms.active.is_none() {
        return false;
    }
    let over =
        |item: &Item| times(realm, item, terms).any(|retention| ended_by_row(realm, retention, None, terms));
    let by_itself = |item: &&Item| {
        let counts = item.retention.as_ref().is_some_and(|retention| retention.after == Anchor::Recorded);
        counts && !item.is_contact()
    };
    let mut judged = realm.statement().items.iter().filter(|item| !by_itself(item)).peekable();
    judged.peek().is_some() && judged.all(over)
}

/// Whether the end of an object stands inside of it alone: the day of its recording, which is the last activity where none was
/// noted.
pub(crate) fn counts_from_recording(kind: &ObjectKind, terms: &Terms) -> bool {
    let limit = kind.retention.at_latest.as_ref().map(|limit| limit.after);
    kind.retention.after == Anchor::Recorded
        || limit == Some(Anchor::Recorded)
        || terms.active.is_none() && counts_from_activity(&kind.retention)
}
