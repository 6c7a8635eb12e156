//! Rules about techniques by which use is followed: each says how long it lasts, and is off before consent unless it is necessary
//! (claim R7-018).

use super::{Check, keeping::no_length, text};
use crate::{
    diagnostics::Problem,
    statement::{model::Basis, period::Period},
    text::Text,
};

impl Check<'_> {
    pub(super) fn tracking(&mut self) {
        let written = self.written;
        for (at, one) in written.trackings.iter().enumerate() {
            let path = format!("tracking[{at}]");
            if Period::parse(&one.keep).is_none() {
                self.at(&format!("{path}.keep"), no_length(&one.keep));
            }
            match (&one.consent, &one.necessary) {
                (None, None) => self.at(&path, before_consent(&one.name)),
                (Some(_), Some(_)) => self.both(
                    (&format!("{path}.necessary"), &format!("{path}.consent")),
                    necessary_by_consent(&one.name),
                ),
                _ => {}
            }
            let purpose = written.purposes.iter().position(|purpose| purpose.id == one.purpose);
            let other = purpose.filter(|at| {
                let purpose = written.purposes.get(*at);
                one.consent.is_some()
                    && purpose.is_some_and(|it| it.basis == Basis::Consent && it.consent != one.consent)
            });
            if let Some(number) = other {
                self.both(
                    (&format!("{path}.consent"), &format!("purpose[{number}].consent")),
                    other_consent(&one.name),
                );
            }
        }
    }
}

fn before_consent(name: &Text) -> Problem {
    Problem::error(
        "tracking-before-consent",
        text(
            format!("”{}” olisi päällä ennen kuin kukaan on suostunut siihen.", name.fi),
            format!("”{}” skulle vara på innan någon har samtyckt.", name.sv),
            format!("“{}” would be on before anybody has consented.", name.en),
        ),
        Text::new(
            "Nimeä suostumus avaimella consent, tai kerro avaimella necessary, miksi palvelu ei toimi ilman sitä.",
            "Ange samtycket med consent, eller berätta med necessary varför tjänsten inte fungerar utan den.",
            "Name the consent with consent, or say with necessary why the service can't do without it.",
        ),
    )
}

fn necessary_by_consent(name: &Text) -> Problem {
    Problem::error(
        "tracking-necessary-by-consent",
        text(
            format!("”{}” on sekä välttämätön että suostumuksen varassa.", name.fi),
            format!("”{}” är både nödvändig och beroende av samtycke.", name.sv),
            format!("“{}” is both necessary and a matter of consent.", name.en),
        ),
        Text::new("Jätä näistä vain toinen.", "Behåll bara det ena.", "Keep one of the two."),
    )
}

fn other_consent(name: &Text) -> Problem {
    Problem::error(
        "tracking-other-consent",
        text(
            format!("”{}” kysyy eri suostumusta kuin käyttötarkoitus, johon sitä käytetään.", name.fi),
            format!("”{}” frågar efter ett annat samtycke än ändamålet som den används för.", name.sv),
            format!("“{}” asks for another consent than the purpose that it is used for.", name.en),
        ),
        Text::new(
            "Nimeä sama suostumus kummassakin.",
            "Ange samma samtycke på båda ställena.",
            "Name the same consent in both.",
        ),
    )
}
