//! The law pack: dated, sourced rules of law that every statement is compiled with. Read from a file in `law/`.

use crate::diagnostics::{Problem, Severity};
use crate::text::Text;
use serde::Deserialize;

/// The rules of law of one country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LawPack {
    /// Name that statements use, such as `fi`.
    pub id: String,
}

impl LawPack {
    /// Reads a law pack from the text of its file.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        toml::from_str(text).map_err(|error| {
            vec![Problem {
                severity: Severity::Error,
                rule: "law-not-readable",
                place: None,
                what: Text::new(error.message(), error.message(), error.message()),
                remedy: Text::new("Korjaa säädöstiedosto.", "Rätta lagfilen.", "Correct the law pack."),
            }]
        })
    }
}
