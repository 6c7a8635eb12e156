//! `staff_account`: one person, one account.

use super::{ms, opt_moment, unknown};
use jiff::Timestamp;
use seloste_db::{Failure, Row, Tx, Value};
use seloste_gate::ask::AccountId;
use seloste_register::text::Lang;

/// Which theme a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the browser says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme's word in forms and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a theme's word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// An account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// What the person types.
    pub user_name: String,
    /// The person's name.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Personnel mark.
    pub mark: Option<String>,
    /// Language chosen.
    pub lang: Lang,
    /// Theme chosen.
    pub theme: Theme,
    /// Random bytes that a passkey knows the person by.
    pub handle: Vec<u8>,
    /// When it was made.
    pub made: Timestamp,
    /// When it was ended.
    pub ended: Option<Timestamp>,
}

/// An account to be added. Checked by `work::staff`.
pub struct New<'a> {
    /// What the person types; lower case.
    pub user_name: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// E-mail address; lower case.
    pub email: Option<&'a str>,
    /// Personnel mark.
    pub mark: Option<&'a str>,
    /// Language.
    pub lang: Lang,
    /// Hash of the password.
    pub password: Option<&'a str>,
}

/// Adds an account; its number is random.
///
/// # Errors
/// When the database fails; also when user name, e-mail or mark is taken.
pub fn insert(
    tx: &mut Tx<'_>,
    new: &New<'_>,
    now: Timestamp,
    by: Option<AccountId>,
) -> Result<AccountId, Failure> {
    let id = crate::session::secret::number()?;
    let handle = crate::session::secret::bytes::<16>()?;
    tx.run(
        "INSERT INTO staff_account (id, user_name, name, email, mark, lang, theme, handle, password, password_set, \
         made, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            Value::Int(id),
            Value::Text(new.user_name),
            Value::Text(new.name),
            Value::OptText(new.email),
            Value::OptText(new.mark),
            Value::Text(new.lang.code()),
            Value::Text(Theme::Auto.as_str()),
            Value::Bytes(&handle),
            Value::OptText(new.password),
            Value::OptInt(new.password.map(|_| ms(now))),
            Value::Int(ms(now)),
            Value::OptInt(by.map(|by| by.0)),
        ],
    )?;
    Ok(AccountId(id))
}

/// An account by number.
///
/// # Errors
/// When the database fails.
pub fn by_id(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, Failure> {
    tx.first(
        "SELECT id, user_name, name, email, mark, lang, theme, handle, made, ended FROM staff_account WHERE id = $1",
        &[Value::Int(id.0)],
        read,
    )
}

/// An account by user name (lower case).
///
/// # Errors
/// When the database fails.
pub fn by_user_name(tx: &mut Tx<'_>, user_name: &str) -> Result<Option<Account>, Failure> {
    tx.first(
        "SELECT id, user_name, name, email, mark, lang, theme, handle, made, ended FROM staff_account \
         WHERE user_name = $1",
        &[Value::Text(user_name)],
        read,
    )
}

/// All accounts, ended ones too, in order of name.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, Failure> {
    tx.all(
        "SELECT id, user_name, name, email, mark, lang, theme, handle, made, ended FROM staff_account \
         ORDER BY name, user_name",
        &[],
        read,
    )
}

/// Whether there is any account, ended or not.
///
/// # Errors
/// When the database fails.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, Failure> {
    let found = tx.first("SELECT 1 FROM staff_account LIMIT 1", &[], |row| row.int(0))?;
    Ok(found.is_some())
}

/// The stored hash of the password.
///
/// # Errors
/// When the database fails.
pub fn password(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>, Failure> {
    let hash = tx.first(
        "SELECT password FROM staff_account WHERE id = $1 AND ended IS NULL",
        &[Value::Int(id.0)],
        |row| row.opt_text(0),
    )?;
    Ok(hash.flatten())
}

/// Stores a new hash.
///
/// # Errors
/// When the database fails.
pub fn set_password(tx: &mut Tx<'_>, id: AccountId, hash: &str, now: Timestamp) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_account SET password = $2, password_set = $3 WHERE id = $1 AND ended IS NULL",
        &[Value::Int(id.0), Value::Text(hash), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Stores name, e-mail address and personnel mark.
///
/// # Errors
/// When the database fails; also when address or mark is taken.
pub fn set_particulars(
    tx: &mut Tx<'_>,
    id: AccountId,
    (name, email, mark): (&str, Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_account SET name = $2, email = $3, mark = $4 WHERE id = $1 AND ended IS NULL",
        &[Value::Int(id.0), Value::Text(name), Value::OptText(email), Value::OptText(mark)],
    )
    .map(drop)
}

/// Stores language and theme.
///
/// # Errors
/// When the database fails.
pub fn set_taste(tx: &mut Tx<'_>, id: AccountId, lang: Lang, theme: Theme) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_account SET lang = $2, theme = $3 WHERE id = $1",
        &[Value::Int(id.0), Value::Text(lang.code()), Value::Text(theme.as_str())],
    )
    .map(drop)
}

/// Ends an account: no password, no way back in. Says whether it was still open.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, id: AccountId, now: Timestamp, by: Option<AccountId>) -> Result<bool, Failure> {
    let ended = tx.run(
        "UPDATE staff_account SET ended = $2, ended_by = $3, password = NULL WHERE id = $1 AND ended IS NULL",
        &[Value::Int(id.0), Value::Int(ms(now)), Value::OptInt(by.map(|by| by.0))],
    )?;
    Ok(ended > 0)
}

fn read(row: &Row<'_>) -> Result<Account, Failure> {
    Ok(Account {
        id: AccountId(row.int(0)?),
        user_name: row.text(1)?,
        name: row.text(2)?,
        email: row.opt_text(3)?,
        mark: row.opt_text(4)?,
        lang: Lang::from_code(&row.text(5)?).ok_or_else(|| unknown("language"))?,
        theme: Theme::from_word(&row.text(6)?).ok_or_else(|| unknown("theme"))?,
        handle: row.bytes(7)?,
        made: super::moment(row.int(8)?)?,
        ended: opt_moment(row.opt_int(9)?)?,
    })
}

/// Takes a person's password away: it is not the one that was used last.
///
/// # Errors
/// When the database fails.
pub fn void_password(tx: &mut Tx<'_>, id: AccountId) -> Result<(), Failure> {
    tx.run("UPDATE staff_account SET password = NULL WHERE id = $1", &[Value::Int(id.0)]).map(drop)
}
