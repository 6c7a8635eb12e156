//! R4, the register of a web shop.

use crate::{
    common::statement,
    ground::{Caller, Ground, both, changed},
};
use serde_json::{Value, json};

const ID: &str = "webshop-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "register-keeping")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "register-keeping")
}

fn customer(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Aino Maria Elisabet", "surname": surname, "phone": "045 788 0001",
        "email": format!("{}@example.fi", surname.to_lowercase()),
        "street": "Mallikatu 4", "postal-code": "33100", "town": "Tampere",
    });
    keeper(ground).add("customers", "customer", &items)
}

fn order(ground: &Ground, subject: &str) -> String {
    let order = json!({
        "kind": "order", "source": "shop", "items": { "order-number": "T1", "total": "12,50" },
        "lines": [{ "product": "Lamppu", "quantity": "2" }],
    });
    ground.program("order-handler", "order-handling").object(subject, &order)
}

#[test]
fn r4_002_003_the_notice_says_who_and_where_and_a_call_opens_a_case() {
    both(ID, |ground| {
        let notice = ground.notice();
        for told in ["Esimerkintie 22", "33100 Tampere", "Customer relations manager", "+358 3 555 0201"] {
            assert!(notice.contains(told), "{told}");
        }
        let subject = customer(ground, "Soittaja");
        let call = json!({
            "kind": "inspect", "channel": "phone", "received": "2026-11-20", "words": "Soitti klo 9.",
            "subject": subject,
        });
        let mut officer = officer(ground);
        let case = officer.post("requests", &call).ok()["request"].as_str().unwrap().to_owned();
        let case = officer.get(&format!("requests/{case}")).ok();
        assert_eq!(
            (&case["channel"], &case["due"]),
            (&json!("phone"), &json!("2026-12-21")),
            "the 20th is a Sunday"
        );
        assert_eq!(case["happened"][0]["words"], "Soitti klo 9.");
    });
}

#[test]
fn r4_004_customers_of_other_business_are_not_here() {
    both(ID, |ground| {
        let subject = customer(ground, "Vaintaalla");
        let twin = ground.twin();
        assert_eq!(keeper(&twin).get(&format!("subjects/{subject}")).status, 404);
        let taken = json!({ "item": "email", "value": "vaintaalla@example.fi" });
        let there = ground.register.ends_with("-too");
        let told = keeper(&twin).post("subjects/taken", &taken).ok();
        assert_eq!(
            told["taken"],
            json!(there),
            "only once somebody of that name was added there too: {told}"
        );
    });
}

#[test]
fn r4_006_care_is_per_customer_and_never_a_list() {
    both(ID, |ground| {
        let subject = customer(ground, "Hoidettu");
        order(ground, &subject);
        let mut agent = ground.program("service-agent", "customer-care");
        assert_eq!(agent.card(&subject)["objects"][0]["kind"], "order");
        assert_eq!(agent.find("hoidettu"), std::slice::from_ref(&subject));
        let listing = agent.post("subjects/list", &json!({}));
        assert_eq!((listing.rule(), &listing.body["action"]), ("action-not-granted", &json!("list")));
        assert_eq!(agent.post("subjects/count", &json!({})).rule(), "action-not-granted");
        let readings = officer(ground).get(&format!("subjects/{subject}/readers")).ok();
        let opened = |one: &Value| one["action"] == "open" && one["purpose"] == "customer-care";
        assert!(readings["readings"].as_array().unwrap().iter().any(opened), "{readings}");
    });
}

#[test]
fn r4_007_marketing_is_picked_under_its_purpose_by_its_people_alone() {
    both(ID, |ground| {
        let (free, against) = (customer(ground, "Vapaa"), customer(ground, "Kielteinen"));
        keeper(ground).forbid(&against, "direct-advertising");
        let mut marketer = ground.program("marketer", "direct-advertising");
        assert!(marketer.reaches(&free, "post") && !marketer.reaches(&against, "post"));
        for (role, purpose) in [
            ("service-agent", "direct-advertising"),
            ("order-handler", "direct-advertising"),
            ("marketer", "customer-care"),
        ] {
            let mut other = ground.program(role, purpose);
            assert_eq!(other.reaches_nobody("post"), "purpose-not-granted", "{role} {purpose}");
        }
        assert_ne!(
            ground
                .program("service-agent", "customer-care")
                .post("selections", &json!({ "channel": "post" }))
                .status,
            200
        );
    });
}

#[test]
fn r4_011_what_accrues_is_of_a_declared_item_and_source() {
    both(ID, |ground| {
        let subject = customer(ground, "Kertyva");
        let mut keeper = keeper(ground);
        let object = |kind: &str, source: &str, item: &str| json!({ "kind": kind, "source": source, "items": { "order-number": "T2", item: "1" } });
        for (kind, source, item) in
            [("order", "shop", "anything"), ("order", "elsewhere", "total"), ("memo", "shop", "total")]
        {
            assert_eq!(
                keeper.try_object(&subject, &object(kind, source, item)).rule(),
                "not-declared",
                "{kind} {source}"
            );
        }
        assert_eq!(
            keeper.try_object(&subject, &object("order", "customer", "total")).rule(),
            "source-not-allowed"
        );
        assert_eq!(keeper.try_object(&subject, &object("order", "shop", "total")).status, 201);
        for item in ["notes", "remarks", "other"] {
            assert_eq!(keeper.edit(&subject, "shop", &json!({ item: "x" })).rule(), "not-declared");
        }
    });
}

#[test]
fn r4_016_surname_and_all_first_names_are_apart() {
    both(ID, |ground| {
        let subject = customer(ground, "Monietu");
        let mut keeper = keeper(ground);
        assert_eq!(keeper.values(&subject, "first-names"), ["Aino Maria Elisabet"]);
        assert_eq!(keeper.values(&subject, "surname"), ["Monietu"]);
        for words in ["elisabet monietu", "monietu maria"] {
            assert_eq!(keeper.find(words), std::slice::from_ref(&subject), "{words}");
        }
        assert_eq!(
            keeper.try_add("customers", "customer", &json!({ "first-names": "Aino" })).rule(),
            "required"
        );
    });
}

#[test]
fn r4_017_an_address_is_parts_that_are_checked_and_updated_with_their_source() {
    both(ID, |ground| {
        let subject = customer(ground, "Osoiteinen");
        let mut keeper = keeper(ground);
        for wrong in [json!({ "postal-code": "3310" }), json!({ "postal-code": "ABCDE" })] {
            assert_eq!(keeper.edit(&subject, "customer", &wrong).rule(), "not-a-postal-code");
        }
        let moved = json!({ "street": "Uusikatu 5", "postal-code": "20100", "town": "Turku" });
        assert_eq!(keeper.edit(&subject, "address-service", &moved).status, 204);
        let card = keeper.card(&subject);
        for item in ["street", "postal-code", "town"] {
            assert_eq!(card["items"][item][0]["source"], "address-service");
        }
        let name = keeper.edit(&subject, "address-service", &json!({ "surname": "Toinen" }));
        assert_eq!(name.rule(), "source-not-allowed", "addresses and nothing else");
    });
}

#[test]
fn r4_019_the_address_serves_orders_always_and_marketing_with_consent() {
    both(ID, |ground| {
        let subject = customer(ground, "Postinen");
        let mut handler = ground.program("order-handler", "order-handling");
        assert_eq!(handler.values(&subject, "email"), ["postinen@example.fi"]);
        let mut marketer = ground.program("marketer", "electronic-marketing");
        assert!(!marketer.reaches(&subject, "email"));
        keeper(ground).word(&subject, ("consent", "electronic-marketing"), Some("email"), "in-force");
        assert!(marketer.reaches(&subject, "email") && !marketer.reaches(&subject, "text"));
    });
}

#[test]
fn r4_023_024_deliveries_belong_to_orders_and_returns_to_deliveries() {
    both(ID, |ground| {
        let subject = customer(ground, "Palauttaja");
        let order = order(ground, &subject);
        let mut handler = ground.program("order-handler", "order-handling");
        let delivery = |parent: Value| {
            json!({
                "kind": "delivery", "source": "shop", "parent": parent, "state": "delivered",
                "items": { "carrier": "Malliposti" }, "lines": [{ "product": "Lamppu", "quantity": "1" }],
            })
        };
        assert_eq!(handler.try_object(&subject, &delivery(Value::Null)).rule(), "parent-missing");
        let first = handler.object(&subject, &delivery(json!(order)));
        let second = handler.object(&subject, &delivery(json!(order)));
        assert_ne!(first, second, "an order may come in parts");
        let back = |parent: &str, reason: &str| {
            json!({
                "kind": "return", "source": "customer", "parent": parent, "items": { "reason": reason },
                "lines": [{ "product": "Lamppu", "quantity": "1" }],
            })
        };
        assert_eq!(
            handler.try_object(&subject, &back(&order, "faulty")).rule(),
            "parent-missing",
            "an order was not delivered"
        );
        assert_eq!(
            handler.try_object(&subject, &back(&first, "En pitänyt siitä")).rule(),
            "not-among-choices"
        );
        handler.object(&subject, &back(&first, "faulty"));
        let other = customer(ground, "Palauttajatoinen");
        assert_eq!(
            handler.try_object(&other, &back(&first, "faulty")).rule(),
            "parent-missing",
            "of another customer"
        );
    });
}

#[test]
fn r4_025_026_each_value_tells_whose_word_it_is_and_since_when() {
    both(ID, |ground| {
        let subject = customer(ground, "Kertonut");
        let mut keeper = keeper(ground);
        let card = keeper.card(&subject);
        assert_eq!(card["items"]["surname"][0]["source"], "customer");
        assert_eq!(card["items"]["surname"][0]["recorded"], "2026-11-23T08:00:00Z");
        assert_eq!(
            keeper.edit(&subject, "business-information-system", &json!({ "surname": "X" })).rule(),
            "source-not-allowed"
        );
        let adds = keeper.try_add(
            "companies",
            "business-information-system",
            &json!({ "company-name": "Malli Oy" }),
        );
        assert_eq!(adds.rule(), "source-not-allowed", "a public source adds nobody");
        assert!(ground.notice().contains("Business Information System"), "not just \u{201c}public\u{201d}");
        assert_eq!(keeper.edit(&subject, "hearsay", &json!({ "town": "Turku" })).rule(), "not-declared");
    });
}

#[test]
fn r4_027_a_partner_is_declared_or_brings_nobody() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let person = json!({ "first-names": "Pertti", "surname": "Kumppani" });
        assert_eq!(keeper.try_add("customers", "some-partner", &person).rule(), "not-declared");
        let subject = keeper.add("customers", "installation-partner", &person);
        assert_eq!(keeper.card(&subject)["items"]["surname"][0]["source"], "installation-partner");
        assert!(ground.notice().contains("nstallation"), "the partner stands in the notice");
    });
}

#[test]
fn r4_030_a_purchase_goes_through_without_consent_and_none_is_preset() {
    both(ID, |ground| {
        let subject = customer(ground, "Ostava");
        order(ground, &subject);
        let held = keeper(ground).get(&format!("subjects/{subject}/permissions")).ok();
        assert_eq!(held["permissions"], json!([]), "nothing is preset");
        let mut marketer = ground.program("marketer", "electronic-marketing");
        for channel in ["email", "text"] {
            assert!(!marketer.reaches(&subject, channel));
        }
    });
}

#[test]
fn r4_045_046_a_single_disclosure_names_receiver_ground_and_scope_and_gives_no_more() {
    both(ID, |ground| {
        let subject = customer(ground, "Luovutettava");
        let mut officer = officer(ground);
        let asked = |to: &str, ground: &str, provision: &str| json!({ "to": to, "ground": ground, "provision": provision, "categories": ["identity"] });
        for (to, reason, provision) in [
            ("", "own-request", "x"),
            ("Matti", "own-request", ""),
            ("Matti", "law", ""),
            ("Matti", "kindness", "x"),
        ] {
            assert_eq!(
                officer.give(&subject, &asked(to, reason, provision)).status,
                422,
                "{to} {reason} {provision}"
            );
        }
        for (to, reason, provision) in [
            ("Veljeni Matti", "own-request", "Pyyntö 3.11.2026, passi nähty"),
            ("Esimerkkivirasto", "authority", "Esimerkkilaki 3 §, pyyntö 12/2026"),
        ] {
            let given = officer.give(&subject, &asked(to, reason, provision)).ok();
            assert_eq!(given["categories"].as_object().unwrap().keys().collect::<Vec<_>>(), ["identity"]);
            assert!(!given.to_string().contains("luovutettava@"), "outside the scope: {given}");
            let kept = officer.get(&format!("subjects/{subject}/disclosures")).ok();
            let kept = &kept["disclosures"][0];
            assert_eq!((&kept["ground"], &kept["reference"]), (&json!(reason), &given["reference"]));
            let words = kept["words"].as_str().unwrap();
            assert!(words.contains(to) && words.contains(provision), "{words}");
        }
        let purposeful = json!({
            "to": "Kuka kukin on", "ground": "own-request", "provision": "x", "purpose": "direct-advertising",
            "categories": ["identity"],
        });
        assert_eq!(
            officer.give(&subject, &purposeful).status,
            422,
            "a purpose would be held against nothing"
        );
    });
}

#[test]
fn r4_049_050_directories_and_genealogy_stop_at_the_persons_word() {
    let uses = r#"
[[purpose]]
id = "whos-who"
name = { fi = "Henkilömatrikkeli", sv = "Personmatrikel", en = "Who's who" }
basis = "legitimate-interests"
balancing-test = "Tasapainotesti V-9, 9.11.2026"
class = "directory"

[[purpose]]
id = "ancestry"
name = { fi = "Sukututkimus", sv = "Släktforskning", en = "Genealogy" }
basis = "legitimate-interests"
balancing-test = "Tasapainotesti V-9, 9.11.2026"
class = "genealogy"

[[subject-group]]"#;
    let receiver = r#"
[[recipient]]
id = "directory-maker"
name = { fi = "Matrikkeli Malli Oy", sv = "Matrikkeli Malli Oy", en = "Matrikkeli Malli Oy" }
kind = "third-party"
country = "FI"
task = { fi = "Julkaisee matrikkelia.", sv = "Ger ut en matrikel.", en = "Publishes a directory." }
purposes = ["whos-who", "ancestry"]
categories = ["identity"]
"#;
    let text = statement("webshop-customers.toml")
        .replacen("\n[[subject-group]]", uses, 1)
        .replace(
            "purposes = [\"customer-care\", \"order-handling\", \"company-customers\", \"age-limits\", ",
            "purposes = [\"whos-who\", \"ancestry\", \"customer-care\", \"order-handling\", \"company-customers\", \"age-limits\", ",
        );
    changed(ID, &format!("{text}{receiver}"), |ground| {
        let mut officer = officer(ground);
        for (purpose, prohibition) in [("whos-who", "personal-directory"), ("ancestry", "genealogy")] {
            let subject = customer(ground, &format!("Matrikkeli{}", purpose.len()));
            let to =
                json!({ "recipient": "directory-maker", "purpose": purpose, "categories": ["identity"] });
            assert_eq!(officer.give(&subject, &to).status, 201);
            keeper(ground).forbid(&subject, "direct-advertising");
            assert_eq!(officer.give(&subject, &to).status, 201, "another kind of prohibition");
            keeper(ground).forbid(&subject, prohibition);
            assert_eq!(officer.give(&subject, &to).rule(), "prohibited", "{purpose}");
        }
    });
}

#[test]
fn r4_025_a_bought_update_waits_for_somebody_who_looks_at_it() {
    both(ID, |ground| {
        let (own, shops) = (customer(ground, "Itsekertonut"), customer(ground, "Kaupankertoma"));
        let mut keeper = keeper(ground);
        assert_eq!(keeper.edit(&shops, "shop", &json!({ "street": "Kaupankatu 1" })).status, 204);
        let number =
            |keeper: &mut Caller<'_>, subject: &str| keeper.values(subject, "customer-number")[0].clone();
        let (first, second) = (number(&mut keeper, &own), number(&mut keeper, &shops));
        let heading = ["customer-number", "street"].map(|item| ground.name(item)).join(";");
        let text = format!("{heading}\n{first};Uusikatu 8\n{second};Uusikatu 9\n");
        let file =
            json!({ "name": "muutot.csv", "source": "address-service", "group": "customers", "text": text });
        let report = keeper.post("imports", &file).ok();
        assert_eq!(
            (&report["rows"]["updated"], &report["rows"]["failed"]),
            (&json!(1), &json!(1)),
            "{report}"
        );
        assert_eq!(report["reasons"][0]["rule"], "own-word-stands", "{report}");
        assert_eq!(keeper.values(&own, "street"), ["Mallikatu 4"], "the customer's own word stands");
        assert_eq!(keeper.values(&shops, "street"), ["Uusikatu 9"], "what the shop knew is updated");
    });
}

/// The kinds of prohibition that stand in all channels, as the register keeper reads them.
fn standing(ground: &Ground, subject: &str) -> Vec<String> {
    let told = keeper(ground).get(&format!("subjects/{subject}/permissions")).ok();
    let wide = told["permissions"].as_array().unwrap().iter();
    let wide = wide.filter(|one| one["until"].is_null() && one["channel"].is_null());
    let mut kinds: Vec<String> = wide.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    kinds.sort();
    kinds
}

const ALL_DIRECT_MARKETING: [&str; 3] = ["direct-advertising", "distance-selling", "other-direct-marketing"];

#[test]
fn r4_047_all_direct_marketing_is_prohibited_in_one_step_and_each_kind_by_itself() {
    both(ID, |ground| {
        let (one, all) = (customer(ground, "Yksitellen"), customer(ground, "Kerralla"));
        let mut keeper = keeper(ground);
        let reached = |subject: &str| {
            [
                ("marketer", "direct-advertising", "post"),
                ("marketer", "direct-advertising", "phone"),
                ("salesperson", "distance-selling", "phone"),
            ]
            .map(|(role, purpose, channel)| ground.program(role, purpose).reaches(subject, channel))
        };
        assert_eq!((reached(&one), reached(&all)), ([true; 3], [true; 3]), "own direct marketing is opt-out");
        keeper.word(&one, ("prohibition", "distance-selling"), None, "in-force");
        assert_eq!(reached(&one), [true, true, false], "each kind stops its own uses");

        let step = format!("subjects/{all}/permissions/no-marketing");
        let told = keeper.post(&step, &json!({ "by": "phone", "notice": "Ei mitään mainontaa" }));
        let (set, status) = (told.body["prohibitions"].clone(), told.status);
        assert_eq!(status, 200, "{}", told.answer.text());
        let set: Vec<String> =
            set.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(set, ALL_DIRECT_MARKETING);
        assert_eq!(standing(ground, &all), ALL_DIRECT_MARKETING, "and neither research nor directories");
        assert_eq!(reached(&all), [false; 3]);
        assert_eq!(keeper.post(&step, &json!({ "by": "phone" })).status, 200, "said twice");
        assert_eq!(standing(ground, &all), ALL_DIRECT_MARKETING, "is said once");

        keeper.word(&all, ("prohibition", "distance-selling"), None, "taken-back");
        assert_eq!(reached(&all), [false, false, true], "each is lifted by itself");
        let mut planner = ground.program("marketer", "direct-advertising");
        assert!(
            planner.post(&step, &json!({ "by": "phone" })).status >= 400,
            "who may not set one sets none"
        );
        assert!(keeper.post(&step, &json!({})).status >= 400, "it says how the word came");
    });
}

#[test]
fn r4_047_one_press_at_a_desk_prohibits_all_direct_marketing() {
    both(ID, |ground| {
        let subject = customer(ground, "Painallus");
        let mut desk = ground.person("kieltaja", &["service-agent"]);
        let page =
            format!("/r/{}/for/{}/s/{subject}/permissions", ground.register, ground.name("customer-care"));
        assert!(desk.visit(&page).text().contains("Prohibit all direct marketing"));
        let press = [("do", "no-marketing"), ("by", "phone"), ("notice", "Soitti ja kielsi kaiken")];
        assert_eq!(desk.post(&page, &press).status, 303);
        assert_eq!(standing(ground, &subject), ALL_DIRECT_MARKETING);
        let shown = desk.visit(&page).text().to_string();
        assert_eq!(shown.matches("Soitti ja kielsi kaiken").count(), 3, "each rests on the notice: {shown}");
        assert!(!shown.contains("Prohibit all direct marketing"), "nothing is left to prohibit: {shown}");
    });
}
