//! `seloste diff`: what changes, in words, and for whom.

use crate::{seloste, statement, statement_text};
use serde_json::Value;
use std::fs;

#[test]
fn a_change_tells_place_words_people_and_what_follows_in_three_languages() {
    let folder = tempfile::tempdir().unwrap();
    let old = statement("retail-customers.toml");
    let text = statement_text("retail-customers.toml").replacen(
        "outside-eea = \"never\"",
        "outside-eea = \"with-safeguard\"",
        1,
    );
    fs::write(folder.path().join("next.toml"), text).unwrap();
    for (lang, weaker) in [("fi", "heikkenee"), ("sv", "svagare"), ("en", "weaker")] {
        let answer = seloste(folder.path(), &["diff", old.to_str().unwrap(), "next.toml", "--lang", lang]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        assert!(answer.out.starts_with("next.toml:"), "{}", answer.out);
        assert!(answer.out.contains("[disclosure-wider]") && answer.out.contains(weaker), "{}", answer.out);
    }
    let answer = seloste(folder.path(), &["diff", old.to_str().unwrap(), "next.toml", "--json"]);
    let told: Value = serde_json::from_str(&answer.out).unwrap();
    let follows = told["changes"][0]["follows"].as_array().unwrap();
    assert!(follows.contains(&Value::from("weaker")) && follows.contains(&Value::from("must-be-told-13-3")));
}

#[test]
fn equal_files_differ_in_nothing_and_broken_ones_are_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let same = statement("webshop-customers.toml");
    let answer = seloste(folder.path(), &["diff", same.to_str().unwrap(), same.to_str().unwrap()]);
    assert_eq!((answer.code, answer.out.lines().count()), (0, 1), "{}", answer.out);
    fs::write(folder.path().join("broken.toml"), "[register]\n").unwrap();
    let answer = seloste(folder.path(), &["diff", same.to_str().unwrap(), "broken.toml"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("broken.toml") && answer.out.is_empty(), "{}", answer.err);
}
