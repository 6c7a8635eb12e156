//! The effective rules: the stricter of statement and law. What the gate runs on.

use super::model::{Category, Item, ObjectKind, Purpose, Role, Source, Statement};
use crate::id::{CategoryId, ItemId, ObjectKindId, PurposeId, RoleId, SourceId};

/// Effective rules of one register. Built only by [`crate::statement`]'s reader from a statement without errors.
#[derive(Debug, Clone)]
pub struct Rules {
    statement: Statement,
}

impl Rules {
    /// The statement that they come from, already tightened by the law.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.statement
    }
    /// A declared purpose.
    #[must_use]
    pub fn purpose(&self, id: &PurposeId) -> Option<&Purpose> {
        self.statement.purposes.iter().find(|purpose| purpose.id == *id)
    }
    /// A declared category.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.statement.categories.iter().find(|category| category.id == *id)
    }
    /// A declared item of a subject.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.statement.items.iter().find(|item| item.id == *id)
    }
    /// A declared kind of object.
    #[must_use]
    pub fn object(&self, id: &ObjectKindId) -> Option<&ObjectKind> {
        self.statement.objects.iter().find(|object| object.id == *id)
    }
    /// A declared role.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.statement.roles.iter().find(|role| role.id == *id)
    }
    /// A declared source.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.statement.sources.iter().find(|source| source.id == *id)
    }
}
