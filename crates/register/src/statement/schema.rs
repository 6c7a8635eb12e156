//! The JSON Schema of statements, for editors.

use super::model::Statement;

/// tmp
#[must_use]
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Statement)).unwrap_or_default()
}
