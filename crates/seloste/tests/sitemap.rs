//! Strangers try every door: as nobody, in the wrong role, and in the right role of another register, of the same
//! controller and of another. None of them learns anything about anybody, and what they may not see looks like what is not
//! there.

mod common;

use common::{RETAIL, RETAIL_TOO, WEBSHOP, World, people};
use seloste::{
    bench::http::{Answer, Request},
    door::{Access, Door},
};
use seloste_db::Engine;

fn doors() -> Vec<Door> {
    let doors: Vec<_> =
        seloste::web::routes::doors().into_iter().chain(seloste::api::routes::doors()).collect();
    assert!(doors.len() > 10, "only {} doors: a sitemap is missing", doors.len());
    doors
}

/// A door's address with its places filled.
fn address(path: &str, register: &str, subject: &str) -> String {
    let mut filled = String::new();
    for part in path.split('/').skip(1) {
        let value = match part.trim_matches(['{', '}']) {
            _ if !part.starts_with('{') => part,
            "register" => register,
            "subject" | "object" => subject,
            "purpose" => "customer-care",
            "controller" => "verkkopuoti-malli",
            "lang" => "fi",
            "person" | "designation" | "batch" | "key" => "1",
            _ => "something",
        };
        filled = format!("{filled}/{value}");
    }
    filled
}

/// What is about one person, or inside one register.
fn is_inside(door: &Door) -> bool {
    door.access != Access::Anyone && door.path.contains("{register}")
}

fn send(visitor: &mut common::Visitor, method: &str, path: &str, csrf: Option<&str>) -> Answer {
    let body = match (method, csrf) {
        ("GET" | "HEAD", _) => String::new(),
        (_, Some(token)) => format!("csrf={token}"),
        (_, None) => "a=b".to_owned(),
    };
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
        ("accept", "*/*"),
    ];
    visitor.send(Request { method, path, headers: &headers, body: body.as_bytes() })
}

/// Nothing personal, no breakdown, no address of another person in where one is sent.
fn tells_nothing(what: &str, answer: &Answer) {
    assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.text());
    people::no_mark(what, &answer.body);
    for (name, value) in &answer.headers {
        people::no_mark(&format!("{what}: header {name}"), value.as_bytes());
    }
}

#[test]
fn the_list_of_doors_for_anyone_only_shrinks() {
    let mut open: Vec<_> = doors()
        .iter()
        .filter(|door| door.access == Access::Anyone)
        .map(|door| door.path.to_owned())
        .collect();
    open.sort();
    open.dedup();
    let listed: Vec<_> = include_str!("sitemap-anyone.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(str::to_owned)
        .collect();
    let new: Vec<_> = open.iter().filter(|path| !listed.contains(path)).collect();
    assert!(new.is_empty(), "doors that anyone may pass and that are not in sitemap-anyone.txt: {new:?}");
    let gone: Vec<_> = listed.iter().filter(|path| !open.contains(path)).collect();
    assert!(gone.is_empty(), "take these out of sitemap-anyone.txt: {gone:?}");
}

#[test]
fn r1_041_nobody_gets_in_without_signing_in() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 1).0;
    let mut nobody = world.stranger();
    for door in doors() {
        for method in door.methods {
            let path = address(door.path, RETAIL, &subject);
            let answer = send(&mut nobody, method.as_str(), &path, None);
            let what = format!("nobody: {method} {}", door.path);
            tells_nothing(&what, &answer);
            let to = answer.header("location").unwrap_or("");
            match door.access {
                Access::Anyone => {}
                Access::Staff => {
                    let turned = answer.status == 401 || (answer.status == 303 && to.starts_with("/sign-in"));
                    assert!(turned, "{what}: {} {to}", answer.status);
                }
                Access::Person => {
                    assert!(
                        answer.status == 303 && to == format!("/my/{RETAIL}"),
                        "{what}: {} {to}",
                        answer.status
                    );
                }
                Access::Key => assert_eq!(answer.status, 401, "{what}"),
            }
        }
    }
}

#[test]
fn r1_044_the_wrong_role_learns_nothing() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 2).0;
    let mut analyst = world.person("analyst", RETAIL, &["assortment-analyst"]);
    let csrf = analyst.csrf().map(str::to_owned);
    for door in doors().iter().filter(|door| door.access != Access::Key) {
        for method in door.methods {
            let path = address(door.path, RETAIL, &subject);
            let answer = send(&mut analyst, method.as_str(), &path, csrf.as_deref());
            tells_nothing(&format!("wrong role: {method} {}", door.path), &answer);
            if answer.header("location").is_some_and(|to| to.starts_with("/sign-in")) {
                // Ending one's own sessions is a door too.
                analyst = world.person("analyst", RETAIL, &["assortment-analyst"]);
            }
        }
    }
}

#[test]
fn r1_044_the_right_role_of_another_register_learns_nothing() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 3).0;
    for home in [RETAIL_TOO, WEBSHOP] {
        for door in doors().iter().filter(|door| is_inside(door) && door.access == Access::Staff) {
            let mut keeper = world.person("elsewhere", home, &["register-keeper"]);
            let csrf = keeper.csrf().map(str::to_owned);
            for method in door.methods {
                let path = address(door.path, RETAIL, &subject);
                let answer = send(&mut keeper, method.as_str(), &path, csrf.as_deref());
                let what = format!("keeper of {home}: {method} {}", door.path);
                tells_nothing(&what, &answer);
                assert!(answer.status >= 300, "{what}: {}", answer.status);
            }
        }
    }
}

#[test]
fn a_key_of_another_register_or_role_opens_nothing() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 4).0;
    for (name, home, role) in [
        ("too", RETAIL_TOO, "register-keeper"),
        ("web", WEBSHOP, "register-keeper"),
        ("wrong", RETAIL, "assortment-analyst"),
    ] {
        let mut program = world.key(name, home, role);
        for door in doors().iter().filter(|door| is_inside(door) && door.access == Access::Key) {
            for method in door.methods {
                let path = address(door.path, RETAIL, &subject);
                let answer = program.send(method.as_str(), &path, if method == "GET" { "" } else { "{}" });
                let what = format!("key {name} of {home}: {method} {}", door.path);
                tells_nothing(&what, &answer);
                if home != RETAIL {
                    assert!(answer.status >= 400, "{what}: {}", answer.status);
                }
            }
        }
    }
}

/// An answer without what differs from request to request by right: form tokens, and the address itself.
fn bare(answer: &Answer, path_parts: &[&str]) -> String {
    let mut text =
        format!("{}\n{}\n{}", answer.status, answer.header("location").unwrap_or(""), answer.text());
    for part in path_parts {
        text = text.replace(part, "*");
    }
    text
}

#[test]
fn what_one_may_not_see_looks_like_what_is_not_there() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 5).0;
    // Another register's person has the form of a name, and is not one here.
    let absent = world.marked_person(WEBSHOP, 6).0;
    let mut analyst = world.person("analyst", RETAIL, &["assortment-analyst"]);
    for door in doors().iter().filter(|door| door.path.contains("{subject}") && door.access == Access::Staff)
    {
        for method in door.methods.iter().filter(|method| *method == "GET") {
            let there = send(&mut analyst, method.as_str(), &address(door.path, RETAIL, &subject), None);
            let gone = send(&mut analyst, method.as_str(), &address(door.path, RETAIL, &absent), None);
            assert_eq!(bare(&there, &[&subject]), bare(&gone, &[&absent]), "{method} {}", door.path);
        }
    }
}
