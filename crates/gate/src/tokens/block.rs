//! Ascending numbers of subjects as bytes: the distance of each from the one before, seven bits a byte, the lowest first; a byte with the
//! eighth bit goes on. Not here: where blocks stand (`blocks`).

use crate::GateError;

/// The bytes of those that follow the first. `subjects` ascend.
pub(super) fn pack(subjects: &[i64]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(subjects.len() * 2);
    for (before, subject) in subjects.iter().zip(subjects.iter().skip(1)) {
        let mut rest = subject.abs_diff(*before);
        while rest >= 0x80 {
            packed.push(low_seven(rest) | 0x80);
            rest >>= 7;
        }
        packed.push(low_seven(rest));
    }
    packed
}

fn low_seven(number: u64) -> u8 {
    let [lowest, ..] = number.to_le_bytes();
    lowest & 0x7f
}

/// The first and those whose distances `packed` holds.
pub(super) fn unpack(first: i64, packed: &[u8]) -> Result<Vec<i64>, GateError> {
    let damaged = || GateError::Failed("a block of search tokens is damaged".to_owned());
    let mut subjects = Vec::with_capacity(1 + packed.len());
    subjects.push(first);
    let (mut last, mut distance, mut shift) = (first, 0_u64, 0_u32);
    for byte in packed {
        distance |= u64::from(byte & 0x7f).checked_shl(shift).ok_or_else(damaged)?;
        shift += 7;
        if byte & 0x80 == 0 {
            last = last.checked_add_unsigned(distance).filter(|_| distance > 0).ok_or_else(damaged)?;
            subjects.push(last);
            (distance, shift) = (0, 0);
        }
    }
    if shift == 0 { Ok(subjects) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_block_gives_back_whom_it_was_given(subjects in prop::collection::btree_set(any::<i64>(), 1..300)) {
            let subjects: Vec<i64> = subjects.into_iter().collect();
            prop_assert_eq!(unpack(subjects[0], &pack(&subjects)).unwrap(), subjects);
        }

        #[test]
        fn bytes_that_are_no_block_are_refused_or_ascend(first in any::<i64>(), packed in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Ok(subjects) = unpack(first, &packed) {
                let distinct: BTreeSet<i64> = subjects.iter().copied().collect();
                prop_assert_eq!(distinct.into_iter().collect::<Vec<_>>(), subjects);
            }
        }
    }

    #[test]
    fn neighbours_take_a_byte_each() {
        assert_eq!(pack(&[7, 8, 9, 136, 264]), [1, 1, 127, 128, 1]);
        assert!(unpack(7, &[1, 0]).is_err() && unpack(7, &[0x81]).is_err());
    }
}
