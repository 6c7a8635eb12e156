//! The rows of a file, one after the other: text with delimiters, or a sheet of a workbook. Nothing is kept in memory but the
//! row at hand.

use super::{
    FileError, Form, bulk,
    decode::{Gauge, LONGEST_RECORD, Utf8},
    upload::Upload,
};
use calamine::{Cell, DataRef, Reader as _, Xlsx};
use std::{io::BufReader, ops::ControlFlow, rc::Rc};
use zeroize::Zeroize as _;

/// Most columns that a file may have.
const COLUMNS: usize = 500;
/// Longest header in characters.
const HEADER: usize = 200;

/// One row. The header row is number 1, as in a spreadsheet.
pub(super) struct Row<'a> {
    pub(super) number: u64,
    pub(super) cells: &'a [&'a str],
    /// Bytes of the file read so far.
    pub(super) read: u64,
}

/// Visits every row from the header on, until the visitor breaks.
pub(super) fn each<E: From<FileError>>(
    upload: &Upload<'_>,
    form: &Form,
    visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    match form {
        Form::Text { encoding, delimiter } => {
            let (encoding, delimiter) = (encoding.encoding, delimiter.byte());
            each_record(upload, encoding, delimiter, visit)
        }
        Form::Workbook { sheet, .. } => each_of_sheet(upload, sheet, visit),
    }
}

/// The headers: trimmed, and named after their column where empty.
pub(super) fn headers(upload: &Upload<'_>, form: &Form) -> Result<Vec<String>, FileError> {
    let mut headers = Vec::new();
    each(upload, form, |row| {
        if row.cells.len() > COLUMNS {
            return Err(FileError::TooManyColumns(row.cells.len(), COLUMNS));
        }
        if row.cells.iter().any(|cell| cell.chars().count() > HEADER) {
            return Err(FileError::HeaderTooLong(HEADER));
        }
        let name = |(at, cell): (usize, &&str)| match cell.trim() {
            "" => format!("({})", at + 1),
            header => header.to_owned(),
        };
        headers = row.cells.iter().enumerate().map(name).collect();
        Ok(ControlFlow::Break(()))
    })?;
    if headers.is_empty() { Err(FileError::Empty) } else { Ok(headers) }
}

fn each_record<E: From<FileError>>(
    upload: &Upload<'_>,
    encoding: &'static encoding_rs::Encoding,
    delimiter: u8,
    mut visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let gauge = Rc::new(Gauge::default());
    let text = Utf8::new(upload.open()?, encoding, Rc::clone(&gauge));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text);
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        number += 1;
        match reader.read_record(&mut record) {
            Ok(true) => gauge.record_ended(),
            Ok(false) => return Ok(()),
            Err(error) => return Err(broken(&error, number).into()),
        }
        let cells: Vec<&str> = record.iter().take(COLUMNS + 1).collect();
        if visit(&Row { number, cells: &cells, read: gauge.read() })?.is_break() {
            return Ok(());
        }
    }
}

fn broken(error: &csv::Error, row: u64) -> FileError {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::InvalidData => {
            FileError::RecordTooLong(row)
        }
        csv::ErrorKind::Io(io) => FileError::unreadable(io),
        _ => FileError::Broken(row),
    }
}

/// The sheets of a workbook that can be borne. Whatever reads the workbook later has asked for them first.
pub(super) fn sheets(upload: &Upload<'_>) -> Result<Vec<String>, FileError> {
    bulk::bearable(BufReader::new(upload.open()?), bulk::MOST)?;
    Ok(workbook(upload)?.sheet_names())
}

type Book<'a> = Xlsx<BufReader<Box<dyn super::upload::Bytes + 'a>>>;

fn workbook<'u>(upload: &'u Upload<'_>) -> Result<Book<'u>, FileError> {
    Xlsx::new(BufReader::new(upload.open()?)).map_err(|_| FileError::BrokenWorkbook)
}

fn each_of_sheet<E: From<FileError>>(
    upload: &Upload<'_>,
    sheet: &str,
    mut visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let length = upload.length()?;
    let mut book = workbook(upload)?;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|_| FileError::NoSheet)?;
    let mut line = Line::default();
    let mut width = None;
    loop {
        let cell = cells.next_cell().map_err(|_| FileError::Broken(line.number()))?;
        let next = cell.as_ref().map(|cell| cell.get_position().0);
        if next != line.row {
            if line.row.is_some() && line.any {
                let width = *width.get_or_insert(line.cells.len());
                // Empty cells at the end of a row are not written into the file.
                line.cells.resize(width.max(line.cells.len()), String::new());
                let cells: Vec<&str> = line.cells.iter().map(String::as_str).collect();
                if visit(&Row { number: line.number(), cells: &cells, read: length })?.is_break() {
                    return Ok(());
                }
            }
            line.begin(next);
        }
        match cell {
            Some(cell) => line.put(&cell)?,
            None => return Ok(()),
        }
    }
}

/// The row of a sheet that is being put together.
#[derive(Default)]
struct Line {
    row: Option<u32>,
    cells: Vec<String>,
    bytes: u64,
    any: bool,
}

impl Line {
    fn number(&self) -> u64 {
        u64::from(self.row.unwrap_or(0)) + 1
    }
    fn begin(&mut self, row: Option<u32>) {
        self.cells.iter_mut().for_each(String::zeroize);
        self.cells.clear();
        (self.row, self.bytes, self.any) = (row, 0, false);
    }
    fn put(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), FileError> {
        let text = written(cell.get_value(), self.number())?;
        if text.is_empty() {
            return Ok(());
        }
        let column = usize::try_from(cell.get_position().1).unwrap_or(usize::MAX);
        if column >= COLUMNS {
            return Err(FileError::TooManyColumns(column.saturating_add(1), COLUMNS));
        }
        // Many cells can share one long text, which the file holds once.
        self.bytes = self.bytes.saturating_add(text.len() as u64);
        if self.bytes > LONGEST_RECORD {
            return Err(FileError::RecordTooLong(self.number()));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = text;
        }
        self.any = true;
        Ok(())
    }
}

/// A cell as a person would have written it.
fn written(value: &DataRef<'_>, row: u64) -> Result<String, FileError> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Displays whole numbers without a decimal point.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "true".to_owned(),
        DataRef::Bool(false) => "false".to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) => return Err(FileError::Broken(row)),
    })
}
