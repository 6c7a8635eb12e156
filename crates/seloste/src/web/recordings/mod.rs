//! Recorded communications at the desk: the list, the player or the thread of one, its bytes. Not here: who may hear what
//! (the gate), addresses of playback (`work::recording::address`), how recordings come in.

mod cover;
mod elsewhere;
pub(crate) mod event;
mod intake;
mod led;
mod list;
mod needs;
mod notes;
mod player;
mod range;
mod report;
mod sound;
mod thread;
mod waveform;

pub(crate) use cover::read as read_spans;

use crate::{
    door::{Access, Door},
    messages::recording as say,
    web::{
        desk::{Desk, Hall, in_hall},
        errors::Trouble,
        form::see_other,
        page::base,
        visit::AtWork,
    },
};
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use seloste_gate::{ask::Actor, card::ObjectRef};
use seloste_register::{
    id::PurposeId,
    statement::{
        Rules,
        model::{Listener, Listening, ObjectKind, Scope},
    },
};

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

/// The doors that lead here.
pub(crate) fn doors() -> Vec<Door> {
    let page = |path, methods, answer| Door::new(path, methods, Access::Staff, answer);
    vec![
        page("/r/{register}/recordings", GET, get(begin)),
        page("/r/{register}/sound/{address}", GET, get(sound::get)),
        page("/r/{register}/for/{purpose}/recordings", BOTH, get(list::get).post(list::post)),
        page("/r/{register}/for/{purpose}/listened", GET, get(report::get)),
        page("/r/{register}/intake", GET, get(intake::get)),
        page("/r/{register}/for/{purpose}/sets", BOTH, get(needs::sets).post(needs::make_set)),
        page("/r/{register}/for/{purpose}/recording/{object}/needs", BOTH, get(needs::get).post(needs::post)),
        page("/r/{register}/for/{purpose}/led", BOTH, get(led::get).post(led::post)),
        page("/r/{register}/for/{purpose}/led/{session}", GET, get(led::get_one)),
        page("/r/{register}/for/{purpose}/led/{session}/close", POST, post(led::close)),
        page("/r/{register}/for/{purpose}/recording/{object}", GET, get(player::get)),
        page("/r/{register}/for/{purpose}/recording/{object}/cover", BOTH, get(cover::get).post(cover::post)),
        page("/r/{register}/for/{purpose}/recording/{object}/elsewhere", POST, post(elsewhere::post)),
        page("/r/{register}/for/{purpose}/recording/{object}/event", POST, post(event::post)),
        page("/r/{register}/for/{purpose}/recording/{object}/note", POST, post(notes::post)),
    ]
}

/// `GET /r/{register}/recordings`: the list for the first purpose for which the reader hears recordings.
async fn begin(State(app): State<crate::app::Shared>, Path(register): Path<String>, at: AtWork) -> Response {
    in_hall(app, at, register, |hall| {
        let purposes = crate::web::desk::purposes(&hall.rules, &hall.actor);
        let found = purposes.iter().find(|purpose| hears(&hall.rules, &hall.actor, &purpose.id));
        let purpose = found.ok_or(Trouble::Absent)?;
        Ok(see_other(&format!("{}/recordings", base(hall.register(), &purpose.id))))
    })
    .await
}

/// Whether a person's roles let it hear recordings of some kind for a purpose. The gate decides; this only spares a menu.
pub(crate) fn hears(rules: &Rules, actor: &Actor, purpose: &PurposeId) -> bool {
    kinds(rules, actor, purpose).next().is_some()
}

/// Whether the reader hears a kind of recording for the purpose at hand.
pub(crate) fn hears_kind(desk: &Desk<'_>, kind: &ObjectKind) -> bool {
    listeners(kind, &desk.ask.actor, &desk.ask.purpose).next().is_some()
}

/// The way to how recordings come in, for those who keep accounts, in registers that keep recordings.
pub(crate) fn intake_way(hall: &Hall<'_>) -> Markup {
    html! {
        @if hall.rules.statement().objects.iter().any(|kind| kind.recording.is_some()) {
            p.actions { a.button href={ "/r/" (hall.register()) "/intake" } { (say::INTAKE.get(hall.lang())) } }
        }
    }
}

/// Whether the reader hears any kind of recording for the purpose at hand.
pub(crate) fn hears_some(desk: &Desk<'_>) -> bool {
    hears(&desk.rules, &desk.ask.actor, &desk.ask.purpose)
}

/// A recording's page.
pub(crate) fn address(desk: &Desk<'_>, object: &ObjectRef) -> String {
    desk.at(&format!("recording/{}", object.0))
}

/// The kinds of recording that a person's roles let it hear for a purpose.
fn kinds<'r>(
    rules: &'r Rules,
    actor: &'r Actor,
    purpose: &'r PurposeId,
) -> impl Iterator<Item = &'r ObjectKind> {
    let statement = rules.statement();
    statement.objects.iter().filter(move |kind| listeners(kind, actor, purpose).next().is_some())
}

/// The rules by which somebody hears a kind of recording for a purpose.
fn listeners<'r>(
    kind: &'r ObjectKind,
    actor: &'r Actor,
    purpose: &'r PurposeId,
) -> impl Iterator<Item = &'r Listener> {
    kind.recording.iter().flat_map(|recording| &recording.listeners).filter(move |listener| {
        listener.purposes.contains(purpose) && listener.roles.iter().any(|role| actor.roles.contains(role))
    })
}

/// Whether all that somebody hears for the purpose is calls of their own.
fn only_own(desk: &Desk<'_>) -> bool {
    let actor = &desk.ask.actor;
    let roles = actor.roles.iter().filter_map(|role| desk.rules.role(role));
    let serving = |role: &&seloste_register::statement::model::Role| {
        role.grants.iter().any(|grant| grant.purposes.contains(&desk.ask.purpose))
    };
    let mut scopes = roles.filter(serving).map(|role| role.scope).peekable();
    scopes.peek().is_some() && scopes.all(|scope| scope == Scope::Own)
}

/// Whether all that this person hears for the purpose is heard in sessions that it leads (R2-004).
fn in_sessions_alone(desk: &Desk<'_>) -> bool {
    let (actor, purpose) = (&desk.ask.actor, &desk.ask.purpose);
    let kinds = kinds(&desk.rules, actor, purpose);
    let mut rules = kinds.flat_map(|kind| listeners(kind, actor, purpose)).peekable();
    rules.peek().is_some() && rules.all(|rule| rule.how == Listening::LedSession)
}

/// Whether this person may look for recordings by what is written in them. The gate decides; this only spares a field.
fn searches_words(desk: &Desk<'_>) -> bool {
    let (actor, purpose) = (&desk.ask.actor, &desk.ask.purpose);
    let opens =
        |rule: &Listener| matches!(rule.how, Listening::Task | Listening::OwnCalls) && rule.events.is_empty();
    let searched = |kind: &&ObjectKind| kind.recording.as_ref().is_some_and(|one| one.words_searched);
    kinds(&desk.rules, actor, purpose).filter(searched).any(|kind| listeners(kind, actor, purpose).any(opens))
}

/// A time within a recording, as people write it.
pub(super) fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Reads a time within a recording: `1:02:05`, `2:05`, `2.05` or seconds.
fn read_clock(typed: &str) -> Option<u64> {
    let parts: Option<Vec<u64>> =
        typed.trim().split([':', '.']).map(|part| part.trim().parse::<u32>().ok().map(u64::from)).collect();
    match *parts?.as_slice() {
        [seconds] => Some(seconds),
        [minutes, seconds] if seconds < 60 => Some(minutes * 60 + seconds),
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            Some(hours * 3_600 + minutes * 60 + seconds)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_within_a_recording_reads_back() {
        for seconds in [0, 5, 59, 60, 125, 3_599, 3_600, 7_325] {
            assert_eq!(read_clock(&clock(seconds)), Some(seconds));
        }
        assert_eq!(read_clock(" 2.05 "), Some(125));
        for wrong in ["", "2:75", "1:2:3:4", "-1", "x", "1:", "99999999999"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
    }
}
