//! `seloste init`: whole or not at all.

use crate::{names, seloste, statement, statement_text};
use std::fs;

#[test]
fn a_new_installation_has_its_registers_databases_and_keyrings_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (retail, shop) = (statement("retail-customers.toml"), statement("webshop-customers.toml"));
    let answer =
        seloste(folder.path(), &["init", "--data", "here", retail.to_str().unwrap(), shop.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    assert!(answer.out.contains("seloste user add") && answer.out.contains("seloste serve --data here"));
    assert_eq!(names(folder.path()), ["here"]);
    let here = folder.path().join("here");
    assert_eq!(names(&here.join("registers")), ["retail-customers.toml", "webshop-customers.toml"]);
    let controllers = names(&here.join("controllers"));
    assert_eq!(controllers.len(), 2, "{controllers:?}");
    for controller in controllers {
        let own = here.join("controllers").join(controller);
        assert!(own.join("data.db").is_file() && own.join("keyring/keyring.db").is_file());
    }
}

#[test]
fn a_statement_with_errors_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.toml"), "[register]\n").unwrap();
    let good = statement("retail-customers.toml");
    let answer = seloste(folder.path(), &["init", "--data", "here", good.to_str().unwrap(), "bad.toml"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("bad.toml") && answer.err.contains("error["), "{}", answer.err);
    assert_eq!(names(folder.path()), ["bad.toml"]);
}

#[test]
fn one_register_has_one_statement() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), statement_text("retail-customers.toml")).unwrap();
    fs::write(folder.path().join("b.toml"), statement_text("retail-customers.toml")).unwrap();
    let answer = seloste(folder.path(), &["init", "--data", "here", "a.toml", "b.toml"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("a.toml") && answer.err.contains("b.toml"), "{}", answer.err);
    assert_eq!(names(folder.path()), ["a.toml", "b.toml"]);
}

#[test]
fn what_is_there_already_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let retail = statement("retail-customers.toml");
    let retail = retail.to_str().unwrap();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/letter.txt"), "keep me").unwrap();
    fs::write(folder.path().join("file"), "keep me").unwrap();
    fs::create_dir_all(folder.path().join("installed")).unwrap();
    fs::write(folder.path().join("installed/installation.toml"), "layout = 1\n").unwrap();
    for (target, says) in [("full", "not empty"), ("file", "a file"), ("installed", "already holds")] {
        let answer = seloste(folder.path(), &["init", "--data", target, retail]);
        assert_eq!(answer.code, 1, "{target}: {}", answer.err);
        assert!(answer.err.contains(says), "{target}: {}", answer.err);
    }
    assert_eq!(names(folder.path()), ["file", "full", "installed"]);
    assert_eq!(fs::read_to_string(folder.path().join("full/letter.txt")).unwrap(), "keep me");
}

#[test]
fn a_second_init_at_the_same_place_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".here.unfinished")).unwrap();
    let retail = statement("retail-customers.toml");
    let answer = seloste(folder.path(), &["init", "--data", "here", retail.to_str().unwrap()]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("another `seloste init`"), "{}", answer.err);
}

#[test]
fn the_clock_of_a_real_installation_can_not_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let retail = statement("retail-customers.toml");
    let words = ["init", "--data", "here", "--clock", "2026-11-22T09:00:00Z", retail.to_str().unwrap()];
    let answer = seloste(folder.path(), &words);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("--test"), "{}", answer.err);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn an_address_that_is_taken_is_told_before_a_demonstration_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let answer = seloste(folder.path(), &["demo", "--data", "here", "--people", "5", "--listen", &address]);
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("--listen") && answer.err.contains(&address), "{}", answer.err);
    assert!(names(folder.path()).is_empty(), "nothing was made");
}

#[test]
fn a_wrong_setting_is_told_with_its_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let retail = statement("retail-customers.toml");
    assert_eq!(seloste(folder.path(), &["init", "--data", "here", retail.to_str().unwrap()]).code, 0);
    let head = folder.path().join("here/installation.toml");
    let text = fs::read_to_string(&head).unwrap();
    for (wrong, says) in [("proxies = [\"nowhere\"]", "IP address"), ("orign = \"x\"", "orign")] {
        fs::write(&head, format!("{text}\n\n{wrong}\n")).unwrap();
        let line = text.lines().count() + 3;
        let answer = seloste(folder.path(), &["serve", "--data", "here", "--listen", "127.0.0.1:0"]);
        let place = format!("here/installation.toml:{line}: ");
        assert!(
            answer.code == 1 && answer.err.contains(&place) && answer.err.contains(says),
            "{}",
            answer.err
        );
    }
}
