//! Steps of a case on the command line: one verb a step, each becoming what `work/requests` reads.

use super::Named;
use crate::work::requests::Order;

/// What is said with a step.
#[derive(Debug, clap::Args)]
pub(super) struct Words {
    /// Why, or what is said; stored sealed
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Act {
    /// Link a case to a person and say how the person is known
    Identify {
        #[command(flatten)]
        named: Named,
        /// Whom the case is about, as `seloste search` prints it
        #[arg(long, value_name = "SUBJECT")]
        subject: Option<String>,
        /// own-account, contact-channel, document-seen, signed-letter, qualified-signature, strong-identification or
        /// name-and-code
        #[arg(long, value_name = "METHOD")]
        method: Option<String>,
        /// What was seen, for document-seen: passport, identity-card, driving-licence, residence-permit or other; its kind
        /// alone, never its number
        #[arg(long, value_name = "DOCUMENT", requires = "method")]
        document: Option<String>,
        /// The right to speak for the person was shown; say how with --words
        #[arg(long, requires = "words")]
        authority: bool,
        /// On whose behalf
        #[arg(long, value_name = "PARTY")]
        party: Option<String>,
        #[command(flatten)]
        words: Words,
    },
    /// Ask for more about who asks, on a doubt that is written down; asked at once, it stops the clock
    Doubt {
        #[command(flatten)]
        named: Named,
        /// low, substantial or high
        #[arg(long, value_name = "LEVEL")]
        level: String,
        #[command(flatten)]
        words: Words,
    },
    /// The doubt is gone: the clock goes on
    Resume(Named),
    /// Take a case off a person whom it turned out not to be about
    Unlink {
        #[command(flatten)]
        named: Named,
        #[command(flatten)]
        words: Words,
    },
    /// Take more time, told to the person within the first month
    Extend {
        #[command(flatten)]
        named: Named,
        /// 1 or 2
        #[arg(long, value_name = "N")]
        months: u32,
        /// complexity or number
        #[arg(long = "because", value_name = "REASON")]
        because: String,
        #[command(flatten)]
        words: Words,
    },
    /// Ask companies of the group or component systems; the case can't be answered without them
    Ask {
        #[command(flatten)]
        named: Named,
        /// system:ID or company:ID; may stand several times
        #[arg(long = "of", value_name = "WHOM", required = true)]
        of: Vec<String>,
    },
    /// Record what a company or a system answered
    TaskAnswered {
        #[command(flatten)]
        named: Named,
        /// system:ID or company:ID
        #[arg(long = "of", value_name = "WHOM")]
        of: String,
        #[command(flatten)]
        words: Words,
    },
    /// Record the form of the answer that was agreed with the person
    Agree {
        #[command(flatten)]
        named: Named,
        /// letter, electronic-copy, at-outlet, meeting, remote-meeting or listening
        #[arg(long, value_name = "FORM")]
        form: String,
        /// The person wants a copy beside being shown
        #[arg(long)]
        copy: bool,
        #[command(flatten)]
        words: Words,
    },
    /// Decide: grant, grant in part or refuse, with grounds; free of charge unless a fee has its reason
    Decide {
        #[command(flatten)]
        named: Named,
        /// granted, partly or refused
        #[arg(long, value_name = "OUTCOME")]
        outcome: String,
        /// Why not, of the closed list; may stand several times
        #[arg(long = "ground", value_name = "GROUND")]
        grounds: Vec<String>,
        /// A fee in cents
        #[arg(long, value_name = "CENTS", requires = "fee_reason")]
        fee_cents: Option<u32>,
        /// further-copy, manifestly-unfounded or excessive
        #[arg(long, value_name = "REASON")]
        fee_reason: Option<String>,
        #[command(flatten)]
        words: Words,
    },
    /// Agree to a colleague's decision, as the second person
    Confirm(Named),
    /// Send a colleague's decision back, saying why
    Return {
        #[command(flatten)]
        named: Named,
        #[command(flatten)]
        words: Words,
    },
    /// Record that the answer has gone out
    Answer {
        #[command(flatten)]
        named: Named,
        /// letter, electronic-copy, at-outlet, meeting, remote-meeting or listening
        #[arg(long, value_name = "FORM")]
        form: String,
        #[command(flatten)]
        words: Words,
    },
    /// Leave something out of the answer because it is about somebody else; the person is told why
    Withhold {
        #[command(flatten)]
        named: Named,
        /// item:ID, category:ID or object:NAME
        #[arg(long, value_name = "WHAT")]
        what: String,
        #[command(flatten)]
        words: Words,
    },
    /// Name those who used the data in the answer, by a reasoned decision
    NameReaders {
        #[command(flatten)]
        named: Named,
        #[command(flatten)]
        words: Words,
    },
    /// Record a postal address that was proved for this case alone; it goes nowhere else
    Address {
        #[command(flatten)]
        named: Named,
        #[command(flatten)]
        words: Words,
    },
    /// Open a view of the answer for a meeting: for you alone, and closed when its time is over
    OpenView {
        #[command(flatten)]
        named: Named,
        /// meeting, remote-meeting or listening
        #[arg(long, value_name = "FORM")]
        form: String,
        /// How long it is open, 1 to 240
        #[arg(long, value_name = "N", default_value_t = crate::work::requests::MEETING_MINUTES)]
        minutes: u32,
        #[command(flatten)]
        words: Words,
    },
    /// End a view: it was shown, or a copy was asked for, which must then be given
    EndView {
        #[command(flatten)]
        named: Named,
        /// The person asked for a copy
        #[arg(long)]
        copy: bool,
    },
    /// Close a case that is answered
    Close(Named),
    /// Merge a case into another of the same request; the earlier date counts
    Merge {
        #[command(flatten)]
        named: Named,
        /// The case that goes on
        #[arg(long, value_name = "REQUEST")]
        into: String,
    },
    /// Mark a case as another kind of request; its date stays
    Remark {
        #[command(flatten)]
        named: Named,
        /// The kind that it is
        #[arg(long, value_name = "KIND")]
        kind: String,
    },
    /// Say what is the matter with the data of a rectification: wrong, or outdated
    Flaw {
        #[command(flatten)]
        named: Named,
        /// wrong or outdated
        #[arg(value_name = "FLAW")]
        flaw: String,
    },
    /// Confirm that the paper of a scanned letter was destroyed
    PaperDestroyed(Named),
    /// Give a case to a colleague, or to nobody
    Assign {
        #[command(flatten)]
        named: Named,
        /// The colleague's user name
        #[arg(long, value_name = "USER")]
        to: Option<String>,
    },
    /// Write something down in a case
    Note {
        #[command(flatten)]
        named: Named,
        #[command(flatten)]
        words: Words,
    },
}

fn order(step: &str) -> Order {
    Order { step: step.to_owned(), ..Order::default() }
}

impl Act {
    /// The case, and the steps to take in it, in their order.
    pub(super) fn orders(self) -> (Named, Vec<Order>) {
        match self {
            Self::Identify { named, subject, method, document, authority, party, words } => {
                let link = subject.map(|name| Order { subject: Some(name), ..order("link") });
                let party = party.map(|party| Order { party: Some(party), ..order("party") });
                let method =
                    method.map(|method| Order { method: Some(method), document, ..order("identify") });
                let shown = authority.then(|| Order { words: words.words, ..order("authority") });
                (named, link.into_iter().chain(party).chain(method).chain(shown).collect())
            }
            Self::Doubt { named, level, words } => {
                (named, vec![Order { level: Some(level), words: words.words, ..order("doubt") }])
            }
            Self::Resume(named) => (named, vec![order("resume")]),
            Self::Unlink { named, words } => (named, vec![Order { words: words.words, ..order("unlink") }]),
            Self::Withhold { named, what, words } => {
                (named, vec![Order { what: Some(what), words: words.words, ..order("withhold") }])
            }
            Self::NameReaders { named, words } => {
                (named, vec![Order { words: words.words, ..order("name-readers") }])
            }
            Self::Address { named, words } => (named, vec![Order { words: words.words, ..order("address") }]),
            Self::OpenView { named, form, minutes, words } => {
                let (form, minutes) = (Some(form), Some(minutes));
                (named, vec![Order { form, minutes, words: words.words, ..order("show") }])
            }
            Self::EndView { named, copy } => (named, vec![Order { copy, ..order("shown") }]),
            Self::Extend { named, months, because, words } => {
                let (months, reason) = (Some(months), Some(because));
                (named, vec![Order { months, reason, words: words.words, ..order("extend") }])
            }
            Self::Ask { named, of } => (named, vec![Order { tasks: of, ..order("ask") }]),
            Self::TaskAnswered { named, of, words } => {
                (named, vec![Order { tasks: vec![of], words: words.words, ..order("task-answered") }])
            }
            Self::Agree { named, form, copy, words } => {
                (named, vec![Order { form: Some(form), copy, words: words.words, ..order("agree") }])
            }
            Self::Decide { named, outcome, grounds, fee_cents, fee_reason, words } => {
                let outcome = Some(outcome);
                let words = words.words;
                (named, vec![Order { outcome, grounds, fee_cents, fee_reason, words, ..order("decide") }])
            }
            Self::Confirm(named) => (named, vec![order("confirm")]),
            Self::Return { named, words } => (named, vec![Order { words: words.words, ..order("return") }]),
            Self::Answer { named, form, words } => {
                (named, vec![Order { form: Some(form), words: words.words, ..order("answer") }])
            }
            Self::Close(named) => (named, vec![order("close")]),
            Self::Merge { named, into } => (named, vec![Order { into: Some(into), ..order("merge") }]),
            Self::Remark { named, kind } => (named, vec![Order { kind: Some(kind), ..order("remark") }]),
            Self::Flaw { named, flaw } => (named, vec![Order { flaw: Some(flaw), ..order("flaw") }]),
            Self::PaperDestroyed(named) => (named, vec![order("paper-destroyed")]),
            Self::Assign { named, to } => (named, vec![Order { assigned: to, ..order("assign") }]),
            Self::Note { named, words } => (named, vec![Order { words: words.words, ..order("note") }]),
        }
    }
}
