//! Hands a processor the least that one assignment needs (R5-023 to R5-026): contact items alone, of those whom the purpose reaches, while
//! the assignment is in force; each person's record says so, each line bears a mark by which a leak is traced. While a list whose
//! day is over was not said to be destroyed, the same processor gets no other. Not here: writing it down.

use super::{
    addressed::heeded,
    find::Match,
    reach::{Asker, Reach, reach},
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::Hit,
    decide::{Categories, Verb},
    disclosures::{self, DisclosureRow},
    errors::RefusalCode,
    extracts::{self, Extract, ExtractDraft, ExtractRow, Handed},
    opened::{self, day_number, moment},
    proof::{Recorded, seal_words},
    realm::Realm,
    store,
    values::{problem, problem_at},
    vault::{self, PlaceKind, RefKind, SubjectKey},
};
use seloste_register::{
    diagnostics::Problem,
    statement::model::{Assignment, Item, Recipient, RecipientKind},
};

/// People that one list holds, at most: one entry names them all.
const MOST: usize = 20_000;
/// Subjects fetched at once.
const BATCH: i64 = 256;
/// Lists that are shown.
const LISTED: i64 = 500;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Makes a list for a processor's assignment. The entry, each person's record and the list's own are durable before anything
    /// is opened.
    pub fn extract(&self, ask: &Ask, draft: &ExtractDraft) -> Result<Handed, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let refused = |error| self.recorded_refusal(realm, ask, (Verb::Disclose, None), error);
        let (recipient, assignment) = self.assigned(realm, ask, draft).map_err(refused)?;
        let today = day_number(self.today());
        let word = realm.word(&recipient.id)?;
        let late = self.data.read(|tx| extracts::overdue(tx, (realm.number, Some(word)), today))?;
        if late > 0 {
            return Err(GateError::Problems(vec![problem_at("recipient", not_destroyed())]));
        }
        let shown = contact_items(realm, &assignment);
        let categories = shown.iter().filter_map(|item| realm.category_of(item.category.as_ref()));
        let categories = categories.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)));
        let narrow = self.narrow(realm, ask, &permit, &draft.filter).map_err(refused)?;
        let people = self.on_the_list(realm, ask, (&permit, categories), &narrow)?;
        if people.len() > MOST {
            return Err(GateError::Problems(vec![problem_at("filter", too_many())]));
        }
        let row = self.extract_row(realm, ask, (&recipient, &assignment), people.len())?;
        let told = format!("{}\n{}", ask.purpose, assignment.id);
        let given = self.lines(realm, (&row, &told), (&people, categories))?;
        for one in &people {
            permit.admit(one.reached.row.subject, one.reached.granted, categories);
        }
        permit.tell(format!("extract:{}", row.mark));
        let keys: Vec<&SubjectKey> = people.iter().map(|one| &one.key).collect();
        let (recorded, ()) = self.record((realm, ask), permit, &keys, |tx, _| {
            extracts::add(tx, realm.number, &row)?;
            for (subject, one) in &given {
                disclosures::add(tx, (realm.number, *subject), one)?;
            }
            Ok(())
        })?;
        let mut handed = Vec::new();
        for (one, (_, line)) in people.iter().zip(&given) {
            let hit = self.line(realm, (ask, &recorded), (one, categories), &shown)?;
            handed.push((line.reference.clone(), hit));
        }
        Ok(Handed { extract: self.extract_of(realm, row)?, people: handed })
    }

    /// What each person's record is to say of the list.
    fn lines(
        &self,
        realm: &Realm,
        (row, told): (&ExtractRow, &str),
        (people, categories): (&[Match], Categories),
    ) -> Result<Vec<(i64, DisclosureRow)>, GateError> {
        let words = categories.indices().filter_map(|at| realm.category_word(at));
        let words: Vec<String> = words.map(|word| word.to_string()).collect();
        let mut lines = Vec::new();
        for (at, one) in people.iter().enumerate() {
            let number = self.next_number(realm)?;
            let subject = one.reached.row.subject;
            let place = (realm.number, subject, number);
            lines.push((
                subject,
                DisclosureRow {
                    disclosure: number,
                    recipient: Some(row.recipient),
                    ground: 0,
                    categories: words.join(" "),
                    reference: format!("{}-{}", row.mark, at + 1),
                    given: row.made,
                    account: row.account,
                    body: seal_words(&one.key, PlaceKind::Disclosure, place, told)?,
                    checked: None,
                },
            ));
        }
        Ok(lines)
    }

    /// A person as the list shows them, opened.
    fn line(
        &self,
        realm: &Realm,
        (ask, recorded): (&Ask, &Recorded),
        (one, categories): (&Match, Categories),
        shown: &[&Item],
    ) -> Result<Hit, GateError> {
        let mut items = Vec::new();
        for at in one.reached.granted.read.common(categories).indices() {
            let word = realm.category_word(at);
            let Some(sealed) = one.rows.iter().find(|row| Some(row.category) == word) else { continue };
            let stored = self.unseal(realm, recorded, &one.key, sealed)?;
            let stored = heeded(realm, &one.reached, &ask.purpose, stored);
            let stored = opened::masked(realm, &ask.purpose, stored);
            let own = shown.iter().copied();
            let own = own.filter(|item| realm.category_of(item.category.as_ref()) == Some(at));
            items.extend(opened::items(realm, own, stored)?);
        }
        Ok(Hit {
            subject: self.subject_ref(realm, one.reached.row.subject)?,
            group: realm.id(one.reached.row.group)?,
            closed: one.reached.row.closed.map(opened::day).transpose()?,
            items,
        })
    }

    /// Lists that were made, newest first.
    pub fn extracts(&self, ask: &Ask) -> Result<Vec<Extract>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let (_, rows) =
            self.record((realm, ask), permit, &[], |tx, _| Ok(extracts::all(tx, realm.number, LISTED)?))?;
        rows.into_iter().map(|row| self.extract_of(realm, row)).collect()
    }

    /// Puts down that the recipient has destroyed a list, or given it back.
    pub fn extract_destroyed(&self, ask: &Ask, extract: &str) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Disclose)?;
        let Some(number) = realm.keys.ids.inside(RefKind::Cursor, extract) else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let by = (self.clock.now().as_millisecond(), ask.actor.account.0);
        self.record((realm, ask), permit, &[], |tx, _| {
            match extracts::destroyed(tx, (realm.number, number), by)? {
                true => Ok(()),
                false => Err(GateError::Absent),
            }
        })
        .map(drop)
    }

    /// How many lists of a register should have been destroyed and were not said to be: for the alarm, names nobody.
    pub fn extracts_overdue(&self) -> Result<i64, GateError> {
        let today = day_number(self.today());
        let realms = self.realms.load();
        let mut sum = 0;
        for realm in realms.values() {
            sum += self.data.read(|tx| extracts::overdue(tx, (realm.number, None), today))?;
        }
        Ok(sum)
    }

    /// The processor and its assignment, when the statement lets it have data for the purpose today.
    fn assigned(
        &self,
        realm: &Realm,
        ask: &Ask,
        draft: &ExtractDraft,
    ) -> Result<(Recipient, Assignment), GateError> {
        let today = self.today();
        let refusal = || GateError::Refused(realm.table.refusal(RefusalCode::RecipientNotAllowed, ask));
        let recipient = realm.rules().receives(&draft.recipient, today).ok_or_else(refusal)?;
        let stopped = realm.rules().is_stopped("recipient", &draft.recipient);
        let serves = recipient.kind == RecipientKind::Processor && recipient.purposes.contains(&ask.purpose);
        let assignment = recipient.assignments.iter().find(|one| one.id == draft.assignment);
        let assignment = assignment.filter(|one| one.from <= today && today <= one.until);
        match assignment {
            // R5-025: without an agreement nobody works for us.
            Some(assignment) if serves && !stopped && recipient.agreement.is_some() => {
                Ok((recipient.clone(), assignment.clone()))
            }
            _ => Err(refusal()),
        }
    }

    /// Those whom the purpose reaches and who have something to be reached by.
    fn on_the_list(
        &self,
        realm: &Realm,
        ask: &Ask,
        (permit, categories): (&crate::decide::Permit, Categories),
        narrow: &store::narrow::Narrow,
    ) -> Result<Vec<Match>, GateError> {
        let asker = Asker::new(realm, ask);
        let (mut people, mut below) = (Vec::new(), i64::MAX);
        loop {
            let (found, last) = self.data.read(|tx| {
                let ids = store::narrow::ids(tx, realm.number, narrow, below, BATCH)?;
                let last = ids.last().copied();
                let mut found = Vec::new();
                for id in ids {
                    let Reach::Yes(reached) = reach(tx, realm, permit, &asker, id)? else { continue };
                    let fits =
                        store::narrow::passes(tx, realm.number, narrow, (&reached.row, &reached.areas))?;
                    let read = !reached.granted.read.common(categories).is_empty();
                    if fits && read && reached.granted.allows(Verb::Disclose) {
                        found.push((reached, store::sealed(tx, realm.number, id)?));
                    }
                }
                Ok::<_, GateError>((found, last))
            })?;
            let mut keys = self.subject_keys(realm, found.iter().map(|(one, _)| one.row.subject))?;
            for (reached, rows) in found {
                if let Some(key) = keys.remove(&reached.row.subject) {
                    people.push(Match { reached, key, rows, rank: 0 });
                }
            }
            match last {
                Some(last) if people.len() <= MOST => below = last,
                _ => return Ok(people),
            }
        }
    }

    fn extract_row(
        &self,
        realm: &Realm,
        ask: &Ask,
        (recipient, assignment): (&Recipient, &Assignment),
        people: usize,
    ) -> Result<ExtractRow, GateError> {
        let random: [u8; 5] = vault::random()?;
        Ok(ExtractRow {
            extract: self.next_number(realm)?,
            recipient: realm.word(&recipient.id)?,
            assignment: assignment.id.to_string(),
            purpose: realm.word(&ask.purpose)?,
            mark: format!("x-{}", hex::encode(random)),
            account: ask.actor.account.0,
            made: self.clock.now().as_millisecond(),
            due: day_number(assignment.until),
            people: i64::try_from(people).unwrap_or(i64::MAX),
            destroyed: None,
        })
    }

    fn extract_of(&self, realm: &Realm, row: ExtractRow) -> Result<Extract, GateError> {
        let garbled = |_not_an_id| GateError::Failed("a stored assignment is garbled".to_owned());
        Ok(Extract {
            extract: realm.keys.ids.outside(RefKind::Cursor, row.extract)?,
            recipient: realm.id(row.recipient)?,
            assignment: seloste_register::id::Id::new(&row.assignment).map_err(garbled)?,
            purpose: realm.id(row.purpose)?,
            mark: row.mark,
            by: AccountId(row.account),
            made: moment(row.made)?,
            due: opened::day(row.due)?,
            people: u64::try_from(row.people).unwrap_or_default(),
            destroyed: row.destroyed.map(moment).transpose()?,
        })
    }
}

/// What a list may hold: how somebody is called and reached, of the assignment's categories, and what the assignment names beside
/// that with its reason. Keywords, comments and history are never in one (R5-024).
fn contact_items<'a>(realm: &'a Realm, assignment: &Assignment) -> Vec<&'a Item> {
    realm.statement().items.iter().filter(|item| assignment.gets(item)).collect()
}

fn not_destroyed() -> Problem {
    problem(
        "not-destroyed",
        [
            "Vastaanottajalla on jo luettelo, jonka aika on päättynyt ja jonka tuhoamista ei ole vahvistettu.",
            "Mottagaren har redan en lista vars tid är ute och vars förstöring inte har bekräftats.",
            "The recipient already has a list whose time is over and whose destruction was not confirmed.",
        ],
        [
            "Pyydä vahvistus ja merkitse luettelo tuhotuksi.",
            "Be om en bekräftelse och anteckna att listan är förstörd.",
            "Ask for the confirmation, and put down that the list was destroyed.",
        ],
    )
}

fn too_many() -> Problem {
    problem(
        "too-many",
        [
            "Luetteloon tulisi yli 20 000 ihmistä.",
            "Listan skulle omfatta över 20 000 personer.",
            "The list would hold more than 20,000 people.",
        ],
        ["Rajaa sitä.", "Avgränsa den.", "Narrow it."],
    )
}
