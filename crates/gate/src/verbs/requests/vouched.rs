//! Who somebody is who made a request, as an identity provider vouches for it (R6-040, R7-028): what it says is held against the
//! register in memory, an identity code like anything else, and what was only held against it is kept nowhere (R5-121). Not here:
//! what a provider may vouch for (the program).

use super::objection;
use crate::{
    Gate, GateError,
    ask::{AccountId, OWN_PURPOSE},
    card::SubjectRef,
    decide::{Categories, Granted},
    ledger::{DONE, Entry},
    opened::day_number,
    payload::Word,
    proof::Upkeep,
    realm::Realm,
    request::RequestRef,
    requests::{
        self, RequestRow, StepRow,
        body::{Said, case_place, open_case, seal, step_place},
    },
    store, tokens,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::RegisterId,
    item::{self, Term, TermKind},
    right::{
        Method, Named as _,
        case::{At, Case, State, Step, Terms},
    },
    statement::model::{Item, ItemType},
};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Holders of one value that are looked at; more tell nobody apart.
const HOLDERS: i64 = 200;

/// Something that a provider says of somebody.
pub struct Fact {
    /// The type of item that holds the like.
    pub of: ItemType,
    /// What it says.
    pub value: Zeroizing<String>,
}

/// Who somebody is in a register, by what a provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// This person and nobody else.
    One(SubjectRef),
    /// Nobody, or nobody for certain.
    Nobody,
    /// Several, who can't be told apart by it.
    Several,
}

/// How a fact stands to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Same,
    Other,
    Unknown,
}

/// A fact beside an item of the register that holds the like.
struct Known<'r> {
    of: ItemType,
    item: &'r Item,
    word: Word,
    category: usize,
    normal: Zeroizing<String>,
}

/// Whether a fact of a type tells people apart who have the same name.
const fn tells_apart(of: ItemType) -> bool {
    matches!(
        of,
        ItemType::IdentityCode
            | ItemType::BirthDate
            | ItemType::CustomerNumber
            | ItemType::Email
            | ItemType::Phone
    )
}

/// Whether another value than the register's shows that it is somebody else: addresses and numbers change, these don't.
const fn rules_out(of: ItemType) -> bool {
    matches!(of, ItemType::IdentityCode | ItemType::BirthDate)
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Who somebody is by what a provider says: the same name, and something that tells namesakes apart; an identity code is
    /// enough by itself where the register holds one. For a request, never for an answer on a page.
    pub fn match_vouched(&self, register: &RegisterId, facts: &[Fact]) -> Result<Matched, GateError> {
        let realm = &*self.realm(register)?;
        let known = known(realm, facts)?;
        let mut found = Vec::new();
        for candidate in self.candidates(realm, &known)? {
            let Some(key) = self.subject_key(realm, candidate)? else { continue };
            if self.is_vouched(realm, (candidate, &key), &known)? {
                found.push(candidate);
            }
        }
        match found.as_slice() {
            [] => Ok(Matched::Nobody),
            [one] => Ok(Matched::One(self.subject_ref(realm, *one)?)),
            _ => Ok(Matched::Several),
        }
    }

    /// Puts down in an open case what a provider vouched for: whose request it is, or, when that is not certain, only the name
    /// that was vouched for, for whoever handles the case.
    pub fn vouch_for_request(
        &self,
        register: &RegisterId,
        request: &RequestRef,
        (method, matched, name): (Method, &Matched, Option<&str>),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let key = self.subject_key(realm, case)?.ok_or(GateError::Absent)?;
        let person = match matched {
            Matched::One(subject) => Some(self.own_subject(realm, subject)?),
            Matched::Nobody | Matched::Several => None,
        };
        let mut subjects = vec![(case, &key)];
        subjects.extend(person.as_ref().map(|(id, key)| (*id, key)));
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: Some(AccountId::PERSON),
            register: (realm.number, realm.register.as_str()),
            action: "vouch",
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &subjects,
        };
        let vouching = Vouching {
            realm,
            case,
            key: &key,
            person: person.as_ref().map(|(id, _)| *id),
            method,
            name,
            numbers: [self.next_number(realm)?, self.next_number(realm)?],
            at: At { account: AccountId::PERSON.0, today: self.today(), now: self.clock.now() },
        };
        self.data.write(|tx| {
            vouching.write(tx)?;
            self.ledger.append(tx, &entry).map(drop)
        })
    }

    /// Everybody who may be meant: who holds something that tells apart; where none of that can be looked up, who has the name.
    fn candidates(&self, realm: &Realm, known: &[Known<'_>]) -> Result<BTreeSet<i64>, GateError> {
        let mut terms: Vec<Term> = Vec::new();
        for one in known.iter().filter(|one| tells_apart(one.of)) {
            let all = item::terms(one.item, &one.normal);
            terms.extend(all.into_iter().find(|term| term.kind == TermKind::Exact));
        }
        if terms.is_empty() {
            let surnames = known.iter().filter(|one| one.of == ItemType::Surname);
            let prefixes = surnames.filter_map(|one| {
                let all = item::terms(one.item, &one.normal).into_iter();
                all.filter(|term| term.kind == TermKind::Prefix).max_by_key(|term| term.text.len())
            });
            terms.extend(prefixes);
        }
        self.data.read(|tx| {
            let mut found = BTreeSet::new();
            for term in &terms {
                found.extend(tokens::holders(tx, realm.number, realm.token(term), HOLDERS)?);
            }
            Ok::<_, GateError>(found)
        })
    }

    fn is_vouched(
        &self,
        realm: &Realm,
        (id, key): (i64, &SubjectKey),
        known: &[Known<'_>],
    ) -> Result<bool, GateError> {
        let rows = self.data.read(|tx| store::sealed(tx, realm.number, id))?;
        let mut stands: Vec<(ItemType, Holds)> = Vec::new();
        for one in known {
            let row = rows.iter().find(|row| Some(row.category) == realm.category_word(one.category));
            let holds = match row {
                Some(row) => {
                    let granted = Granted::reading(Categories::one(one.category));
                    let glance = self.glance(realm, granted, key, row)?;
                    glance.map_or(Holds::Unknown, |glance| glance.ask(|items| holds(one, items)))
                }
                None => Holds::Unknown,
            };
            stands.push((one.of, holds));
        }
        Ok(judge(&stands))
    }
}

/// The same name and something that tells apart, and nothing that rules the person out. Of several items of a type, such as
/// telephone numbers, one that is the same is enough.
fn judge(stands: &[(ItemType, Holds)]) -> bool {
    let of = |wanted: ItemType| {
        let mut all = stands.iter().filter(|(of, _)| *of == wanted).map(|(_, holds)| *holds);
        let first = all.next().unwrap_or(Holds::Unknown);
        all.fold(first, |sum, one| match (sum, one) {
            (Holds::Same, _) | (_, Holds::Same) => Holds::Same,
            (Holds::Other, _) | (_, Holds::Other) => Holds::Other,
            (Holds::Unknown, Holds::Unknown) => Holds::Unknown,
        })
    };
    if stands.iter().any(|(one, _)| rules_out(*one) && of(*one) == Holds::Other) {
        return false;
    }
    if of(ItemType::IdentityCode) == Holds::Same {
        return true;
    }
    let named = of(ItemType::Surname) == Holds::Same && of(ItemType::FirstNames) != Holds::Other;
    named && stands.iter().any(|(one, holds)| tells_apart(*one) && *holds == Holds::Same)
}

/// How what is stored of an item stands to a fact. Of first names the first one counts: people use one of several.
fn holds(one: &Known<'_>, items: &crate::payload::Items) -> Holds {
    let Some(stored) = items.get(one.word).filter(|stored| !stored.values.is_empty()) else {
        return Holds::Unknown;
    };
    let part = |text: &str| {
        let folded = text.to_lowercase();
        match one.of {
            ItemType::FirstNames => folded.split([' ', '-']).next().unwrap_or_default().to_owned(),
            _ => folded,
        }
    };
    let said = part(&one.normal);
    if stored.values.iter().any(|value| part(&value.normal) == said) { Holds::Same } else { Holds::Other }
}

fn known<'r>(realm: &'r Realm, facts: &[Fact]) -> Result<Vec<Known<'r>>, GateError> {
    let mut known = Vec::new();
    for item in &realm.statement().items {
        let Some(category) = realm.category_of(item.category.as_ref()) else { continue };
        for fact in facts.iter().filter(|fact| fact.of == item.item_type) {
            // What can't be a value of the item is no value of anybody's.
            let Ok(value) = item::read(item, &fact.value, None) else { continue };
            known.push(Known {
                of: fact.of,
                item,
                word: realm.word(&item.id)?,
                category,
                normal: Zeroizing::new(value.normal().to_owned()),
            });
        }
    }
    Ok(known)
}

/// What is put down in one unit of work.
struct Vouching<'a> {
    realm: &'a Realm,
    case: i64,
    key: &'a SubjectKey,
    person: Option<i64>,
    method: Method,
    name: Option<&'a str>,
    numbers: [i64; 2],
    at: At,
}

impl Vouching<'_> {
    fn write(&self, tx: &mut Tx<'_>) -> Result<(), GateError> {
        let register = self.realm.number;
        tx.lock(&format!("request {register} {}", self.case))?;
        let stored = requests::one(tx, register, self.case)?.ok_or(GateError::Absent)?;
        let upkeep = Upkeep::of(self.realm, self.case);
        let before = open_case(&upkeep, self.key, (register, &stored))?;
        if before.state != State::Open {
            return Err(GateError::Absent);
        }
        let linked = requests::person(tx, register, self.case)?;
        let identified = Step::Identify(self.method);
        let steps = match (self.person, linked) {
            (Some(_), None) => vec![Step::Link, identified],
            (Some(person), Some(linked)) if person == linked => vec![identified],
            _ => vec![Step::Unmatched(self.method)],
        };
        let terms = Terms::of(self.realm.rules(), before.kind, self.at.today);
        let mut after = before;
        for (step, number) in steps.into_iter().zip(self.numbers) {
            after = after.after(&terms, self.at, &step).map_err(objection)?;
            if step == Step::Link {
                requests::set_person(tx, register, self.case, self.person)?;
            }
            let words = matches!(step, Step::Unmatched(_)).then_some(self.name).flatten();
            self.keep(tx, number, (step, words))?;
        }
        let row = self.row(&stored, &after, &terms)?;
        if requests::replace(tx, register, &row)? { Ok(()) } else { Err(GateError::Conflict(Vec::new())) }
    }

    fn keep(
        &self,
        tx: &mut Tx<'_>,
        number: i64,
        (step, words): (Step, Option<&str>),
    ) -> Result<(), GateError> {
        let register = self.realm.number;
        let code = step.code().to_owned();
        let said = Said { step: Some(step), words: super::kept("name", words)?, asker: None };
        let row = StepRow {
            number,
            step: code,
            at: self.at.now.as_millisecond(),
            account: None,
            body: seal(self.key, &step_place(register, self.case, number), &said)?,
        };
        Ok(requests::add_step(tx, register, self.case, &row)?)
    }

    fn row(&self, stored: &RequestRow, after: &Case, terms: &Terms<'_>) -> Result<RequestRow, GateError> {
        let version = stored.version + 1;
        Ok(RequestRow {
            state: after.state.code().to_owned(),
            due: day_number(after.due(terms, self.at.today)),
            pending: !after.is_identified(terms),
            paused: after.clock.paused_since.is_some(),
            linked: stored.linked || after.linked,
            version,
            body: seal(self.key, &case_place(self.realm.number, self.case, version), after)?,
            ..stored.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_what_tells_apart_make_a_person_and_a_wrong_birth_date_unmakes_one() {
        use Holds::{Other, Same, Unknown};
        use ItemType::{BirthDate, Email, FirstNames, IdentityCode, Surname};
        for (stands, vouched) in [
            (vec![(Surname, Same), (FirstNames, Same)], false),
            (vec![(Surname, Same), (FirstNames, Same), (BirthDate, Same)], true),
            (vec![(Surname, Same), (FirstNames, Other), (BirthDate, Same)], false),
            (vec![(Surname, Same), (FirstNames, Unknown), (Email, Same)], true),
            (vec![(Surname, Same), (Email, Same), (BirthDate, Other)], false),
            (vec![(Surname, Same), (Email, Other), (Email, Same)], true),
            (vec![(Surname, Other), (BirthDate, Same)], false),
            (vec![(Surname, Other), (IdentityCode, Same)], true),
            (vec![(Surname, Same), (BirthDate, Same), (IdentityCode, Other)], false),
            (vec![], false),
        ] {
            assert_eq!(judge(&stands), vouched, "{stands:?}");
        }
    }
}
