//! R3, the newsletter's register: a name, an address and a year.

use crate::{
    common::people::marks_in,
    ground::{Caller, Ground, both},
};
use serde_json::{Value, json};

const ID: &str = "newsletter";

fn keeping(ground: &Ground) -> Caller<'_> {
    ground.program("list-manager", "register-keeping")
}

fn subscriber(caller: &mut Caller<'_>, name: &str) -> String {
    let email = format!("{}@example.fi", name.to_lowercase());
    caller.add("subscribers", "subscriber", &json!({ "name": name, "email": email }))
}

#[test]
fn r3_001_the_newsletter_is_a_register_of_its_own() {
    both(ID, |ground| {
        let notice = ground.notice();
        assert!(notice.contains("Newsletter subscribers") && notice.contains("16 November 2026"));
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Erillinen");
        // The other register of the same controller has nobody of that name.
        let twin = ground.twin();
        assert_eq!(keeping(&twin).get(&format!("subjects/{subject}")).status, 404);
    });
}

#[test]
fn r3_002_the_notice_says_where_to_write_and_letters_reach_the_person_in_charge() {
    both(ID, |ground| {
        let notice = ground.notice();
        for told in
            ["Mallikatu 1", "00100 Helsinki", "+358 9 555 0100", "Head of communications", "+358 9 555 0107"]
        {
            assert!(notice.contains(told), "{told}");
        }
        let mut saara = ground.named("saara.malli", "privacy-officer", "register-keeping");
        let subject = subscriber(&mut keeping(ground), "Kirjoittaja");
        let letter = json!({ "kind": "inspect", "channel": "letter", "subject": subject });
        let case = saara.post("requests", &letter).ok()["request"].as_str().unwrap().to_owned();
        let mine = saara.post("requests/list", &json!({ "mine": true })).ok();
        let mine: Vec<&Value> =
            mine["requests"].as_array().unwrap().iter().map(|one| &one["request"]).collect();
        assert!(mine.contains(&&json!(case)), "the letter is in the queue of the person in charge: {mine:?}");
    });
}

#[test]
fn r3_006_a_subscriber_refuses_research_and_keeps_the_newsletter() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Tutkimaton");
        keeper.word(&subject, ("consent", "subscription"), Some("email"), "in-force");
        let mut research = ground.program("list-manager", "research-invitations");
        let mut letter = ground.program("list-manager", "newsletter");
        assert!(research.reaches(&subject, "email") && letter.reaches(&subject, "email"));
        keeper.forbid(&subject, "research");
        assert!(!research.reaches(&subject, "email"), "refused");
        assert!(letter.reaches(&subject, "email"), "and the newsletter goes on");
    });
}

#[test]
fn r3_008_no_billing_data_can_be_stored() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Laskuton");
        for item in ["billing-address", "iban", "business-id", "amount"] {
            assert_eq!(
                keeper.edit(&subject, "subscriber", &json!({ item: "1" })).rule(),
                "not-declared",
                "{item}"
            );
        }
        let invoice = json!({ "kind": "invoice", "source": "subscriber", "items": { "amount": "10" } });
        assert_eq!(keeper.try_object(&subject, &invoice).rule(), "not-declared");
        assert!(ground.program("list-manager", "customer-information").reaches(&subject, "email"));
    });
}

#[test]
fn r3_009_targeting_goes_by_own_items_alone_and_stops_on_objection() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Kohdennettu");
        keeper.word(&subject, ("consent", "marketing-mail"), Some("email"), "in-force");
        let mut marketing = ground.program("list-manager", "email-marketing");
        let mut picked = |by: &str| {
            let asked = json!({ "channel": "email", "targeting": by, "rows": 200 });
            let told = marketing.post("selections", &asked);
            told.status == 200
                && told.answer.text().contains(&subject)
                && told.body["hits"].to_string().contains(&subject)
        };
        assert!(picked("targeting"));
        for item in ["opened", "clicked", "last-opened"] {
            assert_eq!(keeper.edit(&subject, "subscriber", &json!({ item: "yes" })).rule(), "not-declared");
        }
        keeper.forbid(&subject, "targeting");
        assert!(!picked("targeting"), "objected to");
        assert!(
            ground.program("list-manager", "email-marketing").reaches(&subject, "email"),
            "untargeted mail goes on"
        );
    });
}

#[test]
fn r3_010_a_name_and_one_address() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let two = json!({ "name": "Kaksi", "email": ["kaksi@example.fi", "kaksi2@example.fi"] });
        assert_eq!(keeper.try_add("subscribers", "subscriber", &two).rule(), "too-many-values");
        assert_eq!(
            keeper.try_add("subscribers", "subscriber", &json!({ "name": "Nolla" })).rule(),
            "required"
        );
        let subject = subscriber(&mut keeper, "Yksinen");
        let change = json!({ "name": "Yksinen Uusi", "email": "uusi.yksinen@example.fi" });
        assert_eq!(keeper.edit(&subject, "subscriber", &change).status, 204);
        assert_eq!(keeper.values(&subject, "email"), ["uusi.yksinen@example.fi"]);
        assert_eq!(keeper.values(&subject, "name"), ["Yksinen Uusi"]);
    });
}

#[test]
fn r3_011_nothing_beside_the_year_tells_the_day() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Vuotinen");
        keeper.word(&subject, ("consent", "subscription"), Some("email"), "in-force");
        assert_eq!(keeper.values(&subject, "subscribed-in"), ["2026"]);
        let mut using = ground.program("list-manager", "newsletter");
        let (kept, used) =
            (keeper.card(&subject).to_string(), using.post("subjects/list", &json!({})).ok().to_string());
        for told in [kept, used] {
            assert!(
                !told.contains("\"recorded\":\"2026-11"),
                "a value's own date tells the day of the subscription: {told}"
            );
        }
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let to = json!({ "recipient": "mailing-service", "purpose": "newsletter", "categories": ["subscription"] });
        let parcel = officer.give(&subject, &to).ok().to_string();
        assert!(!parcel.contains("2026-11"), "{parcel}");
    });
}

#[test]
fn r3_014_an_address_service_changes_nothing_here() {
    both(ID, |ground| {
        let mut keeper = keeping(ground);
        let subject = subscriber(&mut keeper, "Muuttamaton");
        for (source, item) in
            [("address-service", "street"), ("address-service", "email"), ("subscriber", "street")]
        {
            let told = keeper.edit(&subject, source, &json!({ item: "uusi@example.fi" }));
            assert_eq!(told.rule(), "not-declared", "{source} {item}");
        }
        assert_eq!(keeper.values(&subject, "email"), ["muuttamaton@example.fi"]);
    });
}

#[test]
fn r3_017_a_processor_gets_what_its_task_needs_and_only_while_declared() {
    both(ID, |ground| {
        let subject = subscriber(&mut keeping(ground), "Kasiteltava");
        keeping(ground).word(&subject, ("consent", "subscription"), Some("email"), "in-force");
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let to = |recipient: &str, purpose: &str| json!({ "recipient": recipient, "purpose": purpose, "categories": ["subscription"] });
        let given = officer.give(&subject, &to("mailing-service", "newsletter")).ok();
        assert_eq!(given["categories"].as_object().unwrap().len(), 1);
        for (recipient, purpose) in [("mailing-service", "targeting"), ("nobody-declared", "newsletter")] {
            let told = officer.give(&subject, &to(recipient, purpose));
            assert!(
                told.status == 403 || told.status == 422,
                "{recipient} {purpose}: {}",
                told.answer.text()
            );
            assert!(marks_in(&told.answer.body).is_empty());
        }
    });
}

#[test]
fn r3_028_a_subscriber_is_nobody_in_another_register() {
    both(ID, |ground| {
        let twin = ground.twin();
        let name = if ground.register == ID { "Alkuperainen" } else { "Kopioitu" };
        let subject = subscriber(&mut keeping(ground), name);
        let mut officer = ground.program("privacy-officer", "register-keeping");
        assert_eq!(officer.find(name), [subject]);
        assert!(keeping(&twin).find(name).is_empty(), "no record arises elsewhere");
        let group =
            officer.try_add("customers", "subscriber", &json!({ "name": "X", "email": "x@example.fi" }));
        assert!(group.status >= 400, "no other group is kept");
    });
}
