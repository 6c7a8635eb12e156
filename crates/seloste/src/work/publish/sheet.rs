//! Records of processing as a spreadsheet. Every cell is text: nothing in it is taken for a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use seloste_register::{
    statement::{Rules, notice},
    text::Lang,
};

/// Width of a column, in characters.
const WIDTH: f64 = 38.0;

/// The records of a register: a sheet with what holds for all rows, and one with a row for each purpose.
pub(super) fn sheet(rules: &Rules, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let records = notice::records(rules, lang);
    let statement = rules.statement();
    let (bold, wrapped) = (
        Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        Format::new().set_text_wrap().set_align(FormatAlign::Top),
    );
    let mut book = Workbook::new();
    // The day of the statement, so that the same rules give the same bytes.
    let day = statement.register.drawn_up;
    let made = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&records.title)
            .set_author(&statement.controller.name)
            .set_creation_datetime(&made),
    );
    let (rows_name, facts_name) = names(lang);
    let table = book.add_worksheet();
    table.set_name(rows_name)?;
    table.set_landscape().set_repeat_rows(0, 0)?.set_freeze_panes(1, 1)?;
    for (column, name) in (0_u16..).zip(&records.head) {
        table.set_column_width(column, WIDTH)?;
        table.write_string_with_format(0, column, *name, &bold)?;
    }
    for (at, row) in (1_u32..).zip(&records.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            table.write_string_with_format(at, column, cell, &wrapped)?;
        }
    }
    let facts = book.add_worksheet();
    facts.set_name(facts_name)?;
    facts.set_column_width(0, WIDTH)?.set_column_width(1, WIDTH * 2.5)?;
    facts.write_string_with_format(0, 0, &records.title, &bold)?;
    for (at, (name, value)) in (1_u32..).zip(&records.facts) {
        facts.write_string_with_format(at, 0, name, &bold)?;
        facts.write_string_with_format(at, 1, value, &wrapped)?;
    }
    book.save_to_buffer()
}

/// Names of the two sheets.
const fn names(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Fi => ("Käsittelytoimet", "Rekisteri"),
        Lang::Sv => ("Behandling", "Register"),
        Lang::En => ("Processing", "Register"),
    }
}
