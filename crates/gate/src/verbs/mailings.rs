//! Orders of mailings: begun once however often they are sent, stopped for good, counted as their mails leave; and those that the
//! job has to go on with. Not here: whom one reaches and putting it in line (`send.rs`).

use super::{
    Outgoing,
    send::{everybody_by_mail, wrong},
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    decide::Verb,
    mailing::{Fate, Going, Mailing, MailingDraft},
    realm::Realm,
    store::{mailing as rows, mailing::MailingRow, post},
    vault::RefKind,
};
use seloste_register::id::RegisterId;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Orders a mailing for the purpose of the ask; the job puts it in line. The same order, known by `once`, is one mailing
    /// however often it is sent.
    pub fn begin_mailing(
        &self,
        ask: &Ask,
        draft: &MailingDraft,
        once: Option<&str>,
    ) -> Result<Mailing, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Send)?;
        self.known(realm, ask, &everybody_by_mail(), (&permit, None))?;
        if let Some(problem) = wrong(draft) {
            return Err(GateError::Problems(vec![problem]));
        }
        let row = MailingRow {
            mailing: self.next_number(realm)?,
            purpose: realm.word(&ask.purpose)?,
            account: ask.actor.account.0,
            title: draft.title.trim().to_owned(),
            words: draft.words.trim_end().to_owned(),
            made: self.clock.now().as_millisecond(),
            ..MailingRow::default()
        };
        let (_, row) = self.record((realm, ask), permit, &[], |tx, _| {
            tx.lock(&format!("mailings {}", realm.number))?;
            let before = once.map(|once| rows::known_by(tx, realm.number, once)).transpose()?.flatten();
            match before {
                Some(before) if before.purpose == row.purpose && before.account == row.account => Ok(before),
                // Somebody else's order: nobody is told of it.
                Some(_) => Err(GateError::Absent),
                None => {
                    rows::add(tx, realm.number, &row, once)?;
                    Ok(row)
                }
            }
        })?;
        self.told_of(realm, row)
    }

    /// One mailing for the purpose of the ask.
    pub fn mailing(&self, ask: &Ask, mailing: &str) -> Result<Mailing, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Send)?;
        let row = self.mailing_row(realm, ask, mailing)?;
        self.record((realm, ask), permit, &[], |_, _| Ok(()))?;
        self.told_of(realm, row)
    }

    /// Stops a mailing for good: what waits in line leaves no more.
    pub fn stop_mailing(&self, ask: &Ask, mailing: &str) -> Result<Mailing, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Send)?;
        let row = self.mailing_row(realm, ask, mailing)?;
        let now = self.clock.now().as_millisecond();
        let at = (realm.number, row.mailing);
        let (_, row) = self.record((realm, ask), permit, &[], |tx, _| {
            rows::stop(tx, at, now)?;
            rows::one(tx, at)?.ok_or(GateError::Absent)
        })?;
        self.told_of(realm, row)
    }

    /// The mailing that an ask names, if it is of the ask's purpose.
    pub(super) fn mailing_row(
        &self,
        realm: &Realm,
        ask: &Ask,
        mailing: &str,
    ) -> Result<MailingRow, GateError> {
        let purpose = realm.word(&ask.purpose)?;
        let row = match realm.keys.ids.inside(RefKind::Cursor, mailing) {
            Some(number) => self.data.read(|tx| rows::one(tx, (realm.number, number)))?,
            None => None,
        };
        let row = row.filter(|row| row.purpose == purpose);
        row.ok_or_else(|| self.absent(realm, ask, (Verb::Send, None)))
    }

    /// Mailings that are not in line whole yet, oldest first: for the job, with who ordered them.
    pub fn mailings_going(&self) -> Result<Vec<Going>, GateError> {
        let mut going = Vec::new();
        let realms = self.realms.load();
        for realm in realms.values() {
            for row in self.data.read(|tx| rows::going(tx, realm.number))? {
                going.push(Going {
                    register: realm.register.clone(),
                    mailing: realm.keys.ids.outside(RefKind::Cursor, row.mailing)?,
                    purpose: realm.id(row.purpose)?,
                    by: AccountId(row.account),
                    title: row.title,
                });
            }
        }
        Ok(going)
    }

    /// Stops a mailing that can't go on: who ordered it may not send any more.
    pub fn halt_mailing(&self, register: &RegisterId, mailing: &str) -> Result<(), GateError> {
        let realm = &*self.realm(register)?;
        let now = self.clock.now().as_millisecond();
        match realm.keys.ids.inside(RefKind::Cursor, mailing) {
            Some(number) => Ok(self.data.write(|tx| rows::stop(tx, (realm.number, number), now))?),
            None => Ok(()),
        }
    }

    /// Forgets a mail of a mailing that has left or will not, and counts it.
    pub fn letter_done(&self, mail: &Outgoing, mailing: i64, fate: Fate) -> Result<(), GateError> {
        let at = mail.place();
        self.data.write(|tx| {
            post::remove(tx, at)?;
            Ok(rows::left(tx, (at.0, mailing), fate)?)
        })
    }
}
