//! Recordings that an authority asks for (claim R2-024): named one by one with the request and its ground, held from then on, handed
//! over by somebody who decides it, nothing else beside them. Not here: other data for authorities (`verbs/disclose`), sound.

use super::asked::ASKED_FOR;
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{ObjectRef, SubjectRef},
    decide::Verb,
    disclosures::{self, DisclosureRow, given_as, ground},
    errors::{ItemProblem, RefusalCode},
    opened::{day_number, moment},
    personal::Personal,
    proof::{Writing, seal_words},
    realm::Realm,
    recorded::{AuthorityOrder, NewOrder, OrderEnd},
    recording::Heard,
    store::{
        self,
        asked::authority::{self, OrderRow},
        erasing::{self, HoldRow},
        part,
    },
    values::{problem, problem_at},
    vault::{self, PlaceKind, SubjectKey},
    verbs::disclose::ground_number,
};
use jiff::ToSpan as _;
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, statement::model::DisclosureGround};
use std::ops::Range;

/// Longest name, provision and number, in characters.
const WORDS: usize = 500;
/// Recordings of one order.
const MOST: usize = 200;
/// How an order ended, as the table has it.
const HANDED: i64 = 1;
const REFUSED: i64 = 2;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Names recordings of a person that an authority asks for. From now on they are held. Returns the order's number.
    pub fn order_recordings(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        new: &NewOrder,
    ) -> Result<i64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        if !realm.statement().disclosure.grounds.contains(&new.ground) || !is_official(new.ground) {
            let refusal = realm.table.refusal(RefusalCode::NoGround, ask);
            return Err(self.refused(realm, ask, (Verb::Requests, Some(id)), refusal));
        }
        let problems = wrong(realm, new);
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let mut named: Vec<part::Of> = Vec::new();
        for recording in &new.recordings {
            let of = self.may_give(realm, ask, recording)?;
            if of.0 != id {
                return Err(self.absent(realm, ask, (Verb::Requests, None)));
            }
            if !named.contains(&of) {
                named.push(of);
            }
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Requests, None)));
        };
        let order = self.next_number(realm)?;
        let mut rows = Vec::new();
        for of in named {
            rows.push(self.ordered(realm, (&key, of, order), new, ask.actor.account)?);
        }
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            for (row, hold) in &rows {
                authority::add(tx, (realm.number, id), row)?;
                erasing::add_hold(tx, realm.number, hold)?;
            }
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work)?;
        Ok(order)
    }

    /// What authorities have asked for of a person's recordings, newest first.
    pub fn authority_orders(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<Vec<AuthorityOrder>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Requests, None)));
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(authority::of(tx, realm.number, id)?);
        let (recorded, rows) = self.record((realm, ask), permit, &[&key], work)?;
        let mut orders: Vec<AuthorityOrder> = Vec::new();
        for row in rows {
            let recording = self.object_ref(realm, id, row.object)?;
            match orders.last_mut().filter(|order| order.order == row.order) {
                Some(order) => order.recordings.push(recording),
                None => {
                    let place = (PlaceKind::DisclosureAsked, id, row.hold, row.body.as_slice());
                    let words = Personal::new(self.unseal_words(realm, &recorded, &key, place)?);
                    orders.push(told(&row, words, recording)?);
                }
            }
        }
        Ok(orders)
    }

    /// Opens bytes of a recording that an order names, to be handed over. Recorded like listening. Where the statement wants a
    /// second person, it is not who named them.
    pub fn listen_for_authority(
        &self,
        ask: &Ask,
        (subject, order): (&SubjectRef, i64),
        (recording, range): (&ObjectRef, Range<u64>),
    ) -> Result<Heard, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let rows = self.waiting(realm, ask, (subject, order))?;
        let (_, number) = self.object_number(realm, recording).ok_or(GateError::Absent)?;
        if !rows.iter().any(|row| row.object == number) {
            return Err(self.absent(realm, ask, (Verb::Listen, None)));
        }
        self.listen(ask, recording, range)
    }

    /// Puts down that what an order names was handed over: a disclosure on record, and nothing is held for it any more.
    pub fn handed_to_authority(
        &self,
        ask: &Ask,
        (subject, order): (&SubjectRef, i64),
    ) -> Result<String, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let rows = self.waiting(realm, ask, (subject, order))?;
        let orders = self.authority_orders(ask, subject)?;
        let words = orders.iter().find(|one| one.order == order).ok_or(GateError::Absent)?;
        let (mut permit, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        let key = self.subject_key(realm, id)?.ok_or(GateError::Absent)?;
        let number = self.next_number(realm)?;
        let random: [u8; 6] = vault::random()?;
        let reference = format!("d-{}", hex::encode(random));
        permit.tell(given_as(&reference));
        let body = seal_words(&key, PlaceKind::Disclosure, (realm.number, id, number), words.words.inner())?;
        let account = ask.actor.account.0;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let now = writing.now().as_millisecond();
            if !authority::end(tx, (realm.number, id, order), (now, HANDED, account))? {
                return Err(GateError::Conflict(Vec::new()));
            }
            let mut categories = Vec::new();
            for row in &rows {
                let object = store::object(tx, realm.number, id, row.object)?.ok_or(GateError::Absent)?;
                let kind = realm.kind(object.kind).ok_or(GateError::Absent)?;
                categories.push(realm.word(&kind.category)?.to_string());
                erasing::delete_hold(tx, realm.number, id, row.hold)?;
            }
            categories.sort_unstable();
            categories.dedup();
            let row = DisclosureRow {
                disclosure: number,
                recipient: None,
                ground: rows.first().map_or(0, |row| row.ground),
                categories: categories.join(" "),
                reference: reference.clone(),
                given: now,
                account,
                body: body.clone(),
                checked: None,
            };
            Ok(disclosures::add(tx, (realm.number, id), &row)?)
        };
        self.record((realm, ask), permit, &[&key], work)?;
        Ok(reference)
    }

    /// Ends an order of which nothing is handed over: what it held is held no longer.
    pub fn refuse_authority(&self, ask: &Ask, (subject, order): (&SubjectRef, i64)) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        let key = self.subject_key(realm, id)?.ok_or(GateError::Absent)?;
        let account = ask.actor.account.0;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let ending = (writing.now().as_millisecond(), REFUSED, account);
            if !authority::end(tx, (realm.number, id, order), ending)? {
                return Err(GateError::Absent);
            }
            let rows = authority::of(tx, realm.number, id)?;
            for row in rows.iter().filter(|row| row.order == order) {
                erasing::delete_hold(tx, realm.number, id, row.hold)?;
            }
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// The recordings of an order that waits, for whoever may hand them over.
    fn waiting(
        &self,
        realm: &Realm,
        ask: &Ask,
        (subject, order): (&SubjectRef, i64),
    ) -> Result<Vec<OrderRow>, GateError> {
        let (_, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        let absent = || self.absent(realm, ask, (Verb::Requests, None));
        let rows = self.data.read(|tx| authority::of(tx, realm.number, id))?;
        let rows: Vec<OrderRow> =
            rows.into_iter().filter(|row| row.order == order && row.ended.is_none()).collect();
        let first = rows.first().ok_or_else(absent)?;
        let named = ground(first.ground);
        let second = named.is_some_and(|one| realm.statement().disclosure.second_person.contains(&one));
        if second && first.account == ask.actor.account.0 {
            return Err(GateError::Problems(vec![problem_at("order", same_person())]));
        }
        Ok(rows)
    }

    fn ordered(
        &self,
        realm: &Realm,
        (key, of, order): (&SubjectKey, part::Of, i64),
        new: &NewOrder,
        account: AccountId,
    ) -> Result<(OrderRow, HoldRow), GateError> {
        let (hold, now) = (self.next_number(realm)?, self.clock.now().as_millisecond());
        let place = (realm.number, of.0, hold);
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = [&new.to, &new.provision, &new.case_number].map(|text| line(text));
        let words = words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        let row = OrderRow {
            order,
            object: of.1,
            hold,
            ground: ground_number(new.ground),
            asked: now,
            account: account.0,
            ended: None,
            outcome: None,
            ended_by: None,
            body: seal_words(key, PlaceKind::DisclosureAsked, place, &words)?,
        };
        let held = HoldRow {
            subject: of.0,
            hold,
            object: of.1,
            kind: 0,
            placed: now,
            review: day_number(self.today().saturating_add(1.month())),
            account: account.0,
            body: seal_words(key, PlaceKind::Hold, place, ASKED_FOR)?,
        };
        Ok((row, held))
    }
}

fn told(row: &OrderRow, words: Personal, recording: ObjectRef) -> Result<AuthorityOrder, GateError> {
    Ok(AuthorityOrder {
        order: row.order,
        words,
        ground: ground(row.ground),
        recordings: vec![recording],
        asked: moment(row.asked)?,
        by: AccountId(row.account),
        ended: row.ended.map(moment).transpose()?,
        end: row.outcome.map(|end| if end == HANDED { OrderEnd::HandedOver } else { OrderEnd::Refused }),
        ended_by: row.ended_by.map(AccountId),
    })
}

/// A person's own wish is a request of theirs, not an authority's.
const fn is_official(ground: DisclosureGround) -> bool {
    matches!(ground, DisclosureGround::Authority | DisclosureGround::Law)
}

fn wrong(realm: &Realm, new: &NewOrder) -> Vec<ItemProblem> {
    let bad = |text: &str| text.trim().is_empty() || text.chars().count() > WORDS;
    let mut problems = Vec::new();
    for (part, text) in [("to", &new.to), ("provision", &new.provision)] {
        if bad(text) {
            problems.push(problem_at(part, nothing_said()));
        }
    }
    let second = realm.statement().disclosure.second_person.contains(&new.ground);
    if second && bad(&new.case_number) {
        problems.push(problem_at("case_number", nothing_said()));
    }
    if new.recordings.is_empty() || new.recordings.len() > MOST {
        problems.push(problem_at("recordings", nothing_said()));
    }
    problems
}

fn nothing_said() -> Problem {
    problem(
        "order-incomplete",
        [
            "Viranomaisen nimi, säännös tai pyyntö, asianumero tai tallenteet puuttuvat (enintään 200 tallennetta, 500 merkkiä).",
            "Myndighetens namn, bestämmelsen eller begäran, ärendenumret eller inspelningarna saknas (högst 200 inspelningar, 500 tecken).",
            "The authority's name, the provision or request, the case number or the recordings are missing (at most 200 recordings, 500 characters).",
        ],
        [
            "Kirjoita, kuka pyytää, millä perusteella ja mitkä tallenteet.",
            "Skriv vem som begär, på vilken grund och vilka inspelningar.",
            "Write who asks, on what ground, and for which recordings.",
        ],
    )
}

fn same_person() -> Problem {
    problem(
        "second-person",
        [
            "Toisen henkilön on hyväksyttävä luovutus.",
            "En annan person ska godkänna utlämnandet.",
            "Another person must agree to the disclosure.",
        ],
        ["Pyydä toista päättäjää.", "Be en annan beslutsfattare.", "Ask somebody else."],
    )
}
