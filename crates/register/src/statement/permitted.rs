//! What an act of direct marketing needs in a register: the strictest of the law, the register's own matrix and the basis
//! of its purpose. Not here: what a person has said; the gate knows that.

use super::{
    Origin, Rules,
    model::{
        Basis, Channel, Customers, GroupKind, ItemType, MarketingNeed, MarketingRow, Purpose, PurposeClass,
        Statement,
    },
};
use crate::{
    id::{ConsentId, GroupId, PurposeId},
    law::Approach,
};

/// What an act needs, and which rule says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What it needs.
    pub needs: MarketingNeed,
    /// The rule that asks for it.
    pub from: Origin,
}

/// Whether a class of purpose is an act of direct marketing in the sense of the matrix. Targeting approaches nobody.
#[must_use]
pub const fn is_direct_marketing(class: PurposeClass) -> bool {
    matches!(class, PurposeClass::Marketing | PurposeClass::DistanceSelling | PurposeClass::OtherMarketing)
}

impl Rules {
    /// The consents that something rests on, when nothing but consents lets it be used for its purposes: once the person has taken
    /// them back, it has to go (GDPR 17(1)(b)). Empty where another basis carries it as well.
    #[must_use]
    pub fn consents_alone(&self, purposes: &[PurposeId]) -> Vec<&ConsentId> {
        let mut consents = Vec::new();
        for id in purposes {
            match self.purpose(id) {
                Some(purpose) if purpose.basis == Basis::Consent => consents.extend(&purpose.consent),
                _ => return Vec::new(),
            }
        }
        consents
    }
}

impl Statement {
    /// The group, out of some or of all, that somebody belongs to of whom nothing but a number or an address is known: of people,
    /// and before all one whose members need no other item.
    #[must_use]
    pub fn callers(&self, of: &[GroupId]) -> Option<&GroupId> {
        let groups = || {
            let groups = self.subject_groups.iter();
            let groups = groups.filter(|group| of.is_empty() || of.contains(&group.id));
            groups.filter(|group| group.kind != GroupKind::Organisation).map(|group| &group.id)
        };
        groups().find(|group| self.is_known_by_number(group)).or_else(|| groups().next())
    }

    /// Whether members of a group need no item but a telephone number, an e-mail address, and what the system gives.
    fn is_known_by_number(&self, group: &GroupId) -> bool {
        let mut items = self.items.iter();
        items.all(|item| {
            let of_group = item.groups.is_empty() || item.groups.contains(group);
            let given = matches!(item.item_type, ItemType::Phone | ItemType::Email);
            !item.required || !of_group || item.generated || given
        })
    }
}

impl Purpose {
    /// Whether it is about the members of a group. With others it does nothing.
    #[must_use]
    pub fn concerns(&self, group: &GroupId) -> bool {
        self.groups.is_empty() || self.groups.contains(group)
    }

    /// The act that approaching a recipient for this purpose in a channel is. Whether the recipient has bought the like
    /// matters only to a purpose that declares the exception.
    #[must_use]
    pub fn approach(&self, channel: Channel, recipient: GroupKind, bought: Customers) -> Approach {
        let customers = if self.bought_similar.is_some() { bought } else { Customers::Any };
        Approach { channel, recipient, whose: self.whose, customers }
    }
}

impl MarketingRow {
    /// Whether the row is about persons or organisations, and the recipient is a sole trader, who is both.
    fn is_of_both(&self, act: Approach) -> bool {
        act.recipient == GroupKind::SoleTrader
            && (self.recipients.contains(&GroupKind::Person)
                || self.recipients.contains(&GroupKind::Organisation))
    }

    /// Whether the row speaks of an act.
    #[must_use]
    pub fn fits(&self, act: Approach) -> bool {
        (self.channels.is_empty() || self.channels.contains(&act.channel))
            && (self.recipients.is_empty()
                || self.recipients.contains(&act.recipient)
                || self.is_of_both(act))
            && (self.whose.is_empty() || self.whose.contains(&act.whose))
            && self.customers.is_none_or(|customers| customers == act.customers)
    }
}

impl Rules {
    /// What approaching a recipient for a purpose in a channel needs (claims R4-008, R4-014, R6-009). The exception for
    /// those who have bought the like takes the place of the purpose's consent, never of the matrix.
    #[must_use]
    pub fn marketing_need(
        &self,
        purpose: &Purpose,
        channel: Channel,
        recipient: GroupKind,
        bought: Customers,
    ) -> Need {
        let free = Need { needs: MarketingNeed::NoProhibition, from: Origin::Statement };
        let basis = (purpose.basis == Basis::Consent)
            .then_some(Need { needs: MarketingNeed::Consent, from: Origin::Statement });
        if !is_direct_marketing(purpose.class) {
            return basis.unwrap_or(free);
        }
        let act = purpose.approach(channel, recipient, bought);
        let law = self.law().approach(act, self.on());
        let law = law.map(|rule| Need { needs: rule.needs, from: Origin::Law(rule.source.clone()) });
        let rows = self.statement().marketing.iter().filter(|row| row.fits(act));
        let own = rows.map(|row| Need { needs: row.needs, from: Origin::Statement });
        // Of equals the first counts, so that the law is named where both say the same.
        let mut strictest = law.unwrap_or(free);
        for need in basis.into_iter().chain(own) {
            if need.needs > strictest.needs {
                strictest = need;
            }
        }
        strictest
    }
}
