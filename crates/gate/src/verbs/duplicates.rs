//! Who may be the same person twice (R5-061): by e-mail address, telephone number in any form, customer number and the like, and by name
//! with date of birth, organisation or postal code. Out of scope looks absent. Two that somebody has found to be two people are
//! not asked about again. Not here: putting cards together (`merge.rs`).

use super::{
    find::Match,
    index::{Wanted, exact, stands_at_once, whole_word},
    reach::{Asker, Reach, Reached, reach, reach_many},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Draft, SubjectRef},
    decide::{Categories, Permit, Verb},
    errors::RefusalCode,
    merging::Duplicate,
    payload::{Items, Word},
    realm::Realm,
    store::{self, SealedRow, merging},
    tokens,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::ItemId,
    item::Term,
    statement::model::{Item, ItemType},
};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Holders of one value that are looked at; more mean that it identifies nobody.
const HOLDERS: i64 = 20;
/// Namesakes that are looked at.
const NAMESAKES: i64 = 200;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Others who may be the same person, with what they have in common.
    pub fn duplicates(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Duplicate>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (id, reached, key, rows) = self.reach_for_merge(realm, ask, subject)?;
        let mut permit = self.permit_for(realm, ask, Verb::Merge)?;
        permit.admit(id, reached.granted, reached.granted.read);
        let (recorded, ()) = self.record((realm, ask), permit, &[&key], |_, _| Ok(()))?;
        let mut items = Items::default();
        for row in &rows {
            let readable = realm.category_index(row.category).map(Categories::one);
            if readable.is_some_and(|at| reached.granted.read.covers(at)) {
                items.0.extend(self.unseal(realm, &recorded, &key, row)?.0);
            }
        }
        let own = Own::stored(realm, &items);
        let mut candidates = self.data.read(|tx| telling(realm, &own).alike(tx, realm))?;
        candidates.remove(&id);
        self.compared((realm, ask), (id, &own), &candidates)
    }

    /// As [`Gate::duplicates`], of somebody who was added just now: of those alone who were found then, compared with what was given.
    /// Nothing of the newcomer is opened.
    pub fn duplicates_among(
        &self,
        ask: &Ask,
        added: &SubjectRef,
        alike: &LookAlikes,
    ) -> Result<Vec<Duplicate>, GateError> {
        if alike.is_empty() {
            return Ok(Vec::new());
        }
        let realm = &*self.realm(&ask.register)?;
        let id = self.subject_number(realm, added).ok_or(GateError::Absent)?;
        self.compared((realm, ask), (id, &alike.own), &alike.found)
    }

    /// Who in the register looks like somebody who is about to be added: by the index alone, so that it costs little. Not to be told;
    /// whom of them an asker may know, [`Gate::duplicates_among`] says. Where hundreds come every second, not all who came in the last
    /// one or two are found.
    pub fn look_alikes(&self, ask: &Ask, draft: &Draft) -> Result<LookAlikes, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let own = Own::drafted(realm, draft);
        let found = self.data.read(|tx| telling(realm, &own).alike_at_once(tx, realm))?;
        Ok(LookAlikes { own, found })
    }

    /// Says that two who look alike are two people.
    pub fn not_duplicates(&self, ask: &Ask, one: &SubjectRef, other: &SubjectRef) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (first, reached, key, _) = self.reach_for_merge(realm, ask, one)?;
        let (second, beside, other_key, _) = self.reach_for_merge(realm, ask, other)?;
        if first == second {
            return Err(self.absent(realm, ask, (Verb::Merge, Some(first))));
        }
        let mut permit = self.permit_for(realm, ask, Verb::Merge)?;
        permit.tell("apart:1".to_owned());
        permit.admit(first, reached.granted, Categories::NONE);
        permit.admit(second, beside.granted, Categories::NONE);
        self.record((realm, ask), permit, &[&key, &other_key], |tx, writing| {
            let by = (writing.now().as_millisecond(), ask.actor.account.0);
            Ok(merging::apart(tx, realm.number, (first, second), by)?)
        })
        .map(drop)
    }

    /// The card that answers for one that was put together with it, if the asker reaches it.
    pub fn now_known_as(&self, ask: &Ask, former: &SubjectRef) -> Result<Option<SubjectRef>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Some(id) = self.subject_number(realm, former) else { return Ok(None) };
        let permit = self.permit_for(realm, ask, Verb::Open)?;
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| match merging::now(tx, realm.number, id)? {
            Some(now) => Ok::<_, GateError>(Some((now, reach(tx, realm, &permit, &asker, now)?))),
            None => Ok(None),
        })?;
        match found {
            Some((now, Reach::Yes(_))) => self.subject_ref(realm, now).map(Some),
            _ => Ok(None),
        }
    }

    fn reach_for_merge(
        &self,
        realm: &Realm,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<(i64, Box<Reached>, SubjectKey, Vec<SealedRow>), GateError> {
        let permit = self.permit_for(realm, ask, Verb::Merge)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Merge, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, rows) = self.data.read(|tx| {
            Ok::<_, GateError>((reach(tx, realm, &permit, &asker, id)?, store::sealed(tx, realm.number, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Merge, Some(id)), found)?;
        if !reached.granted.allows(Verb::Merge) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Merge, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Merge, None)));
        };
        Ok((id, reached, key, rows))
    }

    /// Those of the candidates whom the asker reaches, and may put together with somebody, and who have enough in common with
    /// them. The ledger names those who are told of; where there is nobody to tell of, nothing leaves and nothing is written.
    fn compared(
        &self,
        (realm, ask): (&Realm, &Ask),
        (subject, own): (i64, &Own),
        candidates: &BTreeSet<i64>,
    ) -> Result<Vec<Duplicate>, GateError> {
        let permit = self.permit_for(realm, ask, Verb::Merge)?;
        let (reached, mut rows) = self.data.read(|tx| {
            let asker = Asker::new(realm, ask);
            let reached = reached_alike(tx, realm, (&permit, &asker), (subject, candidates))?;
            let subjects: Vec<i64> = reached.iter().map(|one| one.row.subject).collect();
            let wanted = |word| realm.is_hit(word) || own.0.iter().any(|value| value.category.1 == word);
            Ok::<_, GateError>((reached, store::many::sealed(tx, realm.number, &subjects, wanted)?))
        })?;
        let mut keys = self.subject_keys(realm, reached.iter().map(|one| one.row.subject))?;
        let (mut matches, mut sames) = (Vec::new(), Vec::new());
        for reached in reached {
            let Some(key) = keys.remove(&reached.row.subject) else { continue };
            let rows = rows.remove(&reached.row.subject).unwrap_or_default();
            let same = self.in_common(realm, own, (&reached, &key, &rows))?;
            if tells(realm, &same) {
                sames.push(same);
                matches.push(Match { reached, key, rows, rank: 0 });
            }
        }
        if matches.is_empty() {
            return Ok(Vec::new());
        }
        let hits = self.show(realm, ask, permit, matches)?;
        Ok(hits.into_iter().zip(sames).map(|(hit, same)| Duplicate { hit, same }).collect())
    }

    /// Items in which another has a value that is among one's own.
    fn in_common(
        &self,
        realm: &Realm,
        own: &Own,
        (reached, key, rows): (&Reached, &SubjectKey, &[SealedRow]),
    ) -> Result<Vec<ItemId>, GateError> {
        let mut same = Vec::new();
        for row in rows {
            let here: Vec<&OwnValue> = own.0.iter().filter(|one| one.category.1 == row.category).collect();
            if here.is_empty() {
                continue;
            }
            let Some(glance) = self.glance(realm, reached.granted, key, row)? else { continue };
            for one in here {
                if !same.contains(&one.item.0) && glance.ask(|items| one.wanted().is_in(items)) {
                    same.push(one.item.0.clone());
                }
            }
        }
        Ok(same)
    }
}

/// Whom of the candidates an asker may put together with somebody: those of the same group who are not known to be others.
#[expect(clippy::vec_box, reason = "a match has it boxed, as reaching gives it")]
fn reached_alike(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (permit, asker): (&Permit, &Asker),
    (subject, candidates): (i64, &BTreeSet<i64>),
) -> Result<Vec<Box<Reached>>, GateError> {
    let subjects: Vec<i64> = std::iter::once(subject).chain(candidates.iter().copied()).collect();
    let mut reached = reach_many(tx, realm, permit, asker, &subjects)?.into_iter().map(Reach::yes);
    let Some(own) = reached.next().flatten().filter(|own| own.granted.allows(Verb::Merge)) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for one in reached.flatten() {
        if one.row.group == own.row.group
            && one.granted.allows(Verb::Merge)
            && !merging::are_apart(tx, realm.number, (subject, one.row.subject))?
        {
            found.push(one);
        }
    }
    Ok(found)
}

/// Who may be the same as somebody who is about to be added. Not to be told: see [`Gate::duplicates_among`].
pub struct LookAlikes {
    own: Own,
    found: BTreeSet<i64>,
}

impl LookAlikes {
    /// Whether nobody is alike.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// Those values of somebody that may tell of another who is the same.
struct Own(Vec<OwnValue>);

/// A value with its item and category, each by both of its names.
struct OwnValue {
    item: (ItemId, Word),
    category: (usize, Word),
    normal: Zeroizing<String>,
}

impl Own {
    fn stored(realm: &Realm, items: &Items) -> Self {
        let items = items.0.iter().filter_map(|stored| Some((realm.item(stored.item)?.1, stored)));
        Self::of(
            realm,
            items.flat_map(|(item, of)| of.values.iter().map(move |one| (item, one.normal.as_str()))),
        )
    }

    fn drafted(realm: &Realm, draft: &Draft) -> Self {
        let items = draft.items.iter().filter_map(|change| Some((realm.rules().item(&change.item)?, change)));
        Self::of(
            realm,
            items.flat_map(|(item, of)| of.values.iter().map(move |one| (item, one.value.normal()))),
        )
    }

    fn of<'a>(realm: &Realm, values: impl Iterator<Item = (&'a Item, &'a str)>) -> Self {
        let telling = values.filter(|(item, _)| matters(item)).filter_map(|(item, normal)| {
            let at = realm.category_of(item.category.as_ref())?;
            Some(OwnValue {
                item: (item.id.clone(), realm.word(&item.id).ok()?),
                category: (at, realm.category_word(at)?),
                normal: Zeroizing::new(normal.to_owned()),
            })
        });
        Self(telling.collect())
    }
}

impl OwnValue {
    fn wanted(&self) -> Wanted<'_> {
        Wanted { category: self.category.0, item: self.item.1, normal: &self.normal }
    }
}

/// What of somebody's values may tell of another who is the same, as the index is asked for it.
struct Telling {
    /// Each tells by itself.
    identifiers: Vec<i64>,
    /// The whole name, with something beside it where that can be searched for: words that are to be met together; none where
    /// there is not enough of a name.
    namesake: Vec<Vec<i64>>,
    /// Which of the name's tokens stands in the index from the start; `None` where none does.
    at_once: Option<i64>,
}

impl Telling {
    /// Numbers of those who share a telling token.
    fn alike(&self, tx: &mut Tx<'_>, realm: &Realm) -> Result<BTreeSet<i64>, GateError> {
        let mut found = self.holders(tx, realm)?;
        found.extend(tokens::candidates(tx, realm.number, &self.namesake, NAMESAKES)?);
        Ok(found)
    }

    /// As [`Telling::alike`], without going through all who wait for the index.
    fn alike_at_once(&self, tx: &mut Tx<'_>, realm: &Realm) -> Result<BTreeSet<i64>, GateError> {
        let Some(token) = self.at_once.filter(|_| !self.namesake.is_empty()) else {
            return self.alike(tx, realm);
        };
        let mut found = self.holders(tx, realm)?;
        found.extend(tokens::together(tx, realm.number, (&self.namesake, token), NAMESAKES)?);
        Ok(found)
    }

    /// Who has one of the identifiers; what many have identifies nobody.
    fn holders(&self, tx: &mut Tx<'_>, realm: &Realm) -> Result<BTreeSet<i64>, GateError> {
        let mut found = BTreeSet::new();
        for token in &self.identifiers {
            let holders = tokens::holders(tx, realm.number, *token, HOLDERS)?;
            if (holders.len() as i64) < HOLDERS {
                found.extend(holders);
            }
        }
        Ok(found)
    }
}

fn telling(realm: &Realm, own: &Own) -> Telling {
    let (mut identifiers, mut names, mut beside, mut at_once) = (Vec::new(), Vec::new(), Vec::new(), None);
    let items = own.0.iter().filter_map(|one| Some((realm.rules().item(&one.item.0)?, one.normal.as_str())));
    for (item, normal) in items {
        let token = |term: Option<Term>| term.map(|term| realm.token(&term));
        match (identifies(item), is_name(item)) {
            (true, _) => identifiers.extend(token(exact(item, normal))),
            (_, true) => {
                let name = token(whole_word(item, normal));
                names.extend(name);
                at_once = at_once.or(name.filter(|_| stands_at_once(item)));
                // An organisation's name tells together with a person's, or alone where people have none.
                if item.item_type == ItemType::OrganisationName {
                    beside.push(None);
                }
            }
            _ => beside.push(token(exact(item, normal).or_else(|| whole_word(item, normal)))),
        }
    }
    let mut namesake: Vec<Vec<i64>> = names.iter().map(|token| vec![*token]).collect();
    match beside.into_iter().collect::<Option<Vec<i64>>>() {
        // Nothing beside the name: it tells of nobody.
        Some(beside) if beside.is_empty() => namesake.clear(),
        Some(beside) => namesake.push(beside),
        // What can't be searched for can't tell one namesake from another here: then all of them are looked at.
        None => {}
    }
    if names.len() < 2 && has_person_names(realm) {
        namesake.clear();
    }
    Telling { identifiers, namesake, at_once }
}

/// Items one of which tells enough by itself.
const fn identifies(item: &Item) -> bool {
    matches!(
        item.item_type,
        ItemType::Email
            | ItemType::Phone
            | ItemType::CustomerNumber
            | ItemType::IdentityCode
            | ItemType::BusinessId
    )
}

const fn is_name(item: &Item) -> bool {
    matches!(item.item_type, ItemType::FirstNames | ItemType::Surname | ItemType::OrganisationName)
}

/// Items that tell together with a name.
const fn beside_name(item: &Item) -> bool {
    matches!(item.item_type, ItemType::BirthDate | ItemType::PostalCode | ItemType::Street)
}

const fn matters(item: &Item) -> bool {
    identifies(item) || is_name(item) || beside_name(item)
}

/// Whether what two have in common is enough to ask about: an identifier; or the whole name with something beside it.
fn tells(realm: &Realm, same: &[ItemId]) -> bool {
    let items: Vec<&Item> = same.iter().filter_map(|id| realm.rules().item(id)).collect();
    let has = |kind: ItemType| items.iter().any(|item| item.item_type == kind);
    let person = has(ItemType::FirstNames) && has(ItemType::Surname);
    let organisation = has(ItemType::OrganisationName);
    items.iter().any(|item| identifies(item))
        || (person && (organisation || items.iter().any(|item| beside_name(item))))
        || (organisation && !has_person_names(realm))
}

/// Whether the register knows people by name at all: then an organisation's name alone tells nothing of them.
fn has_person_names(realm: &Realm) -> bool {
    realm.statement().items.iter().any(|item| item.item_type == ItemType::Surname)
}
