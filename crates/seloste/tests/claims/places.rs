//! R4, R5 and R7: where the register's hardware and paper are, and registers without paper.

use crate::{
    common::{World, root, statement},
    ground::both,
    letters::figures,
};
use seloste::{
    installation::Head,
    work::{
        host,
        paper::{self, PaperError},
    },
};
use seloste_db::Engine;
use seloste_register::{
    id::{PaperId, RegisterId},
    law::LawPack,
};
use serde_json::json;

#[test]
fn r4_034_those_entitled_are_listed_and_each_folder_is_taken_out_by_name() {
    both("webshop-customers", |ground| {
        let app = &ground.world.app;
        let register = RegisterId::new(&ground.register).unwrap();
        let store = PaperId::new(&ground.name("locked-cabinet")).unwrap();
        ground.named("avain", "register-keeper", "register-keeping");
        ground.named("lukija", "reader", "customer-care");
        let take = |folder: &str, user: &str| paper::take(app, (&register, &store), (folder, user));
        assert!(take("2026-14", "avain").is_ok());
        assert!(matches!(take("2026-14", "avain"), Err(PaperError::Out(_))), "it is out");
        assert!(matches!(take("2026-15", "lukija"), Err(PaperError::NotGranted { .. })));
        assert!(matches!(take("2026-15", "nobody"), Err(PaperError::Nobody(_))));
        assert!(matches!(take("Malli Kaisu", "avain"), Err(PaperError::NotANumber)), "no names on the list");
        let (stores, taken) = paper::list(app, &register).unwrap();
        assert!(
            stores[0].people.contains(&"avain".to_owned())
                && !stores[0].people.contains(&"lukija".to_owned())
        );
        let out = taken.iter().find(|one| one.loan.folder == "2026-14").unwrap();
        assert!(!out.by.is_empty() && out.loan.returned.is_none());
        paper::give_back(app, (&register, &store), ("2026-14", "avain")).unwrap();
        let back = paper::list(app, &register).unwrap().1;
        assert!(back.iter().all(|one| one.loan.returned.is_some()));
    });
}

#[test]
fn r7_022_a_register_without_paper_has_no_index_and_a_letter_is_scanned_and_destroyed() {
    both("support-customers", |ground| {
        let register = RegisterId::new(&ground.register).unwrap();
        assert!(matches!(paper::list(&ground.world.app, &register), Err(PaperError::NoPaper(_))));
        let mut officer = ground.program("privacy-officer", "rights");
        let new = json!({ "kind": "complaint", "channel": "letter", "words": "Kysymys kirjeellä" });
        let case = officer.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        let steps = format!("requests/{case}/steps");
        for step in [
            json!({ "step": "decide", "outcome": "granted" }),
            json!({ "step": "agree", "form": "electronic-copy", "words": "Sovittu" }),
            json!({ "step": "answer", "form": "electronic-copy" }),
        ] {
            officer.post(&steps, &step).ok();
        }
        let close = json!({ "step": "close" });
        assert_eq!(officer.post(&steps, &close).rule(), "paper-stays");
        officer.post(&steps, &json!({ "step": "paper-destroyed" })).ok();
        assert_eq!(officer.post(&steps, &close).rule(), "paper-stays", "and never scanned");
    });
}

#[test]
fn r4_041_a_machine_that_the_statement_does_not_list_raises_an_alarm() {
    let here = host::name().unwrap();
    let sample = statement("webshop-customers.toml");
    for (listed, alarm) in [(here.as_str(), false), ("some-other-machine", true)] {
        let text = format!("{sample}\n[[host]]\nname = \"{listed}\"\nsite = \"machine-hall\"\n");
        let world = World::of(Engine::Sqlite, Head::default(), &[("webshop-customers", text)]);
        let found: Vec<bool> = host::unlisted(&world.app).into_iter().map(|(_, unlisted)| unlisted).collect();
        assert_eq!(found, [alarm], "{listed}");
        let figures = figures(world.address);
        let line = figures.lines().find(|line| line.starts_with("seloste_host_unlisted{")).unwrap();
        assert!(line.ends_with(if alarm { " 1" } else { " 0" }), "{line}");
    }
    assert!(
        host::unlisted(&World::new(Engine::Sqlite).app).is_empty(),
        "nothing is listed, nothing is missed"
    );
}

#[test]
fn r4_041_r5_112_a_site_with_a_host_is_closed_by_measures() {
    let sample = statement("webshop-customers.toml");
    let open = sample.replacen("measures = [\"machine-rooms\"]\n", "", 1);
    let text = format!("{open}\n[[host]]\nname = \"palvelin-1\"\nsite = \"machine-hall\"\n");
    let check = |text: &str| {
        let day = jiff::civil::date(2026, 11, 23);
        let law = std::fs::read_to_string(root().join("law/fi.toml")).unwrap();
        let read = seloste_register::statement::read(text, &LawPack::read(&law).unwrap(), day);
        read.problems.iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    assert!(check(&text).contains(&"site-without-measure"));
    assert!(!check(&sample).contains(&"site-without-measure"));
    let both = check(&sample.replacen("law = \"fi\"\n", "law = \"fi\"\npaper = \"none\"\n", 1));
    assert!(both.contains(&"paper-after-all"), "{both:?}");
}

#[test]
fn r5_100_the_signer_chooses_among_methods_and_staff_cannot_choose_for_them() {
    both("b2b-customers", |ground| {
        let mut manager = ground.named("sopija", "account-manager", "contracts");
        let items = json!({ "organisation-name": "Allekirjoitus ry" });
        let mut keeper = ground.program("register-keeper", "rights");
        let company = keeper.add("other-organisations", "organisation", &items);
        keeper.post(&format!("subjects/{company}/maintainer"), &json!({ "to": "sopija" }));
        let contract = |source: &str, method: &str| {
            let chosen = json!({ "value": method, "source": source });
            let items = json!({ "title": "Puitesopimus", "identified-by": chosen });
            json!({ "kind": "contract", "source": "staff", "state": "draft", "items": items })
        };
        assert_eq!(manager.try_object(&company, &contract("staff", "bank-id")).rule(), "source-not-allowed");
        assert_eq!(
            manager.try_object(&company, &contract("web-site", "handshake")).rule(),
            "not-among-choices"
        );
        for method in ["bank-id", "mobile-id", "in-person"] {
            let made = manager.object(&company, &contract("web-site", method));
            let kept = manager.get(&format!("objects/{made}")).ok();
            assert_eq!(
                kept["object"]["items"]["identified-by"][0]["value"], method,
                "the choice is stored: {kept}"
            );
        }
    });
}
