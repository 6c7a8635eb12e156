//! Find as you type. Words are posted, never in an address; the script fetches the part that changes.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Posted, see_other},
        page::base,
        personal, recordings,
        visit::{AtWork, Extent},
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse as _, Response},
};
use maud::{Markup, html};
use seloste_gate::card::{Hit, OpenedItem};
use seloste_register::statement::{
    Rules,
    model::{Action, Item, ItemType},
};
use zeroize::Zeroizing;

/// Rows that a search shows.
const ROWS: u32 = 20;

/// `GET /r/{register}/for/{purpose}`: where the work begins.
pub(crate) async fn begin(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        // What the role can't do for the purpose is asked of the gate all the same, so that the refusal is recorded.
        let hears = recordings::hears(&desk.rules, &desk.ask.actor, &desk.ask.purpose);
        let below = match (desk.may(Action::Find), desk.may(Action::List)) {
            (true, _) => "find",
            (false, true) => "list",
            (false, false) if hears => "recordings",
            (false, false) => "find",
        };
        Ok(see_other(&format!("{}/{below}", base(&desk.ask.register, &desk.ask.purpose))))
    })
    .await
}

/// `GET .../find`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, |desk| {
        if !desk.may(Action::Find) {
            // Asked all the same: the gate says no in the statement's words, and records it.
            desk.gate.find(&desk.ask, "", ROWS)?;
        }
        Ok(page(desk, "", &html! {}))
    })
    .await
}

/// `POST .../find`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let words = Zeroizing::new(posted.fields.get("words").to_owned());
    let extent = posted.at.visit.extent;
    at_desk(app, posted.at, place, move |desk| {
        let hits = desk.gate.find(&desk.ask, &words, ROWS)?;
        // Who calls is on the screen after one press of Enter, whatever page the number was typed on.
        if let (Extent::Whole, true, [one]) = (extent, is_one_persons(&words), hits.as_slice()) {
            return Ok(see_other(&desk.at(&format!("s/{}", one.subject.0))));
        }
        let found = results(desk, &hits, &words);
        Ok(match extent {
            Extent::Part => Html(found.into_string()).into_response(),
            Extent::Whole => page(desk, &words, &found),
        })
    })
    .await
}

/// Whether somebody typed what belongs to one person: an address, or a number long enough. A name that fits one person today is
/// still a search: its card is opened by who chooses it.
fn is_one_persons(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let number = words.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()/.".contains(c));
    words.contains('@') || (number && digits >= 5)
}

fn page(desk: &Desk<'_>, words: &str, found: &Markup) -> Response {
    let title = desk.say(&frame_say::FIND_PERSON);
    // The page has a search field of its own, so the frame's is left out.
    let mut frame = desk.frame.clone();
    if let Some(here) = frame.here.as_mut() {
        here.search = crate::web::page::Search::Absent;
    }
    let content = html! {
        h1 { (title) }
        form.search role="search" method="post" action=(desk.at("find")) data-find-here="" autocomplete="off" {
            (desk.frame.token())
            label.hidden for="find-words" { (title) }
            input #find-words type="search" name="words" value=(words) maxlength="200" autofocus enterkeyhint="search"
                placeholder=(desk.say(&frame_say::FIND_HINT)) aria-keyshortcuts="/" data-find-words="";
            button.primary type="submit" { (desk.say(&frame_say::FIND)) }
        }
        div.results data-find-results="" data-failed=(desk.say(&say::FIND_FAILED)) aria-live="polite" { (found) }
        @if desk.may(Action::Create) {
            p.actions { a.button href=(desk.at("new")) { (desk.say(&frame_say::NEW_PERSON)) } }
        }
    };
    frame.page(title, &content)
}

fn results(desk: &Desk<'_>, hits: &[Hit], words: &str) -> Markup {
    if words.trim().is_empty() {
        return html! {};
    }
    if hits.is_empty() {
        return html! { div.empty { p { (desk.say(&say::NOTHING_FOUND)) } } };
    }
    let n = hits.len().to_string();
    let all = u32::try_from(hits.len()).is_ok_and(|len| len < ROWS);
    let count = if all { &say::FOUND } else { &say::FOUND_MANY };
    html! {
        p.muted.small { (count.fill(desk.lang(), &[("n", &n)])) }
        (rows(desk, hits))
    }
}

/// Rows about people, each a way to the card.
pub(crate) fn rows(desk: &Desk<'_>, hits: &[Hit]) -> Markup {
    let lang = desk.lang();
    html! {
        ul.hits {
            @for hit in hits {
                li {
                    a href=(desk.at(&format!("s/{}", hit.subject.0))) {
                        strong { (name(&desk.rules, &hit.items, desk).as_str()) }
                        span.rest { (rest(desk, hit)) }
                        span {
                            @if let Some(closed) = hit.closed {
                                span.tag.bad { (say::CLOSED.fill(lang, &[("day", &when::day(closed, lang))])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether an item is part of what a person or company is called by.
fn names(item: &Item) -> bool {
    matches!(item.item_type, ItemType::FirstNames | ItemType::Surname | ItemType::OrganisationName)
}

/// Opened items with their declarations.
pub(crate) fn declared<'i>(
    rules: &'i Rules,
    items: impl IntoIterator<Item = &'i OpenedItem>,
) -> impl Iterator<Item = (&'i OpenedItem, &'i Item)> {
    items.into_iter().filter_map(|opened| Some((opened, rules.item(&opened.item)?)))
}

/// What a person or company is called, as far as it was opened.
pub(crate) fn name<'i>(
    rules: &'i Rules,
    items: impl IntoIterator<Item = &'i OpenedItem>,
    desk: &Desk<'_>,
) -> Zeroizing<String> {
    let line = personal::line(declared(rules, items).filter(|(_, item)| names(item)), desk.lang());
    if line.is_empty() { Zeroizing::new(desk.say(&say::NO_NAME).to_owned()) } else { line }
}

fn rest(desk: &Desk<'_>, hit: &Hit) -> Markup {
    let others =
        declared(&desk.rules, &hit.items).filter(|(opened, item)| !names(item) && !opened.values.is_empty());
    html! {
        @for (place, (opened, item)) in others.enumerate() {
            @if place > 0 { " · " }
            (personal::values(opened, item, desk.lang()))
        }
    }
}

/// `POST .../taken`: whether an identifier is already in the register. Says nothing about people who are hidden.
pub(crate) async fn taken(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let found = taken_by(desk, fields.get("item"), fields.get("value"))?;
        Ok(Html(found.map(|hits| taken_note(desk, &hits).into_string()).unwrap_or_default()).into_response())
    })
    .await
}

/// Who has an identifier already, among those whom the asker may open. A value that is not valid belongs to nobody.
pub(crate) fn taken_by(desk: &Desk<'_>, item: &str, value: &str) -> Result<Option<Vec<Hit>>, Trouble> {
    let id = seloste_register::id::ItemId::new(item).map_err(|_| Trouble::Absent)?;
    let item = desk.rules.item(&id).ok_or(Trouble::Absent)?;
    let Ok(valid) = seloste_register::item::read(item, value, None) else { return Ok(None) };
    Ok(match desk.gate.taken(&desk.ask, &id, &valid)? {
        seloste_gate::card::Taken::Free => None,
        seloste_gate::card::Taken::By(hits) => Some(hits),
    })
}

/// The warning that an identifier is in the register already.
pub(crate) fn taken_note(desk: &Desk<'_>, hits: &[Hit]) -> Markup {
    html! { div.now { (desk.say(&say::TAKEN)) (rows(desk, hits)) } }
}
