//! The steps that a case may take.

use crate::right::{
    Assurance, DelayReason, Document, FeeReason, Flaw, Form, Ground, Method, Outcome, Party, RightKind,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It is about this person of the register.
    Link,
    /// It is not about the person that it was linked to.
    Unlink,
    /// It was found out who asks.
    Identify(Method),
    /// An identity document of this kind was seen at a desk, which tells who asks; not copied (R5-120).
    Seen(Document),
    /// A provider vouched in this way for whoever asks, and that fits nobody in the register, or several; the name that it
    /// vouched for is in the words.
    Unmatched(Method),
    /// The right to speak for the person was shown.
    Authority,
    /// There is a reasonable doubt about who asks; the person is asked, and the clock stands still. The doubt is written down.
    Doubt(Assurance),
    /// The doubt is gone; the clock goes on.
    Resume,
    /// On whose behalf somebody asks.
    Party(Party),
    /// It is another kind of request; its date stays (R7-034).
    Remark(RightKind),
    /// What is the matter with the data: wrong, or outdated (R5-127).
    Flaw(Flaw),
    /// The paper of the letter was destroyed once it was scanned (R7-022).
    PaperGone,
    /// More time, told to the person, with the reason.
    Extend(u32, DelayReason),
    /// Companies or systems are asked; how many.
    Ask(u32),
    /// One of them has answered.
    TaskAnswered,
    /// The form of the answer is agreed; whether a copy is wanted.
    Agree(Form, Copying),
    /// A decision.
    Decide(Decision),
    /// A second person agrees.
    Confirm,
    /// A second person does not agree.
    Return,
    /// What was granted has been carried out.
    Done,
    /// The answer goes out in this form.
    Answer(Form),
    /// Something is left out of the answer because it is about somebody else; why is in the words (GDPR 15(4)).
    Withhold(String),
    /// The answer names those who used the data; why is in the words (CJEU C-579/21).
    NameReaders,
    /// A postal address was proved, for this case alone; it is in the words of the step.
    Address,
    /// The answer is shown in a meeting of this kind, for so many minutes.
    Show(Form, u32),
    /// It was shown; whether a copy was asked for.
    Shown(Copying),
    /// All is done.
    Close,
    /// It is the same request as another.
    Merge,
    /// Another case of the same request was merged into this one; the earlier receipt counts.
    Absorb(Date),
    /// It is passed to the register that it concerns.
    Pass,
    /// Somebody is to look after it.
    Assign,
    /// A file came with the request, of so many bytes; its name is in the words of the step.
    Attach(u64),
    /// Something to remember.
    Note,
}

impl Step {
    /// The stable name of the step.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Unlink => "unlink",
            Self::Identify(_) => "identify",
            Self::Seen(_) => "seen",
            Self::Unmatched(_) => "unmatched",
            Self::Authority => "authority",
            Self::Doubt(_) => "doubt",
            Self::Resume => "resume",
            Self::Party(_) => "party",
            Self::Remark(_) => "remark",
            Self::Flaw(_) => "flaw",
            Self::PaperGone => "paper-destroyed",
            Self::Extend(..) => "extend",
            Self::Ask(_) => "ask",
            Self::TaskAnswered => "task-answered",
            Self::Agree(..) => "agree",
            Self::Decide(_) => "decide",
            Self::Confirm => "confirm",
            Self::Return => "return",
            Self::Done => "done",
            Self::Answer(_) => "answer",
            Self::Withhold(_) => "withhold",
            Self::NameReaders => "name-readers",
            Self::Address => "address",
            Self::Show(..) => "show",
            Self::Shown(_) => "shown",
            Self::Close => "close",
            Self::Merge => "merge",
            Self::Absorb(_) => "absorb",
            Self::Pass => "pass",
            Self::Assign => "assign",
            Self::Attach(_) => "attach",
            Self::Note => "note",
        }
    }

    /// Whether the step must say in words why it is taken.
    #[must_use]
    pub const fn needs_words(&self) -> bool {
        match self {
            Self::Doubt(_)
            | Self::Authority
            | Self::Return
            | Self::Unlink
            | Self::Note
            | Self::Attach(_)
            | Self::Address
            | Self::Withhold(_)
            | Self::NameReaders
            | Self::TaskAnswered => true,
            Self::Agree(..) | Self::Extend(..) | Self::Show(..) => true,
            Self::Decide(decision) => !matches!(decision.outcome, Outcome::Granted) || decision.fee.is_some(),
            Self::Link
            | Self::Identify(_)
            | Self::Seen(_)
            | Self::Unmatched(_)
            | Self::Resume
            | Self::Party(_)
            | Self::Remark(_)
            | Self::Flaw(_)
            | Self::PaperGone
            | Self::Ask(_)
            | Self::Confirm
            | Self::Done
            | Self::Answer(_)
            | Self::Shown(_)
            | Self::Close
            | Self::Merge
            | Self::Absorb(_)
            | Self::Pass
            | Self::Assign => false,
        }
    }
}

/// Whether the person wants a copy beside being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copying {
    /// A copy is wanted.
    Wanted,
    /// Seeing is enough.
    NotWanted,
}

/// A decision about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// Why not, for what is refused.
    pub grounds: Vec<Ground>,
    /// A fee in cents with its reason; `None`: free of charge.
    pub fee: Option<(u32, FeeReason)>,
}
