//! Files as people have them: encodings, cuts, floods of columns, workbooks.

use super::*;
use std::ops::ControlFlow;

fn upload(bytes: &[u8]) -> Upload<'static> {
    Upload::bytes("asiakkaat.csv", bytes.to_vec())
}

fn table(upload: &Upload<'_>) -> Result<Vec<(u64, Vec<String>)>, FileError> {
    let form = inspect::form(upload, &Mapping::default())?;
    rows::headers(upload, &form)?;
    let mut table = Vec::new();
    rows::each(upload, &form, |row| {
        table.push((row.number, row.cells.iter().map(|cell| (*cell).to_owned()).collect()));
        Ok::<_, FileError>(ControlFlow::Continue(()))
    })?;
    Ok(table)
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn one_table_in_five_encodings_is_one_table() {
    let text = "nimi;paikka\nMäkinen;Jyväskylä\n\"Åberg; Östen\";Häme\n";
    let wanted = vec![
        (1, cells(&["nimi", "paikka"])),
        (2, cells(&["Mäkinen", "Jyväskylä"])),
        (3, cells(&["Åberg; Östen", "Häme"])),
    ];
    let utf16 = |mark: bool| -> Vec<u8> {
        let mark = if mark { "\u{FEFF}" } else { "" };
        format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let marked = format!("\u{FEFF}{text}").into_bytes();
    for bytes in [text.as_bytes().to_vec(), marked, latin, utf16(true), utf16(false)] {
        assert_eq!(table(&upload(&bytes)).unwrap(), wanted);
    }
}

#[test]
fn a_letter_on_the_edge_of_a_buffer_stays_whole() {
    let mut text = "a,b\n".to_owned();
    for row in 0..40_000 {
        text.push_str(&format!("{row},ä\n"));
    }
    let rows = table(&upload(text.as_bytes())).unwrap();
    assert_eq!(rows.len(), 40_001);
    assert!(rows.iter().skip(1).all(|(_, cells)| cells[1] == "ä"));
}

#[test]
fn hostile_files_are_refused_and_told_where() {
    let million = format!("{}\n", ",".repeat(1_000_000));
    assert_eq!(table(&upload(million.as_bytes())), Err(FileError::TooManyColumns(501, 500)));
    let flood = format!("a,b\n1,2\n\"{}", "x".repeat(10 << 20));
    assert_eq!(table(&upload(flood.as_bytes())), Err(FileError::RecordTooLong(3)));
    assert_eq!(table(&upload(b"")), Err(FileError::Empty));
    assert_eq!(table(&upload(b"\n\n")), Err(FileError::Empty));
    assert_eq!(table(&upload(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1])), Err(FileError::OldWorkbook));
    assert_eq!(table(&upload(b"PK\x03\x04 and nothing more")), Err(FileError::BrokenWorkbook));
    assert_eq!(table(&Upload::at(std::path::Path::new("/"))), Err(FileError::NotAFile));
    let long = format!("{},b\n", "h".repeat(201));
    assert_eq!(table(&upload(long.as_bytes())), Err(FileError::HeaderTooLong(200)));
}

#[test]
fn a_file_cut_in_the_middle_ends_with_a_short_row() {
    let rows = table(&upload(b"a,b,c\n1,2,3\n4,5")).unwrap();
    assert_eq!(rows.last(), Some(&(3, cells(&["4", "5"]))));
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Asiakkaat").unwrap();
    for (column, header) in ["Sukunimi", "Puhelin", "Syntymäaika", "Tyhjä"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), header).unwrap();
    }
    sheet.write(1, 0, "Mäkinen").unwrap();
    sheet.write(1, 1, 405_551_234).unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(1980, 3, 5).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("d.m.yyyy");
    sheet.write_datetime_with_format(1, 2, &day, &format).unwrap();
    sheet.write(3, 0, "Virtanen").unwrap();
    book.add_worksheet().set_name("Muut").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_reads_as_a_person_sees_it() {
    let bytes = workbook();
    assert_eq!(
        table(&upload(&bytes)).unwrap(),
        [
            (1, cells(&["Sukunimi", "Puhelin", "Syntymäaika", "Tyhjä"])),
            (2, cells(&["Mäkinen", "405551234", "1980-03-05", ""])),
            (4, cells(&["Virtanen", "", "", ""])),
        ]
    );
    let form = inspect::form(&upload(&bytes), &Mapping::default()).unwrap();
    let sheets = vec!["Asiakkaat".to_owned(), "Muut".to_owned()];
    assert_eq!(form, Form::Workbook { sheet: "Asiakkaat".to_owned(), sheets });
    assert!(table(&upload(&bytes[..bytes.len() / 2])).is_err());
    let elsewhere = Mapping { sheet: Some("Salaiset".to_owned()), ..Mapping::default() };
    assert_eq!(inspect::form(&upload(&bytes), &elsewhere), Err(FileError::NoSheet));
}

/// A workbook with other parts in place of some that it has.
fn with_parts(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    let mut whole = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in whole.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>() {
        if parts.iter().all(|(part, _)| name != *part) {
            changed.raw_copy_file(whole.by_name(&name).unwrap()).unwrap();
        }
    }
    for (part, content) in parts {
        changed.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(content.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

fn texts(said: &str, texts: &[&str]) -> String {
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!("<?xml version=\"1.0\"?><sst uniqueCount=\"{said}\">{texts}</sst>")
}

fn shared(said: &str, all: &[&str]) -> Vec<u8> {
    with_parts(&[("xl/sharedStrings.xml", &texts(said, all))])
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused_before_it_is_opened() {
    let words = ["Sukunimi", "Puhelin", "Syntymäaika", "Tyhjä", "Mäkinen", "Virtanen"];
    assert_eq!(table(&upload(&shared("6", &words))).unwrap().len(), 3);
    // Nobody has room for so many texts: to ask for it would end the program.
    for said in ["9000000000000", "18446744073709551615", "99999999999999999999", "-1"] {
        assert_eq!(table(&upload(&shared(said, &words))), Err(FileError::BrokenWorkbook), "{said}");
    }
    let endless = "x".repeat(9 << 20);
    assert_eq!(table(&upload(&shared("1", &[&endless]))), Err(FileError::WorkbookTooLarge));
    let most = bulk::Most { sheet: 100_000, part: 400, text: 1_000 };
    let many = std::io::Cursor::new(shared("6", &["a"; 100]));
    assert_eq!(bulk::bearable(many, most), Err(FileError::WorkbookTooLarge));
}

#[test]
fn cells_that_share_one_long_text_do_not_fill_the_memory() {
    let long = "x".repeat(1 << 20);
    let row = |at: u8, text: u8| {
        let cells = ('A'..='J').map(|column| format!("<c r=\"{column}{at}\" t=\"s\"><v>{text}</v></c>"));
        format!("<row r=\"{at}\">{}</row>", cells.collect::<String>())
    };
    let sheet = format!("<worksheet><sheetData>{}{}</sheetData></worksheet>", row(1, 0), row(2, 1));
    let texts = texts("2", &["a", &long]);
    let book = with_parts(&[("xl/sharedStrings.xml", &texts), ("xl/worksheets/sheet1.xml", &sheet)]);
    assert_eq!(table(&upload(&book)), Err(FileError::RecordTooLong(2)));
}

#[test]
fn a_batch_knows_its_file_by_every_byte() {
    let one = upload(b"a\n1\n").digest().unwrap();
    assert_eq!(one, upload(b"a\n1\n").digest().unwrap());
    assert_ne!(one, upload(b"a\n2\n").digest().unwrap());
}

#[test]
fn a_cell_of_failed_rows_is_no_formula() {
    for risky in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"] {
        assert!(batches::harmless(risky).starts_with('\''), "{risky}");
    }
    for plain in ["Mäkinen", "+358 40 555 1234", "-12,50", "", "a=b", "040-555 1234"] {
        assert_eq!(batches::harmless(plain), plain);
    }
}
