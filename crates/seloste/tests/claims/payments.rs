//! R5: payments are companies' and lead to nobody.

use crate::{
    business::{company, keeper, person},
    ground::both,
};
use serde_json::json;

#[test]
fn r5_093_a_payment_is_the_companys_and_names_nobody() {
    both("b2b-customers", |ground| {
        let (company, person) = (company(ground, "Maksaja Oy"), person(ground, "Maksusta"));
        let mut biller = ground.program("finance", "invoicing");
        let paid = |reference: &str| json!({ "kind": "payment", "source": "organisation", "items": { "amount": "100,00", "reference": reference } });
        for named in ["Pekka Maksusta", "RF18 PEKKAMAKSUSTA", "p.maksusta@example.fi"] {
            assert_eq!(
                biller.try_object(&company, &paid(named)).rule(),
                "not-a-payment-reference",
                "{named}"
            );
        }
        let right = biller.try_object(&company, &paid("1234 56719")).ok();
        let refused = biller.try_object(&person, &paid("1234 56719"));
        assert_eq!(refused.status, 403, "a person has no payments: {}", refused.answer.text());
        let links = format!("objects/{}/links", right["object"].as_str().unwrap());
        let names = biller.post(&links, &json!({ "role": "contact", "subject": person, "set": "in-force" }));
        assert_eq!(names.rule(), "not-declared", "and is named on none");
        let shown = keeper(ground).get(&format!("subjects/{person}/objects")).ok().to_string();
        assert!(!shown.contains(right["object"].as_str().unwrap()), "{shown}");
    });
}
