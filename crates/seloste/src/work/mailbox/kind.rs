//! What a mail asks for, by its words in three languages. Where they point nowhere, or to several things, somebody looks: guessing
//! is not recognising (R5-131). Not here: reading mail (`letter.rs`).

use seloste_register::{right::RightKind, text::Lang};

/// Beginnings of words and phrases by which each kind of request is known.
const WORDS: [(RightKind, Lang, &[&str]); 21] = [
    (
        RightKind::Inspect,
        Lang::Fi,
        &[
            "tarkastusoike",
            "tarkastuspyyn",
            "tarkastaa tietoni",
            "mitä tietoja",
            "kopio tiedoistani",
            "nähdä tietoni",
        ],
    ),
    (
        RightKind::Inspect,
        Lang::Sv,
        &[
            "registerutdrag",
            "rätt till insyn",
            "insynsrätt",
            "vilka uppgifter",
            "kopia av mina uppgifter",
            "se mina uppgifter",
        ],
    ),
    (
        RightKind::Inspect,
        Lang::En,
        &[
            "access request",
            "right of access",
            "copy of my data",
            "copy of my personal data",
            "what data",
            "data you hold",
        ],
    ),
    (
        RightKind::Rectify,
        Lang::Fi,
        &["oikais", "korjat", "korjaa", "korjau", "virheelli", "vanhentun", "väärin", "päivittä"],
    ),
    (RightKind::Rectify, Lang::Sv, &["rätta", "rättelse", "felaktig", "föråldrad", "korriger"]),
    (
        RightKind::Rectify,
        Lang::En,
        &["rectif", "correct my", "correction", "inaccurate", "out of date", "outdated"],
    ),
    (RightKind::Erase, Lang::Fi, &["poista", "poisto", "unohdetuksi"]),
    (RightKind::Erase, Lang::Sv, &["radera", "ta bort min", "bli bortglömd", "bli glömd"]),
    (RightKind::Erase, Lang::En, &["erase", "erasure", "delete", "deletion", "remove my", "be forgotten"]),
    (RightKind::Restrict, Lang::Fi, &["käsittelyn rajoit", "rajoittakaa", "rajoittamis"]),
    (RightKind::Restrict, Lang::Sv, &["begränsa behandling", "begränsning av behandling"]),
    (
        RightKind::Restrict,
        Lang::En,
        &["restrict the processing", "restrict processing", "restriction of processing"],
    ),
    (
        RightKind::Object,
        Lang::Fi,
        &[
            "vastusta",
            "kiellän",
            "markkinointikiel",
            "suoramarkkinoinnin kiel",
            "en halua mainoks",
            "en halua markkinoint",
        ],
    ),
    (
        RightKind::Object,
        Lang::Sv,
        &["invändning", "motsätter", "förbjuder", "inte ha reklam", "direktmarknadsföring"],
    ),
    (
        RightKind::Object,
        Lang::En,
        &["i object", "objection", "stop marketing", "direct marketing", "opt out"],
    ),
    (RightKind::Portability, Lang::Fi, &["siirtää tietoni", "siirto-oike", "siirrettävyys", "koneluettava"]),
    (RightKind::Portability, Lang::Sv, &["dataportabilitet", "maskinläsbar", "överföra mina uppgifter"]),
    (RightKind::Portability, Lang::En, &["portability", "machine-readable", "machine readable"]),
    (
        RightKind::WithdrawConsent,
        Lang::Fi,
        &["perun suostum", "peruutan suostum", "suostumuksen peru", "suostumukseni peru"],
    ),
    (
        RightKind::WithdrawConsent,
        Lang::Sv,
        &["återkallar", "återkalla mitt samtycke", "återta mitt samtycke"],
    ),
    (
        RightKind::WithdrawConsent,
        Lang::En,
        &["withdraw my consent", "withdraw consent", "withdrawal of consent"],
    ),
];

/// What a mail asks for and in which language; nothing where its words point nowhere or to several things. The subject line alone
/// settles it where it can; what was quoted from an earlier mail does not count.
#[must_use]
pub fn recognised(subject: &str, text: &str) -> Option<(RightKind, Lang)> {
    let own = text.lines().filter(|line| !line.trim_start().starts_with('>'));
    let own = own.collect::<Vec<_>>().join(" ");
    only(subject).or_else(|| only(&own))
}

/// The one kind that a text speaks of.
fn only(text: &str) -> Option<(RightKind, Lang)> {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let mut found = WORDS.iter().filter(|(_, _, words)| words.iter().any(|word| begins(word)));
    let (kind, lang, _) = found.next()?;
    found.all(|(other, _, _)| other == kind).then_some((*kind, *lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r5_131_the_kind_is_recognised_in_three_languages_or_left_to_a_clerk() {
        for (subject, text, kind) in [
            ("Poistopyyntö", "", Some((RightKind::Erase, Lang::Fi))),
            ("Hei", "Pyydän, että POISTATTE tietoni.\nTerveisin", Some((RightKind::Erase, Lang::Fi))),
            ("Rättelse", "Min adress är fel.", Some((RightKind::Rectify, Lang::Sv))),
            ("My data", "Please send me a copy of my data.", Some((RightKind::Inspect, Lang::En))),
            ("Suostumus", "Perun suostumukseni.", Some((RightKind::WithdrawConsent, Lang::Fi))),
            ("Kysymys", "Milloin olette auki?", None),
            ("Pyyntö", "Korjatkaa osoitteeni tai poistakaa tietoni.", None),
            ("Kysymys", "Kiitos.\n> poistakaa tietoni", None),
            ("Laskuistapoisto", "", None),
        ] {
            assert_eq!(recognised(subject, text), kind, "{subject}: {text}");
        }
    }
}
