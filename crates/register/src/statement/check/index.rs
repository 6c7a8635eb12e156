//! What the rules look up, gathered once, so that a large statement is checked in time proportional to its size.

use super::{Placed, every_item};
use crate::{
    id::{CategoryId, PurposeId},
    statement::model::{Category, Purpose, Statement},
    text::Text,
};
use std::collections::{HashMap, HashSet};

/// A filled-in statement by names.
pub(in crate::statement) struct Index<'a> {
    pub(super) items: Vec<Placed<'a>>,
    pub(super) purposes: HashMap<&'a PurposeId, &'a Purpose>,
    pub(super) categories: HashMap<&'a CategoryId, &'a Category>,
    pub(super) contents: HashMap<&'a CategoryId, Contents<'a>>,
    /// Purposes that anything is kept for.
    pub(super) needed: HashSet<&'a PurposeId>,
}

/// What a category holds.
#[derive(Default)]
pub(super) struct Contents<'a> {
    /// Its items and kinds of object, with the purposes that need them. One that serves no purpose at all is left out:
    /// that is told where it stands.
    pub(super) parts: Vec<(&'a Text, &'a [PurposeId])>,
    /// How many of them each purpose needs.
    pub(super) needed_by: HashMap<&'a PurposeId, usize>,
}

impl<'a> Contents<'a> {
    fn add(&mut self, name: &'a Text, purposes: &'a [PurposeId]) {
        if purposes.is_empty() {
            return;
        }
        self.parts.push((name, purposes));
        let once: HashSet<&PurposeId> = purposes.iter().collect();
        for purpose in once {
            *self.needed_by.entry(purpose).or_default() += 1;
        }
    }
}

impl<'a> Index<'a> {
    pub(in crate::statement) fn of(statement: &'a Statement) -> Self {
        let items = every_item(statement);
        let mut contents: HashMap<&CategoryId, Contents<'a>> = HashMap::new();
        let mut needed: HashSet<&PurposeId> = HashSet::new();
        for Placed { item, .. } in &items {
            if let Some(category) = &item.category {
                contents.entry(category).or_default().add(&item.name, &item.purposes);
            }
            needed.extend(&item.purposes);
        }
        for object in &statement.objects {
            contents.entry(&object.category).or_default().add(&object.name, &object.purposes);
            needed.extend(&object.purposes);
        }
        Self {
            purposes: statement.purposes.iter().map(|purpose| (&purpose.id, purpose)).collect(),
            categories: statement.categories.iter().map(|category| (&category.id, category)).collect(),
            items,
            contents,
            needed,
        }
    }
}
