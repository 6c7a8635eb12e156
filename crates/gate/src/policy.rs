//! The rules once more, as Cedar policies that a person can read: the second opinion on the compiled table, never on the
//! hot path. The only room that knows Cedar. `policy/never.rs` says what can never happen, `policy/prove.rs` shows it with a
//! solver for everyone. Not here: deciding (`decide.rs`).
//!
//! What is asked of Cedar: may this account, for this purpose, with this relation to the subject, `read` or `change` a
//! category, or do something (`find`, `list`, ...) in the register? A test puts the same random questions to both.

use seloste_register::{
    id::{CategoryId, PurposeId},
    statement::{
        Rules,
        model::{Grant, GroupCompany, Output, Purpose, Role, Scope},
    },
    text::Lang,
};
use std::fmt::{self, Write};

mod agree;
mod never;
mod prove;
mod solver;
#[cfg(test)]
mod tests;

pub use agree::{Agreement, agree};
pub use never::{About, Never, nevers};
pub use prove::{Answered, Outcome, Proof, prove};
pub use solver::{Cvc5, NoSolver, PATIENCE};

/// What a policy may speak of, in Cedar's schema language. The same for every register.
#[must_use]
pub const fn schema() -> &'static str {
    SCHEMA
}

const SCHEMA: &str = r#"// What policies speak of.
entity Role;
entity Company;
entity Purpose;
entity Register;
entity Category;

// A person at work. `standing` is "active", "not-engaged" or "not-bound".
entity Account = { roles: Set<Role>, company: Company, standing: String };

// What is known of an ask: its purpose, whether it carries a reason, the day, and how the asker is related to the subject.
type Ask = {
  purpose: Purpose,
  reason: Bool,
  today: datetime,
  inArea: Bool,
  maintained: Bool,
  assigned: Bool,
  own: Bool,
  participant: Bool,
  organisation: Bool,
};

action read, change appliesTo { principal: Account, resource: Category, context: Ask };
action find, list, create, close, import, export, count, permissions, erase, "see-readers", requests, send
  appliesTo { principal: Account, resource: Register, context: Ask };
"#;

/// A register's effective rules as Cedar policies, each with its reason.
#[must_use]
pub fn emit(rules: &Rules) -> String {
    let mut out = Policies(String::new());
    // Writing to a string can't fail.
    let _ = out.all(rules);
    out.0
}

struct Policies(String);

impl Policies {
    fn all(&mut self, rules: &Rules) -> fmt::Result {
        let statement = rules.statement();
        let name = statement.register.name.get(Lang::En);
        writeln!(self.0, "// {name} ({}).", statement.register.id)?;
        writeln!(
            self.0,
            "// Made from registers/{}.toml; change that file, not this one.",
            statement.register.id
        )?;
        self.standing()?;
        for (at, company) in statement.group_companies.iter().enumerate() {
            let before = statement.group_companies.iter().take(at);
            if !before.into_iter().any(|other| other.id == company.id) {
                let times = statement.group_companies.iter().filter(|other| other.id == company.id);
                self.membership(company, &times.collect::<Vec<_>>())?;
            }
        }
        statement.purposes.iter().try_for_each(|purpose| self.purpose(purpose))?;
        for role in &statement.roles {
            for (number, grant) in role.grants.iter().enumerate() {
                self.grant(rules, role, (number + 1, grant))?;
            }
        }
        Ok(())
    }

    fn head(&mut self, id: &str, reason: &str) -> fmt::Result {
        write!(self.0, "\n@id(\"{id}\")\n@reason(\"{}\")\n", quoted(reason))
    }

    fn standing(&mut self) -> fmt::Result {
        self.head(
            "standing",
            "Nobody gets in without an engagement in force and an undertaking of secrecy on record.",
        )?;
        writeln!(
            self.0,
            "forbid (principal, action, resource)\nunless {{ principal.standing == \"active\" }};"
        )
    }

    fn membership(&mut self, company: &GroupCompany, times: &[&GroupCompany]) -> fmt::Result {
        let (id, from) = (&company.id, company.from);
        let said = |time: &&GroupCompany| {
            let last = time.until.map(|day| format!(" and until {day}")).unwrap_or_default();
            format!("from {}{last}", time.from)
        };
        let said: Vec<String> = times.iter().map(said).collect();
        self.head(
            &format!("company/{id}"),
            &format!("{} belongs to the group {}.", company.name, said.join(", and ")),
        )?;
        if times.len() > 1 {
            return self.returned(company, times);
        }
        write!(
            self.0,
            "forbid (principal, action, resource)\nwhen {{ principal.company == Company::\"{id}\" && "
        )?;
        match company.until {
            None => writeln!(self.0, "context.today < datetime(\"{from}\") }};"),
            Some(until) => writeln!(
                self.0,
                "(context.today < datetime(\"{from}\") || context.today > datetime(\"{until}\")) }};"
            ),
        }
    }

    /// A company that left the group and came back.
    fn returned(&mut self, company: &GroupCompany, times: &[&GroupCompany]) -> fmt::Result {
        let inside = |time: &&GroupCompany| {
            let last = time.until.map(|day| format!(" && context.today <= datetime(\"{day}\")"));
            format!("(context.today >= datetime(\"{}\"){})", time.from, last.unwrap_or_default())
        };
        let inside: Vec<String> = times.iter().map(inside).collect();
        writeln!(
            self.0,
            "forbid (principal, action, resource)\nwhen {{ principal.company == Company::\"{}\" }}\nunless {{ {} }};",
            company.id,
            inside.join(" || ")
        )
    }

    fn purpose(&mut self, purpose: &Purpose) -> fmt::Result {
        let (id, name) = (&purpose.id, purpose.name.get(Lang::En));
        if purpose.output == Output::Aggregate {
            self.head(
                &format!("purpose/{id}/totals"),
                &format!("“{name}” gives totals only, never data about one person."),
            )?;
            writeln!(
                self.0,
                "forbid (principal, action, resource)\nwhen {{ context.purpose == Purpose::\"{id}\" }}\n\
                 unless {{ action == Action::\"count\" }};"
            )?;
        }
        if purpose.reason_required {
            self.head(&format!("purpose/{id}/reason"), &format!("“{name}” wants a written reason."))?;
            writeln!(
                self.0,
                "forbid (principal, action, resource)\nwhen {{ context.purpose == Purpose::\"{id}\" && !context.reason }};"
            )?;
        }
        Ok(())
    }

    fn grant(&mut self, rules: &Rules, role: &Role, (number, grant): (usize, &Grant)) -> fmt::Result {
        let id = format!("role/{}/{number}", role.id);
        let (who, what) = (role.name.get(Lang::En), purposes(rules, grant));
        let whom = whom(role.scope);
        let readable = |category: &&CategoryId| grant.read.contains(category);
        let change: Vec<&CategoryId> = grant.change.iter().filter(readable).collect();
        let both = [("read", "reads", grant.read.iter().collect()), ("change", "changes", change)];
        for (action, verb, categories) in both.into_iter().filter(|(_, _, categories)| !categories.is_empty())
        {
            let list = names(rules, &categories);
            self.head(&format!("{id}/{action}"), &format!("{who} {verb} {list} for {what}: {whom}."))?;
            writeln!(self.0, "permit (principal, action == Action::\"{action}\", resource)\nwhen {{")?;
            writeln!(self.0, "  [{}].contains(resource) &&", list_of("Category", &categories))?;
            self.conditions(rules, role, grant)?;
        }
        if grant.actions.is_empty() {
            return Ok(());
        }
        let actions: Vec<&str> = grant.actions.iter().map(|action| action.as_str()).collect();
        let deeds: Vec<String> = grant.actions.iter().map(|action| action.deed().en).collect();
        self.head(&format!("{id}/act"), &format!("{who} may {} for {what}: {whom}.", deeds.join(", ")))?;
        writeln!(
            self.0,
            "permit (principal, action in [{}], resource)\nwhen {{",
            list_of("Action", &actions)
        )?;
        self.conditions(rules, role, grant)
    }

    fn conditions(&mut self, rules: &Rules, role: &Role, grant: &Grant) -> fmt::Result {
        let companies: Vec<_> =
            std::iter::once(&rules.statement().controller.id).chain(&role.companies).collect();
        writeln!(self.0, "  principal.roles.contains(Role::\"{}\") &&", role.id)?;
        writeln!(self.0, "  [{}].contains(principal.company) &&", list_of("Company", &companies))?;
        write!(self.0, "  [{}].contains(context.purpose)", list_of("Purpose", &grant.purposes))?;
        match role.scope {
            Scope::All => {}
            Scope::Area => write!(self.0, " &&\n  context.inArea")?,
            Scope::OwnMaintained => write!(self.0, " &&\n  context.maintained")?,
            Scope::Assigned => write!(self.0, " &&\n  context.assigned")?,
            Scope::Own => write!(self.0, " &&\n  context.own")?,
            Scope::Participant => write!(self.0, " &&\n  context.participant")?,
            Scope::Organisation => write!(self.0, " &&\n  context.organisation")?,
        }
        writeln!(self.0, "\n}};")
    }
}

const fn whom(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "everyone in the register",
        Scope::Area => "people of their own areas",
        Scope::OwnMaintained => "people whom they maintain",
        Scope::Assigned => "people whom an open task of theirs concerns",
        Scope::Own => "what they handled themselves, and the people in it",
        Scope::Participant => "what they take part in, and the people in it",
        Scope::Organisation => "the organisations that they maintain, and their people",
    }
}

fn list_of(kind: &str, ids: &[impl fmt::Display]) -> String {
    ids.iter().map(|id| format!("{kind}::\"{id}\"")).collect::<Vec<_>>().join(", ")
}

fn names(rules: &Rules, categories: &[&CategoryId]) -> String {
    let name = |id: &CategoryId| {
        rules.category(id).map_or_else(|| id.to_string(), |it| format!("“{}”", it.name.get(Lang::En)))
    };
    categories.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ")
}

fn purposes(rules: &Rules, grant: &Grant) -> String {
    let name = |id: &PurposeId| {
        rules.purpose(id).map_or_else(|| id.to_string(), |it| format!("“{}”", it.name.get(Lang::En)))
    };
    grant.purposes.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A text inside a Cedar string.
fn quoted(text: &str) -> String {
    text.chars().flat_map(char::escape_debug).collect::<String>().replace("\\'", "'")
}
