//! What is the matter with data that a person wants put right (GDPR 16). Not here: the steps of such a case.

use super::Named;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What is the matter with data that is put right (GDPR 16, R5-127).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// It was never right: it is replaced.
    Wrong,
    /// It was right once: it has an end, and is out of what is shown as current.
    Outdated,
}

impl Named for Flaw {
    const ALL: &'static [Self] = &[Self::Wrong, Self::Outdated];

    fn code(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Outdated => "outdated",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Wrong => Text::new("virheellinen", "felaktig", "wrong"),
            Self::Outdated => Text::new("vanhentunut", "föråldrad", "outdated"),
        }
    }
}
