//! Which share of calls is recorded, held against what the statement says, and what was not taken (R2-009).

use crate::{
    app::App,
    store::intake::{self, Count, Outcome, Refusal},
};
use jiff::SignedDuration;
use seloste_gate::GateError;
use seloste_register::id::RegisterId;

/// Over how long the share is counted: three months.
const SPAN: SignedDuration = SignedDuration::from_hours(24 * 92);
/// Fewer calls say nothing about a share.
const FEW: i64 = 50;

/// What came of a kind's calls.
pub struct Kind {
    /// Name of the kind of recording.
    pub kind: String,
    /// The share that the statement promises, in percent.
    pub promised: u32,
    counts: Vec<Count>,
}

impl Kind {
    /// How many came out so.
    #[must_use]
    pub fn many(&self, outcome: Outcome) -> i64 {
        self.counts.iter().filter(|count| count.outcome == outcome).map(|count| count.many).sum()
    }

    /// The share recorded of the calls that were answered, in percent, rounded up; `None` without calls.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        let recorded = self.many(Outcome::Recorded);
        let answered = recorded + self.many(Outcome::NotRecorded);
        (answered > 0).then(|| (recorded * 100 + answered - 1) / answered)
    }

    /// Whether more is recorded than the statement says.
    #[must_use]
    pub fn exceeds(&self) -> bool {
        let answered = self.many(Outcome::Recorded) + self.many(Outcome::NotRecorded);
        answered >= FEW && self.percent().is_some_and(|percent| percent > i64::from(self.promised))
    }
}

/// How the intake of a register goes.
pub struct Shares {
    /// Each kind of recording.
    pub kinds: Vec<Kind>,
    /// What was not taken, newest first.
    pub refusals: Vec<Refusal>,
}

/// How the intake of a register went in the last three months.
///
/// # Errors
/// When there is no such register, or the database fails.
pub fn of(app: &App, register: &RegisterId, rows: u32) -> Result<Shares, GateError> {
    let (home, rules) = app.register(register).ok_or(GateError::Absent)?;
    let since = app.clock().now().checked_sub(SPAN).map_err(|error| GateError::Failed(error.to_string()))?;
    let (counts, refusals) = home.gate.data().read(|tx| {
        Ok::<_, GateError>((intake::counts(tx, register, since)?, intake::refusals(tx, register, rows)?))
    })?;
    let recorded = rules.statement().objects.iter().filter_map(|kind| Some((kind, kind.recording.as_ref()?)));
    let kinds = recorded.map(|(kind, recording)| Kind {
        kind: kind.id.as_str().to_owned(),
        promised: recording.share_percent,
        counts: counts.iter().filter(|count| count.kind == kind.id.as_str()).cloned().collect(),
    });
    Ok(Shares { kinds: kinds.collect(), refusals })
}
