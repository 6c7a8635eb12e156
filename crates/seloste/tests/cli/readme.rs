//! README's first steps, typed as they stand there: a newcomer types them in this order and gets on.

use crate::{names, seloste, statement};
use std::{fs, process::Command};

/// The commands under "First steps from the command line".
fn first_steps() -> String {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let steps = readme.split("## First steps").nth(1).unwrap().split("```").nth(1).unwrap();
    steps.trim().to_owned()
}

#[test]
fn the_first_steps_of_the_readme_work_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(statement(""), folder.path().join("registers")).unwrap();
    fs::write(
        folder.path().join("customers.csv"),
        "first-names,surname,email\nKaisa,Malli,kaisa@example.fi\n",
    )
    .unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_seloste"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    // Serving does not end by itself.
    let steps: Vec<String> = first_steps()
        .replace("\\\n", " ")
        .lines()
        .filter(|line| !line.starts_with("seloste serve "))
        .map(str::to_owned)
        .collect();
    assert!(steps.len() > 8, "{steps:?}");
    for step in steps {
        let done = Command::new("/bin/bash")
            .args(["-c", &step])
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", &path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{step}\n{said}");
    }
    assert_eq!(names(folder.path()), ["backups", "customers.csv", "my-data", "registers"]);
}

#[test]
fn who_has_not_undertaken_secrecy_is_told_the_way_and_it_works() {
    let folder = tempfile::tempdir().unwrap();
    let text = statement("webshop-customers.toml");
    let at = ["--data", "data", "--register", "webshop-customers"];
    let run = |words: &[&str]| seloste(folder.path(), &[words, &at[..]].concat());
    assert_eq!(seloste(folder.path(), &["init", "--data", "data", text.to_str().unwrap()]).code, 0);
    let person = [
        "--name",
        "Aino Esimerkki",
        "--user",
        "aino.esimerkki",
        "--mark",
        "1001",
        "--role",
        "register-keeper",
    ];
    assert_eq!(run(&[&["user", "add"], &person[..]].concat()).code, 0);
    fs::write(folder.path().join("rows.csv"), "first-names,surname\nKaisa,Malli\n").unwrap();
    let import = ["import", "--source", "shop", "--as", "aino.esimerkki", "rows.csv"];
    let refused = run(&import);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("(not-bound-to-secrecy)") && refused.err.contains("seloste user undertake"),
        "{}",
        refused.err
    );
    assert_eq!(run(&["user", "undertake", "--user", "aino.esimerkki"]).code, 0);
    let done = run(&import);
    assert_eq!(done.code, 0, "{}", done.err);
}
