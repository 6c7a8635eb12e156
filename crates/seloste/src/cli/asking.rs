//! What verbs about subjects have in common: which register, who asks, for which purpose, why.

use super::{Verdict, settings::Place, words};
use crate::{
    app::App,
    session::standing,
    work::staff::{self, StaffError, Wrong},
};
use clap::Args;
use seloste_gate::{
    Gate, GateError,
    ask::{Actor, Ask},
    errors::ItemProblem,
};
use seloste_register::{
    id::{PurposeId, RegisterId},
    statement::Rules,
    text::Lang,
};
use std::sync::Arc;

/// Who asks for what.
#[derive(Debug, Clone, Args)]
pub(super) struct Asking {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Register>)]
    register: RegisterId,
    /// User name of the person on whose behalf the verb runs; the ledger names that person
    #[arg(long = "as", value_name = "USER")]
    user: String,
    /// The purpose of the work at hand, as the register's statement names it
    #[arg(long, value_name = "ID", value_parser = words::id::<seloste_register::id::kind::Purpose>)]
    purpose: PurposeId,
    /// Why, where the purpose wants a reason; stored sealed
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Language of the answer
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = words::lang())]
    pub(super) lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// An opened installation with a question for one of its gates.
pub(super) struct Asked {
    /// The installation.
    pub(super) app: App,
    register: RegisterId,
    /// The register's effective rules.
    pub(super) rules: Arc<Rules>,
    /// The question.
    pub(super) ask: Ask,
    /// Language of the answer.
    pub(super) lang: Lang,
}

impl Asking {
    /// Opens the installation and puts the question together.
    pub(super) fn open(&self) -> Result<Asked, Verdict> {
        let app = self.place.open()?;
        let register = self.register.clone();
        let Some((_, rules)) = app.register(&register) else {
            return Err(Verdict::No(format!("there is no register {register} in this installation")));
        };
        let actor = actor(&app, &register, &self.user)?;
        let (purpose, reason) = (self.purpose.clone(), self.reason.clone());
        let ask = Ask { actor, register: register.clone(), purpose, reason };
        Ok(Asked { app, register, rules, ask, lang: self.lang })
    }
}

/// Whoever `--as` names, as what they may act in a register today.
pub(super) fn actor(app: &App, register: &RegisterId, user: &str) -> Result<Actor, Verdict> {
    staff::actor_by_user_name(app, register, user).map_err(|error| match error {
        StaffError::Wrong(wrong) if wrong.contains(&Wrong::SecondMissing) => Verdict::No(format!(
            "{user} has no second factor, which the register asks of that role: sign in on the pages once, and add one there"
        )),
        StaffError::Wrong(wrong) if wrong.contains(&Wrong::NoRegister) => {
            Verdict::No(format!("there is no register {register} in this installation"))
        }
        StaffError::Wrong(_) => Verdict::No(format!("{user} has no account that is in force")),
        StaffError::Failed(failure) => Verdict::Failed(failure.to_string()),
    })
}

impl Asked {
    /// The same account with its roles in another register.
    pub(super) fn there(&self, register: &RegisterId) -> Result<Actor, GateError> {
        let Some((home, _)) = self.app.register(register) else { return Err(GateError::Absent) };
        Ok(standing::actor(&self.app, &home.id, self.ask.actor.account, register)?)
    }

    /// The gate that decides.
    pub(super) fn gate(&self) -> Result<&Gate, Verdict> {
        let found = self.app.register(&self.register);
        found
            .map(|(controller, _)| &controller.gate)
            .ok_or_else(|| Verdict::Failed("the register is gone".to_owned()))
    }

    /// The opened installation.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// The gate's answer in words.
    pub(super) fn told<T>(&self, answer: Result<T, GateError>) -> Result<T, Verdict> {
        answer.map_err(|error| match error {
            GateError::Refused(refusal) => Verdict::refused(&refusal, self.lang),
            GateError::Absent => {
                Verdict::No("there is no such thing, or it is not within this person's reach".to_owned())
            }
            GateError::Problems(problems) => Verdict::No(self.problems(&problems)),
            GateError::Conflict(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.as_str()).collect();
                Verdict::No(format!("changed by somebody else meanwhile: {}", items.join(", ")))
            }
            GateError::Failed(cause) => Verdict::Failed(cause),
        })
    }

    fn problems(&self, problems: &[ItemProblem]) -> String {
        let tell = |one: &ItemProblem| {
            format!("{}: {} {}", one.item, one.problem.what.get(self.lang), one.problem.remedy.get(self.lang))
        };
        problems.iter().map(tell).collect::<Vec<_>>().join("\n  ")
    }
}
