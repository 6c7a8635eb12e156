//! R2, the register of call recordings, and what R6 and R7 promise of recordings: each tried over HTTP.

use crate::{
    common::{Program, World, register, staff, statement},
    ground::{Caller, Ground, both},
    written::{CALLS, chat, program, send, world},
};
use jiff::civil::date;
use seloste::{
    installation::Head,
    work::versions::{
        Keeper,
        judge::{Deciding, passage},
    },
};
use seloste_db::Engine;
use serde_json::{Value, json};
use std::ops::ControlFlow;

const SERVICE: &str = "service-customers";

fn get(program: &mut Program, path: &str) -> (u16, Value) {
    let answer = program.send("GET", &format!("/api/v1/registers/{CALLS}/{path}"), "");
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null))
}

/// What a notice says in English, as it is published.
fn notice(world: &World, id: &str) -> String {
    let page = world.stranger().visit(&format!("/r/{id}/notice"));
    assert_eq!(page.status, 200);
    page.text().to_string()
}

/// Puts a text in force: one person writes it, records each decision that it needs, and another activates it.
fn put_in_force(world: &World, id: &str, text: &str) {
    let actors = ["privacy-officer", "administrator"].map(|role| staff::ask_as(&world.app, id, role).actor);
    let [writer, other] =
        actors.each_ref().map(|actor| Keeper::new(&world.app, &register(id), actor).unwrap());
    let draft = writer.begin(Some(text), "Tarkennus").unwrap();
    loop {
        let judged =
            writer.preview(&writer.draft(draft.id).unwrap(), |_, _| ControlFlow::Continue(())).unwrap();
        let Some(problem) = judged.undecided().first().map(|problem| (*problem).clone()) else { break };
        let deciding = Deciding {
            rule: problem.rule,
            passage: &passage(&problem),
            why: "Asiasta on kerrottu.",
            yields: problem.passages.first().map_or("", String::as_str),
            review: date(2027, 11, 1),
        };
        writer.decide(draft.id, &deciding).unwrap();
    }
    writer.propose(draft.id).unwrap();
    other.activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap();
}

#[test]
fn r2_001_a_new_version_of_one_register_never_redates_another_of_the_same_controller() {
    let calls = statement("call-recordings.toml");
    let too = calls.replacen("id = \"call-recordings\"", "id = \"call-recordings-too\"", 1);
    let registers = [(CALLS, calls.clone()), ("call-recordings-too", too)];
    let world = World::of(Engine::Sqlite, Head::default(), &registers);
    let before = notice(&world, "call-recordings-too");
    let dated = calls.replacen("drawn-up = 2026-11-16", "drawn-up = 2026-11-20", 1);
    assert_ne!(dated, calls);
    let dated =
        dated.replacen("en = \"Register of call recordings\"", "en = \"Register of recorded calls\"", 1);
    put_in_force(&world, CALLS, &dated);
    let changed = notice(&world, CALLS);
    assert!(changed.contains("20 November 2026") || changed.contains("20.11.2026"), "{changed}");
    assert_eq!(notice(&world, "call-recordings-too"), before, "the other keeps its date and its version");
}

#[test]
fn r2_002_the_notice_names_nobody_and_a_request_has_an_owner_all_the_same() {
    let world = world(statement("call-recordings.toml"));
    let told = notice(&world, CALLS);
    for said in ["Esimerkkikauppa Oy", "Mallikatu 1", "puhelut@esimerkkikauppa.example.fi"] {
        assert!(told.contains(said), "{said}");
    }
    drop(program(&world, "vastuuhenkilo", "privacy-officer", "rights"));
    let mut later = program(&world, "toinen", "privacy-officer", "rights");
    assert!(!notice(&world, CALLS).contains("vastuuhenkilo"), "who answers inside is nobody else's business");
    let (status, opened) = send(&mut later, "requests", &json!({ "kind": "inspect", "channel": "phone" }));
    assert_eq!(status, 201, "{opened}");
    let (_, case) = get(&mut later, &format!("requests/{}", opened["request"].as_str().unwrap()));
    assert!(case.to_string().contains("\"assigned\":true"), "{case}");
}

#[test]
fn r2_010_015_a_caller_without_a_name_is_found_by_number_and_time_and_the_number_called_is_a_declared_one() {
    let world = world(statement("call-recordings.toml"));
    let mut system = program(&world, "system", "telephone-system", "rights");
    drop(program(&world, "agent-one", "agent", "service-quality"));
    let known = chat(&mut system, ("61", "agent-one"), "Hei");
    let call = |delivery: &str, from: &str, to: &str| {
        json!({
            "kind": "recording", "medium": "chat", "delivery": delivery, "direction": "inbound", "told": true,
            "caller-number": from, "number-called": to, "answered-by": "agent-one",
            "started": "2026-11-03T08:00:00+02:00", "ended": "2026-11-03T08:05:00+02:00",
            "content": { "lines": [{ "at": "2026-11-03T08:01:00+02:00", "by": "person", "text": "Hei" }] },
        })
    };
    let (status, withheld) = send(&mut system, "messages", &call("62", "anonymous", "09 555 0111"));
    assert_eq!(status, 200, "{withheld}");
    let hidden = withheld["recording"].as_str().unwrap();
    let mut found = |filter: Value| -> Vec<String> {
        let (status, told) = send(&mut system, "recordings/list", &json!({ "filter": filter }));
        assert_eq!(status, 200, "{told}");
        let rows = told["recordings"].as_array().unwrap().iter();
        rows.map(|row| row["recording"].as_str().unwrap().to_owned()).collect()
    };
    for number in ["040 5550161", "+358405550161", "(040) 555-0161"] {
        assert_eq!(found(json!({ "number": number })), [known.as_str()], "{number}");
    }
    let hour = |day: u8| json!({ "from": format!("2026-11-0{day}T00:00:00+02:00"), "before": format!("2026-11-0{}T00:00:00+02:00", day + 1) });
    assert_eq!(found(hour(3)), [hidden], "by its time, when the number was withheld");
    assert_eq!(found(hour(2)), [known.as_str()]);
    let (status, refused) = send(&mut system, "messages", &call("63", "0405550163", "+358 9 555 0999"));
    assert_eq!((status, &refused["items"][0]["rule"]), (422, &"not-a-service-number".into()), "{refused}");
    let (_, opened) = get(&mut system, &format!("objects/{hidden}"));
    assert_eq!(opened["object"]["items"]["number-called"][0]["value"], "+35895550111", "{opened}");
}

#[test]
fn r2_008_016_the_answerer_must_have_the_task_and_the_name_stays_inside() {
    // In the sample, and in a register whose statement calls the name otherwise.
    let sample = statement("call-recordings.toml");
    let own = sample.replace("id = \"answered-by\"", "id = \"palvelija\"").replacen(
        "told-item = \"told\"\n",
        "told-item = \"told\"\nanswerer-item = \"palvelija\"\n",
        1,
    );
    for (text, item) in [(sample, "answered-by"), (own, "palvelija")] {
        let world = world(text);
        let mut system = program(&world, "system", "telephone-system", "rights");
        drop(program(&world, "pirkko-palvelija", "agent", "service-quality"));
        drop(program(&world, "esko-esittelija", "assessor", "service-quality"));
        let mut wrong = json!({
            "kind": "recording", "medium": "chat", "delivery": "70", "direction": "inbound", "told": true,
            "caller-number": "0405550170", "number-called": "+358 9 555 0110", "answered-by": "esko-esittelija",
            "started": "2026-11-02T08:00:00+02:00", "ended": "2026-11-02T08:05:00+02:00",
            "content": { "lines": [{ "at": "2026-11-02T08:01:00+02:00", "by": "person", "text": "Hei" }] },
        });
        let (status, told) = send(&mut system, "messages", &wrong);
        assert_eq!(status, 422, "whose task it is not, answered nothing: {told}");
        wrong["answered-by"] = json!("pirkko-palvelija");
        let (status, told) = send(&mut system, "messages", &wrong);
        assert_eq!(status, 200, "{told}");
        let object = told["recording"].as_str().unwrap();
        let (_, opened) = get(&mut system, &format!("objects/{object}"));
        assert_eq!(opened["object"]["items"][item][0]["value"], "pirkko-palvelija", "{opened}");
        let page = copy(&world, told["subject"].as_str().unwrap());
        assert!(page.contains("Call recording") && !page.contains("pirkko"), "{page}");
    }
}

/// The page that a granted request for access gives a caller.
fn copy(world: &World, subject: &str) -> String {
    let mut officer = program(world, "officer", "privacy-officer", "rights");
    let new = json!({ "kind": "inspect", "channel": "letter", "subject": subject });
    let (status, opened) = send(&mut officer, "requests", &new);
    assert_eq!(status, 201, "{opened}");
    let case = format!("requests/{}", opened["request"].as_str().unwrap());
    for step in [
        json!({ "step": "identify", "method": "own-account" }),
        json!({ "step": "decide", "outcome": "granted" }),
    ] {
        let (status, told) = send(&mut officer, &format!("{case}/steps"), &step);
        assert!(status < 300, "{step}: {told}");
    }
    let place = format!("{case}/package");
    let (mut status, mut state) = send(&mut officer, &place, &json!({ "lang": "en" }));
    for _ in 0..2_400 {
        if state["state"] == "ready" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
        (status, state) = get(&mut officer, &place);
    }
    assert_eq!((status, &state["state"]), (200, &"ready".into()), "{state}");
    let fetched = officer.send("POST", &format!("/api/v1/registers/{CALLS}/{place}/fetch"), "{}");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&fetched.body[..])).unwrap();
    let mut page = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("tiedot.html").unwrap(), &mut page).unwrap();
    page
}

pub(crate) fn stored(ground: &Ground, delivery: &str) -> (String, String) {
    let mut keeper = ground.program("register-keeper", "register-keeping");
    let subject = keeper.add(
        "customers",
        "customer",
        &json!({ "first-names": "Viesti", "surname": "Esimerkki", "email": format!("{delivery}@example.fi") }),
    );
    let mail = format!(
        "From: <{delivery}@example.fi>\r\nTo: palvelu@example.fi\r\nDate: Fri, 20 Nov 2026 08:00:00 +0200\r\n\
         Message-ID: <{delivery}@example.fi>\r\nSubject: Lasku\r\nX-Seloste-Told: yes\r\nX-Seloste-Direction: inbound\r\n\
         Content-Type: text/plain\r\n\r\nLaskuni on oikein\r\n"
    );
    let mut system = ground.program("telephone-system", "register-keeping");
    let sent = json!({ "kind": ground.name("message"), "medium": "email", "content": mail });
    let told = system.post("messages", &sent).ok();
    assert_eq!(told["subject"], subject.as_str(), "{told}");
    (subject, told["recording"].as_str().unwrap().to_owned())
}

#[test]
fn r6_017_whoever_may_handle_recordings_alone_and_no_customers_handles_none() {
    let text = statement("service-customers.toml");
    let alone = "\n[[role]]\nid = \"only-recordings\"\nname = { fi = \"Vain tallenteet\", sv = \"Bara inspelningar\", en = \"Recordings only\" }\n\
        scope = \"all\"\n\n[[role.grant]]\npurposes = [\"register-keeping\"]\nread = [\"recordings\"]\n";
    let at = text.find("\n[[role]]").unwrap();
    let text = format!("{}{alone}{}", &text[..at], &text[at..]);
    let heard = "roles = [\"privacy-officer\", \"telephone-system\"]";
    assert!(text.contains(heard));
    let text =
        text.replace(heard, "roles = [\"privacy-officer\", \"telephone-system\", \"only-recordings\"]");
    crate::ground::changed(SERVICE, &text, |ground| {
        let (subject, object) = stored(ground, "vain");
        let list = |caller: &mut Caller<'_>| caller.post("recordings/list", &json!({}));
        let mut alone = ground.program("only-recordings", "register-keeping");
        assert_eq!(list(&mut alone).status, 403);
        assert!(alone.get(&format!("objects/{object}/needs")).status >= 400);
        assert_eq!(
            alone.get(&format!("objects/{object}")).status,
            404,
            "what is told of one is a part of it"
        );
        assert_eq!(alone.get(&format!("subjects/{subject}/objects")).status, 404);
        let mut officer = ground.program("privacy-officer", "register-keeping");
        assert_eq!(list(&mut officer).ok()["recordings"][0]["recording"], object.as_str());
    });
}

#[test]
fn r6_028_a_stored_message_belongs_to_the_persons_access_answer() {
    both(SERVICE, |ground| {
        let (subject, _) = stored(ground, "vastaus");
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let case = officer.granted(&subject, "inspect", "signed-letter");
        let page = officer.copy_page(&case);
        assert!(page.contains("Stored message"), "{page}");
    });
}

#[test]
fn r2_024_an_authority_gets_the_recordings_that_its_order_names_and_they_are_held_until_then() {
    let sample = statement("call-recordings.toml");
    let second = sample.replacen("[disclosure]\n", "[disclosure]\nsecond-person = [\"authority\"]\n", 1);
    let last = "\"see-readers\", \"requests\"]\n";
    let gives = "\n[[role.grant]]\npurposes = [\"rights\"]\nread = [\"caller\"]\nactions = [\"export\"]\n";
    let reviewed = second.replacen(last, &format!("{last}{gives}"), 1);
    assert!(sample != second && second != reviewed);
    let world = world(reviewed);
    let mut system = program(&world, "system", "telephone-system", "rights");
    drop(program(&world, "agent-one", "agent", "service-quality"));
    let [named, other] = ["81", "82"].map(|delivery| chat(&mut system, (delivery, "agent-one"), "Uhkaus"));
    let mut one = program(&world, "ensimmainen", "privacy-officer", "rights");
    let (_, told) = send(&mut one, "recordings/list", &json!({ "filter": { "number": "0405550181" } }));
    let subject = told["recordings"][0]["subject"].as_str().unwrap();
    let place = format!("subjects/{subject}/disclosures/recordings");
    let order = |recordings: &[&str], ground: &str, number: &str| json!({ "to": "Poliisi", "ground": ground, "provision": "PoliisiL 4:3", "case_number": number, "recordings": recordings });
    // A request, a ground that the statement knows, a number; recordings of this person and no others; by who decides it.
    for (sent, status) in [
        (order(&[&named], "law", "1"), 403),
        (order(&[&named], "authority", ""), 422),
        (order(&[], "authority", "1"), 422),
        (order(&[&named, &other], "authority", "1"), 404),
    ] {
        assert_eq!(send(&mut one, &place, &sent).0, status, "{sent}");
    }
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    assert_eq!(send(&mut assessor, &place, &order(&[&named], "authority", "1")).0, 403);
    let (status, made) = send(&mut one, &place, &order(&[&named], "authority", "5500/R/1/26"));
    assert_eq!(status, 201, "{made}");
    let number = &made["order"];
    // Held past its term: no run takes it, and the other one goes.
    world.clock.set("2027-06-01T10:00:00Z".parse().unwrap());
    seloste::work::retention::run(&world.app).unwrap();
    let [mut one, mut two] =
        ["ensimmainen", "toinen"].map(|name| program(&world, name, "privacy-officer", "rights"));
    let fetch = |recording: &str| json!({ "order": number, "recording": recording });
    assert_eq!(
        send(&mut one, &format!("{place}/fetch"), &fetch(&named)).0,
        422,
        "who named it does not give it"
    );
    assert_eq!(
        send(&mut two, &format!("{place}/fetch"), &fetch(&other)).0,
        404,
        "what is not named is not given"
    );
    let path = format!("/api/v1/registers/{CALLS}/{place}/fetch");
    let fetched = two.send("POST", &path, &fetch(&named).to_string());
    assert_eq!(fetched.status, 200, "{}", fetched.text());
    assert!(fetched.text().contains("Uhkaus"));
    let (status, ended) =
        send(&mut two, &format!("{place}/end"), &json!({ "order": number, "outcome": "handed-over" }));
    assert_eq!(status, 200, "{ended}");
    assert!(ended["reference"].as_str().unwrap().starts_with("d-"));
    assert_eq!(send(&mut two, &format!("{place}/fetch"), &fetch(&named)).0, 404, "once");
    let (_, orders) = get(&mut one, &place);
    assert_eq!(orders["orders"][0]["state"], "handed-over", "{orders}");
    assert!(orders["orders"][0]["words"].as_str().unwrap().contains("5500/R/1/26"));
    // The log tells of it, and somebody else than who gave it goes over it (R5-017).
    let given = format!("subjects/{subject}/disclosures");
    let (_, told) = get(&mut one, &given);
    assert_eq!(told["disclosures"][0]["log"], "found", "{told}");
    let checked = json!({ "reference": ended["reference"] });
    assert_eq!(send(&mut two, &format!("{given}/checked"), &checked).0, 422, "who gave it");
    assert_eq!(send(&mut one, &format!("{given}/checked"), &checked).0 / 100, 2);
    // What held it is gone, and so is the recording.
    seloste::work::retention::run(&world.app).unwrap();
    assert_eq!(get(&mut two, &format!("objects/{named}")).0, 404);
}
