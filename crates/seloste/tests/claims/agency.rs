//! Lists for processors at the desk (R5-023 to R5-026): made for one assignment, taken along once, told with each person, destroyed.

use crate::{
    common::{MORNING, statement},
    ground::{Ground, changed},
};
use serde_json::json;

const ID: &str = "b2b-customers";

/// The sample, whose agency has its assignment in these weeks.
fn text() -> String {
    let text = statement("b2b-customers.toml");
    let own = "from = 2026-11-01\nuntil = 2026-12-10";
    let text = text.replacen("from = 2027-02-01\nuntil = 2027-05-31", own, 1);
    assert!(text.contains(own));
    text
}

/// Somebody who has asked for news.
fn subscriber(ground: &Ground, surname: &str) -> String {
    let mut keeper = ground.program("register-keeper", "rights");
    let items = json!({
        "first-names": "Pekka", "surname": surname, "phone": "045 788 0005",
        "email": format!("{}@example.fi", surname.to_lowercase()),
    });
    let subject = keeper.add("customer-people", "dealings", &items);
    keeper.word(&subject, ("consent", "news"), Some("email"), "in-force");
    subject
}

#[test]
fn r5_023_r5_025_an_agencys_list_is_made_at_the_desk_told_with_each_person_and_put_down_as_destroyed() {
    changed(ID, &text(), |ground| {
        let subject = subscriber(ground, "Tilaajamallinen");
        subscriber(ground, "Muumallinen");
        let mut agent = ground.person("communicator", &["communicator"]);
        let page = format!("/r/{}/for/{}/extracts", ground.register, ground.name("own-news"));
        let first = agent.get(&page);
        let choice = format!("{} {}", ground.name("communications-agency"), ground.name("spring-news-2027"));
        assert!(first.status == 200 && first.text().contains(&choice), "{}", first.text());
        assert!(first.text().contains("No lists have been made"), "{}", first.text());
        for wrong in ["", "nobody", "nobody nothing", "../x y"] {
            let answer = agent.post(&page, &[("for", wrong)]);
            assert!(matches!(answer.status, 403 | 422), "{wrong}: {}", answer.status);
        }
        let list = agent.post(&page, &[("for", &choice), ("group", "")]);
        assert_eq!(list.status, 200, "{}", list.text());
        assert!(list.header("content-type").unwrap().starts_with("text/csv"));
        assert!(list.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(list.header("cache-control"), Some("no-store"));
        let rows = list.text();
        assert!(rows.lines().count() == 3 && rows.contains("Tilaajamallinen"), "{rows}");
        let reference = rows.lines().find(|line| line.contains("Tilaajamallinen")).unwrap();
        let reference = reference.split([',', ';']).next().unwrap();
        let mut officer = ground.program("privacy-officer", "rights");
        let given = officer.get(&format!("subjects/{subject}/disclosures")).ok();
        assert!(given.to_string().contains(reference), "{reference} {given}");

        let told = agent.get(&page).text();
        assert!(told.contains("Viestintä Malli Oy") && told.contains(&reference[..8]), "{told}");
        ground.world.clock.set("2026-12-11T08:00:00Z".parse().unwrap());
        let mut agent = ground.person("communicator", &["communicator"]);
        let late = agent.get(&page).text();
        assert!(
            late.contains("should have been destroyed") && late.contains("No assignment is in force"),
            "{late}"
        );
        let place = late.split("action=\"").find(|part| part.contains("/destroyed\"")).unwrap();
        let place = place.split('"').next().unwrap().to_owned();
        assert_eq!(agent.post(&place, &[]).status, 303);
        assert!(!agent.get(&page).text().contains("should have been destroyed"));
        assert_eq!(agent.post(&place, &[]).status, 404, "once");
        let mut seller = ground.person("seller", &["seller"]);
        assert!(matches!(seller.get(&page).status, 403 | 404), "not for everybody");
        ground.world.clock.set(MORNING.parse().unwrap());
    });
}
