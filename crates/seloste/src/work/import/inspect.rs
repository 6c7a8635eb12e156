//! A first look at a file: what it is, how that was found out, what stands in its columns and what they may mean.

use super::{FileError, Form, rows, upload::Upload};
use seloste_register::{
    import::{self, Column, Delimiter, EncodingGuess, GuessedBy, Mapping, Meaning, Profile, Suggestion},
    statement::model::Statement,
};
use std::ops::ControlFlow;

/// So much of a file is looked at to tell encoding and delimiter.
const BEGINNING: u64 = 256 << 10;

/// What a first look at a file shows.
pub struct Inspection {
    /// What kind of file it is, as guessed or as the mapping says.
    pub form: Form,
    /// Headers in the file's order.
    pub headers: Vec<String>,
    /// What each column probably means.
    pub suggestions: Vec<Suggestion>,
    /// Samples and fill rates, over all rows.
    pub profile: Profile,
    /// Size in bytes.
    pub bytes: u64,
}

impl Inspection {
    /// Headers of columns that nothing is known of.
    #[must_use]
    pub fn undecided(&self) -> Vec<String> {
        let unknown = self.suggestions.iter().filter(|one| one.meaning == Meaning::Unknown);
        unknown.map(|one| one.header.clone()).collect()
    }

    /// The suggestions as a mapping. Columns that nothing is known of are left undecided, so that the import is refused
    /// until somebody decides.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        let mut mapping = self.form.mapping();
        for suggestion in &self.suggestions {
            match &suggestion.meaning {
                Meaning::Item(item, label) => mapping.columns.push(Column {
                    header: suggestion.header.clone(),
                    item: item.clone(),
                    label: label.clone(),
                }),
                Meaning::NotAllowed | Meaning::Technical => mapping.ignore.push(suggestion.header.clone()),
                Meaning::Unknown => {}
            }
        }
        mapping
    }
}

/// Looks at a file. What `said` says about encoding, delimiter and sheet goes before any guess.
///
/// # Errors
/// When the file can't be read.
pub fn inspect(upload: &Upload<'_>, said: &Mapping, statement: &Statement) -> Result<Inspection, FileError> {
    let form = form(upload, said)?;
    let headers = rows::headers(upload, &form)?;
    let mut profile = Profile::new(&headers);
    rows::each(upload, &form, |row| {
        if row.number > 1 {
            profile.observe(row.cells.iter().copied());
        }
        Ok::<_, FileError>(ControlFlow::Continue(()))
    })?;
    let suggestions = import::suggest(&headers, statement);
    Ok(Inspection { form, headers, suggestions, profile, bytes: upload.length()? })
}

/// What kind of file it is.
pub(super) fn form(upload: &Upload<'_>, said: &Mapping) -> Result<Form, FileError> {
    if upload.length()? == 0 {
        return Err(FileError::Empty);
    }
    let beginning = zeroize::Zeroizing::new(upload.beginning(BEGINNING)?);
    if beginning.starts_with(b"PK\x03\x04") {
        let sheets = rows::sheets(upload)?;
        let sheet = match &said.sheet {
            Some(name) => sheets.iter().find(|sheet| *sheet == name).ok_or(FileError::NoSheet)?,
            None => sheets.first().ok_or(FileError::Empty)?,
        };
        return Ok(Form::Workbook { sheet: sheet.clone(), sheets });
    }
    if beginning.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(FileError::OldWorkbook);
    }
    let encoding = match &said.encoding {
        Some(name) => {
            let encoding =
                encoding_rs::Encoding::for_label(name.as_bytes()).ok_or(FileError::UnknownEncoding)?;
            EncodingGuess { encoding, by: GuessedBy::Said }
        }
        None => import::encoding(&beginning),
    };
    let delimiter = match &said.delimiter {
        Some(name) => Delimiter::from_name(name).ok_or(FileError::UnknownDelimiter)?,
        None => import::delimiter(&encoding.encoding.decode(&beginning).0),
    };
    Ok(Form::Text { encoding, delimiter })
}
