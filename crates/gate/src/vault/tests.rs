//! Attacks on sealed values and outside ids.

use super::*;
use std::collections::HashSet;

const PLACE: Place =
    Place { register: 1, subject: 2, kind: PlaceKind::Category, category: 3, row: 4, version: 5 };

fn open(key: &SubjectKey, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
    unseal(&Everything, key, place, sealed).map(|plain| plain.to_vec())
}

#[test]
fn a_value_opens_in_its_place_and_in_no_other() {
    let key = SubjectKey::random().unwrap();
    let sealed = seal(&key, &PLACE, b"Aino").unwrap().0;
    assert_eq!(sealed.len(), 4 + OVERHEAD);
    assert_eq!(open(&key, &PLACE, &sealed).unwrap(), b"Aino");
    let elsewhere = [
        Place { register: 2, ..PLACE },
        Place { subject: 3, ..PLACE },
        Place { kind: PlaceKind::Object, ..PLACE },
        Place { category: 4, ..PLACE },
        Place { row: 5, ..PLACE },
        Place { version: 4, ..PLACE },
        Place { version: 6, ..PLACE },
    ];
    for place in elsewhere {
        assert_eq!(open(&key, &place, &sealed), Err(Broken::Changed), "{place:?}");
    }
    let other = SubjectKey::random().unwrap();
    assert_eq!(open(&other, &PLACE, &sealed), Err(Broken::Changed));
}

#[test]
fn every_changed_bit_and_every_cut_is_noticed() {
    let key = SubjectKey::random().unwrap();
    let sealed = seal(&key, &PLACE, b"Mannerheimintie").unwrap().0;
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(open(&key, &PLACE, &changed), Err(Broken::Changed));
    }
    for length in 0..sealed.len() {
        assert_eq!(open(&key, &PLACE, &sealed[..length]), Err(Broken::Changed));
    }
}

#[test]
fn a_hundred_thousand_seals_repeat_no_nonce() {
    let key = SubjectKey::random().unwrap();
    let mut seen = HashSet::new();
    for _ in 0..100_000 {
        let sealed = seal(&key, &PLACE, b"x").unwrap().0;
        assert!(seen.insert(sealed[1..13].to_vec()), "a nonce came twice");
    }
    // Random bytes, not a counter: every bit of the nonce is set about half of the time.
    for bit in 0..96 {
        let set = seen.iter().filter(|nonce| nonce[bit / 8] >> (bit % 8) & 1 == 1).count();
        assert!((48_000..52_000).contains(&set), "bit {bit} is set {set} times");
    }
}

#[test]
fn a_wrapped_key_is_its_owners_only() {
    let kek = Kek::random().unwrap();
    let key = SubjectKey::random().unwrap();
    let wrapped = kek.wrap_subject((1, 2), &key).unwrap();
    assert_eq!(*kek.unwrap_subject((1, 2), &wrapped).unwrap().bytes, *key.bytes);
    assert!(kek.unwrap_subject((1, 3), &wrapped).is_err());
    assert!(kek.unwrap_subject((2, 2), &wrapped).is_err());
    assert!(Kek::random().unwrap().unwrap_subject((1, 2), &wrapped).is_err());
    let search = KeyName { register: 1, name: "search", epoch: 1 };
    let wrapped = kek.wrap(&search, &[7; 32]).unwrap();
    assert_eq!(*kek.unwrap(&search, &wrapped).unwrap(), [7; 32]);
    for other in
        [KeyName { register: 2, ..search }, KeyName { name: "id", ..search }, KeyName { epoch: 2, ..search }]
    {
        assert!(kek.unwrap(&other, &wrapped).is_err());
    }
}

#[test]
fn an_outside_id_is_opaque_and_of_one_register_and_kind() {
    let (mine, other) = (IdKey::new(&[1; 32]).unwrap(), IdKey::new(&[2; 32]).unwrap());
    for number in [0, 1, 2, -1, i64::MAX, i64::MIN] {
        let id = mine.outside(RefKind::Subject, number).unwrap();
        assert_eq!(id.len(), 26);
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        assert_eq!(mine.inside(RefKind::Subject, &id), Some(number));
        assert_eq!(mine.inside(RefKind::Object, &id), None);
        assert_eq!(other.inside(RefKind::Subject, &id), None);
        for at in 0..26 {
            let mut changed = id.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(mine.inside(RefKind::Subject, std::str::from_utf8(&changed).unwrap()), None);
        }
    }
    let long = "7".repeat(27);
    for wrong in
        ["", "0", long.as_str(), "zzzzzzzzzzzzzzzzzzzzzzzzzz", "ääääääääääääa", "iiiiiiiiiiiiiiiiiiiiiiiiii"]
    {
        assert_eq!(mine.inside(RefKind::Subject, wrong), None);
    }
}

#[test]
fn tokens_of_different_kinds_and_keys_never_meet() {
    let (key, other) = (SearchKey::new(&[1; 32]), SearchKey::new(&[2; 32]));
    assert_eq!(key.token(1, "aino"), key.token(1, "aino"));
    assert_ne!(key.token(1, "aino"), key.token(2, "aino"));
    assert_ne!(key.token(1, "aino"), other.token(1, "aino"));
}

#[test]
fn what_no_decision_covers_is_not_opened() {
    struct Nothing;
    impl Proof for Nothing {
        fn covers(&self, _: i64, _: i64, _: i64) -> bool {
            false
        }
    }
    let key = SubjectKey::random().unwrap();
    let sealed = seal(&key, &PLACE, b"Aino").unwrap().0;
    assert_eq!(unseal(&Nothing, &key, &PLACE, &sealed), Err(Broken::NotCovered));
}
