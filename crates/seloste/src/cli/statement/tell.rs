//! What `seloste statement` answers: a draft with all that is to be said about it, in words and for machines.

use super::Keeping;
use crate::{
    cli::{diff, output},
    messages::versions as say,
    store::draft::{Draft, State},
    work::versions::judge::{Judged, passage},
};
use seloste_register::{
    diagnostics::{Problem, Severity},
    statement::diff::Follow,
    text::Lang,
};
use serde_json::{Value, json};

pub(super) fn answer(keeping: &Keeping, machine: &Value, lines: impl FnOnce() -> Vec<String>) {
    if keeping.json {
        output::say_json(machine);
    } else {
        lines().iter().for_each(|line| output::say(line));
    }
}

/// Everything that is to be said about a draft.
pub(super) fn tell(keeping: &Keeping, draft: &Draft, judged: &Judged) {
    let lang = keeping.lang;
    let open = judged.undecided();
    answer(keeping, &in_json(draft, judged, lang), || {
        let mut lines = vec![format!(
            "draft {}  {}  from version {}",
            draft.id.0,
            state_word(draft.state),
            draft.based_on
        )];
        lines.extend(problem_lines(&judged.problems, lang));
        lines.extend(problem_lines(&judged.obstacles, lang));
        for (at, change) in judged.changes.iter().enumerate() {
            let people = judged.survey.as_ref().and_then(|survey| survey.by_change.get(at));
            let people = people.map_or(String::new(), |people| format!(" ({people})"));
            lines.push(format!("[{}]: {}{people}", change.kind, change.what.get(lang)));
            lines.extend(diff::consequences(change, lang).iter().map(|line| format!("    {line}")));
        }
        if let Some(survey) = &judged.survey {
            lines.push(say::PEOPLE.fill(lang, &[("n", &survey.people.to_string())]));
            for (follow, people) in &survey.by_follow {
                lines.push(format!("    {people}: {}", follow.words().get(lang)));
            }
        }
        let counts =
            [("errors", judged.errors().len()), ("open", open.len())].map(|(key, n)| (key, n.to_string()));
        let parts: Vec<(&str, &str)> = counts.iter().map(|(key, n)| (*key, n.as_str())).collect();
        lines.push(say::SUM.fill(lang, &parts));
        lines
    });
}

fn in_json(draft: &Draft, judged: &Judged, lang: Lang) -> Value {
    let problem = |problem: &Problem| {
        let decision = judged.decision(problem);
        json!({ "severity": problem.severity, "rule": problem.rule, "passage": passage(problem),
                "line": problem.place.map(|place| place.line), "column": problem.place.map(|place| place.column),
                "what": problem.what.get(lang), "remedy": problem.remedy.get(lang),
                "decided": decision.map(|one| json!({ "why": one.why, "yields": one.yields, "review": one.review.to_string() })) })
    };
    let changes: Vec<Value> = judged
        .changes
        .iter()
        .enumerate()
        .map(|(at, change)| {
            let mut told = diff::change_in_json(change, judged.places.get(at), lang);
            let people = judged.survey.as_ref().and_then(|survey| survey.by_change.get(at)).copied();
            if let Some(table) = told.as_object_mut() {
                table.insert("people".to_owned(), json!(people));
            }
            told
        })
        .collect();
    let follows: Option<serde_json::Map<String, Value>> = judged.survey.as_ref().map(|survey| {
        let name = |follow: &Follow| {
            serde_json::to_value(follow).ok().and_then(|word| word.as_str().map(str::to_owned))
        };
        survey.by_follow.iter().filter_map(|(follow, people)| Some((name(follow)?, json!(people)))).collect()
    });
    json!({
        "draft": draft.id.0.to_string(),
        "based-on": draft.based_on,
        "revision": draft.revision,
        "state": state_word(draft.state),
        "problems": judged.problems.iter().map(problem).collect::<Vec<_>>(),
        "obstacles": judged.obstacles.iter().map(problem).collect::<Vec<_>>(),
        "changes": changes,
        "people": judged.survey.as_ref().map(|survey| survey.people),
        "people-by-consequence": follows,
        "errors": judged.errors().len(),
        "undecided": judged.undecided().len(),
    })
}

pub(super) fn problem_lines(problems: &[Problem], lang: Lang) -> Vec<String> {
    let line = |problem: &Problem| {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Decision => "decision",
            Severity::Note => "note",
        };
        let place = problem.place.map_or(String::new(), |place| format!("{}:{}: ", place.line, place.column));
        let passage = match problem.severity {
            Severity::Decision => format!("\n    --rule {} --passage {:?}", problem.rule, passage(problem)),
            Severity::Error | Severity::Note => String::new(),
        };
        let (what, remedy) = (problem.what.get(lang), problem.remedy.get(lang));
        format!("{place}{severity}[{}]: {what}\n    {remedy}{passage}", problem.rule)
    };
    problems.iter().map(line).collect()
}

pub(super) const fn state_word(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Proposed => "proposed",
        State::Activated => "activated",
        State::Withdrawn => "withdrawn",
    }
}
