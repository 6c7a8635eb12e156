//! How a person is known to be the subject: a link sent to the e-mail address on record, which is spent on a session. Tokens
//! come in as digests; nobody stores them. Not here: what the person may then do (`decide/own.rs`), mail (`post.rs`).

use super::index::{Wanted, exact};
use crate::{
    Gate, GateError,
    ask::{AccountId, Actor, Ask, OWN_PURPOSE},
    card::SubjectRef,
    decide::{Categories, Granted, Verb},
    ledger::{DONE, Entry},
    names::{apart, together},
    realm::Realm,
    store::{
        self,
        own::{self, LinkRow, NewLink},
    },
    tokens,
    values::{problem, problem_at},
    vault::{RefKind, SubjectKey},
};
use jiff::{SignedDuration, Timestamp};
use seloste_register::{
    id::{PurposeId, RegisterId},
    item,
    statement::model::{Channel, Item, ItemType, Search},
};
use std::collections::BTreeSet;
use subtle::ConstantTimeEq as _;

/// Holders of one address that are looked at; more than one is shared already.
const HOLDERS: i64 = 50;
/// Links of one person that work at once; whoever asks for more gets none, so that nobody's mailbox is filled.
pub(super) const LINKS: i64 = 3;
/// Wrong codes after which an invitation lets nobody in any more.
const TRIES: i64 = 5;
/// How often the last use of a session is noted.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Whose address it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressed {
    /// Nobody's in the register.
    Nobody,
    /// One person's.
    One(SubjectRef),
    /// Several people's: it does not tell which of them asks.
    Several,
}

/// Whether a link was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// It was.
    Made,
    /// The person has enough of them already.
    Enough,
}

/// What a link asks of whoever comes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkAsks {
    /// Nothing more.
    Nothing,
    /// The key code that was set with it (claim R5-101).
    KeyCode,
}

impl Gate {
    /// The question of a person who acts for themselves.
    ///
    /// # Errors
    /// [`GateError::Absent`] when the register is not one of this gate's.
    pub fn own_ask(&self, register: &RegisterId, subject: &SubjectRef) -> Result<Ask, GateError> {
        let controller = self.realm(register)?.statement().controller.id.clone();
        let purpose = PurposeId::new(OWN_PURPOSE).map_err(|error| GateError::Failed(error.to_string()))?;
        let actor = Actor::person(subject.clone(), controller);
        Ok(Ask { actor, register: register.clone(), purpose, reason: None })
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whose e-mail address it is in a register. For the mail that follows, never for an answer on a page: that would tell
    /// strangers who is in the register.
    pub fn addressed(&self, register: &RegisterId, written: &str) -> Result<Addressed, GateError> {
        let realm = &*self.realm(register)?;
        let mut holders = BTreeSet::new();
        for item in realm.statement().items.iter().filter(|item| signs_in(item)) {
            let Ok(value) = item::read(item, written, None) else { continue };
            holders.extend(self.holders_of(realm, item, value.normal())?);
        }
        let mut holders = holders.into_iter();
        match (holders.next(), holders.next()) {
            (None, _) => Ok(Addressed::Nobody),
            (Some(one), None) => Ok(Addressed::One(self.subject_ref(realm, one)?)),
            (Some(_), Some(_)) => Ok(Addressed::Several),
        }
    }

    pub(super) fn holders_of(&self, realm: &Realm, item: &Item, normal: &str) -> Result<Vec<i64>, GateError> {
        let (Some(term), Some(at)) = (exact(item, normal), realm.category_of(item.category.as_ref())) else {
            return Ok(Vec::new());
        };
        let token = realm.token(&term);
        let wanted = Wanted { category: at, item: realm.word(&item.id)?, normal };
        let found = self.data.read(|tx| {
            let mut found = Vec::new();
            for holder in tokens::holders(tx, realm.number, token, HOLDERS)? {
                let rows = store::sealed(tx, realm.number, holder)?;
                let row = rows.into_iter().find(|row| Some(row.category) == realm.category_word(at));
                found.extend(row.map(|row| (holder, row)));
            }
            Ok::<_, GateError>(found)
        })?;
        let mut holders = Vec::new();
        for (holder, row) in found {
            let Some(key) = self.subject_key(realm, holder)? else { continue };
            let glance = self.glance(realm, Granted::reading(Categories::one(at)), &key, &row)?;
            if glance.is_some_and(|glance| glance.ask(|items| wanted.is_in(items))) {
                holders.push(holder);
            }
        }
        Ok(holders)
    }

    /// Makes a link that lets a person in once, until `ends`.
    pub fn own_link(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
        token: &[u8; 32],
        ends: Timestamp,
    ) -> Result<Link, GateError> {
        let realm = &*self.realm(register)?;
        let (id, key) = self.own_subject(realm, subject)?;
        let now = self.clock.now().as_millisecond();
        self.data.write(|tx| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            if own::live_links(tx, (realm.number, id), now)? >= LINKS {
                return Ok(Link::Enough);
            }
            let new = NewLink { token, key: None, address: None, made: now, ends: ends.as_millisecond() };
            own::add_link(tx, (realm.number, id), &new)?;
            self.ledger.append(tx, &entry(realm, (now, None), "link", &[(id, &key)]))?;
            Ok(Link::Made)
        })
    }

    /// What a link asks for that still works; `None` for one that does not. Looking does not spend it: mail scanners look.
    pub fn own_link_asks(
        &self,
        register: &RegisterId,
        token: &[u8; 32],
    ) -> Result<Option<LinkAsks>, GateError> {
        let realm = &*self.realm(register)?;
        let found = self.live_link(realm, token)?;
        Ok(found.map(|link| if link.key.is_some() { LinkAsks::KeyCode } else { LinkAsks::Nothing }))
    }

    /// A link that has not ended, whose address is still the person's, and at which nobody guessed too often.
    fn live_link(&self, realm: &Realm, token: &[u8; 32]) -> Result<Option<LinkRow>, GateError> {
        let now = self.clock.now().as_millisecond();
        self.data.read(|tx| {
            let Some(link) = own::link(tx, realm.number, token, now)? else { return Ok(None) };
            let theirs = match link.address {
                Some(address) => tokens::holders(tx, realm.number, address, HOLDERS)?.contains(&link.subject),
                None => true,
            };
            Ok(Some(link).filter(|link| theirs && link.tries < TRIES))
        })
    }

    /// Spends a link on a session until `ends`. A link with a key code lets nobody in without it: a wrong one is counted, and is
    /// answered as a problem.
    pub fn own_enter(
        &self,
        register: &RegisterId,
        (link, session): (&[u8; 32], &[u8; 32]),
        key_code: Option<&[u8; 32]>,
        ends: Timestamp,
    ) -> Result<SubjectRef, GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        let found = self.live_link(realm, link)?.ok_or(GateError::Absent)?;
        let id = found.subject;
        if let Some(key) = &found.key {
            // Taken before the code is looked at: of many guesses at once no more count than one after another.
            if !self.data.write(|tx| own::take_try(tx, (realm.number, id), (link, TRIES)))? {
                return Err(GateError::Absent);
            }
            if !key_code.is_some_and(|code| bool::from(code.as_slice().ct_eq(key))) {
                return Err(wrong_code());
            }
        }
        let subject = self.subject_ref(realm, id)?;
        let (_, key) = self.own_subject(realm, &subject)?;
        self.data.write(|tx| {
            // Two at once: one of them finds it spent.
            if !own::spend_link(tx, (realm.number, id), link)? {
                return Err(GateError::Absent);
            }
            own::add_session(tx, (realm.number, id), session, (now, ends.as_millisecond()))?;
            self.ledger.append(tx, &entry(realm, (now, Some(AccountId::PERSON)), "enter", &[(id, &key)]))?;
            Ok(())
        })?;
        Ok(subject)
    }

    /// The person of a session that has not ended and was used within `idle`.
    pub fn own_session(
        &self,
        register: &RegisterId,
        token: &[u8; 32],
        idle: SignedDuration,
    ) -> Result<Option<SubjectRef>, GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        let found = self.data.read(|tx| own::session(tx, realm.number, token, now))?;
        let milliseconds = |span: SignedDuration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        let Some((id, seen)) = found.filter(|(_, seen)| now - seen < milliseconds(idle)) else {
            return Ok(None);
        };
        if now - seen >= milliseconds(NOTED_EVERY) {
            self.data.write(|tx| own::touch_session(tx, (realm.number, id), token, now))?;
        }
        self.subject_ref(realm, id).map(Some)
    }

    /// Ends a session.
    pub fn own_leave(&self, register: &RegisterId, token: &[u8; 32]) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        Ok(self.data.write(|tx| own::end_session(tx, realm.number, token))?)
    }

    /// The name of a subject, a purpose and a channel in a link that ends approaches for the purpose in the channel
    /// (R3-027, RFC 8058). Nobody can make one up, and it opens nothing.
    pub fn unsubscribe_token(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
        (purpose, channel): (&PurposeId, Channel),
    ) -> Result<String, GateError> {
        let realm = &*self.realm(register)?;
        let id = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let low = realm.word(purpose)? * 8 + super::reach::channel_number(Some(channel));
        Ok(realm.keys.ids.outside(RefKind::Unsubscribe, together(id, low)?)?)
    }

    /// The same for somebody at work who approaches the person for the purpose of the ask: who may not, gets no link.
    pub fn stop_token(&self, ask: &Ask, subject: &SubjectRef, channel: Channel) -> Result<String, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Open, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        permit.admit(id, reached.granted, Categories::NONE);
        self.record_alone((realm, ask), permit, &[&key])?;
        self.unsubscribe_token(&ask.register, subject, (&ask.purpose, channel))
    }

    /// Whom and what a link ends; `None` for one that is made up, of another register, or of a purpose that is gone.
    pub fn unsubscribe_of(
        &self,
        register: &RegisterId,
        token: &str,
    ) -> Result<Option<(SubjectRef, PurposeId, Channel)>, GateError> {
        let realm = &*self.realm(register)?;
        let Some(number) = realm.keys.ids.inside(RefKind::Unsubscribe, token) else { return Ok(None) };
        let (id, low) = apart(number);
        let purpose: Option<PurposeId> = realm.id(low / 8).ok();
        let purpose = purpose.filter(|id| realm.rules().purpose(id).is_some());
        let (Some(purpose), Some(channel)) = (purpose, super::reach::channel(low % 8)) else {
            return Ok(None);
        };
        Ok(Some((self.subject_ref(realm, id)?, purpose, channel)))
    }

    pub(super) fn own_subject(
        &self,
        realm: &Realm,
        subject: &SubjectRef,
    ) -> Result<(i64, SubjectKey), GateError> {
        let id = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let there = self.data.read(|tx| store::subject(tx, realm.number, id))?.is_some();
        let key = self.subject_key(realm, id)?.filter(|_| there);
        Ok((id, key.ok_or(GateError::Absent)?))
    }
}

/// Whether an item is an address by which a person may be known: an e-mail address that can be looked up whole.
pub(super) fn signs_in(item: &Item) -> bool {
    item.item_type == ItemType::Email && item.search.contains(&Search::Exact)
}

fn wrong_code() -> GateError {
    GateError::Problems(vec![problem_at(
        "key",
        problem(
            "wrong-key-code",
            ["Avainkoodi ei ole oikea.", "Nyckelkoden är inte rätt.", "The key code is not right."],
            [
                "Kirjoita koodi, jonka sait kutsujalta. Viiden väärän koodin jälkeen kutsu ei enää toimi.",
                "Skriv koden som du fick av den som bjöd in dig. Efter fem felaktiga koder fungerar inbjudan inte längre.",
                "Type the code that you got from whoever invited you. After five wrong codes the invitation works no longer.",
            ],
        ),
    )])
}

/// What the ledger says of a person's own coming and going.
pub(super) fn entry<'a>(
    realm: &'a Realm,
    (at, account): (i64, Option<AccountId>),
    action: &'a str,
    subjects: &'a [(i64, &'a SubjectKey)],
) -> Entry<'a> {
    Entry {
        at,
        account,
        register: (realm.number, realm.register.as_str()),
        action,
        purpose: OWN_PURPOSE,
        outcome: DONE,
        categories: &[],
        subjects,
    }
}
