//! One verb a file.

mod import;

pub use import::Trial;

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{
        Card, Draft, Edit, Explanation, Filter, Hit, ListPage, ObjectDraft, ObjectRef, OpenedObject, Page,
        Past, PermissionChange, Reading, SubjectRef, Taken,
    },
};
use seloste_register::{id::ItemId, item::Valid};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Opens a card.
    pub fn open_card(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<Card, GateError> {
        unimplemented!()
    }
    /// More of a subject's objects, newest first.
    pub fn timeline(
        &self,
        _ask: &Ask,
        _subject: &SubjectRef,
        _page: &Page,
    ) -> Result<(Vec<OpenedObject>, Option<String>), GateError> {
        unimplemented!()
    }
    /// Finds by words; best first, at most `rows`.
    pub fn find(&self, _ask: &Ask, _typed: &str, _rows: u32) -> Result<Vec<Hit>, GateError> {
        unimplemented!()
    }
    /// Goes through a list.
    pub fn list(&self, _ask: &Ask, _filter: &Filter, _page: &Page) -> Result<ListPage, GateError> {
        unimplemented!()
    }
    /// How many a filter matches; refused below the purpose's smallest group.
    pub fn count(&self, _ask: &Ask, _filter: &Filter) -> Result<u64, GateError> {
        unimplemented!()
    }
    /// Adds a subject.
    pub fn create(&self, _ask: &Ask, _draft: Draft) -> Result<SubjectRef, GateError> {
        unimplemented!()
    }
    /// Changes a subject's items.
    pub fn edit(&self, _ask: &Ask, _subject: &SubjectRef, _edit: Edit) -> Result<(), GateError> {
        unimplemented!()
    }
    /// Ends the relationship.
    pub fn close(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<(), GateError> {
        unimplemented!()
    }
    /// Begins it again.
    pub fn reopen(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<(), GateError> {
        unimplemented!()
    }
    /// Adds an object.
    pub fn add_object(
        &self,
        _ask: &Ask,
        _subject: &SubjectRef,
        _draft: ObjectDraft,
    ) -> Result<ObjectRef, GateError> {
        unimplemented!()
    }
    /// Changes an object; `seen` is the version that the editor saw.
    pub fn edit_object(
        &self,
        _ask: &Ask,
        _object: &ObjectRef,
        _seen: i64,
        _draft: ObjectDraft,
    ) -> Result<(), GateError> {
        unimplemented!()
    }
    /// Opens one object, with the subject that it belongs to.
    pub fn open_object(
        &self,
        _ask: &Ask,
        _object: &ObjectRef,
    ) -> Result<(SubjectRef, OpenedObject), GateError> {
        unimplemented!()
    }
    /// Records a consent or a prohibition, or takes one back.
    pub fn permit(
        &self,
        _ask: &Ask,
        _subject: &SubjectRef,
        _change: PermissionChange,
    ) -> Result<(), GateError> {
        unimplemented!()
    }
    /// All consents and prohibitions that a subject ever had, newest first.
    pub fn permissions(
        &self,
        _ask: &Ask,
        _subject: &SubjectRef,
    ) -> Result<Vec<crate::card::Permission>, GateError> {
        unimplemented!()
    }
    /// Earlier values, newest first.
    pub fn history(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<Vec<Past>, GateError> {
        unimplemented!()
    }
    /// Whether an identifier is already in the register, while it is being typed.
    pub fn taken(&self, _ask: &Ask, _item: &ItemId, _value: &Valid) -> Result<Taken, GateError> {
        unimplemented!()
    }
    /// Who used a subject's data, when, for what; newest first.
    pub fn readers(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<Vec<Reading>, GateError> {
        unimplemented!()
    }
    /// Why the asker sees what it sees of a subject, and who else can.
    pub fn explain(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<Explanation, GateError> {
        unimplemented!()
    }
    /// Erases a subject: destroys the key, deletes ciphertexts, tokens and objects.
    pub fn erase(&self, _ask: &Ask, _subject: &SubjectRef) -> Result<(), GateError> {
        unimplemented!()
    }
}
