//! What the evidence that an installation has on record makes of a statement: which measures may be stated as facts, and which
//! uses stop because theirs has lapsed. Not here: attaching evidence (the program does), the file's own check.

use super::{Origin, Rules, Tightening, check::in_force, model::Measure};
use crate::{
    id::{Id, MeasureId},
    text::Text,
};
use jiff::{ToSpan as _, civil::Date};
use std::collections::BTreeMap;

/// The day of the newest confirmed evidence of each measure that has any.
pub type OnRecord = BTreeMap<MeasureId, Date>;

/// What may be said of a measure on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Evidence in date is on record, or a file that runs nowhere names its day.
    Shown(Date),
    /// The statement names the day of evidence in date, and none is on record: the controller says so.
    Stated(Date),
    /// There is no evidence, or it is out of date.
    Not,
}

impl Rules {
    /// The same rules with the evidence that an installation has on record. What a measure stops while its evidence is out of
    /// date is stopped.
    #[must_use]
    pub fn with_evidence(mut self, on_record: OnRecord) -> Self {
        self.on_record = Some(on_record);
        let measures = self.statement.measures.iter();
        let lapsed = measures.filter(|measure| !measure.stops.is_empty() && self.has_lapsed(measure));
        let lapsed: Vec<Measure> = lapsed.cloned().collect();
        for measure in &lapsed {
            self.tightened.push(Tightening { what: stopped(measure), from: Origin::Statement });
            self.stopped.extend(measure.stops.iter().cloned());
        }
        let stopped = &self.stopped;
        let is = |kind: &str, id: &str| stopped.iter().any(|one| one.split_once('.') == Some((kind, id)));
        for role in &mut self.statement.roles {
            if is("role", role.id.as_str()) {
                role.grants.clear();
            }
            for grant in &mut role.grants {
                grant.purposes.retain(|purpose| !is("purpose", purpose.as_str()));
            }
            role.grants.retain(|grant| !grant.purposes.is_empty());
        }
        self
    }

    /// The evidence that these rules were made with; empty for a file that runs nowhere.
    #[must_use]
    pub fn on_record(&self) -> OnRecord {
        self.on_record.clone().unwrap_or_default()
    }

    /// Whether a recipient or a source is stopped because the evidence of a measure has lapsed: `recipient`, its name.
    #[must_use]
    pub fn is_stopped<K>(&self, kind: &str, id: &Id<K>) -> bool {
        self.stopped.iter().any(|one| one.split_once('.') == Some((kind, id.as_str())))
    }

    /// What may be said of a measure on the day (claim R1-043).
    #[must_use]
    pub fn shown(&self, measure: &Measure) -> Shown {
        let on_record = self.on_record.as_ref().map(|known| known.get(&measure.id).copied());
        let dated = |evidence| Measure { evidence, ..measure.clone() };
        match (on_record.flatten(), measure.evidence) {
            (Some(day), _) if in_force(&dated(Some(day)), self.on) => Shown::Shown(day),
            (_, Some(day)) if !in_force(measure, self.on) || day > self.on => Shown::Not,
            (_, Some(day)) if self.on_record.is_none() => Shown::Shown(day),
            (_, Some(day)) => Shown::Stated(day),
            _ => Shown::Not,
        }
    }

    /// Whether the newest evidence of a measure is out of date, days of grace counted; so is one that has none.
    fn has_lapsed(&self, measure: &Measure) -> bool {
        let recorded = self.on_record.as_ref().and_then(|known| known.get(&measure.id).copied());
        let Some(newest) = recorded.into_iter().chain(measure.evidence).max() else { return true };
        let months = i64::from(measure.review_months.min(1_200)).months();
        let due = newest.saturating_add(months).saturating_add(i64::from(measure.grace_days).days());
        self.on > due
    }
}

fn stopped(measure: &Measure) -> Text {
    let Text { fi, sv, en } = &measure.text;
    Text {
        fi: format!("Osa käytöstä on pysäytetty, kunnes tästä on uusi näyttö: ”{fi}”"),
        sv: format!("En del av användningen är stoppad tills det finns ny bevisning om detta: ”{sv}”"),
        en: format!("Some use is stopped until there is new evidence of this: “{en}”"),
    }
}
