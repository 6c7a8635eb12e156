//! Who asks for what, and why.

use seloste_register::id::{AreaId, CompanyId, PurposeId, RegisterId, RoleId};

/// Number of an account in its controller's database. Shown outside only as the account's user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

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

/// A person at work, as the session or API key established it.
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
}

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
