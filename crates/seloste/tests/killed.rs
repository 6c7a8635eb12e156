//! `kill -9` at any moment: what was answered is there, nothing is there twice, nothing is there by half, and the log of
//! decisions holds together.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what went wrong by failing")]

mod common;

use common::{
    RETAIL,
    binary::{Served, install, must},
    people::marked,
    staff,
};
use seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use seloste_gate::{card::Filter, clock::SystemClock};
use seloste_register::statement::model::ItemType;
use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

fn opened(data: &Path) -> App {
    let installation = Installation::open(data).unwrap();
    App::open(installation, &Elsewhere::default(), Arc::new(SystemClock::default())).unwrap()
}

/// How long a process may live: a few different moments, so that it dies at different work.
const LIVES: [u64; 4] = [40, 90, 200, 450];

fn draft(number: u32) -> String {
    let value = |item_type| marked(item_type, number).unwrap();
    format!(
        r#"{{"group": "customers", "source": "customer", "items": {{
            "first-names": [{{"value": "{}"}}], "surname": [{{"value": "{}"}}], "street": [{{"value": "{}"}}]}}}}"#,
        value(ItemType::FirstNames),
        value(ItemType::Surname),
        value(ItemType::Street)
    )
}

/// Lets four programs add people until the server dies; gives the references that were answered.
fn add_until_killed(served: Served, secret: &str, life: Duration, first: u32) -> Vec<String> {
    let answered = Mutex::new(Vec::new());
    let address = served.address;
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let answered = &answered;
            scope.spawn(move || {
                let mut program = staff::program(address, secret);
                for number in 0..2_000 {
                    let body = draft(first + thread * 2_000 + number);
                    let path = format!("/api/v1/registers/{RETAIL}/subjects");
                    let Ok(answer) = program.try_send("POST", &path, &body) else { return };
                    assert_eq!(answer.status, 201, "{}", answer.text());
                    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
                    answered.lock().unwrap().push(body["subject"].as_str().unwrap().to_owned());
                }
            });
        }
        std::thread::sleep(life);
        served.kill();
    });
    answered.into_inner().unwrap()
}

#[test]
fn what_was_answered_as_created_is_there_after_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    install(&data);
    let secret = staff::key(&opened(&data), "robot", RETAIL, "register-keeper");
    let mut answered = Vec::new();
    for (round, life) in (0_u32..).zip(LIVES) {
        let served = Served::start(&data, &log, &[]);
        answered.extend(add_until_killed(served, &secret, Duration::from_millis(life), round * 8_000));
    }
    assert!(answered.len() > 20, "only {} people were added before the server died", answered.len());
    let app = opened(&data);
    let lost: Vec<_> = answered.iter().filter(|subject| !staff::opens(&app, RETAIL, subject)).collect();
    assert!(lost.is_empty(), "answered as created, and not there: {lost:?}");
    drop(app);
    must(&["ledger", "verify", "--data", data.to_str().unwrap()]);
}

#[test]
fn every_reading_that_was_answered_is_in_the_ledger_after_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    install(&data);
    let app = opened(&data);
    let secret = staff::key(&app, "robot", RETAIL, "register-keeper");
    let subject = common::people::marked_person(&app, RETAIL, 1);
    drop(app);
    let mut answered = 0_usize;
    for life in LIVES {
        let served = Served::start(&data, &log, &[]);
        let (address, path) = (served.address, format!("/api/v1/registers/{RETAIL}/subjects/{}", subject.0));
        answered += std::thread::scope(|scope| {
            let readers: Vec<_> = (0..4)
                .map(|_| {
                    let (path, secret) = (&path, &secret);
                    scope.spawn(move || {
                        let mut program = staff::program(address, secret);
                        let mut read = 0;
                        while let Ok(answer) = program.try_send("GET", path, "") {
                            assert_eq!(answer.status, 200, "{}", answer.text());
                            read += 1;
                        }
                        read
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_millis(life));
            served.kill();
            readers.into_iter().map(|reader| reader.join().unwrap()).sum::<usize>()
        });
    }
    assert!(answered > 20, "only {answered} readings were answered");
    let app = opened(&data);
    let (controller, _) = app.register(&common::register(RETAIL)).unwrap();
    let officer = staff::ask_as(&app, RETAIL, "privacy-officer");
    let found = controller.gate.readers(&officer, &subject).unwrap();
    let opened = found.iter().filter(|reading| reading.action == "open").count();
    assert!(opened >= answered, "{answered} readings were answered, {opened} are in the ledger");
    drop(app);
    must(&["ledger", "verify", "--data", data.to_str().unwrap()]);
}

#[test]
fn an_import_goes_on_after_kill_9_with_nothing_lost_or_doubled() {
    const ROWS: u32 = 4_000;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    install(&data);
    staff::account(&opened(&data), "keeper", RETAIL, &["register-keeper"]);
    let file = folder.path().join("people.csv");
    let value = |item_type, number| marked(item_type, number).unwrap();
    let rows: Vec<String> = (0..ROWS)
        .map(|number| format!("{};{}", value(ItemType::FirstNames, number), value(ItemType::Surname, number)))
        .collect();
    std::fs::write(&file, format!("Etunimet;Sukunimi\n{}\n", rows.join("\n"))).unwrap();
    let arguments = [
        "import",
        "--register",
        RETAIL,
        "--source",
        "customer",
        "--as",
        "keeper",
        "--data",
        data.to_str().unwrap(),
    ];
    let mut killed = 0;
    for life in [150, 300, 450, 600] {
        let mut child = common::binary::seloste()
            .args(arguments)
            .arg(&file)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(life));
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(killed > 0, "the import was over before it could be killed");
    let mut whole = arguments.to_vec();
    whole.push(file.to_str().unwrap());
    must(&whole);
    let app = opened(&data);
    let (controller, _) = app.register(&common::register(RETAIL)).unwrap();
    let ask = staff::keepers_ask(&app, RETAIL);
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    let mut after = None;
    loop {
        let page = seloste_gate::card::Page { after, rows: 200 };
        let list = controller.gate.list(&ask, &Filter::default(), &page).unwrap();
        for hit in &list.hits {
            *seen.entry(hit.subject.0.clone()).or_default() += 1;
        }
        after = list.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), usize::try_from(ROWS).unwrap(), "people after all");
    assert!(seen.values().all(|times| *times == 1), "a list shows somebody twice");
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_file_in_the_wizard_is_sealed_on_disk_outlives_kill_9_and_is_gone_after_an_hour() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    install(&data);
    let wizard = format!("/r/{RETAIL}/for/register-keeping/import");
    let marker = "Qvarnzelwizard";
    let csv = format!("Etunimet;Sukunimi\nTesti;{marker}\nToinen;{marker}\n");
    let app = Arc::new(opened(&data));
    let served = Served::start(&data, &log, &[]);
    let keeper =
        |served: &Served| staff::signed_in(&app, served.address, "keeper", (RETAIL, &["register-keeper"]));
    let mut visitor = keeper(&served);
    let page = visitor.upload(&wizard, ("customer", &csv));
    assert!(visitor.get(&page).text().contains("asiakkaat.csv"));
    let mut other = staff::signed_in(&app, served.address, "other", (RETAIL, &["register-keeper"]));
    assert_eq!(other.get(&page).status, 404, "a file is seen by who brought it alone");
    for file in files(&data) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let readable = bytes.windows(marker.len()).any(|window| window == marker.as_bytes());
        assert!(!readable, "{} holds a name of the file", file.display());
    }
    served.kill();

    let served = Served::start(&data, &log, &[]);
    let mut visitor = keeper(&served);
    let columns = visitor.get(&page).text();
    assert!(columns.contains("asiakkaat.csv") && columns.contains("Sukunimi"), "{columns}");
    let choices = [("do", "try"), ("encoding", "UTF-8"), ("delimiter", "semicolon"), ("group", "customers")];
    let meanings = [("m.0", "first-names"), ("m.1", "surname")];
    let tried = visitor.post(&page, &[&choices[..], &meanings[..]].concat());
    assert_eq!(tried.status, 303, "{}", tried.text());
    let until = |visitor: &mut common::Visitor, word: &str| {
        for _ in 0..1_200 {
            let text = visitor.get(&page).text();
            if text.contains(word) {
                return text;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the page never said {word}: {}", visitor.get(&page).text());
    };
    until(&mut visitor, "value=\"run\"");
    assert_eq!(visitor.post(&page, &[("do", "run")]).status, 303);
    until(&mut visitor, "/batches/");
    served.kill();

    let served = Served::start(&data, &log, &[]);
    let mut visitor = keeper(&served);
    assert!(visitor.get(&page).text().contains("/batches/"), "that it is in is known after a restart");
    served.kill();
    #[expect(clippy::disallowed_methods, reason = "the programs before went by the machine's clock")]
    let later = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(90);
    let _served = Served::start(&data, &log, &["--clock", &later.to_string()]);
    let left = || files(&data).iter().filter(|path| path.to_string_lossy().contains(".incoming")).count();
    for _ in 0..1_200 {
        if left() == 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{} files are left after an hour", left());
}
