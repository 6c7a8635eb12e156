//! Brings a copy of the data that was put back up to what the keyring knows, before anybody is served: erasures, people's
//! newest words, restrictions; then new search tokens under a new key, and the retention run. No sequence of restores
//! leaves anybody's permission looser than the person's last word (invariants 4 and 6). Harmless when done again.

use crate::{
    Gate, GateError, apart, derived,
    keyring::{
        self,
        erased::{About, LastWord},
    },
    ledger::{self, Carried, DONE, Entry},
    limits,
    proof::Upkeep,
    realm::Realm,
    retention::{self, Terms},
    store::{self, PermissionRow, SealedRow, SubjectRow, erasing, many, merging, own, subscribing, survey},
    tokens::{self, Arriving},
    vault::SubjectKey,
    verbs::index,
};
use seloste_db::{Db, Tx};
use seloste_register::id::RegisterId;
use std::collections::HashMap;

/// People at once.
const AT_ONCE: i64 = 500;
/// Erasures that are looked at to see whether a copy is older than they are: the newest.
const LOOKED_AT: i64 = 50;

/// What was done to a copy that was put back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// People who were erased since, and are gone again.
    pub erased: u64,
    /// People without a key: taken back with the file that had brought them, or of a time that the keyring has forgotten.
    pub without_key: u64,
    /// Prohibitions, objections and withdrawals that stand again.
    pub words: u64,
    /// People whose restriction stands again.
    pub restricted: u64,
    /// Texts in which others were covered since, and are covered again.
    pub covered: u64,
    /// Recordings whose keys were destroyed since, and that are gone again.
    pub recordings: u64,
    /// People who are in the copy and stay.
    pub people: u64,
    /// Entries of the ledger that were carried over from the data that were replaced.
    pub ledger_carried: u64,
    /// Entries of the ledger that are gone.
    pub ledger_lost: u64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Carries the ledger of the present data over into a copy that is about to take its place.
    pub fn carry_ledger(present: &Db, copy: &Db) -> Result<Carried, GateError> {
        let carried = ledger::carry_over(present, copy)?;
        Ok(carried.map_or(Carried::Same, Carried::Over))
    }

    /// Whether the data are older than what the keyring knows: a copy was put back by other tools, and what was let go since has
    /// not been let go again ([`Gate::replay`]). Nobody may be served from it.
    pub fn is_behind(&self) -> Result<bool, GateError> {
        if self.ledger.is_behind()? {
            return Ok(true);
        }
        let erased = self.keyring.newest_erased(LOOKED_AT)?;
        self.data.read(|tx| {
            for one in erased {
                let row = store::subject(tx, one.register, one.subject)?;
                if row.is_some_and(|row| !limits::is_erased(row.life.limits)) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Whether these data hold nobody and the keyring knows people: then they are no copy of its data, but others, such as the
    /// embedded database of an installation that is served from PostgreSQL.
    pub fn are_others(keyring: &Db, data: &Db) -> Result<bool, GateError> {
        Ok(keyring.read(keyring::knows_anybody)? && !data.read(survey::holds_anybody)?)
    }

    /// Brings a copy up to what the keyring knows. The search keys of all registers are renewed: the gate must be opened anew
    /// after this, for [`Gate::rebuild_tokens`].
    pub fn replay(&self) -> Result<Restored, GateError> {
        let mut done = Restored { ledger_lost: self.ledger.rewind()?, ..Restored::default() };
        for register in self.registers() {
            let realm = &*self.realm(&register)?;
            done.erased += self.replay_erasures(realm)?;
            done.without_key += self.drop_keyless(realm)?;
            done.covered += self.replay_covers(realm)?;
            done.recordings += self.replay_recordings(realm)?;
            self.replay_parts(realm)?;
            let (words, restricted) = self.replay_words(realm)?;
            done.words += words;
            done.restricted += restricted;
            let formers = self.data.read(|tx| merging::all(tx, realm.number))?;
            self.keyring.set_formers(realm.number, &formers)?;
            self.keyring.renew_search(realm.number)?;
            self.data.write(|tx| {
                tokens::clear(tx, realm.number)?;
                // Whoever signed out, or let an identity go, since the copy was made stays so.
                own::forget(tx, realm.number)?;
                subscribing::forget(tx, realm.number)?;
                let told = [format!("erased-{}", done.erased), format!("lost-{}", done.ledger_lost)];
                let told: Vec<&str> = told.iter().map(String::as_str).collect();
                self.ledger.append(tx, &entry(self, realm, ("restore", &told))).map(drop)
            })?;
        }
        Ok(done)
    }

    /// Makes the search tokens of everybody anew, of whom they were all taken; returns how many people there are.
    pub fn rebuild_tokens(&self, register: &RegisterId) -> Result<u64, GateError> {
        let realm = &*self.realm(register)?;
        let (mut after, mut people) = (i64::MIN, 0);
        loop {
            let ids = self.data.read(|tx| erasing::after(tx, realm.number, after, AT_ONCE))?;
            let Some(last) = ids.last() else { break };
            after = *last;
            people += ids.len() as u64;
            let keys = self.keyring.keys(realm.number, &ids)?;
            self.derive_anew(realm, &keys)?;
            let found_by = self.found_by(realm, &ids, &keys)?;
            self.data.write(|tx| tokens::add_arriving(tx, realm.number, &found_by))?;
            tokens::merge_excess(&self.data)?;
        }
        tokens::merge_waiting(&self.data)?;
        Ok(people)
    }

    /// Computes anew what was derived, from what the words said again and the erasures done again leave.
    fn derive_anew(&self, realm: &Realm, keys: &HashMap<i64, SubjectKey>) -> Result<(), GateError> {
        if realm.computed().next().is_none() {
            return Ok(());
        }
        let when = (self.clock.now(), self.today());
        self.data.write(|tx| {
            for (subject, key) in keys {
                if derived::settle(tx, realm, (*subject, key), when)? {
                    // They come with all the others.
                    tokens::erase(tx, realm.number, *subject)?;
                }
            }
            Ok(())
        })
    }

    /// What some people are found by. Whole values too may be found a moment later: nobody is compared by them before all are there.
    fn found_by(
        &self,
        realm: &Realm,
        ids: &[i64],
        keys: &HashMap<i64, SubjectKey>,
    ) -> Result<Vec<Arriving>, GateError> {
        let (rows, mut sealed) = self.data.read(|tx| {
            let rows = many::subjects(tx, realm.number, ids)?;
            Ok::<_, GateError>((rows, many::sealed(tx, realm.number, ids, |_| true)?))
        })?;
        let there = rows.into_values().filter(|row| !limits::is_erased(row.life.limits));
        let pieces = there.filter_map(|row| {
            Some((keys.get(&row.subject)?, sealed.remove(&row.subject).unwrap_or_default(), row))
        });
        let found_by = |(key, sealed, row): (&SubjectKey, Vec<SealedRow>, SubjectRow)| {
            let (upkeep, terms) = (Upkeep::of(realm, row.subject), Terms::of(&row, self.today()));
            let mut living = Vec::with_capacity(sealed.len());
            for one in &sealed {
                living.push(retention::living(realm, upkeep.items(key, one)?, &terms, self.clock.now()));
            }
            let later = index::tokens(realm, living.iter());
            Ok(Arriving { subject: row.subject, now: Vec::new(), later })
        };
        apart::each(pieces.collect(), found_by).into_iter().collect()
    }

    fn replay_erasures(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut gone) = (i64::MIN, 0);
        loop {
            let erased = self.keyring.erased(realm.number, after, AT_ONCE)?;
            let Some(last) = erased.last() else { return Ok(gone) };
            after = last.subject;
            for one in &erased {
                let there = self.data.read(|tx| store::subject(tx, realm.number, one.subject))?;
                if there.is_some_and(|row| !limits::is_erased(row.life.limits)) {
                    gone += 1;
                }
                self.settle(realm.number, one.subject)?;
            }
        }
    }

    fn drop_keyless(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut gone) = (i64::MIN, 0);
        loop {
            let ids = self.data.read(|tx| erasing::after(tx, realm.number, after, AT_ONCE))?;
            let Some(last) = ids.last() else { return Ok(gone) };
            after = *last;
            let keys = self.keyring.keys(realm.number, &ids)?;
            for subject in ids.iter().filter(|subject| !keys.contains_key(subject)) {
                gone += 1;
                self.data.write(|tx| {
                    tokens::erase(tx, realm.number, *subject)?;
                    store::erase(tx, realm.number, *subject)?;
                    self.ledger.forget(tx, realm.number, *subject)
                })?;
            }
        }
    }

    /// Puts people's newest words in force; returns how many permissions and how many restrictions changed.
    fn replay_words(&self, realm: &Realm) -> Result<(u64, u64), GateError> {
        let (mut after, mut words, mut restricted) = (i64::MIN, 0, 0);
        loop {
            let said = self.keyring.words(realm.number, after, AT_ONCE)?;
            let Some((last, _)) = said.last() else { return Ok((words, restricted)) };
            after = *last;
            let mut numbers = Vec::new();
            for _ in &said {
                numbers.push(self.next_number(realm)?);
            }
            let (changed, limited) = self.data.write(|tx| {
                let (mut changed, mut limited) = (0, 0);
                for ((subject, word), number) in said.iter().zip(&numbers) {
                    match (word.what, say_again(tx, realm.number, (*subject, *number), word)?) {
                        (_, Said::Already) => {}
                        (About::Restriction | About::Kept, Said::Again) => limited += 1,
                        (_, Said::Again) => changed += 1,
                    }
                }
                Ok::<_, GateError>((changed, limited))
            })?;
            words += changed;
            restricted += limited;
        }
    }
}

#[derive(PartialEq, Eq)]
enum Said {
    Again,
    Already,
}

/// Brings the data up to one word.
fn say_again(
    tx: &mut Tx<'_>,
    register: i64,
    (subject, number): (i64, i64),
    word: &LastWord,
) -> Result<Said, GateError> {
    let Some(row) = store::subject(tx, register, subject)? else { return Ok(Said::Already) };
    if word.what == About::Restriction {
        let stands = i64::from(row.life.limits & word.kind != 0);
        if stands == word.set_to {
            return Ok(Said::Already);
        }
        let bits = if word.set_to == 1 { (word.kind, 0) } else { (0, word.kind) };
        erasing::limit(tx, register, subject, bits)?;
        return Ok(Said::Again);
    }
    if word.what == About::Kept {
        let changed = super::kept::put(tx, (register, subject), (word.kind, word.set_to == 1, word.at))?;
        return Ok(if changed { Said::Again } else { Said::Already });
    }
    if matches!(word.what, About::ItemGone | About::ObjectGone) {
        // Their own round takes them out again.
        return Ok(Said::Already);
    }
    let prohibition = word.what == About::Prohibition;
    let rows = store::permissions(tx, register, subject)?;
    let standing = rows.iter().find(|row| {
        row.until.is_none()
            && row.prohibition == prohibition
            && row.kind == word.kind
            && row.channel == word.channel
    });
    match (standing, word.set_to) {
        (Some(standing), 0) => {
            store::end_permission(tx, register, subject, standing.permission, word.at)?;
            Ok(Said::Again)
        }
        (None, 1) if prohibition => {
            let row = PermissionRow {
                permission: number,
                prohibition,
                kind: word.kind,
                channel: word.channel,
                since: word.at,
                until: None,
                by_channel: word.by_channel,
                wording: None,
                account: 0,
                body: None,
            };
            store::add_permission(tx, register, subject, &row)?;
            Ok(Said::Again)
        }
        // A consent whose evidence is not in the copy is not given: it has to be asked for again.
        _ => Ok(Said::Already),
    }
}

/// What the ledger says of work on a whole register that nobody's data was opened for.
pub(crate) fn entry<'a>(
    gate: &Gate,
    realm: &'a Realm,
    (action, told): (&'a str, &'a [&'a str]),
) -> Entry<'a> {
    Entry {
        at: gate.clock.now().as_millisecond(),
        account: None,
        register: (realm.number, realm.register.as_str()),
        action,
        purpose: action,
        outcome: DONE,
        categories: told,
        subjects: &[],
    }
}
