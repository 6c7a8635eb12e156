//! Tells people by e-mail where data about them came from, by itself (GDPR 14; R5-103). A day passes before, in which a list that
//! should not have been taken in is recalled without anybody having been written to; whoever is contacted is told the same day.
//! Not here: whoever has no address, and is told in another way (`source_notices.rs`).

use super::send::first;
use crate::{
    Gate, GateError,
    ask::OWN_PURPOSE,
    ledger::{DONE, Entry},
    limits,
    mailing::Fate,
    opened::day_number,
    personal::Personal,
    proof::Upkeep,
    realm::Realm,
    retention::{self, Terms},
    source_notices::{self, ToldBy},
    store::{self, post},
    verbs::Outgoing,
};
use jiff::SignedDuration;
use seloste_register::{id::SourceId, statement::model::ItemType};

/// How long nothing is sent after somebody was stored.
const RECALL: SignedDuration = SignedDuration::from_hours(24);
/// People in one step.
const STEP: i64 = 250;

/// An e-mail that tells somebody where data about them came from.
pub struct SourceLetter {
    /// Where to.
    pub to: Personal,
    /// The language in which the person is written to, by its code.
    pub language: Option<Personal>,
    /// From whom the data came.
    pub source: SourceId,
    /// The import that brought the person.
    pub batch: Option<i64>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Puts `line` in line for people of every register who are to be told and for whom nothing waits yet: a step of them.
    pub fn queue_source_letters(&self, line: &[u8]) -> Result<(), GateError> {
        let realms = self.realms.load();
        realms.values().try_for_each(|realm| self.queue_letters_of(realm, line))
    }

    fn queue_letters_of(&self, realm: &Realm, line: &[u8]) -> Result<(), GateError> {
        let now = self.clock.now();
        let stored = now.saturating_sub(RECALL).map_or(i64::MIN, |at| at.as_millisecond());
        let by = (stored, day_number(self.today()));
        let people = self.data.read(|tx| source_notices::without_mail(tx, realm.number, by, STEP))?;
        if people.is_empty() {
            return Ok(());
        }
        let mut keys = self.keyring.keys(realm.number, &people)?;
        let mut mails = Vec::with_capacity(people.len());
        for subject in people {
            let Some(key) = keys.remove(&subject) else { continue };
            mails.push((subject, self.mail_row(realm, (subject, &key), line)?));
        }
        self.data.write(|tx| {
            for (subject, mail) in &mails {
                if source_notices::queued(tx, (realm.number, *subject), now.as_millisecond())? {
                    post::add(tx, mail, mail.made)?;
                }
            }
            Ok(())
        })
    }

    /// A letter whose turn has come; `None` when the person was told meanwhile, has no address, or is not to be written to. The entry
    /// is durable before the address is opened.
    pub fn source_letter(&self, waiting: &Outgoing) -> Result<Option<SourceLetter>, GateError> {
        let realm = &*self.realm(&waiting.register)?;
        let subject = waiting.subject();
        let (owed, row, sealed) = self.data.read(|tx| {
            let owed = source_notices::of(tx, realm.number, subject)?.filter(|owed| owed.told.is_none());
            let row = store::subject(tx, realm.number, subject)?;
            Ok::<_, GateError>((owed, row, store::sealed(tx, realm.number, subject)?))
        })?;
        let (Some(owed), Some(row), Some(key)) = (owed, row, self.subject_key(realm, subject)?) else {
            return Ok(None);
        };
        let terms = Terms::of(&row, self.today());
        if terms.limits & !limits::KEPT != 0 {
            return Ok(None);
        }
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: None,
            register: (realm.number, realm.register.as_str()),
            action: "mail",
            purpose: OWN_PURPOSE,
            outcome: DONE,
            categories: &[],
            subjects: &[(subject, &key)],
        };
        self.data.write(|tx| self.ledger.append(tx, &entry)).map(drop)?;
        let upkeep = Upkeep::of(realm, subject);
        let mut opened = Vec::with_capacity(sealed.len());
        for one in &sealed {
            opened.push(retention::living(realm, upkeep.items(&key, one)?, &terms, self.clock.now()));
        }
        let Some(to) = first(realm, &opened, ItemType::Email, |_| true) else { return Ok(None) };
        let language = first(realm, &opened, ItemType::Language, |_| true);
        Ok(Some(SourceLetter { to, language, source: realm.id(owed.source)?, batch: owed.batch }))
    }

    /// Forgets a letter; one that was sent has told the person.
    pub fn source_letter_done(&self, waiting: &Outgoing, fate: Fate) -> Result<(), GateError> {
        if fate == Fate::Sent {
            let realm = &*self.realm(&waiting.register)?;
            let (of, at) = ((realm.number, waiting.subject()), (self.clock.now().as_millisecond(), None));
            self.data.write(|tx| source_notices::told(tx, of, at, ToldBy::Email))?;
        }
        self.post_done(waiting)
    }
}
