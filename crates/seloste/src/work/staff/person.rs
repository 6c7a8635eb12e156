//! What makes an account one person's: a name, a user name, and something that nobody else has (claims R1-042, R4-038). A desk,
//! a shift or a group can't have one.

use super::Wrong;

/// Words that name a desk, a duty or a machine and not a person, in the three languages.
const SHARED: &[&str] = &[
    "account",
    "accounts",
    "admin",
    "administrator",
    "admins",
    "api",
    "asiakaspalvelija",
    "asiakaspalvelu",
    "asiakas",
    "backoffice",
    "billing",
    "bot",
    "butik",
    "cashier",
    "chat",
    "client",
    "common",
    "contact",
    "customer",
    "customercare",
    "customerservice",
    "customersupport",
    "delad",
    "demo",
    "desk",
    "ekonomi",
    "everyone",
    "faktura",
    "frontdesk",
    "gast",
    "group",
    "guest",
    "hello",
    "helpdesk",
    "henkilokunta",
    "hr",
    "huolto",
    "info",
    "it",
    "kassa",
    "kassor",
    "kaikki",
    "kayttaja",
    "konto",
    "kontor",
    "kundservice",
    "kundtjanst",
    "lager",
    "laskutus",
    "mail",
    "markkinointi",
    "marketing",
    "marknadsforing",
    "myymala",
    "myynti",
    "neuvonta",
    "nobody",
    "office",
    "operator",
    "order",
    "orders",
    "palvelu",
    "personal",
    "postmaster",
    "reception",
    "receptionist",
    "ryhma",
    "sales",
    "service",
    "shared",
    "shop",
    "staff",
    "store",
    "support",
    "system",
    "team",
    "test",
    "testaaja",
    "tester",
    "testi",
    "tiimi",
    "till",
    "toimisto",
    "tuki",
    "user",
    "users",
    "vastaanotto",
    "varasto",
    "webmaster",
    "vieras",
    "yhteinen",
    "yllapito",
];

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 100;

/// A person's name, checked: at least two words, none of them a desk's.
///
/// # Errors
/// What is wrong with it.
pub fn name(typed: &str) -> Result<String, Wrong> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = words.join(" ");
    let letters = |word: &&&str| word.chars().any(char::is_alphabetic);
    let odd = |c: char| c.is_control() || c.is_ascii_digit() || "<>@/\\{}[]|=*#_\u{202e}\u{202d}".contains(c);
    if words.iter().filter(letters).count() < 2
        || name.chars().count() > LONGEST_NAME
        || name.chars().any(odd)
    {
        return Err(Wrong::NameNotWhole);
    }
    if words.iter().any(|word| is_shared(word)) {
        return Err(Wrong::NameNotOfPerson);
    }
    Ok(name)
}

/// A user name as it is stored and looked up.
#[must_use]
pub fn user_name_form(typed: &str) -> String {
    typed.trim().chars().take(80).collect::<String>().to_lowercase()
}

/// A user name, checked: 2 to 40 of a-z, 0-9, `.`, `-`, `_`, `@`, beginning with a letter, and not a desk's.
///
/// # Errors
/// What is wrong with it.
pub fn user_name(typed: &str, name: &str) -> Result<String, Wrong> {
    let user_name = user_name_form(typed);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_@".contains(c);
    let good = (2..=40).contains(&user_name.len())
        && user_name.chars().all(plain)
        && user_name.starts_with(|c: char| c.is_ascii_lowercase());
    if !good {
        return Err(Wrong::UserNameForm);
    }
    if shared_in(&user_name, name) { Err(Wrong::UserNameShared) } else { Ok(user_name) }
}

/// An e-mail address, checked: of a person's, not a desk's.
///
/// # Errors
/// What is wrong with it.
pub fn email(typed: &str, name: &str) -> Result<String, Wrong> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@').ok_or(Wrong::EmailForm)?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;:\"()@\\".contains(c);
    let good = !local.is_empty()
        && email.len() <= 254
        && domain.split('.').count() >= 2
        && domain.split('.').all(|part| !part.is_empty())
        && !local.chars().any(odd)
        && !domain.chars().any(odd);
    if !good {
        return Err(Wrong::EmailForm);
    }
    if shared_in(local, name) { Err(Wrong::EmailShared) } else { Ok(email) }
}

/// A personnel mark, checked.
///
/// # Errors
/// When it is too long or holds what can't be printed.
pub fn mark(typed: &str) -> Result<String, Wrong> {
    let mark = typed.trim();
    let good = (1..=40).contains(&mark.chars().count()) && !mark.chars().any(char::is_control);
    if good { Ok(mark.to_owned()) } else { Err(Wrong::MarkForm) }
}

/// Whether a user name or local part is a desk's: a part of it is, and no part is the person's own name.
fn shared_in(text: &str, name: &str) -> bool {
    let telling = |own: &String| own.len() >= 3 && !is_shared(own);
    let own: Vec<String> = name.split([' ', '-']).map(plain_letters).filter(telling).collect();
    let parts: Vec<&str> = text.split(['.', '-', '_', '@', '+']).collect();
    let personal = |part: &str| {
        let part = plain_letters(part);
        own.iter().any(|own| part.contains(own.as_str()))
    };
    !parts.iter().any(|part| personal(part)) && parts.iter().any(|part| is_shared(part))
}

fn is_shared(word: &str) -> bool {
    let bare = plain_letters(word);
    SHARED.contains(&bare.as_str())
}

/// Lower-case letters without their marks, nothing else: "Myymälä-2" becomes "myymala".
fn plain_letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r1_042_a_shared_account_cannot_be_made() {
        for shared in ["info", "Asiakaspalvelu", "kassa2", "admin", "myymala-1", "testi", "support.fi"] {
            assert_eq!(user_name(shared, "Aino Esimerkki"), Err(Wrong::UserNameShared), "{shared}");
        }
        for shared in ["Asiakaspalvelu Helsinki", "Kassa Yksi", "Test User", "Myymälä Oulu"] {
            assert_eq!(name(shared), Err(Wrong::NameNotOfPerson), "{shared}");
        }
        assert_eq!(email("info@example.fi", "Aino Esimerkki"), Err(Wrong::EmailShared));
        assert_eq!(email("asiakaspalvelu.turku@example.fi", "Aino Esimerkki"), Err(Wrong::EmailShared));
    }

    #[test]
    fn r4_038_a_persons_own_names_are_taken() {
        assert_eq!(name(" Aino   Esimerkki "), Ok("Aino Esimerkki".to_owned()));
        assert_eq!(name("Åsa-Maj O'Brien von Döbeln"), Ok("Åsa-Maj O'Brien von Döbeln".to_owned()));
        assert_eq!(user_name("Aino.Esimerkki", "Aino Esimerkki"), Ok("aino.esimerkki".to_owned()));
        assert_eq!(user_name("aino.admin", "Aino Esimerkki"), Ok("aino.admin".to_owned()));
        assert_eq!(user_name("k10482", "Aino Esimerkki"), Ok("k10482".to_owned()));
        assert_eq!(email("Aino@Example.fi", "Aino Esimerkki"), Ok("aino@example.fi".to_owned()));
    }

    #[test]
    fn half_names_and_odd_letters_are_refused() {
        for odd in ["", "Aino", "Aino 2", "Aino\u{0} Esimerkki", "<b>Aino</b> E", &"a ".repeat(60)] {
            assert_eq!(name(odd), Err(Wrong::NameNotWhole), "{odd:?}");
        }
        for odd in ["", "a", "1aino", "aino esimerkki", "äino", "aino'--", &"a".repeat(41)] {
            assert_eq!(user_name(odd, "Aino Esimerkki"), Err(Wrong::UserNameForm), "{odd:?}");
        }
        for odd in ["", "aino", "@example.fi", "aino@example", "a ino@example.fi", "aino@example.fi."] {
            assert_eq!(email(odd, "Aino Esimerkki"), Err(Wrong::EmailForm), "{odd:?}");
        }
    }

    #[test]
    fn the_list_of_shared_words_is_in_plain_letters() {
        assert!(SHARED.iter().all(|word| plain_letters(word) == *word));
    }
}
