//! Changes of a statement's text that keep its comments and its layout. Not here: what the text means.

use super::{VersionError, judge::Deciding};
use jiff::civil::Date;
use seloste_register::{diagnostics::Problem, statement::amend};

/// The text with a recorded decision at its end.
pub(super) fn with_decision(
    text: &str,
    problem: &Problem,
    deciding: &Deciding<'_>,
    (who, today): (&str, Date),
) -> Result<String, VersionError> {
    let decision = amend::Decided {
        rule: deciding.rule,
        passages: &problem.passages,
        yields: Some(deciding.yields.trim()).filter(|yields| !yields.is_empty()),
        who,
        when: today,
        why: deciding.why.trim(),
        review: deciding.review,
    };
    amend::with_decision(text, &decision).ok_or(VersionError::NothingToDecide)
}
