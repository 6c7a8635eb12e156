//! What a notice says of requests beyond how they are made: how a person is known, in which form the answer comes, what it
//! costs, who else receives them, and what the statement adds to single rights.

use super::{Block, Entry, build::Of, phrases::requests as say, words};
use crate::{
    law::{Right, holds},
    statement::{
        model::{AnswerAddress, AnswerForm, IdentityMethod, RightRule},
        period::Period,
    },
    text::{Lang, Phrase},
};

pub(super) fn conditions(of: Of<'_>) -> Vec<Block> {
    let told = [
        ("request-identity", identity(of)),
        ("request-document", document(of)),
        ("request-asks", asks(of)),
        ("request-forms", forms(of)),
        ("request-letters", letters(of)),
        ("request-receivers", receivers(of)),
        ("request-fee", fee(of)),
        ("request-prohibitions", prohibitions(of)),
    ];
    told.into_iter().filter_map(|(id, text)| Some(Block::Line(Entry::new(id, text?)))).collect()
}

/// The ways to show who one is, by the names of the law pack. One that the law pack holds worthless is left out.
fn identity(of: Of<'_>) -> Option<String> {
    let offered = &of.rules.statement().requests.identity;
    let names: Vec<String> = offered.iter().filter_map(|method| method_name(of, *method)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| {
        let names = words::joined(&names, words::OR, of.lang);
        format!("{} {names}. {}", of.say(say::IDENTITY), of.say(say::DOUBT))
    })
}

/// That an identity document is seen at a desk, and what is kept of it (R5-120).
fn document(of: Of<'_>) -> Option<String> {
    of.rules.statement().requests.desk_document.then(|| of.say(say::DOCUMENT).to_owned())
}

fn method_name(of: Of<'_>, method: IdentityMethod) -> Option<String> {
    if method == IdentityMethod::NameAndCode {
        return None;
    }
    let known = &of.rules.law().identifications;
    let known = known.iter().find(|one| one.method == method && holds(one.from, one.until, of.rules.on()))?;
    Some(words::inside(known.name.get(of.lang)))
}

fn asks(of: Of<'_>) -> Option<String> {
    let statement = of.rules.statement();
    let asked = statement.items.iter().filter(|item| statement.requests.asks.contains(&item.item_type));
    let names: Vec<String> = asked.map(|item| words::inside(item.name.get(of.lang))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty())
        .then(|| format!("{} {}.", of.say(say::ASKS), words::joined(&names, words::AND, of.lang)))
}

fn forms(of: Of<'_>) -> Option<String> {
    let forms = form_names(of, &of.rules.statement().requests.forms);
    (!forms.is_empty()).then(|| format!("{} {forms}. {}", of.say(say::FORMS), of.say(say::COPY)))
}

fn form_names(of: Of<'_>, forms: &[AnswerForm]) -> String {
    let names: Vec<&str> = forms.iter().map(|form| of.say(form_name(*form))).collect();
    words::joined(&names, words::OR, of.lang)
}

const fn form_name(form: AnswerForm) -> Phrase {
    match form {
        AnswerForm::Letter => Phrase::new("kirjeenä", "som brev", "as a letter"),
        AnswerForm::ElectronicCopy => {
            Phrase::new("sähköisenä jäljennöksenä", "som elektronisk kopia", "as an electronic copy")
        }
        AnswerForm::AtOutlet => Phrase::new("toimipaikassamme", "på vårt verksamhetsställe", "at our outlet"),
        AnswerForm::Meeting => Phrase::new("tapaamisessa", "vid ett möte", "in a meeting"),
        AnswerForm::RemoteMeeting => {
            Phrase::new("etätapaamisessa", "vid ett distansmöte", "in a meeting over a video connection")
        }
        AnswerForm::Listening => Phrase::new(
            "kuuntelemalla tallenne toimipaikassamme",
            "genom att du lyssnar på inspelningen hos oss",
            "by listening to the recording with us",
        ),
    }
}

fn letters(of: Of<'_>) -> Option<String> {
    let phrase = match of.rules.statement().requests.letters_to? {
        AnswerAddress::OnRecord => say::ON_RECORD,
        AnswerAddress::Proved => say::PROVED,
    };
    Some(of.say(phrase).to_owned())
}

fn receivers(of: Of<'_>) -> Option<String> {
    let statement = of.rules.statement();
    let wanted = &statement.requests.receivers;
    let joint = statement
        .joint_controllers
        .iter()
        .filter(|one| wanted.contains(&one.id))
        .map(|one| one.name.as_str());
    let group =
        statement.group_companies.iter().filter(|one| wanted.contains(&one.id)).map(|one| one.name.as_str());
    let mut names: Vec<&str> = joint.chain(group).collect();
    names.dedup();
    (!names.is_empty()).then(|| {
        format!(
            "{} {}. {}",
            of.say(say::RECEIVERS),
            words::joined(&names, words::OR, of.lang),
            of.say(say::FIRST_RECEIPT)
        )
    })
}

/// What a request costs: nothing, whatever the statement says, but for further copies (GDPR 12(5), 15(3)).
fn fee(of: Of<'_>) -> Option<String> {
    let further = of.rules.statement().requests.fee.as_ref()?.further_copy_cents;
    let Some(cents) = further.filter(|cents| *cents > 0) else { return Some(of.say(say::FREE).to_owned()) };
    let comma = if of.lang == Lang::En { '.' } else { ',' };
    let price = format!("{}{comma}{:02}", cents / 100, cents % 100);
    Some(match of.lang {
        Lang::Fi => format!("Pyynnöt ovat maksuttomia. Samojen tietojen lisäjäljennös maksaa {price} euroa."),
        Lang::Sv => {
            format!("Begäranden är avgiftsfria. En ytterligare kopia av samma uppgifter kostar {price} euro.")
        }
        Lang::En => {
            format!("Requests are free of charge. A further copy of the same data costs {price} euros.")
        }
    })
}

fn prohibitions(of: Of<'_>) -> Option<String> {
    let ways = &of.rules.statement().requests.prohibitions;
    let ways: Vec<&str> = ways.iter().map(|way| of.say(super::people::offered(*way))).collect();
    (!ways.is_empty()).then(|| {
        format!(
            "{} {}. {}",
            of.say(say::PROHIBIT),
            words::joined(&ways, words::OR, of.lang),
            of.say(say::ANY_OTHER)
        )
    })
}

/// What the statement adds to one right of the law: a shorter time, forms, its own words.
pub(super) fn added(of: Of<'_>, right: &Right) -> String {
    let rule = of.rules.statement().rights.iter().find(|rule| rule.right == right.id);
    rule.map_or(String::new(), |rule| own(of, rule))
}

fn own(of: Of<'_>, rule: &RightRule) -> String {
    let mut text = String::new();
    if let Some(about) = &rule.about {
        text.push_str(&format!(" {}", about.get(of.lang)));
    }
    if let Some(within) = rule.answer_within.as_ref().and_then(|within| Period::parse(within)) {
        let within = words::period(within, of.lang);
        text.push_str(&match of.lang {
            Lang::Fi => format!(" Vastausaika on enintään {within}."),
            Lang::Sv => format!(" Vi svarar inom {within}."),
            Lang::En => format!(" We answer within {within}."),
        });
    }
    let forms = form_names(of, &rule.forms);
    if !forms.is_empty() {
        text.push_str(&format!(" {} {forms}.", of.say(say::FORMS)));
    }
    text
}
