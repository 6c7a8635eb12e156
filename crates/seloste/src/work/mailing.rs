//! Mailings: one text to everybody whom a purpose reaches, each with its own end. Each says what it is, from whom, and how it ends:
//! the link that ends it stands last (R3-027). Not here: whom it reaches (the gate), how mail travels.

use crate::{
    app::{App, Controller},
    mail::{InLine, Mail, MailingLine, personal},
    messages::mail as say,
    session::standing,
};
use seloste_gate::{
    Gate, GateError, Outgoing,
    ask::Ask,
    confirmation::ConfirmationLine,
    errors::ItemProblem,
    mailing::{Mailing, MailingDraft},
    permissions,
};
use seloste_register::{
    diagnostics::Problem,
    id::{CompanyId, PurposeId},
    statement::{Rules, model::PurposeClass},
    text::{Lang, Text},
};

/// Orders a text for everybody whom the purpose of the ask reaches; the job sends it. The same order, known by `once`, is one
/// mailing however often it is sent.
///
/// # Errors
/// As the gate says; a problem when the installation can't send mail, or has no address of its own for the link that ends it.
pub fn begin(
    (app, gate): (&App, &Gate),
    ask: &Ask,
    draft: &MailingDraft,
    once: Option<&str>,
) -> Result<Mailing, GateError> {
    base(app)?;
    gate.begin_mailing(ask, draft, once)
}

/// Orders one and puts everybody in line before it returns: where no job runs.
///
/// # Errors
/// As [`begin`].
pub fn send((app, gate): (&App, &Gate), ask: &Ask, draft: &MailingDraft) -> Result<Mailing, GateError> {
    let begun = begin((app, gate), ask, draft, None)?;
    go_on((app, gate), ask, &begun.mailing)
}

/// Goes on with one that was cut short, to its end.
///
/// # Errors
/// As [`begin`].
pub fn go_on((app, gate): (&App, &Gate), ask: &Ask, mailing: &str) -> Result<Mailing, GateError> {
    let base = base(app)?;
    while gate.send_some(ask, mailing, |number| line(number, &base))? {}
    gate.mailing(ask, mailing)
}

/// A step of the job: the next batch of the oldest mailing of a controller that is not in line whole; false when there is none. One
/// whose orderer may not send any more is stopped.
///
/// # Errors
/// As the gate says.
pub fn step(app: &App, controller: &Controller) -> Result<bool, GateError> {
    let Ok(base) = base(app) else { return Ok(false) };
    let Some(going) = controller.gate.mailings_going()?.into_iter().next() else { return Ok(false) };
    let Some(rules) = controller.gate.rules(&going.register) else { return Ok(false) };
    let now = app.clock().now();
    let actor = controller.gate.data().read(|tx| standing::in_register(tx, &rules, going.by, now))?;
    let (register, purpose) = (going.register.clone(), going.purpose);
    let ask = Ask { actor, register, purpose, reason: Some(going.title) };
    match controller.gate.send_some(&ask, &going.mailing, |number| line(number, &base)) {
        Ok(_) => Ok(true),
        Err(GateError::Refused(refusal)) => {
            let code = refusal.code.as_str();
            tracing::warn!(register = going.register.as_str(), code, "a mailing was stopped");
            controller.gate.halt_mailing(&going.register, &going.mailing)?;
            Ok(true)
        }
        Err(error) => Err(error),
    }
}

/// What is wrong with a text.
#[must_use]
pub fn wrong(draft: &MailingDraft) -> Vec<ItemProblem> {
    draft.wrong().into_iter().collect()
}

/// The text as it will leave, to a receiver of a language. The link in it is nobody's.
#[must_use]
pub fn sample((app, rules): (&App, &Rules), purpose: &PurposeId, draft: &MailingDraft, lang: Lang) -> String {
    let base = app.installation.head.origin.clone().unwrap_or_default();
    let register = &rules.statement().register.id;
    let link = format!("{base}/my/{register}/stop/…");
    let ends = rules.purpose(purpose).is_some_and(|one| permissions::matter(rules, one));
    let end = if ends { say::MAILING_END.fill(lang, &[("link", &link)]) } else { String::new() };
    let (head, foot) = (heading(rules, purpose, lang), foot(rules, &base, lang));
    format!("{head}{}\n\n-- \n{foot}{end}", draft.words.trim_end())
}

fn line(mailing: i64, base: &str) -> Result<Vec<u8>, GateError> {
    let line = MailingLine { mailing, base: base.to_owned() };
    Ok(InLine::Mailing(line).written()?.to_vec())
}

/// What links in mails begin with that nobody asked for in a browser.
///
/// # Errors
/// When the installation sends no mail or does not say where it is reached.
pub(in crate::work) fn base(app: &App) -> Result<String, GateError> {
    let base = app.installation.head.origin.clone().filter(|_| app.mail.is_some());
    base.ok_or_else(|| {
        let problem = Problem::error("no-mail", text(&say::NO_MAIL_WHAT), text(&say::NO_MAIL_REMEDY));
        GateError::Problems(vec![ItemProblem { item: "mail".to_owned(), problem }])
    })
}

fn text(message: &crate::messages::Message) -> Text {
    Text::new(message.get(Lang::Fi), message.get(Lang::Sv), message.get(Lang::En))
}

/// The mail that leaves; `None` when the person may not be written to any more.
///
/// # Errors
/// As the gate says.
pub fn written(
    app: &App,
    controller: &Controller,
    waiting: &Outgoing,
    line: &MailingLine,
) -> Result<Option<Mail>, GateError> {
    let Some((_, rules)) = app.register(&waiting.register) else { return Ok(None) };
    let Some(letter) = controller.gate.letter(waiting, line.mailing)? else { return Ok(None) };
    let lang = personal::language(letter.language.as_ref(), rules.law().language);
    let register = &waiting.register;
    let unsubscribe = letter.stop.as_ref().map(|token| format!("{}/my/{register}/stop/{token}", line.base));
    let head = heading(&rules, &letter.purpose, lang);
    let foot = foot(&rules, &line.base, lang);
    let end =
        unsubscribe.as_ref().map_or_else(String::new, |link| say::MAILING_END.fill(lang, &[("link", link)]));
    Ok(Some(Mail {
        to: personal::address(&letter.to).to_string(),
        subject: letter.title,
        text: format!("{head}{}\n\n-- \n{foot}{end}", letter.words),
        unsubscribe,
    }))
}

/// The confirmation that leaves, as it was made and with who sends it; no link ends such messages, since they are no marketing
/// (claim R5-011). `None` when the person may not be written to any more.
///
/// # Errors
/// As the gate says.
pub fn confirmed(
    app: &App,
    controller: &Controller,
    waiting: &Outgoing,
    line: &ConfirmationLine,
) -> Result<Option<Mail>, GateError> {
    let Some((_, rules)) = app.register(&waiting.register) else { return Ok(None) };
    let Some(letter) = controller.gate.confirmation(waiting, line)? else { return Ok(None) };
    let lang = personal::language(letter.language.as_ref(), rules.law().language);
    // Where the service has no address of its own, who sends it is told by name.
    let foot = match &app.installation.head.origin {
        Some(base) => foot(&rules, base, lang),
        None => rules.statement().controller.name.clone(),
    };
    Ok(Some(Mail {
        to: personal::address(&letter.to).to_string(),
        subject: personal::words(&letter.title).to_string(),
        text: format!("{}\n\n-- \n{foot}", personal::words(&letter.words).as_str()),
        unsubscribe: None,
    }))
}

/// That it is advertising, and whose (R3-005, R6-009).
fn heading(rules: &Rules, purpose: &PurposeId, lang: Lang) -> String {
    let Some(purpose) = rules.purpose(purpose) else { return String::new() };
    let statement = rules.statement();
    let advertises = matches!(
        purpose.class,
        PurposeClass::Marketing | PurposeClass::DistanceSelling | PurposeClass::OtherMarketing
    );
    if !advertises {
        return String::new();
    }
    let company = |id: &CompanyId| {
        statement.group_companies.iter().find(|one| one.id == *id).map(|one| one.name.as_str())
    };
    let from = purpose.marketer.as_ref().and_then(company).unwrap_or(&statement.controller.name);
    say::MAILING_ADVERTISES.fill(lang, &[("company", from)])
}

fn foot(rules: &Rules, base: &str, lang: Lang) -> String {
    let statement = rules.statement();
    let controller = &statement.controller;
    let notice = format!("{base}/r/{}/notice?lang={}", statement.register.id, lang.code());
    let own = format!("{base}/my/{}", statement.register.id);
    let address = controller.address.join(", ");
    let places = [
        ("controller", controller.name.as_str()),
        ("address", address.as_str()),
        ("notice", notice.as_str()),
        ("own", own.as_str()),
    ];
    say::MAILING_FOOT.fill(lang, &places)
}
