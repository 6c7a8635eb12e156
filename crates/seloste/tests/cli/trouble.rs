//! Recordings that come in under bad conditions: a full disk, a kill while they are sealed, files that grow, whole working days of
//! sound, clocks that are wrong or set back, calls of three.

use crate::{
    common::staff,
    recordings::{CALLS, NOW, SALES, installed, opened, wav},
    seloste,
};
use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const TAKE: [&str; 12] = [
    "recording",
    "take",
    "--data",
    "here",
    "--register",
    CALLS,
    "--as",
    "telephone-system",
    "--purpose",
    "rights",
    "--clock",
    NOW,
];

/// A file of calls in the columns that have their names; `more` are columns and values beside what each call has.
fn calls(folder: &Path, rows: &[&[(&str, &str)]]) -> PathBuf {
    let common =
        [("direction", "inbound"), ("told", "yes"), ("number-called", SALES), ("answered-by", "agent")];
    let mut names: Vec<&str> = common.iter().map(|(name, _)| *name).collect();
    for name in rows.iter().flat_map(|row| row.iter().map(|(name, _)| *name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut text = names.join(",") + "\n";
    for row in rows {
        let value = |name: &&str| {
            let own = row.iter().find(|(column, _)| column == name);
            own.or(common.iter().find(|(column, _)| column == name)).map_or("", |(_, value)| *value)
        };
        text += &(names.iter().map(value).collect::<Vec<_>>().join(",") + "\n");
    }
    let path = folder.join("calls.csv");
    fs::write(&path, text).unwrap();
    path
}

const ONE: &[(&str, &str)] = &[
    ("delivery", "one"),
    ("caller-number", "0405550171"),
    ("started", "2026-11-20 10:00:00"),
    ("answered", "2026-11-20 10:00:05"),
    ("ended", "2026-11-20 10:03:00"),
    ("recording", "one.wav"),
];

fn take(folder: &Path, more: &[&str]) -> (i32, Value) {
    let words = [&TAKE[..], &["--json", "--format", "csv"], more, &["calls.csv"]].concat();
    let done = seloste(folder, &words);
    let report = serde_json::from_str(&done.out).unwrap_or(Value::Null);
    assert!(done.code == 3 || !report.is_null(), "{}{}", done.out, done.err);
    (done.code, report)
}

/// What is listed, oldest first.
fn listed(folder: &Path) -> Vec<Value> {
    let words = ["recording", "list", "--data", "here", "--register", CALLS, "--as", "telephone-system"];
    let done = seloste(folder, &[&words[..], &["--purpose", "rights", "--clock", NOW, "--json"]].concat());
    let told = serde_json::from_str(&done.out);
    let told: Value = told.map_err(|error| format!("{error}: {}{}", done.out, done.err)).unwrap();
    told.get("recordings").and_then(Value::as_array).unwrap().iter().rev().cloned().collect()
}

fn is_whole(folder: &Path) -> Value {
    let words = ["recording", "verify", "--data", "here", "--register", CALLS, "--clock", NOW, "--json"];
    let done = seloste(folder, &words);
    let told = serde_json::from_str(&done.out);
    let told: Value = told.map_err(|error| format!("{error}: {}{}", done.out, done.err)).unwrap();
    assert_eq!(done.code, 0, "{told}");
    told.pointer("/0/recordings").unwrap().clone()
}

/// So many seconds of silence in A-law, a thousand samples a second, as a file with holes: it takes no room.
fn silence(path: &Path, seconds: u64) {
    let mut head = b"RIFF\0\0\0\0WAVEfmt \x12\0\0\0\x06\0\x01\0".to_vec();
    head.extend(1_000_u32.to_le_bytes());
    head.extend(1_000_u32.to_le_bytes());
    head.extend([1, 0, 8, 0, 0, 0]);
    head.extend(b"data");
    head.extend(u32::try_from(seconds * 1_000).unwrap().to_le_bytes());
    let mut file = fs::File::create(path).unwrap();
    file.write_all(&head).unwrap();
    file.set_len(head.len() as u64 + seconds * 1_000).unwrap();
}

/// Files below the folder of recordings that are on their way or have no name yet.
fn waiting(folder: &Path) -> usize {
    let media = folder.join("here/controllers/esimerkkikauppa/media/.waiting");
    fs::read_dir(media).map_or(0, Iterator::count)
}

/// Begins to take the calls in, so that this can be looked at or killed meanwhile.
fn begun(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_seloste"))
        .args(TAKE)
        .args(["--json", "--format", "csv", "calls.csv"])
        .current_dir(folder)
        .env_clear()
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_full_disk_takes_nothing_half_and_the_same_file_is_taken_when_there_is_room() {
    let folder = installed();
    let folder = folder.path();
    silence(&folder.join("one.wav"), 24_000);
    calls(folder, &[ONE]);
    // No file may grow beyond 16 MiB, in blocks of 512 bytes: the sealed one needs more.
    let words = [&TAKE[..], &["--format", "csv", "calls.csv"]].concat().join(" ");
    let script = format!("trap '' XFSZ; ulimit -f 32768; exec {} {words}", env!("CARGO_BIN_EXE_seloste"));
    let script = script.replace(NOW, &format!("'{NOW}'"));
    let full = Command::new("sh").args(["-c", &script]).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&full.stderr).to_string();
    assert_eq!(full.status.code(), Some(3), "{said}");
    assert!(!said.is_empty() && !said.contains("0405550171"), "{said}");
    assert_eq!(is_whole(folder), 0);
    assert_eq!(waiting(folder), 0, "nothing half is left");
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["recorded"]), (0, &1.into()), "{report}");
    assert_eq!((is_whole(folder), listed(folder).len()), (1.into(), 1));
}

#[test]
fn ten_hours_are_taken_whole_in_little_memory_and_a_day_and_more_is_refused() {
    let folder = installed();
    let folder = folder.path();
    silence(&folder.join("one.wav"), 36_000);
    calls(folder, &[ONE]);
    let mut child = begun(folder);
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0_u64;
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!((1..400 * 1_024).contains(&most), "{most} kB at the most");
    let rows = listed(folder);
    assert_eq!((rows.len(), &rows[0]["seconds"]), (1, &36_000.into()), "{rows:?}");
    assert_eq!(is_whole(folder), 1);
    let mut long = ONE.to_vec();
    (long[0].1, long[1].1) = ("two", "0405550172");
    silence(&folder.join("one.wav"), 25 * 3_600);
    calls(folder, &[&long]);
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["refused"][0]["rule"]), (1, &"sound-too-long".into()), "{report}");
}

#[test]
fn a_kill_while_it_is_sealed_leaves_nothing_that_plays_and_the_next_delivery_completes_it() {
    let folder = installed();
    let folder = folder.path();
    silence(&folder.join("one.wav"), 20_000);
    calls(folder, &[ONE]);
    let mut child = begun(folder);
    let mut looks = 0;
    while waiting(folder) == 0 && child.try_wait().unwrap().is_none() {
        looks += 1;
        assert!(looks < 120_000, "it never began to seal");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(listed(folder).len() <= 1);
    let (code, report) = take(folder, &[]);
    let came = report["recorded"].as_u64().unwrap() + report["already"].as_u64().unwrap();
    assert_eq!((code, came), (0, 1), "{report}");
    assert_eq!((is_whole(folder), waiting(folder), listed(folder).len()), (1.into(), 0, 1));
}

#[test]
fn a_file_that_grows_while_it_is_read_is_taken_as_it_was_or_not_at_all() {
    let folder = installed();
    let folder = folder.path();
    // A head that was never completed: its length is what is there.
    let mut start = wav(440.0);
    start[40..44].fill(0xff);
    start.extend(vec![0; 8 << 20]);
    fs::write(folder.join("one.wav"), &start).unwrap();
    calls(folder, &[ONE]);
    let mut child = begun(folder);
    let mut growing = fs::File::options().append(true).open(folder.join("one.wav")).unwrap();
    while child.try_wait().unwrap().is_none() {
        growing.write_all(&[0; 1_600]).unwrap();
        std::thread::sleep(Duration::from_millis(2));
    }
    let there = listed(folder).len();
    assert_eq!(is_whole(folder), there);
    // Once it has ended it is there, whole, and once.
    let (code, report) = take(folder, &[]);
    assert_eq!(code, 0, "{report}");
    assert_eq!((is_whole(folder), listed(folder).len()), (1.into(), 1));
}

#[test]
fn r2_014_calls_across_midnight_and_the_end_of_summer_time_and_clocks_that_are_ahead_keep_their_times() {
    let folder = installed();
    let folder = folder.path();
    for name in ["one.wav", "two.wav", "three.wav"] {
        fs::write(folder.join(name), wav(400.0 + f64::from(u32::try_from(name.len()).unwrap()) * 10.0))
            .unwrap();
    }
    let call = |id: &'static str, number: &'static str, times: [&'static str; 2], sound: &'static str| {
        [
            ("delivery", id),
            ("caller-number", number),
            ("started", times[0]),
            ("answered", times[0]),
            ("ended", times[1]),
            ("recording", sound),
        ]
    };
    let night = call("n", "0405550181", ["2026-11-19 23:50:00", "2026-11-20 00:20:00"], "one.wav");
    // From ten to four by summer time to ten past three by winter time: twenty minutes.
    let back = call("b", "0405550182", ["2026-10-25 03:50:00", "2026-10-25 03:10:00"], "three.wav");
    let with_offset =
        call("o", "0405550183", ["2026-10-25T03:50:00+02:00", "2026-10-25T04:10:00+02:00"], "two.wav");
    calls(folder, &[&night, &back, &with_offset]);
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["recorded"]), (0, &3.into()), "{report}");
    let times: Vec<_> = listed(folder)
        .iter()
        .map(|row| [&row["began"], &row["ended"]].map(|one| one.as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(
        times,
        [
            ["2026-10-25T00:50:00Z", "2026-10-25T01:10:00Z"],
            ["2026-10-25T01:50:00Z", "2026-10-25T02:10:00Z"],
            ["2026-11-19T21:50:00Z", "2026-11-19T22:20:00Z"],
        ]
    );
    // It is ten in the morning: a call that ended at eleven did not, unless the telephone system's clock is ahead.
    let ahead = call("a", "0405550184", ["2026-11-23 10:50:00", "2026-11-23 11:00:00"], "one.wav");
    calls(folder, &[&ahead]);
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["refused"].as_array().map(Vec::len)), (1, &Some(1)), "{report}");
    let (code, report) = take(folder, &["--ahead", "3600"]);
    assert_eq!((code, &report["recorded"]), (0, &1.into()), "{report}");
    assert_eq!(listed(folder).pop().unwrap()["ended"], "2026-11-23T08:00:00Z");
}

#[test]
fn a_conference_of_three_is_one_call_whose_parts_are_each_answerers_own() {
    let folder = installed();
    let folder = folder.path();
    staff::account(&opened(folder), "second", CALLS, &["agent"]);
    staff::account(&opened(folder), "third", CALLS, &["agent"]);
    let part = |id: &'static str, agent: &'static str, started: &'static str, sound: &'static str| {
        [
            ("delivery", id),
            ("linked", "c1"),
            ("caller-number", "0405550191"),
            ("answered-by", agent),
            ("started", started),
            ("answered", started),
            ("ended", "2026-11-20 10:09:00"),
            ("recording", sound),
        ]
    };
    for (at, name) in ["a.wav", "b.wav", "c.wav"].into_iter().enumerate() {
        fs::write(folder.join(name), wav(300.0 + 50.0 * at as f64)).unwrap();
    }
    calls(
        folder,
        &[
            &part("c1", "agent", "2026-11-20 10:00:00", "a.wav"),
            &part("c2", "second", "2026-11-20 10:03:00", "b.wav"),
            &part("c3", "third", "2026-11-20 10:04:00", "c.wav"),
        ],
    );
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["recorded"]), (0, &1.into()), "{report}");
    let rows = listed(folder);
    let parents: Vec<_> = rows.iter().map(|row| row["parent"].as_str().unwrap()).collect();
    let agents: Vec<_> = rows.iter().map(|row| row["agents"][0].as_str().unwrap()).collect();
    assert!(parents.iter().all(|parent| *parent == parents[0]), "{rows:?}");
    assert_eq!(agents, ["agent", "second", "third"]);
    // Each hears the part that was their own.
    for agent in ["agent", "second", "third"] {
        let words = ["recording", "list", "--data", "here", "--register", CALLS, "--as", agent];
        let more = ["--purpose", "service-quality", "--clock", NOW, "--json"];
        let told: Value = serde_json::from_str(&seloste(folder, &[&words[..], &more].concat()).out).unwrap();
        assert_eq!(told["recordings"].as_array().unwrap().len(), 1, "{agent}: {told}");
    }
}

#[test]
fn sound_without_a_header_is_taken_when_its_sender_says_what_it_is() {
    let folder = installed();
    let folder = folder.path();
    fs::write(folder.join("one.alaw"), vec![0x55; 16_000]).unwrap();
    fs::write(folder.join("two.pcm"), vec![7; 32_000]).unwrap();
    fs::write(folder.join("three.amr"), b"#!AMR\n\x3c\0\0\0").unwrap();
    let call = |id: &'static str, number: &'static str, file: &'static str, sound: &'static str| {
        let mut call = ONE.to_vec();
        (call[0].1, call[1].1, call[5].1) = (id, number, file);
        call.push(("sound", sound));
        call
    };
    calls(
        folder,
        &[
            &call("r1", "0405550161", "one.alaw", ""),
            &call("r2", "0405550162", "two.pcm", "linear/16000"),
            &call("r3", "0405550163", "three.amr", ""),
            &call("r4", "0405550164", "two.pcm", "cassette"),
        ],
    );
    let (code, report) = take(folder, &[]);
    assert_eq!((code, &report["recorded"]), (1, &2.into()), "{report}");
    let rules: Vec<_> = report["refused"].as_array().unwrap().iter().map(|one| one["rule"].clone()).collect();
    assert_eq!(rules, ["sound-not-read", "unknown-raw-sound"]);
    let mut seconds: Vec<_> = listed(folder).iter().map(|row| row["seconds"].clone()).collect();
    seconds.sort_by_key(Value::as_u64);
    assert_eq!(seconds, [1, 2]);
}
