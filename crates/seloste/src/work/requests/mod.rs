//! People's requests as the edges handle them: what was typed becomes a step, what was granted is carried out, a case goes
//! on to whom it concerns. Not here: which step may follow which (`register`), who may take one (the gate).

pub mod calls;
mod carry;
pub mod letter;
mod order;
pub mod places;
pub mod recordings;
mod told;

pub(crate) use carry::part_name;
pub(crate) use carry::withdraws;
pub use carry::{Deed, TypedDeed, carry_out};
pub use order::{MEETING_MINUTES, Order};
pub use told::{Way, line, pace, receipt, request};

use crate::{app::App, store};
use seloste_gate::{
    Gate, GateError, Receipt,
    ask::{AccountId, Ask},
    clock,
    errors::ItemProblem,
    packages::PackageOrder,
    request::{Move, NewRequest, OpenedRequest, RequestRef, SentFile, Taker},
};
use seloste_register::{
    diagnostics::Problem,
    id::{AreaId, CompanyId, RegisterId, RoleId},
    right::{
        Form, Intake, Named, Party, RightKind,
        case::{State, Step, Wrong},
    },
    statement::{
        Rules,
        model::{Action, AnswerAddress, Role},
    },
    text::{Lang, Text},
};
use zeroize::Zeroizing;

/// A request as it is typed at a desk, in a form or by a program.
#[derive(Default)]
pub struct Typed {
    /// What is asked for, by code.
    pub kind: String,
    /// How it arrived, by code.
    pub channel: String,
    /// When it first arrived: a day or a moment; empty: now.
    pub received: Option<String>,
    /// The company that received it.
    pub company: Option<String>,
    /// The outlet that received it.
    pub outlet: Option<String>,
    /// On whose behalf, by code.
    pub party: Option<String>,
    /// The subject's name in addresses.
    pub subject: Option<String>,
    /// Who asks and how to reach them.
    pub asker: Option<Zeroizing<String>>,
    /// What they say.
    pub words: Option<Zeroizing<String>>,
    /// What came with it.
    pub files: Vec<SentFile>,
    /// What is the matter with the data, by code, for a correction.
    pub flaw: Option<String>,
}

impl Typed {
    /// The request that was typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self) -> Result<NewRequest, GateError> {
        let kind = RightKind::understood(&self.kind).ok_or_else(|| not_known::<RightKind>("kind"))?;
        let mut new = NewRequest::new(kind, of_list("channel", &self.channel)?);
        if let Some(party) = &self.party {
            new.party = of_list("party", party)?;
        }
        if let Some(flaw) = self.flaw.as_deref().filter(|code| !code.is_empty()) {
            new.flaw = Some(of_list("flaw", flaw)?);
        }
        new.received = self.received.as_deref().map(moment).transpose()?;
        let name = |part, text: Option<String>| text.filter(|text| !text.is_empty()).map(|text| (part, text));
        if let Some((part, id)) = name("company", self.company) {
            new.company = Some(CompanyId::new(&id).map_err(|_| not_a_name(part))?);
        }
        if let Some((part, id)) = name("outlet", self.outlet) {
            new.outlet = Some(AreaId::new(&id).map_err(|_| not_a_name(part))?);
        }
        new.subject = self.subject.filter(|text| !text.is_empty()).map(seloste_gate::card::SubjectRef);
        (new.asker, new.words, new.files) = (self.asker, self.words, self.files);
        Ok(new)
    }
}

/// Takes a request in; it lands with the person who answers for the register, where the statement names one (R1-006), else with
/// whoever has handled requests there for longest: a notice may name nobody, a request has an owner all the same (R2-002).
///
/// # Errors
/// As [`Gate::take_request`] says.
pub fn take(gate: &Gate, rules: &Rules, taker: &Taker<'_>, new: NewRequest) -> Result<Receipt, GateError> {
    let assigned = match new.assigned {
        Some(account) => Some(account),
        None => accountable(gate, rules)?,
    };
    gate.take_request(taker, NewRequest { assigned, ..new })
}

/// The open account of the person who answers for the register.
fn accountable(gate: &Gate, rules: &Rules) -> Result<Option<AccountId>, GateError> {
    match &rules.statement().contact.account {
        Some(user_name) => colleague(gate, user_name),
        None => handler(gate, rules),
    }
}

/// The open account that has held a role that handles requests for longest.
fn handler(gate: &Gate, rules: &Rules) -> Result<Option<AccountId>, GateError> {
    let statement = rules.statement();
    let handles = |role: &&Role| role.grants.iter().any(|grant| grant.actions.contains(&Action::Requests));
    let roles: Vec<RoleId> = statement.roles.iter().filter(handles).map(|role| role.id.clone()).collect();
    let now = gate.clock().now();
    let found = gate.data().read(|tx| {
        for account in store::designation::holders(tx, &statement.register.id, &roles, now)? {
            if store::account::by_id(tx, account)?.is_some_and(|found| found.ended.is_none()) {
                return Ok(Some(account));
            }
        }
        Ok::<_, seloste_db::Failure>(None)
    })?;
    Ok(found)
}

/// An open account by user name.
fn colleague(gate: &Gate, user_name: &str) -> Result<Option<AccountId>, GateError> {
    let found = gate.data().read(|tx| store::account::by_user_name(tx, user_name))?;
    Ok(found.filter(|account| account.ended.is_none()).map(|account| account.id))
}

/// Takes a step that was typed. An answer that is said to have been posted had an address to go to (R7-027).
///
/// # Errors
/// What is wrong with it, or as [`Gate::step_request`] says.
pub fn step(
    gate: &Gate,
    ask: &Ask,
    request: &RequestRef,
    order: Order,
) -> Result<seloste_gate::request::RequestLine, GateError> {
    let assigned = match order.assigned.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => Some(colleague(gate, name)?.ok_or_else(|| not_a_name("assigned"))?),
        None => None,
    };
    let staff = match order.staff.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => {
            let found = gate.data().read(|tx| store::account::by_user_name(tx, name))?;
            Some(found.map(|account| account.id).ok_or_else(|| not_a_name("staff"))?)
        }
        None => None,
    };
    let mv = order.read()?;
    // Another register is asked by a case of its own there, never by a word here alone.
    if matches!(mv.step, Step::Ask(_)) && mv.tasks.iter().any(|task| task.starts_with("register:")) {
        return Err(not_a_name("tasks"));
    }
    if mv.step == Step::Answer(Form::Letter) {
        posted((gate, ask), request)?;
    }
    gate.step_request(ask, request, &Move { assigned, staff, ..mv })
}

/// Whether the answer of a case may be posted, where its register says where letters go.
fn posted((gate, ask): (&Gate, &Ask), request: &RequestRef) -> Result<(), GateError> {
    let Some(rules) = gate.rules(&ask.register) else { return Ok(()) };
    if rules.statement().requests.letters_to != Some(AnswerAddress::OnRecord) {
        return Ok(());
    }
    let opened = gate.open_request(ask, request)?;
    let today = crate::work::statements::today(gate.clock().as_ref());
    letter::may_be_posted((gate, ask, &rules), &opened, today)
}

/// Passes a case to the register that it concerns, with its date: it is never turned away (R5-125, R5-131, R7-034). What it says
/// goes along; who it is about does not, because no name of one register means anything in another.
///
/// # Errors
/// When there is no such register, or as the gates say.
pub fn pass(
    app: &App,
    (gate, ask): (&Gate, &Ask),
    request: &RequestRef,
    to: &RegisterId,
) -> Result<Receipt, GateError> {
    let opened = gate.open_request(ask, request)?;
    may_be_passed(&opened)?;
    let receipt = taken_there(app, (gate, ask), &opened, to)?;
    gate.step_request(ask, request, &Move::new(Step::Pass).saying(&known_as(app, to)))?;
    Ok(receipt)
}

/// A register as somebody outside knows it: its name, who keeps it and where they are reached.
fn known_as(app: &App, register: &RegisterId) -> String {
    let Some((_, rules)) = app.register(register) else { return register.to_string() };
    let controller = &rules.statement().controller;
    let reached = [Some(&controller.name), controller.email.as_ref(), controller.phone.as_ref()];
    let reached: Vec<&str> = reached.into_iter().flatten().map(String::as_str).collect();
    format!("{register} ({})", reached.join(", "))
}

/// Opens a case about the same request in another register as well, with its date: each register answers for itself, and this case
/// is not answered before that one is.
///
/// # Errors
/// When there is no such register, it was asked before, or as the gates say.
pub fn share(
    app: &App,
    (gate, ask): (&Gate, &Ask),
    request: &RequestRef,
    to: &RegisterId,
) -> Result<Receipt, GateError> {
    let opened = gate.open_request(ask, request)?;
    may_be_passed(&opened)?;
    let task = format!("register:{to}");
    if opened.tasks.iter().any(|one| one.asked_of == task) {
        return Err(not_a_name("to"));
    }
    let receipt = taken_there(app, (gate, ask), &opened, to)?;
    let asked = Move { tasks: vec![task], ..Move::new(Step::Ask(0)) };
    gate.step_request(ask, request, &asked)?;
    Ok(receipt)
}

/// Takes a case in by another register: its date, who asks, what they say and what they sent.
fn taken_there(
    app: &App,
    (gate, ask): (&Gate, &Ask),
    opened: &OpenedRequest,
    to: &RegisterId,
) -> Result<Receipt, GateError> {
    let (controller, rules) =
        app.register(to).filter(|_| *to != ask.register).ok_or_else(|| not_a_name("to"))?;
    let first = opened.happened.first();
    let text = |one: Option<&seloste_gate::personal::Personal>| one.map(super::personal::text);
    let new = NewRequest {
        received: Some(opened.line.received),
        party: opened.case.party,
        asker: text(first.and_then(|one| one.asker.as_ref())),
        words: text(first.and_then(|one| one.words.as_ref())),
        files: sent(gate, ask, opened)?,
        ..NewRequest::new(opened.case.kind, opened.line.channel)
    };
    // Taken in there first: if the machine stops in between, it is open in both registers, and nobody's request is lost.
    take(&controller.gate, &rules, &Taker::Anybody(to), new)
}

/// A case that was decided stays where it was decided: nothing is taken in elsewhere before that is known.
fn may_be_passed(opened: &OpenedRequest) -> Result<(), GateError> {
    if opened.case.state == State::Open {
        return Ok(());
    }
    let wrong = Wrong::Decided;
    Err(problem("step", wrong.rule(), wrong.what(), wrong.remedy()))
}

/// The files that came with a case.
fn sent(gate: &Gate, ask: &Ask, opened: &OpenedRequest) -> Result<Vec<SentFile>, GateError> {
    let came = opened.happened.iter().filter(|one| matches!(one.step, Some(Step::Attach(_)))).count();
    let one = |number| {
        let file = gate.request_file(ask, &opened.line.request, number)?;
        Ok(SentFile { name: Zeroizing::new(file.name), bytes: file.bytes })
    };
    (1..=came).map(one).collect()
}

/// A moment, or the start of the working day of a day in Finland.
fn moment(written: &str) -> Result<jiff::Timestamp, GateError> {
    let written = written.trim();
    if let Ok(moment) = written.parse::<jiff::Timestamp>() {
        return Ok(moment);
    }
    let day = written.parse::<jiff::civil::Date>().ok();
    let start = day.and_then(|day| day.to_zoned(clock::zone()).ok()).map(|start| start.timestamp());
    start.ok_or_else(|| {
        problem(
            "received",
            "not-a-date",
            Text::new("Tämä ei ole päivä.", "Det här är inget datum.", "This is not a day."),
            Text::new("Kirjoita 2026-11-22.", "Skriv 2026-11-22.", "Write 2026-11-22."),
        )
    })
}

fn of_list<T: Named>(part: &str, code: &str) -> Result<T, GateError> {
    T::read(code.trim()).ok_or_else(|| not_known::<T>(part))
}

fn not_known<T: Named>(part: &str) -> GateError {
    let codes: Vec<&str> = T::ALL.iter().map(|one| one.code()).collect();
    let codes = codes.join(", ");
    problem(
        part,
        "not-of-the-list",
        Text::new("Tätä ei ole luettelossa.", "Det här finns inte i listan.", "This is not of the list."),
        Text {
            fi: format!("Valitse jokin näistä: {codes}."),
            sv: format!("Välj någon av dessa: {codes}."),
            en: format!("Choose one of: {codes}."),
        },
    )
}

fn not_a_name(part: &str) -> GateError {
    problem(
        part,
        "not-declared",
        Text::new("Tällaista ei ole.", "Någon sådan finns inte.", "There is none by this name."),
        Text::new("Tarkista nimi.", "Kontrollera namnet.", "Check the name."),
    )
}

fn problem(part: &str, rule: &'static str, what: Text, remedy: Text) -> GateError {
    GateError::Problems(vec![ItemProblem {
        item: part.to_owned(),
        problem: Problem::error(rule, what, remedy),
    }])
}

/// The ways in which a request can be taken in at a desk.
#[must_use]
pub const fn at_a_desk() -> &'static [Intake] {
    &[Intake::Letter, Intake::Outlet, Intake::Phone, Intake::Email, Intake::Web]
}

/// On whose behalf somebody may ask.
#[must_use]
pub const fn parties() -> &'static [Party] {
    Party::ALL
}

/// Orders a copy of what is held about the person of a case, in the person's language; in another one where none is on record
/// (R1-027).
///
/// # Errors
/// As the gate says.
pub fn order_copy(
    at: (&Gate, &Ask, &Rules),
    request: &RequestRef,
    otherwise: Lang,
) -> Result<PackageOrder, GateError> {
    let (gate, ask, _) = at;
    let lang = letter::language(at, &gate.open_request(ask, request)?, otherwise)?;
    gate.order_package(ask, request, lang)
}
