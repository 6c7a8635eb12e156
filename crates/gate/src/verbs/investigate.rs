//! An investigator's searches through the ledger and the security events (claims R5-018, R5-019): only for whoever may see who used
//! everybody's data, for a purpose of evidence or of keeping the register, and under a case that is named. Each search stands in
//! the ledger itself, its case sealed beside it. Opens nobody's data.

use crate::{
    Gate, GateError,
    ask::Ask,
    card::SubjectRef,
    decide::{Permit, Verb},
    errors::RefusalCode,
    investigation::{Ended, LINES, LogLine, LogPage, LogSearch},
    ledger::{DONE, Seen},
    names::going_on,
    opened::moment,
    realm::Realm,
    security::{self, SecurityEvent},
    vault::SubjectKey,
};
use jiff::{Span, Timestamp};
use seloste_register::{
    id::RegisterId,
    statement::model::{LogTerm, PurposeClass},
};

/// Entries that are gone through at once.
const PAGE: i64 = 2_000;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whether the asker could search the log once a case is named, by the compiled table alone. Says nothing of anybody, and so
    /// records nothing.
    #[must_use]
    pub fn may_investigate(&self, ask: &Ask) -> bool {
        let realms = self.realms.load();
        let Some(realm) = realms.get(&ask.register).filter(|realm| serves(realm, ask)) else { return false };
        let named = Ask { reason: Some("-".to_owned()), ..ask.clone() };
        let decided = realm.table.decide(&named, Verb::Investigate, self.today());
        decided.is_ok_and(|permit| permit.reaches_all(Verb::Investigate))
    }

    /// Entries of the register's ledger that fit a search, newest first.
    pub fn search_log(&self, ask: &Ask, search: &LogSearch) -> Result<LogPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.under_a_case(realm, ask)?;
        let about = match &search.subject {
            Some(subject) => Some(self.known_subject(realm, ask, subject)?),
            None => None,
        };
        let start = match &search.after {
            Some(after) => going_on(self.cursor_number(realm, after))?,
            None => i64::MAX,
        };
        self.note_look(realm, ask, permit)?;
        self.ledger.settle()?;
        let by_key = self.ledger.told_of_key(search.key)?;
        let fits = |seen: &Seen| {
            seen.line.register == realm.register.as_str()
                && search.account.is_none_or(|account| seen.account == Some(account))
                && by_key.as_ref().is_none_or(|key| seen.line.categories.contains(key))
                && search.action.as_ref().is_none_or(|action| seen.line.action == *action)
                && fits_end(search.ended, &seen.line.outcome)
                && (search.from.as_millisecond()..search.to.as_millisecond()).contains(&seen.line.at)
                && about.as_ref().is_none_or(|(_, key)| seen.line.is_about(key))
        };
        self.entries_that((realm, start), about.as_ref(), search.from, &fits)
    }

    /// What happened that matters to security between two moments, newest first; at most a thousand events.
    pub fn security_events(
        &self,
        ask: &Ask,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<Vec<SecurityEvent>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.under_a_case(realm, ask)?;
        self.note_look(realm, ask, permit)?;
        let from = from.max(self.security_from(realm)?);
        self.data.read(|tx| security::between(tx, realm.number, (from.as_millisecond(), to.as_millisecond())))
    }

    /// Forgets security events whose time is up.
    pub(crate) fn forget_security(&self, realm: &Realm) -> Result<(), GateError> {
        let from = self.security_from(realm)?.as_millisecond();
        Ok(self.data.write(|tx| security::forget_before(tx, realm.number, from))?)
    }

    /// The oldest security event, and since when they are kept.
    pub fn security_kept(&self, register: &RegisterId) -> Result<(Option<Timestamp>, Timestamp), GateError> {
        let realm = &*self.realm(register)?;
        let oldest = self.data.read(|tx| security::oldest(tx, realm.number))?;
        Ok((oldest.map(moment).transpose()?, self.security_from(realm)?))
    }

    /// Since when security events are kept.
    fn security_from(&self, realm: &Realm) -> Result<Timestamp, GateError> {
        let (years, months, days) = LogTerm::security_kept(realm.statement().log.as_ref()).parts();
        let now = self.clock.now();
        let span = Span::new().years(years).months(months).days(days);
        let from = now.to_zoned(self.zone.clone()).checked_sub(span);
        let from =
            from.map_err(|error| GateError::Failed(format!("the term of security events: {error}")))?;
        Ok(from.timestamp())
    }

    /// A permit of somebody who may see who used everybody's data, for a purpose that may be investigated for, and names a case.
    fn under_a_case(&self, realm: &Realm, ask: &Ask) -> Result<Permit, GateError> {
        let permit = self.over_everybody(realm, ask, Verb::Investigate)?;
        if serves(realm, ask) {
            return Ok(permit);
        }
        let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
        Err(self.refused(realm, ask, (Verb::Investigate, None), refusal))
    }

    fn known_subject(
        &self,
        realm: &Realm,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<(i64, SubjectKey), GateError> {
        let absent = || self.absent(realm, ask, (Verb::Investigate, None));
        let id = self.subject_number(realm, subject).ok_or_else(absent)?;
        let key = self.subject_key(realm, id)?.ok_or_else(absent)?;
        Ok((id, key))
    }

    fn entries_that(
        &self,
        (realm, start): (&Realm, i64),
        about: Option<&(i64, SubjectKey)>,
        from: Timestamp,
        fits: &dyn Fn(&Seen) -> bool,
    ) -> Result<LogPage, GateError> {
        let (mut before, mut page) = (start, LogPage::default());
        let first = self.data.read(|tx| self.ledger.first_from(tx, from.as_millisecond()))?;
        loop {
            let seen = self.data.read(|tx| match about {
                Some((subject, _)) => self.ledger.about(tx, (realm.number, *subject), before, PAGE),
                None => self.ledger.before(tx, before, PAGE),
            })?;
            for one in seen.iter().filter(|one| fits(one)) {
                if page.lines.len() == LINES {
                    page.next = Some(self.cursor(realm, before)?);
                    return Ok(page);
                }
                before = one.entry;
                page.lines.push(line(one)?);
            }
            match seen.last() {
                Some(last) if last.entry > first => before = last.entry,
                Some(_) | None => return Ok(page),
            }
        }
    }
}

/// Whether the purpose is one that may be investigated for.
fn serves(realm: &Realm, ask: &Ask) -> bool {
    let class = realm.rules().purpose(&ask.purpose).map(|purpose| purpose.class);
    matches!(class, Some(PurposeClass::Evidence | PurposeClass::Administration))
}

fn fits_end(ended: Ended, outcome: &str) -> bool {
    match ended {
        Ended::Anyhow => true,
        Ended::Done => outcome == DONE,
        Ended::Refused => outcome != DONE,
    }
}

fn line(seen: &Seen) -> Result<LogLine, GateError> {
    let line = &seen.line;
    Ok(LogLine {
        at: moment(line.at)?,
        by: seen.account,
        action: line.action.clone(),
        purpose: line.purpose.clone(),
        categories: line.category_names().cloned().collect(),
        told: line.told().cloned().collect(),
        people: line.subjects.len(),
        refused: Some(line.outcome.clone()).filter(|outcome| outcome != DONE),
    })
}
