//! Puts mentions to somebody: where they stand and why they are suspected, with the words around them. Recorded before it is opened.

use super::{
    Spot,
    cases::{self, CASE, FILE, Part},
    cover, prose, seek,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Granted, Permit, Verb, chain},
    mentions::{
        Mention, MentionRef, Passage, Present, Stands,
        rows::{self, MentionRow},
    },
    names::{apart, going_on, together},
    opened::moment,
    payload::Items,
    personal::Personal,
    proof::Recorded,
    realm::Realm,
    request::RequestRef,
    requests,
    store::{self, ObjectRow, PastRow, SealedRow},
    vault::{RefKind, SubjectKey},
    verbs::{
        reach::{Asker, Reach, Reached, reach},
        requests::reaches,
    },
};
use seloste_db::Tx;
use zeroize::Zeroizing;

/// Mentions on a page.
const ROWS: usize = 20;
/// Letters around the words.
const AROUND: usize = 80;

/// A page of mentions.
pub struct MentionPage {
    /// In the order in which they were found.
    pub mentions: Vec<Mention>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// A mention with everything that is needed to show it.
struct Shown {
    row: MentionRow,
    case: i64,
    key: SubjectKey,
    sealed: Vec<SealedRow>,
    object: Option<ObjectRow>,
    past: Vec<PastRow>,
    part: Option<Part>,
}

/// On what ground a text may be read.
pub(super) enum Reads {
    /// Somebody's, who is reached.
    Card(Box<Reached>),
    /// A case that the asker handles.
    Case,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Mentions without an answer of people who were erased, or of one request, that the asker reaches.
    pub fn mentions(
        &self,
        ask: &Ask,
        request: Option<&RequestRef>,
        after: Option<&str>,
    ) -> Result<MentionPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Redact)?;
        let absent = || self.absent(realm, ask, (Verb::Redact, None));
        let case = match request {
            Some(request) => Some(self.request_number(realm, request).ok_or_else(absent)?),
            None => None,
        };
        let place = match after {
            Some(after) => going_on(self.cursor_number(realm, after))?,
            None => i64::MIN,
        };
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| gather(tx, realm, (&permit, &asker, ask), case, place))?;
        let (found, more) = found;
        let mut shown = Vec::new();
        let mut keys = self.subject_keys(realm, found.iter().map(|(row, ..)| row.subject))?;
        let mut admitted: Vec<(i64, Option<Granted>, Categories)> = Vec::new();
        for (row, case, reads) in found {
            let Some(key) = keys
                .remove(&row.subject)
                .map(Ok)
                .or_else(|| self.subject_key(realm, row.subject).transpose())
            else {
                continue;
            };
            let wanted = realm.category_index(row.category).map_or(Categories::NONE, Categories::one);
            match admitted.iter_mut().find(|(subject, ..)| *subject == row.subject) {
                Some((_, _, known)) => *known = known.and(wanted),
                None => {
                    let granted = match reads {
                        Reads::Card(reached) => Some(reached.granted),
                        Reads::Case => None,
                    };
                    admitted.push((row.subject, granted, wanted));
                }
            }
            shown.push(self.data.read(|tx| texts(tx, realm, (row, case, key?)))?);
        }
        for (subject, granted, wanted) in &admitted {
            match granted {
                Some(granted) => permit.admit(*subject, *granted, *wanted),
                None => permit.admit_words(*subject, Categories::NONE),
            }
        }
        let one_each: Vec<&SubjectKey> = admitted
            .iter()
            .filter_map(|(subject, ..)| shown.iter().find(|one| one.row.subject == *subject))
            .map(|one| &one.key)
            .collect();
        let (recorded, ()) = self.record((realm, ask), permit, &one_each, |_, _| Ok(()))?;
        let next =
            shown.last().filter(|_| more).map(|one| self.cursor(realm, one.row.mention)).transpose()?;
        let mentions =
            shown.iter().map(|one| self.mention(realm, &recorded, one)).collect::<Result<_, _>>()?;
        Ok(MentionPage { mentions, next })
    }

    fn mention(&self, realm: &Realm, recorded: &Recorded, one: &Shown) -> Result<Mention, GateError> {
        let row = &one.row;
        let found = seek::open_found(realm, &one.key, row)?;
        let mut clues: Vec<_> = found.words.iter().map(|(clue, _)| *clue).collect();
        clues.sort_unstable();
        clues.dedup();
        let words: Vec<String> = found.words.iter().map(|(_, word)| word.clone()).collect();
        let mut passages = Vec::new();
        for (present, text) in self.all_texts(realm, recorded, one)? {
            for (from, to) in cover::spans(&words, &text) {
                passages.extend(passage(&text, (from, to), present));
            }
        }
        // What stands in the text of today tells enough; earlier ones are shown where it stands only there.
        if passages.iter().any(|passage| passage.present == Present::Now) {
            passages.retain(|passage| passage.present == Present::Now);
        }
        Ok(Mention {
            mention: self.mention_ref(realm, (row.subject, row.mention))?,
            stands: self.stands(realm, one)?,
            clues,
            passages,
            found: moment(row.found)?,
            request: (one.case != 0).then(|| self.request_ref(realm, one.case)).transpose()?,
        })
    }

    /// Where a mention stands, as it is named outside.
    fn stands(&self, realm: &Realm, one: &Shown) -> Result<Stands, GateError> {
        let row = &one.row;
        if row.category == CASE {
            let request = self.request_ref(realm, row.subject)?;
            return Ok(if row.item == FILE { Stands::File(request) } else { Stands::Words(request) });
        }
        let object = match &one.object {
            Some(object) => {
                let kind = realm.kind(object.kind).map(|kind| kind.id.clone()).ok_or(GateError::Absent)?;
                Some((self.object_ref(realm, row.subject, row.object)?, kind))
            }
            None => None,
        };
        let (category, item) = (realm.id(row.category)?, realm.id(row.item)?);
        Ok(Stands::Item { subject: self.subject_ref(realm, row.subject)?, object, category, item })
    }

    /// The texts of a mention's item, those of today first.
    fn all_texts(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        one: &Shown,
    ) -> Result<Vec<(Present, Zeroizing<String>)>, GateError> {
        let (row, mut found) = (&one.row, Vec::new());
        if let Some(part) = &one.part {
            let at = (realm.number, part);
            let texts = chain::unseal(recorded, |covered| cases::open(covered, &one.key, at))?;
            return Ok(texts.into_iter().map(|text| (Present::Now, text)).collect());
        }
        let mut add = |present, items: &Items| {
            let stored = items.0.iter().filter(|stored| stored.item == row.item);
            found.extend(
                stored.flat_map(|stored| &stored.values).map(|value| (present, value.normal.clone())),
            );
        };
        for sealed in &one.sealed {
            add(Present::Now, &self.unseal(realm, recorded, &one.key, sealed)?);
        }
        if let Some(object) = &one.object {
            let past = one.past.iter().map(|past| {
                (
                    Present::Earlier,
                    ObjectRow { version: past.version, body: past.body.clone(), ..object.clone() },
                )
            });
            for (present, object) in std::iter::once((Present::Now, object.clone())).chain(past) {
                match self.unseal_object(realm, recorded, &one.key, &object) {
                    Ok(body) => {
                        std::iter::once(&body.items).chain(&body.lines).for_each(|items| add(present, items))
                    }
                    // Its time is up: nobody sees it any more, and the run destroys it.
                    Err(GateError::Absent) => {}
                    Err(other) => return Err(other),
                }
            }
            return Ok(found);
        }
        for past in &one.past {
            add(Present::Earlier, &self.unseal_past(realm, recorded, &one.key, (row.subject, past))?);
        }
        Ok(found)
    }

    /// A mention's name.
    pub(super) fn mention_ref(
        &self,
        realm: &Realm,
        (subject, mention): (i64, i64),
    ) -> Result<MentionRef, GateError> {
        Ok(MentionRef(realm.keys.ids.outside(RefKind::Mention, together(subject, mention)?)?))
    }

    /// The numbers behind a mention's name: whose text, and which.
    pub(super) fn mention_number(&self, realm: &Realm, mention: &MentionRef) -> Option<(i64, i64)> {
        realm.keys.ids.inside(RefKind::Mention, &mention.0).map(apart)
    }
}

type Open = (MentionRow, i64, Reads);

/// Mentions that the asker reaches and may read, one page, and whether there are more.
fn gather(
    tx: &mut Tx<'_>,
    realm: &Realm,
    asking: (&Permit, &Asker, &Ask),
    case: Option<i64>,
    mut place: i64,
) -> Result<(Vec<Open>, bool), GateError> {
    let mut found: Vec<Open> = Vec::new();
    loop {
        let rows = rows::open(tx, realm.number, case, (place, 100))?;
        let Some((last, _)) = rows.last() else { return Ok((found, false)) };
        place = last.mention;
        for (row, case) in rows {
            if found.len() == ROWS {
                return Ok((found, true));
            }
            if let Some(reached) = reads(tx, realm, asking, &row)? {
                found.push((row, case, reached));
            }
        }
    }
}

/// The person whose text it is, when the asker may read and cover it.
pub(super) fn reads(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (permit, asker, ask): (&Permit, &Asker, &Ask),
    row: &MentionRow,
) -> Result<Option<Reads>, GateError> {
    if row.category == CASE {
        // A case says nothing to whoever doesn't handle it.
        let case = requests::one(tx, realm.number, row.subject)?;
        let handles = case.is_some_and(|case| reaches(permit, ask, &case));
        return Ok(handles.then_some(Reads::Case));
    }
    let Reach::Yes(reached) = reach(tx, realm, permit, asker, row.subject)? else { return Ok(None) };
    let category = realm.category_index(row.category).map_or(Categories::NONE, Categories::one);
    let granted = if row.object == 0 { reached.granted } else { reached.sight.over(row.object) };
    let may = reached.granted.allows(Verb::Redact) && !category.is_empty() && granted.read.covers(category);
    Ok(may.then_some(Reads::Card(reached)))
}

fn texts(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (row, case, key): (MentionRow, i64, SubjectKey),
) -> Result<Shown, GateError> {
    let (register, subject) = (realm.number, row.subject);
    let spot = Spot { subject, object: row.object, category: row.category, item: row.item };
    let mut past = store::past(tx, register, subject)?;
    past.retain(|one| one.object == spot.object && one.category == spot.category);
    let mut sealed = Vec::new();
    let mut object = None;
    let mut part = None;
    if spot.category == CASE {
        part = cases::parts(tx, (register, subject))?.into_iter().find(|part| part.spot == spot);
    } else if spot.object == 0 {
        sealed = store::sealed(tx, register, subject)?;
        sealed.retain(|one| one.category == spot.category);
    } else {
        let stored = store::object(tx, register, subject, spot.object)?;
        let free = |row: &ObjectRow| realm.kind(row.kind).is_some_and(|kind| prose(kind).next().is_some());
        object = stored.filter(free);
    }
    Ok(Shown { row, case, key, sealed, object, past, part })
}

fn passage(text: &str, (from, to): (usize, usize), present: Present) -> Option<Passage> {
    let (head, words, tail) = (text.get(..from)?, text.get(from..to)?, text.get(to..)?);
    let skip = head.chars().count().saturating_sub(AROUND);
    let own = |text: String| Personal::new(Zeroizing::new(text));
    Some(Passage {
        before: own(head.chars().skip(skip).collect()),
        words: own(words.to_owned()),
        after: own(tail.chars().take(AROUND).collect()),
        present,
    })
}
