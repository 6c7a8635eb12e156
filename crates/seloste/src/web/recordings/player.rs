//! One recording: what is known of it, the player or the thread, notes, who has listened. Opening the page tells what the
//! recording is; what is heard of it is decided and recorded by itself, at its own address (`sound`).

use super::{clock, elsewhere, needs, notes, sound, thread, waveform};
use crate::{
    app::Shared,
    messages::recording as say,
    web::{
        about::account_names,
        assets,
        desk::{Desk, at_desk},
        errors::Trouble,
        object::{FAMILY, facts},
        timeline,
        visit::AtWork,
        when,
    },
    work::recording::address::{self, Playback},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    card::{ObjectRef, OpenedObject, Page, SubjectRef},
    recording::{Medium, Told},
};
use seloste_register::statement::model::{Action, ObjectKind};
use serde::Deserialize;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Where in the recording to begin, in seconds.
#[derive(Deserialize)]
pub(crate) struct From {
    t: Option<u32>,
}

/// `GET .../recording/{object}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, object)): Path<(String, String, String)>,
    Query(from): Query<From>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        show(desk, &ObjectRef(object), (from.t, &notes::Typed::default()))
    })
    .await
}

/// What the page is about.
struct Opened<'d> {
    subject: SubjectRef,
    kind: &'d ObjectKind,
    object: OpenedObject,
    medium: Medium,
    family: Vec<OpenedObject>,
}

/// The page.
pub(super) fn show(
    desk: &Desk<'_>,
    object: &ObjectRef,
    (from, typed): (Option<u32>, &notes::Typed),
) -> Result<Response, Trouble> {
    let medium = desk.gate.medium(&desk.ask, object)?;
    let (subject, opened) = desk.gate.open_object(&desk.ask, object)?;
    let kind = desk.rules.object(&opened.kind).ok_or(Trouble::Absent)?;
    let (family, _) = desk.gate.timeline(&desk.ask, &subject, &Page { after: None, rows: FAMILY })?;
    let it = Opened { subject, kind, object: opened, medium, family };
    let title = desk.read(&kind.name);
    let content = html! {
        div.person {
            div {
                h1 { (title) ", " (when::moment(it.medium.began, desk.lang())) }
                div.tags { (tags(desk, &it)) }
            }
            div.actions {
                @if is_sound(&it.medium) && desk.may(Action::Erase) {
                    a.button.danger href={ (super::address(desk, &it.object.object)) "/cover" } { (desk.say(&say::COVER)) }
                }
                a.button href=(desk.at("recordings")) { (desk.say(&say::TITLE)) }
            }
        }
        div.hearing {
            div {
                @if is_sound(&it.medium) { (player(desk, &it, from)?) } @else { (thread::section(desk, &it.object.object, &it.medium)?) }
                (notes::section(desk, &it.object, &it.family, typed))
                (heard(desk, &it)?)
            }
            div { (facts(desk, kind, &it.object)) (ways(desk, &it)?) }
        }
        @if is_sound(&it.medium) { script src=(assets::player()) defer {} }
    };
    Ok(desk.frame.page(title, &content))
}

fn tags(desk: &Desk<'_>, it: &Opened<'_>) -> Markup {
    let day = |moment| when::day(when::date_of(moment), desk.lang());
    html! {
        @if !it.kind.states.is_empty() { (timeline::state(desk, it.kind, &it.object)) }
        @if it.medium.told == Told::Yes { span.tag.good { (desk.say(&say::TOLD)) } } @else { span.tag.bad { (desk.say(&say::NOT_TOLD)) } }
        @if is_sound(&it.medium) { span.tag { (clock(it.medium.length_ms / 1_000)) } }
        @if let Some(ends) = it.medium.until { span.tag { (say::KEPT_UNTIL.fill(desk.lang(), &[("day", &day(ends))])) } }
    }
}

/// Whether it is heard; otherwise it is read.
const fn is_sound(medium: &Medium) -> bool {
    medium.channels > 0
}

/// Ways on: whose it is, and what it belongs to.
fn ways(desk: &Desk<'_>, it: &Opened<'_>) -> Result<Markup, Trouble> {
    let parent = it.family.iter().find(|one| Some(&one.object) == it.object.parent.as_ref());
    Ok(html! {
        section.sheet {
            ul.related {
                li { a href=(desk.at(&format!("s/{}", it.subject.0))) { (desk.say(&say::CARD)) } }
                (elsewhere::ways(desk, &it.object.object)?)
                (needs::way(desk, &it.object.object))
                @if let Some((parent, kind)) = parent.and_then(|one| Some((one, desk.rules.object(&one.kind)?))) {
                    li {
                        span.muted { (desk.say(&say::BELONGS)) }
                        a href=(timeline::address(desk, &it.subject, parent)) {
                            (desk.read(&kind.name)) ", " (when::day(parent.starts, desk.lang()))
                        }
                    }
                }
            }
        }
    })
}

/// The player. Its address is worth something to this session alone.
fn player(desk: &Desk<'_>, it: &Opened<'_>, from: Option<u32>) -> Result<Markup, Trouble> {
    let signed = desk.signed.as_ref().ok_or(Trouble::Absent)?;
    let playback = Playback {
        register: desk.ask.register.clone(),
        purpose: desk.ask.purpose.clone(),
        reason: desk.ask.reason.clone().map(|reason| Arc::new(Zeroizing::new(reason))),
        object: it.object.object.clone(),
        format: it.medium.format.clone(),
        size: it.medium.bytes,
    };
    let address = desk.app.addresses.issue(sound::holder(signed), playback, desk.app.clock().now())?;
    let begin = from.map(|second| format!("#t={second}")).unwrap_or_default();
    let source = format!("/r/{}/sound/{}{begin}", desk.ask.register, address.as_str());
    let purpose = desk.rules.purpose(&desk.ask.purpose).map_or("", |purpose| desk.read(&purpose.name));
    // Nothing is asked for before it is played: what a browser fetched ahead would stand on record as heard.
    Ok(html! {
        section.sheet.player data-player="" data-length=(it.medium.length_ms) tabindex="0" role="group" aria-label=(desk.say(&say::PLAYER)) {
            (picture(desk, &it.medium))
            audio controls preload="none" controlslist="nodownload noplaybackrate noremoteplayback" src=(source) {}
            (script_row(desk))
            p.wrong data-lost="" hidden role="alert" { (desk.say(&say::LOST)) }
            p.muted.small { (say::FOR.fill(desk.lang(), &[("purpose", purpose)])) ". " (desk.say(&say::LOGGED)) }
            p.muted.small data-scripted="" hidden { (desk.say(&say::KEYS)) }
        }
    })
}

/// What only works with the script, hidden until it is there.
fn script_row(desk: &Desk<'_>) -> Markup {
    html! {
        div.player-row data-scripted="" hidden {
            button.small-button type="button" data-skip="-10" { (desk.say(&say::BACK_10)) }
            button.small-button type="button" data-skip="10" { (desk.say(&say::ON_10)) }
            label for="speed" { (desk.say(&say::SPEED)) }
            select #speed data-speed="" {
                @for (value, shown) in [("0.75", "0,75×"), ("1", "1×"), ("1.25", "1,25×"), ("1.5", "1,5×"), ("2", "2×")] {
                    option value=(value) selected[value == "1"] { (shown) }
                }
            }
            span.position data-position="" { }
        }
    }
}

/// The lanes. The first channel of a recorded call is the caller's, the second the agent's, as telephone systems write them.
fn picture(desk: &Desk<'_>, medium: &Medium) -> Markup {
    let channels = usize::from(medium.channels.max(1));
    let peaks: Vec<Vec<u8>> = (0..channels)
        .map(|channel| medium.peaks.iter().skip(channel).step_by(channels).copied().collect())
        .collect();
    let name = |channel: usize| match (channels, channel) {
        (1, _) => desk.say(&say::TOGETHER).to_owned(),
        (2, 0) => desk.say(&say::THE_CALLER).to_owned(),
        (2, _) => desk.say(&say::THE_AGENT).to_owned(),
        (_, channel) => say::SPEAKER.fill(desk.lang(), &[("n", &(channel + 1).to_string())]),
    };
    let lanes: Vec<_> = peaks
        .iter()
        .enumerate()
        .map(|(channel, peaks)| waveform::Lane { name: name(channel), peaks })
        .collect();
    waveform::picture(&lanes, &say::WAVEFORM.fill(desk.lang(), &[("n", &channels.to_string())]))
}

/// Who has listened, for those who may know. Stretches that one person played after one another are one listening.
fn heard(desk: &Desk<'_>, it: &Opened<'_>) -> Result<Markup, Trouble> {
    if !desk.may(Action::SeeReaders) {
        return Ok(html! {});
    }
    let mut heard = desk.gate.listened(&desk.ask, &it.object.object)?;
    heard.dedup_by(|earlier, later| {
        (&earlier.account, &earlier.purpose) == (&later.account, &later.purpose)
            && later.at.duration_since(earlier.at) < address::IDLE
    });
    let names = account_names(desk, heard.iter().map(|one| one.account))?;
    let purpose = |id| desk.rules.purpose(id).map_or_else(String::new, |it| desk.read(&it.name).to_owned());
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::WHO_HEARD)) }
            @if heard.is_empty() { p.muted { (desk.say(&say::NOBODY_HEARD)) } }
            ul.related {
                @for one in &heard {
                    li {
                        span { (names.get(&one.account).map_or("–", String::as_str)) " · " (purpose(&one.purpose)) }
                        time.muted datetime=(one.at) { (when::moment(one.at, desk.lang())) }
                    }
                }
            }
        }
    })
}
