//! R5, the register of companies' people: cards, contexts, areas.

use crate::ground::{Caller, Ground, both};
use serde_json::{Value, json};

const ID: &str = "b2b-customers";

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "rights")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "rights")
}

fn company(ground: &Ground, name: &str) -> String {
    let items = json!({ "organisation-name": name, "street": "Mallikatu 5", "postal-code": "20100", "town": "Turku" });
    keeper(ground).add("other-organisations", "organisation", &items)
}

fn person(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Pekka", "surname": surname, "phone": "045 788 0005",
        "email": format!("{}@example.fi", surname.to_lowercase()),
    });
    keeper(ground).add("customer-people", "dealings", &items)
}

fn thing(kind: &str, items: &Value) -> Value {
    json!({ "kind": kind, "source": "dealings", "items": items })
}

/// An entry of a contact in one of the three areas; customer service says when and how as well (R5-084).
fn contact(kind: &str) -> Value {
    let mut items = json!({ "matter": "Soitto" });
    if kind == "service-contact" {
        items["contacted-at"] = json!("2026-11-20T10:15:00+02:00");
        items["channel"] = json!("phone");
    }
    thing(kind, &items)
}

/// Adds an object of a kind to somebody, as a role does for a purpose.
fn made(ground: &Ground, (role, purpose): (&str, &str), of: &str, object: &Value) -> String {
    ground.program(role, purpose).object(of, object)
}

fn absent(caller: &mut Caller<'_>, object: &str) -> bool {
    let never = caller.get(&format!("objects/{}", "0".repeat(26)));
    let told = caller.get(&format!("objects/{object}"));
    (told.status, &told.answer.body) == (404, &never.answer.body)
}

#[test]
fn r5_001_003_the_notice_names_the_basis_of_each_purpose() {
    both(ID, |ground| {
        let notice = ground.notice();
        for basis in ["6(1)(f)", "6(1)(b)", "6(1)(a)", "6(1)(c)", "right to object", "weighed against"] {
            assert!(notice.contains(basis), "{basis}");
        }
    });
}

#[test]
fn r5_004_074_work_is_shown_by_consent_alone_and_hidden_once_it_is_withdrawn() {
    both(ID, |ground| {
        let maker = person(ground, "Tekija");
        let mut communicator = ground.program("communicator", "portfolio");
        let work = thing("portfolio-work", &json!({ "title": "Sivusto" }));
        assert_eq!(
            communicator.try_object(&maker, &work).rule(),
            "prohibited",
            "without consent it cannot exist"
        );
        keeper(ground).word(&maker, ("consent", "portfolio"), None, "in-force");
        let work = communicator.object(&maker, &work);
        assert_eq!(communicator.get(&format!("objects/{work}")).status, 200);
        assert_eq!(communicator.list(), std::slice::from_ref(&maker));
        keeper(ground).word(&maker, ("consent", "portfolio"), None, "taken-back");
        assert_eq!(communicator.get(&format!("objects/{work}")).rule(), "prohibited");
        assert!(!communicator.list().contains(&maker));
    });
}

#[test]
fn r5_008_an_order_names_who_ordered_and_moves_through_declared_states() {
    both(ID, |ground| {
        let (company, buyer, other) =
            (company(ground, "Tilaaja ry"), person(ground, "Tilaava"), person(ground, "Toinentilaava"));
        let mut seller = ground.program("seller", "orders");
        let order = json!({ "kind": "order", "source": "dealings", "state": "received", "items": { "title": "Palvelin" } });
        let order = seller.object(&company, &order);
        assert_eq!(seller.link(&order, "orderer", &buyer).status, 204);
        assert_ne!(seller.link(&order, "orderer", &other).status, 204, "one person ordered it");
        assert_eq!(seller.contexts(&buyer), [("order".to_owned(), "orderer".to_owned())]);
        let change = |state: &str, seen: u32| {
            let items = json!({ "title": [{ "value": "Palvelin" }] });
            json!({ "seen": seen, "object": { "kind": "order", "source": "dealings", "starts": "2026-11-20", "state": state, "items": items } })
        };
        let place = format!("objects/{order}");
        assert_eq!(seller.send("PUT", &place, &change("lost", 1)).rule(), "not-declared");
        assert_eq!(seller.send("PUT", &place, &change("confirmed", 1)).status, 204);
        assert_eq!(seller.send("PUT", &place, &change("delivered", 2)).status, 204);
    });
}

#[test]
fn r5_009_three_kinds_of_case_are_support_and_nobody_elses() {
    both(ID, |ground| {
        let company = company(ground, "Tukea ry");
        for kind in ["support-request", "change-proposal", "fault-report"] {
            let case = json!({ "kind": kind, "source": "web-site", "state": "open", "items": { "title": "Vika", "content": "Ei toimi" } });
            let case = made(ground, ("support-agent", "support"), &company, &case);
            assert_eq!(
                ground.program("support-agent", "support").get(&format!("objects/{case}")).status,
                200
            );
            for (role, purpose) in [("seller", "sales"), ("producer", "projects"), ("employee", "reaching")] {
                assert!(absent(&mut ground.program(role, purpose), &case), "{kind} {role}");
            }
        }
    });
}

#[test]
fn r5_012_084_088_entries_belong_to_an_area_and_exist_nowhere_else() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Alueet ry"), person(ground, "Alueinen"));
        let areas = [
            ("sales-contact", "seller", "sales"),
            ("production-contact", "producer", "projects"),
            ("service-contact", "support-agent", "support"),
        ];
        for (kind, role, purpose) in areas {
            let mut own = ground.program(role, purpose);
            let entry = own.object(&company, &contact(kind));
            assert_eq!(own.link(&entry, "contact", &person).status, 204);
            assert!(own.contexts(&person).contains(&(kind.to_owned(), "contact".to_owned())));
            for (_, role, purpose) in areas.into_iter().filter(|(other, ..)| *other != kind) {
                let mut other = ground.program(role, purpose);
                assert!(absent(&mut other, &entry), "{kind} is not there for {role}");
                assert!(
                    other.contexts(&person).iter().all(|(seen, _)| seen != kind),
                    "nor on the person's page"
                );
                let page = other.get(&format!("subjects/{company}/objects")).ok();
                assert!(!page.to_string().contains(&entry), "nor on the company's");
            }
        }
    });
}

#[test]
fn r5_084_a_service_contact_says_when_by_what_way_who_handled_it_and_about_what() {
    both(ID, |ground| {
        let (company, person) = (company(ground, "Yhteys ry"), person(ground, "Yhteydessa"));
        let mut support = ground.named("tuula", "support-agent", "support");
        for (lacking, rule) in [("contacted-at", "required"), ("channel", "required")] {
            let mut less = contact("service-contact");
            less["items"].as_object_mut().unwrap().remove(lacking);
            assert_eq!(support.try_object(&company, &less).rule(), rule, "{lacking}");
        }
        let made = support.object(&company, &contact("service-contact"));
        assert_eq!(support.link(&made, "contact", &person).status, 204);
        let handled = json!({ "role": "handler", "user": "tuula", "set": "in-force" });
        assert_eq!(support.post(&format!("objects/{made}/links"), &handled).status, 204);
        let shown = ground.program("support-agent", "support").get(&format!("objects/{made}")).ok();
        let items = &shown["object"]["items"];
        let value = |item: &str| items[item][0]["value"].clone();
        assert_eq!((value("channel"), value("matter")), (json!("phone"), json!("Soitto")));
        assert!(value("contacted-at").as_str().unwrap().starts_with("2026-11-20T10:15"), "{shown}");
        let links = support.get(&format!("objects/{made}/links")).ok();
        assert!(links["links"].to_string().contains("tuula"), "{links}");
    });
}

#[test]
fn r5_014_satisfaction_is_for_two_purposes_and_in_totals_of_enough() {
    both(ID, |ground| {
        let mut analyst = ground.program("analyst", "satisfaction-development");
        let subject = person(ground, "Vastaaja");
        assert_eq!(analyst.get(&format!("subjects/{subject}")).rule(), "aggregate-only");
        for (purpose, allowed) in
            [("satisfaction-development", true), ("service-upkeep", true), ("statistics", false)]
        {
            analyst.purpose(purpose);
            let told =
                analyst.post("statistics", &json!({ "object": "satisfaction-answer", "by": ["grade"] }));
            assert_eq!(told.status == 200, allowed, "{purpose}: {}", told.answer.text());
        }
        for (role, purpose) in [("seller", "satisfaction-development"), ("support-agent", "service-upkeep")] {
            assert_eq!(
                ground.program(role, purpose).get(&format!("subjects/{subject}")).rule(),
                "purpose-not-granted"
            );
        }
    });
}

#[test]
fn r5_015_083_feedback_has_an_owner_and_an_answer_and_is_in_the_access_answer() {
    both(ID, |ground| {
        let (company, giver) = (company(ground, "Palaute ry"), person(ground, "Palautteinen"));
        let mut desk = ground.program("support-agent", "feedback");
        let feedback = json!({ "kind": "feedback", "source": "web-site", "state": "open", "items": { "content": "Hyvää työtä" } });
        let case = desk.object(&company, &feedback);
        assert_eq!(desk.link(&case, "giver", &giver).status, 204);
        let answered = |answer: Option<&str>| {
            let mut items = json!({ "content": [{ "value": "Hyvää työtä" }] });
            if let Some(answer) = answer {
                items["answer"] = json!([{ "value": answer }]);
            }
            json!({ "seen": 1, "object": { "kind": "feedback", "source": "web-site", "starts": "2026-11-20", "state": "answered", "items": items } })
        };
        let place = format!("objects/{case}");
        assert_eq!(
            desk.send("PUT", &place, &answered(None)).rule(),
            "needed-in-state",
            "no answer, not answered"
        );
        assert_eq!(desk.send("PUT", &place, &answered(Some("Kiitos"))).status, 204);
        assert_eq!(officer(ground).contexts(&giver), [("feedback".to_owned(), "giver".to_owned())]);
    });
}

#[test]
fn r5_020_076_a_reviewer_opens_the_sample_that_was_given_and_nothing_beside_it() {
    both(ID, |ground| {
        let company = company(ground, "Otanta ry");
        let mut support = ground.program("support-agent", "support");
        let contact = |who: Option<&str>| {
            let mut contact = contact("service-contact");
            contact["assigned"] = json!(who);
            contact
        };
        let mut reviewer = ground.named("laatu", "quality-reviewer", "quality");
        let hidden = support.object(&company, &contact(None));
        assert!(absent(&mut reviewer, &hidden) && reviewer.list().is_empty(), "no task, nothing");
        let sample = support.object(&company, &contact(Some("laatu")));
        assert_eq!(reviewer.get(&format!("objects/{sample}")).status, 200);
        assert!(absent(&mut reviewer, &hidden), "only what was given to them");
        let shown = reviewer.get(&format!("subjects/{company}/objects")).ok();
        assert_eq!(shown["objects"].as_array().unwrap().len(), 1, "{shown}");
        let card = reviewer.card(&company);
        assert_eq!(card["objects"].as_array().unwrap().len(), 1, "nor on the card: {card}");
    });
}

#[test]
fn r5_021_statistics_need_enough_people() {
    both(ID, |ground| {
        let company = company(ground, "Harva ry");
        made(ground, ("seller", "orders"), &company, &thing("order", &json!({ "title": "Yksi" })));
        let mut analyst = ground.program("analyst", "statistics");
        let told = analyst.post("statistics", &json!({ "object": "order", "by": ["title"] }));
        assert!(!told.answer.text().contains("Yksi"), "a title is no figure: {}", told.answer.text());
        assert_eq!(analyst.get(&format!("subjects/{company}")).rule(), "aggregate-only");
    });
}

#[test]
fn r5_022_024_nobody_gets_data_for_marketing_and_an_agency_nothing_but_cards() {
    both(ID, |ground| {
        let subject = person(ground, "Luovuttamaton");
        keeper(ground).word(&subject, ("consent", "news"), Some("email"), "in-force");
        let mut officer = officer(ground);
        let to = |recipient: &str, purpose: &str, category: &str| json!({ "recipient": recipient, "purpose": purpose, "categories": [category] });
        for (recipient, purpose, category) in [
            ("communications-agency", "own-news", "profile"),
            ("communications-agency", "sales", "card"),
            ("hosting", "own-news", "card"),
            ("finance-software", "own-news", "card"),
            ("mail-vendor", "support", "card"),
        ] {
            let told = officer.give(&subject, &to(recipient, purpose, category));
            assert_eq!(told.rule(), "recipient-not-allowed", "{recipient} {purpose} {category}");
        }
        let marketing = json!({ "to": "Mainos Malli Oy", "ground": "authority", "provision": "markkinointi", "categories": ["card"] });
        assert_eq!(
            officer.give(&subject, &marketing).rule(),
            "no-ground",
            "here only the law and the person's own request"
        );
    });
}

#[test]
fn r5_030_031_finance_gets_the_organisation_and_a_name_only_when_it_is_wished() {
    both(ID, |ground| {
        let company = company(ground, "Lasku ry");
        let mut officer = officer(ground);
        let to = |categories: Value| json!({ "recipient": "finance-software", "purpose": "invoicing", "categories": categories });
        let given = officer.give(&company, &to(json!(["organisation"]))).ok();
        assert_eq!(given["categories"].as_object().unwrap().keys().collect::<Vec<_>>(), ["organisation"]);
        assert_eq!(officer.give(&company, &to(json!(["card"]))).rule(), "recipient-not-allowed");
        let mut finance = ground.program("finance", "invoicing");
        let invoice = |wished: Option<&str>, name: Option<&str>| {
            let mut items = json!({ "amount": "10" });
            for (item, value) in [("contact-wished", wished), ("contact-name", name)] {
                if let Some(value) = value {
                    items[item] = json!(value);
                }
            }
            json!({ "kind": "invoice", "source": "organisation", "items": items })
        };
        assert_eq!(finance.try_object(&company, &invoice(None, Some("Pekka"))).rule(), "only-with");
        assert_eq!(finance.try_object(&company, &invoice(Some("no"), Some("Pekka"))).rule(), "only-with");
        finance.object(&company, &invoice(None, None));
        let named = finance.object(&company, &invoice(Some("yes"), Some("Pekka")));
        let back = json!({ "seen": 1, "object": {
            "kind": "invoice", "source": "organisation", "starts": "2026-11-20",
            "items": { "amount": [{ "value": "10" }], "contact-wished": [{ "value": "no" }], "contact-name": [{ "value": "Pekka" }] },
        } });
        assert_eq!(
            finance.send("PUT", &format!("objects/{named}"), &back).rule(),
            "only-with",
            "a wish can be taken back"
        );
    });
}

#[test]
fn r5_034_an_authority_gets_data_on_a_provision_that_obliges_and_on_nothing_less() {
    both(ID, |ground| {
        let subject = person(ground, "Viranomainen");
        let mut officer = officer(ground);
        let asked = |reason: &str, provision: &str| json!({ "to": "Esimerkkivirasto", "ground": reason, "provision": provision, "categories": ["card"] });
        assert_eq!(officer.give(&subject, &asked("authority", "pyyntö")).rule(), "no-ground");
        assert_eq!(officer.give(&subject, &asked("law", "")).status, 422);
        assert_eq!(officer.give(&subject, &asked("law", "Esimerkkilaki 4 §")).status, 201);
    });
}

#[test]
fn r5_044_045_046_the_card_has_name_contact_and_the_position_that_goes_with_the_employer() {
    both(ID, |ground| {
        let (company, subject) = (company(ground, "Työ ry"), person(ground, "Kortillinen"));
        let mut staff = ground.program("employee", "reaching");
        let card = staff.card(&subject);
        for item in ["first-names", "surname", "phone", "email"] {
            assert!(card["items"][item][0]["value"].is_string(), "{item}: {card}");
        }
        let mut keeper = keeper(ground);
        let work = json!({ "kind": "employment", "source": "dealings", "starts": "2025-01-01", "items": { "position": "Ostaja" } });
        let work = keeper.object(&subject, &work);
        assert_eq!(keeper.link(&work, "employer", &company).status, 204);
        let card = staff.card(&subject);
        assert_eq!(card["objects"][0]["items"]["position"][0]["value"], "Ostaja");
        assert_eq!(
            keeper.edit(&subject, "staff", &json!({ "position": "Johtaja" })).rule(),
            "not-declared",
            "no title without an employer"
        );
        let staff_of = staff.contexts(&company);
        assert_eq!(staff_of, [("employment".to_owned(), "employer".to_owned())], "r5_052: and back");
    });
}

#[test]
fn r5_047_keywords_are_of_a_list_and_the_description_is_bounded() {
    both(ID, |ground| {
        let subject = person(ground, "Sanallinen");
        let mut keeper = keeper(ground);
        assert_eq!(
            keeper.edit(&subject, "staff", &json!({ "keywords": ["buyer", "management"] })).status,
            204
        );
        assert_eq!(keeper.edit(&subject, "staff", &json!({ "keywords": "vip" })).rule(), "not-among-choices");
        assert_eq!(
            keeper.edit(&subject, "staff", &json!({ "description": "x".repeat(401) })).rule(),
            "too-long"
        );
        assert_eq!(keeper.edit(&subject, "staff", &json!({ "description": "Ostaa usein." })).status, 204);
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        assert!(officer.copy_page(&case).contains("Ostaa usein."), "the person sees what staff see");
    });
}

#[test]
fn r5_050_051_an_organisation_has_named_items_and_a_company_a_checked_id() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let company = |id: Option<&str>| {
            let mut items = json!({ "organisation-name": "Malli Oy" });
            if let Some(id) = id {
                items["business-id"] = json!(id);
            }
            items
        };
        let mut tried = |group: &str, items: Value| {
            let told = keeper.try_add(group, "organisation", &items);
            if told.status == 201 { String::new() } else { told.rule().to_owned() }
        };
        assert_eq!(tried("companies", company(None)), "required");
        assert_eq!(tried("companies", company(Some("2345678-1"))), "not-a-business-id");
        assert_eq!(tried("companies", company(Some("2345678-0"))), "");
        assert_eq!(tried("companies", company(Some("FI23456780"))), "taken", "the same id in another form");
        assert_eq!(tried("other-organisations", company(None)), "");
        assert_eq!(
            tried("other-organisations", json!({ "organisation-name": "Malli ry", "other-details": "x" })),
            "not-declared"
        );
    });
}
