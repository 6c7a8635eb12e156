//! `seloste diff`: what changes from one statement to another, in words, and for whom.

use super::{Verdict, check, output, words};
use crate::work::statements::{self, Checked};
use jiff::civil::Date;
use seloste_gate::clock::SystemClock;
use seloste_register::{
    diagnostics::Place,
    statement::{
        Rules,
        diff::{self, Change, Follow, Span},
    },
    text::Lang,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Tell what changes from one statement to another, and for whom
///
/// Every change in plain words: whose data is no longer declared, whose term becomes shorter, who must be told
/// (GDPR 13(3), 14), which promises become weaker, who gets to see more. A change is success; a statement with errors
/// is not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste diff registers/retail-customers.toml next-version.toml --lang fi"
)]
pub(crate) struct Args {
    /// Statement file as it is
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Statement file as it is to be
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let today = statements::today(&SystemClock::default());
    let checked = both_checked((&args.old, &args.new), today);
    let [
        Checked { rules: Some(old), text: Some(old_text), .. },
        Checked { rules: Some(new), text: Some(new_text), .. },
    ] = &checked
    else {
        let bad = checked.iter().filter(|file| file.rules.is_none());
        bad.for_each(|file| check::complain(file, args.lang));
        return Err(Verdict::No("a statement has errors; mend it before it is compared".to_owned()));
    };
    let changes = diff::diff(old, new);
    let places = diff::locate(&changes, old_text, new_text);
    let both = (args.old.as_path(), args.new.as_path());
    if args.json {
        output::say_json(&in_json(both, (old, new), (&changes, &places), args.lang));
    } else {
        in_words(both, (&changes, &places), args.lang);
    }
    Ok(())
}

/// Both statements, each read on a thread of its own: that is nearly all of the time that a difference takes.
fn both_checked((old, new): (&Path, &Path), today: Date) -> [Checked; 2] {
    std::thread::scope(|scope| {
        let new = scope.spawn(|| statements::check_file(new, today));
        let old = statements::check_file(old, today);
        let new = new.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        [old, new]
    })
}

fn in_words((old, new): (&Path, &Path), (changes, places): (&[Change], &[Span]), lang: Lang) {
    for (change, place) in changes.iter().zip(places) {
        let (file, at) = place.new.map_or((old, place.old), |at| (new, Some(at)));
        let at = at.map_or(String::new(), |Place { line, column }| format!(":{line}:{column}"));
        output::say(&format!("{}{at}: [{}]: {}", file.display(), change.kind, change.what.get(lang)));
        for line in consequences(change, lang) {
            output::say(&format!("    {line}"));
        }
    }
    output::say(&sum(changes));
}

/// Whom a change concerns and what follows for them, a line each.
pub(super) fn consequences(change: &Change, lang: Lang) -> Vec<String> {
    let whom = std::iter::once(change.whom_said.get(lang).to_owned());
    whom.chain(change.follows.iter().map(|follow| follow.words().get(lang).to_owned())).collect()
}

/// A line that counts what follows.
fn sum(changes: &[Change]) -> String {
    let of = |wanted: &[Follow]| {
        changes.iter().filter(|change| change.follows.iter().any(|follow| wanted.contains(follow))).count()
    };
    format!(
        "changes {}: undeclared {}, shorter {}, to be told {}, weaker {}, wider access {}",
        changes.len(),
        of(&[Follow::Undeclared]),
        of(&[Follow::Shorter]),
        of(&[Follow::Told13, Follow::Told14]),
        of(&[Follow::Weaker]),
        of(&[Follow::WiderAccess]),
    )
}

fn in_json(
    (old, new): (&Path, &Path),
    (was, is): (&Rules, &Rules),
    (changes, places): (&[Change], &[Span]),
    lang: Lang,
) -> Value {
    let file = |path: &Path, rules: &Rules| json!({ "file": path.display().to_string(), "register": rules.statement().register.id.as_str() });
    let told: Vec<Value> =
        changes.iter().zip(places).map(|(change, place)| change_in_json(change, Some(place), lang)).collect();
    json!({ "old": file(old, was), "new": file(new, is), "changes": told })
}

/// A change for machines.
pub(super) fn change_in_json(change: &Change, place: Option<&Span>, lang: Lang) -> Value {
    json!({
        "kind": change.kind,
        "about": change.about,
        "what": change.what.get(lang),
        "whom": change.whom,
        "whom-said": change.whom_said.get(lang),
        "follows": change.follows,
        "old": place.and_then(|place| place.old),
        "new": place.and_then(|place| place.new),
    })
}
