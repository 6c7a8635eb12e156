//! Subscribing by oneself: the form, the message that has to be answered, and what nobody learns from either.

use crate::{Town, common::NEWSLETTER, register, staff};
use jiff::SignedDuration;
use seloste::bench::http::Answer;
use seloste_gate::card::{Filter, ListPage, Page};

const FORM: &str = "/my/newsletter/subscribe";

fn ask(town: &Town, name: &str, email: &str) -> Answer {
    town.world.stranger().post_bare(FORM, &[("item.email", email), ("item.name", name)])
}

/// Who is in the register, for its keeper.
fn listed(town: &Town) -> ListPage {
    let (controller, _) = town.world.app.register(&register(NEWSLETTER)).unwrap();
    let ask = staff::ask_as(&town.world.app, NEWSLETTER, "list-manager");
    controller.gate.list(&ask, &Filter::default(), &Page { after: None, rows: 200 }).unwrap()
}

fn count(town: &Town) -> usize {
    listed(town).hits.len()
}

#[test]
fn r3_013_an_address_enters_by_the_persons_own_act_confirmed_from_the_message() {
    let town = Town::with_newsletter();
    let before = count(&town);
    let form = town.world.stranger().get(FORM).text();
    assert!(form.contains("Tilaan") || form.contains("I subscribe"), "the consent's own words: {form}");
    assert_eq!(ask(&town, "Venla Malli", "venla@example.fi").status, 200);
    let mail = town.office.mail(0);
    assert_eq!(mail.to, "venla@example.fi");
    assert!(!mail.text().contains("Venla"), "what somebody typed is not sent on to an address");
    assert_eq!(count(&town), before, "nobody is in the register yet");
    let link = mail.link();
    for _ in 0..2 {
        let looked = town.world.stranger().get(&link);
        assert_eq!(looked.status, 200, "mail scanners look: {}", looked.text());
    }
    assert_eq!(count(&town), before, "looking confirms nothing");
    let done = town.world.stranger().post_bare(&link, &[]);
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(count(&town), before + 1);
    let (controller, _) = town.world.app.register(&register(NEWSLETTER)).unwrap();
    let keeper = staff::ask_as(&town.world.app, NEWSLETTER, "list-manager");
    let subject = listed(&town).hits.first().unwrap().subject.clone();
    let held = controller.gate.permissions(&keeper, &subject).unwrap();
    assert_eq!(held.len(), 1, "the box that was not ticked gives nothing");
    assert_eq!(held.first().unwrap().wording, Some(1), "which text it was");
    // The link is spent; another press adds nobody.
    assert_eq!(town.world.stranger().post_bare(&link, &[]).status, 410);
    assert_eq!(count(&town), before + 1);
    // Who subscribes again is told so by mail, and by nothing else.
    assert_eq!(ask(&town, "Venla Malli", "venla@example.fi").status, 200);
    assert!(!town.office.mail(1).text().contains("/confirm/"), "{}", town.office.mail(1).text());
}

#[test]
fn r3_013_what_nobody_confirms_is_deleted_at_its_term() {
    let town = Town::with_newsletter();
    let before = count(&town);
    ask(&town, "Onni Malli", "onni@example.fi");
    let link = town.office.mail(0).link();
    town.later(SignedDuration::from_hours(7 * 24 + 1));
    assert_eq!(town.world.stranger().get(&link).status, 410);
    assert_eq!(town.world.stranger().post_bare(&link, &[]).status, 410);
    assert_eq!(count(&town), before);
    let (controller, _) = town.world.app.register(&register(NEWSLETTER)).unwrap();
    controller.gate.sweep_subscriptions().unwrap();
    let rows = controller
        .gate
        .data()
        .read(|tx| tx.first("SELECT COUNT(*) FROM subscription_asked", &[], |row| row.int(0)));
    assert_eq!(rows.unwrap(), Some(0));
}

#[test]
fn r3_021_the_answer_is_the_same_whether_or_not_an_address_is_on_the_list() {
    let town = Town::with_newsletter();
    ask(&town, "Venla Malli", "venla@example.fi");
    town.world.stranger().post_bare(&town.office.mail(0).link(), &[]);
    let said = |email: &str| {
        let answer = ask(&town, "Venla Malli", email);
        let head: Vec<_> = answer.headers.iter().filter(|(name, _)| name != "date").cloned().collect();
        (answer.status, head, answer.body)
    };
    assert_eq!(said("venla@example.fi"), said("nobody@example.fi"));
    // Nobody fills another's mailbox.
    let statuses: Vec<u16> = (0..8).map(|_| ask(&town, "X", "victim@example.fi").status).collect();
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[test]
fn r3_026_nothing_but_the_declared_items_is_asked_or_kept() {
    let town = Town::with_newsletter();
    let fields =
        [("item.email", "aada@example.fi"), ("item.name", "Aada"), ("item.identity-code", "131052-9085")];
    assert_eq!(town.world.stranger().post_bare(FORM, &fields).status, 200);
    let form = town.world.stranger().get(FORM).text();
    let fields = form.split("<main").nth(1).unwrap().matches("name=\"item.").count();
    assert_eq!(fields, 2, "{form}");
    let wrong = ask(&town, "Aada", "no address");
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("aria-invalid"));
    // A register that declares no form has none.
    assert_eq!(town.world.stranger().get("/my/retail-customers/subscribe").status, 404);
}

#[test]
fn r3_013_the_newsletter_reaches_who_confirmed_and_one_press_ends_it() {
    let town = Town::with_newsletter();
    ask(&town, "Venla Malli", "venla@example.fi");
    ask(&town, "Onni Malli", "onni@example.fi");
    let link = town.office.mail(0).link();
    let confirmed = town.office.mail(0).to;
    town.world.stranger().post_bare(&link, &[]);
    let second = town.office.mail(1).to;
    let sent = crate::mailing::send_in(&town, NEWSLETTER, ("mail-editor", "newsletter"));
    assert_eq!(sent.queued, 1, "not to {second}");
    let mail = town.office.mail(2);
    assert_eq!(mail.to, confirmed);
    let stop = mail.text();
    let stop = stop.split("http://localhost").find(|part| part.contains("/stop/")).unwrap();
    let stop = stop.split_whitespace().next().unwrap().to_owned();
    assert_eq!(town.world.stranger().post_bare(&stop, &[("List-Unsubscribe", "One-Click")]).status, 200);
    assert_eq!(crate::mailing::send_in(&town, NEWSLETTER, ("mail-editor", "newsletter")).queued, 0);
}
