//! `seloste check` on good files, bad files and what is no file at all.

use crate::{seloste, statement, statement_text};
use serde_json::Value;
use std::fs;

#[test]
fn the_registers_of_the_repository_have_no_errors() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["retail-customers.toml", "webshop-customers.toml"] {
        let answer = seloste(folder.path(), &["check", statement(name).to_str().unwrap()]);
        assert_eq!(answer.code, 0, "{}", answer.out);
        assert!(answer.out.contains("errors 0"), "{}", answer.out);
    }
}

#[test]
fn a_problem_tells_file_line_column_rule_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let broken = statement_text("webshop-customers.toml").replacen(
        "[contact]",
        "[contact]\nfavourite-colour = \"blue\"",
        1,
    );
    let line = broken.lines().position(|line| line.starts_with("favourite-colour")).unwrap() + 1;
    fs::write(folder.path().join("shop.toml"), broken).unwrap();
    for lang in ["fi", "sv", "en"] {
        let answer = seloste(folder.path(), &["check", "shop.toml", "--lang", lang]);
        assert_eq!(answer.code, 1);
        let found =
            answer.out.lines().position(|said| said.starts_with(&format!("shop.toml:{line}:1: error[")));
        let found = found.unwrap_or_else(|| panic!("no problem at line {line}:\n{}", answer.out));
        let remedy = answer.out.lines().nth(found + 1).unwrap();
        assert!(remedy.starts_with("    ") && remedy.trim().len() > 5, "{remedy:?}");
    }
}

#[test]
fn all_files_are_checked_and_told_as_json() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("empty.toml"), "").unwrap();
    let good = statement("retail-customers.toml");
    let answer =
        seloste(folder.path(), &["check", "empty.toml", "gone.toml", good.to_str().unwrap(), "--json"]);
    assert_eq!(answer.code, 1);
    let told: Value = serde_json::from_str(&answer.out).unwrap();
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    assert_eq!(
        files.iter().map(|file| file["ok"].as_bool().unwrap()).collect::<Vec<_>>(),
        [false, false, true]
    );
    assert_eq!(files[1]["problems"][0]["rule"], "file-missing");
    assert_eq!(files[2]["register"], "retail-customers");
}

#[test]
fn what_is_no_statement_gets_a_clear_answer() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("latin1.toml"), b"[register]\nname = \"Ty\xF6\"\n").unwrap();
    fs::write(at("huge.toml"), vec![b'#'; 10 << 20]).unwrap();
    fs::write(at("zeros.toml"), [0_u8; 100]).unwrap();
    fs::write(at("cut.toml"), &statement_text("retail-customers.toml").as_bytes()[..4_000]).unwrap();
    for (name, rule) in [
        ("folder", Some("file-is-folder")),
        ("gone.toml", Some("file-missing")),
        ("huge.toml", Some("file-too-large")),
        ("latin1.toml", None),
        ("zeros.toml", None),
        ("cut.toml", None),
    ] {
        let answer = seloste(folder.path(), &["check", name]);
        assert_eq!(answer.code, 1, "{name}: {}", answer.err);
        assert!(answer.out.contains(": error["), "{name}: {}", answer.out);
        if let Some(rule) = rule {
            assert!(answer.out.contains(&format!("error[{rule}]")), "{name}: {}", answer.out);
        }
    }
}
