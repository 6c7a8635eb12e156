//! Claims that hold for any register. Not here: sentences of its notice.

use super::{Check, Claim};
use crate::text::Text;

/// What holds for any register, whatever its statement says.
pub(super) fn claims() -> Vec<Claim> {
    let claim = |id: &str, text: Text, rule: &str, checks: Vec<Check>| Claim {
        id: format!("system--{id}"),
        section: "system".to_owned(),
        text,
        rule: rule.to_owned(),
        checks,
        parts: Vec::new(),
    };
    vec![
        claim(
            "sealed",
            Text::new(
                "Kaikki, mikä kertoo ihmisestä, on tallennettu salattuna hänen omalla avaimellaan.",
                "Allt som beskriver en person lagras krypterat med personens egen nyckel.",
                "Whatever describes a person is stored sealed with that person's own key.",
            ),
            "GDPR Art. 32(1)(a)",
            vec![Check::Sealed],
        ),
        claim(
            "keys",
            Text::new(
                "Avaimet ovat erillään tiedoista.",
                "Nycklarna hålls åtskilda från uppgifterna.",
                "The keys are kept apart from the data.",
            ),
            "GDPR Art. 32(1)(a)",
            vec![Check::Keys],
        ),
        claim(
            "access",
            Text::new(
                "Kukaan ei pääse tietoihin muuten kuin seloste sallii.",
                "Ingen kommer åt uppgifter på annat sätt än beskrivningen tillåter.",
                "Nobody gets at data but as the statement allows.",
            ),
            "[[role]] grants",
            vec![Check::Everyone, Check::Agreement],
        ),
        claim(
            "ledger",
            Text::new(
                "Jokainen käyttö ja torjuttu yritys on kirjattu lokiin, jota ei voi muuttaa huomaamatta.",
                "Varje användning och varje avvisat försök finns i en logg som inte kan ändras obemärkt.",
                "Every use and every refused attempt stands in a log that can't be changed unnoticed.",
            ),
            "GDPR Art. 5(2)",
            vec![Check::Ledger],
        ),
        claim(
            "use",
            Text::new(
                "Tietoja ei ole käytetty sääntöjen ulkopuolella.",
                "Uppgifter har inte använts utanför reglerna.",
                "Data has not been used outside of the rules.",
            ),
            "GDPR Art. 5(1)(b)",
            vec![Check::Replay],
        ),
        claim(
            "accounts",
            Text::new(
                "Jokainen tunnus on yhden ihmisen, ja käyttäjillä on voimassa oleva palvelussuhde ja salassapitositoumus.",
                "Varje konto är en persons eget, och användarna har gällande anställning eller uppdrag och förbindelse om tystnadsplikt.",
                "Every account is one person's, and users have an engagement in force and an undertaking of secrecy.",
            ),
            "[register.undertaking]",
            vec![Check::Accounts],
        ),
    ]
}
