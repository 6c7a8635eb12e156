//! Erases a subject, the one way in which anybody goes: planned by category, key first, so that nothing opens again in any
//! copy, then every row. What the law or a case keeps is sealed anew under a new key, closed to all but the law's own use.
//!
//! The entry is durable before anything is destroyed. Key, marks and what stays are one unit in the keyring; rows follow, and
//! a stop in between is made good when the gate opens next, and by a restore in the same way ([`Gate::settle`]).

mod part;
mod plan;

use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Permit, Verb},
    disclosures::{self, NoticeKind},
    erasure::{Course, Erasure},
    errors::RefusalCode,
    keyring::erased::{About, CATEGORY, Erased, Erasing, HOLD, LastWord, OBJECT, Remain},
    limits,
    mentions::Meant,
    proof::Writing,
    realm::Realm,
    store::{
        self, Life, ObjectRow, SealedRow, SubjectRow,
        erasing::{self, HoldRow},
        merging,
    },
    tokens,
    vault::SubjectKey,
};
use plan::{Look, Plan};
use seloste_db::Tx;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// What an erasure would take, and what would stay, why, until when.
    pub fn preview_erasure(&self, ask: &Ask, subject: &SubjectRef) -> Result<Erasure, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Preview, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Preview, None)));
        };
        let look = Look { realm, today: self.today(), subject: id, key: &key };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| plan::make(tx, &look)?.ok_or(GateError::Absent);
        let (_, mut plan) = self.record((realm, ask), permit, &[&key], work)?;
        (plan.told.search, plan.told.mentions) = self.mentions_so_far(realm, id)?;
        Ok(plan.told)
    }

    /// Erases a subject. Where a case holds everything, the erasure waits for its end and the data is closed until then.
    pub fn erase(&self, ask: &Ask, subject: &SubjectRef) -> Result<Erasure, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Erase, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            // A stop came between the key and the rows: they go now.
            self.settle(realm.number, id)?;
            return Err(self.absent(realm, ask, (Verb::Erase, None)));
        };
        self.erase_reached((realm, ask), permit, (id, &key))
    }

    /// Erases somebody under a permit.
    pub(super) fn erase_reached(
        &self,
        (realm, ask): (&Realm, &Ask),
        permit: Permit,
        (id, key): (i64, &SubjectKey),
    ) -> Result<Erasure, GateError> {
        let look = Look { realm, today: self.today(), subject: id, key };
        // While it is still known what to look for.
        let search = self.beginning(realm, (id, key), Meant::Erasure)?;
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            let plan = plan::make(tx, &look)?.ok_or(GateError::Absent)?;
            let at = self.clock.now().as_millisecond();
            let kind =
                if plan.told.course == Course::Waits { NoticeKind::Restricted } else { NoticeKind::Erased };
            disclosures::queue(tx, (realm.number, id), (kind, at), &[])?;
            if plan.told.course == Course::Waits {
                self.keyring.put_words(realm.number, id, &[self.limit_word(limits::WAITING, 1)])?;
                erasing::limit(tx, realm.number, id, (limits::WAITING, 0))?;
            } else {
                erasing::limit(tx, realm.number, id, (limits::GOING, 0))?;
                search.as_ref().map(|search| search.store(tx, id)).transpose()?;
            }
            Ok(plan)
        };
        let recorded = self.record((realm, ask), permit, &[key], work);
        let (_, mut plan) = match (recorded, &search) {
            (Ok(done), _) => done,
            (Err(error), Some(search)) => return self.drop_search(search).and(Err(error)),
            (Err(error), None) => return Err(error),
        };
        if plan.told.course == Course::Waits {
            // The case holds it; the search begins when it goes.
            search.map(|search| self.drop_search(&search)).transpose()?;
        } else {
            plan.told.search = search.map(|search| search.name());
            self.carry_out(realm, id, &plan)?;
        }
        Ok(plan.told)
    }

    /// Erases somebody whose time is up, as the system itself; `None` when there is nobody.
    pub(super) fn erase_expired(
        &self,
        realm: &Realm,
        (id, key): (i64, &SubjectKey),
    ) -> Result<Option<Erasure>, GateError> {
        let look = Look { realm, today: self.today(), subject: id, key };
        let plan = self.data.write(|tx| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            let plan = plan::make(tx, &look)?.filter(|plan| plan.told.course != Course::Waits);
            if plan.is_some() {
                erasing::limit(tx, realm.number, id, (limits::GOING, 0))?;
            }
            Ok::<_, GateError>(plan)
        })?;
        let Some(mut plan) = plan else { return Ok(None) };
        // Time ran out; nobody asked not to be brought in again. A prohibition outlives the person all the same.
        plan.marks.retain(|one| one.kind != 0);
        self.carry_out(realm, id, &plan)?;
        Ok(Some(plan.told))
    }

    fn carry_out(&self, realm: &Realm, subject: i64, plan: &Plan) -> Result<(), GateError> {
        let key = if plan.is_whole() { None } else { Some(SubjectKey::random()?) };
        let remains = match &key {
            Some(key) => plan.seal(realm, subject, key)?,
            None => Vec::new(),
        };
        let at = self.clock.now().as_millisecond();
        // Cards that were put together with this one: a backup from before would bring them back.
        for former in self.data.read(|tx| merging::formers(tx, realm.number, subject))? {
            let (remains, marks) = (Vec::new(), Vec::new());
            let erasing = Erasing { subject: former, at, group: plan.group, key: None, remains, marks };
            self.keyring.erase(realm.number, &erasing)?;
            self.settle(realm.number, former)?;
        }
        let erasing = Erasing { subject, at, group: plan.group, key, remains, marks: plan.marks.clone() };
        self.keyring.erase(realm.number, &erasing)?;
        self.settle(realm.number, subject)?;
        self.remove_gone()
    }

    /// Brings the data up to an erasure that the keyring knows of: every row goes, and what stays is put in their place.
    /// Harmless when done again.
    pub(crate) fn settle(&self, register: i64, subject: i64) -> Result<(), GateError> {
        let erased = self.keyring.erased(register, subject - 1, 1)?;
        let erased = erased.into_iter().find(|one| one.subject == subject);
        let remains = self.keyring.remains(register, subject)?;
        self.data.write(|tx| {
            tx.lock(&format!("subject {register} {subject}"))?;
            let mut recordings = store::media::of(tx, register, subject)?;
            recordings
                .retain(|one| remains.iter().any(|kept| kept.place == OBJECT && kept.row == one.object));
            tokens::erase(tx, register, subject)?;
            store::erase(tx, register, subject)?;
            self.ledger.forget(tx, register, subject)?;
            match erased {
                Some(erased) if !remains.is_empty() => {
                    put_back(tx, &erased, &remains)?;
                    Ok(store::media::put_back(tx, register, &recordings)?)
                }
                _ => Ok::<_, GateError>(()),
            }
        })?;
        self.keyring.settled(register, subject)
    }

    /// Makes good what a stop left undone.
    pub(crate) fn settle_all(&self) -> Result<(), GateError> {
        for one in self.keyring.unsettled()? {
            self.settle(one.register, one.subject)?;
        }
        Ok(())
    }

    /// A permit for a verb of the person's rights over one subject.
    pub(in crate::verbs) fn permit_over(
        &self,
        realm: &Realm,
        ask: &Ask,
        (verb, subject): (Verb, &SubjectRef),
    ) -> Result<(Permit, i64), GateError> {
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (verb, subject))?;
        if !reached.granted.allows(verb) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (verb, Some(id)), refusal));
        }
        permit.admit(id, reached.granted, Categories::NONE);
        Ok((permit, id))
    }

    /// A limit as it is remembered beside the keys.
    pub(super) fn limit_word(&self, limit: i64, set_to: i64) -> LastWord {
        let at = self.clock.now().as_millisecond();
        LastWord { what: About::Restriction, kind: limit, channel: 0, by_channel: 0, set_to, at }
    }
}

/// Puts what stays of an erased person where the person's rows were.
fn put_back(tx: &mut Tx<'_>, erased: &Erased, remains: &[Remain]) -> Result<(), GateError> {
    let (register, subject) = (erased.register, erased.subject);
    let life = Life { limits: limits::ERASED, ..Life::default() };
    let row = SubjectRow { subject, group: erased.group, maintainer: None, closed: None, life };
    store::add_subjects(tx, register, &[(row, Vec::new())])?;
    let held = if remains.iter().any(|one| one.place == HOLD) { limits::HELD } else { 0 };
    erasing::limit(tx, register, subject, (limits::ERASED | held, 0))?;
    for one in remains {
        match one.place {
            CATEGORY => {
                let (category, version, body) = (one.row, one.version, one.body.clone());
                store::add_sealed(tx, register, &[SealedRow { subject, category, version, body }])?;
            }
            OBJECT => store::add_objects(tx, register, &[object(subject, one)])?,
            _ => erasing::add_hold(tx, register, &hold(subject, one))?,
        }
    }
    Ok(())
}

fn object(subject: i64, one: &Remain) -> ObjectRow {
    ObjectRow {
        subject,
        object: one.row,
        kind: one.kind,
        state: one.state,
        parent: one.parent,
        starts: one.starts,
        ends: one.ends,
        assigned: None,
        version: one.version,
        body: one.body.clone(),
    }
}

fn hold(subject: i64, one: &Remain) -> HoldRow {
    HoldRow {
        subject,
        hold: one.row,
        object: one.kind,
        kind: one.parent.unwrap_or_default(),
        placed: one.starts,
        review: one.ends.unwrap_or_default(),
        account: one.state.unwrap_or_default(),
        body: one.body.clone(),
    }
}
