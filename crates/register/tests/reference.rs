//! What is derived from types and statements and checked in: the reference, the matrices. `UPDATE_DOCS=1` rewrites them.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test says what went wrong by failing")]

use seloste_register::{
    diagnostics::Severity,
    law::{LawPack, Laws},
    statement::{matrix, read_among, reference, schema},
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn top(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Every law pack.
fn laws() -> Laws {
    let pack = |name: &str| LawPack::read(&fs::read_to_string(top(name)).unwrap()).unwrap();
    Laws::new(pack("law/fi.toml"), vec![pack("law/se.toml")])
}

/// Compares a file with what it should hold, or rewrites it.
fn up_to_date(path: &str, now: &str) {
    if std::env::var("UPDATE_DOCS").is_ok() {
        fs::write(top(path), now).unwrap();
    }
    let is = fs::read_to_string(top(path)).unwrap_or_default();
    assert!(is == now, "{path} is not up to date: run with UPDATE_DOCS=1 and review the difference");
}

#[test]
fn the_reference_of_statements_is_up_to_date() {
    up_to_date("docs/statement.md", &format!("{}{}", reference(), law_names()));
}

#[test]
fn each_register_has_its_matrix_checked_in() {
    let mut registers = 0;
    for entry in fs::read_dir(top("registers")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let rules = read_among(&fs::read_to_string(&path).unwrap(), &laws(), ON).rules.unwrap();
            up_to_date(&format!("registers/{}.matrix.txt", rules.statement().register.id), &matrix(&rules));
            registers += 1;
        }
    }
    assert!(registers >= 2, "the registers were not found");
}

/// The names by which statements refer to rules of law.
fn law_names() -> String {
    let mut out = String::from(LAW_NAMES);
    for file in ["law/fi.toml", "law/se.toml"] {
        let pack = LawPack::read(&fs::read_to_string(top(file)).unwrap()).unwrap();
        let joined =
            |names: Vec<&String>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let (id, name) = (&pack.id, &pack.name.en);
        out.push_str(&format!("\n### `law = \"{id}\"`: {name} (`{file}`)\n\n"));
        let lines = [
            ("`floor`, what is kept at least", joined(pack.floors.iter().map(|one| &one.id).collect())),
            ("`minimum-age`", joined(pack.ages.iter().map(|one| &one.id).collect())),
            ("`right`", joined(pack.rights.iter().map(|one| &one.id).collect())),
            ("`drawn-up-under`, provisions", joined(pack.references.iter().map(|one| &one.id).collect())),
        ];
        for (key, names) in lines {
            out.push_str(&format!("- {key}: {names}\n"));
        }
    }
    out
}

const LAW_NAMES: &str = "
## Names of rules of law

A statement names rules of law by their names in its law pack. What each of them says, with its source, stands in the pack.
";

/// What the check may say, with an example of each, from the bad statements that show it.
fn checks() -> String {
    let mut files: Vec<PathBuf> =
        fs::read_dir(top("registers/broken")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut rules: BTreeMap<&str, (Severity, String)> = BTreeMap::new();
    for file in files {
        for problem in read_among(&fs::read_to_string(&file).unwrap(), &laws(), ON).problems {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let said = format!("{} *{}* (`registers/broken/{name}`)", problem.what.en, problem.remedy.en);
            rules.entry(problem.rule).or_insert((problem.severity, said));
        }
    }
    let mut out = String::from(CHECKS);
    for (severity, title) in [
        (Severity::Error, "Errors: the statement can't be activated"),
        (Severity::Decision, "Decisions needed: it can be activated with a recorded decision"),
        (Severity::Note, "Notes"),
    ] {
        out.push_str(&format!("\n## {title}\n\n"));
        for (rule, (_, said)) in rules.iter().filter(|(_, (is, _))| *is == severity) {
            out.push_str(&format!("- `{rule}`: {said}\n"));
        }
    }
    out
}

const CHECKS: &str = "# What the check of a statement may say

`seloste check FILE` reports every problem of a statement at once. Each has the name of its rule; below is what it says, in
*italics* what to do, and a small statement that shows it. Some rules depend on the file as a whole (`file-too-large`,
`not-utf8`) or on the day (`law-not-checked-lately`, `measure-unproven`, the status of countries).

This page is made by running the check (`UPDATE_DOCS=1 cargo test -p seloste-register --test reference`).
";

#[test]
fn the_list_of_checks_is_up_to_date() {
    up_to_date("docs/checks.md", &checks());
}

/// Every object of the schema forbids unknown keys, describes each key and has no null, which TOML lacks.
fn sound(node: &Value, path: &str) {
    if let Some(properties) = node.get("properties").and_then(Value::as_object) {
        assert_eq!(node.get("additionalProperties"), Some(&Value::Bool(false)), "{path}");
        for (key, value) in properties {
            assert!(
                value.get("description").is_some_and(|text| text.is_string()),
                "{path}.{key} has no description"
            );
        }
    }
    match node {
        Value::Object(map) => map.iter().for_each(|(key, value)| sound(value, &format!("{path}.{key}"))),
        Value::Array(values) => values.iter().for_each(|value| sound(value, path)),
        other => assert!(other != "null", "{path}"),
    }
}

#[test]
fn the_schema_is_json_that_forbids_unknown_keys_and_describes_the_known() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    assert!(schema.get("$schema").is_some_and(|id| id.as_str().unwrap().contains("json-schema.org")));
    assert!(schema.pointer("/properties/purpose").is_some());
    sound(&schema, "");
}
