//! A step as it is typed: words and codes that become a step of a case, or problems with each.

use super::{not_known, of_list, problem};
use seloste_gate::{
    GateError,
    card::SubjectRef,
    request::{Move, RequestRef},
};
use seloste_register::{
    right::{
        Assurance, DelayReason, Document, FeeReason, Flaw, Form, Ground, Method, Outcome, Party, RightKind,
        case::{Copying, Decision, Step},
    },
    text::Text,
};
use serde::Deserialize;
use utoipa::ToSchema;
use zeroize::Zeroizing;

/// How long a view in a meeting is open when nobody says.
pub const MEETING_MINUTES: u32 = 30;

/// One step of a case, as it is typed. Which of the fields count follows from the step.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RequestStep)]
pub struct Order {
    /// The step: link, unlink, identify, authority, doubt, resume, party, remark, flaw, paper-destroyed, extend, ask, task-answered, agree, decide,
    /// confirm, return, done, withhold, name-readers, address, answer, show, shown, close, merge, assign, note.
    #[schema(example = "identify")]
    pub step: String,
    /// The version of the case that was seen; a step taken since then is a conflict.
    pub seen: Option<i64>,
    /// Why, or what is said. Stored sealed; identity codes are taken out.
    #[schema(max_length = 20000)]
    pub words: Option<String>,
    /// For link: the subject's name in addresses.
    pub subject: Option<String>,
    /// For link, instead of a subject: the user name of somebody of the staff, also one who has left, whose own data it is
    /// about.
    pub staff: Option<String>,
    /// For identify: how the person is known.
    #[schema(example = "document-seen")]
    pub method: Option<String>,
    /// For identify with document-seen: what was seen, its kind alone: passport, identity-card, driving-licence,
    /// residence-permit or other. Needed where the statement wants a document at a desk.
    #[schema(example = "passport")]
    pub document: Option<String>,
    /// For doubt: how certain it must be who asks.
    pub level: Option<String>,
    /// For party: on whose behalf.
    pub party: Option<String>,
    /// For remark: the kind of request that it is.
    pub kind: Option<String>,
    /// For flaw: wrong or outdated, of the data that is to be put right.
    pub flaw: Option<String>,
    /// For extend: 1 or 2.
    pub months: Option<u32>,
    /// For extend: complexity or number.
    pub reason: Option<String>,
    /// For ask and task-answered: `system:ID` or `company:ID`.
    pub tasks: Vec<String>,
    /// For agree, answer and show: the form of the answer.
    pub form: Option<String>,
    /// For show: how long the view is open, 1 to 240; half an hour when left out.
    pub minutes: Option<u32>,
    /// For agree and shown: whether a copy is wanted.
    pub copy: bool,
    /// For decide: granted, partly or refused.
    pub outcome: Option<String>,
    /// For decide: why not.
    pub grounds: Vec<String>,
    /// For decide: a fee in cents. Free of charge without one.
    pub fee_cents: Option<u32>,
    /// For decide: why a fee.
    pub fee_reason: Option<String>,
    /// For withhold: `item:ID`, `category:ID` or `object:NAME`.
    pub what: Option<String>,
    /// For merge: the case that goes on.
    pub into: Option<String>,
    /// For assign: the user name of a colleague; nobody when left out.
    pub assigned: Option<String>,
}

impl Order {
    /// The step that was typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self) -> Result<Move, GateError> {
        let step = self.step()?;
        Ok(Move {
            seen: self.seen,
            step,
            words: self.words.map(Zeroizing::new),
            subject: self.subject.filter(|name| !name.is_empty()).map(SubjectRef),
            staff: None,
            tasks: self.tasks,
            into: self.into.filter(|name| !name.is_empty()).map(RequestRef),
            assigned: None,
            file: None,
        })
    }

    fn step(&self) -> Result<Step, GateError> {
        Ok(match self.step.as_str() {
            "link" => Step::Link,
            "unlink" => Step::Unlink,
            "identify" => self.identified()?,
            "authority" => Step::Authority,
            "doubt" => Step::Doubt(of_list::<Assurance>("level", given(&self.level))?),
            "resume" => Step::Resume,
            "party" => Step::Party(of_list::<Party>("party", given(&self.party))?),
            "remark" => Step::Remark(
                RightKind::understood(given(&self.kind)).ok_or_else(|| not_known::<RightKind>("kind"))?,
            ),
            "flaw" => Step::Flaw(of_list::<Flaw>("flaw", given(&self.flaw))?),
            "paper-destroyed" => Step::PaperGone,
            "extend" => {
                let reason = of_list::<DelayReason>("reason", given(&self.reason))?;
                Step::Extend(self.months.unwrap_or_default(), reason)
            }
            "ask" => Step::Ask(0),
            "task-answered" => Step::TaskAnswered,
            "agree" => Step::Agree(of_list::<Form>("form", given(&self.form))?, self.copying()),
            "decide" => Step::Decide(self.decision()?),
            "confirm" => Step::Confirm,
            "return" => Step::Return,
            "done" => Step::Done,
            "answer" => Step::Answer(of_list::<Form>("form", given(&self.form))?),
            "address" => Step::Address,
            "withhold" => Step::Withhold(withheld(given(&self.what))?),
            "name-readers" => Step::NameReaders,
            "show" => {
                let form = of_list::<Form>("form", given(&self.form))?;
                Step::Show(form, self.minutes.unwrap_or(MEETING_MINUTES))
            }
            "shown" => Step::Shown(self.copying()),
            "close" => Step::Close,
            "merge" => Step::Merge,
            "assign" => Step::Assign,
            "note" => Step::Note,
            _ => return Err(no_such_step()),
        })
    }

    /// How the person is known; of a document that was seen, its kind where it was said.
    fn identified(&self) -> Result<Step, GateError> {
        let method = of_list::<Method>("method", given(&self.method))?;
        match self.document.as_deref().filter(|code| !code.trim().is_empty()) {
            Some(code) if method == Method::DocumentSeen => {
                Ok(Step::Seen(of_list::<Document>("document", code)?))
            }
            _ => Ok(Step::Identify(method)),
        }
    }

    const fn copying(&self) -> Copying {
        if self.copy { Copying::Wanted } else { Copying::NotWanted }
    }

    fn decision(&self) -> Result<Decision, GateError> {
        let outcome = of_list::<Outcome>("outcome", given(&self.outcome))?;
        let grounds = self.grounds.iter().filter(|code| !code.is_empty());
        let grounds = grounds.map(|code| of_list::<Ground>("grounds", code)).collect::<Result<_, _>>()?;
        let fee = match self.fee_cents {
            None | Some(0) => None,
            Some(cents) => Some((cents, of_list::<FeeReason>("fee_reason", given(&self.fee_reason))?)),
        };
        Ok(Decision { outcome, grounds, fee })
    }
}

/// What is left out, as it is kept: a sort and a name.
fn withheld(what: &str) -> Result<String, GateError> {
    let known = what.split_once(':').is_some_and(|(sort, name)| {
        matches!(sort, "item" | "category" | "object") && !name.is_empty() && name.len() <= 64
    });
    if known { Ok(what.to_owned()) } else { Err(not_withheld()) }
}

fn not_withheld() -> GateError {
    problem(
        "what",
        "not-declared",
        Text::new(
            "Tästä ei selviä, mitä jätetään pois.",
            "Det framgår inte vad som utelämnas.",
            "This does not say what is left out.",
        ),
        Text::new(
            "Kirjoita item:, category: tai object: ja nimi.",
            "Skriv item:, category: eller object: och namnet.",
            "Write item:, category: or object: and the name.",
        ),
    )
}

fn given(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn no_such_step() -> GateError {
    problem(
        "step",
        "no-such-step",
        Text::new("Tällaista vaihetta ei ole.", "Något sådant steg finns inte.", "There is no such step."),
        Text::new(
            "Vaiheet luetellaan rajapinnan kuvauksessa.",
            "Stegen räknas upp i beskrivningen av gränssnittet.",
            "The steps are listed in the description of the API.",
        ),
    )
}
