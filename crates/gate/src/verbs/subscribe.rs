//! People who subscribe by themselves: what was typed waits, sealed, for an answer to the message that was sent to the address;
//! with the answer the person is in the register, with the consents that were given (R3-013). Not here: the form, mail, what a
//! consent is.

use super::own::Addressed;
use crate::{
    Gate, GateError,
    ask::{Actor, Ask, OWN_PURPOSE},
    card::{Draft, PermissionChange, PermissionKind, Set, SubjectRef},
    proof::{open_mail, seal_mail},
    realm::Realm,
    store::subscribing::{self as rows, AskedRow},
    vault::SubjectKey,
};
use jiff::{Timestamp, tz::TimeZone};
use seloste_register::{
    id::{ConsentId, PurposeId, RegisterId},
    right::Intake,
    statement::{
        model::{Channel, Subscription},
        period::Period,
    },
};
use zeroize::Zeroizing;

/// The subject number of those who are not known to be subjects.
const STRANGER: i64 = 0;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Lets what was typed at the form wait until its time is over. `address` is the e-mail address among it.
    pub fn subscription_asked(
        &self,
        register: &RegisterId,
        (address, body): (&str, &[u8]),
        token: &[u8; 32],
    ) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let form = declared(realm)?;
        let now = self.clock.now();
        let ends = ends(now, &form.confirm_within)?;
        let subject = match self.addressed(register, address)? {
            Addressed::One(subject) => self.subject_number(realm, &subject).unwrap_or(STRANGER),
            Addressed::Nobody | Addressed::Several => STRANGER,
        };
        let asked = self.next_number(realm)?;
        let key = self.waiting_key(realm, subject)?.ok_or(GateError::Absent)?;
        let body = seal_mail(&key, (realm.number, subject, asked), body)?;
        let row = AskedRow { subject, asked, body };
        let times = (now.as_millisecond(), ends.as_millisecond());
        Ok(self.data.write(|tx| rows::add(tx, realm.number, &row, token, times))?)
    }

    /// What was typed, for whoever has the message; `None` when it does not wait any more. Looking changes nothing: mail scanners
    /// look.
    pub fn subscription_waits(
        &self,
        register: &RegisterId,
        token: &[u8; 32],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        let Some(row) = self.data.read(|tx| rows::of(tx, realm.number, token, now))? else {
            return Ok(None);
        };
        let Some(key) = self.waiting_key(realm, row.subject)? else { return Ok(None) };
        open_mail(&key, (realm.number, row.subject, row.asked), &row.body).map(Some)
    }

    /// Takes the person in whose message was answered: adds who is new, and records the consents as given now, by e-mail. What was
    /// stopped midway is done by the next press; nobody is added twice.
    pub fn subscribe(
        &self,
        register: &RegisterId,
        token: &[u8; 32],
        (address, draft, consents): (&str, Draft, &[ConsentId]),
    ) -> Result<SubjectRef, GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        let row = self.data.read(|tx| rows::of(tx, realm.number, token, now))?.ok_or(GateError::Absent)?;
        let subject = match self.addressed(register, address)? {
            Addressed::One(subject) => subject,
            Addressed::Nobody => self.create(&newcomer(realm)?, draft)?,
            // It does not tell which of them it is.
            Addressed::Several => return Err(GateError::Absent),
        };
        let ask = self.own_ask(register, &subject)?;
        for consent in consents {
            let declared = realm.statement().consents.iter().find(|one| one.id == *consent);
            let channels = declared.map(|one| one.channels.as_slice()).unwrap_or_default();
            let change = PermissionChange {
                what: PermissionKind::Consent(consent.clone()),
                channel: channels.contains(&Channel::Email).then_some(Channel::Email),
                set: Set::InForce,
                by: Intake::Web,
                notice: None,
            };
            self.permit(&ask, &subject, change)?;
        }
        self.data.write(|tx| rows::remove(tx, (realm.number, row.subject, row.asked)))?;
        Ok(subject)
    }

    /// Deletes what nobody confirmed in time.
    pub fn sweep_subscriptions(&self) -> Result<u64, GateError> {
        let now = self.clock.now().as_millisecond();
        if !self.data.read(|tx| rows::any_over(tx, now))? {
            return Ok(0);
        }
        Ok(self.data.write(|tx| rows::sweep(tx, now))?)
    }

    fn waiting_key(&self, realm: &Realm, subject: i64) -> Result<Option<SubjectKey>, GateError> {
        match subject {
            STRANGER => self.strangers_key(realm).map(Some),
            subject => self.subject_key(realm, subject),
        }
    }
}

fn declared(realm: &Realm) -> Result<&Subscription, GateError> {
    realm.statement().subscription.as_ref().ok_or(GateError::Absent)
}

/// The question of somebody who is not in the register yet: their own data, and nobody's whom they reach.
fn newcomer(realm: &Realm) -> Result<Ask, GateError> {
    let purpose = PurposeId::new(OWN_PURPOSE).map_err(|error| GateError::Failed(error.to_string()))?;
    let actor = Actor::person(SubjectRef(String::new()), realm.statement().controller.id.clone());
    Ok(Ask { actor, register: realm.register.clone(), purpose, reason: None })
}

fn ends(now: Timestamp, within: &str) -> Result<Timestamp, GateError> {
    let failed = || GateError::Failed("no such time for a confirmation".to_owned());
    let from = now.to_zoned(TimeZone::UTC);
    let day = Period::parse(within).and_then(|period| period.after(from.date())).ok_or_else(failed)?;
    let ends = day.to_datetime(from.time()).to_zoned(TimeZone::UTC).map_err(|_| failed())?;
    Ok(ends.timestamp())
}
