//! The drill on PostgreSQL by its own tools (docs/operations.md): a base backup and archived WAL, then objections, withdrawals, erasures
//! and ends of terms; a recovery to a moment before them in another cluster; and nobody is served from it until
//! `seloste restore --in-place` has done again what was done since.

use crate::{
    common::{WEBSHOP, binary, people, staff},
    seloste,
};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use jiff::Timestamp;
use seloste_db::testing::postgres_script;
use seloste_gate::{card::SubjectRef, clock::SetClock};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
    sync::Arc,
};

const NOW: &str = "2026-11-23T08:00:00Z";

/// Makes a cluster that archives its WAL, in a folder of its own. It stops, and the folder goes, when the pipe closes.
const FIRST: &str = r#"
trap '' INT TERM HUP
home=$(mktemp -d /tmp/seloste-pg.XXXXXXXX) || exit 1
trap 'rm -rf "$home"' EXIT
mkdir "$home/wal"
initdb -D "$home/one" -U seloste -A trust -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 || { tail -n 3 "$home/log"; exit 1; }
cat >>"$home/one/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$home'
fsync = off
shared_buffers = 32MB
archive_mode = on
archive_command = 'cp %p $home/wal/%f'
END
pg_ctl -D "$home/one" -l "$home/log" -w -t 60 start >/dev/null 2>&1 </dev/null || { tail -n 3 "$home/log"; exit 1; }
echo "ready $home"
read -r _
pg_ctl -D "$home/one" -m immediate -w stop >/dev/null 2>&1
pg_ctl -D "$home/two" -m immediate -w stop >/dev/null 2>&1
"#;

/// $1: the folder. Everything that is in docs/operations.md, word by word.
const BASE: &str = r#"pg_basebackup -h "$1" -U seloste -D "$1/base" -c fast -X none >>"$1/log" 2>&1"#;
const POINT: &str = r#"psql -h "$1" -U seloste -d postgres -qAtc "SELECT pg_create_restore_point('evening')" >>"$1/log" 2>&1"#;
const RECOVER: &str = r#"
psql -h "$1" -U seloste -d postgres -qAtc "SELECT pg_switch_wal()" >>"$1/log" 2>&1 || exit 1
pg_ctl -D "$1/one" -m fast -w stop >>"$1/log" 2>&1 </dev/null || exit 1
cp -a "$1/base" "$1/two" || exit 1
cat >>"$1/two/postgresql.conf" <<END
archive_mode = off
restore_command = 'cp $1/wal/%f %p'
recovery_target_name = 'evening'
recovery_target_action = 'promote'
END
touch "$1/two/recovery.signal"
pg_ctl -D "$1/two" -l "$1/log" -w -t 60 start >/dev/null 2>&1 </dev/null || { tail -n 5 "$1/log" >&2; exit 1; }
"#;

struct Cluster {
    home: String,
    _keeper: Child,
}

impl Cluster {
    fn new() -> Self {
        let mut keeper = postgres_script(FIRST).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let home = said.trim().strip_prefix("ready ").expect("the cluster says where it is").to_owned();
        Self { home, _keeper: keeper }
    }

    fn run(&self, script: &str) {
        let done = postgres_script(script).arg(&self.home).output().unwrap();
        let log = || std::fs::read_to_string(format!("{}/log", self.home)).unwrap_or_default();
        assert!(done.status.success(), "{} {}", String::from_utf8_lossy(&done.stderr), log());
    }

    fn url(&self) -> String {
        format!("host={} user=seloste dbname=postgres", self.home)
    }
}

fn people_of(data: &Path, url: &str, numbers: &[u32]) -> Vec<SubjectRef> {
    let installation = Installation::open(data).unwrap();
    let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
    let elsewhere = Elsewhere { database: Some(url.to_owned()), keyring: None };
    let app = App::open(installation, &elsewhere, clock).unwrap();
    let made = numbers.iter().map(|number| people::marked_person(&app, WEBSHOP, *number)).collect();
    for controller in app.controllers() {
        controller.gate.integrate_ledger().unwrap();
    }
    made
}

#[test]
fn c34_r4_042_a_recovery_of_postgresql_to_an_earlier_moment_brings_back_nobody() {
    let cluster = Cluster::new();
    let url = cluster.url();
    let folder = tempfile::tempdir().unwrap();
    let (folder, data) = (folder.path(), folder.path().join("here"));
    binary::install(&data);
    let mut who = people_of(&data, &url, &[1, 2, 3]);
    {
        let installation = Installation::open(&data).unwrap();
        let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
        let elsewhere = Elsewhere { database: Some(url.clone()), keyring: None };
        let app = App::open(installation, &elsewhere, clock).unwrap();
        for role in ["register-keeper", "privacy-officer"] {
            staff::account(&app, role, WEBSHOP, &[role]);
        }
    }
    let ask = |verb: &[&str], user: &str, more: &[&str]| {
        let place = ["--data", "here", "--database", &url, "--clock", NOW, "--register", WEBSHOP];
        let asks = ["--as", user, "--purpose", "register-keeping"];
        seloste(folder, &[verb, &place[..], &asks[..], more].concat())
    };
    let at = |words: &[&str]| {
        seloste(folder, &[words, &["--data", "here", "--database", &url, "--clock", NOW]].concat())
    };
    cluster.run(BASE);
    // What came between the base backup and the moment is in the WAL alone.
    who.extend(people_of(&data, &url, &[4]));
    cluster.run(POINT);
    let erased = ask(&["erase"], "privacy-officer", &["--yes", &who[0].0]);
    assert_eq!(erased.code, 0, "{}", erased.err);
    let set = ["--prohibition", "direct-advertising", "--by", "phone", &who[1].0];
    assert_eq!(ask(&["permit"], "register-keeper", &set).code, 0);
    assert_eq!(ask(&["restrict"], "privacy-officer", &[&who[2].0]).code, 0);
    cluster.run(RECOVER);

    // Nobody is served from what has come back.
    for (verb, more) in [("show", &who[0]), ("show", &who[3])] {
        let refused = ask(&[verb], "register-keeper", &[&more.0]);
        assert_eq!(refused.code, 1, "{}", refused.out);
        assert!(refused.err.contains("restore --in-place"), "{}", refused.err);
    }
    let served = at(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(served.code == 1 && served.err.contains("restore --in-place"), "{}", served.err);

    let back = at(&["restore", "--in-place", "--json"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let told: Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!(
        (&told["erased"], &told["words"], &told["restricted"]),
        (&1.into(), &1.into(), &1.into()),
        "{told}"
    );
    assert_eq!(ask(&["show"], "register-keeper", &[&who[0].0]).code, 1);
    // Who forgets --database means the embedded database, which is empty: search over the real data must not lose its keys.
    let forgotten = seloste(folder, &["restore", "--in-place", "--data", "here", "--clock", NOW]);
    assert!(forgotten.code == 1 && forgotten.err.contains("--database"), "{}", forgotten.err);
    let found = ask(&["search"], "register-keeper", &["--json", "xandrik"]);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(
        found["hits"].as_array().unwrap().len(),
        2,
        "the erased and the restricted are not found: {found}"
    );
    let card = ask(&["show"], "register-keeper", &["--lang", "fi", &who[1].0]);
    assert!(card.out.contains("Suoramainontakielto"), "{}", card.out);
    assert_eq!(
        ask(&["show"], "register-keeper", &[&who[3].0]).code,
        0,
        "who came before the moment is there"
    );
    let left = at(&["residue", "--register", WEBSHOP, "--subject", &who[0].0, "--json"]);
    assert_eq!(left.code, 0, "{} {}", left.out, left.err);
    assert_eq!(at(&["ledger", "verify"]).code, 0);
}
