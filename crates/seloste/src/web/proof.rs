//! Proof reports and measures in the web desk, and what the public notice says of its own sentences. Not here: proving.

use crate::{
    app::{App, Shared},
    messages::{measure as own_say, proof_page as say},
    session::standing,
    web::{
        desk::{Hall, in_hall},
        errors::{self, Trouble},
        filed::{Filed, MOST},
        form::{Posted, see_other},
        page::{Banner, banner},
        request::files::{saved, size},
        sign_in::field,
        visit::AtWork,
        when,
    },
    work::{
        measure::{self, Attached, Content, MeasureError, Standing},
        proof::{self, document, report::State},
    },
};
use axum::{
    extract::{DefaultBodyLimit, Path, State as Shares},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, post as posting},
};
use maud::{Markup, html};
use seloste_register::{statement::Rules, text::Lang};

/// Whether the reader's roles carry a duty of keeping the register: reports are for those, and for the authority they show them to.
fn keeps(hall: &Hall<'_>) -> bool {
    standing::keeps(&hall.rules, &hall.actor)
}

/// `GET /r/{register}/proof`.
pub(crate) async fn get(Shares(app): Shares<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    in_hall(app, at, register, |hall| {
        if !keeps(hall) {
            return Err(Trouble::Absent);
        }
        let lang = hall.lang();
        let home = hall.app.register(hall.register()).ok_or(Trouble::Absent)?.0;
        let report = proof::newest(home, hall.register()).map_err(failed)?;
        let under_way = proof::ordered(home, hall.register()).map_err(failed)?.is_some();
        let base = format!("/r/{}/proof", hall.register());
        let content = html! {
            h1 { (say::TITLE.get(lang)) }
            (check_now(hall, &base, under_way))
            @match &report {
                None => p.lead { (say::NO_REPORT.get(lang)) },
                Some(report) => {
                    nav.actions aria-label=(say::FORMS.get(lang)) {
                        a.button href={ (base) ".pdf" } { "PDF" }
                        a.button href={ (base) ".json" } { "JSON" }
                        a.button href={ "/r/" (hall.register()) "/measures" } { (own_say::TITLE.get(lang)) }
                    }
                    (document::part(report, lang))
                }
            }
        };
        let mut response = hall.frame.page(say::TITLE.get(lang), &content);
        if under_way {
            // The page comes back by itself while the claims are checked, without any script.
            response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
        }
        Ok(response)
    })
    .await
}

/// A press that has the claims checked at once, or word that they are being checked.
fn check_now(hall: &Hall<'_>, base: &str, under_way: bool) -> Markup {
    let lang = hall.lang();
    html! {
        @if under_way {
            section.sheet role="status" {
                p { (say::UNDER_WAY.get(lang)) }
                progress aria-label=(say::UNDER_WAY.get(lang)) {}
            }
        } @else {
            form.actions method="post" action=(base) {
                (hall.frame.token())
                button type="submit" { (say::CHECK_NOW.get(lang)) }
                span.muted { (say::WHEN_CHECKED.get(lang)) }
            }
        }
    }
}

/// `POST /r/{register}/proof`: has the claims checked at once.
pub(crate) async fn order(
    Shares(app): Shares<Shared>,
    Path(register): Path<String>,
    posted: Posted,
) -> Response {
    in_hall(app, posted.at, register, |hall| {
        if !keeps(hall) {
            return Err(Trouble::Absent);
        }
        let home = hall.app.register(hall.register()).ok_or(Trouble::Absent)?.0;
        proof::order(home, hall.register(), hall.app.clock().now()).map_err(failed)?;
        Ok(see_other(&format!("/r/{}/proof", hall.register())))
    })
    .await
}

fn failed(error: impl std::fmt::Display) -> Trouble {
    Trouble::Failed(error.to_string())
}

/// `GET /r/{register}/proof.json`.
pub(crate) async fn json(Shares(app): Shares<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    file(app, register, at, "application/json", |report, _| serde_json::to_vec(report).map_err(failed)).await
}

/// `GET /r/{register}/proof.pdf`.
pub(crate) async fn pdf(Shares(app): Shares<Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    file(app, register, at, "application/pdf", |report, lang| {
        document::pdf(std::slice::from_ref(report), lang).map_err(failed)
    })
    .await
}

async fn file(
    app: Shared,
    register: String,
    at: AtWork,
    media: &'static str,
    form: fn(&proof::report::Report, Lang) -> Result<Vec<u8>, Trouble>,
) -> Response {
    in_hall(app, at, register, move |hall| {
        let home = hall.app.register(hall.register()).ok_or(Trouble::Absent)?.0;
        let report = proof::newest(home, hall.register()).map_err(failed)?;
        let report = report.filter(|_| keeps(hall)).ok_or(Trouble::Absent)?;
        let bytes = form(&report, hall.lang())?;
        Ok(([(header::CONTENT_TYPE, media)], bytes).into_response())
    })
    .await
}

/// What the newest report says of the sentences of a notice, for everybody to read: states and when, no figures.
pub(crate) fn states(app: &App, rules: &Rules, lang: Lang) -> Markup {
    let register = &rules.statement().register.id;
    let report = app.register(register).and_then(|(home, _)| proof::newest(home, register).ok().flatten());
    let Some(report) = report.filter(|report| report.drawn_up == rules.statement().register.drawn_up) else {
        return html! {
            section #proof { h2 { (say::STATES.get(lang)) } p.muted { (say::NO_REPORT.get(lang)) } }
        };
    };
    html! {
        section #proof {
            h2 { (say::STATES.get(lang)) }
            p { (say::CHECKED.get(lang)) ": " (when::moment(report.at, lang)) }
            @for one in [State::Broken, State::Measure, State::Unproven, State::Proven] {
                @let claims: Vec<_> =
                    report.claims.iter().filter(|claim| claim.state == one && claim.section != "system").collect();
                @if !claims.is_empty() {
                    details open[one == State::Broken] {
                        summary { (document::state(one, lang)) " (" (claims.len()) ")" }
                        ul { @for claim in claims { li { a href={ "#" (claim.id) } { (claim.text.get(lang)) } } } }
                    }
                }
            }
        }
    }
}

/// `GET /r/{register}/measures`.
pub(crate) async fn measures(
    Shares(app): Shares<Shared>,
    Path(register): Path<String>,
    at: AtWork,
) -> Response {
    in_hall(app, at, register, |hall| measures_page(hall, (StatusCode::OK, None))).await
}

fn measures_page(hall: &Hall<'_>, (status, said): (StatusCode, Option<String>)) -> Result<Response, Trouble> {
    if !keeps(hall) {
        return Err(Trouble::Absent);
    }
    let lang = hall.lang();
    let standings = standings(hall)?;
    let content = html! {
        h1 { (own_say::TITLE.get(lang)) }
        p.lead { (own_say::LEAD.get(lang)) }
        @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
        @if standings.is_empty() { p.muted { (own_say::NONE.get(lang)) } }
        @for standing in &standings { (sheet(hall, standing, lang)) }
    };
    Ok(errors::with(status, hall.frame.page(own_say::TITLE.get(lang), &content)))
}

fn standings(hall: &Hall<'_>) -> Result<Vec<Standing>, Trouble> {
    let home = hall.app.register(hall.register()).ok_or(Trouble::Absent)?.0;
    let found = measure::standings(hall.app, home, &hall.rules, hall.app.clock().now()).map_err(failed)?;
    Ok(found.into_values().collect())
}

fn sheet(hall: &Hall<'_>, standing: &Standing, lang: Lang) -> Markup {
    let review = standing.review.map_or_else(|| "–".to_owned(), |day| when::day(day, lang));
    let names = |names: &[String]| if names.is_empty() { "–".to_owned() } else { names.join(", ") };
    html! {
        section.sheet id={ "measure--" (standing.measure.id) } {
            h2 { (standing.measure.text.get(lang)) }
            dl.plain {
                dt { (own_say::STATE.get(lang)) } dd { (own_say::stage(standing.stage).get(lang)) }
                dt { (own_say::OWNER.get(lang)) } dd { (names(&standing.owners)) }
                dt { (own_say::DEPUTY.get(lang)) } dd { (names(&standing.deputies)) }
                dt { (own_say::REVIEW.get(lang)) } dd { (review) }
                @if let Some(not) = &standing.measure.proves_not {
                    dt { (own_say::PROVES_NOT.get(lang)) } dd { (not.get(lang)) }
                }
            }
            @if !standing.history.is_empty() {
                h3 { (own_say::EVIDENCE.get(lang)) }
                ul.plain { @for one in &standing.history {
                    li {
                        p { (when::day(one.dated, lang)) ": " (one.shows) " (" (one.issuer) ")" }
                        p.muted.small {
                            @match one.kept {
                                Some(bytes) => {
                                    a href={ "/r/" (hall.register()) "/measures/evidence/" (one.id) } download { (one.file) }
                                    " (" (size(bytes.unsigned_abs())) ")"
                                },
                                None => (one.file),
                            }
                            ", SHA-256 " code { (one.digest) }
                        }
                        @match one.confirmed {
                            Some((at, _)) => p.muted.small { (own_say::CONFIRMED.get(lang)) " " (when::moment(at, lang)) },
                            None if one.attached_by == hall.actor.account => p.muted { (own_say::WAITS.get(lang)) },
                            None => form method="post" action={ "/r/" (hall.register()) "/measures/confirm" } {
                                (hall.frame.token())
                                input type="hidden" name="evidence" value=(one.id);
                                p.actions { button type="submit" { (own_say::CONFIRM.get(lang)) } }
                            },
                        }
                    }
                } }
            }
            (attach_form(hall, standing, lang))
        }
    }
}

fn attach_form(hall: &Hall<'_>, standing: &Standing, lang: Lang) -> Markup {
    let id = |name: &str| format!("{name}-{}", standing.measure.id);
    html! {
        details {
            summary { (own_say::ATTACH.get(lang)) }
            form method="post" action={ "/r/" (hall.register()) "/measures/attach" } enctype="multipart/form-data" {
                (hall.frame.token())
                input type="hidden" name="measure" value=(standing.measure.id);
                (field(&id("content"), &own_say::CONTENT, lang, html! {
                    input id=(id("content")) name="content" type="file" aria-describedby=(id("hint"));
                    p.hint id=(id("hint")) { (own_say::CONTENT_HINT.get(lang)) }
                }))
                (field(&id("file"), &own_say::FILE, lang, html! { input id=(id("file")) name="file" maxlength="200" autocomplete="off"; }))
                (field(&id("digest"), &own_say::DIGEST, lang, html! {
                    input id=(id("digest")) name="digest" minlength="64" maxlength="64" pattern="[0-9a-fA-F]{64}" autocomplete="off";
                }))
                (field(&id("shows"), &own_say::SHOWS, lang, html! { input id=(id("shows")) name="shows" required maxlength="500"; }))
                (field(&id("issuer"), &own_say::ISSUER, lang, html! { input id=(id("issuer")) name="issuer" required maxlength="500"; }))
                (field(&id("dated"), &own_say::DATED, lang, html! { input id=(id("dated")) name="dated" type="date" required; }))
                p.actions { button.primary type="submit" { (own_say::ATTACH.get(lang)) } }
            }
        }
    }
}

/// The door by which evidence comes, with a limit of its own.
pub(crate) fn attaching() -> MethodRouter<Shared> {
    posting(attach).layer(DefaultBodyLimit::max(MOST))
}

/// `POST /r/{register}/measures/attach`: a file to be kept, or the name and digest of one that is not.
async fn attach(Shares(app): Shares<Shared>, Path(register): Path<String>, filed: Filed) -> Response {
    let Filed { at, fields, files } = filed;
    in_hall(app, at, register, move |hall| {
        if !keeps(hall) {
            return Err(Trouble::Absent);
        }
        let dated = fields.get("dated").parse();
        let Ok(dated) = dated else { return refused(hall, own_say::DATED.get(hall.lang()).to_owned()) };
        let (file, content) = match files.first() {
            Some(sent) => (sent.name.as_str(), Content::File(&sent.bytes)),
            None => (fields.get("file"), Content::Digest(fields.get("digest"))),
        };
        let (shows, issuer) = (fields.get("shows"), fields.get("issuer"));
        let attached = Attached { file, content, shows, issuer, dated };
        let place = (hall.register(), fields.get("measure"));
        done(hall, measure::attach(hall.app, place, hall.actor.account, &attached).map(drop))
    })
    .await
}

/// `GET /r/{register}/measures/evidence/{evidence}`: the file, to be saved.
pub(crate) async fn evidence(
    Shares(app): Shares<Shared>,
    Path((register, evidence)): Path<(String, String)>,
    at: AtWork,
) -> Response {
    in_hall(app, at, register, move |hall| {
        let number = evidence.parse().map_err(|_| Trouble::Absent)?;
        if !keeps(hall) {
            return Err(Trouble::Absent);
        }
        match measure::file(hall.app, hall.register(), hall.actor.account, number) {
            Ok(file) => Ok(saved(&file)),
            Err(MeasureError::Failed(cause)) => Err(Trouble::Failed(cause)),
            Err(_) => Err(Trouble::Absent),
        }
    })
    .await
}

/// `POST /r/{register}/measures/confirm`.
pub(crate) async fn confirm(
    Shares(app): Shares<Shared>,
    Path(register): Path<String>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    in_hall(app, posted.at, register, move |hall| {
        if !keeps(hall) {
            return Err(Trouble::Absent);
        }
        let evidence = fields.get("evidence").parse().unwrap_or_default();
        done(hall, measure::confirm(hall.app, hall.register(), hall.actor.account, evidence))
    })
    .await
}

fn done(hall: &Hall<'_>, done: Result<(), MeasureError>) -> Result<Response, Trouble> {
    match done {
        Ok(()) => Ok(see_other(&format!("/r/{}/measures", hall.register()))),
        Err(MeasureError::Failed(cause)) => Err(Trouble::Failed(cause)),
        Err(MeasureError::NoRegister(_)) => Err(Trouble::Absent),
        Err(wrong) => refused(hall, own_say::wrong(&wrong).get(hall.lang()).to_owned()),
    }
}

fn refused(hall: &Hall<'_>, said: String) -> Result<Response, Trouble> {
    measures_page(hall, (StatusCode::UNPROCESSABLE_ENTITY, Some(said)))
}

/// Measures of the reader's that need them, for the first page: due, lapsed or never shown.
pub(crate) fn reminders(hall: &Hall<'_>) -> Markup {
    let lang = hall.lang();
    let Ok(standings) = standings(hall) else { return html! {} };
    let mine = |standing: &&Standing| {
        let roles = &hall.actor.roles;
        let own = roles.contains(&standing.measure.owner)
            || standing.measure.deputy.as_ref().is_some_and(|deputy| roles.contains(deputy));
        own && standing.stage != measure::Stage::InForce
    };
    let mine: Vec<&Standing> = standings.iter().filter(mine).collect();
    html! {
        @if !mine.is_empty() {
            (banner(Banner::Warning, own_say::YOURS.get(lang), &html! {
                ul { @for standing in &mine {
                    li { (standing.measure.text.get(lang)) " " span.tag { (own_say::stage(standing.stage).get(lang)) } }
                } }
                @if keeps(hall) { p { a href={ "/r/" (hall.register()) "/measures" } { (own_say::TITLE.get(lang)) } } }
            }))
        }
    }
}

/// A register's reports, for the first page.
pub(crate) fn link(hall: &Hall<'_>) -> Markup {
    let lang = hall.lang();
    html! {
        @if keeps(hall) {
            p.actions {
                a href={ "/r/" (hall.register()) "/proof" } { (say::TITLE.get(lang)) }
                a href={ "/r/" (hall.register()) "/measures" } { (own_say::TITLE.get(lang)) }
            }
        }
    }
}
