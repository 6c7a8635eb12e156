//! Only invented people: what looks like somebody's address or identity code has to be one that nobody can have.

use crate::{files::tracked, report};

/// Domains that are kept for examples (RFC 2606, RFC 6761; example.fi and example.se by their registries).
const INVENTED: [&str; 10] = [
    "example.fi",
    "example.se",
    "example.com",
    "example.org",
    "example.net",
    "example",
    "test",
    "invalid",
    "localhost",
    "example.eu",
];

fn is_invented(domain: &str) -> bool {
    let domain = domain.to_lowercase();
    INVENTED
        .iter()
        .any(|good| domain == *good || domain.strip_suffix(good).is_some_and(|rest| rest.ends_with('.')))
}

/// Domains of public authorities, whose addresses a notice has to name (GDPR 13(2)(d)).
const AUTHORITIES: [&str; 2] = ["om.fi", "imy.se"];

/// Domains of what looks like an e-mail address.
fn mail_domains(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        if !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let rest = &text[at + 1..];
        let end =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
        let domain = rest[..end].trim_end_matches(['.', '-']);
        let top = domain.rsplit('.').next().unwrap_or("");
        if domain.contains('.')
            && !domain.contains("..")
            && top.len() > 1
            && top.chars().all(|c| c.is_ascii_alphabetic())
        {
            found.push(domain);
        }
    }
    found
}

/// Finnish personal identity codes with a right check character that a person may have: numbers from 900 on are never
/// given to anyone.
fn identity_codes(text: &str) -> Vec<&str> {
    text.char_indices()
        .filter_map(|(at, _)| text.get(at..at + 11))
        .filter(|piece| piece.is_ascii() && looks_given(piece))
        .collect()
}

fn looks_given(piece: &str) -> bool {
    let (date, number, check) = (&piece[..6], &piece[7..10], &piece[10..]);
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let sign = piece[6..7].starts_with(['+', '-', 'A', 'B', 'C', 'D', 'E', 'F', 'Y', 'X', 'W', 'V', 'U']);
    if !digits(date) || !digits(number) || !sign || !(1..=31).contains(&date[..2].parse::<u32>().unwrap_or(0))
    {
        return false;
    }
    let whole: usize = format!("{date}{number}").parse().unwrap();
    let right = "0123456789ABCDEFHJKLMNPRSTUVWXY".get(whole % 31..=whole % 31);
    right == Some(check) && (2..900).contains(&number.parse::<u32>().unwrap_or(0))
}

#[test]
fn addresses_in_the_repository_are_nobodys() {
    let mut broken = Vec::new();
    for (path, text) in tracked().iter().filter(|(path, _)| !path.ends_with("package-lock.json")) {
        for domain in mail_domains(text)
            .into_iter()
            .filter(|domain| !is_invented(domain) && !AUTHORITIES.contains(domain))
        {
            broken.push(format!("{path}: ...@{domain}"));
        }
    }
    report("an e-mail address in an example ends in example.fi or the like", &broken);
}

#[test]
fn identity_codes_in_the_repository_are_nobodys() {
    let mut broken = Vec::new();
    for (path, text) in tracked() {
        broken.extend(identity_codes(&text).into_iter().map(|code| format!("{path}: {code}")));
    }
    report("a personal identity code in an example has a number from 900 on", &broken);
}

#[test]
fn the_rules_find_what_they_look_for() {
    assert_eq!(
        mail_domains(concat!("to someone@", "company.fi, and a@b.example.fi")),
        ["company.fi", "b.example.fi"]
    );
    assert!(!is_invented("company.fi") && is_invented("b.example.fi") && !is_invented("notexample.fi"));
    assert_eq!(
        identity_codes(concat!("x 010190-", "123N y")).len(),
        usize::from(looks_given(concat!("010190-", "123N")))
    );
    let given = (0..31)
        .filter_map(|at| "0123456789ABCDEFHJKLMNPRSTUVWXY".get(at..=at))
        .filter(|check| looks_given(&format!("010190-123{check}")));
    assert_eq!(given.count(), 1, "one check character is the right one");
    assert!(
        !(0..31).any(|at| looks_given(&format!("010190-923{}", &"0123456789ABCDEFHJKLMNPRSTUVWXY"[at..=at])))
    );
}
