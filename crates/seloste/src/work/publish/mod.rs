//! A register's notice in every form in which it is published: for people, for paper, for programs, for the authority. The
//! same effective rules give the same bytes. Not here: what it says (`register` does), where it is published.

pub mod editions;
mod letter;
mod sheet;

pub use letter::letter;

use seloste_register::{
    statement::{
        Rules,
        notice::{self, Profile},
    },
    text::Lang,
};
use std::{
    collections::VecDeque,
    sync::{Arc, LazyLock, Mutex},
};

/// A form of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A whole web page, with the address of its style sheet.
    Page(String),
    /// The notice's own part of a web page.
    Fragment,
    /// Markdown.
    Markdown,
    /// A tagged PDF.
    Pdf,
    /// Data Privacy Vocabulary as JSON-LD.
    JsonLd,
    /// Transparency Information Language.
    Tilt,
    /// Records of processing (GDPR 30) as a web page, with the address of its style sheet.
    Records(String),
    /// Records of processing as a spreadsheet (XLSX).
    RecordsSheet,
}

/// Why a notice could not be written in a form.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// As a PDF.
    #[error(transparent)]
    Letter(#[from] seloste_letter::LetterError),
    /// As a spreadsheet.
    #[error("the spreadsheet could not be written: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes a notice in a form.
///
/// # Errors
/// When the typesetter or the spreadsheet gives up.
pub fn written(rules: &Rules, lang: Lang, profile: Profile, form: &Form) -> Result<Vec<u8>, Unwritten> {
    let content = || notice::content(rules, lang, profile);
    Ok(match form {
        Form::Page(stylesheet) => content().document(stylesheet).into_bytes(),
        Form::Fragment => content().html().into_bytes(),
        Form::Markdown => content().markdown().into_bytes(),
        Form::Pdf => seloste_letter::pdf(&letter(rules, lang, profile))?,
        Form::JsonLd => notice::dpv(rules, lang).into_bytes(),
        Form::Tilt => notice::tilt(rules, lang).into_bytes(),
        Form::Records(stylesheet) => {
            notice::records_html(&notice::records(rules, lang), stylesheet).into_bytes()
        }
        Form::RecordsSheet => sheet::sheet(rules, lang)?,
    })
}

/// A notice that was made, with what it is known by.
type Made = (String, Arc<Vec<u8>>);

/// Notices that were made lately, by what they say, so that a visitor who asks again and again costs nothing.
static KEPT: LazyLock<Mutex<VecDeque<Made>>> = LazyLock::new(Mutex::default);

/// So many are kept.
const MOST: usize = 48;

/// The same as [`written`], kept for the next who asks. A notice that says something else is another.
///
/// # Errors
/// When the typesetter or the spreadsheet gives up.
pub fn kept(rules: &Rules, lang: Lang, profile: Profile, form: &Form) -> Result<Arc<Vec<u8>>, Unwritten> {
    // What a notice says in words, and what stands in data alone.
    let said = notice::content(rules, lang, profile).markdown() + &notice::dpv(rules, lang);
    let name = format!("{} {profile:?} {form:?} {}", lang.code(), notice::wording_hash(&said));
    let known =
        || KEPT.lock().ok()?.iter().find(|(known, _)| *known == name).map(|(_, bytes)| Arc::clone(bytes));
    if let Some(bytes) = known() {
        return Ok(bytes);
    }
    let bytes = Arc::new(written(rules, lang, profile, form)?);
    if let Ok(mut kept) = KEPT.lock() {
        kept.push_front((name, Arc::clone(&bytes)));
        kept.truncate(MOST);
    }
    Ok(bytes)
}
