//! Counts whom a change of the statement would concern, over everyone in the register. Values are looked at to see whether
//! they are there, never given out: what comes out are totals, for those whose duty the statement is.

use crate::{
    Gate, GateError, apart,
    ask::{Actor, Standing},
    decide::{Categories, Granted},
    ledger::{DONE, Entry},
    payload::Word,
    realm::Realm,
    store::{SealedRow, survey as rows, texts},
    vault::SubjectKey,
};
use seloste_register::{
    id::RegisterId,
    statement::{
        diff::{Change, Follow, InUse, Use, Whom},
        model::Duty,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::ControlFlow,
};

/// Subjects that are gone through at once.
const BATCH: i64 = 2_000;
/// What the ledger calls a count for a draft.
pub(super) const ACTION: &str = "survey";
/// The duty that it is done by, in place of a purpose.
pub(super) const DUTY: &str = "statement";

/// Whom changes would concern.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Survey {
    /// Everyone in the register.
    pub people: u64,
    /// How many each change concerns, in the order of the changes. Of changes about staff alone, nobody.
    pub by_change: Vec<u64>,
    /// How many lose data, are kept shorter, must be told, are promised less: each person once.
    pub by_follow: BTreeMap<Follow, u64>,
    /// What is in use, by declared passage.
    pub used: InUse,
}

impl Gate {
    /// Goes through everyone and counts whom changes concern. `progress` is told how many of how many have been gone through,
    /// and may stop it. Nothing is changed; one entry of the ledger says who had it counted.
    ///
    /// # Errors
    /// [`GateError::Absent`] for those who don't carry the duty of the statement, and when it was stopped; a failure when the
    /// machine fails.
    pub fn survey(
        &self,
        (actor, register): (&Actor, &RegisterId),
        changes: &[Change],
        mut progress: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Survey, GateError> {
        let realm = &*self.realm(register)?;
        if !carries(realm, actor) {
            return Err(GateError::Absent);
        }
        let questions = Questions::new(realm, changes);
        self.note_survey(realm, actor, &questions)?;
        let everyone = self.data.read(|tx| rows::people(tx, realm.number))?;
        let everyone = u64::try_from(everyone).unwrap_or(0);
        let mut survey = Survey { by_change: vec![0; changes.len()], ..Survey::default() };
        let mut after = i64::MIN;
        loop {
            let batch = self.data.read(|tx| rows::subjects(tx, realm.number, (after, BATCH)))?;
            let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) else { break };
            after = *last;
            let facts = self.facts(realm, &questions, (*first, *last))?;
            for (subject, group) in &batch {
                survey.people += 1;
                survey.count(realm, changes, &questions, (*group, facts.get(subject)));
            }
            if progress(survey.people, everyone.max(survey.people)).is_break() {
                return Err(GateError::Absent);
            }
        }
        survey.sum(changes);
        Ok(survey)
    }

    /// The entry that says who had whom counted: the categories that are looked into, no subjects, since nobody's data comes
    /// out.
    fn note_survey(&self, realm: &Realm, actor: &Actor, questions: &Questions) -> Result<(), GateError> {
        let looked = questions.looked.iter().fold(Categories::NONE, |sum, at| sum.and(Categories::one(*at)));
        let categories = realm.table.names(looked);
        let names: Vec<&str> = categories.iter().map(|id| id.as_str()).collect();
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: Some(actor.account),
            register: (realm.number, realm.register.as_str()),
            action: ACTION,
            purpose: DUTY,
            outcome: DONE,
            categories: &names,
            subjects: &[],
        };
        self.data.write(|tx| self.ledger.append(tx, &entry)).map(drop)
    }

    fn facts(
        &self,
        realm: &Realm,
        questions: &Questions,
        range: (i64, i64),
    ) -> Result<HashMap<i64, Facts>, GateError> {
        let mut facts: HashMap<i64, Facts> = HashMap::new();
        let looked: BTreeSet<Word> =
            questions.looked.iter().filter_map(|at| realm.category_word(*at)).collect();
        if !looked.is_empty() {
            let mut sealed = self.data.read(|tx| texts::sealed(tx, realm.number, range))?;
            sealed.retain(|row| looked.contains(&row.category));
            let subjects: BTreeSet<i64> = sealed.iter().map(|row| row.subject).collect();
            let keys = self.subject_keys(realm, subjects.into_iter())?;
            for held in apart::each(sealed, |row| self.held(realm, questions, &keys, &row)) {
                let (subject, items) = held?;
                facts.entry(subject).or_default().items.extend(items);
            }
        }
        for (subject, kind) in self.data.read(|tx| rows::kinds(tx, realm.number, range))? {
            facts.entry(subject).or_default().kinds.insert(kind);
        }
        for (subject, prohibition, kind) in self.data.read(|tx| rows::permissions(tx, realm.number, range))? {
            facts.entry(subject).or_default().permissions.insert((prohibition, kind));
        }
        Ok(facts)
    }

    /// Which of the items that are asked after a category holds. A look into a ciphertext answers yes or no, never with what is in
    /// it.
    fn held(
        &self,
        realm: &Realm,
        questions: &Questions,
        keys: &HashMap<i64, SubjectKey>,
        row: &SealedRow,
    ) -> Result<(i64, Vec<Word>), GateError> {
        let (Some(key), Some(at)) = (keys.get(&row.subject), realm.category_index(row.category)) else {
            return Ok((row.subject, Vec::new()));
        };
        let glance = self.glance(realm, Granted::reading(Categories::one(at)), key, row)?;
        let held = glance.map(|glance| {
            let holds = |item: Word| {
                glance.ask(|items| items.get(item).is_some_and(|stored| !stored.values.is_empty()))
            };
            questions.items.iter().copied().filter(|item| holds(*item)).collect()
        });
        Ok((row.subject, held.unwrap_or_default()))
    }
}

fn carries(realm: &Realm, actor: &Actor) -> bool {
    let mut roles = actor.roles.iter().filter_map(|role| realm.rules().role(role));
    actor.standing == Standing::Active && roles.any(|role| role.duties.contains(&Duty::Statement))
}

/// What is known of one subject: which items and kinds of object it has, what it permits and prohibits.
#[derive(Default)]
struct Facts {
    items: HashSet<Word>,
    kinds: HashSet<Word>,
    permissions: HashSet<(bool, Word)>,
}

/// What has to be looked at to answer for all changes.
struct Questions {
    /// Indices of categories that must be looked into.
    looked: BTreeSet<usize>,
    /// Items that somebody asks after.
    items: BTreeSet<Word>,
    /// For each change, the words that it is about.
    words: Vec<About>,
    /// Declared consents.
    consents: Vec<(Word, String)>,
}

enum About {
    Nobody,
    Everyone,
    Groups(Vec<Word>),
    Holders(Vec<Word>, Vec<Word>),
    Permission(bool, Word),
}

impl Questions {
    fn new(realm: &Realm, changes: &[Change]) -> Self {
        let mut looked = BTreeSet::new();
        let words: Vec<About> =
            changes.iter().map(|change| about(realm, &change.whom, &mut looked)).collect();
        let asked = words.iter().filter_map(|about| match about {
            About::Holders(items, _) => Some(items),
            _ => None,
        });
        let items = asked.flatten().copied().collect();
        let consents = realm.statement().consents.iter();
        let consents =
            consents.filter_map(|one| Some((realm.word(&one.id).ok()?, format!("consent.{}", one.id))));
        Self { looked, items, words, consents: consents.collect() }
    }
}

/// Names that the rules in force don't know concern nobody yet.
fn about(realm: &Realm, whom: &Whom, looked: &mut BTreeSet<usize>) -> About {
    match whom {
        Whom::Nobody | Whom::Staff(_) | Whom::AllStaff => About::Nobody,
        Whom::Everyone => About::Everyone,
        Whom::Groups(ids) => About::Groups(ids.iter().filter_map(|id| realm.word(id).ok()).collect()),
        Whom::Holders(items, kinds) => {
            let mut words = Vec::new();
            for id in items {
                let Ok(word) = realm.word(id) else { continue };
                let Some((_, item)) = realm.item(word) else { continue };
                looked.extend(realm.category_of(item.category.as_ref()));
                words.push(word);
            }
            About::Holders(words, kinds.iter().filter_map(|id| realm.word(id).ok()).collect())
        }
        Whom::Consented(id) => realm.word(id).map_or(About::Nobody, |word| About::Permission(false, word)),
        Whom::Prohibited(id) => realm.word(id).map_or(About::Nobody, |word| About::Permission(true, word)),
    }
}

impl About {
    fn concerns(&self, group: Word, facts: Option<&Facts>) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everyone => true,
            Self::Groups(groups) => groups.contains(&group),
            Self::Holders(items, kinds) => facts.is_some_and(|facts| {
                items.iter().any(|item| facts.items.contains(item))
                    || kinds.iter().any(|kind| facts.kinds.contains(kind))
            }),
            Self::Permission(prohibition, kind) => {
                facts.is_some_and(|facts| facts.permissions.contains(&(*prohibition, *kind)))
            }
        }
    }
}

impl Survey {
    /// Counts one subject.
    fn count(
        &mut self,
        realm: &Realm,
        changes: &[Change],
        questions: &Questions,
        (group, facts): (Word, Option<&Facts>),
    ) {
        let mut follows = BTreeSet::new();
        for ((change, about), count) in changes.iter().zip(&questions.words).zip(&mut self.by_change) {
            if about.concerns(group, facts) {
                *count += 1;
                follows.extend(change.follows.iter().copied());
            }
        }
        for follow in follows {
            *self.by_follow.entry(follow).or_default() += 1;
        }
        for (word, name) in &questions.consents {
            if facts.is_some_and(|facts| facts.permissions.contains(&(false, *word))) {
                self.used.0.entry(name.clone()).or_default().people += 1;
            }
        }
        if let Ok(id) = realm.id::<seloste_register::id::kind::Group>(group) {
            self.used.0.entry(format!("subject-group.{id}")).or_default().people += 1;
        }
    }

    /// Puts together what is in use, passage by passage.
    fn sum(&mut self, changes: &[Change]) {
        for (change, count) in changes.iter().zip(&self.by_change) {
            let known: &mut Use = self.used.0.entry(change.about.clone()).or_default();
            known.people = known.people.max(*count);
        }
    }
}
