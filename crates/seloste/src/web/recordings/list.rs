//! The list of recordings: those that one may hear for the purpose, newest first, a page at a time. Days and declared names
//! stand in the address; a telephone number is somebody's, and so are words that somebody wrote: both are posted.

use super::{address, clock, in_sessions_alone, kinds, led, needs, only_own, report, searches_words};
use crate::{
    app::Shared,
    messages::{Message, person as person_say, recording as say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        object_form::colleagues,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use jiff::civil::Date;
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    card::Page,
    recording::{Call, CallFilter, CallPage, Mark, Typed},
};
use seloste_register::{
    id::{NumberId, ObjectKindId},
    statement::model::{ObjectKind, ServiceNumber},
    text::Lang,
};
use std::collections::HashMap;
use zeroize::Zeroizing;

/// Rows on a page.
const ROWS: u32 = 50;
/// Milliseconds of a minute.
const MINUTE: u64 = 60_000;

/// What is asked for, as it was written.
#[derive(Default)]
struct Wanted {
    kind: Option<ObjectKindId>,
    /// A declared service number, by its name.
    queue: Option<NumberId>,
    from: Option<Date>,
    until: Option<Date>,
    agent: String,
    minutes: Option<u32>,
    mark: Option<Mark>,
    points: Option<u32>,
    number: Zeroizing<String>,
    /// Words that are written in it.
    words: Zeroizing<String>,
    after: String,
}

impl Wanted {
    fn read(fields: &Fields) -> Self {
        Self {
            kind: ObjectKindId::new(fields.get("kind")).ok(),
            queue: NumberId::new(fields.get("queue")).ok(),
            from: when::read_day(fields.get("from")),
            until: when::read_day(fields.get("until")),
            agent: fields.get("agent").to_owned(),
            minutes: fields.get("minutes").trim().parse().ok(),
            mark: Mark::ALL.into_iter().find(|mark| mark.code() == fields.get("mark")),
            points: fields.get("points").trim().parse().ok(),
            number: Zeroizing::new(fields.get("number").trim().to_owned()),
            words: Zeroizing::new(fields.get("words").trim().to_owned()),
            after: fields.get("after").to_owned(),
        }
    }

    /// What may stand in an address, as fields.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("kind", self.kind.as_ref().map(ToString::to_string)),
            ("queue", self.queue.as_ref().map(ToString::to_string)),
            ("from", self.from.map(|day| day.to_string())),
            ("until", self.until.map(|day| day.to_string())),
            ("agent", Some(self.agent.clone()).filter(|name| is_name(name))),
            ("minutes", self.minutes.map(|minutes| minutes.to_string())),
            ("mark", self.mark.map(|mark| mark.code().to_owned())),
            ("points", self.points.map(|points| points.to_string())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn query(&self) -> String {
        let pairs: Vec<String> = self.pairs().iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }

    fn narrows(&self) -> bool {
        !self.pairs().is_empty() || self.is_posted()
    }

    /// Whether it has what may not stand in an address.
    fn is_posted(&self) -> bool {
        !self.number.is_empty() || !self.words.is_empty()
    }

    fn filter(&self, numbers: &[&ServiceNumber], agents: &[(AccountId, String, String)]) -> CallFilter {
        let begins = |day: Date| when::begins(day);
        let queue = numbers.iter().find(|one| Some(&one.id) == self.queue.as_ref());
        let number = if self.number.is_empty() {
            queue.map(|one| one.number.clone())
        } else {
            Some(self.number.to_string())
        };
        let agent = agents.iter().find(|(_, user, _)| *user == self.agent).map(|(id, ..)| *id);
        CallFilter {
            kind: self.kind.clone(),
            from: self.from.and_then(begins),
            before: self.until.and_then(|day| day.tomorrow().ok()).and_then(begins),
            number,
            agent,
            at_least_ms: self.minutes.map(|minutes| u64::from(minutes) * MINUTE),
            at_most_ms: None,
            mark: self.mark,
            at_most_points: self.points,
            words: Typed::new(&self.words),
        }
    }
}

/// Service numbers of the kinds of recording that one may hear.
fn numbers<'d>(desk: &'d Desk<'_>) -> Vec<&'d ServiceNumber> {
    let kinds = kinds(&desk.rules, &desk.ask.actor, &desk.ask.purpose);
    kinds.flat_map(|kind| &kind.recording).flat_map(|recording| &recording.numbers).collect()
}

/// A user name that may stand in an address as it is.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// `GET .../recordings`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        // A number and words have no place in an address: a link that carries them is not followed.
        let (number, words) = <(Zeroizing<String>, Zeroizing<String>)>::default();
        let wanted = Wanted { number, words, ..Wanted::read(&fields) };
        show(desk, &wanted)
    })
    .await
}

/// `POST .../recordings`.
pub(super) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let wanted = Wanted::read(&fields);
        if !wanted.is_posted() {
            return Ok(see_other(&format!("{}?{}", desk.at("recordings"), wanted.query())));
        }
        show(desk, &wanted)
    })
    .await
}

fn show(desk: &Desk<'_>, wanted: &Wanted) -> Result<Response, Trouble> {
    let agents = if only_own(desk) { Vec::new() } else { colleagues(desk)? };
    let page = Page { after: (!wanted.after.is_empty()).then(|| wanted.after.clone()), rows: ROWS };
    let found = desk.gate.calls(&desk.ask, &wanted.filter(&numbers(desk), &agents), &page)?;
    let names = account_names(desk, found.calls.iter().flat_map(|call| call.agents.iter().copied()))?;
    let title = desk.say(&say::TITLE);
    let about = if only_own(desk) { &say::ABOUT_OWN } else { &say::ABOUT };
    let led = in_sessions_alone(desk);
    let content = html! {
        h1 { (title) }
        p.lead { (desk.say(about)) }
        @if led { (led::way(desk)) }
        (report::way(desk))
        @if needs::trains(desk) { p.actions { a.button href=(desk.at("sets")) { (desk.say(&say::SETS)) } } }
        (form(desk, wanted, &agents))
        @if found.calls.is_empty() {
            div.empty { p { (desk.say(if wanted.narrows() { &say::EMPTY } else { &say::NONE_YET })) } }
        } @else {
            (count(desk, &found))
            @if led { (led::picker(desk, &found.calls, &names)?) }
            @else { div.recordings { ul.hits { @for call in &found.calls { (row(desk, call, &names)) } } } }
        }
        (pager(desk, wanted, &found))
    };
    Ok(desk.frame.page(title, &content))
}

fn count(desk: &Desk<'_>, found: &CallPage) -> Markup {
    let n = found.calls.len().to_string();
    let message = if found.next.is_some() { &say::COUNT_MORE } else { &say::COUNT };
    html! { p.muted.small role="status" { (message.fill(desk.lang(), &[("n", &n)])) } }
}

fn row(desk: &Desk<'_>, call: &Call, names: &HashMap<AccountId, String>) -> Markup {
    let Some(kind) = desk.rules.object(&call.kind) else { return html! {} };
    let agents: Vec<&str> = call.agents.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
    html! {
        li {
            a href=(address(desk, &call.object)) {
                strong { (when::moment(call.began, desk.lang())) }
                span.rest {
                    (desk.read(&kind.name))
                    @if !agents.is_empty() { " · " (agents.join(", ")) }
                }
                span.length { @if call.length_ms > 0 { (clock(call.length_ms / 1_000)) } }
                span.tag.accent { (desk.say(if call.length_ms > 0 { &say::LISTEN } else { &say::READ })) }
            }
        }
    }
}

fn form(desk: &Desk<'_>, wanted: &Wanted, agents: &[(AccountId, String, String)]) -> Markup {
    let kinds: Vec<_> = kinds(&desk.rules, &desk.ask.actor, &desk.ask.purpose).collect();
    let numbers = numbers(desk);
    let day = |day: Option<Date>| day.map(|day| when::day(day, Lang::Fi)).unwrap_or_default();
    html! {
        form.sheet method="post" action=(desk.at("recordings")) autocomplete="off" {
            (desk.frame.token())
            div.filters {
                div.field {
                    label for="number" { (desk.say(&say::NUMBER)) }
                    input #number name="number" type="search" inputmode="tel" maxlength="40" value=(wanted.number.as_str()) aria-describedby="number-hint";
                }
                @if searches_words(desk) {
                    div.field {
                        label for="words" { (desk.say(&say::WORDS)) }
                        input #words name="words" type="search" maxlength="200" value=(wanted.words.as_str()) aria-describedby="words-hint";
                    }
                }
                (day_field("from", desk.say(&say::FROM), &day(wanted.from)))
                (day_field("until", desk.say(&say::UNTIL), &day(wanted.until)))
                @if !agents.is_empty() {
                    div.field {
                        label for="agent" { (desk.say(&say::AGENT)) }
                        select #agent name="agent" {
                            option value="" { (desk.say(&person_say::ALL)) }
                            @for (_, user, name) in agents { option value=(user) selected[*user == wanted.agent] { (name) } }
                        }
                    }
                }
                @if !numbers.is_empty() {
                    div.field {
                        label for="queue" { (desk.say(&say::QUEUE)) }
                        select #queue name="queue" {
                            option value="" { (desk.say(&person_say::ALL)) }
                            @for one in &numbers { option value=(one.id) selected[wanted.queue.as_ref() == Some(&one.id)] { (desk.read(&one.name)) } }
                        }
                    }
                }
                @if kinds.len() > 1 {
                    div.field {
                        label for="kind" { (desk.say(&say::KIND)) }
                        select #kind name="kind" {
                            option value="" { (desk.say(&person_say::ALL)) }
                            @for kind in &kinds { option value=(kind.id) selected[wanted.kind.as_ref() == Some(&kind.id)] { (desk.read(&kind.name)) } }
                        }
                    }
                }
                div.field {
                    label for="minutes" { (desk.say(&say::AT_LEAST)) }
                    input #minutes name="minutes" inputmode="numeric" maxlength="4" value=[wanted.minutes];
                }
                (marks(desk, wanted, &kinds))
                div.field { button.primary type="submit" { (desk.say(&person_say::FILTER)) } }
            }
            p.hint #number-hint { (desk.say(&say::NUMBER_HINT)) }
            @if searches_words(desk) { p.hint #words-hint { (desk.say(&say::WORDS_HINT)) } }
        }
    }
}

/// What a recording may be marked by, and the points of its assessment, where recordings are assessed.
fn marks(desk: &Desk<'_>, wanted: &Wanted, kinds: &[&ObjectKind]) -> Markup {
    let statement = desk.rules.statement();
    let beside = |what: fn(&ObjectKind) -> bool| {
        let of_these = |one: &&ObjectKind| kinds.iter().any(|kind| one.parents.contains(&kind.id));
        statement.objects.iter().filter(of_these).any(what)
    };
    let (noted, assessed) = (beside(|one| one.note.is_some()), beside(|one| one.assessment.is_some()));
    let fits = |mark: &Mark| match mark {
        Mark::Noted => noted,
        Mark::Assessed | Mark::Unassessed => assessed,
        Mark::Held | Mark::Ending | Mark::Covered => true,
    };
    html! {
        div.field {
            label for="mark" { (desk.say(&say::MARK)) }
            select #mark name="mark" {
                option value="" { (desk.say(&person_say::ALL)) }
                @for mark in Mark::ALL.into_iter().filter(fits) {
                    option value=(mark.code()) selected[wanted.mark == Some(mark)] { (desk.say(mark_name(mark))) }
                }
            }
        }
        @if assessed {
            div.field {
                label for="points" { (desk.say(&say::POINTS)) }
                input #points name="points" inputmode="numeric" maxlength="3" value=[wanted.points];
            }
        }
    }
}

const fn mark_name(mark: Mark) -> &'static Message {
    match mark {
        Mark::Noted => &say::MARK_NOTED,
        Mark::Assessed => &say::MARK_ASSESSED,
        Mark::Unassessed => &say::MARK_UNASSESSED,
        Mark::Held => &say::MARK_HELD,
        Mark::Ending => &say::MARK_ENDING,
        Mark::Covered => &say::MARK_COVERED,
    }
}

fn day_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) inputmode="decimal" maxlength="10" value=(value);
        }
    }
}

fn pager(desk: &Desk<'_>, wanted: &Wanted, found: &CallPage) -> Markup {
    let (list, query) = (desk.at("recordings"), wanted.query());
    html! {
        nav.actions aria-label=(desk.say(&person_say::NEXT_PAGE)) {
            @if !wanted.after.is_empty() && !wanted.is_posted() { a.button href={ (list) "?" (query) } { (desk.say(&person_say::FIRST_PAGE)) } }
            @if let Some(next) = &found.next {
                @if !wanted.is_posted() { a.button rel="next" href={ (list) "?" (query) "&after=" (next) } { (desk.say(&person_say::NEXT_PAGE)) } }
                @else {
                    form method="post" action=(list) {
                        (desk.frame.token())
                        @for (name, value) in wanted.pairs() { input type="hidden" name=(name) value=(value); }
                        input type="hidden" name="number" value=(wanted.number.as_str());
                        input type="hidden" name="words" value=(wanted.words.as_str());
                        input type="hidden" name="after" value=(next);
                        button type="submit" { (desk.say(&person_say::NEXT_PAGE)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn days_are_whole_days_where_people_live() {
        let wanted = Wanted {
            from: Some(Date::constant(2026, 3, 29)),
            until: Some(Date::constant(2026, 3, 29)),
            ..Wanted::default()
        };
        let filter = wanted.filter(&[], &[]);
        let begins: Timestamp = "2026-03-28T22:00:00Z".parse().unwrap();
        // The day on which clocks go forward has twenty-three hours.
        let ends: Timestamp = "2026-03-29T21:00:00Z".parse().unwrap();
        assert_eq!((filter.from, filter.before), (Some(begins), Some(ends)));
    }

    #[test]
    fn a_number_never_stands_in_an_address() {
        let mut fields = Fields::default();
        fields.put("number", "040 555 0101");
        fields.put("words", "irtisanominen");
        fields.put("agent", "aino; Path=/");
        let wanted = Wanted::read(&fields);
        assert_eq!(wanted.query(), "");
        assert!(wanted.narrows());
    }
}
