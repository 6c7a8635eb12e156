//! Sends one text to everybody whom a purpose reaches by e-mail. Whoever sends it sees figures, never whom (R3-020): a line with
//! no address in it waits for each person, and the address is opened when its turn comes, if the person may still be written
//! to. Not here: what a mail looks like, servers.

use super::{
    Outgoing,
    reach::{Asker, held, whom},
    select::{Judged, judged},
};
use crate::{
    Gate, GateError, addresses,
    ask::{AccountId, Ask},
    campaign::Campaign,
    card::Filter,
    decide::{Categories, Verb},
    ledger::{DONE, Entry},
    mailing::{Letter, Mailing, MailingDraft, TITLE, WORDS},
    opened::{day_number, moment},
    payload::{Items, Word},
    permissions::{self, Stand},
    personal::Personal,
    proof::{Upkeep, Writing},
    realm::Realm,
    retention::{self, Terms},
    source_notices,
    store::{self, mailing as rows, mailing::MailingRow, post},
    values::{problem, problem_at},
    vault::{RefKind, SubjectKey},
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    statement::model::{Channel, ItemType, Purpose},
    text::Lang,
};

/// Subjects that are dealt with at once.
const BATCH: usize = 1_000;
/// Mailings that a list shows.
const LISTED: i64 = 200;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Puts the next of those whom a mailing reaches in line (R3-004); whether there may be more. `line` makes what waits for each
    /// person, from the mailing's number. What was stopped midway goes on where it was; nobody gets it twice.
    pub fn send_some(
        &self,
        ask: &Ask,
        mailing: &str,
        line: impl Fn(i64) -> Result<Vec<u8>, GateError>,
    ) -> Result<bool, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let row = self.mailing_row(realm, ask, mailing)?;
        self.go_on(realm, ask, row.mailing, &line(row.mailing)?)
    }

    /// Mailings for the purpose of the ask, newest first.
    pub fn mailings(&self, ask: &Ask) -> Result<Vec<Mailing>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Send)?;
        let purpose = realm.word(&ask.purpose)?;
        let found = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(rows::all(tx, (realm.number, purpose), LISTED)?);
        let (_, found) = self.record((realm, ask), permit, &[], found)?;
        found.into_iter().map(|row| self.told_of(realm, row)).collect()
    }

    pub(super) fn told_of(&self, realm: &Realm, row: MailingRow) -> Result<Mailing, GateError> {
        Ok(Mailing {
            mailing: realm.keys.ids.outside(RefKind::Cursor, row.mailing)?,
            purpose: realm.id(row.purpose)?,
            title: row.title,
            by: AccountId(row.account),
            made: moment(row.made)?,
            ended: row.ended.map(moment).transpose()?,
            queued: u64::try_from(row.queued).unwrap_or_default(),
            left_out: u64::try_from(row.left_out).unwrap_or_default(),
            stopped: row.stopped.map(moment).transpose()?,
            sent: u64::try_from(row.sent).unwrap_or_default(),
            unsent: u64::try_from(row.unsent).unwrap_or_default(),
        })
    }

    /// One batch: whom it reaches, their lines, how far it has come and the entry are one unit of work.
    fn go_on(&self, realm: &Realm, ask: &Ask, mailing: i64, line: &[u8]) -> Result<bool, GateError> {
        let mut permit = self.permit_for(realm, ask, Verb::Send)?;
        let campaign = everybody_by_mail();
        let known = self.known(realm, ask, &campaign, (&permit, None))?;
        let asker = Asker::new(realm, ask);
        let below = self.data.read(|tx| rows::below(tx, (realm.number, mailing)))?;
        let Some(below) = below else { return Ok(false) };
        let (found, last) =
            self.data.read(|tx| judged(tx, realm, &known, (&asker, below), (BATCH, BATCH)))?;
        drop(known);
        let subjects = found.iter().filter_map(|one| match one {
            Judged::In(reached, _) => Some(reached.row.subject),
            Judged::Out(..) | Judged::Absent => None,
        });
        let mut keys = self.subject_keys(realm, subjects)?;
        let (mut lines, mut held_keys, mut left_out) = (Vec::new(), Vec::new(), 0);
        for one in found {
            let Judged::In(reached, _) = one else {
                left_out += 1;
                continue;
            };
            let Some(key) = keys.remove(&reached.row.subject) else { continue };
            lines.push(self.mail_row(realm, (reached.row.subject, &key), line)?);
            permit.admit(reached.row.subject, reached.granted, Categories::NONE);
            held_keys.push(key);
        }
        let keys: Vec<&SubjectKey> = held_keys.iter().collect();
        let now = self.clock.now().as_millisecond();
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        self.record((realm, ask), permit, &keys, |tx, _| {
            // Two who go on with the same mailing at once: one of them finds it further on. Or somebody has stopped it.
            tx.lock(&format!("mailing {} {mailing}", realm.number))?;
            if rows::below(tx, (realm.number, mailing))? != Some(below) {
                return Ok(());
            }
            for row in &lines {
                post::add(tx, row, row.made)?;
                source_notices::contacted(tx, (realm.number, row.subject), day_number(self.today()))?;
            }
            Ok(rows::went_on(tx, (realm.number, mailing), (count, left_out), (last, now))?)
        })?;
        Ok(last.is_some())
    }

    /// A person's mail of a mailing, when its turn has come; `None` when the person may not be written to any more, or has
    /// no address. The entry is durable before the address is opened.
    pub fn letter(&self, waiting: &Outgoing, mailing: i64) -> Result<Option<Letter>, GateError> {
        let realm = &*self.realm(&waiting.register)?;
        let subject = waiting.subject();
        let row = self.data.read(|tx| rows::one(tx, (realm.number, mailing)))?;
        let Some(row) = row.filter(|row| row.stopped.is_none()) else { return Ok(None) };
        let Some(purpose) = realm.rules().purpose(&realm.id(row.purpose)?) else { return Ok(None) };
        let Some(person) = self.addressee(realm, purpose, subject)? else { return Ok(None) };
        let subject = self.subject_ref(realm, subject)?;
        let stop = match permissions::matter(realm.rules(), purpose) {
            true => {
                Some(self.unsubscribe_token(&waiting.register, &subject, (&purpose.id, Channel::Email))?)
            }
            false => None,
        };
        let language = first(realm, &person.opened, ItemType::Language, |_| true);
        Ok(Some(Letter {
            subject,
            to: person.to,
            language,
            purpose: purpose.id.clone(),
            title: row.title,
            words: row.words,
            stop,
        }))
    }

    /// Somebody who may be written to for a purpose, with an address; the entry is durable before it is opened.
    pub(super) fn addressee(
        &self,
        realm: &Realm,
        purpose: &Purpose,
        subject: i64,
    ) -> Result<Option<Addressee>, GateError> {
        let found = self.data.read(|tx| {
            let Some(there) = store::subject(tx, realm.number, subject)? else { return Ok(None) };
            let held = held(tx, realm, subject)?;
            let whom = whom(tx, realm, purpose, (subject, &realm.id(there.group)?))?;
            let stand = permissions::stand_of(realm.rules(), (&held, whom), purpose, Some(Channel::Email));
            let sealed = store::sealed(tx, realm.number, subject)?;
            let said = (held, whom);
            Ok::<_, GateError>((stand == Stand::Allowed).then_some((there, sealed, said)))
        })?;
        let Some((there, sealed, (held, whom))) = found else { return Ok(None) };
        let terms = Terms::of(&there, self.today());
        if there.closed.is_some() || terms.limits & !crate::limits::KEPT != 0 {
            return Ok(None);
        }
        let Some(key) = self.subject_key(realm, subject)? else { return Ok(None) };
        self.note_letter(realm, purpose, (subject, &key))?;
        let upkeep = Upkeep::of(realm, subject);
        let mut opened = Vec::new();
        for one in &sealed {
            opened.push(retention::living(realm, upkeep.items(&key, one)?, &terms, self.clock.now()));
        }
        let open = |normal: &str| {
            let at = (Channel::Email, addresses::mark(realm, normal));
            permissions::stand_at(realm.rules(), (&held, whom), purpose, at) == Stand::Allowed
        };
        Ok(first(realm, &opened, ItemType::Email, open).map(|to| Addressee { to, opened }))
    }

    fn note_letter(
        &self,
        realm: &Realm,
        purpose: &Purpose,
        about: (i64, &SubjectKey),
    ) -> Result<(), GateError> {
        let items = realm.statement().items.iter().filter(|item| item.item_type == ItemType::Email);
        let categories: Vec<&str> = items
            .filter_map(|item| item.category.as_ref().map(|category| category.as_str()))
            .take(1)
            .collect();
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: None,
            register: (realm.number, realm.register.as_str()),
            action: "mail",
            purpose: purpose.id.as_str(),
            outcome: DONE,
            categories: &categories,
            subjects: &[about],
        };
        self.data.write(|tx| self.ledger.append(tx, &entry)).map(drop)
    }
}

/// A mailing goes to everybody whom its purpose reaches by e-mail.
pub(super) fn everybody_by_mail() -> Campaign {
    Campaign { channel: Channel::Email, whose: None, targeting: None, filter: Filter::default() }
}

/// Somebody to whom a mail goes.
pub(super) struct Addressee {
    /// Where to.
    pub(super) to: Personal,
    /// What is known of them.
    pub(super) opened: Vec<Items>,
}

/// The language in which somebody is written to.
pub(super) fn language_of(realm: &Realm, opened: &[Items]) -> Lang {
    let items = realm.statement().items.iter().filter(|item| item.item_type == ItemType::Language);
    let words = items.filter_map(|item| realm.word(&item.id).ok());
    let code =
        words.filter_map(|word| opened.iter().find_map(|items| items.get(word)?.values.first())).next();
    code.and_then(|value| Lang::from_code(&value.normal)).unwrap_or(realm.rules().law().language)
}

/// The first value of an item of a type that may be used.
pub(super) fn first(
    realm: &Realm,
    opened: &[Items],
    wanted: ItemType,
    may: impl Fn(&str) -> bool,
) -> Option<Personal> {
    let of_type = realm.statement().items.iter().filter(|item| item.item_type == wanted);
    let words: Vec<Word> = of_type.filter_map(|item| realm.word(&item.id).ok()).collect();
    let stored = words.iter().find_map(|word| {
        let mut stored = opened.iter().filter_map(|items| items.get(*word));
        stored.find_map(|stored| stored.values.iter().find(|value| may(&value.normal)))
    });
    stored.map(|value| Personal::new(value.normal.clone()))
}

pub(crate) fn wrong(draft: &MailingDraft) -> Option<crate::errors::ItemProblem> {
    let fits = |text: &str, longest: usize| {
        let length = text.trim().chars().count();
        (1..=longest).contains(&length)
    };
    if !fits(&draft.title, TITLE) || draft.title.contains(['\r', '\n']) {
        return Some(problem_at("title", no_title()));
    }
    (!fits(&draft.words, WORDS)).then(|| problem_at("text", no_words()))
}

fn no_title() -> Problem {
    problem(
        "no-title",
        [
            "Otsikko puuttuu tai on yli 150 merkkiä tai usean rivin pituinen.",
            "Rubriken saknas, är över 150 tecken eller flera rader lång.",
            "The title is missing, or longer than 150 characters or one line.",
        ],
        ["Kirjoita lyhyt otsikko.", "Skriv en kort rubrik.", "Write a short title."],
    )
}

fn no_words() -> Problem {
    problem(
        "no-text",
        [
            "Viestin teksti puuttuu tai on yli 50 000 merkkiä.",
            "Meddelandets text saknas eller är över 50 000 tecken.",
            "The text is missing, or longer than 50,000 characters.",
        ],
        ["Kirjoita viesti.", "Skriv meddelandet.", "Write the message."],
    )
}
