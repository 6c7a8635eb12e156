//! Letters of a case: that it has arrived, that it takes longer, that it must be known who asks, to whom it was passed on, what was
//! decided. Each tells what the case itself says. Not here: pages of a PDF (`seloste_letter`), the data that is asked for (`work/package`).

use super::{problem, recordings};
use crate::{
    messages::{Message, letter as say},
    work::personal,
};
use jiff::{Timestamp, civil::Date};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{Card, OpenedValue, Past},
    recorded::AskedRecording,
    request::{Happened, OpenedRequest, RequestRef},
};
use seloste_letter::{Address, Block, Document, Level, Line};
use seloste_register::{
    right::{
        Assurance, Method, Named, Outcome, RightKind,
        case::{Decision, Step, Terms},
    },
    statement::{
        Rules,
        model::{Item, ItemType},
    },
    text::{Lang, Text},
};
use std::collections::HashMap;

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// The request has arrived, and by when it is answered.
    Receipt,
    /// It takes longer, and why (GDPR 12(3)).
    MoreTime,
    /// It must be known who asks (GDPR 12(6)).
    Question,
    /// It concerns another register and was passed on to it (R5-125).
    Passed,
    /// What was decided, on which grounds, and what may be done against it (GDPR 12(4)).
    Decision,
}

impl Letter {
    /// All of them, in the order in which a case may need them.
    pub const ALL: [Self; 5] = [Self::Receipt, Self::MoreTime, Self::Question, Self::Passed, Self::Decision];

    /// Its name in addresses, bodies and verbs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::MoreTime => "more-time",
            Self::Question => "question",
            Self::Passed => "passed",
            Self::Decision => "decision",
        }
    }

    /// The letter with a name.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    const fn title(self) -> &'static Message {
        match self {
            Self::Receipt => &say::RECEIPT,
            Self::MoreTime => &say::MORE_TIME,
            Self::Question => &say::QUESTION,
            Self::Passed => &say::PASSED,
            Self::Decision => &say::DECISION,
        }
    }

    /// Whether a case has come to where this letter says something.
    #[must_use]
    pub fn is_of(self, opened: &OpenedRequest) -> bool {
        match self {
            Self::Receipt => true,
            Self::MoreTime => last(opened, |step| matches!(step, Step::Extend(..))).is_some(),
            Self::Question => last(opened, |step| matches!(step, Step::Doubt(_))).is_some(),
            Self::Passed => last(opened, |step| matches!(step, Step::Pass)).is_some(),
            Self::Decision => {
                opened.case.outcome.is_some()
                    && opened.case.state != seloste_register::right::case::State::Proposed
            }
        }
    }
}

/// What a letter is written from.
struct Writing<'a> {
    opened: &'a OpenedRequest,
    rules: &'a Rules,
    terms: Terms<'a>,
    lang: Lang,
    today: Date,
    /// Recordings that the request names.
    asked: &'a [AskedRecording],
}

/// The language in which a case speaks to the person it is about: the one on record, or another where none is (R1-027, R6-020).
///
/// # Errors
/// As the gate says.
pub fn language(
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    opened: &OpenedRequest,
    otherwise: Lang,
) -> Result<Lang, GateError> {
    let declared = rules.statement().items.iter().find(|item| item.item_type == ItemType::Language);
    let (Some(declared), Some(subject)) = (declared, &opened.subject) else { return Ok(otherwise) };
    let card = match gate.open_card(ask, subject) {
        Ok(card) => card,
        Err(GateError::Absent) => return Ok(otherwise),
        Err(error) => return Err(error),
    };
    let mut items = card.categories.iter().flat_map(|category| &category.items);
    let stored = items.find(|one| one.item == declared.id).and_then(|one| one.values.first());
    Ok(stored.and_then(|one| Lang::from_code(&personal::text(&one.value))).unwrap_or(otherwise))
}

/// Writes a letter of a case, in the person's language; in another one where none is on record.
///
/// # Errors
/// When the case has nothing to say by it, when there is no address that it may go to, or as the gate says.
pub fn letter(
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    request: &RequestRef,
    letter: Letter,
    otherwise: Lang,
) -> Result<Document, GateError> {
    let opened = gate.open_request(ask, request)?;
    if !letter.is_of(&opened) {
        return Err(nothing_to_say());
    }
    let lang = language((gate, ask, rules), &opened, otherwise)?;
    let today = crate::work::statements::today(gate.clock().as_ref());
    let terms = Terms::of(rules, opened.case.kind, today);
    let to = receiver((gate, ask, rules), &opened, &terms, letter)?;
    let asked = if letter == Letter::Decision { gate.asked_recordings(ask, request)? } else { Vec::new() };
    let writing = Writing { opened: &opened, rules, terms, lang, today, asked: &asked };
    Ok(writing.document(letter, to))
}

impl Writing<'_> {
    fn document(&self, letter: Letter, to: Vec<String>) -> Document {
        let statement = self.rules.statement();
        let controller = &statement.controller;
        let address = Address {
            from: std::iter::once(&controller.name).chain(&controller.address).cloned().collect(),
            to,
            about: vec![
                (say::DATE.get(self.lang).to_owned(), day(self.today, self.lang)),
                (say::REFERENCE.get(self.lang).to_owned(), self.opened.line.request.0.clone()),
            ],
        };
        let mut blocks = vec![Block::Address(address)];
        match letter {
            Letter::Receipt => blocks.push(self.paragraph(&say::RECEIPT_TEXT, &[])),
            Letter::MoreTime => self.more_time(&mut blocks),
            Letter::Question => self.question(&mut blocks),
            Letter::Passed => self.passed(&mut blocks),
            Letter::Decision => self.decision(&mut blocks),
        }
        if !matches!(letter, Letter::Receipt | Letter::Passed) {
            blocks.push(self.appeal());
        }
        Document {
            lang: self.lang,
            title: letter.title().get(self.lang).to_owned(),
            author: controller.name.clone(),
            date: self.today,
            blocks,
            footer: statement.register.name.get(self.lang).to_owned(),
        }
    }

    fn paragraph(&self, message: &Message, more: &[(&str, &str)]) -> Block {
        let line = &self.opened.line;
        let (received, due) = (day(self.received(), self.lang), day(line.due, self.lang));
        let kind = line.kind.name();
        let places = [("kind", kind.get(self.lang)), ("received", &received), ("due", &due)];
        Block::Paragraph(message.fill(self.lang, &[&places[..], more].concat()).into())
    }

    fn received(&self) -> Date {
        self.opened.case.clock.received
    }

    fn more_time(&self, blocks: &mut Vec<Block>) {
        let Some(found) = last(self.opened, |step| matches!(step, Step::Extend(..))) else { return };
        if let Some(Step::Extend(_, reason)) = &found.step {
            let reason = reason.name();
            blocks.push(self.paragraph(&say::MORE_TIME_TEXT, &[("reason", reason.get(self.lang))]));
        }
        self.words(found, blocks);
    }

    fn question(&self, blocks: &mut Vec<Block>) {
        let Some(found) = last(self.opened, |step| matches!(step, Step::Doubt(_))) else { return };
        let needed: Assurance = self.opened.case.needs(&self.terms);
        let level = needed.name();
        blocks.push(self.paragraph(&say::QUESTION_TEXT, &[("level", level.get(self.lang))]));
        self.words(found, blocks);
        let offered: &[Method] =
            if self.terms.methods.is_empty() { Method::ALL } else { &self.terms.methods };
        let enough = offered.iter().filter(|method| method.assurance() >= needed);
        let ways: Vec<String> = enough.map(|method| method.name().get(self.lang).to_owned()).collect();
        if !ways.is_empty() {
            blocks.push(self.paragraph(&say::QUESTION_WAYS, &[("ways", &ways.join(", "))]));
        }
        if self.opened.case.clock.paused_since.is_some() {
            blocks.push(self.paragraph(&say::QUESTION_PAUSED, &[]));
        }
    }

    fn passed(&self, blocks: &mut Vec<Block>) {
        let found = last(self.opened, |step| matches!(step, Step::Pass));
        let to = found.and_then(|found| found.words.as_ref()).map(personal::text).unwrap_or_default();
        blocks.push(self.paragraph(&say::PASSED_TEXT, &[("to", to.as_str())]));
    }

    fn decision(&self, blocks: &mut Vec<Block>) {
        let found = last(self.opened, |step| matches!(step, Step::Decide(_)));
        let Some((found, Some(Step::Decide(decision)))) = found.map(|found| (found, &found.step)) else {
            return;
        };
        let outcome = decision.outcome.name();
        blocks.push(self.paragraph(&say::DECISION_TEXT, &[("outcome", outcome.get(self.lang))]));
        if !decision.grounds.is_empty() {
            blocks.push(Block::Heading(Level::One, say::GROUNDS.get(self.lang).to_owned()));
            let grounds = decision.grounds.iter();
            blocks.push(Block::List(grounds.map(|one| one.name().get(self.lang).into()).collect()));
        }
        self.words(found, blocks);
        if decision.outcome != Outcome::Refused {
            blocks.extend(recordings::blocks(self.asked, (self.rules, self.lang), &HashMap::new()));
        }
        blocks.push(self.fee(decision));
        let shows = matches!(self.opened.case.kind, RightKind::Inspect | RightKind::Portability);
        if shows && decision.outcome != Outcome::Refused {
            blocks.push(self.paragraph(&say::ENCLOSED, &[]));
        }
    }

    fn fee(&self, decision: &Decision) -> Block {
        let Some((cents, reason)) = decision.fee else { return self.paragraph(&say::FREE, &[]) };
        let point = if self.lang == Lang::En { '.' } else { ',' };
        let fee = format!("{}{point}{:02}", cents / 100, cents % 100);
        let reason = reason.name();
        self.paragraph(&say::FEE, &[("fee", &fee), ("reason", reason.get(self.lang))])
    }

    fn words(&self, found: &Happened, blocks: &mut Vec<Block>) {
        if let Some(words) = &found.words {
            let lead = format!("{}:", say::REASONS.get(self.lang));
            blocks.push(Block::Paragraph(Line::led(lead, personal::text(words).as_str())));
        }
    }

    fn appeal(&self) -> Block {
        let authority = &self.rules.law().authority;
        self.paragraph(
            &say::APPEAL,
            &[
                ("authority", authority.name.get(self.lang)),
                ("address", authority.address.get(self.lang)),
                ("email", &authority.email),
            ],
        )
    }
}

/// The newest step of a sort.
fn last(opened: &OpenedRequest, is: impl Fn(&Step) -> bool) -> Option<&Happened> {
    opened.happened.iter().rev().find(|one| one.step.as_ref().is_some_and(&is))
}

pub(in crate::work) fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Lang::En => date.to_string(),
    }
}

/// To whom and where a letter goes. What opens or decides something goes to the address that stood on record before the request;
/// where there is none, to the one that was proved for this case (R7-027). What only asks or acknowledges may go where the asker
/// says: it tells nothing of the register.
fn receiver(
    (gate, ask, rules): (&Gate, &Ask, &Rules),
    opened: &OpenedRequest,
    terms: &Terms<'_>,
    letter: Letter,
) -> Result<Vec<String>, GateError> {
    let on_record = match &opened.subject {
        Some(subject) => {
            let card = gate.open_card(ask, subject)?;
            let past = gate.history(ask, subject)?;
            on_record((&card, &past), rules, opened.line.received)
        }
        None => None,
    };
    let proved = proved(opened);
    let found = if terms.on_record_only { on_record.or(proved) } else { proved.or(on_record) };
    let tells = letter == Letter::Decision && opened.case.outcome != Some(Outcome::Refused);
    match found {
        Some(lines) => Ok(lines),
        None if tells => Err(no_address()),
        None => Ok(as_the_asker_says(opened)),
    }
}

/// Whether the answer of a case may be posted: there is an address that it may go to.
///
/// # Errors
/// When there is none, or as the gate says.
pub fn may_be_posted(
    at: (&Gate, &Ask, &Rules),
    opened: &OpenedRequest,
    today: Date,
) -> Result<(), GateError> {
    let terms = Terms::of(at.2, opened.case.kind, today);
    receiver(at, opened, &terms, Letter::Decision).map(drop)
}

/// The address that was proved for this case, newest first.
fn proved(opened: &OpenedRequest) -> Option<Vec<String>> {
    let found = last(opened, |step| matches!(step, Step::Address))?;
    Some(lines(&personal::text(found.words.as_ref()?)))
}

fn as_the_asker_says(opened: &OpenedRequest) -> Vec<String> {
    let asker = opened.happened.first().and_then(|one| one.asker.as_ref());
    asker.map(|asker| lines(&personal::text(asker))).unwrap_or_default()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Name and postal address as they stood when the request arrived. A later change does not redirect the answer (R7-027).
fn on_record((card, past): (&Card, &[Past]), rules: &Rules, received: Timestamp) -> Option<Vec<String>> {
    let then = |kind: ItemType| {
        let declared = rules.statement().items.iter().find(|item| item.item_type == kind)?;
        value_at((card, past), declared, received)
    };
    let (street, code, town) = (then(ItemType::Street)?, then(ItemType::PostalCode), then(ItemType::Town));
    let name = [ItemType::FirstNames, ItemType::Surname].into_iter().filter_map(then).collect::<Vec<_>>();
    let place = [code, town].into_iter().flatten().collect::<Vec<_>>();
    let all = [name.join(" "), street, place.join(" "), then(ItemType::Country).unwrap_or_default()];
    Some(all.into_iter().filter(|line| !line.trim().is_empty()).collect())
}

/// The first value of an item at a moment.
fn value_at((card, past): (&Card, &[Past]), item: &Item, at: Timestamp) -> Option<String> {
    let text = |value: &OpenedValue| personal::value(value, item, Lang::Fi).to_string();
    // What was replaced first after the moment is what stood then; where nothing was, what stands now.
    let then = past.iter().rev().find(|one| one.item == item.id && one.replaced > at);
    let values: Vec<&OpenedValue> = match then {
        Some(past) => past.values.iter().collect(),
        None => {
            let opened = card.categories.iter().flat_map(|category| &category.items);
            opened.filter(|one| one.item == item.id).flat_map(|one| &one.values).collect()
        }
    };
    values.into_iter().find(|value| value.recorded <= at).map(text)
}

fn nothing_to_say() -> GateError {
    problem(
        "letter",
        "nothing-to-say",
        Text::new(
            "Asiassa ei ole vielä tapahtunut sitä, mistä tämä kirje kertoo.",
            "Det som brevet berättar om har inte hänt i ärendet ännu.",
            "What this letter tells has not happened in the case yet.",
        ),
        Text::new("Katso asian tila.", "Se i vilket skede ärendet är.", "Look at the state of the case."),
    )
}

fn no_address() -> GateError {
    problem(
        "address",
        "no-address-on-record",
        Text::new(
            "Rekisterissä ei ollut postiosoitetta ennen pyyntöä.",
            "Det fanns ingen postadress i registret före begäran.",
            "The register had no postal address before the request.",
        ),
        Text::new(
            "Pyydä osoite ja todiste siitä, ja kirjaa se asiaan (vaihe address). Sitä ei viedä rekisteriin.",
            "Be om adressen och ett bevis på den och anteckna den i ärendet (steget address). Den förs inte in i registret.",
            "Ask for the address and a proof of it, and record it in the case (step address). It does not enter the register.",
        ),
    )
}
