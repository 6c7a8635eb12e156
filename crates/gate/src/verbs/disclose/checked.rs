//! Goes over what was given: each disclosure is held against the log, and somebody else than who gave it says that it was right
//! (R5-017). Not here: giving (`disclose.rs`), whether all were as declared (`verbs/records`).

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Reading, SubjectRef},
    decide::Verb,
    disclosures::{self, DisclosureRow, InLog, given_as},
    errors::ItemProblem,
    opened::moment,
    realm::Realm,
    values::{problem, problem_at},
    vault::SubjectKey,
};
use jiff::{SignedDuration, Timestamp};
use seloste_register::id::CategoryId;

/// The entry is written in the unit of work that gives: it is no older than the record, and no younger than this.
const MOMENT: SignedDuration = SignedDuration::from_mins(5);

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Puts down that the asker has gone over a disclosure and found it right. Who gave it can't, nor can anybody when the log
    /// does not tell of it.
    pub fn disclosure_checked(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        reference: &str,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Disclose, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let rows = self.data.read(|tx| disclosures::of(tx, realm.number, id))?;
        let Some(row) = rows.into_iter().find(|row| row.reference == reference) else {
            return Err(self.absent(realm, ask, (Verb::Disclose, Some(id))));
        };
        if row.account == ask.actor.account.0 {
            return Err(GateError::Problems(vec![own_disclosure()]));
        }
        let log = self.log_about(realm, (id, &key))?;
        if log.tells_of(realm, &row)? == InLog::Missing {
            return Err(GateError::Problems(vec![not_in_log()]));
        }
        let by = (self.clock.now().as_millisecond(), ask.actor.account.0);
        self.record((realm, ask), permit, &[&key], |tx, _| {
            Ok(disclosures::check(tx, (realm.number, id, row.disclosure), by)?)
        })
        .map(drop)
    }

    /// What the log tells of a subject.
    pub(super) fn log_about(&self, realm: &Realm, about: (i64, &SubjectKey)) -> Result<LogAbout, GateError> {
        Ok(LogAbout { readings: self.readings_of(realm, about)?, kept_from: self.marks_from(realm)? })
    }
}

/// What the log tells of a subject, and since when it tells.
pub(super) struct LogAbout {
    readings: Vec<Reading>,
    kept_from: Option<Timestamp>,
}

impl LogAbout {
    /// Whether it tells of a disclosure: by whom, when, of which categories.
    pub(super) fn tells_of(&self, realm: &Realm, row: &DisclosureRow) -> Result<InLog, GateError> {
        let given = moment(row.given)?;
        let categories: Vec<CategoryId> = row.words().map(|word| realm.id(word)).collect::<Result<_, _>>()?;
        let named = given_as(&row.reference);
        let found = self.readings.iter().any(|one| {
            let gives = one.action == Verb::Disclose.as_str()
                && categories.iter().all(|id| one.categories.contains(id));
            one.refused.is_none()
                && one.by.is_some_and(|by| by.0 == row.account)
                && one.at >= given
                && one.at.duration_since(given) <= MOMENT
                && (gives || one.told.contains(&named))
        });
        Ok(match (found, self.kept_from) {
            (true, _) => InLog::Found,
            (false, Some(from)) if given < from => InLog::Over,
            (false, _) => InLog::Missing,
        })
    }
}

fn own_disclosure() -> ItemProblem {
    problem_at(
        "reference",
        problem(
            "own-disclosure",
            [
                "Luovutuksen tarkistaa joku muu kuin se, joka sen teki.",
                "Utlämnandet kontrolleras av någon annan än den som gjorde det.",
                "A disclosure is checked by somebody else than who made it.",
            ],
            [
                "Pyydä työtoveria tarkistamaan se.",
                "Be en kollega kontrollera det.",
                "Ask a colleague to check it.",
            ],
        ),
    )
}

fn not_in_log() -> ItemProblem {
    problem_at(
        "reference",
        problem(
            "not-in-log",
            [
                "Loki ei kerro tästä luovutuksesta samaa kuin merkintä.",
                "Loggen berättar inte detsamma om utlämnandet som anteckningen.",
                "The log does not tell of this disclosure what the record says.",
            ],
            [
                "Selvitä, mitä luovutettiin ja kuka sen teki, ennen kuin merkitset sen tarkistetuksi.",
                "Utred vad som lämnades ut och av vem innan du antecknar det som kontrollerat.",
                "Find out what was given and by whom before it is put down as checked.",
            ],
        ),
    )
}
