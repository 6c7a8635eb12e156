//! A scanned letter, shown as a picture and turned as the reader wants: the file stays as it came. Only what begins as pictures do is
//! shown, inside of the page and as nothing but a picture; every look stands in the ledger. Not here: other files (`files.rs`).

use crate::{
    app::Shared,
    messages::requests as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::Fields,
        visit::AtWork,
    },
};
use axum::{
    extract::{Path, RawQuery, State as Shares},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use seloste_gate::{packages::PackedFile, request::RequestRef};
use zeroize::Zeroizing;

/// How often a picture is turned by a quarter before it stands as before.
const TURNS: usize = 4;

/// `GET .../requests/{request}/files/{number}/look?turned=N`: N quarters clockwise.
pub(crate) async fn get(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request, number)): Path<(String, String, String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let place = number.parse().map_err(|_| Trouble::Absent)?;
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let turned = fields.get("turned").parse().unwrap_or(0) % TURNS;
        let file = desk.gate.request_file(&desk.ask, &RequestRef(request.clone()), place)?;
        let case = desk.at(&format!("requests/{request}"));
        Ok(page(desk, &file, (&case, &number, turned)))
    })
    .await
}

fn page(desk: &Desk<'_>, file: &PackedFile, (case, number, turned): (&str, &str, usize)) -> Response {
    let title = desk.say(&say::SCAN);
    let here = format!("{case}/files/{number}");
    let content = html! {
        h1 { (title) }
        @match picture(&file.bytes) {
            Some(kind) => {
                (turns(desk, &here, turned))
                div class={ "scan turned-" (turned) } {
                    img src=(source(kind, file).as_str()) alt=(desk.say(&say::SCAN_ALT));
                }
            },
            None => p { (desk.say(&say::NO_PICTURE)) },
        }
        p.actions {
            a.button href=(here) download { (desk.say(&say::SAVE_FILE)) }
            a.button href=(case) { (desk.say(&say::TO_CASE)) }
        }
    };
    desk.frame.page(title, &content)
}

fn turns(desk: &Desk<'_>, here: &str, turned: usize) -> Markup {
    let to = |quarters: usize| format!("{here}/look?turned={}", (turned + quarters) % TURNS);
    html! {
        p.actions {
            a.button href=(to(TURNS - 1)) { (desk.say(&say::TURN_LEFT)) }
            a.button href=(to(1)) { (desk.say(&say::TURN_RIGHT)) }
        }
    }
}

/// The picture inside of the page: it has no address of its own at which a browser could take it for something else.
fn source(kind: &str, file: &PackedFile) -> Zeroizing<String> {
    let mut source = Zeroizing::new(format!("data:{kind};base64,"));
    STANDARD.encode_string(file.bytes.as_slice(), &mut source);
    source
}

/// What kind of picture a file is, by its first bytes alone: scanners and telephones write these.
pub(super) fn picture(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        _ => None,
    }
}

/// Whether a file's name says that it is such a picture.
pub(super) fn is_named_as_one(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["png", "jpg", "jpeg"].contains(&end.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes_and_not_by_its_name() {
        assert_eq!(picture(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(picture(b"\xFF\xD8\xFF\xE0...."), Some("image/jpeg"));
        for other in [&b"<svg onload=alert(1)>"[..], b"GIF89a", b"%PDF-1.7", b"\x89PNG", b""] {
            assert_eq!(picture(other), None);
        }
    }
}
