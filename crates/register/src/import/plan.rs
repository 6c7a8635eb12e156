//! A mapping made ready against a file's headers and a register's rules: every later row is read by it. What the statement
//! does not declare is refused here, whole, before any row (claim R1-021).

use super::{
    Bought, Column, Constant, Mapping,
    object::{ObjectPlan, ReadObject},
    problems::*,
};
use crate::{
    diagnostics::Problem,
    id::{AreaId, ChoiceId, GroupId, ItemId, SourceId},
    item::{self, Valid},
    statement::{
        Rules,
        model::{Item, ItemType, Source, SourceKind},
    },
    text::Text,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Longest name of a seller, in characters.
const SELLER: usize = 120;
/// Longest terms, in characters.
const TERMS: usize = 1_000;

/// A mapping that fits a file and a register.
pub struct Plan {
    group: GroupId,
    areas: Vec<AreaId>,
    source: SourceId,
    width: usize,
    fields: Vec<Field>,
    object: Option<ObjectPlan>,
}

/// From where one value of a row comes.
pub(super) struct Field {
    from: From,
    /// How problems name it: the header, or the item for a constant.
    named: String,
    item: Item,
    label: Option<ChoiceId>,
    does: Does,
}

/// What a field's values are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// They are stored.
    Write,
    /// They find the person and are stored nowhere: what an update service repeats so that its answer meets the right one
    /// (claims R1-037, R4-028).
    Find,
}

enum From {
    Cell(usize),
    Constant(String),
}

/// What a row says: values of items, none empty. Items that it says nothing about are not among them.
pub struct ReadRow {
    /// Values by item, in the statement's order of items.
    pub items: Vec<(ItemId, Vec<Valid>)>,
    /// Values that only find the person.
    pub finds: Vec<(ItemId, Vec<Valid>)>,
    /// The object that it tells of beside the person, if its cells say anything of one.
    pub object: Option<ReadObject>,
}

/// What is wrong with one cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The column's header, or the item's name for a constant; `None` when the row itself is wrong.
    pub column: Option<String>,
    /// What is wrong; never repeats the value.
    pub problem: Problem,
}

impl Plan {
    /// Makes a mapping ready.
    ///
    /// # Errors
    /// Everything that keeps the file from being brought in, all at once.
    pub fn new(
        mapping: &Mapping,
        headers: &[String],
        rules: &Rules,
        source: &SourceId,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let statement = rules.statement();
        if rules.source(source).is_none() {
            // What it may bring can't be said of a source that nobody knows: nothing else is told.
            let known: Vec<&str> = statement.sources.iter().map(|source| source.id.as_str()).collect();
            return Err(vec![unknown_source(source.as_str(), &known)]);
        }
        let group =
            mapping.group.clone().or_else(|| statement.subject_groups.first().map(|group| group.id.clone()));
        let declared = |id: &GroupId| statement.subject_groups.iter().any(|group| group.id == *id);
        for id in group.iter().filter(|id| !declared(id)) {
            problems.push(undeclared("group-not-declared", id.as_str()));
        }
        for area in mapping.areas.iter().filter(|id| !statement.areas.iter().any(|area| area.id == **id)) {
            problems.push(undeclared("area-not-declared", area.as_str()));
        }
        // What is said of any other source is kept with the batch as well, and has the same bounds.
        let asked = |source: &&Source| source.bought || mapping.bought.is_some();
        if let Some(source) = rules.source(source).filter(asked) {
            problems.extend(how_bought(mapping.bought.as_ref(), &source.name, rules.on()));
        }
        check_headers(mapping, headers, &mut problems);
        let ground = (rules, source, group.as_ref());
        let mut fields =
            bind_all((&mapping.columns, &mapping.constants), headers, &mut problems, |item, field| {
                bind(ground, (item, field.0), field.1)
            });
        let object = mapping.object.as_ref();
        let object = object.and_then(|columns| ObjectPlan::new(columns, headers, ground, &mut problems));
        if !fields.iter().any(|field| field.does == Does::Write) && problems.is_empty() {
            problems.push(nothing_mapped());
        }
        let order = |item: &Item| statement.items.iter().position(|declared| declared.id == item.id);
        fields.sort_by_key(|field| order(&field.item));
        match group {
            Some(group) if problems.is_empty() => Ok(Self {
                group,
                areas: mapping.areas.clone(),
                source: source.clone(),
                width: headers.len(),
                fields,
                object,
            }),
            _ => Err(problems),
        }
    }

    /// The group that new persons belong to.
    #[must_use]
    pub const fn group(&self) -> &GroupId {
        &self.group
    }
    /// The areas that new persons belong to.
    #[must_use]
    pub fn areas(&self) -> &[AreaId] {
        &self.areas
    }
    /// The source of every value.
    #[must_use]
    pub const fn source(&self) -> &SourceId {
        &self.source
    }
    /// The items that rows may bring.
    pub fn items(&self) -> impl Iterator<Item = &ItemId> {
        self.fields.iter().map(|field| &field.item.id)
    }

    /// Reads one row. An empty cell says nothing about its item.
    ///
    /// # Errors
    /// Everything that is wrong with the row.
    pub fn row(&self, cells: &[&str]) -> Result<ReadRow, Vec<CellProblem>> {
        if cells.len() != self.width {
            return Err(vec![CellProblem { column: None, problem: wrong_width(cells.len(), self.width) }]);
        }
        let (mut items, mut finds, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        if !self.fields.iter().any(|field| field.is_filled(cells)) {
            return Err(vec![CellProblem { column: None, problem: empty_row() }]);
        }
        for field in &self.fields {
            let place = if field.does == Does::Write { &mut items } else { &mut finds };
            field.read(cells, place, &mut problems);
        }
        let object = self.object.as_ref().and_then(|plan| plan.read(cells, &mut problems));
        if problems.is_empty() { Ok(ReadRow { items, finds, object }) } else { Err(problems) }
    }
}

impl Field {
    /// The item that it is about.
    pub(super) const fn item(&self) -> &Item {
        &self.item
    }

    /// Whether a cell of the row says something of it.
    pub(super) fn is_filled(&self, cells: &[&str]) -> bool {
        matches!(self.from, From::Cell(at) if cells.get(at).is_some_and(|cell| !cell.trim().is_empty()))
    }

    /// Adds what a row says of it.
    pub(super) fn read(
        &self,
        cells: &[&str],
        items: &mut Vec<(ItemId, Vec<Valid>)>,
        problems: &mut Vec<CellProblem>,
    ) {
        let written = match &self.from {
            From::Cell(at) => cells.get(*at).copied().unwrap_or_default(),
            From::Constant(value) => value.as_str(),
        };
        if written.trim().is_empty() {
            return;
        }
        let of_cell = |problem| CellProblem { column: Some(self.named.clone()), problem };
        match item::read(&self.item, written, self.label.as_ref()) {
            Ok(valid) => put(items, self, valid, problems),
            Err(found) => problems.extend(found.into_iter().map(of_cell)),
        }
    }
}

/// Adds a value to its item; the same value in two columns is one value.
fn put(items: &mut Vec<(ItemId, Vec<Valid>)>, field: &Field, valid: Valid, problems: &mut Vec<CellProblem>) {
    if items.last().is_none_or(|(item, _)| *item != field.item.id) {
        items.push((field.item.id.clone(), Vec::new()));
    }
    let Some((_, values)) = items.last_mut() else { return };
    if values.iter().any(|known| known.normal() == valid.normal()) {
        return;
    }
    if u32::try_from(values.len()).unwrap_or(u32::MAX) >= field.item.max_values {
        problems.push(CellProblem {
            column: Some(field.named.clone()),
            problem: too_many(field.item.max_values),
        });
        return;
    }
    values.push(valid);
}

/// What is missing of how a list was bought.
fn how_bought(said: Option<&Bought>, source: &Text, today: Date) -> Option<Problem> {
    let told = said.is_some_and(|bought| {
        let written = |text: &str, most| !text.trim().is_empty() && text.chars().count() <= most;
        written(&bought.seller, SELLER) && written(&bought.terms, TERMS) && bought.on <= today
    });
    (!told).then(|| bought_untold(source))
}

/// Columns that are neither mapped nor ignored, mapped ones that are missing, headers that occur twice.
fn check_headers(mapping: &Mapping, headers: &[String], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for header in headers {
        *seen.entry(header).or_default() += 1;
    }
    for header in mapping.headers().filter(|header| !seen.contains_key(header)) {
        problems.push(missing_column(header));
    }
    for (header, times) in seen {
        let mapped = mapping.headers().filter(|mapped| *mapped == header).count();
        let ignored = mapping.ignore.iter().any(|name| name == header);
        match (mapped, ignored) {
            (0, false) => problems.push(undecided_column(header)),
            (0, true) => {}
            (1, false) if times == 1 => {}
            _ => problems.push(ambiguous_column(header)),
        }
    }
}

/// What a field is bound against: rules, source, group.
pub(super) type Ground<'a> = (&'a Rules, &'a SourceId, Option<&'a GroupId>);
/// What a problem with a field names: its kind of value, and the header or the item.
type Named<'a> = (Option<&'a ChoiceId>, &'a str);

/// Binds columns and constants, each to the item that `bind` finds for it.
pub(super) fn bind_all(
    (columns, constants): (&[Column], &[Constant]),
    headers: &[String],
    problems: &mut Vec<Problem>,
    bind: impl Fn(&ItemId, Named<'_>) -> Result<(Item, Does), Problem>,
) -> Vec<Field> {
    let cells = columns.iter().filter_map(|column| {
        let at = headers.iter().position(|header| *header == column.header)?;
        Some((From::Cell(at), column.header.as_str(), &column.item, &column.label))
    });
    let constants = constants.iter().map(|constant| {
        (From::Constant(constant.value.clone()), constant.item.as_str(), &constant.item, &constant.label)
    });
    let mut fields = Vec::new();
    for (from, named, item, label) in cells.chain(constants) {
        match bind(item, (label.as_ref(), named)) {
            Ok((item, does)) => {
                fields.push(Field { from, named: named.to_owned(), item, label: label.clone(), does });
            }
            Err(problem) => problems.push(problem),
        }
    }
    fields
}

/// The item of a field and what it does, if the statement lets this source write it for this group.
fn bind(
    (rules, source, group): Ground<'_>,
    (id, label): (&ItemId, Option<&ChoiceId>),
    named: &str,
) -> Result<(Item, Does), Problem> {
    let item = rules.item(id).ok_or_else(|| undeclared("item-not-declared", id.as_str()))?;
    let service = rules.source(source).is_some_and(|source| source.kind == SourceKind::UpdateService);
    let does = match (item.sources.contains(source), service && finds_people(item)) {
        (true, _) => Does::Write,
        (false, true) => Does::Find,
        (false, false) => return Err(source_refused(named, source.as_str())),
    };
    if !item.groups.is_empty() && group.is_some_and(|group| !item.groups.contains(group)) {
        return Err(not_of_group(named));
    }
    has_label(item, label)?;
    Ok((item.clone(), does))
}

/// Whether an item has a kind of value.
pub(super) fn has_label(item: &Item, label: Option<&ChoiceId>) -> Result<(), Problem> {
    let unknown = label.filter(|label| !item.choices.iter().any(|choice| choice.id == **label));
    unknown.map_or(Ok(()), |label| Err(undeclared("label-not-declared", label.as_str())))
}

/// Items by which a person is found: names, unique numbers, e-mail addresses, telephone numbers.
const fn finds_people(item: &Item) -> bool {
    use ItemType::{Email, FirstNames, OrganisationName, Phone, Surname};
    item.unique || matches!(item.item_type, FirstNames | Surname | OrganisationName | Email | Phone)
}
