//! The registers of calls, of support and of companies' people from outside: they check, publish and begin.

use crate::{names, seloste, statement};

const CLEAN: [&str; 3] = ["b2b-customers.toml", "call-recordings.toml", "support-customers.toml"];

#[test]
fn they_check_publish_in_three_languages_and_begin() {
    let folder = tempfile::tempdir().unwrap();
    for name in CLEAN {
        let file = statement(name);
        let file = file.to_str().unwrap();
        let checked = seloste(folder.path(), &["check", file]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        assert!(checked.out.contains("errors 0, decisions needed 0"), "{}", checked.out);
        for lang in ["fi", "sv", "en"] {
            let notice = seloste(folder.path(), &["notice", file, "--lang", lang, "--format", "md"]);
            assert_eq!(notice.code, 0, "{}", notice.err);
            assert!(notice.out.len() > 2_000, "{name} {lang}: {}", notice.out);
        }
    }
    let files: Vec<String> = CLEAN.map(|name| statement(name).to_str().unwrap().to_owned()).to_vec();
    let words: Vec<&str> =
        ["init", "--data", "here"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let begun = seloste(folder.path(), &words);
    assert_eq!(begun.code, 0, "{}{}", begun.out, begun.err);
    assert_eq!(names(&folder.path().join("here/registers")), CLEAN);
}

#[test]
fn faithful_copies_pass_with_the_decisions_that_they_record() {
    let folder = tempfile::tempdir().unwrap();
    for name in CLEAN {
        let file = statement(&format!("faithful/{name}"));
        let checked = seloste(folder.path(), &["check", file.to_str().unwrap(), "--lang", "en"]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        assert!(checked.out.contains("decisions needed 0"), "{}", checked.out);
        let settled = checked.out.lines().filter(|line| line.contains(": settled[")).count();
        assert!(settled >= 3, "{}", checked.out);
    }
}
