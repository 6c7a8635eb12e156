//! Versions of a statement, kept by two persons at the pages: while a file comes in, two at once, a purpose that people still count on,
//! what refers to something that is gone, times that overlap.

use crate::{
    at, body,
    common::{Visitor, World, binary, statement},
    items, ok,
};
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use serde_json::{Value, json};

const CLUB: &str = "swim-club";

fn club() -> String {
    statement("swim-club.toml")
}

fn world() -> World {
    World::of(Engine::Sqlite, Head::default(), &[(CLUB, club())])
}

/// A text without the part that begins so.
fn cut(text: &str, head: &str) -> String {
    let from = text.find(head).unwrap_or_else(|| panic!("no {head}"));
    let end = text[from + 1..].find("\n[[").map_or(text.len(), |end| from + 1 + end + 1);
    format!("{}{}", &text[..from], &text[end..])
}

/// Two persons whose duty the statement is.
struct Office {
    one: Visitor,
    other: Visitor,
}

/// A hidden field's value in a page.
fn hidden(page: &str, name: &str) -> Option<String> {
    let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    Some(value.split('"').next()?.replace("&quot;", "\"").replace("&amp;", "&"))
}

impl Office {
    fn new(world: &World) -> Self {
        let person = |name: &str| world.person(name, CLUB, &["secretary"]);
        Self { one: person("aino.malli"), other: person("veikko.malli") }
    }

    /// Writes a draft; gives its address.
    fn write(&mut self, text: &str) -> String {
        let begun = self.one.post(&format!("/r/{CLUB}/statement"), &[("why", "Prov")]);
        assert_eq!(begun.status, 303, "{}", begun.text());
        let draft = begun.header("location").unwrap().to_owned();
        self.save(&draft, text);
        draft
    }

    fn save(&mut self, draft: &str, text: &str) {
        let revision = hidden(&self.one.get(draft).text(), "revision").unwrap();
        let saved = [("revision", revision.as_str()), ("why", "Prov"), ("text", text), ("do", "save")];
        let saved = self.one.post(draft, &saved);
        assert_eq!(saved.status, 303, "{}", saved.text());
    }

    /// Decides what the preview asks; gives what it asked, as it was asked.
    fn decide(&mut self, draft: &str) -> Vec<(String, String)> {
        let mut asked = Vec::new();
        for _ in 0..20 {
            let page = self.one.get(&format!("{draft}/preview")).text();
            let (Some(rule), Some(passage)) = (hidden(&page, "rule"), hidden(&page, "passage")) else {
                return asked;
            };
            let said = [
                ("rule", rule.as_str()),
                ("passage", &passage),
                ("why", "Alla fick brev."),
                ("review", "2027-11-01"),
            ];
            let decided = self.one.post(&format!("{draft}/decide"), &said);
            assert_eq!(decided.status, 303, "{}", decided.text());
            asked.push((rule, page));
        }
        panic!("decisions without an end: {asked:?}")
    }

    fn go(&mut self, draft: &str, what: &str) -> Answer {
        let by = if what == "activate" { &mut self.other } else { &mut self.one };
        let revision = hidden(&by.get(&format!("{draft}/preview")).text(), "revision").unwrap_or_default();
        by.post(&format!("{draft}/move"), &[("do", what), ("revision", &revision)])
    }
}

fn member(world: &World, surname: &str, phone: &str) -> String {
    let mut office = world.key("office", CLUB, "office");
    office.purpose("membership");
    let items = items(&[("first-names", "Maija"), ("surname", surname), ("phone", phone)]);
    let new = json!({ "group": "members", "source": "person", "items": items });
    ok(&office.post(&at(CLUB, "subjects"), &new.to_string()))["subject"].as_str().unwrap().to_owned()
}

#[test]
fn a_version_that_comes_while_a_file_is_brought_in_leaves_nothing_undeclared() {
    let world = world();
    let mut staff = Office::new(&world);
    let draft = staff.write(&cut(&club(), "[[item]]\nid = \"phone\""));
    staff.decide(&draft);
    assert_eq!(staff.go(&draft, "propose").status, 303);
    let rows: String = (0..300).map(|row| format!("Maija,Jäsen{row},+46 8 555 {:03}\n", row)).collect();
    let file = json!({
        "source": "office", "name": "medlemmar.csv", "text": format!("first-names,surname,phone\n{rows}"), "group": "members",
    });
    let mut office = world.key("office", CLUB, "office");
    office.purpose("membership");
    let brought = std::thread::scope(|scope| {
        let brought = scope.spawn(|| office.post(&at(CLUB, "imports"), &file.to_string()));
        std::thread::sleep(std::time::Duration::from_millis(150));
        let done = staff.go(&draft, "activate");
        assert!(matches!(done.status, 303 | 422), "{}", done.text());
        if done.status == 422 {
            // Those who came meanwhile have what would be destroyed: nobody has decided about that yet.
            assert!(done.text().contains("data-becomes-undeclared"), "{}", done.text());
            assert_eq!(staff.go(&draft, "withdraw").status, 303);
        }
        brought.join().unwrap()
    });
    // The file came before, on both sides of, or after the change: whoever brought it is told of each row.
    let told = body(&brought);
    assert!(matches!(brought.status, 201 | 409 | 422), "{told}");
    if brought.status == 201 {
        let count = |what: &str| told["rows"][what].as_u64().unwrap_or(0);
        let sum: u64 = told["rows"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
        assert!(count("created") <= 300 && sum >= 300, "{told}");
    }
    if world.stranger().get(&format!("/r/{CLUB}/notice?lang=en")).text().contains("Telephone number") {
        let again = staff.write(&cut(&club(), "[[item]]\nid = \"phone\""));
        assert!(!staff.decide(&again).is_empty());
        assert_eq!(staff.go(&again, "propose").status, 303);
        assert_eq!(staff.go(&again, "activate").status, 303);
    }
    // Whatever came of it, nobody has an item that is not declared any more.
    let mut office = world.key("office", CLUB, "office");
    office.purpose("membership");
    let listed = ok(&office.post(&at(CLUB, "subjects/list"), "{\"rows\":200}"));
    for hit in listed["hits"].as_array().unwrap() {
        let card = office.get(&at(CLUB, &format!("subjects/{}", hit["subject"].as_str().unwrap()))).text();
        assert!(!card.contains("+46") && !card.contains("\"phone\""), "{card}");
    }
    let late = office.post(&at(CLUB, "imports"), &file.to_string());
    assert_eq!(late.status, 422, "the same file again names a column that is no item: {}", late.text());
    assert!(late.text().contains("phone"), "{}", late.text());
}

#[test]
fn of_two_drafts_at_once_the_second_is_told_and_keeps_what_was_written() {
    let world = world();
    let mut staff = Office::new(&world);
    let (early, late) = ("+46 8 555 011", "+46 8 555 012");
    let one = staff.write(&club().replacen("+46 8 555 010", early, 1));
    let two = staff.write(&club().replacen("kansli@simexempel.example.se", "post@simexempel.example.se", 1));
    for draft in [&one, &two] {
        staff.decide(draft);
        assert_eq!(staff.go(draft, "propose").status, 303);
    }
    assert_eq!(staff.go(&one, "activate").status, 303);
    let refused = staff.go(&two, "activate");
    assert!(refused.status == 422 && refused.text().contains("version 2"), "{}", refused.text());
    let page = staff.one.get(&two).text();
    assert!(page.contains("post@simexempel.example.se"), "nothing is lost: {page}");
    assert!(world.stranger().get(&format!("/r/{CLUB}/notice?lang=en")).text().contains(early));
    // Its writer takes the other change in, and it goes on.
    let both = club().replacen("+46 8 555 010", late, 1).replacen("kansli@", "post@", 1);
    staff.go(&two, "withdraw");
    let again = staff.write(&both);
    staff.decide(&again);
    assert_eq!(staff.go(&again, "propose").status, 303);
    assert_eq!(staff.go(&again, "activate").status, 303);
    let notice = world.stranger().get(&format!("/r/{CLUB}/notice?lang=en")).text();
    assert!(notice.contains(late) && notice.contains("post@simexempel"), "{notice}");
}

#[test]
fn a_purpose_that_people_count_on_goes_by_a_decision_that_says_for_how_many() {
    let world = world();
    let who = member(&world, "Medgivande", "+46 8 555 020");
    let mut office = world.key("office", CLUB, "office");
    office.purpose("club-news");
    let word =
        json!({ "what": "consent", "id": "club-news", "channel": "email", "by": "phone", "set": "in-force" });
    let given = office.post(&at(CLUB, &format!("subjects/{who}/permissions")), &word.to_string());
    assert_eq!(given.status, 204, "{}", given.text());
    let mut text = club();
    for head in [
        "[[purpose]]\nid = \"club-news\"",
        "[[role.grant]]\npurposes = [\"club-news\"]",
        "[[consent]]\nid = \"club-news\"",
        "[[prohibition]]\nid = \"no-advertising\"",
    ] {
        text = cut(&text, head);
    }
    let text = text.replace("\"club-news\", ", "").replace(", \"club-news\"", "");
    let mut staff = Office::new(&world);
    let draft = staff.write(&text);
    let early = staff.go(&draft, "propose");
    assert_eq!(early.status, 422, "somebody has to decide first: {}", early.text());
    let asked = staff.decide(&draft);
    assert!(!asked.is_empty());
    let page = &asked[0].1;
    assert!(page.contains("club-news") || page.contains("Offers"), "{page}");
    assert_eq!(staff.go(&draft, "propose").status, 303);
    assert_eq!(staff.go(&draft, "activate").status, 303);
    let mut office = world.key("office", CLUB, "office");
    office.purpose("club-news");
    let refused = office.post(&at(CLUB, "selections"), "{\"channel\":\"email\"}");
    assert_eq!((refused.status, body(&refused)["code"].as_str()), (403, Some("purpose-not-declared")));
    office.purpose("membership");
    assert_eq!(office.get(&at(CLUB, &format!("subjects/{who}"))).status, 200, "the person stays a member");
}

#[test]
fn what_refers_to_something_that_is_gone_is_shown_where_it_stands() {
    let world = world();
    let mut staff = Office::new(&world);
    let draft = staff.write(&cut(&club(), "[[category]]\nid = \"swimming\""));
    let refused = staff.go(&draft, "propose");
    assert_eq!(refused.status, 422, "{}", refused.text());
    let shown = staff.one.get(&draft).text() + &staff.one.get(&format!("{draft}/preview")).text();
    assert!(shown.contains("swimming") && shown.contains("unknown-reference"), "{shown}");
    // At the shell, with line and column.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("club.toml");
    std::fs::write(&file, cut(&club(), "[[category]]\nid = \"swimming\"")).unwrap();
    let checked = binary::run(&["check", file.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(checked.status.code(), Some(1));
    let line =
        said.lines().find(|line| line.contains("unknown-reference")).unwrap_or_else(|| panic!("{said}"));
    let mut place = line.split("club.toml:").nth(1).unwrap().split(':');
    assert!(
        place.next().unwrap().parse::<u32>().is_ok() && place.next().unwrap().parse::<u32>().is_ok(),
        "{line}"
    );
}

#[test]
fn times_that_overlap_and_derivations_in_a_circle_are_errors_with_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let checked = binary::run(&["check", file.to_str().unwrap()]);
        (checked.status.code(), String::from_utf8_lossy(&checked.stdout).into_owned())
    };
    let text = statement("retail-customers.toml");
    let membership = "from = 2017-09-01";
    assert!(text.contains(membership));
    let from = text.rfind("[[group-company]]").unwrap();
    let end = text[from + 1..].find("\n[").map_or(text.len(), |end| from + 1 + end + 1);
    let twice = format!("{}{}{}", &text[..end], &text[from..end], &text[end..]);
    let (code, said) = check("twice.toml", &twice);
    assert!(code == Some(1) && (said.contains("overlap") || said.contains("twice")), "{said}");
    let circle = "\n[[item]]\nid = \"one\"\nname = { fi = \"Yksi\", sv = \"Ett\", en = \"One\" }\ntype = \"whole\"\ncategory = \"swimming\"\nsources = [\"system\"]\n\n\
                  [item.derived]\nfrom = [\"two\"]\nrule = \"value\"\n\n\
                  [[item]]\nid = \"two\"\nname = { fi = \"Kaksi\", sv = \"Två\", en = \"Two\" }\ntype = \"whole\"\ncategory = \"swimming\"\nsources = [\"system\"]\n\n\
                  [item.derived]\nfrom = [\"one\"]\nrule = \"value\"\n";
    let (code, said) = check("circle.toml", &format!("{}{circle}", club()));
    assert!(code == Some(1) && said.contains("circle.toml:"), "{said}");
}
