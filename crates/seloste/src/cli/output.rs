//! The terminal: the only place that prints.

use std::io::Write as _;

/// Prints a line of the answer. A closed pipe (`| head`) is no failure.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line of an answer as it is, without a line end.
pub(crate) fn say_raw(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
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
