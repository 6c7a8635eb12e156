//! Who is at the keyboard: sessions of people and keys of programs, and what the gate is told about them.

use crate::app::App;
use seloste_gate::ask::{AccountId, Actor};
use seloste_register::{
    id::{CompanyId, RegisterId},
    text::Lang,
};

/// A person who is signed in. As an argument of a handler it turns strangers away to the sign-in page.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The controller whose account it is.
    pub controller: CompanyId,
    /// The account.
    pub account: AccountId,
    /// Its user name.
    pub user_name: String,
    /// The person's name, shown to colleagues.
    pub name: String,
    /// Language chosen by the person.
    pub lang: Lang,
    /// Token that every form of this session carries.
    pub csrf: String,
}

impl SignedIn {
    /// What the gate is told about this person in a register. A register of another controller finds no roles.
    ///
    /// # Errors
    /// When the database fails.
    pub fn actor(&self, _app: &App, _register: &RegisterId) -> Result<Actor, seloste_db::Failure> {
        unimplemented!()
    }
}
