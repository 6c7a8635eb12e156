//! Staff invite somebody to their own pages: a link to an address on record, once and for a limited time, with a key code where
//! one is set (claim R5-101); they see which of theirs still work, and take one back. Not here: links that people ask for themselves, and what entering needs (`own.rs`).

use super::{
    index::exact,
    own::{LINKS, Link, signs_in},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Permit, Verb},
    errors::RefusalCode,
    opened::moment,
    realm::Realm,
    store::own::{self, NewLink},
    values::{problem, problem_at},
    vault::SubjectKey,
};
use jiff::Timestamp;
use seloste_register::{item, statement::model::ItemType};

/// An invitation about to be made. Token and key come as digests: nobody stores them.
pub struct Invitation<'a> {
    /// The address that it goes to, one of those on record.
    pub address: &'a str,
    /// The link's token.
    pub token: &'a [u8; 32],
    /// The key code without which the link does not let in.
    pub key: Option<&'a [u8; 32]>,
    /// Until when it works.
    pub ends: Timestamp,
}

/// An invitation that still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingInvitation {
    /// When it was made; what it is called by.
    pub made: Timestamp,
    /// Until when it works.
    pub ends: Timestamp,
    /// Whether it takes a key code.
    pub has_key: bool,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Makes an invitation for somebody, by who may change the address that it goes to.
    pub fn invite(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        invitation: &Invitation<'_>,
    ) -> Result<Link, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Invite, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Invite, None)));
        };
        let (category, address) =
            self.address_of(realm, id, invitation.address)?.ok_or_else(not_on_record)?;
        if !reached.granted.change.covers(category) {
            let refusal = realm.table.refusal_of(RefusalCode::ChangeNotGranted, ask, category);
            return Err(self.refused(realm, ask, (Verb::Invite, Some(id)), refusal));
        }
        permit.admit(id, reached.granted, Categories::NONE);
        permit.tell(format!("key-code:{}", if invitation.key.is_some() { "set" } else { "none" }));
        let (now, whose) = (self.clock.now().as_millisecond(), (realm.number, id));
        let (_, link) = self.record((realm, ask), permit, &[&key], |tx, _| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            if own::live_links(tx, whose, now)? >= LINKS {
                return Ok(Link::Enough);
            }
            let new = NewLink {
                token: invitation.token,
                key: invitation.key,
                address: Some(address),
                made: now,
                ends: invitation.ends.as_millisecond(),
            };
            own::add_link(tx, whose, &new)?;
            Ok(Link::Made)
        })?;
        Ok(link)
    }

    /// Somebody's invitations that still work, newest first, for who may invite.
    pub fn invitations(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<WaitingInvitation>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, key) = self.inviter(realm, ask, (Verb::Open, subject))?;
        permit.tell("invitations:seen".to_owned());
        let now = self.clock.now().as_millisecond();
        let (_, found) = self.record((realm, ask), permit, &[&key], |tx, _| {
            Ok(own::invitations(tx, (realm.number, id), now)?)
        })?;
        let waiting = |(made, ends, has_key)| {
            Ok(WaitingInvitation { made: moment(made)?, ends: moment(ends)?, has_key })
        };
        found.into_iter().map(waiting).collect()
    }

    /// Takes back the invitation that was made at a moment, by who may invite. One that was used or has ended is absent.
    pub fn withdraw_invitation(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        made: Timestamp,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, key) = self.inviter(realm, ask, (Verb::Edit, subject))?;
        permit.tell("invitation:withdrawn".to_owned());
        self.record((realm, ask), permit, &[&key], |tx, _| {
            if own::withdraw(tx, (realm.number, id), made.as_millisecond())? {
                Ok(())
            } else {
                Err(GateError::Absent)
            }
        })
        .map(drop)
    }

    /// The permit of who may change an address that invitations to the subject go to.
    fn inviter(
        &self,
        realm: &Realm,
        ask: &Ask,
        (verb, subject): (Verb, &SubjectRef),
    ) -> Result<(Permit, i64, SubjectKey), GateError> {
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (verb, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (verb, None)));
        };
        let addresses = realm.statement().items.iter().filter(|item| signs_in(item));
        let mut categories =
            addresses.filter_map(|item| realm.category_of(item.category.as_ref()).map(Categories::one));
        if !categories.any(|category| reached.granted.change.covers(category)) {
            let refusal = realm.table.refusal(RefusalCode::ChangeNotGranted, ask);
            return Err(self.refused(realm, ask, (verb, Some(id)), refusal));
        }
        permit.admit(id, reached.granted, Categories::NONE);
        Ok((permit, id, key))
    }

    /// The category and the keyed token of an address that stands on somebody's record.
    fn address_of(
        &self,
        realm: &Realm,
        subject: i64,
        written: &str,
    ) -> Result<Option<(Categories, i64)>, GateError> {
        let items = realm.statement().items.iter().filter(|item| item.item_type == ItemType::Email);
        for item in items.filter(|item| signs_in(item)) {
            let Ok(value) = item::read(item, written, None) else { continue };
            let category = realm.category_of(item.category.as_ref()).map(Categories::one);
            let token = exact(item, value.normal()).map(|term| realm.token(&term));
            let holds = self.holders_of(realm, item, value.normal())?.contains(&subject);
            if let (Some(category), Some(token), true) = (category, token, holds) {
                return Ok(Some((category, token)));
            }
        }
        Ok(None)
    }
}

fn not_on_record() -> GateError {
    GateError::Problems(vec![problem_at(
        "email",
        problem(
            "no-address-on-record",
            [
                "Osoite ei ole henkilön tiedoissa.",
                "Adressen finns inte bland personens uppgifter.",
                "The address is not on the person's record.",
            ],
            [
                "Lisää osoite ensin, ja kutsu sitten.",
                "Lägg först till adressen och bjud sedan in.",
                "Add the address first, and invite then.",
            ],
        ),
    )])
}
