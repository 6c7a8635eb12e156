//! Assessing calls, over pages and over the API; whether a call was recorded, told in a case.

use crate::{
    calls::{self, CALLS, caller, recording},
    common::{self, Program, Visitor, World, staff},
    of,
};
use seloste_gate::{ask::AccountId, card::ObjectRef};
use serde_json::{Value, json};

const API: &str = "/api/v1/registers/call-recordings";

fn read(answer: &seloste::bench::http::Answer) -> Value {
    serde_json::from_str(&answer.text()).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.text()))
}

fn program(world: &World, name: &str, role: &str, purpose: &str) -> Program {
    let mut program = world.key(name, CALLS, role);
    program.purpose(purpose);
    program
}

fn agent(world: &World, name: &str) -> AccountId {
    staff::account(&world.app, name, CALLS, &["agent"])
}

fn by_form(points: [u32; 3]) -> String {
    let questions = ["greeting", "need", "privacy"].into_iter().zip(points);
    let answers: Vec<Value> =
        questions.map(|(question, points)| json!({ "question": question, "points": points })).collect();
    json!({ "kind": "assessment", "form": "sales-call", "answers": answers, "source": "staff",
        "items": { "grade": [{ "value": "good" }] } })
    .to_string()
}

fn assess(program: &mut Program, recording: &ObjectRef, points: [u32; 3]) -> String {
    let made = program.post(&format!("{API}/objects/{}/assessments", recording.0), &by_form(points));
    assert_eq!(made.status, 201, "{}", made.text());
    read(&made)["object"].as_str().unwrap().to_owned()
}

#[test]
fn r2_006_an_assessment_over_the_api_is_seen_and_answered_by_the_agent_alone() {
    let world = calls::world();
    let (aatos, beata) = (agent(&world, "aatos"), agent(&world, "beata"));
    let mine = recording(&world, &caller(&world, "040 555 0001"), aatos, ("2026-11-20", 1));
    let theirs = recording(&world, &caller(&world, "040 555 0002"), beata, ("2026-11-20", 2));
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    let wrong = assessor.post(&format!("{API}/objects/{}/assessments", mine.0), &by_form([9, 4, 1]));
    assert_eq!((wrong.status, read(&wrong)["items"][0]["rule"].as_str()), (422, Some("too-many-points")));
    // A form for calls to another number is refused here as the page refuses it.
    let other = by_form([2, 4, 1]).replace("sales-call", "service-call").replace("\"need\"", "\"solution\"");
    let other = assessor.post(&format!("{API}/objects/{}/assessments", mine.0), &other);
    assert_eq!(
        (other.status, read(&other)["items"][0]["rule"].as_str()),
        (422, Some("form-for-other-calls"))
    );
    let made = assess(&mut assessor, &mine, [2, 4, 1]);
    assess(&mut assessor, &theirs, [0, 0, 1]);
    let mut own = program(&world, "aatos", "agent", "service-quality");
    let listed = read(&own.post(&format!("{API}/assessments/list"), "{}"));
    let listed = listed["assessments"].as_array().unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!((listed[0]["mine"].as_bool(), listed[0]["assessor"].as_str()), (Some(true), Some("assessor")));
    assert_eq!(listed[0]["assessment"]["items"]["score"][0]["value"], "100");
    // Another's looks like none, to read, to answer and beside its recording.
    let reply = |program: &mut Program, object: &str, body: Value| {
        program.post(&format!("{API}/objects/{object}/reply"), &body.to_string()).status
    };
    let mut other = program(&world, "beata", "agent", "service-quality");
    assert_eq!(reply(&mut other, &made, json!({})), 404);
    assert_eq!(reply(&mut assessor, &made, json!({})), 404);
    assert_eq!(other.get(&format!("{API}/objects/{}/assessments", mine.0)).status, 404);
    assert_eq!(reply(&mut own, &made, json!({ "disputed": "Asiakas keskeytti" })), 204);
    let seen = read(&assessor.get(&format!("{API}/objects/{}/assessments", mine.0)));
    assert_eq!(seen["assessments"][0]["assessment"]["state"], "disputed");
    assert_eq!(reply(&mut own, &made, json!({})), 422, "a reply without words does not undo a dispute");
    // Figures are for those who may count, and of large enough groups.
    assert_eq!(own.post(&format!("{API}/assessments/totals"), "{}").status, 403);
    let totals =
        read(&assessor.post(&format!("{API}/assessments/totals"), &json!({ "by": "agent" }).to_string()));
    assert_eq!(
        (totals["groups"].as_array().unwrap().len(), totals["some_too_small"].as_bool()),
        (0, Some(true))
    );
}

#[test]
fn r2_006_a_sample_is_drawn_again_by_its_seed() {
    let world = calls::world();
    let aatos = agent(&world, "aatos");
    for seed in 1..=6 {
        recording(&world, &caller(&world, &format!("040 555 00{seed:02}")), aatos, ("2026-11-20", seed));
    }
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    let draw = |assessor: &mut Program, seed: Option<&str>| {
        let wanted = json!({ "from": "2026-11-01T00:00:00Z", "before": "2026-12-01T00:00:00Z", "each": 2, "seed": seed });
        read(&assessor.post(&format!("{API}/samples"), &wanted.to_string()))
    };
    let first = draw(&mut assessor, None);
    assert_eq!(
        (first["of"].as_u64(), first["agents"][0]["calls"].as_array().unwrap().len()),
        (Some(6), 2),
        "{first}"
    );
    assert_eq!(draw(&mut assessor, first["seed"].as_str())["agents"], first["agents"]);
    // A number or a seed that can't be kept to is refused, not bent.
    for (each, seed, item) in [(0, "syksy", "each"), (51, "syksy", "each"), (2, &*"s".repeat(65), "seed")] {
        let wanted = json!({ "from": "2026-11-01T00:00:00Z", "before": "2026-12-01T00:00:00Z", "each": each, "seed": seed });
        let refused = assessor.post(&format!("{API}/samples"), &wanted.to_string());
        assert_eq!((refused.status, read(&refused)["items"][0]["item"].as_str()), (422, Some(item)));
    }
    let mut visitor = world.person("visitor", CALLS, &["assessor"]);
    let page = visitor.get(&format!(
        "{}/quality/sample?from=2026-11-01&until=2026-11-30&each=2&seed=syksy",
        of("service-quality")
    ));
    assert!(
        page.status == 200 && page.text().contains("syksy") && page.text().contains("/quality/of/"),
        "{}",
        page.text()
    );
}

#[test]
fn r2_006_assessors_fill_in_the_form_of_the_number_and_stand_beside_each_other() {
    let world = calls::world();
    let mine = recording(&world, &caller(&world, "040 555 0001"), agent(&world, "aatos"), ("2026-11-20", 1));
    let address = format!("{}/quality/of/{}", of("service-quality"), mine.0);
    let [mut one, mut two] = ["eka", "toka"].map(|name| world.person(name, CALLS, &["assessor"]));
    let form = one.get(&address).text();
    assert!(form.contains("Finding out the need") && !form.contains("value=\"service-call\""), "{form}");
    let fields = |points: &'static str| {
        [
            ("form", "sales-call"),
            ("q-greeting", points),
            ("q-need", "2"),
            ("q-privacy", "1"),
            ("i.grade.0", "fair"),
        ]
    };
    assert_eq!(one.post(&address, &fields("2")).status, 303);
    assert_eq!(
        two.post(&address, &[("form", "sales-call"), ("q-need", "2")]).status,
        200,
        "told what is missing"
    );
    assert_eq!(two.post(&address, &fields("0")).status, 303);
    let both = two.get(&address).text();
    assert!(both.contains("stand beside each other") && both.contains("70") && both.contains("50"), "{both}");
    let mut aatos = world.person("aatos", CALLS, &["agent"]);
    let list = |aatos: &mut Visitor| aatos.get(&format!("{}/quality", of("service-quality")));
    let before = list(&mut aatos);
    assert!(before.status == 200 && before.text().contains(&mine.0), "{}", before.text());
    assert!(!before.text().contains("failing fault"), "{}", before.text());
    let at_fault = fields("2").map(|(name, value)| (name, if name == "q-privacy" { "0" } else { value }));
    assert_eq!(two.post(&address, &at_fault).status, 303);
    assert!(list(&mut aatos).text().contains("failing fault"), "a fault that fails the whole is marked");
    let own = aatos.get(&address).text();
    assert!(own.contains("Acknowledge") && !own.contains("q-greeting"), "{own}");
    let mut beata = world.person("beata", CALLS, &["agent"]);
    assert_eq!(beata.get(&address).status, 404);
    assert!(!beata.get(&format!("{}/quality", of("service-quality"))).text().contains(&mine.0));
}

#[test]
fn r2_029_r2_032_customer_service_opens_a_case_by_phone_and_tells_whether_the_call_was_recorded() {
    let world = calls::world();
    let who = caller(&world, "040 555 0001");
    recording(&world, &who, agent(&world, "aatos"), ("2026-11-20", 1));
    let mut clerk = program(&world, "clerk", "inspection-clerk", "rights");
    let new = json!({ "kind": "inspect", "channel": "phone", "subject": who.0, "words": "Soitin perjantaina kahdelta" });
    let taken = clerk.post(&format!("{API}/requests"), &new.to_string());
    assert_eq!((taken.status, read(&taken)["due"].as_str()), (201, Some("2026-12-23")), "{}", taken.text());
    let place = format!("{API}/requests/{}", read(&taken)["request"].as_str().unwrap());
    let at = json!({ "at": "2026-11-20T14:00:00+02:00" }).to_string();
    let early = clerk.post(&format!("{place}/calls"), &at);
    assert_eq!((early.status, read(&early)["items"][0]["rule"].as_str()), (422, Some("identity-pending")));
    let identify = json!({ "step": "identify", "method": "document-seen" });
    assert_eq!(clerk.post(&format!("{place}/steps"), &identify.to_string()).status, 200);
    let told = read(&clerk.post(&format!("{place}/calls"), &at));
    assert_eq!(told["calls"][0]["state"], "recorded", "{told}");
    let other = read(&clerk.post(&format!("{place}/calls"), &json!({ "at": "2026-11-19" }).to_string()));
    assert_eq!(other["calls"].as_array().unwrap().len(), 0);
    // On its page too, and once the recording is gone.
    let mut visitor = world.person("visitor", CALLS, &["inspection-clerk"]);
    let page = place.replace("/api/v1/registers/call-recordings/", &format!("{}/", of("rights")));
    assert!(visitor.get(&page).text().contains("Was a call recorded?"));
    let shown = visitor.post(&format!("{page}/calls"), &[("at", "2026-11-20T14:10")]);
    assert!(shown.status == 200 && shown.text().contains("<td>Recorded</td>"), "{}", shown.text());
    // Somebody of the staff asks in their own right, also after leaving.
    let new = json!({ "kind": "inspect", "channel": "phone" });
    let place = format!(
        "{API}/requests/{}",
        read(&clerk.post(&format!("{API}/requests"), &new.to_string()))["request"].as_str().unwrap()
    );
    for step in [json!({ "step": "link", "staff": "aatos" }), identify] {
        let taken = clerk.post(&format!("{place}/steps"), &step.to_string());
        assert_eq!(taken.status, 200, "{}", taken.text());
    }
    let told = read(&clerk.post(&format!("{place}/calls"), &at));
    assert_eq!(
        (told["staff"].as_str(), told["calls"][0]["state"].as_str()),
        (Some("aatos"), Some("recorded"))
    );
}

/// What callers may forbid, as the register does not let them by itself.
const FORBIDS: &str = "
[[prohibition]]
id = \"no-training\"
name = { fi = \"Ei laatuun eikä koulutukseen\", sv = \"Inte för kvalitet eller utbildning\", en = \"Not for quality or training\" }
stops = [\"quality\", \"training\"]
";

#[test]
fn gdpr_21_a_prohibition_of_quality_and_training_closes_a_persons_calls_to_them() {
    let world = calls::world_with(format!("{}{FORBIDS}", common::statement("call-recordings.toml")));
    let aatos = agent(&world, "aatos");
    let (forbids, other) = (caller(&world, "040 555 0011"), caller(&world, "040 555 0012"));
    let theirs = recording(&world, &forbids, aatos, ("2026-11-20", 1));
    let open = recording(&world, &other, aatos, ("2026-11-20", 2));
    let mut officer = program(&world, "officer", "privacy-officer", "rights");
    let said = json!({ "what": "prohibition", "id": "no-training", "set": "in-force", "by": "email" });
    let said = officer.post(&format!("{API}/subjects/{}/permissions", forbids.0), &said.to_string());
    assert_eq!(said.status, 204, "{}", said.text());
    for (name, role, purpose) in [
        ("assessor", "assessor", "service-quality"),
        ("trainer", "trainer", "training"),
        ("aatos", "agent", "service-quality"),
    ] {
        let mut program = program(&world, name, role, purpose);
        let card = program.get(&format!("{API}/subjects/{}", forbids.0));
        assert_eq!((card.status, read(&card)["code"].as_str()), (403, Some("prohibited")), "{role}");
        let listed = program.post(&format!("{API}/recordings/list"), "{}").text();
        assert!(listed.contains(open.0.as_str()) && !listed.contains(theirs.0.as_str()), "{role}: {listed}");
        assert!(program.get(&format!("{API}/objects/{}", theirs.0)).status >= 400, "{role}");
    }
    let mut assessor = program(&world, "assessor", "assessor", "service-quality");
    let wanted = json!({ "from": "2026-11-01T00:00:00Z", "before": "2026-12-01T00:00:00Z", "each": 5 });
    let sample = read(&assessor.post(&format!("{API}/samples"), &wanted.to_string()));
    assert_eq!(sample["of"].as_u64(), Some(1), "{sample}");
    let made = assessor.post(&format!("{API}/objects/{}/assessments", theirs.0), &by_form([2, 4, 1]));
    assert!(made.status >= 400, "{}", made.text());
    assess(&mut assessor, &open, [2, 4, 1]);
    let mut visitor = world.person("visitor", CALLS, &["assessor"]);
    let page = visitor.get(&format!("{}/recording/{}", of("service-quality"), theirs.0));
    assert!(page.status >= 400 && !page.text().contains("<audio"), "{}", page.text());
    // The person's rights go on.
    assert!(officer.get(&format!("{API}/subjects/{}", forbids.0)).status == 200);
}
