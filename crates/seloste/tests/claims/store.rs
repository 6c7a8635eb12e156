//! Backups in a store that speaks S3: a small one stands here, which checks each signature over the digest of what it is sent.

use crate::common::binary;
use seloste::session::secret::{hmac_sha256, sha256_bytes};
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

const SECRET: &str = "a-secret/of+the store";

#[derive(Default)]
struct Kept {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Whether answers end half-way.
    cuts: AtomicBool,
    /// Whether it is out of order.
    down: AtomicBool,
}

/// Starts a store; gives its address and what it keeps.
fn store() -> (String, Arc<Kept>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let kept = Arc::new(Kept::default());
    let own = Arc::clone(&kept);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = answer(&own, stream.unwrap());
        }
    });
    (format!("http://{address}"), kept)
}

fn answer(kept: &Kept, stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let (method, target) = line.trim().trim_end_matches(" HTTP/1.1").split_once(' ').unwrap();
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut heads = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        heads.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut body = vec![0; heads.get("content-length").map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body)?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let (status, content) = match signed((&method, path, query), &heads, &body) {
        _ if kept.down.load(Ordering::SeqCst) => (503, Vec::new()),
        false => (403, Vec::new()),
        true => serve(kept, (&method, path, query), body),
    };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", content.len())?;
    let cut = kept.cuts.load(Ordering::SeqCst) && query.is_empty();
    stream.write_all(if cut { &content[..content.len() / 2] } else { &content })
}

fn serve(kept: &Kept, (method, path, query): (&str, &str, &str), body: Vec<u8>) -> (u16, Vec<u8>) {
    let mut objects = kept.objects.lock().unwrap();
    let Some(key) = path.strip_prefix("/copies") else { return (404, Vec::new()) };
    let key = key.trim_start_matches('/').to_owned();
    match method {
        "PUT" => drop(objects.insert(key, body)),
        "DELETE" => drop(objects.remove(&key)),
        _ if !query.is_empty() => {
            let keys: String =
                objects.keys().map(|key| format!("<Contents><Key>{key}</Key></Contents>")).collect();
            return (200, format!("<List><IsTruncated>false</IsTruncated>{keys}</List>").into_bytes());
        }
        _ => return objects.get(&key).map_or((404, Vec::new()), |found| (200, found.clone())),
    }
    (200, Vec::new())
}

/// Whether a request is signed with the store's secret, and its body is what was signed.
fn signed((method, path, query): (&str, &str, &str), heads: &BTreeMap<String, String>, body: &[u8]) -> bool {
    let head = |name: &str| heads.get(name).cloned().unwrap_or_default();
    let (digest, time) = (head("x-amz-content-sha256"), head("x-amz-date"));
    let asked = [
        method,
        path,
        query,
        &format!("host:{}", head("host")),
        &format!("x-amz-content-sha256:{digest}"),
        &format!("x-amz-date:{time}"),
        "",
        "host;x-amz-content-sha256;x-amz-date",
        &digest,
    ];
    let day = &time[..8];
    let scope = format!("{day}/eu-north-1/s3/aws4_request");
    let what = format!(
        "AWS4-HMAC-SHA256\n{time}\n{scope}\n{}",
        hex::encode(sha256_bytes(asked.join("\n").as_bytes()))
    );
    let mut key = format!("AWS4{SECRET}").into_bytes();
    for part in [day, "eu-north-1", "s3", "aws4_request", &what] {
        key = hmac_sha256(&key, part.as_bytes()).to_vec();
    }
    let line = head("authorization");
    hex::encode(sha256_bytes(body)) == digest
        && line.contains(&scope)
        && line.ends_with(&format!("Signature={}", hex::encode(key)))
}

fn declare(data: &Path, (endpoint, country, public): (&str, &str, Option<&str>), key: &str) {
    let file = data.join("installation.toml");
    let head = std::fs::read_to_string(&file).unwrap();
    let head = head.split("\n[backup]").next().unwrap();
    let (folder, secret) = (data.parent().unwrap().join("backups"), data.parent().unwrap().join("s3.key"));
    std::fs::write(&secret, format!("the-id\n{key}\n")).unwrap();
    let recipient = public.map_or(String::new(), |public| format!("recipient = \"{public}\"\n"));
    let text = format!(
        "{head}\n[backup]\nto = {folder:?}\ncountry = \"FI\"\n{recipient}\n[backup.s3]\nendpoint = \"{endpoint}\"\n\
         bucket = \"copies\"\nprefix = \"seloste/\"\nregion = \"eu-north-1\"\ncountry = \"{country}\"\nkey-file = {secret:?}\n"
    );
    std::fs::write(file, text).unwrap();
}

#[test]
fn c16_c30_a_copy_goes_to_a_store_in_a_declared_country_and_is_put_back_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let (data, identity) = (folder.path().join("data"), folder.path().join("identity"));
    binary::install(&data);
    let (data_path, identity_path) = (data.to_str().unwrap(), identity.to_str().unwrap());
    let public = binary::must(&["backup", "--new-key", identity_path]).trim().to_owned();
    let (endpoint, kept) = store();
    let backups = folder.path().join("backups");
    std::fs::create_dir_all(&backups).unwrap();
    let backup = || {
        binary::run(&[
            "backup",
            backups.to_str().unwrap(),
            "--data",
            data_path,
            "--clock",
            "2026-11-23T10:00:00Z",
        ])
    };
    let refused = |code: i32, words: &str, done: std::process::Output| {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(code) && said.contains(words), "{:?} {said}", done.status);
        assert!(kept.objects.lock().unwrap().is_empty());
    };
    declare(&data, (&endpoint, "US", Some(&public)), SECRET);
    refused(1, "European Economic Area", backup());
    declare(&data, (&endpoint, "FI", None), SECRET);
    refused(1, "encrypted only", backup());
    declare(&data, (&endpoint, "FI", Some(&public)), "another secret");
    refused(3, "refuses the key", backup());
    for file in std::fs::read_dir(&backups).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    declare(&data, (&endpoint, "FI", Some(&public)), SECRET);
    let done = backup();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (name, bytes) =
        kept.objects.lock().unwrap().first_key_value().map(|(k, v)| (k.clone(), v.clone())).unwrap();
    let file = backups.join(name.strip_prefix("seloste/").unwrap());
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    std::fs::remove_file(&file).unwrap();

    let restore = |from: &str| {
        binary::run(&[
            "restore",
            from,
            "--identity",
            identity_path,
            "--data",
            data_path,
            "--clock",
            "2026-11-23T11:00:00Z",
        ])
    };
    kept.cuts.store(true, Ordering::SeqCst);
    let cut = restore("s3://copies/seloste");
    let said = String::from_utf8_lossy(&cut.stderr).into_owned();
    assert!(cut.status.code() == Some(1) && said.contains("nothing was changed"), "{said}");
    kept.cuts.store(false, Ordering::SeqCst);
    let elsewhere = restore("s3://others/seloste");
    assert_eq!(elsewhere.status.code(), Some(1), "another bucket than the declared one");
    let done = restore("s3://copies/seloste");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        done.status.success() && said.contains("put back as of 2026-11-23T10:00:00Z"),
        "{said}{:?}",
        done.stderr
    );
}

/// An installation whose copies go to a folder and to a store, and what the store keeps.
fn with_store(folder: &Path) -> (std::path::PathBuf, Arc<Kept>) {
    let (data, identity) = (folder.join("data"), folder.join("identity"));
    binary::install(&data);
    let public = binary::must(&["backup", "--new-key", identity.to_str().unwrap()]).trim().to_owned();
    let (endpoint, kept) = store();
    declare(&data, (&endpoint, "FI", Some(&public)), SECRET);
    (data, kept)
}

/// A verb at a moment: its code, what it said, what it complained of.
fn at(data: &Path, clock: &str, words: &[&str]) -> (Option<i32>, String, String) {
    let done = binary::run(&[words, &["--data", data.to_str().unwrap(), "--clock", clock]].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code(), text(&done.stdout), text(&done.stderr))
}

#[test]
fn r7_025_a_copy_that_the_store_did_not_take_waits_is_told_and_sent_later_and_ends_there_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (data, kept) = with_store(folder.path());
    let there = || kept.objects.lock().unwrap().keys().cloned().collect::<Vec<_>>();
    kept.down.store(true, Ordering::SeqCst);
    let (code, _, said) = at(&data, "2026-11-25T08:00:00Z", &["backup", "--due"]);
    assert!(code == Some(3) && said.contains("503"), "{code:?} {said}");
    let files = std::fs::read_dir(folder.path().join("backups")).unwrap().count();
    assert_eq!((files, there().len()), (1, 0), "the copy here is made all the same");
    let list = |clock: &str| at(&data, clock, &["backup", "--list", "--json"]);
    let (code, told, _) = list("2026-11-25T09:00:00Z");
    assert!(code == Some(0) && told.contains("\"store\": \"waits\""), "{told}");
    let (code, told, said) = list("2026-11-25T15:00:00Z");
    assert!(code == Some(1) && told.contains("\"unsent\": true") && said.contains("store"), "{told}{said}");

    // The store is back: nothing new is due, and what waited goes.
    kept.down.store(false, Ordering::SeqCst);
    assert_eq!(at(&data, "2026-11-25T16:00:00Z", &["backup", "--due"]).0, Some(0));
    let (code, told, _) = list("2026-11-25T16:00:00Z");
    assert!(code == Some(0) && told.contains("\"store\": \"there\""), "{told}");
    assert_eq!(there().len(), 1);
    // The machine's own file is lost. The store's copy stays for its time, and not longer: thirty days.
    for file in std::fs::read_dir(folder.path().join("backups")).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let first = there();
    assert_eq!(at(&data, "2026-12-20T08:00:00Z", &["backup", "--due"]).0, Some(0));
    assert!(there().len() == 2 && there().contains(&first[0]), "{:?}", there());
    assert_eq!(at(&data, "2026-12-25T08:00:00Z", &["backup", "--due"]).0, Some(0));
    assert!(!there().contains(&first[0]), "{:?}", there());
    let (_, told, _) = list("2026-12-25T08:00:00Z");
    assert!(told.contains("\"store\": \"gone\""), "{told}");
}

#[test]
fn r7_025_a_running_service_sends_its_copies_to_the_store_by_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let (data, kept) = with_store(folder.path());
    let log = folder.path().join("log");
    let _served = binary::Served::start(&data, &log, &[]);
    let sent = || !kept.objects.lock().unwrap().is_empty();
    // It looks once a minute.
    for _ in 0..1_000 {
        if sent() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(sent(), "{}", std::fs::read_to_string(&log).unwrap());
}

#[test]
fn a_store_is_named_as_the_place_of_a_copy_of_data_and_never_of_keys() {
    let folder = tempfile::tempdir().unwrap();
    let (data, kept) = with_store(folder.path());
    let clock = "2026-11-25T08:00:00Z";
    let (code, _, said) = at(&data, clock, &["backup", "s3://copies/seloste/", "--keys"]);
    assert!(code == Some(1) && said.contains("never go to a store"), "{said}");
    for elsewhere in ["s3://others/seloste", "s3://copies/seloste/a-name.backup"] {
        assert_ne!(at(&data, clock, &["backup", elsewhere]).0, Some(0), "{elsewhere}");
    }
    assert!(kept.objects.lock().unwrap().is_empty());
    let (code, told, said) = at(&data, clock, &["backup", "s3://copies/seloste"]);
    assert!(code == Some(0) && told.contains("sha256"), "{said}");
    let name = "seloste/seloste-data-20261125T080000Z.backup";
    assert!(kept.objects.lock().unwrap().contains_key(name));
    let named = format!("s3://copies/{name}");
    let identity = folder.path().join("identity");
    let words = ["restore", &named, "--identity", identity.to_str().unwrap()];
    let (code, told, said) = at(&data, clock, &words);
    assert!(code == Some(0) && told.contains("put back as of 2026-11-25T08:00:00Z"), "{told}{said}");
    let (_, listed, _) = at(&data, clock, &["backup", "--list", "--json"]);
    assert!(
        listed.contains(&name[8..]) && listed.contains("\"there\""),
        "it has its end, though it does not hold itself: {listed}"
    );
    let none = ["restore", "s3://copies/seloste/none.backup", "--identity", identity.to_str().unwrap()];
    let (code, _, said) = at(&data, clock, &none);
    assert!(code == Some(3) && said.contains("no such copy"), "{said}");
}
