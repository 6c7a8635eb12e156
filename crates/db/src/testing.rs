//! Databases for tests and benches: SQLite in a temporary folder, and a private PostgreSQL cluster on a unix socket, one a
//! process, each test in a schema of its own. When PostgreSQL is missing a test fails; it is never skipped.
#![expect(clippy::panic, reason = "a test says what went wrong by failing")]

use crate::{Db, Engine, Tables, Target};
use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Both engines, for tests that go through them by themselves.
pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// Runs a test on a fresh data database of each engine.
pub fn both(test: impl Fn(&Db)) {
    for engine in ENGINES {
        let place = Place::new(engine);
        test(&place.open(Tables::Data));
    }
}

/// Runs a test on a fresh pair of data and keyring of each engine.
pub fn both_pairs(test: impl Fn(&Pair)) {
    for engine in ENGINES {
        test(&pair(engine));
    }
}

/// A fresh pair of data and keyring.
#[must_use]
pub fn pair(engine: Engine) -> Pair {
    let (data_at, keyring_at) = (Place::new(engine), Place::new(engine));
    Pair { data: data_at.open(Tables::Data), keyring: keyring_at.open(Tables::Keyring), data_at, keyring_at }
}

/// Data and keyring of one controller.
pub struct Pair {
    /// The data.
    pub data: Db,
    /// The keyring.
    pub keyring: Db,
    /// Where the data is.
    pub data_at: Place,
    /// Where the keyring is; `keyring_at.folder()` is for its `kek`.
    pub keyring_at: Place,
}

/// Where a test's database is. Its folder is removed on drop.
pub struct Place {
    folder: tempfile::TempDir,
    engine: Engine,
    schema: String,
}

impl Place {
    /// A place where nothing is yet.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let schema = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}"));
        Self { folder, engine, schema }
    }

    /// Opens the database here; again and again, as other processes would.
    #[must_use]
    pub fn open(&self, tables: Tables) -> Db {
        self.try_open(tables).unwrap_or_else(|failure| panic!("{failure}"))
    }

    /// Opens the database here.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn try_open(&self, tables: Tables) -> Result<Db, crate::Failure> {
        match self.engine {
            Engine::Sqlite => Db::open(Target::File(&self.file(tables)), tables),
            Engine::Postgres => Db::open(Target::Url(postgres_url(), &self.schema), tables),
        }
    }

    /// A folder of the test's own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The SQLite file (`data.db` or `keyring.db` in [`Place::folder`]).
    #[must_use]
    pub fn file(&self, tables: Tables) -> PathBuf {
        self.folder.path().join(match tables {
            Tables::Data => "data.db",
            Tables::Keyring => "keyring.db",
        })
    }

    /// The schema on PostgreSQL.
    #[must_use]
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Which engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }
}

/// Address of the private PostgreSQL cluster of this process; starts it on first use.
#[must_use]
pub fn postgres_url() -> &'static str {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    &CLUSTER.get_or_init(|| Cluster::start(None)).url
}

/// A certificate and its key, in PEM form.
pub struct Certified {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
}

/// A private PostgreSQL cluster of its own that also listens on loopback and speaks TLS there. Gives what to add to an address to
/// reach it by its port; it stops when this process ends.
#[must_use]
pub fn postgres_with_tls(server: &Certified) -> String {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.unwrap_or_else(|error| panic!("no free port: {error}")).port();
    let cluster = Cluster::start(Some((server, port)));
    // The keeper waits for this process to end.
    std::mem::forget(cluster);
    format!("port={port} user=seloste dbname=postgres")
}

/// The cluster's keeper holds on to this process by a pipe: when this process ends, in whatever way, the pipe closes, and
/// the keeper stops the cluster and removes its folder.
struct Cluster {
    url: String,
    _keeper: Child,
}

/// What the keeper runs, as a user that PostgreSQL accepts. $1: folder of PostgreSQL's programs; $2: a port on loopback where it
/// speaks TLS, with what stands in TLS_CERTIFICATE and TLS_KEY, or nothing.
const KEEPER: &str = r#"
trap '' INT TERM HUP
cd /
home=$(mktemp -d /tmp/seloste-pg.XXXXXXXX) || exit 1
trap 'rm -rf "$home"' EXIT
"$1/initdb" -D "$home/data" -U seloste -A trust -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 || { tail -n 3 "$home/log"; exit 1; }
listen="-c listen_addresses="
if [ -n "$2" ]; then
  umask 077
  printf '%s' "$TLS_CERTIFICATE" >"$home/data/server.crt"
  printf '%s' "$TLS_KEY" >"$home/data/server.key"
  listen="-c listen_addresses=127.0.0.1 -c port=$2 -c ssl=on"
fi
"$1/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -o "-k '$home' $listen -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=400 -c shared_buffers=64MB" start >/dev/null 2>&1 </dev/null || { tail -n 3 "$home/log"; exit 1; }
echo "ready $home"
read -r _
"$1/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1
"#;

impl Cluster {
    fn start(tls: Option<(&Certified, u16)>) -> Self {
        let programs = programs();
        let mut command = as_someone("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(programs);
        if let Some((server, port)) = tls {
            command.arg(port.to_string());
            command.env("TLS_CERTIFICATE", &server.certificate).env("TLS_KEY", &server.key);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let mut keeper =
            command.spawn().unwrap_or_else(|error| panic!("PostgreSQL's keeper does not start: {error}"));
        let mut said = String::new();
        let out = keeper.stdout.take().unwrap_or_else(|| panic!("the keeper has no output"));
        let read = BufReader::new(out).read_line(&mut said);
        let home = said.trim().strip_prefix("ready ");
        let home = home.unwrap_or_else(|| panic!("PostgreSQL did not start: {said} {read:?}"));
        Self { url: format!("host={home} user=seloste dbname=postgres"), _keeper: keeper }
    }
}

/// A shell script that runs as a user whom PostgreSQL accepts, with PostgreSQL's programs on its path: for tests of clusters of their
/// own.
#[must_use]
pub fn postgres_script(script: &str) -> Command {
    let mut command = as_someone("sh");
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", programs().display());
    command.args(["-c", script, "script"]).env("PATH", path).current_dir("/");
    command
}

/// Folder of the newest PostgreSQL on this machine.
fn programs() -> PathBuf {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        debian.map(|entry| entry.path().join("bin")).filter(|path| path.join("initdb").exists()).collect();
    found.sort();
    let elsewhere = ["/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"].map(PathBuf::from);
    let elsewhere = elsewhere.into_iter().find(|path| path.join("initdb").exists());
    found.pop().or(elsewhere).unwrap_or_else(|| {
        panic!("PostgreSQL is missing: install it (Debian: apt-get install postgresql-15); tests need both engines")
    })
}

/// A command that runs as the user `postgres` when this process is root, whom PostgreSQL refuses.
fn as_someone(program: &str) -> Command {
    use std::os::unix::fs::MetadataExt;
    let root = std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program]);
        command
    } else {
        Command::new(program)
    }
}
