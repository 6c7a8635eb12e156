//! The one file in which readable personal data becomes HTML. Everything that leaves here is escaped.

use maud::{Markup, html};
use seloste_gate::{
    card::{OpenedItem, OpenedValue},
    personal::{Personal, Way},
};
use seloste_register::{statement::model::Item, text::Lang};
use zeroize::Zeroizing;

/// One value as people read it.
pub(crate) fn shown(value: &Personal, item: &Item, lang: Lang) -> Markup {
    html! { (value.disclose_shown(Way::Page, item, lang).as_str()) }
}

/// All values of an item as people read them, with the kind of each.
pub(crate) fn values(opened: &OpenedItem, item: &Item, lang: Lang) -> Markup {
    html! {
        @for (place, value) in opened.values.iter().enumerate() {
            @if place > 0 { ", " }
            (shown(&value.value, item, lang))
        }
    }
}

/// The normal form of a value, to stand in a form's field.
pub(crate) fn in_field(value: &OpenedValue) -> Zeroizing<String> {
    value.value.disclose(Way::Page)
}

/// The values of some items as one line of text, such as a person's name in a heading.
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
