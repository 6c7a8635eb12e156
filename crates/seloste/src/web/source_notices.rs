//! Whom the register obtained from others: told by when, and put down as told by one press (GDPR 14).

use crate::{
    app::Shared,
    messages::source_notice as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::source_notices as work,
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    card::SubjectRef,
    source_notices::{SourceNotice, SourceNotices, ToldBy},
};
use seloste_register::{id::SourceId, statement::Rules};

/// `GET /r/{register}/for/{purpose}/source-notices`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let after = Some(fields.get("after")).filter(|text| !text.is_empty());
        let found = desk.gate.source_notices(&desk.ask, after)?;
        Ok(page(desk, &found))
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/source-notices`: somebody was told.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let Some(way) = ToldBy::from_code(fields.get("how")) else { return Err(Trouble::Absent) };
        desk.gate.source_told(&desk.ask, &SubjectRef(fields.get("subject").to_owned()), way)?;
        Ok(see_other(&desk.at("source-notices")))
    })
    .await
}

/// Whether people come into a register from others at all.
pub(crate) fn arise(rules: &Rules) -> bool {
    rules.statement().sources.iter().any(|source| source.adds_persons && source.kind.is_from_others())
}

fn page(desk: &Desk<'_>, found: &SourceNotices) -> Response {
    let title = desk.say(&say::TITLE);
    let counts = [("open", found.open.to_string()), ("late", found.overdue.to_string())];
    let counts = counts.each_ref().map(|(name, many)| (*name, many.as_str()));
    let counts = say::COUNTS.fill(desk.lang(), &counts);
    let mut sources: Vec<&SourceId> = Vec::new();
    for one in &found.notices {
        if !sources.contains(&&one.source) {
            sources.push(&one.source);
        }
    }
    let content = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (desk.say(&say::LEAD)) }
            @if found.overdue > 0 { (banner(Banner::Warning, "", &html! { p { (counts) } })) }
            @else if found.open > 0 { p { (counts) } }
            @if found.open == 0 { p.muted { (desk.say(&say::NONE)) } }
            @for source in sources { (told(desk, source)) }
            @for (at, one) in found.notices.iter().enumerate() { (person(desk, (at, one))) }
            @if let Some(next) = &found.next {
                p.actions { a.button href=(desk.at(&format!("source-notices?after={next}"))) { (desk.say(&say::MORE)) } }
            }
        }
    };
    desk.frame.page(title, &content)
}

/// What people from a source are told.
fn told(desk: &Desk<'_>, source: &SourceId) -> Markup {
    html! {
        details {
            summary { (desk.say(&say::TEXT)) ": " (name(desk, source)) }
            @for paragraph in work::text((desk.app, &desk.rules), (source, None), desk.lang()) { p { (paragraph) } }
        }
    }
}

fn person(desk: &Desk<'_>, (at, one): (usize, &SourceNotice)) -> Markup {
    let lang = desk.lang();
    let today = when::date_of(desk.app.clock().now());
    let how = format!("how-{at}");
    html! {
        section.sheet {
            dl.facts {
                div { dt { (desk.say(&say::PERSON)) } dd { a href=(desk.at(&format!("s/{}", one.subject.0))) { (desk.say(&say::OPEN_CARD)) " " (at + 1) } } }
                div { dt { (desk.say(&say::SOURCE)) } dd { (name(desk, &one.source)) } }
                div { dt { (desk.say(&say::OBTAINED)) } dd { (when::day(when::date_of(one.obtained), lang)) } }
                div {
                    dt { (desk.say(&say::DUE)) }
                    dd { (when::day(one.due, lang)) @if one.due < today { " " span.tag { (desk.say(&say::LATE)) } } }
                }
            }
            form method="post" action=(desk.at("source-notices")) {
                (desk.frame.token())
                input type="hidden" name="subject" value=(one.subject.0);
                div.field {
                    label for=(how) { (desk.say(&say::HOW)) }
                    select id=(how) name="how" {
                        @for way in ToldBy::ALL { option value=(way.code()) { (desk.say(say::way(way))) } }
                    }
                }
                p.actions { button type="submit" { (desk.say(&say::PUT_DOWN)) } }
            }
        }
    }
}

fn name<'a>(desk: &'a Desk<'_>, source: &'a SourceId) -> &'a str {
    desk.rules.source(source).map_or(source.as_str(), |source| source.name.get(desk.lang()))
}
