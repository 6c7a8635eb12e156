//! What the figures were measured on, and what a process takes of it.

use std::process::Command;

/// The machine, the program and the day, for the head of the table.
pub(crate) struct Machine {
    /// Processor and cores.
    pub(crate) processor: String,
    /// Memory in MiB.
    pub(crate) memory: u64,
    /// Commit of the code, where git can tell.
    pub(crate) commit: String,
}

impl Machine {
    /// Looks at this machine.
    pub(crate) fn look() -> Self {
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        let model = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
        let memory = line_of("/proc/meminfo", "MemTotal").and_then(|line| kib(&line)).unwrap_or(0) / 1_024;
        Self { processor: format!("{model}, {cores} cores"), memory, commit: commit() }
    }
}

fn commit() -> String {
    let said = Command::new("git").args(["describe", "--always", "--dirty"]).output();
    let said = said.ok().filter(|said| said.status.success()).map(|said| said.stdout);
    said.and_then(|said| String::from_utf8(said).ok())
        .map_or_else(|| "unknown".to_owned(), |said| said.trim().to_owned())
}

/// Memory of a process in MiB: what it holds now, and the most that it held.
pub(crate) fn memory_of(process: u32) -> Option<(f64, f64)> {
    let file = format!("/proc/{process}/status");
    let mib = |name| line_of(&file, name).and_then(|line| kib(&line)).and_then(|kib| u32::try_from(kib).ok());
    Some((f64::from(mib("VmRSS")?) / 1_024.0, f64::from(mib("VmHWM")?) / 1_024.0))
}

/// What stands after the colon of the first line that begins so.
fn line_of(file: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn kib(line: &str) -> Option<u64> {
    line.split_whitespace().next()?.parse().ok()
}

/// Bytes of a file, or of everything in a folder.
pub(crate) fn size_of(path: &std::path::Path) -> u64 {
    let Ok(meta) = std::fs::symlink_metadata(path) else { return 0 };
    if !meta.is_dir() {
        return meta.len();
    }
    let Ok(entries) = std::fs::read_dir(path) else { return 0 };
    entries.flatten().map(|entry| size_of(&entry.path())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_takes_memory() {
        let (now, most) = memory_of(std::process::id()).unwrap();
        assert!(now > 0.5 && most >= now * 0.9, "{now} {most}");
    }
}
