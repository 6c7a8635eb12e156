//! The OpenAPI document, made from the calls themselves.

use super::{
    about, answers, authority, calls, cases, catalogues, disclosures, duplicates, extracts, hand_over,
    health, imports, investigation, invitations, leaving, links, lists, mailings, mentions, objects,
    permissions, problem::ProblemBody, quality, recorded, recordings, registers, requests, selections,
    source_notices, statistics, stop, subjects,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use std::sync::LazyLock;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Seloste",
        description = "Customer registers that run on their own privacy statements. Every call names the purpose of the work at \
                       hand; the register's statement decides what opens, and every decision stands in the ledger. \
                       Problems are RFC 9457, in the language of `Accept-Language` (fi, sv, en).",
    ),
    paths(
        health::alive, health::ready, health::metrics, document,
        registers::all, registers::one, catalogues::all, catalogues::one, catalogues::load,
        subjects::create, subjects::open, subjects::edit, subjects::close, subjects::reopen, subjects::erase,
        hand_over::post, invitations::post, leaving::preview, leaving::holds, leaving::hold, leaving::release, leaving::restrict,
        lists::find, lists::list, lists::count, lists::taken,
        objects::add, objects::timeline, objects::open, objects::edit,
        links::all, links::link, links::visibility, links::contexts,
        recordings::begin, recordings::state, recordings::add, recordings::forget, recordings::message, recordings::intake, calls::list,
        authority::order, authority::orders, authority::fetch, authority::end,
        imports::bring, imports::all, imports::one, imports::rows, imports::undo,
        permissions::all, permissions::record, permissions::forbid_all, permissions::addresses, stop::stop_link,
        selections::page, selections::figures, selections::approaches,
        extracts::make, extracts::all, extracts::destroyed, duplicates::all, duplicates::merge, duplicates::apart,
        mailings::send, mailings::all, mailings::one, mailings::stop, statistics::count,
        requests::queue, requests::list, requests::open, requests::show, requests::step,
        cases::attach, cases::file, cases::carry_out, cases::pass, cases::places, cases::letter, cases::order, cases::copy, cases::fetch,
        source_notices::all, source_notices::list, source_notices::one, source_notices::told, source_notices::batch,
        mentions::all, mentions::list, mentions::answer,
        disclosures::all, disclosures::give, disclosures::asked, disclosures::decide, disclosures::checked, disclosures::notices, disclosures::done,
        recorded::calls, recorded::asked, recorded::ask_for, recorded::needs, recorded::need, recorded::end_need, recorded::sets, recorded::make_set,
        quality::assess, quality::of, quality::list, quality::totals, quality::reply, quality::draw,
        about::history, about::readers, about::explain, investigation::log, investigation::events,
    ),
    components(schemas(ProblemBody)),
    tags(
        (name = "registers", description = "What a key reaches, and what may be sent"),
        (name = "subjects", description = "Natural persons and organisations of a register"),
        (name = "objects", description = "Orders, deliveries, warranties and the like"),
        (name = "permissions", description = "Consents and prohibitions"),
        (name = "recordings", description = "Recorded calls and messages on their way in"),
        (name = "imports", description = "Files brought in, and what became of their rows"),
        (name = "selections", description = "Whom a campaign reaches, and whom not"),
        (name = "requests", description = "People's requests about their rights"),
        (name = "quality", description = "Assessments of recordings, samples, training sets, and what keeps recordings"),
        (name = "about", description = "What happened to a subject's data"),
        (name = "health", description = "For the machine's keepers"),
    ),
    security(("key" = [])),
    modifiers(&Shared)
)]
struct Api;

/// What the calls share: keys and problems.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "A personal API key: `sel_...`. It carries one role of its owner in one register.",
        ));
        components.add_security_scheme("key", SecurityScheme::Http(key.build()));
        components.responses.extend(answers::problems().map(|(status, problem)| (status, problem.into())));
    }
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| Api::openapi().to_pretty_json().unwrap_or_default());

/// The OpenAPI document
#[utoipa::path(get, path = "/api/openapi.json", tag = "health", security(()),
    responses((status = 200, description = "This document", body = serde_json::Value)))]
pub(super) async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

/// The document's text, for tests and for the verb that prints it.
#[must_use]
pub fn text() -> &'static str {
    &DOCUMENT
}
