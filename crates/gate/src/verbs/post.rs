//! Puts mail in line and takes it out again to be sent. Contents are sealed while they wait. Not here: what a mail says, how it
//! travels.

use crate::{
    Gate, GateError,
    ask::OWN_PURPOSE,
    card::SubjectRef,
    ledger::{DONE, Entry},
    opened::moment,
    proof::{open_mail, seal_mail},
    realm::Realm,
    store::post::{self, MailRow},
    vault::SubjectKey,
};
use jiff::{SignedDuration, Timestamp};
use seloste_register::id::RegisterId;
use zeroize::Zeroizing;

/// The subject number of those who are not known to be subjects.
const STRANGER: i64 = 0;

/// A mail that was taken out of the line, to be sent.
pub struct Outgoing {
    /// The register on whose behalf it is sent.
    pub register: RegisterId,
    /// When it was put in line.
    pub made: Timestamp,
    /// How many times it was taken, this time included.
    pub tries: i64,
    /// What was put in line.
    pub body: Zeroizing<Vec<u8>>,
    at: (i64, i64, i64),
}

impl Outgoing {
    /// The number of the subject whom it is for.
    pub(super) const fn subject(&self) -> i64 {
        self.at.1
    }

    /// Where it waits: register, subject, mail.
    pub(super) const fn place(&self) -> (i64, i64, i64) {
        self.at
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Puts a mail to a subject in line; durable when this returns. It stands in the ledger, and dies with the subject's key.
    pub fn post_to(&self, register: &RegisterId, subject: &SubjectRef, body: &[u8]) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let id = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let key = self.subject_key(realm, id)?.ok_or(GateError::Absent)?;
        let row = self.mail_row(realm, (id, &key), body)?;
        let entry = Entry {
            at: row.made,
            account: None,
            register: (realm.number, realm.register.as_str()),
            action: "mail",
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &[(id, &key)],
        };
        self.data.write(|tx| {
            self.ledger.append(tx, &entry)?;
            Ok(post::add(tx, &row, row.made)?)
        })
    }

    /// Puts a mail in line that is about nobody who is known to be in the register.
    pub fn post_to_stranger(&self, register: &RegisterId, body: &[u8]) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let key = self.strangers_key(realm)?;
        let row = self.mail_row(realm, (STRANGER, &key), body)?;
        Ok(self.data.write(|tx| post::add(tx, &row, row.made))?)
    }

    /// The mail that has waited longest, if any is due; nobody else gets it before `lease` is over. One whose receiver was
    /// erased meanwhile is gone.
    pub fn post_next(&self, lease: SignedDuration) -> Result<Option<Outgoing>, GateError> {
        let now = self.clock.now();
        let until = now.checked_add(lease).unwrap_or(Timestamp::MAX).as_millisecond();
        loop {
            let Some(row) = self.data.write(|tx| post::take(tx, now.as_millisecond(), until))? else {
                return Ok(None);
            };
            let at = (row.register, row.subject, row.mail);
            let realms = self.realms.load();
            let realm = realms.values().find(|realm| realm.number == row.register);
            // A register that is not served now keeps its mail.
            let Some(realm) = realm else { continue };
            let key = match row.subject {
                STRANGER => Some(self.strangers_key(realm)?),
                subject => self.subject_key(realm, subject)?,
            };
            let Some(key) = key else {
                self.data.write(|tx| post::remove(tx, at))?;
                continue;
            };
            let body = open_mail(&key, at, &row.body)?;
            let register = realm.register.clone();
            return Ok(Some(Outgoing { register, made: moment(row.made)?, tries: row.tries, body, at }));
        }
    }

    /// Forgets a mail: it was sent, or nobody waits for it any more.
    pub fn post_done(&self, mail: &Outgoing) -> Result<(), GateError> {
        Ok(self.data.write(|tx| post::remove(tx, mail.at))?)
    }

    /// Puts a mail off that could not be sent.
    pub fn post_again(&self, mail: &Outgoing, due: Timestamp) -> Result<(), GateError> {
        Ok(self.data.write(|tx| post::put_off(tx, mail.at, due.as_millisecond()))?)
    }

    /// How many mails wait.
    pub fn post_waiting(&self) -> Result<i64, GateError> {
        Ok(self.data.read(post::waiting)?)
    }

    pub(super) fn strangers_key(&self, realm: &Realm) -> Result<SubjectKey, GateError> {
        let (_, secret) = self.keyring.secret(realm.number, "strangers")?;
        Ok(SubjectKey::of_strangers(&secret))
    }

    /// What waits for somebody, sealed.
    pub(super) fn mail_row(
        &self,
        realm: &Realm,
        (subject, key): (i64, &SubjectKey),
        body: &[u8],
    ) -> Result<MailRow, GateError> {
        let mail = self.next_number(realm)?;
        let made = self.clock.now().as_millisecond();
        let body = seal_mail(key, (realm.number, subject, mail), body)?;
        Ok(MailRow { register: realm.number, subject, mail, made, tries: 0, body })
    }
}
