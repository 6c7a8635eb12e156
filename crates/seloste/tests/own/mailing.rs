//! Mailings: everybody whom the purpose reaches gets one mail, whose last line ends them.

use crate::{
    Town, choices,
    common::{RETAIL, staff},
};
use seloste::work::mailing;
use seloste_gate::{
    ask::Ask,
    card::SubjectRef,
    mailing::{Mailing, MailingDraft},
};
use seloste_register::{id::PurposeId, statement::model::Channel};

fn send(town: &Town, role: &str, purpose: &str) -> Mailing {
    send_in(town, RETAIL, (role, purpose))
}

/// Sends a text in a register, as somebody with a role.
pub(crate) fn send_in(town: &Town, register: &str, (role, purpose): (&str, &str)) -> Mailing {
    let app = &town.world.app;
    let (controller, _) = app.register(&crate::register(register)).unwrap();
    let ask = Ask { purpose: PurposeId::new(purpose).unwrap(), ..staff::ask_as(app, register, role) };
    let draft =
        MailingDraft { title: "Talven uutiset".to_owned(), words: "Hei,\n\nmeillä on uutta.".to_owned() };
    mailing::send((app, &controller.gate), &ask, &draft).unwrap()
}

fn consenting(town: &Town, number: u32) -> SubjectRef {
    let subject = town.world.marked_person(RETAIL, number);
    choices::consent(town, &subject, Channel::Email);
    subject
}

#[test]
fn r3_004_r3_027_each_mail_says_what_it_is_and_its_last_line_cancels_without_signing_in() {
    let town = Town::declared();
    consenting(&town, 1);
    town.world.marked_person(RETAIL, 2);
    let sent = send(&town, "marketer", "marketing");
    assert_eq!((sent.queued, sent.left_out), (1, 1), "who has not consented gets none");
    assert!(sent.ended.is_some());
    let mail = town.office.mail(0);
    let text = mail.text();
    assert_eq!(mail.to, Town::email(1));
    // R3-005: it says that it is advertising, and from whom.
    assert!(text.starts_with("MAINOS: Esimerkkikauppa Oy\n"), "{text}");
    let last = text.trim_end().lines().last().unwrap();
    let link = last.split("http://").nth(1).unwrap().split_once('/').unwrap().1;
    assert!(link.contains("/stop/"), "{last}");
    assert!(mail.raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let stopped = town.world.stranger().post_bare(&format!("/{link}"), &[("List-Unsubscribe", "One-Click")]);
    assert_eq!(stopped.status, 200, "{}", stopped.text());
    let again = send(&town, "marketer", "marketing");
    assert_eq!((again.queued, again.left_out), (0, 2), "in effect before the next sending");
}

#[test]
fn r1_013_a_bulletin_reaches_who_has_prohibited_marketing_and_carries_no_link_that_ends_it() {
    let town = Town::declared();
    let subject = consenting(&town, 3);
    choices::prohibit(&town, &subject);
    assert_eq!(send(&town, "marketer", "marketing").queued, 0);
    assert_eq!(send(&town, "communicator", "customer-bulletins").queued, 1);
    let text = town.office.mail(0).text();
    assert!(!text.contains("MAINOS") && !text.contains("/stop/"), "{text}");
    assert!(text.contains("/r/retail-customers/notice"), "{text}");
}

#[test]
fn r3_027_who_cancels_while_the_mail_waits_gets_none() {
    let town = Town::declared();
    let subject = consenting(&town, 4);
    town.office.be_busy(1_000);
    let app = &town.world.app;
    let (controller, _) = app.register(&crate::register(RETAIL)).unwrap();
    assert_eq!(send(&town, "marketer", "marketing").queued, 1);
    choices::prohibit(&town, &subject);
    town.office.be_busy(0);
    town.later(jiff::SignedDuration::from_hours(3));
    let waits = || controller.gate.post_waiting().unwrap() > 0;
    for _ in (0..600).take_while(|_| waits()) {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(!waits(), "nothing waits for ever");
    assert_eq!(town.office.count(), 0, "and nothing was sent");
}

fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(holds(), "it did not come to pass in 20 s");
}

/// The value of a field in a page.
fn field(page: &str, name: &str) -> String {
    let tag = page.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
    tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const PAGES: &str = "/r/retail-customers/for/marketing";

#[test]
fn r3_004_a_message_is_seen_ordered_once_sent_by_the_job_and_counted() {
    let town = Town::declared();
    consenting(&town, 1);
    consenting(&town, 2);
    town.world.marked_person(RETAIL, 3);
    let mut marketer = town.world.person("mari", RETAIL, &["marketer"]);
    let reach = marketer.get(&format!("{PAGES}/reach")).text();
    assert!(reach.contains("<b>2</b>"), "{reach}");
    let typed = [("title", "Talven uutiset"), ("words", "Hei!")];
    let preview = marketer.post(&format!("{PAGES}/mailings/new"), &typed).text();
    assert!(preview.contains("MAINOS: Esimerkkikauppa Oy") && preview.contains("REKLAM"), "{preview}");
    assert_eq!(town.office.count(), 0, "looking sends nothing");
    let once = field(&preview, "once");
    let order = [typed.as_slice(), &[("once", once.as_str())]].concat();
    let first = marketer.post(&format!("{PAGES}/mailings"), &order);
    let again = marketer.post(&format!("{PAGES}/mailings"), &order);
    let page = first.header("location").unwrap().to_owned();
    assert_eq!(again.header("location"), Some(page.as_str()), "pressed twice it is one mailing");
    until(|| town.office.count() == 2);
    until(|| marketer.get(&page).text().contains("Done"));
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(town.office.count(), 2, "nobody gets it twice");
    let told = marketer.get(&page).text();
    assert!(!told.contains(&Town::email(1)), "figures, not receivers: {told}");
    assert!(marketer.get(&format!("{PAGES}/mailings")).text().contains("Talven uutiset"));
}

#[test]
fn r3_004_a_mailing_that_is_stopped_leaves_no_more() {
    let town = Town::declared();
    consenting(&town, 1);
    town.office.be_busy(1_000);
    let mut marketer = town.world.person("mari", RETAIL, &["marketer"]);
    let order = [("title", "Talven uutiset"), ("words", "Hei!"), ("once", "x")];
    let page = marketer.post(&format!("{PAGES}/mailings"), &order).header("location").unwrap().to_owned();
    assert_eq!(marketer.post(&format!("{page}/stop"), &[]).status, 303);
    town.office.be_busy(0);
    town.later(jiff::SignedDuration::from_hours(3));
    let app = &town.world.app;
    let (controller, _) = app.register(&crate::register(RETAIL)).unwrap();
    until(|| controller.gate.post_waiting().unwrap() == 0);
    assert_eq!(town.office.count(), 0);
    // Somebody who may not send sees neither pages nor figures, and no other purpose has the mailing.
    let mut agent = town.world.person("agent", RETAIL, &["service-agent"]);
    assert_ne!(agent.get(&page).status, 200);
    let other = page.replace("/for/marketing/", "/for/customer-bulletins/");
    let mut both = town.world.person("both", RETAIL, &["marketer", "communicator"]);
    assert_eq!(both.get(&other).status, 404);
}
