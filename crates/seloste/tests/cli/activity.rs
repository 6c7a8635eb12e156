//! Terms that count from the last activity, of people who were brought in from a file.

use crate::{Answer, seloste, statement_text};
use std::{fs, path::Path};

const MAP: &str = "group = \"owners\"
[[column]]
header = \"Sukunimi\"
item = \"surname\"
[[column]]
header = \"Puhelin\"
item = \"phone\"
[object]
kind = \"visit\"
starts = \"Päivä\"
[[object.column]]
header = \"Eläin\"
item = \"animal\"
";

fn clinic(folder: &Path) {
    let text = statement_text("examples/vet-clinic.toml");
    let (sources, term) = ("sources = [\"staff\"]\n", "{ keep = \"P5Y\", after = \"object-date\" }");
    assert!(text.contains(sources) && text.contains(term));
    let text = text.replacen(sources, "sources = [\"staff\", \"owner\"]\n", 1);
    let text = text.replacen(term, "{ keep = \"P1Y\", after = \"last-activity\" }", 1);
    fs::write(folder.join("clinic.toml"), text).unwrap();
    fs::write(folder.join("map.toml"), MAP).unwrap();
    let made =
        ["init", "--data", "here", "--test", "--clock", "2026-11-22T12:00:00Z", "clinic.toml"].as_slice();
    assert_eq!(seloste(folder, made).code, 0);
    let who = ["user", "add", "--name", "Mikko Malli", "--user", "mikko", "--email", "mikko@example.fi"];
    let how = ["--role", "reception", "--undertaken", "--data", "here", "--register", "vet-clinic"];
    let added = seloste(folder, &[&who[..], &how, &["--clock", "2026-11-22T12:00:00Z"]].concat());
    assert_eq!(added.code, 0, "{}", added.err);
}

fn visit(folder: &Path, now: &str, day: &str) {
    let file = format!("Sukunimi;Puhelin;Päivä;Eläin\nMalli;040 555 0101;{day};Koira\n");
    fs::write(folder.join("visits.csv"), file).unwrap();
    let place = ["import", "--data", "here", "--register", "vet-clinic", "--as", "mikko", "--clock", now];
    let what = ["--source", "owner", "--map", "map.toml", "visits.csv"];
    let done = seloste(folder, &[&place[..], &what].concat());
    assert!(done.code == 0 && done.out.contains("error 0"), "{} {}", done.out, done.err);
}

fn run(folder: &Path, now: &str) -> String {
    let done: Answer = seloste(folder, &["retention", "run", "--data", "here", "--clock", now]);
    assert_eq!(done.code, 0, "{}", done.err);
    done.out
}

#[test]
fn what_a_file_brings_is_activity_and_keeps_what_counts_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    clinic(folder);
    visit(folder, "2026-11-22T13:00:00Z", "1.3.2020");
    // The visit is six years old, and what is known of the owner came today.
    assert!(run(folder, "2026-11-23T12:00:00Z").contains("destroyed nothing"));
    visit(folder, "2027-10-01T13:00:00Z", "1.9.2027");
    for day in ["2027-11-25T12:00:00Z", "2028-09-30T12:00:00Z"] {
        let told = run(folder, day);
        assert!(told.contains("destroyed nothing"), "{day}: {told}");
    }
    assert!(run(folder, "2028-10-03T12:00:00Z").contains("visit 2"));
    // The owner: three years from the last file, not from the first.
    let early = run(folder, "2029-12-01T12:00:00Z");
    assert!(early.contains("destroyed nothing"), "{early}");
    assert!(run(folder, "2030-10-03T12:00:00Z").contains("people 1"));
}
