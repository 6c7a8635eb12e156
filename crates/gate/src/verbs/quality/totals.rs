//! Figures about assessments, by groups that are large enough. No caller is in them.

use super::{
    kinds,
    look::{Seen, With},
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::OpenedItem,
    decide::Verb,
    quality::{AssessmentFilter, Group, GroupKey, Grouping, Totals},
    realm::Realm,
    store::assessed::Which,
};
use seloste_register::{
    id::{ChoiceId, ItemId},
    statement::model::Assessment,
};
use std::collections::BTreeMap;

/// What one assessment adds to a sum.
struct Scored {
    recording: String,
    assessor: Option<AccountId>,
    order: (jiff::civil::Date, jiff::Timestamp),
    percent: u32,
    failed: bool,
}

impl Gate {
    /// Figures about the assessments of a period, by groups. One that has fewer assessed recordings than the statement wants is
    /// not shown, and neither is a sum over all that would tell of it (claim R2-005).
    ///
    /// # Errors
    /// As every verb; needs the right to count.
    pub fn assessment_totals(
        &self,
        ask: &Ask,
        filter: &AssessmentFilter,
        by: Grouping,
    ) -> Result<Totals, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Count)?;
        let smallest = kinds(realm)?.iter().map(|(_, _, it)| it.min_group.max(2)).max().unwrap_or(2);
        let found = self.gathered(realm, ask, &permit, (filter, Which::All))?;
        let with = if by == Grouping::Number { With::Recordings } else { With::Assessments };
        let seen = self.seen(realm, ask, permit, (found, with))?;
        let mut groups: BTreeMap<GroupKey, Vec<Scored>> = BTreeMap::new();
        for one in &seen {
            let kind = realm.rules().object(&one.assessed.object.kind);
            let Some(assessment) = kind.and_then(|kind| kind.assessment.as_ref()) else { continue };
            for key in keys(realm, assessment, (one, by)) {
                groups.entry(key).or_default().extend(scored(assessment, one));
            }
        }
        let mut totals = Totals { smallest, ..Totals::default() };
        for (key, scored) in groups {
            let (recordings, mean, failed) = sums(scored);
            if recordings == 0 {
                continue;
            }
            if recordings < u64::from(smallest) {
                totals.some_too_small = true;
            } else {
                totals.groups.push(Group { key, recordings, mean, failed });
            }
        }
        Ok(totals)
    }
}

/// The groups that an assessment belongs to.
fn keys(realm: &Realm, assessment: &Assessment, (one, by): (&Seen, Grouping)) -> Vec<GroupKey> {
    let object = &one.assessed.object;
    match by {
        Grouping::Agent => one.assessed.agents.iter().copied().map(GroupKey::Agent).collect(),
        Grouping::Month => vec![GroupKey::Month(object.starts.first_of_month())],
        Grouping::Form => {
            let form = first(&object.items, &assessment.form_item);
            form.and_then(|form| ChoiceId::new(&form).ok()).map(GroupKey::Form).into_iter().collect()
        }
        Grouping::Number => {
            let recording = one.recording.as_ref();
            let number = recording.and_then(|recording| {
                let kind = realm.rules().object(&recording.kind)?;
                first(&recording.items, kind.recording.as_ref()?.number_item.as_ref()?)
            });
            number.map(GroupKey::Number).into_iter().collect()
        }
    }
}

fn scored(assessment: &Assessment, one: &Seen) -> Option<Scored> {
    let object = &one.assessed.object;
    let percent = first(&object.items, &assessment.score_item)?.parse().ok()?;
    Some(Scored {
        recording: one.assessed.recording.0.clone(),
        assessor: one.assessed.assessor,
        order: (object.starts, object.recorded),
        percent,
        failed: first(&object.items, &assessment.failed_item).as_deref() == Some("yes"),
    })
}

/// Recordings, their mean, and how many of them somebody failed. Of what one assessor gave one recording the newest counts.
fn sums(mut scored: Vec<Scored>) -> (u64, u32, u64) {
    scored.sort_by_key(|one| one.order);
    let mut newest: BTreeMap<String, BTreeMap<Option<AccountId>, (u32, bool)>> = BTreeMap::new();
    for one in scored {
        newest.entry(one.recording).or_default().insert(one.assessor, (one.percent, one.failed));
    }
    let count = newest.len() as u64;
    let (mut sum, mut failed) = (0_u64, 0);
    for by_assessor in newest.values() {
        let given = by_assessor.len().max(1) as u64;
        let points: u64 = by_assessor.values().map(|(percent, _)| u64::from(*percent)).sum();
        sum += (points * 100 + given / 2) / given;
        failed += u64::from(by_assessor.values().any(|(_, failed)| *failed));
    }
    let mean = (sum + count * 50).checked_div(count * 100).unwrap_or(0);
    (count, u32::try_from(mean).unwrap_or(100), failed)
}

/// The first value of an item. Figures and names of forms and numbers of ours: nothing that tells of a caller.
fn first(items: &[OpenedItem], id: &ItemId) -> Option<String> {
    let item = items.iter().find(|one| one.item == *id)?;
    item.values.first().map(|value| value.value.inner().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(recording: &str, assessor: i64, at: i8, percent: u32) -> Scored {
        let day = jiff::civil::date(2026, 11, at);
        Scored {
            recording: recording.to_owned(),
            assessor: Some(AccountId(assessor)),
            order: (day, jiff::Timestamp::UNIX_EPOCH),
            percent,
            failed: percent == 0,
        }
    }

    #[test]
    fn a_recording_counts_once_by_the_mean_of_its_assessors_and_the_newest_word_of_each() {
        let all =
            vec![scored("a", 1, 2, 90), scored("a", 1, 1, 0), scored("a", 2, 1, 70), scored("b", 1, 3, 60)];
        assert_eq!(sums(all), (2, 70, 0));
        assert_eq!(sums(Vec::new()), (0, 0, 0));
        assert_eq!(sums(vec![scored("a", 1, 1, 0)]), (1, 0, 1));
    }
}
