//! Holds the ledger against the rules: was every use for a declared purpose, granted to some role, of categories that it covers, and
//! was nobody approached against their own word? Not here: whether the ledger is whole (`ledger/verify.rs`), whose account had
//! which role when (the program that keeps accounts knows).

use super::{evidence, reach::held, select::PASSED_OVER, survey};
use crate::{
    Gate, GateError,
    ask::AccountId,
    card::PermissionKind,
    decide::Verb,
    ledger::{DONE, Line, Seen},
    opened::moment,
    permissions::{self, Stand},
    realm::Realm,
};
use jiff::Timestamp;
use seloste_register::{
    id::{Id, PurposeId, RegisterId},
    statement::model::{Output, Purpose},
};
use std::collections::{BTreeMap, HashMap};

/// Entries that are gone through at once.
const PAGE: i64 = 2_000;
/// Entries outside of the rules that are told one by one.
const TOLD: usize = 20;

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Replayed {
    /// Entries of the register that were judged.
    pub judged: u64,
    /// Entries of before the rules of today, which were judged by those of their time.
    pub earlier: u64,
    /// Of those judged, what was done by somebody.
    pub done: u64,
    /// Of those judged, what was refused.
    pub refused: u64,
    /// What was done outside of the rules.
    pub outside: u64,
    /// The first of them.
    pub told: Vec<Outside>,
    /// Times that a purpose which has to obey people's own word reached a person.
    pub approached: u64,
    /// Of these, against the person's word at that moment, by purpose.
    pub against: BTreeMap<PurposeId, u64>,
    /// Who did what for which purpose, first and last: to be held against who had which role.
    pub uses: BTreeMap<(AccountId, PurposeId), (Timestamp, Timestamp)>,
}

/// An entry outside of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Number of the entry.
    pub entry: i64,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: String,
    /// For which purpose.
    pub purpose: String,
    /// Which rule it is outside of.
    pub why: Why,
}

/// Rules that an entry can be outside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The purpose is not declared.
    Purpose,
    /// The purpose gives totals only.
    Totals,
    /// No role is granted the action for the purpose.
    Action,
    /// No role is granted a category for the purpose.
    Category,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Goes through a register's entries from a moment on. What the system does by itself is not judged.
    pub fn judge_ledger(
        &self,
        register: &RegisterId,
        since: Option<Timestamp>,
    ) -> Result<Replayed, GateError> {
        let realm = &*self.realm(register)?;
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let (mut after, mut replayed) = (i64::MIN, Replayed::default());
        let mut approaching = HashMap::new();
        loop {
            let seen = self.data.read(|tx| self.ledger.after(tx, after, PAGE))?;
            let Some(last) = seen.last() else { break };
            after = last.entry;
            for seen in seen.into_iter().filter(|seen| seen.line.register == register.as_str()) {
                if seen.line.at < since {
                    replayed.earlier += 1;
                    continue;
                }
                judge(realm, &seen, &mut replayed)?;
                if let Some(purpose) = approaches(realm, &seen) {
                    approaching.insert(seen.entry, (seen.line.at, purpose));
                }
            }
        }
        if !approaching.is_empty() {
            self.obeyed(realm, &approaching, &mut replayed)?;
        }
        Ok(replayed)
    }

    /// Holds what approached people against their own word at that moment.
    fn obeyed(
        &self,
        realm: &Realm,
        approaching: &HashMap<i64, (i64, PurposeId)>,
        out: &mut Replayed,
    ) -> Result<(), GateError> {
        self.ledger.settle()?;
        let mut place = (i64::MIN, i64::MIN);
        loop {
            let page = self.data.read(|tx| self.ledger.subjects_after(tx, realm.number, place, PAGE))?;
            let Some(last) = page.last() else { return Ok(()) };
            place = *last;
            for (subject, entry) in &page {
                let Some((at, purpose)) = approaching.get(entry) else { continue };
                let Some(purpose) = realm.rules().purpose(purpose) else { continue };
                out.approached += 1;
                if !self.data.read(|tx| allowed(tx, realm, *subject, (purpose, *at)))? {
                    *out.against.entry(purpose.id.clone()).or_default() += 1;
                }
            }
        }
    }
}

/// Whether a person's word at a moment let a purpose reach the person.
fn allowed(
    tx: &mut seloste_db::Tx<'_>,
    realm: &Realm,
    subject: i64,
    (purpose, at): (&Purpose, i64),
) -> Result<bool, GateError> {
    let mut held = held(tx, realm, subject)?;
    // What was said within the same millisecond may have come before or after: a consent counts, a prohibition does not.
    held.retain(|one| {
        let (from, until) = (one.from.as_millisecond(), one.until.map(Timestamp::as_millisecond));
        match one.what {
            PermissionKind::Consent(_) => from <= at && until.is_none_or(|until| until >= at),
            PermissionKind::Prohibition(_) => from < at && until.is_none_or(|until| until > at),
        }
    });
    for one in &mut held {
        one.until = None;
    }
    Ok(permissions::stand_anywhere(realm.rules(), &held, purpose) == Stand::Allowed)
}

/// The purpose of an entry that approached people, for a purpose that obeys their word.
fn approaches(realm: &Realm, seen: &Seen) -> Option<PurposeId> {
    let purpose = realm.rules().purpose(&Id::new(&seen.line.purpose).ok()?)?;
    let passed_over = seen.line.told().any(|told| told == PASSED_OVER);
    (is_use(seen) && !passed_over && permissions::matter(realm.rules(), purpose)).then(|| purpose.id.clone())
}

/// Whether an entry is of somebody at work who used people's data. Writing a person's word down is no use of it, and totals
/// single out nobody.
pub(super) fn is_use(Seen { account, line, .. }: &Seen) -> bool {
    let quiet = [Verb::Permit, Verb::Permissions, Verb::Count].map(Verb::as_str);
    let staff = line.actor != "-" && *account != Some(AccountId::PERSON);
    staff && line.outcome == DONE && !quiet.contains(&line.action.as_str())
}

fn judge(realm: &Realm, seen: &Seen, out: &mut Replayed) -> Result<(), GateError> {
    let line = &seen.line;
    // Neither the system nor a person who acts for themselves goes by roles.
    if line.actor == "-" || seen.account == Some(AccountId::PERSON) {
        return Ok(());
    }
    out.judged += 1;
    if line.outcome != DONE {
        out.refused += 1;
        return Ok(());
    }
    out.done += 1;
    // What the keeper of the statement does by duty, no purpose grants: to have people counted, to look at evidence. Nobody comes out.
    if line.purpose == survey::DUTY && [survey::ACTION, evidence::ACTION].contains(&line.action.as_str()) {
        return Ok(());
    }
    let at = moment(line.at)?;
    if let (Some(account), Ok(purpose)) = (seen.account, Id::new(&line.purpose)) {
        let times = out.uses.entry((account, purpose)).or_insert((at, at));
        times.1 = times.1.max(at);
    }
    if let Some(why) = outside(realm, line) {
        out.outside += 1;
        if out.told.len() < TOLD {
            let (action, purpose) = (line.action.clone(), line.purpose.clone());
            out.told.push(Outside { entry: seen.entry, at, action, purpose, why });
        }
    }
    Ok(())
}

/// Which rule something that was done is outside of.
fn outside(realm: &Realm, line: &Line) -> Option<Why> {
    let statement = realm.statement();
    let Some(purpose) = statement.purposes.iter().find(|one| one.id.as_str() == line.purpose) else {
        return Some(Why::Purpose);
    };
    let verb = Verb::ALL.into_iter().find(|verb| verb.as_str() == line.action);
    if purpose.output == Output::Aggregate && verb != Some(Verb::Count) {
        return Some(Why::Totals);
    }
    let grants: Vec<_> = statement
        .roles
        .iter()
        .flat_map(|role| &role.grants)
        .filter(|grant| grant.purposes.contains(&purpose.id))
        .collect();
    let action = verb.and_then(Verb::action);
    if grants.is_empty()
        || action.is_some_and(|action| !grants.iter().any(|one| one.actions.contains(&action)))
    {
        return Some(Why::Action);
    }
    // A person's right is to everything, whichever categories the role has that hands it over; it was granted before (GDPR 15(3)).
    if verb == Some(Verb::Package) {
        return None;
    }
    let covered =
        |category: &String| grants.iter().any(|grant| grant.read.iter().any(|one| one.as_str() == category));
    (!line.category_names().all(covered)).then_some(Why::Category)
}
