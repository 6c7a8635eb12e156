//! A mapping made ready against a file's headers and a register's rules: every later row is read by it. What the statement
//! does not declare is refused here, whole, before any row (claim R1-021).

use super::{Mapping, problems::*};
use crate::{
    diagnostics::Problem,
    id::{AreaId, ChoiceId, GroupId, ItemId, SourceId},
    item::{self, Valid},
    statement::{
        Rules,
        model::{Item, ItemType, SourceKind},
    },
};
use std::collections::BTreeMap;

/// A mapping that fits a file and a register.
pub struct Plan {
    group: GroupId,
    areas: Vec<AreaId>,
    source: SourceId,
    width: usize,
    fields: Vec<Field>,
}

/// From where one value of a row comes.
struct Field {
    from: From,
    /// How problems name it: the header, or the item for a constant.
    named: String,
    item: Item,
    label: Option<ChoiceId>,
    does: Does,
}

/// What a field's values are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
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
        check_headers(mapping, headers, &mut problems);
        let mut fields = bind_all(mapping, headers, (rules, source, group.as_ref()), &mut problems);
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
        let mut any_cell = false;
        for field in &self.fields {
            let written = match &field.from {
                From::Cell(at) => cells.get(*at).copied().unwrap_or_default(),
                From::Constant(value) => value.as_str(),
            };
            if written.trim().is_empty() {
                continue;
            }
            any_cell |= matches!(field.from, From::Cell(_));
            match item::read(&field.item, written, field.label.as_ref()) {
                Ok(valid) => {
                    let place = if field.does == Does::Write { &mut items } else { &mut finds };
                    put(place, field, valid, &mut problems);
                }
                Err(found) => problems.extend(
                    found
                        .into_iter()
                        .map(|problem| CellProblem { column: Some(field.named.clone()), problem }),
                ),
            }
        }
        if !any_cell && problems.is_empty() {
            return Err(vec![CellProblem { column: None, problem: empty_row() }]);
        }
        if problems.is_empty() { Ok(ReadRow { items, finds }) } else { Err(problems) }
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

/// Columns that are neither mapped nor ignored, mapped ones that are missing, headers that occur twice.
fn check_headers(mapping: &Mapping, headers: &[String], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for header in headers {
        *seen.entry(header).or_default() += 1;
    }
    for column in mapping.columns.iter().filter(|column| !seen.contains_key(column.header.as_str())) {
        problems.push(missing_column(&column.header));
    }
    for (header, times) in seen {
        let mapped = mapping.columns.iter().filter(|column| column.header == header).count();
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
type Ground<'a> = (&'a Rules, &'a SourceId, Option<&'a GroupId>);

fn bind_all(
    mapping: &Mapping,
    headers: &[String],
    ground: Ground<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Field> {
    let cells = mapping.columns.iter().filter_map(|column| {
        let at = headers.iter().position(|header| *header == column.header)?;
        Some((From::Cell(at), column.header.as_str(), &column.item, &column.label))
    });
    let constants = mapping.constants.iter().map(|constant| {
        (From::Constant(constant.value.clone()), constant.item.as_str(), &constant.item, &constant.label)
    });
    let mut fields = Vec::new();
    for (from, named, item, label) in cells.chain(constants) {
        match bind(ground, (item, label.as_ref()), named) {
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
    if let Some(label) = label
        && !item.choices.iter().any(|choice| choice.id == *label)
    {
        return Err(undeclared("label-not-declared", label.as_str()));
    }
    Ok((item.clone(), does))
}

/// Items by which a person is found: names, unique numbers, e-mail addresses, telephone numbers.
const fn finds_people(item: &Item) -> bool {
    use ItemType::{Email, FirstNames, OrganisationName, Phone, Surname};
    item.unique || matches!(item.item_type, FirstNames | Surname | OrganisationName | Email | Phone)
}
