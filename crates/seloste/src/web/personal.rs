//! The one file in which readable personal data becomes HTML. Everything that leaves here is escaped.

use axum::body::Bytes;
use maud::{Markup, html};
use seloste_gate::{
    card::{OpenedItem, OpenedValue},
    personal::{Personal, Way},
    recording::Heard,
};
use seloste_register::{
    statement::model::{Item, ItemType},
    text::Lang,
};
use zeroize::Zeroizing;

/// One value as people read it.
pub(crate) fn shown(value: &Personal, item: &Item, lang: Lang) -> Markup {
    html! { (value.disclose_shown(Way::Page, item, lang).as_str()) }
}

/// All values of an item as people read them, after one another.
pub(crate) fn values(opened: &OpenedItem, item: &Item, lang: Lang) -> Markup {
    html! {
        @for (place, value) in opened.values.iter().enumerate() {
            @if place > 0 { ", " }
            (shown(&value.value, item, lang))
        }
    }
}

/// A value to stand in a form's field: as people write it where that reads back to the same, else in normal form.
pub(crate) fn in_field(value: &OpenedValue, item: &Item, lang: Lang) -> Zeroizing<String> {
    match item.item_type {
        ItemType::Date | ItemType::Moment | ItemType::BirthDate | ItemType::Phone | ItemType::Iban => {
            value.value.disclose_shown(Way::Page, item, lang)
        }
        _ => value.value.disclose(Way::Page),
    }
}

/// Values as one line of text, for a heading or a title.
pub(crate) fn line<'i>(
    opened: impl Iterator<Item = (&'i OpenedItem, &'i Item)>,
    lang: Lang,
) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::new());
    for (opened, item) in opened {
        for value in &opened.values {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&value.value.disclose_shown(Way::Page, item, lang));
        }
    }
    line
}

/// A sample of a file's column, for the person who brings the file in.
pub(crate) fn sample(text: &str) -> Markup {
    html! { (text) }
}

/// Words that stand beside somebody's data: the case of a hold.
pub(crate) fn text(value: &seloste_gate::personal::Personal) -> Markup {
    html! { (value.disclose(Way::Page).as_str()) }
}

/// Whether a text fits something that only looks at it.
pub(crate) fn passes(value: &seloste_gate::personal::Personal, fits: impl FnOnce(&str) -> bool) -> bool {
    fits(value.disclose(Way::Page).as_str())
}

/// Whether a value is a declared code or a number of ours; tells nothing else of it.
pub(crate) fn is_code(value: &seloste_gate::personal::Personal, code: &str) -> bool {
    value.disclose(Way::Page).as_str() == code
}

/// Bytes of a recording on their way to a player.
pub(crate) fn sound(heard: &Heard) -> Bytes {
    Bytes::copy_from_slice(heard.disclose(Way::Page))
}

/// What is read of a recorded message, before it is taken apart and escaped.
pub(crate) fn message(heard: &Heard) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(heard.disclose(Way::Page).to_vec())
}
