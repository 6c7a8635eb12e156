//! The way in: a link by e-mail, spent by a press, and nothing that tells who is in the register.

use crate::{
    Town,
    common::{RETAIL, people::no_mark},
};
use jiff::SignedDuration;
use seloste::bench::http::Request;

const LINK: &str = "/my/retail-customers/link";

#[test]
fn r5_056_a_person_comes_in_by_the_link_once_and_looking_does_not_spend_it() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 1);
    let mut visitor = town.world.stranger();
    assert_eq!(visitor.post_bare(LINK, &[("email", &Town::email(1))]).status, 200);
    let mail = town.office.mail(0);
    assert_eq!(mail.to, Town::email(1));
    let link = mail.link();
    // Mail scanners look, with GET and with HEAD.
    for method in ["GET", "HEAD", "GET"] {
        let looked = town.world.stranger().send(Request { method, ..Request::get(&link) });
        assert_eq!(looked.status, 200, "{method}");
        assert_eq!(looked.header("referrer-policy"), Some("same-origin"));
        no_mark("the page behind the link", &looked.body);
    }
    let entered = visitor.post_bare(&link, &[]);
    assert_eq!(entered.status, 303);
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let page = visitor.get("/my/retail-customers/data");
    assert!(page.text().contains("Qvarnzel"), "{}", page.text());
    assert_eq!(town.world.stranger().post_bare(&link, &[]).status, 410);
    assert_eq!(town.world.stranger().get(&link).status, 410);
    // The way out.
    let token = crate::hidden_csrf(&page.text());
    assert_eq!(visitor.post_bare("/my/retail-customers/out", &[("csrf", &token)]).status, 303);
    assert_eq!(visitor.get("/my/retail-customers/data").status, 303);
}

#[test]
fn nobody_learns_from_the_answer_who_is_in_the_register() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 2);
    let ask = |email: &str| {
        let answer = town.world.stranger().post_bare(LINK, &[("email", email)]);
        let head: Vec<_> = answer.headers.iter().filter(|(name, _)| name != "date").cloned().collect();
        (answer.status, head, answer.body)
    };
    assert_eq!(ask(&Town::email(2)), ask("nobody@example.fi"));
    // The known one gets a mail; nobody else does, however long one waits.
    assert_eq!(town.office.mail(0).to, Town::email(2));
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(town.office.count(), 1);
    assert_eq!(town.world.stranger().post_bare(LINK, &[("email", "no address")]).status, 422);
}

#[test]
fn an_address_of_several_people_lets_nobody_in_and_says_what_to_do() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 3);
    town.world.marked_person(RETAIL, 3);
    town.world.stranger().post_bare(LINK, &[("email", &Town::email(3))]);
    let mail = town.office.mail(0);
    assert_eq!(mail.link(), "/my/retail-customers/ask");
    no_mark("the mail to a shared address", mail.text().as_bytes());
}

#[test]
fn r1_044_links_cannot_be_asked_for_without_end() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 4);
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(town.world.stranger().post_bare(LINK, &[("email", &Town::email(4))]).status);
    }
    assert_eq!(statuses[..3], [200, 200, 200]);
    assert!(statuses.contains(&429), "{statuses:?}");
    // An unknown address is turned away just as soon.
    let unknown: Vec<u16> = (0..8)
        .map(|_| town.world.stranger().post_bare(LINK, &[("email", "nobody@example.fi")]).status)
        .collect();
    assert_eq!(statuses, unknown);
}

#[test]
fn a_link_and_a_session_end_by_themselves() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 5);
    town.world.stranger().post_bare(LINK, &[("email", &Town::email(5))]);
    let link = town.office.mail(0).link();
    town.later(SignedDuration::from_mins(31));
    assert_eq!(town.world.stranger().post_bare(&link, &[]).status, 410);
    let mut person = town.at_home(5);
    assert_eq!(person.get("data").status, 200);
    town.later(SignedDuration::from_mins(31));
    assert_eq!(person.get("data").status, 303);
}

#[test]
fn another_site_can_neither_spend_a_link_nor_ask_for_one() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 6);
    let mut visitor = town.world.stranger();
    let foreign = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let body = format!("email={}", Town::email(6));
    let asked =
        visitor.send(Request { method: "POST", path: LINK, headers: &foreign, body: body.as_bytes() });
    assert_eq!(asked.status, 403);
    visitor.post_bare(LINK, &[("email", &Town::email(6))]);
    let link = town.office.mail(0).link();
    let pressed = visitor.send(Request { method: "POST", path: &link, headers: &foreign, body: b"" });
    assert_eq!(pressed.status, 403);
    assert_eq!(visitor.post_bare(&link, &[]).status, 303, "the link is still good");
}

#[test]
fn a_link_leads_to_no_other_host_than_the_services_own() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 7);
    // Whoever writes another host into the request gets no mail sent with it.
    let body = format!("email={}", Town::email(7));
    let mut raw = std::net::TcpStream::connect(town.world.address).unwrap();
    let request = format!(
        "POST {LINK} HTTP/1.1\r\nhost: evil.example\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    std::io::Write::write_all(&mut raw, request.as_bytes()).unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut raw, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(town.office.count(), 0);
}

#[test]
fn mail_that_is_turned_away_is_brought_again() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 8);
    town.office.be_busy(1);
    town.world.stranger().post_bare(LINK, &[("email", &Town::email(8))]);
    for _ in 0..1_200 {
        if town.office.busy() == 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!((town.office.busy(), town.office.count()), (0, 0));
    // When it is tried again is noted a moment after it was turned away: the clock goes on until it is time.
    for _ in 0..50 {
        town.later(SignedDuration::from_secs(31));
        if town.office.count() > 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert_eq!(town.office.mail(0).to, Town::email(8));
}

#[test]
fn mail_waits_while_the_server_refuses_the_settings() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 12);
    town.office.close(true);
    town.world.stranger().post_bare(LINK, &[("email", &Town::email(12))]);
    for _ in 0..1_200 {
        if town.office.refused() > 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!((town.office.refused(), town.office.count()), (1, 0));
    town.office.close(false);
    for _ in 0..50 {
        town.later(SignedDuration::from_secs(31));
        if town.office.count() > 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert_eq!(town.office.mail(0).to, Town::email(12));
}

#[test]
fn staff_have_no_way_into_peoples_own_pages() {
    let town = Town::new();
    town.world.marked_person(RETAIL, 9);
    let mut keeper = town.world.person("keeper", RETAIL, &["register-keeper"]);
    for page in ["data", "choices", "log", "history", "events", "edit/contact"] {
        let answer = keeper.get(&format!("/my/{RETAIL}/{page}"));
        assert_eq!((answer.status, answer.header("location")), (303, Some("/my/retail-customers")), "{page}");
    }
}
