//! `seloste statement`: versions of a register's statement: drafted, looked at, decided about, put to a second person,
//! put into force; and the queue of people to be told.

mod tell;

use super::{Verdict, asking, output, settings::Place, words};
use crate::{
    app::App,
    messages::versions as say,
    store::draft::{Draft, DraftId},
    work::versions::{self, Keeper, VersionError, judge::Deciding},
};
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;
use seloste_register::{id::RegisterId, statement::notice, text::Lang};
use serde_json::{Value, json};
use std::{ops::ControlFlow, path::PathBuf};
use tell::{answer, problem_lines, state_word, tell};

/// Keep the versions of a register's statement
///
/// A draft begins from the version in force. One person writes and proposes it; another one, whose duty the statement is
/// too, activates it. The running service follows within a second.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  seloste statement list --register retail-customers --as aino.malli")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Put a proposed draft into force, as the second person
    Activate(OnDraft),
    Decide(Decide),
    Draft(Write),
    Duties(Duties),
    List(Listed),
    /// See what a draft changes, and for whom
    Preview(OnDraft),
    /// Put a draft to a second person
    Propose(OnDraft),
    /// Say that a draft has taken in what another version brought meanwhile
    Rebase(OnDraft),
    Show(Show),
    Told(Told),
    /// Give a draft up
    Withdraw(OnDraft),
}

/// List versions and drafts
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  seloste statement list --register retail-customers --as aino.malli")]
struct Listed {
    #[command(flatten)]
    keeping: Keeping,
}

/// Whose statement, and who keeps it.
#[derive(Debug, ClapArgs)]
struct Keeping {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: RegisterId,
    /// User name of the person on whose behalf the verb runs
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// A draft, and who does something with it
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  seloste statement preview 123 --register retail-customers --as aino.malli\n  \
                  seloste statement propose 123 --register retail-customers --as aino.malli\n  \
                  seloste statement activate 123 --register retail-customers --as veikko.malli\n  \
                  seloste statement rebase 123 --register retail-customers --as aino.malli\n  \
                  seloste statement withdraw 123 --register retail-customers --as aino.malli"
)]
struct OnDraft {
    /// The draft's number
    #[arg(value_name = "DRAFT", value_parser = draft_id)]
    draft: DraftId,
    #[command(flatten)]
    keeping: Keeping,
}

/// Begin a draft from the version in force, or change one
///
/// The file may still have errors; they are told, and keep the draft from being proposed.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  seloste statement draft next.toml --register retail-customers --as aino.malli --why \"Shorter terms\""
)]
struct Write {
    /// The statement as it is to be
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Change this draft instead of beginning one
    #[arg(long, value_name = "DRAFT", value_parser = draft_id)]
    into: Option<DraftId>,
    /// What the change is for
    #[arg(long, value_name = "WORDS", default_value = "")]
    why: String,
    #[command(flatten)]
    keeping: Keeping,
}

/// Record a decision that a draft needs
///
/// What the check of the statement asks is written into the draft; what the step from the version in force asks is kept
/// beside it.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  seloste statement decide 123 --rule promise-weaker --passage disclosure --why \"People were told by letter\" --review 2027-11-01 --register retail-customers --as aino.malli"
)]
struct Decide {
    /// The draft's number
    #[arg(value_name = "DRAFT", value_parser = draft_id)]
    draft: DraftId,
    /// The rule, as the preview tells it
    #[arg(long, value_name = "RULE")]
    rule: String,
    /// The passages, as the preview tells them
    #[arg(long, value_name = "PASSAGES")]
    passage: String,
    /// Why it may be so
    #[arg(long, value_name = "WORDS")]
    why: String,
    /// Which passage yields, where two disagree
    #[arg(long, value_name = "PASSAGE", default_value = "")]
    yields: String,
    /// The day by which it is looked at again
    #[arg(long, value_name = "DAY")]
    review: Date,
    #[command(flatten)]
    keeping: Keeping,
}

/// Print a version, or a draft
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  seloste statement show --register retail-customers --as aino.malli --version 2"
)]
struct Show {
    /// The version's number; without it the version in force
    #[arg(long, value_name = "NUMBER", conflicts_with = "draft")]
    version: Option<i64>,
    /// A draft's number
    #[arg(long, value_name = "DRAFT", value_parser = draft_id)]
    draft: Option<DraftId>,
    #[command(flatten)]
    keeping: Keeping,
}

/// List the people who must be told of changes
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  seloste statement duties --register retail-customers --as aino.malli")]
struct Duties {
    /// Also those that are done
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    keeping: Keeping,
}

/// Say that people have been told of a change
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  seloste statement told 456 --how \"Letter of 2 November\" --register retail-customers --as aino.malli"
)]
struct Told {
    /// The duty's number
    #[arg(value_name = "DUTY")]
    duty: i64,
    /// How they were told
    #[arg(long, value_name = "WORDS")]
    how: String,
    #[command(flatten)]
    keeping: Keeping,
}

fn draft_id(written: &str) -> Result<DraftId, String> {
    versions::draft_id(written).ok_or_else(|| "a draft's number is made of digits".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.verb {
        Verb::Activate(args) => args.keeping.kept(|keeper| activate(keeper, args)),
        Verb::Decide(args) => args.keeping.kept(|keeper| decide(keeper, args)),
        Verb::Draft(args) => args.keeping.kept(|keeper| draft(keeper, args)),
        Verb::Duties(args) => args.keeping.kept(|keeper| duties(keeper, args)),
        Verb::List(args) => args.keeping.kept(|keeper| list(keeper, &args.keeping)),
        Verb::Preview(args) => args.keeping.kept(|keeper| preview(keeper, args)),
        Verb::Propose(args) => args.keeping.kept(|keeper| propose(keeper, args)),
        Verb::Rebase(args) => args.keeping.kept(|keeper| rebase(keeper, args)),
        Verb::Show(args) => args.keeping.kept(|keeper| show(keeper, args)),
        Verb::Told(args) => args.keeping.kept(|keeper| told(keeper, args)),
        Verb::Withdraw(args) => args.keeping.kept(|keeper| withdraw(keeper, args)),
    }
}

impl Keeping {
    fn kept(&self, work: impl FnOnce(&Keeper<'_>) -> Result<(), Trouble>) -> Result<(), Verdict> {
        let app: App = self.place.open()?;
        let actor = asking::actor(&app, &self.register, &self.user)?;
        let done =
            Keeper::new(&app, &self.register, &actor).map_err(Trouble::from).and_then(|keeper| work(&keeper));
        done.map_err(|trouble| match trouble {
            Trouble::Verdict(verdict) => verdict,
            Trouble::Version(error) => self.complain(&error),
        })
    }

    /// What was not done, in words; problems line by line before.
    fn complain(&self, error: &VersionError) -> Verdict {
        if let VersionError::Errors(problems) | VersionError::Undecided(problems) = error {
            problem_lines(problems, self.lang).iter().for_each(|line| output::note(line));
        }
        let said = say::wrong(error, self.lang);
        match error {
            VersionError::Failed(_) => Verdict::Failed(said),
            _ => Verdict::No(said),
        }
    }
}

enum Trouble {
    Version(VersionError),
    Verdict(Verdict),
}

impl From<VersionError> for Trouble {
    fn from(error: VersionError) -> Self {
        Self::Version(error)
    }
}

impl From<Verdict> for Trouble {
    fn from(verdict: Verdict) -> Self {
        Self::Verdict(verdict)
    }
}

fn draft(keeper: &Keeper<'_>, args: &Write) -> Result<(), Trouble> {
    let text = std::fs::read_to_string(&args.file)
        .map_err(|error| Verdict::No(format!("{}: {error}", args.file.display())))?;
    let draft = match args.into {
        None => keeper.begin(Some(&text), &args.why)?,
        Some(id) => {
            let known = keeper.draft(id)?;
            let why = if args.why.trim().is_empty() { &known.why } else { &args.why };
            keeper.change(id, known.revision, (&text, why))?
        }
    };
    let judged = keeper.judge(&draft.text, Some(draft.id))?;
    tell(&args.keeping, &draft, &judged);
    Ok(())
}

fn preview(keeper: &Keeper<'_>, args: &OnDraft) -> Result<(), Trouble> {
    let draft = keeper.draft(args.draft)?;
    let judged = keeper.preview(&draft, progress)?;
    tell(&args.keeping, &draft, &judged);
    if judged.errors().is_empty() { Ok(()) } else { Err(VersionError::Errors(Vec::new()).into()) }
}

/// Tells how far a count is, each twenty thousand people.
fn progress(done: u64, of: u64) -> ControlFlow<()> {
    if of > 20_000 && (done.is_multiple_of(20_000) || done == of) {
        output::note(&format!("{done} / {of}"));
    }
    ControlFlow::Continue(())
}

fn decide(keeper: &Keeper<'_>, args: &Decide) -> Result<(), Trouble> {
    let deciding = Deciding {
        rule: &args.rule,
        passage: &args.passage,
        why: &args.why,
        yields: &args.yields,
        review: args.review,
    };
    let draft = keeper.decide(args.draft, &deciding)?;
    let judged = keeper.preview(&draft, progress)?;
    tell(&args.keeping, &draft, &judged);
    Ok(())
}

fn propose(keeper: &Keeper<'_>, args: &OnDraft) -> Result<(), Trouble> {
    let draft = keeper.propose_counting(args.draft, progress)?;
    answer(
        &args.keeping,
        &json!({ "draft": draft.id.0.to_string(), "state": state_word(draft.state) }),
        || vec![say::PROPOSED.fill(args.keeping.lang, &[("draft", &draft.id.0.to_string())])],
    );
    Ok(())
}

fn activate(keeper: &Keeper<'_>, args: &OnDraft) -> Result<(), Trouble> {
    let done = keeper.activate(args.draft, progress)?;
    let (number, duties) = (done.version.number, done.duties);
    answer(&args.keeping, &json!({ "version": number, "duties": duties }), || {
        let parts = [("version", number.to_string()), ("duties", duties.to_string())];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(key, value)| (*key, value.as_str())).collect();
        vec![say::IN_FORCE.fill(args.keeping.lang, &parts)]
    });
    Ok(())
}

fn rebase(keeper: &Keeper<'_>, args: &OnDraft) -> Result<(), Trouble> {
    let known = keeper.draft(args.draft)?;
    let draft = keeper.rebase(args.draft, known.revision)?;
    let judged = keeper.judge(&draft.text, Some(draft.id))?;
    tell(&args.keeping, &draft, &judged);
    Ok(())
}

fn withdraw(keeper: &Keeper<'_>, args: &OnDraft) -> Result<(), Trouble> {
    let draft = keeper.withdraw(args.draft)?;
    answer(
        &args.keeping,
        &json!({ "draft": draft.id.0.to_string(), "state": state_word(draft.state) }),
        || vec![say::WITHDRAWN.fill(args.keeping.lang, &[("draft", &draft.id.0.to_string())])],
    );
    Ok(())
}

fn show(keeper: &Keeper<'_>, args: &Show) -> Result<(), Trouble> {
    let text = match (args.version, args.draft) {
        (_, Some(draft)) => keeper.draft(draft)?.text,
        (Some(number), None) => keeper.version(number)?.text,
        (None, None) => keeper.active()?.text,
    };
    answer(&args.keeping, &json!({ "text": text }), Vec::new);
    if !args.keeping.json {
        output::say_raw(&text);
    }
    Ok(())
}

fn list(keeper: &Keeper<'_>, keeping: &Keeping) -> Result<(), Trouble> {
    let (versions, drafts) = (keeper.versions()?, keeper.drafts()?);
    let version = |one: &crate::store::version::Version| {
        json!({ "version": one.number, "since": one.since.to_string(), "until": one.until.map(|at| at.to_string()),
                "why": one.why })
    };
    let draft = |one: &Draft| {
        json!({ "draft": one.id.0.to_string(), "based-on": one.based_on, "state": state_word(one.state), "why": one.why,
                "changed": one.changed.to_string(), "version": one.version })
    };
    let all = json!({
        "versions": versions.iter().map(version).collect::<Vec<_>>(),
        "drafts": drafts.iter().map(draft).collect::<Vec<_>>(),
    });
    answer(keeping, &all, || {
        let until = |at: Option<jiff::Timestamp>| at.map_or_else(|| "…".to_owned(), |at| at.to_string());
        let versions = versions
            .iter()
            .map(|one| format!("version {}  {} – {}  {}", one.number, one.since, until(one.until), one.why));
        let drafts = drafts.iter().map(|one| {
            format!(
                "draft {}  {}  from version {}  {}",
                one.id.0,
                state_word(one.state),
                one.based_on,
                one.why
            )
        });
        versions.chain(drafts).map(|line| line.trim_end().to_owned()).collect()
    });
    Ok(())
}

fn duties(keeper: &Keeper<'_>, args: &Duties) -> Result<(), Trouble> {
    let mut duties = keeper.to_tell()?;
    duties.retain(|duty| args.all || duty.done.is_none());
    let lang = args.keeping.lang;
    let told: Vec<Value> = duties
        .iter()
        .map(|duty| {
            json!({ "duty": duty.id.to_string(), "version": duty.version, "due": duty.due.to_string(), "people": duty.people,
                    "what": duty.told.what.get(lang), "whom": duty.told.whom.get(lang), "articles": duty.told.articles,
                    "done": duty.done.as_ref().map(|(at, _, how)| json!({ "at": at.to_string(), "how": how })) })
        })
        .collect();
    answer(&args.keeping, &json!({ "duties": told }), || {
        let line = |duty: &crate::store::information::Duty| {
            let (due, articles) = (notice::day(duty.due, lang), duty.told.articles.join(", "));
            format!(
                "{}  {due}  GDPR {articles}  {} × {}\n    {}",
                duty.id,
                duty.people,
                duty.told.whom.get(lang),
                duty.told.what.get(lang)
            )
        };
        duties.iter().map(line).collect()
    });
    Ok(())
}

fn told(keeper: &Keeper<'_>, args: &Told) -> Result<(), Trouble> {
    keeper.was_told(args.duty, &args.how)?;
    answer(&args.keeping, &json!({ "duty": args.duty.to_string(), "done": true }), || {
        vec![say::TOLD.get(args.keeping.lang).to_owned()]
    });
    Ok(())
}
