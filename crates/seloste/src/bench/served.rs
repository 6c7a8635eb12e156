//! Servers of their own process: the measured one, and the bare one. Ended when the run ends, in whatever way.

use super::{
    http::{Client, Request},
    load::now,
    machine,
};
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A running server.
pub(crate) struct Served {
    child: Child,
    /// Where it answers.
    pub(crate) address: SocketAddr,
    /// From the start of the process to its first answer that it is ready.
    pub(crate) ready: Duration,
}

impl Served {
    /// Starts the measured server on an installation.
    pub(crate) fn measured(data: &Path) -> Result<Self, String> {
        let data = data.to_str().ok_or("the folder's name is no text")?;
        Self::start(&["serve", "--data", data, "--listen", "127.0.0.1:0"], "/readyz")
    }

    /// Starts the bare server on a filled file.
    pub(crate) fn bare(file: &Path) -> Result<Self, String> {
        let file = file.to_str().ok_or("the file's name is no text")?;
        Self::start(&["bench", "--bare", file], "/0")
    }

    fn start(arguments: &[&str], ready: &str) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let begun = now();
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let Some(address) = child.stdout.take().and_then(said_address) else {
            let _ = child.kill();
            return Err(format!(
                "`seloste {}` did not say its address: {:?}",
                arguments.join(" "),
                child.wait()
            ));
        };
        let mut served = Self { child, address, ready: Duration::ZERO };
        let mut client = Client::new(address).map_err(|error| error.to_string())?;
        while begun.elapsed() < Duration::from_secs(120) {
            if client.send(Request::get(ready)).is_ok_and(|answer| answer.status == 200) {
                served.ready = begun.elapsed();
                return Ok(served);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the server was not ready in two minutes".to_owned())
    }

    /// Memory in MiB: now, and the most so far.
    pub(crate) fn memory(&self) -> Option<(f64, f64)> {
        machine::memory_of(self.child.id())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first address that a server says.
fn said_address(out: impl std::io::Read + Send + 'static) -> Option<SocketAddr> {
    let mut lines = BufReader::new(out).lines().map_while(Result::ok);
    let address = lines.find_map(|line| line.split("http://").nth(1)?.split('/').next()?.parse().ok());
    std::thread::spawn(move || lines.for_each(drop));
    address
}
