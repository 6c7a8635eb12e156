//! `seloste user`: people who work here, from the terminal of the machine. Passwords come from standard input or a prompt,
//! never from the command line, where other users of the machine could read them.

mod agreement;
mod correct;
mod undertake;

use super::{Verdict, output, settings::Place, words};
use crate::{
    app::App,
    messages::account as say,
    session::{password::Password, standing},
    store::{engagement::Kind, undertaking::Manner},
    work::staff::{
        self, StaffError,
        account::{self, Newcomer},
        key, people,
        role::Given,
        undertaking,
    },
};
use jiff::civil::Date;
use seloste_gate::{ask::Standing, clock};
use seloste_register::{
    id::{AreaId, CompanyId, RegisterId, RoleId, kind},
    statement::Rules,
    text::Lang,
};
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};

/// Add, list, correct and end the accounts of people who work here
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  seloste user list --data ./seloste-data --register webshop-customers")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(Box<Add>),
    List(List),
    Unused(super::unused::Args),
    Role(Role),
    Correct(correct::Args),
    Undertake(undertake::Args),
    Agreement(agreement::Args),
    /// End an account at once, with its roles, sessions and keys
    #[command(
        after_help = "Example:\n  seloste user end --data ./seloste-data --register webshop-customers --user aino.esimerkki"
    )]
    End(Named),
    /// Set a password, read from a prompt or from the first line of standard input; ends open sessions
    #[command(
        after_help = "Example:\n  seloste user password --data ./seloste-data --register webshop-customers --user aino.esimerkki"
    )]
    Password(Named),
    /// Print a new start code, with which the person chooses a password
    #[command(
        after_help = "Example:\n  seloste user code --data ./seloste-data --register webshop-customers --user aino.esimerkki"
    )]
    Code(Named),
    /// Remove the code apps, passkeys and recovery codes of a person who lost them; ends open sessions
    #[command(
        after_help = "Example:\n  seloste user unconfirm --data ./seloste-data --register webshop-customers --user aino.esimerkki"
    )]
    Unconfirm(Named),
    /// Disconnect a person from the identity provider; ends open sessions
    #[command(
        after_help = "Example:\n  seloste user unbind --data ./seloste-data --register webshop-customers --user aino.esimerkki"
    )]
    Unbind(Named),
    Key(Key),
}

/// In which register.
#[derive(Debug, clap::Args)]
struct Where {
    #[command(flatten)]
    place: Place,
    /// The register
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Register>)]
    register: RegisterId,
}

/// Add a person
///
/// The account is one person's own. The person chooses a password with the start code that is printed once.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user add --data ./seloste-data --register webshop-customers --name \"Aino Esimerkki\" \\\n      --user aino.esimerkki --email aino@verkkopuoti-malli.example.fi --role service-agent"
)]
struct Add {
    #[command(flatten)]
    at: Where,
    /// First name and surname
    #[arg(long, value_name = "NAME")]
    name: String,
    /// User name: the person's own, never a desk's
    #[arg(long, value_name = "NAME")]
    user: String,
    /// The person's own e-mail address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Personnel number or another mark that nobody else has
    #[arg(long, value_name = "MARK")]
    mark: Option<String>,
    #[command(flatten)]
    roles: Roles,
    /// The company that engages the person; without it, the controller
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Company>)]
    company: Option<CompanyId>,
    /// Engaged otherwise than by a contract of employment
    #[arg(long)]
    commission: bool,
    /// First day of the engagement; without it, today
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day of the engagement
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// The person has given the undertaking of secrecy on paper
    #[arg(long)]
    undertaken: bool,
    /// Take the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Language of the person's pages
    #[arg(long, value_name = "LANG", default_value = "fi", value_parser = words::lang())]
    lang: Lang,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Roles {
    /// A role of the statement; may be said again
    #[arg(long = "role", value_name = "ROLE", value_parser = words::id::<kind::Role>)]
    roles: Vec<RoleId>,
    /// An area that the roles reach; may be said again
    #[arg(long = "area", value_name = "AREA", value_parser = words::id::<kind::Area>)]
    areas: Vec<AreaId>,
    /// What the roles are given for; without it, the role's name
    #[arg(long, value_name = "WORDS")]
    task: Option<String>,
}

/// List people with their roles
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user list --data ./seloste-data --register webshop-customers --json"
)]
struct List {
    #[command(flatten)]
    at: Where,
    /// Also those whose account has ended
    #[arg(long)]
    ended: bool,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

/// Give a person more roles
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user role --data ./seloste-data --register webshop-customers --user aino.esimerkki \\\n      --role reader --task \"stands in for Eero in July\""
)]
struct Role {
    #[command(flatten)]
    at: Where,
    /// User name
    #[arg(long, value_name = "NAME")]
    user: String,
    #[command(flatten)]
    roles: Roles,
}

/// One person.
#[derive(Debug, clap::Args)]
struct Named {
    #[command(flatten)]
    at: Where,
    /// User name
    #[arg(long, value_name = "NAME")]
    user: String,
}

/// Make an API key that carries one of a person's roles; it is printed once
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste user key --data ./seloste-data --register webshop-customers --user aino.esimerkki \\\n      --role service-agent --label \"order robot\" --days 30"
)]
struct Key {
    #[command(flatten)]
    at: Where,
    /// User name of the person whose key it is
    #[arg(long, value_name = "NAME")]
    user: String,
    /// The one role that the key carries
    #[arg(long, value_name = "ROLE", value_parser = words::id::<kind::Role>)]
    role: RoleId,
    /// What the key is for
    #[arg(long, value_name = "WORDS")]
    label: String,
    /// How many days it works
    #[arg(long, value_name = "N", default_value_t = key::USUAL_DAYS)]
    days: u32,
}

impl From<StaffError> for Verdict {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::Wrong(wrong) => {
                let said: Vec<String> = wrong.iter().map(|one| say::wrong(one, Lang::En)).collect();
                Self::No(said.join("\n  "))
            }
            StaffError::Failed(failure) => Self::Failed(failure.to_string()),
        }
    }
}

impl From<seloste_db::Failure> for Verdict {
    fn from(failure: seloste_db::Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.verb {
        Verb::Add(add) => add.run(),
        Verb::List(list) => list.run(),
        Verb::Unused(args) => super::unused::run(args),
        Verb::Role(role) => role.run(),
        Verb::Correct(args) => correct::run(args),
        Verb::Undertake(args) => undertake::run(args),
        Verb::Agreement(args) => agreement::run(args),
        Verb::End(named) => named.end(),
        Verb::Password(named) => named.password(),
        Verb::Code(named) => named.code(),
        Verb::Unconfirm(named) => named.unconfirm(),
        Verb::Unbind(named) => named.unbind(),
        Verb::Key(key) => key.run(),
    }
}

impl Where {
    fn open(&self) -> Result<App, Verdict> {
        let app = self.place.open()?;
        match app.register(&self.register) {
            Some(_) => Ok(app),
            None => Err(Verdict::No(format!("there is no register {} in this installation", self.register))),
        }
    }
}

impl Roles {
    fn given(&self, rules: &Rules, lang: Lang) -> Vec<Given> {
        let named = |role: &RoleId| rules.role(role).map(|role| role.name.get(lang).to_owned());
        let named = |role: &RoleId| named(role).unwrap_or_else(|| role.to_string());
        let task = |role: &RoleId| self.task.clone().unwrap_or_else(|| named(role));
        let areas = &self.areas;
        let given =
            |role: &RoleId| Given { role: role.clone(), areas: areas.clone(), task: task(role), until: None };
        self.roles.iter().map(given).collect()
    }
}

impl Add {
    fn run(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let (home, rules) = staff::home(&app, &self.at.register)?;
        let today = clock::day(app.clock().now());
        let newcomer = Newcomer {
            name: self.name.clone(),
            user_name: self.user.clone(),
            email: self.email.clone(),
            mark: self.mark.clone(),
            lang: self.lang,
            company: self.company.clone(),
            kind: if self.commission { Kind::Commission } else { Kind::Employment },
            span: standing::span(self.from.unwrap_or(today), self.until)?,
            roles: self.roles.given(&rules, self.lang),
            password: if self.password_stdin { Some(first_line()?) } else { None },
        };
        let added = account::add(&app, &self.at.register, &newcomer, None)?;
        if self.undertaken {
            let version = rules.statement().register.undertaking.version;
            let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
            let how = (version, self.lang, Manner::Record);
            undertaking::give(&app, &home.id, &self.at.register, (added.account, &name), how)?;
        }
        if self.json {
            output::say_json(&json!({ "user": self.user, "start-code": added.start_code }));
        } else if let Some(code) = added.start_code {
            output::say(&format!(
                "{} has an account. Start code, for a week, to choose a password with at /start?at={}: {code}",
                self.user, home.id
            ));
        } else {
            output::say(&format!("{} has an account.", self.user));
        }
        Ok(())
    }
}

impl List {
    fn run(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let all = people::all(&app, &self.at.register)?;
        let shown: Vec<_> = all.iter().filter(|one| self.ended || one.account.ended.is_none()).collect();
        if self.json {
            output::say_json(&shown.iter().map(|one| as_json(one)).collect());
            return Ok(());
        }
        for one in shown {
            let roles: Vec<&str> = one.roles.iter().map(|role| role.role.as_str()).collect();
            let roles = if roles.is_empty() { "no roles".to_owned() } else { roles.join(", ") };
            output::say(&format!("{}\t{}\t{}\t{roles}", one.account.user_name, one.account.name, state(one)));
        }
        Ok(())
    }
}

fn state(one: &people::Person) -> &'static str {
    match (one.account.ended, one.actor.standing) {
        (Some(_), _) => "ended",
        (None, Standing::Active) if one.lacks_second => "second factor missing",
        (None, Standing::Active) => "active",
        (None, Standing::NotEngaged) => "not engaged",
        (None, Standing::NotBound) => "undertaking missing",
    }
}

fn as_json(one: &people::Person) -> serde_json::Value {
    json!({
        "user": one.account.user_name,
        "name": one.account.name,
        "email": one.account.email,
        "mark": one.account.mark,
        "state": state(one),
        "ended": one.account.ended.map(|at| at.to_string()),
        "identities": one.identities,
        "second-factors": one.factors,
        "second-factor-missing": one.lacks_second,
        "engagements": one.engagements.iter().map(|engaged| json!({
            "company": engaged.company.as_str(),
            "kind": engaged.kind.as_str(),
            "starts": engaged.span.starts.to_string(),
            "ends": engaged.span.ends.map(|at| at.to_string()),
        })).collect::<Vec<_>>(),
        "roles": one.roles.iter().map(|role| json!({
            "role": role.role.as_str(),
            "areas": role.areas.iter().map(AreaId::as_str).collect::<Vec<_>>(),
            "task": role.task,
            "given": role.given.to_string(),
            "until": role.until.map(|at| at.to_string()),
        })).collect::<Vec<_>>(),
        "undertakings": one.undertakings.iter().map(|given| json!({
            "version": given.version,
            "given": given.at.to_string(),
        })).collect::<Vec<_>>(),
    })
}

impl Role {
    fn run(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let (_, rules) = staff::home(&app, &self.at.register)?;
        if self.roles.roles.is_empty() {
            return Err(Verdict::Misused("say which role: --role ROLE".to_owned()));
        }
        for given in self.roles.given(&rules, Lang::Fi) {
            staff::role::give(&app, &self.at.register, &self.user, &given, None)?;
            output::say(&format!("{} holds the role {} now.", self.user, given.role));
        }
        Ok(())
    }
}

impl Named {
    fn end(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let orphans = account::end(&app, &self.at.register, &self.user, None)?;
        output::say(&format!("The account {} has ended.", self.user));
        for register in orphans {
            output::note(&format!(
                "warning: the statement of {register} names {} as the person who answers for it; name another",
                self.user
            ));
        }
        Ok(())
    }

    fn password(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let password = if std::io::stdin().is_terminal() { prompted()? } else { first_line()? };
        account::set_password(&app, &self.at.register, &self.user, &password)?;
        output::say(&format!("{} has a new password; open sessions have ended.", self.user));
        Ok(())
    }

    fn code(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let code = account::new_start_code(&app, &self.at.register, &self.user, None)?;
        output::say(&code);
        Ok(())
    }
}

impl Named {
    fn unconfirm(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        staff::second::remove_all(&app, &self.at.register, &self.user, None)?;
        let strict = people::one(&app, &self.at.register, &self.user)?.lacks_second;
        output::say(&match strict {
            true => format!("{} adds a second factor at the next sign-in.", self.user),
            false => format!("{} signs in by password alone now.", self.user),
        });
        Ok(())
    }
}

impl Named {
    fn unbind(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        if !staff::federated::unbind(&app, &self.at.register, &self.user, None)? {
            return Err(Verdict::No(format!("{} is connected to no identity provider", self.user)));
        }
        output::say(&format!("{} is disconnected; hand out a new code with: seloste user code", self.user));
        Ok(())
    }
}

impl Key {
    fn run(&self) -> Result<(), Verdict> {
        let app = self.at.open()?;
        let (home, _) = staff::home(&app, &self.at.register)?;
        let account = staff::account_by_user_name(home, &self.user)?;
        let wanted = key::Wanted {
            register: &self.at.register,
            role: &self.role,
            label: &self.label,
            days: self.days,
        };
        let made = key::make(&app, &home.id, account.id, &wanted)?;
        output::say(&made);
        Ok(())
    }
}

/// The first line of standard input, without its end.
fn first_line() -> Result<Password, Verdict> {
    let mut line = zeroize::Zeroizing::new(String::new());
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Verdict::No(format!("the password can't be read from standard input: {error}")))?;
    let typed = line.trim_end_matches(['\r', '\n']);
    if typed.is_empty() {
        return Err(Verdict::No("write the password as the first line of standard input".to_owned()));
    }
    Ok(Password::typed(typed.to_owned()))
}

/// A password typed twice on the terminal, unseen.
fn prompted() -> Result<Password, Verdict> {
    let _unseen = Unseen::begin()?;
    output::note("New password:");
    let password = first_line()?;
    output::note("The same once more:");
    if password.same(&first_line()?) {
        Ok(password)
    } else {
        Err(Verdict::No("the two passwords differ; nothing was changed".to_owned()))
    }
}

/// A terminal that does not show what is typed; it does again on drop.
struct Unseen;

impl Unseen {
    fn begin() -> Result<Self, Verdict> {
        let hidden = std::process::Command::new("stty").arg("-echo").status();
        match hidden {
            Ok(status) if status.success() => Ok(Self),
            _ => Err(Verdict::Failed(
                "this terminal can't hide what is typed (stty is missing); pipe the password in instead"
                    .to_owned(),
            )),
        }
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        let _ = std::process::Command::new("stty").arg("echo").status();
    }
}
