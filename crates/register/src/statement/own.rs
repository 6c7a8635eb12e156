//! What a person may write in their own data by themselves. Not here: what they may see (all of it, as staff do: R5-058).

use super::{
    Rules,
    model::{Item, ItemType, Source, SourceKind},
};

impl Rules {
    /// The source as which a person writes an item of their own; `None` when the statement has the item from others alone, or
    /// the system gives it. What can't be written is corrected by a request (GDPR 16).
    #[must_use]
    pub fn own_source(&self, item: &Item) -> Option<&Source> {
        if item.generated || item.derived.is_some() || item.item_type == ItemType::CustomerNumber {
            return None;
        }
        let mut sources = item.sources.iter().filter_map(|id| self.source(id));
        sources.find(|source| source.kind == SourceKind::Subject)
    }
}
