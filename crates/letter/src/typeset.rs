//! The only place that knows the typesetter. Its program is one fixed text, `letter.typ`; a document reaches it as
//! values, so that no word of a document can be taken for markup.

use crate::{
    LetterError,
    clean::{Care, Cleaner},
    document::{Address, Block, Document, Line, Table},
};
use seloste_register::text::Lang;
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue as _, Smart, Value},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Font families, in small letters as the font book knows them, in the order in which a character is looked for.
pub(crate) const FAMILIES: [&str; 2] = ["libertinus serif", "dejavu sans mono"];

/// The fonts that the program carries, read once.
struct Fonts {
    book: LazyHash<FontBook>,
    all: Vec<Font>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all }
});

static PROGRAM: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("letter.typ")));

/// All that the typesetter can see: its program, the fonts, one document.
struct Desk {
    library: LazyHash<Library>,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }
    fn main(&self) -> FileId {
        PROGRAM.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == PROGRAM.id() { Ok(PROGRAM.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

pub(crate) fn pdf(document: &Document) -> Result<Vec<u8>, LetterError> {
    check(document)?;
    // Marks from one font on letters of another can't be set; then they are written as code points.
    let first = attempt(document, Care::Usual);
    let written = if first.is_err() { attempt(document, Care::Utmost) } else { first };
    // The typesetter remembers what it has set; it may be about a person.
    typst::comemo::evict(0);
    written
}

fn check(document: &Document) -> Result<(), LetterError> {
    let cleaner = Cleaner::new(&FONTS.book, Care::Usual);
    if cleaner.line(&document.title).is_empty() {
        return Err(LetterError::Untitled);
    }
    let ragged = document.blocks.iter().any(|block| match block {
        Block::Table(table) => {
            table.head.is_empty() || table.rows.iter().any(|row| row.len() != table.head.len())
        }
        _ => false,
    });
    if ragged { Err(LetterError::Ragged) } else { Ok(()) }
}

fn attempt(document: &Document, care: Care) -> Result<Vec<u8>, LetterError> {
    let letter = letter(document, Cleaner::new(&FONTS.book, care))?;
    let inputs: Dict = [("letter".into(), letter.into_value())].into_iter().collect();
    let desk = Desk { library: LazyHash::new(Library::builder().with_inputs(inputs).build()) };
    let set = typst::compile(&desk).output.map_err(|_| LetterError::NotSet)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| LetterError::NotWritten)?;
    let options =
        PdfOptions { creator: Smart::Custom(Some("Seloste".to_owned())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&set, &options).map_err(|_| LetterError::NotWritten)
}

/// A document as the values that `letter.typ` reads.
fn letter(document: &Document, clean: Cleaner<'_>) -> Result<Dict, LetterError> {
    let day = document.date;
    let parts = u8::try_from(day.month()).ok().zip(u8::try_from(day.day()).ok());
    let date = parts.and_then(|(month, dom)| Datetime::from_ymd(i32::from(day.year()), month, dom));
    let date = date.ok_or(LetterError::NotSet)?;
    let of = if document.lang == Lang::En { " / " } else { " (" };
    let end = if document.lang == Lang::En { "" } else { ")" };
    let address = document.blocks.iter().find_map(|block| match block {
        Block::Address(address) => Some(address_of(address, clean)),
        _ => None,
    });
    Ok(dict([
        ("title", clean.line(&document.title).into_value()),
        ("author", clean.line(&document.author).into_value()),
        ("date", date.into_value()),
        ("lang", document.lang.code().into_value()),
        ("fonts", FAMILIES.into_iter().map(|family| family.into_value()).collect::<Array>().into_value()),
        ("footer", clean.line(&document.footer).into_value()),
        ("of", of.into_value()),
        ("end", end.into_value()),
        ("address", address.unwrap_or(Value::None)),
        ("blocks", blocks(&document.blocks, clean).into_value()),
    ]))
}

fn dict<const N: usize>(parts: [(&str, Value); N]) -> Dict {
    parts.into_iter().map(|(key, value)| (key.into(), value)).collect()
}

fn blocks(blocks: &[Block], clean: Cleaner<'_>) -> Array {
    let mut depth = 0;
    let mut all = Array::new();
    for block in blocks {
        let value = match block {
            Block::Address(_) => continue,
            Block::Heading(level, text) => {
                let text = clean.line(text);
                if text.is_empty() {
                    continue;
                }
                depth = (*level as i64 + 1).min(depth + 1);
                dict([
                    ("kind", "heading".into_value()),
                    ("level", depth.into_value()),
                    ("text", text.into_value()),
                ])
            }
            Block::Paragraph(one) => dict([("kind", "paragraph".into_value()), ("line", line(one, clean))]),
            Block::List(lines) if lines.is_empty() => continue,
            Block::List(lines) => dict([("kind", "list".into_value()), ("lines", self::lines(lines, clean))]),
            Block::Table(table) => table_of(table, clean),
            Block::Pairs(pairs) if pairs.is_empty() => continue,
            Block::Pairs(pairs) => {
                dict([("kind", "pairs".into_value()), ("pairs", self::pairs(pairs, clean))])
            }
            Block::NewPage => dict([("kind", "page".into_value())]),
        };
        all.push(value.into_value());
    }
    all
}

fn line(line: &Line, clean: Cleaner<'_>) -> Value {
    let lead = line.lead.as_ref().map_or(Value::None, |lead| clean.line(lead).into_value());
    let text = clean.text(&line.text).into_value();
    dict([("lead", lead), ("text", text), ("inner", lines(&line.inner, clean))]).into_value()
}

fn lines(lines: &[Line], clean: Cleaner<'_>) -> Value {
    lines.iter().map(|one| line(one, clean)).collect::<Array>().into_value()
}

fn pairs(pairs: &[(String, String)], clean: Cleaner<'_>) -> Value {
    let pair = |(name, value): &(String, String)| {
        [clean.line(name), clean.text(value)]
            .into_iter()
            .map(|text| text.into_value())
            .collect::<Array>()
            .into_value()
    };
    pairs.iter().map(pair).collect::<Array>().into_value()
}

fn table_of(table: &Table, clean: Cleaner<'_>) -> Dict {
    let columns = table.head.len();
    let cells =
        |row: &Vec<String>| row.iter().map(|cell| clean.cell(cell, columns).into_value()).collect::<Array>();
    let rows: Array = table.rows.iter().map(|row| cells(row).into_value()).collect();
    dict([
        ("kind", "table".into_value()),
        ("head", cells(&table.head).into_value()),
        ("rows", rows.into_value()),
    ])
}

fn address_of(address: &Address, clean: Cleaner<'_>) -> Value {
    let lines = |lines: &[String]| {
        lines.iter().map(|one| clean.line(one).into_value()).collect::<Array>().into_value()
    };
    dict([
        ("from", lines(&address.from)),
        ("to", lines(&address.to)),
        ("about", pairs(&address.about, clean)),
    ])
    .into_value()
}
