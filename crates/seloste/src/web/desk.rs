//! The desk that a page works at: one register, one purpose, one person, and the question to the gate made of them.
//! Not here: what the gate answers.

use crate::{
    app::{App, Shared},
    messages::{Message, page as say},
    session::SignedIn,
    web::{
        errors::{self, Trouble},
        page::{Frame, Here, Search, base},
        reason,
        visit::{AtWork, Visit},
    },
};
use axum::response::Response;
use seloste_gate::{
    Gate,
    ask::{Actor, Ask},
};
use seloste_register::{
    id::{PurposeId, RegisterId},
    statement::{
        Rules,
        model::{Action, Output, Purpose, SubjectGroup},
    },
    text::{Lang, Text},
};
use std::sync::Arc;

/// What a page about one register works with, before a purpose is chosen.
pub(crate) struct Hall<'a> {
    /// The opened installation.
    pub(crate) app: &'a App,
    /// The controller's gate.
    pub(crate) gate: &'a Gate,
    /// The register's effective rules.
    pub(crate) rules: Arc<Rules>,
    /// Who asks.
    pub(crate) actor: Actor,
    /// The frame of the page.
    pub(crate) frame: Frame,
    /// The session.
    pub(crate) signed: SignedIn,
}

/// What a page about one register, under one purpose, works with.
pub(crate) struct Desk<'a> {
    /// The opened installation.
    pub(crate) app: &'a App,
    /// The controller's gate.
    pub(crate) gate: &'a Gate,
    /// The register's effective rules.
    pub(crate) rules: Arc<Rules>,
    /// The question, ready to be asked.
    pub(crate) ask: Ask,
    /// The frame of the page.
    pub(crate) frame: Frame,
    /// The session of staff; `None` for a person on their own pages.
    pub(crate) signed: Option<SignedIn>,
}

impl<'a> Hall<'a> {
    /// Enters a register. One where the person holds no role, or that does not exist, is absent.
    pub(crate) fn enter(app: &'a App, at: &AtWork, register: &str) -> Result<Self, Trouble> {
        let register = RegisterId::new(register).map_err(|_| Trouble::Absent)?;
        let (controller, rules) = app.register(&register).ok_or(Trouble::Absent)?;
        if controller.id != at.signed.controller {
            return Err(Trouble::Absent);
        }
        let actor = at.signed.actor(app, &register)?;
        if actor.roles.is_empty() {
            return Err(Trouble::Absent);
        }
        let mut frame = Frame::plain(&at.visit);
        frame.registers = open_registers(app, &at.signed)?;
        let purposes = purposes(&rules, &actor);
        let named = |purpose: &&Purpose| (purpose.id.clone(), purpose.name.clone());
        let rows = purposes.iter().filter(|purpose| purpose.output == Output::Rows).map(named).collect();
        frame.here = Some(Here {
            register,
            name: rules.statement().register.name.clone(),
            purpose: None,
            purposes: rows,
            menu: Vec::new(),
            search: Search::Absent,
        });
        Ok(Self { app, gate: &controller.gate, rules, actor, frame, signed: at.signed.clone() })
    }

    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.frame.lang()
    }

    /// The register's name in addresses.
    pub(crate) fn register(&self) -> &RegisterId {
        &self.rules.statement().register.id
    }

    /// Sits down with a purpose. One that is not declared goes to the gate as it is, which refuses and records it
    /// (claim R1-007).
    fn sit(self, purpose: &str, reason: Option<String>) -> Result<Desk<'a>, Trouble> {
        let id = PurposeId::new(purpose).map_err(|_| Trouble::Absent)?;
        let mut frame = self.frame;
        if let (Some(here), Some(purpose)) = (frame.here.as_mut(), self.rules.purpose(&id)) {
            here.purpose = Some((id.clone(), purpose.name.clone()));
            here.menu = menu(&self.rules, &self.actor, &id);
            let may_find = may(&self.rules, &self.actor, &id, Action::Find);
            here.search = if may_find { Search::Offered } else { Search::Absent };
        }
        let register = self.rules.statement().register.id.clone();
        let ask = Ask { actor: self.actor, register, purpose: id, reason };
        if let Some(here) = frame.here.as_mut().filter(|_| self.gate.may_investigate(&ask)) {
            here.menu.push(("log", &crate::messages::log::TITLE));
        }
        Ok(Desk { app: self.app, gate: self.gate, rules: self.rules, ask, frame, signed: Some(self.signed) })
    }
}

impl Desk<'_> {
    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.frame.lang()
    }

    /// Address below this register and purpose.
    pub(crate) fn at(&self, below: &str) -> String {
        format!("{}/{below}", base(&self.ask.register, &self.ask.purpose))
    }

    /// Whether the person's roles grant an action for the purpose. The gate decides; this only spares a button.
    pub(crate) fn may(&self, action: Action) -> bool {
        may(&self.rules, &self.ask.actor, &self.ask.purpose, action)
    }

    /// The groups of people that the purpose is about.
    pub(crate) fn groups(&self) -> Vec<&SubjectGroup> {
        let purpose = self.rules.purpose(&self.ask.purpose);
        let groups = self.rules.statement().subject_groups.iter();
        groups.filter(|group| purpose.is_none_or(|purpose| purpose.concerns(&group.id))).collect()
    }

    /// A message in the reader's language.
    pub(crate) fn say(&self, message: &Message) -> &'static str {
        message.get(self.lang())
    }

    /// A text of the statement in the reader's language.
    pub(crate) fn read<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang())
    }
}

/// The purposes that a person's roles serve, in the statement's order.
pub(crate) fn purposes<'r>(rules: &'r Rules, actor: &Actor) -> Vec<&'r Purpose> {
    let granted = |purpose: &&Purpose| {
        let roles = actor.roles.iter().filter_map(|role| rules.role(role));
        roles.flat_map(|role| &role.grants).any(|grant| grant.purposes.contains(&purpose.id))
    };
    rules.statement().purposes.iter().filter(granted).collect()
}

/// Whether a person's roles grant an action for a purpose.
pub(crate) fn may(rules: &Rules, actor: &Actor, purpose: &PurposeId, action: Action) -> bool {
    let roles = actor.roles.iter().filter_map(|role| rules.role(role));
    roles
        .flat_map(|role| &role.grants)
        .any(|grant| grant.purposes.contains(purpose) && grant.actions.contains(&action))
}

fn menu(rules: &Rules, actor: &Actor, purpose: &PurposeId) -> Vec<(&'static str, &'static Message)> {
    let offered: [(Action, &'static str, &'static Message); 8] = [
        (Action::Find, "find", &say::FIND),
        (Action::List, "list", &say::LIST),
        (Action::Create, "new", &say::NEW_PERSON),
        (Action::Import, "import", &say::IMPORT),
        (Action::Import, "batches", &say::BATCHES),
        (Action::Send, "mailings", &crate::messages::mailing::TITLE),
        (Action::Requests, "requests", &crate::messages::requests::TITLE),
        (Action::SeeReaders, "breaches", &crate::messages::breach::TITLE),
    ];
    let granted = offered.into_iter().filter(|(action, ..)| may(rules, actor, purpose, *action));
    let mut menu: Vec<_> = granted.map(|(_, below, words)| (below, words)).collect();
    if may(rules, actor, purpose, Action::Requests) && super::source_notices::arise(rules) {
        menu.push(("source-notices", &crate::messages::source_notice::TITLE));
    }
    if super::mailings::counts(rules, actor, purpose) {
        menu.push(("reach", &crate::messages::mailing::REACH));
    }
    if super::extracts::arise(rules, actor, purpose) {
        menu.push(("extracts", &crate::messages::extract::TITLE));
    }
    if super::recordings::hears(rules, actor, purpose) {
        menu.push(("recordings", &crate::messages::recording::TITLE));
    }
    if super::quality::sees(rules, actor, purpose) {
        menu.push(("quality", &crate::messages::quality::TITLE));
    }
    menu
}

/// The registers of a person's controller where it holds a role.
pub(crate) fn open_registers(app: &App, signed: &SignedIn) -> Result<Vec<(RegisterId, Text)>, Trouble> {
    let Some(controller) = app.controller(&signed.controller) else { return Ok(Vec::new()) };
    let mut open = Vec::new();
    for id in controller.gate.registers() {
        if let (false, Some(rules)) = (signed.actor(app, &id)?.roles.is_empty(), controller.gate.rules(&id)) {
            open.push((id, rules.statement().register.name.clone()));
        }
    }
    open.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(open)
}

/// Does the work of a page about a register on the pool, and turns trouble into its page.
pub(crate) async fn in_hall(
    app: Shared,
    at: AtWork,
    register: String,
    work: impl FnOnce(&Hall<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let visit = at.visit.clone();
    let done = app.run(move |app| match Hall::enter(app, &at, &register) {
        Ok(hall) => work(&hall).unwrap_or_else(|trouble| errors::answer(trouble, &hall.frame, &hall.rules)),
        Err(trouble) => outside(trouble, &at.visit),
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&visit)))
}

/// Does the work of a page about a register, under a purpose, on the pool, and turns trouble into its page.
pub(crate) async fn at_desk(
    app: Shared,
    at: AtWork,
    (register, purpose): (String, String),
    work: impl FnOnce(&Desk<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let visit = at.visit.clone();
    let done = app.run(move |app| {
        let along = reason::along(&at.visit);
        let given = along.clone().or_else(|| at.visit.reason.clone());
        match Hall::enter(app, &at, &register).and_then(|hall| hall.sit(&purpose, given)) {
            Ok(desk) => {
                let typed = at.visit.typed.as_ref();
                let mut answer =
                    work(&desk).unwrap_or_else(|trouble| reason::or_answer(trouble, &desk, typed));
                if let Some(along) = along {
                    reason::keep(&mut answer, &along, &desk);
                }
                answer
            }
            Err(trouble) => outside(trouble, &at.visit),
        }
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&visit)))
}

/// Trouble before any register was entered: there is nothing to say but "absent" or "broken".
fn outside(trouble: Trouble, visit: &Visit) -> Response {
    match trouble {
        Trouble::Failed(why) => errors::failed(&why, &Frame::plain(visit)),
        Trouble::Absent | Trouble::Refused(_) | Trouble::Problems(_) | Trouble::Conflict(_) => {
            errors::absent(visit)
        }
    }
}
