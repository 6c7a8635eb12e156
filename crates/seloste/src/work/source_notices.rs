//! What somebody is told whose data came from others (GDPR 14(1), (2)), and the list of those who are to be told, as programs read it.

use crate::{
    app::{App, Controller},
    mail::{InLine, Mail, personal},
    messages::source_notice as say,
    store::batch::BatchId,
    work::import,
};
use seloste_gate::{
    Gate, GateError, Outgoing,
    source_notices::{SourceNotice, SourceNotices, ToldBy},
};
use seloste_register::{
    id::{PurposeId, RegisterId, SourceId},
    statement::{Rules, model::Item},
    text::Lang,
};
use serde_json::{Value, json};

/// The text for somebody who was obtained from a source, paragraph by paragraph, made of the effective rules. It is to be sent: the
/// whole notice is named by the address that `installation.toml` gives (`origin`), and by its path alone where it gives none.
#[must_use]
pub fn text(
    (app, rules): (&App, &Rules),
    (source, seller): (&SourceId, Option<&str>),
    lang: Lang,
) -> Vec<String> {
    let statement = rules.statement();
    let origin = app.installation.head.origin.as_deref().unwrap_or_default().trim_end_matches('/');
    let notice = format!("{origin}/r/{}/notice", statement.register.id);
    let from = rules.source(source).map_or(source.as_str(), |source| source.name.get(lang));
    // Who sold a bought list is a part of where the data came from (claim R5-103).
    let from = seller.map_or_else(|| from.to_owned(), |seller| format!("{from} ({seller})"));
    let controller = &statement.controller;
    let contact = [&statement.contact.email, &statement.contact.phone, &controller.email, &controller.phone];
    let contact: Vec<&str> = contact.into_iter().flatten().map(String::as_str).take(2).collect();
    let items: Vec<&Item> = statement.items.iter().filter(|item| item.sources.contains(source)).collect();
    let used = |id: &PurposeId| items.iter().any(|item| item.purposes.contains(id));
    let purposes: Vec<&str> = statement
        .purposes
        .iter()
        .filter(|purpose| used(&purpose.id))
        .map(|purpose| purpose.name.get(lang))
        .collect();
    let names: Vec<&str> = items.iter().map(|item| item.name.get(lang)).collect();
    let recipients: Vec<&str> = statement.recipients.iter().map(|one| one.name.get(lang)).collect();
    let mut told = vec![
        say::FROM.fill(lang, &[("register", statement.register.name.get(lang)), ("source", &from)]),
        say::CONTROLLER.fill(
            lang,
            &[
                ("name", &controller.name),
                ("address", &controller.address.join(", ")),
                ("contact", &contact.join(", ")),
            ],
        ),
        say::PURPOSES.fill(lang, &[("purposes", &purposes.join(", "))]),
        say::CATEGORIES.fill(lang, &[("items", &names.join(", "))]),
    ];
    if !recipients.is_empty() {
        told.push(say::RECIPIENTS.fill(lang, &[("recipients", &recipients.join(", "))]));
    }
    told.push(say::RIGHTS.get(lang).to_owned());
    told.push(say::NOTICE.fill(lang, &[("address", &notice)]));
    told
}

/// Puts in line what people are told by e-mail, by itself.
///
/// # Errors
/// As the gate says.
pub fn due(gate: &Gate) -> Result<(), GateError> {
    gate.queue_source_letters(&InLine::SourceTold.written()?)
}

/// The e-mail that leaves; `None` when the person was told meanwhile or can't be written to.
///
/// # Errors
/// As the gate says.
pub fn letter(app: &App, controller: &Controller, waiting: &Outgoing) -> Result<Option<Mail>, GateError> {
    let Some((_, rules)) = app.register(&waiting.register) else { return Ok(None) };
    let Some(letter) = controller.gate.source_letter(waiting)? else { return Ok(None) };
    let lang = personal::language(letter.language.as_ref(), rules.law().language);
    let register = rules.statement().register.name.get(lang);
    let seller = seller(&controller.gate, (&waiting.register, letter.batch));
    Ok(Some(Mail {
        to: personal::address(&letter.to).to_string(),
        subject: say::MAIL_SUBJECT.fill(lang, &[("register", register)]),
        text: text((app, &rules), (&letter.source, seller.as_deref()), lang).join("\n\n"),
        unsubscribe: None,
    }))
}

/// Who sold the list that brought somebody, where it was a bought one.
#[must_use]
pub fn seller(gate: &Gate, (register, batch): (&RegisterId, Option<i64>)) -> Option<String> {
    let batch = import::batch(gate, register, BatchId(batch?)).ok()?;
    import::bought(&batch).map(|bought| bought.seller)
}

/// A page of those to be told, as programs read it.
#[must_use]
pub fn in_json(at: (&Gate, &RegisterId), page: &SourceNotices) -> Value {
    let notices: Vec<Value> = page.notices.iter().map(|one| one_in_json(at, one)).collect();
    json!({ "notices": notices, "next": page.next, "open": page.open, "overdue": page.overdue })
}

/// One of them.
#[must_use]
pub fn one_in_json((gate, register): (&Gate, &RegisterId), one: &SourceNotice) -> Value {
    json!({
        "subject": one.subject.0,
        "source": one.source.as_str(),
        "obtained": one.obtained.to_string(),
        "due": one.due.to_string(),
        "batch": one.batch.map(|batch| batch.to_string()),
        "seller": seller(gate, (register, one.batch)),
        "told": one.told.map(|(at, _)| at.to_string()),
        "how": one.told.map(|(_, way)| way.code()),
    })
}

/// The names of all ways of telling.
#[must_use]
pub fn ways() -> String {
    ToldBy::ALL.map(ToldBy::code).join(", ")
}
