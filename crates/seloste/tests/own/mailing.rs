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
