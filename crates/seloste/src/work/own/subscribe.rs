//! Subscribing by oneself (R3-013): what is typed at the open form waits for an answer to the message that goes to the address. Whoever
//! types learns nothing from the answer (R3-021): whose address it is is found out later, when the message is sent.

use crate::{
    app::{App, Controller},
    mail::{InLine, Mail, SubscriptionAsked, Typed},
    messages::subscribe as say,
    session::secret,
    work::{
        own::link,
        staff::throttle::{self, Heard, Proof, Trier},
    },
};
use jiff::Timestamp;
use seloste_gate::{
    Addressed, GateError,
    card::{Draft, ItemChange, NewValue, PermissionKind, SubjectRef},
    errors::ItemProblem,
};
use seloste_register::{
    id::{ConsentId, RegisterId},
    item,
    statement::{
        Rules,
        model::{Consent, Item, ItemType, Search, Subscription},
        notice,
        period::Period,
    },
    text::Lang,
};
use zeroize::Zeroizing;

/// The form of a register, if people can subscribe to it here.
#[must_use]
pub fn form<'a>(app: &App, rules: &'a Rules) -> Option<&'a Subscription> {
    rules.statement().subscription.as_ref().filter(|_| app.mail.is_some())
}

/// The items that the form asks for, in its own order.
pub fn asked<'a>(rules: &'a Rules, form: &'a Subscription) -> impl Iterator<Item = &'a Item> {
    let items = &rules.statement().items;
    form.asks.iter().filter_map(|id| items.iter().find(|item| item.id == *id))
}

/// The consents that can be given at the form: what subscribing is, and what may be given besides.
#[must_use]
pub fn consents<'a>(rules: &'a Rules, ids: &[&ConsentId]) -> Vec<&'a Consent> {
    let declared = &rules.statement().consents;
    ids.iter().filter_map(|id| declared.iter().find(|one| one.id == **id)).collect()
}

/// How long the answer is waited for, in words.
#[must_use]
pub fn waits(form: &Subscription, lang: Lang) -> String {
    Period::parse(&form.confirm_within).map(|period| notice::period(period, lang)).unwrap_or_default()
}

/// What is wrong with what was typed.
#[must_use]
pub fn wrong(rules: &Rules, form: &Subscription, typed: &Typed) -> Vec<ItemProblem> {
    draft(rules, form, typed).err().unwrap_or_default()
}

/// The address to which the message goes.
#[must_use]
pub fn address<'t>(rules: &Rules, form: &Subscription, typed: &'t Typed) -> Option<&'t str> {
    let mailed = |item: &&Item| item.item_type == ItemType::Email && item.search.contains(&Search::Exact);
    let item = asked(rules, form).find(mailed)?;
    typed.items.iter().find(|(id, _)| *id == item.id).map(|(_, text)| text.trim())
}

fn draft(rules: &Rules, form: &Subscription, typed: &Typed) -> Result<Draft, Vec<ItemProblem>> {
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    for item in asked(rules, form) {
        let text = typed.items.iter().find(|(id, _)| *id == item.id).map_or("", |(_, text)| text.trim());
        let mailed = item.item_type == ItemType::Email;
        if text.is_empty() && !item.required && !mailed {
            continue;
        }
        let Some(source) = rules.own_source(item) else { continue };
        match item::read(item, text, None) {
            Ok(value) => items.push(ItemChange {
                item: item.id.clone(),
                values: vec![NewValue { value, source: source.id.clone() }],
            }),
            Err(found) => {
                let at = |problem| ItemProblem { item: item.id.to_string(), problem };
                problems.extend(found.into_iter().map(at));
            }
        }
    }
    match problems.is_empty() {
        true => Ok(Draft { group: form.group.clone(), areas: Vec::new(), items }),
        false => Err(problems),
    }
}

/// Hears somebody who subscribes. The answer does not depend on whether the address is anybody's.
///
/// # Errors
/// As the gate says.
pub fn ask(
    controller: &Controller,
    rules: &Rules,
    asking: &link::Asking<'_>,
    typed: Typed,
) -> Result<Heard, GateError> {
    let (gate, register) = (&controller.gate, &rules.statement().register.id);
    let key = gate.staff_key()?;
    let name = format!("subscribe {register} {}", asking.email.to_lowercase());
    let trier = Trier { key: &key, name: &name, network: asking.network, known_device: None };
    let now = gate.clock().now();
    let heard = gate.data().write(|tx| throttle::admit(tx, &trier, Proof::Link, now))?;
    if heard == Heard::Now {
        let (lang, base) = (asking.lang.code().to_owned(), asking.base.clone());
        let email = asking.email.to_owned();
        let line = SubscriptionAsked { email, typed, lang, base };
        InLine::SubscriptionAsked(line).post_to_stranger(gate, register)?;
    }
    Ok(heard)
}

/// The message that follows; `None` when the register takes no subscriptions any more.
///
/// # Errors
/// As the gate says.
pub fn answer(
    app: &App,
    controller: &Controller,
    register: &RegisterId,
    asked: &SubscriptionAsked,
) -> Result<Option<Mail>, GateError> {
    let Some((_, rules)) = app.register(register) else { return Ok(None) };
    let Some(form) = form(app, &rules) else { return Ok(None) };
    let lang = Lang::from_code(&asked.lang).unwrap_or_default();
    let statement = rules.statement();
    let places =
        [("register", statement.register.name.get(lang)), ("controller", statement.controller.name.as_str())];
    let mail =
        |subject: String, text: String| Mail { to: asked.email.clone(), subject, text, unsubscribe: None };
    let below = |page: &str| format!("{}/my/{register}{page}", asked.base);
    match controller.gate.addressed(register, &asked.email)? {
        Addressed::Several => {
            let address = below("/ask");
            let text = say::SHARED.fill(lang, &[&places[..], &[("address", &address)]].concat());
            return Ok(Some(mail(say::MAIL_SUBJECT.fill(lang, &places), text)));
        }
        Addressed::One(subject) if holds(controller, register, &subject, &asked.typed)? => {
            let address = below("");
            let text = say::ALREADY.fill(lang, &[&places[..], &[("address", &address)]].concat());
            return Ok(Some(mail(say::ALREADY_SUBJECT.fill(lang, &places), text)));
        }
        Addressed::One(_) | Addressed::Nobody => {}
    }
    let token = secret::token()?;
    let body = serde_json::to_vec(&asked.typed).map(Zeroizing::new);
    let body = body.map_err(|_| GateError::Failed("a subscription could not be written down".to_owned()))?;
    controller.gate.subscription_asked(register, (&asked.email, &body), &secret::sha256(&token))?;
    let ids: Vec<&ConsentId> = asked.typed.consents.iter().collect();
    let names: Vec<&str> = consents(&rules, &ids).iter().map(|one| one.name.get(lang)).collect();
    let address = Zeroizing::new(below(&format!("/confirm/{}", token.as_str())));
    let (names, waits) = (names.join(", "), waits(form, lang));
    let more = [("consents", names.as_str()), ("address", address.as_str()), ("waits", waits.as_str())];
    let text = say::MAIL.fill(lang, &[&places[..], &more].concat());
    Ok(Some(mail(say::MAIL_SUBJECT.fill(lang, &places), text)))
}

/// Whether a person has given all that is asked for already.
fn holds(
    controller: &Controller,
    register: &RegisterId,
    subject: &SubjectRef,
    typed: &Typed,
) -> Result<bool, GateError> {
    let ask = controller.gate.own_ask(register, subject)?;
    let held = controller.gate.permissions(&ask, subject)?;
    let given = |id: &ConsentId| {
        let mut held = held.iter().filter(|one| one.until.is_none());
        held.any(|one| one.what == PermissionKind::Consent(id.clone()))
    };
    Ok(typed.consents.iter().all(given))
}

/// What an answer to the message would confirm; `None` when it does not wait any more.
///
/// # Errors
/// As the gate says.
pub fn waiting(
    controller: &Controller,
    register: &RegisterId,
    token: &str,
) -> Result<Option<Typed>, GateError> {
    let written = controller.gate.subscription_waits(register, &secret::sha256(token))?;
    written.map(|written| read(&written)).transpose()
}

fn read(written: &[u8]) -> Result<Typed, GateError> {
    serde_json::from_slice(written)
        .map_err(|_| GateError::Failed("a subscription is not what this program wrote".to_owned()))
}

/// Answers the message: from now on the person is subscribed. [`GateError::Absent`] when it does not wait any more.
///
/// # Errors
/// As the gate says; problems when the statement has changed so that what was typed does not fit any more.
pub fn confirm(
    controller: &Controller,
    rules: &Rules,
    token: &str,
    now: Timestamp,
) -> Result<SubjectRef, GateError> {
    let register = &rules.statement().register.id;
    let form = rules.statement().subscription.as_ref().ok_or(GateError::Absent)?;
    let typed = waiting(controller, register, token)?.ok_or(GateError::Absent)?;
    let address = address(rules, form, &typed).ok_or(GateError::Absent)?;
    let draft = draft(rules, form, &typed).map_err(GateError::Problems)?;
    let subject =
        controller.gate.subscribe(register, &secret::sha256(token), (address, draft, &typed.consents))?;
    tracing::info!(register = register.as_str(), at = %now, "a subscription was confirmed");
    Ok(subject)
}
