//! Adds a subject.

use super::{
    index,
    mention::flag::{self, Flags},
    permit::word,
    reach::Asker,
    tied::{Along, newcomer},
};
use crate::{
    Gate, GateError, apart,
    ask::Ask,
    card::{Draft, SubjectRef},
    decide::{Categories, Granted, Permit, Relation, Verb},
    errors::RefusalCode,
    payload::{Items, StoredItem, StoredValue, Word},
    proof::{Writing, seal_items},
    realm::Realm,
    source_notices,
    store::{self, PermissionRow, SealedRow, SubjectRow},
    suppression, tokens,
    values::{self, Checked, Scene},
    vault::SubjectKey,
    words,
};
use seloste_db::Tx;
use seloste_register::{
    id::GroupId,
    item,
    statement::model::{GroupKind, Item, ItemType, Source, SourceKind},
};
use zeroize::Zeroizing;

/// How often a new customer number is drawn before something must be wrong.
const DRAWS: usize = 64;

/// A subject about to be added: all but what only the unit of work can give.
pub(crate) struct NewSubject {
    pub(crate) group: GroupId,
    pub(crate) areas: Vec<Word>,
    pub(crate) maintainer: Option<i64>,
    /// Items by index of category.
    pub(crate) categories: Vec<(usize, Items)>,
    /// What is suspicious in its texts, by category.
    pub(crate) flags: Vec<(Word, Flags)>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Adds a subject.
    pub fn create(&self, ask: &Ask, draft: Draft) -> Result<SubjectRef, GateError> {
        self.create_with(ask, draft, |_, _| Ok(()))
    }

    /// Adds a subject, and in the same unit of work what `alongside` writes about it: both or neither. `alongside` is told
    /// the subject's name and may call it all off.
    pub fn create_with(
        &self,
        ask: &Ask,
        draft: Draft,
        alongside: impl FnOnce(&mut Tx<'_>, &SubjectRef) -> Result<(), GateError>,
    ) -> Result<SubjectRef, GateError> {
        self.create_along(ask, draft, Along::default(), alongside)
    }

    /// As [`Gate::create_with`], together with objects and links that the subject has from the start, such as what ties it to
    /// the register: all of it or nothing.
    pub fn create_along(
        &self,
        ask: &Ask,
        draft: Draft,
        along: Along,
        alongside: impl FnOnce(&mut Tx<'_>, &SubjectRef) -> Result<(), GateError>,
    ) -> Result<SubjectRef, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Create)?;
        let refused = |error| self.recorded_refusal(realm, ask, (Verb::Create, None), error);
        let (new, granted, categories) = self.prepare(realm, ask, &permit, draft).map_err(refused)?;
        let tying = self.tying((realm, ask), (&new, granted), along).map_err(refused)?;
        let again = self.standing_again(realm, ask, &new).map_err(refused)?;
        let (id, key) = self.keyring.create_one(realm.number)?;
        permit.admit(id, granted, categories);
        let owners = tying.admit(&mut permit);
        let keys: Vec<&SubjectKey> = std::iter::once(&key).chain(owners).collect();
        let name = self.subject_ref(realm, id)?;
        let reached = newcomer(realm, id, (&new, granted))?;
        let ahead = Ahead::make((realm, self), (id, &key), &new)?;
        let done = self.record((realm, ask), permit, &keys, |tx, writing| {
            add(tx, writing, (id, &key), (new, ahead))?;
            tying.write(tx, writing, (&reached, &key))?;
            let words: Vec<_> = again.iter().map(|row| word(row, 1, row.since)).collect();
            self.keyring.put_words(realm.number, id, &words)?;
            for row in &again {
                store::add_permission(tx, realm.number, id, row)?;
            }
            alongside(tx, &name)
        });
        done.map_err(refused)?;
        Ok(name)
    }

    /// Prohibitions that stand again when somebody who was erased comes back (R1-018); a refusal when others would bring the
    /// person back (R3-024).
    fn standing_again(
        &self,
        realm: &Realm,
        ask: &Ask,
        new: &NewSubject,
    ) -> Result<Vec<PermissionRow>, GateError> {
        if !self.keyring.has_marks(realm.number)? {
            return Ok(Vec::new());
        }
        let items = new.categories.iter().map(|(_, items)| items);
        let marks = suppression::marks(realm, suppression::values(realm, items.clone()));
        let marks: Vec<i64> = marks.into_iter().map(|(mark, _)| mark).collect();
        let marked = self.keyring.marked(realm.number, &marks)?;
        if marked.is_empty() {
            return Ok(Vec::new());
        }
        let values = items.flat_map(|items| &items.0).flat_map(|stored| &stored.values);
        suppression::may_return(realm, ask, values.map(|value| value.source))?;
        let since = self.clock.now().as_millisecond();
        suppression::standing_again(&marked, (since, ask.actor.account.0), || self.next_number(realm))
    }

    pub(super) fn prepare(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        draft: Draft,
    ) -> Result<(NewSubject, Granted, Categories), GateError> {
        let group = realm.statement().subject_groups.iter().find(|group| group.id == draft.group);
        let group = group.ok_or_else(|| values::not_declared(realm, ask, draft.group.as_str()))?;
        let organisation = matches!(group.kind, GroupKind::Organisation | GroupKind::SoleTrader);
        let group = group.id.clone();
        let asker = Asker::new(realm, ask);
        let areas = areas(realm, ask, permit, &asker, &draft)?;
        let relation = Relation {
            in_area: areas.iter().any(|area| asker.areas.contains(area)),
            maintained: true,
            organisation,
            // Whoever comes in by their own doing (R3-013).
            subject: ask.actor.own.is_some(),
            ..Relation::default()
        };
        let granted = permit.over(relation);
        let at_home = permit.over(Relation { in_area: true, ..relation });
        if !granted.allows(permit.verb) && at_home.allows(permit.verb) {
            return Err(GateError::Refused(realm.table.refusal(RefusalCode::OtherArea, ask)));
        }
        if !granted.allows(permit.verb) {
            return Err(GateError::Refused(realm.table.refusal(RefusalCode::ActionNotGranted, ask)));
        }
        // Nobody would ever see for it whom it adds (R4-014). Whoever comes in by their own doing is no use of it.
        let concerned = realm.rules().purpose(&ask.purpose).is_none_or(|purpose| purpose.concerns(&group));
        if !concerned && ask.actor.own.is_none() {
            return Err(GateError::Refused(realm.table.refusal(RefusalCode::OtherGroup, ask)));
        }
        let now = self.clock.now();
        let scene = Scene { realm, ask, group: Some(&group), today: self.today(), from: None };
        let checked = values::check(&scene, &realm.statement().items, draft.items)?;
        let categories = values::categories(realm, &checked);
        // A new person's first values are written by whoever may add and read them; changing them later is a right of
        // its own (R4-037).
        if !granted.read.covers(categories) {
            let closed = categories.without(granted.read);
            return Err(GateError::Refused(realm.table.refusal_of(
                RefusalCode::ChangeNotGranted,
                ask,
                closed,
            )));
        }
        may_add_persons(realm, ask, &checked)?;
        complete(realm, &group, granted, &checked)?;
        let maintainer = permit.maintains().then_some(ask.actor.account.0);
        let flags = self.flags_by_category(realm, &checked)?;
        let categories_of = by_category(realm, &checked, now);
        Ok((NewSubject { group, areas, maintainer, categories: categories_of, flags }, granted, categories))
    }
}

fn areas(
    realm: &Realm,
    ask: &Ask,
    permit: &Permit,
    asker: &Asker,
    draft: &Draft,
) -> Result<Vec<Word>, GateError> {
    // Somebody who reaches certain areas only adds people there unless told otherwise.
    if draft.areas.is_empty() && !permit.reaches_all(Verb::Create) {
        return Ok(asker.areas.clone());
    }
    draft
        .areas
        .iter()
        .map(|id| {
            let declared = realm.statement().areas.iter().any(|area| area.id == *id);
            if declared { realm.word(id) } else { Err(values::not_declared(realm, ask, id.as_str())) }
        })
        .collect()
}

/// A source brings new persons only when the statement lets it (R4-028).
pub(crate) fn may_add_persons(realm: &Realm, ask: &Ask, checked: &[Checked<'_>]) -> Result<(), GateError> {
    let (mut brings, mut idle) = (false, None);
    for word in checked.iter().flat_map(Checked::sources) {
        let id = realm.id(word)?;
        let source = realm.rules().source(&id);
        let may = source.is_some_and(|source| source.adds_persons);
        let alongside = source.is_some_and(|source| source.kind == SourceKind::Staff);
        if !may && !alongside {
            return Err(adds_nobody(realm, ask, source));
        }
        brings |= may;
        idle = source.or(idle);
    }
    if brings || checked.is_empty() { Ok(()) } else { Err(adds_nobody(realm, ask, idle)) }
}

/// A refusal that tells apart a source that may not write an item from one that may bring nobody.
fn adds_nobody(realm: &Realm, ask: &Ask, source: Option<&Source>) -> GateError {
    let mut refusal = realm.table.refusal(RefusalCode::SourceNotAllowed, ask);
    if let Some(source) = source {
        refusal.words = words::adds_nobody(&source.name);
    }
    GateError::Refused(refusal)
}

/// Problems of required items that a new person would be without.
pub(crate) fn complete(
    realm: &Realm,
    group: &GroupId,
    granted: Granted,
    checked: &[Checked<'_>],
) -> Result<(), GateError> {
    let asked_for = |item: &&Item| {
        let readable = realm
            .category_of(item.category.as_ref())
            .is_some_and(|at| granted.read.covers(Categories::one(at)));
        values::of_group(item, Some(group)) && !item.generated && readable
    };
    let given = |item: &Item| checked.iter().any(|one| one.item.id == item.id && !one.is_empty());
    let problems = values::missing(realm.statement().items.iter().filter(asked_for), given);
    if problems.is_empty() { Ok(()) } else { Err(GateError::Problems(problems)) }
}

fn by_category(realm: &Realm, checked: &[Checked<'_>], now: jiff::Timestamp) -> Vec<(usize, Items)> {
    let mut categories: Vec<(usize, Items)> = Vec::new();
    for one in checked.iter().filter(|one| !one.is_empty()) {
        if let Some(at) = realm.category_of(one.item.category.as_ref()) {
            put(&mut categories, at, one.merged(None, 1, now));
        }
    }
    categories
}

fn put(categories: &mut Vec<(usize, Items)>, at: usize, item: StoredItem) {
    match categories.iter_mut().find(|(index, _)| *index == at) {
        Some((_, items)) => values::put(items, item),
        None => categories.push((at, Items(vec![item]))),
    }
}

/// What is said of a new person, made ready before the unit of work that adds it, so that nobody waits for its sealing: what the
/// system gives is given, a customer number is drawn and the unit of work sees whether it is free.
pub(super) struct Ahead {
    /// Digests of customer numbers that somebody gave, with their items, and of those that were drawn.
    given: Vec<(usize, [u8; 8])>,
    drawn: Vec<[u8; 8]>,
    contents: Contents,
}

impl Ahead {
    pub(super) fn make(
        (realm, gate): (&Realm, &Gate),
        (subject, key): (i64, &SubjectKey),
        new: &NewSubject,
    ) -> Result<Self, GateError> {
        let (mut given, mut drawn, mut categories) = (Vec::new(), Vec::new(), new.categories.clone());
        let of_group = |item: &Item| values::of_group(item, Some(&new.group));
        for (place, item) in realm.statement().items.iter().enumerate().filter(|(_, item)| of_group(item)) {
            let Some(at) = realm.category_of(item.category.as_ref()) else { continue };
            let word = realm.word(&item.id)?;
            let stored = new.categories.iter().find_map(|(_, items)| items.get(word));
            let normal = match (item.item_type, stored) {
                (ItemType::CustomerNumber, Some(stored)) => {
                    let digests = stored.values.iter().map(|value| realm.issued_digest(&value.normal));
                    given.extend(digests.map(|digest| (place, digest)));
                    continue;
                }
                (ItemType::CustomerNumber, None) if item.generated => {
                    let number = item::customer_number(u64::from_le_bytes(crate::vault::random()?));
                    drawn.push(realm.issued_digest(&number));
                    Zeroizing::new(number)
                }
                (ItemType::Date, None) if item.generated => Zeroizing::new(item::kept_of(item, gate.today())),
                _ => continue,
            };
            put(&mut categories, at, by_system((realm, gate), item, normal)?);
        }
        let contents = contents(realm, &(subject, key, categories))?;
        Ok(Self { given, drawn, contents })
    }

    /// Issues the numbers; draws anew as long as one was given before.
    pub(super) fn issued(
        mut self,
        tx: &mut Tx<'_>,
        (realm, gate): (&Realm, &Gate),
        (subject, key): (i64, &SubjectKey),
        new: &NewSubject,
    ) -> Result<Contents, GateError> {
        for _ in 0..DRAWS {
            let mut free = true;
            for digest in &self.drawn {
                free &= store::issue(tx, realm.number, digest)?;
            }
            if !free {
                self = Self::make((realm, gate), (subject, key), new)?;
                continue;
            }
            for (place, digest) in &self.given {
                let item = realm.statement().items.get(*place).ok_or(GateError::Absent)?;
                if !store::issue(tx, realm.number, digest)? {
                    return Err(GateError::Problems(vec![values::problem_of(item, values::used_number())]));
                }
            }
            return Ok(self.contents);
        }
        Err(GateError::Failed("no customer number is left".to_owned()))
    }
}

/// Adds a prepared subject inside a unit of work, under a number and with a key of its own.
fn add(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (subject, key): (i64, &SubjectKey),
    (new, ahead): (NewSubject, Ahead),
) -> Result<(), GateError> {
    let realm = writing.realm;
    index::refuse_taken(tx, writing, subject, &new.categories)?;
    let (sealed, found_by) = ahead.issued(tx, (realm, writing.gate), (subject, key), &new)?;
    let group = realm.word(&new.group)?;
    let row =
        SubjectRow { subject, group, maintainer: new.maintainer, closed: None, life: store::Life::default() };
    store::add_subjects(tx, realm.number, &[(row, new.areas)])?;
    let items = new.categories.iter().map(|(_, items)| items);
    if let Some(source) = source_notices::owed(realm, &new.group, items)? {
        source_notices::owe(tx, realm, (subject, source, None), (writing.now(), writing.gate.today()))?;
    }
    store::add_sealed(tx, realm.number, &sealed)?;
    for (category, flags) in &new.flags {
        flag::add(tx, writing, (key, flags), ((subject, 0, *category), |_| true))?;
    }
    tokens::add_arriving(tx, realm.number, &[found_by])
}

/// A new person: number, key, items by index of category.
type Person<'k> = (i64, &'k SubjectKey, Vec<(usize, Items)>);

/// Everything about a new person under seal, and what the person is found by.
pub(super) type Contents = (Vec<SealedRow>, tokens::Arriving);

/// Adds what is said of new people, and what they are found by. Sealing and the making of tokens are spread over threads.
pub(crate) fn add_contents(tx: &mut Tx<'_>, realm: &Realm, people: Vec<Person<'_>>) -> Result<(), GateError> {
    let (mut sealed, mut found_by) = (Vec::new(), Vec::new());
    for one in apart::each(people, |person| contents(realm, &person)) {
        let (rows, arriving) = one?;
        sealed.extend(rows);
        found_by.push(arriving);
    }
    store::add_sealed(tx, realm.number, &sealed)?;
    tokens::add_arriving(tx, realm.number, &found_by)
}

fn contents(realm: &Realm, (subject, key, categories): &Person<'_>) -> Result<Contents, GateError> {
    let mut sealed = Vec::with_capacity(categories.len());
    for (at, items) in categories {
        let category =
            realm.category_word(*at).ok_or_else(|| GateError::Failed("no such category".to_owned()))?;
        let body = seal_items(key, (realm.number, *subject, category), 1, items)?;
        sealed.push(SealedRow { subject: *subject, category, version: 1, body });
    }
    Ok((sealed, index::arriving(realm, *subject, categories.iter().map(|(_, items)| items))))
}

/// Gives the values that the system gives itself: a customer number that nobody had before (R4-013), the day of becoming
/// a customer (R4-015).
pub(crate) fn generate(
    tx: &mut Tx<'_>,
    (realm, gate): (&Realm, &Gate),
    group: &GroupId,
    categories: &mut Vec<(usize, Items)>,
) -> Result<(), GateError> {
    for item in realm.statement().items.iter().filter(|item| values::of_group(item, Some(group))) {
        let Some(at) = realm.category_of(item.category.as_ref()) else { continue };
        let word = realm.word(&item.id)?;
        let given =
            categories.iter().find_map(|(_, items)| items.get(word)).map(|stored| stored.values.clone());
        let normal = match (item.item_type, given) {
            (ItemType::CustomerNumber, Some(given)) => {
                issue_given(tx, realm, item, &given)?;
                continue;
            }
            (_, Some(_)) => continue,
            (ItemType::CustomerNumber, None) if item.generated => draw(tx, realm)?,
            (ItemType::Date, None) if item.generated => Zeroizing::new(item::kept_of(item, gate.today())),
            (_, None) => continue,
        };
        put(categories, at, by_system((realm, gate), item, normal)?);
    }
    Ok(())
}

/// A value that the system gives itself.
fn by_system(
    (realm, gate): (&Realm, &Gate),
    item: &Item,
    normal: Zeroizing<String>,
) -> Result<StoredItem, GateError> {
    let kept = realm.category_of(item.category.as_ref()).and_then(|at| realm.precision(at));
    let value = StoredValue {
        normal,
        label: None,
        source: realm.word(system_source(realm, item)?)?,
        recorded: values::coarse(gate.clock.now(), kept).as_millisecond(),
        because: Vec::new(),
    };
    Ok(StoredItem { item: realm.word(&item.id)?, changed: 1, values: vec![value] })
}

pub(crate) fn system_source<'a>(
    realm: &Realm,
    item: &'a Item,
) -> Result<&'a seloste_register::id::SourceId, GateError> {
    let is_system = |id: &&seloste_register::id::SourceId| {
        realm.rules().source(id).is_some_and(|source| source.kind == SourceKind::System)
    };
    item.sources
        .iter()
        .find(is_system)
        .or_else(|| item.sources.first())
        .ok_or_else(|| GateError::Failed(format!("{} has no source", item.id)))
}

fn issue_given(tx: &mut Tx<'_>, realm: &Realm, item: &Item, given: &[StoredValue]) -> Result<(), GateError> {
    for value in given {
        if !store::issue(tx, realm.number, &realm.issued_digest(&value.normal))? {
            return Err(GateError::Problems(vec![values::problem_of(item, values::used_number())]));
        }
    }
    Ok(())
}

fn draw(tx: &mut Tx<'_>, realm: &Realm) -> Result<Zeroizing<String>, GateError> {
    for _ in 0..DRAWS {
        let number = item::customer_number(u64::from_le_bytes(crate::vault::random()?));
        if store::issue(tx, realm.number, &realm.issued_digest(&number))? {
            return Ok(Zeroizing::new(number));
        }
    }
    Err(GateError::Failed("no customer number is left".to_owned()))
}
