//! What others' texts say of people who are erased: looked for by a job (`seek.rs`, `look.rs`), put to somebody (`ask.rs`), answered and covered
//! (`answer.rs`, `cover.rs`), in what is said in other people's requests too (`cases.rs`). Texts that may say something sensitive are put to
//! somebody in the same way (`flag.rs`). Not here: how a text is searched (`mentions/words.rs`), rows (`mentions/rows.rs`).

mod answer;
mod ask;
mod cases;
mod cover;
pub(super) mod flag;
mod look;
mod seek;

pub use ask::MentionPage;
pub use seek::MentionSearch;

use crate::{
    mentions::Clue,
    proof::WORDS,
    realm::Realm,
    vault::{Place, PlaceKind},
};
use seloste_register::statement::model::{Item, ObjectKind};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What a search found in an item of somebody, sealed with that person's key.
#[derive(Serialize, Deserialize)]
struct Found {
    /// Each word as it stands there.
    words: Vec<(Clue, String)>,
}

impl Drop for Found {
    fn drop(&mut self) {
        for (_, word) in &mut self.words {
            word.zeroize();
        }
    }
}

/// Why a mention was answered as it was.
#[derive(Serialize, Deserialize)]
struct Reason {
    reason: Option<String>,
}

/// Where a text stands: whose, in which object (0: on the card), in which item. Of a case (`cases.rs`): which one, at which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    subject: i64,
    object: i64,
    category: i64,
    item: i64,
}

/// Where what was found is sealed (version 1), and the reason of the answer (version 2).
const fn mention_place((register, subject, mention): (i64, i64, i64), version: i64) -> Place {
    Place { register, subject, kind: PlaceKind::Mention, category: WORDS, row: mention, version }
}

/// Where what is looked for is sealed.
const fn search_place(register: i64, search: i64) -> Place {
    Place { register, subject: search, kind: PlaceKind::Search, category: WORDS, row: 0, version: 1 }
}

/// Where it is sealed what was covered.
const fn cover_place((register, subject, cover): (i64, i64, i64)) -> Place {
    Place { register, subject, kind: PlaceKind::Cover, category: WORDS, row: cover, version: 1 }
}

/// Items of a kind of object that are free text.
fn prose(kind: &ObjectKind) -> impl Iterator<Item = &Item> {
    kind.items.iter().chain(&kind.line_items).filter(|item| Realm::is_prose(item))
}
