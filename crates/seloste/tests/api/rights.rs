//! Odd cases of people's requests over HTTP: month ends, several companies and registers, somebody else's request, many at once.

use crate::{
    SUBJECTS, add, body,
    common::{Program, RETAIL, RETAIL_TOO, WEBSHOP, World},
    problem,
};
use seloste::work::requests::letter::{self, Letter};
use seloste_db::Engine;
use seloste_gate::{
    ask::Ask,
    card::{Draft, Edit, ItemChange, NewValue, SubjectRef},
    request::RequestRef,
};
use seloste_register::{
    statement::model::{Action, Grant, Item, ItemType},
    text::Lang,
};
use serde_json::{Value, json};

fn place(register: &str) -> String {
    format!("/api/v1/registers/{register}/requests")
}

fn open(program: &mut Program, register: &str, new: &Value) -> Value {
    let opened = program.post(&place(register), &new.to_string());
    assert_eq!(opened.status, 201, "{new}: {}", opened.text());
    body(&opened)
}

fn step(program: &mut Program, case: &str, step: &Value) -> (u16, Value) {
    let taken = program.post(&format!("{case}/steps"), &step.to_string());
    (taken.status, if taken.status == 200 { body(&taken) } else { problem(&taken) })
}

fn taken(program: &mut Program, case: &str, all: &[Value]) -> Value {
    let mut last = json!(null);
    for one in all {
        let (status, told) = step(program, case, one);
        assert_eq!(status, 200, "{one}: {told}");
        last = told;
    }
    last
}

#[test]
fn c08_month_ends_and_holidays_over_http() {
    let world = World::new(Engine::Sqlite);
    world.clock.set("2028-12-31T12:00:00Z".parse().unwrap());
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    for (received, due) in [
        ("2027-01-31", "2027-03-01"), // 28 February 2027 is a Sunday
        ("2028-01-31", "2028-02-29"), // a leap year
        ("2028-01-29", "2028-02-29"),
        ("2026-10-31", "2026-11-30"),
        ("2026-11-25", "2026-12-28"), // Christmas Day is a Friday, then the weekend
        ("2027-05-05", "2027-06-07"), // 5 June 2027 is a Saturday
        ("2027-12-06", "2028-01-07"), // Epiphany
    ] {
        let new = json!({ "kind": "inspect", "channel": "letter", "received": received });
        assert_eq!(open(&mut officer, WEBSHOP, &new)["due"], due, "received on {received}");
    }
    let late = json!({ "kind": "inspect", "channel": "letter", "received": "2029-01-01" });
    let future = officer.post(&place(WEBSHOP), &late.to_string());
    assert_eq!((future.status, problem(&future)["items"][0]["rule"].as_str()), (422, Some("in-future")));
}

#[test]
fn c08_a_person_in_several_registers_and_companies_has_one_case_that_waits_for_all_of_them() {
    let world = World::new(Engine::Sqlite);
    let mine = world.marked_person(RETAIL, 1).0;
    let mut officer = world.key("officer", RETAIL, "privacy-officer");
    let new = json!({
        "kind": "inspect", "channel": "letter", "received": "2026-11-03", "company": "exempelservice",
        "subject": mine, "asker": "Xandrik, Mallikatu 1", "words": "Kaikki tietoni kaikista rekistereistänne",
    });
    let receipt = open(&mut officer, RETAIL, &new);
    assert_eq!(receipt["due"], "2026-12-03", "a company of the group received it first");
    let case = format!("{}/{}", place(RETAIL), receipt["request"].as_str().unwrap());
    let tasks = ["company:esimerkkilogistiikka", "company:exempelservice", "system:till-system"];
    let (status, told) = step(&mut officer, &case, &json!({ "step": "ask", "tasks": tasks }));
    assert_eq!(status, 200, "{told}");
    // Other registers, one of another controller: each has a case of its own with the same date.
    for other in [RETAIL_TOO, WEBSHOP] {
        let also = json!({ "to": other, "also": true });
        let shared = officer.post(&format!("{case}/pass"), &also.to_string());
        assert_eq!(shared.status, 200, "{}", shared.text());
        assert_eq!(body(&shared)["receipt"]["due"], "2026-12-03");
        assert_eq!(officer.post(&format!("{case}/pass"), &also.to_string()).status, 422, "asked once");
        let mut there = world.key(&format!("there-{other}"), other, "privacy-officer");
        let queue = body(&there.get(&place(other)));
        assert_eq!(queue["requests"].as_array().unwrap().len(), 1);
        let name = queue["requests"][0]["request"].as_str().unwrap().to_owned();
        let told = body(&there.get(&format!("{}/{name}", place(other))));
        assert_eq!(told["happened"][0]["words"], "Kaikki tietoni kaikista rekistereistänne");
        assert_eq!(told["subject"], json!(null), "no name of one register means anything in another");
    }
    let typed = json!({ "step": "ask", "tasks": ["register:webshop-customers"] });
    assert_eq!(step(&mut officer, &case, &typed).0, 422, "a register is asked by a case of its own");
    taken(
        &mut officer,
        &case,
        &[
            json!({ "step": "identify", "method": "signed-letter" }),
            json!({ "step": "decide", "outcome": "granted" }),
            json!({ "step": "agree", "form": "letter", "words": "Kirjeessä pyydetty" }),
        ],
    );
    let answer = json!({ "step": "answer", "form": "letter" });
    let all = [&tasks[..], &["register:retail-customers-too", "register:webshop-customers"]].concat();
    for task in &all {
        let (status, told) = step(&mut officer, &case, &answer);
        assert_eq!((status, told["items"][0]["rule"].as_str()), (422, Some("tasks-open")), "before {task}");
        let done = json!({ "step": "task-answered", "tasks": [task], "words": "Vastattu" });
        assert_eq!(step(&mut officer, &case, &done).0, 200, "{task}");
        assert_ne!(step(&mut officer, &case, &done).0, 200, "{task} answers once");
    }
    taken(&mut officer, &case, &[answer, json!({ "step": "close" })]);
    let shown = body(&officer.get(&case));
    assert!(shown["tasks"].as_array().unwrap().iter().all(|task| task["words"] == "Vastattu"));
}

#[test]
fn c21_a_request_for_somebody_else_is_served_to_those_who_may_speak_for_them() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Alaikäinen");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let grant = json!({ "step": "decide", "outcome": "granted" });
    let seen = json!({ "step": "identify", "method": "document-seen", "document": "passport" });
    for (party, speaks, served) in [
        ("guardian", true, true),
        ("guardian", false, false),
        ("representative", true, true),
        ("minor", false, true),
        ("deceased", true, false),
        ("wrong-person", true, false),
        ("shared-address", true, false),
    ] {
        let new = json!({ "kind": "inspect", "channel": "outlet", "party": party, "subject": subject });
        let opened = open(&mut officer, WEBSHOP, &new);
        let case = format!("{}/{}", place(WEBSHOP), opened["request"].as_str().unwrap());
        taken(&mut officer, &case, std::slice::from_ref(&seen));
        if speaks {
            taken(&mut officer, &case, &[json!({ "step": "authority", "words": "Päätös nähty" })]);
        }
        let (status, told) = step(&mut officer, &case, &grant);
        assert_eq!(status == 200, served, "{party} {speaks}: {told}");
        assert_eq!(body(&officer.get(&case))["document_seen"], "passport");
        if !served {
            let refuse = json!({
                "step": "decide", "outcome": "refused", "grounds": ["identity-not-proved"], "words": "Ei oikeutta",
            });
            taken(&mut officer, &case, &[refuse]);
        }
    }
}

#[test]
fn r3_017_all_consents_are_taken_back_in_one_request_and_a_second_finds_none() {
    let world = World::new(Engine::Sqlite);
    let subject = world.marked_person(RETAIL, 1).0;
    let mut keeper = world.key("keeper", RETAIL, "register-keeper");
    keeper.purpose("register-keeping");
    let permissions = format!("/api/v1/registers/{RETAIL}/subjects/{subject}/permissions");
    for (id, channel) in
        [("marketing", json!("email")), ("marketing", json!("post")), ("targeting", json!(null))]
    {
        let given =
            json!({ "what": "consent", "id": id, "channel": channel, "set": "in-force", "by": "post" });
        let given = keeper.post(&permissions, &given.to_string());
        assert_eq!(given.status, 204, "{}", given.text());
    }
    let mut officer = world.key("officer", RETAIL, "privacy-officer");
    officer.purpose("register-keeping");
    let mut ask = || {
        let new = json!({ "kind": "withdraw-consent", "channel": "letter", "subject": subject });
        let opened = open(&mut officer, RETAIL, &new);
        let case = format!("{}/{}", place(RETAIL), opened["request"].as_str().unwrap());
        taken(&mut officer, &case, &[json!({ "step": "decide", "outcome": "granted" })]);
        officer.post(&format!("{case}/carry-out"), &json!({ "act": "withdraw-all" }).to_string())
    };
    let done = ask();
    assert_eq!(done.status, 200, "{}", done.text());
    let again = ask();
    assert!(again.status == 422 && again.text().contains("no-consent-in-force"), "{}", again.text());
    let told: Value = serde_json::from_str(&keeper.get(&permissions).text()).unwrap();
    let all = told["permissions"].as_array().unwrap();
    assert_eq!(all.len(), 3, "{told}");
    assert!(all.iter().all(|one| !one["until"].is_null()), "{told}");
}

#[test]
fn a_request_goes_on_during_an_erasure_and_ends_with_it() {
    let world = World::new(Engine::Sqlite);
    let mut keeper = world.key("keeper", WEBSHOP, "register-keeper");
    let subject = add(&mut keeper, "Poistuva");
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let case = |opened: &Value| format!("{}/{}", place(WEBSHOP), opened["request"].as_str().unwrap());
    let new = |kind: &str| json!({ "kind": kind, "channel": "letter", "subject": subject });
    let erase = case(&open(&mut officer, WEBSHOP, &new("erase")));
    let inspect = case(&open(&mut officer, WEBSHOP, &new("inspect")));
    let withdrawn = case(&open(&mut officer, WEBSHOP, &new("object")));
    let known = [
        json!({ "step": "identify", "method": "signed-letter" }),
        json!({ "step": "decide", "outcome": "granted" }),
    ];
    taken(&mut officer, &erase, &known);
    taken(&mut officer, &withdrawn, &[json!({ "step": "decide", "outcome": "granted" })]);
    let done = officer.post(&format!("{erase}/carry-out"), &json!({ "act": "erase" }).to_string());
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(officer.get(&format!("{SUBJECTS}/{subject}")).status, 404);
    // What was asked beside it can't be about anybody any more, says so, and can be answered and closed.
    let carried = json!({ "prohibition": "direct-advertising" });
    let carried = officer.post(&format!("{withdrawn}/carry-out"), &carried.to_string());
    assert_eq!(carried.status, 422, "{}", carried.text());
    let (status, told) = step(&mut officer, &inspect, &known[0]);
    assert_eq!(status, 200, "{told}");
    let refuse = json!({
        "step": "decide", "outcome": "refused", "grounds": ["identity-not-proved"], "words": "Tiedot on poistettu",
    });
    let answered =
        [refuse, json!({ "step": "answer", "form": "electronic-copy" }), json!({ "step": "close" })];
    assert_eq!(taken(&mut officer, &inspect, &answered)["state"], "closed");
    let over = [json!({ "step": "answer", "form": "letter" }), json!({ "step": "close" })];
    let (status, told) = step(&mut officer, &erase, &over[0]);
    assert_eq!(status, 200, "{told}");
    assert_eq!(taken(&mut officer, &erase, &over[1..])["state"], "closed");
}

#[test]
fn a_thousand_requests_at_once_have_a_thousand_cases_and_one_queue() {
    let world = World::new(Engine::Sqlite);
    let officer = world.key("officer", WEBSHOP, "privacy-officer");
    let (threads, each) = (8, 125);
    let names: Vec<String> = std::thread::scope(|scope| {
        let work = |number: usize| {
            let mut program = officer.again();
            move || {
                let one = |n: usize| {
                    let day = (number * each + n) % 20 + 1;
                    let new = json!({ "kind": "inspect", "channel": "email", "received": format!("2026-11-{day:02}") });
                    open(&mut program, WEBSHOP, &new)["request"].as_str().unwrap().to_owned()
                };
                (0..each).map(one).collect::<Vec<_>>()
            }
        };
        let all: Vec<_> = (0..threads).map(|number| scope.spawn(work(number))).collect();
        all.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut officer = officer;
    let unique: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), threads * each);
    let (mut seen, mut after, mut last) = (Vec::new(), Value::Null, String::new());
    loop {
        let wanted = json!({ "rows": 200, "after": after });
        let page = body(&officer.post(&format!("{}/list", place(WEBSHOP)), &wanted.to_string()));
        for one in page["requests"].as_array().unwrap() {
            let due = one["due"].as_str().unwrap().to_owned();
            assert!(due >= last, "soonest due first");
            last = due;
            seen.push(one["request"].as_str().unwrap().to_owned());
        }
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    let found: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!((seen.len(), found), (threads * each, unique), "each once, none lost");
}

#[test]
fn r5_120_at_the_desk_of_a_register_that_wants_it_a_document_is_seen_first() {
    const B2B: &str = "b2b-customers";
    let text = crate::common::statement("b2b-customers.toml");
    let world = World::of(Engine::Sqlite, seloste::installation::Head::default(), &[(B2B, text)]);
    let (mut officer, _) = officer(&world, B2B);
    let subject = newcomer(&world, B2B).0.0;
    let new = json!({ "kind": "inspect", "channel": "outlet", "subject": subject });
    let case = format!("{}/{}", place(B2B), open(&mut officer, B2B, &new)["request"].as_str().unwrap());
    let grant = json!({ "step": "decide", "outcome": "granted" });
    taken(&mut officer, &case, &[json!({ "step": "identify", "method": "signed-letter" })]);
    let (status, told) = step(&mut officer, &case, &grant);
    assert_eq!((status, told["items"][0]["rule"].as_str()), (422, Some("document-not-seen")));
    let seen = json!({
        "step": "identify", "method": "document-seen", "document": "driving-licence", "words": "Numero 991234567A nähty",
    });
    taken(&mut officer, &case, &[seen, grant]);
    let told = body(&officer.get(&case));
    assert_eq!(
        (told["document_seen"].as_str(), told["method"].as_str()),
        (Some("driving-licence"), Some("document-seen"))
    );
    assert!(!told.to_string().contains("991234567A"), "its number is not kept: {told}");
}

/// Whoever handles requests in a register: a program, and the same as the gate is asked.
fn officer(world: &World, register: &str) -> (Program, Ask) {
    let rules = crate::common::staff::rules(&world.app, register);
    let handles = |grant: &&Grant| grant.actions.contains(&Action::Requests);
    let roles = rules.statement().roles.iter();
    let (role, purpose) = roles
        .filter_map(|role| Some((&role.id, role.grants.iter().find(handles)?.purposes[0].clone())))
        .next()
        .unwrap();
    let mut program = world.key(&format!("officer-{register}"), register, role.as_str());
    program.purpose(purpose.as_str());
    let ask = Ask { purpose, ..crate::common::staff::ask_as(&world.app, register, role.as_str()) };
    (program, ask)
}

#[test]
fn r7_027_a_letter_goes_to_the_address_on_record_and_a_later_change_does_not_redirect_it() {
    const SUPPORT: &str = "support-customers";
    let text = crate::common::statement("support-customers.toml");
    let world = World::of(Engine::Sqlite, seloste::installation::Head::default(), &[(SUPPORT, text)]);
    let (mine, adder) = newcomer(&world, SUPPORT);
    let (mut officer, ask) = officer(&world, SUPPORT);
    let new = json!({
        "kind": "inspect", "channel": "letter", "subject": mine.0,
        "asker": "Xandrik\nHuijarinkatu 13\n00100 Helsinki", "words": "Lähettäkää osoitteeseen Huijarinkatu 13",
    });
    let name = open(&mut officer, SUPPORT, &new)["request"].as_str().unwrap().to_owned();
    let case = format!("{}/{name}", place(SUPPORT));
    taken(
        &mut officer,
        &case,
        &[
            json!({ "step": "identify", "method": "signed-letter" }),
            json!({ "step": "decide", "outcome": "granted" }),
        ],
    );
    // After the request somebody changes the address.
    world.clock.set("2026-11-24T08:00:00Z".parse().unwrap());
    let (controller, rules) = world.app.register(&crate::common::register(SUPPORT)).unwrap();
    let street = rules.statement().items.iter().find(|item| item.item_type == ItemType::Street).unwrap();
    let value = seloste_register::item::read(street, "Huijarinkatu 13", None).unwrap();
    let source = crate::common::people::source(&rules, street);
    let items = vec![ItemChange { item: street.id.clone(), values: vec![NewValue { value, source }] }];
    controller.gate.edit(&adder, &mine, Edit { from: None, seen: Vec::new(), items }).unwrap();
    let at = (&controller.gate, &ask, &*rules);
    let letter = letter::letter(at, &RequestRef(name), Letter::Decision, Lang::Fi).unwrap();
    let told = seloste_letter::markdown(&letter);
    assert!(told.contains("Qvistzen"), "to the address on record before the request: {told}");
    assert!(
        !told.contains("Huijarinkatu"),
        "neither the asker's word nor a later change redirects it: {told}"
    );
}

/// Somebody new in a register, with all that whoever adds them may write; and who that is.
fn newcomer(world: &World, register: &str) -> (SubjectRef, Ask) {
    let rules = crate::common::staff::rules(&world.app, register);
    let statement = rules.statement();
    let group = &statement.subject_groups[0];
    let (controller, _) = world.app.register(&crate::common::register(register)).unwrap();
    let mut last = None;
    for role in &statement.roles {
        let ask = crate::common::staff::ask_as(&world.app, register, role.id.as_str());
        for grant in role.grants.iter().filter(|grant| grant.actions.contains(&Action::Create)) {
            let writes = |item: &&Item| item.category.as_ref().is_some_and(|id| grant.change.contains(id));
            let of_group = |item: &&Item| item.groups.is_empty() || item.groups.contains(&group.id);
            for purpose in &grant.purposes {
                let items = statement.items.iter().filter(|item| !item.generated && item.rule.is_none());
                let items = items.filter(writes).filter(of_group).filter_map(|item| {
                    let written = crate::common::people::marked(item.item_type, 1)?;
                    let value = seloste_register::item::read(item, &written, None).ok()?;
                    let source = crate::common::people::source(&rules, item);
                    Some(ItemChange { item: item.id.clone(), values: vec![NewValue { value, source }] })
                });
                let draft = Draft { group: group.id.clone(), areas: Vec::new(), items: items.collect() };
                let ask = Ask { purpose: purpose.clone(), ..ask.clone() };
                match controller.gate.create(&ask, draft) {
                    Ok(subject) => return (subject, ask),
                    Err(error) => last = Some(error),
                }
            }
        }
    }
    panic!("nobody may be added: {last:?}")
}
