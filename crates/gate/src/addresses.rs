//! Words about one telephone number or e-mail address (R1-024, R4-018). A row of `permission` names it in its channel: the three lowest bits
//! are the channel, what stands above them is a keyed mark of the number, so that whatever remembers a word (restores, marks of the
//! erased) remembers which number it was about. Not here: what a word does (`permissions.rs`), recording it.

use crate::{card::AddressMark, realm::Realm};
use seloste_register::statement::model::{Channel, Item, ItemType};

/// What sets these marks apart from other marks of the same value.
const ADDRESS: u8 = 205;
/// Bits of a mark.
const MARK: i64 = (1 << 48) - 1;
/// Channels fit below this many bits.
const CHANNEL: u32 = 3;

/// The channel of a row with the mark of the one address that it is about; channel 0: every way to reach it.
pub(crate) const fn with(channel: i64, mark: AddressMark) -> i64 {
    (mark.0 + 1) << CHANNEL | channel
}

/// The channel of a row, and the one address that it is about.
pub(crate) const fn parted(stored: i64) -> (i64, Option<AddressMark>) {
    let mark = stored >> CHANNEL;
    let address = if mark > 0 { Some(AddressMark(mark - 1)) } else { None };
    (stored & ((1 << CHANNEL) - 1), address)
}

/// The mark of a number or address, from its normal form.
pub(crate) fn mark(realm: &Realm, normal: &str) -> AddressMark {
    AddressMark(realm.mark(ADDRESS, normal) & MARK)
}

/// The channels in which a value of an item reaches somebody as one address.
pub(crate) fn ways(item: &Item) -> &'static [Channel] {
    match item.item_type {
        ItemType::Phone => &[Channel::Phone, Channel::Text],
        ItemType::Email => &[Channel::Email],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_and_an_address_go_together_and_come_apart() {
        for channel in 0..5 {
            assert_eq!(parted(channel), (channel, None));
            for mark in [0, 1, 77, MARK] {
                let mark = AddressMark(mark);
                let stored = with(channel, mark);
                assert!(stored > 7, "never taken for a channel");
                assert_eq!(parted(stored), (channel, Some(mark)));
            }
        }
    }
}
