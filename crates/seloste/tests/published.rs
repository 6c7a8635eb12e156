//! Published notices as anyone meets them: every form and language, versions, a feed, several registers on one page, other
//! people's pages. Nobody signs in and nobody gets a cookie.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{RETAIL, RETAIL_TOO, Visitor, WEBSHOP, World, register, staff};
use jiff::civil::date;
use seloste::{
    bench::http::{Answer, Request},
    installation::Head,
    store::draft::Draft,
    work::versions::{
        Keeper,
        judge::{Deciding, passage},
    },
};
use seloste_db::Engine;
use std::ops::ControlFlow;

fn ok(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_string()
}

fn asked(visitor: &mut Visitor, path: &str, language: &str) -> Answer {
    let headers = [("accept-language", language)];
    visitor.send(Request { method: "GET", path, headers: &headers, body: b"" })
}

/// One notice of a page, whole.
fn article<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("<article class=\"notice\" id=\"{id}\"")).unwrap();
    rest.split_once("</article>").unwrap().0
}

#[test]
fn r4_001_a_notice_is_open_to_anyone_in_every_form_without_sign_in_or_cookies() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    for (form, media, begins) in [
        ("notice", "text/html; charset=utf-8", "<!DOCTYPE"),
        ("notice.md", "text/markdown; charset=utf-8", "# Dataskyddsbeskrivning"),
        ("notice.pdf", "application/pdf", "%PDF-1."),
        ("notice.jsonld", "application/ld+json", "{"),
        ("notice.tilt.json", "application/json", "{"),
        ("notice.atom", "application/atom+xml; charset=utf-8", "<?xml"),
        ("notice/embed", "text/html; charset=utf-8", "<!DOCTYPE"),
        ("notice/fragment", "text/html; charset=utf-8", "<article"),
        ("notice/versions", "text/html; charset=utf-8", "<!DOCTYPE"),
        ("notice/versions/1", "text/html; charset=utf-8", "<!DOCTYPE"),
        ("records", "text/html; charset=utf-8", "<!doctype"),
        ("records.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"),
    ] {
        let path = format!("/r/{WEBSHOP}/{form}?lang=sv");
        let answer = nobody.get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)), "{path}");
        assert!(answer.body.starts_with(begins.as_bytes()), "{path}");
        assert_eq!(answer.header("content-language"), Some("sv"), "{path}");
        assert!(answer.header("set-cookie").is_none(), "{path} sets a cookie");
        assert!(answer.header("vary").unwrap().contains("Accept-Language"), "{path}");
        assert_eq!(nobody.get(&path).body, answer.body, "{path} differs from itself");
        assert_eq!(nobody.get(&path.replace(WEBSHOP, "no-such-register")).status, 404, "{path}");
    }
}

#[test]
fn the_language_is_the_readers_own_and_the_page_leads_to_every_form() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let path = format!("/r/{WEBSHOP}/notice");
    for (language, title) in [
        ("sv-FI,sv;q=0.9,en;q=0.5", "Dataskyddsbeskrivning: "),
        ("en-GB", "Privacy notice: "),
        ("fi", "Tietosuojaseloste: "),
        ("de", "Tietosuojaseloste: "),
    ] {
        assert!(ok(&asked(&mut nobody, &path, language)).contains(title), "{language}");
    }
    let answer = nobody.get(&path);
    assert!(answer.header("link").unwrap().contains("hreflang=\"sv\""));
    let page = ok(&answer);
    for link in page.split("href=\"").skip(1).filter_map(|part| part.split('"').next()) {
        if link.starts_with("/r/") || link.starts_with("/c/") {
            assert_eq!(nobody.get(&link.replace("&amp;", "&")).status, 200, "{link}");
        }
        if let Some(place) = link.strip_prefix('#') {
            assert!(page.contains(&format!("id=\"{place}\"")), "{link} leads nowhere");
        }
    }
}

#[test]
fn r1_002_one_page_has_every_register_of_a_controller_each_titled_and_dated_apart() {
    let world = World::new(Engine::Sqlite);
    let controller = world.app.register(&common::register(RETAIL)).unwrap().0.id.clone();
    let mut nobody = world.stranger();
    let page = ok(&nobody.get(&format!("/c/{controller}/notices?lang=fi")));
    let (one, other) =
        (article(&page, &format!("{RETAIL}--notice")), article(&page, &format!("{RETAIL_TOO}--notice")));
    for (id, text) in [(RETAIL, one), (RETAIL_TOO, other)] {
        assert!(text.contains(&format!("<h2 id=\"{id}--notice-title\">Tietosuojaseloste: ")), "{id}");
        assert!(text.contains(&format!("<p id=\"{id}--notice-date\">Laadittu ")), "{id}");
    }
    assert!(!page.contains(WEBSHOP), "another controller's register");
    assert_eq!(nobody.get("/c/nobody/notices").status, 404);
}

#[test]
fn r1_003_a_version_has_a_permanent_address_its_date_and_its_validity() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let list = ok(&nobody.get(&format!("/r/{WEBSHOP}/notice/versions?lang=en")));
    assert!(
        list.contains("Version 1")
            && list.contains("Drawn up on 9 November 2026")
            && list.contains("In force")
    );
    let version = ok(&nobody.get(&format!("/r/{WEBSHOP}/notice/versions/1?lang=en")));
    assert!(version.contains("Drawn up on 9 November 2026") && version.contains("In force"));
    for nothing in ["0", "2", "-1", "one", "99999999999999999999"] {
        assert_eq!(nobody.get(&format!("/r/{WEBSHOP}/notice/versions/{nothing}")).status, 404, "{nothing}");
    }
}

#[test]
fn r7_002_changes_can_be_followed_by_a_feed_that_asks_for_nothing() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let feed = ok(&nobody.get(&format!("/r/{WEBSHOP}/notice.atom?lang=en")));
    for part in [
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">",
        "<id>urn:uuid:",
        "<updated>20",
        "<entry>",
        "/notice/versions/1?lang=en\"/>",
        "rel=\"self\"",
        "</feed>",
    ] {
        assert!(feed.contains(part), "{part} is not in:\n{feed}");
    }
    assert_eq!(
        feed.matches("<id>").count(),
        feed.split("<id>").collect::<std::collections::BTreeSet<_>>().len() - 1
    );
}

#[test]
fn only_the_embedded_notice_may_be_framed_by_others() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let framed = nobody.get(&format!("/r/{WEBSHOP}/notice/embed"));
    assert!(framed.header("content-security-policy").unwrap().contains("frame-ancestors *"));
    assert_eq!(framed.header("x-frame-options"), None);
    let page = ok(&framed);
    assert!(!page.contains("<script") && !page.contains("<form") && !page.contains("style=\""));
    let ask = format!("href=\"/my/{WEBSHOP}/ask?lang=");
    assert!(page.contains(&ask) && page.contains("target=\"_blank\""), "the way to make a request: {page}");
    let style = page.split("href=\"").find(|part| part.starts_with("/assets/")).unwrap();
    assert_eq!(nobody.get(style.split('"').next().unwrap()).status, 200);
    let part = nobody.get(&format!("/r/{WEBSHOP}/notice/fragment"));
    assert_eq!(part.header("access-control-allow-origin"), Some("*"));
    for other in [
        "/",
        "/notices",
        "/sign-in",
        &format!("/r/{WEBSHOP}/notice"),
        &format!("/r/{WEBSHOP}/notice/fragment"),
    ] {
        let answer = nobody.get(other);
        assert!(
            answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"),
            "{other}"
        );
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{other}");
    }
}

/// Records every decision that a draft still needs.
fn decide_all(keeper: &Keeper<'_>, draft: &Draft) {
    for _ in 0..20 {
        let draft = keeper.draft(draft.id).unwrap();
        let judged = keeper.preview(&draft, |_, _| ControlFlow::Continue(())).unwrap();
        let open = judged.undecided();
        let Some(problem) = open.first() else { return };
        let deciding = Deciding {
            rule: problem.rule,
            passage: &passage(problem),
            why: "It gets no data.",
            yields: problem.passages.first().map_or("", String::as_str),
            review: date(2027, 11, 1),
        };
        keeper.decide(draft.id, &deciding).unwrap();
    }
}

/// Another version of a register comes into force: with another date and a telephone number of its contact.
fn renew(world: &World, id: &str) {
    let actor = |role| staff::ask_as(&world.app, id, role).actor;
    let (one, other) = (actor("privacy-officer"), actor("administrator"));
    let keeper = |actor| Keeper::new(&world.app, &register(id), actor).unwrap();
    let text = keeper(&one).active().unwrap().text;
    let new = text.replacen("drawn-up = 2026-11-02", "drawn-up = 2026-11-24", 1);
    let new = new.replacen("+358 9 555 0101", "+358 9 555 0199", 1);
    assert_ne!(new, text);
    let draft = keeper(&one).begin(Some(&new), "A new number").unwrap();
    decide_all(&keeper(&one), &draft);
    keeper(&one).propose(draft.id).unwrap();
    keeper(&other).activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap();
}

#[test]
fn r1_002_a_change_in_one_register_leaves_the_others_on_the_page_byte_for_byte_as_they_were() {
    let world = World::new(Engine::Sqlite);
    let controller = world.app.register(&register(RETAIL)).unwrap().0.id.clone();
    let mut nobody = world.stranger();
    let path = format!("/c/{controller}/notices?lang=sv");
    let before = ok(&nobody.get(&path));
    renew(&world, RETAIL_TOO);
    let after = ok(&nobody.get(&path));
    let (same, changed) = (format!("{RETAIL}--notice"), format!("{RETAIL_TOO}--notice"));
    assert_eq!(article(&before, &same), article(&after, &same));
    assert_ne!(article(&before, &changed), article(&after, &changed));
    assert!(
        article(&after, &changed).contains("24.11.2026") && !article(&after, &same).contains("24.11.2026")
    );
}

#[test]
fn r1_003_and_r7_002_an_earlier_version_stays_readable_and_followers_hear_what_changed() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let first = ok(&nobody.get(&format!("/r/{RETAIL}/notice.md?lang=en")));
    renew(&world, RETAIL);
    let now = ok(&nobody.get(&format!("/r/{RETAIL}/notice?lang=en")));
    assert!(now.contains("Drawn up on 24 November 2026") && now.contains("+358 9 555 0199"));
    assert_ne!(ok(&nobody.get(&format!("/r/{RETAIL}/notice.md?lang=en"))), first);
    let old = ok(&nobody.get(&format!("/r/{RETAIL}/notice/versions/1?lang=en")));
    assert!(
        old.contains("Drawn up on 2 November 2026")
            && old.contains("+358 9 555 0101")
            && !old.contains("555 0199")
    );
    assert!(old.contains("In force from 23 Nov 2026 to 23 Nov 2026"), "{old}");
    let list = ok(&nobody.get(&format!("/r/{RETAIL}/notice/versions?lang=en")));
    assert!(
        list.contains("Version 2") && list.contains("Version 1") && list.contains("What changed"),
        "{list}"
    );
    let feed = ok(&nobody.get(&format!("/r/{RETAIL}/notice.atom?lang=en")));
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("/notice/versions/2?lang=en"), "{feed}");
}

#[test]
fn a_cookie_that_was_given_through_tls_goes_back_through_tls_alone() {
    for (origin, secure) in [("https://register.example.fi", true), ("http://register.example.fi", false)] {
        let head = Head { origin: Some(origin.to_owned()), ..Head::default() };
        let world = World::with_head(Engine::Sqlite, head);
        let answer = world.stranger().post_bare("/preferences", &[("lang", "sv"), ("back", "/")]);
        let line = answer.header("set-cookie").unwrap();
        assert!(line.starts_with("seloste-lang=sv"), "{line}");
        assert_eq!(line.ends_with("; Secure"), secure, "{line}");
    }
}
