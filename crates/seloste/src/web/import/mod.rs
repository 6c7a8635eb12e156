//! The import wizard: a file, what its columns mean, a trial, the run, what came of it. Each step is a page that works
//! without scripts. Not here: what becomes of a row (`work::import`, the gate).

mod around;
mod batches;
mod columns;
mod trial;
mod words;

pub(crate) use batches::{batch, batches, undo};

use crate::{
    app::Shared,
    messages::{Message, import as say},
    store::batch::BatchId,
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble},
        fields,
        form::{Posted, see_other},
        page::{Banner, banner},
        visit::{AtWork, Extent},
    },
    work::import::{
        self, Progress, Report,
        shelf::{self, Held, Mode, NotTaken, Stage},
    },
};
use axum::{
    extract::{DefaultBodyLimit, Multipart, Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
    routing::{MethodRouter, get},
};
use maud::{Markup, html};
use seloste_gate::ask::Ask;
use seloste_register::{id::SourceId, text::Lang};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use zeroize::Zeroizing;

/// Runs that go on at once; more are asked to wait.
const AT_ONCE: usize = 2;
static GOING: AtomicUsize = AtomicUsize::new(0);

/// The first page's answers: it takes larger bodies than others.
pub(crate) fn start() -> MethodRouter<Shared> {
    get(first).post(upload).layer(DefaultBodyLimit::max(shelf::FILE_LIMIT + (1 << 20)))
}

/// `GET .../import`.
async fn first(State(app): State<Shared>, Path(place): Path<(String, String)>, at: AtWork) -> Response {
    at_desk(app, at, place, |desk| {
        may(desk)?;
        Ok(first_page(desk, None))
    })
    .await
}

/// Who may not import is told in the statement's words.
fn may(desk: &Desk<'_>) -> Result<(), Trouble> {
    Ok(import::may(desk.gate, &desk.rules, &desk.ask)?)
}

fn first_page(desk: &Desk<'_>, wrong: Option<&'static str>) -> Response {
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::TITLE)) }
            (steps(desk, 0))
            p.lead { (desk.say(&say::ABOUT)) }
            form.sheet method="post" action=(desk.at("import")) enctype="multipart/form-data" {
                (desk.frame.token())
                (fields::file_source_field(desk))
                div.field {
                    label for="file" { (desk.say(&say::FILE)) }
                    input #file type="file" name="file" required accept=".csv,.txt,.tsv,.xlsx" aria-describedby="file-hint";
                    p.hint #file-hint { (desk.say(&say::FILE_HINT)) }
                    @if let Some(wrong) = wrong { p.wrong { (wrong) } }
                }
                p.actions { button.primary type="submit" { (desk.say(&say::UPLOAD)) } }
            }
        }
    };
    desk.frame.page(desk.say(&say::TITLE), &content)
}

/// Which of the steps is at hand.
pub(super) fn steps(desk: &Desk<'_>, at: usize) -> Markup {
    html! {
        ol.steps {
            @for (n, step) in say::STEPS.iter().enumerate() { li aria-current=[(n == at).then_some("step")] { (desk.say(step)) } }
        }
    }
}

/// `POST .../import`.
async fn upload(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
    multipart: Multipart,
) -> Response {
    let sent = Sent::read(multipart).await;
    if !at.signed.owns_form(&sent.csrf) {
        // A file can't be shown again as text can: the form is, with a fresh token.
        return at_desk(app, at, place, |desk| {
            Ok(errors::with(StatusCode::CONFLICT, first_page(desk, Some(desk.say(&say::NO_FILE)))))
        })
        .await;
    }
    at_desk(app, at, place, move |desk| {
        may(desk)?;
        let source = SourceId::new(&sent.source).map_err(|_| Trouble::Absent)?;
        if sent.too_large {
            return Ok(errors::with(
                StatusCode::PAYLOAD_TOO_LARGE,
                first_page(desk, Some(desk.say(&say::TOO_LARGE))),
            ));
        }
        if sent.bytes.is_empty() {
            return Ok(errors::with(
                StatusCode::UNPROCESSABLE_ENTITY,
                first_page(desk, Some(desk.say(&say::NO_FILE))),
            ));
        }
        let refused =
            |status, said: &Message| Ok(errors::with(status, first_page(desk, Some(desk.say(said)))));
        match shelf::put(desk.gate, &desk.ask, (&source, &sent.name), &sent.bytes) {
            Ok(token) => Ok(see_other(&desk.at(&format!("import/{token}")))),
            Err(NotTaken::TooLarge(_)) => refused(StatusCode::PAYLOAD_TOO_LARGE, &say::TOO_LARGE),
            Err(NotTaken::Full) => refused(StatusCode::SERVICE_UNAVAILABLE, &say::FULL),
            Err(NotTaken::Gate(error)) => Err(error.into()),
        }
    })
    .await
}

/// What came with the first form.
#[derive(Default)]
struct Sent {
    csrf: String,
    source: String,
    name: String,
    bytes: Zeroizing<Vec<u8>>,
    too_large: bool,
}

impl Sent {
    /// Reads the parts; one that is broken or too large ends the reading, and then there is no file.
    async fn read(mut multipart: Multipart) -> Self {
        let mut sent = Self::default();
        while let Ok(Some(field)) = multipart.next_field().await {
            match field.name() {
                Some("csrf") => sent.csrf = field.text().await.unwrap_or_default(),
                Some("source") => sent.source = field.text().await.unwrap_or_default(),
                Some("file") => {
                    sent.name = field.file_name().unwrap_or_default().to_owned();
                    match field.bytes().await {
                        Ok(bytes) => sent.bytes = Zeroizing::new(bytes.to_vec()),
                        Err(error) => {
                            sent.too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        sent
    }
}

type Place = Path<(String, String, String)>;

/// `GET .../import/{file}`.
pub(crate) async fn get_file(
    State(app): State<Shared>,
    Path((register, purpose, token)): Place,
    Query(asked): Query<trial::Asked>,
    at: AtWork,
) -> Response {
    let extent = at.visit.extent;
    at_desk(app, at, (register, purpose), move |desk| {
        let Some(held) = held(desk, &token)? else { return Ok(gone(desk)) };
        let stage = held.stage;
        if let (Extent::Part, Stage::Going(mode, progress)) = (extent, &stage) {
            return Ok(Html(bar(desk, *mode, progress.as_ref()).into_string()).into_response());
        }
        if extent == Extent::Part {
            return Ok(Html("<span data-done></span>").into_response());
        }
        stage_page(desk, &token, &stage, &asked)
    })
    .await
}

fn held<'a>(desk: &Desk<'a>, token: &str) -> Result<Option<Held<'a>>, Trouble> {
    Ok(shelf::find(desk.gate, &desk.ask, token)?)
}

fn gone(desk: &Desk<'_>) -> Response {
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::TITLE)) }
            (banner(Banner::Note, "", &html! { p { (desk.say(&say::GONE)) } }))
            p.actions { a.button href=(desk.at("import")) { (desk.say(&say::UPLOAD)) } }
        }
    };
    errors::with(StatusCode::NOT_FOUND, desk.frame.page(desk.say(&say::TITLE), &content))
}

fn stage_page(
    desk: &Desk<'_>,
    token: &str,
    stage: &Stage,
    asked: &trial::Asked,
) -> Result<Response, Trouble> {
    let (at, content) = match stage {
        Stage::Columns => return columns::page(desk, token, (&[], None)),
        Stage::Failed(words) => return columns::page(desk, token, (words, None)),
        Stage::Going(mode, progress) => (step_of(*mode), going(desk, *mode, progress.as_ref())),
        Stage::Stopping(mode) => (step_of(*mode), going(desk, *mode, None)),
        Stage::Tried(report) => (2, trial::page(desk, token, report, asked)),
        Stage::Stopped => (
            3,
            banner(
                Banner::Warning,
                desk.say(&say::STOPPED),
                &html! { p { (desk.say(&say::STOPPED_ABOUT)) } },
            ),
        ),
        Stage::Done(report) => (3, done(desk, token, report)),
        Stage::Ended(batch) => (3, ended(desk, token, *batch)),
    };
    let content = html! {
        h1 { (desk.say(&say::TITLE)) }
        (steps(desk, at))
        (content)
        (presses(desk, token, stage))
    };
    let mut response = desk.frame.page(desk.say(&say::TITLE), &content);
    if matches!(stage, Stage::Going(..) | Stage::Stopping(_)) {
        // Without scripts the page looks again by itself.
        response.headers_mut().insert("refresh", HeaderValue::from_static("3"));
    }
    Ok(response)
}

fn step_of(mode: Mode) -> usize {
    match mode {
        Mode::Trial => 2,
        Mode::Real => 3,
    }
}

fn presses(desk: &Desk<'_>, token: &str, stage: &Stage) -> Markup {
    let press = |word: &'static str, class: &'static str, message| {
        html! { button class=(class) type="submit" name="do" value=(word) { (desk.say(message)) } }
    };
    html! {
        form method="post" action=(desk.at(&format!("import/{token}"))) {
            (desk.frame.token())
            p.actions {
                @match stage {
                    Stage::Going(..) => { (press("stop", "", &say::STOP)) }
                    Stage::Tried(_) => { (press("run", "primary", &say::RUN)) (press("columns", "", &say::CHANGE_COLUMNS)) }
                    Stage::Stopped => { (press("run", "primary", &say::GO_ON)) }
                    Stage::Columns | Stage::Failed(_) | Stage::Stopping(_) | Stage::Done(_) | Stage::Ended(_) => {}
                }
            }
        }
    }
}

fn going(desk: &Desk<'_>, mode: Mode, progress: Option<&Progress>) -> Markup {
    html! { div.sheet data-progress="" role="status" { (bar(desk, mode, progress)) } }
}

fn bar(desk: &Desk<'_>, mode: Mode, progress: Option<&Progress>) -> Markup {
    let title = match mode {
        Mode::Trial => &say::TRYING,
        Mode::Real => &say::RUNNING,
    };
    html! {
        h2 { (desk.say(title)) }
        @match progress {
            Some(told) => {
                progress max=(told.of_bytes.max(1)) value=(told.bytes) aria-label=(desk.say(title)) {}
                p.muted {
                    (say::SPEED.fill(desk.lang(), &[
                        ("rows", &told.rows.to_string()),
                        ("speed", &format!("{:.0}", told.rows_a_second())),
                        ("left", &format!("{:.0}", told.seconds_left())),
                    ]))
                }
            }
            None => { progress aria-label=(desk.say(title)) {} }
        }
    }
}

fn done(desk: &Desk<'_>, token: &str, report: &Report) -> Markup {
    let failed = report.counts.refused + report.counts.failed > 0;
    html! {
        (banner(Banner::Done, "", &html! { p { (desk.say(&say::DONE)) } }))
        (outcome(desk, report, None))
        p.actions {
            @if let Some(batch) = report.batch { a.button.primary href=(desk.at(&format!("batches/{}", batch.0))) { (desk.say(&say::SEE_BATCH)) } }
            @if failed { a.button href=(desk.at(&format!("import/{token}/failed.csv"))) { (desk.say(&say::FAILED_FILE)) } }
        }
    }
}

/// A run that another process, or this one before it was started anew, has brought to its end.
fn ended(desk: &Desk<'_>, token: &str, batch: BatchId) -> Markup {
    html! {
        (banner(Banner::Done, "", &html! { p { (desk.say(&say::DONE)) } }))
        p.actions {
            a.button.primary href=(desk.at(&format!("batches/{}", batch.0))) { (desk.say(&say::SEE_BATCH)) }
            a.button href=(desk.at(&format!("import/{token}/failed.csv"))) { (desk.say(&say::FAILED_FILE)) }
        }
    }
}

/// Counts and the reasons of failures; `place`: the page that lists the rows behind a count.
fn outcome(desk: &Desk<'_>, report: &Report, place: Option<&str>) -> Markup {
    html! {
        (words::figures(desk, &report.counts, place))
        @if !report.reasons.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::REASONS)) {
                table {
                    caption { (desk.say(&say::REASONS)) }
                    thead { tr {
                        th.n scope="col" { (desk.say(&say::ROWS)) } th scope="col" { (desk.say(&say::COLUMN)) }
                        th scope="col" { (desk.say(&say::WHY)) } th scope="col" { (desk.say(&say::REMEDY)) }
                        th.n scope="col" { (desk.say(&say::FIRST_ROW)) }
                    } }
                    tbody {
                        @for reason in &report.reasons {
                            tr {
                                td.n { (reason.rows) } td { (words::column(desk, &reason.why.column)) }
                                td { (desk.read(&reason.why.what)) } td { (desk.read(&reason.why.remedy)) } td.n { (reason.first) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `POST .../import/{file}`.
pub(crate) async fn post_file(
    State(app): State<Shared>,
    Path((register, purpose, token)): Place,
    posted: Posted,
) -> Response {
    let (fields, shared) = (posted.fields, Arc::clone(&app));
    at_desk(app, posted.at, (register, purpose), move |desk| {
        may(desk)?;
        let Some(held) = held(desk, &token)? else { return Ok(gone(desk)) };
        let wanted = match (fields.get("do"), &held.stage) {
            ("stop", Stage::Going(..)) => {
                shelf::stop(desk.gate, &token)?;
                None
            }
            ("columns", Stage::Tried(_)) => {
                shelf::set_mapping(desk.gate, &token, &held.mapping)?;
                None
            }
            ("look" | "try", Stage::Columns | Stage::Failed(_)) => {
                let wrong = columns::take(desk, (&token, &held), &fields)?;
                if !wrong.is_empty() {
                    let page = columns::page(desk, &token, (&wrong, Some(&fields)))?;
                    return Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page));
                }
                (fields.get("do") == "try").then_some(Mode::Trial)
            }
            ("run", Stage::Tried(_) | Stage::Stopped) => Some(Mode::Real),
            _ => None,
        };
        if let Some(mode) = wanted
            && !begin(&shared, (&desk.ask, &token), mode, desk.lang())?
        {
            let page = columns::page(desk, &token, (&[desk.say(&say::OCCUPIED).to_owned()], None))?;
            return Ok(errors::with(StatusCode::SERVICE_UNAVAILABLE, page));
        }
        Ok(see_other(&desk.at(&format!("import/{token}"))))
    })
    .await
}

/// Begins a trial or a run on a thread of its own; false when too many go on.
fn begin(app: &Shared, (ask, token): (&Ask, &str), mode: Mode, lang: Lang) -> Result<bool, Trouble> {
    let Some((home, _)) = app.register(&ask.register) else { return Ok(false) };
    if GOING.fetch_add(1, Ordering::SeqCst) >= AT_ONCE {
        GOING.fetch_sub(1, Ordering::SeqCst);
        return Ok(false);
    }
    let turn = Turn;
    if !shelf::claim(&home.gate, token, mode)? {
        return Ok(false);
    }
    let (app, ask, token) = (Arc::clone(app), ask.clone(), token.to_owned());
    let begun = std::thread::Builder::new().name("import".to_owned()).spawn(move || {
        let _turn = turn;
        let Some((home, _)) = app.register(&ask.register) else { return };
        if let Err(error) = shelf::work(&home.gate, &ask, &token, (mode, lang)) {
            tracing::error!(%error, "a file was not brought in");
        }
    });
    Ok(begun.is_ok())
}

/// A place among the runs that go on; given back on drop.
struct Turn;

impl Drop for Turn {
    fn drop(&mut self) {
        GOING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// `GET .../import/{file}/failed.csv`: the rows that were not brought in, with the reason of each.
pub(crate) async fn failed_rows(
    State(app): State<Shared>,
    Path((register, purpose, token)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        may(desk)?;
        let found = held(desk, &token)?.and_then(|held| Some((held.batch?, held.upload)));
        let Some((batch, upload)) = found else { return Ok(gone(desk)) };
        let mut out = Vec::new();
        import::write_failed(desk.gate, (&desk.ask.register, batch), &upload, desk.lang(), &mut out)
            .map_err(|error| words::trouble(error, desk.lang()))?;
        let mut response = out.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"failed-rows.csv\""),
        );
        Ok(response)
    })
    .await
}
