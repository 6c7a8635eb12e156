//! Rules of a version in force that the law or the dates of a day make errors of: the register goes on under those of the last
//! day on which there were none, and says so until somebody activates a version that passes. What depends on the day itself
//! (who is of the group, which country data may go to, which evidence is in date) is judged by the day all the same, so that
//! nothing becomes looser. Not here: versions, who is told.

use crate::work::statements;
use jiff::{ToSpan as _, civil::Date};
use seloste_register::{
    diagnostics::{Problem, Severity},
    statement::Rules,
};

/// The farthest that is looked back, in days: about eleven years.
const FARTHEST: i64 = 4_096;

/// A version in force that no longer passes.
#[derive(Debug, Clone)]
pub struct Outdated {
    /// The first day on which it did not pass.
    pub since: Date,
    /// What is wrong with it by now.
    pub problems: Vec<Problem>,
}

impl Outdated {
    /// Names of the rules that it breaks, each once.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<&'static str> = self.problems.iter().map(|problem| problem.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// The rules of a text on a day; those of the last day on which it had no errors, when it has some by now.
///
/// # Errors
/// What is wrong with a text that never passed.
pub fn read(text: &str, today: Date) -> Result<(Rules, Option<Outdated>), Vec<Problem>> {
    let now = statements::read_text(text, today);
    if let Some(rules) = now.rules {
        return Ok((rules, None));
    }
    let mut problems = now.problems;
    problems.retain(|problem| problem.severity == Severity::Error);
    let on = |day: Date| statements::read_text(text, day).rules;
    // Back in steps that double, then between the last good day and the first bad one.
    let (mut back, mut bad) = (1_i64, today);
    let (mut good, mut rules) = loop {
        let day = today.saturating_sub(back.days());
        match on(day) {
            Some(rules) => break (day, rules),
            None if back < FARTHEST => (bad, back) = (day, back * 2),
            None => return Err(problems),
        }
    };
    while good.tomorrow().is_ok_and(|next| next < bad) {
        let apart = good.until(bad).map_or(1, |span| span.get_days());
        let middle = good.saturating_add((apart / 2).max(1).days());
        match on(middle) {
            Some(found) => (good, rules) = (middle, found),
            None => bad = middle,
        }
    }
    Ok((rules, Some(Outdated { since: bad, problems })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CLINIC: &str = include_str!("../../../../registers/examples/vet-clinic.toml");

    #[test]
    fn a_text_that_passes_is_as_it_is_and_one_that_never_did_is_refused() {
        let (rules, outdated) = read(CLINIC, date(2026, 11, 22)).unwrap();
        assert!(outdated.is_none() && rules.on() == date(2026, 11, 22));
        let broken = CLINIC.replacen("law = \"fi\"", "law = \"xx\"", 1);
        assert!(!read(&broken, date(2026, 11, 22)).unwrap_err().is_empty());
    }

    #[test]
    fn c03_a_text_that_a_later_day_makes_errors_of_goes_on_under_the_last_day_that_passed() {
        // A safeguard for a transfer ends with 2027.
        let text = include_str!("../../../../registers/b2b-customers.toml");
        let today = date(2029, 1, 1);
        let (rules, outdated) = read(text, today).unwrap();
        let outdated = outdated.unwrap();
        assert_eq!(rules.on(), date(2027, 12, 31));
        assert_eq!((outdated.rules(), outdated.since), (vec!["safeguard-ended"], date(2028, 1, 1)));
    }
}
