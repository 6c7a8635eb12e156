//! One case from receipt to close: which step may follow which, and what each needs first. Pure: the same case and step
//! always give the same case or the same objection. Not here: who may take a step (the gate), what a step says (sealed).

use super::{Assurance, Document, Flaw, Form, Method, Named, Outcome, Party, RightKind, clock::Clock};
use crate::text::Text;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

mod showing;
mod step;
mod terms;
mod wrong;

pub use showing::Showing;
pub use step::{Copying, Decision, Step};
pub use terms::Terms;
pub use wrong::Wrong;

/// Days within which a question of identity counts as asked at once (GDPR 12(6); EDPB guidelines 01/2022, part 3.3).
const AT_ONCE_DAYS: i32 = 7;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is being looked into.
    Open,
    /// A decision waits for a second person.
    Proposed,
    /// It is decided and not yet answered.
    Decided,
    /// The person has been answered.
    Answered,
    /// All is done.
    Closed,
    /// It is the same request as another, which goes on with the earlier date.
    Merged,
    /// It was passed on to the register that it concerns.
    Passed,
}

impl Named for State {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Proposed,
        Self::Decided,
        Self::Answered,
        Self::Closed,
        Self::Merged,
        Self::Passed,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proposed => "proposed",
            Self::Decided => "decided",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Merged => "merged",
            Self::Passed => "passed",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Open => Text::new("käsittelyssä", "under behandling", "open"),
            Self::Proposed => Text::new(
                "odottaa toista päättäjää",
                "väntar på en andra beslutsfattare",
                "waits for a second person",
            ),
            Self::Decided => Text::new(
                "päätetty, vastaus lähettämättä",
                "beslutad, inte besvarad",
                "decided, not answered",
            ),
            Self::Answered => Text::new("vastattu", "besvarad", "answered"),
            Self::Closed => Text::new("suljettu", "avslutad", "closed"),
            Self::Merged => {
                Text::new("yhdistetty toiseen", "sammanslagen med en annan", "merged into another")
            }
            Self::Passed => Text::new(
                "siirretty toiseen rekisteriin",
                "överförd till ett annat register",
                "passed to another register",
            ),
        }
    }
}

impl State {
    /// Whether nothing more is to be done.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged | Self::Passed)
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Case {
    /// What is asked for.
    pub kind: RightKind,
    /// Where it stands.
    pub state: State,
    /// Its clock.
    pub clock: Clock,
    /// On whose behalf.
    pub party: Party,
    /// Whether it is linked to a person of the register.
    pub linked: bool,
    /// How certain it is who asks.
    pub assurance: Assurance,
    /// How that was found out.
    pub method: Option<Method>,
    /// The kind of identity document that was seen at a desk.
    #[serde(default)]
    pub document: Option<Document>,
    /// Whether the person came in person to a desk.
    #[serde(default)]
    pub at_desk: bool,
    /// How certain it must be, when a recorded doubt raised it.
    pub raised: Option<Assurance>,
    /// Whether the right to speak for the person was shown.
    pub authority: bool,
    /// The form of the answer, once agreed or chosen.
    pub form: Option<Form>,
    /// Whether the person asked for a copy.
    pub copy_wanted: bool,
    /// Companies and systems that have not answered yet.
    pub tasks_open: u32,
    /// What was decided or proposed.
    pub outcome: Option<Outcome>,
    /// Who proposed the decision.
    pub proposed_by: Option<i64>,
    /// Whether what was granted has been carried out.
    pub done: bool,
    /// The view of the answer that was opened in a meeting and of which nothing has been recorded yet (R5-123).
    #[serde(default)]
    pub showing: Option<Showing>,
    /// Whether the person proved a postal address for this case alone (R7-027).
    #[serde(default)]
    pub address: bool,
    /// What the answer leaves out because it is about somebody else (GDPR 15(4)): `item:ID`, `category:ID` or `object:NAME`.
    #[serde(default)]
    pub withheld: Vec<String>,
    /// What is the matter with the data that is to be put right, once it is known (R5-127).
    #[serde(default)]
    pub flaw: Option<Flaw>,
    /// Whether the paper of the letter was destroyed once it was scanned (R7-022).
    #[serde(default)]
    pub paper_gone: bool,
    /// Whether the answer names those who used the data: a reasoned decision (CJEU C-579/21).
    #[serde(default)]
    pub names: bool,
}

/// Who takes a step, and when.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The account.
    pub account: i64,
    /// The day.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
}

impl Case {
    /// A case as it arrives.
    #[must_use]
    pub const fn new(kind: RightKind, received: Date, party: Party) -> Self {
        Self {
            kind,
            state: State::Open,
            clock: Clock::from(received),
            party,
            linked: false,
            assurance: Assurance::None,
            method: None,
            document: None,
            at_desk: false,
            raised: None,
            authority: false,
            form: None,
            copy_wanted: false,
            tasks_open: 0,
            outcome: None,
            proposed_by: None,
            done: false,
            showing: None,
            address: false,
            withheld: Vec::new(),
            flaw: None,
            paper_gone: false,
            names: false,
        }
    }

    /// How certain it must be who asks.
    #[must_use]
    pub fn needs(&self, terms: &Terms<'_>) -> Assurance {
        self.raised.map_or(terms.needs, |raised| raised.max(terms.needs))
    }

    /// Whether it is certain enough who asks, and that the asker may speak for the person.
    #[must_use]
    pub fn is_identified(&self, terms: &Terms<'_>) -> bool {
        let linked = self.linked || self.kind == RightKind::Complaint;
        linked
            && self.assurance >= self.needs(terms)
            && !self.lacks_document(terms)
            && self.clock.paused_since.is_none()
            && (self.authority || !self.party.needs_authority())
    }

    /// Whether somebody at a desk has still to show an identity document, where the statement wants one there (R5-120).
    fn lacks_document(&self, terms: &Terms<'_>) -> bool {
        terms.desk_document && self.at_desk && self.needs(terms) > Assurance::None && self.document.is_none()
    }

    /// The day by which the answer is due.
    #[must_use]
    pub fn due(&self, terms: &Terms<'_>, today: Date) -> Date {
        self.clock.due(terms.law, terms.length, today)
    }

    /// The case after a step.
    ///
    /// # Errors
    /// What stands in the way of the step.
    pub fn after(&self, terms: &Terms<'_>, at: At, step: &Step) -> Result<Self, Wrong> {
        if self.state.is_over() && !matches!(step, Step::Note) {
            return Err(Wrong::Over);
        }
        let mut next = self.clone();
        match step {
            Step::Note | Step::Assign | Step::Attach(_) | Step::Unmatched(_) => {}
            Step::Link => next.linked = true,
            Step::Unlink => {
                self.undecided()?;
                (next.linked, next.assurance, next.method) = (false, Assurance::None, None);
                next.document = None;
            }
            Step::Identify(method) => next.identify(terms, at, *method)?,
            Step::Seen(document) => next.see(terms, at, *document)?,
            Step::Authority => next.authority = true,
            Step::Doubt(level) => next.doubt(at, *level)?,
            Step::Resume => next.clock = next.clock.resumed(at.today),
            Step::Party(party) => {
                self.undecided()?;
                next.party = *party;
            }
            Step::Remark(kind) => {
                self.undecided()?;
                next.kind = *kind;
            }
            Step::PaperGone => next.paper_gone = true,
            Step::Flaw(flaw) => next.put_right(*flaw)?,
            Step::Extend(months, _) => next.extend(terms, at, *months)?,
            Step::Ask(many) => {
                self.unanswered()?;
                next.tasks_open = next.tasks_open.saturating_add(*many);
            }
            Step::TaskAnswered => next.tasks_open = next.tasks_open.saturating_sub(1),
            Step::Agree(form, copying) => {
                next.form = Some(*form);
                next.copy_wanted = *copying == Copying::Wanted;
            }
            Step::Decide(decision) => next.decide(terms, at, decision)?,
            Step::Confirm => next.confirm(at)?,
            Step::Return => {
                self.in_state(State::Proposed)?;
                (next.state, next.outcome, next.proposed_by) = (State::Open, None, None);
            }
            Step::Done => {
                self.in_state(State::Decided)?;
                next.done = true;
            }
            Step::Answer(form) => next.answer(terms, *form)?,
            Step::Show(form, minutes) => next.show(terms, at, (*form, *minutes))?,
            Step::Shown(copying) => next.shown(terms, *copying)?,
            Step::Withhold(what) => next.withhold(what)?,
            Step::NameReaders => {
                self.unanswered()?;
                next.names = true;
            }
            Step::Address => next.send_to_address(terms)?,
            Step::Close => next.close()?,
            Step::Merge => {
                self.undecided()?;
                next.state = State::Merged;
            }
            Step::Absorb(received) => next.clock.received = next.clock.received.min(*received),
            Step::Pass => {
                self.undecided()?;
                next.state = State::Passed;
            }
        }
        Ok(next)
    }

    /// What is the matter with the data, of a case that is to have it put right (R5-127).
    fn put_right(&mut self, flaw: Flaw) -> Result<(), Wrong> {
        self.undecided()?;
        if self.kind != RightKind::Rectify {
            return Err(Wrong::NotNow);
        }
        self.flaw = Some(flaw);
        Ok(())
    }

    fn withhold(&mut self, what: &str) -> Result<(), Wrong> {
        self.undecided()?;
        if !self.withheld.iter().any(|one| one == what) {
            self.withheld.push(what.to_owned());
        }
        Ok(())
    }

    /// The answer goes to the address on record of somebody who is known (R7-027).
    fn send_to_address(&mut self, terms: &Terms<'_>) -> Result<(), Wrong> {
        self.unanswered()?;
        if !self.is_identified(terms) {
            return Err(Wrong::NotIdentified);
        }
        self.address = true;
        Ok(())
    }

    fn undecided(&self) -> Result<(), Wrong> {
        if self.state == State::Open { Ok(()) } else { Err(Wrong::Decided) }
    }

    fn unanswered(&self) -> Result<(), Wrong> {
        if self.state == State::Answered { Err(Wrong::NotNow) } else { Ok(()) }
    }

    fn in_state(&self, wanted: State) -> Result<(), Wrong> {
        if self.state == wanted { Ok(()) } else { Err(Wrong::NotNow) }
    }

    fn identify(&mut self, terms: &Terms<'_>, at: At, method: Method) -> Result<(), Wrong> {
        self.undecided()?;
        if !self.linked && self.kind != RightKind::Complaint {
            return Err(Wrong::NotLinked);
        }
        let level = method.assurance();
        // A method that is not offered is no bar when it is as certain (R6-040, R7-028).
        let known = terms.methods.is_empty() || terms.methods.contains(&method);
        if !known && level < self.needs(terms) {
            return Err(Wrong::TooWeak);
        }
        if self.assurance <= level {
            (self.assurance, self.method) = (level, Some(method));
        }
        if self.assurance >= self.needs(terms) {
            self.clock = self.clock.resumed(at.today);
        }
        Ok(())
    }

    /// A document that was seen makes certain who asks, offered or not.
    fn see(&mut self, terms: &Terms<'_>, at: At, document: Document) -> Result<(), Wrong> {
        self.document = Some(document);
        self.identify(terms, at, Method::DocumentSeen)
    }

    /// A question about who asks stops the clock only when it is asked at once; asked later it may be asked, and the clock runs.
    fn doubt(&mut self, at: At, level: Assurance) -> Result<(), Wrong> {
        self.undecided()?;
        if level <= self.assurance {
            return Err(Wrong::NoDoubt);
        }
        self.raised = Some(level);
        let waited = self.clock.received.until(at.today).map_or(i32::MAX, |span| span.get_days());
        if waited <= AT_ONCE_DAYS {
            self.clock = self.clock.paused(at.today);
        }
        Ok(())
    }

    fn extend(&mut self, terms: &Terms<'_>, at: At, months: u32) -> Result<(), Wrong> {
        self.unanswered()?;
        let all = self.clock.extended_months.saturating_add(months);
        if months == 0 || all > terms.extension_months {
            return Err(Wrong::TooLong);
        }
        // The person is told within the first month (GDPR 12(3)).
        let first = Clock { extended_months: 0, ..self.clock };
        if at.today > first.due(terms.law, terms.length, at.today) {
            return Err(Wrong::TooLate);
        }
        self.clock.extended_months = all;
        Ok(())
    }

    fn decide(&mut self, terms: &Terms<'_>, at: At, decision: &Decision) -> Result<(), Wrong> {
        self.undecided()?;
        let grants = decision.outcome != Outcome::Refused;
        if grants && !self.party.may_be_served() && self.kind != RightKind::Complaint {
            return Err(Wrong::CannotBeServed);
        }
        if grants && self.lacks_document(terms) {
            return Err(Wrong::NoDocument);
        }
        if grants && !self.is_identified(terms) {
            return Err(Wrong::NotIdentified);
        }
        if decision.outcome != Outcome::Granted && decision.grounds.is_empty() {
            return Err(Wrong::NoGround);
        }
        if decision.outcome == Outcome::Granted && !self.withheld.is_empty() {
            return Err(Wrong::Withheld);
        }
        if decision.outcome == Outcome::Granted && !decision.grounds.is_empty() {
            return Err(Wrong::GroundForNothing);
        }
        if !decision.grounds.iter().all(|ground| ground.stands_against(self.kind)) {
            return Err(Wrong::OtherGround);
        }
        self.outcome = Some(decision.outcome);
        self.proposed_by = Some(at.account);
        self.state = if terms.four_eyes { State::Proposed } else { State::Decided };
        Ok(())
    }

    fn confirm(&mut self, at: At) -> Result<(), Wrong> {
        self.in_state(State::Proposed)?;
        if self.proposed_by == Some(at.account) {
            return Err(Wrong::SamePerson);
        }
        self.state = State::Decided;
        Ok(())
    }

    fn answer(&mut self, terms: &Terms<'_>, form: Form) -> Result<(), Wrong> {
        self.in_state(State::Decided)?;
        if self.tasks_open > 0 {
            return Err(Wrong::TasksOpen);
        }
        if terms.agreed && self.form.is_none() {
            return Err(Wrong::NotAgreed);
        }
        // What was agreed is kept to (R1-048), except that what leaves a copy serves whoever also wanted one.
        let copies = self.copy_wanted && form.leaves_a_copy();
        if self.form.is_some_and(|agreed| agreed != form) && !copies {
            return Err(Wrong::OtherForm);
        }
        if self.outcome != Some(Outcome::Refused) && self.kind.is_carried_out() && !self.done {
            return Err(Wrong::NotDone);
        }
        // Shown is not answered while a copy is wanted (R5-122).
        if form.leaves_a_copy() || !self.copy_wanted {
            self.state = State::Answered;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Wrong> {
        if self.tasks_open > 0 {
            return Err(Wrong::TasksOpen);
        }
        if self.state != State::Answered {
            return Err(Wrong::NotAnswered);
        }
        self.state = State::Closed;
        Ok(())
    }
}

impl RightKind {
    /// Whether granting it changes something in the register, which must have happened before the person is told so.
    #[must_use]
    pub const fn is_carried_out(self) -> bool {
        match self {
            Self::Rectify | Self::Erase | Self::Restrict | Self::Object | Self::WithdrawConsent => true,
            Self::Inspect | Self::Portability | Self::Complaint => false,
        }
    }
}
