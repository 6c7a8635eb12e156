//! What a statement asks of people beyond the law, or promises them less than it: taken out of the effective rules, so that
//! neither the desk nor the notice goes by it (contradictions 1, 3, 5, 6 and 9 of legacy texts). Not here: saying so to the
//! author; the check does.

use super::{
    Origin, Tightening,
    model::{AnswerForm, AssuranceLevel, IdentityMethod, MarketingNeed, RequestChannel, Statement},
    period::Period,
};
use crate::{
    law::{LawPack, Price},
    text::Text,
};
use jiff::civil::Date;

/// Makes requests and marketing as lawful as the law wants them; says what changed.
pub(super) fn tighten(statement: &mut Statement, law: &LawPack, on: Date) -> Vec<Tightening> {
    let mut tightened = Vec::new();
    fee(statement, law, on, &mut tightened);
    rights(statement, law, on, &mut tightened);
    identity(statement, law, on, &mut tightened);
    let requests = &mut statement.requests;
    if add_copy(&mut requests.forms) {
        tightened.push(by("GDPR Art. 12(3) and 15(3)", copy()));
    }
    if requests.prohibitions.as_slice() == [RequestChannel::Letter] {
        requests.prohibitions.clear();
        tightened.push(by("GDPR Art. 7(3), 12(2) and 21", any_way()));
    }
    // A row that asks for no more than silence has no effect beside the law, and would read as if it had.
    statement.marketing.retain(|row| row.needs != MarketingNeed::NoProhibition);
    tightened
}

fn by(source: &str, what: Text) -> Tightening {
    Tightening { what, from: Origin::Law(source.to_owned()) }
}

fn fee(statement: &mut Statement, law: &LawPack, on: Date, tightened: &mut Vec<Tightening>) {
    let Some(rule) = law.fee("first-copy", on).filter(|rule| rule.price == Price::Free) else { return };
    let limit = statement.requests.fee.as_mut().and_then(|fee| fee.free_a_year.take());
    if limit.is_some() {
        let what = Text::new(
            "Jokainen pyyntö on maksuton, ei vain yksi vuodessa.",
            "Varje begäran är avgiftsfri, inte bara en om året.",
            "Every request is free of charge, not one a year alone.",
        );
        tightened.push(by(&rule.source, what));
    }
}

fn rights(statement: &mut Statement, law: &LawPack, on: Date, tightened: &mut Vec<Tightening>) {
    for rule in &mut statement.rights {
        let Some(right) = law.right(&rule.right, on) else { continue };
        let deadline = right.deadline.as_ref().and_then(|id| law.deadline(id, on));
        let lawful = deadline.and_then(|one| Some((Period::parse(&one.length)?, &one.source)));
        let promised = rule.answer_within.as_ref().and_then(|length| Period::parse(length));
        if let (Some((lawful, source)), Some(promised)) = (lawful, promised)
            && promised.exceeds(lawful)
        {
            rule.answer_within = None;
            let Text { fi, sv, en } = &right.name;
            let what = Text {
                fi: format!("{fi}: vastataan lain määräajassa."),
                sv: format!("{sv}: svar ges inom lagens tid."),
                en: format!("{en}: answered within the law's time."),
            };
            tightened.push(by(source, what));
        }
        if add_copy(&mut rule.forms) {
            tightened.push(by("GDPR Art. 12(3) and 15(3)", copy()));
        }
    }
}

/// A handwritten signature can't be the only way, and what identifies nobody or what the register lacks is not asked for.
fn identity(statement: &mut Statement, law: &LawPack, on: Date, tightened: &mut Vec<Tightening>) {
    let held: Vec<_> = statement.items.iter().map(|item| item.item_type).collect();
    let requests = &mut statement.requests;
    requests.identity.retain(|method| law.assurance(*method, on) > AssuranceLevel::None);
    if requests.identity.as_slice() == [IdentityMethod::SignedLetter] {
        requests.identity.push(IdentityMethod::StrongIdentification);
        let what = Text::new(
            "Vahva sähköinen tunnistaminen kelpaa yhtä lailla kuin allekirjoitus.",
            "Stark autentisering duger lika väl som en underskrift.",
            "Strong electronic identification is as good as a signature.",
        );
        tightened.push(by("GDPR Art. 12(2) and 12(6)", what));
    }
    let asked = requests.asks.len();
    requests.asks.retain(|kind| held.contains(kind));
    if requests.asks.len() < asked {
        let what = Text::new(
            "Pyynnössä ei vaadita tietoa, jota rekisterissä ei ole.",
            "I en begäran krävs ingen uppgift som inte finns i registret.",
            "A request need give nothing that the register does not hold.",
        );
        tightened.push(by("GDPR Art. 5(1)(c) and 11", what));
    }
}

/// Adds the electronic copy to forms that leave it out; says whether it had to. No forms at all are any form.
fn add_copy(forms: &mut Vec<AnswerForm>) -> bool {
    let fixed = !forms.is_empty() && !forms.contains(&AnswerForm::ElectronicCopy);
    if fixed {
        forms.push(AnswerForm::ElectronicCopy);
    }
    fixed
}

fn copy() -> Text {
    Text::new(
        "Sähköisen jäljennöksen saa aina pyytämällä.",
        "En elektronisk kopia fås alltid på begäran.",
        "An electronic copy can always be had by asking.",
    )
}

fn any_way() -> Text {
    Text::new(
        "Kielto ja peruutus ovat voimassa heti, ilmoitettiinpa niistä miten tahansa.",
        "Ett förbud eller en återkallelse gäller genast, oavsett hur det meddelas.",
        "A prohibition or withdrawal has effect at once, however it is told.",
    )
}
