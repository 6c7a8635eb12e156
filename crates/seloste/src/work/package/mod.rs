//! Everything about a person, in forms that people and programs read: one page, a PDF to post, JSON, CSV and a vCard, together
//! in a ZIP that is made in memory and never in a temporary file. Not here: what belongs into it (the gate).

mod card;
mod document;
pub mod job;
mod sound;
mod staff;
mod table;
mod tree;
mod words;

use crate::store;
use jiff::civil::Date;
use seloste_gate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{ObjectRef, OpenedItem, SubjectRef},
    clock,
    package::{Behalf, Package},
    packages::PackedFile,
    request::RequestRef,
};
use seloste_letter::Document;
use seloste_register::{
    right::RightKind,
    statement::{
        Rules,
        model::{Anchor, Basis, Item, SourceKind},
    },
    text::Lang,
};
use serde_json::Value;
use std::{
    collections::{BTreeSet, HashMap},
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it (GDPR 15).
    All,
    /// What the person gave, and what came about by using the service, where the processing rests on consent or contract
    /// (GDPR 20).
    Given,
}

impl Extent {
    /// The extent of a right.
    #[must_use]
    pub const fn of(kind: RightKind) -> Self {
        match kind {
            RightKind::Portability => Self::Given,
            _ => Self::All,
        }
    }
}

/// A package with what it takes to read it.
pub struct Told<'a> {
    package: &'a Package,
    rules: &'a Rules,
    lang: Lang,
    extent: Extent,
    on: Date,
    names: HashMap<AccountId, String>,
    /// The files of recordings that go with it.
    files: HashMap<ObjectRef, String>,
}

/// Files of a package, each with its name.
pub type Files = Vec<(String, Vec<u8>)>;

/// Why a package could not be written. Says nothing of what is in it.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The gate says no, or fails.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The PDF was not set.
    #[error("the package could not be written as a PDF: {0}")]
    Letter(#[from] seloste_letter::LetterError),
    /// The archive or a table in it was not written.
    #[error("the package could not be packed")]
    Packing,
}

impl<'a> Told<'a> {
    /// A package to be told in a language.
    #[must_use]
    pub fn new(package: &'a Package, rules: &'a Rules, lang: Lang, extent: Extent) -> Self {
        let on = clock::day(package.made);
        Self { package, rules, lang, extent, on, names: HashMap::new(), files: HashMap::new() }
    }

    /// The same, with names of those who used the data: where a reasoned decision gives them.
    #[must_use]
    pub fn naming(self, names: HashMap<AccountId, String>) -> Self {
        Self { names, ..self }
    }

    /// The same, with recordings beside it, by the names of their files.
    #[must_use]
    pub fn carrying(self, files: HashMap<ObjectRef, String>) -> Self {
        Self { files, ..self }
    }

    /// For people: the same document becomes a page and a PDF.
    #[must_use]
    pub fn document(&self) -> Document {
        document::document(self)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        tree::json(self)
    }

    /// The page by itself.
    #[must_use]
    pub fn html(&self) -> String {
        seloste_letter::html(&self.document())
    }

    /// The PDF.
    ///
    /// # Errors
    /// When it can't be set in pages.
    pub fn pdf(&self) -> Result<Vec<u8>, PackageError> {
        Ok(seloste_letter::pdf(&self.document())?)
    }

    /// All its files.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn files(&self) -> Result<Files, PackageError> {
        let files = [
            ("tiedot.html", self.html().into_bytes()),
            ("tiedot.pdf", self.pdf()?),
            ("data.json", format!("{:#}\n", self.json()).into_bytes()),
            ("data.csv", table::csv(self)?),
            ("contact.vcf", card::vcard(self).into_bytes()),
        ];
        Ok(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
    }

    /// All files in one archive.
    ///
    /// # Errors
    /// When a file of it can't be written.
    pub fn zip(&self) -> Result<Vec<u8>, PackageError> {
        let files = self.files()?;
        zipped(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }

    /// Whether something from a source and for some purposes belongs into it.
    fn has(&self, item: &Item, source: &seloste_register::id::SourceId) -> bool {
        if self.extent == Extent::All {
            return true;
        }
        let kind = self.rules.source(source).map(|source| source.kind);
        let given =
            matches!(kind, Some(SourceKind::Subject | SourceKind::Relationship)) && item.derived.is_none();
        let basis = |id| self.rules.purpose(id).map(|purpose| purpose.basis);
        let portable = |basis| matches!(basis, Some(Basis::Consent | Basis::Contract));
        given && item.purposes.iter().any(|id| portable(basis(id)))
    }

    /// The last day of a value's keeping, when it can be told already.
    fn kept_until(&self, item: &Item, recorded: Date) -> Option<Date> {
        let times = self.rules.times(item, &self.package.group);
        self.rules.last_day(times, |anchor| match anchor {
            Anchor::Recorded => Some(recorded),
            Anchor::RelationshipEnd => self.package.closed,
            Anchor::LastActivity
            | Anchor::ObjectEnd
            | Anchor::ObjectDate
            | Anchor::Replaced
            | Anchor::NeedEnd
            | Anchor::OwnRequest => None,
        })
    }

    /// The values of an item that belong into it.
    fn of_item<'o>(&self, item: &Item, opened: &'o OpenedItem) -> Vec<&'o seloste_gate::card::OpenedValue> {
        opened.values.iter().filter(|value| self.has(item, &value.source)).collect()
    }
}

/// Files in one archive, made in memory.
///
/// # Errors
/// When it can't be packed.
pub fn zipped<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Result<Vec<u8>, PackageError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).map_err(|_| PackageError::Packing)?;
        zip.write_all(bytes).map_err(|_| PackageError::Packing)?;
    }
    Ok(zip.finish().map_err(|_| PackageError::Packing)?.into_inner())
}

/// The names of those who used the data, as far as a package tells who they were.
///
/// # Errors
/// When the database fails.
pub fn names(gate: &Gate, package: &Package) -> Result<HashMap<AccountId, String>, GateError> {
    let ids: BTreeSet<AccountId> = package.readings.iter().filter_map(|one| one.by).collect();
    let found = gate.data().read(|tx| {
        let mut names = HashMap::new();
        for id in ids {
            names.extend(store::account::by_id(tx, id)?.map(|account| (id, account.name)));
        }
        Ok::<_, seloste_db::Failure>(names)
    });
    Ok(found?)
}

/// The files of a copy that is ready, in the case that ordered it.
///
/// # Errors
/// As [`Gate::fetch_package`] says.
pub fn fetch(gate: &Gate, ask: &Ask, request: &RequestRef) -> Result<Vec<PackedFile>, GateError> {
    match &gate.open_request(ask, request)?.subject {
        Some(subject) => gate.fetch_package(ask, (subject, request), Behalf::Case(request)),
        None => gate.fetch_staff_package(ask, request),
    }
}

/// Opens everything about a person.
///
/// # Errors
/// As [`Gate::package`] says.
pub fn open(gate: &Gate, ask: &Ask, subject: &SubjectRef, behalf: Behalf<'_>) -> Result<Package, GateError> {
    gate.package(ask, subject, behalf)
}

#[cfg(test)]
mod tests;
