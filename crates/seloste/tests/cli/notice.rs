//! `seloste notice`: the same statement, the same bytes; nothing from a statement with errors.

use crate::{names, seloste, statement};
use std::fs;

#[test]
fn a_notice_is_written_in_three_languages_and_two_forms_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["retail-customers.toml", "webshop-customers.toml"] {
        let file = statement(name);
        let mut all = Vec::new();
        for (lang, format) in
            [("fi", "html"), ("sv", "html"), ("en", "html"), ("fi", "md"), ("sv", "md"), ("en", "md")]
        {
            let words = ["notice", file.to_str().unwrap(), "--lang", lang, "--format", format];
            let (first, second) = (seloste(folder.path(), &words), seloste(folder.path(), &words));
            assert_eq!(first.code, 0, "{}", first.err);
            assert!(first.out == second.out && first.out.len() > 2_000, "{lang} {format}");
            assert!(!all.contains(&first.out), "{lang} {format} is like another");
            all.push(first.out);
        }
    }
}

#[test]
fn r4_001_a_notice_stands_alone_or_in_a_page_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = statement("webshop-customers.toml");
    let file = file.to_str().unwrap();
    let page = seloste(folder.path(), &["notice", file]).out;
    assert!(
        page.starts_with("<!") && page.contains("data:text/css"),
        "{}",
        page.chars().take(200).collect::<String>()
    );
    assert!(
        !page.contains("src=\"http") && !page.contains("<script"),
        "a notice asks nobody else for anything"
    );
    let part = seloste(folder.path(), &["notice", file, "--fragment"]).out;
    assert!(part.trim_start().starts_with("<article") && !part.contains("<html"));
    let own = seloste(folder.path(), &["notice", file, "--stylesheet", "/own.css"]).out;
    assert!(own.contains("href=\"/own.css\""));
}

#[test]
fn a_notice_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = statement("retail-customers.toml");
    let written = seloste(folder.path(), &["notice", file.to_str().unwrap(), "-o", "notice.html"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert_eq!(names(folder.path()), ["notice.html"]);
    fs::write(folder.path().join("bad.toml"), "[register]\n").unwrap();
    let refused = seloste(folder.path(), &["notice", "bad.toml", "-o", "bad.html"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("error["), "{}", refused.err);
    let nowhere = seloste(folder.path(), &["notice", file.to_str().unwrap(), "-o", "no/such/notice.html"]);
    assert_eq!(nowhere.code, 3);
    assert_eq!(names(folder.path()), ["bad.toml", "notice.html"]);
}

#[test]
fn forms_that_are_not_built_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = statement("retail-customers.toml");
    for format in ["pdf", "jsonld", "art30"] {
        let answer = seloste(folder.path(), &["notice", file.to_str().unwrap(), "--format", format]);
        assert_eq!(answer.code, 2, "{format}");
        assert!(answer.out.is_empty() && answer.err.contains(format), "{}", answer.err);
    }
}
