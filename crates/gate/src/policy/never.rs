//! What can never happen, by the statement: every cell of the matrix of roles, purposes and categories that no grant fills, and
//! what holds for everybody. Made from the statement itself, not from the policies that are held against it. Not here: asking
//! the solver (`prove.rs`).

use super::list_of;
use seloste_register::{
    id::{CategoryId, CompanyId, PurposeId, RoleId},
    statement::{
        Rules,
        model::{Action, Grant, Output, Purpose, Role, Scope},
    },
    text::{Lang, Text},
};

/// Something that can't happen, whoever asks, about whomever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    /// Its name, such as `category/billing/read`.
    pub id: String,
    /// What never happens, in words.
    pub words: Text,
    /// What it is about; tells which sentences of a notice rest on it.
    pub about: About,
    /// How many cells of the matrix it covers.
    pub cells: usize,
    /// For which actions it is asked; none: for each.
    pub(super) actions: Vec<&'static str>,
    /// The case that may never be allowed, as a condition in Cedar.
    pub(super) case: String,
}

/// What a [`Never`] is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Everybody who works with the register.
    Everyone,
    /// Opening or changing a category.
    Category(CategoryId),
    /// A purpose.
    Purpose(PurposeId),
    /// An action on the register.
    Action(Action),
    /// Whom roles reach.
    Scope(Scope),
    /// Companies.
    Company(CompanyId),
}

/// All that can never happen by a register's statement.
#[must_use]
pub fn nevers(rules: &Rules) -> Vec<Never> {
    let statement = rules.statement();
    let mut all = vec![standing()];
    all.extend(
        statement.categories.iter().flat_map(|category| {
            [Deed::Read, Deed::Change].map(|deed| of_category(rules, &category.id, deed))
        }),
    );
    all.extend(Action::ALL.into_iter().map(|action| of_action(rules, action)));
    all.extend(statement.purposes.iter().flat_map(of_purpose));
    all.extend(scopes(rules));
    all.extend(companies(rules));
    all
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Read,
    Change,
}

impl Deed {
    const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Change => "change",
        }
    }
}

fn standing() -> Never {
    Never {
        id: "standing".to_owned(),
        words: Text::new(
            "Kukaan ei pääse tietoihin ilman voimassa olevaa palvelussuhdetta ja salassapitositoumusta.",
            "Ingen kommer åt uppgifter utan gällande anställning eller uppdrag och förbindelse om tystnadsplikt.",
            "Nobody gets at data without an engagement in force and an undertaking of secrecy.",
        ),
        about: About::Everyone,
        cells: 1,
        actions: Vec::new(),
        case: "principal.standing != \"active\"".to_owned(),
    }
}

/// Roles that may do something for each declared purpose, and the case of everybody and everything else: another role, or
/// a purpose that nobody declared.
fn others(rules: &Rules, fills: impl Fn(&Role, &Grant) -> bool, totals: bool) -> (String, usize) {
    let statement = rules.statement();
    let ids: Vec<&PurposeId> = statement.purposes.iter().map(|purpose| &purpose.id).collect();
    let mut cases = vec![format!("!([{}].contains(context.purpose))", list_of("Purpose", &ids))];
    let mut cells = 0;
    for purpose in &statement.purposes {
        let granted = |role: &&Role| {
            role.grants.iter().any(|grant| grant.purposes.contains(&purpose.id) && fills(role, grant))
        };
        let closed = purpose.output == Output::Aggregate && !totals;
        let roles: Vec<&RoleId> =
            statement.roles.iter().filter(granted).filter(|_| !closed).map(|role| &role.id).collect();
        cells += statement.roles.len() - roles.len();
        let for_it = format!("context.purpose == Purpose::\"{}\"", purpose.id);
        cases.push(if roles.is_empty() {
            format!("({for_it})")
        } else {
            format!("({for_it} && !(principal.roles.containsAny([{}])))", list_of("Role", &roles))
        });
    }
    (format!("({})", cases.join(" || ")), cells)
}

fn of_category(rules: &Rules, category: &CategoryId, deed: Deed) -> Never {
    let fills = |_: &Role, grant: &Grant| {
        grant.read.contains(category) && (deed == Deed::Read || grant.change.contains(category))
    };
    let (others, cells) = others(rules, fills, false);
    let name = |lang: Lang| {
        rules.category(category).map_or(category.as_str(), |found| found.name.get(lang)).to_owned()
    };
    let (fi, sv, en) = (name(Lang::Fi), name(Lang::Sv), name(Lang::En));
    let words = match deed {
        Deed::Read => Text {
            fi: format!("Tietoryhmää ”{fi}” ei avaa kukaan muu eikä mihinkään muuhun kuin selosteen mukaan."),
            sv: format!(
                "Uppgiftsgruppen ”{sv}” öppnas inte av någon annan och inte för något annat än beskrivningen anger."
            ),
            en: format!("“{en}” is opened by nobody else and for nothing else than the statement says."),
        },
        Deed::Change => Text {
            fi: format!(
                "Tietoryhmää ”{fi}” ei muuta kukaan muu eikä mihinkään muuhun kuin selosteen mukaan."
            ),
            sv: format!(
                "Uppgiftsgruppen ”{sv}” ändras inte av någon annan och inte för något annat än beskrivningen anger."
            ),
            en: format!("“{en}” is changed by nobody else and for nothing else than the statement says."),
        },
    };
    Never {
        id: format!("category/{category}/{}", deed.name()),
        words,
        about: About::Category(category.clone()),
        cells,
        actions: vec![deed.name()],
        case: format!("resource == Category::\"{category}\" && {others}"),
    }
}

fn of_action(rules: &Rules, action: Action) -> Never {
    let fills = |_: &Role, grant: &Grant| grant.actions.contains(&action);
    let (case, cells) = others(rules, fills, action == Action::Count);
    let name = action.as_str();
    Never {
        id: format!("action/{name}"),
        words: Text {
            fi: format!("Toimintoa ”{name}” ei tee kukaan muu eikä mihinkään muuhun kuin selosteen mukaan."),
            sv: format!(
                "Åtgärden ”{name}” utförs inte av någon annan och inte för något annat än beskrivningen anger."
            ),
            en: format!("“{name}” is done by nobody else and for nothing else than the statement says."),
        },
        about: About::Action(action),
        cells,
        actions: vec![name],
        case,
    }
}

fn of_purpose(purpose: &Purpose) -> Vec<Never> {
    let id = &purpose.id;
    let (fi, sv, en) = (&purpose.name.fi, &purpose.name.sv, &purpose.name.en);
    let never = |what: &str, words: Text, actions: Vec<&'static str>, case: String| Never {
        id: format!("purpose/{id}/{what}"),
        words,
        about: About::Purpose(id.clone()),
        cells: 1,
        actions,
        case,
    };
    let mut all = Vec::new();
    if purpose.output == Output::Aggregate {
        let words = Text {
            fi: format!("”{fi}” ei anna kenellekään yksittäisen ihmisen tietoja, vain yhteismääriä."),
            sv: format!("”{sv}” ger ingen uppgifter om en enskild person, bara totalsummor."),
            en: format!("“{en}” gives nobody data about one person, totals only."),
        };
        let actions = ["read", "change"].into_iter();
        let rows = Action::ALL.into_iter().filter(|action| *action != Action::Count).map(Action::as_str);
        let case = format!("context.purpose == Purpose::\"{id}\"");
        all.push(never("totals", words, actions.chain(rows).collect(), case));
    }
    if purpose.reason_required {
        let words = Text {
            fi: format!("”{fi}” ei avaa mitään ilman kirjattua syytä."),
            sv: format!("”{sv}” öppnar ingenting utan en antecknad orsak."),
            en: format!("“{en}” opens nothing without a written reason."),
        };
        let case = format!("context.purpose == Purpose::\"{id}\" && !context.reason");
        all.push(never("reason", words, Vec::new(), case));
    }
    all
}

/// Roles that don't reach everybody reach nobody to whom their holder has no such relation.
fn scopes(rules: &Rules) -> Vec<Never> {
    let narrow = [
        (Scope::Area, "inArea", "area"),
        (Scope::OwnMaintained, "maintained", "own-maintained"),
        (Scope::Assigned, "assigned", "assigned"),
        (Scope::Own, "own", "own"),
        (Scope::Participant, "participant", "participant"),
        (Scope::Organisation, "organisation", "organisation"),
    ];
    let of = |(scope, fact, name): (Scope, &str, &str)| {
        let roles: Vec<&RoleId> =
            rules.statement().roles.iter().filter(|role| role.scope == scope).map(|role| &role.id).collect();
        let words = narrowed(scope);
        (!roles.is_empty()).then(|| Never {
            id: format!("scope/{name}"),
            words,
            about: About::Scope(scope),
            cells: roles.len(),
            actions: Vec::new(),
            case: format!("[{}].containsAll(principal.roles) && !context.{fact}", list_of("Role", &roles)),
        })
    };
    narrow.into_iter().filter_map(of).collect()
}

fn narrowed(scope: Scope) -> Text {
    match scope {
        Scope::Area => Text::new(
            "Joka on vain omien alueidensa roolissa, ei pääse muiden alueiden ihmisten tietoihin.",
            "Den som bara har roller för egna områden kommer inte åt uppgifter om andra områdens personer.",
            "Whoever has roles for own areas only gets at nobody of other areas.",
        ),
        Scope::OwnMaintained => Text::new(
            "Joka hoitaa vain omia asiakkaitaan, ei pääse muiden tietoihin.",
            "Den som bara sköter sina egna kunder kommer inte åt andras uppgifter.",
            "Whoever handles only people whom they maintain gets at nobody else.",
        ),
        Scope::Assigned => Text::new(
            "Joka hoitaa vain omia tehtäviään, ei pääse muiden ihmisten tietoihin kuin niiden, joita avoin tehtävä koskee.",
            "Den som bara sköter egna uppdrag kommer inte åt uppgifter om andra än dem som ett öppet uppdrag gäller.",
            "Whoever has only tasks of their own gets at nobody but those whom an open task concerns.",
        ),
        Scope::Own => Text::new(
            "Joka pääsee vain itse hoitamaansa, ei pääse muiden hoitamaan.",
            "Den som bara kommer åt det som hen själv har skött kommer inte åt det som andra har skött.",
            "Whoever reaches only what they handled themselves gets at nothing that others handled.",
        ),
        Scope::Participant => Text::new(
            "Joka pääsee vain siihen, mihin itse osallistuu, ei pääse muuhun.",
            "Den som bara kommer åt det som hen själv deltar i kommer inte åt något annat.",
            "Whoever reaches only what they take part in gets at nothing else.",
        ),
        Scope::Organisation => Text::new(
            "Joka hoitaa vain omia organisaatioitaan, ei pääse muiden organisaatioiden ihmisten tietoihin.",
            "Den som bara sköter sina egna organisationer kommer inte åt uppgifter om andra organisationers personer.",
            "Whoever handles only organisations that they maintain gets at no other organisation's people.",
        ),
        Scope::All => Text::new("Rooli ulottuu kaikkiin.", "Rollen når alla.", "The role reaches everyone."),
    }
}

/// People of other companies hold only roles that list their company, and those of the group only while it belongs to it.
fn companies(rules: &Rules) -> Vec<Never> {
    let statement = rules.statement();
    let own = &statement.controller.id;
    let stranger = |role: &Role| {
        let may: Vec<&CompanyId> = std::iter::once(own).chain(&role.companies).collect();
        format!(
            "([Role::\"{}\"].containsAll(principal.roles) && !([{}].contains(principal.company)))",
            role.id,
            list_of("Company", &may)
        )
    };
    let mut all = Vec::new();
    if !statement.roles.is_empty() {
        all.push(Never {
            id: "companies".to_owned(),
            words: Text::new(
                "Rooli ei anna mitään sellaisen yhtiön ihmiselle, jolle roolia ei ole avattu.",
                "En roll ger ingenting åt en person i ett företag som rollen inte har öppnats för.",
                "A role gives nothing to a person of a company that it is not open to.",
            ),
            about: About::Everyone,
            cells: statement.roles.len(),
            actions: Vec::new(),
            case: format!("({})", statement.roles.iter().map(stranger).collect::<Vec<_>>().join(" || ")),
        });
    }
    let mut ids: Vec<&CompanyId> = statement.group_companies.iter().map(|company| &company.id).collect();
    ids.sort();
    ids.dedup();
    all.extend(ids.into_iter().map(|id| while_outside(rules, id)));
    all
}

/// A company may have left the group and come back.
fn while_outside(rules: &Rules, id: &CompanyId) -> Never {
    let times = rules.statement().group_companies.iter().filter(|company| company.id == *id);
    let inside = times.clone().map(|time| {
        let last = time.until.map(|until| format!(" && context.today <= datetime(\"{until}\")"));
        format!("(context.today >= datetime(\"{}\"){})", time.from, last.unwrap_or_default())
    });
    let inside: Vec<String> = inside.collect();
    let name = times.clone().next_back().map_or(id.as_str(), |company| company.name.as_str());
    Never {
        id: format!("company/{id}"),
        words: Text {
            fi: format!("Yhtiön {name} ihmiset eivät pääse tietoihin, kun yhtiö ei kuulu konserniin."),
            sv: format!("Personer i {name} kommer inte åt uppgifter när företaget inte hör till koncernen."),
            en: format!("People of {name} get at nothing while it does not belong to the group."),
        },
        about: About::Company(id.clone()),
        cells: 1,
        actions: Vec::new(),
        case: format!("principal.company == Company::\"{id}\" && !({})", inside.join(" || ")),
    }
}
