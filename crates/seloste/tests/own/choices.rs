//! Prohibitions, consents, and links that end messages.

use crate::{Town, card, common::RETAIL, register, staff};
use seloste::{
    bench::http::{Answer, Request},
    work::own::stop,
};
use seloste_gate::{
    ask::Ask,
    card::{PermissionChange, PermissionKind, Set, SubjectRef},
};
use seloste_register::{
    id::{ConsentId, ProhibitionId, PurposeId},
    statement::model::Channel,
};

/// Whether a marketer who asks for the person's card for marketing gets it.
fn marketed(town: &Town, subject: &SubjectRef) -> bool {
    let (controller, _) = town.world.app.register(&register(RETAIL)).unwrap();
    let marketer = staff::ask_as(&town.world.app, RETAIL, "marketer");
    let ask = Ask { purpose: PurposeId::new("marketing").unwrap(), ..marketer };
    controller.gate.open_card(&ask, subject).is_ok()
}

/// The keeper records a consent to marketing in a channel.
pub(crate) fn consent(town: &Town, subject: &SubjectRef, channel: Channel) {
    record(town, subject, PermissionKind::Consent(ConsentId::new("marketing").unwrap()), Some(channel));
}

/// The keeper records a prohibition of marketing.
pub(crate) fn prohibit(town: &Town, subject: &SubjectRef) {
    let what = ProhibitionId::new("direct-marketing").unwrap();
    record(town, subject, PermissionKind::Prohibition(what), None);
}

fn record(town: &Town, subject: &SubjectRef, what: PermissionKind, channel: Option<Channel>) {
    let (controller, _) = town.world.app.register(&register(RETAIL)).unwrap();
    let ask = staff::keepers_ask(&town.world.app, RETAIL);
    let change = PermissionChange {
        what,
        channel,
        set: Set::InForce,
        by: seloste_register::right::Intake::Phone,
        notice: None,
    };
    controller.gate.permit(&ask, subject, change).unwrap();
}

#[test]
fn c12_r6_027_a_consent_is_given_and_withdrawn_by_one_press_each() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 1);
    let mut person = town.at_home(1);
    assert!(!marketed(&town, &subject), "without consent there is no marketing");
    let press = |person: &mut crate::Person, what| person.post("choices", &[("do", what)]).status;
    assert_eq!(press(&mut person, "set consent marketing email"), 303);
    assert!(marketed(&town, &subject));
    assert!(person.get("choices").text().contains("Consent given"), "{}", person.get("choices").text());
    assert_eq!(press(&mut person, "lift consent marketing email"), 303);
    assert!(!marketed(&town, &subject));
}

#[test]
fn r1_018_r4_051_a_prohibition_of_the_person_wins_at_once_over_every_consent() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 2);
    consent(&town, &subject, Channel::Email);
    assert!(marketed(&town, &subject));
    let mut person = town.at_home(2);
    for channel in ["post", "phone", "text", "email"] {
        let what = format!("set prohibition direct-marketing {channel}");
        assert_eq!(person.post("choices", &[("do", &what)]).status, 303);
    }
    assert!(!marketed(&town, &subject));
    assert!(card(&town, &subject).contains("Prohibited"));
    // Only the person's own word ends it.
    consent(&town, &subject, Channel::Text);
    assert!(!marketed(&town, &subject));
    assert_eq!(person.post("choices", &[("do", "lift prohibition direct-marketing text")]).status, 303);
    assert!(marketed(&town, &subject));
    assert_eq!(person.post("choices", &[("do", "set prohibition no-such phone")]).status, 403);
}

#[test]
fn r4_047_one_press_on_the_own_page_prohibits_all_direct_marketing() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 6);
    consent(&town, &subject, Channel::Email);
    let mut person = town.at_home(6);
    assert!(person.get("choices").text().contains("Prohibit all direct marketing"));
    assert_eq!(person.post("choices", &[("do", "no-marketing")]).status, 303);
    assert!(!marketed(&town, &subject));
    let shown = person.get("choices").text().to_string();
    assert_eq!(shown.matches("lift prohibition direct-marketing ").count(), 4, "in every channel: {shown}");
    assert_eq!(shown.matches("lift prohibition targeting ").count(), 1, "of every kind: {shown}");
    assert!(!shown.contains("Prohibit all direct marketing"), "nothing is left to prohibit: {shown}");
}

fn end(town: &Town, method: &str, path: &str, body: &str) -> Answer {
    // As mail programs send it: no cookies, no origin, no page of ours.
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    town.world.stranger().send(Request { method, path, headers: &headers, body: body.as_bytes() })
}

#[test]
fn r3_027_a_link_ends_messages_by_post_alone_without_signing_in() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 3);
    consent(&town, &subject, Channel::Email);
    consent(&town, &subject, Channel::Text);
    let (controller, _) = town.world.app.register(&register(RETAIL)).unwrap();
    let marketing = PurposeId::new("marketing").unwrap();
    let path =
        |channel| stop::path(&controller.gate, &register(RETAIL), &subject, (&marketing, channel)).unwrap();
    let by_email = path(Channel::Email);
    for method in ["GET", "HEAD"] {
        assert_eq!(end(&town, method, &by_email, "").status, 200);
    }
    assert_eq!(card(&town, &subject).matches("Consent given").count(), 2, "looking ends nothing");
    let mut forged = by_email.clone();
    let last = if forged.pop() == Some('0') { '1' } else { '0' };
    forged.push(last);
    assert_eq!(end(&town, "POST", &forged, "List-Unsubscribe=One-Click").status, 404);
    assert_eq!(card(&town, &subject).matches("Consent given").count(), 2, "a made-up link ends nothing");
    assert_eq!(end(&town, "POST", &by_email, "List-Unsubscribe=One-Click").status, 200);
    assert_eq!(
        card(&town, &subject).matches("Consent given").count(),
        1,
        "the other channel stays as it was"
    );
    assert_eq!(end(&town, "POST", &by_email, "List-Unsubscribe=One-Click").status, 200, "twice is no harm");
    assert!(marketed(&town, &subject), "text messages were consented to and still are");
    assert_eq!(end(&town, "POST", &path(Channel::Text), "").status, 200);
    assert!(!marketed(&town, &subject));
}

#[test]
fn a_purpose_without_consent_is_ended_by_the_least_prohibition() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 4);
    let (controller, rules) = town.world.app.register(&register(RETAIL)).unwrap();
    let targeting = PurposeId::new("targeting").unwrap();
    assert!(rules.purpose(&targeting).is_some());
    let path =
        stop::path(&controller.gate, &register(RETAIL), &subject, (&targeting, Channel::Email)).unwrap();
    let page = end(&town, "GET", &path, "").text();
    assert!(page.contains("Targeting of advertising") || page.contains("kohdentaminen"), "{page}");
    assert_eq!(end(&town, "POST", &path, "").status, 200);
}

#[test]
fn r3_027_a_program_that_sends_gets_the_link_for_those_it_may_approach() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 5);
    let mut program = town.world.key("sender", RETAIL, "marketer");
    program.purpose("marketing");
    let link = format!("/api/v1/registers/{RETAIL}/subjects/{}/stop-link/email", subject.0);
    assert_eq!(program.get(&link).status, 403, "without consent there is nobody to send to");
    consent(&town, &subject, Channel::Email);
    let given = program.get(&link);
    assert_eq!(given.status, 200, "{}", given.text());
    let path = given.text().split('"').nth(3).unwrap().to_owned();
    assert_eq!(end(&town, "POST", &path, "List-Unsubscribe=One-Click").status, 200);
    assert!(!marketed(&town, &subject));
    assert_eq!(program.get(&link).status, 403);
    let absent = link.replace(&subject.0, "0000000000000000000000000a");
    assert_eq!(program.get(&absent).status, 404);
    assert_eq!(program.get(&link.replace("email", "pigeon")).status, 404);
}

#[test]
fn r5_082_what_a_person_forbids_on_their_own_pages_staff_cannot_lift() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 6);
    let mut person = town.at_home(6);
    assert_eq!(person.post("choices", &[("do", "set prohibition direct-marketing phone")]).status, 303);
    let mut keeper = town.world.key("keeper", RETAIL, "register-keeper");
    let door = format!("/api/v1/registers/{RETAIL}/subjects/{}/permissions", subject.0);
    let held = keeper.get(&door).text();
    assert!(held.contains("\"by\":\"account\""), "the channel is named truly: {held}");
    let change = |set: &str, channel: &str| {
        format!(
            "{{\"what\":\"prohibition\",\"id\":\"direct-marketing\",\"channel\":\"{channel}\",\"set\":\"{set}\",\"by\":\"phone\"}}"
        )
    };
    let lifted = keeper.post(&door, &change("taken-back", "phone"));
    assert_eq!(lifted.status, 403, "{}", lifted.text());
    assert!(lifted.text().contains("own-word"), "{}", lifted.text());
    // What staff wrote down for the person, they take back when the person says so.
    assert_eq!(keeper.post(&door, &change("in-force", "text")).status, 204);
    assert_eq!(keeper.post(&door, &change("taken-back", "text")).status, 204);
    assert_eq!(person.post("choices", &[("do", "lift prohibition direct-marketing phone")]).status, 303);
    assert_eq!(
        person.post("choices", &[("do", "keep contact")]).status,
        404,
        "the statement does not let it"
    );
}
