//! The style sheet, the script and the icon: in the binary, at addresses that name their content, so that a browser keeps
//! them for good and a new version is a new address.

use crate::{app::Shared, web::visit::Visit};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use std::sync::LazyLock;

/// One file that pages need.
struct Asset {
    name: String,
    media: &'static str,
    body: &'static str,
}

impl Asset {
    fn new(stem: &str, ending: &str, media: &'static str, body: &'static str) -> Self {
        Self { name: format!("{stem}.{:016x}.{ending}", mark(body)), media, body }
    }
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("seloste", "css", "text/css; charset=utf-8", include_str!("../../assets/seloste.css"))
});
static NOTICE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("notice", "css", "text/css; charset=utf-8", include_str!("../../assets/notice.css"))
});
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("seloste", "js", "text/javascript; charset=utf-8", include_str!("../../assets/seloste.js"))
});
static PASSKEY: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("passkey", "js", "text/javascript; charset=utf-8", include_str!("../../assets/passkey.js"))
});
static PLAYER: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("player", "js", "text/javascript; charset=utf-8", include_str!("../../assets/player.js"))
});
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("seloste", "svg", "image/svg+xml", include_str!("../../assets/seloste.svg")));

/// Address of the style sheet.
pub(crate) fn style() -> String {
    format!("/assets/{}", STYLE.name)
}

/// Address of the style sheet of a notice that stands alone.
pub(crate) fn notice_style() -> String {
    format!("/assets/{}", NOTICE.name)
}

/// Address of the script.
pub(crate) fn script() -> String {
    format!("/assets/{}", SCRIPT.name)
}

/// Address of the script that asks passkeys; only the pages about them load it.
pub(crate) fn passkey() -> String {
    format!("/assets/{}", PASSKEY.name)
}

/// Address of the script of the player; only the page of a recording loads it.
pub(crate) fn player() -> String {
    format!("/assets/{}", PLAYER.name)
}

/// Address of the icon.
pub(crate) fn icon() -> String {
    format!("/assets/{}", ICON.name)
}

/// FNV-1a: tells versions of a file of our own apart; nothing secret hangs on it.
fn mark(body: &str) -> u64 {
    body.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// `GET /assets/{file}`.
pub(crate) async fn get(visit: Visit, Path(file): Path<String>) -> Response {
    let Some(asset) = [&*STYLE, &*NOTICE, &*SCRIPT, &*PASSKEY, &*PLAYER, &*ICON]
        .into_iter()
        .find(|asset| asset.name == file)
    else {
        return crate::web::errors::absent(&visit);
    };
    let mut response = asset.body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

/// The door that leads here.
pub(crate) fn doors() -> Vec<crate::door::Door> {
    use crate::door::{Access, Door};
    let answer: axum::routing::MethodRouter<Shared> = axum::routing::get(get);
    vec![Door::new("/assets/{file}", &[axum::http::Method::GET], Access::Anyone, answer)]
}
