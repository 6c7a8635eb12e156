//! Whether the register runs where its statement says (R4-041). Not here: the closed room itself, which evidence shows (`measure.rs`).

use crate::app::App;
use seloste_register::id::RegisterId;

/// The name of this machine, as it has it itself; nothing where the system does not tell.
#[must_use]
pub fn name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Registers whose statement lists its hosts, and whether this machine is none of them.
#[must_use]
pub fn unlisted(app: &App) -> Vec<(RegisterId, bool)> {
    let here = name();
    let registers = app.controllers().flat_map(|controller| controller.gate.registers());
    let mut found = Vec::new();
    for id in registers {
        let Some((_, rules)) = app.register(&id) else { continue };
        let hosts = &rules.statement().hosts;
        if !hosts.is_empty() {
            let listed = here.as_ref().is_some_and(|here| hosts.iter().any(|host| host.name == *here));
            found.push((id, !listed));
        }
    }
    found
}
