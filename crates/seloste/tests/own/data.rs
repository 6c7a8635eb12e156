//! One's own data: all that staff see, nothing of others', corrected at once.

use crate::{
    Town, card,
    common::{RETAIL, WEBSHOP, people},
};

#[test]
fn r5_058_the_person_sees_what_staff_see_with_why_from_where_and_how_long() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 1);
    town.order_of(&subject);
    let page = town.at_home(1).get("data").text();
    let staff = card(&town, &subject);
    for mark in ["Xandrik", "Qvarnzel", "Qvistzen", "qzpost1@", "Mzusik", "33100", "Tampere"] {
        assert!(staff.contains(mark) && page.contains(mark), "{mark}");
    }
    // Purpose, source, recipient, who may see, how long.
    for told in [
        "Looking after the customer relationship",
        "The customer",
        "Esimerkkilogistiikka Oy",
        "Service agent:",
        "Kept for 2 years",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("City centre shop"), "what has happened: {page}");
}

#[test]
fn r5_117_the_log_tells_when_and_for_what_and_never_which_colleague() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 2);
    let mut agent = town.world.person("agentti.malli", RETAIL, &["service-agent"]);
    agent.get(&format!("/r/{RETAIL}/for/customer-care/s/{}", subject.0));
    let page = town.at_home(2).get("log").text();
    assert!(page.contains("Opened the card") && page.contains("Looking after the customer relationship"));
    assert!(page.contains("Signed in to their own pages") && page.contains("A sign-in link was sent"));
    assert!(!page.contains("agentti.malli"), "{page}");
}

#[test]
fn r5_108_r5_126_a_correction_holds_at_once_for_staff_with_the_old_value_in_history() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 3);
    let mut person = town.at_home(3);
    let saved = person.post("edit/contact", &[("i.street.0", "Uusi katu 7")]);
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, Some("/my/retail-customers/data")),
        "{}",
        saved.text()
    );
    let staff = card(&town, &subject);
    assert!(staff.contains("Uusi katu 7") && !staff.contains("Qvistzen"), "{staff}");
    let history = person.get("history").text();
    assert!(history.contains("Qvistzen") && history.contains("You"), "{history}");
    let mut keeper = town.world.person("keeper", RETAIL, &["register-keeper"]);
    let told = keeper.get(&format!("/r/{RETAIL}/for/register-keeping/s/{}/history", subject.0)).text();
    assert!(told.contains("The person"), "staff see that it was the person: {told}");
}

#[test]
fn r5_126_a_changed_address_is_told_to_the_old_one() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 4);
    let mut person = town.at_home(4);
    assert_eq!(person.post("edit/contact", &[("i.email.0", "uusi@example.fi")]).status, 303);
    let mail = town.office.mail(1);
    assert_eq!(mail.to, Town::email(4));
    assert!(mail.text().contains("muutettiin omilla sivuillasi") && !mail.text().contains("uusi@example.fi"));
}

#[test]
fn r1_031_what_the_person_did_not_give_is_not_theirs_to_write() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 5);
    let mut person = town.at_home(5);
    // Fields that the page does not have change nothing; a category with nothing of the person's is absent.
    let before = card(&town, &subject);
    let number = [("i.customer-number.0", "99999999"), ("i.surname.0", "")];
    let refused = person.post("edit/identity", &number);
    assert_eq!(refused.status, 422, "a required item can't be emptied: {}", refused.text());
    let changed = card(&town, &subject);
    assert!(!changed.contains("99999999") && before.contains("Qvarnzel") && changed.contains("Qvarnzel"));
    assert_eq!(person.get("edit/billing").status, 404);
    assert_eq!(person.get("edit/nothing").status, 404);
}

#[test]
fn c39_nothing_of_another_person_is_reached_by_any_name() {
    let town = Town::new();
    let (one, other) = (town.world.marked_person(RETAIL, 6), town.world.marked_person(RETAIL, 26));
    let webshop = town.world.marked_person(WEBSHOP, 27);
    let (own, foreign) = (town.order_of(&one), town.order_of(&other));
    let mut person = town.at_home(6);
    assert_eq!(person.get(&format!("events/{}", own.0)).status, 200);
    let absent = person.get("events/0000000000000000000000000a");
    assert_eq!(absent.status, 404);
    for name in [&foreign.0, &other.0, &one.0, &webshop.0] {
        let answer = person.get(&format!("events/{name}"));
        assert_eq!((answer.status, answer.text()), (404, absent.text()), "as if it were not there");
    }
    // Another register's pages, and those of staff, know nothing of this session.
    for path in
        ["/my/webshop-customers/data", "/my/retail-customers-too/data", "/r/retail-customers", "/account"]
    {
        let answer = person.visitor.get(path);
        assert_eq!(answer.status, 303, "{path}");
        people::no_mark(path, &answer.body);
    }
    let page = person.get("data").text();
    assert!(page.contains("Xandrikaaag") && !page.contains("Xandrikaaba"), "{page}");
}

#[test]
fn a_form_without_the_sessions_token_changes_nothing() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 7);
    let mut person = town.at_home(7);
    let press = [("do", "set prohibition direct-marketing phone")];
    person.visitor.post_bare("/my/retail-customers/choices", &press);
    person.visitor.post_bare("/my/retail-customers/choices", &[press[0], ("csrf", "made-up")]);
    person
        .visitor
        .post_bare("/my/retail-customers/edit/contact", &[("seen", "1"), ("i.street.0", "Vieraskatu 1")]);
    let staff = card(&town, &subject);
    assert!(!staff.contains("Vieraskatu") && !staff.contains("Prohibited"), "{staff}");
}

#[test]
fn an_erased_person_is_signed_out_and_gets_no_more_mail() {
    let town = Town::new();
    let subject = town.world.marked_person(RETAIL, 8);
    let mut person = town.at_home(8);
    let (controller, _) = town.world.app.register(&crate::register(RETAIL)).unwrap();
    let officer = crate::staff::ask_as(&town.world.app, RETAIL, "privacy-officer");
    controller.gate.erase(&officer, &subject).unwrap();
    assert_eq!(person.get("data").status, 303);
    town.world.stranger().post_bare("/my/retail-customers/link", &[("email", &Town::email(8))]);
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(town.office.count(), 1, "the one that let the person in before");
}
