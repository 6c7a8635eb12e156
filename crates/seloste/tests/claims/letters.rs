//! R5: requests that come by mail: each opens a case and is answered, none is lost unnoticed.

use crate::common::{World, statement};
use seloste::{
    installation::Head,
    mail::{mailbox::Mailbox, settings::Settings},
    work::mailbox::{self, Taken, folder},
};
use seloste_db::Engine;
use seloste_register::{id::RegisterId, right::RightKind};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const ID: &str = "b2b-customers";

fn world() -> (World, Mailbox) {
    let mailbox = Mailbox {
        register: RegisterId::new(ID).unwrap(),
        address: "rekisteri@ohjelmatalo-malli.example.fi".to_owned(),
        folder: Some("mail/in".into()),
        try_every_hours: 24,
        lost_after_minutes: 60,
    };
    let mail = Some(Settings { folder: Some("mail/out".into()), ..Settings::default() });
    let head = Head { mail, mailboxes: vec![mailbox.clone()], ..Head::default() };
    (World::of(Engine::Sqlite, head, &[(ID, statement("b2b-customers.toml"))]), mailbox)
}

fn letter(subject: &str, text: &str) -> String {
    format!(
        "From: Kaisu Malli <kaisu@asiakas.example.fi>\r\nTo: rekisteri@ohjelmatalo-malli.example.fi\r\n\
         Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

fn take(world: &World, mailbox: &Mailbox, mail: &str) -> Taken {
    mailbox::take(&world.app, mailbox, (mail.as_bytes(), world.app.clock().now())).unwrap()
}

fn case(world: &World, name: &str) -> Value {
    let mut officer = world.key("tietosuoja", ID, "privacy-officer");
    officer.purpose("rights");
    let answer = officer.get(&format!("/api/v1/registers/{ID}/requests/{name}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(all_files(&path)) } else { found.push(path) }
    }
    found
}

/// The figures that a machine reads.
pub(crate) fn figures(address: std::net::SocketAddr) -> String {
    use std::io::{Read as _, Write as _};
    let mut line = std::net::TcpStream::connect(address).unwrap();
    line.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    answer
}

/// Waits for what a job does.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..1_200 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("{what}");
}

#[test]
fn r5_110_r5_131_a_mail_opens_a_case_of_its_kind_and_is_answered_with_a_receipt() {
    let (world, mailbox) = world();
    for (subject, text, kind, recognised) in [
        ("Oikaisupyyntö", "Osoitteeni on vanhentunut.", RightKind::Rectify, true),
        ("Hei", "Pyydän poistamaan tietoni. Poistakaa ne.", RightKind::Erase, true),
        ("Kysymys", "Miten pääsen tuotteiden hinnastoon?", RightKind::Complaint, false),
    ] {
        let taken = take(&world, &mailbox, &letter(subject, text));
        let Taken::Opened { receipt, kind: found, recognised: known, answered } = taken else {
            panic!("{taken:?}")
        };
        assert_eq!((found, known, answered), (kind, recognised, true), "{subject}");
        let told = case(&world, &receipt.request.0);
        // A question needs to know nobody.
        let identity = if recognised { "pending" } else { "known" };
        assert_eq!((told["channel"].as_str(), told["identity"].as_str()), (Some("email"), Some(identity)));
        let first = &told["happened"][0];
        assert_eq!(first["asker"], "Kaisu Malli <kaisu@asiakas.example.fi>", "{told}");
        assert!(first["words"].as_str().unwrap().contains(text), "{told}");
    }
    // A clerk marks what was not recognised.
    let Taken::Opened { receipt, .. } = take(&world, &mailbox, &letter("Asia", "Terve.")) else { panic!() };
    let mut officer = world.key("tietosuoja", ID, "privacy-officer");
    officer.purpose("rights");
    let place = format!("/api/v1/registers/{ID}/requests/{}/steps", receipt.request.0);
    let marked = officer.post(&place, &json!({ "step": "remark", "kind": "erase" }).to_string());
    assert_eq!(marked.status, 200, "{}", marked.text());
    assert_eq!(case(&world, &receipt.request.0)["kind"], "erase");
}

#[test]
fn r5_110_attachments_are_kept_as_they_came_and_come_back_as_downloads() {
    let (world, mailbox) = world();
    let virus = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    let mail = format!(
        "From: kaisu@asiakas.example.fi\r\nSubject: Poistopyyntö\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
         <script>alert(1)</script><p>Poistakaa.</p>\r\n--b\r\nContent-Type: text/html\r\n\
         Content-Disposition: attachment; filename=\"../lasku.html\"\r\n\r\n{virus}\r\n--b--\r\n"
    );
    let Taken::Opened { receipt, .. } = take(&world, &mailbox, &mail) else { panic!() };
    let told = case(&world, &receipt.request.0);
    assert!(!told.to_string().contains("<script>"), "{told}");
    let mut officer = world.key("tietosuoja", ID, "privacy-officer");
    officer.purpose("rights");
    let file = officer.get(&format!("/api/v1/registers/{ID}/requests/{}/files/1", receipt.request.0));
    assert_eq!(file.status, 200, "{}", file.text());
    assert!(file.header("content-disposition").is_some_and(|it| it.starts_with("attachment")));
    assert!(file.text().contains("EICAR"));
    let files = all_files(&world.folder());
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"EICAR"), "sealed at rest: {}", file.display());
    }
}

#[test]
fn r5_110_what_programs_write_opens_no_case_and_is_answered_by_nobody() {
    let (world, mailbox) = world();
    let answer = letter("Poissa: poistopyyntö", "Olen lomalla.")
        .replace("MIME", "Auto-Submitted: auto-replied\r\nMIME");
    assert!(matches!(take(&world, &mailbox, &answer), Taken::Aside));
    let list = letter("Poistopyyntö", "Poistakaa.").replace("MIME", "Precedence: bulk\r\nMIME");
    assert!(matches!(take(&world, &mailbox, &list), Taken::Opened { answered: false, .. }));
    let own = letter("Poistopyyntö", "Poistakaa.").replace("kaisu@asiakas.example.fi", &mailbox.address);
    assert!(matches!(take(&world, &mailbox, &own), Taken::Opened { answered: false, .. }), "no loop");
}

#[test]
fn r5_110_a_folder_is_watched_and_nothing_readable_stays_in_it() {
    let (world, mailbox) = world();
    let root = folder::of(&world.app, &mailbox).unwrap();
    fs::create_dir_all(root.join("new")).unwrap();
    fs::write(root.join("new/1.example"), letter("Poistopyyntö", "Poistakaa.")).unwrap();
    fs::write(
        root.join("new/2.example"),
        letter("Loma", "x").replace("MIME", "Auto-Submitted: auto-replied\r\nMIME"),
    )
    .unwrap();
    let looked = folder::look(&world.app, &mailbox).unwrap();
    assert_eq!((looked.opened, looked.aside, looked.failed), (1, 1, 0));
    assert!(!root.join("new/1.example").exists());
    assert_eq!(fs::read_dir(root.join("seloste-taking")).unwrap().count(), 0, "taken in, sealed, gone");
    assert_eq!(folder::lying_aside(&world.app, &mailbox), 1, "somebody looks at it");
    assert_eq!(folder::look(&world.app, &mailbox).unwrap(), folder::Looked::default(), "once");
}

#[test]
fn r5_103_whoever_came_from_others_is_told_by_mail_a_day_later_by_itself() {
    const SHOP: &str = "webshop-customers";
    let mail = Some(Settings { folder: Some("mail/out".into()), ..Settings::default() });
    let head = Head { mail, ..Head::default() };
    let world = World::of(Engine::Sqlite, head, &[(SHOP, statement("webshop-customers.toml"))]);
    let mut keeper = world.key("hoitaja", SHOP, "register-keeper");
    keeper.purpose("register-keeping");
    let person = |surname: &str, email: Option<&str>| {
        let one = |value: &str| json!([{ "value": value }]);
        let mut items = json!({ "first-names": one("Pertti"), "surname": one(surname) });
        if let Some(email) = email {
            items["email"] = one(email);
        }
        json!({ "group": "customers", "source": "installation-partner", "items": items })
    };
    let place = format!("/api/v1/registers/{SHOP}/subjects");
    for body in [person("Kumppanila", Some("pertti@example.fi")), person("Osoitteeton", None)] {
        let added = keeper.send("POST", &place, &body.to_string());
        assert_eq!(added.status, 201, "{}", added.text());
    }
    let out = world.folder().join("mail/out");
    let sent =
        || fs::read_dir(&out).into_iter().flatten().flatten().map(|one| one.path()).collect::<Vec<_>>();
    let jobs = seloste::jobs::start(&world.app);
    std::thread::sleep(Duration::from_secs(3));
    assert!(sent().is_empty(), "a day in which a list can be recalled");
    world.clock.set(world.app.clock().now() + jiff::SignedDuration::from_hours(25));
    until("the notice leaves", || !sent().is_empty());
    let mut officer = world.key("tietosuoja", SHOP, "privacy-officer");
    officer.purpose("register-keeping");
    let open = |officer: &mut crate::common::Program| -> Value {
        let told = officer.get(&format!("/api/v1/registers/{SHOP}/source-notices"));
        serde_json::from_slice::<Value>(&told.body).unwrap()["open"].clone()
    };
    until("it is put down", || open(&mut officer) == 1);
    jobs.stop();
    assert_eq!(sent().len(), 1, "whoever has no address is told in another way");
    let mail = fs::read_to_string(&sent()[0]).unwrap();
    assert!(mail.contains("pertti@example.fi"), "{mail}");
}

#[test]
fn r5_110_the_way_to_the_mailbox_is_tried_and_lost_mail_is_noticed() {
    let (world, mailbox) = world();
    let state = || mailbox::state(&world.app, &mailbox).unwrap();
    assert!(mailbox::is_due(&mailbox, state().trial, world.app.clock().now()), "never tried");
    let jobs = seloste::jobs::start(&world.app);
    let out = world.folder().join("mail/out");
    let sent = || fs::read_dir(&out).into_iter().flatten().flatten().map(|one| one.path()).next();
    until("our own mail leaves by the schedule", || sent().is_some());
    assert!(!state().lost && state().trial.unwrap().arrived.is_none());
    world.clock.set(world.app.clock().now() + jiff::SignedDuration::from_mins(61));
    assert!(state().lost, "it has not come in");
    let figures = figures(world.address);
    assert!(figures.contains("seloste_mailbox_lost{") && figures.contains("} 1"), "{figures}");

    let root = folder::of(&world.app, &mailbox).unwrap();
    fs::create_dir_all(root.join("new")).unwrap();
    // As a mail server delivers: written elsewhere, then moved, so that nobody reads half a mail.
    fs::copy(sent().unwrap(), root.join("trial")).unwrap();
    fs::rename(root.join("trial"), root.join("new/trial")).unwrap();
    until("it comes in", || state().trial.is_some_and(|trial| trial.arrived.is_some()));
    assert!(!state().lost);
    jobs.stop();
    assert_eq!(folder::lying_aside(&world.app, &mailbox), 0, "our own mail is nobody's");
}
