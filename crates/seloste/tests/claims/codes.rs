//! R4: an identity code has no place in this register, nor in what is written beside people.

use crate::ground::both;
use serde_json::json;

#[test]
fn r4_020_a_code_in_a_notice_or_beside_a_disclosure_leaves_no_trace() {
    both("webshop-customers", |ground| {
        let mut officer = ground.program("privacy-officer", "register-keeping");
        let items = json!({ "first-names": "Aino", "surname": "Tunnukseton" });
        let subject =
            ground.program("register-keeper", "register-keeping").add("customers", "customer", &items);
        let word = json!({
            "what": "prohibition", "id": "genealogy", "by": "phone", "set": "in-force",
            "notice": "Tunnus 131052-9041, ei sukututkimukseen",
        });
        let permissions = format!("subjects/{subject}/permissions");
        assert_eq!(officer.post(&permissions, &word).status, 204);
        let given = json!({
            "to": "Poliisi", "ground": "law", "provision": "Poliisilaki 4:3, 131052-9041", "categories": ["identity"],
        });
        assert_eq!(officer.give(&subject, &given).status, 201);
        for (place, kept) in [
            (permissions, "Tunnus [—], ei sukututkimukseen"),
            (format!("subjects/{subject}/disclosures"), "Poliisilaki 4:3, [—]"),
        ] {
            let told = officer.get(&place);
            let text = told.answer.text();
            assert!(text.contains(kept) && !text.contains("131052"), "{place}: {text}");
        }
    });
}
