//! The table of who may do what for which purpose, as text that is checked in and reviewed like code.

use super::{
    Rules,
    model::{Action, Duty, Output, Role, Scope},
};
use std::fmt::Write;

/// One row: role and scope, purpose, action, categories.
type Row = [String; 4];

/// The matrix of a register: role x action x purpose -> categories, then what each purpose needs and what stops it.
#[must_use]
pub fn matrix(rules: &Rules) -> String {
    let statement = rules.statement();
    let mut rows: Vec<Row> = vec![["role (scope)", "purpose", "action", "categories"].map(str::to_owned)];
    for role in &statement.roles {
        rows.extend(of_role(rules, role));
    }
    let mut out = format!("{}: who may do what, for which purpose\n\n", statement.register.id);
    table(&rows, &mut out);
    let mut rows: Vec<Row> = vec![["purpose", "basis", "gives out", "stopped by"].map(str::to_owned)];
    for purpose in &statement.purposes {
        let basis = word(&purpose.basis);
        let basis = purpose.consent.as_ref().map_or(basis.clone(), |consent| format!("{basis} ({consent})"));
        let gives = match (purpose.output, purpose.min_group) {
            (Output::Aggregate, least) => format!("aggregates of {}", least.unwrap_or_default()),
            (Output::Rows, _) => "rows".to_owned(),
        };
        let stops =
            statement.prohibitions.iter().filter(|prohibition| prohibition.stops.contains(&purpose.class));
        let stops: Vec<&str> = stops.map(|prohibition| prohibition.id.as_str()).collect();
        rows.push([purpose.id.to_string(), basis, gives, stops.join(", ")]);
    }
    out.push_str("\nwhat each purpose rests on, and what stops it\n\n");
    table(&rows, &mut out);
    out
}

fn of_role(rules: &Rules, role: &Role) -> Vec<Row> {
    let name = format!("{} ({})", role.id, scope(role));
    let mut rows = Vec::new();
    for purpose in &rules.statement().purposes {
        for grant in role.grants.iter().filter(|grant| grant.purposes.contains(&purpose.id)) {
            let mut row = |action: &str, categories: String| {
                rows.push([name.clone(), purpose.id.to_string(), action.to_owned(), categories]);
            };
            let names = |ids: &[crate::id::CategoryId]| {
                ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
            };
            if !grant.read.is_empty() {
                row("read", names(&grant.read));
            }
            if !grant.change.is_empty() {
                row("change", names(&grant.change));
            }
            for action in &grant.actions {
                row(&word::<Action>(action), String::new());
            }
        }
    }
    for duty in &role.duties {
        rows.push([name.clone(), "-".to_owned(), format!("duty: {}", word::<Duty>(duty)), String::new()]);
    }
    if rows.is_empty() {
        rows.push([name, "-".to_owned(), "nothing".to_owned(), String::new()]);
    }
    rows
}

fn scope(role: &Role) -> String {
    let scope = word::<Scope>(&role.scope);
    let companies: Vec<&str> = role.companies.iter().map(|id| id.as_str()).collect();
    if companies.is_empty() { scope } else { format!("{scope}; {}", companies.join(", ")) }
}

/// A word as the statement writes it.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Columns of equal width; what repeats the row above is left blank.
fn table(rows: &[Row], out: &mut String) {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..4).map(|column| width(column).unwrap_or(0)).collect();
    let mut above: Option<&Row> = None;
    for row in rows {
        let mut line = String::new();
        let mut same = true;
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            same = same && at < 2 && above.and_then(|above| above.get(at)) == Some(cell);
            let cell = if same { "" } else { cell };
            // A String takes whatever is written to it.
            let _ = write!(line, "{cell:<width$}  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
        above = Some(row);
    }
}
