//! Prohibitions and consents per channel and topic, each one press away, in force at once (C12, C15).

use super::{
    at_home, below,
    guest::{AtHome, PostedHome},
};
use crate::{
    app::Shared,
    messages::{person as card_say, portal as say},
    web::{
        desk::Desk,
        errors::Trouble,
        form::see_other,
        permission::{change, channels, is_no_marketing, no_marketing, past, since, tag},
        when,
    },
};
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_gate::card::{Permission, PermissionKind, Set};
use seloste_register::{
    id::CategoryId,
    right::Intake,
    statement::model::{Category, Channel},
};

/// `GET /my/{register}/choices`.
pub(super) async fn get(State(app): State<Shared>, at: AtHome) -> Response {
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let all = desk.gate.permissions(&desk.ask, &subject)?;
        let kept = desk.gate.own_kept(&desk.ask.register, &subject)?;
        Ok(page(desk, &all, &kept))
    })
    .await
}

/// `POST /my/{register}/choices`.
pub(super) async fn post(State(app): State<Shared>, posted: PostedHome) -> Response {
    let PostedHome { at, fields } = posted;
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        if let Some((category, set)) = sight(fields.get("do")) {
            desk.gate.own_keep(&desk.ask.register, &subject, (&category, set))?;
            return Ok(see_other(&below(desk, "choices")));
        }
        if is_no_marketing(&fields) {
            desk.gate.forbid_direct_marketing(&desk.ask, &subject, (Intake::Account, None))?;
            return Ok(see_other(&below(desk, "choices")));
        }
        let change = change(&fields, Some(Intake::Account)).ok_or(Trouble::Absent)?;
        desk.gate.permit(&desk.ask, &subject, change)?;
        Ok(see_other(&below(desk, "choices")))
    })
    .await
}

/// A press reads `keep CATEGORY` or `show CATEGORY`.
fn sight(pressed: &str) -> Option<(CategoryId, Set)> {
    let (verb, category) = pressed.split_once(' ')?;
    let set = match verb {
        "keep" => Set::InForce,
        "show" => Set::TakenBack,
        _ => return None,
    };
    Some((CategoryId::new(category).ok()?, set))
}

/// Categories that the person may keep from staff, each with its one press.
fn sights(desk: &Desk<'_>, kept: &[(CategoryId, Timestamp)]) -> Markup {
    let is_kept = |id: &CategoryId| kept.iter().find(|(one, _)| one == id);
    let all = desk.rules.statement().categories.iter();
    let all: Vec<&Category> = all.filter(|one| one.own_restriction || is_kept(&one.id).is_some()).collect();
    html! {
        @if !all.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::WHO_SEES)) }
                p.muted { (desk.say(&say::WHO_SEES_LEAD)) }
                ul.related.choice-rows {
                    @for one in all {
                        @let name = desk.read(&one.name);
                        li {
                            span {
                                strong.place { (name) }
                                @match is_kept(&one.id) {
                                    Some((_, since)) => {
                                        span.tag.bad { (desk.say(&say::ONLY_YOU)) }
                                        span.origin { (when::day(when::date_of(*since), desk.lang())) }
                                    }
                                    None => { span.origin { (desk.say(&say::STAFF_SEE)) } }
                                }
                            }
                            @if is_kept(&one.id).is_some() {
                                button type="submit" name="do" value={ "show " (one.id) } { (desk.say(&say::LET_SEE)) span.hidden { ": " (name) } }
                            } @else {
                                button type="submit" name="do" value={ "keep " (one.id) } { (desk.say(&say::KEEP)) span.hidden { ": " (name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn page(desk: &Desk<'_>, all: &[Permission], kept: &[(CategoryId, Timestamp)]) -> Response {
    let statement = desk.rules.statement();
    let may_keep = !kept.is_empty() || statement.categories.iter().any(|one| one.own_restriction);
    let none = statement.prohibitions.is_empty() && statement.consents.is_empty() && !may_keep;
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::CHOICES)) }
            p.lead { (desk.say(if none { &say::NO_CHOICES } else { &say::CHOICES_LEAD })) }
            form method="post" action=(below(desk, "choices")) {
                (desk.frame.token())
                (sights(desk, kept))
                (no_marketing(desk, all.iter()))
                @for one in &statement.prohibitions {
                    section.sheet {
                        h2 { (desk.read(&one.name)) }
                        ul.related.choice-rows {
                            @for channel in channels(&one.channels) { (row(desk, (&PermissionKind::Prohibition(one.id.clone()), desk.read(&one.name)), channel, all)) }
                        }
                    }
                }
                @for one in &statement.consents {
                    section.sheet {
                        h2 { (desk.read(&one.name)) }
                        p.muted { q { (desk.read(&one.wording)) } }
                        ul.related.choice-rows {
                            @for channel in channels(&one.channels) { (row(desk, (&PermissionKind::Consent(one.id.clone()), desk.read(&one.name)), channel, all)) }
                        }
                    }
                }
            }
            (past(desk, all.iter()))
        }
    };
    desk.frame.page(desk.say(&say::CHOICES), &content)
}

/// One channel of a topic: how it stands, and the one press that turns it.
fn row(
    desk: &Desk<'_>,
    (what, name): (&PermissionKind, &str),
    channel: Option<Channel>,
    all: &[Permission],
) -> Markup {
    let covers = |one: &&Permission| {
        let of_all = one.what == *what && one.until.is_none() && one.address.is_none();
        of_all && (one.channel == channel || one.channel.is_none())
    };
    let standing = all.iter().find(covers);
    let (kind, id) = match what {
        PermissionKind::Consent(id) => ("consent", id.as_str()),
        PermissionKind::Prohibition(id) => ("prohibition", id.as_str()),
    };
    let (press, none) = match (what, standing.is_some()) {
        (PermissionKind::Prohibition(_), true) => (&say::ALLOW, &card_say::NOT_SET),
        (PermissionKind::Prohibition(_), false) => (&say::FORBID, &card_say::NOT_SET),
        (PermissionKind::Consent(_), true) => (&say::WITHDRAW, &card_say::NOT_GIVEN),
        (PermissionKind::Consent(_), false) => (&say::CONSENT, &card_say::NOT_GIVEN),
    };
    let verb = if standing.is_some() { "lift" } else { "set" };
    let value = format!("{verb} {kind} {id} {}", channel.map_or("-", when::channel_word));
    let place = channel.map_or(desk.say(&say::EVERYWHERE), |channel| desk.say(when::channel(channel)));
    html! {
        li {
            span {
                strong.place { (place) }
                @match standing { Some(one) => { (tag(desk, one)) span.origin { (since(desk, one)) } } None => { span.origin { (desk.say(none)) } } }
            }
            button type="submit" name="do" value=(value) { (desk.say(press)) span.hidden { ": " (name) ", " (place) } }
        }
    }
}
