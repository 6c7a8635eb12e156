//! People at work on the pages, without scripts: what a browser sends is all that is sent here.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

mod common;

use common::{RETAIL, Visitor, WEBSHOP, World, staff};
use seloste::bench::http::Answer;
use seloste_db::Engine;

const SHOP: &str = "/r/webshop-customers/for/customer-care";

/// A new private customer, put in by the page; gives the card's address.
fn add(visitor: &mut Visitor, base: &str, more: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("group", "customers"),
        ("source", "customer"),
        ("i.first-names.0", "Kaisu Marjatta"),
        ("i.surname.0", "Esimerkkinen"),
        ("i.postal-code.0", "33100"),
        ("i.phone.0", "040 555 0101"),
        ("i.kind.phone.0", "mobile"),
    ];
    fields.extend_from_slice(more);
    let answer = visitor.post(&format!("{base}/new"), &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

/// The value of a field in a page.
fn field(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name} in {page}"));
    let tag_begins = page[..at].rfind('<').unwrap();
    let tag = &page[tag_begins..at + page[at..].find('>').unwrap()];
    let value = tag.split("value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn ok(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_string()
}

#[test]
fn every_page_carries_the_content_policy_and_is_not_kept() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[]);
    let pages = ["/", "/notices", "/nothing", "/r/webshop-customers/notice", &format!("{SHOP}/find"), &card];
    for path in pages {
        let answer = agent.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}: no policy"));
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        let page = answer.text();
        assert!(!page.contains(" style=\"") && !page.contains(" onclick="), "{path}: inline style or script");
        assert_eq!(page.matches("<script").count(), page.matches("<script src=\"/assets/").count(), "{path}");
    }
}

#[test]
fn assets_are_kept_for_good_under_the_name_of_their_content() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    let page = nobody.get("/").text().to_string();
    let style =
        page.split("href=\"").find(|part| part.starts_with("/assets/seloste.") && part.contains(".css"));
    let style = style.unwrap().split('"').next().unwrap().to_owned();
    let answer = nobody.get(&style);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert!(answer.header("cache-control").unwrap().contains("immutable"));
    for trick in
        ["/assets/seloste.css", "/assets/..%2f..%2fCargo.toml", "/assets/%00", "/assets/../server.rs"]
    {
        assert_eq!(nobody.get(trick).status, 404, "{trick}");
    }
}

#[test]
fn r4_037_a_readers_write_is_refused_in_the_notices_words() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let mut reader = world.person("reader", WEBSHOP, &["reader"]);
    let card = add(&mut agent, SHOP, &[]);
    assert!(!ok(&reader.get(&card)).contains("/edit/"), "a reader is offered a change");
    assert_eq!(reader.get(&format!("{card}/edit/contact")).status, 403);
    let was = "[[\"\",\"33100\"]]";
    let fields =
        [("seen", "1"), ("source", "customer"), ("i.postal-code.0", "33200"), ("was.i.postal-code", was)];
    let answer = reader.post(&format!("{card}/edit/contact"), &fields);
    assert_eq!(answer.status, 403, "{}", answer.text());
    assert!(answer.text().contains("change-not-granted"));
    assert!(ok(&agent.get(&card)).contains("33100"));
}

#[test]
fn a_callers_number_in_any_form_and_enter_open_the_card_at_once() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[("i.email.0", "kaisu.esimerkkinen@example.fi")]);
    let find = format!("{SHOP}/find");
    for typed in ["0405550101", "+358 40 555 0101", "040-555 0101", "kaisu.esimerkkinen@example.fi"] {
        let answer = agent.post(&find, &[("words", typed)]);
        assert_eq!((answer.status, answer.header("location")), (303, Some(card.as_str())), "{typed}");
    }
    assert!(ok(&agent.post(&find, &[("words", "Esimerkkinen")])).contains(&card), "a name is a search");
    assert!(!ok(&agent.post(&find, &[("words", "040 555 0199")])).contains(&card), "nobody's number");
    add(&mut agent, SHOP, &[("anyway", "yes")]);
    assert!(ok(&agent.post(&find, &[("words", "0405550101")])).contains(&card), "one number of two people");
}

#[test]
fn a_card_is_made_changed_and_closed_without_scripts() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[]);
    let page = ok(&agent.get(&card));
    for shown in ["Kaisu Marjatta Esimerkkinen", "040 555 0101", "Mobile", "The customer"] {
        assert!(page.contains(shown), "{shown} is not on the card");
    }
    let form = ok(&agent.get(&format!("{card}/edit/contact")));
    let (seen, was) = (field(&form, "seen"), field(&form, "was.i.postal-code"));
    let phone = field(&form, "was.i.phone");
    let fields = [
        ("seen", seen.as_str()),
        ("source", "staff"),
        ("i.postal-code.0", "33210"),
        ("was.i.postal-code", &was),
        ("i.phone.0", &field(&form, "i.phone.0")),
        ("i.kind.phone.0", "mobile"),
        ("was.i.phone", &phone),
    ];
    assert_eq!(agent.post(&format!("{card}/edit/contact"), &fields).status, 303);
    let page = ok(&agent.get(&card));
    assert!(page.contains("33210") && page.contains("Staff of the web shop"), "{page}");
    assert!(ok(&agent.get(&format!("{card}/history"))).contains("33100"));
    assert_eq!(agent.post(&format!("{card}/close"), &[]).status, 303);
    assert!(ok(&agent.get(&card)).contains("Closed "));
    assert_eq!(agent.post(&format!("{card}/reopen"), &[]).status, 303);
    assert!(!ok(&agent.get(&card)).contains("Closed "));
}

#[test]
fn two_at_once_are_told_item_by_item_and_keep_what_they_typed() {
    let world = World::new(Engine::Sqlite);
    let mut first = world.person("first", WEBSHOP, &["service-agent"]);
    let mut second = world.person("second", WEBSHOP, &["service-agent"]);
    let card = add(&mut first, SHOP, &[]);
    let form = ok(&second.get(&format!("{card}/edit/contact")));
    let (seen, was) = (field(&form, "seen"), field(&form, "was.i.postal-code"));
    let town = field(&form, "was.i.town");
    let save = |visitor: &mut Visitor, code: &str, place: &str| {
        let fields = [
            ("seen", seen.as_str()),
            ("source", "customer"),
            ("i.postal-code.0", code),
            ("was.i.postal-code", was.as_str()),
            ("i.town.0", place),
            ("was.i.town", town.as_str()),
        ];
        // The phone stands in the form too, untouched.
        let mut fields = fields.to_vec();
        let phone = field(&form, "was.i.phone");
        let shown = field(&form, "i.phone.0");
        fields.extend([("was.i.phone", phone.as_str()), ("i.phone.0", &shown), ("i.kind.phone.0", "mobile")]);
        visitor.post(&format!("{card}/edit/contact"), &fields)
    };
    assert_eq!(save(&mut first, "33300", "").status, 303);
    let refused = save(&mut second, "33400", "Nokia");
    assert_eq!(refused.status, 409, "{}", refused.text());
    let page = refused.text();
    assert!(page.contains("33400") && page.contains("Nokia"), "what was typed is lost");
    assert!(page.contains("33300"), "what the register holds now is not shown");
    assert!(ok(&first.get(&card)).contains("33300"), "the first change was overwritten");
    // Sent again from the page that was shown, it is saved knowingly.
    let fields = [
        ("seen", field(&page, "seen")),
        ("source", "customer".to_owned()),
        ("i.postal-code.0", field(&page, "i.postal-code.0")),
        ("was.i.postal-code", field(&page, "was.i.postal-code")),
        ("i.town.0", field(&page, "i.town.0")),
        ("was.i.town", field(&page, "was.i.town")),
        ("i.phone.0", field(&page, "i.phone.0")),
        ("i.kind.phone.0", "mobile".to_owned()),
        ("was.i.phone", field(&page, "was.i.phone")),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = second.post(&format!("{card}/edit/contact"), &fields);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = ok(&second.get(&card));
    assert!(page.contains("33400") && page.contains("Nokia"), "{page}");
}

#[test]
fn a_stale_token_or_an_ended_session_loses_nothing_that_was_typed() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let path = format!("{SHOP}/new");
    let fields = [
        ("group", "customers"),
        ("i.surname.0", "Kirjoitettu \"<b>"),
        ("password", "salainen"),
        ("csrf", "old"),
    ];
    let answer = agent.post_bare(&path, &fields);
    assert_eq!(answer.status, 409);
    let page = answer.text();
    assert!(page.contains("Kirjoitettu &quot;&lt;b&gt;"), "{page}");
    assert!(!page.contains("salainen"), "a secret is repeated");
    assert!(page.contains(agent.csrf().unwrap()), "it can't be sent again");
    let answer = world.stranger().post_bare(&path, &fields);
    assert_eq!(answer.status, 401);
    assert!(answer.text().contains("Kirjoitettu &quot;&lt;b&gt;"));
}

#[test]
fn a_broken_or_huge_form_gets_a_clear_answer() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let huge = "x".repeat(2 << 20);
    assert_eq!(agent.post(&format!("{SHOP}/find"), &[("words", huge.as_str())]).status, 400);
    let long = "ä".repeat(10_000);
    for words in
        [long.as_str(), "\u{0}", "\u{202e}abc", "a\u{301}\u{301}\u{301}", "'; DROP TABLE subject; --"]
    {
        assert_eq!(agent.post(&format!("{SHOP}/find"), &[("words", words)]).status, 200);
    }
    let answer = agent.post(
        &format!("{SHOP}/new"),
        &[("group", "customers"), ("source", "customer"), ("i.surname.0", &long)],
    );
    assert_eq!(answer.status, 422);
}

#[test]
fn r4_029_a_prohibition_is_set_in_one_step_and_shown_with_its_day() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[]);
    let set = [
        ("do", "set prohibition direct-advertising -"),
        ("by", "phone"),
        ("notice", "Called: no more advertising"),
    ];
    assert_eq!(agent.post(&format!("{card}/permissions"), &set).status, 303);
    let page = ok(&agent.get(&card));
    assert!(page.contains("Prohibition of direct advertising") && page.contains("Prohibited"), "{page}");
    let lift = [("do", "lift prohibition direct-advertising -"), ("by", "email")];
    assert_eq!(agent.post(&format!("{card}/permissions"), &lift).status, 303);
    let page = ok(&agent.get(&format!("{card}/permissions")));
    assert!(page.contains("Earlier"), "the history of prohibitions is gone: {page}");
    for broken in
        ["", "set", "set prohibition", "set consent nothing -", "set prohibition direct-advertising smoke"]
    {
        let answer = agent.post(&format!("{card}/permissions"), &[("do", broken), ("by", "phone")]);
        assert!((400..500).contains(&answer.status), "{broken:?}: {}", answer.status);
    }
}

#[test]
fn an_identifier_that_is_taken_is_told_and_may_be_added_anyway() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[]);
    let asked = agent.post(&format!("{SHOP}/taken"), &[("item", "phone"), ("value", "+358405550101")]);
    assert!(asked.text().contains("Esimerkkinen"), "{}", asked.text());
    let free = agent.post(&format!("{SHOP}/taken"), &[("item", "phone"), ("value", "+358405550199")]);
    assert_eq!((free.status, free.text().as_ref()), (200, ""));
    let fields = [
        ("group", "customers"),
        ("source", "customer"),
        ("i.first-names.0", "Toinen"),
        ("i.surname.0", "Esimerkkinen"),
        ("i.phone.0", "0405550101"),
    ];
    let warned = agent.post(&format!("{SHOP}/new"), &fields);
    assert_eq!(warned.status, 422);
    assert!(warned.text().contains("Toinen"), "what was typed is lost");
    let other = add(&mut agent, SHOP, &[("anyway", "1")]);
    assert_ne!(card, other);
}

#[test]
fn r4_022_an_order_with_lines_is_made_and_its_delivery_belongs_to_it() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.person("keeper", WEBSHOP, &["register-keeper"]);
    let base = "/r/webshop-customers/for/register-keeping";
    let card = add(&mut keeper, base, &[]);
    let order = [
        ("source", "shop"),
        ("starts", "5.11.2026"),
        ("state", "shipped"),
        ("i.order-number.0", "T-77"),
        ("i.total.0", "129,90"),
        ("lines", "3"),
        ("l0.product.0", "Retkituoli"),
        ("l0.quantity.0", "2"),
        ("l2.product.0", "Termospullo"),
        ("l2.quantity.0", "1"),
    ];
    let made = keeper.post(&format!("{card}/add/order"), &order);
    assert_eq!(made.status, 303, "{}", made.text());
    let address = made.header("location").unwrap().to_owned();
    let page = ok(&keeper.get(&address));
    assert!(page.contains("T-77") && page.contains("Retkituoli") && page.contains("Termospullo"), "{page}");
    let orphan = [("source", "shop"), ("starts", "6.11.2026"), ("i.carrier.0", "Mallirahti")];
    assert_eq!(keeper.post(&format!("{card}/add/delivery"), &orphan).status, 422);
    let parent = address.rsplit('/').next().unwrap().to_owned();
    let delivery =
        [("source", "shop"), ("starts", "6.11.2026"), ("i.carrier.0", "Mallirahti"), ("parent", &parent)];
    let made = keeper.post(&format!("{card}/add/delivery"), &delivery);
    assert_eq!(made.status, 303, "{}", made.text());
    assert!(ok(&keeper.get(&card)).contains("Mallirahti"));
    let wrong = [("source", "shop"), ("starts", "32.13.2026"), ("i.order-number.0", "T-78")];
    let answer = keeper.post(&format!("{card}/add/order"), &wrong);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("T-78"), "what was typed is lost");
}

#[test]
fn an_object_of_another_person_is_absent_on_this_ones_pages() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.person("keeper", WEBSHOP, &["register-keeper"]);
    let base = "/r/webshop-customers/for/register-keeping";
    let one = add(&mut keeper, base, &[]);
    let other = add(&mut keeper, base, &[("anyway", "1")]);
    let order = [("source", "shop"), ("starts", "5.11.2026"), ("i.order-number.0", "T-1")];
    let made = keeper.post(&format!("{one}/add/order"), &order);
    let object = made.header("location").unwrap().rsplit('/').next().unwrap().to_owned();
    let strange = keeper.get(&format!("{other}/o/{object}"));
    let nothing = keeper.get(&format!("{other}/o/nothing"));
    assert_eq!((strange.status, strange.text()), (404, nothing.text()));
}

#[test]
fn words_about_people_never_stand_in_an_address() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.person("keeper", WEBSHOP, &["register-keeper"]);
    let base = "/r/webshop-customers/for/register-keeping";
    add(&mut keeper, base, &[]);
    let found = keeper.post(&format!("{base}/list"), &[("words", "esimerk"), ("group", "customers")]);
    assert_eq!(found.status, 200, "words were sent on in an address: {:?}", found.header("location"));
    assert!(found.text().contains("Esimerkkinen"));
    let ignored = ok(&keeper.get(&format!("{base}/list?words=nobodyatall")));
    assert!(ignored.contains("Esimerkkinen"), "words of an address were obeyed");
    let filtered = keeper.post(&format!("{base}/list"), &[("group", "companies"), ("closed", "1")]);
    assert_eq!(filtered.header("location"), Some(&*format!("{base}/list?group=companies&closed=1")));
}

#[test]
fn r4_001_the_notice_is_read_without_signing_in_in_three_languages() {
    let world = World::new(Engine::Sqlite);
    let mut nobody = world.stranger();
    for (lang, word) in [("fi", "Tietosuojaseloste"), ("sv", "Personuppgiftsansvarig"), ("en", "Controller")]
    {
        for register in [RETAIL, WEBSHOP] {
            let answer = nobody.get(&format!("/r/{register}/notice?lang={lang}"));
            let page = ok(&answer);
            assert!(
                page.contains(&format!("<html lang=\"{lang}\"")) && page.contains(word),
                "{register} {lang}"
            );
            assert_eq!(answer.header("set-cookie"), None, "reading a notice leaves a cookie");
            assert_eq!(nobody.get(&format!("/r/{register}/notice.md?lang={lang}")).status, 200);
        }
    }
    let absent = nobody.get("/r/nothing/notice");
    assert_eq!((absent.status, absent.text()), (404, nobody.get("/nothing-at-all").text()));
}

#[test]
fn r1_009_statistics_give_totals_and_never_a_person() {
    let world = World::new(Engine::Sqlite);
    let mut analyst = world.person("analyst", WEBSHOP, &["assortment-analyst"]);
    let base = "/r/webshop-customers/for/business-development";
    assert_eq!(analyst.get(&format!("{base}/find")).status, 403);
    assert_eq!(analyst.get(&format!("{base}/list")).status, 403);
    let few = analyst.get(&format!("{base}/totals"));
    assert_eq!(few.status, 403, "a group of nobody was counted");
}

#[test]
fn language_and_theme_are_chosen_and_kept() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let sent = agent.post("/preferences", &[("lang", "sv"), ("theme", "dark"), ("back", "//evil.example")]);
    assert_eq!((sent.status, sent.header("location")), (303, Some("/")));
    let page = ok(&agent.get("/"));
    assert!(page.contains("<html lang=\"sv\" data-theme=\"dark\""), "{page}");
}

#[test]
fn a_privacy_officer_looks_into_a_breach_puts_it_on_record_and_takes_drafts_along() {
    let world = World::new(Engine::Sqlite);
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    let card = add(&mut agent, SHOP, &[]);
    assert_eq!(agent.get(&card).status, 200);
    let mut officer = world.person("officer", WEBSHOP, &["privacy-officer"]);
    let base = "/r/webshop-customers/for/register-keeping";
    let page = format!("{base}/breaches");
    let asked = officer.get(&page);
    assert_eq!(asked.status, 403, "a look wants a reason");
    // A form that was sent without a reason is not lost: it comes back with what was typed, and goes through with one.
    let typed =
        [("account", "agent"), ("from", "2020-01-01T00:00"), ("to", "2099-01-01T00:00"), ("do", "look")];
    let lacks = officer.post(&page, &typed);
    assert_eq!(lacks.status, 403);
    let back = lacks.text().to_string();
    assert!(
        back.contains("name=\"access-reason\"") && back.contains(&format!("action=\"{page}\"")),
        "{back}"
    );
    for (name, value) in typed {
        assert!(back.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {back}");
    }
    ok(&officer.post(&page, &[&typed[..], &[("access-reason", "Kadonnut kone")]].concat()));
    ok(&officer.get(&page));
    let span = [("account", "agent"), ("from", "2020-01-01T00:00"), ("to", "2099-01-01T00:00")];
    let wrong = ok(&officer.post(&page, &[("account", "agent"), ("from", "x"), ("to", ""), ("do", "look")]));
    assert!(wrong.contains("the beginning first"), "{wrong}");
    let told = ok(&officer.post(&page, &[&span[..], &[("do", "look")]].concat()));
    let person = card.rsplit('/').next().unwrap();
    assert!(told.contains(person) && told.contains("Contact details"), "{told}");
    let list = officer.post(&page, &[&span[..], &[("do", "list")]].concat());
    assert!(list.header("content-type").unwrap().starts_with("text/csv"));
    assert!(list.text().contains("Esimerkkinen"), "{}", list.text());
    let record = [("known", "2026-01-02T10:00"), ("facts", "Kone katosi junassa"), ("do", "record")];
    assert_eq!(officer.post(&page, &[&span[..], &record].concat()).status, 303);
    let recorded = ok(&officer.get(&page));
    assert!(recorded.contains("Kone katosi junassa") && recorded.contains("Kadonnut kone"), "{recorded}");
    let draft = recorded.split("href=\"").find(|part| part.contains("/people.md")).unwrap();
    let draft = draft.split('"').next().unwrap().to_owned();
    assert!(ok(&officer.get(&draft)).contains("What happened"));
    let pdf = officer.get(&draft.replace(".md", ".pdf"));
    assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
    assert_eq!(agent.get(&page).status, 403, "whoever may not see who used data may not look");
}

#[test]
fn c08_the_first_page_tells_who_handles_requests_of_the_clock_and_nobody_else() {
    let world = World::new(Engine::Sqlite);
    let mut officer = world.person("officer", WEBSHOP, &["privacy-officer"]);
    assert!(!ok(&officer.get("/")).contains("wait for an answer"), "nothing waits");
    let queue = "/r/webshop-customers/for/register-keeping/requests";
    for words in ["Mitä tietoja minusta on?", "Lähettäkää tietoni."] {
        let new = [
            ("kind", "inspect"),
            ("channel", "letter"),
            ("party", "own"),
            ("asker", "Kaisu"),
            ("words", words),
        ];
        let taken = officer.post(queue, &new);
        assert_eq!(taken.status, 303, "{}", taken.text());
    }
    let page = ok(&officer.get("/"));
    assert!(page.contains("2 open. The first one is to be answered by"), "{page}");
    assert!(page.contains(&format!("href=\"{queue}\"")) && !page.contains("overdue"), "{page}");
    let mut agent = world.person("agent", WEBSHOP, &["service-agent"]);
    assert!(!ok(&agent.get("/")).contains("to be answered by"), "not an agent's to know");
    world.clock.set(world.app.clock().now() + jiff::SignedDuration::from_hours(24 * 40));
    let mut later = world.person("later", WEBSHOP, &["privacy-officer"]);
    assert!(ok(&later.get("/")).contains("2 overdue"));
}

#[test]
fn c15_of_two_programs_of_one_account_a_breach_tells_what_the_stolen_key_touched() {
    let world = World::new(Engine::Sqlite);
    let people: Vec<String> = (1..=2).map(|number| world.marked_person(WEBSHOP, number).0).collect();
    let secrets: Vec<String> =
        (0..2).map(|_| staff::key(&world.app, "robots", WEBSHOP, "register-keeper")).collect();
    for (secret, person) in secrets.iter().zip(&people) {
        let card = format!("/api/v1/registers/{WEBSHOP}/subjects/{person}");
        assert_eq!(staff::program(world.address, secret).get(&card).status, 200);
    }
    let mut officer = world.person("officer", WEBSHOP, &["privacy-officer"]);
    let base = "/r/webshop-customers/for/register-keeping";
    let page = format!("{base}/breaches");
    officer.post(&format!("{base}/reason"), &[("reason", "Avain vuoti"), ("back", &page)]);
    let times = [("from", "2020-01-01T00:00"), ("to", "2099-01-01T00:00")];
    let told: Vec<String> = secrets
        .iter()
        .map(|secret| {
            let look = [&times[..], &[("key", &secret[..12]), ("do", "look")]].concat();
            ok(&officer.post(&page, &look))
        })
        .collect();
    let touched = |page: &str| people.iter().map(|one| page.contains(one.as_str())).collect::<Vec<_>>();
    assert_eq!((touched(&told[0]), touched(&told[1])), (vec![true, false], vec![false, true]));
    let key =
        [("key", &secrets[0][..12]), ("known", "2026-01-02T10:00"), ("facts", "Avain"), ("do", "record")];
    assert_eq!(officer.post(&page, &[&times[..], &key].concat()).status, 303);
    assert!(ok(&officer.get(&page)).contains(&secrets[0][..12]), "the record names the key");
    let account = [&times[..], &[("account", "robots"), ("do", "look")]].concat();
    assert_eq!(touched(&ok(&officer.post(&page, &account))), [true, true], "the account is both");
}
