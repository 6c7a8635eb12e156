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

/// The bytes that a notice makes in a form.
fn made(form: &[&str], file: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let input = statement("retail-customers.toml");
    let mut words = vec!["notice", input.to_str().unwrap()];
    words.extend(form);
    words.extend(["-o", file]);
    let answer = seloste(folder.path(), &words);
    assert_eq!(answer.code, 0, "{}", answer.err);
    fs::read(folder.path().join(file)).unwrap()
}

#[test]
fn every_form_is_written_to_the_same_bytes_each_time_and_in_its_language() {
    for (form, file, begins) in [
        ("pdf", "a.pdf", &b"%PDF-1."[..]),
        ("jsonld", "a.jsonld", b"{"),
        ("tilt", "a.json", b"{"),
        ("art30", "a.html", b"<!doctype html>"),
        ("art30", "a.xlsx", b"PK"),
        ("art30-xlsx", "a.bin", b"PK"),
    ] {
        let fi = made(&["--lang", "fi", "--format", form], file);
        assert!(fi.starts_with(begins), "{form}");
        assert!(fi == made(&["--lang", "fi", "--format", form], file), "{form} differs from itself");
        assert!(fi != made(&["--lang", "sv", "--format", form], file), "{form} is the same in Swedish");
    }
}

#[test]
fn a_pdf_notice_says_what_the_page_says_and_is_tagged() {
    let pdf = made(&["--lang", "fi", "--format", "pdf"], "notice.pdf");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notice.pdf");
    fs::write(&file, pdf).unwrap();
    let asked = |tool: &str| {
        let mut command = std::process::Command::new(tool);
        command.arg(&file);
        if tool == "pdftotext" {
            command.arg("-");
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let text = asked("pdftotext");
    for words in [
        "Tietosuojaseloste: Esimerkkikaupan asiakasrekisteri",
        "Esimerkkikauppa Oy",
        "Rekisteröidyn oikeudet",
    ] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
    let about = asked("pdfinfo");
    assert!(about.contains("Tagged:          yes") && about.contains("Tietosuojaseloste"), "{about}");
}

#[test]
fn r7_001_the_register_description_is_a_profile_of_the_same_statement() {
    let old = made(&["--format", "md", "--profile", "rekisteriseloste"], "old.md");
    let old = String::from_utf8(old).unwrap();
    assert!(old.starts_with("# Rekisteriseloste") && old.contains("1. Rekisterinpitäjä"), "{old}");
}

#[test]
fn a_fragment_is_html_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = statement("retail-customers.toml");
    let answer = seloste(folder.path(), &["notice", file.to_str().unwrap(), "--format", "md", "--fragment"]);
    assert_eq!(answer.code, 2);
    assert!(answer.out.is_empty() && answer.err.contains("--fragment"), "{}", answer.err);
}
