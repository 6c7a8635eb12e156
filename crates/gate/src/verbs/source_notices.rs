//! Whom the register obtained from others and has to tell so within a month (GDPR 14). Whoever handles people's requests sees and
//! says it.

use super::reach::{Asker, Reach, reach};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Categories, Permit, Verb},
    names::going_on,
    opened::{day, day_number, moment},
    proof::Writing,
    realm::Realm,
    source_notices::{self, NoticeRow, SourceNotice, SourceNotices, ToldBy},
    vault::SubjectKey,
};
use seloste_db::Tx;

/// People on a page.
const ROWS: i64 = 100;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Those who have not been told yet and whom the asker may meet, the most urgent first.
    pub fn source_notices(&self, ask: &Ask, after: Option<&str>) -> Result<SourceNotices, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Requests)?;
        let place = match after {
            None => (i64::MIN, i64::MIN),
            Some(text) => going_on(self.queue_number(realm, text))?,
        };
        let all = permit.reaches_all(Verb::Requests);
        let asker = Asker::new(realm, ask);
        let today = day_number(self.today());
        let (rows, met, (open, overdue)) = self.data.read(|tx| {
            let rows = source_notices::open(tx, realm.number, place, ROWS)?;
            let mut met = Vec::new();
            for row in &rows {
                met.push(matches!(reach(tx, realm, &permit, &asker, row.subject)?, Reach::Yes(_)));
            }
            // Who meets some only is told of no more than these.
            let counts = if all { source_notices::counts(tx, realm.number, today)? } else { (0, 0) };
            Ok::<_, GateError>((rows, met, counts))
        })?;
        self.record_alone((realm, ask), permit, &[])?;
        let full = i64::try_from(rows.len()).is_ok_and(|many| many == ROWS);
        let last = rows.last().filter(|_| full).map(|row| (row.due, row.subject));
        let rows = rows.iter().zip(met).filter(|(_, met)| *met);
        let notices: Vec<SourceNotice> =
            rows.map(|(row, _)| self.source_notice(realm, row)).collect::<Result<_, _>>()?;
        let of = |notices: &[SourceNotice]| {
            let late = notices.iter().filter(|one| day_number(one.due) < today);
            (notices.len() as u64, late.count() as u64)
        };
        let (open, overdue) = if all { (count(open), count(overdue)) } else { of(&notices) };
        let next = last.map(|place| self.queue_place(realm, place)).transpose()?;
        Ok(SourceNotices { notices, next, open, overdue })
    }

    /// What stands about one person; `None`: nobody has to tell the person anything.
    pub fn source_notice_of(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<Option<SourceNotice>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id, key) = self.notice_permit(realm, ask, subject)?;
        let (_, row) = self
            .record((realm, ask), permit, &[&key], |tx, _| Ok(source_notices::of(tx, realm.number, id)?))?;
        row.map(|row| self.source_notice(realm, &row)).transpose()
    }

    /// Puts down that somebody was told, and how. False when it stood already, or when nobody has to tell the person anything.
    pub fn source_told(&self, ask: &Ask, subject: &SubjectRef, way: ToldBy) -> Result<bool, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id, key) = self.notice_permit(realm, ask, subject)?;
        let account = ask.actor.account.0;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let at = (writing.now().as_millisecond(), Some(account));
            Ok(source_notices::told(tx, (realm.number, id), at, way)?)
        };
        self.record((realm, ask), permit, &[&key], work).map(|(_, told)| told)
    }

    /// Puts down that everybody whom an import brought was told, and how; says how many.
    pub fn batch_told(&self, ask: &Ask, batch: i64, way: ToldBy) -> Result<u64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Requests)?;
        let asker = Asker::new(realm, ask);
        let mut reached = Vec::new();
        self.data.read(|tx| {
            for id in source_notices::of_batch(tx, realm.number, batch)? {
                if let Reach::Yes(found) = reach(tx, realm, &permit, &asker, id)? {
                    reached.push((id, found.granted));
                }
            }
            Ok::<_, GateError>(())
        })?;
        let ids: Vec<i64> = reached.iter().map(|(id, _)| *id).collect();
        let keys = self.keyring.keys(realm.number, &ids)?;
        reached.retain(|(id, granted)| keys.contains_key(id) && granted.allows(Verb::Requests));
        let of: Vec<&SubjectKey> = reached.iter().filter_map(|(id, _)| keys.get(id)).collect();
        for (id, granted) in &reached {
            permit.admit(*id, *granted, Categories::NONE);
        }
        let account = ask.actor.account.0;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let at = (writing.now().as_millisecond(), Some(account));
            let mut many = 0;
            for (id, _) in &reached {
                many += u64::from(source_notices::told(tx, (realm.number, *id), at, way)?);
            }
            Ok(many)
        };
        self.record((realm, ask), permit, &of, work).map(|(_, many)| many)
    }

    /// How many people of a register should have been told where their data came from, and were not; for the proof report.
    pub fn source_notices_overdue(
        &self,
        register: &seloste_register::id::RegisterId,
    ) -> Result<u64, GateError> {
        let realm = &*self.realm(register)?;
        let today = day_number(self.today());
        let (_, overdue) = self.data.read(|tx| source_notices::counts(tx, realm.number, today))?;
        Ok(count(overdue))
    }

    fn notice_permit(
        &self,
        realm: &Realm,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<(Permit, i64, SubjectKey), GateError> {
        let (permit, id) = self.permit_over(realm, ask, (Verb::Requests, subject))?;
        let key = self.subject_key(realm, id)?;
        let key = key.ok_or_else(|| self.absent(realm, ask, (Verb::Requests, None)))?;
        Ok((permit, id, key))
    }

    fn source_notice(&self, realm: &Realm, row: &NoticeRow) -> Result<SourceNotice, GateError> {
        Ok(SourceNotice {
            subject: self.subject_ref(realm, row.subject)?,
            source: realm.id(row.source)?,
            obtained: moment(row.obtained)?,
            due: day(row.due)?,
            batch: row.batch,
            told: row.told.map(|(at, way)| Ok::<_, GateError>((moment(at)?, way))).transpose()?,
        })
    }
}

fn count(many: i64) -> u64 {
    u64::try_from(many).unwrap_or_default()
}
