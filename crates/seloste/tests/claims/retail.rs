//! R1, the register of a chain of shops.

use crate::ground::{Caller, Ground, both};
use serde_json::json;

const ID: &str = "retail-customers";

fn customer(caller: &mut Caller<'_>, surname: &str) -> String {
    let items = json!({
        "first-names": "Aino", "surname": surname, "phone": "045 788 0001", "language": "sv",
        "email": format!("{}@example.fi", surname.to_lowercase()),
        "street": "Mallikatu 3", "postal-code": "00100", "town": "Helsinki",
    });
    caller.add("customers", "customer", &items)
}

fn keeper(ground: &Ground) -> Caller<'_> {
    ground.program("register-keeper", "register-keeping")
}

fn officer(ground: &Ground) -> Caller<'_> {
    ground.program("privacy-officer", "register-keeping")
}

#[test]
fn r1_004_notice_answer_and_entries_name_the_register() {
    both(ID, |ground| {
        let name = "Customer register of Esimerkkikauppa";
        assert!(ground.notice().contains(name));
        let subject = customer(&mut keeper(ground), "Nimikas");
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        let page = officer.copy_page(&case);
        assert!(
            page.contains("Exempelhandelns kundregister"),
            "the answer names it in the person's language: {page}"
        );
        let mine = officer.get("").ok();
        assert_eq!(mine["register"]["name"]["en"], name);
    });
}

#[test]
fn r1_017_a_consent_tells_its_wording_and_its_withdrawal_works_at_once() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let subject = customer(&mut keeper, "Suostuva");
        let mut marketer = ground.program("marketer", "marketing");
        let card = format!("subjects/{subject}");
        assert_eq!(marketer.get(&card).rule(), "prohibited", "no consent, no marketing");
        keeper.word(&subject, ("consent", "marketing"), Some("email"), "in-force");
        let held = keeper.get(&format!("{card}/permissions")).ok();
        let consent = &held["permissions"][0];
        assert_eq!((&consent["id"], &consent["channel"]), (&json!("marketing"), &json!("email")));
        assert_eq!((&consent["by"], &consent["wording"]), (&json!("phone"), &json!(1)), "{consent}");
        assert_eq!(consent["from"], "2026-11-23T08:00:00Z");
        assert!(marketer.reaches(&subject, "email"));
        for other in ["post", "phone", "text"] {
            assert!(!marketer.reaches(&subject, other), "{other} was not consented to");
        }
        keeper.word(&subject, ("consent", "marketing"), Some("email"), "taken-back");
        assert!(!marketer.reaches(&subject, "email"), "one act ends it, at once");
        assert_eq!(marketer.get(&card).rule(), "prohibited");
        let held = keeper.get(&format!("{card}/permissions")).ok();
        assert!(held["permissions"][0]["until"].is_string(), "what was consented to stays provable: {held}");
    });
}

#[test]
fn r1_027_letters_and_answers_are_in_the_stored_language() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let subject = customer(&mut keeper, "Kielinen");
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        let letter = |officer: &mut Caller<'_>, lang: &str| {
            let told = officer
                .post(&format!("requests/{case}/letter"), &json!({ "about": "receipt", "lang": lang }));
            assert_eq!(told.status, 200);
            String::from_utf8_lossy(&told.answer.body).into_owned()
        };
        assert!(letter(&mut officer, "fi").contains("/Lang(sv"), "the person's language, whoever writes");
        assert!(officer.copy_page(&case).contains("<html lang=\"sv\""));
        assert_eq!(keeper.edit(&subject, "customer", &json!({ "language": [] })).status, 204);
        assert!(letter(&mut officer, "fi").contains("/Lang(fi"), "nothing on record: as asked");
    });
}

#[test]
fn r1_034_deliveries_hold_declared_items_and_are_in_the_answer() {
    both(ID, |ground| {
        let mut keeper = keeper(ground);
        let subject = customer(&mut keeper, "Kuljetettu");
        let order = json!({ "kind": "order", "source": "dealings", "items": { "outlet": "keskusta" } });
        let order = keeper.object(&subject, &order);
        let delivery = |more: &str| {
            json!({
                "kind": "delivery", "source": "dealings", "parent": order, "state": "delivered",
                "items": {
                    "carrier": "Mallirahti", "delivery-street": "Rahtikatu 9", "promised-date": "2026-11-20",
                    "delivered-date": "2026-11-21", more: "x",
                },
            })
        };
        assert_eq!(keeper.try_object(&subject, &delivery("driver-mood")).rule(), "not-declared");
        keeper.object(&subject, &delivery("delivery-instructions"));
        let mut officer = officer(ground);
        let case = officer.granted(&subject, "inspect", "document-seen");
        let page = officer.copy_page(&case);
        for told in ["Mallirahti", "Rahtikatu 9", "2026"] {
            assert!(page.contains(told), "{told}: {page}");
        }
    });
}
