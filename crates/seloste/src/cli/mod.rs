//! The verbs: one file a verb. Exit codes: 0 success, 1 the answer is no or the input is bad, 2 wrong use, 3 the machine failed.

mod asking;
mod backup;
mod bench;
mod breach;
mod catalogue;
mod check;
mod demo;
mod diff;
mod disclosure;
mod erase;
mod extract;
mod hand_over;
mod hold;
mod import;
mod init;
mod investigate;
mod invite;
mod keys;
mod ledger;
mod log;
mod mailbox;
mod mailing;
mod measure;
mod mention;
mod merge;
mod notice;
mod output;
mod paper;
mod permit;
mod prove;
mod recording;
mod request;
mod residue;
mod restore;
mod restrict;
mod retention;
mod schema;
mod search;
mod selection;
mod serve;
mod settings;
mod show;
mod shown;
mod source_notice;
mod statement;
mod statistics;
mod unused;
mod user;
mod words;

use clap::{Parser, Subcommand};
use seloste_gate::errors::{Refusal, RefusalCode};
use seloste_register::text::Lang;
use std::process::ExitCode;

/// A customer register that keeps the promises in its own privacy statement.
#[derive(Parser)]
#[command(name = "seloste", version, about, arg_required_else_help = true)]
struct Line {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Backup(backup::Args),
    Bench(bench::Args),
    Breach(Box<breach::Args>),
    Catalogue(catalogue::Args),
    Check(check::Args),
    Demo(demo::Args),
    Diff(diff::Args),
    Disclosure(Box<disclosure::Args>),
    Erase(erase::Args),
    Extract(extract::Args),
    HandOver(hand_over::Args),
    Hold(hold::Args),
    Import(Box<import::Args>),
    Init(init::Args),
    Investigate(investigate::Args),
    Invite(invite::Args),
    Keys(keys::Args),
    Ledger(ledger::Args),
    Mailbox(mailbox::Args),
    Mailing(mailing::Args),
    Merge(merge::Args),
    Measure(measure::Args),
    Mention(mention::Args),
    Notice(notice::Args),
    Paper(paper::Args),
    Permit(permit::Args),
    Prove(prove::Args),
    Recording(recording::Args),
    Request(request::Args),
    Residue(residue::Args),
    Restore(restore::Args),
    Restrict(restrict::Args),
    Retention(retention::Args),
    Schema(schema::Args),
    Search(search::Args),
    Selection(Box<selection::Args>),
    Serve(serve::Args),
    Show(show::Args),
    SourceNotice(Box<source_notice::Args>),
    Statement(Box<statement::Args>),
    Statistics(statistics::Args),
    User(user::Args),
}

/// How a verb ended when it did not do what was asked.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// 1: the answer is no, or the input is bad.
    No(String),
    /// 2: wrong use.
    Misused(String),
    /// 3: the machine failed.
    Failed(String),
}

impl Verdict {
    /// What the gate refuses, in its words; with the way on, where that is a verb of this program.
    fn refused(refusal: &Refusal, lang: Lang) -> Self {
        let way = match refusal.code {
            RefusalCode::NotBound => {
                "\n  Sign in and give it; or, when it was given on paper, put it down: seloste user undertake --help"
            }
            _ => "",
        };
        Self::No(format!("refused ({}): {}{way}", refusal.code.as_str(), refusal.words.get(lang)))
    }
}

impl From<crate::installation::InstallationError> for Verdict {
    fn from(error: crate::installation::InstallationError) -> Self {
        use crate::installation::InstallationError as Error;
        let said = error.to_string();
        match error {
            Error::File { .. } | Error::Gate(_) => Self::Failed(said),
            Error::Missing(_)
            | Error::Denied(_)
            | Error::Present(_)
            | Error::Taken(_)
            | Error::Unfinished(_)
            | Error::Head(_)
            | Error::Statement { .. }
            | Error::Twice(_)
            | Error::Differs { .. } => Self::No(said),
        }
    }
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let wrong_use = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if wrong_use { 2 } else { 0 });
        }
    };
    let done = match line.verb {
        Verb::Backup(args) => backup::run(&args),
        Verb::Bench(args) => bench::run(&args),
        Verb::Breach(args) => breach::run(&args),
        Verb::Catalogue(args) => catalogue::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Demo(args) => demo::run(&args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Disclosure(args) => disclosure::run(&args),
        Verb::Erase(args) => erase::run(&args),
        Verb::Extract(args) => extract::run(&args),
        Verb::HandOver(args) => hand_over::run(&args),
        Verb::Hold(args) => hold::run(&args),
        Verb::Mailbox(args) => mailbox::run(&args),
        Verb::Mailing(args) => mailing::run(&args),
        Verb::Merge(args) => merge::run(&args),
        Verb::Measure(args) => measure::run(&args),
        Verb::Mention(args) => mention::run(&args),
        Verb::Prove(args) => prove::run(&args),
        Verb::Paper(args) => paper::run(&args),
        Verb::Permit(args) => permit::run(&args),
        Verb::Recording(args) => recording::run(&args),
        Verb::Request(args) => request::run(args),
        Verb::Restrict(args) => restrict::run(&args),
        Verb::Residue(args) => residue::run(&args),
        Verb::Restore(args) => restore::run(&args),
        Verb::Retention(args) => retention::run(&args),
        Verb::Schema(args) => schema::run(&args),
        Verb::Search(args) => search::run(&args),
        Verb::Selection(args) => selection::run(&args),
        Verb::Show(args) => show::run(&args),
        Verb::SourceNotice(args) => source_notice::run(&args),
        Verb::Statement(args) => statement::run(&args),
        Verb::Statistics(args) => statistics::run(&args),
        Verb::Import(args) => import::run(&args),
        Verb::Init(args) => init::run(&args),
        Verb::Investigate(args) => investigate::run(&args),
        Verb::Invite(args) => invite::run(&args),
        Verb::Keys(args) => keys::run(&args),
        Verb::Ledger(args) => ledger::run(&args),
        Verb::Notice(args) => notice::run(&args),
        Verb::Serve(args) => serve::run(&args),
        Verb::User(args) => user::run(&args),
    };
    let (said, code) = match done {
        Ok(()) if output::arrived() => return ExitCode::SUCCESS,
        Ok(()) => ("the answer could not be written to its end; is the disk full?".to_owned(), 3),
        Err(Verdict::No(said)) => (said, 1),
        Err(Verdict::Misused(said)) => (said, 2),
        Err(Verdict::Failed(said)) => (said, 3),
    };
    output::complain(&said);
    ExitCode::from(code)
}
