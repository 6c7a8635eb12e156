//! `seloste check`: what is wrong with statements, where, and what to do about it.

use super::{Verdict, output, words};
use crate::{
    messages::terminal,
    work::statements::{self, Checked},
};
use seloste_gate::clock::SystemClock;
use seloste_register::{
    diagnostics::{Problem, Severity},
    statement::Settled,
    text::Lang,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Check statements: errors, decisions needed, notes
///
/// Every problem of every file is told at once, as FILE:LINE:COLUMN, rule, what is wrong and what to do.
/// A statement with an error can't be activated; the verb then ends with code 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste check registers/*.toml --lang fi")]
pub(crate) struct Args {
    /// Statement files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let today = statements::today(&SystemClock::default());
    let checked: Vec<Checked> = args.files.iter().map(|file| statements::check_file(file, today)).collect();
    if args.json {
        output::say_json(
            &json!({ "files": checked.iter().map(|file| in_json(file, args.lang)).collect::<Vec<_>>() }),
        );
    } else {
        for file in &checked {
            in_words(file, args.lang);
        }
    }
    match checked.iter().filter(|file| file.rules.is_none()).count() {
        0 => Ok(()),
        1 => Err(Verdict::No("one statement has errors".to_owned())),
        bad => Err(Verdict::No(format!("{bad} statements have errors"))),
    }
}

/// The problems of one file, where another verb stops because of them.
pub(super) fn complain(file: &Checked, lang: Lang) {
    for line in lines(file, lang) {
        output::note(&line);
    }
}

/// The problems of one file in words, then a line that sums up.
fn in_words(file: &Checked, lang: Lang) {
    for line in lines(file, lang) {
        output::say(&line);
    }
    let path = file.path.display();
    for line in file.settled.iter().filter_map(|one| settled(file, one, lang)) {
        output::say(&line);
    }
    let [errors, decisions, notes] =
        [Severity::Error, Severity::Decision, Severity::Note].map(|severity| file.count(severity));
    output::say(&format!("{path}: errors {errors}, decisions needed {decisions}, notes {notes}"));
}

fn lines(file: &Checked, lang: Lang) -> Vec<String> {
    let path = file.path.display();
    let tell = |problem: &Problem| {
        let place = problem.place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
        let (severity, rule) = (severity(problem), problem.rule);
        let (what, remedy) = (problem.what.get(lang), problem.remedy.get(lang));
        let see = terminal::OTHER_PASSAGE.get(lang);
        let also = problem
            .also
            .map_or(String::new(), |also| format!("\n    {see} {path}:{}:{}", also.line, also.column));
        // What a decision has to name, as it has to name it.
        let passages = match problem.severity {
            Severity::Decision => format!("\n    passages = {:?}", problem.passages),
            Severity::Error | Severity::Note => String::new(),
        };
        format!("{path}{place}: {severity}[{rule}]: {what}{also}\n    {remedy}{passages}")
    };
    file.problems.iter().map(tell).collect()
}

/// What a recorded decision settled, in words: what clashed, which passage yields, who decided and when.
fn settled(file: &Checked, settled: &Settled, lang: Lang) -> Option<String> {
    let decision = file.rules.as_ref()?.statement().decisions.get(settled.decision)?;
    let (path, rule, what) = (file.path.display(), settled.problem.rule, settled.problem.what.get(lang));
    let place =
        settled.problem.place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
    let (who, when, why) = (&decision.who, decision.when, decision.why.get(lang));
    let yields = decision.yields.as_ref().map_or(String::new(), |yields| format!(", yields {yields}"));
    Some(format!("{path}{place}: settled[{rule}]: {what}\n    {who}, {when}{yields}: {why}"))
}

fn settled_in_json(file: &Checked, settled: &Settled, lang: Lang) -> Option<Value> {
    let decision = file.rules.as_ref()?.statement().decisions.get(settled.decision)?;
    Some(json!({
        "rule": settled.problem.rule,
        "line": settled.problem.place.map(|place| place.line),
        "what": settled.problem.what.get(lang),
        "passages": settled.problem.passages,
        "yields": decision.yields,
        "who": decision.who,
        "when": decision.when.to_string(),
        "review": decision.review.to_string(),
        "why": decision.why.get(lang),
    }))
}

fn in_json(file: &Checked, lang: Lang) -> Value {
    let problems: Vec<Value> = file
        .problems
        .iter()
        .map(|problem| {
            json!({
                "severity": severity(problem),
                "rule": problem.rule,
                "line": problem.place.map(|place| place.line),
                "column": problem.place.map(|place| place.column),
                "also": problem.also.map(|also| json!({ "line": also.line, "column": also.column })),
                "what": problem.what.get(lang),
                "remedy": problem.remedy.get(lang),
                "passages": problem.passages,
            })
        })
        .collect();
    json!({
        "file": file.path.display().to_string(),
        "register": file.rules.as_ref().map(|rules| rules.statement().register.id.as_str()),
        "ok": file.rules.is_some(),
        "problems": problems,
        "settled": file.settled.iter().filter_map(|one| settled_in_json(file, one, lang)).collect::<Vec<_>>(),
    })
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Decision => "decision",
        Severity::Note => "note",
    }
}
