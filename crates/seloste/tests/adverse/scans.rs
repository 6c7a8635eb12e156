//! A signed letter that was scanned sideways: it is turned for the reader, and the file stays as it came (R1-047).

use crate::{
    common::{WEBSHOP, World},
    open,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use seloste_db::Engine;
use serde_json::json;

/// One red pixel.
const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

#[test]
fn r1_047_a_letter_scanned_sideways_is_turned_on_the_page_and_kept_as_it_came() {
    let world = World::new(Engine::Sqlite);
    let mut officer = world.key("officer", WEBSHOP, "privacy-officer");
    let case = open(&mut officer, WEBSHOP, &json!({ "kind": "inspect", "channel": "letter" }));
    let scan = STANDARD.decode(PIXEL).unwrap();
    let headers = [("content-type", "image/png"), ("seloste-file-name", "allekirjoitettu.PNG")];
    assert_eq!(officer.send_bytes("POST", &format!("{case}/files"), &headers, &scan).status, 200);
    let mut anna = world.person("anna", WEBSHOP, &["privacy-officer"]);
    let page = format!("/r/{WEBSHOP}/for/register-keeping/requests/{}", case.rsplit('/').next().unwrap());
    assert!(anna.get(&page).text().contains("/files/1/look"), "it can be looked at");
    let mut look = format!("{page}/files/1/look");
    for quarter in [0, 1, 2, 3, 0] {
        let shown = anna.get(&look);
        let text = shown.text();
        assert!(shown.status == 200 && text.contains(&format!("scan turned-{quarter}")), "{text}");
        assert!(text.contains(&format!("data:image/png;base64,{PIXEL}")), "the picture itself");
        let links = text.split("href=\"").filter(|part| part.contains("/look?turned=")).nth(1).unwrap();
        links.split('"').next().unwrap().clone_into(&mut look);
    }
    assert!(anna.get(&format!("{page}/files/1/look?turned=junk")).text().contains("turned-0"));
    assert_eq!(officer.get(&format!("{case}/files/1")).body, scan, "byte for byte");
    assert_eq!(anna.get(&format!("{page}/files/2/look")).status, 404);
    let mut agent = world.person("maija", WEBSHOP, &["service-agent"]);
    assert!(matches!(agent.get(&look).status, 403 | 404));
}
