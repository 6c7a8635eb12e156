//! What a person's consents and prohibitions let a purpose do. A prohibition wins over every consent; nothing but its own
//! taking back ends it (R1-018, R1-025). Not here: rows, pages.

use crate::card::{Permission, PermissionKind};
use seloste_register::statement::{
    Rules,
    model::{Basis, Channel, Purpose, PurposeClass},
};

/// Every channel of contact.
pub const CHANNELS: [Channel; 4] = [Channel::Post, Channel::Phone, Channel::Text, Channel::Email];

/// Whether a purpose may reach a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It may.
    Allowed,
    /// The person has forbidden it.
    Forbidden,
    /// It needs a consent that the person has not given.
    NoConsent,
}

/// How a person's permissions stand to a purpose in one channel, or without one (targeting).
#[must_use]
pub fn stand(rules: &Rules, held: &[Permission], purpose: &Purpose, channel: Option<Channel>) -> Stand {
    let in_force = |permission: &&Permission| permission.until.is_none();
    let covers = |permission: &Permission| {
        permission.channel.is_none() || channel.is_none() || permission.channel == channel
    };
    // Without a channel asked about, a prohibition of one channel leaves the others open.
    let stops_here = |permission: &Permission| permission.channel.is_none() || permission.channel == channel;
    for permission in held.iter().filter(in_force) {
        if let PermissionKind::Prohibition(id) = &permission.what {
            let declared = rules.statement().prohibitions.iter().find(|prohibition| prohibition.id == *id);
            // A kind of prohibition that the statement no longer names is still obeyed, in its widest sense.
            let stops = declared.map_or(approaches(purpose.class), |it| it.stops.contains(&purpose.class));
            if stops && stops_here(permission) {
                return Stand::Forbidden;
            }
        }
    }
    if purpose.basis != Basis::Consent {
        return Stand::Allowed;
    }
    let consented = held.iter().filter(in_force).any(|permission| {
        matches!(&permission.what, PermissionKind::Consent(id) if Some(id) == purpose.consent.as_ref())
            && covers(permission)
    });
    if consented { Stand::Allowed } else { Stand::NoConsent }
}

/// How a person's permissions stand to a purpose at all: allowed when some channel of the purpose is.
#[must_use]
pub fn stand_anywhere(rules: &Rules, held: &[Permission], purpose: &Purpose) -> Stand {
    if purpose.channels.is_empty() {
        let every = CHANNELS.map(|channel| stand(rules, held, purpose, Some(channel)));
        let at_all = stand(rules, held, purpose, None);
        return if every.iter().all(|stand| *stand == Stand::Forbidden) { Stand::Forbidden } else { at_all };
    }
    let mut stands = purpose.channels.iter().map(|channel| stand(rules, held, purpose, Some(*channel)));
    let first = stands.next().unwrap_or(Stand::Allowed);
    stands.fold(first, |sum, stand| match (sum, stand) {
        (Stand::Allowed, _) | (_, Stand::Allowed) => Stand::Allowed,
        (Stand::NoConsent, _) | (_, Stand::NoConsent) => Stand::NoConsent,
        (Stand::Forbidden, Stand::Forbidden) => Stand::Forbidden,
    })
}

/// Whether permissions matter to a purpose at all.
#[must_use]
pub fn matter(purpose: &Purpose) -> bool {
    purpose.basis == Basis::Consent || approaches(purpose.class)
}

/// Classes of purpose that approach or single out people for other ends than serving them.
pub(crate) const fn approaches(class: PurposeClass) -> bool {
    match class {
        PurposeClass::Service
        | PurposeClass::Quality
        | PurposeClass::Training
        | PurposeClass::Evidence
        | PurposeClass::StaffReview
        | PurposeClass::Statistics
        | PurposeClass::Administration => false,
        PurposeClass::Marketing
        | PurposeClass::DistanceSelling
        | PurposeClass::OtherMarketing
        | PurposeClass::Targeting
        | PurposeClass::Research
        | PurposeClass::Directory
        | PurposeClass::Genealogy
        | PurposeClass::DirectoryPublication => true,
    }
}
