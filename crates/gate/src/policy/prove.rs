//! Shows by a solver, for all people and all requests there could ever be, that the policies allow nothing that the statement
//! rules out. A question without an answer counts as not shown, whatever the reason. Not here: what is asked (`never.rs`).

use super::{
    never::{Never, nevers},
    schema,
    solver::{Cvc5, at_once},
};
use cedar_policy::{Authorizer, Decision, Entity, EntityUid, EvalResult, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet, Env, ResetMode};
use seloste_register::{
    statement::Rules,
    text::{Lang, Text},
};

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Shown for everyone and everything.
    Shown,
    /// There is a case in which it happens: the counter-example in words.
    Hole(Text),
    /// Neither: why.
    Unanswered(String),
}

/// One question with its answer.
#[derive(Debug, Clone)]
pub struct Answered {
    /// What never happens.
    pub never: Never,
    /// What came of it.
    pub outcome: Outcome,
}

/// Answers about a whole register.
#[derive(Debug, Clone)]
pub struct Proof {
    /// Version of the solver.
    pub solver: String,
    /// How many policies were looked at.
    pub policies: usize,
    /// Questions that the solver was asked.
    pub questions: usize,
    /// Answers, in the order of the questions.
    pub answers: Vec<Answered>,
}

impl Proof {
    /// Whether everything is shown.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.answers.iter().all(|answer| answer.outcome == Outcome::Shown)
    }
}

/// Holds a register's policies against its statement.
///
/// # Errors
/// When the policies can't be read: what is wrong with them.
pub fn prove(rules: &Rules, solver: &Cvc5) -> Result<Proof, String> {
    prove_policies(rules, &super::emit(rules), solver)
}

/// Holds some policies against a register's statement.
pub(super) fn prove_policies(rules: &Rules, policies: &str, solver: &Cvc5) -> Result<Proof, String> {
    let (schema, _) = Schema::from_cedarschema_str(schema()).map_err(|error| error.to_string())?;
    let policies: PolicySet =
        policies.parse().map_err(|error| format!("the policies can't be read: {error}"))?;
    let mut asked = Asked::new(&schema, &policies, solver)?;
    let mut answers = vec![asked.errors()];
    answers.extend(nevers(rules).into_iter().map(|never| asked.answer(rules, never)));
    Ok(Proof {
        solver: solver.version().to_owned(),
        policies: policies.policies().count(),
        questions: asked.questions,
        answers,
    })
}

/// Policies as logic, one compilation for each action.
struct Asked<'a> {
    schema: &'a Schema,
    policies: &'a PolicySet,
    compiler: CedarSymCompiler<Cvc5>,
    by_action: Vec<(String, RequestEnv, CompiledPolicySet)>,
    questions: usize,
}

impl<'a> Asked<'a> {
    fn new(schema: &'a Schema, policies: &'a PolicySet, solver: &Cvc5) -> Result<Self, String> {
        let compiler = CedarSymCompiler::new(solver.clone()).map_err(|error| error.to_string())?;
        let mut by_action = Vec::new();
        for env in schema.request_envs() {
            let compiled = CompiledPolicySet::compile(policies, &env, schema).map_err(in_full)?;
            let action: &str = env.action().id().unescaped();
            by_action.push((action.to_owned(), env, compiled));
        }
        by_action.sort_by(|(left, ..), (right, ..)| left.cmp(right));
        Ok(Self {
            schema,
            policies,
            compiler: compiler.with_reset_mode(ResetMode::Comment),
            by_action,
            questions: 0,
        })
    }

    /// No policy ever errs: Cedar passes over one that does, even when it forbids.
    fn errors(&mut self) -> Answered {
        let never = Never {
            id: "errors".to_owned(),
            words: Text::new(
                "Mikään sääntö ei koskaan jää soveltamatta virheen takia.",
                "Ingen regel blir någonsin otillämpad på grund av ett fel.",
                "No rule is ever passed over because of an error.",
            ),
            about: super::never::About::Everyone,
            cells: self.policies.policies().count(),
            actions: Vec::new(),
            case: String::new(),
        };
        for (_, env, _) in &self.by_action {
            for policy in self.policies.policies() {
                let name = policy.annotation("id").unwrap_or("?");
                self.questions += 1;
                let sound = match CompiledPolicy::compile(policy, env, self.schema) {
                    Ok(compiled) => at_once(self.compiler.check_never_errors_opt(&compiled)),
                    Err(error) => Err(error),
                };
                let outcome = match sound {
                    Ok(true) => continue,
                    Ok(false) => Outcome::Hole(Text {
                        fi: format!("Sääntö {name} voi päätyä virheeseen."),
                        sv: format!("Regeln {name} kan leda till ett fel."),
                        en: format!("The rule {name} can end in an error."),
                    }),
                    Err(error) => Outcome::Unanswered(in_full(error)),
                };
                return Answered { never, outcome };
            }
        }
        Answered { never, outcome: Outcome::Shown }
    }

    fn answer(&mut self, rules: &Rules, never: Never) -> Answered {
        let outcome = self.ask(rules, &never).unwrap_or_else(Outcome::Unanswered);
        Answered { never, outcome }
    }

    fn ask(&mut self, rules: &Rules, never: &Never) -> Result<Outcome, String> {
        let case = format!("permit (principal, action, resource) when {{ {} }};", never.case);
        let case: PolicySet = case.parse().map_err(|error| format!("{}: {error}", never.id))?;
        for (action, env, policies) in &self.by_action {
            if !never.actions.is_empty() && !never.actions.contains(&action.as_str()) {
                continue;
            }
            let case = CompiledPolicySet::compile(&case, env, self.schema).map_err(in_full)?;
            self.questions += 1;
            let found = at_once(self.compiler.check_disjoint_with_counterexample_opt(policies, &case));
            if let Some(example) = found.map_err(in_full)? {
                return self.confirm(&example).map(|()| Outcome::Hole(in_words(rules, &example)));
            }
        }
        Ok(Outcome::Shown)
    }

    /// The solver's example goes through Cedar itself: a hole is told only when Cedar lets it happen.
    fn confirm(&self, example: &Env) -> Result<(), String> {
        let answer = Authorizer::new().is_authorized(&example.request, self.policies, &example.entities);
        match (answer.decision(), answer.diagnostics().errors().next()) {
            (_, Some(error)) => Err(format!("a policy erred on the solver's example: {error}")),
            (Decision::Allow, None) => Ok(()),
            (Decision::Deny, None) => Err("Cedar refuses what the solver says it allows".to_owned()),
        }
    }
}

/// An error with what lies behind it.
fn in_full(error: cedar_policy_symcc::err::Error) -> String {
    let mut said = error.to_string();
    let mut behind = std::error::Error::source(&error);
    while let Some(cause) = behind {
        said.push_str(": ");
        said.push_str(&cause.to_string());
        behind = cause.source();
    }
    said
}

/// A counter-example as a sentence.
fn in_words(rules: &Rules, example: &Env) -> Text {
    let tell = |lang: Lang| sentence(rules, example, lang).unwrap_or_else(|| example.to_string());
    Text { fi: tell(Lang::Fi), sv: tell(Lang::Sv), en: tell(Lang::En) }
}

fn sentence(rules: &Rules, example: &Env, lang: Lang) -> Option<String> {
    let request = &example.request;
    let person = example.entities.get(request.principal()?)?;
    let action: &str = request.action()?.id().unescaped();
    let context = request.context()?;
    let flag = |name: &str| matches!(context.get(name), Some(EvalResult::Bool(true)));
    let entity = |name: &str| match context.get(name) {
        Some(EvalResult::EntityUid(uid)) => named(rules, &uid, lang),
        _ => "?".to_owned(),
    };
    let today = context.get("today").map_or_else(String::new, |day| day.to_string());
    let (roles, company, standing) = (
        roles(rules, person, lang),
        attribute(rules, person, "company", lang),
        attribute(rules, person, "standing", lang),
    );
    let resource = named(rules, request.resource()?, lang);
    let purpose = entity("purpose");
    let facts = related(&flag, lang);
    let reason = yes(flag("reason"), lang);
    Some(match lang {
        Lang::Fi => format!(
            "Ihminen, jonka roolit ovat {roles}, yhtiö {company} ja asema {standing}, voi tehdä toiminnon ”{action}” kohteelle {resource} tarkoitukseen {purpose} ({facts}, syy kirjattu: {reason}, päivä: {today})."
        ),
        Lang::Sv => format!(
            "En person med rollerna {roles} i företaget {company} med ställningen {standing} kan utföra ”{action}” på {resource} för ändamålet {purpose} ({facts}, orsak antecknad: {reason}, dag: {today})."
        ),
        Lang::En => format!(
            "A person with the roles {roles} of the company {company} with standing {standing} can do “{action}” to {resource} for {purpose} ({facts}, reason given: {reason}, day: {today})."
        ),
    })
}

/// How the person is related to whom the request is about.
fn related(flag: &impl Fn(&str) -> bool, lang: Lang) -> String {
    let facts = [
        ("inArea", ["oma alue", "eget område", "own area"]),
        ("maintained", ["itse ylläpitämä", "egen kund", "maintained by them"]),
        ("assigned", ["oma avoin tehtävä", "eget öppet uppdrag", "open task of theirs"]),
        ("own", ["itse hoidettu", "själv skött", "handled by them"]),
        ("participant", ["mukana", "deltar", "taking part"]),
        ("organisation", ["oma organisaatio", "egen organisation", "own organisation"]),
    ];
    let tell = |(name, [fi, sv, en]): (&str, [&str; 3])| {
        let words = match lang {
            Lang::Fi => fi,
            Lang::Sv => sv,
            Lang::En => en,
        };
        format!("{words}: {}", yes(flag(name), lang))
    };
    facts.map(tell).join(", ")
}

const fn yes(flag: bool, lang: Lang) -> &'static str {
    match (flag, lang) {
        (true, Lang::Fi) => "kyllä",
        (true, Lang::Sv) => "ja",
        (true, Lang::En) => "yes",
        (false, Lang::Fi) => "ei",
        (false, Lang::Sv) => "nej",
        (false, Lang::En) => "no",
    }
}

fn roles(rules: &Rules, person: &Entity, lang: Lang) -> String {
    let Some(Ok(EvalResult::Set(set))) = person.attr("roles") else { return "-".to_owned() };
    let names: Vec<String> = set
        .iter()
        .map(|role| match role {
            EvalResult::EntityUid(uid) => named(rules, uid, lang),
            other => other.to_string(),
        })
        .collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

fn attribute(rules: &Rules, person: &Entity, name: &str, lang: Lang) -> String {
    match person.attr(name) {
        Some(Ok(EvalResult::EntityUid(uid))) => named(rules, &uid, lang),
        Some(Ok(EvalResult::String(text))) => format!("”{text}”"),
        _ => "?".to_owned(),
    }
}

/// What an entity is called in the statement; one that it does not declare, by its id in quotation marks.
fn named(rules: &Rules, uid: &EntityUid, lang: Lang) -> String {
    let statement = rules.statement();
    let kind = uid.type_name().to_string();
    let id: &str = uid.id().unescaped();
    let found = match kind.as_str() {
        "Role" => statement.roles.iter().find(|role| role.id.as_str() == id).map(|role| &role.name),
        "Purpose" => statement.purposes.iter().find(|one| one.id.as_str() == id).map(|one| &one.name),
        "Category" => statement.categories.iter().find(|one| one.id.as_str() == id).map(|one| &one.name),
        _ => None,
    };
    found.map_or_else(|| format!("”{id}”"), |name| format!("”{}” ({id})", name.get(lang)))
}
