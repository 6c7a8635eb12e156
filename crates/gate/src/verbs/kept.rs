//! What a person keeps to themselves (R5-082): set and ended on the person's own pages and nowhere else, obeyed in every reading, search
//! and selection. Not here: whom it keeps out (`limits.rs`).

use super::own::entry;
use crate::{
    Gate, GateError,
    ask::AccountId,
    card::{Set, SubjectRef},
    derived,
    keyring::erased::{About, LastWord},
    limits,
    payload::Word,
    store::{self, erasing},
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::id::{CategoryId, RegisterId};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Keeps a category from staff, or lets them see it again. The caller vouches that it is the person; nobody else can do it.
    pub fn own_keep(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
        (category, set): (&CategoryId, Set),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let declared = realm.rules().category(category).ok_or(GateError::Absent)?;
        // What was kept under an earlier version can always be let go.
        if set == Set::InForce && !declared.own_restriction {
            return Err(GateError::Absent);
        }
        let (id, key) = self.own_subject(realm, subject)?;
        let now = self.clock.now().as_millisecond();
        let kind = realm.word(category)?;
        let set_to = i64::from(set == Set::InForce);
        let word = LastWord { what: About::Kept, kind, channel: 0, by_channel: 0, set_to, at: now };
        let action = if set == Set::InForce { "keep" } else { "let-see" };
        // What keeps others out is remembered beside the keys before it is durable here, what lets them in after.
        if word.is_strict() {
            self.keyring.put_words(realm.number, id, &[word])?;
        }
        self.data.write(|tx| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            put(tx, (realm.number, id), (kind, set == Set::InForce, now))?;
            derived::settle(tx, realm, (id, &key), (self.clock.now(), self.today()))?;
            self.ledger
                .append(tx, &entry(realm, (now, Some(AccountId::PERSON)), action, &[(id, &key)]))
                .map(drop)
        })?;
        if word.is_strict() { Ok(()) } else { self.keyring.put_words(realm.number, id, &[word]) }
    }

    /// What a person keeps, and since when. The caller vouches that it is the person.
    pub fn own_kept(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
    ) -> Result<Vec<(CategoryId, Timestamp)>, GateError> {
        let realm = &*self.realm(register)?;
        let (id, _) = self.own_subject(realm, subject)?;
        let rows = self.data.read(|tx| store::kept::of(tx, realm.number, id))?;
        let one = |(word, since): (Word, i64)| Ok((realm.id(word)?, crate::opened::moment(since)?));
        rows.into_iter().map(one).collect()
    }
}

/// Brings the rows up to a word; false when they were.
pub(super) fn put(
    tx: &mut Tx<'_>,
    (register, subject): (i64, i64),
    (category, kept, at): (Word, bool, i64),
) -> Result<bool, GateError> {
    let changed = if kept {
        store::kept::keep(tx, (register, subject), (category, at))?
    } else {
        store::kept::let_see(tx, (register, subject), category)?
    };
    let any = !store::kept::of(tx, register, subject)?.is_empty();
    erasing::limit(tx, register, subject, if any { (limits::KEPT, 0) } else { (0, limits::KEPT) })?;
    Ok(changed)
}
