//! What the verbs about campaigns take and give: whom a message for a purpose reaches in one channel, and why it passes over
//! others. Not here: what consents and prohibitions let a purpose do (`permissions.rs`), sending.

use crate::card::{Filter, Hit, SubjectRef};
use seloste_register::{
    id::PurposeId,
    statement::model::{Channel, Whose},
};
use std::collections::BTreeMap;

/// Whom somebody wants to reach. The purpose is that of the ask.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// By which way.
    pub channel: Channel,
    /// Whose products it is about; `None`: what the purpose says (claims R4-008, R6-010).
    pub whose: Option<Whose>,
    /// The purpose under which people are picked by what they have done; needed when the filter names objects (R1-016).
    pub targeting: Option<PurposeId>,
    /// Whom it is meant for.
    pub filter: Filter,
}

/// Why somebody whom the asker reaches is not in a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// It needs a consent that was not given.
    NoConsent,
    /// The person has prohibited it.
    Prohibited,
    /// Law or statement lets nobody be reached in this way for this.
    NotThisWay,
    /// There is no address or number for the channel.
    NoContactDetail,
    /// Picking people by what they have done needs a consent that was not given.
    NoConsentToTargeting,
    /// The person has prohibited being picked by what they have done.
    TargetingProhibited,
}

impl LeftOut {
    /// The reason as written in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::Prohibited => "prohibited",
            Self::NotThisWay => "not-this-way",
            Self::NoContactDetail => "no-contact-detail",
            Self::NoConsentToTargeting => "no-consent-to-targeting",
            Self::TargetingProhibited => "targeting-prohibited",
        }
    }
}

/// A page of a selection.
pub struct SelectionPage {
    /// Who is reached: name, language, and the item of the channel. Nothing else.
    pub hits: Vec<Hit>,
    /// Who was passed over on the way, and why.
    pub left_out: Vec<(SubjectRef, LeftOut)>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// A selection in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SelectionTotals {
    /// How many are reached.
    pub reached: u64,
    /// How many are left out, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// How one person stands to a purpose in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approachable {
    /// The purpose.
    pub purpose: PurposeId,
    /// The channel.
    pub channel: Channel,
    /// `None`: may be approached.
    pub left_out: Option<LeftOut>,
}
