//! How many people's cards somebody has opened within the hour, for purposes that bound it (R5-063). Kept in the memory of this process:
//! another that serves the same data counts for itself. Not here: that an opening is recorded (`proof`).

use jiff::{SignedDuration, Timestamp};
use seloste_register::id::PurposeId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The time within which cards are counted.
const WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// Who opens for what: register, account, purpose.
type Opener = (i64, i64, PurposeId);

/// Who has opened whose card, and when last.
#[derive(Default)]
pub(crate) struct Pace {
    opened: Mutex<HashMap<Opener, HashMap<i64, Timestamp>>>,
}

impl Pace {
    /// Counts cards that are about to be opened; whether they still are within a bound. Who opens the same card again has opened one.
    pub(crate) fn allows(
        &self,
        who: Opener,
        cards: impl Iterator<Item = i64>,
        (most, now): (u32, Timestamp),
    ) -> bool {
        let since = now.checked_sub(WITHIN).unwrap_or(Timestamp::MIN);
        let mut all = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, cards| {
            cards.retain(|_, at| *at > since && *at <= now);
            !cards.is_empty()
        });
        let known = all.entry(who).or_default();
        for card in cards {
            if known.len() >= most as usize && !known.contains_key(&card) {
                return false;
            }
            known.insert(card, now);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r5_063_the_bound_is_on_different_cards_within_the_hour() {
        let pace = Pace::default();
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(100 + minute);
        let who = |account| (1, account, PurposeId::new("reaching").unwrap());
        let opens =
            |account, card: i64, minute| pace.allows(who(account), std::iter::once(card), (2, at(minute)));
        assert!(opens(7, 1, 0) && opens(7, 2, 1) && opens(7, 1, 2), "the same card again is no other");
        assert!(!opens(7, 3, 3), "a third is one too many");
        assert!(opens(8, 3, 3), "a colleague has a count of their own");
        assert!(!opens(7, 3, 60), "the first was opened again at two minutes");
        assert!(opens(7, 3, 62), "an hour later there is room");
    }
}
