//! The stand: a fresh installation of one statement, filled with invented people, and who works at it.

use super::load::now;
use crate::{
    app::{App, Elsewhere},
    demo,
    installation::{Head, Installation, LAYOUT},
    session::{cookie, password::Password, source::Origin, standing},
    store::{engagement::Span, undertaking::Manner},
    work::{
        setup::{self, Founding},
        staff::{account, account::Newcomer, key, role::Given, sign_in, undertaking},
    },
};
use jiff::{SignedDuration, civil::Date};
use seloste_gate::{
    ask::{AccountId, Ask},
    card::{Filter, Page},
    clock,
    clock::{Clock, SystemClock},
    import::Arrival,
};
use seloste_register::{
    id::{ObjectKindId, PurposeId, RegisterId, RoleId},
    item::Valid,
    statement::{Rules, model::Action},
    text::Lang,
};
use std::{collections::BTreeMap, net::SocketAddr, path::Path, sync::Arc, time::Duration};

/// People that are put in with one unit of work.
const AT_ONCE: usize = 500;
/// Numbers of the people who are added one by one, of those in the file that is imported, and of those with many objects: others than of
/// those who are there from the start.
pub(crate) const NEWCOMERS: u64 = 5_000_000;
/// As [`NEWCOMERS`] says.
pub(crate) const DELIVERED: u64 = 6_000_000;
/// As [`NEWCOMERS`] says.
pub(crate) const LOADED: u64 = 7_000_000;
/// The seed of the people: every run has the same.
pub(crate) const SEED: u64 = 20_261_122;
/// Password of the one who works here; the installation lives as long as the run.
const PASSWORD: &str = "kahvikuppi-sateenvarjo-lumi-9";

/// An installation that is measured.
pub(crate) struct Stand {
    /// The opened installation. Closed before a server of its own process opens it.
    pub(crate) app: App,
    /// The register.
    pub(crate) register: RegisterId,
    /// Its rules.
    pub(crate) rules: Arc<Rules>,
    /// The role that the work is done in, and its purpose.
    pub(crate) role: RoleId,
    /// The purpose that the work is done for.
    pub(crate) purpose: PurposeId,
    account: AccountId,
}

/// What filling took, and whom to look for.
pub(crate) struct Filled {
    /// People.
    pub(crate) people: u64,
    /// Objects by kind: those that the role may write. The others of the invented people are not in the register.
    pub(crate) objects: BTreeMap<ObjectKindId, u64>,
    /// How long it took.
    pub(crate) took: Duration,
    /// Words that people can be found by.
    pub(crate) words: Vec<String>,
}

/// What went wrong, in words.
pub(crate) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Stand {
    /// Makes an installation of a statement in a folder that does not exist.
    pub(crate) fn make(folder: &Path, statement: &str) -> Result<Self, String> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
        let (register, text) = (register_of(statement)?, statement);
        let head = Head { layout: LAYOUT, ..Head::default() };
        let founding = [Founding { register: &register, text }];
        setup::make(folder, head, &founding, &Elsewhere::default(), &clock).map_err(told)?;
        let app = Self::open(folder)?;
        let (_, rules) = app.register(&register).ok_or("the register is not there")?;
        let (role, purpose) = work_of(&rules).ok_or("no role of the statement finds, lists and creates")?;
        let account = engage(&app, &rules, &role)?;
        Ok(Self { app, register, rules, role, purpose, account })
    }

    /// Opens the installation anew.
    pub(crate) fn open(folder: &Path) -> Result<App, String> {
        let installation = Installation::open(folder).map_err(told)?;
        App::open(installation, &Elsewhere::default(), Arc::new(SystemClock::default())).map_err(told)
    }

    /// What the gate is asked with.
    pub(crate) fn ask(&self) -> Result<Ask, String> {
        let controller = &self.rules.statement().controller.id;
        let actor = standing::actor(&self.app, controller, self.account, &self.register).map_err(told)?;
        Ok(Ask { actor, register: self.register.clone(), purpose: self.purpose.clone(), reason: None })
    }

    /// Puts invented people in; tells how far it is.
    pub(crate) fn fill(&self, people: u64, mut tell: impl FnMut(u64)) -> Result<Filled, String> {
        let (home, _) = self.app.register(&self.register).ok_or("the register is not there")?;
        let today: Date = clock::day(self.app.clock().now());
        let ask = self.ask()?;
        let begun = now();
        let mut filled =
            Filled { people: 0, objects: BTreeMap::new(), took: Duration::ZERO, words: Vec::new() };
        let mut waiting = Vec::with_capacity(AT_ONCE);
        let mut invented = demo::people(&self.rules, SEED, today, 0..people).peekable();
        while let Some(sample) = invented.next() {
            if filled.people.is_multiple_of(97) {
                filled.words.extend(names(&sample.draft.items));
            }
            filled.people += 1;
            waiting.push(Arrival {
                draft: sample.draft,
                objects: sample.objects.into_iter().map(|object| (object.parent, object.draft)).collect(),
                permissions: sample.permissions,
            });
            if waiting.len() == AT_ONCE || invented.peek().is_none() {
                let loaded = home.gate.load(&ask, std::mem::take(&mut waiting)).map_err(told)?;
                for (kind, many) in loaded.objects {
                    *filled.objects.entry(kind).or_default() += many;
                }
                // As a thread beside an import does.
                home.gate.index_many().map_err(told)?;
                tell(filled.people);
            }
        }
        filled.took = begun.elapsed();
        // As a server does: the first look sees that many have come, the second that nobody comes any more.
        for _ in 0..2 {
            home.gate.index_arrived().map_err(told)?;
        }
        Ok(filled)
    }

    /// References of people, as a list gives them.
    pub(crate) fn subjects(&self, many: usize) -> Result<Vec<String>, String> {
        let (home, _) = self.app.register(&self.register).ok_or("the register is not there")?;
        let (ask, mut after, mut found) = (self.ask()?, None, Vec::new());
        while found.len() < many {
            let page = Page { after, rows: 200 };
            let list = home.gate.list(&ask, &Filter::default(), &page).map_err(told)?;
            found.extend(list.hits.into_iter().map(|hit| hit.subject.0));
            after = list.next;
            if after.is_none() {
                break;
            }
        }
        found.truncate(many);
        Ok(found)
    }

    /// A key for programs.
    pub(crate) fn key(&self) -> Result<String, String> {
        let wanted = key::Wanted { register: &self.register, role: &self.role, label: "bench", days: 1 };
        let controller = &self.rules.statement().controller.id;
        let made = key::make(&self.app, controller, self.account, &wanted).map_err(told)?;
        Ok(made.as_str().to_owned())
    }

    /// The cookie of a session at a server: name and token.
    pub(crate) fn session(&self, address: SocketAddr) -> Result<(String, String), String> {
        let controller = &self.rules.statement().controller.id;
        let home = self.app.controller(controller).ok_or("the controller is not there")?;
        let from = sign_in::From {
            network: "127.0.0.1".to_owned(),
            device: "bench".to_owned(),
            browser: None,
            old_session: None,
        };
        let password = Password::typed(PASSWORD.to_owned());
        match sign_in::by_password(home, "maija.mittaaja", &password, &from).map_err(told)? {
            sign_in::Entry::In(token) => {
                let origin = Origin::parse(&format!("http://{address}")).ok_or("no origin")?;
                Ok((cookie::name(&origin, controller, cookie::Kind::Session), token.as_str().to_owned()))
            }
            _ => Err("signing in did not work".to_owned()),
        }
    }
}

/// The register that a statement describes.
fn register_of(statement: &str) -> Result<RegisterId, String> {
    let table: toml::Table = statement.parse().map_err(told)?;
    let id = table.get("register").and_then(|register| register.get("id")).and_then(toml::Value::as_str);
    RegisterId::new(id.ok_or("the statement names no register")?).map_err(told)
}

/// The first role that does all the work that is measured, and for which purpose.
fn work_of(rules: &Rules) -> Option<(RoleId, PurposeId)> {
    let wanted = [Action::Find, Action::List, Action::Create, Action::Import];
    rules.statement().roles.iter().find_map(|role| {
        let grant =
            role.grants.iter().find(|grant| wanted.iter().all(|action| grant.actions.contains(action)))?;
        Some((role.id.clone(), grant.purposes.first()?.clone()))
    })
}

/// An account with the role, bound to secrecy.
fn engage(app: &App, rules: &Rules, role: &RoleId) -> Result<AccountId, String> {
    let statement = rules.statement();
    let register = &statement.register;
    let name = "Maija Mittaaja";
    let start = app.clock().now() - SignedDuration::from_hours(24);
    let newcomer = Newcomer {
        email: Some("maija.mittaaja@example.fi".to_owned()),
        span: Span { starts: start, ends: None },
        roles: vec![Given {
            role: role.clone(),
            areas: statement.areas.iter().map(|area| area.id.clone()).collect(),
            task: "measuring".to_owned(),
            until: None,
        }],
        password: Some(Password::typed(PASSWORD.to_owned())),
        ..Newcomer::new(name, "maija.mittaaja", start)
    };
    let added = account::add(app, &register.id, &newcomer, None).map_err(told)?;
    let shown = (register.undertaking.version, Lang::En, Manner::Record);
    undertaking::give(app, &statement.controller.id, &register.id, (added.account, name), shown)
        .map_err(told)?;
    Ok(added.account)
}

/// First names and surnames of a draft, as words to search for.
fn names(items: &[seloste_gate::card::ItemChange]) -> Vec<String> {
    let named = items.iter().filter(|change| change.item.as_str().contains("name"));
    named.flat_map(|change| &change.values).map(|value| Valid::normal(&value.value).to_owned()).collect()
}
