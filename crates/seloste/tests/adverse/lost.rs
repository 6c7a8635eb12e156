//! What a restore and a start refuse, and what they say that can still be done: a server at work, a copy that is cut short, another
//! installation's, a newer version's, and keys that are gone.

use crate::common::{WEBSHOP, binary};
use std::{fs, path::Path};

const CLOCK: [&str; 2] = ["--clock", "2026-11-23T08:00:00Z"];

/// Runs a verb; gives its code and all that it said.
fn told(data: &Path, words: &[&str]) -> (i32, String) {
    let done = binary::run(&[words, &["--data", data.to_str().unwrap()], &CLOCK].concat());
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
}

fn copy(folder: &Path) -> (std::path::PathBuf, String) {
    let data = folder.join("data");
    binary::install(&data);
    let copy = folder.join("one.backup").to_str().unwrap().to_owned();
    let (code, said) = told(&data, &["backup", &copy]);
    assert_eq!(code, 0, "{said}");
    (data, copy)
}

#[test]
fn c30_a_copy_is_not_put_back_below_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = copy(folder.path());
    let served = binary::Served::start(&data, &folder.path().join("log"), &[]);
    let (code, said) = told(&data, &["restore", &copy]);
    assert!(code == 1 && said.contains("stop that first") && said.contains("nothing was changed"), "{said}");
    served.kill();
    let (code, said) = told(&data, &["restore", &copy]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn c30_a_copy_that_is_cut_short_foreign_or_newer_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = copy(folder.path());
    let whole = fs::read(&copy).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let newer = "9".repeat(version.split('.').next().unwrap().len());
    let at = String::from_utf8_lossy(&whole[..4_000]).find(&format!("\"program\":\"{version}")).unwrap();
    let mut future = whole.clone();
    let at = at + "\"program\":\"".len();
    future[at..at + newer.len()].copy_from_slice(newer.as_bytes());
    for (bytes, says) in [(&whole[..whole.len() / 2], "cut short"), (&future[..], "use that version")] {
        let file = folder.path().join("bad.backup");
        fs::write(&file, bytes).unwrap();
        let (code, said) = told(&data, &["restore", file.to_str().unwrap()]);
        assert!(code == 1 && said.contains(says) && said.contains("nothing was changed"), "{said}");
    }
    let other = folder.path().join("other");
    binary::install(&other);
    let (code, said) = told(&other, &["restore", &copy]);
    assert!(code == 1 && said.contains("another installation"), "{said}");
}

#[test]
fn c34_lost_keys_are_said_loudly_with_what_can_still_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = copy(folder.path());
    let [secret, keys] =
        ["secret", "keys.backup"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    let public = binary::must(&["backup", "--new-key", &secret]);
    let (code, said) = told(&data, &["backup", &keys, "--keys", "--recipient", public.trim()]);
    assert_eq!(code, 0, "{said}");
    let keyrings =
        fs::read_dir(data.join("controllers")).unwrap().map(|one| one.unwrap().path().join("keyring"));
    keyrings.for_each(|keyring| fs::remove_dir_all(keyring).unwrap());
    // No new keys are made in silence: that would make every person's data unreadable, as if erased.
    for verb in [
        &["search", "--register", WEBSHOP, "--as", "x", "--purpose", "customer-care", "malli"][..],
        &["ledger", "verify"],
        &["backup", "--list"],
    ] {
        let (code, said) = told(&data, verb);
        assert!(code != 0 && said.contains("key"), "{verb:?}: {code} {said}");
        assert!(said.contains("restore") && said.contains("--keys"), "what to do: {verb:?}: {said}");
    }
    let served = binary::run(&["serve", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&served.stderr).into_owned();
    assert!(!served.status.success() && said.contains("--keys"), "{said}");
    let (code, said) = told(&data, &["restore", &copy]);
    assert!(code == 1 && said.contains("no keys") && said.contains("can be had"), "{said}");
    // Starting in vain has not made keys that would stand in the way of the copy.
    let (code, said) = told(&data, &["restore", &keys, "--keys", "--identity", &secret]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = told(&data, &["ledger", "verify"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = told(&data, &["restore", &keys, "--keys", "--identity", &secret]);
    assert!(code != 0 && said.contains("holds keys already"), "{said}");
}

#[test]
fn c30_a_folder_named_with_a_slash_takes_copy_after_copy_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = copy(folder.path());
    let (code, said) = told(&data, &["backup", &copy]);
    assert!(code == 1 && said.contains("already") && said.contains("nothing was written"), "{said}");
    let copies = format!("{}/copies/", folder.path().display());
    for seconds in 1..=2 {
        let clock = format!("2026-11-23T08:00:0{seconds}Z");
        let words = ["backup", &copies, "--data", data.to_str().unwrap(), "--clock", &clock];
        assert_eq!(binary::run(&words).status.code(), Some(0));
    }
    assert_eq!(fs::read_dir(&copies).unwrap().count(), 2);
    let (code, said) = told(&data, &["restore", &format!("{copies}none.backup")]);
    assert!(code == 1 && said.contains("is not there"), "{said}");
}
