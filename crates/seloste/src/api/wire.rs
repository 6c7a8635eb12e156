//! Shapes that many calls share: names, moments, what is written about items. Personal data leaves in `personal` alone.

use super::{body::DUPLICATE, problem::Problem};
use crate::messages::{Message, api as say};
use seloste_gate::{
    card::{ItemChange, NewValue},
    errors::ItemProblem,
};
use seloste_register::{
    diagnostics::Problem as Found,
    id::{ChoiceId, SourceId},
    item,
    statement::model::Item,
    text::Lang,
};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};

/// A name that the register's statement declares.
#[derive(ToSchema)]
#[schema(example = "customer-care", pattern = "^[a-z](-?[a-z0-9]){0,63}$")]
#[expect(dead_code, reason = "describes the schema of declared names, which are types of `register`")]
pub(super) struct Name(String);

/// A declared kind of a value: home, work, mobile.
pub(super) type Label = Name;

/// A text in the three languages.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the schema of texts, which are a type of `register`")]
pub(super) struct Words {
    /// Finnish.
    fi: String,
    /// Swedish.
    sv: String,
    /// English.
    en: String,
}

/// A moment, UTC.
#[derive(ToSchema)]
#[schema(format = DateTime, example = "2026-11-22T09:30:00Z")]
#[expect(dead_code, reason = "describes the schema of moments")]
pub(super) struct Moment(String);

/// A day.
#[derive(ToSchema)]
#[schema(format = Date, example = "2026-11-22")]
#[expect(dead_code, reason = "describes the schema of days")]
pub(super) struct Day(String);

/// A written value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WrittenValue)]
pub(super) struct WrittenValue {
    /// The value, in any form that the item's type reads.
    value: String,
    /// Which of its kinds: home, work, mobile.
    #[schema(value_type = Option<Name>)]
    label: Option<ChoiceId>,
    /// Its source, when another than the whole request's.
    #[schema(value_type = Option<Name>)]
    source: Option<SourceId>,
}

/// What is written about items: by name of the item, all values that it has from now on. An item named twice is refused.
#[derive(Default)]
pub(super) struct Written(Vec<(String, Vec<WrittenValue>)>);

impl PartialSchema for Written {
    fn schema() -> RefOr<Schema> {
        BTreeMap::<String, Vec<WrittenValue>>::schema()
    }
}

impl ToSchema for Written {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("WrittenItems")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((WrittenValue::name().into_owned(), WrittenValue::schema()));
        WrittenValue::schemas(schemas);
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of items")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        let (mut items, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some((name, values)) = map.next_entry::<String, Vec<WrittenValue>>()? {
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom(DUPLICATE));
            }
            items.push((name, values));
        }
        Ok(Written(items))
    }
}

/// Reads what is written about declared items.
///
/// # Errors
/// All that is wrong with any of them: undeclared (claim R1-021), without source, not of its type.
pub(super) fn changes(
    declared: &[Item],
    written: Written,
    source: Option<&SourceId>,
) -> Result<Vec<ItemChange>, Problem> {
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    for (name, values) in written.0 {
        match declared.iter().find(|item| item.id.as_str() == name) {
            None => {
                problems.push(about(&name, "not-declared", &say::NOT_DECLARED, &say::NOT_DECLARED_REMEDY))
            }
            Some(item) => match change(item, &values, source) {
                Ok(change) => changes.push(change),
                Err(found) => problems.extend(found),
            },
        }
    }
    if problems.is_empty() { Ok(changes) } else { Err(Problem::items(problems)) }
}

fn change(
    item: &Item,
    values: &[WrittenValue],
    source: Option<&SourceId>,
) -> Result<ItemChange, Vec<ItemProblem>> {
    let (mut valid, mut problems) = (Vec::new(), Vec::new());
    let name = item.id.as_str();
    for written in values {
        let Some(source) = written.source.as_ref().or(source) else {
            problems.push(about(name, "no-source", &say::NO_SOURCE, &say::NO_SOURCE_REMEDY));
            continue;
        };
        match item::read(item, &written.value, written.label.as_ref()) {
            Ok(value) => valid.push(NewValue { value, source: source.clone() }),
            Err(found) => problems
                .extend(found.into_iter().map(|problem| ItemProblem { item: name.to_owned(), problem })),
        }
    }
    if problems.is_empty() { Ok(ItemChange { item: item.id.clone(), values: valid }) } else { Err(problems) }
}

/// 422: the statement declares no such thing.
pub(super) fn not_declared(name: &str) -> Problem {
    Problem::items(vec![about(name, "not-declared", &say::NOT_DECLARED, &say::NOT_DECLARED_REMEDY)])
}

/// The language of a letter or a mail; Finnish when it is left out.
pub(super) fn language(code: Option<&str>) -> Result<Lang, Problem> {
    match code {
        None => Ok(Lang::Fi),
        Some(code) => Lang::from_code(code).ok_or_else(|| not_declared("lang")),
    }
}

/// 422: nobody has that user name.
pub(super) fn nobody(place: &str) -> Problem {
    Problem::items(vec![about(place, "nobody", &say::NOBODY, &say::NOBODY_REMEDY)])
}

/// 422: what is wrong with one item.
pub(super) fn found(item: &str, found: Vec<Found>) -> Problem {
    Problem::items(found.into_iter().map(|problem| ItemProblem { item: item.to_owned(), problem }).collect())
}

/// A problem with an item; the name of an undeclared one is cut to what a name may be.
fn about(item: &str, rule: &'static str, what: &Message, remedy: &Message) -> ItemProblem {
    let problem = Found::error(rule, what.all(), remedy.all());
    ItemProblem { item: item.chars().take(64).collect(), problem }
}
