//! What a person's consents and prohibitions let a purpose do. A prohibition wins over every consent; nothing but its own
//! taking back ends it (R1-018, R1-025), unless the statement lets the person's later consent count (R6-027). Not here: rows, pages.

use crate::card::{AddressMark, Exact, Permission, PermissionKind};
use jiff::{Timestamp, civil::date, tz::TimeZone};
use seloste_register::{
    id::PurposeId,
    right::Intake,
    statement::{
        Rules,
        model::{
            Basis, Channel, Customers, Evidence, GroupKind, MarketingNeed, Prohibition, Purpose, PurposeClass,
        },
        permitted::is_direct_marketing,
    },
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

/// What a purpose may go by about a person, beside their own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whom {
    /// What members of the person's group are.
    pub kind: GroupKind,
    /// Whether the person has bought what the purpose advertises the like of.
    pub bought: Customers,
}

impl Whom {
    /// A private person of whom nothing else is known: the strictest rules hold.
    pub const PERSON: Self = Self { kind: GroupKind::Person, bought: Customers::Any };
}

/// How a private person's permissions stand to a purpose in one channel, or without one (targeting).
#[must_use]
pub fn stand(rules: &Rules, held: &[Permission], purpose: &Purpose, channel: Option<Channel>) -> Stand {
    stand_of(rules, (held, Whom::PERSON), purpose, channel)
}

/// How somebody's permissions stand to a purpose in one channel, or without one: a prohibition first, then the marketing
/// matrix of law and statement, then consent (R4-008, R4-014, R6-009).
#[must_use]
pub fn stand_of(
    rules: &Rules,
    held: (&[Permission], Whom),
    purpose: &Purpose,
    channel: Option<Channel>,
) -> Stand {
    stand_with(rules, held, purpose, (channel, None))
}

/// The same at one number or address: a word about it alone counts there and nowhere else (R1-024, R4-018).
#[must_use]
pub fn stand_at(
    rules: &Rules,
    held: (&[Permission], Whom),
    purpose: &Purpose,
    (channel, address): (Channel, AddressMark),
) -> Stand {
    stand_with(rules, held, purpose, (Some(channel), Some(address)))
}

fn stand_with(
    rules: &Rules,
    (held, whom): (&[Permission], Whom),
    purpose: &Purpose,
    at: (Option<Channel>, Option<AddressMark>),
) -> Stand {
    if is_forbidden(rules, held, purpose, at) {
        return Stand::Forbidden;
    }
    let (channel, _) = at;
    let needs = match channel {
        Some(channel) => rules.marketing_need(purpose, channel, whom.kind, whom.bought).needs,
        None if purpose.basis == Basis::Consent => MarketingNeed::Consent,
        None => MarketingNeed::NoProhibition,
    };
    match needs {
        MarketingNeed::NoProhibition => Stand::Allowed,
        MarketingNeed::Forbidden => Stand::Forbidden,
        MarketingNeed::Consent if has_consented(held, purpose, at, None) => Stand::Allowed,
        MarketingNeed::Consent => Stand::NoConsent,
    }
}

fn is_forbidden(
    rules: &Rules,
    held: &[Permission],
    purpose: &Purpose,
    (channel, address): (Option<Channel>, Option<AddressMark>),
) -> bool {
    // Without a channel asked about, a prohibition of one channel leaves the others open; so does one of one number.
    let stops_here = |permission: &Permission| {
        (permission.channel.is_none() || permission.channel == channel)
            && (permission.address.is_none() || permission.address == address)
    };
    held.iter().filter(|permission| permission.until.is_none() && stops_here(permission)).any(|permission| {
        let PermissionKind::Prohibition(id) = &permission.what else { return false };
        let declared = rules.statement().prohibitions.iter().find(|prohibition| prohibition.id == *id);
        // A kind of prohibition that the statement no longer names is still obeyed, in its widest sense (R4-050).
        declared.map_or(purpose.class.approaches(), |it| {
            // Partners' offers may be refused alone (R6-010).
            let advertised = it.whose.is_empty() || it.whose.contains(&purpose.whose);
            let overtaken =
                it.later_consent_counts && has_consented(held, purpose, (channel, address), Some(permission));
            it.stops.contains(&purpose.class) && advertised && !overtaken
        })
    })
}

fn has_consented(
    held: &[Permission],
    purpose: &Purpose,
    (channel, address): (Option<Channel>, Option<AddressMark>),
    over: Option<&Permission>,
) -> bool {
    // What a person forbade on their own pages only they overtake.
    let later = |one: &Permission, before: &Permission| {
        one.from > before.from && (before.by != Intake::Account || one.by == Intake::Account)
    };
    let given = |one: &&Permission| one.until.is_none() && over.is_none_or(|before| later(one, before));
    held.iter().filter(given).any(|permission| {
        // Without a number asked about, a consent for one of them is enough to go on and look which.
        let covers = (permission.channel.is_none() || channel.is_none() || permission.channel == channel)
            && (permission.address.is_none() || address.is_none() || permission.address == address);
        matches!(&permission.what, PermissionKind::Consent(id) if Some(id) == purpose.consent.as_ref())
            && covers
    })
}

/// How a private person's permissions stand to a purpose at all: allowed when some channel of the purpose is.
#[must_use]
pub fn stand_anywhere(rules: &Rules, held: &[Permission], purpose: &Purpose) -> Stand {
    stand_of_anywhere(rules, (held, Whom::PERSON), purpose)
}

/// How somebody's permissions stand to a purpose at all: allowed when some channel of the purpose is.
#[must_use]
pub fn stand_of_anywhere(rules: &Rules, held: (&[Permission], Whom), purpose: &Purpose) -> Stand {
    if purpose.channels.is_empty() {
        let every = CHANNELS.map(|channel| stand_of(rules, held, purpose, Some(channel)));
        let at_all = stand_of(rules, held, purpose, None);
        return if every.iter().all(|stand| *stand == Stand::Forbidden) { Stand::Forbidden } else { at_all };
    }
    let mut stands = purpose.channels.iter().map(|channel| stand_of(rules, held, purpose, Some(*channel)));
    let first = stands.next().unwrap_or(Stand::Allowed);
    stands.fold(first, |sum, stand| match (sum, stand) {
        (Stand::Allowed, _) | (_, Stand::Allowed) => Stand::Allowed,
        (Stand::NoConsent, _) | (_, Stand::NoConsent) => Stand::NoConsent,
        (Stand::Forbidden, Stand::Forbidden) => Stand::Forbidden,
    })
}

/// A consent as somebody may see it who does not keep the register: the exact time of one whose evidence is kept apart is
/// for proving it alone, and the others see its year (R3-011).
#[must_use]
pub fn as_seen(rules: &Rules, purpose: &PurposeId, mut permission: Permission) -> Permission {
    let proves = rules.purpose(purpose).is_some_and(|purpose| purpose.class == PurposeClass::Administration);
    let apart = match &permission.what {
        PermissionKind::Consent(id) => {
            let declared = rules.statement().consents.iter().find(|consent| consent.id == *id);
            declared.is_some_and(|consent| consent.evidence == Evidence::Apart)
        }
        PermissionKind::Prohibition(_) => false,
    };
    if apart && !proves {
        permission.from = year_of(permission.from);
        permission.until = permission.until.map(year_of);
        permission.exact = Exact::Year;
        permission.wording = None;
    }
    permission
}

/// The first moment of the year of a moment (UTC).
fn year_of(moment: Timestamp) -> Timestamp {
    let year = moment.to_zoned(TimeZone::UTC).year();
    date(year, 1, 1).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

/// Whether permissions matter to a purpose at all: it rests on consent, it approaches people, or the statement lets people
/// prohibit what it is.
#[must_use]
pub fn matter(rules: &Rules, purpose: &Purpose) -> bool {
    let prohibits = |prohibition: &Prohibition| prohibition.stops.contains(&purpose.class);
    purpose.basis == Basis::Consent
        || purpose.class.approaches()
        || rules.statement().prohibitions.iter().any(prohibits)
}

/// Whether a kind of prohibition stops an act of direct marketing, or the targeting of one (R4-047, GDPR 21(2)).
#[must_use]
pub fn is_against_direct_marketing(prohibition: &Prohibition) -> bool {
    let stops = |class: &PurposeClass| is_direct_marketing(*class) || *class == PurposeClass::Targeting;
    prohibition.stops.iter().any(stops)
}
