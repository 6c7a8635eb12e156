//! What the columns of a file mean, as a person decided it. Saved as a small TOML file, so that the next delivery of the same
//! kind needs no decisions.

use crate::{
    diagnostics::{Place, Problem, Severity},
    id::{AreaId, ChoiceId, GroupId, ItemId, ObjectKindId},
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The meaning of a file's columns. Every column is mapped or ignored by name; one that is neither refuses the import
/// (claim R1-021).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// Encoding by its WHATWG name; absent: guessed.
    pub encoding: Option<String>,
    /// `comma`, `semicolon`, `tab` or `bar`; absent: guessed.
    pub delimiter: Option<String>,
    /// Sheet of a workbook; absent: the first.
    pub sheet: Option<String>,
    /// Group of subjects that new persons belong to; absent: the first that the statement declares.
    pub group: Option<GroupId>,
    /// Areas that new persons belong to.
    #[serde(default)]
    pub areas: Vec<AreaId>,
    /// Columns that are left out.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Columns that are read.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
    /// Values that every row gets.
    #[serde(default, rename = "constant")]
    pub constants: Vec<Constant>,
    /// An object that each row tells of beside the person, such as the contract that ties them to the register.
    pub object: Option<ObjectColumns>,
    /// Of a list that was bought: from whom, when, on which terms (claim R5-103).
    pub bought: Option<Bought>,
}

/// Which columns tell of an object beside the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ObjectColumns {
    /// What kind of object.
    pub kind: ObjectKindId,
    /// The header of the column with its day, or with the first day of its period.
    pub starts: String,
    /// The header of the column with the last day of its period; absent, or an empty cell: nobody knows one yet.
    pub ends: Option<String>,
    /// The header of the column with its state, by name or id; absent, or an empty cell: the first that the kind has.
    pub state: Option<String>,
    /// Columns with its items.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
    /// Values that every row's object gets.
    #[serde(default, rename = "constant")]
    pub constants: Vec<Constant>,
}

impl ObjectColumns {
    /// All headers that it names.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        let parts = [Some(&self.starts), self.ends.as_ref(), self.state.as_ref()];
        let items = self.columns.iter().map(|column| column.header.as_str());
        parts.into_iter().flatten().map(String::as_str).chain(items)
    }
}

/// How a list was bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bought {
    /// Who sold it.
    pub seller: String,
    /// The day on which it was bought, such as `2026-11-20`.
    pub on: Date,
    /// The terms: what it may be used for and until when, or where they are on record.
    pub terms: String,
}

/// One column that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Column {
    /// Its header in the file.
    pub header: String,
    /// The item that it holds.
    pub item: ItemId,
    /// The kind of value (home, work, mobile).
    pub label: Option<ChoiceId>,
}

/// A value that stands in no column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Constant {
    /// The item.
    pub item: ItemId,
    /// Its value as written.
    pub value: String,
    /// The kind of value.
    pub label: Option<ChoiceId>,
}

impl Mapping {
    /// The headers of all columns that are read, one that is read twice twice.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        let items = self.columns.iter().map(|column| column.header.as_str());
        items.chain(self.object.iter().flat_map(ObjectColumns::headers))
    }

    /// Reads a saved mapping.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn from_toml(text: &str) -> Result<Self, Vec<Problem>> {
        toml::from_str(text).map_err(|error| {
            let place = error.span().map(|span| place(text, span.start));
            let said = error.message();
            vec![Problem {
                severity: Severity::Error,
                rule: "mapping-unreadable",
                place,
                also: None,
                what: Text::new(
                    &format!("Tallennettua kuvausta ei voi lukea: {said}"),
                    &format!("Den sparade beskrivningen kan inte läsas: {said}"),
                    &format!("The saved mapping can't be read: {said}"),
                ),
                remedy: Text::new(
                    "Korjaa tiedosto tai tee kuvaus uudelleen.",
                    "Rätta filen eller gör beskrivningen på nytt.",
                    "Correct the file, or make the mapping again.",
                ),
                passages: Vec::new(),
            }]
        })
    }

    /// The mapping as a file.
    ///
    /// # Errors
    /// Never with what [`Mapping`] can hold; the writer's signature wants it.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }
}

fn place(text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Place { line, column }
}
