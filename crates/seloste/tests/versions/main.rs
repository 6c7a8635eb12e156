//! Versions of a statement as a running service meets them: two persons, drafts at once, live rules, midnight, files that
//! say something else, people to be told.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;
mod decided;

use common::{RETAIL, RETAIL_TOO, World, register, staff, statement};
use jiff::civil::date;
use seloste::{
    app::{App, Elsewhere},
    installation::{Installation, InstallationError},
    store::{
        count::{Act, Going},
        draft::State,
    },
    work::versions::{
        Keeper, VersionError,
        count::Counted,
        judge::{Deciding, passage},
    },
};
use seloste_db::Engine;
use seloste_gate::ask::Actor;
use seloste_register::statement::diff::Follow;
use std::{ops::ControlFlow, sync::Arc, time::Duration};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// The first person and the second, whose duty the statement is.
fn two(app: &App) -> (Actor, Actor) {
    let one = staff::ask_as(app, RETAIL, "privacy-officer").actor;
    let other = staff::ask_as(app, RETAIL, "administrator").actor;
    (one, other)
}

fn keeper<'a>(app: &'a App, actor: &Actor) -> Keeper<'a> {
    Keeper::new(app, &register(RETAIL), actor).unwrap()
}

/// The sample without an item.
fn without(text: &str, item: &str) -> String {
    let at = text.find(&format!("[[item]]\nid = \"{item}\"")).unwrap();
    let end = text[at + 1..].find("\n[[").unwrap() + at + 2;
    format!("{}{}", &text[..at], &text[end..])
}

fn retail() -> String {
    statement("retail-customers.toml")
}

/// Records every decision that a draft still needs.
fn decide_all(keeper: &Keeper<'_>, draft: &seloste::store::draft::Draft) {
    loop {
        let draft = keeper.draft(draft.id).unwrap();
        let judged = keeper.preview(&draft, |_, _| ControlFlow::Continue(())).unwrap();
        let open = judged.undecided();
        let Some(problem) = open.first() else { return };
        let deciding = Deciding {
            rule: problem.rule,
            passage: &passage(problem),
            why: "Asiasta on kerrottu.",
            yields: problem.passages.first().map_or("", String::as_str),
            review: date(2027, 11, 1),
        };
        keeper.decide(draft.id, &deciding).unwrap();
        let again =
            keeper.preview(&keeper.draft(draft.id).unwrap(), |_, _| ControlFlow::Continue(())).unwrap();
        assert!(again.undecided().len() < open.len(), "{problem:#?}");
    }
}

/// Writes, proposes and activates a text.
fn put_in_force(app: &App, text: &str) -> i64 {
    let (one, other) = two(app);
    let writer = keeper(app, &one);
    let draft = writer.begin(Some(text), "Kokeilu").unwrap();
    decide_all(&writer, &draft);
    writer.propose(draft.id).unwrap();
    keeper(app, &other).activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap().version.number
}

#[test]
fn the_first_version_is_the_file_and_only_those_whose_duty_it_is_keep_it() {
    for engine in ENGINES {
        let world = World::new(engine);
        let (one, _) = two(&world.app);
        let versions = keeper(&world.app, &one).versions().unwrap();
        assert_eq!(versions.len(), 1);
        assert_eq!((versions[0].number, versions[0].until), (1, None));
        assert_eq!(versions[0].text, retail());
        let agent = staff::ask_as(&world.app, RETAIL, "service-agent").actor;
        assert!(matches!(Keeper::new(&world.app, &register(RETAIL), &agent), Err(VersionError::Absent)));
    }
}

#[test]
fn r1_003_a_version_needs_two_persons_and_the_one_before_keeps_its_period() {
    for engine in ENGINES {
        let world = World::new(engine);
        world.marked_person(RETAIL, 1);
        let (one, other) = two(&world.app);
        let (writer, second) = (keeper(&world.app, &one), keeper(&world.app, &other));
        let draft = writer.begin(Some(&without(&retail(), "email")), "Sähköpostia ei enää tarvita").unwrap();
        // Data would be destroyed, so somebody has to decide.
        let Err(VersionError::Undecided(open)) = writer.propose(draft.id) else { panic!("nobody decided") };
        assert!(open.iter().any(|problem| problem.rule == "data-becomes-undeclared"), "{open:#?}");
        decide_all(&writer, &draft);
        let proposed = writer.propose(draft.id).unwrap();
        assert_eq!(proposed.state, State::Proposed);
        let own = writer.activate(draft.id, |_, _| ControlFlow::Continue(()));
        assert!(matches!(own, Err(VersionError::SamePerson)), "{own:?}");
        let done = second.activate(draft.id, |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(done.version.number, 2);
        let versions = second.versions().unwrap();
        assert_eq!((versions[0].until, versions[1].until), (None, Some(versions[0].since)));
        // At once: the item is gone from the rules, from the folder and for another register nothing changed (R2-001).
        let rules = staff::rules(&world.app, RETAIL);
        assert!(rules.statement().items.iter().all(|item| item.id.as_str() != "email"));
        let file = world.folder().join("registers/retail-customers.toml");
        assert_eq!(std::fs::read_to_string(file).unwrap(), done.version.text);
        let too = staff::rules(&world.app, RETAIL_TOO);
        assert!(too.statement().items.iter().any(|item| item.id.as_str() == "email"));
        assert!(matches!(
            second.activate(draft.id, |_, _| ControlFlow::Continue(())),
            Err(VersionError::State(State::Activated))
        ));
    }
}

#[test]
fn of_two_drafts_at_once_the_second_is_told_and_loses_nothing() {
    let world = World::new(Engine::Sqlite);
    let (one, other) = two(&world.app);
    let writer = keeper(&world.app, &one);
    let text = retail().replacen("keep-replaced = \"P6M\"", "keep-replaced = \"P3M\"", 1);
    let late = writer.begin(Some(&text), "Lyhyempi aika").unwrap();
    decide_all(&writer, &late);
    writer.propose(late.id).unwrap();
    assert_eq!(put_in_force(&world.app, &retail().replacen("+358 9 555 0100", "+358 9 555 0199", 1)), 2);
    let second = keeper(&world.app, &other);
    let refused = second.activate(late.id, |_, _| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(VersionError::Stale { based_on: 1, active: 2 })), "{refused:?}");
    assert_eq!(second.draft(late.id).unwrap().text, writer.draft(late.id).unwrap().text);
    // It goes on when its writer has taken the other version in.
    let known = writer.draft(late.id).unwrap();
    let merged = known.text.replacen("+358 9 555 0100", "+358 9 555 0199", 1);
    let known = writer.change(known.id, known.revision, (&merged, &known.why)).unwrap();
    let stale = writer.change(known.id, known.revision - 1, ("overwritten", ""));
    assert!(matches!(stale, Err(VersionError::Changed)));
    writer.rebase(known.id, known.revision).unwrap();
    writer.propose(known.id).unwrap();
    assert_eq!(second.activate(known.id, |_, _| ControlFlow::Continue(())).unwrap().version.number, 3);
}

#[test]
fn errors_block_and_an_empty_change_is_no_version() {
    let world = World::new(Engine::Sqlite);
    let (one, _) = two(&world.app);
    let writer = keeper(&world.app, &one);
    let broken = writer.begin(Some("[register]\n"), "Rikki").unwrap();
    assert!(matches!(writer.propose(broken.id), Err(VersionError::Errors(found)) if !found.is_empty()));
    let same = writer.begin(None, "Sama").unwrap();
    assert!(matches!(writer.propose(same.id), Err(VersionError::Same)));
    let silent = writer.begin(Some(&retail().replacen("555 0100", "555 0101", 1)), "").unwrap();
    assert!(matches!(writer.propose(silent.id), Err(VersionError::WhyMissing)));
    let other = retail().replacen("id = \"retail-customers\"", "id = \"another\"", 1);
    let other = writer.begin(Some(&other), "Toinen").unwrap();
    let Err(VersionError::Errors(found)) = writer.propose(other.id) else {
        panic!("another register was taken")
    };
    assert!(found.iter().any(|problem| problem.rule == "other-register"));
}

#[test]
fn a_preview_counts_people_and_changes_nothing() {
    for engine in ENGINES {
        let world = World::new(engine);
        for number in 1..=5 {
            world.marked_person(RETAIL, number);
        }
        let (one, _) = two(&world.app);
        let writer = keeper(&world.app, &one);
        let draft = writer.begin(Some(&without(&retail(), "email")), "Kokeilu").unwrap();
        let mut told = Vec::new();
        let judged = writer
            .preview(&draft, |done, of| {
                told.push((done, of));
                ControlFlow::Continue(())
            })
            .unwrap();
        let survey = judged.survey.unwrap();
        assert_eq!(survey.people, 5);
        assert_eq!(survey.by_follow.get(&Follow::Undeclared), Some(&5));
        assert_eq!(told, [(5, 5)]);
        assert_eq!(staff::rules(&world.app, RETAIL).statement().items.len(), {
            let (_, rules) = world.app.register(&register(RETAIL)).unwrap();
            rules.statement().items.len()
        });
        assert_eq!(writer.versions().unwrap().len(), 1);
    }
}

#[test]
fn another_process_follows_within_seconds() {
    let world = World::new(Engine::Postgres);
    let elsewhere = Elsewhere {
        database: Some(
            seloste_db::testing::postgres_url()
                .replace("dbname=postgres", &format!("dbname={}", world.database())),
        ),
        keyring: None,
    };
    let installation = Installation::open(&world.folder()).unwrap();
    let other = Arc::new(App::open(installation, &elsewhere, Arc::clone(&world.clock) as _).unwrap());
    assert_eq!(put_in_force(&other, &retail().replacen("+358 9 555 0100", "+358 9 555 0177", 1)), 2);
    wait(|| {
        staff::rules(&world.app, RETAIL).statement().controller.phone.as_deref() == Some("+358 9 555 0177")
    });
}

#[test]
fn at_midnight_in_finland_rules_are_compiled_for_the_new_day() {
    let world = World::new(Engine::Sqlite);
    assert_eq!(staff::rules(&world.app, RETAIL).on(), date(2026, 11, 23));
    // Two hours before midnight in UTC it is the next day in Finland; a month's end and a leap day are days like others.
    for (moment, day) in [
        ("2026-11-30T22:00:01Z", date(2026, 12, 1)),
        ("2028-02-28T22:00:01Z", date(2028, 2, 29)),
        ("2028-02-29T22:00:01Z", date(2028, 3, 1)),
    ] {
        world.clock.set(moment.parse().unwrap());
        wait(|| staff::rules(&world.app, RETAIL).on() == day);
    }
}

#[test]
fn r1_039_a_company_that_leaves_the_group_gets_nothing_from_midnight_on() {
    let world = World::new(Engine::Sqlite);
    let text = retail().replacen("from = 2017-09-01", "from = 2017-09-01\nuntil = 2026-11-30", 1);
    put_in_force(&world.app, &text);
    let gets = || {
        let rules = staff::rules(&world.app, RETAIL);
        rules.statement().recipients.iter().any(|one| one.id.as_str() == "service-company")
    };
    assert!(gets());
    world.clock.set("2026-11-30T22:00:01Z".parse().unwrap());
    wait(|| !gets());
}

#[test]
fn a_file_that_was_never_in_force_keeps_the_installation_shut_and_says_what_to_do() {
    let world = World::new(Engine::Sqlite);
    put_in_force(&world.app, &retail().replacen("+358 9 555 0100", "+358 9 555 0177", 1));
    let file = world.folder().join("registers/retail-customers.toml");
    let open = || {
        let installation = Installation::open(&world.folder()).unwrap();
        App::open(installation, &Elsewhere::default(), Arc::clone(&world.clock) as _)
    };
    // An earlier version is one that the file was left behind at: it is written anew.
    std::fs::write(&file, retail()).unwrap();
    open().unwrap();
    assert!(std::fs::read_to_string(&file).unwrap().contains("555 0177"));
    std::fs::write(&file, retail().replacen("+358 9 555 0100", "+358 9 555 0188", 1)).unwrap();
    match open() {
        Err(error @ InstallationError::Differs { version: 2, .. }) => {
            assert!(error.to_string().contains("statement draft"), "{error}");
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a file that was never in force was chosen"),
    }
    // Moved away, it is written anew.
    std::fs::remove_file(&file).unwrap();
    open().unwrap();
    assert!(std::fs::read_to_string(&file).unwrap().contains("555 0177"));
}

#[track_caller]
fn wait(until: impl Fn() -> bool) {
    for _ in 0..1_200 {
        if until() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it did not come");
}

#[test]
fn r7_002_the_archive_and_the_feed_tell_each_version_with_its_period_and_its_differences() {
    let world = World::new(Engine::Sqlite);
    put_in_force(&world.app, &retail().replacen("+358 9 555 0100", "+358 9 555 0177", 1));
    let mut nobody = world.stranger();
    let old = nobody.get(&format!("/r/{RETAIL}/notice/versions/1?lang=en"));
    assert!(old.status == 200 && old.text().contains("555 0100") && !old.text().contains("555 0177"));
    let new = nobody.get(&format!("/r/{RETAIL}/notice/versions/2?lang=en"));
    assert!(new.status == 200 && new.text().contains("555 0177"));
    assert_eq!(nobody.get(&format!("/r/{RETAIL}/notice/versions/3")).status, 404);
    let list = nobody.get(&format!("/r/{RETAIL}/notice/versions?lang=en"));
    assert!(list.text().contains("/notice/versions/1?") && list.text().contains("/notice/versions/2?"));
    let feed = nobody.get(&format!("/r/{RETAIL}/notice.atom?lang=en")).text();
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("+358 9 555 0100 → +358 9 555 0177"), "{feed}");
}

#[test]
fn a_version_is_written_previewed_and_activated_on_pages() {
    let world = World::new(Engine::Sqlite);
    world.marked_person(RETAIL, 1);
    let mut aino = world.person("aino.malli", RETAIL, &["privacy-officer"]);
    let mut veikko = world.person("veikko.malli", RETAIL, &["administrator"]);
    let mut agent = world.person("agent.malli", RETAIL, &["service-agent"]);
    let base = format!("/r/{RETAIL}/statement");
    assert_eq!(agent.get(&base).status, 404);
    assert!(aino.get(&format!("/r/{RETAIL}")).text().contains(&base));
    let begun = aino.post(&base, &[("why", "New number")]);
    assert_eq!(begun.status, 303, "{}", begun.text());
    let draft = begun.header("location").unwrap().to_owned();
    let page = aino.get(&draft).text();
    assert!(page.contains("<textarea") && page.contains("outside-eea"), "{page}");
    // A passage as a form: the controller's telephone number.
    let form = aino.get(&format!("{draft}?at=controller")).text();
    assert!(form.contains("name=\"f.phone\""), "{form}");
    let mut fields: Vec<(String, String)> =
        seloste_register::statement::amend::fields(&retail(), "controller")
            .unwrap()
            .into_iter()
            .map(|field| (format!("f.{}", field.path), field.values.join("\n")))
            .collect();
    fields.retain(|(name, _)| name != "f.phone");
    fields.push(("f.phone".to_owned(), "+358 9 555 0155".to_owned()));
    fields.extend([("revision".to_owned(), "1".to_owned()), ("passage".to_owned(), "controller".to_owned())]);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = aino.post(&format!("{draft}/passage"), &fields);
    assert_eq!(saved.status, 303, "{}", saved.text());
    // What somebody else saved meanwhile is not overwritten, and what was typed is shown again.
    let late = aino.post(&draft, &[("revision", "1"), ("why", "x"), ("text", "typed = 1"), ("do", "save")]);
    assert!(late.status == 422 && late.text().contains("typed = 1"), "{}", late.text());
    // The check alone, as the script asks for it: a line to go to.
    let found = aino.post(&format!("{draft}/check"), &[("text", "[register]\nname = 1\n")]);
    assert!(found.status == 200 && found.text().contains("data-line"), "{}", found.text());
    // Older values are kept longer: a promise becomes weaker, and somebody has to decide.
    let text = std::fs::read_to_string(world.folder().join("registers/retail-customers.toml")).unwrap();
    let text = text.replacen("+358 9 555 0100", "+358 9 555 0155", 1).replacen(
        "keep-replaced = \"P6M\"",
        "keep-replaced = \"P8M\"",
        1,
    );
    let saved =
        aino.post(&draft, &[("revision", "2"), ("why", "New number"), ("text", &text), ("do", "save")]);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let preview = aino.get(&format!("{draft}/preview")).text();
    assert!(preview.contains("555 0155") && preview.contains("promise-weaker"), "{preview}");
    let sent = |name: &str| {
        let after = preview.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let (rule, passage) = (sent("rule"), sent("passage"));
    let decided = aino.post(
        &format!("{draft}/decide"),
        &[("rule", &rule), ("passage", &passage), ("why", "Told by letter."), ("review", "2027-11-01")],
    );
    assert_eq!(decided.status, 303, "{}", decided.text());
    let revision = |page: &str| {
        page.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let seen = revision(&aino.get(&format!("{draft}/preview")).text());
    let proposed = aino.post(&format!("{draft}/move"), &[("do", "propose"), ("revision", &seen)]);
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let seen = revision(&veikko.get(&format!("{draft}/preview")).text());
    let own = aino.post(&format!("{draft}/move"), &[("do", "activate"), ("revision", &seen)]);
    assert_eq!(own.status, 422, "{}", own.text());
    let done = veikko.post(&format!("{draft}/move"), &[("do", "activate"), ("revision", &seen)]);
    assert_eq!(done.header("location"), Some(format!("{base}/version/2").as_str()), "{}", done.text());
    assert!(veikko.get(&format!("{base}/version/2")).text().contains("555 0155"));
    assert!(world.stranger().get(&format!("/r/{RETAIL}/notice?lang=fi")).text().contains("555 0155"));
    let text = std::fs::read_to_string(world.folder().join("registers/retail-customers.toml")).unwrap();
    assert!(text.contains("# Nothing goes regularly outside the group"), "a comment was lost");
    assert_eq!(veikko.get(&format!("{base}/duties")).status, 200);
}

#[test]
fn an_import_raced_by_an_activation_goes_on_row_by_row_under_the_new_rules() {
    use seloste_gate::import::{Batch, Outcome, Row};
    use seloste_register::{id::Id, item};
    let world = World::new(Engine::Sqlite);
    let (home, rules) = world.app.register(&register(RETAIL)).unwrap();
    let source = Id::new("customer").unwrap();
    let batch =
        Batch { number: 1, source, group: rules.statement().subject_groups[0].id.clone(), areas: Vec::new() };
    let ask = staff::keepers_ask(&world.app, RETAIL);
    let row = |number: i64| {
        let of = |name: &str, written: &str| {
            let item = rules.item(&Id::new(name).unwrap()).unwrap();
            (item.id.clone(), vec![item::read(item, written, None).unwrap()])
        };
        let items = vec![
            of("first-names", "Aino"),
            of("surname", &format!("Malli{number}")),
            of("email", &format!("a{number}@example.fi")),
        ];
        Row { number, items, finds: Vec::new(), object: None }
    };
    let before = home.gate.import(&ask, &batch, vec![row(2)], |_, _| Ok(())).unwrap();
    assert!(matches!(before[..], [Outcome::Created]), "{before:?}");
    put_in_force(&world.app, &without(&retail(), "email"));
    let after = home.gate.import(&ask, &batch, vec![row(3)], |_, _| Ok(())).unwrap();
    assert!(matches!(&after[0], Outcome::Refused(_) | Outcome::Wrong(_)), "{after:?}");
}

/// Does the counts that wait, as the job does.
fn count_all(app: &App) {
    let (home, _) = app.register(&register(RETAIL)).unwrap();
    while seloste::work::versions::count::next(app, home, || false).unwrap() {}
}

#[test]
fn a_count_that_was_ordered_is_done_by_a_job_and_kept_until_the_draft_changes() {
    for engine in ENGINES {
        let world = World::new(engine);
        world.marked_person(RETAIL, 1);
        let (one, other) = two(&world.app);
        let writer = keeper(&world.app, &one);
        let draft = writer.begin(Some(&without(&retail(), "email")), "Sähköpostia ei enää tarvita").unwrap();
        writer.order(&draft, Act::Look).unwrap();
        let Counted::UnderWay(count) = writer.counted(&draft).unwrap() else { panic!("nobody counted yet") };
        assert_eq!((count.going, count.done), (Going::Waits, 0));
        let deciding = Deciding {
            rule: "data-becomes-undeclared",
            passage: "item.email",
            why: "Siksi.",
            yields: "",
            review: date(2027, 11, 1),
        };
        assert!(matches!(writer.decide(draft.id, &deciding), Err(VersionError::Counting)));
        count_all(&world.app);
        let Counted::Known(judged, _) = writer.counted(&draft).unwrap() else { panic!("it was counted") };
        assert_eq!(judged.survey.as_ref().unwrap().people, 1);
        let changed = writer.change(draft.id, draft.revision, (&draft.text, "Muu syy")).unwrap();
        let Counted::Known(..) = writer.counted(&changed).unwrap() else {
            panic!("a small register is counted at once")
        };
        writer.order(&changed, Act::Propose).unwrap();
        count_all(&world.app);
        let count = writer.count_of(changed.id).unwrap().unwrap();
        assert_eq!(count.going, Going::Stopped);
        assert!(count.said.is_some_and(|said| said.contains("\"fi\"")));
        decide_all(&writer, &changed);
        writer.order(&writer.draft(changed.id).unwrap(), Act::Propose).unwrap();
        count_all(&world.app);
        let proposed = writer.draft(changed.id).unwrap();
        assert_eq!(proposed.state, State::Proposed);
        // The writer can't have it put into force by a job either; the other person can.
        writer.order(&proposed, Act::Activate).unwrap();
        count_all(&world.app);
        assert_eq!(writer.count_of(proposed.id).unwrap().unwrap().going, Going::Stopped);
        let second = keeper(&world.app, &other);
        second.order(&proposed, Act::Activate).unwrap();
        count_all(&world.app);
        assert_eq!(second.draft(proposed.id).unwrap().state, State::Activated);
        assert_eq!(second.active().unwrap().number, 2);
    }
}
