//! What can be asked of the gate, and what a grant has to allow for it. Not here: who may (`decide.rs`).

use seloste_register::statement::model::Action;

/// What can be asked of the gate. The text form stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Verb {
    /// Open a card, its timeline, an object or its history.
    Open,
    /// Ask why one sees what one sees.
    Explain,
    /// Find by words.
    Find,
    /// Go through a list.
    List,
    /// Ask for a total.
    Count,
    /// Add a subject.
    Create,
    /// Change items, or add and change objects.
    Edit,
    /// End the relationship, or begin it again.
    Close,
    /// Record a consent or a prohibition, or take one back.
    Permit,
    /// See the consents and prohibitions that there are, and what they are about.
    Permissions,
    /// See who used a subject's data.
    Readers,
    /// See whose data an account touched, after a breach; keep breaches on record.
    Breach,
    /// Search the ledger, or the security events, under a named case.
    Investigate,
    /// Send somebody a link to their own pages.
    Invite,
    /// Erase a subject.
    Erase,
    /// See what an erasure would take.
    Preview,
    /// Look at what others' texts say of people who were erased, and cover it.
    Redact,
    /// Hold a subject's data for a case, release it, see what is held.
    Hold,
    /// Restrict the use of a subject's data, or end that.
    Restrict,
    /// Give a subject's data to a recipient, or see who got them.
    Disclose,
    /// Bring in a file, or undo it.
    Import,
    /// Ask whether an identifier is taken.
    Taken,
    /// Take in a person's request: whoever may open cards may, at any desk (R1-047, R2-032).
    Receive,
    /// Handle requests.
    Requests,
    /// Put together everything about a person, in a case in which it was granted, or for the person.
    Package,
    /// Acknowledge or dispute an assessment of one's own work.
    Reply,
    /// Listen to a recording, or ask what it is.
    Listen,
    /// Go through recorded calls.
    Calls,
    /// Say why a recording is still needed, or that it is not.
    Need,
    /// Have a text sent to everybody whom a purpose reaches.
    Send,
    /// Put two cards of one person together, or say that they are two people.
    Merge,
}

impl Verb {
    /// Whether it may change something that items are derived from.
    pub(crate) const fn changes_data(self) -> bool {
        matches!(self, Self::Create | Self::Edit | Self::Close | Self::Import | Self::Merge | Self::Restrict)
    }
    /// Whether it is about a person's own word, which is heard and looked at whatever that word rules out.
    pub(crate) const fn is_about_word(self) -> bool {
        matches!(self, Self::Permit | Self::Permissions)
    }
    /// Every verb.
    pub(crate) const ALL: [Self; 31] = [
        Self::Open,
        Self::Explain,
        Self::Find,
        Self::List,
        Self::Count,
        Self::Create,
        Self::Edit,
        Self::Close,
        Self::Permit,
        Self::Permissions,
        Self::Readers,
        Self::Breach,
        Self::Investigate,
        Self::Invite,
        Self::Erase,
        Self::Preview,
        Self::Redact,
        Self::Hold,
        Self::Restrict,
        Self::Disclose,
        Self::Import,
        Self::Taken,
        Self::Receive,
        Self::Requests,
        Self::Package,
        Self::Reply,
        Self::Listen,
        Self::Calls,
        Self::Need,
        Self::Send,
        Self::Merge,
    ];

    /// The name in the ledger and in policies.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explain => "explain",
            Self::Find => "find",
            Self::List => "list",
            Self::Count => "count",
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Close => "close",
            Self::Permit => "permit",
            Self::Permissions => "permissions",
            Self::Readers => "readers",
            Self::Breach => "breach",
            Self::Investigate => "investigate",
            Self::Invite => "invite",
            Self::Erase => "erase",
            Self::Preview => "preview",
            Self::Redact => "redact",
            Self::Hold => "hold",
            Self::Restrict => "restrict",
            Self::Disclose => "disclose",
            Self::Import => "import",
            Self::Taken => "taken",
            Self::Receive => "receive",
            Self::Requests => "requests",
            Self::Package => "package",
            Self::Reply => "reply",
            Self::Listen => "listen",
            Self::Calls => "calls",
            Self::Need => "need",
            Self::Send => "send",
            Self::Merge => "merge",
        }
    }

    /// Whether the verb goes through many subjects: one that it is not granted for is passed over as if absent.
    pub(crate) const fn narrows(self) -> bool {
        matches!(self, Self::Find | Self::List | Self::Count | Self::Taken | Self::Calls | Self::Send)
    }

    /// The granted action that the verb needs; `None` for verbs that follow from reading or changing a category.
    pub(crate) const fn action(self) -> Option<Action> {
        match self {
            Self::Open
            | Self::Explain
            | Self::Edit
            | Self::Invite
            | Self::Taken
            | Self::Receive
            | Self::Package
            | Self::Reply
            | Self::Listen
            | Self::Calls
            | Self::Need => None,
            Self::Find => Some(Action::Find),
            Self::List => Some(Action::List),
            Self::Count => Some(Action::Count),
            // Who may add people may say that two of them are one.
            Self::Create | Self::Merge => Some(Action::Create),
            Self::Close => Some(Action::Close),
            Self::Permit | Self::Permissions => Some(Action::Permissions),
            Self::Readers | Self::Breach | Self::Investigate => Some(Action::SeeReaders),
            // Who may erase may also keep from erasing and from using: they are the person's rights and their limits.
            Self::Erase | Self::Preview | Self::Redact | Self::Hold | Self::Restrict => Some(Action::Erase),
            Self::Disclose => Some(Action::Export),
            Self::Import => Some(Action::Import),
            Self::Requests => Some(Action::Requests),
            Self::Send => Some(Action::Send),
        }
    }
}
