//! The one file where opened personal data becomes JSON.

use super::wire::{Day, Label, Moment, Name};
use axum::body::Bytes;
use seloste_gate::{
    card::{Because, Input, OpenedItem, OpenedValue},
    personal::{Personal, Way},
    recording::Heard,
};
use seloste_register::id::{ChoiceId, ItemId, ObjectKindId, SourceId};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Readable text of a value, wiped on drop.
pub(super) struct Readable(Zeroizing<String>);

impl Serialize for Readable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A value with where it came from.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Value)]
pub(super) struct ValueBody {
    /// The value in its normal form: what may be sent back as it is.
    #[schema(value_type = String)]
    value: Readable,
    /// Which of its kinds: home, work, mobile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Label>)]
    label: Option<ChoiceId>,
    /// Its source.
    #[schema(value_type = Name)]
    source: SourceId,
    /// When it was recorded.
    #[schema(value_type = Moment)]
    recorded: jiff::Timestamp,
    /// Of a derived value: what it comes from, as far as the key may see that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<BecauseBody>,
}

/// Something that a derived value comes from.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Because)]
struct BecauseBody {
    /// The item of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    item: Option<ItemId>,
    /// The kind of object.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    object: Option<ObjectKindId>,
    /// The object's date, or the day on which the item was recorded.
    #[schema(value_type = Day)]
    day: jiff::civil::Date,
}

impl From<&Because> for BecauseBody {
    fn from(because: &Because) -> Self {
        let (item, object) = match &because.input {
            Input::Item(item) => (Some(item.clone()), None),
            Input::Object(kind) => (None, Some(kind.clone())),
        };
        Self { item, object, day: because.day }
    }
}

/// Items by name; an empty list is an item that may be seen and is not there.
pub(super) type ItemsBody = BTreeMap<String, Vec<ValueBody>>;

/// Values as they leave.
pub(super) fn values(values: &[OpenedValue]) -> Vec<ValueBody> {
    let body = |opened: &OpenedValue| ValueBody {
        value: Readable(opened.value.disclose(Way::Api)),
        label: opened.label.clone(),
        source: opened.source.clone(),
        recorded: opened.recorded,
        because: opened.because.iter().map(BecauseBody::from).collect(),
    };
    values.iter().map(body).collect()
}

/// Items as they leave.
pub(super) fn items<'a>(items: impl IntoIterator<Item = &'a OpenedItem>) -> ItemsBody {
    let name = |item: &ItemId| item.as_str().to_owned();
    items.into_iter().map(|opened| (name(&opened.item), values(&opened.values))).collect()
}

/// A text about a person, as it leaves.
pub(super) fn text(personal: &Personal) -> Zeroizing<String> {
    personal.disclose(Way::Api)
}

/// Bytes of a recording that is handed over.
pub(super) fn sound(heard: &Heard) -> Bytes {
    Bytes::copy_from_slice(heard.disclose(Way::Api))
}
