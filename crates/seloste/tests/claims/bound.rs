//! R4 to R7: who has the keys, where the service listens, who is bound to secrecy and how people are known to it, tried with the
//! program as it is run.

use crate::common::{
    binary::{self, Served},
    root,
};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};

/// An installation of one sample register, in a folder that the test holds.
struct Place {
    folder: tempfile::TempDir,
    register: &'static str,
}

impl Place {
    fn of(register: &'static str) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap(), register };
        let file = root().join("registers").join(format!("{register}.toml"));
        binary::must(&["init", "--test", "--data", &place.data(), file.to_str().unwrap()]);
        place
    }

    fn data(&self) -> String {
        self.folder.path().join("d").to_str().unwrap().to_owned()
    }

    /// Runs a verb; gives its code and all that it said.
    fn run(&self, verb: &[&str], more: &[&str]) -> (i32, String) {
        let data = self.data();
        let here = ["--data", &data, "--register", self.register];
        let done = binary::run(&[verb, &here, more].concat());
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Adds somebody who types a password.
    fn add(&self, user: &str, name: &str, more: &[&str]) -> (i32, String) {
        let data = self.data();
        let mut child = binary::seloste()
            .args([
                "user",
                "add",
                "--data",
                &data,
                "--register",
                self.register,
                "--user",
                user,
                "--name",
                name,
            ])
            .args(["--email", &format!("{user}@example.fi"), "--password-stdin"])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
    }
}

const PASSWORD: &str = "vihre4 jakkara nurkassa";

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn r5_029_r5_111_the_files_open_with_keys_that_lie_elsewhere_alone_and_the_host_has_no_account() {
    let place = Place::of("b2b-customers");
    let (code, said) =
        place.add("ylla.pitaja", "Yllä Pitäjä", &["--company", "hosting", "--role", "employee"]);
    assert!(code == 1 && !said.is_empty(), "the supplier's people hold no role: {said}");
    let (code, said) = place.add("aino.malli", "Aino Malli", &["--role", "register-keeper", "--undertaken"]);
    assert_eq!(code, 0, "{said}");
    let search = ["--as", "aino.malli", "--purpose", "rights", "malli"];
    let (code, said) = place.run(&["search"], &search);
    assert_eq!(code, 0, "{said}");
    let keyring = PathBuf::from(place.data()).join("controllers/ohjelmatalo-malli/keyring");
    let elsewhere = place.folder.path().join("avaimet");
    std::fs::rename(&keyring, &elsewhere).unwrap();
    let (code, said) = place.run(&["search"], &search);
    assert!(code != 0 && !said.contains("panicked"), "what is left on the disk opens nothing: {code} {said}");
}

#[test]
fn r4_043_the_service_listens_where_it_is_told_and_starts_closed_to_other_machines() {
    let place = Place::of("webshop-customers");
    let served = Served::start(Path::new(&place.data()), &place.folder.path().join("log"), &[]);
    let listening = |table: &str| -> Vec<String> {
        let sockets = sockets_of(served.id());
        let lines = std::fs::read_to_string(table).unwrap();
        let mine = lines.lines().skip(1).filter_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let listens = fields.get(3) == Some(&"0A");
            let own = fields.get(9).is_some_and(|inode| sockets.contains(&(*inode).to_owned()));
            (listens && own).then(|| fields[1].to_owned())
        });
        mine.collect()
    };
    // 127.0.0.1 as the kernel writes it, and the port that was asked for; nothing else, by either protocol.
    let told = format!("0100007F:{:04X}", served.address.port());
    assert_eq!(listening("/proc/net/tcp"), [told]);
    assert!(listening("/proc/net/tcp6").is_empty());
    let help = binary::must(&["serve", "--help"]);
    assert!(help.contains("127.0.0.1:8080"), "without --listen it answers this machine alone: {help}");
}

/// The sockets that a process holds.
fn sockets_of(process: u32) -> Vec<String> {
    let files = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap();
    let links = files.filter_map(|file| std::fs::read_link(file.unwrap().path()).ok());
    let named = links.filter_map(|link| {
        let link = link.to_str()?.to_owned();
        Some(link.strip_prefix("socket:[")?.trim_end_matches(']').to_owned())
    });
    named.collect()
}

#[test]
fn r5_116_r6_038_nobody_gets_in_before_an_undertaking_that_covers_all_customer_data() {
    for (register, role, purpose) in
        [("b2b-customers", "employee", "reaching"), ("service-customers", "service-agent", "customer-care")]
    {
        let place = Place::of(register);
        let (code, said) = place.add("uusi.malli", "Uusi Malli", &["--role", role]);
        assert_eq!(code, 0, "{said}");
        let search = ["--as", "uusi.malli", "--purpose", purpose, "malli"];
        let (code, said) = place.run(&["search"], &search);
        assert!(code == 1 && said.contains("undertak"), "{register}: {said}");
        let text =
            std::fs::read_to_string(root().join("registers").join(format!("{register}.toml"))).unwrap();
        let undertaking = text.split("[register.undertaking]").nth(1).unwrap();
        assert!(undertaking[..1_500].contains("customer"), "what it covers");
        let (code, said) = place.run(&["user", "undertake"], &["--user", "uusi.malli"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = place.run(&["search"], &search);
        assert_eq!(code, 0, "{said}");
        let (code, _) = place.run(&["user", "end"], &["--user", "uusi.malli"]);
        assert_eq!(code, 0);
        let (code, said) = place.run(&["search"], &search);
        assert_ne!(code, 0, "the engagement is over: {said}");
    }
}

#[test]
fn r7_023_one_person_has_one_id_and_a_hashed_password() {
    let place = Place::of("support-customers");
    let (code, said) = place.add("seppo.malli", "Seppo Malli", &["--role", "support-agent"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = place.add("seppo.malli", "Seppo Toinen", &["--role", "support-agent"]);
    assert_eq!(code, 1, "an id is one person's: {said}");
    for file in walk(Path::new(&place.data())) {
        let bytes = std::fs::read(&file).unwrap();
        let there = bytes.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes());
        assert!(!there, "{}", file.display());
    }
}
