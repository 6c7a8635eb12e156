//! Recordings sent over the API in parts, to a server that is killed on the way.

use crate::{
    common::{binary::Served, staff},
    recordings::{CALLS, NOW, SALES, SERVICE, SUPPORT, installed, media, opened, wav},
};
use ::seloste::bench::http::{Answer, Client, Request};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// A telephone system with its key.
struct Exchange {
    client: Client,
    key: String,
    register: &'static str,
    purpose: &'static str,
}

impl Exchange {
    fn send(&mut self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
        let key = format!("Bearer {}", self.key);
        let path = path.to_owned();
        let mut headers = vec![("authorization", key.as_str()), ("seloste-purpose", self.purpose)];
        headers.extend_from_slice(more);
        self.client.send(Request { method, path: &path, headers: &headers, body }).unwrap()
    }

    fn post(&mut self, to: &str, told: &Value) -> Answer {
        let path = format!("/api/v1/registers/{}/{to}", self.register);
        self.send("POST", &path, &[("content-type", "application/json")], told.to_string().as_bytes())
    }

    fn patch(&mut self, path: &str, offset: usize, bytes: &[u8]) -> Answer {
        let offset = offset.to_string();
        let headers =
            [("content-type", "application/offset+octet-stream"), ("upload-offset", offset.as_str())];
        self.send("PATCH", path, &headers, bytes)
    }
}

fn told(answer: &Answer) -> Value {
    let told = serde_json::from_str(&answer.text());
    told.map_err(|error| format!("{error}: {} {}", answer.status, answer.text())).unwrap()
}

fn served(folder: &Path) -> Served {
    Served::start(&folder.join("here"), &folder.join("log"), &["--clock", NOW])
}

fn exchange(server: &Served, key: &str, register: &'static str) -> Exchange {
    Exchange {
        client: Client::new(server.address).unwrap(),
        key: key.to_owned(),
        register,
        purpose: "rights",
    }
}

fn call(delivery: &str, bytes: usize) -> Value {
    json!({
        "delivery": delivery, "bytes": bytes, "direction": "inbound", "told": true, "caller-number": "040 555 0151",
        "number-called": SALES, "started": "2026-11-20T10:00:00+02:00", "ended": "2026-11-20T10:03:00+02:00",
        "answered-by": "agent",
    })
}

/// Whether any file below holds these bytes as they are.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return holds(&path, bytes);
        }
        fs::read(&path).unwrap_or_default().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn r2_017_an_upload_goes_on_after_a_kill_and_nothing_readable_was_ever_on_the_disk() {
    let folder = installed();
    let (data, sound) = (folder.path().join("here"), wav(440.0));
    let key = staff::key(&opened(folder.path()), "telephone-system", CALLS, "telephone-system");
    let mut server = Some(served(folder.path()));
    let mut system = exchange(server.as_ref().unwrap(), &key, CALLS);

    let begun = system.post("recordings", &call("up-1", sound.len()));
    assert_eq!((begun.status, begun.header("upload-offset")), (201, Some("0")), "{}", begun.text());
    let path = begun.header("location").unwrap().to_owned();
    let first = system.patch(&path, 0, &sound[..6_000]);
    assert_eq!((first.status, first.header("upload-offset")), (204, Some("6000")), "{}", first.text());
    assert!(!holds(&data, &sound[2_000..2_040]), "sound stands readable on the disk");
    assert!(!holds(&data, b"0405550151") && !holds(&data, b"040 555 0151"));

    // Killed, not stopped.
    drop(server.take());
    server = Some(served(folder.path()));
    let mut system = exchange(server.as_ref().unwrap(), &key, CALLS);
    let so_far = system.send("GET", &path, &[], b"");
    assert_eq!((so_far.status, so_far.header("upload-offset")), (204, Some("6000")), "{}", so_far.text());
    assert_eq!(system.patch(&path, 5_000, &sound[5_000..]).status, 409);
    assert_eq!(system.patch(&path, 6_000, &[&sound[6_000..], b"more"].concat()).status, 422);
    let ended = system.patch(&path, 6_000, &sound[6_000..]);
    assert_eq!(ended.status, 200, "{}", ended.text());
    let ended = told(&ended);
    assert_eq!(ended["outcome"], "recorded", "{ended}");
    assert_eq!(media(&data), 1);
    assert!(!holds(&data, &sound[2_000..2_040]));

    // The same call again is the same recording.
    let again = system.post("recordings", &call("up-1", sound.len()));
    let path = again.header("location").unwrap().to_owned();
    let again = told(&system.patch(&path, 0, &sound));
    assert_eq!((&again["outcome"], &again["recording"]), (&"already".into(), &ended["recording"]));
    assert_eq!(media(&data), 1);

    // Nobody else goes on with an upload.
    let begun = system.post("recordings", &call("up-2", sound.len()));
    let path = begun.header("location").unwrap().to_owned();
    let other = staff::key(&opened(folder.path()), "inspection-clerk", CALLS, "inspection-clerk");
    let mut other = exchange(server.as_ref().unwrap(), &other, CALLS);
    assert_eq!(other.patch(&path, 0, &sound).status, 404);
    assert_eq!(other.send("GET", &path, &[], b"").status, 404);
    assert_eq!(system.send("DELETE", &path, &[], b"").status, 204);
    assert_eq!(system.patch(&path, 0, &sound).status, 404);
}

#[test]
fn r2_012_what_is_not_declared_is_refused_by_name_before_a_byte_is_sent() {
    let folder = installed();
    let key = staff::key(&opened(folder.path()), "telephone-system", CALLS, "telephone-system");
    let server = served(folder.path());
    let mut system = exchange(&server, &key, CALLS);
    for (name, value, item, rule) in [
        ("rating", json!(5), "rating", "not-declared"),
        ("emotion-score", json!("0.7"), "emotion-score", "not-declared"),
        ("transcript", json!("hello"), "transcript", "not-declared"),
        ("voice-print", json!("x"), "voice-print", "not-declared"),
        ("customer-number", json!("12345"), "customer-number", "not-declared"),
        ("direction", json!("outbound"), "direction", "not-recorded-this-way"),
        ("told", json!(false), "told", "not-told-of-recording"),
        ("number-called", json!("+358 9 555 0199"), "number-called", "not-a-service-number"),
        ("answered-by", json!("analyst"), "answered-by", "answerer-without-task"),
        ("started", json!("2027-11-20T10:00:00Z"), "started", "ends-before-start"),
        ("bytes", json!(90_000_000_000_u64), "recording", "too-large"),
    ] {
        let mut call = call("no-1", 1_000);
        call[name] = value;
        let refused = system.post("recordings", &call);
        let problem = told(&refused);
        assert_eq!(refused.status, 422, "{name}: {problem}");
        assert_eq!(
            (&problem["items"][0]["item"], &problem["items"][0]["rule"]),
            (&item.into(), &rule.into()),
            "{problem}"
        );
    }
    // What its sender calls sound and is none is refused when it has come, and kept nowhere.
    let text = b"this is no sound at all";
    let begun = system.post("recordings", &call("no-2", text.len()));
    let path = begun.header("location").unwrap().to_owned();
    let refused = system.patch(&path, 0, text);
    assert_eq!((refused.status, &told(&refused)["items"][0]["rule"]), (422, &"not-sound".into()));
    assert_eq!(system.send("GET", &path, &[], b"").status, 404);
    // That a call was not recorded is laid down.
    let not = told(&system.post("recordings", &call("no-3", 0)));
    assert_eq!(not["outcome"], "not-recorded", "{not}");

    let keeper = staff::key(&opened(folder.path()), "administrator", CALLS, "administrator");
    let mut keeper = exchange(&server, &keeper, CALLS);
    let intake = told(&keeper.send("GET", "/api/v1/registers/call-recordings/intake", &[], b""));
    assert!(intake["refusals"].as_array().unwrap().len() >= 10, "{intake}");
    assert_eq!(system.send("GET", "/api/v1/registers/call-recordings/intake", &[], b"").status, 404);
}

#[test]
fn r7_011_014_both_directions_and_chats_come_in_where_the_statement_lets_them() {
    let folder = installed();
    let app = opened(folder.path());
    let key = staff::key(&app, "chats", SUPPORT, "telephone-system");
    let server = served(folder.path());
    let mut system = exchange(&server, &key, SUPPORT);
    let person = json!({
        "group": "customers", "source": "phone-contact",
        "items": { "first-names": [{ "value": "Maija" }], "surname": [{ "value": "Esimerkki" }],
                   "phone": [{ "value": "040 555 0161" }] },
    });
    let added = system.post("subjects", &person);
    assert_eq!(added.status, 201, "{}", added.text());
    let subject = told(&added)["subject"].clone();
    let sound = wav(520.0);
    for (delivery, direction, from, to) in [
        ("in", "inbound", "040 555 0161", "+358 8 555 0301"),
        ("out", "outbound", "+358 8 555 0301", "+358405550161"),
    ] {
        let call = json!({
            "delivery": delivery, "kind": "call-recording", "bytes": sound.len(), "direction": direction, "told": "yes",
            "caller-number": from, "number-called": to, "started": "2026-11-20T10:00:00+02:00", "seconds": 60,
        });
        let begun = system.post("recordings", &call);
        assert_eq!(begun.status, 201, "{}", begun.text());
        let path = begun.header("location").unwrap().to_owned();
        let sound = wav(if direction == "inbound" { 520.0 } else { 530.0 });
        let ended = system.patch(&path, 0, &sound);
        let came = told(&ended);
        assert_eq!(
            (ended.status, &came["outcome"], &came["subject"]),
            (200, &"recorded".into(), &subject),
            "{came}"
        );
    }
    let chat = json!({
        "kind": "chat-recording", "medium": "chat", "delivery": "chat-9", "direction": "inbound", "told": true,
        "caller-number": "0405550161",
        "content": { "lines": [{ "at": "2026-11-20T11:00:00+02:00", "by": "person", "text": "Hei, laite ei käynnisty" }] },
    });
    for outcome in ["recorded", "already"] {
        let came = system.post("messages", &chat);
        let body = told(&came);
        assert_eq!(
            (came.status, &body["outcome"], &body["subject"]),
            (200, &outcome.into(), &subject),
            "{body}"
        );
    }
    let mut scored = chat.clone();
    scored["sentiment"] = json!("bad");
    scored["delivery"] = json!("chat-10");
    assert_eq!(told(&system.post("messages", &scored))["items"][0]["item"], "sentiment");
    assert!(!holds(&folder.path().join("here"), "laite ei käynnisty".as_bytes()));
}

#[test]
fn r6_012_013_messages_follow_the_rules_of_calls_and_find_their_sender() {
    let folder = installed();
    let app = opened(folder.path());
    let keys = [("keeper", "register-keeper"), ("mails", "telephone-system")];
    let [keeper, mails] = keys.map(|(name, role)| staff::key(&app, name, SERVICE, role));
    let server = served(folder.path());
    let (mut keeper, mut mails) = (exchange(&server, &keeper, SERVICE), exchange(&server, &mails, SERVICE));
    for system in [&mut keeper, &mut mails] {
        system.purpose = "register-keeping";
    }
    let person = json!({
        "group": "customers", "source": "customer",
        "items": { "first-names": [{ "value": "Maija" }], "surname": [{ "value": "Esimerkki" }],
                   "email": [{ "value": "maija@example.fi" }] },
        "objects": [{ "kind": "contract", "source": "service-use", "starts": "2026-01-01", "items": {
            "service": [{ "value": "cleaning" }], "contract-number": [{ "value": "S-1" }] } }],
    });
    let added = keeper.post("subjects", &person);
    assert_eq!(added.status, 201, "{}", added.text());
    let mail = |id: &str, told: &str, direction: &str| {
        format!(
            "From: Maija <Maija@Example.fi>\r\nTo: palvelu@example.fi\r\nDate: Fri, 20 Nov 2026 10:00:00 +0200\r\n\
             Message-ID: <{id}@example.fi>\r\nSubject: Lasku\r\nX-Seloste-Told: {told}\r\nX-Seloste-Direction: {direction}\r\n\
             Content-Type: text/plain\r\n\r\nLaskuni on vaara\r\n"
        )
    };
    let message = |content: String| json!({ "kind": "message", "medium": "email", "content": content });
    let came = mails.post("messages", &message(mail("m1", "yes", "inbound")));
    let body = told(&came);
    assert_eq!(
        (came.status, &body["outcome"], &body["subject"]),
        (200, &"recorded".into(), &told(&added)["subject"]),
        "{body}"
    );
    for (content, rule) in [
        (mail("m2", "no", "inbound"), "not-told-of-recording"),
        (mail("m3", "yes", "outbound"), "not-recorded-this-way"),
        ("no mail at all".to_owned(), "no-delivery-id"),
    ] {
        let refused = mails.post("messages", &message(content));
        assert_eq!(
            (refused.status, &told(&refused)["items"][0]["rule"]),
            (422, &rule.into()),
            "{}",
            refused.text()
        );
    }
    // Whoever may not take recordings in sends nothing.
    let sound = json!({ "kind": "call", "delivery": "c1", "bytes": 100, "direction": "inbound", "told": true,
        "started": "2026-11-20T10:00:00+02:00", "seconds": 60 });
    assert_eq!(keeper.post("recordings", &sound).status, 403);
}
