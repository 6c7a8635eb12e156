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
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
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
    let what =
        format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(&sha256_bytes(asked.join("\n").as_bytes())));
    let mut key = format!("AWS4{SECRET}").into_bytes();
    for part in [day, "eu-north-1", "s3", "aws4_request", &what] {
        key = hmac_sha256(&key, part.as_bytes()).to_vec();
    }
    let line = head("authorization");
    hex(&sha256_bytes(body)) == digest
        && line.contains(&scope)
        && line.ends_with(&format!("Signature={}", hex(&key)))
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
