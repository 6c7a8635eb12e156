//! A thousand people with names that nothing else has are put in, looked at, searched for and written about; then every
//! file of the installation, every line of the log and every address is searched for them. None may be found.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{
    Program, RETAIL, Visitor, World,
    people::{marked, marks_in, no_mark},
};
use seloste::bench::http::{Answer, encode};
use seloste_db::{Engine, testing::postgres_url};
use seloste_register::statement::model::ItemType;
use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex, OnceLock},
};

const PEOPLE: u32 = 1_000;

/// Everything that was logged in this process, at every level.
fn log() -> Arc<Mutex<Vec<u8>>> {
    static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    struct Into(Arc<Mutex<Vec<u8>>>);
    impl Write for Into {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = LOG.get_or_init(|| {
        let log = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&log);
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || Into(Arc::clone(&into)))
            .init();
        log
    });
    Arc::clone(log)
}

/// Addresses that a page leads to.
fn addresses(page: &str) -> Vec<&str> {
    ["href=\"", "action=\"", "src=\"", "formaction=\""]
        .iter()
        .flat_map(|mark| page.split(mark).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// An answer may show people in its body; neither its headers nor the addresses in it may.
fn leads_to_nobody(what: &str, answer: &Answer) {
    for (name, value) in &answer.headers {
        no_mark(&format!("{what}: header {name}"), value.as_bytes());
    }
    if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        let page = answer.text();
        for address in addresses(&page) {
            no_mark(&format!("{what}: an address in the page"), address.as_bytes());
        }
    }
}

fn look_at_pages(keeper: &mut Visitor, subjects: &[String]) {
    let mut shown = 0;
    let inside: Vec<_> = seloste::web::routes::doors()
        .into_iter()
        .filter(|door| {
            door.path.starts_with("/r/{register}") && door.methods.contains(&axum::http::Method::GET)
        })
        .map(|door| door.path)
        .collect();
    for door in &inside {
        for subject in subjects.iter().take(5) {
            let path = door
                .replace("{register}", RETAIL)
                .replace("{subject}", subject)
                .replace("{purpose}", "register-keeping")
                .replace("{category}", "contact");
            if path.contains('{') {
                continue;
            }
            let answer = keeper.get(&path);
            leads_to_nobody(&path, &answer);
            shown += usize::from(!marks_in(&answer.body).is_empty());
        }
    }
    assert!(shown > 5, "pages showed people only {shown} times: this test looks at nothing");
}

fn ask_the_api(program: &mut Program, subjects: &[String]) {
    let mut shown = 0;
    for subject in subjects.iter().take(20) {
        let path = format!("/api/v1/registers/{RETAIL}/subjects/{subject}");
        let answer = program.get(&path);
        leads_to_nobody(&path, &answer);
        shown += usize::from(!marks_in(&answer.body).is_empty());
    }
    assert!(shown > 5, "the API showed people only {shown} times: this test looks at nothing");
}

/// Wrong input, with names in it: what comes back, and what is logged, names nobody.
fn make_mistakes(keeper: &mut Visitor, program: &mut Program) {
    let name = marked(ItemType::Surname, 7).unwrap();
    let work = format!("/r/{RETAIL}/for/register-keeping");
    let found = keeper.post(&format!("{work}/find"), &[("words", &name)]);
    assert!(!marks_in(&found.body).is_empty(), "finding found nobody: this test looks at nothing");
    leads_to_nobody("find", &found);
    for path in
        [format!("{work}/find"), format!("{work}/list"), format!("{work}/new"), format!("{work}/taken")]
    {
        let fields = [("words", name.as_str()), ("surname", &name), ("phone", "no number"), ("email", &name)];
        leads_to_nobody(&path, &keeper.post(&path, &fields));
        leads_to_nobody(&path, &keeper.post_bare(&path, &fields));
    }
    let json = format!("{{\"surname\": \"{name}\", \"first-names\": 7");
    for path in [format!("/api/v1/registers/{RETAIL}/subjects"), "/api/v1/nowhere".to_owned()] {
        leads_to_nobody(&path, &program.post(&path, &json));
        leads_to_nobody(&path, &program.post(&path, &format!("{json}}}")));
    }
    // Somebody may paste a name into the address line: it comes back in no header and stands in no log.
    let pasted = format!("/r/{RETAIL}/{}", encode(&name));
    assert_eq!(keeper.get(&pasted).status, 404);
}

fn search_files(folder: &Path, searched: &mut usize) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        no_mark("the name of a file", path.to_str().unwrap().as_bytes());
        if path.is_dir() {
            search_files(&path, searched);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            *searched += bytes.len();
            no_mark(path.to_str().unwrap(), &bytes);
        }
    }
}

fn dumped(database: &str) -> Vec<u8> {
    let url = postgres_url().replace("dbname=postgres", &format!("dbname={database}"));
    let dump = std::process::Command::new("pg_dump").args(["--inserts", "--dbname", &url]).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    dump.stdout
}

/// Bytes as PostgreSQL's dump writes them are hexadecimal.
fn hexadecimal(text: &str) -> String {
    hex::encode(text)
}

/// Several put people in at once.
fn thousand(world: &World) -> Vec<String> {
    const HANDS: u32 = 8;
    world.marked_person(RETAIL, 0);
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                scope.spawn(move || {
                    let own = (1..PEOPLE).filter(|number| number % HANDS == hand);
                    own.map(|number| world.marked_person(RETAIL, number).0).collect::<Vec<_>>()
                })
            })
            .collect();
        hands.into_iter().flat_map(|hand| hand.join().unwrap()).collect()
    })
}

fn a_thousand_leave_no_trace(engine: Engine) {
    let log = log();
    let world = World::new(engine);
    let subjects = thousand(&world);
    let mut keeper = world.person("keeper", RETAIL, &["register-keeper"]);
    let mut program = world.key("robot", RETAIL, "register-keeper");
    look_at_pages(&mut keeper, &subjects);
    ask_the_api(&mut program, &subjects);
    make_mistakes(&mut keeper, &mut program);
    let mut searched = 0;
    search_files(&world.folder(), &mut searched);
    match engine {
        Engine::Sqlite => assert!(searched > 500_000, "only {searched} bytes were searched"),
        Engine::Postgres => {
            let dump = dumped(world.database());
            assert!(dump.len() > 500_000, "only {} bytes were dumped", dump.len());
            no_mark("the database", &dump);
            for mark in common::people::MARKS {
                let (coded, text) = (hexadecimal(mark), String::from_utf8_lossy(&dump));
                assert!(!text.contains(&coded), "the database holds {mark} in hexadecimal");
            }
        }
    }
    let log = log.lock().unwrap();
    assert!(!log.is_empty(), "nothing was logged: this test looks at nothing");
    no_mark("the log", &log);
}

#[test]
fn a_thousand_people_leave_no_trace_in_files_of_sqlite() {
    a_thousand_leave_no_trace(Engine::Sqlite);
}

#[test]
fn a_thousand_people_leave_no_trace_in_a_dump_of_postgresql() {
    a_thousand_leave_no_trace(Engine::Postgres);
}

#[test]
fn a_mark_is_found_however_it_is_written() {
    use base64::Engine as _;
    let name = marked(ItemType::Surname, 7).unwrap();
    assert_eq!(marks_in(name.to_uppercase().as_bytes()), ["Qvarnzel"]);
    for before in ["", "a", "ab", "abc"] {
        let coded = base64::engine::general_purpose::STANDARD.encode(format!("{before}{name} and more"));
        assert_eq!(marks_in(coded.as_bytes()), ["Qvarnzel"], "{coded}");
    }
    assert!(marks_in(b"Virtanen, Aino").is_empty());
}
