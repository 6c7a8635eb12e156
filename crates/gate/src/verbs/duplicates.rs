//! Who may be the same person twice (R5-061): by e-mail address, telephone number in any form, customer number and the like, and by name
//! with date of birth, organisation or postal code. Out of scope looks absent. Two that somebody has found to be two people are
//! not asked about again. Not here: putting cards together (`merge.rs`).

use super::{
    find::Match,
    index::{Wanted, exact, stands_at_once, whole_word},
    reach::{Asker, Reach, Reached, reach},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Draft, SubjectRef},
    decide::{Categories, Permit, Verb},
    errors::RefusalCode,
    merging::Duplicate,
    payload::Items,
    realm::Realm,
    store::{self, SealedRow, merging},
    tokens,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::ItemId,
    statement::model::{Item, ItemType},
};
use std::collections::BTreeSet;

/// Holders of one value that are looked at; more mean that it identifies nobody.
const HOLDERS: i64 = 20;
/// Namesakes that are looked at.
const NAMESAKES: i64 = 200;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Others who may be the same person, with what they have in common.
    pub fn duplicates(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Duplicate>, GateError> {
        self.duplicates_among(ask, subject, None)
    }

    /// As [`Gate::duplicates`], of those alone who were found when the person was added; where that is not known, all are looked for.
    pub fn duplicates_among(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        found: Option<LookAlikes>,
    ) -> Result<Vec<Duplicate>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (id, reached, key, rows) = self.reach_for_merge(realm, ask, subject)?;
        let mut permit = self.permit_for(realm, ask, Verb::Merge)?;
        permit.admit(id, reached.granted, reached.granted.read);
        let (recorded, ()) = self.record((realm, ask), permit, &[&key], |_, _| Ok(()))?;
        let mut own = Items::default();
        for row in &rows {
            let readable = realm.category_index(row.category).map(Categories::one);
            if readable.is_some_and(|at| reached.granted.read.covers(at)) {
                own.0.extend(self.unseal(realm, &recorded, &key, row)?.0);
            }
        }
        let permit = self.permit_for(realm, ask, Verb::Merge)?;
        let candidates = match found {
            Some(LookAlikes(found)) => found,
            None => self.alike(realm, id, &own)?,
        };
        let asker = Asker::new(realm, ask);
        let (mut matches, mut sames) = (Vec::new(), Vec::new());
        for other in candidates {
            let Some((reached, rows)) =
                self.reached_alike(realm, (&permit, &asker), (id, &reached), other)?
            else {
                continue;
            };
            let Some(key) = self.subject_key(realm, other)? else { continue };
            let same = self.in_common(realm, &own, (&reached, &key, &rows))?;
            if tells(realm, &same) {
                sames.push(same);
                matches.push(Match { reached, key, rows, rank: 0 });
            }
        }
        let hits = self.show(realm, ask, permit, matches)?;
        Ok(hits.into_iter().zip(sames).map(|(hit, same)| Duplicate { hit, same }).collect())
    }

    /// Who in the register looks like somebody who is about to be added: by the index alone, so that it costs little. Not to be told;
    /// whom of them an asker may know, [`Gate::duplicates_among`] says. Where hundreds come every second, not all who came in the last
    /// one or two are found.
    pub fn look_alikes(&self, ask: &Ask, draft: &Draft) -> Result<LookAlikes, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let items = draft.items.iter().filter_map(|change| Some((realm.rules().item(&change.item)?, change)));
        let values =
            items.flat_map(|(item, change)| change.values.iter().map(move |one| (item, one.value.normal())));
        let telling = telling(realm, values);
        self.data.read(|tx| {
            let mut found = telling.holders(tx, realm)?;
            for namesake in &telling.namesakes {
                let words = namesake.words();
                found.extend(match namesake.at_once {
                    Some(token) => tokens::together(tx, realm.number, (&words, token), NAMESAKES)?,
                    None => tokens::candidates(tx, realm.number, &words, NAMESAKES)?,
                });
            }
            Ok(LookAlikes(found))
        })
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

    /// Numbers of those who share a telling token.
    fn alike(&self, realm: &Realm, subject: i64, own: &Items) -> Result<BTreeSet<i64>, GateError> {
        let items = own.0.iter().filter_map(|stored| Some((realm.item(stored.item)?.1, stored)));
        let values =
            items.flat_map(|(item, stored)| stored.values.iter().map(move |one| (item, one.normal.as_str())));
        let telling = telling(realm, values);
        let queries: Vec<Vec<Vec<i64>>> = telling.namesakes.iter().map(Namesake::words).collect();
        let queries: Vec<&[Vec<i64>]> = queries.iter().map(Vec::as_slice).collect();
        let mut found = self.data.read(|tx| {
            let mut found = telling.holders(tx, realm)?;
            found.extend(tokens::candidates_of(tx, realm.number, &queries, NAMESAKES)?);
            Ok::<_, GateError>(found)
        })?;
        found.remove(&subject);
        Ok(found)
    }

    #[expect(clippy::type_complexity, reason = "what a match is made of")]
    fn reached_alike(
        &self,
        realm: &Realm,
        (permit, asker): (&Permit, &Asker),
        (subject, own): (i64, &Reached),
        other: i64,
    ) -> Result<Option<(Box<Reached>, Vec<SealedRow>)>, GateError> {
        self.data.read(|tx| {
            if merging::are_apart(tx, realm.number, (subject, other))? {
                return Ok(None);
            }
            let Reach::Yes(reached) = reach(tx, realm, permit, asker, other)? else { return Ok(None) };
            if reached.row.group != own.row.group || !reached.granted.allows(Verb::Merge) {
                return Ok(None);
            }
            Ok(Some((reached, store::sealed(tx, realm.number, other)?)))
        })
    }

    /// Items in which another has a value that is among one's own.
    fn in_common(
        &self,
        realm: &Realm,
        own: &Items,
        (reached, key, rows): (&Reached, &SubjectKey, &[SealedRow]),
    ) -> Result<Vec<ItemId>, GateError> {
        let mut same = Vec::new();
        for stored in &own.0 {
            let Some((_, item)) = realm.item(stored.item).filter(|(_, item)| matters(item)) else { continue };
            let Some(at) = realm.category_of(item.category.as_ref()) else { continue };
            let Some(row) = rows.iter().find(|row| realm.category_word(at) == Some(row.category)) else {
                continue;
            };
            let Some(glance) = self.glance(realm, reached.granted, key, row)? else { continue };
            let wanted = |normal| Wanted { category: at, item: stored.item, normal };
            let shared =
                |items: &Items| stored.values.iter().any(|one| wanted(one.normal.as_str()).is_in(items));
            if glance.ask(shared) {
                same.push(item.id.clone());
            }
        }
        Ok(same)
    }
}

/// Who may be the same as somebody who is about to be added. Not to be told: see [`Gate::duplicates_among`].
#[derive(Debug)]
pub struct LookAlikes(BTreeSet<i64>);

impl LookAlikes {
    /// Whether nobody is alike.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What of somebody's values may tell of another who is the same, as the index is asked for it.
struct Telling {
    /// Each tells by itself.
    identifiers: Vec<i64>,
    namesakes: Vec<Namesake>,
}

/// The whole name, with something beside it where that can be searched for: tokens that are to be met together.
struct Namesake {
    names: Vec<i64>,
    /// Which of them stands in the index from the start; `None` where none does.
    at_once: Option<i64>,
}

impl Namesake {
    fn words(&self) -> Vec<Vec<i64>> {
        self.names.iter().map(|token| vec![*token]).collect()
    }
}

impl Telling {
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

fn telling<'a>(realm: &Realm, values: impl Iterator<Item = (&'a Item, &'a str)>) -> Telling {
    let (mut identifiers, mut names, mut beside, mut first) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (item, normal) in values.filter(|(item, _)| matters(item)) {
        let token = || exact(item, normal).map(|term| realm.token(&term));
        match (identifies(item), is_name(item)) {
            (true, _) => identifiers.extend(token()),
            (_, true) => {
                let name = whole_word(item, normal).map(|term| realm.token(&term));
                names.extend(name);
                first = first.or(name.filter(|_| stands_at_once(item)));
                // An organisation's name tells together with a person's, or alone where people have none.
                if item.item_type == ItemType::OrganisationName {
                    beside.push(None);
                }
            }
            _ => beside.push(token()),
        }
    }
    if names.len() < 2 && has_person_names(realm) {
        beside.clear();
    }
    // What can't be searched for can't tell one namesake from another here: then all of them are looked at.
    let namesakes = if beside.contains(&None) {
        vec![Namesake { names, at_once: first }]
    } else {
        let with =
            |one: i64| Namesake { names: names.iter().copied().chain([one]).collect(), at_once: Some(one) };
        beside.into_iter().flatten().map(with).collect()
    };
    Telling { identifiers, namesakes }
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
