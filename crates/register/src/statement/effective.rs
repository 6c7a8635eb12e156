//! The effective rules: the stricter of statement and law. What the gate runs on.

use super::model::{Category, Item, ObjectKind, Purpose, Retention, Role, Source, Statement};
use crate::id::{CategoryId, ItemId, ObjectKindId, PurposeId, RoleId, SourceId};

/// Effective rules of one register. Built only by [`crate::statement`]'s reader from a statement without errors.
#[derive(Debug, Clone)]
pub struct Rules {
    statement: Statement,
}

impl Rules {
    /// Effective rules from a statement without errors: what items leave out is filled in from their category or
    /// object kind.
    pub(super) fn new(mut statement: Statement) -> Self {
        fill_in(&mut statement);
        Self { statement }
    }

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

/// Gives each item the category, sources, purposes and retention that it takes from its category or object kind.
pub(super) fn fill_in(statement: &mut Statement) {
    let categories = statement.categories.clone();
    for item in &mut statement.items {
        let Some(category) = categories.iter().find(|category| Some(&category.id) == item.category.as_ref())
        else {
            continue;
        };
        inherit(item, &category.sources, &category.purposes, category.retention.as_ref());
    }
    for object in &mut statement.objects {
        for item in object.items.iter_mut().chain(&mut object.line_items) {
            item.category = Some(object.category.clone());
            inherit(item, &object.sources, &object.purposes, Some(&object.retention));
        }
    }
}

fn inherit(item: &mut Item, sources: &[SourceId], purposes: &[PurposeId], retention: Option<&Retention>) {
    if item.sources.is_empty() {
        item.sources = sources.to_vec();
    }
    if item.purposes.is_empty() {
        item.purposes = purposes.to_vec();
    }
    if item.retention.is_none() {
        item.retention = retention.cloned();
    }
}
