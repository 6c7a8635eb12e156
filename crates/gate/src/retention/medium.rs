//! When a recording's time is up: to the minute, counted from the moments that the telephone system gave (R2-014, R2-018).

use super::{Since, Terms, is_over, row_over, since};
use crate::{
    opened::{day, moment},
    payload::{ObjectBody, Word},
    realm::Realm,
    store::{ObjectRow, media::MediumRow},
};
use jiff::{Timestamp, ToSpan as _};
use seloste_register::statement::{
    model::{Anchor, ItemType, ObjectKind},
    period::Period,
};

/// When a recording began and ended, in milliseconds.
pub(crate) type Span = (i64, Option<i64>);

/// The earliest of the moments that an object tells, and the latest when it tells several.
pub(crate) fn moments(realm: &Realm, body: &ObjectBody) -> Option<Span> {
    let kind = realm.kind(body.kind)?;
    let items = kind.items.iter().filter(|item| item.item_type == ItemType::Moment);
    let values = items
        .filter_map(|item| body.items.get(realm.word(&item.id).ok()?))
        .flat_map(|stored| &stored.values)
        .filter_map(|value| value.normal.parse::<Timestamp>().ok().map(Timestamp::as_millisecond));
    let (mut first, mut last, mut many) = (None::<i64>, None::<i64>, 0);
    for at in values {
        first = Some(first.map_or(at, |first| first.min(at)));
        last = last.max(Some(at));
        many += 1;
    }
    Some((first?, last.filter(|_| many > 1)))
}

/// The moment that a length counts from, for what is known to the minute.
fn exactly(anchor: Anchor, (began, ended): Span) -> Option<i64> {
    match anchor {
        Anchor::ObjectEnd => ended,
        Anchor::ObjectDate => ended.map(|_| began),
        _ => None,
    }
}

fn lengths(kind: &ObjectKind) -> impl Iterator<Item = (&str, Anchor)> {
    let retention = &kind.retention;
    std::iter::once((retention.keep.as_str(), retention.after))
        .chain(retention.at_latest.iter().map(|limit| (limit.keep.as_str(), limit.after)))
}

/// Whether the time of a recording made then is up, as far as its moments tell.
pub(crate) fn span_over(realm: &Realm, kind: Word, span: Span, now: Timestamp) -> bool {
    let Some(kind) = realm.kind(kind) else { return true };
    lengths(kind).any(|(keep, after)| {
        let from = exactly(after, span).map(Since::Moment);
        from.is_some_and(|from| is_over(realm, (&kind.retention, keep), &from, now))
    })
}

/// Whether a recording's time is up: by the minute, or by its object's days.
pub(crate) fn medium_over(
    realm: &Realm,
    row: &ObjectRow,
    medium: &MediumRow,
    terms: &Terms,
    now: Timestamp,
) -> bool {
    row_over(realm, row, terms)
        || !crate::limits::is_erased(terms.limits)
            && span_over(realm, row.kind, (medium.began, medium.ended), now)
}

/// From when on a recording is heard by nobody, as far as an event has set that.
pub(crate) fn medium_until(realm: &Realm, row: &ObjectRow, medium: &MediumRow) -> Option<Timestamp> {
    let kind = realm.kind(row.kind)?;
    let end = |(keep, after): (&str, Anchor)| {
        let period = Period::parse(keep)?;
        if let Some(from) = exactly(after, (medium.began, medium.ended)) {
            let from = realm.zone.to_datetime(moment(from).ok()?);
            let end = period.after(from.date())?.to_datetime(from.time());
            return Some(end.to_zoned(realm.zone.clone()).ok()?.timestamp());
        }
        let object = Some((row.starts, row.ends));
        let Since::Day(from) = since(realm, after, None, &Terms::default(), object)? else {
            return None;
        };
        let last = period.after(day(from).ok()?)?;
        let next = if period.is_zero() { last } else { last.checked_add(1.day()).ok()? };
        Some(next.to_zoned(realm.zone.clone()).ok()?.timestamp())
    };
    lengths(kind).filter_map(end).min()
}
