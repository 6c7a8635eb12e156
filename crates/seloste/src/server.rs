//! The listening side: connections, limits and the headers that every answer carries. Not here: what is answered.

use crate::{
    app::Shared,
    door, patience,
    session::{cookie, source::over_tls},
};
use axum::{
    Extension, Router,
    extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::timeout,
};
use tower_http::catch_panic::CatchPanicLayer;
use tower_layer::Layer as _;

/// Connections held at once; more wait in the kernel's queue.
const CONNECTIONS: usize = 4_096;
/// A client that has not sent its header lines by then is let go.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// How long open requests may go on after the program was asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// Largest body where a door says nothing else, in bytes.
pub const BODY_LIMIT: usize = 1 << 20;

/// Headers of every answer that does not set its own. Nothing is loaded from elsewhere, framed, sniffed or kept.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; \
         font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Everything that the program answers, with limits and headers around it.
pub fn service(app: Shared) -> Router {
    let doors = crate::web::routes::doors().into_iter().chain(crate::api::routes::doors()).collect();
    door::router(doors)
        .fallback(crate::web::errors::no_such_page)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(patience::in_time))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), finish))
        .with_state(app)
}

/// Adds the headers, and one line to the log: method, the door's pattern (never the address itself, which names a
/// subject), status.
async fn finish(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let begun = app.clock().now();
    let method = request.method().clone();
    let door = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let secure = over_tls(&request, &app.installation.head);
    let mut response = next.run(request).await;
    // An answer with a policy of its own says there who may frame it.
    let own_policy = response.headers().contains_key(header::CONTENT_SECURITY_POLICY);
    for (name, value) in
        HEADERS.into_iter().filter(|(name, _)| !own_policy || *name != header::X_FRAME_OPTIONS)
    {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    keep_needed_cookies(response.headers_mut());
    if secure {
        secure_cookies(response.headers_mut());
    }
    let status = response.status().as_u16();
    let micros = app.clock().now().duration_since(begun).as_micros();
    app.metrics().answered(&door, &method, status, u64::try_from(micros).unwrap_or_default());
    if response.status().is_server_error() {
        tracing::error!(%method, door, status, "answered");
    } else {
        tracing::debug!(%method, door, status, "answered");
    }
    response
}

/// Lets no cookie leave but those that the service needs (R7-018).
fn keep_needed_cookies(headers: &mut HeaderMap) {
    let lines: Vec<_> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    if lines.iter().all(cookie::is_needed) {
        return;
    }
    tracing::error!("a cookie that the service does not need was about to be set, and was not");
    headers.remove(header::SET_COOKIE);
    for line in lines.into_iter().filter(cookie::is_needed) {
        headers.append(header::SET_COOKIE, line);
    }
}

/// Lets browsers send back through TLS alone what was given to them through TLS: a reason for a look is nobody else's.
fn secure_cookies(headers: &mut HeaderMap) {
    let is_secure = |line: &HeaderValue| {
        let line = line.to_str().unwrap_or_default();
        line.split(';').any(|part| part.trim().eq_ignore_ascii_case("secure"))
    };
    let lines: Vec<_> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    if lines.iter().all(is_secure) {
        return;
    }
    headers.remove(header::SET_COOKIE);
    for line in lines {
        let secured = if is_secure(&line) {
            Some(line)
        } else {
            HeaderValue::from_bytes(&[line.as_bytes(), b"; Secure"].concat()).ok()
        };
        headers.extend(secured.map(|line| (header::SET_COOKIE, line)));
    }
}

/// Serves until `stop` comes true, then lets open requests end.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(app: Shared, listener: TcpListener, stop: impl Future<Output = ()>) -> io::Result<()> {
    let service = service(app);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(Duration::from_secs(20)));
    let (mut arriving, mut connections) = (JoinSet::new(), JoinSet::new());
    tokio::pin!(stop);
    loop {
        let spoken = tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            Some(spoken) = arriving.join_next(), if !arriving.is_empty() => spoken,
            accepted = arrival(&listener, &places) => {
                if let Some(arrived) = accepted? {
                    arriving.spawn(first_word(arrived));
                }
                continue;
            }
        };
        let Ok(Some(Arrived { stream, peer, place })) = spoken else { continue };
        // Around all routes at once: laid over each, it would be made anew for every one of them with every connection.
        let routes = Extension(ConnectInfo(peer)).layer(service.clone());
        let connection =
            builder.serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(routes));
        let connection = graceful.watch(connection.into_owned());
        connections.spawn(async move {
            if connection.await.is_err() {
                tracing::debug!("a connection ended early");
            }
            drop(place);
        });
    }
    drop((listener, arriving));
    let _ = timeout(FAREWELL, graceful.shutdown()).await;
    connections.shutdown().await;
    Ok(())
}

/// Somebody who has connected, with one of the places for connections.
struct Arrived {
    stream: TcpStream,
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
}

/// The next one who connects, when there is a place. None: that connection failed.
async fn arrival(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Option<Arrived>> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    // A failed accept (too many open files) concerns that connection alone; a short pause lets some end.
    let Ok((stream, peer)) = listener.accept().await else {
        tokio::time::sleep(Duration::from_millis(50)).await;
        return Ok(None);
    };
    let _ = stream.set_nodelay(true);
    Ok(Some(Arrived { stream, peer, place }))
}

/// Lets go who connects and says nothing: the time for header lines runs from their first byte only, so that silent
/// connections would hold every place for good.
async fn first_word(arrived: Arrived) -> Option<Arrived> {
    // A look at the first byte, since word that there may be one can come for nothing.
    let spoken = timeout(HEADERS_WITHIN, arrived.stream.peek(&mut [0])).await;
    matches!(spoken, Ok(Ok(1))).then_some(arrived)
}
