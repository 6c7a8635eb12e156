//! `seloste recording`: calls and messages as telephone systems send them, from outside.

use crate::{Answer, common::staff, seloste, statement};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use jiff::Timestamp;
use seloste_gate::clock::SetClock;
use serde_json::Value;
use std::{fs, path::Path, sync::Arc};
use tempfile::TempDir;

pub(crate) const NOW: &str = "2026-11-23T08:00:00Z";
pub(crate) const CALLS: &str = "call-recordings";
pub(crate) const SERVICE: &str = "service-customers";
pub(crate) const SUPPORT: &str = "support-customers";

/// An installation of two registers of calls; `agent` answers calls, `analyst` doesn't.
pub(crate) fn installed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = ["call-recordings.toml", "support-customers.toml", "service-customers.toml"].map(statement);
    let files = files.each_ref().map(|file| file.to_str().unwrap());
    let words = ["init", "--test", "--data", "here", files[0], files[1], files[2]];
    let begun = seloste(folder.path(), &words);
    assert_eq!(begun.code, 0, "{}", begun.err);
    let app = opened(folder.path());
    for role in ["telephone-system", "agent", "analyst", "administrator", "inspection-clerk"] {
        staff::account(&app, role, CALLS, &[role]);
    }
    staff::account(&app, "chats", SUPPORT, &["telephone-system"]);
    staff::account(&app, "officer", SUPPORT, &["privacy-officer"]);
    staff::account(&app, "mails", SERVICE, &["telephone-system"]);
    staff::account(&app, "keeper", SERVICE, &["register-keeper"]);
    folder
}

/// The installation, opened within the test.
pub(crate) fn opened(folder: &Path) -> App {
    let installation = Installation::open(&folder.join("here")).unwrap();
    let clock = Arc::new(SetClock::at(NOW.parse::<Timestamp>().unwrap()));
    App::open(installation, &Elsewhere::default(), clock).unwrap()
}

fn recording(folder: &Path, verb: &str, more: &[&str]) -> Answer {
    let user = if verb == "take" { "telephone-system" } else { "administrator" };
    let place = [
        "recording",
        verb,
        "--data",
        "here",
        "--clock",
        NOW,
        "--register",
        CALLS,
        "--as",
        user,
        "--purpose",
        "rights",
    ];
    seloste(folder, &[&place, more].concat())
}

/// Takes a file of records in; the report.
fn take(folder: &Path, format: &str, more: &[&str]) -> (i32, Value) {
    let answer = recording(folder, "take", &[&["--json", "--format", format][..], more].concat());
    let report = serde_json::from_str(&answer.out);
    (answer.code, report.map_err(|error| format!("{error}: {}{}", answer.out, answer.err)).unwrap())
}

/// A second of a tone as a telephone system records it.
pub(crate) fn wav(pitch: f64) -> Vec<u8> {
    let mut file = Vec::new();
    let shape = seloste_sound::Shape { channels: 1, sample_rate: 8_000 };
    seloste_sound::wav::head(&mut file, &shape, 8_000).unwrap();
    for at in 0..8_000 {
        let sample = (f64::from(at) * pitch / 8_000.0 * std::f64::consts::TAU).sin() * 9_000.0;
        file.extend_from_slice(&(sample as i16).to_le_bytes());
    }
    file
}

/// A row of Asterisk's: who called which number when, who answered, what the dial plan wrote.
fn row(id: &str, from: &str, to: &str, agent: &str, user_field: &str) -> String {
    format!(
        "\"\",\"{from}\",\"{to}\",\"sales\",\"\"\"x\"\" <{from}>\",\"PJSIP/trunk-0000001a\",\"PJSIP/{agent}-0000001b\",\"Dial\",\"PJSIP/{agent},30\",\
         \"2026-11-20 10:00:00\",\"2026-11-20 10:00:05\",\"2026-11-20 10:03:00\",180,175,\"ANSWERED\",\"DOCUMENTATION\",\"{id}\",\"{user_field}\"\n"
    )
}

pub(crate) const SALES: &str = "+358 9 555 0110";

fn first_rule(report: &Value) -> (String, String) {
    let first = |name: &str| {
        let found = report.pointer(&format!("/refused/0/{name}")).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    (first("rule"), first("item"))
}

#[test]
fn r2_009_every_answered_call_leaves_whether_it_was_recorded_and_twice_is_once() {
    let folder = installed();
    let folder = folder.path();
    assert_eq!(recording(folder, "extension", &["201", "agent"]).code, 0);
    fs::write(folder.join("one.wav"), wav(440.0)).unwrap();
    let unanswered = row("3", "0405550103", SALES, "", "").replace("ANSWERED", "NO ANSWER");
    let rows = [
        row("1", "0405550101", SALES, "201", "told=1;recording=/var/spool/one.wav"),
        row("2", "0405550102", SALES, "201", "told=1"),
        unanswered,
    ];
    fs::write(folder.join("Master.csv"), rows.concat()).unwrap();
    let (code, trial) = take(folder, "asterisk-cdr", &["--dry-run", "Master.csv"]);
    assert_eq!((code, &trial["recorded"], &trial["not-recorded"]), (0, &1.into(), &1.into()), "{trial}");
    for (recorded, not, already) in [(1, 1, 0), (0, 0, 2)] {
        let (code, report) = take(folder, "asterisk-cdr", &["Master.csv"]);
        assert_eq!(code, 0, "{report}");
        assert_eq!(report["recorded"], recorded, "{report}");
        assert_eq!(report["not-recorded"], not, "{report}");
        assert_eq!(report["already"], already, "{report}");
        assert_eq!(report["unanswered"], 1, "{report}");
    }
    let shares: Value = serde_json::from_str(&recording(folder, "refused", &["--json"]).out).unwrap();
    let kind = &shares["kinds"][0];
    assert_eq!((&kind["recorded"], &kind["not-recorded"]), (&1.into(), &1.into()), "{shares}");
    assert_eq!((&kind["share-percent"], &kind["promised-percent"]), (&50.into(), &20.into()));
    // The caller is known by the number, in any written form (R2-010).
    let found = [
        "search",
        "--data",
        "here",
        "--clock",
        NOW,
        "--register",
        CALLS,
        "--as",
        "inspection-clerk",
        "--purpose",
        "rights",
    ];
    let found = seloste(folder, &[&found[..], &["+358405550101"]].concat());
    assert_eq!(found.out.lines().count(), 1, "{}{}", found.out, found.err);
}

#[test]
fn r2_007_008_009_012_what_the_statement_refuses_is_refused_by_name_and_listed() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    recording(folder, "extension", &["301", "analyst"]);
    fs::write(folder.join("one.wav"), wav(440.0)).unwrap();
    let sound = "told=1;recording=one.wav";
    for (agent, called, field, rule, item) in [
        ("201", "+358 9 555 0999", sound, "not-a-service-number", "number-called"),
        ("301", SALES, sound, "answerer-without-task", "answered-by"),
        ("999", SALES, sound, "answerer-unknown", "answered-by"),
        ("201", SALES, "recording=one.wav", "not-told-of-recording", "told"),
        ("201", SALES, "told=1;direction=outbound;recording=one.wav", "not-recorded-this-way", "direction"),
        ("201", SALES, "told=1;recording=one.wav;emotion=angry", "not-declared", "emotion"),
        ("201", SALES, "told=1;recording=one.wav;rating=5", "not-declared", "rating"),
        ("201", SALES, "told=1;recording=one.wav;transcript=hello", "not-declared", "transcript"),
        ("201", SALES, "told=1;recording=one.wav;voice-print=x", "not-declared", "voice-print"),
        ("201", SALES, "told=1;recording=one.wav;customer-number=12345", "not-declared", "customer-number"),
        ("201", SALES, "told=1;recording=gone.wav", "no-file", "recording"),
    ] {
        fs::write(folder.join("cdr.csv"), row("7", "0405550107", called, agent, field)).unwrap();
        let (code, report) = take(folder, "asterisk-cdr", &["cdr.csv"]);
        assert_eq!((code, first_rule(&report)), (1, (rule.to_owned(), item.to_owned())), "{field}: {report}");
        assert_eq!(report["recorded"], 0);
    }
    let listed: Value = serde_json::from_str(&recording(folder, "refused", &["--json"]).out).unwrap();
    assert_eq!(listed["refusals"].as_array().unwrap().len(), 11, "{listed}");
    let text = listed.to_string();
    for value in ["0405550107", "angry", "hello", "12345", "one.wav"] {
        assert!(!text.contains(value), "the list tells {value}");
    }
}

#[test]
fn bad_sound_gets_a_clear_answer_and_nothing_is_kept_of_it() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    let whole = wav(440.0);
    for (bytes, rule) in [
        (&b""[..], "empty-sound"),
        (b"Hyvaa paivaa", "not-sound"),
        (b"%PDF-1.7 no sound at all", "not-sound"),
        (&whole[..9_000], "sound-truncated"),
        (&whole[..30], "sound-broken"),
    ] {
        fs::write(folder.join("bad.wav"), bytes).unwrap();
        fs::write(folder.join("cdr.csv"), row("8", "0405550108", SALES, "201", "told=1;recording=bad.wav"))
            .unwrap();
        let (code, report) = take(folder, "asterisk-cdr", &["cdr.csv"]);
        assert_eq!((code, first_rule(&report).0.as_str()), (1, rule), "{report}");
    }
    // The same call, once its sound is whole.
    fs::write(folder.join("bad.wav"), &whole).unwrap();
    assert_eq!(take(folder, "asterisk-cdr", &["cdr.csv"]).1["recorded"], 1);
    // And a file that was never completed at its head, as a telephone system leaves it.
    let mut grown = wav(550.0);
    grown[40..44].copy_from_slice(&0_u32.to_le_bytes());
    fs::write(folder.join("grown.wav"), &grown).unwrap();
    fs::write(folder.join("cdr.csv"), row("9", "0405550109", SALES, "201", "told=1;recording=grown.wav"))
        .unwrap();
    assert_eq!(take(folder, "asterisk-cdr", &["cdr.csv"]).1["recorded"], 1);
}

#[test]
fn other_telephone_systems_tell_the_same_in_their_own_way() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    let json = r#"{"core-uuid":"c","variables":{"uuid":"fs-1","direction":"inbound","start_uepoch":"1795161600000000",
        "answer_uepoch":"1795161605000000","end_uepoch":"1795161780000000","duration":"180","sip_to_user":"%2B35895550110",
        "cc_agent":"201@pbx.example.fi","seloste_told":"true","record_path":"/rec","record_name":"fs.wav","sip_user_agent":"x"},
        "callflow":[{"caller_profile":{"caller_id_number":"0405550121","destination_number":"0110"}}]}"#;
    fs::write(folder.join("fs.wav"), wav(330.0)).unwrap();
    fs::write(folder.join("cdr.json"), json).unwrap();
    assert_eq!(take(folder, "freeswitch-json", &["cdr.json"]).1["recorded"], 1);
    let scored = json.replace("\"sip_user_agent\"", "\"emotion_score\"");
    fs::write(folder.join("cdr.json"), scored.replace("fs-1", "fs-2")).unwrap();
    assert_eq!(first_rule(&take(folder, "freeswitch-json", &["cdr.json"]).1).1, "emotion_score");

    let xml = "<?xml version=\"1.0\"?><cdr core-uuid=\"c\"><variables><uuid>fs-3</uuid><direction>inbound</direction>\
        <start_epoch>1795161600</start_epoch><answer_epoch>1795161605</answer_epoch><end_epoch>1795161780</end_epoch>\
        <sip_to_user>%2B35895550111</sip_to_user><dialed_user>201</dialed_user><seloste_told>1</seloste_told></variables>\
        <app_log><application app_name=\"record_session\" app_data=\"/rec/fs3.wav\"/></app_log>\
        <callflow><caller_profile><caller_id_number>0405550122</caller_id_number></caller_profile></callflow></cdr>";
    fs::write(folder.join("fs3.wav"), wav(350.0)).unwrap();
    fs::write(folder.join("cdr.xml"), xml).unwrap();
    assert_eq!(take(folder, "freeswitch-xml", &["cdr.xml"]).1["recorded"], 1);
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", xml.replace("fs-3", "fs-4"));
    fs::write(folder.join("cdr.xml"), bomb).unwrap();
    assert_eq!(first_rule(&take(folder, "freeswitch-xml", &["cdr.xml"]).1).0, "unreadable-record");

    fs::write(folder.join("map.toml"), "Puhelu = \"delivery\"\nMista = \"caller-number\"\nMihin = \"number-called\"\nAlku = \"started\"\nKesto = \"seconds\"\nKuka = \"answered-by\"\nLinja = \"-\"\nVastattu = \"answered\"\n").unwrap();
    fs::write(folder.join("calls.csv"), "Puhelu;Mista;Mihin;Alku;Vastattu;Kesto;Kuka;Linja\nx1;0405550131;09 5550110;2026-11-20 09:00:00;2026-11-20 09:00:04;60;201;3\n").unwrap();
    let (_, report) = take(folder, "csv", &["--announced", "--map", "map.toml", "calls.csv"]);
    assert_eq!(report["not-recorded"], 1, "{report}");
    fs::write(folder.join("map.toml"), "").unwrap();
    let (_, report) = take(folder, "csv", &["--announced", "calls.csv"]);
    assert_eq!(report["recorded"], 0);
    assert!(!report["refused"].as_array().unwrap().is_empty());

    let events = "CHAN_START,1795161600.1,,0405550141,,,+35895550110,s,in,PJSIP/t-1,,,3,,c1,c1,,,,\n\
        ANSWER,1795161606.2,,201,,,,201,in,PJSIP/201-2,,,3,,c2,c1,,,,\n\
        USER_DEFINED,1795161601.0,,,,,,s,in,PJSIP/t-1,,,3,,c1,c1,,,told,\n\
        APP_START,1795161606.3,,,,,,s,in,PJSIP/t-1,MixMonitor,\"/m/cel.wav,b\",3,,c1,c1,,,,\n\
        LINKEDID_END,1795161700.9,,,,,,s,in,PJSIP/t-1,,,3,,c1,c1,,,,\n";
    fs::write(folder.join("cel.wav"), wav(370.0)).unwrap();
    fs::write(folder.join("cel.csv"), events).unwrap();
    let (_, report) = take(folder, "asterisk-cel", &["cel.csv"]);
    assert_eq!(report["recorded"], 1, "{report}");
}

#[test]
fn a_watched_folder_is_emptied_of_what_was_taken_and_what_is_refused_is_put_aside_with_the_reason() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    let spool = folder.join("spool");
    fs::create_dir(&spool).unwrap();
    let watch = || {
        let words = [
            "recording",
            "watch",
            "--data",
            "here",
            "--clock",
            NOW,
            "--register",
            CALLS,
            "--as",
            "telephone-system",
            "--purpose",
            "rights",
            "--format",
            "asterisk-cdr",
            "--once",
            "spool",
        ];
        let done = seloste(folder, &words);
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        crate::names(&spool)
    };
    fs::write(spool.join("one.csv"), row("11", "0405550111", SALES, "201", "told=1;recording=late.wav"))
        .unwrap();
    // Its sound has not come: it waits.
    assert_eq!(watch(), ["one.csv"]);
    fs::write(spool.join("late.wav"), wav(440.0)).unwrap();
    fs::write(
        spool.join("two.csv"),
        row("12", "0405550112", "+358 9 555 0999", "201", "told=1;recording=two.wav"),
    )
    .unwrap();
    fs::write(spool.join("two.wav"), wav(450.0)).unwrap();
    assert_eq!(watch(), ["refused"]);
    assert_eq!(crate::names(&spool.join("refused")), ["two.csv", "two.csv.reason.txt", "two.wav"]);
    let reason = fs::read_to_string(spool.join("refused/two.csv.reason.txt")).unwrap();
    assert_eq!(reason, "line 1: number-called [not-a-service-number]\n");
    assert_eq!(media(&folder.join("here")), 1);
    // Two parts of a transferred call name one file.
    let parts = ["13", "14"].map(|id| {
        let row = row(id, "0405550113", SALES, "201", "told=1;recording=both.wav");
        format!("{},\"\",\"t3\",1\n", row.trim_end())
    });
    fs::write(spool.join("three.csv"), parts.concat()).unwrap();
    fs::write(spool.join("both.wav"), wav(460.0)).unwrap();
    assert_eq!(watch(), ["refused"]);
    assert_eq!(crate::names(&spool.join("refused")).len(), 3, "nothing else was refused");
    assert_eq!(media(&folder.join("here")), 2, "the same sound of the same call is kept once");
}

#[test]
fn a_transferred_call_is_one_call_with_a_recording_of_each_part_and_a_withheld_number_is_somebody() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    fs::write(folder.join("a.wav"), wav(410.0)).unwrap();
    fs::write(folder.join("b.wav"), wav(420.0)).unwrap();
    let part = |id: &str, sound: &str, sequence: u8| {
        let row = row(id, "anonymous", SALES, "201", &format!("told=1;recording={sound}"));
        format!("{},\"\",\"t1\",{sequence}\n", row.trim_end())
    };
    fs::write(folder.join("cdr.csv"), [part("t1", "a.wav", 1), part("t2", "b.wav", 2)].concat()).unwrap();
    let (code, report) = take(folder, "asterisk-cdr", &["cdr.csv"]);
    assert_eq!((code, &report["recorded"]), (0, &1.into()), "{report}");
    assert_eq!(media(&folder.join("here")), 2);
}

/// How many sealed files of recordings there are.
pub(crate) fn media(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            count += media(&path);
        } else if path.components().any(|part| part.as_os_str() == "media")
            && !name.to_string_lossy().starts_with('.')
        {
            count += 1;
        }
    }
    count
}

#[test]
fn r7_014_a_chat_is_stored_on_the_same_terms_as_a_call() {
    let folder = installed();
    let folder = folder.path();
    let chat = |told: &str| {
        format!(
            "{{\"delivery\": \"chat-1\", \"direction\": \"inbound\", {told} \"lines\": [\
             {{\"at\": \"2026-11-20T10:00:00+02:00\", \"by\": \"person\", \"text\": \"Hei\"}},\
             {{\"at\": \"2026-11-20T10:01:00+02:00\", \"by\": \"agent\", \"text\": \"Hei vaan\"}}]}}"
        )
    };
    let take_as = |kind: &[&str]| {
        let words =
            ["recording", "take", "--data", "here", "--clock", NOW, "--register", SUPPORT, "--as", "chats"];
        let more = ["--purpose", "rights", "--format", "chat", "--json", "chat.json"];
        seloste(folder, &[&words[..], kind, &more].concat())
    };
    let take = || take_as(&["--kind", "chat-recording"]);
    fs::write(folder.join("chat.json"), chat("")).unwrap();
    let unnamed = take_as(&[]);
    assert!(unnamed.code == 1 && unnamed.out.contains("which-kind"), "{}{}", unnamed.out, unnamed.err);
    let untold = take();
    assert!(untold.code == 1 && untold.out.contains("not-told-of-recording"), "{}{}", untold.out, untold.err);
    fs::write(folder.join("chat.json"), chat("\"told\": true, \"sentiment\": \"bad\",")).unwrap();
    let scored = take();
    assert!(scored.code == 1 && scored.out.contains("sentiment"), "{}{}", scored.out, scored.err);
}

/// Files below a folder.
fn sealed_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sealed_files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn r2_018_an_old_backup_brings_back_no_recording_past_its_term() {
    let folder = installed();
    let folder = folder.path();
    recording(folder, "extension", &["201", "agent"]);
    fs::write(folder.join("one.wav"), wav(440.0)).unwrap();
    let told = "told=1;recording=/var/spool/one.wav";
    fs::write(folder.join("Master.csv"), row("1", "0405550101", SALES, "201", told)).unwrap();
    assert_eq!(take(folder, "asterisk-cdr", &["Master.csv"]).0, 0);
    let at = |clock: &str, words: &[&str]| {
        let answer = seloste(folder, &[words, &["--data", "here", "--clock", clock]].concat());
        (answer.code, answer.out, answer.err)
    };
    let verified = |clock: &str, file: &str| {
        let (code, out, err) = at(clock, &["recording", "verify", "--register", CALLS, "--json"]);
        let told: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
        (code, told[0][file].clone())
    };
    let media = folder.join("here/controllers/esimerkkikauppa/media");
    assert_eq!(verified(NOW, "recordings"), (0, 1.into()));
    assert_eq!(sealed_files(&media).len(), 1);
    let (code, _, err) = at(NOW, &["backup", "old.backup"]);
    assert_eq!(code, 0, "{err}");

    // Within its term it comes back with the copy and is as it was sealed.
    fs::remove_dir_all(&media).unwrap();
    assert_eq!(verified(NOW, "missing").0, 1, "its file is missing");
    let (code, _, err) = at(NOW, &["restore", "old.backup"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(verified(NOW, "broken"), (0, Value::Array(Vec::new())));
    assert_eq!(sealed_files(&media).len(), 1);

    // The call ended on 20 November; half a year and a minute later nothing of it is left, in no copy.
    let later = "2027-05-20T08:04:00Z";
    let (code, _, err) = at(later, &["retention", "run"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(verified(later, "recordings"), (0, 0.into()));
    assert!(sealed_files(&media).is_empty());
    let (code, out, err) = at(later, &["restore", "old.backup", "--json"]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(verified(later, "recordings"), (0, 0.into()));
    assert!(sealed_files(&media).is_empty(), "the key is gone, and with it the file");
}
