//! Who asks for what, and why.

use crate::card::SubjectRef;
use seloste_register::id::{AreaId, CompanyId, PurposeId, RegisterId, RoleId};

/// Number of an account in its controller's database. Shown outside only as the account's user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

impl AccountId {
    /// The person whose data it is, where staff would have an account: in histories, permissions and "who saw my data". No
    /// account has this number.
    pub const PERSON: Self = Self(0);
}

/// Number of a program's key in its controller's database. Shown outside only as the beginning of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub i64);

/// Whether an account may act at all in a register at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Engaged, and bound to secrecy as the statement wants.
    Active,
    /// No engagement is in force (claim R1-041).
    NotEngaged,
    /// The undertaking is missing (claim R4-040).
    NotBound,
}

/// Who asks: a person at work, as the session or API key established it, or a person for themselves.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account: one person.
    pub account: AccountId,
    /// Its standing in the register asked about.
    pub standing: Standing,
    /// The company that engages the person.
    pub company: CompanyId,
    /// Roles held in the register asked about. An API key carries one.
    pub roles: Vec<RoleId>,
    /// Areas that scope `area` reaches.
    pub areas: Vec<AreaId>,
    /// The person whose data it is, acting for themselves (C39). They reach their own data and nobody else's, and what
    /// they may do follows from the statement alone: roles, areas and purposes count for nothing.
    pub own: Option<SubjectRef>,
    /// The key by which a program acts for the account; `None`: the person is there.
    pub key: Option<KeyId>,
}

impl Actor {
    /// A person acting for themselves, as a sign-in to their own pages established it.
    #[must_use]
    pub fn person(own: SubjectRef, controller: CompanyId) -> Self {
        Self {
            account: AccountId::PERSON,
            standing: Standing::Active,
            company: controller,
            roles: Vec::new(),
            areas: Vec::new(),
            own: Some(own),
            key: None,
        }
    }
}

/// What the ledger calls the purpose of a person who acts for themselves. No statement needs to declare it: the right to one's
/// own data is the law's (GDPR 15).
pub const OWN_PURPOSE: &str = "own-data";

/// One question to the gate. Every verb takes one.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Who.
    pub actor: Actor,
    /// In which register.
    pub register: RegisterId,
    /// For which declared purpose.
    pub purpose: PurposeId,
    /// Why, in the asker's words, where the purpose wants it. Stored sealed, never in the ledger.
    pub reason: Option<String>,
}
