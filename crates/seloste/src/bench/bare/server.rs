//! The smallest server that answers the same bytes: one route, one point read by key, one connection a thread.

use super::{open, told};
use axum::{
    Router,
    extract::{Path as Part, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{cell::RefCell, net::SocketAddr, path::Path, sync::Arc};
use tokio::net::TcpListener;

/// Puts bodies into a file, numbered from 0, as they were answered by the measured server.
pub(crate) fn fill(file: &Path, bodies: &[Vec<u8>]) -> Result<(), String> {
    let mut connection = open(file)?;
    let work = connection.transaction().map_err(told)?;
    work.execute_batch("CREATE TABLE answer (id INTEGER PRIMARY KEY, body BLOB NOT NULL)").map_err(told)?;
    {
        let mut put = work.prepare("INSERT INTO answer (id, body) VALUES (?1, ?2)").map_err(told)?;
        for (id, body) in (0_i64..).zip(bodies) {
            put.execute(params![id, body]).map_err(told)?;
        }
    }
    work.commit().map_err(told)
}

/// Serves a filled file on a free port of this machine until standard input ends; tells the address first.
pub(crate) fn serve(file: &Path, told_address: impl FnOnce(SocketAddr)) -> Result<(), String> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
        told_address(listener.local_addr().map_err(|error| error.to_string())?);
        let router = Router::new().route("/{id}", get(answer)).with_state(Arc::<Path>::from(file));
        axum::serve(
            axum::serve::ListenerExt::tap_io(listener, |stream| {
                let _ = stream.set_nodelay(true);
            }),
            router,
        )
        .with_graceful_shutdown(input_ends())
        .await
        .map_err(|error| error.to_string())
    })
}

async fn input_ends() {
    let (ended, ends) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        let _ = ended.send(());
    });
    let _ = ends.await;
}

thread_local! {
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

async fn answer(State(file): State<Arc<Path>>, Part(id): Part<i64>) -> Response {
    let body = CONNECTION.with_borrow_mut(|place| {
        if place.is_none() {
            *place = open(&file).ok();
        }
        let connection = place.as_ref()?;
        let mut read = connection.prepare_cached("SELECT body FROM answer WHERE id = ?1").ok()?;
        read.query_row([id], |row| row.get::<_, Vec<u8>>(0)).optional().ok()?
    });
    match body {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
