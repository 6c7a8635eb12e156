//! The one file where opened personal data becomes text for files and for the terminal of a verb.

use seloste_gate::{
    card::{Because, Input, OpenedItem, OpenedValue},
    personal::{Personal, Way},
    recording::Heard,
};
use seloste_register::{statement::model::Item, text::Lang};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// The values of an item as people read them, with the kind of each, separated by semicolons.
#[must_use]
pub fn line(opened: &OpenedItem, item: &Item, lang: Lang) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::new());
    for value in &opened.values {
        if !line.is_empty() {
            line.push_str("; ");
        }
        line.push_str(&value.value.disclose_shown(Way::File, item, lang));
        let label =
            value.label.as_ref().and_then(|label| item.choices.iter().find(|choice| choice.id == *label));
        if let Some(label) = label {
            line.push_str(" (");
            line.push_str(label.name.get(lang));
            line.push(')');
        }
    }
    line
}

/// The values of an item as programs read them: normal form, kind, source, date.
#[must_use]
pub fn json(opened: &OpenedItem) -> Value {
    opened.values.iter().map(json_value).collect()
}

/// A text about a person, as it is written: in files and on the terminal.
#[must_use]
pub fn text(personal: &Personal) -> Zeroizing<String> {
    personal.disclose(Way::File)
}

/// One value as people read it, with its kind.
#[must_use]
pub fn value(opened: &OpenedValue, item: &Item, lang: Lang) -> Zeroizing<String> {
    let mut line = opened.value.disclose_shown(Way::File, item, lang);
    let label = item.choices.iter().find(|choice| Some(&choice.id) == opened.label.as_ref());
    if let Some(label) = label {
        line.push_str(&format!(" ({})", label.name.get(lang)));
    }
    line
}

/// One value as programs read it.
#[must_use]
pub fn json_value(opened: &OpenedValue) -> Value {
    let mut told = json!({
        "value": opened.value.disclose(Way::File).as_str(),
        "label": opened.label.as_ref().map(|label| label.as_str()),
        "source": opened.source.as_str(),
        "recorded": opened.recorded.to_string(),
    });
    if let Value::Object(told) = &mut told
        && !opened.because.is_empty()
    {
        told.insert("because".to_owned(), opened.because.iter().map(cause).collect());
    }
    told
}

/// Something that a derived value comes from, as programs read it.
fn cause(because: &Because) -> Value {
    match &because.input {
        Input::Item(item) => json!({ "item": item.as_str(), "day": because.day.to_string() }),
        Input::Object(kind) => json!({ "object": kind.as_str(), "day": because.day.to_string() }),
    }
}

/// One value in its normal form.
#[must_use]
pub fn plain(opened: &OpenedValue) -> Zeroizing<String> {
    opened.value.disclose(Way::File)
}

/// One value for a cell of a spreadsheet: what a program would take for a formula is text.
#[must_use]
pub fn cell(opened: &OpenedValue) -> Zeroizing<String> {
    let text = plain(opened);
    if text.starts_with(['=', '-', '@', '\t', '\r']) {
        Zeroizing::new(format!("'{}", text.as_str()))
    } else {
        text
    }
}

/// Bytes of a recording, to be worked on.
#[must_use]
pub fn sound(heard: &Heard) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(heard.disclose(Way::File).to_vec())
}
