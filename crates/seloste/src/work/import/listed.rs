//! What would become of each row of a trial, as a table. Not here: the rows of a batch that was run (`batches`).

use super::{batches::harmless, run::Report};
use seloste_register::text::Lang;
use std::io;

/// Writes what would become of each row: its number, the outcome, the rule, the column and the reason; no values. A row that fails
/// for several reasons stands there once for each.
///
/// # Errors
/// When the output can't be written.
pub fn write_rows(report: &Report, lang: Lang, out: impl io::Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["row", "outcome", "rule", "column", "reason"])?;
    for one in &report.rows {
        let why = one.why.and_then(|at| report.whys.get(at));
        let (rule, column, what) =
            why.map_or(("", "", ""), |why| (why.rule.as_str(), why.column.as_str(), why.what.get(lang)));
        out.write_record([
            &one.row.to_string(),
            one.came.as_str(),
            rule,
            &harmless(column),
            &harmless(what),
        ])?;
    }
    out.flush()
}
