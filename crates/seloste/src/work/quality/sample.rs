//! Draws calls to be assessed, as many of each agent: by a keyed hash of the call's name, so that nobody chooses them. Whoever
//! has the seed draws the same ones from the same calls.

use crate::{
    messages::{Message, quality as say},
    session::secret,
};
use jiff::Timestamp;
use seloste_db::Failure;
use seloste_gate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::Page,
    errors::ItemProblem,
    recording::{Call, CallFilter},
};
use seloste_register::diagnostics::Problem;
use std::collections::BTreeMap;

/// Calls that one sample is drawn from, at most.
const MOST: usize = 50_000;
/// Calls fetched at once.
const ROWS: u32 = 200;
/// Calls of each agent, at most.
const EACH: u32 = 50;
/// Longest seed, in characters.
const SEED: usize = 64;

/// What a sample is drawn from.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Calls that began at this moment or later ...
    pub from: Timestamp,
    /// ... and before this one.
    pub before: Timestamp,
    /// So many of each agent, 1 to 50.
    pub each: u32,
    /// The seed; a random one when it is left out.
    pub seed: Option<String>,
}

/// The calls drawn of one agent.
#[derive(Debug)]
pub struct Drawn {
    /// Who answered.
    pub agent: AccountId,
    /// From how many.
    pub of: u64,
    /// The calls, in the order in which they were drawn.
    pub calls: Vec<Call>,
}

/// A sample.
#[derive(Debug)]
pub struct Sample {
    /// The seed that it was drawn with.
    pub seed: String,
    /// All calls that it was drawn from.
    pub of: u64,
    /// By agent.
    pub drawn: Vec<Drawn>,
    /// Whether there were more calls than are looked at; the oldest of them are left out then.
    pub cut: bool,
}

/// Why nothing was drawn.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// As the gate says.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The machine gives no chance.
    #[error("{0}")]
    Failed(#[from] Failure),
}

/// Draws a sample of the calls that the asker may know of.
///
/// # Errors
/// Problems when more or fewer are asked for than a sample has, or by too long a seed; otherwise as listing calls does.
pub fn draw(gate: &Gate, ask: &Ask, wanted: &Wanted) -> Result<Sample, SampleError> {
    if !(1..=EACH).contains(&wanted.each) {
        return Err(wrong("each", ("not-so-many", &say::NOT_SO_MANY)));
    }
    let given = wanted.seed.as_deref().map(str::trim).filter(|seed| !seed.is_empty());
    let seed = match given {
        Some(seed) if seed.chars().count() > SEED => {
            return Err(wrong("seed", ("too-long", &say::SEED_TOO_LONG)));
        }
        Some(seed) => seed.to_owned(),
        None => hex::encode(secret::bytes::<16>()?),
    };
    let filter = CallFilter { from: Some(wanted.from), before: Some(wanted.before), ..CallFilter::default() };
    let (mut calls, mut page) = (Vec::new(), Page { after: None, rows: ROWS });
    let cut = loop {
        let found = gate.calls(ask, &filter, &page)?;
        calls.extend(found.calls);
        match found.next {
            Some(_) if calls.len() >= MOST => break true,
            Some(next) => page.after = Some(next),
            None => break false,
        }
    };
    let of = calls.len() as u64;
    let each = usize::try_from(wanted.each).unwrap_or(1);
    Ok(Sample { drawn: drawn(calls, &seed, each), seed, of, cut })
}

fn wrong(item: &str, (rule, [what, remedy]): (&'static str, &[Message; 2])) -> SampleError {
    let problem = Problem::error(rule, what.all(), remedy.all());
    GateError::Problems(vec![ItemProblem { item: item.to_owned(), problem }]).into()
}

fn drawn(calls: Vec<Call>, seed: &str, each: usize) -> Vec<Drawn> {
    let mut by_agent: BTreeMap<AccountId, Vec<([u8; 32], Call)>> = BTreeMap::new();
    for call in calls {
        let place = secret::keyed(seed.as_bytes(), &[call.object.0.as_str()]);
        for agent in &call.agents {
            by_agent.entry(*agent).or_default().push((place, call.clone()));
        }
    }
    let lowest = |(agent, mut calls): (AccountId, Vec<([u8; 32], Call)>)| {
        let of = calls.len() as u64;
        calls.sort_by_key(|(place, _)| *place);
        Drawn { agent, of, calls: calls.into_iter().take(each).map(|(_, call)| call).collect() }
    };
    by_agent.into_iter().map(lowest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use seloste_gate::card::{ObjectRef, SubjectRef};
    use seloste_register::id::ObjectKindId;

    fn call(number: usize, agent: i64) -> Call {
        Call {
            object: ObjectRef(format!("object-{number}")),
            subject: SubjectRef("subject".to_owned()),
            parent: None,
            kind: ObjectKindId::new("recording").unwrap_or_else(|_| unreachable!("a name")),
            began: Timestamp::UNIX_EPOCH,
            ended: None,
            length_ms: 0,
            bytes: 0,
            agents: vec![AccountId(agent)],
        }
    }

    fn names(calls: Vec<Call>, seed: &str) -> Vec<Vec<String>> {
        let named = |one: Drawn| one.calls.into_iter().map(|call| call.object.0).collect();
        drawn(calls, seed, 5).into_iter().map(named).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_calls_whatever_their_order_and_another_seed_draws_others() {
        let calls = || (0..100).map(|number| call(number, 7)).collect::<Vec<_>>();
        let mut turned = calls();
        turned.reverse();
        assert_eq!(names(calls(), "syksy"), names(turned, "syksy"));
        assert_ne!(names(calls(), "syksy"), names(calls(), "talvi"));
        assert!(names(calls(), "syksy").iter().all(|one| one.len() == 5));
    }

    #[test]
    fn every_call_is_drawn_about_as_often() {
        let mut times = vec![0; 20];
        for seed in 0..2_000 {
            let calls: Vec<Call> = (0..20).map(|number| call(number, 7)).collect();
            for name in names(calls, &seed.to_string()).concat() {
                let number: usize = name.trim_start_matches("object-").parse().unwrap_or_default();
                if let Some(count) = times.get_mut(number) {
                    *count += 1;
                }
            }
        }
        // 500 each on average; six standard deviations are about 116.
        assert!(times.iter().all(|count| (384..=616).contains(count)), "{times:?}");
    }
}
