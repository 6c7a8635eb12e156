//! A demonstration installation: the sample registers, a colleague for every role, invented people. Not here: who the
//! people are (`demo`), printing.

use crate::{
    app::{App, Elsewhere},
    demo,
    installation::{Head, Installation, InstallationError, LAYOUT},
    mail::settings::Settings,
    session::{password::Password, secret},
    store::undertaking::Manner,
    work::{
        proof,
        recording::intake::{
            content::Content,
            plan::{Declared, Medium, Standing},
            take::{Intake, Trial},
        },
        retention,
        setup::{self, Founding},
        staff::{self, StaffError, account::Newcomer, key, role::Given, undertaking},
        statements,
    },
};
use seloste_gate::{
    GateError,
    ask::Ask,
    card::{Draft, ObjectDraft},
    clock::Clock,
    import::Arrival,
};
use seloste_register::{
    id::{AreaId, PurposeId, RegisterId, RoleId},
    statement::{
        Rules,
        model::{Action, Grant, ItemType, Role, Scope, Statement},
    },
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path, sync::Arc};

/// The sample registers, by name and text.
const STATEMENTS: [(&str, &str); 3] = [
    ("retail-customers", include_str!("../../../../registers/retail-customers.toml")),
    ("webshop-customers", include_str!("../../../../registers/webshop-customers.toml")),
    ("call-recordings", include_str!("../../../../registers/call-recordings.toml")),
];
/// The file that says that an installation is a demonstration, whole, and how to sign in. Readable by its owner alone.
const FILE: &str = "demo.toml";
/// Folder of the installation that mail is written to.
pub const MAIL: &str = "mail";
/// Every demonstration has the same people.
const SEED: u64 = 20_261_109;
/// Calls of a register that records them, at most.
const CALLS: u64 = 300;
/// People in one unit of work.
const CHUNK: usize = 500;
/// Invented colleagues: first name and surname.
const COLLEAGUES: [(&str, &str); 34] = [
    ("Helmi", "Esimerkki"),
    ("Onni", "Malliranta"),
    ("Saima", "Esimerkki"),
    ("Tauno", "Mallikas"),
    ("Lempi", "Esimerkki"),
    ("Urho", "Mallinen"),
    ("Sylvi", "Esimerkki"),
    ("Väinö", "Malliranta"),
    ("Impi", "Mallikas"),
    ("Oiva", "Esimerkki"),
    ("Hilja", "Mallinen"),
    ("Toivo", "Malliranta"),
    ("Martta", "Esimerkki"),
    ("Armas", "Mallikas"),
    ("Kerttu", "Mallinen"),
    ("Sulo", "Esimerkki"),
    ("Aili", "Malliranta"),
    ("Eino", "Mallikas"),
    ("Irja", "Mallinen"),
    ("Veikko", "Esimerkki"),
    ("Vieno", "Malliranta"),
    ("Arvo", "Mallinen"),
    ("Elsa", "Mallikas"),
    ("Kaarlo", "Esimerkki"),
    ("Aune", "Mallinen"),
    ("Erkki", "Malliranta"),
    ("Kyllikki", "Esimerkki"),
    ("Olavi", "Mallikas"),
    ("Sirkka", "Mallinen"),
    ("Reino", "Esimerkki"),
    ("Terttu", "Malliranta"),
    ("Viljo", "Mallikas"),
    ("Raili", "Esimerkki"),
    ("Pentti", "Mallinen"),
];

/// What `demo.toml` holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Demonstration {
    /// Ready-made sign-ins.
    #[serde(default, rename = "colleague")]
    pub colleagues: Vec<Colleague>,
    /// Ready-made API keys.
    #[serde(default, rename = "key")]
    pub keys: Vec<Key>,
    /// Invented people who can sign in to their own pages.
    #[serde(default, rename = "person")]
    pub people: Vec<Person>,
}

/// An invented person who can sign in to their own pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Person {
    /// The register.
    pub register: RegisterId,
    /// The e-mail address on record.
    pub email: String,
}

/// A colleague with a role.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colleague {
    /// The register.
    pub register: RegisterId,
    /// The one role held there.
    pub role: RoleId,
    /// User name.
    pub user: String,
    /// Password, random for each demonstration.
    pub password: String,
}

/// An API key that carries a role.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Key {
    /// The register.
    pub register: RegisterId,
    /// The role that it carries.
    pub role: RoleId,
    /// The key.
    pub key: String,
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The installation was not made by `seloste demo`, or its making was cut short.
    #[error(
        "{0} holds an installation that is no finished demonstration; remove it, or choose another folder with --data"
    )]
    Other(String),
    /// The installation can't be made or opened.
    #[error("{0}")]
    Installation(#[from] InstallationError),
    /// An account can't be made.
    #[error("{0}")]
    Staff(#[from] StaffError),
    /// The people can't be put in.
    #[error("{0}")]
    Gate(#[from] GateError),
    /// A sample does not serve a demonstration.
    #[error("{0}")]
    Sample(String),
}

/// How far the loading of people has come: register, people so far, people in all.
pub type Progress<'a> = dyn FnMut(&RegisterId, u64, u64) + 'a;

/// Opens the demonstration in a folder, or makes one with `people` people in each register.
///
/// # Errors
/// When the folder holds something else, or the machine fails. A making that was cut short is said, not mended.
pub fn open_or_make(
    root: &Path,
    (elsewhere, clock): (&Elsewhere, &Arc<dyn Clock>),
    people: u64,
    progress: &mut Progress<'_>,
) -> Result<(App, Demonstration), DemoError> {
    let file = root.join(FILE);
    if root.join("installation.toml").exists() {
        let text = fs::read_to_string(&file).map_err(|_| DemoError::Other(root.display().to_string()))?;
        let made = toml::from_str(&text)
            .map_err(|error| DemoError::Other(format!("{}: {error}", file.display())))?;
        return Ok((App::open(Installation::open(root)?, elsewhere, Arc::clone(clock))?, made));
    }
    let ids = STATEMENTS.map(|(id, text)| RegisterId::new(id).map(|id| (id, text)));
    let ids: Vec<_> =
        ids.into_iter().collect::<Result<_, _>>().map_err(|error| DemoError::Sample(error.to_string()))?;
    let founding: Vec<_> = ids.iter().map(|(register, text)| Founding { register, text }).collect();
    setup::make(root, head(), &founding, elsewhere, clock)?;
    let app = App::open(Installation::open(root)?, elsewhere, Arc::clone(clock))?;
    let mut made = Demonstration::default();
    let mut names = COLLEAGUES.iter();
    for (register, _) in &ids {
        hire(&app, register, &mut names, &mut made)?;
        let home =
            app.register(register).ok_or_else(|| DemoError::Sample(format!("{register} was not opened")))?.0;
        proof::order(home, register, app.clock().now())
            .map_err(|error| DemoError::Sample(error.to_string()))?;
        if fill_calls(&app, register, people.min(CALLS), (&made, progress))? {
            continue;
        }
        let person = fill(&app, register, people, (&made, progress))?;
        // Some of what invented people did lies past its term already; the first proof looks at what is kept.
        retention::run_register(&home.gate, register)
            .map_err(|error| DemoError::Sample(error.to_string()))?;
        made.people.extend(person.map(|email| Person { register: register.clone(), email }));
    }
    write(&file, &made)?;
    Ok((app, made))
}

/// Mail goes to a folder, so that links in it can be read and nobody gets any.
fn head() -> Head {
    let mail = Settings { folder: Some(MAIL.into()), ..Settings::default() };
    Head { layout: LAYOUT, demo: true, mail: Some(mail), ..Head::default() }
}

/// The file is written last: its presence says that the demonstration is whole.
fn write(file: &Path, made: &Demonstration) -> Result<(), DemoError> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let text = toml::to_string(made).map_err(|error| DemoError::Sample(error.to_string()))?;
    let mut options = fs::OpenOptions::new();
    let opened = options.write(true).create_new(true).mode(0o600).open(file);
    opened
        .and_then(|mut out| out.write_all(text.as_bytes()))
        .map_err(|error| DemoError::Installation(InstallationError::file(file)(error)))
}

/// Gives every role of a register to a colleague of its own, bound to secrecy, and makes an API key for each that works
/// with subjects.
fn hire(
    app: &App,
    register: &RegisterId,
    names: &mut std::slice::Iter<'_, (&str, &str)>,
    made: &mut Demonstration,
) -> Result<(), DemoError> {
    let (home, rules) =
        app.register(register).ok_or_else(|| DemoError::Sample(format!("no register {register}")))?;
    let statement = rules.statement();
    for role in &statement.roles {
        let (name, user) = match accountable(role, statement) {
            Some(named) => named,
            None => named(names.next().ok_or_else(|| DemoError::Sample("too few colleagues".to_owned()))?),
        };
        let password = secret::code().map_err(GateError::from)?;
        let given = Given {
            role: role.id.clone(),
            areas: areas(role, &rules),
            task: role.name.get(Lang::En).to_owned(),
            until: None,
        };
        let newcomer = Newcomer {
            email: Some(format!("{user}@example.fi")),
            roles: vec![given],
            // Some roles are for people of one company of the group.
            company: role.companies.first().cloned(),
            password: Some(Password::typed(password.clone())),
            ..Newcomer::new(&name, &user, app.clock().now())
        };
        let added = staff::account::add(app, register, &newcomer, None)?;
        let bond = (statement.register.undertaking.version, Lang::Fi, Manner::Record);
        undertaking::give(app, &home.id, register, (added.account, &name), bond)?;
        if !role.grants.is_empty() {
            let wanted =
                key::Wanted { register, role: &role.id, label: "Demonstration", days: key::LONGEST_DAYS };
            let key = key::make(app, &home.id, added.account, &wanted)?;
            made.keys.push(Key { register: register.clone(), role: role.id.clone(), key: key.to_string() });
        }
        made.colleagues.push(Colleague { register: register.clone(), role: role.id.clone(), user, password });
    }
    Ok(())
}

fn named((first, last): &(&str, &str)) -> (String, String) {
    let user = format!("{first}.{last}").to_lowercase().replace('ä', "a").replace('ö', "o");
    (format!("{first} {last}"), user)
}

/// Name and user name of the person whom the statement names as accountable (claim R1-006): the one who may erase.
fn accountable(role: &Role, statement: &Statement) -> Option<(String, String)> {
    let erases = role.grants.iter().any(|grant| grant.actions.contains(&Action::Erase));
    let user = statement.contact.account.as_ref().filter(|_| erases)?;
    let capital =
        |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect();
    let name: Vec<String> = user.split('.').map(capital).collect();
    Some((name.join(" "), user.clone()))
}

/// A role that reaches areas gets the first one; others need none.
fn areas(role: &Role, rules: &Rules) -> Vec<AreaId> {
    match role.scope {
        Scope::Area => rules.statement().areas.iter().take(1).map(|area| area.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Puts invented people into a register, on behalf of the colleague whose role brings in files. Gives the e-mail address of one
/// of them.
fn fill(
    app: &App,
    register: &RegisterId,
    people: u64,
    (made, progress): (&Demonstration, &mut Progress<'_>),
) -> Result<Option<String>, DemoError> {
    let (home, rules) =
        app.register(register).ok_or_else(|| DemoError::Sample(format!("no register {register}")))?;
    let (role, purpose) = importer(&rules)
        .ok_or_else(|| DemoError::Sample(format!("{register} has no role that brings in files")))?;
    let user = made.colleagues.iter().find(|one| one.register == *register && one.role == role);
    let user = user.ok_or_else(|| DemoError::Sample(format!("{register} has no colleague as {role}")))?;
    let actor = staff::actor_by_user_name(app, register, &user.user)?;
    let ask = Ask { actor, register: register.clone(), purpose, reason: None };
    let carrier = carrier(app, register, (&rules, made))?;
    let today = statements::today(app.clock().as_ref());
    let mut chunk = Vec::with_capacity(CHUNK);
    let (mut done, mut email) = (0, None);
    for sample in demo::people(&rules, SEED, today, 0..people) {
        email = email.or_else(|| address(&rules, &sample.draft));
        let objects = sample.objects.into_iter().map(|object| {
            (object.parent, ObjectDraft { assigned: object.draft.assigned.or(carrier), ..object.draft })
        });
        chunk.push(Arrival {
            draft: sample.draft,
            objects: objects.collect(),
            permissions: sample.permissions,
        });
        if chunk.len() == CHUNK {
            done += home.gate.load(&ask, std::mem::take(&mut chunk))?.people;
            progress(register, done, people);
        }
    }
    done += home.gate.load(&ask, chunk)?.people;
    progress(register, done, people);
    Ok(email)
}

/// Puts invented calls into a register whose statement has every call leave whether it was recorded; says whether it is such a
/// register. They come as a telephone system's do.
fn fill_calls(
    app: &App,
    register: &RegisterId,
    many: u64,
    (made, progress): (&Demonstration, &mut Progress<'_>),
) -> Result<bool, DemoError> {
    let no = |what: &str| DemoError::Sample(format!("{register} has no {what}"));
    let (_, rules) = app.register(register).ok_or_else(|| no("rules"))?;
    let Ok(declared) = Declared::of(&rules, None) else { return Ok(false) };
    if !declared.tells() {
        return Ok(false);
    }
    let colleague = |role: &RoleId| {
        let found = made.colleagues.iter().find(|one| one.register == *register && one.role == *role);
        found.ok_or_else(|| no("colleague for a role"))
    };
    let (role, purpose) = taker(&rules, &declared).ok_or_else(|| no("role that takes recordings in"))?;
    let agent = declared.answering().next().ok_or_else(|| no("role that answers calls"))?;
    let actor = staff::actor_by_user_name(app, register, &colleague(&role)?.user)?;
    let ask = Ask { actor, register: register.clone(), purpose, reason: None };
    let intake = Intake::new(app, ask, Standing::default())?;
    let agent = &colleague(agent)?.user;
    let samples = demo::calls(declared.recording, agent, (SEED, app.clock().now()), many);
    let samples = samples.map_err(|error| DemoError::Sample(error.to_string()))?;
    for (done, mut sample) in (1..).zip(samples) {
        intake.take((&sample.call, Medium::Phone), None, Trial::No, &mut |_| {
            let sound = sample.sound.take();
            Ok(sound.map_or(Content::Nothing, |sound| Content::Sound(Box::new(sound))))
        })?;
        progress(register, done, many);
    }
    Ok(true)
}

/// The first role, and purpose of it, that may take recordings in and add people.
fn taker(rules: &Rules, declared: &Declared<'_>) -> Option<(RoleId, PurposeId)> {
    rules.statement().roles.iter().find_map(|role| {
        let takes = |grant: &&Grant| {
            grant.change.contains(&declared.kind.category) && grant.actions.contains(&Action::Create)
        };
        Some((role.id.clone(), role.grants.iter().find(takes)?.purposes.first()?.clone()))
    })
}

/// The e-mail address in a draft.
fn address(rules: &Rules, draft: &Draft) -> Option<String> {
    let is_email = |id| rules.item(id).is_some_and(|item| item.item_type == ItemType::Email);
    let items = draft.items.iter().filter(|change| is_email(&change.item));
    items.flat_map(|change| &change.values).map(|new| new.value.normal().to_owned()).next()
}

/// The account of the colleague who sees only what is assigned, if the register has such a role: open objects are theirs.
fn carrier(
    app: &App,
    register: &RegisterId,
    (rules, made): (&Rules, &Demonstration),
) -> Result<Option<seloste_gate::ask::AccountId>, DemoError> {
    let Some(role) = rules.statement().roles.iter().find(|role| role.scope == Scope::Assigned) else {
        return Ok(None);
    };
    let Some(one) = made.colleagues.iter().find(|one| one.register == *register && one.role == role.id)
    else {
        return Ok(None);
    };
    Ok(Some(staff::actor_by_user_name(app, register, &one.user)?.account))
}

/// The first role, and purpose of it, that may bring in files.
fn importer(rules: &Rules) -> Option<(RoleId, PurposeId)> {
    rules.statement().roles.iter().find_map(|role| {
        let grant = role.grants.iter().find(|grant| grant.actions.contains(&Action::Import))?;
        Some((role.id.clone(), grant.purposes.first()?.clone()))
    })
}
