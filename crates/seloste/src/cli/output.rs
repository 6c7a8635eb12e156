//! The terminal: the only place that prints.

use std::{
    io::{ErrorKind, Write as _},
    sync::atomic::{AtomicBool, Ordering},
};

/// Whether a part of the answer did not reach its reader.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints a line of the answer.
pub(crate) fn say(line: &str) {
    say_raw(line);
    say_raw("\n");
}

/// Prints a part of an answer as it is, without a line end. A closed pipe (`| head`) is no failure; a full disk is.
pub(crate) fn say_raw(text: &str) {
    say_bytes(text.as_bytes());
}

/// Prints an answer that is no text: a PDF, a spreadsheet.
pub(crate) fn say_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => LOST.store(true, Ordering::Relaxed),
        _ => {}
    }
}

/// Whether the whole answer reached its reader, as far as the system tells.
pub(crate) fn arrived() -> bool {
    !LOST.load(Ordering::Relaxed)
}

/// Prints what went wrong.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "seloste: {line}");
}

/// Prints an answer for machines: one JSON document.
pub(crate) fn say_json(answer: &serde_json::Value) {
    say(&format!("{answer:#}"));
}

/// Prints a line beside the answer: what is going on, or what else went wrong.
pub(crate) fn note(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Makes a file that must not be there yet, for its owner alone.
pub(crate) fn new_file(file: &std::path::Path) -> Result<std::fs::File, super::Verdict> {
    use std::os::unix::fs::OpenOptionsExt as _;
    not_there_yet(file)?;
    let mut options = std::fs::File::options();
    let opened = options.write(true).create_new(true).mode(0o600).open(file);
    opened.map_err(|error| super::Verdict::No(format!("{}: {error}", file.display())))
}

/// Refuses the name of a file that is there: asked before anything is done whose outcome would be written into it.
pub(crate) fn not_there_yet(file: &std::path::Path) -> Result<(), super::Verdict> {
    if file.exists() {
        return Err(super::Verdict::No(format!(
            "{}: a file of this name is there already; name another one",
            file.display()
        )));
    }
    Ok(())
}

/// Writes a file that must not be there yet, for its owner alone.
pub(crate) fn write_new(file: &std::path::Path, bytes: &[u8]) -> Result<(), super::Verdict> {
    let mut out = new_file(file)?;
    let written = out.write_all(bytes).and_then(|()| out.sync_all());
    written.map_err(|error| super::Verdict::No(format!("{}: {error}", file.display())))
}
