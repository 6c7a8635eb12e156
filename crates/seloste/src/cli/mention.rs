//! `seloste mention`: what others' texts say of people who were erased: listed with the words around, and answered.

use super::{Verdict, asking::Asking, output};
use crate::work::{mentions, personal};
use clap::Subcommand;
use seloste_gate::request::RequestRef;
use serde_json::json;

/// See texts that mention people who were erased, and cover them or say why they stay
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mention list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(ListArgs),
    Answer(AnswerArgs),
}

/// List what has no answer yet
///
/// A search that was cut short is ended first. A mention is a suspicion, by name, telephone number, e-mail address, customer number or
/// street address: somebody decides. Free texts with a word that may tell something sensitive (GDPR 9 and 10) stand here too, as soon as
/// they are written.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste mention list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --json"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
    /// Only of this request
    #[arg(long, value_name = "REQUEST")]
    request: Option<String>,
    /// Where to go on, as the page before says
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
}

/// Answer a mention: cover, keep or other-person
///
/// What is covered is covered in earlier versions too, and in backups when they are restored. It can't be undone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  seloste mention answer --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping MENTION cover\n  seloste mention answer --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping MENTION keep --why 'Evidence in dispute 12'"
)]
struct AnswerArgs {
    #[command(flatten)]
    asking: Asking,
    /// The mention, as `seloste mention list` names it
    #[arg(value_name = "MENTION")]
    mention: String,
    /// cover, keep or other-person
    #[arg(value_name = "ANSWER")]
    answer: String,
    /// Why it stays; stored sealed
    #[arg(long, value_name = "WORDS")]
    why: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::List(args) => list(args),
        What::Answer(args) => answer(args),
    }
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let gate = asked.gate()?;
    asked.told(mentions::go_on(gate, mentions::TO_THE_END))?;
    let request = args.request.clone().map(RequestRef);
    let page = asked.told(gate.mentions(&asked.ask, request.as_ref(), args.after.as_deref()))?;
    if args.asking.json {
        output::say_json(&mentions::in_json(&page, &personal::text));
        return Ok(());
    }
    mentions::lines(&page).iter().for_each(|line| output::say(line));
    if let Some(next) = &page.next {
        output::say(&format!("more: --after {next}"));
    }
    Ok(())
}

fn answer(args: &AnswerArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let typed = mentions::Typed {
        mention: args.mention.clone(),
        answer: args.answer.clone(),
        reason: args.why.clone(),
    };
    asked.told(mentions::answer(asked.gate()?, &asked.ask, &typed))?;
    if args.asking.json {
        output::say_json(&json!({ "mention": args.mention, "answer": args.answer }));
    } else {
        output::say("answered");
    }
    Ok(())
}
