//! What a person may ask for (GDPR chapter III): the kinds of request, the ways in which they arrive, how a person is
//! known, what may be decided and why, and how the answer goes out. Every `match` over these must handle all of them.
//! Not here: what a statement offers (`statement`), the steps of one case (`right/case.rs`), rows, pages.

pub mod case;
pub mod clock;
mod flaw;
mod kinds;
mod words;

pub use flaw::Flaw;
pub use kinds::{Assurance, DelayReason, Document, FeeReason, Form, Intake, Method, Party};
pub use words::{Ground, Outcome};

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A closed list whose members have a stable code and a name in three languages.
pub trait Named: Copy + PartialEq + 'static {
    /// Every member, in the order in which they are offered.
    const ALL: &'static [Self];
    /// The code in files, rows and the API.
    fn code(self) -> &'static str;
    /// The name shown to people.
    fn name(self) -> Text;
    /// The member with a code.
    #[must_use]
    fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// What a person asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RightKind {
    /// To see the data and get a copy.
    Inspect,
    /// To have wrong, missing or outdated data put right.
    Rectify,
    /// To have data erased, wholly or in part.
    Erase,
    /// To have data only kept.
    Restrict,
    /// To object to a use.
    Object,
    /// To get the data that one gave in machine-readable form.
    Portability,
    /// To take a consent back.
    WithdrawConsent,
    /// To be told something about the processing, or to complain.
    Complaint,
}

impl Named for RightKind {
    const ALL: &'static [Self] = &[
        Self::Inspect,
        Self::Rectify,
        Self::Erase,
        Self::Restrict,
        Self::Object,
        Self::Portability,
        Self::WithdrawConsent,
        Self::Complaint,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::Rectify => "rectify",
            Self::Erase => "erase",
            Self::Restrict => "restrict",
            Self::Object => "object",
            Self::Portability => "portability",
            Self::WithdrawConsent => "withdraw-consent",
            Self::Complaint => "complaint",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Inspect => {
                Text::new("Omien tietojen tarkastus", "Insyn i egna uppgifter", "Access to own data")
            }
            Self::Rectify => Text::new("Tietojen oikaisu", "Rättelse av uppgifter", "Rectification"),
            Self::Erase => Text::new("Tietojen poistaminen", "Radering av uppgifter", "Erasure"),
            Self::Restrict => Text::new(
                "Käsittelyn rajoittaminen",
                "Begränsning av behandling",
                "Restriction of processing",
            ),
            Self::Object => Text::new("Käsittelyn vastustaminen", "Invändning mot behandling", "Objection"),
            Self::Portability => {
                Text::new("Tietojen siirtäminen", "Överföring av uppgifter", "Data portability")
            }
            Self::WithdrawConsent => {
                Text::new("Suostumuksen peruuttaminen", "Återkallande av samtycke", "Withdrawal of consent")
            }
            Self::Complaint => {
                Text::new("Tietopyyntö tai valitus", "Fråga eller klagomål", "Question or complaint")
            }
        }
    }
}

impl RightKind {
    /// The kind with a code, or with a name under which the right also goes.
    #[must_use]
    pub fn understood(name: &str) -> Option<Self> {
        Self::read(name).or(match name {
            "access" | "inspection" => Some(Self::Inspect),
            "rectification" | "correct" | "correction" => Some(Self::Rectify),
            "erasure" | "delete" | "deletion" => Some(Self::Erase),
            "restriction" => Some(Self::Restrict),
            "objection" => Some(Self::Object),
            "withdraw" | "withdrawal" => Some(Self::WithdrawConsent),
            "information" | "question" => Some(Self::Complaint),
            _ => None,
        })
    }

    /// Where the right stands in the law.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Inspect => "GDPR 15",
            Self::Rectify => "GDPR 16",
            Self::Erase => "GDPR 17",
            Self::Restrict => "GDPR 18",
            Self::Object => "GDPR 21",
            Self::Portability => "GDPR 20",
            Self::WithdrawConsent => "GDPR 7(3)",
            Self::Complaint => "GDPR 12, 13 and 77",
        }
    }

    /// The right's term in the Data Privacy Vocabulary (W3C DPV 2.x, extension EU GDPR).
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::Inspect => "eu-gdpr:A15",
            Self::Rectify => "eu-gdpr:A16",
            Self::Erase => "eu-gdpr:A17",
            Self::Restrict => "eu-gdpr:A18",
            Self::Object => "eu-gdpr:A21",
            Self::Portability => "eu-gdpr:A20",
            Self::WithdrawConsent => "eu-gdpr:A7-3",
            Self::Complaint => "eu-gdpr:A77",
        }
    }

    /// The right as the law pack names it.
    #[must_use]
    pub const fn in_law(self) -> &'static str {
        match self {
            Self::Inspect => "access",
            Self::Rectify => "rectification",
            Self::Erase => "erasure",
            Self::Restrict => "restriction",
            Self::Object => "objection",
            Self::Portability => "portability",
            Self::WithdrawConsent => "withdraw-consent",
            Self::Complaint => "complaint",
        }
    }

    /// The rule of the law pack that says by when it is answered.
    #[must_use]
    pub const fn deadline(self) -> &'static str {
        match self {
            Self::Inspect
            | Self::Rectify
            | Self::Erase
            | Self::Restrict
            | Self::Object
            | Self::Portability
            | Self::WithdrawConsent
            | Self::Complaint => "request-response",
        }
    }

    /// How certain it must be who asks, where the statement does not say it: no more than the act needs. Saying no to a use
    /// needs no proof at all, because a wrong no harms nobody (R4-051); what opens or changes data needs some.
    #[must_use]
    pub const fn needs(self) -> Assurance {
        match self {
            Self::Object | Self::WithdrawConsent | Self::Complaint => Assurance::None,
            Self::Inspect | Self::Rectify | Self::Erase | Self::Restrict | Self::Portability => {
                Assurance::Low
            }
        }
    }
}

#[cfg(test)]
mod tests;
