//! One register as the gate runs it: its number, its compiled rules, and its declared names as small numbers. Not here:
//! decisions, rows.

use crate::{
    GateError, clock,
    decide::{Categories, Table},
    keyring::{Keyring, RegisterKeys},
    payload::Word,
    vault::SearchKey,
};
use jiff::tz::TimeZone;
use seloste_db::{Db, Failure, Tx, Value};
use seloste_register::{
    id::{CategoryId, Id, RegisterId, SourceId},
    item::{Home, Term, TermKind},
    statement::{
        Rules,
        model::{
            Anchor, DerivedRule, Item, ItemType, ObjectKind, Precision, Retention, Search, SourceKind,
            Statement, Take,
        },
    },
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// Declared names of all registers of a controller, both ways.
#[derive(Default)]
pub(crate) struct Words {
    numbers: HashMap<String, Word>,
    names: HashMap<Word, Id<Any>>,
}

/// A name of whatever kind.
enum Any {}

impl Words {
    /// The number of a name that some statement declares.
    pub(crate) fn number(&self, name: &str) -> Option<Word> {
        self.numbers.get(name).copied()
    }
    fn learn(&mut self, number: Word, name: String) -> Result<(), Failure> {
        let id = Id::new(&name).map_err(|wrong| Failure(format!("a stored name: {wrong}")))?;
        self.names.insert(number, id);
        self.numbers.insert(name, number);
        Ok(())
    }
    /// The name behind a number.
    pub(crate) fn id<K>(&self, word: Word) -> Option<Id<K>> {
        self.names.get(&word).map(Id::of_kind)
    }
}

/// One register.
pub(crate) struct Realm {
    pub(crate) number: i64,
    pub(crate) register: RegisterId,
    pub(crate) table: Table,
    /// The register's keys for tokens and outside names.
    pub(crate) keys: Arc<RegisterKeys>,
    /// The time zone that days are counted in.
    pub(crate) zone: TimeZone,
    /// Digests numbers that were given, so that none is given twice.
    issued: SearchKey,
    /// Marks of erased people.
    suppression: SearchKey,
    words: Arc<Words>,
    /// Word of each category, in the statement's order.
    categories: Vec<Word>,
    hit_categories: Categories,
    /// The words of those categories.
    hit_words: Vec<Word>,
    /// Position of each item in the statement, by word.
    items: HashMap<Word, usize>,
    /// Position of each kind of object in the statement, by word.
    kinds: HashMap<Word, usize>,
}

impl Realm {
    /// The token of a term.
    pub(crate) fn token(&self, term: &Term) -> i64 {
        self.keys.search.token(kind_number(term.kind), &term.text)
    }
    /// The digest of a customer number.
    pub(crate) fn issued_digest(&self, number: &str) -> [u8; 8] {
        self.issued.token(0, number).to_be_bytes()
    }
    /// The mark that a way to reach somebody leaves when the person is erased.
    pub(crate) fn mark(&self, way: u8, normal: &str) -> i64 {
        self.suppression.token(way, &normal.to_lowercase())
    }
    /// Whether an item is free text, which may speak of anybody.
    pub(crate) fn is_prose(item: &Item) -> bool {
        item.item_type == ItemType::Text && !tells_apart(item)
    }
    /// The country whose telephone numbers are written without a country code.
    pub(crate) fn home(&self) -> Home {
        Home::of(&self.statement().controller.country)
    }
    /// Whether some term, or some outer limit of one, counts from the last change.
    pub(crate) fn counts_activity(&self) -> bool {
        let statement = self.statement();
        let of_items = statement.items.iter().filter_map(|item| item.retention.as_ref());
        of_items
            .chain(statement.objects.iter().map(|kind| &kind.retention))
            .chain(statement.subject_groups.iter().filter_map(|group| group.retention.as_ref()))
            .any(counts_from_activity)
    }
    /// Items of people that a rule computes.
    pub(crate) fn computed(&self) -> impl Iterator<Item = (&Item, &DerivedRule)> {
        self.statement().items.iter().filter_map(|item| Some((item, item.rule.as_ref()?)))
    }
    /// Whether everything that is computed comes of objects, so that items that people write change nothing of it.
    pub(crate) fn computes_of_objects_alone(&self) -> bool {
        let statement = self.statement();
        self.computed().all(|(_, rule)| {
            let item = statement.items.iter().find(|item| item.id.as_str() == rule.of);
            item.is_none_or(|item| item.rule.is_some())
        })
    }
    /// Whether something that is computed is another on another day: an age, what began within a time.
    pub(crate) fn computes_by_date(&self) -> bool {
        self.computed().any(|(_, rule)| rule.take == Take::YearsSince || rule.within.is_some())
    }
    /// Whether subjects have items of a category (others are of objects alone).
    pub(crate) fn has_items(&self, category: usize) -> bool {
        let id = self.statement().categories.get(category).map(|category| &category.id);
        self.statement().items.iter().any(|item| item.category.as_ref() == id)
    }
    /// How much is kept of when a value of a category was recorded: no more than its least precise date tells of those that the
    /// system gives as people come in. A date that somebody types, such as when a house was built, tells nothing of that.
    pub(crate) fn precision(&self, category: usize) -> Option<Precision> {
        let id = self.statement().categories.get(category).map(|category| &category.id);
        let of_category = self.statement().items.iter().filter(|item| item.category.as_ref() == id);
        let given = of_category.filter(|item| self.is_given_by_system(item));
        given.filter_map(|item| item.precision).reduce(
            |one, other| {
                if one == Precision::Year { one } else { other }
            },
        )
    }
    /// Whether no one but the system writes an item.
    fn is_given_by_system(&self, item: &Item) -> bool {
        let sources = &self.statement().sources;
        let system =
            |id: &SourceId| sources.iter().any(|one| one.id == *id && one.kind == SourceKind::System);
        item.generated || item.sources.iter().all(system)
    }
    /// Categories that a row of a search or a list shows something of.
    pub(crate) const fn hit_categories(&self) -> Categories {
        self.hit_categories
    }
    /// Whether a row of a search or a list shows something of a category.
    pub(crate) fn is_hit(&self, category: Word) -> bool {
        self.hit_words.contains(&category)
    }
    /// Items of a category that tell people apart in a row of a search or a list.
    pub(crate) fn hit_items(&self, category: usize) -> impl Iterator<Item = &Item> {
        let id = self.statement().categories.get(category).map(|category| &category.id);
        self.statement().items.iter().filter(move |item| item.category.as_ref() == id && tells_apart(item))
    }
    /// The effective rules.
    pub(crate) fn rules(&self) -> &Arc<Rules> {
        self.table.rules()
    }
    /// The statement.
    pub(crate) fn statement(&self) -> &Statement {
        self.table.rules().statement()
    }
    /// The number of a declared name.
    ///
    /// # Errors
    /// When the name was not declared at start: a caller asks only for what it found in the statement.
    pub(crate) fn word<K>(&self, id: &Id<K>) -> Result<Word, GateError> {
        self.words
            .number(id.as_str())
            .ok_or_else(|| GateError::Failed(format!("the name {id} has no number")))
    }
    /// The name behind a number.
    ///
    /// # Errors
    /// When there is none: the data were written by another controller's registers.
    pub(crate) fn id<K>(&self, word: Word) -> Result<Id<K>, GateError> {
        self.words.id(word).ok_or_else(|| GateError::Failed(format!("the number {word} has no name")))
    }
    /// The word of the category at an index.
    pub(crate) fn category_word(&self, index: usize) -> Option<Word> {
        self.categories.get(index).copied()
    }
    /// The index of the category behind a word; `None` when the statement no longer declares it.
    pub(crate) fn category_index(&self, word: Word) -> Option<usize> {
        self.categories.iter().position(|category| *category == word)
    }
    /// The index of an item's or a kind's category.
    pub(crate) fn category_of(&self, category: Option<&CategoryId>) -> Option<usize> {
        category.and_then(|id| self.table.category(id))
    }
    /// A subject's item and its position in the statement; `None` when the statement no longer declares it.
    pub(crate) fn item(&self, word: Word) -> Option<(usize, &Item)> {
        let at = *self.items.get(&word)?;
        self.statement().items.get(at).map(|item| (at, item))
    }
    /// A kind of object; `None` when the statement no longer declares it.
    pub(crate) fn kind(&self, word: Word) -> Option<&ObjectKind> {
        self.kinds.get(&word).and_then(|at| self.statement().objects.get(*at))
    }
}

/// Items that tell people apart: names, how to reach them, their number.
fn tells_apart(item: &Item) -> bool {
    match item.item_type {
        ItemType::FirstNames
        | ItemType::Surname
        | ItemType::OrganisationName
        | ItemType::Street
        | ItemType::PostalCode
        | ItemType::Town
        | ItemType::Phone
        | ItemType::Email
        | ItemType::CustomerNumber
        | ItemType::BusinessId => true,
        ItemType::Country
        | ItemType::BirthDate
        | ItemType::Date
        | ItemType::Moment
        | ItemType::Language
        | ItemType::IdentityCode
        | ItemType::Iban
        | ItemType::PaymentReference
        | ItemType::NetworkAddress
        | ItemType::Money
        | ItemType::Number
        | ItemType::Decimal
        | ItemType::Choice
        | ItemType::Flag => false,
        // A name that is one item, as a newsletter's.
        ItemType::Text => item.required && item.search.contains(&Search::Prefix),
    }
}

const fn kind_number(kind: TermKind) -> u8 {
    match kind {
        TermKind::Prefix => 1,
        TermKind::Exact => 2,
        TermKind::PhoneTail => 3,
        TermKind::Phonetic => 4,
    }
}

/// Every name that a statement declares and rows refer to.
fn declared(statement: &Statement) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |name: &str| {
        names.insert(name.to_owned());
    };
    statement.subject_groups.iter().for_each(|group| add(group.id.as_str()));
    statement.sources.iter().for_each(|source| add(source.id.as_str()));
    statement.purposes.iter().for_each(|purpose| add(purpose.id.as_str()));
    statement.categories.iter().for_each(|category| add(category.id.as_str()));
    statement.catalogues.iter().for_each(|catalogue| add(catalogue.id.as_str()));
    statement.areas.iter().for_each(|area| add(area.id.as_str()));
    statement.prohibitions.iter().for_each(|prohibition| add(prohibition.id.as_str()));
    statement.consents.iter().for_each(|consent| add(consent.id.as_str()));
    statement.holds.iter().for_each(|hold| add(hold.id.as_str()));
    statement.recipients.iter().for_each(|recipient| add(recipient.id.as_str()));
    let of_objects = statement.objects.iter().flat_map(|kind| kind.items.iter().chain(&kind.line_items));
    for item in statement.items.iter().chain(of_objects) {
        add(item.id.as_str());
        item.choices.iter().for_each(|choice| add(choice.id.as_str()));
    }
    for kind in &statement.objects {
        add(kind.id.as_str());
        kind.states.iter().for_each(|state| add(state.id.as_str()));
        kind.links.iter().for_each(|link| add(link.id.as_str()));
    }
    names
}

/// Builds the realms of a controller; gives numbers to registers and names that have none yet.
pub(crate) fn build(db: &Db, keyring: &Keyring, rules: Vec<Rules>) -> Result<Vec<Realm>, GateError> {
    let wanted: BTreeSet<String> = rules.iter().flat_map(|rules| declared(rules.statement())).collect();
    let registers: Vec<RegisterId> =
        rules.iter().map(|rules| rules.statement().register.id.clone()).collect();
    let (words, numbers) = db.write(|tx| {
        tx.lock("declared names")?;
        Ok::<_, Failure>((learn_words(tx, &wanted)?, learn_registers(tx, &registers)?))
    })?;
    let words = Arc::new(words);
    let mut realms = Vec::new();
    for (rules, number) in rules.into_iter().zip(numbers) {
        realms.push(realm(rules, number, Arc::clone(&words), keyring)?);
    }
    Ok(realms)
}

fn realm(rules: Rules, number: i64, words: Arc<Words>, keyring: &Keyring) -> Result<Realm, GateError> {
    let register = rules.statement().register.id.clone();
    let table = Table::compile(Arc::new(rules)).map_err(|_too_many| {
        GateError::Failed(format!("{register} declares more than {} categories", Table::CATEGORIES))
    })?;
    let statement = table.rules().statement();
    let positions = |names: Vec<&str>| -> HashMap<Word, usize> {
        names.into_iter().enumerate().filter_map(|(at, name)| Some((words.number(name)?, at))).collect()
    };
    let items = positions(statement.items.iter().map(|item| item.id.as_str()).collect());
    let kinds = positions(statement.objects.iter().map(|kind| kind.id.as_str()).collect());
    let categories: Vec<Word> =
        statement.categories.iter().filter_map(|category| words.number(category.id.as_str())).collect();
    let hit_categories = statement
        .items
        .iter()
        .filter(|item| tells_apart(item))
        .filter_map(|item| table.category(item.category.as_ref()?))
        .fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
    let hit_words = hit_categories.indices().filter_map(|at| categories.get(at).copied()).collect();
    let keys = keyring.register(number)?;
    let (_, issued) = keyring.secret(number, "issued")?;
    let (_, suppression) = keyring.secret(number, "suppression")?;
    Ok(Realm {
        number,
        register,
        items,
        kinds,
        categories,
        hit_categories,
        hit_words,
        keys,
        zone: clock::zone(),
        issued: SearchKey::new(&issued),
        suppression: SearchKey::new(&suppression),
        words,
        table,
    })
}

fn learn_words(tx: &mut Tx<'_>, wanted: &BTreeSet<String>) -> Result<Words, Failure> {
    let rows =
        tx.all("SELECT word_id, word FROM word", &[], |row| Ok::<_, Failure>((row.int(0)?, row.text(1)?)))?;
    let mut words = Words::default();
    let mut highest = 0;
    for (number, name) in rows {
        highest = highest.max(number);
        words.learn(number, name)?;
    }
    for name in wanted {
        if !words.numbers.contains_key(name) {
            highest += 1;
            tx.run(
                "INSERT INTO word (word_id, word) VALUES ($1, $2)",
                &[Value::Int(highest), Value::Text(name)],
            )?;
            words.learn(highest, name.clone())?;
        }
    }
    Ok(words)
}

fn learn_registers(tx: &mut Tx<'_>, registers: &[RegisterId]) -> Result<Vec<i64>, Failure> {
    let mut numbers = Vec::new();
    for register in registers {
        let name = [Value::Text(register.as_str())];
        let known = tx.first("SELECT register_id FROM register WHERE name = $1", &name, |row| row.int(0))?;
        let number = match known {
            Some(number) => number,
            None => {
                let highest = tx.first("SELECT MAX(register_id) FROM register", &[], |row| row.opt_int(0))?;
                let number = highest.flatten().unwrap_or(0) + 1;
                let args = [Value::Int(number), Value::Text(register.as_str())];
                tx.run("INSERT INTO register (register_id, name) VALUES ($1, $2)", &args)?;
                number
            }
        };
        numbers.push(number);
    }
    Ok(numbers)
}

/// Whether a term or its outer limit counts from the last change.
pub(crate) fn counts_from_activity(retention: &Retention) -> bool {
    let limit = retention.at_latest.as_ref().map(|limit| limit.after);
    [Some(retention.after), limit].contains(&Some(Anchor::LastActivity))
}
