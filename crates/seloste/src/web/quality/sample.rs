//! Draws a sample of calls to be assessed, and shows how it was drawn.

use super::address;
use crate::{
    app::Shared,
    messages::quality as say,
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::Fields,
        visit::AtWork,
        when,
    },
    work::{
        quality::sample::{self, Sample, SampleError, Wanted},
        statements::today,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use jiff::{ToSpan as _, civil::Date};
use maud::{Markup, html};

/// What was typed.
struct Typed {
    from: Date,
    until: Date,
    each: u32,
    seed: String,
}

/// `GET /r/{register}/for/{purpose}/quality/sample`: without a number of calls it only asks.
pub(super) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let today = today(desk.gate.clock().as_ref());
        let typed = Typed {
            from: when::read_day(fields.get("from")).unwrap_or_else(|| today.saturating_sub(1.month())),
            until: when::read_day(fields.get("until")).unwrap_or(today),
            each: fields.get("each").trim().parse().unwrap_or(3),
            seed: fields.get("seed").trim().to_owned(),
        };
        let drawn = if fields.has("each") { Some(draw(desk, &typed)?) } else { None };
        page(desk, &typed, drawn.as_ref())
    })
    .await
}

fn draw(desk: &Desk<'_>, typed: &Typed) -> Result<Sample, Trouble> {
    let begins = |day: Date| when::begins(day).ok_or(Trouble::Absent);
    let wanted = Wanted {
        from: begins(typed.from)?,
        before: begins(typed.until.tomorrow().unwrap_or(typed.until))?,
        each: typed.each,
        seed: Some(typed.seed.clone()),
    };
    sample::draw(desk.gate, &desk.ask, &wanted).map_err(|error| match error {
        SampleError::Gate(error) => error.into(),
        SampleError::Failed(failure) => failure.into(),
    })
}

fn page(desk: &Desk<'_>, typed: &Typed, drawn: Option<&Sample>) -> Result<Response, Trouble> {
    let title = desk.say(&say::SAMPLE);
    let shown = drawn.map(|sample| result(desk, sample)).transpose()?;
    let content = html! {
        p { a href=(desk.at("quality")) { (desk.say(&say::TITLE)) } }
        h1 { (title) }
        p.lead { (desk.say(&say::SAMPLE_LEAD)) }
        form.sheet method="get" action=(desk.at("quality/sample")) {
            div.filters {
                div.field { label for="from" { (desk.say(&say::FROM)) } input #from type="date" name="from" value=(typed.from); }
                div.field { label for="until" { (desk.say(&say::UNTIL)) } input #until type="date" name="until" value=(typed.until); }
                div.field { label for="each" { (desk.say(&say::EACH)) } input #each type="number" name="each" min="1" max="50" value=(typed.each); }
                div.field {
                    label for="seed" { (desk.say(&say::SEED)) " " span.muted.small { "(" (desk.say(&say::SEED_HINT)) ")" } }
                    input #seed name="seed" maxlength="64" spellcheck="false" value=(typed.seed);
                }
                div.field { button.primary type="submit" { (desk.say(&say::DRAW)) } }
            }
        }
        @if let Some(shown) = shown { (shown) }
    };
    Ok(desk.frame.page(title, &content))
}

fn result(desk: &Desk<'_>, sample: &Sample) -> Result<Markup, Trouble> {
    let names = account_names(desk, sample.drawn.iter().map(|one| one.agent))?;
    let (lang, of) = (desk.lang(), sample.of.to_string());
    Ok(html! {
        p { (say::DRAWN.fill(lang, &[("seed", &sample.seed), ("of", &of)])) }
        @if sample.cut { p.muted { (desk.say(&say::CUT)) } }
        @for one in &sample.drawn {
            @let count = one.of.to_string();
            section.sheet {
                h2 { (names.get(&one.agent).map_or("–", String::as_str)) }
                p.muted { (say::OF.fill(lang, &[("count", &count)])) }
                ul.related {
                    @for call in &one.calls {
                        li { a href=(address(desk, &call.object)) { (when::moment(call.began, lang)) } }
                    }
                }
            }
        }
    })
}
