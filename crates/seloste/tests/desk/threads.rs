//! Chats and e-mails, read where calls are heard, by the same rules; nothing of theirs is more than text on the page.

use crate::{
    calls::{draft, gate, subject, system},
    common::{World, statement},
};
use seloste::{
    installation::Head,
    work::recording::intake::message::{EMAIL, TRANSCRIPT},
};
use seloste_db::Engine;
use seloste_gate::{card::ObjectRef, recording::MediumFacts};

const SUPPORT: &str = "support-customers";

fn stored(world: &World, format: &'static str, bytes: &[u8]) -> ObjectRef {
    let customer = subject(world, (SUPPORT, "customers"), ("surname", "Malli"), "chat-contact");
    let (gate, ask) = (gate(world, SUPPORT), system(world, SUPPORT));
    let contact = draft(world, (SUPPORT, "contact"), "2026-11-20", &[("channel", "chat")]);
    let contact = gate.add_object(&ask, &customer, contact).unwrap();
    let items = [("direction", "inbound"), ("told", "yes"), ("started", "2026-11-20T14:00:00+02:00")];
    let mut recording = draft(world, (SUPPORT, "chat-recording"), "2026-11-20", &items);
    recording.parent = Some(contact);
    recording.ends = Some("2026-11-20".parse().unwrap());
    let digest = seloste_gate::recording::digest(bytes);
    let (delivery, said) = ("chat-1".to_owned(), seloste_gate::recording::Said::default());
    let facts = MediumFacts { format, channels: 0, length_ms: 0, peaks: Vec::new(), delivery, digest, said };
    gate.take_recording(&ask, &customer, recording, (facts, &mut &*bytes)).unwrap().object().clone()
}

fn world() -> World {
    World::of(Engine::Sqlite, Head::default(), &[(SUPPORT, statement("support-customers.toml"))])
}

fn page(purpose: &str, object: &ObjectRef) -> String {
    format!("/r/{SUPPORT}/for/{purpose}/recording/{}", object.0)
}

#[test]
fn r7_014_a_chat_is_read_by_those_who_may_and_is_nothing_but_text() {
    let world = world();
    let chat =
        br#"{"lines":[{"at":"2026-11-20T14:00:00+02:00","by":"person","text":"<img src=x onerror=alert(1)>"},
        {"at":"2026-11-20T14:01:00+02:00","by":"agent","text":"Hyv\u00e4\u00e4 p\u00e4iv\u00e4\u00e4"}]}"#;
    let object = stored(&world, TRANSCRIPT, chat);
    let mut officer = world.person("officer", SUPPORT, &["privacy-officer"]);
    let shown = officer.get(&page("rights", &object));
    let text = shown.text().to_string();
    assert_eq!(shown.status, 200, "{text}");
    assert!(text.contains("&lt;img src=x") && !text.contains("<img"), "{text}");
    assert!(text.contains("Hyvää päivää") && text.contains("Customer"), "{text}");
    assert!(!text.contains("<audio"), "{text}");
    let list = officer.get(&format!("/r/{SUPPORT}/for/rights/recordings")).text().to_string();
    assert!(list.contains(&object.0) && !list.contains("päivää"), "{list}");
    // The same rules as for calls: whose customer it is not, reads nothing, with a reason or without.
    let mut verifier = world.person("verifier", SUPPORT, &["verifier"]);
    let asked = verifier.get(&page("event-verification", &object));
    assert!(asked.status == 403 && asked.text().contains("name=\"reason\""), "{}", asked.text());
    let mut developer = world.person("developer", SUPPORT, &["quality-developer"]);
    assert_eq!(developer.get(&page("service-quality", &object)).status, 404);
}

#[test]
fn r6_013_an_e_mail_is_shown_without_its_html_and_its_attachments_are_named() {
    let world = world();
    let mail = "From: Kaisu <kaisu@example.fi>\r\nTo: tuki@example.fi\r\nSubject: Kuitti <b>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
        <p>Liitteenä kuitti</p><script>alert(1)</script><img src=\"https://elsewhere.example/x.png\">\r\n\
        --b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"kuitti.exe\"\r\n\r\n\
        MZ\r\n--b--\r\n";
    let object = stored(&world, EMAIL, mail.as_bytes());
    let mut officer = world.person("officer", SUPPORT, &["privacy-officer"]);
    let text = officer.get(&page("rights", &object)).text().to_string();
    assert!(text.contains("Liitteenä kuitti") && text.contains("Kuitti &lt;b&gt;"), "{text}");
    assert!(text.contains("kuitti.exe"), "{text}");
    assert!(!text.contains("elsewhere.example"), "{text}");
    assert_eq!(text.matches("<script").count(), 1, "the frame's own: {text}");
}
