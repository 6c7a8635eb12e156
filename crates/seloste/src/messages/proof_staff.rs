//! Words of a proof about those who work here: their accounts and how they sign in.

use super::Message;

/// Accounts are personal.
pub(crate) const ACCOUNTS: Message = Message::new(
    "Jokainen {n} käyttäjätunnuksesta on yhden ihmisen, ja jokaisella käytöllä oli rooli.",
    "Vart och ett av {n} användarkonton är en persons eget, och varje användning hade en roll.",
    "Each of the {n} accounts is one person's, and every use had a role behind it.",
);
/// Accounts that bear nobody's name.
pub(crate) const ACCOUNTS_NAMELESS: Message = Message::new(
    "Käyttäjätunnuksista {nameless} ei kanna kenenkään etu- ja sukunimeä. Anna jokaiselle omistajansa nimi (seloste user list näyttää ne).",
    "{nameless} användarkonto(n) bär inte någons för- och efternamn. Ge vart och ett sin ägares namn (seloste user list visar dem).",
    "{nameless} account(s) don't bear a first name and a surname. Give each its owner's name (seloste user list shows them).",
);
/// Uses by somebody who had no role at the time.
pub(crate) const USES_WITHOUT_ROLE: Message = Message::new(
    "Käyttäjän ja käyttötarkoituksen pareista {uses} on sellaisia, ettei käyttäjällä ollut silloin roolia rekisterissä.",
    "I {uses} par av användare och ändamål hade användaren då ingen roll i registret.",
    "In {uses} pair(s) of account and purpose the account had no role in the register at the time.",
);
/// Both.
pub(crate) const ACCOUNTS_BROKEN: Message = Message::new(
    "Käyttäjätunnuksista {nameless} ei kanna kenenkään etu- ja sukunimeä, ja käyttäjän ja käyttötarkoituksen pareista {uses} on sellaisia, ettei käyttäjällä ollut silloin roolia.",
    "{nameless} användarkonto(n) bär inte någons för- och efternamn, och i {uses} par av användare och ändamål hade användaren då ingen roll.",
    "{nameless} account(s) don't bear a first name and a surname, and in {uses} pair(s) of account and purpose the account had no role at the time.",
);
/// Nobody whose role asks for a second factor is in without one.
pub(crate) const SIGN_IN: Message = Message::new(
    "Toista vahvistusta vaativa rooli on {n} tunnuksella: {confirmed} on lisännyt sen, {out} ei pääse sisään ennen sitä.",
    "{n} konton har en roll som kräver en andra bekräftelse: {confirmed} har lagt till den, {out} släpps inte in före det.",
    "{n} accounts have a role that asks for a second factor: {confirmed} have one, {out} are kept out until they do.",
);
/// Somebody is.
pub(crate) const SIGN_IN_BROKEN: Message = Message::new(
    "{n} tunnusta pääsee sisään ilman vaadittua toista vahvistusta.",
    "{n} konton släpps in utan den andra bekräftelse som krävs.",
    "{n} accounts get in without the second factor that is asked for.",
);
