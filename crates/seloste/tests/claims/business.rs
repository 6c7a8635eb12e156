//! R5, the rest of what the register of companies' people claims: confirmations, disclosures gone over again, investigators,
//! visitors, client services.

use crate::{
    common::{Program, World, binary, post::Office, root, staff, statement},
    ground::{Caller, Ground, alone, both, changed},
};
use seloste::{
    app::{App, Elsewhere},
    installation::{Head, Installation, LAYOUT},
    session::standing,
    work::versions::Keeper,
};
use seloste_db::Engine;
use seloste_gate::clock::SetClock;
use serde_json::{Value, json};
use std::sync::Arc;

const ID: &str = "b2b-customers";

pub(super) fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "rights")
}

pub(super) fn company(ground: &Ground, name: &str) -> String {
    keeper(ground).add("other-organisations", "organisation", &json!({ "organisation-name": name }))
}

pub(super) fn person(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Pekka", "surname": surname, "phone": "045 788 0005",
        "email": format!("{}@example.fi", surname.to_lowercase()),
    });
    keeper(ground).add("customer-people", "dealings", &items)
}

fn order(state: &str) -> Value {
    json!({ "kind": "order", "source": "dealings", "state": state, "items": { "title": "Palvelin" } })
}

/// The order in another state, as a change of the version that was seen.
fn into(state: &str, seen: u32) -> Value {
    let items = json!({ "title": [{ "value": "Palvelin" }] });
    json!({ "seen": seen, "object": { "kind": "order", "source": "dealings", "starts": "2026-11-20", "state": state, "items": items } })
}

/// The confirmations that are kept with an order.
fn confirmations(caller: &mut Caller<'_>, company: &str, order: &str) -> Vec<Value> {
    let told = caller.get(&format!("subjects/{company}/objects")).ok();
    let all = told["objects"].as_array().unwrap().iter();
    all.filter(|one| one["kind"] == "order-confirmation" && one["parent"] == *order).cloned().collect()
}

#[test]
fn r5_061_whoever_adds_somebody_is_told_at_once_who_may_be_the_same() {
    both(ID, |ground| {
        let first = person(ground, "Kaksonen");
        let again = |email: &str| json!({ "first-names": "Pekka", "surname": "Kaksonen", "email": email, "phone": "045 788 0105" });
        let mut seller = ground.program("seller", "sales");
        let told = seller.try_add("customer-people", "dealings", &again("kaksonen@example.fi")).ok();
        let alike = told["duplicates"].as_array().unwrap();
        assert_eq!(alike.len(), 1, "{told}");
        assert_eq!(alike[0]["hit"]["subject"], *first);
        assert!(alike[0]["same"].as_array().unwrap().contains(&json!("email")), "{told}");
        let merged = seller.post(&format!("subjects/{first}/merge"), &json!({ "other": told["subject"] }));
        assert_eq!(merged.status, 200, "it is offered, and can be done: {}", merged.answer.text());
        let other = json!({ "first-names": "Pekka", "surname": "Muutoin", "email": "muutoin@example.fi" });
        let alone = seller.try_add("customer-people", "dealings", &other).ok();
        assert_eq!(alone["duplicates"], json!([]));
        // By name and organisation, with nothing else in common.
        let trader = |business: &str| {
            json!({
                "first-names": "Tiina", "surname": "Toiminimi", "organisation-name": "Tmi Toiminimi", "business-id": business,
            })
        };
        let first = keeper(ground).add("sole-traders", "dealings", &trader("9990001-6"));
        let second = keeper(ground).try_add("sole-traders", "dealings", &trader("9990002-4")).ok();
        assert_eq!(second["duplicates"][0]["hit"]["subject"], *first, "{second}");
    });
}

#[test]
fn r5_011_a_confirmed_order_makes_a_message_to_its_people_that_stays_with_it() {
    both(ID, |ground| {
        let (company, buyer, contact) =
            (company(ground, "Vahvistus ry"), person(ground, "Tilaavainen"), person(ground, "Kontaktinen"));
        keeper(ground).forbid(&buyer, "no-news");
        let mut seller = ground.program("seller", "orders");
        let made = seller.object(&company, &order("received"));
        assert_eq!(seller.link(&made, "orderer", &buyer).status, 204);
        assert_eq!(
            confirmations(&mut seller, &company, &made),
            Vec::<Value>::new(),
            "nothing is confirmed yet"
        );
        assert_eq!(seller.send("PUT", &format!("objects/{made}"), &into("confirmed", 1)).status, 204);
        let kept = confirmations(&mut seller, &company, &made);
        assert_eq!(kept.len(), 1, "no prohibition of news stops it: {kept:?}");
        let message = kept[0]["items"]["message"][0]["value"].as_str().unwrap();
        assert!(message.contains("Palvelin") && message.contains("Vahvistettu"), "{message}");
        assert!(seller.contexts(&buyer).contains(&("order-confirmation".to_owned(), "receiver".to_owned())));
        let late = seller.link(&made, "contact", &contact);
        assert_eq!(late.status, 204);
        assert_eq!(
            confirmations(&mut seller, &company, &made).len(),
            2,
            "who is named later gets it as well"
        );
        assert_eq!(seller.send("PUT", &format!("objects/{made}"), &into("confirmed", 2)).status, 204);
        assert_eq!(confirmations(&mut seller, &company, &made).len(), 2, "once for a state");
        assert_eq!(seller.send("PUT", &format!("objects/{made}"), &into("delivered", 3)).status, 204);
        assert_eq!(confirmations(&mut seller, &company, &made).len(), 4, "the delivery too, to both");
        let by_hand = json!({ "kind": "order-confirmation", "source": "organisation", "parent": made, "items": { "message": "Muu" } });
        assert_eq!(seller.try_object(&company, &by_hand).rule(), "made-by-itself");
        let case = officer(ground).granted(&buyer, "inspect", "document-seen");
        assert!(officer(ground).copy_page(&case).contains("Confirmation message"), "their copy tells of it");
    });
}

/// The web shop, where an order is confirmed to the person whose it is.
fn shop_that_confirms() -> String {
    let text = statement("webshop-customers.toml");
    let purpose = "id = \"order-handling\"\n";
    assert!(text.contains(purpose));
    let text = text.replacen(purpose, &format!("{purpose}channels = [\"email\"]\n"), 1);
    let own = "[[category]]\nid = \"thanks\"\nname = { fi = \"Kiitokset\", sv = \"Tack\", en = \"Thanks\" }\n\n\
        [[object]]\nid = \"thank-you\"\nname = { fi = \"Vahvistus\", sv = \"Bekräftelse\", en = \"Confirmation\" }\n\
        category = \"thanks\"\nsources = [\"shop\"]\npurposes = [\"order-handling\"]\n\
        retention = { keep = \"P1Y\", after = \"object-date\" }\nparents = [\"order\"]\nparent-required = true\n\n\
        [object.confirmation]\nstates = [\"received\"]\npurpose = \"order-handling\"\n\
        title-item = \"heading\"\ntext-item = \"message\"\n\
        title = { fi = \"Kiitos tilauksesta\", sv = \"Tack\", en = \"Thank you\" }\n\
        text = { fi = \"Saimme tilauksesi.\", sv = \"Vi fick det.\", en = \"We got it.\" }\n\n\
        [[object.item]]\nid = \"heading\"\nname = { fi = \"Otsikko\", sv = \"Rubrik\", en = \"Title\" }\n\
        type = \"text\"\nmax-length = 80\n\n\
        [[object.item]]\nid = \"message\"\nname = { fi = \"Viesti\", sv = \"Meddelande\", en = \"Message\" }\n\
        type = \"text\"\nmax-length = 500\n";
    format!("{text}\n{own}")
}

#[test]
fn r5_011_a_confirmation_reaches_who_has_refused_all_marketing() {
    let office = Office::open();
    let head = Head { mail: Some(office.settings()), ..Head::default() };
    let world = World::of(Engine::Sqlite, head, &[("webshop-customers", shop_that_confirms())]);
    let send = |who: &mut Program, method: &str, path: &str, body: &Value| {
        let answer =
            who.send(method, &format!("/api/v1/registers/webshop-customers/{path}"), &body.to_string());
        assert!(answer.status < 300, "{path} {} {}", answer.status, answer.text());
        serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
    };
    let mut keeper = world.key("hoitaja", "webshop-customers", "register-keeper");
    keeper.purpose("register-keeping");
    let value = |value: &str| json!([{ "value": value }]);
    let new = json!({ "group": "customers", "source": "customer", "items": {
        "first-names": value("Aino"), "surname": value("Ostaja"), "email": value("aino@example.fi"),
        "street": value("Mallikatu 4"), "postal-code": value("33100"), "town": value("Tampere"),
    } });
    let subject: Value = send(&mut keeper, "POST", "subjects", &new);
    let subject = subject["subject"].as_str().unwrap().to_owned();
    let notice = world.app.register(&crate::common::register("webshop-customers")).unwrap().1;
    for one in &notice.statement().prohibitions {
        let word = json!({ "what": "prohibition", "id": one.id.as_str(), "by": "phone", "set": "in-force" });
        send(&mut keeper, "POST", &format!("subjects/{subject}/permissions"), &word);
    }
    let mut handler = world.key("kasittelija", "webshop-customers", "order-handler");
    handler.purpose("order-handling");
    let order = json!({ "kind": "order", "source": "shop", "starts": "2026-11-20",
        "items": { "order-number": value("T42") } });
    send(&mut handler, "POST", &format!("subjects/{subject}/objects"), &order);
    let mail = office.mail(0);
    assert_eq!(mail.to, "aino@example.fi");
    let text = mail.text();
    assert!(text.contains("Saimme tilauksesi.") && text.contains("T42"), "{text}");
    let head = mail.raw.to_lowercase();
    assert!(!head.contains("list-unsubscribe"), "it is no marketing that could be ended: {head}");
}

#[test]
fn r5_017_a_disclosure_is_replayed_from_the_log_and_checked_by_another() {
    both(ID, |ground| {
        let subject = person(ground, "Luovutettu");
        let mut officer = officer(ground);
        let asked = json!({ "to": "Esimerkkivirasto", "ground": "law", "provision": "Esimerkkilaki 4 §", "categories": ["card"] });
        let given = officer.give(&subject, &asked).ok();
        let place = format!("subjects/{subject}/disclosures");
        let told = officer.get(&place).ok()["disclosures"][0].clone();
        assert_eq!(told["reference"], given["reference"]);
        assert_eq!(
            (&told["ground"], &told["statement"], &told["log"]),
            (&json!("law"), &json!(1), &json!("found"))
        );
        assert!(told["words"].as_str().unwrap().contains("Esimerkkilaki 4 §"), "{told}");
        let items = told["items"]["card"].as_array().unwrap();
        assert!(items.contains(&json!("email")) && !items.contains(&json!("keywords")), "{told}");
        assert_eq!(told["checked"], Value::Null);
        let check = json!({ "reference": given["reference"] });
        let own = officer.post(&format!("{place}/checked"), &check);
        assert_eq!(own.rule(), "own-disclosure", "who gave it does not check it");
        let mut other = ground.named("toinen-tarkastaja", "privacy-officer", "rights");
        assert_eq!(
            other.post(&format!("{place}/checked"), &json!({ "reference": "d-000000000000" })).status,
            404
        );
        assert_eq!(other.post(&format!("{place}/checked"), &check).status, 204);
        let told = officer.get(&place).ok()["disclosures"][0].clone();
        assert!(told["checked"].is_string(), "{told}");
        assert_eq!(told["checked_by"], "toinen-tarkastaja");
        let staff = ground.program("employee", "reaching").post(&format!("{place}/checked"), &check);
        assert_eq!(staff.rule(), "action-not-granted");
    });
}

#[test]
fn r5_045_the_card_shows_address_and_number_to_all_staff() {
    both(ID, |ground| {
        let subject = person(ground, "Nakyva");
        let card = ground.program("employee", "reaching").card(&subject);
        assert_eq!(card["items"]["email"][0]["value"], "nakyva@example.fi");
        assert!(card["items"]["phone"][0]["value"].is_string());
    });
}

#[test]
fn r5_048_049_merely_visiting_leaves_nobody_and_nothing_that_follows_a_browser() {
    alone(ID, |ground| {
        let files = |folder: &std::path::Path| -> Vec<Vec<u8>> {
            let all = walk(folder);
            all.iter().map(|file| std::fs::read(file).unwrap_or_default()).collect()
        };
        let before = officer(ground).list().len();
        let mut stranger = ground.world.stranger();
        let register = &ground.register;
        for page in
            ["/", "/notices", "/sign-in", &format!("/r/{register}/notice"), &format!("/my/{register}")]
        {
            let answer = stranger.get(&format!("{page}?utm_id=seurantatunnus77"));
            assert!(answer.status < 500, "{page}");
            assert!(answer.header("set-cookie").is_none(), "{page} sets {:?}", answer.header("set-cookie"));
            assert!(answer.header("etag").is_none_or(|tag| tag.len() < 100), "{page}");
        }
        assert_eq!(officer(ground).list().len(), before, "nobody was added");
        for file in files(&ground.world.folder()) {
            for mark in [&b"seurantatunnus77"[..], &b"127.0.0.1"[..]] {
                assert!(!file.windows(mark.len()).any(|part| part == mark), "a visit left a trace");
            }
        }
    });
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(walk(&entry));
        } else {
            found.push(entry);
        }
    }
    found
}

#[test]
fn r5_038_039_others_content_names_its_provider_and_loads_nothing_before_it_is_opened() {
    both(ID, |ground| {
        let page = ground.world.stranger().visit(&format!("/r/{}/notice", ground.register));
        let text = page.text();
        assert!(text.contains("Esimerkkivideo Inc."), "who learns of the visit");
        assert!(text.contains("https://video.example.com/privacy"), "their own statement");
        for loaded in ["<iframe", "<img src=\"https://video", "<script src=\"http", "<link rel=\"preconnect"]
        {
            assert!(!text.contains(loaded), "{loaded}");
        }
        let policy = page.header("content-security-policy").unwrap_or("");
        assert!(!policy.contains("video.example.com"), "nothing of theirs may load: {policy}");
    });
}

/// Two registers of two controllers in one installation: the company's own, and that of a client's service.
fn own_and_clients() -> World {
    let own = statement("b2b-customers.toml");
    let client = statement("support-customers.toml");
    World::of(Engine::Sqlite, Head::default(), &[(ID, own), ("support-customers", client)])
}

#[test]
fn r5_005_040_041_042_a_clients_service_is_the_clients_register_and_nothing_joins_the_two() {
    let world = own_and_clients();
    let add = |who: &mut Program, register: &str, body: &Value| {
        let answer = who.post(&format!("/api/v1/registers/{register}/subjects"), &body.to_string());
        assert_eq!(answer.status, 201, "{}", answer.text());
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        body["subject"].as_str().unwrap().to_owned()
    };
    let mut own = world.key("oma", ID, "register-keeper");
    own.purpose("rights");
    let value = |value: &str| json!([{ "value": value }]);
    let items = json!({ "surname": value("Yhteinen"), "email": value("yhteinen@example.fi") });
    let here =
        add(&mut own, ID, &json!({ "group": "customer-people", "source": "dealings", "items": items }));
    // The same key is nobody at the client's, by any address and for any purpose.
    let card = format!("subjects/{here}");
    let calls = [
        ("POST", "subjects/find", r#"{"words":"Yhteinen"}"#),
        ("POST", "subjects/list", "{}"),
        ("GET", card.as_str(), ""),
    ];
    for (method, path, body) in calls {
        let answer = own.send(method, &format!("/api/v1/registers/support-customers/{path}"), body);
        assert!([401, 403, 404].contains(&answer.status), "{path}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains("Yhteinen"), "{path}");
    }
    let registers = own.get("/api/v1/registers").text();
    assert!(registers.contains(ID) && !registers.contains("support-customers"), "{registers}");
    // Apart on disk as well: each controller has a database and keys of its own.
    let data: Vec<_> = walk(&world.folder());
    let of = |name: &str| data.iter().filter(|file| file.to_string_lossy().contains(name)).count();
    assert!(of("ohjelmatalo-malli") > 1 && data.len() > of("ohjelmatalo-malli"), "{data:?}");
}

/// A register that is sold.
const SOLD: &str = "retail-customers";

/// An installation of the register that nothing serves: no job is at work on it.
fn unserved(folder: &std::path::Path, text: &str) -> App {
    let head = Head { layout: LAYOUT, test: true, ..Head::default() };
    let installation = Installation::make(&folder.join("installation"), head).unwrap();
    installation.add_statement(&crate::common::register(SOLD), text).unwrap();
    let clock = Arc::new(SetClock::at("2026-11-23T08:00:00Z".parse().unwrap()));
    App::open(installation, &Elsewhere::default(), clock as _).unwrap()
}

#[test]
fn r5_032_a_change_of_controller_is_one_act_and_the_old_ones_people_are_out() {
    let text = statement("retail-customers.toml");
    let folder = tempfile::tempdir().unwrap();
    let app = unserved(folder.path(), &text);
    crate::common::people::marked_person(&app, SOLD, 1);
    let old = staff::ask_as(&app, SOLD, "register-keeper").actor.account;
    let roles = || {
        let (home, rules) = app.register(&crate::common::register(SOLD)).unwrap();
        let found = home.gate.data().read(|tx| standing::in_register(tx, &rules, old, app.clock().now()));
        found.unwrap().roles.len()
    };
    assert_eq!(roles(), 1);
    let next = text.replacen("name = \"Esimerkkikauppa Oy\"", "name = \"Ostajatalo Oy\"", 1).replacen(
        "1234567-1",
        "1357924-2",
        1,
    );
    let who = |role: &str| staff::ask_as(&app, SOLD, role).actor;
    let (one, other) = (who("privacy-officer"), who("administrator"));
    let register = crate::common::register(SOLD);
    let writer = Keeper::new(&app, &register, &one).unwrap();
    let draft = writer.begin(Some(&next), "Liiketoimintakauppa 1.12.2026").unwrap();
    writer.propose(draft.id).unwrap();
    let second = Keeper::new(&app, &register, &other).unwrap();
    let done = second.activate(draft.id, |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(done.version.number, 2);
    assert!(done.duties > 0, "the people are to be told");
    assert_eq!(roles(), 0, "the old controller's people are out");
}

#[test]
fn r1_019_a_case_waits_for_every_system_that_keeps_data_of_its_own() {
    let text = statement("b2b-customers.toml");
    let system = "id = \"project-system\"\n";
    assert!(text.contains(system));
    changed(ID, &text.replacen(system, &format!("{system}asked = true\n"), 1), |ground| {
        let subject = person(ground, "Kysytty");
        let mut officer = officer(ground);
        for kind in ["inspect", "rectify", "erase"] {
            let new = json!({ "kind": kind, "channel": "letter", "subject": subject });
            let name = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
            let case = officer.get(&format!("requests/{name}")).ok();
            assert!(case["tasks"].to_string().contains("system:"), "it was asked at once: {case}");
            let steps = format!("requests/{name}/steps");
            for step in [
                json!({ "step": "identify", "method": "document-seen" }),
                json!({ "step": "decide", "outcome": "refused", "grounds": ["identity-not-proved"], "words": "Kokeilu." }),
            ] {
                let told = officer.post(&steps, &step);
                assert!(told.status < 300, "{kind} {step} {}", told.answer.text());
            }
            let answer = json!({ "step": "answer", "form": "letter" });
            let early = officer.post(&steps, &answer);
            assert!(early.status >= 400, "{kind}: {}", early.answer.text());
            let task = case["tasks"][0]["asked_of"].as_str().unwrap_or_default().to_owned();
            let came = officer
                .post(&steps, &json!({ "step": "task-answered", "tasks": [task], "words": "Ei tietoja." }));
            assert!(came.status < 300, "{kind} {}", came.answer.text());
            let told = officer.post(&steps, &answer);
            assert!(told.status < 300, "{kind} {}", told.answer.text());
        }
    });
}

#[test]
fn r5_003_what_rests_on_the_relationship_falls_with_it() {
    let text = statement("b2b-customers.toml");
    let support = "id = \"support\"\n";
    let ties =
        "tied-by = [{ object = \"relationship\" }, { object = \"relationship\", link = \"contact\" }]\n";
    assert!(text.contains(support));
    changed(ID, &text.replacen(support, &format!("{support}{ties}"), 1), |ground| {
        let (company, person) = (company(ground, "Suhde Oy"), person(ground, "Suhteinen"));
        let mut agent = ground.program("support-agent", "support");
        let opens = |agent: &mut Caller<'_>, whom: &str| agent.get(&format!("subjects/{whom}")).status;
        assert_eq!((opens(&mut agent, &company), opens(&mut agent, &person)), (404, 404), "no relationship");
        let mut keeper = keeper(ground);
        let begun = json!({ "kind": "relationship", "source": "staff", "starts": "2026-01-01" });
        let relationship = keeper.object(&company, &begun);
        assert!(keeper.link(&relationship, "contact", &person).status < 300);
        assert_eq!((opens(&mut agent, &company), opens(&mut agent, &person)), (200, 200));
        let ended = json!({ "seen": 1, "object": { "kind": "relationship", "source": "staff", "starts": "2026-01-01", "ends": "2026-11-22" } });
        assert_eq!(keeper.send("PUT", &format!("objects/{relationship}"), &ended).status, 204);
        assert_eq!((opens(&mut agent, &company), opens(&mut agent, &person)), (404, 404), "it has ended");
    });
}

#[test]
fn r5_006_an_identity_check_is_on_record_without_the_document() {
    both(ID, |ground| {
        let subject = person(ground, "Tunnistettu");
        let mut officer = officer(ground);
        let new = json!({ "kind": "inspect", "channel": "letter", "subject": subject });
        let name = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        let seen = json!({ "step": "identify", "method": "document-seen", "words": "Passi FP1234567" });
        officer.post(&format!("requests/{name}/steps"), &seen).ok();
        let case = officer.get(&format!("requests/{name}")).ok();
        let text = case.to_string();
        assert!(text.contains("document-seen") && !text.contains("FP1234567"), "{case}");
        let step = case["happened"].as_array().unwrap().iter().find(|one| one["step"] == "identify").unwrap();
        assert!(step["at"].is_string() && step["by_staff"] == true, "when, and by whom: {step}");
        assert_eq!(
            (&case["method"], &case["assurance"]),
            (&json!("document-seen"), &json!("high")),
            "how certain"
        );
    });
}

#[test]
fn r5_016_the_notice_names_the_provision_of_a_duty() {
    both(ID, |ground| {
        let notice = ground.notice();
        assert!(notice.contains("Data Protection Act 1050/2018"), "where the duty comes from");
    });
}

#[test]
fn r5_028_035_nothing_opens_where_a_statement_does_not_let_data_be() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("d");
    let data = data.to_str().unwrap();
    let file = root().join("registers").join(format!("{ID}.toml"));
    binary::must(&["init", "--test", "--data", data, file.to_str().unwrap()]);
    let head = std::path::Path::new(data).join("installation.toml");
    let first = std::fs::read_to_string(&head).unwrap();
    let opened = |more: &str| {
        std::fs::write(&head, format!("{more}\n{first}")).unwrap();
        let done = binary::run(&["user", "list", "--data", data, "--register", ID]);
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    assert!(opened("country = \"FI\"").0, "where the statement says");
    for elsewhere in ["SE", "US"] {
        let (done, said) = opened(&format!("country = \"{elsewhere}\""));
        assert!(!done && said.contains(elsewhere) && said.contains(ID), "{said}");
    }
    let relay = "[mail]\nserver = \"smtp.example.com\"\nfrom = \"R <r@example.fi>\"\n";
    std::fs::write(&head, format!("{first}\n{relay}country = \"US\"\n")).unwrap();
    let done = binary::run(&["user", "list", "--data", data, "--register", ID]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!done.status.success() && said.contains("mail.country"), "{said}");
    let provider = |country: &str| {
        let one = "[[identity-provider]]\nid = \"katalogi\"\nissuer = \"https://login.example.com\"\nclient-id = \"seloste\"\n\
                   name = { fi = \"K\", sv = \"K\", en = \"K\" }\n";
        std::fs::write(&head, format!("{first}\n{one}country = \"{country}\"\n")).unwrap();
        let done = binary::run(&["user", "list", "--data", data, "--register", ID]);
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let (done, said) = provider("US");
    assert!(!done && said.contains("katalogi") && said.contains("US"), "{said}");
    let (done, said) = provider("SE");
    assert!(done, "inside the area: {said}");
}
