//! `seloste import`: a trial says of each row what becomes of it, and the import then does just that.

use crate::{
    common::{WEBSHOP, binary, staff},
    seloste,
};
use ::seloste::{
    app::{App, Elsewhere},
    installation::Installation,
};
use seloste_gate::clock::SystemClock;
use serde_json::Value;
use std::{fs, path::Path, sync::Arc};

const FILE: &str = "Etunimet;Sukunimi;Sähköposti;Postinumero
Aino;Esimerkki;aino@example.fi;00100
Aino;Esimerkki;aino@example.fi;00100
Eino;Malli;ei osoite;20100
Uuno;Malli;uuno@example.fi;
";

fn open(data: &Path) -> App {
    let installation = Installation::open(data).unwrap();
    App::open(installation, &Elsewhere::default(), Arc::new(SystemClock::default())).unwrap()
}

fn bring(folder: &Path, more: &[&str]) -> crate::Answer {
    let place = ["import", "--data", "here", "--register", WEBSHOP, "--as", "keeper", "--source", "shop"];
    seloste(folder, &[&place[..], more, &["people.csv"]].concat())
}

#[test]
fn a_trial_lists_each_row_and_counts_what_the_import_then_does() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("here");
    binary::install(&data);
    let app = open(&data);
    staff::account(&app, "keeper", WEBSHOP, &["register-keeper"]);
    drop(app);
    fs::write(folder.path().join("people.csv"), FILE).unwrap();

    let trial = bring(folder.path(), &["--dry-run", "--rows", "rows.csv", "--json"]);
    assert_eq!(trial.code, 0, "{}", trial.err);
    let rows = fs::read_to_string(folder.path().join("rows.csv")).unwrap();
    let came: Vec<Vec<&str>> = rows.lines().map(|line| line.splitn(5, ',').take(4).collect()).collect();
    assert_eq!(came[0], ["row", "outcome", "rule", "column"]);
    assert_eq!(came[1], ["2", "create", "", ""]);
    assert_eq!(came[2], ["3", "duplicate", "", ""]);
    assert_eq!((came[3][..2].to_vec(), came[3][3]), (vec!["4", "error"], "Sähköposti"));
    assert_eq!(came[4], ["5", "create", "", ""]);
    assert!(!rows.contains("Aino") && !rows.contains("ei osoite"), "a list of outcomes holds no values");

    let real = bring(folder.path(), &["--json"]);
    let counts =
        |answer: &crate::Answer| serde_json::from_str::<Value>(&answer.out).unwrap()["counts"].clone();
    assert_eq!(counts(&trial), counts(&real));
    let again = bring(folder.path(), &["--dry-run", "--rows", "rows.csv"]);
    assert_eq!(again.code, 1, "a file that is there is not written over");
}

#[test]
fn a_file_that_is_not_there_is_told_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("here");
    binary::install(&data);
    let app = open(&data);
    staff::account(&app, "keeper", WEBSHOP, &["register-keeper"]);
    drop(app);
    let answer = bring(folder.path(), &["--dry-run"]);
    assert!(answer.code == 1 && answer.err.starts_with("seloste: people.csv: "), "{}", answer.err);
}
