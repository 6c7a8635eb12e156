//! The bytes of a recording on their way to a player: by an address that one session has, decided and recorded anew for each
//! stretch that leaves, in stretches small enough that what is recorded is what was played. Whatever the reason that there
//! is nothing to hear, the answer is the same bytes (R2-021, R2-027).

use super::range::{self, Wanted};
use crate::{
    app::Shared,
    session::SignedIn,
    store,
    web::{errors::Trouble, personal, visit::AtWork},
    work::recording::address::{Holder, Playback},
};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use http_body::{Frame, SizeHint};
use std::{
    future::Future,
    ops::Range,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// Bytes that are opened and recorded at once: four chunks, sixteen seconds of plain telephone sound.
const STRETCH: u64 = 256 * 1024;

/// What is being played to whom.
struct Playing {
    playback: Playback,
    signed: SignedIn,
}

/// `GET /r/{register}/sound/{address}`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, address)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
    at: AtWork,
) -> Response {
    let holder = holder(&at.signed);
    let found = app.addresses.find(&address, &holder, app.clock().now());
    let Some(playback) = found.filter(|it| it.register.as_str() == register && for_a_player(&headers)) else {
        return absent();
    };
    let (size, mark) = (playback.size, mark(&playback, &address));
    let (status, part) = match range::wanted(&headers, size, &mark) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Beyond => return beyond(size),
    };
    let playing = Arc::new(Playing { playback, signed: at.signed });
    let head = Head { status, part: part.clone(), size, mark, format: playing.playback.format.clone() };
    if method == Method::HEAD {
        return head.over(Body::empty());
    }
    let mut body = Stretches { app, playing, rest: part, under_way: None };
    match body.first().await {
        Ok(first) => head.over(Body::new(Begun { first, rest: body })),
        Err(Trouble::Failed(why)) => {
            tracing::error!(why, "a recording could not be played");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => absent(),
    }
}

/// Whose addresses a session's are.
pub(super) fn holder(signed: &SignedIn) -> Holder {
    Holder { controller: signed.controller.clone(), account: signed.account, session: signed.session.clone() }
}

/// A browser tells what it wants bytes for. A page of its own, or a file to be kept, is not listening (R2-023).
fn for_a_player(headers: &HeaderMap) -> bool {
    let dest = headers.get("sec-fetch-dest").map(HeaderValue::as_bytes);
    dest.is_none_or(|dest| matches!(dest, b"audio" | b"video" | b"empty"))
}

/// A strong validator: an address stands for one recording as it is.
fn mark(playback: &Playback, address: &str) -> String {
    let digest = crate::session::secret::sha256(&format!("{address} {}", playback.size));
    format!("\"{}\"", hex::encode(digest.get(..8).unwrap_or_default()))
}

/// There is nothing here, or nothing for the asker: no body, so that no two can differ.
fn absent() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn beyond(size: u64) -> Response {
    (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{size}"))]).into_response()
}

/// What is said before the bytes.
struct Head {
    status: StatusCode,
    part: Range<u64>,
    size: u64,
    mark: String,
    format: String,
}

impl Head {
    fn over(self, body: Body) -> Response {
        let length = self.part.end - self.part.start;
        let mut lines = vec![
            (header::CONTENT_TYPE, self.format),
            (header::CONTENT_LENGTH, length.to_string()),
            (header::CONTENT_DISPOSITION, "inline".to_owned()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (header::ETAG, self.mark),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
        ];
        if self.status == StatusCode::PARTIAL_CONTENT {
            let last = self.part.end - 1;
            lines.push((header::CONTENT_RANGE, format!("bytes {}-{last}/{}", self.part.start, self.size)));
        }
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        for (name, value) in lines {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

type Stretch = Pin<Box<dyn Future<Output = Result<Bytes, Trouble>> + Send>>;

/// What is still to be opened. The next stretch is opened when the connection has room for it.
struct Stretches {
    app: Shared,
    playing: Arc<Playing>,
    rest: Range<u64>,
    under_way: Option<Stretch>,
}

impl Stretches {
    async fn first(&mut self) -> Result<Bytes, Trouble> {
        self.next().await
    }

    /// Opens the next stretch, with the session and the roles as they are now.
    fn next(&mut self) -> Stretch {
        let stretch = self.rest.start..self.rest.end.min(self.rest.start.saturating_add(STRETCH));
        self.rest.start = stretch.end;
        let (app, playing) = (Arc::clone(&self.app), Arc::clone(&self.playing));
        Box::pin(async move {
            let done = app.run(move |app| opened(app, &playing, stretch)).await;
            done.map_err(|lost| Trouble::Failed(lost.to_string()))?
        })
    }
}

fn opened(app: &crate::app::App, playing: &Playing, stretch: Range<u64>) -> Result<Bytes, Trouble> {
    let Playing { playback, signed } = playing;
    let controller = app.controller(&signed.controller).ok_or(Trouble::Absent)?;
    if !lives(app, controller, signed)? {
        return Err(Trouble::Absent);
    }
    let ask = playback.ask(signed.actor(app, &playback.register)?);
    let heard = controller.gate.listen(&ask, &playback.object, stretch)?;
    // Other bytes have taken their place since the address was made.
    if heard.of != playback.size {
        return Err(Trouble::Absent);
    }
    Ok(personal::sound(&heard))
}

/// Whether the session that plays has not been ended meanwhile.
fn lives(
    app: &crate::app::App,
    controller: &crate::app::Controller,
    signed: &SignedIn,
) -> Result<bool, Trouble> {
    let now = app.clock().now();
    let since = now - crate::session::IDLE;
    let live = controller.gate.data().read(|tx| store::session::live(tx, signed.account, since, now))?;
    Ok(live.iter().any(|session| session.label == signed.session))
}

/// The first stretch, which is open already, and the rest after it.
struct Begun {
    first: Bytes,
    rest: Stretches,
}

/// Playing stops where nothing more may be heard; the connection is cut, so that no player takes it for the end.
#[derive(Debug, thiserror::Error)]
#[error("the rest may not be heard")]
struct CutOff;

impl HttpBody for Begun {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.first)))));
        }
        if self.rest.under_way.is_none() {
            if self.rest.rest.is_empty() {
                return Poll::Ready(None);
            }
            let next = self.rest.next();
            self.rest.under_way = Some(next);
        }
        let Some(under_way) = self.rest.under_way.as_mut() else { return Poll::Ready(None) };
        let stretch = ready!(under_way.as_mut().poll(context));
        self.rest.under_way = None;
        Poll::Ready(Some(stretch.map(Frame::data).map_err(|_| CutOff)))
    }

    fn size_hint(&self) -> SizeHint {
        let rest = self.rest.rest.end - self.rest.rest.start;
        SizeHint::with_exact(rest + u64::try_from(self.first.len()).unwrap_or_default())
    }
}
