//! How much a workbook becomes when it is unpacked. A file of some kilobytes can hold gigabytes of one letter, and what reads
//! workbooks takes all shared texts, and each text of a sheet, into memory at once. It also makes room for as many shared texts as
//! the file says it has, and a room that the machine can't give ends the whole program.

use super::{FileError, decode::LONGEST_RECORD};
use quick_xml::{Reader, events::Event};
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;

/// How many bytes a workbook may become.
#[derive(Clone, Copy)]
pub(super) struct Most {
    /// A sheet: it is read cell by cell.
    pub(super) sheet: u64,
    /// Any other part: it is read as a whole.
    pub(super) part: u64,
    /// A text, or a mark, within a part.
    pub(super) text: u64,
}

/// More than the largest table that Excel writes; less than would hurt.
pub(super) const MOST: Most = Most { sheet: 8 << 30, part: 256 << 20, text: LONGEST_RECORD };

/// Bytes of the shortest shared text: `<si/>`.
const SHORTEST: u64 = 5;

/// Unpacks all of a workbook, keeping nothing. What it says of its own sizes is not believed.
pub(super) fn bearable(file: impl Read + Seek, most: Most) -> Result<(), FileError> {
    let mut book = ZipArchive::new(file).map_err(|_| FileError::BrokenWorkbook)?;
    let mut sheets = 0;
    for at in 0..book.len() {
        let part = book.by_index(at).map_err(|_| FileError::BrokenWorkbook)?;
        let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let name = part.name().map(|name| last(&name)).map_err(|_| FileError::BrokenWorkbook)?;
        if name.starts_with("sheet") {
            sheets += unpacked(part, most.sheet.saturating_sub(sheets), most.text)?;
            continue;
        }
        let bytes = unpacked(part, most.part, most.text)?;
        if name == "sharedstrings.xml" {
            let part = book.by_index(at).map_err(|_| FileError::BrokenWorkbook)?;
            if said_texts(part)? > bytes / SHORTEST {
                return Err(FileError::BrokenWorkbook);
            }
        }
    }
    Ok(())
}

/// How many texts a part of shared texts says it has; none when it does not say.
fn said_texts(part: impl Read) -> Result<u64, FileError> {
    let (mut reader, mut buffer) = (Reader::from_reader(BufReader::new(part)), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| FileError::BrokenWorkbook)? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "sst" => {
                let said = start.try_get_attribute("uniqueCount").map_err(|_| FileError::BrokenWorkbook)?;
                let Some(said) = said else { return Ok(0) };
                return said.value.trim().parse().map_err(|_| FileError::BrokenWorkbook);
            }
            Event::Eof => return Ok(0),
            _ => {}
        }
    }
}

/// How many bytes a part has.
fn unpacked(mut part: impl Read, most: u64, most_text: u64) -> Result<u64, FileError> {
    let (mut all, mut text) = (0_u64, 0_u64);
    let mut block = vec![0; 1 << 16];
    loop {
        let read = match part.read(&mut block) {
            Ok(read) => block.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(FileError::BrokenWorkbook),
        };
        if read.is_empty() {
            return Ok(all);
        }
        all += read.len() as u64;
        // Marks and texts both end where the next mark begins.
        for (nth, stretch) in read.split(|byte| *byte == b'<').enumerate() {
            text = if nth == 0 { text } else { 0 } + stretch.len() as u64;
            if text > most_text {
                return Err(FileError::WorkbookTooLarge);
            }
        }
        if all > most {
            return Err(FileError::WorkbookTooLarge);
        }
    }
}
