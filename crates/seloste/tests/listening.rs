//! How the service meets bad clients: slow ones, huge ones, broken ones. Real sockets against a real server.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

mod common;

use common::World;
use seloste_db::Engine;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

/// Longer than the server waits for header lines.
const PATIENCE: Duration = Duration::from_secs(90);

fn connect(world: &World) -> TcpStream {
    let stream = TcpStream::connect(world.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends bytes and reads until the server closes; what it said first is enough when it cuts the line.
fn send(world: &World, bytes: &[u8]) -> String {
    let mut stream = connect(world);
    // The server may answer and close before everything is sent; what counts is its answer.
    let _ = stream.write_all(bytes);
    let mut said = Vec::new();
    let mut part = [0; 4_096];
    while let Ok(read @ 1..) = stream.read(&mut part) {
        said.extend_from_slice(part.get(..read).unwrap());
        if said.len() > 64 {
            break;
        }
    }
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn a_client_that_never_ends_its_headers_is_let_go_and_others_are_served_meanwhile() {
    let world = World::new(Engine::Sqlite);
    let mut slow = connect(&world);
    slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let quick = send(&world, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(quick.starts_with("HTTP/1.1 200"), "{quick}");
    let mut rest = Vec::new();
    // Closed (0 bytes or a reset) or told 408, but not held for ever: a time-out of the read would be an error of its kind.
    match slow.read_to_end(&mut rest) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}"),
    }
}

#[test]
fn a_body_over_the_limit_is_refused_before_it_is_read() {
    let world = World::new(Engine::Sqlite);
    let head = b"POST /api/v1/registers/webshop-customers/subjects/find HTTP/1.1\r\nHost: x\r\n\
        Authorization: Bearer sel_nobody\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n";
    let said = send(&world, head);
    let status = said.get(..12).unwrap_or_default();
    assert!(["HTTP/1.1 413", "HTTP/1.1 401"].contains(&status), "{said}");
}

#[test]
fn nonsense_on_the_line_is_told_so_and_harms_nobody() {
    let world = World::new(Engine::Sqlite);
    for nonsense in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        b"GET  HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let said = send(&world, nonsense);
        assert!(!said.starts_with("HTTP/1.1 2"), "{said}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(1_000_000));
    assert!(!send(&world, long.as_bytes()).starts_with("HTTP/1.1 2"));
    let well = send(&world, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(well.starts_with("HTTP/1.1 200"), "{well}");
}
