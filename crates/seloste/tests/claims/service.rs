//! R6, the register of a service company, its customers and the users of its services.

use crate::ground::{Caller, Ground, both, contract as of_customer};
use serde_json::{Value, json};

const ID: &str = "service-customers";

fn agent(ground: &Ground) -> Caller<'_> {
    ground.program("service-agent", "customer-care")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "register-keeping")
}

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "register-keeping")
}

fn customer(ground: &Ground, surname: &str) -> String {
    let items = json!({
        "first-names": "Kaisa", "surname": surname, "phone": "045 788 0006", "language": "sv",
        "email": format!("{}@example.fi", surname.to_lowercase()),
        "street": "Mallikatu 6", "postal-code": "00520", "town": "Helsinki",
    });
    agent(ground).add("customers", "customer", &items)
}

fn contract(ground: &Ground, subject: &str) -> String {
    let items = json!({ "service": "cleaning", "contract-number": "S1" });
    let contract = json!({ "kind": "contract", "source": "service-use", "state": "in-force", "starts": "2026-01-01", "items": items });
    agent(ground).object(subject, &contract)
}

#[test]
fn r6_002_the_notice_names_the_controller_with_id_and_address() {
    both(ID, |ground| {
        let notice = ground.notice();
        for told in ["2468135-7", "Palvelukuja 4"] {
            assert!(notice.contains(told), "{told}");
        }
    });
}

#[test]
fn r6_003_nobody_is_stored_without_a_customership_and_the_basis_ends_with_it() {
    both(ID, |ground| {
        let person = json!({ "first-names": "Kaisa", "surname": "Irtonainen" });
        let (mut agent, mut keeper) = (agent(ground), keeper(ground));
        let none = json!({});
        for (group, more) in [("customers", &none), ("users", &none), ("company-people", &none)] {
            let told = keeper.try_add_along(group, "customer", &person, more);
            assert_eq!((told.status, told.rule()), (403, "not-tied"), "{group}");
        }
        let mut over = of_customer();
        over["objects"][0]["ends"] = json!("2026-01-31");
        assert_eq!(keeper.try_add_along("customers", "customer", &person, &over).rule(), "not-tied");
        assert!(keeper.find("Irtonainen").is_empty(), "nothing is left of what was refused");
        // Own, and as a user under somebody else's.
        let holder = agent.add("customers", "customer", &person);
        let contract = agent.card(&holder)["objects"][0]["object"].as_str().unwrap().to_owned();
        let under = json!({ "links": [{ "object": contract, "role": "user" }] });
        let user = keeper.try_add_along("users", "customer", &person, &under).ok();
        let user = user["subject"].as_str().unwrap().to_owned();
        assert_eq!(keeper.card(&user)["closed"], Value::Null);
        let ended = json!({ "seen": 1, "object": {
            "kind": "contract", "source": "service-use", "state": "ended", "starts": "2025-01-01", "ends": "2026-11-22",
            "items": { "service": [{ "value": "cleaning" }], "contract-number": [{ "value": "S0" }] },
        } });
        assert_eq!(agent.send("PUT", &format!("objects/{contract}"), &ended).status, 204);
        assert_eq!(agent.get(&format!("subjects/{holder}")).status, 404, "the basis has fallen");
        for one in [&holder, &user] {
            assert_eq!(keeper.card(one)["closed"], "2026-11-22", "and the customership with it");
        }
    });
}

#[test]
fn r6_004_each_read_names_a_declared_purpose() {
    both(ID, |ground| {
        let subject = customer(ground, "Tarkoitus");
        let mut caller = agent(ground);
        let path = format!("subjects/{subject}");
        for (purpose, status) in
            [("customer-care", 200), ("billing", 403), ("curiosity", 403), ("development", 403)]
        {
            caller.purpose(purpose);
            assert_eq!(caller.get(&path).status, status, "{purpose}");
        }
    });
}

#[test]
fn r6_006_targeting_stops_on_objection_and_tells_what_it_uses() {
    both(ID, |ground| {
        let subject = customer(ground, "Kohde");
        let mut marketer = ground.program("marketer", "targeting");
        assert!(marketer.list().contains(&subject));
        let categories = marketer.card(&subject)["categories"].clone();
        assert!(
            categories.get("contracts").is_none() && categories.get("preferences").is_some(),
            "{categories}"
        );
        agent(ground).forbid(&subject, "targeting");
        assert!(!marketer.list().contains(&subject));
        assert_eq!(marketer.get(&format!("subjects/{subject}")).rule(), "prohibited");
    });
}

#[test]
fn r6_007_a_worker_sees_the_job_its_address_and_whose_it_is_and_nothing_else() {
    both(ID, |ground| {
        let subject = customer(ground, "Tyonantaja");
        let contract = contract(ground, &subject);
        let order = |work: &str, who: Option<&str>, state: &str| {
            json!({
                "kind": "order", "source": "staff", "parent": contract, "assigned": who, "state": state,
                "items": { "work": work, "job-street": "Tyokatu 2" },
            })
        };
        let mut desk = ground.program("service-agent", "service-production");
        let mut worker = ground.named("kenttatyo", "field-worker", "service-production");
        assert_eq!(worker.get(&format!("subjects/{subject}")).status, 404);
        let other = desk.object(&subject, &order("Muu urakka", None, "received"));
        let job = desk.object(&subject, &order("Ikkunat", Some("kenttatyo"), "received"));
        let card = worker.card(&subject);
        let shown: Vec<&Value> =
            card["objects"].as_array().unwrap().iter().map(|one| &one["object"]).collect();
        assert_eq!(shown, [&json!(job)], "one's own job: {card}");
        assert_eq!(card["objects"][0]["items"]["job-street"][0]["value"], "Tyokatu 2");
        assert!(
            card["categories"].get("preferences").is_none()
                && card["categories"].get("identity-code").is_none()
        );
        assert_eq!(worker.get(&format!("objects/{other}")).status, 404, "another job of the same customer");
        let items = json!({ "work": [{ "value": "Ikkunat" }], "job-street": [{ "value": "Tyokatu 2" }] });
        let done = json!({ "seen": 1, "object": {
            "kind": "order", "source": "staff", "parent": contract, "starts": "2026-11-20", "state": "done", "items": items,
        } });
        assert_eq!(worker.send("PUT", &format!("objects/{job}"), &done).status, 204, "and ticks it off");
        assert_eq!(worker.get(&format!("subjects/{subject}")).status, 404, "done, and gone from sight");
    });
}

#[test]
fn r6_008_surveys_honour_objections_and_figures_are_totals() {
    both(ID, |ground| {
        let subject = customer(ground, "Kyselty");
        let mut marketer = ground.program("marketer", "market-research");
        assert!(marketer.reaches(&subject, "phone"));
        agent(ground).forbid(&subject, "market-research");
        assert!(!marketer.reaches(&subject, "phone"));
        let mut analyst = ground.program("analyst", "development");
        assert_eq!(analyst.get(&format!("subjects/{subject}")).rule(), "aggregate-only");
    });
}

#[test]
fn r6_018_019_024_customers_users_and_companies_people_have_their_own_items() {
    both(ID, |ground| {
        let whose = customer(ground, "Sopija");
        let contract = contract(ground, &whose);
        let company = companys(ground);
        let mut keeper = keeper(ground);
        let mut tried = |group: &str, more: &Value| {
            let mut items = json!({ "first-names": "Ulla", "surname": "Ryhma" });
            items.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let under = |object: &str, role: &str| json!({ "links": [{ "object": object, "role": role }] });
            let along = match group {
                "customers" => of_customer(),
                "company-people" => under(&company, "company-user"),
                _ => under(&contract, "user"),
            };
            let told = keeper.try_add_along(group, "customer", &items, &along);
            if told.status == 201 { "taken".to_owned() } else { told.rule().to_owned() }
        };
        for (group, item, value, outcome) in [
            ("users", "birth-date", "1.2.1980", "taken"),
            ("users", "email", "ulla@example.fi", "not-declared"),
            ("users", "language", "fi", "not-declared"),
            ("customers", "birth-date", "1.2.1980", "not-declared"),
            ("customers", "email", "ulla@example.fi", "taken"),
            ("customers", "nickname", "Ulla", "not-declared"),
            ("company-people", "task", "Ostaja", "taken"),
            ("company-people", "rank", "Johtaja", "taken"),
            ("company-people", "birth-date", "1.2.1980", "not-declared"),
            ("company-people", "identity-code", "131052-9085", "not-declared"),
            ("passers-by", "email", "ulla@example.fi", "not-declared"),
        ] {
            assert_eq!(tried(group, &json!({ item: value })), outcome, "{group} {item}");
        }
    });
}

/// A contract of a company.
fn companys(ground: &Ground) -> String {
    let mut agent = ground.program("service-agent", "company-care");
    let company = agent.add("companies", "customer", &json!({ "company-name": "Sopija Oy" }));
    let items = json!({ "service": "cleaning", "contract-number": "Y1" });
    let contract = json!({ "kind": "contract", "source": "service-use", "state": "in-force", "starts": "2026-01-01", "items": items });
    agent.object(&company, &contract)
}

#[test]
fn r6_024_nobody_under_a_company_has_a_birth_date_or_a_code_by_way_of_another_group() {
    both(ID, |ground| {
        let (theirs, company) = (contract(ground, &customer(ground, "Yksityinen")), companys(ground));
        let mut keeper = keeper(ground);
        let born = json!({ "first-names": "Ulla", "surname": "Kiertava", "birth-date": "1.2.1980" });
        let under = |object: &str, role: &str| json!({ "links": [{ "object": object, "role": role }] });
        for role in ["user", "company-user", "representative"] {
            let told = keeper.try_add_along("users", "customer", &born, &under(&company, role));
            assert_eq!(told.rule(), "not-in-this-role", "{role}");
        }
        let user = keeper.try_add_along("users", "customer", &born, &under(&theirs, "user")).ok();
        let user = user["subject"].as_str().unwrap();
        let mut agent = ground.program("service-agent", "service-production");
        assert_eq!(agent.link(&company, "user", user).rule(), "not-in-this-role", "nor linked later");
        let named =
            json!({ "first-names": "Ulla", "surname": "Edustaja", "task": "Ostaja", "rank": "Johtaja" });
        let person =
            keeper.try_add_along("company-people", "customer", &named, &under(&company, "representative"));
        let person = person.ok()["subject"].as_str().unwrap().to_owned();
        for (item, value) in [("birth-date", "1.2.1980"), ("identity-code", "131052-9085")] {
            assert_eq!(
                keeper.edit(&person, "customer", &json!({ item: value })).rule(),
                "not-declared",
                "{item}"
            );
        }
        let hidden = json!({ "task": "131052-9085" });
        assert_eq!(keeper.edit(&person, "customer", &hidden).rule(), "identity-code", "nor in a text");
    });
}

#[test]
fn r6_020_letters_go_out_in_the_stored_language_and_nobody_is_picked_by_it() {
    both(ID, |ground| {
        let subject = customer(ground, "Ruotsi");
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        let letter = officer.post(&format!("requests/{case}/letter"), &json!({ "about": "receipt" }));
        assert!(String::from_utf8_lossy(&letter.answer.body).contains("/Lang(sv"));
        let by = json!({ "object": "contract", "by": ["language"] });
        assert!(
            ground.program("analyst", "development").post("statistics", &by).status >= 400,
            "no criterion"
        );
    });
}

#[test]
fn r6_021_the_identity_code_is_masked_found_by_nobody_and_whole_with_a_reason() {
    both(ID, |ground| {
        let subject = customer(ground, "Tunnus");
        let mut finance = ground.program("finance", "collection");
        let code = json!({ "identity-code": "131052-9085" });
        assert_eq!(finance.edit(&subject, "customer", &code).rule(), "reason-missing");
        assert_eq!(agent(ground).edit(&subject, "customer", &code).rule(), "change-not-granted");
        finance.reason("Asia 12");
        assert_eq!(finance.edit(&subject, "customer", &code).status, 204);
        assert_eq!(finance.values(&subject, "identity-code"), ["131052-9085"]);
        let masked = officer(ground).values(&subject, "identity-code");
        assert!(!masked[0].contains("131052") && !masked[0].contains("9085"), "{masked:?}");
        assert!(agent(ground).card(&subject)["items"].get("identity-code").is_none());
        assert!(
            finance.find("131052-9085").is_empty() && officer(ground).find("131052-9085").is_empty(),
            "never a key"
        );
        let mut disclosing = ground.program("disclosure-officer", "register-keeping");
        let to = |purpose: &str, recipient: &str| json!({ "recipient": recipient, "purpose": purpose, "categories": ["identity-code"] });
        let given = disclosing.give(&subject, &to("collection", "collection-agency")).ok();
        assert!(given.to_string().contains("131052-9085"), "collection needs it");
        assert!(disclosing.give(&subject, &to("directory", "directory-service")).status >= 400);
    });
}

#[test]
fn r6_022_several_customer_numbers_lead_to_one_person() {
    both(ID, |ground| {
        let subject = customer(ground, "Moninumero");
        let mut keeper = keeper(ground);
        let first = keeper.values(&subject, "customer-number");
        let mut both = first.clone();
        both.push("12345672".to_owned());
        keeper.reason("Number in another system");
        let edited = keeper.edit(&subject, "service-use", &json!({ "customer-number": both }));
        assert_eq!(edited.status, 204, "{}", edited.answer.text());
        for number in keeper.values(&subject, "customer-number") {
            assert_eq!(keeper.find(&number), std::slice::from_ref(&subject), "{number}");
        }
        let other = customer(ground, "Moninumerotoinen");
        let taken = keeper.edit(&other, "service-use", &json!({ "customer-number": ["12345672"] }));
        assert!(taken.status >= 400, "one number, one person");
    });
}

#[test]
fn r6_025_026_contracts_and_history_are_dated_on_one_line() {
    both(ID, |ground| {
        let subject = customer(ground, "Historia");
        let contract = contract(ground, &subject);
        let mut agent = agent(ground);
        for (kind, starts, parent, items) in [
            ("offer", "2026-02-01", None, json!({ "offered-service": "garden" })),
            ("order", "2026-03-01", Some(&contract), json!({ "work": "Ikkunat" })),
            ("contact", "2026-04-01", None, json!({ "contact-way": "phone" })),
        ] {
            let object = json!({ "kind": kind, "source": "staff", "starts": starts, "parent": parent, "items": items });
            agent.object(&subject, &object);
        }
        let line = agent.get(&format!("subjects/{subject}/objects")).ok();
        let kinds: Vec<&str> =
            line["objects"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["contact", "order", "offer", "contract", "contract"], "newest first");
        let page =
            format!("/r/{}/for/{}/s/{subject}/timeline", ground.register, ground.name("customer-care"));
        let page = ground.person("aikajana", &["service-agent"]).visit(&page).text().to_string();
        let places: Vec<usize> = ["1 Apr 2026", "1 Mar 2026", "1 Feb 2026", "1 Jan 2026"]
            .map(|day| page.find(day).unwrap())
            .to_vec();
        assert!(places.is_sorted(), "each with its day, on one line: {page}");
        let bad = json!({
            "kind": "contract", "source": "service-use", "state": "in-force", "starts": "2026-05-01", "ends": "2026-04-01",
            "items": { "service": "cleaning", "contract-number": "S2" },
        });
        assert_eq!(agent.try_object(&subject, &bad).rule(), "end-before-start");
    });
}

#[test]
fn r6_031_032_interests_come_from_the_customer_and_derived_data_from_nobody() {
    both(ID, |ground| {
        let subject = customer(ground, "Kiinnostus");
        let mut agent = agent(ground);
        for source in ["staff", "service-use", "housing-partner"] {
            assert_eq!(
                agent.edit(&subject, source, &json!({ "interests": "garden" })).rule(),
                "source-not-allowed",
                "{source}"
            );
        }
        assert_eq!(agent.edit(&subject, "customer", &json!({ "interests": "garden" })).status, 204);
        let segment = json!({ "customer-segment": "former" });
        for source in ["system", "staff", "customer", "housing-partner"] {
            let told = officer(ground).edit(&subject, source, &segment);
            assert_eq!(told.status, 403, "no outside word enters: {source} {}", told.answer.text());
        }
    });
}

#[test]
fn r6_033_035_each_value_has_its_source_and_a_partner_is_named() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let person = json!({ "first-names": "Tiina", "surname": "Lahde" });
        for source in ["customer", "service-use", "housing-partner"] {
            let subject = keeper.add("customers", source, &person);
            assert_eq!(keeper.card(&subject)["items"]["surname"][0]["source"], source);
        }
        assert_eq!(keeper.try_add("customers", "bought-list", &person).rule(), "not-declared");
        assert_eq!(keeper.try_add("customers", "system", &person).rule(), "source-not-allowed");
    });
}

#[test]
fn r6_034_no_page_sets_a_cookie_on_those_who_only_look() {
    both(ID, |ground| {
        let mut stranger = ground.world.stranger();
        for page in [
            "/",
            "/notices",
            "/sign-in",
            &format!("/r/{}/notice", ground.register),
            &format!("/my/{}", ground.register),
        ] {
            let answer = stranger.get(page);
            assert!(answer.header("set-cookie").is_none(), "{page} sets {:?}", answer.header("set-cookie"));
        }
    });
}

#[test]
fn r6_036_a_disclosure_needs_a_recipient_and_a_ground_that_the_statement_knows() {
    both(ID, |ground| {
        let subject = customer(ground, "Annettu");
        let mut officer = ground.program("disclosure-officer", "register-keeping");
        let single = |reason: &str, provision: &str| json!({ "to": "Esimerkkivirasto", "ground": reason, "provision": provision, "categories": ["identity"] });
        assert_eq!(officer.give(&subject, &single("as-the-law-allows", "x")).status, 422);
        assert_eq!(officer.give(&subject, &single("law", "")).status, 422);
        assert_eq!(officer.give(&subject, &single("law", "Esimerkkilaki 1 §")).status, 201);
        let declared = |recipient: &str| json!({ "recipient": recipient, "purpose": "collection", "categories": ["identity"] });
        assert_eq!(officer.give(&subject, &declared("anybody-else")).rule(), "recipient-not-allowed");
        assert!(
            ground.notice().contains("Directory") && ground.notice().contains("ollection"),
            "recipients stand in the notice"
        );
    });
}

#[test]
fn r6_039_the_answer_holds_every_category_and_what_happened() {
    both(ID, |ground| {
        let subject = customer(ground, "Kaikkinensa");
        contract(ground, &subject);
        agent(ground).edit(
            &subject,
            "customer",
            &json!({ "interests": "garden", "survey-feedback": "Oikein hyvin" }),
        );
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        let page = officer.copy_page(&case);
        for told in ["Kaikkinensa", "Mallikatu 6", "Oikein hyvin", "S1"] {
            assert!(page.contains(told), "{told}");
        }
    });
}

#[test]
fn r6_040_either_companys_receipt_starts_the_clock_and_no_signature_is_needed() {
    both(ID, |ground| {
        let subject = customer(ground, "Kirje");
        let mut officer = officer(ground);
        for (company, method) in
            [("palvelu-esimerkki", "signed-letter"), ("esimerkki-viestinta", "strong-identification")]
        {
            let new = json!({ "kind": "inspect", "channel": "letter", "company": company, "received": "2026-11-02", "subject": subject });
            let case = officer.post("requests", &new).ok();
            assert_eq!(case["due"], "2026-12-02", "{case}");
            let step = json!({ "step": "identify", "method": method });
            let told =
                officer.post(&format!("requests/{}/steps", case["request"].as_str().unwrap()), &step).ok();
            assert_eq!(told["identity"], "known", "{method}");
        }
    });
}
