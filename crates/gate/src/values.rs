//! New values on their way in: what the statement lets in, and what they become beside the values that are there. Pure:
//! not here: rows, tokens, ciphers, who may write which category.

use crate::{
    GateError,
    card::{ItemChange, NewValue},
    decide::Categories,
    errors::{ItemProblem, RefusalCode},
    payload::{Cause, Items, StoredItem, StoredValue, Word},
    realm::Realm,
    words,
};
use jiff::{Timestamp, tz::TimeZone};
use seloste_register::{
    diagnostics::Problem,
    id::{GroupId, SourceId},
    item,
    statement::model::{Item, ItemType, Precision, SourceKind},
    text::Text,
};
use zeroize::Zeroizing;

/// New values of one item, checked against its declaration.
pub(crate) struct Checked<'a> {
    pub(crate) item: &'a Item,
    pub(crate) word: Word,
    values: Vec<(Zeroizing<String>, Option<Word>, Word)>,
    /// How much is kept of when it was recorded.
    kept: Option<Precision>,
    /// What the values were taken from.
    from: Option<Cause>,
}

/// Who writes, where and when: what checks need to know.
pub(crate) struct Scene<'a> {
    pub(crate) realm: &'a Realm,
    pub(crate) ask: &'a crate::ask::Ask,
    /// The group of the subject; `None` for items of objects.
    pub(crate) group: Option<&'a GroupId>,
    pub(crate) today: jiff::civil::Date,
    /// The object that the values are taken from (R7-019).
    pub(crate) from: Option<Cause>,
}

/// Checks new values against the declared items. An undeclared item, or one that the group does not have, refuses the
/// whole write and is named (R1-021); so does a source that may not write the item (R1-031, R1-036).
pub(crate) fn check<'a>(
    scene: &Scene<'_>,
    declared: &'a [Item],
    changes: Vec<ItemChange>,
) -> Result<Vec<Checked<'a>>, GateError> {
    let mut checked: Vec<Checked<'a>> = Vec::new();
    let mut problems = Vec::new();
    for change in changes {
        let item = declared.iter().find(|item| item.id == change.item && of_group(item, scene.group));
        let Some(item) = item else { return Err(undeclared(scene, change.item.as_str())) };
        if checked.iter().any(|before| before.item.id == item.id) {
            problems.push(problem_of(item, twice()));
            continue;
        }
        // What a rule computes is nobody's to write, nor to take away (R1-035, R6-032).
        if item.rule.is_some() {
            return Err(closed_source(scene, item));
        }
        let one = check_item(scene, item, change.values, &mut problems)?;
        checked.push(one);
    }
    if problems.is_empty() { Ok(checked) } else { Err(GateError::Problems(problems)) }
}

/// Whether members of a group have an item.
pub(crate) fn of_group(item: &Item, group: Option<&GroupId>) -> bool {
    item.groups.is_empty() || group.is_none_or(|group| item.groups.contains(group))
}

fn check_item<'a>(
    scene: &Scene<'_>,
    item: &'a Item,
    values: Vec<NewValue>,
    problems: &mut Vec<ItemProblem>,
) -> Result<Checked<'a>, GateError> {
    let realm = scene.realm;
    if scene.ask.actor.own.is_some() && realm.rules().own_source(item).is_none() {
        return Err(closed_source(scene, item));
    }
    if values.len() > item.max_values as usize {
        problems.push(problem_of(item, too_many(item.max_values)));
    }
    let mut kept: Vec<(Zeroizing<String>, Option<Word>, Word)> = Vec::new();
    for NewValue { value, source } in values {
        check_source(scene, item, &source)?;
        if !names_its_origin(scene, &source) {
            problems.push(problem_of(item, without_origin()));
        }
        if item.item_type == ItemType::BirthDate
            && let Err(problem) = item::not_in_future(value.normal(), scene.today)
        {
            problems.push(problem_of(item, problem));
        }
        let label = value.label().map(|label| realm.word(label)).transpose()?;
        if !kept.iter().any(|(normal, other, _)| normal.as_str() == value.normal() && *other == label) {
            kept.push((Zeroizing::new(value.normal().to_owned()), label, realm.word(&source)?));
        }
    }
    let coarse = realm.category_of(item.category.as_ref()).and_then(|at| realm.precision(at));
    Ok(Checked { item, word: realm.word(&item.id)?, values: kept, kept: coarse, from: scene.from })
}

/// Whether values of a source that are taken from recordings or the like say from which (R7-019).
fn names_its_origin(scene: &Scene<'_>, source: &SourceId) -> bool {
    let source = scene.realm.rules().source(source);
    let kinds = source.map_or(&[][..], |source| source.taken_from.as_slice());
    let from = scene.from.and_then(|cause| scene.realm.kind(cause.input));
    kinds.is_empty() || from.is_some_and(|kind| kinds.contains(&kind.id))
}

fn without_origin() -> Problem {
    problem(
        "without-origin",
        [
            "Tästä lähteestä tuleva tieto kertoo, mistä tallenteesta se on otettu.",
            "En uppgift från den här källan anger vilken inspelning den är tagen ur.",
            "A value from this source says from which recording it was taken.",
        ],
        ["Nimeä tallenne (from).", "Ange inspelningen (from).", "Name the recording (from)."],
    )
}

fn check_source(scene: &Scene<'_>, item: &Item, id: &SourceId) -> Result<(), GateError> {
    let Some(source) = scene.realm.rules().source(id) else { return Err(undeclared(scene, id.as_str())) };
    // What the system itself gives is not for anyone to claim.
    let claimed = if scene.ask.actor.own.is_some() {
        // A person speaks for themselves and as nobody else (C39).
        source.kind == SourceKind::Subject
    } else {
        source.kind != SourceKind::System
    };
    let stopped = scene.realm.rules().is_stopped("source", id);
    if item.sources.contains(id) && claimed && !stopped { Ok(()) } else { Err(closed_source(scene, item)) }
}

fn closed_source(scene: &Scene<'_>, item: &Item) -> GateError {
    let mut refusal = scene.realm.table.refusal(RefusalCode::SourceNotAllowed, scene.ask);
    refusal.categories = item.category.iter().cloned().collect();
    refusal.words = words::naming(refusal.words, &item.name);
    GateError::Refused(refusal)
}

fn undeclared(scene: &Scene<'_>, name: &str) -> GateError {
    let mut refusal = scene.realm.table.refusal(RefusalCode::NotDeclared, scene.ask);
    refusal.words = words::naming(refusal.words, &Text::new(name, name, name));
    GateError::Refused(refusal)
}

/// A refusal that names what is not declared (R1-020, R1-021, R1-036).
pub(crate) fn not_declared(realm: &Realm, ask: &crate::ask::Ask, name: &str) -> GateError {
    let mut refusal = realm.table.refusal(RefusalCode::NotDeclared, ask);
    refusal.words = words::naming(refusal.words, &Text::new(name, name, name));
    GateError::Refused(refusal)
}

/// The categories of some checked items.
pub(crate) fn categories(realm: &Realm, checked: &[Checked<'_>]) -> Categories {
    checked
        .iter()
        .filter_map(|one| realm.category_of(one.item.category.as_ref()))
        .fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)))
}

impl<'a> Checked<'a> {
    /// An item that is taken away.
    pub(crate) const fn gone(item: &'a Item, word: Word) -> Self {
        Self { item, word, values: Vec::new(), kept: None, from: None }
    }
    /// Whether the new values are those that are stored, in whatever order.
    pub(crate) fn is_same(&self, stored: Option<&StoredItem>) -> bool {
        let old = stored.map_or(&[][..], |stored| stored.values.as_slice());
        old.len() == self.values.len() && self.values.iter().all(|new| old.iter().any(|old| same(old, new)))
    }

    /// The values as they will be stored: those that were there before keep their source and date.
    pub(crate) fn merged(&self, stored: Option<&StoredItem>, version: i64, now: Timestamp) -> StoredItem {
        let old = stored.map_or(&[][..], |stored| stored.values.as_slice());
        let values = self
            .values
            .iter()
            .map(|new| {
                old.iter().find(|old| same(old, new)).cloned().unwrap_or_else(|| StoredValue {
                    normal: new.0.clone(),
                    label: new.1,
                    source: new.2,
                    recorded: coarse(now, self.kept).as_millisecond(),
                    because: self.from.into_iter().collect(),
                })
            })
            .collect();
        StoredItem { item: self.word, changed: version, values }
    }

    /// The values as they will be stored when nothing is taken away: an item that takes one value gets the new one, another
    /// keeps what it has and gets what is new.
    pub(crate) fn added(&self, stored: Option<&StoredItem>, version: i64, now: Timestamp) -> StoredItem {
        let mut merged = self.merged(stored, version, now);
        if self.item.max_values > 1 {
            let old = stored.map_or(&[][..], |stored| stored.values.as_slice());
            let fresh =
                merged.values.into_iter().filter(|value| !old.iter().any(|old| *old.normal == *value.normal));
            merged.values = old.iter().cloned().chain(fresh).collect();
        }
        merged
    }

    /// The new values: normal form and label.
    pub(crate) fn normals(&self) -> impl Iterator<Item = (&str, Option<Word>)> {
        self.values.iter().map(|(normal, label, _)| (normal.as_str(), *label))
    }

    /// The values that are not stored yet.
    pub(crate) fn fresh<'s>(&'s self, stored: Option<&'s StoredItem>) -> impl Iterator<Item = &'s str> {
        let old = stored.map_or(&[][..], |stored| stored.values.as_slice());
        self.values
            .iter()
            .filter(move |new| !old.iter().any(|old| *old.normal == *new.0))
            .map(|new| new.0.as_str())
    }

    /// Whether the item is taken away.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The sources of the values.
    pub(crate) fn sources(&self) -> impl Iterator<Item = Word> {
        self.values.iter().map(|(_, _, source)| *source)
    }
}

/// A moment as far as it is kept: the first of its year or month. Beside an item that tells a year, a day would tell what the
/// item is not to (R3-011).
pub(crate) fn coarse(now: Timestamp, kept: Option<Precision>) -> Timestamp {
    let day = now.to_zoned(TimeZone::UTC).date();
    let first = match kept {
        None => return now,
        Some(Precision::Year) => day.first_of_year(),
        Some(Precision::Month) => day.first_of_month(),
    };
    first.to_zoned(TimeZone::UTC).map_or(now, |start| start.timestamp())
}

fn same(old: &StoredValue, new: &(Zeroizing<String>, Option<Word>, Word)) -> bool {
    *old.normal == *new.0 && old.label == new.1
}

/// Puts changed items into stored ones. An item that is taken away leaves its version, so that a change made beside it is
/// noticed.
pub(crate) fn put(items: &mut Items, changed: StoredItem) {
    match items.0.iter_mut().find(|stored| stored.item == changed.item) {
        Some(stored) => *stored = changed,
        None => items.0.push(changed),
    }
}

/// Problems of required items that would be missing. `present` tells whether an item has values afterwards.
pub(crate) fn missing<'a>(
    declared: impl Iterator<Item = &'a Item>,
    present: impl Fn(&Item) -> bool,
) -> Vec<ItemProblem> {
    declared.filter(|item| item.required && !present(item)).map(|item| problem_of(item, required())).collect()
}

/// A problem with an item.
pub(crate) fn problem_of(item: &Item, problem: Problem) -> ItemProblem {
    ItemProblem { item: item.id.as_str().to_owned(), problem }
}

/// A problem with a part of an object that is no item: its parent, its end, its state.
pub(crate) fn problem_at(part: &str, problem: Problem) -> ItemProblem {
    ItemProblem { item: part.to_owned(), problem }
}

pub(crate) fn problem(rule: &'static str, what: [&str; 3], remedy: [&str; 3]) -> Problem {
    let text = |[fi, sv, en]: [&str; 3]| Text::new(fi, sv, en);
    Problem::error(rule, text(what), text(remedy))
}

fn twice() -> Problem {
    problem(
        "item-twice",
        ["Tieto on annettu kahdesti.", "Uppgiften har getts två gånger.", "The item is given twice."],
        ["Anna se kerran.", "Ge den en gång.", "Give it once."],
    )
}

fn required() -> Problem {
    problem(
        "required",
        ["Tieto puuttuu.", "Uppgiften saknas.", "The item is missing."],
        ["Täytä se.", "Fyll i den.", "Fill it in."],
    )
}

/// More values than an item takes.
pub(crate) fn too_many(most: u32) -> Problem {
    problem(
        "too-many-values",
        [
            &format!("Arvoja on liikaa: enintään {most}."),
            &format!("Det finns för många värden: högst {most}."),
            &format!("There are too many values: at most {most}."),
        ],
        ["Poista ylimääräiset.", "Ta bort de överflödiga.", "Remove the extra ones."],
    )
}

/// A value that names somebody else already, as far as the asker may know.
pub(crate) fn taken() -> Problem {
    problem(
        "taken",
        [
            "Sama tunniste on jo toisella rekisterissä.",
            "Någon annan i registret har redan samma identifierare.",
            "Somebody else in the register already has this identifier.",
        ],
        [
            "Tarkista arvo, tai avaa rekisterissä jo oleva henkilö.",
            "Kontrollera värdet eller öppna personen som redan finns i registret.",
            "Check the value, or open the person who is already in the register.",
        ],
    )
}

/// A customer number that was given before.
pub(crate) fn used_number() -> Problem {
    problem(
        "number-used",
        [
            "Asiakasnumero on jo annettu kerran, eikä sitä anneta uudelleen.",
            "Kundnumret har redan getts en gång och ges inte på nytt.",
            "This customer number was given once already and is not given again.",
        ],
        [
            "Jätä numero pois, niin järjestelmä antaa uuden.",
            "Lämna numret tomt, så ger systemet ett nytt.",
            "Leave the number out, and the system gives a new one.",
        ],
    )
}
