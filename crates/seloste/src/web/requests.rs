//! The queue of people's requests, with its clock, and the form that takes one in. Not here: one case (`request.rs`).

use crate::{
    app::Shared,
    messages::{Message, requests as say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        filed::{Filed, MOST},
        form::{Fields, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::{
        requests::{self as work, Typed, at_a_desk, parties},
        statements::today,
    },
};
use axum::{
    extract::{DefaultBodyLimit, Path, RawQuery, State},
    response::Response,
    routing::{MethodRouter, get as getting},
};
use maud::{Markup, html};
use seloste_gate::{
    Receipt,
    request::{RequestFilter, RequestLine, Taker},
};
use seloste_register::right::{Named, RightKind};
use zeroize::Zeroizing;

/// Rows on a page.
const ROWS: u32 = 50;

/// The door of the queue: requests come in by it with their files, so it has a limit of its own.
pub(crate) fn queue() -> MethodRouter<Shared> {
    getting(get).post(post).layer(DefaultBodyLimit::max(MOST))
}

/// `GET /r/{register}/for/{purpose}/requests`.
async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        page(desk, &fields, None)
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/requests`: takes a request in.
async fn post(State(app): State<Shared>, Path(place): Path<(String, String)>, filed: Filed) -> Response {
    let Filed { at, fields, files } = filed;
    at_desk(app, at, place, move |desk| {
        let new = Typed { files, ..typed(&fields) }.read()?;
        let receipt = work::take(desk.gate, &desk.rules, &Taker::Staff(&desk.ask), new)?;
        // Who may take in and not handle stays here, with what to tell the person.
        match desk.gate.open_request(&desk.ask, &receipt.request) {
            Ok(_) => Ok(see_other(&desk.at(&format!("requests/{}", receipt.request.0)))),
            Err(_) => Ok(taken(desk, &receipt)),
        }
    })
    .await
}

/// `GET /r/{register}/for/{purpose}/requests/new`: the form alone, for desks that don't handle requests.
pub(crate) async fn form(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        let content = html! { h1 { (desk.say(&say::TAKE)) } (intake(desk)) };
        Ok(desk.frame.page(desk.say(&say::TAKE), &content))
    })
    .await
}

fn typed(fields: &Fields) -> Typed {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    Typed {
        kind: fields.get("kind").to_owned(),
        channel: fields.get("channel").to_owned(),
        received: given("received"),
        company: None,
        outlet: given("outlet"),
        party: given("party"),
        subject: given("subject"),
        asker: given("asker").map(Zeroizing::new),
        words: given("words").map(Zeroizing::new),
        files: Vec::new(),
        flaw: given("flaw"),
    }
}

fn taken(desk: &Desk<'_>, receipt: &Receipt) -> Response {
    let content = html! { h1 { (desk.say(&say::TAKE)) } (received(desk, receipt)) (intake(desk)) };
    desk.frame.page(desk.say(&say::TAKE), &content)
}

fn received(desk: &Desk<'_>, receipt: &Receipt) -> Markup {
    let day = when::day(receipt.due, desk.lang());
    banner(Banner::Done, "", &html! { p { (say::RECEIPT.fill(desk.lang(), &[("day", &day)])) } })
}

fn page(desk: &Desk<'_>, fields: &Fields, receipt: Option<&Receipt>) -> Result<Response, Trouble> {
    let filter = RequestFilter {
        kind: RightKind::read(fields.get("kind")),
        state: None,
        mine: fields.has("mine"),
        due_before: None,
        with_over: fields.has("over"),
    };
    let after = Some(fields.get("after")).filter(|after| !after.is_empty());
    let found = desk.gate.requests(&desk.ask, &filter, (after, ROWS))?;
    let title = desk.say(&say::TITLE);
    let content = html! {
        h1 { (title) }
        p.lead { (desk.say(&say::LEAD)) }
        @if let Some(receipt) = receipt { (received(desk, receipt)) }
        (filters(desk, &filter))
        @if found.lines.is_empty() { div.empty { p { (desk.say(&say::EMPTY)) } } }
        @else { (table(desk, &found.lines)) }
        @if let Some(next) = &found.next {
            p.actions { a.button href=(format!("{}?{}after={next}", desk.at("requests"), query(&filter))) { (desk.say(&say::MORE)) } }
        }
        details.sheet { summary { (desk.say(&say::TAKE)) } (intake(desk)) }
    };
    Ok(desk.frame.page(title, &content))
}

/// The filter in an address: declared codes only, nothing about anybody.
fn query(filter: &RequestFilter) -> String {
    let kind = filter.kind.map(|kind| format!("kind={}&", kind.code())).unwrap_or_default();
    let mine = if filter.mine { "mine=1&" } else { "" };
    let over = if filter.with_over { "over=1&" } else { "" };
    format!("{kind}{mine}{over}")
}

fn filters(desk: &Desk<'_>, filter: &RequestFilter) -> Markup {
    html! {
        form.sheet method="get" action=(desk.at("requests")) {
            div.filters {
                div.field {
                    label for="kind-filter" { (desk.say(&say::KIND)) }
                    select #kind-filter name="kind" {
                        option value="" { (desk.say(&say::ALL)) }
                        @for kind in RightKind::ALL {
                            option value=(kind.code()) selected[filter.kind == Some(*kind)] { (kind.name().get(desk.lang())) }
                        }
                    }
                }
                label.check { input type="checkbox" name="mine" value="1" checked[filter.mine]; span { (desk.say(&say::MINE)) } }
                label.check { input type="checkbox" name="over" value="1" checked[filter.with_over]; span { (desk.say(&say::WITH_OVER)) } }
                div.field { button.primary type="submit" { (desk.say(&crate::messages::person::FILTER)) } }
            }
        }
    }
}

fn table(desk: &Desk<'_>, lines: &[RequestLine]) -> Markup {
    let heads = [&say::KIND, &say::DUE, &say::CLOCK, &say::STATE, &say::CHANNEL, &say::RECEIVED];
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::TITLE)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                tbody { @for line in lines { (row(desk, line)) } }
            }
        }
    }
}

fn row(desk: &Desk<'_>, line: &RequestLine) -> Markup {
    let lang = desk.lang();
    html! {
        tr {
            th scope="row" {
                a href=(desk.at(&format!("requests/{}", line.request.0))) { (line.kind.name().get(lang)) }
                @if line.pending && line.closed.is_none() { span.origin { (desk.say(&say::PENDING)) } }
            }
            td.nowrap { (when::day(line.due, lang)) }
            td { (clock(desk, line)) }
            td { (line.state.name().get(lang)) }
            td { (line.channel.name().get(lang)) }
            td.nowrap { (when::day(when::date_of(line.received), lang)) }
        }
    }
}

/// How the clock stands: in words, with a colour beside.
pub(crate) fn clock(desk: &Desk<'_>, line: &RequestLine) -> Markup {
    let (class, words): (&str, &Message) = match work::pace(line, today(desk.gate.clock().as_ref())) {
        "overdue" => ("tag bad", &say::OVERDUE),
        "soon" => ("tag warn", &say::SOON),
        "paused" => ("tag", &say::PAUSED),
        "stopped" => ("tag", &say::STOPPED),
        _ => ("tag good", &say::ON_TIME),
    };
    html! { span class=(class) { (desk.say(words)) } }
}

/// A field with the members of a closed list.
pub(crate) fn choose<T: Named>(desk: &Desk<'_>, name: &str, label: &Message, all: &[T]) -> Markup {
    html! {
        div.field {
            label for=(name) { (desk.say(label)) }
            select id=(name) name=(name) {
                @for one in all { option value=(one.code()) { (one.name().get(desk.lang())) } }
            }
        }
    }
}

fn intake(desk: &Desk<'_>) -> Markup {
    let areas = &desk.rules.statement().areas;
    html! {
        form method="post" action=(desk.at("requests")) autocomplete="off" enctype="multipart/form-data" {
            (desk.frame.token())
            p.muted { (desk.say(&say::TAKE_HINT)) }
            (choose(desk, "kind", &say::KIND, RightKind::ALL))
            (choose(desk, "channel", &say::CHANNEL, at_a_desk()))
            (choose(desk, "party", &say::PARTY, parties()))
            @if !areas.is_empty() {
                div.field {
                    label for="outlet" { (desk.say(&crate::messages::people::AREAS)) }
                    select #outlet name="outlet" {
                        option value="" { "–" }
                        @for area in areas { option value=(area.id) { (desk.read(&area.name)) } }
                    }
                }
            }
            div.field { label for="received" { (desk.say(&say::DAY)) } input #received type="date" name="received"; }
            div.field { label for="subject" { (desk.say(&say::SUBJECT)) } input #subject name="subject" maxlength="26" spellcheck="false"; }
            div.field { label for="asker" { (desk.say(&say::ASKER)) } textarea #asker name="asker" rows="2" maxlength="2000" {} }
            div.field { label for="words" { (desk.say(&say::WORDS)) } textarea #words name="words" rows="4" maxlength="20000" {} }
            div.field {
                label for="files" { (desk.say(&say::FILES)) }
                input #files type="file" name="file" multiple aria-describedby="files-hint";
                p.hint #files-hint { (desk.say(&say::FILE_HINT)) }
            }
            p.actions { button.primary type="submit" { (desk.say(&say::TAKE)) } }
        }
    }
}
