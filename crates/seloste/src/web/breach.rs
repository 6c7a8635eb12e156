//! Breaches of personal data: looking at what an account used, keeping breaches on record with their clock, drafts. Not here:
//! who touched what (the gate), what a draft says (`work/breach`).

use crate::{
    app::Shared,
    messages::{Message, breach as say},
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble},
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
        when,
    },
    work::breach::{self as work, BreachError, Clock, Whose},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    breach::{Breach, BreachDraft, BreachWords, Span, Sums, Told, Touched},
};

/// People that a page shows; the list has all.
const SHOWN: usize = 100;

/// `GET /r/{register}/for/{purpose}/breaches`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| page(desk, None)).await
}

/// `POST /r/{register}/for/{purpose}/breaches`: a look, its list, or a record.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let pressed = fields.get("do");
        if let Some((told, number)) = pressed.split_once(' ') {
            let told = if told == "people" { Told::People } else { Told::Authority };
            let number = number.parse().map_err(|_| Trouble::Absent)?;
            desk.gate.breach_told(&desk.ask, number, (told, desk.gate.clock().now()))?;
            return Ok(see_other(&desk.at("breaches")));
        }
        let span = match span(desk, &fields) {
            Ok(span) => span,
            Err(wrong) => return page(desk, Some((&fields, Answer::Wrong(wrong)))),
        };
        match pressed {
            "record" => record(desk, &fields, span),
            "list" => list(desk, &span),
            _ => {
                let touched = desk.gate.touched(&desk.ask, &span)?;
                page(desk, Some((&fields, Answer::Touched(touched, None))))
            }
        }
    })
    .await
}

/// `GET .../breaches/{breach}/{draft}`: `authority.pdf`, `authority.md`, `people.pdf`, `people.md`.
pub(crate) async fn draft(
    State(app): State<Shared>,
    Path((register, purpose, number, file)): Path<(String, String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let (told, form) = match file.split_once('.') {
            Some(("authority", form)) => (Told::Authority, form),
            Some(("people", form)) => (Told::People, form),
            _ => return Err(Trouble::Absent),
        };
        let number: i64 = number.parse().map_err(|_| Trouble::Absent)?;
        let found = desk.gate.breaches(&desk.ask)?;
        let one = found.iter().find(|one| one.number == number).ok_or(Trouble::Absent)?;
        let document = work::draft(&desk.rules, one, told, (desk.lang(), desk.gate.clock().now()));
        let (media, bytes) = match form {
            "md" => ("text/markdown; charset=utf-8", seloste_letter::markdown(&document).into_bytes()),
            "pdf" => {
                let bytes = seloste_letter::pdf(&document);
                ("application/pdf", bytes.map_err(|error| Trouble::Failed(error.to_string()))?)
            }
            _ => return Err(Trouble::Absent),
        };
        Ok(([(header::CONTENT_TYPE, media)], bytes).into_response())
    })
    .await
}

/// What came of a form.
enum Answer {
    Wrong(&'static Message),
    /// What was touched, and what was wrong with the record that was to be made of it.
    Touched(Touched, Option<String>),
}

fn span(desk: &Desk<'_>, fields: &Fields) -> Result<Span, &'static Message> {
    let moments = when::read_moment(fields.get("from")).zip(when::read_moment(fields.get("to")));
    let moments = moments.filter(|(from, to)| from < to).ok_or(&say::BAD_TIME)?;
    let whose = match fields.get("key").trim() {
        "" => Whose::Account(fields.get("account").trim().to_owned()),
        key => Whose::Key(key.to_owned()),
    };
    work::span(desk.app, &desk.ask.register, &whose, moments).map_err(|error| match error {
        BreachError::Failed(failure) => {
            tracing::error!(%failure, "an account could not be looked up");
            &say::BAD_WHO
        }
        _ => &say::BAD_WHO,
    })
}

fn record(desk: &Desk<'_>, fields: &Fields, span: Span) -> Result<Response, Trouble> {
    let again = |wrong: String| {
        let touched = desk.gate.touched(&desk.ask, &span)?;
        let page = page(desk, Some((fields, Answer::Touched(touched, Some(wrong)))))?;
        Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page))
    };
    let Some(known) = when::read_moment(fields.get("known")) else {
        return again(desk.say(&say::BAD_KNOWN).to_owned());
    };
    let words = BreachWords {
        facts: fields.get("facts").to_owned(),
        effects: fields.get("effects").to_owned(),
        remedy: fields.get("remedy").to_owned(),
    };
    match desk.gate.record_breach(&desk.ask, &BreachDraft { span: span.clone(), known, words }) {
        Ok(_) => Ok(see_other(&desk.at("breaches"))),
        Err(GateError::Problems(found)) => again(errors::in_words(&found, desk.lang())),
        Err(other) => Err(other.into()),
    }
}

fn list(desk: &Desk<'_>, span: &Span) -> Result<Response, Trouble> {
    let touched = desk.gate.touched(&desk.ask, span)?;
    let list = work::list(desk.gate, (&desk.rules, &desk.ask), &touched, desk.lang())?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"people.csv\"")),
    ];
    Ok((head, list.as_bytes().to_vec()).into_response())
}

fn page(desk: &Desk<'_>, answer: Option<(&Fields, Answer)>) -> Result<Response, Trouble> {
    let name = |one: Breach| {
        let key = work::key_name(desk.app, &desk.ask.register, &one);
        key.map(|key| (one, key)).map_err(|failure| Trouble::Failed(failure.to_string()))
    };
    let found = desk.gate.breaches(&desk.ask)?;
    let found = found.into_iter().map(name).collect::<Result<Vec<_>, _>>()?;
    let looks = desk.gate.breach_looks(&desk.ask)?;
    let empty = Fields::read(b"").ok_or(Trouble::Absent)?;
    let (fields, answer) = answer.map_or((&empty, None), |(fields, answer)| (fields, Some(answer)));
    let content = html! {
        h1 { (desk.say(&say::TITLE)) }
        p.lead { (desk.say(&say::LEAD)) }
        @if let Some(Answer::Wrong(wrong)) = &answer {
            (banner(Banner::Error, "", &html! { p { (desk.say(wrong)) } }))
        }
        @if let Some(Answer::Touched(_, Some(wrong))) = &answer {
            (banner(Banner::Error, "", &html! { p { (wrong) } }))
        }
        (look(desk, fields))
        @if let Some(Answer::Touched(touched, _)) = &answer { (told(desk, fields, touched)) }
        section.sheet {
            h2 { (desk.say(&say::RECORDED)) }
            @if found.is_empty() { p.muted { (desk.say(&say::NONE)) } }
            @for (one, key) in &found { (on_record(desk, one, key.as_deref())) }
        }
        @if !looks.is_empty() {
            details.sheet {
                summary { (desk.say(&say::LOOKS)) }
                ul.related {
                    @for (at, why) in &looks {
                        li { span { (when::moment(*at, desk.lang())) } span { (personal::text(why)) } }
                    }
                }
            }
        }
    };
    Ok(desk.frame.page(desk.say(&say::TITLE), &content))
}

fn moment_field(desk: &Desk<'_>, fields: &Fields, name: &str, label: &Message) -> Markup {
    html! {
        div.field {
            label for=(name) { (desk.say(label)) }
            input id=(name) name=(name) type="datetime-local" required value=(fields.get(name));
        }
    }
}

fn look(desk: &Desk<'_>, fields: &Fields) -> Markup {
    html! {
        form.sheet method="post" action=(desk.at("breaches")) autocomplete="off" {
            (desk.frame.token())
            h2 { (desk.say(&say::LOOK_TITLE)) }
            div.field {
                label for="account" { (desk.say(&say::ACCOUNT)) }
                input #account name="account" maxlength="100" spellcheck="false" value=(fields.get("account"));
            }
            div.field {
                label for="key" { (desk.say(&say::KEY)) }
                input #key name="key" maxlength="12" spellcheck="false" aria-describedby="key-hint" value=(fields.get("key"));
                p.hint #key-hint { (desk.say(&say::KEY_HINT)) }
            }
            (moment_field(desk, fields, "from", &say::FROM))
            (moment_field(desk, fields, "to", &say::TO))
            p.actions { button.primary type="submit" name="do" value="look" { (desk.say(&say::LOOK)) } }
        }
    }
}

/// What was touched, the list to take along, and the form that puts it on record.
fn told(desk: &Desk<'_>, fields: &Fields, touched: &Touched) -> Markup {
    html! {
        section.sheet {
            h2 { (desk.say(&say::WHOSE)) }
            (sums(desk, &touched.sums))
            @if touched.people.is_empty() { p { (desk.say(&say::NOBODY)) } } @else { (people(desk, touched)) }
            form method="post" action=(desk.at("breaches")) {
                (desk.frame.token())
                (kept(fields))
                p.actions { button type="submit" name="do" value="list" { (desk.say(&say::LIST)) } }
            }
        }
        form.sheet method="post" action=(desk.at("breaches")) autocomplete="off" {
            (desk.frame.token())
            (kept(fields))
            h2 { (desk.say(&say::RECORD)) }
            (moment_field(desk, fields, "known", &say::KNOWN))
            @for (name, label) in [("facts", &say::FACTS), ("effects", &say::EFFECTS), ("remedy", &say::REMEDY)] {
                div.field {
                    label for=(name) { (desk.say(label)) }
                    textarea id=(name) name=(name) rows="3" maxlength="10000" required[name == "facts"] { (fields.get(name)) }
                }
            }
            p.actions { button type="submit" name="do" value="record" { (desk.say(&say::RECORD)) } }
        }
    }
}

/// The span that was looked at, carried along.
fn kept(fields: &Fields) -> Markup {
    html! {
        @for name in ["account", "key", "from", "to"] {
            input type="hidden" name=(name) value=(fields.get(name));
        }
    }
}

fn sums(desk: &Desk<'_>, sums: &Sums) -> Markup {
    let lang = desk.lang();
    let group = |id: &seloste_register::id::GroupId| {
        desk.rules.statement().subject_groups.iter().find(|one| one.id == *id)
    };
    html! {
        dl {
            dt { (desk.say(&say::PEOPLE)) } dd { (sums.people) }
            @for (id, many) in &sums.groups {
                dt { (desk.say(&say::GROUP)) ": " (group(id).map_or(id.as_str(), |one| one.name.get(lang))) } dd { (many) }
            }
            @for (id, many) in &sums.categories {
                dt { (desk.say(&say::CATEGORY)) ": " (desk.rules.category(id).map_or(id.as_str(), |one| one.name.get(lang))) }
                dd { (many) }
            }
            dt { (desk.say(&say::ENTRIES)) } dd { (sums.done) }
            dt { (desk.say(&say::REFUSED)) } dd { (sums.refused) }
            @if sums.erased > 0 { dt { (desk.say(&say::ERASED)) } dd { (sums.erased) } }
        }
    }
}

fn people(desk: &Desk<'_>, touched: &Touched) -> Markup {
    let lang = desk.lang();
    let name =
        |id| desk.rules.category(id).map_or_else(|| id.to_string(), |one| one.name.get(lang).to_owned());
    let shown = SHOWN.to_string();
    html! {
        @if touched.people.len() > SHOWN { p { (say::SHOWN.fill(lang, &[("shown", &shown)])) } }
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::PEOPLE)) {
            table {
                thead { tr { @for head in [&say::PEOPLE, &say::FROM, &say::TO, &say::ENTRIES, &say::CATEGORY] { th scope="col" { (desk.say(head)) } } } }
                tbody {
                    @for one in touched.people.iter().take(SHOWN) {
                        @let categories: Vec<String> = one.categories.iter().map(name).collect();
                        tr {
                            th scope="row" { a href=(desk.at(&format!("s/{}", one.subject.0))) { (one.subject.0) } }
                            td.nowrap { (when::moment(one.first, lang)) }
                            td.nowrap { (when::moment(one.last, lang)) }
                            td { (one.times) }
                            td { (categories.join(", ")) }
                        }
                    }
                }
            }
        }
    }
}

fn on_record(desk: &Desk<'_>, one: &Breach, key: Option<&str>) -> Markup {
    let lang = desk.lang();
    let told = |at: Option<Timestamp>| at.map_or_else(|| "–".to_owned(), |at| when::moment(at, lang));
    let now = desk.gate.clock().now();
    let (class, words) = match work::clock(&desk.rules, one, now) {
        Clock::InTime => ("tag good", &say::IN_TIME),
        Clock::Late => ("tag warn", &say::LATE),
        Clock::Runs => ("tag warn", &say::RUNS),
        Clock::Over => ("tag bad", &say::OVER),
    };
    html! {
        section {
            h3 { (when::moment(one.known, lang)) " " span class=(class) { (desk.say(words)) } }
            p { (one.words.facts) }
            dl {
                dt { (desk.say(&say::DUE)) } dd { (when::moment(work::due(&desk.rules, one.known), lang)) }
                dt { (desk.say(&say::SPAN)) } dd { (when::moment(one.from, lang)) " – " (when::moment(one.to, lang)) }
                @if let Some(key) = key { dt { (desk.say(&say::BY_KEY)) } dd { (key) } }
                dt { (desk.say(&say::TOLD_AUTHORITY)) } dd { (told(one.authority)) }
                dt { (desk.say(&say::TOLD_PEOPLE)) } dd { (told(one.people)) }
                dt { (desk.say(&say::PEOPLE)) } dd { (one.sums.people) }
            }
            p {
                @for (file, label) in [("authority", &say::FOR_AUTHORITY), ("people", &say::FOR_PEOPLE)] {
                    (desk.say(label)) ": "
                    a href=(desk.at(&format!("breaches/{}/{file}.pdf", one.number))) { "PDF" } " "
                    a href=(desk.at(&format!("breaches/{}/{file}.md", one.number))) { "Markdown" } ". "
                }
            }
            form.actions method="post" action=(desk.at("breaches")) {
                (desk.frame.token())
                @if one.authority.is_none() { button.small-button type="submit" name="do" value={ "authority " (one.number) } { (desk.say(&say::TOLD_AUTHORITY)) } }
                @if one.people.is_none() { button.small-button type="submit" name="do" value={ "people " (one.number) } { (desk.say(&say::TOLD_PEOPLE)) } }
            }
        }
    }
}
