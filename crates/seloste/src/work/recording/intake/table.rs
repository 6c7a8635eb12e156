//! Records in CSV: Asterisk's `Master.csv` (`cdr_csv`), its events (`cel_custom`), and files of other systems whose columns a
//! mapping explains.

use super::{
    record::{Field, Record, Records, Unread},
    wrong,
};
use csv::{ReaderBuilder, StringRecord, Trim};
use std::collections::BTreeMap;

/// Columns of `cdr_csv` in their order: `uniqueid` and `userfield` when they are logged, the last three with
/// `newcdrcolumns=yes`.
const ASTERISK: [&str; 21] = [
    "accountcode",
    "src",
    "dst",
    "dcontext",
    "clid",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "uniqueid",
    "userfield",
    "peeraccount",
    "linkedid",
    "sequence",
];

/// Columns of `cel_custom.conf` as Asterisk ships it.
const EVENTS: [&str; 20] = [
    "eventtype",
    "eventtime",
    "cidname",
    "cidnum",
    "cidani",
    "cidrdnis",
    "ciddnid",
    "exten",
    "context",
    "channame",
    "appname",
    "appdata",
    "amaflags",
    "accountcode",
    "uniqueid",
    "linkedid",
    "peer",
    "userfield",
    "userdeftype",
    "eventextra",
];

/// What the columns of a file from another system mean: the name of a field or of a declared item, or `-` for a column that is
/// left out.
pub type Columns = BTreeMap<String, String>;

type Row<'a> = BTreeMap<&'a str, &'a str>;

fn rows(bytes: &[u8], delimiter: u8) -> Vec<Result<StringRecord, csv::Error>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(Trim::All)
        .from_reader(bytes);
    let (mut from, mut lines) = (0, 1);
    let placed = |row: Result<StringRecord, csv::Error>| {
        let mut row = row?;
        // The reader takes the end of a line of two bytes for a part of the next row: its count lags behind by one.
        if let Some(mut position) = row.position().cloned() {
            let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
            let ends = if bytes.get(at) == Some(&b'\n') { at + 1 } else { at };
            lines += bytes.get(from..ends).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count()
                as u64;
            from = ends;
            position.set_line(lines);
            row.set_position(Some(position));
        }
        Ok(row)
    };
    reader.records().map(placed).collect()
}

fn line(row: &StringRecord) -> u64 {
    row.position().map_or(0, csv::Position::line)
}

fn unread(error: &csv::Error) -> Unread {
    Unread { line: error.position().map_or(0, csv::Position::line), problem: wrong::row() }
}

/// Rows under the names of their columns. Without a head, columns are in the order of `known`.
fn named<'a>(
    rows: &'a [Result<StringRecord, csv::Error>],
    known: &'a [&'a str],
    out: &mut Records,
) -> Vec<(u64, Row<'a>)> {
    let head = match rows.first() {
        Some(Ok(first)) if first.iter().any(|cell| known.contains(&cell) && cell != "answer") => Some(first),
        _ => None,
    };
    let names: Vec<&str> = head.map_or_else(|| known.to_vec(), |head| head.iter().collect());
    let mut all = Vec::new();
    for row in rows.iter().skip(usize::from(head.is_some())) {
        match row {
            Ok(row) => all.push((line(row), names.iter().copied().zip(row).collect())),
            Err(error) => out.unread.push(unread(error)),
        }
    }
    all
}

/// Asterisk's call detail records.
#[must_use]
pub fn asterisk(bytes: &[u8]) -> Records {
    let (rows, mut out) = (rows(bytes, b','), Records::default());
    for (line, row) in named(&rows, &ASTERISK, &mut out) {
        let get = |name: &str| row.get(name).copied().unwrap_or_default();
        if get("start").is_empty() || get("uniqueid").is_empty() {
            out.unread.push(Unread { line, problem: wrong::row() });
            continue;
        }
        let mut record = Record::at(line);
        let part = [get("uniqueid"), get("sequence")].join(".");
        record.put(Field::Delivery, part.trim_end_matches('.'));
        let linked = if get("linkedid").is_empty() { get("uniqueid") } else { get("linkedid") };
        record.put(Field::Linked, linked);
        record.put(Field::CallerNumber, get("src"));
        record.put(Field::NumberCalled, get("dst"));
        record.put(Field::Started, get("start"));
        if get("disposition").eq_ignore_ascii_case("answered") {
            record.put(Field::Answered, if get("answer").is_empty() { get("start") } else { get("answer") });
        }
        record.put(Field::Ended, get("end"));
        record.put(Field::Seconds, get("duration"));
        record.put(Field::AnsweredBy, device(get("dstchannel")));
        if get("lastapp").eq_ignore_ascii_case("queue") {
            record.put(Field::Queue, get("lastdata").split(',').next().unwrap_or_default());
        }
        user_field(get("userfield"), &mut record);
        out.read.push(record);
    }
    out
}

/// The extension in a channel's name: `PJSIP/201-0000002a` is 201, `Local/201@agents-0001;1` too.
fn device(channel: &str) -> &str {
    let name = channel.split_once('/').map_or(channel, |(_, name)| name);
    let name = name.rsplit_once('-').map_or(name, |(name, _)| name);
    name.split_once('@').map_or(name, |(name, _)| name)
}

/// `userfield` is free: the dial plan writes `told=1;recording=FILE` or the file's name alone into it.
fn user_field(text: &str, record: &mut Record) {
    if !text.contains('=') {
        record.put(Field::Recording, text);
        return;
    }
    for pair in text.split([';', '&']).filter(|pair| !pair.trim().is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, "1"));
        let name = match name.trim() {
            "recordingfile" | "file" => "recording",
            other => other,
        };
        record.put_named(name, value);
    }
}

/// Asterisk's channel events: all events of a call become its record.
#[must_use]
pub fn events(bytes: &[u8]) -> Records {
    let (rows, mut out) = (rows(bytes, b','), Records::default());
    let mut order: Vec<String> = Vec::new();
    let mut calls: BTreeMap<String, Vec<(u64, Row<'_>)>> = BTreeMap::new();
    for (line, row) in named(&rows, &EVENTS, &mut out) {
        let linked = row.get("linkedid").copied().unwrap_or_default().to_owned();
        if linked.is_empty() {
            out.unread.push(Unread { line, problem: wrong::row() });
            continue;
        }
        if !calls.contains_key(&linked) {
            order.push(linked.clone());
        }
        calls.entry(linked).or_default().push((line, row));
    }
    for linked in order {
        let events = calls.remove(&linked).unwrap_or_default();
        out.read.push(call_of(&linked, &events));
    }
    out
}

fn call_of(linked: &str, events: &[(u64, Row<'_>)]) -> Record {
    let mut record = Record::at(events.first().map_or(0, |(line, _)| *line));
    record.put(Field::Delivery, linked);
    record.put(Field::Linked, linked);
    for (_, row) in events {
        let get = |name: &str| row.get(name).copied().unwrap_or_default();
        let of_caller = get("uniqueid") == linked;
        match get("eventtype") {
            "CHAN_START" if of_caller => {
                record.put(Field::Started, get("eventtime"));
                record.put(Field::CallerNumber, get("cidnum"));
                let called = if get("ciddnid").is_empty() { get("exten") } else { get("ciddnid") };
                record.put(Field::NumberCalled, called);
            }
            "ANSWER" if !of_caller && record.get(Field::AnsweredBy).is_none() => {
                record.put(Field::Answered, get("eventtime"));
                record.put(Field::AnsweredBy, device(get("channame")));
            }
            "APP_START" | "MIXMONITOR_START" if get("appname").eq_ignore_ascii_case("mixmonitor") => {
                record.put(Field::Recording, get("appdata").split(',').next().unwrap_or_default());
            }
            "APP_START" if get("appname").eq_ignore_ascii_case("queue") => {
                record.put(Field::Queue, get("appdata").split(',').next().unwrap_or_default());
            }
            "USER_DEFINED" if get("userdeftype").eq_ignore_ascii_case("told") => {
                record.put(Field::Told, "1");
                record.put(Field::ToldAt, get("eventtime"));
            }
            // Anything else that the dial plan reports goes by its own name.
            "USER_DEFINED" => record.put_named(get("userdeftype"), get("eventextra")),
            "HANGUP" | "LINKEDID_END" | "CHAN_END" => record.put(Field::Ended, get("eventtime")),
            _ => {}
        }
        user_field(get("userfield"), &mut record);
    }
    record
}

/// A file of another system, with a head. Columns go by the mapping, others by their own names. Where no column tells when a call was
/// answered, it was when somebody is named who answered or a sound is; when the file has neither column, all were.
#[must_use]
pub fn other(bytes: &[u8], columns: &Columns) -> Records {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| head.iter().filter(|byte| **byte == delimiter).count();
    let delimiter = if count(b';') > count(b',') { b';' } else { b',' };
    let (rows, mut out) = (rows(bytes, delimiter), Records::default());
    let Some(Ok(head)) = rows.first() else {
        out.unread.extend(rows.iter().filter_map(|row| row.as_ref().err().map(unread)));
        return out;
    };
    let meaning = |name: &str| columns.get(name).map_or(name, String::as_str).to_owned();
    let has = |field: Field| head.iter().any(|name| Field::from_name(&meaning(name)) == Some(field));
    let tells = has(Field::Answered);
    let hints = [Field::AnsweredBy, Field::Recording].map(|field| (field, has(field)));
    for row in rows.iter().skip(1) {
        let row = match row {
            Ok(row) if row.len() == head.len() => row,
            Ok(row) => {
                out.unread.push(Unread { line: line(row), problem: wrong::row() });
                continue;
            }
            Err(error) => {
                out.unread.push(unread(error));
                continue;
            }
        };
        let mut record = Record::at(line(row));
        for (name, value) in head.iter().zip(row) {
            match meaning(name).as_str() {
                "-" => {}
                meaning => record.put_named(meaning, value),
            }
        }
        let hinted = hints.iter().any(|(field, _)| record.get(*field).is_some());
        if !tells && (hinted || hints.iter().all(|(_, there)| !there)) {
            record.answered_from_start();
        }
        out.read.push(record);
    }
    out
}
