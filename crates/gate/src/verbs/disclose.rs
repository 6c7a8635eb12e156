//! Gives a subject's data to a recipient, when the statement lets it on this day, and keeps who got what; queues what the
//! recipients have to be told since (GDPR 19). Opens exactly the categories that were asked for.

mod asked;
mod checked;
mod copy;

pub(super) use asked::ground_number;

use super::reach::{Asker, reach};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::SubjectRef,
    decide::{Categories, Verb},
    disclosures::{
        self, Disclosed, DisclosureDraft, DisclosureRow, InLog, NoticeKind, NoticeStep, Parcel, Receiver,
        RecipientNotice, asked::AskedState,
    },
    errors::RefusalCode,
    opened::{self, moment},
    payload::Items,
    permissions::{self, Stand},
    personal::Personal,
    proof::{Recorded, Writing, seal_words},
    realm::Realm,
    store,
    values::{problem, problem_at},
    vault::{self, PlaceKind, SubjectKey},
};
use jiff::civil::Date;
use seloste_db::Tx;
use seloste_register::diagnostics::Problem;

/// Longest name of a receiver, and longest provision, in characters.
const WORDS: usize = 500;
/// Notices that a list shows.
const ROWS: i64 = 500;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Gives categories of a subject to a recipient. The entry and the record are durable before anything is opened. What a second
    /// person must agree to is put forward instead.
    pub fn give_out(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: &DisclosureDraft,
    ) -> Result<Parcel, GateError> {
        if self.needs_second_person(ask, draft)? {
            return Err(asked::alone());
        }
        self.handed_out(ask, subject, (draft, None))
    }

    /// The same; `agreed` is the number of what a second person agreed to.
    fn handed_out(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (draft, agreed): (&DisclosureDraft, Option<i64>),
    ) -> Result<Parcel, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, held, sealed) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            let held = super::reach::held(tx, realm, id)?;
            Ok::<_, GateError>((found, held, store::sealed(tx, realm.number, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Disclose, Some(id)), found)?;
        let refused = |code| {
            let refusal = realm.table.refusal(code, ask);
            Err(self.refused(realm, ask, (Verb::Disclose, Some(id)), refusal))
        };
        let wanted = draft.categories.iter().filter_map(|id| realm.table.category(id));
        let wanted = wanted.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        let all_known = wanted.indices().count() == draft.categories.len();
        if !reached.granted.allows(Verb::Disclose) || !all_known || !reached.granted.read.covers(wanted) {
            return refused(RefusalCode::ActionNotGranted);
        }
        if let Err(code) = self.may_receive(realm, draft, &held) {
            return refused(code);
        }
        let problems = wrong(draft);
        if let Some(problem) = problems {
            return Err(GateError::Problems(vec![problem_at("receiver", problem)]));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let number = self.next_number(realm)?;
        let row = self.disclosure_row(realm, (draft, wanted), (number, ask.actor.account.0))?;
        let body = seal_words(&key, PlaceKind::Disclosure, (realm.number, id, number), &told(draft))?;
        let row = DisclosureRow { body, ..row };
        permit.admit(id, reached.granted, wanted);
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            let decided = (AskedState::Given, ask.actor.account, writing.now().as_millisecond());
            if let Some(number) = agreed
                && !disclosures::asked::decide(tx, (realm.number, id, number), decided, None)?
            {
                return Err(GateError::Conflict(Vec::new()));
            }
            Ok(disclosures::add(tx, (realm.number, id), &row)?)
        };
        let (recorded, ()) = self.record((realm, ask), permit, &[&key], work)?;
        let mut categories = Vec::new();
        for at in wanted.indices() {
            let word = realm.category_word(at);
            let stored = match sealed.iter().find(|row| Some(row.category) == word) {
                Some(row) => (row.version, self.unseal(realm, &recorded, &key, row)?),
                None => (0, Items::default()),
            };
            let stored = (stored.0, shown_to(realm, (draft, self.today()), stored.1));
            categories.push(opened::category(realm, reached.row.group, at, stored, false)?);
        }
        Ok(Parcel { reference: row.reference, categories })
    }

    /// Who was given a subject's data, newest first.
    pub fn disclosures(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Disclosed>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Disclose, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(disclosures::of(tx, realm.number, id)?);
        let (recorded, rows) = self.record((realm, ask), permit, &[&key], work)?;
        self.disclosed(realm, &recorded, &key, (id, rows))
    }

    /// Records of a subject's disclosures, opened against a proof.
    pub(crate) fn disclosed(
        &self,
        realm: &Realm,
        recorded: &Recorded,
        key: &SubjectKey,
        (subject, rows): (i64, Vec<DisclosureRow>),
    ) -> Result<Vec<Disclosed>, GateError> {
        let log = if rows.is_empty() { None } else { Some(self.log_about(realm, (subject, key))?) };
        let one = |row: DisclosureRow| {
            let place = (PlaceKind::Disclosure, subject, row.disclosure, row.body.as_slice());
            Ok(Disclosed {
                recipient: row.recipient.map(|word| realm.id(word)).transpose()?,
                words: Personal::new(self.unseal_words(realm, recorded, key, place)?),
                ground: disclosures::ground(row.ground),
                categories: row.words().map(|word| realm.id(word)).collect::<Result<_, _>>()?,
                reference: row.reference.clone(),
                given: moment(row.given)?,
                by: AccountId(row.account),
                in_log: log.as_ref().map_or(Ok(InLog::Missing), |log| log.tells_of(realm, &row))?,
                checked: row
                    .checked
                    .map(|(at, by)| Ok::<_, GateError>((moment(at)?, AccountId(by))))
                    .transpose()?,
            })
        };
        rows.into_iter().map(one).collect()
    }

    /// What recipients have to be told and have not confirmed, oldest first.
    pub fn recipient_notices(&self, ask: &Ask) -> Result<Vec<RecipientNotice>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(disclosures::open(tx, realm.number, ROWS)?);
        let (_, rows) = self.record((realm, ask), permit, &[], work)?;
        let one = |row: disclosures::NoticeRow| {
            Ok(RecipientNotice {
                number: row.notice,
                recipient: row.recipient.map(|word| realm.id(word)).transpose()?,
                reference: row.reference,
                kind: NoticeKind::read(row.kind)
                    .ok_or_else(|| GateError::Failed("a stored notice is of no kind".to_owned()))?,
                made: moment(row.made)?,
                told: row.told.map(moment).transpose()?,
                reminded: row.reminded.map(moment).transpose()?,
                receipt: row.receipt.map(moment).transpose()?,
            })
        };
        rows.into_iter().map(one).collect()
    }

    /// Puts down that a recipient was told, or that it confirmed.
    pub fn recipient_told(&self, ask: &Ask, number: i64, step: NoticeStep) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let now = self.clock.now().as_millisecond();
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            let there = disclosures::step(tx, (realm.number, number), step, now)?;
            if there { Ok(()) } else { Err(GateError::Absent) }
        };
        self.record((realm, ask), permit, &[], work).map(drop)
    }

    /// Whether the statement lets the receiver have it on this day, and the person's own word does.
    fn may_receive(
        &self,
        realm: &Realm,
        draft: &DisclosureDraft,
        held: &[crate::card::Permission],
    ) -> Result<(), RefusalCode> {
        let rules = realm.rules();
        let (recipient, purpose) = match &draft.to {
            Receiver::Declared { recipient, purpose } => (recipient, purpose),
            Receiver::Single { ground, .. } => {
                let known = rules.statement().disclosure.grounds.contains(ground);
                return if known { Ok(()) } else { Err(RefusalCode::NoGround) };
            }
        };
        // Membership of the group and territory are two tests, both of this day (R1-039, R1-040).
        let found = rules.receives(recipient, self.today()).ok_or(RefusalCode::RecipientNotAllowed)?;
        let covered = draft.categories.iter().all(|id| found.categories.contains(id));
        // Who works assignment by assignment gets nothing outside of one (R5-023).
        let today = self.today();
        let assigned = found.assignments.is_empty()
            || found.assignments.iter().any(|one| {
                let all = draft.categories.iter().all(|id| one.categories.contains(id));
                all && one.from <= today && today <= one.until
            });
        if !assigned
            || !covered
            || rules.is_stopped("recipient", recipient)
            || !found.purposes.contains(purpose)
        {
            return Err(RefusalCode::RecipientNotAllowed);
        }
        let purpose = rules.purpose(purpose).ok_or(RefusalCode::PurposeNotDeclared)?;
        let obeys = permissions::matter(rules, purpose);
        if obeys && permissions::stand_anywhere(rules, held, purpose) != Stand::Allowed {
            return Err(RefusalCode::Prohibited);
        }
        Ok(())
    }

    fn disclosure_row(
        &self,
        realm: &Realm,
        (draft, wanted): (&DisclosureDraft, Categories),
        (number, account): (i64, i64),
    ) -> Result<DisclosureRow, GateError> {
        let words: Vec<String> =
            wanted.indices().filter_map(|at| realm.category_word(at)).map(|word| word.to_string()).collect();
        let (recipient, ground) = match &draft.to {
            Receiver::Declared { recipient, .. } => (Some(realm.word(recipient)?), 0),
            Receiver::Single { ground, .. } => (None, asked::ground_number(*ground)),
        };
        let random: [u8; 6] = vault::random()?;
        Ok(DisclosureRow {
            disclosure: number,
            recipient,
            ground,
            categories: words.join(" "),
            reference: format!("d-{}", hex::encode(random)),
            given: self.clock.now().as_millisecond(),
            account,
            body: Vec::new(),
            checked: None,
        })
    }
}

/// What a receiver gets to see of items: a declared one no more than its purpose does (R6-021).
fn shown_to(realm: &Realm, (draft, today): (&DisclosureDraft, Date), items: Items) -> Items {
    match &draft.to {
        Receiver::Declared { recipient, purpose } => {
            let mut items = opened::masked(realm, purpose, items);
            // Who works assignment by assignment gets contact items, one person at a time as in a list (R5-024).
            let found = realm.rules().receives(recipient, today);
            if let Some(found) = found.filter(|found| !found.assignments.is_empty()) {
                let tasks: Vec<_> =
                    found.assignments.iter().filter(|one| one.from <= today && today <= one.until).collect();
                let gets = |word| {
                    let item = realm.item(word).map(|(_, item)| item);
                    item.is_some_and(|item| tasks.iter().any(|task| task.gets(item)))
                };
                items.0.retain(|stored| gets(stored.item));
            }
            items
        }
        Receiver::Single { .. } => items,
    }
}

/// What is sealed about a disclosure: to whom, and by which provision.
fn told(draft: &DisclosureDraft) -> String {
    match &draft.to {
        Receiver::Declared { purpose, .. } => purpose.to_string(),
        Receiver::Single { name, provision, case_number, .. } => {
            // A line each: what is typed over several stands on one.
            let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let number = case_number.as_deref().map(line).filter(|number| !number.is_empty());
            let all = [Some(line(name)), Some(line(provision)), number];
            all.into_iter().flatten().collect::<Vec<_>>().join("\n")
        }
    }
}

fn wrong(draft: &DisclosureDraft) -> Option<Problem> {
    let Receiver::Single { name, provision, .. } = &draft.to else { return None };
    let missing = |text: &str| text.trim().is_empty() || text.chars().count() > WORDS;
    (missing(name) || missing(provision) || draft.categories.is_empty()).then(|| {
        problem(
            "receiver-missing",
            [
                "Vastaanottaja, säännös tai pyyntö taikka luovutettavat tiedot puuttuvat.",
                "Mottagaren, bestämmelsen eller begäran eller uppgifterna som lämnas ut saknas.",
                "The receiver, the provision or request, or what is to be given is missing.",
            ],
            [
                "Kirjoita, kenelle, millä säännöksellä tai pyynnöllä ja mitkä tiedot luovutetaan.",
                "Skriv till vem, med stöd av vad och vilka uppgifter som lämnas ut.",
                "Write to whom, by which provision or request, and which data is given.",
            ],
        )
    })
}
