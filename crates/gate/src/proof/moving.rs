//! Sealing again, for another subject of the same permit, what was sealed for one: cards of one person become one. Nothing that is
//! opened here leaves. Not here: which rows move.

use super::{Writing, open_items, open_object, seal_items, seal_object, text_place};
use crate::{
    GateError,
    payload::{Items, Word},
    store::{ObjectRow, SealedRow},
    vault::{self, PlaceKind, SubjectKey},
};

/// From whom to whom, with both keys.
#[derive(Clone, Copy)]
pub(crate) struct Moving<'a> {
    pub(crate) from: (i64, &'a SubjectKey),
    pub(crate) to: (i64, &'a SubjectKey),
}

impl Writing<'_> {
    /// Words beside the categories (a notice, a reason, a hold), sealed for the other.
    pub(crate) fn moved_words(
        &self,
        moving: Moving<'_>,
        (kind, row): (PlaceKind, i64),
        body: &[u8],
    ) -> Result<Vec<u8>, GateError> {
        let register = self.realm.number;
        let plain =
            vault::unseal(self, moving.from.1, &text_place(kind, (register, moving.from.0, row)), body)?;
        Ok(vault::seal(moving.to.1, &text_place(kind, (register, moving.to.0, row)), &plain)?.0)
    }

    /// An object, or an earlier version of it, sealed for the other.
    pub(crate) fn moved_object(&self, moving: Moving<'_>, row: &ObjectRow) -> Result<ObjectRow, GateError> {
        let realm = self.realm;
        let kind = realm.kind(row.kind).ok_or_else(|| undeclared("an object"))?;
        let category = realm.word(&kind.category)?;
        let body = open_object(self, realm, moving.from.1, row)?;
        let moved = ObjectRow { subject: moving.to.0, ..row.clone() };
        let body = seal_object(moving.to.1, (realm.number, moving.to.0, category), &moved, &body)?;
        Ok(ObjectRow { body, ..moved })
    }

    /// An earlier version of a category, sealed for the other under another version.
    pub(crate) fn moved_category(
        &self,
        moving: Moving<'_>,
        row: &SealedRow,
        version: i64,
    ) -> Result<Vec<u8>, GateError> {
        let items = open_items(self, self.realm.number, moving.from.1, row)?;
        self.sealed_again(moving, (row.category, version), &items)
    }

    /// Items sealed for the one that stays.
    pub(crate) fn sealed_again(
        &self,
        moving: Moving<'_>,
        (category, version): (Word, i64),
        items: &Items,
    ) -> Result<Vec<u8>, GateError> {
        seal_items(moving.to.1, (self.realm.number, moving.to.0, category), version, items)
    }
}

fn undeclared(what: &str) -> GateError {
    GateError::Failed(format!("{what} of a kind that the statement does not declare can't be moved"))
}
