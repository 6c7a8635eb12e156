//! Lists for processors as files: one line a person, each with the reference by which a leak is traced (R5-025). Not here: who is on one (the
//! gate).

use crate::work::personal;
use seloste_gate::extracts::Handed;
use seloste_register::{
    id::ItemId,
    statement::{Rules, model::Item},
    text::Lang,
};
use zeroize::Zeroizing;

/// The name of a list's file.
#[must_use]
pub fn file_name(handed: &Handed) -> String {
    format!("{}.csv", handed.extract.mark)
}

/// The list as CSV (RFC 4180): the reference, then the items that anybody on it has, named in a language.
#[must_use]
pub fn csv(handed: &Handed, rules: &Rules, lang: Lang) -> Zeroizing<String> {
    let mut ids: Vec<&ItemId> = Vec::new();
    for opened in handed.people.iter().flat_map(|(_, hit)| &hit.items) {
        if !opened.values.is_empty() && !ids.contains(&&opened.item) {
            ids.push(&opened.item);
        }
    }
    let items: Vec<&Item> = ids.iter().filter_map(|id| rules.item(id)).collect();
    let mut text = Zeroizing::new(String::new());
    let heads = items.iter().map(|item| item.name.get(lang).to_owned());
    line(&mut text, std::iter::once("ref".to_owned()).chain(heads).map(Zeroizing::new));
    for (reference, hit) in &handed.people {
        let cells = items.iter().map(|item| {
            let opened = hit.items.iter().find(|one| one.item == item.id);
            let mut cell = Zeroizing::new(String::new());
            for value in opened.into_iter().flat_map(|one| &one.values) {
                if !cell.is_empty() {
                    cell.push_str("; ");
                }
                cell.push_str(&personal::cell(value));
            }
            cell
        });
        line(&mut text, std::iter::once(Zeroizing::new(reference.clone())).chain(cells));
    }
    text
}

fn line(text: &mut Zeroizing<String>, cells: impl Iterator<Item = Zeroizing<String>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&Zeroizing::new(cell.replace('"', "\"\"")));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
