//! The program as people run it: started, spoken to, killed.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A command of the program.
pub fn seloste() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seloste"));
    for name in ["SELOSTE_DATA", "SELOSTE_DATABASE", "SELOSTE_KEYRING"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a verb to its end.
pub fn run(arguments: &[&str]) -> Output {
    seloste().args(arguments).output().unwrap()
}

/// Runs a verb that has to succeed; gives what it said.
pub fn must(arguments: &[&str]) -> String {
    let done = run(arguments);
    let (said, complained) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "seloste {}: {:?}\n{said}{complained}", arguments.join(" "), done.status);
    said.into_owned()
}

/// A new installation for tests with both sample registers, in a folder that does not exist yet.
pub fn install(folder: &Path) {
    let statement = |name: &str| super::root().join("registers").join(name).to_str().unwrap().to_owned();
    let (retail, webshop) = (statement("retail-customers.toml"), statement("webshop-customers.toml"));
    must(&["init", "--test", "--data", folder.to_str().unwrap(), &retail, &webshop]);
}

/// A server that is killed, not stopped, when it is dropped.
pub struct Served {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    /// Where its log goes.
    pub log: PathBuf,
}

impl Served {
    /// Starts `serve` with more arguments; its log goes to a file.
    pub fn start(data: &Path, log: &Path, more: &[&str]) -> Self {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = seloste()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let Some(Ok(line)) = lines.next() else {
                let log = std::fs::read_to_string(log).unwrap_or_default();
                panic!("serve ended before it said its address: {:?}\n{log}", child.wait());
            };
            let said = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
            if let Some(address) = said {
                break address;
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, log: log.to_owned() }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
