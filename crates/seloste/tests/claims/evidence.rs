//! Evidence of measures at the desk: a file is kept sealed, is saved and never shown, and counts when a second person has seen it
//! (R1-043, R5-112).

use crate::common::{Visitor, WEBSHOP, World, register};
use seloste::bench::http::{Answer, Request};
use seloste_db::Engine;

const PAGE: &str = "/r/webshop-customers/measures";
const BOUNDARY: &str = "b0undary";

/// Sends the form with a file, as a browser does.
fn attach(visitor: &mut Visitor, fields: &[(&str, &str)], (name, bytes): (&str, &[u8])) -> Answer {
    let csrf = visitor.csrf().unwrap().to_owned();
    let mut body = Vec::new();
    for (field, value) in fields.iter().copied().chain([("csrf", csrf.as_str())]) {
        let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n");
        body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"content\"; filename=\"{name}\"\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    let path = format!("{PAGE}/attach");
    visitor.send(Request { method: "POST", path: &path, headers: &headers, body: &body })
}

/// The fields of the form beside the file.
const SAID: [(&str, &str); 4] = [
    ("measure", "firewall"),
    ("shows", "Rules of the wall"),
    ("issuer", "Malli Oy"),
    ("dated", "2026-11-20"),
];

fn link(page: &str) -> Option<String> {
    let part = page.split("href=\"").find(|part| part.contains("/measures/evidence/"))?;
    part.split('"').next().map(str::to_owned)
}

#[test]
fn r1_043_a_file_of_evidence_is_kept_sealed_saved_and_confirmed_by_a_second_person() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        let mut one = world.person("anna", WEBSHOP, &["privacy-officer"]);
        let file = b"<script>alert(1)</script> qzmark of the wall".repeat(1000);
        let sent = attach(&mut one, &SAID, ("walls.html", &file));
        assert_eq!(sent.status, 303, "{}", sent.text());
        let page = one.get(PAGE).text();
        let place = link(&page).unwrap_or_else(|| panic!("no file in {page}"));
        assert!(page.contains("Waits for another person"), "{page}");
        let back = one.get(&place);
        assert_eq!((back.status, back.header("content-type")), (200, Some("application/octet-stream")));
        assert!(back.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(back.header("x-content-type-options"), Some("nosniff"));
        assert!(back.body == file, "byte for byte");
        let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
        let select = "SELECT body FROM measure_file";
        let kept: Vec<Vec<u8>> = home.gate.data().read(|tx| tx.all(select, &[], |row| row.bytes(0))).unwrap();
        assert!(kept.len() == 1 && !kept[0].windows(6).any(|part| part == b"qzmark"), "sealed");
        // The second person looks at it and confirms it.
        let mut other = world.person("eino", WEBSHOP, &["privacy-officer"]);
        assert_eq!(other.get(&place).status, 200);
        let seen = [("evidence", place.rsplit('/').next().unwrap())];
        let confirm = format!("{PAGE}/confirm");
        assert_eq!(one.post(&confirm, &seen).status, 422, "not the same person");
        assert_eq!(other.post(&confirm, &seen).status, 303);
        assert!(other.get(PAGE).text().contains("Confirmed"));
        // Reading stands in the ledger, and is no use outside of the rules.
        assert_eq!(home.gate.judge_ledger(&register(WEBSHOP), None).unwrap().outside, 0);
        let mut agent = world.person("maija", WEBSHOP, &["service-agent"]);
        assert_eq!(agent.get(&place).status, 404, "for those who keep the register");
        assert_eq!(one.get(&format!("{PAGE}/evidence/1")).status, 404);
    }
}

#[test]
fn r5_112_evidence_is_a_file_of_bounded_size_or_the_digest_of_one_that_stays_elsewhere() {
    let world = World::new(Engine::Sqlite);
    let mut one = world.person("anna", WEBSHOP, &["privacy-officer"]);
    let empty = attach(&mut one, &SAID, ("", b""));
    assert!(empty.status == 422 && empty.text().contains("Choose a file"), "{}", empty.text());
    let large = attach(&mut one, &SAID, ("large.bin", &vec![7; (10 << 20) + 1]));
    assert!(large.status == 422 && large.text().contains("larger than 10 MB"), "{}", large.status);
    let digest = "ab".repeat(32);
    let elsewhere = [&SAID[..], &[("file", "wall.pdf"), ("digest", &digest)]].concat();
    let bad = [&SAID[..], &[("file", "wall.pdf"), ("digest", "abc")]].concat();
    assert_eq!(attach(&mut one, &bad, ("", b"")).status, 422);
    assert_eq!(attach(&mut one, &elsewhere, ("", b"")).status, 303);
    let page = one.get(PAGE).text();
    assert!(page.contains(&digest) && page.contains("wall.pdf") && link(&page).is_none(), "{page}");
}
