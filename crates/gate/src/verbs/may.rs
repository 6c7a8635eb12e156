//! Whether an ask would be heard at all. Opens nobody's data, and so records nothing.

use crate::{Gate, ask::Ask, decide::Verb};

impl Gate {
    /// Whether the asker's roles let it open cards for the purpose at all, by the compiled table alone. Says nothing of any one
    /// subject.
    #[must_use]
    pub fn may_open(&self, ask: &Ask) -> bool {
        self.realms
            .load()
            .get(&ask.register)
            .is_some_and(|realm| realm.table.decide(ask, Verb::Open, self.today()).is_ok())
    }
}
