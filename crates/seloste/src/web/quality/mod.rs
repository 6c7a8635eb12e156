//! Quality of service at the desk: assessments, figures, samples. Not here: what a form comes to (`register`), who may assess (the
//! gate).

mod list;
mod recording;
mod sample;

pub(crate) use recording::address;

use crate::{
    door::{Access, Door},
    web::desk::Desk,
};
use axum::{
    http::Method,
    routing::{get, post},
};
use seloste_gate::ask::Actor;
use seloste_register::{
    id::PurposeId,
    statement::{
        Rules,
        model::{Assessment, ObjectKind},
    },
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// The doors that lead here.
pub(crate) fn doors() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/for/{purpose}/quality", GET, get(list::get)),
        page("/r/{register}/for/{purpose}/quality/sample", GET, get(sample::get)),
        page(
            "/r/{register}/for/{purpose}/quality/of/{object}",
            BOTH,
            get(recording::get).post(recording::post),
        ),
        page("/r/{register}/for/{purpose}/quality/reply/{object}", POST, post(recording::reply)),
    ]
}

/// Whether a person's roles let it see assessments of some kind for a purpose. The gate decides; this only spares a menu.
pub(crate) fn sees(rules: &Rules, actor: &Actor, purpose: &PurposeId) -> bool {
    kinds(rules, actor, purpose).next().is_some()
}

/// The kinds of assessment that a person's roles let it see for a purpose.
fn kinds<'r>(
    rules: &'r Rules,
    actor: &'r Actor,
    purpose: &'r PurposeId,
) -> impl Iterator<Item = (&'r ObjectKind, &'r Assessment)> {
    let reads = move |kind: &ObjectKind| {
        let roles = actor.roles.iter().filter_map(|role| rules.role(role));
        let mut grants = roles.flat_map(|role| &role.grants);
        grants.any(|grant| grant.purposes.contains(purpose) && grant.read.contains(&kind.category))
    };
    let kinds = rules.statement().objects.iter().filter(move |kind| reads(kind));
    kinds.filter_map(|kind| Some((kind, kind.assessment.as_ref()?)))
}

/// The kinds of assessment at a desk.
fn at_desk_kinds<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = (&'d ObjectKind, &'d Assessment)> {
    kinds(&desk.rules, &desk.ask.actor, &desk.ask.purpose)
}

/// The name that a choice of an item has for people.
fn choice_name<'d>(
    desk: &'d Desk<'_>,
    items: &'d [seloste_register::statement::model::Item],
    (item, choice): (&seloste_register::id::ItemId, &str),
) -> &'d str {
    let found = items.iter().find(|one| one.id == *item);
    let found = found.and_then(|item| item.choices.iter().find(|one| one.id.as_str() == choice));
    found.map_or("–", |choice| desk.read(&choice.name))
}
