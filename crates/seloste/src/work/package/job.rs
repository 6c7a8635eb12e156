//! Puts a copy that was ordered together, file by file, on the authority of whoever ordered it: who may not any more, stops it.
//! The person is told by e-mail when it is ready, where that was agreed. Not here: threads (`jobs/orders.rs`), keys (the gate).

use super::{Extent, PackageError, Told, open, sound, staff};
use crate::{
    app::{App, Controller},
    mail::{InLine, Mail, personal as mail_personal},
    messages::mail as say,
    session::standing,
};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    clock,
    package::{Behalf, Package},
    packages::{PackageJob, PackageState},
};
use seloste_register::{
    right::Form,
    statement::{Rules, model::ItemType},
    text::Lang,
};

/// Nobody else takes a job up that is being done before so long.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// After so many tries it is given up.
const TRIES: i64 = 5;

/// Does the job that has waited longest; false when none waits.
///
/// # Errors
/// When the machine fails; the job is taken up again later.
pub fn next(app: &App, controller: &Controller) -> Result<bool, GateError> {
    let Some(job) = controller.gate.package_next(LEASE)? else { return Ok(false) };
    match make(app, controller, &job) {
        // The person was erased meanwhile, and the copy with them.
        Ok(()) | Err(PackageError::Gate(GateError::Absent)) => Ok(true),
        Err(PackageError::Gate(GateError::Failed(why))) if job.tries < TRIES => Err(GateError::Failed(why)),
        Err(error) => {
            tracing::warn!(register = job.register.as_str(), tries = job.tries, %error, "a copy was not put together");
            match controller.gate.package_ended(&job, PackageState::Stopped, 0) {
                Ok(_) | Err(GateError::Absent) => Ok(true),
                Err(error) => Err(error),
            }
        }
    }
}

fn make(app: &App, controller: &Controller, job: &PackageJob) -> Result<(), PackageError> {
    let gate = &controller.gate;
    let actor = standing::actor(app, &controller.id, job.account, &job.register)
        .map_err(|failure| GateError::Failed(failure.to_string()))?;
    let reason = job.reason.as_ref().map(|reason| reason.to_string());
    let ask = Ask { actor, register: job.register.clone(), purpose: job.purpose.clone(), reason };
    let rules = gate.rules(&job.register).ok_or(GateError::Absent)?;
    let opened = gate.open_request(&ask, &job.request).map_err(stopped)?;
    if gate.staff_of_request(&ask, &job.request).map_err(stopped)?.is_some() {
        return for_staff((gate, &ask), job, &rules);
    }
    let package = open(gate, &ask, &job.subject, Behalf::Case(&job.request)).map_err(stopped)?;
    let names = super::names(gate, &package)?;
    let at = (gate, &ask, &job.request);
    let carried = sound::carried(at, &gate.asked_recordings(&ask, &job.request)?)?;
    let beside = carried.iter().map(|one| (one.object.clone(), one.name.clone())).collect();
    let told =
        Told::new(&package, &rules, job.lang, Extent::of(opened.case.kind)).naming(names).carrying(beside);
    let files = told.files()?;
    let of = u32::try_from(files.len() + carried.len()).unwrap_or(u32::MAX);
    for (file, (name, bytes)) in (0_u32..).zip(&files) {
        gate.package_keep(job, (file, of), (name, bytes))?;
    }
    let first = u32::try_from(files.len()).unwrap_or(u32::MAX);
    for (file, one) in (first..).zip(&carried) {
        gate.package_keep(job, (file, of), (&one.name, &sound::bytes(at, one)?))?;
    }
    let ends = gate.package_ended(job, PackageState::Ready, of)?;
    if opened.case.form == Some(Form::ElectronicCopy) {
        tell(app, controller, job, (&package, &rules), (opened.line.received, ends))?;
    }
    Ok(())
}

/// The copy of whoever answered calls: what is known of these, and the recordings that were granted (R2-011).
fn for_staff((gate, ask): (&Gate, &Ask), job: &PackageJob, rules: &Rules) -> Result<(), PackageError> {
    let at = (gate, ask, &job.request);
    let asked = gate.asked_recordings(ask, &job.request)?;
    let carried = sound::carried(at, &asked)?;
    let files = staff::files(at, (rules, job.lang), (&asked, &carried))?;
    let of = u32::try_from(files.len() + carried.len()).unwrap_or(u32::MAX);
    for (file, (name, bytes)) in (0_u32..).zip(&files) {
        gate.package_keep(job, (file, of), (name, bytes))?;
    }
    let first = u32::try_from(files.len()).unwrap_or(u32::MAX);
    for (file, one) in (first..).zip(&carried) {
        gate.package_keep(job, (file, of), (&one.name, &sound::bytes(at, one)?))?;
    }
    gate.package_ended(job, PackageState::Ready, of)?;
    Ok(())
}

/// Whoever ordered it reaches it no more: to them it is absent, but the order stands and has to be stopped.
fn stopped(error: GateError) -> GateError {
    match error {
        GateError::Absent => GateError::Problems(Vec::new()),
        other => other,
    }
}

/// A mail that says where the copy can be fetched, to the address that was on record before the request (R7-027). It opens
/// nothing by itself: the person signs in.
fn tell(
    app: &App,
    controller: &Controller,
    job: &PackageJob,
    (package, rules): (&Package, &Rules),
    (received, ends): (Timestamp, Timestamp),
) -> Result<(), GateError> {
    let head = &app.installation.head;
    let (Some(origin), true) = (&head.origin, app.mail.is_some()) else { return Ok(()) };
    let emails = rules.statement().items.iter().filter(|item| item.item_type == ItemType::Email);
    let ids: Vec<_> = emails.map(|item| &item.id).collect();
    let opened = package.categories.iter().flat_map(|category| &category.items);
    let values = opened.filter(|one| ids.contains(&&one.item)).flat_map(|one| &one.values);
    let Some(value) = values.into_iter().find(|value| value.recorded <= received) else { return Ok(()) };
    let lang = job.lang;
    let address = format!("{origin}/my/{}", job.register);
    let places = [
        ("register", rules.statement().register.name.get(lang)),
        ("controller", rules.statement().controller.name.as_str()),
        ("address", address.as_str()),
        ("day", &day(ends, lang)),
    ];
    let mail = Mail {
        to: mail_personal::address(&value.value).to_string(),
        subject: say::PACKAGE_SUBJECT.fill(lang, &places),
        text: say::PACKAGE.fill(lang, &places),
        unsubscribe: None,
    };
    InLine::Mail(mail).post_to(&controller.gate, &job.register, &job.subject)
}

fn day(moment: Timestamp, lang: Lang) -> String {
    let day = clock::day(moment);
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        Lang::En => day.to_string(),
    }
}
