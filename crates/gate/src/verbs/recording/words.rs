//! Looking for recordings by what is written in them: chats, e-mails, texts, and text items of the recording. Where the statement lets
//! words be searched each leaves keyed tokens, made when the recording is taken in and gone with it. Who asks is decided first, by
//! the ways that open a recording; the tokens only narrow what those ways reach. Not here: rows (`store/calls/written.rs`).

use super::ways::WayIn;
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::Verb,
    errors::RefusalCode,
    payload::ObjectBody,
    proof::{Upkeep, Writing},
    realm::Realm,
    recording::CallFilter,
    store::{self, calls::written, media, part},
    values::{problem, problem_at},
    vault::{SearchKey, SubjectKey},
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    item,
    statement::model::{Item, ItemType, ObjectKind},
};
use std::collections::BTreeSet;

/// What the ledger is told of a search: that there was one, not for what.
pub(super) const NOTED: &str = "searched:words";
/// Words of a message, and words of items that people may correct.
const OF_MESSAGE: u8 = 4;
const OF_ITEM: u8 = 5;
/// Tokens of one recording; what is written after them is not found.
const MOST: usize = 20_000;
/// Recordings whose tokens go in one unit of work.
const AT_ONCE: i64 = 200;

/// The tokens that stand for a word: written in a message, or in an item.
pub(super) type Tokens = [i64; 2];

/// Words that must all be written in a recording.
#[derive(Default)]
pub(super) struct Wanted(Vec<Tokens>);

impl Wanted {
    /// The word that is likely to be rarest.
    pub(super) fn longest(&self) -> Option<Tokens> {
        self.0.first().copied()
    }

    /// Whether all of them are written in a recording.
    pub(super) fn all_in(&self, tx: &mut Tx<'_>, register: i64, of: part::Of) -> Result<bool, GateError> {
        for word in &self.0 {
            if !written::has(tx, register, of, *word)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether the statement lets recordings of a kind be found by what is written in them.
pub(super) fn are_searched(kind: &ObjectKind) -> bool {
    kind.recording.as_ref().is_some_and(|recording| recording.words_searched)
}

/// Tokens of a message's words and of the text items of its recording.
pub(super) fn of_recording(
    (realm, kind): (&Realm, &ObjectKind),
    body: &ObjectBody,
    said: &str,
    keyed: &SearchKey,
) -> Vec<i64> {
    if !are_searched(kind) {
        return Vec::new();
    }
    let mut tokens: BTreeSet<i64> = of_items((realm, kind), body, keyed).into_iter().collect();
    for word in item::written_words(said) {
        if tokens.len() >= MOST {
            break;
        }
        tokens.insert(keyed.token(OF_MESSAGE, &word));
    }
    tokens.into_iter().collect()
}

/// Tokens of the words of a recording's text items.
fn of_items((realm, kind): (&Realm, &ObjectKind), body: &ObjectBody, keyed: &SearchKey) -> Vec<i64> {
    let is_text = |item: &&Item| item.item_type == ItemType::Text;
    let stored =
        kind.items.iter().filter(is_text).filter_map(|item| body.items.get(realm.word(&item.id).ok()?));
    let values = stored.flat_map(|item| &item.values);
    let tokens = values.flat_map(|value| item::written_words(&value.normal));
    let tokens: BTreeSet<i64> = tokens.map(|word| keyed.token(OF_ITEM, &word)).take(MOST).collect();
    tokens.into_iter().collect()
}

impl Gate {
    /// The ways in which the asker may look for words, and their tokens; without words, the ways as they are.
    pub(super) fn searched<'a>(
        &self,
        (realm, ask): (&Realm, &Ask),
        ways: Vec<WayIn<'a>>,
        filter: &CallFilter,
    ) -> Result<(Vec<WayIn<'a>>, Wanted), GateError> {
        let Some(typed) = &filter.words else { return Ok((ways, Wanted::default())) };
        if !realm.statement().objects.iter().any(are_searched) {
            return Err(GateError::Problems(vec![problem_at("words", not_searched())]));
        }
        let ways: Vec<WayIn<'a>> = ways.into_iter().filter(|way| way.opens_words(ask)).collect();
        if ways.is_empty() {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Calls, None), refusal));
        }
        let mut words = item::typed_words(typed.text());
        if words.is_empty() {
            return Err(GateError::Problems(vec![problem_at("words", no_word())]));
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let keyed = self.recording_digests(realm)?;
        let tokens = words.iter().map(|word| [keyed.token(OF_MESSAGE, word), keyed.token(OF_ITEM, word)]);
        Ok((ways, Wanted(tokens.collect())))
    }

    /// Notes anew what a recording's items can be found by, after they were changed.
    pub(in crate::verbs) fn written_anew(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (key, before): (&SubjectKey, &store::ObjectRow),
    ) -> Result<(), GateError> {
        let realm = writing.realm;
        let Some(kind) = realm.kind(before.kind).filter(|kind| are_searched(kind)) else { return Ok(()) };
        let of = (before.subject, before.object);
        let Some(medium) = media::one(tx, realm.number, of)? else { return Ok(()) };
        let Some(after) = store::object(tx, realm.number, of.0, of.1)? else { return Ok(()) };
        let (keyed, upkeep) = (self.recording_digests(realm)?, Upkeep::of(realm, of.0));
        // What is opened only says which tokens go and which come.
        let tokens = |row: &store::ObjectRow| {
            let body = upkeep.object(realm, key, row)?;
            Ok::<_, GateError>(of_items((realm, kind), &body, &keyed))
        };
        let (was, is) = (tokens(before)?, tokens(&after)?);
        written::remove(tx, realm.number, of, &was)?;
        Ok(written::add(tx, realm.number, of, (&is, medium.began))?)
    }

    /// Takes the tokens of kinds away that the statement does not let be searched any more.
    pub(in crate::verbs) fn forget_words(&self, realm: &Realm) -> Result<(), GateError> {
        if !self.data.read(|tx| written::are_there(tx, realm.number))? {
            return Ok(());
        }
        let recorded = realm.statement().objects.iter().filter(|kind| kind.recording.is_some());
        for kind in recorded.filter(|kind| !are_searched(kind)) {
            let word = realm.word(&kind.id)?;
            while self.data.write(|tx| written::forget(tx, realm.number, (word, AT_ONCE)))? > 0 {}
        }
        Ok(())
    }
}

fn not_searched() -> Problem {
    problem(
        "words-not-searched",
        [
            "Tämän rekisterin tallenteita ei haeta niiden sanoilla: seloste ei salli sitä.",
            "Inspelningarna i detta register söks inte med ord: beskrivningen tillåter det inte.",
            "Recordings of this register are not searched by their words: the statement does not let them be.",
        ],
        [
            "Hae ajan, numeron tai vastaajan mukaan.",
            "Sök efter tid, nummer eller vem som svarat.",
            "Look by time, number or agent.",
        ],
    )
}

fn no_word() -> Problem {
    problem(
        "no-word",
        [
            "Haussa ei ole yhtään sanaa.",
            "Det finns inget ord att söka efter.",
            "There is no word to look for.",
        ],
        ["Kirjoita sana tai sen alku.", "Skriv ett ord eller dess början.", "Write a word or its beginning."],
    )
}
